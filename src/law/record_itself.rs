//! Rules still to be written.

use super::register::Rule;

/// The rules of this family.
pub const RULES: &[Rule] = &[];
