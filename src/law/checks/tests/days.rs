//! The law on the day: no rule of the Codes on checks before 1 January 1986, policy on any day.

use rstest::rstest;
use serde_json::json;

use super::check;
use crate::law::testing::{Given, given};

/// Rousing ordered; a late check by the hatch with nothing in it, entered while the child was in interview.
fn badly_checked() -> Given {
    let rousing = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = given().authorised("12:00").at("12:00", "observation_set", rousing);
    let record = check(record, "12:20", json!({})).at("14:00", "interview_started", json!({}));
    let stock = json!({ "demeanour": null, "said": null, "awake": null, "seen": "AIO", "method": "hatch" });
    check(record, "14:20", stock).at("14:40", "interview_ended", json!({}))
}

#[rstest]
#[case("check.gap", 1)]
#[case("check.while-away", 1)]
#[case("check.not-roused", 1)]
fn a_rule_of_the_code_is_in_force_from_1986(#[case] rule: &str, #[case] count: usize) {
    let found = |day: &str| badly_checked().on(day).judged_on(day, "14:50").all(rule).len();
    assert_eq!((found("1985-12-31"), found("1986-01-01")), (0, count));
}

#[test]
fn the_next_check_is_owed_from_1986() {
    let owed = |day: &str| badly_checked().on(day).judged_on(day, "14:50").duties("check.due").len();
    assert_eq!((owed("1985-12-31"), owed("1986-01-01")), (0, 3));
}

#[rstest]
#[case("check.no-demeanour")]
#[case("check.no-voice")]
#[case("check.stock-phrase")]
fn what_policy_asks_has_no_first_day(#[case] rule: &str) {
    let found = |day: &str| badly_checked().on(day).judged_on(day, "14:50").all(rule).len();
    assert_eq!((found("1985-12-31"), found("1986-01-01")), (1, 1));
}
