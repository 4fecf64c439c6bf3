//! What `check` prints: for people, and as the fixed JSON that other tools read.

mod json;
mod text;

pub use json::{json, jsonl};
pub use text::text;

use crate::law::Assessment;
use crate::record::{Problem, Record};

/// One case that was judged.
#[derive(Debug)]
pub struct Case {
    /// The file it came from.
    pub file: String,
    /// The record.
    pub record: Record,
    /// What the law says of it.
    pub assessment: Assessment,
}

/// One file that can't be used.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why, and where.
    pub problem: Problem,
}
