use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, given, instant};
use crate::law::{State, Verdict};

const RULE: &str = "care.request-open";

/// The request stands at position 1.
fn asked(what: &str) -> Given {
    given().authorised("12:00").at("14:00", "asked_for", json!({ "what": what }))
}

#[rstest]
#[case("15:00", None, State::DueSoon)]
#[case("15:01", Some(Verdict::Shortfall), State::Overdue)]
fn what_the_child_asked_for_is_answered_within_the_hour(
    #[case] now: &str,
    #[case] found: Option<Verdict>,
    #[case] state: State,
) {
    let seen = asked("to know if mum is all right").judged(now);
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (found, Some(state)));
    assert_eq!(seen.duties(RULE)[0].due, Some(instant("15:00")));
}

#[rstest]
#[case("15:00", json!({ "what": "rang, she is", "of": 1 }), None)]
#[case("15:01", json!({ "what": "rang, she is", "of": 1 }), Some(Verdict::Shortfall))]
#[case("14:10", json!({ "what": "told him at once" }), None)]
fn an_answer_in_time_is_done_and_a_late_one_falls_short(
    #[case] at: &str,
    #[case] answer: Value,
    #[case] found: Option<Verdict>,
) {
    let seen = asked("to know if mum is all right").at(at, "answered", answer).judged("16:00");
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (found, Some(State::Done)));
}

#[test]
fn an_answer_to_another_request_answers_this_one_not() {
    let record = asked("to see a friend").at("14:10", "asked_for", json!({ "what": "the time" })).at(
        "14:11",
        "answered",
        json!({ "what": "ten past two", "of": 2 }),
    );
    let seen = record.judged("15:01");
    assert_eq!(seen.one(RULE).unwrap().entries[..], [1]);
}

#[test]
fn asking_again_is_the_same_request() {
    let record = asked("to see a friend").at("14:50", "asked_for", json!({ "what": "a friend, again", "of": 1 })).at(
        "14:55",
        "answered",
        json!({ "what": "not today, and why", "of": 2 }),
    );
    let seen = record.judged("16:00");
    assert_eq!((seen.duties(RULE).len(), seen.all(RULE).len()), (1, 0));
}

#[rstest]
#[case("a blanket, he's cold", "care", json!({ "what": "blanket", "offered": true }), true)]
#[case("something to eat", "care", json!({ "what": "meal", "offered": true }), true)]
#[case("a nurse", "healthcare_requested", json!({}), true)]
#[case("a solicitor", "solicitor_requested", json!({}), true)]
#[case("a nurse", "care", json!({ "what": "drink", "offered": true }), false)]
#[case("something to eat", "care", json!({ "what": "meal", "offered": false }), false)]
#[case("his mum", "aa_arrived", json!({ "who": "parent" }), true)]
#[case("his mum", "aa_arrived", json!({ "who": "volunteer" }), false)]
#[case("his mum", "person_told", json!({ "who": "parent", "outcome": "told" }), false)]
#[case("someone to tell his dad where he is", "person_told", json!({ "who": "parent", "outcome": "told" }), true)]
#[case("someone to tell his dad where he is", "person_told", json!({ "who": "parent", "outcome": "no_answer" }), false)]
#[case("to ring his dad himself", "person_told", json!({ "who": "parent", "outcome": "told" }), false)]
#[case("to see his mum", "visited", json!({ "by_whom": "parent" }), true)]
#[case("to see his nan", "visited", json!({ "by_whom": "parent" }), false)]
#[case("to see his social worker", "visited", json!({ "by_whom": "social_worker" }), true)]
#[case("to see his social worker", "visited", json!({ "by_whom": "parent" }), false)]
#[case("to see his mum", "care", json!({ "what": "visit", "offered": true }), true)]
#[case("a moment alone", "aa_arrived", json!({ "who": "parent" }), false)]
#[case("that his dad is told", "person_told", json!({ "who": "parent", "outcome": "told" }), true)]
#[case("that his dad is not told", "person_told", json!({ "who": "parent", "outcome": "told" }), false)]
#[case("ask mum to bring his inhaler, tell her it's the blue one", "person_told", json!({ "who": "parent" }), false)]
#[case("contact lens solution, dad has it", "person_told", json!({ "who": "parent" }), false)]
#[case("his mum, not his dad", "aa_arrived", json!({ "who": "parent" }), false)]
#[case("doesn't want his dad told", "person_told", json!({ "who": "parent", "outcome": "told" }), false)]
#[case("his mum, he doesn't feel well", "aa_arrived", json!({ "who": "parent" }), true)]
#[case("a blanket, it's not warm in here", "care", json!({ "what": "blanket", "offered": true }), true)]
fn the_thing_itself_done_is_an_answer(
    #[case] what: &str,
    #[case] kind: &str,
    #[case] fields: Value,
    #[case] answers: bool,
) {
    let seen = asked(what).at("14:20", kind, fields).judged("15:30");
    assert_eq!(seen.all(RULE).is_empty(), answers);
}

#[test]
fn a_child_released_first_is_owed_no_answer_and_nothing_opens_after() {
    let seen = asked("the time").at("15:00", "released", json!({ "outcome": "bail" })).judged("18:00");
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (None, Some(State::NotNeeded)));
    let record = given().authorised("12:00").at("13:00", "released", json!({ "outcome": "bail" }));
    let seen = record.at("13:30", "asked_for", json!({ "what": "his bag" })).judged("18:00");
    assert!(seen.duties(RULE).is_empty());
}

#[test]
fn a_request_that_bail_came_before_is_owed_nothing_and_asked_again_on_the_return_is_a_new_one() {
    let back = |bailed: &str| {
        asked("to know if mum is all right")
            .at(bailed, "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .at("+1 09:10", "answered", json!({ "what": "she is" }))
    };
    let seen = back("15:00").judged("+1 12:00");
    assert_eq!((seen.verdict(RULE), seen.state(RULE)), (None, Some(State::NotNeeded)));
    assert_eq!(back("15:01").judged("+1 12:00").minutes(RULE), Some(61));
    let again = back("15:00").at("+1 09:20", "asked_for", json!({ "what": "mum again", "of": 1 })).judged("+1 10:21");
    assert_eq!((again.duties(RULE).len(), again.minutes(RULE)), (2, Some(61)));
}
