//! Case files from paths: files, folders, `-` for standard input; one object a file, or one a line in `.jsonl`.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::record::case_file::MAX_BYTES;
use crate::record::{CaseFile, Problem};

/// One case file as it came: what it is called, and the case or why it can't be used.
#[derive(Debug)]
pub struct Source {
    /// The path as given, with `:line` behind it in a `.jsonl` file; `-` for standard input.
    pub file: String,
    /// The case, or the problem.
    pub read: std::result::Result<CaseFile, Problem>,
    /// What lenient reading kept as notes.
    pub kept: Vec<Problem>,
}

/// The most bytes a `.jsonl` file may have: it is held in memory until every line is known to be good.
const MOST_LINES_BYTES: u64 = 16 * MAX_BYTES;

/// Reads every case file at those paths, folders in order of name.
///
/// # Errors
/// A path that isn't there, or a folder without case files. A file that can be found and not used is a [`Source`] with its problem.
pub fn read_all(paths: &[PathBuf], lenient: bool) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths {
        for file in files_at(path)? {
            sources.extend(sources_of(&file, lenient));
        }
    }
    Ok(sources)
}

/// Returns the case files a path stands for: itself, or all in a folder (not in folders below it), by name.
///
/// # Errors
/// A path that isn't there, a folder that can't be read or holds no case files.
pub fn files_at(path: &Path) -> Result<Vec<PathBuf>> {
    if path.as_os_str() == "-" || path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        bail!("{} isn't there: give a case file, a folder of them, or - for standard input", shown(path));
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("can't read the folder {}", shown(path)))? {
        let file = entry.with_context(|| format!("can't read the folder {}", shown(path)))?.path();
        if file.is_file() && (ends_in(&file, "json") || ends_in(&file, "jsonl")) {
            files.push(file);
        }
    }
    if files.is_empty() {
        bail!("{} holds no case files (.json or .jsonl)", shown(path));
    }
    files.sort();
    Ok(files)
}

/// Returns whether a file holds one case file a line.
pub fn is_lines(file: &Path) -> bool {
    ends_in(file, "jsonl")
}

fn ends_in(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Reads the text of a file, or of standard input for `-`; a file of lines may be longer than one case file.
///
/// # Errors
/// A file that can't be read, is too big, or isn't UTF-8; with the line where it is known.
pub fn text_of(file: &Path) -> std::result::Result<String, Problem> {
    let most = if is_lines(file) { MOST_LINES_BYTES } else { MAX_BYTES };
    let unusable = |line: usize, message: String| Problem { path: String::new(), line, message };
    let bytes = if file.as_os_str() == "-" {
        limited(io::stdin().lock(), most)
    } else {
        fs::File::open(file).and_then(|file| match file.metadata()?.len() {
            // Looked at before it is read, so that a huge file is refused at once.
            length if length > most => Err(too_big(most)),
            _ => limited(file, most),
        })
    };
    let bytes = bytes.map_err(|error| unusable(1, format!("can't be read: {error}")))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|&&byte| byte == b'\n').count() + 1;
        unusable(line, "the text isn't UTF-8 from here on: save the file as UTF-8 and try again".to_owned())
    })
}

fn too_big(most: u64) -> io::Error {
    io::Error::other(format!("the file has more than {} MiB: a case file is one detention", most / (1024 * 1024)))
}

fn limited(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_big(most)) } else { Ok(bytes) }
}

/// Returns a path with nothing hidden in it.
pub fn shown(path: &Path) -> String {
    crate::record::text::visible(&path.to_string_lossy()).into_owned()
}

fn sources_of(path: &Path, lenient: bool) -> Vec<Source> {
    let file = shown(path);
    let text = match text_of(path) {
        Ok(text) => text,
        Err(problem) => return vec![Source { file, read: Err(problem), kept: Vec::new() }],
    };
    if !is_lines(path) {
        return vec![one(file, &text, 0, lenient)];
    }
    let cases: Vec<Source> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| one(format!("{file}:{}", i + 1), line, i, lenient))
        .collect();
    if cases.is_empty() {
        let message = "the file is empty: expected one case file a line".to_owned();
        let problem = Problem { path: String::new(), line: 1, message };
        return vec![Source { file, read: Err(problem), kept: Vec::new() }];
    }
    cases
}

fn one(file: String, text: &str, lines_before: usize, lenient: bool) -> Source {
    let moved = |problem: Problem| Problem { line: problem.line + lines_before, ..problem };
    let read = if lenient { CaseFile::read_lenient(text) } else { CaseFile::read(text).map(|case| (case, Vec::new())) };
    match read {
        Ok((case, kept)) => Source { file, read: Ok(case), kept: kept.into_iter().map(moved).collect() },
        Err(problem) => Source { file, read: Err(moved(problem)), kept: Vec::new() },
    }
}
