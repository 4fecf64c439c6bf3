//! The way to an adult.

use super::*;

fn asked(given: Given, time: &str, who: &str, more: Value) -> Given {
    let mut fields = json!({ "who": who, "for": "arrival" });
    for (key, value) in more.as_object().unwrap() {
        fields[key] = value.clone();
    }
    given.at(time, "aa_requested", fields)
}

fn no_answer(given: Given, time: &str, who: &str) -> Given {
    asked(given, time, who, json!({ "outcome": "no_answer" }))
}

fn to_adult(given: &Given, now: &str) -> Option<(Step, String)> {
    next(given, To::Adult, now)
}

fn shown(given: &Given, step: Step, now: &str) -> String {
    stands(given, To::Adult, step, now)
}

#[test]
fn a_parent_is_asked_first_by_the_laws_time_and_in_care_the_authority() {
    assert_eq!(to_adult(&held(), "12:10"), Some((Step::Family, "in 20 min".into())));
    assert_eq!(to_adult(&held(), "12:30"), Some((Step::Family, "NOW".into())));
    assert_eq!(to_adult(&held(), "12:31"), Some((Step::Family, "LATE 1 min".into())));
    assert_eq!(filled(&held(), To::Adult, "12:10"), [("act", "asked".into()), ("who", "parent".into())]);
    let in_care = held().child(json!({ "looked_after": true }));
    assert_eq!(to_adult(&in_care, "12:10"), Some((Step::Care, "in 20 min".into())));
    assert_eq!(filled(&in_care, To::Adult, "12:10")[1], ("who", "care_authority".into()));
}

#[test]
fn one_who_did_not_answer_is_rung_again_by_the_laws_time_with_the_same_name() {
    let rang = asked(held(), "12:05", "parent", json!({ "outcome": "no_answer", "name": "Ann Lee" }));
    assert_eq!(shown(&rang, Step::Family, "12:15"), "12:05 parent: no answer, by Sgt Test (1)");
    assert_eq!(to_adult(&rang, "12:15"), Some((Step::RingAgain, "in 50 min".into())), "60 minutes from the first");
    assert_eq!(to_adult(&rang, "13:06"), Some((Step::RingAgain, "LATE 1 min".into())));
    let last = "LATE 1 min, due 13:05; last 12:05 parent: no answer";
    assert_eq!(shown(&rang, Step::RingAgain, "13:06"), last);
    let known = [("act", "asked".into()), ("who", "parent".into()), ("name", "Ann Lee".into())];
    assert_eq!(filled(&rang, To::Adult, "12:15"), known);
}

#[test]
fn after_a_second_try_in_vain_somebody_else_is_asked_at_once_and_escalating_keeps_its_time() {
    let rang = no_answer(no_answer(held(), "12:05", "parent"), "12:15", "parent");
    assert_eq!(to_adult(&rang, "12:16"), Some((Step::Others, "NOW".into())));
    assert_eq!(shown(&rang, Step::Family, "12:16"), "12:15 parent: no answer, by Sgt Test (1) (2 tries)");
    assert_eq!(shown(&rang, Step::EscalateAdult, "12:16"), "by 14:05");
    assert_eq!(to_adult(&rang, "14:05"), Some((Step::Others, "NOW".into())));
    assert_eq!(to_adult(&rang, "14:06"), Some((Step::EscalateAdult, "LATE 1 min".into())));
}

#[test]
fn one_who_cant_come_is_written_with_the_reason_and_isnt_rung_again() {
    let why = json!({ "outcome": "unavailable", "reason": "at work till 06:00" });
    let cant = asked(held(), "12:05", "parent", why);
    let said = "12:05 parent can't come: at work till 06:00, by Sgt Test (1)";
    assert_eq!(shown(&cant, Step::Family, "12:06"), said);
    assert_eq!(to_adult(&cant, "12:06"), Some((Step::Others, "NOW".into())));
    let ladder = climb(&cant, To::Adult, "12:06").unwrap();
    assert!(matches!(ladder.rungs[0].state, RungState::Declined { .. }));
    assert_eq!(to_adult(&cant, "13:06"), Some((Step::Others, "LATE 1 min".into())), "past the time to ring again");
}

#[test]
fn a_step_that_is_left_is_passed_over_and_shows_its_reason() {
    let cant = asked(held(), "12:05", "parent", json!({ "outcome": "refused" }));
    let left = cant.at("12:10", "note", json!({ "text": Step::Others.not_done("nobody else is known") }));
    assert_eq!(to_adult(&left, "12:11"), Some((Step::Scheme, "NOW".into())));
    let said = "12:10 not done: nobody else is known, by Sgt Test (1)";
    assert_eq!(shown(&left, Step::Others, "12:11"), said);
    let other = held().at("12:10", "note", json!({ "text": Step::Scheme.not_done("no cover tonight") }));
    assert_eq!(to_adult(&other, "12:11").unwrap().0, Step::Family, "of another step it says nothing");
}

#[test]
fn once_everyone_was_asked_or_left_escalating_is_next_and_after_it_ringing_again() {
    let cant = |given: Given, time: &str, who: &str| asked(given, time, who, json!({ "outcome": "unavailable" }));
    let all = cant(cant(cant(held(), "12:05", "parent"), "12:10", "social_worker"), "12:15", "scheme");
    assert_eq!(to_adult(&all, "12:16"), Some((Step::EscalateAdult, "in 1 h 49".into())));
    assert_eq!(filled(&all, To::Adult, "12:16"), [("act", "escalated".into())]);
    let higher = all.at("12:20", "aa_escalated", json!({ "to": "scheme manager" }));
    assert_eq!(to_adult(&higher, "12:21"), Some((Step::RingAgain, "when you can".into())));
    let orphan = held().at("12:02", "note", json!({ "text": Step::Family.not_done("both are dead") }));
    let orphan = cant(orphan, "12:05", "scheme");
    assert_eq!(to_adult(&orphan, "12:21").unwrap().0, Step::Others, "what was left before the first call stays left");
}

#[test]
fn ringing_again_that_was_left_counts_only_until_the_next_try() {
    let left = no_answer(held(), "12:05", "parent").at(
        "12:10",
        "note",
        json!({ "text": Step::RingAgain.not_done("the line is dead") }),
    );
    assert_eq!(to_adult(&left, "12:11").unwrap().0, Step::Others);
    let again = no_answer(left, "12:20", "relative");
    assert_eq!(shown(&again, Step::RingAgain, "12:21"), "12:20 relative; 2 tries so far");
}

#[test]
fn one_who_is_coming_is_waited_for_until_the_time_they_gave() {
    let coming = asked(held(), "12:05", "scheme", json!({ "outcome": "coming", "eta": "13:40" }));
    assert_eq!(to_adult(&coming, "13:40"), Some((Step::RingAgain, "NOW".into())));
    assert_eq!(to_adult(&coming, "13:41"), Some((Step::RingAgain, "LATE 1 min".into())));
    assert_eq!(shown(&coming, Step::Here, "12:10"), "by 13:40");
    assert_eq!(shown(&coming, Step::Scheme, "12:10"), "12:05 scheme coming, expected 13:40, by Sgt Test (1)");
    assert_eq!(shown(&coming, Step::Family, "12:10"), "later", "nobody has tried them");
}

#[test]
fn a_wait_that_was_escalated_says_to_whom_and_goes_on() {
    let escalated = asked(held(), "12:05", "scheme", json!({ "outcome": "coming" })).at(
        "14:10",
        "aa_escalated",
        json!({ "to": "duty inspector" }),
    );
    assert_eq!(shown(&escalated, Step::EscalateAdult, "14:11"), "14:10 to duty inspector, by Sgt Test (1)");
    assert_eq!(to_adult(&escalated, "14:11").unwrap().0, Step::RingAgain);
}

#[test]
fn a_long_wait_is_to_be_explained_and_the_reason_stands_once_it_is_given() {
    let long = no_answer(held(), "12:05", "parent");
    let why = |given: &Given, now: &str| {
        let ladder = climb(given, To::Adult, now).unwrap();
        ladder.rungs.iter().find(|rung| rung.step == Step::WhyLong).map(|rung| rung.shown(instant(now)))
    };
    assert_eq!(why(&long, "14:00"), None);
    assert_eq!(why(&long, "14:01").as_deref(), Some("NOW"));
    let said = long.at("14:02", "aa_delay_explained", json!({ "cause": "parent_late", "text": "on nights" }));
    assert_eq!(why(&said, "14:03").as_deref(), Some("14:02 parent late: on nights, by Sgt Test (1)"));
}

#[test]
fn once_an_adult_is_here_rights_come_again_then_they_are_briefed_and_nothing_else_is_needed() {
    let came = asked(held(), "12:05", "parent", json!({ "outcome": "coming" })).at(
        "12:40",
        "aa_arrived",
        json!({ "who": "parent" }),
    );
    assert_eq!(to_adult(&came, "12:41").unwrap().0, Step::RightsAgain);
    assert_eq!(filled(&came, To::Adult, "12:41"), [("act", "rights".into())]);
    assert_eq!(shown(&came, Step::Here, "12:41"), "12:40 parent here, by Sgt Test (1)");
    assert_eq!(shown(&came, Step::Scheme, "12:41"), "not needed: an adult is here");
    assert_eq!(climb(&came, To::Adult, "12:41").unwrap().waited_from, None);
    let given = came.at("12:45", "rights_given", json!({ "aa_present": true }));
    assert_eq!(to_adult(&given, "12:46"), Some((Step::Brief, "when you can".into())));
    assert_eq!(shown(&given, Step::RightsAgain, "12:46"), "12:45 given with the adult there");
    let told = given.at("12:50", "aa_briefed", json!({}));
    assert_eq!(to_adult(&told, "12:51"), None);
    assert_eq!(shown(&told, Step::Brief, "12:51"), "12:50 by Sgt Test (1)");
}

#[test]
fn once_the_adult_has_left_the_asking_begins_again() {
    let left = asked(held(), "12:05", "parent", json!({ "outcome": "coming" }))
        .at("12:40", "aa_arrived", json!({ "who": "parent", "rights_given": true }))
        .at("13:10", "aa_left", json!({}));
    assert_eq!(to_adult(&left, "13:20"), Some((Step::Family, "when you can".into())));
    let why = shown(&left, Step::Family, "13:20");
    assert_eq!(why, "when you can. No adult here since 13:10: ask for one before anything that needs them.");
    assert_eq!(climb(&left, To::Adult, "13:20").unwrap().waited_from, None);
}
