//! The JSON Schema of case files, made from the same tables as the types.

use serde_json::{Map, Value, json};

use super::case_file::{FORMAT, Head};
use super::entry::Entry;
use super::field::object_schema;
use super::kinds::Kind;

/// Returns the JSON Schema (draft 2020-12) of a case file.
#[must_use]
pub fn case_file_schema() -> Value {
    let kinds: Vec<Value> = Kind::WORDS.iter().map(|word| kind_schema(word)).collect();
    let mut schema = object_schema(Head::FIELDS);
    if let Value::Object(map) = &mut schema {
        let mut whole = Map::new();
        whole.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.insert("title".into(), json!("Pacekeeper case file"));
        whole.insert("description".into(), json!("One detention of one child, as entries."));
        whole.append(map);
        if let Some(Value::Object(properties)) = whole.get_mut("properties") {
            properties.insert("format".into(), json!({ "const": FORMAT }));
            properties.insert("entries".into(), json!({ "type": "array", "items": { "$ref": "#/$defs/entry" } }));
        }
        whole.insert("required".into(), json!(["format", "custody_number", "entries"]));
        whole.insert("$defs".into(), json!({ "entry": { "oneOf": kinds } }));
        return Value::Object(whole);
    }
    schema
}

fn kind_schema(word: &str) -> Value {
    let mut fields = Entry::common_fields().to_vec();
    fields.extend(Kind::fields_of(word).unwrap_or_default().iter().cloned());
    let mut schema = object_schema(&fields);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("kind".into(), json!({ "const": word }));
    }
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.push(json!("kind"));
    }
    schema
}
