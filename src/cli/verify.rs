//! `pacekeeper verify`: is the ledger whole?

use std::path::Path;

use crate::ledger::{Ledger, LedgerError, Verdict};

/// Say whether the ledger is whole; where it isn't, which entry is the first broken one.
///
/// Every entry is hashed again in order, and the lists drawn from the entries are compared with them. This is
/// tamper-evident, with limits: it can't show that the last entries are gone, or that the whole file was written anew.
/// Keep the head hash it prints somewhere else, and compare.
///
/// Prints `whole` or `broken` and what was found. Exit status 0 whole, 1 not, 2 can't tell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: pacekeeper verify --ledger testbridge.ledger")]
pub struct Args {}

/// Verifies the ledger; prints what was found.
///
/// # Errors
/// The ledger can't be opened or read, so that nothing can be told.
pub fn run(_args: &Args, path: &Path) -> anyhow::Result<u8> {
    let verdict = match Ledger::open(path).and_then(|ledger| Ok((ledger.verify()?, ledger))) {
        Err(error @ LedgerError::Damaged { .. }) => {
            super::out::data("broken\tthe file itself is damaged\n")?;
            super::say(&error.into());
            return Ok(super::FELL_SHORT);
        }
        other => other?,
    };
    match verdict {
        (Verdict::Whole(found), ledger) => {
            let training = if ledger.is_training() { "\tTRAINING" } else { "" };
            super::out::data(&format!("whole\tledger {}\thead {}{training}\n", ledger.id(), found.head_hex()))?;
            super::out::tell(&format!(
                "The ledger is whole. Rows: {}; records: {}, of them open: {}. Keep the head hash somewhere else, to compare.",
                found.entries, found.records, found.open
            ));
            Ok(super::OK)
        }
        (Verdict::Broken(broken), ledger) => {
            super::out::data(&format!("broken\t{broken}\n"))?;
            super::out::tell(&format!(
                "The ledger {} is NOT whole. Don't write to it. Copy it and the files beside it (-wal, -shm) to a safe place, note who found this and when, and go back to the last backup that verifies.",
                ledger.path().display()
            ));
            Ok(super::FELL_SHORT)
        }
    }
}
