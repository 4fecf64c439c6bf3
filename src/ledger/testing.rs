//! A ledger in a folder of its own, and case files to put in it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{Broken, Ledger, Verdict, Verified};
use crate::record::{CaseFile, Entry, Instant, Moment};

/// When everything in these tests is written.
pub(super) fn written() -> Instant {
    Moment::parse("2026-11-25T12:00:00Z").unwrap().instant()
}

/// A ledger that goes away with its folder.
pub(super) struct TempLedger {
    ledger: Ledger,
    folder: tempfile::TempDir,
}

impl TempLedger {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::create(&folder.path().join("suite.ledger"), false, written()).unwrap();
        Self { ledger, folder }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Opens the same file once more, as another desk would.
    pub(super) fn other_desk(&self) -> Ledger {
        Ledger::open(self.ledger.path()).unwrap()
    }

    /// Opens the same file past all guards, as someone with the file and a tool would.
    pub(super) fn tamper(&self) -> Connection {
        tampered(self.ledger.path())
    }
}

/// Opens a ledger file with its guards taken away, to be put back by [`guard_again`].
pub(super) fn tampered(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for guard in super::schema::GUARDS {
        connection.execute_batch(&format!("DROP TRIGGER {guard}")).unwrap();
    }
    connection
}

/// Puts the guards back, so that only what was changed meanwhile is broken.
pub(super) fn guard_again(connection: &Connection) {
    let mut plain = Connection::open_in_memory().unwrap();
    super::schema::migrations().to_latest(&mut plain).unwrap();
    let mut statement = plain.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger'").unwrap();
    for sql in statement.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        connection.execute_batch(&sql.unwrap()).unwrap();
    }
}

impl Deref for TempLedger {
    type Target = Ledger;
    fn deref(&self) -> &Ledger {
        &self.ledger
    }
}

impl DerefMut for TempLedger {
    fn deref_mut(&mut self) -> &mut Ledger {
        &mut self.ledger
    }
}

/// Returns a case file of a child named Ceri, detention authorised and then checked every half hour.
pub(super) fn case_text(custody_number: &str, entries: usize) -> String {
    let entries: Vec<Value> = (0..entries).map(entry_json).collect();
    json!({ "format": "pacekeeper-case/1", "custody_number": custody_number, "suite": "Testham",
            "child": { "name": "Ceri", "date_of_birth": "2010-03-03" }, "entries": entries })
    .to_string()
}

fn entry_json(i: usize) -> Value {
    let at = format!("2026-10-24T{:02}:{:02}:00+01:00", 8 + (i / 2) % 15, 30 * (i % 2));
    match i {
        0 => json!({ "at": at, "kind": "detention_authorised", "grounds": "obtain evidence by questioning" }),
        i => json!({ "at": at, "kind": "check", "seen": format!("sat up, drew a picture {i}") }),
    }
}

/// Returns such a case file, read.
pub(super) fn case(custody_number: &str, entries: usize) -> CaseFile {
    CaseFile::read(&case_text(custody_number, entries)).unwrap()
}

/// Returns one entry, read from its JSON.
pub(super) fn entry(value: Value) -> Entry {
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": "1", "entries": [value] }).to_string();
    CaseFile::read(&file).unwrap().entries.remove(0)
}

/// Verifies a ledger and returns what is broken.
pub(super) fn broken(ledger: &Ledger) -> Broken {
    match ledger.verify().unwrap() {
        Verdict::Broken(broken) => broken,
        Verdict::Whole(verified) => panic!("found whole: {verified:?}"),
    }
}

/// Verifies a ledger and returns what it has, whole.
pub(super) fn whole(ledger: &Ledger) -> Verified {
    match ledger.verify().unwrap() {
        Verdict::Whole(verified) => verified,
        Verdict::Broken(broken) => panic!("{broken}"),
    }
}
