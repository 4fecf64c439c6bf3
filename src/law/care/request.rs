//! What the child asked for: `care.request-open`.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::law::checks::span;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::{Judgement, wording};
use crate::record::entry::EntryRef;
use crate::record::kinds::{Answered, AskedFor};
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::{AaWho, CareWhat, TellOutcome, Told, Visitor};
use crate::record::{CaseFile, Instant, Kind, Standing};

/// A request, and what answered it.
struct Request<'a> {
    asked: Fact<'a, AskedFor>,
    answered: Option<(Instant, usize)>,
}

/// Adds a duty for each thing the child asked for, and a finding where it wasn't answered in time.
///
/// An answer that names no request answers the latest open one. The thing itself, entered as done, answers too: a
/// blanket brought, healthcare called, the mother here or told. Asking again for the same thing opens no new duty; back on
/// bail it does, and what was done then answers nothing of before.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let minutes = facts.policy.care.request_minutes;
    for request in requests(facts) {
        let asked = request.asked;
        let end = span::end_of_stay(facts, asked.at);
        let due = asked.at + TimeDelta::minutes(minutes);
        let done_at = request.answered.map(|(at, _)| at);
        let what = visible(&asked.it.what).into_owned();
        let message = format!("Answer the child, who asked for: {what}. Say what was done, or why not.");
        judgement.owe(rule, Some(due), span::state(facts, asked.at, due, done_at), done_at, message);
        if done_at.unwrap_or(end) <= due {
            continue;
        }
        let shown = match done_at {
            Some(at) => format!("was answered at {}", clock(at)),
            None => "has no answer on the record".to_owned(),
        };
        let message = format!(
            "The child asked at {} for: {what}. It {shown}; {minutes} min is the limit by policy.{}",
            clock(asked.at),
            if done_at.is_some() || span::over_since(facts, asked.at) {
                ""
            } else {
                " Answer, even if the answer is no, and write it."
            },
        );
        let on = [asked.position].into_iter().chain(request.answered.map(|(_, position)| position));
        let to = done_at.unwrap_or(end);
        judgement.find(rule.shortfall(to, message).due(due).measured(asked.at, to).on(on));
    }
}

fn requests<'a>(facts: &Facts<'a>) -> Vec<Request<'a>> {
    let mut requests: Vec<Request<'a>> = Vec::new();
    let mut root: HashMap<usize, usize> = HashMap::new();
    for asked in facts.each::<AskedFor>() {
        let again = asked.it.of.as_ref().and_then(|of| position(facts, of));
        let first = again.and_then(|of| root.get(&of)).copied();
        let in_its_stay = |of: &Request<'_>| span::same_stay(facts, of.asked.at, asked.at);
        let first = first.filter(|first| requests.get(*first).is_some_and(in_its_stay));
        match first {
            Some(index) => {
                root.insert(asked.position, index);
            }
            None if held_at(facts, asked.at) => {
                root.insert(asked.position, requests.len());
                requests.push(Request { asked, answered: None });
            }
            None => {}
        }
    }
    for answer in facts.each::<Answered>() {
        let named = answer.it.of.as_ref().and_then(|of| position(facts, of));
        let index = match named {
            Some(of) => root.get(&of).copied(),
            None => requests.iter().rposition(|open| open.answered.is_none() && open.asked.at <= answer.at),
        };
        let request = index.and_then(|index| requests.get_mut(index));
        if let Some(request) = request.filter(|request| span::same_stay(facts, request.asked.at, answer.at)) {
            request.answered = request.answered.or(Some((answer.at, answer.position)));
        }
    }
    // What can be the very thing that was asked for, by the words people ask for it in: each request's words are held against
    // each of those once, however much was done.
    let mut done: Vec<Done<'_>> = Vec::new();
    for standing in &facts.entries {
        let kind = &standing.entry.kind;
        let Some(stems) = stems(kind) else { continue };
        let told = matches!(kind, Kind::PersonTold(_));
        let of_person = told || matches!(kind, Kind::AaArrived(_) | Kind::Visited(_));
        let same = |done: &&mut Done<'_>| (done.stems, done.told, done.of_person) == (stems, told, of_person);
        match done.iter_mut().find(same) {
            Some(done) => done.entries.push(standing),
            None => done.push(Done { stems, told, of_person, entries: vec![standing] }),
        }
    }
    for request in &mut requests {
        let (from, asked) = (request.asked.at, wording::normalised(&request.asked.it.what));
        let asks_for = |done: &&Done<'_>| {
            wording::normalised_mentions(&asked, done.stems)
                && !(done.of_person && turned_round(&asked))
                && (!done.told || asks_to_tell(&asked, done.stems))
        };
        let first = |done: &Done<'_>| {
            let first = *done.entries.get(done.entries.partition_point(|standing| standing.at < from))?;
            span::same_stay(facts, from, first.at).then_some((first.at, first.position))
        };
        let answered = done.iter().filter(asks_for).filter_map(first);
        request.answered = request.answered.into_iter().chain(answered).min();
    }
    requests
}

/// What was done that can be what a child asked for, under one set of words for it.
struct Done<'f> {
    stems: &'static [&'static str],
    /// Whether it is someone told, which answers only a child who asked for that.
    told: bool,
    /// Whether it is someone told or here.
    of_person: bool,
    entries: Vec<&'f Standing<'f>>,
}

/// Returns whether a duty could arise then: to a child, still held.
fn held_at(facts: &Facts<'_>, at: Instant) -> bool {
    facts.is_child_at(at) && facts.end.is_none_or(|end| at < end.at)
}

/// Returns where the entry that a reference names stands now: its own position, or that of its replacement.
fn position(facts: &Facts<'_>, of: &EntryRef) -> Option<usize> {
    let position = CaseFile::resolve(facts.record.entries(), of)?;
    let standing = facts.entries.iter().find(|standing| standing.instead_of == Some(position));
    Some(standing.map_or(position, |standing| standing.position))
}

/// How a child asks for someone to be told, and not only to have them there; whole words, with that person a few words on.
const TO_BE_TOLD: &[&str] =
    &["tell", "inform", "contact", "you ring", "you call", "you phone", "someone to ring", "someone to call"];

/// The same said of that person: "that his dad is told".
const IS_TOLD: &[&str] = &["told", "informed", "contacted"];

/// Words of a request that may turn it round, or away from one person to another.
const NOT: &[&str] = &["not", "t", "never", "doesnt", "dont", "isnt", "wont", "without"];

/// Returns whether a request for someone is turned round, or from one to another: "his dad is not told", "mum, not dad".
fn turned_round(asked: &str) -> bool {
    const OF: &[&str] = &["want", "tell", "told", "inform", "informed", "contact", "contacted", "see", "speak", "here"];
    let words: Vec<&str> = asked.split(' ').collect();
    words.iter().enumerate().filter(|(_, word)| NOT.contains(word)).any(|(i, _)| {
        let after: Vec<&str> = words.iter().skip(i + 1).take(3).copied().collect();
        let of_person =
            || [PARENT, OTHER_KIN, SOCIAL_WORKER].iter().any(|who| wording::normalised_mentions(&after.join(" "), who));
        after.iter().any(|word| OF.contains(word)) || of_person()
    })
}

/// What a child wants brought, which nobody has for having been told.
const BRING: &[&str] = &[
    "bring",
    "fetch",
    "inhaler",
    "medic",
    "tablet",
    "insulin",
    "painkiller",
    "glasses",
    "lens",
    "clothes",
    "clothing",
    "shoes",
    "jumper",
    "trousers",
    "food",
    "charger",
];

/// Returns whether a child asked for one of those people to be told something, and for nothing more.
fn asks_to_tell(asked: &str, people: &[&str]) -> bool {
    /// How many words after it the person stands: "tell my big sister", "contact the social worker".
    const NEAR: usize = 4;
    let whole = format!(" {asked} ");
    let to_tell = TO_BE_TOLD.iter().any(|words| {
        whole.match_indices(&format!(" {words} ")).any(|(i, found)| {
            let after: Vec<&str> = whole.get(i + found.len()..).unwrap_or_default().split(' ').take(NEAR).collect();
            wording::normalised_mentions(&after.join(" "), people)
        })
    });
    let is_told = IS_TOLD.iter().any(|word| whole.contains(&format!(" {word} ")));
    (to_tell || is_told) && !wording::normalised_mentions(asked, BRING)
}

const PARENT: &[&str] = &["mum", "mother", "mam", "dad", "father", "parent"];

const OTHER_KIN: &[&str] =
    &["nan", "gran", "guardian", "carer", "aunt", "uncle", "brother", "sister", "cousin", "stepdad", "stepmum"];

const SOCIAL_WORKER: &[&str] = &["social worker"];

/// Returns how people ask for what an entry shows done; none where it is nothing that could have been asked for.
fn stems(kind: &Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Care(care) if care.offered == Some(false) && care.taken != Some(true) => None,
        Kind::Care(care) => match care.what {
            CareWhat::Meal => Some(&["food", "meal", "eat", "hungry", "breakfast", "lunch", "dinner", "sandwich"]),
            CareWhat::Drink => Some(&["water", "drink", "tea", "squash", "juice", "thirsty"]),
            CareWhat::Blanket => Some(&["blanket", "cold"]),
            CareWhat::Clothing => Some(&["clothes", "clothing", "shoes", "jumper", "trousers"]),
            CareWhat::PhoneCall => Some(&["phone", "call", "ring", "speak to mum", "speak to his", "speak to her"]),
            CareWhat::Visit => Some(&["visit", "see mum", "see his", "see her", "see my"]),
            CareWhat::Reading => Some(&["book", "read", "magazine"]),
            CareWhat::Distraction => Some(&["game", "ball", "pen", "paper", "draw"]),
            CareWhat::Wash => Some(&["wash", "shower"]),
            CareWhat::Exercise => Some(&["exercise", "outside", "fresh air"]),
            CareWhat::MenstrualProducts => Some(&["pad", "tampon", "sanitary", "period", "menstrual"]),
            CareWhat::Medication => Some(&["medic", "tablet", "inhaler", "insulin", "painkiller"]),
            CareWhat::Religious => Some(&["pray", "quran", "bible", "religious"]),
            CareWhat::PrivateWord | CareWhat::Other => None,
        },
        Kind::HealthcareRequested(_) | Kind::HealthcareSeen(_) => {
            Some(&["doctor", "nurse", "healthcare", "hcp", "medic"])
        }
        Kind::AaArrived(adult) => match adult.who {
            Some(AaWho::Parent) => Some(PARENT),
            Some(AaWho::Guardian | AaWho::Relative) => Some(OTHER_KIN),
            Some(AaWho::SocialWorker | AaWho::CareAuthority) => Some(SOCIAL_WORKER),
            _ => None,
        },
        Kind::Visited(visited) => match visited.by_whom {
            Visitor::Parent => Some(PARENT),
            Visitor::TrustedAdult => Some(OTHER_KIN),
            Visitor::SocialWorker => Some(SOCIAL_WORKER),
            _ => None,
        },
        Kind::PersonTold(told) if told.outcome == Some(TellOutcome::NoAnswer) => None,
        Kind::PersonTold(told) => match told.who {
            Told::Parent => Some(PARENT),
            Told::Guardian | Told::OtherRelative => Some(OTHER_KIN),
            Told::SocialWorker | Told::CareAuthority => Some(SOCIAL_WORKER),
            Told::YouthJustice => None,
        },
        Kind::SolicitorRequested(_) | Kind::SolicitorArrived(_) => Some(&["solicitor", "lawyer", "legal"]),
        _ => None,
    }
}
