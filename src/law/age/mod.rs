//! Who counts as a child, and under which power they are held.
//!
//! `known` asks what is known of the age; `under_ten` is s.50 of the 1933 Act; `route` holds the powers outside
//! PACE and their own limits, with `court_hours` for the days that don't count; `pattern` looks at earlier detentions.

pub(super) mod court_hours;
mod known;
mod pattern;
pub(super) mod route;
mod under_ten;

pub use under_ten::under_ten;

use super::register::Rule;

/// The rules of this family.
pub const RULES: &[Rule] = &[
    known::TREATED_AS_CHILD,
    known::TREATED_AS_ADULT,
    known::TURNED_18,
    under_ten::UNDER_TEN,
    known::UNKNOWN,
    route::NECESSITY,
    route::NOT_PACE,
    route::S136_STATION,
    pattern::REPEAT,
];

#[cfg(test)]
mod tests;
