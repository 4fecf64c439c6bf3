//! A correction: an earlier entry struck by its number, with the reason. Both stay to be read.

use super::{gather, needed, one};
use crate::desk::form::{
    Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Correction;
use crate::record::telling;
use crate::record::time::clock;
use crate::record::{EntryRef, Kind, Standing};

/// How many of the latest entries are listed with their numbers.
const LISTED: usize = 8;

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "correct",
    title: "Correct an entry",
    start: "entry",
    fields: &[
        FieldSpec {
            id: "entry",
            label: "Entry no.",
            kind: FieldKind::Text,
            help: "Its number, beside. Nothing vanishes: it is struck and stays to be read (Code C 2.6).",
            shown: always,
        },
        FieldSpec {
            id: "reason",
            label: "Because",
            kind: FieldKind::Text,
            help: "What is wrong: \"wrong child: that was cell 6\". Then write the right one (Code C 2.6).",
            shown: always,
        },
    ],
    prefill: |_, _| {},
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Returns the entry whose number is typed, counted from 0 as everywhere a record is shown or sent.
pub(super) fn named<'a>(values: &Values, facts: &Facts<'a>) -> Result<Standing<'a>, FieldProblem> {
    let typed = values.get("entry");
    if typed.is_empty() {
        return Err(FieldProblem::new("entry", "which entry? Type its number"));
    }
    let number = typed.trim_start_matches('#').parse::<usize>().ok();
    let found = |standing: &Standing<'_>| Some(standing.position) == number && standing.instead_of.is_none();
    let standing = facts.all().into_iter().find(found);
    let standing = standing.ok_or_else(|| FieldProblem::new("entry", "no entry has that number: see beside"))?;
    match standing.corrected_by {
        Some(by) => Err(FieldProblem::new(
            "entry",
            format!("that entry is struck already, by entry {by}: choose another, or leave it so"),
        )),
        None => Ok(standing),
    }
}

pub(super) fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    if let Ok(standing) = named(values, facts) {
        let by = standing.entry.by().map(|by| format!(", by {}", by.shown())).unwrap_or_default();
        let what = format!("{} {}{by}", clock(standing.at), telling::whole(standing.entry));
        return vec![Brief::loud(format!("Strike {}", standing.position), what)];
    }
    let standing = facts.entries.iter().rev().filter(|standing| standing.instead_of.is_none());
    let mut lines: Vec<Brief> = standing
        .take(LISTED)
        .map(|standing| {
            let what = format!("{} {}", clock(standing.at), telling::whole(standing.entry));
            Brief::new(standing.position.to_string(), what)
        })
        .collect();
    lines.reverse();
    lines
}

/// Returns whether nothing but notes would stand without that entry: the record would hold nobody, and leave the board.
fn is_all_there_is(position: usize, facts: &Facts<'_>) -> bool {
    let says_held = |standing: &&Standing<'_>| !matches!(standing.entry.kind, Kind::Correction(_) | Kind::Note(_));
    let mut held = facts.entries.iter().filter(says_held);
    held.next().is_some_and(|only| only.position == position) && held.next().is_none()
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let of = gather(&mut problems, named(values, facts)).and_then(|standing| u32::try_from(standing.position).ok());
    let reason =
        needed(&mut problems, "reason", values.text("reason"), "why is it struck? A correction needs a reason");
    if of.is_some_and(|of| is_all_there_is(of as usize, facts)) {
        let message = "nothing else says that this child is held. Write the right one first; a record that is one too many is \"Opened twice\"";
        problems.push(FieldProblem::new("entry", message));
    }
    let correction = of.zip(reason).map(|(of, reason)| Correction {
        of: EntryRef::Position(of),
        reason,
        strike: Some(true),
        replaces: None,
    });
    // A correction is made when it is written, whenever the entry it strikes was.
    one(problems, Some(facts.now), correction)
}
