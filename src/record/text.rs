//! Text from outside, made safe to show: no control character, no hidden direction mark reaches a screen.

use std::borrow::Cow;

/// Returns whether a character can change how a screen or page behaves without being seen:
/// control characters, direction overrides, zero-width characters and line separators.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
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
    use super::{escaped_json, visible};

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
    }
}
