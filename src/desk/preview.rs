//! What the record will say if you sign now: the assessment with the act, set against the assessment without it.

use super::board::short_words;
use crate::law::assessment::AccommodationAnswer;
use crate::law::{Assessment, Duty, Finding, Outcome, Policy, State, Suite, Verdict, assess_among};
use crate::record::time::clock;
use crate::record::{Entry, Instant, Record};

/// The difference one act makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Findings it would raise, the gravest first.
    pub raises: Vec<Finding>,
    /// Findings that would no longer stand.
    pub settles: Vec<Finding>,
    /// Duties it would open, or whose time it would move.
    pub opens: Vec<Duty>,
    /// Duties it would close. One whose time it only moves stands in `opens`, with its new time, and not here.
    pub closes: Vec<Duty>,
    /// The accommodation answer afterwards.
    pub accommodation: AccommodationAnswer,
    /// Whether that answer is another than before.
    pub moves_accommodation: bool,
}

/// What is said where signing makes the entry and changes nothing else.
pub const NOTHING_ELSE: &str = "The entry, and nothing else: nothing falls short, nothing new is owed.";

/// What sort of change one line of the preview tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The answer of the test for accommodation.
    Test(Outcome),
    /// A finding that is raised.
    Found(Verdict),
    /// A finding that is settled, or a duty that is closed.
    Good,
    /// A duty that is opened, or whose time moves.
    Owed(State),
}

/// One change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What leads it: "BREACH", "Then owed:".
    pub label: String,
    /// What sort of change it is.
    pub weight: Weight,
    /// What changes.
    pub text: String,
}

impl Change {
    fn new(label: impl Into<String>, weight: Weight, text: impl Into<String>) -> Self {
        Self { label: label.into(), weight, text: text.into() }
    }
}

impl Preview {
    /// Returns what signing those entries would change. `before` is the assessment of the record as it stands.
    #[must_use]
    pub fn of(
        record: &Record,
        before: &Assessment,
        entries: &[Entry],
        policy: &Policy,
        suite: &Suite,
        now: Instant,
    ) -> Self {
        let mut case = record.to_case_file();
        case.entries.extend(entries.iter().cloned());
        let after = assess_among(&Record::fold(case), policy, suite, now);
        let mut raises = left_over(&after.findings, &before.findings, same_finding);
        // The gravest first: where the screen is short, a question mustn't hide a breach.
        raises.sort_by_key(|finding| finding.verdict);
        let settles = left_over(&before.findings, &after.findings, same_finding)
            .into_iter()
            .filter(|gone| !raises.iter().any(|raised| raised.rule == gone.rule))
            .collect();
        let open = |list: &[Duty]| -> Vec<Duty> { list.iter().filter(|duty| duty.is_open()).cloned().collect() };
        let (was, is) = (open(&before.duties), open(&after.duties));
        let opens = left_over(&is, &was, same_duty);
        let closes = left_over(&was, &is, same_duty)
            .into_iter()
            .filter(|gone| {
                let met = after.duties.iter().any(|duty| same_duty(duty, gone) && !duty.is_open());
                met || !opens.iter().any(|moved| moved.rule == gone.rule)
            })
            .collect();
        let moves_accommodation = after.accommodation != before.accommodation;
        Self { raises, settles, opens, closes, accommodation: after.accommodation, moves_accommodation }
    }

    /// Returns every change in words, in the order in which it is shown; none where the entry is all there is. The test
    /// for accommodation is among them where signing changes its answer, or where the form is about it.
    #[must_use]
    pub fn changes(&self, about_accommodation: bool) -> Vec<Change> {
        let mut changes = Vec::new();
        if about_accommodation || self.moves_accommodation {
            let (words, message) = (outcome_words(self.accommodation.outcome), &self.accommodation.message);
            // Some messages open with the very words: said once is enough.
            let (label, rest) = match message.strip_prefix(words) {
                Some(rest) if rest.starts_with(' ') => (words.to_owned(), rest.trim_start()),
                _ => (format!("{words}."), message.as_str()),
            };
            changes.push(Change::new(label, Weight::Test(self.accommodation.outcome), rest));
        }
        for Finding { verdict, message, .. } in &self.raises {
            changes.push(Change::new(verdict_words(*verdict), Weight::Found(*verdict), message.to_string()));
        }
        for Finding { verdict, message, .. } in &self.settles {
            changes.push(Change::new(format!("No longer a {}:", verdict.plain()), Weight::Good, message.to_string()));
        }
        for duty in &self.opens {
            changes.push(Change::new("Then owed:", Weight::Owed(duty.state), owed_by(duty)));
        }
        for duty in self.closes.iter().filter(|duty| !self.opens.iter().any(|opened| opened.rule == duty.rule)) {
            changes.push(Change::new("Done:", Weight::Good, short_words(duty.rule)));
        }
        changes
    }
}

/// Returns a duty with its time: "Tell parent by 23:40".
#[must_use]
pub fn owed_by(duty: &Duty) -> String {
    let due = duty.due.map_or_else(|| "when you can".to_owned(), |due| format!("by {}", clock(due)));
    format!("{} {due}", short_words(duty.rule))
}

/// Returns the answer of the test for accommodation in words.
#[must_use]
pub fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Supported => "Appears to meet the test",
        Outcome::NotSupported => "Doesn't appear to meet the test",
        Outcome::NeedsReason => "A reason is still needed",
        Outcome::NotApplicable => "The test doesn't apply now",
    }
}

/// Returns a verdict as it is to catch the eye and the ear.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breach => "BREACH",
        Verdict::Shortfall => "SHORTFALL",
        Verdict::Query => "QUERY",
    }
}

fn same_finding(a: &Finding, b: &Finding) -> bool {
    a.rule == b.rule && a.at == b.at && a.verdict == b.verdict
}

fn same_duty(a: &Duty, b: &Duty) -> bool {
    a.rule == b.rule && a.due == b.due
}

/// Returns what is in `list` and not in `from`; where one stands twice in `list` and once in `from`, one is left over.
fn left_over<T: Clone>(list: &[T], from: &[T], same: fn(&T, &T) -> bool) -> Vec<T> {
    let mut from: Vec<&T> = from.iter().collect();
    let mut left = Vec::new();
    for item in list {
        match from.iter().position(|other| same(item, other)) {
            Some(place) => drop(from.swap_remove(place)),
            None => left.push(item.clone()),
        }
    }
    left
}

#[cfg(test)]
mod tests;
