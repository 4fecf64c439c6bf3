use serde_json::{Value, json};

use crate::law::testing::{Given, given, instant};
use crate::law::{LimitBasis, State, Verdict};

fn held() -> Given {
    given().at("09:40", "arrested", json!({})).at("10:00", "arrived", json!({})).authorised("10:10")
}

fn superintendent() -> Value {
    json!({ "name": "Supt Test", "number": "9", "role": "superintendent", "rank": "superintendent" })
}

fn extended(record: Given, time: &str, until: u32) -> Given {
    let fields = json!({ "by": superintendent(), "until_hours": until, "indictable": true, "child_heard": true,
                         "solicitor_heard": true, "reasons": "phones being read" });
    record.at(time, "extension_authorised", fields)
}

fn two_reviews() -> Given {
    held().review("16:00", json!({})).review("23:00", json!({}))
}

fn limit(record: &Given, now: &str) -> Option<crate::record::Instant> {
    record.judged(now).0.clocks.detention_limit
}

fn basis(record: &Given, now: &str) -> LimitBasis {
    record.judged(now).0.clocks.detention_limit_basis
}

#[test]
fn charged_at_24_hours_is_in_time_and_a_minute_later_is_not() {
    let charged = |time: &str| held().at(time, "charged", json!({ "offences": ["theft"] })).judged("+1 12:00");
    let seen = charged("+1 10:00:00");
    assert_eq!((seen.verdict("clock.limit"), seen.state("clock.limit")), (None, Some(State::Done)));
    let seen = charged("+1 10:01");
    assert_eq!((seen.verdict("clock.limit"), seen.minutes("clock.limit")), (Some(Verdict::Breach), Some(1)));
    assert_eq!(seen.one("clock.limit").unwrap().due, Some(instant("+1 10:00")));
    assert_eq!(charged("+1 10:00:01").minutes("clock.limit"), Some(0));
}

#[test]
fn an_open_record_past_its_limit_is_a_breach_measured_to_now() {
    assert_eq!(held().judged("+1 10:00").verdict("clock.limit"), None);
    let seen = held().judged("+1 12:05");
    assert_eq!((seen.minutes("clock.limit"), seen.state("clock.limit")), (Some(125), Some(State::Overdue)));
}

#[test]
fn released_by_the_limit_is_done_and_later_is_a_breach_to_the_end() {
    let released = |time: &str| held().at(time, "released", json!({ "outcome": "bail" })).judged("+2 10:00");
    let seen = released("+1 10:00");
    assert_eq!((seen.verdict("clock.limit"), seen.state("clock.limit")), (None, Some(State::Done)));
    assert_eq!(released("+1 10:20").minutes("clock.limit"), Some(20));
}

#[test]
fn a_child_not_yet_authorised_has_a_running_law_but_no_printed_clock() {
    let record = given().at("09:40", "arrested", json!({})).at("10:00", "arrived", json!({}));
    let seen = record.judged("12:00");
    assert_eq!((seen.0.clocks.relevant_time, seen.0.clocks.detention_limit), (Some(instant("10:00")), None));
    assert!(seen.duties("clock.limit").is_empty());
    assert_eq!(record.judged("+1 10:01").minutes("clock.limit"), Some(1));
}

#[test]
fn treatment_in_hospital_moves_the_limit_and_the_96_hours() {
    let away = |reason: &str| {
        held().at("12:00", "left_for_hospital", json!({ "reason": reason })).at(
            "15:00",
            "returned_from_hospital",
            json!({}),
        )
    };
    assert_eq!(limit(&away("treatment"), "16:00"), Some(instant("+1 13:00")));
    assert_eq!(away("treatment").judged("16:00").0.clocks.absolute_limit, Some(instant("+4 13:00")));
    assert_eq!(limit(&away("evidence"), "16:00"), Some(instant("+1 10:00")));
    let questioned = held()
        .at("12:00", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("13:30", "questioned_away", json!({ "from": "13:00", "to": "13:30" }))
        .at("15:00", "returned_from_hospital", json!({}));
    assert_eq!(limit(&questioned, "16:00"), Some(instant("+1 12:30")));
}

#[test]
fn a_valid_extension_moves_the_limit_to_36_hours_or_less() {
    let record = extended(two_reviews(), "+1 09:00", 36);
    assert_eq!(
        (limit(&record, "+1 09:30"), basis(&record, "+1 09:30")),
        (Some(instant("+1 22:00")), LimitBasis::Hours36)
    );
    assert_eq!(limit(&record, "+1 08:59"), Some(instant("+1 10:00")));
    assert_eq!(limit(&extended(two_reviews(), "+1 09:00", 30), "+1 09:30"), Some(instant("+1 16:00")));
    assert_eq!(record.judged("+1 22:01").minutes("clock.limit"), Some(1));
}

#[test]
fn an_extension_at_24_hours_is_valid_and_a_minute_later_moves_nothing() {
    let record = extended(two_reviews(), "+1 10:00:00", 36);
    assert_eq!(
        (record.judged("+1 10:05").verdict("clock.limit"), limit(&record, "+1 10:05")),
        (None, Some(instant("+1 22:00")))
    );
    let late = extended(two_reviews(), "+1 10:01", 36);
    assert_eq!(late.judged("+1 10:31").minutes("clock.limit"), Some(31));
}

#[test]
fn an_early_wrong_or_non_indictable_extension_moves_nothing() {
    let early = extended(held().review("16:00", json!({})), "20:00", 36);
    assert_eq!(limit(&early, "21:00"), Some(instant("+1 10:00")));
    let with = |changes: Value| {
        let mut fields = json!({ "by": superintendent(), "until_hours": 36, "indictable": true, "child_heard": true });
        for (key, value) in changes.as_object().unwrap() {
            fields[key] = value.clone();
        }
        limit(&two_reviews().at("+1 09:00", "extension_authorised", fields), "+1 09:30")
    };
    let (day, longer) = (Some(instant("+1 10:00")), Some(instant("+1 22:00")));
    assert_eq!(with(json!({ "by": { "name": "A", "rank": "chief_inspector" } })), day);
    assert_eq!(
        with(json!({ "by": { "name": "A", "rank": "chief_inspector", "acting_as": "superintendent" } })),
        longer
    );
    assert_eq!(with(json!({ "indictable": false })), day);
    assert_eq!(with(json!({ "indictable": null })), longer);
    assert_eq!(with(json!({ "child_heard": false, "solicitor_heard": false })), longer);
}

#[test]
fn a_good_grant_after_a_bad_one_counts() {
    let record =
        extended(extended(held().review("16:00", json!({})), "20:00", 36).review("23:00", json!({})), "+1 09:00", 36);
    assert_eq!(limit(&record, "+1 09:30"), Some(instant("+1 22:00")));
}

#[test]
fn a_further_grant_moves_the_limit_while_the_last_still_runs_and_not_after() {
    let first = extended(two_reviews(), "+1 09:00", 30);
    let further = extended(first.clone(), "+1 15:00", 36);
    assert_eq!(limit(&further, "+1 15:30"), Some(instant("+1 22:00")));
    assert!(further.judged("+1 16:30").one("clock.limit").is_none());
    let expired = extended(first, "+1 16:30", 36);
    let seen = expired.judged("+1 16:30");
    assert_eq!((seen.minutes("clock.limit"), seen.verdict("clock.extension-early")), (Some(30), None));
}

#[test]
fn an_extension_past_36_hours_is_taken_as_36() {
    assert_eq!(limit(&extended(two_reviews(), "+1 09:00", 37), "+1 09:30"), Some(instant("+1 22:00")));
}

#[test]
fn a_warrant_runs_from_its_issue_and_not_from_the_limit() {
    // Issued at RT+32 h for 36 h: to RT+68 h, not RT+72 h.
    let record = extended(two_reviews(), "+1 09:00", 36).at("+1 18:00", "warrant_issued", json!({ "hours": 36 }));
    assert_eq!(
        (limit(&record, "+1 19:00"), basis(&record, "+1 19:00")),
        (Some(instant("+3 06:00")), LimitBasis::Warrant)
    );
}

#[test]
fn an_extension_of_a_warrant_is_added_to_it_and_a_second_warrant_runs_from_its_own_issue() {
    let first = extended(two_reviews(), "+1 09:00", 36).at("+1 21:00", "warrant_issued", json!({ "hours": 36 }));
    let again = |time: &str, extension: Value| {
        let record = first.clone().at(time, "warrant_issued", json!({ "hours": 12, "extension": extension }));
        limit(&record, "+3 09:30")
    };
    // The first ends at +3 09:00; the court sat at two that night.
    assert_eq!(again("+3 02:00", json!(true)), Some(instant("+3 21:00")));
    assert_eq!(again("+3 09:00", json!(true)), Some(instant("+3 21:00")));
    assert_eq!(again("+3 02:00", json!(null)), Some(instant("+3 14:00")));
    assert_eq!(again("+3 09:01", json!(true)), Some(instant("+3 21:01")), "run out, it can't be extended");
    let no_warrant = two_reviews().at("+1 08:00", "warrant_issued", json!({ "hours": 12, "extension": true }));
    assert_eq!(limit(&no_warrant, "+1 09:00"), Some(instant("+1 20:00")), "none in the file to add it to");
}

#[test]
fn whether_a_second_warrant_extends_the_first_is_asked_where_it_is_not_recorded() {
    let first = extended(two_reviews(), "+1 09:00", 36).at("+1 21:00", "warrant_issued", json!({ "hours": 36 }));
    let at = |extension: Value, released: &str| {
        let again = json!({ "hours": 12, "extension": extension });
        let record = first.clone().at("+3 02:00", "warrant_issued", again);
        record.at(released, "released", json!({ "outcome": "bail" })).judged("+4 00:00")
    };
    let asked = at(json!(null), "+3 21:00").one("clock.limit").unwrap().message.to_string();
    assert!(asked.contains("only where the court extended the warrant before this one"), "{asked}");
    let at = |extension: Value, released: &str| at(extension, released).verdict("clock.limit");
    assert_eq!((at(json!(null), "+3 14:00"), at(json!(null), "+3 21:00")), (None, Some(Verdict::Query)));
    assert_eq!(at(json!(null), "+3 21:01"), Some(Verdict::Breach));
    assert_eq!((at(json!(false), "+3 14:01"), at(json!(true), "+3 21:00")), (Some(Verdict::Breach), None));
}

#[test]
fn what_a_warrant_extended_rests_on_is_said() {
    let record = extended(two_reviews(), "+1 09:00", 36).at("+1 21:00", "warrant_issued", json!({ "hours": 36 })).at(
        "+3 02:00",
        "warrant_issued",
        json!({ "hours": 12, "extension": true }),
    );
    let says = |now: &str| record.judged(now).duties("clock.limit")[0].message.to_string();
    assert!(says("+2 09:00").contains("counted from its issue"));
    assert!(says("+3 03:00").contains("extended from when it would have ended"));
}

#[test]
fn warrants_never_pass_96_hours() {
    let record = extended(two_reviews(), "+1 09:00", 36).at("+1 22:00", "warrant_issued", json!({ "hours": 36 })).at(
        "+3 09:00",
        "warrant_issued",
        json!({ "hours": 36, "extension": true }),
    );
    assert_eq!(limit(&record, "+3 10:00"), Some(instant("+4 10:00")));
    assert_eq!(record.judged("+4 10:00").verdict("clock.limit"), None);
    assert_eq!(record.judged("+4 10:01").minutes("clock.limit"), Some(1));
}

#[test]
fn detention_between_the_limit_and_a_later_warrant_is_a_breach_of_its_own() {
    let record = held().at("+1 16:00", "warrant_issued", json!({ "hours": 36 }));
    let seen = record.judged("+1 17:00");
    assert_eq!((seen.verdict("clock.limit"), seen.minutes("clock.limit")), (Some(Verdict::Breach), Some(360)));
    assert_eq!(seen.0.clocks.detention_limit, Some(instant("+3 04:00")));
}

#[test]
fn a_warrant_in_the_six_hours_after_36_is_asked_about() {
    let at = |time: &str| {
        extended(two_reviews(), "+1 09:00", 36).at(time, "warrant_issued", json!({ "hours": 12 })).judged("+2 05:00")
    };
    assert_eq!(at("+1 22:00").verdict("clock.limit"), None);
    assert_eq!(at("+2 04:00").verdict("clock.limit"), Some(Verdict::Query));
    assert_eq!(at("+2 04:01").verdict("clock.limit"), Some(Verdict::Breach));
}

#[test]
fn after_charge_no_limit_is_shown_and_the_basis_says_so() {
    let seen = held().at("15:00", "charged", json!({ "offences": ["theft"] })).judged("16:00");
    let clocks = &seen.0.clocks;
    assert_eq!((clocks.detention_limit, clocks.absolute_limit), (None, None));
    assert_eq!((clocks.detention_limit_basis, clocks.relevant_time), (LimitBasis::Charged, Some(instant("10:00"))));
}

#[test]
fn the_limit_is_counted_in_elapsed_hours_across_the_clock_change() {
    let record = given().at("2026-10-24T21:05:00+01:00", "arrived", json!({})).authorised("2026-10-24T21:20:00+01:00");
    assert_eq!(limit(&record, "2026-10-24T23:00:00+01:00"), Some(instant("2026-10-25T20:05:00+00:00")));
    assert!(record.judged("2026-10-25T20:05:00+00:00").one("clock.limit").is_none());
    assert_eq!(record.judged("2026-10-25T20:06:00+00:00").minutes("clock.limit"), Some(1));
}

#[test]
fn a_birthday_in_the_cell_does_not_end_the_limit() {
    let turning = held().child(json!({ "date_of_birth": "2008-11-11" }));
    assert_eq!(turning.judged("+1 10:05").minutes("clock.limit"), Some(5));
    let grown = held().child(json!({ "date_of_birth": "2008-11-10" })).judged("+1 10:05");
    assert!(grown.one("clock.limit").is_none() && grown.duties("clock.limit").is_empty());
}

#[test]
fn past_the_end_of_an_extract_an_extension_may_stand_outside_it() {
    let part = |to: &str| held().top("extract", json!({ "from": "2026-11-10T09:00:00Z", "to": to })).judged("+1 12:00");
    assert_eq!(part("2026-11-10T20:00:00Z").verdict("clock.limit"), Some(Verdict::Query));
    let seen = part("2026-11-11T10:30:00Z");
    assert_eq!((seen.verdict("clock.limit"), seen.minutes("clock.limit")), (Some(Verdict::Breach), Some(30)));
}

#[test]
fn the_duty_is_open_then_due_soon_then_overdue() {
    assert_eq!(held().judged("12:00").state("clock.limit"), Some(State::Open));
    assert_eq!(held().judged("+1 09:30").state("clock.limit"), Some(State::DueSoon));
    assert_eq!(held().judged("+1 10:00").state("clock.limit"), Some(State::DueSoon));
    assert_eq!(held().judged("+1 10:00:01").state("clock.limit"), Some(State::Overdue));
}
