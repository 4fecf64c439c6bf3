//! What else was written in the suite: the words of other children's checks, to tell copied text.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::checks::cloned::Wording;
use super::checks::content;
use super::facts::Fact;
use super::wording;
use crate::record::kinds::Particular;
use crate::record::{Instant, Record, kinds::Check};

/// One waking check of one child.
#[derive(Debug, Clone)]
struct Written {
    custody_number: String,
    suite: Option<String>,
    at: Instant,
    words: Wording,
}

/// The checks of every record judged together; empty where a record is judged by itself.
///
/// Only checks at which the child wasn't asleep are kept, since sleeping checks are naturally alike, and none whose
/// text is a stock phrase, since that is a finding of its own.
#[derive(Debug, Clone, Default)]
pub struct Suite {
    /// Those that say the same, by when: a force's year has thousands alike, of which only a few lie near in time.
    by_words: HashMap<String, Vec<Written>>,
}

impl Suite {
    /// Returns the words of the checks that stand in those records, by what they say.
    #[must_use]
    pub fn index(records: &[&Record]) -> Self {
        let mut suite = Self::default();
        for record in records {
            let Some(last) = record.last_at() else { continue };
            for standing in record.as_of(last).into_iter().filter(|standing| standing.corrected_by.is_none()) {
                let Some(it) = Check::of(&standing.entry.kind) else { continue };
                let (position, at, entry) = (standing.position, standing.entry.at(), standing.entry);
                suite.add(record, Fact { position, at, entry, it });
            }
        }
        for alike in suite.by_words.values_mut() {
            alike.sort_by_key(|written| written.at);
        }
        suite
    }

    fn add(&mut self, record: &Record, check: Fact<'_, Check>) {
        let text = content::text(check);
        let words = Wording::of(check);
        let Some(key) = key(&words) else { return };
        if content::asleep(check.it, text) {
            return;
        }
        self.by_words.entry(key.to_owned()).or_default().push(Written {
            custody_number: record.head.custody_number.clone(),
            suite: record.head.suite.as_deref().map(plain),
            at: check.at,
            words,
        });
    }

    /// Returns when another child's check said the same, at most `within` minutes before `at`; the latest such time.
    ///
    /// Another child is another custody number in the same suite: a record is never held against itself, whatever
    /// version of it was indexed.
    #[must_use]
    pub fn copied_from(&self, record: &Record, words: &Wording, at: Instant, within: i64) -> Option<Instant> {
        // No stock phrase is kept, so none is found.
        let alike = self.by_words.get(words.seen.as_deref().or(words.said.as_deref())?)?;
        let by_then = alike.get(..alike.partition_point(|other| other.at <= at))?;
        let near = by_then.iter().rev().take_while(|other| at <= other.at + TimeDelta::minutes(within));
        let own_suite = record.head.suite.as_deref().map(plain);
        near.filter(|other| other.custody_number != record.head.custody_number)
            .filter(|other| own_suite.is_none() || other.suite.is_none() || own_suite == other.suite)
            .find(|other| words.copies(&other.words))
            .map(|other| other.at)
    }
}

fn key(words: &Wording) -> Option<&str> {
    words.seen.as_deref().or(words.said.as_deref()).filter(|text| !wording::is_stock(text))
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}
