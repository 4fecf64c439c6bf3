//! The grounds on which bail was refused, decision by decision (PACE s.38(1)).

use super::case::{Case, Charge};
use crate::law::facts::Fact;
use crate::law::offences::{How, Match};
use crate::law::wording::{mentions, normalised};
use crate::record::Instant;
use crate::record::kinds::BailRefused;
use crate::record::words::BailGround;

impl<'a> Case<'a> {
    /// Returns the decision on bail that stands: the last refusal that names any ground, else the first.
    #[must_use]
    pub fn decision(&self) -> Option<Fact<'a, BailRefused>> {
        let names =
            |refusal: &&Fact<'_, BailRefused>| written(refusal).iter().any(|ground| *ground != BailGround::Other);
        self.refusals.iter().rfind(names).copied().or(self.refused)
    }

    /// Returns the grounds written for the decision that stands.
    #[must_use]
    pub fn grounds(&self) -> Vec<BailGround> {
        self.decision().map(|decision| written(&decision)).unwrap_or_default()
    }

    /// Returns the lawful grounds of the decision that stands, murder among them where it is charged.
    #[must_use]
    pub fn lawful_grounds(&self) -> Vec<BailGround> {
        self.decision().map(|decision| self.lawful(&decision)).unwrap_or_default()
    }

    /// Returns the lawful grounds of every refusal by that instant, each once.
    #[must_use]
    pub fn lawful_grounds_by(&self, at: Instant) -> Vec<BailGround> {
        let mut all: Vec<BailGround> = Vec::new();
        for ground in self.refusals.iter().filter(|refusal| refusal.at <= at).flat_map(|refusal| self.lawful(refusal)) {
            if !all.contains(&ground) {
                all.push(ground);
            }
        }
        all
    }

    /// Returns the lawful grounds of one refusal. `other` isn't one, nor is having nowhere to go, nor below 14 a drug sample;
    /// murder is one wherever it is charged, written or not.
    ///
    /// Law: PACE s.38(1)(a)–(c), (6A), s.63B(3)(b).
    pub(super) fn lawful(&self, refusal: &Fact<'_, BailRefused>) -> Vec<BailGround> {
        let mut lawful = written(refusal);
        lawful.retain(|ground| match ground {
            BailGround::NowhereToGo | BailGround::Other => false,
            BailGround::DrugSample => !self.too_young_for_a_sample,
            _ => true,
        });
        if lawful.is_empty() && self.murder_charged_by(refusal.at) {
            lawful.push(BailGround::Murder);
        }
        lawful
    }

    /// Returns whether murder was among the charges by that instant: then the duty to release doesn't arise, and the police
    /// can't bail. Law: PACE s.38(1)(c); Coroners and Justice Act 2009 s.115.
    #[must_use]
    pub fn murder_charged_by(&self, at: Instant) -> bool {
        self.charges_at(at.max(self.charged.at)).iter().any(is_murder)
    }
}

/// Returns the grounds written down for a refusal.
pub(super) fn written(refusal: &Fact<'_, BailRefused>) -> Vec<BailGround> {
    refusal.it.grounds.clone().unwrap_or_default()
}

/// Words of what is charged about a murder and isn't one.
const NOT_MURDER: &[&str] = &["attempt", "conspir", "assist", "encourag", "solicit", "threat", "incit", "aid", "abet"];

/// Returns whether a charge is one of murder.
pub(super) fn is_murder(charge: &Charge<'_>) -> bool {
    match &charge.found {
        Match::Found(_, How::Inchoate) => false,
        Match::Found(offence, _) => offence.is_murder(),
        // A charge that isn't found may still be murder in other words; attempting it, threatening it, helping with it isn't.
        _ => {
            let text = normalised(charge.text);
            text.starts_with("murder") && !mentions(&text, NOT_MURDER)
        }
    }
}
