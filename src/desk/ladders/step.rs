//! The rungs by name, and the note that says that one wasn't taken, and why.

use crate::law::Facts;
use crate::record::kinds::Note;
use crate::record::{Entry, Instant};

/// What is done on one rung of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Ask the care authority: first, for a child in care.
    Care,
    /// Ask a parent or guardian.
    Family,
    /// Ask someone else who knows the child: a relative, a social worker.
    Others,
    /// Ask the scheme.
    Scheme,
    /// Ring again.
    RingAgain,
    /// Take the wait for an adult higher.
    EscalateAdult,
    /// Record why the adult is so long in coming.
    WhyLong,
    /// The adult is here.
    Here,
    /// Give rights again with the adult there.
    RightsAgain,
    /// Tell the adult what they are there for.
    Brief,
    /// Decide bail.
    Bail,
    /// Ask the authority for alternative accommodation.
    AskAlternative,
    /// What the authority answered.
    Answer,
    /// Take a refusal or silence higher.
    EscalateAuthority,
    /// Ask the authority again.
    AskAgain,
    /// Move the child.
    Move,
    /// Draw up the certificate.
    Certificate,
}

impl Step {
    /// The steps an officer may say aren't taken, in the order of the ladders: no entry of their own says so of these.
    pub const MAY_BE_LEFT: [Self; 12] = [
        Self::Care,
        Self::Family,
        Self::Others,
        Self::Scheme,
        Self::RingAgain,
        Self::EscalateAdult,
        Self::RightsAgain,
        Self::Brief,
        Self::AskAlternative,
        Self::EscalateAuthority,
        Self::AskAgain,
        Self::Move,
    ];

    /// Returns its name among the answers of a form.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Care => "care_authority",
            Self::Family => "family",
            Self::Others => "others",
            Self::Scheme => "scheme",
            Self::RingAgain => "ring_again",
            Self::EscalateAdult => "escalate_adult",
            Self::WhyLong => "why_long",
            Self::Here => "here",
            Self::RightsAgain => "rights_again",
            Self::Brief => "brief",
            Self::Bail => "bail",
            Self::AskAlternative => "ask_alternative",
            Self::Answer => "answer",
            Self::EscalateAuthority => "escalate_authority",
            Self::AskAgain => "ask_again",
            Self::Move => "move",
            Self::Certificate => "certificate",
        }
    }

    /// Returns what is to be done, as the suite says it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Care => "Ask the care authority",
            Self::Family => "Ask parent or guardian",
            Self::Others => "Ask someone they know",
            Self::Scheme => "Ask the AA scheme",
            Self::RingAgain => "Ring again",
            Self::EscalateAdult => "Escalate the wait",
            Self::WhyLong => "Say why so long",
            Self::Here => "Adult here",
            Self::RightsAgain => "Rights again with them",
            Self::Brief => "Brief the adult",
            Self::Bail => "Decide bail",
            Self::AskAlternative => "Ask for alternative",
            Self::Answer => "Authority's answer",
            Self::EscalateAuthority => "Escalate to authority",
            Self::AskAgain => "Ask authority again",
            Self::Move => "Move the child",
            Self::Certificate => "Certificate for court",
        }
    }

    /// Returns the step that may be left, by its name among the answers of a form.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::MAY_BE_LEFT.into_iter().find(|step| step.word() == word)
    }

    /// Returns what the record says where this step isn't taken: a note, since no other entry says it.
    #[must_use]
    pub fn not_done(self, reason: &str) -> String {
        let reason = reason.trim();
        let stop = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
        format!("{}{reason}{stop}", self.lead())
    }

    /// Returns the reason that a note gives for not taking this step; none where it is another note.
    #[must_use]
    pub fn left_because(self, note: &str) -> Option<&str> {
        let reason = note.strip_prefix(&self.lead())?.trim();
        Some(reason.strip_suffix('.').unwrap_or(reason)).filter(|reason| !reason.is_empty())
    }

    fn lead(self) -> String {
        let title = self.title();
        let (first, rest) = title.split_at_checked(1).unwrap_or((title, ""));
        format!("Not done: {}{rest}, because ", first.to_lowercase())
    }

    /// Returns the last note from an instant on that says why this step isn't taken: when, the reason, and who wrote it.
    pub(super) fn left(self, facts: &Facts<'_>, from: Instant) -> Option<(Instant, String)> {
        let notes = facts.each::<Note>().rev().filter(|note| note.at >= from);
        notes.into_iter().find_map(|note| {
            let reason = self.left_because(&note.it.text)?;
            Some((note.at, format!("not done: {reason}, {}", by(note.entry))))
        })
    }
}

/// Returns who wrote an entry: "by Sgt Rowlands (3127)".
pub(super) fn by(entry: &Entry) -> String {
    format!("by {}", entry.by().map_or_else(|| "an officer not recorded".to_owned(), |by| by.shown()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_is_left_and_its_reason_are_read_back_from_the_note() {
        for step in Step::MAY_BE_LEFT {
            for reason in ["she lives in Spain", "he said no, because of the baby", "Mum rang: coming at 6!"] {
                let note = step.not_done(reason);
                assert_eq!(step.left_because(&note), Some(reason), "{note}");
                let others = Step::MAY_BE_LEFT.into_iter().filter(|other| *other != step);
                assert!(others.into_iter().all(|other| other.left_because(&note).is_none()), "{note}");
            }
            assert_eq!(Step::from_word(step.word()), Some(step));
        }
        assert_eq!(Step::Scheme.not_done(" no cover "), "Not done: ask the AA scheme, because no cover.");
    }

    #[test]
    fn another_note_and_one_with_no_reason_say_nothing_of_a_step() {
        for note in ["rang the scheme", "Not done: ask the AA scheme", "Not done: ask the AA scheme, because ."] {
            assert_eq!(Step::Scheme.left_because(note), None, "{note}");
        }
    }
}
