//! A long wait with no adult, before charge: was release, or bail to return, weighed on the record?

use super::arrival::there_or_end;
use super::stay::{self, Stay, stays};
use crate::law::assessment::Judgement;
use crate::law::facts::Facts;
use crate::law::register::Rule;
use crate::law::wording::{self, normalised};
use crate::record::Kind;
use crate::record::time::clock;
use crate::record::words::ReviewDecision;

/// `aa.no-bail-considered`: before charge, no adult for 240 minutes, and nothing says that release or bail was weighed.
///
/// Law: Code C Note 16C: there is no power to hold a child only to wait for the adult before charge; bail to return when
/// the adult can be there is the course it names. Code C 1.1: released as soon as the need to detain is over.
/// Only where the police could release on bail: on a route outside PACE they can't, so it isn't asked there; nor of a child
/// under ten, who can't have committed an offence and is to be released outright.
pub(super) fn no_bail_considered(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !facts.is_pace_route() {
        return;
    }
    for stay in stays(facts) {
        let charged = facts.each::<crate::record::kinds::Charged>().map(|charged| charged.at);
        let charged = charged.filter(|at| *at >= stay.since).min();
        let until = charged.map_or(there_or_end(stay), |charged| charged.min(there_or_end(stay)));
        let reached = stay.after_authorisation(facts.policy.adult.bail_considered_minutes);
        let under_ten = facts.age_at(stay.authorised.at).is_some_and(|age| age < 10);
        if until < reached || under_ten || is_weighed(facts, stay) {
            continue;
        }
        let finding = rule
            .query(
                reached,
                format!(
                    "No adult by {}, {} after authorisation and before charge. Was release, or bail to return when an \
                     adult can come, thought about?{}",
                    clock(until),
                    stay::waited(facts, stay.authorised.at, until),
                    stay::next(facts, " Say so in a review or a note.")
                ),
            )
            .on([stay.authorised.position]);
        judgement.find(stay::age_asked(facts, finding));
    }
}

/// Returns whether anything written from authorisation on speaks of release or bail. The child's own words don't count.
fn is_weighed(facts: &Facts<'_>, stay: &Stay) -> bool {
    let during = |at| stay.authorised.at <= at && stay.next.is_none_or(|next| at < next);
    facts.entries.iter().filter(|standing| during(standing.at)).any(|standing| {
        let note = standing.entry.common.note.as_deref();
        let own = match &standing.entry.kind {
            Kind::Review(review) => {
                if review.decision == Some(ReviewDecision::Release) {
                    return true;
                }
                vec![review.grounds.as_deref(), review.effect.as_deref(), review.reason.as_deref()]
            }
            Kind::ReviewExplained(explained) => vec![explained.said.as_deref()],
            Kind::Note(note) => vec![wording::told(note)],
            Kind::AaDelayExplained(explained) => vec![explained.text.as_deref()],
            Kind::AaEscalated(escalated) => vec![escalated.reason.as_deref()],
            Kind::AaRequested(asked) => vec![asked.reason.as_deref()],
            _ => Vec::new(),
        };
        own.into_iter().chain([note]).flatten().any(speaks_of_release)
    })
}

/// Returns whether a text speaks of letting the child go. Bail the child was already on, or is said to have broken,
/// isn't that.
fn speaks_of_release(text: &str) -> bool {
    let plain = normalised(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let already = ["on", "of", "breach", "breached", "breaching", "broke", "broken"];
    words.iter().enumerate().any(|(i, word)| {
        let before = i.checked_sub(1).and_then(|i| words.get(i)).copied().unwrap_or_default();
        let after = words.get(i + 1).copied().unwrap_or_default();
        match *word {
            "release" | "released" | "releasing" | "rui" | "bailed" | "bailing" => true,
            "bail" => !already.contains(&before) && after != "breach",
            "home" => matches!(before, "sent" | "send" | "sending"),
            "investigation" => before == "under",
            _ => false,
        }
    })
}
