//! What verifying finds: a changed, moved or missing entry, a guard taken away, a list that disagrees.

use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::json;

use super::super::testing::{TempLedger, broken, case, entry, guard_again, tampered, whole, written};
use super::super::to_sql;
use super::*;

fn released() -> crate::record::Entry {
    entry(json!({ "at": "2026-10-24T18:00:00+01:00", "kind": "released", "outcome": "bail" }))
}

#[test]
fn the_tables_refuse_change_and_removal_even_by_replacement() {
    let mut ledger = TempLedger::new();
    ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let before = whole(&ledger);
    let connection = Connection::open(ledger.path()).unwrap();
    for sql in [
        "UPDATE entry SET payload = x'00' WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 3",
        "INSERT OR REPLACE INTO entry SELECT seq, record_id, recorded_at, x'00', prev_hash, hash FROM entry WHERE seq = 2",
        "INSERT INTO entry SELECT 9, record_id, recorded_at, payload, prev_hash, hash FROM entry WHERE seq = 2",
        "UPDATE record SET opened_seq = 2",
        "DELETE FROM record",
        "INSERT OR REPLACE INTO record SELECT record_id, 7 FROM record",
        "UPDATE ledger SET training = 1",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger VALUES (1, randomblob(16), 'now', 0)",
    ] {
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
    assert_eq!(whole(&ledger), before);
}

#[test]
fn taking_a_guard_away_shows() {
    let ledger = TempLedger::new();
    ledger.tamper();
    assert!(broken(&ledger).what.contains("guard"));
}

/// Changes a ledger of two records past its guards, and returns what verifying it says.
fn after(sql: &str) -> Broken {
    let mut ledger = TempLedger::new();
    ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
    let second = ledger.create_record(&case("KE/2/26", 1), written()).unwrap();
    ledger.append(&second.record_id, second.seq, &[released()], written()).unwrap();
    whole(&ledger);
    let connection = ledger.tamper();
    connection.execute_batch(sql).unwrap();
    guard_again(&connection);
    broken(&ledger)
}

#[test]
fn the_first_broken_entry_is_named_with_what_is_wrong() {
    for (sql, seq, what) in [
        ("UPDATE entry SET payload = CAST(payload || ' ' AS BLOB) WHERE seq = 2", 2, "isn't what was written"),
        ("UPDATE entry SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", 3, "isn't what was written"),
        ("UPDATE entry SET record_id = (SELECT record_id FROM entry WHERE seq = 4) WHERE seq = 3", 3, "isn't what was"),
        ("UPDATE entry SET hash = randomblob(32) WHERE seq = 2", 2, "isn't what was written"),
        ("UPDATE entry SET prev_hash = randomblob(32) WHERE seq = 3", 3, "doesn't stand on entry 2"),
        ("DELETE FROM entry WHERE seq = 2", 3, "what stood between is missing"),
        (
            "UPDATE entry SET seq = 60 WHERE seq = 6; UPDATE entry SET seq = 6 WHERE seq = 5; UPDATE entry SET seq = 5 WHERE seq = 60",
            5,
            "doesn't stand on entry 4",
        ),
        ("DELETE FROM entry WHERE seq = 1", 2, "what stood between is missing"),
        ("UPDATE ledger SET id = randomblob(16)", 1, "what the ledger says of itself"),
        ("UPDATE ledger SET created_at = 'x'", 1, "what the ledger says of itself"),
    ] {
        let broken = after(sql);
        assert_eq!(broken.seq, Some(seq), "{sql}: {broken}");
        assert!(broken.record_id.is_some() && broken.what.contains(what), "{sql}: {broken}");
    }
}

#[test]
fn what_is_derived_must_agree_with_the_entries() {
    for (sql, what) in [
        ("DELETE FROM open_record", "leaves it out"),
        ("INSERT INTO open_record SELECT record_id FROM record WHERE opened_seq = 4", "has it as open"),
        ("INSERT INTO open_record VALUES ('ghost')", "has no entries"),
        ("INSERT INTO record VALUES ('ghost', 99)", "has no entries"),
        ("UPDATE record SET opened_seq = 99 WHERE opened_seq = 4", "begin at entry 99, not 4"),
        ("DELETE FROM record WHERE opened_seq = 4", "isn't on the list"),
    ] {
        let broken = after(sql);
        assert_eq!(broken.seq, None, "{sql}: {broken}");
        assert!(broken.what.contains(what), "{sql}: {broken}");
    }
}

#[test]
fn a_table_that_is_gone_is_broken_and_no_panic() {
    let broken = after(
        "DROP TABLE open_record; CREATE TABLE open_record (record_id BLOB); INSERT INTO open_record VALUES (x'00')",
    );
    assert!(!broken.what.is_empty());
}

#[test]
fn an_altered_byte_in_the_file_itself_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    let mut ledger = Ledger::create(&path, false, written()).unwrap();
    ledger.create_record(&case("KE/1/26", 8), written()).unwrap();
    drop(ledger);
    let mut bytes = std::fs::read(&path).unwrap();
    let words = b"drew a picture 5";
    let place = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[place] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(broken(&Ledger::open(&path).unwrap()).seq, Some(7));
}

/// Returns the file of a ledger with three records, made once.
fn sample() -> &'static [u8] {
    static SAMPLE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suite.ledger");
        let mut ledger = Ledger::create(&path, false, written()).unwrap();
        for i in 0..3 {
            ledger.create_record(&case(&format!("KE/{i}/26"), 4), written()).unwrap();
        }
        drop(ledger);
        std::fs::read(&path).unwrap()
    })
}

fn alter(path: &Path, seq: u64, column: &str, at: usize, bit: u8) {
    let connection = tampered(path);
    let sql = format!("SELECT CAST({column} AS BLOB) FROM entry WHERE seq = ?1");
    let mut bytes: Vec<u8> = connection.query_row(&sql, [to_sql(seq)], |row| row.get(0)).unwrap();
    let at = at % bytes.len();
    bytes[at] ^= 1 << bit;
    let cast = if column == "payload" || column.ends_with("hash") { "?1" } else { "CAST(?1 AS TEXT)" };
    connection.execute(&format!("UPDATE entry SET {column} = {cast} WHERE seq = ?2"), (bytes, to_sql(seq))).unwrap();
    guard_again(&connection);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_altered_bit_of_any_stored_entry_is_found_at_that_entry(
        seq in 1_u64..=15,
        column in prop::sample::select(vec!["record_id", "recorded_at", "payload", "prev_hash", "hash"]),
        at in any::<usize>(),
        bit in 0_u8..8,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suite.ledger");
        std::fs::write(&path, sample()).unwrap();
        alter(&path, seq, column, at, bit);
        let broken = broken(&Ledger::open(&path).unwrap());
        prop_assert_eq!(broken.seq, Some(seq), "{}", broken);
    }

    #[test]
    fn any_altered_byte_of_the_file_neither_panics_nor_changes_what_is_read(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suite.ledger");
        let mut bytes = sample().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        std::fs::write(&path, &bytes).unwrap();
        // Bytes that hold nothing may change unseen; what a ledger found whole reads out may not.
        if let Ok(ledger) = Ledger::open(&path)
            && let Ok(Verdict::Whole(verified)) = ledger.verify()
        {
            prop_assert_eq!(verified.entries, 15);
            let read: Vec<_> = ledger.records().unwrap().into_iter().map(|record| record.case).collect();
            prop_assert_eq!(read, [case("KE/0/26", 4), case("KE/1/26", 4), case("KE/2/26", 4)]);
        }
    }
}
