//! `aa.interview-without` and `aa.charge-without`.

use serde_json::json;

use super::*;
use crate::law::register::Standard;

#[test]
fn no_interview_without_the_adult_save_on_a_superintendents_authority() {
    for (present, rank, verdict) in [
        (json!(true), json!(null), None),
        (json!(false), json!(null), BREACH),
        (json!(null), json!(null), QUERY),
        (json!(false), json!("inspector"), BREACH),
        (json!(false), json!("chief_inspector"), BREACH),
        (json!(false), json!("staff"), BREACH),
        (json!(false), json!("superintendent"), None),
        (json!(false), json!("chief_superintendent"), None),
        (json!(null), json!("superintendent"), None),
    ] {
        let fields = json!({ "aa_present": present, "urgent_authorised_by": rank });
        let seen = held().at("13:00", "interview_started", fields.clone()).judged("13:30");
        assert_eq!(seen.verdict("aa.interview-without"), verdict, "{fields}");
    }
}

#[test]
fn questions_away_from_the_station_for_a_risk_that_could_not_wait_are_asked_about() {
    let away = |note: serde_json::Value| {
        let fields = json!({ "from": "13:00", "to": "13:10", "aa_present": false, "note": note });
        held().at("13:00", "questioned_away", fields).judged("14:00")
    };
    assert_eq!(away(json!(null)).verdict("aa.interview-without"), BREACH);
    assert_eq!(away(json!("asked in the car who was with him")).verdict("aa.interview-without"), BREACH);
    let urgent = away(json!("where is the knife: risk of harm to others in the park"));
    assert_eq!(urgent.verdict("aa.interview-without"), QUERY);
    assert_eq!(urgent.one("aa.interview-without").unwrap().cites, ["Code C 11.1", "Code C 11.15"]);
}

#[test]
fn the_end_of_an_interview_may_carry_what_its_start_does_not() {
    let seen = |start: serde_json::Value, end: serde_json::Value| {
        let given = held().at("13:00", "interview_started", start).at("13:30", "interview_ended", end);
        given.judged("14:00").verdict("aa.interview-without")
    };
    let (with, without, silent) = (json!({ "aa_present": true }), json!({ "aa_present": false }), json!({}));
    assert_eq!(seen(silent.clone(), with.clone()), None);
    assert_eq!(seen(silent.clone(), without.clone()), BREACH);
    assert_eq!(seen(silent.clone(), silent.clone()), QUERY);
    assert_eq!(seen(with.clone(), without.clone()), QUERY, "when did they leave?");
    assert_eq!(seen(without.clone(), with.clone()), BREACH, "it began without");
    assert_eq!(seen(without.clone(), json!({ "urgent_authorised_by": "superintendent" })), None);
    assert_eq!(seen(json!({ "aa_who": ["parent"] }), silent), None, "who they were says that they were there");
    let end_only = held().at("13:30", "interview_ended", without).judged("14:00");
    assert_eq!(end_only.verdict("aa.interview-without"), BREACH);
}

#[test]
fn questioning_away_is_an_interview_wherever_it_is() {
    for (present, verdict) in [(json!(true), None), (json!(false), BREACH), (json!(null), QUERY)] {
        let fields = json!({ "from": "13:00", "to": "13:20", "aa_present": present });
        let given = held().at("12:30", "left_for_hospital", json!({ "reason": "treatment" }));
        let seen = given.at("13:20", "questioned_away", fields.clone()).judged("14:00");
        assert_eq!(seen.verdict("aa.interview-without"), verdict, "{fields}");
    }
}

#[test]
fn each_interview_without_is_its_own_finding_and_a_volunteer_at_the_station_counts_too() {
    let twice = held()
        .at("13:00", "interview_started", json!({ "aa_present": false }))
        .at("13:30", "interview_ended", json!({ "aa_present": false }))
        .at("15:00", "interview_started", json!({ "aa_present": false }));
    let seen = twice.judged("16:00");
    assert_eq!(seen.all("aa.interview-without").len(), 2);
    assert_eq!(seen.all("aa.interview-without")[0].entries[..], [2, 3]);
    let voluntary = given().at("11:00", "attended", json!({}));
    let seen = voluntary.at("11:30", "interview_started", json!({ "aa_present": false })).judged("12:00");
    assert_eq!(seen.verdict("aa.interview-without"), BREACH);
}

#[test]
fn a_superintendents_authority_that_only_a_note_speaks_of_is_asked_about() {
    let interview = |start: &str, end: &str| {
        let note = |text: &str| json!({ "aa_present": false, "note": text });
        let given = held().at("12:40", "interview_started", note(start)).at("12:55", "interview_ended", note(end));
        given.judged("13:30")
    };
    let seen = interview("Supt Shah authorised it at 12:35; harm to the younger brother", "ended");
    assert_eq!(seen.verdict("aa.interview-without"), QUERY);
    assert_eq!(seen.one("aa.interview-without").unwrap().cites[0], "Code C 11.18");
    assert_eq!(interview("no AA", "authorised under Code C 11.18").verdict("aa.interview-without"), QUERY);
    assert_eq!(interview("No AA: superintendent Shah agreed", "ended").verdict("aa.interview-without"), QUERY);
    assert_eq!(interview("no superintendent about", "ended").verdict("aa.interview-without"), BREACH);
    assert_eq!(interview("began 11:18, mother not here", "ended").verdict("aa.interview-without"), BREACH);
    assert_eq!(interview("rang Supt Shah, who agreed", "ended").verdict("aa.interview-without"), QUERY);
    assert_eq!(interview("Supt Shah authorised: no AA to be had", "ended").verdict("aa.interview-without"), QUERY);
    assert_eq!(interview("11.18 authority given by phone", "ended").verdict("aa.interview-without"), QUERY);
    for given in [
        "Supt Shah authorised this without the adult, 12:35",
        "Supt Shah authorised interview without AA under Code C 11.18, 12:35; harm to the missing younger brother",
        "Supt Shah authorised as no AA could come",
        "Supt Shah agreed because it couldn't wait",
    ] {
        assert_eq!(interview(given, "ended").verdict("aa.interview-without"), QUERY, "{given}");
    }
    for none in [
        "done without Supt authority",
        "Superintendent not contactable, went ahead as DI wanted it done",
        "rang Supt Shah, refused; DS said carry on",
        "no on-call superintendent; inspector content",
        "Supt away, inspector authorised it",
        "started late, child fed at 11.18, AA had not arrived",
        "child fed 11.18 hrs",
    ] {
        assert_eq!(interview(none, "ended").verdict("aa.interview-without"), BREACH, "none was given: {none}");
    }
    let away = |note: &str| {
        let fields = json!({ "from": "12:40", "to": "13:00", "aa_present": false, "note": note });
        held().at("13:00", "questioned_away", fields).judged("14:00").one("aa.interview-without").cloned().unwrap()
    };
    assert_eq!(away("Supt Shah authorised under Code C 11.18").cites[0], "Code C 11.18");
    assert_eq!(away("under Code C 11.1(a)").cites[0], "Code C 11.1");
    assert_eq!(away("against Code C 11.15").verdict, Verdict::Breach);
}

#[test]
fn an_adult_who_left_before_the_interview_ended_is_asked_about() {
    let left = |at: &str, end: serde_json::Value| {
        came(asked(held(), "12:10"), "12:40")
            .at("13:00", "interview_started", json!({ "aa_present": true }))
            .at(at, "aa_left", json!({}))
            .at("14:00", "interview_ended", end)
    };
    let verdict = |given: Given| given.judged("15:00").verdict("aa.interview-without");
    assert_eq!(verdict(left("13:20", json!({}))), QUERY);
    for at in ["13:00", "14:00"] {
        assert_eq!(verdict(left(at, json!({}))), None, "on the minute, {at}");
    }
    assert_eq!(verdict(left("13:20", json!({ "aa_present": true }))), QUERY, "recorded both ways");
    let later = |given: Given| given.at("13:50", "aa_arrived", json!({ "who": "scheme" })).judged("15:00");
    let message = later(left("13:20", json!({}))).one("aa.interview-without").unwrap().message.to_string();
    assert!(message.contains("at 13:20, one here again at 13:50. Did questions stop between?"), "{message}");
    let two = left("13:20", json!({})).at("12:50", "aa_arrived", json!({ "who": "scheme" }));
    assert_eq!(verdict(two), None, "one of the two stayed");
    let another = left("13:20", json!({})).at("13:20", "aa_arrived", json!({ "who": "scheme" }));
    assert_eq!(verdict(another), None, "another took their place");
}

fn charged(given: Given, present: serde_json::Value) -> crate::law::testing::Seen {
    given.at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": present })).judged("15:10")
}

#[test]
fn charged_without_the_adult_falls_short_and_is_a_breach_where_none_was_asked_for() {
    let late = charged(asked(held(), "12:10"), json!(false));
    assert_eq!(late.verdict("aa.charge-without"), SHORTFALL);
    let cites = &late.one("aa.charge-without").unwrap().cites;
    assert!(
        cites.contains(&"Code C 16.6") && cites.contains(&"Code C Note 16C"),
        "gone through again, or bailed for it"
    );
    let message = |seen: &Seen| seen.one("aa.charge-without").unwrap().message.to_string();
    assert!(message(&late).contains("was bail to return") && message(&late).contains("through the charge again"));
    let gone = asked(held(), "12:10").at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": false }));
    let gone = gone.at("15:05", "released", json!({ "outcome": "charged_bail" })).judged("15:10");
    assert!(!message(&gone).contains("through the charge again"), "one on bail isn't brought back for it");
    assert_eq!(charged(held(), json!(false)).verdict("aa.charge-without"), BREACH);
    assert_eq!(charged(held(), json!(true)).verdict("aa.charge-without"), None);
    assert_eq!(charged(asked(held(), "12:10"), json!(null)).verdict("aa.charge-without"), QUERY);
    assert_eq!(charged(held(), json!(null)).verdict("aa.charge-without"), QUERY);
    let who = held().at("15:00", "charged", json!({ "offences": ["theft"], "aa_who": "parent" })).judged("15:10");
    assert_eq!(who.verdict("aa.charge-without"), None);
    let seen = charged(asked(held(), "12:10"), json!(false));
    assert_eq!(seen.one("aa.charge-without").unwrap().standard, Standard::Policy);
}

#[test]
fn charged_without_an_adult_who_was_in_the_station_is_a_breach() {
    let here = || came(asked(held(), "12:10"), "13:00");
    assert_eq!(charged(here(), json!(false)).verdict("aa.charge-without"), BREACH);
    for (left, verdict) in [("14:00", SHORTFALL), ("15:00", SHORTFALL), ("15:05", BREACH)] {
        let given = here().at(left, "aa_left", json!({}));
        assert_eq!(charged(given, json!(false)).verdict("aa.charge-without"), verdict, "left {left}");
    }
    let just_come = came(asked(held(), "12:10"), "15:00");
    assert_eq!(charged(just_come, json!(false)).verdict("aa.charge-without"), SHORTFALL, "edges in the desk's favour");
    let seen = asked(held(), "12:10").at("13:00", "interview_started", json!({ "aa_present": true }));
    assert_eq!(charged(seen, json!(false)).verdict("aa.charge-without"), SHORTFALL, "seen once isn't still there");
    let moved = here().at("13:30", "departed", json!({})).at("14:00", "arrived", json!({ "station": "Bridewell" }));
    assert_eq!(
        charged(moved, json!(false)).verdict("aa.charge-without"),
        SHORTFALL,
        "left behind at the other station"
    );
    let unasked = came(held(), "12:20").at("13:00", "aa_left", json!({}));
    assert_eq!(charged(unasked, json!(false)).verdict("aa.charge-without"), SHORTFALL, "one came unasked");
}

#[test]
fn a_charge_in_a_record_that_shows_no_authorisation_is_held_to_the_same_rule() {
    let arrived = || given().at("12:00", "arrived", json!({}));
    assert_eq!(charged(given(), json!(false)).verdict("aa.charge-without"), BREACH, "none asked for");
    assert_eq!(charged(arrived(), json!(false)).verdict("aa.charge-without"), BREACH, "none asked for");
    assert_eq!(charged(asked(arrived(), "12:10"), json!(false)).verdict("aa.charge-without"), SHORTFALL);
    let here = came(asked(arrived(), "12:10"), "13:00");
    assert_eq!(charged(here.clone(), json!(false)).verdict("aa.charge-without"), BREACH, "one was in the station");
    let left = here.at("14:00", "aa_left", json!({}));
    assert_eq!(charged(left, json!(false)).verdict("aa.charge-without"), SHORTFALL);
}

#[test]
fn charges_put_together_are_one_charging() {
    let given = held().at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": false })).at(
        "15:00",
        "charged",
        json!({ "offences": ["assault"], "aa_present": false }),
    );
    assert_eq!(given.judged("15:10").one("aa.charge-without").unwrap().entries[..], [2, 3]);
    let again = given.at("16:00", "charged", json!({ "offences": ["affray"], "aa_present": false }));
    assert_eq!(again.judged("16:10").all("aa.charge-without").len(), 2);
}

#[test]
fn in_an_extract_an_interview_that_ends_within_it_carries_its_authority_or_has_none() {
    let extract = json!({ "from": "2026-11-10T11:00:00Z", "to": "2026-11-10T14:00:00Z" });
    let began = held().at("13:00", "interview_started", json!({ "aa_present": false })).top("extract", extract);
    assert_eq!(began.judged("14:00").verdict("aa.interview-without"), QUERY);
    let ended = began.at("13:30", "interview_ended", json!({}));
    assert_eq!(ended.judged("14:00").verdict("aa.interview-without"), BREACH);
}
