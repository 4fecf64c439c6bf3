//! The real clock: the one place where the program asks what time it is; and the training clock that stands on it.

use std::time::{Duration, Instant as Stopwatch};

use crate::ledger::{Ledger, LedgerError};
use crate::record::Instant;

/// Returns the present instant.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
pub fn now() -> Instant {
    chrono::Utc::now()
}

/// Returns the instant at which what a ledger holds is judged: now; of a training ledger, when it was last written to.
///
/// # Errors
/// The file can't be read.
pub fn of(ledger: &Ledger) -> Result<Instant, LedgerError> {
    Ok(if ledger.is_training() { ledger.last_written()?.unwrap_or_else(now) } else { now() })
}

#[allow(clippy::disallowed_methods, reason = "only here is a clock read")]
fn stopwatch() -> Stopwatch {
    Stopwatch::now()
}

/// What the desk takes for the time.
#[derive(Debug, Clone, Copy)]
pub enum DeskClock {
    /// The machine's own clock.
    Real,
    /// A clock that was set, for training: it goes on from there.
    Training {
        /// What it showed when it was set.
        from: Instant,
        /// When it was set.
        set: Stopwatch,
    },
}

impl DeskClock {
    /// Returns a training clock that shows `from` now.
    #[must_use]
    pub fn training(from: Instant) -> Self {
        Self::Training { from, set: stopwatch() }
    }

    /// Returns what the clock shows.
    #[must_use]
    pub fn now(self) -> Instant {
        match self {
            Self::Real => now(),
            Self::Training { from, set } => {
                from + chrono::TimeDelta::from_std(set.elapsed()).unwrap_or(chrono::TimeDelta::zero())
            }
        }
    }

    /// Puts a training clock on to what another training desk has written, so that nothing on the ledger is still to
    /// come. The machine's own clock is never changed.
    pub fn catch_up(&mut self, written: Instant) {
        if matches!(self, Self::Training { .. }) && written > self.now() {
            *self = Self::training(written);
        }
    }
}

/// A length of time that has to pass.
#[derive(Debug, Clone, Copy)]
pub struct Pause {
    began: Stopwatch,
    length: Duration,
}

impl Pause {
    /// Returns a pause that begins now.
    #[must_use]
    pub fn of(length: Duration) -> Self {
        Self { began: stopwatch(), length }
    }

    /// Returns whether it has passed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.began.elapsed() >= self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_training_clock_catches_up_and_never_goes_back() {
        let from = now();
        let mut clock = DeskClock::training(from);
        clock.catch_up(from - chrono::TimeDelta::hours(1));
        assert!(clock.now() >= from);
        clock.catch_up(from + chrono::TimeDelta::hours(1));
        assert!(clock.now() >= from + chrono::TimeDelta::hours(1));
    }
}
