//! `person.told`.

use serde_json::{Value, json};

use super::*;
use crate::law::assessment::State;
use crate::law::register::Standard;

fn tell(given: Given, time: &str, fields: Value) -> Given {
    given.at(time, "person_told", fields)
}

#[test]
fn someone_is_told_in_60_minutes_past_it_a_shortfall_past_180_a_breach() {
    for (time, verdict, minutes) in [
        ("11:55", None, None),
        ("13:00", None, None),
        ("13:00:01", SHORTFALL, Some(60)),
        ("13:01", SHORTFALL, Some(61)),
        ("15:00", SHORTFALL, Some(180)),
        ("15:00:01", BREACH, Some(180)),
        ("15:01", BREACH, Some(181)),
    ] {
        for who in ["parent", "guardian", "care_authority"] {
            let seen = tell(held(), time, json!({ "who": who })).judged("16:00");
            assert_eq!((seen.verdict("person.told"), seen.minutes("person.told")), (verdict, minutes), "{who} {time}");
            assert_eq!(seen.state("person.told"), Some(State::Done));
        }
    }
    let breach = tell(held(), "15:01", json!({ "who": "parent" })).judged("16:00");
    assert_eq!(breach.one("person.told").unwrap().standard, Standard::Statute);
}

#[test]
fn not_told_yet_the_duty_runs_and_the_finding_follows() {
    for (now, verdict, state) in [
        ("12:20", None, State::Open),
        ("13:00", None, State::DueSoon),
        ("13:01", SHORTFALL, State::Overdue),
        ("15:00", SHORTFALL, State::Overdue),
        ("15:01", BREACH, State::Overdue),
    ] {
        let seen = held().judged(now);
        assert_eq!((seen.verdict("person.told"), seen.state("person.told")), (verdict, Some(state)), "at {now}");
    }
}

#[test]
fn never_told_by_the_end_is_a_breach_and_not_needed_where_the_end_came_first() {
    let seen = released(held(), "13:30").judged("13:30");
    assert_eq!((seen.verdict("person.told"), seen.minutes("person.told")), (BREACH, Some(90)));
    let seen = released(held(), "13:00").judged("20:00");
    assert_eq!((seen.verdict("person.told"), seen.state("person.told")), (None, Some(State::NotNeeded)));
    let after = tell(released(held(), "13:30"), "13:35", json!({ "who": "parent" })).judged("14:00");
    assert_eq!(
        (after.verdict("person.told"), after.minutes("person.told")),
        (SHORTFALL, Some(95)),
        "told after release"
    );
}

#[test]
fn no_answer_is_a_try_and_two_make_never_a_question() {
    let no_answer = json!({ "who": "parent", "outcome": "no_answer" });
    let one = tell(held(), "12:10", no_answer.clone());
    let two = tell(one.clone(), "12:40", no_answer.clone());
    assert_eq!(one.judged("15:01").verdict("person.told"), BREACH);
    assert_eq!(two.judged("15:01").verdict("person.told"), QUERY);
    assert_eq!(two.judged("14:00").verdict("person.told"), SHORTFALL, "past 60 and not yet never");
    assert_eq!(released(two.clone(), "14:00").judged("14:00").verdict("person.told"), QUERY);
    let late = tell(two.clone(), "15:30", json!({ "who": "parent" })).judged("16:00");
    assert_eq!(
        (late.verdict("person.told"), late.minutes("person.told")),
        (QUERY, Some(210)),
        "going on until one is reached is judged no harder than giving up"
    );
    let message = two.judged("15:01").one("person.told").unwrap().message.to_string();
    assert!(message.contains("2 tries got no answer, the last at 12:40,"), "{message}");
    let begun_late = tell(tell(held(), "15:30", no_answer.clone()), "15:40", no_answer.clone());
    assert_eq!(begun_late.judged("16:00").verdict("person.told"), BREACH, "nobody tried in the 180 minutes");
    let begun_late = tell(begun_late, "15:50", json!({ "who": "parent" }));
    assert_eq!(begun_late.judged("16:00").verdict("person.told"), BREACH, "nobody tried in the 180 minutes");
    let tried_after = tell(
        tell(tell(held(), "15:01", json!({ "who": "parent" })), "15:02", no_answer.clone()),
        "15:03",
        no_answer.clone(),
    );
    assert_eq!(tried_after.judged("16:00").verdict("person.told"), BREACH, "tries after the telling explain nothing");
    let rung = one.clone().at("12:40", "aa_requested", json!({ "who": "parent", "outcome": "no_answer" }));
    assert_eq!(rung.judged("15:01").verdict("person.told"), QUERY, "ringing a parent to come is a try to reach them");
    let same = one.at("12:10", "aa_requested", json!({ "who": "parent", "outcome": "no_answer" }));
    assert_eq!(same.judged("15:01").verdict("person.told"), BREACH, "one call is one try");
}

#[test]
fn a_delay_under_annex_b_never_excuses_it() {
    let delayed = held().at("12:10", "right_delayed", json!({ "right": "intimation", "authorised_by": "inspector" }));
    assert_eq!(delayed.judged("13:00").verdict("person.told"), None);
    assert_eq!(delayed.judged("13:01").verdict("person.told"), BREACH);
    assert_eq!(released(delayed.clone(), "14:00").judged("14:00").verdict("person.told"), BREACH);
    let no_answer = json!({ "who": "parent", "outcome": "no_answer" });
    let tried = tell(tell(delayed.clone(), "12:20", no_answer.clone()), "12:40", no_answer);
    assert_eq!(tried.judged("15:01").verdict("person.told"), BREACH);
    assert_eq!(tell(delayed.clone(), "12:50", json!({ "who": "parent" })).judged("16:00").verdict("person.told"), None);
    assert_eq!(tell(delayed, "14:00", json!({ "who": "parent" })).judged("16:00").verdict("person.told"), BREACH);
    let solicitor = held().at("12:10", "right_delayed", json!({ "right": "solicitor" }));
    assert_eq!(solicitor.judged("13:01").verdict("person.told"), SHORTFALL);
}

#[test]
fn a_delay_under_annex_b_is_not_relied_on_against_a_parent_who_was_here_by_the_time_due() {
    let delayed = held().at("12:10", "right_delayed", json!({ "right": "intimation" }));
    let here = |time: &str| came(delayed.clone(), time).judged("16:00");
    assert_eq!(here("13:00").verdict("person.told"), QUERY);
    let late = here("13:01");
    assert_eq!(late.verdict("person.told"), BREACH);
    assert!(late.one("person.told").unwrap().message.contains("first here at 13:01"));
}

#[test]
fn someone_else_told_is_not_enough_and_is_asked_about_where_the_record_gives_them_care_of_the_child() {
    for (who, note, verdict) in [
        ("other_relative", json!(null), QUERY),
        ("social_worker", json!(null), BREACH),
        ("youth_justice", json!(null), BREACH),
        ("other_relative", json!("grandmother, he lives with her"), QUERY),
        ("social_worker", json!("in the care of the authority"), QUERY),
        ("youth_justice", json!("in care of the team"), BREACH),
    ] {
        let told = tell(held(), "12:10", json!({ "who": who, "outcome": "told", "note": note }));
        let seen = told.judged("16:00");
        assert_eq!(seen.verdict("person.told"), verdict, "{who} {note}");
        assert_eq!(seen.state("person.told"), Some(State::Overdue), "{who}: still owed");
        assert!(seen.one("person.told").unwrap().entries.contains(&(told.record().entries().len() - 1)), "{who}");
    }
    let looked_after = held().child(json!({ "looked_after": true }));
    let told = tell(looked_after, "12:10", json!({ "who": "social_worker" }));
    assert_eq!(told.judged("16:00").verdict("person.told"), QUERY, "the social worker of a looked-after child");
    let relative = |time: &str| tell(held(), time, json!({ "who": "other_relative" }));
    assert_eq!(relative("12:10").judged("14:00").verdict("person.told"), QUERY);
    assert_eq!(relative("15:00").judged("16:00").verdict("person.told"), QUERY);
    assert_eq!(
        relative("15:01").judged("16:00").verdict("person.told"),
        BREACH,
        "too late whoever has care of the child"
    );
    let parent_too = tell(relative("12:10"), "13:30", json!({ "who": "parent" }));
    assert_eq!(parent_too.judged("16:00").verdict("person.told"), SHORTFALL, "a parent was who had to be told");
}

#[test]
fn a_parent_who_came_is_asked_about_where_nothing_says_they_were_told() {
    let here = came(asked(held(), "12:10"), "12:40");
    let seen = here.judged("16:00");
    assert_eq!((seen.verdict("person.told"), seen.state("person.told")), (QUERY, Some(State::Done)));
    let scheme = held().at("12:40", "aa_arrived", json!({ "who": "scheme", "rights_given": true }));
    assert_eq!(scheme.judged("16:00").verdict("person.told"), BREACH);
    let visit = held().at("12:40", "visited", json!({ "by_whom": "parent" }));
    assert_eq!(visit.judged("16:00").verdict("person.told"), QUERY);
}

#[test]
fn a_parent_reached_about_coming_or_by_the_child_is_asked_about_and_still_to_be_told() {
    let asked = |who: &str, outcome: Value| {
        held().at("12:10", "aa_requested", json!({ "who": who, "outcome": outcome })).judged("16:00")
    };
    for outcome in ["coming", "refused", "unavailable"] {
        let seen = asked("parent", json!(outcome));
        assert_eq!(
            (seen.verdict("person.told"), seen.state("person.told")),
            (QUERY, Some(State::Overdue)),
            "{outcome}"
        );
    }
    for (who, outcome) in [("parent", json!("no_answer")), ("parent", json!(null)), ("scheme", json!("coming"))] {
        assert_eq!(asked(who, outcome.clone()).verdict("person.told"), BREACH, "{who} {outcome}");
    }
    let rang = |who: &str, taken: bool| {
        let call = json!({ "what": "phone_call", "offered": true, "taken": taken, "who": who });
        held().at("12:15", "care", call).judged("16:00").verdict("person.told")
    };
    assert_eq!((rang("Mum", true), rang("Mum", false), rang("a friend", true)), (QUERY, BREACH, BREACH));
    assert_eq!((rang("his Mum, Mrs Ali", true), rang("Mamadou (friend)", true)), (QUERY, BREACH));
    let off =
        json!({ "who": "parent", "outcome": "unavailable", "reason": "phone switched off, could not be reached" });
    let off = held().at("12:08", "aa_requested", off);
    assert_eq!(off.judged("16:00").verdict("person.told"), BREACH, "nobody was reached");
    let tried = tell(off, "12:40", json!({ "who": "parent", "outcome": "no_answer" })).judged("16:00");
    assert_eq!(tried.verdict("person.told"), QUERY, "a call that reached nobody is a try");
}

#[test]
fn a_parent_first_reached_past_the_last_moment_makes_no_question_of_the_breach() {
    let first = |time: &str| asked(held(), time).judged("18:00");
    assert_eq!((first("15:00").verdict("person.told"), first("15:01").verdict("person.told")), (QUERY, BREACH));
    let message = first("17:00").one("person.told").unwrap().message.to_string();
    assert!(message.contains("a parent was first asked to come, and answered, at 17:00"), "{message}");
    assert_eq!(came(held(), "17:00").judged("18:00").verdict("person.told"), BREACH);
    let both = came(asked(held(), "12:10"), "17:00").judged("18:00");
    assert_eq!(both.verdict("person.told"), QUERY, "asked in time, whenever they came");
}

#[test]
fn a_parent_named_at_an_interview_or_charge_was_here() {
    let interview = |fields: Value| held().at("13:00", "interview_started", fields).judged("16:00");
    let there = interview(json!({ "aa_present": true, "aa_who": "parent" }));
    assert_eq!((there.verdict("person.told"), there.state("person.told")), (QUERY, Some(State::Done)));
    assert_eq!(interview(json!({ "aa_present": true, "aa_who": "scheme" })).verdict("person.told"), BREACH);
    assert_eq!(interview(json!({ "aa_present": false, "aa_who": "parent" })).verdict("person.told"), BREACH);
    let charge = held().at("13:00", "charged", json!({ "offences": ["theft"], "aa_who": ["guardian"] }));
    assert_eq!(charge.judged("16:00").verdict("person.told"), QUERY);
}

#[test]
fn outside_police_detention_it_is_the_code_alone_that_has_a_parent_told() {
    let on = |route: &str| {
        let arrested = given().at("11:30", "arrested", json!({ "for": route })).at("11:50", "arrived", json!({}));
        let seen = arrested.authorised("12:00").judged("16:00");
        let found = seen.one("person.told").unwrap();
        (found.standard, found.cites)
    };
    for route in ["court_bail_breach", "warrant", "police_protection", "immigration"] {
        assert_eq!(on(route), (Standard::Code, &["Code C 3.13"][..]), "{route}");
    }
    for route in ["offence", "police_bail_breach", "terrorism"] {
        assert_eq!(on(route), (Standard::Statute, &["CYPA 1933 s.34", "Code C 3.13"][..]), "{route}");
    }
}

#[test]
fn the_authority_that_looks_after_a_child_is_told_as_well_as_the_parent() {
    let parent = |looked_after: Value| {
        tell(held().child(json!({ "looked_after": looked_after })), "12:10", json!({ "who": "parent" }))
    };
    let silent = |given: &Given| given.judged("16:00").verdict("person.told").is_none();
    let unsaid = parent(json!(true));
    assert_eq!(unsaid.judged("13:00").verdict("person.told"), None, "not yet");
    assert_eq!(unsaid.judged("13:01").verdict("person.told"), QUERY);
    assert!(unsaid.judged("13:01").says_not_recorded("person.told"));
    assert!(silent(&parent(json!(false))) && silent(&parent(json!(null))));
    for (kind, fields) in [
        ("person_told", json!({ "who": "care_authority" })),
        ("person_told", json!({ "who": "social_worker" })),
        ("aa_requested", json!({ "who": "care_authority" })),
        ("aa_arrived", json!({ "who": "social_worker" })),
        ("edt_contacted", json!({ "about": "the arrest" })),
    ] {
        assert!(silent(&unsaid.clone().at("12:30", kind, fields.clone())), "{kind} {fields}");
    }
}

#[test]
fn between_2013_and_2015_a_17_year_olds_parent_is_told_under_the_code_alone() {
    let on = |day: &str| {
        let given =
            given().child(json!({ "date_of_birth": "1997-12-01" })).authorised(&format!("{day}T12:00:00+00:00"));
        given.judged(&format!("{day}T16:00:00+00:00")).one("person.told").unwrap().standard
    };
    assert_eq!(on("2015-10-25"), Standard::Code);
    assert_eq!(on("2015-10-26"), Standard::Statute);
}

#[test]
fn the_numbers_are_the_forces() {
    let given = held().policy("[adult]\nperson_told_minutes = 30\nperson_told_breach_minutes = 90");
    assert_eq!(given.judged("12:30").verdict("person.told"), None);
    assert_eq!(given.judged("12:31").verdict("person.told"), SHORTFALL);
    assert_eq!(given.judged("13:31").verdict("person.told"), BREACH);
}
