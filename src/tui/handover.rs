//! The handover at the desk: from one child to the next who isn't taken over yet, and what is one's own.

use super::model::{Model, Screen};
use crate::desk::handover::Handover;
use crate::law::{Assessment, Facts};

/// The form that takes a child over.
pub const TAKE_OVER: &str = "handover";

/// The form that passes a duty on.
pub const PASS_ON: &str = "pass_on";

impl Model {
    /// Returns the page over those records, narrowed to what is the officer's own where that was asked for.
    pub(super) fn page<'a>(
        &self,
        held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>,
    ) -> Handover {
        if self.mine { Handover::of_officer(held, self.now, &self.officer) } else { Handover::of(held, self.now) }
    }

    /// Shows the handover narrowed to what is the officer's own, or whole again.
    pub(super) fn narrow(&mut self) {
        self.mine = !self.mine || self.screen != Screen::Handover;
        self.screen = Screen::Handover;
        self.lay_out();
    }

    /// Selects the next child who isn't taken over yet, once this one is.
    pub(super) fn next_to_take_over(&mut self, record_id: &str, form: &str) {
        if self.screen != Screen::Handover || form != TAKE_OVER || !self.layers.is_empty() {
            return;
        }
        match self.handover.next_after(record_id).map(str::to_owned) {
            Some(next) => self.selected = Some(next),
            None => {
                let before = self.status.take().map(|status| format!("{}. ", status.text)).unwrap_or_default();
                self.say(format!("{before}Every child here is taken over"));
            }
        }
    }
}
