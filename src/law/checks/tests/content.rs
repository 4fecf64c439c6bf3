use rstest::rstest;
use serde_json::{Value, json};

use super::{check, placed};
use crate::law::Verdict;
use crate::law::testing::{Given, given};

fn one(changes: Value) -> crate::law::testing::Seen {
    check(placed(), "12:30", changes).judged("12:30")
}

#[test]
fn a_good_check_falls_short_of_nothing() {
    let seen = one(json!({}));
    assert!(seen.0.findings.iter().all(|finding| !finding.rule.starts_with("check.")), "{:#?}", seen.0.findings);
}

#[rstest]
#[case(json!({ "demeanour": null }), true)]
#[case(json!({ "demeanour": "withdrawn" }), false)]
#[case(json!({ "demeanour": "sleeping", "awake": false }), false)]
#[case(json!({ "demeanour": null, "awake": false }), false)]
#[case(json!({ "demeanour": null, "awake": null, "said": null, "seen": "asleep on left side, breathing regular" }), false)]
#[case(json!({ "demeanour": null, "awake": null, "said": null, "seen": "not asleep yet, on bench" }), true)]
fn each_check_says_how_the_child_seemed(#[case] changes: Value, #[case] fires: bool) {
    assert_eq!(one(changes).verdict("check.no-demeanour"), fires.then_some(Verdict::Shortfall));
}

#[rstest]
#[case(json!({ "said": null }), true)]
#[case(json!({ "said": null, "awake": null }), true)]
#[case(json!({ "said": null, "not_said": "declined" }), false)]
#[case(json!({ "said": null, "not_said": "asleep", "awake": null }), false)]
#[case(json!({ "said": null, "awake": false, "demeanour": "sleeping" }), false)]
#[case(json!({ "said": null, "awake": null, "demeanour": "sleeping" }), false)]
#[case(json!({ "said": null, "awake": true, "demeanour": "sleeping" }), true)]
#[case(json!({ "said": "nothing" }), false)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "asleep on left side, breathing regular" }), false)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "note": "sleeping", "seen": null }), false)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "wasn't asleep" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "slept till now, awake" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "mum asleep in chair" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "slept well, eating toast" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "slept badly, sat up crying for his nan" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "sat on sleeping mat tearing it" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "sleeping badly, pacing" }), true)]
#[case(json!({ "said": null, "awake": null, "demeanour": null, "seen": "sleeping on mat, on left side" }), false)]
#[case(json!({ "said": null, "awake": true, "demeanour": null, "seen": "asleep on left side" }), true)]
#[case(json!({}), false)]
fn each_waking_check_has_the_childs_words_or_why_not(#[case] changes: Value, #[case] fires: bool) {
    assert_eq!(one(changes).verdict("check.no-voice"), fires.then_some(Verdict::Shortfall));
}

#[rstest]
#[case(json!({ "seen": "AIO" }), true)]
#[case(json!({ "seen": "All in order.", "said": null }), true)]
#[case(json!({ "seen": null, "note": "no issues" }), true)]
#[case(json!({ "seen": "as above", "note": "correct" }), true)]
#[case(json!({ "seen": "AIO", "note": "knees drawn up, wouldn't look round" }), false)]
#[case(json!({ "seen": null }), false)]
#[case(json!({ "seen": "on bench, said all in order" }), false)]
#[case(json!({ "seen": "pacing", "note": "AIO" }), false)]
#[case(json!({ "seen": null, "said": "no issues" }), false)]
#[case(json!({ "seen": "no issues", "did": "rang nan at 12:35" }), false)]
#[case(json!({ "seen": "no issues", "did": "nothing" }), true)]
#[case(json!({ "seen": "no issues", "did": "AIO" }), true)]
#[case(json!({ "seen": "no issues", "did": "continue to monitor" }), true)]
#[case(json!({ "seen": "no issues", "did": "Cell check completed." }), true)]
#[case(json!({ "seen": "no issues", "note": "cell check completed 0340" }), true)]
#[case(json!({ "seen": "no issues", "did": "brought orange juice" }), false)]
#[case(json!({ "seen": "no issues", "did": "checked his bandage" }), false)]
fn no_check_is_only_a_stock_phrase(#[case] changes: Value, #[case] fires: bool) {
    assert_eq!(one(changes).verdict("check.stock-phrase"), fires.then_some(Verdict::Shortfall));
}

#[rstest]
#[case("all in oder")]
#[case("A.I.O.")]
#[case("0340 all correct")]
#[case("no isues, nfa")]
fn a_stock_phrase_mistyped_or_timed_is_still_one(#[case] text: &str) {
    assert_eq!(one(json!({ "seen": text })).verdict("check.stock-phrase"), Some(Verdict::Shortfall));
}

#[test]
fn where_the_childs_words_are_written_only_what_was_seen_is_said_to_be_a_stock_phrase() {
    let message = |changes: Value| one(changes).one("check.stock-phrase").unwrap().message.to_string();
    let heard = message(json!({ "seen": "no issues", "said": "can you ring my nan, she's on her own" }));
    assert_eq!(
        heard,
        "What was seen at the check at 12:30 reads only \"no issues\". Name one thing seen of this child."
    );
    let silent = message(json!({ "seen": "no issues", "said": null, "not_said": "declined" }));
    assert_eq!(silent, "The check at 12:30 reads only \"no issues\". Name one thing seen or heard of this child.");
}

#[test]
fn a_force_adds_its_own_stock_phrases() {
    let said = |policy: &str| {
        let record = check(placed(), "12:30", json!({ "seen": "On level two, all in order" }));
        record.policy(policy).judged("12:30").verdict("check.stock-phrase")
    };
    assert_eq!(said("[check]\nstock_phrases = [\"on level two\"]\n"), Some(Verdict::Shortfall));
    assert_eq!(said(""), None);
}

#[rstest]
#[case("14:00", false)]
#[case("14:01", true)]
#[case("14:59", true)]
#[case("15:00", false)]
fn b62_a_check_strictly_inside_an_absence_is_a_breach(#[case] at: &str, #[case] fires: bool) {
    for (out, fields, back) in [
        ("left_for_hospital", json!({ "reason": "treatment" }), "returned_from_hospital"),
        ("interview_started", json!({}), "interview_ended"),
        ("departed", json!({}), "arrived"),
    ] {
        let record = placed().at("14:00", out, fields).at("15:00", back, json!({}));
        let seen = check(record, at, json!({})).judged("16:00");
        assert_eq!(seen.verdict("check.while-away"), fires.then_some(Verdict::Breach), "{out} {at}");
    }
}

#[test]
fn a_check_inside_questioning_elsewhere_is_a_breach() {
    let record = placed().at("15:00", "questioned_away", json!({ "from": "14:00", "to": "15:00" }));
    assert!(check(record, "14:30", json!({})).judged("16:00").one("check.while-away").is_some());
}

#[test]
fn a_check_while_still_out_is_asked_about_at_once() {
    let record = placed().at("14:00", "left_for_hospital", json!({ "reason": "treatment" }));
    assert_eq!(check(record, "14:20", json!({})).judged("14:20").verdict("check.while-away"), Some(Verdict::Query));
}

#[test]
fn a_return_that_was_not_written_down_is_asked_about_once_however_many_the_checks() {
    let open = placed().at("14:10", "interview_started", json!({}));
    let checks = |record: Given| check(check(record, "15:00", json!({})), "15:30", json!({}));
    let seen = checks(open.clone()).judged("16:00");
    assert_eq!(seen.whole("check.while-away"), ["query 15:00; on 2 3 4; code; detention_officer"]);
    let shown = checks(open.clone()).at("17:00", "placed", json!({ "in": "cell" })).judged("17:10");
    assert_eq!(shown.verdict("check.while-away"), Some(Verdict::Query), "back by then, and maybe long before");
    let recorded = checks(open).at("17:00", "interview_ended", json!({})).judged("17:10");
    assert_eq!(recorded.all("check.while-away").len(), 2);
    assert_eq!(recorded.all("check.while-away")[0].verdict, Verdict::Breach);
}

#[test]
fn an_interview_still_open_at_bail_ends_with_it() {
    let record = placed()
        .at("12:20", "interview_started", json!({}))
        .at("13:00", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }));
    let seen = check(record.clone(), "+1 09:30", json!({})).judged("+1 09:40");
    assert!(seen.all("check.while-away").is_empty() && seen.all("check.gap").is_empty());
    assert_eq!(check(record, "+1 10:01", json!({})).judged("+1 10:01").verdict("check.gap"), Some(Verdict::Breach));
}

#[rstest]
#[case("interview_started", json!({}), "In interview with DC Jones, mother and solicitor", "entered", false)]
#[case("interview_started", json!({}), "Sat quiet after interview", "entered", true)]
#[case("interview_started", json!({}), "On bench, reading", "entered", true)]
#[case("interview_started", json!({}), "In interview", "hatch", true)]
#[case("interview_started", json!({}), "Interview room 2, with DC Jones", "entered", false)]
#[case("interview_started", json!({}), "still in an interview; cell empty", "entered", false)]
#[case("interview_started", json!({}), "being interviewed by DC Jones", "entered", false)]
#[case("interview_started", json!({}), "sat in cell, interview at 15:00", "entered", true)]
#[case("interview_started", json!({}), "sat quiet, interview at 15:00", "entered", true)]
#[case("interview_started", json!({}), "lying on bench, refusing interview, calm", "entered", true)]
#[case("interview_started", json!({}), "calm, will be interviewed later", "entered", true)]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "on bench, asking when hospital will be", "conversation", true)]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "lying on bed at St Mary's hospital, due to be seen", "conversation", false)]
#[case("departed", json!({}), "on bench, asked if mum has the car", "conversation", true)]
#[case("departed", json!({}), "in the car with PC Ray", "conversation", false)]
#[case("interview_started", json!({}), "In A&E cubicle 4 with PC Ray", "conversation", true)]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "In A&E cubicle 4 with PC Ray", "conversation", false)]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "lying towards the wall", "conversation", true)]
fn a_check_that_says_where_the_child_was_is_no_check_of_the_cell(
    #[case] out: &str,
    #[case] fields: Value,
    #[case] seen: &str,
    #[case] method: &str,
    #[case] fires: bool,
) {
    let back = match out {
        "interview_started" => "interview_ended",
        "departed" => "arrived",
        _ => "returned_from_hospital",
    };
    let record = placed().at("14:00", out, fields).at("15:00", back, json!({}));
    let judged = check(record, "14:30", json!({ "seen": seen, "method": method })).judged("16:00");
    assert_eq!(judged.verdict("check.while-away"), fires.then_some(Verdict::Breach));
}

#[rstest]
#[case("bailed", json!({ "before_charge": true }), Some("16:50"), "16:20", None)]
#[case("bailed", json!({ "before_charge": true }), Some("16:50"), "16:51", Some(Verdict::Breach))]
#[case("bailed", json!({ "before_charge": true }), Some("+1 04:06"), "16:20", Some(Verdict::Breach))]
#[case("bailed", json!({ "before_charge": true }), Some("+1 03:00"), "17:05", None)]
#[case("bailed", json!({ "before_charge": true }), Some("+1 03:00"), "17:06", Some(Verdict::Query))]
#[case("detention_refused", json!({}), Some("21:00"), "20:00", Some(Verdict::Query))]
#[case("bailed", json!({ "before_charge": true }), None, "16:20", Some(Verdict::Breach))]
#[case("detention_refused", json!({}), None, "17:05", None)]
#[case("detention_refused", json!({}), None, "17:06", Some(Verdict::Query))]
#[case("detention_refused", json!({}), Some("16:50"), "17:00", Some(Verdict::Breach))]
fn bail_is_a_paper_and_a_refusal_no_departure(
    #[case] end: &str,
    #[case] fields: Value,
    #[case] let_go: Option<&str>,
    #[case] at: &str,
    #[case] found: Option<Verdict>,
) {
    let mut record = given().at("15:50", "arrived", json!({})).at("16:05", end, fields);
    if let Some(time) = let_go {
        record = record.at(time, "released", json!({ "outcome": "bail", "to": "parent" }));
    }
    assert_eq!(check(record, at, json!({})).judged("+2 00:00").verdict("check.while-away"), found);
}

#[test]
fn a_child_bailed_on_paper_and_kept_is_asked_about_once() {
    let record = placed().at("16:05", "bailed", json!({ "before_charge": true }));
    let record =
        ["16:30", "17:30", "18:30", "+1 02:30"].into_iter().fold(record, |record, time| check(record, time, json!({})));
    let seen = record.at("+1 03:00", "released", json!({ "outcome": "bail", "to": "parent" })).judged("+1 04:00");
    let found = seen.one("check.while-away").unwrap();
    assert_eq!(
        &*found.message,
        "Checks are entered from Tue 10 Nov 17:30 GMT to Wed 11 Nov 02:30 GMT; detention ended at 16:05, and the child was let go at 03:00. What kept them?"
    );
}

#[test]
fn a_return_that_was_not_written_down_is_shown_by_what_followed() {
    let record = placed().at("14:00", "interview_started", json!({})).at("14:30", "placed", json!({ "in": "cell" }));
    assert!(check(record, "15:00", json!({})).judged("16:00").all("check.while-away").is_empty());
}

#[rstest]
#[case("18:00", false)]
#[case("18:30", true)]
fn a_check_after_release_is_a_breach(#[case] at: &str, #[case] fires: bool) {
    let record = placed().at("18:00", "released", json!({ "outcome": "bail" }));
    assert_eq!(check(record, at, json!({})).judged("20:00").one("check.while-away").is_some(), fires);
}

#[rstest]
#[case(json!({ "roused": true, "awake": false, "said": null }), false)]
#[case(json!({ "roused": false, "awake": false, "said": null }), true)]
#[case(json!({ "awake": false, "said": null }), true)]
#[case(json!({ "roused": true, "method": "hatch" }), true)]
#[case(json!({ "roused": true, "method": "camera" }), true)]
#[case(json!({ "roused": false }), false)]
#[case(json!({ "roused": false, "said": null, "not_said": "declined" }), true)]
fn where_rousing_is_ordered_the_child_is_roused_from_inside(#[case] changes: Value, #[case] fires: bool) {
    let plan = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = placed().at("12:10", "observation_set", plan);
    let seen = check(record, "12:30", changes.clone()).judged("12:30");
    assert_eq!(seen.verdict("check.not-roused"), fires.then_some(Verdict::Breach), "{changes}");
    assert!(one(changes).all("check.not-roused").is_empty(), "nothing was ordered");
}

#[test]
fn a_later_plan_without_rousing_ends_the_order() {
    let record = placed()
        .at("12:10", "observation_set", json!({ "level": 2, "every_minutes": 30, "rousing": true }))
        .at("12:20", "observation_set", json!({ "level": 1, "every_minutes": 30, "rousing": false }));
    let seen = check(record, "12:30", json!({ "roused": false, "said": null, "not_said": "declined" })).judged("12:30");
    assert!(seen.all("check.not-roused").is_empty());
}

#[test]
fn nothing_of_a_check_is_asked_of_someone_who_has_turned_18() {
    let record = placed().child(json!({ "date_of_birth": "2008-11-11" })).at("+1 00:00", "check", json!({}));
    let seen = record.judged("+1 01:00");
    assert!(seen.all("check.no-demeanour").is_empty() && seen.all("check.no-voice").is_empty());
}

/// Rousing ordered in the first stay; bailed, back the next day and placed anew.
fn back_after_rousing() -> Given {
    placed()
        .at("12:10", "observation_set", json!({ "level": 2, "every_minutes": 30, "rousing": true }))
        .at("12:30", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }))
        .at("+1 09:00", "placed", json!({ "in": "detention_room" }))
}

#[test]
fn an_order_to_rouse_ends_with_the_detention_it_was_made_in() {
    let seen = check(check(back_after_rousing(), "+1 09:30", json!({})), "+1 10:01", json!({ "said": null }));
    let seen = seen.judged("+1 10:01");
    assert!(seen.all("check.not-roused").is_empty() && seen.all("check.gap").is_empty());
    let plan = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let ordered = back_after_rousing().at("+1 09:05", "observation_set", plan);
    let seen = check(ordered, "+1 09:36", json!({ "said": null })).judged("+1 09:36");
    assert_eq!(
        (seen.verdict("check.not-roused"), seen.verdict("check.gap")),
        (Some(Verdict::Breach), Some(Verdict::Breach))
    );
}

#[rstest]
#[case(json!({ "level": 2, "every_minutes": 30 }), Some(Verdict::Query))]
#[case(json!({ "level": 2, "every_minutes": 30, "rousing": false }), None)]
#[case(json!({ "level": 1, "every_minutes": 30 }), None)]
#[case(json!({ "level": 2, "every_minutes": 30, "rousing": true }), Some(Verdict::Breach))]
fn a_later_plan_that_does_not_say_whether_rousing_is_still_ordered_is_asked_about_once(
    #[case] plan: Value,
    #[case] found: Option<Verdict>,
) {
    let first = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = placed().at("12:01", "observation_set", first).at("12:10", "observation_set", plan);
    let asleep = json!({ "awake": false, "demeanour": "sleeping", "said": null });
    let seen = check(record.clone(), "12:30", asleep.clone()).judged("12:40");
    assert_eq!(seen.verdict("check.not-roused"), found);
    let both = check(check(record, "12:30", asleep.clone()), "12:50", asleep).judged("12:50");
    assert_eq!(
        both.all("check.not-roused").len(),
        match found {
            Some(Verdict::Breach) => 2,
            Some(_) => 1,
            None => 0,
        }
    );
}
