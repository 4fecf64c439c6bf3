//! What went well: said as plainly as what didn't. Candour counts: "not asked, because" is a strength.

use crate::law::Facts;
use crate::record::kinds::*;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::*;

/// Returns what went well, one sentence each, in the order of the detention.
pub fn went_well(facts: &Facts<'_>) -> Vec<String> {
    let mut well = Vec::new();
    refusal(facts, &mut well);
    adult(facts, &mut well);
    told(facts, &mut well);
    checks(facts, &mut well);
    reviews(facts, &mut well);
    health(facts, &mut well);
    visits(facts, &mut well);
    requests(facts, &mut well);
    accommodation(facts, &mut well);
    well
}

fn refusal(facts: &Facts<'_>, well: &mut Vec<String>) {
    if let Some(refused) = facts.first::<DetentionRefused>() {
        let why = refused.it.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
        well.push(format!("The custody officer refused detention at {}{why}.", clock(refused.at)));
    }
    if let Some(placed) = facts.each::<Placed>().find(|placed| placed.it.place == Place::DetentionRoom) {
        well.push(format!("A detention room was used rather than a cell, from {}.", clock(placed.at)));
    }
    if let Some(woman) = facts.first::<WomanAssigned>() {
        well.push(format!("A named woman was responsible for her care from {}.", clock(woman.at)));
    }
}

fn adult(facts: &Facts<'_>, well: &mut Vec<String>) {
    let Some(authorised) = facts.authorised else { return };
    let policy = &facts.policy.adult;
    if let Some(asked) = facts.first::<AaRequested>() {
        let minutes = minutes_between(authorised.at, asked.at);
        if minutes <= policy.request_minutes {
            well.push(format!(
                "An appropriate adult was asked for within {} of authorisation.",
                length(minutes.max(0))
            ));
        }
        let wait = facts.first_mark::<AaArrived>().map(|arrived| minutes_between(asked.at, arrived.at));
        if let Some(wait) = wait.filter(|wait| (0..=policy.escalate_minutes).contains(wait)) {
            well.push(format!("The adult was here {} after being asked.", length(wait)));
        }
    }
    for escalated in facts.each::<AaEscalated>() {
        well.push(format!(
            "The wait for an adult was challenged at {}: {} was told.",
            clock(escalated.at),
            escalated.it.to
        ));
    }
}

fn told(facts: &Facts<'_>, well: &mut Vec<String>) {
    let Some(authorised) = facts.authorised else { return };
    let first = facts.each::<PersonTold>().find(|told| {
        matches!(told.it.who, Told::Parent | Told::Guardian | Told::CareAuthority)
            && told.it.outcome != Some(TellOutcome::NoAnswer)
    });
    if let Some(told) = first {
        let minutes = minutes_between(authorised.at, told.at);
        if minutes <= facts.policy.adult.person_told_minutes {
            well.push(format!("The {} was told within {}.", told.it.who.plain(), length(minutes.max(0))));
        }
    }
}

fn checks(facts: &Facts<'_>, well: &mut Vec<String>) {
    let all: Vec<_> = facts.each::<Check>().collect();
    let asleep = |check: &Check| check.demeanour == Some(Demeanour::Sleeping) || check.awake == Some(false);
    let awake: Vec<_> = all.iter().filter(|check| !asleep(check.it)).collect();
    let with_words = awake.iter().filter(|check| check.it.said.is_some()).count();
    if awake.len() >= 3 && with_words * 10 >= awake.len() * 8 {
        well.push(format!("{with_words} of {} checks made while awake give the child's own words.", awake.len()));
    }
    let candid = all.iter().filter(|check| check.it.not_said == Some(NotSaid::NotAsked)).count();
    if candid > 0 {
        well.push(format!("{candid} checks say honestly that the child wasn't asked."));
    }
    let missed = facts.each::<CheckMissed>().count();
    if missed > 0 {
        well.push(format!("{missed} missed checks are recorded as missed, with the reason."));
    }
    for check in &all {
        if let (Some(did), Some(seems)) = (&check.it.did, check.it.demeanour) {
            well.push(format!("At {} the child seemed {}: {did}.", clock(check.at), seems.plain()));
        }
    }
}

fn reviews(facts: &Facts<'_>, well: &mut Vec<String>) {
    for step in facts.reviews().steps.iter().filter(|step| step.held.is_some_and(|held| held <= step.latest)) {
        let Some(review) = facts.each::<Review>().find(|review| Some(review.position) == step.position) else {
            continue;
        };
        let when = clock(review.at);
        let in_person = review.it.method == Some(ReviewMethod::InPerson) && review.it.spoken_to == Some(true);
        match (&review.it.child_said, &review.it.effect) {
            (Some(said), Some(effect)) if in_person => {
                well.push(format!("Review at {when}: in time, in person; the child said \"{said}\"; {effect}."));
            }
            _ if in_person => well.push(format!("Review at {when}: in time, in person, the child spoken to.")),
            _ => {}
        }
        if let Some(why) = &review.it.brought_forward {
            well.push(format!("The review at {when} was brought forward: {why}."));
        }
    }
}

fn health(facts: &Facts<'_>, well: &mut Vec<String>) {
    if let (Some(authorised), Some(seen)) = (facts.authorised, facts.first_mark::<HealthcareSeen>()) {
        let minutes = minutes_between(authorised.at, seen.at);
        if minutes <= facts.policy.health.seen_minutes {
            well.push(format!("A healthcare professional saw the child within {}.", length(minutes.max(0))));
        }
    }
    if let Some(seen) = facts.first_mark::<AsccSeen>() {
        well.push(format!("The liaison team (ASCC) saw the child at {}.", clock(seen.at)));
    }
    if let Some(follow_up) = facts.first_mark::<AsccFollowUp>() {
        well.push(format!("An ASCC follow-up was booked at {}.", clock(follow_up.at)));
    }
    let referred = facts.each::<ReferralSubmitted>().find(|referral| referral.it.to == ReferralTo::ChildrensSocialCare);
    if let Some(referral) = referred.filter(|referral| facts.end.is_none_or(|end| referral.at <= end.at)) {
        well.push(format!("The child protection referral went to children's social care at {}.", clock(referral.at)));
    }
}

fn visits(facts: &Facts<'_>, well: &mut Vec<String>) {
    for visit in facts.each::<Visited>() {
        let who = match visit.it.by_whom {
            Visitor::TrustedAdult => "A trusted adult",
            Visitor::SocialWorker => "A social worker",
            Visitor::Parent => "A parent",
            Visitor::CustodyVisitor | Visitor::Other => continue,
        };
        well.push(format!("{who} visited the child at {}.", clock(visit.at)));
    }
}

fn requests(facts: &Facts<'_>, well: &mut Vec<String>) {
    let asked = facts.each::<AskedFor>().count();
    let answered = facts.each::<Answered>().count();
    if asked > 0 && answered >= asked {
        well.push(format!("The child asked for something {asked} times, and each was answered."));
    }
}

fn accommodation(facts: &Facts<'_>, well: &mut Vec<String>) {
    let Some(refused) = facts.bail_refused else { return };
    if let Some(asked) = facts.first::<AccommodationRequested>() {
        let minutes = minutes_between(refused.at, asked.at);
        if asked.it.sort == AccommodationType::Alternative && minutes <= facts.policy.accommodation.request_minutes {
            well.push(format!(
                "Alternative accommodation was asked for within {} of refusing bail.",
                length(minutes.max(0))
            ));
        }
    }
    for escalated in facts.each::<AccommodationEscalated>() {
        well.push(format!(
            "The authority's answer was challenged at {}: {} was told.",
            clock(escalated.at),
            escalated.it.to
        ));
    }
    if let Some(moved) = facts.first_mark::<MovedToAuthority>() {
        well.push(format!("The child was moved to the authority at {}.", clock(moved.at)));
    }
}
