//! Each fact that a rule on the certificate rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use super::{a, asked_both, b, with};
use crate::law::accommodation::tests::{Asks, four, refused};
use crate::law::testing::{Given, given};

const NOTHING: [&str; 0] = [];

fn found(verdict: &str, at: &str, on: &str) -> Vec<String> {
    if verdict.is_empty() { vec![] } else { vec![format!("{verdict} {at}; on {on}; statute; custody_officer")] }
}

#[rstest]
#[case::none_made_and_production_not_recorded_is_a_breach(false, json!(null), "breach")]
#[case::none_made_and_none_produced_is_a_breach(false, json!(false), "breach")]
#[case::none_recorded_and_one_produced_was_made(false, json!(true), "")]
#[case::made_and_production_not_recorded_is_taken_as_produced(true, json!(null), "")]
#[case::made_and_not_produced_is_a_breach(true, json!(false), "breach")]
#[case::made_and_produced_is_what_the_section_asks(true, json!(true), "")]
fn the_certificate_at_court(#[case] made: bool, #[case] produced: Value, #[case] verdict: &str) {
    let mut record = refused("theft").ask("22:20", "alternative", json!({}));
    if made {
        let snow = json!({ "reasons": ["weather"], "circumstances": "snow on the A4" });
        record = record.at("23:00", "certificate_issued", with("impracticable", snow));
    }
    let seen = record.at("+1 09:00", "to_court", json!({ "certificate_produced": produced })).judged("+1 09:00");
    assert_eq!(seen.whole("certificate.missing"), found(verdict, "+1 09:00", if made { "5" } else { "4" }));
    assert_eq!(seen.0.accommodation.fired.contains(&"AC39"), !verdict.is_empty(), "AC39 goes with the finding");
}

#[test]
fn a_certificate_that_could_lie_outside_an_extract_is_asked_about() {
    let seen = refused("theft")
        .top("extract", json!({ "from": "2026-11-10T18:00:00Z", "to": "2026-11-11T08:00:00Z" }))
        .at("+1 09:00", "to_court", json!({}))
        .judged("+1 09:00");
    assert_eq!(seen.whole("certificate.missing"), found("query", "+1 09:00", "3"));
}

#[rstest]
#[case::journey_and_court_times_not_recorded_are_asked_about(json!(null), "query")]
#[case::journey_and_court_times_not_given_are_asked_about(json!(false), "query")]
#[case::journey_and_court_times_given_leave_the_limb_open(json!(true), "")]
fn court_near(#[case] times: Value, #[case] verdict: &str) {
    let seen = a(json!(["court_near"]), json!({ "journey_and_court_times": times })).judged("23:10");
    assert_eq!(seen.whole("certificate.limb"), found(verdict, "23:00", "4"));
    let lacking = if verdict.is_empty() { "" } else { "shortfall" };
    assert_eq!(seen.whole("certificate.incomplete"), found(lacking, "23:00", "4"));
    if verdict == "query" {
        assert_eq!(seen.one("certificate.limb").unwrap().via, ["AC34"]);
    }
}

#[rstest]
#[case::reasons_not_recorded_beside_circumstances_are_no_breach(json!(null), "")]
#[case::no_reason_chosen_beside_circumstances_is_no_breach(json!([]), "")]
#[case::a_reason_that_cant_count_is_a_breach(json!(["distance"]), "breach")]
#[case::one_that_can_count_among_those_that_cant_is_no_breach(json!(["distance", "weather"]), "")]
fn reasons_of_limb_a(#[case] reasons: Value, #[case] verdict: &str) {
    let record = a(json!([]), json!({ "reasons": reasons }));
    assert_eq!(record.judged("23:10").whole("certificate.limb"), found(verdict, "23:00", "4"));
}

#[rstest]
#[case::only_transport("no_transport", &["AC32"])]
#[case::only_something_else("distance", &["AC33"])]
fn a_reason_of_limb_a_that_cant_count_has_its_row(#[case] reason: &str, #[case] via: &[&str]) {
    assert_eq!(a(json!([reason]), json!({})).judged("23:10").one("certificate.limb").unwrap().via, via);
}

#[test]
fn transport_beside_the_hour_has_both_rows() {
    let seen = a(json!(["no_transport", "time_of_night"]), json!({})).judged("23:10");
    assert_eq!(seen.one("certificate.limb").unwrap().via, ["AC32", "AC33"]);
}

#[rstest]
#[case::the_age_not_recorded_is_asked_about(json!({ "date_of_birth": null }), "query")]
#[case::only_looks_are_no_proof_of_being_under_12(json!({ "date_of_birth": null, "apparent_age": 11 }), "query")]
#[case::eleven_in_whole_years_is_under_12(json!({ "date_of_birth": null, "age": 11 }), "breach")]
#[case::twelve_in_whole_years_is_12(json!({ "date_of_birth": null, "age": 12 }), "")]
#[case::twelve_on_the_day_is_12(json!({ "date_of_birth": "2014-11-10" }), "")]
#[case::twelve_the_day_after_is_under_12(json!({ "date_of_birth": "2014-11-11" }), "breach")]
fn age_at_signing(#[case] child: Value, #[case] verdict: &str) {
    let seen = b(asked_both("robbery"), json!({})).child(child).judged("23:10");
    assert_eq!(seen.whole("certificate.limb"), found(verdict, "23:00", "7"));
    if verdict == "breach" {
        assert_eq!(seen.one("certificate.limb").unwrap().via, ["AC16", "AC27"]);
    }
}

#[rstest]
#[case::the_answer_on_secure_not_recorded_is_asked_about(None, json!({}), "query")]
#[case::no_answer_is_not_an_answer(Some("no_answer"), json!({ "to": "secure" }), "query")]
#[case::secure_refused_leaves_the_limb_open(Some("refuse_no_bed"), json!({ "to": "secure" }), "")]
#[case::refused_with_the_kind_not_recorded_answers_what_was_asked(Some("refuse_no_bed"), json!({}), "")]
#[case::secure_offered_is_a_breach(Some("accept_secure"), json!({}), "breach")]
fn what_the_authority_said_of_secure(#[case] answer: Option<&str>, #[case] more: Value, #[case] verdict: &str) {
    let mut record = refused("robbery").ask("22:21", "secure", json!({ "risk": four() }));
    if let Some(answer) = answer {
        record = record.said("22:40", answer, more);
    }
    let on = if answer.is_some() { "5" } else { "4" };
    assert_eq!(b(record, json!({})).judged("23:10").whole("certificate.limb"), found(verdict, "23:00", on));
}

#[rstest]
#[case::why_not_recorded_is_a_breach_for_a_charge_that_isnt_specified("bladed article", json!(null), "breach")]
#[case::why_not_recorded_is_asked_about_for_a_specified_one("robbery", json!(null), "query")]
#[case::why_not_recorded_is_asked_about_for_one_not_on_the_list("something unheard of", json!(null), "query")]
#[case::nothing_is_no_reason_why("bladed article", json!("nothing"), "breach")]
#[case::the_words_of_the_section_are_no_reason_why("bladed article", json!("not adequate to protect the public"), "breach")]
#[case::a_reason_why_leaves_the_limb_open("bladed article", json!("the one home with a bed is next door to the victim"), "")]
fn why_alternative_wouldnt_do(#[case] offence: &str, #[case] why: Value, #[case] verdict: &str) {
    let record = refused(offence).ask("22:20", "secure", json!({ "reasons": ["named_threat"] })).said(
        "22:40",
        "refuse_no_bed",
        json!({ "to": "secure" }),
    );
    let seen = b(record, json!({ "why_not_alternative": why })).judged("23:10");
    assert_eq!(seen.whole("certificate.limb"), found(verdict, "23:00", "5"));
    let lacking = if verdict.is_empty() { "" } else { "shortfall" };
    assert_eq!(seen.whole("certificate.incomplete"), found(lacking, "23:00", "5"));
    let via: &[&str] = if verdict.is_empty() { &[] } else { &["AC27"] };
    assert_eq!(seen.one("certificate.limb").map_or(&[] as &[&str], |found| &found.via), via);
}

#[rstest]
#[case::whether_the_adult_was_told_not_recorded_is_asked_about("aa_told", json!(null), "query")]
#[case::the_adult_not_told_is_recorded("aa_told", json!(false), "")]
#[case::whether_an_inspector_was_told_not_recorded_is_asked_about("inspector_told", json!(null), "query")]
#[case::an_inspector_not_told_is_recorded("inspector_told", json!(false), "")]
#[case::the_childs_views_not_recorded_are_asked_about("child_views", json!(null), "query")]
#[case::a_child_who_said_nothing_is_recorded("child_views", json!("nothing"), "")]
#[case::circumstances_not_recorded_fall_short("circumstances", json!(null), "shortfall")]
#[case::circumstances_of_nothing_fall_short("circumstances", json!("nothing"), "shortfall")]
#[case::circumstances_given_are_what_the_court_needs("circumstances", json!("A4 shut at Keynsham since 21:00"), "")]
fn what_a_certificate_says(#[case] field: &str, #[case] value: Value, #[case] verdict: &str) {
    let mut more = json!({});
    more[field] = value;
    let seen = a(json!(["weather"]), json!({})).judged("23:10");
    assert_eq!(seen.whole("certificate.incomplete"), NOTHING, "whole to begin with");
    let seen = changed(field, &more[field]).judged("23:10");
    assert_eq!(seen.whole("certificate.incomplete"), found(verdict, "23:00", "4"));
    if !verdict.is_empty() {
        assert_eq!(seen.one("certificate.incomplete").unwrap().via, ["AC40"]);
    }
}

fn changed(field: &str, value: &Value) -> Given {
    let mut fields = with("impracticable", json!({ "reasons": ["weather"], "circumstances": "snow on the A4" }));
    if value.is_null() {
        fields.as_object_mut().unwrap().remove(field);
    } else {
        fields[field] = value.clone();
    }
    refused("theft").ask("22:20", "alternative", json!({})).at("23:00", "certificate_issued", fields)
}

#[test]
fn a_certificate_made_before_the_charge_or_once_bail_was_given_is_asked_about() {
    let made = |record: Given, time: &str| record.at(time, "certificate_issued", with("impracticable", json!({})));
    let held = given().authorised("18:00");
    let early = made(held.clone(), "21:00").at("22:00", "charged", json!({ "offences": ["theft"] }));
    let early = early.at("22:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] })).judged("22:20");
    assert_eq!(early.whole("certificate.not-needed"), found("query", "21:00", "1"));
    let bailed = made(held.at("22:00", "charged", json!({ "offences": ["theft"] })), "22:05");
    let bailed = bailed.at("22:30", "released", json!({ "outcome": "charged_bail" })).judged("23:00");
    assert_eq!(bailed.whole("certificate.not-needed"), found("query", "22:05", "2"));
}
