//! What the relevant time rests on, each fact left out, false and true.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::record::Instant;

const RULE: &str = "clock.relevant-time";

/// The relevant time, the limit, and what is asked, at that instant.
fn clock(record: &Given, now: &str) -> (Option<Instant>, Option<Instant>, Vec<String>) {
    let seen = record.judged(now);
    assert!(seen.all(RULE).is_empty() || seen.says_not_recorded(RULE));
    (seen.0.clocks.relevant_time, seen.0.clocks.detention_limit, seen.whole(RULE))
}

fn at(time: &str) -> Option<Instant> {
    Some(instant(time))
}

const NONE: Vec<String> = Vec::new();

#[test]
fn an_arrival_left_out_is_asked_about_and_leaves_no_clock() {
    let record = given().at("10:00", "arrested", json!({})).authorised("10:50");
    let asked = vec!["query 10:50; on 1; statute; custody_officer".to_owned()];
    assert_eq!(clock(&record, "12:00"), (None, None, asked));
}

#[test]
fn an_arrival_at_the_minute_of_booking_in_is_the_first_and_one_after_it_a_transfer() {
    let arrived = |time: &str| {
        let record = given().at("10:00", "arrested", json!({})).at("10:50", "presented", json!({}));
        record.at(time, "arrived", json!({})).authorised("11:00")
    };
    assert_eq!(clock(&arrived("10:50"), "12:00"), (at("10:50"), at("+1 10:50"), NONE));
    let asked = vec!["query 10:50; on 1; statute; custody_officer".to_owned()];
    assert_eq!(clock(&arrived("10:50:01"), "12:00"), (None, None, asked));
}

#[rstest]
#[case::not_recorded_of_one_who_came_by_themselves_is_yes(true, json!(null), at("14:10"), 0)]
#[case::denied_of_one_who_came_by_themselves_needs_an_arrival(true, json!(false), None, 1)]
#[case::said_of_one_who_came_by_themselves(true, json!(true), at("14:10"), 0)]
#[case::not_recorded_of_one_who_didnt_come_is_no(false, json!(null), None, 1)]
#[case::denied_of_one_who_didnt_come(false, json!(false), None, 1)]
#[case::said_with_no_coming_recorded(false, json!(true), at("14:10"), 0)]
fn arrest_at_the_station(
    #[case] came: bool,
    #[case] at_station: Value,
    #[case] relevant: Option<Instant>,
    #[case] asked: usize,
) {
    let record = if came { given().at("13:00", "attended", json!({})) } else { given() };
    let record = record.at("14:10", "arrested", json!({ "at_station": at_station })).authorised("14:20");
    let seen = clock(&record, "15:00");
    assert_eq!((seen.0, seen.2.len()), (relevant, asked));
}

#[test]
fn coming_after_the_arrest_is_no_coming_by_themselves() {
    let record = given().at("14:10", "arrested", json!({})).at("14:10:01", "attended", json!({})).authorised("14:20");
    assert_eq!(clock(&record, "15:00").0, None);
    let at_once = given().at("14:10", "attended", json!({})).at("14:10", "arrested", json!({})).authorised("14:20");
    assert_eq!(clock(&at_once, "15:00").0, at("14:10"));
}

#[rstest]
#[case::left_out_is_asked_about_and_none_is_taken_off(json!(null), "+1 09:00", &["query 09:00; on 0; statute; custody_officer"])]
#[case::of_none_is_none(json!(0), "+1 09:00", &[])]
#[case::b14_of_nine_hours_is_taken_off(json!(540), "+1 00:00", &[])]
fn time_used_before_bail(#[case] used: Value, #[case] limit: &str, #[case] asked: &[&str]) {
    let record = given().at("09:00", "answered_bail", json!({ "time_used_minutes": used })).authorised("09:10");
    let seen = clock(&record, "10:00");
    assert_eq!((seen.0, seen.1), (at("09:00"), at(limit)));
    assert_eq!(seen.2, asked);
}

#[test]
fn time_used_before_bail_is_not_asked_for_where_the_file_shows_it() {
    let back = |answered: Value| {
        given()
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 16:30", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", answered)
            .authorised("09:10")
    };
    assert_eq!(clock(&back(json!({})), "10:00"), (at("09:00"), at("+1 03:00"), NONE));
    assert_eq!(clock(&back(json!({ "time_used_minutes": 0 })), "10:00"), (at("09:00"), at("+1 03:00"), NONE));
    let longer = back(json!({ "time_used_minutes": 361 }));
    assert_eq!(clock(&longer, "10:00"), (at("09:00"), at("+1 02:59"), NONE), "the longer of the two counts");
    let street = given()
        .at("-5 10:00", "arrested", json!({}))
        .at("-5 10:20", "bailed", json!({ "before_charge": true }))
        .at("09:00", "answered_bail", json!({}))
        .authorised("09:10");
    assert_eq!(clock(&street, "10:00").2, NONE, "street bail used nothing");
}

#[test]
fn time_used_before_a_breach_of_police_bail_is_asked_for_where_no_detention_before_it_is_in_the_file() {
    let record = given().at("08:30", "arrested", json!({ "for": "police_bail_breach" }));
    let record = record.at("09:00", "arrived", json!({})).authorised("09:10");
    let asked = vec!["query 08:30; on 0; statute; custody_officer".to_owned()];
    // Three hours from arrival aren't counted (s.47(6A)).
    assert_eq!(clock(&record, "10:00"), (at("09:00"), at("+1 12:00"), asked));
}

/// Arrested at 10:00 in area A on behalf of B, at a station there from 11:00, and at one of B's from 15:00.
fn sought(about: Value, on_leaving: Value) -> Given {
    given()
        .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
        .at("11:00", "arrived", json!({ "area": "A" }))
        .authorised("11:10")
        .at("12:00", "interview_started", json!({ "aa_present": true, "about_other_area": about }))
        .at("12:30", "interview_ended", json!({}))
        .at("13:00", "departed", json!({ "area": "A", "questioned_about_sought_offence": on_leaving }))
        .at("15:00", "arrived", json!({ "area": "B" }))
}

const WHETHER: &[&str] = &["query 11:00; on 0; statute; custody_officer"];

#[rstest]
#[case::not_recorded_is_asked_about_and_runs_from_the_first_station(json!(null), json!(null), "11:00", WHETHER)]
#[case::no_waits_for_that_area(json!(false), json!(null), "15:00", &[])]
#[case::yes_runs_from_the_first_station(json!(true), json!(null), "11:00", &[])]
#[case::no_said_on_leaving_answers_for_the_interview(json!(null), json!(false), "15:00", &[])]
#[case::yes_said_on_leaving_answers_for_the_interview(json!(null), json!(true), "11:00", &[])]
#[case::no_at_the_interview_and_yes_on_leaving_is_yes(json!(false), json!(true), "11:00", &[])]
#[case::yes_at_the_interview_and_no_on_leaving_is_yes(json!(true), json!(false), "11:00", &[])]
fn questioned_about_the_other_areas_offence(
    #[case] about: Value,
    #[case] on_leaving: Value,
    #[case] relevant: &str,
    #[case] asked: &[&str],
) {
    let seen = clock(&sought(about, on_leaving), "16:00");
    assert_eq!((seen.0, seen.2), (at(relevant), asked.iter().map(ToString::to_string).collect()));
}

#[test]
fn what_the_end_of_an_interview_says_counts_where_its_start_is_silent() {
    let interviewed = |start: Value, end: Value| {
        let record = given()
            .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
            .at("11:00", "arrived", json!({ "area": "A" }))
            .authorised("11:10")
            .at("12:00", "interview_started", json!({ "about_other_area": start }))
            .at("12:30", "interview_ended", json!({ "about_other_area": end }))
            .at("15:00", "arrived", json!({ "area": "B" }));
        clock(&record, "16:00")
    };
    assert_eq!(interviewed(json!(null), json!(true)).0, at("11:00"));
    assert_eq!(interviewed(json!(null), json!(false)), (at("15:00"), at("+1 15:00"), NONE));
    assert_eq!(interviewed(json!(false), json!(true)).0, at("15:00"), "what the start says stands");
    let end_only = given()
        .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
        .at("11:00", "arrived", json!({ "area": "A" }))
        .authorised("11:10")
        .at("12:30", "interview_ended", json!({}))
        .at("15:00", "arrived", json!({ "area": "B" }));
    assert_eq!(clock(&end_only, "16:00").2, WHETHER);
    let away =
        sought(json!(false), json!(null)).at("14:00", "questioned_away", json!({ "from": "13:40", "to": "14:00" }));
    assert_eq!(clock(&away, "16:00").2, WHETHER, "what was asked on the way isn't recorded");
}

#[rstest]
#[case::left_out_of_the_arrest_is_an_ordinary_arrest(json!(null), "A", "11:00")]
#[case::the_same_as_the_area_of_the_arrest_is_an_ordinary_arrest(json!("A"), "A", "11:00")]
#[case::another_waits_for_that_area(json!("B"), "A", "15:00")]
fn the_area_that_sought_the_arrest(#[case] sought_by: Value, #[case] area: &str, #[case] relevant: &str) {
    let record = given()
        .at("10:00", "arrested", json!({ "area": area, "sought_by": sought_by }))
        .at("11:00", "arrived", json!({ "area": "A" }))
        .authorised("11:10")
        .at("15:00", "arrived", json!({ "area": "B" }));
    assert_eq!(clock(&record, "16:00"), (at(relevant), at(&format!("+1 {relevant}")), NONE));
}

#[test]
fn where_the_arrest_was_left_out_the_first_station_tells() {
    let first = |area: &str| {
        let record = given().at("10:00", "arrested", json!({ "sought_by": "B" }));
        record.at("11:00", "arrived", json!({ "area": area })).authorised("11:10").at(
            "15:00",
            "arrived",
            json!({ "area": "B" }),
        )
    };
    assert_eq!(clock(&first("B"), "16:00").0, at("11:00"));
    assert_eq!(clock(&first("A"), "16:00").0, at("15:00"));
}

/// Held in A for A's offence, then taken to B for B's.
fn second(about: Value, on_leaving: Value) -> Given {
    given()
        .at("09:00", "arrested", json!({ "area": "A" }))
        .at("09:30", "arrived", json!({ "area": "A" }))
        .authorised("09:40")
        .at("11:00", "interview_started", json!({ "about_other_area": about }))
        .at("11:30", "interview_ended", json!({}))
        .at(
            "14:00",
            "departed",
            json!({ "area": "A", "sought_by": "B", "questioned_about_sought_offence": on_leaving }),
        )
        .at("17:00", "arrived", json!({ "area": "B" }))
}

#[rstest]
#[case::not_recorded_is_asked_about_and_starts_afresh(json!(null), json!(null), "17:00", &["query 14:00; on 5; statute; custody_officer"])]
#[case::no_starts_afresh(json!(false), json!(null), "17:00", &[])]
#[case::yes_restarts_nothing(json!(true), json!(null), "09:30", &[])]
#[case::no_said_on_leaving(json!(null), json!(false), "17:00", &[])]
#[case::yes_said_on_leaving(json!(null), json!(true), "09:30", &[])]
fn questioned_here_before_a_second_area(
    #[case] about: Value,
    #[case] on_leaving: Value,
    #[case] relevant: &str,
    #[case] asked: &[&str],
) {
    let seen = clock(&second(about, on_leaving), "18:00");
    assert_eq!((seen.0, seen.1), (at(relevant), at(&format!("+1 {relevant}"))));
    assert_eq!(seen.2, asked);
}

#[test]
fn b12_the_second_areas_clock_starts_on_arrival_or_a_day_after_leaving() {
    let leaves = |there: &str| {
        given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("14:00", "departed", json!({ "area": "A", "sought_by": "B", "questioned_about_sought_offence": false }))
            .at(there, "arrived", json!({ "area": "B" }))
    };
    assert_eq!(clock(&leaves("+1 14:00"), "+1 15:00").0, at("+1 14:00"));
    assert_eq!(clock(&leaves("+1 13:59"), "+1 15:00").0, at("+1 13:59"));
    assert_eq!(clock(&leaves("+1 14:01"), "+1 15:00").0, at("+1 14:00"));
}

#[test]
fn at_the_very_end_of_the_24_hours_it_is_the_arrival_there_that_counts() {
    let rests_on = |record: &Given| {
        let seen = record.judged("+1 15:00");
        seen.duties("clock.limit").last().map(|duty| duty.message.to_string()).unwrap_or_default()
    };
    let first = |there: &str| {
        let record = given().at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }));
        record.at("11:00", "arrived", json!({ "area": "A" })).authorised("11:10").at(
            there,
            "arrived",
            json!({ "area": "B" }),
        )
    };
    assert!(rests_on(&first("+1 10:00")).contains("arrival in the area that sought the arrest"));
    assert!(rests_on(&first("+1 10:00:01")).contains("24 h after the arrest another area sought"));
    let second = |there: &str| {
        given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("14:00", "departed", json!({ "area": "A", "sought_by": "B", "questioned_about_sought_offence": false }))
            .at(there, "arrived", json!({ "area": "B" }))
    };
    assert!(rests_on(&second("+1 14:00")).contains("arrival in the second area"));
    assert!(rests_on(&second("+1 14:00:01")).contains("24 h after leaving the first area"));
}
