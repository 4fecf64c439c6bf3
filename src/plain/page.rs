//! What is said: lines that stand alone, wrapped at words, with nothing hidden in them.

use textwrap::{Options, WordSplitter};

use crate::record::text::visible;

/// The columns a line is wrapped at.
pub const WIDTH: usize = 78;

/// Lines that wait to be said.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// Adds a text, on as many lines as it takes.
    pub fn line(&mut self, text: &str) {
        self.wrapped(text);
        self.0.push('\n');
    }

    /// Adds what asks for the next line, and leaves the line open behind it.
    pub fn prompt(&mut self, text: &str) {
        self.wrapped(text);
    }

    /// Returns all of it, and begins afresh.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }

    fn wrapped(&mut self, text: &str) {
        let text = visible(text);
        // A rule's id, or a name with a hyphen, is one word.
        let options = Options::new(WIDTH).subsequent_indent("  ").word_splitter(WordSplitter::NoHyphenation);
        let lines = textwrap::wrap(text.trim(), options);
        self.0.push_str(&lines.join("\n"));
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn lines_are_wrapped_at_words_and_a_word_with_a_hyphen_stays_whole() {
        for before in 0..100 {
            let mut page = Page::default();
            page.line(&format!("{} accommodation.secure-unsupported", "w ".repeat(before)));
            let said = page.take();
            assert!(said.contains("accommodation.secure-unsupported\n"), "{said}");
            assert!(said.lines().all(|line| line.width() <= WIDTH), "{said}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_nothing_of_it_is_lost() {
        let mut page = Page::default();
        let word = "ŵ".repeat(3 * WIDTH);
        page.prompt(&word);
        let said = page.take();
        assert!(said.lines().all(|line| line.width() <= WIDTH), "{said}");
        assert_eq!(said.replace("\n  ", ""), word);
    }
}
