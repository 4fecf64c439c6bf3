//! The desk: what happens at each key, at each minute, and at each drawing.

use chrono::TimeDelta;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use pacekeeper::desk::Officer;
use pacekeeper::law::Policy;
use pacekeeper::record::words::{Rank, Role};
use pacekeeper::tui::effect::Stored;
use pacekeeper::tui::{Message, Model, Theme, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::made::Night;

/// How many entries a child has on a mixed evening.
fn sixty_to_300(i: u64) -> usize {
    60 + usize::try_from(i * 60 % 300).unwrap()
}

fn stored(children: u64, entries: impl Fn(u64) -> usize) -> (Model, Vec<Stored>) {
    let night = |i: u64| Night { number: 7 + i * 350 * 97, entries: entries(i), closed: false };
    let officer =
        Officer { name: "DO B Sample".into(), number: "202".into(), role: Role::DetentionOfficer, rank: Rank::Staff };
    let now = (0..children).map(|i| night(i).end()).max().unwrap() + TimeDelta::minutes(3);
    let model = Model::new(now, "Benchford".into(), false, vec![officer], Policy::default(), Theme::Dark).unwrap();
    let stored = (0..children)
        .map(|i| Stored { record_id: format!("r{i}"), seq: entries(i) as u64, case: night(i).case() })
        .collect();
    (model, stored)
}

/// Returns a desk with that many children, who have 60 to 300 entries each.
fn desk(children: u64) -> Model {
    let (mut model, stored) = stored(children, sixty_to_300);
    model.update(Message::Records(stored));
    model
}

fn press(model: &mut Model, code: KeyCode) {
    model.update(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// Drawing the whiteboard.
#[divan::bench(args = [10, 20, 200])]
fn draw_board(bencher: Bencher<'_, '_>, children: u64) {
    let model = desk(children);
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    bencher.bench_local(|| terminal.draw(|frame| view::draw(&model, frame)).map(|drawn| drawn.count).unwrap());
}

/// Drawing one child's record, every entry of it.
#[divan::bench(args = [60, 300, 2_000])]
fn draw_record(bencher: Bencher<'_, '_>, entries: usize) {
    let (mut model, stored) = stored(1, |_| entries);
    model.update(Message::Records(stored));
    press(&mut model, KeyCode::Enter);
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    bencher.bench_local(|| terminal.draw(|frame| view::draw(&model, frame)).map(|drawn| drawn.count).unwrap());
}

/// A letter typed into a check of a child with that many entries, among twenty children, to the drawn screen.
#[divan::bench(args = [60, 300, 2_000])]
fn keystroke(bencher: Bencher<'_, '_>, entries: usize) {
    let (mut model, stored) = stored(20, |i| if i == 0 { entries } else { 60 + usize::try_from(i).unwrap() * 12 });
    model.update(Message::Records(stored));
    model.selected = Some("r0".into());
    // A check, calm, then words: from here on every letter is judged.
    for key in ['c', '1', 'o', 'k'] {
        press(&mut model, KeyCode::Char(key));
    }
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    let mut typed = 0_usize;
    bencher.bench_local(|| {
        // Never longer than a sentence: what was typed is taken away again.
        typed += 1;
        press(&mut model, if (typed / 40).is_multiple_of(2) { KeyCode::Char('a') } else { KeyCode::Backspace });
        terminal.draw(|frame| view::draw(&model, frame)).map(|drawn| drawn.count).unwrap()
    });
    let form = model.layers.iter().any(|layer| matches!(layer, pacekeeper::tui::model::Layer::Form(_)));
    assert!(form && model.current().is_some_and(|loaded| loaded.record_id == "r0"), "the form must still be open");
}

/// A minute going by: every record is judged afresh and the board set out again.
#[divan::bench(args = [20, 200])]
fn minute(bencher: Bencher<'_, '_>, children: u64) {
    let mut model = desk(children);
    let (now, next) = (model.now, model.now + TimeDelta::minutes(1));
    // To and fro between two minutes, so that the records don't grow old as the bench runs.
    bencher.bench_local(|| model.update(Message::Tick(if model.now == now { next } else { now })));
}

/// The records read afresh from the ledger, as after every signature at another desk.
#[divan::bench(args = [20, 200])]
fn records_read_afresh(bencher: Bencher<'_, '_>, children: u64) {
    let (mut model, stored) = stored(children, sixty_to_300);
    bencher.with_inputs(|| stored.clone()).bench_local_values(|stored| model.update(Message::Records(stored)));
}
