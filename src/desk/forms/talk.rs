//! After a review: the talk that was left to someone else, or the child told what was decided.

use super::{WHEN, at_once, gather, one, owed_lines};
use crate::desk::form::{Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::{Review, ReviewExplained};
use crate::record::time::clock;
use crate::record::words::{NotSpoken, ReviewDecision};

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "talk",
    title: "Talk after a review",
    start: "said",
    fields: &[
        WHEN,
        FieldSpec {
            id: "said",
            label: "Child said",
            kind: FieldKind::Text,
            help: "The child's own words about being held. If asked and nothing: \"nothing\" (Code C 15.5).",
            shown: always,
        },
        FieldSpec {
            id: "told",
            label: "Outcome told",
            kind: FieldKind::YesNo,
            help: "What was decided and why, once awake, with the adult if here (Code C 15.7).",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: |facts| facts.first_mark::<Review>().is_none().then_some("no review has been held yet"),
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let Some(review) = facts.last::<Review>() else { return Vec::new() };
    let decided = review.it.decision.map_or_else(|| "decision not recorded".to_owned(), ReviewDecision::plain);
    let grounds = review.it.grounds.as_deref().map(|grounds| format!(", because {grounds}")).unwrap_or_default();
    let mut lines = vec![Brief::new(format!("Review {}", clock(review.at)), format!("{decided}{grounds}"))];
    if let Some(to) = &review.it.delegated_to {
        lines.push(Brief::new("Left to", to));
    } else if let Some(why) = review.it.not_spoken {
        lines.push(Brief::new("Not heard", NotSpoken::plain(why)));
    }
    lines.extend(owed_lines(facts, &["review.delegated-talk", "review.tell-child"]));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let talk = ReviewExplained { said: values.text("said"), told: values.yes("told") };
    if talk.said.is_none() && talk.told.is_none() {
        problems.push(FieldProblem::new("said", "what did the child say, or was the outcome told?"));
    }
    if at.is_some_and(|at| facts.first_mark::<Review>().is_none_or(|review| at < review.at)) {
        problems.push(FieldProblem::new("when", "no review had been held by then: check the time"));
    }
    one(problems, at, Some(talk))
}
