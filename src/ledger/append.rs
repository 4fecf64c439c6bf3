//! Appending: all or nothing, on the state that was decided on, on disk before it returns.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use serde_json::Value;

use super::chain::{Hash, Link, hex};
use super::read::{last_seq, one};
use super::{Doing, Identity, Ledger, LedgerError, from_sql, payload, random_id, stamp, to_sql};
use crate::record::child::Child;
use crate::record::field::Field;
use crate::record::time::Instant;
use crate::record::{CaseFile, Entry, Record, detention};

/// What one act adds to one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// The record.
    pub record_id: String,
    /// The record's last sequence when this was decided ([`super::StoredRecord::seq`]).
    pub decided_on: u64,
    /// Who the child is known to be from now on; none where that stays as it is.
    pub child: Option<Child>,
    /// The entries.
    pub entries: Vec<Entry>,
}

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
        let which = (record_id, decided_on);
        let appended = add(&transaction, &self.identity, path, which, None, entries, written)?;
        transaction.commit().map_err(sqlite)?;
        Ok(appended)
    }

    /// Adds to several records at once, in the order given: all of it or nothing, on disk when this returns.
    ///
    /// Who a child is known to be is written as another head of the record, which stands from then on; the heads before
    /// it stay in the chain. A record keeps its number, suite and force.
    ///
    /// # Errors
    /// As for [`Self::append`], of the first record of which it is so.
    pub fn append_all(&mut self, additions: &[Addition], written: Instant) -> Result<Vec<Appended>, LedgerError> {
        let path = &self.path;
        let sqlite = |source| LedgerError::sqlite(path, Doing::Append, source);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite)?;
        let mut appended = Vec::with_capacity(additions.len());
        for Addition { record_id, decided_on, child, entries } in additions {
            let which = (record_id.as_str(), *decided_on);
            appended.push(add(&transaction, &self.identity, path, which, child.as_ref(), entries, written)?);
        }
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

/// Adds to the record of that id, which must be as it was at that sequence; commits nothing.
fn add(
    connection: &Connection,
    identity: &Identity,
    path: &Path,
    (record_id, decided_on): (&str, u64),
    child: Option<&Child>,
    entries: &[Entry],
    written: Instant,
) -> Result<Appended, LedgerError> {
    let sqlite = |source| LedgerError::sqlite(path, Doing::Append, source);
    let missing = || LedgerError::NoSuchRecord { doing: Doing::Append, asked_for: record_id.to_owned() };
    let found = last_seq(connection, record_id).map_err(sqlite)?.ok_or_else(missing)?;
    if found != decided_on {
        return Err(LedgerError::Moved { record_id: record_id.to_owned(), decided_on, found });
    }
    let stored = one(connection, record_id).map_err(|error| error.with(path, Doing::Append))?;
    let mut stored = stored.ok_or_else(missing)?;
    if let Some(child) = child {
        stored.case.head.child = Some(child.clone());
    }
    stored.case.entries.extend_from_slice(entries);
    payload::check_whole(&stored.case).map_err(|problem| LedgerError::Unfit { problem })?;
    let head = child.map(|_| payload::head(stored.case.head.write()));
    let payloads = head.into_iter().chain(entries.iter().map(|entry| payload::entry(entry.write())));
    let appended = insert(connection, identity, record_id, payloads, written).map_err(sqlite)?;
    mark_open(connection, record_id, stored.case, written).map_err(sqlite)?;
    Ok(appended)
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{TempLedger, broken, case, entry, whole, written};
    use super::*;

    fn woke() -> Entry {
        entry(json!({ "at": "2026-10-24T17:00:00+01:00", "kind": "woke" }))
    }

    fn addition(of: &Appended, child: Option<Child>, entries: Vec<Entry>) -> Addition {
        Addition { record_id: of.record_id.clone(), decided_on: of.seq, child, entries }
    }

    fn named(name: &str) -> Child {
        Child { name: Some(name.to_owned()), ..Child::unknown() }
    }

    #[test]
    fn who_the_child_is_stands_as_last_settled_and_every_entry_stays() {
        let mut ledger = TempLedger::new();
        let opened = ledger.create_record(&case("KE/1/26", 2), written()).unwrap();
        let settled = addition(&opened, Some(named("Siân Sampleton")), vec![woke()]);
        let appended = ledger.append_all(&[settled], written()).unwrap().remove(0);
        assert_eq!(appended.seq, opened.seq + 2);
        let stored = ledger.find("ke/1/26").unwrap().unwrap();
        assert_eq!((stored.seq, stored.case.entries.len()), (appended.seq, 3));
        assert_eq!(stored.case.head.child.clone().unwrap().name.as_deref(), Some("Siân Sampleton"));
        assert_eq!(stored.case.head.suite.as_deref(), Some("Testham"));
        assert_eq!(ledger.records_open().unwrap(), std::slice::from_ref(&stored));
        let exported = ledger.export_text(&stored.record_id).unwrap().unwrap();
        assert_eq!(CaseFile::read(&exported).unwrap(), stored.case);
        assert_eq!((whole(&ledger).entries, whole(&ledger).records), (5, 1));
        // What was known before is still in the chain.
        let first = "SELECT CAST(payload AS TEXT) FROM entry WHERE seq = 1";
        let before: String = ledger.tamper().query_row(first, [], |row| row.get(0)).unwrap();
        assert!(before.contains("Ceri"), "{before}");
    }

    #[test]
    fn an_act_on_two_records_is_written_on_both_or_on_neither() {
        let mut ledger = TempLedger::new();
        let [one, two] =
            ["KE/1/26", "KE/2/26"].map(|number| ledger.create_record(&case(number, 1), written()).unwrap());
        let both = [addition(&one, None, vec![woke()]), addition(&two, None, vec![woke()])];
        let moved = [both[0].clone(), Addition { decided_on: two.seq - 1, ..both[1].clone() }];
        assert!(
            matches!(ledger.append_all(&moved, written()), Err(LedgerError::Moved { record_id, .. }) if record_id == two.record_id)
        );
        let count = |ledger: &Ledger, of: &Appended| ledger.record(&of.record_id).unwrap().unwrap().case.entries.len();
        assert_eq!((count(&ledger, &one), count(&ledger, &two)), (1, 1));
        let seqs: Vec<u64> = ledger.append_all(&both, written()).unwrap().iter().map(|appended| appended.seq).collect();
        assert_eq!(seqs, [5, 6]);
        assert_eq!((count(&ledger, &one), count(&ledger, &two)), (2, 2));
        whole(&ledger);
    }

    #[test]
    fn a_head_with_another_number_is_never_taken_for_the_same_record() {
        let mut ledger = TempLedger::new();
        let opened = ledger.create_record(&case("KE/1/26", 1), written()).unwrap();
        let mut head = case("KE/9/26", 0).head;
        head.suite = None;
        let other = [payload::head(head.write())];
        insert(&ledger.connection, &ledger.identity, &opened.record_id, other, written()).unwrap();
        assert!(ledger.records_open().unwrap_err().to_string().contains("another number"));
        assert_eq!(broken(&ledger).seq, Some(3));
    }
}
