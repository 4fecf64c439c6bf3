//! A superintendent's extension to 36 hours (s.42): when it may be given, by whom, for what, and who must be heard.

use crate::law::assessment::Judgement;
use crate::law::facts::{Fact, Facts};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::Instant;
use crate::record::kinds::ExtensionAuthorised;
use crate::record::time::{clock, day_clock};
use crate::record::words::{Rank, Role};

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
    cites: &["PACE s.42(1)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::Superintendent,
    why: "Holding a child past a day needs a senior officer who answers for it, and an offence that warrants it.",
    judge: rank,
};

pub(super) const UNHEARD: Rule = Rule {
    id: "clock.extension-unheard",
    title: "Before an extension the child or a solicitor is heard, and an adult at hand too",
    standard: Standard::Statute,
    cites: &["PACE s.42(6)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::Superintendent,
    why: "Nobody should decide on a child's second day in a cell without hearing them.",
    judge: unheard,
};

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

/// Returns whether the author stands in the rank of superintendent or above; by role where no rank is recorded.
///
/// Law: PACE s.42(1); s.107 for an authorised acting rank.
pub(super) fn is_superintendent(fact: &Fact<'_, ExtensionAuthorised>) -> Said {
    let Some(by) = fact.entry.by() else { return Said::NotRecorded };
    match (by.effective_rank(), by.role) {
        (Some(rank), _) => Some(rank.at_least(Rank::Superintendent)).into(),
        (None, Some(Role::Superintendent)) => Said::Yes,
        (None, _) => Said::NotRecorded,
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
                    "A first extension may be given only after the second review. {}, given {}. It doesn't move the limit: charge, release, or extend again lawfully.",
                    reviews_held(held),
                    clock(at)
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
            Timing::After24Hours(day) => {
                let message = format!(
                    "A first extension may be given only within 24 h of the relevant time, by {}. Given {}: it doesn't move the limit. Charge or release.",
                    day_clock(day),
                    day_clock(at)
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
            (grant.superintendent == Said::No).then_some("The officer was below superintendent, with no acting rank"),
            (indictable == Said::No).then_some("The offence isn't indictable"),
        ];
        let missing = [
            (grant.superintendent == Said::NotRecorded).then_some("The officer's rank is not recorded"),
            (indictable == Said::NotRecorded).then_some("Whether the offence is indictable is not recorded"),
        ];
        let wrong: Vec<_> = wrong.into_iter().flatten().collect();
        let missing: Vec<_> = missing.into_iter().flatten().collect();
        let law = "An extension is for a superintendent or above, and an indictable offence";
        let finding = if !wrong.is_empty() {
            let message = format!("{law}. {}. It doesn't move the limit: charge or release.", wrong.join(". "));
            rule.breach(given.at, message)
        } else if !missing.is_empty() {
            rule.query(given.at, format!("{law}. {}. Record it.", missing.join(". ")))
        } else {
            continue;
        };
        judgement.find(finding.on([given.position]));
    }
}

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
        let adult = if facts.adult_here_at(at) { Said::from(it.aa_consulted) } else { Said::Yes };
        let code: &[&str] = &["Code C 15.3", "Code C 15.2A"];
        let finding = match (statute, adult) {
            (Said::Yes, Said::Yes) => continue,
            (Said::No, _) => {
                let adult = if adult == Said::No { ", nor the adult who was here" } else { "" };
                let message = format!(
                    "Before an extension the child or a solicitor must be heard. Neither was{adult}. Hear them now, and look at the decision again."
                );
                rule.breach(at, message)
            }
            (_, Said::No) => {
                let message = "Before an extension an adult at hand is to be heard, whoever else was. The adult was in the station and wasn't asked. Hear them now, and look at the decision again.";
                rule.breach(at, message).standing_on(Standard::Code, code)
            }
            (Said::NotRecorded, _) => {
                let message = "Before an extension the child or a solicitor must be heard. Whether they were is not recorded. Record who was heard and what they said.";
                rule.query(at, message)
            }
            (Said::Yes, Said::NotRecorded) => {
                let message = "Before an extension an adult at hand is to be heard. Whether the adult in the station was is not recorded. Record it.";
                rule.query(at, message).standing_on(Standard::Code, code)
            }
        };
        judgement.find(finding.on([given.position]));
    }
}

#[cfg(test)]
#[path = "extension_tests.rs"]
mod tests;
