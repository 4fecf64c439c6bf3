//! A promise: what will be done about the child's alarm, and by when; the alarm is quiet until then.

use super::{eta, gather, needed, one};
use crate::desk::alarm::{self, PROMISE_MINUTES, Promise, Promised};
use crate::desk::board::{NextDue, duty_urgency};
use crate::desk::form::{Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::officer::anyone;
use crate::law::{Duty, Facts, Judgement, State, register};
use crate::record::Instant;
use crate::record::kinds::Note;
use crate::record::time::clock;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "promise",
    title: "Promise on the alarm",
    start: "by",
    fields: &[
        FieldSpec {
            id: "by",
            label: "By when",
            kind: FieldKind::Eta,
            help: "2340 or +30m, an hour at most. Then it sounds again unless it is done.",
            shown: always,
        },
        FieldSpec {
            id: "what",
            label: "What is done",
            kind: FieldKind::Text,
            help: "Who does what: \"inspector rang, on her way\". It stands in the record.",
            shown: always,
        },
    ],
    prefill: |_, _| {},
    brief,
    passed_over: &[],
    unfit,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Returns all that is overdue, the worst first.
fn overdue(facts: &Facts<'_>) -> Vec<Duty> {
    let mut judgement = Judgement::default();
    for rule in register::rules().filter(|rule| rule.in_force_on(facts.law_in_force_on)) {
        (rule.judge)(rule, facts, &mut judgement);
    }
    judgement.duties.retain(|duty| duty.state == State::Overdue);
    judgement.duties.sort_by_key(duty_urgency);
    judgement.duties
}

/// Returns what is promised on: the worst that sounds; where all is quiet, the worst, so that a promise can be renewed.
fn subject(facts: &Facts<'_>) -> Option<Duty> {
    let promises = alarm::promises(facts);
    let mut may: Vec<Duty> = overdue(facts).into_iter().filter(alarm::may_be_promised).collect();
    let quiet = |duty: &Duty| matches!(Promised::on(duty, &promises, facts.now), Some(Promised::Stands(_)));
    let place = may.iter().position(|duty| !quiet(duty)).unwrap_or(0);
    (place < may.len()).then(|| may.swap_remove(place))
}

fn unfit(facts: &Facts<'_>) -> Option<&'static str> {
    subject(facts).is_none().then(|| match overdue(facts).as_slice() {
        [] => "nothing is overdue here: there is no alarm to promise on",
        _ => "the power to hold the child has run out: no promise makes that quiet",
    })
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let promises = alarm::promises(facts);
    let shown = |duty: &Duty| format!("{}: {}", NextDue::of(duty, &[], facts.now).shown(facts.now), duty.message);
    let never = overdue(facts).into_iter().filter(|duty| !alarm::may_be_promised(duty));
    let mut lines: Vec<Brief> = never.map(|duty| Brief::loud("Never quiet", shown(&duty))).collect();
    let Some(duty) = subject(facts) else { return lines };
    lines.push(Brief::loud("Alarm", shown(&duty)));
    if let Some(promise) = alarm::latest(&duty, &promises) {
        let text = format!("by {}: {}", clock(promise.by), promise.what);
        lines.push(match facts.now < promise.by {
            true => Brief::new("Promised", format!("{text}. A new promise takes its place")),
            false => Brief::loud("Not done", text),
        });
    }
    if let Some(limit) = alarm::limit(facts).filter(|limit| alarm::may_reach(facts.now, *limit)) {
        lines.push(Brief::loud("Limit", format!("{}: no promise reaches past it", clock(limit))));
    }
    lines.push(Brief::new("What it does", "The board is quiet about this until then. What is owed and found stays"));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let by = gather(&mut problems, eta(values, "by", facts).and_then(|by| reach(by, facts)));
    let what = needed(&mut problems, "what", values.text("what"), "what will be done, and by whom?");
    let duty = gather(&mut problems, subject(facts).ok_or_else(|| FieldProblem::new("by", "nothing is overdue here")));
    let promise =
        by.zip(what).zip(duty).map(|((by, what), duty)| Promise { rule: duty.rule, made: facts.now, by, what });
    one(problems, Some(facts.now), promise.map(|promise| Note { text: promise.text() }))
}

/// Returns by when it is promised, on the minute: to come, within the hour, and not past the detention limit.
fn reach(by: Option<Instant>, facts: &Facts<'_>) -> Result<Instant, FieldProblem> {
    let wrong = |message: String| FieldProblem::new("by", message);
    let by = alarm::on_the_minute(by.ok_or_else(|| wrong("by when? Type 2340 or +30m".to_owned()))?);
    if let Some(limit) = alarm::limit(facts).filter(|limit| facts.now < *limit && *limit < by) {
        return Err(wrong(format!("the detention limit is {}: promise no later than that", clock(limit))));
    }
    if !alarm::may_reach(facts.now, by) {
        return Err(wrong(format!(
            "a promise is for {PROMISE_MINUTES} minutes at most, from the next minute on: then say again how it stands"
        )));
    }
    Ok(by)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{Filled, held, open};
    use super::*;
    use crate::law::testing::{Given, instant};

    fn promise(given: &Given, now: &str, by: &str) -> Filled {
        open("promise", given, now).with(&[("by", by), ("what", "inspector rang, on her way")])
    }

    fn noted(form: &Filled, made: &str) -> Promise {
        let text = form.entry()["text"].as_str().unwrap().to_owned();
        Promise::read(&text, instant(made)).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_promise_is_made_on_the_worst_that_is_overdue_and_the_next_on_what_sounds_then() {
        let worst = overdue(&open("promise", &held(), "18:10").facts()).remove(0).rule;
        let first = noted(&promise(&held(), "18:10", "+30m"), "18:10");
        assert_eq!((first.rule, first.by), (worst, instant("18:40")));
        let promised = held().at("18:10", "note", json!({ "text": first.text() }));
        let second = noted(&promise(&promised, "18:20", "1850"), "18:20");
        assert_ne!(second.rule, worst);
        let again = noted(&promise(&promised, "18:41", "+20m"), "18:41");
        assert_eq!(again.rule, worst, "its time has passed: it sounds again");
        assert!(open("promise", &promised, "18:41").line("Not done").unwrap().1);
    }

    #[test]
    fn no_promise_is_for_more_than_an_hour_for_the_past_or_past_the_detention_limit() {
        let wrong = |given: &Given, now: &str, by: &str| promise(given, now, by).problems().join("");
        assert!(wrong(&held(), "18:10", "+61m").contains("60 minutes at most"));
        assert!(wrong(&held(), "18:10:30", "+0m").contains("60 minutes at most"));
        assert!(wrong(&held(), "18:10", "").contains("by when?"));
        assert_eq!(promise(&held(), "18:10:30", "+60m").made().len(), 1);
        let arrived = held().at("11:50", "arrived", json!({}));
        let said = wrong(&arrived, "+1 11:30", "+30m");
        assert!(said.contains("the detention limit is 11:50"), "{said}");
        assert!(open("promise", &arrived, "+1 11:30").line("Limit").unwrap().1);
    }

    #[test]
    fn where_nothing_is_overdue_there_is_nothing_to_promise() {
        assert!(open("promise", &held(), "12:01").unfit().is_some_and(|why| why.starts_with("nothing is overdue")));
        assert_eq!(open("promise", &held(), "18:10").unfit(), None);
    }
}
