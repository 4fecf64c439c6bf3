//! The child's own words, and how long since they were last written down: `voice.silent-hours`.

use chrono::TimeDelta;

use super::span;
use crate::law::facts::Facts;
use crate::law::register::Rule;
use crate::law::wording;
use crate::law::{Judgement, State};
use crate::record::time::{clock, length, minutes_between};
use crate::record::{Instant, Kind};

/// The child's own words, as someone wrote them down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// When they were said.
    pub at: Instant,
    /// The words, as written: make them visible before they are shown.
    pub text: String,
}

/// Returns the child's own words as last recorded, at a check, at a review or after it, or when a place was asked for.
#[must_use]
pub fn last_words(facts: &Facts<'_>) -> Option<Words> {
    let (at, _, text) = all_words(facts).pop()?;
    Some(Words { at, text: text.to_owned() })
}

/// Returns whole minutes since the child's own words were last recorded; else since the first authorisation, else arrival.
///
/// Counted to the end of the detention, or the instant judged; asleep or awake. None where nothing shows when it began.
#[must_use]
pub fn minutes_unheard(facts: &Facts<'_>) -> Option<i64> {
    let words = last_words(facts).map(|words| words.at);
    let since = words.or(facts.authorised.map(|mark| mark.at)).or(facts.arrived.map(|mark| mark.at))?;
    Some(minutes_between(since, facts.until).max(0))
}

/// Returns every time the child's own words were recorded: when, in which entry, and the words.
fn all_words<'a>(facts: &Facts<'a>) -> Vec<(Instant, usize, &'a str)> {
    facts
        .entries
        .iter()
        .filter_map(|standing| {
            let words = match &standing.entry.kind {
                Kind::Check(check) => check.said.as_deref(),
                Kind::Review(review) => review.child_said.as_deref(),
                Kind::ReviewExplained(explained) => explained.said.as_deref(),
                Kind::AccommodationRequested(request) => request.child_said.as_deref(),
                _ => None,
            };
            let words = words.filter(|words| wording::says_something(words))?;
            Some((standing.at, standing.position, words))
        })
        .collect()
}

/// Adds the duty to hear the child, a duty and a finding for each silence that outlasted it, and none for those that didn't.
///
/// Counted are minutes held and awake: not asleep, not in a recorded rest, not in interview, in hospital or on the way,
/// where those who check can't hear the child. Time on bail begins the count anew.
pub fn silent_hours(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let (holes, words) = (out_of_hearing(facts), all_words(facts));
    for count in beginnings(facts) {
        let mut since = (count.from, count.from_position);
        for &(at, position, _) in words.iter().filter(|(at, ..)| *at <= count.to) {
            if at >= since.0 {
                silence(rule, facts, &holes, since, (at, Some(position)), judgement);
                since = (at, Some(position));
            }
        }
        let parts = span::without(span::awake(facts, since.0, count.to), &holes);
        let outlasted = span::reached(&parts, facts.policy.check.silent_minutes).is_some_and(|due| due < count.to);
        // What was still to come when the child left on bail isn't owed.
        if count.last || outlasted {
            silence(rule, facts, &holes, since, (count.to.max(since.0), None), judgement);
        }
    }
}

/// Returns the stays over which the child's silence is counted: the first from the authorisation, else from the arrival.
fn beginnings(facts: &Facts<'_>) -> Vec<span::Count> {
    let mut counts = span::counts(facts);
    if let (Some(first), None, Some(arrived)) = (counts.first_mut(), facts.authorised, facts.arrived) {
        (first.from, first.from_position) = (first.from.max(arrived.at), Some(arrived.position));
    }
    counts
}

/// Returns when those who check couldn't hear the child, joined: out of the cell, or in a recorded rest.
fn out_of_hearing(facts: &Facts<'_>) -> Vec<span::Part> {
    let away = span::absences(facts).iter().map(|away| (away.from, away.to));
    span::joined(away.chain(rests(facts)))
}

/// Returns the stretches between two instants in which the child was awake and could be heard, in order.
#[must_use]
pub fn within_hearing(facts: &Facts<'_>, from: Instant, to: Instant) -> Vec<span::Part> {
    span::without(span::awake(facts, from, to), &out_of_hearing(facts))
}

fn silence(
    rule: &Rule,
    facts: &Facts<'_>,
    holes: &[span::Part],
    (from, from_position): (Instant, Option<usize>),
    (to, words): (Instant, Option<usize>),
    judgement: &mut Judgement,
) {
    let most = facts.policy.check.silent_minutes;
    let parts = span::without(span::awake(facts, from, to), holes);
    let counted = span::seconds(&parts);
    let reached = span::reached(&parts, most);
    let late = reached.filter(|due| *due < to);
    if words.is_some() && late.is_none() {
        return;
    }
    let due = reached.unwrap_or(to + TimeDelta::seconds(most * 60 - counted));
    let state = match words {
        Some(_) => State::Done,
        None => span::state(facts, from, due, None),
    };
    let ask = move || {
        format!(
            "Speak with the child and write down their own words. Due before the child has been awake {} since {}.",
            length(most),
            clock(from)
        )
    };
    judgement.owe(rule, Some(due), state, words.map(|_| to), ask);
    if late.is_none() {
        return;
    }
    let minutes = counted.div_euclid(60);
    let silent = span::still_held(facts, from, to);
    let now = if let Some(asked) = silent {
        asked
    } else if words.is_some() || span::over(facts) {
        ""
    } else {
        " Speak with them now: write what they say, or why they won't."
    };
    let who = if silent.is_some() { "By the record the child" } else { "The child" };
    let message = move || {
        format!(
            "{who} was awake {} between {} and {}, and none of their own words are written down. Policy allows {}.{now}",
            length(minutes),
            clock(from),
            clock(to),
            length(most)
        )
    };
    let mut finding = rule.shortfall(to, message).due(due).on(from_position).on(words);
    finding.minutes = Some(minutes);
    judgement.find(finding);
}

/// Returns the recorded periods of rest, in order, interruptions included.
///
/// A rest whose end was never written down lasts until the next interview or the next rest, else until the child was
/// held no more.
pub(in crate::law) fn rests(facts: &Facts<'_>) -> Vec<span::Part> {
    let starts = |kind: &Kind| matches!(kind, Kind::RestStarted(_));
    let ends = |kind: &Kind| matches!(kind, Kind::RestEnded(_));
    let mut rests: Vec<span::Part> = Vec::new();
    let mut until = Instant::MIN_UTC;
    for (i, standing) in facts.entries.iter().enumerate() {
        let from = standing.at;
        if !starts(&standing.entry.kind) || from < until {
            continue;
        }
        let later = || facts.entries.iter().skip(i + 1);
        let next = later().find(|after| starts(&after.entry.kind) || ends(&after.entry.kind));
        let to = match next {
            Some(next) if ends(&next.entry.kind) => next.at,
            _ => later()
                .find(|after| starts(&after.entry.kind) || matches!(after.entry.kind, Kind::InterviewStarted(_)))
                .map_or(facts.until, |after| after.at),
        };
        until = to;
        rests.push((from, to.max(from)));
    }
    rests
}
