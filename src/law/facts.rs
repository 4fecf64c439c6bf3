//! The facts of one record at one instant, gathered once so that each rule reads as law and not as bookkeeping.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::{NaiveDate, TimeDelta};

mod whereabouts;

use super::adult::AdultStay;
use super::assessment::{AccommodationAnswer, Clocks, State};
use super::checks::timeline::{Plan, Stretch};
use super::clocks::{Limits, Reckoning};
use super::policy::{Policy, SuitePolicy};
use super::reviews::{ReviewFall, ReviewTimeline};
use super::stays::{self, Stay};
use super::suite::Suite;
use super::waking::Waking;
use crate::record::child::Child;
use crate::record::kinds::*;
use crate::record::time::london_date;
use crate::record::words::Route;
use crate::record::{Entry, Instant, Record, Standing};

/// One entry of a known kind, picked out of the record.
pub struct Fact<'a, K> {
    /// Its position in the file.
    pub position: usize,
    /// When it happened.
    pub at: Instant,
    /// The whole entry: author, note, when it was written.
    pub entry: &'a Entry,
    /// What the kind itself says.
    pub it: &'a K,
}

impl<K> Clone for Fact<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Fact<'_, K> {}

impl<K> Fact<'_, K> {
    /// Returns when and where it stands.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, position: self.position }
    }
}

/// An instant of the record, and the entry that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Instant,
    /// The position of the entry.
    pub position: usize,
}

/// Why a child was out of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwayWhy {
    /// In hospital or on the way, for treatment: stops the detention clock.
    Treatment,
    /// In hospital or on the way, for evidence: doesn't stop the clock.
    Evidence,
    /// In interview at the station.
    Interview,
    /// Questioned outside the station.
    Questioned,
    /// On the way to another station.
    Transfer,
}

/// A time during which the child was out of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// From when.
    pub from: Instant,
    /// Until when; the end of the detention, or the instant judged, while it isn't over.
    pub to: Instant,
    /// Why.
    pub why: AwayWhy,
    /// The entry that began it.
    pub position: usize,
    /// Whether the record shows it ending.
    pub over: bool,
}

/// A stretch of time in police detention or at a station under arrest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// From when.
    pub from: Instant,
    /// Until when; the instant judged while it isn't over.
    pub to: Instant,
    /// Whether it has ended.
    pub over: bool,
}

/// The places of the entries that stand, kind by kind: rules ask for a kind hundreds of times over.
struct ByKind {
    /// Where each kind's places begin.
    starts: [usize; Kind::WORDS.len() + 1],
    places: Vec<usize>,
}

impl ByKind {
    fn of(entries: &[Standing<'_>]) -> Self {
        // Counted, then laid out: where a kind's places begin is how many places all kinds before it have.
        let mut starts = [0; Kind::WORDS.len() + 1];
        for standing in entries {
            if let Some(count) = starts.get_mut(standing.kind as usize + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let (mut next, mut places) = (starts, vec![0; entries.len()]);
        for (place, standing) in entries.iter().enumerate() {
            let Some(next) = next.get_mut(standing.kind as usize) else { continue };
            if let Some(slot) = places.get_mut(*next) {
                *slot = place;
            }
            *next += 1;
        }
        Self { starts, places }
    }

    fn places<K: Particular>(&self) -> &[usize] {
        let bounds = self.starts.get(K::NAME as usize).zip(self.starts.get(K::NAME as usize + 1));
        bounds.and_then(|(from, to)| self.places.get(*from..*to)).unwrap_or_default()
    }
}

/// The facts of one record at one instant.
pub struct Facts<'a> {
    /// The record.
    pub record: &'a Record,
    /// The child.
    pub child: &'a Child,
    /// Force policy.
    pub policy: &'a Policy,
    /// What policy says of this record's suite.
    pub suite_policy: SuitePolicy,
    /// What else was written in the suite, to tell copied text.
    pub suite: &'a Suite,
    /// The instant judged.
    pub now: Instant,
    /// The entries that stand, in order.
    pub entries: Vec<Standing<'a>>,
    /// The first authorisation of detention anywhere: the review clock starts here.
    pub authorised: Option<Mark>,
    /// The first arrival at a station.
    pub arrived: Option<Mark>,
    /// The first arrest.
    pub arrested: Option<Mark>,
    /// The first charge.
    pub charged: Option<Mark>,
    /// The first refusal of bail after charge.
    pub bail_refused: Option<Mark>,
    /// The entry that ended the detention, if it has ended.
    pub end: Option<Mark>,
    /// The end of the detention, or the instant judged.
    pub until: Instant,
    /// The power the child is held under.
    pub route: Route,
    /// The date that decides which law applies.
    pub law_in_force_on: Option<NaiveDate>,
    /// When the child was out of the cell, in order.
    pub away: Vec<Away>,
    /// When an appropriate adult was in the station, in order.
    pub adult_here: Vec<Held>,
    /// The stays of the record, in order.
    pub stays: Vec<Stay>,
    /// When the child was held, in order: one stretch for each stay at a station.
    pub held: Vec<Held>,
    by_kind: ByKind,
    /// From when the person is no child, if ever: asked of nearly every entry by nearly every rule.
    grown_from: Option<Instant>,
    pub(super) reviews: OnceCell<ReviewTimeline>,
    pub(super) review_falls: OnceCell<Vec<ReviewFall>>,
    pub(super) waking: OnceCell<Waking>,
    pub(super) clocks: OnceCell<Clocks>,
    pub(super) reckoning: OnceCell<Reckoning>,
    pub(super) limits: OnceCell<Limits>,
    pub(super) adult_stays: OnceCell<Vec<AdultStay>>,
    pub(super) child_until: OnceCell<Instant>,
    pub(super) custody: OnceCell<Vec<Held>>,
    pub(super) absences: OnceCell<Vec<Away>>,
    pub(super) plans: OnceCell<Vec<Plan>>,
    pub(super) stretches: OnceCell<Vec<Stretch>>,
    pub(super) accommodation: OnceCell<AccommodationAnswer>,
}

impl<'a> Facts<'a> {
    /// Gathers the facts of a record as they stood at `now`. Entries made later are as if not made.
    #[must_use]
    pub fn gather(record: &'a Record, policy: &'a Policy, suite: &'a Suite, now: Instant) -> Self {
        let mut entries = record.as_of(now);
        entries.retain(|standing| standing.corrected_by.is_none());
        let stays = stays::split(&entries, now);
        let held = stays.iter().filter_map(|stay| stay.held).collect();
        let end = end(&stays);
        let until = end.map_or(now, |end| end.at);
        let mut facts = Self {
            record,
            child: &record.child,
            policy,
            suite_policy: policy.for_suite(record.head.suite.as_deref()),
            suite,
            now,
            authorised: None,
            arrived: None,
            arrested: None,
            charged: None,
            bail_refused: None,
            end,
            until,
            route: Route::Offence,
            law_in_force_on: None,
            away: whereabouts::away(&entries, until),
            adult_here: whereabouts::adult_here(&entries, &stays, until),
            held,
            stays,
            by_kind: ByKind::of(&entries),
            entries,
            grown_from: None,
            reviews: OnceCell::new(),
            review_falls: OnceCell::new(),
            waking: OnceCell::new(),
            clocks: OnceCell::new(),
            reckoning: OnceCell::new(),
            limits: OnceCell::new(),
            adult_stays: OnceCell::new(),
            child_until: OnceCell::new(),
            custody: OnceCell::new(),
            absences: OnceCell::new(),
            plans: OnceCell::new(),
            stretches: OnceCell::new(),
            accommodation: OnceCell::new(),
        };
        facts.grown_from = grown_from(facts.child, &facts.entries);
        facts.authorised = facts.stays.iter().find_map(|stay| stay.authorised);
        facts.arrived = facts.first_mark::<Arrived>();
        facts.arrested = facts.first_mark::<Arrested>();
        facts.charged = facts.first_mark::<Charged>();
        facts.bail_refused = facts.first_mark::<BailRefused>();
        facts.route = facts.route();
        let first = [facts.authorised, facts.arrived].into_iter().flatten().map(|mark| mark.at).min();
        facts.law_in_force_on = first.or_else(|| facts.entries.first().map(|standing| standing.at)).map(london_date);
        facts
    }

    /// Returns the power the child is held under: an offence where any arrest before the authorisation is for one.
    ///
    /// Arrested for an offence and on a warrant, PACE runs beside the warrant, whichever is entered first. Once detention is
    /// authorised, a new arrest is a second power and changes nothing that runs.
    fn route(&self) -> Route {
        let authorised = self.each::<DetentionAuthorised>().find_map(|authorised| authorised.it.route);
        let of = |arrest: Fact<'_, Arrested>| arrest.it.route.or(authorised).unwrap_or(Route::Offence);
        self.each::<Arrested>()
            .filter(|arrest| self.authorised.is_none_or(|mark| arrest.at <= mark.at))
            .map(of)
            .find(|route| is_pace(*route))
            .or_else(|| self.first::<Arrested>().map(of))
            .or(authorised)
            .unwrap_or(Route::Offence)
    }

    /// Returns every entry made by then, struck ones too, in order: to be shown, and to be left out one by one.
    #[must_use]
    pub fn all(&self) -> Vec<Standing<'a>> {
        self.record.as_of(self.now)
    }

    /// Returns the entries of one kind, in order.
    pub fn each<K: Particular + 'a>(&self) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, '_, K> {
        self.facts_at(self.places::<K>())
    }

    /// Returns the places in [`Self::entries`] of the entries of one kind, in order: beside [`Self::each`], one for one.
    #[must_use]
    pub fn places<K: Particular>(&self) -> &[usize] {
        self.by_kind.places::<K>()
    }

    /// Returns the entries of one kind whose places in [`Self::entries`] lie within a range, in order.
    pub fn each_within<K: Particular + 'a>(
        &self,
        within: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, '_, K> {
        let places = self.places::<K>();
        let from = places.partition_point(|place| *place < within.start);
        let to = places.partition_point(|place| *place < within.end);
        self.facts_at(places.get(from..to).unwrap_or_default())
    }

    /// Returns the entries that stand from that instant on, in order.
    #[must_use]
    pub fn entries_from(&self, at: Instant) -> &[Standing<'a>] {
        let from = self.entries.partition_point(|standing| standing.at < at);
        self.entries.get(from..).unwrap_or_default()
    }

    /// Returns whether nothing at all is entered between two instants; what stands at either isn't between them.
    #[must_use]
    pub fn silent(&self, from: Instant, to: Instant) -> bool {
        let after = self.entries.partition_point(|standing| standing.at <= from);
        self.entries.get(after).is_none_or(|next| next.at >= to)
    }

    /// Returns the entries that stand and were made while the law treats the person as a child, in order.
    #[must_use]
    pub fn entries_as_a_child(&self) -> &[Standing<'a>] {
        let to = self.entries.partition_point(|standing| self.is_child_at(standing.at));
        self.entries.get(..to).unwrap_or_default()
    }

    fn facts_at<'f, K: Particular + 'a>(
        &'f self,
        places: &'f [usize],
    ) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, 'f, K> {
        places.iter().filter_map(|place| {
            let standing = self.entries.get(*place)?;
            let it = K::of(&standing.entry.kind)?;
            Some(Fact { position: standing.position, at: standing.at, entry: standing.entry, it })
        })
    }

    /// Returns the first entry of one kind.
    #[must_use]
    pub fn first<K: Particular + 'a>(&self) -> Option<Fact<'a, K>> {
        self.each::<K>().next()
    }

    /// Returns the entry of one kind that stands at that place among them.
    #[must_use]
    pub fn nth<K: Particular + 'a>(&self, nth: usize) -> Option<Fact<'a, K>> {
        let place = self.places::<K>().get(nth..)?;
        self.facts_at(place).next()
    }

    /// Returns the last entry of one kind.
    #[must_use]
    pub fn last<K: Particular + 'a>(&self) -> Option<Fact<'a, K>> {
        self.each::<K>().next_back()
    }

    /// Returns when and where the first entry of one kind stands.
    #[must_use]
    pub fn first_mark<K: Particular + 'a>(&self) -> Option<Mark> {
        self.first::<K>().map(|fact| Mark { at: fact.at, position: fact.position })
    }

    /// Returns whether the detention has ended, or never was: a record in which all but notes is struck was opened twice.
    #[must_use]
    pub fn closed(&self) -> bool {
        self.end.is_some() || self.is_struck_whole()
    }

    fn is_struck_whole(&self) -> bool {
        let aside = |standing: &Standing<'_>| matches!(standing.kind, KindName::Correction | KindName::Note);
        self.entries.iter().all(aside) && self.all().iter().any(|standing| standing.corrected_by.is_some())
    }

    /// Returns whether the route is one on which PACE's reviews, limits and s.38(6) run.
    #[must_use]
    pub fn is_pace_route(&self) -> bool {
        is_pace(self.route)
    }

    /// Returns whether the law treats the person as a child at that instant.
    #[must_use]
    pub fn is_child_at(&self, at: Instant) -> bool {
        self.grown_from.is_none_or(|from| at < from)
    }

    /// Returns the age in years at that instant, where it is known.
    #[must_use]
    pub fn age_at(&self, at: Instant) -> Option<u32> {
        self.child.age_at(at)
    }

    /// Returns whether an adult was in the station at that instant; coming and going count as there.
    #[must_use]
    pub fn adult_here_at(&self, at: Instant) -> bool {
        self.adult_here.iter().any(|stay| stay.from <= at && at <= stay.to)
    }

    /// Returns whether an adult was plainly in the station at that instant: on the minute of coming or going, the record can't
    /// tell which came first, so nothing is held against the desk.
    #[must_use]
    pub fn adult_plainly_here_at(&self, at: Instant) -> bool {
        self.adult_here.iter().any(|stay| stay.from < at && (!stay.over || at < stay.to))
    }

    /// Returns the absence during which that instant fell; the edges count as in the cell.
    #[must_use]
    pub fn away_at(&self, at: Instant) -> Option<&Away> {
        self.away.iter().find(|away| away.from < at && at < away.to)
    }

    /// Returns how many seconds of hospital treatment fell between two instants, police questioning left out.
    ///
    /// Law: PACE s.41(6): time at hospital for treatment, and on the way there and back, doesn't count, save while questioned.
    #[must_use]
    pub fn treatment_seconds(&self, from: Instant, to: Instant) -> i64 {
        let overlap = |a: Instant, b: Instant, c: Instant, d: Instant| (b.min(d) - a.max(c)).num_seconds().max(0);
        let questioned: Vec<&Away> = self.away.iter().filter(|away| away.why == AwayWhy::Questioned).collect();
        self.away
            .iter()
            .filter(|away| away.why == AwayWhy::Treatment)
            .map(|away| {
                let (start, end) = (away.from.max(from), away.to.min(to));
                if end <= start {
                    return 0;
                }
                let questioned: i64 = questioned.iter().map(|other| overlap(start, end, other.from, other.to)).sum();
                ((end - start).num_seconds() - questioned).max(0)
            })
            .sum()
    }

    /// Returns `start` plus that many elapsed minutes, moved on by every minute of hospital treatment on the way.
    #[must_use]
    pub fn due_after(&self, start: Instant, minutes: i64) -> Instant {
        self.moved_on(start, TimeDelta::minutes(minutes), start)
    }

    /// Returns `start` plus `time`, moved on by every moment of hospital treatment on the way, from `counting_from` on.
    #[must_use]
    pub fn moved_on(&self, start: Instant, time: TimeDelta, counting_from: Instant) -> Instant {
        let (mut at, mut left) = (start, time);
        for (from, to) in self.treatments() {
            let from = from.max(counting_from).max(at);
            if at + left <= from {
                break;
            }
            if from < to {
                left -= from - at;
                at = to;
            }
        }
        at + left
    }

    /// Returns the stretches of hospital treatment, in order, police questioning left out.
    fn treatments(&self) -> Vec<(Instant, Instant)> {
        let of = |why: AwayWhy| self.away.iter().filter(move |away| away.why == why);
        let mut stretches = Vec::new();
        for away in of(AwayWhy::Treatment) {
            let mut from = away.from;
            for questioned in of(AwayWhy::Questioned).filter(|other| other.from < away.to) {
                stretches.push((from, questioned.from.max(from)));
                from = from.max(questioned.to);
            }
            stretches.push((from, away.to));
        }
        stretches
    }

    /// Returns how an undone duty stands at the instant judged: overdue once past `due`, due soon within the policy's warning.
    #[must_use]
    pub fn undone(&self, due: Instant) -> State {
        if self.now > due {
            State::Overdue
        } else if self.now + TimeDelta::minutes(self.policy.board.due_soon_minutes) >= due {
            State::DueSoon
        } else {
            State::Open
        }
    }

    /// Returns the state of a duty: done where it was done, not needed where the detention ended first, else as [`Self::undone`].
    #[must_use]
    pub fn state(&self, due: Instant, done_at: Option<Instant>) -> State {
        match (done_at, self.end) {
            (Some(_), _) => State::Done,
            (None, Some(end)) if end.at <= due => State::NotNeeded,
            _ => self.undone(due),
        }
    }

    /// Returns the timeline of reviews, worked out once.
    pub fn reviews(&self) -> &ReviewTimeline {
        self.reviews.get_or_init(|| ReviewTimeline::of(self))
    }

    /// Returns when the child was awake, worked out once.
    pub fn waking(&self) -> &Waking {
        self.waking.get_or_init(|| Waking::of(self))
    }

    /// Returns the clocks, worked out once.
    pub fn clocks(&self) -> &Clocks {
        self.clocks.get_or_init(|| super::clocks::clocks(self))
    }

    /// Returns the accommodation answer, worked out once.
    pub fn accommodation(&self) -> &AccommodationAnswer {
        self.accommodation.get_or_init(|| super::accommodation::answer(self))
    }
}

/// Returns from when the person is no child, if ever.
///
/// A date of birth that makes them a child when the record begins is in no dispute with their looks, and the birthday
/// ends the child rules whatever they look; only an age given as 18 or over is set against looks (Code C 1.5).
fn grown_from(child: &Child, entries: &[Standing<'_>]) -> Option<Instant> {
    let begins = entries.first().map(|first| first.at);
    child.turns_18().filter(|turns| begins.is_some_and(|begins| begins < *turns)).or_else(|| child.grown_from())
}

/// Returns whether PACE's reviews, limits and s.38(6) run on a route.
pub(super) fn is_pace(route: Route) -> bool {
    matches!(route, Route::Offence | Route::PoliceBailBreach)
}

/// Returns what ended the detention, if it has ended: coming by themselves afterwards doesn't begin another.
fn end(stays: &[Stay]) -> Option<Mark> {
    stays.iter().rev().find(|stay| stay.is_of_detention()).or(stays.last())?.end
}
