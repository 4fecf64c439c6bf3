//! Each fact that a rule on the record itself rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, Seen, given};

const NOTHING: [&str; 0] = [];

fn held() -> Given {
    given().authorised("12:00")
}

fn leaves(record: Given) -> Seen {
    record.at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true })).judged("20:00")
}

#[rstest]
#[case::when_a_check_was_written_not_recorded_is_when_it_was_made("check", json!(null), vec![])]
#[case::b74_a_check_written_nine_minutes_after_is_in_time("check", json!("14:09"), vec![])]
#[case::b74_a_check_written_ten_minutes_after_is_late("check", json!("14:10"), vec!["shortfall 14:00; 10 min; on 1; policy; custody_officer"])]
#[case::when_another_entry_was_written_not_recorded_is_when_it_happened("healthcare_seen", json!(null), vec![])]
#[case::b74_another_entry_written_29_minutes_after_is_in_time("healthcare_seen", json!("14:29"), vec![])]
#[case::b74_another_entry_written_30_minutes_after_is_late("healthcare_seen", json!("14:30"), vec!["shortfall 14:00; 30 min; on 1; policy; custody_officer"])]
fn when_an_entry_was_written(#[case] kind: &str, #[case] written: Value, #[case] found: Vec<&str>) {
    let seen = held().at("14:00", kind, json!({ "recorded_at": written })).judged("15:00");
    assert_eq!(seen.whole("entry.late"), found);
}

#[test]
fn a_late_check_is_never_a_gap() {
    let record = given().authorised("14:00").at("14:30", "check", json!({ "recorded_at": "15:40" }));
    let seen = record.at("15:00", "check", json!({})).judged("15:00");
    assert_eq!((seen.whole("check.gap"), seen.all("entry.late").len()), (vec![], 1));
}

#[rstest]
#[case::the_author_not_recorded_is_a_breach_as_the_code_has_it_signed(json!(null), vec!["breach 14:00; on 1; code; custody_officer"])]
#[case::neither_name_nor_number_is_a_breach(json!({ "role": "healthcare" }), vec!["breach 14:00; on 1; code; healthcare"])]
#[case::a_name_signs_it(json!({ "name": "DO Bell" }), vec![])]
#[case::a_number_signs_it(json!({ "number": "3127" }), vec![])]
fn who_signed(#[case] by: Value, #[case] found: Vec<&str>) {
    assert_eq!(held().at("14:00", "check", json!({ "by": by })).judged("14:10").whole("entry.unsigned"), found);
}

#[rstest]
#[case::neither_grounds_nor_reasons_recorded_is_a_breach_as_the_section_has_them_written(json!({}), "breach")]
#[case::reasons_said_not_to_be_recorded_is_a_breach(json!({ "reasons_recorded": false }), "breach")]
#[case::reasons_said_not_to_be_recorded_are_in_no_note_either(json!({ "reasons_recorded": false, "note": "box 3" }), "breach")]
#[case::a_note_with_nothing_said_of_reasons_is_asked_about(json!({ "note": "to question him about the theft" }), "query")]
#[case::reasons_said_to_be_recorded_elsewhere_are_asked_about(json!({ "reasons_recorded": true }), "query")]
#[case::grounds_of_nothing_are_a_breach(json!({ "grounds": "nothing" }), "breach")]
#[case::a_stock_phrase_is_no_ground(json!({ "grounds": "as above" }), "breach")]
#[case::grounds_written_are_what_is_owed(json!({ "grounds": "to question him about the theft" }), "")]
#[case::grounds_written_are_enough_whatever_is_said_of_reasons(json!({ "grounds": "to question him", "reasons_recorded": false }), "")]
fn the_grounds_of_detention(#[case] fields: Value, #[case] verdict: &str) {
    let seen = given().at("12:00", "detention_authorised", fields).judged("12:01");
    let found = format!("{verdict} 12:00; on 0; statute; custody_officer");
    assert_eq!(seen.whole("detention.grounds"), if verdict.is_empty() { vec![] } else { vec![found] });
}

#[rstest]
#[case::whether_rights_were_repeated_not_recorded_is_not_given(json!(null), "overdue; custody_officer")]
#[case::rights_not_repeated_are_not_given(json!(false), "overdue; custody_officer")]
#[case::rights_repeated_with_the_adult_there_are_given(json!(true), "done; done 13:00; custody_officer")]
fn rights_with_the_adult(#[case] given_then: Value, #[case] duty: &str) {
    let seen = leaves(held().at("13:00", "aa_arrived", json!({ "rights_given": given_then })));
    let found = "breach 18:00; on 0 2; code; custody_officer".to_owned();
    assert_eq!(seen.whole("rights.given"), if duty.starts_with("done") { vec![] } else { vec![found] });
    assert_eq!(seen.owed("rights.given"), [duty]);
}

#[test]
fn questioned_with_no_rights_recorded_is_found_at_the_questioning() {
    let seen = held().at("14:00", "interview_started", json!({})).judged("14:10");
    assert_eq!(seen.whole("rights.given"), ["breach 14:00; on 0 1; code; custody_officer"]);
}

#[rstest]
#[case::never_assessed_falls_short(None, vec!["shortfall 18:00; on 0 1; code; custody_officer"])]
#[case::assessed_only_after_the_child_left_falls_short(Some("18:01"), vec!["shortfall 18:00; on 0 1; code; custody_officer"])]
#[case::assessed_as_the_child_left_is_assessed(Some("18:00"), vec![])]
fn the_assessment_of_risk(#[case] at: Option<&str>, #[case] found: Vec<&str>) {
    let (before, after): (Vec<&str>, Vec<&str>) = at.into_iter().partition(|at| *at <= "18:00");
    let record = before.iter().fold(held(), |record, at| record.at(at, "risk_assessed", json!({})));
    let record = record.at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }));
    let record = after.iter().fold(record, |record, at| record.at(at, "risk_assessed", json!({})));
    assert_eq!(record.judged("20:00").whole("risk.assessed"), found);
}

#[rstest]
#[case::whether_a_solicitor_was_there_not_recorded_is_asked_about("interview_started", json!({}), true)]
#[case::no_solicitor_there_is_asked_about("interview_started", json!({ "solicitor_present": false }), true)]
#[case::a_solicitor_there_is_what_was_asked_for("interview_started", json!({ "solicitor_present": true }), false)]
#[case::elsewhere_and_not_recorded_is_asked_about("questioned_away", json!({ "from": "14:00", "to": "14:30" }), true)]
#[case::elsewhere_with_one_there_is_what_was_asked_for("questioned_away", json!({ "from": "14:00", "to": "14:30", "solicitor_present": true }), false)]
fn a_solicitor_asked_for(#[case] kind: &str, #[case] fields: Value, #[case] asks: bool) {
    let at = if kind == "questioned_away" { "14:30" } else { "14:00" };
    let record = held().at("12:30", "solicitor_requested", json!({})).at(at, kind, fields);
    let found = "query 14:00; on 1 2; code; investigating_officer".to_owned();
    assert_eq!(record.judged("15:00").whole("solicitor.asked"), if asks { vec![found] } else { vec![] });
}

#[rstest]
#[case::not_asked_falls_short(json!(null), vec!["shortfall 18:00; due 18:00; on 1; policy; custody_officer"])]
#[case::not_stated_is_an_answer(json!("not_stated"), vec![])]
#[case::stated_is_an_answer(json!("B1"), vec![])]
fn ethnicity(#[case] said: Value, #[case] found: Vec<&str>) {
    assert_eq!(leaves(held().child(json!({ "ethnicity": said }))).whole("data.ethnicity"), found);
}

#[rstest]
#[case::home_authority_blank_falls_short(json!({ "home_authority": null }), "home authority")]
#[case::looked_after_blank_falls_short(json!({ "looked_after": null }), "looked-after status")]
#[case::sex_blank_falls_short(json!({ "sex": null }), "sex")]
#[case::not_looked_after_is_known(json!({ "looked_after": false }), "")]
#[case::looked_after_is_known(json!({ "looked_after": true }), "")]
#[case::of_another_sex_is_known(json!({ "sex": "other" }), "")]
fn what_is_known_of_the_child(#[case] known: Value, #[case] named: &str) {
    let seen = leaves(held().child(known));
    let found = "shortfall 18:00; due 18:00; on 1; policy; custody_officer".to_owned();
    assert_eq!(seen.whole("data.blank"), if named.is_empty() { vec![] } else { vec![found] });
    if let Some(finding) = seen.one("data.blank") {
        assert!(finding.message.contains(&format!("18:00: {named}. ")), "{}", finding.message);
    }
}

#[rstest]
#[case::before_the_child_left("17:59", vec![])]
#[case::as_the_child_left("18:00", vec![])]
#[case::after_the_child_left("18:01", vec!["query 18:01; on 3 1 2; code; custody_officer"])]
fn a_correction(#[case] at: &str, #[case] found: Vec<&str>) {
    let record = held().at("14:00", "check", json!({ "said": "cold" }));
    let record = record.at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }));
    let strike = json!({ "of": 1, "reason": "wrong cell", "strike": true });
    assert_eq!(record.at(at, "correction", strike).judged("20:00").whole("entry.corrected-late"), found);
}

#[test]
fn a_correction_of_what_was_disclosed_to_a_reader_is_asked_about_whether_or_not_it_says_to_whom() {
    for to in [json!(null), json!("the panel")] {
        let record = held()
            .at("14:00", "check", json!({}))
            .at("15:00", "disclosed", json!({ "purpose": "panel", "to": to }))
            .at("15:30", "correction", json!({ "of": 1, "reason": "wrong cell", "strike": true }));
        let found = "query 15:30; on 3 1 2; code; custody_officer";
        assert_eq!(record.judged("16:00").whole("entry.corrected-late"), [found]);
    }
    assert_eq!(held().judged("16:00").whole("entry.corrected-late"), NOTHING);
}
