//! When detention without charge must end: 24 hours, 36 by a superintendent, longer by warrant, never past 96.

use chrono::TimeDelta;

use super::extension::{REVIEWS_BEFORE, Standing, standing};
use super::relevant_time::{Reckoning, Run, after, reckon};
use super::runs_here;
use super::shown_until;
use crate::law::assessment::{Judgement, LimitBasis, State};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{ExtensionAuthorised, WarrantIssued};
use crate::record::time::{day_clock, length, minutes_between};
use crate::record::{Instant, Kind};

/// Hours without charge (PACE s.41(1)).
const DAY_HOURS: i64 = 24;
/// The most that a superintendent can authorise, in hours from the relevant time (PACE s.42(1)).
pub(super) const SUPERINTENDENT_HOURS: u32 = 36;
/// The most that one warrant, or one extension of it, can give, in hours (PACE s.43(12), s.44(3)).
pub(super) const WARRANT_HOURS: u32 = 36;
/// The most that all warrants together can give, in hours from the relevant time (PACE s.44(3)).
const ABSOLUTE_HOURS: i64 = 96;
/// How long past 36 hours a court that couldn't sit then may still be asked, in hours (PACE s.43(5)).
const COURT_WAIT_HOURS: i64 = 6;

pub(super) const RULE: Rule = Rule {
    id: "clock.limit",
    title: "A child is charged or released before the detention limit",
    standard: Standard::Statute,
    cites: &["PACE s.41(1)", "PACE s.41(7)", "PACE s.42", "PACE s.43", "PACE s.44", "PACE s.47(6A)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Past the limit a child is locked up without any lawful power.",
    judge,
};

/// Whether a grant came at a time at which it could be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    /// It could.
    InTime,
    /// A first grant, with this many valid reviews held before it.
    BeforeSecondReview(usize),
    /// The same, where reviews may stand outside the file.
    ReviewsNotShown(usize),
    /// A first grant, after this instant, 24 hours from the relevant time.
    After24Hours(Instant),
    /// The same, where the clock may have started later and the grant come in time.
    PerhapsAfter24Hours(Instant),
    /// A further grant, after the last authority had run out: it moves nothing, and breaks neither bar of s.42(4).
    Expired,
}

/// How one extension by a superintendent weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    pub timing: Timing,
    pub standing: Standing,
}

impl Grant {
    /// Returns whether it moves the limit. What isn't recorded is asked about, and doesn't undo a grant.
    fn moves(self, given: &ExtensionAuthorised) -> bool {
        matches!(self.timing, Timing::InTime | Timing::ReviewsNotShown(_) | Timing::PerhapsAfter24Hours(_))
            && self.standing != Standing::Below
            && given.indictable != Some(false)
    }
}

/// A warrant that moved the limit.
#[derive(Debug, Clone, Copy)]
struct Warrant {
    issued: Mark,
    /// From when its hours count: its issue, or the end of the warrant that it extends.
    from: Instant,
    hours: i64,
}

impl Warrant {
    fn extends(&self) -> bool {
        self.from != self.issued.at
    }
}

/// A time between the limit running out and a later warrant.
#[derive(Debug)]
struct Gap {
    limit: Instant,
    issued: Mark,
    /// Whether the court may lawfully have been asked late (s.43(5)).
    court_may_have_waited: bool,
    /// Whether it is lawful only where the clock started later than it is taken to.
    may_have_started_later: bool,
}

/// The limit of one run of the clock.
#[derive(Debug)]
pub(super) struct Limit {
    /// When detention without charge must end.
    pub at: Instant,
    /// What that rests on.
    pub basis: LimitBasis,
    /// 96 hours, moved by treatment.
    pub absolute: Instant,
    /// The entries that moved it.
    entries: Vec<usize>,
    warrants: Vec<Warrant>,
    /// When the last warrant would end, were it an extension of the one before: it isn't recorded which it was.
    extended_to: Option<Instant>,
    gaps: Vec<Gap>,
}

/// The limit of each run of the clock, and how every extension weighs, in order.
#[derive(Debug)]
pub(in crate::law) struct Limits {
    limits: Vec<Limit>,
    grants: Vec<Grant>,
}

/// The runs of a record's clock with their limits.
pub(super) struct Reckoned<'f> {
    reckoning: &'f Reckoning,
    limits: &'f Limits,
}

impl<'f> Reckoned<'f> {
    /// Returns each run of the clock with its limit, in order.
    pub fn each(&self) -> impl Iterator<Item = (&'f Run, &'f Limit)> {
        self.reckoning.runs.iter().zip(&self.limits.limits)
    }

    /// Returns the run of the last stay with its limit; none where it hasn't begun or can't be known.
    pub fn current(&self) -> Option<(&'f Run, &'f Limit)> {
        self.reckoning.current().zip(self.limits.limits.last())
    }
}

/// How one limit was reckoned, in its parts.
pub struct LimitSum {
    /// The limit.
    pub at: Instant,
    /// What it counts from.
    pub from: Instant,
    /// What that is, in words.
    pub words: String,
    /// The entry that says so.
    pub entry: Option<usize>,
    /// Hours added.
    pub hours: i64,
    /// By which provision.
    pub by: &'static str,
    /// What earlier detention before bail has used up.
    pub used: TimeDelta,
    /// What isn't counted from arrival (s.47(6A)).
    pub uncounted: TimeDelta,
}

/// Returns how each limit of the record was reckoned, in order: a day, an extension, each warrant that moved it.
pub fn limit_sums(facts: &Facts<'_>) -> Vec<LimitSum> {
    let limits = limits(facts);
    let mut sums = Vec::new();
    for (run, limit) in limits.each() {
        let words = format!("the relevant time: {}", run.way.words());
        let from_start = |hours, by| LimitSum {
            at: hours_from(facts, run, hours),
            from: run.start,
            words: words.clone(),
            entry: run.entries.last().copied(),
            hours,
            by,
            used: run.used,
            uncounted: run.uncounted,
        };
        sums.push(from_start(DAY_HOURS, "PACE s.41(1)"));
        for given in facts.each::<ExtensionAuthorised>().filter(|given| limit.entries.contains(&given.position)) {
            sums.push(from_start(i64::from(given.it.until_hours.min(SUPERINTENDENT_HOURS)), "PACE s.42(1)"));
        }
        for warrant in &limit.warrants {
            let words =
                if warrant.extends() { "the end of the warrant that is extended" } else { "the warrant's issue" };
            sums.push(LimitSum {
                at: ends(facts, warrant, limit),
                from: warrant.from,
                words: words.to_owned(),
                entry: Some(warrant.issued.position),
                hours: warrant.hours,
                by: "PACE s.43, s.44",
                used: TimeDelta::zero(),
                uncounted: TimeDelta::zero(),
            });
        }
    }
    sums
}

/// Returns that many hours from the relevant time, less what is used up, moved on by what isn't counted and by treatment.
fn hours_from(facts: &Facts<'_>, run: &Run, hours: i64) -> Instant {
    after(facts, run.counted_from(), TimeDelta::hours(hours) - run.used, run.counted_from())
}

/// Returns every run of the clock with its limit, worked out once.
pub(super) fn limits<'f>(facts: &'f Facts<'_>) -> Reckoned<'f> {
    Reckoned { reckoning: reckon(facts), limits: facts.limits.get_or_init(|| add_up(facts)) }
}

/// Returns every extension by a superintendent and how it weighs, in order.
pub(super) fn grants<'f, 'a>(
    facts: &'f Facts<'a>,
) -> impl Iterator<Item = (Fact<'a, ExtensionAuthorised>, Grant)> + use<'f, 'a> {
    facts.each::<ExtensionAuthorised>().zip(limits(facts).limits.grants.iter().copied())
}

/// Adds up the limit of every run: a day, each grant that moves it, each warrant.
fn add_up(facts: &Facts<'_>) -> Limits {
    let reckoning = reckon(facts);
    let mut grants = Vec::new();
    let mut limits: Vec<Limit> = reckoning
        .runs
        .iter()
        .map(|run| Limit {
            at: hours_from(facts, run, DAY_HOURS),
            basis: LimitBasis::Hours24,
            absolute: hours_from(facts, run, ABSOLUTE_HOURS),
            entries: run.entries.clone(),
            warrants: Vec::new(),
            extended_to: None,
            gaps: Vec::new(),
        })
        .collect();
    for standing in &facts.entries {
        let at = standing.at;
        let here = reckoning.runs.iter().zip(&mut limits).rev().find(|(run, _)| run.start <= at);
        match &standing.entry.kind {
            Kind::ExtensionAuthorised(it) => {
                let fact = Fact { position: standing.position, at, entry: standing.entry, it };
                grants.push(grant(facts, fact, here));
            }
            Kind::WarrantIssued(it) => {
                let fact = Fact { position: standing.position, at, entry: standing.entry, it };
                if let Some((run, limit)) = here.filter(|(run, _)| run.stopped().is_none_or(|stop| at <= stop.at)) {
                    warrant(facts, run, limit, fact);
                }
            }
            _ => {}
        }
    }
    Limits { limits, grants }
}

/// Weighs one extension, and moves the limit where it does.
fn grant(facts: &Facts<'_>, fact: Fact<'_, ExtensionAuthorised>, here: Option<(&Run, &mut Limit)>) -> Grant {
    // Reviews of an earlier detention, that ended without bail, aren't reviews of this one.
    let since = here.as_ref().map(|(run, _)| run.detained_from);
    let counts = |held: Instant| held <= fact.at && since.is_none_or(|since| since <= held);
    let held = facts.reviews().steps.iter().filter(|step| step.held.is_some_and(counts)).count();
    let standing = standing(&fact);
    let further = here.as_ref().is_some_and(|(_, limit)| limit.basis != LimitBasis::Hours24);
    let day = here.as_ref().map(|(run, _)| hours_from(facts, run, DAY_HOURS));
    let elsewhere = here.as_ref().is_some_and(|(run, _)| run.began_elsewhere) || facts.record.head.extract.is_some();
    let timing = match (&here, day) {
        (Some((_, limit)), _) if further && fact.at > limit.at => Timing::Expired,
        _ if further => Timing::InTime,
        (Some((run, _)), Some(day)) if fact.at > day + run.in_doubt_by() => {
            Timing::After24Hours(day + run.in_doubt_by())
        }
        (_, Some(day)) if fact.at > day => Timing::PerhapsAfter24Hours(day),
        _ if held >= REVIEWS_BEFORE => Timing::InTime,
        _ if elsewhere => Timing::ReviewsNotShown(held),
        _ => Timing::BeforeSecondReview(held),
    };
    let grant = Grant { timing, standing };
    if let Some((run, limit)) = here.filter(|(run, _)| run.stopped().is_none_or(|stop| fact.at <= stop.at))
        && grant.moves(fact.it)
    {
        let to = hours_from(facts, run, i64::from(fact.it.until_hours.min(SUPERINTENDENT_HOURS)));
        if to > limit.at {
            limit.at = to;
            limit.basis = LimitBasis::Hours36;
            limit.entries.push(fact.position);
        }
    }
    grant
}

/// Returns when a warrant's hours end, never past 96 from the relevant time.
fn ends(facts: &Facts<'_>, warrant: &Warrant, limit: &Limit) -> Instant {
    after(facts, warrant.from, TimeDelta::hours(warrant.hours), warrant.from).min(limit.absolute)
}

/// Moves the limit to a warrant's hours from its issue, or an extension's from the end of the warrant that still runs.
///
/// Law: PACE s.43(10), (11): a warrant states when it is issued and what it authorises from then. By s.44(1) to (3) the court
/// doesn't issue another, but extends the one it issued for a period: that is added to it, asked for in its last minute or not.
fn warrant(facts: &Facts<'_>, run: &Run, limit: &mut Limit, fact: Fact<'_, WarrantIssued>) {
    let may_extend = fact.it.extension != Some(false) && limit.basis == LimitBasis::Warrant && fact.at <= limit.at;
    let (issued, hours) = (fact.mark(), i64::from(fact.it.hours.min(WARRANT_HOURS)));
    let added = Warrant { issued, from: limit.extended_to.unwrap_or(limit.at), hours };
    let from = if may_extend && fact.it.extension == Some(true) { limit.at } else { fact.at };
    let warrant = Warrant { issued, from, hours };
    let to = ends(facts, &warrant, limit);
    limit.extended_to = may_extend.then(|| ends(facts, &added, limit)).filter(|&added| to < added);
    if fact.at > limit.at {
        // A court that couldn't sit at 36 hours may be asked in the six after, and the child kept until it has heard.
        let wait = hours_from(facts, run, i64::from(SUPERINTENDENT_HOURS) + COURT_WAIT_HOURS);
        let at_36 = limit.at >= hours_from(facts, run, i64::from(SUPERINTENDENT_HOURS));
        let waited = |until: Instant| limit.basis == LimitBasis::Hours36 && at_36 && fact.at <= until;
        let court_may_have_waited = waited(wait + run.in_doubt_by());
        let in_doubt = limit.basis != LimitBasis::Warrant && fact.at <= limit.at + run.in_doubt_by();
        let may_have_started_later = !waited(wait) && (court_may_have_waited || in_doubt);
        limit.gaps.push(Gap { limit: limit.at, issued: warrant.issued, court_may_have_waited, may_have_started_later });
    }
    if to > limit.at {
        limit.at = to;
        limit.basis = LimitBasis::Warrant;
        limit.entries.push(fact.position);
        limit.warrants.push(warrant);
    }
}

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !runs_here(facts) {
        return;
    }
    for (run, limit) in limits(facts).each().filter(|(run, _)| facts.is_child_at(run.start)) {
        let stopped = run.stopped();
        if facts.authorised.is_some() {
            let state = if stopped.is_some() { State::Done } else { facts.undone(limit.at) };
            let message = format!("Charge or release by {}: {}.", day_clock(limit.at), rests_on(facts, run, limit));
            judgement.owe(rule, Some(limit.at), state, stopped.map(|mark| mark.at), message);
        }
        for gap in &limit.gaps {
            passed_until_warrant(rule, judgement, run, gap);
        }
        let until = stopped.map_or(facts.now, |mark| mark.at);
        if until > limit.at {
            passed(rule, facts, judgement, run, limit, until);
        }
    }
}

/// Returns what the limit rests on, in words: "24 h from arrival at the station".
fn rests_on(facts: &Facts<'_>, run: &Run, limit: &Limit) -> String {
    let from = format!("{} ({})", run.way.words(), day_clock(run.start));
    let used = match run.used.num_minutes() {
        0 => String::new(),
        minutes => format!(", less {} held before bail", length(minutes)),
    };
    let used = match run.uncounted.num_minutes() {
        0 => used,
        minutes => format!("{used}, the first {} after arrest for breach of bail not counted", length(minutes)),
    };
    let used = match facts.treatment_seconds(run.start, limit.at) / 60 {
        0 => used,
        minutes => format!("{used}, {} of hospital treatment not counted", length(minutes)),
    };
    match limit.basis {
        LimitBasis::Hours36 => format!("a superintendent's extension, counted from {from}{used}"),
        LimitBasis::Warrant if limit.warrants.last().is_some_and(Warrant::extends) => {
            format!("a court's warrant, extended from when it would have ended, 96 h at most from {from}{used}")
        }
        LimitBasis::Warrant => format!("a court's warrant, counted from its issue, 96 h at most from {from}{used}"),
        _ => format!("24 h from {from}{used}"),
    }
}

fn passed(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, run: &Run, limit: &Limit, until: Instant) {
    // An extension, charge or release after an extract ends would stand outside it.
    let shown = if run.stopped().is_some() { until } else { shown_until(facts, until) };
    let known = shown > limit.at;
    let until = if known { shown } else { until };
    // Started as late as it may have, the clock would have run out as much later: past that there is no asking, and only what
    // lies past it is certain. A warrant runs from its issue, whenever the clock started, and only 96 hours run from there.
    let from_the_start = limit.basis != LimitBasis::Warrant || limit.at == limit.absolute;
    let started_latest = if from_the_start { limit.at + run.in_doubt_by() } else { limit.at };
    let latest = started_latest.max(limit.extended_to.unwrap_or(limit.at));
    let in_doubt = limit.at < latest && until <= latest;
    let (ran_out, at_the_latest) =
        if known && limit.at < latest && !in_doubt { (latest, " at the latest") } else { (limit.at, "") };
    let next = match run.stopped() {
        _ if in_doubt && started_latest < until => {
            "Lawful only where the court extended the warrant before this one, and issued no other: record which."
                .to_owned()
        }
        _ if in_doubt => "Lawful only where the clock started later: record what its start turns on.".to_owned(),
        Some(mark) => format!("Detention from then until {} was unlawful: say why it went on.", day_clock(mark.at)),
        None if known => "Charge or release now, and say why.".to_owned(),
        None => "An extension may stand outside this extract: find out.".to_owned(),
    };
    let message = format!(
        "A child is charged or released by the limit: {}. It was {}{at_the_latest}, and was passed by {}. {next}",
        rests_on(facts, run, limit),
        day_clock(ran_out),
        length(minutes_between(ran_out, until))
    );
    let certain = known && !in_doubt;
    let finding = if certain { rule.breach(ran_out, message) } else { rule.query(ran_out, message) };
    let stop = run.stopped().map(|mark| mark.position);
    let entries = limit.entries.iter().copied().chain(stop);
    judgement.find(finding.due(ran_out).measured(ran_out, until).on(entries));
}

fn passed_until_warrant(rule: &Rule, judgement: &mut Judgement, run: &Run, gap: &Gap) {
    let (limit, issued) = (day_clock(gap.limit), day_clock(gap.issued.at));
    let finding = if gap.court_may_have_waited || gap.may_have_started_later {
        let only_where = match (gap.court_may_have_waited, gap.may_have_started_later) {
            (true, false) => "the court couldn't sit at 36 h: record why it was asked late",
            (false, _) => "the clock started later: record what its start turns on",
            (true, true) => {
                "the clock started later and the court couldn't sit at 36 h: record what its start turns on, and why the court was asked late"
            }
        };
        let hours = if gap.court_may_have_waited { " of 36 h" } else { "" };
        let message = format!(
            "The limit{hours} was {limit}, and the warrant was issued {issued}. Lawful only where {only_where}."
        );
        rule.query(gap.limit, message)
    } else {
        let message = format!(
            "A child is charged, released or held by warrant at the limit. It was {limit}, and the warrant was issued {issued}. Detention between the two was unlawful: say why."
        );
        rule.breach(gap.limit, message)
    };
    let entries = run.entries.iter().copied().chain([gap.issued.position]);
    judgement.find(finding.due(gap.limit).measured(gap.limit, gap.issued.at).on(entries));
}

#[cfg(test)]
#[path = "limit_tests.rs"]
mod tests;
