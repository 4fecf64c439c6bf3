//! A check that wasn't made, and why: as easy to say as that it was.

use super::{gather, needed, one, owed, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::desk::when;
use crate::law::Facts;
use crate::record::kinds::{Check, CheckMissed};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::MissedReason;

pub(super) const REASON: &[Choice] = &[
    Choice { word: "other_detainee", label: "another detainee" },
    Choice { word: "evacuation", label: "evacuation" },
    Choice { word: "staffing", label: "staffing" },
    Choice { word: "child_away", label: "child was away" },
    Choice { word: "other", label: "other" },
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "missed",
    title: "Check not made",
    start: "reason",
    fields: &[
        FieldSpec {
            id: "when",
            label: "Was due",
            kind: FieldKind::When,
            help: "When the check should have been made: -20m, 2305. One line for each.",
            shown: always,
        },
        FieldSpec {
            id: "reason",
            label: "Because",
            kind: FieldKind::One(REASON),
            help: "It explains the gap and doesn't hide it (Code C 9.3).",
            shown: always,
        },
        FieldSpec {
            id: "text",
            label: "In words",
            kind: FieldKind::Text,
            help: "What kept you from the door: \"CPR in cell 9\" (Code C 9.3).",
            shown: always,
        },
    ],
    prefill,
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Fills in the time at which the check fell due, where it has passed.
fn prefill(values: &mut Values, facts: &Facts<'_>) {
    let due = owed(facts, &["check.due"]).into_iter().filter_map(|duty| duty.due).find(|due| *due < facts.now);
    values.set("when", due.map_or_else(|| "now".to_owned(), when::fixed));
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let last = facts.last::<Check>();
    let line = last.map(|last| {
        Brief::new("Last check", format!("{} ({} ago)", clock(last.at), length(minutes_between(last.at, facts.now))))
    });
    vec![line.unwrap_or_else(|| Brief::loud("Last check", "none recorded yet"))]
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let reason = picked(values, "reason", MissedReason::from_word);
    let reason = needed(&mut problems, "reason", reason, "why wasn't it made? Choose one");
    one(problems, at, reason.map(|reason| CheckMissed { reason, text: values.text("text") }))
}
