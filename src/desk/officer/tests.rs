use serde_json::json;

use super::*;
use crate::law::testing::{Given, given, instant};
use crate::law::{Policy, Suite};
use crate::record::Record;

fn officer(role: Role, rank: Rank) -> Officer {
    Officer { name: "Jo Reed".into(), number: "7".into(), role, rank }
}

fn record() -> Record {
    given().authorised("12:00").at("16:00", "charged", json!({ "offences": ["theft"] })).record()
}

/// Returns whether that officer may sign a review held at that time on that record, written at 20:00.
fn reviews(given: &Given, role: Role, rank: Rank, at: &str) -> bool {
    let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("20:00"));
    officer(role, rank).may_not_review(instant(at), &facts).is_none()
}

/// Returns whether that officer may sign an entry of that kind at 20:00, the child charged at 16:00.
fn signs(role: Role, rank: Rank, kind: &str, fields: serde_json::Value) -> bool {
    let (record, policy, suite) = (record(), Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("20:00"));
    let entry = given().at("20:00", kind, fields).record().entries()[0].clone();
    officer(role, rank).may_not_sign(&entry.kind, instant("20:00"), &facts).is_none()
}

#[test]
fn before_charge_an_inspector_or_above_who_is_not_involved_reviews() {
    let given = given().authorised("12:00");
    let may = |role, rank| reviews(&given, role, rank, "17:00");
    assert!(may(Role::ReviewOfficer, Rank::Inspector));
    assert!(may(Role::CustodyLead, Rank::ChiefInspector) && may(Role::Superintendent, Rank::Superintendent));
    assert!(!may(Role::CustodyOfficer, Rank::Sergeant));
    assert!(!may(Role::DetentionOfficer, Rank::Staff));
    assert!(!may(Role::InvestigatingOfficer, Rank::Inspector) && !may(Role::ArrestingOfficer, Rank::Inspector));
}

#[test]
fn a_sergeant_acting_as_inspector_reviews_and_the_entry_says_both_ranks() {
    let acting = officer(Role::ReviewOfficer, Rank::Sergeant);
    assert!(reviews(&given().authorised("12:00"), acting.role, acting.rank, "17:00"));
    let by = acting.by();
    assert_eq!((by.rank, by.acting_as), (Some(Rank::Sergeant), Some(Rank::Inspector)));
    assert_eq!(by.effective_rank(), Some(Rank::Inspector));
    let inspector = officer(Role::ReviewOfficer, Rank::Inspector).by();
    assert_eq!((inspector.rank, inspector.acting_as), (Some(Rank::Inspector), None));
    assert!(!officer(Role::ReviewOfficer, Rank::Constable).is_acting(), "s.107 reaches no lower");
}

#[test]
fn after_charge_the_custody_officer_reviews_and_an_inspector_does_not() {
    let charged = given().authorised("12:00").at("16:00", "charged", json!({ "offences": ["theft"] }));
    let may = |role, rank, at| reviews(&charged, role, rank, at);
    assert!(may(Role::CustodyOfficer, Rank::Sergeant, "19:00"));
    assert!(!may(Role::ReviewOfficer, Rank::Inspector, "19:00"));
}

#[test]
fn what_counts_is_the_charge_when_the_review_was_held_not_when_it_is_written() {
    let charged = given().authorised("12:00").at("16:00", "charged", json!({ "offences": ["theft"] }));
    let may = |role, rank, at| reviews(&charged, role, rank, at);
    assert!(may(Role::ReviewOfficer, Rank::Inspector, "15:59") && !may(Role::ReviewOfficer, Rank::Inspector, "16:00"));
    assert!(!may(Role::CustodyOfficer, Rank::Sergeant, "15:59") && may(Role::CustodyOfficer, Rank::Sergeant, "16:00"));
}

#[test]
fn a_charged_child_arrested_again_may_be_reviewed_by_either() {
    let again = given().authorised("12:00").at("16:00", "charged", json!({ "offences": ["theft"] })).at(
        "17:00",
        "arrested",
        json!({ "at_station": true, "offences": ["robbery"] }),
    );
    assert!(reviews(&again, Role::ReviewOfficer, Rank::Inspector, "19:00"));
    assert!(reviews(&again, Role::CustodyOfficer, Rank::Sergeant, "19:00"));
    assert!(!reviews(&again, Role::DetentionOfficer, Rank::Staff, "19:00"));
}

#[test]
fn the_decisions_of_the_custody_officer_are_signed_by_nobody_else() {
    for (kind, fields) in [
        ("detention_authorised", json!({ "grounds": "to question" })),
        ("detention_refused", json!({})),
        ("bail_refused", json!({})),
        ("certificate_issued", json!({ "limb": "impracticable" })),
    ] {
        assert!(signs(Role::CustodyOfficer, Rank::Sergeant, kind, fields.clone()), "{kind}");
        assert!(!signs(Role::DetentionOfficer, Rank::Staff, kind, fields.clone()), "{kind}");
        assert!(!signs(Role::ReviewOfficer, Rank::Inspector, kind, fields), "{kind}");
    }
}

#[test]
fn an_extension_is_a_superintendents() {
    let extension = || json!({ "until_hours": 36 });
    assert!(signs(Role::Superintendent, Rank::Superintendent, "extension_authorised", extension()));
    assert!(!signs(Role::CustodyLead, Rank::ChiefInspector, "extension_authorised", extension()));
}

#[test]
fn what_is_seen_and_heard_anyone_at_the_desk_signs() {
    for (kind, fields) in [
        ("check", json!({ "demeanour": "calm" })),
        ("review_explained", json!({ "told": true })),
        ("aa_requested", json!({ "who": "parent" })),
        ("note", json!({ "text": "x" })),
        ("correction", json!({ "of": 0, "reason": "x", "strike": true })),
    ] {
        assert!(signs(Role::DetentionOfficer, Rank::Staff, kind, fields), "{kind}");
    }
}

#[test]
fn that_no_review_officer_is_to_be_had_the_custody_officer_may_write() {
    let (policy, suite) = (Policy::default(), Suite::default());
    let record = given().authorised("12:00").record();
    let facts = Facts::gather(&record, &policy, &suite, instant("17:55"));
    let may = |role, rank, reason: &str| {
        let entry = given().at("17:55", "review_postponed", json!({ "reason": reason })).record().entries()[0].clone();
        officer(role, rank).may_not_sign(&entry.kind, instant("17:55"), &facts).is_none()
    };
    assert!(may(Role::CustodyOfficer, Rank::Sergeant, "no_review_officer"));
    assert!(!may(Role::CustodyOfficer, Rank::Sergeant, "prejudice_to_questioning"));
    assert!(!may(Role::DetentionOfficer, Rank::Staff, "no_review_officer"));
    assert!(may(Role::ReviewOfficer, Rank::Inspector, "prejudice_to_questioning"));
}

#[test]
fn a_form_says_on_opening_who_cannot_sign_it() {
    let (policy, suite) = (Policy::default(), Suite::default());
    let record = given().authorised("12:00").record();
    let facts = Facts::gather(&record, &policy, &suite, instant("17:55"));
    let refused = |officer: Officer| -> Vec<&str> {
        let forms = crate::desk::forms::ALL.iter().filter(|form| (form.signer)(&officer, &facts).is_some());
        forms.map(|form| form.id).collect()
    };
    assert_eq!(refused(officer(Role::CustodyOfficer, Rank::Sergeant)), ["review", "postpone"]);
    assert_eq!(refused(officer(Role::ReviewOfficer, Rank::Inspector)), ["authorise", "bail", "certificate"]);
}
