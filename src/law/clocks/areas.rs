//! Two police areas: an arrest that another area sought (s.41(3)), and a second area's own offence (s.41(5)).

use chrono::TimeDelta;

use super::relevant_time::{Doubt, Reckoning, Run, SOUGHT_HOURS, Start, Way, after};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::stays::Stay;
use crate::record::kinds::{Arrested, Departed};
use crate::record::{Instant, Kind, Standing};

/// Returns whether two names of an area are the same, trimmed and without case.
pub(super) fn same_area(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Whether the child was questioned about the other area's offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Questioned {
    No,
    Yes,
    NotRecorded,
}

/// Reads in some entries whether the child was questioned about the other area's offence.
fn questioned<'e, 'a: 'e>(entries: impl Iterator<Item = &'e Standing<'a>>) -> Questioned {
    let mut abouts: Vec<Option<bool>> = Vec::new();
    let mut departed: Option<bool> = None;
    for standing in entries {
        match &standing.entry.kind {
            Kind::InterviewStarted(interview) => abouts.push(interview.about_other_area),
            Kind::InterviewEnded(interview) => match abouts.last_mut() {
                Some(about) => *about = about.or(interview.about_other_area),
                None => abouts.push(interview.about_other_area),
            },
            Kind::QuestionedAway(_) => abouts.push(None),
            Kind::Departed(left) => departed = left.questioned_about_sought_offence.or(departed),
            _ => {}
        }
    }
    if departed == Some(true) || abouts.contains(&Some(true)) {
        Questioned::Yes
    } else if departed.is_none() && abouts.contains(&None) {
        Questioned::NotRecorded
    } else {
        Questioned::No
    }
}

/// Returns each arrival of a stay with its area, as far as the record says it: the arrival, the leaving that it ended, or
/// what was entered at that station.
fn arrivals<'a>(facts: &Facts<'a>, stay: &Stay) -> Vec<(Mark, Option<&'a str>)> {
    let mut arrivals: Vec<(Mark, Option<&'a str>)> = Vec::new();
    let mut to = None;
    for standing in stay.standing(facts) {
        let here = match &standing.entry.kind {
            Kind::Arrived(arrived) => {
                let mark = Mark { at: standing.at, position: standing.position };
                arrivals.push((mark, arrived.area.as_deref().or(to)));
                to = None;
                None
            }
            Kind::DetentionAuthorised(authorised) => authorised.area.as_deref(),
            Kind::Departed(left) => {
                to = left.to_area.as_deref();
                left.area.as_deref()
            }
            _ => None,
        };
        if let Some((_, area)) = arrivals.last_mut() {
            *area = area.or(here);
        }
    }
    arrivals
}

/// Returns the start of the clock of an arrest that another area sought; none where s.41(3) doesn't decide it.
pub(super) fn sought_elsewhere(
    facts: &Facts<'_>,
    stay: &Stay,
    arrest: &Fact<'_, Arrested>,
    doubts: &mut Vec<Doubt>,
) -> Option<Start> {
    let sought = arrest.it.sought_by.as_deref()?;
    let arrivals = arrivals(facts, stay);
    let first = arrivals.first().map(|(first, _)| *first);
    let is_there = |area: Option<&str>| area.is_some_and(|area| same_area(area, sought));
    let there = arrivals.iter().find(|(_, area)| is_there(*area)).map(|(there, _)| *there);
    match arrest.it.area.as_deref() {
        Some(area) if same_area(area, sought) => return None,
        // Where the arrest was isn't recorded, and the first station is in the area that sought it: an ordinary arrest.
        None if first.is_some() && first.map(|first| first.position) == there.map(|there| there.position) => {
            return None;
        }
        _ => {}
    }
    let cap = after(facts, arrest.at, TimeDelta::hours(SOUGHT_HOURS), first.map_or(facts.now, |first| first.at));
    let may_start = Some(there.map_or(cap, |there| there.at.min(cap)));
    let before_there = stay
        .standing(facts)
        .iter()
        .take_while(|standing| there.is_none_or(|there| standing.position != there.position));
    match questioned(before_there) {
        Questioned::Yes => return None,
        Questioned::NotRecorded => {
            doubts.push(Doubt {
                at: first.map_or(arrest.at, |first| first.at),
                entries: vec![arrest.position],
                message: "Another area sought this arrest, and whether the child was questioned here about it is not recorded. The clock is taken to run from the first station: record which it was.",
                may_start,
            });
            return None;
        }
        Questioned::No => {}
    }
    let leaves_for_there = || stay.each::<Departed>(facts).any(|left| is_there(left.it.to_area.as_deref()));
    if let Some((first, None)) = arrivals.first()
        && there.is_none()
        && !leaves_for_there()
    {
        doubts.push(Doubt {
            at: first.at,
            entries: vec![first.position],
            message: "Another area sought this arrest, and which area the first station is in is not recorded. The clock is taken to run from there: record the area.",
            may_start,
        });
        return None;
    }
    Some(match there {
        Some(there) if there.at <= cap => {
            Start::At(there.at, Way::AreaThatSought, vec![arrest.position, there.position])
        }
        _ if cap <= stay.until(facts) => Start::At(cap, Way::DayAfterArrest, vec![arrest.position]),
        _ => Start::Unknown,
    })
}

/// Asks which area the child was taken to, where one that wanted them is named and neither the leaving nor the arrival says: its
/// own clock may have started on that arrival.
fn perhaps_second(left: Mark, there: Mark, reckoning: &mut Reckoning) {
    let Some(run) = reckoning.runs.last_mut() else { return };
    // A limit that had run out before they left stays run out.
    if left.at - run.start <= TimeDelta::hours(SOUGHT_HOURS) {
        run.may_start = run.may_start.max(Some(there.at));
    }
    reckoning.doubts.push(Doubt {
        at: there.at,
        entries: vec![left.position, there.position],
        message: "Another area wanted the child, and which area they were taken to is not recorded. The clock is taken to run on from the first station: record the area.",
        may_start: Some(there.at),
    });
}

/// Leaving for another area.
struct Leaving<'a> {
    mark: Mark,
    sought: &'a str,
    to: Option<&'a str>,
    recorded: bool,
}

/// Adds the runs that a second area's own offence starts after the child is taken there (s.41(5)).
///
/// The child was held here for this area's offence, was wanted there, and wasn't questioned here about that offence.
pub(super) fn second_areas<'a>(facts: &Facts<'a>, stay: &Stay, reckoning: &mut Reckoning) {
    let arrest = stay.each::<Arrested>(facts).next();
    let first_sought = arrest.and_then(|arrest| arrest.it.sought_by.as_deref());
    let mut area = arrest.and_then(|arrest| arrest.it.area.as_deref());
    let mut wanted: Option<&'a str> = None;
    let mut departed: Option<(Mark, &'a Departed)> = None;
    let mut last: Option<Mark> = None;
    for (i, standing) in stay.standing(facts).iter().enumerate() {
        let mark = Mark { at: standing.at, position: standing.position };
        if stay.end.is_some_and(|end| mark.at > end.at) {
            break;
        }
        match &standing.entry.kind {
            Kind::Arrested(again) if arrest.is_some_and(|first| first.position != standing.position) => {
                wanted = again.sought_by.as_deref().or(wanted);
            }
            Kind::DetentionAuthorised(authorised) => area = authorised.area.as_deref().or(area),
            Kind::Departed(left) => {
                area = left.area.as_deref().or(area);
                departed = Some((mark, left));
            }
            Kind::Arrived(arrived) => {
                let there = arrived.area.as_deref().or(departed.and_then(|(_, left)| left.to_area.as_deref()));
                if let Some(leaving) = leaving(departed, wanted, last)
                    && there.is_some_and(|there| is_second(there, area, &leaving))
                    && !first_sought.is_some_and(|sought| there.is_some_and(|there| same_area(there, sought)))
                {
                    let before = stay.standing(facts).get(..i).unwrap_or_default();
                    cross(facts, before, &leaving, Some(mark), stay.until(facts), reckoning);
                }
                if let Some(leaving) =
                    departed.filter(|_| there.is_none()).and_then(|_| leaving(departed, wanted, last))
                    && ![area, first_sought].into_iter().flatten().any(|area| same_area(area, leaving.sought))
                    && questioned(stay.standing(facts).iter().take(i)) != Questioned::Yes
                {
                    perhaps_second(leaving.mark, mark, reckoning);
                }
                area = there.or(area);
                departed = None;
            }
            _ => {}
        }
        last = Some(mark);
    }
    // On the way, and not there yet.
    if let Some(leaving) = departed.and_then(|departed| leaving(Some(departed), wanted, None))
        && leaving.to.or(Some(leaving.sought)).is_some_and(|to| area.is_none_or(|area| !same_area(area, to)))
        && !first_sought.is_some_and(|sought| same_area(sought, leaving.sought))
    {
        cross(facts, stay.standing(facts), &leaving, None, stay.until(facts), reckoning);
    }
}

/// Returns the leaving that an arrival ends: the recorded one, else the last entry before it where the area was wanting.
fn leaving<'a>(
    departed: Option<(Mark, &'a Departed)>,
    wanted: Option<&'a str>,
    last: Option<Mark>,
) -> Option<Leaving<'a>> {
    match departed {
        Some((mark, left)) => Some(Leaving {
            mark,
            sought: left.sought_by.as_deref().or(wanted)?,
            to: left.to_area.as_deref(),
            recorded: true,
        }),
        None => Some(Leaving { mark: last?, sought: wanted?, to: None, recorded: false }),
    }
}

/// Returns whether an arrival is in the second area: any area but the one left, or, where that isn't known, the one that sought.
fn is_second(there: &str, left: Option<&str>, leaving: &Leaving<'_>) -> bool {
    match left {
        Some(left) if leaving.recorded => !same_area(there, left),
        _ => same_area(there, leaving.sought) && left.is_none_or(|left| !same_area(there, left)),
    }
}

/// Ends the run in the first area at its leaving, and starts the second area's, unless the child was questioned first.
fn cross(
    facts: &Facts<'_>,
    before: &[Standing<'_>],
    leaving: &Leaving<'_>,
    there: Option<Mark>,
    until: Instant,
    reckoning: &mut Reckoning,
) {
    match questioned(before.iter().filter(|standing| standing.at <= leaving.mark.at)) {
        Questioned::Yes => return,
        Questioned::NotRecorded => reckoning.doubts.push(Doubt {
            at: leaving.mark.at,
            entries: vec![leaving.mark.position],
            message: "Whether the child was questioned here about the second area's offence is not recorded. The clock for that offence is taken to start afresh there: record which it was.",
            may_start: None,
        }),
        Questioned::No => {}
    }
    if !leaving.recorded {
        reckoning.doubts.push(Doubt {
            at: there.map_or(leaving.mark.at, |there| there.at),
            entries: there.iter().map(|there| there.position).collect(),
            message: "When the child left for the second area is not recorded. It is taken to be the last entry before arrival there: record it.",
            may_start: None,
        });
    }
    let cap = after(facts, leaving.mark.at, TimeDelta::hours(SOUGHT_HOURS), leaving.mark.at);
    let (start, way) = match there {
        Some(there) if there.at <= cap => (there.at, Way::SecondArea),
        _ => (cap, Way::DayAfterLeaving),
    };
    let mut detained_from = start;
    if let Some(run) = reckoning.runs.last_mut() {
        run.end = Some(leaving.mark);
        detained_from = run.detained_from;
    }
    if start > until {
        reckoning.unknown = true;
        return;
    }
    let entries = std::iter::once(leaving.mark.position).chain(there.map(|there| there.position)).collect();
    let (used, uncounted) = (TimeDelta::zero(), TimeDelta::zero());
    reckoning.runs.push(Run {
        start,
        way,
        entries,
        used,
        uncounted,
        charged: None,
        end: None,
        began_elsewhere: false,
        detained_from,
        may_start: None,
    });
}
