//! The desk on a ledger that can't be written, or can't be read, and on one that others write to.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::cli::training;
use crate::record::kinds::Note;
use crate::record::{Entry, Moment};
use crate::tui::Theme;

struct Place {
    folder: TempDir,
    ledger: Ledger,
    record_id: String,
}

impl Place {
    /// A training ledger with one child.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start = training::start().unwrap();
        let mut ledger = Ledger::create(&folder.path().join("t.ledger"), true, start).unwrap();
        let case = training::cases().unwrap().remove(0);
        let record_id = ledger.create_record(&case, start).unwrap().record_id;
        Self { folder, ledger, record_id }
    }

    fn begin(&mut self) -> Shift<'_> {
        let start = training::start().unwrap();
        let officers = training::officers();
        let model = Model::new(start, "Testbridge".into(), true, officers, Default::default(), Theme::Mono).unwrap();
        Shift::begin(model, &mut self.ledger, DeskClock::training(start)).unwrap()
    }

    fn other(&self) -> Connection {
        Connection::open(self.folder.path().join("t.ledger")).unwrap()
    }

    fn drafts(&self) -> Vec<String> {
        let ledger = Ledger::open(&self.folder.path().join("t.ledger")).unwrap();
        ledger.drafts().unwrap().into_iter().map(|draft| draft.values).collect()
    }
}

fn no_screen(_: &Model) -> Result<()> {
    Ok(())
}

/// Presses keys, each a burst of its own; `\n` is Enter and `\x1b` Esc. Returns whether the desk was left.
fn press(shift: &mut Shift<'_>, keys: &str) -> bool {
    let mut left = false;
    for c in keys.chars() {
        let code = match c {
            '\n' => KeyCode::Enter,
            '\u{1b}' => KeyCode::Esc,
            c => KeyCode::Char(c),
        };
        let effects = shift.model.update(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        left |= shift.perform(effects, &mut no_screen).unwrap();
    }
    left
}

fn said(shift: &Shift<'_>) -> String {
    shift.model.status.as_ref().map(|status| status.text.clone()).unwrap_or_default()
}

#[test]
fn a_draft_that_could_not_be_kept_is_tried_again_until_it_is() {
    let mut place = Place::new();
    let other = place.other();
    let mut shift = place.begin();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    press(&mut shift, "c1by the door");
    assert!(!shift.tick(&mut no_screen).unwrap());
    assert!(said(&shift).contains("The draft was NOT kept"), "{}", said(&shift));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(!shift.tick(&mut no_screen).unwrap());
    assert!(shift.unkept.is_some(), "it isn't tried at every tick: each try holds the desk up");
    shift.before_keeping = None;
    shift.tick(&mut no_screen).unwrap();
    assert_eq!(said(&shift), "What was typed is kept on disk now");
    drop(shift);
    assert!(place.drafts()[0].contains("by the door"), "{:?}", place.drafts());
}

#[test]
fn the_desk_is_not_left_at_once_while_something_typed_would_be_lost() {
    let mut place = Place::new();
    let other = place.other();
    let mut shift = place.begin();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(!press(&mut shift, "c1by the door\u{1b}q"));
    assert!(said(&shift).contains("Quit again to leave without it"), "{}", said(&shift));
    assert!(press(&mut shift, "q"), "the second time it is");
    let error = shift.end().unwrap_err().to_string();
    assert_eq!(error, "Cell check: what was typed could NOT be kept, and is lost");
}

#[test]
fn leaving_keeps_what_could_not_be_kept_before() {
    let mut place = Place::new();
    let other = place.other();
    let mut shift = place.begin();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    press(&mut shift, "c1by the door\u{1b}");
    other.execute_batch("ROLLBACK").unwrap();
    assert!(press(&mut shift, "q"));
    shift.end().unwrap();
    assert!(place.drafts()[0].contains("by the door"), "{:?}", place.drafts());
}

#[test]
fn the_end_keeps_the_open_form() {
    let mut place = Place::new();
    let mut shift = place.begin();
    press(&mut shift, "c1half a wor");
    shift.end().unwrap();
    assert!(place.drafts()[0].contains("half a wor"), "{:?}", place.drafts());
}

#[test]
fn what_is_signed_is_said_to_be_saved_even_if_the_board_cannot_be_read_afterwards() {
    let mut place = Place::new();
    let other = place.other();
    let mut shift = place.begin();
    press(&mut shift, "c1reading\nok thanks\n");
    // An entry nobody can read: written, as a broken program would, past the ledger's own checks.
    let broken = "INSERT INTO entry (seq, record_id, recorded_at, payload, prev_hash, hash)
                  SELECT max(seq) + 1, 'x', '2026-10-24T22:10:00.000Z', x'00', randomblob(32), randomblob(32) FROM entry;
                  INSERT INTO record (record_id, opened_seq) SELECT 'x', max(seq) FROM entry;
                  INSERT INTO open_record (record_id) VALUES ('x');";
    other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    other.execute_batch(broken).unwrap();
    press(&mut shift, "\n");
    assert!(said(&shift).starts_with("Saved to disk: Check"), "{}", said(&shift));
    assert!(said(&shift).contains("can't be read"), "{}", said(&shift));
    assert!(!shift.tick(&mut no_screen).unwrap(), "and the desk goes on");
    assert!(!shift.model.board.rows.is_empty(), "with what it last knew");
    drop(shift);
    assert_eq!(place.drafts(), Vec::<String>::new(), "what is signed isn't unfinished");
}

#[test]
fn a_ledger_that_cannot_be_read_is_said_once_and_the_form_stays() {
    let mut place = Place::new();
    let other = place.other();
    let mut shift = place.begin();
    press(&mut shift, "c1by the door");
    other.execute_batch("INSERT INTO open_record (record_id) SELECT record_id FROM record WHERE 0").unwrap();
    other.execute_batch("ALTER TABLE open_record RENAME TO elsewhere").unwrap();
    assert!(!shift.tick(&mut no_screen).unwrap());
    assert!(said(&shift).starts_with("What is shown may be OLD"), "{}", said(&shift));
    press(&mut shift, "!");
    assert!(!shift.tick(&mut no_screen).unwrap());
    other.execute_batch("ALTER TABLE elsewhere RENAME TO open_record").unwrap();
    shift.before_looking = None;
    assert!(!shift.tick(&mut no_screen).unwrap());
    assert_eq!(said(&shift), "The ledger can be read again; what is shown is fresh");
    drop(shift);
    assert!(place.drafts()[0].contains("by the door!"), "{:?}", place.drafts());
}

#[cfg(unix)]
#[test]
fn a_ledger_moved_away_takes_nothing_and_says_so_and_put_back_it_does() {
    let mut place = Place::new();
    let (path, away) = (place.folder.path().join("t.ledger"), place.folder.path().join("away"));
    let mut shift = place.begin();
    press(&mut shift, "c1reading\nok thanks\n");
    std::fs::rename(&path, &away).unwrap();
    press(&mut shift, "\n");
    assert!(said(&shift).starts_with("NOT RECORDED: the ledger"), "{}", said(&shift));
    assert!(said(&shift).contains("moved, replaced or removed"), "{}", said(&shift));
    assert!(!shift.tick(&mut no_screen).unwrap());
    assert!(said(&shift).starts_with("NOT RECORDED: the ledger"), "it stays to be read: {}", said(&shift));
    std::fs::rename(&away, &path).unwrap();
    press(&mut shift, "\n");
    assert!(said(&shift).starts_with("Saved to disk: Check"), "{}", said(&shift));
}

#[test]
fn what_another_training_desk_wrote_later_by_its_clock_is_seen_at_once() {
    let mut place = Place::new();
    let record_id = place.record_id.clone();
    let path = place.folder.path().join("t.ledger");
    let mut shift = place.begin();
    // The ledger keeps when it was written to the millisecond, and the entry says it to the nanosecond.
    let later = training::start().unwrap() + chrono::TimeDelta::minutes(20) + chrono::TimeDelta::nanoseconds(999_999);
    let mut other = Ledger::open(&path).unwrap();
    let seq = other.record(&record_id).unwrap().unwrap().seq;
    let note = Note { text: "blanket given".into() };
    let by = training::officers()[0].by();
    let entry = Entry::new(Moment::london(later), Moment::london(later), by, note);
    other.append(&record_id, seq, &[entry], later).unwrap();
    shift.tick(&mut no_screen).unwrap();
    let loaded = shift.model.loaded(&record_id).unwrap();
    assert!(loaded.assessment.as_at >= later, "what it shows was judged after that");
    let last = loaded.record.as_of(shift.model.now).len();
    assert_eq!(last, loaded.record.entries().len(), "nothing is still to come");
}

#[test]
fn one_draft_that_cannot_be_read_does_not_keep_the_suite_from_its_board() {
    let mut place = Place::new();
    let sql = "INSERT INTO draft (record_id, form, typed, saved_at) VALUES (?1, 'check', 'half a', '')";
    place.other().execute(sql, [&place.record_id]).unwrap();
    let shift = place.begin();
    assert!(said(&shift).starts_with("1 unfinished form can't be read"), "{}", said(&shift));
    assert_eq!(shift.model.board.rows.len(), 1);
    drop(shift);
    assert_eq!(place.drafts(), ["half a"]);
}
