//! Longer without charge: a superintendent's extension, a court's warrant.

use super::{WHEN, at_once, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::{ExtensionAuthorised, WarrantIssued};
use crate::record::words::ExtensionUnder;

const ACT: &[Choice] = &[Choice::new("extension", "extended to 36 h"), Choice::new("warrant", "court's warrant")];

pub(super) const UNDER: &[Choice] =
    &[Choice::new("s42_1", "s.42(1), the first"), Choice::new("s42_2", "s.42(2), a further one")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "extend",
    title: "Held longer",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "By",
            FieldKind::One(ACT),
            "Before the 24 hours, after the second review, for an indictable offence (s.42).",
        ),
        FieldSpec::new(
            "under",
            "Under",
            FieldKind::One(UNDER),
            "The first, or a further one within the 36 hours (s.42(1), (2)).",
        )
        .when(|values, _| extends(values)),
        FieldSpec::new(
            "hours",
            "Hours",
            FieldKind::Text,
            "Hours from the relevant time, 36 at most; of a warrant, from its issue (s.42(1), s.43).",
        ),
        FieldSpec::new("indictable", "Indictable", FieldKind::YesNo, "Only for an indictable offence (s.42(1)(b)).")
            .when(|values, _| extends(values)),
        FieldSpec::new(
            "child",
            "Child heard",
            FieldKind::YesNo,
            "The child is given the chance to speak, awake (s.42(6)).",
        )
        .when(|values, _| extends(values)),
        FieldSpec::new("adult", "Adult heard", FieldKind::YesNo, "An adult at hand is heard (Code C 15.2A, 15.3).")
            .when(|values, _| extends(values)),
        FieldSpec::new(
            "solicitor",
            "Solicitor heard",
            FieldKind::YesNo,
            "And a solicitor, if there is one at the time (s.42(6)).",
        )
        .when(|values, _| extends(values)),
        FieldSpec::new("reasons", "Because", FieldKind::Text, "The grounds, told to the child and written (s.42(5)).")
            .when(|values, _| extends(values)),
        FieldSpec::new("again", "Extends one", FieldKind::YesNo, "Whether it extends an earlier warrant (s.44).")
            .when(|values, _| values.is("act", &["warrant"])),
    ],
    prefill: |values, facts| {
        at_once(values, facts);
        values.set("hours", "36");
    },
    brief: |_, facts| owed_lines(facts, &["clock.limit", "review.first", "review.next"]),
    passed_over: &[],
    unfit: any_child,
    // A warrant is entered by anyone; an extension not signed by a superintendent is refused as such.
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn extends(values: &Values) -> bool {
    values.is("act", &["extension"])
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let hours = gather(&mut problems, super::number(values, "hours", "how many hours? Write a whole number")).flatten();
    let kind: Option<Kind> = match values.get("act") {
        "extension" => {
            let until_hours = needed(&mut problems, "hours", hours, "to how many hours from the relevant time?");
            until_hours.map(|until_hours| {
                ExtensionAuthorised {
                    until_hours,
                    under: picked(values, "under", ExtensionUnder::from_word),
                    indictable: values.yes("indictable"),
                    aa_consulted: values.yes("adult"),
                    solicitor_heard: values.yes("solicitor"),
                    child_heard: values.yes("child"),
                    reasons: values.text("reasons"),
                }
                .into()
            })
        }
        "warrant" => {
            let hours = needed(&mut problems, "hours", hours, "for how many hours from its issue?");
            hours.map(|hours| WarrantIssued { hours, extension: values.yes("again") }.into())
        }
        _ => needed(&mut problems, "act", None, "extension or warrant? Choose one"),
    };
    one(problems, at, kind)
}
