use rstest::rstest;
use serde_json::json;

use super::{Asks, charged, refused};
use crate::law::testing::given;
use crate::law::{State, Verdict};

#[test]
fn the_duty_to_ask_is_due_half_an_hour_after_bail_is_refused() {
    let seen = refused("theft").judged("22:10");
    let duty = seen.duties("accommodation.request")[0];
    assert_eq!(duty.due, Some(crate::law::testing::instant("22:40")));
    assert_eq!(refused("theft").judged("22:40").state("accommodation.request"), Some(State::DueSoon));
    assert_eq!(refused("theft").judged("22:40:01").state("accommodation.request"), Some(State::Overdue));
    let asked = refused("theft").ask("22:20", "alternative", json!({})).judged("23:00");
    assert_eq!(asked.state("accommodation.request"), Some(State::Done));
    assert_eq!(asked.duties("accommodation.request")[0].done_at, Some(crate::law::testing::instant("22:20")));
}

#[rstest]
#[case("23:10", None)]
#[case("23:10:01", Some((Verdict::Shortfall, 60)))]
#[case("+1 01:10", Some((Verdict::Shortfall, 180)))]
#[case("+1 01:10:01", Some((Verdict::Breach, 180)))]
#[case("+1 02:00", Some((Verdict::Breach, 230)))]
fn asked_past_an_hour_falls_short_and_past_three_is_a_breach(#[case] at: &str, #[case] found: Option<(Verdict, i64)>) {
    let seen = refused("theft").ask(at, "alternative", json!({})).judged("+1 02:00");
    let late = seen.one("accommodation.late").map(|finding| (finding.verdict, finding.minutes.unwrap()));
    assert_eq!(late, found);
    assert!(seen.all("accommodation.request").is_empty(), "one finding for one shortcoming");
}

#[test]
fn an_answer_before_the_first_asking_shows_that_it_wasnt_the_first() {
    let answered = |at: &str| {
        let record = refused("theft").said(at, "conditional", json!({})).ask("23:30", "alternative", json!({}));
        record.judged("23:40").verdict("accommodation.late")
    };
    assert_eq!(answered("23:29"), None);
    assert_eq!(answered("23:30"), Some(Verdict::Shortfall));
}

#[test]
fn never_asked_is_a_breach_past_three_hours_and_one_finding_only() {
    let open = |time: &str| refused("theft").judged(time);
    assert!(open("23:10").all("accommodation.late").is_empty());
    assert_eq!(open("23:10:01").verdict("accommodation.late"), Some(Verdict::Shortfall));
    assert!(open("+1 01:10").all("accommodation.request").is_empty());
    let past = open("+1 01:10:01");
    assert_eq!(past.verdict("accommodation.request"), Some(Verdict::Breach));
    assert_eq!(past.minutes("accommodation.request"), Some(180));
    assert_eq!(past.one("accommodation.request").unwrap().via, ["AC14"]);
    assert!(past.all("accommodation.late").is_empty());
}

#[test]
fn never_asked_by_the_end_is_a_breach_and_before_the_duty_was_due_not_needed() {
    let ended =
        |time: &str| refused("theft").at(time, "to_court", json!({ "certificate_produced": true })).judged("+1 09:00");
    assert_eq!(ended("22:40").state("accommodation.request"), Some(State::NotNeeded));
    assert!(ended("22:40").all("accommodation.request").is_empty());
    assert_eq!(ended("22:41").verdict("accommodation.request"), Some(Verdict::Breach));
    assert_eq!(ended("22:41").minutes("accommodation.request"), Some(31));
}

#[test]
fn an_early_notice_isnt_a_request() {
    let seen = given()
        .authorised("18:00")
        .at("20:00", "accommodation_notice", json!({ "authority": "Bristol" }))
        .at("20:30", "accommodation_requested", json!({ "type": "alternative" }))
        .at("22:00", "charged", json!({ "offences": ["theft"] }))
        .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .judged("+1 01:11");
    assert_eq!(seen.verdict("accommodation.request"), Some(Verdict::Breach));
    assert_eq!(seen.0.accommodation.rule, "AC14");
}

#[test]
fn a_move_or_an_answer_with_no_request_written_was_asked_for() {
    let moved = refused("theft").at("22:50", "moved_to_authority", json!({ "to": "alternative" })).judged("+1 09:00");
    assert!(moved.all("accommodation.request").is_empty() && moved.all("accommodation.late").is_empty());
    assert_eq!(moved.state("accommodation.request"), Some(State::Done));
    let answered = refused("theft").said("22:50", "refuse_no_bed", json!({})).judged("+1 02:00");
    assert_eq!(answered.verdict("accommodation.request"), Some(Verdict::Query));
    assert!(answered.all("accommodation.late").is_empty());
}

#[test]
fn a_request_of_a_kind_not_recorded_counts_and_is_asked_about() {
    let seen = refused("theft").ask("22:20", "not_recorded", json!({})).judged("22:30");
    assert_eq!(seen.verdict("accommodation.request"), Some(Verdict::Query));
    assert_eq!(seen.state("accommodation.request"), Some(State::Done));
    assert_eq!(seen.0.accommodation.rule, "AC13");
}

#[test]
fn age_at_the_refusal_decides_and_a_duty_broken_under_18_stays_broken() {
    let born = |date: &str, now: &str| refused("theft").child(json!({ "date_of_birth": date })).judged(now);
    // 18 at the refusal.
    assert!(born("2008-11-10", "+1 09:00").duties("accommodation.request").is_empty());
    // 18 at midnight, 110 minutes after the refusal: late by then, but three hours would fall after the birthday.
    let midnight = born("2008-11-11", "+1 09:00");
    assert!(midnight.all("accommodation.request").is_empty());
    assert_eq!(midnight.verdict("accommodation.late"), Some(Verdict::Shortfall));
    assert_eq!(midnight.minutes("accommodation.late"), Some(110));
    assert_eq!(midnight.0.accommodation.rule, "AC07");
    // Broken a day before the birthday: it stays broken after it.
    let after = born("2008-11-12", "+2 09:00");
    assert_eq!(after.verdict("accommodation.request"), Some(Verdict::Breach));
    // Asked in time, and the place never came before the birthday.
    let asked = refused("theft")
        .child(json!({ "date_of_birth": "2008-11-11" }))
        .ask("22:20", "alternative", json!({}))
        .judged("+1 09:00");
    assert!(asked.all("accommodation.authority-failed").is_empty(), "120 minutes fell after the birthday");
}

#[test]
fn seventeen_year_olds_came_in_on_26_october_2015() {
    let seen = |day: &str| {
        given()
            .child(json!({ "date_of_birth": "1998-05-01" }))
            .at(&format!("2015-10-{day}T12:00:00Z"), "detention_authorised", json!({ "grounds": "x" }))
            .at(&format!("2015-10-{day}T13:00:00Z"), "charged", json!({ "offences": ["theft"] }))
            .at(&format!("2015-10-{day}T13:10:00Z"), "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
            .judged(&format!("2015-10-{day}T20:00:00Z"))
    };
    assert!(seen("25").all("accommodation.request").is_empty());
    assert_eq!(seen("25").0.accommodation.rule, "AC07");
    assert_eq!(seen("26").verdict("accommodation.request"), Some(Verdict::Breach));
}

#[test]
fn only_a_charge_with_bail_refused_starts_it_on_another_route() {
    let breach = given().at("02:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("03:00");
    assert!(breach.judged("20:00").duties("accommodation.request").is_empty());
    let charged = breach.at("09:00", "charged", json!({ "offences": ["theft"] }));
    assert!(charged.judged("20:00").duties("accommodation.request").is_empty());
    let refused = charged.at("09:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(refused.judged("20:00").verdict("accommodation.request"), Some(Verdict::Breach));
}

#[test]
fn the_time_to_ask_runs_from_the_refusal_and_not_from_the_charge() {
    let seen = given()
        .authorised("18:00")
        .at("23:50", "charged", json!({ "offences": ["theft"] }))
        .at("+1 00:20", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
        .ask("+1 01:20", "alternative", json!({}))
        .judged("+1 01:30");
    assert!(seen.all("accommodation.late").is_empty() && seen.all("bail.no-ground").is_empty());
}

#[test]
fn elapsed_time_counts_on_the_night_the_clocks_change() {
    let seen = given()
        .at("2026-10-24T20:00:00+01:00", "detention_authorised", json!({ "grounds": "x" }))
        .at("2026-10-25T00:20:00+01:00", "charged", json!({ "offences": ["theft"] }))
        .at("2026-10-25T00:30:00+01:00", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
        .at("2026-10-25T01:15:00+00:00", "accommodation_requested", json!({ "type": "alternative" }))
        .judged("2026-10-25T02:00:00+00:00");
    assert_eq!(seen.minutes("accommodation.late"), Some(105));
}

#[test]
fn policy_numbers_move_the_limits() {
    let policy = "[accommodation]\nrequest_minutes = 10\nlate_minutes = 20\nbreach_minutes = 40\n";
    let asked = |time: &str| refused("theft").policy(policy).ask(time, "alternative", json!({})).judged("23:30");
    assert!(asked("22:30").all("accommodation.late").is_empty());
    assert_eq!(asked("22:31").verdict("accommodation.late"), Some(Verdict::Shortfall));
    assert_eq!(asked("22:51").verdict("accommodation.late"), Some(Verdict::Breach));
}

#[test]
fn what_could_lie_outside_an_extract_is_a_question() {
    let seen = refused("theft")
        .top("extract", json!({ "from": "2026-11-10T22:00:00Z", "to": "2026-11-10T22:30:00Z" }))
        .judged("+1 02:00");
    assert_eq!(seen.verdict("accommodation.request"), Some(Verdict::Query));
}

#[test]
fn no_request_is_owed_before_charge_or_without_a_refusal() {
    assert!(given().authorised("12:00").judged("+1 08:00").duties("accommodation.request").is_empty());
    assert!(charged("theft").judged("+1 08:00").duties("accommodation.request").is_empty());
}
