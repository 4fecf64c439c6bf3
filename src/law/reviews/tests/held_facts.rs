//! By whom and how a review was held, each fact left out, false and true: `review.wrong-officer`, `review.method`.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const OFFICER: &str = "review.wrong-officer";
const METHOD: &str = "review.method";

const VOID: &[&str] = &["breach 18:00; on 1; statute; review_officer"];
const ASKED: &[&str] = &["query 18:00; on 1; statute; review_officer"];

/// Whether the review at its latest time counts: the next runs from it, and none is late.
fn counts(seen: &Seen) -> bool {
    let next = seen.owed("review.next");
    assert_eq!(next.is_empty(), !seen.all("review.late").is_empty());
    next == ["open; due +1 03:00; review_officer"]
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), ASKED, true)]
#[case::without_rank_is_asked_about(json!({ "name": "A", "role": "review_officer", "involved": false }), ASKED, true)]
#[case::without_rank_nor_role_is_asked_about(json!({ "name": "A" }), ASKED, true)]
#[case::of_sergeant_is_void(json!({ "name": "A", "role": "review_officer", "rank": "sergeant", "involved": false }), VOID, false)]
#[case::who_is_staff_is_void(json!({ "name": "A", "role": "review_officer", "rank": "staff" }), VOID, false)]
#[case::of_inspector(json!({ "name": "A", "role": "review_officer", "rank": "inspector" }), &[], true)]
#[case::of_inspector_without_role_is_asked_whether_involved(json!({ "name": "A", "rank": "inspector" }), ASKED, true)]
#[case::of_inspector_of_another_role_is_asked_whether_involved(
    json!({ "name": "A", "role": "other", "rank": "inspector" }), ASKED, true
)]
#[case::of_inspector_not_involved(json!({ "name": "A", "rank": "inspector", "involved": false }), &[], true)]
#[case::of_inspector_and_involved_is_void(json!({ "name": "A", "rank": "inspector", "involved": true }), VOID, false)]
#[case::of_superintendent_and_involved_is_void(
    json!({ "name": "A", "role": "superintendent", "rank": "superintendent", "involved": true }), VOID, false
)]
#[case::in_the_case_and_silent_on_being_involved_is_void(
    json!({ "name": "A", "role": "investigating_officer", "rank": "inspector" }), VOID, false
)]
#[case::who_arrested_and_is_silent_on_being_involved_is_void(
    json!({ "name": "A", "role": "arresting_officer", "rank": "inspector" }), VOID, false
)]
#[case::in_the_case_and_said_not_to_be_involved_is_asked_about(
    json!({ "name": "A", "role": "investigating_officer", "rank": "inspector", "involved": false }), ASKED, true
)]
#[case::acting_as_inspector_is_asked_who_authorised_it(
    json!({ "name": "A", "role": "review_officer", "rank": "sergeant", "acting_as": "inspector" }), ASKED, true
)]
#[case::acting_below_inspector_is_void(
    json!({ "name": "A", "role": "review_officer", "rank": "constable", "acting_as": "sergeant" }), VOID, false
)]
fn before_charge_an_officer(#[case] by: Value, #[case] found: &[&str], #[case] counted: bool) {
    let seen = given().authorised("12:00").review("18:00", json!({ "by": by })).judged("18:30");
    assert_eq!((seen.whole(OFFICER), counts(&seen)), (found.iter().map(ToString::to_string).collect(), counted));
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 18:00; on 2; statute; custody_officer"], true)]
#[case::without_role_is_asked_about(
    json!({ "name": "A", "rank": "sergeant" }), &["query 18:00; on 2; statute; custody_officer"], true
)]
#[case::who_is_custody_officer(json!({ "name": "A", "role": "custody_officer" }), &[], true)]
#[case::who_is_review_officer_is_void(
    json!({ "name": "A", "role": "review_officer", "rank": "inspector", "involved": false }),
    &["breach 18:00; on 2; statute; custody_officer"], false
)]
fn after_charge_an_officer(#[case] by: Value, #[case] found: &[&str], #[case] counted: bool) {
    let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
    let seen = charged.review("18:00", json!({ "by": by })).judged("18:30");
    assert_eq!(seen.whole(OFFICER), found);
    let late: &[&str] =
        if counted { &[] } else { &["breach 18:00; due 18:00; 30 min; on 0; statute; custody_officer"] };
    assert_eq!(seen.whole("review.late"), late);
}

#[test]
fn b38_and_b39_a_void_review_and_the_late_or_missed_one_are_both_found() {
    let sergeant = json!({ "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" } });
    let gone = given().authorised("12:00").review("17:00", sergeant);
    let gone = gone.at("18:30", "released", json!({ "outcome": "no_further_action" })).judged("18:30");
    assert_eq!(gone.whole(OFFICER), ["breach 17:00; on 1; statute; review_officer"]);
    assert_eq!(gone.whole("review.missed"), ["breach 18:00; due 18:00; 30 min; on 0 2; statute; review_officer"]);
    let involved = json!({ "by": { "name": "Insp T", "rank": "inspector", "involved": true } });
    let held = given().authorised("12:00").review("17:00", involved).review("18:10", json!({})).judged("18:30");
    assert_eq!(held.whole(OFFICER), ["breach 17:00; on 1; statute; review_officer"]);
    assert_eq!(held.whole("review.late"), ["breach 18:10; due 18:00; 10 min; on 0 2; statute; review_officer"]);
}

const LINK: &str = "[review]\nlive_link_works = true";
const NO_LINK: &str = "";
const WHY_LINK: &[&str] = &["query 18:00; on 1; code; review_officer"];
const NO_REASON: &[&str] = &["breach 18:00; on 1; code; review_officer"];
const REASONED: &[&str] = &["shortfall 18:00; on 1; code; review_officer"];

#[rstest]
#[case::left_out_is_asked_about(NO_LINK, json!({ "method": null }), ASKED, true)]
#[case::in_person(NO_LINK, json!({ "method": "in_person" }), &[], true)]
#[case::by_live_link_with_its_reason_left_out_is_asked_about(NO_LINK, json!({ "method": "live_link" }), WHY_LINK, true)]
#[case::by_live_link_with_its_reason(
    NO_LINK, json!({ "method": "live_link", "not_there_because": "at Bath, no other inspector on" }), &[], true
)]
#[case::b44_by_telephone_with_its_reason_left_out_is_a_breach_and_counts(NO_LINK, json!({ "method": "telephone" }), NO_REASON, true)]
#[case::by_telephone_with_its_reason_asked_for_and_empty_is_a_breach(
    NO_LINK, json!({ "method": "telephone", "not_there_because": "nothing" }), NO_REASON, true
)]
#[case::b44_by_telephone_with_its_reason_falls_short(
    NO_LINK, json!({ "method": "telephone", "not_there_because": "at Bath, no other inspector on" }), REASONED, true
)]
#[case::b43_by_telephone_where_the_link_works_is_void(
    LINK, json!({ "method": "telephone", "not_there_because": "at Bath, no other inspector on" }), VOID, false
)]
#[case::by_telephone_where_the_link_is_said_to_be_down_falls_short(
    LINK, json!({ "method": "telephone", "not_there_because": "at Bath; video link down" }), REASONED, true
)]
#[case::in_person_where_the_link_works(LINK, json!({ "method": "in_person" }), &[], true)]
#[case::left_out_where_the_link_works_is_asked_about(LINK, json!({ "method": null }), ASKED, true)]
fn held(#[case] policy: &str, #[case] how: Value, #[case] found: &[&str], #[case] counted: bool) {
    let seen = given().policy(policy).authorised("12:00").review("18:00", how).judged("18:30");
    assert_eq!((seen.whole(METHOD), counts(&seen)), (found.iter().map(ToString::to_string).collect(), counted));
}

#[rstest]
#[case::left_out_is_asked_about(json!(null), &["query 18:00; on 2; statute; custody_officer"])]
#[case::in_person(json!("in_person"), &[])]
#[case::b45_by_telephone_is_void(json!("telephone"), &["breach 18:00; on 2; statute; custody_officer"])]
#[case::by_live_link_is_void(json!("live_link"), &["breach 18:00; on 2; statute; custody_officer"])]
fn after_charge_held(#[case] method: Value, #[case] found: &[&str]) {
    let by = json!({ "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" });
    let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
    let seen = charged.review("18:00", json!({ "by": by, "method": method })).judged("18:30");
    assert_eq!(seen.whole(METHOD), found);
    assert_eq!(seen.all("review.late").is_empty(), found.is_empty() || method.is_null());
}

#[test]
fn a_note_that_the_link_is_down_counts_only_since_the_last_review_and_until_this_one() {
    let noted = |first: &str| {
        let telephone = json!({ "method": "telephone", "not_there_because": "at Bath" });
        given()
            .policy(LINK)
            .authorised("12:00")
            .review("14:00", json!({}))
            .at(first, "note", json!({ "text": "Live link is down, IT told" }))
            .review("18:00", telephone)
            .judged("18:30")
            .verdict(METHOD)
    };
    assert_eq!(noted("13:59"), Some(Verdict::Breach));
    assert_eq!(noted("14:00"), Some(Verdict::Breach));
    assert_eq!(noted("14:01"), Some(Verdict::Shortfall));
    assert_eq!(noted("18:00"), Some(Verdict::Shortfall));
    assert_eq!(noted("18:01"), Some(Verdict::Breach));
}
