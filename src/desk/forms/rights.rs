//! Rights and entitlements: given, or one of them delayed.

use super::{RANK, WHEN, at_once, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::{RightDelayed, RightsGiven};
use crate::record::words::{Rank, Right};

const ACT: &[Choice] = &[Choice::new("given", "given"), Choice::new("delayed", "one was delayed")];

pub(super) const RIGHT: &[Choice] =
    &[Choice::new("intimation", "having someone told"), Choice::new("solicitor", "seeing a solicitor")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "rights",
    title: "Rights",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "Rights were",
            FieldKind::One(ACT),
            "In words this child understands, and again with the adult (Code C 3.1, 3.17).",
        ),
        FieldSpec::new(
            "adult",
            "Adult there",
            FieldKind::YesNo,
            "Given without the adult, they are given again when the adult comes (Code C 3.17).",
        )
        .when(|values, _| values.is("act", &["given"])),
        FieldSpec::new(
            "right",
            "Which",
            FieldKind::One(RIGHT),
            "A parent is told all the same: Annex B delays nothing of that (Code C 3.13).",
        )
        .when(|values, _| values.is("act", &["delayed"])),
        FieldSpec::new(
            "rank",
            "Authorised by",
            FieldKind::One(RANK),
            "An inspector or above; for a solicitor a superintendent (Annex B).",
        )
        .when(|values, _| values.is("act", &["delayed"])),
        FieldSpec::new(
            "reason",
            "Because",
            FieldKind::Text,
            "On which of the grounds of Annex B: the child goes without it meanwhile.",
        )
        .when(|values, _| values.is("act", &["delayed"])),
    ],
    prefill: |values, facts| {
        at_once(values, facts);
        values.set("act", "given");
    },
    brief: |_, facts| owed_lines(facts, &["rights.given", "aa.rights-again"]),
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let kind: Option<Kind> = match values.get("act") {
        "given" => {
            let adult = needed(&mut problems, "adult", values.yes("adult"), "was the adult there? Yes or no");
            adult.map(|aa_present| RightsGiven { aa_present }.into())
        }
        "delayed" => {
            let right = picked(values, "right", Right::from_word);
            let right = needed(&mut problems, "right", right, "which right? Choose one");
            let authorised_by = picked(values, "rank", Rank::from_word);
            right.map(|right| RightDelayed { right, authorised_by, reason: values.text("reason") }.into())
        }
        _ => needed(&mut problems, "act", None, "given, or delayed? Choose one"),
    };
    one(problems, at, kind)
}
