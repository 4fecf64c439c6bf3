//! Rest and waking: eight hours in any 24 are the child's (Code C 12.2).

use super::{WHEN, at_once, gather, needed, one, owed_lines};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::{RestEnded, RestStarted, Woke, Woken};

const ACT: &[Choice] = &[
    Choice::new("began", "rest began"),
    Choice::new("ended", "rest ended"),
    Choice::new("woke", "woke by themselves"),
    Choice::new("woken", "was woken"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "rest",
    title: "Rest",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "What",
            FieldKind::One(ACT),
            "Eight hours' rest in any 24, normally at night, unbroken (Code C 12.2).",
        ),
        FieldSpec::new("by", "Broken by", FieldKind::Text, "What broke it; empty where nothing did (Code C 12.2).")
            .when(|values, _| values.is("act", &["ended"])),
        FieldSpec::new("why", "Woken for", FieldKind::Text, "Why it couldn't wait for the morning (Code C 12.2).")
            .when(|values, _| values.is("act", &["woken"])),
    ],
    prefill: at_once,
    brief: |_, facts| owed_lines(facts, &["care.rest", "review.tell-child"]),
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
        "began" => Some(RestStarted { interrupted_by: None }.into()),
        "ended" => Some(RestEnded { interrupted_by: values.text("by") }.into()),
        "woke" => Some(Woke {}.into()),
        "woken" => {
            let reason = needed(&mut problems, "why", values.text("why"), "why was the child woken?");
            reason.map(|reason| Woken { reason }.into())
        }
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
