//! `pack`: one child's panel sheet, as a page to read and print.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;

use super::OK;
use super::clock;
use super::source::shown;
use crate::law::{Facts, Policy, Suite, assess};
use crate::ledger::{Ledger, Verdict};
use crate::pack::{Edition, Sheet, html};
use crate::record::{Instant, Record};

/// What every page says it was made by; a file without it is someone else's and is never written over.
const MADE_BY: &str = "Made by Pacekeeper";

/// Make one child's panel sheet: a single page with the hours, the child's words, what was owed, what went well.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper pack --record TB/0701/26 --out sheets
The page is named and marked OFFICIAL-SENSITIVE. Open it in a browser; print it from there.")]
pub struct Args {
    /// The custody record number.
    #[arg(long, value_name = "NUMBER")]
    pub record: String,
    /// The folder the page is written to; made where it isn't there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The force's policy file (TOML).
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// Runs `pack`; returns its exit status. Prints the path of the page.
///
/// # Errors
/// A ledger that can't be read, a number that isn't in it, a folder that can't be written.
pub fn run(args: &Args, ledger: &Path) -> Result<u8> {
    let policy = super::policy::read(args.policy.as_deref())?;
    let ledger = Ledger::open(ledger)?;
    let now = clock::of(&ledger)?;
    let path = write(&ledger, &args.record, &policy, now, &args.out)?;
    super::out::data(&format!("{}\n", shown(&path)))?;
    Ok(OK)
}

/// Writes a record's sheet into a folder; returns its path once it is on disk. A closed record is judged at its last
/// entry, an open one at `now`.
///
/// # Errors
/// As for [`run`].
pub fn write(ledger: &Ledger, custody_number: &str, policy: &Policy, now: Instant, out: &Path) -> Result<PathBuf> {
    let Some(stored) = ledger.find(custody_number)? else {
        let number = crate::record::text::visible(custody_number).into_owned();
        bail!("no record {number} is in the ledger: `pacekeeper board` lists the open ones");
    };
    let record_id = stored.record_id;
    let record = Record::fold(stored.case);
    let suite = Suite::default();
    let last = record.last_at().context("the record has no entries: there is nothing to make a sheet of")?;
    let closed = Facts::gather(&record, policy, &suite, last).closed();
    let at = if closed { last } else { now };
    let facts = Facts::gather(&record, policy, &suite, at);
    let edition = Edition {
        marking: "OFFICIAL-SENSITIVE",
        handling: "Named: for the statutory panel only, under its sharing agreement. Not for wider circulation."
            .to_owned(),
        training: ledger.is_training(),
        head: head(ledger)?,
    };
    let page = html(&Sheet::of(&facts, &assess(&record, policy, at), edition)).context("the page can't be made")?;
    let path = out.join(format!("{}.html", ledger.file_stem(&record_id)?));
    put(&path, &page)?;
    Ok(path)
}

/// Returns the head of the ledger in words, after the whole chain was checked.
fn head(ledger: &Ledger) -> Result<Option<String>> {
    match ledger.verify()? {
        Verdict::Whole(whole) => Ok(Some(format!("entry {}, {}", whole.entries, whole.head_hex()))),
        Verdict::Broken(broken) => bail!("the ledger isn't whole ({}): run `pacekeeper verify` first", broken.what),
    }
}

/// Writes the page whole or not at all.
fn put(path: &Path, page: &str) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: io::Error| {
        let said = format!("The sheet wasn't written: {}", not_written(path, error.kind()));
        anyhow::Error::new(error).context(said)
    };
    fs::create_dir_all(folder).map_err(failed)?;
    match fs::read(path) {
        Ok(old) if old.windows(MADE_BY.len()).any(|words| words == MADE_BY.as_bytes()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        // Someone else's, or nobody can tell: either way it isn't ours to write over.
        Ok(_) | Err(_) => bail!(
            "The sheet wasn't written: {} is there already and isn't a sheet: it was left as it is; give another folder with --out",
            shown(path)
        ),
    }
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(page.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Says which path couldn't be written, why, and what to do.
fn not_written(path: &Path, why: ErrorKind) -> String {
    let path = shown(path);
    match why {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!(
                "this user may not write {path}. Give another folder with --out, or the right to write to that one."
            )
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("the disk that holds {path} is full. Make room on it, or give another folder with --out.")
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            format!("something in the path {path} is a file where a folder is meant. Give another folder with --out.")
        }
        _ => format!("{path} can't be made. Check the path and the disk, or give another folder with --out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_someone_elses_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        fs::write(&path, "my notes").unwrap();
        assert!(put(&path, "Made by Pacekeeper").unwrap_err().to_string().contains("left as it is"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "my notes");
        fs::write(&path, b"Latin-1 caf\xe9").unwrap();
        assert!(put(&path, "Made by Pacekeeper").unwrap_err().to_string().contains("left as it is"));
        assert_eq!(fs::read(&path).unwrap(), b"Latin-1 caf\xe9");
    }

    #[test]
    fn a_sheet_made_again_takes_the_place_of_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.html");
        put(&path, "Made by Pacekeeper, once").unwrap();
        put(&path, "Made by Pacekeeper, twice").unwrap();
        assert!(fs::read_to_string(&path).unwrap().ends_with("twice"));
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }
}
