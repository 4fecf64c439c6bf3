//! The handover at the desk: from one child to the next who isn't taken over yet, and what is one's own.

use super::model::{Layer, Model, Screen};
use super::reading::Reading;
use crate::desk::handover::{ChildPage, FIRST, Handover, NOTHING_DUE};
use crate::desk::why::{Block, Row, Weight};
use crate::law::{Assessment, Facts};
use crate::record::time::day_clock;

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

    /// Opens the whole page to be read from its beginning: a low screen has room for little of it beside the selection.
    pub(super) fn read_page(&mut self) {
        let row = |lead: String, text: &str| Row { lead, text: text.to_owned(), weight: Weight::Plain };
        let mut urgent: Vec<Row> = self.handover.urgent.iter().map(|urgent| row(urgent.lead(), &urgent.text)).collect();
        if urgent.is_empty() {
            urgent.push(row(String::new(), NOTHING_DUE));
        }
        let children = self.handover.children.iter().map(|child| Block { heading: "", rows: whole(child) });
        let blocks = [Block { heading: FIRST, rows: urgent }].into_iter().chain(children);
        let title = format!("Handover, {}", day_clock(self.now));
        self.layers.push(Layer::Reading(Reading { title, blocks: blocks.collect(), top: 0 }));
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

/// A child's block whole: who, whether taken over, and every row.
fn whole(child: &ChildPage) -> Vec<Row> {
    let row = |lead: &str, text: &str| Row { lead: lead.to_owned(), text: text.to_owned(), weight: Weight::Plain };
    [row("", &child.headed())]
        .into_iter()
        .chain(child.rows.iter().map(|brief| row(&brief.label, &brief.text)))
        .collect()
}
