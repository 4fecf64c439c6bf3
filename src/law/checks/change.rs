//! How the child seems, over time: `check.change`, and what a reviewer reads before the cell door.

use chrono::TimeDelta;

use super::content;
use super::span;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::wording;
use crate::law::{Judgement, State};
use crate::record::kinds::Check;
use crate::record::time::clock;
use crate::record::words::{Demeanour, TellOutcome};
use crate::record::{Instant, Kind};

/// A turn of demeanour from one check to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// When the later check was made.
    pub at: Instant,
    /// How the child seemed before.
    pub from: Demeanour,
    /// How the child seemed then.
    pub to: Demeanour,
}

/// Returns when and how the child seemed at each check that says so, in order.
#[must_use]
pub fn demeanour_strip(facts: &Facts<'_>) -> Vec<(Instant, Demeanour)> {
    facts.each::<Check>().filter_map(|check| Some((check.at, check.it.demeanour?))).collect()
}

/// Returns the first turn to something worse since arrival; sleep in between doesn't hide it. None where there is none.
///
/// Wider than the rule `check.change`: it tells the next reviewer what to ask about, and owes nothing.
#[must_use]
pub fn first_change(facts: &Facts<'_>) -> Option<Change> {
    let mut last: Option<Demeanour> = None;
    for (at, to) in demeanour_strip(facts).into_iter().filter(|(_, demeanour)| *demeanour != Demeanour::Sleeping) {
        match last {
            Some(from) if weight(to) > weight(from) => return Some(Change { at, from, to }),
            _ => last = Some(to),
        }
    }
    None
}

/// Returns how much a demeanour worries: 0 at ease, 1 ill at ease, 2 distressed, 3 perhaps needing healthcare.
fn weight(demeanour: Demeanour) -> u8 {
    match demeanour {
        Demeanour::Calm | Demeanour::Talkative | Demeanour::Sleeping => 0,
        Demeanour::Withdrawn | Demeanour::Anxious => 1,
        Demeanour::Tearful | Demeanour::Agitated | Demeanour::Angry => 2,
        Demeanour::InPain | Demeanour::Unwell | Demeanour::Intoxicated => 3,
    }
}

fn at_ease(demeanour: Demeanour) -> bool {
    matches!(demeanour, Demeanour::Calm | Demeanour::Talkative)
}

/// Returns whether a demeanour is one that the rule asks an answer to, come to from calm.
fn needs_answer(demeanour: Demeanour) -> bool {
    matches!(demeanour, Demeanour::Tearful | Demeanour::Agitated | Demeanour::InPain | Demeanour::Unwell)
}

/// Adds a duty for each turn from calm or talkative to tearful, agitated, in pain or unwell, and a finding where
/// nothing was done about it in time. Sleep between two checks is passed over; time on bail begins anew.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let mut last: Option<(Instant, Demeanour)> = None;
    for check in content::on_a_child(facts) {
        let Some(now) = check.it.demeanour.filter(|demeanour| *demeanour != Demeanour::Sleeping) else { continue };
        let turns =
            last.filter(|(at, before)| at_ease(*before) && needs_answer(now) && span::same_stay(facts, *at, check.at));
        if let Some((_, before)) = turns {
            turned(rule, facts, check, (before, now), judgement);
        }
        last = Some((check.at, now));
    }
}

fn turned(
    rule: &Rule,
    facts: &Facts<'_>,
    check: Fact<'_, Check>,
    (before, now): (Demeanour, Demeanour),
    judgement: &mut Judgement,
) {
    let minutes = facts.policy.check.change_minutes;
    let due = check.at + TimeDelta::minutes(minutes);
    let done = answered(facts, check).filter(|(at, _)| span::same_stay(facts, check.at, *at));
    let done_at = done.map(|(at, _)| at);
    let end = span::end_of_stay(facts, check.at);
    let state = span::state(facts, check.at, due, done_at);
    let turn = format!("{} to {} at {}", before.plain(), now.plain(), clock(check.at));
    judgement.owe(rule, Some(due), state, done_at, format!("The child turned from {turn}: find out why, and act."));
    if state == State::NotNeeded || done_at.unwrap_or(end) <= due {
        return;
    }
    let what = match done_at {
        Some(at) => format!("the first thing done about it is at {}", clock(at)),
        None => "nothing is recorded as done about it".to_owned(),
    };
    let next = if done_at.is_some() || span::over_since(facts, check.at) {
        ""
    } else {
        " Ask what is wrong, act, and write what was done."
    };
    let message = format!("The child turned from {turn}, and {what}; {minutes} min is the limit by policy.{next}");
    let to = done_at.unwrap_or(end);
    let entries = [check.position].into_iter().chain(done.map(|(_, position)| position));
    judgement.find(rule.shortfall(check.at, message).due(due).measured(check.at, to).on(entries));
}

/// Returns the first thing done about a change, and its entry: in the check itself, or in a later entry.
fn answered(facts: &Facts<'_>, change: Fact<'_, Check>) -> Option<(Instant, usize)> {
    let own = change.it.did.as_deref().filter(|did| wording::says_something(did));
    if own.is_some() {
        return Some((change.at, change.position));
    }
    facts
        .entries_from(change.at)
        .iter()
        .filter(|standing| standing.position != change.position)
        .find(|standing| answers(&standing.entry.kind, change.it.demeanour))
        .map(|standing| (standing.at, standing.position))
}

/// Returns whether an entry answers a change to that: someone came, something was done, the plan was looked at, or calm
/// returned. Sleep does for tears; a child in pain or unwell isn't well because they sleep (Code C 9.5, Annex H).
fn answers(kind: &Kind, change: Option<Demeanour>) -> bool {
    let hurts = matches!(change, Some(Demeanour::InPain | Demeanour::Unwell));
    match kind {
        Kind::Check(check) => {
            check.did.as_deref().is_some_and(wording::says_something)
                || check.demeanour.is_some_and(|seems| at_ease(seems) || (seems == Demeanour::Sleeping && !hurts))
        }
        Kind::Care(care) => care.offered != Some(false) || care.taken == Some(true),
        Kind::PersonTold(told) => told.outcome != Some(TellOutcome::NoAnswer),
        Kind::AaRequested(_)
        | Kind::AaArrived(_)
        | Kind::Visited(_)
        | Kind::HealthcareRequested(_)
        | Kind::HealthcareSeen(_)
        | Kind::AsccRequested(_)
        | Kind::AsccSeen(_)
        | Kind::LeftForHospital(_)
        | Kind::ObservationSet(_)
        | Kind::RiskAssessed(_)
        | Kind::Review(_)
        | Kind::ReviewExplained(_)
        | Kind::Answered(_) => true,
        _ => false,
    }
}
