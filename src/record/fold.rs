//! Folding entries into a record: pure, total, entries in any order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::case_file::{CaseFile, Head};
use super::child::Child;
use super::entry::{By, Entry};
use super::kinds::{Kind, KindName};
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
    /// In order of when the entries happened: what is asked of every one of them, side by side.
    order: Vec<Place>,
    /// The corrections, in order of when they happened, each with what it corrects: few records have any.
    corrections: Vec<Correcting>,
}

/// Where an entry stands in the file, and what is asked of every entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    at: Instant,
    position: usize,
    written: Option<Instant>,
    kind: KindName,
    signed: bool,
}

impl Place {
    fn of(position: usize, entry: &Entry) -> Self {
        let signed = entry.by().is_some_and(By::is_signed);
        Self { at: entry.at(), position, written: entry.written(), kind: entry.kind.name(), signed }
    }
}

/// A correction and what it corrects, by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Correcting {
    by: usize,
    of: usize,
}

/// An entry as it stands at an instant.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Its position in the file, counted from 0; for a replacement, the position of the correction that brought it.
    pub position: usize,
    /// What it says.
    pub entry: &'a Entry,
    /// When it happened: as the entry says, kept beside it since judging asks it of every entry.
    pub at: Instant,
    /// When it was written, where the record says; for a replacement, when what it replaces was. Kept here for the same reason.
    pub written: Option<Instant>,
    /// Which kind it is of, kept here for the same reason.
    pub kind: KindName,
    /// Whether it says who made it, kept here for the same reason. A replacement that names no author has the
    /// correction's.
    pub signed: bool,
    /// The position of the correction that struck or replaced it, if one has.
    pub corrected_by: Option<usize>,
    /// The position of the entry it replaces, for a replacement.
    pub instead_of: Option<usize>,
}

impl<'a> Standing<'a> {
    fn of(Place { at, position, written, kind, signed }: Place, entry: &'a Entry) -> Self {
        Self { position, entry, at, written, kind, signed, corrected_by: None, instead_of: None }
    }
}

impl Record {
    /// Folds a case file into a record. Never fails: a correction that names nothing corrects nothing.
    #[must_use]
    pub fn fold(case: CaseFile) -> Self {
        let CaseFile { head, entries } = case;
        let child = head.child.clone().unwrap_or_else(Child::unknown);
        let (order, corrections) = ordered(&entries);
        Self { head, child, entries: Arc::new(entries), order, corrections }
    }

    /// Returns the record as it would be had that entry never been made; every other keeps its position.
    #[must_use]
    pub fn without(&self, position: usize) -> Self {
        let mut without = self.clone();
        without.order.retain(|place| place.position != position);
        without.corrections.retain(|correcting| correcting.by != position);
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

    /// Returns the record as it would be were that who the child is.
    #[must_use]
    pub fn of_child(&self, child: Child) -> Self {
        let head = super::case_file::Head { child: Some(child.clone()), ..self.head.clone() };
        Self { head, child, ..self.clone() }
    }

    /// Returns the record as it would be had that entry been made too, as its last position.
    #[must_use]
    pub fn with_added(&self, entry: Entry) -> Self {
        let mut entries = self.entries.as_ref().clone();
        entries.push(entry);
        self.made_of(entries)
    }

    fn made_of(&self, entries: Vec<Entry>) -> Self {
        let (order, corrections) = ordered(&entries);
        Self { head: self.head.clone(), child: self.child.clone(), entries: Arc::new(entries), order, corrections }
    }

    /// Returns the entries in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the instant of the last entry, by when it happened.
    #[must_use]
    pub fn last_at(&self) -> Option<Instant> {
        self.order.last().map(|place| place.at)
    }

    /// Returns every entry made by `now`, struck ones too, in order of when it happened, then of position.
    ///
    /// A correction acts from its own time on; a later one may strike an earlier one.
    #[must_use]
    pub fn as_of(&self, now: Instant) -> Vec<Standing<'_>> {
        // Nearly always the record is judged after its last entry.
        let made = match self.order.last() {
            Some(last) if last.at > now => self.order.partition_point(|place| place.at <= now),
            _ => self.order.len(),
        };
        let mut standing: Vec<Standing<'_>> = Vec::with_capacity(made);
        standing.extend(self.order.iter().take(made).filter_map(|place| self.standing(*place)));
        let corrected = self.corrected(now);
        if corrected.is_empty() {
            return standing;
        }
        for standing in &mut standing {
            standing.corrected_by = corrected.get(&standing.position).copied();
        }
        for (&target, &by) in &corrected {
            let (Some(made), Some(replaced)) = (self.entries.get(by), self.entries.get(target)) else { continue };
            let Kind::Correction(correction) = &made.kind else { continue };
            let Some(entry) = correction.replaces.as_deref().filter(|entry| entry.at() <= now) else { continue };
            // Whoever corrects an entry answers for what stands in its place, unless it names another author.
            let signed = entry.by().or(made.by()).is_some_and(By::is_signed);
            let place = Place { written: replaced.written(), signed, ..Place::of(by, entry) };
            standing.push(Standing { instead_of: Some(target), ..Standing::of(place, entry) });
        }
        standing.sort_by_key(|standing| (standing.at, standing.instead_of.unwrap_or(standing.position)));
        standing
    }

    fn standing(&self, place: Place) -> Option<Standing<'_>> {
        self.entries.get(place.position).map(|entry| Standing::of(place, entry))
    }

    /// Returns the positions of the entries struck or replaced by `now`, each with that of the correction that holds: the
    /// last one, and one that is itself struck corrects nothing.
    fn corrected(&self, now: Instant) -> BTreeMap<usize, usize> {
        let mut corrected = BTreeMap::new();
        for Correcting { by, of } in self.corrections.iter().rev().copied() {
            let (Some(correction), Some(target)) = (self.entries.get(by), self.entries.get(of)) else { continue };
            let made = correction.at() <= now && (target.at(), of) <= (correction.at(), by);
            if made && !corrected.contains_key(&by) {
                corrected.entry(of).or_insert(by);
            }
        }
        corrected
    }

    /// Returns the record as a case file again, entries as they came.
    #[must_use]
    pub fn to_case_file(&self) -> CaseFile {
        CaseFile { head: self.head.clone(), entries: self.entries.as_ref().clone() }
    }
}

/// Returns the positions in order of when the entries happened, and the corrections in that order.
fn ordered(entries: &[Entry]) -> (Vec<Place>, Vec<Correcting>) {
    let mut order: Vec<Place> =
        entries.iter().enumerate().map(|(position, entry)| Place::of(position, entry)).collect();
    order.sort_by_key(|place| (place.at, place.position));
    let correcting = |place: &Place| match &entries.get(place.position)?.kind {
        Kind::Correction(correction) => {
            Some(Correcting { by: place.position, of: CaseFile::resolve(entries, &correction.of)? })
        }
        _ => None,
    };
    let corrections = order.iter().filter_map(correcting).collect();
    (order, corrections)
}
