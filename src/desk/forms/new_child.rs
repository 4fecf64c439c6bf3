//! A child who comes in: the record is opened with who they are, the arrest and the arrival.

use chrono::NaiveDate;

use super::{WHEN, at_once, gather, listed, needed, number, picked};
use crate::desk::form::{Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Made, Making, Values, any_child};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::record::case_file::Head;
use crate::record::child::Child;
use crate::record::kinds::{Arrested, Arrived};
use crate::record::time::london_date;
use crate::record::words::{AgeBasis, Ethnicity, Sex};

const SEX: &[Choice] = &[Choice::new("male", "boy"), Choice::new("female", "girl"), Choice::new("other", "other")];

const GROUP: &[Choice] = &[
    Choice::new("white", "White"),
    Choice::new("mixed", "Mixed"),
    Choice::new("asian", "Asian"),
    Choice::new("black", "Black"),
    Choice::new("another", "another group"),
    Choice::new("not_stated", "asked, not stated"),
];
const WHITE: &[Choice] = &[
    Choice::new("W1", "British"),
    Choice::new("W2", "Irish"),
    Choice::new("W3", "Gypsy, Irish Traveller"),
    Choice::new("W9", "any other White"),
];
const MIXED: &[Choice] = &[
    Choice::new("M1", "White, Black Caribbean"),
    Choice::new("M2", "White, Black African"),
    Choice::new("M3", "White and Asian"),
    Choice::new("M9", "any other mixed"),
];
const ASIAN: &[Choice] = &[
    Choice::new("A1", "Indian"),
    Choice::new("A2", "Pakistani"),
    Choice::new("A3", "Bangladeshi"),
    Choice::new("A9", "any other Asian"),
];
const BLACK: &[Choice] =
    &[Choice::new("B1", "Caribbean"), Choice::new("B2", "African"), Choice::new("B9", "any other Black")];
const ANOTHER: &[Choice] = &[Choice::new("O1", "Chinese"), Choice::new("O9", "any other")];

const SELF_DEFINED: &str = "As the child says it, not as they look: blanks here are what nobody can learn from.";

fn no_birth(values: &Values, _: &Facts<'_>) -> bool {
    values.get("born").is_empty()
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "new_child",
    title: "A child comes in",
    start: "number",
    fields: &[
        FieldSpec::new(
            "number",
            "Record no.",
            FieldKind::Text,
            "The custody record number, as in the force's own system.",
        ),
        FieldSpec::new("name", "Name", FieldKind::Text, "As the child gives it. May be left out until it is known."),
        FieldSpec::new("born", "Born", FieldKind::Text, "Day, month, year: 3 3 2010. Leave it where it isn't known."),
        FieldSpec::new(
            "age",
            "Age given",
            FieldKind::Text,
            "In years, as the child says. Under 18 or looks it: a child (Code C 1.5).",
        )
        .when(no_birth),
        FieldSpec::new(
            "looks",
            "Looks",
            FieldKind::Text,
            "How old they look, in years: it decides until it is shown otherwise.",
        )
        .when(no_birth),
        FieldSpec::new(
            "sex",
            "Sex",
            FieldKind::One(SEX),
            "A girl has a woman responsible for her care (CYPA 1933 s.31; Code C 3.20A).",
        ),
        FieldSpec::new(
            "care",
            "Looked after",
            FieldKind::YesNo,
            "In care: the authority is told, and finds the adult (Code C 1.7, 3.13).",
        ),
        FieldSpec::new(
            "authority",
            "Home authority",
            FieldKind::Text,
            "Where the child lives: whom one asks for a place after charge.",
        ),
        FieldSpec::new(
            "when",
            "Arrived at",
            WHEN.kind,
            "When they came through the door: the detention clock starts (s.41(2)(d)).",
        ),
        FieldSpec::new("arrested", "Arrested at", FieldKind::When, "When they were arrested."),
        FieldSpec::new("offences", "Arrested for", FieldKind::Text, "As the officer gives it, with ; between."),
        FieldSpec::new(
            "necessity",
            "Why necessary",
            FieldKind::Text,
            "Why this child had to be arrested (s.24(4)-(5), Code G 2.9).",
        ),
        FieldSpec::new("group", "Ethnicity", FieldKind::One(GROUP), SELF_DEFINED),
        FieldSpec::new("white", "Which", FieldKind::One(WHITE), SELF_DEFINED)
            .when(|values, _| values.is("group", &["white"])),
        FieldSpec::new("mixed", "Which", FieldKind::One(MIXED), SELF_DEFINED)
            .when(|values, _| values.is("group", &["mixed"])),
        FieldSpec::new("asian", "Which", FieldKind::One(ASIAN), SELF_DEFINED)
            .when(|values, _| values.is("group", &["asian"])),
        FieldSpec::new("black", "Which", FieldKind::One(BLACK), SELF_DEFINED)
            .when(|values, _| values.is("group", &["black"])),
        FieldSpec::new("another", "Which", FieldKind::One(ANOTHER), SELF_DEFINED)
            .when(|values, _| values.is("group", &["another"])),
        FieldSpec::new(
            "suite",
            "Suite",
            FieldKind::Text,
            "Where the child is held; empty is the suite of the others here.",
        ),
    ],
    prefill: at_once,
    brief: |_, _| {
        vec![Brief::new(
            "Then",
            "rights, who is told, the adult, risk: each has its form, and the board says what is owed first",
        )]
    },
    passed_over: &["suite"],
    unfit: any_child,
    opens: Some(head),
    signer: anyone,
    make,
};

/// Reads a day as people write it: `3 3 2010`, `03/03/2010`, `3.3.10`, or with the year first.
///
/// # Errors
/// No day of the calendar, or one to come.
fn born(values: &Values, facts: &Facts<'_>) -> Result<Option<NaiveDate>, FieldProblem> {
    let typed = values.get("born");
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = |message: &str| FieldProblem::new("born", message);
    let parts: Vec<u32> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u32::MAX))
        .collect();
    let today = london_date(facts.now);
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if *year > 999 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return Err(wrong("day, month and year, such as 3 3 2010")),
    };
    let century = |year: u32| if year < 100 { year + 2000 } else { year };
    let date = i32::try_from(century(year)).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        None => Err(wrong("no such day: day, month and year, such as 3 3 2010")),
        Some(date) if date > today => Err(wrong("that day is still to come: is the year right?")),
        Some(date) if date < NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(date) => Err(wrong("is the year right?")),
        Some(date) => Ok(Some(date)),
    }
}

fn years(values: &Values, field: &'static str) -> Result<Option<u32>, FieldProblem> {
    number(values, field, "how many years? Write a whole number").and_then(|years| match years {
        Some(years) if years > 120 => Err(FieldProblem::new(field, "that is no age: write it in years")),
        years => Ok(years),
    })
}

/// Returns who the record is of.
///
/// # Errors
/// What is wrong, field by field: no number, or a date or age that can't be.
fn head(values: &Values, facts: &Facts<'_>) -> Result<Head, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let number = needed(&mut problems, "number", values.text("number"), "which custody record number?");
    let date_of_birth = gather(&mut problems, born(values, facts)).flatten();
    let age = gather(&mut problems, years(values, "age")).flatten();
    let apparent_age = gather(&mut problems, years(values, "looks")).flatten();
    let group = values.get("group");
    let which = if group == "not_stated" { "group" } else { group };
    let child = Child {
        name: values.text("name"),
        date_of_birth,
        age,
        apparent_age,
        age_basis: match (date_of_birth, age) {
            (None, Some(_)) => Some(AgeBasis::Stated),
            (None, None) if apparent_age.is_some() => Some(AgeBasis::Apparent),
            _ => None,
        },
        sex: picked(values, "sex", Sex::from_word),
        ethnicity: picked(values, which, Ethnicity::from_word),
        home_authority: values.text("authority"),
        looked_after: values.yes("care"),
        ..Child::unknown()
    };
    match number {
        Some(custody_number) if problems.is_empty() => {
            Ok(Head { custody_number, suite: values.text("suite"), force: None, extract: None, child: Some(child) })
        }
        _ => Err(problems),
    }
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let arrived = gather(&mut problems, values.when("when", facts));
    let typed = values.get("arrested");
    let arrested = if typed.is_empty() { None } else { gather(&mut problems, values.when("arrested", facts)) };
    if arrested.zip(arrived).is_some_and(|(arrested, arrived)| arrested > arrived) {
        problems.push(FieldProblem::new("arrested", "arrested after they arrived? Which time is right?"));
    }
    let (offences, necessity) = (listed(values, "offences"), values.text("necessity"));
    if arrested.is_none() && (offences.is_some() || necessity.is_some()) && problems.is_empty() {
        problems.push(FieldProblem::new("arrested", "when was the arrest? Write a time"));
    }
    let Some(arrived) = arrived.filter(|_| problems.is_empty()) else { return Err(problems) };
    let arrest = arrested.map(|at| {
        Made::new(
            at,
            Arrested {
                route: None,
                offences,
                offence_at: None,
                area: None,
                sought_by: None,
                at_station: None,
                necessity,
            },
        )
    });
    let arrival = Made::new(arrived, Arrived { station: None, area: None, place: None, designated: None });
    Ok(arrest.into_iter().chain([arrival]).collect())
}
