//! Drafts: what is typed and not yet signed. Not part of the record, not chained; may change and go.

use super::{Doing, Ledger, LedgerError, stamp};
use crate::record::{Instant, Moment};

/// An unfinished form, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// The record it is for.
    pub record_id: String,
    /// Which form.
    pub form: String,
    /// What is typed, as the desk writes it.
    pub values: String,
    /// When it was last typed at, to the millisecond.
    pub saved_at: Instant,
    /// Who typed it last, as the desk names them; none where it isn't known.
    pub by: Option<String>,
}

impl Ledger {
    /// Keeps a draft; an earlier one of the same form on the same record gives way. On disk when this returns.
    ///
    /// # Errors
    /// The file couldn't be written; an earlier draft is still there.
    pub fn save_draft(&mut self, draft: &StoredDraft) -> Result<(), LedgerError> {
        let sql = "INSERT INTO draft (record_id, form, typed, saved_at, typed_by) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (record_id, form) DO UPDATE
                   SET typed = excluded.typed, saved_at = excluded.saved_at, typed_by = excluded.typed_by";
        self.connection
            .execute(sql, (&draft.record_id, &draft.form, &draft.values, stamp(draft.saved_at), &draft.by))
            .map(drop)
            .map_err(|source| self.sqlite(Doing::Draft, source))
    }

    /// Forgets a draft and wipes its words from the table; nothing happens where there is none.
    ///
    /// # Errors
    /// The file couldn't be written; the draft is still there.
    pub fn drop_draft(&mut self, record_id: &str, form: &str) -> Result<(), LedgerError> {
        self.connection
            .execute("DELETE FROM draft WHERE record_id = ?1 AND form = ?2", (record_id, form))
            .map(drop)
            .map_err(|source| self.sqlite(Doing::Draft, source))
    }

    /// Returns every draft, by record and form. One whose time can't be read is there still, as of 1970.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>, LedgerError> {
        let drafts = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT record_id, form, typed, saved_at, typed_by FROM draft ORDER BY record_id, form",
            )?;
            let rows = statement.query_map([], |row| {
                let saved_at: String = row.get(3)?;
                Ok(StoredDraft {
                    record_id: row.get(0)?,
                    form: row.get(1)?,
                    values: row.get(2)?,
                    saved_at: Moment::parse(&saved_at).map_or(Instant::UNIX_EPOCH, Moment::instant),
                    by: row.get(4)?,
                })
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        drafts().map_err(|source| self.sqlite(Doing::Read, source))
    }
}
