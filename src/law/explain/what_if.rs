//! What the law would say had the record been otherwise: one rule judged on the record with one thing changed.
//!
//! An explanation rests on trying, not on a second account of each rule that could drift from it: a fact is said to matter
//! only where the rule, judged without it, answers otherwise.

use serde_json::{Map, Value, json};

use crate::law::{Duty, Facts, Finding, Judgement, Policy, Rule, State, Suite, Verdict, assess_among};
use crate::record::case_file::FORMAT;
use crate::record::child::Child;
use crate::record::field::Field;
use crate::record::text::visible;
use crate::record::time::{clock, day_clock, length};
use crate::record::{CaseFile, Entry, Instant, Record};

/// One rule at one instant, to be asked of a record and of what it might have been.
pub(super) struct WhatIf<'a> {
    pub rule: &'a Rule,
    pub policy: &'a Policy,
    pub suite: &'a Suite,
    pub now: Instant,
}

impl WhatIf<'_> {
    /// Returns what the rule finds and asks of that record.
    pub fn judge(&self, record: &Record) -> Outcome {
        self.judge_facts(&Facts::gather(record, self.policy, self.suite, self.now))
    }

    /// The same of a record whose facts are gathered already, at that instant.
    pub fn judge_facts(&self, facts: &Facts<'_>) -> Outcome {
        let mut judgement = Judgement::default();
        if self.rule.in_force_on(facts.law_in_force_on) {
            (self.rule.judge)(self.rule, facts, &mut judgement);
        }
        Outcome::of(judgement, self.now)
    }

    /// Returns how heavily all that the law finds weighs on that record: what helps under one rule mustn't hurt under another.
    /// What is owed doesn't count, as an act done in time rightly leads to the next: an adult asked for is an adult awaited.
    pub fn found_at_all(&self, record: &Record) -> usize {
        found(&assess_among(record, self.policy, self.suite, self.now).findings)
    }
}

/// What a rule answers: its findings and its duties, in the order of their times.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub findings: Vec<Finding>,
    pub duties: Vec<Duty>,
}

impl Outcome {
    fn of(judgement: Judgement, now: Instant) -> Self {
        let Judgement { mut findings, mut duties } = judgement;
        for finding in &mut findings {
            finding.at = finding.at.min(now);
        }
        findings.sort_by_key(|finding| finding.at);
        duties.sort_by_key(|duty| duty.due);
        Self { findings, duties }
    }

    /// Returns whether two outcomes answer alike. Wording apart: another sentence about the same is the same answer.
    pub fn same_as(&self, other: &Self) -> bool {
        let findings = |of: &Self| of.findings.iter().map(weight).collect::<Vec<_>>();
        let duties = |of: &Self| of.duties.iter().map(|duty| (duty.due, duty.state, duty.done_at)).collect::<Vec<_>>();
        findings(self) == findings(other) && duties(self) == duties(other)
    }

    /// Returns how heavily it weighs on whoever answers for it: less is better.
    pub fn burden(&self) -> usize {
        burden(&self.findings, &self.duties)
    }

    /// Returns the answer in few words, as it differs from another: "nothing found", "shortfall, 45 min".
    pub fn beside(&self, other: &Self) -> String {
        let now: Vec<_> = self.findings.iter().map(weight).collect();
        if now == other.findings.iter().map(weight).collect::<Vec<_>>() {
            return self.duties_beside(other);
        }
        let gone: Vec<&Finding> = other.findings.iter().filter(|was| !now.contains(&weight(was))).collect();
        let only_fewer = now.iter().all(|kept| other.findings.iter().any(|was| weight(was) == *kept));
        match self.findings.as_slice() {
            [] => "nothing found".to_owned(),
            _ if only_fewer && !gone.is_empty() => {
                let gone: Vec<String> =
                    gone.iter().map(|was| format!("no {} at {}", was.verdict.plain(), clock(was.at))).collect();
                gone.join(", ")
            }
            [one] => verdict(one),
            [one, other] => format!("{}; {}", verdict(one), verdict(other)),
            many => format!("{} findings", many.len()),
        }
    }

    fn duties_beside(&self, other: &Self) -> String {
        let changed: Vec<&Duty> = self
            .duties
            .iter()
            .filter(|duty| {
                let same = |was: &&Duty| (was.due, was.state, was.done_at) == (duty.due, duty.state, duty.done_at);
                !other.duties.iter().any(|was| same(&was))
            })
            .collect();
        match changed.as_slice() {
            [] if self.duties.is_empty() => "nothing owed".to_owned(),
            [] => {
                let gone = other.duties.iter().find(|was| !self.duties.iter().any(|duty| duty.due == was.due));
                let due = gone.and_then(|gone| gone.due);
                due.map_or_else(|| "less owed".to_owned(), |due| format!("nothing due {}", day_clock(due)))
            }
            [duty, ..] => match (duty.due, duty.done_at) {
                (_, Some(done)) => format!("done {}", day_clock(done)),
                (Some(due), None) => format!("{}, due {}", duty.state.plain(), day_clock(due)),
                (None, None) => duty.state.plain(),
            },
        }
    }
}

fn found(findings: &[Finding]) -> usize {
    let weighs = |finding: &Finding| match finding.verdict {
        Verdict::Breach => 16,
        Verdict::Shortfall => 4,
        Verdict::Query => 1,
    };
    findings.iter().map(weighs).sum()
}

fn burden(findings: &[Finding], duties: &[Duty]) -> usize {
    let owed = |duty: &Duty| match duty.state {
        State::Overdue => 4,
        State::DueSoon | State::Open => 1,
        State::Done | State::NotNeeded => 0,
    };
    found(findings) + duties.iter().map(owed).sum::<usize>()
}

type Weight = (Instant, Verdict, Option<Instant>, Option<i64>);

fn weight(finding: &Finding) -> Weight {
    (finding.at, finding.verdict, finding.due, finding.minutes)
}

fn verdict(finding: &Finding) -> String {
    match finding.minutes {
        Some(minutes) => format!("{}, {}", finding.verdict.plain(), length(minutes)),
        None => finding.verdict.plain(),
    }
}

/// Returns an entry as its fields stand in a case file.
pub(super) fn fields(entry: &Entry) -> Map<String, Value> {
    match entry.write() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Returns the entry that those fields make; none where a case file couldn't hold it.
pub(super) fn entry(fields: &Map<String, Value>) -> Option<Entry> {
    let file = json!({ "format": FORMAT, "custody_number": "-", "entries": [fields] });
    CaseFile::read(&file.to_string()).ok()?.entries.pop()
}

/// Returns the record with another child in it, the rest as it was; none where a case file couldn't hold it.
pub(super) fn with_child(record: &Record, fields: &Map<String, Value>) -> Option<Record> {
    let file = json!({ "format": FORMAT, "custody_number": "-", "child": fields, "entries": [] });
    let child: Child = CaseFile::read(&file.to_string()).ok()?.head.child?;
    let mut other = record.clone();
    other.child = child;
    Some(other)
}

/// Returns the name of an entry for a person: "entry 17 (Review)".
pub(super) fn name(position: usize, entry: &Entry) -> String {
    format!("entry {position} ({})", visible(entry.kind.title()))
}
