use serde_json::{Value, json};

use crate::law::testing::{Given, given, instant};
use crate::law::{LimitBasis, Verdict};
use crate::record::Instant;

fn relevant(record: &Given, now: &str) -> Option<Instant> {
    record.judged(now).0.clocks.relevant_time
}

fn limit(record: &Given, now: &str) -> Option<Instant> {
    record.judged(now).0.clocks.detention_limit
}

fn asks(record: &Given, now: &str) -> usize {
    let seen = record.judged(now);
    assert!(seen.all("clock.relevant-time").iter().all(|finding| finding.verdict == Verdict::Query));
    seen.all("clock.relevant-time").len()
}

fn ordinary() -> Given {
    given().at("10:00", "arrested", json!({})).at("10:40", "arrived", json!({})).authorised("10:50")
}

#[test]
fn an_ordinary_arrest_runs_from_the_first_station() {
    let record = ordinary();
    assert_eq!(relevant(&record, "12:00"), Some(instant("10:40")));
    assert_eq!(limit(&record, "12:00"), Some(instant("+1 10:40")));
    assert_eq!(asks(&record, "12:00"), 0);
}

#[test]
fn an_ordinary_arrest_has_no_cap_at_24_hours_after_it() {
    let record = given()
        .at("-1 10:00", "arrested", json!({ "area": "A" }))
        .at("-1 10:05", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("16:00", "arrived", json!({ "area": "A" }))
        .authorised("16:10");
    assert_eq!(relevant(&record, "17:00"), Some(instant("16:00")));
    assert_eq!(limit(&record, "17:00"), Some(instant("+1 16:00")));
}

#[test]
fn a_transfer_or_a_new_arrest_moves_nothing() {
    let within = ordinary()
        .at("15:00", "departed", json!({ "to_area": "A" }))
        .at("16:00", "arrived", json!({ "station": "Second" }))
        .authorised("16:10")
        .at("16:30", "arrested", json!({}));
    assert_eq!(relevant(&within, "17:00"), Some(instant("10:40")));
    let no_one_sought = given()
        .at("10:00", "arrested", json!({ "area": "A" }))
        .at("10:40", "arrived", json!({ "area": "A" }))
        .authorised("10:50")
        .at("15:00", "departed", json!({ "area": "A", "to_area": "B" }))
        .at("16:00", "arrived", json!({ "area": "B" }));
    assert_eq!(relevant(&no_one_sought, "17:00"), Some(instant("10:40")));
}

#[test]
fn whoever_came_by_themselves_runs_from_the_arrest() {
    let came =
        |fields: Value| given().at("13:00", "attended", json!({})).at("14:10", "arrested", fields).authorised("14:20");
    assert_eq!(relevant(&came(json!({ "at_station": true })), "15:00"), Some(instant("14:10")));
    assert_eq!(relevant(&came(json!({})), "15:00"), Some(instant("14:10")));
    let elsewhere = given()
        .at("13:00", "attended", json!({}))
        .at("14:10", "arrested", json!({ "at_station": false }))
        .at("15:00", "arrived", json!({}))
        .authorised("15:05");
    assert_eq!(relevant(&elsewhere, "16:00"), Some(instant("15:00")));
    let no_attended = given().at("14:10", "arrested", json!({ "at_station": true })).authorised("14:20");
    assert_eq!(relevant(&no_attended, "15:00"), Some(instant("14:10")));
}

#[test]
fn whoever_came_without_arrest_and_is_brought_to_a_station_after_it_is_asked_about_where_it_isnt_said_to_be_at_one() {
    let came = |at_station: Value| {
        given()
            .at("13:00", "attended", json!({}))
            .at("14:10", "arrested", json!({ "at_station": at_station }))
            .at("14:40", "arrived", json!({}))
            .authorised("14:50")
    };
    let silent = came(json!(null));
    assert_eq!((relevant(&silent, "15:00"), asks(&silent, "15:00")), (Some(instant("14:10")), 1));
    assert_eq!((relevant(&came(json!(true)), "15:00"), asks(&came(json!(true)), "15:00")), (Some(instant("14:10")), 0));
    assert_eq!(
        (relevant(&came(json!(false)), "15:00"), asks(&came(json!(false)), "15:00")),
        (Some(instant("14:40")), 0)
    );
    let at = |time: &str| silent.judged(time).verdict("clock.limit");
    assert_eq!((at("+1 14:10"), at("+1 14:11")), (None, Some(Verdict::Query)));
    assert_eq!((at("+1 14:40"), at("+1 14:41")), (Some(Verdict::Query), Some(Verdict::Breach)));
}

#[test]
fn an_arrival_after_booking_in_is_only_a_move_and_puts_no_start_in_doubt() {
    let moved = |authorised: &str| {
        let record = given().at("09:00", "attended", json!({})).at("10:00", "arrested", json!({}));
        record.authorised(authorised).at("15:00", "departed", json!({})).at("16:00", "arrived", json!({}))
    };
    let seen = moved("10:20").judged("+1 12:00");
    assert_eq!((seen.verdict("clock.limit"), seen.minutes("clock.limit")), (Some(Verdict::Breach), Some(120)));
    assert_eq!(asks(&moved("10:20"), "+1 12:00"), 0);
    let brought = given().at("09:00", "attended", json!({})).at("10:00", "arrested", json!({}));
    let brought = brought.at("16:00", "arrived", json!({})).authorised("16:20");
    assert_eq!(brought.judged("+1 12:00").verdict("clock.limit"), Some(Verdict::Query));
}

#[test]
fn past_the_latest_that_it_can_be_the_limit_is_passed_by_what_is_certain_alone() {
    let record = given().at("09:00", "attended", json!({})).at("10:00", "arrested", json!({}));
    let record = record.at("10:40", "arrived", json!({})).authorised("10:50");
    let seen = record.at("+1 10:50", "released", json!({ "outcome": "under_investigation" })).judged("+1 12:00");
    let found = seen.one("clock.limit").unwrap();
    assert_eq!((found.verdict, found.minutes, found.due), (Verdict::Breach, Some(10), Some(instant("+1 10:40"))));
    assert!(found.message.contains("at the latest, and was passed by 10 min"));
    assert_eq!(record_of_warrant("+2 09:00").verdict("clock.limit"), None);
    let warrant = record_of_warrant("+2 09:20");
    assert_eq!(
        (warrant.verdict("clock.limit"), warrant.minutes("clock.limit")),
        (Some(Verdict::Breach), Some(20)),
        "a warrant runs from its issue, whenever the clock started"
    );
}

/// Arrested at 10:00 or brought in at 10:40, extended, and on a warrant of 12 hours from 21:00 until released.
fn record_of_warrant(released: &str) -> crate::law::testing::Seen {
    let record = given().at("09:00", "attended", json!({})).at("10:00", "arrested", json!({}));
    let record = record.at("10:40", "arrived", json!({})).authorised("10:50");
    let record = record.review("15:00", json!({})).review("23:00", json!({}));
    let by = json!({ "name": "Supt Test", "number": "9", "role": "superintendent", "rank": "superintendent" });
    let record = record.at(
        "+1 07:00",
        "extension_authorised",
        json!({ "by": by, "until_hours": 36, "indictable": true, "child_heard": true, "solicitor_heard": true }),
    );
    let record = record.at("+1 21:00", "warrant_issued", json!({ "hours": 12 }));
    record.at(released, "released", json!({ "outcome": "under_investigation" })).judged("+3 12:00")
}

#[test]
fn a_grant_or_a_warrant_in_time_only_where_the_clock_started_later_is_asked_about() {
    let in_doubt = || {
        let record = given().at("09:00", "attended", json!({})).at("10:00", "arrested", json!({}));
        let record = record.at("10:40", "arrived", json!({})).authorised("10:50");
        record.review("15:00", json!({})).review("23:00", json!({}))
    };
    let by = json!({ "name": "Supt Test", "number": "9", "role": "superintendent", "rank": "superintendent" });
    let extended = |record: Given, time: &str| {
        let fields = json!({ "by": by, "until_hours": 36, "indictable": true, "child_heard": true });
        record.at(time, "extension_authorised", fields)
    };
    let asked = in_doubt().judged("+1 10:30").one("clock.limit").unwrap().message.to_string();
    assert!(asked.ends_with("Lawful only where the clock started later: record what its start turns on."), "{asked}");
    let early = |time: &str| extended(in_doubt(), time).judged("+1 20:00");
    assert_eq!(early("+1 10:00").verdict("clock.extension-early"), None);
    let late = early("+1 10:40");
    assert_eq!(late.verdict("clock.extension-early"), Some(Verdict::Query));
    assert_eq!(late.verdict("clock.limit"), None, "it moves the limit, and is asked about");
    let too_late = early("+1 10:41");
    assert_eq!(too_late.verdict("clock.extension-early"), Some(Verdict::Breach));
    assert_eq!(too_late.verdict("clock.limit"), Some(Verdict::Breach));
    let warrant = |time: &str| {
        extended(in_doubt(), "+1 07:00").at(time, "warrant_issued", json!({ "hours": 12 })).judged("+2 06:00")
    };
    // 36 h run out at 22:00 or 22:40, and the six hours of s.43(5) at 04:00 or 04:40.
    assert_eq!(warrant("+2 04:40").verdict("clock.limit"), Some(Verdict::Query));
    assert_eq!(warrant("+2 04:41").verdict("clock.limit"), Some(Verdict::Breach));
}

#[test]
fn an_arrival_that_is_not_recorded_is_asked_about_and_never_guessed() {
    let record = given().authorised("12:00");
    assert_eq!((relevant(&record, "13:00"), limit(&record, "13:00"), asks(&record, "13:00")), (None, None, 1));
    let transfer_only = given().authorised("12:00").at("15:00", "arrived", json!({ "station": "Second" }));
    assert_eq!((relevant(&transfer_only, "16:00"), asks(&transfer_only, "16:00")), (None, 1));
}

mod sought_by_another_area {
    use super::*;

    fn arrested_in_a() -> Given {
        given()
            .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
            .at("11:00", "arrived", json!({ "area": "A" }))
            .authorised("11:10")
    }

    #[test]
    fn not_questioned_it_runs_from_arrival_there() {
        let record = arrested_in_a().at("15:00", "arrived", json!({ "area": " b " }));
        assert_eq!(relevant(&record, "16:00"), Some(instant("15:00")));
        assert_eq!(limit(&record, "16:00"), Some(instant("+1 15:00")));
        assert_eq!(record.judged("16:00").duties("clock.limit").len(), 1);
    }

    #[test]
    fn or_from_24_hours_after_the_arrest_where_that_is_earlier() {
        let record = arrested_in_a().at("+1 10:30", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&record, "+1 11:00"), Some(instant("+1 10:00")));
        let exactly = arrested_in_a().at("+1 10:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&exactly, "+1 11:00"), Some(instant("+1 10:00")));
        assert_eq!(relevant(&arrested_in_a(), "+1 09:59"), None);
        assert_eq!(relevant(&arrested_in_a(), "+1 10:00"), Some(instant("+1 10:00")));
    }

    #[test]
    fn treatment_after_the_first_station_moves_the_24_hours_too() {
        let record = arrested_in_a()
            .at("12:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("15:00", "returned_from_hospital", json!({}))
            .at("+1 14:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&record, "+1 15:00"), Some(instant("+1 13:00")));
    }

    #[test]
    fn questioned_here_about_it_nothing_waits() {
        let interviewed = arrested_in_a()
            .at("12:00", "interview_started", json!({ "about_other_area": true }))
            .at("12:30", "interview_ended", json!({}))
            .at("15:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&interviewed, "16:00"), Some(instant("11:00")));
        let said_on_leaving = arrested_in_a()
            .at("13:00", "departed", json!({ "sought_by": "B", "questioned_about_sought_offence": true }))
            .at("15:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&said_on_leaving, "16:00"), Some(instant("11:00")));
    }

    #[test]
    fn questioned_here_about_something_else_it_still_waits() {
        let record = arrested_in_a()
            .at("12:00", "interview_started", json!({ "about_other_area": false }))
            .at("12:30", "interview_ended", json!({}))
            .at("15:00", "arrived", json!({ "area": "B" }));
        assert_eq!((relevant(&record, "16:00"), asks(&record, "16:00")), (Some(instant("15:00")), 0));
    }

    #[test]
    fn an_interview_that_does_not_say_what_it_was_about_is_asked_about() {
        let record = arrested_in_a()
            .at("12:00", "interview_started", json!({}))
            .at("12:30", "interview_ended", json!({}))
            .at("15:00", "arrived", json!({ "area": "B" }));
        assert_eq!((relevant(&record, "16:00"), asks(&record, "16:00")), (Some(instant("11:00")), 1));
    }

    #[test]
    fn an_interview_after_arrival_there_is_no_questioning_here() {
        let record = arrested_in_a()
            .at("15:00", "arrived", json!({ "area": "B" }))
            .at("15:30", "interview_started", json!({}))
            .at("16:00", "interview_ended", json!({}));
        assert_eq!((relevant(&record, "17:00"), asks(&record, "17:00")), (Some(instant("15:00")), 0));
    }

    #[test]
    fn an_arrival_that_names_no_area_is_where_the_leaving_before_it_said_the_child_was_taken() {
        let taken = |area: &str| {
            arrested_in_a().at("14:00", "departed", json!({ "to_area": area })).at("15:00", "arrived", json!({}))
        };
        assert_eq!(relevant(&taken("B"), "16:00"), Some(instant("15:00")));
        assert_eq!(taken("B").judged("+1 15:01").minutes("clock.limit"), Some(1));
        assert_eq!(relevant(&taken("A"), "16:00"), None);
    }

    fn at_a_station_of_no_area() -> Given {
        given()
            .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
            .at("11:00", "arrived", json!({}))
            .authorised("11:10")
    }

    #[test]
    fn a_first_station_of_no_recorded_area_is_asked_about_and_the_clock_runs_from_it() {
        let record = at_a_station_of_no_area();
        assert_eq!((relevant(&record, "12:00"), asks(&record, "12:00")), (Some(instant("11:00")), 1));
        let entered = given()
            .at("10:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
            .at("11:00", "arrived", json!({}))
            .at("11:10", "detention_authorised", json!({ "area": "A" }));
        assert_eq!((relevant(&entered, "12:00"), asks(&entered, "12:00")), (None, 0));
        let leaving = record.at("14:00", "departed", json!({ "to_area": "B" }));
        assert_eq!((relevant(&leaving, "14:30"), asks(&leaving, "14:30")), (None, 0));
        let there = leaving.at("15:00", "arrived", json!({}));
        assert_eq!((relevant(&there, "16:00"), asks(&there, "16:00")), (Some(instant("15:00")), 0));
    }

    #[test]
    fn a_limit_passed_only_where_the_clock_did_not_start_later_is_asked_about_and_past_the_latest_it_can_be_is_a_breach()
     {
        // From the station at 11:00, or from 24 h after the arrest at 10:00.
        let at = |time: &str| at_a_station_of_no_area().judged(time).verdict("clock.limit");
        assert_eq!((at("+1 11:00"), at("+1 11:01")), (None, Some(Verdict::Query)));
        assert_eq!((at("+2 10:00"), at("+2 10:01")), (Some(Verdict::Query), Some(Verdict::Breach)));
        // From the first station at 11:00, or from the second at 15:00.
        let asked = arrested_in_a()
            .at("12:00", "interview_started", json!({}))
            .at("12:30", "interview_ended", json!({}))
            .at("15:00", "arrived", json!({ "area": "B" }));
        let at = |time: &str| asked.judged(time).verdict("clock.limit");
        assert_eq!((at("+1 11:00"), at("+1 11:01")), (None, Some(Verdict::Query)));
        assert_eq!((at("+1 15:00"), at("+1 15:01")), (Some(Verdict::Query), Some(Verdict::Breach)));
    }

    #[test]
    fn sought_by_the_area_of_the_arrest_is_an_ordinary_arrest() {
        let record = given()
            .at("10:00", "arrested", json!({ "area": "A", "sought_by": "a" }))
            .at("11:00", "arrived", json!({ "area": "A" }))
            .authorised("11:10");
        assert_eq!(relevant(&record, "12:00"), Some(instant("11:00")));
    }
}

#[test]
fn arrested_outside_england_and_wales_it_runs_from_the_area_of_the_investigation() {
    let record = given()
        .at("-2 10:00", "arrested", json!({ "area": "Police Scotland", "sought_by": "B" }))
        .at("-2 11:00", "arrived", json!({ "area": "Police Scotland" }))
        .at("10:00", "arrived", json!({ "area": "B" }))
        .authorised("10:10");
    assert_eq!(relevant(&record, "12:00"), Some(instant("10:00")));
}

mod a_second_areas_offence {
    use super::*;

    fn leaves_a(fields: Value) -> Given {
        let mut all =
            json!({ "area": "A", "to_area": "B", "sought_by": "B", "questioned_about_sought_offence": false });
        for (key, value) in fields.as_object().unwrap() {
            all[key] = value.clone();
        }
        given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("14:00", "departed", all)
    }

    #[test]
    fn it_starts_afresh_on_arrival_there() {
        let record = leaves_a(json!({})).at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&record, "18:00"), Some(instant("17:00")));
        assert_eq!(limit(&record, "18:00"), Some(instant("+1 17:00")));
        let seen = record.judged("18:00");
        assert_eq!(seen.duties("clock.limit").len(), 2);
    }

    #[test]
    fn or_24_hours_after_leaving_where_that_is_earlier() {
        let record = leaves_a(json!({})).at("+1 14:30", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&record, "+1 15:00"), Some(instant("+1 14:00")));
        assert_eq!(relevant(&leaves_a(json!({})), "15:00"), None);
        assert_eq!(relevant(&leaves_a(json!({})), "+1 14:00"), Some(instant("+1 14:00")));
    }

    #[test]
    fn the_area_left_is_that_of_the_authorisation_where_nothing_else_says_it() {
        let arrived = |area: &str| {
            let held = given().at("09:00", "arrested", json!({})).at("09:30", "arrived", json!({}));
            let held = held.at("09:40", "detention_authorised", json!({ "grounds": "questioning", "area": "A" }));
            let left = json!({ "sought_by": "B", "questioned_about_sought_offence": false });
            let record = held.at("14:00", "departed", left).at("17:00", "arrived", json!({ "area": area }));
            relevant(&record, "18:00")
        };
        assert_eq!(arrived("C"), Some(instant("17:00")), "any area but the one left");
        assert_eq!(arrived("A"), Some(instant("09:30")));
    }

    #[test]
    fn not_where_the_child_was_questioned_here_about_it_first() {
        let asked =
            leaves_a(json!({ "questioned_about_sought_offence": true })).at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&asked, "18:00"), Some(instant("09:30")));
        let interviewed = given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("11:00", "interview_started", json!({ "about_other_area": true }))
            .at("11:30", "interview_ended", json!({}))
            .at("14:00", "departed", json!({ "area": "A", "sought_by": "B" }))
            .at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&interviewed, "18:00"), Some(instant("09:30")));
    }

    #[test]
    fn nor_on_arrival_in_the_same_area_or_one_that_is_not_recorded() {
        let same = leaves_a(json!({})).at("17:00", "arrived", json!({ "area": "a" }));
        assert_eq!(relevant(&same, "18:00"), Some(instant("09:30")));
        let missing = leaves_a(json!({ "to_area": null })).at("17:00", "arrived", json!({}));
        assert_eq!(relevant(&missing, "18:00"), Some(instant("09:30")));
    }

    #[test]
    fn an_arrival_that_names_no_area_is_where_the_leaving_before_it_said_the_child_was_taken() {
        let to = |area: &str| leaves_a(json!({ "to_area": area })).at("17:00", "arrived", json!({}));
        assert_eq!(relevant(&to("B"), "18:00"), Some(instant("17:00")));
        assert!(to("B").judged("+1 12:00").one("clock.limit").is_none(), "24 h from B, not from A");
        assert_eq!(relevant(&to("A"), "18:00"), Some(instant("09:30")));
        let named = leaves_a(json!({ "to_area": "A" })).at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!(relevant(&named, "18:00"), Some(instant("17:00")), "what the arrival says comes first");
    }

    #[test]
    fn where_the_child_was_taken_is_asked_where_neither_the_leaving_nor_the_arrival_says() {
        let taken = |arrived: Value| leaves_a(json!({ "to_area": null })).at("22:00", "arrived", arrived);
        let silent = taken(json!({ "station": "Quarry Bank" }));
        assert_eq!((relevant(&silent, "23:00"), asks(&silent, "23:00")), (Some(instant("09:30")), 1));
        let at = |time: &str| silent.judged(time).verdict("clock.limit");
        assert_eq!((at("+1 09:30"), at("+1 09:31")), (None, Some(Verdict::Query)));
        assert_eq!((at("+1 22:00"), at("+1 22:01")), (Some(Verdict::Query), Some(Verdict::Breach)));
        assert_eq!(taken(json!({ "area": "A" })).judged("+1 14:00").verdict("clock.limit"), Some(Verdict::Breach));
        let questioned = leaves_a(json!({ "to_area": null, "questioned_about_sought_offence": true }));
        let questioned = questioned.at("22:00", "arrived", json!({})).judged("+1 14:00");
        assert_eq!(questioned.verdict("clock.limit"), Some(Verdict::Breach), "questioned here, nothing starts afresh");
        let unwanted = leaves_a(json!({ "to_area": null, "sought_by": null })).at("22:00", "arrived", json!({}));
        assert_eq!(unwanted.judged("+1 14:00").verdict("clock.limit"), Some(Verdict::Breach));
    }

    #[test]
    fn what_the_interview_here_was_about_is_asked_where_it_is_not_recorded() {
        let record = given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("11:00", "interview_started", json!({}))
            .at("11:30", "interview_ended", json!({}))
            .at("14:00", "departed", json!({ "area": "A", "sought_by": "B" }))
            .at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!((relevant(&record, "18:00"), asks(&record, "18:00")), (Some(instant("17:00")), 1));
    }

    #[test]
    fn an_unrecorded_time_of_leaving_is_the_last_entry_before_arrival_and_asked_about() {
        let record = given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("12:00", "arrested", json!({ "area": "A", "sought_by": "B" }))
            .at("13:00", "check", json!({}))
            .at("+1 13:30", "arrived", json!({ "area": "B" }));
        assert_eq!((relevant(&record, "+1 14:00"), asks(&record, "+1 14:00")), (Some(instant("+1 13:00")), 1));
    }

    #[test]
    fn a_limit_passed_here_stays_passed() {
        let record = given()
            .at("-1 09:00", "arrested", json!({ "area": "A" }))
            .at("-1 09:30", "arrived", json!({ "area": "A" }))
            .authorised("-1 09:40")
            .at("10:00", "departed", json!({ "area": "A", "sought_by": "B" }))
            .at("12:00", "arrived", json!({ "area": "B" }));
        assert_eq!(record.judged("13:00").minutes("clock.limit"), Some(30));
    }

    #[test]
    fn a_charge_here_before_leaving_does_not_stop_the_second_areas_clock() {
        let record = given()
            .at("09:00", "arrested", json!({ "area": "A" }))
            .at("09:30", "arrived", json!({ "area": "A" }))
            .authorised("09:40")
            .at("13:00", "charged", json!({ "offences": ["theft"] }))
            .at("14:00", "departed", json!({ "area": "A", "sought_by": "B" }))
            .at("17:00", "arrived", json!({ "area": "B" }));
        assert_eq!(record.judged("13:30").0.clocks.detention_limit_basis, LimitBasis::Charged);
        assert_eq!(limit(&record, "18:00"), Some(instant("+1 17:00")));
    }
}

mod bail_before_charge {
    use super::*;

    #[test]
    fn time_used_elsewhere_is_taken_off_the_limit() {
        let record = given().at("09:00", "answered_bail", json!({ "time_used_minutes": 540 })).authorised("09:10");
        assert_eq!(
            (relevant(&record, "10:00"), limit(&record, "10:00")),
            (Some(instant("09:00")), Some(instant("+1 00:00")))
        );
        let none = given().at("09:00", "answered_bail", json!({})).authorised("09:10");
        assert_eq!(limit(&none, "10:00"), Some(instant("+1 09:00")));
    }

    fn back_after_six_hours(answered: Value) -> Given {
        given()
            .at("-5 10:00", "arrested", json!({}))
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 16:30", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", answered)
            .authorised("09:10")
    }

    #[test]
    fn minutes_in_detention_before_bail_in_this_file_count_and_days_on_bail_never() {
        assert_eq!(limit(&back_after_six_hours(json!({})), "10:00"), Some(instant("+1 03:00")));
    }

    #[test]
    fn minutes_given_and_minutes_shown_are_never_added() {
        assert_eq!(
            limit(&back_after_six_hours(json!({ "time_used_minutes": 360 })), "10:00"),
            Some(instant("+1 03:00"))
        );
    }

    #[test]
    fn treatment_before_bail_is_not_counted_as_used() {
        let record = given()
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 12:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("-5 14:00", "returned_from_hospital", json!({}))
            .at("-5 16:30", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", json!({}))
            .authorised("09:10");
        assert_eq!(limit(&record, "10:00"), Some(instant("+1 05:00")));
    }

    #[test]
    fn street_bail_runs_from_arrival_to_answer_with_nothing_used() {
        let record = given()
            .at("-5 10:00", "arrested", json!({}))
            .at("-5 10:20", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", json!({}))
            .authorised("09:10");
        assert_eq!(
            (relevant(&record, "10:00"), limit(&record, "10:00")),
            (Some(instant("09:00")), Some(instant("+1 09:00")))
        );
    }

    #[test]
    fn the_clock_starts_at_the_answer_whatever_arrest_follows() {
        let record = given()
            .at("09:00", "answered_bail", json!({}))
            .at("09:05", "arrested", json!({ "at_station": true }))
            .at("09:06", "arrived", json!({}))
            .authorised("09:10");
        assert_eq!(relevant(&record, "10:00"), Some(instant("09:00")));
    }

    fn breach_of_police_bail(first_day: &str, bailed: &str) -> Given {
        given()
            .at(first_day, "arrived", json!({}))
            .authorised(first_day)
            .at(bailed, "bailed", json!({ "before_charge": true }))
            .at("08:30", "arrested", json!({ "for": "police_bail_breach" }))
            .at("09:00", "arrived", json!({}))
            .authorised("09:10")
    }

    #[test]
    fn an_arrest_for_breach_of_police_bail_resumes_the_clock_three_hours_after_the_station() {
        let record = breach_of_police_bail("-5 10:30", "-5 16:30");
        assert_eq!(
            (relevant(&record, "10:00"), limit(&record, "10:00")),
            (Some(instant("09:00")), Some(instant("+1 06:00")))
        );
        let charged = |time: &str| {
            record
                .clone()
                .at(time, "charged", json!({ "offences": ["theft"] }))
                .judged("+1 07:00")
                .verdict("clock.limit")
        };
        assert_eq!((charged("+1 06:00"), charged("+1 06:01")), (None, Some(Verdict::Breach)));
    }

    #[test]
    fn the_three_hours_came_with_the_law_of_28_october_2022() {
        let first = |arrived: &str, bailed: &str| limit(&breach_of_police_bail(arrived, bailed), "10:00");
        let day_before = first("2022-10-27T10:30:00+01:00", "2022-10-27T16:30:00+01:00");
        let day = first("2022-10-28T10:30:00+01:00", "2022-10-28T16:30:00+01:00");
        assert_eq!((day_before, day), (Some(instant("+1 03:00")), Some(instant("+1 06:00"))));
    }

    #[test]
    fn breach_of_police_bail_recorded_at_the_authorisation_leaves_the_same_hours_out_and_asks_the_same() {
        let record = |arrest: bool, route: &str| {
            let begun = if arrest { given().at("08:30", "arrested", json!({})) } else { given() };
            begun.at("09:00", "arrived", json!({})).at("09:10", "detention_authorised", json!({ "route": route }))
        };
        for arrest in [false, true] {
            let breach = record(arrest, "police_bail_breach");
            assert_eq!((limit(&breach, "10:00"), asks(&breach, "10:00")), (Some(instant("+1 12:00")), 1));
            let offence = record(arrest, "offence");
            assert_eq!((limit(&offence, "10:00"), asks(&offence, "10:00")), (Some(instant("+1 09:00")), 0));
        }
    }

    #[test]
    fn a_breach_of_bail_told_by_the_second_authorisation_is_not_one_of_the_first_arrest() {
        let record = given()
            .at("-5 10:00", "arrested", json!({}))
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 16:30", "bailed", json!({ "before_charge": true }))
            .at("09:00", "arrived", json!({}))
            .at("09:10", "detention_authorised", json!({ "route": "police_bail_breach" }));
        assert_eq!((limit(&record, "10:00"), asks(&record, "10:00")), (Some(instant("+1 06:00")), 0));
        assert_eq!(limit(&record, "-5 12:00"), Some(instant("-4 10:30")));
    }

    #[test]
    fn a_breach_of_bail_that_detention_is_authorised_for_again_later_began_nothing() {
        let held = |first: Value, again: Value| {
            let record = given().at("09:30", "arrested", json!({})).at("10:00", "arrived", json!({}));
            record.at("10:10", "detention_authorised", first).at("15:00", "detention_authorised", again)
        };
        let (plain, breach) = (|| json!({}), || json!({ "route": "police_bail_breach" }));
        assert_eq!(limit(&held(plain(), breach()), "16:00"), Some(instant("+1 10:00")));
        assert_eq!(limit(&held(breach(), plain()), "16:00"), Some(instant("+1 13:00")));
    }

    #[test]
    fn a_breach_of_street_bail_leaves_no_hours_out() {
        let record = given()
            .at("-2 10:00", "arrested", json!({}))
            .at("-2 10:15", "bailed", json!({ "before_charge": true }))
            .at("08:30", "arrested", json!({ "for": "police_bail_breach" }))
            .at("09:00", "arrived", json!({}))
            .authorised("09:10");
        assert_eq!((limit(&record, "10:00"), asks(&record, "10:00")), (Some(instant("+1 09:00")), 0));
        assert_eq!(limit(&breach_of_police_bail("-2 10:00", "-2 10:15"), "10:00"), Some(instant("+1 11:45")));
    }

    #[test]
    fn bail_answered_has_no_hours_that_are_not_counted_and_bail_breached_twice_uses_only_what_was() {
        let answered = given()
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 16:30", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", json!({}))
            .authorised("09:10");
        assert_eq!(limit(&answered, "10:00"), Some(instant("+1 03:00")));
        // Two hours, all within the three, then four: of the second, one counted.
        let again = |bailed: &str| {
            breach_of_police_bail("-5 10:30", "-5 16:30")
                .at(bailed, "bailed", json!({ "before_charge": true }))
                .at("+2 09:00", "answered_bail", json!({}))
                .authorised("+2 09:10")
        };
        assert_eq!(limit(&again("11:00"), "+2 10:00"), Some(instant("+3 03:00")));
        assert_eq!(limit(&again("13:00"), "+2 10:00"), Some(instant("+3 02:00")));
    }

    #[test]
    fn treatment_within_the_three_hours_is_left_out_once() {
        let away = breach_of_police_bail("-5 10:30", "-5 16:30")
            .at("10:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("13:00", "returned_from_hospital", json!({}));
        assert_eq!(limit(&away, "14:00"), Some(instant("+1 07:00")));
    }

    #[test]
    fn a_new_arrest_after_release_starts_fresh() {
        let record = given()
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-5 16:30", "released", json!({ "outcome": "under_investigation" }))
            .at("08:30", "arrested", json!({}))
            .at("09:00", "arrived", json!({}))
            .authorised("09:10");
        assert_eq!(
            (relevant(&record, "10:00"), limit(&record, "10:00")),
            (Some(instant("09:00")), Some(instant("+1 09:00")))
        );
    }

    #[test]
    fn a_limit_passed_before_bail_stays_passed() {
        let record = given()
            .at("-5 10:30", "arrived", json!({}))
            .authorised("-5 10:40")
            .at("-4 10:45", "bailed", json!({ "before_charge": true }))
            .at("09:00", "answered_bail", json!({}))
            .authorised("09:10");
        let seen = record.judged("09:30");
        assert_eq!(
            seen.all("clock.limit").iter().map(|finding| finding.minutes).collect::<Vec<_>>(),
            vec![Some(15), Some(45)]
        );
    }

    #[test]
    fn charged_before_the_child_was_brought_in_no_detention_without_charge_runs() {
        let record = given()
            .at("08:30", "arrested", json!({}))
            .at("08:40", "charged", json!({ "offences": ["theft"] }))
            .at("09:00", "arrived", json!({}))
            .authorised("09:10");
        assert!(record.judged("+2 09:00").all("clock.limit").is_empty());
    }

    #[test]
    fn arrested_for_an_offence_after_another_power_the_limit_is_asked_about_and_where_reviews_run_nothing_else() {
        let says = |record: crate::law::testing::Given| {
            let asked = record.judged("13:00").0.findings;
            let of_reviews = |message: &str| message.contains("Reviews and the limit");
            let asked = asked
                .iter()
                .filter(|finding| finding.message.contains("isn't reckoned here") || of_reviews(&finding.message));
            asked.map(|finding| of_reviews(&finding.message)).collect::<Vec<_>>()
        };
        let warrant = || given().at("08:00", "arrested", json!({ "for": "warrant" })).authorised("08:40");
        let burglary = json!({ "for": "offence", "offences": ["burglary"] });
        assert_eq!(says(warrant().at("09:00", "arrested", burglary.clone())), [true]);
        let again = warrant().at("10:00", "released", json!({ "outcome": "bail" })).at("12:00", "arrested", burglary);
        assert_eq!(says(again.authorised("12:40")), [false]);
    }
}

#[test]
fn brought_from_abroad_and_never_to_the_area_of_the_investigation_it_runs_once_24_hours_here_are_up() {
    let record = given()
        .at("-1 10:00", "arrested", json!({ "area": "Police Scotland", "sought_by": "B" }))
        .at("10:00", "arrived", json!({ "area": "C" }))
        .authorised("10:10");
    assert_eq!(relevant(&record, "+1 09:59:59"), None);
    assert_eq!(relevant(&record, "+1 10:00"), Some(instant("+1 10:00")));
    assert_eq!(relevant(&record, "+1 10:01"), Some(instant("+1 10:00")));
}
