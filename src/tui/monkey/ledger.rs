//! The ledger of a game: in memory, shared with desks that write at any time, on a disk that fails.

use super::Tally;
use super::hands::Chance;
use crate::record::{CaseFile, Entry, Instant};
use crate::tui::effect::{Addition, Effect, Message, Stored};
use crate::tui::model::NEW;
use crate::tui::testing::{evening, note_at};

/// What the ledger holds.
pub struct Suite {
    stored: Vec<Stored>,
    /// Those whose children have left, and may be back.
    left: Vec<Stored>,
    opened: usize,
}

impl Suite {
    /// Returns the ledger of the invented evening.
    pub fn of_the_evening() -> Self {
        Self { stored: evening(), left: Vec::new(), opened: 0 }
    }

    fn fresh(&self) -> Message {
        Message::Records(self.stored.clone())
    }

    /// Lets another desk write a note on some child.
    pub fn another_desk_writes(&mut self, now: Instant, chance: &mut Chance) -> Message {
        if !self.stored.is_empty() {
            let place = chance.below(self.stored.len());
            let stored = &mut self.stored[place];
            stored.case.entries.push(note_at(now));
            stored.seq += 1;
        }
        self.fresh()
    }

    /// Lets another desk release a child, or one come back; all of them, now and then.
    pub fn one_leaves_or_comes(&mut self, chance: &mut Chance) -> Message {
        if chance.one_in(10) {
            self.left.append(&mut self.stored);
        } else if chance.one_in(2) && !self.stored.is_empty() {
            let place = chance.below(self.stored.len());
            self.left.push(self.stored.remove(place));
        } else {
            self.stored.append(&mut self.left);
        }
        self.fresh()
    }

    /// Answers a signature: it is on disk, or another desk was first, or the disk failed.
    pub fn answer(&mut self, signed: &Effect, chance: &mut Chance, tally: &mut Tally) -> Vec<Message> {
        if chance.one_in(8) {
            tally.failed += 1;
            return vec![Message::Failed("the disk is full".to_owned())];
        }
        let (record_id, done) = match signed {
            Effect::Append { record_id, decided_on, entries } => {
                let (record_id, entries) = (record_id.clone(), entries.clone());
                let addition = Addition { record_id: record_id.clone(), decided_on: *decided_on, child: None, entries };
                (record_id, self.append(&[addition], chance))
            }
            Effect::AppendAll(additions) => (additions[0].record_id.clone(), self.append(additions, chance)),
            Effect::Open { case } => {
                self.open(case);
                (NEW.to_owned(), true)
            }
            other => panic!("{other:?} is no signature"),
        };
        let count = if done { &mut tally.signed } else { &mut tally.moved };
        *count += 1;
        let told = if done { Message::Appended { record_id } } else { Message::Moved { record_id } };
        vec![self.fresh(), told]
    }

    fn append(&mut self, additions: &[Addition], chance: &mut Chance) -> bool {
        let stands = |addition: &Addition| {
            self.stored.iter().any(|stored| stored.record_id == addition.record_id && stored.seq == addition.decided_on)
        };
        let first = !chance.one_in(8);
        if !first || !additions.iter().all(stands) {
            for stored in self.stored.iter_mut().filter(|stored| stored.record_id == additions[0].record_id) {
                stored.seq += 1;
            }
            return false;
        }
        for addition in additions {
            let stored = self.stored.iter_mut().find(|stored| stored.record_id == addition.record_id).unwrap();
            stored.seq += addition.entries.len() as u64;
            stored.case.entries.extend::<Vec<Entry>>(addition.entries.clone());
            if addition.child.is_some() {
                stored.case.head.child.clone_from(&addition.child);
            }
        }
        true
    }

    fn open(&mut self, case: &CaseFile) {
        self.opened += 1;
        let record_id = format!("r-opened-{}", self.opened);
        self.stored.push(Stored { record_id, seq: case.entries.len() as u64, case: case.clone() });
    }
}
