//! The training suite: twelve invented children on the night the clocks go back.

use anyhow::{Context, Result};

use crate::desk::Officer;
use crate::record::words::{Rank, Role};
use crate::record::{CaseFile, Instant, Moment};

/// The suite's name.
pub const SUITE: &str = "Testbridge";

/// What the training clock shows when the suite is first opened.
const START: &str = "2026-10-24T23:10:00+01:00";

/// The case files of the suite.
const CASES: [(&str, &str); 12] = [
    ("amara", include_str!("../../fixtures/demo/amara.json")),
    ("dewi", include_str!("../../fixtures/demo/dewi.json")),
    ("jayden", include_str!("../../fixtures/demo/jayden.json")),
    ("kacper", include_str!("../../fixtures/demo/kacper.json")),
    ("leila", include_str!("../../fixtures/demo/leila.json")),
    ("malik", include_str!("../../fixtures/demo/malik.json")),
    ("osian", include_str!("../../fixtures/demo/osian.json")),
    ("priya", include_str!("../../fixtures/demo/priya.json")),
    ("rowan", include_str!("../../fixtures/demo/rowan.json")),
    ("sunny", include_str!("../../fixtures/demo/sunny.json")),
    ("tomos", include_str!("../../fixtures/demo/tomos.json")),
    ("zofia", include_str!("../../fixtures/demo/zofia.json")),
];

/// Returns Saturday 24 October 2026, 23:10 BST.
///
/// # Errors
/// None: the time is a constant, read by a test.
pub fn start() -> Result<Instant> {
    Moment::parse(START).map(Moment::instant).context("the training clock's start isn't a time")
}

/// Returns the case files of the suite, in order of name.
///
/// # Errors
/// None: they are part of the program, read by a test.
pub fn cases() -> Result<Vec<CaseFile>> {
    CASES.iter().map(|(name, text)| CaseFile::read(text).with_context(|| format!("the training case {name}"))).collect()
}

/// Returns the officers of the suite, one for each role at the desk.
#[must_use]
pub fn officers() -> Vec<Officer> {
    [
        ("Sgt Marlow Tester", "3127", Role::CustodyOfficer, Rank::Sergeant),
        ("DO Bryn Practice", "8841", Role::DetentionOfficer, Rank::Staff),
        ("Insp Carys Drill", "1204", Role::ReviewOfficer, Rank::Inspector),
        ("Ch Insp Alex Outline", "1077", Role::CustodyLead, Rank::ChiefInspector),
        ("Supt Robin Draft", "0042", Role::Superintendent, Rank::Superintendent),
    ]
    .map(|(name, number, role, rank)| Officer { name: name.to_owned(), number: number.to_owned(), role, rank })
    .to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_training_suite_is_twelve_readable_cases_on_one_night() {
        let cases = super::cases().unwrap();
        assert_eq!(cases.len(), 12);
        let start = super::start().unwrap();
        assert!(cases.iter().flat_map(|case| &case.entries).all(|entry| entry.at() <= start));
    }
}
