//! What the monkey does next: mostly keys of every sort, now and then a whole act, and the world around the desk.

use std::collections::VecDeque;

use chrono::TimeDelta;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::ledger::Suite;
use crate::record::Instant;
use crate::tui::effect::Message;
use crate::tui::testing::keys;

/// Small numbers that look like chance and are the same each time (splitmix64).
#[derive(Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// Returns a number from 0, below another.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }

    /// Returns yes once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns one of several.
    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Acts and turns that chance alone would seldom find the way through.
const ACTS: &[&str] = &[
    "c1on the bench<enter>ok thanks<enter><enter>",
    "c0on his side, breathing easily<enter><enter>",
    "c4by the door<esc>",
    "n",
    "nblanket given<enter><enter>",
    "a",
    "a1",
    "a12<enter><enter>",
    "r1yy",
    "o3",
    "<ctrl-o>1",
    "<ctrl-o>3<enter>",
    "s1",
    "u",
    "u<ctrl-x>",
    "w<space><space><enter>",
    "w<space><enter>1on the mat<enter>hi<enter><enter>",
    "<ctrl-n>",
    "y",
    "yLowri<space>Invented<enter>",
    ":wrong<space>child<enter>",
    ":settle<enter>",
    ":opened<space>twice<enter>",
    ":parent<space>told<enter>",
    ":disc<enter>",
    ":sign<enter>",
    "<ctrl-p>sign<enter>",
    "<ctrl-p>disc<enter>",
    "<ctrl-l>adult<enter>",
    "<ctrl-g><down><down>",
    "<ctrl-f><ctrl-f><enter>",
    "z<enter>",
    "<ctrl-k>x<enter>",
    "<ctrl-k>x2",
    "<enter><tab><down>w",
    "<tab>",
    "<tab><tab><enter>",
    "+<enter><enter>",
    "-",
    "<enter><enter><enter>",
    "<tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><enter>",
];

const SYMBOLS: &[char] = &[
    ' ', '.', ',', ':', ';', '?', '!', '\'', '"', '-', '+', '=', '/', '<', '>', '£', '%', '&', '*', '(', '~', '#', 'ŵ',
    'Ŷ', 'é', 'ß', 'İ', '字', '😀', 'ש', '\u{301}', '\u{202e}', '\u{200d}',
];

const PASTES: &[&str] = &[
    "on the bench",
    "one\ntwo\r\n\r\n",
    "\n",
    "",
    "\u{1b}[2J\u{7}\u{0}",
    "Siân 👩‍👧 £5 שלום",
    "\u{202e}back\u{2066}wards",
    "e\u{301}\u{301}\u{301}",
    "-6m",
    "23:45",
];

/// Keys by their codes, that move, leave, turn or take away.
const CODES: &[KeyCode] = &[
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Esc,
    KeyCode::F(1),
    KeyCode::F(7),
    KeyCode::Insert,
];

/// The monkey's hands.
pub struct Hands {
    /// Its chance.
    pub chance: Chance,
    /// Keys of an act that is being pressed.
    act: VecDeque<KeyEvent>,
}

impl Hands {
    /// Returns hands that do nothing yet.
    pub fn new(chance: Chance) -> Self {
        Self { chance, act: VecDeque::new() }
    }

    /// Returns what happens next.
    pub fn next(&mut self, suite: &mut Suite, now: Instant, signing: bool) -> Message {
        match self.chance.below(1_000) {
            0..24 => {
                let on = TimeDelta::seconds(i64::try_from(self.chance.below(40)).unwrap());
                Message::Tick(now + on)
            }
            24..27 => Message::Tick(now + TimeDelta::minutes(i64::try_from(1 + self.chance.below(20)).unwrap())),
            27 => Message::Tick(now + TimeDelta::hours(self.chance.of(&[-5, -1, 3, 30]))),
            28..36 => {
                let (width, height) = self.size();
                Message::Size(width, height)
            }
            36..46 => Message::Paste(self.chance.of(PASTES).to_owned()),
            46 => Message::Paste("ŵ".repeat(3_000)),
            47..55 => suite.another_desk_writes(now, &mut self.chance),
            55..58 => suite.one_leaves_or_comes(&mut self.chance),
            // What fails while a signature is on its way is the signature: that is for the ledger to say.
            58..60 if !signing => Message::Failed("the draft was NOT kept: the disk is full".to_owned()),
            _ => Message::Key(self.key()),
        }
    }

    fn key(&mut self) -> KeyEvent {
        if let Some(key) = self.act.pop_front()
            && !self.chance.one_in(60)
        {
            return key;
        }
        if self.chance.one_in(25) {
            let act = self.chance.of(ACTS);
            self.act = keys(act).into();
        }
        let letter = |chance: &mut Chance| char::from(b'a' + u8::try_from(chance.below(26)).unwrap());
        let (code, modifiers) = match self.chance.below(100) {
            0..30 => (KeyCode::Char(letter(&mut self.chance)), KeyModifiers::NONE),
            30..33 => (KeyCode::Char(letter(&mut self.chance).to_ascii_uppercase()), KeyModifiers::SHIFT),
            33..48 => {
                (KeyCode::Char(self.chance.of(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])), KeyModifiers::NONE)
            }
            48..54 => (KeyCode::Char(self.chance.of(SYMBOLS)), KeyModifiers::NONE),
            54..70 => (KeyCode::Enter, KeyModifiers::NONE),
            70..78 => (KeyCode::Tab, KeyModifiers::NONE),
            78..83 => (KeyCode::Char(letter(&mut self.chance)), KeyModifiers::CONTROL),
            _ => (self.chance.of(CODES), KeyModifiers::NONE),
        };
        let kind = match self.chance.below(50) {
            0 => KeyEventKind::Repeat,
            1 => KeyEventKind::Release,
            _ => KeyEventKind::Press,
        };
        KeyEvent { kind, ..KeyEvent::new(code, modifiers) }
    }

    /// Returns a size of the terminal: mostly small, from one cell up.
    pub fn size(&mut self) -> (u16, u16) {
        let (widest, highest) = self.chance.of(&[(12, 6), (40, 12), (80, 24), (80, 24), (80, 24), (200, 60)]);
        let mut within = |most: usize| u16::try_from(1 + self.chance.below(most)).unwrap();
        (within(widest), within(highest))
    }
}
