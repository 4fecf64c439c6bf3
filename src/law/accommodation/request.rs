//! Asking the authority: at once, for alternative; secure only with support.

use chrono::TimeDelta;

use super::MUST_ACCEPT;
use super::case::{Case, ChargeClass};
use super::threshold::{ASK, SecureAge, SecureTest, UNDER};
use crate::law::assessment::{Finding, Judgement, State, Verdict};
use crate::law::facts::Facts;
use crate::law::register::Rule;
use crate::record::Instant;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AccommodationType, Limb, PlacementType};

/// Bail refused: ask. Early notices and requests before charge aren't requests under s.38(6).
///
/// A move with no request written is a request that was made; an answer with none before it is asked about.
pub(super) fn request(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        request_of(rule, facts, &case, judgement);
    }
}

fn request_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    let Some(refused) = case.refused else { return };
    let policy = &facts.policy.accommodation;
    let due = case.since + TimeDelta::minutes(policy.request_minutes);
    let asked = case.first_asked();
    let answered = case.answers.first();
    let moved = case.moved.map(|moved| moved.at);
    let done_at = asked.map(|(at, _)| at).or(answered.map(|answer| answer.at)).or(moved);
    let state = match done_at {
        Some(_) => State::Done,
        None if case.over && case.until <= due => State::NotNeeded,
        None => facts.undone(due),
    };
    let text = format!(
        "Ask the authority for a place for the child (s.38(6)): alternative, which it must accept {MUST_ACCEPT}."
    );
    judgement.owe(rule, Some(due), state, done_at, text);
    for ask in case.asks.iter().filter(|ask| ask.fact.it.sort == AccommodationType::NotRecorded) {
        let text = format!("Asked {}: which kind isn't recorded. Alternative or secure?", clock(ask.fact.at));
        judgement.find(rule.query(ask.fact.at, text).on([ask.fact.position]));
    }
    if let (None, Some(answer)) = (asked, answered) {
        let text = format!(
            "The authority answered {}, and no request is recorded before it. When was it asked, for which kind?",
            clock(answer.at)
        );
        judgement.find(rule.query(answer.at, text).on([answer.position]));
        return;
    }
    if done_at.is_some() || !never_asked(case, facts) {
        return;
    }
    let text = format!(
        "Bail refused {}, and no request to the authority is recorded in {}. The law's default is to move the child (s.38(6)). {}",
        clock(case.since),
        length(minutes_between(case.since, case.until)),
        if case.over { "Record why." } else { "Ask for alternative now." },
    );
    let finding = absent(rule, case, Verdict::Breach, due, text);
    judgement.find(finding.due(due).measured(case.since, case.until).on([refused.position]).via(["AC14"]));
}

/// Asked, but long after bail was refused; or still not asked, and so late whenever it comes.
pub(super) fn late(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        late_of(rule, facts, &case, judgement);
    }
}

fn late_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    let Some(refused) = case.refused else { return };
    let policy = &facts.policy.accommodation;
    let due = case.since + TimeDelta::minutes(policy.request_minutes);
    let limit = case.since + TimeDelta::minutes(policy.late_minutes);
    let last = case.since + TimeDelta::minutes(policy.breach_minutes);
    match case.first_asked() {
        Some((at, position)) if at > limit => {
            // An earlier answer shows that the authority had been asked; when isn't recorded, and is asked about.
            if case.answers.first().is_some_and(|answer| answer.at < at) {
                return;
            }
            let text = format!(
                "Bail refused {}, asked {}: {} between. Why the wait?",
                clock(case.since),
                clock(at),
                length(minutes_between(case.since, at))
            );
            let verdict = if at > last { Verdict::Breach } else { Verdict::Shortfall };
            let finding = absent(rule, case, verdict, limit, text);
            judgement.find(finding.due(due).measured(case.since, at).on([refused.position, position]).via(["AC15"]));
        }
        None if case.answers.is_empty() && case.moved.is_none() && case.until > limit && !never_asked(case, facts) => {
            let text = format!(
                "Bail refused {}, and {} later the authority isn't asked (s.38(6)). {}",
                clock(case.since),
                length(minutes_between(case.since, case.until)),
                next(case)
            );
            let finding = absent(rule, case, Verdict::Shortfall, limit, text);
            judgement
                .find(finding.due(due).measured(case.since, case.until).on([refused.position]).via(["AC14", "AC15"]));
        }
        _ => {}
    }
}

/// Secure asked for without what the law asks: one finding for one cause, however often it was asked.
pub(super) fn secure_unsupported(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        secure_unsupported_of(rule, facts, &case, judgement);
    }
}

fn secure_unsupported_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    let mut found: Vec<Finding> = Vec::new();
    for ask in case.asks.iter().filter(|ask| ask.is_secure()) {
        let test = SecureTest::of_ask(facts, case, ask);
        let Some((verdict, via, text)) = shortcoming(&test, ask_for(case, case.until)) else { continue };
        match found.iter_mut().find(|finding| finding.verdict == verdict && finding.via == via) {
            Some(again) => again.entries.push(ask.fact.position),
            None => found.push(rule.finding(verdict, ask.fact.at, text).on([ask.fact.position]).via(via)),
        }
    }
    for finding in found {
        judgement.find(finding);
    }
}

/// Returns the verdict on one request for secure, the rows behind it, and what to say.
fn shortcoming(test: &SecureTest<'_>, ask: &str) -> Option<(Verdict, Vec<&'static str>, String)> {
    let all = test.answers.all();
    if test.age == SecureAge::Under {
        return Some((Verdict::Breach, vec!["AC16"], format!("Secure asked for. {UNDER}{ask}")));
    }
    if test.reasons_cant_count() {
        let mut via = vec!["AC20"];
        if test.class == ChargeClass::NotSpecified {
            via.push("AC22");
        }
        return Some((Verdict::Breach, via, format!("Secure asked for. {}", test.cant_count(ask))));
    }
    if test.age == SecureAge::NotKnown {
        let text = "Secure asked for, and the record can't tell whether the child is 12. Secure can be a reason only from 12 (s.38(6)(b)). What is the date of birth?";
        return Some((Verdict::Query, vec!["AC16"], text.to_owned()));
    }
    match test.class {
        ChargeClass::NotSpecified if !all => {
            let said = test.says_something_of_harm();
            let verdict = if said { Verdict::Query } else { Verdict::Breach };
            let text = format!("Secure asked for; the offence isn't specified. {}", test.not_yet(ask));
            Some((verdict, vec!["AC22"], text))
        }
        ChargeClass::Specified if !all => {
            Some((Verdict::Query, vec!["AC19"], format!("Secure asked for. {}", test.not_yet(ask))))
        }
        ChargeClass::Unknown => Some((Verdict::Query, vec!["AC23"], format!("Secure asked for. {}", test.unknown()))),
        _ => None,
    }
}

/// Only secure was asked for: alternative never was, and nothing says why it wouldn't do.
///
/// Without support for secure it is a breach; with it, and secure refused, a shortfall; reasoned away in writing, nothing.
/// In an open record the officer has the time for a request to put it right.
pub(super) fn alternative_not_asked(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        alternative_not_asked_of(rule, facts, &case, judgement);
    }
}

fn alternative_not_asked_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    if case.alternative_asked_by(case.until) {
        return;
    }
    let secure: Vec<_> = case.asks.iter().filter(|ask| ask.is_secure()).collect();
    let Some(first) = secure.first() else { return };
    let past = |from: Instant| {
        case.ended || case.until > from + TimeDelta::minutes(facts.policy.accommodation.request_minutes)
    };
    // A move with no request written is a request that was made, and a child moved at once stayed in no cell; of a later move
    // it is asked what came before.
    let moved = case.moved.map(|moved| moved.at);
    if moved
        .is_some_and(|moved| moved <= first.fact.at + TimeDelta::minutes(facts.policy.accommodation.request_minutes))
    {
        return;
    }
    let weighed = |verdict: Verdict| if moved.is_some() { Verdict::Query } else { verdict };
    let next = match moved {
        Some(moved) => format!("Moved at {}: was it asked for before that?", clock(moved)),
        None => next(case).to_owned(),
    };
    let on: Vec<usize> = secure.iter().map(|ask| ask.fact.position).collect();
    let supported = secure.iter().any(|ask| !SecureTest::of_ask(facts, case, ask).unsupported());
    let limb_a_only = !case.certificates.is_empty()
        && case.certificates.iter().all(|certificate| certificate.it.limb == Limb::Impracticable)
        && !case.argued();
    // A secure place stood ready: nothing else had to be asked for, and limb (a) says why it wasn't reached.
    let ready = |at: Instant| case.offered_at(PlacementType::Secure, at).is_some();
    if supported && limb_a_only && case.certificates.iter().any(|certificate| ready(certificate.at)) {
        return;
    }
    if !supported || limb_a_only {
        if past(first.fact.at) {
            let why = if supported { "and limb (a) alone certified" } else { "without what would support it" };
            let text = format!(
                "Secure asked for at {} {why}, and alternative never asked for. The authority must accept alternative {MUST_ACCEPT}. {}",
                clock(first.fact.at),
                next
            );
            let finding = absent(rule, case, weighed(Verdict::Breach), first.fact.at, text);
            judgement.find(finding.on(on).via(["AC26"]));
        }
        return;
    }
    let Some(refusal) = secure.iter().find_map(|ask| ask.refusal()) else { return };
    if !case.argued() && past(refusal.at) {
        let text = format!(
            "Secure refused at {}; alternative neither asked for nor ruled out in writing. A certificate under (b) needs one or the other. {}",
            clock(refusal.at),
            next
        );
        let finding = absent(rule, case, weighed(Verdict::Shortfall), refusal.at, text);
        judgement.find(finding.on(on.into_iter().chain([refusal.position])).via(["AC26"]));
    }
}

/// Returns what to ask for instead of secure; nothing where that was done or can't be any more.
pub(super) fn ask_for(case: &Case<'_>, at: Instant) -> &'static str {
    if case.over || case.moved.is_some() || case.alternative_asked_by(at) { "" } else { ASK }
}

fn next(case: &Case<'_>) -> &'static str {
    if case.over { "Record why." } else { "Ask for alternative now." }
}

/// Returns whether no request counts as never made: past the last limit, or not by the end of the record.
fn never_asked(case: &Case<'_>, facts: &Facts<'_>) -> bool {
    let policy = &facts.policy.accommodation;
    let due = case.since + TimeDelta::minutes(policy.request_minutes);
    case.until > case.since + TimeDelta::minutes(policy.breach_minutes) || (case.ended && case.until > due)
}

/// Returns a finding for something absent: a query where it could lie outside the part of the record that the file covers.
pub(super) fn absent(rule: &Rule, case: &Case<'_>, verdict: Verdict, at: Instant, text: String) -> Finding {
    let verdict = if case.could_lie_outside(case.since, case.until) { Verdict::Query } else { verdict };
    rule.finding(verdict, at, text)
}
