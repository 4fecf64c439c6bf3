//! What a free text says and doesn't say: missing, "nothing", the words of the section over again, or something.

use crate::law::wording::{is_stock, normalised, says_something};
use crate::record::kinds::Risk;

/// How one of the four questions stands in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// Not recorded, or in words that say nothing of this child.
    Missing,
    /// Asked, and the answer was that there is nothing.
    Nothing,
    /// Answered.
    Given,
}

/// Texts that answer a question about harm with "none".
const NOTHING: &[&str] = &[
    "nothing",
    "none",
    "nil",
    "no",
    "nobody",
    "no one",
    "no one in particular",
    "nobody in particular",
    "no risk",
    "no harm",
    "no threat",
    "no threats",
    "no future threat",
    "none known",
    "nothing known",
    "none identified",
    "no risk identified",
    "no one identified",
];

/// Texts that say only that the answer isn't known yet.
const NOT_KNOWN: &[&str] = &[
    "tbc",
    "to be confirmed",
    "not yet known",
    "unsure",
    "not sure",
    "don t know",
    "dont know",
    "not stated",
    "awaited",
    "n k",
    "nk",
    "unclear",
    "unclear at present",
    "awaiting information",
    "not known yet",
    "not known at present",
    "unknown at present",
    "no information",
    "no information yet",
];

/// The words of s.38(6)(b) and (6A) and what joins them; a text of these alone only says the section over again.
const SECTION: &[&str] = &[
    "that",
    "keeping",
    "him",
    "her",
    "them",
    "he",
    "she",
    "they",
    "the",
    "a",
    "any",
    "child",
    "juvenile",
    "in",
    "other",
    "local",
    "authority",
    "la",
    "alternative",
    "non",
    "secure",
    "accommodation",
    "placement",
    "would",
    "will",
    "not",
    "be",
    "is",
    "isnt",
    "wouldnt",
    "isn",
    "wouldn",
    "t",
    "adequate",
    "adequately",
    "inadequate",
    "enough",
    "sufficient",
    "insufficient",
    "suitable",
    "unsuitable",
    "to",
    "protect",
    "protecting",
    "public",
    "members",
    "member",
    "of",
    "from",
    "serious",
    "harm",
    "it",
    "this",
    "no",
    "and",
    "available",
    "s38",
    "6",
    "b",
    "s",
    "38",
    "only",
    "needed",
    "required",
    "necessary",
    "because",
    "by",
    "there",
    "as",
    "per",
    "see",
    "does",
    "do",
    "doesnt",
    "doesn",
    "requires",
    "require",
    "can",
    "cannot",
    "cant",
    "could",
    "couldnt",
    "couldn",
    "my",
    "our",
    "i",
    "we",
    "view",
    "opinion",
    "believe",
    "believed",
    "consider",
    "considered",
    "think",
    "am",
    "are",
    "risk",
    "death",
    "or",
    "personal",
    "injury",
    "physical",
    "psychological",
    "occasioned",
    "further",
    "such",
    "offence",
    "offences",
    "pace",
    "act",
    "section",
    "subsection",
    "under",
    "an",
    "so",
    "at",
    "all",
    "therefore",
    "others",
    "for",
    "on",
    "with",
    "elsewhere",
    "anywhere",
    "else",
    "place",
    "places",
    "placed",
    "keep",
    "kept",
    "held",
    "move",
    "moved",
    "moving",
    "if",
];

/// Returns how a question stands.
#[must_use]
pub fn answered(text: Option<&str>) -> Answered {
    let Some(text) = text else { return Answered::Missing };
    let plain = normalised(text);
    match plain.as_str() {
        plain if NOTHING.contains(&plain) => Answered::Nothing,
        plain if NOT_KNOWN.contains(&plain) || !says_something(text) || is_stock(text) => Answered::Missing,
        _ => Answered::Given,
    }
}

/// Returns whether a text says why alternative accommodation wouldn't do: more than nothing, and more than the section.
///
/// Law: PACE s.38(6)(b).
#[must_use]
pub fn says_why(text: Option<&str>) -> bool {
    answered(text) == Answered::Given
        && text.is_some_and(|text| normalised(text).split(' ').any(|word| !SECTION.contains(&word)))
}

/// The four answers to "what serious harm?": who, what, how before court, and why nothing less would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FourAnswers {
    /// Who is at risk.
    pub who: Answered,
    /// What harm.
    pub what: Answered,
    /// How this child would do it before court.
    pub how: Answered,
    /// Why no other place would do.
    pub why_not_alternative: Answered,
}

impl FourAnswers {
    /// Reads the four answers of a request; words that only repeat s.38(6)(b) count as missing.
    #[must_use]
    pub fn of(risk: Option<&Risk>) -> Self {
        let why = risk.and_then(|risk| risk.why_not_alternative.as_deref());
        Self {
            who: answered(risk.and_then(|risk| risk.who.as_deref())),
            what: answered(risk.and_then(|risk| risk.what.as_deref())),
            how: answered(risk.and_then(|risk| risk.how.as_deref())),
            why_not_alternative: if says_why(why) { Answered::Given } else { Answered::Missing },
        }
    }

    /// Returns each question in order, with how it stands.
    #[must_use]
    pub fn each(&self) -> [(&'static str, Answered); 4] {
        [
            ("who is at risk", self.who),
            ("what harm", self.what),
            ("how, before court", self.how),
            ("why no other place would do", self.why_not_alternative),
        ]
    }

    /// Returns the questions that aren't answered, in words.
    #[must_use]
    pub fn missing(&self) -> String {
        let open =
            self.each().into_iter().filter(|(_, answer)| *answer != Answered::Given).map(|(question, _)| question);
        open.collect::<Vec<_>>().join("; ")
    }

    /// Returns whether all four are answered.
    #[must_use]
    pub fn all(&self) -> bool {
        self.harm_shown() && self.why_not_alternative == Answered::Given
    }

    /// Returns whether who, what and how are all answered: the harm itself is described.
    #[must_use]
    pub fn harm_shown(&self) -> bool {
        [self.who, self.what, self.how].iter().all(|answer| *answer == Answered::Given)
    }

    /// Returns whether any of who, what and how is answered.
    #[must_use]
    pub fn says_something(&self) -> bool {
        [self.who, self.what, self.how].contains(&Answered::Given)
    }

    /// Returns whether what harm or how is answered: who alone describes none.
    #[must_use]
    pub fn harm_in_part(&self) -> bool {
        [self.what, self.how].contains(&Answered::Given)
    }

    /// Returns whether the record itself says that there is no one, no harm or no way.
    #[must_use]
    pub fn says_none(&self) -> bool {
        [self.who, self.what, self.how].contains(&Answered::Nothing)
    }
}

/// Returns whether a free note speaks of harm to someone; it only ever turns a finding into a question.
#[must_use]
pub fn speaks_of_harm(note: Option<&str>) -> bool {
    const HARM: &[&str] = &[
        "kill", "stab", "shoot", "harm", "hurt", "injur", "attack", "rape", "assault", "violen", "threat", "weapon",
        "knife", "gun", "acid", "burn",
    ];
    const NONE: &[&str] =
        &["no threat", "no risk", "no harm", "not a threat", "no danger", "no violence", "not violent"];
    note.map(normalised)
        .is_some_and(|note| HARM.iter().any(|stem| note.contains(stem)) && !NONE.iter().any(|none| note.contains(none)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_section_over_again_dont_say_why() {
        for text in [
            "Alternative accommodation would not be adequate to protect the public from serious harm",
            "keeping him in other local authority accommodation would not be adequate to protect the public from serious harm from him",
            "not adequate",
            "keeping her elsewhere would not be adequate to protect the public",
            "no other place would protect the public from serious harm if he is moved",
            "It is not considered adequate to protect the public from serious harm",
            "would not protect the public from death or serious personal injury",
            "see s.38(6)(b) PACE",
            "There is a risk of serious harm to the public",
            "nothing",
            "as above",
        ] {
            assert!(!says_why(Some(text)), "{text}");
        }
        assert!(says_why(Some(
            "he knows the address of every open home within 40 miles and walked out of two this week"
        )));
        for text in ["rival lives beside the only home with a bed", "no carer could hold him", "ran twice this week"] {
            assert!(says_why(Some(text)), "{text}");
        }
        assert!(!says_why(None));
    }

    #[test]
    fn nothing_is_an_answer_and_a_stock_phrase_is_none() {
        assert_eq!(answered(Some("Nothing.")), Answered::Nothing);
        assert_eq!(answered(Some("as above")), Answered::Missing);
        assert_eq!(answered(None), Answered::Missing);
        assert_eq!(answered(Some("Kai Moss, named in messages")), Answered::Given);
    }
}
