//! Where the child is put: `care.cell-reason`, `care.adult-area`.

use crate::law::checks::span;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::{Judgement, Verdict, adult, wording};
use crate::record::kinds::Placed;
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::Place;

/// How people write what Code C 8.8 asks: no other secure place and no way to supervise elsewhere, or a cell that is better for the child.
const ABOUT_THE_PLACE: &[&str] = &[
    "room",
    "no other",
    "nowhere",
    "elsewhere",
    "else",
    "accommodation",
    "supervis",
    "watch",
    "observ",
    "monitor",
    "cctv",
    "comfort",
    "occupied",
    "in use",
    "full",
    "unavailable",
    "available",
    "space",
    "secure",
    "safe",
    "risk",
    "harm",
    "violen",
    "aggress",
    "agitat",
    "assault",
    "quiet",
    "warm",
    "bed",
    "sleep",
    "toilet",
    "medical",
    "ligature",
];

/// How people write that the adults there are family, or held for the same matter.
const OWN_PEOPLE: &[&str] =
    &["brother", "sister", "sibling", "father", "mother", "parent", "relative", "co accused", "cousin", "twin"];

fn reason<'a>(placed: &Fact<'a, Placed>) -> Option<&'a str> {
    wording::first_said([placed.it.reason.as_deref(), placed.entry.common.note.as_deref()])
}

/// Adds a finding for each stay in cells without a reason why no other place would do; a query where the reason recorded isn't one.
///
/// A move from one cell to another keeps the reason that was given; back on bail it is owed anew. A 17-year-old is owed it since the Code of 27 October 2013.
pub fn cell_reason(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let of_a_juvenile = |placed: &Fact<'_, Placed>| adult::owed_at(facts, placed.at);
    let placings: Vec<Fact<'_, Placed>> = facts.each::<Placed>().filter(of_a_juvenile).collect();
    let together = |a: &Fact<'_, Placed>, b: &Fact<'_, Placed>| {
        (a.it.place == Place::Cell) == (b.it.place == Place::Cell) && span::same_stay(facts, a.at, b.at)
    };
    for stay in placings.chunk_by(together) {
        let Some(first) = stay.first().filter(|first| first.it.place == Place::Cell) else { continue };
        let reasons: Vec<&str> = stay.iter().filter_map(reason).collect();
        let positions = stay.iter().map(|placed| placed.position);
        let at = clock(first.at);
        if reasons.is_empty() {
            let message = format!(
                "The child was put in a cell at {at} and no reason is recorded. Write why no other secure place would do{}.",
                if facts.closed() { "" } else { ", or move them" },
            );
            judgement.find(rule.breach(first.at, message).on(positions));
        } else if !reasons.iter().any(|reason| wording::mentions(reason, ABOUT_THE_PLACE)) {
            let given = reasons.first().map(|reason| visible(reason)).unwrap_or_default();
            let message = format!(
                "The reason for the cell at {at} is \"{given}\". Was no other secure place to be had, and could they not be supervised there?"
            );
            judgement.find(rule.query(first.at, message).on(positions));
        }
    }
}

/// Adds a finding for each stay with or among adults. Family or co-accused, outside a cell, is asked about (CYPA 1933 s.31).
pub fn adult_area(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let of_the_young = |placed: &Fact<'_, Placed>| span::is_young_person_at(facts, placed.at);
    let placings: Vec<Fact<'_, Placed>> = facts.each::<Placed>().filter(of_the_young).collect();
    let together = |a: &Fact<'_, Placed>, b: &Fact<'_, Placed>| {
        a.it.adult_area == b.it.adult_area && span::same_stay(facts, a.at, b.at)
    };
    for stay in placings.chunk_by(together) {
        let Some(first) = stay.first().filter(|first| first.it.adult_area == Some(true)) else { continue };
        let own = stay.iter().all(|placed| {
            placed.it.place != Place::Cell && reason(placed).is_some_and(|text| wording::mentions(text, OWN_PEOPLE))
        });
        let (verdict, next) = match own {
            true => (Verdict::Query, "Is it a relative, or someone charged with the same offence?"),
            false if facts.closed() => (Verdict::Breach, "Write when they were moved away."),
            false => (Verdict::Breach, "Move the child away from detained adults, and write when."),
        };
        let message = format!("The child was placed with or among adults at {}. {next}", clock(first.at));
        judgement.find(rule.finding(verdict, first.at, message).on(stay.iter().map(|placed| placed.position)));
    }
}
