//! Case files out: equal to what came in, and never over another file.

use std::collections::HashMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::payload::pretty;
use super::read::json;
use super::{Doing, Ledger, LedgerError, sync_folder};

/// The longest name, in characters, that an export takes from a custody number.
const LONGEST_NAME: usize = 80;

/// The longest name in bytes: file systems take 255, and an id and an ending come behind it.
const LONGEST_NAME_BYTES: usize = 200;

/// What came of exporting one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// The file was written and is on disk.
    Written(PathBuf),
    /// The same file was there already, byte for byte.
    AlreadyThere(PathBuf),
}

impl Exported {
    /// Returns where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Written(path) | Self::AlreadyThere(path) => path,
        }
    }
}

impl Ledger {
    /// Returns a record's case file as text, the same bytes each time; none where there is no such record.
    ///
    /// As JSON it equals what came in, with what was appended after it, to the offset of each time.
    ///
    /// # Errors
    /// The file can't be read, or an entry in it can't.
    pub fn export_text(&self, record_id: &str) -> Result<Option<String>, LedgerError> {
        let file = json(&self.connection, record_id).map_err(|error| error.named(self))?;
        Ok(file.as_ref().map(pretty))
    }

    /// Writes a record's case file into a folder, under its custody number: whole and on disk, or not at all.
    ///
    /// Characters that a file system may not take become `-`; where two custody numbers of the ledger would then share
    /// a name, both carry the start of their record's id. Missing folders are made. On Unix only this user may read it.
    ///
    /// # Errors
    /// [`LedgerError::NoSuchRecord`]; [`LedgerError::InTheWay`] where another file has that name, which is left as it
    /// was; otherwise the folder couldn't be written.
    pub fn export(&self, record_id: &str, folder: &Path) -> Result<Exported, LedgerError> {
        let Some(text) = self.export_text(record_id)? else {
            return Err(LedgerError::NoSuchRecord { doing: Doing::Export, asked_for: record_id.to_owned() });
        };
        let path = folder.join(format!("{}.json", self.file_stem(record_id)?));
        let io = |source| LedgerError::io(&path, Doing::Export, source);
        std::fs::create_dir_all(folder).map_err(|source| LedgerError::io(folder, Doing::Export, source))?;
        if let Some(there) = already_there(&path, &text)? {
            return Ok(there);
        }
        let mut file =
            tempfile::Builder::new().prefix(".pacekeeper-").suffix(".new").tempfile_in(folder).map_err(io)?;
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(io)?;
        match file.persist_noclobber(&path) {
            Ok(_) => {}
            // Another export came in between: as a rule with the same file.
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                return already_there(&path, &text)?.ok_or_else(|| io(error.error));
            }
            Err(error) => return Err(io(error.error)),
        }
        sync_folder(folder).map_err(io)?;
        Ok(Exported::Written(path))
    }

    /// Returns the name that a record's files have, without an ending: its custody number, with its id behind it where
    /// another record's number would give the same name.
    ///
    /// # Errors
    /// The ledger can't be read.
    pub fn file_stem(&self, record_id: &str) -> Result<String, LedgerError> {
        let mut by_name: HashMap<String, usize> = HashMap::new();
        let mut own = String::new();
        self.each_number(|id, number| {
            let name = safe_name(number);
            *by_name.entry(name.to_lowercase()).or_default() += 1;
            if id == record_id {
                own = name;
            }
        })?;
        Ok(match by_name.get(&own.to_lowercase()) {
            Some(0 | 1) | None => own,
            Some(_) => format!("{own}-{}", record_id.get(..8).unwrap_or(record_id)),
        })
    }
}

/// Returns that the same file is there already; none where nothing is.
fn already_there(path: &Path, text: &str) -> Result<Option<Exported>, LedgerError> {
    match std::fs::read(path) {
        Ok(there) if there == text.as_bytes() => Ok(Some(Exported::AlreadyThere(path.to_owned()))),
        Ok(_) => Err(LedgerError::InTheWay { path: path.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(LedgerError::io(path, Doing::Export, error)),
    }
}

/// Returns a custody number as a name that every file system takes.
fn safe_name(custody_number: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= LONGEST_NAME_BYTES
    };
    let name: String = custody_number.trim().chars().map(safe).take(LONGEST_NAME).take_while(fits).collect();
    let name = name.trim_matches(['.', '-']);
    let stem = name.split('.').next().unwrap_or_default().to_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
    if device || name.is_empty() { format!("record-{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{TempLedger, case_text, written};
    use super::*;

    fn import(ledger: &mut TempLedger, text: &str) -> String {
        match ledger.import(text, "test", written()).unwrap() {
            super::super::Imported::New { record_id, .. } => record_id,
            same @ super::super::Imported::Same { .. } => panic!("{same:?}"),
        }
    }

    #[test]
    fn what_goes_out_equals_what_came_in_to_the_offset_of_each_time() {
        let mut ledger = TempLedger::new();
        let text = r#"{ "custody_number": "KE/1/26", "format": "pacekeeper-case/1", "child": {"name": "Si\u00e2n"},
            "entries": [ {"kind": "woke", "at": "2026-10-25T01:30:00+01:00"},
                         {"kind": "woke", "at": "2026-10-25T01:30:00-00:00", "recorded_at": "2026-10-25t01:31:00.5z"} ] }"#;
        let record_id = import(&mut ledger, text);
        let out = ledger.export_text(&record_id).unwrap().unwrap();
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(value(&out), value(text));
        assert_eq!(ledger.export_text(&record_id).unwrap().unwrap(), out);
    }

    #[test]
    fn an_export_never_goes_over_another_file() {
        let mut ledger = TempLedger::new();
        let record_id = import(&mut ledger, &case_text("KE/1/26", 2));
        let out = ledger.folder().join("out");
        let written = ledger.export(&record_id, &out).unwrap();
        assert_eq!(written, Exported::Written(out.join("KE-1-26.json")));
        assert_eq!(ledger.export(&record_id, &out).unwrap(), Exported::AlreadyThere(out.join("KE-1-26.json")));
        std::fs::write(written.path(), "mine").unwrap();
        let error = ledger.export(&record_id, &out).unwrap_err();
        assert!(matches!(error, LedgerError::InTheWay { .. }), "{error}");
        assert_eq!(std::fs::read_to_string(written.path()).unwrap(), "mine");
        assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1, "nothing left beside it");
    }

    #[test]
    fn two_numbers_that_would_share_a_name_dont() {
        let mut ledger = TempLedger::new();
        let slashes = import(&mut ledger, &case_text("KE/1/26", 1));
        let dashes = import(&mut ledger, &case_text("KE-1-26", 1));
        let out = ledger.folder().join("out");
        let names: Vec<_> = [slashes, dashes].iter().map(|id| ledger.export(id, &out).unwrap()).collect();
        assert_ne!(names[0].path(), names[1].path());
    }

    #[test]
    fn a_number_becomes_a_name_every_file_system_takes() {
        for (number, name) in [
            ("KE/2214/26", "KE-2214-26"),
            ("../../etc/passwd", "etc-passwd"),
            ("con", "record-con"),
            ("nul.txt", "record-nul.txt"),
            ("\\\\server\\c$", "server-c"),
            ("..", "record-"),
            ("a\u{202E}b:c", "a-b-c"),
        ] {
            assert_eq!(safe_name(number), name);
        }
        assert_eq!(safe_name(&"x".repeat(300)).len(), LONGEST_NAME);
        assert_eq!(safe_name(&"\u{1D400}".repeat(300)).len(), LONGEST_NAME_BYTES);
    }
}
