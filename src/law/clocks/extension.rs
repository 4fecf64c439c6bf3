//! A superintendent's extension to 36 hours (s.42): when it may be given, by whom, for what, and who must be heard.

use crate::law::adult;
use crate::law::assessment::Judgement;
use crate::law::facts::{Fact, Facts};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::wording;
use crate::record::Instant;
use crate::record::kinds::{ExtensionAuthorised, Review, SolicitorArrived, SolicitorRequested};
use crate::record::time::{clock, day_clock};
use crate::record::words::{Present, Rank, Role};

use super::limit::{Grant, Timing, grants};
use super::runs_here;

/// The reviews that must have been held before the first extension (s.42(4)(b)).
pub(super) const REVIEWS_BEFORE: usize = 2;

pub(super) const EARLY: Rule = Rule {
    id: "clock.extension-early",
    title: "The first extension comes after the second review, and within 24 hours of the relevant time",
    standard: Standard::Statute,
    cites: &["PACE s.42(4)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::Superintendent,
    why: "A second night in a cell is to be weighed only after two independent looks at the first day.",
    judge: early,
};

pub(super) const RANK: Rule = Rule {
    id: "clock.extension-rank",
    title: "An extension is for a superintendent or above, and for an indictable offence",
    standard: Standard::Statute,
    cites: &["PACE s.42(1)", "PACE s.107(1)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::Superintendent,
    why: "Holding a child past a day needs a senior officer who answers for it, and an offence that warrants it.",
    judge: rank,
};

pub(super) const UNHEARD: Rule = Rule {
    id: "clock.extension-unheard",
    title: "Before an extension the child, their solicitor and an adult at hand are heard",
    standard: Standard::Statute,
    cites: &["PACE s.42(6)", "Code C 15.3"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::Superintendent,
    why: "Nobody should decide on a child's second day in a cell without hearing them.",
    judge: unheard,
};

/// Where the Code asks for more than s.42(6).
const CODE: &[&str] = &["Code C 15.3", "Code C 15.2A"];

/// What the record says of something that must be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Yes,
    No,
    NotRecorded,
}

impl From<Option<bool>> for Said {
    fn from(said: Option<bool>) -> Self {
        match said {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::NotRecorded,
        }
    }
}

/// How the officer who gave an extension stands to the rank that s.42(1) asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A superintendent or above, or a chief inspector acting as one with a word of who authorised it.
    Superintendent,
    /// Below that rank.
    Below,
    /// The rank isn't recorded.
    NotRecorded,
    /// Acting in the rank, and who authorised it isn't recorded.
    ActingOnNoWord,
    /// Acting in the rank from one that s.107 doesn't raise so far.
    ActingFromAnotherRank,
}

/// Returns how the author stands to the rank of superintendent; by role where no rank is recorded.
///
/// Law: PACE s.42(1). By s.107(1) a chief inspector counts as a superintendent where a rank above superintendent, or an
/// absent superintendent, authorised it; nobody else does, but a rank may have been given for a time, so that is asked.
pub(super) fn standing(fact: &Fact<'_, ExtensionAuthorised>) -> Standing {
    let Some(by) = fact.entry.by() else { return Standing::NotRecorded };
    let superintendent = |rank: Rank| rank.at_least(Rank::Superintendent);
    match (by.rank, by.acting_as, by.role) {
        (Some(rank), _, _) if superintendent(rank) => Standing::Superintendent,
        (Some(rank), Some(acting), _) if superintendent(acting) && rank != Rank::ChiefInspector => {
            Standing::ActingFromAnotherRank
        }
        (_, Some(acting), _) if superintendent(acting) => {
            match wording::first_said([fact.entry.common.note.as_deref()]) {
                Some(_) => Standing::Superintendent,
                None => Standing::ActingOnNoWord,
            }
        }
        (Some(_), _, _) | (None, Some(_), _) => Standing::Below,
        (None, None, Some(Role::Superintendent)) => Standing::Superintendent,
        (None, None, _) => Standing::NotRecorded,
    }
}

/// Returns the grants that these rules judge: on a PACE route, of someone who was then a child.
fn judged<'a>(facts: &Facts<'a>) -> Vec<(Fact<'a, ExtensionAuthorised>, Grant)> {
    if !runs_here(facts) {
        return Vec::new();
    }
    grants(facts).filter(|(given, _)| facts.is_child_at(given.at)).collect()
}

fn early(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for (given, grant) in judged(facts) {
        let at = given.at;
        let finding = match grant.timing {
            Timing::InTime | Timing::Expired => continue,
            Timing::BeforeSecondReview(held) => {
                let message = format!(
                    "A first extension may be given only after the second review. {}, given {}. It doesn't move the limit{}.",
                    reviews_held(held),
                    clock(at),
                    if facts.closed() { "" } else { ": charge, release, or extend again lawfully" },
                );
                rule.breach(at, message)
            }
            Timing::ReviewsNotShown(held) => {
                let message = format!(
                    "A first extension may be given only after the second review. {} in this file, and earlier ones may stand outside it. Record when they were held.",
                    reviews_held(held)
                );
                rule.query(at, message)
            }
            Timing::PerhapsAfter24Hours(day) => {
                let message = format!(
                    "A first extension may be given only within 24 h of the relevant time, by {}. Given {}: lawful only where the clock started later. Record what its start turns on.",
                    day_clock(day),
                    day_clock(at),
                );
                rule.query(at, message).due(day)
            }
            Timing::After24Hours(day) => {
                let message = format!(
                    "A first extension may be given only within 24 h of the relevant time, by {}. Given {}: it doesn't move the limit.{}",
                    day_clock(day),
                    day_clock(at),
                    if facts.closed() { "" } else { " Charge or release." },
                );
                rule.breach(at, message).due(day)
            }
        };
        judgement.find(finding.on([given.position]));
    }
}

fn reviews_held(held: usize) -> &'static str {
    match held {
        0 => "No valid review is shown",
        _ => "One valid review is shown",
    }
}

fn rank(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for (given, grant) in judged(facts) {
        let indictable = Said::from(given.it.indictable);
        let wrong = [
            (grant.standing == Standing::Below).then_some("The officer was below superintendent, with no acting rank"),
            (indictable == Said::No).then_some("The offence isn't indictable"),
        ];
        let missing = [
            match grant.standing {
                Standing::NotRecorded => Some("The officer's rank is not recorded"),
                Standing::ActingOnNoWord => Some("Who authorised the acting rank is not recorded (s.107(1))"),
                Standing::ActingFromAnotherRank => Some(
                    "s.107(1) lets a chief inspector act as superintendent: what rank was held, by whose authority?",
                ),
                Standing::Superintendent | Standing::Below => None,
            },
            (indictable == Said::NotRecorded).then_some("Whether the offence is indictable is not recorded"),
        ];
        let wrong: Vec<_> = wrong.into_iter().flatten().collect();
        let missing: Vec<_> = missing.into_iter().flatten().collect();
        let law = "An extension needs a superintendent or above, and an indictable offence";
        let finding = if !wrong.is_empty() {
            let next = if facts.closed() { "" } else { ": charge or release" };
            let message = format!("{law}. {}. It doesn't move the limit{next}.", wrong.join(". "));
            rule.breach(given.at, message)
        } else if !missing.is_empty() {
            rule.query(given.at, format!("{law}. {} Record it.", sentences(&missing)))
        } else {
            continue;
        };
        judgement.find(finding.on([given.position]));
    }
}

/// Returns each of the texts as a sentence, in a row.
fn sentences(texts: &[&str]) -> String {
    let ended = |text: &&str| if text.ends_with('?') { (*text).to_owned() } else { format!("{text}.") };
    texts.iter().map(ended).collect::<Vec<_>>().join(" ")
}

/// Returns whether a solicitor is known to act by then: asked for, come, or there at a review.
fn solicitor_acts(facts: &Facts<'_>, at: Instant) -> bool {
    facts.each::<SolicitorRequested>().any(|asked| asked.at <= at)
        || facts.each::<SolicitorArrived>().any(|came| came.at <= at)
        || facts.each::<Review>().any(|review| {
            let there = review.it.present.as_ref().is_some_and(|present| present.contains(&Present::Solicitor));
            review.at <= at && (there || review.it.solicitor_said.is_some())
        })
}

/// What s.42(6) asks for: the chance, whether or not it is taken.
const CHANCE: &str = "Before an extension the child or a solicitor must be given the chance to speak (s.42(6)).";

/// `clock.extension-unheard`.
///
/// Law: s.42(6) is met by hearing the child or any solicitor who is available. Code C 15.3 asks for each of the child,
/// the solicitor and the adult; sleep excuses it at a review and not before an extension, and 15.3B lets the officer
/// refuse only what an unfit child would say aloud. Why one of them wasn't heard isn't in the record: that is asked.
fn unheard(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for (given, _) in judged(facts) {
        let it = given.it;
        let at: Instant = given.at;
        let heard = [it.child_heard, it.solicitor_heard];
        let statute = if heard.contains(&Some(true)) {
            Said::Yes
        } else if heard.contains(&None) {
            Said::NotRecorded
        } else {
            Said::No
        };
        let adult_at_hand = facts.adult_plainly_here_at(at) && adult::owed_at(facts, at);
        let adult = if adult_at_hand { Said::from(it.aa_consulted) } else { Said::Yes };
        let finding = match (statute, adult) {
            (Said::No, _) => {
                let adult = if adult == Said::No { ", nor the adult who was here" } else { "" };
                let next = if facts.closed() {
                    "If one was asked and said nothing, record that."
                } else {
                    "Give it now, and look at the decision again."
                };
                let message = format!("{CHANCE} The record says neither was heard{adult}. {next}");
                rule.breach(at, message)
            }
            (_, Said::No) => {
                let next = if facts.closed() { "" } else { " Hear them now, and look at the decision again." };
                let message = format!(
                    "Before an extension an adult at hand is to be heard, whoever else was. The adult was in the station and wasn't asked.{next}"
                );
                rule.breach(at, message).standing_on(Standard::Code, CODE)
            }
            (Said::NotRecorded, _) => {
                let message = format!(
                    "{CHANCE} Whether one was heard is not recorded. Record who was asked, and what they said."
                );
                rule.query(at, message)
            }
            (Said::Yes, _) => {
                let solicitor = if solicitor_acts(facts, at) { Said::from(it.solicitor_heard) } else { Said::Yes };
                let asks: Vec<&str> = [
                    match Said::from(it.child_heard) {
                        Said::Yes => None,
                        Said::No => {
                            Some("The child wasn't: were they asked, or unfit to be heard? Sleep is no reason here.")
                        }
                        Said::NotRecorded => Some("Whether the child was is not recorded."),
                    },
                    match solicitor {
                        Said::Yes => None,
                        Said::No => Some("The child's solicitor wasn't: could they be reached?"),
                        Said::NotRecorded => Some("Whether the child's solicitor was is not recorded."),
                    },
                    (adult == Said::NotRecorded).then_some("Whether the adult in the station was is not recorded."),
                ]
                .into_iter()
                .flatten()
                .collect();
                if asks.is_empty() {
                    continue;
                }
                let message = format!(
                    "Before an extension the child, their solicitor and the adult are each to be heard, where they can be. {} Record it.",
                    asks.join(" ")
                );
                rule.query(at, message).standing_on(Standard::Code, CODE)
            }
        };
        judgement.find(finding.on([given.position]));
    }
}

#[cfg(test)]
#[path = "extension_tests.rs"]
mod tests;
