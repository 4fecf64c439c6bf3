//! `pacekeeper export`: case files out of the ledger.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::out::{data, tell};
use super::source::shown;
use crate::ledger::{Doing, Exported, Ledger, LedgerError};

/// Write records out as case files.
///
/// What goes out equals what came in, to the offset of each time, with what was written at the desk after it. Each file
/// has its custody number as its name, and only this user may read it. A file that is there already is never
/// overwritten: the same one is told, another one is refused.
///
/// Prints the path of each file. Exit status 0 where every record asked for is in the folder, 2 where not.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: pacekeeper export --out exported\n          pacekeeper export --record TB/0701/26 --out exported"
)]
pub struct Args {
    /// The custody number, or the ledger's own id, of one record; all records without it.
    #[arg(long, value_name = "N")]
    pub record: Option<String>,
    /// The folder to write to; made where it isn't there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Exports the records; prints the path of each file.
///
/// # Errors
/// The ledger can't be read, there is no such record, or the folder can't be written.
pub fn run(args: &Args, ledger: &Path) -> anyhow::Result<u8> {
    let ledger = Ledger::open(ledger)?;
    if ledger.is_training() {
        tell("TRAINING: these are no real children. The files themselves don't say so: keep them apart.");
    }
    let ids = match &args.record {
        Some(asked_for) => vec![find(&ledger, asked_for)?],
        None => ledger.record_ids()?,
    };
    if ids.is_empty() {
        tell("The ledger has no records: nothing was written.");
    }
    let mut status = super::OK;
    for id in ids {
        match ledger.export(&id, &args.out) {
            Ok(exported) => {
                data(&format!("{}\n", shown(exported.path())))?;
                if let Exported::AlreadyThere(path) = exported {
                    tell(&format!("{} was there already, the same.", path.display()));
                }
            }
            Err(error @ LedgerError::InTheWay { .. }) => {
                super::say(&error.into());
                status = super::UNUSABLE;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(status)
}

fn find(ledger: &Ledger, asked_for: &str) -> anyhow::Result<String> {
    if let Some(stored) = ledger.find(asked_for)? {
        return Ok(stored.record_id);
    }
    if let Some(stored) = ledger.record(asked_for)? {
        return Ok(stored.record_id);
    }
    bail!(LedgerError::NoSuchRecord { doing: Doing::Export, asked_for: asked_for.to_owned() })
}
