//! The rules on health, social care and release over whole records, on each fact they rest on, and on their first days.

mod days;
mod facts;

use serde_json::json;

use crate::law::State;
use crate::law::testing::{given, inspector};

#[test]
fn a_good_record_of_an_evening_raises_nothing_here_and_leaves_nothing_owed() {
    let seen = given()
        .child(json!({ "date_of_birth": "2011-03-03", "sex": "female" }))
        .at("14:02", "arrested", json!({ "offences": ["theft"], "necessity": "prompt investigation" }))
        .at("14:30", "arrived", json!({}))
        .authorised("14:45")
        .at("14:50", "rights_given", json!({ "aa_present": false }))
        .at("14:52", "risk_assessed", json!({ "level": "low" }))
        .at("15:02", "person_told", json!({ "who": "parent", "outcome": "told" }))
        .at("15:03", "aa_requested", json!({ "who": "parent", "for": "arrival", "outcome": "coming" }))
        .at("15:05", "healthcare_requested", json!({}))
        .at("15:05", "ascc_requested", json!({}))
        .at("15:20", "check", json!({ "said": "is my mum coming", "demeanour": "calm", "recorded_at": "15:22" }))
        .at("15:50", "aa_arrived", json!({ "who": "parent", "rights_given": true }))
        .at("16:20", "healthcare_seen", json!({ "result": "fit" }))
        .at("16:40", "ascc_seen", json!({}))
        .at("16:45", "solicitor_requested", json!({}))
        .at("16:55", "solicitor_arrived", json!({}))
        .at("17:00", "interview_started", json!({ "aa_present": true, "solicitor_present": true }))
        .at("17:40", "interview_ended", json!({}))
        .at("19:30", "referral_submitted", json!({ "to": "childrens_social_care", "form": "brag" }))
        .review("19:50", json!({ "by": inspector() }))
        .at("20:30", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
        .judged("20:30");
    let ours: Vec<&str> =
        crate::law::health::RULES.iter().chain(crate::law::record_itself::RULES).map(|rule| rule.id).collect();
    let found: Vec<_> = seen.0.findings.iter().filter(|finding| ours.contains(&finding.rule)).collect();
    assert!(found.is_empty(), "{found:#?}");
    let owed: Vec<_> =
        seen.0.duties.iter().filter(|duty| ours.contains(&duty.rule) && duty.state != State::Done).collect();
    assert!(owed.is_empty(), "{owed:#?}");
}

#[test]
fn messages_can_be_read_by_a_tired_sergeant() {
    let bad = given()
        .child(json!({ "ethnicity": null, "sex": null, "home_authority": null, "looked_after": null,
                       "markers": ["missing", "suicide"] }))
        .at("19:00", "detention_authorised", json!({}))
        .at("19:10", "ascc_missed", json!({ "reason": "busy" }))
        .at("19:20", "self_harm", json!({ "what": "act" }))
        .at("19:30", "solicitor_requested", json!({}))
        .at("19:40", "check", json!({ "by": null, "recorded_at": "+1 19:55" }))
        .at("20:30", "interview_started", json!({}))
        .at("21:50", "edt_contacted", json!({ "about": "bed" }))
        .at("+1 04:30", "released", json!({ "outcome": "bail", "to": "alone", "risk_assessed": false }))
        .at("+1 05:00", "correction", json!({ "of": 4, "reason": "wrong child", "strike": true }))
        .judged("+1 09:00");
    for finding in &seen_messages(&bad) {
        assert!(finding.chars().count() <= 260, "{} characters: {finding}", finding.chars().count());
    }
}

fn seen_messages(seen: &crate::law::testing::Seen) -> Vec<String> {
    let findings = seen.0.findings.iter().map(|finding| finding.message.to_string());
    findings.chain(seen.0.duties.iter().map(|duty| duty.message.to_string())).collect()
}
