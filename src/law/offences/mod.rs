//! The offence list: which charges are "specified", so that s.38(6A) says what serious harm means for them.
//!
//! Specified is a doorway, not an answer: it says which definition of harm applies, nothing more. Charges come as
//! officers type them, so a charge is classified only by a name, a listed abbreviation, or a section with its statute;
//! a text that merely looks like an offence is never classified, it is asked about ([`did_you_mean`]).

mod aliases;
mod look_up;
mod names;

use std::sync::LazyLock;

pub use look_up::{How, Match, did_you_mean, look_up};

/// The date of the text of Schedule 18 to the Sentencing Act 2020 that the list was read from; shown beside "specified".
pub const LIST_DATE: &str = "29 February 2024";

/// The list as it came, one offence a row. Source: Sentencing Act 2020 Sch 18 and the HMCTS mapping of CJA 2003 Sch 15.
const LIST: &str = include_str!("../offences.csv");

/// How a source note of Part 3 of the schedule (terrorism) begins; such rows carry neither of the two flags.
const PART_3: &str = "terrorism_part3";

/// Which part of Schedule 18 an offence stands in, murder counting as violent.
///
/// Law: PACE s.38(6A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Specified {
    /// A violent offence: murder, or Part 1.
    Violent,
    /// A sexual offence: Part 2.
    Sexual,
    /// A terrorism offence: Part 3.
    Terrorism,
    /// On the list as an offence that stands in none of the three parts.
    NotSpecified,
}

impl Specified {
    /// Returns whether the offence is a violent, sexual or terrorism offence.
    #[must_use]
    pub fn is_specified(self) -> bool {
        self != Self::NotSpecified
    }

    /// Returns the class in words: "violent", "sexual", "terrorism", "not specified".
    #[must_use]
    pub fn plain(self) -> &'static str {
        match self {
            Self::Violent => "violent",
            Self::Sexual => "sexual",
            Self::Terrorism => "terrorism",
            Self::NotSpecified => "not specified",
        }
    }
}

/// One offence of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// Its name.
    pub name: String,
    /// The statute, or "Common law"; two with " / " between them for an attempt or conspiracy.
    pub statute: String,
    /// The section, "-" where there is none.
    pub section: String,
    /// Which part of the schedule it stands in.
    pub specified: Specified,
    /// Where the classification comes from, and what to watch.
    pub source_note: String,
}

impl Offence {
    /// Returns the offence with its provision: "Robbery (Theft Act 1968 s.8(1))".
    #[must_use]
    pub fn shown(&self) -> String {
        match self.section.as_str() {
            "-" => format!("{} ({})", self.name, self.statute),
            section => format!("{} ({} s.{section})", self.name, self.statute),
        }
    }

    /// Returns whether the list says that the offence carries no imprisonment; false means only that it doesn't say so.
    #[must_use]
    pub fn is_listed_not_imprisonable(&self) -> bool {
        self.source_note.contains("not imprisonable")
    }

    /// Returns whether the offence is murder itself, which is a ground for refusing bail (s.38(1)(c)).
    #[must_use]
    pub fn is_murder(&self) -> bool {
        self.name == "Murder"
    }
}

/// One row as it stands in the file.
#[derive(serde::Deserialize)]
struct Row {
    offence: String,
    statute: String,
    section: String,
    specified_violent: String,
    specified_sexual: String,
    source_note: String,
}

impl From<Row> for Offence {
    fn from(row: Row) -> Self {
        let specified = match (row.specified_violent.as_str(), row.specified_sexual.as_str()) {
            ("yes", _) => Specified::Violent,
            (_, "yes") => Specified::Sexual,
            _ if row.source_note.starts_with(PART_3) => Specified::Terrorism,
            _ => Specified::NotSpecified,
        };
        Self { name: row.offence, statute: row.statute, section: row.section, specified, source_note: row.source_note }
    }
}

/// Returns every offence of the list, in its order. Read once.
#[must_use]
pub fn offences() -> &'static [Offence] {
    static OFFENCES: LazyLock<Vec<Offence>> = LazyLock::new(|| {
        let mut reader = csv::Reader::from_reader(LIST.as_bytes());
        // A row that can't be read would fail the test that counts them; at run time the rest still stand.
        reader.deserialize::<Row>().filter_map(Result::ok).map(Offence::from).collect()
    });
    &OFFENCES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_list_is_read_and_each_part_has_its_number() {
        let count = |specified| offences().iter().filter(|offence| offence.specified == specified).count();
        assert_eq!(LIST.lines().count() - 1, offences().len());
        assert_eq!(offences().len(), 183);
        assert_eq!(count(Specified::Violent), 65);
        assert_eq!(count(Specified::Sexual), 41);
        assert_eq!(count(Specified::Terrorism), 8);
        assert_eq!(count(Specified::NotSpecified), 69);
    }

    #[test]
    fn an_offence_is_shown_with_its_provision() {
        let shown = |name: &str| offences().iter().find(|offence| offence.name == name).map(Offence::shown);
        assert_eq!(shown("Robbery").as_deref(), Some("Robbery (Theft Act 1968 s.8(1))"));
        assert_eq!(shown("Murder").as_deref(), Some("Murder (Common law)"));
    }

    #[test]
    fn each_class_has_its_words_and_only_murder_is_murder() {
        let first = |specified| offences().iter().find(|offence| offence.specified == specified).unwrap();
        for (specified, words, is) in [
            (Specified::Violent, "violent", true),
            (Specified::Sexual, "sexual", true),
            (Specified::Terrorism, "terrorism", true),
            (Specified::NotSpecified, "not specified", false),
        ] {
            assert_eq!((specified.plain(), first(specified).specified.is_specified()), (words, is));
        }
        let murders: Vec<&str> = offences().iter().filter(|one| one.is_murder()).map(|one| one.name.as_str()).collect();
        assert_eq!(murders, ["Murder"]);
        let unjailed = offences().iter().filter(|offence| offence.is_listed_not_imprisonable()).count();
        assert!(unjailed > 0 && unjailed < offences().len());
    }
}
