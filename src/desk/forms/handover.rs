//! A child taken over from the officer who goes off: visited, and signed for by the one who comes on.

use super::{WHEN, at_once, gather, needed, one};
use crate::desk::decide::where_to;
use crate::desk::form::{
    Besides, Brief, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always, any_child,
};
use crate::desk::glance::Glance;
use crate::desk::handover::notes::{TakenOver, last_taken_over};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::law::facts::Away;
use crate::record::Instant;
use crate::record::kinds::{Note, WomanAssigned};
use crate::record::time::clock;
use crate::record::words::{Role, Sex};

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "handover",
    title: "Taking a child over",
    start: "given_by",
    fields: &[
        WHEN,
        FieldSpec {
            id: "given_by",
            label: "Given by",
            kind: FieldKind::Text,
            help: "Who gives the child over: name and number. You who take them over sign.",
            shown: always,
        },
        FieldSpec {
            id: "visited",
            label: "Visited in cell",
            kind: FieldKind::YesNo,
            help: "See the child yourself: what you are told is what others saw (force policy).",
            shown: always,
        },
        FieldSpec {
            id: "why_not",
            label: "Not visited: why",
            kind: FieldKind::Text,
            help: "Where the child is, or what kept you: \"in interview\". See them when you can.",
            shown: |values, _| values.yes("visited") == Some(false),
        },
        FieldSpec {
            id: "words",
            label: "Anything more",
            kind: FieldKind::Text,
            help: "What you were told that stands nowhere else on the record.",
            shown: always,
        },
    ],
    prefill,
    brief,
    passed_over: &["words"],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Now; from the custody officer who last wrote on this record; not visited, where the child is out of the cell.
fn prefill(values: &mut Values, facts: &Facts<'_>) {
    at_once(values, facts);
    let authors = facts.entries.iter().rev().filter_map(|standing| standing.entry.by());
    let giver = authors.into_iter().find(|by| by.role == Some(Role::CustodyOfficer) && by.is_signed());
    values.set("given_by", giver.map(|by| by.shown()).unwrap_or_default());
    if let Some(away) = facts.away.iter().find(|away| !away.over) {
        values.set("visited", "no");
        values.set("why_not", where_to(away.why));
    }
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let glance = Glance::of(facts);
    let mut lines = vec![match &glance.last_words {
        Some(said) => Brief::new("Last words", format!("{} \"{}\"", clock(said.at), said.text)),
        None => Brief::loud("Last words", "none recorded yet"),
    }];
    if let Some(change) = glance.first_change {
        lines.push(Brief::loud("First change", change.shown()));
    }
    lines.push(Brief { loud: glance.adult.loud, ..Brief::new("Adult", glance.adult.words) });
    if facts.child.sex == Some(Sex::Female) {
        lines.push(match facts.last::<WomanAssigned>() {
            Some(named) => Brief::new("Woman", format!("{} has her care", named.it.name)),
            None => Brief::loud("Woman", "not named: say who has her care"),
        });
    }
    if let Some(last) = last_taken_over(facts) {
        lines.push(Brief::new(format!("Taken {}", clock(last.at)), format!("{} from {}", last.by, last.it.given_by)));
    }
    lines
}

/// The time out of the cell that it was then.
fn out_at<'f>(facts: &'f Facts<'_>, at: Instant) -> Option<&'f Away> {
    facts.away_at(at).or_else(|| facts.away.iter().find(|away| !away.over && away.from < at))
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let given_by =
        needed(&mut problems, "given_by", values.text("given_by"), "who gives the child over? Name and number");
    let visited = needed(&mut problems, "visited", values.yes("visited"), "did you see the child, yes or no?");
    let mut not_visited = None;
    if visited == Some(false) {
        not_visited = needed(&mut problems, "why_not", values.text("why_not"), "why wasn't the child visited?");
    }
    if let Some(away) = at.and_then(|at| out_at(facts, at)).filter(|_| visited == Some(true)) {
        let out = format!("the child was out of the cell ({} since {})", where_to(away.why), clock(away.from));
        problems.push(FieldProblem::new("visited", format!("{out}: say not visited, and see them when they are back")));
    }
    let note = given_by.map(|given_by| TakenOver { given_by, not_visited, words: values.text("words") });
    one(problems, at, note.map(|note| Note { text: note.text() }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{held, open};
    use crate::law::testing::Given;

    fn at_hospital() -> Given {
        held().at("12:50", "left_for_hospital", json!({ "reason": "treatment" }))
    }

    #[test]
    fn the_note_names_who_gave_the_child_over_and_says_that_they_were_visited() {
        let taken = open("handover", &held(), "14:00").with(&[("visited", "yes"), ("words", "wants his nan")]);
        let text = "Handover: given by Sgt Test (1).\nVisited in the cell: yes.\nwants his nan";
        assert_eq!(taken.entry(), json!({ "kind": "note", "text": text }));
    }

    #[test]
    fn a_giver_and_a_visit_or_the_reason_for_none_are_asked_for() {
        let taken = || open("handover", &held(), "14:00");
        assert_eq!(taken().wrong(), ["visited"]);
        assert_eq!(taken().with(&[("given_by", ""), ("visited", "no")]).wrong(), ["given_by", "why_not"]);
    }

    #[test]
    fn a_child_out_of_the_cell_is_taken_over_unvisited_and_can_be_visited_there_only_before_they_left() {
        let taken = open("handover", &at_hospital(), "14:00");
        let text = "Handover: given by Sgt Test (1).\nNot visited: hospital, for treatment.";
        assert_eq!(taken.entry(), json!({ "kind": "note", "text": text }));
        let visited =
            |when: &str| open("handover", &at_hospital(), "14:00").with(&[("when", when), ("visited", "yes")]);
        assert_eq!(visited("13:00").wrong(), ["visited"]);
        assert_eq!(visited("12:45").made().len(), 1);
    }

    #[test]
    fn who_comes_on_reads_the_childs_words_first_and_for_a_girl_whether_a_woman_is_named() {
        let girl = held().child(json!({ "sex": "female" }));
        let taken = open("handover", &girl.clone(), "14:00");
        assert!(taken.line("Last words").unwrap().1 && taken.line("Woman").unwrap().1);
        let named = girl.at("13:00", "woman_assigned", json!({ "name": "DO Ann Sample" }));
        assert_eq!(
            open("handover", &named, "14:00").line("Woman"),
            Some(("DO Ann Sample has her care".to_owned(), false))
        );
    }
}
