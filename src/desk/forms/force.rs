//! Force used on a child.

use super::{WHEN, at_once, gather, needed, one, picked_many};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::ForceUsed;
use crate::record::words::ForceType;

pub(super) const TYPES: &[Choice] = &[
    Choice::new("holds", "holds"),
    Choice::new("handcuffs", "handcuffs"),
    Choice::new("limb_restraints", "limb restraints"),
    Choice::new("spit_hood", "spit hood"),
    Choice::new("irritant", "irritant spray"),
    Choice::new("baton", "baton"),
    Choice::new("taser", "Taser"),
    Choice::new("other", "other"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "force",
    title: "Force used",
    start: "types",
    fields: &[
        WHEN,
        FieldSpec::new(
            "types",
            "What sorts",
            FieldKind::Many(TYPES),
            "Every sort that was used. Then healthcare sees the child (force policy).",
        ),
        FieldSpec::new(
            "what",
            "What was done",
            FieldKind::Text,
            "By whom, how, for how long: it had to be reasonable (PACE s.117).",
        ),
        FieldSpec::new(
            "reason",
            "Why needed",
            FieldKind::Text,
            "Why it was needed, and why nothing less would do (Code C 8.2, 8.11).",
        ),
    ],
    prefill: at_once,
    brief: |_, _| Vec::new(),
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make: |values: &Values, facts: &Facts<'_>| -> Making {
        let mut problems = Vec::new();
        let at = gather(&mut problems, values.when("when", facts));
        let what = needed(&mut problems, "what", values.text("what"), "what was done?");
        let types = picked_many(values, "types", ForceType::from_word);
        one(problems, at, what.map(|what| ForceUsed { what, types, reason: values.text("reason") }))
    },
};
