//! A form, one field at a time; then what signing would change, and the signature.

use std::collections::BTreeSet;

use super::child::{entry, opens};
use super::menu::{Item, Picked, pick};
use super::{Dialogue, Place, Telling, form};
use crate::desk::form::Brief;
use crate::desk::preview::NOTHING_ELSE;
use crate::desk::{Choice, FieldKind, FieldSpec, FormSpec, when};
use crate::record::Instant;
use crate::record::telling;
use crate::record::text::said_again;
use crate::record::time::day_clock;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Message};
use crate::tui::form::{Focus, FormScreen};
use crate::tui::model::{Loaded, Model};

/// A form being filled in.
#[derive(Debug)]
pub struct Filling {
    /// The child it is on; none where it opens a record.
    pub child: Option<String>,
    /// The field that was asked last; none where the signature was.
    asked: Option<&'static str>,
    /// The fields that were answered or passed.
    passed: BTreeSet<&'static str>,
    /// What to know first, as far as it was said.
    told: Vec<Brief>,
    /// What signing would do, as it was said.
    seen: Option<Seen>,
}

/// What signing would do, as far as another answer must be asked about again: not its minutes, which go on by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    decided_on: u64,
    /// How many entries the record had.
    entries: usize,
    changes: Vec<String>,
}

impl Seen {
    fn of(form: &FormScreen, child: Option<&Loaded>) -> Option<Self> {
        let preview = form.preview.as_ref()?;
        let found = preview.raises.iter().chain(&preview.settles).map(|finding| (finding.rule, "found"));
        let owed = preview.opens.iter().map(|duty| (duty.rule, "owed"));
        let done = preview.closes.iter().map(|duty| (duty.rule, "done"));
        let changes = found.chain(owed).chain(done).map(|(rule, what)| format!("{rule} {what}"));
        let test = format!("{:?}", preview.accommodation.outcome);
        let entries = entries_of(child);
        Some(Self { decided_on: form.decided_on, entries, changes: changes.chain([test]).collect() })
    }
}

/// What a line in a field asks for.
enum Answer {
    /// The answer stays as it is.
    Keep,
    /// The answer is this.
    Set(String),
    /// It can't be read; in words.
    Unread(String),
}

const HOW: &str = "Enter keeps what stands in brackets, < goes back one field, - empties it, stop leaves and keeps what is \
                   typed. To write one of these as words, put = before it.";

impl Dialogue {
    /// Opens a form, with what was kept of it where it is unfinished.
    pub(super) fn begin_form(&mut self, model: &mut Model, child: Option<String>, id: &'static str) -> Vec<Effect> {
        let mut effects = model.update(Message::Do(opens(model, child.as_deref(), id)));
        if super::form(model).is_none() {
            let why = model.status.as_ref().map(|status| format!(": {}", status.text)).unwrap_or_default();
            model.update(Message::Heard);
            self.page.line(&format!("{} isn't opened{why}", FormSpec::named(id).map_or(id, |spec| spec.title)));
            self.go_back(child, Telling::Prompt);
            return effects;
        }
        model.update(Message::Heard);
        let Some(form) = form(model) else { return effects };
        let kept = form.touched;
        let who = child.as_ref().and_then(|id| model.board.rows.iter().find(|row| &row.record_id == id));
        let who = who.map(|row| format!(": {}", row.who())).unwrap_or_default();
        self.page.line(&format!("{}{who}. At any field ? tells what can be typed.", form.spec.title));
        let mut passed = BTreeSet::new();
        if kept {
            for field in form.shown.iter().filter(|field| !form.values.get(field.id).is_empty()) {
                self.page.line(&format!("Kept: {}: {}.", field.label, form.answer_of(field)));
                passed.insert(field.id);
            }
        }
        let first = form.shown.iter().map(|field| field.id).find(|id| !passed.contains(id));
        let filling = Filling { child, asked: None, passed, told: Vec::new(), seen: None };
        self.go(Place::Form(filling), Telling::Whole);
        effects.extend(model.update(Message::Focus(first)));
        effects
    }

    pub(super) fn hear_form(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let Place::Form(filling) = &self.place else { return Vec::new() };
        let Some(form) = form(model) else { return Vec::new() };
        match (filling.asked, form.focus) {
            (Some(asked), Focus::Field(here)) if asked == here => match form.focused().copied() {
                Some(field) => self.hear_field(model, &field, line),
                None => Vec::new(),
            },
            (None, Focus::Sign) => self.hear_sign(model, line),
            _ => {
                self.page.line("What was asked doesn't apply any more: the record changed. Your line wasn't used.");
                Vec::new()
            }
        }
    }

    fn hear_field(&mut self, model: &mut Model, field: &FieldSpec, line: &str) -> Vec<Effect> {
        let now = model.now;
        let Some(form) = form(model) else { return Vec::new() };
        match line.trim() {
            "?" => {
                self.page.line(field.help);
                self.page.line(HOW);
                return Vec::new();
            }
            "<" => return self.back_one(model),
            typed if typed.eq_ignore_ascii_case("stop") => return self.stop(model),
            _ => {}
        }
        let answer = match read(form, field, line, now) {
            Answer::Unread(why) => {
                self.page.line(&why);
                return Vec::new();
            }
            Answer::Keep => None,
            Answer::Set(answer) => Some(answer),
        };
        if let Some(answer) = answer {
            model.update(Message::Answer { field: field.id, answer });
        }
        if let Some(text) = super::form(model).and_then(|form| said_back(form, field, now)) {
            self.page.line(&text);
        }
        if let Place::Form(filling) = &mut self.place {
            filling.passed.insert(field.id);
        }
        self.go_on(model)
    }

    /// Goes on to the next field that wasn't asked yet, to what is wrong, or to the signature.
    fn go_on(&mut self, model: &mut Model) -> Vec<Effect> {
        let Place::Form(filling) = &self.place else { return Vec::new() };
        let Some(form) = form(model) else { return Vec::new() };
        let next = form.shown.iter().map(|field| field.id).find(|id| !filling.passed.contains(id));
        if next.is_none()
            && let Some(problem) = form.problems.first()
        {
            let (field, message) = (problem.field, problem.message.clone());
            self.page.line(&format!("Not yet: {message}."));
            return model.update(Message::Focus(Some(field)));
        }
        model.update(Message::Focus(next))
    }

    fn back_one(&mut self, model: &mut Model) -> Vec<Effect> {
        let at_first = form(model)
            .is_some_and(|form| form.shown.first().is_some_and(|first| form.focus == Focus::Field(first.id)));
        if at_first {
            self.page.line("This is the first field: stop leaves the form.");
            return Vec::new();
        }
        model.update(Message::Do(Action::PreviousField))
    }

    fn stop(&mut self, model: &mut Model) -> Vec<Effect> {
        let effects = model.update(Message::Do(Action::Back));
        self.leave();
        effects
    }

    fn leave(&mut self) {
        let child = match &mut self.place {
            Place::Form(filling) => filling.child.take(),
            _ => None,
        };
        self.go_back(child, Telling::Short);
    }

    fn hear_sign(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let typed = line.trim().to_lowercase();
        let mut words = typed.splitn(2, char::is_whitespace);
        match (words.next().unwrap_or_default(), words.next().map(str::trim)) {
            // A "y" that was meant for a field signs nothing.
            ("yes", None) => return self.sign(model),
            ("no" | "n" | "stop", None) => return self.stop(model),
            ("<", None) => return self.back_one(model),
            ("discard", None) => {
                let effects = model.update(Message::Do(Action::Discard));
                self.leave();
                return effects;
            }
            ("officer", None) => self.ask_who(model),
            ("back", None) => self.answers(model),
            ("back", Some(which)) => {
                let Some(form) = form(model) else { return Vec::new() };
                match pick(&fields(form), which) {
                    Picked::One(field) => return model.update(Message::Focus(Some(field))),
                    Picked::Several(several) => self.puzzled(which, &several, ""),
                    Picked::Nothing => {
                        self.puzzled(which, &[], "Type back and a number or name of these:");
                        self.answers(model);
                    }
                }
            }
            ("?", None) => self.page.line(
                "yes signs: it can't be taken back. no leaves it unfinished, and keeps it. back: hear the answers; back \
                 and a number: change one. officer: someone else signs. discard: throw it away.",
            ),
            ("", _) => {}
            _ => self.puzzled(&typed, &[], "Nothing is signed but by yes."),
        }
        Vec::new()
    }

    /// Signs what was said would be signed; where that is another thing by now, says so and asks again.
    fn sign(&mut self, model: &mut Model) -> Vec<Effect> {
        let Place::Form(filling) = &mut self.place else { return Vec::new() };
        let Some(form) = form(model) else { return Vec::new() };
        if form.preview.is_some() && filling.seen == Seen::of(form, on(model, filling.child.as_ref())) {
            return model.update(Message::Do(Action::Enter));
        }
        let moved = filling.seen.as_ref().is_some_and(|seen| seen.decided_on != form.decided_on);
        self.page.line(if moved {
            "NOT RECORDED: another desk wrote on this record since. Hear what signing does now, then answer again."
        } else {
            "NOT RECORDED: what signing does isn't what was said. Hear it now, then answer again."
        });
        Vec::new()
    }

    fn answers(&mut self, model: &Model) {
        if let Some(form) = form(model) {
            for (item, field) in fields(form).iter().zip(&form.shown) {
                let answer = form.answer_of(field);
                let answer = if answer.is_empty() { "empty".to_owned() } else { answer };
                self.page.line(&format!("{}: {answer}", item.shown()));
            }
        }
    }

    pub(super) fn say_form(&mut self, model: &Model) {
        let Place::Form(filling) = &mut self.place else { return };
        let Some(form) = form(model) else { return };
        for brief in form.brief.iter().filter(|brief| !filling.told.contains(brief)) {
            let label = if brief.label.ends_with('?') { brief.label.clone() } else { format!("{}:", brief.label) };
            let loud = if brief.loud { "Important. " } else { "Know first. " };
            self.page.line(&format!("{loud}{label} {}", brief.text));
        }
        filling.told.clone_from(&form.brief);
        match form.focused() {
            Some(field) => {
                filling.seen = None;
                if filling.asked.replace(field.id) != Some(field.id) || self.telling == Telling::Whole {
                    let place = form.shown.iter().position(|other| other.id == field.id).unwrap_or(0) + 1;
                    let sort = sort(field.kind);
                    self.page.line(&format!("Field {place} of {}: {}. {sort}", form.shown.len(), field.label));
                    listed(form, field).iter().for_each(|item| self.page.line(&item.shown()));
                }
                let answer = form.answer_of(field);
                let default = if answer.is_empty() { String::new() } else { format!(" [{answer}]") };
                self.page.prompt(&format!("{}{default}:", field.label));
            }
            None => {
                filling.asked = None;
                let loaded = on(model, filling.child.as_ref());
                let seen = Seen::of(form, loaded);
                // What was said already is said again only where it is another thing.
                if filling.seen.is_none() || filling.seen != seen || self.telling == Telling::Whole {
                    let had = filling.seen.as_ref().map_or_else(|| entries_of(loaded), |seen| seen.entries);
                    filling.seen = seen;
                    self.say_what_was_written(model, loaded, had);
                    self.say_what_signing_does(model);
                }
                let ready = form.problems.is_empty() && form.refusal.is_none();
                self.page.prompt(if ready {
                    "Sign? Type yes, no, or back and a number:"
                } else {
                    "Type back and a number, officer, or stop:"
                });
            }
        }
    }

    /// Says the entries that came on the record behind the first so many.
    fn say_what_was_written(&mut self, model: &Model, loaded: Option<&Loaded>, had: usize) {
        let Some(loaded) = loaded else { return };
        for standing in loaded.record.as_of(model.now).iter().filter(|standing| standing.position >= had) {
            self.page.line(&format!("Written since: {}", entry(model, loaded, standing)));
        }
    }

    fn say_what_signing_does(&mut self, model: &Model) {
        let Some(form) = form(model) else { return };
        for problem in &form.problems {
            self.page.line(&format!("Not yet: {}.", problem.message));
        }
        if let Some(refusal) = &form.refusal {
            self.page.line(&format!("Can't be recorded: {refusal}."));
        }
        let Some(preview) = &form.preview else { return };
        if let Some(head) = &form.head {
            let name = head.child.as_ref().and_then(|child| child.name.clone()).unwrap_or_default();
            self.page.line(&format!("Opens a record: {}, {name}", head.custody_number));
        }
        for entry in &form.entries {
            let when = day_clock(entry.at());
            self.page.line(&format!("Will be recorded: {when}, {}, by {}.", telling::whole(entry), model.officer.name));
        }
        let changes = preview.changes(form.is_about_accommodation());
        self.page.line("If you sign now the record will say:");
        if changes.is_empty() {
            self.page.line(NOTHING_ELSE);
        }
        changes.iter().for_each(|change| self.page.line(&format!("{} {}", change.label, change.text)));
    }
}

/// Returns the record a form is on; none where it opens one.
fn on<'m>(model: &'m Model, child: Option<&String>) -> Option<&'m Loaded> {
    model.loaded(child?)
}

fn entries_of(child: Option<&Loaded>) -> usize {
    child.map_or(0, |loaded| loaded.record.entries().len())
}

/// Returns the fields shown, with their numbers.
fn fields(form: &FormScreen) -> Vec<Item<&'static str>> {
    form.shown.iter().zip(1..).map(|(field, number)| Item::numbered(number, field.label, field.id)).collect()
}

/// Returns in words what sort of answer a field takes.
fn sort(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::When => "A time: now, -6m or 2305.",
        FieldKind::Eta => "A time to come: 2345 or +40m.",
        FieldKind::Text => "Words.",
        FieldKind::One(_) | FieldKind::Match(_) | FieldKind::YesNo => "One of these:",
        FieldKind::Many(_) => "Any of these, with commas between:",
    }
}

/// Returns what may be picked in a field, with its numbers.
fn listed(form: &FormScreen, field: &FieldSpec) -> Vec<Item<String>> {
    let numbered = |choices: &[Choice]| -> Vec<Item<String>> {
        choices
            .iter()
            .zip(1..)
            .map(|(choice, number)| Item::numbered(number, choice.label, choice.word.to_owned()))
            .collect()
    };
    match field.kind {
        FieldKind::One(choices) | FieldKind::Many(choices) => numbered(choices),
        FieldKind::YesNo => numbered(&[Choice::new("yes", "yes"), Choice::new("no", "no")]),
        FieldKind::Match(_) => {
            let picks = form.picks_for(field.id);
            let last = picks.len();
            let number = |place: usize| if place == last { 0 } else { place };
            picks
                .iter()
                .zip(1..)
                .map(|(pick, place)| Item::numbered(number(place), pick.label.clone(), pick.word.clone()))
                .collect()
        }
        FieldKind::When | FieldKind::Eta | FieldKind::Text => Vec::new(),
    }
}

/// Reads a line as the answer of a field. A time is kept as the time it was read as, so that what was read back is signed.
fn read(form: &FormScreen, field: &FieldSpec, line: &str, now: Instant) -> Answer {
    let typed = line.trim();
    let time = |read: Result<Instant, String>| match read {
        Ok(at) => Answer::Set(when::fixed(at)),
        Err(wrong) => Answer::Unread(format!("{wrong}.")),
    };
    let kept = form.values.get(field.id);
    match field.kind {
        FieldKind::When if typed == "-" => Answer::Unread("A time is needed: type now, -6m or 2305.".to_owned()),
        FieldKind::When => time(when::read(if typed.is_empty() { kept } else { typed }, now)),
        _ if typed == "-" => Answer::Set(String::new()),
        FieldKind::Eta if typed.is_empty() && kept.is_empty() => Answer::Keep,
        FieldKind::Eta => time(when::read_ahead(if typed.is_empty() { kept } else { typed }, now)),
        _ if typed.is_empty() => Answer::Keep,
        FieldKind::Text => Answer::Set(line.strip_prefix('=').unwrap_or(line).to_owned()),
        FieldKind::One(_) | FieldKind::YesNo | FieldKind::Match(_) => one(&listed(form, field), typed),
        FieldKind::Many(_) => many(&listed(form, field), typed),
    }
}

fn one(items: &[Item<String>], typed: &str) -> Answer {
    match pick(items, typed) {
        Picked::One(word) => Answer::Set(word),
        Picked::Several(several) => Answer::Unread(format!(
            "\"{}\" may be: {}. Type more of it, or its number.",
            said_again(typed),
            several.join("; ")
        )),
        Picked::Nothing => Answer::Unread(format!(
            "\"{}\" isn't one of these. Type a number or first letters; Enter leaves it as it is.",
            said_again(typed)
        )),
    }
}

/// Reads several answers: with commas between, or numbers with spaces.
fn many(items: &[Item<String>], typed: &str) -> Answer {
    let numbers = typed.chars().all(|c| c.is_ascii_digit() || c == ',' || c.is_whitespace());
    let mut words: Vec<String> = Vec::new();
    for part in typed.split(|c: char| c == ',' || (numbers && c.is_whitespace())).filter(|part| !part.trim().is_empty())
    {
        match one(items, part) {
            Answer::Set(word) if words.contains(&word) => {}
            Answer::Set(word) => words.push(word),
            unread => return unread,
        }
    }
    if words.is_empty() { Answer::Keep } else { Answer::Set(words.join(",")) }
}

/// Returns a time that was typed, read back in full; nothing of any other answer.
fn said_back(form: &FormScreen, field: &FieldSpec, now: Instant) -> Option<String> {
    let typed = form.values.get(field.id);
    let at = match field.kind {
        FieldKind::When => when::read(typed, now).ok()?,
        FieldKind::Eta if !typed.is_empty() => when::read_ahead(typed, now).ok()?,
        _ => return None,
    };
    Some(format!("{}: {}.", field.label, when::read_back(at, now)))
}
