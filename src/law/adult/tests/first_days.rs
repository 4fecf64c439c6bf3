//! Each rule of the family on the day before PACE came into force, and on the day.

use rstest::rstest;
use serde_json::json;

use super::*;

/// A child held from midnight, so that every wait is long enough by noon.
fn since_midnight() -> Given {
    given().authorised("00:00")
}

#[rstest]
#[case::asking_for_an_adult("aa.request", since_midnight())]
#[case::the_times("aa.times-missing", since_midnight().at("01:00", "interview_started", json!({ "aa_present": true })))]
#[case::the_whole_stay("aa.interview-only", since_midnight().at("01:00", "aa_requested", json!({ "for": "interview" })))]
#[case::the_care_authority_first("aa.care-authority-first", since_midnight().at("01:00", "aa_requested", json!({ "who": "scheme" })))]
#[case::chasing("aa.arrive", asked(since_midnight(), "01:00"))]
#[case::no_unchallenged_wait("aa.wait-unchallenged", asked(since_midnight(), "01:00"))]
#[case::the_cause_of_a_delay("aa.delay-unexplained", since_midnight())]
#[case::rights_again("aa.rights-again", since_midnight().at("01:00", "aa_arrived", json!({ "who": "parent" })))]
#[case::no_interview_without("aa.interview-without", since_midnight().at("01:00", "interview_started", json!({ "aa_present": false })))]
#[case::no_charge_without("aa.charge-without", since_midnight().at("01:00", "charged", json!({ "offences": ["theft"], "aa_present": false })))]
#[case::one_who_can_act("aa.unsuitable", since_midnight().at("01:00", "aa_arrived", json!({ "who": "scheme", "objected_to": true })))]
#[case::weighing_release("aa.no-bail-considered", since_midnight())]
#[case::telling_a_parent("person.told", since_midnight())]
fn not_before_1_january_1986(#[case] rule: &str, #[case] record: Given) {
    let on = |day: &str| record.clone().on(day).judged_on(day, "12:00").speaks(rule);
    assert!(!on("1985-12-31") && on("1986-01-01"), "{rule}");
}

#[test]
fn every_rule_of_the_family_dates_from_pace() {
    assert!(super::super::RULES.iter().all(|rule| rule.in_force_from == Some((1986, 1, 1))));
}

#[rstest]
#[case::asking_for_an_adult("aa.request", asked(held(), "12:40"))]
#[case::an_interview_without("aa.interview-without", held().at("13:00", "interview_started", json!({ "aa_present": false })))]
#[case::a_charge_without("aa.charge-without", held().at("13:00", "charged", json!({ "offences": ["theft"], "aa_present": false })))]
#[case::one_who_cannot_act("aa.unsuitable", held().at("13:00", "aa_arrived", json!({ "who": "scheme", "objected_to": true })))]
#[case::telling_a_parent("person.told", held())]
fn of_a_17_year_old_not_before_27_october_2013(#[case] rule: &str, #[case] record: Given) {
    // Born 17 years and some months before the day, whichever it is.
    let record = record.child(json!({ "date_of_birth": "2009-03-03" }));
    let on = |day: &str| record.clone().on(day).judged_on(day, "16:00").speaks(rule);
    assert!(!on("2013-10-26") && on("2013-10-27"), "{rule}");
    let sixteen = record.child(json!({ "date_of_birth": "2010-03-03" }));
    assert!(sixteen.on("2013-10-26").judged_on("2013-10-26", "16:00").speaks(rule), "{rule} at 16");
}
