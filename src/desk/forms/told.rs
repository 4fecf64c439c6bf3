//! Someone told of the arrest: parent, guardian, or the authority that cares for the child. Each try is its own entry.

use super::{WHEN, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::PersonTold;
use crate::record::time::clock;
use crate::record::words::{TellOutcome, TellRoute, Told};

pub(super) const WHO: &[Choice] = &[
    Choice { word: "parent", label: "parent" },
    Choice { word: "guardian", label: "guardian" },
    Choice { word: "care_authority", label: "care authority" },
    Choice { word: "other_relative", label: "other relative" },
    Choice { word: "youth_justice", label: "youth justice" },
    Choice { word: "social_worker", label: "social worker" },
];

pub(super) const ROUTE: &[Choice] = &[
    Choice { word: "phone", label: "by phone" },
    Choice { word: "in_person", label: "in person" },
    Choice { word: "message", label: "by message" },
];

pub(super) const OUTCOME: &[Choice] =
    &[Choice { word: "told", label: "told" }, Choice { word: "no_answer", label: "no answer" }];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "told",
    title: "Parent told",
    start: "who",
    fields: &[
        WHEN,
        FieldSpec {
            id: "who",
            label: "Who",
            kind: FieldKind::One(WHO),
            help: "The parent, guardian or care authority is told (CYPA 1933 s.34; Code C 3.13).",
            shown: always,
        },
        FieldSpec {
            id: "name",
            label: "Name",
            kind: FieldKind::Text,
            help: "Who was spoken to, or rung: the child may ask who knows (Code C 3.13).",
            shown: always,
        },
        FieldSpec {
            id: "route",
            label: "How",
            kind: FieldKind::One(ROUTE),
            help: "How they were told: they are to hear why and where (CYPA 1933 s.34).",
            shown: always,
        },
        FieldSpec {
            id: "outcome",
            label: "Outcome",
            kind: FieldKind::One(OUTCOME),
            help: "No answer counts as a try: write each (Code C 3.13).",
            shown: always,
        },
    ],
    prefill: |values, facts| {
        values.set("when", "now");
        values.set("route", "phone");
        if facts.child.looked_after == Some(true) {
            values.set("who", "care_authority");
        }
    },
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if facts.child.looked_after == Some(true) {
        lines.push(Brief::loud("Looked after", "the authority is told, and its home"));
    }
    for told in facts.each::<PersonTold>() {
        let outcome = told.it.outcome.map_or_else(|| "outcome not recorded".to_owned(), TellOutcome::plain);
        lines.push(Brief::new(format!("Tried {}", clock(told.at)), format!("{}: {outcome}", told.it.who.plain())));
    }
    lines.extend(owed_lines(facts, &["person.told"]));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let who = needed(&mut problems, "who", picked(values, "who", Told::from_word), "who was told? Choose one");
    let outcome = picked(values, "outcome", TellOutcome::from_word);
    let outcome = needed(&mut problems, "outcome", outcome, "told, or no answer? Choose one");
    let told = who.map(|who| PersonTold {
        who,
        name: values.text("name"),
        route: picked(values, "route", TellRoute::from_word),
        outcome,
    });
    one(problems, at, told)
}
