use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, given, instant};
use crate::law::{State, Verdict};

fn meal(record: Given, time: &str) -> Given {
    record.at(time, "care", json!({ "what": "meal", "offered": true, "taken": true }))
}

#[rstest]
#[case("20:00", None, State::DueSoon)]
#[case("20:01", Some(Verdict::Shortfall), State::Overdue)]
fn b65_a_meal_is_offered_within_eight_waking_hours(
    #[case] now: &str,
    #[case] found: Option<Verdict>,
    #[case] state: State,
) {
    let seen = meal(given().authorised("11:00"), "12:00").judged(now);
    assert_eq!((seen.verdict("care.meal"), seen.state("care.meal")), (found, Some(state)));
    assert_eq!(seen.duties("care.meal")[0].due, Some(instant("20:00")));
}

#[rstest]
#[case(json!({ "what": "meal", "offered": true, "taken": false }), true)]
#[case(json!({ "what": "meal" }), true)]
#[case(json!({ "what": "meal", "taken": true }), true)]
#[case(json!({ "what": "meal", "offered": false }), false)]
#[case(json!({ "what": "drink", "offered": true }), false)]
fn what_counts_is_the_offer(#[case] care: Value, #[case] counts: bool) {
    let seen = given().authorised("12:00").at("16:00", "care", care).judged("20:30");
    assert_eq!(seen.all("care.meal").is_empty(), counts);
}

#[test]
fn time_asleep_and_in_hospital_does_not_count_towards_the_eight_hours() {
    let record = given()
        .authorised("12:00")
        .at("14:00", "check", json!({ "awake": false }))
        .at("16:00", "woke", json!({}))
        .at("17:00", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("19:00", "returned_from_hospital", json!({}));
    assert!(record.judged("+1 00:00").all("care.meal").is_empty());
    let seen = record.judged("+1 00:01");
    assert_eq!((seen.verdict("care.meal"), seen.minutes("care.meal")), (Some(Verdict::Shortfall), Some(481)));
}

#[test]
fn time_on_bail_begins_the_eight_hours_anew() {
    let back = given()
        .authorised("12:00")
        .at("16:00", "bailed", json!({ "before_charge": true }))
        .at("+7 09:00", "answered_bail", json!({}))
        .at("+7 09:10", "detention_authorised", json!({ "grounds": "to charge or not" }));
    assert!(back.judged("+7 17:10").all("care.meal").is_empty());
    let seen = back.judged("+7 17:11");
    assert_eq!((seen.verdict("care.meal"), seen.minutes("care.meal")), (Some(Verdict::Shortfall), Some(481)));
    assert_eq!(seen.duties("care.meal").len(), 1, "nothing is owed of the stay that bail ended in time");
    let long = given().authorised("08:00").at("16:01", "bailed", json!({ "before_charge": true })).at(
        "+7 09:00",
        "answered_bail",
        json!({}),
    );
    assert_eq!(long.judged("+7 09:30").minutes("care.meal"), Some(481), "a wait that bail ended late stays found");
}

#[test]
fn a_long_wait_that_ended_is_found_once_and_its_duty_is_done() {
    let seen = meal(given().authorised("12:00"), "20:30").judged("21:00");
    assert_eq!((seen.verdict("care.meal"), seen.minutes("care.meal")), (Some(Verdict::Shortfall), Some(510)));
    assert_eq!(seen.duties("care.meal").iter().map(|d| d.state).collect::<Vec<_>>(), vec![State::Done, State::Open]);
}

#[rstest]
#[case(3, None)]
#[case(2, Some(Verdict::Breach))]
fn b66_three_meals_are_offered_in_a_whole_24_hours(#[case] offers: usize, #[case] found: Option<Verdict>) {
    let mut record =
        given().authorised("12:00").at("22:00", "rest_started", json!({})).at("+1 06:30", "rest_ended", json!({}));
    for time in ["18:00", "+1 07:00", "+1 11:00"].into_iter().take(offers) {
        record = meal(record, time);
    }
    assert_eq!(
        record.judged("+1 11:59:59").all("care.meal").iter().filter(|f| f.verdict == Verdict::Breach).count(),
        0
    );
    assert_eq!(record.judged("+1 12:00").verdict("care.meal"), found);
}

#[test]
fn a_day_without_any_meal_is_one_finding_and_a_day_partly_in_hospital_is_asked_about() {
    let seen = given().authorised("12:00").judged("+1 12:00");
    assert_eq!(seen.verdict("care.meal"), Some(Verdict::Breach));
    let record = given().authorised("12:00").at("14:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
        "+1 10:00",
        "returned_from_hospital",
        json!({}),
    );
    assert_eq!(record.judged("+1 12:00").verdict("care.meal"), Some(Verdict::Query));
}

#[test]
fn policy_sets_the_waking_hours_without_a_meal() {
    let record = given().policy("[care]\nmeal_minutes = 360\n").authorised("12:00");
    assert!(record.judged("18:00").all("care.meal").is_empty());
    assert_eq!(record.judged("18:01").verdict("care.meal"), Some(Verdict::Shortfall));
}

fn night(ended: &str) -> Given {
    given().authorised("12:00").at("22:00", "rest_started", json!({})).at(ended, "rest_ended", json!({}))
}

#[test]
fn b67_checks_and_a_review_inside_do_not_break_a_rest() {
    let record = given()
        .authorised("12:00")
        .at("22:00", "rest_started", json!({}))
        .at("+1 01:00", "check", json!({ "awake": true }))
        .review("+1 02:00", json!({}))
        .at("+1 03:00", "check", json!({ "awake": false }))
        .at("+1 06:00", "rest_ended", json!({}));
    assert!(record.judged("+1 12:30").all("care.rest").is_empty());
}

fn interviewed_at_three(changes: Value) -> Given {
    let mut woken = json!({ "reason": "interview" });
    for (key, value) in changes.as_object().unwrap() {
        woken[key] = value.clone();
    }
    given()
        .authorised("12:00")
        .at("22:00", "rest_started", json!({}))
        .at("+1 02:55", "woken", woken)
        .at("+1 03:00", "interview_started", json!({}))
        .at("+1 03:40", "interview_ended", json!({}))
}

#[test]
fn b68_an_interview_in_the_rest_without_a_reason_is_a_breach() {
    let record = interviewed_at_three(json!({})).at("+1 06:00", "rest_ended", json!({}));
    let seen = record.judged("+1 08:00");
    assert_eq!(seen.verdict("care.rest"), Some(Verdict::Breach));
    assert_eq!(seen.one("care.rest").unwrap().at, instant("+1 03:00"));
    assert_eq!(record.judged("+1 13:00").all("care.rest").len(), 1, "once, not again for the day");
}

#[rstest]
#[case("+1 11:40", None)]
#[case("+1 11:39", Some(Verdict::Breach))]
fn b68_with_a_reason_under_a_eight_fresh_hours_follow(#[case] rested_until: &str, #[case] found: Option<Verdict>) {
    let record = interviewed_at_three(json!({ "reason": "(a) delay would prejudice the recovery of a weapon" }))
        .at("+1 03:40", "rest_started", json!({}))
        .at(rested_until, "rest_ended", json!({}));
    assert_eq!(record.judged("+1 12:30").verdict("care.rest"), found);
}

#[rstest]
#[case("the child asked to get it over with", None)]
#[case("solicitor's request", None)]
#[case("officer going off duty", Some(Verdict::Query))]
#[case("for interview", Some(Verdict::Breach))]
fn the_reason_is_one_that_the_code_allows(#[case] reason: &str, #[case] found: Option<Verdict>) {
    let record = interviewed_at_three(json!({ "reason": reason })).at("+1 06:00", "rest_ended", json!({}));
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), found);
}

#[rstest]
#[case("+1 05:59", Some(Verdict::Breach))]
#[case("+1 06:00", None)]
fn b69_a_rest_of_480_minutes_is_enough_and_479_are_not(#[case] ended: &str, #[case] found: Option<Verdict>) {
    assert_eq!(night(ended).judged("+1 12:00").verdict("care.rest"), found);
    assert!(night(ended).judged("+1 11:59").all("care.rest").is_empty(), "only whole days are judged");
}

#[test]
fn a_child_who_woke_alone_and_was_left_in_peace_had_their_rest() {
    let record = given()
        .authorised("12:00")
        .at("22:00", "rest_started", json!({}))
        .at("+1 05:00", "woke", json!({}))
        .at("+1 05:00", "rest_ended", json!({}))
        .at("+1 08:00", "interview_started", json!({}))
        .at("+1 08:30", "interview_ended", json!({}));
    assert!(record.judged("+1 12:00").all("care.rest").is_empty());
}

#[test]
fn a_rest_that_goes_on_past_the_days_end_is_not_called_short_until_it_ends() {
    let resting = given().authorised("12:00").at("+1 04:30", "rest_started", json!({}));
    assert!(resting.judged("+1 12:00").all("care.rest").is_empty(), "seven and a half hours, and going on");
    let ended = resting.at("+1 12:10", "rest_ended", json!({}));
    assert_eq!(ended.judged("+1 12:30").verdict("care.rest"), Some(Verdict::Breach));
}

#[test]
fn sleep_shown_by_checks_is_rest_and_eight_free_hours_answer_where_none_is_recorded() {
    let slept = given().authorised("12:00").at("22:00", "check", json!({ "awake": false })).at(
        "+1 06:00",
        "check",
        json!({ "awake": true }),
    );
    assert!(slept.judged("+1 12:00").all("care.rest").is_empty());
    assert!(given().authorised("12:00").judged("+1 12:00").all("care.rest").is_empty());
    let mut kept_up = given().authorised("12:00");
    for time in ["16:00", "20:00", "+1 00:00", "+1 04:00", "+1 08:00"] {
        let end = time.replace(":00", ":30");
        kept_up = kept_up.at(time, "interview_started", json!({})).at(&end, "interview_ended", json!({}));
    }
    assert_eq!(kept_up.judged("+1 12:00").verdict("care.rest"), Some(Verdict::Breach));
}

#[rstest]
#[case("+1 03:00", Some(Verdict::Breach))]
#[case("+1 02:30", Some(Verdict::Query))]
#[case("+1 02:00", Some(Verdict::Query))]
#[case("+1 01:59", None)]
fn a_rest_that_ended_unexplained_soon_before_an_interview_is_asked_about(
    #[case] ended: &str,
    #[case] found: Option<Verdict>,
) {
    let record =
        night(ended).at("+1 03:00", "interview_started", json!({})).at("+1 03:40", "interview_ended", json!({}));
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), found);
    assert_eq!(
        record.judged("+1 12:00").verdict("care.rest"),
        Some(Verdict::Breach),
        "a whole day without eight hours"
    );
    assert_eq!(record.judged("+1 12:00").all("care.rest").len(), 1, "once");
}

#[test]
fn an_afternoon_nap_before_an_interview_is_no_broken_night() {
    let record = given()
        .authorised("12:00")
        .at("14:00", "rest_started", json!({}))
        .at("14:40", "rest_ended", json!({}))
        .at("15:00", "interview_started", json!({}))
        .at("15:30", "interview_ended", json!({}));
    assert!(record.judged("20:00").all("care.rest").is_empty());
}

#[test]
fn in_an_extract_what_is_missing_is_asked_about() {
    let record = interviewed_at_three(json!({}))
        .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-11T12:00:00Z" }))
        .at("+1 06:00", "rest_ended", json!({}));
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), Some(Verdict::Query));
}

#[test]
fn a_long_wait_for_a_meal_stays_one_though_the_whole_day_with_hospital_in_it_is_only_asked_about() {
    let record = given().authorised("12:00").at("13:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
        "14:00",
        "returned_from_hospital",
        json!({}),
    );
    let verdicts = |now: &str| -> Vec<Verdict> {
        record.judged(now).all("care.meal").iter().map(|finding| finding.verdict).collect()
    };
    assert_eq!(verdicts("+1 11:59"), [Verdict::Shortfall]);
    assert_eq!(verdicts("+1 12:00"), [Verdict::Query, Verdict::Shortfall]);
}

#[test]
fn only_hospital_within_the_day_makes_its_meals_a_question() {
    let found = |left: &str, back: &str| {
        let record = given().authorised("12:00").at(left, "left_for_hospital", json!({ "reason": "treatment" }));
        let record = record.at(back, "returned_from_hospital", json!({}));
        record.judged("+1 14:00").all("care.meal").first().map(|finding| finding.verdict)
    };
    assert_eq!(found("+1 11:59", "+1 13:00"), Some(Verdict::Query));
    assert_eq!(found("+1 12:00", "+1 13:00"), Some(Verdict::Breach));
}

#[test]
fn a_wait_that_grew_long_after_a_day_already_found_wanting_is_found_too() {
    let record = meal(given().authorised("12:00"), "+1 11:00");
    let verdicts = |now: &str| -> Vec<Verdict> {
        record.judged(now).all("care.meal").iter().map(|finding| finding.verdict).collect()
    };
    assert_eq!(verdicts("+1 19:00"), [Verdict::Breach], "one for the day, with the wait within it");
    assert_eq!(verdicts("+1 19:01"), [Verdict::Breach, Verdict::Shortfall]);
}

#[rstest]
#[case("+1 11:39", None)]
#[case("+1 11:40", Some(Verdict::Breach))]
fn fresh_hours_are_owed_only_where_the_child_was_held_long_enough_to_have_them(
    #[case] left: &str,
    #[case] found: Option<Verdict>,
) {
    let record = interviewed_at_three(json!({ "reason": "(a) delay would prejudice the recovery of a weapon" })).at(
        left,
        "released",
        json!({ "outcome": "no_further_action" }),
    );
    assert_eq!(record.judged("+1 11:50").verdict("care.rest"), found);
}

#[rstest]
#[case("the child asked to get it over with", "officer going off duty", None)]
#[case("for interview", "solicitor's request", None)]
#[case("for interview", "officer going off duty", Some(Verdict::Query))]
fn what_is_written_where_the_rest_ended_counts_as_a_reason_and_takes_none_away(
    #[case] woken: &str,
    #[case] ended: &str,
    #[case] found: Option<Verdict>,
) {
    let record = interviewed_at_three(json!({ "reason": woken })).at(
        "+1 03:00",
        "rest_ended",
        json!({ "interrupted_by": ended }),
    );
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), found);
}

#[rstest]
#[case("the yard light went off", Some(Verdict::Breach))]
#[case("child asked to be interviewed now", None)]
fn a_note_beside_a_broken_rest_is_a_reason_only_where_it_says_so_plainly(
    #[case] note: &str,
    #[case] found: Option<Verdict>,
) {
    let record = interviewed_at_three(json!({})).at("+1 03:10", "note", json!({ "text": note })).at(
        "+1 06:00",
        "rest_ended",
        json!({}),
    );
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), found);
}

#[test]
fn what_a_check_notes_meanwhile_is_no_reason_for_a_broken_rest() {
    let record = interviewed_at_three(json!({}))
        .at("+1 03:20", "check", json!({ "awake": true, "note": "child asked for water" }))
        .at("+1 06:00", "rest_ended", json!({}));
    assert_eq!(record.judged("+1 08:00").verdict("care.rest"), Some(Verdict::Breach));
}

#[rstest]
#[case(json!(null), Some(Verdict::Breach))]
#[case(json!("child asked to get up and eat"), None)]
#[case(json!("shift change"), Some(Verdict::Query))]
fn a_days_longest_rest_was_short_for_the_reason_written_where_it_ended(
    #[case] why: Value,
    #[case] found: Option<Verdict>,
) {
    let record = given().authorised("12:00").at("22:00", "rest_started", json!({})).at(
        "+1 05:00",
        "rest_ended",
        json!({ "interrupted_by": why }),
    );
    assert_eq!(record.judged("+1 12:00").verdict("care.rest"), found);
}

/// Held from noon, asleep by the checks from midnight until that time and awake after; nothing else that day.
fn slept_until(time: &str) -> Given {
    given().authorised("12:00").at("+1 00:00", "check", json!({ "awake": false })).at(
        time,
        "check",
        json!({ "awake": true }),
    )
}

#[rstest]
#[case("+1 05:30")]
#[case("+1 00:30")]
fn a_child_left_in_peace_for_eight_hours_had_their_rest_however_long_they_slept(#[case] woke: &str) {
    assert!(slept_until(woke).judged("+1 12:00").all("care.rest").is_empty());
}

#[test]
fn a_child_who_slept_and_was_never_left_in_peace_for_eight_hours_had_none() {
    let mut kept_up = slept_until("+1 03:30");
    for time in ["19:00", "+1 03:40", "+1 11:00"] {
        let end = time.replace(":00", ":30").replace(":40", ":50");
        kept_up = kept_up.at(time, "interview_started", json!({})).at(&end, "interview_ended", json!({}));
    }
    let kept_up = kept_up.at("12:10", "interview_started", json!({})).at("12:20", "interview_ended", json!({}));
    let seen = kept_up.judged("+1 12:00");
    assert_eq!(seen.verdict("care.rest"), None, "free from 19:30 to 03:40");
    let broken = kept_up.at("+1 00:00", "interview_started", json!({})).at("+1 00:10", "interview_ended", json!({}));
    assert_eq!(broken.judged("+1 12:00").verdict("care.rest"), Some(Verdict::Breach));
}

#[rstest]
#[case("interview", Some(Verdict::Breach))]
#[case("DC Jones starts at four", Some(Verdict::Query))]
#[case("solicitor asked to go on now", None)]
fn a_child_woken_at_four_for_an_interview_had_no_rest_though_nobody_wrote_it_down(
    #[case] reason: &str,
    #[case] found: Option<Verdict>,
) {
    let asleep = |record: Given, time: &str| record.at(time, "check", json!({ "awake": false }));
    let record = ["22:00", "+1 01:00", "+1 03:30"].into_iter().fold(given().authorised("18:00"), asleep);
    let record = record
        .at("+1 03:55", "woken", json!({ "reason": reason }))
        .at("+1 04:00", "interview_started", json!({}))
        .at("+1 05:30", "interview_ended", json!({}));
    assert_eq!(record.judged("+1 18:00").verdict("care.rest"), found);
}

#[rstest]
#[case("+1 06:00", None)]
#[case("+1 05:59", Some(Verdict::Breach))]
fn a_child_left_in_peace_for_eight_hours_of_the_night_may_be_woken_after_them(
    #[case] woken: &str,
    #[case] found: Option<Verdict>,
) {
    let record = given()
        .authorised("18:00")
        .at("23:30", "check", json!({ "awake": false }))
        .at(woken, "interview_started", json!({}))
        .at("+1 06:50", "interview_ended", json!({}));
    assert_eq!(record.judged("+1 18:00").verdict("care.rest"), found);
}

#[rstest]
#[case("22:30", "+1 00:30", Some("+1 04:00"), Some(Verdict::Breach))]
#[case("22:30", "+1 00:30", None, None)]
#[case("+1 02:00", "+1 04:30", None, Some(Verdict::Breach))]
fn eight_hours_left_in_peace_are_had_at_night_where_the_night_was_not_left_free(
    #[case] from: &str,
    #[case] to: &str,
    #[case] again: Option<&str>,
    #[case] found: Option<Verdict>,
) {
    let interview = |record: Given, from: &str, to: &str| {
        record.at(from, "interview_started", json!({})).at(to, "interview_ended", json!({}))
    };
    let record = interview(given().authorised("20:00"), from, to);
    let record = record.at("+1 05:31", "check", json!({ "awake": true }));
    let record = again.map_or(record.clone(), |again| {
        interview(record.at("+1 01:00", "check", json!({ "awake": false })), again, "+1 05:30")
    });
    assert_eq!(record.judged("+1 20:00").verdict("care.rest"), found);
}

#[test]
fn a_sleep_known_only_from_words_lasts_no_longer_than_till_words_tell_of_something_else() {
    let said = |record: Given, time: &str, seen: &str| record.at(time, "check", json!({ "seen": seen }));
    let record = said(given().authorised("12:00"), "13:00", "asleep on left side");
    let on = said(record.clone(), "14:00", "on right side, breathing regular");
    assert!(on.judged("22:30").all("care.meal").is_empty());
    let up = said(record, "14:00", "on bench");
    assert_eq!(up.judged("21:01").verdict("care.meal"), Some(Verdict::Shortfall), "an hour, and seven and a minute");
}

#[test]
fn an_afternoon_nap_written_down_takes_no_night_in_peace_away() {
    let record =
        given().authorised("12:00").at("14:00", "rest_started", json!({})).at("14:40", "rest_ended", json!({}));
    assert!(record.judged("+1 12:00").all("care.rest").is_empty());
}

#[rstest]
#[case("+1 03:00", None)]
#[case("+1 03:01", Some(Verdict::Breach))]
fn a_rest_left_off_for_treatment_calls_for_no_fresh_one(#[case] left: &str, #[case] found: Option<Verdict>) {
    let record = night("+1 02:00").at(left, "left_for_hospital", json!({ "reason": "treatment" })).at(
        "+1 07:00",
        "returned_from_hospital",
        json!({}),
    );
    assert_eq!(record.judged("+1 12:00").verdict("care.rest"), found);
}

#[rstest]
#[case("for interview, appropriate adult and solicitor now here", Some(Verdict::Query))]
#[case("solicitor insists on going on tonight", None)]
#[case("his mother also wants it done", None)]
#[case("his mother, here now, wants it done", Some(Verdict::Query))]
#[case("adult's own wish", None)]
#[case("DC Jones on duty till six, taken with care to interview room", Some(Verdict::Query))]
#[case("for interview with DC Jones", Some(Verdict::Breach))]
#[case("interview by officer Ray", Some(Verdict::Breach))]
#[case("for interview with DC Jones, house being searched", Some(Verdict::Query))]
#[case("interview with appropriate adult", Some(Verdict::Query))]
#[case("evidence to be put", Some(Verdict::Query))]
#[case("a delay in getting the interpreter", Some(Verdict::Query))]
#[case("would delay his release", Some(Verdict::Breach))]
fn that_others_are_ready_is_no_reason_to_wake_a_child_and_that_they_asked_is(
    #[case] reason: &str,
    #[case] found: Option<Verdict>,
) {
    // With harm or delay to release eight fresh hours are owed, and none follows here.
    let record = interviewed_at_three(json!({ "reason": reason })).at("+1 06:00", "rest_ended", json!({}));
    let left = record.at("+1 12:00", "released", json!({ "outcome": "no_further_action" }));
    assert_eq!(left.judged("+1 12:00").verdict("care.rest"), found);
}

#[test]
fn days_with_nothing_at_all_entered_join_the_day_found_before_them() {
    let silent = meal(given().authorised("12:00"), "13:00");
    assert_eq!(silent.judged("+1 12:00").verdict("care.meal"), Some(Verdict::Breach));
    let seen = silent.judged("+9 12:30");
    let found = seen.one("care.meal").unwrap();
    assert_eq!((found.at, &found.entries[..]), (instant("+1 12:00"), &[1][..]));
    assert_eq!(
        &*found.message,
        "Only one meal is written down as offered in the 24 hours to Wed 11 Nov 12:00 GMT, and nothing at all is entered from then to Thu 19 Nov 12:00 GMT. Three are owed (Code C 8.6). Is the child still held? If not, enter when they left."
    );
    let late = silent.clone().at("+9 12:30", "released", json!({ "outcome": "no_further_action" })).judged("+10 12:30");
    assert_eq!(late.all("care.meal").len(), 1, "entered at last, the release makes no more of it");
}

#[test]
fn a_silent_day_is_a_breach_where_the_day_before_was_kept_and_a_day_with_entries_is_its_own() {
    let kept = ["13:00", "21:00", "+1 05:00"].into_iter().fold(given().authorised("12:00"), meal);
    assert_eq!(kept.judged("+2 12:00").one("care.meal").unwrap().at, instant("+2 12:00"));
    assert_eq!(kept.judged("+4 12:00").all("care.meal").len(), 1);
    let spoke = kept.at("+2 15:00", "note", json!({ "text": "mother rang" }));
    let at = |now: &str| spoke.judged(now).all("care.meal").iter().map(|found| found.at).collect::<Vec<_>>();
    assert_eq!(at("+4 12:00"), [instant("+2 12:00"), instant("+3 12:00")]);
}

#[test]
fn a_day_with_nothing_entered_is_told_to_offer_no_meal_to_a_child_who_may_be_gone() {
    let next = |given: Given| given.judged("+1 12:00").one("care.meal").unwrap().message.contains("Offer one now.");
    assert!(!next(given().authorised("12:00")));
    assert!(next(given().authorised("12:00").at("18:00", "note", json!({ "text": "mother rang" }))));
}
