//! Which child is meant, and whether two records are of the same one.

use chrono::NaiveDate;

use super::board::BoardRow;
use crate::law::wording::normalised;
use crate::record::Record;
use crate::record::child::Child;

/// Returns the child that is meant by what is typed: a record number, a cell, or what is in a name and in no other.
///
/// # Errors
/// Nobody is called that, or more than one: who, and what to type instead.
pub fn whose<'n>(typed: &str, children: &[&'n BoardRow]) -> Result<&'n BoardRow, String> {
    let typed = normalised(typed);
    let cell = typed.strip_prefix("cell ").unwrap_or(&typed);
    let number = children.iter().copied().find(|child| normalised(&child.custody_number) == typed);
    if let Some(child) = number {
        return Ok(child);
    }
    let in_cell: Vec<&BoardRow> = children.iter().copied().filter(|child| normalised(&child.place) == cell).collect();
    let named =
        || children.iter().copied().filter(|child| !typed.is_empty() && normalised(&child.name).contains(&typed));
    let meant = if in_cell.is_empty() { named().collect() } else { in_cell };
    match meant.as_slice() {
        [child] => Ok(child),
        [] => Err("no other child here is called that: type the cell, the record number or the name".to_owned()),
        several => {
            let who: Vec<String> =
                several.iter().map(|child| format!("{} {}", child.name, child.custody_number)).collect();
            Err(format!("which of them: {}? Type the record number", who.join(", ")))
        }
    }
}

/// What tells one child from another, letters and spacing aside.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    name: Option<String>,
    born: Option<NaiveDate>,
    reference: Option<String>,
}

impl Identity {
    fn of(child: &Child) -> Self {
        let told = |text: &Option<String>| text.as_deref().map(normalised).filter(|text| !text.is_empty());
        Self { name: told(&child.name), born: child.date_of_birth, reference: told(&child.reference) }
    }

    /// Returns why two may be one child, in words; none where nothing says so.
    fn same_as(&self, other: &Self) -> Option<&'static str> {
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        if same(&self.reference, &other.reference) {
            return Some("the same person number");
        }
        let born = self.born.zip(other.born).map(|(one, other)| one == other);
        match (same(&self.name, &other.name), born) {
            (true, Some(true)) => Some("the same name and birth date"),
            (true, None) => Some("the same name"),
            _ => None,
        }
    }
}

/// Returns a record of those that may be of that child, with why in words; none where none may.
#[must_use]
pub fn twin<'r>(of: &Child, records: impl IntoIterator<Item = &'r Record>) -> Option<(&'r Record, &'static str)> {
    let of = Identity::of(of);
    records.into_iter().find_map(|record| Some((record, of.same_as(&Identity::of(&record.child))?)))
}

/// Returns of each record, in their order, another of them that may be of the same child, with why in words.
#[must_use]
pub fn twins<'r>(records: &[&'r Record]) -> Vec<Option<(&'r Record, &'static str)>> {
    let known: Vec<Identity> = records.iter().map(|record| Identity::of(&record.child)).collect();
    let twin_of = |(here, one): (usize, &Identity)| {
        let mut others = known.iter().zip(records).enumerate().filter(|(there, _)| *there != here);
        others.find_map(|(_, (other, record))| Some((*record, one.same_as(other)?)))
    };
    known.iter().enumerate().map(twin_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::board::Board;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Facts, Policy, Suite, assess};

    fn in_cell(place: &str, name: &str, number: &str) -> Given {
        let child = given().child(serde_json::json!({ "name": name })).top("custody_number", number.into());
        child.authorised("12:00").at("12:10", "placed", serde_json::json!({ "in": "cell", "cell": place }))
    }

    fn meant(typed: &str) -> Result<String, String> {
        let children = [
            in_cell("4", "Aled Probert", "KE/2214/26"),
            in_cell("14", "Mia Kowalczyk", "KE/2215/26"),
            in_cell("M3", "Mia Ŵyn", "KE/4/26"),
        ];
        let (policy, suite, now) = (Policy::default(), Suite::default(), instant("12:30"));
        let records: Vec<_> = children.iter().map(Given::record).collect();
        let judged: Vec<_> = records
            .iter()
            .map(|record| (Facts::gather(record, &policy, &suite, now), assess(record, &policy, now)))
            .collect();
        let board = Board::of(judged.iter().map(|(facts, assessment)| ("r", facts, assessment)));
        whose(typed, &board.rows.iter().collect::<Vec<_>>()).map(|child| child.custody_number.clone())
    }

    #[test]
    fn a_child_is_named_by_number_cell_or_what_only_one_name_holds() {
        assert_eq!(meant("ke/2214/26").as_deref(), Ok("KE/2214/26"));
        assert_eq!(meant("4").as_deref(), Ok("KE/2214/26"));
        assert_eq!(meant("cell M3").as_deref(), Ok("KE/4/26"));
        assert_eq!(meant("wyn").as_deref(), Ok("KE/4/26"));
    }

    #[test]
    fn two_children_of_one_name_are_asked_about_and_nobody_is_guessed() {
        let both = meant("mia").unwrap_err();
        assert!(both.contains("KE/2215/26") && both.contains("KE/4/26"), "{both}");
        for nobody in ["", "9", "Rowan"] {
            assert!(meant(nobody).unwrap_err().contains("no other child"), "{nobody}");
        }
    }

    fn child(name: Option<&str>, born: Option<&str>, reference: Option<&str>) -> Child {
        let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        Child {
            name: name.map(str::to_owned),
            date_of_birth: born.map(date),
            reference: reference.map(str::to_owned),
            ..Child::unknown()
        }
    }

    #[test]
    fn two_records_may_be_of_one_child_by_number_or_by_a_name_that_no_birth_date_contradicts() {
        let of = |a: &Child, b: &Child| Identity::of(a).same_as(&Identity::of(b));
        let siân = child(Some("Siân Sampleton"), Some("2010-03-03"), None);
        assert_eq!(
            of(&siân, &child(Some("sian  sampleton"), Some("2010-03-03"), None)),
            Some("the same name and birth date")
        );
        assert_eq!(of(&siân, &child(Some("Sian Sampleton"), None, None)), Some("the same name"));
        assert_eq!(of(&siân, &child(Some("Sian Sampleton"), Some("2010-03-04"), None)), None);
        assert_eq!(of(&siân, &child(Some("Sian Simpleton"), Some("2010-03-03"), None)), None);
        assert_eq!(
            of(&child(None, None, Some("P1")), &child(Some("X"), None, Some("p1"))),
            Some("the same person number")
        );
        assert_eq!(of(&Child::unknown(), &Child::unknown()), None);
    }

    #[test]
    fn a_record_is_no_twin_of_itself_and_each_of_two_is_the_others() {
        let [siân, again, mia] =
            [("1", "Siân"), ("2", "Sian"), ("3", "Mia")].map(|(number, name)| in_cell("4", name, number).record());
        let numbers = |records: &[&Record]| {
            let number = |twin: Option<(&Record, _)>| twin.map(|(record, _)| record.head.custody_number.clone());
            twins(records).into_iter().map(number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&[&siân]), [None]);
        assert_eq!(numbers(&[&siân, &mia, &again]), [Some("2".to_owned()), None, Some("1".to_owned())]);
        assert_eq!(twin(&again.child, [&mia, &siân]).unwrap().0.head.custody_number, "1");
    }
}
