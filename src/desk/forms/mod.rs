//! The forms of the desk, one file an act.

mod accommodation;
mod adult;
mod asks;
mod authorise;
mod away;
mod bail;
mod bedwatch;
mod care;
mod cell_check;
mod certificate;
mod charge;
mod coming_in;
mod correct;
mod extend;
mod force;
mod handover;
mod harm;
mod health;
mod leave;
mod missed;
mod new_child;
mod not_done;
mod note;
mod opened_twice;
mod pass_on;
mod place;
mod postpone;
mod promise;
mod rest;
mod review;
mod rights;
mod risk;
mod search;
mod settle;
mod solicitor;
mod talk;
mod told;
mod visit;
mod who;
mod whose_entry;
mod woman;

#[cfg(test)]
pub(in crate::desk) mod tests;

use super::board::short_words;
use super::form::{Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Values, always};
use crate::law::{Duty, Facts, Judgement, State, register};
use crate::record::{Instant, Kind};

/// Every form, in the order of the night.
pub const ALL: &[&FormSpec] = &[
    &coming_in::FORM,
    &authorise::FORM,
    &rights::FORM,
    &risk::FORM,
    &place::FORM,
    &adult::FORM,
    &told::FORM,
    &woman::FORM,
    &solicitor::FORM,
    &cell_check::FORM,
    &bedwatch::FORM,
    &missed::FORM,
    &care::FORM,
    &asks::FORM,
    &rest::FORM,
    &away::FORM,
    &visit::FORM,
    &health::FORM,
    &harm::FORM,
    &force::FORM,
    &search::FORM,
    &review::FORM,
    &talk::FORM,
    &postpone::FORM,
    &extend::FORM,
    &charge::FORM,
    &bail::FORM,
    &accommodation::FORM,
    &certificate::FORM,
    &leave::FORM,
    &handover::FORM,
    &pass_on::FORM,
    &not_done::FORM,
    &promise::FORM,
    &note::FORM,
    &correct::FORM,
    &whose_entry::FORM,
    &settle::FORM,
    &opened_twice::FORM,
];

/// The form that opens a record: the one form that stands on no child.
pub const NEW: &FormSpec = &new_child::FORM;

/// The ranks, as forms offer them.
const RANK: &[Choice] = &[
    Choice::new("constable", "constable"),
    Choice::new("sergeant", "sergeant"),
    Choice::new("inspector", "inspector"),
    Choice::new("chief_inspector", "chief inspector"),
    Choice::new("superintendent", "superintendent"),
    Choice::new("chief_superintendent", "chief superintendent"),
    Choice::new("staff", "police staff"),
];

/// When an act happened, as most forms ask it.
const WHEN: FieldSpec = FieldSpec {
    id: "when",
    label: "When",
    kind: FieldKind::When,
    help: "When it happened: now, -6m, 2305.",
    shown: always,
};

/// Fills in now as the time of the act.
fn at_once(values: &mut Values, _: &Facts<'_>) {
    values.set("when", "now");
}

/// Returns what those rules say of a record, in their order.
pub(in crate::desk) fn judged(facts: &Facts<'_>, rules: &[&str]) -> Judgement {
    let mut judgement = Judgement::default();
    for rule in rules.iter().filter_map(|id| register::rule(id)) {
        (rule.judge)(rule, facts, &mut judgement);
    }
    judgement
}

/// Returns what is still owed under those rules, in their order.
fn owed(facts: &Facts<'_>, rules: &[&str]) -> Vec<Duty> {
    judged(facts, rules).duties.into_iter().filter(Duty::is_open).collect()
}

/// Returns what is still owed under those rules as lines to read first, in the law's own words; what is overdue is loud.
fn owed_lines(facts: &Facts<'_>, rules: &[&str]) -> Vec<Brief> {
    let line = |duty: Duty| Brief {
        label: short_words(duty.rule),
        loud: duty.state == State::Overdue,
        text: duty.message.into(),
    };
    owed(facts, rules).into_iter().map(line).collect()
}

/// Reads a word picked from a list into its type; nothing where nothing is picked.
fn picked<T>(values: &Values, field: &str, from_word: fn(&str) -> Option<T>) -> Option<T> {
    from_word(values.get(field))
}

/// Reads every word picked from a list into its type; none where nothing is picked.
fn picked_many<T>(values: &Values, field: &str, from_word: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let words: Vec<T> = values.many(field).into_iter().filter_map(from_word).collect();
    (!words.is_empty()).then_some(words)
}

/// Reads a time to come: `2345`, `+40m`; nothing where nothing is typed.
fn eta(values: &Values, field: &'static str, facts: &Facts<'_>) -> Result<Option<Instant>, FieldProblem> {
    match values.get(field) {
        "" => Ok(None),
        typed => {
            super::when::read_ahead(typed, facts.now).map(Some).map_err(|message| FieldProblem::new(field, message))
        }
    }
}

/// Reads a whole number; nothing where nothing is typed.
fn number(values: &Values, field: &'static str, question: &'static str) -> Result<Option<u32>, FieldProblem> {
    match values.get(field) {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| FieldProblem::new(field, question)),
    }
}

/// Reads words with `;` between; nothing where nothing is typed.
fn listed(values: &Values, field: &str) -> Option<Vec<String>> {
    let words: Vec<String> =
        values.get(field).split(';').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

/// Gathers the problems of a form: the value where there is none, else the problem kept and nothing.
fn gather<T>(problems: &mut Vec<FieldProblem>, read: Result<T, FieldProblem>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

/// Returns an answer that can't be left out; where it is, keeps the question as a problem.
fn needed<T>(
    problems: &mut Vec<FieldProblem>,
    field: &'static str,
    answer: Option<T>,
    question: &'static str,
) -> Option<T> {
    gather(problems, answer.ok_or_else(|| FieldProblem::new(field, question)))
}

/// Returns the one entry of a form, or its problems.
fn one(problems: Vec<FieldProblem>, at: Option<Instant>, kind: Option<impl Into<Kind>>) -> Making {
    match (at, kind) {
        (Some(at), Some(kind)) if problems.is_empty() => Ok(vec![Made::new(at, kind)]),
        _ => Err(problems),
    }
}
