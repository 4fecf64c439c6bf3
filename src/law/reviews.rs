//! Reviews of detention (PACE s.40).

use super::facts::Facts;
use super::register::Rule;
use crate::record::Instant;

/// The rules of this family.
pub const RULES: &[Rule] = &[];

/// One review that was owed: its latest time, and the review that answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewStep {
    /// The latest time at which it was to be held, moved by hospital treatment.
    pub latest: Instant,
    /// When a valid review was held for it.
    pub held: Option<Instant>,
    /// The position of that review.
    pub position: Option<usize>,
    /// Whether a lawful postponement (s.40(4)) stands before it.
    pub postponed: bool,
}

/// The reviews of a detention in order: each owed one, and what answered it. The last may be still owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewTimeline {
    /// The steps, in order.
    pub steps: Vec<ReviewStep>,
}

impl ReviewTimeline {
    /// Works the timeline out from the facts.
    #[must_use]
    pub fn of(_facts: &Facts<'_>) -> Self {
        Self::default()
    }

    /// Returns the latest time of the review that is still owed; none where none is.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        self.steps.last().filter(|step| step.held.is_none()).map(|step| step.latest)
    }
}
