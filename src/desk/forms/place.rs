//! Where the child is put.

use super::{WHEN, at_once, gather, needed, one, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::kinds::Placed;
use crate::record::time::clock;
use crate::record::words::Place;

pub(super) const PLACE: &[Choice] =
    &[Choice::new("detention_room", "detention room"), Choice::new("cell", "cell"), Choice::new("other", "other room")];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "place",
    title: "Placed",
    start: "place",
    fields: &[
        WHEN,
        FieldSpec::new(
            "place",
            "In",
            FieldKind::One(PLACE),
            "No cell unless no other secure place is to be had (Code C 8.8).",
        ),
        FieldSpec::new("cell", "Which", FieldKind::Text, "Its name or number, as on the door."),
        FieldSpec::new(
            "reason",
            "Why a cell",
            FieldKind::Text,
            "No other secure place, and not to be supervised there: record it (Code C 8.8, 8.10).",
        )
        .when(|values, _| values.is("place", &["cell"])),
        FieldSpec::new(
            "adults",
            "Among adults",
            FieldKind::YesNo,
            "A child is kept apart from detained adults (CYPA 1933 s.31; Code C 8.8).",
        ),
    ],
    prefill: at_once,
    brief: |_, facts| {
        let placed = facts.last::<Placed>();
        placed
            .map(|placed| {
                let cell = placed.it.cell.as_deref().map(|cell| format!(" {cell}")).unwrap_or_default();
                Brief::new(format!("Since {}", clock(placed.at)), format!("{}{cell}", placed.it.place.plain()))
            })
            .into_iter()
            .collect()
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
    let place = picked(values, "place", Place::from_word);
    let place = needed(&mut problems, "place", place, "where is the child? Choose one");
    let placed = place.map(|place| Placed {
        place,
        cell: values.text("cell"),
        adult_area: values.yes("adults"),
        reason: values.text("reason"),
    });
    one(problems, at, placed)
}
