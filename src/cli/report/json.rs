//! The assessment as JSON, format `pacekeeper-assessment/1`: names and order are fixed, the same input gives the same bytes.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::shown::Shown;
use super::{Case, Refused};
use crate::law::{Assessment, Duty, Finding, LAW_AS_AT};
use crate::record::Instant;
use crate::record::time::utc;

/// The name and version of the format.
pub const FORMAT: &str = "pacekeeper-assessment/1";

/// Returns the beginning of one JSON document, up to its first case.
///
/// `computed_at` is the latest instant judged: the real clock only where an open record was judged at now, so that the
/// same input gives the same bytes.
///
/// # Errors
/// None that a value of this program gives.
pub fn head(computed_at: Instant, as_at: Option<Instant>) -> io::Result<String> {
    #[derive(Serialize)]
    struct Head {
        format: &'static str,
        law_as_at: String,
        computed_at: String,
        as_at: String,
    }
    let (year, month, day) = LAW_AS_AT;
    let mut head = written(
        &Head {
            format: FORMAT,
            law_as_at: format!("{year:04}-{month:02}-{day:02}"),
            computed_at: utc(computed_at),
            as_at: utc(as_at.unwrap_or(computed_at)),
        },
        PrettyFormatter::new(),
    )?;
    // The brace and the line break before it: the lists stand inside too.
    head.truncate(head.len() - "\n}".len());
    head.push_str(",\n  \"cases\": [");
    Ok(head)
}

/// Returns one case of the document, and what stands before it.
///
/// # Errors
/// None that a value of this program gives.
pub fn case(case: &Case, first: bool) -> io::Result<String> {
    item(&Told::of(case), first)
}

/// Returns the end of the document, behind its last case: the files that can't be used.
///
/// # Errors
/// None that a value of this program gives.
pub fn end(any_case: bool, refused: &[Refused]) -> io::Result<String> {
    let mut end = String::from(if any_case { "\n  ]" } else { "]" });
    end.push_str(",\n  \"refused\": [");
    for (i, bad) in refused.iter().enumerate() {
        end.push_str(&item(&Refusal::of(bad), i == 0)?);
    }
    end.push_str(if refused.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    Ok(end)
}

/// Returns one case as an object on a line.
///
/// # Errors
/// None that a value of this program gives.
pub fn case_line(case: &Case) -> io::Result<String> {
    line(&Told::of(case))
}

/// Returns the files that can't be used, each as an object on a line, under `refused`.
///
/// # Errors
/// None that a value of this program gives.
pub fn refused_lines(refused: &[Refused]) -> io::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        refused: Refusal<'a>,
    }
    refused.iter().map(|bad| line(&Line { refused: Refusal::of(bad) })).collect()
}

/// Returns one item of a list of the document, on lines of its own, with the comma before it unless it is the first.
fn item(item: &impl Serialize, first: bool) -> io::Result<String> {
    let mut nested = PrettyFormatter::new();
    // It stands within a list within the document: two levels in.
    for _ in 0..2 {
        nested.begin_array(&mut io::sink())?;
    }
    Ok((if first { "\n    " } else { ",\n    " }).to_owned() + &written(item, nested)?)
}

fn line(item: &impl Serialize) -> io::Result<String> {
    written(item, CompactFormatter).map(|line| line + "\n")
}

/// Returns a value as JSON with nothing hidden in it.
fn written(value: &impl Serialize, layout: impl Formatter) -> io::Result<String> {
    let mut json = Vec::with_capacity(1024);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Shown(layout)))?;
    String::from_utf8(json).map_err(io::Error::other)
}

#[derive(Serialize)]
struct Told<'a> {
    custody_number: &'a str,
    file: &'a str,
    age: Option<u32>,
    age_at_start: Option<u32>,
    law_in_force_on: Option<String>,
    closed: bool,
    clocks: Clocks,
    overnight: Overnight,
    duties: Vec<Owed<'a>>,
    findings: Vec<Found<'a>>,
    accommodation: Accommodation<'a>,
}

impl<'a> Told<'a> {
    fn of(case: &'a Case) -> Self {
        let assessment = &case.assessment;
        let answer = &assessment.accommodation;
        Self {
            custody_number: &assessment.custody_number,
            file: &case.file,
            age: assessment.age,
            age_at_start: assessment.age_at_start,
            law_in_force_on: assessment.law_in_force_on.map(|date| date.to_string()),
            closed: assessment.closed,
            clocks: Clocks::of(assessment),
            overnight: Overnight { minutes: assessment.overnight_minutes, counts: assessment.is_overnight() },
            duties: assessment.duties.iter().map(Owed::of).collect(),
            findings: assessment.findings.iter().map(Found::of).collect(),
            accommodation: Accommodation {
                outcome: answer.outcome.word(),
                rule: answer.rule,
                fired: &answer.fired,
                message: &answer.message,
            },
        }
    }
}

#[derive(Serialize)]
struct Overnight {
    minutes: i64,
    counts: bool,
}

#[derive(Serialize)]
struct Accommodation<'a> {
    outcome: &'static str,
    rule: &'static str,
    fired: &'a [&'static str],
    message: &'a str,
}

#[derive(Serialize)]
struct Clocks {
    relevant_time: Option<String>,
    detention_limit: Option<String>,
    detention_limit_basis: &'static str,
    absolute_limit: Option<String>,
    route_limit: Option<String>,
    next_review_due: Option<String>,
    elapsed_minutes: Option<i64>,
    turns_12: Option<String>,
    turns_18: Option<String>,
}

impl Clocks {
    fn of(assessment: &Assessment) -> Self {
        let clocks = &assessment.clocks;
        let time = |instant: Option<Instant>| instant.map(utc);
        Self {
            relevant_time: time(clocks.relevant_time),
            detention_limit: time(clocks.detention_limit),
            detention_limit_basis: clocks.detention_limit_basis.word(),
            absolute_limit: time(clocks.absolute_limit),
            route_limit: time(clocks.route_limit),
            next_review_due: time(clocks.next_review_due),
            elapsed_minutes: clocks.elapsed_minutes,
            turns_12: time(clocks.turns_12),
            turns_18: time(clocks.turns_18),
        }
    }
}

#[derive(Serialize)]
struct Owed<'a> {
    rule: &'static str,
    owed_by: &'static str,
    due: Option<String>,
    state: &'static str,
    done_at: Option<String>,
    message: &'a str,
    cites: &'static [&'static str],
}

impl<'a> Owed<'a> {
    fn of(duty: &'a Duty) -> Self {
        Self {
            rule: duty.rule,
            owed_by: duty.owed_by.word(),
            due: duty.due.map(utc),
            state: duty.state.word(),
            done_at: duty.done_at.map(utc),
            message: &duty.message,
            cites: duty.cites,
        }
    }
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    verdict: &'static str,
    standard: &'static str,
    owed_by: &'static str,
    at: String,
    due: Option<String>,
    minutes: Option<i64>,
    entries: &'a [usize],
    via: &'a [&'static str],
    message: &'a str,
    cites: &'static [&'static str],
}

impl<'a> Found<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            rule: finding.rule,
            verdict: finding.verdict.word(),
            standard: finding.standard.word(),
            owed_by: finding.owed_by.word(),
            at: utc(finding.at),
            due: finding.due.map(utc),
            minutes: finding.minutes,
            entries: &finding.entries,
            via: &finding.via,
            message: &finding.message,
            cites: finding.cites,
        }
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    file: &'a str,
    path: &'a str,
    line: usize,
    message: &'a str,
}

impl<'a> Refusal<'a> {
    fn of(bad: &'a Refused) -> Self {
        let problem = &bad.problem;
        Self { file: &bad.file, path: &problem.path, line: problem.line.max(1), message: &problem.message }
    }
}
