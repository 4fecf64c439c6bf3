//! Telling whoever is responsible for the child's welfare that the child is held, why and where.

use chrono::NaiveDate;

use super::stay::{self, Stay, stays, who};
use crate::law::assessment::{Judgement, Verdict};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Rule, Standard};
use crate::law::wording::{mentions, normalised};
use crate::record::Instant;
use crate::record::kinds::{AaArrived, AaRequested, Care, EdtContacted, PersonTold, RightDelayed, Visited};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AaOutcome, AaWho, CareWhat, Right, Route, TellOutcome, Told, Visitor};

/// Tries after which never having told anyone is asked about: s.34(2) asks for such steps as are practicable.
const TRIES: usize = 2;

/// The first day on which s.34 reaches 17-year-olds: 26 October 2015 (Criminal Justice and Courts Act 2015 s.42). From
/// 27 October 2013 until then it was Code C alone that had someone told.
const SEVENTEEN_IN_STATUTE: (i32, u32, u32) = (2015, 10, 26);

/// Returns whether only Code C, and not the statute, asks for the telling: of a 17-year-old once, and of a child who isn't in
/// police detention, which is an arrest for an offence or for terrorism (CYPA 1933 s.34(2), PACE s.118(2)).
fn by_code_alone(facts: &Facts<'_>, stay: &Stay) -> bool {
    if !facts.is_pace_route() && facts.route != Route::Terrorism {
        return true;
    }
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

/// Returns whether one told by the time of a breach may be who is responsible, though the record doesn't say so: whose care
/// a child is in is no field of it. Not where a parent was told after all, nor a social worker of a child who isn't looked
/// after.
fn could_be_responsible(facts: &Facts<'_>, told: &Fact<'_, PersonTold>) -> bool {
    match told.it.who {
        Told::OtherRelative => true,
        Told::SocialWorker => facts.child.looked_after != Some(false),
        _ => false,
    }
}

fn is_family(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority))
}

/// `person.told`: due 60 minutes from authorisation; past it a shortfall, past 180 or never a breach.
///
/// Past 180 minutes or never after two or more tries by then that got no answer is a question; a delay under Annex B never excuses
/// it, and what is late under one is a breach. A parent who came or was reached by then, and of whom it isn't written that they were
/// told, is asked about: the law asks for the telling, not for the entry. Under Annex B that holds only of one who was by the
/// time due. So is someone else told who has, or may have, care of the child.
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
        let signs = signs(facts, stay);
        let first_sign = signs.iter().map(|sign| sign.mark.at).min();
        let here = signs.iter().find(|sign| sign.here);
        let sign = here.or(signs.first());
        let settled = done_at.or(here.map(|sign| sign.mark.at));
        let message = match (done, sign) {
            (Some(done), _) => format!("{} told at {}.", sentence(&plain(done.it.who)), clock(done.at)),
            (None, Some(sign)) => format!("Record when {} was told: {}.", sign.who, sign.was()),
            (None, None) => {
                "Tell a parent, guardian or care authority that the child is held, why and where.".to_owned()
            }
        };
        judgement.owe(rule, Some(due), stay.state(facts, due, settled), settled, message);
        if let Some(done) = done {
            ask_of_authority(rule, facts, stay, done, judgement);
        }
        let Some((verdict, at)) = stay.lateness(facts, due, breach, done_at) else { continue };
        // What began only after the last moment explains nothing of the time till then.
        let tries = tries(facts, stay, done_at.map_or(breach, |done| done.min(breach)));
        let in_time = |sign: &&Sign| sign.mark.at <= breach;
        let known = signs.iter().filter(in_time).find(|sign| sign.here).or(signs.iter().find(in_time));
        let delayed = stay
            .within::<RightDelayed>(facts)
            .filter(|delayed| done_at.is_none_or(|told| delayed.at < told))
            .find(|delayed| delayed.it.right == Right::Intimation)
            // One who was here or rung in time wasn't kept from knowing: what is missing is the entry.
            .filter(|_| done.is_some() || first_sign.is_none_or(|sign| sign > due));
        let instead = told.iter().find(|told| may_be_responsible(facts, told) && done_at.is_none_or(|at| told.at < at));
        let instead = instead.or_else(|| {
            let told = told.iter().filter(|told| done.is_none() && told.at <= breach);
            told.into_iter().find(|told| could_be_responsible(facts, told))
        });
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
                None => match sign {
                    Some(sign) => format!("nothing says that one was, and {} was first {}.", sign.who, sign.was()),
                    None => format!("{never}.{}", stay::next(facts, " Tell one now.")),
                },
            };
            rule.breach(at, format!("{must}, and a delay under Annex B doesn't excuse it: {shown}"))
                .on([delayed.position])
        } else if let (None, Some(sign)) = (done, known) {
            rule.query(
                at,
                format!(
                    "{must}: {} was {}, and it is not recorded that they were told where, why and that the child was \
                     held. Were they, and when?",
                    sign.who,
                    sign.was()
                ),
            )
            .on([sign.mark.position])
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
        } else if verdict == Verdict::Breach && tries.len() >= TRIES {
            let then = match done {
                Some(done) => {
                    format!("{} was told at {}, {waited} after authorisation", plain(done.it.who), clock(done.at))
                }
                None => never,
            };
            let tried = tries.len();
            let last = tries.last().map(|last| format!(", the last at {}", clock(last.at))).unwrap_or_default();
            rule.query(
                at,
                format!("{must}: {tried} tries got no answer{last}, and {then}. What else was done to reach someone?"),
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
                    let late = sign.map(|sign| format!("; {} was first {}", sign.who, sign.was())).unwrap_or_default();
                    let next = if stay.ended || stay.came_of_age { "If one was, record when" } else { "Tell one now" };
                    format!("{never}{instead}{late}. {next}")
                }
            };
            rule.finding(verdict, at, format!("{must} that the child is held, why and where: {shown}."))
                .on(other.filter(|_| done.is_none()).map(|other| other.position))
                .on(sign.filter(|_| done.is_none()).map(|sign| sign.mark.position))
        };
        let mut finding = finding
            .due(due)
            .measured(stay.authorised.at, until)
            .on([stay.authorised.position])
            .on(done.map(|done| done.position));
        finding = match (finding.verdict, by_code_alone(facts, stay)) {
            (Verdict::Shortfall, true) => finding.standing_on(Standard::Policy, &["force policy", "Code C 3.13"]),
            (Verdict::Shortfall, false) => {
                finding.standing_on(Standard::Policy, &["force policy", "CYPA 1933 s.34", "Code C 3.13"])
            }
            (_, true) => finding.standing_on(Standard::Code, &["Code C 3.13"]),
            (_, false) => finding,
        };
        judgement.find(stay.extract_asked(facts, at, stay::age_asked(facts, finding)));
    }
}

/// Asks whether the authority that looks after the child was told as well as the parent.
///
/// Law: CYPA 1933 s.34(9): it is told too where it accommodates the child (Children Act 1989 s.20, SSWBA 2014 s.76); under a
/// care order it is itself responsible for the child. Which of the two it is, the record doesn't say.
fn ask_of_authority(
    rule: &Rule,
    facts: &Facts<'_>,
    stay: &Stay,
    done: &Fact<'_, PersonTold>,
    judgement: &mut Judgement,
) {
    let due = stay.after_authorisation(facts.policy.adult.person_told_minutes);
    let of_authority = |who: Option<AaWho>| matches!(who, Some(AaWho::CareAuthority | AaWho::SocialWorker));
    let told = |told: Fact<'_, PersonTold>| matches!(told.it.who, Told::CareAuthority | Told::SocialWorker);
    let reached = stay.within_or_later::<PersonTold>(facts).any(told)
        || stay.within::<AaRequested>(facts).any(|asked| of_authority(asked.it.who))
        || stay.within::<AaArrived>(facts).any(|came| of_authority(came.it.who))
        || stay.within_or_later::<EdtContacted>(facts).next().is_some();
    if facts.child.looked_after != Some(true) || reached || stay.to <= due {
        return;
    }
    let message = format!(
        "{} was told at {}. The authority that looks after the child is to be told too; that it was is not recorded. Was it, and when?",
        sentence(&plain(done.it.who)),
        clock(done.at)
    );
    let finding = rule.query(due, message).due(due).on([done.position]);
    let code = by_code_alone(facts, stay);
    judgement.find(if code { finding.standing_on(Standard::Code, &["Code C 3.13"]) } else { finding });
}

/// A sign that a parent, guardian or the care authority knew of the child, though nothing says that they were told.
struct Sign {
    mark: Mark,
    who: String,
    /// What was done with them, before "at".
    what: &'static str,
    /// Whether they were in the station.
    here: bool,
}

impl Sign {
    fn was(&self) -> String {
        format!("{} at {}", self.what, clock(self.mark.at))
    }
}

/// Words for a parent or guardian as the one the child rang; whole words, since Mamadou and Mumtaz are friends.
const PARENTS: &[&str] =
    &["mum", "mummy", "mam", "mammy", "mom", "mother", "dad", "daddy", "father", "parent", "parents", "guardian"];

/// How people write that nobody was reached.
const NOT_REACHED: &[&str] = &[
    "no answer",
    "no reply",
    "not answer",
    "not be reached",
    "not reach",
    "t reach",
    "unable to reach",
    "switched off",
    "voicemail",
    "voice mail",
    "answerphone",
    "not contact",
    "unable to contact",
    "t contact",
    "uncontactable",
    "rang out",
    "wrong number",
    "dead line",
];

/// Returns whether a request got no answer: by its outcome, or by its words where those only say that they couldn't come.
fn unanswered(asked: &Fact<'_, AaRequested>) -> bool {
    let words = [asked.it.reason.as_deref(), asked.entry.common.note.as_deref()];
    asked.it.outcome == Some(AaOutcome::NoAnswer)
        || (asked.it.outcome == Some(AaOutcome::Unavailable)
            && words.into_iter().flatten().any(|text| mentions(text, NOT_REACHED)))
}

/// Returns the signs that a parent, guardian or the care authority was in the station, or was reached: the first of each sort.
fn signs(facts: &Facts<'_>, stay: &Stay) -> Vec<Sign> {
    let here = |mark, who| Sign { mark, who, what: "here", here: true };
    let adult = stay.within::<AaArrived>(facts).find(|arrived| is_family(arrived.it.who));
    let adult = adult.map(|arrived| here(arrived.mark(), who(arrived.it.who)));
    let visit = stay.within::<Visited>(facts).find(|visit| visit.it.by_whom == Visitor::Parent);
    let visit = visit.map(|visit| here(visit.mark(), who(Some(AaWho::Parent))));
    let named = facts.entries.iter().filter(|standing| stay.holds(standing.at)).find_map(|standing| {
        let family = stay::named(&standing.entry.kind).iter().find(|who| is_family(Some(**who)))?;
        Some(here(Mark { at: standing.at, position: standing.position }, who(Some(*family))))
    });
    let answered = |asked: &Fact<'_, AaRequested>| {
        let outcome = matches!(asked.it.outcome, Some(AaOutcome::Coming | AaOutcome::Refused | AaOutcome::Unavailable));
        is_family(asked.it.who) && outcome && !unanswered(asked)
    };
    let asked = stay.within::<AaRequested>(facts).find(answered).map(|asked| Sign {
        mark: asked.mark(),
        who: who(asked.it.who),
        what: match asked.it.outcome {
            Some(AaOutcome::Unavailable) => "asked to come, and unavailable,",
            _ => "asked to come, and answered,",
        },
        here: false,
    });
    let rung = |care: &Care| {
        let parent = |who: &str| normalised(who).split(' ').any(|word| PARENTS.contains(&word));
        let parent = care.who.as_deref().is_some_and(parent);
        care.what == CareWhat::PhoneCall && care.taken == Some(true) && parent
    };
    let rung = stay.within::<Care>(facts).find(|care| rung(care.it)).map(|care| Sign {
        mark: care.mark(),
        who: who(Some(AaWho::Parent)),
        what: "on the telephone with the child",
        here: false,
    });
    let mut signs: Vec<Sign> = [adult, visit, named, asked, rung].into_iter().flatten().collect();
    signs.sort_by_key(|sign| sign.mark.at);
    signs
}

/// Returns the tries to reach a parent, guardian or care authority that got no answer, by then: one for each time tried.
///
/// A call to a parent as adult that nobody answered is the same call, whichever way it is entered.
fn tries(facts: &Facts<'_>, stay: &Stay, until: Instant) -> Vec<Mark> {
    let told = stay
        .within::<PersonTold>(facts)
        .filter(|told| told.it.outcome == Some(TellOutcome::NoAnswer) && is_responsible(told.it.who))
        .map(|told| Mark { at: told.at, position: told.position });
    let asked = stay
        .within::<AaRequested>(facts)
        .filter(|asked| unanswered(asked) && is_family(asked.it.who))
        .map(|asked| Mark { at: asked.at, position: asked.position });
    let mut tries: Vec<Mark> = told.chain(asked).filter(|mark| mark.at <= until).collect();
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
