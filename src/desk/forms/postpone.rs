//! A review put off: lawful only on a ground of s.40(4), at its latest time, with the reason written.

use super::{WHEN, at_once, gather, needed, one, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::Officer;
use crate::law::Facts;
use crate::record::kinds::ReviewPostponed;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{PostponedReason, Role};

pub(super) const REASON: &[Choice] = &[
    Choice { word: "prejudice_to_questioning", label: "questioning would suffer" },
    Choice { word: "no_review_officer", label: "no review officer free" },
    Choice { word: "not_practicable", label: "not practicable" },
    Choice { word: "other", label: "other" },
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "postpone",
    title: "Review put off",
    start: "reason",
    fields: &[
        WHEN,
        FieldSpec {
            id: "reason",
            label: "Because",
            kind: FieldKind::One(REASON),
            help: "Only these, as things stand at the latest time (PACE s.40(4)).",
            shown: always,
        },
        FieldSpec {
            id: "text",
            label: "In words",
            kind: FieldKind::Text,
            help: "The reason is recorded (s.40(7)): who was asked, what is going on.",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer,
    make,
};

/// The custody officer may write down that no review officer is to be had; all else is the review officer's.
fn signer(officer: &Officer, facts: &Facts<'_>) -> Option<String> {
    if officer.role == Role::CustodyOfficer {
        return officer.may_not_review(facts.now, facts).map(|why| format!("{why}; you may where none is to be had"));
    }
    officer.may_not_review(facts.now, facts)
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if let Some(due) = facts.reviews().next_due() {
        let minutes = minutes_between(facts.now, due);
        lines.push(if minutes < 0 {
            Brief::loud(
                "Due",
                format!("{}: LATE {}. What is written now doesn't reach back", clock(due), length(-minutes)),
            )
        } else {
            Brief::new("Due", format!("{}, in {}", clock(due), length(minutes)))
        });
    }
    lines.push(Brief::new("Not a ground", "sleep, travel, a meal, wanting to come in person"));
    lines.push(Brief::new(
        "After",
        "held as soon as practicable; the next counts from when this was due (s.40(5), (6))",
    ));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let reason = picked(values, "reason", PostponedReason::from_word);
    let reason = needed(&mut problems, "reason", reason, "why is it put off? Choose one");
    one(problems, at, reason.map(|reason| ReviewPostponed { reason: Some(reason), text: values.text("text") }))
}
