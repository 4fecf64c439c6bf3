//! Who a child is: the fields in which it is typed, and what is read out of them.

use chrono::{Datelike, NaiveDate};

use super::{gather, number, picked};
use crate::desk::form::{Choice, FieldKind, FieldProblem, FieldSpec, Values};
use crate::law::Facts;
use crate::record::child::Child;
use crate::record::time::london_date;
use crate::record::words::{AgeBasis, Ethnicity, Sex};

const SEXES: &[Choice] = &[Choice::new("male", "boy"), Choice::new("female", "girl"), Choice::new("other", "other")];

const GROUPS: &[Choice] = &[
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

const SELF_DEFINED: &str = "As the child says it, not as they look: nobody can learn from blanks (force policy).";

/// The name.
pub const NAME: FieldSpec =
    FieldSpec::new("name", "Name", FieldKind::Text, "As the child gives it. May be left out until it is known.");

/// The date of birth.
pub const BORN: FieldSpec = FieldSpec::new(
    "born",
    "Born",
    FieldKind::Text,
    "Under 18 is a child (Code C 1.5). Day, month, year, 3 3 2010; leave it where it isn't known.",
);

/// The age, where no date of birth is known.
pub const AGE: FieldSpec = FieldSpec::new(
    "age",
    "Age given",
    FieldKind::Text,
    "In years, as the child says. Under 18 or looks it: a child (Code C 1.5).",
)
.when(no_birth);

/// The age they look.
pub const LOOKS: FieldSpec = FieldSpec::new(
    "looks",
    "Looks",
    FieldKind::Text,
    "How old they look, in years: it decides until it is shown otherwise (Code C 1.5).",
);

/// The sex.
pub const SEX: FieldSpec = FieldSpec::new(
    "sex",
    "Sex",
    FieldKind::One(SEXES),
    "A girl has a woman responsible for her care (CYPA 1933 s.31; Code C 3.20A).",
);

/// Whether a local authority looks after the child.
pub const CARE: FieldSpec = FieldSpec::new(
    "care",
    "Looked after",
    FieldKind::YesNo,
    "In care: the authority is told, and finds the adult (Code C 1.7, 3.13).",
);

/// The authority of the child's home.
pub const AUTHORITY: FieldSpec = FieldSpec::new(
    "authority",
    "Home authority",
    FieldKind::Text,
    "Where the child lives: whom one asks for a place after charge (s.38(6)).",
);

/// The group of ethnicities the child says they belong to.
pub const GROUP: FieldSpec = FieldSpec::new("group", "Ethnicity", FieldKind::One(GROUPS), SELF_DEFINED);

/// Which of them, by group.
pub const WHICH: [FieldSpec; 5] = [
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
];

/// Returns whether no date of birth is typed.
pub fn no_birth(values: &Values, _: &Facts<'_>) -> bool {
    values.get("born").is_empty()
}

/// Types a child into the fields, as one that is known.
pub fn fill_in(values: &mut Values, child: &Child) {
    let number = |years: Option<u32>| years.map(|years| years.to_string()).unwrap_or_default();
    values.set("name", child.name.clone().unwrap_or_default());
    values.set("born", child.date_of_birth.map(written).unwrap_or_default());
    values.set("age", number(child.age));
    values.set("looks", number(child.apparent_age));
    values.set("sex", child.sex.map_or("", Sex::word));
    values.set("care", child.looked_after.map_or("", |care| if care { "yes" } else { "no" }));
    values.set("authority", child.home_authority.clone().unwrap_or_default());
    let code = child.ethnicity.map_or("", Ethnicity::word);
    let lists = [("white", WHITE), ("mixed", MIXED), ("asian", ASIAN), ("black", BLACK), ("another", ANOTHER)];
    let holds = |list: &[Choice]| list.iter().any(|choice| choice.word == code);
    if code == "not_stated" {
        values.set("group", code);
    } else if let Some((group, _)) = lists.iter().find(|(_, list)| holds(list)) {
        values.set("group", *group);
        values.set(group, code);
    }
}

/// Returns a date as it is typed: `3 3 2010`.
#[must_use]
pub fn written(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// Reads who the child is out of what is typed; what no field asks stays as it was known.
pub fn child(values: &Values, facts: &Facts<'_>, known: &Child, problems: &mut Vec<FieldProblem>) -> Child {
    let date_of_birth = gather(problems, born(values, facts)).flatten();
    let age = gather(problems, years(values, "age")).flatten();
    let apparent_age = gather(problems, years(values, "looks")).flatten();
    let group = values.get("group");
    let which = if group == "not_stated" { "group" } else { group };
    Child {
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
        ..known.clone()
    }
}

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
        _ => return Err(wrong("that is no date of birth: day, month and year, such as 3 3 2010")),
    };
    let century = |year: u32| if year < 100 { year + 2000 } else { year };
    let date = i32::try_from(century(year)).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        None => Err(wrong("no such day of birth: day, month and year, such as 3 3 2010")),
        Some(date) if date > today => Err(wrong("that day of birth is still to come: is the year right?")),
        Some(date) if date < NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(date) => {
            Err(wrong("born before 1900? Put the year right"))
        }
        Some(date) => Ok(Some(date)),
    }
}

fn years(values: &Values, field: &'static str) -> Result<Option<u32>, FieldProblem> {
    number(values, field, "how many years? Write a whole number").and_then(|years| match years {
        Some(years) if years > 120 => Err(FieldProblem::new(field, "that is no age: write it in years")),
        years => Ok(years),
    })
}
