//! `aa.arrive`, `aa.wait-unchallenged`, `aa.delay-unexplained`, `aa.rights-again`, `aa.no-bail-considered`.

use serde_json::json;

use super::*;
use crate::law::assessment::State;
use crate::law::testing::instant;

#[test]
fn waiting_past_120_minutes_from_the_first_request_falls_short() {
    for (arrival, verdict, minutes) in
        [("14:00", None, None), ("14:00:01", SHORTFALL, Some(120)), ("14:01", SHORTFALL, Some(121))]
    {
        let seen = came(asked(held(), "12:00"), arrival).judged("18:00");
        assert_eq!((seen.verdict("aa.arrive"), seen.minutes("aa.arrive")), (verdict, minutes), "here {arrival}");
        assert_eq!(seen.state("aa.arrive"), Some(State::Done));
    }
    let waiting = |now| asked(held(), "12:00").judged(now);
    assert_eq!(waiting("14:00").verdict("aa.arrive"), None);
    assert_eq!((waiting("14:01").verdict("aa.arrive"), waiting("14:01").minutes("aa.arrive")), (SHORTFALL, Some(121)));
    let gone = |end| released(asked(held(), "12:00"), end).judged("20:00");
    assert_eq!((gone("14:00").verdict("aa.arrive"), gone("14:00").state("aa.arrive")), (None, Some(State::NotNeeded)));
    assert_eq!((gone("14:30").verdict("aa.arrive"), gone("14:30").minutes("aa.arrive")), (SHORTFALL, Some(150)));
}

#[test]
fn one_duty_climbs_from_chase_to_escalate() {
    let given = asked(held(), "12:00");
    let step = |given: &Given, now: &str| {
        let seen = given.judged(now);
        let duties = seen.duties("aa.arrive");
        assert_eq!(duties.len(), 1);
        (duties[0].due.unwrap(), duties[0].state)
    };
    assert_eq!(step(&given, "12:10"), (instant("13:00"), State::Open));
    assert_eq!(step(&given, "12:30"), (instant("13:00"), State::DueSoon));
    assert_eq!(step(&given, "13:10"), (instant("13:00"), State::Overdue));
    assert_eq!(given.judged("13:10").verdict("aa.arrive"), None, "a chase owed isn't yet a shortfall");
    let chased = asked(given.clone(), "13:05");
    assert_eq!(step(&chased, "13:10"), (instant("14:00"), State::Open));
    assert_eq!(step(&chased, "14:01"), (instant("14:00"), State::Overdue));
    assert_eq!(step(&given, "14:01"), (instant("14:00"), State::Overdue), "past 120 the step is to escalate");
}

#[test]
fn a_time_given_moves_the_chase_to_it_but_not_the_escalation() {
    let due = |eta: &str| {
        let given = held().at("12:00", "aa_requested", json!({ "who": "scheme", "for": "arrival", "eta": eta }));
        given.judged("12:10").duties("aa.arrive")[0].due.unwrap()
    };
    assert_eq!(due("12:40"), instant("12:40"));
    assert_eq!(due("13:30"), instant("13:30"));
    assert_eq!(due("16:00"), instant("14:00"));
}

#[test]
fn nobody_chasing_or_escalating_a_long_wait_falls_short() {
    let wait = |given: Given| came(given, "15:00").judged("18:00");
    let silent = wait(asked(held(), "12:00"));
    assert_eq!(
        (silent.verdict("aa.wait-unchallenged"), silent.minutes("aa.wait-unchallenged")),
        (SHORTFALL, Some(180))
    );
    assert_eq!(wait(asked(asked(held(), "12:00"), "13:00")).verdict("aa.wait-unchallenged"), None);
    let escalated = asked(held(), "12:00").at("14:10", "aa_escalated", json!({ "to": "duty inspector" }));
    assert_eq!(wait(escalated).verdict("aa.wait-unchallenged"), None);
    let after = came(asked(held(), "12:00"), "15:00").at("15:30", "aa_escalated", json!({ "to": "duty inspector" }));
    assert_eq!(after.judged("18:00").verdict("aa.wait-unchallenged"), SHORTFALL, "only within the wait");
    assert_eq!(came(asked(held(), "12:00"), "14:00").judged("18:00").verdict("aa.wait-unchallenged"), None);
    assert_eq!(asked(held(), "12:00").judged("14:00").verdict("aa.wait-unchallenged"), None);
    assert_eq!(asked(held(), "12:00").judged("14:01").verdict("aa.wait-unchallenged"), SHORTFALL);
}

#[test]
fn an_arrival_not_recorded_is_asked_about_not_reckoned() {
    let interview = |time: &str| asked(held(), "12:00").at(time, "interview_started", json!({ "aa_present": true }));
    let seen = interview("15:00").judged("15:10");
    assert_eq!(seen.verdict("aa.arrive"), QUERY);
    assert_eq!(seen.verdict("aa.wait-unchallenged"), None);
    assert_eq!(seen.verdict("aa.delay-unexplained"), None, "one question is enough");
    assert_eq!(interview("13:59").judged("15:10").verdict("aa.arrive"), None);
    let late_request = asked(held(), "13:00").at("14:30", "interview_started", json!({ "aa_present": true }));
    assert_eq!(late_request.judged("15:00").verdict("aa.delay-unexplained"), QUERY);
}

#[test]
fn a_long_wait_needs_a_cause_on_the_record() {
    let here = |arrival: &str| came(asked(held(), "12:10"), arrival);
    assert_eq!(here("14:00").judged("18:00").verdict("aa.delay-unexplained"), None);
    let seen = here("14:01").judged("18:00");
    assert_eq!((seen.verdict("aa.delay-unexplained"), seen.minutes("aa.delay-unexplained")), (BREACH, Some(121)));
    for (fields, verdict) in [
        (json!({ "cause": "scheme_late" }), None),
        (json!({ "cause": "other", "text": "snow on the A37" }), None),
        (json!({ "cause": "other", "note": "snow on the A37" }), None),
        (json!({ "cause": "other" }), BREACH),
    ] {
        let seen = here("15:00").at("13:00", "aa_delay_explained", fields.clone()).judged("18:00");
        assert_eq!(seen.verdict("aa.delay-unexplained"), verdict, "{fields}");
    }
    let afterwards =
        released(here("15:00"), "16:00").at("16:30", "aa_delay_explained", json!({ "cause": "parent_late" }));
    assert_eq!(afterwards.judged("18:00").verdict("aa.delay-unexplained"), None, "written after release");
    assert_eq!(held().judged("14:00").verdict("aa.delay-unexplained"), None);
    assert_eq!(held().judged("14:01").verdict("aa.delay-unexplained"), BREACH);
}

#[test]
fn a_child_gone_before_120_minutes_needs_no_cause() {
    assert_eq!(released(asked(held(), "12:10"), "14:00").judged("20:00").verdict("aa.delay-unexplained"), None);
    assert_eq!(released(asked(held(), "12:10"), "14:01").judged("20:00").verdict("aa.delay-unexplained"), BREACH);
    let court = asked(held(), "12:10")
        .at("13:00", "charged", json!({ "offences": ["theft"], "aa_present": false }))
        .at("13:30", "to_court", json!({}));
    assert_eq!(court.judged("20:00").verdict("aa.delay-unexplained"), None);
}

#[test]
fn rights_are_owed_again_from_the_adults_arrival() {
    let here = || asked(held(), "12:10").at("14:00", "aa_arrived", json!({ "who": "parent" }));
    let seen = here().judged("14:10");
    assert_eq!((seen.verdict("aa.rights-again"), seen.state("aa.rights-again")), (None, Some(State::DueSoon)));
    assert_eq!(seen.duties("aa.rights-again")[0].due, Some(instant("14:00")));
    let interview = here().at("14:30", "interview_started", json!({ "aa_present": true }));
    assert_eq!(interview.judged("14:40").verdict("aa.rights-again"), BREACH);
    assert_eq!(interview.judged("14:40").state("aa.rights-again"), Some(State::Overdue));
    for (time, aa_present, verdict) in
        [("14:05", true, None), ("14:30", true, None), ("14:05", false, BREACH), ("14:50", true, BREACH)]
    {
        let given = interview.clone().at(time, "rights_given", json!({ "aa_present": aa_present }));
        assert_eq!(given.judged("15:00").verdict("aa.rights-again"), verdict, "{time} {aa_present}");
    }
    let mended = interview.at("14:50", "rights_given", json!({ "aa_present": true })).judged("15:00");
    assert_eq!(mended.state("aa.rights-again"), Some(State::Done), "done, and still late");
}

#[test]
fn rights_again_is_settled_by_the_arrival_or_by_an_adult_there_when_they_were_given() {
    for (rights_given, verdict) in [(json!(true), None), (json!(false), BREACH), (json!(null), BREACH)] {
        let given = held().at("12:20", "aa_arrived", json!({ "who": "parent", "rights_given": rights_given }));
        assert_eq!(released(given, "13:00").judged("13:00").verdict("aa.rights-again"), verdict, "{rights_given}");
    }
    let with_child = given()
        .at("11:50", "arrived", json!({}))
        .at("11:50", "aa_arrived", json!({ "who": "parent" }))
        .authorised("12:00")
        .at("12:05", "rights_given", json!({ "aa_present": true }));
    let seen = with_child.judged("13:00");
    assert_eq!((seen.verdict("aa.rights-again"), seen.state("aa.rights-again")), (None, Some(State::Done)));
    let same_minute =
        held().at("13:00", "aa_arrived", json!({})).at("13:00", "released", json!({ "outcome": "other" }));
    let seen = same_minute.judged("13:00");
    assert_eq!((seen.verdict("aa.rights-again"), seen.state("aa.rights-again")), (None, Some(State::NotNeeded)));
}

#[test]
fn rights_with_an_adult_whose_arrival_is_not_recorded_are_asked_about() {
    let given = asked(held(), "12:10").at("13:00", "interview_started", json!({ "aa_present": true }));
    assert_eq!(given.judged("13:10").verdict("aa.rights-again"), QUERY);
    let given = asked(held(), "12:10").at("12:30", "rights_given", json!({ "aa_present": true }));
    let seen = given.at("13:00", "interview_started", json!({ "aa_present": true })).judged("13:10");
    assert_eq!(seen.verdict("aa.rights-again"), None);
    assert_eq!(held().judged("20:00").verdict("aa.rights-again"), None, "no adult, no rights again");
}

#[test]
fn four_hours_before_charge_with_no_adult_ask_whether_bail_was_weighed() {
    assert_eq!(held().judged("15:59:59").verdict("aa.no-bail-considered"), None);
    let asked = held().judged("16:00");
    assert_eq!(asked.verdict("aa.no-bail-considered"), QUERY);
    assert_eq!(asked.one("aa.no-bail-considered").unwrap().cites[0], "Code C Note 16C");
    assert_eq!(came(held(), "15:59").judged("18:00").verdict("aa.no-bail-considered"), None);
    let charged = held().at("15:00", "charged", json!({ "offences": ["theft"] }));
    assert_eq!(charged.judged("18:00").verdict("aa.no-bail-considered"), None);
    assert_eq!(released(held(), "15:30").judged("18:00").verdict("aa.no-bail-considered"), None);
    for (text, verdict) in [
        ("Bail to return considered; mother can't have him home", None),
        ("pre-charge bail not suitable: address unknown", None),
        ("release weighed with the officer in the case", None),
        ("no change", QUERY),
        ("arrested on bail for another matter", QUERY),
        ("in breach of bail", QUERY),
    ] {
        let note = held().at("14:00", "note", json!({ "text": text })).judged("18:00");
        assert_eq!(note.verdict("aa.no-bail-considered"), verdict, "note: {text}");
        let review = held().review("14:00", json!({ "grounds": text })).judged("18:00");
        assert_eq!(review.verdict("aa.no-bail-considered"), verdict, "review: {text}");
        let why = held().at("14:00", "aa_delay_explained", json!({ "cause": "other", "text": text })).judged("18:00");
        assert_eq!(why.verdict("aa.no-bail-considered"), verdict, "explanation: {text}");
    }
    let said = held().review("14:00", json!({ "child_said": "can I get bail" })).judged("18:00");
    assert_eq!(said.verdict("aa.no-bail-considered"), QUERY, "the child asking isn't the officer weighing");
}

#[test]
fn a_cause_written_elsewhere_than_as_the_cause_is_asked_about_never_denied() {
    let cause = |kind: &str, time: &str, fields: serde_json::Value| {
        let given = asked(held(), "12:10").at(time, kind, fields);
        came(given, "15:00").judged("18:00").verdict("aa.delay-unexplained")
    };
    let reason = |text: &str| json!({ "who": "parent", "outcome": "coming", "reason": text });
    assert_eq!(cause("aa_requested", "13:15", reason("still on the M1, lorry fire")), QUERY);
    assert_eq!(cause("aa_requested", "13:15", reason("as above")), BREACH, "which says nothing");
    assert_eq!(cause("aa_requested", "11:55", reason("still on the M1")), BREACH, "before there was a delay");
    assert_eq!(cause("aa_requested", "15:30", reason("still on the M1")), BREACH, "after the adult had come");
    assert_eq!(
        cause("aa_escalated", "13:15", json!({ "to": "inspector", "reason": "road closed by the flood" })),
        QUERY
    );
    assert_eq!(cause("aa_escalated", "13:15", json!({ "to": "inspector" })), BREACH);
    let note = |text: &str| cause("note", "13:15", json!({ "text": text }));
    assert_eq!(note("Appropriate adult delayed: the volunteer's car has broken down"), QUERY);
    assert_eq!(note("AA stuck in traffic"), QUERY);
    assert_eq!(note("Spoke with the appropriate adult"), BREACH, "nothing of a delay");
    assert_eq!(note("Doctor delayed by the snow"), BREACH, "nothing of the adult");
    assert_eq!(note("AA running late"), QUERY);
    assert_eq!(note("AA to be called later, for interview"), BREACH, "later isn't late");
    assert_eq!(note("adult prisoner in next cell shouting, late turn told"), BREACH, "nothing of the child's adult");
    let first = |reason: &str| {
        let asked = json!({ "who": "parent", "for": "arrival", "outcome": "coming", "reason": reason });
        came(held().at("12:10", "aa_requested", asked), "17:00").judged("18:00").verdict("aa.delay-unexplained")
    };
    assert_eq!(first("his mum, lives nearest"), BREACH, "why her, and not why so late");
    assert_eq!(first("his mum, driving back from Leeds"), QUERY);
    assert_eq!(first("on his way from work"), QUERY);
    let next_day = came(asked(held(), "12:10"), "17:00").at("+1 09:00", "note", json!({ "text": "AA came late" }));
    let message = next_day.judged("+1 10:00").one("aa.delay-unexplained").unwrap().message.to_string();
    assert!(message.contains("written at Wed 11 Nov 09:00"), "{message}");
    let late = held().at("14:01", "aa_requested", json!({ "who": "scheme", "reason": "officer ready for interview" }));
    assert_eq!(came(late, "15:00").judged("18:00").verdict("aa.delay-unexplained"), BREACH, "of the time before it");
    let never = asked(held(), "12:10").at("13:00", "aa_escalated", json!({ "to": "inspector", "reason": "snow" }));
    assert_eq!(never.judged("16:00").verdict("aa.delay-unexplained"), QUERY);
}

#[test]
fn a_wait_for_the_adult_is_the_childs_and_not_that_of_the_days_on_bail_or_of_the_road() {
    let wait = |seen: &crate::law::testing::Seen| (seen.verdict("aa.arrive"), seen.minutes("aa.arrive"));
    let bailed = came(asked(held(), "12:10"), "12:30").at("14:00", "bailed", json!({ "before_charge": true }));
    let back = asked(bailed, "+1 10:00").at("+5 10:00", "answered_bail", json!({})).authorised("+5 10:05");
    let seen = came(back.clone(), "+5 10:00").judged("+5 12:01");
    assert_eq!((wait(&seen), seen.verdict("aa.wait-unchallenged")), ((None, None), None));
    assert_eq!(seen.verdict("aa.request"), None);
    let chased = came(asked(back.clone(), "+3 10:00"), "+5 12:01").judged("+5 13:00");
    assert_eq!(chased.verdict("aa.wait-unchallenged"), SHORTFALL, "rung again on bail, and never while they waited");
    let message = &chased.one("aa.arrive").unwrap().message;
    assert!(message.contains("Wed 11 Nov 10:00 GMT (the child here from Sun 15 Nov 10:00 GMT)"), "{message}");
    let late = came(back, "+5 12:01").judged("+5 13:00");
    assert_eq!((wait(&late), late.verdict("aa.wait-unchallenged")), ((SHORTFALL, Some(121)), SHORTFALL));
    let road = asked(given().at("09:40", "arrested", json!({})), "09:45").at("11:45", "arrived", json!({}));
    let here = |time: &str| came(road.clone().authorised("12:00"), time).judged("16:00");
    assert_eq!(wait(&here("12:05")), (None, None));
    assert_eq!(wait(&here("13:45")), (None, None));
    let late = here("13:46");
    assert_eq!(wait(&late), (SHORTFALL, Some(121)));
    assert!(
        late.one("aa.arrive").unwrap().message.contains("asked at 09:45 (the child here from 11:45), here at 13:46")
    );
}

#[test]
fn a_wait_made_long_only_by_treatment_at_hospital_is_asked_about() {
    let away = |from: &str, to: &str| {
        held().at(from, "left_for_hospital", json!({ "reason": "treatment" })).at(
            to,
            "returned_from_hospital",
            json!({}),
        )
    };
    let back = asked(away("12:10", "18:00"), "18:05");
    let unexplained =
        |came_at: &str| came(back.clone(), came_at).judged("21:00").one("aa.delay-unexplained").cloned().unwrap();
    assert_eq!(unexplained("18:30").verdict, Verdict::Query);
    assert_eq!(unexplained("19:50").verdict, Verdict::Query, "10 minutes before and 110 after");
    let late = unexplained("19:51");
    assert_eq!((late.verdict, late.minutes), (Verdict::Breach, Some(471)));
    assert!(late.message.contains("7 h 51 (5 h 50 of it at hospital)"));
    let waiting = |given: Given| asked(given, "12:05");
    let rules = ["aa.delay-unexplained", "aa.arrive", "aa.wait-unchallenged"];
    let gone = released(waiting(held()).at("12:20", "left_for_hospital", json!({ "reason": "treatment" })), "18:00");
    for rule in rules {
        assert_eq!(gone.judged("18:00").verdict(rule), QUERY, "{rule}");
    }
    let verdicts = |now: &str| {
        let seen = waiting(away("12:20", "13:20")).judged(now);
        ["aa.arrive", "aa.wait-unchallenged"].map(|rule| seen.verdict(rule))
    };
    assert_eq!(verdicts("14:05"), [None, None]);
    assert_eq!(verdicts("15:05"), [QUERY, QUERY]);
    assert_eq!(verdicts("15:06"), [SHORTFALL, SHORTFALL]);
    let evidence = held().at("12:10", "left_for_hospital", json!({ "reason": "evidence" }));
    assert_eq!(evidence.judged("14:01").verdict("aa.delay-unexplained"), BREACH, "taken there by the police is held");
}

#[test]
fn rights_cant_be_given_again_to_a_child_who_is_at_hospital() {
    let away = || held().at("12:20", "left_for_hospital", json!({ "reason": "treatment" }));
    let at_desk = || away().at("12:40", "aa_arrived", json!({ "who": "parent" })).at("12:41", "aa_left", json!({}));
    assert_eq!(released(at_desk(), "18:00").judged("18:00").verdict("aa.rights-again"), None);
    let waited = away().at("12:40", "aa_arrived", json!({ "who": "parent" }));
    let back = waited.clone().at("14:00", "returned_from_hospital", json!({}));
    assert_eq!(
        back.judged("14:10").duties("aa.rights-again")[0].due,
        Some(instant("14:00")),
        "from the child's return"
    );
    assert_eq!(released(back.clone(), "15:00").judged("15:00").verdict("aa.rights-again"), BREACH);
    let given_back_here = back.at("14:10", "rights_given", json!({ "aa_present": true })).judged("14:20");
    assert_eq!(given_back_here.owed("aa.rights-again"), ["done; due 14:00; done 14:10; custody_officer"]);
    let there = waited.at("12:50", "rights_given", json!({ "aa_present": true }));
    assert_eq!(there.judged("14:10").state("aa.rights-again"), Some(State::Done), "given at the bedside");
    let before = held().at("12:10", "aa_arrived", json!({ "who": "parent" })).at("12:15", "aa_left", json!({}));
    let before = before.at("12:20", "left_for_hospital", json!({ "reason": "treatment" }));
    assert_eq!(released(before, "18:00").judged("18:00").verdict("aa.rights-again"), BREACH);
}

#[test]
fn bail_to_return_is_not_asked_of_a_child_under_ten() {
    let born = |day: &str| held().child(json!({ "date_of_birth": day })).judged("17:00");
    assert_eq!(born("2018-01-01").verdict("aa.no-bail-considered"), None);
    assert_eq!(born("2016-11-01").verdict("aa.no-bail-considered"), QUERY, "at ten");
}

#[test]
fn however_long_the_treatment_all_of_it_is_left_out() {
    let away = |back: &str| {
        held().at("13:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
            back,
            "returned_from_hospital",
            json!({}),
        )
    };
    // Six hours for the first review, 24 at hospital.
    let review = |now: &str| away("+1 13:00").judged(now).0.clocks.next_review_due;
    assert_eq!(review("+1 14:00"), Some(instant("+1 18:00")));
    assert_eq!(away("+1 13:00").judged("+1 18:00").verdict("review.late"), None);
}
