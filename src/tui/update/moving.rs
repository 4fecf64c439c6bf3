//! Moving: from child to child, from line to line, from screen to screen.

use super::PAGE;
use crate::desk::walk::named_by_digits;
use crate::tui::action::{marks, of};
use crate::tui::model::{Layer, Model, Part, Screen};
use crate::tui::view;

impl Model {
    /// Shows another screen under the layers; the selection stays with its child where they stand there too.
    pub(in crate::tui::update) fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.select_one_listed();
    }

    /// Selects the child in the cell that the digits typed so far name; a digit that names none with those before it begins
    /// a new number.
    pub(in crate::tui::update) fn select_cell(&mut self, digit: &str) {
        let listed = self.listed();
        let place_of =
            |id: &&str| self.board.rows.iter().find(|row| row.record_id == *id).map(|row| row.place.as_str());
        let places: Vec<&str> = listed.iter().map(|id| place_of(id).unwrap_or_default()).collect();
        let on = format!("{}{digit}", self.cell_typed);
        let found = [on.as_str(), digit].into_iter().find_map(|typed| Some((typed, named_by_digits(&places, typed)?)));
        let Some((typed, place)) = found else {
            self.cell_typed.clear();
            self.say(format!("no child on this screen is in a cell with the number {digit}: arrows select too"));
            return;
        };
        let (typed, selected) = (typed.to_owned(), listed.get(place).map(|id| (*id).to_owned()));
        self.cell_typed = typed;
        self.selected = selected;
    }

    pub(in crate::tui::update) fn turn(&mut self, by: usize) {
        if let Some(Layer::Record(screen)) = self.layers.last_mut() {
            let here = Part::ALL.iter().position(|part| *part == screen.part).unwrap_or(0);
            if let Some(part) = Part::ALL.get((here + by) % Part::ALL.len()) {
                screen.part = *part;
                screen.selected = 0;
            }
        }
    }

    pub(in crate::tui::update) fn move_by(&mut self, by: isize) {
        let known = self.officers.len();
        let lines = match self.layers.last() {
            Some(Layer::Record(screen)) => self.lines_of(screen),
            Some(Layer::Help(screen)) => of(screen.scope).count() + marks(screen.scope).len(),
            Some(Layer::Reading(reading)) => return self.read_on(view::reading::furthest(self, reading), by),
            _ => 0,
        };
        let in_form = match self.layers.last() {
            Some(Layer::Form(form)) => view::form::furthest(self, form),
            _ => (0, 1),
        };
        let last = lines.saturating_sub(1);
        match self.layers.last_mut() {
            None => {
                let here = self.selected_row().unwrap_or(0);
                let listed = self.listed();
                let next = here.saturating_add_signed(by).min(listed.len().saturating_sub(1));
                self.selected = listed.get(next).map(|next| (*next).to_owned());
            }
            Some(Layer::Record(screen)) => {
                screen.selected = screen.selected.min(last).saturating_add_signed(by).min(last);
            }
            Some(Layer::Help(screen)) => screen.selected = screen.selected.saturating_add_signed(by).min(last),
            Some(Layer::Palette(palette)) => {
                palette.selected =
                    palette.selected.saturating_add_signed(by).min(palette.matches.len().saturating_sub(1));
            }
            Some(Layer::Law(screen)) => {
                let last = screen.matches.len().saturating_sub(1);
                screen.selected = screen.selected.saturating_add_signed(by).min(last);
            }
            Some(Layer::Officer(screen)) => screen.move_by(by, known),
            Some(Layer::Form(form)) => form.read_on(by > 0, in_form),
            Some(Layer::Walk(screen)) => {
                let last = screen.doors.len().saturating_sub(1);
                screen.selected = screen.selected.saturating_add_signed(by).min(last);
            }
            Some(Layer::Reading(_)) => {}
        }
    }

    /// Reads on by so many lines, a page key by as many as are seen, no further than the last.
    pub(in crate::tui::update) fn read_on(&mut self, furthest: usize, by: isize) {
        let page = isize::try_from(view::reading::page(self)).unwrap_or(PAGE);
        let by = if by.abs() == PAGE { by.signum().saturating_mul(page) } else { by };
        if let Some(Layer::Reading(reading)) = self.layers.last_mut() {
            reading.top = reading.top.min(furthest).saturating_add_signed(by).min(furthest);
        }
    }
}
