//! The power held under: `arrest.necessity`, `route.not-pace`, `route.s136-station`; and `pattern.repeat`.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::law::testing::instant;

const NECESSITY: &str = "arrest.necessity";
const NOT_PACE: &str = "route.not-pace";
const STATION: &str = "route.s136-station";
const REPEAT: &str = "pattern.repeat";

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 10:00; on 0; statute; arresting_officer"])]
#[case::asked_for_and_empty_is_asked_about(json!("nothing"), &["query 10:00; on 0; statute; arresting_officer"])]
#[case::given_is_nothing(json!("to protect a child, her brother"), &[])]
fn why_the_arrest_was_necessary(#[case] necessity: Value, #[case] found: &[&str]) {
    let record = given().at("10:00", "arrested", json!({ "necessity": necessity }));
    assert_eq!(record.clone().authorised("10:50").judged("12:00").whole(NECESSITY), found);
    assert!(record.judged("12:00").all(NECESSITY).is_empty(), "no detention was authorised on it");
}

#[rstest]
#[case::not_recorded_at_all_is_an_offence(json!(null), json!(null), true)]
#[case::that_only_the_authorisation_gives_counts(json!(null), json!("warrant"), false)]
#[case::of_the_arrest_comes_before_that_of_the_authorisation(json!("offence"), json!("warrant"), true)]
fn the_power_of_an_arrest(#[case] arrest: Value, #[case] authorised: Value, #[case] asked: bool) {
    let seen = given()
        .at("10:00", "arrested", json!({ "for": arrest }))
        .at("10:50", "detention_authorised", json!({ "grounds": "to be heard", "route": authorised }))
        .judged("12:00");
    assert_eq!(seen.speaks(NECESSITY), asked);
}

#[test]
fn each_arrest_that_brought_a_child_in_needs_its_reason() {
    let record = given()
        .at("10:00", "arrested", json!({}))
        .authorised("10:50")
        .at("12:00", "released", json!({ "outcome": "under_investigation" }))
        .at("12:00:01", "arrested", json!({}))
        .authorised("13:00");
    assert_eq!(record.judged("14:00").all(NECESSITY).len(), 2);
}

/// A child held in breach of court bail, arrested at 10:00 on a Tuesday, gone to court at that time.
fn to_court(at: &str, reached: Value) -> Vec<String> {
    let record = given().at("10:00", "arrested", json!({ "for": "court_bail_breach" }));
    record.at(at, "to_court", json!({ "reached_at": reached })).judged("+1 12:00").whole(NOT_PACE)
}

#[rstest]
#[case::not_recorded_is_when_the_child_left("+1 10:00", json!(null), &[])]
#[case::not_recorded_and_left_a_second_too_late("+1 10:00:01", json!(null), &[
    "breach +1 10:00; due +1 10:00; 0 min; on 0 1; statute; custody_officer"
])]
#[case::within_the_24_hours("+1 09:00", json!("+1 10:00"), &[])]
#[case::past_the_24_hours("+1 09:00", json!("+1 10:01"), &[
    "breach +1 10:00; due +1 10:00; 1 min; on 0 1; statute; custody_officer"
])]
#[case::before_leaving_counts_as_leaving("+1 10:02", json!("+1 09:00"), &[
    "breach +1 10:00; due +1 10:00; 2 min; on 0 1; statute; custody_officer"
])]
fn the_time_at_court(#[case] left: &str, #[case] reached: Value, #[case] found: &[&str]) {
    assert_eq!(to_court(left, reached), found);
}

#[rstest]
#[case::an_arrest_for_breach_of_court_bail("court_bail_breach")]
#[case::an_arrest_for_breach_of_remand("remand_breach")]
#[case::an_arrest_for_breach_of_injunction("injunction")]
#[case::being_taken_into_protection("police_protection")]
fn the_time_not_recorded_of(#[case] route: &str) {
    let seen = given()
        .at("09:00", "presented", json!({}))
        .at("10:00", "detention_authorised", json!({ "grounds": "to be held", "route": route }))
        .judged("+9 12:00");
    assert_eq!(seen.whole(NOT_PACE), ["query 09:00; on 0; statute; custody_officer"]);
    assert_eq!(seen.owed(NOT_PACE), ["open; custody_officer"]);
    assert!(seen.says_not_recorded(NOT_PACE));
}

#[rstest]
#[case::a_warrant("warrant")]
#[case::a_recall("recall")]
#[case::immigration("immigration")]
fn with_no_hours_of_its_own_nothing_is_asked_of(#[case] route: &str) {
    let record = given().at("10:00", "detention_authorised", json!({ "grounds": "to be held", "route": route }));
    assert!(record.judged("+9 12:00").all(NOT_PACE).is_empty());
}

#[test]
fn section_136_with_no_arrival_recorded_is_asked_about_and_with_one_runs_from_it() {
    let taken = given().at("09:00", "arrested", json!({ "for": "mental_health_s136" }));
    let seen = taken.judged("+9 12:00");
    assert_eq!(seen.whole(NOT_PACE), ["query 09:00; on 0; statute; custody_officer"]);
    assert!(seen.says_not_recorded(NOT_PACE) && seen.all(NOT_PACE)[0].message.contains("arrival"));
    let arrived = taken.at("10:00", "arrived", json!({ "place": "Fairview place of safety" }));
    assert!(arrived.judged("+1 10:00").all(NOT_PACE).is_empty());
    let late = arrived.judged("+1 10:00:01");
    assert_eq!(late.whole(NOT_PACE), ["query +1 10:00; due +1 10:00; 0 min; on 1; statute; custody_officer"]);
    assert_eq!(late.owed(NOT_PACE), ["overdue; due +1 10:00; custody_officer"]);
    let longest = arrived.judged("+1 22:00:01");
    assert_eq!(longest.whole(NOT_PACE), ["breach +1 22:00; due +1 22:00; 0 min; on 1; statute; custody_officer"]);
}

#[rstest]
#[case::not_recorded_of_an_arrival_under_arrest_is_one(json!({}), &["breach 10:00; on 1; statute; custody_officer"])]
#[case::named_is_one(json!({ "station": "Testham" }), &["breach 10:00; on 1; statute; custody_officer"])]
#[case::named_with_a_place_in_it_is_one(
    json!({ "station": "Testham", "place": "van dock" }), &["breach 10:00; on 1; statute; custody_officer"]
)]
#[case::not_recorded_of_a_named_place_is_asked_about(
    json!({ "place": "Fairview" }), &["query 10:00; on 1; statute; custody_officer"]
)]
fn under_section_136_the_station(#[case] arrived: Value, #[case] found: &[&str]) {
    let record =
        given().at("09:00", "arrested", json!({ "for": "mental_health_s136" })).at("10:00", "arrived", arrived);
    let seen = record.judged("10:00");
    assert_eq!(seen.whole(STATION), found);
    assert_eq!(seen.says_not_recorded(STATION), found[0].starts_with("query"));
}

#[test]
fn a_place_of_safety_and_then_a_cell_is_a_breach_from_the_cell() {
    for (kind, fields) in [
        ("presented", json!({})),
        ("detention_authorised", json!({ "grounds": "to be assessed" })),
        ("placed", json!({ "in": "detention_room" })),
    ] {
        let record = given()
            .at("09:00", "arrested", json!({ "for": "mental_health_s136" }))
            .at("10:00", "arrived", json!({ "place": "Fairview" }))
            .at("11:00", kind, fields);
        assert_eq!(record.judged("12:00").whole(STATION), ["breach 11:00; on 2; statute; custody_officer"], "{kind}");
    }
}

#[rstest]
#[case::not_recorded_is_nothing(json!(null), &[])]
#[case::recorded_as_none_is_nothing(json!([]), &[])]
#[case::one_is_nothing(json!([{ "from": "2026-11-02T10:00:00Z", "to": "2026-11-02T18:00:00Z" }]), &[])]
#[case::two_are_asked_about(
    json!([{ "from": "2026-11-02T10:00:00Z", "to": "2026-11-02T18:00:00Z" },
           { "from": "2026-11-05T10:00:00Z", "to": "2026-11-05T18:00:00Z" }]),
    &["query 11:50; on 1; policy; custody_lead"]
)]
#[case::two_of_which_one_is_this_detention_itself_are_nothing(
    json!([{ "from": "2026-11-02T10:00:00Z", "to": "2026-11-02T18:00:00Z" },
           { "from": "2026-11-10T11:50:00Z", "to": "2026-11-10T18:00:00Z" }]), &[]
)]
fn earlier_detentions(#[case] earlier: Value, #[case] found: &[&str]) {
    let record = given()
        .child(json!({ "earlier_detentions": earlier }))
        .at("11:00", "arrested", json!({ "necessity": "to protect her brother" }))
        .at("11:50", "arrived", json!({}))
        .authorised("12:00");
    assert_eq!(record.judged("13:00").whole(REPEAT), found);
}

#[rstest]
#[case::b75_arrested_on_a_saturday(
    "court_bail_breach",
    "2026-11-14T02:00:00Z",
    "2026-11-16T02:00:00Z",
    "2026-11-16T02:00:01Z"
)]
#[case::b76_arrested_on_christmas_eve(
    "court_bail_breach",
    "2026-12-24T15:00:00Z",
    "2026-12-26T15:00:00Z",
    "2026-12-26T15:00:01Z"
)]
#[case::b78_taken_into_protection(
    "police_protection",
    "2026-11-10T09:00:00Z",
    "2026-11-13T09:00:00Z",
    "2026-11-13T09:00:01Z"
)]
fn within_its_hours_a_child(#[case] route: &str, #[case] arrest: &str, #[case] limit: &str, #[case] past: &str) {
    let record = given().at(arrest, "arrested", json!({ "for": route }));
    let seen = record.judged(limit);
    assert!(seen.all(NOT_PACE).is_empty());
    assert_eq!(seen.0.clocks.route_limit, Some(instant(limit)));
    assert_eq!(seen.duties(NOT_PACE)[0].due, Some(instant(limit)));
    let late = record.judged(past);
    let finding = late.one(NOT_PACE).unwrap();
    assert_eq!((finding.at, finding.due, finding.minutes), (instant(limit), Some(instant(limit)), Some(0)));
    assert_eq!((finding.verdict, &finding.entries[..]), (crate::law::Verdict::Breach, &[0][..]));
    assert!(late.duties("review.first").is_empty() && late.all("review.late").is_empty());
}
