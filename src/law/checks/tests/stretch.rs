//! Where one stretch in the cell ends and the next begins, to the minute, and which plan each is held to.

use rstest::rstest;
use serde_json::json;

use super::{check, placed};
use crate::law::testing::{Given, given, instant};
use crate::law::{State, Verdict};

#[rstest]
#[case("13:19", Some(Verdict::Breach))]
#[case("13:20", Some(Verdict::Query))]
fn an_officer_was_to_be_there_until_the_check_at_which_level_4_ended(
    #[case] lowered: &str,
    #[case] found: Option<Verdict>,
) {
    let record = placed().at("12:00", "observation_set", json!({ "level": 4, "every_minutes": 0 }));
    let record = record.at(lowered, "observation_set", json!({ "level": 2, "every_minutes": 30 }));
    assert_eq!(check(record, "13:20", json!({})).judged("13:20").verdict("check.gap"), found);
}

#[test]
fn a_longer_plan_set_at_a_check_is_for_the_next_one() {
    let first_due = |set: &str| {
        let record = placed().at(set, "observation_set", json!({ "level": 1, "every_minutes": 60 }));
        check(record, "12:30", json!({})).judged("12:40").duties("check.due")[0].due
    };
    assert_eq!(first_due("12:30"), Some(instant("12:30")));
    assert_eq!(first_due("12:29"), Some(instant("13:00")));
}

#[test]
fn in_an_extract_that_goes_on_the_next_check_is_owed_and_a_release_within_it_ends_that() {
    let extract = json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T20:00:00Z" });
    let record = check(placed(), "12:30", json!({})).top("extract", extract);
    let states = |given: &Given, now: &str| {
        given.judged(now).duties("check.due").iter().map(|duty| duty.state).collect::<Vec<_>>()
    };
    assert_eq!(states(&record, "12:35"), [State::Done, State::Open]);
    let released = record.at("12:50", "released", json!({ "outcome": "no_further_action" }));
    assert_eq!(states(&released, "18:00"), [State::Done, State::NotNeeded]);
    assert_eq!(states(&released, "21:00"), [State::Done, State::NotNeeded]);
}

#[test]
fn a_check_in_the_minute_of_the_interview_was_the_check_and_the_gap_ends_with_it() {
    let record = check(placed(), "12:40", json!({})).at("12:40", "interview_started", json!({}));
    let seen = record.judged("12:50");
    assert_eq!(seen.one("check.gap").unwrap().entries[..], [1, 2]);
    assert_eq!(seen.owed("check.due"), ["done; due 12:30; done 12:40; detention_officer"]);
}

#[test]
fn a_rest_begun_shows_that_the_interview_is_over_and_checks_are_owed_from_then() {
    let open = placed().at("12:20", "interview_started", json!({}));
    assert!(open.judged("13:40").all("check.gap").is_empty());
    let seen = open.at("13:00", "rest_started", json!({})).judged("13:40");
    assert_eq!((seen.verdict("check.gap"), seen.minutes("check.gap")), (Some(Verdict::Shortfall), Some(40)));
}

#[test]
fn an_interview_that_ends_as_an_extract_begins_is_no_absence_within_it() {
    let first_gap = |ended: &str, checked: &str| {
        let extract = json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T13:00:00Z" });
        let record = given().top("extract", extract).at(ended, "interview_ended", json!({}));
        check(record, checked, json!({})).judged("20:00").one("check.gap").unwrap().entries.to_vec()
    };
    assert_eq!(first_gap("12:00", "12:40"), [1]);
    assert_eq!(first_gap("12:01", "12:41"), [0, 1], "from the return");
}
