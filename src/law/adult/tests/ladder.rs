//! How the adult stands, for the board.

use serde_json::json;

use super::*;
use crate::law::adult::{Ladder, Next, Stands, ladder};
use crate::law::policy::Policy;
use crate::law::testing::instant;
use crate::law::{Facts, Suite};

fn at(given: &Given, now: &str) -> Option<Ladder> {
    let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
    ladder(&Facts::gather(&record, &policy, &suite, instant(now)))
}

fn step(ladder: &Ladder) -> (Next, Option<crate::record::Instant>) {
    let next = ladder.next.as_ref().unwrap();
    (next.what, next.due)
}

#[test]
fn not_asked_says_for_how_long_and_when_it_is_due() {
    let ladder = at(&held(), "13:05").unwrap();
    assert_eq!(ladder.stands, Stands::NotAsked { since: instant("12:00") });
    assert_eq!(step(&ladder), (Next::Ask, Some(instant("12:30"))));
    assert_eq!(ladder.words(instant("13:05")), "NOT ASKED, 1 h 05 held");
}

#[test]
fn asked_climbs_from_chase_to_escalate_to_keeping_on() {
    let given = held().at(
        "12:05",
        "aa_requested",
        json!({ "who": "scheme", "for": "arrival", "outcome": "coming", "eta": "13:40", "reason": "no family in reach" }),
    );
    let first = at(&given, "12:10").unwrap();
    assert_eq!(step(&first), (Next::Chase, Some(instant("13:40"))));
    assert_eq!(first.words(instant("12:10")), "asked scheme 12:05, expected 13:40");
    assert_eq!(first.tries[0].by, "Sgt Test (1)");
    assert_eq!(first.tries[0].reason.as_deref(), Some("no family in reach"));
    assert!(matches!(first.stands, Stands::Asked { escalate_by, .. } if escalate_by == instant("14:05")));
    let chased = asked(given, "13:41");
    let second = at(&chased, "13:45").unwrap();
    assert_eq!(step(&second), (Next::Escalate, Some(instant("14:05"))));
    assert_eq!(second.words(instant("13:45")), "asked 12:05, chased parent 13:41, coming");
    let escalated = chased.at("14:06", "aa_escalated", json!({ "to": "duty inspector" }));
    let third = at(&escalated, "14:10").unwrap();
    assert_eq!(step(&third), (Next::KeepOn, None));
    assert!(matches!(third.stands, Stands::Asked { escalated: Some((_, ref to)), .. } if to == "duty inspector"));
    assert_eq!(third.words(instant("14:10")), "asked 12:05, escalated 14:06, coming");
}

#[test]
fn an_adult_past_the_time_they_gave_is_said_not_to_be_here() {
    let given = held().at("12:05", "aa_requested", json!({ "who": "scheme", "eta": "13:40" }));
    let words = |now: &str| at(&given, now).unwrap().words(instant(now));
    let coming = held().at("12:05", "aa_requested", json!({ "who": "scheme", "outcome": "coming", "eta": "13:40" }));
    let loud = |given: &Given, now: &str| at(given, now).unwrap().is_loud(instant(now));
    assert!(!loud(&coming, "13:40") && loud(&coming, "13:41") && loud(&given, "12:10"));
    assert_eq!(words("13:40"), "asked scheme 12:05, expected 13:40");
    assert_eq!(words("13:41"), "asked scheme 12:05, expected 13:40, NOT HERE");
}

#[test]
fn only_a_request_made_during_the_wait_is_ringing_again() {
    let waited = |again: Option<&str>| {
        let given = asked(held(), "12:05").at("14:30", "aa_arrived", json!({ "who": "parent" }));
        let given = again.map_or(given.clone(), |at| asked(given, at));
        given.judged("16:00").verdict("aa.wait-unchallenged")
    };
    assert_eq!(waited(None), Some(Verdict::Shortfall));
    assert_eq!(waited(Some("15:00")), Some(Verdict::Shortfall));
    assert_eq!(waited(Some("13:10")), None);
}

#[test]
fn an_adult_who_was_here_before_one_was_asked_for_didnt_end_the_wait() {
    let given = came(held(), "12:10").at("12:40", "aa_left", json!({}));
    let given = came(asked(given, "13:00"), "15:30");
    assert_eq!(given.judged("16:00").whole("aa.wait-unchallenged").len(), 1);
    assert_eq!(given.judged("16:00").minutes("aa.wait-unchallenged"), Some(150));
}

#[test]
fn here_asks_for_rights_again_and_then_for_nothing() {
    let given = asked(held(), "12:05").at("13:00", "aa_arrived", json!({ "who": "parent" }));
    let here = at(&given, "13:10").unwrap();
    assert_eq!(step(&here), (Next::RightsAgain, Some(instant("13:00"))));
    assert_eq!(here.words(instant("13:10")), "here since 13:00 (parent)");
    let given = given.at("13:12", "rights_given", json!({ "aa_present": true }));
    assert_eq!(at(&given, "13:15").unwrap().next, None);
    let left = given.at("14:00", "aa_left", json!({}));
    let gone = at(&left, "14:10").unwrap();
    assert_eq!(gone.stands, Stands::Left { at: instant("14:00") });
    assert_eq!(step(&gone), (Next::Ask, None));
    let again = at(&asked(left, "14:20"), "14:30").unwrap();
    assert!(matches!(again.stands, Stands::Asked { first, .. } if first == instant("14:20")));
    assert_eq!(step(&again), (Next::Chase, Some(instant("15:20"))));
}

#[test]
fn over_says_what_there_was_and_nobody_owed_an_adult_has_no_ladder() {
    let ladder = at(&good(), "15:20").unwrap();
    assert_eq!(ladder.words(instant("15:20")), "asked 12:11, here 13:00");
    assert_eq!(ladder.next, None);
    let never = at(&released(held(), "12:20"), "12:20").unwrap();
    assert_eq!(never.words(instant("12:20")), "never asked, none came");
    assert_eq!(at(&given().at("11:50", "arrived", json!({})), "12:00"), None);
    assert_eq!(at(&held().child(json!({ "date_of_birth": "2000-01-01" })), "12:00"), None);
}

#[test]
fn an_adult_is_said_to_be_expected_only_at_a_time_that_was_given() {
    let words = |eta: serde_json::Value| {
        let given = held().at("12:05", "aa_requested", json!({ "who": "scheme", "eta": eta }));
        at(&given, "12:10").unwrap().next.unwrap().words
    };
    assert_eq!(words(json!(null)), "Adult asked for at 12:05: ring again at 13:05; escalate at 14:05.");
    let expected = "Adult asked for at 12:05, expected 13:40: ring again if not here then; escalate at 14:05.";
    assert_eq!(words(json!("13:40")), expected);
}

#[test]
fn a_wait_isnt_ended_by_one_of_whom_only_the_leaving_is_recorded_when_it_began() {
    let left =
        came(asked(held(), "12:05"), "13:00").at("14:00", "aa_left", json!({})).at("14:20", "aa_left", json!({}));
    let waits = at(&asked(asked(left, "14:20"), "14:50"), "15:00").unwrap();
    assert!(
        matches!(waits.stands, Stands::Asked { first, chased, .. } if first == instant("14:20") && chased == Some(instant("14:50"))),
        "{:?}",
        waits.stands
    );
}
