mod days;
mod facts;

use rstest::rstest;
use serde_json::{Value, json};

use crate::law::Verdict;
use crate::law::accommodation::tests::{Asks, four, refused};
use crate::law::testing::{Given, given};

const LIMB: &str = "certificate.limb";

fn with(limb: &str, more: Value) -> Value {
    let mut fields = json!({ "limb": limb, "aa_told": true, "child_views": "wants his mum", "inspector_told": true });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields
}

fn a(reasons: Value, more: Value) -> Given {
    let mut all = json!({ "reasons": reasons, "circumstances": "A4 shut by snow since 21:00, next try 05:00" });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    refused("theft").ask("22:20", "alternative", json!({})).at(
        "23:00",
        "certificate_issued",
        with("impracticable", all),
    )
}

/// Secure asked for with four answers and refused, alternative refused too.
fn asked_both(offence: &str) -> Given {
    refused(offence)
        .ask("22:20", "alternative", json!({}))
        .ask("22:21", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
        .said("22:41", "refuse_no_bed", json!({ "to": "alternative" }))
}

fn b(record: Given, more: Value) -> Given {
    let mut all = json!({ "why_not_alternative": "both homes with beds house the victim's brothers" });
    for (key, value) in more.as_object().unwrap() {
        if value.is_null() {
            all.as_object_mut().unwrap().remove(key);
        } else {
            all[key] = value.clone();
        }
    }
    record.at("23:00", "certificate_issued", with("secure_unavailable", all))
}

#[test]
fn going_to_court_unmoved_without_a_certificate_is_a_breach() {
    let record = || refused("theft").ask("22:20", "alternative", json!({}));
    let seen = record().at("+1 09:00", "to_court", json!({})).judged("+1 09:00");
    assert_eq!(seen.verdict("certificate.missing"), Some(Verdict::Breach));
    assert_eq!(seen.one("certificate.missing").unwrap().via, ["AC39"]);
    let produced = record().at("+1 09:00", "to_court", json!({ "certificate_produced": true })).judged("+1 09:00");
    assert!(produced.all("certificate.missing").is_empty());
    let made = a(json!(["roads_closed"]), json!({})).at("+1 09:00", "to_court", json!({})).judged("+1 09:00");
    assert!(made.all("certificate.missing").is_empty());
    let left = a(json!(["roads_closed"]), json!({}))
        .at("+1 09:00", "to_court", json!({ "certificate_produced": false }))
        .judged("+1 09:00");
    assert_eq!(left.verdict("certificate.missing"), Some(Verdict::Breach));
}

#[test]
fn a_certificate_made_after_leaving_for_court_is_not_one_taken_there() {
    let record = |made: &str| {
        refused("theft")
            .at("+1 09:00", "to_court", json!({ "reached_at": "+1 09:30" }))
            .at(
                made,
                "certificate_issued",
                with("impracticable", json!({ "reasons": ["weather"], "circumstances": "snow" })),
            )
            .judged("+1 12:00")
    };
    assert!(record("+1 09:20").all("certificate.missing").is_empty());
    assert_eq!(record("+1 10:00").verdict("certificate.missing"), Some(Verdict::Breach));
}

#[test]
fn nothing_is_missing_where_the_child_was_moved_or_bailed_or_s38_6_doesnt_run() {
    let moved = refused("theft").at("23:00", "moved_to_authority", json!({ "to": "alternative" })).judged("+1 09:00");
    assert!(moved.all("certificate.missing").is_empty());
    let breach = given().at("02:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("03:00").at(
        "09:00",
        "to_court",
        json!({}),
    );
    assert!(breach.judged("10:00").all("certificate.missing").is_empty());
    let adult = refused("theft")
        .child(json!({ "date_of_birth": "2008-11-11" }))
        .at("+1 09:00", "to_court", json!({}))
        .judged("+1 09:00");
    assert!(adult.all("certificate.missing").is_empty(), "18 at midnight");
}

#[rstest]
#[case("behaviour")]
#[case("violent_in_custody")]
#[case("offence_serious")]
#[case("time_of_night")]
#[case("distance")]
#[case("no_bed")]
#[case("no_secure_bed")]
#[case("no_answer")]
#[case("child_prefers_cell")]
#[case("parent_objects")]
#[case("no_transport")]
fn limb_a_on_a_reason_that_cant_make_it_impracticable_is_a_breach(#[case] reason: &str) {
    let seen = a(json!([reason]), json!({})).judged("23:10");
    assert_eq!(seen.verdict(LIMB), Some(Verdict::Breach));
}

#[rstest]
#[case("roads_closed")]
#[case("weather")]
#[case("hospital")]
#[case("unfit")]
#[case("other")]
fn limb_a_on_what_stops_movement_is_open(#[case] reason: &str) {
    assert!(a(json!([reason]), json!({})).judged("23:10").all(LIMB).is_empty());
}

#[test]
fn a_place_left_unused_is_excused_by_a_reason_of_limb_a_or_by_circumstances_in_words_and_by_neither_it_isnt() {
    let offered = |more: Value| {
        refused("theft")
            .ask("22:20", "alternative", json!({}))
            .said("22:40", "accept_alternative", json!({}))
            .at("22:50", "certificate_issued", with("impracticable", more))
            .judged("+1 09:00")
            .verdict("accommodation.offered-not-moved")
    };
    assert_eq!(offered(json!({ "reasons": ["weather"] })), None);
    assert_eq!(offered(json!({ "circumstances": "A4 shut by snow since 21:00" })), None);
    assert_eq!(offered(json!({})), Some(Verdict::Breach));
    assert_eq!(offered(json!({ "reasons": [], "circumstances": "none" })), Some(Verdict::Breach));
}

#[test]
fn limb_a_on_a_near_court_needs_the_times() {
    assert_eq!(a(json!(["court_near"]), json!({})).judged("23:10").verdict(LIMB), Some(Verdict::Query));
    let given = a(json!(["court_near"]), json!({ "journey_and_court_times": true })).judged("23:10");
    assert!(given.all(LIMB).is_empty() && given.all("certificate.incomplete").is_empty());
    let without = a(json!(["court_near"]), json!({ "journey_and_court_times": false })).judged("23:10");
    assert_eq!(without.verdict("certificate.incomplete"), Some(Verdict::Shortfall));
}

#[test]
fn limb_b_with_all_three_is_open() {
    assert!(b(asked_both("robbery"), json!({})).judged("23:10").all(LIMB).is_empty());
    assert!(b(asked_both("bladed article"), json!({})).judged("23:10").all(LIMB).is_empty());
}

#[test]
fn limb_b_is_judged_at_the_age_at_signing() {
    let signed = |born: &str, at: &str| {
        asked_both("robbery")
            .child(json!({ "date_of_birth": born }))
            .at(
                at,
                "certificate_issued",
                with("secure_unavailable", json!({ "why_not_alternative": "the victim's brothers live there" })),
            )
            .judged("+1 09:00")
    };
    assert_eq!(signed("2014-11-11", "23:59").verdict(LIMB), Some(Verdict::Breach), "turning 12 after doesn't cure it");
    assert!(signed("2014-11-11", "+1 00:00").all(LIMB).is_empty());
}

#[test]
fn limb_b_fails_where_secure_was_offered_or_never_asked_for() {
    let offered = asked_both("robbery").said("22:50", "accept_secure", json!({ "words": "200 miles off" }));
    assert_eq!(b(offered.clone(), json!({})).judged("23:10").verdict(LIMB), Some(Verdict::Breach));
    let withdrawn = offered.said("22:55", "withdrawn", json!({ "to": "secure" }));
    assert!(b(withdrawn, json!({})).judged("23:10").all(LIMB).is_empty());
    let never = refused("robbery").ask("22:20", "alternative", json!({}));
    assert_eq!(b(never, json!({})).judged("23:10").verdict(LIMB), Some(Verdict::Breach));
}

#[test]
fn limb_b_fails_where_alternative_was_offered_and_nothing_says_why_not() {
    let offered = || {
        refused("robbery")
            .ask("22:20", "secure", json!({}))
            .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
            .said("22:41", "accept_alternative", json!({}))
    };
    let why_not = json!({ "why_not_alternative": "not adequate to protect the public from serious harm" });
    assert_eq!(b(offered(), why_not).judged("23:10").verdict(LIMB), Some(Verdict::Breach));
    assert!(b(offered(), json!({})).judged("23:10").all(LIMB).is_empty());
}

#[test]
fn limb_b_with_adequacy_argued_nowhere_is_a_breach_or_for_a_specified_offence_a_question() {
    let asked = |offence: &str| {
        refused(offence).ask("22:20", "secure", json!({ "reasons": ["named_threat"] })).said(
            "22:40",
            "refuse_no_bed",
            json!({ "to": "secure" }),
        )
    };
    let none = json!({ "why_not_alternative": null });
    assert_eq!(b(asked("bladed article"), none.clone()).judged("23:10").verdict(LIMB), Some(Verdict::Breach));
    assert_eq!(b(asked("robbery"), none.clone()).judged("23:10").verdict(LIMB), Some(Verdict::Query));
    assert_eq!(b(asked("something unheard of"), none.clone()).judged("23:10").verdict(LIMB), Some(Verdict::Query));
    assert!(b(asked_both("bladed article"), none).judged("23:10").all(LIMB).is_empty(), "argued in the request");
}

#[test]
fn a_reason_no_limb_allows_beside_one_that_does_is_asked_about() {
    let stray = |reasons: Value| a(reasons, json!({})).judged("23:10");
    assert_eq!(stray(json!(["roads_closed", "behaviour"])).verdict("certificate.stray-reason"), Some(Verdict::Query));
    assert!(stray(json!(["roads_closed"])).all("certificate.stray-reason").is_empty());
    assert!(stray(json!(["behaviour"])).all("certificate.stray-reason").is_empty(), "that is the limb's own finding");
    let b_stray = |reasons: Value| b(asked_both("robbery"), json!({ "reasons": reasons })).judged("23:10");
    assert_eq!(
        b_stray(json!(["named_threat", "absconding"])).verdict("certificate.stray-reason"),
        Some(Verdict::Query)
    );
    assert!(b_stray(json!(["named_threat", "no_secure_bed"])).all("certificate.stray-reason").is_empty());
}

#[rstest]
#[case("witness_interference")]
#[case("weapon_carried")]
#[case("violent_in_custody")]
#[case("authority_says_risky")]
fn a_reason_that_needs_more_facts_can_count_beside_a_stray_one_only_where_harm_is_told(#[case] reason: &str) {
    let record = |risk: Value, note: Value| {
        let secure = json!({ "reasons": [reason], "risk": risk, "note": note });
        let asked = refused("robbery").ask("22:20", "secure", secure).said("22:40", "refuse_no_bed", json!({}));
        b(asked, json!({ "reasons": [reason, "absconding"], "why_not_alternative": null })).judged("23:10")
    };
    let bare = record(json!({}), Value::Null);
    assert_eq!(bare.verdict("accommodation.secure-unsupported"), Some(Verdict::Breach));
    assert!(bare.all("certificate.stray-reason").is_empty(), "neither reason counts: nothing stands beside a good one");
    for told in [record(json!({ "who": "Kai Moss" }), Value::Null), record(json!({}), json!("said he'd stab him"))] {
        assert_eq!(told.verdict("accommodation.secure-unsupported"), Some(Verdict::Query));
        assert_eq!(told.whole("certificate.stray-reason"), ["query 23:00; on 5; statute; custody_officer"]);
    }
}

#[test]
fn beside_limb_a_a_reason_of_limb_b_is_said_not_to_stop_a_move_and_never_to_be_allowed_by_no_limb() {
    let seen = a(json!(["roads_closed", "witness_interference"]), json!({})).judged("23:10");
    let message = &seen.one("certificate.stray-reason").unwrap().message;
    assert!(message.contains("can't make a move impracticable") && !message.contains("no limb"), "{message}");
    let seen = b(asked_both("robbery"), json!({ "reasons": ["named_threat", "absconding"] })).judged("23:10");
    assert!(seen.one("certificate.stray-reason").unwrap().message.contains("no limb of s.38(6) allows"));
}

#[test]
fn where_no_reason_can_make_a_move_impracticable_that_is_one_finding_of_the_limb() {
    for reasons in [json!(["named_threat", "behaviour"]), json!(["behaviour"])] {
        let seen = a(reasons, json!({ "why_not_alternative": "his brothers live there" })).judged("23:10");
        assert_eq!(seen.verdict(LIMB), Some(Verdict::Breach));
        assert!(seen.all("certificate.stray-reason").is_empty());
    }
}

#[test]
fn what_the_court_needs_is_a_shortfall_and_what_practice_records_a_question() {
    assert!(a(json!(["weather"]), json!({})).judged("23:10").all("certificate.incomplete").is_empty());
    let bare = refused("theft")
        .at("23:00", "certificate_issued", with("impracticable", json!({ "reasons": ["weather"] })))
        .judged("23:10");
    assert_eq!(bare.verdict("certificate.incomplete"), Some(Verdict::Shortfall));
    let why = b(asked_both("robbery"), json!({ "why_not_alternative": null })).judged("23:10");
    assert_eq!(why.verdict("certificate.incomplete"), Some(Verdict::Shortfall));
    for field in ["aa_told", "child_views", "inspector_told"] {
        let mut fields = with("impracticable", json!({ "reasons": ["weather"], "circumstances": "snow on the A4" }));
        fields.as_object_mut().unwrap().remove(field);
        let seen = refused("theft").at("23:00", "certificate_issued", fields).judged("23:10");
        assert_eq!(seen.verdict("certificate.incomplete"), Some(Verdict::Query), "{field}");
        assert_eq!(seen.one("certificate.incomplete").unwrap().via, ["AC40"]);
    }
    let told_no = a(json!(["weather"]), json!({ "aa_told": false, "inspector_told": false })).judged("23:10");
    assert!(told_no.all("certificate.incomplete").is_empty(), "false is recorded");
}

#[test]
fn a_certificate_where_s38_6_doesnt_apply_is_asked_about() {
    let uncharged =
        given().authorised("12:00").at("20:00", "certificate_issued", with("impracticable", json!({}))).judged("21:00");
    assert_eq!(uncharged.verdict("certificate.not-needed"), Some(Verdict::Query));
    assert!(uncharged.all("certificate.incomplete").is_empty());
    let breach = given().at("02:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("03:00").at(
        "04:00",
        "certificate_issued",
        with("impracticable", json!({})),
    );
    assert_eq!(breach.judged("10:00").verdict("certificate.not-needed"), Some(Verdict::Query));
    assert!(a(json!(["weather"]), json!({})).judged("23:10").all("certificate.not-needed").is_empty());
    let adult = a(json!(["weather"]), json!({})).child(json!({ "date_of_birth": "2008-01-01" })).judged("23:10");
    assert!(adult.all("certificate.not-needed").is_empty(), "nothing arises from the 18th birthday on");
}

#[test]
fn an_answer_about_secure_shows_that_it_was_asked_for() {
    let limb = |given: Given| {
        let certificate = json!({ "limb": "secure_unavailable", "reasons": ["named_threat"],
            "why_not_alternative": "every open home lies within a mile of the boy he named" });
        given.at("+1 07:00", "certificate_issued", certificate).judged("+1 07:10").verdict("certificate.limb")
    };
    let refusal = json!({ "to": "secure" });
    let asked = |sort: &str| refused("robbery").ask("22:20", sort, json!({}));
    assert_eq!(limb(asked("not_recorded").said("22:40", "refuse_no_bed", refusal.clone())), None);
    assert_eq!(limb(asked("alternative").said("22:40", "refuse_no_bed", refusal)), None);
    assert_eq!(limb(asked("not_recorded")), Some(Verdict::Query));
    assert_eq!(limb(asked("alternative")), Some(Verdict::Breach));
}

#[test]
fn a_certificate_signed_before_the_charge_is_none_for_the_court() {
    let signed = |at: &str| {
        given()
            .authorised("18:00")
            .at(at, "certificate_issued", json!({ "limb": "impracticable", "reasons": ["roads_closed"] }))
            .at("22:00", "charged", json!({ "offences": ["theft"] }))
            .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
            .at("+1 09:00", "to_court", json!({}))
            .judged("+1 09:30")
            .verdict("certificate.missing")
    };
    assert_eq!(signed("21:59"), Some(Verdict::Breach));
    assert_eq!(signed("22:00"), None);
}

#[test]
fn a_secure_place_is_to_be_had_until_it_is_withdrawn() {
    let offered_when_signed = |withdrawn: &str| {
        let asked = refused("robbery").ask("22:20", "secure", json!({ "risk": four() }));
        let offered = asked.said("22:40", "accept_secure", json!({})).said(withdrawn, "withdrawn", json!({}));
        let seen = b(offered, json!({})).judged("23:30");
        seen.all(LIMB).iter().any(|found| found.message.contains("a secure place was offered at"))
    };
    assert!(offered_when_signed("23:01"));
    assert!(!offered_when_signed("23:00"));
    assert!(!offered_when_signed("22:50"));
}
