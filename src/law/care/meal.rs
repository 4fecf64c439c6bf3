//! Food: `care.meal`.

use chrono::TimeDelta;

use crate::law::checks::span;
use crate::law::facts::{AwayWhy, Facts};
use crate::law::register::{Rule, Standard};
use crate::law::{Judgement, State, Verdict};
use crate::record::Instant;
use crate::record::kinds::Care;
use crate::record::time::{clock, day_clock, length};
use crate::record::words::CareWhat;

/// At least two light meals and one main meal are offered in any 24 hours (Code C 8.6).
const MEALS_A_DAY: usize = 3;

/// The period over which meals are counted, in hours (Code C 8.6).
const DAY_HOURS: i64 = 24;

/// Adds the duty to offer a meal, and what came of long waits and of whole days.
///
/// The wait counts minutes held and awake, hospital left out, and begins anew with each stay. Days are whole 24 hours from arrival, one after another;
/// a day with time in hospital is asked about, since food there isn't in this record. Where a day is found, the waits
/// that ended in it aren't found again.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let offers: Vec<(Instant, usize)> = facts
        .each::<Care>()
        .filter(|care| care.it.what == CareWhat::Meal)
        .filter(|care| care.it.offered != Some(false) || care.it.taken == Some(true))
        .map(|care| (care.at, care.position))
        .collect();
    let days = days(rule, facts, &offers, judgement);
    waits(rule, facts, &offers, &days, judgement);
}

fn in_hospital(facts: &Facts<'_>) -> Vec<span::Part> {
    let hospital = |why: AwayWhy| matches!(why, AwayWhy::Treatment | AwayWhy::Evidence);
    span::joined(span::absences(facts).iter().filter(|away| hospital(away.why)).map(|away| (away.from, away.to)))
}

/// Returns the stretches between two instants in which the child was awake and in the suite's care, in order.
pub(in crate::law) fn hungry(facts: &Facts<'_>, from: Instant, to: Instant) -> Vec<span::Part> {
    span::without(span::awake(facts, from, to), &in_hospital(facts))
}

/// A whole day with too few meals, and the silent days that followed it.
struct Short {
    to: Instant,
    /// The end of the last day after it in which nothing at all was entered; its own end where there is none.
    until: Instant,
    offered: Vec<usize>,
    /// Whether the child was in hospital for part of it.
    away: bool,
}

/// Adds a finding for each whole day with too few meals; returns those days.
///
/// A day in which nothing at all was entered shows nothing that the day before it didn't: it joins the finding before it.
fn days(rule: &Rule, facts: &Facts<'_>, offers: &[(Instant, usize)], judgement: &mut Judgement) -> Vec<span::Part> {
    let hospital = in_hospital(facts);
    let mut found = Vec::new();
    let mut short: Vec<Short> = Vec::new();
    for (from, to) in whole_days(facts) {
        let offered: Vec<usize> =
            offers.iter().filter(|(at, _)| from <= *at && *at <= to).map(|(_, position)| *position).collect();
        if offered.len() >= MEALS_A_DAY {
            continue;
        }
        let away = hospital.iter().any(|(start, end)| *start < to && from < *end);
        if !away {
            found.push((from, to));
        }
        match short.last_mut().filter(|last| last.until == from && last.away == away) {
            Some(last) if facts.silent(from, to) => last.until = to,
            _ => short.push(Short { to, until: to, offered, away }),
        }
    }
    for Short { to, until, offered, away } in short {
        let count = match offered.len() {
            0 => "No meal is".to_owned(),
            1 => "Only one meal is".to_owned(),
            count => format!("Only {count} meals are"),
        };
        let silence = if to < until {
            format!(", and nothing at all is entered from then to {}", day_clock(until))
        } else {
            String::new()
        };
        let shown = format!(
            "{count} written down as offered in the 24 hours to {}{silence}. Three are owed (Code C 8.6).",
            day_clock(to)
        );
        if away {
            let asked = format!("{shown} The child was in hospital for part of it: were they fed there?");
            judgement.find(rule.query(to, asked).on(offered));
            continue;
        }
        let next = match span::still_held(facts, until - TimeDelta::hours(DAY_HOURS), until) {
            Some(asked) => asked,
            None if span::over(facts) => " Write down every offer, eaten or not.",
            None => " Offer one now. Write down every offer, eaten or not.",
        };
        judgement.find(rule.breach(to, format!("{shown}{next}")).on(offered));
    }
    found
}

/// Returns the whole 24 hours held, one after another from each arrival.
pub(super) fn whole_days(facts: &Facts<'_>) -> Vec<span::Part> {
    let day = TimeDelta::hours(DAY_HOURS);
    let mut days = Vec::new();
    for stay in span::custody(facts) {
        let mut from = stay.from;
        while from + day <= stay.to {
            days.push((from, from + day));
            from += day;
        }
    }
    days
}

fn waits(rule: &Rule, facts: &Facts<'_>, offers: &[(Instant, usize)], days: &[span::Part], judgement: &mut Judgement) {
    for count in span::counts(facts) {
        waits_of(rule, facts, &count, offers, days, judgement);
    }
}

fn waits_of(
    rule: &Rule,
    facts: &Facts<'_>,
    count: &span::Count,
    offers: &[(Instant, usize)],
    days: &[span::Part],
    judgement: &mut Judgement,
) {
    let end = count.to;
    let mut since = (count.from, None);
    let ends = offers.iter().filter(|(at, _)| *at <= end).map(|(at, position)| (*at, Some(*position)));
    for (to, offer) in ends.chain([(end, None)]) {
        if to < since.0 {
            continue;
        }
        let (from, from_position) = since;
        since = (to, offer);
        let most = facts.policy.care.meal_minutes;
        let parts = hungry(facts, from, to);
        let reached = span::reached(&parts, most);
        let late = reached.filter(|due| *due < to);
        // What was still to come when the child left on bail isn't owed.
        if late.is_none() && (offer.is_some() || !count.last) {
            continue;
        }
        let counted = span::seconds(&parts);
        let due = reached.unwrap_or(to + TimeDelta::seconds(most * 60 - counted));
        let state = if offer.is_some() { State::Done } else { span::state(facts, from, due, None) };
        let message = format!(
            "Offer a meal and write it down, eaten or not. Due before the child has been awake {} since {}.",
            length(most),
            clock(from)
        );
        judgement.owe(rule, Some(due), state, offer.map(|_| to), message);
        let in_a_day = |due: Instant| days.iter().any(|(start, stop)| *start < due && due <= *stop);
        if late.is_some_and(|due| !in_a_day(due)) {
            let minutes = counted.div_euclid(60);
            let now = if offer.is_some() || span::over(facts) {
                ""
            } else {
                " Offer one now, and write it down even if they refuse it."
            };
            let message = format!(
                "The child was awake {} between {} and {}, and no meal is written down as offered. Policy allows {}.{now}",
                length(minutes),
                clock(from),
                clock(to),
                length(most)
            );
            let mut finding = rule.finding(Verdict::Shortfall, to, message).due(due).on(from_position).on(offer);
            finding = finding.standing_on(Standard::Policy, &["force policy", "Code C 8.6"]);
            finding.minutes = Some(minutes);
            judgement.find(finding);
        }
    }
}
