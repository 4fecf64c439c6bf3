//! Health, social care, release: who sees the child, who is told, and how the child leaves.
//!
//! | file | what it holds |
//! |---|---|
//! | `healthcare` | seen by a professional |
//! | `self_harm` | self-harm looked at and told onward; the observation level thought about again |
//! | `ascc` | the liaison team: offered while open, followed up where it was closed |
//! | `referral` | the emergency duty team and the child protection referral |
//! | `release` | risk before release, and to whom a child goes at night |
//! | `stay` | when the child rules stop, and what could lie outside an extract |

mod ascc;
mod healthcare;
mod referral;
mod release;
mod self_harm;
pub(in crate::law) mod stay;

use super::register::{Owner, Rule};
use crate::record::words::Role;

/// The rules of this family.
pub const RULES: &[Rule] = &[
    healthcare::SEEN,
    self_harm::SELF_HARM,
    self_harm::NOT_RAISED,
    ascc::SEEN,
    ascc::CLOSED_THROUGHOUT,
    ascc::NOT_REOFFERED,
    referral::EDT,
    referral::SUBMITTED,
    referral::CALL_ONLY,
    release::RISK,
];

/// Returns who answers for what someone in that role did; none for those who don't work for the police or for health.
#[must_use]
pub(in crate::law) fn owner_of(role: Role) -> Option<Owner> {
    match role {
        Role::CustodyOfficer => Some(Owner::CustodyOfficer),
        Role::DetentionOfficer => Some(Owner::DetentionOfficer),
        Role::ReviewOfficer => Some(Owner::ReviewOfficer),
        Role::Superintendent => Some(Owner::Superintendent),
        Role::CustodyLead => Some(Owner::CustodyLead),
        Role::ArrestingOfficer => Some(Owner::ArrestingOfficer),
        Role::InvestigatingOfficer => Some(Owner::InvestigatingOfficer),
        Role::Healthcare | Role::Ascc => Some(Owner::Healthcare),
        Role::AppropriateAdult | Role::SocialWorker | Role::Other => None,
    }
}

#[cfg(test)]
mod tests;
