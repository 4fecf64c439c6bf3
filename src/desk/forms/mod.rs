//! The forms of the desk, one file an act.

mod accommodation;
mod adult;
mod cell_check;
mod note;
mod review;

use super::form::{FieldProblem, FormSpec, Values};
use crate::law::Facts;
use crate::record::Instant;

/// Every form, in the order of the night.
pub const ALL: &[&FormSpec] = &[&cell_check::FORM, &review::FORM, &adult::FORM, &accommodation::FORM, &note::FORM];

/// Reads a word picked from a list into its type; nothing where nothing is picked.
fn picked<T>(values: &Values, field: &str, from_word: fn(&str) -> Option<T>) -> Option<T> {
    from_word(values.get(field))
}

/// Reads every word picked from a list into its type; none where nothing is picked.
fn picked_many<T>(values: &Values, field: &str, from_word: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let words: Vec<T> = values.many(field).into_iter().filter_map(from_word).collect();
    (!words.is_empty()).then_some(words)
}

/// Reads a time to come: `2345`, `+40m`; nothing where nothing is typed.
fn eta(values: &Values, field: &'static str, facts: &Facts<'_>) -> Result<Option<Instant>, FieldProblem> {
    match values.get(field) {
        "" => Ok(None),
        typed => {
            super::when::read_ahead(typed, facts.now).map(Some).map_err(|message| FieldProblem::new(field, message))
        }
    }
}

/// Gathers the problems of a form: the value where there is none, else the problem kept and nothing.
fn gather<T>(problems: &mut Vec<FieldProblem>, read: Result<T, FieldProblem>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
