//! Coming in: arrested again, arrived, before the custody officer, back on bail.

use super::{WHEN, at_once, gather, listed, needed, one, owed_lines, picked};
use crate::desk::form::{Besides, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::Kind;
use crate::record::kinds::*;
use crate::record::words::Route;

const ACT: &[Choice] = &[
    Choice::new("arrived", "arrived at the station"),
    Choice::new("presented", "before custody officer"),
    Choice::new("arrested", "arrested"),
    Choice::new("answered_bail", "answered bail"),
    Choice::new("attended", "came voluntarily"),
];

/// The powers met at a desk; the others come in by import.
const ROUTE: &[Choice] = &[
    Choice::new("offence", "an offence"),
    Choice::new("warrant", "warrant"),
    Choice::new("warrant_backed_for_bail", "warrant, with bail"),
    Choice::new("court_bail_breach", "court bail broken"),
    Choice::new("remand_breach", "remand terms broken"),
    Choice::new("police_bail_breach", "police bail broken"),
    Choice::new("injunction", "injunction broken"),
    Choice::new("recall", "recall"),
    Choice::new("breach_of_peace", "breach of the peace"),
    Choice::new("police_protection", "police protection"),
    Choice::new("mental_health_s136", "s.136"),
    Choice::new("immigration", "immigration"),
];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "coming_in",
    title: "Coming in",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec::new(
            "act",
            "What",
            FieldKind::One(ACT),
            "Each has its own time: the clocks start at different ones (s.41(2), s.40(3)).",
        ),
        FieldSpec::new("station", "Station", FieldKind::Text, "The detention clock starts at the first (s.41(2)(d)).")
            .when(|values, _| values.is("act", &["arrived"])),
        FieldSpec::new(
            "area",
            "Police area",
            FieldKind::Text,
            "Only where it isn't ours: another area can move the clock (s.41(3), (5)).",
        )
        .when(|values, _| values.is("act", &["arrived", "arrested"])),
        FieldSpec::new(
            "for",
            "Held for",
            FieldKind::One(ROUTE),
            "The power decides which clocks run, and how soon the child must be out (s.40(1), s.41).",
        )
        .when(|values, _| values.is("act", &["arrested"])),
        FieldSpec::new(
            "offences",
            "Offences",
            FieldKind::Text,
            "As the officer gave them: why this child is here (Code C 3.4). With ; between.",
        )
        .when(|values, _| values.is("act", &["arrested"])),
        FieldSpec::new(
            "necessity",
            "Why necessary",
            FieldKind::Text,
            "Why this child had to be arrested (s.24(4)-(5), Code G 2.9).",
        )
        .when(|values, _| values.is("act", &["arrested"])),
        FieldSpec::new(
            "used",
            "Minutes used",
            FieldKind::Text,
            "Time in detention before bail, if not in this record (s.47(6)).",
        )
        .when(|values, _| values.is("act", &["answered_bail"])),
    ],
    prefill: at_once,
    brief: |_, facts| owed_lines(facts, &["clock.waited-to-book-in", "aa.request", "person.told", "rights.given"]),
    passed_over: &["used"],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let area = values.text("area");
    let kind: Option<Kind> = match values.get("act") {
        "arrived" => Some(Arrived { station: values.text("station"), area, place: None, designated: None }.into()),
        "presented" => Some(Presented {}.into()),
        "arrested" => Some(
            Arrested {
                route: picked(values, "for", Route::from_word),
                offences: listed(values, "offences"),
                offence_at: None,
                area,
                sought_by: None,
                at_station: None,
                necessity: values.text("necessity"),
            }
            .into(),
        ),
        "answered_bail" => {
            let used = gather(&mut problems, super::number(values, "used", "how many minutes? Write a whole number"));
            used.map(|time_used_minutes| AnsweredBail { time_used_minutes }.into())
        }
        "attended" => Some(Attended {}.into()),
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    one(problems, at, kind)
}
