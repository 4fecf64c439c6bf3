//! A child who threatens to harm themselves, or does.

use super::{WHEN, at_once, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::SelfHarm;
use crate::record::words::SelfHarmWhat;

pub(super) const WHAT: &[Choice] = &[Choice::new("threat", "threatened"), Choice::new("act", "did it")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "harm",
    title: "Self-harm",
    start: "what",
    fields: &[
        WHEN,
        FieldSpec::new(
            "what",
            "The child",
            FieldKind::One(WHAT),
            "Healthcare, risk and level within half an hour (Code C 3.6-3.10, 9.5).",
        ),
        FieldSpec::new(
            "text",
            "In words",
            FieldKind::Text,
            "What the child said or did, in their words where there are any (Code C 3.6-3.10).",
        ),
    ],
    prefill: at_once,
    brief: |_, facts| owed_lines(facts, &["health.self-harm"]),
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make: |values: &Values, facts: &Facts<'_>| -> Making {
        let mut problems = Vec::new();
        let at = gather(&mut problems, values.when("when", facts));
        let what = picked(values, "what", SelfHarmWhat::from_word);
        let what = needed(&mut problems, "what", what, "a threat, or an act? Choose one");
        one(problems, at, what.map(|what| SelfHarm { what, text: values.text("text") }))
    },
};
