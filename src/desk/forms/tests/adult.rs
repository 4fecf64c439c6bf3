//! The appropriate adult.

use serde_json::json;

use super::*;

fn adult(answers: &[(&str, &str)]) -> Filled {
    open("adult", &held(), "14:00").with(answers)
}

#[test]
fn asking_comes_first_where_nobody_was_asked_and_is_for_the_child_now() {
    let filled = adult(&[("who", "parent"), ("name", "Ann Lee"), ("outcome", "no_answer")]);
    let entry =
        json!({ "kind": "aa_requested", "who": "parent", "name": "Ann Lee", "for": "arrival", "outcome": "no_answer" });
    assert_eq!(filled.entry(), entry);
    assert_eq!(filled.line("Adult"), Some(("NOT ASKED, 2 h 00 since detention was authorised".into(), true)));
    let asked = held().at("12:10", "aa_requested", json!({ "who": "parent", "outcome": "no_answer" }));
    let again = open("adult", &asked, "14:00");
    assert_eq!(again.values.get("act"), "", "then what happened is asked");
    assert_eq!(again.line("Asked 12:10"), Some(("parent: no answer".into(), false)));
    assert_eq!(again.line("Adult"), None);
}

#[test]
fn an_adult_who_is_coming_is_expected_at_a_time() {
    let coming = adult(&[("who", "scheme"), ("outcome", "coming"), ("eta", "+40m")]);
    assert_eq!(coming.entry()["eta"], "2026-11-10T14:40:00+00:00");
    assert_eq!(adult(&[("who", "scheme"), ("outcome", "coming")]).entry()["eta"], json!(null));
    let unreadable = adult(&[("who", "scheme"), ("outcome", "coming"), ("eta", "later")]);
    assert_eq!(unreadable.wrong(), ["eta"]);
    let refused = unreadable.with(&[("outcome", "refused")]);
    assert!(!refused.shown().contains(&"eta"));
    assert_eq!(refused.entry()["eta"], json!(null), "what can't be seen can't be in the way");
}

#[test]
fn one_who_wont_or_cant_come_is_asked_why_and_one_who_did_not_answer_is_not() {
    for answer in ["refused", "unavailable", "unsuitable"] {
        let at_work = adult(&[("who", "parent"), ("outcome", answer), ("reason", "at work till 06:00")]);
        assert_eq!(at_work.entry()["reason"], "at work till 06:00");
        let no_answer = at_work.with(&[("outcome", "no_answer")]);
        assert!(!no_answer.shown().contains(&"reason"));
        assert_eq!(no_answer.entry()["reason"], json!(null), "what can't be seen isn't signed");
    }
    assert!(!adult(&[("who", "parent"), ("outcome", "coming")]).shown().contains(&"reason"));
}

#[test]
fn an_adult_who_came_is_recorded_with_rights_and_objection() {
    let came = [("act", "arrived"), ("who", "parent"), ("name", "Ann"), ("rights", "yes"), ("objected", "no")];
    let entry =
        json!({ "kind": "aa_arrived", "who": "parent", "name": "Ann", "rights_given": true, "objected_to": false });
    assert_eq!(adult(&came).entry(), entry);
    let bare = json!({ "kind": "aa_arrived" });
    assert_eq!(adult(&[("act", "arrived")]).entry(), bare, "what isn't answered isn't recorded, and isn't \"no\"");
}

#[test]
fn each_other_act_is_its_own_entry() {
    let entry = |answers: &[(&str, &str)]| adult(answers).entry();
    let escalated = entry(&[("act", "escalated"), ("to", "scheme manager"), ("text", "nobody till 23:45")]);
    assert_eq!(escalated, json!({ "kind": "aa_escalated", "to": "scheme manager", "reason": "nobody till 23:45" }));
    let delay = entry(&[("act", "delay"), ("cause", "not_asked"), ("text", "booked in late")]);
    assert_eq!(delay, json!({ "kind": "aa_delay_explained", "cause": "not_asked", "text": "booked in late" }));
    assert_eq!(entry(&[("act", "rights")]), json!({ "kind": "rights_given", "aa_present": true }));
    assert_eq!(entry(&[("act", "left")]), json!({ "kind": "aa_left" }));
}

#[test]
fn what_each_act_cannot_do_without_is_asked_beside_its_field() {
    assert_eq!(adult(&[]).wrong(), ["who"]);
    assert_eq!(adult(&[("act", "")]).wrong(), ["act"]);
    assert_eq!(adult(&[("act", "escalated")]).wrong(), ["to"]);
    assert_eq!(adult(&[("act", "delay")]).wrong(), ["cause"]);
    assert_eq!(adult(&[("act", "left"), ("when", "soon")]).wrong(), ["when"]);
}

#[test]
fn only_the_fields_of_the_act_are_shown() {
    let shown = |act| adult(&[("act", act)]).shown();
    assert_eq!(shown("asked"), ["when", "act", "who", "name", "purpose", "outcome"]);
    assert_eq!(shown("arrived"), ["when", "act", "who", "name", "rights", "objected"]);
    assert_eq!(shown("escalated"), ["when", "act", "to", "text"]);
    assert_eq!(shown("delay"), ["when", "act", "cause", "text"]);
    assert_eq!(shown("left"), ["when", "act"]);
}

#[test]
fn an_adult_who_came_stands_beside() {
    let here = held().at("13:00", "aa_arrived", json!({ "who": "scheme" }));
    assert_eq!(open("adult", &here, "14:00").line("Here 13:00"), Some(("scheme".into(), false)));
}
