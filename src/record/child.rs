//! The child: what the record knows of them, and the age that follows from it.

use chrono::NaiveDate;

use super::field::fields;
use super::time::{Instant, Moment, age_at, turns};
use super::words::{AgeBasis, Ethnicity, Marker, Need, RecordedAs, Sex};

fields! {
    /// An earlier detention of the same child.
    EarlierDetention {
        /// When it began.
        from: Moment,
        /// When it ended.
        to: Moment,
    }
}

fields! {
    /// What the record knows of the child. Every field may be missing, and missing means "not recorded".
    Child {
        /// The child's name.
        name: Option<String>,
        /// Date of birth.
        date_of_birth: Option<NaiveDate>,
        /// Age in years on the date of the first entry, where no date of birth is known.
        age: Option<u32>,
        /// Age in years that they look.
        apparent_age: Option<u32>,
        /// Where the age comes from.
        age_basis: Option<AgeBasis>,
        /// Sex as recorded.
        sex: Option<Sex>,
        /// Self-defined ethnicity; `not_stated` means asked and not given.
        ethnicity: Option<Ethnicity>,
        /// The local authority where the child lives.
        home_authority: Option<String>,
        /// Whether a local authority looks after the child.
        looked_after: Option<bool>,
        /// The force's own person number.
        reference: Option<String>,
        /// Other detentions of the same child.
        earlier_detentions: Option<Vec<EarlierDetention>>,
        /// Whether the force's record has them as a child or an adult.
        recorded_as: Option<RecordedAs>,
        /// What the child needs help with.
        needs: Option<Vec<Need>>,
        /// What warns of risk.
        markers: Option<Vec<Marker>>,
    }
}

impl Child {
    /// Returns a child of whom nothing is recorded.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            name: None,
            date_of_birth: None,
            age: None,
            apparent_age: None,
            age_basis: None,
            sex: None,
            ethnicity: None,
            home_authority: None,
            looked_after: None,
            reference: None,
            earlier_detentions: None,
            recorded_as: None,
            needs: None,
            markers: None,
        }
    }

    /// Returns whether that marker is recorded.
    #[must_use]
    pub fn has_marker(&self, marker: Marker) -> bool {
        self.markers.as_ref().is_some_and(|markers| markers.contains(&marker))
    }

    /// Returns the age in years at that instant: by date of birth, else the recorded age, else the apparent age.
    #[must_use]
    pub fn age_at(&self, instant: Instant) -> Option<u32> {
        self.date_of_birth.map(|born| age_at(born, instant)).or(self.age).or(self.apparent_age)
    }

    /// Returns whether they appear under 18 although an age of 18 or more is recorded without a document.
    ///
    /// Law: PACE Code C 1.5: treated as a child until there is clear evidence otherwise.
    #[must_use]
    pub fn appears_under_18_against_the_record(&self) -> bool {
        self.age_basis != Some(AgeBasis::Documented) && self.apparent_age.is_some_and(|age| age < 18)
    }

    /// Returns the instant of the 18th birthday, where a date of birth is known.
    #[must_use]
    pub fn turns_18(&self) -> Option<Instant> {
        turns(self.date_of_birth?, 18)
    }

    /// Returns the instant from which the law no longer treats the person as a child: the earliest there is for someone
    /// who is no child at all; none for someone who is one throughout.
    ///
    /// By date of birth where there is one; else by the recorded age; else by looks; with nothing known, as a child.
    /// Someone who appears under 18 and has shown no document is a child whatever age is given.
    /// Law: PACE s.37(15); Code C 1.5.
    #[must_use]
    pub fn grown_from(&self) -> Option<Instant> {
        if self.appears_under_18_against_the_record() {
            return None;
        }
        self.turns_18().or_else(|| {
            let age = self.age.or(self.apparent_age)?;
            (age >= 18).then_some(Instant::MIN_UTC)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon(date: &str) -> Instant {
        Moment::parse(&format!("{date}T12:00:00Z")).unwrap().instant()
    }

    fn born(date: &str) -> Child {
        Child { date_of_birth: Some(date.parse().unwrap()), ..Child::unknown() }
    }

    #[test]
    fn age_is_by_date_of_birth_then_as_recorded_then_by_looks() {
        let all = Child { age: Some(15), apparent_age: Some(14), ..born("2010-03-03") };
        assert_eq!(all.age_at(noon("2026-11-10")), Some(16));
        let recorded = Child { date_of_birth: None, ..all.clone() };
        assert_eq!(recorded.age_at(noon("2026-11-10")), Some(15));
        let looks = Child { age: None, ..recorded };
        assert_eq!(looks.age_at(noon("2026-11-10")), Some(14));
        assert_eq!(Child::unknown().age_at(noon("2026-11-10")), None);
    }

    #[test]
    fn a_child_is_one_until_the_18th_birthday_and_with_nothing_known_throughout() {
        let turns = Moment::parse("2026-11-10T00:00:00Z").unwrap().instant();
        assert_eq!(born("2008-11-10").grown_from(), Some(turns));
        assert_eq!(born("2008-11-10").turns_18(), Some(turns));
        assert_eq!(Child::unknown().grown_from(), None);
        assert_eq!(Child::unknown().turns_18(), None);
        for (age, grown) in [(17, None), (18, Some(Instant::MIN_UTC))] {
            assert_eq!(Child { age: Some(age), ..Child::unknown() }.grown_from(), grown);
            assert_eq!(Child { apparent_age: Some(age), ..Child::unknown() }.grown_from(), grown);
        }
        let recorded = Child { age: Some(18), apparent_age: Some(17), ..Child::unknown() };
        assert_eq!(recorded.grown_from(), None, "looks under 18 and has shown nothing: a child (Code C 1.5)");
    }

    #[test]
    fn who_appears_under_18_is_one_unless_a_document_says_otherwise() {
        let looks = |age, basis| Child { apparent_age: Some(age), age_basis: basis, ..born("2000-01-01") };
        assert!(looks(17, None).appears_under_18_against_the_record());
        assert!(looks(17, Some(AgeBasis::Stated)).appears_under_18_against_the_record());
        assert!(!looks(17, Some(AgeBasis::Documented)).appears_under_18_against_the_record());
        assert!(!looks(18, None).appears_under_18_against_the_record());
        assert!(!born("2000-01-01").appears_under_18_against_the_record());
        assert_eq!(looks(17, None).grown_from(), None);
        assert!(looks(17, Some(AgeBasis::Documented)).grown_from().is_some());
    }

    #[test]
    fn a_marker_is_there_only_where_it_is_listed() {
        let marked = Child { markers: Some(vec![Marker::SelfHarm]), ..Child::unknown() };
        assert!(marked.has_marker(Marker::SelfHarm) && !marked.has_marker(Marker::Missing));
        assert!(!Child::unknown().has_marker(Marker::SelfHarm));
    }
}
