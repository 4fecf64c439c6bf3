//! Where the child and the adult were, by what was written down of coming and going.

use super::{Away, AwayWhy, Held};
use crate::law::stays::Stay;
use crate::record::kinds::{KindName, LeftForHospital, Particular, QuestionedAway};
use crate::record::time::Moment;
use crate::record::words::HospitalReason;
use crate::record::{Instant, Standing};

const HOSPITAL: &[AwayWhy] = &[AwayWhy::Treatment, AwayWhy::Evidence];

/// The absences so far, and which of them aren't over.
#[derive(Default)]
struct Absences {
    away: Vec<Away>,
    open: Vec<usize>,
}

impl Absences {
    fn open(&mut self, absence: Away) {
        self.open.push(self.away.len());
        self.away.push(absence);
    }

    fn is_open(&self, why: AwayWhy) -> bool {
        self.open.iter().any(|place| self.away.get(*place).is_some_and(|away| away.why == why))
    }

    /// Ends every open absence for those reasons: a child who is back is away for none of them, however many leavings were
    /// written down.
    fn close(&mut self, at: Instant, whys: &[AwayWhy]) {
        let away = &mut self.away;
        self.open.retain(|place| match away.get_mut(*place) {
            Some(absence) if whys.contains(&absence.why) => {
                (absence.to, absence.over) = (at, true);
                false
            }
            _ => true,
        });
    }
}

/// Returns when the child was out of the cell, in order of leaving.
pub(super) fn away(entries: &[Standing<'_>], until: Instant) -> Vec<Away> {
    let mut absences = Absences::default();
    for standing in entries {
        let (at, position) = (standing.at, standing.position);
        let left = |why: AwayWhy| Away { from: at, to: until.max(at), why, position, over: false };
        match standing.kind {
            KindName::LeftForHospital => {
                let Some(leaving) = LeftForHospital::of(&standing.entry.kind) else { continue };
                let why = match leaving.reason {
                    HospitalReason::Treatment => AwayWhy::Treatment,
                    HospitalReason::Evidence => AwayWhy::Evidence,
                };
                // A leaving written twice is one absence: its time stops the clock once (PACE s.41(6)).
                if !absences.is_open(why) {
                    absences.open(left(why));
                }
            }
            KindName::ReturnedFromHospital => absences.close(at, HOSPITAL),
            KindName::InterviewStarted => absences.open(left(AwayWhy::Interview)),
            KindName::InterviewEnded => absences.close(at, &[AwayWhy::Interview]),
            KindName::Departed => absences.open(left(AwayWhy::Transfer)),
            KindName::Arrived => {
                absences.close(at, &[AwayWhy::Transfer]);
                absences.close(at, HOSPITAL);
            }
            KindName::QuestionedAway => {
                let Some(questioned) = QuestionedAway::of(&standing.entry.kind) else { continue };
                let (from, to) = (Moment::instant(questioned.from), Moment::instant(questioned.to));
                absences.away.push(Away { from, to: to.max(from), why: AwayWhy::Questioned, position, over: true });
            }
            _ => {}
        }
    }
    absences.away.sort_by_key(|absence| (absence.from, absence.position));
    absences.away
}

/// Returns when an adult was in the station: from an arrival until they left, the child left for another station or on
/// bail, or the end.
pub(super) fn adult_here(entries: &[Standing<'_>], stays: &[Stay], until: Instant) -> Vec<Held> {
    let mut here: Vec<Held> = Vec::new();
    let close = |here: &mut Vec<Held>, at: Instant| {
        if let Some(open) = here.last_mut().filter(|open| !open.over) {
            open.to = at.max(open.from);
            open.over = true;
        }
    };
    for (i, stay) in stays.iter().enumerate() {
        for standing in entries.get(stay.entries.clone()).unwrap_or_default() {
            let at = standing.at;
            match standing.kind {
                KindName::AaArrived if here.last().is_none_or(|last| last.over) => {
                    here.push(Held { from: at, to: until.max(at), over: false });
                }
                KindName::AaLeft | KindName::Departed => close(&mut here, at),
                _ => {}
            }
        }
        if let Some(end) = stay.end.filter(|_| i + 1 < stays.len()) {
            close(&mut here, end.at);
        }
    }
    here
}
