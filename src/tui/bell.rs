//! The bell: off unless asked for, one stroke for a new alarm, never more than one a minute.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::effect::Effect;
use super::model::Model;
use crate::desk::alarm::Promised;
use crate::record::Instant;

/// The shortest time between two strokes: our own choice. A bell that never stops is a bell that is taken off the wall.
const BETWEEN: TimeDelta = TimeDelta::minutes(1);

/// One alarm: the record, the rule, and whether a promise on it wasn't kept.
type Alarm = (String, &'static str, bool);

/// What the bell has rung for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bell {
    /// Whether it was asked for.
    pub on: bool,
    /// The alarms that were rung for, or stood on the board when the desk was opened; none before that.
    known: Option<BTreeSet<Alarm>>,
    /// When it last rang.
    rung: Option<Instant>,
}

impl Bell {
    /// Takes the alarms that sound now; returns whether the bell rings. What comes up within a minute of a stroke is rung
    /// for at the end of that minute.
    fn hears(&mut self, sounding: BTreeSet<Alarm>, now: Instant) -> bool {
        let Some(known) = &mut self.known else {
            self.known = Some(sounding);
            return false;
        };
        let is_new = sounding.iter().any(|alarm| !known.contains(alarm));
        if is_new && self.rung.is_none_or(|rung| (now - rung).abs() >= BETWEEN) {
            self.rung = Some(now);
            *known = sounding;
            return true;
        }
        known.retain(|alarm| sounding.contains(alarm));
        false
    }
}

impl Model {
    /// Rings where the bell was asked for and an alarm has come up on any child; on a locked desk too.
    pub(super) fn ring(&mut self) -> Option<Effect> {
        if !self.bell.on {
            return None;
        }
        let sounding = self.board.rows.iter().filter_map(|row| {
            let next = row.next.as_ref().filter(|next| next.sounds())?;
            Some((row.record_id.clone(), next.rule, matches!(next.promised, Some(Promised::NotDone(_)))))
        });
        let sounding = sounding.collect();
        self.bell.hears(sounding, self.now).then_some(Effect::Bell)
    }
}
