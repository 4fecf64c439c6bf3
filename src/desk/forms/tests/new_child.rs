//! The form that opens a record.

use serde_json::json;

use super::*;
use crate::desk::forms::NEW;
use crate::record::case_file::Head;

fn new(answers: &[(&str, &str)]) -> Filled {
    open(NEW.id, &given().child(json!({ "date_of_birth": null, "age_basis": null })), "14:00").with(answers)
}

fn head(filled: &Filled) -> Result<Head, Vec<String>> {
    let head = filled.spec.opened(&filled.values, &filled.facts());
    head.map(Option::unwrap).map_err(|problems| problems.iter().map(|problem| problem.field.to_owned()).collect())
}

#[test]
fn a_record_is_opened_with_who_the_child_is_the_arrest_and_the_arrival() {
    let filled = new(&[
        ("number", "KE/2301/26"),
        ("name", "Siân Sampleton"),
        ("born", "3 3 2010"),
        ("sex", "female"),
        ("care", "no"),
        ("authority", "Testham"),
        ("when", "1340"),
        ("arrested", "1305"),
        ("offences", "robbery; affray"),
        ("necessity", "to protect Kai"),
        ("group", "white"),
        ("white", "W1"),
    ]);
    let said = serde_json::to_value(head(&filled).unwrap().child.unwrap().date_of_birth.unwrap().to_string()).unwrap();
    assert_eq!(said, json!("2010-03-03"));
    let head = head(&filled).unwrap();
    let child = head.child.unwrap();
    assert_eq!((head.custody_number.as_str(), child.name.as_deref()), ("KE/2301/26", Some("Siân Sampleton")));
    assert_eq!((child.ethnicity.map(|code| code.word()), child.looked_after), (Some("W1"), Some(false)));
    let made = filled.made();
    let told: Vec<Value> = made.iter().map(|made| told(&made.kind)).collect();
    let arrest = json!({ "kind": "arrested", "offences": ["robbery", "affray"], "necessity": "to protect Kai" });
    assert_eq!(told, [arrest, json!({ "kind": "arrived" })]);
    assert_eq!(made.iter().map(|made| made.at).collect::<Vec<_>>(), [instant("13:05"), instant("13:40")]);
}

#[test]
fn a_number_and_the_time_they_came_are_enough() {
    assert_eq!(head(&new(&[])).unwrap_err(), ["number"]);
    let least = new(&[("number", "KE/2301/26")]);
    assert_eq!((head(&least).is_ok(), least.made().len()), (true, 1));
    assert_eq!(head(&least).unwrap().child.unwrap().age_basis, None);
    assert_eq!(head(&least).unwrap().suite, None);
    assert_eq!(head(&least.with(&[("suite", "Otherham")])).unwrap().suite.as_deref(), Some("Otherham"));
}

#[test]
fn where_no_birth_is_known_the_age_given_or_looked_stands_in() {
    let basis = |answers: &[(&str, &str)]| {
        let child = head(&new(answers).with(&[("number", "1")])).unwrap().child.unwrap();
        child.age_basis.map(|basis| basis.word())
    };
    assert_eq!(basis(&[("age", "15")]), Some("stated"));
    assert_eq!(basis(&[("looks", "15")]), Some("apparent"));
    assert_eq!(basis(&[("born", "3/3/2010")]), None);
    assert!(!new(&[("born", "3/3/2010")]).shown().contains(&"age"));
}

#[test]
fn a_day_is_read_as_people_write_it_and_no_other_is() {
    let born = |typed: &str| {
        head(&new(&[("number", "1"), ("born", typed)]))
            .map(|head| head.child.unwrap().date_of_birth.unwrap().to_string())
    };
    for typed in ["3 3 2010", "03/03/2010", "3.3.10", "2010-03-03"] {
        assert_eq!(born(typed).as_deref(), Ok("2010-03-03"), "{typed}");
    }
    assert_eq!(born("10 11 2026").as_deref(), Ok("2026-11-10"), "today can be");
    for typed in ["31 2 2010", "11 11 2026", "3 March 2010", "3 3", "1 1 1899", "99999999999 1 1"] {
        assert_eq!(born(typed), Err(vec!["born".to_owned()]), "{typed}");
    }
    assert_eq!(head(&new(&[("number", "1"), ("age", "121")])).unwrap_err(), ["age"]);
    assert_eq!(head(&new(&[("number", "1"), ("looks", "about ten")])).unwrap_err(), ["looks"]);
}

#[test]
fn an_arrest_after_the_arrival_or_without_a_time_is_asked_about() {
    assert_eq!(new(&[("when", "1300"), ("arrested", "1301")]).wrong(), ["arrested"]);
    assert_eq!(new(&[("offences", "robbery")]).wrong(), ["arrested"]);
    assert_eq!(new(&[("when", "1300"), ("arrested", "1300")]).made().len(), 2);
}

#[test]
fn its_fields_have_help_and_its_lists_fit() {
    for field in NEW.fields {
        let words = field.help.chars().count();
        assert!((10..=100).contains(&words) && field.help.ends_with('.'), "{}: {}", field.id, field.help);
        assert!(field.label.chars().count() <= 20);
        if let FieldKind::One(choices) = field.kind {
            assert!(choices.len() <= 12);
        }
    }
}
