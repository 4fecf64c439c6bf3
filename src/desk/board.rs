//! The whiteboard: every child held, one row each, the most urgent first.

use super::alarm::{Promise, Promised, promises};
use crate::law::register::{Standard, rule};
use crate::law::{Assessment, Duty, Facts, Finding, LimitBasis, State, checks};
use crate::record::kinds::Placed;
use crate::record::time::{clock, length, minutes_between};
use crate::record::{Instant, Record};

/// One child on the board.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// The custody record number.
    pub custody_number: String,
    /// The cell or room; where the child is, when away.
    pub place: String,
    /// Whether the child is out of the cell.
    pub away: Option<&'static str>,
    /// The child's name, or the custody number where none is recorded.
    pub name: String,
    /// Age in years.
    pub age: Option<u32>,
    /// Whole minutes held.
    pub held_minutes: Option<i64>,
    /// Whole minutes since the child's own words were last recorded, or since authorisation.
    pub unheard_minutes: Option<i64>,
    /// Whether that is past what policy allows.
    pub unheard_too_long: bool,
    /// The next thing due.
    pub next: Option<NextDue>,
    /// The latest time of the next review.
    pub review_due: Option<Instant>,
    /// When detention without charge must end.
    pub limit: Option<Instant>,
    /// What that limit rests on.
    pub limit_basis: LimitBasis,
    /// How many duties are open.
    pub open: usize,
    /// How many breaches and shortfalls the record shows.
    pub fell_short: usize,
}

/// The next thing due for one child, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextDue {
    /// The rule it is owed under.
    pub rule: &'static str,
    /// A word or two: "Review", "Ask for adult".
    pub words: String,
    /// How it stands.
    pub state: State,
    /// When it is due.
    pub due: Option<Instant>,
    /// How a promise on it stands, where it is overdue and something was promised.
    pub promised: Option<Promised>,
}

impl NextDue {
    /// Returns a duty as the board shows it, with what was promised on it.
    #[must_use]
    pub fn of(duty: &Duty, promises: &[Promise], now: Instant) -> Self {
        Self {
            rule: duty.rule,
            words: short_words(duty.rule),
            state: duty.state,
            due: duty.due,
            promised: Promised::on(duty, promises, now),
        }
    }

    /// Returns whether it is an alarm: overdue, and no promise stands.
    #[must_use]
    pub fn sounds(&self) -> bool {
        self.state == State::Overdue && !matches!(self.promised, Some(Promised::Stands(_)))
    }

    /// Returns how it is shown to stand: as due soon where a promise keeps it quiet.
    #[must_use]
    pub fn shown_state(&self) -> State {
        if self.state == State::Overdue && !self.sounds() { State::DueSoon } else { self.state }
    }

    /// Returns it as the board shows it: "REVIEW OVERDUE 12 min", "Check in 4 min", "Referral: when you can".
    #[must_use]
    pub fn shown(&self, now: Instant) -> String {
        match self.promised {
            Some(stands @ Promised::Stands(_)) => return format!("{} {}", self.words, stands.shown()),
            Some(not_done) => return format!("{}: {}", self.words.to_uppercase(), not_done.shown()),
            None => {}
        }
        match (self.state, self.due) {
            (State::Overdue, Some(due)) => {
                format!("{} OVERDUE {}", self.words.to_uppercase(), length(minutes_between(due, now)))
            }
            (_, Some(due)) if minutes_between(now, due) < 1 => format!("{} NOW", self.words),
            (_, Some(due)) => format!("{} in {}", self.words, length(minutes_between(now, due))),
            (_, None) => format!("{}: when you can", self.words),
        }
    }

    /// Returns what is due in one word, for a column too narrow for more: "Ask adult".
    #[must_use]
    pub fn tight(&self) -> &str {
        SHORT.iter().find(|(known, _, _)| *known == self.rule).map_or(&self.words, |(_, _, tight)| tight)
    }

    /// Returns its mark, which says the same as its colour: `!!` overdue, `~` overdue and promised, `>` due soon,
    /// `.` open.
    #[must_use]
    pub fn mark(&self) -> &'static str {
        match self.state {
            State::Overdue if !self.sounds() => "~ ",
            State::Overdue => "!!",
            State::DueSoon => "> ",
            _ => ". ",
        }
    }
}

/// The whole board.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// The rows, most urgent first.
    pub rows: Vec<BoardRow>,
}

impl BoardRow {
    /// Returns who it is, where, and the next thing due, in words: "Leila Mockford, 14, cell 4: CHECK OVERDUE 12 min".
    #[must_use]
    pub fn told(&self, now: Instant) -> String {
        let next = self.next.as_ref().map_or_else(|| "nothing is due".to_owned(), |next| next.shown(now));
        format!("{}: {next}", self.who())
    }

    /// Returns who it is and where, in words: "Leila Mockford, 14, cell 4".
    #[must_use]
    pub fn who(&self) -> String {
        let age = self.age.map_or_else(|| "age not recorded".to_owned(), |age| age.to_string());
        let away = self.away.map(|away| format!(", {away}")).unwrap_or_default();
        format!("{}, {age}, {}{away}", self.name, where_kept(&self.place))
    }

    /// Returns how long ago the child's own words were last recorded, in words.
    #[must_use]
    pub fn heard(&self) -> String {
        let unheard = self.unheard_minutes.map_or_else(|| "not known".to_owned(), length);
        let too_long = if self.unheard_too_long { ", TOO LONG" } else { "" };
        format!("Own words last recorded {unheard} ago{too_long}")
    }
}

impl Board {
    /// Returns the board over those records: only children still held.
    #[must_use]
    pub fn of<'a>(held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>) -> Self {
        let mut rows: Vec<BoardRow> = held
            .into_iter()
            .filter(|(_, _, assessment)| !assessment.closed)
            .map(|(record_id, facts, assessment)| row(record_id, facts, assessment))
            .collect();
        rows.sort_by_cached_key(row_urgency);
        Self { rows }
    }
}

fn row(record_id: &str, facts: &Facts<'_>, assessment: &Assessment) -> BoardRow {
    let unheard = checks::minutes_unheard(facts);
    let away = facts.away.iter().find(|away| !away.over).map(|away| super::decide::where_to(away.why));
    let open: Vec<&Duty> = assessment.duties.iter().filter(|duty| duty.is_open()).collect();
    let promises = promises(facts);
    BoardRow {
        record_id: record_id.to_owned(),
        custody_number: assessment.custody_number.clone(),
        place: place(facts),
        away,
        name: name(facts.record),
        age: assessment.age,
        held_minutes: assessment.clocks.elapsed_minutes,
        unheard_minutes: unheard,
        unheard_too_long: open.iter().any(|duty| duty.rule == "voice.silent-hours" && duty.state == State::Overdue),
        next: open.iter().map(|duty| NextDue::of(duty, &promises, facts.now)).min_by_key(next_urgency),
        review_due: assessment.clocks.next_review_due,
        limit: assessment.clocks.detention_limit.or(assessment.clocks.route_limit),
        limit_basis: assessment.clocks.detention_limit_basis,
        open: open.len(),
        fell_short: assessment.findings.iter().filter(|finding| finding.verdict != crate::law::Verdict::Query).count(),
    }
}

/// Returns the cell or room a child was last put in; "desk" where none is recorded.
#[must_use]
pub fn place(facts: &Facts<'_>) -> String {
    facts.last::<Placed>().and_then(|placed| placed.it.cell.clone()).unwrap_or_else(|| "desk".to_owned())
}

/// Returns what to call a child: the name, else the custody number.
#[must_use]
pub fn name(record: &Record) -> String {
    record.child.name.clone().unwrap_or_else(|| record.head.custody_number.clone())
}

/// Returns the duties still to be done, most urgent first.
#[must_use]
pub fn by_urgency(assessment: &Assessment) -> Vec<&Duty> {
    let mut open: Vec<&Duty> = assessment.duties.iter().filter(|duty| duty.is_open()).collect();
    open.sort_by_key(|duty| duty_urgency(duty));
    open
}

/// Returns what fell short and what is in doubt, what weighs most first; within that, in order of time.
#[must_use]
pub fn by_weight(assessment: &Assessment) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = assessment.findings.iter().collect();
    findings.sort_by_key(|finding| finding.verdict);
    findings
}

/// Returns what a duty says, with its first provision where the message doesn't name it already.
#[must_use]
pub fn with_law(duty: &Duty) -> String {
    match duty.cites.first() {
        Some(cite) if !duty.message.contains(cite) => format!("{} ({cite})", duty.message),
        _ => duty.message.to_string(),
    }
}

/// Overdue before due soon before open; among the overdue, what a statute demands before what the Code or policy does;
/// then the earliest time; what is due "when you can" last.
pub(super) fn urgency(rule_id: &str, state: State, due: Option<Instant>) -> (u8, u8, Instant) {
    let weight = match rule(rule_id).map(|rule| rule.standard) {
        Some(Standard::Statute) => 0,
        Some(Standard::Code) => 1,
        _ => 2,
    };
    let at = due.unwrap_or(Instant::MAX_UTC);
    match state {
        State::Overdue => (0, weight, at),
        State::DueSoon => (1, 1, at),
        _ if due.is_some() => (2, 0, at),
        _ => (3, weight, at),
    }
}

/// Returns what orders duties: see `urgency`.
pub(super) fn duty_urgency(duty: &Duty) -> (u8, u8, Instant) {
    urgency(duty.rule, duty.state, duty.due)
}

/// What sounds comes first, then what is quiet because it was promised, by the time of the promise; then as the duties.
fn next_urgency(next: &NextDue) -> (u8, u8, Instant) {
    match next.promised {
        Some(Promised::Stands(by)) => (1, 0, by),
        _ => urgency(next.rule, next.state, next.due),
    }
}

fn row_urgency(row: &BoardRow) -> ((u8, u8, Instant), String, String) {
    let key = row.next.as_ref().map_or((4, 0, Instant::MAX_UTC), next_urgency);
    (key, row.place.clone(), row.custody_number.clone())
}

/// Every rule that can owe a duty: in a word or two as it fits on the board, and in one word for a narrow column.
const SHORT: &[(&str, &str, &str)] = &[
    ("review.first", "Review", "Review"),
    ("review.next", "Review", "Review"),
    ("review.tell-child", "Tell child outcome", "Outcome"),
    ("review.delegated-talk", "Talk left to you", "Talk"),
    ("clock.limit", "Detention limit", "Limit"),
    ("clock.after-charge-court", "Court", "Court"),
    ("route.not-pace", "Route limit", "Limit"),
    ("age.unknown", "Settle age", "Age"),
    ("aa.request", "Ask for adult", "Ask adult"),
    ("aa.arrive", "Chase adult", "Adult"),
    ("aa.rights-again", "Rights with adult", "Rights"),
    ("person.told", "Tell parent", "Parent"),
    ("check.due", "Check", "Check"),
    ("check.change", "Act on change", "Change"),
    ("voice.silent-hours", "Hear the child", "Hear them"),
    ("care.meal", "Offer a meal", "Meal"),
    ("care.woman", "Name a woman", "Woman"),
    ("care.menstrual", "Girl's needs", "Her needs"),
    ("care.request-open", "Answer request", "Request"),
    ("health.seen", "Healthcare", "Health"),
    ("health.self-harm", "Self-harm steps", "Self-harm"),
    ("ascc.seen", "Offer ASCC", "ASCC"),
    ("ascc.closed-throughout", "ASCC follow-up", "ASCC"),
    ("edt.contacted", "Ring EDT", "EDT"),
    ("referral.submitted", "Referral", "Referral"),
    ("accommodation.request", "Ask authority", "Authority"),
    ("accommodation.re-decide", "Decide move again", "Decide"),
    ("accommodation.escalate", "Escalate authority", "Escalate"),
    ("accommodation.offered-not-moved", "Move the child", "Move"),
    ("data.ethnicity", "Ask ethnicity", "Ethnicity"),
    ("rights.given", "Give rights", "Rights"),
    ("risk.assessed", "Assess risk", "Risk"),
    ("solicitor.asked", "Solicitor", "Solicitor"),
];

/// Returns every rule that can owe a duty.
#[cfg(test)]
pub(super) fn rules_that_owe() -> impl Iterator<Item = &'static str> {
    SHORT.iter().map(|(rule, _, _)| *rule)
}

/// Returns a duty in a word or two, as it fits on the board.
#[must_use]
pub fn short_words(rule_id: &str) -> String {
    match SHORT.iter().find(|(known, _, _)| *known == rule_id) {
        Some((_, words, _)) => (*words).to_owned(),
        None => rule(rule_id).map_or(rule_id, |rule| rule.title).to_owned(),
    }
}

/// Returns the limit as the board shows it: a time, or what stands instead of one.
#[must_use]
pub fn limit_shown(limit: Option<Instant>, basis: LimitBasis) -> String {
    match (limit, basis) {
        (Some(limit), _) => clock(limit),
        (None, LimitBasis::Charged) => "charged".to_owned(),
        (None, _) => "-".to_owned(),
    }
}

/// Returns where a child is, in words: "cell 4", "room DR2", "at the desk".
#[must_use]
pub fn where_kept(place: &str) -> String {
    let lower = place.to_lowercase();
    match lower.as_str() {
        "desk" => "at the desk".to_owned(),
        _ if lower.starts_with("cell") || lower.contains("room") => place.to_owned(),
        // What suites write on the door of a detention room.
        _ if lower.strip_prefix("dr").is_some_and(|rest| rest.trim().starts_with(|c: char| c.is_ascii_digit())) => {
            format!("room {place}")
        }
        _ => format!("cell {place}"),
    }
}

#[cfg(test)]
mod tests;
