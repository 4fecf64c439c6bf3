//! `person.told`: each fact left out, false and true, each boundary, findings and duties whole.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const RULE: &str = "person.told";
const NONE: &[&str] = &[];

#[rstest]
#[case::b79_at_60_minutes_is_in_time("13:00", NONE)]
#[case::a_second_past_60_minutes_falls_short("13:00:01", &["shortfall 13:00:01; due 13:00; 60 min; on 1 2; policy; custody_officer"])]
#[case::b79_at_61_minutes_falls_short("13:01", &["shortfall 13:01; due 13:00; 61 min; on 1 2; policy; custody_officer"])]
#[case::b79_at_180_minutes_falls_short("15:00", &["shortfall 15:00; due 13:00; 180 min; on 1 2; policy; custody_officer"])]
#[case::b79_at_181_minutes_is_a_breach("15:01", &["breach 15:01; due 13:00; 181 min; on 1 2; statute; custody_officer"])]
fn a_parent_told(#[case] time: &str, #[case] found: &[&str]) {
    let seen = held().at(time, "person_told", json!({ "who": "parent" })).judged("16:00");
    assert_eq!(seen.whole(RULE), found);
    assert_eq!(seen.owed(RULE), [format!("done; due 13:00; done {time}; custody_officer")]);
}

#[rstest]
#[case::at_60_minutes("13:00", NONE, "due_soon; due 13:00; custody_officer")]
#[case::past_60_minutes("13:00:01", &["shortfall 13:00; due 13:00; 60 min; on 1; policy; custody_officer"], "overdue; due 13:00; custody_officer")]
#[case::at_180_minutes("15:00", &["shortfall 13:00; due 13:00; 180 min; on 1; policy; custody_officer"], "overdue; due 13:00; custody_officer")]
#[case::past_180_minutes("15:00:01", &["breach 15:00; due 13:00; 180 min; on 1; statute; custody_officer"], "overdue; due 13:00; custody_officer")]
fn telling_left_out(#[case] now: &str, #[case] found: &[&str], #[case] owed: &str) {
    let seen = held().judged(now);
    assert_eq!((seen.whole(RULE), seen.owed(RULE)), (lines(found), lines(&[owed])));
}

#[test]
fn telling_left_out_by_the_end_is_a_breach_and_not_needed_where_the_end_came_first() {
    let gone = |end: &str| released(held(), end).judged("18:00");
    assert_eq!(gone("13:00:01").whole(RULE), ["breach 13:00:01; due 13:00; 60 min; on 1; statute; custody_officer"]);
    assert_eq!(gone("17:00").whole(RULE), ["breach 15:00; due 13:00; 300 min; on 1; statute; custody_officer"]);
    assert_eq!(gone("13:00").owed(RULE), ["not_needed; due 13:00; custody_officer"]);
}

const TOLD: &[&str] = NONE;
const NEVER: &[&str] = &["breach 15:00; due 13:00; 240 min; on 1; statute; custody_officer"];

#[rstest]
#[case::left_out_of_an_entry_of_telling_is_told(json!(null), TOLD)]
#[case::told_is_told(json!("told"), TOLD)]
#[case::no_answer_is_not(json!("no_answer"), NEVER)]
fn the_outcome(#[case] outcome: Value, #[case] found: &[&str]) {
    let seen = held().at("12:30", "person_told", json!({ "who": "parent", "outcome": outcome })).judged("16:00");
    assert_eq!(seen.whole(RULE), found);
}

#[test]
fn two_tries_that_got_no_answer_make_never_a_question_on_both() {
    let no_answer =
        |given: Given, at: &str| given.at(at, "person_told", json!({ "who": "parent", "outcome": "no_answer" }));
    let two = no_answer(no_answer(held(), "12:10"), "12:40");
    assert_eq!(
        two.judged("15:00:01").whole(RULE),
        ["query 15:00; due 13:00; 180 min; on 2 3 1; statute; custody_officer"]
    );
    assert_eq!(two.judged("15:00").whole(RULE), ["shortfall 13:00; due 13:00; 180 min; on 1; policy; custody_officer"]);
    let same = no_answer(no_answer(held(), "12:10"), "12:10");
    assert_eq!(same.judged("15:00:01").verdict(RULE), BREACH, "one minute is one try");
    let unrelated = held().at("12:10", "aa_requested", json!({ "who": "scheme", "outcome": "no_answer" }));
    assert_eq!(no_answer(unrelated, "12:40").judged("15:00:01").verdict(RULE), BREACH, "a scheme isn't the family");
}

#[rstest]
#[case::left_out_is_late(None, &["shortfall 13:01; due 13:00; 61 min; on 1 2; policy; custody_officer"])]
#[case::of_the_childs_call_never_excuses_it(
    Some(json!({ "right": "intimation" })), &["breach 13:01; due 13:00; 61 min; on 3 1 2; statute; custody_officer"]
)]
#[case::of_the_solicitor_is_another_right(
    Some(json!({ "right": "solicitor" })), &["shortfall 13:01; due 13:00; 61 min; on 1 2; policy; custody_officer"]
)]
fn a_delay_under_annex_b(#[case] delayed: Option<Value>, #[case] found: &[&str]) {
    let record = held().at("13:01", "person_told", json!({ "who": "parent" }));
    let delay = |record: Given, fields| record.at("12:10", "right_delayed", fields);
    assert_eq!(delayed.into_iter().fold(record, delay).judged("16:00").whole(RULE), found);
}

#[test]
fn a_delay_written_on_or_after_the_minute_of_telling_was_not_relied_on() {
    let late = |at: &str| {
        let record = held().at("13:01", "person_told", json!({ "who": "parent" }));
        record.at(at, "right_delayed", json!({ "right": "intimation" })).judged("16:00").verdict(RULE)
    };
    assert_eq!((late("13:00:59"), late("13:01")), (BREACH, SHORTFALL));
}

#[rstest]
#[case::left_out_is_never(json!({ "who": "scheme" }), "breach 15:00; due 13:00; 240 min; on 1; statute; custody_officer")]
#[case::of_a_parent_who_came_is_asked_about(json!({ "who": "parent" }), "query 15:00; due 13:00; 240 min; on 2 1; statute; custody_officer")]
#[case::of_one_who_came_and_isnt_named_is_never(json!({}), "breach 15:00; due 13:00; 240 min; on 1; statute; custody_officer")]
fn telling(#[case] arrived: Value, #[case] found: &str) {
    assert_eq!(held().at("12:40", "aa_arrived", arrived).judged("16:00").whole(RULE), [found]);
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), "query")]
#[case::denied_is_never(json!(false), "breach")]
#[case::said_is_asked_about(json!(true), "query")]
fn whether_looked_after_and_only_the_social_worker_told(#[case] looked_after: Value, #[case] verdict: &str) {
    let record = held().child(json!({ "looked_after": looked_after }));
    let seen = record.at("12:30", "person_told", json!({ "who": "social_worker" })).judged("16:00");
    assert_eq!(seen.whole(RULE), [format!("{verdict} 15:00; due 13:00; 240 min; on 2 1; statute; custody_officer")]);
    assert_eq!(seen.owed(RULE), ["overdue; due 13:00; custody_officer"]);
}
