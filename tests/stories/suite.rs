//! A training suite of a story's own: invented children at the hour the story needs, the desk on it, and what its ledger
//! holds in the end.
//!
//! The stories play in November 2026, when London's clocks show UTC; "14 22:10" is ten past ten on the evening of
//! Saturday 14 November.

use std::cell::Cell;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use pacekeeper::ledger::Ledger;
use pacekeeper::record::CaseFile;
use serde_json::{Value, json};

use crate::support::{Place, Terminal};

/// Where the ledger is kept.
const LEDGER: &str = "t.ledger";

/// The officers of the training suite, as entries name them.
pub const SERGEANT: &str = "Sgt Marlow Tester";
pub const JAILER: &str = "DO Bryn Practice";
pub const INSPECTOR: &str = "Insp Carys Drill";

/// What a time is where the officer took the one the form offers: when it was written.
pub const NOW: &str = "now";

/// The keys that a terminal sends for Shift-Tab, Ctrl-U and Ctrl-O.
pub const BACK: &str = "\u{1b}[Z";
pub const CLEAR: &str = "\u{15}";
pub const OFFICER: &str = "\u{f}";

/// Reads "14 22:10".
pub fn instant(time: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(&format!("2026-11-{time}:00"), "%Y-%m-%d %H:%M:%S").unwrap().and_utc()
}

fn written(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// A child as the ledger has them when the story begins.
pub struct Child(Value);

impl Child {
    /// A boy of 15 who came in at that time: detention authorised ten minutes later, rights given, risk assessed, to be seen
    /// every half hour, and put in that cell, all within twenty minutes.
    pub fn held(number: &str, name: &str, cell: &str, arrived: &str) -> Self {
        let child = json!({ "name": name, "date_of_birth": "2011-05-14", "age_basis": "documented", "sex": "male",
            "ethnicity": "W1", "home_authority": "Sampleton", "looked_after": false, "recorded_as": "child" });
        let case = json!({ "format": "pacekeeper-case/1", "custody_number": number, "suite": "Testbridge", "child": child,
            "entries": [] });
        let after = |minutes: i64| (instant(arrived) + TimeDelta::minutes(minutes)).format("%d %H:%M").to_string();
        let plan = json!({ "level": 2, "every_minutes": 30, "rousing": false, "reason": "a child" });
        Self(case)
            .then(&after(-30), "arrested", json!({ "offences": ["robbery"], "necessity": "to protect Kai Invented" }))
            .then(arrived, "arrived", json!({}))
            .then(&after(10), "detention_authorised", json!({ "grounds": "to obtain evidence by questioning" }))
            .then(&after(12), "rights_given", json!({ "aa_present": false }))
            .then(&after(14), "risk_assessed", json!({ "level": "standard", "text": "first time here" }))
            .then(&after(16), "observation_set", plan)
            .then(&after(18), "placed", json!({ "in": "cell", "cell": cell, "reason": "no detention room is free" }))
    }

    /// The same child with another fact about them.
    pub fn who(mut self, field: &str, value: Value) -> Self {
        self.0["child"][field] = value;
        self
    }

    /// The same child in another suite.
    pub fn at_suite(mut self, suite: &str) -> Self {
        self.0["suite"] = json!(suite);
        self
    }

    /// The same child, with an entry of the sergeant.
    pub fn then(self, at: &str, kind: &str, fields: Value) -> Self {
        let by = json!({ "name": SERGEANT, "number": "3127", "role": "custody_officer", "rank": "sergeant" });
        self.signed(at, kind, by, fields)
    }

    /// The same child, with an entry of the inspector.
    pub fn reviewed(self, at: &str, fields: Value) -> Self {
        let by = json!({ "name": INSPECTOR, "number": "1204", "role": "review_officer", "rank": "inspector",
            "involved": false });
        self.signed(at, "review", by, fields)
    }

    /// The same child, seen in the cell.
    pub fn seen(self, at: &str, demeanour: &str, seen: &str, said: &str) -> Self {
        let by = json!({ "name": JAILER, "number": "8841", "role": "detention_officer", "rank": "staff" });
        let fields = json!({ "awake": demeanour != "sleeping", "demeanour": demeanour, "seen": seen, "said": said,
            "did": "sat with him" });
        self.signed(at, "check", by, fields)
    }

    fn signed(mut self, at: &str, kind: &str, by: Value, fields: Value) -> Self {
        let mut entry = json!({ "at": written(instant(at)), "kind": kind, "by": by });
        entry.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.0["entries"].as_array_mut().unwrap().push(entry);
        self
    }
}

/// A training suite on a ledger that is kept.
pub struct Suite {
    pub place: Place,
    others: Cell<u32>,
    exports: Cell<u32>,
}

impl Suite {
    /// A suite whose clock shows that time when its desk is opened.
    pub fn at(now: &str, children: &[Child]) -> Self {
        let suite = Self { place: Place::new(), others: Cell::new(0), exports: Cell::new(0) };
        let mut ledger = Ledger::create(&suite.place.path(LEDGER), true, instant(now)).unwrap();
        for child in children {
            ledger.create_record(&CaseFile::read(&child.0.to_string()).unwrap(), instant(now)).unwrap();
        }
        suite.goes_on_to(now);
        suite
    }

    /// Lets the training clock go on to that time: it follows the last thing that was written, and another desk writes that
    /// someone was sent home.
    pub fn goes_on_to(&self, now: &str) {
        self.others.set(self.others.get() + 1);
        let number = format!("TB/99{:02}/26", self.others.get());
        let elsewhere = Child(json!({ "format": "pacekeeper-case/1", "custody_number": number, "suite": "Elsewhere",
            "child": { "age": 30 }, "entries": [] }));
        let elsewhere = elsewhere.then(now, "arrived", json!({})).then(now, "detention_refused", json!({}));
        let mut ledger = Ledger::open(&self.place.path(LEDGER)).unwrap();
        ledger.create_record(&CaseFile::read(&elsewhere.0.to_string()).unwrap(), instant(now)).unwrap();
    }

    /// Opens the desk, with the officer of that role at the keys.
    pub fn desk(&self, role: &str) -> Terminal {
        self.desk_with(role, &[])
    }

    /// Opens the desk with more in its environment.
    pub fn desk_with(&self, role: &str, more: &[(&str, &str)]) -> Terminal {
        let args = ["demo", "--ledger", LEDGER, "--as", role];
        let desk = self.place.start_with(crate::support::PROGRAM, &args, more);
        desk.shows("TRAINING");
        desk
    }

    /// Returns a record as `export` writes it.
    pub fn case(&self, number: &str) -> Value {
        self.exports.set(self.exports.get() + 1);
        let folder = format!("out-{}", self.exports.get());
        let printed = self.place.ok(&["export", "--record", number, "--out", &folder, "--ledger", LEDGER]);
        serde_json::from_str(&std::fs::read_to_string(self.place.path(printed.trim())).unwrap()).unwrap()
    }

    /// Returns what was written at the desk on a record, in order.
    pub fn written(&self, number: &str) -> Vec<Value> {
        let case = self.case(number);
        let entries = case["entries"].as_array().unwrap().iter();
        entries.filter(|entry| entry.get("recorded_at").is_some()).cloned().collect()
    }

    /// Returns what was written at the desk on a record, which is one entry.
    #[track_caller]
    pub fn one(&self, number: &str) -> Value {
        let written = self.written(number);
        assert_eq!(written.len(), 1, "{written:#?}");
        written.into_iter().next().unwrap()
    }

    /// Returns how `check` judges a record at that time.
    pub fn judged(&self, number: &str, as_at: &str) -> Value {
        self.exports.set(self.exports.get() + 1);
        let folder = format!("out-{}", self.exports.get());
        self.place.ok(&["export", "--record", number, "--out", &folder, "--ledger", LEDGER]);
        let as_at = written(instant(as_at));
        let output = self.place.run(&["check", &folder, "--as-at", &as_at, "--format", "json"]);
        let judged: Value = serde_json::from_slice(&output.stdout).unwrap();
        judged["cases"][0].clone()
    }
}

/// Returns the duties or findings of a rule.
pub fn of_rule<'j>(judged: &'j Value, list: &str, rule: &str) -> Vec<&'j Value> {
    judged[list].as_array().unwrap().iter().filter(|one| one["rule"] == rule).collect()
}

/// Asserts when an entry happened, who signed it, and that it holds those fields. The time is one of the clock, "now", or
/// "-6": so many minutes before it was signed.
#[track_caller]
pub fn is(entry: &Value, at: &str, by: &str, fields: Value) {
    let read = |field: &str| DateTime::parse_from_rfc3339(entry[field].as_str().unwrap()).unwrap().to_utc();
    let (happened, recorded) = (read("at"), read("recorded_at"));
    match at {
        NOW => assert!((recorded - happened).abs() < TimeDelta::minutes(1), "{entry:#}"),
        typed if typed.starts_with('-') => {
            let ago = TimeDelta::minutes(typed[1..].parse().unwrap());
            assert!(ago <= recorded - happened && recorded - happened < ago + TimeDelta::minutes(1), "{entry:#}");
        }
        typed => assert_eq!(happened.format("%d %H:%M").to_string(), typed, "{entry:#}"),
    }
    assert!(happened <= recorded, "{entry:#}");
    assert_eq!(entry["by"]["name"], by, "{entry:#}");
    for (field, value) in fields.as_object().unwrap() {
        assert_eq!(&entry[field], value, "{field}: {entry:#}");
    }
}

/// Comes back to a desk that has locked itself: a key, and who one is.
#[track_caller]
pub fn come_back(desk: &mut Terminal, officer: &str) {
    desk.shows("Any key: who is at the keys?");
    desk.press("\r");
    desk.shows("Who is at the keys? (");
    desk.press(officer);
    desk.hides("Who is at the keys? (");
}
