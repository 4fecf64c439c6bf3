//! The record itself: entries timed and signed, and what every record must say.
//!
//! | file | what it holds |
//! |---|---|
//! | `entries` | late, unsigned, corrected late |
//! | `opening` | grounds, rights, risk, legal advice: what is owed from authorisation |
//! | `data` | what the figures need of every child |

mod data;
mod entries;
mod opening;

use super::register::Rule;

/// The rules of this family.
pub const RULES: &[Rule] = &[
    entries::LATE,
    entries::UNSIGNED,
    entries::CORRECTED_LATE,
    data::ETHNICITY,
    opening::GROUNDS,
    opening::RIGHTS,
    opening::RISK,
    opening::SOLICITOR,
    data::BLANK,
];

#[cfg(test)]
mod tests;
