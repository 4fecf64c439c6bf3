//! What is known of the age: `age.treated-as-child`, `age.treated-as-adult`, `age.turned-18`, `age.unknown`, `age.under-ten`.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const UNKNOWN: &str = "age.unknown";
const AS_ADULT: &str = "age.treated-as-adult";
const UNDER_TEN: &str = "age.under-ten";

const ASKED: &[&str] = &["query 13:00; due 13:00; on 0; policy; custody_officer"];
const OVERDUE: &[&str] = &["overdue; due 13:00; custody_officer"];

#[rstest]
#[case::nothing_known_of_the_age_is_asked_about(json!({}), ASKED, OVERDUE)]
#[case::looks_of_17_alone_leave_the_age_unknown(json!({ "apparent_age": 17 }), ASKED, OVERDUE)]
#[case::a_stated_age_of_18_set_against_looks_leaves_it_unknown(json!({ "age": 18, "apparent_age": 17 }), ASKED, OVERDUE)]
#[case::a_stated_age_of_17_is_an_age(json!({ "age": 17, "apparent_age": 17 }), &[], &[])]
#[case::an_age_of_15_that_nobody_says_the_basis_of_is_an_age(json!({ "age": 15 }), &[], &[])]
#[case::a_date_of_birth_is_an_age(json!({ "date_of_birth": "2010-03-03" }), &[], &[])]
#[case::looks_of_18_alone_owe_a_child_nothing(json!({ "apparent_age": 18 }), &[], &[])]
#[case::a_documented_age_of_18_is_an_age_whatever_they_look(
    json!({ "age": 18, "age_basis": "documented", "apparent_age": 17 }), &[], &[]
)]
fn the_age_is_recorded_within_an_hour_of_authorisation(
    #[case] known: Value,
    #[case] found: &[&str],
    #[case] owed: &[&str],
) {
    let record = no_age().child(known).authorised("12:00");
    let seen = record.judged("13:00:01");
    assert_eq!((seen.whole(UNKNOWN), seen.owed(UNKNOWN)), (lines(found), lines(owed)));
    assert!(record.judged("13:00").all(UNKNOWN).is_empty(), "at the hour it isn't past");
    assert!(found.is_empty() || seen.says_not_recorded(UNKNOWN) || seen.all(UNKNOWN)[0].message.contains("disputed"));
}

#[test]
fn without_authorisation_nobody_is_held_whose_age_must_be_known() {
    assert!(!no_age().at("11:00", "arrived", json!({})).judged("18:00").speaks(UNKNOWN));
}

#[test]
fn b6_one_who_says_19_and_looks_17_is_a_child_whose_age_is_asked_about_past_the_hour() {
    let known = json!({ "age": 19, "age_basis": "stated", "apparent_age": 17 });
    let record = no_age().child(known.clone()).authorised("12:00");
    assert!(is_treated_as_a_child(known));
    assert!(record.judged("13:00").all(UNKNOWN).is_empty());
    assert_eq!(record.judged("13:01").whole(UNKNOWN), ASKED);
}

/// Whether the child rules are on: an adult is owed.
fn is_treated_as_a_child(known: Value) -> bool {
    no_age().child(known).authorised("12:00").judged("12:10").speaks("aa.request")
}

#[rstest]
#[case::of_whom_nothing_is_known_is_a_child(json!({}), true)]
#[case::who_looks_17_is_a_child(json!({ "apparent_age": 17 }), true)]
#[case::who_looks_18_and_says_nothing_is_not(json!({ "apparent_age": 18 }), false)]
#[case::who_says_18_and_looks_17_is_a_child(json!({ "age": 18, "age_basis": "stated", "apparent_age": 17 }), true)]
#[case::who_says_18_with_no_basis_recorded_and_looks_17_is_a_child(json!({ "age": 18, "apparent_age": 17 }), true)]
#[case::who_says_18_and_looks_18_is_not(json!({ "age": 18, "age_basis": "stated", "apparent_age": 18 }), false)]
#[case::who_says_18_and_whose_looks_are_not_recorded_is_not(json!({ "age": 18, "age_basis": "stated" }), false)]
#[case::who_says_17_is_a_child_whatever_they_look(json!({ "age": 17, "apparent_age": 25 }), true)]
#[case::who_has_shown_a_document_of_18_is_not(
    json!({ "date_of_birth": "2008-11-10", "age_basis": "documented", "apparent_age": 15 }), false
)]
#[case::whose_date_of_birth_at_18_is_only_stated_and_who_looks_17_is_a_child(
    json!({ "date_of_birth": "2008-11-10", "age_basis": "stated", "apparent_age": 17 }), true
)]
fn someone(#[case] known: Value, #[case] child: bool) {
    assert_eq!(is_treated_as_a_child(known), child);
}

#[rstest]
#[case::b1_at_the_start_of_the_birthday("2008-11-10", "-1 23:59:59", "00:00")]
#[case::b2_on_1_march_where_born_on_29_february("2008-02-29", "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z")]
#[case::b3_at_midnight_in_london_in_summer("2008-07-01", "2026-06-30T22:59:59Z", "2026-06-30T23:00:00Z")]
fn a_child_turns_18(#[case] born: &str, #[case] before: &str, #[case] on: &str) {
    let owes = |from: &str| {
        let record = given().child(json!({ "date_of_birth": born })).authorised(from);
        record.judged(from).speaks("aa.request")
    };
    assert!(owes(before) && !owes(on));
    let turns = given().child(json!({ "date_of_birth": born })).authorised(before).judged(before).0.clocks.turns_18;
    assert_eq!(turns, Some(crate::law::testing::instant(on)));
}

const AS_ADULT_BREACH: &[&str] = &["breach 12:00; on 0; code; custody_officer"];

#[rstest]
#[case::not_recorded_as_either_is_no_finding(json!(null), &[])]
#[case::recorded_as_a_child_is_none(json!("child"), &[])]
#[case::recorded_as_an_adult_is_a_breach(json!("adult"), AS_ADULT_BREACH)]
fn a_child(#[case] recorded_as: Value, #[case] found: &[&str]) {
    let seen = given().child(json!({ "recorded_as": recorded_as })).authorised("12:00").judged("12:30");
    assert_eq!(seen.whole(AS_ADULT), found);
}

#[rstest]
#[case::whose_age_nobody_recorded_is_left_to_the_question_of_age(json!({}), &[])]
#[case::who_looks_17_is_a_child_recorded_wrongly(json!({ "apparent_age": 17 }), AS_ADULT_BREACH)]
#[case::aged_17_is_a_child_recorded_wrongly(json!({ "age": 17 }), AS_ADULT_BREACH)]
#[case::aged_18_is_recorded_rightly(json!({ "age": 18 }), &[])]
#[case::born_18_years_ago_tomorrow_is_a_child_recorded_wrongly(json!({ "date_of_birth": "2008-11-11" }), AS_ADULT_BREACH)]
#[case::born_18_years_ago_today_is_recorded_rightly(json!({ "date_of_birth": "2008-11-10" }), &[])]
fn recorded_as_an_adult_someone(#[case] known: Value, #[case] found: &[&str]) {
    let seen = no_age().child(json!({ "recorded_as": "adult" })).child(known).authorised("12:00").judged("12:30");
    assert_eq!(seen.whole(AS_ADULT), found);
}

#[test]
fn held_as_an_adult_stands_from_the_earliest_of_arrival_presentation_and_authorisation_else_from_the_arrest() {
    let adult = || given().child(json!({ "recorded_as": "adult" }));
    let all = adult().at("10:00", "note", json!({ "text": "called in" })).at("11:00", "arrested", json!({}));
    assert_eq!(all.judged("12:30").whole(AS_ADULT), ["breach 11:00; on 1; code; custody_officer"]);
    let presented = all.clone().at("11:20", "presented", json!({}));
    assert_eq!(presented.judged("12:30").whole(AS_ADULT), ["breach 11:20; on 2; code; custody_officer"]);
    let all = all.at("11:30", "arrived", json!({})).authorised("12:00");
    assert_eq!(all.judged("12:30").whole(AS_ADULT), ["breach 11:30; on 2; code; custody_officer"]);
    let none = adult().at("10:00", "note", json!({ "text": "called in" })).judged("12:30");
    assert_eq!(none.whole(AS_ADULT), ["breach 10:00; on 0; code; custody_officer"]);
}

#[test]
fn eighteen_when_the_custody_record_was_opened_is_recorded_rightly_though_arrested_at_17() {
    let born = |date: &str| {
        let record = given().child(json!({ "date_of_birth": date, "recorded_as": "adult" }));
        let record = record.at("-1 23:30", "arrested", json!({})).at("00:20", "arrived", json!({})).authorised("00:40");
        record.judged("02:00").whole(AS_ADULT)
    };
    assert!(born("2008-11-10").is_empty());
    assert_eq!(born("2008-11-11"), ["breach 00:20; on 1; code; custody_officer"]);
}

#[test]
fn to_record_a_child_as_one_is_asked_only_while_they_are_held_and_a_child() {
    let asked = |record: Given, now: &str| {
        let seen = record.child(json!({ "recorded_as": "adult", "date_of_birth": "2008-11-11" })).judged(now);
        seen.one(AS_ADULT).unwrap().message.contains("Record them as a child")
    };
    let held = given().authorised("12:00");
    assert!(asked(held.clone(), "12:30"));
    assert!(!asked(held.clone(), "+1 00:00"), "eighteen now");
    assert!(!asked(held.at("12:20", "released", json!({ "outcome": "bail" })), "12:30"));
}

const YOUNG: &[&str] = &["breach 12:00; on 0; statute; arresting_officer"];
const PERHAPS_YOUNG: &[&str] = &["query 12:00; on 0; statute; custody_officer"];

#[rstest]
#[case::b4_below_ten_when_it_was_done_is_a_breach(json!({ "date_of_birth": "2016-11-10" }), json!("-1 22:00"), YOUNG)]
#[case::b5_ten_from_the_first_second_of_the_birthday_is_not(json!({ "date_of_birth": "2016-11-10" }), json!("00:00"), &[])]
#[case::ten_now_and_when_it_was_done_not_recorded_is_asked(json!({ "date_of_birth": "2016-11-10" }), json!(null), PERHAPS_YOUNG)]
#[case::eleven_now_and_when_it_was_done_not_recorded_is_not(json!({ "date_of_birth": "2015-11-10" }), json!(null), &[])]
#[case::nine_now_and_when_it_was_done_not_recorded_is_a_breach(json!({ "date_of_birth": "2016-11-11" }), json!(null), YOUNG)]
#[case::aged_nine_with_no_date_of_birth_is_a_breach(json!({ "age": 9 }), json!(null), YOUNG)]
#[case::aged_ten_with_neither_date_is_asked(json!({ "age": 10 }), json!(null), PERHAPS_YOUNG)]
#[case::aged_ten_and_done_the_day_before_is_asked(json!({ "age": 10 }), json!("-1 23:59"), PERHAPS_YOUNG)]
#[case::aged_ten_and_done_today_is_not(json!({ "age": 10 }), json!("00:00"), &[])]
#[case::aged_eleven_and_done_the_day_before_is_not(json!({ "age": 11 }), json!("-1 23:59"), &[])]
#[case::aged_eleven_and_done_a_year_before_is_not(json!({ "age": 11 }), json!("2025-11-10T12:00:00Z"), &[])]
#[case::aged_eleven_and_done_a_year_and_a_day_before_is_asked(json!({ "age": 11 }), json!("2025-11-09T12:00:00Z"), PERHAPS_YOUNG)]
#[case::aged_eleven_and_done_two_years_less_a_day_before_is_asked(json!({ "age": 11 }), json!("2024-11-11T12:00:00Z"), PERHAPS_YOUNG)]
#[case::aged_eleven_and_done_two_years_before_is_a_breach(json!({ "age": 11 }), json!("2024-11-10T12:00:00Z"), YOUNG)]
#[case::aged_ten_and_done_a_year_before_is_a_breach(json!({ "age": 10 }), json!("2025-11-10T12:00:00Z"), YOUNG)]
#[case::aged_ten_and_done_a_year_less_a_day_before_is_asked(json!({ "age": 10 }), json!("2025-11-11T12:00:00Z"), PERHAPS_YOUNG)]
#[case::who_looks_nine_with_no_age_is_asked(json!({ "apparent_age": 9 }), json!("11:00"), PERHAPS_YOUNG)]
#[case::who_looks_ten_with_no_age_is_not(json!({ "apparent_age": 10 }), json!("11:00"), &[])]
#[case::of_whom_nothing_is_known_is_left_to_the_question_of_age(json!({}), json!("11:00"), &[])]
fn a_child_arrested_for_an_offence(#[case] known: Value, #[case] done: Value, #[case] found: &[&str]) {
    let seen = no_age().child(known).at("12:00", "arrested", json!({ "offence_at": done })).judged("12:05");
    assert_eq!(seen.whole(UNDER_TEN), found);
}

#[test]
fn what_is_missing_of_the_age_of_ten_is_said_to_be_not_recorded() {
    let asked = |known: Value, done: Value| {
        let seen = no_age().child(known).at("12:00", "arrested", json!({ "offence_at": done })).judged("12:05");
        seen.says_not_recorded(UNDER_TEN) || seen.all(UNDER_TEN)[0].message.contains("no age is recorded")
    };
    assert!(asked(json!({ "date_of_birth": "2016-11-10" }), json!(null)));
    assert!(asked(json!({ "age": 10 }), json!("-1 23:59")));
    assert!(asked(json!({ "apparent_age": 9 }), json!("11:00")));
}

#[test]
fn a_record_that_starts_at_the_station_counts_the_age_from_the_first_of_arrival_presentation_and_authorisation() {
    let nine = || given().child(json!({ "date_of_birth": "2017-06-01" }));
    let all = nine().at("11:00", "presented", json!({})).at("11:10", "arrived", json!({})).authorised("12:00");
    assert_eq!(all.judged("12:05").whole(UNDER_TEN), ["breach 11:00; on 0 2; statute; custody_officer"]);
    let alone = nine().authorised("12:00").judged("12:05");
    assert_eq!(alone.whole(UNDER_TEN), ["breach 12:00; on 0; statute; custody_officer"]);
    let protected = nine().at("12:00", "detention_authorised", json!({ "route": "police_protection" }));
    assert!(!protected.judged("12:05").speaks(UNDER_TEN));
    assert!(!nine().at("11:00", "note", json!({ "text": "rang" })).judged("12:05").speaks(UNDER_TEN));
}

#[rstest]
#[case::arrested_in_breach_of_police_bail_is_held_for_an_offence("police_bail_breach", true)]
#[case::arrested_for_an_offence("offence", true)]
#[case::arrested_on_a_warrant_is_not("warrant", false)]
#[case::arrested_in_breach_of_court_bail_is_not("court_bail_breach", false)]
fn below_ten_a_child(#[case] route: &str, #[case] found: bool) {
    let nine = given().child(json!({ "date_of_birth": "2017-06-01" })).at("12:00", "arrested", json!({ "for": route }));
    assert_eq!(nine.judged("12:05").speaks(UNDER_TEN), found);
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
