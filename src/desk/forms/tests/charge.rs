//! Charged, and bail refused.

use serde_json::json;

use super::*;
use crate::law::offences::LIST_DATE;

fn charge(answers: &[(&str, &str)]) -> Filled {
    open("charge", &held(), "15:00").with(answers)
}

fn note(filled: &Filled) -> String {
    filled.made()[0].note.clone().unwrap()
}

#[test]
fn a_charge_is_not_recorded_before_what_the_list_says_of_it_is_confirmed() {
    assert_eq!(charge(&[("offence_1", "s8 robbery")]).wrong(), ["match_1"]);
    let filled = charge(&[("offence_1", "s8 robbery"), ("match_1", "Robbery"), ("aa_present", "yes")]);
    let entry = json!({ "kind": "charged", "offences": ["s8 robbery"], "aa_present": true });
    assert_eq!(filled.entry(), entry, "as the officer typed it");
    let said =
        format!("offence list of {LIST_DATE}: \"s8 robbery\" is Robbery (Theft Act 1968 s.8(1)), specified, violent");
    assert_eq!(note(&filled), said, "and what was confirmed stands beside it");
}

#[test]
fn a_charge_changed_after_it_was_confirmed_is_confirmed_again() {
    let mut filled = charge(&[("offence_1", "robbery"), ("match_1", "Robbery")]);
    filled.values.set("offence_1", "affray");
    assert_eq!(filled.wrong(), ["match_1"]);
}

#[test]
fn what_the_words_only_look_like_is_taken_only_where_the_officer_picks_it() {
    let filled = charge(&[("offence_1", "robbry")]);
    assert_eq!(filled.wrong(), ["match_1"], "nothing is guessed");
    let (told, loud) = filled.line("robbry").unwrap();
    assert!(told.contains("not found in the list") && loud, "{told}");
    let filled = filled.with(&[("match_1", "Robbery")]);
    assert_eq!(filled.entry()["offences"], json!(["Robbery"]), "so that the law finds the same offence again");
    assert!(note(&filled).contains("\"robbry\" is Robbery"));
}

#[test]
fn what_is_not_on_the_list_stays_so_and_the_officer_says_which_it_is_and_why() {
    let filled = charge(&[("offence_1", "howling at the moon"), ("match_1", "none")]);
    assert_eq!(filled.wrong(), ["class"]);
    let harm = filled.brief().into_iter().filter(|line| line.label == "Serious harm").count();
    assert_eq!(harm, 2, "both definitions are shown");
    let filled = filled.with(&[("class", "violent")]);
    assert_eq!(filled.wrong(), ["class_why"]);
    let filled = filled.with(&[("class_why", "byelaw 7, with force")]);
    assert_eq!(filled.entry()["offences"], json!(["howling at the moon"]));
    let note = note(&filled);
    assert!(
        note.contains("not found in the list") && note.ends_with("taken as violent: byelaw 7, with force"),
        "{note}"
    );
    let not_known = charge(&[("offence_1", "howling at the moon"), ("match_1", "none"), ("class", "not_known")]);
    assert!(!not_known.shown().contains(&"class_why"));
    assert_eq!(not_known.made().len(), 1, "what isn't known yet can be said");
}

#[test]
fn a_charge_the_list_finds_and_the_officer_denies_is_typed_otherwise() {
    let filled = charge(&[("offence_1", "robbery"), ("match_1", "none")]);
    assert_eq!(filled.wrong(), ["offence_1"]);
}

#[test]
fn a_burglary_asks_for_its_intent_and_is_recorded_by_it() {
    let filled = charge(&[("offence_1", "burglary dwelling")]);
    assert!(filled.shown().contains(&"intent_1"));
    let filled = filled.with(&[("intent_1", "steal"), ("match_1", "Burglary dwelling with intent to steal or theft")]);
    let entry = filled.entry();
    assert_eq!(entry["offences"], json!(["Burglary dwelling with intent to steal or theft"]));
    assert_eq!(entry["intent"], json!({ "burglary": "steal" }));
    assert!(!charge(&[("offence_1", "affray")]).shown().contains(&"intent_1"));
}

#[test]
fn several_charges_are_each_confirmed_and_one_of_several_offences_is_picked() {
    let filled = charge(&[
        ("offence_1", "GBH"),
        ("match_1", "Unlawful wounding or inflicting GBH"),
        ("offence_2", "possess knife"),
    ]);
    assert_eq!(filled.wrong(), ["match_2"]);
    let filled = filled.with(&[("match_2", "Possession of bladed article in public")]);
    let offences = filled.entry()["offences"].clone();
    assert_eq!(offences, json!(["Unlawful wounding or inflicting GBH", "possess knife"]));
}

fn bail(answers: &[(&str, &str)]) -> Filled {
    let given = held().at("15:00", "charged", json!({ "offences": ["theft"] }));
    open("bail", &given, "15:20").with(answers)
}

#[test]
fn bail_is_refused_on_a_ground_with_its_reasons() {
    assert_eq!(bail(&[]).wrong(), ["grounds", "reasons"]);
    let filled = bail(&[("grounds", "fail_to_appear"), ("reasons", "missed court twice"), ("child_told", "yes")]);
    let entry = json!({ "kind": "bail_refused", "grounds": ["fail_to_appear"], "reasons": "missed court twice",
        "child_told": true });
    assert_eq!(filled.entry(), entry);
    assert!(!filled.shown().contains(&"danger"));
}

#[test]
fn own_interests_asks_what_the_danger_is() {
    let filled = bail(&[("grounds", "own_interests"), ("reasons", "debt"), ("danger", "men waiting at his door")]);
    assert_eq!(filled.entry()["danger"], "men waiting at his door");
    assert!(filled.line("Own interests").unwrap().1);
}

#[test]
fn nowhere_to_go_can_be_said_and_is_called_no_ground() {
    let filled = bail(&[("grounds", "nowhere_to_go"), ("reasons", "mother won't have him")]);
    assert!(filled.line("Not a ground").unwrap().0.contains("CA 1989 s.20"));
}

#[test]
fn bail_has_no_place_before_charge() {
    assert!(open("bail", &held(), "15:00").unfit().is_some());
    assert!(bail(&[]).unfit().is_none());
}
