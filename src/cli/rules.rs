//! `rules`: the register, for people and for other tools.

use anyhow::Result;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::OK;
use super::check::known_rule;
use crate::law::FAMILIES;
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
    let one = args.id.as_deref().map(known_rule).transpose()?;
    let wanted = |rule: &&Rule| one.is_none_or(|one| one.id == rule.id);
    if args.format == Format::Json {
        let rows: Vec<Value> = FAMILIES.iter().flat_map(|family| family.rules.iter()).filter(wanted).map(row).collect();
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
    super::out::data(&page)?;
    Ok(OK)
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
    let wrap = |text: &str| -> Vec<String> {
        textwrap::wrap(text, textwrap::Options::new(78).initial_indent("  ").subsequent_indent("  "))
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect()
    };
    lines.extend(wrap(rule.title));
    lines.extend(wrap(&format!("Why: {}", rule.why)));
    let mut cites = rule.cites.join("; ");
    if let Some(from) = rule.in_force_from {
        cites.push_str(&format!("; in force from {}", date(from)));
    }
    if let Some(until) = rule.in_force_until {
        cites.push_str(&format!(" until {}", date(until)));
    }
    lines.extend(wrap(&cites));
    lines.join("\n") + "\n\n"
}
