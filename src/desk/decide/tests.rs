use serde_json::{Value, json};

use super::*;
use crate::law::testing::{Given, given, instant};
use crate::law::{Policy, Suite};
use crate::record::words::{Rank, Role};

fn officer(role: Role, rank: Rank) -> Officer {
    Officer { name: "Jo Reed".into(), number: "7".into(), role, rank }
}

fn jailer() -> Officer {
    officer(Role::DetentionOfficer, Rank::Staff)
}

/// Returns what comes of one entry of that kind, said to have happened at `at`, signed at `now`.
fn signed_by(
    officer: &Officer,
    given: &Given,
    now: &str,
    at: &str,
    kind: &str,
    fields: Value,
) -> Result<Entry, String> {
    let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant(now));
    let kind =
        crate::law::testing::given().at(at, "note", json!({ "text": "x" })).at(at, kind, fields).record().entries()[1]
            .kind
            .clone();
    let made = vec![Made::new(instant(at), kind)];
    decide(&facts, officer, made).map(|mut entries| entries.remove(0)).map_err(|refusal| refusal.0)
}

fn check(given: &Given, now: &str, at: &str) -> Result<Entry, String> {
    signed_by(&jailer(), given, now, at, "check", json!({ "demeanour": "calm" }))
}

fn arrived() -> Given {
    given().at("11:30", "arrested", json!({})).at("12:00", "arrived", json!({})).authorised("12:10")
}

#[test]
fn an_entry_carries_both_times_and_its_author() {
    let entry = check(&arrived(), "13:00", "12:54").unwrap();
    assert_eq!((entry.at(), entry.recorded_at()), (instant("12:54"), instant("13:00")));
    assert_eq!(entry.by().unwrap().shown(), "Jo Reed (7)");
    assert_eq!(entry.common.note, None);
}

#[test]
fn what_stands_beside_an_act_is_kept_with_it() {
    let (record, policy, suite) = (arrived().record(), Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("13:00"));
    let kind = given().at("13:00", "note", json!({ "text": "x" })).record().entries()[0].kind.clone();
    let made = Made { note: Some("against the advice: y".into()), ..Made::new(instant("13:00"), kind) };
    let entries = decide(&facts, &jailer(), vec![made]).unwrap();
    assert_eq!(entries[0].common.note.as_deref(), Some("against the advice: y"));
}

#[test]
fn two_clocks_may_differ_by_a_minute_and_no_more() {
    assert!(check(&arrived(), "13:00", "13:00").is_ok());
    assert!(check(&arrived(), "13:00", "13:01").is_ok());
    let refusal = check(&arrived(), "13:00", "13:01:01").unwrap_err();
    assert_eq!(
        refusal,
        "Tue 10 Nov 13:01 GMT is in the future: an entry says what has happened. Put the time it happened"
    );
}

#[test]
fn nothing_happened_before_the_record_begins_but_an_arrest_or_coming_voluntarily() {
    let note = |at: &str, kind: &str, fields| signed_by(&jailer(), &arrived(), "13:00", at, kind, fields);
    assert!(note("11:30", "note", json!({ "text": "x" })).is_ok());
    let refusal = note("11:29", "note", json!({ "text": "x" })).unwrap_err();
    assert!(
        refusal.contains("11:29") && refusal.contains("before the record begins (Tue 10 Nov 11:30 GMT)"),
        "{refusal}"
    );
    assert!(note("11:00", "arrested", json!({})).is_ok() && note("11:00", "attended", json!({})).is_ok());
    assert!(signed_by(&jailer(), &given(), "13:00", "12:00", "note", json!({ "text": "first of all" })).is_ok());
}

#[test]
fn a_child_cannot_be_checked_in_a_cell_before_they_came_in() {
    assert!(check(&arrived(), "13:00", "12:00").is_ok(), "the very minute counts as here");
    let refusal = check(&arrived(), "13:00", "11:59").unwrap_err();
    assert!(refusal.starts_with("not here until 12:00: \"Check\" can't be then"), "{refusal}");
}

#[test]
fn a_child_in_hospital_cannot_be_checked_in_a_cell_and_the_edges_favour_the_desk() {
    let away = arrived().at("14:00", "left_for_hospital", json!({ "reason": "treatment" }));
    assert!(check(&away, "15:00", "13:59").is_ok() && check(&away, "15:00", "14:00").is_ok());
    let refusal = check(&away, "15:00", "14:01").unwrap_err();
    assert!(
        refusal.starts_with("not in the cell since 14:00 (hospital, for treatment): a cell check can't be"),
        "{refusal}"
    );
    assert!(refusal.contains("as a note"), "{refusal}");
    assert!(check(&away, "15:00", "15:00").is_err(), "still away now");
    assert!(check(&away, "15:00", "15:01").is_err(), "nor within the minute the clocks may differ");
    let back = away.at("16:00", "returned_from_hospital", json!({}));
    assert!(check(&back, "17:00", "15:59").is_err() && check(&back, "17:00", "16:00").is_ok());
}

#[test]
fn nor_one_in_interview_or_on_the_way_to_another_station() {
    let interview = arrived().at("14:00", "interview_started", json!({ "aa_present": true }));
    assert!(check(&interview, "14:30", "14:20").unwrap_err().contains("in interview"));
    let ended = interview.at("14:40", "interview_ended", json!({}));
    assert!(check(&ended, "15:00", "14:39").is_err() && check(&ended, "15:00", "14:40").is_ok());
    let departed = arrived().at("14:00", "departed", json!({}));
    assert!(check(&departed, "14:30", "14:20").unwrap_err().contains("on the way to another station"));
}

#[test]
fn out_of_the_cell_everything_but_a_cell_check_can_be_written() {
    let away = arrived().at("14:00", "left_for_hospital", json!({ "reason": "treatment" }));
    for (kind, fields) in [
        ("note", json!({ "text": "bedwatch: asleep" })),
        ("check_missed", json!({ "reason": "child_away" })),
        ("aa_requested", json!({ "who": "parent" })),
        ("healthcare_seen", json!({})),
    ] {
        assert!(signed_by(&jailer(), &away, "15:00", "14:30", kind, fields).is_ok(), "{kind}");
    }
}

#[test]
fn after_release_no_check_can_be_but_one_made_before_can_still_be_written() {
    let gone = arrived().at("14:00", "released", json!({ "outcome": "no_further_action" }));
    assert!(check(&gone, "15:00", "13:50").is_ok() && check(&gone, "15:00", "14:00").is_ok());
    let refusal = check(&gone, "15:00", "14:01").unwrap_err();
    assert!(refusal.starts_with("not held since 14:00: \"Check\" can't be then"), "{refusal}");
    for (kind, fields) in
        [("check_missed", json!({ "reason": "staffing" })), ("placed", json!({ "in": "cell" })), ("woke", json!({}))]
    {
        assert!(signed_by(&jailer(), &gone, "15:00", "14:01", kind, fields).is_err(), "{kind}");
    }
    let inspector = officer(Role::ReviewOfficer, Rank::Inspector);
    assert!(signed_by(&inspector, &gone, "15:00", "14:01", "review", json!({ "method": "in_person" })).is_err());
}

#[test]
fn after_release_notes_referrals_calls_and_corrections_can_be_written() {
    let gone = arrived().at("14:00", "released", json!({ "outcome": "no_further_action" }));
    for (kind, fields) in [
        ("note", json!({ "text": "mum rang" })),
        ("referral_submitted", json!({ "to": "childrens_social_care" })),
        ("edt_contacted", json!({ "about": "home alone" })),
        ("ascc_follow_up", json!({})),
        ("correction", json!({ "of": 0, "reason": "wrong child", "strike": true })),
        ("aa_delay_explained", json!({ "cause": "scheme_late" })),
        ("review_explained", json!({ "told": true })),
    ] {
        assert!(signed_by(&jailer(), &gone, "15:00", "14:30", kind, fields).is_ok(), "{kind}");
    }
}

#[test]
fn between_release_and_coming_back_no_check_can_be_and_after_it_they_can() {
    let back =
        arrived().at("14:00", "bailed", json!({ "before_charge": true })).at("18:00", "answered_bail", json!({}));
    assert!(check(&back, "19:00", "16:00").unwrap_err().starts_with("not held since 14:00"));
    assert!(check(&back, "19:00", "13:00").is_ok() && check(&back, "19:00", "18:00").is_ok());
    assert!(check(&back, "19:00", "19:00").is_ok());
}

#[test]
fn a_record_that_says_nothing_of_when_it_began_refuses_no_check() {
    let middle = given().at("13:00", "check", json!({ "demeanour": "calm" }));
    assert!(check(&middle, "14:00", "13:30").is_ok());
}

#[test]
fn nobody_signs_nothing() {
    let refusal =
        signed_by(&Officer::nobody(), &arrived(), "13:00", "13:00", "note", json!({ "text": "x" })).unwrap_err();
    assert!(refusal.starts_with("nobody is at the keys"), "{refusal}");
}

#[test]
fn a_signature_outside_the_role_is_refused_with_who_and_why() {
    let sergeant = officer(Role::CustodyOfficer, Rank::Sergeant);
    let review = json!({ "method": "in_person" });
    let refusal = signed_by(&sergeant, &arrived(), "17:00", "17:00", "review", review.clone()).unwrap_err();
    assert!(refusal.starts_with("Jo Reed can't sign this: before charge") && refusal.ends_with("Change officer first"));
    assert!(
        signed_by(&officer(Role::ReviewOfficer, Rank::Inspector), &arrived(), "17:00", "17:00", "review", review)
            .is_ok()
    );
}

#[test]
fn what_cannot_be_at_all_is_said_before_who_may_sign() {
    let review = json!({ "method": "in_person" });
    let refusal = signed_by(&jailer(), &arrived(), "17:00", "18:00", "review", review).unwrap_err();
    assert!(refusal.contains("in the future"), "{refusal}");
}
