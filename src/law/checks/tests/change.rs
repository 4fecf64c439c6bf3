use rstest::rstest;
use serde_json::{Value, json};

use super::{check, placed};
use crate::law::checks::{Change, demeanour_strip, first_change};
use crate::law::testing::{Given, instant};
use crate::law::{Facts, Policy, State, Suite, Verdict};
use crate::record::words::Demeanour;

fn turned(to: &str) -> Given {
    let record = check(placed(), "13:30", json!({ "demeanour": "calm" }));
    check(record, "14:00", json!({ "demeanour": to }))
}

#[rstest]
#[case("14:30", None)]
#[case("14:31", Some(Verdict::Shortfall))]
fn b64_calm_to_tearful_is_acted_on_within_30_minutes(#[case] acted: &str, #[case] found: Option<Verdict>) {
    let record = turned("tearful").at(acted, "care", json!({ "what": "phone_call", "offered": true }));
    let seen = record.judged("16:00");
    assert_eq!(seen.verdict("check.change"), found);
    assert_eq!((seen.state("check.change"), seen.duties("check.change").len()), (Some(State::Done), 1));
}

#[rstest]
#[case("tearful", true)]
#[case("agitated", true)]
#[case("in_pain", true)]
#[case("unwell", true)]
#[case("withdrawn", false)]
#[case("anxious", false)]
#[case("angry", false)]
#[case("intoxicated", false)]
#[case("sleeping", false)]
#[case("talkative", false)]
fn only_the_four_turns_of_the_rule_are_owed_an_answer(#[case] to: &str, #[case] fires: bool) {
    let seen = turned(to).judged("14:31");
    assert_eq!(seen.verdict("check.change"), fires.then_some(Verdict::Shortfall));
}

#[test]
fn what_was_done_in_the_minute_of_the_change_answers_it_and_what_was_done_before_doesnt() {
    let acted = |at: &str| {
        let record = turned("tearful").at(at, "healthcare_requested", json!({}));
        record.judged("16:00").verdict("check.change")
    };
    assert_eq!(acted("14:00"), None);
    assert_eq!(acted("13:59"), Some(Verdict::Shortfall));
}

#[rstest]
#[case("14:30", None, State::DueSoon)]
#[case("14:31", Some(Verdict::Shortfall), State::Overdue)]
fn nothing_done_is_found_once_past(#[case] now: &str, #[case] found: Option<Verdict>, #[case] state: State) {
    let seen = turned("in_pain").judged(now);
    assert_eq!((seen.verdict("check.change"), seen.state("check.change")), (found, Some(state)));
}

#[rstest]
#[case("aa_arrived", json!({}))]
#[case("person_told", json!({ "who": "parent", "outcome": "told" }))]
#[case("visited", json!({ "by_whom": "social_worker" }))]
#[case("healthcare_requested", json!({}))]
#[case("observation_set", json!({ "level": 2, "every_minutes": 15 }))]
#[case("risk_assessed", json!({}))]
#[case("review", json!({}))]
#[case("check", json!({ "demeanour": "calm" }))]
#[case("check", json!({ "demeanour": "tearful", "did": "sat with her" }))]
fn each_thing_the_rule_names_answers_a_change(#[case] kind: &str, #[case] fields: Value) {
    let seen = turned("tearful").at("14:20", kind, fields).judged("15:00");
    assert!(seen.all("check.change").is_empty(), "{kind}");
}

#[rstest]
#[case("check", json!({ "demeanour": "tearful" }))]
#[case("check", json!({ "demeanour": "tearful", "did": "nothing" }))]
#[case("person_told", json!({ "who": "parent", "outcome": "no_answer" }))]
#[case("care", json!({ "what": "meal", "offered": false }))]
#[case("note", json!({ "text": "shift change" }))]
fn what_is_no_act_answers_nothing(#[case] kind: &str, #[case] fields: Value) {
    let seen = turned("tearful").at("14:20", kind, fields).judged("15:00");
    assert_eq!(seen.verdict("check.change"), Some(Verdict::Shortfall), "{kind}");
}

#[test]
fn what_was_done_in_the_check_itself_answers_it() {
    let record = check(placed(), "13:30", json!({ "demeanour": "calm" }));
    let record = check(record, "14:00", json!({ "demeanour": "tearful", "did": "rang her mum" }));
    let seen = record.judged("15:00");
    assert!(seen.all("check.change").is_empty());
    assert_eq!(seen.state("check.change"), Some(State::Done));
}

#[test]
fn sleep_between_does_not_hide_a_change_and_distress_that_goes_on_is_one_change() {
    let record = check(placed(), "13:00", json!({ "demeanour": "calm" }));
    let record = record.at("13:30", "check", json!({ "demeanour": "sleeping" }));
    let record = check(record, "14:00", json!({ "demeanour": "tearful" }));
    let record = check(record, "14:25", json!({ "demeanour": "agitated" }));
    assert_eq!(record.judged("15:00").all("check.change").len(), 1);
}

#[test]
fn a_child_released_within_the_time_was_owed_nothing_more() {
    let seen = turned("tearful").at("14:30", "released", json!({ "outcome": "bail" })).judged("16:00");
    assert_eq!((seen.verdict("check.change"), seen.state("check.change")), (None, Some(State::NotNeeded)));
    let seen = turned("tearful").at("14:31", "released", json!({ "outcome": "bail" })).judged("16:00");
    assert_eq!((seen.verdict("check.change"), seen.minutes("check.change")), (Some(Verdict::Shortfall), Some(31)));
}

#[test]
fn the_strip_and_the_first_turn_to_worse_are_what_a_reviewer_reads() {
    let record = check(placed(), "12:30", json!({ "demeanour": "talkative" }));
    let record = record.at("13:00", "check", json!({ "demeanour": "sleeping" })).at("13:15", "check", json!({}));
    let record = check(record, "13:30", json!({ "demeanour": "withdrawn" })).record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("14:00"));
    let strip = [("12:30", Demeanour::Talkative), ("13:00", Demeanour::Sleeping), ("13:30", Demeanour::Withdrawn)];
    assert_eq!(demeanour_strip(&facts), strip.map(|(time, seems)| (instant(time), seems)));
    let change = Change { at: instant("13:30"), from: Demeanour::Talkative, to: Demeanour::Withdrawn };
    assert_eq!(first_change(&facts), Some(change));
}

/// Calm, then tearful at 14:00, bailed at that time and back on the next day, where the first thing is done.
fn bailed_and_back(bailed: &str) -> Given {
    turned("tearful")
        .at(bailed, "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:05", "detention_authorised", json!({ "grounds": "interview" }))
        .at("+1 09:10", "aa_requested", json!({}))
}

#[test]
fn a_change_that_bail_came_before_was_owed_nothing_and_what_is_done_on_the_return_answers_none() {
    let seen = bailed_and_back("14:30").judged("+1 10:00");
    assert_eq!((seen.verdict("check.change"), seen.state("check.change")), (None, Some(State::NotNeeded)));
    let seen = bailed_and_back("14:31").judged("+1 10:00");
    assert_eq!((seen.minutes("check.change"), seen.state("check.change")), (Some(31), Some(State::Overdue)));
    let tearful = check(bailed_and_back("14:30"), "+1 09:40", json!({ "demeanour": "tearful" })).judged("+1 11:00");
    assert!(tearful.all("check.change").is_empty(), "calm the day before is no turn");
}

#[rstest]
#[case("tearful", "sleeping", None)]
#[case("unwell", "sleeping", Some(Verdict::Shortfall))]
#[case("in_pain", "sleeping", Some(Verdict::Shortfall))]
#[case("unwell", "calm", None)]
fn sleep_answers_tears_and_neither_pain_nor_sickness(
    #[case] to: &str,
    #[case] then: &str,
    #[case] found: Option<Verdict>,
) {
    let record = turned(to).at("14:25", "check", json!({ "demeanour": then }));
    assert_eq!(record.judged("15:00").verdict("check.change"), found);
}
