//! Appending: all or nothing, on the state that was decided on, on disk before it returns.

use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use super::chain::{Hash, Link, hex};
use super::read::{last_seq, one};
use super::{Doing, Identity, Ledger, LedgerError, from_sql, payload, random_id, stamp, to_sql};
use crate::record::field::Field;
use crate::record::time::Instant;
use crate::record::{CaseFile, Entry, Record, detention};

/// What was appended. When this is returned, it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The record.
    pub record_id: String,
    /// The sequence of its last entry now.
    pub seq: u64,
    /// The hash of the ledger's last entry.
    pub head_hash: Hash,
}

impl Ledger {
    /// Appends entries to a record: all of them or none, and on disk when this returns.
    ///
    /// `written` is when, by the desk's clock. `decided_on` is the record's last sequence when the entries were decided ([`super::StoredRecord::seq`]).
    ///
    /// # Errors
    /// [`LedgerError::Moved`] where another desk has written to the record since: read, decide and sign again.
    /// [`LedgerError::Unfit`] where the record with these entries would not be a case file (a correction of an entry
    /// that isn't there). Otherwise the file couldn't be written; none of the entries is recorded.
    pub fn append(
        &mut self,
        record_id: &str,
        decided_on: u64,
        entries: &[Entry],
        written: Instant,
    ) -> Result<Appended, LedgerError> {
        let path = &self.path;
        let sqlite = |source| LedgerError::sqlite(path, Doing::Append, source);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite)?;
        let found = last_seq(&transaction, record_id).map_err(sqlite)?;
        let Some(found) = found else {
            return Err(LedgerError::NoSuchRecord { doing: Doing::Append, asked_for: record_id.to_owned() });
        };
        if found != decided_on {
            return Err(LedgerError::Moved { record_id: record_id.to_owned(), decided_on, found });
        }
        let stored = one(&transaction, record_id).map_err(|error| error.with(path, Doing::Append))?;
        let Some(mut stored) = stored else {
            return Err(LedgerError::NoSuchRecord { doing: Doing::Append, asked_for: record_id.to_owned() });
        };
        stored.case.entries.extend_from_slice(entries);
        payload::check_whole(&stored.case).map_err(|problem| LedgerError::Unfit { problem })?;
        let payloads = entries.iter().map(|entry| payload::entry(entry.write()));
        let appended = insert(&transaction, &self.identity, record_id, payloads, written).map_err(sqlite)?;
        mark_open(&transaction, record_id, stored.case, written).map_err(sqlite)?;
        transaction.commit().map_err(sqlite)?;
        Ok(appended)
    }

    /// Opens a new record: its head, then its entries; all or nothing, on disk when this returns.
    ///
    /// # Errors
    /// [`LedgerError::NumberTaken`] where there is a record of that number. Otherwise as for [`Self::append`].
    pub fn create_record(&mut self, case: &CaseFile, written: Instant) -> Result<Appended, LedgerError> {
        payload::check_whole(case).map_err(|problem| LedgerError::Unfit { problem })?;
        let path = &self.path;
        let sqlite = |source| LedgerError::sqlite(path, Doing::Append, source);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite)?;
        let numbers = self.numbers.get_mut();
        numbers.catch_up(&transaction).map_err(|error| error.with(path, Doing::Append))?;
        if numbers.id_of(&case.head.custody_number).is_some() {
            return Err(LedgerError::NumberTaken { custody_number: case.head.custody_number.clone() });
        }
        let appended =
            open_record(&transaction, &self.identity, case.clone(), case.write(), Doing::Append, written, sqlite)?;
        transaction.commit().map_err(sqlite)?;
        Ok(appended)
    }
}

/// Opens a record with everything in a case file; `json` is the file as it came in.
pub(super) fn open_record(
    connection: &Connection,
    identity: &Identity,
    case: CaseFile,
    json: Value,
    doing: Doing,
    written: Instant,
    sqlite: impl Fn(rusqlite::Error) -> LedgerError,
) -> Result<Appended, LedgerError> {
    let record_id = hex(&random_id(doing)?);
    let insert_all = || {
        let opened_seq = last_of(connection)?.map_or(1, |(seq, _)| seq + 1);
        connection
            .prepare_cached("INSERT INTO record (record_id, opened_seq) VALUES (?1, ?2)")?
            .execute((&record_id, to_sql(opened_seq)))?;
        let appended = insert(connection, identity, &record_id, payload::of_case(json), written)?;
        mark_open(connection, &record_id, case, written)?;
        Ok(appended)
    };
    insert_all().map_err(sqlite)
}

/// Adds payloads to the chain, in order.
fn insert(
    connection: &Connection,
    identity: &Identity,
    record_id: &str,
    payloads: impl IntoIterator<Item = Vec<u8>>,
    written: Instant,
) -> rusqlite::Result<Appended> {
    let (mut seq, mut prev_hash) = last_of(connection)?.unwrap_or_else(|| (0, identity.genesis()));
    let mut last = last_seq(connection, record_id)?.unwrap_or(0);
    let recorded_at = stamp(written);
    let mut statement = connection.prepare_cached(
        "INSERT INTO entry (seq, record_id, recorded_at, payload, prev_hash, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for payload in payloads {
        seq += 1;
        let link = Link {
            ledger_id: &identity.id,
            prev_hash: &prev_hash,
            seq,
            record_id,
            recorded_at: &recorded_at,
            payload: &payload,
        };
        let hash = link.hash();
        statement.execute((to_sql(seq), record_id, &recorded_at, &payload, prev_hash, hash))?;
        prev_hash = hash;
        last = seq;
    }
    Ok(Appended { record_id: record_id.to_owned(), seq: last, head_hash: prev_hash })
}

/// Returns the sequence and hash of the ledger's last entry; none where it is empty.
fn last_of(connection: &Connection) -> rusqlite::Result<Option<(u64, Hash)>> {
    use rusqlite::OptionalExtension;
    let mut statement = connection.prepare_cached("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")?;
    statement.query_row([], |row| Ok((from_sql(row.get(0)?), row.get(1)?))).optional()
}

/// Puts a record on the board's list, or takes it off.
fn mark_open(connection: &Connection, record_id: &str, case: CaseFile, written: Instant) -> rusqlite::Result<()> {
    let sql = match is_open(case, written) {
        true => "INSERT OR IGNORE INTO open_record (record_id) VALUES (?1)",
        false => "DELETE FROM open_record WHERE record_id = ?1",
    };
    connection.prepare_cached(sql)?.execute([record_id]).map(drop)
}

/// Returns whether the board must see a record whose last row was written at that instant.
///
/// In doubt it does: a record with an entry dated ahead stays on the list, and the law says later whether it is closed.
pub(super) fn is_open(case: CaseFile, written: Instant) -> bool {
    !detention::has_ended_for_good(&Record::fold(case), written)
}
