//! Checks: that they come in time, that each says something of this child, and that what it says is acted on.
//!
//! | file | what it answers |
//! |---|---|
//! | [`span`] | Over which stretches was the child held, in the cell, awake? |
//! | [`timeline`] | When was a check owed? |
//! | [`gap`] | Was it made in time? |
//! | [`content`] | What does it say, and could it have been made? |
//! | [`words`] | What are its words, to be held beside another's? |
//! | [`cloned`] | Was it written for this child? |
//! | [`change`] | Did the child get worse, and did anyone act? |
//! | [`voice`] | When was the child last heard? |

pub mod change;
pub mod cloned;
pub mod content;
pub mod gap;
pub mod span;
pub mod timeline;
pub mod voice;
pub mod words;

pub use change::{Change, demeanour_strip, first_change};
pub use voice::{Words, last_words, minutes_unheard};

use super::register::{Owner, PACE, Rule, Standard};

/// The rules of this family.
pub const RULES: &[Rule] = &[
    Rule {
        id: "check.due",
        title: "The next check on the child, by the observation plan",
        standard: Standard::Code,
        cites: &["Code C 9.3", "Code C Note 9B", "force policy"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A child alone in a cell has no other way to be seen when something goes wrong.",
        judge: gap::due,
    },
    Rule {
        id: "check.gap",
        title: "No gap between checks past the plan, the hour, or half an hour with rousing",
        standard: Standard::Code,
        cites: &["Code C 9.3", "Code C Annex H"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "Children have come to harm in the minutes in which nobody looked.",
        judge: gap::gap,
    },
    Rule {
        id: "check.no-demeanour",
        title: "Each check says how the child seemed",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "Without it nobody can see a child getting worse.",
        judge: content::no_demeanour,
    },
    Rule {
        id: "check.no-voice",
        title: "Each waking check has the child's own words, or why there are none",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A child's worry that nobody writes down reaches nobody who could help.",
        judge: content::no_voice,
    },
    Rule {
        id: "check.stock-phrase",
        title: "No check is only a stock phrase",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "\"All in order\" shows that someone wrote, not that someone looked.",
        judge: content::stock_phrase,
    },
    Rule {
        id: "check.cloned",
        title: "Each check is written for this child at that time",
        standard: Standard::Policy,
        cites: &["force policy"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "Copied words can hide that a child wasn't looked at.",
        judge: cloned::judge,
    },
    Rule {
        id: "check.while-away",
        title: "No check is entered while the child was out of the cell",
        standard: Standard::Code,
        cites: &["Code C 2.3", "Code C 9.3"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A check that can't have been made puts every other check in doubt.",
        judge: content::while_away,
    },
    Rule {
        id: "check.not-roused",
        title: "Where rousing is ordered, the child is roused, from inside the cell",
        standard: Standard::Code,
        cites: &["Code C 9.3", "Code C 9.15(f)", "Code C Annex H"],
        in_force_from: Some(PACE),
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "Drink, drugs or a head injury can look like sleep until it is too late.",
        judge: content::not_roused,
    },
    Rule {
        id: "check.change",
        title: "When the child turns worse, someone acts",
        standard: Standard::Policy,
        cites: &["force policy", "Code C 9.5"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::DetentionOfficer,
        why: "A child who was calm and now weeps or hurts is asking for something.",
        judge: change::judge,
    },
    Rule {
        id: "voice.silent-hours",
        title: "A child who is awake is heard, in their own words",
        standard: Standard::Policy,
        cites: &["force policy", "Children Act 2004 s.11"],
        in_force_from: None,
        in_force_until: None,
        owed_by: Owner::CustodyOfficer,
        why: "Hours in a cell without a word written down are hours in which a child was invisible.",
        judge: voice::silent_hours,
    },
];

#[cfg(test)]
mod tests;
