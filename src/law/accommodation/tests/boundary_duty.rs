//! The boundary cases of the duty to move, each a sentence of law; numbered as in the reference on accommodation.

use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, charged, four, refused};
use crate::law::Outcome::{self, NeedsReason, NotApplicable, NotSupported, Supported};
use crate::law::testing::{Given, given, instant};

const REQUEST: &str = "accommodation.request";
const FAILED: &str = "accommodation.authority-failed";
const OFFERED: &str = "accommodation.offered-not-moved";

fn answered(record: &Given, now: &str) -> (Outcome, &'static str, Vec<&'static str>) {
    let seen = record.judged(now).0.accommodation;
    (seen.outcome, seen.rule, seen.fired)
}

fn asked() -> Given {
    refused("theft").ask("22:20", "alternative", json!({}))
}

/// Charged and refused bail at those times, arrested before.
fn refused_at(charge: &str, refusal: &str) -> Given {
    given().authorised("07:00").at(charge, "charged", json!({ "offences": ["theft"] })).at(
        refusal,
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"] }),
    )
}

fn certificate(reasons: Value, more: Value) -> Value {
    let mut fields = json!({ "limb": "impracticable", "reasons": reasons, "circumstances": "as logged since 01:00" });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields
}

#[test]
fn b6_at_17_and_364_days_the_duty_stands_until_midnight_and_no_longer() {
    let record = refused("robbery").child(json!({ "date_of_birth": "2008-11-11" }));
    assert_eq!(answered(&record, "23:59:59"), (NotSupported, "AC14", vec!["AC14"]));
    assert_eq!(record.judged("23:59:59").owed(REQUEST), ["overdue; due 22:40; custody_officer"]);
    assert_eq!(answered(&record, "+1 00:00"), (NotApplicable, "AC07", vec!["AC07"]));
}

#[rstest]
#[case::b7_says_18_and_looks_15_is_a_child(json!({ "age": 18, "apparent_age": 15, "age_basis": "stated" }), "AC13")]
#[case::b7_says_18_and_looks_18_is_not(json!({ "age": 18, "apparent_age": 18, "age_basis": "stated" }), "AC07")]
fn b7_looks(#[case] known: Value, #[case] row: &str) {
    let record = asked().child(json!({ "date_of_birth": null })).child(known);
    assert_eq!(answered(&record, "22:30").1, row);
}

#[test]
fn b19_no_car_is_no_circumstance_and_a_court_by_then_near_needs_the_times() {
    let offered = asked().said("+1 01:00", "accept_alternative", json!({}));
    let no_car = offered.at("+1 01:10", "certificate_issued", certificate(json!(["no_transport"]), json!({})));
    assert_eq!(answered(&no_car, "+1 02:00").1, "AC32");
    let found = "breach +1 01:10; on 5; statute; custody_officer";
    assert_eq!(no_car.judged("+1 02:00").whole("certificate.limb"), [found]);
    let near = no_car.at("+1 08:00", "certificate_issued", certificate(json!(["court_near"]), json!({})));
    let (outcome, _, fired) = answered(&near, "+1 08:10");
    assert_eq!(outcome, NeedsReason);
    assert!(fired.contains(&"AC34") && !fired.contains(&"AC32"), "{fired:?}");
}

#[rstest]
#[case::b20_without_journey_and_court_times_it_needs_a_reason(json!({}), NeedsReason, true)]
#[case::b20_with_them_the_limb_is_open(json!({ "journey_and_court_times": true }), Supported, false)]
fn b20_a_court_in_two_hours(#[case] more: Value, #[case] outcome: Outcome, #[case] fires: bool) {
    let told = json!({ "aa_told": true, "child_views": "nothing", "inspector_told": true });
    let mut fields = certificate(json!(["court_near"]), told);
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let record = refused_at("08:00", "08:05").ask("08:10", "alternative", json!({}));
    let record = record.at("08:20", "certificate_issued", fields);
    let (got, _, fired) = answered(&record, "08:30");
    assert_eq!((got, fired.contains(&"AC34")), (outcome, fires));
}

#[test]
fn b21_charged_in_the_morning_with_court_in_the_afternoon_the_duty_applies() {
    let record = refused_at("09:00", "09:10").at("09:10", "court_sitting", json!({ "at_time": "14:00" }));
    assert_eq!(record.judged("09:15").owed(REQUEST), ["due_soon; due 09:40; custody_officer"]);
    assert_eq!(answered(&record, "09:15").1, "AC14");
    let offered = record.ask("09:20", "alternative", json!({})).said("09:30", "accept_alternative", json!({}));
    assert_eq!(answered(&offered, "11:30").0, Supported);
    assert_eq!(answered(&offered, "11:30:01"), (NeedsReason, "AC36", vec!["AC13", "AC36"]));
}

#[test]
fn b22_charged_on_a_saturday_night_with_court_on_monday_nothing_waits_for_sunday() {
    let record = given()
        .authorised("+4 18:00")
        .at("+4 23:00", "charged", json!({ "offences": ["theft"] }))
        .at("+4 23:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
        .at("+4 23:12", "court_sitting", json!({ "at_time": "+6 10:00" }));
    assert_eq!(record.judged("+4 23:30").owed(REQUEST), ["due_soon; due +4 23:40; custody_officer"]);
    assert_eq!(answered(&record, "+4 23:30").2, ["AC14", "AC41"]);
    let reviewed = record.ask("+4 23:20", "alternative", json!({})).at("+5 03:00", "review", json!({}));
    assert!(answered(&reviewed, "+5 03:10").2.contains(&"AC37"));
    assert_eq!(
        reviewed.judged("+5 03:10").whole("accommodation.re-decide"),
        ["query +5 03:00; on 5; statute; custody_officer"]
    );
}

#[test]
fn b23_charged_before_midnight_the_time_to_ask_runs_from_the_refusal_of_bail() {
    let charged = given().authorised("20:00").at("23:50", "charged", json!({ "offences": ["theft"] }));
    let record = charged.at("+1 00:20", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(record.judged("+1 00:30").owed(REQUEST), ["due_soon; due +1 00:50; custody_officer"]);
    let late =
        |at: &str| record.clone().ask(at, "alternative", json!({})).judged("+1 08:00").whole("accommodation.late");
    assert_eq!(late("+1 01:20"), [""; 0]);
    assert_eq!(late("+1 01:21"), ["shortfall +1 01:20; due +1 00:50; 61 min; on 2 3; statute; custody_officer"]);
    assert_eq!(record.judged("+1 08:00").0.overnight_minutes, 480, "the night counts from midnight, charged or not");
}

#[test]
fn b24_a_parent_who_wont_have_the_child_home_is_no_ground_and_own_interests_needs_its_danger() {
    let on = |grounds: Value| charged("theft").at("22:10", "bail_refused", json!({ "grounds": grounds }));
    let nowhere = on(json!(["nowhere_to_go"]));
    assert_eq!(answered(&nowhere, "22:15").2, ["AC10", "AC14"]);
    assert_eq!(nowhere.judged("22:15").whole("bail.no-ground"), ["breach 22:10; on 2; statute; custody_officer"]);
    let own = on(json!(["nowhere_to_go", "own_interests"])).ask("22:12", "alternative", json!({}));
    assert_eq!(answered(&own, "22:15"), (NeedsReason, "AC11", vec!["AC11", "AC13"]));
    assert!(own.judged("22:15").all("bail.no-ground").is_empty());
}

#[test]
fn b25_a_child_who_asks_to_stay_in_the_cell_is_owed_the_move_all_the_same() {
    let wish = json!({ "child_said": "I'd rather stop here" });
    let record = refused("theft").ask("22:20", "alternative", wish).said("22:30", "accept_alternative", json!({}));
    let found = "breach +1 00:30; due +1 00:30; on 4; statute; custody_officer";
    assert_eq!(record.judged("+1 00:31").whole(OFFERED), [found]);
    let certified = record.at("22:40", "certificate_issued", certificate(json!(["child_prefers_cell"]), json!({})));
    assert_eq!(certified.judged("22:45").whole("certificate.limb"), ["breach 22:40; on 5; statute; custody_officer"]);
    assert_eq!(
        certified.judged("22:45").whole(OFFERED),
        ["breach 22:40; due +1 00:30; on 4 5; statute; custody_officer"]
    );
}

#[test]
fn b26_the_home_authority_refuses_and_the_local_one_is_silent_each_has_failed() {
    let record = refused("theft")
        .ask("22:20", "alternative", json!({ "authority": "Cumberland", "basis": "residence" }))
        .said("22:30", "refuse_not_ours", json!({ "authority": "Cumberland" }))
        .ask("22:35", "alternative", json!({ "authority": "Bristol", "basis": "station_area" }));
    let silent = "breach +1 00:35; on 5; statute; authority";
    assert_eq!(record.judged("+1 00:36").whole(FAILED), ["breach 22:30; on 3 4; statute; authority", silent]);
    assert_eq!(answered(&record, "+1 00:36").2, ["AC13", "AC28", "AC29", "AC30", "AC44"]);
    let ladder = record.judged("+1 00:36");
    assert!(ladder.duties("accommodation.escalate")[1].message.contains("superintendent"));
}

#[rstest]
#[case::english("Bristol")]
#[case::welsh("Cardiff")]
fn b27_an_authority_of_either_country_owes_the_same_and_both_duties_are_cited(#[case] authority: &str) {
    let record = refused("theft").ask("22:20", "alternative", json!({ "authority": authority }));
    let seen = record.said("22:40", "refuse_no_bed", json!({})).judged("22:50");
    assert_eq!(seen.whole(FAILED), ["breach 22:40; on 3 4; statute; authority"]);
    let cites = &seen.one(FAILED).unwrap().cites;
    assert!(
        cites.iter().any(|cite| cite.contains("s.21(2)(b)")) && cites.iter().any(|cite| cite.contains("s.77(2)(b)"))
    );
}

#[test]
fn b28_only_secure_and_none_free_said_to_a_request_for_alternative_is_a_refusal_and_no_certificate_ground() {
    let words = json!({ "words": "only secure, none free, so no" });
    let record = asked().said("22:40", "refuse_no_bed", words);
    assert_eq!(answered(&record, "22:50").2, ["AC13", "AC28", "AC44"]);
    let certified = record.at("22:55", "certificate_issued", certificate(json!(["no_bed"]), json!({})));
    assert_eq!(certified.judged("23:00").whole("certificate.limb"), ["breach 22:55; on 5; statute; custody_officer"]);
}

#[test]
fn b29_a_place_withdrawn_is_the_authoritys_and_the_asking_begins_again() {
    let record = asked().said("+1 01:00", "accept_alternative", json!({})).said("+1 02:30", "withdrawn", json!({}));
    let seen = record.judged("+1 05:00");
    assert_eq!(seen.whole(FAILED), ["breach +1 02:30; on 3 5; statute; authority"]);
    assert_eq!(seen.whole(OFFERED), [""; 0], "withdrawn within the two hours");
    let ladder = "shortfall +1 04:30; due +1 04:30; 150 min; on 5; policy; custody_officer";
    assert!(
        seen.whole("accommodation.escalate").contains(&ladder.to_owned()),
        "{:#?}",
        seen.whole("accommodation.escalate")
    );
    let again = record.ask("+1 02:40", "alternative", json!({}));
    assert!(again.judged("+1 05:00").owed("accommodation.re-decide").iter().any(|duty| duty.contains("done +1 02:40")));
}

#[test]
fn b30_arrested_on_a_saturday_for_breach_of_court_bail_the_duty_to_move_doesnt_run() {
    let record = given().at("+4 02:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("+4 02:30");
    let seen = record.judged("+4 09:00");
    assert_eq!(answered(&record, "+4 09:00"), (NotApplicable, "AC02", vec!["AC02"]));
    assert_eq!(seen.0.clocks.route_limit, Some(instant("+6 02:00")), "Sunday isn't counted");
    assert!(!seen.speaks(REQUEST));
}

#[test]
fn b31_a_new_charge_beside_a_breach_of_bail_has_the_duty_to_move_and_the_breach_its_own_limit() {
    let record = given().at("02:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("02:30").at(
        "04:00",
        "charged",
        json!({ "offences": ["theft"] }),
    );
    assert_eq!(answered(&record, "05:00").1, "AC02", "no bail decision on the new charge yet");
    let refused = record.at("04:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(answered(&refused, "04:20").1, "AC14");
    let seen = refused.judged("04:20");
    assert_eq!(seen.owed(REQUEST), ["due_soon; due 04:40; custody_officer"]);
    assert_eq!(seen.0.clocks.route_limit, Some(instant("+1 02:00")));
}

#[test]
fn b32_a_child_who_was_moved_and_ran_needs_no_certificate() {
    let moved = asked().at("+1 03:00", "moved_to_authority", json!({ "to": "alternative", "received_by": "Jo Rees" }));
    let record = moved.at("+1 05:00", "note", json!({ "text": "authority reports him missing" }));
    let record = record.at("+1 09:00", "to_court", json!({}));
    assert!(!record.judged("+1 10:00").speaks("certificate.missing"));
    assert_eq!(answered(&record, "+1 10:00"), (Supported, "AC38", vec!["AC38"]));
    let stayed = asked().at("+1 09:00", "to_court", json!({})).judged("+1 10:00");
    assert_eq!(stayed.whole("certificate.missing"), ["breach +1 09:00; on 4; statute; custody_officer"]);
}

#[test]
fn b33_and_b34_a_charge_added_or_changed_calls_for_a_fresh_decision() {
    let changed = |first: &str, then: &str| {
        refused(first)
            .ask("22:20", "secure", json!({ "risk": four() }))
            .at("23:00", "certificate_issued", json!({ "limb": "secure_unavailable" }))
            .at("+1 04:00", "charged", json!({ "offences": [then] }))
    };
    let new = changed("theft", "robbery");
    assert!(new.judged("+1 04:10").owed("accommodation.re-decide").iter().any(|duty| duty == "open; custody_officer"));
    let found = "shortfall +1 05:00; due +1 05:00; on 5 6; statute; custody_officer";
    for record in [new.clone(), changed("s20 GBH", "common assault")] {
        let seen = record.at("+1 05:00", "review", json!({})).judged("+1 05:10");
        assert_eq!(seen.whole("accommodation.re-decide"), [found]);
        assert_eq!(seen.one("accommodation.re-decide").unwrap().via, ["AC37"]);
    }
    let fresh = new.ask("+1 04:20", "secure", json!({ "risk": four() }));
    let (_, _, fired) = answered(&fresh, "+1 04:30");
    assert!(fired.contains(&"AC24"), "the charge added makes the four answers enough: {fired:?}");
    let again = fresh.at("+1 05:00", "review", json!({ "accommodation_considered": true })).judged("+1 05:10");
    assert!(again.all("accommodation.re-decide").is_empty());
}

#[test]
fn b35_an_early_notice_is_no_request() {
    let noticed = |at: &str| {
        let notice = json!({ "authority": "Bristol", "contact": "Jo Rees" });
        given()
            .authorised("18:00")
            .at(at, "accommodation_notice", notice)
            .at("22:00", "charged", json!({ "offences": ["theft"] }))
            .at("22:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
    };
    for at in ["20:00", "22:15"] {
        assert_eq!(answered(&noticed(at), "22:30").2, ["AC14"]);
        assert_eq!(noticed(at).judged("22:30").owed(REQUEST), ["due_soon; due 22:40; custody_officer"]);
    }
}

#[test]
fn b36_two_authorities_asked_at_once_are_two_requests_of_one_child() {
    let record = refused("theft").ask("22:20", "alternative", json!({ "authority": "Bristol" })).ask(
        "22:20",
        "alternative",
        json!({ "authority": "Bath" }),
    );
    assert_eq!(answered(&record, "22:30"), (Supported, "AC13", vec!["AC13"]));
    let seen = record.judged("+1 00:21");
    assert_eq!(seen.owed(REQUEST), ["done; due 22:40; done 22:20; custody_officer"], "one duty");
    let found = ["breach +1 00:20; on 3; statute; authority", "breach +1 00:20; on 4; statute; authority"];
    assert_eq!(seen.whole(FAILED), found, "each authority answers for itself");
}

#[rstest]
#[case::sixty_minutes_by_the_sun("2026-10-25T01:30:00+00:00", 0)]
#[case::sixty_one_minutes_by_the_sun("2026-10-25T01:31:00+00:00", 1)]
fn b37_on_the_night_the_clocks_go_back_the_hour_to_ask_is_elapsed_time(#[case] asked: &str, #[case] found: usize) {
    let record = given()
        .at("2026-10-24T20:00:00+01:00", "detention_authorised", json!({ "grounds": "interview" }))
        .at("2026-10-25T01:20:00+01:00", "charged", json!({ "offences": ["theft"] }))
        .at("2026-10-25T01:30:00+01:00", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
        .ask(asked, "alternative", json!({}));
    assert_eq!(record.judged("2026-10-25T08:00:00+00:00").all("accommodation.late").len(), found);
}
