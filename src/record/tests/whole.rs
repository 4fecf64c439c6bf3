//! The whole format: every kind with every field and every word goes in and comes out as it was, and nothing else does.

use serde_json::{Map, Value, json};

use crate::record::child::Child;
use crate::record::schema::case_file_schema;
use crate::record::{CaseFile, Entry, Kind};

/// Returns the schema of each kind of entry.
pub fn kinds() -> Vec<Value> {
    case_file_schema()["$defs"]["entry"]["oneOf"].as_array().unwrap().clone()
}

/// Returns values that a schema allows: each word of a list, and each end of what has ends.
fn examples(schema: &Value) -> Vec<Value> {
    if let Some(only) = schema.get("const") {
        return vec![only.clone()];
    }
    if let Some(words) = schema.get("enum") {
        return words.as_array().unwrap().clone();
    }
    if let Some(either) = schema.get("anyOf") {
        return either.as_array().unwrap().iter().flat_map(examples).collect();
    }
    if schema.get("$ref").is_some() {
        return vec![note()];
    }
    let sort = &schema["type"];
    match sort.as_str() {
        Some("string") => match schema.get("format").map(|format| format.as_str().unwrap()) {
            Some("date-time") => vec![json!("2026-10-24T22:10:00+01:00"), json!("2026-10-25T01:30:00Z")],
            Some("date") => vec![json!("2010-03-03")],
            Some(other) => panic!("an unknown format: {other}"),
            None => {
                assert_eq!(schema["minLength"], json!(1));
                vec![json!("Siân Ŵyn £5\n\"level 2\"")]
            }
        },
        Some("integer") => {
            let least = schema["minimum"].as_u64().unwrap();
            vec![json!(least), schema.get("maximum").cloned().unwrap_or(json!(u32::MAX))]
        }
        Some("boolean") => vec![json!(true), json!(false)],
        Some("array") => vec![Value::Array(examples(&schema["items"])), json!([])],
        Some("object") => objects(schema),
        _ if *sort == json!(["integer", "string"]) => vec![json!(0), json!("first")],
        _ => {
            assert_eq!(*sort, json!(["string", "integer"]), "an unknown sort of value: {schema}");
            vec![json!("high"), json!(3)]
        }
    }
}

/// Returns objects with every field in them, enough of them for every example of every field.
pub fn objects(schema: &Value) -> Vec<Value> {
    assert_eq!(schema["additionalProperties"], json!(false));
    let fields = schema["properties"].as_object().unwrap();
    let fields: Vec<(&String, Vec<Value>)> =
        fields.iter().filter(|(name, _)| *name != "id").map(|(name, of)| (name, examples(of))).collect();
    let most = fields.iter().map(|(_, examples)| examples.len()).max().unwrap_or(1);
    let object = |i: usize| {
        let field = |(name, examples): &(&String, Vec<Value>)| ((*name).clone(), examples[i % examples.len()].clone());
        Value::Object(fields.iter().map(field).collect::<Map<_, _>>())
    };
    (0..most).map(object).collect()
}

fn note() -> Value {
    json!({ "at": "2026-10-24T22:00:00+01:00", "kind": "note", "text": "x" })
}

/// Returns a case file of those entries after a first one, with an id, to which they may refer.
pub fn file(entries: impl IntoIterator<Item = Value>) -> Value {
    let mut first = note();
    first["id"] = json!("first");
    let entries: Vec<Value> = [first].into_iter().chain(entries).collect();
    json!({ "format": "pacekeeper-case/1", "custody_number": "TE/0001/26", "entries": entries })
}

#[test]
fn every_kind_with_every_field_and_every_word_goes_out_as_it_came_in() {
    for kind in kinds() {
        let file = file(objects(&kind));
        let read = CaseFile::read(&file.to_string()).unwrap_or_else(|problem| panic!("{problem}\n{file:#}"));
        assert_eq!(read.write(), file);
    }
}

#[test]
fn every_field_of_the_head_and_the_child_goes_out_as_it_came_in() {
    let mut schema = case_file_schema();
    schema["properties"].as_object_mut().unwrap().shift_remove("entries");
    for mut whole in objects(&schema) {
        whole["entries"] = json!([note()]);
        assert_eq!(CaseFile::read(&whole.to_string()).unwrap().write(), whole);
    }
}

#[test]
fn what_must_be_there_is_missed_and_what_may_be_left_out_isnt() {
    for kind in kinds() {
        let required: Vec<&str> =
            kind["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let whole = objects(&kind).remove(0);
        for name in whole.as_object().unwrap().keys() {
            let mut entry = whole.clone();
            entry.as_object_mut().unwrap().shift_remove(name);
            let read = CaseFile::read(&file([entry]).to_string());
            if required.contains(&name.as_str()) {
                let problem = read.unwrap_err();
                assert!(problem.message.starts_with(&format!("`{name}` is missing")), "{problem}");
                assert_eq!(problem.path, "/entries/1");
            } else {
                assert!(read.is_ok(), "{name}: {read:?}");
            }
        }
    }
}

#[test]
fn a_value_of_another_sort_is_refused_at_its_place_with_what_was_expected_and_found() {
    for kind in kinds() {
        let whole = objects(&kind).remove(0);
        for (name, of) in
            kind["properties"].as_object().unwrap().iter().filter(|(name, _)| !["id", "kind"].contains(&name.as_str()))
        {
            let is_object = of["type"] == json!("object") || of.get("$ref").is_some();
            let is_list = of["type"] == json!("array") || of.get("anyOf").is_some();
            for (wrong, found) in
                [(json!({}), "an object"), (json!([[]]), "a list"), (json!(null), "null"), (json!(-1.5), "-1.5")]
            {
                if is_object && found == "an object" {
                    continue;
                }
                let mut entry = whole.clone();
                entry[name] = wrong;
                let problem = CaseFile::read(&file([entry]).to_string()).unwrap_err();
                assert!(problem.path.starts_with(&format!("/entries/1/{name}")), "{problem}");
                assert!(problem.message.starts_with("expected "), "{problem}");
                // A list may stand there, and what is wrong is then found in it.
                let within = is_list && found == "a list";
                assert!(within || problem.message.contains(&format!(", found {found}")), "{problem}");
            }
        }
    }
}

#[test]
fn a_number_has_its_ends() {
    let set = |level: Value, every: Value| {
        let entry =
            json!({ "at": "2026-10-24T22:10:00Z", "kind": "observation_set", "level": level, "every_minutes": every });
        CaseFile::read(&file([entry]).to_string())
    };
    for (level, every) in [(1, 0), (4, 60)] {
        let case = set(json!(level), json!(every)).unwrap();
        let Kind::ObservationSet(plan) = &case.entries[1].kind else { panic!("{case:?}") };
        assert_eq!((plan.level.number(), plan.every_minutes), (level, every));
    }
    for (level, every) in [(json!(0), json!(30)), (json!(5), json!(30)), (json!("2"), json!(30)), (json!(2), json!(-1))]
    {
        assert!(set(level.clone(), every.clone()).is_err(), "{level} {every}");
    }
}

#[test]
fn a_date_is_year_month_day() {
    let born = |day: &str| {
        let mut file = file([]);
        file["child"] = json!({ "date_of_birth": day });
        CaseFile::read(&file.to_string()).map(|case| case.head.child.and_then(|child| child.date_of_birth))
    };
    assert_eq!(born("2010-03-03").unwrap().map(|day| day.to_string()).as_deref(), Some("2010-03-03"));
    for wrong in ["2010-3-3", "03/03/2010", "2010-02-30", "2010-03-03T00:00:00Z", " 2010-03-03"] {
        let problem = born(wrong).unwrap_err();
        assert!(problem.message.contains("isn't a date: expected year-month-day"), "{problem}");
        assert_eq!(problem.path, "/child/date_of_birth");
    }
}

#[test]
fn every_kind_has_a_title_in_words_and_is_picked_by_its_word() {
    let mut titles = std::collections::BTreeSet::new();
    for kind in kinds() {
        let word = kind["properties"]["kind"]["const"].as_str().unwrap();
        let case = CaseFile::read(&file([objects(&kind).remove(0)]).to_string()).unwrap();
        let Entry { kind, .. } = &case.entries[1];
        assert_eq!(kind.word(), word);
        assert_eq!(Kind::WORDS.get(kind.name() as usize), Some(&word));
        assert!(Kind::fields_of(word).is_some());
        assert!(kind.title().chars().next().is_some_and(char::is_uppercase) && !kind.title().contains('_'));
        titles.insert(kind.title());
    }
    assert_eq!(titles.len(), Kind::WORDS.len(), "no two kinds are called the same");
    assert!(Kind::fields_of("tea_offered").is_none());
}

#[test]
fn the_schema_names_every_kind_and_says_what_each_field_holds() {
    let schema = case_file_schema();
    assert_eq!(kinds().len(), Kind::WORDS.len());
    assert_eq!(schema["required"], json!(["format", "custody_number", "entries"]));
    assert_eq!(schema["$schema"], json!("https://json-schema.org/draft/2020-12/schema"));
    assert_eq!(schema["properties"]["format"], json!({ "const": "pacekeeper-case/1" }));
    assert_eq!(schema["properties"]["entries"]["items"], json!({ "$ref": "#/$defs/entry" }));
    assert_eq!(schema["properties"]["child"]["description"], json!("The child."));
    let names: Vec<&String> = schema["properties"]["child"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, Child::FIELDS.iter().map(|field| field.name).collect::<Vec<_>>());
    for kind in kinds() {
        let fields = kind["properties"].as_object().unwrap();
        let common = Entry::common_fields().iter().map(|field| field.name);
        let own = Kind::fields_of(fields["kind"]["const"].as_str().unwrap()).unwrap().iter().map(|field| field.name);
        let named: Vec<&str> = common.chain(own).chain(["kind"]).collect();
        assert_eq!(fields.keys().collect::<Vec<_>>(), named);
        let told = |(name, of): (&String, &Value)| name == "kind" || of["description"].is_string();
        assert!(fields.iter().all(told), "{kind:#}");
        assert!(kind["required"].as_array().unwrap().contains(&json!("kind")));
    }
}
