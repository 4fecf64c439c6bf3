//! A strip search of a child.

use super::{RANK, WHEN, adult, at_once, gather, needed, one, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::entry::OneOrMany;
use crate::record::kinds::StripSearched;
use crate::record::words::{AaAbsentBecause, AaWho, Rank};

pub(super) const ABSENT: &[Choice] = &[
    Choice::new("urgency", "risk of serious harm"),
    Choice::new("child_asked", "the child asked"),
    Choice::new("none", "no reason"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "search",
    title: "Strip search",
    start: "reason",
    fields: &[
        WHEN,
        FieldSpec::new(
            "reason",
            "Why needed",
            FieldKind::Text,
            "What was thought concealed, and why it had to be found (Annex A 10, 12).",
        ),
        FieldSpec::new(
            "intimate",
            "Parts exposed",
            FieldKind::YesNo,
            "Whether intimate parts were exposed: then the adult must be there (Annex A 11(c)).",
        ),
        FieldSpec::new(
            "adult",
            "Adult there",
            FieldKind::YesNo,
            "The adult is there, unless it is urgent or the child asks otherwise (Annex A 11(c)).",
        ),
        FieldSpec::new(
            "who",
            "Who was it",
            FieldKind::One(adult::WHO),
            "Who was with the child, to see that it is done decently (Annex A 11(c)).",
        )
        .when(|values, _| values.yes("adult") == Some(true)),
        FieldSpec::new(
            "absent",
            "Not there for",
            FieldKind::One(ABSENT),
            "Only a risk of serious harm to someone, or the child's own wish (Annex A 11(c)).",
        )
        .when(|values, _| values.yes("adult") == Some(false)),
        FieldSpec::new(
            "signed",
            "Adult signed",
            FieldKind::YesNo,
            "The child's wish is said before the adult, who agrees and signs (Annex A 11(c)).",
        )
        .when(|values, _| values.is("absent", &["child_asked"])),
        FieldSpec::new(
            "same_sex",
            "All same sex",
            FieldKind::YesNo,
            "Nobody of the other sex who needn't be there (Annex A 11(a), (b)).",
        ),
        FieldSpec::new(
            "rank",
            "Authorised by",
            FieldKind::One(RANK),
            "Annex A asks for no rank; many forces do (force policy).",
        ),
        FieldSpec::new("result", "Found", FieldKind::Text, "What was found; \"nothing\" is an answer (Annex A 12)."),
    ],
    prefill: at_once,
    brief: |_, facts| {
        let here = facts.adult_here_at(facts.now);
        vec![if here { Brief::new("Adult", "in the station") } else { Brief::loud("Adult", "not in the station") }]
    },
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make: |values: &Values, facts: &Facts<'_>| -> Making {
        let mut problems = Vec::new();
        let at = gather(&mut problems, values.when("when", facts));
        let reason = needed(&mut problems, "reason", values.text("reason"), "why was it needed? It has to be written");
        let searched = reason.map(|reason| StripSearched {
            authorised_by: picked(values, "rank", Rank::from_word),
            aa_present: values.yes("adult"),
            aa_absent_because: picked(values, "absent", AaAbsentBecause::from_word),
            aa_who: picked(values, "who", AaWho::from_word).map(OneOrMany::One),
            waiver_signed_by_aa: values.yes("signed"),
            same_sex: values.yes("same_sex"),
            reason: Some(reason),
            result: values.text("result"),
            intimate_parts: values.yes("intimate"),
        });
        one(problems, at, searched)
    },
};
