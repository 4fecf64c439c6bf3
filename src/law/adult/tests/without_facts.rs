//! Interviews and charges without the adult, and who may not act: each fact left out, false and true, findings whole.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const INTERVIEW: &str = "aa.interview-without";
const CHARGE: &str = "aa.charge-without";
const UNSUITABLE: &str = "aa.unsuitable";
const NONE: &[&str] = &[];
const WITHOUT: &[&str] = &["breach 13:00; on 2; code; investigating_officer"];
const WHETHER: &[&str] = &["query 13:00; on 2; code; investigating_officer"];

#[rstest]
#[case::left_out_is_asked_about(json!({}), WHETHER)]
#[case::denied_is_a_breach(json!({ "aa_present": false }), WITHOUT)]
#[case::said(json!({ "aa_present": true }), NONE)]
#[case::left_out_and_who_they_were_given(json!({ "aa_who": "parent" }), NONE)]
#[case::b57_denied_on_a_superintendents_authority(json!({ "aa_present": false, "urgent_authorised_by": "superintendent" }), NONE)]
#[case::b57_denied_on_an_inspectors_authority_is_a_breach(json!({ "aa_present": false, "urgent_authorised_by": "inspector" }), WITHOUT)]
#[case::left_out_on_an_inspectors_authority_is_asked_about(json!({ "urgent_authorised_by": "inspector" }), WHETHER)]
#[case::left_out_on_a_superintendents_authority(json!({ "urgent_authorised_by": "superintendent" }), NONE)]
fn at_an_interview_that_the_adult_was_there(#[case] fields: Value, #[case] found: &[&str]) {
    let seen = held().at("13:00", "interview_started", fields).judged("13:30");
    assert_eq!(seen.whole(INTERVIEW), found);
    assert!(found != WHETHER || seen.says_not_recorded(INTERVIEW));
}

#[rstest]
#[case::left_out_of_both_is_asked_about(json!(null), json!(null), "query")]
#[case::left_out_of_the_start_and_denied_at_the_end_is_a_breach(json!(null), json!(false), "breach")]
#[case::left_out_of_the_start_and_said_at_the_end(json!(null), json!(true), "")]
#[case::denied_at_the_start_and_said_at_the_end_is_a_breach(json!(false), json!(true), "breach")]
#[case::said_at_the_start_and_left_out_of_the_end(json!(true), json!(null), "")]
#[case::said_at_the_start_and_denied_at_the_end_is_asked_about(json!(true), json!(false), "query")]
fn from_start_to_end_that_the_adult_was_there(#[case] start: Value, #[case] end: Value, #[case] verdict: &str) {
    let record = held().at("13:00", "interview_started", json!({ "aa_present": start }));
    let seen = record.at("13:30", "interview_ended", json!({ "aa_present": end })).judged("14:00");
    let expected = [format!("{verdict} 13:00; on 2 3; code; investigating_officer")];
    assert_eq!(seen.whole(INTERVIEW), if verdict.is_empty() { &[][..] } else { &expected[..] });
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 13:00; on 2; code; investigating_officer"])]
#[case::denied_is_a_breach(json!(false), &["breach 13:00; on 2; code; investigating_officer"])]
#[case::said(json!(true), NONE)]
fn questioned_away_that_the_adult_was_there(#[case] present: Value, #[case] found: &[&str]) {
    let fields = json!({ "from": "13:00", "to": "13:20", "aa_present": present });
    let seen = held().at("13:20", "questioned_away", fields).judged("14:00");
    assert_eq!(seen.whole(INTERVIEW), found);
    assert!(!present.is_null() || seen.says_not_recorded(INTERVIEW));
}

#[test]
fn questioning_away_between_the_start_and_the_end_of_an_interview_takes_neither_of_them() {
    let seen = held()
        .at("13:00", "interview_started", json!({ "aa_present": true }))
        .at("13:10", "questioned_away", json!({ "from": "13:05", "to": "13:10", "aa_present": true }))
        .at("13:30", "interview_ended", json!({ "aa_present": false }))
        .judged("14:00");
    assert_eq!(seen.whole(INTERVIEW), ["query 13:00; on 2 4; code; investigating_officer"]);
}

fn charged(given: Given, fields: Value) -> Seen {
    let mut all = json!({ "offences": ["theft"] });
    for (key, value) in fields.as_object().unwrap() {
        all[key] = value.clone();
    }
    given.at("15:00", "charged", all).judged("15:10")
}

#[rstest]
#[case::left_out_is_asked_about(json!({}), "query 15:00; on 3; code; custody_officer")]
#[case::b58_denied_where_one_was_asked_for_falls_short(json!({ "aa_present": false }), "shortfall 15:00; on 3; policy; custody_officer")]
#[case::said(json!({ "aa_present": true }), "")]
#[case::left_out_and_who_they_were_given(json!({ "aa_who": "parent" }), "")]
fn at_charge_that_the_adult_was_there(#[case] fields: Value, #[case] found: &str) {
    let seen = charged(asked(held(), "12:10"), fields);
    assert_eq!(seen.whole(CHARGE).join(""), found);
    assert!(!found.starts_with("query") || seen.says_not_recorded(CHARGE));
}

#[test]
fn b58_denied_at_charge_it_is_a_breach_where_none_was_asked_for_or_one_was_in_the_station() {
    let denied = || json!({ "aa_present": false });
    assert_eq!(charged(held(), denied()).whole(CHARGE), ["breach 15:00; on 2; code; custody_officer"]);
    assert_eq!(
        charged(asked(held(), "15:00"), denied()).whole(CHARGE),
        ["shortfall 15:00; on 3; policy; custody_officer"]
    );
    assert_eq!(
        charged(asked(held(), "15:00:01"), denied()).whole(CHARGE),
        ["breach 15:00; on 3; code; custody_officer"]
    );
    let here = |at: &str| charged(came(asked(held(), "12:10"), at), denied()).whole(CHARGE);
    assert_eq!(here("14:59:59"), ["breach 15:00; on 4; code; custody_officer"]);
    assert_eq!(here("15:00"), ["shortfall 15:00; on 4; policy; custody_officer"]);
}

#[test]
fn of_charges_at_one_minute_the_adult_at_any_is_there_and_one_denied_is_enough_to_find() {
    let second = |present: Value| {
        let record = held().at("15:00", "charged", json!({ "offences": ["theft"] }));
        record
            .at("15:00", "charged", json!({ "offences": ["affray"], "aa_present": present }))
            .judged("15:10")
            .whole(CHARGE)
    };
    assert_eq!(second(json!(true)), NONE);
    assert_eq!(second(json!(false)), ["breach 15:00; on 2 3; code; custody_officer"]);
    assert_eq!(second(json!(null)), ["query 15:00; on 2 3; code; custody_officer"]);
}

#[rstest]
#[case::left_out_is_nothing(json!({ "who": "scheme" }), "")]
#[case::denied_is_nothing(json!({ "who": "scheme", "objected_to": false }), "")]
#[case::said_of_a_scheme_is_asked_about(json!({ "who": "scheme", "objected_to": true }), "query 13:00; on 2; guidance; custody_officer")]
#[case::said_of_a_parent_whose_estrangement_is_left_out_is_asked_about(
    json!({ "who": "parent", "objected_to": true }), "query 13:00; on 2; guidance; custody_officer"
)]
#[case::said_of_an_estranged_parent_falls_short(
    json!({ "who": "parent", "objected_to": true, "note": "estranged father" }), "shortfall 13:00; on 2; guidance; custody_officer"
)]
#[case::said_of_an_estranged_guardian_is_asked_about(
    json!({ "who": "guardian", "objected_to": true, "note": "estranged" }), "query 13:00; on 2; guidance; custody_officer"
)]
fn that_the_child_objected(#[case] fields: Value, #[case] found: &str) {
    assert_eq!(held().at("13:00", "aa_arrived", fields).judged("13:10").whole(UNSUITABLE).join(""), found);
}

#[rstest]
#[case::left_out_is_nothing(json!({ "name": "A B", "role": "appropriate_adult" }), "")]
#[case::denied_is_nothing(json!({ "name": "A B", "role": "appropriate_adult", "involved": false }), "")]
#[case::said_is_a_breach(json!({ "name": "A B", "role": "appropriate_adult", "involved": true }), "breach 13:00; on 2; guidance; custody_officer")]
#[case::left_out_with_a_police_rank_is_a_breach(
    json!({ "name": "A B", "role": "appropriate_adult", "rank": "constable" }), "breach 13:00; on 2; code; custody_officer"
)]
fn that_the_adult_is_involved(#[case] by: Value, #[case] found: &str) {
    let seen = held().at("13:00", "aa_arrived", json!({ "who": "other", "by": by })).judged("13:10");
    assert_eq!(seen.whole(UNSUITABLE).join(""), found);
}
