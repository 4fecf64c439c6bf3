//! Something long to be read, on a screen of its own: why the law says so. Worked out when it is asked for, and only then.

use super::model::{Layer, Loaded, Model, Part, RecordScreen};
use crate::desk::board::{by_urgency, by_weight, name};
use crate::desk::why::{Block, blocks, resting_on};
use crate::law::explain::{Answer, Said, bearings, explain};
use crate::law::{Duty, Finding, register};
use crate::record::time::clock;

/// Something long that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is about, and as at when.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The first line that is seen, counted from 0.
    pub top: usize,
}

/// What is under the cursor on a record, to be explained.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'m> {
    /// Something owed.
    Duty(&'m Duty),
    /// Something that fell short, or is in doubt.
    Finding(&'m Finding),
    /// An entry, by its position.
    Entry(usize),
}

/// Returns what is under the cursor of the record on top; none where nothing is.
#[must_use]
pub fn subject(model: &Model) -> Option<Subject<'_>> {
    let Some(Layer::Record(screen)) = model.layers.last() else { return None };
    subject_on(model, screen)
}

/// Returns what is under the cursor of a record; none where nothing is.
#[must_use]
pub fn subject_on<'m>(model: &'m Model, screen: &RecordScreen) -> Option<Subject<'m>> {
    let loaded = model.loaded(&screen.record_id)?;
    let here = screen.selected.min(model.lines_of(screen).saturating_sub(1));
    match screen.part {
        Part::Owed => by_urgency(&loaded.assessment).get(here).copied().map(Subject::Duty),
        Part::Findings => by_weight(&loaded.assessment).get(here).copied().map(Subject::Finding),
        Part::Entries => {
            loaded.record.as_of(model.now).iter().rev().nth(here).map(|standing| Subject::Entry(standing.position))
        }
    }
}

/// Returns why the law says what is under the cursor; for an entry, which rules' answers rest on it.
///
/// A rule is judged again and again on the record with one thing changed, so this takes its time on a long record.
#[must_use]
pub fn why(model: &Model) -> Option<Reading> {
    of(model, model.current()?, subject(model)?)
}

/// Returns why the law says that of a record; for an entry, which rules' answers rest on it.
///
/// A rule is judged again and again on the record with one thing changed, so this takes its time on a long record.
#[must_use]
pub fn of(model: &Model, loaded: &Loaded, subject: Subject<'_>) -> Option<Reading> {
    let (child, now) = (name(&loaded.record), model.now);
    let id = match subject {
        Subject::Duty(duty) => duty.rule,
        Subject::Finding(finding) => finding.rule,
        Subject::Entry(position) => {
            let entry = loaded.record.entries().get(position)?;
            let resting = bearings(&loaded.record, &model.policy, &model.suite, now, position);
            let title = format!("What rests on this? {child}: entry {position}, as at {}", clock(now));
            return Some(Reading { title, blocks: resting_on(entry, &resting), top: 0 });
        }
    };
    let mut why = explain(&loaded.record, &model.policy, &model.suite, now, register::rule(id)?);
    // A rule may answer several times: the answer that was asked about is told first.
    if let Some(place) = why.answers.iter().position(|answer| is_asked_about(answer, subject)) {
        let first = why.answers.remove(place);
        why.answers.insert(0, first);
    }
    let title = format!("Why? {child}: {id}, as at {}", clock(now));
    Some(Reading { title, blocks: blocks(&why), top: 0 })
}

fn is_asked_about(answer: &Answer, subject: Subject<'_>) -> bool {
    match (&answer.said, subject) {
        (Said::Finding(finding), Subject::Finding(asked)) => {
            finding.at == asked.at && finding.verdict == asked.verdict && finding.message == asked.message
        }
        (Said::Duty(duty), Subject::Duty(asked)) => duty.due == asked.due && duty.message == asked.message,
        _ => false,
    }
}
