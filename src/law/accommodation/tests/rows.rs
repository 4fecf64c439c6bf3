//! Every row of the threshold test: a record on which it applies, with what it answers, and one beside it on which it doesn't.
//!
//! AC43 (the officer decides otherwise than the test) has no field in a case file: the request itself is the decision, and its
//! reasons stand in the request.

use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, charged, four, refused};
use crate::law::accommodation::rows;
use crate::law::testing::{Given, given, instant};
use crate::law::{Facts, Outcome, Policy, Suite};

const NA: Option<Outcome> = Some(Outcome::NotApplicable);
const NS: Option<Outcome> = Some(Outcome::NotSupported);
const NR: Option<Outcome> = Some(Outcome::NeedsReason);
const S: Option<Outcome> = Some(Outcome::Supported);
/// A row that only prompts or flags.
const PROMPT: Option<Outcome> = None;

fn row(record: &Given, now: &str, id: &str) -> Option<Option<Outcome>> {
    let record = record.record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant(now));
    let outcomes: Vec<_> = rows(&facts).into_iter().filter(|row| row.id == id).map(|row| row.outcome).collect();
    assert!(outcomes.len() < 2, "{id} twice");
    outcomes.first().copied()
}

fn held_for(route: &str) -> Given {
    given().at("17:30", "arrested", json!({ "for": route })).authorised("18:00")
}

fn charged_for(route: &str) -> Given {
    held_for(route).at("22:00", "charged", json!({ "offences": ["theft"] })).at(
        "22:10",
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"] }),
    )
}

fn on(grounds: Value) -> Given {
    charged("robbery").at("22:10", "bail_refused", json!({ "grounds": grounds }))
}

fn asked() -> Given {
    refused("theft").ask("22:20", "alternative", json!({}))
}

fn secure(offence: &str, risk: Value) -> Given {
    refused(offence).ask("22:20", "secure", json!({ "risk": risk }))
}

fn born(date: &str) -> Given {
    secure("robbery", four()).child(json!({ "date_of_birth": date }))
}

fn reasons(codes: Value) -> Given {
    refused("robbery").ask("22:20", "secure", json!({ "reasons": codes }))
}

fn certified(limb: &str, codes: Value) -> Given {
    let fields = json!({ "limb": limb, "reasons": codes, "circumstances": "A4 shut at Keynsham since 21:00" });
    asked().at("22:50", "certificate_issued", fields)
}

fn whole_certificate() -> Given {
    let fields = json!({ "limb": "impracticable", "reasons": ["weather"], "circumstances": "snow on the A4",
        "aa_told": true, "child_views": "nothing", "inspector_told": true });
    asked().at("22:50", "certificate_issued", fields)
}

fn alternative_offered() -> Given {
    asked().said("22:30", "accept_alternative", json!({}))
}

fn secure_refused() -> Given {
    secure("robbery", four()).said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
}

fn several(offences: Value) -> Given {
    given()
        .authorised("18:00")
        .at("22:00", "charged", json!({ "offences": offences }))
        .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .ask("22:20", "secure", json!({ "risk": four() }))
}

fn disputed(by: &str) -> Given {
    charged("theft").at("22:10", "bail_refused", json!({ "grounds": ["fail_to_appear"], "disputed": by }))
}

fn sitting(time: &str) -> Given {
    asked().at("22:30", "court_sitting", json!({ "at_time": time }))
}

#[rstest]
#[case::ac01_not_charged("AC01", NA, given().authorised("18:00"), charged("theft"))]
#[case::ac02_breach_of_court_bail("AC02", NA, held_for("court_bail_breach"), charged_for("court_bail_breach"))]
#[case::ac03_warrant_without_a_charge("AC03", NA, held_for("warrant"), charged_for("warrant"))]
#[case::ac03_warrant_backed_for_bail("AC03", NA, held_for("warrant_backed_for_bail"), held_for("injunction"))]
#[case::ac04_injunction("AC04", NA, held_for("injunction"), held_for("warrant"))]
#[case::ac05_recall("AC05", NA, held_for("recall"), held_for("offence"))]
#[case::ac06_terrorism_before_charge("AC06", NA, held_for("terrorism"), held_for("offence"))]
#[case::ac06_terrorism_after_charge("AC06", NR, charged_for("terrorism"), charged_for("offence"))]
#[case::ac07_eighteen("AC07", NA, asked().child(json!({ "date_of_birth": "2008-11-10" })), asked().child(json!({ "date_of_birth": "2008-11-12" })))]
#[case::ac08_age_unknown_and_looks_a_child("AC08", PROMPT, asked().child(json!({ "date_of_birth": null, "apparent_age": 15 })), asked())]
#[case::ac09_no_ground("AC09", NS, on(json!([])), on(json!(["interference"])))]
#[case::ac10_only_nowhere_to_go("AC10", NS, on(json!(["nowhere_to_go"])), on(json!(["nowhere_to_go", "interference"])))]
#[case::ac11_own_interests_and_no_danger("AC11", NR, on(json!(["own_interests"])), on(json!(["interference"])))]
#[case::ac12_only_a_drug_sample("AC12", NR, on(json!(["drug_sample"])), on(json!(["drug_sample", "interference"])))]
#[case::ac13_alternative_asked_for("AC13", S, asked(), secure("robbery", four()))]
#[case::ac14_nothing_asked_for("AC14", NS, refused("theft"), asked())]
#[case::ac15_asked_past_the_hour("AC15", NR, refused("theft").ask("23:10:01", "alternative", json!({})), refused("theft").ask("23:10", "alternative", json!({})))]
#[case::ac16_secure_under_12("AC16", NS, born("2014-11-11"), born("2014-11-10"))]
#[case::ac17_secure_at_12("AC17", NR, born("2014-11-10"), born("2013-11-10"))]
#[case::ac17_secure_the_day_before_13("AC17", NR, born("2013-11-11"), born("2014-11-11"))]
#[case::ac18_specified_and_four_answers("AC18", S, secure("robbery", four()), secure("theft", four()))]
#[case::ac19_specified_and_answers_missing("AC19", NR, secure("robbery", json!({})), secure("robbery", four()))]
#[case::ac19_specified_and_no_harm_to_come("AC19", NS, secure("affray", json!({ "who": "nobody", "what": "nothing" })), secure("theft", json!({ "who": "nobody" })))]
#[case::ac20_only_reasons_that_cant_count("AC20", NS, reasons(json!(["absconding"])), reasons(json!(["absconding", "named_threat"])))]
#[case::ac21_not_specified_and_four_answers("AC21", NR, secure("bladed article", four()), secure("robbery", four()))]
#[case::ac22_not_specified_and_answers_missing("AC22", NS, secure("bladed article", json!({})), secure("bladed article", four()))]
#[case::ac23_charge_not_on_the_list("AC23", NR, secure("something unheard of", four()), secure("theft", four()))]
#[case::ac24_one_specified_of_several("AC24", S, several(json!(["theft", "robbery"])), several(json!(["robbery"])))]
#[case::ac25_secure_refused_and_alternative_offered("AC25", NR, secure_refused().said("22:41", "accept_alternative", json!({})), secure_refused())]
#[case::ac26_secure_refused_and_alternative_never_asked("AC26", NS, reasons(json!(["named_threat"])).said("22:40", "refuse_no_bed", json!({})), secure_refused())]
#[case::ac27_limb_b_without_its_three("AC27", NS, certified("secure_unavailable", json!([])), certified("impracticable", json!(["weather"])))]
#[case::ac28_alternative_refused("AC28", NR, asked().said("22:30", "refuse_no_bed", json!({})), asked().said("22:30", "conditional", json!({})))]
#[case::ac30_not_our_child("AC30", NR, asked().said("22:30", "refuse_not_ours", json!({})), asked().said("22:30", "refuse_no_bed", json!({})))]
#[case::ac31_movement_impossible("AC31", S, certified("impracticable", json!(["roads_closed"])), certified("impracticable", json!(["court_near"])))]
#[case::ac32_no_transport("AC32", NS, certified("impracticable", json!(["no_transport"])), certified("impracticable", json!(["no_transport", "weather"])))]
#[case::ac33_behaviour("AC33", NS, certified("impracticable", json!(["behaviour"])), certified("impracticable", json!(["no_transport"])))]
#[case::ac34_court_near_without_times("AC34", NR, certified("impracticable", json!(["court_near"])), certified("impracticable", json!(["weather"])))]
#[case::ac35_unfit("AC35", NR, certified("impracticable", json!(["unfit"])), certified("impracticable", json!(["weather"])))]
#[case::ac35_hospital("AC35", NR, certified("impracticable", json!(["hospital"])), certified("secure_unavailable", json!(["hospital"])))]
#[case::ac37_reviewed_after_charge("AC37", NR, asked().at("22:50", "review", json!({})), asked().at("22:50", "review", json!({ "accommodation_considered": true })))]
#[case::ac37_asked_again_after_the_review("AC37", NR, asked().at("22:40", "review", json!({})), asked().at("22:40", "review", json!({})).ask("22:50", "alternative", json!({})))]
#[case::ac38_moved("AC38", S, asked().at("22:50", "moved_to_authority", json!({ "to": "alternative" })), asked())]
#[case::ac39_to_court_without_a_certificate("AC39", NS, asked().at("22:55", "to_court", json!({})), whole_certificate().at("22:55", "to_court", json!({})))]
#[case::ac40_a_thin_certificate("AC40", NR, certified("impracticable", json!(["weather"])), whole_certificate())]
#[case::ac41_no_court_on_the_day_or_the_next("AC41", PROMPT, sitting("+2 10:00"), sitting("+1 10:00"))]
#[case::ac42_a_higher_rank_disagrees(
    "AC42",
    PROMPT,
    disputed("the inspector says bail"),
    disputed("the solicitor says bail")
)]
#[case::ac44_the_authority_failed("AC44", PROMPT, asked().said("22:30", "refuse_no_bed", json!({})), alternative_offered())]
#[case::ac45_ethnicity_blank("AC45", PROMPT, asked().child(json!({ "ethnicity": null })), asked().child(json!({ "ethnicity": "not_stated" })))]
#[case::ac45_authority_blank("AC45", PROMPT, refused("theft").child(json!({ "home_authority": null })), asked().child(json!({ "home_authority": null })))]
fn by_eleven_at_night(
    #[case] id: &str,
    #[case] outcome: Option<Outcome>,
    #[case] applies: Given,
    #[case] beside: Given,
) {
    assert_eq!(row(&applies, "23:15", id), Some(outcome), "{id} applies");
    assert_eq!(row(&beside, "23:15", id), None, "{id} doesn't apply beside it");
}

#[rstest]
#[case::ac29_alternative_unanswered_past_two_hours("AC29", asked(), "+1 00:20", "+1 00:20:01")]
#[case::ac29_secure_unanswered_past_two_hours("AC29", secure("robbery", four()), "+1 00:20", "+1 00:20:01")]
#[case::ac36_offered_and_still_here_past_two_hours("AC36", alternative_offered(), "+1 00:30", "+1 00:30:01")]
fn a_row_with_a_limit_applies_past_it(#[case] id: &str, #[case] record: Given, #[case] at: &str, #[case] past: &str) {
    assert_eq!((row(&record, at, id), row(&record, past, id)), (None, Some(NR)));
}

#[rstest]
#[case::ac36_an_eta_moves_the_limit(json!({ "eta": "+1 01:00" }), "+1 03:00", "+1 03:00:01")]
#[case::ac36_an_eta_before_the_offer_doesnt(json!({ "eta": "22:00" }), "+1 00:30", "+1 00:30:01")]
fn the_time_to_move_runs_from_the_later_of_offer_and_eta(#[case] offer: Value, #[case] at: &str, #[case] past: &str) {
    let record = asked().said("22:30", "accept_alternative", offer);
    assert_eq!((row(&record, at, "AC36"), row(&record, past, "AC36")), (None, Some(NR)));
    assert!(record.judged(at).all("accommodation.offered-not-moved").is_empty());
    let found = record.judged(past).whole("accommodation.offered-not-moved");
    assert_eq!(found, [format!("breach {at}; due {at}; on 4; statute; custody_officer")]);
}

#[rstest]
#[case::charged_before_midnight_and_refused_after("23:50", "+1 00:20", "+2 10:00", true)]
#[case::both_after_midnight("+1 00:05", "+1 00:20", "+2 10:00", false)]
#[case::a_sitting_on_the_day_before_bail_was_refused("09:00", "11:00", "10:00", false)]
fn the_day_of_the_charge_decides_whether_a_court_must_be_arranged(
    #[case] charge: &str,
    #[case] refusal: &str,
    #[case] first: &str,
    #[case] applies: bool,
) {
    let record = given()
        .authorised("08:00")
        .at(charge, "charged", json!({ "offences": ["theft"] }))
        .at(charge, "court_sitting", json!({ "at_time": first }))
        .at(charge, "court_sitting", json!({ "at_time": "+3 10:00" }))
        .at(refusal, "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    assert_eq!(row(&record, "+1 00:30", "AC41"), applies.then_some(PROMPT));
}

#[rstest]
#[case::the_day_after("+0 22:00", "+2 10:00", "Wed 11 Nov")]
#[case::a_sunday_is_passed_over("+4 22:00", "+6 10:00", "Mon 16 Nov")]
fn a_court_is_arranged_not_later_than_the_day_after_sundays_passed_over(
    #[case] charge: &str,
    #[case] sits: &str,
    #[case] by: &str,
) {
    let record = given()
        .at("12:00", "arrived", json!({}))
        .at(charge, "charged", json!({ "offences": ["theft"] }))
        .at(charge, "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
        .at(charge, "court_sitting", json!({ "at_time": sits }));
    let record = record.record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("+5 00:00"));
    let told = rows(&facts).into_iter().find(|row| row.id == "AC41").unwrap().message;
    assert!(told.contains(&format!("not later than {by}")), "{told}");
}

#[test]
fn christmas_day_and_good_friday_are_passed_over_too() {
    let by = |charge: &str, sits: &str| {
        let record = given()
            .at(charge, "detention_authorised", json!({ "grounds": "interview" }))
            .at(charge, "charged", json!({ "offences": ["theft"] }))
            .at(charge, "court_sitting", json!({ "at_time": sits }))
            .record();
        let (policy, suite) = (Policy::default(), Suite::default());
        let facts = Facts::gather(&record, &policy, &suite, instant(charge));
        rows(&facts).into_iter().find(|row| row.id == "AC41").unwrap().message
    };
    assert!(by("2026-12-24T20:00:00Z", "2026-12-28T10:00:00Z").contains("not later than Sat 26 Dec"));
    assert!(by("2026-04-02T20:00:00Z", "2026-04-07T10:00:00Z").contains("not later than Sat 4 Apr"));
}
