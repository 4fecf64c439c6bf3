//! The call to whoever is with a child who is out of the cell: what stands in the place of a check that can't be made.

use super::cell_check::DEMEANOUR;
use super::{WHEN, at_once, gather, needed, one, picked};
use crate::desk::decide::where_to;
use crate::desk::form::{Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::officer::anyone;
use crate::law::{Facts, checks};
use crate::record::kinds::Note;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::Demeanour;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "bedwatch",
    title: "Call: child out of the cell",
    start: "with",
    fields: &[
        FieldSpec { help: "When you spoke to them, not when you type it: now, -6m, 2305.", ..WHEN },
        FieldSpec {
            id: "with",
            label: "Spoke to",
            kind: FieldKind::Text,
            help: "Who is with the child, by name: they are still in your care (Code C 8.1, 9.3).",
            shown: always,
        },
        FieldSpec {
            id: "demeanour",
            label: "Seems",
            kind: FieldKind::One(DEMEANOUR),
            help: "How the child seems to them: a change away from the cell counts too (force policy).",
            shown: always,
        },
        FieldSpec {
            id: "how",
            label: "How it stands",
            kind: FieldKind::Text,
            help: "What is being done, and how long it will take: review and limit wait for it (s.41(6)).",
            shown: always,
        },
        FieldSpec {
            id: "said",
            label: "Child said",
            kind: FieldKind::Text,
            help: "The child's own words, asked for through whoever is with them (force policy).",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: |facts| facts.away.iter().all(|away| away.over).then_some("the child is in the cell: a check is made"),
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let out = facts.away.iter().find(|away| !away.over).map(|away| {
        let held = length(minutes_between(away.from, facts.now));
        let text = format!(
            "not in the cell since {} ({}), {held}: no cell check can be made",
            clock(away.from),
            where_to(away.why)
        );
        Brief::loud("Out of cell", text)
    });
    let words = checks::last_words(facts)
        .map(|words| Brief::new("Last words", format!("{} \"{}\"", clock(words.at), words.text)));
    out.into_iter().chain(words).collect()
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let with = needed(&mut problems, "with", values.text("with"), "whom did you speak to?");
    if at.is_some_and(|at| facts.away.iter().all(|away| away.over || at < away.from)) {
        problems.push(FieldProblem::new("when", "the child was in the cell then: record it as an earlier check"));
    }
    let demeanour = picked(values, "demeanour", Demeanour::from_word).map(|seems| format!("Seems {}.", seems.plain()));
    let how = values.text("how").map(sentence);
    if how.is_none() && demeanour.is_none() {
        problems.push(FieldProblem::new("demeanour", "how does the child seem to them? Choose one"));
    }
    let said = values.text("said").map(|said| format!("Child said: \"{said}\"."));
    let text = with.map(|with| {
        let called = format!("Child out of the cell: spoke to {}", sentence(with));
        [Some(called), demeanour, how, said].into_iter().flatten().collect::<Vec<String>>().join(" ")
    });
    one(problems, at, text.map(|text| Note { text }))
}

fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{Filled, held, open};
    use crate::law::testing::Given;

    fn at_hospital() -> Given {
        held().at("12:50", "left_for_hospital", json!({ "reason": "treatment" }))
    }

    fn call(answers: &[(&str, &str)]) -> Filled {
        open("bedwatch", &at_hospital(), "14:00").with(answers)
    }

    #[test]
    fn the_call_says_who_was_spoken_to_how_the_child_seems_and_their_words() {
        let call = call(&[("with", "PC Mock 4471"), ("demeanour", "tearful"), ("said", "can I ring my nan")]);
        let text = "Child out of the cell: spoke to PC Mock 4471. Seems tearful. Child said: \"can I ring my nan\".";
        assert_eq!(call.entry(), json!({ "kind": "note", "text": text }));
    }

    #[test]
    fn a_call_without_a_name_or_a_word_on_the_child_is_no_call() {
        assert_eq!(call(&[("how", "x-ray at 15:00")]).wrong(), ["with"]);
        assert_eq!(call(&[("with", "PC Mock")]).wrong(), ["demeanour"]);
    }

    #[test]
    fn before_the_child_left_the_cell_it_was_a_check_and_not_a_call() {
        let at = |when: &str| call(&[("when", when), ("with", "PC Mock"), ("how", "waiting")]);
        assert_eq!(at("12:49").wrong(), ["when"]);
        assert_eq!(at("12:50").made().len(), 1);
    }

    #[test]
    fn a_child_in_the_cell_is_checked_and_not_rung_about() {
        assert!(open("bedwatch", &held(), "14:00").unfit().is_some());
        assert_eq!(call(&[]).unfit(), None);
        assert!(call(&[]).line("Out of cell").unwrap().1);
        let back = at_hospital().at("13:30", "returned_from_hospital", json!({}));
        assert!(open("bedwatch", &back, "14:00").unfit().is_some());
    }
}
