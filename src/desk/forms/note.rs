//! A note: what no other form holds, such as the call to the bedwatch.

use super::{WHEN, at_once, gather, needed, one};
use crate::desk::form::{Besides, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Note;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "note",
    title: "Note",
    start: "text",
    fields: &[
        WHEN,
        FieldSpec {
            id: "text",
            label: "Note",
            kind: FieldKind::Text,
            help: "What happened, in your words.",
            shown: always,
        },
    ],
    prefill: at_once,
    brief: |_, _| Vec::new(),
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let text = needed(&mut problems, "text", values.text("text"), "what happened? A note needs words");
    one(problems, at, text.map(|text| Note { text }))
}
