//! Waiting for the adult: the ladder of chasing and escalating, the cause of delay, and rights again when they come.

use super::ladder::{Wait, steps};
use super::stay::{self, Presence, Stay, stays, who};
use crate::law::assessment::{Judgement, State};
use crate::law::facts::{AwayWhy, Facts, Mark};
use crate::law::register::Rule;
use crate::law::wording::{is_stock, normalised, normalised_mentions, says_something, told};
use crate::record::Instant;
use crate::record::kinds::{AaArrived, AaDelayExplained, AaEscalated, InterviewStarted, Note, RightsGiven};
use crate::record::time::{clock, length};
use crate::record::words::AaDelayCause;

/// `aa.arrive`: one duty that climbs: chase at 60 minutes or when expected, escalate at 120; past 120 a shortfall.
///
/// `due` is that of the next step. Where the adult was there and no arrival is recorded, a long wait is asked about.
pub(super) fn arrive(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let Some(wait) = Wait::of(facts, stay) else { continue };
        let limit = wait.limit(facts);
        let too_long = wait.too_long_from(facts);
        let first = wait.asked();
        let (due, message) = match wait.ended {
            Some(there) => (limit, format!("Adult asked for at {first}: here at {}.", clock(there.from))),
            None if stay.ended || stay.came_of_age => {
                (limit, format!("Adult asked for at {first}: none came by {}.", clock(stay.to)))
            }
            None => {
                let step = steps(facts, &wait);
                (step.due.map_or(limit, |due| due.min(limit)), step.words)
            }
        };
        let state = match wait.ended {
            Some(_) => State::Done,
            None if stay.came_of_age || (stay.ended && stay.to <= too_long) => State::NotNeeded,
            None => facts.undone(due),
        };
        judgement.owe(rule, Some(due), state, wait.ended.map(|there| there.from), message);
        if wait.until <= limit {
            continue;
        }
        let waited = stay::waited(facts, wait.since, wait.until);
        let finding = match wait.ended {
            _ if wait.until <= too_long => rule.query(
                wait.ended.map_or(limit, |there| there.from),
                format!("Adult asked for at {first}; waited for {waited}. Was one with the child at hospital?"),
            ),
            Some(there) if !there.recorded => rule.query(
                there.from,
                format!(
                    "Adult asked for at {first}; with the child at {}, {waited} later. When they arrived is not recorded: \
                     when was it?",
                    clock(there.from)
                ),
            ),
            Some(there) => rule.shortfall(
                there.from,
                format!(
                    "An adult is to be here within {} of being asked for: asked at {first}, here at {}, {waited} later.",
                    length(facts.policy.adult.escalate_minutes),
                    clock(there.from)
                ),
            ),
            None if stay.ended || stay.came_of_age => rule.shortfall(
                limit,
                format!("The adult asked for at {first} doesn't appear to have come in the {waited} that followed."),
            ),
            None => rule.shortfall(
                limit,
                format!("The adult asked for at {first} isn't here after {waited}. Escalate now: the scheme's manager, \
                     the emergency duty team, the duty inspector."),
            ),
        };
        let finding = finding
            .due(limit)
            .measured(wait.since, wait.until)
            .on([wait.first.position])
            .on(wait.ended.map(|there| there.position));
        judgement.find(stay.extract_asked(facts, limit, stay::age_asked(facts, finding)));
    }
}

/// `aa.wait-unchallenged`: waited past 120 minutes, and nobody asked again or escalated in all that time. Where only treatment
/// at hospital made it so long, what is asked is whether the adult knew where the child was.
pub(super) fn wait_unchallenged(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let Some(wait) = Wait::of(facts, stay) else { continue };
        let limit = wait.limit(facts);
        let untimed = wait.ended.is_some_and(|there| !there.recorded);
        if wait.until <= limit || untimed || !wait.chases.is_empty() || !wait.escalations.is_empty() {
            continue;
        }
        let nobody = format!(
            "Asked for at {}, the adult was waited for {}, and nobody appears to have chased or escalated.",
            wait.asked(),
            stay::waited(facts, wait.since, wait.until)
        );
        let finding = if wait.until <= wait.too_long_from(facts) {
            rule.query(limit, format!("{nobody} Were they told where the child was?"))
        } else {
            let next = if wait.ended.is_none() && !facts.closed() { " Ring again now, and escalate." } else { "" };
            rule.shortfall(limit, format!("{nobody}{next}"))
        };
        let finding = finding
            .due(limit)
            .measured(wait.since, wait.until)
            .on([wait.first.position])
            .on(wait.ended.map(|there| there.position));
        judgement.find(stay.extract_asked(facts, wait.until, stay::age_asked(facts, finding)));
    }
}

/// Returns whether an explanation names a cause: any but "other", or "other" with words that say something.
fn names_a_cause(explained: &crate::law::facts::Fact<'_, AaDelayExplained>) -> bool {
    let mut words = [&explained.it.text, &explained.entry.common.note].into_iter().flatten();
    explained.it.cause != AaDelayCause::Other || words.any(|words| !is_stock(words))
}

/// Words of a note about the adult, beside "AA"; and words of one that says why they are long in coming, beside "late".
const ADULT: &[&str] = &[
    "appropriate adult",
    "scheme",
    "volunteer",
    "mother",
    "mum",
    "father",
    "dad",
    "parent",
    "guardian",
    "social worker",
];
const DELAY: &[&str] = &[
    "delay",
    "driving",
    "travelling",
    "on the way",
    "on his way",
    "on her way",
    "on their way",
    "from work",
    "at work",
    "back from",
    "held up",
    "stuck",
    "broke",
    "traffic",
    "because",
    "unable",
    "unavailable",
    "not available",
    "can t",
    "cannot",
    "nobody",
    "no one",
];

/// Returns whether words say why someone is long in coming. A late shift, or a call to be made later, doesn't.
fn says_why_late(plain: &str) -> bool {
    let words: Vec<&str> = plain.split(' ').collect();
    let shift = |i: usize| matches!(words.get(i + 1), Some(&("turn" | "shift" | "shifts" | "turns" | "entry")));
    normalised_mentions(plain, DELAY) || words.iter().enumerate().any(|(i, word)| *word == "late" && !shift(i))
}

/// Returns the last thing written that may say why the adult was long in coming, though not as the cause: the reason or note
/// of a later request or of an escalation by then, or a note about an adult's delay. The reason of the first request is that
/// for whom to ask, unless it speaks of a delay.
///
/// Law: Code C 1.1A wants the fact of a delay and its reason on the record, and doesn't say in which entry.
fn may_say_why(facts: &Facts<'_>, stay: &Stay, limit: Instant, until: Instant) -> Option<Mark> {
    let says =
        |texts: [&Option<String>; 2]| texts.into_iter().flatten().any(|text| !is_stock(text) && says_something(text));
    let in_time = |at: Instant| stay.authorised.at <= at && at <= until;
    let first = stay.requests(facts).next().map(|first| first.at);
    let timely = first.is_some_and(|first| first <= limit);
    let asked = stay.requests(facts).filter(|it| timely && in_time(it.at));
    let asked = asked.filter(|it| {
        let texts = [&it.it.reason, &it.entry.common.note];
        let of_delay = || texts.into_iter().flatten().any(|text| says_why_late(&normalised(text)));
        says(texts) && (first != Some(it.at) || of_delay())
    });
    let asked = asked.map(|it| it.mark());
    let escalated = stay.within::<AaEscalated>(facts).filter(|it| in_time(it.at));
    let escalated = escalated.filter(|it| says([&it.it.reason, &it.entry.common.note])).map(|it| it.mark());
    let noted = stay.within_or_later::<Note>(facts).filter(|it| stay.authorised.at <= it.at).filter_map(|it| {
        let plain = normalised(told(it.it)?);
        let of_adult = normalised_mentions(&plain, ADULT) || plain.split(' ').any(|word| word == "aa");
        (of_adult && says_why_late(&plain)).then(|| it.mark())
    });
    asked.chain(escalated).chain(noted).max_by_key(|mark| (mark.at, mark.position))
}

/// `aa.delay-unexplained`: past 120 minutes from authorisation to arrival, and no cause on the record.
///
/// Law: Code C 1.1A: a delay is no breach where it was justified, and the record shows that it happened and why. What may say
/// why elsewhere than as the cause is asked about, and so is treatment at hospital where only that made the wait so long.
pub(super) fn delay_unexplained(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let there = stay.first_there();
        let until = there.map_or(stay.to, |there| there.from);
        let minutes = facts.policy.adult.delay_explained_minutes;
        let (limit, too_long) = (stay.after_authorisation(minutes), facts.due_after(stay.authorised.at, minutes));
        if until <= limit || stay.within_or_later::<AaDelayExplained>(facts).any(|it| names_a_cause(&it)) {
            continue;
        }
        let waited = stay::waited(facts, stay.authorised.at, until);
        let wait = match there {
            Some(there) => format!("The adult came at {}, {waited} after authorisation", clock(there.from)),
            None => format!("No adult in the {waited} from authorisation"),
        };
        let at = there.map_or(limit, |there| there.from);
        let why = may_say_why(facts, stay, limit, until);
        let finding = match (there, why) {
            // `aa.times-missing` or `aa.arrive` already asks when the adult came.
            (Some(there), _) if !there.recorded && is_asked_elsewhere(facts, stay) => continue,
            (Some(there), _) if !there.recorded => rule.query(
                at,
                format!(
                    "An adult was with the child at {}, {waited} after authorisation; when they arrived is not recorded. \
                     If they were long in coming, why?",
                    clock(there.from)
                ),
            ),
            (_, Some(why)) => rule.query(
                at,
                format!("{wait}. Does what was written at {} say why, as Code C 1.1A asks?", stay::clock_from(stay.authorised.at, why.at)),
            ),
            (_, None) if until <= too_long => {
                rule.query(at, format!("{wait}. Was that why? Code C 1.1A asks that the record say so."))
            }
            (there, None) => {
                let there = if there.is_some() { "was" } else { "is" };
                let record = format!("Code C 1.1A: record that there {there} a delay, and why.");
                rule.breach(at, format!("{wait}, and the record gives no cause. {record}"))
            }
        };
        let finding = finding
            .due(limit)
            .measured(stay.authorised.at, until)
            .on([stay.authorised.position])
            .on(there.map(|there| there.position))
            .on(why.map(|why| why.position));
        judgement.find(stay.extract_asked(facts, stay.to, stay::age_asked(facts, finding)));
    }
}

/// Returns whether another rule already asks when an adult came who was there and whose arrival isn't recorded.
fn is_asked_elsewhere(facts: &Facts<'_>, stay: &Stay) -> bool {
    stay.requests(facts).next().is_none()
        || Wait::of(facts, stay).is_some_and(|wait| wait.until > wait.too_long_from(facts))
}

/// Returns when rights were given with the adult there, first. Those of a voluntary attendance aren't a detained child's.
pub(super) fn rights_with_adult(facts: &Facts<'_>, stay: &Stay) -> Option<Mark> {
    let held = |at: Instant| !stay.in_attendance(facts, at);
    let given = stay.within::<RightsGiven>(facts).find(|given| given.it.aa_present && held(given.at));
    let arrivals = stay.within::<AaArrived>(facts);
    let at_arrival = arrivals.filter(|arrived| held(arrived.at)).find(|arrived| arrived.it.rights_given == Some(true));
    [given.map(|it| (it.at, it.position)), at_arrival.map(|it| (it.at, it.position))]
        .into_iter()
        .flatten()
        .min()
        .map(|(at, position)| Mark { at, position })
}

/// Returns the first time from authorisation on that an adult was there with the child: not while the child was at hospital,
/// unless rights were given there.
fn first_with_child(facts: &Facts<'_>, stay: &Stay, given: Option<Mark>) -> Option<Presence> {
    let authorised = stay.authorised.at;
    stay.presences.iter().filter(|there| !there.over || authorised <= there.to).find_map(|there| {
        let there = Presence { from: there.from.max(authorised), ..*there };
        let at_hospital = |why: AwayWhy| matches!(why, AwayWhy::Treatment | AwayWhy::Evidence);
        let away =
            facts.away.iter().find(|away| at_hospital(away.why) && away.from < there.from && there.from < away.to);
        match away {
            Some(away) if given.is_none_or(|given| given.at < there.from || away.to < given.at) => {
                (away.to < there.to).then_some(Presence { from: away.to, ..there })
            }
            _ => Some(there),
        }
    })
}

/// `aa.rights-again`: owed from the adult's arrival; a breach where an interview began, or the detention ended, without.
///
/// An adult who came before authorisation is owed it from then. Where an adult was there and no arrival is recorded,
/// what is missing is asked about.
pub(super) fn rights_again(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in stays(facts) {
        let given = rights_with_adult(facts, stay);
        let Some(there) = first_with_child(facts, stay, given) else { continue };
        let began = stay
            .within::<InterviewStarted>(facts)
            .find(|interview| interview.at >= there.from)
            .filter(|interview| given.is_none_or(|given| given.at > interview.at));
        let never = given.is_none() && stay.ended && stay.to > there.from;
        let broken = began
            .map(|interview| (interview.at, Some(interview.position)))
            .or(never.then(|| (stay.to, facts.end.filter(|end| end.at == stay.to).map(|end| end.position))));
        if there.recorded {
            let state = match given {
                Some(_) => State::Done,
                None if stay.came_of_age || (stay.ended && !never) => State::NotNeeded,
                None if broken.is_some() => State::Overdue,
                None if there.over => State::Open,
                None => State::DueSoon,
            };
            let message = match given {
                Some(given) => format!("Rights given with the adult there at {}.", clock(given.at)),
                None if there.over => format!(
                    "Rights weren't given again with the adult there ({}, here from {} to {}).",
                    who(there.who),
                    clock(there.from),
                    clock(there.to)
                ),
                None => format!(
                    "Give the child's rights again with the adult there ({}, here since {}).",
                    who(there.who),
                    clock(there.from)
                ),
            };
            judgement.owe(rule, Some(there.from), state, given.map(|given| given.at), message);
        }
        let Some((at, position)) = broken else { continue };
        let when = if began.is_some() { "before the interview at" } else { "by the end at" };
        let finding = if there.recorded {
            let next = match (given, stay.ended) {
                (Some(given), _) => format!(" They were given at {}.", clock(given.at)),
                (None, true) => String::new(),
                (None, false) => " Do it now, and record it.".to_owned(),
            };
            rule.breach(
                at,
                format!(
                    "Rights are given again when the adult comes: here at {}, and they don't appear to have been {when} \
                     {}.{next}",
                    clock(there.from),
                    clock(at)
                ),
            )
            .due(there.from)
        } else {
            rule.query(
                at,
                format!(
                    "An adult was with the child at {}; when they came, and whether rights were given again with them \
                     {when} {}, is not recorded. Were they?",
                    clock(there.from),
                    clock(at)
                ),
            )
        };
        let finding = finding.on([there.position]).on(position.filter(|position| *position != there.position));
        judgement.find(stay.extract_asked(facts, at, stay::age_asked(facts, finding)));
    }
}

/// Returns the first instant from authorisation on that an adult was there; the end of the stay where none came.
pub(super) fn there_or_end(stay: &Stay) -> Instant {
    stay.first_there().map_or(stay.to, |there| there.from)
}
