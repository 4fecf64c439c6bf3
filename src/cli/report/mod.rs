//! What `check` prints: for people, and as the fixed JSON that other tools read.
//!
//! A report is written as it is made, a case at a time: a head, each case, an end. Only the end needs to know of them all.

mod json;
mod shown;
mod text;

use std::io;

use crate::law::{Assessment, Verdict};
use crate::record::{Instant, Problem, Record};

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

/// One case that was judged.
#[derive(Debug)]
pub struct Case {
    /// The file it came from.
    pub file: String,
    /// The record.
    pub record: Record,
    /// What the law says of it.
    pub assessment: Assessment,
}

/// One file that can't be used.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why, and where.
    pub problem: Problem,
}

/// How many cases were judged, and what was found in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    cases: usize,
    breaches: usize,
    shortfalls: usize,
    queries: usize,
}

impl Tally {
    /// Returns what was found in one case.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let count = |verdict: Verdict| assessment.findings.iter().filter(|finding| finding.verdict == verdict).count();
        Self {
            cases: 1,
            breaches: count(Verdict::Breach),
            shortfalls: count(Verdict::Shortfall),
            queries: count(Verdict::Query),
        }
    }

    /// Adds what was found in others.
    pub fn add(&mut self, others: Self) {
        self.cases += others.cases;
        self.breaches += others.breaches;
        self.shortfalls += others.shortfalls;
        self.queries += others.queries;
    }

    /// Returns whether anything fell short; queries alone don't.
    #[must_use]
    pub fn fell_short(self) -> bool {
        self.breaches + self.shortfalls > 0
    }
}

impl Format {
    /// Returns what stands before the first case. `computed_at` is the latest instant judged.
    ///
    /// # Errors
    /// None that a value of this program gives.
    pub fn head(self, computed_at: Instant, as_at: Option<Instant>) -> io::Result<String> {
        match self {
            Self::Json => json::head(computed_at, as_at),
            Self::Text | Self::Jsonl => Ok(String::new()),
        }
    }

    /// Returns one case.
    ///
    /// # Errors
    /// None that a value of this program gives.
    pub fn case(self, case: &Case, first: bool) -> io::Result<String> {
        match self {
            Self::Text => Ok(text::case(case)),
            Self::Json => json::case(case, first),
            Self::Jsonl => json::case_line(case),
        }
    }

    /// Returns what stands behind the last case: the files that can't be used, and for people a closing line.
    ///
    /// # Errors
    /// None that a value of this program gives.
    pub fn end(self, tally: Tally, refused: &[Refused]) -> io::Result<String> {
        match self {
            Self::Text => Ok(text::end(tally, refused)),
            Self::Json => json::end(tally.cases > 0, refused),
            Self::Jsonl => json::refused_lines(refused),
        }
    }
}
