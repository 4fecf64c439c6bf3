//! The officer at the keys: every entry carries its author, and what each may sign comes from the law.

use crate::law::Facts;
use crate::record::By;
use crate::record::Kind;
use crate::record::words::{Rank, Role};

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

    /// Returns the author as it stands in an entry.
    #[must_use]
    pub fn by(&self) -> By {
        By {
            name: Some(self.name.clone()),
            number: Some(self.number.clone()),
            role: Some(self.role),
            rank: Some(self.rank),
            involved: (self.role == Role::ReviewOfficer).then_some(false),
            acting_as: None,
        }
    }

    /// Returns the rank that usually goes with a role.
    #[must_use]
    pub fn usual_rank(role: Role) -> Rank {
        match role {
            Role::CustodyOfficer => Rank::Sergeant,
            Role::ReviewOfficer => Rank::Inspector,
            Role::CustodyLead => Rank::ChiefInspector,
            Role::Superintendent => Rank::Superintendent,
            Role::ArrestingOfficer | Role::InvestigatingOfficer => Rank::Constable,
            _ => Rank::Staff,
        }
    }

    /// Returns why this officer may not sign an entry of that kind; none where they may.
    ///
    /// Law: PACE s.40(1) (who reviews), s.42(1) (who extends), s.37 and s.38 (the custody officer decides).
    #[must_use]
    pub fn may_not_sign(&self, kind: &Kind, facts: &Facts<'_>) -> Option<String> {
        match kind {
            Kind::Review(_) | Kind::ReviewPostponed(_) => self.may_not_review(facts),
            Kind::ExtensionAuthorised(_) if !self.rank.at_least(Rank::Superintendent) => {
                Some("an extension is signed by a superintendent or above (PACE s.42(1))".to_owned())
            }
            Kind::DetentionAuthorised(_)
            | Kind::DetentionRefused(_)
            | Kind::BailRefused(_)
            | Kind::CertificateIssued(_)
                if self.role != Role::CustodyOfficer =>
            {
                Some("this is the custody officer's decision (PACE ss.37, 38)".to_owned())
            }
            _ => None,
        }
    }

    fn may_not_review(&self, facts: &Facts<'_>) -> Option<String> {
        let charged = facts.charged.is_some_and(|charged| charged.at <= facts.now);
        if charged && self.role != Role::CustodyOfficer {
            return Some("after charge a review is signed by the custody officer (PACE s.40(1)(a))".to_owned());
        }
        if !charged && !self.rank.at_least(Rank::Inspector) {
            return Some(
                "before charge a review is signed by an inspector or above who isn't involved (PACE s.40(1)(b))"
                    .to_owned(),
            );
        }
        None
    }
}
