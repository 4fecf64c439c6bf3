//! One message and the screen after it, on the model in memory; and how many records were judged afresh for it.

use std::path::Path;
use std::time::{Duration, Instant as Started};

use chrono::TimeDelta;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use pacekeeper::desk::Officer;
use pacekeeper::law::Policy;
use pacekeeper::record::words::{Rank, Role};
use pacekeeper::record::{CaseFile, Instant, Moment};
use pacekeeper::tui::effect::Stored;
use pacekeeper::tui::{Message, Model, Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::made::Night;
use crate::spread;

/// How often each message is timed.
const ROUNDS: usize = 200;

/// Times each message on the training suite and on a full one.
pub fn run() {
    println!("in memory, at 160x50, in ms: median | 99th | worst | others judged afresh");
    for (name, desk) in [("12 training children", training as fn() -> Model), ("20 children, 200 to 400 entries", full)]
    {
        for (what, before, timed, after) in [
            ("down on the board", "", "j", "k"),
            ("a letter in a note, judged with it and without", "nok", "a", "\u{8}"),
            ("a check opened", "", "c", "\u{1b}"),
            ("the adult opened", "", "a", "\u{1b}"),
            ("a new child opened", "", "y", "\u{1b}"),
            ("the record opened", "", "\r", "\u{1b}"),
            ("the walk opened", "", "w", "\u{1b}"),
            ("the law opened", "", "x", "\u{1b}"),
            ("the reviews shown", "", "\t", "\u{1b}"),
            ("the ladders shown", "\t", "\t", "\u{1b}\t"),
            ("the handover shown", "\t\t", "\t", "\u{1b}\t\t"),
        ] {
            let mut model = desk();
            press(&mut model, before);
            let mut others = 0;
            let times = (0..ROUNDS).map(|_| {
                model.update(Message::Tick(model.now + TimeDelta::milliseconds(5)));
                let judged: Vec<Instant> = model.records.iter().map(|loaded| loaded.assessment.as_at).collect();
                let time = shown(&mut model, |model| press(model, timed));
                let again = model.records.iter().zip(&judged).filter(|(loaded, was)| loaded.assessment.as_at != **was);
                others = others.max(again.count());
                press(&mut model, after);
                time
            });
            let times = spread(times.collect());
            println!("| {name} | {what} | {times} | {others} |");
        }
        let mut model = desk();
        let (now, next) = (model.now, model.now + TimeDelta::minutes(1));
        let times = (0..ROUNDS).map(|round| {
            let to = if round % 2 == 0 { next } else { now };
            shown(&mut model, |model| drop(model.update(Message::Tick(to))))
        });
        let times = spread(times.collect());
        println!("| {name} | the turn of a minute | {times} | all {} |", model.records.len());
    }
}

fn shown(model: &mut Model, doing: impl FnOnce(&mut Model)) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    let started = Started::now();
    doing(model);
    terminal.draw(|frame| view::draw(model, frame)).unwrap();
    started.elapsed()
}

fn press(model: &mut Model, keys: &str) {
    for key in keys.chars() {
        let code = match key {
            '\r' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\u{1b}' => KeyCode::Esc,
            '\u{8}' => KeyCode::Backspace,
            key => KeyCode::Char(key),
        };
        model.update(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }
}

fn desk(now: Instant, cases: Vec<CaseFile>) -> Model {
    let officer =
        Officer { name: "Sgt A Sample".into(), number: "101".into(), role: Role::CustodyOfficer, rank: Rank::Sergeant };
    let mut model = Model::new(now, "Benchford".into(), false, vec![officer], Policy::default(), Theme::Dark).unwrap();
    let stored = |case: CaseFile| Stored { record_id: case.head.custody_number.clone(), seq: 400, case };
    model.update(Message::Records(cases.into_iter().map(stored).collect()));
    model.update(Message::Size(160, 50));
    model
}

/// The training suite at the time it opens.
fn training() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let cases = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let start = Moment::parse("2026-10-24T23:10:00+01:00").unwrap().instant();
    desk(start, cases.filter_map(|text| CaseFile::read(&text).ok()).collect())
}

/// A suite that is full, of long nights.
fn full() -> Model {
    let night =
        |i: u64| Night { number: 7 + i * 350 * 97, entries: 200 + usize::try_from(i * 10).unwrap(), closed: false };
    let now = (0..20).map(|i| night(i).end()).max().unwrap() + TimeDelta::minutes(3);
    desk(now, (0..20).map(|i| night(i).case()).collect())
}
