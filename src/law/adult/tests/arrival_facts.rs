//! Waiting for the adult, the cause of delay, rights again, and whether bail was weighed: each fact left out, false and true.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const ARRIVE: &str = "aa.arrive";
const UNCHALLENGED: &str = "aa.wait-unchallenged";
const UNEXPLAINED: &str = "aa.delay-unexplained";
const RIGHTS: &str = "aa.rights-again";
const BAIL: &str = "aa.no-bail-considered";
const NONE: &[&str] = &[];

#[rstest]
#[case::b55_at_120_minutes_is_in_time("14:00", NONE)]
#[case::a_second_past_120_minutes_falls_short("14:00:01", &["shortfall 14:00:01; due 14:00; 120 min; on 2 3; policy; custody_officer"])]
#[case::b55_at_121_minutes_falls_short("14:01", &["shortfall 14:01; due 14:00; 121 min; on 2 3; policy; custody_officer"])]
fn an_adult_asked_for_at_noon_is_here(#[case] time: &str, #[case] found: &[&str]) {
    let seen = came(asked(held(), "12:00"), time).judged("18:00");
    assert_eq!(seen.whole(ARRIVE), found);
    assert_eq!(seen.owed(ARRIVE), [format!("done; due 14:00; done {time}; custody_officer")]);
}

#[test]
fn an_arrival_left_out_runs_on_to_the_instant_judged_or_to_the_end() {
    let waiting = asked(held(), "12:00");
    assert!(waiting.judged("14:00").all(ARRIVE).is_empty());
    let seen = waiting.judged("14:00:01");
    assert_eq!(seen.whole(ARRIVE), ["shortfall 14:00; due 14:00; 120 min; on 2; policy; custody_officer"]);
    assert_eq!(seen.whole(UNCHALLENGED), ["shortfall 14:00; due 14:00; 120 min; on 2; policy; custody_officer"]);
    let gone = released(waiting.clone(), "14:30").judged("18:00");
    assert_eq!(gone.whole(ARRIVE), ["shortfall 14:00; due 14:00; 150 min; on 2; policy; custody_officer"]);
    assert_eq!(gone.owed(ARRIVE), ["overdue; due 14:00; custody_officer"]);
    assert_eq!(released(waiting, "14:00").judged("18:00").owed(ARRIVE), ["not_needed; due 14:00; custody_officer"]);
}

#[test]
fn an_arrival_left_out_of_an_adult_who_was_there_is_asked_about() {
    let seen = asked(held(), "12:00").at("15:00", "interview_started", json!({ "aa_present": true })).judged("15:10");
    assert_eq!(seen.whole(ARRIVE), ["query 15:00; due 14:00; 180 min; on 2 3; policy; custody_officer"]);
    assert!(seen.says_not_recorded(ARRIVE));
    let short = asked(held(), "13:00").at("14:30", "interview_started", json!({ "aa_present": true })).judged("15:10");
    assert_eq!(short.whole(UNEXPLAINED), ["query 14:30; due 14:00; 150 min; on 1 3; code; custody_officer"]);
    assert!(short.says_not_recorded(UNEXPLAINED));
}

#[rstest]
#[case::left_out_is_chased_at_60_minutes(json!(null), "open; due 13:00; custody_officer")]
#[case::given_is_chased_then("12:50".into(), "open; due 12:50; custody_officer")]
#[case::given_later_than_the_escalation_is_escalated("14:30".into(), "open; due 14:00; custody_officer")]
#[case::given_as_now_or_before_is_chased_at_60_minutes("12:00".into(), "open; due 13:00; custody_officer")]
fn the_time_they_gave(#[case] eta: Value, #[case] owed: &str) {
    let record = held().at("12:00", "aa_requested", json!({ "who": "parent", "for": "arrival", "eta": eta }));
    assert_eq!(record.judged("12:10").owed(ARRIVE), [owed]);
}

#[rstest]
#[case::neither_falls_short(None, None, &["shortfall 14:00; due 14:00; 180 min; on 2 3; policy; custody_officer"])]
#[case::a_chase(Some("13:00"), None, NONE)]
#[case::an_escalation(None, Some("14:30"), NONE)]
#[case::an_escalation_on_the_minute_they_came(None, Some("15:00"), NONE)]
#[case::an_escalation_after_they_came_falls_short(None, Some("15:00:01"), &[
    "shortfall 14:00; due 14:00; 180 min; on 2 3; policy; custody_officer"
])]
fn in_a_wait_of_three_hours(#[case] chase: Option<&str>, #[case] escalation: Option<&str>, #[case] found: &[&str]) {
    let record = came(asked(held(), "12:00"), "15:00");
    let record = chase.into_iter().fold(record, asked);
    let escalate = |record: Given, at| record.at(at, "aa_escalated", json!({ "to": "duty inspector" }));
    assert_eq!(escalation.into_iter().fold(record, escalate).judged("18:00").whole(UNCHALLENGED), found);
}

const NO_CAUSE: &[&str] = &["breach 14:01; due 14:00; 121 min; on 1 3; code; custody_officer"];

#[rstest]
#[case::left_out_is_a_breach_as_the_record_itself_is_owed(None, NO_CAUSE)]
#[case::named_is_enough(Some(json!({ "cause": "parent_late" })), NONE)]
#[case::other_with_its_words_left_out_is_a_breach(Some(json!({ "cause": "other" })), NO_CAUSE)]
#[case::other_with_words_asked_for_and_empty_is_a_breach(Some(json!({ "cause": "other", "text": "nothing" })), NO_CAUSE)]
#[case::other_with_a_note_that_says_nothing_is_a_breach(Some(json!({ "cause": "other", "note": "as above" })), NO_CAUSE)]
#[case::other_with_words(Some(json!({ "cause": "other", "text": "snow on the A37" })), NONE)]
#[case::other_with_a_note(Some(json!({ "cause": "other", "note": "snow on the A37" })), NONE)]
#[case::other_with_empty_words_and_a_note(Some(json!({ "cause": "other", "text": "nothing", "note": "snow on the A37" })), NONE)]
fn the_cause_of_the_delay(#[case] explained: Option<Value>, #[case] found: &[&str]) {
    let record = came(asked(held(), "12:10"), "14:01");
    let explain = |record: Given, fields| record.at("14:05", "aa_delay_explained", fields);
    assert_eq!(explained.into_iter().fold(record, explain).judged("18:00").whole(UNEXPLAINED), found);
}

#[test]
fn a_delay_of_120_minutes_needs_no_cause_and_one_of_a_second_more_does() {
    assert!(came(asked(held(), "12:10"), "14:00").judged("18:00").all(UNEXPLAINED).is_empty());
    assert!(held().judged("14:00").all(UNEXPLAINED).is_empty());
    assert_eq!(
        held().judged("14:00:01").whole(UNEXPLAINED),
        ["breach 14:00; due 14:00; 120 min; on 1; code; custody_officer"]
    );
    let next_stay = released(held(), "14:30").at("15:00", "arrived", json!({})).authorised("15:10");
    let explained = next_stay.at("15:20", "aa_delay_explained", json!({ "cause": "parent_late" }));
    assert_eq!(explained.judged("15:30").all(UNEXPLAINED).len(), 1, "said in the next detention, it is that one's");
}

#[rstest]
#[case::left_out_are_owed(json!(null), "due_soon; due 14:00; custody_officer", &["breach 14:30; due 14:00; on 2 3; code; custody_officer"])]
#[case::denied_are_owed(json!(false), "due_soon; due 14:00; custody_officer", &["breach 14:30; due 14:00; on 2 3; code; custody_officer"])]
#[case::said_are_done(json!(true), "done; due 14:00; done 14:00; custody_officer", NONE)]
fn rights_again_at_the_arrival(#[case] rights: Value, #[case] owed: &str, #[case] found: &[&str]) {
    let here = held().at("14:00", "aa_arrived", json!({ "who": "parent", "rights_given": rights }));
    assert_eq!(here.judged("14:10").owed(RIGHTS), [owed]);
    assert!(here.judged("14:10").all(RIGHTS).is_empty(), "owed, and not yet broken");
    let interview = here.clone().at("14:30", "interview_started", json!({ "aa_present": true })).judged("14:40");
    assert_eq!(interview.whole(RIGHTS), found);
    let gone = released(here, "14:30").judged("14:40");
    assert_eq!(gone.whole(RIGHTS), found, "by the end");
}

#[test]
fn b56_an_interview_on_the_minute_of_the_arrival_breaks_it_and_rights_on_the_minute_of_the_interview_mend_it() {
    let here = held().at("14:00", "aa_arrived", json!({ "who": "parent" }));
    let at_once = here.clone().at("14:00", "interview_started", json!({ "aa_present": true })).judged("14:10");
    assert_eq!(at_once.whole(RIGHTS), ["breach 14:00; due 14:00; on 2 3; code; custody_officer"]);
    let mended = here.at("14:30", "interview_started", json!({ "aa_present": true }));
    let with =
        |at: &str| mended.clone().at(at, "rights_given", json!({ "aa_present": true })).judged("14:40").whole(RIGHTS);
    assert_eq!(with("14:30"), NONE);
    assert_eq!(with("14:30:01"), ["breach 14:30; due 14:00; on 2 3; code; custody_officer"]);
}

#[test]
fn an_arrival_left_out_of_an_adult_at_an_interview_leaves_rights_asked_about() {
    let seen = asked(held(), "12:10").at("13:00", "interview_started", json!({ "aa_present": true })).judged("13:10");
    assert_eq!(seen.whole(RIGHTS), ["query 13:00; on 3; code; custody_officer"]);
    assert!(seen.says_not_recorded(RIGHTS) && seen.owed(RIGHTS).is_empty());
}

const WEIGHED: &[&str] = &["query 16:00; on 1; code; custody_officer"];

#[rstest]
#[case::left_out_is_asked_about(None, WEIGHED)]
#[case::written_without_a_word_of_it_is_asked_about(Some(("note", json!({ "text": "no change" }))), WEIGHED)]
#[case::in_a_note(Some(("note", json!({ "text": "bail to return weighed, no one at home" }))), NONE)]
#[case::in_why_the_delay(Some(("aa_delay_explained", json!({ "cause": "other", "text": "bail weighed, no one at home" }))), NONE)]
#[case::in_an_escalation(Some(("aa_escalated", json!({ "to": "inspector", "reason": "release weighed" }))), NONE)]
#[case::in_a_request(Some(("aa_requested", json!({ "who": "scheme", "reason": "can't be released to father" }))), NONE)]
#[case::in_a_talk(Some(("review_explained", json!({ "said": "told why he isn't bailed" }))), NONE)]
#[case::by_a_review_that_releases(Some(("review", json!({ "decision": "release" }))), NONE)]
#[case::by_a_review_that_keeps_is_asked_about(Some(("review", json!({ "decision": "continue" }))), WEIGHED)]
#[case::in_the_effect_of_a_review(Some(("review", json!({ "effect": "release at eight weighed" }))), NONE)]
#[case::in_the_reason_of_a_review(Some(("review", json!({ "reason": "release weighed" }))), NONE)]
fn weighing_release(#[case] entry: Option<(&str, Value)>, #[case] found: &[&str]) {
    let write = |record: Given, (kind, fields): (&str, Value)| record.at("14:00", kind, fields);
    let record = entry.into_iter().fold(held(), write);
    assert!(record.judged("15:59:59").all(BAIL).is_empty());
    assert_eq!(record.judged("16:00").whole(BAIL), found);
}

#[test]
fn an_adult_or_a_charge_within_240_minutes_leaves_nothing_to_weigh() {
    let charged = |at: &str| held().at(at, "charged", json!({ "offences": ["theft"] })).judged("17:00").whole(BAIL);
    assert_eq!((charged("15:59:59"), charged("16:00")), (lines(NONE), lines(WEIGHED)));
    let here = |at: &str| came(held(), at).judged("17:00").whole(BAIL);
    assert_eq!((here("15:59:59"), here("16:00")), (lines(NONE), lines(WEIGHED)));
}
