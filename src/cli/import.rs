//! `pacekeeper import`: case files into the ledger.

use std::path::{Path, PathBuf};

use super::clock::now;
use super::out::{data, tell};
use super::source::{files_at, is_lines, shown, text_of};
use crate::ledger::{Imported, Ledger, LedgerError};
use crate::record::text::visible;
use crate::record::time::dated_clock;
use crate::record::{CaseFile, Instant};

/// Bring case files into the ledger.
///
/// A file is taken whole or not at all: one bad entry refuses it, and in a .jsonl file one bad line refuses all its
/// lines. The same file twice is told, not doubled. A file under a custody number that the ledger holds with other
/// content is refused: importing never adds to a record.
///
/// Prints one line a record: `new` or `held`, custody number, number of entries or "-", file. Exit status 0 where every
/// file is now in the ledger, 2 where one or more were refused; each is named, and the good ones are in.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: pacekeeper import TB-0701-26.json\n          pacekeeper import --ledger testbridge.ledger exported/"
)]
pub struct Args {
    /// Case files (.json, or .jsonl with one a line), folders of them (not the folders below), or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Keep unknown kinds, fields and words as notes instead of refusing the file, and say so. Not for .jsonl.
    #[arg(long)]
    pub lenient: bool,
}

/// Imports every file; prints what came of each.
///
/// # Errors
/// The ledger can't be opened, or can't be written any more; what was reported before is in.
pub fn run(args: &Args, ledger: &Path) -> anyhow::Result<u8> {
    let mut ledger = Ledger::open(ledger)?;
    if ledger.is_training() {
        tell(&format!("TRAINING: {} is a training ledger.", ledger.path().display()));
    }
    let mut status = super::OK;
    for path in &args.paths {
        let files = match files_at(path) {
            Ok(files) => files,
            Err(problem) => {
                super::say(&LedgerError::NotACase { source_name: shown(path), problem }.into());
                status = super::UNUSABLE;
                continue;
            }
        };
        for file in files {
            match import_file(&mut ledger, &file, args.lenient) {
                Ok(imported) => {
                    print(&imported, &file).inspect_err(|_| {
                        tell(&format!("{} is in the ledger; no file after it was imported.", shown(&file)));
                    })?;
                }
                Err(error) if is_about_the_file(&error) => {
                    super::say(&error);
                    status = super::UNUSABLE;
                }
                Err(error) => {
                    tell(&format!("Stopped at {}: nothing of it or of the files after it was imported.", shown(&file)));
                    return Err(error);
                }
            }
        }
    }
    Ok(status)
}

/// Returns whether the next file may still go in: this one is bad, not the ledger.
fn is_about_the_file(error: &anyhow::Error) -> bool {
    match error.downcast_ref::<LedgerError>() {
        Some(LedgerError::NotACase { .. } | LedgerError::Differs { .. }) | None => true,
        Some(_) => false,
    }
}

fn import_file(ledger: &mut Ledger, file: &Path, lenient: bool) -> anyhow::Result<Vec<Imported>> {
    let source = shown(file);
    let text = text_of(file).map_err(|problem| LedgerError::NotACase { source_name: source.clone(), problem })?;
    if is_lines(file) {
        return Ok(ledger.import_lines(&text, &source, now())?);
    }
    if !lenient {
        return Ok(vec![ledger.import(&text, &source, now())?]);
    }
    let (case, kept) = CaseFile::read_lenient(&text)
        .map_err(|problem| LedgerError::NotACase { source_name: source.clone(), problem })?;
    if kept.is_empty() {
        return Ok(vec![ledger.import(&text, &source, now())?]);
    }
    let imported = ledger.import_case(&case, &source, now())?;
    for problem in kept {
        tell(&format!("{source}: kept as a note: {problem}"));
    }
    Ok(vec![imported])
}

fn print(imported: &[Imported], file: &Path) -> anyhow::Result<()> {
    for one in imported {
        match one {
            Imported::New { custody_number, entries, ahead, .. } => {
                data(&format!("new\t{}\t{entries}\t{}\n", visible(custody_number), shown(file)))?;
                if let Some(first) = ahead.first() {
                    tell(&format!("{}: {}", shown(file), dated_ahead(ahead.len(), *first)));
                }
            }
            Imported::Same { custody_number, later, .. } => {
                data(&format!("held\t{}\t-\t{}\n", visible(custody_number), shown(file)))?;
                let more = if *later > 0 { format!(", with {later} later") } else { String::new() };
                tell(&format!(
                    "{}: everything in it was in the ledger already{more}; nothing was changed.",
                    shown(file)
                ));
            }
        }
    }
    Ok(())
}

/// Says that entries lie ahead of the clock: they are in, and a wrong date among them is put right at the desk.
fn dated_ahead(count: usize, first: Instant) -> String {
    let (entries, they) =
        if count == 1 { ("1 entry is", "it counts") } else { (&*format!("{count} entries are"), "they count") };
    format!(
        "{entries} dated later than now, the first {}. The file is in as it stands; {they} only once that time has come. If a date is wrong, correct it at the desk.",
        dated_clock(first)
    )
}
