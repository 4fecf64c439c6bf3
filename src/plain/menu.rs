//! Choosing by number, by key, or by the first letters of a label.

/// One thing that can be chosen.
#[derive(Debug, Clone)]
pub struct Item<T> {
    /// Its number, where it has one.
    pub number: Option<String>,
    /// What it is called.
    pub label: String,
    /// What it stands for.
    pub value: T,
}

impl<T> Item<T> {
    /// Returns an item with a number.
    pub fn numbered(number: usize, label: impl Into<String>, value: T) -> Self {
        Self { number: Some(number.to_string()), label: label.into(), value }
    }

    /// Returns an item that is chosen by its words alone.
    pub fn word(label: impl Into<String>, value: T) -> Self {
        Self { number: None, label: label.into(), value }
    }

    /// Returns it as it is listed: "3. tearful"; without a number, its label.
    pub fn shown(&self) -> String {
        self.number.as_ref().map_or_else(|| self.label.clone(), |number| format!("{number}. {}", self.label))
    }
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked<T> {
    /// One thing.
    One(T),
    /// It may be any of these, as they are listed.
    Several(Vec<String>),
    /// Nothing that is there.
    Nothing,
}

/// Returns what is meant by a number or by the first letters of a label. A label typed whole is meant, whatever others
/// begin with it; where no label begins so, those are meant of which a later word does.
pub fn pick<T: Clone>(items: &[Item<T>], typed: &str) -> Picked<T> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Picked::Nothing;
    }
    if let Some(item) = items.iter().find(|item| item.number.as_deref() == Some(&typed)) {
        return Picked::One(item.value.clone());
    }
    let begins = |label: &str| label.starts_with(&typed);
    let later = |label: &str, at: usize| label.get(at + 1..).is_some_and(|rest| rest.starts_with(&typed));
    let within = |label: &str| label.match_indices(' ').any(|(at, _)| later(label, at));
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|label| label == typed, &begins, &within];
    for meant in ways {
        let found: Vec<&Item<T>> = items.iter().filter(|item| meant(&item.label.to_lowercase())).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Picked::One(one.value.clone()),
            several => return Picked::Several(several.iter().map(|item| item.shown()).collect()),
        }
    }
    Picked::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<Item<u8>> {
        let mut items: Vec<Item<u8>> = ["calm", "in pain", "angry", "Child asks", "Charged"]
            .iter()
            .zip(1..)
            .map(|(label, number)| Item::numbered(number.into(), *label, number))
            .collect();
        items.push(Item::word("in", 9));
        items
    }

    #[test]
    fn a_number_first_letters_and_a_later_word_all_choose() {
        for (typed, meant) in [("1", 1), (" 2 ", 2), ("ANG", 3), ("cha", 5), ("pain", 2), ("in", 9), ("asks", 4)] {
            assert_eq!(pick(&items(), typed), Picked::One(meant), "{typed}");
        }
    }

    #[test]
    fn several_words_from_within_a_label_choose() {
        let items = [Item::numbered(1, "detention goes on", 1), Item::numbered(2, "release", 2)];
        assert_eq!(pick(&items, "goes o"), Picked::One(1));
        assert_eq!(pick(&items, "oes on"), Picked::Nothing);
    }

    #[test]
    fn what_may_be_several_lists_them_and_what_is_none_is_none() {
        let several = Picked::Several(vec!["4. Child asks".into(), "5. Charged".into()]);
        assert_eq!(pick(&items(), "ch"), several);
        for typed in ["", "6", "zzz", "-1", "99999999999999999999"] {
            assert_eq!(pick(&items(), typed), Picked::Nothing, "{typed}");
        }
    }
}
