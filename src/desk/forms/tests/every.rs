//! What holds of every form.

use std::collections::BTreeSet;

use super::*;
use crate::desk::form::Choice;
use crate::desk::forms::{
    ALL, NEW, RANK, WHEN, accommodation, adult, bail, care, cell_check, certificate, extend, force, harm, health,
    leave, missed, place, postpone, review, rights, risk, search, told as parent, visit,
};
use crate::record::words::*;

#[test]
fn every_form_has_a_name_of_its_own_a_start_that_is_a_field_and_fields_named_once() {
    let names: BTreeSet<&str> = ALL.iter().map(|form| form.id).collect();
    assert_eq!(names.len(), ALL.len());
    for form in ALL {
        let ids: Vec<&str> = form.fields.iter().map(|field| field.id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{}", form.id);
        assert!(ids.contains(&form.start), "{}", form.id);
        assert!(form.passed_over.iter().all(|id| ids.contains(id)), "{}", form.id);
        assert!(ids.ends_with(form.passed_over), "{}: what Enter passes over stands last", form.id);
    }
}

#[test]
fn every_field_has_one_line_of_help_and_a_label_that_fits() {
    for form in ALL {
        assert!(form.title.chars().count() <= 30, "{}", form.title);
        for field in form.fields {
            let words = field.help.chars().count();
            assert!((10..=100).contains(&words), "{}.{}: {words}: {}", form.id, field.id, field.help);
            assert!(field.label.chars().count() <= 20, "{}.{}", form.id, field.id);
            assert!(field.help.ends_with(['.', '"']), "{}.{}: {}", form.id, field.id, field.help);
        }
    }
}

/// Fields that need no provision: the time of the act, a name or number, a note's own words.
const MECHANICS: &[(&str, &str)] = &[
    ("note", "text"),
    ("asks", "of"),
    ("health", "number"),
    ("health", "form"),
    ("health", "reference"),
    ("leave", "court"),
    ("missed", "when"),
    ("place", "cell"),
    ("new_child", "number"),
    ("new_child", "name"),
    ("new_child", "suite"),
    ("settle", "name"),
    ("handover", "given_by"),
    ("handover", "why_not"),
    ("handover", "words"),
    ("pass_on", "what"),
    ("pass_on", "words"),
    ("pass_on", "to"),
    ("not_done", "step"),
    ("promise", "by"),
    ("promise", "what"),
];

/// Returns whether a line of help names what it rests on: a section, a paragraph or note of a code, force policy.
fn names_a_provision(help: &str) -> bool {
    let section = help.match_indices("s.").any(|(at, _)| help[at + 2..].starts_with(|c: char| c.is_ascii_digit()));
    section || ["Code C ", "Annex ", "force policy"].iter().any(|named| help.contains(named))
}

#[test]
fn every_field_says_on_what_provision_it_matters_or_only_asks_for_a_time_a_name_or_a_number() {
    for form in ALL.iter().chain(&[NEW]) {
        for field in form.fields {
            let told_when = field.id == WHEN.id && field.help.contains("-6m");
            let needs_none = told_when || MECHANICS.contains(&(form.id, field.id));
            let (form, help) = (form.id, field.help);
            assert_ne!(names_a_provision(help), needs_none, "{form}.{}: {help}", field.id);
        }
    }
}

#[test]
fn every_list_fits_the_keys_and_says_each_answer_once() {
    for form in ALL {
        for field in form.fields {
            if let FieldKind::One(choices) | FieldKind::Many(choices) = field.kind {
                assert!(choices.len() <= 12, "{}.{}", form.id, field.id);
                let words: BTreeSet<&str> = choices.iter().map(|choice| choice.word).collect();
                let labels: BTreeSet<&str> = choices.iter().map(|choice| choice.label).collect();
                assert_eq!((words.len(), labels.len()), (choices.len(), choices.len()), "{}.{}", form.id, field.id);
            }
        }
    }
}

#[test]
fn every_list_offers_just_the_words_of_the_format() {
    let all: &[(&[Choice], &[&str])] = &[
        (cell_check::DEMEANOUR, Demeanour::WORDS),
        (cell_check::NOT_SAID, NotSaid::WORDS),
        (cell_check::METHOD, CheckMethod::WORDS),
        (missed::REASON, MissedReason::WORDS),
        (adult::WHO, AaWho::WORDS),
        (adult::OUTCOME, AaOutcome::WORDS),
        (adult::PURPOSE, AaFor::WORDS),
        (adult::CAUSE, AaDelayCause::WORDS),
        (parent::WHO, Told::WORDS),
        (parent::ROUTE, TellRoute::WORDS),
        (parent::OUTCOME, TellOutcome::WORDS),
        (health::MISSED, AsccMissedReason::WORDS),
        (health::TO, ReferralTo::WORDS),
        (health::ON, ReferralForm::WORDS),
        (rights::RIGHT, Right::WORDS),
        (risk::FLAGS, Marker::WORDS),
        (place::PLACE, Place::WORDS),
        (harm::WHAT, SelfHarmWhat::WORDS),
        (force::TYPES, ForceType::WORDS),
        (search::ABSENT, AaAbsentBecause::WORDS),
        (visit::WHO, Visitor::WORDS),
        (extend::UNDER, ExtensionUnder::WORDS),
        (leave::OUTCOME, ReleaseOutcome::WORDS),
        (leave::TO, ReleasedTo::WORDS),
        (RANK, Rank::WORDS),
        (review::METHOD, ReviewMethod::WORDS),
        (review::NOT_SPOKEN, NotSpoken::WORDS),
        (review::PRESENT, Present::WORDS),
        (review::ASKED, Asked::WORDS),
        (review::DECISION, ReviewDecision::WORDS),
        (postpone::REASON, PostponedReason::WORDS),
        (bail::GROUNDS, BailGround::WORDS),
        (accommodation::BASIS, AuthorityBasis::WORDS),
        (accommodation::ANSWER, AuthorityAnswer::WORDS),
        (accommodation::SIDE, EscalationSide::WORDS),
    ];
    for (choices, words) in all {
        let offered: BTreeSet<&str> = choices.iter().map(|choice| choice.word).collect();
        assert_eq!(offered, words.iter().copied().collect(), "{words:?}");
    }
    let offered: BTreeSet<&str> = care::WHAT.iter().chain(care::MORE).map(|choice| choice.word).collect();
    assert_eq!(
        offered.iter().filter(|word| **word != "more").count(),
        CareWhat::WORDS.len(),
        "each once, on two lists"
    );
    assert!(CareWhat::WORDS.iter().all(|word| offered.contains(word)));
    // A request for secure is asked what makes it needed; the reasons of a certificate aren't among the answers.
    let reasons = [accommodation::REASONS, certificate::REASONS_A, certificate::REASONS_B];
    assert!(reasons.into_iter().flatten().all(|choice| ReasonCode::from_word(choice.word).is_some()));
}

#[test]
fn an_untouched_form_is_refused_in_words_beside_fields_that_can_be_seen() {
    let given = held().review("13:00", serde_json::json!({}));
    for form in ALL {
        let filled = open(form.id, &given, "14:00");
        assert!(!filled.problems().is_empty(), "{}", form.id);
    }
}

#[test]
fn a_time_that_cannot_be_read_is_a_problem_of_its_field() {
    let given = held().review("13:00", serde_json::json!({}));
    for form in ALL.iter().filter(|form| form.fields.iter().any(|field| field.id == "when")) {
        let filled = open(form.id, &given, "14:00").with(&[("when", "soon")]);
        assert!(filled.wrong().contains(&"when".to_owned()), "{}", form.id);
    }
}

#[test]
fn what_a_draft_holds_that_this_version_does_not_know_does_no_harm() {
    let given = held().review("13:00", serde_json::json!({}));
    for form in ALL {
        let mut filled = open(form.id, &given, "14:00");
        let before = filled.problems();
        filled.values.set("field_of_tomorrow", "something");
        assert_eq!(filled.problems(), before, "{}", form.id);
        for field in form.fields {
            if let FieldKind::One(_) | FieldKind::Many(_) | FieldKind::YesNo = field.kind {
                filled.values.set(field.id, "word_of_tomorrow");
            }
        }
        assert!(!filled.problems().is_empty(), "{}: an unknown word counts as no answer", form.id);
        assert!(filled.values.iter().any(|pair| pair == ("field_of_tomorrow", "something")), "and nothing is lost");
    }
}

#[test]
fn a_form_opens_on_a_record_of_which_nothing_is_known() {
    let nothing = given().child(serde_json::json!({ "date_of_birth": null, "sex": null, "home_authority": null }));
    for form in ALL {
        let filled = open(form.id, &nothing, "14:00");
        filled.brief();
        filled.problems();
    }
}
