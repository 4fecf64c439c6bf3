//! `check`: the law on case files, without a ledger.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use rayon::iter::{Either, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::clock::now;
use super::out::tell;
use super::report::{Case, Format, Refused, Tally};
use super::source::{self, Source};
use super::{FELL_SHORT, OK, UNUSABLE};
use crate::law::{Assessment, ChecksOf, Policy, Suite, assess_among, register};
use crate::record::problem::nearest;
use crate::record::text::visible;
use crate::record::time::dated_clock;
use crate::record::{Entry, Instant, Moment, Record};

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

/// How many cases are judged and told before they are written: enough to keep every processor at work, few enough to hold.
const AT_ONCE: usize = 256;

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
    side_by_side()?.install(|| {
        let listed = source::listed(&args.paths).into_par_iter();
        let (files, refused) = used(listed.flat_map_iter(|file| source::read(file, args.lenient)).collect());
        Checking { args, policy: &policy, as_at, clock: now() }.run(files, &refused)
    })
}

/// Returns the processors to work on; this one alone where no more threads are to be had.
fn side_by_side() -> Result<ThreadPool> {
    let alone = |_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    Ok(ThreadPoolBuilder::new().build().or_else(alone)?)
}

/// One file that can be used, and its record.
struct Used {
    file: String,
    record: Record,
}

/// Parts what can be used from what can't, and says what was kept as notes.
fn used(sources: Vec<Source>) -> (Vec<Used>, Vec<Refused>) {
    for (source, kept) in sources.iter().flat_map(|source| source.kept.iter().map(move |kept| (source, kept))) {
        tell(&format!("{}: kept as a note: {kept}", source.file));
    }
    sources.into_par_iter().partition_map(|Source { file, read, .. }| match read {
        Ok(case) => Either::Left(Used { file, record: Record::fold(case) }),
        Err(problem) => Either::Right(Refused { file, problem }),
    })
}

/// What every case is judged by.
struct Checking<'a> {
    args: &'a Args,
    policy: &'a Policy,
    as_at: Option<Instant>,
    clock: Instant,
}

impl Checking<'_> {
    /// Judges every record, all of them as one suite, and writes what is found as it goes.
    fn run(&self, files: Vec<Used>, refused: &[Refused]) -> Result<u8> {
        let format = self.args.format;
        let records: Vec<&Record> = files.iter().map(|used| &used.record).collect();
        let suite = Suite::joined(records.par_iter().map(|record| ChecksOf::record(record)).collect::<Vec<_>>());
        let judged_at = |record: &&Record| judged_at(record, self.policy, self.as_at, self.clock);
        let times: Vec<Instant> = records.par_iter().map(judged_at).collect();
        let computed_at = times.iter().copied().max().or(self.as_at).unwrap_or(self.clock);
        super::out::data(&format.head(computed_at, self.as_at)?)?;
        let (mut tally, mut ahead) = (Tally::default(), Vec::new());
        let mut waiting = files.into_iter().zip(times).enumerate();
        loop {
            let cases: Vec<(usize, (Used, Instant))> = waiting.by_ref().take(AT_ONCE).collect();
            if cases.is_empty() {
                break;
            }
            let told: Vec<Told> = cases
                .into_par_iter()
                .map(|(i, (used, at))| self.tell(used, at, &suite, i == 0))
                .collect::<Result<_>>()?;
            for told in told {
                super::out::data(&told.text)?;
                tally.add(told.tally);
                ahead.extend(told.ahead);
            }
        }
        super::out::data(&format.end(tally, refused)?)?;
        ahead.iter().for_each(|ahead| tell(ahead));
        for bad in refused {
            tell(&format!("{}: {}", bad.file, bad.problem));
        }
        Ok(if !refused.is_empty() {
            UNUSABLE
        } else if tally.fell_short() {
            FELL_SHORT
        } else {
            OK
        })
    }

    fn tell(&self, Used { file, record }: Used, at: Instant, suite: &Suite, first: bool) -> Result<Told> {
        let mut assessment = assess_among(&record, self.policy, suite, at);
        keep_only(&mut assessment, &self.args.only);
        let case = Case { file, record, assessment };
        let ahead = ahead(&case, self.as_at.is_none(), self.clock).map(|ahead| format!("{}: {ahead}", case.file));
        Ok(Told { text: self.args.format.case(&case, first)?, tally: Tally::of(&case.assessment), ahead })
    }
}

/// One case as it is printed, and what is still needed of it.
struct Told {
    text: String,
    tally: Tally,
    ahead: Option<String>,
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
