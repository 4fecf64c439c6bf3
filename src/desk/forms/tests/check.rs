//! The cell check, and the check that wasn't made.

use serde_json::json;

use super::*;

fn check(answers: &[(&str, &str)]) -> Filled {
    open("check", &held(), "14:00").with(answers)
}

#[test]
fn a_digit_and_two_short_texts_are_a_whole_check() {
    let filled = check(&[("demeanour", "calm"), ("seen", "on the bench"), ("said", "is my mum coming")]);
    let entry = json!({ "kind": "check", "awake": true, "demeanour": "calm", "seen": "on the bench", "said": "is my mum coming" });
    assert_eq!(filled.entry(), entry);
    assert_eq!(filled.made()[0].at, instant("14:00"));
}

#[test]
fn it_happened_when_the_child_was_seen_not_when_it_is_typed() {
    assert_eq!(check(&[("when", "-6m"), ("demeanour", "calm")]).made()[0].at, instant("13:54"));
    assert_eq!(check(&[("when", "1341"), ("demeanour", "calm")]).made()[0].at, instant("13:41"));
}

#[test]
fn a_sleeping_child_is_not_asked_and_the_record_says_asleep() {
    let filled = check(&[("demeanour", "sleeping"), ("seen", "on his side, breathing easily")]);
    assert!(!filled.shown().contains(&"said") && !filled.shown().contains(&"not_said"));
    let entry = json!({ "kind": "check", "awake": false, "demeanour": "sleeping", "not_said": "asleep",
                        "seen": "on his side, breathing easily" });
    assert_eq!(filled.entry(), entry);
}

#[test]
fn without_words_an_honest_reason_is_asked_and_with_words_none() {
    let silent = check(&[("demeanour", "withdrawn"), ("not_said", "not_asked")]);
    assert_eq!(silent.entry()["not_said"], "not_asked");
    let talked = silent.with(&[("said", "leave me alone")]);
    assert!(!talked.shown().contains(&"not_said"));
    assert_eq!(talked.entry()["not_said"], json!(null), "what stood in a field no longer shown is gone");
}

#[test]
fn words_left_behind_by_a_change_of_mind_are_not_signed_unseen() {
    let filled = check(&[("demeanour", "angry"), ("said", "let me out"), ("did", "told the sergeant")]);
    let asleep = filled.with(&[("demeanour", "sleeping")]);
    let entry = json!({ "kind": "check", "awake": false, "demeanour": "sleeping", "not_said": "asleep" });
    assert_eq!(asleep.entry(), entry);
    assert_eq!(asleep.values.get("said"), "let me out", "and come back with the answer that shows them");
}

#[test]
fn only_how_the_child_seems_cannot_be_left_out() {
    assert_eq!(check(&[]).problems(), ["demeanour: how does the child seem? Choose one"]);
    assert_eq!(check(&[("demeanour", "calm")]).entry(), json!({ "kind": "check", "awake": true, "demeanour": "calm" }));
}

#[test]
fn what_was_done_is_asked_where_a_child_does_not_seem_well() {
    for (seems, asked) in
        [("calm", false), ("talkative", false), ("sleeping", false), ("tearful", true), ("unwell", true)]
    {
        assert_eq!(check(&[("demeanour", seems)]).shown().contains(&"did"), asked, "{seems}");
    }
}

#[test]
fn rousing_and_how_are_asked_only_where_rousing_is_ordered() {
    assert!(!check(&[]).shown().contains(&"roused"));
    let plan = held().at("12:30", "observation_set", json!({ "level": 2, "every_minutes": 30, "rousing": true }));
    let filled = open("check", &plan, "14:00");
    let filled = filled.with(&[("demeanour", "intoxicated"), ("roused", "yes"), ("method", "entered")]);
    assert_eq!((filled.entry()["roused"].clone(), filled.entry()["method"].clone()), (json!(true), json!("entered")));
}

#[test]
fn words_can_be_marked_as_a_worry_and_for_the_referral() {
    let quiet = [("demeanour", "anxious"), ("said", "who's feeding my sister")];
    assert_eq!(check(&quiet).entry()["for_referral"], json!(null), "no mark isn't \"no\"");
    let marked = check(&quiet).with(&[("mark", "referral")]).entry();
    assert_eq!((marked["for_referral"].clone(), marked["concern"].clone()), (json!(true), json!(null)));
    let both = check(&quiet).with(&[("mark", "worry,referral")]).entry();
    assert_eq!((both["for_referral"].clone(), both["concern"].clone()), (json!(true), json!(true)));
}

#[test]
fn the_last_check_and_the_last_words_stand_beside() {
    assert_eq!(check(&[]).line("Last words"), Some(("none recorded yet".into(), true)));
    let earlier = held().at("13:30", "check", json!({ "demeanour": "calm", "awake": true, "said": "what time is it" }));
    let filled = open("check", &earlier, "14:00");
    assert_eq!(filled.line("Last check"), Some(("13:30 (30 min ago): calm".into(), false)));
    assert_eq!(filled.line("Last words"), Some(("13:30 \"what time is it\"".into(), false)));
}

#[test]
fn a_check_that_was_not_made_is_as_easy_to_say_and_stands_at_the_time_it_was_due() {
    let given = held().at("12:10", "placed", json!({ "in": "cell", "cell": "4", "reason": "rooms full" }));
    let given = given.at("13:00", "check", json!({ "demeanour": "calm", "awake": true, "said": "hi" }));
    let filled = open("missed", &given, "13:50").with(&[("reason", "other_detainee"), ("text", "CPR in cell 9")]);
    let entry = json!({ "kind": "check_missed", "reason": "other_detainee", "text": "CPR in cell 9" });
    assert_eq!(filled.entry(), entry);
    assert_eq!(filled.made()[0].at, instant("13:30"), "filled in with when the check was due");
    assert_eq!(filled.line("Last check"), Some(("13:00 (50 min ago)".into(), false)));
    assert_eq!(open("missed", &given, "13:30").values.get("when"), "now");
    assert_eq!(open("missed", &given, "13:50").problems(), ["reason: why wasn't it made? Choose one"]);
}
