//! Each reason held against each limb of s.38(6): whether it counts, counts with more facts, or can't count, and why.

use crate::record::words::ReasonCode;

/// How a reason weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is of a kind that can count.
    Counts,
    /// Not by itself: it needs more facts.
    WithMoreFacts,
    /// It can't count, whatever the facts.
    CantCount,
}

/// A reason, how it weighs, and why, in words for the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The reason.
    pub code: ReasonCode,
    /// How it weighs.
    pub weight: Weight,
    /// Why, and what to ask or do.
    pub why: &'static str,
}

/// Holds a reason against the test for secure: serious harm to the public, from this child, before court.
///
/// Law: PACE s.38(6)(b), (6A); Code C Note 16D.
#[must_use]
pub fn for_secure(code: ReasonCode) -> Reason {
    use ReasonCode as R;
    use Weight::{CantCount, Counts, WithMoreFacts};
    let (weight, why) = match code {
        R::NamedThreat => (Counts, "A current threat to someone named or identifiable. Write the four answers."),
        R::SeriousSexualRisk => {
            (Counts, "An immediate risk of a further serious sexual offence. Write the four answers.")
        }
        R::Terrorism => (Counts, "A plot whose means are still there. Write the four answers."),
        R::WitnessInterference => {
            (WithMoreFacts, "Only if by serious violence. How, and would distance or a carer stop it?")
        }
        R::WeaponCarried => {
            (WithMoreFacts, "A weapon carried isn't enough by itself: a threat to whom, when, how real?")
        }
        R::ViolentInCustody => {
            (WithMoreFacts, "Violence here isn't enough by itself: would the risk exist at a placement, and to whom?")
        }
        R::AuthoritySaysRisky => {
            (WithMoreFacts, "Their view counts but isn't enough by itself; the certificate is yours.")
        }
        R::Other => (WithMoreFacts, "Say what it is: who, what harm, how before court."),
        R::Absconding => (CantCount, "That may justify refusing bail; it isn't the test for secure."),
        R::Reoffending => (CantCount, "That may justify refusing bail. Who would be killed or seriously injured?"),
        R::OwnSafety => {
            (CantCount, "The test is harm from the child. Tell the authority the need; ask for a safe place.")
        }
        R::OffenceSerious => (CantCount, "It must be about further offences before court, not the one charged."),
        R::NoSecureBed | R::NoBed | R::NoAnswer => (CantCount, "What the authority has isn't harm from this child."),
        R::NoTransport | R::RoadsClosed | R::Weather | R::CourtNear | R::TimeOfNight | R::Distance => {
            (CantCount, "That is about moving the child, not about harm from the child.")
        }
        R::Hospital | R::Unfit => (CantCount, "The child's health isn't harm from the child."),
        R::Behaviour => (CantCount, "Behaviour in the cell isn't serious harm to the public."),
        R::ChildPrefersCell | R::ParentObjects => (CantCount, "Record the words. They aren't harm from the child."),
    };
    Reason { code, weight, why }
}

/// Holds a reason against limb (a): circumstances that stop movement, not that make it inconvenient.
///
/// Law: PACE s.38(6)(a); Code C Note 16D.
#[must_use]
pub fn for_impracticable(code: ReasonCode) -> Reason {
    use ReasonCode as R;
    use Weight::{CantCount, Counts, WithMoreFacts};
    let (weight, why) = match code {
        R::RoadsClosed | R::Weather => (Counts, "Say what, where, since when, and when you'll try again."),
        R::CourtNear => (WithMoreFacts, "Give journey and court times, and the rest the child would lose."),
        R::Hospital | R::Unfit => (WithMoreFacts, "Who said so, when, and when will it be looked at again?"),
        R::Other => (WithMoreFacts, "Say what stops the child being moved."),
        R::NoTransport => (
            CantCount,
            "Want of a car or crew isn't enough by itself. Who was asked for transport? Was an inspector told?",
        ),
        R::NoSecureBed => (CantCount, "No secure place doesn't make a move impracticable."),
        R::NoBed => (CantCount, "No bed is the authority's failure, not a circumstance of the journey. Escalate."),
        R::NoAnswer => (CantCount, "No refusal has been given. Ask again and escalate."),
        R::TimeOfNight => (CantCount, "The hour doesn't make a move impracticable."),
        R::Distance => (CantCount, "Distance doesn't make a move impracticable."),
        R::Behaviour | R::ViolentInCustody => (CantCount, "Behaviour doesn't make a move impracticable."),
        R::OffenceSerious => (CantCount, "The offence doesn't make a move impracticable."),
        R::ChildPrefersCell => (CantCount, "Record the child's words. The duty to move the child stands."),
        R::ParentObjects => (CantCount, "The duty is on the custody officer, whatever a parent says."),
        R::NamedThreat
        | R::SeriousSexualRisk
        | R::Terrorism
        | R::Absconding
        | R::Reoffending
        | R::OwnSafety
        | R::WitnessInterference
        | R::WeaponCarried
        | R::AuthoritySaysRisky => (CantCount, "Risk isn't impracticability: it belongs to limb (b), if anywhere."),
    };
    Reason { code, weight, why }
}

/// Returns whether no limb of s.38(6) can rest on that reason.
#[must_use]
pub fn no_limb_allows(code: ReasonCode) -> bool {
    let secure = for_secure(code).weight == Weight::CantCount && code != ReasonCode::NoSecureBed;
    secure && for_impracticable(code).weight == Weight::CantCount
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_justifies_refusing_bail_is_not_harm_to_the_public() {
        for code in [ReasonCode::Absconding, ReasonCode::Reoffending, ReasonCode::OwnSafety, ReasonCode::OffenceSerious]
        {
            assert_eq!(for_secure(code).weight, Weight::CantCount, "{code:?}");
            assert!(no_limb_allows(code));
        }
    }

    #[test]
    fn only_what_stops_movement_can_make_it_impracticable() {
        let can: Vec<ReasonCode> = ReasonCode::ALL
            .iter()
            .copied()
            .filter(|code| for_impracticable(*code).weight != Weight::CantCount)
            .collect();
        use ReasonCode as R;
        assert_eq!(can, [R::RoadsClosed, R::Weather, R::CourtNear, R::Hospital, R::Unfit, R::Other]);
    }

    #[test]
    fn no_secure_bed_belongs_to_limb_b() {
        assert!(!no_limb_allows(ReasonCode::NoSecureBed));
        assert!(no_limb_allows(ReasonCode::NoBed) && no_limb_allows(ReasonCode::Distance));
        assert!(!no_limb_allows(ReasonCode::NamedThreat));
    }
}
