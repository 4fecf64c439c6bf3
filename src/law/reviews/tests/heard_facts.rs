//! Who was asked, the adult at hand, sleep, and what is owed afterwards, each fact left out, false and true.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const ASKED: &str = "review.no-representations";
const ABSENT: &str = "review.aa-absent";
const DOUBTED: &str = "review.asleep-doubted";
const FORWARD: &str = "review.asleep-not-brought-forward";
const TELL: &str = "review.tell-child";
const TALK: &str = "review.delegated-talk";

const NONE: &[&str] = &[];
const STATUTE_B: &[&str] = &["breach 17:00; on 1; statute; review_officer"];
const STATUTE_Q: &[&str] = &["query 17:00; on 1; statute; review_officer"];
const CODE_B: &[&str] = &["breach 17:00; on 1; code; review_officer"];

#[rstest]
#[case::and_every_word_left_out_is_asked_about(json!({ "asked": null }), STATUTE_Q)]
#[case::left_out_and_the_childs_words_written(json!({ "asked": null, "child_said": "wants to go home" }), NONE)]
#[case::left_out_and_the_solicitors_written_of_a_child_awake_is_a_breach_of_the_code(
    json!({ "asked": null, "spoken_to": false, "solicitor_said": "release her" }), CODE_B
)]
#[case::left_out_and_the_solicitors_written_of_a_child_spoken_to(
    json!({ "asked": null, "spoken_to": true, "solicitor_said": "release her" }), NONE
)]
#[case::left_out_and_the_adults_written_of_a_child_spoken_to_is_asked_about(
    json!({ "asked": null, "spoken_to": true, "aa_said": "he is tired" }), STATUTE_Q
)]
#[case::of_nobody_is_a_breach(json!({ "asked": [] }), STATUTE_B)]
#[case::of_nobody_where_waking_is_left_out_is_asked_about(json!({ "asked": [], "awake": null, "spoken_to": null }), STATUTE_Q)]
#[case::of_nobody_and_the_child_declined(json!({ "asked": [], "not_spoken": "declined" }), NONE)]
#[case::of_nobody_and_the_child_unfit(json!({ "asked": [], "not_spoken": "unfit" }), NONE)]
#[case::of_nobody_the_child_unfit_and_a_solicitor_there_is_a_breach(
    json!({ "asked": [], "not_spoken": "intoxicated", "present": ["solicitor"] }), STATUTE_B
)]
#[case::of_the_child(json!({ "asked": ["child"] }), NONE)]
#[case::of_the_solicitor_alone_is_a_breach_of_the_code(json!({ "asked": ["solicitor"] }), CODE_B)]
#[case::of_the_child_and_not_of_a_solicitor_there_is_a_breach_of_the_code(
    json!({ "asked": ["child"], "present": ["solicitor"] }), CODE_B
)]
#[case::of_the_child_and_not_of_the_adult_there_is_a_breach_of_the_code(json!({ "asked": ["child"], "present": ["aa"] }), CODE_B)]
#[case::of_the_child_and_the_adult_there(json!({ "asked": ["child", "aa"], "present": ["aa"] }), NONE)]
fn who_was_asked(#[case] changes: Value, #[case] expected: &[&str]) {
    let mut fields = json!({ "child_said": null });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    let seen = given().authorised("12:00").review("17:00", fields).judged("17:10");
    assert_eq!(seen.whole(ASKED), expected);
    assert!(expected != STATUTE_Q || seen.says_not_recorded(ASKED));
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 17:00; on 2; code; review_officer"])]
#[case::as_nobody_falls_short(json!([]), &["shortfall 17:00; on 2; code; review_officer"])]
#[case::as_the_solicitor_falls_short(json!(["solicitor"]), &["shortfall 17:00; on 2; code; review_officer"])]
#[case::as_the_adult(json!(["aa"]), NONE)]
#[case::as_a_parent_who_came_as_the_adult(json!(["parent"]), NONE)]
fn with_the_adult_in_the_station_who_was_there(#[case] present: Value, #[case] expected: &[&str]) {
    let record = given().authorised("12:00").at("14:00", "aa_arrived", json!({ "who": "guardian" }));
    let seen = record.review("17:00", json!({ "present": present })).judged("17:10");
    assert_eq!(seen.whole(ABSENT), expected);
    assert!(!present.is_null() || seen.says_not_recorded(ABSENT));
}

#[test]
fn a_parent_there_beside_a_scheme_adult_isnt_the_adult() {
    let record = given().authorised("12:00").at("14:00", "aa_arrived", json!({ "who": "scheme" }));
    let seen = record.review("17:00", json!({ "present": ["parent"] })).judged("17:10");
    assert_eq!(seen.whole(ABSENT), ["shortfall 17:00; on 2; code; review_officer"]);
}

#[rstest]
#[case::left_out_is_nobody_on_the_way(json!(null), NONE)]
#[case::within_half_an_hour("17:30".into(), &["shortfall 17:00; on 2 1; code; review_officer"])]
#[case::a_second_past_half_an_hour("17:30:01".into(), NONE)]
#[case::now("17:00".into(), &["shortfall 17:00; on 2 1; code; review_officer"])]
#[case::already_gone_by("16:59:59".into(), NONE)]
fn the_time_the_adult_is_expected(#[case] eta: Value, #[case] expected: &[&str]) {
    let record = given().authorised("12:00").at("15:00", "aa_requested", json!({ "eta": eta, "who": "parent" }));
    assert_eq!(record.review("17:00", json!({ "present": [] })).judged("17:10").whole(ABSENT), expected);
}

fn asleep() -> Value {
    json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null, "effect": null, "asked": null,
            "legal_advice_reminded": null, "told_outcome": null })
}

#[rstest]
#[case::left_out_of_a_check_says_nothing_of_sleep(json!({}), NONE)]
#[case::denied_bears_the_review_out(json!({ "awake": false }), NONE)]
#[case::said_puts_the_review_in_doubt(json!({ "awake": true }), &["query +1 03:00; on 2 3; code; review_officer"])]
#[case::left_out_and_words_said_puts_it_in_doubt(json!({ "said": "cold" }), &["query +1 03:00; on 2 3; code; review_officer"])]
#[case::left_out_and_demeanour_sleeping_bears_it_out(json!({ "demeanour": "sleeping" }), NONE)]
fn waking(#[case] check: Value, #[case] expected: &[&str]) {
    let record = given().authorised("12:00").review("18:00", json!({})).review("+1 03:00", asleep());
    let seen = record.at("+1 03:20", "check", check).judged("+1 04:00");
    assert_eq!(seen.whole(DOUBTED), expected);
}

#[test]
fn b47_asleep_by_day_with_no_check_is_asked_about() {
    let at = |time: &str| given().authorised("03:00").review(time, asleep()).judged("21:30").whole(DOUBTED);
    assert_eq!(at("07:59:59"), NONE);
    assert_eq!(at("08:00"), ["query 08:00; on 1; code; review_officer"]);
    assert_eq!(at("20:59:59"), ["query 20:59:59; on 1; code; review_officer"]);
    assert_eq!(at("21:00"), NONE);
}

#[rstest]
#[case::left_out_falls_short(json!(null), &["shortfall +1 03:00; due +1 03:00; on 2 3; guidance; review_officer"])]
#[case::asked_for_and_empty_falls_short(json!("nothing"), &["shortfall +1 03:00; due +1 03:00; on 2 3; guidance; review_officer"])]
#[case::written(json!("from 04:00, before rest"), NONE)]
fn b80_why_a_review_was_brought_forward(#[case] forward: Value, #[case] expected: &[&str]) {
    let mut fields = asleep();
    fields["brought_forward"] = forward;
    let record = given().authorised("12:00").review("18:00", json!({})).review("+1 03:00", fields);
    let awake = |at: &str| record.clone().at(at, "check", json!({ "awake": true })).judged("+1 12:00").whole(FORWARD);
    assert_eq!(awake("+1 00:00"), expected);
    assert_eq!(awake("23:59:59"), NONE, "awake too long before");
    assert_eq!(record.judged("+1 12:00").whole(FORWARD), NONE, "no waking recorded");
}

/// Asleep at the review at 05:00, awake by a check at 06:30.
fn woke() -> Given {
    given().authorised("00:00").review("05:00", asleep()).at("06:30", "check", json!({ "awake": true }))
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), "done; due 08:30; done 08:00; custody_officer", &["query 08:00; on 1 3; code; custody_officer"])]
#[case::denied_is_still_owed(json!(false), "due_soon; due 08:30; custody_officer", NONE)]
#[case::said_is_done(json!(true), "done; due 08:30; done 08:00; custody_officer", NONE)]
fn told_on_waking(#[case] told: Value, #[case] owed: &str, #[case] expected: &[&str]) {
    let seen = woke().at("08:00", "review_explained", json!({ "told": told })).judged("08:10");
    assert_eq!(seen.owed(TELL), [owed]);
    assert_eq!(seen.whole(TELL), expected);
}

#[test]
fn b48_told_late_or_never_is_found_with_the_review_and_the_sign_of_waking() {
    let told = |at: &str| woke().at(at, "review_explained", json!({ "told": true })).judged("09:00").whole(TELL);
    assert_eq!(told("08:30"), NONE);
    assert_eq!(told("08:30:01"), ["shortfall 08:30:01; due 08:30; on 1 3; code; custody_officer"]);
    assert_eq!(woke().judged("08:30").whole(TELL), NONE);
    assert_eq!(woke().judged("08:30:01").whole(TELL), ["shortfall 08:30; due 08:30; on 1 2; code; custody_officer"]);
    let gone = woke().at("10:00", "released", json!({ "outcome": "bail" })).judged("10:00");
    assert_eq!(gone.whole(TELL), ["breach 10:00; due 08:30; on 1 2 3; code; custody_officer"]);
    let next = woke().review("13:00", json!({})).judged("13:10");
    assert_eq!(next.whole(TELL), ["breach 13:00; due 08:30; on 1 2 3; code; custody_officer"]);
    let never_awake = given().authorised("00:00").review("05:00", asleep());
    let gone = never_awake.at("10:00", "released", json!({ "outcome": "bail" })).judged("10:00");
    assert_eq!(gone.whole(TELL), ["query 10:00; on 1 2; code; custody_officer"]);
}

#[rstest]
#[case::left_out_of_a_child_awake_and_there_owes_nothing(json!({ "told_outcome": null }), &[])]
#[case::denied_is_owed(json!({ "told_outcome": false }), &["due_soon; due 07:00; custody_officer"])]
#[case::said_owes_nothing(json!({ "told_outcome": true }), &[])]
#[case::left_out_of_a_child_not_seen_nor_spoken_to_is_owed(
    json!({ "told_outcome": null, "seen": false, "spoken_to": false, "child_said": null }), &["due_soon; due 07:00; custody_officer"]
)]
#[case::said_of_a_child_asleep_is_done(
    json!({ "told_outcome": true, "awake": false }), &["done; done 05:00; custody_officer"]
)]
fn told_at_the_review(#[case] changes: Value, #[case] owed: &[&str]) {
    assert_eq!(given().authorised("00:00").review("05:00", changes).judged("06:40").owed(TELL), owed);
}

/// A talk left to someone else at 17:00.
fn delegated() -> Given {
    let fields = json!({ "spoken_to": false, "not_spoken": "delegated", "delegated_to": "Sgt Cole", "reason": "called to a siege",
                         "child_said": null, "effect": null });
    given().authorised("12:00").review("17:00", fields)
}

const DONE: &[&str] = &["done; due 18:00; done 17:30; custody_officer"];
const OWED: &[&str] = &["overdue; due 18:00; custody_officer"];
const NEVER: &[&str] = &["shortfall 18:00; due 18:00; on 1; policy; custody_officer"];

#[rstest]
#[case::with_its_words_and_telling_left_out_is_still_owed(json!({}), OWED, NEVER)]
#[case::denied_as_told_is_still_owed(json!({ "told": false }), OWED, NEVER)]
#[case::said_as_told_is_done(json!({ "told": true }), DONE, NONE)]
#[case::with_the_childs_words_is_done(json!({ "said": "wants to go home" }), DONE, NONE)]
#[case::asked_and_silent_is_done(json!({ "said": "nothing", "told": false }), DONE, NONE)]
fn a_talk_entered(#[case] fields: Value, #[case] owed: &[&str], #[case] expected: &[&str]) {
    let seen = delegated().at("17:30", "review_explained", fields).judged("18:00:01");
    assert_eq!((seen.owed(TALK), seen.whole(TALK)), (lines(owed), lines(expected)));
}

#[test]
fn a_talk_is_delegated_by_code_or_by_whom_it_was_left_to_and_not_where_the_child_was_spoken_to() {
    let at = |changes: Value| given().authorised("12:00").review("17:00", changes).judged("17:10").owed(TALK);
    let open = ["open; due 18:00; custody_officer"];
    assert_eq!(at(json!({ "spoken_to": false, "child_said": null, "delegated_to": "Sgt Cole" })), open);
    assert_eq!(at(json!({ "spoken_to": false, "child_said": null, "delegated_to": "nothing" })), NONE);
    assert_eq!(at(json!({ "spoken_to": false, "child_said": null, "not_spoken": "delegated" })), open);
    assert_eq!(at(json!({ "not_spoken": "delegated", "delegated_to": "Sgt Cole" })), NONE);
}

#[test]
fn a_talk_not_held_by_the_end_falls_short_at_the_end() {
    let gone = delegated().at("17:30", "released", json!({ "outcome": "bail" })).judged("17:30");
    assert_eq!(gone.whole(TALK), ["shortfall 17:30; due 18:00; on 1; policy; custody_officer"]);
    assert_eq!(delegated().judged("18:00").whole(TALK), NONE);
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
