//! Who owes what is open: by name where the record names someone, else by what they are here.

use chrono::TimeDelta;

use super::super::board::short_words;
use super::super::form::Choice;
use super::super::officer::Officer;
use super::notes::{Noted, PassedOn, is, named, passed_on};
use crate::law::{Assessment, Duty, Facts, Owner, State};
use crate::record::Instant;
use crate::record::kinds::{AskedFor, ReferralOwedBy, Review};
use crate::record::time::{length, minutes_between};
use crate::record::words::{NotSpoken, Role};

/// What can be passed on, as the form offers it: one sort of duty each, the last for whatever no rule knows.
pub const WHAT: &[Choice] = &[
    Choice::new("referral", "Referral"),
    Choice::new("adult", "Adult"),
    Choice::new("parent", "Telling a parent"),
    Choice::new("talk", "Talk with the child"),
    Choice::new("review", "Review"),
    Choice::new("check", "Check"),
    Choice::new("care", "Care and requests"),
    Choice::new("health", "Health and ASCC"),
    Choice::new("authority", "Authority, a place"),
    Choice::new("limit", "Court and limits"),
    Choice::new("record", "Rights, risk, details"),
    Choice::new(OTHER, "something else"),
];

/// The choice that stands for no rule.
pub const OTHER: &str = "other";

/// The rules whose duties are of each sort.
pub(super) const SORTS: &[(&str, &[&str])] = &[
    ("referral", &["referral.submitted"]),
    ("adult", &["aa.request", "aa.arrive", "aa.rights-again"]),
    ("parent", &["person.told"]),
    ("talk", &["review.tell-child", "review.delegated-talk", "voice.silent-hours"]),
    ("review", &["review.first", "review.next"]),
    ("check", &["check.due", "check.change"]),
    ("care", &["care.meal", "care.woman", "care.menstrual", "care.request-open"]),
    ("health", &["health.seen", "health.self-harm", "ascc.seen", "ascc.closed-throughout"]),
    (
        "authority",
        &[
            "edt.contacted",
            "accommodation.request",
            "accommodation.re-decide",
            "accommodation.escalate",
            "accommodation.offered-not-moved",
        ],
    ),
    ("limit", &["clock.limit", "clock.after-charge-court", "route.not-pace"]),
    ("record", &["age.unknown", "data.ethnicity", "rights.given", "risk.assessed", "solicitor.asked"]),
];

/// Who owes a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Someone the record names.
    Named(String),
    /// Whoever is that here.
    Role(Owner),
}

impl Who {
    /// Returns it in words: "PC Odd Sample (4471)", "inspector".
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Named(name) => name.clone(),
            Self::Role(Owner::ReviewOfficer) => "inspector".to_owned(),
            Self::Role(owner) => owner.plain(),
        }
    }

    /// Returns whether that officer owes it: named, or in that role where nobody is named.
    #[must_use]
    pub fn is(&self, officer: &Officer) -> bool {
        match self {
            Self::Named(name) => is(name, officer),
            Self::Role(owner) => officer.is_known() && Role::from_word(owner.word()) == Some(officer.role),
        }
    }
}

/// One duty still open, as a handover says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Who owes it.
    pub who: Who,
    /// What, in a word or two: "Review (first)", "Answer request (a blanket)".
    pub what: String,
    /// By when; none for "when you can".
    pub due: Option<Instant>,
    /// How it stands.
    pub state: State,
    /// The rule it is owed under.
    pub rule: &'static str,
}

impl Owed {
    /// Returns a duty as the record shows it.
    pub(super) fn of(facts: &Facts<'_>, passed: &[Noted<PassedOn>], duty: &Duty) -> Self {
        Self {
            who: who(facts, passed, duty),
            what: what(facts, duty),
            due: duty.due,
            state: duty.state,
            rule: duty.rule,
        }
    }

    /// Returns whether it is late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.state == State::Overdue
    }

    /// Returns what is late and by how much: "Ask for adult 5 h 30".
    #[must_use]
    pub fn late_by(&self, now: Instant) -> String {
        self.due.map_or_else(|| self.what.clone(), |due| format!("{} {}", self.what, length(minutes_between(due, now))))
    }
}

/// What is owed, in a word or two, with what the board has no room for.
fn what(facts: &Facts<'_>, duty: &Duty) -> String {
    let words = short_words(duty.rule);
    match duty.rule {
        "review.first" => format!("{words} (first)"),
        "care.request-open" => {
            let minutes = TimeDelta::minutes(facts.policy.care.request_minutes);
            let asked = facts.each::<AskedFor>().find(|asked| Some(asked.at + minutes) == duty.due);
            asked.map_or(words.clone(), |asked| format!("{words} ({})", asked.it.what))
        }
        _ => words,
    }
}

/// Who owes a duty: whom it was passed to or whom the record names, the latest of the two; else the rule's own answer.
fn who(facts: &Facts<'_>, passed: &[Noted<PassedOn>], duty: &Duty) -> Who {
    let passed =
        passed.iter().filter(|passed| rules_of(&passed.it.what).is_some_and(|rules| rules.contains(&duty.rule)));
    let passed = passed.map(|passed| (passed.at, passed.it.to.clone()));
    let latest = passed.chain(named_for(facts, duty.rule)).max_by_key(|(at, _)| *at);
    latest.map_or(Who::Role(duty.owed_by), |(_, name)| Who::Named(name))
}

/// Whom the record itself names for a duty, and since when.
fn named_for(facts: &Facts<'_>, rule: &str) -> Option<(Instant, String)> {
    match rule {
        "referral.submitted" => {
            let owned = facts.last::<ReferralOwedBy>()?;
            Some((owned.at, named(&owned.it.name, owned.it.number.as_deref())))
        }
        "review.delegated-talk" => {
            let left = facts.last::<Review>().filter(|review| review.it.not_spoken == Some(NotSpoken::Delegated))?;
            Some((left.at, left.it.delegated_to.clone()?))
        }
        _ => None,
    }
}

/// Returns what was passed on and is still to be done, in order: the last of each sort, until something of the sort is done.
/// What no rule knows stands on, since nothing says that it was done.
pub(super) fn still_passed(facts: &Facts<'_>, assessment: &Assessment) -> Vec<Noted<PassedOn>> {
    let all = passed_on(facts);
    let stands = |place: usize, passed: &Noted<PassedOn>| {
        let Some(rules) = rules_of(&passed.it.what) else { return true };
        let mut later = all.iter().skip(place + 1);
        let mut of_sort = assessment.duties.iter().filter(|duty| rules.contains(&duty.rule));
        let done_since = |duty: &Duty| duty.done_at.is_some_and(|done| passed.at < done);
        let done = of_sort.clone().any(done_since);
        !done && of_sort.any(Duty::is_open) && !later.any(|later| later.it.what == passed.it.what)
    };
    all.iter().enumerate().filter(|(place, passed)| stands(*place, passed)).map(|(_, passed)| passed.clone()).collect()
}

/// The rules of a sort, by what the form calls it; none for words of one's own.
fn rules_of(label: &str) -> Option<&'static [&'static str]> {
    let word = WHAT.iter().find(|choice| choice.label == label)?.word;
    SORTS.iter().find(|(sort, _)| *sort == word).map(|(_, rules)| *rules)
}
