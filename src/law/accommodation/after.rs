//! After asking: decide again, move the child, hold the authority to its duty, escalate.

use chrono::TimeDelta;

use super::MUST_ACCEPT;
use super::case::{Ask, Case, Offer, ended_in_bail, is_refusal, kind_of, same_authority};
use super::request::absent;
use super::threshold::{SecureAge, SecureTest};
use crate::law::assessment::{Judgement, State, Verdict};
use crate::law::certificate::is_limb_open;
use crate::law::facts::{AwayWhy, Fact, Facts};
use crate::law::register::Rule;
use crate::record::Instant;
use crate::record::kinds::{AccommodationAnswered, Review};
use crate::record::text::visible;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AccommodationType, AuthorityAnswer, Limb, PlacementType, ReviewDecision};

/// Something that calls for a fresh decision.
struct News {
    at: Instant,
    position: usize,
    what: &'static str,
    row: &'static str,
}

/// Returns what came up that calls for a fresh decision: an offer of another kind than was asked for, a withdrawal, a new charge.
///
/// An offer of what was asked for calls for the move itself, which is `accommodation.offered-not-moved`.
fn news(case: &Case<'_>) -> Vec<News> {
    let offers = case.offers.iter().filter(|offer| !offer.as_asked).map(|offer| News {
        at: offer.at,
        position: offer.position,
        what: "a place of another kind was offered",
        row: "AC25",
    });
    let withdrawn = case.answers.iter().filter(|answer| answer.it.answer == AuthorityAnswer::Withdrawn);
    let withdrawn = withdrawn.map(|answer| News {
        at: answer.at,
        position: answer.position,
        what: "a place was withdrawn",
        row: "AC37",
    });
    let charges = case.charges.iter().filter(|charged| charged.at > case.since && charged.at <= case.until);
    let charges = charges.map(|charged| News {
        at: charged.at,
        position: charged.position,
        what: "the charge changed",
        row: "AC37",
    });
    let mut news: Vec<News> = offers.chain(withdrawn).chain(charges).collect();
    news.sort_by_key(|news| (news.at, news.position));
    news
}

/// Returns the first decision on the move made after `from`: a move, a fresh request, a certificate, a review that weighed it.
fn decided_after(case: &Case<'_>, from: Instant) -> Option<Instant> {
    let moved = case.moved.iter().map(|moved| moved.at);
    let asks = case.asks.iter().map(|ask| ask.fact.at);
    let certificates = case.certificates.iter().map(|certificate| certificate.at);
    let reviews = case.reviews.iter().filter(|review| review.it.accommodation_considered == Some(true));
    let all = moved.chain(asks).chain(certificates).chain(reviews.map(|review| review.at));
    all.filter(|at| *at >= from).min()
}

/// The move is decided again at each review after charge, and on anything new.
///
/// Law: PACE s.40(10) applies s.38(1) to (6B) at each review.
pub(super) fn re_decide(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        re_decide_of(rule, facts, &case, judgement);
    }
}

fn re_decide_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    if case.refused.is_none() {
        return;
    }
    let before_move = |at: Instant| case.moved.is_none_or(|moved| at < moved.at);
    // A review that lets the child go, and they went, has no move to think about.
    let went = case.end.is_none_or(|end| ended_in_bail(facts, end));
    let keeps = |review: &&Fact<'_, Review>| review.it.decision != Some(ReviewDecision::Release) || !went;
    let reviews: Vec<_> = case.reviews.iter().filter(|review| before_move(review.at)).filter(keeps).collect();
    let mut told: Vec<usize> = Vec::new();
    for news in news(case) {
        let next = reviews.iter().find(|review| review.at > news.at);
        let decided = decided_after(case, news.at);
        let due = next
            .map(|review| review.at)
            .or_else(|| facts.reviews().next_due().filter(|due| !case.over && *due > news.at));
        let done = decided.filter(|at| next.is_none_or(|review| *at <= review.at));
        let state = match (decided, due) {
            (Some(_), _) => State::Done,
            (None, _) if case.over && next.is_none() => State::NotNeeded,
            (None, Some(due)) => facts.undone(due),
            (None, None) => State::Open,
        };
        let text = format!(
            "{} {}: decide again. Bail? If not, can the child be moved? If not, write why.",
            clock(news.at),
            news.what
        );
        judgement.owe(rule, due, state, decided, text);
        if let (None, Some(review)) = (done, next) {
            let text = format!(
                "{} {}, and no decision followed by the review at {} (s.40(10)). {}",
                clock(news.at),
                news.what,
                clock(review.at),
                if case.over || case.moved.is_some() {
                    "Record why."
                } else {
                    "Decide again now: move the child, ask again, or write why not."
                },
            );
            let finding = rule.shortfall(review.at, text).due(review.at).on([news.position, review.position]);
            judgement.find(finding.via([news.row]));
            told.push(review.position);
        }
    }
    for review in &reviews {
        let considered = review.it.accommodation_considered;
        let state = if considered == Some(true) { State::Done } else { facts.undone(review.at) };
        let done_at = (considered == Some(true)).then_some(review.at);
        let text = "Review after charge: bail again? Then the move again: has anything changed? (s.40(10))";
        judgement.owe(rule, Some(review.at), state, done_at, text);
        if told.contains(&review.position) || considered == Some(true) {
            continue;
        }
        let finding = if considered.is_none() {
            rule.query(
                review.at,
                format!("The review at {} doesn't say whether the move to the authority was thought about again (s.40(10)). Was it?", clock(review.at)),
            )
        } else {
            rule.shortfall(
                review.at,
                format!("The review at {} says that the move to the authority wasn't thought about again. Each review decides it afresh (s.40(10)).", clock(review.at)),
            )
        };
        judgement.find(finding.on([review.position]).via(["AC37"]));
    }
    if !case.over
        && case.moved.is_none()
        && let Some(due) = facts.reviews().next_due()
    {
        let text = "At the next review: bail again? Then ask again: has anything changed? (s.40(10))";
        judgement.owe(rule, Some(due), facts.undone(due), None, text);
    }
}

/// What an authority did with a request for alternative that it had to accept.
pub(super) struct Failure {
    pub(super) at: Instant,
    pub(super) row: &'static str,
    pub(super) entries: Vec<usize>,
    authority: Option<String>,
    text: String,
}

/// Returns where an authority refused, withdrew or didn't answer a request for alternative; one an authority.
pub(super) fn failures(facts: &Facts<'_>, case: &Case<'_>) -> Vec<Failure> {
    let limit = TimeDelta::minutes(facts.policy.accommodation.answer_minutes);
    let mut failures: Vec<Failure> = Vec::new();
    for ask in case.asks.iter().filter(|ask| !ask.is_secure()) {
        let name = ask.fact.it.authority.as_deref();
        let who = name.map_or_else(|| "The authority".to_owned(), |name| visible(name).into_owned());
        let mut found: Vec<Failure> = Vec::new();
        for answer in &ask.answers {
            let about = kind_of(answer.it, PlacementType::Alternative) == PlacementType::Alternative;
            // With the kind not recorded, "threshold not met" can only be about secure.
            let threshold = answer.it.answer == AuthorityAnswer::RefuseThreshold && answer.it.to.is_none();
            let unsure = threshold && ask.fact.it.sort == AccommodationType::NotRecorded;
            let withdrawn = answer.it.answer == AuthorityAnswer::Withdrawn;
            if about && !unsure && (is_refusal(answer.it.answer) || withdrawn) {
                let did = if withdrawn { "withdrew its place" } else { "refused alternative" };
                found.push(Failure {
                    at: answer.at,
                    row: "AC28",
                    entries: vec![ask.fact.position, answer.position],
                    authority: name.map(str::to_owned),
                    text: format!(
                        "{who} {did} at {}. It must accept {MUST_ACCEPT}.{}",
                        clock(answer.at),
                        if case.over || case.moved.is_some() { "" } else { " Keep their words, ask again, escalate." },
                    ),
                });
            }
        }
        let by = ask.fact.at + limit;
        let same = |answer: Option<&String>| match (answer, name) {
            (Some(one), Some(other)) => same_authority(one, other),
            _ => true,
        };
        // What it says of secure is no answer to the request it has to accept.
        let secure_only = |answer: &Fact<'_, AccommodationAnswered>| {
            let to_secure = case.asks.iter().filter(|ask| ask.is_secure()).flat_map(|ask| &ask.answers);
            let named = answer.it.of.is_some() && to_secure.into_iter().any(|one| one.position == answer.position);
            let about = answer.it.to == Some(PlacementType::Secure) || (named && answer.it.to.is_none());
            about && !matches!(answer.it.answer, AuthorityAnswer::AcceptSecure | AuthorityAnswer::AcceptAlternative)
        };
        let heard = case.answers.iter().any(|answer| {
            answer.at >= ask.fact.at
                && !secure_only(answer)
                && answer.at <= by
                && answer.it.answer != AuthorityAnswer::NoAnswer
                && same(answer.it.authority.as_ref())
        });
        // A place found elsewhere in that time leaves nothing to answer.
        let found_elsewhere = case.offers.iter().any(|offer| offer.at >= ask.fact.at && offer.at <= by);
        if found.is_empty() && ask.waiting_at(by) && !heard && !found_elsewhere && case.until > by {
            found.push(Failure {
                at: by,
                row: "AC29",
                entries: vec![ask.fact.position],
                authority: name.map(str::to_owned),
                text: format!(
                    "{who} was asked for alternative at {} and didn't answer within {}. It must accept {MUST_ACCEPT}.{}",
                    clock(ask.fact.at),
                    length(minutes_between(ask.fact.at, by)),
                    if case.over || !ask.waiting_at(case.until) { "" } else { " Ask again, ring the duty manager." },
                ),
            });
        }
        for failure in found {
            let again = failures.iter_mut().find(|other| match (&other.authority, &failure.authority) {
                (Some(one), Some(two)) => same_authority(one, two),
                (None, None) => true,
                _ => false,
            });
            match again {
                Some(other) => other.entries.extend(failure.entries),
                None => failures.push(failure),
            }
        }
    }
    failures
}

/// The authority refused, withdrew or didn't answer a request for alternative: its failing, not the police's.
pub(super) fn authority_failed(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        authority_failed_of(rule, facts, &case, judgement);
    }
}

fn authority_failed_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    for failure in failures(facts, case) {
        let mut entries = failure.entries;
        entries.sort_unstable();
        entries.dedup();
        let finding = if failure.row == "AC29" {
            absent(rule, case, Verdict::Breach, failure.at, failure.text)
        } else {
            rule.breach(failure.at, failure.text)
        };
        judgement.find(finding.on(entries).via([failure.row]));
    }
}

/// A place was offered, and the child is still in the cell.
pub(super) fn offered_not_moved(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        offered_not_moved_of(rule, facts, &case, judgement);
    }
}

fn offered_not_moved_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    let mut told = false;
    for offer in &case.offers {
        // Alternative offered where secure was asked for, and reasoned away in writing, isn't an accepted place; below 12 no
        // reasoning opens s.38(6)(b).
        let reasoned_away = offer.kind == PlacementType::Alternative && !offer.as_asked && case.argued();
        let reasoned_away = reasoned_away && SecureAge::at(facts, offer.at) != SecureAge::Under;
        let reasoned_away = reasoned_away
            || (offer.kind == PlacementType::Alternative
                && case.certificates.iter().any(|certificate| {
                    certificate.it.limb == Limb::SecureUnavailable
                        && certificate.at >= offer.at
                        && SecureAge::at(facts, certificate.at) != SecureAge::Under
                        && super::said::says_why(certificate.it.why_not_alternative.as_deref())
                }));
        let due =
            offer.at.max(offer.eta.unwrap_or(offer.at)) + TimeDelta::minutes(facts.policy.accommodation.moved_minutes);
        let moved = case.moved.map(|moved| moved.at);
        let excused = reasoned_away || limb_a_open(facts, case) || in_hospital(facts, due.min(case.until));
        let withdrawn = offer.withdrawn.filter(|at| *at <= due);
        let state = match moved {
            Some(_) => State::Done,
            None if excused || withdrawn.is_some() || (case.over && case.until <= due) => State::NotNeeded,
            None => facts.undone(due),
        };
        let kind = offer.kind.plain();
        let text = format!(
            "{kind} place offered at {}: move the child. Record the time, who received them, the risks handed over.",
            clock(offer.at)
        );
        judgement.owe(rule, Some(due), state, moved, capital(text));
        if moved.is_some() || excused || told {
            continue;
        }
        // Nothing of this arises from the 18th birthday on.
        let stands =
            |at: Instant| at >= offer.at && at <= case.until && offer.withdrawn.is_none_or(|withdrawn| withdrawn > at);
        let certified =
            case.certificates.iter().find(|certificate| stands(certificate.at)).map(|one| (one.at, one.position));
        let court = case.court.filter(|court| stands(court.at)).map(|one| (one.at, one.position));
        let last = offer.withdrawn.unwrap_or(case.until).min(case.until);
        let (at, position) = match (certified.or(court), last > due) {
            (Some((at, position)), _) if at <= due => (at, Some(position)),
            (_, true) => (due, None),
            (Some((at, position)), false) => (at, Some(position)),
            (None, false) => continue,
        };
        let next = match offer.withdrawn {
            _ if case.over => "Record why.".to_owned(),
            Some(withdrawn) => format!("The place was withdrawn at {}: ask again, and record why.", clock(withdrawn)),
            None => "Move the child, or record what stops it.".to_owned(),
        };
        let text = format!(
            "{kind} place offered at {}, and the child wasn't moved within {}. Nothing recorded made the move impracticable. {next}",
            clock(offer.at),
            length(minutes_between(offer.at, last)),
        );
        // That a certificate or court followed is on the record; that nothing did may lie outside an extract.
        let finding = match position {
            Some(_) => rule.breach(at, capital(text)),
            None => absent(rule, case, Verdict::Breach, at, capital(text)),
        };
        let finding = finding.due(due).on([offer.position].into_iter().chain(position));
        judgement.find(finding.via(["AC36"]));
        told = true;
    }
}

/// Returns whether limb (a) is certified on a reason that can make a move impracticable.
pub(super) fn limb_a_open(facts: &Facts<'_>, case: &Case<'_>) -> bool {
    case.certificates.iter().any(|one| one.it.limb == Limb::Impracticable && is_limb_open(facts, case, one))
}

fn in_hospital(facts: &Facts<'_>, at: Instant) -> bool {
    let there = |why| matches!(why, AwayWhy::Treatment | AwayWhy::Evidence);
    facts.away.iter().any(|away| there(away.why) && away.from <= at && (at <= away.to || !away.over))
}

fn capital(text: String) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whom to ring at each step, and the policy number that says when.
const LADDER: [&str; 3] = [
    "the authority's duty manager, and tell the custody inspector",
    "the authority's head of service on call, and tell the duty superintendent",
    "the authority's director on call",
];

/// Refused or silent: the ladder.
///
/// It runs from the first request, or from the withdrawal of a place; it stops on an offer, the move, bail, court, or a
/// certificate whose limb is open. Secure asked for without support isn't a case to escalate: the remedy is to ask for alternative.
pub(super) fn escalate(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        escalate_of(rule, facts, &case, judgement);
    }
}

fn escalate_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    if case.refused.is_none() {
        return;
    }
    let policy = &facts.policy.accommodation;
    let steps = [policy.escalate_first_minutes, policy.escalate_second_minutes, policy.escalate_last_minutes];
    for (from, position) in ladders(facts, case) {
        let stop = stops(facts, case, from);
        let told = case.certificates.iter().filter(|certificate| certificate.it.inspector_told == Some(true));
        let mut calls: Vec<Instant> = case.escalations.iter().map(|one| one.at).chain(told.map(|one| one.at)).collect();
        calls.retain(|at| *at >= from && stop.is_none_or(|stop| *at <= stop));
        calls.sort_unstable();
        for (i, (minutes, who)) in steps.into_iter().zip(LADDER).enumerate() {
            let due = from + TimeDelta::minutes(minutes);
            let arises = i == 0
                || calls.len() >= i
                || steps.get(i - 1).is_some_and(|last| case.until > from + TimeDelta::minutes(*last));
            if !arises {
                break;
            }
            let done_at = calls.get(i).copied();
            let stopped = stop.is_some_and(|stop| stop <= due) || (case.over && case.until <= due);
            let state = match done_at {
                Some(_) => State::Done,
                None if stopped || stop.is_some() => State::NotNeeded,
                None => facts.undone(due),
            };
            let text = format!("No place yet since {}: ring {who}. Log who, when, what they said.", clock(from));
            judgement.owe(rule, Some(due), state, done_at, text);
        }
        let last = from + TimeDelta::minutes(policy.escalate_last_minutes);
        let stopped = stop.is_some_and(|stop| stop <= last);
        if case.until > last && !stopped && !calls.iter().any(|at| *at <= last) {
            let text = format!(
                "No place since {}, and {} passed with no escalation by anyone. {}",
                clock(from),
                length(policy.escalate_last_minutes),
                if case.over {
                    "Record why.".to_owned()
                } else {
                    format!("Ring {} now.", LADDER.last().copied().unwrap_or_default())
                },
            );
            let finding = absent(rule, case, Verdict::Shortfall, last, text);
            judgement.find(finding.due(last).measured(from, case.until).on([position]).via(["AC29"]));
        }
    }
}

/// Returns when each ladder begins: the first request that was refused or met with silence, then each withdrawal.
fn ladders(facts: &Facts<'_>, case: &Case<'_>) -> Vec<(Instant, usize)> {
    let counts = |ask: &&Ask<'_>| !ask.is_secure() || !SecureTest::of_ask(facts, case, ask).unsupported();
    let first = case.asks.iter().find(counts).map(|ask| (ask.fact.at, ask.fact.position));
    let withdrawn = case.answers.iter().filter(|answer| answer.it.answer == AuthorityAnswer::Withdrawn);
    first.into_iter().chain(withdrawn.map(|answer| (answer.at, answer.position))).collect()
}

/// Returns when a ladder that began at `from` stopped: an offer, the move, or a certificate whose limb is open; at once where
/// another place stood then.
fn stops(facts: &Facts<'_>, case: &Case<'_>, from: Instant) -> Option<Instant> {
    let stood = |offer: &Offer| offer.at < from && offer.withdrawn.is_none_or(|withdrawn| withdrawn > from);
    if case.offers.iter().any(stood) {
        return Some(from);
    }
    let offers = case.offers.iter().map(|offer| offer.at);
    let moved = case.moved.iter().map(|moved| moved.at);
    let open = case.certificates.iter().filter(|one| is_limb_open(facts, case, one));
    offers.chain(moved).chain(open.map(|one| one.at)).filter(|at| *at >= from).min()
}
