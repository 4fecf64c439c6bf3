//! Finding an offence in the list from a charge as it was typed, without guessing.

use std::sync::LazyLock;

use super::aliases::{ALIASES, BARE_SECTIONS, BURGLARY_WORDS, DRUG_WORDS};
use super::names::{Charge, charge, is_general, tidy, without_inchoate};
use super::{Offence, Specified, offences};

/// How an offence was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By its name.
    Name,
    /// By a listed abbreviation or everyday name.
    Abbreviation,
    /// By its section.
    Section,
    /// By the intent charged with a burglary.
    Intent,
    /// As an attempt, conspiracy or encouragement of it, which is classified as the offence itself is.
    Inchoate,
}

/// What a charge may be on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One offence, and how it was found.
    Found(&'static Offence, How),
    /// More than one, and nothing in the charge to tell them apart.
    Ambiguous(Vec<&'static Offence>),
    /// None.
    NotFound,
}

impl Match {
    /// Returns the class of the charge; none where it isn't found, or where the offences it may be differ in whether they are specified.
    #[must_use]
    pub fn specified(&self) -> Option<Specified> {
        match self {
            Self::Found(offence, _) => Some(offence.specified),
            Self::Ambiguous(candidates) => {
                let first = candidates.first()?.specified;
                let alike = |offence: &&Offence| offence.specified.is_specified() == first.is_specified();
                candidates.iter().copied().all(|offence| alike(&offence)).then_some(first)
            }
            Self::NotFound => None,
        }
    }

    /// Returns whether the charge is a burglary of which the record doesn't say with what intent.
    #[must_use]
    pub fn turns_on_intent(&self) -> bool {
        matches!(self, Self::Ambiguous(candidates)
            if self.specified().is_none() && candidates.iter().all(|offence| tidy(&offence.name).contains("burglary")))
    }

    /// Returns the offences it may be.
    #[must_use]
    pub fn candidates(&self) -> Vec<&'static Offence> {
        match self {
            Self::Found(offence, _) => vec![offence],
            Self::Ambiguous(candidates) => candidates.clone(),
            Self::NotFound => Vec::new(),
        }
    }

    fn of(candidates: Vec<&'static Offence>, how: How) -> Self {
        match candidates.as_slice() {
            [] => Self::NotFound,
            [one] => Self::Found(one, how),
            _ => Self::Ambiguous(candidates),
        }
    }
}

/// Looks a charge up, as it was typed; `intent` is the intent charged with a burglary, where the record has it.
///
/// Only a name, a listed abbreviation, or a section with its statute finds an offence; where a section disagrees with the
/// words, both are candidates. An attempt, conspiracy or encouragement of an offence is found as that offence.
/// Law: PACE s.38(6A); Sentencing Act 2020 Sch 18.
#[must_use]
pub fn look_up(text: &str, intent: Option<&str>) -> Match {
    let whole = charge(text);
    match find(&whole, intent) {
        Match::NotFound => {}
        found => return found,
    }
    let Some(base) = without_inchoate(&whole) else { return Match::NotFound };
    match find(&base, intent) {
        Match::Found(offence, _) => Match::Found(offence, How::Inchoate),
        other => other,
    }
}

/// Returns the offence of the list whose name looks most like the charge, to be asked about; never a classification.
#[must_use]
pub fn did_you_mean(text: &str) -> Option<&'static Offence> {
    /// Below this likeness (Jaro–Winkler, 0 to 1) a name isn't worth asking about.
    const LIKE: f64 = 0.82;
    let words = charge(text).words;
    if words.is_empty() {
        return None;
    }
    let names = tidied().iter().map(|(name, offence)| (name.as_str(), *offence));
    let aliases = ALIASES.iter().filter_map(|(alias, names)| Some((*alias, named(names.first()?)?)));
    let contained = |name: &str| name.len() > 3 && format!(" {words} ").contains(&format!(" {name} "));
    names
        .chain(aliases)
        .map(|(name, offence)| {
            // A long charge that holds a whole name is nearer to it than letters can tell.
            let score = if contained(name) { 1.0 } else { strsim::jaro_winkler(name, &words) };
            (score, name.len(), offence)
        })
        .filter(|(score, ..)| *score >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
        .map(|(.., offence)| offence)
}

fn find(charge: &Charge, intent: Option<&str>) -> Match {
    let (by_words, how) = by_words(&charge.words);
    if by_words.is_empty() && is_burglary(&charge.words) {
        return burglary(charge, intent);
    }
    if charge.words.is_empty() {
        return by_section_alone(charge, intent);
    }
    if charge.sections.is_empty() && charge.statute.is_none() {
        return Match::of(by_words, how);
    }
    let agreeing: Vec<_> = by_words.iter().copied().filter(|offence| agrees(offence, charge)).collect();
    if !agreeing.is_empty() {
        return Match::of(agreeing, how);
    }
    if by_words.is_empty() {
        return Match::NotFound;
    }
    // The words say one thing and the section another: both stand, and settle something only if alike.
    let others: Vec<_> = offences().iter().filter(|offence| agrees(offence, charge)).collect();
    if others.is_empty() { Match::NotFound } else { Match::Ambiguous(by_words.into_iter().chain(others).collect()) }
}

/// Returns every offence with its name in the dress of a charge, in the order of the list. Dressed once: a record looks
/// its charges up at each decision, and dressing every name each time was most of the work of judging it.
fn tidied() -> &'static [(String, &'static Offence)] {
    static TIDIED: LazyLock<Vec<(String, &'static Offence)>> =
        LazyLock::new(|| offences().iter().map(|offence| (tidy(&offence.name), offence)).collect());
    &TIDIED
}

fn by_words(words: &str) -> (Vec<&'static Offence>, How) {
    let named: Vec<_> = tidied().iter().filter(|(name, _)| name == words).map(|(_, offence)| *offence).collect();
    if !named.is_empty() {
        return (named, How::Name);
    }
    (alias(words).or_else(|| alias(&without_drugs(words)?)).unwrap_or_default(), How::Abbreviation)
}

fn alias(words: &str) -> Option<Vec<&'static Offence>> {
    let (_, names) = ALIASES.iter().find(|(alias, _)| *alias == words)?;
    Some(names.iter().copied().filter_map(|name| self::named(&name)).collect())
}

fn named(name: &&str) -> Option<&'static Offence> {
    offences().iter().find(|offence| offence.name == *name)
}

/// Returns a charge of supply without the words that say which drug.
fn without_drugs(words: &str) -> Option<String> {
    let kept: Vec<&str> = words.split(' ').filter(|word| !DRUG_WORDS.contains(word)).collect();
    let supply = kept.iter().any(|word| matches!(*word, "supply" | "supplying"));
    (supply && kept.len() < words.split(' ').count()).then(|| kept.join(" "))
}

fn by_section_alone(charge: &Charge, intent: Option<&str>) -> Match {
    match (charge.sections.as_slice(), charge.statute) {
        ([section], None) => {
            let bare = BARE_SECTIONS.iter().find(|(bare, _)| bare == section);
            bare.and_then(|(_, name)| named(name)).map_or(Match::NotFound, |found| Match::Found(found, How::Section))
        }
        ([section], Some("Theft Act 1968")) if section.starts_with('9') => burglary(charge, intent),
        // An attempt, conspiracy or encouragement of what? The section says nothing of the offence itself.
        (sections, Some(statute)) if is_general(statute, sections) => Match::NotFound,
        ([_, ..], Some(statute)) => {
            let own = |offence: &&Offence| offence.statute == statute && agrees(offence, charge);
            Match::of(offences().iter().filter(own).collect(), How::Section)
        }
        _ => Match::NotFound,
    }
}

/// Returns whether the section and statute named, as far as they are, could be this offence's.
fn agrees(offence: &Offence, charge: &Charge) -> bool {
    let statute = charge.statute.is_none_or(|statute| offence.statute.split(" / ").any(|own| own == statute));
    let own = offence.section.to_lowercase();
    let own: Vec<&str> = own.split([' ', '/']).filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).collect();
    let same = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}(")) || b.starts_with(&format!("{a}("));
    let section = charge.sections.iter().all(|section| own.iter().any(|own| same(own, section)));
    statute && section
}

fn is_burglary(words: &str) -> bool {
    let mut words = words.split(' ').peekable();
    words.peek().is_some()
        && words.clone().any(|word| matches!(word, "burglary" | "burgle"))
        && words.all(|word| BURGLARY_WORDS.contains(&word))
}

/// What a burglary was meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intent {
    Steal,
    Harm,
    Damage,
    Rape,
}

/// Returns the intents a text names; none where it denies one, since then it can't be read by its words.
fn intents(text: &str) -> Vec<Intent> {
    let words = tidy(text);
    let has = |wanted: &[&str]| words.split(' ').any(|word| wanted.contains(&word));
    if has(&["not", "no", "without", "nothing"]) {
        return Vec::new();
    }
    [
        (Intent::Steal, has(&["steal", "stole", "stealing", "theft", "thieve"])),
        (Intent::Harm, has(&["gbh", "grievous"])),
        (Intent::Damage, has(&["damage"])),
        (Intent::Rape, has(&["rape"])),
    ]
    .into_iter()
    .filter_map(|(intent, named)| named.then_some(intent))
    .collect()
}

/// Burglary turns on the intent charged: grievous bodily harm or unlawful damage is violent, rape sexual, stealing neither.
///
/// Law: Sentencing Act 2020 Sch 18 paras 10(b), 33.
fn burglary(charge: &Charge, intent: Option<&str>) -> Match {
    let mut meant = intents(&charge.words);
    for recorded in intent.map(intents).unwrap_or_default() {
        if !meant.contains(&recorded) {
            meant.push(recorded);
        }
    }
    let words: Vec<&str> = charge.words.split(' ').collect();
    let other =
        words.iter().any(|word| matches!(*word, "non" | "other" | "commercial" | "business" | "shop" | "school"));
    let dwelling = words.iter().any(|word| matches!(*word, "dwelling" | "house" | "home" | "flat" | "residential"));
    let pair = |in_dwelling: &'static str, elsewhere: &'static str| match (dwelling, other) {
        (true, false) => vec![in_dwelling],
        (_, true) => vec![elsewhere],
        (false, false) => vec![in_dwelling, elsewhere],
    };
    let rows = |intent: Intent| match intent {
        Intent::Harm => pair(
            "Burglary dwelling with intent to inflict GBH",
            "Burglary other than dwelling with intent to inflict GBH",
        ),
        Intent::Damage => vec!["Burglary with intent to do unlawful damage (dwelling or not)"],
        Intent::Rape => vec!["Burglary with intent to commit rape"],
        Intent::Steal => pair(
            "Burglary dwelling with intent to steal or theft",
            "Burglary other than dwelling with intent to steal or theft",
        ),
    };
    let known = if meant.is_empty() { vec![Intent::Harm, Intent::Damage, Intent::Rape, Intent::Steal] } else { meant };
    let names: Vec<&str> = known.into_iter().flat_map(rows).collect();
    Match::of(names.iter().filter_map(named).collect(), How::Intent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Option<Specified> {
        look_up(text, None).specified()
    }

    fn name(text: &str) -> String {
        match look_up(text, None) {
            Match::Found(offence, _) => offence.name.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_abbreviation_stands_for_offences_of_the_list_and_finds_them() {
        for (alias, names) in ALIASES {
            assert_eq!(tidy(alias), *alias, "an abbreviation is kept tidied");
            assert!(names.iter().all(|one| named(one).is_some()), "{alias} stands for something not on the list");
            assert_ne!(look_up(alias, None), Match::NotFound, "{alias}");
        }
        assert!(BARE_SECTIONS.iter().all(|(_, one)| named(one).is_some()));
    }

    #[test]
    fn every_name_of_the_list_finds_itself() {
        for offence in offences().iter().filter(|offence| offence.statute != "Various") {
            let found = look_up(&offence.name, None);
            assert!(found.candidates().contains(&offence), "{}: {found:?}", offence.name);
            assert_eq!(found.specified(), Some(offence.specified), "{}", offence.name);
        }
    }

    #[test]
    fn charges_as_officers_type_them_are_found() {
        for (text, found) in [
            ("s18 wounding", "Wounding or causing GBH with intent"),
            ("Section 18 GBH", "Wounding or causing GBH with intent"),
            ("GBH with intent", "Wounding or causing GBH with intent"),
            ("Wounding with intent (s.18 OAPA 1861)", "Wounding or causing GBH with intent"),
            ("grievous bodily harm with intent", "Wounding or causing GBH with intent"),
            ("section 20", "Unlawful wounding or inflicting GBH"),
            ("Sec. 20 GBH", "Unlawful wounding or inflicting GBH"),
            ("s.47 assault", "Assault occasioning actual bodily harm"),
            ("ABH", "Assault occasioning actual bodily harm"),
            ("robbery", "Robbery"),
            ("Robbery x2", "Robbery"),
            ("Robbery, contrary to section 8(1) Theft Act 1968", "Robbery"),
            ("attempted robbery", "Attempted robbery"),
            ("racially aggravated common assault", "Racially or religiously aggravated common assault"),
            ("possession of bladed article", "Possession of bladed article in public"),
            ("Possess knife in a public place", "Possession of bladed article in public"),
            ("theft from shop", "Theft from a shop"),
            ("criminal damage", "Criminal damage"),
            ("PWITS class A", "Possession with intent to supply"),
            ("Possession with intent to supply cocaine", "Possession with intent to supply"),
            ("threats to kill", "Threats to kill"),
            ("Affray", "Affray"),
            ("s39 assault", "Common assault or battery"),
            ("s4 Public Order Act 1986", "Fear or provocation of violence"),
            ("GBH (s.20)", "Unlawful wounding or inflicting GBH"),
            ("A.B.H.", "Assault occasioning actual bodily harm"),
            ("Wound/inflict GBH with intent", "Wounding or causing GBH with intent"),
            ("Inflict grievous bodily harm without intent", "Unlawful wounding or inflicting GBH"),
            ("common assault by beating", "Common assault or battery"),
            ("stalking 4A", "Stalking involving fear of violence or serious alarm or distress"),
            ("harassment without violence", "Harassment"),
            ("s.4 harassment - fear of violence", "Putting people in fear of violence"),
            ("malicious comms", "Malicious or threatening communication"),
            ("Possession of indecent images of children", "Possession of indecent photograph of a child"),
            ("theft of pedal cycle", "Theft"),
            ("have an article with a blade or point in a public place", "Possession of bladed article in public"),
            ("D&D", "Drunk and disorderly"),
        ] {
            assert_eq!(name(text), found, "{text}");
        }
    }

    #[test]
    fn plain_common_assault_is_not_specified_and_the_racially_aggravated_form_is() {
        assert_eq!(class("common assault"), Some(Specified::NotSpecified));
        assert_eq!(class("racially/religiously aggravated common assault"), Some(Specified::Violent));
        assert_eq!(class("rac agg assault by beating"), Some(Specified::Violent));
    }

    #[test]
    fn an_attempt_conspiracy_or_encouragement_is_classified_as_the_offence_is() {
        for text in ["attempt robbery", "conspiracy to commit robbery", "conspiracy to rob", "attempted s18 wounding"] {
            assert_eq!(class(text), Some(Specified::Violent), "{text}");
        }
        assert_eq!(class("encouraging or assisting arson"), Some(Specified::Violent));
        assert_eq!(class("attempted sexual assault"), Some(Specified::Sexual));
        assert_eq!(class("attempted theft"), Some(Specified::NotSpecified));
        assert_eq!(class("conspiracy to supply class A drugs"), Some(Specified::NotSpecified));
        assert_eq!(class("encouragement of terrorism"), Some(Specified::Terrorism));
        assert_eq!(class("attempted shop-breaking"), None);
        for text in ["robbery (attempt)", "Robbery - attempt", "att robbery"] {
            assert_eq!(class(text), Some(Specified::Violent), "{text}");
        }
        for text in ["s1 Criminal Attempts Act 1981", "section 1(1) Criminal Law Act 1977", "s.1 Criminal Attempts Act"]
        {
            assert_eq!(class(text), None, "{text}: an attempt at what?");
        }
        assert_eq!(class("vehicle interference, s9 Criminal Attempts Act 1981"), Some(Specified::NotSpecified));
    }

    #[test]
    fn an_act_of_another_year_is_another_act() {
        for text in ["s1 Theft Act 1978", "s1 Sexual Offences Act 1956", "s4 Criminal Law Act 1967"] {
            assert_eq!(look_up(text, None), Match::NotFound, "{text}");
        }
        assert_eq!(class("s8 Theft Act 1968"), Some(Specified::Violent));
    }

    #[test]
    fn burglary_turns_on_the_intent_charged_and_without_one_is_not_known() {
        for text in
            ["burglary", "burglary dwelling", "Burglary other than dwelling", "attempted burglary", "s9 Theft Act 1968"]
        {
            assert_eq!(class(text), None, "{text}");
            assert!(look_up(text, None).turns_on_intent(), "{text}");
            assert_eq!(look_up(text, Some("inflict grievous bodily harm")).specified(), Some(Specified::Violent));
            assert_eq!(look_up(text, Some("GBH")).specified(), Some(Specified::Violent));
            assert_eq!(look_up(text, Some("unlawful damage")).specified(), Some(Specified::Violent));
            assert_eq!(look_up(text, Some("rape")).specified(), Some(Specified::Sexual));
            assert_eq!(look_up(text, Some("steal")).specified(), Some(Specified::NotSpecified));
            assert_eq!(look_up(text, Some("no intent to cause GBH")).specified(), None);
        }
        assert_eq!(class("burglary dwelling with intent to steal"), Some(Specified::NotSpecified));
        assert_eq!(class("dwelling burglary and theft"), Some(Specified::NotSpecified));
        assert_eq!(class("burglary with intent to cause GBH"), Some(Specified::Violent));
        assert_eq!(
            look_up("burglary with intent to steal", Some("GBH")).specified(),
            None,
            "charge and record disagree"
        );
        assert_eq!(class("aggravated burglary"), Some(Specified::Violent));
    }

    #[test]
    fn words_that_may_be_several_offences_settle_it_only_where_all_are_classified_alike() {
        assert_eq!(class("GBH"), Some(Specified::Violent));
        assert_eq!(class("assault police officer"), Some(Specified::NotSpecified));
        assert_eq!(class("assault"), None);
        assert_eq!(class("stalking"), None);
        assert_eq!(class("s.8 Theft Act"), Some(Specified::Violent));
        assert_eq!(class("s.1 Criminal Damage Act 1971"), None);
    }

    #[test]
    fn a_section_that_disagrees_with_the_words_makes_both_candidates() {
        assert_eq!(class("s20 GBH with intent"), None, "also s.20 Firearms Act: both stand");
        assert_eq!(class("common assault s47"), None);
        assert_eq!(class("robbery s.999"), None);
    }

    #[test]
    fn an_attempt_charged_under_a_section_of_another_act_is_held_to_that_act_too() {
        let under = |act: &str| look_up(&format!("attempted sexual assault, s.3 {act}"), None);
        let own = under("Sexual Offences Act 2003");
        assert!(matches!(own, Match::Found(it, How::Inchoate) if it.name == "Sexual assault"), "{own:?}");
        let other = under("Public Order Act 1986");
        let names: Vec<&str> = other.candidates().iter().map(|offence| offence.name.as_str()).collect();
        assert_eq!(names, ["Sexual assault", "Affray"]);
    }

    #[test]
    fn what_stands_after_the_act_is_the_offence_unless_it_is_a_year() {
        assert_eq!(name("s.8 Theft Act robbery"), "Robbery");
        assert_eq!(name("s.8 Theft Act 1968 robbery"), "Robbery");
        assert_ne!(name("s.8 Theft Act 1978 robbery"), "Robbery", "another year is another Act");
    }

    #[test]
    fn a_section_without_its_statute_is_not_guessed() {
        for text in ["section 5", "s4A", "section 1", "s.139"] {
            assert_eq!(look_up(text, None), Match::NotFound, "{text}");
        }
    }

    #[test]
    fn a_text_that_only_looks_like_an_offence_is_asked_about_and_not_classified() {
        for (text, like) in [
            ("robbry", "Robbery"),
            ("robbery of a mobile phone from a schoolboy", "Robbery"),
            ("afray", "Affray"),
            ("thefts from shops", "Theft from a shop"),
            ("punched two men in the street during an affray outside a club", "Affray"),
        ] {
            assert_eq!(look_up(text, None), Match::NotFound, "{text}");
            assert_eq!(did_you_mean(text).map(|offence| offence.name.as_str()), Some(like), "{text}");
        }
        assert_eq!(did_you_mean("zzz"), None);
    }
}
