//! Words set side by side: the same text in other clothes, and phrases that say nothing.

/// Phrases that say nothing of this child, normalised.
const STOCK: &[&str] = &[
    "all in order",
    "aio",
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
    "n a",
    "na",
    "none",
    "nil",
    "nothing",
];

/// Returns the text with case, punctuation and spacing taken out of account.
#[must_use]
pub fn normalised(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether two texts are the same once case, punctuation and spacing are taken out of account.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    normalised(a) == normalised(b)
}

/// Returns whether the whole text is a phrase that says nothing of this child.
#[must_use]
pub fn is_stock(text: &str) -> bool {
    let plain = normalised(text);
    plain.is_empty() || STOCK.contains(&plain.as_str())
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
    fn the_same_words_are_the_same_whatever_the_stops_and_capitals() {
        assert!(same("On bench, reading.", "on bench  reading"));
        assert!(!same("on bench reading", "on bench, not reading"));
    }
}
