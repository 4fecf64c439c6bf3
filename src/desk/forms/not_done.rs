//! A rung of a ladder that isn't taken, and why: as easy to say as that it was.

use super::{WHEN, gather, needed, one};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::ladders::{Ladder, Step, ladders};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Note;

const STEPS: [Choice; Step::MAY_BE_LEFT.len()] = choices();

#[allow(clippy::indexing_slicing, reason = "worked out when compiling: past the end it wouldn't build")]
const fn choices() -> [Choice; Step::MAY_BE_LEFT.len()] {
    let mut choices = [Choice::new("", ""); Step::MAY_BE_LEFT.len()];
    let mut i = 0;
    while i < choices.len() {
        choices[i] = Choice::new(Step::MAY_BE_LEFT[i].word(), Step::MAY_BE_LEFT[i].title());
        i += 1;
    }
    choices
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "not_done",
    title: "Not done, because",
    start: "step",
    fields: &[
        WHEN,
        FieldSpec {
            id: "step",
            label: "Not done",
            kind: FieldKind::One(&STEPS),
            help: "The step that isn't taken. What the law owes the child stays owed.",
            shown: always,
        },
        FieldSpec {
            id: "text",
            label: "Because",
            kind: FieldKind::Text,
            help: "The reason as it is: the record shows a delay and why (Code C 1.1A).",
            shown: always,
        },
    ],
    prefill: |values, facts| {
        values.set("when", "now");
        if let Some(step) = next(facts).and_then(|step| Step::from_word(step.word())) {
            values.set("step", step.word());
        }
    },
    brief: |_, facts| {
        let next = |ladder: &Ladder| {
            let rung = ladder.next_rung()?;
            let text = format!("{}: {}", rung.step.title(), rung.shown(facts.now));
            Some(Brief::new(ladder.to.title(), text))
        };
        ladders(facts).iter().filter_map(next).collect()
    },
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// The step that presses most.
fn next(facts: &Facts<'_>) -> Option<Step> {
    ladders(facts).first().and_then(|ladder| ladder.next)
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let step = needed(&mut problems, "step", Step::from_word(values.get("step")), "what isn't done? Choose one");
    let text = needed(&mut problems, "text", values.text("text"), "why isn't it done?");
    one(problems, at, step.zip(text).map(|(step, text)| Note { text: step.not_done(&text) }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{held, open};
    use crate::desk::ladders::Step;

    #[test]
    fn a_step_that_is_left_is_a_note_with_its_reason_and_the_next_one_stands_there_already() {
        let cant = json!({ "who": "parent", "outcome": "unavailable", "reason": "in Spain" });
        let filled = open("not_done", &held().at("12:10", "aa_requested", cant), "12:20");
        assert_eq!(filled.values.get("step"), Step::Others.word());
        let made = filled.with(&[("text", "nobody else is known")]).entry();
        assert_eq!(made, json!({ "kind": "note", "text": Step::Others.not_done("nobody else is known") }));
    }

    #[test]
    fn a_step_without_a_reason_is_asked_why() {
        assert_eq!(open("not_done", &held(), "12:20").wrong(), ["text"]);
        assert_eq!(open("not_done", &held(), "12:20").with(&[("step", ""), ("text", "x")]).wrong(), ["step"]);
    }

    #[test]
    fn what_is_next_is_said_first() {
        let (text, _) = open("not_done", &held(), "12:20").line("Adult").unwrap();
        assert!(text.starts_with("Ask parent or guardian: in 10 min"), "{text}");
    }
}
