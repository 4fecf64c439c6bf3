//! Case files from paths: files, folders, `-` for standard input; one object a file, or one a line in `.jsonl`.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::record::case_file::MAX_BYTES;
use crate::record::{CaseFile, Problem};

/// One case file as it came: what it is called, and the case or why it can't be used.
#[derive(Debug)]
pub struct Source {
    /// The path as given, with `:line` behind it in a `.jsonl` file; `-` for standard input.
    pub file: String,
    /// The case, or the problem.
    pub read: Result<CaseFile, Problem>,
    /// What lenient reading kept as notes.
    pub kept: Vec<Problem>,
}

/// The most bytes a `.jsonl` file may have: it is held in memory until every line is known to be good.
const MOST_LINES_BYTES: u64 = 16 * MAX_BYTES;

/// A file to be read, or a path with its problem.
pub type Listed = Result<PathBuf, Box<Source>>;

/// Lists every file at those paths, in their order, folders in order of name.
///
/// What can't be used, or isn't there, is listed with its problem: the others are still answered.
pub fn listed(paths: &[PathBuf]) -> Vec<Listed> {
    let mut files = Vec::new();
    for path in paths {
        match files_at(path) {
            Ok(found) => files.extend(found.into_iter().map(Ok)),
            Err(problem) => files.push(Err(Source { file: shown(path), read: Err(problem), kept: Vec::new() }.into())),
        }
    }
    files
}

/// Reads the case files in a file that was listed.
pub fn read(file: Listed, lenient: bool) -> Vec<Source> {
    file.map_or_else(|source| vec![*source], |file| sources_of(&file, lenient))
}

/// Returns the case files a path stands for: itself, or all in a folder (not in folders below it), by name.
///
/// # Errors
/// A path that isn't there, can't be looked at or is neither file nor folder; a folder that can't be read or holds no
/// case files.
pub fn files_at(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    if path.as_os_str() == "-" {
        return Ok(vec![path.to_owned()]);
    }
    let found = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => whole("is a link to something that isn't there".to_owned()),
        ErrorKind::NotFound => {
            whole("isn't there: give a case file, a folder of them, or - for standard input".to_owned())
        }
        _ => whole(cant_be_read(&error)),
    })?;
    if found.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !found.is_dir() {
        // A pipe that nobody writes to would be waited for without end.
        return Err(whole("is neither a file nor a folder: send it in as standard input, with -".to_owned()));
    }
    let unreadable = |error: io::Error| whole(format!("the folder {}", cant_be_read(&error)));
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if file.is_file() && (ends_in(&file, "json") || ends_in(&file, "jsonl")) {
            files.push(file);
        }
    }
    if files.is_empty() {
        return Err(whole("is a folder that holds no case files (.json or .jsonl)".to_owned()));
    }
    files.sort();
    Ok(files)
}

/// Returns a problem with the whole of a file or folder.
fn whole(message: String) -> Problem {
    Problem { path: String::new(), line: 0, message }
}

/// Says that something can't be read, why, and what to do.
fn cant_be_read(error: &io::Error) -> String {
    let advice = match error.kind() {
        ErrorKind::PermissionDenied => ": give this user the right to read it",
        ErrorKind::NotFound => ": it was there a moment ago; try again",
        _ => "",
    };
    format!("can't be read ({error}){advice}")
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
pub fn text_of(file: &Path) -> Result<String, Problem> {
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
    let bytes = bytes.map_err(|error| whole(cant_be_read(&error)))?;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(unusable(1, "the text is UTF-16: save the file as UTF-8 and try again".to_owned()));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "the file has a zero byte here: it is damaged, isn't text, or is UTF-16. Save it as UTF-8, or get it again from where it came from";
        return Err(unusable(line_at(&bytes, at), message.to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        unusable(
            line_at(error.as_bytes(), good),
            "the text isn't UTF-8 from here on: save the file as UTF-8 and try again".to_owned(),
        )
    })
}

/// Returns the line, counted from 1, on which that byte stands.
fn line_at(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1
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
