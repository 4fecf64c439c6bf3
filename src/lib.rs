//! Pacekeeper keeps the PACE clocks for every child in police detention, and keeps the child in view.
//!
//! A custody record is an append-only list of timed, authored entries. Everything else is derived from them:
//!
//! ```text
//! keys / case files ──► desk ──► entries ──► ledger (append, chained)
//!                         ▲                     │
//!                         │                     ▼
//! whiteboard, forms ◄── law::assess(record, policy, now) ◄── record::Record::fold(entries)
//! panel packs       ◄────┘
//! ```
//!
//! | room | what it answers |
//! |---|---|
//! | [`record`] | What happened? |
//! | [`law`] | What ought to have happened? |
//! | [`ledger`] | Where is it kept, and can it be trusted? |
//! | [`desk`] | Who may do what, and which entries does it make? |
//! | [`pack`] | What leaves the building? |
//! | [`tui`] | What does the desk see? |
//! | [`plain`] | How is the same work done in lines? |
//! | [`cli`] | The commands, the real clock, exit codes. |

pub mod cli;
pub mod desk;
pub mod law;
pub mod ledger;
pub mod pack;
pub mod plain;
pub mod record;
pub mod tui;
