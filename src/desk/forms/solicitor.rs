//! A solicitor asked for, and come or spoken to.

use super::{WHEN, at_once, gather, needed, one, owed_lines};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::{SolicitorArrived, SolicitorRequested};

const ACT: &[Choice] = &[Choice::new("asked", "asked for"), Choice::new("came", "came, or rang")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "solicitor",
    title: "Solicitor",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "Solicitor",
            FieldKind::One(ACT),
            "The adult may ask for one in the child's interests (Code C 6.5A).",
        ),
    ],
    prefill: at_once,
    brief: |_, facts| owed_lines(facts, &["solicitor.asked"]),
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make: |values: &Values, facts: &Facts<'_>| -> Making {
        let mut problems = Vec::new();
        let at = gather(&mut problems, values.when("when", facts));
        let kind: Option<Kind> = match values.get("act") {
            "asked" => Some(SolicitorRequested {}.into()),
            "came" => Some(SolicitorArrived {}.into()),
            _ => needed(&mut problems, "act", None, "asked for, or come? Choose one"),
        };
        one(problems, at, kind)
    },
};
