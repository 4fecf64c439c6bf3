mod court_facts;
mod first_days;
mod grant_facts;
mod limit_facts;
mod start_facts;

use serde_json::json;

use crate::law::LimitBasis;
use crate::law::register;
use crate::law::testing::{Given, given, instant};

fn held() -> Given {
    given()
        .at("09:40", "arrested", json!({ "necessity": "to protect the victim, her sister" }))
        .at("10:00", "arrived", json!({}))
        .at("10:10", "presented", json!({}))
        .authorised("10:10")
}

#[test]
fn a_closed_record_keeps_its_relevant_time_and_length_and_no_running_clock() {
    let seen = held().at("18:00", "released", json!({ "outcome": "bail" })).judged("+1 12:00");
    let clocks = &seen.0.clocks;
    assert_eq!((clocks.relevant_time, clocks.elapsed_minutes), (Some(instant("10:00")), Some(480)));
    assert_eq!((clocks.detention_limit, clocks.absolute_limit), (None, None));
    assert_eq!((clocks.route_limit, clocks.next_review_due), (None, None));
    assert_eq!(clocks.detention_limit_basis, LimitBasis::None);
}

#[test]
fn an_open_record_shows_every_clock_that_runs() {
    let seen = held().judged("12:00");
    let clocks = &seen.0.clocks;
    assert_eq!((clocks.detention_limit, clocks.absolute_limit), (Some(instant("+1 10:00")), Some(instant("+4 10:00"))));
    assert_eq!((clocks.detention_limit_basis, clocks.elapsed_minutes), (LimitBasis::Hours24, Some(120)));
    assert_eq!(clocks.route_limit, None);
}

#[test]
fn length_counts_time_held_and_not_days_on_bail() {
    let seen = held()
        .at("16:00", "bailed", json!({ "before_charge": true }))
        .at("+5 09:00", "answered_bail", json!({}))
        .judged("+5 10:00:59");
    assert_eq!(seen.0.clocks.elapsed_minutes, Some(420));
    assert_eq!(given().at("09:40", "arrested", json!({})).judged("10:00").0.clocks.elapsed_minutes, None);
}

#[test]
fn a_birthday_is_shown_within_seven_days_of_the_detention_closed_or_not() {
    let turns = |born: &str| held().child(json!({ "date_of_birth": born })).judged("12:00").0.clocks.turns_18;
    assert_eq!(turns("2008-11-17"), Some(instant("+7 00:00")));
    assert_eq!(turns("2008-11-18"), None);
    assert_eq!(turns("2008-11-04"), Some(instant("-6 00:00")));
    assert_eq!(turns("2008-11-03"), None);
    let closed =
        held().child(json!({ "date_of_birth": "2014-11-15" })).at("18:00", "released", json!({ "outcome": "bail" }));
    assert_eq!(closed.judged("+20 12:00").0.clocks.turns_12, Some(instant("2026-11-15T00:00:00Z")));
    assert_eq!(held().child(json!({ "date_of_birth": null, "age": 17 })).judged("12:00").0.clocks.turns_18, None);
}

#[test]
fn the_night_is_counted_in_london_and_only_while_held() {
    let night = |record: Given, now: &str| record.judged(now).0.overnight_minutes;
    assert_eq!(night(held(), "+1 04:00"), 240);
    assert_eq!(night(held(), "+1 10:00"), 480);
    assert_eq!(night(held(), "23:59"), 0);
    let away =
        held().at("+1 01:00", "bailed", json!({ "before_charge": true })).at("+1 06:00", "answered_bail", json!({}));
    assert_eq!(night(away, "+1 09:00"), 180);
    let summer = given().at("2026-07-01T23:30:00Z", "arrived", json!({}));
    assert_eq!(night(summer, "2026-07-02T00:30:00Z"), 60);
    let seconds = given().at("00:00:30", "arrived", json!({}));
    assert_eq!(night(seconds, "04:00"), 239);
}

#[test]
fn the_autumn_night_is_nine_hours_long() {
    let record = given().at("2026-10-24T22:00:00+01:00", "arrived", json!({}));
    assert_eq!(record.judged("2026-10-25T09:00:00Z").0.overnight_minutes, 540);
}

#[test]
fn a_good_record_raises_no_finding_of_age_route_or_clock() {
    let seen = held()
        .review("15:00", json!({}))
        .review("19:50", json!({}))
        .at("20:30", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
        .judged("21:00");
    let ours = ["age.", "arrest.", "route.", "pattern.", "clock.", "court.", "detention."];
    let found: Vec<_> =
        seen.0.findings.iter().filter(|finding| ours.iter().any(|family| finding.rule.starts_with(family))).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_rule_of_the_two_families_is_in_the_register() {
    for id in [
        "age.treated-as-child",
        "age.treated-as-adult",
        "age.turned-18",
        "age.under-ten",
        "age.unknown",
        "arrest.necessity",
        "route.not-pace",
        "route.s136-station",
        "pattern.repeat",
        "clock.relevant-time",
        "clock.limit",
        "clock.extension-early",
        "clock.extension-rank",
        "clock.extension-unheard",
        "clock.after-charge-court",
        "court.first-sitting",
        "clock.impossible",
        "clock.waited-to-book-in",
        "detention.overnight-precharge",
    ] {
        assert!(register::rule(id).is_some(), "{id}");
    }
}

#[test]
fn the_overnight_timeline_across_the_clock_change_holds() {
    let inspector = json!({ "name": "Insp Test", "rank": "inspector", "role": "review_officer" });
    let record = given()
        .at("2026-10-24T20:40:00+01:00", "arrested", json!({ "necessity": "evidence at the house would be lost" }))
        .at("2026-10-24T21:05:00+01:00", "arrived", json!({}))
        .authorised("2026-10-24T21:20:00+01:00")
        .review("2026-10-24T22:40:00+01:00", json!({}))
        .at("2026-10-25T06:30:00+00:00", "review", json!({ "by": inspector, "method": "telephone", "grounds": "phone being read" }))
        .review("2026-10-25T13:00:00+00:00", json!({}))
        .at("2026-10-25T19:30:00+00:00", "extension_authorised", json!({ "by": { "name": "Supt", "rank": "superintendent" },
            "until_hours": 36, "indictable": true, "child_heard": true, "solicitor_heard": true, "reasons": "phone being read" }));
    let seen = record.judged("2026-10-25T21:00:00+00:00");
    assert_eq!(seen.0.clocks.detention_limit, Some(instant("2026-10-26T08:05:00+00:00")));
    let ours = |rule: &str| rule.starts_with("clock.") || rule.starts_with("detention.");
    let found: Vec<_> = seen.0.findings.iter().map(|finding| finding.rule).filter(|rule| ours(rule)).collect();
    assert_eq!(found, vec!["detention.overnight-precharge"; 0]);
}

#[test]
fn after_charge_the_basis_says_so_where_the_relevant_time_is_not_recorded_too() {
    let record = given().authorised("12:00");
    let before = record.judged("13:00").0.clocks;
    assert_eq!((before.detention_limit, before.detention_limit_basis), (None, LimitBasis::None));
    let after = record.at("15:00", "charged", json!({ "offences": ["theft"] })).judged("16:00").0.clocks;
    assert_eq!((after.detention_limit, after.absolute_limit), (None, None));
    assert_eq!((after.relevant_time, after.detention_limit_basis), (None, LimitBasis::Charged));
}
