//! Each fact that a rule on bail and accommodation rests on: not recorded, recorded as not so, recorded as so.

use rstest::rstest;
use serde_json::{Value, json};

use super::{Asks, charged, four, refused};
use crate::law::testing::{Given, Seen, given};

const NOTHING: [&str; 0] = [];

fn found(verdict: &str, rest: &str) -> Vec<String> {
    if verdict.is_empty() { vec![] } else { vec![format!("{verdict} {rest}; statute; custody_officer")] }
}

fn asked() -> Given {
    refused("theft").ask("22:20", "alternative", json!({}))
}

fn bail(offence: &str, fields: Value) -> Seen {
    charged(offence).at("22:10", "bail_refused", fields).judged("22:15")
}

#[rstest]
#[case::grounds_not_recorded_are_a_breach_as_the_section_has_them_written(json!({}), "breach", "AC09")]
#[case::no_ground_chosen_is_a_breach(json!({ "grounds": [] }), "breach", "AC09")]
#[case::other_names_no_ground(json!({ "grounds": ["other"] }), "breach", "AC09")]
#[case::words_name_no_ground(json!({ "reasons": "he'll do it again" }), "breach", "AC09")]
#[case::nowhere_to_go_is_no_ground(json!({ "grounds": ["nowhere_to_go"] }), "breach", "AC10")]
#[case::nowhere_to_go_and_other_is_no_ground(json!({ "grounds": ["nowhere_to_go", "other"] }), "breach", "AC09")]
#[case::a_ground_of_the_section_is_what_is_owed(json!({ "grounds": ["interference"] }), "", "")]
fn the_ground(#[case] fields: Value, #[case] verdict: &str, #[case] row: &str) {
    let seen = bail("robbery", fields);
    assert_eq!(seen.whole("bail.no-ground"), found(verdict, "22:10; on 2"));
    assert!(verdict.is_empty() || seen.one("bail.no-ground").unwrap().via == [row]);
}

#[test]
fn no_decision_on_bail_is_a_breach_from_the_charge_and_names_what_shows_it() {
    let undecided = charged("robbery");
    assert_eq!(undecided.judged("23:00").whole("bail.no-ground"), NOTHING);
    assert_eq!(undecided.judged("23:00:01").whole("bail.no-ground"), found("breach", "22:00; on 1"));
    let late = undecided.at("+1 01:01", "released", json!({ "outcome": "charged_bail" })).judged("+1 02:00");
    assert_eq!(late.whole("bail.no-ground"), found("breach", "22:00; on 1 2"));
}

#[test]
fn a_drug_sample_is_a_ground_until_six_hours_from_the_charge() {
    let record = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["drug_sample"] }));
    assert_eq!(record.judged("+1 04:00").whole("bail.no-ground"), NOTHING);
    assert_eq!(record.judged("+1 04:00:01").whole("bail.no-ground"), found("breach", "+1 04:00; due +1 04:00; on 2"));
}

#[rstest]
#[case::the_danger_not_recorded_is_asked_about(json!(null), "query")]
#[case::no_danger_is_asked_about(json!("nothing"), "query")]
#[case::a_danger_told_is_what_is_asked(json!("the men he owes money to wait outside his home"), "")]
fn the_danger(#[case] danger: Value, #[case] verdict: &str) {
    let mut fields = json!({ "grounds": ["own_protection"] });
    if !danger.is_null() {
        fields["danger"] = danger;
    }
    assert_eq!(bail("robbery", fields).whole("bail.own-interests"), found(verdict, "22:10; on 2"));
}

#[rstest]
#[case::murder_not_charged("robbery", json!(["murder"]), "query")]
#[case::murder_charged("Murder", json!(["murder"]), "")]
#[case::injury_for_an_imprisonable_charge("robbery", json!(["injury_or_damage"]), "query")]
#[case::further_offences_for_one_that_isnt("drunk and disorderly", json!(["further_offences"]), "query")]
#[case::a_charge_not_on_the_list_shows_no_conflict("something unheard of", json!(["injury_or_damage"]), "")]
#[case::grounds_not_recorded_show_none("robbery", json!(null), "")]
fn grounds_that_cant_hold(#[case] offence: &str, #[case] grounds: Value, #[case] verdict: &str) {
    let fields = if grounds.is_null() { json!({}) } else { json!({ "grounds": grounds }) };
    assert_eq!(bail(offence, fields).whole("bail.grounds-conflict"), found(verdict, "22:10; on 1 2"));
}

#[test]
fn which_kind_was_asked_for_not_recorded_counts_as_asked_and_is_asked_about() {
    let seen = refused("theft").ask("22:20", "not_recorded", json!({})).judged("22:30");
    assert_eq!(seen.whole("accommodation.request"), found("query", "22:20; on 3"));
    assert!(seen.says_not_recorded("accommodation.request"));
    assert_eq!(seen.owed("accommodation.request"), ["done; due 22:40; done 22:20; custody_officer"]);
    assert_eq!(asked().judged("22:30").whole("accommodation.request"), NOTHING);
}

#[test]
fn a_request_never_made_is_found_at_its_due_time_and_measured_from_the_refusal() {
    let never = refused("theft").judged("+1 01:10:01");
    assert_eq!(never.whole("accommodation.request"), found("breach", "22:40; due 22:40; 180 min; on 2"));
    let late = refused("theft").judged("23:11");
    assert_eq!(late.whole("accommodation.late"), found("shortfall", "23:10; due 22:40; 61 min; on 2"));
    assert_eq!(late.one("accommodation.late").unwrap().via, ["AC14", "AC15"]);
    let asked = refused("theft").ask("+1 01:11", "alternative", json!({})).judged("+1 02:00");
    assert_eq!(asked.whole("accommodation.late"), found("breach", "23:10; due 22:40; 181 min; on 2 3"));
    assert_eq!(asked.one("accommodation.late").unwrap().via, ["AC15"]);
}

#[rstest]
#[case::who_not_recorded_is_asked_about("who", json!(null), "query")]
#[case::nobody_at_risk_is_asked_about("who", json!("nobody"), "query")]
#[case::what_harm_not_recorded_is_asked_about("what", json!(null), "query")]
#[case::no_harm_is_asked_about("what", json!("nothing"), "query")]
#[case::how_not_recorded_is_asked_about("how", json!(null), "query")]
#[case::no_way_is_asked_about("how", json!("no threat"), "query")]
#[case::why_nothing_less_not_recorded_is_asked_about("why_not_alternative", json!(null), "query")]
#[case::nothing_is_no_reason_why("why_not_alternative", json!("nothing"), "query")]
#[case::the_words_of_the_section_are_no_reason_why("why_not_alternative", json!("not adequate to protect the public"), "query")]
#[case::a_stock_phrase_is_no_answer("who", json!("as above"), "query")]
#[case::answered_is_support("who", json!("his stepfather"), "")]
fn one_of_the_four_answers_for_a_specified_offence(
    #[case] question: &str,
    #[case] answer: Value,
    #[case] verdict: &str,
) {
    let mut risk = four();
    if answer.is_null() {
        risk.as_object_mut().unwrap().remove(question);
    } else {
        risk[question] = answer;
    }
    let seen = refused("robbery").ask("22:20", "secure", json!({ "risk": risk })).judged("22:30");
    assert_eq!(seen.whole("accommodation.secure-unsupported"), found(verdict, "22:20; on 3"));
    assert!(verdict.is_empty() || seen.one("accommodation.secure-unsupported").unwrap().via == ["AC19"]);
}

#[rstest]
#[case::the_date_of_birth_not_recorded_is_asked_about(json!({ "date_of_birth": null }), "query", "AC16")]
#[case::looks_are_no_proof_of_being_under_12(json!({ "date_of_birth": null, "apparent_age": 11 }), "query", "AC16")]
#[case::under_12_is_a_breach(json!({ "date_of_birth": "2014-11-11" }), "breach", "AC16")]
#[case::twelve_is_no_finding(json!({ "date_of_birth": "2014-11-10" }), "", "")]
fn age_at_the_request(#[case] child: Value, #[case] verdict: &str, #[case] row: &str) {
    let record = refused("robbery").child(child).ask("22:20", "secure", json!({ "risk": four() }));
    let seen = record.judged("22:30");
    assert_eq!(seen.whole("accommodation.secure-unsupported"), found(verdict, "22:20; on 3"));
    assert!(verdict.is_empty() || seen.one("accommodation.secure-unsupported").unwrap().via == [row]);
}

#[rstest]
#[case::reasons_and_risk_not_recorded_and_not_specified_is_a_breach("theft", json!({}), "breach", "AC22")]
#[case::no_reason_chosen_is_none_given("theft", json!({ "reasons": [] }), "breach", "AC22")]
#[case::something_said_of_harm_is_asked_about("theft", json!({ "reasons": ["named_threat"] }), "query", "AC22")]
#[case::harm_in_a_note_is_asked_about("theft", json!({ "note": "said he will stab Kai Moss" }), "query", "AC22")]
#[case::the_charge_not_on_the_list_is_asked_about("something unheard of", json!({}), "query", "AC23")]
#[case::reasons_not_recorded_and_specified_is_asked_about("robbery", json!({}), "query", "AC19")]
#[case::reasons_that_cant_count_are_a_breach("robbery", json!({ "reasons": ["absconding"] }), "breach", "AC20")]
fn what_is_said_for_secure(#[case] offence: &str, #[case] fields: Value, #[case] verdict: &str, #[case] row: &str) {
    let seen = refused(offence).ask("22:20", "secure", fields).judged("22:30");
    assert_eq!(seen.whole("accommodation.secure-unsupported"), found(verdict, "22:20; on 3"));
    assert_eq!(seen.one("accommodation.secure-unsupported").unwrap().via, [row]);
}

#[rstest]
#[case::not_recorded_is_a_shortfall(json!(null), "shortfall")]
#[case::the_words_of_the_section_count_as_not_recorded(json!("keeping him elsewhere would not be adequate to protect the public"), "shortfall")]
#[case::a_reason_why_is_nothing(json!("both homes with beds house the victim's brothers"), "")]
fn why_alternative_was_not_asked_for(#[case] why: Value, #[case] verdict: &str) {
    let mut risk = four();
    if why.is_null() {
        risk.as_object_mut().unwrap().remove("why_not_alternative");
    } else {
        risk["why_not_alternative"] = why;
    }
    let record = refused("robbery").ask("22:20", "secure", json!({ "risk": risk }));
    let seen = record.said("23:00", "refuse_no_bed", json!({ "to": "secure" })).judged("23:31");
    assert_eq!(seen.whole("accommodation.alternative-not-asked"), found(verdict, "23:00; on 3 4"));
}

#[rstest]
#[case::not_recorded_is_asked_about(json!(null), "query")]
#[case::not_thought_about_falls_short(json!(false), "shortfall")]
#[case::thought_about_is_what_the_section_asks(json!(true), "")]
fn whether_a_review_weighed_the_move(#[case] considered: Value, #[case] verdict: &str) {
    let record = asked().at("23:30", "review", json!({ "accommodation_considered": considered }));
    let seen = record.judged("23:40");
    assert_eq!(seen.whole("accommodation.re-decide"), found(verdict, "23:30; on 4"));
    let done = if verdict.is_empty() {
        "done; due 23:30; done 23:30; custody_officer"
    } else {
        "overdue; due 23:30; custody_officer"
    };
    assert_eq!(seen.owed("accommodation.re-decide").iter().filter(|duty| *duty == done).count(), 1);
}

#[rstest]
#[case::no_answer_recorded(None, true)]
#[case::no_answer_is_none(Some("no_answer"), true)]
#[case::on_conditions_is_an_answer(Some("conditional"), false)]
#[case::an_offer_is_an_answer(Some("accept_alternative"), false)]
fn what_the_authority_said_in_two_hours(#[case] answer: Option<&str>, #[case] fails: bool) {
    let mut record = asked();
    if let Some(answer) = answer {
        record = record.said("22:40", answer, json!({}));
    }
    assert_eq!(record.judged("+1 00:20").whole("accommodation.authority-failed"), NOTHING);
    let silent = "breach +1 00:20; on 3; statute; authority".to_owned();
    let seen = record.judged("+1 00:20:01");
    assert_eq!(seen.whole("accommodation.authority-failed"), if fails { vec![silent] } else { vec![] });
}

#[rstest]
#[case::of_a_kind_not_recorded_it_is_of_what_was_asked("alternative", json!({}), true)]
#[case::of_alternative("alternative", json!({ "to": "alternative" }), true)]
#[case::of_secure_alone("alternative", json!({ "to": "secure" }), false)]
#[case::of_secure_asked_for("secure", json!({}), false)]
fn a_refusal(#[case] sort: &str, #[case] to: Value, #[case] fails: bool) {
    let record = refused("robbery").ask("22:20", sort, json!({ "risk": four() })).said("22:40", "refuse_no_bed", to);
    let refusal = "breach 22:40; on 3 4; statute; authority".to_owned();
    let seen = record.judged("22:50");
    assert_eq!(seen.whole("accommodation.authority-failed"), if fails { vec![refusal] } else { vec![] });
}

#[rstest]
#[case::an_inspector_told_not_recorded_is_no_escalation(json!(null), true)]
#[case::an_inspector_not_told_is_no_escalation(json!(false), true)]
#[case::an_inspector_told_is_one(json!(true), false)]
fn the_inspector(#[case] told: Value, #[case] fails: bool) {
    let mut fields = json!({ "limb": "impracticable", "reasons": ["no_bed"] });
    if !told.is_null() {
        fields["inspector_told"] = told;
    }
    let seen = asked().at("23:00", "certificate_issued", fields).judged("+1 00:30");
    let short = "shortfall +1 00:20; due +1 00:20; 130 min; on 3; policy; custody_officer".to_owned();
    assert_eq!(seen.whole("accommodation.escalate"), if fails { vec![short] } else { vec![] });
}

#[test]
fn each_step_of_the_ladder_is_a_duty_with_its_time() {
    let first = "done; due 22:50; done 22:45; custody_officer";
    let rang = asked().at("22:45", "accommodation_escalated", json!({ "to": "duty manager", "side": "authority" }));
    assert_eq!(rang.judged("22:46").owed("accommodation.escalate"), [first, "open; due 23:20; custody_officer"]);
    let last = [
        "overdue; due 22:50; custody_officer",
        "overdue; due 23:20; custody_officer",
        "overdue; due +1 00:20; custody_officer",
    ];
    assert_eq!(asked().judged("+1 00:21").owed("accommodation.escalate"), last);
    let offered = asked().said("22:40", "accept_alternative", json!({})).judged("23:00");
    assert_eq!(offered.owed("accommodation.escalate")[0], "not_needed; due 22:50; custody_officer");
}

#[test]
fn a_breach_of_bail_and_nothing_else_asks_nothing_of_these_rules() {
    let record = given().at("17:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("18:00");
    let seen = record.judged("+1 08:00");
    for rule in crate::law::accommodation::RULES {
        assert!(!seen.speaks(rule.id), "{}", rule.id);
    }
}
