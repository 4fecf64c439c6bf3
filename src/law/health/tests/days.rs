//! The law on the day: what rests on the Codes and on guidance from its first day, what policy asks on any day.

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
#[case("observation.not-raised", "1985-12-31", "1986-01-01")]
#[case("health.self-harm", "2003-03-31", "2003-04-01")]
#[case("release.risk", "2006-12-31", "2007-01-01")]
fn a_rule_is_in_force_from_its_first_day(#[case] rule: &str, #[case] before: &str, #[case] first: &str) {
    let seen = |day: &str| badly_kept().on(day).judged_on(day, "+1 04:00");
    assert!(!seen(before).speaks(rule));
    assert_eq!(seen(first).all(rule).len(), 1);
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
