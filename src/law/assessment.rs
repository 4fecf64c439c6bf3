//! What comes of holding a record against the law: duties and findings, clocks, and the accommodation answer.

use chrono::NaiveDate;
use smallvec::SmallVec;

use super::message::Message;
use super::register::{Owner, Rule, Standard};
use crate::record::Instant;
use crate::record::field::words;
use crate::record::time::minutes_between;

words! {
    /// How heavy a finding is.
    Verdict { Breach "breach", Shortfall "shortfall", Query "query" }
}
words! {
    /// How a duty stands.
    State { Open "open", DueSoon "due_soon", Overdue "overdue", Done "done", NotNeeded "not_needed" }
}
words! {
    /// What the detention limit rests on.
    LimitBasis {
        Hours24 "24h", Hours36 "36h", Warrant "warrant", Charged "charged", Court24 "court_24h", S136 "s136", None "none",
    }
}
words! {
    /// What the threshold test answers.
    Outcome {
        Supported "supported", NotSupported "not_supported", NeedsReason "needs_reason", NotApplicable "not_applicable",
    }
}

/// Something owed: by whom, by when, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    /// The rule it is owed under.
    pub rule: &'static str,
    /// Who owes it.
    pub owed_by: Owner,
    /// When it is, or was, due; none for "as soon as practicable".
    pub due: Option<Instant>,
    /// How it stands.
    pub state: State,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// What is owed, in words that say what to do.
    pub message: Message,
    /// The provisions.
    pub cites: &'static [&'static str],
}

impl Duty {
    /// Returns whether something is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open | State::DueSoon | State::Overdue)
    }
}

/// The positions of entries in the file: nearly always one or two, and then kept in place.
pub type Positions = SmallVec<[usize; 2]>;

/// Something that fell short, or that the record leaves in doubt.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// Breach, shortfall or query.
    pub verdict: Verdict,
    /// What the rule rests on.
    pub standard: Standard,
    /// Who answers for it.
    pub owed_by: Owner,
    /// When it came about.
    pub at: Instant,
    /// When the duty was due, where it had a time.
    pub due: Option<Instant>,
    /// By how much, in whole minutes rounded down; what it measures is fixed for each rule.
    pub minutes: Option<i64>,
    /// The two instants those minutes lie between, where they are plain elapsed time.
    pub between: Option<(Instant, Instant)>,
    /// The positions of the entries it stands on.
    pub entries: Positions,
    /// The rows of the threshold test behind it (`AC…`).
    pub via: Vec<&'static str>,
    /// What the rule is, what the record shows, what to do next.
    pub message: Message,
    /// The provisions.
    pub cites: &'static [&'static str],
}

impl Finding {
    /// Sets when the duty was due.
    #[must_use]
    pub fn due(mut self, due: Instant) -> Self {
        self.due = Some(due);
        self
    }

    /// Sets the whole minutes from `from` to `to`, rounded down.
    #[must_use]
    pub fn measured(mut self, from: Instant, to: Instant) -> Self {
        self.minutes = Some(minutes_between(from, to));
        self.between = Some((from, to));
        self
    }

    /// Adds the entries it stands on.
    #[must_use]
    pub fn on(mut self, entries: impl IntoIterator<Item = usize>) -> Self {
        self.entries.extend(entries);
        self
    }

    /// Adds the rows of the threshold test behind it.
    #[must_use]
    pub fn via(mut self, rows: impl IntoIterator<Item = &'static str>) -> Self {
        self.via.extend(rows);
        self
    }

    /// Sets who answers for it, where that isn't who the rule names.
    #[must_use]
    pub fn owed_by(mut self, owner: Owner) -> Self {
        self.owed_by = owner;
        self
    }

    /// Sets what it rests on, where this limb of the rule rests on something else.
    #[must_use]
    pub fn standing_on(mut self, standard: Standard, cites: &'static [&'static str]) -> Self {
        self.standard = standard;
        self.cites = cites;
        self
    }
}

/// Where duties and findings are gathered.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Duties so far.
    pub duties: Vec<Duty>,
    /// Findings so far.
    pub findings: Vec<Finding>,
}

impl Judgement {
    /// Adds a finding.
    pub fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a duty of that rule, owed by whom the rule names.
    pub fn owe(
        &mut self,
        rule: &Rule,
        due: Option<Instant>,
        state: State,
        done_at: Option<Instant>,
        message: impl Into<Message>,
    ) {
        self.duties.push(Duty {
            rule: rule.id,
            owed_by: rule.owed_by,
            due,
            state,
            done_at,
            message: message.into(),
            cites: rule.cites,
        });
    }
}

/// The clocks of a detention. A clock that doesn't run is none, never a guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocks {
    /// When the detention clock started (s.41).
    pub relevant_time: Option<Instant>,
    /// When detention without charge must end.
    pub detention_limit: Option<Instant>,
    /// What that limit rests on.
    pub detention_limit_basis: LimitBasis,
    /// Relevant time and 96 hours, moved by hospital time.
    pub absolute_limit: Option<Instant>,
    /// The limit of a route outside PACE.
    pub route_limit: Option<Instant>,
    /// The latest time of the next review.
    pub next_review_due: Option<Instant>,
    /// Whole minutes held so far, from the start of the detention to its end or to the instant judged.
    pub elapsed_minutes: Option<i64>,
    /// The 12th birthday, where it falls within seven days of the detention.
    pub turns_12: Option<Instant>,
    /// The 18th birthday, where it falls within seven days of the detention.
    pub turns_18: Option<Instant>,
}

impl Clocks {
    /// Clocks none of which runs.
    pub const STOPPED: Self = Self {
        relevant_time: None,
        detention_limit: None,
        detention_limit_basis: LimitBasis::None,
        absolute_limit: None,
        route_limit: None,
        next_review_due: None,
        elapsed_minutes: None,
        turns_12: None,
        turns_18: None,
    };
}

/// The latest decision under s.38(6), held against the threshold test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccommodationAnswer {
    /// What the test answers.
    pub outcome: Outcome,
    /// The row that decided.
    pub rule: &'static str,
    /// Every row that applied, in order.
    pub fired: Vec<&'static str>,
    /// The answer in words: what is missing, what would have to be true, what to ask for instead.
    pub message: String,
}

/// Everything the law says of one record at one instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The custody record number.
    pub custody_number: String,
    /// The instant judged.
    pub as_at: Instant,
    /// Age in years at that instant.
    pub age: Option<u32>,
    /// Age in years at the start of the detention.
    pub age_at_start: Option<u32>,
    /// The date of the first arrival or authorisation: it decides which law applies.
    pub law_in_force_on: Option<NaiveDate>,
    /// Whether the detention had ended.
    pub closed: bool,
    /// The clocks.
    pub clocks: Clocks,
    /// Whole minutes held between 00:00 and 08:00, Europe/London.
    pub overnight_minutes: i64,
    /// What is or was owed.
    pub duties: Vec<Duty>,
    /// What fell short.
    pub findings: Vec<Finding>,
    /// The accommodation answer.
    pub accommodation: AccommodationAnswer,
}

/// Four or more hours held between 00:00 and 08:00 count as overnight, in minutes (force counting rule).
pub const OVERNIGHT_MINUTES: i64 = 240;

impl Assessment {
    /// Returns whether the night counts as held overnight.
    #[must_use]
    pub fn is_overnight(&self) -> bool {
        self.overnight_minutes >= OVERNIGHT_MINUTES
    }

    /// Returns whether anything fell short; queries alone don't.
    #[must_use]
    pub fn fell_short(&self) -> bool {
        self.findings.iter().any(|finding| finding.verdict != Verdict::Query)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::given;

    #[test]
    fn a_record_falls_short_by_a_breach_or_shortfall_and_not_by_questions() {
        let mut asked = given().at("12:00", "detention_authorised", json!({})).judged("12:01").0;
        asked.findings.retain(|finding| finding.verdict == super::Verdict::Query);
        assert!(!asked.findings.is_empty() && !asked.fell_short());
        asked.findings.clear();
        assert!(!asked.fell_short());
        let late = given().authorised("12:00").judged("18:01").0;
        assert!(late.fell_short(), "{:?}", late.findings);
    }

    #[test]
    fn four_hours_between_midnight_and_eight_are_a_night() {
        let until = |end: &str| given().at("22:00", "arrived", json!({})).judged(end).0;
        assert!(!until("+1 03:59").is_overnight());
        assert!(until("+1 04:00").is_overnight());
    }
}
