//! An entry on the wrong child: struck here and made there in one act, so that both stay to be read.

use super::correct::{self, named};
use super::{needed, one};
use crate::desk::form::{
    Besides, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Moved, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Correction;
use crate::record::time::clock;
use crate::record::{EntryRef, Kind};

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "wrong_child",
    title: "Wrong child",
    start: "entry",
    fields: &[
        FieldSpec::new(
            "entry",
            "Entry no.",
            FieldKind::Text,
            "Its number, beside: struck here and made there, and both stay to be read (Code C 2.6).",
        ),
        FieldSpec::new(
            "whose",
            "Whose is it",
            FieldKind::Text,
            "Its cell, number or name: a child's record tells of that child alone (Code C 2.1).",
        ),
        FieldSpec::new(
            "reason",
            "How it came",
            FieldKind::Text,
            "Two doors mixed up on the walk, say; whoever reads it later sees why (Code C 2.6).",
        ),
    ],
    prefill: |_, _| {},
    brief: correct::brief,
    passed_over: &["reason"],
    unfit: any_child,
    besides: Besides::Moves(moved),
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    // An entry that can't be made there isn't struck here.
    let mut problems = moved(values, facts).err().unwrap_or_default();
    let of = named(values, facts).ok().and_then(|standing| u32::try_from(standing.position).ok());
    let whose =
        needed(&mut problems, "whose", values.text("whose"), "whose is it? Type the cell, the number or the name");
    let reason = values.text("reason").map(|reason| format!("; {reason}")).unwrap_or_default();
    let correction = of.zip(whose).map(|(of, whose)| Correction {
        of: EntryRef::Position(of),
        reason: format!("wrong child: it is about {}{reason}", spoken(&whose)),
        strike: Some(true),
        replaces: None,
    });
    one(problems, Some(facts.now), correction)
}

/// Returns what is typed for a child as it is said: of a bare number, the cell.
fn spoken(whose: &str) -> String {
    if whose.chars().all(|c| c.is_ascii_digit()) { format!("cell {whose}") } else { whose.to_owned() }
}

fn moved(values: &Values, facts: &Facts<'_>) -> Result<Moved, Vec<FieldProblem>> {
    let standing = named(values, facts).map_err(|problem| vec![problem])?;
    if matches!(standing.entry.kind, Kind::Correction(_)) {
        return Err(vec![FieldProblem::new(
            "entry",
            "that is a correction of an entry here: it can't be another child's",
        )]);
    }
    let by = standing.entry.by().map(|by| format!(" by {}", by.shown())).unwrap_or_default();
    let number = &facts.record.head.custody_number;
    let came = format!("first written on {number}{by} at {}", clock(standing.entry.recorded_at()));
    let note = standing.entry.common.note.as_deref().map_or_else(|| came.clone(), |note| format!("{note}; {came}"));
    let made = Made { at: standing.at, kind: standing.entry.kind.clone(), note: Some(note) };
    Ok(Moved { whose: values.get("whose").to_owned(), field: "whose", made })
}
