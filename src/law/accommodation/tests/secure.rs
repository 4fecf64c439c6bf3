use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, four, refused};
use crate::law::testing::Given;
use crate::law::{Outcome, Verdict};

const RULE: &str = "accommodation.secure-unsupported";
const ALTERNATIVE: &str = "accommodation.alternative-not-asked";

fn secure(offence: &str, fields: Value) -> Given {
    refused(offence).ask("22:20", "secure", fields)
}

fn without(question: &str) -> Value {
    let mut risk = four();
    risk.as_object_mut().unwrap().remove(question);
    risk
}

#[rstest]
#[case("2014-11-11", Some(Verdict::Breach))]
#[case("2014-11-10", None)]
#[case("2013-11-11", None)]
#[case("2013-11-10", None)]
fn secure_under_12_is_a_breach_and_being_12_is_none(#[case] born: &str, #[case] verdict: Option<Verdict>) {
    let seen = secure("robbery", json!({ "risk": four() })).child(json!({ "date_of_birth": born })).judged("22:30");
    assert_eq!(seen.verdict(RULE), verdict);
    if verdict.is_some() {
        assert_eq!(seen.one(RULE).unwrap().via, ["AC16"]);
    }
}

#[test]
fn turning_12_overnight_opens_secure_only_on_a_fresh_request() {
    let child = json!({ "date_of_birth": "2014-11-11" });
    let before = secure("robbery", json!({ "risk": four() })).child(child);
    assert_eq!(before.judged("+1 00:30").verdict(RULE), Some(Verdict::Breach));
    assert_eq!(before.judged("+1 00:30").0.accommodation.rule, "AC16");
    let after = before.ask("+1 00:20", "secure", json!({ "risk": four() })).judged("+1 00:30");
    assert_eq!(after.all(RULE).len(), 1, "the first request stays as it was");
    assert_eq!(after.0.accommodation.rule, "AC17");
}

#[test]
fn an_age_in_years_that_may_have_become_12_is_asked_about() {
    let child = json!({ "date_of_birth": null, "age": 11 });
    assert_eq!(
        secure("robbery", json!({ "risk": four() })).child(child.clone()).judged("22:30").verdict(RULE),
        Some(Verdict::Breach)
    );
    let next_day =
        refused("robbery").child(child).ask("+1 00:20", "secure", json!({ "risk": four() })).judged("+1 00:30");
    assert_eq!(next_day.verdict(RULE), Some(Verdict::Query));
}

#[test]
fn a_specified_offence_and_four_answers_are_support() {
    for offence in ["robbery", "s18 wounding", "attempted robbery", "racially aggravated common assault", "affray"] {
        assert!(secure(offence, json!({ "risk": four() })).judged("22:30").all(RULE).is_empty(), "{offence}");
    }
}

#[rstest]
#[case("who")]
#[case("what")]
#[case("how")]
#[case("why_not_alternative")]
fn a_specified_offence_with_an_answer_missing_is_asked_about(#[case] question: &str) {
    let seen = secure("robbery", json!({ "risk": without(question) })).judged("22:30");
    assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
    assert_eq!(seen.one(RULE).unwrap().via, ["AC19"]);
}

#[test]
fn the_words_of_the_section_are_no_answer() {
    let mut risk = four();
    risk["why_not_alternative"] = json!(
        "other local authority accommodation would not be adequate to protect the public from serious harm from him"
    );
    let seen = secure("robbery", json!({ "risk": risk })).judged("22:30");
    assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
}

#[rstest]
#[case("absconding")]
#[case("reoffending")]
#[case("own_safety")]
#[case("offence_serious")]
#[case("weapon_carried")]
#[case("violent_in_custody")]
#[case("authority_says_risky")]
#[case("witness_interference")]
#[case("no_bed")]
#[case("time_of_night")]
fn reasons_that_cant_count_are_a_breach_whatever_the_offence(#[case] reason: &str) {
    for offence in ["robbery", "possession of bladed article", "something unheard of"] {
        let seen = secure(offence, json!({ "reasons": [reason] })).judged("22:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{offence}");
        assert_eq!(seen.one(RULE).unwrap().via[0], "AC20");
    }
}

#[test]
fn a_reason_that_can_count_beside_one_that_cant_is_no_breach() {
    let seen = secure("robbery", json!({ "reasons": ["absconding", "named_threat"] })).judged("22:30");
    assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
    assert!(
        secure("robbery", json!({ "reasons": ["weapon_carried"], "risk": four() }))
            .judged("22:30")
            .all(RULE)
            .is_empty()
    );
    let some =
        secure("robbery", json!({ "reasons": ["weapon_carried"], "risk": { "who": "Kai Moss" } })).judged("22:30");
    assert_eq!(some.verdict(RULE), Some(Verdict::Query));
}

#[test]
fn an_offence_that_isnt_specified_with_nothing_said_of_harm_is_a_breach() {
    for offence in ["possession of bladed article", "common assault", "theft", "witness intimidation", "PWITS class A"]
    {
        let seen = secure(offence, json!({})).judged("22:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{offence}");
        assert_eq!(seen.one(RULE).unwrap().via, ["AC22"]);
    }
    let something = secure("possession of bladed article", json!({ "risk": { "who": "Kai Moss" } })).judged("22:30");
    assert_eq!(something.verdict(RULE), Some(Verdict::Query));
    let note = secure("possession of bladed article", json!({ "note": "said he will stab his rival" })).judged("22:30");
    assert_eq!(note.verdict(RULE), Some(Verdict::Query));
    assert!(secure("possession of bladed article", json!({ "risk": four() })).judged("22:30").all(RULE).is_empty());
}

#[test]
fn an_offence_not_on_the_list_is_asked_about_with_four_answers_or_without() {
    for fields in [json!({}), json!({ "risk": four() })] {
        let seen = secure("robbry of a phone", fields).judged("22:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
        assert_eq!(seen.one(RULE).unwrap().via, ["AC23"]);
        assert!(seen.one(RULE).unwrap().message.contains("Robbery"), "did you mean");
    }
}

#[test]
fn burglary_is_classified_by_the_intent_on_the_charge() {
    let burglary = |intent: Option<&str>| {
        let mut fields = json!({ "offences": ["burglary dwelling"] });
        if let Some(intent) = intent {
            fields["intent"] = json!({ "burglary": intent });
        }
        crate::law::testing::given()
            .authorised("18:00")
            .at("22:00", "charged", fields)
            .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
            .ask("22:20", "secure", json!({}))
            .judged("22:30")
    };
    assert_eq!(burglary(Some("steal")).one(RULE).unwrap().via, ["AC22"]);
    assert_eq!(burglary(Some("GBH")).one(RULE).unwrap().via, ["AC19"]);
    let unknown = burglary(None);
    assert_eq!(unknown.one(RULE).unwrap().via, ["AC23"]);
    assert!(unknown.one(RULE).unwrap().message.contains("what intent"));
}

#[test]
fn the_same_shortcoming_asked_twice_is_one_finding() {
    let seen = secure("robbery", json!({ "reasons": ["absconding"] }))
        .ask("23:20", "secure", json!({ "reasons": ["absconding"] }))
        .judged("23:30");
    assert_eq!(seen.one(RULE).unwrap().entries[..], [3, 4]);
}

#[test]
fn secure_without_support_and_alternative_never_asked_is_a_breach() {
    let record = secure("robbery", json!({ "reasons": ["absconding"] }));
    assert!(record.judged("22:50").all(ALTERNATIVE).is_empty());
    let seen = record.judged("22:50:01");
    assert_eq!(seen.verdict(ALTERNATIVE), Some(Verdict::Breach));
    assert_eq!(seen.one(ALTERNATIVE).unwrap().via, ["AC26"]);
    for sort in ["alternative", "not_recorded"] {
        assert!(record.clone().ask("23:30", sort, json!({})).judged("23:40").all(ALTERNATIVE).is_empty(), "{sort}");
    }
    let offered = record.said("22:40", "accept_alternative", json!({})).judged("23:40");
    assert!(offered.all(ALTERNATIVE).is_empty(), "offered unasked");
}

#[test]
fn under_12_or_with_nothing_said_of_harm_alternative_never_asked_is_a_breach() {
    let under = secure("robbery", json!({ "risk": four() })).child(json!({ "date_of_birth": "2015-01-01" }));
    assert_eq!(under.judged("23:30").verdict(ALTERNATIVE), Some(Verdict::Breach));
    assert_eq!(secure("robbery", json!({})).judged("23:30").verdict(ALTERNATIVE), Some(Verdict::Breach));
}

#[test]
fn secure_supported_and_refused_with_alternative_neither_asked_nor_reasoned_away_falls_short() {
    let record = secure("robbery", json!({ "risk": without("why_not_alternative") }));
    assert!(record.judged("23:59").all(ALTERNATIVE).is_empty(), "not refused yet");
    let refused = record.said("23:00", "refuse_no_bed", json!({ "to": "secure" }));
    assert!(refused.judged("23:30").all(ALTERNATIVE).is_empty());
    assert_eq!(refused.judged("23:30:01").verdict(ALTERNATIVE), Some(Verdict::Shortfall));
}

#[test]
fn reasoned_away_in_writing_there_is_nothing() {
    let record = secure("robbery", json!({ "risk": four() })).said("23:00", "refuse_no_bed", json!({ "to": "secure" }));
    assert!(record.judged("+1 06:00").all(ALTERNATIVE).is_empty());
    let certified = secure("robbery", json!({ "risk": without("why_not_alternative") }))
        .said("23:00", "refuse_no_bed", json!({ "to": "secure" }))
        .at("23:20", "certificate_issued", json!({ "limb": "secure_unavailable", "why_not_alternative": "both homes with beds house the victim's brothers" }))
        .judged("+1 06:00");
    assert!(certified.all(ALTERNATIVE).is_empty());
}

#[test]
fn only_limb_a_reasons_and_alternative_never_asked_is_a_breach() {
    let seen = secure("robbery", json!({ "risk": without("why_not_alternative") }))
        .said("23:00", "refuse_no_bed", json!({ "to": "secure" }))
        .at("23:20", "certificate_issued", json!({ "limb": "impracticable", "reasons": ["no_secure_bed"] }))
        .judged("+1 06:00");
    assert_eq!(seen.verdict(ALTERNATIVE), Some(Verdict::Breach));
}

#[test]
fn nothing_asked_at_all_is_another_rules_finding() {
    assert!(refused("robbery").judged("+1 06:00").all(ALTERNATIVE).is_empty());
}

#[test]
fn answers_that_only_say_not_known_yet_are_no_answers() {
    for nothing in ["unknown", "Not known.", "TBC", "to be confirmed", "n/a", "not sure"] {
        let mut risk = four();
        risk["how"] = json!(nothing);
        let seen = refused("robbery").ask("22:20", "secure", json!({ "risk": risk })).judged("22:25");
        assert_eq!(seen.0.accommodation.rule, "AC19", "{nothing}");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query), "{nothing}");
    }
}

#[test]
fn at_an_age_not_known_the_test_is_not_met_as_written() {
    let asked = |child: Value| {
        refused("robbery").child(child).ask("22:20", "secure", json!({ "risk": four() })).judged("22:25")
    };
    let seen = asked(json!({ "date_of_birth": null, "age_basis": null, "apparent_age": 10 }));
    assert_eq!((seen.0.accommodation.outcome, seen.0.accommodation.rule), (Outcome::NeedsReason, "AC16"));
    assert!(!seen.0.accommodation.fired.contains(&"AC18"));
    assert!(asked(json!({ "date_of_birth": "2013-11-10" })).0.accommodation.fired.contains(&"AC18"));
}

#[test]
fn a_box_ticked_beside_harm_that_is_described_in_part_is_no_accusation() {
    let asked = |fields: Value| refused("robbery").ask("22:20", "secure", fields).judged("22:45").verdict(RULE);
    let part = json!({ "who": "Kai Moss", "what": "stabbing" });
    assert_eq!(asked(json!({ "reasons": ["absconding"], "risk": part })), Some(Verdict::Query));
    assert_eq!(
        asked(json!({ "reasons": ["absconding"], "note": "threatened to stab Kai Moss tonight" })),
        Some(Verdict::Query)
    );
    assert_eq!(asked(json!({ "reasons": ["absconding"] })), Some(Verdict::Breach));
    assert_eq!(asked(json!({ "reasons": ["absconding"], "risk": { "who": "nobody" } })), Some(Verdict::Breach));
}

#[test]
fn a_child_who_was_moved_stayed_in_no_cell_for_want_of_asking_for_alternative() {
    let asked = || refused("robbery").ask("22:20", "secure", json!({ "reasons": ["absconding"] }));
    assert_eq!(asked().judged("23:40").verdict(ALTERNATIVE), Some(Verdict::Breach));
    for to in ["alternative", "secure"] {
        let moved = asked().at("22:45", "moved_to_authority", json!({ "to": to }));
        assert!(moved.judged("23:40").all(ALTERNATIVE).is_empty(), "{to}");
    }
}

#[test]
fn a_secure_place_that_stood_when_limb_a_was_certified_leaves_nothing_else_to_ask_for() {
    let part = json!({ "who": "Kai Moss", "what": "stabbing", "how": "messages tonight name him" });
    let certified = |answer: &str| {
        refused("robbery")
            .ask("22:20", "secure", json!({ "reasons": ["named_threat"], "risk": part }))
            .said("22:40", answer, json!({}))
            .at(
                "23:30",
                "certificate_issued",
                json!({ "limb": "impracticable", "reasons": ["roads_closed"],
                "circumstances": "snow on every road since ten" }),
            )
            .at("+1 09:00", "to_court", json!({}))
            .judged("+1 09:30")
    };
    assert!(certified("accept_secure").all(ALTERNATIVE).is_empty());
    let found = certified("refuse_no_bed");
    let found = found.one(ALTERNATIVE).unwrap();
    assert_eq!(found.verdict, Verdict::Breach);
    assert!(found.message.contains("limb (a) alone certified") && !found.message.contains("support"));
}

#[test]
fn what_was_asked_for_already_is_not_asked_for_again() {
    let asked = refused("robbery").ask("22:20", "secure", json!({ "reasons": ["absconding"] }));
    assert!(asked.judged("22:30").0.accommodation.message.contains("Ask for alternative"));
    let both = asked.ask("22:20", "alternative", json!({}));
    assert!(!both.judged("22:30").0.accommodation.message.contains("Ask for alternative"));
}

#[test]
fn the_public_alone_or_a_denial_describes_no_harm() {
    let court = |fields: Value| {
        refused("robbery").ask("22:20", "secure", fields).at("+1 09:00", "to_court", json!({})).judged("+1 09:30")
    };
    for fields in [
        json!({ "reasons": ["absconding", "time_of_night"], "risk": { "who": "the public" } }),
        json!({ "reasons": ["absconding"], "note": "no threat to anyone but he runs" }),
    ] {
        let seen = court(fields.clone());
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{fields}");
        assert_eq!(seen.verdict(ALTERNATIVE), Some(Verdict::Breach), "{fields}");
    }
    let part = court(json!({ "reasons": ["absconding"], "risk": { "who": "Kai Moss", "what": "stabbing" } }));
    assert_eq!((part.verdict(RULE), part.verdict(ALTERNATIVE)), (Some(Verdict::Query), Some(Verdict::Breach)));
}

#[test]
fn a_child_moved_only_after_a_night_is_asked_about() {
    let moved = |at: &str| {
        refused("robbery")
            .ask("22:20", "secure", json!({ "reasons": ["absconding"] }))
            .at(at, "moved_to_authority", json!({ "to": "alternative" }))
            .judged("+1 10:00")
            .verdict(ALTERNATIVE)
    };
    assert_eq!(moved("22:50"), None);
    assert_eq!(moved("22:51"), Some(Verdict::Query));
}
