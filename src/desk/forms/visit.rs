//! Someone came to see the child.

use super::{WHEN, at_once, gather, needed, one, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Visited;
use crate::record::words::Visitor;

pub(super) const WHO: &[Choice] = &[
    Choice::new("parent", "parent"),
    Choice::new("trusted_adult", "trusted adult"),
    Choice::new("social_worker", "social worker"),
    Choice::new("custody_visitor", "custody visitor"),
    Choice::new("other", "other"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "visit",
    title: "Visit",
    start: "who",
    fields: &[
        WHEN,
        FieldSpec::new(
            "who",
            "By whom",
            FieldKind::One(WHO),
            "A face they know: what inspectors praised most (Code C 5.4).",
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
        let who = picked(values, "who", Visitor::from_word);
        let who = needed(&mut problems, "who", who, "who came? Choose one");
        one(problems, at, who.map(|by_whom| Visited { by_whom }))
    },
};
