//! The one place where the desk changes: a message comes in, effects go out.

mod lock;
mod tick;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::action::{Action, Scope, marks, of, resolve, shown_key};
use super::effect::{Addition, Effect, Message, Stored};
use super::form::{Focus, FormScreen};
use super::key;
use super::law::LawScreen;
use super::line::{Cursor, MOST_CHARACTERS};
use super::model::{Draft, Face, Layer, Loaded, Model, NEW, Part, RecordScreen, Screen, Status};
use super::popup::{HelpScreen, OfficerScreen, PaletteScreen};
use super::{reading, view, walk};
use crate::desk::forms::NEW as NEW_FORM;
use crate::desk::walk::named_by_digits;
use crate::desk::{FieldKind, FormSpec, Glance, Officer, board};
use crate::law::{Suite, assess_among};
use crate::record::time::clock;
use crate::record::{CaseFile, Entry, Record};

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

    /// Says what couldn't be done. Only where a signature was on its way was something not recorded; what was saved
    /// before stays said, so that nobody signs it twice.
    fn failed(&mut self, why: String) {
        let signing = self.is_signing();
        if let Some(form) = self.form_mut() {
            form.signing = false;
        }
        self.refresh_form();
        let text = match &self.status {
            _ if signing && why.starts_with("NOT RECORDED") => why,
            _ if signing => format!("NOT RECORDED: {why}"),
            Some(said) if !said.bad => format!("{}. But {why}", said.text),
            // What wasn't recorded is the graver news, and nobody has had time to read it.
            Some(said) if said.text.starts_with("NOT RECORDED") => format!("{}. {why}", said.text),
            _ => why,
        };
        self.say_bad(text);
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

    fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
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
    fn say_not_typed(&mut self, key: KeyEvent, name: Option<&str>) {
        if matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL) {
            self.say_cut();
        } else {
            self.say_does_nothing(name);
        }
    }

    /// Says that a key does nothing where the keys are now, and how to find what does.
    fn say_does_nothing(&mut self, name: Option<&str>) {
        let key = name.map_or_else(|| "That key".to_owned(), key::shown);
        let help = shown_key(self.scope(), Action::Help);
        self.say(if help.is_empty() {
            format!("{key} does nothing here: {} closes this", shown_key(self.scope(), Action::Back))
        } else {
            format!("{key} does nothing here: {help} shows what every key does")
        });
    }

    fn is_signing(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer, Layer::Form(form) if form.signing))
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

    fn sign(&mut self) -> Vec<Effect> {
        let Some(record_id) = self.form_mut().map(|form| form.record_id.clone()) else { return Vec::new() };
        // What was worked out before the record went may name an officer who has left the keys since.
        if self.loaded(&record_id).is_none() {
            self.say_bad(
                "NOT RECORDED: the child is no longer held here. What is typed is kept: Esc leaves it".to_owned(),
            );
            return self.keep_draft();
        }
        self.refresh_form();
        let Some(form) = self.form_mut() else { return Vec::new() };
        form.tried = true;
        if let Some(problem) = form.problems.first() {
            let (field, message) = (problem.field, problem.message.clone());
            form.focus = Focus::Field(field);
            form.cursor = Cursor::end(form.values.raw(field));
            self.say_bad(message);
            self.refresh_form();
            return Vec::new();
        }
        if let Some(refusal) = form.refusal.clone() {
            self.say_bad(refusal);
            return Vec::new();
        }
        if std::mem::take(&mut form.unseen) {
            self.say_written_first();
            return Vec::new();
        }
        form.signing = true;
        if let Some(head) = form.head.clone() {
            let case = CaseFile { head, entries: form.entries.clone() };
            return vec![Effect::Open { case: Box::new(case) }];
        }
        let (record_id, decided_on, entries) = (form.record_id.clone(), form.decided_on, form.entries.clone());
        if form.child.is_none() && form.elsewhere.is_none() {
            return vec![Effect::Append { record_id, decided_on, entries }];
        }
        let here = Addition { record_id, decided_on, child: form.child.clone(), entries };
        vec![Effect::AppendAll([here].into_iter().chain(form.elsewhere.clone()).collect())]
    }

    fn appended(&mut self, record_id: &str) -> Vec<Effect> {
        let signed = |layer: &Layer| matches!(layer, Layer::Form(form) if form.signing && form.record_id == record_id);
        let Some(place) = self.layers.iter().rposition(signed) else { return Vec::new() };
        let Layer::Form(form) = self.layers.remove(place) else { return Vec::new() };
        let titles = titles(&form.entries).into_iter();
        let opened = form.head.as_ref().and_then(|head| {
            self.records.iter().find(|loaded| loaded.record.head.custody_number == head.custody_number)
        });
        let known = opened.or_else(|| self.loaded(record_id)).map(|loaded| board::name(&loaded.record));
        // Whoever has left is on the board no more, and it is still to be seen whose record was signed.
        let name = known.or_else(|| (!form.spec.opens()).then(|| form.of.clone()));
        let selected = opened.map(|loaded| loaded.record_id.clone());
        let there = form.elsewhere.as_ref().and_then(|added| {
            let name = self.loaded(&added.record_id).map(|loaded| board::name(&loaded.record))?;
            Some(format!("{} on {name}", self::titles(&added.entries).join(", ")))
        });
        let by = format!("by {}", self.officer.name);
        let said: Vec<String> = titles.chain(name).chain(there).chain([by]).collect();
        self.selected = selected.or(self.selected.take());
        self.say(format!("Saved to disk: {}", said.join(", ")));
        self.drafts.retain(|draft| !(draft.record_id == record_id && draft.form == form.spec.id));
        self.walk_on(record_id, form.spec.id);
        self.next_to_take_over(record_id, form.spec.id);
        vec![Effect::DropDraft { record_id: record_id.to_owned(), form: form.spec.id }]
    }

    fn moved(&mut self, record_id: &str) -> Vec<Effect> {
        if let Some(form) = self.form_mut().filter(|form| form.record_id == record_id) {
            (form.signing, form.unseen) = (false, false);
        }
        self.refresh_form();
        self.say_written_first();
        Vec::new()
    }

    /// Says that another desk wrote first, and what.
    fn say_written_first(&mut self) {
        let what = self.written_meanwhile();
        let what = if what.is_empty() { "something".to_owned() } else { what };
        self.say_bad(format!("NOT RECORDED: another desk wrote {what} first. Look at what changed, then sign again"));
    }

    /// Returns what another desk wrote on the record of the open form since it was begun, in words; empty where nothing.
    fn written_meanwhile(&self) -> String {
        let form = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form),
            _ => None,
        });
        let on = form.and_then(|form| Some((form, self.loaded(&form.record_id)?)));
        let told = |entry: &Entry| format!("\"{} at {}\"", entry.kind.title(), clock(entry.at()));
        on.map_or_else(String::new, |(form, loaded)| form.meanwhile(loaded).map(told).collect::<Vec<_>>().join(", "))
    }

    /// Leaves the form; what was typed is kept, with the time the act happened.
    pub(super) fn leave_form(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        if let Some(Layer::Form(form)) = self.layers.pop_if(|layer| matches!(layer, Layer::Form(_)))
            && form.touched
        {
            let action = if form.spec.opens() { Action::New } else { Action::Resume };
            let how = self.how(Scope::Board, action);
            self.say(format!("{} is unfinished: {how} goes on with it", form.spec.title));
        }
        effects
    }

    /// Keeps what is typed, if anything changed since it was last kept.
    pub(super) fn keep_draft(&mut self) -> Vec<Effect> {
        let (now, by) = (self.now, self.officer.named());
        let Some(form) = self.form_mut() else { return Vec::new() };
        if !form.unsaved {
            return Vec::new();
        }
        form.unsaved = false;
        let draft = Draft {
            record_id: form.record_id.clone(),
            form: form.spec.id,
            values: form.fixed_values(now),
            saved_at: now,
            by,
        };
        self.drafts.retain(|kept| !(kept.record_id == draft.record_id && kept.form == draft.form));
        self.drafts.push(draft.clone());
        vec![Effect::SaveDraft(draft)]
    }

    fn discard(&mut self) -> Vec<Effect> {
        let Some(Layer::Form(form)) = self.layers.pop_if(|layer| matches!(layer, Layer::Form(_))) else {
            return Vec::new();
        };
        self.drafts.retain(|draft| !(draft.record_id == form.record_id && draft.form == form.spec.id));
        self.say(format!("{}: what was typed is thrown away", form.spec.title));
        vec![Effect::DropDraft { record_id: form.record_id, form: form.spec.id }]
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
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

    fn answer(&mut self, id: &'static str, answer: &str) {
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

    fn say_cut(&mut self) {
        self.say_bad(format!(
            "CUT: a field holds {MOST_CHARACTERS} characters; the rest isn't kept. Shorten it, or go on in a note"
        ));
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
                Loaded { record_id, seq, record, assessment, glance: Glance::default() }
            })
            .collect();
        self.set_out(Self::lay_out);
        let written = self.written_meanwhile();
        if written != before {
            self.told_meanwhile(&written);
        }
        Vec::new()
    }

    /// Says what another desk wrote under the open form, unless that is being signed: then the ledger says it.
    fn told_meanwhile(&mut self, written: &str) {
        let face = self.face;
        let Some(form) = self.form_mut().filter(|form| !form.signing) else { return };
        form.unseen = face == Face::Screen;
        if face == Face::Screen {
            self.say_also(&format!("Another desk wrote {written} meanwhile: what signing does is worked out afresh"));
        }
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

    /// Shows another screen under the layers; the selection stays with its child where they stand there too.
    fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.select_one_listed();
    }

    /// Selects the child in the cell that the digits typed so far name; a digit that names none with those before it begins
    /// a new number.
    fn select_cell(&mut self, digit: &str) {
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

    fn open_record(&mut self) {
        if let Some(loaded) = self.current() {
            let screen = RecordScreen { record_id: loaded.record_id.clone(), part: Part::Owed, selected: 0 };
            self.layers.push(Layer::Record(screen));
        }
    }

    /// Opens the form of the selected child's next rung, with what is known of it filled in.
    fn take_next_rung(&mut self) {
        let row = self.selected_row().and_then(|place| self.ladders.get(place));
        let next = row.and_then(|row| row.next()).map(|(_, rung)| (rung.form, rung.values.clone()));
        if let Some((form, values)) = next {
            self.open_form_with(form, &values);
        }
    }

    fn open_form(&mut self, id: &str) {
        self.open_form_with(id, &[]);
    }

    /// Opens a form with some of its answers already given, unless it was left unfinished: that is gone on with.
    fn open_form_with(&mut self, id: &str, values: &[(&'static str, String)]) {
        let Some(spec) = FormSpec::named(id) else { return };
        let loaded = if spec.opens() { self.loaded(NEW) } else { self.current() };
        let Some(loaded) = loaded else { return };
        let form = FormScreen::open_with(self, loaded, spec, values);
        let draft = self.draft(&loaded.record_id, Some(spec.id));
        let kept = draft.map(|draft| format!("{}{}", clock(draft.saved_at), self.by_another(draft)));
        self.layers.push(Layer::Form(Box::new(form)));
        if let Some(kept) = kept {
            self.say(format!("Going on with what was typed until {kept}: Ctrl-X throws it away"));
        }
    }

    fn take_officer(&mut self, chosen: Option<Officer>) {
        let Some(officer) = chosen else { return };
        self.layers.pop();
        self.seat(officer);
    }

    fn seat(&mut self, officer: Officer) {
        self.say(format!("{} is at the keys", officer.name));
        if !self.officers.contains(&officer) {
            self.officers.push(officer.clone());
        }
        self.officer = officer;
        if self.mine {
            self.lay_out();
        }
        self.refresh_form();
    }

    fn turn(&mut self, by: usize) {
        if let Some(Layer::Record(screen)) = self.layers.last_mut() {
            let here = Part::ALL.iter().position(|part| *part == screen.part).unwrap_or(0);
            if let Some(part) = Part::ALL.get((here + by) % Part::ALL.len()) {
                screen.part = *part;
                screen.selected = 0;
            }
        }
    }

    fn move_by(&mut self, by: isize) {
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
    fn read_on(&mut self, furthest: usize, by: isize) {
        let page = isize::try_from(view::reading::page(self)).unwrap_or(PAGE);
        let by = if by.abs() == PAGE { by.signum().saturating_mul(page) } else { by };
        if let Some(Layer::Reading(reading)) = self.layers.last_mut() {
            reading.top = reading.top.min(furthest).saturating_add_signed(by).min(furthest);
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

/// Returns what entries are called, in order; several of one sort together, "15 times Correction".
fn titles(entries: &[Entry]) -> Vec<String> {
    let mut titles: Vec<(&str, usize)> = Vec::new();
    for title in entries.iter().map(|entry| entry.kind.title()) {
        match titles.last_mut().filter(|(last, _)| *last == title) {
            Some((_, times)) => *times += 1,
            None => titles.push((title, 1)),
        }
    }
    let told =
        |(title, times): (&str, usize)| if times == 1 { title.to_owned() } else { format!("{times} times {title}") };
    titles.into_iter().map(told).collect()
}
