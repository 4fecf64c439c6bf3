//! What is inside an entry's payload: the one place that knows. The chain takes it as bytes.
//!
//! The first payload of a record is its head, `{"v":1,"head":{…}}`; a later one is an entry, `{"v":1,"entry":{…}}`, or a
//! head that takes the place of the one before, where more became known of who the child is.
//! Both hold the JSON just as it came in, so that what goes out equals it to the offset of each time.

use serde_json::{Map, Value, json};

use crate::record::case_file::FORMAT;
use crate::record::field::Field;
use crate::record::node::Node;
use crate::record::{CaseFile, Entry, Head};

/// The version of the payload, as each payload states it.
const VERSION: u32 = 1;

/// One payload, read.
pub(super) enum Payload {
    /// Custody number, suite, force, child, extract.
    Head(Box<Head>),
    /// An entry.
    Entry(Box<Entry>),
}

impl Payload {
    /// Reads a stored payload strictly; what is wrong with it, in words, where it can't be read.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it isn't text".to_owned())?;
        let node = Node::parse(text).map_err(|_| "it isn't JSON".to_owned())?;
        let read = || -> crate::record::node::Read<Self> {
            let mut object = node.object("a payload")?;
            let version: u32 =
                object.take("v").ok_or_else(|| node.fault("`v` is missing"))?.scalar("the version of a payload")?;
            if version != VERSION {
                return Err(node.fault(format!("payload version {version} isn't known")));
            }
            let payload = match (object.take("head"), object.take("entry")) {
                (Some(head), None) => Head::read(head).map(|head| Self::Head(Box::new(head))),
                (None, Some(entry)) => Entry::read(entry).map(|entry| Self::Entry(Box::new(entry))),
                _ => Err(node.fault("it holds neither just a head nor just an entry")),
            }?;
            match object.rest().is_empty() {
                true => Ok(payload),
                false => Err(node.fault("it holds more than a head or an entry")),
            }
        };
        read().map_err(|fault| match fault.path() {
            path if path.is_empty() => fault.message.clone(),
            path => format!("{path}: {}", fault.message),
        })
    }

    /// Returns the JSON that a stored payload wraps, as it came in.
    pub(super) fn json(bytes: &[u8]) -> Option<Wrapped> {
        let mut wrapper: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        let head = wrapper.remove("head").map(Wrapped::Head);
        head.or_else(|| wrapper.remove("entry").map(Wrapped::Entry))
    }
}

/// The JSON of one payload, as it came in.
pub(super) enum Wrapped {
    /// Of a head.
    Head(Value),
    /// Of an entry.
    Entry(Value),
}

/// Returns the payload of a record's head.
pub(super) fn head(json: Value) -> Vec<u8> {
    json!({ "v": VERSION, "head": json }).to_string().into_bytes()
}

/// Returns the payload of an entry.
pub(super) fn entry(json: Value) -> Vec<u8> {
    json!({ "v": VERSION, "entry": json }).to_string().into_bytes()
}

/// Takes a case file's JSON apart into payloads: the head, then every entry.
pub(super) fn of_case(file: Value) -> Vec<Vec<u8>> {
    let Value::Object(mut file) = file else { return Vec::new() };
    file.shift_remove("format");
    let entries = match file.shift_remove("entries") {
        Some(Value::Array(entries)) => entries,
        _ => Vec::new(),
    };
    std::iter::once(head(Value::Object(file))).chain(entries.into_iter().map(entry)).collect()
}

/// Puts a case file's JSON together again from the JSON of its head and entries.
pub(super) fn case_json(head: Value, entries: Vec<Value>) -> Value {
    let mut file = Map::new();
    file.insert("format".to_owned(), json!(FORMAT));
    if let Value::Object(head) = head {
        file.extend(head);
    }
    file.insert("entries".to_owned(), Value::Array(entries));
    Value::Object(file)
}

/// Returns a case file's JSON as it is written out: indented, with a line break at the end, the same bytes each time.
pub(super) fn pretty(file: &Value) -> String {
    format!("{file:#}\n")
}

/// Reads a case file from what a record holds; what is wrong, where it isn't one any more.
pub(super) fn check_whole(case: &CaseFile) -> Result<(), crate::record::Problem> {
    CaseFile::read(&case.write().to_string()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_says_its_version_and_holds_one_thing() {
        for bad in [
            &br#"{"head":{"custody_number":"1"}}"#[..],
            br#"{"v":2,"head":{"custody_number":"1"}}"#,
            br#"{"v":1}"#,
            br#"{"v":1,"head":{"custody_number":"1"},"more":1}"#,
            br#"{"v":1,"entry":{"kind":"woke"}}"#,
            b"\xff",
            b"noise",
        ] {
            assert!(Payload::read(bad).is_err(), "{}", String::from_utf8_lossy(bad));
        }
        assert!(matches!(Payload::read(br#"{"v":1,"head":{"custody_number":"1"}}"#), Ok(Payload::Head(_))));
        let entry = br#"{"v":1,"entry":{"at":"2026-10-24T22:10:00Z","kind":"woke"}}"#;
        assert!(matches!(Payload::read(entry), Ok(Payload::Entry(_))));
    }

    #[test]
    fn a_case_file_taken_apart_and_put_together_is_the_same() {
        let file = json!({ "format": FORMAT, "custody_number": "1", "child": { "sex": "male", "name": "Siân" },
            "entries": [{ "kind": "woke", "at": "2026-10-25T01:10:00+01:00" }] });
        let mut parts = of_case(file.clone()).into_iter().map(|part| match Payload::json(&part).unwrap() {
            Wrapped::Head(json) | Wrapped::Entry(json) => json,
        });
        let head = parts.next().unwrap();
        assert_eq!(case_json(head, parts.collect()).to_string(), file.to_string());
    }
}
