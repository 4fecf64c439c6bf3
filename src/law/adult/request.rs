//! Asking for an adult: in time, for the child and not the interview, the family or care authority first; and the times.

use super::stay::{self, Stay, stays, who};
use crate::law::assessment::{Judgement, State, Verdict};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Rule, Standard};
use crate::law::wording::{normalised, normalised_mentions};
use crate::record::Instant;
use crate::record::kinds::{AaArrived, AaRequested, EdtContacted, PersonTold};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AaFor, AaWho, Told};

/// `aa.request`: due 30 minutes from authorisation; past it a shortfall, past 180 or never a breach.
///
/// Settled too by an adult who came unasked: in time, and nothing was needed; late, and the wait runs to their arrival.
/// Where an adult was evidently there and no time at all is recorded, `aa.times-missing` says so and this is silent.
pub(super) fn request(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let policy = &facts.policy.adult;
    for stay in stays(facts) {
        let due = stay.after_authorisation(policy.request_minutes);
        let breach = stay.after_authorisation(policy.request_breach_minutes);
        let there = stay.first_there();
        let asked = stay.requests(facts).next().filter(|asked| there.is_none_or(|there| asked.at <= there.from));
        if let (None, Some(there)) = (asked, there)
            && (there.from <= due || is_untimed(facts, stay))
        {
            let message = format!("No need to ask: an adult was already here at {}.", clock(there.from));
            judgement.owe(rule, Some(due), State::NotNeeded, None, message);
            continue;
        }
        let met = asked.map(|asked| (asked.at, asked.position)).or(there.map(|there| (there.from, there.position)));
        let met_at = met.map(|(at, _)| at);
        let duty = match (asked, met_at) {
            (Some(asked), _) => format!("Ask for an adult: {} asked at {}.", who(asked.it.who), clock(asked.at)),
            (None, Some(at)) => format!("Ask for an adult: none asked; one came at {}.", clock(at)),
            (None, None) => "Ask for an appropriate adult now, and record who, when and what they said.".to_owned(),
        };
        judgement.owe(rule, Some(due), stay.state(facts, due, met_at), met_at, duty);
        let Some((verdict, at)) = stay.lateness(facts, due, breach, met_at) else { continue };
        let until = met_at.unwrap_or(stay.to);
        let waited = length(minutes_between(stay.authorised.at, until));
        let policy_length = length(policy.request_minutes);
        let message = match (asked, met_at) {
            (Some(asked), _) => format!(
                "An adult is asked for as soon as practicable, by policy in {policy_length}: first asked at {}, {waited} \
                 after detention was authorised. Record why.",
                clock(asked.at)
            ),
            (None, Some(at)) => format!(
                "An adult is asked for as soon as practicable, by policy in {policy_length}: none recorded as asked \
                 before one came at {}, {waited} in. Record who asked, and when.",
                clock(at)
            ),
            (None, None) if facts.closed() || stay.ended || stay.came_of_age => format!(
                "An adult is asked for as soon as practicable: none appears to have been in the {waited} from \
                 authorisation. If one was, record who and when."
            ),
            (None, None) => format!(
                "An adult is asked for as soon as practicable: none appears to have been, {waited} after detention was \
                 authorised. Ask now, and record why so late."
            ),
        };
        let mut finding = rule
            .finding(verdict, at, message)
            .due(due)
            .measured(stay.authorised.at, until)
            .on([stay.authorised.position])
            .on(met.map(|(_, position)| position));
        if verdict == Verdict::Shortfall {
            finding = finding.standing_on(Standard::Policy, &["force policy", "Code C 3.15"]);
        }
        judgement.find(stay.extract_asked(facts, at, stay::age_asked(facts, finding)));
    }
}

/// Returns whether an adult was there, and the record has neither a request nor an arrival.
fn is_untimed(facts: &Facts<'_>, stay: &Stay) -> bool {
    stay.first_there().is_some()
        && stay.requests(facts).next().is_none()
        && stay.presences.iter().all(|there| !there.recorded)
}

/// `aa.times-missing`: an adult was there for something, and neither when asked nor when arrived is recorded.
pub(super) fn times_missing(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts).iter().filter(|stay| is_untimed(facts, stay)) {
        let Some(there) = stay.first_there() else { continue };
        let message = format!(
            "The record shows an adult with the child at {}, and neither when one was asked for nor when they came.{}",
            clock(there.from),
            stay::next(facts, " Enter both times now, as late entries.")
        );
        let finding = stay::age_asked(facts, rule.breach(there.from, message).on([there.position]));
        judgement.find(stay.extract_asked(facts, there.from, finding));
    }
}

/// `aa.interview-only`: the first request was for the interview. What it was for not recorded: asked about.
///
/// A request made before the child was held (for a voluntary interview) isn't what this is about, nor one made while an
/// adult was already there.
pub(super) fn interview_only(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let Some(first) = stay.requests(facts).find(|asked| asked.at >= stay.since) else { continue };
        let together = || stay.requests(facts).filter(|asked| asked.at == first.at);
        let for_arrival = together().any(|asked| !matches!(asked.it.purpose, None | Some(AaFor::Interview)));
        if for_arrival || stay.presences.iter().any(|there| there.from <= first.at) {
            continue;
        }
        let interview = together().find(|asked| asked.it.purpose == Some(AaFor::Interview));
        let finding = if let Some(asked) = interview {
            rule.shortfall(
                asked.at,
                format!(
                    "The adult is for the child's whole time here: first asked at {} for the interview only.{}",
                    clock(asked.at),
                    stay::next(facts, " Ask for them to come now, for the child.")
                ),
            )
            .standing_on(Standard::Policy, &["force policy", "Code C 3.15"])
            .on([asked.position])
        } else {
            rule.query(
                first.at,
                format!(
                    "What the adult was first asked for, at {}, is not recorded: the arrival, or the interview?",
                    clock(first.at)
                ),
            )
            .on([first.position])
        };
        judgement.find(stay.extract_asked(facts, first.at, stay::age_asked(facts, finding)));
    }
}

/// Returns whether they come before a scheme or volunteer: Code C 1.7(a)(i) and (ii).
fn comes_first(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority | AaWho::SocialWorker))
}

fn is_stranger(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Scheme | AaWho::Volunteer))
}

/// `aa.care-authority-first`: a scheme or volunteer asked, and nobody of 1.7(a)(i)–(ii) tried before: a breach for a
/// looked-after child, a question for others. A try at the same minute counts as before.
///
/// An earlier try of someone not recorded, or a scheme that came without a recorded request, is asked about. So is one that
/// another entry may show: 1.7(a)(iii) says "failing these", not by which entry.
pub(super) fn care_authority_first(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let arrivals: Vec<Fact<'_, AaArrived>> = stay.within::<AaArrived>(facts).collect();
        let asked =
            stay.requests(facts).find(|asked| is_stranger(asked.it.who)).map(|asked| (asked.at, asked.position));
        let came = arrivals.iter().find(|came| is_stranger(came.it.who)).map(|came| (came.at, came.position));
        let Some((at, position)) = asked.or(came) else { continue };
        let tried = |test: fn(Option<AaWho>) -> bool, at: Instant| {
            let asked = stay.requests(facts).any(|other| other.at <= at && test(other.it.who));
            asked || arrivals.iter().any(|other| other.at <= at && test(other.it.who))
        };
        if tried(comes_first, at) {
            continue;
        }
        let unknown = tried(|who| who.is_none(), at);
        let what = "Parent, guardian, care authority or social worker come before a scheme or volunteer";
        let elsewhere = tried_elsewhere(facts, stay, at);
        let finding = if let Some((tried, mark)) = elsewhere {
            let scheme =
                if mark.position == position { String::new() } else { format!(", the scheme asked at {}", clock(at)) };
            rule.query(at, format!("{what}: {tried}{scheme}. Were they asked to come, and what did they say?"))
                .on(Some(mark.position).filter(|other| *other != position))
        } else if facts.child.looked_after == Some(true) && asked.is_some() && !unknown {
            rule.breach(
                at,
                format!(
                    "{what}: this child is looked after, and none of them appears to have been tried before {}.{}",
                    clock(at),
                    stay::next(facts, " Ask the care authority now.")
                ),
            )
        } else {
            let tried = if unknown { "who was tried first is not recorded" } else { "no try of them is recorded" };
            rule.query(at, format!("{what}: {tried} before {}. Who was tried, and what did they say?", clock(at)))
        };
        judgement.find(stay.extract_asked(facts, at, stay::age_asked(facts, finding.on([position]))));
    }
}

/// Words of an entry of telling that say of whom it speaks as adult, beside "AA"; and of coming, whole words.
const AS_ADULT: &[&str] = &["appropriate adult", "come as", "coming as", "attend as", "attending as"];
const TO_COME: &[&str] = &["come", "coming", "attend", "attending"];
/// What they may come to that isn't the child at the station.
const ELSEWHERE: &[&str] =
    &["court", "back", "home", "placement", "meeting", "hearing", "review", "school", "tomorrow", "monday"];

/// Returns whether an entry of telling says that they were asked to come as adult, or spoke of coming.
fn speaks_of_coming(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(' ').collect();
    let comes = |(i, word): (usize, &&str)| {
        TO_COME.contains(word) && !words.iter().skip(i + 1).take(4).any(|word| ELSEWHERE.contains(word))
    };
    normalised_mentions(plain, AS_ADULT) || words.contains(&"aa") || words.iter().enumerate().any(comes)
}

/// Words for those who come first, in the reason of a request to a scheme or volunteer; whole words.
const THE_FIRST: &[&str] = &[
    "authority",
    "social services",
    "social worker",
    "social care",
    "council",
    "edt",
    "duty team",
    "carer",
    "carers",
    "keyworker",
    "key worker",
    "parent",
    "parents",
    "guardian",
    "mother",
    "mum",
    "mam",
    "father",
    "dad",
];
/// Words that say of them that they were tried, by the letters they begin with.
const TRIED: &[&str] = &[
    "asked",
    "tried",
    "rang",
    "rung",
    "phoned",
    "contacted",
    "can t",
    "cant",
    "cannot",
    "couldn",
    "unable",
    "unavailable",
    "not available",
    "not answer",
    "no answer",
    "no reply",
    "no one",
    "refus",
    "declin",
    "nobody answer",
    "nobody available",
    "nobody to",
    "nobody free",
    "nobody else",
    "nobody can",
    "nobody could",
];

/// Returns whether the words of a request to a scheme say that those who come first were tried, or couldn't come.
fn tells_of_a_try(text: &str) -> bool {
    let plain = normalised(text);
    let whole = format!(" {plain} ");
    let never =
        ["not asked", "not tried", "not rung", "not contacted", "t asked", "t tried", "never asked", "be asked"];
    THE_FIRST.iter().any(|word| whole.contains(&format!(" {word} ")))
        && normalised_mentions(&plain, TRIED)
        && !never.iter().any(|words| whole.contains(&format!(" {words} ")))
}

/// Returns what else than a request may show that the care authority or a social worker was asked by then, in words: they or
/// the emergency duty team were rung, and the entry speaks of coming; or the scheme's own request says that those who
/// come first were tried. Being told that the child is held isn't being asked to come.
fn tried_elsewhere(facts: &Facts<'_>, stay: &Stay, at: Instant) -> Option<(String, Mark)> {
    let of_coming =
        |texts: [Option<&str>; 3]| texts.into_iter().flatten().map(normalised).any(|plain| speaks_of_coming(&plain));
    let rung = |told: &Fact<'_, PersonTold>| {
        matches!(told.it.who, Told::CareAuthority | Told::SocialWorker)
            && of_coming([told.entry.common.note.as_deref(), None, None])
    };
    let rung = stay.within::<PersonTold>(facts).filter(rung).map(|told| (told.mark(), "the care authority was rung"));
    let team = |edt: &Fact<'_, EdtContacted>| {
        of_coming([Some(edt.it.about.as_str()), edt.it.outcome.as_deref(), edt.entry.common.note.as_deref()])
    };
    let team =
        stay.within::<EdtContacted>(facts).filter(team).map(|edt| (edt.mark(), "the emergency duty team was rung"));
    let before = rung.chain(team).filter(|(mark, _)| mark.at <= at).min_by_key(|(mark, _)| mark.at);
    let before = before.map(|(mark, words)| (format!("{words} at {}", clock(mark.at)), mark));
    before.or_else(|| {
        let reason = |asked: &Fact<'_, AaRequested>| {
            [asked.it.reason.as_deref(), asked.entry.common.note.as_deref()].into_iter().flatten().any(tells_of_a_try)
        };
        let asked = stay.requests(facts).filter(|asked| asked.at == at && is_stranger(asked.it.who)).find(reason)?;
        Some((
            format!("the request to the scheme at {} speaks of them, but no try is recorded", clock(at)),
            asked.mark(),
        ))
    })
}
