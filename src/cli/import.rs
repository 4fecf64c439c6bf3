//! `pacekeeper import`: case files into the ledger.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::clock::now;
use crate::ledger::{Imported, Ledger, LedgerError};
use crate::record::CaseFile;
use crate::record::case_file::MAX_BYTES;
use crate::record::text::visible;

/// The most bytes a `.jsonl` file may have: it is held in memory until every line is known to be good.
const MAX_LINES_BYTES: u64 = 16 * MAX_BYTES;

/// Brings case files into the ledger.
///
/// A file is taken whole or not at all: one bad entry refuses it, and in a .jsonl file one bad line refuses all its
/// lines. The same file twice is told, not doubled. A file under a custody number that the ledger holds with other
/// content is refused: importing never adds to a record.
///
/// Prints one line a record: `new` or `held`, custody number, number of entries or "-", file. Exit status 0 where every
/// file is now in the ledger, 2 where one or more were refused; each is named, and the good ones are in.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: pacekeeper import KE-2214-26.json\n          pacekeeper import --ledger keynsham.ledger exported/"
)]
pub struct Args {
    /// Case files (.json, or .jsonl with one a line), folders of them, or - for standard input.
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
        eprintln!("TRAINING: {} is a training ledger.", ledger.path().display());
    }
    let mut status = super::OK;
    for path in &args.paths {
        let files = match files_at(path) {
            Ok(files) => files,
            Err(error) => {
                super::say(&error);
                status = super::UNUSABLE;
                continue;
            }
        };
        for file in files {
            match import_file(&mut ledger, &file, args.lenient) {
                Ok(imported) => print(&imported, &file)?,
                Err(error) if is_about_the_file(&error) => {
                    super::say(&error);
                    status = super::UNUSABLE;
                }
                Err(error) => {
                    eprintln!("Stopped at {}: nothing of it or of the files after it was imported.", shown(&file));
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
    let lines = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let text = read(file, if lines { MAX_LINES_BYTES } else { MAX_BYTES })
        .with_context(|| format!("{source} was NOT imported, nothing of it"))?;
    if lines {
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
        eprintln!("{source}: kept as a note: {problem}");
    }
    Ok(vec![imported])
}

fn print(imported: &[Imported], file: &Path) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for one in imported {
        match one {
            Imported::New { custody_number, entries, .. } => {
                writeln!(out, "new\t{}\t{entries}\t{}", visible(custody_number), shown(file))?;
            }
            Imported::Same { custody_number, later, .. } => {
                writeln!(out, "held\t{}\t-\t{}", visible(custody_number), shown(file))?;
                let more = if *later > 0 { format!(", with {later} later") } else { String::new() };
                eprintln!("{}: everything in it was in the ledger already{more}; nothing was changed.", shown(file));
            }
        }
    }
    Ok(out.flush()?)
}

/// Returns the case files a path stands for: itself, or all in a folder and its folders, by name.
fn files_at(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if path == Path::new("-") || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let listed = std::fs::read_dir(&folder).with_context(|| format!("{} can't be read", shown(&folder)))?;
        for item in listed {
            let item = item.with_context(|| format!("{} can't be read", shown(&folder)))?;
            let (path, sort) = (item.path(), item.file_type()?);
            let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
            if sort.is_dir() {
                folders.push(path);
            } else if ending == "json" || ending == "jsonl" {
                files.push(path);
            }
        }
    }
    if files.is_empty() {
        bail!("{} holds no case files (.json or .jsonl): nothing was imported from it", shown(path));
    }
    files.sort();
    Ok(files)
}

fn read(file: &Path, most: u64) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > most {
        bail!("it has more than {} MiB, far more than any detention", most / (1024 * 1024));
    }
    String::from_utf8(bytes).context("it isn't UTF-8 text")
}

fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { visible(&path.to_string_lossy()).into_owned() }
}
