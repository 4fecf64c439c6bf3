//! Care: food, rest, a woman for a girl, the room, what the child asked for, searches and force.

pub mod force;
pub mod girl;
pub mod meal;
pub mod place;
pub mod request;
pub mod rest;
pub mod search;

use super::register::{Owner, PACE, Rule, Standard, Ymd};

/// Code C 3.20A, 9.3A and 9.3B came in with the edition of 21 August 2019.
const MENSTRUAL_CARE: Ymd = (2019, 8, 21);

/// The rules of this family.
pub const RULES: &[Rule] = &[
    Rule {
        id: "care.meal",
        title: "Meals are offered: three in 24 hours, and never eight waking hours without",
        standard: Standard::Code,
        cites: &["Code C 8.6", "Code C 8.9", "force policy"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A hungry child can't think, rest or speak for themselves.",
        judge: meal::judge,
    },
    Rule {
        id: "care.rest",
        title: "Eight hours' unbroken rest in any 24, normally at night",
        standard: Standard::Code,
        cites: &["Code C 12.2"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A child kept from sleep is worn down, and what they then say can't be trusted.",
        judge: rest::judge,
    },
    Rule {
        id: "care.woman",
        title: "A named woman has a girl's care",
        standard: Standard::Statute,
        cites: &["CYPA 1933 s.31", "Code C 3.20A", "force policy"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A girl held among men needs one woman by name whom she can turn to.",
        judge: girl::woman,
    },
    Rule {
        id: "care.menstrual",
        title: "A girl is asked about, and offered, menstrual products by the woman who has her care",
        standard: Standard::Code,
        cites: &["Code C 3.20A", "Code C 9.3A", "Code C 9.3B", "force policy"],
        in_force_from: Some(MENSTRUAL_CARE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "Few girls will ask a stranger in uniform.",
        judge: girl::menstrual,
    },
    Rule {
        id: "care.cell-reason",
        title: "A child in a cell: why no other place would do",
        standard: Standard::Code,
        cites: &["Code C 8.8", "Code C 8.10"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A cell is the last place for a child, not the first.",
        judge: place::cell_reason,
    },
    Rule {
        id: "care.adult-area",
        title: "A child isn't placed with or among adults",
        standard: Standard::Statute,
        cites: &["CYPA 1933 s.31", "Code C 8.8"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "What a child hears and sees through an adult wing stays with them.",
        judge: place::adult_area,
    },
    Rule {
        id: "care.request-open",
        title: "What the child asks for is answered",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 9.8"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A child who gets no answer stops asking.",
        judge: request::judge,
    },
    Rule {
        id: "search.strip",
        title: "A strip search has its reason, and the adult there where intimate parts are exposed",
        standard: Standard::Code,
        cites: &[
            "Code C Annex A 10",
            "Code C Annex A 11(a)",
            "Code C Annex A 11(b)",
            "Code C Annex A 11(c)",
            "Code C Annex A 12",
        ],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "Nothing else in custody does a child so much harm so quickly.",
        judge: search::strip,
    },
    Rule {
        id: "search.aa-order",
        title: "The adult is asked for before what needs one, not after",
        standard: Standard::Code,
        cites: &["Code C 3.15", "Code C 11.15", "Code C Annex A 11(c)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "An adult who comes afterwards can't protect a child from what is done.",
        judge: search::adult_order,
    },
    Rule {
        id: "force.recorded",
        title: "After force, a healthcare professional sees the child",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 9.2", "Code C 9.5"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "Children hide injuries, and some show only later.",
        judge: force::healthcare_after,
    },
    Rule {
        id: "force.no-reason",
        title: "Force on a child has its reason",
        standard: Standard::Code,
        cites: &["Code C 8.2", "Code C 8.11", "PACE s.117"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A child is owed an answer to why grown people held them down.",
        judge: force::no_reason,
    },
];

#[cfg(test)]
mod tests;
