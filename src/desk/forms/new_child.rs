//! A child who comes in: the record is opened with who they are, the arrest and the arrival.

use super::{WHEN, at_once, gather, listed, needed, who};
use crate::desk::form::{
    Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::case_file::Head;
use crate::record::child::Child;
use crate::record::kinds::{Arrested, Arrived};

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "new_child",
    title: "A child comes in",
    start: "number",
    fields: &[
        FieldSpec::new(
            "number",
            "Record no.",
            FieldKind::Text,
            "The custody record number, as in the force's own system.",
        ),
        who::NAME,
        who::BORN,
        who::AGE,
        FieldSpec { shown: who::no_birth, ..who::LOOKS },
        who::SEX,
        who::CARE,
        who::AUTHORITY,
        FieldSpec::new(
            "when",
            "Arrived at",
            WHEN.kind,
            "When they came through the door: the detention clock starts (s.41(2)(d)).",
        ),
        FieldSpec::new(
            "arrested",
            "Arrested at",
            FieldKind::When,
            "When they were arrested: for another area's offence the clock may start by it (s.41(3)).",
        ),
        FieldSpec::new(
            "offences",
            "Arrested for",
            FieldKind::Text,
            "As the officer gives it: why this child is here (Code C 3.4). With ; between.",
        ),
        FieldSpec::new(
            "necessity",
            "Why necessary",
            FieldKind::Text,
            "Why this child had to be arrested (s.24(4)-(5), Code G 2.9).",
        ),
        who::GROUP,
        who::WHICH[0],
        who::WHICH[1],
        who::WHICH[2],
        who::WHICH[3],
        who::WHICH[4],
        FieldSpec::new(
            "suite",
            "Suite",
            FieldKind::Text,
            "Where the child is held; empty is the suite of the others here.",
        ),
    ],
    prefill: at_once,
    brief: |_, _| {
        vec![Brief::new(
            "Then",
            "rights, who is told, the adult, risk: each has its form, and the board says what is owed first",
        )]
    },
    passed_over: &["suite"],
    unfit: any_child,
    besides: Besides::Opens(head),
    signer: anyone,
    make,
};

/// Returns who the record is of.
///
/// # Errors
/// What is wrong, field by field: no number, or a date or age that can't be.
fn head(values: &Values, facts: &Facts<'_>) -> Result<Head, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let number = needed(&mut problems, "number", values.text("number"), "which custody record number?");
    let child = who::child(values, facts, &Child::unknown(), &mut problems);
    match number {
        Some(custody_number) if problems.is_empty() => {
            Ok(Head { custody_number, suite: values.text("suite"), force: None, extract: None, child: Some(child) })
        }
        _ => Err(problems),
    }
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let arrived = gather(&mut problems, values.when("when", facts));
    let typed = values.get("arrested");
    let arrested = if typed.is_empty() { None } else { gather(&mut problems, values.when("arrested", facts)) };
    if arrested.zip(arrived).is_some_and(|(arrested, arrived)| arrested > arrived) {
        problems.push(FieldProblem::new("arrested", "arrested after they arrived? Which time is right?"));
    }
    let (offences, necessity) = (listed(values, "offences"), values.text("necessity"));
    if arrested.is_none() && (offences.is_some() || necessity.is_some()) && problems.is_empty() {
        problems.push(FieldProblem::new("arrested", "when was the arrest? Write a time"));
    }
    let Some(arrived) = arrived.filter(|_| problems.is_empty()) else { return Err(problems) };
    let arrest = arrested.map(|at| {
        Made::new(
            at,
            Arrested {
                route: None,
                offences,
                offence_at: None,
                area: None,
                sought_by: None,
                at_station: None,
                necessity,
            },
        )
    });
    let arrival = Made::new(arrived, Arrived { station: None, area: None, place: None, designated: None });
    Ok(arrest.into_iter().chain([arrival]).collect())
}
