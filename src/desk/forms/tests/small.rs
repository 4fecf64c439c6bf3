//! The small forms: note, talk after a review, review put off, parent told, woman named, correction.

use serde_json::json;

use super::*;

#[test]
fn a_note_is_its_words() {
    let note = open("note", &held(), "14:00");
    assert_eq!(note.problems(), ["text: what happened? A note needs words"]);
    let note = note.with(&[("when", "-5"), ("text", " rang the bedwatch: asleep ")]);
    assert_eq!(note.entry(), json!({ "kind": "note", "text": "rang the bedwatch: asleep" }));
    assert_eq!(note.made()[0].at, instant("13:55"));
}

fn left_to_the_sergeant() -> Given {
    let left = json!({ "spoken_to": false, "not_spoken": "delegated", "delegated_to": "Sgt Lee", "awake": null,
                       "child_said": null, "effect": null, "told_outcome": false });
    held().review("17:00", left)
}

#[test]
fn a_talk_left_to_someone_else_is_entered_with_the_childs_words() {
    let talk = open("talk", &left_to_the_sergeant(), "17:40")
        .with(&[("said", "don't get why I'm still here"), ("told", "yes")]);
    let entry = json!({ "kind": "review_explained", "said": "don't get why I'm still here", "told": true });
    assert_eq!(talk.entry(), entry);
    assert_eq!(talk.line("Left to"), Some(("Sgt Lee".into(), false)));
    let (review, _) = talk.line("Review 17:00").unwrap();
    assert_eq!(review, "continue, because interview still to be held at 17:00");
    assert!(talk.line("Talk left to you").is_some(), "{:?}", talk.brief());
}

#[test]
fn telling_the_outcome_alone_is_enough_and_saying_nothing_at_all_is_not() {
    let talk = || open("talk", &left_to_the_sergeant(), "17:40");
    assert_eq!(talk().with(&[("told", "yes")]).entry(), json!({ "kind": "review_explained", "told": true }));
    assert_eq!(talk().with(&[("told", "no")]).entry(), json!({ "kind": "review_explained", "told": false }));
    assert_eq!(talk().wrong(), ["said"]);
}

#[test]
fn there_is_no_talk_after_a_review_before_one_was_held() {
    assert_eq!(open("talk", &held(), "14:00").unfit(), Some("no review has been held yet"));
    let talk = open("talk", &left_to_the_sergeant(), "17:40");
    assert_eq!(talk.unfit(), None);
    assert_eq!(talk.with(&[("told", "yes"), ("when", "1659")]).wrong(), ["when"]);
    assert_eq!(
        open("talk", &left_to_the_sergeant(), "17:40").with(&[("told", "yes"), ("when", "1700")]).made().len(),
        1
    );
}

#[test]
fn a_review_is_put_off_with_its_reason_and_words() {
    let put_off = open("postpone", &held(), "17:50");
    assert_eq!(put_off.line("Due"), Some(("18:00, in 10 min".into(), false)));
    assert!(put_off.line("Not a ground").unwrap().0.contains("sleep"));
    assert_eq!(put_off.problems(), ["reason: why is it put off? Choose one"]);
    let put_off = put_off.with(&[("reason", "prejudice_to_questioning"), ("text", "admitting a second burglary")]);
    let entry = json!({ "kind": "review_postponed", "reason": "prejudice_to_questioning", "text": "admitting a second burglary" });
    assert_eq!(put_off.entry(), entry);
    let late = open("postpone", &held(), "18:20").line("Due").unwrap();
    assert!(late.1 && late.0.contains("LATE 20 min"), "{late:?}");
}

#[test]
fn each_try_to_tell_a_parent_is_its_own_entry() {
    let told = open("told", &held(), "14:00").with(&[("who", "parent"), ("name", "Ann"), ("outcome", "no_answer")]);
    let entry =
        json!({ "kind": "person_told", "who": "parent", "name": "Ann", "route": "phone", "outcome": "no_answer" });
    assert_eq!(told.entry(), entry);
    assert_eq!(open("told", &held(), "14:00").wrong(), ["who", "outcome"]);
    assert_eq!(open("told", &held(), "14:00").line("Tell parent").map(|(_, loud)| loud), Some(true));
    let tried = held().at("12:20", "person_told", json!({ "who": "parent", "outcome": "no_answer" }));
    assert_eq!(open("told", &tried, "14:00").line("Tried 12:20"), Some(("parent: no answer".into(), false)));
}

#[test]
fn for_a_looked_after_child_the_authority_is_told_first() {
    let given = held().child(json!({ "looked_after": true }));
    let told = open("told", &given, "14:00");
    assert_eq!(told.values.get("who"), "care_authority");
    assert!(told.line("Looked after").unwrap().1);
}

#[test]
fn a_girl_has_a_woman_named_and_a_boy_has_not() {
    let girl = held().child(json!({ "sex": "female" }));
    let woman = open("woman", &girl, "12:20");
    assert_eq!(woman.unfit(), None);
    assert!(woman.line("Name a woman").is_some(), "{:?}", woman.brief());
    assert_eq!(woman.problems(), ["name: who is she? Write her name"]);
    assert_eq!(
        woman.with(&[("name", "DO Jo Reed")]).entry(),
        json!({ "kind": "woman_assigned", "name": "DO Jo Reed" })
    );
    assert_eq!(open("woman", &held(), "12:20").unfit(), Some("this child is recorded as a boy"));
    let unknown = open("woman", &held().child(json!({ "sex": null })), "12:20");
    assert_eq!((unknown.unfit(), unknown.line("Sex")), (None, Some(("not recorded".into(), true))));
}

fn wrong_child() -> Given {
    held().at("13:00", "check", json!({ "demeanour": "calm", "awake": true, "said": "hi" })).at(
        "13:05",
        "note",
        json!({ "text": "x" }),
    )
}

#[test]
fn an_entry_is_struck_by_its_number_with_the_reason_and_stays_to_be_read() {
    let correct =
        open("correct", &wrong_child(), "14:00").with(&[("entry", "1"), ("reason", "wrong child: that was cell 6")]);
    let entry = json!({ "kind": "correction", "of": 1, "reason": "wrong child: that was cell 6", "strike": true });
    assert_eq!(correct.entry(), entry);
    assert_eq!(correct.made()[0].at, instant("14:00"), "it is made when it is written");
    let (what, loud) = correct.line("Strike 1").unwrap();
    assert!(loud && what.starts_with("13:00 Check: ") && what.contains("by Sgt Test (1)"), "{what}");
}

#[test]
fn the_latest_entries_stand_beside_with_their_numbers() {
    let labels: Vec<String> =
        open("correct", &wrong_child(), "14:00").brief().into_iter().map(|line| line.label).collect();
    assert_eq!(labels, ["0", "1", "2"]);
}

#[test]
fn a_correction_needs_a_number_that_is_there_not_struck_already_and_a_reason() {
    let problems = |given: &Given, answers: &[(&str, &str)]| open("correct", given, "14:00").with(answers).problems();
    let given = wrong_child();
    let all = ["entry: which entry? Type its number", "reason: why is it struck? A correction needs a reason"];
    assert_eq!(problems(&given, &[]), all);
    for number in ["3", "-1", "one", "99999999999999999999"] {
        let found = problems(&given, &[("entry", number), ("reason", "x")]);
        assert_eq!(found, ["entry: no entry has that number: see beside"], "{number}");
    }
    let struck = given.at("13:30", "correction", json!({ "of": 1, "reason": "wrong child", "strike": true }));
    assert_eq!(
        problems(&struck, &[("entry", "1"), ("reason", "x")]),
        ["entry: that entry is struck already, by entry 3: choose another, or leave it so"]
    );
    assert_eq!(open("correct", &struck, "14:00").with(&[("entry", "3"), ("reason", "it was right")]).entry()["of"], 3);
}
