//! Text from outside, made safe to show: no control character, no hidden direction mark reaches a screen.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// Returns whether a character can change how a screen or page behaves without being seen:
/// control characters, direction overrides, zero-width characters, line separators, soft hyphens, and letters that are drawn
/// as nothing.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180E}' | '\u{3164}' | '\u{FFA0}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Returns whether a text is letters, figures and stops of plain English, as nearly every one is: nothing in it is hidden.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Returns the text with every hidden character written out, so that nothing is lost and nothing acts.
///
/// Line breaks and tabs become a single space; anything else hidden becomes `‹U+202E›`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            c if is_hidden(c) => shown.push_str(&format!("‹U+{:04X}›", c as u32)),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The most characters of what was typed that are said again.
const MOST_SAID_AGAIN: usize = 40;

/// Returns what was typed as a message says it again: its beginning, with every hidden character written out.
#[must_use]
pub fn said_again(typed: &str) -> String {
    let shown = visible(typed.trim());
    let beginning: String = shown.graphemes(true).take(MOST_SAID_AGAIN).collect();
    // A letter under a heap of marks is one character too.
    let beginning: String = beginning.chars().take(2 * MOST_SAID_AGAIN).collect();
    if beginning.len() < shown.len() { beginning + "..." } else { beginning }
}

/// Returns a JSON text that says the same, with every hidden character in it written as an escape.
///
/// Line breaks stay: in JSON they can only stand between values.
#[must_use]
pub fn escaped_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_hidden(c) {
            escaped.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| escaped.push_str(&format!("\\u{unit:04x}")));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{MOST_SAID_AGAIN, escaped_json, said_again, visible};

    #[test]
    fn what_was_typed_is_said_again_by_its_beginning() {
        assert_eq!(said_again(" soon "), "soon");
        assert_eq!(said_again(&"ŵ".repeat(2_000)), "ŵ".repeat(MOST_SAID_AGAIN) + "...");
        assert_eq!(said_again("\u{202e}now"), "‹U+202E›now");
        assert!(said_again(&format!("a{}", "\u{301}".repeat(2_000))).chars().count() < 100);
    }

    #[test]
    fn escaped_json_says_the_same_and_hides_nothing() {
        let value = serde_json::json!({ "na\u{202e}me": "\u{9b}2J\u{7f}\u{feff}\u{e0041}\nSi\u{e2}n" });
        let escaped = escaped_json(&format!("{value:#}\n"));
        assert!(!escaped.chars().any(|c| c != '\n' && super::is_hidden(c)), "{escaped:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
    }

    #[test]
    fn welsh_names_and_pound_signs_stay_as_they_are() {
        assert_eq!(visible("Siân Ŵyn £5"), "Siân Ŵyn £5");
    }

    #[test]
    fn escapes_and_direction_marks_are_written_out() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202E}c"), "a‹U+001B›[2Jb‹U+202E›c");
        assert_eq!(visible("one\r\ntwo"), "one two");
        assert_eq!(visible("\u{3164}a\u{ad}b"), "‹U+3164›a‹U+00AD›b", "what is drawn as nothing is no words");
    }
}
