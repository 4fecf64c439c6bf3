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

/// Reads every case file at those paths, folders in order of name.
///
/// # Errors
/// A path that isn't there, or a folder without case files. A file that can be found and not used is a [`Source`] with its problem.
pub fn read_all(paths: &[PathBuf], lenient: bool) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.extend(sources_of("-", limited(io::stdin().lock()), false, lenient));
        } else if path.is_dir() {
            let files = case_files_in(path)?;
            if files.is_empty() {
                bail!("{} holds no case files (.json or .jsonl)", shown(path));
            }
            for file in files {
                sources.extend(read_file(&file, lenient));
            }
        } else if path.exists() {
            sources.extend(read_file(path, lenient));
        } else {
            bail!("{} isn't there: give a case file, a folder of them, or - for standard input", shown(path));
        }
    }
    Ok(sources)
}

/// Returns a path with nothing hidden in it.
pub fn shown(path: &Path) -> String {
    crate::record::text::visible(&path.to_string_lossy()).into_owned()
}

fn case_files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("can't read the folder {}", shown(folder)))? {
        let path = entry.with_context(|| format!("can't read the folder {}", shown(folder)))?.path();
        let is_case = path.extension().is_some_and(|ext| ext == "json" || ext == "jsonl");
        if is_case && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_file(path: &Path, lenient: bool) -> Vec<Source> {
    let lines = path.extension().is_some_and(|ext| ext == "jsonl");
    let bytes = fs::File::open(path).and_then(|file| {
        // Looked at before it is read, so that a huge file is refused at once.
        if file.metadata()?.len() > MAX_BYTES && !lines {
            return Err(too_big());
        }
        if lines {
            let mut bytes = Vec::new();
            io::BufReader::new(file).read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        limited(file)
    });
    sources_of(&shown(path), bytes, lines, lenient)
}

fn too_big() -> io::Error {
    let message = format!("the file has more than {} MiB: a case file is one detention", MAX_BYTES / (1024 * 1024));
    io::Error::other(message)
}

fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_big()) } else { Ok(bytes) }
}

fn sources_of(file: &str, bytes: io::Result<Vec<u8>>, lines: bool, lenient: bool) -> Vec<Source> {
    let unusable = |message: String, line: usize| {
        vec![Source {
            file: file.to_owned(),
            read: Err(Problem { path: String::new(), line, message }),
            kept: Vec::new(),
        }]
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return unusable(format!("can't be read: {error}"), 1),
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes().iter().take(good).filter(|&&byte| byte == b'\n').count() + 1;
            let message = "the text isn't UTF-8 from here on: save the file as UTF-8 and try again".to_owned();
            return unusable(message, line);
        }
    };
    if !lines {
        return vec![one(file.to_owned(), &text, 0, lenient)];
    }
    let cases: Vec<Source> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| one(format!("{file}:{}", i + 1), line, i, lenient))
        .collect();
    if cases.is_empty() { unusable("the file is empty: expected one case file a line".to_owned(), 1) } else { cases }
}

fn one(file: String, text: &str, lines_before: usize, lenient: bool) -> Source {
    let moved = |problem: Problem| Problem { line: problem.line + lines_before, ..problem };
    let read = if lenient { CaseFile::read_lenient(text) } else { CaseFile::read(text).map(|case| (case, Vec::new())) };
    match read {
        Ok((case, kept)) => Source { file, read: Ok(case), kept: kept.into_iter().map(moved).collect() },
        Err(problem) => Source { file, read: Err(moved(problem)), kept: Vec::new() },
    }
}
