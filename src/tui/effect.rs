//! All the desk can do to the world, as values; and all that can come back.

use crossterm::event::KeyEvent;

use super::action::Action;
use super::model::Draft;
use crate::desk::Officer;
use crate::record::child::Child;
use crate::record::{CaseFile, Entry, Instant};

/// Something to be done outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Append entries to a record, decided on its state at that sequence.
    Append {
        /// The record.
        record_id: String,
        /// The last sequence the decision was made on.
        decided_on: u64,
        /// The entries.
        entries: Vec<Entry>,
    },
    /// Add to several records, or settle who a child is: all of it or nothing.
    AppendAll(Vec<Addition>),
    /// Open a record: its head, then its entries.
    Open {
        /// The new record.
        case: Box<CaseFile>,
    },
    /// Keep a draft on disk.
    SaveDraft(Draft),
    /// Forget a draft.
    DropDraft {
        /// The record.
        record_id: String,
        /// The form.
        form: &'static str,
    },
    /// Write a child's panel sheet.
    WriteSheet {
        /// The custody record number.
        custody_number: String,
    },
    /// Ring the terminal's bell, once.
    Bell,
    /// Leave the program.
    Quit,
}

/// What one act adds to one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// The record.
    pub record_id: String,
    /// The last sequence the decision was made on.
    pub decided_on: u64,
    /// Who the child is known to be from now on; none where that stays as it is.
    pub child: Option<Child>,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One record as the ledger holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// Its last sequence.
    pub seq: u64,
    /// Its entries.
    pub case: CaseFile,
}

/// Something that happened outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The terminal has that many columns and rows.
    Size(u16, u16),
    /// Text was pasted.
    Paste(String),
    /// An action of the table is to be done, chosen otherwise than by its key.
    Do(Action),
    /// A child of the board is selected.
    Select(String),
    /// A field of the open form has the keys; none for the line that signs.
    Focus(Option<&'static str>),
    /// A field of the open form is answered whole.
    Answer {
        /// The field.
        field: &'static str,
        /// A word of its choices, several with commas between, or text.
        answer: String,
    },
    /// Someone is at the keys.
    Officer(Officer),
    /// What the desk had to say was heard.
    Heard,
    /// Time went on.
    Tick(Instant),
    /// The ledger's open records, read afresh.
    Records(Vec<Stored>),
    /// The entries are on disk.
    Appended {
        /// The record.
        record_id: String,
    },
    /// Another desk wrote to the record first; nothing was recorded. `Records`, read afresh, must have come before.
    Moved {
        /// The record.
        record_id: String,
    },
    /// A draft is on disk.
    DraftSaved,
    /// A panel sheet is on disk, at that path.
    SheetWritten(String),
    /// Something couldn't be done. While a signature is on its way, nothing was recorded.
    Failed(String),
}
