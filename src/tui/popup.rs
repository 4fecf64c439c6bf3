//! Small screens over the others: help, the palette, and who is at the keys.

use crossterm::event::{KeyCode, KeyEvent};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::action::{Action, Binding, Scope, of};
use super::form::PICKS;
use super::line::Cursor;
use crate::desk::Officer;
use crate::record::words::{Rank, Role};

/// Help on one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpScreen {
    /// The scope it explains.
    pub scope: Scope,
    /// The line that is selected, counted from 0.
    pub selected: usize,
}

/// Every action of a scope, found by name.
#[derive(Debug)]
pub struct PaletteScreen {
    /// The scope whose actions are listed.
    pub scope: Scope,
    /// What is typed.
    pub query: String,
    /// Where the cursor stands.
    pub cursor: Cursor,
    /// The selected line.
    pub selected: usize,
    /// The actions that match, best first.
    pub matches: Vec<&'static Binding>,
}

impl PaletteScreen {
    /// Opens the palette over a scope.
    #[must_use]
    pub fn open(scope: Scope) -> Self {
        let mut palette =
            Self { scope, query: String::new(), cursor: Cursor::default(), selected: 0, matches: Vec::new() };
        palette.search();
        palette
    }

    /// Handles a typing key; returns whether it was one.
    pub fn type_key(&mut self, key: KeyEvent) -> bool {
        let typed = self.cursor.handle(&mut self.query, key);
        if typed {
            self.search();
        }
        typed
    }

    /// Puts pasted text into what is looked for.
    pub fn paste(&mut self, text: &str) {
        self.cursor.insert(&mut self.query, text);
        self.search();
    }

    fn search(&mut self) {
        let worth_naming = |binding: &&Binding| {
            !matches!(
                binding.action,
                // An act is signed by Enter on its line, where it is seen, and not from a list that covers it.
                Action::Enter
                    | Action::Palette
                    | Action::Cell
                    | Action::Up
                    | Action::Down
                    | Action::PageUp
                    | Action::PageDown
            )
        };
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&self.query, CaseMatching::Ignore, Normalization::Smart);
        let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut Vec::new()), &mut matcher);
        // An act that has the words in its name comes before one that only speaks of them.
        let mut scored: Vec<((bool, u32), &'static Binding)> = of(self.scope)
            .filter(worth_naming)
            .filter_map(|binding| {
                let whole = score(&format!("{} {}", binding.label, binding.help))?;
                Some(((score(binding.label).is_some(), whole), binding))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.matches = scored.into_iter().map(|(_, binding)| binding).collect();
        self.selected = 0;
    }

    /// Returns the action of the selected line.
    #[must_use]
    pub fn chosen(&self) -> Option<Action> {
        self.matches.get(self.selected).map(|binding| binding.action)
    }
}

/// The roles and ranks that may sit at a desk, in the order of their keys.
pub const DESK_ROLES: [(Role, Rank, &str); 6] = [
    (Role::CustodyOfficer, Rank::Sergeant, "custody officer (sergeant)"),
    (Role::DetentionOfficer, Rank::Staff, "detention officer"),
    (Role::ReviewOfficer, Rank::Inspector, "review officer (inspector)"),
    (Role::CustodyLead, Rank::ChiefInspector, "custody lead"),
    (Role::Superintendent, Rank::Superintendent, "superintendent"),
    (Role::ReviewOfficer, Rank::Sergeant, "review officer (sergeant acting as inspector, s.107)"),
];

/// What is typed of a new officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOfficer {
    /// The line that has the keys: name, number, role.
    pub line: usize,
    /// Name.
    pub name: String,
    /// Number.
    pub number: String,
    /// Where the cursor stands.
    pub cursor: Cursor,
    /// What is missing.
    pub problem: Option<&'static str>,
}

/// Who is at the keys: one of those known, or someone new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerScreen {
    /// The selected line; behind the last officer stands "someone else".
    pub selected: usize,
    /// Someone new, while being typed.
    pub new: Option<NewOfficer>,
}

impl OfficerScreen {
    /// Opens the list.
    #[must_use]
    pub fn open() -> Self {
        Self { selected: 0, new: None }
    }

    /// Opens the list with one of those known selected; with someone new to be typed where nobody is known.
    #[must_use]
    pub fn on(officer: &Officer, known: &[Officer]) -> Self {
        if known.is_empty() {
            return Self::asking();
        }
        let selected = known.iter().position(|one| one == officer).unwrap_or(0);
        Self { selected, new: None }
    }

    /// Moves the selection by so many lines, or the keys among the lines of someone new.
    pub fn move_by(&mut self, by: isize, known: usize) {
        match &mut self.new {
            Some(new) => new.go_to(new.line.saturating_add_signed(by)),
            None => self.selected = self.selected.saturating_add_signed(by).min(known),
        }
    }

    /// Opens with someone new to be typed.
    #[must_use]
    pub fn asking() -> Self {
        let new = NewOfficer {
            line: 0,
            name: String::new(),
            number: String::new(),
            cursor: Cursor::default(),
            problem: None,
        };
        Self { selected: 0, new: Some(new) }
    }

    /// Handles a key; returns the officer once one is known.
    pub fn type_key(&mut self, key: KeyEvent, known: &[Officer]) -> Option<Officer> {
        let Some(new) = &mut self.new else {
            let KeyCode::Char(c) = key.code else { return None };
            let place = PICKS.iter().position(|pick| *pick == c)?;
            self.selected = place.min(known.len());
            return self.choose(known);
        };
        match new.line {
            0 => {
                new.cursor.handle(&mut new.name, key);
            }
            1 => {
                new.cursor.handle(&mut new.number, key);
            }
            _ => {
                let KeyCode::Char(c) = key.code else { return None };
                let place = PICKS.iter().position(|pick| *pick == c)?;
                let (role, rank, _) = DESK_ROLES.get(place)?;
                return new.finish(*role, *rank);
            }
        }
        None
    }

    /// Returns whether the keys are in the name or number of someone new.
    #[must_use]
    pub fn is_typed_in(&self) -> bool {
        self.new.as_ref().is_some_and(|new| new.line < 2)
    }

    /// Puts pasted text into the name or number of someone new.
    pub fn paste(&mut self, text: &str) {
        if let Some(new) = &mut self.new {
            match new.line {
                0 => new.cursor.insert(&mut new.name, text),
                1 => new.cursor.insert(&mut new.number, text),
                _ => true,
            };
        }
    }

    /// Handles Enter: takes the selected officer, or goes to the next line of someone new.
    pub fn choose(&mut self, known: &[Officer]) -> Option<Officer> {
        match &mut self.new {
            Some(new) => {
                new.go_to(new.line + 1);
                None
            }
            None => {
                let chosen = known.get(self.selected).cloned();
                if chosen.is_none() {
                    self.new = Self::asking().new;
                }
                chosen
            }
        }
    }
}

impl NewOfficer {
    /// Moves the keys to a line, the cursor behind what is typed there.
    pub fn go_to(&mut self, line: usize) {
        self.line = line.min(2);
        self.cursor = match self.line {
            0 => Cursor::end(&self.name),
            1 => Cursor::end(&self.number),
            _ => Cursor::default(),
        };
    }

    fn finish(&mut self, role: Role, rank: Rank) -> Option<Officer> {
        let (name, number) = (self.name.trim().to_owned(), self.number.trim().to_owned());
        if name.is_empty() || number.is_empty() {
            self.problem = Some("name and number stand in every entry: type both");
            self.go_to(usize::from(!name.is_empty()));
            return None;
        }
        Some(Officer { name, number, role, rank })
    }
}
