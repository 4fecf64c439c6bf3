//! A monkey at the keys: chance presses keys, pastes, turns the terminal to any size, lets other desks write and disks
//! fail, and after each of these the desk must still stand. The same seed gives the same game.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod hands;
mod ledger;
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use self::hands::{Chance, Hands};
use self::ledger::Suite;
use super::action::{Action, resolve};
use super::effect::{Effect, Message};
use super::form::{Focus, FormScreen};
use super::key;
use super::model::{Draft, Layer, Model, Status};
use super::picture::plain;
use super::testing::unpinned;
use crate::desk::{FieldKind, Officer, Values};
use crate::record::Entry;
use crate::record::text::is_hidden;

/// How many of the last messages are told where a game goes wrong.
const TOLD: usize = 30;

/// What came about in games, so that a test can tell that the monkey got anywhere.
#[derive(Debug, Default)]
pub struct Tally {
    /// Keys pressed.
    pub keys: usize,
    /// Screens drawn.
    pub drawn: usize,
    /// Acts that are on disk.
    pub signed: usize,
    /// Acts another desk was quicker than.
    pub moved: usize,
    /// Acts the disk refused.
    pub failed: usize,
    /// Forms left and kept.
    pub kept: usize,
    /// Forms thrown away.
    pub discarded: usize,
    /// Times the desk locked.
    pub locked: usize,
    /// Walks begun.
    pub walks: usize,
}

/// One evening at the desk, played by chance.
pub struct Game {
    seed: u64,
    hands: Hands,
    model: Model,
    suite: Suite,
    /// What is on disk of unfinished forms.
    drafts: BTreeMap<(String, &'static str), Draft>,
    /// A signature on its way to disk, and after how many messages it is answered.
    signing: Option<(Effect, usize)>,
    last: VecDeque<String>,
}

/// What a message found.
struct Before {
    state: u64,
    status: Option<Status>,
    locked: bool,
    signing: bool,
    on_walk: bool,
    officer: Officer,
    /// The key does something the table names.
    action: Option<Action>,
    /// The palette is on top, and this is its selected line.
    chosen: Option<Action>,
    /// The form on top stands at the line that signs, and that line can be seen.
    at_sign: bool,
    /// The open form, if it was typed at: its record, its name, and what is typed but times.
    typed: Option<(String, &'static str, Values)>,
}

impl Game {
    /// Begins an evening.
    pub fn of(seed: u64) -> Self {
        let model = unpinned();
        let suite = Suite::of_the_evening();
        let hands = Hands::new(Chance(seed));
        Self { seed, hands, model, suite, drafts: BTreeMap::new(), signing: None, last: VecDeque::new() }
    }

    /// Plays so many messages.
    pub fn play(&mut self, messages: usize, tally: &mut Tally) {
        for _ in 0..messages {
            if let Some((effect, left)) = self.signing.take() {
                if left == 0 {
                    for answer in self.suite.answer(&effect, &mut self.hands.chance, tally) {
                        self.take(answer, tally);
                    }
                } else {
                    self.signing = Some((effect, left - 1));
                }
            }
            let message = self.hands.next(&mut self.suite, self.model.now, self.signing.is_some());
            self.take(message, tally);
            if self.hands.chance.one_in(12) {
                self.draw();
                tally.drawn += 1;
            }
        }
    }

    fn take(&mut self, message: Message, tally: &mut Tally) {
        self.last.push_back(told(&message));
        if self.last.len() > TOLD {
            self.last.pop_front();
        }
        let before = self.before(&message);
        let effects = self.model.update(message.clone());
        if let Message::Key(key) = &message {
            tally.keys += 1;
            self.key_does_something(*key, &before, &effects);
        }
        self.nothing_is_signed_unseen(&message, &before, &effects);
        self.nothing_typed_is_lost(&message, &before, &effects, tally);
        self.stands();
        tally.locked += usize::from(!before.locked && self.model.lock.is_some());
        tally.walks += usize::from(!before.on_walk && self.model.walk.is_some());
        self.perform(effects, tally);
    }

    fn before(&self, message: &Message) -> Before {
        let model = &self.model;
        let name = match message {
            Message::Key(key) => key::name(*key),
            _ => None,
        };
        let action = name
            .and_then(|name| resolve(model.scope(), &name).or_else(|| resolve(model.scope(), &name.to_lowercase())));
        Before {
            state: state(model),
            status: model.status.clone(),
            locked: model.lock.is_some(),
            signing: self.signing.is_some(),
            on_walk: model.walk.is_some(),
            officer: model.officer.clone(),
            action,
            chosen: match model.layers.last() {
                Some(Layer::Palette(palette)) => palette.chosen(),
                _ => None,
            },
            at_sign: matches!(model.layers.last(), Some(Layer::Form(form)) if form.focus == Focus::Sign && form.reading.is_none()),
            typed: open_form(model)
                .filter(|form| form.touched)
                .map(|form| (form.record_id.clone(), form.spec.id, untimed(form, &form.values))),
        }
    }

    /// A key that does nothing says so; only one that moves or takes away may find nothing further.
    fn key_does_something(&self, key: KeyEvent, before: &Before, effects: &[Effect]) {
        let moves = matches!(
            before.action,
            Some(
                Action::Up
                    | Action::Down
                    | Action::PageUp
                    | Action::PageDown
                    | Action::NextField
                    | Action::PreviousField
                    | Action::Show(_)
                    | Action::Cell
            )
        );
        let edits = matches!(
            key.code,
            KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End | KeyCode::Backspace | KeyCode::Delete
        ) || (key.modifiers == KeyModifiers::CONTROL
            && matches!(key.code, KeyCode::Char('a' | 'e' | 'u' | 'w')));
        // A lock says what it waits for as long as it stands.
        if key.kind != KeyEventKind::Press || moves || edits || before.locked {
            return;
        }
        let said = self.model.status.as_ref().is_some_and(|status| {
            before.action.is_some()
                || !status.bad
                || before.status.as_ref() != Some(status)
                || status.text.starts_with("CUT")
        });
        let nothing = effects.is_empty() && state(&self.model) == before.state;
        self.hold(said || !nothing, "a key was lost without a word");
    }

    /// Nothing is signed but by Enter on the line that signs, by the officer at the keys.
    fn nothing_is_signed_unseen(&self, message: &Message, before: &Before, effects: &[Effect]) {
        let signs =
            |effect: &Effect| matches!(effect, Effect::Append { .. } | Effect::AppendAll(_) | Effect::Open { .. });
        if !effects.iter().any(signs) {
            return;
        }
        let enter =
            matches!(message, Message::Key(key) if key.code == KeyCode::Enter && key.kind == KeyEventKind::Press);
        self.hold(enter && before.at_sign && !before.locked && !before.signing, "signed without Enter on its line");
        for entry in effects.iter().flat_map(entries) {
            let by = entry.by().and_then(|by| by.name.as_deref());
            let who = before.officer.name.as_str();
            self.hold(by == Some(who), &format!("signed by {by:?} while {who:?} is at the keys"));
        }
    }

    /// What was typed into a form that is gone is among the drafts, unless it was thrown away or is on disk.
    fn nothing_typed_is_lost(&self, message: &Message, before: &Before, effects: &[Effect], tally: &mut Tally) {
        let Some((record_id, form, typed)) = &before.typed else { return };
        let is_it = |open: &FormScreen| open.record_id == *record_id && open.spec.id == *form;
        let now = self.model.layers.iter().find_map(|layer| match layer {
            Layer::Form(open) if is_it(open) => Some(open),
            _ => None,
        });
        let dropped = effects.iter().any(
            |effect| matches!(effect, Effect::DropDraft { record_id: id, form: f } if id == record_id && f == form),
        );
        if dropped {
            let thrown = before.action == Some(Action::Discard) || before.chosen == Some(Action::Discard);
            let saved = matches!(message, Message::Appended { .. });
            self.hold(thrown || saved, "a draft was dropped, and nobody asked for it");
            tally.discarded += usize::from(thrown);
            return;
        }
        if now.is_some() {
            return;
        }
        let kept = self.model.draft(record_id, Some(form));
        let kept = kept.map(|draft| untimed_values(form, &draft.values));
        self.hold(kept.as_ref() == Some(typed), "what was typed is lost");
        tally.kept += 1;
    }

    /// What must hold whatever happened.
    fn stands(&self) {
        let listed = self.model.listed();
        let selected = self.model.selected.as_deref();
        let unseen = self.model.layers.iter().any(|layer| matches!(layer, Layer::Form(_) | Layer::Record(_)));
        self.hold(
            unseen
                || if listed.is_empty() { selected.is_none() } else { selected.is_some_and(|id| listed.contains(&id)) },
            "the selected child isn't on the screen",
        );
        let forms = self.model.layers.iter().filter(|layer| matches!(layer, Layer::Form(_))).count();
        self.hold(forms <= 1, "one form lies over another");
    }

    fn perform(&mut self, effects: Vec<Effect>, tally: &mut Tally) {
        for effect in effects {
            match effect {
                Effect::SaveDraft(draft) => {
                    self.drafts.insert((draft.record_id.clone(), draft.form), draft);
                    self.take(Message::DraftSaved, tally);
                }
                Effect::DropDraft { record_id, form } => {
                    self.drafts.remove(&(record_id, form));
                }
                Effect::WriteSheet { .. } => {
                    let written = self.hands.chance.one_in(2);
                    let answer = if written {
                        Message::SheetWritten("sheets/invented.html".to_owned())
                    } else {
                        Message::Failed("the panel sheet wasn't written: the disk is full".to_owned())
                    };
                    self.take(answer, tally);
                }
                Effect::Append { .. } | Effect::AppendAll(_) | Effect::Open { .. } => {
                    let wait = self.hands.chance.below(4);
                    self.signing = Some((effect, wait));
                }
                Effect::Bell | Effect::Quit => {}
            }
        }
        let known: Vec<&Draft> = self.drafts.values().collect();
        let same =
            known.len() == self.model.drafts.len() && known.iter().all(|draft| self.model.drafts.contains(draft));
        self.hold(same, "the drafts on disk aren't those the desk knows");
    }

    fn draw(&mut self) {
        let (width, height) = self.hands.size();
        self.last.push_back(format!("draw {width}x{height}"));
        let drawn = plain(&self.model, width, height);
        let clean = drawn.chars().all(|c| c == '\n' || !is_hidden(c) || c == '\u{200d}');
        self.hold(clean, "a hidden character reached the screen");
    }

    #[track_caller]
    fn hold(&self, holds: bool, wrong: &str) {
        assert!(holds, "{wrong}");
    }
}

impl Drop for Game {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last: Vec<&str> = self.last.iter().map(String::as_str).collect();
            eprintln!("game {}: {}", self.seed, last.join(" | "));
            eprintln!("status: {:?}\nlayers: {:?}", self.model.status, self.model.layers);
        }
    }
}

fn open_form(model: &Model) -> Option<&FormScreen> {
    model.layers.iter().rev().find_map(|layer| match layer {
        Layer::Form(form) => Some(form.as_ref()),
        _ => None,
    })
}

/// Returns what is typed but times: those are fixed when a draft is kept.
fn untimed(form: &FormScreen, values: &Values) -> Values {
    untimed_values(form.spec.id, values)
}

fn untimed_values(form: &str, values: &Values) -> Values {
    let spec = crate::desk::FormSpec::named(form).unwrap();
    let timed = |id: &str| {
        let field = spec.fields.iter().find(|field| field.id == id);
        field.is_some_and(|field| matches!(field.kind, FieldKind::When | FieldKind::Eta))
    };
    values.iter().filter(|(id, _)| !timed(id)).map(|(id, value)| (id.to_owned(), value.to_owned())).collect()
}

fn entries(effect: &Effect) -> Vec<&Entry> {
    match effect {
        Effect::Append { entries, .. } => entries.iter().collect(),
        Effect::AppendAll(additions) => additions.iter().flat_map(|addition| &addition.entries).collect(),
        Effect::Open { case } => case.entries.iter().collect(),
        _ => Vec::new(),
    }
}

/// Returns what a person could see change, as one number.
fn state(model: &Model) -> u64 {
    struct Hashed(DefaultHasher);
    impl std::fmt::Write for Hashed {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut hashed = Hashed(DefaultHasher::new());
    let Model { layers, selected, screen, officer, lock, walk, mine, unguided, cell_typed, .. } = model;
    write!(hashed, "{layers:?}{selected:?}{screen:?}{officer:?}{lock:?}{walk:?}{mine}{unguided:?}{cell_typed}")
        .unwrap();
    hashed.0.finish()
}

fn told(message: &Message) -> String {
    match message {
        Message::Key(key) => format!("{:?} {:?} {:?}", key.code, key.modifiers, key.kind),
        Message::Records(stored) => format!("{} records", stored.len()),
        Message::Paste(text) => format!("paste {:?}", text.chars().take(30).collect::<String>()),
        other => format!("{other:?}"),
    }
}
