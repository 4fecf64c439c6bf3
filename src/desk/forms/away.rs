//! Out of the cell and back: interview, hospital, questioned elsewhere, another station.

use super::{RANK, WHEN, adult, at_once, gather, needed, one, picked};
use crate::desk::decide::where_to;
use crate::desk::form::{
    Besides, Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, any_child,
};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::entry::OneOrMany;
use crate::record::kinds::*;
use crate::record::time::clock;
use crate::record::words::{AaWho, HospitalReason, Rank};
use crate::record::{Kind, Moment};

const ACT: &[Choice] = &[
    Choice::new("interview", "interview began"),
    Choice::new("interview_over", "interview ended"),
    Choice::new("treatment", "to hospital: treatment"),
    Choice::new("evidence", "to hospital: evidence"),
    Choice::new("back", "back from hospital"),
    Choice::new("questioned", "questioned elsewhere"),
    Choice::new("departed", "to another station"),
];

const ASKED: &[&str] = &["interview", "interview_over", "questioned"];

fn adult_there(values: &Values) -> Option<bool> {
    values.yes("adult")
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "away",
    title: "Out of the cell",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "What",
            FieldKind::One(ACT),
            "Cell checks stop while the child is out, and start again on return (Code C 9.3).",
        ),
        FieldSpec::new(
            "from",
            "From",
            FieldKind::When,
            "When the questions began; hospital time with questions counts (s.41(6)).",
        )
        .when(|values, _| values.is("act", &["questioned"])),
        FieldSpec::new(
            "to",
            "To",
            FieldKind::When,
            "When the questions ended: what they took counts against the limit (s.41(6)).",
        )
        .when(|values, _| values.is("act", &["questioned"])),
        FieldSpec::new("adult", "Adult there", FieldKind::YesNo, "No interview without the adult (Code C 11.15).")
            .when(|values, _| values.is("act", ASKED)),
        FieldSpec::new(
            "who",
            "Who was it",
            FieldKind::One(adult::WHO),
            "Who sat with the child, on their side (Code C 11.15).",
        )
        .when(|values, _| values.is("act", &["interview", "interview_over"]) && adult_there(values) == Some(true)),
        FieldSpec::new(
            "rank",
            "Authorised by",
            FieldKind::One(RANK),
            "Without an adult a superintendent authorises it first (Code C 11.18).",
        )
        .when(|values, _| values.is("act", &["interview", "interview_over"]) && adult_there(values) == Some(false)),
        FieldSpec::new(
            "solicitor",
            "Solicitor there",
            FieldKind::YesNo,
            "Asked for and not there, it isn't gone on with, save for Code C 6.6.",
        )
        .when(|values, _| values.is("act", ASKED)),
        FieldSpec::new(
            "other_area",
            "Another area's",
            FieldKind::YesNo,
            "Whether it was about another area's offence: that fixes its clock (s.41(5)).",
        )
        .when(|values, _| values.is("act", &["interview"])),
        FieldSpec::new(
            "to_area",
            "To area",
            FieldKind::Text,
            "The police area the child goes to, where it isn't ours: it can move the clock (s.41(5)).",
        )
        .when(|values, _| values.is("act", &["departed"])),
        FieldSpec::new(
            "sought_by",
            "Wanted by",
            FieldKind::Text,
            "The area that wants the child for its own offence (s.41(5)).",
        )
        .when(|values, _| values.is("act", &["departed"])),
    ],
    prefill: |values, facts| {
        at_once(values, facts);
        if let Some(open) = facts.away.iter().rev().find(|away| !away.over) {
            use crate::law::facts::AwayWhy;
            match open.why {
                AwayWhy::Interview => values.set("act", "interview_over"),
                AwayWhy::Treatment | AwayWhy::Evidence => values.set("act", "back"),
                AwayWhy::Questioned | AwayWhy::Transfer => {}
            }
        }
    },
    brief: |_, facts| {
        let out = facts.away.iter().rev().find(|away| !away.over);
        let line = out.map(|away| Brief::loud("Out now", format!("{} since {}", where_to(away.why), clock(away.from))));
        line.into_iter().collect()
    },
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let (aa_present, solicitor_present) = (adult_there(values), values.yes("solicitor"));
    let aa_who = picked(values, "who", AaWho::from_word).map(OneOrMany::One);
    let urgent_authorised_by = picked(values, "rank", Rank::from_word);
    let about_other_area = values.yes("other_area");
    let kind: Option<Kind> = match values.get("act") {
        "interview" => Some(
            InterviewStarted { aa_present, aa_who, solicitor_present, urgent_authorised_by, about_other_area }.into(),
        ),
        "interview_over" => Some(
            InterviewEnded { aa_present, aa_who, solicitor_present, urgent_authorised_by, about_other_area }.into(),
        ),
        "treatment" => Some(LeftForHospital { reason: HospitalReason::Treatment }.into()),
        "evidence" => Some(LeftForHospital { reason: HospitalReason::Evidence }.into()),
        "back" => Some(ReturnedFromHospital {}.into()),
        "questioned" => {
            let from = gather(&mut problems, values.when("from", facts));
            let to = gather(&mut problems, values.when("to", facts));
            if from.zip(to).is_some_and(|(from, to)| to < from) {
                problems.push(FieldProblem::new("to", "it ended before it began: which time is right?"));
            }
            let (from, to) = (from.map(Moment::london), to.map(Moment::london));
            from.zip(to).map(|(from, to)| QuestionedAway { from, to, aa_present, solicitor_present }.into())
        }
        "departed" => Some(
            Departed {
                station: None,
                area: None,
                to_area: values.text("to_area"),
                sought_by: values.text("sought_by"),
                questioned_about_sought_offence: None,
            }
            .into(),
        ),
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
