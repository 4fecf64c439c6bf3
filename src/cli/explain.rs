//! `explain`: why the law says what it says of a record, with the facts, the sums and what would have changed it.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::check::{as_at, judged_at, known_rule};
use super::clock::now;
use super::{OK, source};
use crate::desk::why::{Block, blocks};
use crate::law::accommodation::{TestRow, test_row};
use crate::law::explain::{Explanation, Said, bearings, explain};
use crate::law::{Policy, Rule, Suite, assess};
use crate::record::text::visible;
use crate::record::time::{dated_clock, day_clock, utc};
use crate::record::{Instant, Record, telling};

/// How `explain` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// Say why: the facts an answer rests on, each with its entry; the dates and sums; the provision; what would have changed it.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:
  pacekeeper explain case.json                        every rule that answers
  pacekeeper explain case.json --rule review.late     one rule, though it be silent
  pacekeeper explain case.json --rule AC16            one row of the test for accommodation
  pacekeeper explain case.json --entry 17             the rules whose answer rests on one entry")]
pub struct Args {
    /// A case file, or - for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Explain this rule, or this row of the threshold test; otherwise every rule that finds something.
    #[arg(long, value_name = "ID", conflicts_with = "entry")]
    pub rule: Option<String>,
    /// Say which rules' answers rest on the entry at this position, counted from 0.
    #[arg(long, value_name = "N")]
    pub entry: Option<usize>,
    /// As at this time, such as 2026-10-24T23:10:00+01:00; otherwise a closed record at its last entry, an open one now.
    #[arg(long, value_name = "TIME")]
    pub as_at: Option<String>,
    /// The force's policy file (TOML); otherwise the defaults that `pacekeeper policy` prints.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Runs `explain`; returns its exit status.
///
/// # Errors
/// A file, rule, entry, time or policy that can't be used; more than one record in the file.
pub fn run(args: &Args) -> Result<u8> {
    let row = args.rule.as_deref().and_then(|id| test_row(&id.to_uppercase()));
    let rule = args.rule.as_deref().filter(|_| row.is_none()).map(known_rule).transpose()?;
    let time = args.as_at.as_deref().map(as_at).transpose()?;
    let policy = super::policy::read(args.policy.as_deref())?;
    let record = one_record(&args.file)?;
    let at = judged_at(&record, &policy, time, now());
    if let Some(position) = args.entry {
        super::out::data(&of_entry(&record, &policy, at, position, args.format)?)?;
        return Ok(OK);
    }
    if let Some(row) = row {
        super::out::data(&of_row(&record, &policy, at, row, args.format)?)?;
        return Ok(OK);
    }
    let rules: Vec<&'static Rule> = match rule {
        Some(rule) => vec![rule],
        None => finding_rules(&record, &policy, at),
    };
    let why: Vec<Explanation> =
        rules.iter().map(|rule| explain(&record, &policy, &Suite::default(), at, rule)).collect();
    super::out::data(&match args.format {
        Format::Text if why.is_empty() => format!("As at {} nothing is found in this record.\n", dated_clock(at)),
        Format::Text => why.iter().map(text).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&why.iter().map(json).collect::<Vec<_>>())?),
    })?;
    Ok(OK)
}

fn one_record(file: &std::path::Path) -> Result<Record> {
    let mut sources =
        source::listed(&[file.to_owned()]).into_iter().flat_map(|file| source::read(file, false)).collect::<Vec<_>>();
    if sources.len() > 1 {
        bail!(
            "{}: explain takes one record at a time, and this holds {}",
            visible(&file.display().to_string()),
            sources.len()
        );
    }
    match sources.pop().map(|source| (source.read, source.file)) {
        Some((Ok(case), _)) => Ok(Record::fold(case)),
        Some((Err(problem), file)) => bail!("{file}: {problem}"),
        None => bail!("{}: no record is in it", visible(&file.display().to_string())),
    }
}

/// Returns the rules that find something, each once, in the order of the register.
fn finding_rules(record: &Record, policy: &Policy, at: Instant) -> Vec<&'static Rule> {
    let assessment = assess(record, policy, at);
    crate::law::register::rules()
        .filter(|rule| assessment.findings.iter().any(|finding| finding.rule == rule.id))
        .collect()
}

fn of_entry(record: &Record, policy: &Policy, at: Instant, position: usize, format: Format) -> Result<String> {
    let Some(entry) = record.entries().get(position) else {
        bail!(
            "there is no entry {position}: this record's are numbered 0 to {}",
            record.entries().len().saturating_sub(1)
        );
    };
    let bearings = bearings(record, policy, &Suite::default(), at, position);
    if format == Format::Json {
        let rules: Vec<Value> =
            bearings.iter().map(|bearing| json!({ "rule": bearing.rule, "without": bearing.without })).collect();
        let out = json!({ "entry": position, "at": utc(entry.at()), "kind": entry.kind.word(), "as_at": utc(at), "rules": rules });
        return Ok(format!("{}\n", serde_json::to_string_pretty(&out)?));
    }
    let mut page = format!("Entry {position}, {}: {}\n", day_clock(entry.at()), visible(&telling::whole(entry)));
    if entry.at() > at {
        page.push_str(&format!("Later than the time judged, {}: left out, as if not yet made.\n", dated_clock(at)));
    } else if bearings.is_empty() {
        page.push_str(&format!("As at {} no rule's answer rests on it alone.\n", dated_clock(at)));
    }
    for bearing in bearings {
        page.push_str(&format!("  {:<34} without it: {}\n", bearing.rule, visible(&bearing.without)));
    }
    Ok(page)
}

/// Says whether a row of the threshold test applies as the record stands, and what the test answers.
fn of_row(record: &Record, policy: &Policy, at: Instant, row: &TestRow, format: Format) -> Result<String> {
    let answer = assess(record, policy, at).accommodation;
    let (decides, applies) = (answer.rule == row.id, answer.fired.contains(&row.id));
    if format == Format::Json {
        let out = json!({
            "row": row.id, "title": row.when, "standard": row.standard.word(), "cites": row.cites, "as_at": utc(at),
            "applies": applies, "decides": decides, "outcome": answer.outcome.word(), "rule": answer.rule,
            "fired": answer.fired, "message": answer.message,
        });
        return Ok(format!("{}\n", serde_json::to_string_pretty(&out)?));
    }
    let stands = match (decides, applies) {
        (true, _) => "It decides the answer.".to_owned(),
        (false, true) => format!("It applies; {} decides.", answer.rule),
        (false, false) => format!("It doesn't apply as the record stands; {} decides.", answer.rule),
    };
    let applied = format!("Rows that apply, in the order of the law: {}.", answer.fired.join(", "));
    let mut page = format!("{}, as at {}\n", row.id, day_clock(at));
    page.extend([
        paragraph(&format!("{}.", row.when.trim_end_matches('.')), "  "),
        paragraph(&format!("{}: {}.", row.standard.plain(), row.cites.join("; ")), "  "),
        paragraph(&format!("Why it matters: {}", row.why), "  "),
        paragraph(&stands, "  "),
        "\nThe answer\n".to_owned(),
        paragraph(&visible(&format!("{}: {}", answer.outcome.plain(), answer.message)), "  "),
        paragraph(&applied, "  "),
    ]);
    Ok(page)
}

/// Returns a text as lines of a page, those after the first behind `hang`.
fn paragraph(text: &str, hang: &str) -> String {
    let options = textwrap::Options::new(98).initial_indent("  ").subsequent_indent(hang);
    textwrap::wrap(text, options).iter().map(|line| format!("{line}\n")).collect()
}

fn text(why: &Explanation) -> String {
    let mut page = format!("{}, as at {}\n", why.rule.id, day_clock(why.as_at));
    for Block { heading, rows } in blocks(why) {
        if !heading.is_empty() {
            page.push_str(&format!("\n{heading}\n"));
        }
        let lead = rows.iter().map(|row| row.lead.chars().count()).max().unwrap_or(0);
        let lead = if lead == 0 { 0 } else { lead + 2 };
        let hang = " ".repeat(2 + lead);
        for row in rows {
            let (led, hang) = match row.lead.as_str() {
                "" => (row.text, "  "),
                _ => (format!("{:<lead$}{}", row.lead, row.text), hang.as_str()),
            };
            page.push_str(&paragraph(&led, hang));
        }
    }
    page
}

fn json(why: &Explanation) -> Value {
    let answers: Vec<Value> = why
        .answers
        .iter()
        .map(|answer| {
            let sums: Vec<Vec<Value>> = answer
                .sums
                .iter()
                .map(|sum| {
                    sum.lines
                        .iter()
                        .map(|line| json!({ "figure": line.figure, "words": line.words, "entry": line.entry }))
                        .collect()
                })
                .collect();
            match &answer.said {
                Said::Finding(finding) => json!({
                    "finding": finding.verdict.word(), "at": utc(finding.at), "due": finding.due.map(utc),
                    "minutes": finding.minutes, "entries": finding.entries, "via": finding.via,
                    "message": finding.message, "cites": finding.cites, "sums": sums,
                }),
                Said::Duty(duty) => json!({
                    "duty": duty.state.word(), "due": duty.due.map(utc), "done_at": duty.done_at.map(utc),
                    "owed_by": duty.owed_by.word(), "message": duty.message, "cites": duty.cites, "sums": sums,
                }),
            }
        })
        .collect();
    json!({
        "rule": why.rule.id, "title": why.rule.title, "standard": why.rule.standard.word(), "cites": why.rule.cites,
        "as_at": utc(why.as_at), "law_in_force_on": why.law_on.map(|date| date.to_string()), "in_force": why.in_force,
        "answers": answers,
        "child": why.child.iter().map(|fact| json!({ "field": fact.name, "told": fact.told, "without": fact.without })).collect::<Vec<_>>(),
        "facts": why.facts.iter().map(|fact| json!({
            "entry": fact.position, "at": utc(fact.at), "title": fact.title, "told": fact.told, "without": fact.without,
        })).collect::<Vec<_>>(),
        "changes": why.changes.iter().map(|change| json!({ "what": change.what, "then": change.then })).collect::<Vec<_>>(),
        "untried": why.untried,
    })
}
