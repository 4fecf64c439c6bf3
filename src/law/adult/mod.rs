//! The appropriate adult: asked for as soon as a child is held, chased until they come, there for what needs them;
//! and a parent, guardian or care authority told.
//!
//! [`ladder()`] says in a few words how it stands now and what comes next, for the board, the record and the panel sheet.

mod arrival;
mod ladder;
mod request;
mod stay;
mod suitable;
mod told;
mod weighed;
mod without;

pub use ladder::{Ladder, Next, Stands, Step, Try, ladder};
pub(super) use stay::{Stay as AdultStay, owed_at};

use super::register::{Owner, PACE, Rule, Standard};

const CUSTODY: Rule = Rule {
    id: "",
    title: "",
    standard: Standard::Code,
    cites: &[],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "",
    judge: |_, _, _| (),
};

/// The rules of this family.
pub const RULES: &[Rule] = &[
    Rule {
        id: "aa.request",
        title: "Ask for an appropriate adult as soon as practicable",
        cites: &["Code C 3.15"],
        why: "Until an adult is asked for, nobody in the building is there for the child.",
        judge: request::request,
        ..CUSTODY
    },
    Rule {
        id: "aa.times-missing",
        title: "Record when the adult was asked and when they came",
        cites: &["Code C 1.1A", "Code C 3.15"],
        why: "A wait that nobody timed can't be seen, and so can't be shortened.",
        judge: request::times_missing,
        ..CUSTODY
    },
    Rule {
        id: "aa.interview-only",
        title: "Ask for the adult on arrival, not for the interview",
        cites: &["Code C 3.15", "Code C 3.17"],
        why: "An adult called only for interview leaves the child alone for the hours that matter most to them.",
        judge: request::interview_only,
        ..CUSTODY
    },
    Rule {
        id: "aa.care-authority-first",
        title: "Try parent, guardian, care authority or social worker before a scheme or volunteer",
        cites: &["Code C 1.7(a)(iii)"],
        why: "Someone who knows the child, or is answerable for them, sees what a stranger can't.",
        judge: request::care_authority_first,
        ..CUSTODY
    },
    Rule {
        id: "aa.arrive",
        title: "Chase and escalate an adult who hasn't come",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 3.15"],
        why: "Asking isn't enough: the child needs the adult there.",
        judge: arrival::arrive,
        ..CUSTODY
    },
    Rule {
        id: "aa.wait-unchallenged",
        title: "Don't let a long wait for an adult pass without a chase",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 3.15"],
        why: "Waits of six and twelve hours have passed because nobody rang again.",
        judge: arrival::wait_unchallenged,
        ..CUSTODY
    },
    Rule {
        id: "aa.delay-unexplained",
        title: "Record why the adult was long in coming",
        cites: &["Code C 1.1A", "Code C 3.15"],
        why: "Only a cause that is written down can be put right for the next child.",
        judge: arrival::delay_unexplained,
        ..CUSTODY
    },
    Rule {
        id: "aa.rights-again",
        title: "Give rights again with the adult there",
        cites: &["Code C 3.17"],
        why: "Rights heard alone and frightened are often not understood.",
        judge: arrival::rights_again,
        ..CUSTODY
    },
    Rule {
        id: "aa.interview-without",
        title: "No interview without the adult",
        cites: &["Code C 11.15", "Code C 11.18"],
        owed_by: Owner::InvestigatingOfficer,
        why: "A child questioned alone may say what they think is wanted.",
        judge: without::interview,
        ..CUSTODY
    },
    Rule {
        id: "aa.charge-without",
        title: "Charge with the adult there",
        cites: &["Code C 16.1", "Code C 16.6", "Code C Note 16C"],
        why: "A charge is hard to take in alone; the adult hears what happens next and can ask.",
        judge: without::charge,
        ..CUSTODY
    },
    Rule {
        id: "aa.unsuitable",
        title: "An adult who can act for the child",
        cites: &["Code C 1.7", "Code C Note 1B"],
        why: "An adult who works for the police, or whom the child can't bear there, is no help to the child.",
        judge: suitable::unsuitable,
        ..CUSTODY
    },
    Rule {
        id: "aa.no-bail-considered",
        title: "With no adult for long, weigh release or bail to return",
        cites: &["Code C Note 16C", "Code C 1.1", "Code C 1.1A"],
        why: "A child who only waits for an adult may be better waiting at home.",
        judge: weighed::no_bail_considered,
        ..CUSTODY
    },
    Rule {
        id: "person.told",
        title: "Tell a parent, guardian or care authority that the child is held, why and where",
        standard: Standard::Statute,
        cites: &["CYPA 1933 s.34", "Code C 3.13"],
        why: "Somebody at home doesn't know where the child is.",
        judge: told::person_told,
        ..CUSTODY
    },
];

#[cfg(test)]
mod tests;
