//! Who is at the keys: one of those known, by number, or someone new.

use super::menu::{Item, Picked, pick};
use super::{Dialogue, Place, Telling};
use crate::desk::Officer;
use crate::record::words::{Rank, Role};
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Message};
use crate::tui::line::{Cursor, MOST_CHARACTERS};
use crate::tui::model::Model;
use crate::tui::popup::DESK_ROLES;

/// What is asked of who is at the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Which of those known.
    Known,
    /// The name of someone new.
    Name,
    /// Their number.
    Number(String),
    /// Their role.
    Role(String, String),
}

impl Who {
    /// Begins with those known, or, where nobody is, with a name.
    pub fn open(model: &Model) -> Self {
        if model.officers.is_empty() { Self::Name } else { Self::Known }
    }
}

/// Returns those known, and at the end someone else, who isn't.
fn known(model: &Model) -> Vec<Item<Option<Officer>>> {
    let officers = model.officers.iter().map(|officer| {
        (format!("{} ({}), {}", officer.name, officer.number, officer.role.plain()), Some(officer.clone()))
    });
    let all = officers.chain([("someone else".to_owned(), None)]);
    all.zip(1..).map(|((label, officer), number)| Item::numbered(number, label, officer)).collect()
}

fn roles() -> Vec<Item<(Role, Rank)>> {
    DESK_ROLES
        .iter()
        .zip(1..)
        .map(|((role, rank, label), place)| Item::numbered(place, *label, (*role, *rank)))
        .collect()
}

impl Dialogue {
    pub(super) fn hear_who(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let Place::Who(who, _) = &self.place else { return Vec::new() };
        let (who, typed) = (who.clone(), line.trim());
        if typed.eq_ignore_ascii_case("quit") {
            return model.update(Message::Do(Action::Quit));
        }
        if typed.eq_ignore_ascii_case("stop") && model.officer.is_known() {
            self.back_from_who();
            return Vec::new();
        }
        match who {
            Who::Known if typed.is_empty() && model.officer.is_known() => {
                let officer = model.officer.clone();
                self.seat(model, officer);
            }
            Who::Known => match pick(&known(model), typed) {
                Picked::One(Some(officer)) => self.seat(model, officer),
                Picked::One(None) => self.ask(Who::Name),
                Picked::Several(several) => self.puzzled(typed, &several, ""),
                Picked::Nothing => self.puzzled(typed, &[], "Type a number of the list."),
            },
            Who::Name => {
                if let Some(name) = self.text(typed) {
                    self.ask(Who::Number(name));
                }
            }
            Who::Number(name) => {
                if let Some(number) = self.text(typed) {
                    self.ask(Who::Role(name, number));
                }
            }
            Who::Role(name, number) => match pick(&roles(), typed) {
                Picked::One((role, rank)) => self.seat(model, Officer { name, number, role, rank }),
                Picked::Several(several) => self.puzzled(typed, &several, ""),
                Picked::Nothing => self.puzzled(typed, &[], "Type a number of the list."),
            },
        }
        Vec::new()
    }

    /// Reads a name or number as a text field does; none where there is none, which is said.
    fn text(&mut self, typed: &str) -> Option<String> {
        let mut text = String::new();
        if !Cursor::default().insert(&mut text, typed) {
            self.page.line(&format!("CUT: a field holds {MOST_CHARACTERS} characters; the rest isn't kept"));
        }
        let text = text.trim().to_owned();
        if text.is_empty() {
            self.page.line("Name and number stand in every entry: type both.");
        }
        (!text.is_empty()).then_some(text)
    }

    fn ask(&mut self, next: Who) {
        if let Place::Who(who, _) = &mut self.place {
            *who = next;
        }
        self.telling = Telling::Whole;
    }

    fn seat(&mut self, model: &mut Model, officer: Officer) {
        model.update(Message::Officer(officer));
        self.back_from_who();
    }

    fn back_from_who(&mut self) {
        if let Place::Who(_, back) = std::mem::replace(&mut self.place, Place::Suite(Vec::new())) {
            self.go(*back, Telling::Whole);
        }
    }

    pub(super) fn say_who(&mut self, model: &Model) {
        let Place::Who(who, _) = &self.place else { return };
        let whole = self.telling == Telling::Whole;
        match who {
            Who::Known => {
                if whole {
                    self.page.line("Who is at the keys? Every entry carries its author.");
                    known(model).iter().for_each(|item| self.page.line(&item.shown()));
                }
                let here = if model.officer.is_known() { format!(" [{}]", model.officer.name) } else { String::new() };
                self.page.prompt(&format!("Who, by number{here}:"));
            }
            Who::Name => {
                if whole {
                    self.page.line("Who is at the keys? Every entry carries its author.");
                }
                self.page.prompt("Name:");
            }
            Who::Number(_) => self.page.prompt("Number:"),
            Who::Role(..) => {
                if whole {
                    self.page.line("Role:");
                    roles().iter().for_each(|item| self.page.line(&item.shown()));
                }
                self.page.prompt("Role, by number:");
            }
        }
    }
}
