//! Care: what was offered or done for the child, and whether they took it.

use super::{WHEN, at_once, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Care;
use crate::record::words::CareWhat;

pub(super) const WHAT: &[Choice] = &[
    Choice::new("meal", "meal"),
    Choice::new("drink", "drink"),
    Choice::new("blanket", "blanket"),
    Choice::new("clothing", "clothing"),
    Choice::new("wash", "wash"),
    Choice::new("phone_call", "phone call"),
    Choice::new("exercise", "exercise"),
    Choice::new("reading", "reading"),
    Choice::new("medication", "medication"),
    Choice::new("menstrual_products", "menstrual products"),
    Choice::new("private_word", "a private word"),
    Choice::new("more", "something else"),
];

pub(super) const MORE: &[Choice] = &[
    Choice::new("visit", "visit"),
    Choice::new("distraction", "distraction"),
    Choice::new("religious", "for their religion"),
    Choice::new("other", "other"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "care",
    title: "Care",
    start: "what",
    fields: &[
        WHEN,
        FieldSpec::new(
            "what",
            "What",
            FieldKind::One(WHAT),
            "Two light meals and one main meal in 24 hours; drinks between (Code C 8.6).",
        ),
        FieldSpec::new(
            "more",
            "What else",
            FieldKind::One(MORE),
            "What was offered or done: bedding, a wash, clothes, fresh air (Code C 8.3-8.7).",
        )
        .when(|values, _| values.is("what", &["more"])),
        FieldSpec::new("taken", "Taken", FieldKind::YesNo, "An offer counts, eaten or not: write both (Code C 8.9)."),
        FieldSpec::new(
            "who",
            "With or by",
            FieldKind::Text,
            "Products and a private word: by the woman who has her care (Code C 3.20A).",
        ),
        FieldSpec::new("text", "In words", FieldKind::Text, "What it was, what the child made of it (force policy)."),
    ],
    prefill: at_once,
    brief: |_, facts| owed_lines(facts, &["care.meal", "care.menstrual", "care.woman", "care.request-open"]),
    passed_over: &["who", "text"],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let (field, question) = match values.get("what") {
        "more" => ("more", "what else? Choose one"),
        _ => ("what", "what was offered or done? Choose one"),
    };
    let what = needed(&mut problems, field, picked(values, field, CareWhat::from_word), question);
    let care = what.map(|what| Care {
        what,
        offered: Some(true),
        taken: values.yes("taken"),
        who: values.text("who"),
        text: values.text("text"),
    });
    one(problems, at, care)
}
