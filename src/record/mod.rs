//! What happened? Entries, the child, the case-file format, and the fold from entries to a record.
//!
//! This room reads no clock, no file and no terminal: text goes in, types come out.

pub mod case_file;
pub mod child;
pub mod detention;
pub mod entry;
pub mod field;
pub mod fold;
pub mod kinds;
mod lenient;
mod london;
pub mod node;
pub mod problem;
pub mod schema;
pub mod telling;
#[cfg(test)]
mod tests;
pub mod text;
pub mod time;
pub mod words;

pub use case_file::{CaseFile, Extract, Head};
pub use child::Child;
pub use entry::{By, Entry, EntryRef};
pub use fold::{Record, Standing};
pub use kinds::Kind;
pub use problem::Problem;
pub use time::{Instant, Moment};
