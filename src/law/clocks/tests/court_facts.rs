//! Court after charge, waiting to be booked in, and the night before charge, each fact left out, false and true.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const COURT: &str = "clock.after-charge-court";
const FIRST: &str = "court.first-sitting";
const WAITED: &str = "clock.waited-to-book-in";
const NIGHT: &str = "detention.overnight-precharge";

fn charged() -> Given {
    held().at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": true }))
}

#[rstest]
#[case::not_known_is_owed_with_no_time(None, "+1 12:00", &["open; custody_officer"])]
#[case::before_the_charge_is_not_the_next(Some("14:59:59"), "16:00", &["open; custody_officer"])]
#[case::at_the_minute_of_the_charge_is_the_next(Some("15:00"), "15:00", &["due_soon; due 15:00; custody_officer"])]
#[case::to_come_is_when_it_is_due(Some("+1 10:00"), "16:00", &["open; due +1 10:00; custody_officer"])]
#[case::now_is_not_past(Some("+1 10:00"), "+1 10:00", &["due_soon; due +1 10:00; custody_officer"])]
#[case::a_second_ago_is_past(Some("+1 10:00"), "+1 10:00:01", &["overdue; due +1 10:00; custody_officer"])]
fn a_sitting(#[case] sitting: Option<&str>, #[case] now: &str, #[case] owed: &[&str]) {
    let add = |record: Given, at| record.at("11:00", "court_sitting", json!({ "at_time": at }));
    assert_eq!(sitting.into_iter().fold(charged(), add).judged(now).owed(COURT), owed);
}

#[rstest]
#[case::bailed_on_charge("bailed", json!({ "before_charge": false }), &[], &["not_needed; custody_officer"])]
#[case::released_on_charge("released", json!({ "outcome": "charged_bail" }), &[], &["not_needed; custody_officer"])]
#[case::gone_to_court("to_court", json!({}), &["done; done 18:00; custody_officer"], &["done; done 18:00; custody_officer"])]
#[case::moved_to_the_authority("moved_to_authority", json!({ "to": "alternative" }), &["open; custody_officer"], &["open; custody_officer"])]
fn a_child(#[case] kind: &str, #[case] fields: Value, #[case] owed: &[&str], #[case] with_bail_refused: &[&str]) {
    assert_eq!(charged().at("18:00", kind, fields.clone()).judged("19:00").owed(COURT), owed);
    let kept = charged().at("15:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(kept.at("18:00", kind, fields).judged("19:00").owed(COURT), with_bail_refused);
}

#[test]
fn a_stay_that_began_after_bail_on_charge_owes_no_court_and_one_that_held_after_charge_does() {
    let bailed = charged().at("15:10", "released", json!({ "outcome": "charged_bail" }));
    let again =
        bailed.at("+1 09:00", "arrested", json!({})).at("+1 09:30", "arrived", json!({})).authorised("+1 09:40");
    assert_eq!(again.judged("+1 10:00").owed(COURT), ["not_needed; custody_officer"; 0]);
    let charged = again.at("+1 12:00", "charged", json!({ "offences": ["theft"], "aa_present": true }));
    assert_eq!(charged.judged("+1 13:00").owed(COURT), ["open; custody_officer"]);
    let gone = charged.at("+2 09:00", "to_court", json!({}));
    assert_eq!(gone.judged("+2 10:00").owed(COURT), ["done; done +2 09:00; custody_officer"]);
}

/// Brought in on a warrant, and arrested in the cell for a theft.
fn on_a_warrant() -> Given {
    given()
        .at("10:00", "arrested", json!({ "for": "warrant" }))
        .at("10:40", "arrived", json!({}))
        .authorised("10:50")
        .at("12:00", "arrested", json!({}))
}

#[test]
fn a_new_charge_on_which_bail_is_refused_owes_the_first_sitting_whatever_power_began_the_stay() {
    let to_court =
        |record: Given| record.at("+1 15:00", "to_court", json!({ "first_sitting": false })).judged("+1 16:00");
    let charged = on_a_warrant().at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": true }));
    assert!(!charged.judged("16:00").speaks(COURT), "the warrant may be all that holds them");
    assert!(!to_court(charged.clone()).speaks(FIRST));
    let refused = charged.at("15:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(refused.judged("16:00").owed(COURT), ["open; custody_officer"]);
    assert_eq!(to_court(refused).whole(FIRST), ["query +1 15:00; on 6; statute; custody_officer"]);
}

#[test]
fn a_child_never_charged_missed_no_sitting_after_charge() {
    let both = given()
        .at("10:00", "arrested", json!({ "for": "warrant" }))
        .at("10:01", "arrested", json!({}))
        .at("10:40", "arrived", json!({}))
        .authorised("10:50");
    let asked = |record: Given| record.at("+1 09:00", "to_court", json!({ "first_sitting": false })).judged("+1 10:00");
    assert!(!asked(both.clone()).speaks(FIRST));
    let charged = both.at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": true }));
    assert_eq!(asked(charged).all(FIRST).len(), 1);
}

#[rstest]
#[case::left_out_is_nothing(json!(null), &[])]
#[case::said_is_nothing(json!(true), &[])]
#[case::denied_is_asked_about(json!(false), &["query +1 09:00; on 5; statute; custody_officer"])]
fn that_the_sitting_was_the_first(#[case] first: Value, #[case] found: &[&str]) {
    let seen = charged().at("+1 09:00", "to_court", json!({ "first_sitting": first })).judged("+1 10:00");
    assert_eq!(seen.whole(FIRST), found);
}

#[rstest]
#[case::b27_29_minutes_is_nothing("14:29:59", &[])]
#[case::b27_30_minutes_falls_short("14:30", &["shortfall 14:30; due 14:30; 30 min; on 0 1; policy; custody_officer"])]
#[case::an_hour_falls_short_by_the_whole_of_it("15:00:59", &["shortfall 14:30; due 14:30; 60 min; on 0 1; policy; custody_officer"])]
fn waiting_to_be_presented_for(#[case] presented: &str, #[case] found: &[&str]) {
    let seen = given().at("14:00", "arrived", json!({})).at(presented, "presented", json!({})).authorised("15:30");
    assert_eq!(seen.judged("16:00").whole(WAITED), found);
}

#[rstest]
#[case::left_out_leaves_the_authorisation("detention_authorised", json!({ "grounds": "to be heard" }))]
#[case::left_out_leaves_the_refusal("detention_refused", json!({}))]
fn presentation(#[case] kind: &str, #[case] fields: Value) {
    let decided = |at: &str| given().at("14:00", "arrived", json!({})).at(at, kind, fields.clone()).judged("16:00");
    assert!(decided("14:29:59").all(WAITED).is_empty());
    assert_eq!(decided("14:30").whole(WAITED), ["shortfall 14:30; due 14:30; 30 min; on 0 1; policy; custody_officer"]);
}

#[test]
fn with_presentation_and_decision_both_left_out_the_wait_runs_on() {
    let waiting = given().at("14:00", "arrived", json!({}));
    assert!(waiting.judged("14:29:59").all(WAITED).is_empty());
    assert_eq!(
        waiting.judged("15:00").whole(WAITED),
        ["shortfall 14:30; due 14:30; 60 min; on 0; policy; custody_officer"]
    );
    let gone = waiting.at("14:45", "released", json!({ "outcome": "no_further_action" })).judged("16:00");
    assert_eq!(gone.whole(WAITED), ["shortfall 14:30; due 14:30; 45 min; on 0; policy; custody_officer"]);
    assert!(given().authorised("15:30").judged("16:00").all(WAITED).is_empty(), "no arrival, no wait to measure");
}

#[test]
fn no_wait_for_a_custody_officer_runs_at_a_health_place_of_safety() {
    let waits = |route: &str, arrived: Value| {
        let record = given().at("13:30", "arrested", json!({ "for": route })).at("14:00", "arrived", arrived);
        record.judged("15:00").speaks(WAITED)
    };
    assert!(!waits("mental_health_s136", json!({ "place": "Fictive Hospital" })));
    assert!(waits("mental_health_s136", json!({ "station": "Testham", "place": "van dock" })));
    assert!(waits("offence", json!({ "place": "van dock" })));
}

#[test]
fn a_wait_broken_by_treatment_in_hospital_is_said_without_it_and_found_when_the_rest_of_it_passes() {
    let record = given()
        .at("14:00", "arrived", json!({}))
        .at("14:05", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("16:00", "returned_from_hospital", json!({}))
        .at("16:30", "presented", json!({}));
    let seen = record.judged("17:00");
    assert_eq!(seen.whole(WAITED), ["shortfall 16:25; due 16:25; 150 min; on 0 3; policy; custody_officer"]);
    assert!(seen.one(WAITED).unwrap().message.contains("waited 2 h 30, 1 h 55 of it in hospital."));
}

#[test]
fn one_who_is_waiting_is_brought_before_the_custody_officer_and_of_one_who_is_gone_it_is_asked_who_saw_them() {
    let waiting = given().at("14:00", "arrived", json!({}));
    let says = |record: &Given| record.judged("16:00").one(WAITED).unwrap().message.to_string();
    assert!(says(&waiting).ends_with("Bring the child before the custody officer now."));
    let gone = waiting.at("14:50", "released", json!({ "outcome": "no_further_action" }));
    assert!(says(&gone).ends_with("No custody officer is recorded as having seen the child: record who did."));
}

#[test]
fn past_the_end_of_an_extract_the_wait_is_a_question() {
    let part = |to: &str| {
        let record = given().top("extract", json!({ "from": "2026-11-10T13:00:00Z", "to": to }));
        record.at("14:00", "arrived", json!({})).judged("+2 18:00").whole(WAITED)
    };
    assert_eq!(part("2026-11-10T14:29:59Z"), ["query 14:30; due 14:30; on 0; policy; custody_officer"]);
    assert_eq!(part("2026-11-10T14:30:00Z"), ["shortfall 14:30; due 14:30; 30 min; on 0; policy; custody_officer"]);
}

const WHY: &[&str] = &["query 04:00; on 0; statute; custody_officer"];

#[rstest]
#[case::left_out_is_asked_about(json!(null), WHY)]
#[case::asked_for_and_empty_is_asked_about(json!("nothing"), WHY)]
#[case::that_say_nothing_are_asked_about(json!("as above"), WHY)]
#[case::given_is_nothing(json!("the phone is being read and he must be asked about it"), &[])]
fn grounds_of_an_evening_review(#[case] grounds: Value, #[case] found: &[&str]) {
    let record = given().at("-1 12:00", "arrived", json!({})).at("-1 12:10", "detention_authorised", json!({}));
    let seen = record.review("-1 20:00", json!({ "grounds": grounds })).judged("09:00");
    assert_eq!(seen.whole(NIGHT), found);
    assert!(found.is_empty() || seen.all(NIGHT)[0].message.contains("no grounds are written"));
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), WHY)]
#[case::given_is_nothing(json!("to be heard with her mother at seven"), &[])]
fn grounds_of_an_evening_authorisation(#[case] grounds: Value, #[case] found: &[&str]) {
    let record = given().at("-1 21:00", "arrived", json!({}));
    let seen = record.at("-1 21:10", "detention_authorised", json!({ "grounds": grounds })).judged("09:00");
    assert_eq!(seen.whole(NIGHT), found);
}

#[rstest]
#[case::b81_of_239_minutes_is_nothing("04:00:01", &[])]
#[case::b81_of_240_minutes_is_asked_about("04:00", &["query 08:00; on 0; statute; custody_officer"])]
fn a_night_uncharged(#[case] from: &str, #[case] found: &[&str]) {
    let record = given().at(from, "arrived", json!({})).at(from, "detention_authorised", json!({}));
    assert_eq!(record.judged("09:00").whole(NIGHT), found);
}

#[test]
fn nights_past_the_end_of_an_extract_are_not_asked_about() {
    let asked = |to: &str| {
        let record = given().top("extract", json!({ "from": "2026-11-10T11:00:00Z", "to": to }));
        let record = record.at("12:00", "arrived", json!({})).at("12:10", "detention_authorised", json!({}));
        record.judged("+3 12:00").all(NIGHT).len()
    };
    assert_eq!(asked("2026-11-11T03:59:59Z"), 0);
    assert_eq!(asked("2026-11-11T04:00:00Z"), 1);
}

#[test]
fn a_night_after_charge_is_not_this_rules() {
    let record = given().at("-1 12:00", "arrived", json!({})).at("-1 12:10", "detention_authorised", json!({}));
    let charged = |at: &str| record.clone().at(at, "charged", json!({ "offences": ["theft"] })).judged("09:00");
    assert!(charged("03:59:59").all(NIGHT).is_empty());
    assert_eq!(charged("04:00").whole(NIGHT), WHY);
}
