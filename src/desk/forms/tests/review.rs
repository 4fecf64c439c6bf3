//! The guided review.

use serde_json::json;

use super::*;

fn review(answers: &[(&str, &str)]) -> Filled {
    open("review", &held(), "17:30").with(answers)
}

#[test]
fn a_review_in_person_holds_what_the_child_said_and_what_it_changed() {
    let filled = review(&[
        ("method", "in_person"),
        ("seen", "yes"),
        ("spoken", "yes"),
        ("present", "aa,solicitor"),
        ("asked", "child,aa"),
        ("child_said", "don't get why I'm still here"),
        ("effect", "interview brought forward to 18:00"),
        ("aa_said", "he's tired"),
        ("grounds", "one witness still to be seen"),
        ("advice", "yes"),
        ("told", "yes"),
    ]);
    let entry = json!({ "kind": "review", "method": "in_person", "seen": true, "spoken_to": true, "awake": true,
        "present": ["aa", "solicitor"], "asked": ["child", "aa"], "child_said": "don't get why I'm still here",
        "aa_said": "he's tired", "effect": "interview brought forward to 18:00", "grounds": "one witness still to be seen",
        "legal_advice_reminded": true, "told_outcome": true, "decision": "continue" });
    assert_eq!(filled.entry(), entry);
    assert_eq!(filled.made()[0].at, instant("17:30"));
}

#[test]
fn by_telephone_the_child_is_not_seen_and_why_not_there_is_asked() {
    let filled = review(&[("method", "telephone"), ("not_there", "firearms job, 40 min off"), ("spoken", "yes")]);
    assert!(!filled.shown().contains(&"seen"));
    let entry = json!({ "kind": "review", "method": "telephone", "seen": false, "spoken_to": true, "awake": true,
        "not_there_because": "firearms job, 40 min off", "decision": "continue" });
    assert_eq!(filled.entry(), entry);
    let link = filled.with(&[("method", "live_link"), ("seen", "yes")]);
    assert_eq!(link.entry()["not_there_because"], json!("firearms job, 40 min off"));
    let there = link.with(&[("method", "in_person"), ("seen", "yes")]);
    assert_eq!(there.entry()["not_there_because"], json!(null));
}

#[test]
fn a_child_not_spoken_to_has_a_reason_and_one_asleep_is_recorded_as_that() {
    let filled = review(&[("method", "in_person"), ("seen", "yes"), ("spoken", "no"), ("not_spoken", "asleep")]);
    let filled = filled.with(&[("reason", "DO Reed saw him asleep 17:20")]);
    let entry = filled.entry();
    assert_eq!((entry["awake"].clone(), entry["not_spoken"].clone()), (json!(false), json!("asleep")));
    assert_eq!(entry["reason"], "DO Reed saw him asleep 17:20");
    let spoken = filled.with(&[("spoken", "yes"), ("child_said", "ok")]).entry();
    assert_eq!(
        (spoken["not_spoken"].clone(), spoken["reason"].clone(), spoken["awake"].clone()),
        (json!(null), json!(null), json!(true))
    );
}

#[test]
fn a_talk_left_to_someone_else_names_them() {
    let filled = review(&[("method", "telephone"), ("spoken", "no"), ("not_spoken", "delegated")]);
    assert_eq!(filled.with(&[("delegated_to", "Sgt Lee")]).entry()["delegated_to"], "Sgt Lee");
    let other =
        review(&[("method", "telephone"), ("spoken", "no"), ("not_spoken", "delegated"), ("delegated_to", "Sgt Lee")]);
    assert_eq!(other.with(&[("not_spoken", "declined")]).entry()["delegated_to"], json!(null));
}

#[test]
fn only_how_it_was_held_cannot_be_left_out() {
    assert_eq!(review(&[]).problems(), ["method: how was it held? Choose one"]);
    let bare = json!({ "kind": "review", "method": "live_link", "decision": "continue" });
    assert_eq!(review(&[("method", "live_link")]).entry(), bare, "what isn't answered isn't recorded");
}

#[test]
fn why_it_was_late_is_asked_only_where_it_was_held_past_its_latest_time() {
    let late =
        |now: &str, held_at: &str| open("review", &held(), now).with(&[("when", held_at)]).shown().contains(&"late");
    assert!(!late("18:00", "now"), "at exactly six hours it is in time");
    assert!(late("18:01", "now"));
    assert!(!late("18:20", "1800"), "written late isn't held late");
    let filled = open("review", &held(), "18:20").with(&[("method", "in_person"), ("late", "two reviews at Bath")]);
    assert_eq!(filled.entry()["late_reason"], "two reviews at Bath");
}

#[test]
fn why_it_was_brought_forward_is_asked_where_it_was_due_at_night_or_is_an_hour_early() {
    let asked =
        |authorised: &str, now: &str| open("review", &given().authorised(authorised), now).shown().contains(&"forward");
    assert!(asked("12:00", "17:00"), "an hour early");
    assert!(!asked("12:00", "17:01"), "by day, and nearly due");
    assert!(asked("16:00", "21:59"), "due 22:00, in the night");
    assert!(!asked("16:00", "22:00"), "held when due");
    assert!(!asked("15:59", "21:30"), "due a minute before the night");
    let filled = open("review", &given().authorised("19:30"), "22:10");
    let filled = filled.with(&[("method", "in_person"), ("forward", "he settles at 22:30; due 01:30")]);
    assert_eq!(filled.entry()["brought_forward"], "he settles at 22:30; due 01:30");
}

#[test]
fn after_charge_the_move_is_weighed_again() {
    assert!(!review(&[]).shown().contains(&"move"));
    let charged = held().at("16:00", "charged", json!({ "offences": ["theft"] }));
    let filled = open("review", &charged, "17:30").with(&[("method", "in_person"), ("move", "no")]);
    assert_eq!(filled.entry()["accommodation_considered"], json!(false));
}

#[test]
fn what_to_know_stands_beside_before_the_cell_door() {
    let given = held()
        .at("12:10", "aa_requested", json!({ "who": "scheme", "outcome": "coming", "eta": "18:15" }))
        .at("16:30", "check", json!({ "awake": true, "demeanour": "calm", "said": "when can I go" }))
        .at("17:10", "check", json!({ "awake": true, "demeanour": "tearful", "seen": "pacing" }));
    let filled = open("review", &given, "17:30");
    assert_eq!(filled.line("Due"), Some(("18:00, in 30 min".into(), false)));
    assert_eq!(filled.line("Last words"), Some(("16:30 \"when can I go\"".into(), false)));
    assert_eq!(filled.line("First change"), Some(("17:10 calm to tearful".into(), true)));
    assert_eq!(filled.line("Check 17:10"), Some(("tearful, awake: pacing".into(), false)));
    assert_eq!(filled.line("Adult"), Some(("asked scheme 12:10, expected 18:15".into(), false)));
    assert_eq!(open("review", &held(), "18:12").line("Due"), Some(("18:00: LATE 12 min".into(), true)));
    assert_eq!(open("review", &held(), "17:30").line("Adult"), Some(("NOT ASKED, 5 h 30 held".into(), true)));
}

#[test]
fn asleep_is_set_against_the_last_checks_on_the_spot() {
    let given = held().at("17:10", "check", json!({ "awake": true, "demeanour": "calm", "said": "hi" }));
    let asleep = open("review", &given, "17:30").with(&[("spoken", "no"), ("not_spoken", "asleep")]);
    assert_eq!(asleep.line("Asleep now?"), Some(("the check at 17:10 says awake".into(), true)));
    assert_eq!(asleep.line("Check 17:10"), Some(("calm, awake".into(), false)));
    let slept = given.at("17:20", "check", json!({ "awake": false, "demeanour": "sleeping" }));
    let asleep = open("review", &slept, "17:30").with(&[("spoken", "no"), ("not_spoken", "asleep")]);
    assert_eq!(asleep.line("Asleep now?"), None);
}

#[test]
fn what_earlier_reviews_promised_and_left_undone_stands_beside() {
    let promised = held().review("17:00", json!({ "effect": "chase the adult by 18:00" }));
    let next = open("review", &promised, "23:00");
    assert_eq!(next.line("Review 17:00"), Some(("what the child said led to: chase the adult by 18:00".into(), false)));
    assert_eq!(next.line("Not yet heard"), None);
    let left = json!({ "spoken_to": false, "not_spoken": "delegated", "delegated_to": "Sgt Lee", "awake": null, "child_said": null });
    let left = held().review("17:00", left);
    let line = open("review", &left, "23:00").line("Not yet heard");
    assert_eq!(line, Some(("the talk left to Sgt Lee at 17:00 isn't entered".into(), true)));
    let talked = left.at("18:00", "review_explained", json!({ "said": "ok", "told": true }));
    assert_eq!(open("review", &talked, "23:00").line("Not yet heard"), None);
}
