//! The words of a check, set so that they can be held beside another's.

use std::hash::{DefaultHasher, Hasher};

use super::content;
use crate::law::facts::Fact;
use crate::law::wording::alike::{Alike, Compared, Likeness, alike, letters, same_letters};
use crate::law::wording::normalised;
use crate::record::kinds::Check;

// The three lists are looked up by halves: in the order of their letters.

/// Where a child is, or whom they are with, when someone else has an eye on them: words an honest officer repeats.
const ELSEWHERE: &[&str] = &[
    "aa",
    "adult",
    "ascc",
    "brother",
    "consultation",
    "court",
    "custody",
    "dad",
    "desk",
    "doctor",
    "exercise",
    "father",
    "fingerprints",
    "hcp",
    "healthcare",
    "hospital",
    "interview",
    "interviewed",
    "liaison",
    "mother",
    "mum",
    "nan",
    "nurse",
    "parent",
    "parents",
    "phone",
    "shower",
    "sister",
    "solicitor",
    "solicitors",
    "visit",
    "visitor",
    "worker",
    "yard",
];

/// Words that only say that the child said something.
const SPEECH: &[&str] = &[
    "asked",
    "asking",
    "asks",
    "keeps",
    "me",
    "only",
    "repeated",
    "repeating",
    "repeats",
    "replied",
    "said",
    "saying",
    "says",
    "shouted",
    "shouting",
    "shouts",
    "stated",
    "states",
    "stating",
    "tells",
    "told",
    "us",
    "words",
];

/// Words that join those.
const JOINS: &[&str] = &[
    "advice",
    "again",
    "and",
    "appropriate",
    "at",
    "being",
    "by",
    "call",
    "cell",
    "currently",
    "for",
    "from",
    "having",
    "in",
    "legal",
    "now",
    "of",
    "on",
    "out",
    "private",
    "remains",
    "room",
    "social",
    "still",
    "that",
    "to",
    "using",
    "with",
];

/// The words of one check, set so that capitals, stops, spacing, the time and whom it is about don't count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What was seen, else the note; what it quotes left out.
    seen: String,
    /// What the child said, quoted or in its own field.
    said: Option<String>,
    /// What the officer did, and a note beside what was seen.
    more: Option<String>,
}

impl Wording {
    /// Returns the words of a check; none where it has none of the officer's own on how the child was in the cell.
    ///
    /// "In interview", "with solicitor" and what the child says again and again are honest repeats, not copies.
    #[must_use]
    pub fn of(check: Fact<'_, Check>) -> Option<Self> {
        let note = check.entry.common.note.as_deref();
        let seen = Compared::of(content::text(check)?, check.at);
        if seen.words.is_empty() || is_only(&seen.words, SPEECH) || is_only(&seen.words, ELSEWHERE) {
            return None;
        }
        let join = |texts: [Option<String>; 2]| {
            let mut said = texts.into_iter().flatten().filter(|text| !text.is_empty());
            let first = said.next()?;
            Some(said.fold(first, |all, text| all + " " + &text))
        };
        let said = join([check.it.said.as_deref().map(normalised), Some(seen.quoted)]);
        let beside = note.filter(|_| check.it.seen.is_some()).map(normalised);
        Some(Self { seen: seen.words, said, more: join([check.it.did.as_deref().map(normalised), beside]) })
    }

    /// Returns how these words copy `earlier`: what was seen is the same, and nothing else here is new.
    #[must_use]
    pub fn copies(&self, earlier: &Self, likeness: Likeness) -> Option<Alike> {
        let new = |mine: &Option<String>, theirs: &Option<String>| {
            mine.as_ref().is_some_and(|mine| !theirs.as_ref().is_some_and(|theirs| same_letters(mine, theirs)))
        };
        if new(&self.said, &earlier.said) || new(&self.more, &earlier.more) {
            return None;
        }
        alike(&self.seen, &earlier.seen, likeness)
    }

    /// Returns how many words there are.
    #[must_use]
    pub fn count(&self) -> i64 {
        let all = [Some(&self.seen), self.said.as_ref(), self.more.as_ref()];
        let count: usize = all.into_iter().flatten().map(|text| text.split(' ').count()).sum();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// Returns the key under which a check with all of these words, and maybe more, is looked up.
    #[must_use]
    pub fn key(&self) -> u64 {
        key(&self.seen, self.said.as_deref(), self.more.as_deref())
    }

    /// Returns the keys of every check that would copy this one letter for letter.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let (said, more) = (self.said.as_deref(), self.more.as_deref());
        let mut sets = vec![(None, None), (said, None), (None, more), (said, more)];
        sets.sort_unstable();
        sets.dedup();
        sets.into_iter().map(|(said, more)| key(&self.seen, said, more))
    }
}

/// Returns a number that stands for the letters of those texts, the same in every run.
fn key(seen: &str, said: Option<&str>, more: Option<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for text in [Some(seen), said, more] {
        if let Some(text) = text {
            let whole: Vec<u8> = letters(text).collect();
            hasher.write(&whole);
        }
        hasher.write_u8(u8::from(text.is_some()));
    }
    hasher.finish()
}

/// Returns whether the words are all of that sort, with nothing else but what joins them.
fn is_only(words: &str, sort: &[&str]) -> bool {
    let mut met = false;
    words.split(' ').all(|word| {
        let is_one = sort.binary_search(&word).is_ok();
        met |= is_one;
        is_one || JOINS.binary_search(&word).is_ok()
    }) && met
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_stand_in_the_order_of_their_letters() {
        assert!([ELSEWHERE, SPEECH, JOINS].iter().all(|list| list.is_sorted()));
    }
}
