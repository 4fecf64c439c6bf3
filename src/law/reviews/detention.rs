//! The detentions within one record: usually one; two where the child was bailed and came back within the same file.

use crate::law::Facts;
use crate::law::facts::Mark;
use crate::record::detention::{closes, opens};
use crate::record::{Instant, Kind};

/// One unbroken detention.
#[derive(Debug, Clone, Default)]
pub(super) struct Detention {
    /// The entry that opened it.
    pub opened: Option<Mark>,
    /// The first authorisation within it: the review clock starts here.
    pub authorised: Option<Mark>,
    /// The return on bail that opened it.
    pub returned: Option<Mark>,
    /// Minutes used in earlier detentions that aren't in this file.
    pub used_elsewhere: Option<u32>,
    /// The first charge within it.
    pub charged: Option<Mark>,
    /// The place of that charge in the order of the record.
    pub charged_order: Option<usize>,
    /// The entry that ended it.
    pub end: Option<Mark>,
}

impl Detention {
    /// Returns when it ended, or the instant judged.
    pub fn until(&self, facts: &Facts<'_>) -> Instant {
        self.end.map_or(facts.now, |end| end.at)
    }

    /// Returns whether an instant falls within it: from its authorisation (where one is recorded) to its end, both included.
    pub fn covers(&self, at: Instant) -> bool {
        let from = self.authorised.or(self.opened);
        from.is_none_or(|from| from.at <= at) && self.end.is_none_or(|end| at <= end.at)
    }

    /// Returns whether the child had been charged by that instant.
    pub fn charged_by(&self, at: Instant) -> bool {
        self.charged.is_some_and(|charged| charged.at <= at)
    }
}

/// Returns the detentions of a record in order.
///
/// A second booking-in, a transfer or a new arrest opens none; only what follows a release, bail, court or a move does.
pub(super) fn detentions(facts: &Facts<'_>) -> Vec<Detention> {
    let mut all = Vec::new();
    let mut current: Option<Detention> = Some(Detention::default());
    for (order, standing) in facts.entries.iter().enumerate() {
        let mark = Mark { at: standing.entry.at(), position: standing.position };
        let kind = &standing.entry.kind;
        if current.is_none() && opens(kind) {
            current = Some(Detention { opened: Some(mark), ..Detention::default() });
        }
        let Some(detention) = current.as_mut() else { continue };
        match kind {
            Kind::DetentionAuthorised(_) => detention.authorised = detention.authorised.or(Some(mark)),
            Kind::AnsweredBail(bail) => {
                detention.returned = detention.returned.or(Some(mark));
                detention.used_elsewhere = detention.used_elsewhere.or(bail.time_used_minutes);
            }
            Kind::Charged(_) if detention.charged.is_none() => {
                detention.charged = Some(mark);
                detention.charged_order = Some(order);
            }
            kind if closes(kind) => {
                detention.end = Some(mark);
                all.extend(current.take());
            }
            _ => {}
        }
    }
    all.extend(current);
    all
}
