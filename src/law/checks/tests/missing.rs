//! Each fact that a rule on checks rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use super::{check, placed};
use crate::law::testing::{Given, Seen};

const WHERE: &str = "on 2; policy; detention_officer";

fn one(changes: Value) -> Seen {
    check(placed(), "12:30", changes).judged("12:30")
}

fn rousing(ordered: Value) -> Given {
    placed().at("12:05", "observation_set", json!({ "level": 2, "every_minutes": 30, "rousing": ordered }))
}

#[rstest]
#[case::demeanour_and_waking_not_recorded_falls_short(json!({ "demeanour": null, "awake": null }), true)]
#[case::awake_with_no_demeanour_falls_short(json!({ "demeanour": null, "awake": true }), true)]
#[case::not_awake_says_how_the_child_seemed(json!({ "demeanour": null, "awake": false }), false)]
#[case::said_to_be_asleep_says_how_the_child_seemed(json!({ "demeanour": null, "awake": null, "not_said": "asleep" }), false)]
#[case::words_declined_say_nothing_of_demeanour(json!({ "demeanour": null, "awake": null, "said": null, "not_said": "declined" }), true)]
#[case::a_demeanour_given_is_what_is_asked(json!({ "demeanour": "angry", "awake": null }), false)]
fn demeanour(#[case] changes: Value, #[case] fires: bool) {
    let found = one(changes).whole("check.no-demeanour");
    assert_eq!(found, if fires { vec![format!("shortfall 12:30; {WHERE}")] } else { vec![] });
}

#[rstest]
#[case::neither_words_nor_why_not_falls_short(json!({ "said": null }), true)]
#[case::waking_not_recorded_is_no_sleep(json!({ "said": null, "awake": null, "demeanour": null }), true)]
#[case::awake_whatever_the_demeanour_is_awake(json!({ "said": null, "awake": true, "demeanour": "sleeping" }), true)]
#[case::not_awake_the_child_has_no_words(json!({ "said": null, "awake": false, "demeanour": null }), false)]
#[case::not_asked_is_why_there_are_none(json!({ "said": null, "not_said": "not_asked" }), false)]
#[case::not_able_is_why_there_are_none(json!({ "said": null, "not_said": "not_able" }), false)]
#[case::words_recorded_are_what_is_asked(json!({ "said": "is it morning" }), false)]
fn words(#[case] changes: Value, #[case] fires: bool) {
    let found = one(changes).whole("check.no-voice");
    assert_eq!(found, if fires { vec![format!("shortfall 12:30; {WHERE}")] } else { vec![] });
}

#[rstest]
#[case::nothing_written_is_no_stock_phrase(json!({ "seen": null }), false)]
#[case::a_stock_phrase_falls_short(json!({ "seen": "no issues" }), true)]
#[case::something_of_this_child_doesnt(json!({ "seen": "drawing on the wall with a wet finger" }), false)]
fn text(#[case] changes: Value, #[case] fires: bool) {
    let found = one(changes).whole("check.stock-phrase");
    assert_eq!(found, if fires { vec![format!("shortfall 12:30; {WHERE}")] } else { vec![] });
}

#[rstest]
#[case::rousing_not_recorded_as_ordered_is_not_ordered(json!(null), false)]
#[case::rousing_not_ordered_asks_for_none(json!(false), false)]
#[case::rousing_ordered_and_the_child_not_roused_is_a_breach(json!(true), true)]
fn the_order_to_rouse(#[case] ordered: Value, #[case] fires: bool) {
    let asleep = json!({ "awake": false, "demeanour": "sleeping", "said": null, "roused": false });
    let found = check(rousing(ordered), "12:30", asleep).judged("12:30").whole("check.not-roused");
    assert_eq!(found, if fires { vec!["breach 12:30; on 3; code; detention_officer"] } else { vec![] });
}

#[rstest]
#[case::roused_not_recorded_is_a_breach_as_the_response_must_be_written(json!({ "roused": null }), true)]
#[case::not_roused_is_a_breach(json!({ "roused": false }), true)]
#[case::roused_is_what_is_ordered(json!({ "roused": true }), false)]
#[case::roused_with_the_way_not_recorded_is_roused(json!({ "roused": true, "method": null }), false)]
#[case::roused_in_conversation_is_roused(json!({ "roused": true, "method": "conversation" }), false)]
#[case::roused_through_the_hatch_is_a_breach(json!({ "roused": true, "method": "hatch" }), true)]
#[case::awake_and_speaking_is_roused(json!({ "awake": true, "demeanour": "calm", "said": "leave me be" }), false)]
#[case::speaking_with_waking_not_recorded_is_roused(json!({ "awake": null, "demeanour": null, "said": "what" }), false)]
#[case::awake_and_silent_is_not_shown_to_be_roused(json!({ "awake": true, "demeanour": "calm" }), true)]
fn what_shows_rousing(#[case] changes: Value, #[case] fires: bool) {
    let mut asleep = json!({ "awake": false, "demeanour": "sleeping", "said": null });
    asleep.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let found = check(rousing(json!(true)), "12:30", asleep).judged("12:30").whole("check.not-roused");
    assert_eq!(found, if fires { vec!["breach 12:30; on 3; code; detention_officer"] } else { vec![] });
}

#[rstest]
#[case::seen_not_recorded_at_a_review_in_person_was_seen("review", json!({ "method": "in_person" }), true)]
#[case::with_the_method_not_recorded_too_was_seen("review", json!({}), true)]
#[case::not_seen_at_a_review_was_not_seen("review", json!({ "seen": false }), false)]
#[case::heard_though_not_seen_was_met("review", json!({ "seen": false, "child_said": "hungry" }), true)]
#[case::by_telephone_with_speech_not_recorded_was_not_met("review", json!({ "method": "telephone" }), false)]
#[case::by_telephone_not_spoken_to_was_not_met("review", json!({ "method": "telephone", "spoken_to": false }), false)]
#[case::care_with_offer_and_taking_not_recorded_was_given("care", json!({ "what": "wash" }), true)]
#[case::care_not_offered_was_not_given("care", json!({ "what": "wash", "offered": false }), false)]
#[case::care_not_taken_was_not_given("care", json!({ "what": "wash", "offered": true, "taken": false }), false)]
fn being_seen_in_another_way(#[case] kind: &str, #[case] fields: Value, #[case] met: bool) {
    let found = check(placed().at("12:25", kind, fields), "12:55", json!({})).judged("12:55").whole("check.gap");
    let gap = "shortfall 12:55; due 12:30; 55 min; on 1 3; guidance; detention_officer".to_owned();
    assert_eq!(found, if met { vec![] } else { vec![gap] });
}

#[rstest]
#[case::before_not_recorded_shows_no_turn(json!(null), json!("tearful"), false)]
#[case::after_not_recorded_shows_no_turn(json!("calm"), json!(null), false)]
#[case::before_already_tearful_is_no_turn(json!("tearful"), json!("tearful"), false)]
#[case::calm_then_tearful_is_a_turn(json!("calm"), json!("tearful"), true)]
#[case::talkative_then_unwell_is_a_turn(json!("talkative"), json!("unwell"), true)]
fn the_two_demeanours_of_a_turn(#[case] before: Value, #[case] after: Value, #[case] fires: bool) {
    let record = check(placed(), "13:30", json!({ "demeanour": before }));
    let seen = check(record, "14:00", json!({ "demeanour": after })).judged("14:31");
    let found = "shortfall 14:00; due 14:30; 31 min; on 3; policy; detention_officer".to_owned();
    assert_eq!(seen.whole("check.change"), if fires { vec![found] } else { vec![] });
    let duty = "overdue; due 14:30; detention_officer".to_owned();
    assert_eq!(seen.owed("check.change"), if fires { vec![duty] } else { vec![] });
}

#[rstest]
#[case::told_with_the_outcome_not_recorded_is_an_answer("person_told", json!({ "who": "parent" }), true)]
#[case::told_is_an_answer("person_told", json!({ "who": "parent", "outcome": "told" }), true)]
#[case::no_answer_is_none("person_told", json!({ "who": "parent", "outcome": "no_answer" }), false)]
#[case::care_with_the_offer_not_recorded_is_an_answer("care", json!({ "what": "drink" }), true)]
#[case::care_not_offered_is_none("care", json!({ "what": "drink", "offered": false }), false)]
#[case::a_check_with_nothing_done_recorded_is_none("check", json!({ "demeanour": "tearful" }), false)]
#[case::a_check_at_which_nothing_was_done_is_none("check", json!({ "demeanour": "tearful", "did": "nothing" }), false)]
#[case::a_check_at_which_something_was_done_is_an_answer("check", json!({ "demeanour": "tearful", "did": "sat with him" }), true)]
#[case::asleep_is_a_calmer_check("check", json!({ "demeanour": "sleeping" }), true)]
fn what_answers_a_turn(#[case] kind: &str, #[case] fields: Value, #[case] answers: bool) {
    let turned = check(check(placed(), "13:30", json!({})), "14:00", json!({ "demeanour": "tearful" }));
    let seen = turned.at("14:20", kind, fields).judged("14:31");
    let found = "shortfall 14:00; due 14:30; 31 min; on 3; policy; detention_officer".to_owned();
    assert_eq!(seen.whole("check.change"), if answers { vec![] } else { vec![found] });
}

#[rstest]
#[case::a_check_that_doesnt_say_is_no_sign_of_sleep(json!({}), "due 16:00")]
#[case::a_check_not_awake_stops_the_hours(json!({ "awake": false }), "due 17:00")]
#[case::a_check_awake_doesnt(json!({ "awake": true }), "due 16:00")]
fn sleep_leaves_hours_out_only_where_recorded(#[case] fields: Value, #[case] due: &str) {
    let record = placed().at("13:00", "check", fields).at("14:00", "woke", json!({}));
    assert_eq!(record.judged("15:00").owed("voice.silent-hours"), [format!("open; {due}; custody_officer")]);
}

#[test]
fn a_check_entered_while_the_child_was_on_bail_or_between_two_stays_cant_have_been_made() {
    let record = placed()
        .at("14:00", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:05", "detention_authorised", json!({ "grounds": "interview" }));
    let at = |time: &str| check(record.clone(), time, json!({})).judged("+1 10:00").whole("check.while-away");
    assert_eq!(at("14:00"), [""; 0]);
    assert_eq!(at("14:01"), ["breach 14:01; on 5; code; detention_officer"]);
    assert_eq!(at("+1 08:59"), ["breach +1 08:59; on 5; code; detention_officer"]);
    assert_eq!(at("+1 09:00"), [""; 0]);
}

#[test]
fn a_check_entered_on_bail_is_told_until_when_the_child_was_gone() {
    let bailed = placed().at("14:00", "bailed", json!({ "before_charge": true }));
    let says = |given: Given, words: &str| {
        let seen = check(given, "15:00", json!({})).judged("+1 10:00");
        let message = &seen.one("check.while-away").unwrap().message;
        assert!(message.contains(words), "{message}");
    };
    says(bailed.clone(), "no return recorded");
    says(bailed.at("+1 09:00", "answered_bail", json!({})), "until Wed 11 Nov 09:00");
}
