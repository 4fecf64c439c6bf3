//! The law browser: the register, searched as one types, each row to be read with how it stands for the child at hand.

use crossterm::event::KeyEvent;

use super::line::Cursor;
use super::model::{Layer, Loaded, Model, NEW};
use super::reading::Reading;
use crate::desk::board::name;
use crate::desk::law_book::{Provision, find, page};
use crate::desk::why::Block;

/// The register, searched as one types.
#[derive(Debug)]
pub struct LawScreen {
    /// What is typed.
    pub query: String,
    /// Where the cursor stands.
    pub cursor: Cursor,
    /// The selected row, counted from 0.
    pub selected: usize,
    /// The rows that match, best first.
    pub matches: Vec<Provision>,
}

impl LawScreen {
    /// Opens the browser on what is looked for; on the whole register where that is nothing.
    #[must_use]
    pub fn looking_for(words: &str) -> Self {
        Self { query: words.to_owned(), cursor: Cursor::end(words), selected: 0, matches: find(words) }
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
        self.matches = find(&self.query);
        self.selected = 0;
    }

    /// Returns the selected row; none where nothing matches.
    #[must_use]
    pub fn chosen(&self) -> Option<Provision> {
        self.matches.get(self.selected).copied()
    }
}

impl Model {
    /// Returns the record of the child at hand: on screen, else selected; none for one who isn't opened yet.
    #[must_use]
    pub fn child_at_hand(&self) -> Option<&Loaded> {
        self.current().filter(|loaded| loaded.record_id != NEW)
    }

    /// Returns one row of the register laid out, with how it stands for the child at hand.
    #[must_use]
    pub fn law_page(&self, provision: Provision) -> Vec<Block> {
        let child = self.child_at_hand().map(|loaded| (name(&loaded.record), &loaded.assessment));
        page(provision, &self.policy, child.as_ref().map(|(name, assessment)| (name.as_str(), *assessment)))
    }

    /// Opens the selected row of the law browser to be read; the list stays under it as it is.
    pub(super) fn read_law(&mut self) {
        let Some(Layer::Law(screen)) = self.layers.last() else { return };
        let Some(provision) = screen.chosen() else {
            self.say("No row of the law is selected: type other words".to_owned());
            return;
        };
        let blocks = self.law_page(provision);
        self.layers.push(Layer::Reading(Reading { title: format!("The law: {}", provision.id()), blocks, top: 0 }));
    }
}
