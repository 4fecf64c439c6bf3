//! Leaving: bail, release with its risk assessment, court.

use super::{WHEN, at_once, eta, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::*;
use crate::record::words::{ReleaseOutcome, ReleasedTo};
use crate::record::{Kind, Moment};

const ACT: &[Choice] = &[
    Choice::new("released", "released"),
    Choice::new("bailed", "bailed before charge"),
    Choice::new("sitting", "court sitting known"),
    Choice::new("court", "left for court"),
];

pub(super) const OUTCOME: &[Choice] = &[
    Choice::new("no_further_action", "no further action"),
    Choice::new("bail", "on bail"),
    Choice::new("under_investigation", "under investigation"),
    Choice::new("charged_bail", "charged and bailed"),
    Choice::new("community_resolution", "community resolution"),
    Choice::new("caution", "youth caution"),
    Choice::new("other", "other"),
];

pub(super) const TO: &[Choice] = &[
    Choice::new("parent", "parent"),
    Choice::new("guardian", "guardian"),
    Choice::new("relative", "relative"),
    Choice::new("care_authority", "care authority"),
    Choice::new("alone", "alone"),
    Choice::new("other", "someone else"),
    Choice::new("unknown", "not known"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "leave",
    title: "Leaving",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "What",
            FieldKind::One(ACT),
            "Whoever has the child next is to know what we know (force policy).",
        ),
        FieldSpec::new(
            "outcome",
            "How it stands",
            FieldKind::One(OUTCOME),
            "How the case stands: a child goes as soon as nothing needs them here (s.34(2)).",
        )
        .when(|values, _| values.is("act", &["released"])),
        FieldSpec::new(
            "to",
            "To whom",
            FieldKind::One(TO),
            "At night never alone, and never to someone unnamed (force policy).",
        )
        .when(|values, _| values.is("act", &["released"])),
        FieldSpec::new(
            "risk",
            "Risk assessed",
            FieldKind::YesNo,
            "Before the door opens: how they get home, who is there, who was told (APP, force policy).",
        )
        .when(|values, _| values.is("act", &["released"])),
        FieldSpec::new(
            "conditions",
            "Conditions",
            FieldKind::Text,
            "In words the child understands, so that they can be kept (s.47(1A)).",
        )
        .when(|values, _| values.is("act", &["bailed"])),
        FieldSpec::new(
            "sits",
            "Sits at",
            FieldKind::Eta,
            "The next sitting, 0930 or +2h: a child waits for no later one (s.46(2)).",
        )
        .when(|values, _| values.is("act", &["sitting"])),
        FieldSpec::new("court", "Which court", FieldKind::Text, "The court's name.")
            .when(|values, _| values.is("act", &["court"])),
        FieldSpec::new(
            "first",
            "First sitting",
            FieldKind::YesNo,
            "To the first sitting that can be reached (s.46(2)).",
        )
        .when(|values, _| values.is("act", &["court"])),
        FieldSpec::new(
            "certificate",
            "Certificate goes",
            FieldKind::YesNo,
            "Held after charge and not moved: the court is given one (s.38(7)).",
        )
        .when(|values, _| values.is("act", &["court"])),
    ],
    prefill: at_once,
    brief: |_, facts| {
        let open =
            ["referral.submitted", "release.risk", "health.self-harm", "data.ethnicity", "ascc.closed-throughout"];
        let mut lines: Vec<Brief> = owed_lines(facts, &open);
        lines.iter_mut().for_each(|line| line.loud = true);
        lines
    },
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
        "released" => {
            let outcome = picked(values, "outcome", ReleaseOutcome::from_word);
            let outcome = needed(&mut problems, "outcome", outcome, "how does the case stand? Choose one");
            let to = picked(values, "to", ReleasedTo::from_word);
            outcome.map(|outcome| Released { outcome, to, risk_assessed: values.yes("risk") }.into())
        }
        "bailed" => Some(Bailed { before_charge: true, conditions: values.text("conditions") }.into()),
        "sitting" => {
            let sits = gather(&mut problems, eta(values, "sits", facts)).flatten();
            let sits = needed(&mut problems, "sits", sits, "when does the court sit?");
            sits.map(|sits| CourtSitting { at_time: Moment::london(sits) }.into())
        }
        "court" => Some(
            ToCourt {
                court: values.text("court"),
                reached_at: None,
                first_sitting: values.yes("first"),
                certificate_produced: values.yes("certificate"),
            }
            .into(),
        ),
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
