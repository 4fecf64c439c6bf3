//! Each rule of the family on the day before PACE came into force, and on the day.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn extended(fields: Value) -> Given {
    let mut all = json!({ "until_hours": 36, "by": { "name": "A", "rank": "superintendent" }, "child_heard": true,
                          "indictable": true });
    for (key, value) in fields.as_object().unwrap() {
        all[key] = value.clone();
    }
    held().at("11:00", "extension_authorised", all)
}

#[rstest]
#[case::the_relevant_time("clock.relevant-time", given().authorised("10:00"))]
#[case::the_limit("clock.limit", held())]
#[case::an_extension_after_two_reviews("clock.extension-early", extended(json!({})))]
#[case::an_extension_by_a_superintendent("clock.extension-rank", extended(json!({ "indictable": false })))]
#[case::an_extension_with_the_child_heard("clock.extension-unheard", extended(json!({ "child_heard": false, "solicitor_heard": false })))]
#[case::court_after_charge("clock.after-charge-court", held().at("11:00", "charged", json!({ "offences": ["theft"] })))]
#[case::the_first_sitting("court.first-sitting", held().at("10:50", "charged", json!({ "offences": ["theft"] })).at("11:00", "to_court", json!({ "first_sitting": false })))]
#[case::what_cannot_be("clock.impossible", held().at("11:00", "returned_from_hospital", json!({})))]
#[case::booking_in("clock.waited-to-book-in", given().at("10:00", "arrived", json!({})).authorised("11:00"))]
#[case::the_night_before_charge("detention.overnight-precharge",
    given().at("00:30", "arrived", json!({})).at("00:40", "detention_authorised", json!({})))]
fn not_before_1_january_1986(#[case] rule: &str, #[case] record: Given) {
    let on = |day: &str| record.clone().on(day).judged_on(day, "12:00").speaks(rule);
    assert!(!on("1985-12-31") && on("1986-01-01"), "{rule}");
}

#[test]
fn every_rule_of_the_family_dates_from_pace() {
    let days: Vec<_> = crate::law::clocks::RULES.iter().map(|rule| rule.in_force_from).collect();
    assert_eq!(days, vec![Some((1986, 1, 1)); 10]);
}

#[test]
fn the_adult_of_a_17_year_old_is_heard_before_an_extension_not_before_27_october_2013() {
    let record = given().at("07:50", "arrived", json!({})).at("08:00", "aa_arrived", json!({ "who": "parent" }));
    let by = json!({ "name": "A", "rank": "superintendent" });
    let fields = json!({ "by": by, "until_hours": 36, "child_heard": true, "indictable": true, "aa_consulted": false });
    let record = record.authorised("08:10").at("11:00", "extension_authorised", fields);
    let of = |born: &str, day: &str| {
        let record = record.clone().child(json!({ "date_of_birth": born })).on(day);
        record.judged_on(day, "12:00").speaks("clock.extension-unheard")
    };
    assert!(!of("2009-03-03", "2013-10-26") && of("2009-03-03", "2013-10-27"));
    assert!(of("2010-03-03", "2013-10-26"), "at 16");
}
