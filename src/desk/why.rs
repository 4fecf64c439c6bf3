//! "Why?", laid out: the answer, its sums, the facts it rests on, what would have changed it. The same at a prompt and at the desk.

use crate::law::explain::{Answer, Bearing, Explanation, FactUsed, Said, Sum};
use crate::law::register::{rule, shown_date};
use crate::law::{Duty, Finding, State, Verdict};
use crate::record::text::visible;
use crate::record::time::day_clock;
use crate::record::{Entry, Instant, telling};

/// How heavily a row weighs, to be shown in more than colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A finding.
    Found(Verdict),
    /// What is to be read first after a finding.
    Plain,
    /// What stands behind it.
    Quiet,
}

/// One row: what leads it, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// A mark, a time or an entry's number; may be empty.
    pub lead: String,
    /// What it says.
    pub text: String,
    /// How heavily it weighs.
    pub weight: Weight,
}

/// Some rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The heading; empty for what needs none.
    pub heading: &'static str,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Row {
    /// Returns a row whose text is safe to show.
    pub(super) fn new(lead: impl Into<String>, text: impl Into<String>, weight: Weight) -> Self {
        Self { lead: lead.into(), text: visible(&text.into()).into_owned(), weight }
    }
}

/// Lays an explanation out in blocks, in the order in which a person asks: what, by what sum, from what, what else.
#[must_use]
pub fn blocks(why: &Explanation) -> Vec<Block> {
    let mut blocks = vec![Block { heading: "", rows: head(why) }];
    let (told, folded) = fold_done(&why.answers);
    for (place, said) in told.iter().enumerate() {
        // The sum of a due time is told once, where it first stands.
        let sums: Vec<&Sum> = told.iter().take(place).flat_map(|before| &before.sums).collect();
        blocks.push(answer(said, &sums));
    }
    blocks.extend(done_too(&folded));
    if !why.facts.is_empty() || !why.child.is_empty() {
        blocks.push(Block { heading: "Facts used", rows: facts(why) });
    }
    if !why.changes.is_empty() {
        let rows =
            why.changes.iter().map(|change| Row::new("-", format!("{}: {}.", change.what, change.then), Weight::Plain));
        blocks.push(Block { heading: "What would have changed the answer", rows: rows.collect() });
    }
    blocks
}

/// Lays out what rests on one entry: the entry, and each rule that would answer otherwise without it.
#[must_use]
pub fn resting_on(entry: &Entry, bearings: &[Bearing]) -> Vec<Block> {
    let said = format!("{} {}", day_clock(entry.at()), telling::whole(entry));
    let entry = Block { heading: "", rows: vec![Row::new("", said, Weight::Plain)] };
    if bearings.is_empty() {
        let alone = Row::new("", "No rule's answer rests on it alone.", Weight::Plain);
        return vec![entry, Block { heading: "", rows: vec![alone] }];
    }
    let rows = bearings.iter().map(|one| {
        let title = rule(one.rule).map_or("", |rule| rule.title);
        Row::new("-", format!("{title} ({}): {}.", one.rule, one.without), Weight::Plain)
    });
    vec![entry, Block { heading: "Without it", rows: rows.collect() }]
}

fn head(why: &Explanation) -> Vec<Row> {
    let rule = why.rule;
    let since = match (rule.in_force_from, rule.in_force_until) {
        (from, Some(until)) => {
            let from = from.map_or_else(String::new, |from| format!(" from {}", shown_date(from)));
            format!("; in force{from} until {}", shown_date(until))
        }
        (Some(from), None) => format!("; in force from {}", shown_date(from)),
        (None, None) => String::new(),
    };
    let mut rows = vec![
        Row::new("", format!("{}.", rule.title), Weight::Plain),
        Row::new("", format!("{}: {}{since}.", rule.standard.plain(), rule.cites.join("; ")), Weight::Quiet),
        Row::new("", format!("Why it matters: {}", rule.why), Weight::Quiet),
    ];
    if !why.in_force {
        let on = why.law_on.map_or_else(|| "that date".to_owned(), |date| date.format("%-d %B %Y").to_string());
        let text = format!("Not in force on {on}, the date of this detention: it finds nothing and asks nothing here.");
        rows.push(Row::new("", text, Weight::Plain));
    } else if why.answers.is_empty() {
        let text = format!("Silent: as at {} it finds nothing and asks nothing of this record.", day_clock(why.as_at));
        rows.push(Row::new("", text, Weight::Plain));
    }
    rows
}

/// From how many on, duties done are told in one line, beside the first answer and the last duty done.
const FOLDED: usize = 3;

fn done(answer: &Answer) -> Option<Instant> {
    match &answer.said {
        Said::Duty(duty) if duty.state == State::Done => duty.done_at,
        _ => None,
    }
}

/// Parts the answers into those told each by itself and the times of those told in one line: a night's checks, each owed and
/// each made. What was asked about stands first and is always told, and so is the last one done.
fn fold_done(answers: &[Answer]) -> (Vec<&Answer>, Vec<Instant>) {
    let last = answers.iter().rposition(|one| done(one).is_some());
    let folds = |place: usize, one: &Answer| done(one).filter(|_| place > 0 && last != Some(place));
    let folded: Vec<Instant> = answers.iter().enumerate().filter_map(|(place, one)| folds(place, one)).collect();
    if folded.len() < FOLDED {
        return (answers.iter().collect(), Vec::new());
    }
    let told = answers.iter().enumerate().filter(|(place, one)| folds(*place, one).is_none());
    (told.map(|(_, one)| one).collect(), folded)
}

fn done_too(folded: &[Instant]) -> Option<Block> {
    let (first, last) = (folded.iter().min()?, folded.iter().max()?);
    let text = format!("Owed and done {} times more, {} to {}.", folded.len(), day_clock(*first), day_clock(*last));
    Some(Block { heading: "Done", rows: vec![Row::new("", text, Weight::Quiet)] })
}

fn answer(answer: &Answer, told: &[&Sum]) -> Block {
    let (heading, first) = match &answer.said {
        Said::Finding(finding) => (found(finding), finding_row(finding)),
        Said::Duty(duty) => ("Owed", duty_row(duty)),
    };
    let mut rows = vec![first];
    rows.extend(answer.sums.iter().filter(|sum| !told.contains(sum)).flat_map(sum));
    if let Said::Finding(finding) = &answer.said {
        let via = if finding.via.is_empty() { String::new() } else { format!(" By {}.", finding.via.join(", ")) };
        rows.push(Row::new("", format!("{}.{via}", finding.cites.join("; ")), Weight::Quiet));
    }
    Block { heading, rows }
}

fn found(finding: &Finding) -> &'static str {
    match finding.verdict {
        Verdict::Breach => "Breach",
        Verdict::Shortfall => "Shortfall",
        Verdict::Query => "Query",
    }
}

/// Returns a finding as one row: its verdict in its weight, its message.
pub(super) fn finding_row(finding: &Finding) -> Row {
    Row::new("", &*finding.message, Weight::Found(finding.verdict))
}

/// Returns a duty as one row: what is owed, how it stands, who owes it.
pub(super) fn duty_row(duty: &Duty) -> Row {
    let state = match duty.done_at {
        Some(done) => format!("{}, {}", duty.state.plain(), day_clock(done)),
        None => duty.state.plain(),
    };
    Row::new("", format!("{} ({state}; owed by the {})", duty.message, duty.owed_by.plain()), Weight::Plain)
}

fn sum(sum: &Sum) -> Vec<Row> {
    sum.lines
        .iter()
        .map(|line| {
            let entry = line.entry.map_or_else(String::new, |position| format!(" (entry {position})"));
            Row::new(line.figure.clone(), format!("{}{entry}", line.words), Weight::Plain)
        })
        .collect()
}

fn facts(why: &Explanation) -> Vec<Row> {
    let child = why.child.iter().map(|fact| {
        let text = format!("{} {}; not recorded: {}", fact.name, fact.told, fact.without);
        Row::new("child", text, Weight::Plain)
    });
    let found = why.answers.iter().any(|answer| matches!(answer.said, Said::Finding(_)));
    // Where something is found, what keeps it from being worse is only counted off.
    let (beside, resting): (Vec<&FactUsed>, Vec<&FactUsed>) = why.facts.iter().partition(|fact| found && fact.helps);
    let entries = resting.into_iter().map(|fact| {
        let told = if fact.told.is_empty() { String::new() } else { format!(": {}", fact.told.join("; ")) };
        let without = fact.without.as_ref().map_or_else(String::new, |then| format!(". Without it: {then}"));
        let text = format!("{} {}{told}{without}.", day_clock(fact.at), fact.title);
        Row::new(format!("entry {}", fact.position), text, Weight::Plain)
    });
    let mut rows: Vec<Row> = child.chain(entries).collect();
    if !beside.is_empty() {
        let positions: Vec<String> = beside.iter().map(|fact| fact.position.to_string()).collect();
        let text = format!("Without any of these it would be worse: entries {}.", positions.join(", "));
        rows.push(Row::new("", text, Weight::Quiet));
    }
    if why.untried > 0 {
        let text = format!("{} entries further off weren't tried.", why.untried);
        rows.push(Row::new("", text, Weight::Quiet));
    }
    rows
}
