//! The woman who has a girl's care, by name.

use super::{WHEN, at_once, gather, needed, one, owed_lines};
use crate::desk::form::{Besides, Brief, FieldKind, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::WomanAssigned;
use crate::record::time::clock;
use crate::record::words::Sex;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "woman",
    title: "Woman who has the girl's care",
    start: "name",
    fields: &[
        WHEN,
        FieldSpec {
            id: "name",
            label: "Her name",
            kind: FieldKind::Text,
            help: "A girl is in the care of a woman, named (CYPA 1933 s.31; Code C 3.20A).",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: |facts| (facts.child.sex == Some(Sex::Male)).then_some("this child is recorded as a boy"),
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if facts.child.sex.is_none() {
        lines.push(Brief::loud("Sex", "not recorded"));
    }
    if let Some(named) = facts.last::<WomanAssigned>() {
        lines.push(Brief::new(format!("Named {}", clock(named.at)), &named.it.name));
    }
    lines.extend(owed_lines(facts, &["care.woman", "care.menstrual"]));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let name = needed(&mut problems, "name", values.text("name"), "who is she? Write her name");
    one(problems, at, name.map(|name| WomanAssigned { name }))
}
