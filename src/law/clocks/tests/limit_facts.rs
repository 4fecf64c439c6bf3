//! What the limit rests on, and durations no power allows: `clock.limit` and `clock.impossible`, whole.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const LIMIT: &str = "clock.limit";
const IMPOSSIBLE: &str = "clock.impossible";

#[rstest]
#[case::b7_at_24_hours_is_in_time("+1 10:00", &[])]
#[case::a_second_past_is_a_breach_of_no_whole_minute("+1 10:00:01", &["breach +1 10:00; due +1 10:00; 0 min; on 1 4; statute; custody_officer"])]
#[case::b7_a_minute_past_is_a_breach_of_one("+1 10:01", &["breach +1 10:00; due +1 10:00; 1 min; on 1 4; statute; custody_officer"])]
fn a_charge(#[case] charged: &str, #[case] found: &[&str]) {
    for (kind, fields) in [
        ("charged", json!({ "offences": ["theft"] })),
        ("released", json!({ "outcome": "bail" })),
        ("bailed", json!({ "before_charge": true })),
        ("to_court", json!({})),
    ] {
        let seen = held().at(charged, kind, fields).judged("+1 12:00");
        assert_eq!(seen.whole(LIMIT), found, "{kind}");
        assert_eq!(seen.owed(LIMIT), [format!("done; due +1 10:00; done {charged}; custody_officer")], "{kind}");
    }
}

#[test]
fn neither_charge_nor_release_recorded_the_limit_runs_on_to_the_instant_judged() {
    assert!(held().judged("+1 10:00").all(LIMIT).is_empty());
    let seen = held().judged("+1 10:00:01");
    assert_eq!(seen.whole(LIMIT), ["breach +1 10:00; due +1 10:00; 0 min; on 1; statute; custody_officer"]);
    assert_eq!(seen.owed(LIMIT), ["overdue; due +1 10:00; custody_officer"]);
}

#[test]
fn of_charge_and_release_the_first_stops_the_limit() {
    let record = held().at("+1 10:02", "charged", json!({ "offences": ["theft"] }));
    let seen = record.at("+1 10:30", "released", json!({ "outcome": "charged_bail" })).judged("+1 12:00");
    assert_eq!(seen.whole(LIMIT), ["breach +1 10:00; due +1 10:00; 2 min; on 1 4; statute; custody_officer"]);
}

#[rstest]
#[case::b15_for_treatment("treatment", None, "+1 13:00")]
#[case::b16_for_treatment_and_questioned_half_an_hour_of_it("treatment", Some(("13:00", "13:30")), "+1 12:30")]
#[case::b17_for_evidence("evidence", None, "+1 10:00")]
fn three_hours_in_hospital(#[case] reason: &str, #[case] questioned: Option<(&str, &str)>, #[case] limit: &str) {
    let mut record = held().at("12:00", "left_for_hospital", json!({ "reason": reason }));
    if let Some((from, to)) = questioned {
        record = record.at(to, "questioned_away", json!({ "from": from, "to": to, "aa_present": true }));
    }
    let record = record.at("15:00", "returned_from_hospital", json!({}));
    assert_eq!(record.judged("16:00").0.clocks.detention_limit, Some(instant(limit)));
    assert!(record.judged(limit).all(LIMIT).is_empty());
    assert_eq!(record.judged("+1 14:00").all(LIMIT)[0].due, Some(instant(limit)));
}

#[rstest]
#[case::that_began_at_the_limit_moves_nothing("+1 10:00", "+1 20:00", "+1 10:00")]
#[case::that_began_a_minute_before_the_limit_moves_it_to_a_minute_after("+1 09:59", "+1 20:00", "+1 20:01")]
#[case::that_began_an_hour_before_the_limit_moves_it_to_an_hour_after("+1 09:00", "+2 15:00", "+2 16:00")]
fn a_stay_in_hospital_longer_than_what_is_left(#[case] left: &str, #[case] back: &str, #[case] limit: &str) {
    let record = held().at(left, "left_for_hospital", json!({ "reason": "treatment" }));
    let record = record.at(back, "returned_from_hospital", json!({}));
    let seen = record.judged("+2 18:00");
    assert_eq!(seen.all(LIMIT)[0].due, Some(instant(limit)));
    let questioned = record.at(back, "questioned_away", json!({ "from": "+1 12:00", "to": "+1 12:00:30" }));
    let seconds = if limit == "+1 10:00" { 0 } else { 30 };
    let due = questioned.judged("+2 18:00").all(LIMIT)[0].due;
    assert_eq!(due, Some(instant(limit) - chrono::TimeDelta::seconds(seconds)));
}

#[test]
fn a_review_due_just_after_leaving_for_hospital_is_due_as_long_after_the_return() {
    let record = given().at("10:00", "arrived", json!({})).authorised("10:10");
    let record = record.at("16:00", "left_for_hospital", json!({ "reason": "treatment" }));
    let record = record.at("19:00", "returned_from_hospital", json!({}));
    assert_eq!(record.judged("19:05").0.clocks.next_review_due, Some(instant("19:10")));
    assert!(record.clone().review("19:10", json!({})).judged("19:20").all("review.late").is_empty());
    assert_eq!(record.review("19:11", json!({})).judged("19:20").minutes("review.late"), Some(1));
}

#[test]
fn a_leaving_for_treatment_written_twice_stops_the_clock_once_and_not_after_the_return() {
    let left = |record: Given, time: &str| record.at(time, "left_for_hospital", json!({ "reason": "treatment" }));
    let record = left(left(held(), "12:00"), "12:10").at("15:00", "returned_from_hospital", json!({}));
    for now in ["15:00", "16:00", "23:00"] {
        assert_eq!(record.judged(now).0.clocks.detention_limit, Some(instant("+1 13:00")), "{now}");
    }
    assert_eq!(record.judged("16:00").all(IMPOSSIBLE).len(), 1, "the second leaving is still asked about");
}

#[test]
fn b18_a_second_arrest_in_the_cell_moves_nothing() {
    let seen = held().at("16:00", "arrested", json!({ "offences": ["theft"] })).judged("17:00");
    assert_eq!(seen.owed(LIMIT), ["open; due +1 10:00; custody_officer"]);
}

#[test]
fn b25_and_b26_a_warrant_runs_from_its_issue_and_all_together_end_at_96_hours() {
    let first = held().at("+1 09:30", "warrant_issued", json!({ "hours": 36 }));
    assert_eq!(first.judged("+1 10:00").0.clocks.detention_limit, Some(instant("+2 21:30")));
    let second = first.at("+2 21:30", "warrant_issued", json!({ "hours": 36, "extension": true }));
    assert_eq!(second.judged("+3 00:00").0.clocks.detention_limit, Some(instant("+4 09:30")));
    let third = second.at("+4 09:30", "warrant_issued", json!({ "hours": 36, "extension": true }));
    assert_eq!(third.judged("+4 09:40").0.clocks.detention_limit, Some(instant("+4 10:00")));
    let seen = third.judged("+4 10:00:01");
    assert_eq!(seen.whole(LIMIT), ["breach +4 10:00; due +4 10:00; 0 min; on 1 4 5 6; statute; custody_officer"]);
    assert_eq!(seen.whole(IMPOSSIBLE), ["query +4 10:00; on 1; statute; custody_officer"]);
}

#[test]
fn a_warrant_at_the_limit_leaves_no_gap_and_one_a_second_later_does() {
    let at = |time: &str| held().at(time, "warrant_issued", json!({ "hours": 12 })).judged("+1 12:00");
    assert!(at("+1 10:00").all(LIMIT).is_empty());
    let late = at("+1 10:00:01");
    assert_eq!(late.whole(LIMIT), ["breach +1 10:00; due +1 10:00; 0 min; on 1 4; statute; custody_officer"]);
}

#[test]
fn a_warrant_too_short_to_outlast_the_limit_moves_nothing() {
    let seen = held().at("12:00", "warrant_issued", json!({ "hours": 12 })).judged("13:00");
    assert_eq!(seen.owed(LIMIT), ["open; due +1 10:00; custody_officer"]);
    assert_eq!(seen.0.clocks.detention_limit_basis, LimitBasis::Hours24);
}

#[rstest]
#[case::b22_past_36_hours("extension_authorised", json!({ "until_hours": 37 }), true)]
#[case::to_36_hours("extension_authorised", json!({ "until_hours": 36 }), false)]
#[case::by_a_warrant_of_37_hours("warrant_issued", json!({ "hours": 37 }), true)]
#[case::by_a_warrant_of_36_hours("warrant_issued", json!({ "hours": 36 }), false)]
#[case::questioning_that_ended_before_it_began("questioned_away", json!({ "from": "14:00:01", "to": "14:00" }), true)]
#[case::questioning_that_ended_as_it_began("questioned_away", json!({ "from": "14:00", "to": "14:00" }), false)]
fn a_duration_that_cant_be(#[case] kind: &str, #[case] fields: Value, #[case] asked: bool) {
    let seen = held().at("14:00", kind, fields).judged("15:00");
    let expected: &[&str] = if asked { &["query 14:00; on 4; statute; custody_officer"] } else { &[] };
    assert_eq!(seen.whole(IMPOSSIBLE), expected);
}

#[rstest]
#[case::a_review_before_authorisation("10:09:59", "review", json!({}), &["query 10:09:59; on 4 3; statute; custody_officer"])]
#[case::a_review_at_authorisation("10:10", "review", json!({}), &[])]
#[case::back_from_a_hospital_nobody_left_for("12:00", "returned_from_hospital", json!({}), &["query 12:00; on 4; statute; custody_officer"])]
#[case::out_of_an_interview_nobody_began("12:00", "interview_ended", json!({}), &["query 12:00; on 4; statute; custody_officer"])]
fn an_order_that_cant_be(#[case] at: &str, #[case] kind: &str, #[case] fields: Value, #[case] found: &[&str]) {
    assert_eq!(held().at(at, kind, fields).judged("15:00").whole(IMPOSSIBLE), found);
}

#[test]
fn the_end_of_an_interview_broken_off_for_hospital_is_not_said_to_have_no_beginning() {
    for ended in ["12:20", "14:05"] {
        let record = held()
            .at("12:00", "interview_started", json!({ "aa_present": true }))
            .at("12:20", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("14:00", "returned_from_hospital", json!({}))
            .at(ended, "interview_ended", json!({}));
        assert_eq!(
            record.judged("15:00").whole(IMPOSSIBLE),
            ["query 12:20; on 4 5; statute; custody_officer"],
            "{ended}"
        );
        let twice = record.at("14:10", "interview_ended", json!({}));
        assert_eq!(twice.judged("15:00").all(IMPOSSIBLE).len(), 2, "a second end has no beginning");
    }
}

#[test]
fn an_extension_past_36_hours_is_not_said_to_run_from_its_issue() {
    let of = |extension: Value| {
        let record = held().at("14:00", "warrant_issued", json!({ "hours": 37, "extension": extension }));
        record.judged("15:00").one(IMPOSSIBLE).unwrap().message.contains("from its issue")
    };
    assert!(of(json!(null)) && !of(json!(true)));
}

#[test]
fn two_places_at_once_name_both_entries() {
    let seen = held()
        .at("12:00", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("12:30", "interview_started", json!({ "aa_present": true }))
        .judged("13:00");
    assert_eq!(seen.whole(IMPOSSIBLE), ["query 12:30; on 4 5; statute; custody_officer"]);
    let way =
        held().at("12:00", "departed", json!({})).at("12:30", "left_for_hospital", json!({ "reason": "treatment" }));
    assert!(way.judged("13:00").all(IMPOSSIBLE).is_empty(), "from the journey to hospital is one way out");
}

#[test]
fn arrival_before_the_arrest_the_end_and_the_charge_name_both_entries() {
    let early = given().at("09:59:59", "arrived", json!({})).at("10:00", "arrested", json!({}));
    assert_eq!(early.judged("12:00").whole(IMPOSSIBLE), ["query 09:59:59; on 0 1; statute; custody_officer"]);
    let came = given().at("09:59:59", "arrived", json!({})).at("10:00", "arrested", json!({ "at_station": true }));
    assert!(came.judged("12:00").all(IMPOSSIBLE).is_empty());
    let after = held().at("12:00", "released", json!({ "outcome": "bail" })).at("12:00:01", "check", json!({}));
    assert_eq!(after.judged("13:00").whole(IMPOSSIBLE), ["query 12:00:01; on 4 5; statute; custody_officer"]);
    let charged = held().at("12:00", "charged", json!({ "offences": ["theft"] }));
    let extended =
        |at: &str| charged.clone().at(at, "extension_authorised", json!({ "until_hours": 36 })).judged("13:00");
    assert!(extended("12:00").all(IMPOSSIBLE).is_empty());
    assert_eq!(extended("12:00:01").whole(IMPOSSIBLE), ["query 12:00:01; on 4 5; statute; custody_officer"]);
}
