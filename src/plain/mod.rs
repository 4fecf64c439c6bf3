//! The same work as numbered choices and lines: no boxes, no redraw, for screen readers, slow links and scripts.
//!
//! It is a second face on the desk's one model. What is typed becomes the messages that keys become, and what is signed,
//! kept, refused or decided again is so by the same code; only how it is asked and told is here. A line comes in
//! ([`Dialogue::hear`]) and effects go out; once they are done, what is to be said comes out ([`Dialogue::say`]), and
//! nothing is said unasked.

mod child;
mod form;
mod lists;
mod menu;
mod page;
mod suite;
#[cfg(test)]
mod tests;
mod who;

use self::form::Filling;
use self::page::Page;
use self::who::Who;
use crate::law::{Duty, Finding};
use crate::record::text::said_again;
use crate::tui::action::{Action, Scope, of};
use crate::tui::effect::{Effect, Message};
use crate::tui::form::FormScreen;
use crate::tui::model::{Layer, Model};

/// How much is said of where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// All of it.
    Whole,
    /// One line.
    Short,
    /// Only what is asked next.
    Prompt,
}

/// Where one stands.
#[derive(Debug)]
enum Place {
    /// Saying who one is; then back to where one was.
    Who(Who, Box<Place>),
    /// Among all children; those that were listed, in the order of their numbers.
    Suite(Vec<String>),
    /// With one child.
    Child(String),
    /// Asked whether to go on with an unfinished form; of a child, or of one who comes in.
    Unfinished(Option<String>, &'static str),
    /// In a form.
    Form(Filling),
}

/// Something that was listed with a number, and can be asked about by it.
#[derive(Debug, Clone)]
enum Listed {
    /// Something owed.
    Duty(Duty),
    /// Something that fell short, or is in doubt.
    Finding(Finding),
}

/// One conversation at the desk.
#[derive(Debug)]
pub struct Dialogue {
    place: Place,
    telling: Telling,
    page: Page,
    /// What was last listed of the child with numbers, in their order.
    listed: Vec<Listed>,
}

impl Dialogue {
    /// Begins by asking who is at the keys.
    #[must_use]
    pub fn begin(model: &Model) -> Self {
        let mut page = Page::default();
        if model.training {
            page.line("TRAINING: invented children; nothing written here is a custody record.");
        }
        page.line(&format!(
            "Pacekeeper, {}, in plain lines. Type help at any list to hear what can be typed.",
            model.suite_name
        ));
        let place = Place::Who(Who::open(model), Box::new(Place::Suite(Vec::new())));
        Self { place, telling: Telling::Whole, page, listed: Vec::new() }
    }

    /// Takes a line in, without the break at its end; returns what is to be done outside.
    pub fn hear(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        model.update(Message::Heard);
        self.telling = Telling::Prompt;
        match &self.place {
            Place::Who(..) => self.hear_who(model, line),
            Place::Suite(_) => self.hear_suite(model, line),
            Place::Child(_) => self.hear_child(model, line),
            Place::Unfinished(..) => self.hear_unfinished(model, line),
            Place::Form(_) => self.hear_form(model, line),
        }
    }

    /// Returns what is to be said now, once what [`Self::hear`] asked for is done. The last line asks for the next one
    /// and has no break at its end.
    pub fn say(&mut self, model: &mut Model) -> String {
        if let Some(status) = &model.status {
            self.page.line(&status.text);
        }
        model.update(Message::Heard);
        self.follow(model);
        match &self.place {
            Place::Who(..) => self.say_who(model),
            Place::Suite(_) => self.say_suite(model),
            Place::Child(_) => self.say_child(model),
            Place::Unfinished(..) => self.say_unfinished(model),
            Place::Form(_) => self.say_form(model),
        }
        self.page.take()
    }

    /// Goes where what happened leads: on from a form that was signed, away from a child who is no longer held.
    fn follow(&mut self, model: &Model) {
        if let Place::Form(filling) = &self.place
            && form(model).is_none()
        {
            let child = filling.child.clone().or_else(|| model.selected.clone());
            self.go_back(child, Telling::Short);
        }
        if let Place::Child(record_id) = &self.place
            && !model.board.rows.iter().any(|row| &row.record_id == record_id)
        {
            self.page.line("This child is no longer held here.");
            self.go_back(None, Telling::Whole);
        }
    }

    fn go(&mut self, place: Place, telling: Telling) {
        self.place = place;
        self.telling = telling;
    }

    /// Goes back to a child, of whom so much is said; or to the list of children, which is always said.
    fn go_back(&mut self, child: Option<String>, telling: Telling) {
        self.listed.clear();
        match child {
            Some(record_id) => self.go(Place::Child(record_id), telling),
            None => self.go(Place::Suite(Vec::new()), Telling::Whole),
        }
    }

    /// Asks who is at the keys, then comes back.
    fn ask_who(&mut self, model: &Model) {
        let here = std::mem::replace(&mut self.place, Place::Suite(Vec::new()));
        self.go(Place::Who(Who::open(model), Box::new(here)), Telling::Whole);
    }

    /// Says that what was typed can't be used, and what can.
    fn puzzled(&mut self, typed: &str, several: &[String], hint: &str) {
        if several.is_empty() {
            self.page.line(&format!("\"{}\" isn't something that can be done here. {hint}", said_again(typed)));
        } else {
            self.page.line(&format!(
                "\"{}\" may be: {}. Type more of the one you mean, or its number.",
                said_again(typed),
                several.join("; ")
            ));
        }
    }
}

/// Returns the form that is open.
fn form(model: &Model) -> Option<&FormScreen> {
    model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Form(form) => Some(form.as_ref()),
        _ => None,
    })
}

/// Returns every form with its label, in the order of the action table: those of every hour first.
fn forms() -> impl Iterator<Item = (&'static str, Action)> {
    of(Scope::Record)
        .filter(|binding| matches!(binding.action, Action::Form(_)))
        .map(|binding| (binding.label, binding.action))
}
