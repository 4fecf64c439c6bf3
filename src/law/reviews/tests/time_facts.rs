//! Each review on each side of its latest time, and what a postponement rests on, findings and duties whole.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

const LATE: &str = "review.late";
const MISSED: &str = "review.missed";
const POSTPONED: &str = "review.postponed-unreasoned";

const NONE: &[&str] = &[];

#[rstest]
#[case::b28_at_six_hours_is_in_time("18:00", NONE)]
#[case::b28_a_second_past_six_hours_is_late("18:00:01", &["breach 18:00:01; due 18:00; 0 min; on 0 1; statute; review_officer"])]
#[case::b28_a_minute_past_six_hours_is_late("18:01", &["breach 18:01; due 18:00; 1 min; on 0 1; statute; review_officer"])]
fn a_first_review(#[case] held: &str, #[case] late: &[&str]) {
    let seen = given().authorised("12:00").review(held, json!({})).judged("19:00");
    assert_eq!(seen.whole(LATE), late);
    assert_eq!(seen.owed("review.first"), [format!("done; due 18:00; done {held}; review_officer")]);
}

#[rstest]
#[case::b31_at_nine_hours_is_in_time("+1 03:00", NONE)]
#[case::a_second_past_nine_hours_is_late("+1 03:00:01", &["breach +1 03:00:01; due +1 03:00; 0 min; on 1 2; statute; review_officer"])]
#[case::b31_a_minute_past_nine_hours_is_late("+1 03:01", &["breach +1 03:01; due +1 03:00; 1 min; on 1 2; statute; review_officer"])]
fn a_second_review(#[case] held: &str, #[case] late: &[&str]) {
    let seen = given().authorised("12:00").review("18:00", json!({})).review(held, json!({})).judged("+1 04:00");
    assert_eq!(seen.whole(LATE), late);
    assert_eq!(seen.owed("review.next")[0], format!("done; due +1 03:00; done {held}; review_officer"));
}

#[test]
fn b30_b32_a_next_review_counts_from_when_the_last_was_held_early_or_late() {
    let next = |held: &str| given().authorised("12:00").review(held, json!({})).judged("19:10").owed("review.next");
    assert_eq!(next("15:00"), ["open; due +1 00:00; review_officer"]);
    assert_eq!(next("19:00"), ["open; due +1 04:00; review_officer"]);
}

#[rstest]
#[case::b42_at_its_latest_time_is_not_needed("18:00", NONE, "not_needed; due 18:00; review_officer")]
#[case::a_second_past_it_is_missed(
    "18:00:01", &["breach 18:00; due 18:00; 0 min; on 0 1; statute; review_officer"], "overdue; due 18:00; review_officer"
)]
#[case::b42_a_minute_past_it_is_missed(
    "18:01", &["breach 18:00; due 18:00; 1 min; on 0 1; statute; review_officer"], "overdue; due 18:00; review_officer"
)]
fn a_review_never_held_by_an_end(#[case] end: &str, #[case] missed: &[&str], #[case] owed: &str) {
    for (kind, fields) in [
        ("released", json!({ "outcome": "no_further_action" })),
        ("bailed", json!({ "before_charge": true })),
        ("to_court", json!({})),
        ("moved_to_authority", json!({ "to": "alternative" })),
    ] {
        let seen = given().authorised("12:00").at(end, kind, fields).judged("20:00");
        assert_eq!((seen.whole(MISSED), seen.owed("review.first")), (lines(missed), lines(&[owed])), "{kind}");
        assert_eq!(seen.whole(LATE), NONE, "{kind}");
    }
}

#[test]
fn never_held_in_a_detention_that_goes_on_is_late_to_the_instant_judged() {
    let open = given().authorised("12:00");
    assert_eq!(open.judged("18:00").whole(LATE), NONE);
    assert_eq!(open.judged("18:00:01").whole(LATE), ["breach 18:00; due 18:00; 0 min; on 0; statute; review_officer"]);
    assert_eq!(open.judged("18:00:01").whole(MISSED), NONE);
}

const LATE_20: &[&str] = &["breach 18:20; due 18:00; 20 min; on 0 2; statute; review_officer"];
const WHICH: &[&str] = &["query 17:58; on 1; statute; review_officer"];
const NO_GROUND: &[&str] = &["breach 17:58; on 1; statute; review_officer"];

#[rstest]
#[case::left_out_is_a_breach_as_the_record_itself_is_owed(json!({}), NO_GROUND, LATE_20)]
#[case::b36_other_with_words_left_out_is_a_breach(json!({ "reason": "other" }), NO_GROUND, LATE_20)]
#[case::asked_for_and_empty_is_a_breach(json!({ "text": "nothing" }), NO_GROUND, LATE_20)]
#[case::b37_of_sleep_is_a_breach(json!({ "text": "child asleep" }), NO_GROUND, LATE_20)]
#[case::of_being_busy_is_a_breach(json!({ "reason": "other", "text": "busy" }), NO_GROUND, LATE_20)]
#[case::of_no_officer(json!({ "reason": "no_review_officer" }), NONE, NONE)]
#[case::of_prejudice_to_questioning_of_which_none_is_recorded_is_asked_about(json!({ "reason": "prejudice_to_questioning" }), WHICH, NONE)]
#[case::of_what_may_be_a_ground_in_words_not_known_is_asked_about(json!({ "text": "only inspector is at a murder scene" }), WHICH, NONE)]
#[case::of_not_practicable(json!({ "reason": "not_practicable" }), NONE, NONE)]
#[case::of_no_officer_in_words_alone(json!({ "text": "no inspector available" }), NONE, NONE)]
fn a_reason_for_putting_off(#[case] fields: Value, #[case] unreasoned: &[&str], #[case] late: &[&str]) {
    let record = given().authorised("12:00").at("17:58", "review_postponed", fields).review("18:20", json!({}));
    let seen = record.judged("18:30");
    assert_eq!((seen.whole(POSTPONED), seen.whole(LATE)), (lines(unreasoned), lines(late)));
    // A lawful postponement keeps the old timetable; an unlawful one leaves the words of s.40(3)(b).
    let due = if late.is_empty() { "+1 03:00" } else { "+1 03:20" };
    assert_eq!(seen.owed("review.next"), [format!("open; due {due}; review_officer")]);
}

#[test]
fn b33_to_b35_put_off_lawfully_the_next_counts_from_when_it_was_due() {
    let interview = given()
        .authorised("12:00")
        .at("17:30", "interview_started", json!({ "aa_present": true }))
        .at("17:55", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
        .at("18:30", "interview_ended", json!({}))
        .review("18:40", json!({}));
    assert_eq!(interview.judged("18:50").owed("review.first"), ["done; due 18:00; done 18:40; review_officer"]);
    assert_eq!(interview.judged("18:50").owed("review.next"), ["open; due +1 03:00; review_officer"]);
    let next = interview.review("+1 03:20", json!({})).judged("+1 04:00");
    assert_eq!(next.whole(LATE), ["breach +1 03:20; due +1 03:00; 20 min; on 4 5; statute; review_officer"]);
    let early = given()
        .authorised("12:00")
        .at("16:00", "review_postponed", json!({ "reason": "no_review_officer" }))
        .review("17:00", json!({}));
    assert_eq!(
        early.judged("17:10").owed("review.next"),
        ["open; due +1 02:00; review_officer"],
        "held before it was due, after all, the next counts from then"
    );
}

#[test]
fn put_off_lawfully_it_is_late_once_the_next_would_be_due() {
    let record = given().authorised("12:00").at("17:58", "review_postponed", json!({ "reason": "no_review_officer" }));
    let held = |at: &str| record.clone().review(at, json!({})).judged(at).whole(LATE);
    assert_eq!(held("20:00"), NONE);
    assert_eq!(held("20:00:01"), ["query 20:00:01; due 18:00; 120 min; on 0 1 2; statute; review_officer"]);
    assert_eq!(held("+1 03:00"), ["query +1 03:00; due 18:00; 540 min; on 0 1 2; statute; review_officer"]);
    assert_eq!(held("+1 03:00:01"), ["breach +1 03:00:01; due +1 03:00; 0 min; on 0 1 2; statute; review_officer"]);
}

#[test]
fn after_charge_the_custody_officer_answers_for_putting_off() {
    let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
    let seen = charged.at("17:58", "review_postponed", json!({})).judged("18:01");
    assert_eq!(seen.whole(POSTPONED), ["breach 17:58; on 2; statute; custody_officer"]);
}

#[test]
fn b41_a_charge_after_the_latest_time_leaves_the_late_review_to_the_review_officer() {
    let officer = json!({ "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" } });
    let seen = given()
        .authorised("12:00")
        .at("18:20", "charged", json!({ "offences": ["theft"] }))
        .at("18:20", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .review("18:50", officer)
        .judged("19:00");
    assert_eq!(seen.whole(LATE), ["breach 18:50; due 18:00; 50 min; on 0 3; statute; review_officer"]);
    assert_eq!(seen.owed("review.first"), ["done; due 18:00; done 18:50; custody_officer"]);
}

#[rstest]
#[case::b53_for_treatment_is_in_time_at("treatment", "21:00", NONE)]
#[case::b53_for_treatment_is_late_at("treatment", "21:01", &["breach 21:01; due 21:00; 1 min; on 0 3; statute; review_officer"])]
#[case::b53_for_evidence_is_late_at("evidence", "18:01", &["breach 18:01; due 18:00; 1 min; on 0 3; statute; review_officer"])]
fn after_three_hours_in_hospital(#[case] reason: &str, #[case] held: &str, #[case] late: &[&str]) {
    let seen = given()
        .authorised("12:00")
        .at("14:00", "left_for_hospital", json!({ "reason": reason }))
        .at("17:00", "returned_from_hospital", json!({}))
        .review(held, json!({}))
        .judged("22:00");
    assert_eq!(seen.whole(LATE), late);
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
