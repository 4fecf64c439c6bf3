//! What a superintendent's extension rests on: each fact left out, false and true, with what it does to the limit.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::law::testing::Seen;

const EARLY: &str = "clock.extension-early";
const RANK: &str = "clock.extension-rank";
const UNHEARD: &str = "clock.extension-unheard";

fn two_reviews() -> Given {
    held().review("16:00", json!({})).review("23:00", json!({}))
}

fn granted(record: Given, time: &str, changes: Value) -> Given {
    let mut fields = json!({ "by": { "name": "Supt Test", "role": "superintendent", "rank": "superintendent" },
        "until_hours": 36, "indictable": true, "child_heard": true, "solicitor_heard": true, "aa_consulted": true });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    record.at(time, "extension_authorised", fields)
}

/// Whether the limit moved from 24 to 36 hours, and what a rule found.
fn outcome(seen: &Seen, rule: &str) -> (bool, Vec<String>) {
    let limit = seen.0.clocks.detention_limit;
    assert!(limit == Some(instant("+1 10:00")) || limit == Some(instant("+1 22:00")), "{limit:?}");
    (limit == Some(instant("+1 22:00")), seen.whole(rule))
}

fn one(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

const BREACH: &str = "breach +1 09:00; on 6; statute; superintendent";
const QUERY: &str = "query +1 09:00; on 6; statute; superintendent";
const CODE: &str = "query +1 09:00; on 6; code; superintendent";

#[rstest]
#[case::left_out_is_asked_about_and_the_grant_stands(json!({ "name": "A" }), true, &[QUERY])]
#[case::left_out_of_one_who_acts_as_superintendent_is_that_rank(json!({ "name": "A", "role": "superintendent" }), true, &[])]
#[case::left_out_with_the_author_is_asked_about(json!(null), true, &[QUERY])]
#[case::b23_of_chief_inspector_moves_nothing(json!({ "name": "A", "rank": "chief_inspector" }), false, &[BREACH])]
#[case::of_chief_inspector_is_not_mended_by_the_role(
    json!({ "name": "A", "rank": "chief_inspector", "role": "superintendent" }), false, &[BREACH]
)]
#[case::of_chief_inspector_acting_up_by_whose_authority_isnt_said_is_asked_about(
    json!({ "name": "A", "rank": "chief_inspector", "acting_as": "superintendent" }), true, &[QUERY]
)]
#[case::of_superintendent(json!({ "name": "A", "rank": "superintendent" }), true, &[])]
fn the_rank(#[case] by: Value, #[case] moves: bool, #[case] found: &[&str]) {
    let seen = granted(two_reviews(), "+1 09:00", json!({ "by": by })).judged("+1 09:30");
    assert_eq!(outcome(&seen, RANK), (moves, found.iter().map(ToString::to_string).collect()));
    assert!(found != [QUERY] || seen.says_not_recorded(RANK));
}

#[rstest]
#[case::left_out_is_asked_about_and_the_grant_stands(json!(null), true, &[QUERY])]
#[case::denied_moves_nothing(json!(false), false, &[BREACH])]
#[case::said_is_enough(json!(true), true, &[])]
fn that_the_offence_is_indictable(#[case] indictable: Value, #[case] moves: bool, #[case] found: &[&str]) {
    let seen = granted(two_reviews(), "+1 09:00", json!({ "indictable": indictable })).judged("+1 09:30");
    assert_eq!(outcome(&seen, RANK), (moves, found.iter().map(ToString::to_string).collect()));
    assert!(found != [QUERY] || seen.says_not_recorded(RANK));
}

#[test]
fn a_wrong_rank_and_an_offence_not_recorded_are_one_breach() {
    let by = json!({ "name": "A", "rank": "inspector" });
    let seen = granted(two_reviews(), "+1 09:00", json!({ "by": by, "indictable": null })).judged("+1 09:30");
    assert_eq!(outcome(&seen, RANK), (false, one(BREACH)));
}

#[rstest]
#[case::both_left_out_is_asked_about(json!(null), json!(null), &[QUERY])]
#[case::the_child_not_and_the_solicitor_left_out_is_asked_about(json!(false), json!(null), &[QUERY])]
#[case::the_solicitor_not_and_the_child_left_out_is_asked_about(json!(null), json!(false), &[QUERY])]
#[case::neither_is_a_breach(json!(false), json!(false), &[BREACH])]
#[case::the_child_alone_is_enough(json!(true), json!(false), &[])]
#[case::the_child_and_the_solicitor_left_out_is_enough(json!(true), json!(null), &[])]
#[case::the_solicitor_alone_is_enough_in_statute_and_the_code_asks_after_the_child(json!(false), json!(true), &[CODE])]
#[case::the_solicitor_and_the_child_left_out_is_asked_about(json!(null), json!(true), &[CODE])]
fn heard_before_an_extension(#[case] child: Value, #[case] solicitor: Value, #[case] found: &[&str]) {
    let heard = json!({ "child_heard": child, "solicitor_heard": solicitor });
    let seen = granted(two_reviews(), "+1 09:00", heard).judged("+1 09:30");
    // An extension given unheard moves the limit all the same.
    assert_eq!(outcome(&seen, UNHEARD), (true, found.iter().map(ToString::to_string).collect()));
    assert!(found != [QUERY] || seen.says_not_recorded(UNHEARD));
}

fn with_adult(came: &str, left: Option<&str>, changes: Value) -> Seen {
    let record = two_reviews().at(came, "aa_arrived", json!({ "who": "parent" }));
    let record = left.into_iter().fold(record, |record, left| record.at(left, "aa_left", json!({})));
    granted(record, "+1 09:00", changes).judged("+1 09:30")
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query +1 09:00; on 7; code; superintendent"])]
#[case::b24_not_done_is_a_breach_of_the_code_whoever_else_was_heard(json!(false), &["breach +1 09:00; on 7; code; superintendent"])]
#[case::done_is_nothing(json!(true), &[])]
fn hearing_an_adult_in_the_station(#[case] consulted: Value, #[case] found: &[&str]) {
    let seen = with_adult("+1 08:00", None, json!({ "aa_consulted": consulted, "child_heard": true }));
    assert_eq!(seen.whole(UNHEARD), found);
    assert!(!consulted.is_null() || seen.says_not_recorded(UNHEARD));
    let alone = granted(two_reviews(), "+1 09:00", json!({ "aa_consulted": consulted, "child_heard": true }));
    assert!(alone.judged("+1 09:30").all(UNHEARD).is_empty(), "with no adult there");
}

#[rstest]
#[case::who_comes_a_second_before_is_at_hand("+1 08:59:59", None, true)]
#[case::who_comes_that_minute_is_not("+1 09:00", None, false)]
#[case::who_leaves_a_second_after_is_at_hand("+1 08:00", Some("+1 09:00:01"), true)]
#[case::who_leaves_that_minute_is_not("+1 08:00", Some("+1 09:00"), false)]
#[case::who_left_before_is_not("+1 08:00", Some("+1 08:30"), false)]
fn an_adult(#[case] came: &str, #[case] left: Option<&str>, #[case] at_hand: bool) {
    let seen = with_adult(came, left, json!({ "aa_consulted": false }));
    assert_eq!(!seen.all(UNHEARD).is_empty(), at_hand);
}

#[test]
fn whether_the_child_was_heard_left_out_and_the_adult_passed_over_is_the_breach_of_the_code() {
    let changes = json!({ "child_heard": null, "solicitor_heard": null, "aa_consulted": false });
    let seen = with_adult("+1 08:00", None, changes);
    assert_eq!(seen.whole(UNHEARD), ["breach +1 09:00; on 7; code; superintendent"]);
    let silent = json!({ "child_heard": null, "solicitor_heard": null, "aa_consulted": null });
    assert_eq!(with_adult("+1 08:00", None, silent).whole(UNHEARD), ["query +1 09:00; on 7; statute; superintendent"]);
}

#[rstest]
#[case::b19_at_24_hours_is_in_time("+1 10:00:00", true, &[])]
#[case::b19_a_second_past_24_hours_moves_nothing(
    "+1 10:00:01", false, &["breach +1 10:00:01; due +1 10:00; on 6; statute; superintendent"]
)]
#[case::at_the_second_review_is_in_time("23:00", true, &[])]
#[case::b20_a_second_before_the_second_review_moves_nothing("22:59:59", false, &["breach 22:59:59; on 6; statute; superintendent"])]
#[case::b20_with_one_review_moves_nothing("20:00", false, &["breach 20:00; on 6; statute; superintendent"])]
#[case::with_no_review_moves_nothing("15:00", false, &["breach 15:00; on 6; statute; superintendent"])]
fn a_first_extension(#[case] given_at: &str, #[case] moves: bool, #[case] found: &[&str]) {
    let seen = granted(two_reviews(), given_at, json!({})).judged("+1 10:00:01");
    assert_eq!(outcome(&seen, EARLY), (moves, found.iter().map(ToString::to_string).collect()));
}

#[test]
fn a_review_by_the_wrong_officer_is_none_of_the_two() {
    let sergeant = json!({ "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" } });
    let record = held().review("16:00", json!({})).review("23:00", sergeant);
    let seen = granted(record, "+1 00:30", json!({})).judged("+1 00:40");
    assert_eq!(outcome(&seen, EARLY), (false, one("breach +1 00:30; on 6; statute; superintendent")));
}

#[test]
fn reviews_that_may_stand_outside_the_file_are_asked_about_and_the_grant_stands() {
    let back = |answered: Value| {
        let record = given().at("09:00", "answered_bail", answered).authorised("09:10");
        granted(record, "16:00", json!({ "until_hours": 30 })).judged("16:30")
    };
    let used = back(json!({ "time_used_minutes": 900 }));
    assert_eq!(used.whole(EARLY), ["query 16:00; on 2; statute; superintendent"]);
    assert_eq!(used.0.clocks.detention_limit, Some(instant("+1 00:00")));
    let not_recorded = back(json!({}));
    assert_eq!(not_recorded.whole(EARLY), ["query 16:00; on 2; statute; superintendent"]);
    let none_used = back(json!({ "time_used_minutes": 0 }));
    assert_eq!(none_used.whole(EARLY), ["breach 16:00; on 2; statute; superintendent"]);
}

#[rstest]
#[case::b21_within_the_last_one_moves_the_limit("+1 16:00", "+1 22:00")]
#[case::b21_a_second_past_the_last_one_moves_nothing("+1 16:00:01", "+1 16:00")]
fn a_further_extension(#[case] given_at: &str, #[case] limit: &str) {
    let first = granted(two_reviews(), "+1 09:00", json!({ "until_hours": 30 }));
    let seen = granted(first, given_at, json!({ "under": "s42_2" })).judged("+1 16:00:01");
    assert_eq!(seen.0.clocks.detention_limit, Some(instant(limit)));
    assert!(seen.all(EARLY).is_empty());
}
