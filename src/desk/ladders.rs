//! The ladders: the way to an adult for the child, and after charge to a place with the authority, rung by rung.
//!
//! What is owed next and by when is the law's own answer ([`crate::law::adult::ladder()`] and the duties on accommodation);
//! here it is set beside what was done, what wasn't and why, and the form that does the next.

mod accommodation;
mod adult;
mod step;

pub use step::Step;

use super::board::{name, place, urgency};
use crate::law::{Assessment, Facts, State};
use crate::record::Instant;
use crate::record::time::{clock, length, minutes_between};

/// What is said where no child has a ladder to climb.
pub const NO_LADDER: &str = "No child waits for an adult or for a place with the authority.";

/// How one rung stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RungState {
    /// Done.
    Done {
        /// When.
        at: Instant,
        /// What was done, and by whom.
        words: String,
    },
    /// It came to nothing, or isn't taken; with the reason.
    Declined {
        /// When.
        at: Instant,
        /// What stood in the way, the reason as recorded, and who recorded it.
        words: String,
    },
    /// To be done now.
    Open {
        /// By when; none where it is as soon as practicable.
        due: Option<Instant>,
        /// How that stands.
        state: State,
    },
    /// To be done once those before it are.
    Later {
        /// By when, where the law already says.
        due: Option<Instant>,
    },
    /// Not needed, and why.
    NotNeeded {
        /// Why.
        why: String,
    },
}

impl RungState {
    fn now(due: Instant, facts: &Facts<'_>) -> Self {
        Self::Open { due: Some(due), state: facts.undone(due) }
    }

    /// As soon as practicable, with no time of its own: it presses as what is due soon does.
    const fn at_once() -> Self {
        Self::Open { due: None, state: State::DueSoon }
    }

    fn not_needed(why: impl Into<String>) -> Self {
        Self::NotNeeded { why: why.into() }
    }

    /// Returns it in words: "18:00 no answer, by Sgt Rowlands (3127)", "LATE 12 min, due 17:40", "by 01:10".
    #[must_use]
    pub fn shown(&self, now: Instant) -> String {
        match self {
            Self::Done { at, words } | Self::Declined { at, words } => format!("{} {words}", clock(*at)),
            Self::Open { due: Some(due), .. } => {
                let by = clock(*due);
                match self.pressing(now) {
                    late if late.starts_with("LATE") => format!("{late}, due {by}"),
                    soon => format!("{soon}, by {by}"),
                }
            }
            Self::Open { due: None, .. } => self.pressing(now),
            Self::Later { due: Some(due) } => format!("by {}", clock(*due)),
            Self::Later { due: None } => "later".to_owned(),
            Self::NotNeeded { why } => format!("not needed: {why}"),
        }
    }

    /// Returns how it presses, in a few words: "LATE 12 min", "in 1 h 05", "NOW", "when you can"; nothing where it doesn't.
    #[must_use]
    pub fn pressing(&self, now: Instant) -> String {
        let Self::Open { due, state } = self else { return String::new() };
        match due.map(|due| (due, minutes_between(now, due))) {
            Some((due, _)) if *state == State::Overdue => format!("LATE {}", length(minutes_between(due, now))),
            Some((_, ..1)) => "NOW".to_owned(),
            Some((_, left)) => format!("in {}", length(left)),
            None if *state == State::DueSoon => "NOW".to_owned(),
            None => "when you can".to_owned(),
        }
    }
}

/// One rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// What is done on it.
    pub step: Step,
    /// How it stands.
    pub state: RungState,
    /// What else is to be known of it; empty where nothing is.
    pub beside: String,
    /// The form that does it.
    pub form: &'static str,
    /// What is already known of the answers; an empty one is a field that needs no answer this time.
    pub values: Vec<(&'static str, String)>,
}

impl Rung {
    fn new(step: Step, state: RungState, form: &'static str, values: &[(&'static str, &str)]) -> Self {
        let values = values.iter().map(|(field, value)| (*field, (*value).to_owned())).collect();
        Self { step, state, beside: String::new(), form, values }
    }

    fn beside(mut self, words: impl Into<String>) -> Self {
        self.beside = words.into();
        self
    }

    /// Returns how it stands, with what else is to be known of it.
    #[must_use]
    pub fn shown(&self, now: Instant) -> String {
        let stands = self.state.shown(now);
        match self.beside.chars().next() {
            None => stands,
            // The law's own sentence, or a few words.
            Some(first) if first.is_uppercase() => format!("{stands}. {}", self.beside),
            Some(_) => format!("{stands}; {}", self.beside),
        }
    }
}

/// Which way a ladder goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To an adult for the child.
    Adult,
    /// To a place with the authority.
    Accommodation,
}

impl To {
    /// Returns it as a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Adult => "Adult",
            Self::Accommodation => "Accommodation",
        }
    }

    /// Returns the rule whose weight decides which of two that are late comes first.
    const fn rule(self) -> &'static str {
        match self {
            Self::Adult => "aa.request",
            Self::Accommodation => "accommodation.request",
        }
    }
}

/// One ladder of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Which way it goes.
    pub to: To,
    /// From when the child has waited for what it leads to; none once that is there, or while nobody need be asked for it.
    pub waited_from: Option<Instant>,
    /// The rungs, in the order in which they are climbed.
    pub rungs: Vec<Rung>,
    /// The step that is next; none where nothing is left to do.
    pub next: Option<Step>,
}

impl Ladder {
    /// Returns the next rung.
    #[must_use]
    pub fn next_rung(&self) -> Option<&Rung> {
        let open = |rung: &&Rung| matches!(rung.state, RungState::Open { .. });
        self.rungs.iter().filter(open).find(|rung| Some(rung.step) == self.next)
    }

    /// Returns how long the child has waited, as it stands behind the ladder's name: ", waited 5 h 10"; empty where they
    /// don't wait.
    #[must_use]
    pub fn waited_words(&self, now: Instant) -> String {
        self.waited_from.map(|from| format!(", waited {}", length(minutes_between(from, now)))).unwrap_or_default()
    }

    /// Returns which way it goes, and how long the child has waited: "Adult, waited 5 h 10".
    #[must_use]
    pub fn headed(&self, now: Instant) -> String {
        format!("{}{}", self.to.title(), self.waited_words(now))
    }

    fn urgency(&self) -> (u8, u8, Instant) {
        match self.next_rung().map(|rung| &rung.state) {
            Some(RungState::Open { due, state }) => urgency(self.to.rule(), *state, *due),
            _ => (u8::MAX, 0, Instant::MAX_UTC),
        }
    }
}

/// The ladders of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderRow {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// The cell or room.
    pub place: String,
    /// The child's name, or the custody number where none is recorded.
    pub name: String,
    /// Age in years.
    pub age: Option<u32>,
    /// The ladders, the one that presses most first.
    pub ladders: Vec<Ladder>,
}

impl LadderRow {
    /// Returns the next rung of the ladder that presses most.
    #[must_use]
    pub fn next(&self) -> Option<(&Ladder, &Rung)> {
        self.ladders.first().and_then(|ladder| Some((ladder, ladder.next_rung()?)))
    }
}

/// Returns the ladders of one child, the one that presses most first.
#[must_use]
pub fn ladders(facts: &Facts<'_>) -> Vec<Ladder> {
    let mut ladders: Vec<Ladder> = adult::ladder(facts).into_iter().chain(accommodation::ladder(facts)).collect();
    ladders.sort_by_key(Ladder::urgency);
    ladders
}

/// Returns the children of those records who have a ladder to climb, the one for whom it presses most first.
pub fn ladder_rows<'a>(held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>) -> Vec<LadderRow> {
    let held = held.into_iter().filter(|(_, _, assessment)| !assessment.closed);
    let rows = held.map(|(record_id, facts, assessment)| LadderRow {
        record_id: record_id.to_owned(),
        place: place(facts),
        name: name(facts.record),
        age: assessment.age,
        ladders: ladders(facts),
    });
    // No rule owes the briefing: it stands on the ladder, and alone puts no child in the list.
    let owed = |row: &LadderRow| row.next().is_some_and(|(_, rung)| rung.step != Step::Brief);
    let mut rows: Vec<LadderRow> = rows.filter(owed).collect();
    rows.sort_by_cached_key(|row| (row.ladders.first().map(Ladder::urgency), row.place.clone(), row.record_id.clone()));
    rows
}

#[cfg(test)]
mod tests;
