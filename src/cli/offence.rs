//! `offence`: what the offence list says of a charge as officers type it, for people and for other tools.

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::OK;
use crate::desk::offence::{DOORWAY, LookedUp, shown_class};
use crate::law::offences::{LIST_DATE, Match, Offence};

/// How `offence` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Look a charge up in the offence list: its statute and section, whether it is specified, and what serious harm then means.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  pacekeeper offence s18 wounding
  pacekeeper offence burglary dwelling --intent steal
  pacekeeper offence \"robbery, s.8 Theft Act 1968\" --format json
What isn't found is never taken for what it looks like: both definitions of serious harm are shown.")]
pub struct Args {
    /// One charge, as typed on a charge sheet or as officers say it.
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    pub text: Vec<String>,
    /// The intent charged with a burglary: steal, GBH, damage, rape.
    #[arg(long, value_name = "TEXT")]
    pub intent: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Runs `offence`; returns its exit status.
///
/// # Errors
/// No words to look up.
pub fn run(args: &Args) -> Result<u8> {
    let typed = args.text.join(" ");
    if typed.trim().is_empty() {
        bail!("no charge is given: write it as it stands on the charge sheet, such as `pacekeeper offence affray`");
    }
    let looked = LookedUp::of(typed.trim(), args.intent.as_deref());
    super::out::data(&match args.format {
        Format::Text => text(&looked),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&json(&looked, args.intent.as_deref()))?),
    })?;
    Ok(OK)
}

fn text(looked: &LookedUp) -> String {
    let mut page = format!("\"{}\": {}\n", looked.shown(), looked.standing());
    for offence in looked.matches() {
        page.push_str(&format!("\n{}", set(&offence.shown(), "  ")));
        page.push_str(&set(&format!("{}, by the list of {LIST_DATE}", shown_class(offence.specified)), "    "));
        page.push_str(&set(&offence.source_note, "    "));
    }
    if let Some(like) = looked.like() {
        let text = format!("It looks like {}, and isn't taken for it.", like.shown());
        page.push_str(&format!("\n{}", set(&text, "  ")));
    }
    page.push_str("\nSerious harm\n");
    for harm in looked.harm() {
        page.push_str(&set(harm, "  "));
    }
    page.push_str(&set(&looked.next().unwrap_or_else(|| DOORWAY.to_owned()), "  "));
    page
}

fn set(text: &str, indent: &str) -> String {
    let options = textwrap::Options::new(80).initial_indent(indent).subsequent_indent(indent);
    textwrap::wrap(text, options).iter().map(|line| format!("{line}\n")).collect()
}

fn json(looked: &LookedUp, intent: Option<&str>) -> Value {
    let found = match looked.found {
        Match::Found(..) => "one",
        Match::Ambiguous(_) => "several",
        Match::NotFound => "none",
    };
    let one = |offence: &Offence| {
        json!({
            "offence": offence.name, "statute": offence.statute, "section": offence.section,
            "specified": offence.specified.plain(), "source_note": offence.source_note,
        })
    };
    json!({
        "text": looked.text, "intent": intent, "found": found, "standing": looked.standing(), "list_date": LIST_DATE,
        "specified": looked.found.specified().map(crate::law::offences::Specified::plain),
        "matches": looked.matches().into_iter().map(one).collect::<Vec<_>>(),
        "looks_like": looked.like().map(one),
        "serious_harm": looked.harm(), "next": looked.next(),
    })
}
