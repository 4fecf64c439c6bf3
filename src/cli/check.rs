//! `check`: the law on case files, without a ledger.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use super::clock::now;
use super::out::tell;
use super::report::{self, Case, Refused};
use super::source::{self, Source};
use super::{FELL_SHORT, OK, UNUSABLE};
use crate::law::{Assessment, Policy, Suite, assess_among, register};
use crate::record::problem::nearest;
use crate::record::text::visible;
use crate::record::time::dated_clock;
use crate::record::{Entry, Instant, Moment, Record};

/// How `check` prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// Hold case files against the law: what is owed next, what fell short, each with its reason and provision.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper check fixtures/ --format json --only review.late,aa.request
Exit: 0 nothing fell short (queries alone are 0), 1 a breach or shortfall, 2 a file that can't be used.")]
pub struct Args {
    /// Case files, folders of them, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Judge as at this time, such as 2026-10-24T23:10:00+01:00; otherwise a closed record at its last entry, an open one now.
    #[arg(long, value_name = "TIME")]
    pub as_at: Option<String>,
    /// The force's policy file (TOML); otherwise the defaults that `pacekeeper policy` prints.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Only these rules, by id.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Keep what isn't known as notes, and say so, rather than refuse the file.
    #[arg(long)]
    pub lenient: bool,
}

/// Runs `check`; returns its exit status.
///
/// # Errors
/// A time, rule, policy file or path that can't be used.
pub fn run(args: &Args) -> Result<u8> {
    let as_at = args.as_at.as_deref().map(as_at).transpose()?;
    for id in &args.only {
        known_rule(id)?;
    }
    let policy = super::policy::read(args.policy.as_deref())?;
    let sources = source::read_all(&args.paths, args.lenient);
    for (source, kept) in sources.iter().flat_map(|source| source.kept.iter().map(move |kept| (source, kept))) {
        tell(&format!("{}: kept as a note: {kept}", source.file));
    }
    let clock = now();
    let (cases, refused) = judge(sources, &policy, as_at, clock, &args.only);
    let computed_at = cases.iter().map(|case| case.assessment.as_at).max().or(as_at).unwrap_or(clock);
    super::out::data(&match args.format {
        Format::Text => report::text(&cases, &refused),
        Format::Json => report::json(&cases, &refused, computed_at, as_at),
        Format::Jsonl => report::jsonl(&cases, &refused),
    })?;
    for case in &cases {
        if let Some(ahead) = ahead(case, as_at.is_none(), clock) {
            tell(&format!("{}: {ahead}", case.file));
        }
    }
    for bad in &refused {
        tell(&format!("{}: {}", bad.file, bad.problem));
    }
    Ok(if !refused.is_empty() {
        UNUSABLE
    } else if cases.iter().any(|case| case.assessment.fell_short()) {
        FELL_SHORT
    } else {
        OK
    })
}

/// Judges every file that can be used, all of them as one suite.
fn judge(
    sources: Vec<Source>,
    policy: &Policy,
    as_at: Option<Instant>,
    clock: Instant,
    only: &[String],
) -> (Vec<Case>, Vec<Refused>) {
    let (mut records, mut refused) = (Vec::new(), Vec::new());
    for source in sources {
        match source.read {
            Ok(case) => records.push((source.file, Record::fold(case))),
            Err(problem) => refused.push(Refused { file: source.file, problem }),
        }
    }
    let all: Vec<&Record> = records.iter().map(|(_, record)| record).collect();
    let suite = Suite::index(&all);
    let cases = records
        .into_iter()
        .map(|(file, record)| {
            let mut assessment = assess_among(&record, policy, &suite, judged_at(&record, policy, as_at, clock));
            keep_only(&mut assessment, only);
            Case { file, record, assessment }
        })
        .collect();
    (cases, refused)
}

/// Returns the instant at which a record is judged: the one asked for; else its last entry where it is closed; else now.
pub fn judged_at(record: &Record, policy: &Policy, as_at: Option<Instant>, clock: Instant) -> Instant {
    let last = record.last_at();
    let closed = |at: Instant| crate::law::Facts::gather(record, policy, &Suite::default(), at).closed();
    as_at.or(last.filter(|last| closed(*last))).unwrap_or(clock)
}

/// Says which entries lie later than the time judged, and so were left out; or, of a closed record judged at its last
/// entry, that this entry is still to come: then its date is likely wrong, and so is every length of time.
fn ahead(case: &Case, by_itself: bool, clock: Instant) -> Option<String> {
    let judged = case.assessment.as_at;
    let limit = if by_itself { judged.min(clock) } else { judged };
    let mut later: Vec<(usize, Instant)> =
        case.record.entries().iter().map(Entry::at).enumerate().filter(|(_, at)| *at > limit).collect();
    later.sort_by_key(|(_, at)| *at);
    let (position, at) = *later.first()?;
    let count = match later.len() {
        1 => format!("1 entry (/entries/{position}, {}) lies", dated_clock(at)),
        many => format!("{many} entries (the first is /entries/{position}, {}) lie", dated_clock(at)),
    };
    Some(if judged > clock && by_itself {
        format!("{count} later than now, and the record was judged as though that time had come: check the dates.")
    } else {
        format!("{count} later than the time judged, {}: left out, as if not yet made.", dated_clock(judged))
    })
}

fn keep_only(assessment: &mut Assessment, only: &[String]) {
    if !only.is_empty() {
        assessment.duties.retain(|duty| only.iter().any(|id| id == duty.rule));
        assessment.findings.retain(|finding| only.iter().any(|id| id == finding.rule));
    }
}

/// Reads `--as-at`.
///
/// # Errors
/// A time that isn't RFC 3339 with an offset.
pub fn as_at(text: &str) -> Result<Instant> {
    match Moment::parse(text) {
        Some(moment) => Ok(moment.instant()),
        None => {
            bail!(
                "--as-at \"{}\" isn't a time with its offset, in the years 1900 to 2199: write it as 2026-10-24T23:10:00+01:00",
                visible(text)
            )
        }
    }
}

/// Returns the rule with that id.
///
/// # Errors
/// An id that isn't in the register, with the nearest that is.
pub fn known_rule(id: &str) -> Result<&'static register::Rule> {
    if let Some(rule) = register::rule(id) {
        return Ok(rule);
    }
    let hint = nearest(id, register::rules().map(|rule| rule.id));
    let hint = hint.map_or_else(|| "`pacekeeper rules` lists them".to_owned(), |id| format!("did you mean {id}?"));
    bail!("{} isn't a rule: {hint}", visible(id))
}
