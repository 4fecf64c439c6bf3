//! Which child is meant, and whether two records are of the same one.

use crate::law::wording::normalised;
use crate::record::Record;
use crate::record::child::Child;

/// A child on the board, as one may name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// The cell.
    pub place: String,
    /// The name, or the record number where there is none.
    pub name: String,
    /// The record number.
    pub custody_number: String,
}

/// Returns the child that is meant by what is typed: a record number, a cell, or what is in a name and in no other.
///
/// # Errors
/// Nobody is called that, or more than one: who, and what to type instead.
pub fn whose<'n>(typed: &str, children: &'n [Named]) -> Result<&'n Named, String> {
    let typed = normalised(typed);
    let cell = typed.strip_prefix("cell ").unwrap_or(&typed);
    let number = children.iter().find(|child| normalised(&child.custody_number) == typed);
    if let Some(child) = number {
        return Ok(child);
    }
    let in_cell: Vec<&Named> = children.iter().filter(|child| normalised(&child.place) == cell).collect();
    let named = || children.iter().filter(|child| !typed.is_empty() && normalised(&child.name).contains(&typed));
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

/// Returns why two children may be one, in words; none where nothing says so.
#[must_use]
pub fn same_child(one: &Child, other: &Child) -> Option<&'static str> {
    let both = |a: &Option<String>, b: &Option<String>| {
        let (a, b) = (a.as_deref().map(normalised)?, b.as_deref().map(normalised)?);
        (!a.is_empty() && !b.is_empty()).then_some(a == b)
    };
    let born = one.date_of_birth.zip(other.date_of_birth).map(|(a, b)| a == b);
    if both(&one.reference, &other.reference) == Some(true) {
        return Some("the same person number");
    }
    match (both(&one.name, &other.name), born) {
        (Some(true), Some(true)) => Some("the same name and birth date"),
        (Some(true), None) => Some("the same name"),
        _ => None,
    }
}

/// Returns the other record that may be of the same child, and why; none where none may.
#[must_use]
pub fn twin<'r>(
    of: &Child,
    but: &str,
    records: impl IntoIterator<Item = (&'r str, &'r Record)>,
) -> Option<(&'r Record, &'static str)> {
    let others = records.into_iter().filter(|(record_id, _)| *record_id != but);
    others.map(|(_, record)| record).find_map(|record| Some((record, same_child(of, &record.child)?)))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn named(place: &str, name: &str, number: &str) -> Named {
        let [record_id, place, name, custody_number] = [number, place, name, number].map(|text: &str| text.to_owned());
        Named { record_id, place, name, custody_number }
    }

    fn meant(typed: &str) -> Result<String, String> {
        let children = [
            named("4", "Aled Probert", "KE/2214/26"),
            named("14", "Mia Kowalczyk", "KE/2215/26"),
            named("M3", "Mia Ŵyn", "KE/4/26"),
        ];
        whose(typed, &children).map(|child| child.custody_number.clone())
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
        let of = |a: &Child, b: &Child| same_child(a, b);
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
    fn a_record_is_no_twin_of_itself() {
        use crate::record::CaseFile;
        let text = r#"{"format":"pacekeeper-case/1","custody_number":"1","child":{"name":"Siân"},"entries":[]}"#;
        let record = Record::fold(CaseFile::read(text).unwrap());
        assert!(twin(&record.child, "r1", [("r1", &record)]).is_none());
        assert!(twin(&record.child, "r1", [("r1", &record), ("r2", &record)]).is_some());
    }
}
