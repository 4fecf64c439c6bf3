//! A force's own phrases that say nothing of a child.

use std::sync::Arc;

use super::Setting;
use crate::law::wording::normalised;
use crate::law::wording::stock::Stock;

/// The most letters of one phrase.
const MOST_LETTERS: usize = 100;

/// Phrases that a force adds to those that are built in.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// As the policy file has them.
    written: Vec<String>,
    /// They and the ones built in, ready to be looked for; none where the force adds none.
    stock: Option<Arc<Stock>>,
}

impl Phrases {
    /// Returns whether the whole text is one or more phrases that say nothing, the force's own or built in.
    #[must_use]
    pub fn is_stock(&self, text: &str) -> bool {
        self.stock.as_deref().unwrap_or(Stock::built_in()).is_stock(text)
    }
}

impl PartialEq for Phrases {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Phrases {}

impl Setting for Phrases {
    fn read(value: &toml::Value) -> Option<Self> {
        let phrase = |value: &toml::Value| {
            let text = value.as_str()?;
            (text.chars().count() <= MOST_LETTERS && !normalised(text).is_empty()).then(|| text.to_owned())
        };
        let written: Vec<String> = value.as_array()?.iter().map(phrase).collect::<Option<_>>()?;
        let stock = (!written.is_empty()).then(|| Arc::new(Stock::with(&written)));
        Some(Self { written, stock })
    }

    fn write(&self) -> String {
        toml::Value::from(self.written.clone()).to_string()
    }

    fn within(&self, least: i64, most: i64) -> bool {
        i64::try_from(self.written.len()).is_ok_and(|count| (least..=most).contains(&count))
    }

    fn expected(_: i64, most: i64) -> String {
        format!("must be a list of at most {most} phrases of up to {MOST_LETTERS} letters, such as [\"on level two\"]")
    }
}

#[cfg(test)]
mod tests {
    use crate::law::Policy;

    fn refused(list: &str) -> String {
        Policy::read(&format!("[check]\nstock_phrases = {list}\n")).unwrap_err().to_string()
    }

    #[test]
    fn a_force_adds_phrases_and_they_are_printed_and_read_back() {
        let policy = Policy::read("[check]\nstock_phrases = [\"level \\\"two\\\"\", \"AIC\"]\n").unwrap();
        assert!(policy.check.stock_phrases.is_stock("Level two.") && policy.check.stock_phrases.is_stock("AIO"));
        assert!(!Policy::default().check.stock_phrases.is_stock("Level two."));
        assert_eq!(Policy::read(&policy.print()).unwrap(), policy);
        assert_ne!(policy, Policy::default());
        assert!(Policy::default().print().contains("stock_phrases = []"));
    }

    #[test]
    fn a_list_that_is_none_or_says_nothing_or_is_too_long_is_refused() {
        for list in ["\"AIC\"", "[1]", "[\"\"]", "[\"...\"]"] {
            assert!(refused(list).contains("must be a list of at most 200 phrases"), "{list}");
        }
        let letters = |count: usize| format!("[\"{}\"]", "a".repeat(count));
        assert!(Policy::read(&format!("[check]\nstock_phrases = {}\n", letters(100))).is_ok());
        assert!(refused(&letters(101)).contains("up to 100 letters"));
        let phrases = |count: usize| format!("[{}]", "\"ab\",".repeat(count));
        assert!(Policy::read(&format!("[check]\nstock_phrases = {}\n", phrases(200))).is_ok());
        assert!(refused(&phrases(201)).contains("at most 200"));
    }
}
