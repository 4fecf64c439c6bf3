//! Journeys of one alarm at a time: a promise made at the desk, kept, not kept; and the bell.

use chrono::TimeDelta;

use super::said;
use crate::desk::alarm::Promised;
use crate::law::State;
use crate::tui::effect::{Effect, Message, Stored};
use crate::tui::model::Model;
use crate::tui::testing::*;

/// Returns the child's next line on the board.
fn next(model: &Model, id: &str) -> crate::desk::board::NextDue {
    model.board.rows.iter().find(|row| row.record_id == id).unwrap().next.clone().unwrap()
}

/// Puts on disk what was signed, and has the ledger read afresh.
fn write(model: &mut Model, effects: Vec<Effect>) {
    let signed = effects.into_iter().find_map(|effect| match effect {
        Effect::Append { record_id, entries, .. } => Some((record_id, entries)),
        _ => None,
    });
    let (written, entries) = signed.unwrap_or_else(|| panic!("nothing signed: {}", said(model)));
    let stored = model.records.iter().map(|loaded| {
        let mut case = loaded.record.to_case_file();
        if loaded.record_id == written {
            case.entries.extend(entries.iter().cloned());
        }
        Stored { record_id: loaded.record_id.clone(), seq: loaded.seq + 1, case }
    });
    let stored = stored.collect();
    model.update(Message::Records(stored));
    model.update(Message::Appended { record_id: written });
}

/// Returns the evening as the rules judge it, with the first child that has an alarm selected.
fn alarmed() -> (Model, String) {
    let mut model = unpinned();
    let id = model.board.rows[0].record_id.clone();
    assert!(next(&model, &id).sounds());
    model.selected = Some(id.clone());
    (model, id)
}

#[test]
fn a_promise_quietens_its_alarm_until_its_time_and_then_says_that_nothing_was_done() {
    let (mut model, id) = alarmed();
    let rule = next(&model, &id).rule;
    press(&mut model, ":promise<enter>");
    assert_eq!(form(&mut model).spec.id, "promise");
    assert!(form(&mut model).brief.iter().any(|line| line.label == "Alarm" && line.loud));
    let effects = press(&mut model, "+30m<enter>inspector on her way<enter><enter>");
    write(&mut model, effects);
    assert_ne!(next(&model, &id).rule, rule, "the next worst, if any, is the alarm now");
    model.update(Message::Tick(at("23:39")));
    assert_ne!(next(&model, &id).rule, rule);
    model.update(Message::Tick(at("23:40")));
    let after = next(&model, &id);
    assert_eq!((after.rule, after.promised), (rule, Some(Promised::NotDone(at("23:40")))));
}

#[test]
fn what_is_promised_is_counted_apart_from_what_is_overdue() {
    let mut model = desk();
    let line = |model: &Model| crate::tui::view::plain(model, 80, 24);
    assert!(line(&model).contains("4 children held, 2 OVERDUE, 1 due soon"));
    let mark = |model: &mut Model, row: usize| {
        model.board.rows[row].next.as_mut().unwrap().promised = Some(Promised::Stands(at("23:40")));
    };
    mark(&mut model, 0);
    assert!(line(&model).contains("1 OVERDUE, 1 promised, 1 due soon"), "{}", line(&model));
    mark(&mut model, 1);
    assert!(line(&model).contains("4 children held, 2 promised, 1 due soon"), "{}", line(&model));
    assert!(!line(&model).contains("nothing overdue"));
}

/// Lets a second pass with the board as it stands; returns whether the bell rang.
fn rang(model: &mut Model, seconds: i64) -> bool {
    model.update(Message::Tick(model.now + TimeDelta::seconds(seconds))).contains(&Effect::Bell)
}

/// Makes a row of the board overdue, or no longer.
fn set(model: &mut Model, row: usize, state: State) {
    model.board.rows[row].next.as_mut().unwrap().state = state;
}

#[test]
fn the_bell_is_off_unless_asked_for() {
    let mut model = desk();
    assert!(!rang(&mut model, 1));
    set(&mut model, 2, State::Overdue);
    assert!(!rang(&mut model, 1));
}

#[test]
fn the_bell_rings_once_for_a_new_alarm_and_not_for_those_on_the_board_when_the_desk_was_opened() {
    let mut model = desk();
    model.bell.on = true;
    assert!(!rang(&mut model, 1));
    set(&mut model, 2, State::Overdue);
    assert!(rang(&mut model, 1));
    assert!(!rang(&mut model, 1), "once");
}

#[test]
fn an_alarm_within_a_minute_of_a_stroke_is_rung_for_at_its_end_and_one_that_is_over_is_not() {
    let mut model = desk();
    model.bell.on = true;
    rang(&mut model, 1);
    set(&mut model, 2, State::Overdue);
    assert!(rang(&mut model, 1));
    set(&mut model, 3, State::Overdue);
    let mut strokes = 0;
    let start = model.now;
    for _ in 0..40 {
        strokes += usize::from(rang(&mut model, 1));
    }
    assert_eq!(strokes, 0, "within the minute");
    // Set by hand: a minute that turns in a tick would judge the board afresh.
    model.now = start + TimeDelta::seconds(62);
    assert!(rang(&mut model, 1), "at its end");
}

#[test]
fn the_bell_rings_on_a_locked_desk_too() {
    let mut model = desk();
    model.bell.on = true;
    rang(&mut model, 1);
    press(&mut model, "z");
    set(&mut model, 2, State::Overdue);
    assert!(rang(&mut model, 1));
}

#[test]
fn a_promise_that_was_not_kept_rings_again() {
    let mut model = desk();
    model.bell.on = true;
    let promise = |model: &mut Model, how| model.board.rows[0].next.as_mut().unwrap().promised = Some(how);
    promise(&mut model, Promised::Stands(at("23:40")));
    rang(&mut model, 1);
    promise(&mut model, Promised::NotDone(at("23:40")));
    assert!(rang(&mut model, 1));
}
