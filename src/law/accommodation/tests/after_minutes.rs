//! The minute and the authority on which it turns what followed a request.

use serde_json::json;

use super::after::{DECIDE, ESCALATE, FAILED, OFFERED, asked};
use super::{Asks, four, refused};
use crate::law::Verdict;
use crate::law::testing::{Given, instant};

#[test]
fn another_authoritys_answer_leaves_the_silence_of_the_one_that_was_asked() {
    let answered = |by: &str| asked().said("22:40", "conditional", json!({ "authority": by })).judged("+1 00:20:01");
    assert!(answered("bristol ").all(FAILED).is_empty());
    let silent = answered("Bath");
    assert_eq!(silent.one(FAILED).unwrap().via, ["AC29"]);
    assert_eq!(silent.one(FAILED).unwrap().entries[..], [3], "what another said is no part of it");
}

#[test]
fn the_request_for_alternative_is_what_an_acceptance_of_alternative_answers() {
    let another_kind = |asked: Given| {
        let seen = asked.said("22:40", "accept_alternative", json!({})).judged("23:00");
        seen.duties(DECIDE).iter().any(|duty| duty.message.contains("another kind"))
    };
    let secure = |given: Given| given.ask("22:30", "secure", json!({ "risk": four() }));
    assert!(!another_kind(secure(asked())), "a request for secure made after it stays as it is");
    assert!(another_kind(secure(refused("robbery"))), "nothing else was asked for");
}

#[test]
fn a_place_not_taken_up_in_time_is_broken_then_and_not_by_what_is_certified_later() {
    let certified = |at: &str| {
        let reason = json!({ "limb": "secure_unavailable", "reasons": ["named_threat"] });
        let seen = asked().said("23:00", "accept_alternative", json!({})).at(at, "certificate_issued", reason);
        let seen = seen.judged("+1 03:00");
        let found = seen.one(OFFERED).unwrap();
        (found.at, found.entries.to_vec())
    };
    assert_eq!(certified("+1 00:59"), (instant("+1 00:59"), vec![4, 5]));
    assert_eq!(certified("+1 01:00"), (instant("+1 01:00"), vec![4, 5]));
    assert_eq!(certified("+1 01:01"), (instant("+1 01:00"), vec![4]));
}

#[test]
fn a_step_of_the_ladder_is_owed_once_the_one_before_it_is_past() {
    let steps = |now: &str| asked().judged(now).duties(ESCALATE).len();
    assert_eq!((steps("22:50"), steps("22:50:01")), (1, 2));
}

#[test]
fn a_review_before_the_move_weighs_it_and_one_at_the_move_has_none_left_to_weigh() {
    let moved = |at: &str| {
        asked()
            .at("+1 02:00", "review", json!({ "accommodation_considered": false }))
            .at(at, "moved_to_authority", json!({ "to": "alternative" }))
            .judged("+1 04:00")
            .verdict(DECIDE)
    };
    assert_eq!(moved("+1 02:01"), Some(Verdict::Shortfall));
    assert_eq!(moved("+1 02:00"), None);
}
