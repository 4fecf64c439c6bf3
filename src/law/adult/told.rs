//! Telling whoever is responsible for the child's welfare that the child is held, why and where.

use chrono::NaiveDate;

use super::stay::{self, Stay, stays, who};
use crate::law::assessment::{Judgement, Verdict};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Rule, Standard};
use crate::law::wording::mentions;
use crate::record::Instant;
use crate::record::kinds::{AaArrived, AaRequested, PersonTold, RightDelayed, Visited};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AaOutcome, AaWho, Right, TellOutcome, Told, Visitor};

/// Tries after which never having told anyone is asked about: s.34(2) asks for such steps as are practicable.
const TRIES: usize = 2;

/// The first day on which s.34 reaches 17-year-olds: 26 October 2015 (Criminal Justice and Courts Act 2015 s.42). From
/// 27 October 2013 until then it was Code C alone that had someone told.
const SEVENTEEN_IN_STATUTE: (i32, u32, u32) = (2015, 10, 26);

/// Returns whether only Code C, and not yet the statute, asked for the telling.
fn by_code_alone(facts: &Facts<'_>, stay: &Stay) -> bool {
    let (year, month, day) = SEVENTEEN_IN_STATUTE;
    let since = NaiveDate::from_ymd_opt(year, month, day);
    let before = facts.law_in_force_on.zip(since).is_some_and(|(date, since)| date < since);
    before && facts.age_at(stay.authorised.at).is_some_and(|age| age >= 17)
}

/// Returns whether telling them is what the rule asks for.
fn is_responsible(told: Told) -> bool {
    matches!(told, Told::Parent | Told::Guardian | Told::CareAuthority)
}

/// Words that say of someone else that the child is in their care, so that they may be "any other person who has for the
/// time being assumed responsibility" for the child (CYPA 1933 s.34(8)).
const IN_THEIR_CARE: &[&str] =
    &["lives with", "living with", "cares for", "carer", "care of", "looks after", "guardian", "foster", "kinship"];

/// Returns whether the record says that the one told may have care of the child: a relative or social worker of whom the
/// entry says so, or the social worker of a child who is looked after.
fn may_be_responsible(facts: &Facts<'_>, told: &Fact<'_, PersonTold>) -> bool {
    let in_words = || {
        [told.it.name.as_deref(), told.entry.common.note.as_deref()]
            .into_iter()
            .flatten()
            .any(|text| mentions(text, IN_THEIR_CARE))
    };
    match told.it.who {
        Told::SocialWorker => facts.child.looked_after == Some(true) || in_words(),
        Told::OtherRelative => in_words(),
        _ => false,
    }
}

fn is_family(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority))
}

/// `person.told`: due 60 minutes from authorisation; past it a shortfall, past 180 or never a breach.
///
/// Never told after two or more tries that got no answer is a question; a delay under Annex B never excuses it, and what
/// is late under one is a breach. A parent who came and of whom it isn't written that they were told is asked about: the
/// law asks for the telling, not for the entry. Under Annex B that holds only of one who was here by the time due. So is someone else told who, the record says, has care of the child.
pub(super) fn person_told(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let policy = &facts.policy.adult;
    for stay in stays(facts) {
        let due = stay.after_authorisation(policy.person_told_minutes);
        let breach = stay.after_authorisation(policy.person_told_breach_minutes);
        let told: Vec<_> = stay
            .within_or_later::<PersonTold>(facts)
            .filter(|told| told.it.outcome != Some(TellOutcome::NoAnswer))
            .collect();
        let done = told.iter().find(|told| is_responsible(told.it.who));
        let done_at = done.map(|done| done.at);
        let came = came(facts, stay);
        let settled = done_at.or(came.as_ref().map(|(mark, _)| mark.at));
        let message = match (done, &came) {
            (Some(done), _) => format!("{} told at {}.", sentence(&plain(done.it.who)), clock(done.at)),
            (None, Some((mark, who))) => format!("Record when {who} was told: here at {}.", clock(mark.at)),
            (None, None) => {
                "Tell a parent, guardian or care authority that the child is held, why and where.".to_owned()
            }
        };
        judgement.owe(rule, Some(due), stay.state(facts, due, settled), settled, message);
        let Some((verdict, at)) = stay.lateness(facts, due, breach, done_at) else { continue };
        let tries = tries(facts, stay);
        let delayed = stay
            .within::<RightDelayed>(facts)
            .filter(|delayed| done_at.is_none_or(|told| delayed.at < told))
            .find(|delayed| delayed.it.right == Right::Intimation)
            // One who was here in time wasn't kept from knowing: what is missing is the entry.
            .filter(|_| done.is_some() || came.as_ref().is_none_or(|(mark, _)| mark.at > due));
        let instead = told.iter().find(|told| may_be_responsible(facts, told) && done_at.is_none_or(|at| told.at < at));
        let other = told.iter().find(|told| !is_responsible(told.it.who));
        let until = done_at.unwrap_or(stay.to);
        let waited = length(minutes_between(stay.authorised.at, until));
        let must = "A parent, guardian or care authority must be told";
        let never = format!("none appears to have been in the {waited} from authorisation");
        let finding = if let Some(delayed) = delayed {
            let shown = match done {
                Some(done) => {
                    format!("{} was told at {}, {waited} after authorisation.", plain(done.it.who), clock(done.at))
                }
                None => match &came {
                    Some((mark, who)) => {
                        format!("nothing says that one was, and {who} was first here at {}.", clock(mark.at))
                    }
                    None => format!("{never}.{}", stay::next(facts, " Tell one now.")),
                },
            };
            rule.breach(at, format!("{must}, and a delay under Annex B doesn't excuse it: {shown}"))
                .on([delayed.position])
        } else if let (None, Some((mark, who))) = (done, &came) {
            rule.query(
                at,
                format!(
                    "{must}: {who} was here at {}, and it is not recorded that they were told where, why and that the \
                     child was held. Were they, and when?",
                    clock(mark.at)
                ),
            )
            .on([mark.position])
        } else if let Some(instead) = instead {
            rule.query(
                at,
                format!(
                    "{must}, or whoever has care of the child: {} was told at {}. Is the child in their care? If not, \
                     who was tried?",
                    plain(instead.it.who),
                    clock(instead.at)
                ),
            )
            .on([instead.position])
        } else if done.is_none() && verdict == Verdict::Breach && tries.len() >= TRIES {
            rule.query(
                at,
                format!(
                    "{must}: {} tries got no answer, and {never}. What else was done to reach someone?",
                    tries.len()
                ),
            )
            .on(tries.iter().map(|mark| mark.position))
        } else {
            let shown = match done {
                Some(done) => format!(
                    "{} was told at {}, {waited} after authorisation. Record why so late",
                    plain(done.it.who),
                    clock(done.at)
                ),
                None => {
                    let instead = other
                        .map(|other| {
                            let who = plain(other.it.who);
                            format!("; {who} was told at {} (is the child in their care?)", clock(other.at))
                        })
                        .unwrap_or_default();
                    let next = if stay.ended || stay.came_of_age { "If one was, record when" } else { "Tell one now" };
                    format!("{never}{instead}. {next}")
                }
            };
            rule.finding(verdict, at, format!("{must} that the child is held, why and where: {shown}."))
                .on(other.filter(|_| done.is_none()).map(|other| other.position))
        };
        let mut finding = finding
            .due(due)
            .measured(stay.authorised.at, until)
            .on([stay.authorised.position])
            .on(done.map(|done| done.position));
        if by_code_alone(facts, stay) {
            finding = finding.standing_on(Standard::Code, &["Code C 3.13"]);
        }
        if finding.verdict == Verdict::Shortfall {
            finding = finding.standing_on(Standard::Policy, &["force policy", "CYPA 1933 s.34", "Code C 3.13"]);
        }
        judgement.find(stay.extract_asked(facts, at, stay::age_asked(facts, finding)));
    }
}

/// Returns the first sign that a parent, guardian or the care authority was in the station.
fn came(facts: &Facts<'_>, stay: &Stay) -> Option<(Mark, String)> {
    let adult = stay
        .within::<AaArrived>(facts)
        .find(|arrived| is_family(arrived.it.who))
        .map(|arrived| (Mark { at: arrived.at, position: arrived.position }, who(arrived.it.who)));
    let visit = stay
        .within::<Visited>(facts)
        .find(|visit| visit.it.by_whom == Visitor::Parent)
        .map(|visit| (Mark { at: visit.at, position: visit.position }, who(Some(AaWho::Parent))));
    [adult, visit].into_iter().flatten().min_by_key(|(mark, _)| mark.at)
}

/// Returns the tries to reach a parent, guardian or care authority that got no answer: one for each time tried.
///
/// A call to a parent as adult that nobody answered is the same call, whichever way it is entered.
fn tries(facts: &Facts<'_>, stay: &Stay) -> Vec<Mark> {
    let told = stay
        .within::<PersonTold>(facts)
        .filter(|told| told.it.outcome == Some(TellOutcome::NoAnswer) && is_responsible(told.it.who))
        .map(|told| Mark { at: told.at, position: told.position });
    let asked = stay
        .within::<AaRequested>(facts)
        .filter(|asked| asked.it.outcome == Some(AaOutcome::NoAnswer) && is_family(asked.it.who))
        .map(|asked| Mark { at: asked.at, position: asked.position });
    let mut tries: Vec<Mark> = told.chain(asked).collect();
    tries.sort_by_key(|mark| (mark.at, mark.position));
    let mut last: Option<Instant> = None;
    tries.retain(|mark| last.replace(mark.at) != Some(mark.at));
    tries
}

fn plain(told: Told) -> String {
    match told {
        Told::Parent => "a parent".to_owned(),
        Told::Guardian => "a guardian".to_owned(),
        Told::CareAuthority => "the care authority".to_owned(),
        Told::OtherRelative => "a relative".to_owned(),
        Told::YouthJustice => "youth justice".to_owned(),
        Told::SocialWorker => "a social worker".to_owned(),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
