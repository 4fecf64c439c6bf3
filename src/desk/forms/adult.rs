//! The appropriate adult: asked, answered, chased, arrived, escalated; one act a form, a few keys each.

use super::{WHEN, eta, gather, needed, one, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Moment;
use crate::record::kinds::*;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AaDelayCause, AaFor, AaOutcome, AaWho};

const ACT: &[Choice] = &[
    Choice { word: "asked", label: "asked / chased" },
    Choice { word: "arrived", label: "arrived" },
    Choice { word: "escalated", label: "escalated" },
    Choice { word: "rights", label: "rights again" },
    Choice { word: "delay", label: "why so long" },
    Choice { word: "left", label: "left" },
    Choice { word: "briefed", label: "briefed" },
];

pub(super) const WHO: &[Choice] = &[
    Choice { word: "parent", label: "parent" },
    Choice { word: "guardian", label: "guardian" },
    Choice { word: "care_authority", label: "care authority" },
    Choice { word: "relative", label: "relative" },
    Choice { word: "social_worker", label: "social worker" },
    Choice { word: "scheme", label: "AA scheme" },
    Choice { word: "volunteer", label: "volunteer" },
    Choice { word: "other", label: "other" },
];

pub(super) const OUTCOME: &[Choice] = &[
    Choice { word: "coming", label: "coming" },
    Choice { word: "no_answer", label: "no answer" },
    Choice { word: "refused", label: "won't come" },
    Choice { word: "unavailable", label: "can't come" },
    Choice { word: "unsuitable", label: "unsuitable" },
];

pub(super) const PURPOSE: &[Choice] = &[
    Choice { word: "arrival", label: "now, for the child" },
    Choice { word: "rights", label: "rights" },
    Choice { word: "interview", label: "interview" },
    Choice { word: "other", label: "other" },
];

pub(super) const CAUSE: &[Choice] = &[
    Choice { word: "not_asked", label: "we didn't ask" },
    Choice { word: "scheme_late", label: "scheme late" },
    Choice { word: "parent_late", label: "parent late" },
    Choice { word: "unsuitable", label: "unsuitable adult" },
    Choice { word: "night_policy", label: "night policy" },
    Choice { word: "police_not_ready", label: "we weren't ready" },
    Choice { word: "other", label: "other" },
];

/// The answers of one who won't be the adult: why is worth a line.
const CANT_COME: &[&str] = &["refused", "unavailable", "unsuitable"];

fn act(values: &Values, act: &str) -> bool {
    values.get("act") == act
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "adult",
    title: "Appropriate adult",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec {
            id: "act",
            label: "What",
            kind: FieldKind::One(ACT),
            help: "Ask on arrival, not for the interview: as soon as practicable (Code C 3.15).",
            shown: always,
        },
        FieldSpec {
            id: "who",
            label: "Who",
            kind: FieldKind::One(WHO),
            help: "Parent, guardian or care authority first; then social worker; then others (Code C 1.7).",
            shown: |values, _| act(values, "asked") || act(values, "arrived"),
        },
        FieldSpec {
            id: "name",
            label: "Name",
            kind: FieldKind::Text,
            help: "By name, so that the child can be told who is coming (Code C 3.15).",
            shown: |values, _| act(values, "asked") || act(values, "arrived"),
        },
        FieldSpec {
            id: "purpose",
            label: "Asked for",
            kind: FieldKind::One(PURPOSE),
            help: "The adult is for the child's whole time here, not only the interview (Code C 3.15, 3.17).",
            shown: |values, _| act(values, "asked"),
        },
        FieldSpec {
            id: "outcome",
            label: "Answer",
            kind: FieldKind::One(OUTCOME),
            help: "Each try is its own line: no answer is a try, and explains the wait (Code C 1.1A).",
            shown: |values, _| act(values, "asked"),
        },
        FieldSpec {
            id: "reason",
            label: "Because",
            kind: FieldKind::Text,
            help: "Why not, as they say it: who can't come tonight may come in the morning (Code C 3.15).",
            shown: |values, _| act(values, "asked") && values.is("outcome", CANT_COME),
        },
        FieldSpec {
            id: "eta",
            label: "Expected",
            kind: FieldKind::Eta,
            help: "When they say they'll be here, 2345 or +40m: the board chases from it (force policy).",
            shown: |values, _| act(values, "asked") && values.get("outcome") == "coming",
        },
        FieldSpec {
            id: "rights",
            label: "Rights again",
            kind: FieldKind::YesNo,
            help: "Rights are repeated with the adult there (Code C 3.17).",
            shown: |values, _| act(values, "arrived"),
        },
        FieldSpec {
            id: "objected",
            label: "Child objects",
            kind: FieldKind::YesNo,
            help: "An estranged parent the child objects to shouldn't act (Code C Note 1B).",
            shown: |values, _| act(values, "arrived"),
        },
        FieldSpec {
            id: "to",
            label: "To whom",
            kind: FieldKind::Text,
            help: "Scheme manager, duty team, duty inspector: someone who can end the wait (force policy).",
            shown: |values, _| act(values, "escalated"),
        },
        FieldSpec {
            id: "cause",
            label: "Cause",
            kind: FieldKind::One(CAUSE),
            help: "The record shows that there was a delay and why (Code C 1.1A).",
            shown: |values, _| act(values, "delay"),
        },
        FieldSpec {
            id: "text",
            label: "In words",
            kind: FieldKind::Text,
            help: "What is being done about it: the record shows the steps taken (Code C 1.1A).",
            shown: |values, _| act(values, "delay") || act(values, "escalated"),
        },
    ],
    prefill: |values, facts| {
        values.set("when", "now");
        values.set("purpose", "arrival");
        if facts.first_mark::<AaRequested>().is_none() {
            values.set("act", "asked");
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
    let Some(authorised) = facts.authorised else { return lines };
    let since = length(minutes_between(authorised.at, facts.now));
    let tries: Vec<_> = facts.each::<AaRequested>().collect();
    if tries.is_empty() && facts.adult_here.is_empty() {
        lines.push(Brief::loud("Adult", format!("NOT ASKED, {since} since detention was authorised")));
    }
    for asked in tries.iter().rev().take(4).rev() {
        let who = asked.it.who.map_or_else(|| "adult".to_owned(), AaWho::plain);
        let answer = asked.it.outcome.map_or_else(|| "answer not recorded".to_owned(), AaOutcome::plain);
        let eta = asked.it.eta.map(|eta| format!(", expected {}", clock(eta.instant()))).unwrap_or_default();
        lines.push(Brief::new(format!("Asked {}", clock(asked.at)), format!("{who}: {answer}{eta}")));
    }
    for arrived in facts.each::<AaArrived>() {
        let who = arrived.it.who.map_or_else(|| "adult".to_owned(), AaWho::plain);
        lines.push(Brief::new(format!("Here {}", clock(arrived.at)), who));
    }
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let expected = gather(&mut problems, eta(values, "eta", facts)).flatten();
    let who = picked(values, "who", AaWho::from_word);
    let kind: Option<Kind> = match values.get("act") {
        "asked" => {
            needed(&mut problems, "who", who, "who was asked? Choose one");
            Some(
                AaRequested {
                    who,
                    name: values.text("name"),
                    purpose: picked(values, "purpose", AaFor::from_word),
                    outcome: picked(values, "outcome", AaOutcome::from_word),
                    eta: expected.map(Moment::london),
                    reason: values.text("reason"),
                }
                .into(),
            )
        }
        "arrived" => Some(
            AaArrived {
                who,
                name: values.text("name"),
                objected_to: values.yes("objected"),
                rights_given: values.yes("rights"),
            }
            .into(),
        ),
        "escalated" => {
            let to = needed(&mut problems, "to", values.text("to"), "to whom was it escalated?");
            to.map(|to| AaEscalated { to, reason: values.text("text") }.into())
        }
        "rights" => Some(RightsGiven { aa_present: true }.into()),
        "delay" => {
            let cause = picked(values, "cause", AaDelayCause::from_word);
            let cause = needed(&mut problems, "cause", cause, "what was the cause? Choose one");
            cause.map(|cause| AaDelayExplained { cause, text: values.text("text") }.into())
        }
        "left" => Some(AaLeft {}.into()),
        "briefed" => Some(AaBriefed {}.into()),
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
