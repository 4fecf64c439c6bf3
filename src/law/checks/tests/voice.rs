use rstest::rstest;
use serde_json::json;

use super::{check, placed};
use crate::law::checks::{last_words, minutes_unheard};
use crate::law::testing::{Given, instant};
use crate::law::{Facts, Policy, State, Suite, Verdict};

const RULE: &str = "voice.silent-hours";

#[rstest]
#[case("16:00", None, State::DueSoon)]
#[case("16:00:01", Some(Verdict::Shortfall), State::Overdue)]
fn a_child_awake_is_heard_within_four_hours_of_authorisation(
    #[case] now: &str,
    #[case] found: Option<Verdict>,
    #[case] state: State,
) {
    let seen = placed().judged(now);
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (found, Some(state)));
    assert_eq!(seen.duties(RULE)[0].due, Some(instant("16:00")));
}

#[test]
fn time_on_bail_begins_the_four_hours_anew() {
    let back = placed()
        .at("15:00", "bailed", json!({ "before_charge": true }))
        .at("+7 09:00", "answered_bail", json!({}))
        .at("+7 09:10", "detention_authorised", json!({ "grounds": "to charge or not" }));
    assert!(back.judged("+7 13:10").all(RULE).is_empty());
    assert_eq!(back.judged("+7 13:11").minutes(RULE), Some(241));
    assert_eq!(back.judged("+7 13:11").duties(RULE).len(), 1);
}

#[test]
fn the_childs_own_words_begin_the_hours_afresh() {
    let record = check(placed(), "15:00", json!({}));
    assert_eq!(record.judged("16:30").duties(RULE)[0].due, Some(instant("19:00")));
    let record = placed().at("15:00", "check", json!({ "awake": true, "not_said": "declined", "said": null }));
    assert_eq!(record.judged("15:30").duties(RULE)[0].due, Some(instant("16:00")), "declined isn't being heard");
    let record = placed().at("15:00", "check", json!({ "said": "nothing" }));
    assert_eq!(record.judged("15:30").duties(RULE)[0].due, Some(instant("16:00")), "nor is nothing");
    for (kind, fields) in
        [("review", json!({ "child_said": "scared" })), ("review_explained", json!({ "said": "ok then" }))]
    {
        let record = placed().at("15:00", kind, fields);
        assert_eq!(record.judged("15:30").duties(RULE)[0].due, Some(instant("19:00")), "{kind}");
    }
}

#[test]
fn time_asleep_in_rest_and_in_interview_does_not_count() {
    let record = placed()
        .at("13:00", "check", json!({ "awake": false }))
        .at("14:00", "woke", json!({}))
        .at("15:00", "interview_started", json!({}))
        .at("16:00", "interview_ended", json!({}))
        .at("16:30", "rest_started", json!({}))
        .at("17:00", "check", json!({ "awake": true, "not_said": "declined" }))
        .at("17:30", "rest_ended", json!({}));
    let seen = record.judged("18:00");
    assert_eq!(seen.duties(RULE)[0].due, Some(instant("19:00")));
    assert!(record.judged("19:00").all(RULE).is_empty());
    assert_eq!(record.judged("19:01").minutes(RULE), Some(241));
}

#[test]
fn each_silence_that_lasted_too_long_is_found_once_and_one_duty_stays_open() {
    let record = check(check(placed(), "16:30", json!({})), "17:00", json!({}));
    let seen = record.judged("21:30");
    assert_eq!(seen.all(RULE).iter().map(|f| f.minutes).collect::<Vec<_>>(), vec![Some(270), Some(270)]);
    let states: Vec<_> = seen.duties(RULE).iter().map(|duty| duty.state).collect();
    assert_eq!(states, vec![State::Done, State::Overdue]);
}

#[test]
fn a_child_released_before_the_hours_were_up_was_owed_nothing() {
    let seen = placed().at("15:59", "released", json!({ "outcome": "bail" })).judged("20:00");
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (None, Some(State::NotNeeded)));
}

#[test]
fn policy_sets_the_hours() {
    let record = placed().policy("[check]\nsilent_minutes = 60\n");
    assert!(record.judged("13:00").all(RULE).is_empty());
    assert_eq!(record.judged("13:01").verdict(RULE), Some(Verdict::Shortfall));
}

#[test]
fn an_extract_is_judged_on_the_hours_it_covers() {
    let record = given_extract();
    assert!(record.judged("16:00").all(RULE).is_empty());
    assert_eq!(record.judged("16:01").verdict(RULE), Some(Verdict::Shortfall));
}

fn given_extract() -> Given {
    crate::law::testing::given()
        .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T20:00:00Z" }))
        .at("12:10", "check", json!({ "awake": true }))
}

#[test]
fn the_board_reads_the_minutes_unheard_and_the_last_words() {
    let record = check(placed(), "12:30", json!({ "said": "is my sister all right?" })).record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let before = Facts::gather(&record, &policy, &suite, instant("12:20"));
    assert_eq!((minutes_unheard(&before), last_words(&before)), (Some(20), None));
    let after = Facts::gather(&record, &policy, &suite, instant("13:15:30"));
    assert_eq!(minutes_unheard(&after), Some(45));
    assert_eq!(last_words(&after).map(|words| words.text).as_deref(), Some("is my sister all right?"));
}

#[test]
fn where_nothing_was_entered_for_a_day_it_is_asked_whether_the_child_is_held() {
    let message = |record: Given, now: &str| record.judged(now).one(RULE).unwrap().message.to_string();
    assert!(message(placed(), "+1 12:00").ends_with("Is the child still held? If not, enter when they left."));
    assert!(message(placed(), "+1 11:59").ends_with("Speak with them now: write what they say, or why they won't."));
}
