//! The detention clock: when it starts, when it must stop, and what moves it.
//!
//! `relevant_time` finds the start of each run in each stay (with `areas` for two police areas), `extension` weighs a superintendent's grants, `limit` adds them and the warrants up.

mod areas;
mod court;
mod extension;
mod impossible;
mod limit;
mod overnight;
mod relevant_time;
mod waiting;

pub(super) use limit::{Limits, limit_sums};
pub(super) use relevant_time::Reckoning;

use chrono::{NaiveTime, TimeDelta};

use super::age::{route, under_ten};
use super::assessment::{Clocks, LimitBasis};
use super::facts::Facts;
use super::hours;
use super::register::Rule;
use crate::record::Instant;
use crate::record::kinds::Charged;
use crate::record::time::turns;

/// The rules of this family.
pub const RULES: &[Rule] = &[
    relevant_time::RULE,
    limit::RULE,
    extension::EARLY,
    extension::RANK,
    extension::UNHEARD,
    court::AFTER_CHARGE,
    court::FIRST_SITTING,
    impossible::RULE,
    waiting::RULE,
    overnight::PRECHARGE,
];

/// Days on either side of the detention within which a birthday that changes the rules is shown.
const BIRTHDAY_DAYS: i64 = 7;

/// Returns whether PACE's detention clock runs in this record: a PACE route, and a child not under ten.
pub(super) fn runs_here(facts: &Facts<'_>) -> bool {
    facts.is_pace_route() && !under_ten(facts)
}

/// Returns until when the file shows what happened: an extract may end before the instant judged.
pub(super) fn shown_until(facts: &Facts<'_>, until: Instant) -> Instant {
    facts.record.head.extract.as_ref().map_or(until, |extract| until.min(extract.to.instant()))
}

/// Returns the clocks of a detention. A clock that doesn't run is none.
///
/// The relevant time is a fact and stays on closed records; limits and the next review are clocks, and stop with the
/// detention. The length held is shown on every route. Under ten, and outside PACE, there is no relevant time.
/// Law: PACE ss.40-44.
#[must_use]
pub fn clocks(facts: &Facts<'_>) -> Clocks {
    let mut clocks = Clocks {
        elapsed_minutes: elapsed_minutes(facts),
        turns_12: birthday(facts, 12),
        turns_18: birthday(facts, 18),
        ..Clocks::STOPPED
    };
    let open = !facts.closed();
    if open {
        clocks.route_limit = route::limit(facts);
    }
    if !runs_here(facts) {
        if open {
            clocks.detention_limit_basis = route::basis(facts.route);
        }
        return clocks;
    }
    if open && facts.authorised.is_some() {
        clocks.next_review_due = facts.reviews().next_due();
    }
    let limits = limit::limits(facts);
    let Some((run, limit)) = limits.current() else {
        if facts.authorised.is_some() && charged_in_this_stay(facts) {
            clocks.detention_limit_basis = LimitBasis::Charged;
        }
        return clocks;
    };
    clocks.relevant_time = Some(run.start);
    if run.charged.is_some() {
        clocks.detention_limit_basis = LimitBasis::Charged;
    } else if open && facts.authorised.is_some() {
        clocks.detention_limit = Some(limit.at);
        clocks.detention_limit_basis = limit.basis;
        clocks.absolute_limit = Some(limit.absolute);
    }
    clocks
}

/// Returns whether a charge stands in the last stay, so that no limit without charge runs, wherever it counted from.
fn charged_in_this_stay(facts: &Facts<'_>) -> bool {
    facts.stays.last().is_some_and(|stay| stay.mark::<Charged>(facts).is_some())
}

/// Returns whole minutes held between 00:00 and 08:00, Europe/London.
#[must_use]
pub fn overnight_minutes(facts: &Facts<'_>) -> i64 {
    facts.held.iter().map(|held| night_seconds(held.from, held.to)).sum::<i64>().div_euclid(60)
}

/// Returns the whole minutes of a stretch that fall between 00:00 and 08:00, Europe/London.
#[must_use]
pub fn overnight_in(from: Instant, to: Instant) -> i64 {
    night_seconds(from, to).div_euclid(60)
}

/// Returns the parts of a stretch that fall between 00:00 and 08:00, Europe/London, night by night.
pub(super) fn nights(from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
    let Some(eight) = NaiveTime::from_hms_opt(8, 0, 0) else { return Vec::new() };
    hours::within(from, to, NaiveTime::MIN, eight)
}

fn night_seconds(from: Instant, to: Instant) -> i64 {
    nights(from, to).iter().map(|(start, end)| (*end - *start).num_seconds()).sum()
}

fn elapsed_minutes(facts: &Facts<'_>) -> Option<i64> {
    if facts.held.is_empty() {
        return None;
    }
    let seconds: i64 = facts.held.iter().map(|held| (held.to - held.from).num_seconds()).sum();
    Some(seconds.div_euclid(60))
}

fn birthday(facts: &Facts<'_>, years: u32) -> Option<Instant> {
    let at = turns(facts.child.date_of_birth?, years)?;
    let from = facts.held.first().map(|held| held.from).or(facts.arrested.map(|mark| mark.at))?;
    let near = TimeDelta::days(BIRTHDAY_DAYS);
    (from - near <= at && at <= facts.until + near).then_some(at)
}

#[cfg(test)]
mod tests;
