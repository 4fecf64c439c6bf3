//! Keys and pastes: what each does where the keys are now, and what is said where it does nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::desk::FieldKind;
use crate::tui::action::{Action, Scope, resolve, shown_key};
use crate::tui::effect::Effect;
use crate::tui::form::Focus;
use crate::tui::key;
use crate::tui::line::MOST_CHARACTERS;
use crate::tui::model::{Layer, Model};

impl Model {
    pub(in crate::tui::update) fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
        if self.is_signing() {
            self.say("Being written to disk: wait for \"Saved\"".to_owned());
            return Vec::new();
        }
        let name = key::name(key);
        let action = name.as_deref().and_then(|name| {
            // With Caps Lock on, "C" is still a check.
            resolve(self.scope(), name).or_else(|| resolve(self.scope(), &name.to_lowercase()))
        });
        // What went wrong stays to be read while words are typed; the next act takes it away.
        if action != Some(Action::Cell) {
            self.cell_typed.clear();
        }
        if action.is_some() || self.status.as_ref().is_some_and(|status| !status.bad) {
            self.status = None;
        }
        match (action, self.layers.last_mut()) {
            // While the pane is read the form may be out of sight: nothing is signed and nothing left by the key that ends it.
            (Some(Action::Back), Some(Layer::Form(form))) if form.reading.is_some() => {
                form.reading = None;
                Vec::new()
            }
            (Some(Action::Enter), Some(Layer::Form(form))) if form.reading.is_some() && form.focus == Focus::Sign => {
                form.reading = None;
                Vec::new()
            }
            // A key held down must not sign.
            (Some(Action::Enter), Some(Layer::Form(form)))
                if form.focus == Focus::Sign && key.kind == KeyEventKind::Repeat =>
            {
                Vec::new()
            }
            (Some(Action::Cell), _) => {
                self.select_cell(&name.unwrap_or_default());
                Vec::new()
            }
            (Some(action), _) => {
                if !matches!(action, Action::PageUp | Action::PageDown)
                    && let Some(form) = self.form_mut()
                {
                    form.reading = None;
                }
                self.act(action)
            }
            (None, Some(Layer::Form(form))) => {
                form.reading = None;
                form.confirms = false;
                let listed = form.focused().is_some_and(|field| {
                    matches!(
                        field.kind,
                        FieldKind::One(_) | FieldKind::Many(_) | FieldKind::YesNo | FieldKind::Match(_)
                    )
                });
                if form.type_key(key) {
                    let (now, advance) = (self.now, std::mem::take(&mut form.advance));
                    self.refresh_form();
                    if advance && let Some(form) = self.form_mut() {
                        form.advance(now);
                    }
                    if self.form_mut().is_some_and(|form| !form.all_fitted) {
                        self.say_cut();
                    }
                } else if form.focus == Focus::Sign {
                    let back = shown_key(Scope::Form, Action::PreviousField);
                    self.say(format!("Nothing is typed on this line: Enter signs, {back} goes back to the fields"));
                } else if listed && matches!(key.code, KeyCode::Char(_)) {
                    self.say("Press a key shown beside an answer; Tab leaves it empty".to_owned());
                } else {
                    self.say_not_typed(key, name.as_deref());
                }
                Vec::new()
            }
            (None, Some(Layer::Palette(palette))) => {
                if !palette.type_key(key) {
                    self.say_not_typed(key, name.as_deref());
                }
                Vec::new()
            }
            (None, Some(Layer::Law(screen))) => {
                if !screen.type_key(key) {
                    self.say_not_typed(key, name.as_deref());
                }
                Vec::new()
            }
            (None, Some(Layer::Officer(screen))) => {
                let before = screen.clone();
                let chosen = screen.type_key(key, &self.officers);
                if chosen.is_none() && *screen == before {
                    if screen.is_typed_in() {
                        self.say_not_typed(key, name.as_deref());
                    } else {
                        self.say_does_nothing(name.as_deref());
                    }
                }
                self.take_officer(chosen);
                Vec::new()
            }
            (None, Some(Layer::Help(_))) => {
                self.layers.pop();
                Vec::new()
            }
            (None, _) => {
                self.say_does_nothing(name.as_deref());
                Vec::new()
            }
        }
    }

    /// Returns whether the keys stand on the line that signs, with nothing over it.
    #[must_use]
    pub fn is_at_signature(&self) -> bool {
        let at_sign = |layer: &Layer| matches!(layer, Layer::Form(form) if form.focus == Focus::Sign);
        self.lock.is_none() && self.layers.last().is_some_and(at_sign)
    }

    /// Returns whether a key would sign what the form makes.
    #[must_use]
    pub fn would_sign(&self, key: KeyEvent) -> bool {
        let enter = || key::name(key).and_then(|name| resolve(Scope::Form, &name)) == Some(Action::Enter);
        self.is_at_signature() && enter()
    }

    /// Says why a key typed into a text changed nothing there: a letter because the text is full.
    pub(in crate::tui::update) fn say_not_typed(&mut self, key: KeyEvent, name: Option<&str>) {
        if matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL) {
            self.say_cut();
        } else {
            self.say_does_nothing(name);
        }
    }

    /// Says that a key does nothing where the keys are now, and how to find what does.
    pub(in crate::tui::update) fn say_does_nothing(&mut self, name: Option<&str>) {
        let key = name.map_or_else(|| "That key".to_owned(), key::shown);
        let help = shown_key(self.scope(), Action::Help);
        self.say(if help.is_empty() {
            format!("{key} does nothing here: {} closes this", shown_key(self.scope(), Action::Back))
        } else {
            format!("{key} does nothing here: {help} shows what every key does")
        });
    }

    pub(in crate::tui::update) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.is_signing() {
            return Vec::new();
        }
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => {
                let taken = form.paste(text);
                let cut = taken && !form.all_fitted;
                self.refresh_form();
                if cut {
                    self.say_cut();
                }
                if !taken {
                    self.say("A paste answers nothing here: it is taken where words are asked for".to_owned());
                }
            }
            Some(Layer::Palette(palette)) => palette.paste(text),
            Some(Layer::Law(screen)) => screen.paste(text),
            Some(Layer::Officer(screen)) => screen.paste(text),
            _ => {}
        }
        Vec::new()
    }

    pub(in crate::tui::update) fn answer(&mut self, id: &'static str, answer: &str) {
        let Some(form) = self.form_mut().filter(|form| !form.signing) else { return };
        let Some(field) = form.shown.iter().find(|field| field.id == id).copied() else { return };
        form.all_fitted = true;
        form.answer(&field, answer);
        let cut = !form.all_fitted;
        self.refresh_form();
        if cut {
            self.say_cut();
        }
    }

    pub(in crate::tui::update) fn say_cut(&mut self) {
        self.say_bad(format!(
            "CUT: a field holds {MOST_CHARACTERS} characters; the rest isn't kept. Shorten it, or go on in a note"
        ));
    }
}
