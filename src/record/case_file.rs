//! The case file: one detention of one child, as it comes in and goes out.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::child::Child;
use super::entry::{Entry, EntryRef};
use super::field::{Field, fields};
use super::kinds::Kind;
use super::node::{Node, Read};
use super::problem::{Fault, Problem, suggestion};
use super::text::visible;
use super::time::{Moment, london_date};

/// The name and version of the format, as every case file states it.
pub const FORMAT: &str = "pacekeeper-case/1";

/// The most bytes one case file may have: far more than any detention, far less than would exhaust a desk.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

fields! {
    /// The part of a record that a file covers, where it isn't the whole.
    Extract {
        /// From when.
        from: Moment,
        /// Until when.
        to: Moment,
    }
}

fields! {
    /// What a case file says beside its entries.
    Head {
        /// The custody record number.
        custody_number: String,
        /// The suite.
        suite: Option<String>,
        /// The police force.
        force: Option<String>,
        /// Says that the file is part of a record.
        extract: Option<Extract>,
        /// The child.
        child: Option<Child>,
    }
}

/// One detention of one child: who, and every entry in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFile {
    /// Custody number, suite, force, child.
    pub head: Head,
    /// The entries; their position here is the position in the file.
    pub entries: Vec<Entry>,
}

impl CaseFile {
    /// Reads one case file strictly: any unknown kind, field or value, and any doubtful time, is a problem.
    ///
    /// # Errors
    /// The first problem, with its JSON path and line.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(Problem {
                path: String::new(),
                line: 1,
                message: "the file is empty: expected one case file as a JSON object".into(),
            });
        }
        let root = Node::parse(text).map_err(|error| not_json(text, &error))?;
        Self::read_node(root).map_err(|fault| located(text, &fault))
    }

    pub(super) fn read_node(root: Node<'_>) -> Read<Self> {
        let mut object =
            root.object("a case file: one JSON object with \"format\", \"custody_number\" and \"entries\"")?;
        let Some(format) = object.take("format") else {
            return Err(root.fault(format!("`format` is missing: a case file says \"format\": \"{FORMAT}\"")));
        };
        let found = format.string("the name of the format")?;
        if found != FORMAT {
            return Err(format
                .fault(format!("format \"{}\" isn't known: this program reads \"{FORMAT}\"", visible(&found)))
                .within("format"));
        }
        let entries_node = object.take("entries");
        let head = Head::read_from(&mut object)?;
        let entries_node = entries_node.ok_or_else(|| root.fault("`entries` is missing"))?;
        if let Some((name, node)) = object.rest().into_iter().next() {
            let known: Vec<&str> = Head::FIELDS.iter().map(|field| field.name).chain(["format", "entries"]).collect();
            let message = format!("unknown field `{}`: {}", visible(&name), suggestion(&name, &known));
            return Err(node.fault(message).unknown().within(&name));
        }
        let nodes = entries_node.list("a list of entries").map_err(|fault| fault.within("entries"))?;
        let mut entries = Vec::with_capacity(nodes.len());
        for (i, node) in nodes.iter().enumerate() {
            let place = |fault: Box<Fault>| fault.within(&i.to_string()).within("entries");
            entries.push(Entry::read(*node).map_err(place)?);
        }
        check_references(&entries, &nodes)?;
        check_birth(&head, &entries, root)?;
        Ok(Self { head, entries })
    }

    /// Reads a case file, keeping what it doesn't know as notes; returns what was kept, one problem each.
    ///
    /// # Errors
    /// A problem that no note can mend: not JSON, a missing field, a time without an offset.
    pub fn read_lenient(text: &str) -> Result<(Self, Vec<Problem>), Problem> {
        super::lenient::read(text)
    }

    /// Returns the case file as JSON, fields in the order of the format.
    #[must_use]
    pub fn write(&self) -> Value {
        let mut map = serde_json::Map::new();
        map.insert("format".to_owned(), json!(FORMAT));
        self.head.write_into(&mut map);
        map.insert("entries".to_owned(), self.entries.write());
        Value::Object(map)
    }

    /// Returns the position that a reference names; none where no entry is there.
    #[must_use]
    pub fn resolve(entries: &[Entry], reference: &EntryRef) -> Option<usize> {
        match reference {
            EntryRef::Position(position) => usize::try_from(*position).ok().filter(|&i| i < entries.len()),
            EntryRef::Id(id) => entries.iter().position(|entry| entry.common.id.as_ref() == Some(id)),
        }
    }
}

/// Refuses ids that stand twice, and references to entries that aren't in the file.
fn check_references(entries: &[Entry], nodes: &[Node<'_>]) -> Read<()> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (i, (entry, node)) in entries.iter().zip(nodes).enumerate() {
        let Some(id) = entry.common.id.as_deref() else { continue };
        if let Some(first) = ids.insert(id, i) {
            let message = format!("the id \"{}\" is already that of /entries/{first}: ids must differ", visible(id));
            return Err(node.fault(message).within("id").within(&i.to_string()).within("entries"));
        }
    }
    for (i, (entry, node)) in entries.iter().zip(nodes).enumerate() {
        let reference = match &entry.kind {
            Kind::Correction(correction) => Some(&correction.of),
            Kind::AskedFor(asked) => asked.of.as_ref(),
            Kind::Answered(answered) => answered.of.as_ref(),
            Kind::AccommodationAnswered(answered) => answered.of.as_ref(),
            _ => None,
        };
        let missing = match reference {
            Some(EntryRef::Position(position)) if *position as usize >= entries.len() => {
                format!(
                    "/entries/{position} isn't there: positions count from 0, and the last is {}",
                    entries.len() - 1
                )
            }
            Some(EntryRef::Id(id)) if !ids.contains_key(id.as_str()) => {
                format!("no entry has the id \"{}\"", visible(id))
            }
            _ => continue,
        };
        return Err(node.fault(missing).within("of").within(&i.to_string()).within("entries"));
    }
    Ok(())
}

/// Refuses a date of birth later than the first entry: every age would be wrong, and so every finding.
fn check_birth(head: &Head, entries: &[Entry], root: Node<'_>) -> Read<()> {
    let born = head.child.as_ref().and_then(|child| child.date_of_birth);
    let first = entries.iter().map(|entry| london_date(entry.at())).min();
    let (Some(born), Some(first)) = (born, first) else { return Ok(()) };
    if born <= first {
        return Ok(());
    }
    let mut place = root;
    for step in ["child", "date_of_birth"] {
        place = place.object("an object")?.take(step).unwrap_or(place);
    }
    let message =
        format!("the date of birth {born} is after the first entry ({first}): check the year, or leave it out");
    Err(place.fault(message).within("date_of_birth").within("child"))
}

/// Turns a fault into a problem with its path and its line in the text.
pub(crate) fn located(text: &str, fault: &Fault) -> Problem {
    let offset = fault.address.saturating_sub(text.as_ptr() as usize).min(text.len());
    let line = text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1;
    Problem { path: fault.path(), line, message: fault.message.clone() }
}

fn not_json(text: &str, error: &serde_json::Error) -> Problem {
    let hint = if error.is_eof() {
        ": the file seems to be cut short"
    } else if error.to_string().starts_with("trailing characters") {
        ": something stands behind the case file; one a line goes in a file whose name ends in .jsonl"
    } else {
        ""
    };
    let line = error.line().clamp(1, text.lines().count().max(1));
    Problem { path: String::new(), line, message: format!("not JSON at column {}{hint} ({error})", error.column()) }
}
