//! The next check, and the gaps between them: `check.due`, `check.gap`.

use std::borrow::Cow;

use chrono::TimeDelta;

use super::content;
use super::span;
use super::timeline::{self, Ended, HOURLY_MINUTES, Reading, Stretch};
use crate::law::facts::{AwayWhy, Fact, Facts};
use crate::law::register::{Rule, Standard};
use crate::law::{Judgement, State, Verdict, wording};
use crate::record::kinds::{Check, CheckMissed, ObservationSet};
use crate::record::text::visible;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::Role;

/// Adds one duty for each check that fell due, and the one owed now.
///
/// Where the child was seen in another way or taken out before a check fell due, none fell due.
pub fn due(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let plans = timeline::plans(facts);
    for stretch in timeline::stretches(facts) {
        let Reading { due, every, rousing, verdict } = timeline::reading(plans, facts.policy, stretch);
        let (state, done_at) = match stretch.ended {
            Ended::Check => (State::Done, Some(stretch.to)),
            Ended::Seen if due < stretch.to => (State::Done, Some(stretch.to)),
            Ended::Extract if verdict.is_some() => (State::Overdue, None),
            Ended::Seen | Ended::Extract => continue,
            // Within the grace the end of the detention came in time: nothing stays owed on a closed record.
            Ended::Held if verdict.is_some() => (State::Overdue, None),
            Ended::Held => (State::NotNeeded, None),
            Ended::Open if facts.now > due => (State::Overdue, None),
            Ended::Open if facts.now + TimeDelta::minutes(facts.policy.check.due_soon_minutes) >= due => {
                (State::DueSoon, None)
            }
            Ended::Open => (State::Open, None),
        };
        let how = if rousing { " Rouse at each check (Annex H)." } else { "" };
        let message = move || format!("Check the child by {}: every {every} min.{how}", clock(due));
        judgement.owe(rule, Some(due), state, done_at, message);
    }
}

/// An interview is broken off about every two hours (Code C 12.8), in minutes.
const INTERVIEW_MINUTES: i64 = 120;

/// So long without an entry of a child whom an officer is to be with is more than a question, in minutes.
const CLOSE_MINUTES: i64 = 120;

/// Adds one finding for each gap past the interval and its grace, past the hour, or past half an hour where rousing is ordered;
/// and a query where an interview never ended on the record, so that nobody is shown to have looked in since.
pub fn gap(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let plans = timeline::plans(facts);
    for stretch in timeline::stretches(facts) {
        let reading = timeline::reading(plans, facts.policy, stretch);
        let Some(verdict) = reading.verdict else { continue };
        let gap = minutes_between(stretch.from, stretch.to);
        let directed = reading.rousing.then(|| clinical(facts, stretch)).flatten();
        if let Some((position, every)) = directed.filter(|(_, every)| gap <= *every) {
            let stretch = *stretch;
            let message = move || {
                format!(
                    "{} Rousing is ordered, by the plan every {every} min on clinical direction. Did the direction say so? Without one it is every half hour.",
                    shown(stretch)
                )
            };
            let asked = rule.query(stretch.to, message).due(reading.due).measured(stretch.from, stretch.to);
            let asked = asked.on(stretch.from_position).on([position]).on(stretch.to_position);
            judgement.find(asked.standing_on(Standard::Code, &["Code C 9.3", "Code C 9.14"]));
            continue;
        }
        let missed: Vec<Fact<'_, CheckMissed>> =
            facts.each::<CheckMissed>().filter(|missed| stretch.from <= missed.at && missed.at <= stretch.to).collect();
        // A check entered as missed says that nobody was there.
        if is_close(plans, facts, stretch) && gap <= CLOSE_MINUTES && missed.is_empty() {
            let stretch = *stretch;
            let message = move || {
                format!(
                    "{} At level 4 an officer was to be with the child: was one there all that time?",
                    shown(stretch)
                )
            };
            let asked = rule.query(stretch.to, message).due(reading.due).measured(stretch.from, stretch.to);
            judgement.find(asked.on(stretch.from_position).on(stretch.to_position));
            continue;
        }
        let unseen = span::still_held(facts, stretch.from, stretch.to).filter(|_| missed.is_empty());
        let explained = unseen.map_or_else(|| explained(&missed, stretch.ended), Cow::Borrowed);
        let stretch = *stretch;
        let message = move || format!("{} {}{explained}", shown(stretch), asked(&reading, verdict));
        let finding = rule
            .finding(verdict, stretch.to, message)
            .due(reading.due)
            .measured(stretch.from, stretch.to)
            .on(stretch.from_position)
            .on(missed.iter().map(|missed| missed.position))
            .on(stretch.to_position);
        judgement.find(match verdict {
            Verdict::Breach => finding,
            _ => finding.standing_on(Standard::Guidance, &["Code C Note 9B", "force policy"]),
        });
    }
    never_ended(rule, facts, judgement);
    by_camera(rule, facts, judgement);
}

/// Returns whether an officer was to be within reach of the child all through a stretch, by a plan that ordered no rousing.
fn is_close(plans: &[timeline::Plan], facts: &Facts<'_>, stretch: &Stretch) -> bool {
    let held = timeline::plan_at(plans, facts.policy, stretch.from);
    let changed = plans.iter().any(|plan| stretch.from < plan.from && plan.from < stretch.to);
    held.close && !held.rousing && !changed
}

/// Asks about each time past the hour in which the child was looked at by camera only: Code C 9.3 has them visited. Where a
/// gap within it is past the hour by itself, that is found.
fn by_camera(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let plans = timeline::plans(facts);
    // One after another with nobody there between: each begins with the look by camera that ended the one before.
    let follows = |last: &Stretch, next: &Stretch| last.camera && last.to == next.from;
    for run in timeline::stretches(facts).chunk_by(follows).filter(|run| run.iter().any(|stretch| stretch.camera)) {
        let (Some(from), Some(to)) = (run.first().map(|first| first.from), run.last().map(|last| last.to)) else {
            continue;
        };
        let found =
            |stretch: &Stretch| timeline::reading(plans, facts.policy, stretch).verdict == Some(Verdict::Breach);
        if minutes_between(from, to) <= HOURLY_MINUTES || run.iter().any(found) {
            continue;
        }
        let message = move || {
            let gap = length(minutes_between(from, to));
            format!(
                "From {} to {} ({gap}) the child was looked at by camera only. Did anyone visit the cell? A visit is owed at least every hour.",
                clock(from),
                clock(to)
            )
        };
        let looks = run.iter().filter(|stretch| stretch.camera).filter_map(|stretch| stretch.to_position);
        judgement.find(rule.query(to, message).on(looks));
    }
}

/// Asks about each interview longer than any goes on unbroken, of which no end is written down, from the last check in it on.
/// Of checks of the cell before that `check.while-away` asks; one that says itself that the interview went on ends nothing.
fn never_ended(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if span::extract(facts).is_some() {
        return;
    }
    for away in span::absences(facts).iter().filter(|away| away.why == AwayWhy::Interview) {
        let to = away.to.min(span::child_until(facts));
        if minutes_between(away.from, to) <= INTERVIEW_MINUTES || span::return_recorded(facts, away) {
            continue;
        }
        let within = || facts.each::<Check>().filter(|check| away.from < check.at && check.at <= to);
        let of_cell = within().rfind(|check| !content::says_where(*check, away.why));
        let from = of_cell.map_or(away.from, |check| check.at);
        if minutes_between(from, to) <= INTERVIEW_MINUTES {
            continue;
        }
        let began = away.from;
        let none = if within().any(|check| from < check.at) { "no check in the cell" } else { "no check" };
        let message = move || {
            let since = if from == began { "then".to_owned() } else { clock(from) };
            format!(
                "An interview began at {}; its end isn't recorded, and {none} is entered from {since} to {} ({}). When did it end?",
                clock(began),
                clock(to),
                length(minutes_between(from, to))
            )
        };
        judgement.find(rule.query(to, message).on([away.position]).on(of_cell.map(|check| check.position)));
    }
}

/// How people write that a clinician gave a direction.
const CLINICAL: &[&str] =
    &["hcp", "healthcare", "clinic", "nurse", "doctor", "paramedic", "medic", "custody nurse", "fme"];

/// Returns the entry and the minutes of the plan a stretch began under, where it says that a clinician set them, within the hour.
///
/// Law: Code C 9.3: rousing each half hour is subject to any clinical directions.
fn clinical(facts: &Facts<'_>, stretch: &Stretch) -> Option<(usize, i64)> {
    let plan = facts.each::<ObservationSet>().rfind(|plan| plan.at <= stretch.from)?;
    let written = [plan.it.reason.as_deref(), plan.entry.common.note.as_deref()];
    let said = written.into_iter().flatten().any(|text| wording::mentions(text, CLINICAL));
    let by = plan.entry.by().is_some_and(|by| by.role == Some(Role::Healthcare));
    let every = i64::from(plan.it.every_minutes);
    (plan.it.rousing == Some(true) && (said || by) && every <= HOURLY_MINUTES).then_some((plan.position, every))
}

fn shown(stretch: Stretch) -> String {
    let (from, to) = (clock(stretch.from), clock(stretch.to));
    let gap = length(minutes_between(stretch.from, stretch.to));
    match stretch.ended {
        Ended::Open => format!("No check since {from} ({gap})."),
        Ended::Held | Ended::Extract => format!("No check from {from} until {to} ({gap})."),
        Ended::Check | Ended::Seen => format!("Nobody is recorded as seeing the child from {from} to {to} ({gap})."),
    }
}

fn asked(reading: &Reading, verdict: Verdict) -> String {
    match (verdict, reading.rousing) {
        (Verdict::Breach, true) => "With rousing ordered it is at least every half hour.".to_owned(),
        (Verdict::Breach, false) => format!("A visit is owed at least every {HOURLY_MINUTES} min."),
        _ => format!("The plan is every {} min.", reading.every),
    }
}

/// Returns what follows from a recorded reason: it explains the gap and doesn't close it.
fn explained(missed: &[Fact<'_, CheckMissed>], ended: Ended) -> Cow<'static, str> {
    let Some(first) = missed.first() else {
        return match ended {
            Ended::Open => " Check now; if there was a reason, record it.",
            Ended::Held | Ended::Extract | Ended::Check | Ended::Seen => " If there was a reason, record it.",
        }
        .into();
    };
    let words = first.it.text.as_deref().map(|text| format!(", \"{}\"", visible(text))).unwrap_or_default();
    format!(
        " Recorded as missed at {}: {}{words}. Explained, and still a gap.",
        clock(first.at),
        first.it.reason.plain()
    )
    .into()
}
