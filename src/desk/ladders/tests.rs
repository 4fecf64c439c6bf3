//! Each rung on each side of its boundary. Times are the desk's short times of 10 November 2026.

use serde_json::{Value, json};

use super::*;
use crate::law::testing::{Given, given, instant};
use crate::law::{Policy, Suite, assess};

mod accommodation;
mod adult;

fn held() -> Given {
    given().authorised("12:00")
}

/// Returns the ladder that goes there; none where the child has none.
fn climb(given: &Given, to: To, now: &str) -> Option<Ladder> {
    let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant(now));
    ladders(&facts).into_iter().find(|ladder| ladder.to == to)
}

/// Returns the next step, and how it presses.
fn next(given: &Given, to: To, now: &str) -> Option<(Step, String)> {
    let ladder = climb(given, to, now)?;
    let rung = ladder.next_rung()?;
    Some((rung.step, rung.state.pressing(instant(now))))
}

/// Returns how a step stands, in words; the last rung of that step where there are several.
fn stands(given: &Given, to: To, step: Step, now: &str) -> String {
    let ladder = climb(given, to, now).unwrap();
    let rung = ladder.rungs.iter().rev().find(|rung| rung.step == step).unwrap();
    rung.shown(instant(now))
}

/// Returns what the form of the next rung is opened with.
fn filled(given: &Given, to: To, now: &str) -> Vec<(&'static str, String)> {
    let ladder = climb(given, to, now).unwrap();
    ladder.next_rung().unwrap().values.clone()
}

fn rows(records: &[(&str, &Given)], now: &str) -> Vec<LadderRow> {
    let (policy, suite, now) = (Policy::default(), Suite::default(), instant(now));
    let folded: Vec<_> = records.iter().map(|(id, given)| (*id, given.record())).collect();
    let judged: Vec<_> = folded.iter().map(|(_, record)| assess(record, &policy, now)).collect();
    let facts: Vec<_> = folded.iter().map(|(_, record)| Facts::gather(record, &policy, &suite, now)).collect();
    ladder_rows(folded.iter().zip(&facts).zip(&judged).map(|(((id, _), facts), judged)| (*id, facts, judged)))
}

fn charged() -> Given {
    held().at("13:00", "charged", json!({ "offences": ["robbery"] }))
}

#[test]
fn the_child_for_whom_it_presses_most_stands_first_and_one_with_nothing_to_climb_not_at_all() {
    let here = held().at("12:05", "aa_arrived", json!({ "who": "parent", "rights_given": true }));
    assert_eq!(next(&here, To::Adult, "12:31").unwrap().0, Step::Brief, "which no rule owes");
    let (early, late) = (given().authorised("12:00"), given().authorised("12:25"));
    let rows = rows(&[("late", &late), ("here", &here), ("early", &early)], "12:31");
    let listed: Vec<&str> = rows.iter().map(|row| row.record_id.as_str()).collect();
    assert_eq!(listed, ["early", "late"]);
    assert_eq!(rows[0].next().unwrap().1.shown(instant("12:31")), "LATE 1 min, due 12:30");
}

#[test]
fn a_child_who_has_gone_climbs_no_ladder() {
    let gone = held().at("14:00", "released", json!({ "outcome": "bail" }));
    assert!(rows(&[("gone", &gone)], "15:00").is_empty());
    assert_eq!(climb(&gone, To::Adult, "15:00"), None);
}

#[test]
fn of_two_ladders_the_one_that_presses_most_comes_first_and_of_two_that_are_late_the_statute() {
    let both = charged().at("13:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    let first = |now: &str| rows(&[("r", &both)], now)[0].ladders[0].to;
    assert_eq!(first("13:40"), To::Adult, "nobody was asked by 12:30; the authority is due 13:40");
    assert_eq!(first("13:41"), To::Accommodation);
}
