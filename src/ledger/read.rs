//! Reading records back: the open ones for the board, one, or all; and finding one by its custody number.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::payload::{self, Payload, Wrapped};
use super::{Doing, Ledger, LedgerError, from_sql, to_sql};
use crate::record::{CaseFile, Entry, Head};

/// The board's one query: open records through their own small table, their entries through an index.
///
/// The order of the join is forced: planned freely, SQLite may read every entry ever made. A test holds the plan.
pub(super) const BOARD: &str = "
    SELECT e.record_id, e.seq, e.payload
    FROM open_record AS o CROSS JOIN entry AS e INDEXED BY entry_of_record ON e.record_id = o.record_id
    ORDER BY o.record_id, e.seq";

pub(super) const ONE: &str = "SELECT record_id, seq, payload FROM entry WHERE record_id = ?1 ORDER BY seq";

const HEADS_SINCE: &str = "
    SELECT r.record_id, r.opened_seq, e.payload
    FROM record AS r CROSS JOIN entry AS e ON e.seq = r.opened_seq
    WHERE r.opened_seq > ?1 ORDER BY r.opened_seq";

/// One record as the ledger holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRecord {
    /// The record, as the ledger names it: random, 32 hexadecimal digits.
    pub record_id: String,
    /// The sequence of its last entry, for [`Ledger::append`] to be decided on.
    pub seq: u64,
    /// Its head and entries, in the order they came.
    pub case: CaseFile,
}

/// Which record has which custody number. The file keeps numbers in payloads only, so they are read once and kept here.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By number as compared: the record's id, and the number as written.
    records: HashMap<String, (String, String)>,
    upto: u64,
}

impl Ledger {
    /// Returns every open record, in no order that means anything: what the board shows.
    ///
    /// A record is open unless its detention has ended for good; one whose end is dated ahead is open still.
    /// The archive isn't read.
    ///
    /// # Errors
    /// The file can't be read, or an entry in it can't.
    pub fn records_open(&self) -> Result<Vec<StoredRecord>, LedgerError> {
        gather(&self.connection, BOARD, []).map_err(|error| error.named(self))
    }

    /// Returns a record by its id; none where there is no such record.
    ///
    /// # Errors
    /// The file can't be read, or an entry in it can't.
    pub fn record(&self, record_id: &str) -> Result<Option<StoredRecord>, LedgerError> {
        one(&self.connection, record_id).map_err(|error| error.named(self))
    }

    /// Returns a record by its custody number, whatever its case and the spaces around it; none where there is none.
    ///
    /// # Errors
    /// The file can't be read, or an entry in it can't.
    pub fn find(&self, custody_number: &str) -> Result<Option<StoredRecord>, LedgerError> {
        match self.id_of(custody_number)? {
            Some(record_id) => self.record(&record_id),
            None => Ok(None),
        }
    }

    /// Returns the ids of all records, open and closed, in the order they were opened.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn record_ids(&self) -> Result<Vec<String>, LedgerError> {
        let ids = || {
            let mut statement = self.connection.prepare_cached("SELECT record_id FROM record ORDER BY opened_seq")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
        };
        ids().map_err(|source| self.sqlite(Doing::Read, source))
    }

    /// Returns all records, open and closed, in the order they were opened.
    ///
    /// # Errors
    /// The file can't be read, or an entry in it can't.
    pub fn records(&self) -> Result<Vec<StoredRecord>, LedgerError> {
        let mut records = Vec::new();
        for record_id in self.record_ids()? {
            records.extend(self.record(&record_id)?);
        }
        Ok(records)
    }

    /// Shows each record's id and custody number.
    pub(super) fn each_number(&self, mut show: impl FnMut(&str, &str)) -> Result<(), LedgerError> {
        let mut numbers = self.numbers.borrow_mut();
        numbers.catch_up(&self.connection).map_err(|error| error.named(self))?;
        numbers.records.values().for_each(|(record_id, number)| show(record_id, number));
        Ok(())
    }

    /// Returns the id of the record with that custody number.
    pub(super) fn id_of(&self, custody_number: &str) -> Result<Option<String>, LedgerError> {
        let mut numbers = self.numbers.borrow_mut();
        numbers.catch_up(&self.connection).map_err(|error| error.named(self))?;
        Ok(numbers.id_of(custody_number))
    }
}

impl Numbers {
    /// Reads the heads of records opened since the last call, by any desk.
    pub(super) fn catch_up(&mut self, connection: &Connection) -> Result<(), ReadError> {
        let mut statement = connection.prepare_cached(HEADS_SINCE)?;
        let mut rows = statement.query([to_sql(self.upto)])?;
        while let Some(row) = rows.next()? {
            let (record_id, seq): (String, u64) = (row.get(0)?, from_sql(row.get(1)?));
            match Payload::read(row.get_ref(2)?.as_blob().unwrap_or_default()) {
                Ok(Payload::Head(head)) => {
                    self.records.entry(plain(&head.custody_number)).or_insert((record_id, head.custody_number));
                    self.upto = seq;
                }
                Ok(Payload::Entry(_)) => {
                    return Err(ReadError::Unreadable { seq, what: "it isn't the head of its record".into() });
                }
                Err(what) => return Err(ReadError::Unreadable { seq, what }),
            }
        }
        Ok(())
    }

    pub(super) fn id_of(&self, custody_number: &str) -> Option<String> {
        self.records.get(&plain(custody_number)).map(|(record_id, _)| record_id.clone())
    }

    /// Forgets everything: after a transaction that wasn't committed, or an error.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Why a read failed, before the ledger's path is known.
#[derive(Debug)]
pub(super) enum ReadError {
    Sqlite(rusqlite::Error),
    Unreadable { seq: u64, what: String },
}

impl ReadError {
    pub(super) fn named(self, ledger: &Ledger) -> LedgerError {
        self.with(&ledger.path, Doing::Read)
    }

    pub(super) fn with(self, path: &std::path::Path, doing: Doing) -> LedgerError {
        match self {
            Self::Sqlite(source) => LedgerError::sqlite(path, doing, source),
            Self::Unreadable { seq, what } => LedgerError::Unreadable { seq, what },
        }
    }
}

impl From<rusqlite::Error> for ReadError {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}

/// Returns one record.
pub(super) fn one(connection: &Connection, record_id: &str) -> Result<Option<StoredRecord>, ReadError> {
    Ok(gather(connection, ONE, [record_id])?.pop())
}

/// Returns the sequence of a record's last entry; none where there is no such record.
pub(super) fn last_seq(connection: &Connection, record_id: &str) -> rusqlite::Result<Option<u64>> {
    let mut statement =
        connection.prepare_cached("SELECT seq FROM entry WHERE record_id = ?1 ORDER BY seq DESC LIMIT 1")?;
    Ok(statement.query_row([record_id], |row| row.get(0)).optional()?.map(from_sql))
}

/// Returns one record's case file as JSON, just as it came in; of its heads, the last.
pub(super) fn json(connection: &Connection, record_id: &str) -> Result<Option<Value>, ReadError> {
    let mut statement = connection.prepare_cached(ONE)?;
    let mut rows = statement.query([record_id])?;
    let (mut last_head, mut entries) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        let seq = from_sql(row.get(1)?);
        match Payload::json(row.get_ref(2)?.as_blob().unwrap_or_default()) {
            Some(Wrapped::Head(head)) => last_head = Some(head),
            Some(Wrapped::Entry(entry)) => entries.push(entry),
            None => return Err(ReadError::Unreadable { seq, what: "it holds neither a head nor an entry".into() }),
        }
    }
    Ok(last_head.map(|head| payload::case_json(head, entries)))
}

/// Runs a query for record ids, sequences and payloads, the rows of one record together and in order.
fn gather(connection: &Connection, sql: &str, by: impl rusqlite::Params) -> Result<Vec<StoredRecord>, ReadError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(by)?;
    let mut gathered: Vec<StoredRecord> = Vec::new();
    while let Some(row) = rows.next()? {
        let seq = from_sql(row.get(1)?);
        let record_id = row.get_ref(0)?.as_str().unwrap_or_default();
        let payload = Payload::read(row.get_ref(2)?.as_blob().unwrap_or_default())
            .map_err(|what| ReadError::Unreadable { seq, what })?;
        let last = gathered.last_mut().filter(|last| last.record_id == record_id);
        match (last, payload) {
            (None, Payload::Head(head)) => gathered.push(opened(record_id, seq, *head)),
            (Some(last), Payload::Entry(entry)) => grow(last, seq, *entry),
            (None, Payload::Entry(_)) => {
                return Err(ReadError::Unreadable { seq, what: "its record has no head before it".into() });
            }
            (Some(last), Payload::Head(head)) if is_of(&head, &last.case.head.custody_number) => {
                (last.seq, last.case.head) = (seq, *head);
            }
            (Some(_), Payload::Head(_)) => return Err(ReadError::Unreadable { seq, what: ANOTHER_NUMBER.into() }),
        }
    }
    Ok(gathered)
}

fn opened(record_id: &str, seq: u64, head: Head) -> StoredRecord {
    StoredRecord { record_id: record_id.to_owned(), seq, case: CaseFile { head, entries: Vec::new() } }
}

fn grow(record: &mut StoredRecord, seq: u64, entry: Entry) {
    record.seq = seq;
    record.case.entries.push(entry);
}

/// What is wrong with a head that would make another record of the one it stands in.
pub(super) const ANOTHER_NUMBER: &str = "its record has a head already, with another number";

/// Returns whether a head may take the place of one with that number.
pub(super) fn is_of(head: &Head, custody_number: &str) -> bool {
    plain(&head.custody_number) == plain(custody_number)
}

/// Returns a custody number as numbers are compared: trimmed, and without case.
pub(super) fn plain(custody_number: &str) -> String {
    custody_number.trim().to_lowercase()
}
