//! Case files in: a bad file is refused whole, the same file twice is told and not doubled.

use rusqlite::TransactionBehavior;
use serde_json::Value;

use super::append::open_record;
use super::read::json;
use super::{Doing, Ledger, LedgerError};
use crate::record::Instant;
use crate::record::text::visible;
use crate::record::{CaseFile, Entry, Problem};

/// What came of one case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// A new record, on disk.
    New {
        /// The record.
        record_id: String,
        /// Its custody number.
        custody_number: String,
        /// How many entries it has.
        entries: usize,
        /// The times of those that lie later than when it was written, the earliest first.
        ahead: Vec<Instant>,
    },
    /// Everything in the file was in the ledger already; nothing was changed.
    Same {
        /// The record.
        record_id: String,
        /// Its custody number.
        custody_number: String,
        /// How many entries the ledger has after the last one of the file.
        later: usize,
    },
}

/// A case file read and not yet written.
struct Incoming {
    case: CaseFile,
    /// As it came in: the order of its fields, and each time just as written.
    json: Value,
}

impl Ledger {
    /// Brings in the text of one case file: all of it, or nothing. `source` names it in messages; `written` is when, by
    /// the desk's clock.
    ///
    /// # Errors
    /// [`LedgerError::NotACase`] with path and line; [`LedgerError::Differs`] where the custody number is in the
    /// ledger with other content; otherwise the ledger couldn't be written.
    pub fn import(&mut self, text: &str, source: &str, written: Instant) -> Result<Imported, LedgerError> {
        let incoming = read(text).map_err(|problem| not_a_case(source, problem))?;
        self.import_all(vec![incoming], source, written)?.pop().ok_or_else(|| no_case(source))
    }

    /// Brings in a case file that was read leniently, as it was read; otherwise as [`Self::import`].
    ///
    /// # Errors
    /// As for [`Self::import`].
    pub fn import_case(&mut self, case: &CaseFile, source: &str, written: Instant) -> Result<Imported, LedgerError> {
        let incoming = Incoming { case: case.clone(), json: case.write() };
        self.import_all(vec![incoming], source, written)?.pop().ok_or_else(|| no_case(source))
    }

    /// Brings in the text of a `.jsonl` file, one case file a line: all of them, or nothing. Blank lines are passed over.
    ///
    /// # Errors
    /// As for [`Self::import`]; the line is that of the whole text.
    pub fn import_lines(&mut self, text: &str, source: &str, written: Instant) -> Result<Vec<Imported>, LedgerError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut incoming = Vec::new();
        for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let read = read(line).map_err(|problem| not_a_case(source, Problem { line: i + 1, ..problem }))?;
            incoming.push(read);
        }
        if incoming.is_empty() {
            return Err(no_case(source));
        }
        self.import_all(incoming, source, written)
    }

    /// Writes case files in one transaction.
    fn import_all(
        &mut self,
        incoming: Vec<Incoming>,
        source: &str,
        written: Instant,
    ) -> Result<Vec<Imported>, LedgerError> {
        let imported = self.try_import(incoming, source, written);
        if imported.is_err() {
            // It may have learned numbers from rows that were never committed.
            self.numbers.get_mut().forget();
        }
        imported
    }

    fn try_import(
        &mut self,
        incoming: Vec<Incoming>,
        source: &str,
        written: Instant,
    ) -> Result<Vec<Imported>, LedgerError> {
        let path = &self.path;
        let sqlite = |source| LedgerError::sqlite(path, Doing::Import, source);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sqlite)?;
        let numbers = self.numbers.get_mut();
        let mut imported = Vec::with_capacity(incoming.len());
        for Incoming { case, json: file } in incoming {
            numbers.catch_up(&transaction).map_err(|error| error.with(path, Doing::Import))?;
            let custody_number = case.head.custody_number.clone();
            let Some(record_id) = numbers.id_of(&custody_number) else {
                let entries = case.entries.len();
                let mut ahead: Vec<Instant> = case.entries.iter().map(Entry::at).filter(|at| *at > written).collect();
                ahead.sort_unstable();
                let appended = open_record(&transaction, &self.identity, case, file, Doing::Import, written, sqlite)?;
                imported.push(Imported::New { record_id: appended.record_id, custody_number, entries, ahead });
                continue;
            };
            let stored =
                json(&transaction, &record_id).map_err(|error| error.with(path, Doing::Import))?.unwrap_or(Value::Null);
            match compare(&stored, &file) {
                Compared::Within { later } => imported.push(Imported::Same { record_id, custody_number, later }),
                Compared::Otherwise(difference) => {
                    let source_name = visible(source).into_owned();
                    return Err(LedgerError::Differs { source_name, custody_number, difference });
                }
            }
        }
        transaction.commit().map_err(sqlite)?;
        Ok(imported)
    }
}

fn read(text: &str) -> Result<Incoming, Problem> {
    let case = CaseFile::read(text)?;
    let json = serde_json::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text)).map_err(|error| Problem {
        path: String::new(),
        line: error.line(),
        message: error.to_string(),
    })?;
    Ok(Incoming { case, json })
}

fn not_a_case(source: &str, problem: Problem) -> LedgerError {
    LedgerError::NotACase { source_name: visible(source).into_owned(), problem }
}

fn no_case(source: &str) -> LedgerError {
    let message = "the file is empty: expected case files, one JSON object a line".to_owned();
    not_a_case(source, Problem { path: String::new(), line: 1, message })
}

/// How a file stands to the record that has its custody number.
#[derive(Debug, PartialEq)]
enum Compared {
    /// Everything in it is in the record, which goes on with so many entries.
    Within { later: usize },
    /// It says something the record doesn't: where, without quoting either.
    Otherwise(String),
}

fn compare(stored: &Value, file: &Value) -> Compared {
    let (stored_entries, file_entries) = (entries(stored), entries(file));
    let heads = |value: &Value| {
        let mut head = value.clone();
        if let Value::Object(map) = &mut head {
            map.shift_remove("entries");
        }
        head
    };
    let different = first_difference(&heads(stored), &heads(file), "").or_else(|| {
        let pairs = stored_entries.iter().zip(file_entries).enumerate();
        pairs.into_iter().find_map(|(i, (a, b))| first_difference(a, b, &format!("/entries/{i}")))
    });
    if let Some(path) = different {
        return Compared::Otherwise(format!("the two first differ at {}", visible(&path)));
    }
    let held = stored_entries.len();
    match file_entries.len().checked_sub(held) {
        Some(more) if more > 0 => {
            let entries = if more == 1 { "1 entry" } else { &format!("{more} entries") };
            Compared::Otherwise(format!("this file goes on with {entries} more, from /entries/{held}"))
        }
        _ => Compared::Within { later: held - file_entries.len().min(held) },
    }
}

fn entries(file: &Value) -> &[Value] {
    file.get("entries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Returns the JSON pointer of the first value that differs; the order of names in an object doesn't matter.
fn first_difference(a: &Value, b: &Value, path: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let within = |name: &str| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
            a.iter()
                .find_map(|(name, value)| match b.get(name) {
                    Some(other) => first_difference(value, other, &within(name)),
                    None => Some(within(name)),
                })
                .or_else(|| b.keys().find(|name| !a.contains_key(*name)).map(|name| within(name)))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs.into_iter().find_map(|(i, (a, b))| first_difference(a, b, &format!("{path}/{i}")))
        }
        (a, b) => (a != b).then(|| path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{TempLedger, case_text, written};
    use super::*;

    #[test]
    fn the_same_file_twice_is_told_and_not_doubled() {
        let mut ledger = TempLedger::new();
        let text = case_text("KE/1/26", 3);
        let Imported::New { record_id, entries: 3, .. } = ledger.import(&text, "a.json", written()).unwrap() else {
            panic!()
        };
        let again = ledger.import(&text, "b.json", written()).unwrap();
        assert_eq!(again, Imported::Same { record_id, custody_number: "KE/1/26".into(), later: 0 });
        assert_eq!(ledger.records().unwrap().len(), 1);
    }

    #[test]
    fn a_number_in_other_case_or_with_spaces_is_the_same_number() {
        let mut ledger = TempLedger::new();
        ledger.import(&case_text("KE/1/26", 1), "a.json", written()).unwrap();
        let error = ledger.import(&case_text(" ke/1/26", 1), "b.json", written()).unwrap_err();
        assert!(error.to_string().contains("differ at /custody_number"), "{error}");
        assert!(ledger.find("ke/1/26 ").unwrap().is_some());
    }

    #[test]
    fn a_file_that_goes_on_is_refused_and_says_so() {
        let mut ledger = TempLedger::new();
        ledger.import(&case_text("KE/1/26", 2), "a.json", written()).unwrap();
        let error = ledger.import(&case_text("KE/1/26", 4), "b.json", written()).unwrap_err().to_string();
        assert!(error.contains("goes on with 2 entries more, from /entries/2"), "{error}");
        assert!(error.contains("NOT imported") && error.contains("at the desk"), "{error}");
        assert_eq!(ledger.find("KE/1/26").unwrap().unwrap().case.entries.len(), 2);
    }

    #[test]
    fn a_file_older_than_the_record_is_told() {
        let mut ledger = TempLedger::new();
        ledger.import(&case_text("KE/1/26", 4), "a.json", written()).unwrap();
        let told = ledger.import(&case_text("KE/1/26", 3), "b.json", written()).unwrap();
        assert!(matches!(told, Imported::Same { later: 1, .. }), "{told:?}");
    }

    #[test]
    fn a_difference_is_named_by_its_place_and_never_quoted() {
        let mut ledger = TempLedger::new();
        let text = case_text("KE/1/26", 2);
        ledger.import(&text, "a.json", written()).unwrap();
        let error = ledger.import(&text.replace("Ceri", "Secret"), "b.json", written()).unwrap_err().to_string();
        assert!(error.contains("differ at /child/name") && !error.contains("Secret"), "{error}");
    }

    #[test]
    fn one_bad_line_refuses_the_whole_of_a_jsonl_file() {
        let mut ledger = TempLedger::new();
        let good: Value = serde_json::from_str(&case_text("KE/1/26", 2)).unwrap();
        let bad =
            json!({ "format": "pacekeeper-case/1", "custody_number": "KE/2/26", "entries": [{ "kind": "chek" }] });
        let error = ledger.import_lines(&format!("{good}\n\n{bad}\n"), "all.jsonl", written()).unwrap_err().to_string();
        assert!(error.contains("line 3") && error.contains("all.jsonl"), "{error}");
        assert!(ledger.records().unwrap().is_empty());
        let imported = ledger.import_lines(&format!("{good}\n\n{good}\n"), "all.jsonl", written()).unwrap();
        assert!(matches!(imported.as_slice(), [Imported::New { .. }, Imported::Same { later: 0, .. }]));
    }

    #[test]
    fn a_refused_jsonl_file_leaves_no_trace_in_what_is_known() {
        let mut ledger = TempLedger::new();
        let line =
            |number, entries| serde_json::from_str::<Value>(&case_text(number, entries)).unwrap().to_string() + "\n";
        let clash = line("KE/1/26", 1) + &line("KE/2/26", 1) + &line("KE/1/26", 3);
        assert!(matches!(ledger.import_lines(&clash, "x.jsonl", written()), Err(LedgerError::Differs { .. })));
        assert_eq!(ledger.find("KE/2/26").unwrap(), None);
        assert!(matches!(ledger.import(&case_text("KE/2/26", 1), "y", written()).unwrap(), Imported::New { .. }));
    }
}
