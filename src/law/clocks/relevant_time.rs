//! When the detention clock starts, in each of the ways of s.41(2) to (5), and what of it is used up or left out (s.47(6),
//! (6A)).

use chrono::{NaiveDate, TimeDelta};

use super::areas::{self, same_area};
use crate::law::assessment::Judgement;
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard, Ymd};
use crate::law::stays::Stay;
use crate::record::Instant;
use crate::record::kinds::{AnsweredBail, Arrested, Arrived, Attended, Charged, DetentionAuthorised, Presented};
use crate::record::words::Route;

/// The longest that an arrest sought by another area, or the journey there, can hold the clock back (s.41(3), (5)).
pub(super) const SOUGHT_HOURS: i64 = 24;

/// Hours from arrival that aren't counted after an arrest for breach of police bail (PACE s.47(6A)).
const BREACH_HOURS: i64 = 3;
/// The first day of those hours: 28 October 2022 (PCSC Act 2022 s.45(3), Sch. 4 Pt. 5; SI 2022/1075 reg. 4).
const BREACH_HOURS_FROM: Ymd = (2022, 10, 28);

/// Areas whose arrests are "outside England and Wales" (s.41(2)(b)), lower case.
const ABROAD: &[&str] = &[
    "scotland",
    "police scotland",
    "northern ireland",
    "psni",
    "police service of northern ireland",
    "ireland",
    "isle of man",
    "jersey",
    "guernsey",
];

pub(super) const RULE: Rule = Rule {
    id: "clock.relevant-time",
    title: "The detention clock starts at the relevant time",
    standard: Standard::Statute,
    cites: &["PACE s.41(2)", "PACE s.41(3)", "PACE s.41(5)", "PACE s.41(6)", "PACE s.47(6)", "PACE s.47(6A)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A clock started late holds a child past the law with nobody the wiser.",
    judge,
};

/// The way in which the relevant time came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Arrival at the first station after arrest (s.41(2)(d)).
    FirstStation,
    /// Came voluntarily and was arrested at the station (s.41(2)(c)).
    ArrestAtStation,
    /// Returned on bail before charge, from street or station (s.41(2)(ca), s.47(6)).
    AnsweredBail,
    /// Arrival in the area that sought the arrest (s.41(2)(a), (3)).
    AreaThatSought,
    /// 24 hours after an arrest that another area sought (s.41(3)).
    DayAfterArrest,
    /// Arrival in the area of the investigation, arrested outside England and Wales (s.41(2)(b)).
    FromAbroad,
    /// Arrival in a second area for its own offence (s.41(5)).
    SecondArea,
    /// 24 hours after leaving the first area (s.41(5)).
    DayAfterLeaving,
}

impl Way {
    /// Returns the way in few words: what the clock ran from.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::FirstStation => "arrival at the station",
            Self::ArrestAtStation => "arrest at the station",
            Self::AnsweredBail => "answering bail",
            Self::AreaThatSought => "arrival in the area that sought the arrest",
            Self::DayAfterArrest => "24 h after the arrest another area sought",
            Self::FromAbroad => "arrival in the area of the investigation",
            Self::SecondArea => "arrival in the second area",
            Self::DayAfterLeaving => "24 h after leaving the first area",
        }
    }
}

/// One run of the detention clock.
#[derive(Debug, Clone)]
pub struct Run {
    /// The relevant time.
    pub start: Instant,
    /// How it came about.
    pub way: Way,
    /// The positions of the entries that fix it.
    pub entries: Vec<usize>,
    /// What earlier detention before bail has used up of every limit (s.47(6)); days on bail never count.
    pub used: TimeDelta,
    /// How long from the relevant time isn't counted: three hours after an arrest for breach of police bail (s.47(6A)).
    pub uncounted: TimeDelta,
    /// The charge that stopped it.
    pub charged: Option<Mark>,
    /// What ended it without charge: release, bail, court, or leaving for the second area.
    pub end: Option<Mark>,
    /// Whether time in earlier detentions lies outside this file.
    pub began_elsewhere: bool,
    /// From when the detention that it is part of has lasted: what came before bail is of it, and an earlier one isn't.
    pub detained_from: Instant,
    /// The latest that it may have started, where what the record doesn't say may have started it later than it is taken to.
    pub may_start: Option<Instant>,
}

impl Run {
    /// Returns from when its time counts.
    #[must_use]
    pub fn counted_from(&self) -> Instant {
        self.start + self.uncounted
    }

    /// Returns how much later than it is taken to it may have started.
    #[must_use]
    pub fn in_doubt_by(&self) -> TimeDelta {
        self.may_start.map_or(TimeDelta::zero(), |latest| (latest - self.start).max(TimeDelta::zero()))
    }

    /// Returns when it stopped, by charge or by the child's going, whichever came first.
    #[must_use]
    pub fn stopped(&self) -> Option<Mark> {
        [self.charged, self.end].into_iter().flatten().min_by_key(|mark| mark.at)
    }
}

/// Something the clock needs and the record doesn't say.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// When it came about.
    pub at: Instant,
    /// The entries it stands on.
    pub entries: Vec<usize>,
    /// What isn't recorded, and what was assumed.
    pub message: &'static str,
    /// The latest that the clock may have started, where that is later than assumed.
    pub may_start: Option<Instant>,
}

/// The runs of the detention clock of one record, and what is in doubt about them.
#[derive(Debug, Clone, Default)]
pub struct Reckoning {
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// What is in doubt.
    pub doubts: Vec<Doubt>,
    /// Whether the last stay has a clock that hasn't begun or can't be known.
    pub unknown: bool,
}

impl Reckoning {
    /// Returns the run of the last stay; none where it hasn't begun or can't be known.
    #[must_use]
    pub fn current(&self) -> Option<&Run> {
        self.runs.last().filter(|_| !self.unknown)
    }
}

/// What is known of the start of one stay's clock.
pub(super) enum Start {
    /// It started.
    At(Instant, Way, Vec<usize>),
    /// It hasn't started yet, or the record doesn't say when.
    Unknown,
}

/// Returns `start` plus `time`, moved on by hospital treatment from `counting_from` on.
///
/// Law: PACE s.41(6) speaks of someone in police detention: treatment before the first station isn't left out.
pub(super) fn after(facts: &Facts<'_>, start: Instant, time: TimeDelta, counting_from: Instant) -> Instant {
    facts.moved_on(start, time, counting_from)
}

/// Returns every run of the detention clock, worked out once. Asks nothing of the route: that is the caller's to judge.
#[must_use]
pub fn reckon<'f>(facts: &'f Facts<'_>) -> &'f Reckoning {
    facts.reckoning.get_or_init(|| work_out(facts))
}

fn work_out(facts: &Facts<'_>) -> Reckoning {
    let mut reckoning = Reckoning::default();
    let mut carried = TimeDelta::zero();
    let mut before: Option<&Stay> = None;
    let mut detained_from = None;
    for stay in facts.stays.iter().filter(|stay| stay.is_of_detention()) {
        let runs = reckoning.runs.len();
        let used = used(facts, stay, carried, before);
        reckoning.doubts.extend(used.not_recorded.map(time_used_not_recorded));
        detained_from = detained_from.filter(|_| used.joined).or(stay.opened.map(|opened| opened.at));
        let doubts = reckoning.doubts.len();
        match start(facts, stay, &mut reckoning.doubts) {
            Start::At(start, way, entries) => {
                reckoning.unknown = false;
                let (began_elsewhere, used) = (used.elsewhere, used.time);
                let uncounted = uncounted(facts, stay, way, before);
                let doubts = reckoning.doubts.get(doubts..).unwrap_or_default();
                let may_start = doubts.iter().filter_map(|doubt| doubt.may_start).max();
                reckoning.runs.push(Run {
                    start,
                    way,
                    entries,
                    used,
                    uncounted,
                    charged: None,
                    end: None,
                    began_elsewhere,
                    detained_from: detained_from.unwrap_or(start),
                    may_start,
                });
                areas::second_areas(facts, stay, &mut reckoning);
            }
            Start::Unknown => reckoning.unknown = true,
        }
        stops(facts, stay, reckoning.runs.get_mut(runs..).unwrap_or_default());
        carried = if stay.bailed {
            let spent = |run: &Run| match run.stopped() {
                Some(stop) if stop.at > run.counted_from() => {
                    let from = run.counted_from();
                    stop.at - from - TimeDelta::seconds(facts.treatment_seconds(from, stop.at))
                }
                _ => TimeDelta::zero(),
            };
            reckoning.runs.get(runs..).and_then(<[Run]>::last).map_or(used.time, |run| run.used + spent(run))
        } else {
            TimeDelta::zero()
        };
        before = Some(stay);
    }
    reckoning
}

/// Sets what stopped each run of a stay: its charge, and its end where the next run hasn't set it.
fn stops(facts: &Facts<'_>, stay: &Stay, runs: &mut [Run]) {
    for (i, run) in runs.iter_mut().enumerate() {
        run.end = run.end.or(stay.end);
        run.charged = stay
            .each::<Charged>(facts)
            .map(|charged| Mark { at: charged.at, position: charged.position })
            .find(|charged| (i == 0 || charged.at >= run.start) && run.end.is_none_or(|end| charged.at <= end.at));
    }
}

/// What earlier detention has used up of a stay's clock.
struct Used {
    time: TimeDelta,
    /// Whether any of it lies outside this file.
    elsewhere: bool,
    /// Whether the stay carries on the detention of the one before it, with bail between.
    joined: bool,
    /// The return on bail of which neither this file nor the entry shows what was used before.
    not_recorded: Option<Mark>,
}

/// Returns the arrest for breach of police bail that began a stay, or where the record of it begins at the station.
fn bail_breach(facts: &Facts<'_>, stay: &Stay) -> Option<Mark> {
    let arrest = stay.each::<Arrested>(facts).next();
    // A breach that is authorised for later, of a child held already, began nothing.
    let authorised = || stay.each::<DetentionAuthorised>(facts).next().and_then(|first| first.it.route);
    let route = arrest.and_then(|arrest| arrest.it.route).or_else(authorised);
    arrest.map(|arrest| arrest.mark()).or(stay.opened).filter(|_| route == Some(Route::PoliceBailBreach))
}

/// Returns what earlier detention has used up.
///
/// Minutes that the record gives and minutes that the file itself shows are the same time twice over: the longer
/// counts, never the sum. A fresh arrest after release starts fresh (s.47(7)); a breach of police bail doesn't (s.46A).
fn used(facts: &Facts<'_>, stay: &Stay, carried: TimeDelta, before: Option<&Stay>) -> Used {
    let answered = stay.each::<AnsweredBail>(facts).next();
    let arrest = stay.each::<Arrested>(facts).next();
    let back = answered.map(|answered| answered.mark()).or_else(|| bail_breach(facts, stay));
    let bailed_here = before.is_some_and(|before| before.bailed);
    let returns = back.is_some() || (arrest.is_none() && bailed_here);
    let given = answered.and_then(|answered| answered.it.time_used_minutes);
    let recorded = TimeDelta::minutes(i64::from(given.unwrap_or(0)));
    let not_recorded = back.filter(|_| given.is_none() && before.is_none());
    Used {
        time: if returns { recorded.max(carried) } else { TimeDelta::zero() },
        elsewhere: recorded > carried || not_recorded.is_some(),
        joined: returns && bailed_here,
        not_recorded,
    }
}

fn time_used_not_recorded(back: Mark) -> Doubt {
    Doubt {
        at: back.at,
        entries: vec![back.position],
        message: "Time in detention before bail counts, and how much of it there was is not recorded. None is taken off, so the limit may be sooner: record it.",
        may_start: None,
    }
}

/// Returns how long from arrival isn't counted: three hours after an arrest under s.46A, nothing otherwise.
///
/// Street bail is granted under s.30A and its breach arrested for under s.30D: nothing of that is left out.
///
/// Law: s.47(6A). It holds where the first arrest for the offence was under the new law (PCSC Act 2022 s.45(3)(b)); that
/// arrest is taken to have been when the law of this record is. It speaks of periods of police detention, and so moves the
/// limit; a review is due from authorisation, and isn't moved.
fn uncounted(facts: &Facts<'_>, stay: &Stay, way: Way, before: Option<&Stay>) -> TimeDelta {
    let (year, month, day) = BREACH_HOURS_FROM;
    let in_force =
        NaiveDate::from_ymd_opt(year, month, day).zip(facts.law_in_force_on).is_none_or(|(from, date)| from <= date);
    let street_bail = before.is_some_and(|before| before.bailed && before.held.is_none());
    let breach = bail_breach(facts, stay).is_some() && !street_bail;
    if breach && in_force && way == Way::FirstStation { TimeDelta::hours(BREACH_HOURS) } else { TimeDelta::zero() }
}

fn start(facts: &Facts<'_>, stay: &Stay, doubts: &mut Vec<Doubt>) -> Start {
    if let Some(answered) = stay.mark::<AnsweredBail>(facts) {
        return Start::At(answered.at, Way::AnsweredBail, vec![answered.position]);
    }
    let arrived = stay.mark::<Arrived>(facts);
    let booked = [stay.mark::<Presented>(facts), stay.mark::<DetentionAuthorised>(facts)];
    let booked = booked.into_iter().flatten().min_by_key(|mark| mark.at);
    let arrest = stay.each::<Arrested>(facts).next();
    if let Some(arrest) = arrest {
        if arrest.it.area.as_deref().is_some_and(is_abroad) {
            return from_abroad(facts, stay, arrest.it.sought_by.as_deref());
        }
        if let Some(start) = areas::sought_elsewhere(facts, stay, &arrest, doubts) {
            return start;
        }
        let here_before = [arrived, booked].into_iter().flatten().any(|mark| mark.at < arrest.at);
        let came = stay.mark::<Attended>(facts).is_some_and(|attended| attended.at <= arrest.at);
        if !here_before && arrest.it.at_station.unwrap_or(came) {
            // Brought to a station afterwards, they may have come to no station at all: to their school, or an interview at home.
            // Booked in before it, they were at one already, and were only moved.
            let brought =
                |arrived: &Mark| arrest.at < arrived.at && booked.is_none_or(|booked| arrived.at <= booked.at);
            if let Some(arrived) = arrived.filter(|it| brought(it) && arrest.it.at_station.is_none()) {
                doubts.push(Doubt {
                    at: arrest.at,
                    entries: vec![arrest.position, arrived.position],
                    message: "Whether the child, who came without arrest, was arrested at a police station is not recorded, and arrival at one is recorded after it. The clock is taken to run from the arrest: record where it was.",
                    may_start: Some(arrived.at),
                });
            }
            return Start::At(arrest.at, Way::ArrestAtStation, vec![arrest.position]);
        }
    }
    match (arrived, booked) {
        (Some(arrived), None) => Start::At(arrived.at, Way::FirstStation, vec![arrived.position]),
        (Some(arrived), Some(booked)) if arrived.at <= booked.at => {
            Start::At(arrived.at, Way::FirstStation, vec![arrived.position])
        }
        (_, Some(booked)) => {
            // Booked in before any recorded arrival: what is recorded later is a transfer, and the first isn't known.
            doubts.push(Doubt {
                at: booked.at,
                entries: vec![booked.position],
                message: "The detention clock runs from arrival at the first station, and that arrival is not recorded. Record it: until then the limit can't be told.",
                may_start: None,
            });
            Start::Unknown
        }
        (None, None) => Start::Unknown,
    }
}

fn is_abroad(area: &str) -> bool {
    ABROAD.contains(&area.trim().to_lowercase().as_str())
}

/// Law: s.41(2)(b): arrival at the first station in the area of the investigation, or 24 h after entry if earlier.
///
/// Entry into England and Wales isn't recorded; it is no later than the first arrival at a station there.
fn from_abroad(facts: &Facts<'_>, stay: &Stay, sought: Option<&str>) -> Start {
    let mut here = stay.each::<Arrived>(facts).filter(|arrived| !arrived.it.area.as_deref().is_some_and(is_abroad));
    let Some(first) = here.next() else { return Start::Unknown };
    let there = match sought {
        Some(sought) => std::iter::once(first)
            .chain(here)
            .find(|arrived| arrived.it.area.as_deref().is_none_or(|area| same_area(area, sought))),
        None => Some(first),
    };
    let cap = after(facts, first.at, TimeDelta::hours(SOUGHT_HOURS), first.at);
    match there {
        Some(there) if there.at <= cap => Start::At(there.at, Way::FromAbroad, vec![there.position]),
        _ if cap <= stay.until(facts) => Start::At(cap, Way::FromAbroad, vec![first.position]),
        _ => Start::Unknown,
    }
}

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !super::runs_here(facts) {
        return arrested_for_an_offence_meanwhile(rule, facts, judgement);
    }
    for doubt in reckon(facts).doubts.iter().filter(|doubt| facts.is_child_at(doubt.at)) {
        judgement.find(rule.query(doubt.at, doubt.message).on(doubt.entries.iter().copied()));
    }
}

/// Asks about an arrest for an offence of a child held already under another power: PACE starts for it at that arrest, and
/// from when its clocks count is doubtful, so this record is judged by the first power alone.
fn arrested_for_an_offence_meanwhile(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(authorised) = facts.authorised.filter(|_| !facts.is_pace_route()) else { return };
    let arrest = facts.each::<Arrested>().find(|arrest| {
        authorised.at < arrest.at && matches!(arrest.it.route, None | Some(Route::Offence | Route::PoliceBailBreach))
    });
    if let Some(arrest) = arrest.filter(|arrest| facts.is_child_at(arrest.at)) {
        let message = if facts.reviews().steps.is_empty() {
            "Arrested for an offence while held under another power. Reviews and the limit run for the offence from then, and aren't reckoned here: when was detention authorised for it?"
        } else {
            "Arrested for an offence after being held under another power. The limit runs for the offence, and isn't reckoned here: when does it run out?"
        };
        judgement.find(rule.query(arrest.at, message).on([arrest.position]));
    }
}

#[cfg(test)]
#[path = "relevant_time_tests.rs"]
mod tests;
