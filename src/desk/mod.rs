//! Who may do what, and which entries does it make? Forms as data, drafts, decisions, the preview and the board.
//!
//! This room reads no clock, no file and no terminal: `now` and the record are arguments, entries come out.

pub mod alarm;
pub mod board;
pub mod clocks;
pub mod decide;
pub mod form;
pub mod forms;
pub mod glance;
pub mod handover;
pub mod ladders;
pub mod law_book;
pub mod offence;
pub mod officer;
pub mod preview;
pub mod reviews;
pub mod threshold;
pub mod walk;
pub mod when;
pub mod which_child;
pub mod why;

pub use board::{Board, BoardRow};
pub use decide::{Refusal, decide};
pub use form::{ChargeFields, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Values};
pub use glance::Glance;
pub use officer::Officer;
pub use preview::Preview;
