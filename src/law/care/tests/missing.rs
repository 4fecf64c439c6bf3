//! Each fact that a rule on care, search and force rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, given};

const NOTHING: [&str; 0] = [];

fn held() -> Given {
    given().authorised("12:00")
}

#[rstest]
#[case::neither_offer_nor_taking_recorded_is_an_offer(json!({}), true)]
#[case::not_offered_is_none(json!({ "offered": false }), false)]
#[case::offered_is_one(json!({ "offered": true }), true)]
#[case::not_taken_with_the_offer_not_recorded_was_offered(json!({ "taken": false }), true)]
#[case::taken_though_not_offered_was_had(json!({ "offered": false, "taken": true }), true)]
fn a_meal(#[case] changes: Value, #[case] counts: bool) {
    let mut meal = json!({ "what": "meal" });
    meal.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let seen = held().at("16:00", "care", meal).judged("20:01");
    let found = "shortfall 20:01; due 20:00; 481 min; on ; policy; detention_officer".to_owned();
    assert_eq!(seen.whole("care.meal"), if counts { vec![] } else { vec![found] });
    let duty = if counts { "open; due +1 00:00" } else { "overdue; due 20:00" };
    assert_eq!(seen.owed("care.meal"), [format!("{duty}; detention_officer")]);
}

#[test]
fn a_long_wait_names_the_meals_on_both_sides_of_it() {
    let record = held().at("13:00", "care", json!({ "what": "meal" })).at("21:30", "care", json!({ "what": "meal" }));
    let seen = record.judged("22:00");
    let found = "shortfall 21:30; due 21:00; 510 min; on 1 2; policy; detention_officer";
    assert_eq!(seen.whole("care.meal"), [found]);
    let done = "done; due 21:00; done 21:30; detention_officer";
    assert_eq!(seen.owed("care.meal"), [done, "open; due +1 05:30; detention_officer"]);
}

#[test]
fn a_day_of_two_meals_names_both_and_stands_on_the_code() {
    let meals = held().at("18:00", "care", json!({ "what": "meal" })).at("+1 01:00", "care", json!({ "what": "meal" }));
    let found = "breach +1 12:00; on 1 2; code; detention_officer";
    assert_eq!(meals.judged("+1 12:00").whole("care.meal"), [found]);
}

#[rstest]
#[case::not_recorded_is_asked_about(json!(null), vec!["query 13:00; due 13:00; on 0; statute; custody_officer"])]
#[case::a_boy_is_owed_no_woman(json!("male"), vec![])]
#[case::a_girl_not_given_one_was_failed_by_the_end(json!("female"), vec!["breach 15:00; due 13:00; on 0; statute; custody_officer"])]
fn sex_for_the_woman(#[case] sex: Value, #[case] found: Vec<&str>) {
    let record = held().child(json!({ "sex": sex })).at("15:00", "released", json!({ "outcome": "bail" }));
    let seen = record.judged("16:00");
    assert_eq!(seen.whole("care.woman"), found);
    assert!(!sex.is_null() || seen.says_not_recorded("care.woman"));
    let owed: &[&str] = if sex == "female" { &["overdue; due 13:00; custody_officer"] } else { &[] };
    assert_eq!(seen.owed("care.woman"), owed);
}

#[rstest]
#[case::not_recorded_with_a_woman_named_is_asked_about(json!(null), vec!["query 13:00; due 13:00; on 0 1; code; custody_officer"])]
#[case::a_boy_is_offered_none(json!("male"), vec![])]
#[case::a_girl_offered_none_falls_short(json!("female"), vec!["shortfall 14:00; due 13:00; on 0; code; custody_officer"])]
fn sex_for_the_products(#[case] sex: Value, #[case] found: Vec<&str>) {
    let record = held().child(json!({ "sex": sex })).at("12:10", "woman_assigned", json!({ "name": "DO Jones" }));
    assert_eq!(record.judged("13:00").whole("care.menstrual"), NOTHING);
    let seen = record.judged("14:00");
    assert_eq!(seen.whole("care.menstrual"), found);
    assert!(!sex.is_null() || seen.says_not_recorded("care.menstrual"));
    let offered = record.at("12:20", "care", json!({ "what": "menstrual_products" })).judged("14:00");
    assert_eq!(offered.whole("care.menstrual"), NOTHING, "offered, whoever it was");
}

#[test]
fn with_the_sex_not_recorded_and_no_woman_named_one_question_is_enough() {
    let seen = held().child(json!({ "sex": null })).judged("14:00");
    assert_eq!((seen.all("care.woman").len(), seen.speaks("care.menstrual")), (1, false));
}

#[rstest]
#[case::who_offered_not_recorded_is_not_someone_else(json!({}), vec![])]
#[case::someone_else_is_asked_about(json!({ "who": "DO Brown" }), vec!["query 12:20; on 1 2; code; custody_officer"])]
#[case::the_woman_named_is_what_is_owed(json!({ "who": "DO Jones" }), vec![])]
#[case::the_woman_herself_writing_it_is_what_is_owed(json!({ "who": "DO Brown", "by": { "name": "R Jones" } }), vec![])]
fn who_offers(#[case] changes: Value, #[case] found: Vec<&str>) {
    let mut care = json!({ "what": "menstrual_products", "offered": true });
    care.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let record = held().child(json!({ "sex": "female" })).at("12:05", "woman_assigned", json!({ "name": "DO Jones" }));
    assert_eq!(record.at("12:20", "care", care).judged("14:00").whole("care.menstrual"), found);
}

#[rstest]
#[case::no_reason_is_a_breach_as_the_code_has_it_written(json!({}), "breach")]
#[case::nothing_is_no_reason(json!({ "reason": "nothing" }), "breach")]
#[case::a_reason_about_the_place_is_one(json!({ "reason": "every detention room occupied" }), "")]
fn the_reason_for_a_cell(#[case] changes: Value, #[case] verdict: &str) {
    let mut placed = json!({ "in": "cell" });
    placed.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let seen = held().at("12:10", "placed", placed).judged("12:20");
    let found = format!("{verdict} 12:10; on 1; code; custody_officer");
    assert_eq!(seen.whole("care.cell-reason"), if verdict.is_empty() { vec![] } else { vec![found] });
}

#[rstest]
#[case::not_recorded_is_not_among_adults(json!(null), vec![])]
#[case::away_from_adults_is_what_is_owed(json!(false), vec![])]
#[case::among_adults_is_a_breach(json!(true), vec!["breach 12:10; on 1; statute; custody_officer"])]
fn adults_near(#[case] adult_area: Value, #[case] found: Vec<&str>) {
    let placed = json!({ "in": "detention_room", "adult_area": adult_area });
    assert_eq!(held().at("12:10", "placed", placed).judged("12:20").whole("care.adult-area"), found);
}

#[rstest]
#[case::no_answer_falls_short(None, vec!["shortfall 15:01; due 15:00; 61 min; on 1; policy; detention_officer"])]
#[case::a_late_answer_falls_short_and_is_named(Some("15:01"), vec!["shortfall 15:01; due 15:00; 61 min; on 1 2; policy; detention_officer"])]
#[case::an_answer_in_time_is_what_is_owed(Some("15:00"), vec![])]
fn an_answer(#[case] answered: Option<&str>, #[case] found: Vec<&str>) {
    let mut record = held().at("14:00", "asked_for", json!({ "what": "to know if mum is all right" }));
    if let Some(at) = answered {
        record = record.at(at, "answered", json!({ "what": "she is" }));
    }
    assert_eq!(record.judged("15:01").whole("care.request-open"), found);
}

/// A search with intimate parts exposed, no adult there and a reason, unless changed.
fn searched(changes: Value) -> Given {
    let mut search = json!({ "intimate_parts": true, "aa_present": false, "reason": "thought to hide a wrap" });
    for (key, value) in changes.as_object().unwrap() {
        search[key] = value.clone();
    }
    held().at("13:00", "strip_searched", search)
}

#[rstest]
#[case::no_reason_is_a_breach_as_annex_a_has_it_written(json!({ "aa_present": true, "reason": null }), "breach")]
#[case::nothing_is_no_reason(json!({ "aa_present": true, "reason": "nothing" }), "breach")]
#[case::what_was_exposed_not_recorded_is_asked_about(json!({ "intimate_parts": null }), "query")]
#[case::nothing_exposed_needs_no_adult(json!({ "intimate_parts": false }), "")]
#[case::exposed_with_no_adult_is_a_breach(json!({}), "breach")]
#[case::the_adult_not_recorded_is_asked_about(json!({ "aa_present": null }), "query")]
#[case::neither_recorded_is_asked_about(json!({ "aa_present": null, "intimate_parts": null }), "query")]
#[case::the_adult_there_is_what_is_owed(json!({ "aa_present": true }), "")]
#[case::the_waiver_not_recorded_as_signed_is_asked_about(json!({ "aa_absent_because": "child_asked" }), "query")]
#[case::the_waiver_not_signed_is_a_breach(json!({ "aa_absent_because": "child_asked", "waiver_signed_by_aa": false }), "breach")]
#[case::the_waiver_signed_excuses(json!({ "aa_absent_because": "child_asked", "waiver_signed_by_aa": true }), "")]
#[case::why_the_adult_was_absent_not_recorded_with_a_waiver_signed_excuses(json!({ "waiver_signed_by_aa": true }), "")]
fn a_strip_search(#[case] changes: Value, #[case] verdict: &str) {
    let seen = searched(changes.clone()).judged("14:00");
    let found = format!("{verdict} 13:00; on 1; code; custody_officer");
    assert_eq!(seen.whole("search.strip"), if verdict.is_empty() { vec![] } else { vec![found] });
    if verdict == "query" && changes.get("aa_absent_because").is_none() {
        assert!(seen.one("search.strip").unwrap().message.contains("recorded"));
    }
}

#[rstest]
#[case::the_adult_at_an_interview_not_recorded_is_asked_about("interview_started", json!({}), "query")]
#[case::no_adult_at_an_interview_falls_short("interview_started", json!({ "aa_present": false }), "shortfall")]
#[case::an_adult_at_an_interview_was_asked_in_time("interview_started", json!({ "aa_present": true }), "")]
#[case::an_adult_named_was_there("interview_started", json!({ "aa_who": ["parent"] }), "")]
#[case::a_superintendent_authorised_it("interview_started", json!({ "urgent_authorised_by": "superintendent" }), "")]
#[case::an_inspector_cant("interview_started", json!({ "aa_present": false, "urgent_authorised_by": "inspector" }), "shortfall")]
#[case::the_adult_at_a_search_not_recorded_is_asked_about("strip_searched", json!({ "intimate_parts": true, "reason": "wrap" }), "query")]
#[case::what_a_search_exposed_not_recorded_is_asked_about("strip_searched", json!({ "aa_present": false, "reason": "wrap" }), "query")]
#[case::exposed_with_no_adult_falls_short("strip_searched", json!({ "intimate_parts": true, "aa_present": false, "reason": "wrap" }), "shortfall")]
#[case::nothing_exposed_needed_none("strip_searched", json!({ "intimate_parts": false, "reason": "wrap" }), "")]
fn what_needed_an_adult_before_one_was_asked_for(#[case] kind: &str, #[case] fields: Value, #[case] verdict: &str) {
    let seen = held().at("13:00", kind, fields).at("13:30", "aa_requested", json!({})).judged("14:00");
    let found = format!("{verdict} 13:00; 30 min; on 1 2; code; custody_officer");
    assert_eq!(seen.whole("search.aa-order"), if verdict.is_empty() { vec![] } else { vec![found] });
    assert!(verdict != "query" || seen.says_not_recorded("search.aa-order"));
}

#[rstest]
#[case::the_adult_not_recorded_is_asked_about(json!(null), "query")]
#[case::no_adult_falls_short(json!(false), "shortfall")]
#[case::an_adult_there_was_asked_in_time(json!(true), "")]
fn questioned_away_before_the_adult_was_asked_for(#[case] present: Value, #[case] verdict: &str) {
    let away = json!({ "from": "12:30", "to": "13:00", "aa_present": present });
    let record = held().at("13:00", "questioned_away", away).at("13:30", "aa_requested", json!({}));
    let found = format!("{verdict} 12:30; 60 min; on 1 2; code; custody_officer");
    let seen = record.judged("14:00");
    assert_eq!(seen.whole("search.aa-order"), if verdict.is_empty() { vec![] } else { vec![found] });
}

#[test]
fn an_act_known_to_be_without_the_adult_is_found_before_one_left_open() {
    let record = held()
        .at("12:40", "interview_started", json!({}))
        .at("12:50", "interview_ended", json!({}))
        .at("13:00", "interview_started", json!({ "aa_present": false }))
        .at("13:30", "aa_requested", json!({}));
    let found = "shortfall 13:00; 30 min; on 3 4; code; custody_officer";
    assert_eq!(record.judged("14:00").whole("search.aa-order"), [found]);
}

#[rstest]
#[case::no_reason_is_a_breach_as_the_code_has_it_written(json!(null), vec!["breach 13:00; on 1; code; custody_officer"])]
#[case::nothing_is_no_reason(json!("nothing"), vec!["breach 13:00; on 1; code; custody_officer"])]
#[case::a_reason_is_what_is_owed(json!("struck out at the search"), vec![])]
fn the_reason_for_force(#[case] reason: Value, #[case] found: Vec<&str>) {
    let record = held().at("13:00", "force_used", json!({ "what": "handcuffs", "reason": reason }));
    assert_eq!(record.judged("13:10").whole("force.no-reason"), found);
}

#[rstest]
#[case::nobody_saw_the_child(None, vec!["shortfall 13:00; due 15:00; on 1; policy; custody_officer"])]
#[case::someone_had_seen_the_child_before(Some("12:50"), vec!["shortfall 13:00; due 15:00; on 2; policy; custody_officer"])]
#[case::someone_saw_the_child_after(Some("15:30"), vec![])]
fn healthcare_after_force(#[case] seen_at: Option<&str>, #[case] found: Vec<&str>) {
    let mut record = held();
    if let Some(at) = seen_at.filter(|at| *at < "13:00") {
        record = record.at(at, "healthcare_seen", json!({}));
    }
    record = record.at("13:00", "force_used", json!({ "what": "handcuffs", "reason": "struck out" }));
    if let Some(at) = seen_at.filter(|at| *at > "13:00") {
        record = record.at(at, "healthcare_seen", json!({}));
    }
    assert_eq!(record.judged("16:00").whole("force.recorded"), found);
}
