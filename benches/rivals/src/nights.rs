//! The made nights, changed here and there so that every rule compared both fires and stays silent somewhere.

use pacekeeper::record::{CaseFile, Instant, Moment, Record};
use serde_json::{Map, Value, json};

use crate::made::Night;

/// One detention: as the program holds it, and as the rivals are handed it.
pub struct Case {
    pub record: Record,
    /// The instant judged.
    pub now: Instant,
    /// The same for the rivals: every entry with its position, times in seconds since 1970, the 18th birthday worked out.
    pub input: Value,
}

impl Case {
    /// Returns the made night of that number, changed.
    pub fn of(number: u64) -> Self {
        let night = Night { closed: number % 3 != 0, ..Night::of(number) };
        let mut file: Value = serde_json::from_str(&night.text()).unwrap();
        change(&mut file, number);
        let record = Record::fold(CaseFile::read(&file.to_string()).unwrap());
        // Some are judged while the night goes on, so that later entries are as if not made.
        let now = if number % 5 == 0 { night.end() - chrono::TimeDelta::hours(7) } else { night.end() };
        let mut input = in_seconds(file);
        for (position, entry) in input["entries"].as_array_mut().unwrap().iter_mut().enumerate() {
            entry["position"] = json!(position);
        }
        input["now"] = json!(now.timestamp());
        input["child"]["turns_18"] = json!(record.child.turns_18().unwrap().timestamp());
        Self { record, now, input }
    }
}

/// Returns the value with every time in seconds.
fn in_seconds(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() > 19 => Moment::parse(&text)
            .map_or_else(|| Value::String(text.clone()), |moment| json!(moment.instant().timestamp())),
        Value::Array(items) => items.into_iter().map(in_seconds).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, in_seconds(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

/// Small numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn in_hundred(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.next()).unwrap() % choices.len()]
    }
}

fn change(file: &mut Value, number: u64) {
    let mut chance = Chance(number * 2 + 1);
    for _ in 0..4 {
        chance.next();
    }
    for (field, value) in [("looked_after", json!(false)), ("sex", Value::Null), ("home_authority", Value::Null)] {
        if chance.in_hundred(if value.is_null() { 15 } else { 80 }) {
            set(&mut file["child"], field, value);
        }
    }
    let charged = chance.in_hundred(30).then_some(30 + chance.next() % 20);
    let entries = file["entries"].as_array_mut().unwrap();
    for i in 0..entries.len() {
        let (before, rest) = entries.split_at_mut(i);
        let entry = &mut rest[0];
        match entry["kind"].as_str().unwrap() {
            "check" if charged == Some(i as u64) => {
                become_kind(entry, json!({ "kind": "charged", "offences": ["theft"] }))
            }
            // One deep: Rego knows no recursion, and a correction of a correction of a correction would need it.
            "check" if before[i - 1]["replaces"].is_object() && chance.in_hundred(40) => become_kind(
                entry,
                json!({ "kind": "correction", "of": i - 1, "reason": "corrected in error", "strike": true }),
            ),
            "check" => change_check(entry, &mut chance),
            "review" => change_review(entry, &mut chance),
            "correction" => change_correction(entry, before, &mut chance),
            "detention_authorised" => change_authorisation(entry, &mut chance),
            // The blanket asked for and given becomes a way to hospital and back: checks between can't have been made.
            "asked_for" if number % 4 == 0 => {
                become_kind(entry, json!({ "kind": "left_for_hospital", "reason": "treatment" }));
            }
            "note" if number % 4 == 0 => become_kind(entry, json!({ "kind": "returned_from_hospital" })),
            "released" => set(entry, "risk_assessed", json!(true)),
            _ => {}
        }
        if chance.in_hundred(4) {
            let written =
                Moment::parse(entry["at"].as_str().unwrap()).unwrap().instant() + chrono::TimeDelta::minutes(45);
            set(entry, "recorded_at", json!(Moment::london(written).to_rfc3339()));
        }
        if chance.in_hundred(2) {
            set(entry, "by", Value::Null);
        } else if chance.in_hundred(2) {
            set(&mut entry["by"], "name", Value::Null);
            set(&mut entry["by"], "number", Value::Null);
        }
    }
}

fn change_check(check: &mut Value, chance: &mut Chance) {
    if chance.in_hundred(8) {
        set(check, "demeanour", Value::Null);
    }
    if chance.in_hundred(8) {
        set(check, "said", Value::Null);
        set(check, "not_said", Value::Null);
    }
    if chance.in_hundred(5) {
        set(check, "awake", Value::Null);
    }
    if chance.in_hundred(8) {
        become_kind(check, json!({ "kind": "note", "text": "the fire bell rang, nothing found" }));
    }
}

fn change_review(review: &mut Value, chance: &mut Chance) {
    let changes: [(u64, &str, &[Value]); 10] = [
        (30, "seen", &[json!(false), Value::Null]),
        (20, "spoken_to", &[json!(false), Value::Null]),
        (25, "effect", &[Value::Null, json!("nothing"), json!(" Nothing ")]),
        (25, "child_said", &[Value::Null, json!("nothing")]),
        (10, "awake", &[json!(false), Value::Null]),
        (20, "legal_advice_reminded", &[json!(false), Value::Null]),
        (15, "reason", &[json!("asleep and left to sleep"), json!("nothing")]),
        (15, "not_spoken", &[json!("asleep"), json!("declined"), json!("violent"), json!("other"), json!("delegated")]),
        (20, "method", &[json!("telephone"), json!("live_link"), Value::Null]),
        (10, "solicitor_said", &[json!("let him sleep")]),
    ];
    for (percent, field, values) in changes {
        if chance.in_hundred(percent) {
            let value = values[usize::try_from(chance.next()).unwrap() % values.len()].clone();
            set(review, field, value);
        }
    }
    if chance.in_hundred(25) {
        let rank = chance.of(&["sergeant", "superintendent", "inspector"]);
        let role = chance.of(&["review_officer", "custody_officer", "investigating_officer"]);
        set(&mut review["by"], "rank", json!(rank));
        set(&mut review["by"], "role", json!(role));
    }
}

/// A strike stays one or becomes a replacement, of the entry before or of one that a review has come after.
fn change_correction(correction: &mut Value, before: &[Value], chance: &mut Chance) {
    let of = before.len() - if chance.in_hundred(50) { 20 } else { 1 };
    set(correction, "of", json!(of));
    if chance.in_hundred(60) {
        let mut instead = json!({ "kind": "check", "at": before[of]["at"], "awake": true, "seen": "by the hatch" });
        if chance.in_hundred(50) {
            set(&mut instead, "demeanour", json!("calm"));
            set(&mut instead, "said", json!("it's cold"));
        }
        set(correction, "strike", Value::Null);
        set(correction, "replaces", instead);
    }
}

fn change_authorisation(authorised: &mut Value, chance: &mut Chance) {
    match chance.next() % 4 {
        0 => set(authorised, "grounds", Value::Null),
        1 => set(authorised, "grounds", json!("as above")),
        _ => return,
    }
    if chance.in_hundred(50) {
        set(authorised, "reasons_recorded", Value::Null);
    }
}

/// Makes the entry one of another kind, with its own time and author.
fn become_kind(entry: &mut Value, mut kind: Value) {
    for field in ["at", "recorded_at", "by"] {
        if !entry[field].is_null() {
            kind[field] = entry[field].take();
        }
    }
    *entry = kind;
}

/// Sets a field, or, with null, removes it.
fn set(of: &mut Value, field: &str, value: Value) {
    let Some(fields) = of.as_object_mut() else { return };
    if value.is_null() {
        fields.remove(field);
    } else {
        fields.insert(field.to_owned(), value);
    }
}
