//! Whole records: the worked timelines of the law, and the good review that stays silent.

mod content_facts;
mod first_days;
mod heard_facts;
mod held_facts;
mod time_facts;

use serde_json::{Value, json};

use crate::law::testing::{Given, Seen, given, instant};
use crate::law::{State, Verdict};

fn found(seen: &Seen) -> Vec<(&'static str, Verdict)> {
    let of_reviews = seen.0.findings.iter().filter(|finding| finding.rule.starts_with("review."));
    of_reviews.map(|finding| (finding.rule, finding.verdict)).collect()
}

fn check(given: Given, at: &str, awake: bool) -> Given {
    given.at(at, "check", json!({ "awake": awake }))
}

fn all_asked(changes: Value) -> Value {
    let mut fields = json!({ "present": ["aa", "solicitor"], "asked": ["child", "aa", "solicitor"], "aa_said": "she is tired",
                             "solicitor_said": "release her" });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    fields
}

#[test]
fn a_good_review_is_wholly_silent() {
    let seen = given().authorised("12:00").review("17:30", json!({})).judged("20:00");
    assert_eq!(found(&seen), vec![]);
    assert!(seen.duties("review.tell-child").is_empty() && seen.duties("review.delegated-talk").is_empty());
}

#[test]
fn before_the_first_review_is_due_nothing_is_found() {
    assert_eq!(found(&given().authorised("12:00").judged("18:00")), vec![]);
    assert_eq!(found(&given().at("11:00", "arrived", json!({})).judged("20:00")), vec![]);
}

#[test]
fn t1_a_good_afternoon_has_no_findings() {
    let seen = given()
        .authorised("14:45")
        .at("15:50", "aa_arrived", json!({ "who": "parent" }))
        .review("19:50", all_asked(json!({})))
        .at("20:30", "released", json!({ "outcome": "bail", "to": "parent" }))
        .judged("20:30");
    assert_eq!(found(&seen), vec![]);
    let next = seen.duties("review.next")[0];
    assert_eq!((next.due, next.state), (Some(instant("+1 04:50")), State::NotNeeded));
}

#[test]
fn t2_roberts_late_and_cured() {
    let moved = given().authorised("-1 23:25").authorised("01:45");
    let given = check(check(moved, "02:10", false), "07:30", true).review("07:45", json!({}));
    assert_eq!(found(&given.judged("08:00")), vec![("review.late", Verdict::Breach)]);
}

/// The autumn night: 24 to 25 October 2026, authorised 21:20 BST, reviewed before rest, and by telephone in the morning.
fn autumn(policy: &str, why: &str) -> Seen {
    given()
        .policy(policy)
        .authorised("2026-10-24T21:20:00+01:00")
        .review("2026-10-24T22:40:00+01:00", all_asked(json!({})))
        .at("2026-10-24T23:00:00+01:00", "rest_started", json!({}))
        .at("2026-10-25T03:00:00+00:00", "check", json!({ "awake": false }))
        .at("2026-10-25T06:20:00+00:00", "check", json!({ "awake": false }))
        .review(
            "2026-10-25T06:30:00+00:00",
            json!({ "method": "telephone", "seen": false, "spoken_to": false, "awake": false, "not_spoken": "asleep",
                    "child_said": null, "effect": null, "asked": null, "legal_advice_reminded": null, "told_outcome": null,
                    "not_there_because": why }),
        )
        .at("2026-10-25T07:30:00+00:00", "rest_ended", json!({}))
        .at("2026-10-25T07:40:00+00:00", "review_explained", json!({ "told": true, "by": { "name": "Sgt T", "number": "1" } }))
        .review(
            "2026-10-25T13:00:00+00:00",
            all_asked(json!({ "method": "live_link", "not_there_because": "covers two suites, at Bath" })),
        )
        .judged("2026-10-25T14:00:00+00:00")
}

#[test]
fn t3_overnight_while_the_clocks_change_there_is_no_breach() {
    let seen = autumn("[review]\nlive_link_works = true", "live link down since 06:00, at Bath");
    assert_eq!(found(&seen), vec![("review.method", Verdict::Shortfall)]);
    assert_eq!(seen.duties("review.next")[0].due, Some(instant("2026-10-25T06:40:00+00:00")));
    assert_eq!(seen.state("review.tell-child"), Some(State::Done));
    assert_eq!(seen.duties("review.next").last().and_then(|duty| duty.due), Some(instant("2026-10-25T22:00:00+00:00")));
}

#[test]
fn t3_with_the_link_up_the_telephone_review_is_void_and_the_next_is_late() {
    let seen = autumn("[review]\nlive_link_works = true", "at Bath");
    assert_eq!(found(&seen), vec![("review.method", Verdict::Breach), ("review.late", Verdict::Breach)]);
    assert_eq!(seen.minutes("review.late"), Some(380));
}

#[test]
fn after_the_detention_ends_nothing_of_reviews_is_owed_or_found() {
    let seen = given()
        .authorised("12:00")
        .at("14:00", "to_court", json!({}))
        .review("20:00", json!({ "seen": false, "by": null }))
        .judged("+1 12:00");
    assert_eq!(found(&seen), vec![]);
    assert_eq!(seen.state("review.first"), Some(State::NotNeeded));
}

#[test]
fn outside_pace_reviews_are_neither_owed_nor_judged() {
    let seen = given()
        .at("11:00", "arrested", json!({ "for": "recall" }))
        .authorised("12:00")
        .at("18:30", "review_postponed", json!({}))
        .review("20:00", json!({ "seen": false, "asked": [], "child_said": null }))
        .judged("+1 12:00");
    assert_eq!(found(&seen), vec![]);
    assert!(seen.0.duties.iter().all(|duty| !duty.rule.starts_with("review.")));
}

#[test]
fn a_struck_review_doesnt_count() {
    let seen = given()
        .authorised("12:00")
        .review("17:00", json!({}))
        .at("17:10", "correction", json!({ "of": 1, "reason": "wrong record", "strike": true }))
        .judged("19:00");
    assert_eq!(seen.minutes("review.late"), Some(60));
}

#[test]
fn a_review_that_says_nothing_asks_and_falls_short_without_a_breach_it_cant_show() {
    let seen = given()
        .authorised("12:00")
        .at("17:00", "review", json!({ "by": crate::law::testing::inspector() }))
        .judged("18:30");
    assert!(found(&seen).iter().all(|(_, verdict)| *verdict != Verdict::Breach), "{:?}", found(&seen));
}

#[test]
fn every_rule_of_the_family_is_here_once() {
    let ids: Vec<&str> = super::RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), 19);
    assert!(ids.iter().all(|id| ids.iter().filter(|other| other == &id).count() == 1));
}
