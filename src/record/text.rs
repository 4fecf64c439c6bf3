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

/// Returns the text with every hidden character written out, so that nothing is lost and nothing acts.
///
/// Line breaks and tabs become a single space; anything else hidden becomes `‹U+202E›`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
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

#[cfg(test)]
mod tests {
    use super::visible;

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
