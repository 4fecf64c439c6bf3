//! Each fact a rule of the family rests on, left out, false and true; and each rule on its first day.

mod age_facts;
mod first_days;
mod route_facts;

use crate::law::testing::{Given, given};

/// A child of whose age nothing is recorded.
fn no_age() -> Given {
    given().child(serde_json::json!({ "date_of_birth": null, "age_basis": null }))
}
