//! One child at a glance: their last words, how they seem over the hours, and where their adult is.

use super::alarm::{Promise, promises};
use crate::law::adult::ladder;
use crate::law::{Facts, checks};
use crate::record::Instant;
use crate::record::kinds::Check;
use crate::record::time::clock;
use crate::record::words::Demeanour;

/// Something the child said, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Instant,
    /// In their own words.
    pub text: String,
}

/// The first time a child seemed worse than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstChange {
    /// When.
    pub at: Instant,
    /// How they seemed before.
    pub from: Demeanour,
    /// How they seemed then.
    pub to: Demeanour,
}

impl FirstChange {
    /// Returns it in words: "22:40: calm to tearful".
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{}: {} to {}", clock(self.at), self.from.plain(), self.to.plain())
    }
}

/// Where the appropriate adult is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdultState {
    /// In words: "here since 23:40 (parent)".
    pub words: String,
    /// Whether it should catch the eye.
    pub loud: bool,
}

/// One child at a glance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glance {
    /// The child's last words.
    pub last_words: Option<Said>,
    /// Every check in order, and how the child seemed where the check says.
    pub checks: Vec<(Instant, Option<Demeanour>)>,
    /// The first change for the worse.
    pub first_change: Option<FirstChange>,
    /// Where the appropriate adult is.
    pub adult: AdultState,
    /// What was promised about what is overdue.
    pub promises: Vec<Promise>,
}

impl Glance {
    /// Returns the child at a glance from the facts of the record.
    #[must_use]
    pub fn of(facts: &Facts<'_>) -> Self {
        Self {
            last_words: checks::last_words(facts).map(|words| Said { at: words.at, text: words.text.to_string() }),
            checks: facts.each::<Check>().map(|check| (check.at, check.it.demeanour)).collect(),
            first_change: checks::first_change(facts).map(|change| FirstChange {
                at: change.at,
                from: change.from,
                to: change.to,
            }),
            adult: adult(facts),
            promises: promises(facts),
        }
    }

    /// Returns how the child last seemed, and when.
    #[must_use]
    pub fn last_seems(&self) -> Option<(Instant, Demeanour)> {
        self.checks.iter().rev().find_map(|(at, seems)| seems.map(|seems| (*at, seems)))
    }
}

/// The law's own reading of how the adult stands; nothing to catch the eye where none is owed.
fn adult(facts: &Facts<'_>) -> AdultState {
    match ladder(facts) {
        Some(ladder) => AdultState { words: ladder.words(facts.now), loud: ladder.is_loud(facts.now) },
        None => AdultState { words: "not owed now".to_owned(), loud: false },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Policy, Suite};

    fn adult_of(given: Given, now: &str) -> (String, bool) {
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        let adult = Glance::of(&Facts::gather(&record, &policy, &suite, instant(now))).adult;
        (adult.words, adult.loud)
    }

    #[test]
    fn the_adult_is_said_in_words_and_loudly_where_something_is_to_be_done() {
        let base = || given().authorised("12:00");
        assert_eq!(adult_of(base(), "13:00"), ("NOT ASKED, 1 h 00 held".into(), true));
        let no_answer = base().at("12:10", "aa_requested", json!({ "who": "parent", "outcome": "no_answer" }));
        assert_eq!(adult_of(no_answer, "13:00"), ("asked parent 12:10, no answer".into(), true));
        let coming =
            || base().at("12:10", "aa_requested", json!({ "who": "scheme", "outcome": "coming", "eta": "13:30" }));
        assert_eq!(adult_of(coming(), "13:00"), ("asked scheme 12:10, expected 13:30".into(), false));
        assert_eq!(adult_of(coming(), "13:31"), ("asked scheme 12:10, expected 13:30, NOT HERE".into(), true));
        let here = coming().at("13:40", "aa_arrived", json!({ "who": "scheme" }));
        assert_eq!(adult_of(here.clone(), "14:00"), ("here since 13:40 (scheme)".into(), false));
        let left = here.at("14:10", "aa_left", json!({}));
        assert_eq!(adult_of(left.clone(), "15:00"), ("left 14:10".into(), false));
        let again = left.at("15:10", "aa_requested", json!({ "who": "parent", "outcome": "no_answer" }));
        assert_eq!(adult_of(again, "15:20"), ("asked parent 15:10, no answer".into(), true));
    }

    #[test]
    fn an_adult_who_came_to_the_first_station_is_not_here_once_the_child_has_been_moved() {
        let moved = given()
            .authorised("12:00")
            .at("12:10", "aa_requested", json!({ "who": "parent", "outcome": "coming" }))
            .at("12:40", "aa_arrived", json!({ "who": "parent" }))
            .at("13:00", "departed", json!({}))
            .at("13:30", "arrived", json!({ "station": "Elsewhere" }));
        let (words, _) = adult_of(moved, "14:00");
        assert!(!words.contains("here since"), "{words}");
    }

    #[test]
    fn every_check_stands_in_the_strip_also_one_that_says_nothing_of_demeanour() {
        let given = given().at("12:30", "check", json!({ "demeanour": "calm" })).at(
            "13:00",
            "check",
            json!({ "seen": "on the bench" }),
        );
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        let glance = Glance::of(&Facts::gather(&record, &policy, &suite, instant("13:10")));
        assert_eq!(glance.checks, [(instant("12:30"), Some(Demeanour::Calm)), (instant("13:00"), None)]);
        assert_eq!(glance.last_seems(), Some((instant("12:30"), Demeanour::Calm)));
    }
}
