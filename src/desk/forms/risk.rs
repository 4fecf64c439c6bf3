//! Risk assessed, and the observation plan that follows from it: one act, two entries.

use super::{WHEN, at_once, gather, needed, owed_lines, picked_many};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Made, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::{ObservationLevel, ObservationSet, RiskAssessed, TextOrNumber};
use crate::record::time::clock;
use crate::record::words::Marker;

pub(super) const FLAGS: &[Choice] = &[
    Choice::new("self_harm", "self-harm"),
    Choice::new("suicide", "suicide"),
    Choice::new("exploitation", "exploitation"),
    Choice::new("missing", "goes missing"),
    Choice::new("intoxicated", "drink or drugs"),
    Choice::new("violent", "violence"),
    Choice::new("gang", "gang"),
    Choice::new("other", "other"),
];

const LEVEL: &[Choice] = &[
    Choice::new("1", "1 general"),
    Choice::new("2", "2 intermittent"),
    Choice::new("3", "3 constant"),
    Choice::new("4", "4 close proximity"),
];

fn plans(values: &Values) -> bool {
    !values.get("level").is_empty()
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "risk",
    title: "Risk and observation",
    start: "found",
    fields: &[
        WHEN,
        FieldSpec::new(
            "found",
            "Found",
            FieldKind::Text,
            "What the child and others say, and what is known (Code C 3.6-3.10).",
        ),
        FieldSpec::new(
            "flags",
            "Warns of",
            FieldKind::Many(FLAGS),
            "What warns of risk: it follows the child to the next shift and out (Code C 3.6-3.10).",
        ),
        FieldSpec::new(
            "grade",
            "Risk is",
            FieldKind::Text,
            "Low, medium, high: as the force words it. May be left out (Code C 3.6).",
        ),
        FieldSpec::new(
            "level",
            "Observation",
            FieldKind::One(LEVEL),
            "The level this risk asks for; leave it where the plan stays as it is (Code C 9.3).",
        ),
        FieldSpec::new(
            "every",
            "Checks every",
            FieldKind::Text,
            "Minutes: for a child 30, never over 60 (Code C 9.3, Note 9B).",
        )
        .when(|values, _| plans(values)),
        FieldSpec::new(
            "rousing",
            "Rousing",
            FieldKind::YesNo,
            "Drunk, drugged or hurt: roused for a spoken reply each half hour (Annex H).",
        )
        .when(|values, _| plans(values)),
        FieldSpec::new(
            "reason",
            "Plan because",
            FieldKind::Text,
            "Why this level, for whoever does the next check (Code C 3.6-3.10).",
        )
        .when(|values, _| plans(values)),
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = owed_lines(facts, &["risk.assessed", "health.self-harm"]);
    if let Some(plan) = facts.last::<ObservationSet>() {
        let rousing = if plan.it.rousing == Some(true) { ", rousing" } else { "" };
        let text = format!("level {}, every {} min{rousing}", plan.it.level.number(), plan.it.every_minutes);
        lines.push(Brief::new(format!("Plan {}", clock(plan.at)), text));
    }
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let (found, flags) = (values.text("found"), picked_many(values, "flags", Marker::from_word));
    let grade = values.text("grade").map(TextOrNumber::Text);
    let assessed = (found.is_some() || flags.is_some() || grade.is_some()).then_some(RiskAssessed {
        level: grade,
        flags,
        text: found,
    });
    let level = values.get("level").parse().ok().and_then(ObservationLevel::new);
    let every =
        gather(&mut problems, super::number(values, "every", "how many minutes? Write a whole number")).flatten();
    let every = if level.is_some() {
        needed(
            &mut problems,
            "every",
            every.filter(|every| *every > 0),
            "how many minutes between checks? Write a number",
        )
    } else {
        None
    };
    let plan = level.zip(every).map(|(level, every_minutes)| ObservationSet {
        level,
        every_minutes,
        rousing: values.yes("rousing"),
        reason: values.text("reason"),
    });
    if assessed.is_none() && level.is_none() {
        needed::<()>(&mut problems, "found", None, "what was found, or which level is set? One of them");
    }
    match at {
        Some(at) if problems.is_empty() => {
            let plan = plan.map(|plan| Made::new(at, plan));
            Ok(assessed.map(|assessed| Made::new(at, assessed)).into_iter().chain(plan).collect())
        }
        _ => Err(problems),
    }
}
