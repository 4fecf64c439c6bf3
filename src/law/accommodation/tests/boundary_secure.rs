//! The boundary cases of secure accommodation, each a sentence of law; numbered as in the reference on accommodation.

use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, four, refused};
use crate::law::Outcome::{self, NeedsReason, NotSupported, Supported};
use crate::law::testing::{Given, given};

const UNSUPPORTED: &str = "accommodation.secure-unsupported";

fn answered(record: &Given, now: &str) -> (Outcome, &'static str, Vec<&'static str>) {
    let seen = record.judged(now).0.accommodation;
    (seen.outcome, seen.rule, seen.fired)
}

fn secure(offence: &str, fields: Value) -> Given {
    refused(offence).ask("23:10", "secure", fields)
}

fn born(date: &str, offence: &str) -> Given {
    secure(offence, json!({ "risk": four() })).child(json!({ "date_of_birth": date }))
}

#[test]
fn b1_at_11_years_and_364_days_secure_is_not_supported_and_alternative_is() {
    let record = born("2014-11-11", "s18 wounding");
    assert_eq!(answered(&record, "23:20"), (NotSupported, "AC16", vec!["AC16"]));
    assert_eq!(record.judged("23:20").whole(UNSUPPORTED), ["breach 23:10; on 3; statute; custody_officer"]);
    let alternative = refused("s18 wounding").ask("23:10", "alternative", json!({}));
    let alternative = alternative.child(json!({ "date_of_birth": "2014-11-11" }));
    assert_eq!(answered(&alternative, "23:20"), (Supported, "AC13", vec!["AC13"]));
}

#[test]
fn b2_turning_12_in_the_cell_opens_limb_b_only_to_a_fresh_decision() {
    let record = born("2014-11-11", "s18 wounding").said("23:30", "refuse_no_bed", json!({ "to": "secure" }));
    assert_eq!(answered(&record, "+1 00:30").1, "AC16", "asked at 11, it stays as asked");
    let fresh = record.clone().ask("+1 00:01", "secure", json!({ "risk": four() }));
    assert_eq!(answered(&fresh, "+1 00:30"), (NeedsReason, "AC17", vec!["AC17", "AC18"]));
    let limb = |at: &str| {
        let why = "the victim's brothers live in the one home with a bed";
        let fields = json!({ "limb": "secure_unavailable", "why_not_alternative": why });
        record.clone().at(at, "certificate_issued", fields).judged("+1 00:30").whole("certificate.limb")
    };
    assert_eq!(limb("23:59:59"), ["breach 23:59:59; on 5; statute; custody_officer"]);
    assert_eq!(limb("+1 00:00"), [""; 0]);
}

#[test]
fn b3_at_10_charged_with_murder_alternative_is_the_ask_and_secure_is_not_supported() {
    let murder = || {
        given()
            .child(json!({ "date_of_birth": "2016-06-01" }))
            .authorised("18:00")
            .at("22:00", "charged", json!({ "offences": ["Murder"] }))
            .at("22:10", "bail_refused", json!({ "grounds": ["murder"] }))
    };
    let alternative = murder().ask("22:20", "alternative", json!({}));
    assert_eq!(answered(&alternative, "22:30"), (Supported, "AC13", vec!["AC13"]));
    let seen = alternative.judged("22:30");
    assert!(!seen.speaks("bail.no-ground") && !seen.speaks("bail.grounds-conflict"), "murder is a ground by itself");
    let secure = murder().ask("22:20", "secure", json!({ "risk": four() }));
    assert_eq!(answered(&secure, "22:30"), (NotSupported, "AC16", vec!["AC16"]));
}

#[rstest]
#[case::b4_at_12_secure_needs_a_reason("2014-11-10", NeedsReason, "AC17", &["AC17", "AC18"])]
#[case::b4_the_day_before_13_it_still_does("2013-11-11", NeedsReason, "AC17", &["AC17", "AC18"])]
#[case::b5_at_13_it_meets_the_test("2013-11-10", Supported, "AC18", &["AC18"])]
fn with_a_specified_offence_and_four_answers(
    #[case] date: &str,
    #[case] outcome: Outcome,
    #[case] row: &str,
    #[case] fired: &[&str],
) {
    let record = born(date, "robbery");
    let (got, by, rows) = answered(&record, "23:20");
    assert_eq!(got, outcome);
    assert!(rows == fired && rows.contains(&row), "{by} {rows:?}");
    assert!(record.judged("23:20").all(UNSUPPORTED).is_empty());
}

#[test]
fn b8_one_specified_charge_of_three_decides() {
    let charged = |offences: Value| {
        given()
            .authorised("18:00")
            .at("22:00", "charged", json!({ "offences": offences }))
            .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
            .ask("23:00", "secure", json!({ "risk": four() }))
    };
    let three = charged(json!(["theft", "possession of cannabis", "robbery"]));
    assert_eq!(answered(&three, "23:05"), (Supported, "AC18", vec!["AC18", "AC24"]));
    let two = charged(json!(["theft", "possession of cannabis"]));
    assert_eq!(answered(&two, "23:05"), (NeedsReason, "AC21", vec!["AC21"]));
}

#[test]
fn b9_a_bladed_article_and_the_fear_of_absconding_are_no_support() {
    let record = secure("possession of bladed article", json!({ "reasons": ["absconding"] }));
    assert_eq!(answered(&record, "23:20"), (NotSupported, "AC20", vec!["AC20", "AC22"]));
    let seen = record.judged("23:20");
    assert_eq!(seen.whole(UNSUPPORTED), ["breach 23:10; on 3; statute; custody_officer"]);
    assert_eq!(seen.one(UNSUPPORTED).unwrap().via, ["AC20", "AC22"]);
}

#[test]
fn b10_a_bladed_article_with_a_named_rival_and_a_message_tonight_needs_a_reason() {
    let record = secure("possession of bladed article", json!({ "reasons": ["named_threat"], "risk": four() }));
    assert_eq!(answered(&record, "23:20"), (NeedsReason, "AC21", vec!["AC21"]));
    assert!(record.judged("23:20").all(UNSUPPORTED).is_empty());
}

#[test]
fn b11_affray_with_no_future_threat_is_specified_and_not_supported() {
    let none = json!({ "who": "nobody in particular", "what": "nothing", "how": "no future threat" });
    let record = secure("affray", json!({ "risk": none }));
    assert_eq!(answered(&record, "23:20"), (NotSupported, "AC19", vec!["AC19"]));
    assert_eq!(record.judged("23:20").whole(UNSUPPORTED), ["query 23:10; on 3; statute; custody_officer"]);
}

#[rstest]
#[case::b12_to_steal_is_not_specified("steal", json!({}), NotSupported, "AC22")]
#[case::b12_to_steal_with_four_answers_needs_a_reason("steal", json!({ "risk": four() }), NeedsReason, "AC21")]
#[case::b13_to_do_grievous_harm_is_specified("GBH", json!({ "risk": four() }), Supported, "AC18")]
#[case::b13_to_do_grievous_harm_still_needs_four_answers("GBH", json!({}), NeedsReason, "AC19")]
fn a_burglary_by_the_intent_on_the_charge_sheet(
    #[case] intent: &str,
    #[case] fields: Value,
    #[case] outcome: Outcome,
    #[case] row: &'static str,
) {
    let charge = json!({ "offences": ["burglary dwelling"], "intent": { "burglary": intent } });
    let record = given()
        .authorised("18:00")
        .at("22:00", "charged", charge)
        .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"] }))
        .ask("23:00", "secure", fields);
    assert_eq!(answered(&record, "23:05"), (outcome, row, vec![row]));
}

#[rstest]
#[case::b14_attempted_robbery_is_specified("attempted robbery", Supported, "AC18")]
#[case::b14_attempted_theft_is_not("attempted theft", NeedsReason, "AC21")]
#[case::b15_racially_aggravated_common_assault_is_specified("racially aggravated common assault", Supported, "AC18")]
#[case::b15_common_assault_is_not("common assault", NeedsReason, "AC21")]
fn a_charge_with_four_answers(#[case] offence: &str, #[case] outcome: Outcome, #[case] row: &'static str) {
    assert_eq!(answered(&secure(offence, json!({ "risk": four() })), "23:20"), (outcome, row, vec![row]));
}

#[test]
fn b16_a_terrorism_document_at_15_is_specified_and_four_answers_are_still_needed() {
    let offence = "Collecting information useful to a terrorist";
    let at_15 = |fields: Value| secure(offence, fields).child(json!({ "date_of_birth": "2011-06-01" }));
    assert_eq!(answered(&at_15(json!({})), "23:20"), (NeedsReason, "AC19", vec!["AC19"]));
    assert_eq!(answered(&at_15(json!({ "risk": four() })), "23:20"), (Supported, "AC18", vec!["AC18"]));
}

#[test]
fn b17_no_secure_in_england_and_a_foster_bed_offered_calls_for_a_fresh_decision() {
    let record = secure("robbery", json!({ "risk": four() }))
        .said("23:30", "refuse_no_bed", json!({ "to": "secure" }))
        .said("23:31", "accept_alternative", json!({ "words": "foster bed 40 miles off, waking staff" }));
    assert_eq!(answered(&record, "23:40"), (NeedsReason, "AC25", vec!["AC18", "AC25"]));
    let due = "due_soon; due +1 00:00; custody_officer";
    assert_eq!(record.judged("23:40").owed("accommodation.re-decide")[0], due, "by the next review");
    let moved = record.at("+1 01:00", "moved_to_authority", json!({ "to": "alternative" }));
    assert_eq!(answered(&moved, "+1 09:00").1, "AC38");
}

#[test]
fn b18_secure_unsupported_and_alternative_never_asked_for_is_the_polices_own_cause() {
    let record = secure("robbery", json!({ "reasons": ["absconding"] })).said("23:30", "refuse_no_bed", json!({}));
    assert_eq!(answered(&record, "+1 06:00").0, NotSupported);
    assert!(answered(&record, "+1 06:00").2.contains(&"AC26"));
    let seen = record.judged("+1 06:00");
    assert_eq!(seen.whole(UNSUPPORTED), ["breach 23:10; on 3; statute; custody_officer"]);
    let found = "breach 23:10; on 3; statute; custody_officer";
    assert_eq!(seen.whole("accommodation.alternative-not-asked"), [found]);
    assert!(!seen.speaks("accommodation.authority-failed"), "nothing that the authority must accept was asked for");
}
