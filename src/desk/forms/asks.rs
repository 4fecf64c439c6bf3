//! What the child asked for, and what was done about it: "you said, we did".

use super::{WHEN, at_once, gather, needed, one};
use crate::desk::form::{
    Besides, Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::law::facts::Fact;
use crate::record::kinds::{Answered, AskedFor};
use crate::record::time::clock;
use crate::record::{CaseFile, EntryRef, Kind};

const ACT: &[Choice] = &[Choice::new("asked", "the child asked"), Choice::new("answered", "it was answered")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "asks",
    title: "Child asks",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "What",
            FieldKind::One(ACT),
            "Small things to us, the whole night to a child: answer each, even with no (force policy).",
        ),
        FieldSpec::new("of", "Which", FieldKind::Text, "The number beside it; empty is the last one still open.")
            .when(|values, _| values.is("act", &["answered"])),
        FieldSpec::new(
            "what",
            "In words",
            FieldKind::Text,
            "In the child's own words; or what was done about it, or why not (force policy).",
        ),
    ],
    prefill: |values, facts| {
        at_once(values, facts);
        if !open(facts).is_empty() {
            values.set("act", "answered");
        }
    },
    brief: |_, facts| {
        open(facts)
            .iter()
            .map(|asked| {
                Brief::new(format!("{} at {}", asked.position, clock(asked.at)), format!("\"{}\"", asked.it.what))
            })
            .collect()
    },
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Returns what was asked for and not answered yet, in order.
fn open<'a>(facts: &Facts<'a>) -> Vec<Fact<'a, AskedFor>> {
    let entries = facts.record.entries();
    let answered: Vec<usize> =
        facts.each::<Answered>().filter_map(|answered| CaseFile::resolve(entries, answered.it.of.as_ref()?)).collect();
    facts.each::<AskedFor>().filter(|asked| !answered.contains(&asked.position)).collect()
}

fn which(values: &Values, facts: &Facts<'_>) -> Result<EntryRef, FieldProblem> {
    let open = open(facts);
    let typed = values.get("of").trim_start_matches('#');
    let found = match typed {
        "" => open.last(),
        typed => open.iter().find(|asked| typed.parse() == Ok(asked.position)),
    };
    let position = found.and_then(|asked| u32::try_from(asked.position).ok());
    let none =
        if open.is_empty() { "nothing is open: write it as a note" } else { "which one? See the numbers beside" };
    position.map(EntryRef::Position).ok_or_else(|| FieldProblem::new("of", none))
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let act = values.get("act");
    let question = if act == "answered" { "what was done, or why not?" } else { "what did the child ask for?" };
    let what = needed(&mut problems, "what", values.text("what"), question);
    let kind: Option<Kind> = match act {
        "asked" => what.map(|what| AskedFor { what, of: None }.into()),
        "answered" => {
            let of = gather(&mut problems, which(values, facts));
            what.zip(of).map(|(what, of)| Answered { what, of: Some(of) }.into())
        }
        _ => needed(&mut problems, "act", None, "asked or answered? Choose one"),
    };
    one(problems, at, kind)
}
