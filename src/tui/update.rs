//! The one place where the desk changes: a message comes in, effects go out.

mod keys;
mod lock;
mod moving;
mod opening;
mod signing;
mod tick;

use crossterm::event::KeyEventKind;

use super::action::{Action, Scope};
use super::effect::{Effect, Message, Stored};
use super::form::{Focus, FormScreen};
use super::law::LawScreen;
use super::model::{Face, Layer, Loaded, Model, Screen, Status};
use super::popup::{HelpScreen, OfficerScreen, PaletteScreen};
use super::{reading, walk};
use crate::desk::forms::NEW as NEW_FORM;
use crate::desk::{FormSpec, Glance};
use crate::law::{Suite, assess_among};
use crate::record::Record;

/// How many lines or children a page key moves.
const PAGE: isize = 8;

impl Model {
    /// Takes a message in; returns what is to be done outside.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            Message::Key(key) => {
                self.last_key = self.now;
                if self.lock.is_some() { self.press_locked(key) } else { self.press(key) }
            }
            Message::Size(width, height) => {
                self.size = (width, height);
                Vec::new()
            }
            // A paste isn't somebody who says who they are.
            Message::Paste(_) if self.lock.is_some() => Vec::new(),
            Message::Paste(text) => {
                self.last_key = self.now;
                self.paste(&text)
            }
            Message::Do(_) if self.is_signing() => Vec::new(),
            Message::Do(action) => {
                self.status = None;
                self.act(action)
            }
            Message::Select(record_id) => {
                if self.board.rows.iter().any(|row| row.record_id == record_id) {
                    self.selected = Some(record_id);
                }
                Vec::new()
            }
            Message::Focus(field) => {
                if let Some(form) = self.form_mut() {
                    form.focus_on(field.map_or(Focus::Sign, Focus::Field));
                }
                self.refresh_form();
                self.keep_draft()
            }
            Message::Answer { field, answer } => {
                self.answer(field, &answer);
                Vec::new()
            }
            Message::Officer(officer) => {
                self.seat(officer);
                Vec::new()
            }
            Message::Heard => {
                self.status = None;
                Vec::new()
            }
            Message::Tick(now) => self.tick(now),
            Message::Records(stored) => self.load(stored),
            Message::Appended { record_id } => self.appended(&record_id),
            Message::Moved { record_id } => self.moved(&record_id),
            Message::DraftSaved => Vec::new(),
            Message::SheetWritten(path) => {
                self.say(format!("Panel sheet written: open {path} in a browser"));
                Vec::new()
            }
            Message::Failed(why) => {
                self.failed(why);
                Vec::new()
            }
        }
    }

    /// Returns the scope whose keys count now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        if self.lock.is_some() {
            return Scope::Popup;
        }
        match self.layers.last() {
            None => Scope::Board,
            Some(Layer::Record(_)) => Scope::Record,
            Some(Layer::Form(_)) => Scope::Form,
            Some(Layer::Reading(_)) => Scope::Reading,
            Some(Layer::Walk(_)) => Scope::Walk,
            Some(Layer::Help(_) | Layer::Palette(_) | Layer::Officer(_) | Layer::Law(_)) => Scope::Popup,
        }
    }

    /// Returns why an action can't be done now; none where it can.
    #[must_use]
    pub fn unavailable(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Form(_) | Action::EarlierCheck | Action::Open | Action::Sheet if self.current().is_none() => {
                let none = self.records.is_empty();
                Some(if none { "no child is held" } else { "no child is on this screen: choose one on the board" })
            }
            Action::Form(id) => {
                let facts = self.current().map(|loaded| self.facts(loaded));
                FormSpec::named(id).zip(facts).and_then(|(spec, facts)| (spec.unfit)(&facts))
            }
            Action::Walk | Action::ReadPage if self.records.is_empty() => Some("no child is held"),
            Action::PassBy => self.walk.is_none().then_some("this isn't on a walk"),
            Action::EarlierCheck => {
                let here = self.current().is_some_and(|loaded| walk::form_for(self, loaded) == walk::CHECK);
                here.then_some("the child is in the cell: c makes a check")
            }
            Action::Why => reading::subject(self).is_none().then_some("nothing here to explain"),
            Action::Resume => {
                let current = self.current();
                let draft = current.and_then(|loaded| self.draft(&loaded.record_id, None));
                draft.is_none().then_some("nothing is unfinished here")
            }
            _ => None,
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(why) = self.unavailable(action) {
            self.say(why.to_owned());
            return Vec::new();
        }
        match action {
            Action::Quit => return self.leave_form().into_iter().chain([Effect::Quit]).collect(),
            Action::Up => self.move_by(-1),
            Action::Down => self.move_by(1),
            Action::PageUp => self.move_by(-PAGE),
            Action::PageDown => self.move_by(PAGE),
            Action::Open if self.layers.is_empty() && self.screen == Screen::Ladders => self.take_next_rung(),
            Action::Open => self.open_record(),
            // Where no check can be made, what can be is offered instead.
            Action::Form(walk::CHECK) => {
                let form = self.current().map_or(walk::CHECK, |loaded| walk::form_for(self, loaded));
                self.open_form(form);
            }
            Action::Form(id) => self.open_form(id),
            Action::EarlierCheck => self.open_form(walk::CHECK),
            Action::Walk => self.ask_whom_you_saw(),
            Action::ReadPage => self.read_page(),
            Action::Mine => self.narrow(),
            Action::Mark => self.tick_door(),
            Action::PassBy => return self.pass_by(),
            Action::Cell => {}
            Action::New => self.open_form(NEW_FORM.id),
            Action::Resume => {
                let form =
                    self.current().and_then(|loaded| self.draft(&loaded.record_id, None)).map(|draft| draft.form);
                if let Some(form) = form {
                    self.open_form(form);
                }
            }
            Action::Why => {
                let why = reading::why(self);
                self.layers.extend(why.map(Layer::Reading));
            }
            Action::NextPart => self.turn(1),
            Action::PreviousPart => self.turn(2),
            Action::NextScreen => self.show(self.screen.turned(1)),
            Action::PreviousScreen => self.show(self.screen.turned(Screen::ALL.len() - 1)),
            Action::Show(screen) => self.show(screen),
            Action::Officer => self.layers.push(Layer::Officer(OfficerScreen::open())),
            Action::Lock => return self.lock(true),
            Action::Help => self.layers.push(Layer::Help(HelpScreen { scope: self.scope(), selected: 0 })),
            Action::Palette => self.layers.push(Layer::Palette(PaletteScreen::open(self.scope()))),
            Action::Law => self.layers.push(Layer::Law(LawScreen::looking_for(""))),
            Action::Guidance => self.turn_guidance(),
            Action::Back => return self.back(),
            Action::Enter => return self.enter(),
            Action::NextField | Action::PreviousField => {
                if let Some(form) = self.form_mut() {
                    form.step(action == Action::NextField);
                }
                self.refresh_form();
                return self.keep_draft();
            }
            Action::Discard => return self.discard(),
            Action::Sheet => {
                let number = self.current().map(|loaded| loaded.record.head.custody_number.clone());
                return number.into_iter().map(|custody_number| Effect::WriteSheet { custody_number }).collect();
            }
        }
        Vec::new()
    }

    /// Switches off, or on again, for the officer at the keys, the line under a field that says why it matters.
    fn turn_guidance(&mut self) {
        let was = self.guided();
        if was {
            self.unguided.insert(self.officer.number.clone());
        } else {
            self.unguided.remove(&self.officer.number);
        }
        let key = self.how(Scope::Form, Action::Guidance);
        self.say(if was {
            format!("Guidance is off: no line says why a field matters. {key} shows it again")
        } else {
            "Guidance is on: each field says why it matters to the child".to_owned()
        });
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.layers.last() {
            Some(Layer::Form(_)) => {
                let effects = self.leave_form();
                self.leave_walk();
                effects
            }
            _ => {
                self.layers.pop();
                Vec::new()
            }
        }
    }

    fn enter(&mut self) -> Vec<Effect> {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                if std::mem::take(&mut form.confirms) {
                    return Vec::new();
                }
                if form.focus != Focus::Sign {
                    form.enter();
                    self.refresh_form();
                    return self.keep_draft();
                }
                self.sign()
            }
            Some(Layer::Palette(palette)) => {
                let chosen = palette.chosen();
                self.layers.pop();
                chosen.map_or_else(Vec::new, |action| self.act(action))
            }
            Some(Layer::Law(_)) => {
                self.read_law();
                Vec::new()
            }
            Some(Layer::Walk(_)) => {
                self.begin_walk();
                Vec::new()
            }
            Some(Layer::Officer(screen)) => {
                let before = screen.clone();
                let chosen = screen.choose(&self.officers);
                if chosen.is_none() && *screen == before {
                    self.say("Press the figure beside a role: that takes the keys".to_owned());
                }
                self.take_officer(chosen);
                Vec::new()
            }
            _ => {
                self.layers.pop();
                Vec::new()
            }
        }
    }

    fn load(&mut self, stored: Vec<Stored>) -> Vec<Effect> {
        let before = self.written_meanwhile();
        let folded: Vec<(String, u64, Record)> =
            stored.into_iter().map(|stored| (stored.record_id, stored.seq, Record::fold(stored.case))).collect();
        self.suite = Suite::index(&folded.iter().map(|(_, _, record)| record).collect::<Vec<_>>());
        self.records = folded
            .into_iter()
            .map(|(record_id, seq, record)| {
                let assessment = assess_among(&record, &self.policy, &self.suite, self.now);
                Loaded { record_id, seq, record, assessment, glance: Glance::default(), twin: None }
            })
            .collect();
        self.set_out(Self::lay_out);
        let written = self.written_meanwhile();
        if written != before {
            self.told_meanwhile(&written);
        }
        Vec::new()
    }

    /// Judges everything afresh at the desk's time, and sets the board out.
    fn rejudge(&mut self) {
        self.set_out(Self::judge_all);
    }

    /// Sets the board and the open form out afresh. Where the selected child is no longer held, says who is selected now,
    /// so that the next key doesn't land on another child unseen.
    fn set_out(&mut self, lay_out: fn(&mut Self)) {
        let name_of = |model: &Self, id: Option<&String>| {
            id.and_then(|id| model.board.rows.iter().find(|row| &row.record_id == id)).map(|row| row.name.clone())
        };
        let (before, was) = (self.selected.clone(), name_of(self, self.selected.as_ref()));
        lay_out(self);
        self.refresh_form();
        if let Some(was) = was
            && before != self.selected
        {
            let now = name_of(self, self.selected.as_ref());
            let now = now.map_or_else(|| "no child is held".to_owned(), |now| format!("{now} is selected now"));
            let status = match self.face {
                Face::Screen => format!("{was} is no longer held here; {now}"),
                // Among lines nobody is selected unless they are chosen.
                Face::Lines => format!("{was} is no longer held here"),
            };
            self.say_also(&status);
        }
    }

    fn form_mut(&mut self) -> Option<&mut FormScreen> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form.as_mut()),
            _ => None,
        })
    }

    /// Works the open form out afresh from the records as they stand; what is being signed stays as it was signed.
    fn refresh_form(&mut self) {
        let Some(place) = self.layers.iter().rposition(|layer| matches!(layer, Layer::Form(_))) else { return };
        let Layer::Form(mut form) = self.layers.remove(place) else { return };
        if !form.signing
            && let Some(loaded) = self.loaded(&form.record_id)
        {
            form.refresh(self, loaded);
        }
        self.layers.insert(place, Layer::Form(form));
    }

    /// Says something at the foot of the screen.
    pub fn say(&mut self, text: String) {
        self.status = Some(Status { text, bad: false });
    }

    /// Says at the foot of the screen that something went wrong.
    pub fn say_bad(&mut self, text: String) {
        self.status = Some(Status { text, bad: true });
    }
}
