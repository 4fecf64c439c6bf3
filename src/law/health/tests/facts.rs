//! Each fact that a rule on health, social care or release rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, Seen, given};

const NOTHING: [&str; 0] = [];

fn held() -> Given {
    given().authorised("12:00")
}

fn all(record: Given, entries: &[(&str, &str, Value)]) -> Given {
    entries.iter().fold(record, |record, (time, kind, fields)| record.at(time, kind, fields.clone()))
}

fn leaves(record: Given, time: &str, to: Value, risk: Value) -> Seen {
    record.at(time, "released", json!({ "outcome": "bail", "to": to, "risk_assessed": risk })).judged("+1 12:00")
}

#[rstest]
#[case::neither_asked_nor_seen_the_desk_answers(&[], "on 0; policy; custody_officer")]
#[case::asked_late_and_not_seen_the_desk_answers(&[("13:01", "healthcare_requested", json!({}))], "on 0 1; policy; custody_officer")]
#[case::asked_in_time_and_not_seen_healthcare_answers(&[("13:00", "healthcare_requested", json!({}))], "on 0 1; policy; healthcare")]
fn not_seen_in_four_hours(#[case] entries: &[(&str, &str, Value)], #[case] rest: &str) {
    let seen = all(held(), entries).judged("16:01");
    assert_eq!(seen.whole("health.seen"), [format!("shortfall 16:00; due 16:00; 241 min; {rest}")]);
}

#[test]
fn not_asked_in_an_hour_is_the_desks_shortfall_until_the_four_are_up() {
    let found = "shortfall 13:00; due 13:00; 90 min; on 0; policy; custody_officer";
    assert_eq!(held().judged("13:30").whole("health.seen"), [found]);
    assert_eq!(held().judged("13:30").owed("health.seen"), ["overdue; due 13:00; custody_officer"]);
    let asked = held().at("13:01", "healthcare_requested", json!({})).judged("13:30");
    assert_eq!(asked.whole("health.seen"), ["shortfall 13:00; due 13:00; 90 min; on 0 1; policy; custody_officer"]);
    let seen = held().at("16:00", "healthcare_seen", json!({})).judged("18:00");
    assert_eq!(seen.whole("health.seen"), NOTHING);
    assert_eq!(seen.owed("health.seen"), ["done; due 16:00; done 16:00; custody_officer"]);
}

const LOOKED: [(&str, &str, &str); 3] = [
    ("13:05", "healthcare_requested", "{}"),
    ("13:10", "risk_assessed", "{}"),
    ("13:15", "observation_set", r#"{ "level": 3, "every_minutes": 15 }"#),
];

fn harmed(leaving_out: &str) -> Given {
    let record = held().at("13:00", "self_harm", json!({ "what": "threat" }));
    LOOKED
        .iter()
        .filter(|(_, kind, _)| *kind != leaving_out)
        .fold(record, |record, (time, kind, fields)| record.at(time, kind, serde_json::from_str(fields).unwrap()))
}

#[rstest]
#[case::healthcare_not_asked("healthcare_requested")]
#[case::risk_not_assessed_again("risk_assessed")]
#[case::level_not_set_again("observation_set")]
fn one_of_the_three_after_self_harm(#[case] left_out: &str) {
    assert_eq!(harmed(left_out).judged("13:30").whole("health.self-harm"), NOTHING);
    let seen = harmed(left_out).judged("13:31");
    let found = "shortfall 13:30; due 13:30; 31 min; on 1 2 3; code; custody_officer";
    assert_eq!(seen.whole("health.self-harm"), [found]);
    assert!(seen.one("health.self-harm").unwrap().message.contains("not recorded"));
    assert_eq!(seen.owed("health.self-harm"), ["overdue; due 13:30; custody_officer"]);
}

#[test]
fn all_three_after_self_harm_are_what_is_owed() {
    let seen = harmed("").judged("13:31");
    assert_eq!(seen.whole("health.self-harm"), NOTHING);
    assert_eq!(seen.owed("health.self-harm"), ["done; due 13:30; done 13:15; custody_officer"]);
}

#[rstest]
#[case::risk_at_release_not_recorded_is_asked_about(json!(null), vec!["query 13:20; on 1 2; code; custody_officer"])]
#[case::risk_not_assessed_at_release_is_not_looking(json!(false), vec!["breach 13:20; due 13:30; 20 min; on 1; code; custody_officer"])]
#[case::risk_assessed_at_release_is_looking(json!(true), vec![])]
fn self_harm_never_looked_at_before_the_end(#[case] risk: Value, #[case] found: Vec<&str>) {
    let seen = leaves(held().at("13:00", "self_harm", json!({ "what": "act" })), "13:20", json!("parent"), risk);
    assert_eq!(seen.whole("health.self-harm"), found);
    assert!(!found.iter().any(|found| found.starts_with("query")) || seen.says_not_recorded("health.self-harm"));
}

#[rstest]
#[case::nothing_recorded_of_telling_is_asked_about(json!({}), vec!["query 20:00; on 1 5; code; custody_officer"])]
#[case::risk_not_assessed_at_release_tells_nobody(json!({ "risk_assessed": false }), vec!["query 20:00; on 1 5; code; custody_officer"])]
#[case::risk_assessed_at_release_tells_who_has_the_child(json!({ "risk_assessed": true }), vec![])]
#[case::a_note_at_the_end_tells(json!({ "note": "mother told, and what to watch for" }), vec![])]
fn told_onward(#[case] changes: Value, #[case] found: Vec<&str>) {
    let mut release = json!({ "outcome": "bail", "to": "parent" });
    release.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let seen = harmed("").at("20:00", "released", release).judged("21:00");
    assert_eq!(seen.whole("health.self-harm"), found);
    assert!(found.is_empty() || seen.says_not_recorded("health.self-harm"));
}

#[rstest]
#[case::demeanour_not_recorded_shows_nothing(json!({}), json!({}), vec![])]
#[case::calm_shows_nothing(json!({}), json!({ "demeanour": "calm" }), vec![])]
#[case::intoxicated_with_rousing_not_recorded_is_asked_about(json!({}), json!({ "demeanour": "intoxicated" }), vec!["query 12:30; on 2; code; custody_officer"])]
#[case::intoxicated_with_rousing_not_ordered_is_asked_about(json!({ "rousing": false }), json!({ "demeanour": "intoxicated" }), vec!["query 12:30; on 2; code; custody_officer"])]
#[case::intoxicated_with_rousing_ordered_was_known(json!({ "rousing": true }), json!({ "demeanour": "intoxicated" }), vec![])]
#[case::in_pain_is_asked_about_though_rousing_is_ordered(json!({ "rousing": true }), json!({ "demeanour": "in_pain" }), vec!["query 12:30; on 2; code; custody_officer"])]
fn the_level_thought_about_again(#[case] plan: Value, #[case] check: Value, #[case] found: Vec<&str>) {
    let mut set = json!({ "level": 2, "every_minutes": 30 });
    set.as_object_mut().unwrap().extend(plan.as_object().unwrap().clone());
    let record = held().at("12:05", "observation_set", set).at("12:30", "check", check);
    assert_eq!(record.judged("13:00").whole("observation.not-raised"), NOTHING);
    assert_eq!(record.judged("13:01").whole("observation.not-raised"), found);
}

#[rstest]
#[case::no_offer_is_the_desks_shortfall(&[], "on 0 1; policy; custody_officer")]
#[case::asked_and_not_seen_is_the_liaison_teams(&[("13:00", "ascc_requested", json!({}))], "on 0 1 2; policy; healthcare")]
#[case::missed_for_another_reason_is_the_desks(&[("13:00", "ascc_missed", json!({ "reason": "other" }))], "on 0 1 2; policy; custody_officer")]
fn not_offered_while_open(#[case] entries: &[(&str, &str, Value)], #[case] rest: &str) {
    let seen = leaves(all(held(), entries), "18:00", json!("parent"), json!(true));
    assert_eq!(seen.whole("ascc.seen"), [format!("shortfall 18:00; due 18:00; {rest}")]);
}

#[test]
fn closed_throughout_and_missed_while_busy_are_findings_of_their_own() {
    let night = leaves(given().authorised("21:00"), "+1 02:00", json!("parent"), json!(true));
    let found = "shortfall +1 02:00; due +1 02:00; on 0 1; policy; custody_lead";
    assert_eq!((night.whole("ascc.closed-throughout"), night.speaks("ascc.seen")), (vec![found.to_owned()], false));
    assert_eq!(night.owed("ascc.closed-throughout"), ["overdue; due +1 02:00; custody_lead"]);
    let busy = held().at("13:00", "ascc_missed", json!({ "reason": "busy" })).judged("13:30");
    assert_eq!(busy.whole("ascc.not-reoffered"), ["shortfall 13:30; due 13:30; on 1; policy; custody_officer"]);
}

#[rstest]
#[case::whom_was_asked_not_recorded_is_asked_about(json!({}), "query")]
#[case::nobody_of_the_childs_asked_falls_short(json!({ "who": "scheme", "outcome": "coming" }), "shortfall")]
#[case::a_scheme_of_which_no_answer_is_recorded_falls_short(json!({ "who": "scheme" }), "shortfall")]
#[case::whether_a_parent_is_coming_not_recorded_is_asked_about(json!({ "who": "parent" }), "query")]
#[case::a_parent_who_didnt_answer_falls_short(json!({ "who": "parent", "outcome": "no_answer" }), "shortfall")]
#[case::someone_unnamed_who_didnt_answer_falls_short(json!({ "outcome": "no_answer" }), "shortfall")]
#[case::someone_unnamed_coming_is_asked_about(json!({ "outcome": "coming" }), "query")]
#[case::a_parent_coming_leaves_nothing_owed(json!({ "who": "parent", "outcome": "coming" }), "")]
fn whom_of_the_childs_own_was_reached(#[case] asked: Value, #[case] verdict: &str) {
    let record = given().authorised("20:00").at("20:10", "aa_requested", asked);
    let seen = record.judged("22:31");
    let found = format!("{verdict} 22:30; due 22:30; on 0; policy; custody_officer");
    assert_eq!(seen.whole("edt.contacted"), if verdict.is_empty() { vec![] } else { vec![found] });
    assert!(verdict != "query" || seen.says_not_recorded("edt.contacted"));
    let duty = if verdict.is_empty() { vec![] } else { vec!["overdue; due 22:30; custody_officer".to_owned()] };
    assert_eq!(seen.owed("edt.contacted"), duty);
}

#[test]
fn the_emergency_duty_team_is_owed_a_call_from_two_hours_after_authorisation_at_night() {
    let owed = |now: &str| given().authorised("20:00").judged(now).owed("edt.contacted");
    assert_eq!(owed("21:59:59"), NOTHING);
    assert_eq!(owed("22:00"), ["due_soon; due 22:30; custody_officer"]);
}

#[rstest]
#[case::whether_the_social_worker_was_told_not_recorded_is_asked_about("22:20", json!({}), vec!["query 22:30; due 22:30; on 0 1; policy; custody_officer"])]
#[case::rung_before_it_was_owed_is_asked_about_too("21:00", json!({}), vec!["query 22:30; due 22:30; on 0 1; policy; custody_officer"])]
#[case::no_answer_falls_short("22:20", json!({ "outcome": "no_answer" }), vec!["shortfall 22:30; due 22:30; on 0; policy; custody_officer"])]
#[case::told_is_social_care_told("22:20", json!({ "outcome": "told" }), vec![])]
#[case::rung_past_the_limit_falls_short("22:31", json!({}), vec!["shortfall 22:30; due 22:30; on 0; policy; custody_officer"])]
fn a_social_worker_rung(#[case] at: &str, #[case] outcome: Value, #[case] found: Vec<&str>) {
    let mut told = json!({ "who": "social_worker" });
    told.as_object_mut().unwrap().extend(outcome.as_object().unwrap().clone());
    let seen = given().authorised("20:00").at(at, "person_told", told).judged("23:00");
    assert_eq!(seen.whole("edt.contacted"), found);
    assert!(!found.iter().any(|found| found.starts_with("query")) || seen.says_not_recorded("edt.contacted"));
}

#[rstest]
#[case::nothing_sent_falls_short(None, "shortfall", "on 0 1")]
#[case::sent_elsewhere_is_asked_about(Some("other"), "query", "on 0 2 1")]
#[case::sent_to_childrens_social_care_is_what_is_owed(Some("childrens_social_care"), "", "")]
fn the_referral(#[case] to: Option<&str>, #[case] verdict: &str, #[case] on: &str) {
    let mut record = held();
    if let Some(to) = to {
        record = record.at("17:00", "referral_submitted", json!({ "to": to }));
    }
    let seen = leaves(record, "18:00", json!("parent"), json!(true));
    let found = format!("{verdict} 18:00; due 18:00; 360 min; {on}; policy; arresting_officer");
    assert_eq!(seen.whole("referral.submitted"), if verdict.is_empty() { vec![] } else { vec![found] });
}

#[rstest]
#[case::markers_not_recorded_fall_short(json!([]), "shortfall")]
#[case::a_marker_of_another_kind_falls_short(json!(["gang"]), "shortfall")]
#[case::exploitation_is_a_breach(json!(["exploitation"]), "breach")]
#[case::missing_is_a_breach(json!(["missing"]), "breach")]
fn a_child_released_before_the_referral(#[case] markers: Value, #[case] verdict: &str) {
    let mut known = json!({});
    if markers != json!([]) {
        known["markers"] = markers;
    }
    let seen = leaves(held().child(known), "18:00", json!("parent"), json!(true));
    let found = format!("{verdict} 18:00; due 18:00; 360 min; on 0 1; policy; arresting_officer");
    assert_eq!(seen.whole("referral.submitted"), [found]);
}

#[test]
fn a_call_and_no_referral_names_each_call() {
    let call = |record: Given, time: &str| record.at(time, "edt_contacted", json!({ "about": "bed" }));
    let seen = leaves(call(call(held(), "13:00"), "14:00"), "18:00", json!("parent"), json!(true));
    assert_eq!(seen.whole("referral.call-only"), ["shortfall 18:00; on 1 2; policy; custody_officer"]);
    assert_eq!(leaves(held(), "18:00", json!("parent"), json!(true)).whole("referral.call-only"), NOTHING);
}

#[rstest]
#[case::risk_not_recorded_is_asked_about("18:00", json!("parent"), json!(null), "query")]
#[case::risk_not_assessed_falls_short("18:00", json!("parent"), json!(false), "shortfall")]
#[case::risk_assessed_by_day_is_what_is_owed("18:00", json!(null), json!(true), "")]
#[case::by_night_to_whom_not_recorded_is_asked_about("22:00", json!(null), json!(true), "query")]
#[case::by_night_alone_falls_short("22:00", json!("alone"), json!(true), "shortfall")]
#[case::by_night_to_a_parent_is_what_is_owed("22:00", json!("parent"), json!(true), "")]
#[case::by_night_with_neither_recorded_is_one_question("22:00", json!(null), json!(null), "query")]
#[case::by_night_alone_falls_short_whatever_isnt_recorded_of_risk("22:00", json!("alone"), json!(null), "shortfall")]
#[case::not_assessed_falls_short_whatever_isnt_recorded_of_whom("22:00", json!(null), json!(false), "shortfall")]
fn a_release(#[case] at: &str, #[case] to: Value, #[case] risk: Value, #[case] verdict: &str) {
    let seen = leaves(held(), at, to.clone(), risk.clone());
    let found = |verdict: &str| vec![format!("{verdict} {at}; on 1; guidance; custody_officer")];
    assert_eq!(seen.whole("release.risk"), if verdict.is_empty() { vec![] } else { found(verdict) });
    assert!(verdict != "query" || seen.says_not_recorded("release.risk"));
    let grave = leaves(held().child(json!({ "markers": ["suicide"] })), at, to, risk);
    let verdict = if verdict == "shortfall" { "breach" } else { verdict };
    assert_eq!(grave.whole("release.risk"), if verdict.is_empty() { vec![] } else { found(verdict) });
}

#[rstest]
#[case::a_parent_there_at_its_end_leaves_nothing_owed(json!({ "aa_present": true, "aa_who": ["parent"] }), "")]
#[case::a_scheme_there_at_its_end_is_none_of_the_childs(json!({ "aa_present": true, "aa_who": ["scheme"] }), "shortfall")]
#[case::an_adult_there_at_its_end_of_whom_it_isnt_recorded_who_is_asked_about(json!({ "aa_present": true }), "query")]
#[case::none_there_at_its_end_falls_short(json!({ "aa_present": false }), "shortfall")]
fn the_adult_that_only_the_end_of_an_interview_shows(#[case] ended: Value, #[case] verdict: &str) {
    let record = given().authorised("20:00").at("20:30", "interview_started", json!({}));
    let seen = record.at("21:00", "interview_ended", ended).judged("22:31");
    assert_eq!(seen.verdict("edt.contacted").map_or("", crate::law::Verdict::word), verdict);
}

#[test]
fn where_whom_was_asked_is_not_recorded_it_isnt_said_that_nobody_was_reached() {
    let says = |record: Given| record.judged("22:31").one("edt.contacted").unwrap().message.to_string();
    let night = || given().authorised("20:00").at("20:20", "person_told", json!({ "who": "social_worker" }));
    let unknown = says(night().at("20:10", "aa_requested", json!({})));
    assert!(unknown.contains("it isn't recorded whether a parent or care authority was reached"), "{unknown}");
    assert!(says(night()).contains("no parent or care authority was reached"), "{}", says(night()));
}

#[rstest]
#[case::at_the_minute_of_the_release_is_looked_at("14:00", 1)]
#[case::after_it_is_in_nobodys_custody("14:01", 0)]
fn self_harm_around_the_release(#[case] at: &str, #[case] owed: usize) {
    let out = leaves(held().at(at, "self_harm", json!({ "what": "act" })), "14:00", json!("parent"), json!(true));
    assert_eq!(out.duties("health.self-harm").len(), owed);
    assert_eq!(out.speaks("health.self-harm"), owed > 0);
}

#[rstest]
#[case::all_but_the_level_in_time_leaves_the_level_asked_about("13:30", "13:30", "query")]
#[case::healthcare_asked_late_falls_short("13:31", "13:30", "shortfall")]
#[case::risk_assessed_late_falls_short("13:30", "13:31", "shortfall")]
fn after_self_harm_of_a_child_watched_all_the_time(#[case] asked: &str, #[case] risk: &str, #[case] verdict: &str) {
    let close = json!({ "level": 4, "every_minutes": 0 });
    let record = held().at("12:05", "observation_set", close).at("13:00", "self_harm", json!({ "what": "threat" }));
    let seen = record.at(asked, "healthcare_requested", json!({})).at(risk, "risk_assessed", json!({})).judged("15:00");
    assert_eq!(seen.verdict("health.self-harm").map(crate::law::Verdict::word), Some(verdict));
}
