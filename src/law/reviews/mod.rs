//! Reviews of detention (PACE s.40; Code C 15): when each is due, who holds it and how, and whether the child was heard.
//!
//! A review that doesn't count, by the wrong officer or held in a way the law doesn't allow, is reported as that and judged no
//! further; the due time runs on as if it hadn't been held. What isn't recorded is asked about and counts.

mod act;
mod asleep;
mod due;
mod heard;
mod method;
mod officer;
mod postponed;
mod seen;
mod timeline;
mod told;
mod voice;

pub(in crate::law) use act::Fall as ReviewFall;
pub use timeline::{FIRST_REVIEW_MINUTES, NEXT_REVIEW_MINUTES, ReviewStep, ReviewTimeline};

use super::register::{Owner, PACE, Rule, Standard};

/// The rules of this family.
pub const RULES: &[Rule] = &[
    Rule {
        id: "review.first",
        title: "First review within six hours of authorisation",
        standard: Standard::Statute,
        cites: &["PACE s.40(3)(a)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A child is held on one officer's word until someone independent looks again.",
        judge: due::first,
    },
    Rule {
        id: "review.next",
        title: "Each later review within nine hours of the last",
        standard: Standard::Statute,
        cites: &["PACE s.40(3)(b)", "PACE s.40(3)(c)", "PACE s.40(6)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Hours pass slowly in a cell; each must be looked at afresh.",
        judge: due::next,
    },
    Rule {
        id: "review.late",
        title: "Review held in time",
        standard: Standard::Statute,
        cites: &["PACE s.40(3)", "PACE s.34(1)", "Roberts v CC Cheshire [1999] 1 WLR 662"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Without a review in time nothing makes the child's detention lawful.",
        judge: due::late,
    },
    Rule {
        id: "review.missed",
        title: "No owed review left unheld",
        standard: Standard::Statute,
        cites: &["PACE s.40(3)", "PACE s.34(1)", "Roberts v CC Cheshire [1999] 1 WLR 662"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A child was held and nobody asked whether they still had to be.",
        judge: due::missed,
    },
    Rule {
        id: "review.postponed-unreasoned",
        title: "Review put off only on a ground of s.40(4), recorded",
        standard: Standard::Statute,
        cites: &["PACE s.40(4)", "PACE s.40(7)", "Code C 15.13"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A child's hours are put off only for what the law allows, and in writing.",
        judge: postponed::unreasoned,
    },
    Rule {
        id: "review.wrong-officer",
        title: "Reviewed by the right officer",
        standard: Standard::Statute,
        cites: &["PACE s.40(1)", "PACE s.40(2)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "The look has to be from someone with rank and distance enough to let the child go.",
        judge: officer::wrong_officer,
    },
    Rule {
        id: "review.method",
        title: "Reviewed in a way the law allows",
        standard: Standard::Statute,
        cites: &["PACE s.40A", "PACE s.45A", "Code C 15.9B", "Code C 15.14"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A voice on a telephone doesn't see how a child is.",
        judge: method::judge,
    },
    Rule {
        id: "review.not-seen",
        title: "Child seen at the review",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 15.3C"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Nobody can judge how a child is without seeing them.",
        judge: seen::not_seen,
    },
    Rule {
        id: "review.not-spoken-to",
        title: "Child spoken to at the review",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 15.3"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A decision about a child is made with them, not past them.",
        judge: seen::not_spoken_to,
    },
    Rule {
        id: "review.asleep-doubted",
        title: "\"Asleep\" agrees with the checks",
        standard: Standard::Code,
        cites: &["Code C 15.3(a)", "PACE s.40(12)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A child wrongly put down as asleep loses their say.",
        judge: asleep::doubted,
    },
    Rule {
        id: "review.asleep-not-brought-forward",
        title: "Review brought forward before sleep",
        standard: Standard::Guidance,
        cites: &["Code C Note 15C"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Asked an hour sooner, the child could have answered.",
        judge: asleep::not_brought_forward,
    },
    Rule {
        id: "review.tell-child",
        title: "Child told the outcome on waking",
        standard: Standard::Code,
        cites: &["Code C 15.7", "Code C 15.16(a)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A child who slept through a decision should not have to guess it.",
        judge: told::tell_child,
    },
    Rule {
        id: "review.delegated-talk",
        title: "Talk left to someone else held and entered",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "A talk passed on is a talk easily forgotten.",
        judge: told::delegated_talk,
    },
    Rule {
        id: "review.no-representations",
        title: "Child, solicitor and adult asked before the decision",
        standard: Standard::Statute,
        cites: &["PACE s.40(12)", "PACE s.40(13)", "Code C 15.3"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "The child has the right to say why they should go home.",
        judge: heard::no_representations,
    },
    Rule {
        id: "review.aa-absent",
        title: "Adult at hand brought into the review",
        standard: Standard::Code,
        cites: &["Code C 15.3(c)", "Code C Note 15CA"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "An adult beside them helps a child to understand and to speak.",
        judge: heard::aa_absent,
    },
    Rule {
        id: "review.no-voice",
        title: "What the child said is written",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 15.5"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Words nobody wrote down can't help the child later.",
        judge: voice::no_voice,
    },
    Rule {
        id: "review.no-effect",
        title: "What the child's words changed is written",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Being asked means little if nothing comes of the answer.",
        judge: voice::no_effect,
    },
    Rule {
        id: "review.advice-reminder",
        title: "Child reminded of free legal advice",
        standard: Standard::Code,
        cites: &["Code C 15.4", "Code C 15.12"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "A child who said no to a solicitor at midnight may say yes in the morning.",
        judge: seen::advice_reminder,
    },
    Rule {
        id: "review.cloned",
        title: "Grounds written afresh at each review",
        standard: Standard::Policy,
        cites: &["force policy", "PACE s.40(8)"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::ReviewOfficer,
        why: "Copied grounds suggest that nobody looked at this child again.",
        judge: voice::cloned,
    },
];

#[cfg(test)]
mod tests;
