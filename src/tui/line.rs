//! Editing one line of text, by what a person sees as characters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

/// The most characters a text field takes: room for a long answer, not for a pasted file. Counted as they are stored, since
/// one character as seen may be a letter under any number of marks.
pub const MOST_CHARACTERS: usize = 2_000;

/// Where the cursor stands in a text, counted in characters as seen (grapheme clusters).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor(pub usize);

impl Cursor {
    /// Returns the cursor behind the last character.
    #[must_use]
    pub fn end(text: &str) -> Self {
        Self(text.graphemes(true).count())
    }

    /// Returns the text before the cursor.
    #[must_use]
    pub fn before(self, text: &str) -> &str {
        text.get(..self.byte(text)).unwrap_or(text)
    }

    fn byte(self, text: &str) -> usize {
        text.grapheme_indices(true).nth(self.0).map_or(text.len(), |(at, _)| at)
    }

    /// Puts text in at the cursor; line breaks become spaces, and what doesn't fit is left out. Returns whether all fitted.
    pub fn insert(&mut self, text: &mut String, more: &str) -> bool {
        let clean: String = more.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut room = MOST_CHARACTERS.saturating_sub(text.chars().count());
        // Never in the middle of a character as seen.
        let fits: String = clean
            .graphemes(true)
            .take_while(|cluster| {
                let left = room.checked_sub(cluster.chars().count());
                room = left.unwrap_or(0);
                left.is_some()
            })
            .collect();
        let before = self.before(text).to_owned() + &fits;
        let at = self.byte(text);
        text.insert_str(at, &fits);
        self.0 = before.graphemes(true).count();
        fits.len() == clean.len()
    }

    /// Handles an editing key; returns whether it was one, and what it typed fitted.
    pub fn handle(&mut self, text: &mut String, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let count = text.graphemes(true).count();
        match key.code {
            KeyCode::Char('u') if ctrl => {
                let at = self.byte(text);
                text.replace_range(..at, "");
                self.0 = 0;
            }
            KeyCode::Char('w') if ctrl => {
                let before = self.before(text);
                let kept = before.trim_end().rfind(' ').map_or(0, |at| at + 1);
                let at = self.byte(text);
                text.replace_range(kept..at, "");
                self.0 = text.get(..kept).map_or(0, |kept| kept.graphemes(true).count());
            }
            KeyCode::Char('a') if ctrl => self.0 = 0,
            KeyCode::Char('e') if ctrl => self.0 = count,
            KeyCode::Char(c) if !ctrl => {
                let mut buffer = [0; 4];
                return self.insert(text, c.encode_utf8(&mut buffer));
            }
            KeyCode::Backspace => {
                if self.0 > 0 {
                    let end = self.byte(text);
                    self.0 -= 1;
                    let start = self.byte(text);
                    text.replace_range(start..end, "");
                }
            }
            KeyCode::Delete => {
                let start = self.byte(text);
                let end = Self(self.0 + 1).byte(text);
                text.replace_range(start..end, "");
            }
            KeyCode::Left => self.0 = self.0.saturating_sub(1),
            KeyCode::Right => self.0 = (self.0 + 1).min(count),
            KeyCode::Home => self.0 = 0,
            KeyCode::End => self.0 = count,
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(text: &mut String, cursor: &mut Cursor, code: KeyCode) {
        assert!(cursor.handle(text, KeyEvent::new(code, KeyModifiers::NONE)));
    }

    #[test]
    fn backspace_takes_a_whole_character_as_seen() {
        let mut text = "Siân 👩‍👧".to_owned();
        let mut cursor = Cursor::end(&text);
        press(&mut text, &mut cursor, KeyCode::Backspace);
        assert_eq!(text, "Siân ");
        press(&mut text, &mut cursor, KeyCode::Backspace);
        press(&mut text, &mut cursor, KeyCode::Backspace);
        press(&mut text, &mut cursor, KeyCode::Backspace);
        assert_eq!((text.as_str(), cursor), ("Si", Cursor(2)));
    }

    #[test]
    fn pasted_line_breaks_and_escapes_become_spaces() {
        let (mut text, mut cursor) = (String::new(), Cursor::default());
        assert!(cursor.insert(&mut text, "one\ntwo\u{1b}three"));
        assert_eq!(text, "one two three");
    }

    #[test]
    fn a_hundred_thousand_characters_are_cut_and_said() {
        let (mut text, mut cursor) = (String::new(), Cursor::default());
        assert!(!cursor.insert(&mut text, &"ŵ".repeat(100_000)));
        assert_eq!(text.chars().count(), MOST_CHARACTERS);
    }

    #[test]
    fn one_letter_under_a_hundred_thousand_marks_is_cut_and_said_too() {
        let (mut text, mut cursor) = ("Siân ".to_owned(), Cursor(5));
        assert!(!cursor.insert(&mut text, &format!("a{}", "\u{301}".repeat(100_000))));
        assert_eq!((text.as_str(), cursor), ("Siân ", Cursor(5)));
        for _ in 0..3_000 {
            cursor.insert(&mut text, "\u{301}");
        }
        assert_eq!(text.chars().count(), MOST_CHARACTERS);
    }

    #[test]
    fn a_character_as_seen_is_kept_whole_or_not_at_all() {
        let mut text = "x".repeat(MOST_CHARACTERS - 4);
        let mut cursor = Cursor::end(&text);
        assert!(!cursor.insert(&mut text, "👩‍👧👩‍👧"));
        assert!(text.ends_with("x👩‍👧"), "{}", &text[text.len() - 20..]);
    }
}
