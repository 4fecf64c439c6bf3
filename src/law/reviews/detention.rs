//! The detentions within one record: usually one; two where the child was bailed and came back within the same file.

use crate::law::Facts;
use crate::law::clocks::episodes::episodes;
use crate::law::facts::Mark;
use crate::record::detention::opens;
use crate::record::kinds::{AnsweredBail, DetentionAuthorised};
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

/// Returns the detentions of a record in order: its stays, as the clocks split them.
///
/// A second booking-in, a transfer or a new arrest opens none; only what follows a release, bail, court or a move does.
pub(super) fn detentions(facts: &Facts<'_>) -> Vec<Detention> {
    let mut order = 0;
    let mut all = Vec::new();
    for stay in episodes(facts) {
        let opened = stay.entries.iter().find(|standing| opens(&standing.entry.kind));
        // A charge entered after the detention ended, by post or at court, changes no review of it.
        let charged = stay.entries.iter().enumerate().find(|(_, standing)| {
            matches!(standing.entry.kind, Kind::Charged(_)) && stay.end.is_none_or(|end| standing.entry.at() <= end.at)
        });
        all.push(Detention {
            opened: opened.map(|standing| Mark { at: standing.entry.at(), position: standing.position }),
            authorised: stay.mark::<DetentionAuthorised>(),
            returned: stay.mark::<AnsweredBail>(),
            used_elsewhere: stay.each::<AnsweredBail>().find_map(|bail| bail.it.time_used_minutes),
            charged: charged.map(|(_, standing)| Mark { at: standing.entry.at(), position: standing.position }),
            charged_order: charged.map(|(index, _)| order + index),
            end: stay.end,
        });
        order += stay.entries.len();
    }
    all
}
