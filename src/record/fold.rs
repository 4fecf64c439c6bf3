//! Folding entries into a record: pure, total, entries in any order.

use std::sync::Arc;

use super::case_file::{CaseFile, Head};
use super::child::Child;
use super::entry::Entry;
use super::kinds::Kind;
use super::time::Instant;

/// A custody record: who, and every entry in order of when it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Custody number, suite, force, extract.
    pub head: Head,
    /// The child, with everything missing where the file says nothing.
    pub child: Child,
    // Shared, so that a record with one entry left out costs no copy of the others.
    entries: Arc<Vec<Entry>>,
    order: Vec<usize>,
    targets: Vec<Option<usize>>,
}

/// An entry as it stands at an instant.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Its position in the file, counted from 0; for a replacement, the position of the correction that brought it.
    pub position: usize,
    /// What it says.
    pub entry: &'a Entry,
    /// The position of the correction that struck or replaced it, if one has.
    pub corrected_by: Option<usize>,
    /// The position of the entry it replaces, for a replacement.
    pub instead_of: Option<usize>,
}

impl Record {
    /// Folds a case file into a record. Never fails: a correction that names nothing corrects nothing.
    #[must_use]
    pub fn fold(case: CaseFile) -> Self {
        let CaseFile { head, entries } = case;
        let child = head.child.clone().unwrap_or_else(Child::unknown);
        let (order, targets) = ordered(&entries);
        Self { head, child, entries: Arc::new(entries), order, targets }
    }

    /// Returns the record as it would be had that entry never been made; every other keeps its position.
    #[must_use]
    pub fn without(&self, position: usize) -> Self {
        let mut without = self.clone();
        without.order.retain(|place| *place != position);
        without
    }

    /// Returns the record as it would be had that entry read otherwise; every entry keeps its position.
    #[must_use]
    pub fn with_changed(&self, position: usize, entry: Entry) -> Self {
        let mut entries = self.entries.as_ref().clone();
        if let Some(slot) = entries.get_mut(position) {
            *slot = entry;
        }
        self.made_of(entries)
    }

    /// Returns the record as it would be had that entry been made too, as its last position.
    #[must_use]
    pub fn with_added(&self, entry: Entry) -> Self {
        let mut entries = self.entries.as_ref().clone();
        entries.push(entry);
        self.made_of(entries)
    }

    fn made_of(&self, entries: Vec<Entry>) -> Self {
        let (order, targets) = ordered(&entries);
        Self { head: self.head.clone(), child: self.child.clone(), entries: Arc::new(entries), order, targets }
    }

    /// Returns the entries in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the instant of the last entry, by when it happened.
    #[must_use]
    pub fn last_at(&self) -> Option<Instant> {
        self.order.last().and_then(|&i| self.entries.get(i)).map(Entry::at)
    }

    /// Returns every entry made by `now`, struck ones too, in order of when it happened, then of position.
    ///
    /// A correction acts from its own time on; a later one may strike an earlier one.
    #[must_use]
    pub fn as_of(&self, now: Instant) -> Vec<Standing<'_>> {
        let mut corrected_by: Vec<Option<usize>> = vec![None; self.entries.len()];
        let made = || {
            self.order
                .iter()
                .copied()
                .filter_map(|i| self.entries.get(i).map(|entry| (i, entry)))
                .filter(|(_, entry)| entry.at() <= now)
        };
        for (i, entry) in made().collect::<Vec<_>>().into_iter().rev() {
            let (Kind::Correction(_), Some(Some(target))) = (&entry.kind, self.targets.get(i)) else { continue };
            let struck = corrected_by.get(i).copied().flatten().is_some();
            let later = self.entries.get(*target).is_none_or(|of| (of.at(), *target) > (entry.at(), i));
            if struck || later {
                continue;
            }
            if let Some(slot @ None) = corrected_by.get_mut(*target) {
                *slot = Some(i);
            }
        }
        let mut standing: Vec<Standing<'_>> = made()
            .map(|(position, entry)| Standing {
                position,
                entry,
                corrected_by: corrected_by.get(position).copied().flatten(),
                instead_of: None,
            })
            .collect();
        let mut replaced = false;
        for (target, by) in corrected_by.iter().enumerate() {
            let Some((i, Entry { kind: Kind::Correction(correction), .. })) =
                by.and_then(|i| self.entries.get(i).map(|entry| (i, entry)))
            else {
                continue;
            };
            if let Some(entry) = correction.replaces.as_deref().filter(|entry| entry.at() <= now) {
                standing.push(Standing { position: i, entry, corrected_by: None, instead_of: Some(target) });
                replaced = true;
            }
        }
        if replaced {
            standing.sort_by_key(|standing| (standing.entry.at(), standing.instead_of.unwrap_or(standing.position)));
        }
        standing
    }

    /// Returns the record as a case file again, entries as they came.
    #[must_use]
    pub fn to_case_file(&self) -> CaseFile {
        CaseFile { head: self.head.clone(), entries: self.entries.as_ref().clone() }
    }
}

/// Returns the positions in order of when the entries happened, and what each correction corrects.
fn ordered(entries: &[Entry]) -> (Vec<usize>, Vec<Option<usize>>) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&i| (entries.get(i).map(Entry::at), i));
    let targets = entries
        .iter()
        .map(|entry| match &entry.kind {
            Kind::Correction(correction) => CaseFile::resolve(entries, &correction.of),
            _ => None,
        })
        .collect();
    (order, targets)
}
