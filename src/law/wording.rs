//! Words set side by side: the same text in other clothes, and phrases that say nothing.
//!
//! | part | what it answers |
//! |---|---|
//! | [`stock`] | Does the text say anything of this child? |
//! | [`alike`] | Is it the text of another time or another child? |

pub mod alike;
pub mod stock;

pub use stock::is_stock;

use crate::record::kinds::Note;
use crate::record::text::is_hidden;

/// How a note begins that keeps a promise made at the desk.
pub const PROMISE: &str = "Promised for ";

/// Returns what a note says has happened, or why; none where it promises what will be done: no rule reads an act or a
/// reason in that.
#[must_use]
pub fn told(note: &Note) -> Option<&str> {
    (!note.text.starts_with(PROMISE)).then_some(note.text.as_str())
}

/// What stands for a text that was asked for and empty.
const EMPTY: &[&str] = &["nothing", "none", "nil", "n a", "na", "not recorded", "not known", "unknown", "no reason"];

/// Returns the text with case, accents, punctuation, spacing and the make of its letters taken out of account.
///
/// Words are parted by one space. Wide letters, ligatures and accented letters stand for the plain ones, and characters
/// that show nothing part no words.
#[must_use]
pub fn normalised(text: &str) -> String {
    if text.is_ascii() {
        return of_ascii(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        match c {
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
                push(&mut plain, &mut parted, narrow.to_ascii_lowercase());
            }
            _ if is_unseen(c) => {}
            _ => {
                for lower in c.to_lowercase().filter(|lower| !is_unseen(*lower)) {
                    match spelt(lower) {
                        Some(letters) => letters.chars().for_each(|letter| push(&mut plain, &mut parted, letter)),
                        None => push(&mut plain, &mut parted, lower),
                    }
                }
            }
        }
    }
    plain
}

/// The same for text with no other letters, which is nearly all of it.
fn of_ascii(text: &str) -> String {
    let mut plain = Vec::with_capacity(text.len());
    let mut parted = false;
    for byte in text.bytes() {
        if !byte.is_ascii_alphanumeric() {
            parted = true;
            continue;
        }
        if parted && !plain.is_empty() {
            plain.push(b' ');
        }
        parted = false;
        plain.push(byte.to_ascii_lowercase());
    }
    String::from_utf8(plain).unwrap_or_default()
}

fn push(plain: &mut String, parted: &mut bool, c: char) {
    if !c.is_alphanumeric() {
        *parted = true;
        return;
    }
    if *parted && !plain.is_empty() {
        plain.push(' ');
    }
    *parted = false;
    plain.push(c);
}

/// Returns whether a character takes no room between two letters: soft hyphens, marks set on a letter, zero-width ones.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{0300}'..='\u{036F}' | '\u{FE00}'..='\u{FE0F}')
        || (is_hidden(c) && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'))
}

/// Returns the plain letters that a small letter stands for, where it isn't plain itself.
fn spelt(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Returns whether one slip of the hand makes one word of the other: a letter wrong, left out, put in, or two changed over.
///
/// The first letter is never a slip, since changing it mostly makes another word ("walking", "talking"); nor is anything in
/// a word of fewer than four letters, or a figure.
#[must_use]
pub fn one_slip(a: &str, b: &str) -> bool {
    const LEAST_LETTERS: usize = 4;
    let figure = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // A letter is at most four bytes, and the first is never a slip: nearly every other word ends here.
    if long.len() > short.len() + 4 || short.chars().next() != long.chars().next() || a == b {
        return false;
    }
    let count = short.chars().count();
    if count < LEAST_LETTERS || figure(short) || figure(long) {
        return false;
    }
    let begins = short.chars().zip(long.chars()).take_while(|(x, y)| x == y).count();
    let ends = short.chars().rev().zip(long.chars().rev()).take_while(|(x, y)| x == y).count();
    if begins == 0 {
        return false;
    }
    let long_count = long.chars().count();
    match long_count.abs_diff(count) {
        0 => begins + ends + 1 >= count || (begins + ends + 2 == count && are_swapped(short, long, begins)),
        1 => begins + ends >= count.min(long_count),
        _ => false,
    }
}

/// Returns whether the two letters from that place on stand the other way round.
fn are_swapped(a: &str, b: &str, from: usize) -> bool {
    let two = |word: &str| {
        let mut letters = word.chars().skip(from);
        Some((letters.next()?, letters.next()?))
    };
    two(a).zip(two(b)).is_some_and(|((a, b), (c, d))| a == d && b == c)
}

/// Returns whether two texts are the same once case, punctuation and spacing are taken out of account.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    normalised(a) == normalised(b)
}

/// Returns whether a text says anything: `"nothing"`, "none" and the like stand for asked for and empty.
#[must_use]
pub fn says_something(text: &str) -> bool {
    let plain = normalised(text);
    !plain.is_empty() && !EMPTY.contains(&plain.as_str())
}

/// Returns the first of the texts that says anything.
#[must_use]
pub fn first_said<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Option<&'a str> {
    texts.into_iter().flatten().find(|text| says_something(text))
}

/// Returns whether any word of the text begins with one of the stems, or the text has one of the phrases.
#[must_use]
pub fn mentions(text: &str, stems: &[&str]) -> bool {
    normalised_mentions(&normalised(text), stems)
}

/// The same for a text that is normalised already.
#[must_use]
pub fn normalised_mentions(plain: &str, stems: &[&str]) -> bool {
    let begins = std::iter::once(0).chain(plain.match_indices(' ').map(|(space, _)| space + 1));
    begins.filter_map(|start| plain.get(start..)).any(|rest| stems.iter().any(|stem| rest.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_asked_for_and_empty() {
        assert!(!says_something("Nothing.") && !says_something("n/a") && says_something("nothing to eat all day"));
        assert_eq!(first_said([None, Some("none"), Some("a blade")]), Some("a blade"));
    }

    #[test]
    fn a_stem_is_looked_for_where_words_begin() {
        assert!(mentions("Threatened to CUT himself", &["cut"]) && mentions("no detention room", &["detention room"]));
        assert!(!mentions("executed a warrant", &["cut"]));
    }

    #[test]
    fn the_same_words_are_the_same_whatever_the_stops_and_capitals() {
        assert!(same("On bench, reading.", "on bench  reading"));
        assert!(!same("on bench reading", "on bench, not reading"));
    }

    #[test]
    fn two_letters_beside_each_other_are_one_slip_only_where_they_are_changed_over() {
        assert!(one_slip("walking", "wlaking") && one_slip("walking", "walknig"));
        assert!(!one_slip("walking", "wabbing") && !one_slip("walking", "walzzng"));
    }

    #[test]
    fn one_letter_put_in_is_one_slip_however_many_bytes_it_takes() {
        assert!(one_slip("bench", "ben\u{1F600}ch") && one_slip("bench", "benxch"));
        assert!(!one_slip("bench", "ben\u{1F600}xch"));
    }

    #[test]
    fn letters_made_otherwise_are_the_same_letters() {
        assert!(same("Zoë Ŵyn", "zoe wyn") && same("Zoe\u{308}", "ZOË") && same("o\u{FB03}cer", "officer"));
        assert!(same("\u{FF21}\u{FF29}\u{FF2F}", "aio") && same("a\u{AD}i\u{200B}o\u{FEFF}", "aio"));
        assert!(!same("a i o", "aio") && !same("a\ni", "ai"));
        assert_eq!(normalised(" On  bench,\tREADING. "), "on bench reading");
        assert_eq!(normalised("Straße Łódź çà"), "strasse lodz ca");
    }

    #[test]
    fn every_letter_with_a_mark_is_its_plain_letter() {
        for (marked, plain) in [
            ("àáâãäåāăą", "aaaaaaaaa"),
            ("æ", "ae"),
            ("çćĉċč", "ccccc"),
            ("ďđ", "dd"),
            ("èéêëēĕėęě", "eeeeeeeee"),
            ("ĝğġģ", "gggg"),
            ("ĥħ", "hh"),
            ("ìíîïĩīĭįı", "iiiiiiiii"),
            ("ĵ", "j"),
            ("ķ", "k"),
            ("ĺļľŀł", "lllll"),
            ("ñńņň", "nnnn"),
            ("òóôõöøōŏő", "ooooooooo"),
            ("œ", "oe"),
            ("ŕŗř", "rrr"),
            ("śŝşšș", "sssss"),
            ("ß", "ss"),
            ("ţťŧț", "tttt"),
            ("ùúûüũūŭůűų", "uuuuuuuuuu"),
            ("ŵ", "w"),
            ("ýÿŷ", "yyy"),
            ("źżž", "zzz"),
            ("ﬀﬁﬂﬃﬄﬅﬆ", "fffiflffifflstst"),
        ] {
            assert_eq!(normalised(marked), plain);
        }
        assert_eq!(normalised("день"), "день", "other scripts stay as they are");
    }

    #[test]
    fn one_slip_is_a_letter_wrong_left_out_put_in_or_two_changed_over() {
        for other in ["ordr", "ordeer", "ordar", "odrer", "oder", "orders", "orde"] {
            assert!(one_slip("order", other) && one_slip(other, "order"), "{other}");
        }
        for other in ["order", "border", "rder", "wrder", "ode", "ordering", "odrre", "or"] {
            assert!(!one_slip("order", other) && !one_slip(other, "order"), "{other}");
        }
        assert!(
            !one_slip("now", "nowt") && !one_slip("nowt", "now"),
            "three letters are too few, whichever comes first"
        );
        assert!(!one_slip("now", "not") && !one_slip("1430", "1431") && !one_slip("", "a"));
        assert!(one_slip("łódźki", "łódźka") && !one_slip("łódźki", "łódkź"));
    }
}
