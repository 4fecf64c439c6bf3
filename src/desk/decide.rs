//! Deciding: which entries an act makes, or why it can't be. The only refusals are an impossible time, a state that
//! can't be, and a signature outside the signer's role; everything else is recorded and shown with what it means.

use chrono::TimeDelta;

use super::form::Made;
use super::officer::Officer;
use crate::law::Facts;
use crate::law::facts::AwayWhy;
use crate::record::time::{clock, day_clock};
use crate::record::{Entry, Kind, Moment};

/// Why an act can't be recorded, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// Returns the entries an act makes, signed by the officer at the desk's time.
///
/// # Errors
/// A time in the future or before the child came in; a cell check on a child who is out of the cell;
/// a detention that has ended; a signature outside the officer's role.
pub fn decide(facts: &Facts<'_>, officer: &Officer, made: Made) -> Result<Vec<Entry>, Refusal> {
    if !officer.is_known() {
        return Err(Refusal(
            "nobody is at the keys: say who you are first, because every entry carries its author".to_owned(),
        ));
    }
    let mut entries = Vec::with_capacity(made.len());
    for (at, kind) in made {
        if at > facts.now + TimeDelta::minutes(1) {
            return Err(Refusal(format!("{} is in the future: an entry says what has happened", day_clock(at))));
        }
        let first = facts.entries.first().map(|standing| standing.entry.at());
        if first.is_some_and(|first| at < first) && !matches!(kind, Kind::Arrested(_) | Kind::Attended(_)) {
            let first = first.map(day_clock).unwrap_or_default();
            return Err(Refusal(format!("{} is before the record begins ({first})", day_clock(at))));
        }
        if let Some(why) = officer.may_not_sign(&kind, facts) {
            return Err(Refusal(format!("{} can't sign this: {why}. Change officer first", officer.name)));
        }
        if matches!(kind, Kind::Check(_))
            && let Some(away) =
                facts.away_at(at).or_else(|| facts.away.iter().find(|away| !away.over && away.from < at))
        {
            return Err(Refusal(format!(
                "not in the cell since {} ({}): a cell check can't be. Record the call to whoever is with the child as a note",
                clock(away.from),
                where_to(away.why),
            )));
        }
        entries.push(Entry::new(Moment::london(at), Moment::london(facts.now), officer.by(), kind));
    }
    Ok(entries)
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
