//! Who the child is, settled: what was unknown, disputed or wrong when the record was opened.

use super::{needed, who};
use crate::desk::form::{
    Besides, Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::child::Child;
use crate::record::kinds::Note;
use crate::record::words::AgeBasis;

const BASIS: &[Choice] =
    &[Choice::new("documented", "a document shows it"), Choice::new("stated", "the child or family says so")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "settle",
    title: "Who the child is",
    start: "born",
    fields: &[
        who::NAME,
        who::BORN,
        who::AGE,
        FieldSpec::new(
            "basis",
            "Age shown by",
            FieldKind::One(BASIS),
            "Who looks under 18 is a child until clear evidence shows otherwise (Code C 1.5; s.37(15)).",
        )
        .when(|values, _| !values.get("born").is_empty() || !values.get("age").is_empty()),
        who::LOOKS,
        FieldSpec::new(
            "how",
            "How it is known",
            FieldKind::Text,
            "What shows it: a passport, a parent, the school (clear evidence: Code C 1.5).",
        ),
        who::SEX,
        who::CARE,
        who::AUTHORITY,
        who::GROUP,
        who::WHICH[0],
        who::WHICH[1],
        who::WHICH[2],
        who::WHICH[3],
        who::WHICH[4],
    ],
    prefill: |values, facts| {
        who::fill_in(values, facts.child);
        values.set(
            "basis",
            facts.child.age_basis.filter(|basis| *basis != AgeBasis::Apparent).map_or("", AgeBasis::word),
        );
    },
    brief,
    passed_over: &["sex", "care", "authority", "group", "white", "mixed", "asian", "black", "another"],
    unfit: any_child,
    besides: Besides::Settles(settled),
    signer: anyone,
    make,
};

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    let known = facts.child;
    let how_old =
        known.age_at(facts.now).map_or_else(|| "not known".to_owned(), |age| format!("{age}{}", shown_by(known)));
    lines.push(Brief::new("Age now", how_old));
    if let Some(looks) = known.apparent_age {
        lines.push(Brief::new("Looks", format!("{looks}")));
    }
    let Ok(child) = settled(values, facts) else { return lines };
    if child.age_at(facts.now).is_some_and(|age| age >= 18) {
        let text = if child.appears_under_18_against_the_record() {
            "18 or over by what is said, and looks younger: treated as a child until clear evidence shows otherwise (Code C 1.5)"
        } else if child.age_basis == Some(AgeBasis::Documented) {
            "18 or over by a document: what a child is owed is owed no more. Be sure it is this person's"
        } else {
            "18 or over by what is said alone. Is that clear evidence? Until it is, treat as a child (Code C 1.5)"
        };
        lines.push(Brief::loud("Adult?", text));
    }
    lines
}

fn shown_by(child: &Child) -> &'static str {
    match child.age_basis {
        Some(AgeBasis::Documented) => ", by a document",
        Some(AgeBasis::Stated) => ", as the child or family says",
        Some(AgeBasis::Apparent) => ", by looks",
        None => "",
    }
}

/// Returns who the child is known to be once it is signed.
fn settled(values: &Values, facts: &Facts<'_>) -> Result<Child, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut child = who::child(values, facts, facts.child, &mut problems);
    child.age_basis = AgeBasis::from_word(values.get("basis")).or(child.age_basis);
    if problems.is_empty() { Ok(child) } else { Err(problems) }
}

/// Returns what is another than before, in words: "born 3 3 2010 (before: not known)".
fn changes(before: &Child, after: &Child) -> Vec<String> {
    let born = |child: &Child| child.date_of_birth.map(who::written);
    let years = |years: Option<u32>| years.map(|years| years.to_string());
    let basis = |child: &Child| child.age_basis.map(|basis| basis.word().to_owned());
    let care = |child: &Child| child.looked_after.map(|care| if care { "yes" } else { "no" }.to_owned());
    let pairs = [
        ("name", before.name.clone(), after.name.clone()),
        ("born", born(before), born(after)),
        ("age given", years(before.age), years(after.age)),
        ("age shown by", basis(before), basis(after)),
        ("looks", years(before.apparent_age), years(after.apparent_age)),
        ("sex", before.sex.map(|sex| sex.word().to_owned()), after.sex.map(|sex| sex.word().to_owned())),
        ("looked after", care(before), care(after)),
        ("home authority", before.home_authority.clone(), after.home_authority.clone()),
        (
            "ethnicity",
            before.ethnicity.map(|code| code.word().to_owned()),
            after.ethnicity.map(|code| code.word().to_owned()),
        ),
    ];
    let said = |value: Option<String>| value.unwrap_or_else(|| "not known".to_owned());
    let changed = pairs.into_iter().filter(|(_, was, is)| was != is);
    changed.map(|(what, was, is)| format!("{what} {} (before: {})", said(is), said(was))).collect()
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let child = settled(values, facts)?;
    let changed = changes(facts.child, &child);
    if changed.is_empty() {
        return Err(vec![FieldProblem::new(
            "how",
            "nothing here is other than what the record has: what is known now?",
        )]);
    }
    let mut problems = Vec::new();
    let how = needed(&mut problems, "how", values.text("how"), "how is it known? Say who or what shows it");
    let Some(how) = how else { return Err(problems) };
    let text = format!("Who the child is, settled: {}. How it is known: {how}", changed.join("; "));
    // What is known is known from when it is written; the record is of the same child as before.
    Ok(vec![Made::new(facts.now, Note { text })])
}
