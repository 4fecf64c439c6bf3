//! The law on the day: the Code from 1 January 1986, menstrual care from the edition of 21 August 2019, the rest on any day.

use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, given};

fn held() -> Given {
    given().child(json!({ "sex": "female" })).authorised("12:00")
}

/// A day of which everything was got wrong.
fn badly_kept() -> Given {
    held()
        .at("12:10", "placed", json!({ "in": "cell", "adult_area": true }))
        .at("12:20", "strip_searched", json!({ "intimate_parts": true, "aa_present": false }))
        .at("12:30", "force_used", json!({ "what": "held down" }))
        .at("12:40", "asked_for", json!({ "what": "to ring her mum" }))
        .at("13:30", "aa_requested", json!({}))
        .at("22:00", "rest_started", json!({}))
        .at("+1 02:00", "interview_started", json!({}))
        .at("+1 03:00", "interview_ended", json!({}))
        .at("+1 04:00", "rest_ended", json!({}))
        .at("+1 13:00", "released", json!({ "outcome": "bail" }))
}

#[rstest]
#[case("care.meal", "1985-12-31", "1986-01-01")]
#[case("care.rest", "1985-12-31", "1986-01-01")]
#[case("care.cell-reason", "1985-12-31", "1986-01-01")]
#[case("search.strip", "1985-12-31", "1986-01-01")]
#[case("search.aa-order", "1985-12-31", "1986-01-01")]
#[case("force.no-reason", "1985-12-31", "1986-01-01")]
#[case("care.menstrual", "2019-08-20", "2019-08-21")]
fn a_rule_is_in_force_from_its_first_day(#[case] rule: &str, #[case] before: &str, #[case] first: &str) {
    let seen = |day: &str| badly_kept().on(day).judged_on(day, "+1 13:00");
    assert!(!seen(before).speaks(rule));
    assert_eq!(seen(first).all(rule).len(), 1);
}

#[rstest]
#[case("care.woman")]
#[case("care.adult-area")]
#[case("care.request-open")]
#[case("force.recorded")]
fn an_older_statute_and_what_policy_asks_hold_on_any_day(#[case] rule: &str) {
    assert_eq!(badly_kept().on("1985-12-31").judged_on("1985-12-31", "+1 13:00").all(rule).len(), 1);
}

#[test]
fn the_day_that_decides_is_the_first_arrival_or_authorisation() {
    let cell: fn(Given) -> Given = |record| record.at("+1 00:10", "placed", json!({ "in": "cell" }));
    let at =
        |record: Given| cell(record).on("1985-12-31").judged_on("1985-12-31", "+1 01:00").all("care.cell-reason").len();
    let grounds: Value = json!({ "grounds": "interview" });
    assert_eq!(
        at(given().at("23:59", "arrived", json!({})).at("+1 00:05", "detention_authorised", grounds.clone())),
        0
    );
    assert_eq!(at(given().at("23:59", "arrested", json!({})).at("+1 00:00", "arrived", json!({}))), 1);
    assert_eq!(at(given().at("+1 00:05", "detention_authorised", grounds)), 1);
}

#[rstest]
#[case("search.strip", "2013-10-26", "2013-10-27")]
#[case("search.aa-order", "2013-10-26", "2013-10-27")]
#[case("care.cell-reason", "2013-10-26", "2013-10-27")]
#[case("care.woman", "2015-10-25", "2015-10-26")]
#[case("care.adult-area", "2015-10-25", "2015-10-26")]
fn a_17_year_old_is_owed_it_since_the_day_the_law_took_them_in(
    #[case] rule: &str,
    #[case] before: &str,
    #[case] first: &str,
) {
    let search = json!({ "intimate_parts": true, "aa_present": false, "reason": "thought to hide a wrap" });
    let found = |birth: &str, day: &str| {
        let record = given()
            .child(json!({ "sex": "female", "date_of_birth": birth }))
            .authorised("12:00")
            .at("12:10", "placed", json!({ "in": "cell", "adult_area": true }))
            .at("12:20", "strip_searched", search.clone())
            .at("13:30", "aa_requested", json!({}))
            .at("15:00", "released", json!({ "outcome": "bail" }));
        record.on(day).judged_on(day, "16:00").all(rule).len()
    };
    // 17 that day, and 15.
    assert_eq!((found("2009-03-03", before), found("2009-03-03", first)), (0, 1));
    assert_eq!(found("2010-12-03", before), 1);
}

#[test]
fn a_reason_for_a_strip_search_is_owed_at_any_age() {
    let record = held().child(json!({ "date_of_birth": "2009-03-03" })).at(
        "12:20",
        "strip_searched",
        json!({ "intimate_parts": true, "aa_present": false }),
    );
    assert_eq!(record.on("2012-11-10").judged_on("2012-11-10", "13:00").all("search.strip").len(), 1);
}
