//! Health and social care: healthcare, the liaison team (ASCC), the emergency duty team, and the referral.

use super::{WHEN, at_once, gather, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::*;
use crate::record::time::clock;
use crate::record::words::{AsccMissedReason, ReferralForm, ReferralTo, Role};

const ACT: &[Choice] = &[
    Choice { word: "asked", label: "healthcare asked" },
    Choice { word: "seen", label: "healthcare saw child" },
    Choice { word: "ascc_asked", label: "ASCC asked" },
    Choice { word: "ascc_seen", label: "ASCC saw child" },
    Choice { word: "ascc_declined", label: "ASCC declined" },
    Choice { word: "ascc_missed", label: "ASCC missed" },
    Choice { word: "ascc_follow_up", label: "ASCC follow-up" },
    Choice { word: "edt", label: "EDT rung" },
    Choice { word: "owed_by", label: "referral owed by" },
    Choice { word: "referral", label: "referral made" },
];

pub(super) const MISSED: &[Choice] = &[
    Choice { word: "closed", label: "closed" },
    Choice { word: "asleep", label: "child asleep" },
    Choice { word: "busy", label: "busy" },
    Choice { word: "released", label: "child released" },
    Choice { word: "other", label: "other" },
];

const OWES: &[Choice] = &[
    Choice { word: "arresting_officer", label: "arresting officer" },
    Choice { word: "investigating_officer", label: "officer in the case" },
    Choice { word: "custody_officer", label: "custody officer" },
    Choice { word: "other", label: "other" },
];

pub(super) const TO: &[Choice] = &[
    Choice { word: "childrens_social_care", label: "children's social care" },
    Choice { word: "other", label: "other" },
];

pub(super) const ON: &[Choice] =
    &[Choice { word: "brag", label: "BRAG form" }, Choice { word: "other", label: "other" }];

fn act(values: &Values, acts: &[&str]) -> bool {
    acts.contains(&values.get("act"))
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "health",
    title: "Health and social care",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec {
            id: "act",
            label: "What",
            kind: FieldKind::One(ACT),
            help: "Each child is seen by healthcare and offered ASCC (force policy).",
            shown: always,
        },
        FieldSpec {
            id: "result",
            label: "What came of it",
            kind: FieldKind::Text,
            help: "What they found or advised, as far as it bears on the child's care here (Code C 9.13-9.15).",
            shown: |values, _| act(values, &["asked", "seen"]),
        },
        FieldSpec {
            id: "plan",
            label: "Care plan changes",
            kind: FieldKind::YesNo,
            help: "If it does, set the new observation plan too (Code C 3.6-3.10).",
            shown: |values, _| act(values, &["seen"]),
        },
        FieldSpec {
            id: "missed",
            label: "Missed because",
            kind: FieldKind::One(MISSED),
            help: "Asleep or busy: they are to be offered again while it is open (force policy).",
            shown: |values, _| act(values, &["ascc_missed"]),
        },
        FieldSpec {
            id: "about",
            label: "About",
            kind: FieldKind::Text,
            help: "A call to the duty team isn't a referral: make that too (force policy).",
            shown: |values, _| act(values, &["edt"]),
        },
        FieldSpec {
            id: "answer",
            label: "They said",
            kind: FieldKind::Text,
            help: "What they will do for the child, and by when (force policy).",
            shown: |values, _| act(values, &["edt"]),
        },
        FieldSpec {
            id: "name",
            label: "Name",
            kind: FieldKind::Text,
            help: "The officer who owes it, by name: what everyone owes nobody makes (force policy).",
            shown: |values, _| act(values, &["owed_by"]),
        },
        FieldSpec {
            id: "number",
            label: "Number",
            kind: FieldKind::Text,
            help: "Their collar number.",
            shown: |values, _| act(values, &["owed_by"]),
        },
        FieldSpec {
            id: "owes",
            label: "Who is",
            kind: FieldKind::One(OWES),
            help: "The arresting officer owes it; failing that the officer in the case (force policy).",
            shown: |values, _| act(values, &["owed_by"]),
        },
        FieldSpec {
            id: "to",
            label: "To",
            kind: FieldKind::One(TO),
            help: "In writing: a call alone isn't a referral (force policy).",
            shown: |values, _| act(values, &["referral"]),
        },
        FieldSpec {
            id: "form",
            label: "On",
            kind: FieldKind::One(ON),
            help: "The form it went on.",
            shown: |values, _| act(values, &["referral"]),
        },
        FieldSpec {
            id: "reference",
            label: "Reference",
            kind: FieldKind::Text,
            help: "Theirs, so that it can be found again.",
            shown: |values, _| act(values, &["ascc_follow_up", "referral"]),
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = owed_lines(
        facts,
        &[
            "health.self-harm",
            "health.seen",
            "ascc.seen",
            "ascc.closed-throughout",
            "edt.contacted",
            "referral.submitted",
        ],
    );
    if act(values, &["owed_by", "referral", "edt"]) {
        // Before all else, because a low screen cuts from the end: these words are what it is about.
        let marked = facts.each::<Check>().filter(|check| check.it.for_referral == Some(true)).map(|check| {
            let words = check.it.said.as_ref().or(check.it.seen.as_ref());
            let text = words.map_or_else(|| "no words recorded".to_owned(), |words| format!("\"{words}\""));
            Brief::loud(format!("Marked {}", clock(check.at)), text)
        });
        let owed = facts.last::<ReferralOwedBy>().map(|owed| {
            let number = owed.it.number.as_deref().map(|number| format!(" {number}")).unwrap_or_default();
            Brief::new("Referral", format!("owed by {}{number}", owed.it.name))
        });
        lines.splice(0..0, marked.chain(owed));
    }
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let (result, reference) = (values.text("result"), values.text("reference"));
    let kind: Option<Kind> = match values.get("act") {
        "asked" => Some(HealthcareRequested { result, changes_care_plan: None }.into()),
        "seen" => Some(HealthcareSeen { result, changes_care_plan: values.yes("plan") }.into()),
        "ascc_asked" => Some(AsccRequested {}.into()),
        "ascc_seen" => Some(AsccSeen {}.into()),
        "ascc_declined" => Some(AsccDeclined {}.into()),
        "ascc_missed" => {
            let reason = picked(values, "missed", AsccMissedReason::from_word);
            let reason = needed(&mut problems, "missed", reason, "why did they miss the child? Choose one");
            reason.map(|reason| AsccMissed { reason }.into())
        }
        "ascc_follow_up" => Some(AsccFollowUp { reference }.into()),
        "edt" => {
            let about = needed(&mut problems, "about", values.text("about"), "what were they told?");
            about.map(|about| EdtContacted { about, outcome: values.text("answer") }.into())
        }
        "owed_by" => {
            let name = needed(&mut problems, "name", values.text("name"), "who owes it? Write a name");
            let role = picked(values, "owes", Role::from_word);
            let role = needed(&mut problems, "owes", role, "what are they in this case? Choose one");
            name.zip(role).map(|(name, role)| ReferralOwedBy { name, number: values.text("number"), role }.into())
        }
        "referral" => {
            let to = picked(values, "to", ReferralTo::from_word);
            let to = needed(&mut problems, "to", to, "to whom did it go? Choose one");
            let form = picked(values, "form", ReferralForm::from_word);
            to.map(|to| ReferralSubmitted { to, form, reference }.into())
        }
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
