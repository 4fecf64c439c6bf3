//! Opening and making a ledger, appending, drafts, and what two desks see of each other.

use serde_json::json;

use super::testing::{TempLedger, broken, case, case_text, entry, guard_again, tampered, whole, written};
use super::*;
use crate::record::Moment;

fn released() -> crate::record::Entry {
    entry(json!({ "at": "2026-10-24T18:00:00+01:00", "kind": "released", "outcome": "bail" }))
}

fn woke() -> crate::record::Entry {
    entry(json!({ "at": "2026-10-24T17:00:00+01:00", "kind": "woke" }))
}

// Making and opening.

#[test]
fn a_new_ledger_is_one_file_that_only_its_maker_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/suite.ledger");
    let ledger = Ledger::create(&path, false, written()).unwrap();
    assert!(!ledger.is_training());
    assert_eq!(whole(&ledger).entries, 0);
    drop(ledger);
    let names: Vec<_> = std::fs::read_dir(folder.path().join("new")).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(names, ["suite.ledger"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_new_ledger_never_takes_the_place_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    std::fs::write(&path, "a shopping list").unwrap();
    let error = Ledger::create(&path, false, written()).unwrap_err();
    assert!(matches!(error, LedgerError::Exists { .. }), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a shopping list");
}

#[test]
fn the_log_of_an_earlier_ledger_is_never_played_into_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    std::fs::write(folder.path().join("suite.ledger-wal"), "old").unwrap();
    let error = Ledger::create(&path, false, written()).unwrap_err();
    assert!(error.to_string().contains("suite.ledger-wal"), "{error}");
}

#[test]
fn training_is_marked_for_good_and_the_mark_is_in_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    let mut ledger = Ledger::open_or_create(&path, true, written()).unwrap();
    ledger.import(&case_text("KE/1/26", 1), "a", written()).unwrap();
    assert!(Ledger::open_or_create(&path, false, written()).unwrap().is_training());
    let connection = tampered(&path);
    connection.execute("UPDATE ledger SET training = 0", []).unwrap();
    guard_again(&connection);
    let broken = broken(&ledger);
    assert_eq!(broken.seq, Some(1));
    assert!(broken.what.contains("training"), "{broken}");
}

#[test]
fn a_missing_ledger_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let error = Ledger::open(&folder.path().join("none")).unwrap_err();
    assert!(matches!(error, LedgerError::Missing { .. }));
    assert!(error.to_string().contains("pacekeeper init"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_isnt_a_ledger_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let refused = |what: &str| {
        let before = std::fs::read(&path).unwrap();
        let error = Ledger::open(&path).unwrap_err();
        assert!(matches!(error, LedgerError::NotALedger { .. }), "{what}: {error:?}");
        assert!(error.to_string().contains("left untouched"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{what}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{what}: something was left beside it");
    };
    for (what, bytes) in [("empty", &b""[..]), ("text", b"a shopping list"), ("noise", &[7; 9000])] {
        std::fs::write(&path, bytes).unwrap();
        refused(what);
    }
    std::fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE song (title TEXT)").unwrap();
    other.close().unwrap();
    refused("another program's database");
    let error = Ledger::open(folder.path()).unwrap_err();
    assert!(matches!(error, LedgerError::NotALedger { .. }), "a folder: {error:?}");
}

#[test]
fn a_newer_ledger_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    drop(Ledger::create(&path, false, written()).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA user_version = 99").unwrap();
    connection.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let error = Ledger::open(&path).unwrap_err();
    assert!(matches!(error, LedgerError::Newer { found: 99, .. }), "{error:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_newer_layout_that_stands_in_the_log_only_is_refused_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    drop(Ledger::create(&path, false, written()).unwrap());
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Newer { found: 99, .. })));
    drop(newer);
}

#[test]
fn a_path_with_odd_characters_opens() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Siân's suite?a=1&b#50%.ledger");
    drop(Ledger::create(&path, false, written()).unwrap());
    assert!(Ledger::open(&path).is_ok());
}

#[test]
fn a_file_cut_off_while_catching_up_with_its_log_opens_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (path, cut) = (folder.path().join("suite.ledger"), folder.path().join("cut.ledger"));
    let mut ledger = Ledger::create(&path, false, written()).unwrap();
    ledger.create_record(&case("KE/1/26", 400), written()).unwrap();
    let behind = std::fs::read(&path).unwrap();
    std::fs::copy(beside(&path, "-wal"), beside(&cut, "-wal")).unwrap();
    drop(ledger);
    let caught_up = std::fs::read(&path).unwrap();
    assert!(caught_up.len() > behind.len());
    // The first page is the new one, which tells the new length; the rest is as it was before.
    std::fs::write(&cut, [&caught_up[..4096], &behind[4096..]].concat()).unwrap();
    assert_eq!(whole(&Ledger::open(&cut).unwrap()).entries, 401);
}

// Locks.

#[test]
fn a_ledger_held_by_another_program_is_said_to_be_locked_and_loses_nothing() {
    let mut ledger = TempLedger::new();
    let record_id = ledger.create_record(&case("KE/1/26", 2), written()).unwrap().record_id;
    let other = Connection::open(ledger.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = ledger.append(&record_id, 3, &[woke()], written()).unwrap_err();
    assert!(matches!(error, LedgerError::Locked { doing: Doing::Append, .. }), "{error:?}");
    assert!(error.to_string().contains("NOT recorded"), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(ledger.append(&record_id, 3, &[woke()], written()).unwrap().seq, 4);
}

#[test]
fn a_ledger_held_outright_cant_be_opened_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    drop(Ledger::create(&path, false, written()).unwrap());
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM draft; COMMIT; BEGIN EXCLUSIVE")
        .unwrap();
    let error = Ledger::open(&path).unwrap_err();
    assert!(matches!(error, LedgerError::Locked { doing: Doing::Open, .. }), "{error:?}");
}

// Appending.

#[test]
fn an_append_decided_on_an_old_state_is_told_and_not_made() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let mut other = ledger.other_desk();
    other.append(&opened.record_id, opened.seq, &[woke()], written()).unwrap();
    let error = ledger.append(&opened.record_id, opened.seq, &[released()], written()).unwrap_err();
    assert!(error.is_moved());
    assert!(matches!(error, LedgerError::Moved { decided_on: 3, found: 4, .. }), "{error:?}");
    let stored = ledger.record(&opened.record_id).unwrap().unwrap();
    assert_eq!((stored.seq, stored.case.entries.len()), (4, 3));
    ledger.append(&opened.record_id, stored.seq, &[released()], written()).unwrap();
    whole(&ledger);
}

#[test]
fn an_append_to_one_record_doesnt_move_another() {
    let mut ledger = TempLedger::new();
    let first = ledger.create_record(&case("KE/1/26", 1), written()).unwrap();
    let second = ledger.create_record(&case("KE/2/26", 1), written()).unwrap();
    let appended = ledger.append(&first.record_id, first.seq, &[woke(), woke()], written()).unwrap();
    assert_eq!(appended.seq, 6);
    assert_eq!(ledger.append(&second.record_id, second.seq, &[woke()], written()).unwrap().seq, 7);
    assert_eq!(whole(&ledger).entries, 7);
}

#[test]
fn an_entry_that_corrects_nothing_there_is_refused_with_all_beside_it() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": "1", "entries": [
        { "at": "2026-10-24T17:00:00+01:00", "kind": "correction", "of": 0, "reason": "wrong time", "strike": true } ] });
    let mut correction = crate::record::CaseFile::read(&file.to_string()).unwrap().entries.remove(0);
    let crate::record::Kind::Correction(fields) = &mut correction.kind else { panic!() };
    fields.of = crate::record::EntryRef::Position(9);
    let error = ledger.append(&opened.record_id, opened.seq, &[woke(), correction], written()).unwrap_err();
    assert!(matches!(error, LedgerError::Unfit { .. }), "{error}");
    assert!(error.to_string().contains("/entries/9 isn't there"), "{error}");
    assert_eq!(ledger.record(&opened.record_id).unwrap().unwrap().case.entries.len(), 2);
}

#[test]
fn a_record_that_isnt_there_is_said_so() {
    let mut ledger = TempLedger::new();
    assert!(matches!(ledger.append("none", 0, &[woke()], written()), Err(LedgerError::NoSuchRecord { .. })));
    assert_eq!(ledger.record("none").unwrap(), None);
    assert_eq!(ledger.find("none").unwrap(), None);
}

#[test]
fn a_number_is_used_once() {
    let mut ledger = TempLedger::new();
    ledger.create_record(&case("KE/1/26", 1), written()).unwrap();
    assert!(matches!(ledger.create_record(&case("ke/1/26", 1), written()), Err(LedgerError::NumberTaken { .. })));
}

#[test]
fn eight_desks_appending_at_once_lose_nothing() {
    let mut ledger = TempLedger::new();
    let ids: Vec<String> =
        (0..8).map(|i| ledger.create_record(&case(&format!("KE/{i}/26"), 1), written()).unwrap().record_id).collect();
    std::thread::scope(|scope| {
        for id in &ids {
            let path = ledger.path().to_owned();
            scope.spawn(move || {
                let mut desk = Ledger::open(&path).unwrap();
                for _ in 0..10 {
                    let seq = desk.record(id).unwrap().unwrap().seq;
                    desk.append(id, seq, &[woke()], written()).unwrap();
                }
            });
        }
    });
    assert_eq!(whole(&ledger).entries, 8 * (2 + 10));
}

#[test]
fn a_desk_can_tell_that_another_wrote() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 1), written()).unwrap();
    let mut other = ledger.other_desk();
    let before = ledger.data_version().unwrap();
    assert_eq!(ledger.data_version().unwrap(), before);
    other.append(&opened.record_id, opened.seq, &[woke()], written()).unwrap();
    let after = ledger.data_version().unwrap();
    assert_ne!(after, before);
    let seq = ledger.record(&opened.record_id).unwrap().unwrap().seq;
    ledger.append(&opened.record_id, seq, &[woke()], written()).unwrap();
    assert_eq!(ledger.data_version().unwrap(), after, "one's own writes don't count");
}

// A full disk.

#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 1), written()).unwrap();
    let pages = pragma(&ledger.connection, "page_count").unwrap();
    ledger.connection.execute_batch(&format!("PRAGMA max_page_count = {pages}")).unwrap();
    let long = entry(json!({ "at": "2026-10-24T17:00:00+01:00", "kind": "note", "text": "x".repeat(100_000) }));
    let error = ledger.append(&opened.record_id, opened.seq, &[woke(), long], written()).unwrap_err();
    assert!(matches!(error, LedgerError::Full { doing: Doing::Append, .. }), "{error:?}");
    assert!(error.to_string().contains("NOT recorded") && error.to_string().contains("is full"), "{error}");
    assert_eq!(ledger.record(&opened.record_id).unwrap().unwrap().seq, opened.seq);
    whole(&ledger);
}

// The board's list.

#[test]
fn the_board_reads_open_records_only_and_never_the_archive() {
    let ledger = TempLedger::new();
    for sql in [super::read::BOARD, super::read::ONE] {
        let mut statement = ledger.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let by: &[&str] = if sql.contains("?1") { &["x"] } else { &[] };
        let plan: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(by), |row| row.get(3))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains("USING INDEX entry_of_record (record_id=?)"), "{plan}");
        assert!(!plan.lines().any(|line| line.starts_with("SCAN e")), "the archive is read: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[test]
fn a_record_leaves_the_board_when_it_closes_and_comes_back_when_it_opens() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let id = &opened.record_id;
    assert_eq!(ledger.records_open().unwrap(), ledger.records().unwrap());
    let closed = ledger.append(id, opened.seq, &[released()], written()).unwrap();
    assert!(ledger.records_open().unwrap().is_empty());
    assert_eq!(ledger.records().unwrap().len(), 1);
    whole(&ledger);
    let answered = entry(json!({ "at": "2026-10-25T18:00:00Z", "kind": "answered_bail" }));
    ledger.append(id, closed.seq, &[answered], written()).unwrap();
    assert_eq!(ledger.records_open().unwrap().len(), 1);
    whole(&ledger);
}

#[test]
fn striking_a_release_brings_the_child_back_to_the_board() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let closed = ledger.append(&opened.record_id, opened.seq, &[released()], written()).unwrap();
    let mut correction = entry(json!({ "at": "2026-10-24T18:05:00+01:00", "kind": "correction", "of": 0,
        "reason": "wrong record", "strike": true }));
    let crate::record::Kind::Correction(fields) = &mut correction.kind else { panic!() };
    fields.of = crate::record::EntryRef::Position(2);
    ledger.append(&opened.record_id, closed.seq, &[correction], written()).unwrap();
    assert_eq!(ledger.records_open().unwrap().len(), 1);
}

#[test]
fn a_release_dated_ahead_keeps_the_child_on_the_board() {
    let mut ledger = TempLedger::new();
    let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let ahead = entry(json!({ "at": "2199-10-24T18:00:00+01:00", "kind": "released", "outcome": "bail" }));
    ledger.append(&opened.record_id, opened.seq, &[ahead], written()).unwrap();
    assert_eq!(ledger.records_open().unwrap().len(), 1);
    whole(&ledger);
}

// Drafts.

#[test]
fn a_draft_is_kept_changed_and_dropped_and_is_no_part_of_the_chain() {
    let mut ledger = TempLedger::new();
    let head = whole(&ledger).head_hash;
    let draft = |values: &str| StoredDraft {
        record_id: "r".into(),
        form: "cell_check".into(),
        values: values.into(),
        saved_at: Moment::parse("2026-10-24T17:00:00.250+01:00").unwrap().instant(),
        by: (values == "two").then(|| "Sgt Beth Rowlands (3127)".into()),
    };
    ledger.save_draft(&draft("one")).unwrap();
    ledger.save_draft(&draft("two")).unwrap();
    assert_eq!(ledger.other_desk().drafts().unwrap(), [draft("two")]);
    assert_eq!(whole(&ledger).head_hash, head);
    ledger.drop_draft("r", "cell_check").unwrap();
    ledger.drop_draft("r", "cell_check").unwrap();
    assert!(ledger.drafts().unwrap().is_empty());
}
