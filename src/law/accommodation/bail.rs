//! Bail first (PACE s.38(1)–(5)): a child charged is released unless a listed ground is met and written down.

use chrono::TimeDelta;

use super::case::{Case, Outside, ended_in_bail};
use super::grounds::{is_murder, written};
use super::said::{Answered, answered};
use crate::law::assessment::{Finding, Judgement};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::offences::{Match, Specified, look_up};
use crate::law::register::Rule;
use crate::law::wording::mentions;
use crate::record::kinds::{Arrested, BailRefused};
use crate::record::text::visible;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::BailGround;

/// A drug sample justifies detention for at most this many minutes from charge: PACE s.38(2).
const DRUG_SAMPLE_MINUTES: i64 = 360;

/// Charged and held, and no lawful ground is on the record.
///
/// Where bail was refused the ground is owed at once: s.38(3) has it written down. Where no decision on bail is recorded at
/// all, a child still here past the force's limit for asking the authority, or taken to court, was held without one; a child
/// released on bail had a decision, and only a release later than the force's last limit is held against the record.
pub(super) fn no_ground(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts) {
        match case {
            Ok(case) => no_ground_of(rule, facts, &case, judgement),
            Err(Outside::Bailed { charged, end }) => late_release(rule, facts, charged, end, judgement),
            Err(_) => {}
        }
    }
}

fn late_release(rule: &Rule, facts: &Facts<'_>, charged: Mark, end: Mark, judgement: &mut Judgement) {
    if end.at > charged.at + TimeDelta::minutes(facts.policy.accommodation.breach_minutes) {
        let held = length(minutes_between(charged.at, end.at));
        let text = format!(
            "Charged {} and released {held} later, with no decision on bail recorded between. Without a ground the child must be released (s.38(1)). Record why.",
            clock(charged.at)
        );
        judgement.find(rule.breach(charged.at, text).on([charged.position, end.position]).via(["AC09"]));
    }
}

fn no_ground_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    let policy = &facts.policy.accommodation;
    let Some(refused) = case.refused else {
        let limit = case.since + TimeDelta::minutes(policy.late_minutes);
        let ended_held = case.end.is_some_and(|end| !ended_in_bail(facts, end));
        if ended_held || case.until > limit {
            judgement.find(undecided(rule, case));
        }
        return;
    };
    if let Some(finding) = groundless(rule, case, &refused) {
        judgement.find(finding);
    }
    // A later refusal that names no ground may rest on those before; one that rests on having nowhere to go doesn't.
    let rests = |later: &&Fact<'_, BailRefused>| {
        let named = |ground: &BailGround| matches!(ground, BailGround::NowhereToGo | BailGround::DrugSample);
        let written = written(later);
        !written.is_empty() && written.iter().all(named)
    };
    for later in case.refusals.iter().skip(1).filter(rests) {
        if let Some(finding) = groundless(rule, case, later) {
            judgement.find(finding);
        }
    }
    let six_hours = case.charged.at + TimeDelta::minutes(DRUG_SAMPLE_MINUTES);
    if case.lawful_grounds_by(six_hours) == [BailGround::DrugSample] && case.until > six_hours {
        let text = format!(
            "A drug sample justifies six hours at most from charge (s.38(2)): those ended {}, and no other ground is recorded by then. {}",
            clock(six_hours),
            next(case)
        );
        judgement.find(rule.breach(six_hours, text).due(six_hours).on([refused.position]).via(["AC09", "AC12"]));
    }
}

/// Returns what is found of a child charged and held with no decision on bail recorded.
fn undecided(rule: &Rule, case: &Case<'_>) -> Finding {
    let murder = case.murder_charged_by(case.since);
    let text = if murder {
        format!(
            "Charged {} with murder and held: that is itself the ground (s.38(1)(c)), and no decision is recorded. Write it (s.38(3)).",
            clock(case.since)
        )
    } else {
        format!(
            "Charged {} and held, with no decision on bail recorded. Without a lawful ground the child must be released (s.38(1)). {}",
            clock(case.since),
            next(case)
        )
    };
    let finding = if murder || case.could_lie_outside(case.since, case.until) {
        rule.query(case.since, text)
    } else {
        rule.breach(case.since, text)
    };
    finding.on([case.charged.position]).via(if murder { None } else { Some("AC09") })
}

/// Returns what is found of the first refusal of bail where no lawful ground is written for it.
fn groundless(rule: &Rule, case: &Case<'_>, refused: &Fact<'_, BailRefused>) -> Option<Finding> {
    let (lawful, written) = (case.lawful(refused), written(refused));
    if lawful == [BailGround::Murder] && !written.contains(&BailGround::Murder) {
        let text = format!(
            "Bail refused {} with no ground of s.38(1) written. Murder is charged, and is itself the ground (s.38(1)(c)): write it (s.38(3)).",
            clock(refused.at)
        );
        return Some(rule.query(refused.at, text).on([refused.position]));
    }
    if !lawful.is_empty() {
        return None;
    }
    if only_nowhere(refused) {
        return Some(nowhere_to_go(rule, case, refused));
    }
    let reasons = refused.it.reasons.as_deref();
    let text = if written.contains(&BailGround::DrugSample) {
        format!(
            "Bail refused {} for a drug sample, which is a ground only from the age of 14 (s.38(1)(b)(i), s.63B(3)(b)). {}",
            clock(refused.at),
            next(case)
        )
    } else if answered(reasons) == Answered::Given {
        if reasons.is_some_and(|reasons| mentions(reasons, GROUNDS_IN_WORDS)) {
            let text = format!(
                "Bail refused {} with no ground of s.38(1) picked; the reasons seem to name one in words. Which is it (s.38(3))?",
                clock(refused.at)
            );
            return Some(rule.query(refused.at, text).on([refused.position]).via(["AC09"]));
        }
        // s.38(3) has the grounds themselves written: words that name none leave the row's verdict standing.
        format!(
            "Bail refused {} with reasons in words and no ground of s.38(1) recorded (s.38(3)). Which ground is it? Without one the child must be released. {}",
            clock(refused.at),
            next(case)
        )
    } else {
        format!(
            "Bail refused {} with no lawful ground recorded. Without one the child must be released (s.38(1), (3)). {}",
            clock(refused.at),
            next(case)
        )
    };
    Some(rule.breach(refused.at, text).on([refused.position]).via(["AC09"]))
}

/// How people write the grounds of s.38(1) in words.
const GROUNDS_IN_WORDS: &[&str] = &[
    "fail to surrender",
    "not surrender",
    "failures to surrender",
    "fail to appear",
    "not appear",
    "abscond",
    "further offen",
    "reoffend",
    "re offend",
    "commit further",
    "commit more",
    "interfere with",
    "interfering with",
    "obstruct the course",
    "obstruct justice",
    "own protection",
    "own interest",
    "name and address",
    "name in doubt",
    "identity in doubt",
    "cause injury",
    "injury to",
];

fn only_nowhere(refused: &Fact<'_, BailRefused>) -> bool {
    let written = written(refused);
    !written.is_empty() && written.iter().all(|ground| *ground == BailGround::NowhereToGo)
}

fn nowhere_to_go(rule: &Rule, case: &Case<'_>, refused: &Fact<'_, BailRefused>) -> Finding {
    let text = format!(
        "Bail refused only because there is nowhere to go: that isn't a ground (s.38(1)).{}",
        released_to_a_place(case)
    );
    rule.breach(refused.at, text).on([refused.position]).via(["AC10"])
}

/// Returns what to do for a child who has nowhere to go, while they are held.
pub(super) fn released_to_a_place(case: &Case<'_>) -> &'static str {
    if case.over {
        ""
    } else {
        " Release, and ask the authority for a place for a released child (CA 1989 s.20; in Wales SSWBA 2014 s.76)."
    }
}

/// A ground is never to be made up afterwards: it is recorded where there was one.
fn next(case: &Case<'_>) -> &'static str {
    // A ground that is recorded since, or murder charged since, holds the child now: nobody is told to release them.
    let six_hours = case.charged.at + TimeDelta::minutes(DRUG_SAMPLE_MINUTES);
    let holds = |ground: &BailGround| *ground != BailGround::DrugSample || case.until <= six_hours;
    if case.over || case.lawful_grounds().iter().any(holds) || case.murder_charged_by(case.until) {
        "If there was one, record it."
    } else {
        "Release; if there is a ground, record it."
    }
}

/// Grounds that can't both hold for what the child was arrested for and is charged with.
pub(super) fn grounds_conflict(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        let mut found: Vec<(String, Finding)> = Vec::new();
        for refused in &case.refusals {
            let Some(text) = conflict(facts, &case, refused) else { continue };
            match found.iter_mut().find(|(said, _)| *said == text) {
                Some((_, again)) => again.entries.push(refused.position),
                None => {
                    let on = case.charges.iter().map(|charged| charged.position).chain([refused.position]);
                    found.push((text.clone(), rule.query(refused.at, text).on(on)));
                }
            }
        }
        found.into_iter().for_each(|(_, finding)| judgement.find(finding));
    }
}

fn conflict(facts: &Facts<'_>, case: &Case<'_>, refused: &Fact<'_, BailRefused>) -> Option<String> {
    let grounds = written(refused);
    let charges = case.charges_at(refused.at.max(case.since));
    let has = |ground: BailGround| grounds.contains(&ground);
    let (further, injury) = (has(BailGround::FurtherOffences), has(BailGround::InjuryOrDamage));
    // Both turn on what the child was arrested for (s.38(1)(a)(iii), (iv)); the charge stands in where that isn't recorded.
    let arrested: Vec<Match> = facts
        .each_within::<Arrested>(case.within.clone())
        .filter(|arrest| arrest.at <= refused.at)
        .flat_map(|arrest| arrest.it.offences.iter().flatten().map(|offence| look_up(offence, None)))
        .collect();
    let charged: Vec<Match> = charges.iter().map(|charge| charge.found.clone()).collect();
    let all = |holds: fn(&Match) -> bool| !charged.is_empty() && charged.iter().chain(&arrested).all(holds);
    let charge = || charges.first().map(|charge| visible(charge.text).into_owned()).unwrap_or_default();
    Some(if has(BailGround::Murder) && !charges.iter().any(is_murder) {
        "The ground is murder, and murder isn't among the charges (s.38(1)(c)). Which ground is it?".to_owned()
    } else if further && injury && charges.len() == 1 && arrested.len() < 2 {
        "\"Further offences\" is for an imprisonable offence and \"injury or damage\" for one that isn't: one charge can't be both (s.38(1)(a)(iii), (iv)). Which is it?".to_owned()
    } else if injury && all(is_imprisonable) {
        format!(
            "\"Injury or damage\" is for an arrest for an offence that isn't imprisonable, and {} is (s.38(1)(a)(iv)). Which ground is it?",
            charge()
        )
    } else if further && all(is_not_imprisonable) {
        format!(
            "\"Further offences\" is for an arrest for an imprisonable offence, and {} isn't (s.38(1)(a)(iii)). Which ground is it?",
            charge()
        )
    } else {
        return None;
    })
}

/// Returns whether an offence is known to carry imprisonment: every specified offence does; of the others the list says it
/// only of some.
fn is_imprisonable(found: &Match) -> bool {
    found.specified().is_some_and(Specified::is_specified)
}

fn is_not_imprisonable(found: &Match) -> bool {
    matches!(found, Match::Found(offence, _) if offence.is_listed_not_imprisonable())
}

/// Own protection or own interests, and the danger isn't stated.
pub(super) fn own_interests(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        let ask = if case.over || case.alternative_asked_by(case.until) { "" } else { ": ask for alternative" };
        let missing: Vec<_> = case.refusals.iter().filter(|refused| danger_missing(refused)).collect();
        if let Some(first) = missing.first() {
            let text = format!(
                "Bail refused for the child's own protection or interests: say what the danger is. The duty to move the child stands (s.38(6)){ask}."
            );
            let on = missing.iter().map(|refused| refused.position);
            judgement.find(rule.query(first.at, text).on(on).via(["AC11"]));
        }
    }
}

/// Returns whether bail was refused in the child's own interests with no danger stated.
pub(super) fn danger_missing(refused: &Fact<'_, BailRefused>) -> bool {
    let own = |ground: &BailGround| matches!(ground, BailGround::OwnProtection | BailGround::OwnInterests);
    written(refused).iter().any(own) && answered(refused.it.danger.as_deref()) != Answered::Given
}
