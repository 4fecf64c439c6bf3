//! The lock: names go, what is typed stays, and whoever comes back says who they are.

use crossterm::event::{KeyEvent, KeyEventKind};

use super::PAGE;
use crate::desk::{Officer, board};
use crate::record::time::clock;
use crate::tui::Model;
use crate::tui::action::{Action, Scope, resolve, shown_key};
use crate::tui::effect::Effect;
use crate::tui::form::{Focus, FormScreen};
use crate::tui::key;
use crate::tui::line::Cursor;
use crate::tui::model::{Layer, Lock, Screen};
use crate::tui::popup::OfficerScreen;

impl Model {
    /// Locks the desk; returns what is to be kept of what was typed. Everything stays as it is underneath.
    pub fn lock(&mut self, by_hand: bool) -> Vec<Effect> {
        let effects = self.keep_draft();
        self.fix_times();
        self.lock = Some(Lock { since: self.now, by_hand, asking: None });
        effects
    }

    /// Does what is due at a desk that nobody touches: locks it, or stops asking who is there. Not while a signature is
    /// on its way to disk: what came of it must be seen.
    pub(super) fn leave_alone(&mut self) -> Vec<Effect> {
        if let Some(lock) = &mut self.lock {
            lock.asking = None;
            return Vec::new();
        }
        if self.is_signing() { Vec::new() } else { self.lock(false) }
    }

    /// Fixes the times of what is typed, as its draft has them: "now" was when it was typed, not when the officer is back.
    fn fix_times(&mut self) {
        let Some(form) = self.touched_form() else { return };
        let Some(draft) = self.draft(&form.record_id, Some(form.spec.id)) else { return };
        let values = draft.values.clone();
        if let Some(form) = self.form_mut() {
            let moved = matches!(form.focus, Focus::Field(id) if form.values.raw(id) != values.raw(id));
            form.values = values;
            if moved && let Focus::Field(id) = form.focus {
                form.cursor = Cursor::end(form.values.raw(id));
            }
        }
        self.refresh_form();
    }

    /// Returns the open form, where anything was typed into it.
    fn touched_form(&self) -> Option<&FormScreen> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) if form.touched => Some(form.as_ref()),
            _ => None,
        })
    }

    /// Takes a key at a locked desk: the first only asks who is there. A key held down says nothing. Who was being typed in
    /// when the desk locked is asked on from there.
    pub(super) fn press_locked(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Repeat {
            return Vec::new();
        }
        let Some(lock) = &mut self.lock else { return Vec::new() };
        let Some(screen) = &mut lock.asking else {
            let begun = match self.layers.last() {
                Some(Layer::Officer(screen)) => Some(screen.clone()),
                _ => None,
            };
            lock.asking = Some(begun.unwrap_or_else(|| OfficerScreen::on(&self.officer, &self.officers)));
            return Vec::new();
        };
        let known = self.officers.len();
        let chosen = match key::name(key).and_then(|name| resolve(Scope::Popup, &name)) {
            Some(Action::Back) => {
                lock.asking = None;
                None
            }
            Some(Action::Enter) => screen.choose(&self.officers),
            Some(Action::Up) => moved(screen, -1, known),
            Some(Action::Down) => moved(screen, 1, known),
            Some(Action::PageUp) => moved(screen, -PAGE, known),
            Some(Action::PageDown) => moved(screen, PAGE, known),
            _ => screen.type_key(key, &self.officers),
        };
        if let Some(officer) = chosen {
            self.unlock(officer);
        }
        Vec::new()
    }

    /// Opens the desk to an officer. Whoever locked it finds it as it was left; anyone else finds the board, and what was
    /// typed there as an unfinished form.
    fn unlock(&mut self, officer: Officer) {
        self.lock = None;
        self.layers.retain(|layer| !matches!(layer, Layer::Officer(_)));
        let was_known = self.officer.is_known();
        let theirs = !was_known || officer.named() == self.officer.named();
        let told = self.status.take().filter(|status| theirs || status.bad);
        let form = self.touched_form();
        let said = if theirs {
            let kept = form.and_then(|form| self.draft(&form.record_id, Some(form.spec.id)));
            let typed =
                kept.map_or_else(String::new, |draft| format!("; what was typed is from {}", clock(draft.saved_at)));
            was_known.then(|| format!("It is as you left it{typed}"))
        } else {
            let left = form.map(|form| self.left_unfinished(form));
            self.leave_walk();
            let walk = self.status.take().map(|status| status.text);
            let said: Vec<String> = walk.into_iter().chain(left).collect();
            (!said.is_empty()).then(|| said.join(". "))
        };
        if !theirs {
            self.layers.clear();
            self.cell_typed.clear();
            self.show(Screen::Board);
        }
        self.seat(officer);
        if let Some(said) = said {
            self.say_also(&said);
        }
        let seated = std::mem::replace(&mut self.status, told);
        if let Some(seated) = seated {
            self.say_also(&seated.text);
        }
    }

    /// Returns in words that a form of the officer before is left unfinished, and how to go on with it.
    fn left_unfinished(&self, form: &FormScreen) -> String {
        let by = self.officer.named().map_or_else(String::new, |by| format!(" by {by}"));
        let new = form.spec.opens();
        let of = self.loaded(&form.record_id).filter(|_| !new);
        let of = of.map_or_else(String::new, |loaded| format!(" of {}", board::name(&loaded.record)));
        let key = shown_key(Scope::Board, if new { Action::New } else { Action::Resume });
        format!("{}{of} is left unfinished{by}: {key} goes on with it", form.spec.title)
    }

    /// Says something behind what is said already.
    pub(super) fn say_also(&mut self, text: &str) {
        match &mut self.status {
            Some(said) => said.text = format!("{}. {text}", said.text),
            None => self.say(text.to_owned()),
        }
    }
}

/// Moves the selection; nobody is chosen by that.
fn moved(screen: &mut OfficerScreen, by: isize, known: usize) -> Option<Officer> {
    screen.move_by(by, known);
    None
}
