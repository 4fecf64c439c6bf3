//! The law on the day: the Code and s.37 from 1 January 1986, the assessment of risk from 1 April 2003, policy on any day.

use rstest::rstest;
use serde_json::json;

use crate::law::testing::{Given, given};

/// A record of which everything was got wrong.
fn badly_kept() -> Given {
    given()
        .child(json!({ "ethnicity": null, "sex": null }))
        .at("12:00", "detention_authorised", json!({}))
        .at("12:30", "solicitor_requested", json!({}))
        .at("13:00", "check", json!({ "by": null, "recorded_at": "13:30" }))
        .at("14:00", "interview_started", json!({}))
        .at("14:30", "interview_ended", json!({}))
        .at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
        .at("19:00", "correction", json!({ "of": 4, "reason": "mistyped", "strike": true }))
}

#[rstest]
#[case("entry.unsigned", "1985-12-31", "1986-01-01")]
#[case("entry.corrected-late", "1985-12-31", "1986-01-01")]
#[case("detention.grounds", "1985-12-31", "1986-01-01")]
#[case("rights.given", "1985-12-31", "1986-01-01")]
#[case("solicitor.asked", "1985-12-31", "1986-01-01")]
#[case("risk.assessed", "2003-03-31", "2003-04-01")]
fn a_rule_is_in_force_from_its_first_day(#[case] rule: &str, #[case] before: &str, #[case] first: &str) {
    let seen = |day: &str| badly_kept().on(day).judged_on(day, "20:00");
    assert!(!seen(before).speaks(rule));
    assert_eq!(seen(first).all(rule).len(), 1);
}

#[rstest]
#[case("entry.late")]
#[case("data.ethnicity")]
#[case("data.blank")]
fn what_policy_asks_has_no_first_day(#[case] rule: &str) {
    assert_eq!(badly_kept().on("1985-12-31").judged_on("1985-12-31", "20:00").all(rule).len(), 1);
}
