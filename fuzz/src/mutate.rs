//! Makes one case file out of another: entries and fields come, go, move and change, as the program's own schema allows.
//!
//! Bytes changed blindly are nearly always refused at the first brace. What isn't JSON is left to the fuzzer's own ways.

use std::sync::OnceLock;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use pacekeeper::record::schema::case_file_schema;
use serde_json::{Map, Value, json};

/// Texts that rules look for, or trip over.
const TEXTS: &[&str] = &[
    "nothing",
    "AIO",
    "all in order",
    "wants his mum",
    "robbery",
    "s18 wounding",
    "burglary dwelling",
    "Bristol",
    "on bench, reading",
    "breathing seen, on his side",
    "asleep",
    "moved leg",
    "no beds",
    "awaiting transport",
    "theft",
    "nearest and dearest",
    "Siân Ŵyn",
    "\u{202e}x\u{1b}[2J",
    "\u{0}",
    "İ",
    "ß",
    "a/b~c",
    "-",
    "s.38(6)",
    "murder",
    "7",
];

/// Minutes at which limits lie, on either side.
const STEPS: &[i64] = &[
    0, 1, 5, 15, 29, 30, 31, 44, 45, 46, 59, 60, 61, 120, 240, 359, 360, 361, 480, 539, 540, 541, 720, 1439, 1440,
    1441, 2159, 2160, 2161, 2880, 4320, 5760, 5761, 10_080, 43_200, 525_600,
];

/// Changes the first `size` bytes of `data`, and returns the new size. `blind` times of `blind + 4` the bytes are changed
/// the fuzzer's own way, without regard to what they say.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, blind: usize) -> usize {
    let mut chance = Chance::new(seed);
    let blindly = chance.below(blind + 4) < blind;
    let changed = if blindly { None } else { changed(data.get(..size).unwrap_or_default(), &mut chance) };
    match changed.filter(|text| text.len() <= max_size.min(data.len())) {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}

fn changed(data: &[u8], chance: &mut Chance) -> Option<String> {
    let mut case: Value = serde_json::from_slice(data).ok()?;
    for _ in 0..=chance.below(3) {
        change(&mut case, chance)?;
    }
    Some(case.to_string())
}

fn change(case: &mut Value, chance: &mut Chance) -> Option<()> {
    let schema = schema();
    if chance.below(8) == 0 {
        let head = case.as_object_mut()?;
        set_or_leave_out(head, schema, &["format", "entries"], usual(), chance);
        return Some(());
    }
    let entries = case.get_mut("entries")?.as_array_mut()?;
    let place = chance.below(entries.len() + 1);
    let near = entries.get(place.saturating_sub(1)).and_then(time_of).unwrap_or_else(usual);
    let Some(entry) = entries.get_mut(place) else {
        let entry = any_entry(near, chance);
        entries.push(entry);
        return Some(());
    };
    match chance.below(10) {
        0 | 1 => {
            let new = any_entry(near, chance);
            entries.insert(place, new);
        }
        2 => {
            entries.remove(place);
        }
        3 => {
            let mut again = entry.clone();
            move_by(&mut again, chance);
            entries.insert(place + 1, again);
        }
        4 => {
            let other = chance.below(entries.len());
            entries.swap(place, other);
        }
        5 => {
            let minutes = chance.minutes();
            entries.iter_mut().skip(place).for_each(|entry| move_to(entry, minutes));
        }
        6 => move_by(entry, chance),
        7 => {
            let id = json!(format!("e{}", chance.below(4)));
            entry.as_object_mut()?.insert("id".to_owned(), id);
        }
        _ => {
            let kind = kind_schema(entry.get("kind").and_then(Value::as_str)?)?;
            set_or_leave_out(entry.as_object_mut()?, kind, &["kind", "at"], near, chance);
        }
    }
    Some(())
}

/// Sets one field to something that the schema allows, or takes it out; leaves those named alone.
fn set_or_leave_out(
    object: &mut Map<String, Value>,
    schema: &Value,
    alone: &[&str],
    near: DateTime<Utc>,
    chance: &mut Chance,
) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let names: Vec<&String> = properties.keys().filter(|name| !alone.contains(&name.as_str())).collect();
    let Some(name) = names.get(chance.below(names.len())) else { return };
    let field = &properties[name.as_str()];
    match object.get_mut(name.as_str()) {
        Some(Value::Object(inner)) if field.get("properties").is_some() && chance.below(3) > 0 => {
            set_or_leave_out(inner, field, &["kind", "at"], near, chance);
        }
        Some(_) if chance.below(3) == 0 => {
            object.shift_remove(name.as_str());
        }
        _ => {
            let value = any_value(field, near, chance, 0);
            object.insert((*name).clone(), value);
        }
    }
}

/// Any entry of any kind, near a time.
fn any_entry(near: DateTime<Utc>, chance: &mut Chance) -> Value {
    let kinds = kinds();
    let mut entry = any_object(&kinds[chance.below(kinds.len())], near, chance, 0);
    if chance.below(4) > 0 {
        entry.as_object_mut().map(|entry| entry.shift_remove("id"));
        entry.as_object_mut().map(|entry| entry.shift_remove("recorded_at"));
    }
    entry
}

fn any_object(schema: &Value, near: DateTime<Utc>, chance: &mut Chance, depth: usize) -> Value {
    let mut object = Map::new();
    let must = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name));
    let fields = schema["properties"].as_object();
    // Most entries of a real record say little, and a few say much.
    let one_in = 1 + chance.below(5);
    for (name, field) in fields.into_iter().flatten() {
        if must(name) || chance.below(one_in) == 0 {
            object.insert(name.clone(), any_value(field, near, chance, depth + 1));
        }
    }
    Value::Object(object)
}

fn any_value(schema: &Value, near: DateTime<Utc>, chance: &mut Chance, depth: usize) -> Value {
    if let Some(word) = schema.get("const") {
        return word.clone();
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.get(chance.below(words.len())).cloned().unwrap_or_default();
    }
    if let Some(options) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
        let option = options.get(chance.below(options.len())).cloned().unwrap_or_default();
        return any_value(&option, near, chance, depth);
    }
    if schema.get("$ref").is_some() {
        return any_entry(near, chance);
    }
    let sort = schema.get("type").unwrap_or(&Value::Null);
    let sort = sort.as_array().map_or(sort, |sorts| &sorts[chance.below(sorts.len())]);
    match (sort.as_str().unwrap_or_default(), schema.get("format").and_then(Value::as_str)) {
        ("boolean", _) => json!(chance.below(2) == 0),
        ("integer", _) => {
            let least = schema.get("minimum").and_then(Value::as_u64).unwrap_or(0);
            json!(least.max(*chance.pick(&[0, 1, 2, 3, 4, 5, 15, 30, 60, 90, 1000, 4_294_967_295])))
        }
        ("array", _) if depth < 6 => {
            (0..chance.below(4)).map(|_| any_value(&schema["items"], near, chance, depth + 1)).collect()
        }
        ("array", _) => json!([]),
        ("object", _) => any_object(schema, near, chance, depth),
        ("string", Some("date-time")) => time(near + TimeDelta::minutes(chance.minutes()), chance),
        ("string", Some("date")) => {
            // Of ages from nine to nineteen, the birthday near the day itself as often as not.
            let years = 9 + chance.below(11) as i64;
            let days = if chance.below(2) == 0 { chance.below(5) as i64 - 2 } else { chance.below(366) as i64 };
            json!((near - TimeDelta::days(years * 365 + years / 4 + days)).format("%Y-%m-%d").to_string())
        }
        _ => json!(chance.pick(TEXTS)),
    }
}

fn move_by(entry: &mut Value, chance: &mut Chance) {
    let minutes = chance.minutes();
    move_to(entry, minutes);
}

fn move_to(entry: &mut Value, minutes: i64) {
    let Some(at) = time_of(entry) else { return };
    if let (Some(moved), Some(entry)) = (at.checked_add_signed(TimeDelta::minutes(minutes)), entry.as_object_mut()) {
        entry.insert("at".to_owned(), json!(moved.to_rfc3339_opts(SecondsFormat::Secs, true)));
    }
}

fn time(at: DateTime<Utc>, chance: &mut Chance) -> Value {
    let at = at.to_rfc3339_opts(if chance.below(16) == 0 { SecondsFormat::Millis } else { SecondsFormat::Secs }, true);
    json!(at)
}

fn time_of(entry: &Value) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(entry.get("at")?.as_str()?).ok()?;
    Some(at.with_timezone(&Utc))
}

/// The evening before the autumn night, near which a record without times is set.
fn usual() -> DateTime<Utc> {
    DateTime::from_timestamp(1_792_875_600, 0).unwrap_or_default()
}

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(case_file_schema)
}

fn kinds() -> &'static [Value] {
    schema()["$defs"]["entry"]["oneOf"].as_array().map_or(&[], Vec::as_slice)
}

fn kind_schema(word: &str) -> Option<&'static Value> {
    kinds().iter().find(|kind| kind["properties"]["kind"]["const"] == word)
}

/// Chance out of the fuzzer's seed (xorshift), so that a run can be done again.
struct Chance(u64);

impl Chance {
    fn new(seed: u32) -> Self {
        Self((u64::from(seed) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number from 0 up to but not with `most`; 0 where there is none.
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as usize).checked_rem(most).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Minutes to move by: mostly a step at which some limit lies, back one time in four.
    fn minutes(&mut self) -> i64 {
        let minutes = if self.below(4) == 0 { self.below(3000) as i64 } else { *self.pick(STEPS) };
        if self.below(4) == 0 { -minutes } else { minutes }
    }
}
