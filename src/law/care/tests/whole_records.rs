use serde_json::{Value, json};

use crate::law::Verdict;
use crate::law::testing::{Given, Seen, given};

const FAMILIES: [&str; 5] = ["check.", "voice.", "care.", "search.", "force."];

fn ours(seen: &Seen) -> Vec<&crate::law::Finding> {
    seen.0.findings.iter().filter(|found| FAMILIES.iter().any(|family| found.rule.starts_with(family))).collect()
}

fn checks(mut record: Given, times: &[&str], changes: &Value) -> Given {
    for time in times {
        let mut fields = json!({ "method": "entered", "awake": true, "demeanour": "calm",
            "seen": format!("on the bench at {time}, drawing"), "said": format!("asked something at {time}") });
        for (key, value) in changes.as_object().unwrap() {
            fields[key] = value.clone();
        }
        record = record.at(time, "check", fields);
    }
    record
}

#[test]
fn t1_a_girl_well_kept_for_six_hours_raises_nothing() {
    let record = given()
        .child(json!({ "sex": "female", "date_of_birth": "2011-03-03" }))
        .at("14:30", "arrived", json!({}))
        .at("14:38", "presented", json!({}))
        .authorised("14:45")
        .at("14:50", "rights_given", json!({ "aa_present": false }))
        .at("14:55", "woman_assigned", json!({ "name": "DO Jones" }))
        .at("14:55", "placed", json!({ "in": "detention_room" }))
        .at("15:00", "care", json!({ "what": "private_word", "who": "DO Jones" }))
        .at("15:00", "care", json!({ "what": "menstrual_products", "offered": true, "who": "DO Jones" }))
        .at("15:03", "aa_requested", json!({ "who": "parent", "for": "arrival" }))
        .at("15:50", "aa_arrived", json!({ "who": "parent", "rights_given": true }))
        .at("16:00", "care", json!({ "what": "meal", "offered": true, "taken": true }))
        .at("16:20", "healthcare_seen", json!({}))
        .at("16:40", "ascc_seen", json!({}))
        .at("17:00", "interview_started", json!({ "aa_present": true }))
        .at("17:40", "interview_ended", json!({}))
        .review("19:50", json!({}))
        .at("20:30", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }));
    let times = ["15:25", "15:55", "16:20", "16:50", "18:10", "18:40", "19:10", "19:40", "20:20"];
    let seen = checks(record, &times, &json!({})).judged("20:30");
    assert!(ours(&seen).is_empty(), "{:#?}", ours(&seen));
    assert!(seen.0.duties.iter().filter(|duty| duty.rule.starts_with("check.")).all(|duty| !duty.is_open()));
}

#[test]
fn t3_a_night_across_the_clock_change_with_rest_and_checks_breaks_nothing() {
    let mut record = given()
        .at("2026-10-24T21:05:00+01:00", "arrived", json!({}))
        .authorised("2026-10-24T21:20:00+01:00")
        .at("2026-10-24T21:30:00+01:00", "care", json!({ "what": "meal", "offered": true }))
        .review("2026-10-24T22:40:00+01:00", json!({}))
        .at("2026-10-24T23:00:00+01:00", "rest_started", json!({}));
    let start = crate::law::testing::instant("2026-10-24T20:45:00Z");
    for step in 0..22 {
        let at = crate::record::time::utc(start + chrono::TimeDelta::minutes(30 * step));
        let fields = match step {
            0..=3 => json!({ "demeanour": "calm", "seen": format!("on bench {step}"), "said": format!("cold {step}") }),
            _ => json!({ "demeanour": "sleeping", "seen": "asleep, breathing seen, on his side" }),
        };
        record = record.at(&at, "check", fields);
    }
    let record = record.at("2026-10-25T07:30:00Z", "rest_ended", json!({}));
    let seen = record.judged("2026-10-25T07:45:00Z");
    let fell_short: Vec<_> = ours(&seen).into_iter().filter(|found| found.verdict != Verdict::Query).collect();
    assert!(fell_short.is_empty(), "{fell_short:#?}");
}

/// A record in which everything of these families goes wrong.
fn badly_kept() -> Given {
    let rousing = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = given()
        .child(json!({ "sex": "female", "date_of_birth": "2011-03-03" }))
        .at("11:00", "arrived", json!({}))
        .authorised("12:00")
        .at("12:05", "placed", json!({ "in": "cell", "adult_area": true }))
        .at("12:10", "strip_searched", json!({ "intimate_parts": true, "aa_present": false, "reason": "routine" }))
        .at("12:15", "force_used", json!({ "what": "held by two officers while her clothes were taken" }))
        .at("12:20", "asked_for", json!({ "what": "to ring her mum and ask her to come and fetch her home" }))
        .at("12:50", "aa_requested", json!({ "who": "scheme", "for": "interview" }))
        .at("13:00", "observation_set", rousing)
        .at("14:00", "check_missed", json!({ "reason": "staffing", "text": "two on sick leave, one at hospital" }))
        .at("15:00", "interview_started", json!({}))
        .at("16:00", "interview_ended", json!({}))
        .at("22:00", "rest_started", json!({}))
        .at("+1 02:00", "interview_started", json!({}))
        .at("+1 03:00", "interview_ended", json!({}))
        .at("+1 04:00", "rest_ended", json!({}));
    let record = checks(record, &["13:10"], &json!({}));
    let record = checks(record, &["13:20"], &json!({ "demeanour": "in_pain", "method": "hatch", "said": null }));
    checks(record, &["14:40", "15:30"], &json!({ "demeanour": null, "said": null, "awake": null, "seen": "AIO" }))
}

#[test]
fn every_rule_of_these_families_is_found_where_everything_went_wrong() {
    let seen = badly_kept().at("+1 13:00", "released", json!({ "outcome": "bail" })).judged("+1 13:00");
    let rules = crate::law::checks::RULES.iter().chain(crate::law::care::RULES).map(|rule| rule.id);
    let silent: Vec<_> = rules.filter(|id| *id != "check.due" && seen.all(id).is_empty()).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn messages_are_short_enough_to_read_and_accuse_no_one() {
    let seen = badly_kept().judged("+1 13:00");
    for message in ours(&seen).iter().map(|found| &found.message).chain(seen.0.duties.iter().map(|duty| &duty.message))
    {
        assert!(message.chars().count() <= 230, "{} characters: {message}", message.chars().count());
        assert!(!message.contains("refused") && !message.contains("failed"), "{message}");
    }
}

#[test]
fn at_every_instant_of_a_record_the_rules_answer_and_findings_once_made_about_a_gap_stay() {
    let record = badly_kept();
    let mut closed_gaps = 0;
    for minutes in (0..1500).step_by(7) {
        let now = crate::record::time::utc(crate::law::testing::instant("11:00") + chrono::TimeDelta::minutes(minutes));
        let seen = record.judged(&now);
        let closed = seen.all("check.gap").iter().filter(|gap| crate::record::time::utc(gap.at) < now).count();
        assert!(closed >= closed_gaps, "{now}");
        closed_gaps = closed;
    }
}
