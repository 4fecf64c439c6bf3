//! The real clock: the one place where the program asks what time it is; and the training clock that stands on it.

use std::time::Instant as Stopwatch;

use crate::record::Instant;

/// Returns the present instant.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "this is the one place that may")]
pub fn now() -> Instant {
    chrono::Utc::now()
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
    #[allow(clippy::disallowed_methods, reason = "only here is a clock read")]
    pub fn training(from: Instant) -> Self {
        Self::Training { from, set: Stopwatch::now() }
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
}
