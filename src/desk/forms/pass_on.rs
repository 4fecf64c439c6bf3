//! One open duty passed to someone by name, with the reason: what can't be done before one goes off isn't left to nobody.

use super::{WHEN, at_once, gather, needed, one};
use crate::desk::form::{Besides, Brief, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::handover::Handover;
use crate::desk::handover::notes::PassedOn;
use crate::desk::handover::owed::{OTHER, WHAT};
use crate::desk::officer::anyone;
use crate::law::{Facts, assess_among};
use crate::record::kinds::Note;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "pass_on",
    title: "Pass a duty on",
    start: "what",
    fields: &[
        WHEN,
        FieldSpec {
            id: "what",
            label: "What",
            kind: FieldKind::One(WHAT),
            help: "What is still to be done for this child: it stays open until it is.",
            shown: always,
        },
        FieldSpec {
            id: "words",
            label: "Namely",
            kind: FieldKind::Text,
            help: "What is to be done, in a few words.",
            shown: |values, _| values.is("what", &[OTHER]),
        },
        FieldSpec {
            id: "to",
            label: "To whom",
            kind: FieldKind::Text,
            help: "Name and number, such as DC Sample (4471): it then stands beside the duty.",
            shown: always,
        },
        FieldSpec {
            id: "why",
            label: "Because",
            kind: FieldKind::Text,
            help: "Why you don't do it yourself: a delay stands on the record with why (Code C 1.1A).",
            shown: always,
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

/// What is open now, and who owes it.
fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let assessment = assess_among(facts.record, facts.policy, facts.suite, facts.now);
    let page = Handover::of([("", facts, &assessment)], facts.now);
    let rows = page.children.into_iter().flat_map(|child| child.rows);
    rows.filter(|row| matches!(row.label.as_str(), "Owed" | "Passed on")).collect()
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let picked = WHAT.iter().find(|choice| choice.word == values.get("what"));
    let picked = needed(&mut problems, "what", picked, "what do you pass on? Choose one");
    let what = match picked {
        Some(choice) if choice.word == OTHER => {
            needed(&mut problems, "words", values.text("words"), "what is to be done? A few words")
        }
        other => other.map(|choice| choice.label.to_owned()),
    };
    let to = needed(&mut problems, "to", values.text("to"), "to whom? A duty is passed to someone by name");
    let because = needed(&mut problems, "why", values.text("why"), "why is it passed on?");
    let note = match (what, to, because) {
        (Some(what), Some(to), Some(because)) => Some(Note { text: PassedOn { what, to, because }.text() }),
        _ => None,
    };
    one(problems, at, note)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{held, open};

    #[test]
    fn a_duty_is_passed_to_someone_by_name_with_the_reason() {
        let passed =
            open("pass_on", &held(), "14:00").with(&[("what", "adult"), ("to", "DO Two (8)"), ("why", "off duty.")]);
        let text = "Passed on: Adult,\nto DO Two (8),\nbecause off duty";
        assert_eq!(passed.entry(), json!({ "kind": "note", "text": text }));
    }

    #[test]
    fn what_no_rule_knows_is_passed_on_in_words() {
        let answers = [("what", "other"), ("words", "ring the school"), ("to", "DO Two"), ("why", "off duty")];
        let passed = open("pass_on", &held(), "14:00").with(&answers);
        let text = "Passed on: ring the school,\nto DO Two,\nbecause off duty";
        assert_eq!(passed.entry(), json!({ "kind": "note", "text": text }));
        assert_eq!(open("pass_on", &held(), "14:00").with(&[("what", "other")]).wrong(), ["words", "to", "why"]);
    }

    #[test]
    fn what_is_open_and_who_owes_it_is_read_first() {
        let (owed, _) = open("pass_on", &held(), "14:00").line("Owed").unwrap();
        assert!(owed.starts_with("custody officer: ") && owed.contains("Ask for adult LATE"), "{owed}");
    }
}
