use rstest::rstest;
use serde_json::{Value, json};

use crate::law::Verdict;
use crate::law::testing::{Given, Seen, given};

fn held() -> Given {
    given().authorised("12:00")
}

fn search(changes: Value) -> Seen {
    let mut fields = json!({ "intimate_parts": true, "aa_present": false, "reason": "thought to hide a wrap" });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    held().at("13:00", "strip_searched", fields).judged("14:00")
}

#[rstest]
#[case(json!({ "aa_absent_because": "urgency", "reason": "blade, threatened to cut" }), None)]
#[case(json!({ "aa_absent_because": "urgency", "reason": null }), Some(Verdict::Breach))]
#[case(json!({ "aa_absent_because": "urgency" }), Some(Verdict::Query))]
#[case(json!({ "aa_absent_because": "child_asked" }), Some(Verdict::Query))]
#[case(json!({ "aa_absent_because": "child_asked", "waiver_signed_by_aa": true }), None)]
#[case(json!({ "aa_absent_because": "child_asked", "waiver_signed_by_aa": false }), Some(Verdict::Breach))]
#[case(json!({ "aa_absent_because": "none" }), Some(Verdict::Breach))]
#[case(json!({}), Some(Verdict::Breach))]
fn b71_intimate_parts_exposed_without_the_adult(#[case] changes: Value, #[case] found: Option<Verdict>) {
    assert_eq!(search(changes).verdict("search.strip"), found);
}

#[rstest]
#[case(json!({ "intimate_parts": false }), None)]
#[case(json!({ "intimate_parts": false, "reason": null }), Some(Verdict::Breach))]
#[case(json!({ "aa_present": true }), None)]
#[case(json!({ "aa_present": true, "reason": null }), Some(Verdict::Breach))]
#[case(json!({ "aa_present": true, "reason": "nothing" }), Some(Verdict::Breach))]
#[case(json!({ "aa_present": true, "authorised_by": null }), None)]
#[case(json!({ "intimate_parts": null }), Some(Verdict::Query))]
#[case(json!({ "intimate_parts": null, "aa_present": true }), None)]
#[case(json!({ "aa_present": null }), Some(Verdict::Query))]
#[case(json!({ "aa_present": null, "aa_who": "parent" }), None)]
#[case(json!({ "aa_present": null, "aa_absent_because": "none" }), Some(Verdict::Breach))]
#[case(json!({ "aa_present": null, "intimate_parts": null }), Some(Verdict::Query))]
fn b72_without_exposure_the_adult_is_not_demanded_but_a_reason_always_is(
    #[case] changes: Value,
    #[case] found: Option<Verdict>,
) {
    assert_eq!(search(changes).verdict("search.strip"), found);
}

fn then_asked(kind: &str, fields: Value) -> Given {
    held().at("13:00", kind, fields).at("13:30", "aa_requested", json!({ "who": "parent", "for": "interview" }))
}

#[rstest]
#[case("strip_searched", json!({ "intimate_parts": true, "aa_present": false, "reason": "wrap" }), true)]
#[case("strip_searched", json!({ "intimate_parts": false, "aa_present": false, "reason": "wrap" }), false)]
#[case("strip_searched", json!({ "intimate_parts": true, "aa_absent_because": "urgency", "reason": "blade" }), false)]
#[case("interview_started", json!({ "aa_present": false }), true)]
#[case("interview_started", json!({ "aa_present": true }), false)]
#[case("interview_started", json!({ "aa_who": "parent" }), false)]
#[case("interview_started", json!({ "urgent_authorised_by": "superintendent" }), false)]
#[case("interview_started", json!({ "aa_present": false, "urgent_authorised_by": "inspector" }), true)]
#[case("questioned_away", json!({ "from": "12:30", "to": "13:00", "aa_present": false }), true)]
#[case("note", json!({ "text": "fingerprints taken" }), false)]
fn the_adult_is_asked_for_before_what_needs_one(#[case] kind: &str, #[case] fields: Value, #[case] fires: bool) {
    let seen = then_asked(kind, fields).judged("14:00");
    assert_eq!(seen.verdict("search.aa-order"), fires.then_some(Verdict::Shortfall));
}

#[test]
fn a_search_of_which_it_is_not_recorded_what_it_exposed_is_asked_about() {
    let search = json!({ "aa_present": false, "reason": "wrap" });
    let seen = then_asked("strip_searched", search.clone()).judged("14:00");
    assert_eq!(seen.verdict("search.aa-order"), Some(Verdict::Query));
    let interview = held().at("12:40", "strip_searched", search);
    let interview = interview.at("13:00", "interview_started", json!({ "aa_present": false }));
    let seen = interview.at("13:30", "aa_requested", json!({ "who": "parent" })).judged("14:00");
    assert_eq!(seen.verdict("search.aa-order"), Some(Verdict::Shortfall), "an interview needed one all the same");
}

#[test]
fn asked_before_or_at_the_same_minute_or_never_is_not_this_rules_matter() {
    let interview = json!({ "aa_present": false });
    let before = held().at("12:10", "aa_requested", json!({})).at("13:00", "interview_started", interview.clone());
    assert!(before.at("13:30", "aa_requested", json!({})).judged("14:00").all("search.aa-order").is_empty());
    let same = held().at("13:00", "interview_started", interview.clone()).at("13:00", "aa_requested", json!({}));
    assert!(same.judged("14:00").all("search.aa-order").is_empty());
    assert!(held().at("13:00", "interview_started", interview).judged("14:00").all("search.aa-order").is_empty());
}

#[test]
fn back_on_bail_the_adult_is_asked_for_before_what_needs_one_all_over_again() {
    let back = |asked: &str| {
        held()
            .at("12:10", "aa_requested", json!({ "who": "parent" }))
            .at("12:20", "aa_arrived", json!({ "who": "parent" }))
            .at("14:00", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .at("+1 09:10", "detention_authorised", json!({ "grounds": "to charge or not" }))
            .at("+1 10:00", "interview_started", json!({ "aa_present": false }))
            .at(asked, "aa_requested", json!({ "who": "parent" }))
            .judged("+1 11:00")
    };
    assert_eq!(back("+1 10:30").verdict("search.aa-order"), Some(Verdict::Shortfall));
    assert!(back("+1 09:30").all("search.aa-order").is_empty());
}

#[test]
fn in_an_extract_an_earlier_request_may_lie_outside() {
    let record = then_asked("interview_started", json!({ "aa_present": false }))
        .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T14:00:00Z" }));
    assert_eq!(record.judged("14:00").verdict("search.aa-order"), Some(Verdict::Query));
}

fn force() -> Given {
    held().at("13:00", "force_used", json!({ "what": "held on the floor", "reason": "biting himself" }))
}

#[rstest]
#[case("15:00", None)]
#[case("15:01", Some(Verdict::Shortfall))]
fn after_force_healthcare_sees_the_child(#[case] now: &str, #[case] found: Option<Verdict>) {
    assert_eq!(force().judged(now).verdict("force.recorded"), found);
}

#[rstest]
#[case("healthcare_seen", json!({}), "13:10", true)]
#[case("healthcare_seen", json!({}), "16:00", true)]
#[case("healthcare_seen", json!({}), "12:30", false)]
#[case("healthcare_requested", json!({}), "13:10", false)]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "13:10", true)]
fn seen_after_the_force_is_seen(#[case] kind: &str, #[case] fields: Value, #[case] at: &str, #[case] seen: bool) {
    let found = force().at(at, kind, fields).judged("18:00").verdict("force.recorded");
    assert_eq!(found, (!seen).then_some(Verdict::Shortfall));
}

#[test]
fn a_child_released_unseen_after_force_falls_short_whenever_that_was_and_once_for_all_of_it() {
    let record = force().at("13:20", "force_used", json!({ "what": "handcuffs", "reason": "to move him safely" })).at(
        "13:40",
        "released",
        json!({ "outcome": "bail" }),
    );
    assert_eq!(record.judged("14:00").one("force.recorded").unwrap().entries[..], [1, 2]);
}

#[rstest]
#[case(json!({ "what": "handcuffs" }), true)]
#[case(json!({ "what": "handcuffs", "reason": "nothing" }), true)]
#[case(json!({ "what": "handcuffs", "reason": "kicked out at staff" }), false)]
#[case(json!({ "what": "handcuffs", "note": "kicked out at staff" }), false)]
fn force_on_a_child_has_its_reason(#[case] fields: Value, #[case] fires: bool) {
    let seen = held().at("13:00", "force_used", fields).judged("13:10");
    assert_eq!(seen.verdict("force.no-reason"), fires.then_some(Verdict::Breach));
}

#[test]
fn a_child_bailed_unseen_after_force_fell_short_whoever_sees_them_when_they_come_back() {
    let bailed =
        force().at("13:40", "bailed", json!({ "before_charge": true })).at("+1 09:00", "answered_bail", json!({}));
    let back = bailed.clone().at("+1 09:20", "healthcare_seen", json!({}));
    assert_eq!(back.judged("+1 10:00").verdict("force.recorded"), Some(Verdict::Shortfall));
    let seen =
        force().at("13:20", "healthcare_seen", json!({})).at("13:40", "bailed", json!({ "before_charge": true }));
    assert!(seen.at("+1 09:00", "answered_bail", json!({})).judged("+1 10:00").all("force.recorded").is_empty());
}

#[rstest]
#[case(json!({ "aa_present": true, "same_sex": false }), Some(Verdict::Query))]
#[case(json!({ "aa_present": true, "same_sex": true }), None)]
#[case(json!({ "aa_present": true }), None)]
#[case(json!({ "intimate_parts": false, "same_sex": false }), Some(Verdict::Query))]
#[case(json!({ "same_sex": false }), Some(Verdict::Breach))]
fn that_not_all_at_a_strip_search_were_of_the_childs_sex_is_asked_about(
    #[case] changes: Value,
    #[case] found: Option<Verdict>,
) {
    assert_eq!(search(changes).verdict("search.strip"), found);
}

#[test]
fn a_strip_search_short_in_two_ways_says_both() {
    let seen = search(json!({ "same_sex": false }));
    let message = seen.one("search.strip").unwrap().message.to_string();
    assert!(message.contains("no adult there") && message.contains("Also, not all there were"), "{message}");
}
