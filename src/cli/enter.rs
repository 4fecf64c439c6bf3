//! `pacekeeper enter`: one entry from the command line, for scripts and for whoever works without a screen.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::clock::now;
use super::out::{data, tell};
use crate::desk::form::Made;
use crate::desk::{Officer, decide, when};
use crate::law::{Facts, Policy, Suite};
use crate::ledger::Ledger;
use crate::record::field::Field;
use crate::record::problem::nearest;
use crate::record::text::visible;
use crate::record::time::dated_clock;
use crate::record::words::{Rank, Role};
use crate::record::{CaseFile, Instant, Kind, Moment, Record};

/// Make one entry on an open record, held to the same rules as at the desk.
///
/// Fields are those of the case file (`pacekeeper schema`), as NAME=VALUE: yes or no for what is true or false, `;` between
/// several words, times as at the desk (now, -6m, 2305). On disk when it says so; exit status 2 where nothing was recorded.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: pacekeeper enter TB/0710/26 check awake=yes demeanour=calm said=\"is my mum coming\" --at -6m --officer \"DO Sam Sample; 202; detention_officer; staff\""
)]
pub struct Args {
    /// The custody record number.
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// The kind of entry, such as check, care, aa_requested.
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// Its fields.
    #[arg(value_name = "NAME=VALUE")]
    pub fields: Vec<String>,
    /// When it happened.
    #[arg(long, value_name = "TIME", default_value = "now", allow_hyphen_values = true)]
    pub at: String,
    /// Who signs: name; number; role; rank.
    #[arg(long, value_name = "OFFICER")]
    pub officer: String,
    /// What stands beside it in words.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Makes the entry; says what was saved.
///
/// # Errors
/// A ledger, record, officer, time, kind or field that can't be used; what can't be recorded, and why; a write that failed.
pub fn run(args: &Args, ledger: &Path) -> Result<u8> {
    let mut ledger = Ledger::open(ledger)?;
    if ledger.is_training() {
        tell(&format!("TRAINING: {} is a training ledger.", super::source::shown(ledger.path())));
    }
    let officer = officer(&args.officer)?;
    let now = now();
    let at = when::read(&args.at, now).map_err(anyhow::Error::msg).context("--at")?;
    let Some(stored) = ledger.find(&args.record)? else {
        bail!("no record in the ledger has the number {}: nothing was recorded", visible(&args.record));
    };
    let kind = kind(&stored.case, &args.kind, &args.fields, at, now)?;
    let title = kind.title();
    let record = Record::fold(stored.case);
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, now);
    let made = Made { note: args.note.clone(), ..Made::new(at, kind) };
    let entries = decide(&facts, &officer, vec![made]).context("NOT RECORDED")?;
    ledger.append(&stored.record_id, stored.seq, &entries, now).context("NOT RECORDED")?;
    data(&format!("saved\t{}\t{title}\t{}\n", visible(&args.record), dated_clock(at)))?;
    Ok(super::OK)
}

/// Reads who signs: `name; number; role; rank`.
fn officer(typed: &str) -> Result<Officer> {
    let parts: Vec<&str> = typed.split(';').map(str::trim).collect();
    let [name, number, role, rank] = parts.as_slice() else {
        bail!("--officer is name; number; role; rank, such as \"DO Sam Sample; 202; detention_officer; staff\"");
    };
    if name.is_empty() || number.is_empty() {
        bail!("--officer needs a name and a number: every entry carries its author");
    }
    let word = |word: &str, known: &[&str]| {
        let hint =
            nearest(word, known.iter().copied()).map_or_else(String::new, |near| format!(": did you mean {near}?"));
        anyhow::anyhow!("--officer: {} isn't one of {}{hint}", visible(word), known.join(", "))
    };
    Ok(Officer {
        name: (*name).to_owned(),
        number: (*number).to_owned(),
        role: Role::from_word(role).ok_or_else(|| word(role, Role::WORDS))?,
        rank: Rank::from_word(rank).ok_or_else(|| word(rank, Rank::WORDS))?,
    })
}

/// Reads the entry as strictly as one of a case file, behind the entries of its record.
fn kind(case: &CaseFile, word: &str, fields: &[String], at: Instant, now: Instant) -> Result<Kind> {
    let Some(known) = Kind::fields_of(word) else {
        let hint = nearest(word, Kind::WORDS.iter().copied());
        let hint = hint.map_or_else(String::new, |near| format!(": did you mean {near}?"));
        bail!("{} isn't a kind of entry{hint}", visible(word));
    };
    let mut entry = Map::new();
    entry.insert("kind".to_owned(), json!(word));
    entry.insert("at".to_owned(), Moment::london(at).write());
    for field in fields {
        let Some((name, value)) = field.split_once('=') else {
            bail!("{} isn't NAME=VALUE", visible(field));
        };
        let schema = known.iter().find(|known| known.name == name).map(|known| (known.schema)());
        entry.insert(name.to_owned(), schema.map_or_else(|| json!(value), |schema| read(value, &schema, now)));
    }
    let mut whole = case.write();
    if let Some(entries) = whole.get_mut("entries").and_then(Value::as_array_mut) {
        entries.push(Value::Object(entry));
    }
    let read = CaseFile::read(&whole.to_string()).map_err(|problem| {
        let field = problem.path.rsplit('/').next().unwrap_or_default();
        anyhow::anyhow!("{}: {}", visible(field), problem.message)
    })?;
    read.entries.into_iter().next_back().map(|entry| entry.kind).context("nothing was read")
}

/// Returns a typed value as its field takes it; what doesn't fit stays as it was typed, for the strict reading to refuse.
fn read(value: &str, schema: &Value, now: Instant) -> Value {
    let is = |name: &str| schema["type"] == json!(name);
    if is("boolean") {
        return match value.to_lowercase().as_str() {
            "yes" | "y" | "true" => json!(true),
            "no" | "n" | "false" => json!(false),
            _ => json!(value),
        };
    }
    if is("integer") {
        return value.parse::<u64>().map_or_else(|_| json!(value), |number| json!(number));
    }
    if is("array") {
        return value.split(';').map(str::trim).filter(|item| !item.is_empty()).map(|item| json!(item)).collect();
    }
    if is("object") {
        return serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    }
    if schema["format"] == json!("date-time") {
        let local = when::read(value, now).or_else(|_| when::read_ahead(value, now));
        return local.map_or_else(|_| json!(value), |at| Moment::london(at).write());
    }
    json!(value)
}
