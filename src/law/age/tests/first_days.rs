//! Each rule of the family on the day before it was law, and on the day.

use rstest::rstest;
use serde_json::json;

use super::*;

fn arrested(route: &str) -> Given {
    given().at("09:00", "arrested", json!({ "for": route })).at("10:00", "arrived", json!({})).authorised("10:30")
}

#[rstest]
#[case::a_child_recorded_as_an_adult("age.treated-as-adult", "1985-12-31", "1986-01-01",
    given().child(json!({ "recorded_as": "adult", "date_of_birth": "2012-03-03" })).authorised("10:30"))]
#[case::the_age_of_ten("age.under-ten", "1964-01-31", "1964-02-01",
    arrested("offence").child(json!({ "date_of_birth": "2018-03-03" })))]
#[case::a_reason_for_the_arrest("arrest.necessity", "2005-12-31", "2006-01-01", arrested("offence"))]
#[case::no_police_station_under_section_136(
    "route.s136-station",
    "2017-12-10",
    "2017-12-11",
    arrested("mental_health_s136")
)]
fn not_before_its_first_day(#[case] rule: &str, #[case] before: &str, #[case] day: &str, #[case] record: Given) {
    assert!(!record.clone().on(before).judged_on(before, "12:00").speaks(rule), "{rule} on {before}");
    assert!(record.on(day).judged_on(day, "12:00").speaks(rule), "{rule} on {day}");
}

#[rstest]
#[case::the_age_to_be_recorded("age.unknown", no_age().authorised("10:30"))]
#[case::a_limit_outside_pace("route.not-pace", arrested("police_protection"))]
#[case::a_child_who_keeps_coming_back("pattern.repeat", arrested("offence").child(json!({ "earlier_detentions": [
    { "from": "2026-11-02T10:00:00Z", "to": "2026-11-02T18:00:00Z" },
    { "from": "2026-11-05T10:00:00Z", "to": "2026-11-05T18:00:00Z" }] })))]
fn asked_whatever_the_day(#[case] rule: &str, #[case] record: Given) {
    for day in ["1985-12-31", "2006-01-01", "2017-12-11"] {
        assert!(record.clone().on(day).judged_on(day, "12:00").speaks(rule), "{rule} on {day}");
    }
}

#[rstest]
#[case::a_17_year_old_until_25_october_2015("2015-10-25T12:00:00+00:00", "1998-10-24", false)]
#[case::a_17_year_old_from_26_october_2015("2015-10-26T12:00:00+00:00", "1998-10-24", true)]
#[case::a_16_year_old_before_then_too("2015-10-25T12:00:00+00:00", "1998-10-26", true)]
fn recorded_as_an_adult(#[case] at: &str, #[case] born: &str, #[case] found: bool) {
    let record = given().child(json!({ "recorded_as": "adult", "date_of_birth": born })).authorised(at);
    assert_eq!(record.judged("12:00").speaks("age.treated-as-adult"), found);
}
