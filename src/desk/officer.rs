//! The officer at the keys: every entry carries its author, and what each may sign comes from the law.

use super::handover::notes::TakenOver;
use crate::law::Facts;
use crate::record::kinds::Arrested;
use crate::record::words::{PostponedReason, Rank, Role};
use crate::record::{By, Instant, Kind};

/// Someone who signs entries at this desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Name, as it is to stand in the record.
    pub name: String,
    /// Warrant or staff number.
    pub number: String,
    /// What they are here.
    pub role: Role,
    /// Their rank.
    pub rank: Rank,
}

impl Officer {
    /// Returns nobody: what stands at a desk until someone has said who they are. Nobody signs nothing.
    #[must_use]
    pub fn nobody() -> Self {
        Self { name: String::new(), number: String::new(), role: Role::Other, rank: Rank::Staff }
    }

    /// Returns whether someone has said who they are.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.name.is_empty()
    }

    /// Returns who this is, as a draft names who typed it: "Sgt Beth Rowlands (3127)"; none while nobody is at the keys.
    #[must_use]
    pub fn named(&self) -> Option<String> {
        self.is_known().then(|| format!("{} ({})", self.name, self.number))
    }

    /// Returns the author as it stands in an entry.
    #[must_use]
    pub fn by(&self) -> By {
        By {
            name: Some(self.name.clone()),
            number: Some(self.number.clone()),
            role: Some(self.role),
            rank: Some(self.rank),
            involved: (self.role == Role::ReviewOfficer).then_some(false),
            acting_as: self.is_acting().then_some(Rank::Inspector),
        }
    }

    /// Returns the rank this officer signs in. A review officer below inspector is one authorised to act as inspector.
    ///
    /// Law: PACE s.107.
    #[must_use]
    pub fn effective_rank(&self) -> Rank {
        if self.is_acting() { Rank::Inspector } else { self.rank }
    }

    /// Returns whether this officer acts in the rank of inspector without holding it.
    #[must_use]
    pub fn is_acting(&self) -> bool {
        self.role == Role::ReviewOfficer && self.rank == Rank::Sergeant
    }

    /// Returns why this officer may not sign an entry of that kind, of something done at that time; none where they may.
    ///
    /// Law: PACE s.40(1), (2) (who reviews), s.42(1) (who extends), s.37 and s.38 (the custody officer decides).
    #[must_use]
    pub fn may_not_sign(&self, kind: &Kind, at: Instant, facts: &Facts<'_>) -> Option<String> {
        match kind {
            Kind::ReviewPostponed(postponed)
                if self.role == Role::CustodyOfficer && postponed.reason == Some(PostponedReason::NoReviewOfficer) =>
            {
                // Where no review officer is to be had, nobody else is there to write that down.
                None
            }
            Kind::Review(_) | Kind::ReviewPostponed(_) => self.may_not_review(at, facts),
            Kind::ExtensionAuthorised(_) if !self.rank.at_least(Rank::Superintendent) => {
                Some("an extension is signed by a superintendent or above (PACE s.42(1))".to_owned())
            }
            Kind::DetentionAuthorised(_)
            | Kind::DetentionRefused(_)
            | Kind::BailRefused(_)
            | Kind::CertificateIssued(_)
                if self.role != Role::CustodyOfficer =>
            {
                Some(CUSTODY_OFFICERS.to_owned())
            }
            Kind::Note(note) if TakenOver::read(&note.text).is_some_and(|taken| taken.is_given_by(self)) => {
                Some("nobody takes a child over from themselves: the one who comes on duty signs".to_owned())
            }
            _ => None,
        }
    }

    /// Returns why this officer may not sign a review held at that time; none where they may.
    ///
    /// What counts is whether the child was charged when it was held, not when it is written. Where a charged child was
    /// arrested again, each of the two has its own reviewer, and either may sign.
    #[must_use]
    pub fn may_not_review(&self, at: Instant, facts: &Facts<'_>) -> Option<String> {
        let charged = facts.charged.filter(|charged| charged.at <= at);
        let again = charged.is_some_and(|charged| {
            facts.each::<Arrested>().any(|arrested| charged.at < arrested.at && arrested.at <= at)
        });
        let custody_officer = self.role == Role::CustodyOfficer;
        if charged.is_some() && (custody_officer || !again) {
            let why = "after charge the custody officer signs a review (PACE s.40(1)(a))";
            return (!custody_officer).then(|| why.to_owned());
        }
        let involved = matches!(self.role, Role::ArrestingOfficer | Role::InvestigatingOfficer);
        let why = "before charge an inspector or above, not involved, signs a review (PACE s.40(1)(b))";
        (involved || !self.effective_rank().at_least(Rank::Inspector)).then(|| why.to_owned())
    }
}

/// Why nobody but the custody officer signs what ss.37 and 38 leave to them.
const CUSTODY_OFFICERS: &str = "this is the custody officer's decision (PACE ss.37, 38)";

/// The signer of what is the custody officer's decision.
pub fn custody_officer(officer: &Officer, _: &Facts<'_>) -> Option<String> {
    (officer.role != Role::CustodyOfficer).then(|| CUSTODY_OFFICERS.to_owned())
}

/// The signer of a form that anyone at the desk may sign.
pub fn anyone(_: &Officer, _: &Facts<'_>) -> Option<String> {
    None
}

/// The signer of a review held now.
pub fn reviewer(officer: &Officer, facts: &Facts<'_>) -> Option<String> {
    officer.may_not_review(facts.now, facts)
}

#[cfg(test)]
mod tests;
