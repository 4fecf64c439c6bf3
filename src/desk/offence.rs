//! What the offence list says of a charge as it was typed: shown with its match, and never guessed. The same at a prompt
//! and at the desk.

use crate::law::offences::{How, LIST_DATE, Match, Offence, Specified, did_you_mean, look_up};
use crate::record::text::visible;

/// What serious harm means where a violent, sexual or terrorism offence is charged. Law: PACE s.38(6A).
pub const HARM_IF_SPECIFIED: &str = "Violent, sexual or terrorism offence charged: protecting the public from serious harm means protecting members of the public from death or serious personal injury, physical or psychological, by further such offences of this child (PACE s.38(6A)).";

/// What serious harm means where none is charged. Law: PACE s.38(6)(b), (6A).
pub const HARM_OTHERWISE: &str = "Any other offence charged: PACE doesn't define serious harm. What harm is feared, why it is serious, and the inspector told (PACE s.38(6)(b)).";

/// Specified is a doorway, not an answer.
pub const DOORWAY: &str =
    "Specified says only which definition of serious harm applies. It isn't a reason for secure accommodation.";

/// The word of a match that says: none of those shown.
pub const NONE: &str = "none";

/// The most candidates that are offered: one for each digit key but the last.
const MOST: usize = 9;

/// A charge as typed, and what the list says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedUp {
    /// The charge, as typed.
    pub text: String,
    /// What it may be on the list.
    pub found: Match,
}

/// Something that can be picked as what a charge is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The word that stands for it among the values: the offence's name, or [`NONE`].
    pub word: String,
    /// What the person reads.
    pub label: String,
}

impl LookedUp {
    /// Looks a charge up; `intent` is the intent charged with a burglary, where it is known.
    #[must_use]
    pub fn of(text: &str, intent: Option<&str>) -> Self {
        Self { text: text.to_owned(), found: look_up(text, intent) }
    }

    /// Returns the offence it looks most like, where it isn't found: to be asked about, never taken for it.
    #[must_use]
    pub fn like(&self) -> Option<&'static Offence> {
        if self.found == Match::NotFound { did_you_mean(&self.text) } else { None }
    }

    /// Returns the offences that may be picked, each by a digit.
    fn offered(&self) -> impl Iterator<Item = &'static Offence> {
        self.matches().into_iter().chain(self.like()).take(MOST)
    }

    /// Returns how it stands with the list, in words: "found by its name"; "not found in the list of 29 February 2024".
    #[must_use]
    pub fn standing(&self) -> String {
        match &self.found {
            Match::Found(_, how) => format!("found {}", by(*how)),
            Match::Ambiguous(candidates) => format!("may be any of {}", candidates.len()),
            Match::NotFound => format!("not found in the list of {LIST_DATE}"),
        }
    }

    /// Returns the offences it may be, as far as the list says.
    #[must_use]
    pub fn matches(&self) -> Vec<&'static Offence> {
        self.found.candidates()
    }

    /// Returns its class in words; what isn't settled says so, and never counts as not specified.
    #[must_use]
    pub fn class(&self) -> &'static str {
        self.found.specified().map_or("not settled", shown_class)
    }

    /// Returns what serious harm means for it: one definition where the class is settled, else both.
    #[must_use]
    pub fn harm(&self) -> Vec<&'static str> {
        match self.found.specified() {
            Some(class) if class.is_specified() => vec![HARM_IF_SPECIFIED],
            Some(_) => vec![HARM_OTHERWISE],
            None => vec![HARM_IF_SPECIFIED, HARM_OTHERWISE],
        }
    }

    /// Returns what the officer does next, where the class isn't settled.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        if self.found.turns_on_intent() {
            return Some("With what intent, on the charge sheet? Serious harm or damage is violent, rape sexual, stealing neither.".to_owned());
        }
        self.found.specified().is_none().then(|| {
            "Which of the two holds isn't for the program to guess: the officer says which and why, and the custody lead hears of it.".to_owned()
        })
    }

    /// Returns what may be picked as the charge, the list's own matches first, "none of these" last.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        let mut picks: Vec<Pick> = self
            .offered()
            .map(|offence| Pick {
                word: offence.name.clone(),
                label: format!("{}: {}", offence.shown(), shown_class(offence.specified)),
            })
            .collect();
        let none = match self.found {
            Match::Found(..) => "not this: I'll type it otherwise",
            Match::Ambiguous(_) => "can't tell which: stays as typed",
            Match::NotFound if !picks.is_empty() => "not this: stays \"not found in the list\"",
            Match::NotFound => "stays \"not found in the list\"",
        };
        picks.push(Pick { word: NONE.to_owned(), label: none.to_owned() });
        picks
    }

    /// Returns the offence that was picked, where it is one that is offered.
    #[must_use]
    pub fn picked(&self, word: &str) -> Option<&'static Offence> {
        if word.is_empty() || word == NONE {
            return None;
        }
        self.offered().find(|offence| offence.name == word)
    }

    /// Returns the charge as typed, safe to show.
    #[must_use]
    pub fn shown(&self) -> String {
        visible(&self.text).into_owned()
    }
}

/// Returns a class as it is shown: "specified, violent"; "not specified".
#[must_use]
pub fn shown_class(class: Specified) -> &'static str {
    match class {
        Specified::Violent => "specified, violent",
        Specified::Sexual => "specified, sexual",
        Specified::Terrorism => "specified, terrorism",
        Specified::NotSpecified => "not specified",
    }
}

fn by(how: How) -> &'static str {
    match how {
        How::Name => "by its name",
        How::Abbreviation => "by a short or everyday name",
        How::Section => "by its section",
        How::Intent => "by the intent charged",
        How::Inchoate => "as an attempt, conspiracy or encouragement, which is classified as the offence is",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        LookedUp::of(text, None).picks().into_iter().map(|pick| pick.label).collect()
    }

    #[test]
    fn a_charge_that_is_found_is_still_confirmed_and_can_be_denied() {
        let found = LookedUp::of("s8 robbery", None);
        assert_eq!(found.standing(), "found by its name");
        assert_eq!(
            labels("s8 robbery"),
            ["Robbery (Theft Act 1968 s.8(1)): specified, violent", "not this: I'll type it otherwise"]
        );
        assert_eq!(found.harm(), [HARM_IF_SPECIFIED]);
        assert_eq!(found.next(), None);
    }

    #[test]
    fn a_charge_that_only_looks_like_an_offence_is_asked_about_and_its_class_is_not_settled() {
        let like = LookedUp::of("robbry", None);
        assert_eq!(like.standing(), "not found in the list of 29 February 2024");
        assert_eq!(like.class(), "not settled");
        assert_eq!(like.harm(), [HARM_IF_SPECIFIED, HARM_OTHERWISE], "both definitions are shown");
        assert_eq!(like.picks()[0].word, "Robbery");
        assert_eq!(like.picked("Robbery").map(|offence| offence.name.as_str()), Some("Robbery"));
        assert_eq!(like.picked("Affray"), None, "only what is offered can be picked");
    }

    #[test]
    fn a_charge_unlike_any_stays_not_found_and_never_counts_as_not_specified() {
        let unknown = LookedUp::of("zzz", None);
        assert_eq!(labels("zzz"), ["stays \"not found in the list\""]);
        assert_eq!((unknown.class(), unknown.harm().len()), ("not settled", 2));
        assert!(unknown.next().unwrap().contains("the officer says which and why"));
    }

    #[test]
    fn a_burglary_asks_for_its_intent_and_no_charge_offers_more_than_the_digits() {
        let burglary = LookedUp::of("burglary dwelling", None);
        assert!(burglary.next().unwrap().starts_with("With what intent"));
        assert_eq!(LookedUp::of("burglary dwelling", Some("steal")).class(), "not specified");
        for text in ["assault", "burglary", "stalking", "GBH", "s20 GBH with intent", "s.8 Theft Act"] {
            let looked = LookedUp::of(text, None);
            assert!(looked.matches().len() <= MOST, "{text}: none is left out");
            assert_eq!(looked.picks().last().unwrap().word, NONE);
        }
    }

    #[test]
    fn an_offence_picked_by_its_name_is_found_by_that_name_again() {
        for offence in crate::law::offences::offences().iter().filter(|offence| offence.statute != "Various") {
            let again = LookedUp::of(&offence.name, None);
            assert_eq!(again.found.specified(), Some(offence.specified), "{}", offence.name);
        }
    }
}
