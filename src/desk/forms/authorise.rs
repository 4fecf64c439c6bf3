//! The custody officer's first decision: detention authorised, or refused.

use super::{WHEN, at_once, gather, needed, one, owed_lines};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values};
use crate::desk::officer::custody_officer;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::{DetentionAuthorised, DetentionRefused};
use crate::record::time::clock;

const ACT: &[Choice] = &[Choice::new("authorised", "authorised"), Choice::new("refused", "refused")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "authorise",
    title: "Detention decided",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "Detention is",
            FieldKind::One(ACT),
            "A child is held only where necessary, for as short a time as can be (s.37(2), (3); Code C 1.1).",
        ),
        FieldSpec::new(
            "grounds",
            "Grounds",
            FieldKind::Text,
            "Why it is necessary for this child: written, and read to them (s.37(4), (5)).",
        )
        .when(|values, _| values.is("act", &["authorised"])),
        FieldSpec::new(
            "reason",
            "Because",
            FieldKind::Text,
            "Refusing is good practice too: it counts, and the panel sees it (s.37(2)).",
        )
        .when(|values, _| values.is("act", &["refused"])),
        FieldSpec::new(
            "disagreed",
            "Disagreement",
            FieldKind::YesNo,
            "A higher rank who disagrees goes to the superintendent (s.39(6)).",
        )
        .when(|values, _| values.is("act", &["refused"])),
        FieldSpec::new("decided", "They decided", FieldKind::Text, "What the superintendent decided (s.39(6)).")
            .when(|values, _| values.is("act", &["refused"]) && values.yes("disagreed") == Some(true)),
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: |facts| facts.authorised.filter(|_| !facts.closed()).map(|_| "detention is authorised already"),
    besides: Besides::Nothing,
    signer: custody_officer,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if let Some(arrived) = facts.arrived {
        lines.push(Brief::new("Arrived", clock(arrived.at)));
    }
    if !facts.is_child_at(facts.now) {
        lines.push(Brief::new("Age", "18 or over: the child rules don't run"));
    }
    lines.extend(owed_lines(facts, &["clock.waited-to-book-in", "age.unknown"]));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let kind: Option<Kind> = match values.get("act") {
        "authorised" => {
            let grounds =
                needed(&mut problems, "grounds", values.text("grounds"), "on what grounds? They have to be written");
            grounds.map(|grounds| {
                DetentionAuthorised {
                    grounds: Some(grounds),
                    reasons_recorded: None,
                    station: None,
                    area: None,
                    route: None,
                }
                .into()
            })
        }
        "refused" => Some(
            DetentionRefused {
                reason: values.text("reason"),
                disagreement: values.yes("disagreed"),
                superintendent_decision: values.text("decided"),
            }
            .into(),
        ),
        _ => needed(&mut problems, "act", None, "authorised or refused? Choose one"),
    };
    one(problems, at, kind)
}
