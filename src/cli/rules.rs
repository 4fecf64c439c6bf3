//! `rules`: the register, for people and for other tools.

use anyhow::Result;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::OK;
use super::check::known_rule;
use crate::law::FAMILIES;
use crate::law::accommodation::{ROWS, TestRow, test_row};
use crate::law::register::{Rule, Ymd};

/// How `rules` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON list.
    Json,
}

/// List every rule: what it asks, its standard and provision, since when, who owes it, and why it matters to the child.
///
/// The rows of the threshold test for accommodation, AC01 to AC45, stand after the rules: they are never findings of their own,
/// but show in the answer and behind a finding.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper rules review.late")]
pub struct Args {
    /// Only this rule, by id.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Runs `rules`; returns its exit status.
///
/// # Errors
/// An id that isn't in the register.
pub fn run(args: &Args) -> Result<u8> {
    let test = args.id.as_deref().and_then(|id| test_row(&id.to_uppercase()));
    let one = match (&args.id, test) {
        (Some(id), None) => Some(known_rule(id)?),
        _ => None,
    };
    let wanted = |rule: &&Rule| test.is_none() && one.is_none_or(|one| one.id == rule.id);
    let rows = || ROWS.iter().filter(|row| one.is_none() && test.is_none_or(|test| test.id == row.id));
    if args.format == Format::Json {
        let rules = FAMILIES.iter().flat_map(|family| family.rules.iter()).filter(wanted).map(row);
        let rows: Vec<Value> = rules.chain(rows().map(row_of_test)).collect();
        super::out::data(&format!("{}\n", serde_json::to_string_pretty(&rows)?))?;
        return Ok(OK);
    }
    let mut page = String::new();
    for family in FAMILIES {
        let rules: Vec<&Rule> = family.rules.iter().filter(wanted).collect();
        if rules.is_empty() {
            continue;
        }
        page.push_str(&format!("{}\n\n", family.title.to_uppercase()));
        page.extend(rules.into_iter().map(text));
    }
    let mut rows = rows().peekable();
    if rows.peek().is_some() {
        page.push_str("ROWS OF THE THRESHOLD TEST\n\n");
        page.extend(rows.map(text_of_test));
    }
    super::out::data(&page)?;
    Ok(OK)
}

fn row_of_test(row: &TestRow) -> Value {
    json!({
        "id": row.id,
        "title": row.when,
        "standard": row.standard.word(),
        "cites": row.cites,
        "in_force_from": date(row.in_force_from),
        "in_force_until": Value::Null,
        "owed_by": row.owed_by.word(),
        "why": row.why,
        "outcomes": row.outcomes.iter().map(|outcome| outcome.word()).collect::<Vec<_>>(),
    })
}

fn text_of_test(row: &TestRow) -> String {
    let outcomes = match row.outcomes {
        [] => "prompts".to_owned(),
        some => some.iter().map(|outcome| outcome.plain()).collect::<Vec<_>>().join(" or "),
    };
    let lines = [
        vec![format!("{}  ({outcomes}; {}, owed by the {})", row.id, row.standard.plain(), row.owed_by.plain())],
        wrapped(row.when),
        wrapped(&format!("Why: {}", row.why)),
        wrapped(&format!("{}; in force from {}", row.cites.join("; "), date(row.in_force_from))),
    ];
    lines.concat().join("\n") + "\n\n"
}

fn wrapped(text: &str) -> Vec<String> {
    textwrap::wrap(text, textwrap::Options::new(78).initial_indent("  ").subsequent_indent("  "))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

fn row(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "title": rule.title,
        "standard": rule.standard.word(),
        "cites": rule.cites,
        "in_force_from": rule.in_force_from.map(date),
        "in_force_until": rule.in_force_until.map(date),
        "owed_by": rule.owed_by.word(),
        "why": rule.why,
    })
}

fn date((year, month, day): Ymd) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn text(rule: &Rule) -> String {
    let mut lines = vec![format!("{}  ({}, owed by the {})", rule.id, rule.standard.plain(), rule.owed_by.plain())];
    lines.extend(wrapped(rule.title));
    lines.extend(wrapped(&format!("Why: {}", rule.why)));
    let mut cites = rule.cites.join("; ");
    if let Some(from) = rule.in_force_from {
        cites.push_str(&format!("; in force from {}", date(from)));
    }
    if let Some(until) = rule.in_force_until {
        cites.push_str(&format!(" until {}", date(until)));
    }
    lines.extend(wrapped(&cites));
    lines.join("\n") + "\n\n"
}
