//! Where is it kept, and can it be trusted? One SQLite file: append-only, chained, on disk before it is said to be.
//!
//! A ledger holds records; a record is a head (custody number, suite, child) and its entries, in the order they came.
//! Each is one row of `entry`, chained by hash to the row before (see [`chain`]); triggers refuse change and removal.
//! Everything else in the file is derived from those rows, or is an unsigned draft.
//!
//! This room may use `record` only, and reads no clock: when something is written is an argument.

mod append;
pub mod chain;
mod draft;
mod error;
mod export;
mod import;
mod payload;
mod read;
mod schema;
#[cfg(test)]
mod testing;
mod verify;
mod wait;

use std::cell::RefCell;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

pub use append::{Addition, Appended};
pub use draft::StoredDraft;
pub use error::{Doing, LedgerError};
pub use export::Exported;
pub use import::Imported;
pub use read::StoredRecord;
pub use verify::{Broken, Verdict, Verified};

use crate::record::{Instant, Moment};
use chain::Hash;

/// An open ledger: one connection to one file. Each desk, and each thread, opens its own.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    identity: Identity,
    numbers: RefCell<read::Numbers>,
}

/// What a ledger says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    id: [u8; 16],
    created_at: String,
    training: bool,
}

impl Identity {
    fn genesis(&self) -> Hash {
        chain::genesis(&self.id, self.training, &self.created_at)
    }
}

impl Ledger {
    /// Makes a new, empty ledger and opens it. A ledger is whole or not there: it is built beside its place, then moved.
    ///
    /// `training` marks it for good: a training ledger shows TRAINING on every screen, and the mark is part of the chain.
    /// On Unix only the user who makes it may read it. Missing folders are made.
    ///
    /// # Errors
    /// Something is there already (or the log of an earlier ledger is), the folder can't be written, the disk is full,
    /// or the folder can't keep a write-ahead log. Nothing is left behind.
    pub fn create(path: &Path, training: bool, created_at: Instant) -> Result<Self, LedgerError> {
        let io = |source| LedgerError::io(path, Doing::Create, source);
        // The log of a ledger that was moved away would be played into a new one of the same name.
        for taken in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm"), beside(path, "-journal")] {
            if taken.symlink_metadata().is_ok() {
                return Err(LedgerError::Exists { path: taken });
            }
        }
        let folder = folder_of(path);
        std::fs::create_dir_all(folder).map_err(io)?;
        let temporary = tempfile::Builder::new()
            .prefix(".pacekeeper-")
            .suffix(".new")
            .tempfile_in(folder)
            .map_err(io)?
            .into_temp_path();
        if let Err(error) = build(&temporary, path, training, created_at) {
            for log in ["-wal", "-shm"] {
                // As a rule they aren't there; where they can't be removed, why nothing was made is what counts.
                let _ = std::fs::remove_file(beside(&temporary, log));
            }
            return Err(error);
        }
        temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => LedgerError::Exists { path: path.to_owned() },
            _ => io(error.error),
        })?;
        sync_folder(folder).map_err(io)?;
        Self::open(path)
    }

    /// Opens a ledger that is there.
    ///
    /// # Errors
    /// It is missing, isn't a ledger, was written by a newer program, can't be written, or is held by another program;
    /// the file is left as it was in each case.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let found = std::fs::metadata(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => LedgerError::Missing { path: path.to_owned() },
            _ => LedgerError::io(path, Doing::Open, source),
        })?;
        let not_a_ledger =
            |found: &str| LedgerError::NotALedger { path: path.to_owned(), found: found.to_owned(), source: None };
        if !found.is_file() {
            return Err(not_a_ledger("it isn't a file"));
        }
        if found.len() == 0 {
            return Err(not_a_ledger("it is empty"));
        }
        let sqlite = |source| LedgerError::sqlite(path, Doing::Open, source);
        let (application_id, layout) = peek(path).map_err(sqlite)?;
        if application_id != schema::APPLICATION_ID {
            return Err(not_a_ledger("it is another program's database"));
        }
        not_newer(path, layout)?;

        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(sqlite)?;
        settle(&connection).map_err(sqlite)?;
        if connection.is_readonly("main").map_err(sqlite)? {
            let source = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
            return Err(LedgerError::ReadOnly { doing: Doing::Open, path: path.to_owned(), source: Box::new(source) });
        }
        // Read again: a newer layout may so far stand in the write-ahead log only.
        let layout = pragma(&connection, "user_version").map_err(sqlite)?;
        not_newer(path, layout)?;
        if layout < schema::LAYOUT {
            migrate(&mut connection, path, Doing::Open)?;
        }
        let identity = identity(&connection).map_err(|source| match source {
            rusqlite::Error::QueryReturnedNoRows => {
                LedgerError::Damaged { doing: Doing::Open, path: path.to_owned(), source: Box::new(source) }
            }
            _ => sqlite(source),
        })?;
        Ok(Self { connection, path: path.to_owned(), identity, numbers: RefCell::default() })
    }

    /// Opens the ledger at that path, or makes it where nothing is there.
    ///
    /// # Errors
    /// As for [`Self::open`] and [`Self::create`].
    pub fn open_or_create(path: &Path, training: bool, created_at: Instant) -> Result<Self, LedgerError> {
        match Self::open(path) {
            Err(LedgerError::Missing { .. }) => match Self::create(path, training, created_at) {
                // Another desk made it in the meantime.
                Err(LedgerError::Exists { path: taken }) if taken == path => Self::open(path),
                made => made,
            },
            opened => opened,
        }
    }

    /// Returns where the ledger is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns whether this is a training ledger: say TRAINING wherever anything of it is shown.
    #[must_use]
    pub fn is_training(&self) -> bool {
        self.identity.training
    }

    /// Returns the ledger's own id, 32 hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> String {
        chain::hex(&self.identity.id)
    }

    /// Returns an instant by which the last row was written, no more than a millisecond after it; none in an empty ledger.
    ///
    /// When it was written is kept to the millisecond, what happened then to the nanosecond: judged as of the stored time
    /// itself, the last entry would be still to come.
    ///
    /// # Errors
    /// The file can't be read any more.
    pub fn last_written(&self) -> Result<Option<Instant>, LedgerError> {
        let sql = "SELECT recorded_at FROM entry ORDER BY seq DESC LIMIT 1";
        let text: Option<String> = self
            .connection
            .query_row(sql, [], |row| row.get(0))
            .optional()
            .map_err(|source| self.sqlite(Doing::Read, source))?;
        let written = text.and_then(|text| Moment::parse(&text)).map(Moment::instant);
        Ok(written.map(|written| written + chrono::TimeDelta::milliseconds(1)))
    }

    /// Returns a number that changes when another desk, or another program, has written to the ledger since the last
    /// call; this ledger's own writes don't change it. Cheap: it reads no table.
    ///
    /// # Errors
    /// The file can't be read any more.
    pub fn data_version(&self) -> Result<i64, LedgerError> {
        pragma(&self.connection, "data_version").map_err(|source| self.sqlite(Doing::Read, source))
    }

    fn sqlite(&self, doing: Doing, source: rusqlite::Error) -> LedgerError {
        LedgerError::sqlite(&self.path, doing, source)
    }
}

/// Returns an instant as the ledger stores it: RFC 3339, UTC, milliseconds.
fn stamp(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// Returns a random 128-bit id.
fn random_id(doing: Doing) -> Result<[u8; 16], LedgerError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|source| LedgerError::NoRandom { doing, source })?;
    Ok(id)
}

/// Builds an empty ledger in a file of its own; errors name the path it is meant for.
fn build(file: &Path, path: &Path, training: bool, created_at: Instant) -> Result<(), LedgerError> {
    let sqlite = |source| LedgerError::sqlite(path, Doing::Create, source);
    let mut connection = Connection::open(file).map_err(sqlite)?;
    settle(&connection).map_err(sqlite)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(sqlite)?;
    if mode != "wal" {
        return Err(LedgerError::NoLog { path: path.to_owned() });
    }
    migrate(&mut connection, path, Doing::Create)?;
    let id = random_id(Doing::Create)?;
    connection
        .execute(
            "INSERT INTO ledger (only_row, id, created_at, training) VALUES (1, ?1, ?2, ?3)",
            (id, stamp(created_at), training),
        )
        .map_err(sqlite)?;
    // The one file is all there is to move, so the log is played into it here: closing would do it too, but says nothing
    // where the disk has no room for it.
    let left: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(sqlite)?;
    if left != 0 {
        let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        return Err(sqlite(rusqlite::Error::SqliteFailure(busy, None)));
    }
    connection.close().map_err(|(_, source)| sqlite(source))
}

/// Reads the mark and the layout of a file without locking it, changing it or reading its log.
///
/// It goes through SQLite rather than the file system: closing a file of one's own would drop the locks that other
/// connections of this process hold on it. A file that a power cut or a full disk left half caught up with its log
/// says in its header that it is longer than it is: `writable_schema` lets that pass here, where only the header counts
/// and nothing can be written; opened properly, the log puts it right.
fn peek(path: &Path) -> rusqlite::Result<(i64, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri(path), flags)?;
    connection.execute_batch("PRAGMA writable_schema = ON")?;
    Ok((pragma(&connection, "application_id")?, pragma(&connection, "user_version")?))
}

/// Returns the path as an SQLite URI that reads the file as it stands.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && bytes.get(1) == Some(&b':') {
        uri.push('/');
    }
    for &byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => uri.push(char::from(byte)),
            b':' if cfg!(windows) => uri.push(':'),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

/// Sets how this connection behaves: what is said to be saved is on disk, and a dropped draft is wiped.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(wait::a_little))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )
}

fn migrate(connection: &mut Connection, path: &Path, doing: Doing) -> Result<(), LedgerError> {
    schema::migrations().to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => LedgerError::sqlite(path, doing, err),
        other => LedgerError::Damaged { doing, path: path.to_owned(), source: Box::new(other) },
    })
}

fn not_newer(path: &Path, found: i64) -> Result<(), LedgerError> {
    if found > schema::LAYOUT {
        return Err(LedgerError::Newer { path: path.to_owned(), found, known: schema::LAYOUT });
    }
    Ok(())
}

fn identity(connection: &Connection) -> rusqlite::Result<Identity> {
    connection.query_row("SELECT id, created_at, training FROM ledger WHERE only_row = 1", [], |row| {
        Ok(Identity { id: row.get(0)?, created_at: row.get(1)?, training: row.get(2)? })
    })
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
}

/// Returns the path of a file that stands beside another, its name made longer.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    PathBuf::from(name)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Puts a folder's list of files on disk, so that a file just moved into it is there after a power cut.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// SQLite counts in `i64`; sequences are never below zero.
fn to_sql(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

fn from_sql(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

#[cfg(test)]
mod tests;
