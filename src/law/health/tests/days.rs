//! The law on the day: what rests on the Codes and on guidance from 1 January 1986, what policy asks on any day.

use rstest::rstest;
use serde_json::json;

use crate::law::testing::{Given, given};

/// A night of which everything was got wrong.
fn badly_kept() -> Given {
    given()
        .authorised("20:00")
        .at("21:00", "self_harm", json!({ "what": "act" }))
        .at("22:45", "edt_contacted", json!({ "about": "bed" }))
        .at("+1 03:00", "released", json!({ "outcome": "bail", "to": "alone", "risk_assessed": false }))
}

#[rstest]
#[case("health.self-harm")]
#[case("observation.not-raised")]
#[case("release.risk")]
fn a_rule_of_the_code_is_in_force_from_1986(#[case] rule: &str) {
    let seen = |day: &str| badly_kept().on(day).judged_on(day, "+1 04:00");
    assert!(!seen("1985-12-31").speaks(rule));
    assert_eq!(seen("1986-01-01").all(rule).len(), 1);
}

#[rstest]
#[case("health.seen")]
#[case("ascc.closed-throughout")]
#[case("edt.contacted")]
#[case("referral.submitted")]
#[case("referral.call-only")]
fn what_policy_asks_has_no_first_day(#[case] rule: &str) {
    assert_eq!(badly_kept().on("1985-12-31").judged_on("1985-12-31", "+1 04:00").all(rule).len(), 1);
}
