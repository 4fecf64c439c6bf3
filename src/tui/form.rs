//! A form on the screen: which field has the keys, what is typed, and what the record would say if it were signed now.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Scope};
use super::effect::Addition;
use super::line::Cursor;
use super::model::{Face, Loaded, Model};
use crate::desk::board::{self, BoardRow, place};
use crate::desk::form::{Besides, Brief, Moved};
use crate::desk::offence::Pick;
use crate::desk::when;
use crate::desk::which_child::whose;
use crate::desk::{Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Preview, Values, decide};
use crate::law::{Facts, assess_among};
use crate::record::case_file::{CaseFile, Head};
use crate::record::child::Child;
use crate::record::time::clock;
use crate::record::{Entry, Instant, Record, telling};

/// The keys that pick from a list, in order.
pub const PICKS: [char; 12] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-', '='];

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// A field.
    Field(&'static str),
    /// The line that signs.
    Sign,
}

/// A form on a child.
#[derive(Debug)]
pub struct FormScreen {
    /// Which form.
    pub spec: &'static FormSpec,
    /// On which record.
    pub record_id: String,
    /// The sequence the form was last decided on.
    pub decided_on: u64,
    /// What is typed.
    pub values: Values,
    /// What has the keys.
    pub focus: Focus,
    /// Where the cursor stands in a text.
    pub cursor: Cursor,
    /// Whether anything was typed.
    pub touched: bool,
    /// Whether it was typed at since the draft was last kept.
    pub unsaved: bool,
    /// Whether the key just handled answered the field, so that the keys move on.
    pub advance: bool,
    /// Whether a digit has just answered the first field and moved on: an Enter right after it confirms the digit, and
    /// must not skip the next field, or what was seen would be typed as what the child said.
    pub confirms: bool,
    /// Whether all that was last typed or pasted fitted its field.
    pub all_fitted: bool,
    /// Whether a signature is on its way to disk.
    pub signing: bool,
    /// Whether signing was tried, so that problems are shown.
    pub tried: bool,
    /// The name of the child it is about, which is said still where signing takes them off the board.
    pub of: String,
    /// When the form was opened.
    pub opened_at: Instant,
    /// How many entries the record had when the form was opened: those behind them came meanwhile, from another desk.
    pub began: usize,
    /// Whether such an entry came since signing was last tried: it has to be seen first.
    pub unseen: bool,
    /// The fields shown.
    pub shown: Vec<FieldSpec>,
    /// The first line seen of what to know first and what signing would change, while that is read in full.
    pub reading: Option<usize>,
    /// What each charge typed may be on the offence list, by the field that confirms it.
    pub picks: Vec<(&'static str, Vec<Pick>)>,
    /// What one should know first.
    pub brief: Vec<Brief>,
    /// What is wrong, field by field.
    pub problems: Vec<FieldProblem>,
    /// Why it can't be recorded at all.
    pub refusal: Option<String>,
    /// What signing now would change.
    pub preview: Option<Preview>,
    /// The entries signing would make.
    pub entries: Vec<Entry>,
    /// Who the record is of that signing would open.
    pub head: Option<Head>,
    /// Who the child is known to be once it is signed, where the form settles it.
    pub child: Option<Child>,
    /// What signing would add to another child's record.
    pub elsewhere: Option<Addition>,
    /// The typed time, read back in full.
    pub read_back: Option<String>,
}

impl std::fmt::Debug for FieldSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl std::fmt::Debug for FormSpec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl FormScreen {
    /// Opens a form on a record, with the values of its draft where there is one.
    #[must_use]
    pub fn open(model: &Model, loaded: &Loaded, spec: &'static FormSpec) -> Self {
        Self::open_with(model, loaded, spec, &[])
    }

    /// Opens a form on a record with some of its answers already given; an empty one leaves its field to be passed over.
    /// Where there is a draft, its values stand alone.
    #[must_use]
    pub fn open_with(
        model: &Model,
        loaded: &Loaded,
        spec: &'static FormSpec,
        given: &[(&'static str, String)],
    ) -> Self {
        let draft = model.draft(&loaded.record_id, Some(spec.id));
        let mut values = draft.map(|draft| draft.values.clone()).unwrap_or_default();
        if draft.is_none() {
            (spec.prefill)(&mut values, &model.facts(loaded));
            for (field, value) in given {
                values.set(field, value.as_str());
            }
        }
        let mut form = Self {
            spec,
            record_id: loaded.record_id.clone(),
            decided_on: loaded.seq,
            values,
            focus: Focus::Field(spec.start),
            cursor: Cursor::default(),
            touched: draft.is_some(),
            unsaved: false,
            advance: false,
            confirms: false,
            all_fitted: true,
            signing: false,
            tried: false,
            of: board::name(&loaded.record),
            opened_at: model.now,
            began: loaded.record.entries().len(),
            unseen: false,
            reading: None,
            shown: Vec::new(),
            picks: Vec::new(),
            brief: Vec::new(),
            problems: Vec::new(),
            refusal: None,
            preview: None,
            entries: Vec::new(),
            head: None,
            child: None,
            elsewhere: None,
            read_back: None,
        };
        form.refresh(model, loaded);
        let answered = |id: &str| !form.values.get(id).is_empty();
        let settled = |id: &str| answered(id) || (draft.is_none() && given.iter().any(|(field, _)| *field == id));
        if answered(spec.start) {
            let next = form.shown.iter().skip_while(|field| field.id != spec.start).find(|field| !settled(field.id));
            form.focus = next.map_or(form.focus, |field| Focus::Field(field.id));
        }
        form.cursor = Cursor::end(form.focused_text());
        form
    }

    /// Works everything out afresh from what is typed.
    pub fn refresh(&mut self, model: &Model, loaded: &Loaded) {
        let standing = model.facts(loaded);
        let opened = self.spec.opened(&self.values, &standing);
        // A record still to be opened is judged as of the child who is typed.
        let newcomer = opened.as_ref().ok().cloned().flatten().map(|mut head| {
            head.suite = head.suite.or_else(|| model.one_suite());
            (head.clone(), Record::fold(CaseFile { head, entries: Vec::new() }))
        });
        let record = newcomer.as_ref().map_or(&loaded.record, |(_, record)| record);
        let facts = Facts::gather(record, &model.policy, &model.suite, model.now);
        self.head = newcomer.as_ref().map(|(head, _)| head.clone());
        self.decided_on = loaded.seq;
        self.shown = self.spec.shown(&self.values, &facts).copied().collect();
        self.picks = self.shown.iter().filter_map(|field| picks_of(field, &self.values)).collect();
        self.brief = (self.spec.brief)(&self.values, &facts);
        self.problems = Vec::new();
        self.refusal = None;
        self.entries = Vec::new();
        self.preview = None;
        self.read_back = self.read_back(model.now);
        if let Some(why) = self.cannot_sign(model, &facts) {
            self.brief.insert(0, why);
        }
        // Among lines it is said when signing is tried.
        if model.face == Face::Screen {
            let told = self.meanwhile(loaded).map(|entry| {
                let by = entry.by().map(|by| format!(", by {}", by.shown())).unwrap_or_default();
                Brief::loud("Meanwhile", format!("{} {}{by}", clock(entry.at()), telling::whole(entry)))
            });
            self.brief.splice(0..0, told.collect::<Vec<_>>());
        }
        let (child, moved) = (self.spec.settled(&self.values, &facts), self.spec.moved(&self.values, &facts));
        (self.child, self.elsewhere) = (None, None);
        let mut problems = Vec::new();
        let made = noted(&mut problems, self.spec.made(&self.values, &facts));
        // What is wrong with these stands among the problems of the entries already.
        let (child, moved) = (child.ok().flatten(), moved.ok().flatten().filter(|_| made.is_some()));
        noted(&mut problems, opened);
        let elsewhere = moved.and_then(|moved| self.elsewhere(model, moved, &mut problems));
        if let Some(twin) = self.twin(model, child.as_ref().unwrap_or(&record.child)) {
            self.brief.insert(0, twin);
        }
        let Some(made) = made.filter(|_| problems.is_empty()) else {
            self.problems = problems;
            return self.keep_focus();
        };
        match decide(&facts, &model.officer, made) {
            Err(refusal) => self.refusal = Some(refusal.to_string()),
            Ok(entries) => {
                // Both sides of the difference are judged at the same second, or what was owed already seems new.
                let fresh = (loaded.assessment.as_at != model.now || self.head.is_some())
                    .then(|| assess_among(record, &model.policy, &model.suite, model.now));
                let before = fresh.as_ref().unwrap_or(&loaded.assessment);
                let settled = child.clone().map(|child| record.of_child(child));
                let record = settled.as_ref().unwrap_or(record);
                self.preview = Some(Preview::of(record, before, &entries, &model.policy, &model.suite, model.now));
                (self.entries, self.child, self.elsewhere) = (entries, child, elsewhere);
            }
        }
        self.keep_focus();
    }

    /// Returns what is added to another child's record, and says first whose that is; a problem where it is nobody's, or
    /// can't be recorded there.
    fn elsewhere(&mut self, model: &Model, moved: Moved, problems: &mut Vec<FieldProblem>) -> Option<Addition> {
        let others: Vec<&BoardRow> = model.board.rows.iter().filter(|row| row.record_id != self.record_id).collect();
        let meant = whose(&moved.whose, &others).and_then(|meant| {
            model.loaded(&meant.record_id).ok_or_else(|| {
                format!("{} has just left the board: if that is whom you mean, write a note", meant.name)
            })
        });
        let meant = match meant {
            Ok(meant) => meant,
            Err(wrong) => {
                problems.push(FieldProblem::new(moved.field, wrong));
                return None;
            }
        };
        let (name, number) = (board::name(&meant.record), &meant.record.head.custody_number);
        match decide(&model.facts(meant), &model.officer, vec![moved.made]) {
            Ok(entries) => {
                for entry in &entries {
                    let what = format!("{name}, {number}: {} {}", clock(entry.at()), telling::whole(entry));
                    self.brief.push(Brief::loud("Made there", what));
                }
                Some(Addition { record_id: meant.record_id.clone(), decided_on: meant.seq, child: None, entries })
            }
            Err(refusal) => {
                problems.push(FieldProblem::new(moved.field, format!("on {name}'s record: {refusal}")));
                None
            }
        }
    }

    /// Returns what is said where another record may be of this child, on the forms that say who a child is.
    fn twin(&self, model: &Model, child: &Child) -> Option<Brief> {
        matches!(self.spec.besides, Besides::Opens(_) | Besides::Settles(_)).then_some(())?;
        let (record, why) = model.twin(child, &self.record_id)?;
        let place = place(&Facts::gather(record, &model.policy, &model.suite, model.now));
        let text = format!("{} ({place}) has {why}. Is it the same child?", record.head.custody_number);
        Some(Brief::loud("Here already?", text))
    }

    /// Leaves the keys where they are, unless that field is shown no more.
    fn keep_focus(&mut self) {
        if !self.shown.iter().any(|field| Focus::Field(field.id) == self.focus) && self.focus != Focus::Sign {
            self.focus = Focus::Sign;
        }
    }

    /// Returns what another desk wrote on the record since the form was opened.
    pub fn meanwhile<'l>(&self, loaded: &'l Loaded) -> impl Iterator<Item = &'l Entry> + use<'l> {
        loaded.record.entries().iter().skip(self.began)
    }

    /// Returns what the officer at the keys is told on opening a form that they may not sign.
    fn cannot_sign(&self, model: &Model, facts: &Facts<'_>) -> Option<Brief> {
        let officer = &model.officer;
        let why = officer.is_known().then(|| (self.spec.signer)(officer, facts)).flatten()?;
        let how = model.how(Scope::Form, Action::Officer);
        Some(Brief::loud("Not yours", format!("{why}. {how} changes officer")))
    }

    fn read_back(&self, now: Instant) -> Option<String> {
        let field = self.focused()?;
        let typed = self.values.get(field.id);
        match field.kind {
            FieldKind::When => Some(when::read(typed, now).map_or_else(|wrong| wrong, |at| when::read_back(at, now))),
            FieldKind::Eta if !typed.is_empty() => {
                Some(when::read_ahead(typed, now).map_or_else(|wrong| wrong, |at| when::read_back(at, now)))
            }
            _ => None,
        }
    }

    /// Returns the field that has the keys; none on the signing line.
    #[must_use]
    pub fn focused(&self) -> Option<&FieldSpec> {
        self.shown.iter().find(|field| Focus::Field(field.id) == self.focus)
    }

    fn focused_text(&self) -> &str {
        match self.focus {
            Focus::Field(id) => self.values.raw(id),
            Focus::Sign => "",
        }
    }

    /// Moves the keys on by one field, forward or back; past the last stands the signing line.
    pub fn step(&mut self, forward: bool) {
        let here = match self.focus {
            Focus::Field(id) => self.shown.iter().position(|field| field.id == id).unwrap_or(0),
            Focus::Sign => self.shown.len(),
        };
        let next = if forward { (here + 1).min(self.shown.len()) } else { here.saturating_sub(1) };
        self.focus = self.shown.get(next).map_or(Focus::Sign, |field| Focus::Field(field.id));
        self.cursor = Cursor::end(self.focused_text());
    }

    /// Gives a field the keys, with the cursor behind what is typed there.
    pub fn focus_on(&mut self, focus: Focus) {
        self.focus = focus;
        self.cursor = Cursor::end(self.focused_text());
    }

    /// Moves the keys on from a field that was just answered and worked out.
    pub fn advance(&mut self, now: Instant) {
        let first = self.focus == Focus::Field(self.spec.start);
        self.enter();
        self.confirms = first;
        self.read_back = self.read_back(now);
    }

    /// Moves the keys on as Enter does: past the fields at the foot that one may leave out.
    pub fn enter(&mut self) {
        self.step(true);
        while matches!(self.focus, Focus::Field(id) if self.spec.passed_over.contains(&id)) {
            self.step(true);
        }
    }

    /// Reads the pane on by a page, or back; back from its beginning, the form is as it was.
    pub fn read_on(&mut self, forward: bool, (furthest, page): (usize, usize)) {
        self.reading = match (self.reading, forward) {
            (None, true) => Some(0),
            (Some(top), true) => Some((top + page).min(furthest)),
            (None | Some(0), false) => None,
            (Some(top), false) => Some(top.min(furthest).saturating_sub(page)),
        };
    }

    /// Handles a key that the table doesn't name here; returns whether it changed anything.
    pub fn type_key(&mut self, key: KeyEvent) -> bool {
        let Some(field) = self.focused().copied() else { return false };
        self.all_fitted = true;
        match field.kind {
            FieldKind::Text | FieldKind::When | FieldKind::Eta => {
                let mut text = self.values.raw(field.id).to_owned();
                let before = text.len();
                if !self.cursor.handle(&mut text, key) {
                    return false;
                }
                let typed = matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL);
                self.all_fitted = !(typed && text.len() == before);
                self.set(field.id, text)
            }
            FieldKind::One(choices) => self.pick_one(field.id, choices, key),
            FieldKind::Many(choices) => match picked(choices, key) {
                Some(choice) => {
                    self.values.toggle(field.id, choice.word);
                    self.changed()
                }
                None => false,
            },
            FieldKind::Match(_) => {
                let picks = self.picks_for(field.id);
                let pick = match key.code {
                    KeyCode::Backspace | KeyCode::Delete => {
                        self.values.set(field.id, "");
                        return self.changed();
                    }
                    KeyCode::Char('0') => picks.last(),
                    KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => PICKS
                        .iter()
                        .position(|pick| *pick == c)
                        .filter(|place| place + 1 < picks.len())
                        .and_then(|place| picks.get(place)),
                    _ => None,
                };
                let Some(word) = pick.map(|pick| pick.word.clone()) else { return false };
                self.values.set(field.id, word);
                self.advance = true;
                self.changed()
            }
            FieldKind::YesNo => {
                let answer = match key.code {
                    KeyCode::Char('y' | 'Y' | '1') => "yes",
                    KeyCode::Char('n' | 'N' | '2') => "no",
                    KeyCode::Backspace | KeyCode::Delete => "",
                    _ => return false,
                };
                self.values.set(field.id, answer);
                self.advance = !answer.is_empty();
                self.changed()
            }
        }
    }

    fn pick_one(&mut self, id: &'static str, choices: &'static [Choice], key: KeyEvent) -> bool {
        if matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
            self.values.set(id, "");
            return self.changed();
        }
        if let KeyCode::Left | KeyCode::Right = key.code {
            let here = choices.iter().position(|choice| choice.word == self.values.get(id));
            let last = choices.len().saturating_sub(1);
            let next = match (here, key.code) {
                (None, _) => 0,
                (Some(here), KeyCode::Left) => here.checked_sub(1).unwrap_or(last),
                (Some(here), _) => {
                    if here >= last {
                        0
                    } else {
                        here + 1
                    }
                }
            };
            if let Some(choice) = choices.get(next) {
                self.values.set(id, choice.word);
            }
            return self.changed();
        }
        match picked(choices, key) {
            Some(choice) => {
                self.values.set(id, choice.word);
                self.advance = true;
                self.changed()
            }
            None => false,
        }
    }

    /// Takes a whole answer to a field: a word of its choices, several with commas between, or text, which is cleaned and
    /// cut as what is pasted.
    pub fn answer(&mut self, field: &FieldSpec, answer: &str) {
        let text = match field.kind {
            FieldKind::Text | FieldKind::When | FieldKind::Eta => {
                let mut text = String::new();
                self.all_fitted = Cursor::default().insert(&mut text, answer);
                text
            }
            _ => answer.to_owned(),
        };
        self.set(field.id, text);
    }

    /// Returns the answer of a field as a person reads it; empty where there is none.
    #[must_use]
    pub fn answer_of(&self, field: &FieldSpec) -> String {
        let label = |choices: &[Choice], word: &str| {
            choices
                .iter()
                .find(|choice| choice.word == word)
                .map_or_else(|| word.to_owned(), |choice| choice.label.to_owned())
        };
        let word = self.values.get(field.id);
        match field.kind {
            FieldKind::One(choices) if !word.is_empty() => label(choices, word),
            FieldKind::Match(_) if !word.is_empty() => {
                let picked = self.picks_for(field.id).iter().find(|pick| pick.word == word);
                picked.map_or_else(|| "confirm it again".to_owned(), |pick| pick.label.clone())
            }
            FieldKind::Many(choices) => {
                self.values.many(field.id).iter().map(|word| label(choices, word)).collect::<Vec<String>>().join(", ")
            }
            _ => word.to_owned(),
        }
    }

    /// Returns whether the form is about accommodation, so that its test is always shown beside it.
    #[must_use]
    pub fn is_about_accommodation(&self) -> bool {
        self.spec.id == "accommodation"
    }

    /// Returns what may be picked in a field that confirms a charge.
    #[must_use]
    pub fn picks_for(&self, field: &str) -> &[Pick] {
        self.picks.iter().find(|(id, _)| *id == field).map_or(&[], |(_, picks)| picks.as_slice())
    }

    /// Puts pasted text into a text field; returns whether there was one.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let Some(field) = self.focused().copied() else { return false };
        if !matches!(field.kind, FieldKind::Text | FieldKind::When | FieldKind::Eta) {
            return false;
        }
        let mut text = self.values.raw(field.id).to_owned();
        self.all_fitted = self.cursor.insert(&mut text, pasted);
        self.set(field.id, text)
    }

    fn set(&mut self, id: &'static str, text: String) -> bool {
        if self.values.raw(id) == text {
            return true;
        }
        self.values.set(id, text);
        self.changed()
    }

    fn changed(&mut self) -> bool {
        self.touched = true;
        self.unsaved = true;
        true
    }

    /// Returns what is typed with its times fixed, so that a draft keeps the time the act happened.
    #[must_use]
    pub fn fixed_values(&self, now: Instant) -> Values {
        let mut values = self.values.clone();
        for field in self.spec.fields {
            let typed = values.get(field.id).to_owned();
            let read = match field.kind {
                FieldKind::When => when::read(&typed, now).ok(),
                FieldKind::Eta if !typed.is_empty() => when::read_ahead(&typed, now).ok(),
                _ => None,
            };
            if let Some(at) = read {
                values.set(field.id, when::fixed(at));
            }
        }
        values
    }
}

fn picks_of(field: &FieldSpec, values: &Values) -> Option<(&'static str, Vec<Pick>)> {
    match field.kind {
        FieldKind::Match(charge) => Some((field.id, charge.picks(values))),
        _ => None,
    }
}

/// Returns the choice a key picks from a list.
fn picked(choices: &'static [Choice], key: KeyEvent) -> Option<&'static Choice> {
    let KeyCode::Char(c) = key.code else { return None };
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return None;
    }
    choices.get(PICKS.iter().position(|pick| *pick == c)?)
}

/// Returns a value, or keeps what is wrong with it.
fn noted<T>(problems: &mut Vec<FieldProblem>, read: Result<T, Vec<FieldProblem>>) -> Option<T> {
    read.map_err(|wrong| problems.extend(wrong)).ok()
}
