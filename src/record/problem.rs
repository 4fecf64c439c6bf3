//! What is wrong with a case file, where it stands, and what to do about it.

use std::fmt;

/// One reason why a case file can't be used: where it stands and what a person should change.
///
/// `path` is a JSON pointer (`/entries/3/kind`), empty for the whole file. `line` counts from 1; 0 where the file
/// couldn't be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer to the value that can't be read.
    pub path: String,
    /// Line of the file on which that value begins, counted from 1; 0 where there is none.
    pub line: usize,
    /// What was found, what was expected, and the nearest known word where there is one.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            f.write_str(&self.message)
        } else if self.path.is_empty() {
            write!(f, "line {}: {}", self.line, self.message)
        } else {
            write!(f, "{} (line {}): {}", self.path, self.line, self.message)
        }
    }
}

impl std::error::Error for Problem {}

/// A problem on its way up: the path is built as it passes each level, the line is known only by the file.
#[derive(Debug)]
pub struct Fault {
    pub(crate) steps: Vec<String>,
    pub(crate) address: usize,
    pub(crate) message: String,
    /// Whether a name or word isn't known: what `--lenient` may keep as a note.
    pub(crate) unknown: bool,
}

impl Fault {
    /// Returns the same fault, seen from the level that holds `step`.
    #[must_use]
    pub fn within(mut self: Box<Self>, step: &str) -> Box<Self> {
        self.steps.push(step.replace('~', "~0").replace('/', "~1"));
        self
    }

    /// Returns the same fault, marked as an unknown name or word.
    #[must_use]
    pub fn unknown(mut self: Box<Self>) -> Box<Self> {
        self.unknown = true;
        self
    }

    pub(crate) fn path(&self) -> String {
        self.steps.iter().rev().fold(String::new(), |path, step| path + "/" + step)
    }
}

/// Returns the known word nearest to `found`, where one is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase().replace(['-', ' '], "_");
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&found, word), word))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// Returns "did you mean …?" for the nearest known word, or the list of known words where it is short.
#[must_use]
pub fn suggestion(found: &str, known: &[&str]) -> String {
    match nearest(found, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None if known.is_empty() => "nothing may stand here".to_owned(),
        None if known.len() <= 16 => format!("known are {}", known.join(", ")),
        None => "`pacekeeper schema` lists the known names".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_whatever_its_capitals_and_dashes_and_none_that_is_far_off() {
        let known = ["detention_room", "cell", "open_area"];
        for (found, near) in [
            ("Detention-Room", Some("detention_room")),
            ("detention room", Some("detention_room")),
            ("sell", Some("cell")),
            ("kitchen", None),
        ] {
            assert_eq!(nearest(found, known), near, "{found}");
        }
    }

    #[test]
    fn where_nothing_is_near_the_known_words_are_listed_as_far_as_a_person_reads_them() {
        let many: Vec<String> = (0..17).map(|i| format!("word{i}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(suggestion("cel", &["cell"]), "did you mean `cell`?");
        assert_eq!(suggestion("kitchen", &["cell", "open_area"]), "known are cell, open_area");
        assert_eq!(suggestion("kitchen", &[]), "nothing may stand here");
        assert!(suggestion("kitchen", many.get(..16).unwrap()).starts_with("known are word0, "));
        assert_eq!(suggestion("kitchen", &many), "`pacekeeper schema` lists the known names");
    }

    #[test]
    fn a_problem_is_shown_with_as_much_of_its_place_as_there_is() {
        let problem =
            |path: &str, line| Problem { path: path.to_owned(), line, message: "wrong".to_owned() }.to_string();
        assert_eq!(problem("/entries/3", 0), "wrong");
        assert_eq!(problem("", 3), "line 3: wrong");
        assert_eq!(problem("/entries/3", 7), "/entries/3 (line 7): wrong");
    }
}
