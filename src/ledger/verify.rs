//! Is the ledger whole? Every entry is hashed again, in order; then what is derived is compared with the entries.

use std::collections::BTreeMap;
use std::fmt;

use rusqlite::{Connection, ErrorCode};

use super::append::is_open;
use super::chain::{Hash, Link, hex};
use super::payload::{self, Payload};
use super::read::{ANOTHER_NUMBER, ReadError, is_of, one};
use super::{Doing, Identity, Ledger, LedgerError, from_sql, schema};
use crate::record::Moment;

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written, and everything derived agrees.
    Whole(Verified),
    /// The first thing that is broken.
    Broken(Broken),
}

/// A ledger found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many rows the chain has: heads and entries.
    pub entries: u64,
    /// How many records.
    pub records: u64,
    /// How many of them the board shows.
    pub open: u64,
    /// The hash of the last row: keep it elsewhere, so that a ledger put back to an earlier day shows.
    pub head_hash: Hash,
}

/// The first broken entry, or the first thing that disagrees with the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The sequence, where it is an entry.
    pub seq: Option<u64>,
    /// The record it says it belongs to.
    pub record_id: Option<String>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.seq, &self.record_id) {
            (Some(seq), Some(id)) => {
                write!(f, "entry {seq} of record {}: {}", crate::record::text::visible(id), self.what)
            }
            (Some(seq), None) => write!(f, "entry {seq}: {}", self.what),
            (None, Some(id)) => write!(f, "record {}: {}", crate::record::text::visible(id), self.what),
            (None, None) => f.write_str(&self.what),
        }
    }
}

/// What ends a verification early.
enum Stop {
    Broken(Broken),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}

fn broken(seq: u64, record_id: &str, what: impl Into<String>) -> Stop {
    Stop::Broken(Broken { seq: Some(seq), record_id: Some(record_id.to_owned()), what: what.into() })
}

fn derived(record_id: &str, what: impl Into<String>) -> Stop {
    Stop::Broken(Broken { seq: None, record_id: Some(record_id.to_owned()), what: what.into() })
}

fn table(what: impl Into<String>) -> Stop {
    Stop::Broken(Broken { seq: None, record_id: None, what: what.into() })
}

/// Where a record begins and when it was last written, by its entries.
struct Span {
    opened_seq: u64,
    custody_number: String,
    written: String,
}

impl Ledger {
    /// Verifies the whole ledger, as it stands at one instant; other desks may go on writing.
    ///
    /// Tamper-evident, with limits: it shows what was changed, moved, inserted or taken from among the entries. It can't
    /// show that the last entries are gone, or that the whole file was written anew: compare the head hash with one kept
    /// elsewhere.
    ///
    /// # Errors
    /// The file can't be read at all, so that nothing can be told.
    pub fn verify(&self) -> Result<Verdict, LedgerError> {
        let run = || -> Result<Verified, Stop> {
            let snapshot = self.connection.unchecked_transaction()?;
            verify(&snapshot)
        };
        match run() {
            Ok(verified) => Ok(Verdict::Whole(verified)),
            Err(Stop::Broken(broken)) => Ok(Verdict::Broken(broken)),
            Err(Stop::Sqlite(source)) => match source.sqlite_error_code() {
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(Verdict::Broken(Broken {
                    seq: None,
                    record_id: None,
                    what: format!("the file itself is damaged ({source})"),
                })),
                Some(_) => Err(self.sqlite(Doing::Read, source)),
                // Not SQLite's refusal but a value that can't be what it should be.
                None => Ok(Verdict::Broken(Broken {
                    seq: None,
                    record_id: None,
                    what: format!("a table isn't as it was made ({source})"),
                })),
            },
        }
    }
}

fn verify(connection: &Connection) -> Result<Verified, Stop> {
    guards(connection)?;
    // Read afresh rather than as it was at opening: the row itself is part of the chain.
    let identity = super::identity(connection)?;
    let (entries, head_hash, spans) = chain(connection, &identity)?;
    sound(connection)?;
    registered(connection, &spans)?;
    let open = board(connection, &spans)?;
    Ok(Verified { entries, records: spans.len() as u64, open, head_hash })
}

/// The triggers that refuse change and removal must stand.
fn guards(connection: &Connection) -> Result<(), Stop> {
    let mut statement =
        connection.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = ?1")?;
    for guard in schema::GUARDS {
        if statement.query_row([guard], |row| row.get::<_, i64>(0))? != 1 {
            return Err(table(format!("the guard `{guard}`, which refuses changes, has been taken away")));
        }
    }
    Ok(())
}

/// Walks the chain from the first entry to the last.
fn chain(connection: &Connection, identity: &Identity) -> Result<(u64, Hash, BTreeMap<String, Span>), Stop> {
    // Read by row number, not by any index: an index can disagree with the rows.
    let mut statement = connection
        .prepare("SELECT seq, record_id, recorded_at, payload, prev_hash, hash FROM entry NOT INDEXED ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut last, mut prev_hash) = (0, identity.genesis());
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    while let Some(row) = rows.next().map_err(|source| damaged_after(last, source))? {
        let seq = from_sql(row.get(0)?);
        let text = |column| row.get_ref(column).ok().and_then(|value| value.as_str().ok());
        let blob = |column| row.get_ref(column).ok().and_then(|value| value.as_blob().ok());
        let record_id = text(1).ok_or_else(|| broken(seq, "?", "its record id isn't text"))?;
        let recorded_at = text(2).ok_or_else(|| broken(seq, record_id, "its time of writing isn't text"))?;
        let payload = blob(3).ok_or_else(|| broken(seq, record_id, "its payload isn't bytes"))?;
        if seq != last + 1 {
            return Err(broken(seq, record_id, format!("it follows entry {last}: what stood between is missing")));
        }
        if blob(4) != Some(&prev_hash) {
            let what = match last {
                0 => "it doesn't stand on what the ledger says of itself (id, time made, training)".to_owned(),
                last => format!("it doesn't stand on entry {last} as that is now"),
            };
            return Err(broken(seq, record_id, what));
        }
        let link = Link { ledger_id: &identity.id, prev_hash: &prev_hash, seq, record_id, recorded_at, payload };
        let hash = link.hash();
        if blob(5) != Some(&hash) {
            return Err(broken(seq, record_id, "it isn't what was written: its hash doesn't match"));
        }
        let payload = Payload::read(payload)
            .map_err(|what| broken(seq, record_id, format!("its hash matches but it can't be read: {what}")))?;
        match (spans.get_mut(record_id), payload) {
            (None, Payload::Head(head)) => {
                let (custody_number, written) = (head.custody_number, recorded_at.to_owned());
                let span = Span { opened_seq: seq, custody_number, written };
                spans.insert(record_id.to_owned(), span);
            }
            (Some(span), Payload::Entry(_)) => recorded_at.clone_into(&mut span.written),
            (None, Payload::Entry(_)) => return Err(broken(seq, record_id, "its record has no head before it")),
            (Some(span), Payload::Head(head)) if is_of(&head, &span.custody_number) => {
                recorded_at.clone_into(&mut span.written);
            }
            (Some(_), Payload::Head(_)) => return Err(broken(seq, record_id, ANOTHER_NUMBER)),
        }
        (last, prev_hash) = (seq, hash);
    }
    Ok((last, prev_hash, spans))
}

fn damaged_after(last: u64, source: rusqlite::Error) -> Stop {
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => Stop::Broken(Broken {
            seq: Some(last + 1),
            record_id: None,
            what: format!("the file is damaged here and can't be read on ({source})"),
        }),
        _ => Stop::Sqlite(source),
    }
}

/// The file's own structure must be sound, and every index must agree with its rows: records are read through them.
fn sound(connection: &Connection) -> Result<(), Stop> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(table(format!("the file itself is damaged ({found})"))) }
}

/// The list of records must be that of the heads.
fn registered(connection: &Connection, spans: &BTreeMap<String, Span>) -> Result<(), Stop> {
    let mut statement =
        connection.prepare("SELECT record_id, opened_seq FROM record NOT INDEXED ORDER BY opened_seq")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, from_sql(row.get(1)?))))?;
    let mut listed = 0;
    for row in rows {
        let (record_id, opened_seq) = row?;
        match spans.get(&record_id) {
            None => return Err(derived(&record_id, "it is on the list of records and has no entries")),
            Some(span) if span.opened_seq != opened_seq => {
                let what = format!("the list of records has it begin at entry {opened_seq}, not {}", span.opened_seq);
                return Err(derived(&record_id, what));
            }
            Some(_) => listed += 1,
        }
    }
    match spans.len() == listed {
        true => Ok(()),
        false => Err(table("a record with entries isn't on the list of records")),
    }
}

/// The board's list must be what the entries say; returns how many it has.
fn board(connection: &Connection, spans: &BTreeMap<String, Span>) -> Result<u64, Stop> {
    let listed: Vec<String> = connection
        .prepare("SELECT record_id FROM open_record ORDER BY record_id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for (record_id, span) in spans {
        let record = one(connection, record_id).map_err(|error| match error {
            ReadError::Sqlite(source) => Stop::Sqlite(source),
            ReadError::Unreadable { seq, what } => broken(seq, record_id, what),
        })?;
        let Some(record) = record else {
            return Err(derived(record_id, "the index of entries doesn't find it"));
        };
        payload::check_whole(&record.case)
            .map_err(|problem| derived(record_id, format!("its entries don't make a case file: {problem}")))?;
        let written = Moment::parse(&span.written)
            .ok_or_else(|| broken(record.seq, record_id, "its time of writing isn't a time"))?;
        let listed = listed.binary_search(record_id).is_ok();
        if is_open(record.case, written.instant()) != listed {
            let what = match listed {
                true => "the board's list has it as open, and its entries have it closed",
                false => "the board's list leaves it out, and its entries have it open",
            };
            return Err(derived(record_id, what));
        }
    }
    match listed.iter().find(|record_id| !spans.contains_key(*record_id)) {
        Some(record_id) => Err(derived(record_id, "it is on the board's list and has no entries")),
        None => Ok(listed.len() as u64),
    }
}

impl Verified {
    /// Returns the head hash as 64 hexadecimal digits.
    #[must_use]
    pub fn head_hex(&self) -> String {
        hex(&self.head_hash)
    }
}

#[cfg(test)]
mod tests;
