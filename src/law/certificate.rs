//! The certificate for the court (PACE s.38(6), (7)): which limb, on what reasons, and what is missing.

use super::accommodation::case::{Ask, Case, ChargeClass, Outside, SECURE_AGE, class, may_have_turned_12};
use super::accommodation::reasons::{Weight, for_impracticable, for_secure, no_limb_allows};
use super::accommodation::said::{Answered, answered, says_why};
use super::assessment::{Judgement, Verdict};
use super::facts::{Fact, Facts};
use super::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{CertificateIssued, ToCourt};
use crate::record::time::clock;
use crate::record::words::{AccommodationType, AuthorityAnswer, Limb, PlacementType, ReasonCode};

const RULE: Rule = Rule {
    id: "",
    title: "",
    standard: Standard::Statute,
    cites: &["PACE s.38(6)", "PACE s.38(7)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "",
    judge: missing,
};

/// The rules of this family.
pub const RULES: &[Rule] = &[
    Rule {
        id: "certificate.missing",
        title: "A child not moved goes to court with a certificate",
        cites: &["PACE s.38(7)", "Code C 16.10"],
        why: "The court can't ask why a child spent the night in a cell if nobody wrote it down.",
        judge: missing,
        ..RULE
    },
    Rule {
        id: "certificate.limb",
        title: "The certificate's limb is made out",
        cites: &["PACE s.38(6)(a)", "PACE s.38(6)(b)", "Code C Note 16D"],
        why: "A cell is lawful for a charged child only on one of two narrow footings.",
        judge: limb,
        ..RULE
    },
    Rule {
        id: "certificate.stray-reason",
        title: "No reason stands in a certificate that no limb allows",
        cites: &["PACE s.38(6)", "Code C Note 16D"],
        why: "A reason that can't count hides whether the one beside it would have been enough.",
        judge: stray_reason,
        ..RULE
    },
    Rule {
        id: "certificate.incomplete",
        title: "The certificate says what the court needs",
        cites: &["PACE s.38(6)", "PACE s.38(7)", "Code C Note 16D"],
        why: "A thin certificate leaves the court, the adult and the child guessing.",
        judge: incomplete,
        ..RULE
    },
    Rule {
        id: "certificate.not-needed",
        title: "A certificate is drawn up only where s.38(6) applies",
        why: "A certificate on the wrong footing suggests that the wrong power was in mind.",
        judge: not_needed,
        ..RULE
    },
];

/// How one certificate's limb stands.
#[derive(Debug, Default)]
pub(super) struct LimbState {
    /// What the record shows against it.
    pub against: Vec<String>,
    /// What the record leaves in doubt.
    pub doubts: Vec<String>,
    /// The rows of the threshold test behind them.
    pub via: Vec<&'static str>,
}

/// Returns whether the limb of a certificate is open: nothing the record shows rules it out.
pub(super) fn is_limb_open(facts: &Facts<'_>, case: &Case<'_>, certificate: &Fact<'_, CertificateIssued>) -> bool {
    let named = certificate.it.reasons.as_ref().is_some_and(|reasons| !reasons.is_empty());
    let in_words = answered(certificate.it.circumstances.as_deref()) == Answered::Given;
    let anything = certificate.it.limb == Limb::SecureUnavailable || named || in_words;
    anything && limb_state(facts, case, certificate).against.is_empty()
}

/// Holds a certificate's limb against the record: certificate, requests and answers together.
pub(super) fn limb_state(facts: &Facts<'_>, case: &Case<'_>, certificate: &Fact<'_, CertificateIssued>) -> LimbState {
    match certificate.it.limb {
        Limb::Impracticable => limb_a(certificate),
        Limb::SecureUnavailable => limb_b(facts, case, certificate),
    }
}

/// Limb (a): circumstances that stop movement. Law: PACE s.38(6)(a); Code C Note 16D.
fn limb_a(certificate: &Fact<'_, CertificateIssued>) -> LimbState {
    let mut state = LimbState::default();
    let reasons: Vec<ReasonCode> = certificate.it.reasons.iter().flatten().copied().collect();
    let cant = |code: &ReasonCode| for_impracticable(*code).weight == Weight::CantCount;
    if !reasons.is_empty() && reasons.iter().all(cant) {
        let names: Vec<String> = reasons.iter().map(|code| code.plain()).collect();
        let mut whys: Vec<&str> = Vec::new();
        for why in reasons.iter().map(|code| for_impracticable(*code).why) {
            if !whys.contains(&why) {
                whys.push(why);
            }
        }
        state.against.push(format!("Given: {}. {}", names.join(", "), whys.join(" ")));
        if reasons.contains(&ReasonCode::NoTransport) {
            state.via.push("AC32");
        }
        if reasons.iter().any(|code| *code != ReasonCode::NoTransport) {
            state.via.push("AC33");
        }
    }
    if reasons.contains(&ReasonCode::CourtNear) && certificate.it.journey_and_court_times != Some(true) {
        state.doubts.push(
            "Court is near: what are the journey and court times, and what rest would the child lose?".to_owned(),
        );
        state.via.push("AC34");
    }
    state
}

/// Limb (b): 12 or over, no secure to be had, and alternative not adequate. Law: PACE s.38(6)(b).
fn limb_b(facts: &Facts<'_>, case: &Case<'_>, certificate: &Fact<'_, CertificateIssued>) -> LimbState {
    let mut state = LimbState::default();
    let signed = certificate.at;
    match facts.age_at(signed) {
        Some(age) if age < SECURE_AGE && !may_have_turned_12(facts, signed) => {
            state.against.push("the child was under 12 when it was signed".to_owned());
            state.via.push("AC16");
        }
        Some(age) if age >= SECURE_AGE => {}
        _ => state.doubts.push("Was the child 12 when it was signed? The record can't tell.".to_owned()),
    }
    if let Some(offer) = case.offered_at(PlacementType::Secure, signed) {
        state.against.push(format!("a secure place was offered at {}", clock(offer.at)));
    }
    let unsure = |ask: &Ask<'_>| ask.fact.at <= signed && ask.fact.it.sort == AccommodationType::NotRecorded;
    if !case.secure_asked_by(signed) {
        if case.asks.iter().any(unsure) {
            state.doubts.push("Which kind the authority was asked for isn't recorded. Was it secure?".to_owned());
        } else {
            state.against.push("secure was never asked for".to_owned());
        }
    } else if case.offered_at(PlacementType::Secure, signed).is_none() && !secure_answered(case, signed) {
        state.doubts.push("What did the authority answer to the request for secure? No answer is recorded.".to_owned());
    }
    let argued = says_why(certificate.it.why_not_alternative.as_deref()) || case.argued_in_a_request_by(signed);
    if !argued {
        if let Some(offer) = case.offered_at(PlacementType::Alternative, signed) {
            let text = format!("alternative was offered at {}, and nothing says why it wouldn't do", clock(offer.at));
            state.against.push(text);
        } else if class(&case.charges_at(signed)) == ChargeClass::NotSpecified {
            state.against.push("nothing says why alternative wouldn't do, and the offence isn't specified".to_owned());
        } else {
            state.doubts.push("Nothing says why alternative wouldn't protect the public. Why not?".to_owned());
        }
    }
    if !state.against.is_empty() || !argued {
        state.via.push("AC27");
    }
    state
}

/// Returns whether the authority answered a request for secure by then; "no answer" is none.
fn secure_answered(case: &Case<'_>, by: crate::record::Instant) -> bool {
    let on_secure = case.asks.iter().filter(|ask| ask.is_secure()).flat_map(|ask| &ask.answers);
    let about_secure = case.answers.iter().filter(|answer| answer.it.to == Some(PlacementType::Secure));
    on_secure.chain(about_secure).any(|answer| answer.at <= by && answer.it.answer != AuthorityAnswer::NoAnswer)
}

/// Returns the journey to court of a child not moved on which no certificate went with them: none made, or not produced.
pub(super) fn not_taken_to_court<'a>(case: &Case<'a>) -> Option<Fact<'a, ToCourt>> {
    let court = case.court.filter(|court| case.moved.is_none() && court.at <= case.until)?;
    let produced = court.it.certificate_produced.unwrap_or_else(|| made_by_court(case, &court));
    (!produced).then_some(court)
}

/// Returns whether a certificate was made by the time the child reached court. One signed before the charge is none: nobody was
/// held under s.38(1) yet.
fn made_by_court(case: &Case<'_>, court: &Fact<'_, ToCourt>) -> bool {
    let ready = court.it.reached_at.map_or(court.at, |reached| reached.instant().max(court.at));
    case.certificates.iter().any(|certificate| certificate.at <= ready)
}

fn missing(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        missing_of(rule, &case, judgement);
    }
}

fn missing_of(rule: &Rule, case: &Case<'_>, judgement: &mut Judgement) {
    let Some(court) = not_taken_to_court(case) else { return };
    let made = made_by_court(case, &court);
    let text = if made {
        format!(
            "Left for court at {}: a certificate was made, and the record says it wasn't produced. The court must be given it (s.38(7)).",
            clock(court.at)
        )
    } else {
        format!(
            "Left for court at {}, not moved, and no certificate is recorded. The court must be given one (s.38(7)). If one was made, record it.",
            clock(court.at)
        )
    };
    let verdict = if !made && case.could_lie_outside(case.since, court.at) { Verdict::Query } else { Verdict::Breach };
    judgement.find(rule.finding(verdict, court.at, text).on([court.position]).via(["AC39"]));
}

/// Returns the certificates to be judged: signed after charge, before the child turned 18.
fn signed<'c, 'a>(facts: &'c Facts<'a>, case: &'c Case<'a>) -> impl Iterator<Item = &'c Fact<'a, CertificateIssued>> {
    case.certificates.iter().filter(|certificate| facts.is_child_at(certificate.at))
}

fn limb(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        limb_of(rule, facts, &case, judgement);
    }
}

fn limb_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    for certificate in signed(facts, case) {
        let state = limb_state(facts, case, certificate);
        let (verdict, text) = if !state.against.is_empty() {
            let against = state.against.join("; ");
            let text = match certificate.it.limb {
                Limb::Impracticable => format!("Limb (a) doesn't appear to be made out. {against}"),
                Limb::SecureUnavailable => format!(
                    "Limb (b) needs all three: 12 or over, no secure to be had, alternative not adequate. It doesn't appear to be made out: {against}."
                ),
            };
            (Verdict::Breach, text)
        } else if !state.doubts.is_empty() {
            let name = if certificate.it.limb == Limb::Impracticable { "(a)" } else { "(b)" };
            (Verdict::Query, format!("Limb {name}. {}", state.doubts.join(" ")))
        } else {
            continue;
        };
        judgement.find(rule.finding(verdict, certificate.at, text).on([certificate.position]).via(state.via));
    }
}

/// A reason that no limb allows, beside one that does: whether the one that can count stands alone is asked.
///
/// Beside limb (b) a reason that needs more facts counts only where the record says something of harm: with nothing said it
/// is no better than the stray one, and `accommodation.secure-unsupported` says so of the request.
fn stray_reason(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        stray_reason_of(rule, facts, &case, judgement);
    }
}

fn stray_reason_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    for certificate in signed(facts, case) {
        let reasons: Vec<ReasonCode> = certificate.it.reasons.iter().flatten().copied().collect();
        let limb = certificate.it.limb;
        let strays: Vec<String> =
            reasons.iter().filter(|code| is_stray(limb, **code)).map(|code| code.plain()).collect();
        let beside = match limb {
            Limb::Impracticable => reasons.iter().any(|code| for_impracticable(*code).weight != Weight::CantCount),
            Limb::SecureUnavailable => {
                let harm = case.says_something_of_harm_by(certificate.at);
                let counts = |code: &ReasonCode| match for_secure(*code).weight {
                    Weight::Counts => true,
                    Weight::WithMoreFacts => harm || *code == ReasonCode::Other,
                    Weight::CantCount => !no_limb_allows(*code),
                };
                reasons.iter().any(counts) || says_why(certificate.it.why_not_alternative.as_deref())
            }
        };
        if !strays.is_empty() && beside {
            let why = match limb {
                Limb::Impracticable => "can't make a move impracticable",
                Limb::SecureUnavailable => "no limb of s.38(6) allows",
            };
            let text = format!(
                "The certificate gives \"{}\", which {why}, beside a reason that can count. Does the other stand alone?",
                strays.join(", ")
            );
            judgement.find(rule.query(certificate.at, text).on([certificate.position]));
        }
    }
}

/// Returns whether a reason has no place in a certificate of that limb.
fn is_stray(limb: Limb, code: ReasonCode) -> bool {
    match limb {
        // A reason of the other limb is out of place, but a limb allows it; no secure bed never stops a move.
        Limb::Impracticable => {
            for_impracticable(code).weight == Weight::CantCount && for_secure(code).weight != Weight::Counts
        }
        Limb::SecureUnavailable => no_limb_allows(code),
    }
}

/// Returns what a certificate lacks: what the limb itself needs, and what good practice records.
pub(super) fn lacking(certificate: &CertificateIssued) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut needed = Vec::new();
    match certificate.limb {
        Limb::Impracticable => {
            if answered(certificate.circumstances.as_deref()) != Answered::Given {
                needed.push("the circumstances");
            }
        }
        Limb::SecureUnavailable => {
            if !says_why(certificate.why_not_alternative.as_deref()) {
                needed.push("why alternative wouldn't do");
            }
        }
    }
    let near = certificate.reasons.iter().flatten().any(|code| *code == ReasonCode::CourtNear);
    if near && certificate.journey_and_court_times != Some(true) {
        needed.push("journey and court times");
    }
    let mut practice = Vec::new();
    if certificate.aa_told.is_none() {
        practice.push("whether the adult was told");
    }
    if certificate.child_views.is_none() {
        practice.push("the child's views");
    }
    if certificate.inspector_told.is_none() {
        practice.push("whether an inspector was told");
    }
    (needed, practice)
}

fn incomplete(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for case in Case::each(facts).into_iter().flatten() {
        incomplete_of(rule, facts, &case, judgement);
    }
}

fn incomplete_of(rule: &Rule, facts: &Facts<'_>, case: &Case<'_>, judgement: &mut Judgement) {
    for certificate in signed(facts, case) {
        let (needed, practice) = lacking(certificate.it);
        let verdict = if !needed.is_empty() {
            Verdict::Shortfall
        } else if !practice.is_empty() {
            Verdict::Query
        } else {
            continue;
        };
        let fields: Vec<&str> = needed.into_iter().chain(practice).collect();
        let text = format!(
            "The certificate of {} doesn't say: {}. Add what is known.",
            clock(certificate.at),
            fields.join("; ")
        );
        judgement.find(rule.finding(verdict, certificate.at, text).on([certificate.position]).via(["AC40"]));
    }
}

fn not_needed(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let cases = Case::each(facts);
    let held: Vec<&Case<'_>> = cases.iter().flatten().collect();
    let why = match cases.last() {
        _ if !held.is_empty() => "it was made before the charge",
        None | Some(Ok(_) | Err(Outside::NotCharged)) => "the child isn't charged",
        Some(Err(Outside::OtherPower(_))) => "the child is held under another power",
        Some(Err(Outside::SeventeenBefore2015)) => "17-year-olds came under it on 26 October 2015",
        Some(Err(Outside::UnderTen)) => "a child below ten is released, not moved",
        Some(Err(Outside::Bailed { .. })) => "bail was granted",
        Some(Err(Outside::Adult)) => return,
    };
    let needed = |position: usize| held.iter().any(|case| case.certificates.iter().any(|one| one.position == position));
    for certificate in facts.each::<CertificateIssued>().filter(|one| facts.is_child_at(one.at)) {
        if !needed(certificate.position) {
            let text = format!(
                "A certificate was made at {}, and s.38(6) doesn't apply: {why}. What was it for?",
                clock(certificate.at)
            );
            judgement.find(rule.query(certificate.at, text).on([certificate.position]));
        }
    }
}

#[cfg(test)]
mod tests;
