//! A note: what no other form holds, such as the call to the bedwatch.

use super::gather;
use crate::desk::form::{FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Values, always};
use crate::law::Facts;
use crate::record::kinds::Note;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "note",
    title: "Note",
    start: "text",
    fields: &[
        FieldSpec {
            id: "when",
            label: "When",
            kind: FieldKind::When,
            help: "When it happened: now, -6m, 2305.",
            shown: always,
        },
        FieldSpec {
            id: "text",
            label: "Note",
            kind: FieldKind::Text,
            help: "What happened, in your words.",
            shown: always,
        },
    ],
    prefill: |values, _| values.set("when", "now"),
    brief: |_, _| Vec::new(),
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Result<Made, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let text = values.text("text");
    if text.is_none() {
        problems.push(FieldProblem::new("text", "what happened? A note needs words"));
    }
    match (at, text) {
        (Some(at), Some(text)) => Ok(vec![(at, Note { text }.into())]),
        _ => Err(problems),
    }
}
