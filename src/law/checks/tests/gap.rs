use rstest::rstest;
use serde_json::json;

use super::{check, placed};
use crate::law::testing::{Given, given, instant};
use crate::law::{State, Verdict};

fn after_gap(minutes: u32) -> Given {
    let to = format!("{:02}:{:02}", 13 + minutes / 60, minutes % 60);
    let record = check(check(check(placed(), "12:30", json!({})), "13:00", json!({})), &to, json!({}));
    record.at(&to, "released", json!({ "outcome": "no_further_action" }))
}

#[rstest]
#[case(30, None)]
#[case(35, None)]
#[case(36, Some(Verdict::Shortfall))]
#[case(60, Some(Verdict::Shortfall))]
#[case(61, Some(Verdict::Breach))]
fn b59_a_gap_past_30_and_5_falls_short_and_past_the_hour_is_a_breach(#[case] gap: u32, #[case] found: Option<Verdict>) {
    let seen = after_gap(gap).judged("18:00");
    assert_eq!(seen.verdict("check.gap"), found, "{gap}");
    if found.is_some() {
        assert_eq!(seen.minutes("check.gap"), Some(i64::from(gap)), "the whole gap is measured");
    }
}

#[rstest]
#[case("13:35:59", None)]
#[case("13:36:00", Some(Verdict::Shortfall))]
fn gaps_are_compared_in_whole_minutes_rounded_down(#[case] to: &str, #[case] found: Option<Verdict>) {
    let record = check(check(check(placed(), "12:30", json!({})), "13:00", json!({})), to, json!({}));
    assert_eq!(record.judged(to).verdict("check.gap"), found);
}

#[rstest]
#[case("13:30", None)]
#[case("13:31", Some(Verdict::Breach))]
fn b60_with_rousing_ordered_past_half_an_hour_is_a_breach_without_grace(
    #[case] to: &str,
    #[case] found: Option<Verdict>,
) {
    let plan = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = placed().at("12:00", "observation_set", plan);
    let record = check(check(check(record, "12:30", json!({})), "13:00", json!({})), to, json!({}));
    assert_eq!(record.judged(to).verdict("check.gap"), found);
}

#[rstest]
#[case("clinical direction, custody nurse: rouse each 45 min", "13:45", Some(Verdict::Query))]
#[case("clinical direction, custody nurse: rouse each 45 min", "13:46", Some(Verdict::Breach))]
#[case("clinical direction, custody nurse: rouse each 45 min", "13:30", None)]
#[case("drunk on arrival", "13:45", Some(Verdict::Breach))]
fn rousing_on_a_longer_interval_that_a_clinician_set_is_asked_about(
    #[case] reason: &str,
    #[case] to: &str,
    #[case] found: Option<Verdict>,
) {
    let plan = json!({ "level": 2, "every_minutes": 45, "rousing": true, "reason": reason });
    let record = placed().at("12:00", "observation_set", plan);
    let record = check(check(check(record, "12:30", json!({})), "13:00", json!({})), to, json!({}));
    assert_eq!(record.judged(to).verdict("check.gap"), found);
}

#[rstest]
#[case("12:35", None)]
#[case("12:36", Some(Verdict::Shortfall))]
#[case("12:45", Some(Verdict::Shortfall))]
#[case("12:46", Some(Verdict::Breach))]
fn with_rousing_ordered_a_closer_plan_keeps_its_grace_within_the_half_hour(
    #[case] to: &str,
    #[case] found: Option<Verdict>,
) {
    let plan = json!({ "level": 3, "every_minutes": 15, "rousing": true });
    let record = check(placed().at("12:00", "observation_set", plan), "12:15", json!({}));
    assert_eq!(check(record, to, json!({})).judged(to).verdict("check.gap"), found);
}

#[rstest]
#[case(json!(false))]
#[case(json!(null))]
fn with_rousing_not_ordered_or_not_recorded_the_plan_and_its_grace_hold(#[case] rousing: serde_json::Value) {
    let plan = json!({ "level": 2, "every_minutes": 30, "rousing": rousing });
    let record = check(placed().at("12:00", "observation_set", plan), "12:35", json!({}));
    assert!(record.judged("12:40").all("check.gap").is_empty());
}

#[rstest]
#[case("13:00", None)]
#[case("13:01", Some(Verdict::Breach))]
fn b61_a_plan_of_60_has_no_grace_past_the_hour(#[case] to: &str, #[case] found: Option<Verdict>) {
    let plan = json!({ "level": 1, "every_minutes": 60, "reason": "settled, seen by healthcare" });
    let record = check(placed().at("12:00", "observation_set", plan), to, json!({}));
    assert_eq!(record.judged(to).verdict("check.gap"), found);
}

#[rstest]
#[case("13:00", None)]
#[case("13:01", Some(Verdict::Breach))]
fn a_plan_of_more_than_the_hour_is_held_to_the_hour(#[case] to: &str, #[case] found: Option<Verdict>) {
    let record =
        check(placed().at("12:00", "observation_set", json!({ "level": 1, "every_minutes": 90 })), to, json!({}));
    assert_eq!(record.judged(to).verdict("check.gap"), found);
}

#[test]
fn a_closer_plan_is_the_measure_and_constant_observation_keeps_the_usual_visit() {
    let close = placed().at("12:00", "observation_set", json!({ "level": 2, "every_minutes": 15 }));
    assert_eq!(check(close.clone(), "12:20", json!({})).judged("12:20").verdict("check.gap"), None);
    assert_eq!(check(close, "12:21", json!({})).judged("12:21").verdict("check.gap"), Some(Verdict::Shortfall));
    let constant = placed().at("12:00", "observation_set", json!({ "level": 3, "every_minutes": 0 }));
    assert_eq!(check(constant, "12:35", json!({})).judged("12:35").verdict("check.gap"), None);
}

#[rstest]
#[case("12:30", None)]
#[case("12:31", Some(Verdict::Shortfall))]
fn a_closer_plan_set_on_the_way_runs_from_when_it_was_set(#[case] to: &str, #[case] found: Option<Verdict>) {
    let record = placed().at("12:15", "observation_set", json!({ "level": 2, "every_minutes": 10 }));
    assert_eq!(check(record, to, json!({})).judged(to).verdict("check.gap"), found);
}

#[test]
fn a_longer_plan_set_on_the_way_runs_from_the_last_check_but_mends_no_gap_already_there() {
    let longer = json!({ "level": 1, "every_minutes": 60 });
    let in_time = check(placed().at("12:20", "observation_set", longer.clone()), "13:00", json!({}));
    assert_eq!(in_time.judged("13:00").verdict("check.gap"), None);
    let too_late = check(placed().at("12:40", "observation_set", longer), "12:59", json!({}));
    assert_eq!(too_late.judged("12:59").verdict("check.gap"), Some(Verdict::Shortfall));
}

#[rstest]
#[case("12:50", None)]
#[case("12:51", Some(Verdict::Breach))]
fn rousing_ordered_on_the_way_gives_half_an_hour_from_the_order(#[case] to: &str, #[case] found: Option<Verdict>) {
    let plan = json!({ "level": 2, "every_minutes": 30, "rousing": true });
    let record = check(placed().at("12:20", "observation_set", plan), to, json!({}));
    assert_eq!(record.judged(to).all("check.gap").iter().any(|f| f.verdict == Verdict::Breach), found.is_some());
}

#[test]
fn policy_sets_the_interval_and_the_grace() {
    let policy = "[check]\ninterval_minutes = 20\ngrace_minutes = 0\n";
    let record = check(placed().policy(policy), "12:20", json!({}));
    assert!(record.judged("12:20").all("check.gap").is_empty());
    let record = check(placed().policy(policy), "12:21", json!({}));
    assert_eq!(record.judged("12:21").verdict("check.gap"), Some(Verdict::Shortfall));
}

#[rstest]
#[case("12:35", None, State::Overdue)]
#[case("12:36", Some(Verdict::Shortfall), State::Overdue)]
#[case("13:01", Some(Verdict::Breach), State::Overdue)]
fn a_gap_still_open_is_found_while_the_child_is_held(
    #[case] now: &str,
    #[case] found: Option<Verdict>,
    #[case] state: State,
) {
    let seen = placed().judged(now);
    assert_eq!((seen.verdict("check.gap"), seen.state("check.due")), (found, Some(state)));
    assert_eq!(seen.duties("check.due")[0].due, Some(instant("12:30")));
}

#[rstest]
#[case("12:24", State::Open)]
#[case("12:25", State::DueSoon)]
#[case("12:30", State::DueSoon)]
#[case("12:30:01", State::Overdue)]
fn the_next_check_is_due_one_interval_after_the_last(#[case] now: &str, #[case] state: State) {
    assert_eq!(placed().judged(now).state("check.due"), Some(state));
}

#[test]
fn every_check_that_fell_due_is_a_duty_done_and_the_next_one_is_open() {
    let seen = check(check(placed(), "12:28", json!({})), "12:50", json!({})).judged("13:00");
    let states: Vec<_> = seen.duties("check.due").iter().map(|duty| (duty.due, duty.state, duty.done_at)).collect();
    assert_eq!(
        states,
        vec![
            (Some(instant("12:30")), State::Done, Some(instant("12:28"))),
            (Some(instant("12:58")), State::Done, Some(instant("12:50"))),
            (Some(instant("13:20")), State::Open, None),
        ]
    );
}

#[test]
fn the_gap_before_the_end_of_the_detention_counts() {
    let record = placed().at("13:05", "released", json!({ "outcome": "no_further_action" }));
    let seen = record.judged("18:00");
    assert_eq!((seen.verdict("check.gap"), seen.minutes("check.gap")), (Some(Verdict::Breach), Some(65)));
    assert_eq!(seen.one("check.gap").unwrap().entries[..], [1, 2]);
    assert_eq!(seen.state("check.due"), Some(State::Overdue));
    for in_time in ["12:20", "12:35"] {
        let seen = placed().at(in_time, "released", json!({ "outcome": "no_further_action" })).judged("18:00");
        assert_eq!((seen.verdict("check.gap"), seen.state("check.due")), (None, Some(State::NotNeeded)));
    }
}

#[test]
fn a_missed_check_with_a_reason_is_explained_and_still_a_gap() {
    let record = placed().at("12:30", "check_missed", json!({ "reason": "evacuation", "text": "fire alarm" }));
    let seen = check(record, "12:55", json!({})).judged("12:55");
    let gap = seen.one("check.gap").unwrap();
    assert_eq!((gap.verdict, gap.minutes), (Verdict::Shortfall, Some(55)));
    assert!(gap.message.contains("evacuation") && gap.message.contains("still a gap"), "{}", gap.message);
    assert!(gap.entries.contains(&2));
}

#[test]
fn the_interval_does_not_run_in_interview_and_begins_afresh_on_return() {
    let record = placed().at("12:20", "interview_started", json!({})).at("14:20", "interview_ended", json!({}));
    assert!(record.judged("14:10").duties("check.due").is_empty(), "nothing is owed while in interview");
    let seen = check(record.clone(), "14:55", json!({})).judged("14:55");
    assert!(seen.all("check.gap").is_empty());
    assert_eq!(seen.duties("check.due")[0].due, Some(instant("14:50")));
    assert_eq!(check(record, "14:56", json!({})).judged("14:56").minutes("check.gap"), Some(36));
}

#[test]
fn a_gap_before_being_fetched_is_a_gap() {
    let record = placed().at("12:40", "interview_started", json!({})).at("13:00", "interview_ended", json!({}));
    assert_eq!(check(record, "13:30", json!({})).judged("13:30").minutes("check.gap"), Some(40));
}

#[rstest]
#[case("left_for_hospital", json!({ "reason": "treatment" }), "returned_from_hospital")]
#[case("left_for_hospital", json!({ "reason": "evidence" }), "returned_from_hospital")]
#[case("departed", json!({}), "arrived")]
fn the_interval_does_not_run_in_hospital_or_on_the_way(
    #[case] out: &str,
    #[case] fields: serde_json::Value,
    #[case] back: &str,
) {
    let record = placed().at("12:20", out, fields).at("16:00", back, json!({}));
    assert!(check(record, "16:30", json!({})).judged("16:30").all("check.gap").is_empty());
}

#[rstest]
#[case("review", json!({ "method": "in_person", "seen": true }), true)]
#[case("review", json!({ "method": "in_person", "seen": false }), false)]
#[case("review", json!({ "method": "telephone" }), false)]
#[case("review", json!({ "method": "telephone", "spoken_to": true }), true)]
#[case("healthcare_seen", json!({}), true)]
#[case("visited", json!({ "by_whom": "parent" }), true)]
#[case("care", json!({ "what": "exercise", "offered": true, "taken": true }), true)]
#[case("care", json!({ "what": "exercise", "offered": true, "taken": false }), false)]
#[case("care", json!({ "what": "meal", "offered": true, "taken": true }), false)]
fn the_interval_begins_afresh_where_the_child_was_seen_in_another_way(
    #[case] kind: &str,
    #[case] fields: serde_json::Value,
    #[case] seen: bool,
) {
    let record = check(placed().at("12:25", kind, fields), "12:55", json!({}));
    assert_eq!(record.judged("12:55").all("check.gap").is_empty(), seen);
}

#[test]
fn an_interview_whose_end_was_not_written_down_hides_no_gap_once_the_child_is_back() {
    let record = placed().at("12:20", "interview_started", json!({})).at("13:00", "placed", json!({ "in": "cell" }));
    assert_eq!(record.judged("14:10").verdict("check.gap"), Some(Verdict::Breach));
}

#[test]
fn checks_are_owed_from_placing_where_the_child_stood_at_the_desk_till_then() {
    let record = given().authorised("12:00").at("12:25", "placed", json!({ "in": "detention_room" }));
    assert!(check(record.clone(), "12:55", json!({})).judged("12:55").all("check.gap").is_empty());
    assert_eq!(check(record, "13:01", json!({})).judged("13:01").minutes("check.gap"), Some(36));
    let long = given().authorised("12:00").at("13:10", "placed", json!({ "in": "detention_room" }));
    assert_eq!(long.judged("13:20").minutes("check.gap"), Some(70), "no hour is lost at the desk");
}

#[test]
fn before_authorisation_no_check_is_owed() {
    let seen = given().at("10:00", "arrived", json!({})).judged("11:30");
    assert!(seen.duties("check.due").is_empty() && seen.all("check.gap").is_empty());
}

#[test]
fn b63_across_the_autumn_night_gaps_are_elapsed_minutes() {
    let record = given()
        .authorised("2026-10-25T01:30:00+01:00")
        .at("2026-10-25T01:50:00+01:00", "check", json!({}))
        .at("2026-10-25T01:20:00+00:00", "check", json!({}));
    assert!(record.judged("2026-10-25T01:20:00+00:00").all("check.gap").is_empty());
}

#[test]
fn an_extract_is_judged_only_inside() {
    let record = given()
        .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T14:00:00Z" }))
        .at("12:40", "check", json!({}))
        .at("13:10", "check", json!({}))
        .at("13:40", "check", json!({}));
    let seen = record.judged("20:00");
    assert_eq!(seen.minutes("check.gap"), Some(40), "only the 40 minutes that the extract covers");
}

#[test]
fn an_extract_that_shows_only_the_return_began_with_the_absence() {
    let record = given()
        .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T14:00:00Z" }))
        .at("13:20", "interview_ended", json!({}))
        .at("13:50", "check", json!({}));
    assert!(record.judged("20:00").all("check.gap").is_empty());
}

#[test]
fn time_on_bail_is_no_gap() {
    let record = check(placed(), "12:30", json!({}))
        .at("12:50", "bailed", json!({ "before_charge": true }))
        .at("+3 09:00", "answered_bail", json!({}))
        .at("+3 09:05", "detention_authorised", json!({ "grounds": "interview" }));
    let seen = check(record, "+3 09:35", json!({})).judged("+3 09:40");
    assert!(seen.all("check.gap").is_empty(), "{:#?}", seen.all("check.gap"));
}

#[test]
fn the_rule_stops_at_the_18th_birthday() {
    let record = placed().child(json!({ "date_of_birth": "2008-11-11" }));
    let seen = record.at("23:40", "check", json!({})).judged("+1 03:00");
    assert!(seen.all("check.gap").iter().all(|gap| gap.at <= instant("23:40")));
    assert_eq!(seen.state("check.due"), Some(State::NotNeeded));
}

#[test]
fn checks_are_owed_on_every_route() {
    let record = given().at(
        "12:00",
        "detention_authorised",
        json!({ "grounds": "breach of court bail", "route": "court_bail_breach" }),
    );
    assert_eq!(record.judged("13:01").verdict("check.gap"), Some(Verdict::Breach));
}

#[test]
fn a_check_that_fell_due_before_an_extract_ends_is_overdue_and_one_within_the_grace_is_left_open_to_the_rest() {
    let last_due = |to: &str| {
        let extract = json!({ "from": "2026-11-10T12:00:00Z", "to": format!("2026-11-10T{to}:00Z") });
        let record = check(check(placed(), "12:30", json!({})), "13:00", json!({})).top("extract", extract);
        record.judged("18:00").duties("check.due").iter().map(|duty| duty.state).collect::<Vec<_>>()
    };
    assert_eq!(last_due("13:35"), [State::Done, State::Done]);
    assert_eq!(last_due("13:36"), [State::Done, State::Done, State::Overdue]);
}

#[test]
fn back_on_bail_and_not_yet_authorised_again_checks_are_owed_from_the_return() {
    let record = check(placed(), "12:30", json!({})).at("12:40", "bailed", json!({ "before_charge": true })).at(
        "+1 09:00",
        "answered_bail",
        json!({}),
    );
    let seen = record.judged("+1 11:00");
    assert_eq!((seen.verdict("check.gap"), seen.minutes("check.gap")), (Some(Verdict::Breach), Some(120)));
}

#[test]
fn an_extract_began_with_an_absence_only_where_its_first_word_of_one_is_that_it_ended() {
    let within = |given: Given| {
        let extract = json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T18:00:00Z" });
        let record = check(given, "12:30", json!({})).top("extract", extract);
        record.judged("18:00").verdict("check.while-away")
    };
    let interviewed = |given: Given, from: &str, to: &str| {
        given.at(from, "interview_started", json!({})).at(to, "interview_ended", json!({}))
    };
    assert_eq!(within(interviewed(placed(), "13:00", "13:40")), None);
    let began_in_one = || placed().at("12:50", "interview_ended", json!({}));
    assert!(within(began_in_one()).is_some());
    assert!(within(interviewed(began_in_one(), "15:00", "15:30")).is_some());
}

#[rstest]
#[case("12:40", None)]
#[case("13:00", None)]
#[case("13:01", Some(Verdict::Breach))]
fn placed_within_the_hour_after_authorisation_checks_are_owed_from_then(
    #[case] placed: &str,
    #[case] found: Option<Verdict>,
) {
    let record = given().authorised("12:00").at(placed, "placed", json!({ "in": "cell" }));
    assert_eq!(check(record, "13:10", json!({})).judged("13:12").verdict("check.gap"), found);
}

#[rstest]
#[case("16:10", None)]
#[case("16:11", Some(Verdict::Query))]
fn an_interview_that_never_ended_on_the_record_is_asked_about_past_two_hours(
    #[case] released: &str,
    #[case] found: Option<Verdict>,
) {
    let open = check(check(placed(), "12:30", json!({})), "13:00", json!({}));
    let open = check(check(open, "13:30", json!({})), "14:00", json!({})).at("14:10", "interview_started", json!({}));
    assert_eq!(open.judged(released).verdict("check.gap"), found);
    let over = open.at(released, "released", json!({ "outcome": "no_further_action" }));
    assert_eq!(over.judged("20:00").verdict("check.gap"), found);
    let checked = check(over.clone(), "15:00", json!({})).judged("20:00");
    assert!(checked.all("check.gap").is_empty(), "check.while-away asks");
    let ended = over.at("15:59", "interview_ended", json!({})).judged("20:00");
    assert!(ended.all("check.gap").is_empty());
}

#[test]
fn where_nothing_was_entered_for_a_day_it_is_asked_whether_the_child_is_held() {
    let message = |now: &str| placed().judged(now).one("check.gap").unwrap().message.to_string();
    assert!(message("+1 12:00").ends_with("Is the child still held? If not, enter when they left."));
    assert!(message("+1 11:59").ends_with("Check now; if there was a reason, record it."));
}

#[rstest]
#[case(json!({ "level": 4, "every_minutes": 0 }), "12:35", None)]
#[case(json!({ "level": 4, "every_minutes": 0 }), "12:36", Some(Verdict::Query))]
#[case(json!({ "level": 4, "every_minutes": 0 }), "13:20", Some(Verdict::Query))]
#[case(json!({ "level": 4, "every_minutes": 0 }), "14:00", Some(Verdict::Query))]
#[case(json!({ "level": 4, "every_minutes": 0 }), "14:01", Some(Verdict::Breach))]
#[case(json!({ "level": 3, "every_minutes": 0 }), "13:20", Some(Verdict::Breach))]
#[case(json!({ "level": 4, "every_minutes": 0, "rousing": true }), "13:20", Some(Verdict::Breach))]
fn at_level_4_it_is_asked_whether_the_officer_was_there(
    #[case] plan: serde_json::Value,
    #[case] to: &str,
    #[case] found: Option<Verdict>,
) {
    let record = placed().at("12:00", "observation_set", plan);
    assert_eq!(check(record, to, json!({})).judged(to).verdict("check.gap"), found);
}

#[test]
fn at_level_4_a_check_entered_as_missed_says_that_nobody_was_there() {
    let record = placed().at("12:00", "observation_set", json!({ "level": 4, "every_minutes": 0 })).at(
        "12:30",
        "check_missed",
        json!({ "reason": "other", "text": "called away to a fight" }),
    );
    let seen = check(record, "13:20", json!({})).judged("13:20");
    assert_eq!(seen.verdict("check.gap"), Some(Verdict::Breach));
    assert!(seen.one("check.gap").unwrap().message.contains("called away to a fight"));
}

#[test]
fn an_interview_that_never_ended_is_measured_from_the_last_check_of_the_cell() {
    let open =
        ["12:30", "13:00", "13:30", "14:00"].into_iter().fold(placed(), |record, time| check(record, time, json!({})));
    let open = open.at("14:10", "interview_started", json!({}));
    let over =
        |record: Given| record.at("23:15", "released", json!({ "outcome": "no_further_action" })).judged("23:30");
    let message = |seen: &crate::law::testing::Seen| seen.one("check.gap").unwrap().message.to_string();
    let one = over(check(open.clone(), "14:40", json!({})));
    assert!(message(&one).contains("no check is entered from 14:40 to 23:15"), "{}", message(&one));
    let said = json!({ "seen": "In interview with DC Jones" });
    let honest = over(check(check(open, "14:40", said.clone()), "16:00", said));
    assert!(message(&honest).contains("no check in the cell is entered from then to 23:15"), "{}", message(&honest));
    assert!(honest.all("check.while-away").is_empty());
}

#[rstest]
#[case("13:00", None)]
#[case("13:01", Some(Verdict::Query))]
fn looking_by_camera_is_no_visit_past_the_hour(#[case] to: &str, #[case] found: Option<Verdict>) {
    let record = check(placed(), "12:30", json!({ "method": "camera" }));
    assert_eq!(check(record.clone(), to, json!({})).judged(to).verdict("check.gap"), found);
    assert_eq!(check(record.clone(), to, json!({ "method": "camera" })).judged(to).verdict("check.gap"), found);
    let hatch = check(check(record.clone(), "12:45", json!({ "method": "hatch" })), to, json!({}));
    assert!(hatch.judged(to).all("check.gap").is_empty());
    let met = check(record, to, json!({})).at("12:30", "healthcare_seen", json!({}));
    assert!(met.judged(to).all("check.gap").is_empty(), "seen in the minute of the camera");
}

#[test]
fn a_night_by_camera_is_one_question_and_a_gap_within_it_past_the_hour_stays_a_breach() {
    let times = ["12:30", "13:00", "13:30", "14:00", "14:30"];
    let camera = |record: Given, time: &str| check(record, time, json!({ "method": "camera" }));
    let all = times.into_iter().fold(placed(), camera);
    let seen = check(all, "15:00", json!({})).judged("15:00");
    assert_eq!(seen.whole("check.gap"), ["query 15:00; on 2 3 4 5 6; code; detention_officer"]);
    let gap = check(camera(camera(placed(), "12:30"), "13:31"), "14:00", json!({})).judged("14:00");
    assert_eq!(gap.verdict("check.gap"), Some(Verdict::Breach));
}
