//! Lenient reading: what isn't known is kept as a note and said, and nothing is thrown away.

use serde_json::{Value, json};

use crate::record::{CaseFile, Problem};

const AT: &str = "2026-10-24T22:10:00Z";

fn read(file: &Value) -> Result<(Value, Vec<Problem>), Problem> {
    let (case, kept) = CaseFile::read_lenient(&serde_json::to_string_pretty(file).unwrap())?;
    Ok((case.write(), kept))
}

fn case(entries: Value) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": "TE/0001/26", "entries": entries })
}

/// Returns the one entry as it was kept.
fn kept(entry: Value) -> Value {
    let (case, kept) = read(&case(json!([entry]))).unwrap();
    assert!(!kept.is_empty());
    case["entries"][0].clone()
}

#[test]
fn an_unknown_field_is_kept_in_the_entrys_note_behind_what_stands_there() {
    assert_eq!(
        kept(json!({ "at": AT, "kind": "check", "demeanour": "calm", "mood": "grumpy" })),
        json!({ "at": AT, "kind": "check", "demeanour": "calm", "note": "kept as it came: mood = \"grumpy\"" })
    );
    assert_eq!(
        kept(json!({ "at": AT, "kind": "check", "mood": "grumpy", "tea": 2, "note": "seen" }))["note"],
        json!("seen; kept as it came: mood = \"grumpy\"; kept as it came: tea = 2")
    );
    assert_eq!(kept(json!({ "at": AT, "kind": "check", "a/b~c": 1 }))["note"], json!("kept as it came: a/b~c = 1"));
}

#[test]
fn an_unknown_kind_is_kept_as_a_note_of_its_time() {
    assert_eq!(
        kept(json!({ "at": AT, "kind": "tea_offered", "sugar": 2 })),
        json!({ "at": AT, "kind": "note",
                "text": format!("kept as it came: {{\"at\":\"{AT}\",\"kind\":\"tea_offered\",\"sugar\":2}}") })
    );
}

#[test]
fn an_unknown_word_is_kept_and_the_entry_stays_what_it_is_unless_the_word_must_be_there() {
    let told = kept(json!({ "at": AT, "kind": "person_told", "who": "parent", "route": "by pigeon" }));
    assert_eq!((&told["kind"], &told["who"]), (&json!("person_told"), &json!("parent")));
    assert_eq!(told["note"], json!("kept as it came: route = \"by pigeon\""));
    let told = kept(json!({ "at": AT, "kind": "person_told", "who": "the dog", "route": "phone" }));
    assert_eq!(told["kind"], json!("note"));
    assert!(told["text"].as_str().unwrap().contains("the dog"), "{told}");
}

#[test]
fn what_lies_deeper_is_kept_with_its_place() {
    let assessed = kept(json!({ "at": AT, "kind": "risk_assessed", "flags": ["self_harm", "grumpy", "violent"] }));
    assert_eq!(assessed["flags"], json!(["self_harm", "violent"]));
    assert_eq!(assessed["note"], json!("kept as it came: flags/1 = \"grumpy\""));
    let by = kept(json!({ "at": AT, "kind": "woke", "by": { "name": "PC Test", "shoe": 9 } }));
    assert_eq!(by["by"], json!({ "name": "PC Test" }));
    assert_eq!(by["note"], json!("kept as it came: by/shoe = 9"));
    // A field that must be there, further down, isn't one of the entry's own.
    let role = kept(json!({ "at": AT, "kind": "care", "what": "meal", "by": { "role": "cook" } }));
    assert_eq!((&role["kind"], &role["note"]), (&json!("care"), &json!("kept as it came: by/role = \"cook\"")));
}

#[test]
fn what_stands_beside_the_entries_is_kept_in_the_first_of_them_and_refused_where_there_is_none() {
    let mut file = case(json!([{ "at": AT, "kind": "woke" }, { "at": AT, "kind": "woke" }]));
    file["weather"] = json!("wet");
    file["child"] = json!({ "name": "Ty", "shoe": 9, "earlier_detentions": [{ "from": AT, "to": AT, "mood": "low" }] });
    let (case_file, kept) = read(&file).unwrap();
    assert_eq!(kept.len(), 3);
    assert_eq!(case_file["child"], json!({ "name": "Ty", "earlier_detentions": [{ "from": AT, "to": AT }] }));
    let notes: Vec<&Value> = case_file["entries"].as_array().unwrap().iter().map(|entry| &entry["note"]).collect();
    let first = notes[0].as_str().unwrap();
    assert!(first.contains("weather = \"wet\"") && first.contains("child/shoe = 9"), "{first}");
    assert!(first.contains("child/earlier_detentions/0/mood = \"low\""), "{first}");
    assert!(notes[1].is_null());
    let mut bare = case(json!([]));
    bare["weather"] = json!("wet");
    assert_eq!(read(&bare).unwrap_err().path, "/weather");
}

#[test]
fn what_no_note_can_mend_is_refused_as_it_is_when_read_strictly() {
    for file in [
        case(json!([{ "at": "2026-10-24T22:10:00", "kind": "woke" }])),
        case(json!([{ "at": AT, "kind": "person_told" }])),
        case(json!([{ "at": AT, "kind": "check", "awake": "yes" }])),
        json!({ "format": "pacekeeper-case/9", "custody_number": "1", "entries": [] }),
    ] {
        let text = file.to_string();
        assert_eq!(CaseFile::read_lenient(&text).unwrap_err(), CaseFile::read(&text).unwrap_err());
    }
    for text in ["", "{", "[]", "nonsense"] {
        assert_eq!(CaseFile::read_lenient(text).unwrap_err(), CaseFile::read(text).unwrap_err());
    }
}

#[test]
fn each_kept_thing_is_told_with_its_line_in_the_file_as_it_came() {
    let text = format!(
        "{{ \"format\": \"pacekeeper-case/1\", \"custody_number\": \"1\", \"entries\": [\n\
         {{ \"at\": \"{AT}\", \"kind\": \"check\", \"mood\": 1,\n\"tea\": 2 }},\n\
         {{ \"at\": \"{AT}\", \"kind\": \"tea_offered\" }},\n\
         {{ \"at\": \"{AT}\", \"kind\": \"check\", \"a~/b\": 3 }} ] }}"
    );
    let (_, kept) = CaseFile::read_lenient(&text).unwrap();
    let places: Vec<(&str, usize)> = kept.iter().map(|problem| (problem.path.as_str(), problem.line)).collect();
    assert_eq!(
        places,
        [("/entries/0/mood", 2), ("/entries/0/tea", 3), ("/entries/1/kind", 4), ("/entries/2/a~0~1b", 5)]
    );
}

#[test]
fn a_file_in_which_all_is_known_is_read_as_it_is_read_strictly() {
    let text = case(json!([{ "at": AT, "kind": "check", "demeanour": "calm" }])).to_string();
    let (case, kept) = CaseFile::read_lenient(&text).unwrap();
    assert!(kept.is_empty());
    assert_eq!(case, CaseFile::read(&text).unwrap());
}
