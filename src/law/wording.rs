//! Words set side by side: the same text in other clothes, and phrases that say nothing.

/// Phrases that say nothing of this child, normalised.
const STOCK: &[&str] = &[
    "all in order",
    "aio",
    "a i o",
    "all ok",
    "all okay",
    "all fine",
    "all good",
    "all well",
    "all correct",
    "correct",
    "in order",
    "no issues",
    "no issue",
    "no concerns",
    "no concern",
    "no problems",
    "no change",
    "no changes",
    "nothing to report",
    "ntr",
    "nothing to note",
    "as above",
    "as before",
    "same as above",
    "same as before",
    "same",
    "ditto",
    "ok",
    "okay",
    "fine",
    "seen",
    "checked",
    "check done",
    "check completed",
    "check complete",
    "check conducted",
    "cell check",
    "cell checked",
    "visited",
    "visit conducted",
    "no issues raised",
    "no issues noted",
    "in cell",
    "in cell no issues",
    "detainee ok",
    "dp ok",
    "dp fine",
    "safe and well",
    "well",
    "all quiet",
    "nothing of note",
    "no other issues",
    "no further issues",
    "no further concerns",
    "all in order no issues",
    "no cause for concern",
    "as last check",
    "as previous",
    "as previous check",
    "same as last check",
    "same as previous",
    "unchanged",
    "no concerns noted",
    "satisfactory",
    "n a",
    "na",
    "none",
    "nil",
    "nothing",
];

/// The most words in one of those phrases.
const LONGEST_STOCK: usize = 5;

/// Words in a stock phrase that only name whom or when it is about.
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
    "here",
    "today",
    "check",
    "visit",
];

/// What stands for a text that was asked for and empty.
const EMPTY: &[&str] = &["nothing", "none", "nil", "n a", "na", "not recorded", "not known", "unknown", "no reason"];

/// Returns the text with case, punctuation and spacing taken out of account.
#[must_use]
pub fn normalised(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced.to_lowercase()
}

/// Returns whether two texts are the same once case, punctuation and spacing are taken out of account.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    normalised(a) == normalised(b)
}

/// Returns whether the whole text is one or more phrases that say nothing of this child: "AIO", "Detainee fine, no issues".
#[must_use]
pub fn is_stock(text: &str) -> bool {
    let plain = normalised(text);
    if plain.is_empty() || STOCK.contains(&plain.as_str()) {
        return true;
    }
    text.split(['.', ',', ';', ':', '/', '&', '+', '-', '\u{2013}', '\u{2014}', '\n'])
        .flat_map(|part| normalised(part).split(" and ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .all(|part| STOCK.contains(&core(&part).as_str()) || is_strung(&part.split(' ').collect::<Vec<_>>()))
}

/// Returns whether the words are stock phrases from end to end, one after another with nothing between: "aio no issues".
fn is_strung(words: &[&str]) -> bool {
    let mut ends = vec![0];
    for end in 1..=words.len() {
        let phrase =
            |start: usize| words.get(start..end).is_some_and(|words| STOCK.contains(&words.join(" ").as_str()));
        if ends.iter().rev().take(LONGEST_STOCK).any(|start| end - start <= LONGEST_STOCK && phrase(*start)) {
            ends.push(end);
        }
    }
    ends.last() == Some(&words.len())
}

/// Returns a phrase without the words that only name whom or when it is about; the phrase itself where nothing is left.
fn core(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    if words.is_empty() { phrase.to_owned() } else { words.join(" ") }
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
    let spaced = format!(" {}", normalised(text));
    stems.iter().any(|stem| spaced.contains(&format!(" {stem}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stock_phrase_in_any_dress_says_nothing() {
        assert!(is_stock("AIO.") && is_stock("All in  order!") && is_stock("As above") && is_stock("..."));
        assert!(!is_stock("on bench, facing wall, shrugged when asked"));
    }

    #[test]
    fn stock_phrases_strung_together_say_nothing_either() {
        assert!(is_stock("AIO, no issues.") && is_stock("Detainee seems fine - no concerns at this time"));
        assert!(is_stock("Checked and correct") && is_stock("N/A") && is_stock("No issues raised"));
        assert!(is_stock("AIO no issues") && is_stock("A.I.O.") && !is_stock("aio crying") && !is_stock("same book"));
        assert!(!is_stock("AIO, asked for water") && !is_stock("not well") && !is_stock("child asleep on left side"));
        assert!(!is_stock("seen reading") && !is_stock("no change, still crying"));
    }

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
}
