//! Given / when / then for rules: a record built entry by entry, judged at an instant, asked what was found.
//!
//! Times are written as a desk says them: `"18:01"` is on Tuesday 10 November 2026 (GMT), `"+1 03:00"` the day after,
//! `"-1 22:00"` the day before; anything longer is RFC 3339.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod whole;

use std::cell::RefCell;

use serde_json::{Value, json};

use super::assessment::{Assessment, Duty, Finding, State, Verdict};
use super::policy::Policy;
use crate::record::{CaseFile, Instant, Moment, Record};

thread_local! {
    /// The custody numbers of the records judged by this test, one for each time.
    static JUDGED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Counts that a record is judged.
pub(super) fn count(record: &Record) {
    JUDGED.with_borrow_mut(|judged| judged.push(record.head.custody_number.clone()));
}

/// Returns the custody numbers of the records that are judged in doing something, one for each time.
pub fn judged_in<T>(doing: impl FnOnce() -> T) -> Vec<String> {
    JUDGED.take();
    doing();
    JUDGED.take()
}

/// A record being written for a test.
#[derive(Clone)]
pub struct Given {
    child: Value,
    by: Value,
    entries: Vec<Value>,
    top: Value,
    policy: Policy,
}

/// Returns a record of a boy of 16 of whom everything usual is known, with no entries yet, written by a custody sergeant.
pub fn given() -> Given {
    Given {
        child: json!({ "date_of_birth": "2010-03-03", "age_basis": "documented", "sex": "male", "ethnicity": "W1",
                       "home_authority": "Bristol", "looked_after": false }),
        by: json!({ "name": "Sgt Test", "number": "1", "role": "custody_officer", "rank": "sergeant" }),
        entries: Vec::new(),
        top: json!({ "format": "pacekeeper-case/1", "custody_number": "TE/0001/26", "suite": "Testham" }),
        policy: Policy::default(),
    }
}

/// Returns the inspector who reviews: a review officer not involved in the case.
pub fn inspector() -> Value {
    json!({ "name": "Insp Test", "number": "2", "role": "review_officer", "rank": "inspector", "involved": false })
}

/// Returns the RFC 3339 time for a desk's short time.
pub fn rfc(text: &str) -> String {
    if text.len() > 12 {
        return text.to_owned();
    }
    let (day, time) = match text.split_once(' ') {
        Some((day, time)) => (10 + day.parse::<i32>().unwrap(), time),
        None => (10, text),
    };
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("2026-11-{day:02}T{time}+00:00")
}

/// Returns the instant of a desk's short time.
pub fn instant(text: &str) -> Instant {
    Moment::parse(&rfc(text)).unwrap_or_else(|| panic!("{text} isn't a time")).instant()
}

impl Given {
    /// Sets or, with null, removes what is known of the child.
    pub fn child(mut self, known: Value) -> Self {
        for (key, value) in known.as_object().unwrap() {
            if value.is_null() {
                self.child.as_object_mut().unwrap().remove(key);
            } else {
                self.child[key] = value.clone();
            }
        }
        self
    }

    /// Sets something at the top of the file.
    pub fn top(mut self, key: &str, value: Value) -> Self {
        self.top[key] = value;
        self
    }

    /// Sets force policy.
    pub fn policy(mut self, toml: &str) -> Self {
        self.policy = Policy::read(toml).unwrap();
        self
    }

    /// Returns the force policy that was set.
    pub fn force_policy(&self) -> &Policy {
        &self.policy
    }

    /// Adds an entry by the custody sergeant; `fields` may name another `by`, a `recorded_at`, a `note`; null leaves a field out.
    pub fn at(mut self, time: &str, kind: &str, fields: Value) -> Self {
        let mut entry = json!({ "at": rfc(time), "kind": kind, "by": self.by });
        for (key, value) in fields.as_object().unwrap() {
            let short =
                matches!(key.as_str(), "recorded_at" | "eta" | "from" | "to" | "at_time" | "offence_at" | "reached_at");
            let value = match value.as_str() {
                Some(text) if short && text.len() <= 12 && text.contains(':') => json!(rfc(text)),
                _ => value.clone(),
            };
            if value.is_null() {
                entry.as_object_mut().unwrap().remove(key);
            } else {
                entry[key] = value;
            }
        }
        self.entries.push(entry);
        self
    }

    /// Adds an authorisation of detention with grounds.
    pub fn authorised(self, time: &str) -> Self {
        self.at(time, "detention_authorised", json!({ "grounds": "obtain evidence by questioning" }))
    }

    /// Adds a good review in person by an inspector: child seen, awake, heard, told.
    pub fn review(self, time: &str, changes: Value) -> Self {
        let mut fields = json!({ "by": inspector(), "method": "in_person", "seen": true, "spoken_to": true, "awake": true,
            "asked": ["child"], "child_said": "wants to go home", "effect": "interview brought forward",
            "grounds": format!("interview still to be held at {time}"), "legal_advice_reminded": true, "told_outcome": true,
            "decision": "continue" });
        for (key, value) in changes.as_object().unwrap() {
            fields[key] = value.clone();
        }
        self.at(time, "review", fields)
    }

    /// Folds the record.
    pub fn record(&self) -> Record {
        let mut file = self.top.clone();
        file["child"] = self.child.clone();
        file["entries"] = json!(self.entries);
        let text = serde_json::to_string_pretty(&file).unwrap();
        Record::fold(CaseFile::read(&text).unwrap_or_else(|problem| panic!("{problem}\n{text}")))
    }

    /// Judges the record at that time.
    pub fn judged(&self, time: &str) -> Seen {
        Seen(super::assess(&self.record(), &self.policy, instant(time)))
    }
}

/// An assessment, to be asked.
pub struct Seen(pub Assessment);

impl Seen {
    /// Returns every finding of a rule.
    pub fn all(&self, rule: &str) -> Vec<&Finding> {
        self.0.findings.iter().filter(|finding| finding.rule == rule).collect()
    }

    /// Returns the one finding of a rule, none where it is silent; more than one is a failure.
    pub fn one(&self, rule: &str) -> Option<&Finding> {
        let all = self.all(rule);
        assert!(all.len() < 2, "{rule} found more than once: {all:#?}");
        all.first().copied()
    }

    /// Returns the verdict of the one finding of a rule.
    pub fn verdict(&self, rule: &str) -> Option<Verdict> {
        self.one(rule).map(|finding| finding.verdict)
    }

    /// Returns the minutes of the one finding of a rule.
    pub fn minutes(&self, rule: &str) -> Option<i64> {
        self.one(rule).and_then(|finding| finding.minutes)
    }

    /// Returns every duty of a rule.
    pub fn duties(&self, rule: &str) -> Vec<&Duty> {
        self.0.duties.iter().filter(|duty| duty.rule == rule).collect()
    }

    /// Returns the state of the last duty of a rule.
    pub fn state(&self, rule: &str) -> Option<State> {
        self.duties(rule).last().map(|duty| duty.state)
    }
}
