//! The parts of a record over which a child was held and can be judged, and sums over stretches of time.

use chrono::{NaiveDate, TimeDelta};

use crate::law::facts::{Away, AwayWhy, Facts, Held};
use crate::law::{State, Verdict};
use crate::record::kinds::{Arrested, Attended, DetentionAuthorised};
use crate::record::{Instant, Kind};

/// A stretch of time, from its first instant until its last.
pub type Part = (Instant, Instant);

/// Returns the part of the record that the file covers, where it isn't the whole.
#[must_use]
pub fn extract(facts: &Facts<'_>) -> Option<Part> {
    facts.record.head.extract.as_ref().map(|extract| (extract.from.instant(), extract.to.instant()))
}

/// Returns until when the child rules can be judged: the end of the detention, the instant judged, the 18th birthday,
/// or the end of the extract, whichever comes first.
#[must_use]
pub fn child_until(facts: &Facts<'_>) -> Instant {
    *facts.child_until.get_or_init(|| last_as_a_child(facts))
}

fn last_as_a_child(facts: &Facts<'_>) -> Instant {
    let birthday = facts.child.turns_18().filter(|turns| !facts.is_child_at(*turns));
    [Some(facts.until), birthday, extract(facts).map(|(_, to)| to)].into_iter().flatten().min().unwrap_or(facts.until)
}

/// Returns whether nothing more can be owed to the child: the detention ended, they turned 18, or the extract ends.
#[must_use]
pub fn over(facts: &Facts<'_>) -> bool {
    facts.closed() || child_until(facts) < facts.now
}

/// Returns until when what arose at that instant could be owed: the end of the stay it fell in, bail included; in the last
/// stay, [`child_until`].
#[must_use]
pub fn end_of_stay(facts: &Facts<'_>, at: Instant) -> Instant {
    let earlier = custody(facts).split_last().and_then(|(_, earlier)| earlier.iter().find(|stay| at <= stay.to));
    earlier.map_or_else(|| child_until(facts), |stay| stay.to)
}

/// Returns whether two instants fall in one stay: what was done after bail and return answers nothing of before.
#[must_use]
pub fn same_stay(facts: &Facts<'_>, a: Instant, b: Instant) -> bool {
    end_of_stay(facts, a) == end_of_stay(facts, b)
}

/// Returns whether nothing more can be owed of what arose at that instant: [`over`], or that stay has ended.
#[must_use]
pub fn over_since(facts: &Facts<'_>, at: Instant) -> bool {
    over(facts) || end_of_stay(facts, at) < child_until(facts)
}

/// Returns what to ask of a wait of a day or more at whose end nothing was entered for a day: the child's being there is
/// itself not on the record then.
#[must_use]
pub fn still_held(facts: &Facts<'_>, from: Instant, to: Instant) -> Option<&'static str> {
    let day_before = to - TimeDelta::days(1);
    (from <= day_before && facts.silent(day_before, to)).then(|| ask_if_held(facts))
}

/// Returns the question whether the child was held all that time.
#[must_use]
pub fn ask_if_held(facts: &Facts<'_>) -> &'static str {
    if facts.closed() {
        " Was the child held all that time? If not, correct when they left."
    } else {
        " Is the child still held? If not, enter when they left."
    }
}

/// Returns how a duty to the child that arose at that instant stands: as [`Facts::state`], and not needed where the stay
/// ended, or the child rules stopped, before it was due.
#[must_use]
pub fn state(facts: &Facts<'_>, arose: Instant, due: Instant, done_at: Option<Instant>) -> State {
    if done_at.is_none() && over_since(facts, arose) && end_of_stay(facts, arose) <= due {
        return State::NotNeeded;
    }
    facts.state(due, done_at)
}

/// The first day on which 17-year-olds are young persons in the Acts themselves: 26 October 2015.
const SEVENTEEN_IN_STATUTE: (i32, u32, u32) = (2015, 10, 26);

/// The age, in years, at which the Acts stopped before.
const YOUNG_PERSON_UNDER: u32 = 17;

/// Returns whether the Acts of the day protect them as a child or young person at that instant (CYPA 1933 s.31): since
/// 26 October 2015 everyone under 18, before that everyone under 17.
#[must_use]
pub fn is_young_person_at(facts: &Facts<'_>, at: Instant) -> bool {
    let (year, month, day) = SEVENTEEN_IN_STATUTE;
    let since = NaiveDate::from_ymd_opt(year, month, day);
    let old = facts.law_in_force_on.zip(since).is_some_and(|(date, since)| date < since);
    facts.is_child_at(at) && (!old || facts.age_at(at).is_none_or(|age| age < YOUNG_PERSON_UNDER))
}

/// Returns a breach of the rule, or, where the file is only part of a record, a query: what is missing may lie outside it.
#[must_use]
pub fn weighed(facts: &Facts<'_>, verdict: Verdict) -> Verdict {
    if extract(facts).is_some() { Verdict::Query } else { verdict }
}

/// Returns the stretches in police hands as a child, in order, cut to what the file covers. Time on bail isn't in them.
///
/// Where the record shows neither arrival nor authorisation, it is taken to begin with its first entry; an extract
/// that begins in the middle, with its own first instant.
#[must_use]
pub fn custody<'f>(facts: &'f Facts<'_>) -> &'f [Held] {
    facts.custody.get_or_init(|| held_as_a_child(facts))
}

fn held_as_a_child(facts: &Facts<'_>) -> Vec<Held> {
    let part = extract(facts);
    let until = child_until(facts);
    let begun_before = part.is_some()
        && facts.authorised.is_none()
        && facts.first::<Arrested>().is_none()
        && facts.first::<Attended>().is_none();
    let held = if facts.held.is_empty() || begun_before {
        let from = part.map(|(from, _)| from).or_else(|| facts.entries.first().map(|first| first.at));
        from.map(|from| Held { from, to: facts.until, over: facts.closed() }).into_iter().collect()
    } else {
        facts.held.clone()
    };
    held.into_iter()
        .filter_map(|stay| {
            let from = part.map_or(stay.from, |(from, _)| stay.from.max(from));
            let to = stay.to.min(until);
            (from <= to).then_some(Held { from, to, over: stay.over || to < stay.to })
        })
        .collect()
}

/// A stay over which a wait of the child's is counted: time on bail begins it anew.
pub struct Count {
    /// From when: the authorisation, or the arrival or return where none stands.
    pub from: Instant,
    /// The entry that shows it; none where it is the stay's own beginning.
    pub from_position: Option<usize>,
    /// Until when.
    pub to: Instant,
    /// Whether it is the last stay, so that what isn't done in it may still be owed.
    pub last: bool,
}

/// Returns the stays over which waits are counted, in order.
#[must_use]
pub fn counts(facts: &Facts<'_>) -> Vec<Count> {
    let custody = custody(facts);
    let last = custody.len().saturating_sub(1);
    let authorised = |stay: &Held| {
        facts
            .each::<DetentionAuthorised>()
            .find(|authorised| stay.from <= authorised.at && authorised.at <= stay.to)
            .map(|authorised| (authorised.at, authorised.position))
    };
    let count = |(i, stay): (usize, &Held)| {
        let began = if i == 0 { facts.authorised.map(|mark| (mark.at, mark.position)) } else { authorised(stay) };
        Count {
            from: began.map_or(stay.from, |(at, _)| at.max(stay.from)),
            from_position: began.map(|(_, position)| position),
            to: if i == last { child_until(facts) } else { stay.to },
            last: i == last,
        }
    };
    custody.iter().enumerate().map(count).collect()
}

/// Returns when the child was out of the cell, in order, each absence ended by the first entry that shows them back.
///
/// An end that was never written down must not hide a night: being placed, resting, being charged, searched, given
/// rights or taken to another interview shows that the absence was over. An extract that shows only a return is
/// taken to begin with the absence.
#[must_use]
pub fn absences<'f>(facts: &'f Facts<'_>) -> &'f [Away] {
    facts.absences.get_or_init(|| out_of_the_cell(facts))
}

fn out_of_the_cell(facts: &Facts<'_>) -> Vec<Away> {
    let backs = facts.entries.iter().filter(|standing| shows_back(&standing.entry.kind));
    let backs: Vec<Instant> = backs.map(|standing| standing.at).collect();
    let ended = |away: &Away| {
        let back = backs.get(backs.partition_point(|back| *back <= away.from)).copied();
        // Whoever is let go or bailed is out of no cell.
        let gone = Some(end_of_stay(facts, away.from)).filter(|end| *end < child_until(facts));
        match [back, gone].into_iter().flatten().min() {
            Some(to) if !away.over => Away { to, over: true, ..*away },
            _ => *away,
        }
    };
    let mut absences: Vec<Away> = facts.away.iter().map(ended).collect();
    if let Some(first) = begun_before_extract(facts) {
        absences.insert(0, first);
        absences.sort_by_key(|away| away.from);
    }
    absences
}

/// Returns whether the end of one of the [`absences`] was written down, and isn't only shown by what came after.
#[must_use]
pub fn return_recorded(facts: &Facts<'_>, away: &Away) -> bool {
    !facts.away.iter().any(|written| written.position == away.position && !written.over)
}

fn shows_back(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Placed(_)
            | Kind::RestStarted(_)
            | Kind::Charged(_)
            | Kind::StripSearched(_)
            | Kind::RightsGiven(_)
            | Kind::InterviewStarted(_)
    )
}

/// Returns the absence with which an extract begins, where its first word of any absence is that it ended.
fn begun_before_extract(facts: &Facts<'_>) -> Option<Away> {
    let (from, _) = extract(facts)?;
    let ends = facts.entries.iter().find_map(|standing| {
        let why = match standing.entry.kind {
            Kind::InterviewEnded(_) => AwayWhy::Interview,
            Kind::ReturnedFromHospital(_) => AwayWhy::Treatment,
            _ => return None,
        };
        Some(Away { from, to: standing.at, why, position: standing.position, over: true })
    })?;
    let begun = facts.away.iter().any(|away| away.from <= ends.to && away.why != AwayWhy::Questioned);
    (!begun && ends.from < ends.to).then_some(ends)
}

/// Returns those parts in order, parts that touch or overlap joined into one.
#[must_use]
pub fn joined(parts: impl IntoIterator<Item = Part>) -> Vec<Part> {
    let mut parts: Vec<Part> = parts.into_iter().collect();
    parts.sort_unstable();
    parts.dedup_by(|next, part| {
        let joins = next.0 <= part.1;
        part.1 = if joins { part.1.max(next.1) } else { part.1 };
        joins
    });
    parts
}

/// Returns what is left of `parts` outside the holes, in order; both in order, and the holes [`joined`].
#[must_use]
pub fn without(parts: Vec<Part>, holes: &[Part]) -> Vec<Part> {
    let mut left = Vec::with_capacity(parts.len());
    for (start, end) in parts {
        let mut from = start;
        let passed = holes.partition_point(|hole| hole.1 <= start);
        for hole in holes.iter().skip(passed).take_while(|hole| hole.0 < end) {
            if from < hole.0 {
                left.push((from, hole.0));
            }
            from = from.max(hole.1);
        }
        if from < end {
            left.push((from, end));
        }
    }
    left
}

/// Returns the seconds in all the parts together.
#[must_use]
pub fn seconds(parts: &[Part]) -> i64 {
    parts.iter().map(|(from, to)| (*to - *from).num_seconds()).sum()
}

/// Returns the instant at which the parts, run through in order, have lasted that many minutes; none where they don't.
#[must_use]
pub fn reached(parts: &[Part], minutes: i64) -> Option<Instant> {
    let mut left = TimeDelta::minutes(minutes);
    for (from, to) in parts {
        if *to - *from >= left {
            return Some(*from + left);
        }
        left -= *to - *from;
    }
    None
}

/// Returns the stretches of `from`..`to` in which the child was held and awake, in order.
#[must_use]
pub fn awake(facts: &Facts<'_>, from: Instant, to: Instant) -> Vec<Part> {
    custody(facts)
        .iter()
        .map(|stay| (stay.from.max(from), stay.to.min(to)))
        .filter(|(start, end)| start < end)
        .flat_map(|(start, end)| facts.waking().awake_between(start, end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::testing::instant;

    #[test]
    fn holes_cut_stretches_and_sums_run_through_what_is_left() {
        let parts = without(vec![(instant("12:00"), instant("16:00"))], &[(instant("13:00"), instant("14:00"))]);
        assert_eq!(parts, vec![(instant("12:00"), instant("13:00")), (instant("14:00"), instant("16:00"))]);
        assert_eq!(seconds(&parts), 3 * 3600);
        assert_eq!(reached(&parts, 60), Some(instant("13:00")));
        assert_eq!(reached(&parts, 61), Some(instant("14:01")));
        assert_eq!(reached(&parts, 181), None);
    }
}
