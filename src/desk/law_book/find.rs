//! Search as one types: the rows of the register that an officer's words lead to, best first.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Provision, plain_words};

/// Words that lead nowhere by themselves.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "be", "can", "do", "does", "for", "has", "have", "how", "i", "in", "is", "it", "my", "no",
    "of", "on", "the", "they", "to", "we", "what", "when", "with",
];

/// The shortest word that counts where it stands inside another: "mum" isn't looked for in "minimum".
const INSIDE: usize = 4;

/// Returns the rows that what is typed leads to, best first: those that carry most of the words, and among them those that
/// carry them in their name, title or provisions rather than in passing. Every row where nothing is typed; where no word
/// is found as it is typed, the rows that come nearest to it.
#[must_use]
pub fn find(typed: &str) -> Vec<Provision> {
    let (phrase, words) = words(typed);
    if words.is_empty() {
        return Provision::all().collect();
    }
    let mut scored: Vec<((usize, usize), Provision)> = Provision::all()
        .filter_map(|row| {
            let fields = fields(row);
            let found: Vec<usize> = words.iter().map(|word| score(&fields, word)).filter(|score| *score > 0).collect();
            let whole = if words.len() > 1 { score(&fields, &phrase) } else { 0 };
            (!found.is_empty()).then(|| ((found.len(), found.iter().sum::<usize>() + whole), row))
        })
        .collect();
    let most = scored.iter().map(|((count, _), _)| *count).max().unwrap_or(0);
    scored.retain(|((count, _), _)| *count == most);
    if scored.is_empty() {
        return nearest(&phrase);
    }
    // A sort that keeps the order of the register among equals.
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, row)| row).collect()
}

/// What of a row is looked through, and how much a word found there counts.
fn fields(row: Provision) -> [(String, usize); 5] {
    [
        (row.id().to_lowercase(), 6),
        (plain_words(row.id()), 8),
        (row.title().to_lowercase(), 7),
        (row.cites().join("; ").to_lowercase(), 7),
        (row.why().to_lowercase(), 2),
    ]
}

fn score(fields: &[(String, usize)], word: &str) -> usize {
    // "beds" finds the bed.
    let one = word.strip_suffix('s').filter(|one| one.chars().count() >= 3);
    let near = |text: &str| nearness(text, word).max(one.map_or(0, |one| nearness(text, one)));
    fields.iter().map(|(text, weight)| weight * near(text)).sum()
}

/// How well a word is found in a text: 3 as a whole word, 2 as the beginning of one, 1 inside one, 0 not at all.
fn nearness(text: &str, word: &str) -> usize {
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let at = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        match (joined(before), joined(after)) {
            (false, false) => 3,
            (false, true) => 2,
            _ => usize::from(word.chars().count() >= INSIDE),
        }
    };
    text.match_indices(word).map(|(place, _)| at(place)).max().unwrap_or(0)
}

/// Returns what is typed in small letters with provisions as the register writes them, whole and word by word.
fn words(typed: &str) -> (String, Vec<String>) {
    let mut words: Vec<String> = Vec::new();
    let small = typed.to_lowercase().replace('\u{2019}', "'");
    for word in small.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '?' | '!' | '"')) {
        let word = word.trim_end_matches(['.', ':']);
        let digit = word.starts_with(|c: char| c.is_ascii_digit());
        match words.last_mut() {
            _ if word.is_empty() => {}
            // "section 38", "s 38" and "s38" are s.38; "38 (6)" is 38(6).
            Some(last) if digit && matches!(last.as_str(), "section" | "s") => *last = format!("s.{word}"),
            Some(last) if word.starts_with('(') => last.push_str(word),
            _ => match word.strip_prefix('s').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
                Some(number) => words.push(format!("s.{number}")),
                None => words.push(word.to_owned()),
            },
        }
    }
    let phrase = words.join(" ");
    let telling: Vec<String> = words.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    (phrase, if telling.is_empty() { words } else { telling })
}

/// The rows whose name, title or plain words come nearest to what is typed: a letter left out still finds its word.
fn nearest(phrase: &str) -> Vec<Provision> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(phrase, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut scored: Vec<(u32, Provision)> = Provision::all()
        .filter_map(|row| {
            let text = format!("{} {} {}", row.title(), plain_words(row.id()), row.id());
            Some((pattern.score(Utf32Str::new(&text, &mut Vec::new()), &mut matcher)?, row))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(typed: &str) -> Vec<&'static str> {
        find(typed).into_iter().map(Provision::id).collect()
    }

    /// As many rows as a terminal of 24 rows shows of the list.
    const SHOWN: usize = 8;

    #[test]
    fn the_words_of_the_suite_find_their_rule_on_the_first_screen() {
        for (typed, wanted) in [
            ("asleep", "review.asleep-doubted"),
            ("is she asleep", "review.asleep-doubted"),
            ("mum", "person.told"),
            ("mum", "aa.request"),
            ("adult", "aa.request"),
            ("blanket", "care.request-open"),
            ("strip search", "search.strip"),
            ("secure", "accommodation.secure-unsupported"),
            ("six hours", "review.first"),
            ("6 hours", "review.first"),
            ("nine hours", "review.next"),
            ("solicitor", "solicitor.asked"),
            ("hospital", "clock.relevant-time"),
            ("hospital", "AC35"),
            ("phone", "review.method"),
            ("handcuffs", "force.recorded"),
            ("all in order", "check.stock-phrase"),
            ("food", "care.meal"),
            ("birthday", "age.turned-18"),
            ("no beds", "accommodation.escalate"),
            ("AC16", "AC16"),
            ("review.late", "review.late"),
        ] {
            let found = ids(typed);
            assert!(found.iter().take(SHOWN).any(|id| *id == wanted), "{typed}: {wanted} not in {found:?}");
        }
    }

    #[test]
    fn a_provision_finds_the_rules_that_rest_on_it_however_it_is_typed() {
        assert_eq!(ids("15.3C"), ["review.not-seen"]);
        for typed in ["s.38(7)", "s38(7)", "section 38(7)", "S 38 (7)"] {
            let found = ids(typed);
            assert_eq!(found.first(), Some(&"certificate.missing"), "{typed}: {found:?}");
            let rests = |id: &&str| super::super::provision(id).unwrap().cites().contains(&"PACE s.38(7)");
            assert!(found.iter().all(rests), "{typed}: {found:?}");
        }
        let section: Vec<_> = find("s.40").into_iter().take(SHOWN).collect();
        assert!(section.iter().all(|row| row.cites().iter().any(|cite| cite.contains("s.40("))), "{section:?}");
    }

    #[test]
    fn every_rule_is_found_first_by_its_own_name_and_every_row_by_its_title() {
        for row in Provision::all() {
            assert_eq!(ids(row.id()).first(), Some(&row.id()));
            let by_title = ids(row.title());
            assert!(by_title.iter().take(SHOWN).any(|id| *id == row.id()), "{}: {by_title:?}", row.title());
        }
    }

    #[test]
    fn a_short_word_is_not_found_inside_another_and_a_slip_of_the_fingers_still_finds() {
        assert_eq!(nearness("a minimum", "mum"), 0);
        assert_eq!((nearness("mum came", "mum"), nearness("mummy", "mum"), nearness("unasleep", "asleep")), (3, 2, 1));
        assert!(ids("solictor").iter().take(SHOWN).any(|id| *id == "solicitor.asked"));
        assert_eq!(ids("zqxj"), Vec::<&str>::new());
    }

    #[test]
    fn with_nothing_typed_every_row_stands_there_in_the_order_of_the_register() {
        let all: Vec<_> = Provision::all().map(Provision::id).collect();
        assert_eq!(ids(""), all);
        assert_eq!(ids(" ?"), all);
        assert!(!ids("the").is_empty(), "a word that leads nowhere by itself is still looked for");
    }
}
