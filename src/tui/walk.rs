//! The walk: a row of checks one after another, each with its own time and its own words.
//!
//! The officer says whom they saw; the desk opens one form after the other and never carries a word from one to the next.

use std::collections::VecDeque;

use super::effect::Effect;
use super::form::{Focus, FormScreen};
use super::line::Cursor;
use super::model::{Layer, Loaded, Model};
use crate::desk::FormSpec;
use crate::desk::walk::{Door, doors};

/// The form of a check.
pub const CHECK: &str = "check";

/// The form that stands in the place of a check while a child is out of the cell.
pub const CALL: &str = "bedwatch";

/// Whom did you see? The doors along the corridor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkScreen {
    /// The doors.
    pub doors: Vec<Door>,
    /// The selected door, counted from 0.
    pub selected: usize,
}

/// A walk that is being written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walk {
    /// The children still to be written down, as the ledger names their records; the first has the form.
    pub left: VecDeque<String>,
    /// How many children were seen.
    pub of: usize,
    /// How many are written down.
    pub done: usize,
    /// The names of those that were passed by.
    pub passed: Vec<String>,
}

impl Walk {
    /// Returns where on the walk one is, in words: "Walk 2 of 4".
    #[must_use]
    pub fn shown(&self) -> String {
        format!("Walk {} of {}", (self.of - self.left.len().min(self.of) + 1).min(self.of), self.of)
    }
}

/// Returns the form for a child now: a check, or, while the child is out of the cell, the call to whoever is with them.
#[must_use]
pub fn form_for(model: &Model, loaded: &Loaded) -> &'static str {
    if model.facts(loaded).away.iter().any(|away| !away.over) { CALL } else { CHECK }
}

impl Model {
    /// Asks whom the officer saw on the walk.
    pub(super) fn ask_whom_you_saw(&mut self) {
        let facts: Vec<_> = self.records.iter().map(|loaded| self.facts(loaded)).collect();
        let held = self.records.iter().zip(&facts);
        let doors = doors(held.map(|(loaded, facts)| (loaded.record_id.as_str(), facts, &loaded.assessment)));
        let selected = doors.iter().position(|door| door.seen).unwrap_or(0);
        self.layers.push(Layer::Walk(WalkScreen { doors, selected }));
    }

    /// Takes the selected child for one that was seen, or not, and goes on to the next.
    pub(super) fn tick_door(&mut self) {
        if let Some(Layer::Walk(screen)) = self.layers.last_mut() {
            let last = screen.doors.len().saturating_sub(1);
            if let Some(door) = screen.doors.get_mut(screen.selected) {
                door.seen = !door.seen;
                screen.selected = (screen.selected + 1).min(last);
            }
        }
    }

    /// Begins to write the walk down.
    pub(super) fn begin_walk(&mut self) {
        let Some(Layer::Walk(screen)) = self.layers.last() else { return };
        let left: VecDeque<String> =
            screen.doors.iter().filter(|door| door.seen).map(|door| door.record_id.clone()).collect();
        if left.is_empty() {
            self.say("Nobody is marked as seen: Space marks the selected child".to_owned());
            return;
        }
        self.layers.pop();
        self.walk = Some(Walk { of: left.len(), left, ..Walk::default() });
        self.open_door();
    }

    /// Opens the form for the next child on the walk who is still held here; where there is none the walk is over.
    fn open_door(&mut self) {
        loop {
            let Some(walk) = &mut self.walk else { return };
            let Some(record_id) = walk.left.front().cloned() else {
                let said = ended(walk);
                self.walk = None;
                let before = self.status.take().map(|status| format!("{}. ", status.text)).unwrap_or_default();
                self.say(format!("{before}{said}"));
                return;
            };
            let Some(loaded) = self.records.iter().find(|loaded| loaded.record_id == record_id) else {
                walk.left.pop_front();
                continue;
            };
            let Some(spec) = FormSpec::named(form_for(self, loaded)) else { return };
            let mut form = FormScreen::open(self, loaded, spec);
            if !form.touched {
                // Each check on a walk has its own time: it's asked first.
                form.focus = Focus::Field("when");
                form.cursor = Cursor::end(form.values.raw("when"));
                form.refresh(self, loaded);
            }
            self.selected = Some(record_id);
            self.layers.push(Layer::Form(Box::new(form)));
            return;
        }
    }

    /// Returns whether that form is the one the walk stands at.
    fn is_on_walk(&self, record_id: &str, form: &str) -> bool {
        let here = self.walk.as_ref().and_then(|walk| walk.left.front());
        here.is_some_and(|here| here == record_id) && matches!(form, CHECK | CALL)
    }

    /// Goes on to the next child once this one's form is on disk.
    pub(super) fn walk_on(&mut self, record_id: &str, form: &str) {
        if !self.is_on_walk(record_id, form) {
            return;
        }
        if let Some(walk) = &mut self.walk {
            walk.left.pop_front();
            walk.done += 1;
        }
        self.open_door();
    }

    /// Passes the child by whose form is open; what is typed stays as a draft.
    pub(super) fn pass_by(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        if let Some(Layer::Form(form)) = self.layers.pop_if(|layer| matches!(layer, Layer::Form(_))) {
            let name = self.loaded(&form.record_id).map(|loaded| crate::desk::board::name(&loaded.record));
            if let Some(walk) = &mut self.walk {
                walk.left.pop_front();
                walk.passed.extend(name);
            }
            self.open_door();
        }
        effects
    }

    /// Leaves the walk where one leaves its form.
    pub(super) fn leave_walk(&mut self) {
        if let Some(walk) = self.walk.take() {
            let left = walk.left.len();
            let children = if left == 1 { "1 child is".to_owned() } else { format!("{left} children are") };
            self.say(format!("The walk is left: {} written down, {children} not", walk.done));
        }
    }
}

fn ended(walk: &Walk) -> String {
    let passed = match walk.passed.as_slice() {
        [] => String::new(),
        passed => format!(", passed by: {}", passed.join(", ")),
    };
    format!("The walk is written down: {} of {}{passed}", walk.done, walk.of)
}
