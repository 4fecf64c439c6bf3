//! The sums behind a time: from which entry, what was added by which provision, what was left out, what it gives.
//!
//! Reviews and the limit give their own steps. Elsewhere the table below says what each rule adds to which entry; a sum is
//! shown only where it comes out at just the instant the rule itself gave, so that it can't say other than the rule does.

use chrono::TimeDelta;

use crate::law::age::court_hours;
use crate::law::care::meal;
use crate::law::checks::{span, timeline, voice};
use crate::law::clocks::limit_sums;
use crate::law::facts::Mark;
use crate::law::health::stay;
use crate::law::reviews::{FIRST_REVIEW_MINUTES, NEXT_REVIEW_MINUTES};
use crate::law::{Facts, Finding};
use crate::record::time::{day_clock, length, minutes_between, zone};
use crate::record::{Instant, Kind};

/// One line of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// A time, "Sat 24 Oct 22:40 BST", or a length, "+ 6 h 00".
    pub figure: String,
    /// What it is: the entry, or the provision that adds it.
    pub words: String,
    /// The position of the entry it rests on.
    pub entry: Option<usize>,
}

/// A sum that a person can do again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Its lines; the last is what it gives.
    pub lines: Vec<Line>,
}

/// What is left out of account while a time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    Nothing,
    /// Days on bail.
    Bail,
    /// Time asleep, resting or out of the cell.
    Asleep,
    /// Sundays, Christmas Day and Good Friday.
    CourtDays,
}

struct Term {
    rules: &'static [&'static str],
    from: &'static [&'static str],
    minutes: fn(&Facts<'_>) -> i64,
    by: &'static str,
    left_out: LeftOut,
}

macro_rules! terms {
    ($($rules:expr, $from:expr, $minutes:expr, $by:literal, $left_out:ident;)*) => {
        &[$(Term { rules: &$rules, from: &$from, minutes: $minutes, by: $by, left_out: LeftOut::$left_out }),*]
    };
}

const AUTHORISED: [&str; 1] = ["detention_authorised"];

/// From which a wait counts for an adult asked to come before the child did.
const COME_IN: [&str; 2] = ["arrived", "answered_bail"];

const TERMS: &[Term] = terms! {
    ["age.unknown"], AUTHORISED, |f| f.policy.age.unknown_minutes, "policy: age.unknown_minutes", Nothing;
    ["route.not-pace"], ["arrested"], |_| 24 * 60, "24 h, Sundays, Christmas Day and Good Friday left out", CourtDays;
    ["route.not-pace"], ["arrived"], |_| 24 * 60, "24 h (MHA 1983 s.136(2A))", Nothing;
    ["route.not-pace"], ["arrived", "arrested"], |_| 72 * 60, "72 h", Nothing;
    ["clock.waited-to-book-in"], ["arrived"], |f| f.policy.clock.booking_in_minutes, "policy: clock.booking_in_minutes", Nothing;
    ["clock.after-charge-court"], ["court_sitting"], |_| 0, "the sitting it names", Nothing;
    ["review.tell-child"], ["*"], |f| f.policy.review.tell_child_minutes, "policy: review.tell_child_minutes", Nothing;
    ["review.delegated-talk"], ["review"], |f| f.policy.review.delegated_minutes, "policy: review.delegated_minutes", Nothing;
    ["aa.request"], AUTHORISED, |f| f.policy.adult.request_minutes, "policy: adult.request_minutes (Code C 3.15)", Nothing;
    ["aa.arrive"], ["aa_requested"], |f| f.policy.adult.chase_minutes, "policy: adult.chase_minutes", Nothing;
    ["aa.arrive"], ["aa_requested"], |_| 0, "when they are expected", Nothing;
    ["aa.arrive", "aa.wait-unchallenged"], ["aa_requested"], |f| f.policy.adult.escalate_minutes, "policy: adult.escalate_minutes", Nothing;
    ["aa.arrive"], COME_IN, |f| f.policy.adult.chase_minutes, "policy: adult.chase_minutes", Nothing;
    ["aa.arrive", "aa.wait-unchallenged"], COME_IN, |f| f.policy.adult.escalate_minutes, "policy: adult.escalate_minutes", Nothing;
    ["aa.delay-unexplained"], AUTHORISED, |f| f.policy.adult.delay_explained_minutes, "policy: adult.delay_explained_minutes (Code C 1.1A)", Nothing;
    ["person.told"], AUTHORISED, |f| f.policy.adult.person_told_minutes, "policy: adult.person_told_minutes", Nothing;
    ["check.change"], ["check"], |f| f.policy.check.change_minutes, "policy: check.change_minutes", Nothing;
    ["voice.silent-hours"], ["*"], |f| f.policy.check.silent_minutes, "awake (policy: check.silent_minutes)", Asleep;
    ["care.meal"], ["*"], |f| f.policy.care.meal_minutes, "awake (policy: care.meal_minutes)", Asleep;
    ["care.woman"], ["*"], |f| f.policy.care.woman_minutes, "policy: care.woman_minutes", Bail;
    ["care.menstrual"], ["*"], |f| f.policy.care.menstrual_minutes, "policy: care.menstrual_minutes", Bail;
    ["care.request-open"], ["asked_for"], |f| f.policy.care.request_minutes, "policy: care.request_minutes", Nothing;
    ["force.recorded"], ["force_used"], |f| f.policy.care.force_health_minutes, "policy: care.force_health_minutes", Nothing;
    ["health.seen"], AUTHORISED, |f| f.policy.health.asked_minutes, "policy: health.asked_minutes", Bail;
    ["health.seen"], AUTHORISED, |f| f.policy.health.seen_minutes, "policy: health.seen_minutes", Bail;
    ["health.self-harm"], ["self_harm"], |f| f.policy.health.self_harm_minutes, "policy: health.self_harm_minutes", Nothing;
    ["edt.contacted"], AUTHORISED, |f| f.policy.health.edt_after_minutes + f.policy.health.edt_within_minutes,
        "policy: health.edt_after_minutes and edt_within_minutes", Bail;
    ["bail.no-ground"], ["charged"], |_| 6 * 60, "PACE s.38(2)", Nothing;
    ["accommodation.request", "accommodation.late"], ["bail_refused"], |f| f.policy.accommodation.request_minutes,
        "policy: accommodation.request_minutes (PACE s.38(6): at once)", Nothing;
    ["accommodation.request", "accommodation.late"], ["bail_refused"], |f| f.policy.accommodation.late_minutes,
        "policy: accommodation.late_minutes", Nothing;
    ["accommodation.authority-failed"], ["accommodation_requested"], |f| f.policy.accommodation.answer_minutes,
        "policy: accommodation.answer_minutes", Nothing;
    ["accommodation.offered-not-moved"], ["accommodation_answered"], |f| f.policy.accommodation.moved_minutes,
        "policy: accommodation.moved_minutes", Nothing;
    ["accommodation.escalate"], ["accommodation_requested", "accommodation_answered"],
        |f| f.policy.accommodation.escalate_first_minutes, "policy: accommodation.escalate_first_minutes", Nothing;
    ["accommodation.escalate"], ["accommodation_requested", "accommodation_answered"],
        |f| f.policy.accommodation.escalate_second_minutes, "policy: accommodation.escalate_second_minutes", Nothing;
    ["accommodation.escalate"], ["accommodation_requested", "accommodation_answered"],
        |f| f.policy.accommodation.escalate_last_minutes, "policy: accommodation.escalate_last_minutes", Nothing;
};

/// Returns the sum that gives a due time; none where it is a time of day, or the instant of an entry itself.
pub(super) fn due(rule: &str, facts: &Facts<'_>, due: Instant, entries: &[usize]) -> Option<Sum> {
    if rule.starts_with("review.") {
        if let Some(sum) = review(facts, due) {
            return Some(sum);
        }
    } else if rule == "clock.limit" || rule == "clock.extension-early" {
        return limit(facts, due);
    } else if rule.starts_with("check.") && rule != "check.change" {
        return check(facts, due);
    }
    TERMS
        .iter()
        .filter(|term| term.rules.contains(&rule))
        .find_map(|term| starts(facts, term, entries).find_map(|start| reckoned(facts, term, start, due)))
        .or_else(|| at_an_entry(facts, due, entries))
}

/// Returns how the minutes of a finding were counted: from when to when.
pub(super) fn minutes(facts: &Facts<'_>, finding: &Finding) -> Option<Sum> {
    let ((from, to), minutes) = (finding.between?, finding.minutes?);
    let told = |at: Instant| {
        let entry = named_at(facts, at, &finding.entries);
        let words = match &entry {
            Some((_, words)) => words.clone(),
            None if Some(at) == finding.due => "due".to_owned(),
            None if at == facts.now => "the time judged".to_owned(),
            None => "reckoned".to_owned(),
        };
        Line { figure: day_clock(at), words, entry: entry.map(|(position, _)| position) }
    };
    let gives = Line {
        figure: format!("= {}", length(minutes)),
        words: format!("{minutes} whole minutes elapsed{}", change(from, to)),
        entry: None,
    };
    Some(Sum { lines: vec![told(from), told(to), gives] })
}

/// Returns the entries that a term may count from: those the finding names first, then every other of those kinds.
fn starts<'f>(facts: &'f Facts<'_>, term: &'f Term, entries: &'f [usize]) -> impl Iterator<Item = Mark> + 'f {
    let fits = move |kind: &Kind| term.from.contains(&"*") || term.from.contains(&kind.word());
    let of = move |named: bool| {
        facts
            .entries
            .iter()
            .filter(move |standing| entries.contains(&standing.position) == named && fits(&standing.entry.kind))
            .flat_map(|standing| times(standing.at, &standing.entry.kind, standing.position))
    };
    of(true).chain(of(false))
}

/// Returns the instants an entry gives: when it happened, and what it says is to come.
fn times(at: Instant, kind: &Kind, position: usize) -> impl Iterator<Item = Mark> {
    let said = match kind {
        Kind::AccommodationAnswered(answer) => answer.eta,
        Kind::AaRequested(asked) => asked.eta,
        Kind::CourtSitting(sitting) => Some(sitting.at_time),
        _ => None,
    };
    [said.map(|moment| moment.instant()), Some(at)].into_iter().flatten().map(move |at| Mark { at, position })
}

fn reckoned(facts: &Facts<'_>, term: &Term, start: Mark, due: Instant) -> Option<Sum> {
    let minutes = (term.minutes)(facts);
    let gives = match term.left_out {
        LeftOut::Nothing => start.at + TimeDelta::minutes(minutes),
        LeftOut::Bail => stay::due(facts, start.at, minutes),
        LeftOut::CourtDays => court_hours::after(start.at, TimeDelta::minutes(minutes)),
        // The time left out is what the rule itself left out; shown only where what is left is the minutes of the term.
        LeftOut::Asleep if awake(facts, start.at, due).contains(&(minutes * 60)) => due,
        LeftOut::Asleep => start.at + TimeDelta::minutes(minutes),
    };
    if gives != due || due < start.at {
        return None;
    }
    let mut lines = vec![from(facts, start), added(minutes, term.by)];
    let left_out = minutes_between(start.at, due) - minutes;
    if left_out > 0 {
        lines.push(added(
            left_out,
            match term.left_out {
                LeftOut::Bail => "on bail, left out",
                LeftOut::Asleep => "asleep, resting or out of the cell, left out",
                _ => "days left out",
            },
        ));
    }
    lines.push(result(start.at, due));
    Some(Sum { lines })
}

/// Returns the seconds awake between two instants as the rules count them: for the child's voice, and for food.
///
/// What is still to come counts whole, as if awake.
fn awake(facts: &Facts<'_>, from: Instant, to: Instant) -> [i64; 2] {
    let shown = to.min(span::child_until(facts)).max(from);
    let to_come = (to - shown).num_seconds();
    let heard = span::seconds(&voice::within_hearing(facts, from, shown));
    [heard + to_come, span::seconds(&meal::hungry(facts, from, shown)) + to_come]
}

fn review(facts: &Facts<'_>, due: Instant) -> Option<Sum> {
    let steps = &facts.reviews().steps;
    let Some(index) = steps.iter().position(|step| step.latest == due) else { return after_bail(facts, due) };
    let step = steps.get(index)?;
    let (minutes, by) = if step.first {
        (FIRST_REVIEW_MINUTES, "PACE s.40(3)(a)")
    } else {
        (NEXT_REVIEW_MINUTES, "PACE s.40(3)(b), (c)")
    };
    let held = facts.due_after(step.from.at, minutes) == due;
    // A lawfully postponed review keeps the timetable: the next counts from when it was due (s.40(6)).
    let timetable = index.checked_sub(1).and_then(|before| steps.get(before)).filter(|_| !held && !step.first);
    let (base, first) = match timetable {
        Some(before) => {
            let words = "the last review's latest time: lawfully postponed, it keeps the timetable (PACE s.40(6))";
            (
                before.latest,
                Line { figure: day_clock(before.latest), words: words.to_owned(), entry: before.postponed_by },
            )
        }
        None => (step.from.at, from(facts, step.from)),
    };
    let mut lines = vec![first, added(minutes, by)];
    let treated = (due - base).num_seconds() - minutes * 60;
    if treated > 0 {
        lines.push(added(treated / 60, "in hospital for treatment, left out (PACE s.41(6))"));
    }
    lines.push(result(base, due));
    Some(Sum { lines })
}

/// Returns the sum behind the stricter reading of a first review after bail: what ran before bail goes on running (s.47(6)).
fn after_bail(facts: &Facts<'_>, due: Instant) -> Option<Sum> {
    let steps = &facts.reviews().steps;
    let index = steps.iter().position(|step| step.returned_on_bail && step.safe_latest == due)?;
    let step = steps.get(index)?;
    let reviewed =
        steps.iter().take(index).rev().find_map(|before| Some(Mark { at: before.held?, position: before.position? }));
    let authorised = facts.authorised.filter(|first| first.at < step.from.at);
    let returned = facts.stays.iter().filter_map(|stay| stay.returned).rfind(|back| back.at <= step.from.at);
    let (start, minutes, by) = match reviewed {
        Some(review) => (review, NEXT_REVIEW_MINUTES, "PACE s.40(3)(b), (c)"),
        None => (authorised.or(returned)?, FIRST_REVIEW_MINUTES, "PACE s.40(3)(a)"),
    };
    let mut lines = vec![from(facts, start), added(minutes, by)];
    let rest = (due - start.at).num_minutes() - minutes;
    if rest > 0 {
        lines.push(added(
            rest,
            "on bail or in hospital for treatment, left out if time before bail counts (PACE s.47(6))",
        ));
    } else if rest < 0 {
        let used = "used in detention before bail, if it counts (PACE s.47(6))".to_owned();
        lines.push(Line { figure: format!("- {}", length(-rest)), words: used, entry: None });
    }
    lines.push(result(start.at, due));
    Some(Sum { lines })
}

fn limit(facts: &Facts<'_>, due: Instant) -> Option<Sum> {
    let sum = limit_sums(facts).into_iter().find(|sum| sum.at == due)?;
    let mut lines = vec![Line { figure: day_clock(sum.from), words: sum.words, entry: sum.entry }];
    lines.push(added(sum.hours * 60, sum.by));
    if sum.used.num_minutes() > 0 {
        lines.push(Line {
            figure: format!("- {}", length(sum.used.num_minutes())),
            words: "used in detention before bail (PACE s.47(6))".to_owned(),
            entry: None,
        });
    }
    if sum.uncounted.num_minutes() > 0 {
        let words = "from arrival after arrest for breach of police bail, not counted (PACE s.47(6A))";
        lines.push(added(sum.uncounted.num_minutes(), words));
    }
    let rest = (due - sum.from + sum.used - sum.uncounted).num_minutes() - sum.hours * 60;
    if rest > 0 {
        lines.push(added(rest, "in hospital for treatment, left out (PACE s.41(6))"));
    } else if rest < 0 {
        lines.push(Line {
            figure: format!("- {}", length(-rest)),
            words: "past 96 h from the relevant time, which no warrant passes (PACE s.44(3))".to_owned(),
            entry: None,
        });
    }
    lines.push(result(sum.from, due));
    Some(Sum { lines })
}

fn check(facts: &Facts<'_>, due: Instant) -> Option<Sum> {
    let plans = timeline::plans(facts);
    let stretch =
        timeline::stretches(facts).iter().find(|stretch| timeline::reading(plans, facts.policy, stretch).due == due)?;
    let reading = timeline::reading(plans, facts.policy, stretch);
    let plan = timeline::plan_at(plans, facts.policy, stretch.from);
    let by = if plan.position.is_some() { "the observation plan" } else { "policy: check.interval_minutes" };
    let start = match stretch.from_position {
        Some(position) => from(facts, Mark { at: stretch.from, position }),
        None => Line { figure: day_clock(stretch.from), words: "back in the cell".to_owned(), entry: None },
    };
    let every = Line { entry: plan.position, ..added(reading.every, by) };
    Some(Sum { lines: vec![start, every, result(stretch.from, due)] })
}

/// Returns the due time as that of an entry, where it is just that.
fn at_an_entry(facts: &Facts<'_>, due: Instant, entries: &[usize]) -> Option<Sum> {
    let (position, words) = named_at(facts, due, entries)?;
    Some(Sum { lines: vec![Line { figure: day_clock(due), words, entry: Some(position) }] })
}

/// Returns the entry at that instant, one that the finding names rather than another, and what it is called.
fn named_at(facts: &Facts<'_>, at: Instant, entries: &[usize]) -> Option<(usize, String)> {
    let here = || facts.entries.iter().filter(|standing| standing.at == at);
    let found = here().find(|standing| entries.contains(&standing.position)).or_else(|| {
        // Another entry of the same minute would be there by chance.
        here().next().filter(|_| entries.is_empty())
    })?;
    Some((found.position, found.entry.kind.title().to_lowercase()))
}

fn from(facts: &Facts<'_>, start: Mark) -> Line {
    let entry = facts.entries.iter().find(|standing| standing.position == start.position);
    let title = entry.map_or("", |standing| standing.entry.kind.title());
    let words = match entry {
        Some(standing) if standing.at != start.at => format!("as said in \"{title}\""),
        _ => title.to_lowercase(),
    };
    Line { figure: day_clock(start.at), words, entry: Some(start.position) }
}

fn added(minutes: i64, by: &str) -> Line {
    Line { figure: format!("+ {}", length(minutes)), words: by.to_owned(), entry: None }
}

fn result(from: Instant, due: Instant) -> Line {
    Line { figure: format!("= {}", day_clock(due)), words: format!("due{}", change(from, due)), entry: None }
}

/// Returns what the clocks did between two instants, to follow other words.
fn change(from: Instant, to: Instant) -> &'static str {
    match (zone(from), zone(to)) {
        ("BST", "GMT") => "; the clocks went back in between",
        ("GMT", "BST") => "; the clocks went forward in between",
        _ => "",
    }
}
