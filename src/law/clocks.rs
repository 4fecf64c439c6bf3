//! The detention clock.

use super::assessment::Clocks;
use super::facts::Facts;
use super::register::Rule;

/// The rules of this family.
pub const RULES: &[Rule] = &[];

/// Returns the clocks of a detention.
#[must_use]
pub fn clocks(_facts: &Facts<'_>) -> Clocks {
    Clocks::STOPPED
}

/// Returns whole minutes held between 00:00 and 08:00, Europe/London.
#[must_use]
pub fn overnight_minutes(_facts: &Facts<'_>) -> i64 {
    0
}
