//! Phrases that say nothing of this child: the ones built in, and those a force adds.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{normalised, one_slip};

/// Phrases that say nothing of this child, as an officer would write them.
const PHRASES: &[&str] = &[
    "all in order",
    "aio",
    "in order",
    "all ok",
    "all okay",
    "all fine",
    "all good",
    "all well",
    "all correct",
    "all present and correct",
    "all satisfactory",
    "all quiet",
    "correct",
    "no issues",
    "no issue",
    "no issues or concerns",
    "no other issues",
    "no further issues",
    "no new issues",
    "no concerns",
    "no concern",
    "no concerns or issues",
    "no further concerns",
    "no welfare concerns",
    "no cause for concern",
    "no problem",
    "no problems",
    "no change",
    "no changes",
    "no change since last",
    "nothing to report",
    "nothing further to report",
    "ntr",
    "nothing to note",
    "nothing of note",
    "nothing untoward",
    "nothing abnormal detected",
    "nad",
    "no further action",
    "nfa",
    "as above",
    "as before",
    "as last",
    "as previous",
    "as earlier",
    "same as above",
    "same as before",
    "same as last",
    "same as previous",
    "same",
    "same again",
    "ditto",
    "ok",
    "okay",
    "fine",
    "well",
    "good",
    "seen",
    "check",
    "checks",
    "checked",
    "check done",
    "check completed",
    "check complete",
    "check conducted",
    "checks completed",
    "welfare check",
    "welfare ok",
    "welfare check completed",
    "cell check",
    "cell checked",
    "cell visit",
    "cell visited",
    "visit",
    "visited",
    "visit done",
    "visit completed",
    "visit conducted",
    "obs done",
    "obs completed",
    "obs maintained",
    "obs correct",
    "in cell",
    "in cell no issues",
    "safe and well",
    "unchanged",
    "satisfactory",
    "n a",
    "na",
    "none",
    "nil",
    "nil to report",
    "nothing",
];

/// Words in a stock phrase that only name whom or when it is about, or join two of them.
const FILLERS: &[&str] = &[
    "detainee",
    "dp",
    "pic",
    "yp",
    "male",
    "female",
    "child",
    "juvenile",
    "he",
    "she",
    "they",
    "is",
    "are",
    "was",
    "appears",
    "appeared",
    "seems",
    "seemed",
    "at",
    "this",
    "that",
    "present",
    "time",
    "currently",
    "still",
    "raised",
    "noted",
    "reported",
    "observed",
    "identified",
    "here",
    "today",
    "and",
    "or",
    "hrs",
    "hours",
];

/// The most letters of an abbreviation, which may come letter by letter: "A.I.O."
const ABBREVIATION_LETTERS: usize = 4;

/// Words that look like a slip in one of those and are words of their own.
const OWN_WORDS: &[&str] = &["charge", "charges", "charged", "chance", "cheek", "chill", "noting", "chick"];

/// The fewest letters of a phrase's word that may be mistyped: in a shorter one a slip makes another word.
const LEAST_LETTERS: usize = 5;

/// Phrases that say nothing, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Stock {
    /// Each phrase without spaces, whole and with its fillers taken out.
    phrases: HashSet<String>,
    /// Every word that may stand in one, and each phrase written as one word.
    words: HashSet<String>,
    /// The words long enough to be mistyped, by the letter they begin with.
    long: HashMap<char, Vec<String>>,
    /// The most words in one phrase.
    longest: usize,
}

static BUILT_IN: LazyLock<Stock> = LazyLock::new(|| Stock::with(&[]));

/// Returns whether the whole text is one or more phrases that say nothing of this child: "AIO", "Detainee fine, no issues".
///
/// Case, stops, spacing, figures and times of day don't count, nor does one slip in a word: "0340: all in oder".
#[must_use]
pub fn is_stock(text: &str) -> bool {
    BUILT_IN.is_stock(text)
}

impl Stock {
    /// Returns the phrases that are built in.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Returns the phrases that are built in, and more.
    #[must_use]
    pub fn with(more: &[String]) -> Self {
        let mut stock = Self { phrases: HashSet::new(), words: HashSet::new(), long: HashMap::new(), longest: 1 };
        stock.words.extend(FILLERS.iter().map(|word| (*word).to_owned()));
        for phrase in PHRASES.iter().copied().chain(more.iter().map(String::as_str)) {
            let plain = normalised(phrase);
            let words: Vec<&str> = plain.split(' ').collect();
            let joined = words.concat();
            if joined.is_empty() {
                continue;
            }
            let spelt = if words.len() == 1 && joined.len() <= ABBREVIATION_LETTERS { joined.len() } else { 1 };
            if spelt > 1 {
                stock.words.extend(joined.chars().map(String::from));
            }
            stock.longest = stock.longest.max(words.len()).max(spelt);
            stock.words.extend(words.iter().map(|word| (*word).to_owned()));
            stock.words.insert(joined.clone());
            // Fillers are passed over where phrases are strung together; a phrase of nothing else is only met whole.
            let core: String = words.iter().filter(|word| !FILLERS.contains(word)).copied().collect();
            if !core.is_empty() {
                stock.phrases.insert(core);
            }
            stock.phrases.insert(joined);
        }
        for word in stock.words.iter().filter(|word| word.chars().count() >= LEAST_LETTERS) {
            stock.long.entry(word.chars().next().unwrap_or_default()).or_default().push(word.clone());
        }
        stock
    }

    /// Returns whether the whole text is one or more of the phrases.
    #[must_use]
    pub fn is_stock(&self, text: &str) -> bool {
        // Nearly every honest text ends here, at its first word, before the rest of it is read.
        let first = text.split_whitespace().next().map(normalised).unwrap_or_default();
        if first.split(' ').any(|word| !is_figure(word) && self.known(word).is_none()) {
            return false;
        }
        let plain = normalised(text);
        let mut words: Vec<&str> = Vec::new();
        for word in plain.split(' ').filter(|word| !is_figure(word)) {
            match self.known(word) {
                Some(word) => words.push(word),
                None => return false,
            }
        }
        words.is_empty() || self.phrases.contains(&words.concat()) || self.is_strung(&words)
    }

    /// Returns the word of a phrase that this word is, mistyped or not.
    fn known<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        if self.words.contains(word) {
            return Some(word);
        }
        if OWN_WORDS.contains(&word) {
            return None;
        }
        let alike = self.long.get(&word.chars().next()?)?;
        alike.iter().find(|long| one_slip(word, long)).map(String::as_str)
    }

    /// Returns whether the words are phrases from end to end, with nothing between but whom or when they are about.
    fn is_strung(&self, words: &[&str]) -> bool {
        // For each place between two words: none where it can't be reached, else whether a phrase was met on the way.
        let mut reached: Vec<Option<bool>> = vec![None; words.len() + 1];
        let mark = |reached: &mut Vec<Option<bool>>, place: usize, met: bool| {
            if let Some(end) = reached.get_mut(place) {
                *end = Some(met || *end == Some(true));
            }
        };
        mark(&mut reached, 0, false);
        let mut phrase = String::new();
        for from in 0..words.len() {
            let Some(met) = reached.get(from).copied().flatten() else { continue };
            let is_filler = |place: usize| words.get(place).is_some_and(|word| FILLERS.contains(word));
            if is_filler(from) {
                mark(&mut reached, from + 1, met);
            }
            phrase.clear();
            // "All is in order" is "all in order": twice its length leaves room for such words.
            for (place, word) in words.iter().enumerate().skip(from).take(self.longest * 2) {
                if !is_filler(place) {
                    phrase.push_str(word);
                    if self.phrases.contains(&phrase) {
                        mark(&mut reached, place + 1, true);
                    }
                }
            }
        }
        reached.last().copied().flatten() == Some(true)
    }
}

/// Returns whether a word is only a figure or a time of day: "0340", "0340hrs".
fn is_figure(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.is_empty() || (rest.len() < word.len() && matches!(rest, "" | "h" | "hrs" | "hours" | "am" | "pm"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("0340", true)]
    #[case("0340hrs", true)]
    #[case("9am", true)]
    #[case("", true)]
    #[case("am", false)]
    #[case("hrs", false)]
    #[case("level2", false)]
    #[case("2nd", false)]
    fn a_figure_has_a_digit_in_it_and_nothing_but_an_hours_letters_after(#[case] word: &str, #[case] is: bool) {
        assert_eq!(is_figure(word), is);
    }

    #[rstest]
    #[case("AIO.")]
    #[case("A.I.O.")]
    #[case("All in  order!")]
    #[case("all-in-order")]
    #[case("allinorder")]
    #[case("All is in order")]
    #[case("As above")]
    #[case("correct.")]
    #[case("nfa")]
    #[case("N/A")]
    #[case("...")]
    #[case("0340 all correct")]
    #[case("03:40hrs: AIO")]
    #[case("AIO, no issues.")]
    #[case("AIO no issues")]
    #[case("Detainee seems fine - no concerns at this time")]
    #[case("Checked and correct")]
    #[case("No issues or concerns raised")]
    #[case("safe & well")]
    #[case("\u{ff21}\u{ff29}\u{ff2f}")]
    #[case("a\u{200b}io")]
    #[case("in order, seen, same as last check")]
    fn a_phrase_that_says_nothing_is_stock_in_any_dress(#[case] text: &str) {
        assert!(is_stock(text));
    }

    #[rstest]
    #[case("all in oder")]
    #[case("no isues")]
    #[case("no concenrs")]
    #[case("corect")]
    #[case("nothign to report")]
    #[case("No chnage")]
    #[case("detianee fine")]
    fn a_slip_makes_no_news_of_it(#[case] text: &str) {
        assert!(is_stock(text));
    }

    #[rstest]
    #[case("on bench, facing wall, shrugged when asked")]
    #[case("aio crying")]
    #[case("AIO, asked for water")]
    #[case("same book")]
    #[case("not well")]
    #[case("unwell")]
    #[case("seen reading")]
    #[case("no change, still crying")]
    #[case("child asleep on left side")]
    #[case("no charge")]
    #[case("fire")]
    #[case("well, drank 2 cups")]
    #[case("no, fine")]
    #[case("concerns")]
    #[case("issues")]
    #[case("not all in order")]
    #[case("no chase")]
    fn a_fact_of_this_child_is_none(#[case] text: &str) {
        assert!(!is_stock(text));
    }

    #[test]
    fn a_force_adds_its_own_phrases() {
        let own = Stock::with(&["Obs level maintained".to_owned(), "AIC".to_owned(), "?!".to_owned()]);
        for text in ["obs level maintained", "AIC, obs levle maintained", "A.I.C.", "AIO", "0340 aic all in order"] {
            assert!(own.is_stock(text), "{text}");
        }
        assert!(!own.is_stock("obs level raised") && !is_stock("A.I.C.") && !is_stock("obs level maintained"));
    }

    #[test]
    fn a_hundred_thousand_words_that_say_nothing_are_read_through_once() {
        assert!(is_stock(&"all in order, is he ".repeat(20_000)));
        assert!(!is_stock(&("is ".repeat(100_000) + "crying")));
    }

    proptest! {
        #[test]
        fn every_built_in_phrase_is_stock_however_it_is_dressed(
            place in 0..PHRASES.len(), gap in "[ ,.\\-]{1,3}", after in "[ ,.!]{0,3}", big in any::<bool>(),
        ) {
            let dressed = PHRASES[place].replace(' ', &gap) + &after;
            let dressed = if big { dressed.to_uppercase() } else { dressed };
            prop_assert!(is_stock(&dressed), "{}", dressed);
        }
    }
}
