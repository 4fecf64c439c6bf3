//! Deciding: which entries an act makes, or why it can't be. The only refusals are an impossible time, a state that
//! can't be, and a signature outside the signer's role; everything else is recorded and shown with what it means.

use chrono::TimeDelta;

use super::form::Made;
use super::officer::Officer;
use crate::law::Facts;
use crate::law::facts::AwayWhy;
use crate::record::time::{clock, day_clock};
use crate::record::{Entry, Instant, Kind, Moment};

/// Why an act can't be recorded, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// How far a time may lie ahead of the desk's clock, in seconds, before it counts as the future: two clocks never quite agree.
const SKEW_SECONDS: i64 = 60;

/// Returns the entries an act makes, signed by the officer at the desk's time.
///
/// # Errors
/// Nobody at the keys; a time in the future or before the record begins; something done with a child who was no longer
/// held, or a cell check on a child who was out of the cell; a signature outside the officer's role.
pub fn decide(facts: &Facts<'_>, officer: &Officer, made: Vec<Made>) -> Result<Vec<Entry>, Refusal> {
    if !officer.is_known() {
        return Err(Refusal(
            "nobody is at the keys: say who you are first, because every entry carries its author".to_owned(),
        ));
    }
    made.into_iter().map(|made| entry(facts, officer, made)).collect()
}

fn entry(facts: &Facts<'_>, officer: &Officer, made: Made) -> Result<Entry, Refusal> {
    let Made { at, kind, note } = made;
    if at > facts.now + TimeDelta::seconds(SKEW_SECONDS) {
        return Err(Refusal(format!(
            "{} is in the future: an entry says what has happened. Put the time it happened",
            day_clock(at)
        )));
    }
    let first = facts.entries.first().map(|standing| standing.at);
    if let Some(first) = first.filter(|first| at < *first)
        && !matches!(kind, Kind::Arrested(_) | Kind::Attended(_))
    {
        let (at, first) = (day_clock(at), day_clock(first));
        return Err(Refusal(format!("{at} is before the record begins ({first}): check the day and the time")));
    }
    if needs_the_child(&kind)
        && let Some(why) = not_held(facts, at)
    {
        let title = kind.title();
        return Err(Refusal(format!("{why}: \"{title}\" can't be then. Put the time it happened, or write a note")));
    }
    if matches!(kind, Kind::Check(_))
        && let Some(away) = facts.away_at(at).or_else(|| facts.away.iter().find(|away| !away.over && away.from < at))
    {
        return Err(Refusal(format!(
            "not in the cell since {} ({}): a cell check can't be. Record the call to whoever is with the child as a note",
            clock(away.from),
            where_to(away.why),
        )));
    }
    // Last, so that nobody changes officer for what can't be recorded at all.
    if let Some(why) = officer.may_not_sign(&kind, at, facts) {
        return Err(Refusal(format!("{} can't sign this: {why}. Change officer first", officer.name)));
    }
    let mut entry = Entry::new(Moment::london(at), Moment::london(facts.now), officer.by(), kind);
    entry.common.note = note;
    Ok(entry)
}

/// Returns why the child wasn't held at that instant, as far as the record shows; the very edges count as held.
fn not_held(facts: &Facts<'_>, at: Instant) -> Option<String> {
    if facts.held.iter().any(|held| held.from <= at && (!held.over || at <= held.to)) {
        return None;
    }
    let ends = facts.held.iter().filter(|held| held.over).map(|held| held.to).chain(facts.end.map(|end| end.at));
    if let Some(end) = ends.filter(|end| *end < at).max() {
        return Some(format!("not held since {}", clock(end)));
    }
    facts.held.first().map(|held| format!("not here until {}", clock(held.from)))
}

/// Returns whether an entry says that something was done with a child in the suite, and so can't be before they came or
/// once they have gone. Notes, calls, referrals, corrections and whatever else is written up afterwards can.
fn needs_the_child(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Check(_)
            | Kind::CheckMissed(_)
            | Kind::Review(_)
            | Kind::ReviewPostponed(_)
            | Kind::Placed(_)
            | Kind::ObservationSet(_)
            | Kind::RestStarted(_)
            | Kind::RestEnded(_)
            | Kind::Woke(_)
            | Kind::Woken(_)
    )
}

/// Returns where a child out of the cell is, in words.
#[must_use]
pub fn where_to(why: AwayWhy) -> &'static str {
    match why {
        AwayWhy::Treatment => "hospital, for treatment",
        AwayWhy::Evidence => "hospital, for evidence",
        AwayWhy::Interview => "in interview",
        AwayWhy::Questioned => "questioned away from the station",
        AwayWhy::Transfer => "on the way to another station",
    }
}

#[cfg(test)]
mod tests;
