//! Bail and accommodation after charge (PACE s.38): bail first, then the move to the authority, alternative before secure.
//!
//! | part | what it answers |
//! |---|---|
//! | [`case`] | Does s.38(6) run, and what was asked, answered, offered? |
//! | `grounds` | On which grounds was bail refused, decision by decision? |
//! | [`said`] | Does a free text answer the question, or only stand in its place? |
//! | [`reasons`] | Does a reason count, count with more facts, or not at all? |
//! | [`mod@threshold`] | One request held against the test, gate by gate. |
//! | [`answer()`] | The latest decision, and every row (`AC…`) behind it. |
//! | [`ROWS`] | What each row rests on, and why it matters. |
//! | `bail`, `request`, `after` | The rules. |
//!
//! The custody officer decides; the program shows what the law asks and what the record doesn't yet say.

mod after;
mod answer;
mod bail;
pub mod case;
mod grounds;
pub mod reasons;
mod request;
pub mod said;
mod table;
pub mod threshold;

pub use answer::{answer, rows};
pub use table::{ROWS, TestRow, test_row};
pub use threshold::{Row, Standing, Step, Threshold, threshold};

use super::register::{Owner, PACE, Rule, Standard};

/// Why an authority that is asked for alternative must accept, to follow "must accept".
const MUST_ACCEPT: &str = "(CA 1989 s.21(2)(b); in Wales SSWBA 2014 s.77(2)(b))";

const RULE: Rule = Rule {
    id: "",
    title: "",
    standard: Standard::Statute,
    cites: &["PACE s.38(6)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "",
    judge: bail::no_ground,
};

/// The rules of this family: bail, then accommodation.
pub const RULES: &[Rule] = &[
    Rule {
        id: "bail.no-ground",
        title: "A child charged and held is held on a lawful ground",
        cites: &["PACE s.38(1)", "PACE s.38(3)"],
        why: "Without a ground the child goes home; having nowhere to go isn't one.",
        judge: bail::no_ground,
        ..RULE
    },
    Rule {
        id: "bail.grounds-conflict",
        title: "The grounds for refusing bail can hold for the charge",
        cites: &["PACE s.38(1)(a)", "PACE s.38(1)(c)"],
        why: "A ground that can't hold leaves the child in a cell on nothing.",
        judge: bail::grounds_conflict,
        ..RULE
    },
    Rule {
        id: "bail.own-interests",
        title: "Own protection or interests: the danger is stated",
        cites: &["PACE s.38(1)(a)(vi)", "PACE s.38(1)(b)(ii)"],
        why: "A cell is a strange place to keep a child safe; the record should say from what.",
        judge: bail::own_interests,
        ..RULE
    },
    Rule {
        id: "accommodation.request",
        title: "Bail refused: ask the authority at once",
        cites: &[
            "PACE s.38(6)",
            "Children Act 1989 s.21(2)(b)",
            "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)",
        ],
        why: "A bed that nobody asks for can't be given.",
        judge: request::request,
        ..RULE
    },
    Rule {
        id: "accommodation.late",
        title: "The authority is asked without delay",
        cites: &["PACE s.38(6)", "force policy"],
        why: "Each hour of waiting to ask is an hour of the night in a cell.",
        judge: request::late,
        ..RULE
    },
    Rule {
        id: "accommodation.secure-unsupported",
        title: "Secure is asked for only to protect the public from serious harm",
        cites: &["PACE s.38(6)(b)", "PACE s.38(6A)", "Code C Note 16D"],
        why: "Asking for a locked place that the law doesn't call for leaves the child with none.",
        judge: request::secure_unsupported,
        ..RULE
    },
    Rule {
        id: "accommodation.alternative-not-asked",
        title: "Alternative is asked for before a child stays in a cell",
        cites: &[
            "PACE s.38(6)",
            "Children Act 1989 s.21(2)(b)",
            "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)",
            "R (M) v Gateshead [2006] EWCA Civ 221",
        ],
        why: "The authority must accept alternative; a foster bed may stand empty because nobody asked.",
        judge: request::alternative_not_asked,
        ..RULE
    },
    Rule {
        id: "accommodation.re-decide",
        title: "The move is decided again at each review and on anything new",
        cites: &["PACE s.40(10)", "PACE s.38(6)"],
        why: "What couldn't be had at one in the morning may be there at six.",
        judge: after::re_decide,
        ..RULE
    },
    Rule {
        id: "accommodation.authority-failed",
        title: "The authority accepts a child it is asked to take into alternative accommodation",
        cites: &["Children Act 1989 s.21(2)(b)", "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)"],
        owed_by: Owner::Authority,
        why: "The child waits in a cell for a place that the authority owes.",
        judge: after::authority_failed,
        ..RULE
    },
    Rule {
        id: "accommodation.offered-not-moved",
        title: "A child who is offered a place is moved to it",
        cites: &["PACE s.38(6)", "force policy"],
        why: "A bed is ready and the child is still in a cell.",
        judge: after::offered_not_moved,
        ..RULE
    },
    Rule {
        id: "accommodation.escalate",
        title: "A refusal or silence is escalated",
        standard: Standard::Policy,
        cites: &["force policy", "PACE s.38(6)"],
        why: "Someone with the power to find a bed has to be woken.",
        judge: after::escalate,
        ..RULE
    },
];

#[cfg(test)]
pub(crate) mod tests;
