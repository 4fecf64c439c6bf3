//! When checks were owed: the plan, and each stretch in the cell from one time the child was seen to the next.

use chrono::TimeDelta;

use super::span;
use crate::law::Verdict;
use crate::law::facts::Facts;
use crate::law::policy::Policy;
use crate::record::kinds::{Check, DetentionAuthorised, ObservationSet, Placed, Review};
use crate::record::time::minutes_between;
use crate::record::words::{CareWhat, CheckMethod, ReviewMethod};
use crate::record::{Instant, Kind};

/// No child goes longer than this between visits, in minutes (Code C 9.3).
pub const HOURLY_MINUTES: i64 = 60;

/// A child who must be roused is visited and roused at least this often, in minutes (Code C 9.3, Annex H).
pub const ROUSING_MINUTES: i64 = 30;

/// The observation level at which an officer stays within reach (close proximity).
const CLOSE: u8 = 4;

/// An observation plan as it was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// From when it holds.
    pub from: Instant,
    /// Until when: back on bail or arrested anew, the child is looked at afresh (Code C 3.6, 9.3).
    pub until: Instant,
    /// Whole minutes between checks, never more than the hour; 30 or fewer where rousing is ordered.
    pub every: i64,
    /// Whether the child is to be roused at each check.
    pub rousing: bool,
    /// Whether an officer is to be within reach of the child all the time: level 4.
    pub close: bool,
    /// The plan that ordered rousing, where this one came after it and doesn't say whether the order still stood.
    pub silent_on: Option<usize>,
    /// The entry that set it; none for the policy's own interval.
    pub position: Option<usize>,
}

/// What ended a stretch in the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// A check.
    Check,
    /// The child was seen in another way, or taken out of the cell.
    Seen,
    /// The detention ended, or the child turned 18.
    Held,
    /// Nothing yet.
    Open,
    /// The extract ends here.
    Extract,
}

/// A stretch in the cell during which the interval ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// When the child was last seen before it.
    pub from: Instant,
    /// The entry that says so.
    pub from_position: Option<usize>,
    /// When the child was next seen, or it ended.
    pub to: Instant,
    /// The entry that says so.
    pub to_position: Option<usize>,
    /// What ended it.
    pub ended: Ended,
    /// Whether that was a check by camera, with nobody there.
    pub camera: bool,
}

/// How a stretch stands against the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// When the next check fell due.
    pub due: Instant,
    /// Whole minutes between checks that the plan asked for.
    pub every: i64,
    /// Whether rousing was ordered.
    pub rousing: bool,
    /// How far it fell short, if it did.
    pub verdict: Option<Verdict>,
}

/// Returns every plan set in the record, in order; the policy's interval holds before the first.
#[must_use]
pub fn plans<'f>(facts: &'f Facts<'_>) -> &'f [Plan] {
    facts.plans.get_or_init(|| all_plans(facts))
}

fn all_plans(facts: &Facts<'_>) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (i, stay) in facts.stays.iter().enumerate() {
        let next = facts.stays.get(i + 1).and_then(|next| next.standing(facts).first());
        let until = next.map_or(Instant::MAX_UTC, |first| first.at);
        let mut ordered = None;
        for set in stay.each::<ObservationSet>(facts) {
            let rousing = set.it.rousing == Some(true);
            let most = if rousing { ROUSING_MINUTES } else { HOURLY_MINUTES };
            // Constant observation is written as every 0 minutes; the physical visit then keeps the usual interval.
            let every = match i64::from(set.it.every_minutes) {
                0 => facts.policy.check.interval_minutes,
                every => every,
            };
            // Level 1 is for a child at no risk; of any other that doesn't say, it isn't known that the order ended.
            ordered = match set.it.rousing {
                Some(true) => Some(set.position),
                None if set.it.level.number() > 1 => ordered,
                _ => None,
            };
            plans.push(Plan {
                from: set.at,
                until,
                every: every.min(most),
                rousing,
                close: set.it.level.number() == CLOSE,
                silent_on: ordered.filter(|_| !rousing),
                position: Some(set.position),
            });
        }
    }
    plans
}

/// Returns the plan that held at that instant.
#[must_use]
pub fn plan_at(plans: &[Plan], policy: &Policy, at: Instant) -> Plan {
    plans.iter().rev().find(|plan| plan.from <= at && at < plan.until).copied().unwrap_or(Plan {
        from: Instant::MIN_UTC,
        until: Instant::MAX_UTC,
        every: policy.check.interval_minutes.min(HOURLY_MINUTES),
        rousing: false,
        close: false,
        silent_on: None,
        position: None,
    })
}

/// Returns every stretch in the cell, in order: the whole record where it is whole, else only inside the extract.
///
/// Checks are owed from the first authorisation; where the child was placed within the hour after it, from then, since
/// until then they stood at the desk. The interval doesn't run while the child is out of the cell, and begins afresh
/// on return. A review, a healthcare visit or another visit is an instant in the record: the child was seen then, so
/// the interval begins afresh there too.
#[must_use]
pub fn stretches<'f>(facts: &'f Facts<'_>) -> &'f [Stretch] {
    facts.stretches.get_or_init(|| all_stretches(facts))
}

fn all_stretches(facts: &Facts<'_>) -> Vec<Stretch> {
    let mut blocks = blocks(facts);
    blocks.sort_by_key(|block| (block.from, block.camera, block.to, block.position));
    let extract_end = span::extract(facts).map(|(_, to)| to);
    let mut stretches = Vec::new();
    for stay in span::custody(facts) {
        let Some((start, position)) = start(facts, stay.from, stay.to) else { continue };
        let (mut since, mut since_position, mut out) = (start, position, false);
        for block in blocks.iter().filter(|block| start <= block.to && block.from <= stay.to) {
            if block.from > since {
                stretches.push(Stretch {
                    from: since,
                    from_position: since_position,
                    to: block.from,
                    to_position: Some(block.position),
                    ended: if block.check { Ended::Check } else { Ended::Seen },
                    camera: block.camera,
                });
            }
            if block.to >= since {
                (since, since_position, out) = (block.to, Some(block.position), !block.over);
            }
        }
        let ended = match (stay.over, extract_end) {
            (_, Some(end)) if end <= stay.to && end < facts.until => Ended::Extract,
            (true, _) => Ended::Held,
            (false, _) => Ended::Open,
        };
        if !out && since <= stay.to && !(stay.over && since == stay.to) {
            let to_position = facts.end.filter(|end| end.at == stay.to).map(|end| end.position);
            stretches.push(Stretch {
                from: since,
                from_position: since_position,
                to: stay.to,
                to_position,
                ended,
                camera: false,
            });
        }
    }
    stretches
}

/// Holds a stretch against the plans: whole minutes, the grace of policy, the hour of the Code.
///
/// A plan set on the way with a shorter interval runs from when it was set; one with a longer interval from when the
/// child was last seen. A stretch already too long under the old plan stays too long.
#[must_use]
pub fn reading(plans: &[Plan], policy: &Policy, stretch: &Stretch) -> Reading {
    let minutes = |to: Instant| minutes_between(stretch.from, to);
    let mut plan = plan_at(plans, policy, stretch.from);
    let mut due = stretch.from + TimeDelta::minutes(plan.every);
    let mut hardest = if plan.rousing { ROUSING_MINUTES } else { HOURLY_MINUTES };
    let mut found = Reading { due, every: plan.every, rousing: plan.rousing, verdict: None };
    let judge = |found: &mut Reading, plan: Plan, due: Instant, hardest: i64, to: Instant| {
        let allowed = (minutes(due) + policy.check.grace_minutes).min(hardest);
        let verdict = match minutes(to) {
            gap if gap > hardest => Some(Verdict::Breach),
            gap if gap > allowed => Some(Verdict::Shortfall),
            _ => None,
        };
        let worse = found.verdict.is_none() || verdict == Some(Verdict::Breach);
        if worse && found.verdict != Some(Verdict::Breach) {
            *found = Reading { due, every: plan.every, rousing: plan.rousing, verdict };
        }
    };
    for next in plans.iter().filter(|next| stretch.from < next.from && next.from < stretch.to) {
        judge(&mut found, plan, due, hardest, next.from);
        let afresh = next.from + TimeDelta::minutes(next.every);
        let from_last = stretch.from + TimeDelta::minutes(next.every);
        due = if next.every >= plan.every { from_last } else { due.min(afresh) };
        hardest = match next.rousing {
            true => (minutes(next.from) + ROUSING_MINUTES).min(if plan.rousing { hardest } else { HOURLY_MINUTES }),
            false => HOURLY_MINUTES,
        };
        plan = *next;
    }
    judge(&mut found, plan, due, hardest, stretch.to);
    found
}

/// Being seen, or out of the cell: from, until, the entry, whether it is a check, by camera, whether it is over.
struct Block {
    from: Instant,
    to: Instant,
    position: usize,
    check: bool,
    camera: bool,
    over: bool,
}

fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let away = span::absences(facts);
    // How far the absences begun so far reach: they may overlap.
    let mut reach = Instant::MIN_UTC;
    let mut begun = away.iter().peekable();
    let mut inside = |at: Instant| {
        while let Some(away) = begun.next_if(|away| away.from < at) {
            reach = reach.max(away.to);
        }
        at < reach
    };
    let mut blocks: Vec<Block> = away
        .iter()
        .map(|away| Block {
            from: away.from,
            to: away.to,
            position: away.position,
            check: false,
            camera: false,
            over: away.over,
        })
        .collect();
    for standing in &facts.entries {
        let (at, kind) = (standing.at, &standing.entry.kind);
        let check = matches!(kind, Kind::Check(_));
        if (check || sees(kind)) && !inside(at) {
            let camera = matches!(kind, Kind::Check(check) if check.method == Some(CheckMethod::Camera));
            blocks.push(Block { from: at, to: at, position: standing.position, check, camera, over: true });
        }
    }
    blocks
}

/// Returns whether an entry shows the child face to face with someone who answers for them, in or out of the cell.
///
/// A tray or a blanket handed in isn't that: it is a moment at the hatch, and the check is what records how the child is.
fn sees(kind: &Kind) -> bool {
    match kind {
        Kind::Review(review) => sees_at_review(review),
        Kind::Care(care) => {
            let together = matches!(
                care.what,
                CareWhat::PrivateWord | CareWhat::Exercise | CareWhat::Wash | CareWhat::PhoneCall | CareWhat::Visit
            );
            together && care.offered != Some(false) && care.taken != Some(false)
        }
        Kind::HealthcareSeen(_)
        | Kind::AsccSeen(_)
        | Kind::Visited(_)
        | Kind::ReviewExplained(_)
        | Kind::Placed(_)
        | Kind::RightsGiven(_)
        | Kind::Charged(_)
        | Kind::StripSearched(_) => true,
        _ => false,
    }
}

fn sees_at_review(review: &Review) -> bool {
    let heard = review.spoken_to == Some(true) || review.child_said.is_some();
    match review.method {
        Some(ReviewMethod::Telephone) => heard,
        _ => heard || review.seen != Some(false),
    }
}

/// Returns from when checks were owed in a stretch of custody, and the entry that says so; none where not yet.
fn start(facts: &Facts<'_>, from: Instant, to: Instant) -> Option<(Instant, Option<usize>)> {
    let inside = |at: Instant| from <= at && at <= to;
    let authorised = facts.each::<DetentionAuthorised>().find(|fact| inside(fact.at)).map(|f| (f.at, Some(f.position)));
    let placed = facts.each::<Placed>().find(|fact| inside(fact.at)).map(|f| (f.at, Some(f.position)));
    let checked = facts.each::<Check>().find(|fact| inside(fact.at)).map(|f| (f.at, Some(f.position)));
    if span::extract(facts).is_some_and(|(start, _)| start == from)
        && facts.authorised.is_none_or(|mark| mark.at < from)
    {
        return Some((from, None));
    }
    match (authorised, placed) {
        (Some(authorised), Some(placed)) => {
            let booked_in = placed.0 <= authorised.0 + TimeDelta::minutes(HOURLY_MINUTES)
                && checked.is_none_or(|checked| checked.0 < authorised.0 || placed.0 <= checked.0);
            Some(if booked_in || placed.0 < authorised.0 { placed } else { authorised })
        }
        (Some(start), None) | (None, Some(start)) => Some(start),
        (None, None) if facts.authorised.is_some_and(|mark| mark.at < from) => Some((from, None)),
        (None, None) => checked,
    }
}
