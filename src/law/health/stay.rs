//! The child's stay: when the child rules stop, minutes held, and what could lie outside the file.

use chrono::TimeDelta;

use crate::law::assessment::{Finding, State, Verdict};
use crate::law::facts::{Facts, Mark};
use crate::law::register::Ymd;
use crate::law::stays::Stay;
use crate::record::Instant;
use crate::record::kinds::{LeftForHospital, Particular};
use crate::record::time::{clock, day_clock, london_date};
use crate::record::words::HospitalReason;

/// The Code C of 1 April 2003 was the first to ask for an assessment of risk (3.6).
pub const RISK_FROM: Ymd = (2003, 4, 1);

/// Returns when the child rules stopped: at the end of the detention or at the 18th birthday, whichever came first;
/// none while they run.
#[must_use]
pub fn stopped(facts: &Facts<'_>) -> Option<Instant> {
    let grown = facts.child.turns_18().filter(|&turns| turns <= facts.now && !facts.is_child_at(turns));
    [facts.end.map(|end| end.at), grown].into_iter().flatten().min()
}

/// Returns the instant up to which the child rules are judged: when they stopped, or the instant judged.
#[must_use]
pub fn until(facts: &Facts<'_>) -> Instant {
    stopped(facts).unwrap_or(facts.now)
}

/// Returns the first authorisation, where they were a child then.
#[must_use]
pub fn start(facts: &Facts<'_>) -> Option<Mark> {
    facts.authorised.filter(|start| facts.is_child_at(start.at))
}

/// Returns the end of the detention, where they were still a child then.
#[must_use]
pub fn end(facts: &Facts<'_>) -> Option<Mark> {
    facts.end.filter(|end| facts.is_child_at(end.at))
}

/// Returns the stay in which an entry stands.
#[must_use]
pub fn of<'f>(facts: &'f Facts<'_>, mark: Mark) -> Option<&'f Stay> {
    facts.stays.iter().find(|held| held.standing(facts).iter().any(|standing| standing.position == mark.position))
}

/// Returns how an undone duty stands: not needed where the child rules stopped before it was due.
#[must_use]
pub fn undone(facts: &Facts<'_>, due: Instant) -> State {
    if stopped(facts).is_some_and(|stop| stop <= due) { State::NotNeeded } else { facts.undone(due) }
}

/// Returns whether a duty was done after it was due, or is undone past it while the child rules ran.
#[must_use]
pub fn late(facts: &Facts<'_>, due: Instant, done: Option<Instant>) -> bool {
    let until = until(facts);
    until > due && done.is_none_or(|at| at > due)
}

/// Returns the stretches held from the first authorisation until the child rules stop, days on bail left out, in order.
#[must_use]
pub fn stretches(facts: &Facts<'_>) -> Vec<(Instant, Instant)> {
    let Some(start) = facts.authorised else { return Vec::new() };
    let until = until(facts);
    let cut = facts.held.iter().map(|held| (held.from.max(start.at), held.to.min(until)));
    cut.filter(|(from, to)| from < to).collect()
}

/// Returns the first authorisation plus that many minutes held: days on bail in between don't count.
#[must_use]
pub fn due(facts: &Facts<'_>, start: Instant, minutes: i64) -> Instant {
    let mut left = TimeDelta::minutes(minutes);
    let mut reached = start;
    for held in facts.held.iter().filter(|held| held.to > start) {
        let from = held.from.max(start);
        if !held.over || left <= held.to - from {
            return from + left;
        }
        left -= held.to - from;
        reached = held.to;
    }
    reached + left
}

/// Makes a finding a query where what is missing could lie outside the part of the record that the file covers.
///
/// `from` and `to` are the edges of the time in which it could have been done.
#[must_use]
pub fn unless_outside(facts: &Facts<'_>, finding: Finding, from: Instant, to: Instant) -> Finding {
    let Some(extract) = &facts.record.head.extract else { return finding };
    if extract.from.instant() > from || extract.to.instant() < to { in_doubt(finding) } else { finding }
}

/// Makes a finding a query where the file is only part of the record: what is missing isn't an entry, and has no time.
#[must_use]
pub fn unless_extract(facts: &Facts<'_>, finding: Finding) -> Finding {
    if facts.record.head.extract.is_some() { in_doubt(finding) } else { finding }
}

fn in_doubt(mut finding: Finding) -> Finding {
    finding.verdict = Verdict::Query;
    finding.message = finding.message.followed_by("The file is an extract: look in the rest of the record.");
    finding
}

/// Returns a time in words beside another: the time of day where both are on one date in London, else with its date.
#[must_use]
pub fn beside(instant: Instant, other: Instant) -> String {
    if london_date(instant) == london_date(other) { clock(instant) } else { day_clock(instant) }
}

/// Returns the first of some entries that stands at or after an instant.
#[must_use]
pub fn first_from(marks: impl IntoIterator<Item = Mark>, from: Instant) -> Option<Mark> {
    marks.into_iter().filter(|mark| mark.at >= from).min_by_key(|mark| (mark.at, mark.position))
}

/// Returns when and where the entries of one kind stand that are to be kept, in order.
pub fn marks<'a, K: Particular + 'a>(
    facts: &'a Facts<'a>,
    keep: impl Fn(&K) -> bool + 'a,
) -> impl Iterator<Item = Mark> + 'a {
    facts.each::<K>().filter(move |fact| keep(fact.it)).map(|fact| Mark { at: fact.at, position: fact.position })
}

/// Returns when and where the entries of one kind within a stay stand that are to be kept, in order.
pub fn marks_within<'a, 'f, K: Particular + 'a>(
    facts: &'f Facts<'a>,
    held: &Stay,
    keep: impl Fn(&K) -> bool + 'f,
) -> impl Iterator<Item = Mark> + 'f {
    held.each::<K>(facts).filter(move |fact| keep(fact.it)).map(|fact| fact.mark())
}

/// Returns when the child went to hospital for treatment: clinicians have the child from then on.
pub fn to_treatment<'a>(facts: &'a Facts<'a>) -> impl Iterator<Item = Mark> + 'a {
    marks::<LeftForHospital>(facts, |left| left.reason == HospitalReason::Treatment)
}
