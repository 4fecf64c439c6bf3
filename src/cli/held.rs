//! The children a ledger holds, as `board` and `handover` print them.

use std::path::Path;

use anyhow::Result;

use super::clock;
use crate::law::{Assessment, Facts, Policy, Suite, assess_among};
use crate::ledger::Ledger;
use crate::record::{Instant, Record};

/// The open records of a ledger, with what they are judged by.
pub struct Held {
    /// Each record, with its name in the ledger.
    pub records: Vec<(String, Record)>,
    /// Force policy.
    pub policy: Policy,
    /// When they are judged.
    pub now: Instant,
    /// Whether they are of a training ledger.
    pub training: bool,
}

impl Held {
    /// Reads the open records of a ledger.
    ///
    /// # Errors
    /// A ledger or policy file that can't be read.
    pub fn read(policy: Option<&Path>, ledger: &Path) -> Result<Self> {
        let policy = super::policy::read(policy)?;
        let ledger = Ledger::open(ledger)?;
        let now = clock::of(&ledger)?;
        let stored = ledger.records_open()?.into_iter();
        let records = stored.map(|stored| (stored.record_id, Record::fold(stored.case))).collect();
        Ok(Self { records, policy, now, training: ledger.is_training() })
    }

    /// Judges every record and makes something over all of them.
    pub fn over<T>(&self, make: impl FnOnce(&[(&str, Facts<'_>, Assessment)]) -> T) -> T {
        let suite = Suite::index(&self.records.iter().map(|(_, record)| record).collect::<Vec<_>>());
        let judged: Vec<_> = self
            .records
            .iter()
            .map(|(id, record)| {
                let facts = Facts::gather(record, &self.policy, &suite, self.now);
                (id.as_str(), facts, assess_among(record, &self.policy, &suite, self.now))
            })
            .collect();
        make(&judged)
    }
}
