//! Bail first (PACE s.38(1)–(5)): a child charged is released unless a listed ground is met and written down.

use chrono::TimeDelta;

use super::case::{Case, Outside, ended_in_bail};
use super::said::{Answered, answered};
use crate::law::assessment::Judgement;
use crate::law::facts::{Facts, Mark};
use crate::law::offences::Match;
use crate::law::register::Rule;
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
            let text = format!(
                "Charged {} and held, with no decision on bail recorded. Without a lawful ground the child must be released (s.38(1)). {}",
                clock(case.since),
                next(case)
            );
            let finding = if case.could_lie_outside(case.since, case.until) {
                rule.query(case.since, text)
            } else {
                rule.breach(case.since, text)
            };
            judgement.find(finding.on([case.charged.position]).via(["AC09"]));
        }
        return;
    };
    let grounds = case.grounds();
    let in_words = answered(refused.it.reasons.as_deref()) == Answered::Given;
    if case.lawful_grounds().is_empty() {
        let only_nowhere = !grounds.is_empty() && grounds.iter().all(|ground| *ground == BailGround::NowhereToGo);
        let finding = if only_nowhere {
            rule.breach(
                refused.at,
                format!(
                    "Bail refused only because there is nowhere to go: that isn't a ground (s.38(1)).{}",
                    released_to_a_place(case)
                ),
            )
            .via(["AC10"])
        } else if in_words {
            // s.38(3) has the grounds themselves written: words that name none leave the row's verdict standing.
            rule.breach(
                refused.at,
                format!(
                    "Bail refused {} with reasons in words and no ground of s.38(1) recorded (s.38(3)). Which ground is it? Without one the child must be released. {}",
                    clock(refused.at),
                    next(case)
                ),
            )
            .via(["AC09"])
        } else {
            rule.breach(
                refused.at,
                format!(
                    "Bail refused {} with no lawful ground recorded. Without one the child must be released (s.38(1), (3)). {}",
                    clock(refused.at),
                    next(case)
                ),
            )
            .via(["AC09"])
        };
        judgement.find(finding.on([refused.position]));
        return;
    }
    let six_hours = case.charged.at + TimeDelta::minutes(DRUG_SAMPLE_MINUTES);
    if case.lawful_grounds() == [BailGround::DrugSample] && case.until > six_hours {
        let text = format!(
            "A drug sample justifies six hours at most from charge (s.38(2)): those ended {}, and no other ground is recorded. {}",
            clock(six_hours),
            next(case)
        );
        judgement.find(rule.breach(six_hours, text).due(six_hours).on([refused.position]).via(["AC09", "AC12"]));
    }
}

/// Returns what to do for a child who has nowhere to go, while they are held.
pub(super) fn released_to_a_place(case: &Case<'_>) -> &'static str {
    if case.over { "" } else { " Release, and ask the authority for a place for a released child (CA 1989 s.20)." }
}

/// A ground is never to be made up afterwards: it is recorded where there was one.
fn next(case: &Case<'_>) -> &'static str {
    if case.over { "If there was one, record it." } else { "Release; if there is a ground, record it." }
}

/// Grounds that can't both hold for what is charged.
pub(super) fn grounds_conflict(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        grounds_conflict_of(rule, &case, judgement);
    }
}

fn grounds_conflict_of(rule: &Rule, case: &Case<'_>, judgement: &mut Judgement) {
    let Some(refused) = case.refused else { return };
    let grounds = case.grounds();
    let charges = case.charges_at(case.since);
    let has = |ground: BailGround| grounds.contains(&ground);
    let murder = charges.iter().any(|charge| match &charge.found {
        Match::Found(offence, _) => offence.is_murder(),
        // A charge that isn't found may still be murder in other words.
        _ => charge.text.to_lowercase().contains("murder"),
    });
    let known: Vec<_> = charges.iter().filter_map(|charge| charge.found.specified()).collect();
    let all_known = known.len() == charges.len() && !charges.is_empty();
    // Every specified offence carries imprisonment; of the others the list says it only of some.
    let all_imprisonable = all_known && known.iter().all(|class| class.is_specified());
    let none_imprisonable = !charges.is_empty()
        && charges
            .iter()
            .all(|charge| matches!(&charge.found, Match::Found(offence, _) if offence.is_listed_not_imprisonable()));
    let further = has(BailGround::FurtherOffences);
    let injury = has(BailGround::InjuryOrDamage);
    let text = if has(BailGround::Murder) && !murder {
        "The ground is murder, and murder isn't among the charges (s.38(1)(c)). Which ground is it?".to_owned()
    } else if further && injury && charges.len() == 1 {
        "\"Further offences\" is for an imprisonable offence and \"injury or damage\" for one that isn't: one charge can't be both (s.38(1)(a)(iii), (iv)). Which is it?".to_owned()
    } else if injury && all_imprisonable {
        let charge = charges.first().map(|charge| visible(charge.text).into_owned()).unwrap_or_default();
        format!(
            "\"Injury or damage\" is for an offence that isn't imprisonable, and {charge} is (s.38(1)(a)(iv)). Which ground is it?"
        )
    } else if further && none_imprisonable {
        let charge = charges.first().map(|charge| visible(charge.text).into_owned()).unwrap_or_default();
        format!(
            "\"Further offences\" is for an imprisonable offence, and {charge} isn't (s.38(1)(a)(iii)). Which ground is it?"
        )
    } else {
        return;
    };
    let on = case.charges.iter().map(|charged| charged.position).chain([refused.position]);
    judgement.find(rule.query(refused.at, text).on(on));
}

/// Own protection or own interests, and the danger isn't stated.
pub(super) fn own_interests(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        own_interests_of(rule, &case, judgement);
    }
}

fn own_interests_of(rule: &Rule, case: &Case<'_>, judgement: &mut Judgement) {
    if let Some(refused) = case.refused
        && danger_missing(case)
    {
        let ask = if case.over || case.alternative_asked_by(case.until) { "" } else { ": ask for alternative" };
        let text = format!(
            "Bail refused for the child's own protection or interests: say what the danger is. The duty to move the child stands (s.38(6)){ask}."
        );
        judgement.find(rule.query(refused.at, text).on([refused.position]).via(["AC11"]));
    }
}

/// Returns whether bail was refused in the child's own interests with no danger stated.
pub(super) fn danger_missing(case: &Case<'_>) -> bool {
    let own = |ground: &BailGround| matches!(ground, BailGround::OwnProtection | BailGround::OwnInterests);
    case.grounds().iter().any(own)
        && case.refused.is_some_and(|refused| answered(refused.it.danger.as_deref()) != Answered::Given)
}
