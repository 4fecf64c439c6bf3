//! Who the child is, settled; an entry on the wrong child; a record opened twice.

use serde_json::json;

use super::*;
use crate::record::child::Child;
use crate::record::words::AgeBasis;

/// A child of whom only looks are known.
fn unknown() -> Given {
    given().child(json!({ "date_of_birth": null, "age_basis": "apparent", "apparent_age": 16 })).authorised("12:00")
}

fn settled(filled: &Filled) -> Child {
    filled.spec.settled(&filled.values, &filled.facts()).unwrap().unwrap()
}

#[test]
fn an_unknown_age_is_settled_with_what_shows_it_and_the_note_says_what_was_known_before() {
    let filled = open("settle", &unknown(), "14:00").with(&[
        ("born", "3 3 2010"),
        ("basis", "documented"),
        ("how", "birth certificate, shown by his mother"),
    ]);
    let child = settled(&filled);
    assert_eq!((child.age_at(instant("14:00")), child.age_basis), (Some(16), Some(AgeBasis::Documented)));
    assert_eq!(child.apparent_age, Some(16), "what they looked stays");
    let note = filled.entry();
    let text = "Who the child is, settled: born 3 3 2010 (before: not known); age shown by documented (before: apparent). \
                How it is known: birth certificate, shown by his mother";
    assert_eq!(note, json!({ "kind": "note", "text": text }));
    assert_eq!(filled.made()[0].at, instant("14:00"));
}

#[test]
fn what_no_field_asks_stays_as_it_was_known() {
    let needs = given().child(json!({ "needs": ["autism"], "reference": "P-17", "home_authority": "Testham" }));
    let child = settled(&open("settle", &needs, "14:00").with(&[("name", "Siân Sampleton")]));
    let before = needs.record().child.clone();
    assert_eq!(child, Child { name: Some("Siân Sampleton".into()), ..before });
}

#[test]
fn opened_and_left_alone_the_form_changes_nothing_and_says_so() {
    for given in [unknown(), given().child(json!({ "ethnicity": "M2", "looked_after": false })), given()] {
        let filled = open("settle", &given, "14:00");
        assert_eq!(settled(&filled), given.record().child);
        assert_eq!(filled.problems(), ["how: nothing here is other than what the record has: what is known now?"]);
    }
}

#[test]
fn nothing_is_settled_without_saying_how_it_is_known() {
    let filled = open("settle", &unknown(), "14:00").with(&[("age", "17")]);
    assert_eq!(filled.problems(), ["how: how is it known? Say who or what shows it"]);
    let no_day = open("settle", &unknown(), "14:00").with(&[("born", "31 2 2010"), ("how", "passport")]);
    assert_eq!(no_day.wrong(), ["born"]);
}

#[test]
fn eighteen_by_word_alone_is_asked_about_and_by_a_document_is_warned_of() {
    let adult = |answers: &[(&str, &str)]| open("settle", &unknown(), "14:00").with(answers).line("Adult?");
    let said = |answers: &[(&str, &str)]| adult(answers).map(|(text, _)| text).unwrap_or_default();
    assert!(said(&[("age", "18")]).contains("looks younger"), "{}", said(&[("age", "18")]));
    assert!(said(&[("looks", "19"), ("age", "18")]).contains("clear evidence?"));
    assert!(said(&[("born", "3 3 2000"), ("basis", "documented")]).contains("by a document"));
    assert_eq!(adult(&[("age", "17")]), None);
}

/// A check at 13:00, written at 13:04, that belongs to another child.
fn wrong_check() -> Given {
    held().at(
        "13:00",
        "check",
        json!({ "awake": true, "demeanour": "tearful", "seen": "at the hatch", "note": "late" }),
    )
}

#[test]
fn an_entry_on_the_wrong_child_is_struck_here_and_made_there_as_it_was_with_where_it_came_from() {
    let filled = open("wrong_child", &wrong_check(), "14:00").with(&[("entry", "1"), ("whose", "6")]);
    let struck = json!({ "kind": "correction", "of": 1, "reason": "wrong child: it is about cell 6", "strike": true });
    assert_eq!(filled.entry(), struck);
    let moved = filled.spec.moved(&filled.values, &filled.facts()).unwrap().unwrap();
    assert_eq!((moved.whose.as_str(), moved.made.at), ("6", instant("13:00")));
    let (kind, note) = (told(&moved.made.kind), moved.made.note.unwrap());
    assert_eq!((kind["kind"].clone(), kind["seen"].clone()), (json!("check"), json!("at the hatch")));
    assert!(note.starts_with("late; first written on "), "{note}");
    let said = filled.with(&[("whose", "Mia"), ("reason", "two doors mixed up")]).entry()["reason"].clone();
    assert_eq!(said, "wrong child: it is about Mia; two doors mixed up");
}

#[test]
fn an_entry_is_nobody_elses_until_it_is_said_whose_and_a_correction_never_is() {
    let filled = open("wrong_child", &wrong_check(), "14:00").with(&[("entry", "1")]);
    assert_eq!(filled.problems(), ["whose: whose is it? Type the cell, the number or the name"]);
    let struck = wrong_check().at("13:30", "correction", json!({ "of": 1, "reason": "x", "strike": true }));
    let filled = open("wrong_child", &struck, "14:00").with(&[("entry", "2"), ("whose", "6")]);
    assert_eq!(filled.spec.moved(&filled.values, &filled.facts()).unwrap_err()[0].field, "entry");
}

#[test]
fn the_only_entry_that_says_a_child_is_held_isnt_struck_by_itself() {
    let only = held().at("13:00", "note", json!({ "text": "opened in the van too" }));
    let strike = |given: &Given| open("correct", given, "14:00").with(&[("entry", "0"), ("reason", "x")]);
    let [problem] = strike(&only).problems().try_into().unwrap();
    assert!(problem.contains("Opened twice"), "{problem}");
    assert_eq!(strike(&wrong_check()).entry()["of"], 0);
}

#[test]
fn a_record_opened_twice_has_every_entry_struck_and_names_the_one_that_stands() {
    let filled = open("opened_twice", &wrong_check(), "14:00");
    assert_eq!(filled.problems(), ["stands: which record stands? Type its number"]);
    let own = filled.facts().record.head.custody_number.to_lowercase();
    assert_eq!(open("opened_twice", &wrong_check(), "14:00").with(&[("stands", &own)]).wrong(), ["stands"]);
    let filled = filled.with(&[("stands", "KE/2214/26")]);
    let struck: Vec<Value> = filled.made().iter().map(|made| told(&made.kind)).collect();
    let strike = |of: u32| json!({ "kind": "correction", "of": of, "reason": "record opened twice: KE/2214/26 stands", "strike": true });
    assert_eq!(struck, [strike(0), strike(1)]);
    // One that stands in the place of another is struck with the one it replaced, or that would stand again.
    let check = json!({ "at": "2026-11-10T13:05:00Z", "kind": "check", "seen": "reading" });
    let replaced = wrong_check().at("13:30", "correction", json!({ "of": 1, "reason": "time", "replaces": check }));
    let filled = open("opened_twice", &replaced, "14:00").with(&[("stands", "1")]);
    let of: Vec<Value> = filled.made().iter().map(|made| told(&made.kind)["of"].clone()).collect();
    assert_eq!(of, [json!(0), json!(1), json!(2)]);
    let mut record = replaced;
    for made in filled.made() {
        record = record.at("14:00", "correction", told(&made.kind));
    }
    assert!(crate::record::detention::has_ended_for_good(&record.record(), instant("14:00")));
}
