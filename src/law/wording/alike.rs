//! One text set beside another: the same words in other clothes, or with a few slips of the hand.

use std::borrow::Cow;
use std::str::Split;

use chrono::Timelike;

use super::{normalised, one_slip};
use crate::record::Instant;
use crate::record::time::london_time;

/// How far a time of day in a text may lie from its entry's own, in minutes, and still be no more than that time.
///
/// A watch and the desk's clock differ, and officers round. It is how text is read, no number of law or policy.
const OWN_TIME_MINUTES: i64 = 10;

/// How alike two texts must be to count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// The least words of a text in which slips are allowed for.
    pub least_words: i64,
    /// The least percent of letters that must be the same; 100 allows for no slip.
    pub percent: i64,
}

/// How a text repeats another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alike {
    /// Letter for letter, once case, stops and spacing are taken out of account.
    Same,
    /// Word for word, save for slips of the hand.
    Nearly,
}

/// A text as it is set beside another, and what it quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// The officer's words, normalised, without articles, whom they are about, and the time of the entry itself.
    pub words: String,
    /// What stands between quotation marks: someone else's words, normalised.
    pub quoted: String,
}

impl Compared {
    /// Reads a text written of that instant.
    #[must_use]
    pub fn of(text: &str, at: Instant) -> Self {
        let (own, quoted) = unquoted(text);
        Self { words: telling(&normalised(&own), at), quoted: normalised(&quoted) }
    }
}

/// Returns how `a` repeats `b`, both normalised; none where a word is another word, or one has a word more.
#[must_use]
pub fn alike(a: &str, b: &str, likeness: Likeness) -> Option<Alike> {
    if same_letters(a, b) {
        return Some(Alike::Same);
    }
    nearly(a, b, likeness).then_some(Alike::Nearly)
}

/// Returns whether two normalised texts have the same letters: "on bench" and "onbench" are one.
#[must_use]
pub fn same_letters(a: &str, b: &str) -> bool {
    a == b || letters(a).eq(letters(b))
}

/// Returns the letters of a normalised text, without the spaces.
pub fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| *byte != b' ')
}

/// Goes once through both: a word that is another word ends it.
fn nearly(a: &str, b: &str, likeness: Likeness) -> bool {
    let (mut ours, mut theirs) = (a.split(' '), b.split(' '));
    let (mut words, mut letters, mut slips) = (0_i64, 0_i64, 0_i64);
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => break,
            (Some(our), Some(their)) => {
                words += 1;
                letters += i64::try_from(our.len().max(their.len())).unwrap_or(i64::MAX / 1000);
                if our != their {
                    if !one_slip(our, their) {
                        return false;
                    }
                    slips += 1;
                }
            }
            _ => return false,
        }
    }
    words >= likeness.least_words && slips * 100 <= letters * (100 - likeness.percent)
}

/// Returns the text without what it quotes, and what it quotes. A mark that is never closed quotes nothing.
fn unquoted(text: &str) -> (Cow<'_, str>, String) {
    if !may_quote(text) {
        return (Cow::Borrowed(text), String::new());
    }
    let is_double = |c: char| matches!(c, '"' | '\u{201C}'..='\u{201F}' | '«' | '»');
    let is_single = |c: char| matches!(c, '\'' | '\u{2018}' | '\u{2019}');
    let (mut own, mut quoted, mut inside) = (String::new(), String::new(), String::new());
    let mut open: Option<bool> = None;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next_is_letter = chars.peek().is_some_and(|next| next.is_alphanumeric());
        // An apostrophe stands within a word or at its end; a mark that opens stands before one.
        let opens = is_double(c) || (is_single(c) && !before.is_alphanumeric() && next_is_letter);
        match open {
            None if opens => open = Some(is_double(c)),
            Some(double) if (double && is_double(c)) || (!double && is_single(c) && !next_is_letter) => {
                quoted.push_str(&inside);
                quoted.push(' ');
                own.push(' ');
                inside.clear();
                open = None;
            }
            None => own.push(c),
            Some(_) => inside.push(c),
        }
        before = c;
    }
    own.push(' ');
    own.push_str(&inside);
    (Cow::Owned(own), quoted)
}

/// Returns whether a mark may open a quotation; the apostrophe of "can't" doesn't.
fn may_quote(text: &str) -> bool {
    let mut before = b' ';
    text.bytes().any(|byte| {
        let opens = byte == b'"' || !byte.is_ascii() || (byte == b'\'' && !before.is_ascii_alphanumeric());
        before = byte;
        opens
    })
}

/// Returns the words of a normalised text that tell it from another.
fn telling(plain: &str, at: Instant) -> String {
    let own_time = plain.bytes().any(|byte| byte.is_ascii_digit()).then(|| minute_of_day(at));
    let mut told = String::with_capacity(plain.len());
    let mut words = plain.split(' ');
    while let Some(word) = words.next() {
        if word.is_empty() || is_untold(word) || own_time.is_some_and(|own| is_own_time(word, &mut words, own)) {
            continue;
        }
        if !told.is_empty() {
            told.push(' ');
        }
        told.push_str(word);
    }
    told
}

/// Returns whether a word doesn't tell one text from another: articles, and whom it is about, which is what changes in a
/// pasted text.
fn is_untold(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "is"
            | "he"
            | "she"
            | "they"
            | "him"
            | "her"
            | "them"
            | "his"
            | "hers"
            | "their"
            | "himself"
            | "herself"
            | "themselves"
            | "male"
            | "female"
            | "boy"
            | "girl"
            | "child"
            | "juvenile"
            | "detainee"
            | "dp"
            | "pic"
            | "yp"
    )
}

fn minute_of_day(at: Instant) -> i64 {
    let time = london_time(at);
    i64::from(time.hour() * 60 + time.minute())
}

/// Returns whether a word, with the next where the two make one time ("03 40"), is the time of the entry itself.
fn is_own_time(word: &str, rest: &mut Split<'_, char>, own: i64) -> bool {
    let near = |hour: i64, minute: i64| {
        let apart = (hour * 60 + minute - own).rem_euclid(12 * 60);
        hour < 24 && minute < 60 && apart.min(12 * 60 - apart) <= OWN_TIME_MINUTES
    };
    let Some(figure) = figure(word) else { return false };
    let mut after = rest.clone();
    let is_time =
        if let (3..=4, Some((hour, minute))) = (figure.len(), figure.split_at_checked(figure.len().max(2) - 2)) {
            near(number(hour), number(minute))
        } else {
            let minute = after.next().and_then(self::figure).filter(|minute| minute.len() == 2);
            figure == word && minute.is_some_and(|minute| near(number(figure), number(minute)))
        };
    if is_time {
        *rest = after;
        skip_hours(rest);
    }
    is_time
}

/// Passes over "hrs" and "hours" behind a time.
fn skip_hours(rest: &mut Split<'_, char>) {
    let mut after = rest.clone();
    if matches!(after.next(), Some("hrs" | "hours" | "am" | "pm")) {
        *rest = after;
    }
}

/// Returns the digits of a word that is a figure with or without "hrs" and the like behind it.
fn figure(word: &str) -> Option<&str> {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.strip_suffix(rest).filter(|digits| !digits.is_empty())?;
    matches!(rest, "" | "h" | "hrs" | "hours" | "am" | "pm").then_some(digits)
}

fn number(digits: &str) -> i64 {
    digits.parse().unwrap_or(i64::from(u16::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::law::testing::instant;

    const LIKENESS: Likeness = Likeness { least_words: 4, percent: 90 };

    fn words(text: &str) -> String {
        Compared::of(text, instant("03:40")).words
    }

    #[test]
    fn no_hour_past_23_and_no_minute_past_59_is_a_time_of_day() {
        let at = |time: &str, text: &str| Compared::of(text, instant(time)).words;
        assert_eq!(at("00:00", "reading 0000"), "reading");
        assert_eq!(at("00:00", "reading 2359"), "reading");
        assert_eq!(at("00:00", "reading 2400"), "reading 2400");
        assert_eq!(at("00:55", "reading 0059"), "reading");
        assert_eq!(at("00:55", "reading 0060"), "reading 0060");
        assert_eq!(at("03:40", "reading 0350"), "reading", "ten minutes off");
        assert_eq!(at("03:40", "reading 0351"), "reading 0351");
    }

    #[rstest]
    #[case("lying on bench under blanket", "lying on bench under blanket", Some(Alike::Same))]
    #[case("lying on bench under blanket", "lying onbench under blanket", Some(Alike::Same))]
    #[case("lying on bench under blanket", "lying on bench under blaknet", Some(Alike::Nearly))]
    #[case("lying on bench under blanket", "lying on bench uner blankett", Some(Alike::Nearly))]
    #[case("lying on bench under blanket", "liyng on bench uner blankett", None)]
    #[case("lying on bench under blanket", "lying on bench with blanket", None)]
    #[case("lying on bench under blanket", "lying on bench under blanket crying", None)]
    #[case("lying on bench 4 hours", "lying on bench 5 hours", None)]
    #[case("walking about with the book", "talking about with the book", None)]
    fn a_word_changed_is_a_fact_changed_and_a_slip_is_none(
        #[case] a: &str,
        #[case] b: &str,
        #[case] expected: Option<Alike>,
    ) {
        assert_eq!(alike(a, b, LIKENESS), expected);
        assert_eq!(alike(b, a, LIKENESS), expected);
    }

    #[test]
    fn slips_are_allowed_for_from_the_least_words_and_within_the_percent() {
        let pair = |least_words, percent| {
            alike("reading on the bench", "raeding on the bench", Likeness { least_words, percent })
        };
        assert_eq!(pair(4, 90), Some(Alike::Nearly));
        assert_eq!(pair(5, 90), None);
        // One slip in seventeen letters is 94 percent alike.
        assert_eq!((pair(4, 94), pair(4, 95)), (Some(Alike::Nearly), None));
        assert_eq!(pair(4, 100), None);
    }

    #[rstest]
    #[case("0340 on bench reading")]
    #[case("03:40 - on bench, reading")]
    #[case("On the bench, reading, at 3.45am")]
    #[case("0350hrs on bench reading")]
    #[case("0340 hrs: he is on the bench reading")]
    #[case("She is on the bench, reading")]
    fn the_entrys_own_time_and_whom_it_is_about_tell_no_text_from_another(#[case] text: &str) {
        assert_eq!(words(text).replace(" at", ""), "on bench reading");
    }

    #[rstest]
    #[case("0351 on bench reading")]
    #[case("on bench 3 40p reading")]
    #[case("drank 2 cups on bench reading")]
    #[case("on bench since 03")]
    #[case("cell 340000000000000000000000 reading")]
    fn other_figures_do(#[case] text: &str) {
        assert_eq!(words(text).split(' ').count(), text.split(' ').count());
    }

    #[test]
    fn what_stands_in_quotation_marks_is_someone_elses() {
        let of = |text: &str| {
            let compared = Compared::of(text, instant("03:40"));
            (compared.words, compared.quoted)
        };
        let two = |own: &str, quoted: &str| (own.to_owned(), quoted.to_owned());
        assert_eq!(of("says \"I want my mum\" again"), two("says again", "i want my mum"));
        assert_eq!(of("says “I want my mum”"), two("says", "i want my mum"));
        assert_eq!(of("says 'I can't sleep' twice"), two("says twice", "i can t sleep"));
        assert_eq!(of("can't sleep, the lads' noise"), two("can t sleep lads noise", ""));
        assert_eq!(of("says \"I want"), two("says i want", ""));
        assert_eq!(of("\"mum\" and 'dad'"), two("and", "mum dad"));
    }

    proptest! {
        #[test]
        fn case_space_and_stops_never_change_the_answer(
            words in prop::collection::vec("[a-z]{1,9}", 1..8),
            breaks in prop::collection::vec("[ ,.;:!?/\\-\t\n]{1,3}", 8),
            big in prop::collection::vec(any::<bool>(), 8),
            other in prop::collection::vec("[a-z]{1,9}", 1..8),
        ) {
            let plain = words.join(" ");
            let dressed: String = words
                .iter()
                .zip(&breaks)
                .zip(&big)
                .map(|((word, gap), big)| (if *big { word.to_uppercase() } else { word.clone() }) + gap)
                .collect();
            let at = instant("12:00");
            let (a, b, c) =
                (Compared::of(&plain, at), Compared::of(&dressed, at), Compared::of(&other.join(" "), at));
            prop_assert_eq!(&a, &b);
            prop_assert_eq!(alike(&a.words, &c.words, LIKENESS), alike(&b.words, &c.words, LIKENESS));
            prop_assert_eq!(super::super::is_stock(&plain), super::super::is_stock(&dressed));
        }

        #[test]
        fn any_text_is_read_and_is_like_itself(text in any::<String>()) {
            let compared = Compared::of(&text, instant("12:00"));
            prop_assert_eq!(alike(&compared.words, &compared.words, LIKENESS), Some(Alike::Same));
            let plain = normalised(&text);
            prop_assert_eq!(normalised(&plain), plain);
        }
    }
}
