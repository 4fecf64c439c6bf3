//! What ought to have happened? The register of rules, force policy, and the one function over both: [`assess`].
//!
//! One file for each power or paragraph. Nothing here reads a clock or a file; `now` is an argument.

pub mod accommodation;
pub mod adult;
pub mod age;
pub mod assessment;
pub mod care;
pub mod certificate;
pub mod checks;
pub mod clocks;
pub mod explain;
pub mod facts;
pub mod health;
pub mod hours;
pub mod message;
pub mod offences;
pub mod policy;
pub mod record_itself;
pub mod register;
pub mod reviews;
pub mod sources;
pub mod stays;
pub mod suite;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod waking;
pub mod wording;

pub use assessment::{Assessment, Clocks, Duty, Finding, Judgement, LimitBasis, Outcome, State, Verdict};
pub use facts::Facts;
pub use message::Message;
pub use policy::Policy;
pub use register::{Owner, Rule, Standard};
pub use suite::{ChecksOf, Suite};

use crate::record::{Instant, Record};

/// A group of rules that stand together, under one heading.
pub struct Family {
    /// The heading.
    pub title: &'static str,
    /// Its rules.
    pub rules: &'static [Rule],
}

/// Every family of rules, in the order in which they are judged and printed.
pub const FAMILIES: &[Family] = &[
    Family { title: "Age and route", rules: age::RULES },
    Family { title: "Clocks", rules: clocks::RULES },
    Family { title: "Reviews", rules: reviews::RULES },
    Family { title: "Appropriate adult", rules: adult::RULES },
    Family { title: "Checks", rules: checks::RULES },
    Family { title: "Care", rules: care::RULES },
    Family { title: "Health, social care, release", rules: health::RULES },
    Family { title: "Bail, accommodation", rules: accommodation::RULES },
    Family { title: "Certificate", rules: certificate::RULES },
    Family { title: "The record itself", rules: record_itself::RULES },
];

/// The date of the revised statute text that the rules were read against: year, month, day.
pub const LAW_AS_AT: register::Ymd = (2026, 4, 7);

/// Holds a record against the law and the force's policy as it stood at `now`.
///
/// Total: any record that parses gets an assessment. What can't be known is asked about, not guessed.
/// Entries made after `now` are as if not made. The same record, policy and instant give the same assessment.
#[must_use]
pub fn assess(record: &Record, policy: &Policy, now: Instant) -> Assessment {
    assess_among(record, policy, &Suite::default(), now)
}

/// Like [`assess`], and sets the words of the checks against those on the other children of the suite.
#[must_use]
pub fn assess_among(record: &Record, policy: &Policy, suite: &Suite, now: Instant) -> Assessment {
    #[cfg(test)]
    testing::count(record);
    let facts = Facts::gather(record, policy, suite, now);
    let mut judgement = Judgement::default();
    for rule in register::rules().filter(|rule| rule.in_force_on(facts.law_in_force_on)) {
        (rule.judge)(rule, &facts, &mut judgement);
    }
    for finding in &mut judgement.findings {
        // An entry may name times later than its own; what it shows came about, for us, by the instant judged.
        finding.at = finding.at.min(now);
    }
    judgement.duties.sort_by_key(|duty| (duty.due, duty.rule));
    judgement.findings.sort_by(|a, b| (a.at, a.rule, &a.entries).cmp(&(b.at, b.rule, &b.entries)));
    Assessment {
        custody_number: record.head.custody_number.clone(),
        as_at: now,
        age: facts.age_at(now),
        age_at_start: facts.entries.first().and_then(|first| facts.age_at(first.at)),
        law_in_force_on: facts.law_in_force_on,
        closed: facts.closed(),
        clocks: facts.clocks().clone(),
        overnight_minutes: clocks::overnight_minutes(&facts),
        duties: judgement.duties,
        findings: judgement.findings,
        accommodation: facts.accommodation().clone(),
    }
}
