//! The tables, as numbered migrations, and how a ledger file is told from any other file.

use rusqlite_migration::{M, Migrations};

/// Marks an SQLite file as a Pacekeeper ledger: "PCKL" in ASCII, in the file's header.
pub(super) const APPLICATION_ID: i64 = 0x5043_4B4C;

/// The newest layout this program knows: the number of migrations.
pub(super) const LAYOUT: i64 = STEPS.len() as i64;

/// The guards that must stand in every ledger; `verify` looks for each.
pub(super) const GUARDS: &[&str] = &[
    "entry_appended_in_order",
    "entry_never_changed",
    "entry_never_removed",
    "ledger_made_once",
    "ledger_never_changed",
    "ledger_never_removed",
    "record_added_once",
    "record_never_changed",
    "record_never_removed",
];

/// Returns the migrations, oldest first. They are only ever added to: a ledger may have any earlier layout.
pub(super) fn migrations() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}

const STEPS: &[M<'static>] = &[
    M::up(FIRST).comment("1: the ledger, its records, the chained entries, drafts"),
    M::up("ALTER TABLE draft ADD COLUMN typed_by TEXT").comment("2: who typed a draft, where that is known"),
];

/// Layout 1.
///
/// Plain columns hold ids, sequences and our own clock only: no name, number or word of a child, so that the payload
/// can be sealed later without a change of layout or chain. `open_record` is derived from the entries, and can be
/// built again from them; the board reads it so that it never reads the archive. Drafts aren't part of the record:
/// they may change and go, and stand outside the chain.
const FIRST: &str = "
PRAGMA application_id = 0x50434B4C;

CREATE TABLE ledger (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    id         BLOB NOT NULL CHECK (length(id) = 16),
    created_at TEXT NOT NULL,
    training   INTEGER NOT NULL CHECK (training IN (0, 1))
) STRICT;

CREATE TABLE record (
    record_id  TEXT PRIMARY KEY,
    opened_seq INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE entry (
    seq         INTEGER PRIMARY KEY,
    record_id   TEXT NOT NULL REFERENCES record (record_id),
    recorded_at TEXT NOT NULL,
    payload     BLOB NOT NULL,
    prev_hash   BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX entry_of_record ON entry (record_id, seq);

CREATE TABLE open_record (
    record_id TEXT PRIMARY KEY REFERENCES record (record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    record_id TEXT NOT NULL,
    form      TEXT NOT NULL,
    typed     TEXT NOT NULL,
    saved_at  TEXT NOT NULL,
    PRIMARY KEY (record_id, form)
) STRICT, WITHOUT ROWID;

-- INSERT OR REPLACE removes a row without asking the triggers on DELETE, so the order and once-only guards stand too.
CREATE TRIGGER entry_appended_in_order BEFORE INSERT ON entry
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
    BEGIN SELECT RAISE(ABORT, 'entries are only appended'); END;
CREATE TRIGGER entry_never_changed BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_never_removed BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER ledger_made_once BEFORE INSERT ON ledger
    WHEN EXISTS (SELECT 1 FROM ledger)
    BEGIN SELECT RAISE(ABORT, 'a ledger is made once'); END;
CREATE TRIGGER ledger_never_changed BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'a ledger never changes its name'); END;
CREATE TRIGGER ledger_never_removed BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'a ledger never loses its name'); END;
CREATE TRIGGER record_added_once BEFORE INSERT ON record
    WHEN EXISTS (SELECT 1 FROM record WHERE record_id = NEW.record_id OR opened_seq = NEW.opened_seq)
    BEGIN SELECT RAISE(ABORT, 'a record is added once'); END;
CREATE TRIGGER record_never_changed BEFORE UPDATE ON record
    BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
CREATE TRIGGER record_never_removed BEFORE DELETE ON record
    BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
";

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_draft_of_the_first_layout_is_kept_and_is_nobodys() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations().to_version(&mut connection, 1).unwrap();
        connection.execute("INSERT INTO draft VALUES ('r', 'check', '{}', '2026-10-24T22:10:00Z')", []).unwrap();
        migrations().to_latest(&mut connection).unwrap();
        let kept: (String, Option<String>) =
            connection.query_row("SELECT form, typed_by FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(kept, ("check".to_owned(), None));
    }

    #[test]
    fn migrations_build_a_database_with_every_guard_and_its_mark() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations().to_latest(&mut connection).unwrap();
        let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(number("PRAGMA application_id"), APPLICATION_ID);
        assert_eq!(number("PRAGMA user_version"), LAYOUT);
        assert_eq!(number("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"), GUARDS.len() as i64);
        for guard in GUARDS {
            let sql = format!("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = '{guard}'");
            assert_eq!(number(&sql), 1, "{guard}");
        }
    }
}
