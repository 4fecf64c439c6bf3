//! What a handover writes on the record, and reads back: a child taken over, a duty passed on.
//!
//! Case files have no kind for either, so both are notes in words of their own, written and read here and nowhere else.
//! Each part stands on a line of its own: what is typed in a field has no line breaks, so nothing typed can pass for another part.

use super::super::officer::Officer;
use crate::law::Facts;
use crate::record::Instant;
use crate::record::kinds::Note;

/// A child taken over: what the officer who takes over signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// Who gave the child over: name and number.
    pub given_by: String,
    /// Why the child wasn't visited in the cell; none where they were.
    pub not_visited: Option<String>,
    /// What else was said.
    pub words: Option<String>,
}

/// A duty passed to someone by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOn {
    /// Which duty: a label of the list, or words of one's own.
    pub what: String,
    /// To whom: name, and number where there is one.
    pub to: String,
    /// Why.
    pub because: String,
}

/// A note of either sort, as it stands on a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    /// When.
    pub at: Instant,
    /// Who signed it, "not recorded" where the record doesn't say.
    pub by: String,
    /// What it says.
    pub it: T,
}

const GIVEN: &str = "Handover: given by ";
const VISITED: &str = "Visited in the cell: yes.";
const NOT_VISITED: &str = "Not visited: ";
const PASSED: &str = "Passed on: ";
const TO: &str = "to ";
const BECAUSE: &str = "because ";

impl TakenOver {
    /// Returns it as the text of a note.
    #[must_use]
    pub fn text(&self) -> String {
        let visited = self
            .not_visited
            .as_deref()
            .map_or_else(|| VISITED.to_owned(), |why| format!("{NOT_VISITED}{}.", part(why)));
        let words = self.words.as_deref().map(|words| format!("\n{}", part(words))).unwrap_or_default();
        format!("{GIVEN}{}.\n{visited}{words}", part(&self.given_by))
    }

    /// Reads the text of a note; none where it is of another sort.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let given_by = lines.next()?.strip_prefix(GIVEN)?.strip_suffix('.')?.to_owned();
        let not_visited = match lines.next()? {
            VISITED => None,
            why => Some(why.strip_prefix(NOT_VISITED)?.strip_suffix('.')?.to_owned()),
        };
        Some(Self { given_by, not_visited, words: lines.next().map(str::to_owned) })
    }

    /// Returns whether that officer is the one who gave the child over: nobody hands over to themselves.
    #[must_use]
    pub fn is_given_by(&self, officer: &Officer) -> bool {
        is(&self.given_by, officer)
    }
}

impl PassedOn {
    /// Returns it as the text of a note.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{PASSED}{},\n{TO}{},\n{BECAUSE}{}", part(&self.what), part(&self.to), part(&self.because))
    }

    /// Reads the text of a note; none where it is of another sort.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let what = lines.next()?.strip_prefix(PASSED)?.strip_suffix(',')?.to_owned();
        let to = lines.next()?.strip_prefix(TO)?.strip_suffix(',')?.to_owned();
        let because = lines.next()?.strip_prefix(BECAUSE)?.to_owned();
        Some(Self { what, to, because })
    }

    /// Returns whether it was passed to that officer.
    #[must_use]
    pub fn is_to(&self, officer: &Officer) -> bool {
        is(&self.to, officer)
    }
}

/// Returns a name with the number behind it, as entries name their author: "PC Odd Sample (4471)".
#[must_use]
pub fn named(name: &str, number: Option<&str>) -> String {
    match number {
        Some(number) => format!("{name} ({number})"),
        None => name.to_owned(),
    }
}

/// Returns the last time the child was taken over; none where the record shows none.
#[must_use]
pub fn last_taken_over(facts: &Facts<'_>) -> Option<Noted<TakenOver>> {
    noted(facts, TakenOver::read).pop()
}

/// Returns what was passed on, in order.
#[must_use]
pub fn passed_on(facts: &Facts<'_>) -> Vec<Noted<PassedOn>> {
    noted(facts, PassedOn::read)
}

fn noted<T>(facts: &Facts<'_>, read: fn(&str) -> Option<T>) -> Vec<Noted<T>> {
    let by = |entry: &crate::record::Entry| entry.by().map_or_else(|| "not recorded".to_owned(), |by| by.shown());
    facts
        .each::<Note>()
        .filter_map(|note| Some(Noted { at: note.at, by: by(note.entry), it: read(&note.it.text)? }))
        .collect()
}

/// Whether someone named in words is that officer. The number decides, in brackets or not: it is one person's, and names are
/// typed in many ways.
pub(super) fn is(who: &str, officer: &Officer) -> bool {
    let number = officer.number.trim();
    if !number.is_empty() && who.split(|c: char| !c.is_alphanumeric()).any(|word| word == number) {
        return true;
    }
    let name = officer.name.trim();
    !name.is_empty() && who.trim().to_lowercase() == name.to_lowercase()
}

/// A part of a note: in one line, without the stop at its end, which the note sets itself.
fn part(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").trim_end_matches(['.', ',', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::law::testing::{given, instant};
    use crate::law::{Policy, Suite};
    use crate::record::text::visible;
    use crate::record::words::{Rank, Role};
    use serde_json::json;

    #[test]
    fn a_note_of_a_handover_reads_as_a_sentence_where_line_breaks_are_spaces() {
        let taken = TakenOver {
            given_by: "Sgt Beth Rowlands (3127)".into(),
            not_visited: Some("in interview".into()),
            words: Some("quiet night, wants his nan".into()),
        };
        assert_eq!(
            visible(&taken.text()),
            "Handover: given by Sgt Beth Rowlands (3127). Not visited: in interview. quiet night, wants his nan"
        );
        let visited = TakenOver { not_visited: None, words: None, ..taken };
        assert_eq!(visible(&visited.text()), "Handover: given by Sgt Beth Rowlands (3127). Visited in the cell: yes.");
        let passed = PassedOn {
            what: "Referral".into(),
            to: "DC Zed Sample (4471)".into(),
            because: "PC Odd went off at 05:00".into(),
        };
        let words = "Passed on: Referral, to DC Zed Sample (4471), because PC Odd went off at 05:00";
        assert_eq!(visible(&passed.text()), words);
    }

    #[test]
    fn a_note_that_only_sounds_like_a_handover_is_none() {
        for text in [
            "Handover: given by Sgt A.",
            "Handover: given by Sgt A.\nVisited: yes",
            "Passed on: Referral, to DC Zed, because off",
            "handover at 07:00",
            "",
        ] {
            assert_eq!((TakenOver::read(text), PassedOn::read(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn nobody_is_told_apart_by_how_their_name_is_typed_where_the_number_is_known() {
        let officer = |name: &str, number: &str| Officer {
            name: name.into(),
            number: number.into(),
            role: Role::CustodyOfficer,
            rank: Rank::Sergeant,
        };
        let given_by = |who: &str| TakenOver { given_by: who.into(), not_visited: None, words: None };
        assert!(given_by("Sgt B Rowlands (3127)").is_given_by(&officer("Sgt Beth Rowlands", "3127")));
        assert!(!given_by("Sgt Beth Rowlands (3127)").is_given_by(&officer("Sgt Beth Rowlands", "3128")));
        assert!(given_by("Beth Rowlands 3127").is_given_by(&officer("Sgt Beth Rowlands", "3127")));
        assert!(given_by("3127").is_given_by(&officer("Sgt Beth Rowlands", "3127")));
        assert!(given_by("sgt beth rowlands").is_given_by(&officer("Sgt Beth Rowlands", "3127")));
        assert!(!given_by("").is_given_by(&officer("", "")));
    }

    #[test]
    fn what_stands_on_the_record_is_read_back_with_its_time_and_author_and_a_struck_one_is_not() {
        let text = TakenOver { given_by: "Sgt A (7)".into(), not_visited: None, words: None }.text();
        let given = given().authorised("01:00").at("06:52", "note", json!({ "text": text }));
        let (policy, suite) = (Policy::default(), Suite::default());
        let last = |given: &crate::law::testing::Given| {
            let record = given.record();
            last_taken_over(&Facts::gather(&record, &policy, &suite, instant("07:00")))
        };
        let taken = last(&given).unwrap();
        assert_eq!((taken.at, taken.by.as_str()), (instant("06:52"), "Sgt Test (1)"));
        let struck = given.at("06:55", "correction", json!({ "of": 1, "reason": "wrong child", "strike": true }));
        assert_eq!(last(&struck), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_whatever_was_typed(
            who in "\\PC{1,30}", why in proptest::option::of("\\PC{1,40}"), words in proptest::option::of("[a-z:,(.]{1,40}"),
        ) {
            let taken = TakenOver {
                given_by: part(&who), not_visited: why.as_deref().map(part), words: words.as_deref().map(part).filter(|words| !words.is_empty()),
            };
            prop_assert_eq!(TakenOver::read(&taken.text()), Some(taken.clone()));
            let passed = PassedOn { what: part(&who), to: part(why.as_deref().unwrap_or("x")), because: part(words.as_deref().unwrap_or("y")) };
            prop_assert_eq!(PassedOn::read(&passed.text()), Some(passed));
        }
    }
}
