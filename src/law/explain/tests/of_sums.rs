//! From which entry a sum counts, and what it takes off.

use serde_json::{Value, json};

use super::super::sums;
use super::*;

#[test]
fn a_sum_counts_from_an_entry_of_the_kind_the_rule_counts_from() {
    let record = given().at("12:00", "arrived", json!({})).authorised("12:00").record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("12:40"));
    let from = |named: &[usize]| {
        let sum = sums::due("aa.request", &facts, instant("12:30"), named).unwrap();
        sum.lines.first().and_then(|line| line.entry)
    };
    assert_eq!((from(&[0]), from(&[1]), from(&[0, 1]), from(&[])), (Some(1), Some(1), Some(1), Some(1)));
}

#[test]
fn the_sum_of_a_first_review_after_bail_counts_from_the_first_authorisation_or_else_from_the_return() {
    let figures = |given: Given, due: &str| -> Vec<String> {
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        let facts = Facts::gather(&record, &policy, &suite, instant("+1 10:00"));
        let sum = sums::due("review.late", &facts, instant(due), &[]).unwrap();
        sum.lines.into_iter().map(|line| line.figure).collect()
    };
    let back = |given: Given, used: Value| {
        given.at("+1 09:00", "answered_bail", json!({ "time_used_minutes": used })).authorised("+1 09:10")
    };
    let bailed = given().authorised("12:00").at("16:00", "bailed", json!({ "before_charge": true }));
    assert_eq!(
        figures(back(bailed, json!(null)), "+1 11:00"),
        ["Tue 10 Nov 12:00 GMT", "+ 6 h 00", "+ 17 h 00", "= Wed 11 Nov 11:00 GMT"]
    );
    assert_eq!(
        figures(back(given(), json!(60)), "+1 14:00"),
        ["Wed 11 Nov 09:00 GMT", "+ 6 h 00", "- 1 h 00", "= Wed 11 Nov 14:00 GMT"]
    );
    assert_eq!(
        figures(back(given(), json!(0)), "+1 15:00"),
        ["Wed 11 Nov 09:00 GMT", "+ 6 h 00", "= Wed 11 Nov 15:00 GMT"],
        "nothing used, nothing taken off"
    );
}
