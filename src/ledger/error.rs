//! What can go wrong with a ledger: each error says what happened, where, and what to do next.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::record::Problem;

/// What the ledger was being asked to do, and so what a failure means for the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Making a new ledger.
    Create,
    /// Opening one.
    Open,
    /// Reading from it.
    Read,
    /// Appending entries.
    Append,
    /// Bringing in a case file.
    Import,
    /// Keeping or dropping a draft.
    Draft,
    /// Writing case files out.
    Export,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "No ledger was made",
            Self::Open => "The ledger wasn't opened",
            Self::Read => "The ledger wasn't read",
            Self::Append => "The entries were NOT recorded",
            Self::Import => "The case file was NOT imported",
            Self::Draft => "The draft was NOT kept",
            Self::Export => "The case file wasn't written",
        })
    }
}

/// Why the ledger couldn't do what was asked. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no file at that path.
    #[error(
        "There is no ledger at {}. Give its path with --ledger, or make a new one with `pacekeeper init`.",
        path.display()
    )]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A new ledger was asked for where a file already stands.
    #[error("No ledger was made: {} is there already, and was left untouched. Use it, or give another path with --ledger.", path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// The file is something else.
    #[error(
        "{} isn't a Pacekeeper ledger: {found}. It was left untouched. Check the path, or make a ledger elsewhere with `pacekeeper init`.",
        path.display()
    )]
    NotALedger {
        /// Which file.
        path: PathBuf,
        /// What it is instead.
        found: String,
        /// SQLite's own words, where it had any.
        #[source]
        source: Option<rusqlite::Error>,
    },
    /// A later program has written the ledger.
    #[error(
        "The ledger {} was written by a newer Pacekeeper (layout {found}; this program knows {known}). It was left untouched. Install the newer program on this desk too.",
        path.display()
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The layout it has.
        found: i64,
        /// The newest layout this program knows.
        known: i64,
    },
    /// The file or its folder can't be written.
    #[error(
        "{doing}: {} or its folder can't be written by this user. What was recorded before is safe. Give this user the right to write to the file and its folder, or use a ledger elsewhere with --ledger.",
        path.display()
    )]
    ReadOnly {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another program holds the file, and went on holding it.
    #[error(
        "{doing}: another program has held {} locked for some seconds. What was recorded before is safe. Close what holds it (a backup, another tool), then try again.",
        path.display()
    )]
    Locked {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// SQLite's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// The disk is full.
    #[error(
        "{doing}: the disk that holds {} is full. What was recorded before is safe. Make room on that disk, then try again.",
        path.display()
    )]
    Full {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The disk refused a read or a write for another reason.
    #[error(
        "{doing}, as far as can be told: the disk refused to read or write {}. What was recorded before is safe. Make sure the disk isn't full, and look at the record before writing it again; if it goes on, have the disk seen to.",
        path.display()
    )]
    Disk {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file is damaged.
    #[error(
        "{doing}: the file {} is damaged. Don't write to it. Copy it and the files beside it (-wal, -shm) to a safe place, then run `pacekeeper verify` on the copy.",
        path.display()
    )]
    Damaged {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// What is damaged.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The folder can't keep a write-ahead log, as on some network drives.
    #[error(
        "No ledger was made: the folder of {} can't keep a write-ahead log, without which a power cut may lose entries. Use a folder on this machine's own disk.",
        path.display()
    )]
    NoLog {
        /// Where.
        path: PathBuf,
    },
    /// The ledger's own guards refused, or SQLite failed in a way that has no name here.
    #[error("{doing}: the database {} refused. What was recorded before is safe. Run `pacekeeper verify`, then try again.", path.display())]
    Database {
        /// What was being done.
        doing: Doing,
        /// Which file.
        path: PathBuf,
        /// SQLite's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// Another desk wrote to the record first.
    #[error(
        "The entries were NOT recorded: another desk wrote to this record first (decided on entry {decided_on}, the record is now at {found}). Read it again and sign again."
    )]
    Moved {
        /// The record.
        record_id: String,
        /// The last sequence the decision was made on.
        decided_on: u64,
        /// The record's last sequence now.
        found: u64,
    },
    /// No such record.
    #[error(
        "{doing}: no record \"{}\" is in the ledger. Check the custody number.",
        crate::record::text::visible(asked_for)
    )]
    NoSuchRecord {
        /// What was being done.
        doing: Doing,
        /// The id or custody number that was asked for.
        asked_for: String,
    },
    /// Entries that wouldn't make a case file anyone could read again.
    #[error("The entries were NOT recorded: they don't fit the record. {problem}")]
    Unfit {
        /// What doesn't fit, by the position it would have had.
        problem: Problem,
    },
    /// A case file that can't be read.
    #[error("{source_name} was NOT imported, nothing of it: {problem}")]
    NotACase {
        /// The file.
        source_name: String,
        /// What is wrong with it, and where.
        problem: Problem,
    },
    /// A case file under a custody number that the ledger holds with other content.
    #[error(
        "{source_name} was NOT imported: the ledger already holds custody number {}, and {difference}. Importing never adds to a record or changes it: write what is missing at the desk, or correct the number.",
        crate::record::text::visible(custody_number)
    )]
    Differs {
        /// The file.
        source_name: String,
        /// The custody number.
        custody_number: String,
        /// Where they differ, without quoting the record.
        difference: String,
    },
    /// A new record was to be opened under a custody number that has one.
    #[error(
        "The record was NOT opened: the ledger already holds custody number {}, and a number is used once. Open that record, or correct the number.",
        crate::record::text::visible(custody_number)
    )]
    NumberTaken {
        /// The custody number.
        custody_number: String,
    },
    /// A stored payload that can't be read.
    #[error(
        "Entry {seq} of the ledger can't be read: {what}. Don't write to the ledger; run `pacekeeper verify` to see what is broken."
    )]
    Unreadable {
        /// Its sequence.
        seq: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A file other than the ledger couldn't be written or read.
    #[error("{doing}: {} couldn't be written. {}", path.display(), advice(source))]
    File {
        /// What was being done.
        doing: Doing,
        /// Which file or folder.
        path: PathBuf,
        /// The system's own words.
        #[source]
        source: io::Error,
    },
    /// Another file stands where an export would go.
    #[error("The case file wasn't written: {} is there already and differs. It was left untouched. Move it away, or export to another folder.", path.display())]
    InTheWay {
        /// Which file.
        path: PathBuf,
    },
    /// The system gave no random numbers.
    #[error("{doing}: the system gave no random number for a new id. Try again; if it goes on, restart the machine.")]
    NoRandom {
        /// What was being done.
        doing: Doing,
        /// The system's own words.
        #[source]
        source: getrandom::Error,
    },
}

impl LedgerError {
    /// Names a failure of SQLite for what it means to the record.
    pub(super) fn sqlite(path: &Path, doing: Doing, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { doing, path, source },
            Some(ErrorCode::DiskFull) => Self::Full { doing, path, source: Box::new(source) },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { doing, path, source: Box::new(source) }
            }
            Some(ErrorCode::SystemIoFailure) => Self::Disk { doing, path, source: Box::new(source) },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { doing, path, source: Box::new(source) },
            Some(ErrorCode::NotADatabase) => {
                Self::NotALedger { path, found: "it isn't an SQLite file".into(), source: Some(source) }
            }
            _ => Self::Database { doing, path, source },
        }
    }

    /// Names a failure of the file system for what it means to the record.
    pub(super) fn io(path: &Path, doing: Doing, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { doing, path, source: Box::new(source) }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::Full { doing, path, source: Box::new(source) }
            }
            _ => Self::File { doing, path, source },
        }
    }

    /// Returns whether another desk wrote first, so that reading and deciding again is the answer.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        matches!(self, Self::Moved { .. })
    }
}

fn advice(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::NotFound => "Check that the folder is there.",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "Something in the path is a file where a folder is meant."
        }
        io::ErrorKind::FileTooLarge => "The system limits how large a file may grow: raise the limit or make room.",
        _ => "Check the path and the disk, then try again.",
    }
}
