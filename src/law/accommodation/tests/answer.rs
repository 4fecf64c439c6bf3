use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, charged, four, refused};
use crate::law::assessment::AccommodationAnswer;
use crate::law::policy::Policy;
use crate::law::testing::{Given, given, instant};
use crate::law::{Facts, Outcome, Suite};

fn answered(record: &Given, now: &str) -> AccommodationAnswer {
    record.judged(now).0.accommodation
}

fn secure(offence: &str, fields: Value) -> AccommodationAnswer {
    answered(&refused(offence).ask("22:20", "secure", fields), "22:30")
}

#[rstest]
#[case("offence", "AC01")]
#[case("police_bail_breach", "AC01")]
#[case("court_bail_breach", "AC02")]
#[case("warrant", "AC03")]
#[case("warrant_backed_for_bail", "AC03")]
#[case("injunction", "AC04")]
#[case("recall", "AC05")]
#[case("remand_breach", "AC05")]
#[case("immigration", "AC05")]
#[case("mental_health_s136", "AC05")]
#[case("terrorism", "AC06")]
fn without_a_charge_the_route_says_why_it_doesnt_apply(#[case] route: &str, #[case] row: &str) {
    let record = given().at("01:00", "arrested", json!({ "for": route })).authorised("02:00");
    let seen = answered(&record, "03:00");
    assert_eq!((seen.outcome, seen.rule, seen.fired.as_slice()), (Outcome::NotApplicable, row, [row].as_slice()));
    assert!(!seen.message.is_empty());
}

#[test]
fn a_terrorism_arrest_charged_needs_advice_and_the_duty_is_treated_as_applying() {
    let record = given()
        .at("01:00", "arrested", json!({ "for": "terrorism" }))
        .authorised("02:00")
        .at("03:00", "charged", json!({ "offences": ["Collecting information useful to a terrorist"] }))
        .at("03:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .ask("03:20", "alternative", json!({}));
    let seen = answered(&record, "03:30");
    assert_eq!((seen.outcome, seen.rule), (Outcome::NeedsReason, "AC06"));
    assert_eq!(seen.fired, ["AC06", "AC13"]);
}

#[test]
fn eighteen_or_over_is_not_applicable_and_a_child_by_looks_is_a_child() {
    let adult = charged("robbery").child(json!({ "date_of_birth": "2008-11-10" }));
    assert_eq!(answered(&adult, "22:30").rule, "AC07");
    let midnight =
        refused("robbery").child(json!({ "date_of_birth": "2008-11-11" })).ask("22:20", "alternative", json!({}));
    assert_eq!(answered(&midnight, "23:59").rule, "AC13");
    assert_eq!(answered(&midnight, "+1 00:00").rule, "AC07");
    let looks = refused("robbery")
        .child(json!({ "date_of_birth": null, "age": 18, "apparent_age": 15, "age_basis": "stated" }))
        .ask("22:20", "alternative", json!({}));
    let seen = answered(&looks, "22:30");
    assert_eq!((seen.rule, seen.fired.as_slice()), ("AC13", ["AC08", "AC13"].as_slice()));
}

#[test]
fn bail_comes_before_the_rest() {
    let no_ground = charged("robbery").at("22:10", "bail_refused", json!({})).ask("22:20", "alternative", json!({}));
    let seen = answered(&no_ground, "22:30");
    assert_eq!((seen.outcome, seen.rule), (Outcome::NotSupported, "AC09"));
    let nowhere = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["nowhere_to_go"] })).ask(
        "22:20",
        "alternative",
        json!({}),
    );
    assert_eq!(answered(&nowhere, "22:30").rule, "AC10");
    let own = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["own_interests"] })).ask(
        "22:20",
        "alternative",
        json!({}),
    );
    assert_eq!((answered(&own, "22:30").outcome, answered(&own, "22:30").rule), (Outcome::NeedsReason, "AC11"));
    let sample = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["drug_sample"] })).ask(
        "22:20",
        "alternative",
        json!({}),
    );
    assert_eq!(answered(&sample, "22:30").rule, "AC12");
}

#[test]
fn alternative_is_the_right_ask_and_late_needs_a_reason() {
    let seen = answered(&refused("theft").ask("23:10", "alternative", json!({})), "23:11");
    assert_eq!((seen.outcome, seen.rule, seen.fired.as_slice()), (Outcome::Supported, "AC13", ["AC13"].as_slice()));
    let late = answered(&refused("theft").ask("23:10:01", "alternative", json!({})), "23:11");
    assert_eq!((late.outcome, late.fired.as_slice()), (Outcome::NeedsReason, ["AC13", "AC15"].as_slice()));
    let none = answered(&refused("theft"), "22:11");
    assert_eq!((none.outcome, none.rule), (Outcome::NotSupported, "AC14"));
    let undecided = answered(&charged("theft"), "22:11");
    assert_eq!((undecided.rule, undecided.fired.as_slice()), ("AC09", ["AC09"].as_slice()), "bail isn't refused yet");
}

#[test]
fn a_review_after_which_nobody_asked_again_is_told_and_one_in_the_same_minute_as_the_asking_isnt() {
    let fired = |at: &str| {
        let record = refused("theft").ask("22:20", "alternative", json!({})).at(at, "review", json!({}));
        answered(&record, "22:40").fired.contains(&"AC37")
    };
    assert!(!fired("22:19") && !fired("22:20") && fired("22:21"));
}

#[test]
fn silence_on_secure_past_the_limit_needs_a_reason_though_it_is_no_failure_of_the_authority() {
    let asked = refused("robbery").ask("22:20", "secure", json!({ "risk": four() }));
    assert_eq!(answered(&asked, "+1 00:20").rule, "AC18");
    let seen = answered(&asked, "+1 00:21");
    assert_eq!(
        (seen.outcome, seen.rule, seen.fired.as_slice()),
        (Outcome::NeedsReason, "AC29", ["AC18", "AC29"].as_slice())
    );
    assert!(asked.judged("+1 00:21").all("accommodation.authority-failed").is_empty());
}

#[test]
fn a_breach_of_an_order_goes_to_court_as_a_warrant_does() {
    let held = given().at("20:00", "arrested", json!({ "for": "order_breach" })).authorised("20:30");
    assert_eq!(answered(&held, "21:00").rule, "AC03");
}

#[rstest]
// B1, B3: under 12.
#[case("2015-06-01", "s18 wounding", true, Outcome::NotSupported, "AC16")]
#[case("2016-06-01", "murder", true, Outcome::NotSupported, "AC16")]
// B4, B5.
#[case("2014-06-01", "robbery", true, Outcome::NeedsReason, "AC17")]
#[case("2013-06-01", "robbery", true, Outcome::Supported, "AC18")]
#[case("2014-06-01", "robbery", false, Outcome::NeedsReason, "AC19")]
#[case("2014-06-01", "theft", false, Outcome::NotSupported, "AC22")]
#[case("2010-06-01", "robbery", false, Outcome::NeedsReason, "AC19")]
// B10.
#[case("2010-06-01", "bladed article", true, Outcome::NeedsReason, "AC21")]
#[case("2010-06-01", "bladed article", false, Outcome::NotSupported, "AC22")]
// B14, B15, B16.
#[case("2010-06-01", "attempted robbery", true, Outcome::Supported, "AC18")]
#[case("2010-06-01", "racially aggravated common assault", true, Outcome::Supported, "AC18")]
#[case("2010-06-01", "Collecting information useful to a terrorist", false, Outcome::NeedsReason, "AC19")]
#[case("2010-06-01", "something unheard of", true, Outcome::NeedsReason, "AC23")]
#[case("2010-06-01", "something unheard of", false, Outcome::NeedsReason, "AC23")]
fn secure_by_age_charge_and_answers(
    #[case] born: &str,
    #[case] offence: &str,
    #[case] four_answers: bool,
    #[case] outcome: Outcome,
    #[case] row: &str,
) {
    let fields = if four_answers { json!({ "risk": four() }) } else { json!({}) };
    let record = refused(offence).child(json!({ "date_of_birth": born })).ask("22:20", "secure", fields);
    let seen = answered(&record, "22:30");
    assert_eq!((seen.outcome, seen.rule), (outcome, row), "{seen:?}");
}

#[test]
fn absconding_is_told_plainly_to_belong_to_bail() {
    for offence in ["robbery", "possession of bladed article"] {
        let seen = secure(offence, json!({ "reasons": ["absconding"] }));
        assert_eq!((seen.outcome, seen.rule), (Outcome::NotSupported, "AC20"));
        for words in [
            "may justify refusing bail",
            "isn't serious harm to the public",
            "Ask for alternative",
            "who, what harm, how before court",
        ] {
            assert!(seen.message.contains(words), "{}", seen.message);
        }
    }
    assert_eq!(secure("bladed article", json!({ "reasons": ["absconding"] })).fired, ["AC20", "AC22"]);
}

#[test]
fn a_specified_charge_with_no_harm_to_come_is_not_supported() {
    let seen = secure(
        "affray",
        json!({ "risk": { "who": "nobody in particular", "what": "nothing", "how": "no future threat" } }),
    );
    assert_eq!((seen.outcome, seen.rule), (Outcome::NotSupported, "AC19"));
}

#[test]
fn any_one_specified_charge_of_several_decides() {
    let record = given()
        .authorised("18:00")
        .at("22:00", "charged", json!({ "offences": ["theft", "possession of cannabis", "robbery"] }))
        .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .ask("22:20", "secure", json!({ "risk": four() }));
    let seen = answered(&record, "22:30");
    assert_eq!(
        (seen.outcome, seen.rule, seen.fired.as_slice()),
        (Outcome::Supported, "AC18", ["AC18", "AC24"].as_slice())
    );
    let added =
        refused("theft").at("22:15", "charged", json!({ "offences": ["robbery"] })).ask("22:20", "secure", json!({}));
    assert_eq!(answered(&added, "22:30").fired, ["AC19", "AC24"]);
}

#[test]
fn force_policy_may_keep_secure_for_specified_offences() {
    let record = refused("bladed article").policy("[accommodation]\nnon_specified_secure = \"not_supported\"\n").ask(
        "22:20",
        "secure",
        json!({ "risk": four() }),
    );
    let seen = answered(&record, "22:30");
    assert_eq!((seen.outcome, seen.rule), (Outcome::NotSupported, "AC21"));
    assert!(record.judged("22:30").all("accommodation.secure-unsupported").is_empty());
}

#[test]
fn secure_refused_and_alternative_offered_or_never_asked() {
    let offered = refused("robbery")
        .ask("22:20", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
        .said("22:41", "accept_alternative", json!({}));
    let seen = answered(&offered, "22:50");
    assert_eq!((seen.outcome, seen.fired.as_slice()), (Outcome::NeedsReason, ["AC18", "AC25"].as_slice()));
    assert_eq!(seen.rule, "AC25");
    let never = refused("robbery").ask("22:20", "secure", json!({})).said("22:40", "refuse_no_bed", json!({}));
    let seen = answered(&never, "+1 06:00");
    assert_eq!((seen.outcome, seen.rule), (Outcome::NotSupported, "AC26"));
    let supported =
        refused("robbery").ask("22:20", "secure", json!({ "risk": four() })).said("22:40", "refuse_no_bed", json!({}));
    assert_eq!(answered(&supported, "22:50").rule, "AC18");
}

#[test]
fn the_authoritys_answers_each_have_their_row() {
    let asked = || refused("theft").ask("22:20", "alternative", json!({}));
    assert_eq!(answered(&asked().said("22:40", "refuse_no_bed", json!({})), "22:50").fired, ["AC13", "AC28", "AC44"]);
    assert_eq!(
        answered(&asked().said("22:40", "refuse_not_ours", json!({})), "22:50").fired,
        ["AC13", "AC28", "AC30", "AC44"]
    );
    assert_eq!(answered(&asked(), "+1 00:20:01").fired, ["AC13", "AC29", "AC44"]);
    let offered = asked().said("22:40", "accept_alternative", json!({}));
    assert_eq!(answered(&offered, "+1 00:40").fired, ["AC13"]);
    assert_eq!(answered(&offered, "+1 00:41").fired, ["AC13", "AC36"]);
}

#[test]
fn a_place_found_after_a_refusal_or_silence_leaves_nobody_to_ask_again_unless_it_is_withdrawn() {
    let refused = || {
        let asked = refused("theft").ask("22:20", "alternative", json!({})).said("22:40", "refuse_not_ours", json!({}));
        asked.ask("22:45", "alternative", json!({ "authority": "Sampleton" }))
    };
    let place = json!({ "authority": "Sampleton" });
    let found = refused().said("23:00", "accept_alternative", place.clone());
    let seen = answered(&found, "23:10");
    assert_eq!((seen.outcome, seen.rule), (Outcome::Supported, "AC13"));
    assert_eq!(seen.fired, ["AC13", "AC44"], "what failed is still flagged");
    assert_eq!(answered(&refused(), "23:10").fired, ["AC13", "AC28", "AC30", "AC44"]);
    let withdrawn = answered(&found.said("23:30", "withdrawn", place.clone()), "23:40");
    assert!(withdrawn.fired.contains(&"AC28"), "{withdrawn:?}");
    let late = refused().said("+1 01:00", "accept_alternative", place);
    assert!(answered(&late, "+1 00:50").fired.contains(&"AC29"));
    assert!(!answered(&late, "+1 01:00").fired.contains(&"AC29"));
}

#[test]
fn a_certificate_that_no_road_is_open_answers_why_a_child_offered_a_place_is_still_here() {
    let offered = |reasons: Value| {
        let certificate = json!({ "limb": "impracticable", "reasons": reasons, "circumstances": "both roads shut since 22:00",
            "aa_told": true, "child_views": "wants to go", "inspector_told": true });
        refused("theft").ask("22:20", "alternative", json!({})).said("22:40", "accept_alternative", json!({})).at(
            "23:50",
            "certificate_issued",
            certificate,
        )
    };
    let snow = answered(&offered(json!(["roads_closed"])), "+1 06:00");
    assert_eq!((snow.outcome, snow.rule), (Outcome::Supported, "AC13"));
    assert!(snow.fired.contains(&"AC31") && !snow.fired.contains(&"AC36"), "{snow:?}");
    let no_car = answered(&offered(json!(["no_transport"])), "+1 06:00");
    assert!(no_car.fired.contains(&"AC32") && no_car.fired.contains(&"AC36"), "{no_car:?}");
}

#[rstest]
#[case(json!(["roads_closed"]), json!({}), "AC31", Outcome::Supported)]
#[case(json!(["no_transport"]), json!({}), "AC32", Outcome::NotSupported)]
#[case(json!(["no_secure_bed"]), json!({}), "AC33", Outcome::NotSupported)]
#[case(json!(["behaviour"]), json!({}), "AC33", Outcome::NotSupported)]
#[case(json!(["court_near"]), json!({}), "AC34", Outcome::NeedsReason)]
#[case(json!(["unfit"]), json!({}), "AC35", Outcome::NeedsReason)]
fn limb_a_by_its_reasons(#[case] reasons: Value, #[case] more: Value, #[case] row: &str, #[case] outcome: Outcome) {
    let mut fields = json!({ "limb": "impracticable", "reasons": reasons, "circumstances": "A4 shut since 21:00", "aa_told": true,
        "child_views": "wants to go home", "inspector_told": true });
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let record = refused("theft").ask("22:20", "alternative", json!({})).at("22:50", "certificate_issued", fields);
    let seen = answered(&record, "23:00");
    assert!(seen.fired.contains(&row), "{seen:?}");
    assert_eq!(seen.outcome, outcome);
}

#[test]
fn the_rest_of_the_rows_apply_where_the_record_carries_them() {
    let limb_b = refused("theft").at("22:50", "certificate_issued", json!({ "limb": "secure_unavailable" }));
    assert!(answered(&limb_b, "23:00").fired.contains(&"AC27"));
    assert!(answered(&limb_b, "23:00").fired.contains(&"AC40"));
    let review = refused("theft").ask("22:20", "alternative", json!({})).at("+1 00:10", "review", json!({}));
    assert!(answered(&review, "+1 00:15").fired.contains(&"AC37"));
    let moved = refused("theft").ask("22:20", "alternative", json!({})).at(
        "23:00",
        "moved_to_authority",
        json!({ "to": "alternative" }),
    );
    assert_eq!((answered(&moved, "+1 09:00").outcome, answered(&moved, "+1 09:00").rule), (Outcome::Supported, "AC38"));
    let court = refused("theft").ask("22:20", "alternative", json!({})).at("+1 09:00", "to_court", json!({}));
    assert_eq!(answered(&court, "+1 09:00").rule, "AC39");
    let monday = refused("theft").ask("22:20", "alternative", json!({})).at(
        "22:21",
        "court_sitting",
        json!({ "at_time": "+2 10:00" }),
    );
    assert!(answered(&monday, "22:30").fired.contains(&"AC41"));
    let tomorrow = refused("theft").ask("22:20", "alternative", json!({})).at(
        "22:21",
        "court_sitting",
        json!({ "at_time": "+1 10:00" }),
    );
    assert!(!answered(&tomorrow, "22:30").fired.contains(&"AC41"));
    let blank = refused("theft").child(json!({ "ethnicity": null })).ask("22:20", "alternative", json!({}));
    assert_eq!(answered(&blank, "22:30").fired, ["AC13", "AC45"]);
}

#[test]
fn charged_and_bailed_is_not_applicable() {
    let record = charged("theft").at("22:30", "released", json!({ "outcome": "charged_bail" }));
    assert_eq!(answered(&record, "23:00").outcome, Outcome::NotApplicable);
}

#[test]
fn the_gates_are_shown_in_order_for_a_request_being_drafted() {
    let record = refused("robbery").record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("22:20"));
    let drafted = refused("robbery").ask("22:20", "secure", json!({ "reasons": ["absconding"] })).record();
    let drafted = Facts::gather(&drafted, &policy, &suite, instant("22:20"));
    let request = drafted.first::<crate::record::kinds::AccommodationRequested>().unwrap().it;
    let seen = crate::law::accommodation::threshold(&facts, request, instant("22:20"));
    let questions: Vec<_> = seen.steps.iter().map(|step| step.question).collect();
    assert_eq!(
        questions,
        [
            "Charged?",
            "Bail refused, on what ground?",
            "Under 18?",
            "Alternative first?",
            "12 or over?",
            "Specified offence?",
            "who is at risk",
            "what harm",
            "how, before court",
            "why no other place would do",
        ]
    );
    assert_eq!(seen.outcome, Outcome::NotSupported);
    assert!(seen.reasons[0].why.contains("may justify refusing bail"));
    let uncharged = given().authorised("12:00").record();
    let uncharged = Facts::gather(&uncharged, &policy, &suite, instant("13:00"));
    let stopped = crate::law::accommodation::threshold(&uncharged, request, instant("13:00"));
    assert_eq!((stopped.steps.len(), stopped.outcome), (1, Outcome::NotApplicable));
}

#[test]
fn two_requests_at_one_minute_are_one_decision() {
    let record = refused("robbery").ask("22:20", "alternative", json!({ "authority": "Bath" })).ask(
        "22:20",
        "secure",
        json!({ "reasons": ["absconding"] }),
    );
    let seen = answered(&record, "22:30");
    assert_eq!(
        (seen.outcome, seen.rule, seen.fired.as_slice()),
        (Outcome::NotSupported, "AC20", ["AC13", "AC19", "AC20"].as_slice())
    );
    assert_eq!(
        answered(&record.ask("22:40", "alternative", json!({})), "22:50").fired,
        ["AC13"],
        "a later decision stands"
    );
}

#[test]
fn every_message_fits_a_tired_eye() {
    let long: Vec<AccommodationAnswer> = [
        secure("robbery", json!({ "reasons": ["absconding"] })),
        secure("robbery", json!({})),
        secure("possession of bladed article", json!({})),
        secure("burglary", json!({})),
        answered(&refused("theft"), "22:30"),
    ]
    .into_iter()
    .filter(|seen| seen.message.chars().count() > 280 || seen.message.chars().any(|c| c == '\n'))
    .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn secure_asked_all_the_same_shows_the_officers_reason_and_name_and_stays_not_supported() {
    let by = json!({ "name": "PS Demo", "role": "custody_officer" });
    let ask = |note: Value| secure("theft", json!({ "reasons": ["absconding"], "note": note, "by": by }));
    let told = ask(json!("He ran from the van."));
    assert_eq!((told.outcome, told.fired.contains(&"AC43")), (Outcome::NotSupported, true));
    let record = refused("theft").ask("22:20", "secure", json!({ "note": "He ran from the van.", "by": by })).record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("22:30"));
    let row = super::super::rows(&facts).into_iter().find(|row| row.id == "AC43").unwrap();
    let said = "Asked for all the same at 22:20 by PS Demo: \"He ran from the van.\". The decision is the officer's; it shows in the panel pack.";
    assert_eq!(row.message, said);
    // Nothing written is no reason; where the test is met, nobody goes ahead all the same.
    assert!(!ask(Value::Null).fired.contains(&"AC43"));
    assert!(!secure("robbery", json!({ "risk": four(), "note": "As above.", "by": by })).fired.contains(&"AC43"));
}
