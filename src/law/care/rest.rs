//! Rest: `care.rest`.

use chrono::TimeDelta;

use super::meal::whole_days;
use crate::law::checks::{span, voice};
use crate::law::facts::{Away, AwayWhy, Facts};
use crate::law::hours;
use crate::law::register::Rule;
use crate::law::{Judgement, Verdict, wording};
use crate::record::time::{clock, day_clock, length, minutes_between};
use crate::record::{Instant, Kind, Standing};

/// The continuous rest owed in any 24 hours, in minutes (Code C 12.2).
const REST_MINUTES: i64 = 480;

/// An interview or journey this soon after a rest ended makes it a question whether the rest was broken for it, in minutes.
const SOON_MINUTES: i64 = 60;

/// What Code C 12.2(a) allows, as people write it: harm, loss or damage, prejudice to the investigation.
const HARM: &[&str] = &["a", "harm", "loss", "damage", "prejudic", "injur", "danger", "risk to"];

/// What 12.2(a) allows where it is what would be delayed: being let go.
const LET_GO: &[&str] = &["releas", "bail", "go home", "going home"];

/// What Code C 12.2(b) and (c) allow: asked for by child, adult or lawyer; reviews, medical advice.
const ASKED_OR_CARE: &[&str] = &[
    "b",
    "c",
    "asked",
    "request",
    "own wish",
    "review",
    "medic",
    "doctor",
    "nurse",
    "healthcare",
    "hcp",
    "hospital",
    "ambulance",
];

/// Whose wish 12.2(b) goes by: that they had come is no reason, that they wanted it is.
const WHOSE_WISH: &[&str] =
    &["child", "adult", "solicitor", "lawyer", "mother", "mum", "father", "dad", "parent", "he", "she", "they"];

/// How people write that someone wanted it.
const WANTED: &[&str] = &["wish", "want", "insist", "prefer"];

/// Words that only name what was done.
const NAMES_THE_ACT: &[&str] = &[
    "interview",
    "for interview",
    "interviewed",
    "further interview",
    "second interview",
    "police interview",
    "questioning",
    "for questioning",
    "transfer",
    "travel",
    "moved",
];

/// How people begin to name an officer: whose interview it was is no reason for it.
const OFFICERS: &[&str] = &["dc ", "ds ", "di ", "dci ", "pc ", "ps ", "sgt ", "insp ", "officer", "detective"];

/// What is recorded of why a rest was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A reason under 12.2(a): eight fresh hours are owed after it.
    HarmOrDelay,
    /// A reason under 12.2(b) or (c): no fresh period is owed.
    AskedOrCare,
    /// Something, of which it isn't plain that 12.2 allows it.
    Unclear,
    /// Nothing.
    Nothing,
}

/// Adds a finding where a night's rest was broken by investigation without a reason that Code C 12.2 allows, or with
/// one that calls for eight fresh hours which didn't follow; and for each whole day from arrival without eight hours.
///
/// Checks, reviews and care don't break a rest. A child who woke by themselves was left to rest until something began.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let record = Rest::of(facts);
    let broken = broken(rule, facts, &record, judgement);
    for (from, to) in whole_days(facts) {
        if broken.iter().any(|at| from <= *at && *at <= to) {
            continue;
        }
        day(rule, facts, &record, (from, to), judgement);
    }
}

/// When the child could rest, and what broke it.
struct Rest {
    /// Rests as recorded, interruptions included.
    recorded: Vec<span::Part>,
    /// Interview, questioning elsewhere, travel, hospital for evidence.
    breaks: Vec<Away>,
    /// Unbroken rest, recorded or slept, in order.
    unbroken: Vec<span::Part>,
    /// When the child was held and nothing of the investigation needed them, in order.
    free: Vec<span::Part>,
}

impl Rest {
    fn of(facts: &Facts<'_>) -> Self {
        let breaks: Vec<Away> =
            span::absences(facts).iter().filter(|away| away.why != AwayWhy::Treatment).copied().collect();
        let recorded = voice::rests(facts);
        let mut parts: Vec<span::Part> = recorded.iter().map(|rest| left_to_rest(facts, &breaks, *rest)).collect();
        for stay in span::custody(facts) {
            let awake = facts.waking().awake_between(stay.from, stay.to);
            parts.extend(span::without(vec![(stay.from, stay.to)], &awake));
        }
        let holes = span::joined(breaks.iter().map(|away| (away.from, away.to)));
        let custody = span::custody(facts).iter().map(|stay| (stay.from, stay.to)).collect();
        let free = span::without(custody, &holes);
        Self { recorded, breaks, unbroken: span::without(span::joined(parts), &holes), free }
    }
}

/// Returns a recorded rest, drawn out to the eight hours where the child woke by themselves and nothing began before.
fn left_to_rest(facts: &Facts<'_>, breaks: &[Away], (from, to): span::Part) -> span::Part {
    if !woke_alone(facts, (from, to)) {
        return (from, to);
    }
    let full = from + TimeDelta::minutes(REST_MINUTES);
    let begun = breaks.iter().map(|away| away.from).filter(|at| *at >= to).min();
    let until = [Some(full), begun, Some(facts.until)].into_iter().flatten().min().unwrap_or(to);
    (from, to.max(until))
}

fn woke_alone(facts: &Facts<'_>, (from, to): span::Part) -> bool {
    let last = facts.entries.iter().rev().find(|standing| {
        let at = standing.at;
        from < at && at <= to && matches!(standing.entry.kind, Kind::Woke(_) | Kind::Woken(_))
    });
    last.is_some_and(|standing| matches!(standing.entry.kind, Kind::Woke(_)))
}

/// Returns whether the record says that someone or something ended a rest.
fn ended_by_someone(facts: &Facts<'_>, (from, to): span::Part) -> bool {
    facts.entries.iter().any(|standing| {
        let at = standing.at;
        from < at
            && at <= to
            && match &standing.entry.kind {
                Kind::Woken(_) => true,
                Kind::RestEnded(ended) => ended.interrupted_by.is_some(),
                _ => false,
            }
    })
}

fn long_enough((from, to): &span::Part) -> bool {
    *to - *from >= TimeDelta::minutes(REST_MINUTES)
}

/// Adds a finding for each night's rest that was broken; returns when each of those, found or excused, was broken.
fn broken(rule: &Rule, facts: &Facts<'_>, record: &Rest, judgement: &mut Judgement) -> Vec<Instant> {
    let night = (facts.policy.review.night_from.0, facts.policy.review.night_to.0);
    let mut broken = Vec::new();
    for &(from, to) in &record.recorded {
        let full = from + TimeDelta::minutes(REST_MINUTES);
        let Some(by) = record.breaks.iter().find(|away| from < away.from && away.from < full) else { continue };
        let at_night = !hours::within(from, to.max(from), night.0, night.1).is_empty();
        // A rest that ended with no word of why isn't shown to have been broken for what came later; where that came
        // soon after, it is asked.
        let ended_before = by.from > to && !ended_by_someone(facts, (from, to));
        // A whole day is judged by its longest rest, so that this needs asking only outside one.
        let in_a_day = whole_days(facts).iter().any(|(start, end)| *start <= by.from && by.from <= *end);
        let soon_after =
            by.from <= to + TimeDelta::minutes(SOON_MINUTES) && !woke_alone(facts, (from, to)) && !in_a_day;
        let had_enough = record
            .unbroken
            .iter()
            .any(|rest| long_enough(rest) && rest.1 <= from && by.from - rest.1 <= TimeDelta::hours(24));
        if !at_night || (ended_before && !soon_after) || had_enough || !facts.is_child_at(by.from) {
            continue;
        }
        broken.push(by.from);
        let after = by.to + TimeDelta::minutes(REST_MINUTES);
        let resting_on = record.unbroken.iter().any(|rest| rest.0 >= by.from && rest.1 >= facts.until);
        let fresh = record.unbroken.iter().any(|rest| rest.0 >= by.from && long_enough(rest));
        let shown = format!("Rest from {} was broken at {}", clock(from), clock(by.from));
        let (verdict, message) = match why(facts, (from, to), by) {
            Why::AskedOrCare => continue,
            Why::HarmOrDelay if fresh || resting_on || span::child_until(facts) < after => continue,
            Why::HarmOrDelay => (
                Verdict::Breach,
                format!(
                    "{shown} for a reason that calls for eight fresh hours; none is recorded after it.{}",
                    next(facts, " Let the child rest.")
                ),
            ),
            Why::Unclear => (
                Verdict::Query,
                format!(
                    "{shown} with a reason. Is it harm, delay or prejudice, the child's or adult's request, or care (12.2)?"
                ),
            ),
            Why::Nothing if ended_before => (
                Verdict::Query,
                format!(
                    "Rest from {} ended at {}, and what needed the child began at {}. Was it broken for that, and why?",
                    clock(from),
                    clock(to),
                    clock(by.from)
                ),
            ),
            Why::Nothing => (
                Verdict::Breach,
                format!(
                    "{shown} for the investigation, and no reason is recorded. Eight hours' rest is owed: write why{}.",
                    next(facts, ", or let them rest")
                ),
            ),
        };
        let on: Vec<usize> = positions_of_rest(facts, from).into_iter().chain([by.position]).collect();
        judgement.find(rule.finding(span::weighed(facts, verdict), by.from, message).on(on));
    }
    broken
}

/// Returns what can still be done, while the child is held.
fn next(facts: &Facts<'_>, what: &'static str) -> &'static str {
    if span::over(facts) { "" } else { what }
}

fn positions_of_rest(facts: &Facts<'_>, from: Instant) -> Option<usize> {
    facts
        .entries
        .iter()
        .find(|standing| standing.at == from && matches!(standing.entry.kind, Kind::RestStarted(_)))
        .map(|standing| standing.position)
}

fn why(facts: &Facts<'_>, (from, to): span::Part, by: &Away) -> Why {
    let mut best = Why::Nothing;
    let until = to.max(by.to);
    for standing in facts.entries_from(from).iter().take_while(|standing| standing.at <= until) {
        let own_note = standing.entry.common.note.as_deref();
        let (text, must_be_plain) = match &standing.entry.kind {
            Kind::Woken(woken) if standing.at <= by.from => (Some(woken.reason.as_str()), false),
            Kind::RestEnded(rest) => (rest.interrupted_by.as_deref().or(own_note), false),
            Kind::RestStarted(rest) => (rest.interrupted_by.as_deref().or(own_note), true),
            Kind::Note(note) => (wording::told(note), true),
            _ if standing.position == by.position => (own_note, false),
            _ => (None, false),
        };
        let Some(text) = text.filter(|text| wording::says_something(text)) else { continue };
        match weigh(text) {
            Why::HarmOrDelay => return Why::HarmOrDelay,
            Why::Unclear if must_be_plain || best == Why::AskedOrCare => {}
            Why::Nothing => {}
            found => best = found,
        }
    }
    best
}

fn weigh(text: &str) -> Why {
    let plain = wording::normalised(text);
    let act = plain.split_once(" with ").or_else(|| plain.split_once(" by ")).map_or(plain.as_str(), |(act, by)| {
        // An officer's name is two words or three; what follows it may be a reason.
        let only_names = OFFICERS.iter().any(|officer| by.starts_with(officer)) && by.split(' ').count() <= 3;
        if only_names { act } else { plain.as_str() }
    });
    if NAMES_THE_ACT.contains(&act) {
        return Why::Nothing;
    }
    let letter = |letter: &str| text.to_lowercase().contains(&format!("({letter})"));
    let said = |stems: &[&str]| {
        stems.iter().any(|stem| if stem.len() == 1 { letter(stem) } else { wording::mentions(text, &[*stem]) })
    };
    if said(HARM) || (said(&["delay"]) && said(LET_GO)) {
        Why::HarmOrDelay
    } else if said(ASKED_OR_CARE) || is_a_wish(&plain) {
        Why::AskedOrCare
    } else {
        Why::Unclear
    }
}

/// Returns whether the words say that the child, an adult or a lawyer wanted it: "solicitor insists", "mother's wish".
fn is_a_wish(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(' ').collect();
    let begins = |word: &str, with: &[&str]| with.iter().any(|w| word == *w || (w.len() > 3 && word.starts_with(w)));
    let wanted_after = |i: usize| words.iter().skip(i + 1).take(2).any(|word| begins(word, WANTED));
    words.iter().enumerate().any(|(i, word)| begins(word, WHOSE_WISH) && wanted_after(i))
}

/// Returns whether a child who slept was woken for it.
fn woke_for(facts: &Facts<'_>, by: &Away) -> bool {
    let before = by.from - TimeDelta::minutes(SOON_MINUTES);
    let woken = |standing: &Standing<'_>| {
        matches!(standing.entry.kind, Kind::Woken(_)) && before <= standing.at && standing.at <= by.from
    };
    facts.entries.iter().any(woken) || facts.waking().at(by.from - TimeDelta::minutes(1)) == Some(false)
}

/// Adds a finding for a whole day without eight hours of rest.
///
/// What is owed is to be left in peace, asleep or not. Where a night's rest is written down it is what counts; where none
/// is, that the child was free of interviews and travel for eight hours on end: a rest that wasn't written down may still
/// have been had, and a child who slept less than they were left alone was left alone all the same.
fn day(rule: &Rule, facts: &Facts<'_>, record: &Rest, (from, to): span::Part, judgement: &mut Judgement) {
    let overlaps = |part: &&span::Part| part.0 < to && from < part.1;
    let rested: Vec<&span::Part> = record.unbroken.iter().filter(overlaps).collect();
    if rested.iter().any(|rest| long_enough(rest)) {
        return;
    }
    let free_by_the_end = |(start, end): &span::Part| long_enough(&(*start, (*end).min(to)));
    let (opens, closes) = (facts.policy.review.night_from.0, facts.policy.review.night_to.0);
    let at_night = |(start, end): &&span::Part| !hours::within(*start, *end, opens, closes).is_empty();
    let nights: Vec<&span::Part> = record.recorded.iter().filter(overlaps).filter(at_night).collect();
    let within_night = |start, end| span::seconds(&hours::within(start, end, opens, closes));
    // Looked at within this day only: an absence that never ended reaches over every night after it.
    let in_its_night = |by: &&Away| by.from < to && from < by.to && within_night(by.from.max(from), by.to.min(to)) > 0;
    let by_night: Vec<&Away> = record.breaks.iter().filter(in_its_night).collect();
    // Eight hours "should normally be at night": where the night wasn't left free, hours by day don't make it good, nor do
    // those that ended with waking the child before eight hours of the night.
    let settles = |part: &&span::Part| {
        let woken = by_night.iter().any(|by| by.from == part.1 && woke_for(facts, by));
        let least = if woken { REST_MINUTES } else { REST_MINUTES / 2 };
        free_by_the_end(part) && (by_night.is_empty() || within_night(part.0, part.1) >= least * 60)
    };
    if nights.is_empty() && record.free.iter().filter(overlaps).any(|part| settles(&part)) {
        return;
    }
    // Leaving off for treatment calls for no fresh period (12.2(c)(ii)), and the entries show it.
    let left_for_care = |rest: &&span::Part| {
        let soon = rest.1 + TimeDelta::minutes(SOON_MINUTES);
        let treated = |away: &Away| away.why == AwayWhy::Treatment && rest.0 <= away.from && away.from <= soon;
        span::absences(facts).iter().any(treated)
    };
    if nights.iter().any(left_for_care) {
        return;
    }
    // A rest counts whole, past the day's end too: while one goes on, it isn't known to be short.
    let goes_on = |rest: &&span::Part| to <= rest.1 && rest.1 >= span::child_until(facts);
    if rested.iter().any(goes_on) && !span::over(facts) {
        return;
    }
    let longest = rested.iter().map(|(start, end)| minutes_between(*start, *end)).max().unwrap_or(0);
    // The first reason that isn't the child's own wish, unless one had none at all: then the others excuse nothing.
    let mut woken_for = None;
    for by in by_night.iter().filter(|_| nights.is_empty()) {
        match why(facts, (by.from - TimeDelta::minutes(SOON_MINUTES), by.from), by) {
            Why::Nothing => {
                woken_for = None;
                break;
            }
            why if woken_for.is_none_or(|before| before == Why::AskedOrCare) => woken_for = Some(why),
            _ => {}
        }
    }
    let reason = record
        .recorded
        .iter()
        .filter(overlaps)
        .flat_map(|rest| facts.entries.iter().filter(move |s| s.at == rest.1))
        .filter_map(|standing| match &standing.entry.kind {
            Kind::RestEnded(ended) => ended.interrupted_by.as_deref().or(standing.entry.common.note.as_deref()),
            _ => None,
        })
        .map(weigh)
        .find(|why| *why != Why::Nothing)
        .or(woken_for);
    let verdict = match reason {
        Some(Why::AskedOrCare) => return,
        Some(_) => Verdict::Query,
        None => Verdict::Breach,
    };
    let message = format!(
        "From {} to {} the longest unbroken rest on the record is {}; eight hours are owed in 24. Enter the rest or why it was short.",
        day_clock(from),
        day_clock(to),
        length(longest)
    );
    judgement.find(rule.finding(span::weighed(facts, verdict), to, message));
}
