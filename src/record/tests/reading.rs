//! Strict reading: what is wrong is named with its path and line, the nearest known word is offered, nothing is guessed.

use serde_json::{Value, json};

use crate::record::{CaseFile, EntryRef, Problem};

fn case(entries: Value) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": "TE/0001/26", "entries": entries })
}

fn problem(text: &str) -> Problem {
    CaseFile::read(text).expect_err("this must not be readable")
}

fn problem_in(file: &Value) -> Problem {
    problem(&serde_json::to_string_pretty(file).unwrap())
}

fn note(at: &str) -> Value {
    json!({ "at": at, "kind": "note", "text": "x" })
}

#[test]
fn an_unknown_kind_names_path_line_and_the_nearest_kind() {
    let problem = problem_in(&case(json!([{ "at": "2026-10-24T22:10:00+01:00", "kind": "detention_authorized" }])));
    assert_eq!(problem.path, "/entries/0/kind");
    assert_eq!(problem.line, 7);
    assert!(problem.message.contains("`detention_authorized`"), "{problem}");
    assert!(problem.message.contains("did you mean `detention_authorised`?"), "{problem}");
}

#[test]
fn an_unknown_field_and_an_unknown_value_name_the_nearest_known_word() {
    let field = problem_in(&case(json!([{ "at": "2026-10-24T22:10:00+01:00", "kind": "check", "demeanor": "calm" }])));
    assert_eq!(field.path, "/entries/0/demeanor");
    assert!(field.message.contains("did you mean `demeanour`?"), "{field}");
    let value =
        problem_in(&case(json!([{ "at": "2026-10-24T22:10:00+01:00", "kind": "check", "demeanour": "tearfull" }])));
    assert_eq!(value.path, "/entries/0/demeanour");
    assert!(value.message.contains("did you mean `tearful`?"), "{value}");
}

#[test]
fn a_local_time_without_an_offset_is_refused_and_says_what_to_write() {
    let problem = problem_in(&case(json!([note("2026-10-25T01:30:00")])));
    assert_eq!(problem.path, "/entries/0/at");
    assert!(problem.message.contains("no offset") && problem.message.contains("+01:00"), "{problem}");
}

#[test]
fn an_empty_text_is_refused_because_missing_and_nothing_are_different() {
    let problem = problem_in(&case(json!([{ "at": "2026-10-24T22:10:00+01:00", "kind": "check", "said": " " }])));
    assert_eq!(problem.path, "/entries/0/said");
    assert!(problem.message.contains("\"nothing\""), "{problem}");
}

#[test]
fn an_empty_file_a_list_and_a_file_cut_short_are_named_for_what_they_are() {
    assert!(problem("").message.contains("the file is empty"));
    assert!(problem("  \n ").message.contains("the file is empty"));
    assert!(problem("[]").message.contains("expected a case file"));
    assert!(problem("{\"format\": \"pacekeeper-case/1\",").message.contains("cut short"));
    assert!(problem("{}").message.contains("`format` is missing"));
    assert!(problem("{\"format\": \"pacekeeper-case/2\"}").message.contains("isn't known"));
}

#[test]
fn nesting_ten_thousand_deep_is_refused_without_a_crash() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let text = format!(
        "{{\"format\":\"pacekeeper-case/1\",\"custody_number\":\"a\",\"entries\":[{{\"at\":\"2026-10-24T22:10:00Z\",\"kind\":\"note\",\"text\":{deep}}}]}}"
    );
    assert!(problem(&text).message.contains("expected text"));
    let mut entry = note("2026-10-24T22:10:00Z");
    for _ in 0..60 {
        entry =
            json!({ "at": "2026-10-24T22:10:00Z", "kind": "correction", "of": 0, "reason": "x", "replaces": entry });
    }
    let nested = problem_in(&case(json!([note("2026-10-24T22:10:00Z"), entry])));
    assert!(nested.message.contains("a correction can't stand in place of an entry"), "{nested}");
}

#[test]
fn an_id_that_stands_twice_and_a_reference_to_nothing_are_refused() {
    let mut first = note("2026-10-24T22:10:00Z");
    first["id"] = json!("a");
    let twice = problem_in(&case(json!([first.clone(), first])));
    assert_eq!(twice.path, "/entries/1/id");
    assert!(twice.message.contains("already that of /entries/0"), "{twice}");
    let strike = json!({ "at": "2026-10-24T22:10:00Z", "kind": "correction", "of": 7, "reason": "x", "strike": true });
    let nowhere = problem_in(&case(json!([strike])));
    assert_eq!(nowhere.path, "/entries/0/of");
}

#[test]
fn the_same_name_twice_in_one_object_is_refused() {
    let text = "{\"format\":\"pacekeeper-case/1\",\"custody_number\":\"a\",\"custody_number\":\"b\",\"entries\":[]}";
    assert!(problem(text).message.contains("twice"));
}

#[test]
fn a_date_of_birth_after_the_first_entry_is_refused_on_either_side_of_the_day() {
    let born = |day: &str| {
        let mut file = case(json!([note("2026-10-24T22:10:00+01:00")]));
        file["child"] = json!({ "date_of_birth": day });
        file
    };
    let problem = problem_in(&born("2026-10-25"));
    assert_eq!(problem.path, "/child/date_of_birth");
    assert!(problem.message.contains("check the year"), "{problem}");
    assert!(CaseFile::read(&born("2026-10-24").to_string()).is_ok());
}

#[test]
fn control_characters_in_what_was_found_never_reach_the_message() {
    let problem = problem_in(&case(json!([{ "at": "2026-10-24T22:10:00Z", "kind": "\u{1b}[2Jcheck\u{202e}" }])));
    assert!(!problem.to_string().chars().any(|c| c.is_control() || c == '\u{202e}'), "{problem:?}");
}

#[test]
fn what_comes_in_goes_out_again() {
    let file = case(json!([
        { "at": "2026-10-24T22:10:00+01:00", "kind": "arrested", "for": "offence", "offences": ["robbery"] },
        { "at": "2026-10-24T22:40:00+01:00", "recorded_at": "2026-10-24T22:41:00+01:00", "kind": "placed", "in": "cell",
          "cell": "7", "reason": "no detention room free; can't be watched in the open area",
          "by": { "name": "Siân Ŵyn", "number": "3127", "role": "custody_officer", "rank": "sergeant" } },
        { "at": "2026-10-25T01:30:00+00:00", "kind": "observation_set", "level": 2, "every_minutes": 30, "rousing": false },
        { "at": "2026-10-25T01:40:00Z", "kind": "correction", "of": 2, "reason": "level was 3",
          "replaces": { "at": "2026-10-25T01:30:00Z", "kind": "observation_set", "level": 3, "every_minutes": 15 } },
    ]));
    assert_eq!(CaseFile::read(&file.to_string()).unwrap().write(), file);
}

#[test]
fn an_entry_is_named_by_its_id_or_by_its_position_and_only_where_one_stands() {
    let named = |id: &str| {
        let mut note = note("2026-10-24T22:10:00Z");
        note["id"] = json!(id);
        note
    };
    let case =
        CaseFile::read(&case(json!([named("a"), named("b"), note("2026-10-24T22:10:00Z")])).to_string()).unwrap();
    let resolve = |reference| CaseFile::resolve(&case.entries, &reference);
    assert_eq!(resolve(EntryRef::Id("a".to_owned())), Some(0));
    assert_eq!(resolve(EntryRef::Id("b".to_owned())), Some(1));
    assert_eq!(resolve(EntryRef::Id("c".to_owned())), None);
    assert_eq!(resolve(EntryRef::Position(2)), Some(2));
    assert_eq!(resolve(EntryRef::Position(3)), None);
}
