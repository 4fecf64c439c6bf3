//! A record opened twice for one child: every entry of the one that goes is struck, and says which one stands.

use super::needed;
use crate::desk::form::{
    Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Correction;
use crate::record::time::clock;
use crate::record::{EntryRef, Kind, Standing, telling};

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "opened_twice",
    title: "Opened twice",
    start: "stands",
    fields: &[
        FieldSpec::new(
            "stands",
            "Record that stands",
            FieldKind::Text,
            "Its number: this child's clocks run there, and only there (s.40, s.41).",
        ),
        FieldSpec::new(
            "reason",
            "How it came",
            FieldKind::Text,
            "Opened in the van and at the desk, say. One child, one record (Code C 2.1).",
        ),
    ],
    prefill: |_, _| {},
    brief,
    passed_over: &["reason"],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Returns the entries that would be struck, in the order of the record. Where one stands in the place of another, both are
/// struck, or the one before would stand again.
fn to_strike<'a>(facts: &Facts<'a>) -> Vec<Standing<'a>> {
    let mut standing: Vec<Standing<'a>> = facts
        .entries
        .iter()
        .filter(|standing| standing.instead_of.is_some() || !matches!(standing.entry.kind, Kind::Correction(_)))
        .copied()
        .collect();
    let replaced: Vec<usize> = standing.iter().filter_map(|standing| standing.instead_of).collect();
    standing.extend(facts.all().into_iter().filter(|standing| replaced.contains(&standing.position)));
    standing.sort_by_key(|standing| standing.position);
    standing
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let struck = to_strike(facts);
    let mut lines = vec![Brief::loud(
        "This record",
        format!(
            "{} goes off the board: its {} entries are struck. Move what only it has first: \"Wrong child\"",
            facts.record.head.custody_number,
            struck.len()
        ),
    )];
    lines.extend(struck.iter().rev().take(LISTED).rev().map(|standing| {
        Brief::new(
            format!("Strike {}", standing.position),
            format!("{} {}", clock(standing.at), telling::whole(standing.entry)),
        )
    }));
    lines
}

/// How many of the latest entries are listed.
const LISTED: usize = 8;

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let question = "which record stands? Type its number";
    let Some(stands) = needed(&mut problems, "stands", values.text("stands"), question) else { return Err(problems) };
    if stands.eq_ignore_ascii_case(&facts.record.head.custody_number) {
        let message = "that is this record, which goes: type the number of the one that stands";
        return Err(vec![FieldProblem::new("stands", message)]);
    }
    let reason = values.text("reason").map(|reason| format!("; {reason}")).unwrap_or_default();
    let struck = to_strike(facts).into_iter().filter_map(|standing| u32::try_from(standing.position).ok());
    Ok(struck
        .map(|of| {
            let (of, reason) = (EntryRef::Position(of), format!("record opened twice: {stands} stands{reason}"));
            Made::new(facts.now, Correction { of, reason, strike: Some(true), replaces: None })
        })
        .collect())
}
