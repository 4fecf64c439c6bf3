//! What else was written in the suite: the words of other children's checks, to tell copied text.

use chrono::TimeDelta;

use super::checks::content;
use super::checks::words::Wording;
use super::facts::Fact;
use super::wording;
use crate::record::kinds::Particular;
use crate::record::{Instant, Record, kinds::Check};

/// How many other children who said the same are looked at, the latest first: far more than ever stand in one suite, and
/// few enough that a flood of checks alike is still judged at once.
const MOST_LOOKED_AT: usize = 64;

/// A child whose checks are kept.
#[derive(Debug, Clone)]
struct Child {
    custody_number: String,
    suite: Option<String>,
}

/// One waking check of one child, under one of its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Written {
    words: u64,
    at: Instant,
    child: usize,
}

/// The checks of every record judged together; empty where a record is judged by itself.
///
/// Only checks at which the child wasn't asleep are kept, since sleeping checks are naturally alike, and none whose
/// text is a stock phrase, since that is a finding of its own.
#[derive(Debug, Clone, Default)]
pub struct Suite {
    children: Vec<Child>,
    /// By what they say, then by when: a force's year has thousands alike, of which only a few lie near in time.
    written: Vec<Written>,
    /// For each of those, the place of the last one before it that says the same of another child.
    others: Vec<Option<usize>>,
}

/// The words of the checks that stand in one record, to be joined with others'.
#[derive(Debug)]
pub struct ChecksOf {
    child: Child,
    checks: Vec<(u64, Instant)>,
}

impl ChecksOf {
    /// Looks a record through.
    #[must_use]
    pub fn record(record: &Record) -> Self {
        let entries = record.last_at().map(|last| record.as_of(last)).unwrap_or_default();
        let stands = entries.into_iter().filter(|standing| standing.corrected_by.is_none());
        let checks = stands.filter_map(|standing| {
            let (position, at, entry) = (standing.position, standing.at, standing.entry);
            Check::of(&entry.kind).map(|it| Fact { position, at, entry, it })
        });
        let child = Child {
            custody_number: record.head.custody_number.clone(),
            suite: record.head.suite.as_deref().map(plain),
        };
        Self { child, checks: checks.flat_map(keys).collect() }
    }
}

/// Returns the keys under which a waking check is kept, each with when it was made.
fn keys(check: Fact<'_, Check>) -> impl Iterator<Item = (u64, Instant)> {
    let text = content::text(check);
    let kept = !content::asleep(check.it, text) && text.is_some_and(|text| !wording::is_stock(text));
    let words = kept.then(|| Wording::of(check)).flatten();
    words.into_iter().flat_map(move |words| words.keys().map(move |words| (words, check.at)).collect::<Vec<_>>())
}

impl Suite {
    /// Returns the words of the checks that stand in those records, by what they say.
    #[must_use]
    pub fn index(records: &[&Record]) -> Self {
        Self::joined(records.iter().map(|record| ChecksOf::record(record)))
    }

    /// Returns the suite of those records, each looked through beforehand.
    #[must_use]
    pub fn joined(records: impl IntoIterator<Item = ChecksOf>) -> Self {
        let mut suite = Self::default();
        for (child, of) in records.into_iter().enumerate() {
            suite.children.push(of.child);
            suite.written.extend(of.checks.into_iter().map(|(words, at)| Written { words, at, child }));
        }
        suite.written.sort_unstable();
        suite.others = others(&suite.written);
        suite
    }

    /// Returns when another child's check said the same, at most `within` minutes before `at`; the latest such time.
    ///
    /// Another child is another custody number in the same suite: a record is never held against itself, whatever
    /// version of it was indexed. The words are found by their letters: no slip is allowed for.
    #[must_use]
    pub fn copied_from(&self, record: &Record, words: &Wording, at: Instant, within: i64) -> Option<Instant> {
        if self.written.is_empty() {
            return None;
        }
        let own_suite = record.head.suite.as_deref().map(plain);
        let key = words.key();
        let mut place = self.written.partition_point(|other| (other.words, other.at) <= (key, at)).checked_sub(1)?;
        for _ in 0..MOST_LOOKED_AT {
            let other = self.written.get(place)?;
            if other.words != key || at > other.at + TimeDelta::minutes(within) {
                return None;
            }
            let child = self.children.get(other.child)?;
            let same_suite = own_suite.is_none() || child.suite.is_none() || own_suite == child.suite;
            if child.custody_number != record.head.custody_number && same_suite {
                return Some(other.at);
            }
            place = self.others.get(place).copied().flatten()?;
        }
        None
    }
}

fn others(written: &[Written]) -> Vec<Option<usize>> {
    let mut others: Vec<Option<usize>> = Vec::with_capacity(written.len());
    for (place, pair) in written.windows(2).enumerate() {
        if place == 0 {
            others.push(None);
        }
        let [before, this] = pair else { continue };
        others.push(if before.words != this.words {
            None
        } else if before.child != this.child {
            Some(place)
        } else {
            others.last().copied().flatten()
        });
    }
    others.resize(written.len(), None);
    others
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}
