//! Asking for the adult: each fact left out, false and true, each boundary, findings and duties whole.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const REQUEST: &str = "aa.request";
const TIMES: &str = "aa.times-missing";
const ONLY: &str = "aa.interview-only";
const FIRST: &str = "aa.care-authority-first";
const NONE: &[&str] = &[];

#[rstest]
#[case::b54_at_30_minutes_is_in_time("12:30", NONE)]
#[case::a_second_past_30_minutes_falls_short("12:30:01", &["shortfall 12:30:01; due 12:30; 30 min; on 1 2; policy; custody_officer"])]
#[case::b54_at_31_minutes_falls_short("12:31", &["shortfall 12:31; due 12:30; 31 min; on 1 2; policy; custody_officer"])]
#[case::b54_at_180_minutes_falls_short("15:00", &["shortfall 15:00; due 12:30; 180 min; on 1 2; policy; custody_officer"])]
#[case::b54_at_181_minutes_is_a_breach("15:01", &["breach 15:01; due 12:30; 181 min; on 1 2; code; custody_officer"])]
fn an_adult_first_asked_for(#[case] time: &str, #[case] found: &[&str]) {
    // Who was asked, what for and what they said may all be left out: asking is asking.
    let seen = held().at(time, "aa_requested", json!({})).judged("15:30");
    assert_eq!(seen.whole(REQUEST), found);
    assert_eq!(seen.owed(REQUEST), [format!("done; due 12:30; done {time}; custody_officer")]);
}

#[rstest]
#[case::at_30_minutes("12:30", NONE, "due_soon; due 12:30; custody_officer")]
#[case::past_30_minutes("12:30:01", &["shortfall 12:30; due 12:30; 30 min; on 1; policy; custody_officer"], "overdue; due 12:30; custody_officer")]
#[case::past_180_minutes("15:00:01", &["breach 15:00; due 12:30; 180 min; on 1; code; custody_officer"], "overdue; due 12:30; custody_officer")]
fn asking_left_out(#[case] now: &str, #[case] found: &[&str], #[case] owed: &str) {
    let seen = held().judged(now);
    assert_eq!((seen.whole(REQUEST), seen.owed(REQUEST)), (lines(found), lines(&[owed])));
}

#[test]
fn asking_left_out_by_the_end_is_a_breach_of_that_length() {
    let seen = released(held(), "12:30:01").judged("14:00");
    assert_eq!(seen.whole(REQUEST), ["breach 12:30:01; due 12:30; 30 min; on 1; code; custody_officer"]);
    assert_eq!(seen.owed(REQUEST), ["overdue; due 12:30; custody_officer"]);
    let long = released(held(), "17:00").judged("18:00");
    assert_eq!(long.whole(REQUEST), ["breach 15:00; due 12:30; 300 min; on 1; code; custody_officer"]);
    assert_eq!(released(held(), "12:30").judged("14:00").owed(REQUEST), ["not_needed; due 12:30; custody_officer"]);
}

#[test]
fn an_adult_who_came_unasked_settles_it_in_time_and_ends_the_wait_when_late() {
    let at = |time: &str| came(held(), time).judged("16:00");
    assert_eq!(at("12:30").owed(REQUEST), ["not_needed; due 12:30; custody_officer"]);
    let late = at("12:30:01");
    assert_eq!(late.whole(REQUEST), ["shortfall 12:30:01; due 12:30; 30 min; on 1 2; policy; custody_officer"]);
    assert_eq!(late.owed(REQUEST), ["done; due 12:30; done 12:30:01; custody_officer"]);
    assert_eq!(at("15:01").whole(REQUEST), ["breach 15:01; due 12:30; 181 min; on 1 2; code; custody_officer"]);
    let after = asked(came(held(), "12:40"), "12:50").judged("13:00");
    assert_eq!(after.whole(REQUEST), ["shortfall 12:40; due 12:30; 40 min; on 1 2; policy; custody_officer"]);
}

const UNTIMED: &[&str] = &["breach 13:00; on 2; code; custody_officer"];

#[rstest]
#[case::left_out_shows_nobody(json!({}), NONE)]
#[case::denied_shows_nobody(json!({ "aa_present": false }), NONE)]
#[case::said_with_both_times_left_out_is_a_breach(json!({ "aa_present": true }), UNTIMED)]
#[case::left_out_and_who_they_were_given_is_a_breach(json!({ "aa_who": ["parent"] }), UNTIMED)]
#[case::denied_and_who_they_were_given_shows_nobody(json!({ "aa_present": false, "aa_who": ["parent"] }), NONE)]
#[case::left_out_and_who_they_were_given_as_nobody_shows_nobody(json!({ "aa_who": [] }), NONE)]
fn that_the_adult_was_there(#[case] fields: Value, #[case] found: &[&str]) {
    for (kind, more) in
        [("interview_started", json!({})), ("charged", json!({ "offences": ["theft"] })), ("strip_searched", json!({}))]
    {
        let mut all = fields.clone();
        for (key, value) in more.as_object().unwrap() {
            all[key] = value.clone();
        }
        assert_eq!(held().at("13:00", kind, all.clone()).judged("13:30").whole(TIMES), found, "{kind}");
        assert!(
            asked(held(), "12:10").at("13:00", kind, all.clone()).judged("13:30").all(TIMES).is_empty(),
            "{kind}, asked"
        );
        assert!(came(held(), "12:10").at("13:00", kind, all).judged("13:30").all(TIMES).is_empty(), "{kind}, came");
    }
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 12:10; on 2; code; custody_officer"])]
#[case::the_interview_falls_short(json!("interview"), &["shortfall 12:10; on 2; policy; custody_officer"])]
#[case::the_arrival(json!("arrival"), NONE)]
#[case::the_rights(json!("rights"), NONE)]
fn what_the_adult_was_first_asked_for(#[case] purpose: Value, #[case] found: &[&str]) {
    let seen = held().at("12:10", "aa_requested", json!({ "who": "parent", "for": purpose })).judged("12:20");
    assert_eq!(seen.whole(ONLY), found);
    assert!(!purpose.is_null() || seen.says_not_recorded(ONLY));
}

#[test]
fn asked_at_one_minute_for_the_interview_and_for_the_arrival_is_asked_for_the_arrival() {
    let ask =
        |given: Given, purpose: Value| given.at("12:10", "aa_requested", json!({ "who": "parent", "for": purpose }));
    let both = ask(ask(held(), json!("interview")), json!("arrival"));
    assert!(both.judged("12:20").all(ONLY).is_empty());
    let silent = ask(ask(held(), json!(null)), json!("interview"));
    assert_eq!(silent.judged("12:20").whole(ONLY), ["shortfall 12:10; on 3; policy; custody_officer"]);
    let while_here = came(held(), "12:10").at("12:10", "aa_requested", json!({ "who": "parent", "for": "interview" }));
    assert!(while_here.judged("12:20").all(ONLY).is_empty(), "one had come by then");
}

const B: &[&str] = &["breach 12:10; on 2; code; custody_officer"];
const Q: &[&str] = &["query 12:10; on 2; code; custody_officer"];

#[rstest]
#[case::whether_looked_after_left_out_is_asked_about(json!(null), json!("scheme"), Q)]
#[case::not_looked_after_is_asked_about(json!(false), json!("scheme"), Q)]
#[case::b83_looked_after_is_a_breach(json!(true), json!("scheme"), B)]
#[case::looked_after_and_a_volunteer_is_a_breach(json!(true), json!("volunteer"), B)]
#[case::looked_after_and_who_left_out_is_nobody_in_particular(json!(true), json!(null), NONE)]
#[case::looked_after_and_the_care_authority(json!(true), json!("care_authority"), NONE)]
fn a_child_for_whom_first_is_asked(#[case] looked_after: Value, #[case] who: Value, #[case] found: &[&str]) {
    let record = held().child(json!({ "looked_after": looked_after }));
    let seen = record.at("12:10", "aa_requested", json!({ "who": who })).judged("12:40");
    assert_eq!(seen.whole(FIRST), found);
}

#[test]
fn who_was_tried_before_the_scheme_left_out_or_who_came_unasked_is_asked_about() {
    let looked_after = || held().child(json!({ "looked_after": true }));
    let unnamed =
        looked_after().at("12:05", "aa_requested", json!({})).at("12:10", "aa_requested", json!({ "who": "scheme" }));
    let seen = unnamed.judged("12:40");
    assert_eq!(seen.whole(FIRST), ["query 12:10; on 3; code; custody_officer"]);
    assert!(seen.says_not_recorded(FIRST));
    let unasked = looked_after().at("12:10", "aa_arrived", json!({ "who": "scheme" }));
    assert_eq!(unasked.judged("12:40").whole(FIRST), Q);
    let parent_here = looked_after().at("12:10", "aa_arrived", json!({ "who": "parent" }));
    assert!(parent_here.at("12:10", "aa_requested", json!({ "who": "scheme" })).judged("12:40").all(FIRST).is_empty());
    let parent_after = looked_after().at("12:10", "aa_requested", json!({ "who": "scheme" }));
    assert_eq!(parent_after.at("12:10:01", "aa_arrived", json!({ "who": "parent" })).judged("12:40").whole(FIRST), B);
}
