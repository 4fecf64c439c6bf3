//! The rules on checks, as sentences of law; boundaries are numbered as in the reference on detention.

mod change;
mod cloned;
mod content;
mod days;
mod gap;
mod missing;
mod stretch;
mod voice;

use serde_json::{Value, json};

use crate::law::testing::{Given, given};

/// Returns a record of a child authorised and put in a detention room at noon.
fn placed() -> Given {
    given().authorised("12:00").at("12:00", "placed", json!({ "in": "detention_room" }))
}

/// Adds a good waking check of which every part can be changed.
fn check(record: Given, time: &str, changes: Value) -> Given {
    let mut fields = json!({ "method": "entered", "awake": true, "demeanour": "calm",
        "seen": format!("on the bench, reading, at {time}"), "said": format!("asked the time at {time}") });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    record.at(time, "check", fields)
}
