//! What would have changed an answer, found by trying: an entry in time, a fact recorded otherwise, an act that is missing.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::acts::ACTS;
use super::what_if::{Outcome, WhatIf, entry, fields, name, with_child};
use super::{Change, MOST_CHANGES};
use crate::law::{Duty, Finding};
use crate::record::child::Child;
use crate::record::field::FieldInfo;
use crate::record::telling;
use crate::record::time::{day_clock, utc};
use crate::record::{Entry, Instant, Kind, Record};

/// Words tried where a text is missing.
const WORDS: &str = "why, in words that say it of this child";

/// The most words of a list that could all hold at once: who was there, who was asked.
const A_FEW: usize = 4;

/// Returns whether a value is the words tried where nothing was written.
fn holds_words(value: &Value) -> bool {
    match value {
        Value::String(text) => text == WORDS,
        Value::Object(parts) => parts.values().any(holds_words),
        _ => false,
    }
}

/// Who else might have made an entry, and how a person says it.
fn others() -> [(&'static str, Value); 3] {
    [
        ("by an inspector not involved", json!({ "role": "review_officer", "rank": "inspector", "involved": false })),
        ("by the custody officer", json!({ "role": "custody_officer", "rank": "sergeant", "involved": false })),
        ("by a superintendent", json!({ "role": "superintendent", "rank": "superintendent", "involved": false })),
    ]
}

/// Tries changes of a record against its answer, and keeps those that make it lighter.
pub(super) struct Trials<'a> {
    pub what_if: &'a WhatIf<'a>,
    pub record: &'a Record,
    pub base: &'a Outcome,
    pub whole: usize,
    pub found: Vec<Change>,
    /// What helps under this rule and hurts under others: told only where nothing else helps.
    pub costly: Vec<Change>,
    pub left: usize,
}

impl Trials<'_> {
    /// Tries what would have made one finding lighter: its own entries in time or otherwise, then an act that is missing.
    pub fn of_finding(&mut self, finding: &Finding) {
        let own: Vec<(usize, &Entry)> = finding
            .entries
            .iter()
            .filter_map(|position| Some((*position, self.record.entries().get(*position)?)))
            .filter(|(_, entry)| !matches!(entry.kind, Kind::Correction(_)))
            .collect();
        for (position, was) in &own {
            if let Some(due) = finding.due.filter(|due| *due < was.at()) {
                self.in_time(*position, was, due);
            }
        }
        for (position, was) in &own {
            self.said_otherwise(*position, was);
        }
        let times = [finding.due, Some(finding.at), finding.between.map(|(from, _)| from)];
        self.of_acts(&times.into_iter().flatten().collect::<Vec<_>>());
    }

    /// Tries what would settle a duty that is still owed.
    pub fn of_duty(&mut self, duty: &Duty) {
        self.of_acts(&[duty.due.unwrap_or(self.what_if.now).min(self.what_if.now)]);
    }

    /// Tries each act that could answer the rule, at the first of those times at which it helps.
    fn of_acts(&mut self, times: &[Instant]) {
        for act in ACTS.iter().filter(|act| act.could_answer(self.what_if.rule.id)) {
            for &at in times.iter().filter(|at| **at <= self.what_if.now) {
                let Some(entry) = act.at(at) else { continue };
                let what = format!("Had {} by {}", act.said, day_clock(at));
                if self.keep(&self.record.with_added(entry), what) {
                    break;
                }
            }
        }
    }

    /// Tries the record with something else said of the child, where the words are a fixed list.
    pub fn of_child(&mut self) {
        let mut map = Map::new();
        self.record.child.write_into(&mut map);
        for field in Child::FIELDS {
            let now = map.get(field.name);
            for value in values(field, now).into_iter().filter(|value| now.is_some() && !holds_words(value)) {
                let told = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let what = format!("Had the child's “{}” said: {told}", field.name.replace('_', " "));
                let mut other = map.clone();
                other.insert(field.name.to_owned(), value);
                if with_child(self.record, &other).is_some_and(|changed| self.keep(&changed, what)) {
                    break;
                }
            }
        }
    }

    /// Tries the record without an entry; the last resort, for an act that should not have been.
    pub fn of_leaving_out(&mut self, positions: &BTreeSet<usize>) {
        for &position in positions {
            let Some(was) = self.record.entries().get(position) else { continue };
            self.keep(&self.record.without(position), format!("Without {}", name(position, was)));
        }
    }

    fn in_time(&mut self, position: usize, was: &Entry, at: Instant) {
        let mut map = fields(was);
        shift(&mut map, at - was.at());
        let what = format!("Had {} been at {}, not {}", name(position, was), day_clock(at), day_clock(was.at()));
        self.try_entry(position, &map, what);
    }

    fn said_otherwise(&mut self, position: usize, was: &Entry) {
        let map = fields(was);
        for field in Kind::fields_of(was.kind.word()).unwrap_or_default() {
            for value in values(field, map.get(field.name)) {
                let told = match &value {
                    _ if holds_words(&value) => {
                        let written = if map.contains_key(field.name) { "in words of its own" } else { "written" };
                        format!("{} {written}", field.name.replace('_', " "))
                    }
                    _ => telling::field(field.name, &value).unwrap_or_else(|| field.name.to_owned()),
                };
                let mut other = map.clone();
                other.insert(field.name.to_owned(), value);
                if self.try_entry(position, &other, format!("Had {} said: {told}", name(position, was))) {
                    break;
                }
            }
        }
        for (who, by) in others() {
            let mut other = map.clone();
            other.insert("by".to_owned(), by);
            if self.try_entry(position, &other, format!("Had {} been made {who}", name(position, was))) {
                break;
            }
        }
    }

    fn try_entry(&mut self, position: usize, map: &Map<String, Value>, what: String) -> bool {
        entry(map).is_some_and(|entry| self.keep(&self.record.with_changed(position, entry), what))
    }

    /// Judges a record; keeps the change where it makes the answer lighter. Returns whether it did.
    fn keep(&mut self, record: &Record, what: String) -> bool {
        if self.left == 0 || self.found.len() >= MOST_CHANGES || self.found.iter().any(|change| change.what == what) {
            return false;
        }
        self.left -= 1;
        let then = self.what_if.judge(record);
        if then.burden() >= self.base.burden() {
            return false;
        }
        let whole = self.what_if.found_at_all(record);
        let lighter = whole < self.whole || self.base.findings.is_empty() && whole == self.whole;
        let then = then.beside(self.base);
        if lighter {
            self.found.push(Change { what, then });
        } else if self.costly.len() < MOST_CHANGES {
            self.costly.push(Change { what, then: format!("{then}, and more found under other rules") });
        }
        lighter
    }
}

/// Moves an entry, and when it was written, by the same length.
fn shift(map: &mut Map<String, Value>, by: TimeDelta) {
    for key in ["at", "recorded_at"] {
        let moved = map.get(key).and_then(Value::as_str).and_then(crate::record::Moment::parse);
        if let Some(moved) = moved {
            map.insert(key.to_owned(), json!(utc(moved.instant() + by)));
        }
    }
}

/// Returns what else a field could say, told apart from what it says.
fn values(field: &FieldInfo, now: Option<&Value>) -> Vec<Value> {
    let schema = (field.schema)();
    let is = |sort: &str| schema.get("type").and_then(Value::as_str) == Some(sort);
    let words = |schema: &Value| schema.get("enum").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = if is("boolean") {
        vec![json!(true), json!(false)]
    } else if is("array") {
        let whole = words(schema.get("items").unwrap_or(&Value::Null));
        let one_by_one = whole.iter().map(|word| json!([word])).collect();
        if whole.len() <= A_FEW { vec![Value::Array(whole)] } else { one_by_one }
    } else if is("object") && now.is_none() {
        let parts = schema.get("properties").and_then(Value::as_object);
        vec![parts.into_iter().flat_map(|parts| parts.keys()).map(|part| (part.clone(), json!(WORDS))).collect()]
    } else if is("string") && schema.get("format").is_none() {
        vec![json!(WORDS)]
    } else {
        words(&schema)
    };
    all.into_iter().filter(|value| Some(value) != now && value != &json!([])).collect()
}
