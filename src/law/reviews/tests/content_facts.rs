//! What a review says of the child, each fact left out, false and true: seen, spoken to, reminded, their words, what they
//! changed, and grounds written afresh.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const S: &[&str] = &["shortfall 17:00; on 1; policy; review_officer"];
const Q: &[&str] = &["query 17:00; on 1; policy; review_officer"];
const NONE: &[&str] = &[];

/// A good review at 17:00 with those changes: what a rule found, whole.
fn found(rule: &str, changes: Value) -> Vec<String> {
    let seen = given().authorised("12:00").review("17:00", changes).judged("17:10");
    let whole = seen.whole(rule);
    assert!(!whole.iter().any(|line| line.starts_with("query")) || seen.says_not_recorded(rule), "{whole:?}");
    whole
}

fn silent() -> Value {
    json!({ "spoken_to": null, "child_said": null, "awake": null })
}

fn with(base: Value, changes: Value) -> Value {
    let mut all = base;
    for (key, value) in changes.as_object().unwrap() {
        all[key] = value.clone();
    }
    all
}

#[rstest]
#[case::left_out_is_asked_about(json!({ "seen": null }), Q)]
#[case::denied_falls_short(json!({ "seen": false }), S)]
#[case::denied_with_a_reason(json!({ "seen": false, "reason": "with the nurse" }), NONE)]
#[case::denied_with_why_the_officer_wasnt_there(json!({ "seen": false, "not_there_because": "at Bath" }), NONE)]
#[case::said(json!({ "seen": true }), NONE)]
#[case::left_out_and_spoken_to(json!({ "seen": null, "spoken_to": true }), NONE)]
#[case::left_out_and_words_written(json!({ "seen": null, "child_said": "wants to go home" }), NONE)]
#[case::denied_by_live_link_falls_short(json!({ "seen": false, "method": "live_link" }), S)]
#[case::denied_by_telephone_is_the_methods_own(json!({ "seen": false, "method": "telephone" }), NONE)]
#[case::left_out_by_telephone_is_the_methods_own(json!({ "seen": null, "method": "telephone" }), NONE)]
fn that_the_child_was_seen(#[case] changes: Value, #[case] expected: &[&str]) {
    assert_eq!(found("review.not-seen", with(silent(), changes)), expected);
}

#[rstest]
#[case::left_out_is_asked_about(json!({ "seen": true }), Q)]
#[case::left_out_with_the_child_awake_is_asked_about(json!({ "seen": null, "awake": true }), Q)]
#[case::left_out_with_the_child_neither_seen_nor_awake(json!({ "seen": null }), NONE)]
#[case::left_out_with_the_child_asleep(json!({ "seen": true, "awake": false }), NONE)]
#[case::left_out_with_why_not(json!({ "seen": true, "not_spoken": "declined" }), NONE)]
#[case::denied_falls_short(json!({ "seen": true, "spoken_to": false }), S)]
#[case::denied_with_the_child_awake_falls_short(json!({ "seen": null, "awake": true, "spoken_to": false }), S)]
#[case::denied_with_the_child_asleep(json!({ "seen": true, "awake": false, "spoken_to": false }), NONE)]
#[case::denied_with_the_child_neither_seen_nor_awake(json!({ "seen": false, "spoken_to": false }), NONE)]
#[case::denied_with_a_reason(json!({ "seen": true, "spoken_to": false, "reason": "flooded corridor" }), NONE)]
#[case::denied_as_unfit(json!({ "seen": true, "spoken_to": false, "not_spoken": "unfit" }), NONE)]
#[case::denied_for_another_reason_not_given_falls_short(json!({ "seen": true, "spoken_to": false, "not_spoken": "other" }), S)]
#[case::denied_as_left_to_someone_else_with_no_reason_falls_short(
    json!({ "seen": true, "spoken_to": false, "not_spoken": "delegated" }), S
)]
#[case::said(json!({ "seen": true, "spoken_to": true }), NONE)]
#[case::denied_with_words_written(json!({ "seen": true, "spoken_to": false, "child_said": "go away" }), NONE)]
fn that_the_child_was_spoken_to(#[case] changes: Value, #[case] expected: &[&str]) {
    assert_eq!(found("review.not-spoken-to", with(silent(), changes)), expected);
}

const REMINDER_B: &[&str] = &["breach 17:00; on 1; code; review_officer"];
const REMINDER_S: &[&str] = &["shortfall 17:00; on 1; code; review_officer"];
const REMINDER_Q: &[&str] = &["query 17:00; on 1; code; review_officer"];

#[rstest]
#[case::b49_left_out_is_a_breach_as_the_note_itself_is_owed(json!({}), REMINDER_B)]
#[case::b49_denied_is_a_breach(json!({ "legal_advice_reminded": false }), REMINDER_B)]
#[case::said(json!({ "legal_advice_reminded": true }), NONE)]
#[case::b49_left_out_of_a_child_asleep(json!({ "awake": false }), NONE)]
#[case::left_out_where_waking_is_left_out_too_is_asked_about(json!({ "awake": null }), REMINDER_Q)]
#[case::denied_where_waking_is_left_out_is_asked_about(json!({ "awake": null, "legal_advice_reminded": false }), REMINDER_Q)]
#[case::left_out_with_a_solicitor_there_falls_short(json!({ "present": ["solicitor"] }), REMINDER_S)]
#[case::denied_with_a_solicitor_heard_falls_short(
    json!({ "legal_advice_reminded": false, "solicitor_said": "release her" }), REMINDER_S
)]
#[case::left_out_with_the_adult_there_is_a_breach(json!({ "present": ["aa"] }), REMINDER_B)]
fn that_the_child_was_reminded_of_advice(#[case] changes: Value, #[case] expected: &[&str]) {
    let base = json!({ "spoken_to": null, "child_said": null, "awake": true, "legal_advice_reminded": null });
    let seen = given().authorised("12:00").review("17:00", with(base, changes)).judged("17:10");
    assert_eq!(seen.whole("review.advice-reminder"), expected);
}

#[rstest]
#[case::left_out_fall_short(json!({}), S)]
#[case::asked_for_and_empty(json!({ "child_said": "nothing" }), NONE)]
#[case::written(json!({ "child_said": "wants his mum" }), NONE)]
#[case::left_out_of_a_child_asleep(json!({ "awake": false }), NONE)]
#[case::left_out_where_waking_is_left_out_fall_short(json!({ "awake": null, "spoken_to": null }), S)]
#[case::left_out_of_a_child_who_declined(json!({ "not_spoken": "declined" }), NONE)]
#[case::left_out_for_another_reason_not_given_fall_short(json!({ "not_spoken": "other" }), S)]
#[case::left_out_for_another_reason_given(json!({ "not_spoken": "other", "reason": "power cut" }), NONE)]
#[case::left_out_with_a_reason_asked_for_and_empty_fall_short(json!({ "reason": "nothing" }), S)]
#[case::left_out_of_a_child_not_spoken_to_are_that_rules_own(json!({ "spoken_to": false }), NONE)]
fn the_childs_words(#[case] changes: Value, #[case] expected: &[&str]) {
    assert_eq!(found("review.no-voice", with(json!({ "child_said": null }), changes)), expected);
}

#[rstest]
#[case::left_out_falls_short(json!({ "effect": null }), S)]
#[case::asked_for_and_empty_falls_short(json!({ "effect": "nothing" }), S)]
#[case::written(json!({ "effect": "interview brought forward" }), NONE)]
#[case::left_out_where_the_child_said_nothing(json!({ "effect": null, "child_said": "nothing" }), NONE)]
#[case::left_out_where_the_words_are_left_out(json!({ "effect": null, "child_said": null }), NONE)]
fn what_the_childs_words_changed(#[case] changes: Value, #[case] expected: &[&str]) {
    assert_eq!(found("review.no-effect", changes), expected);
}

#[rstest]
#[case::left_out_of_both(json!(null), json!(null), NONE)]
#[case::left_out_of_the_second(json!("to be heard"), json!(null), NONE)]
#[case::asked_for_and_empty(json!("nothing"), json!("nothing"), NONE)]
#[case::the_same_are_asked_about(json!("to be heard"), json!("To be heard."), &["query +1 00:00; on 1 2; policy; review_officer"])]
#[case::written_afresh(json!("to be heard"), json!("to be asked about the phone"), NONE)]
fn grounds(#[case] first: Value, #[case] second: Value, #[case] expected: &[&str]) {
    let record = given().authorised("12:00").review("15:00", json!({ "grounds": first }));
    let seen = record.review("+1 00:00", json!({ "grounds": second })).judged("+1 00:10");
    assert_eq!(seen.whole("review.cloned"), expected);
}

#[test]
fn two_runs_of_copied_grounds_are_two_findings_and_after_the_birthday_none() {
    let say = |text: &str| json!({ "grounds": text });
    let record = given()
        .authorised("12:00")
        .review("13:00", say("to be heard"))
        .review("14:00", say("phone being read"))
        .review("15:00", say("to be heard"))
        .review("+1 00:00", say("phone being read"));
    let lines = ["query 15:00; on 1 3; policy; review_officer", "query +1 00:00; on 2 4; policy; review_officer"];
    assert_eq!(record.judged("+1 00:10").whole("review.cloned"), lines);
    let grown = record.child(json!({ "date_of_birth": "2008-11-11" }));
    assert_eq!(grown.judged("+1 00:10").whole("review.cloned"), lines[..1]);
}
