//! Why does the law say that? The entries an answer rests on, the sums behind its times, and what would have changed it.
//!
//! | part | what it does |
//! |---|---|
//! | `what_if` | judges one rule on the record with one thing changed |
//! | `sums` | does the sum behind a time again, line by line |
//! | `changes` | tries what would have made the answer lighter, with `acts` for what is missing |
//!
//! Nothing here knows what a rule means. An entry is said to matter where the rule answers otherwise without it, and a change
//! to help where the rule, judged on the changed record, says so: an explanation can't say other than the rule does.

mod acts;
mod changes;
mod sums;
mod what_if;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use sums::{Line, Sum};

use self::changes::Trials;
use self::what_if::{Outcome, WhatIf, fields, with_child};
use super::register::{self, Rule};
use super::{Duty, Facts, Finding, Policy, Suite};
use crate::record::telling;
use crate::record::{Entry, Instant, Record};

/// The most entries that are left out one by one: what lies furthest from the answer isn't tried in a longer record.
const MOST_ENTRIES: usize = 400;
/// The most records that are judged to see what would have changed an answer.
const MOST_TRIALS: usize = 1500;
/// The most changes that are told.
const MOST_CHANGES: usize = 6;

/// Why one rule answers as it does for one record at one instant.
#[derive(Clone)]
pub struct Explanation {
    /// The rule.
    pub rule: &'static Rule,
    /// The instant judged.
    pub as_at: Instant,
    /// The date that decides which law applies.
    pub law_on: Option<NaiveDate>,
    /// Whether the rule was in force on it. A rule that wasn't answers nothing.
    pub in_force: bool,
    /// What it answers, each with its sums: findings, then duties. Empty where it is silent.
    pub answers: Vec<Answer>,
    /// What is known of the child that the answer rests on.
    pub child: Vec<ChildFact>,
    /// The entries that the answer rests on, in order.
    pub facts: Vec<FactUsed>,
    /// What would have made the answer lighter.
    pub changes: Vec<Change>,
    /// How many entries weren't tried, because the record is long.
    pub untried: usize,
}

/// One answer of a rule.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What it is.
    pub said: Said,
    /// The sums behind its times.
    pub sums: Vec<Sum>,
}

/// What a rule says.
#[derive(Debug, Clone)]
pub enum Said {
    /// Something fell short, or is in doubt.
    Finding(Finding),
    /// Something is, or was, owed.
    Duty(Duty),
}

/// Something known of the child that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildFact {
    /// The field, in words.
    pub name: String,
    /// What it says.
    pub told: String,
    /// What the rule would answer were it not recorded.
    pub without: String,
}

/// An entry that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactUsed {
    /// Its position in the file.
    pub position: usize,
    /// When it happened.
    pub at: Instant,
    /// What it is, in the suite's words.
    pub title: &'static str,
    /// What of it the answer rests on, in words; empty where it is that it happened, and when.
    pub told: Vec<String>,
    /// What the rule would answer without it; none where it would answer the same, and only names the entry.
    pub without: Option<String>,
    /// Whether without it the answer would be heavier: it keeps what is found from being worse.
    pub helps: bool,
}

/// A change that would have made an answer lighter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What would have been otherwise.
    pub what: String,
    /// What the rule would then answer.
    pub then: String,
}

/// Explains what one rule answers of a record at an instant. Total: a rule that is silent is explained too.
#[must_use]
pub fn explain(record: &Record, policy: &Policy, suite: &Suite, now: Instant, rule: &'static Rule) -> Explanation {
    let facts = Facts::gather(record, policy, suite, now);
    let what_if = WhatIf { rule, policy, suite, now };
    let base = what_if.judge_facts(&facts);
    let named: BTreeSet<usize> = base.findings.iter().flat_map(|finding| finding.entries.iter().copied()).collect();
    let (used, untried) = facts_used(&facts, &what_if, &base, &named);
    let mut mattering: BTreeSet<usize> = used.iter().map(|fact| fact.position).collect();
    mattering.extend(&named);
    let child = child_facts(record, &what_if, &base);
    let changes = changes(record, &what_if, &base, &mattering);
    Explanation {
        rule,
        as_at: now,
        law_on: facts.law_in_force_on,
        in_force: rule.in_force_on(facts.law_in_force_on),
        answers: answers(&facts, rule, base),
        child,
        facts: used,
        changes,
        untried,
    }
}

/// A rule whose answer rests on an entry, and what it would answer without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearing {
    /// The rule.
    pub rule: &'static str,
    /// What it answers without the entry.
    pub without: String,
}

/// Returns every rule whose answer rests on the entry at that position: what it would be without it.
#[must_use]
pub fn bearings(record: &Record, policy: &Policy, suite: &Suite, now: Instant, position: usize) -> Vec<Bearing> {
    let without = record.without(position);
    let with = Facts::gather(record, policy, suite, now);
    let without = Facts::gather(&without, policy, suite, now);
    let differs = |rule: &'static Rule| {
        let what_if = WhatIf { rule, policy, suite, now };
        let (base, other) = (what_if.judge_facts(&with), what_if.judge_facts(&without));
        (!other.same_as(&base)).then(|| Bearing { rule: rule.id, without: other.beside(&base) })
    };
    register::rules().filter_map(differs).collect()
}

fn answers(facts: &Facts<'_>, rule: &Rule, outcome: Outcome) -> Vec<Answer> {
    let findings = outcome.findings.into_iter().map(|finding| {
        let due = finding.due.and_then(|due| sums::due(rule.id, facts, due, &finding.entries));
        let sums = due.into_iter().chain(sums::minutes(facts, &finding)).collect();
        Answer { said: Said::Finding(finding), sums }
    });
    let duties = outcome.duties.into_iter().map(|duty| {
        let sums = duty.due.and_then(|due| sums::due(rule.id, facts, due, &[])).into_iter().collect();
        Answer { said: Said::Duty(duty), sums }
    });
    findings.chain(duties).collect()
}

/// Returns the entries without which the rule answers otherwise, those it names besides, and how many weren't tried.
fn facts_used(
    facts: &Facts<'_>,
    what_if: &WhatIf<'_>,
    base: &Outcome,
    named: &BTreeSet<usize>,
) -> (Vec<FactUsed>, usize) {
    let mut tried = facts.all();
    let untried = tried.len().saturating_sub(MOST_ENTRIES);
    if untried > 0 {
        let owed = base.duties.iter().filter_map(|duty| duty.done_at.or(duty.due));
        let times: Vec<Instant> = base.findings.iter().map(|finding| finding.at).chain(owed).collect();
        let far = |at: Instant| times.iter().map(|time| (*time - at).num_seconds().abs()).min().unwrap_or(0);
        tried.sort_by_key(|standing| (!named.contains(&standing.position), far(standing.at)));
        tried.truncate(MOST_ENTRIES);
        tried.sort_by_key(|standing| (standing.at, standing.position));
    }
    let mut used = Vec::new();
    for standing in tried {
        let other = what_if.judge(&facts.record.without(standing.position));
        let differs = !other.same_as(base);
        if !differs && !named.contains(&standing.position) {
            continue;
        }
        used.push(FactUsed {
            position: standing.position,
            at: standing.at,
            title: standing.entry.kind.title(),
            told: fields_used(facts.record, what_if, base, standing.position, standing.entry),
            without: differs.then(|| other.beside(base)),
            helps: other.burden() > base.burden(),
        });
    }
    (used, untried)
}

/// Returns what of an entry the answer rests on: each field without which the rule answers otherwise, in words.
fn fields_used(record: &Record, what_if: &WhatIf<'_>, base: &Outcome, position: usize, entry: &Entry) -> Vec<String> {
    let map = fields(entry);
    let mut told = Vec::new();
    for (key, value) in map.iter().filter(|(key, _)| !["at", "kind", "id"].contains(&key.as_str())) {
        let mut other = map.clone();
        other.remove(key);
        let Some(changed) = what_if::entry(&other) else { continue };
        if what_if.judge(&record.with_changed(position, changed)).same_as(base) {
            continue;
        }
        told.extend(match key.as_str() {
            "by" => Some(by(entry)),
            "recorded_at" => Some(format!("written {}", crate::record::time::day_clock(entry.recorded_at()))),
            _ => telling::field(key, value),
        });
    }
    told
}

fn by(entry: &Entry) -> String {
    let Some(by) = entry.by() else { return "not signed".to_owned() };
    let role = by.role.map(|role| role.plain()).into_iter().chain(by.effective_rank().map(|rank| rank.plain()));
    let involved = by.involved.map(|involved| if involved { "involved" } else { "not involved" }.to_owned());
    format!("by {}", role.chain(involved).collect::<Vec<_>>().join(", "))
}

/// Returns what is known of the child without which the rule answers otherwise.
fn child_facts(record: &Record, what_if: &WhatIf<'_>, base: &Outcome) -> Vec<ChildFact> {
    let mut map = serde_json::Map::new();
    record.child.write_into(&mut map);
    let mut used = Vec::new();
    for (key, value) in &map {
        let mut other = map.clone();
        other.remove(key);
        let Some(changed) = with_child(record, &other) else { continue };
        let then = what_if.judge(&changed);
        if !then.same_as(base) {
            used.push(ChildFact {
                name: key.replace('_', " "),
                told: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                without: then.beside(base),
            });
        }
    }
    used
}

fn changes(record: &Record, what_if: &WhatIf<'_>, base: &Outcome, mattering: &BTreeSet<usize>) -> Vec<Change> {
    if base.burden() == 0 {
        return Vec::new();
    }
    let whole = what_if.found_at_all(record);
    let mut trials = Trials { what_if, record, base, whole, found: Vec::new(), costly: Vec::new(), left: MOST_TRIALS };
    for finding in &base.findings {
        trials.of_finding(finding);
    }
    if base.findings.is_empty() {
        base.duties.iter().filter(|duty| duty.is_open()).for_each(|duty| trials.of_duty(duty));
    }
    if trials.found.is_empty() && trials.costly.is_empty() {
        trials.of_leaving_out(mattering);
        trials.of_child();
    }
    if trials.found.is_empty() { trials.costly } else { trials.found }
}

#[cfg(test)]
mod tests;
