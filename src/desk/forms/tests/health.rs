//! Health and social care.

use serde_json::{Value, json};

use super::*;

fn health(answers: &[(&str, &str)]) -> Filled {
    open("health", &held(), "14:00").with(answers)
}

#[test]
fn each_act_is_its_own_entry() {
    let cases: &[(&[(&str, &str)], Value)] = &[
        (&[("act", "asked"), ("result", "by 15:00")], json!({ "kind": "healthcare_requested", "result": "by 15:00" })),
        (
            &[("act", "seen"), ("result", "fit"), ("plan", "no")],
            json!({ "kind": "healthcare_seen", "result": "fit", "changes_care_plan": false }),
        ),
        (&[("act", "ascc_asked")], json!({ "kind": "ascc_requested" })),
        (&[("act", "ascc_seen")], json!({ "kind": "ascc_seen" })),
        (&[("act", "ascc_declined")], json!({ "kind": "ascc_declined" })),
        (&[("act", "ascc_missed"), ("missed", "closed")], json!({ "kind": "ascc_missed", "reason": "closed" })),
        (&[("act", "ascc_follow_up"), ("reference", "F/12")], json!({ "kind": "ascc_follow_up", "reference": "F/12" })),
        (
            &[("act", "edt"), ("about", "no parent reached"), ("answer", "will ring back")],
            json!({ "kind": "edt_contacted", "about": "no parent reached", "outcome": "will ring back" }),
        ),
        (
            &[("act", "owed_by"), ("name", "PC Lee"), ("number", "4471"), ("owes", "arresting_officer")],
            json!({ "kind": "referral_owed_by", "name": "PC Lee", "number": "4471", "role": "arresting_officer" }),
        ),
        (
            &[("act", "referral"), ("to", "childrens_social_care"), ("form", "brag"), ("reference", "R/1")],
            json!({ "kind": "referral_submitted", "to": "childrens_social_care", "form": "brag", "reference": "R/1" }),
        ),
    ];
    for (answers, entry) in cases {
        assert_eq!(&health(answers).entry(), entry);
    }
}

#[test]
fn what_an_act_cannot_do_without_is_asked_beside_its_field() {
    assert_eq!(health(&[]).wrong(), ["act"]);
    assert_eq!(health(&[("act", "ascc_missed")]).wrong(), ["missed"]);
    assert_eq!(health(&[("act", "edt")]).wrong(), ["about"]);
    assert_eq!(health(&[("act", "owed_by")]).wrong(), ["name", "owes"]);
    assert_eq!(health(&[("act", "referral")]).wrong(), ["to"]);
}

#[test]
fn what_was_typed_for_another_act_is_not_signed() {
    let filled = health(&[("act", "ascc_follow_up"), ("reference", "F/12")]).with(&[("act", "seen")]);
    assert_eq!(filled.entry(), json!({ "kind": "healthcare_seen" }));
}

#[test]
fn what_is_owed_stands_beside_in_the_words_of_the_law() {
    let filled = health(&[]);
    let labels: Vec<String> = filled.brief().into_iter().map(|line| line.label).collect();
    assert!(labels.contains(&"Healthcare".to_owned()) && labels.contains(&"Referral".to_owned()), "{labels:?}");
}

#[test]
fn words_marked_for_the_referral_stand_beside_it_with_who_owes_it() {
    let given = held()
        .at("13:00", "check", json!({ "awake": true, "said": "who's feeding my sister", "for_referral": true }))
        .at("13:10", "referral_owed_by", json!({ "name": "PC Lee", "number": "4471", "role": "arresting_officer" }));
    let filled = open("health", &given, "14:00").with(&[("act", "referral")]);
    assert_eq!(filled.line("Marked 13:00"), Some(("\"who's feeding my sister\"".into(), true)));
    assert_eq!(filled.brief()[0].label, "Marked 13:00", "a low screen cuts from the end");
    let owed = filled.brief().into_iter().filter(|line| line.text == "owed by PC Lee 4471").count();
    assert_eq!(owed, 1);
    assert_eq!(filled.with(&[("act", "ascc_seen")]).line("Marked 13:00"), None);
}
