//! `handover`: the page that goes from one shift to the next, as plain text to print or to read.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args as ClapArgs;

use super::OK;
use super::held::Held;
use crate::desk::handover::{ChildPage, Handover, NOTHING_DUE};
use crate::record::text::visible;
use crate::record::time::in_full;
use crate::record::{Instant, Record};

/// The columns of the page: what a printer of 80 sets with a margin.
const COLUMNS: usize = 78;
/// Where the words of a child's row begin.
const LABEL: usize = 15;

/// Print the handover page: what is late or falls due first, then every child, who owes what, who took them over.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper handover > handover.txt")]
pub struct Args {
    /// The force's policy file (TOML).
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// Runs `handover`; returns its exit status.
///
/// # Errors
/// A ledger or policy file that can't be read.
pub fn run(args: &Args, ledger: &Path) -> Result<u8> {
    let held = Held::read(args.policy.as_deref(), ledger)?;
    super::out::data(&page(&held))?;
    Ok(OK)
}

fn page(held: &Held) -> String {
    let handover = held
        .over(|judged| Handover::of(judged.iter().map(|(id, facts, assessment)| (*id, facts, assessment)), held.now));
    let all: Vec<&Record> = held.records.iter().map(|(_, record)| record).collect();
    let mut lines = heading(&all, &handover, held.now, held.training);
    if !handover.children.is_empty() {
        lines.extend(["".to_owned(), "FIRST: LATE, OR DUE WITHIN 2 HOURS".to_owned()]);
        if handover.urgent.is_empty() {
            lines.push(NOTHING_DUE.to_owned());
        }
        lines.extend(handover.urgent.iter().flat_map(|one| wrapped(&one.lead(), &one.text, handover.lead_width())));
    }
    lines.extend(handover.children.iter().flat_map(child));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn heading(records: &[&Record], handover: &Handover, now: Instant, training: bool) -> Vec<String> {
    let mut suites: Vec<&str> = records.iter().filter_map(|record| record.head.suite.as_deref()).collect();
    suites.sort_unstable();
    suites.dedup();
    let training = if training { "TRAINING. " } else { "" };
    let whose = if suites.is_empty() { String::new() } else { format!(" {}", suites.join(", ")) };
    let stands = match handover.children.len() {
        0 => "No child is held.".to_owned(),
        1 => format!("One child is held; taken over: {}.", if handover.taken_over() == 1 { "yes" } else { "not yet" }),
        many => format!("{many} children are held; taken over: {} of {many}.", handover.taken_over()),
    };
    let mut lines = wrapped("", &format!("{training}Handover{whose}, {}", in_full(now)), 0);
    lines.push(stands);
    lines
}

/// A child's block; where nobody has taken the child over, with room to sign on paper.
fn child(child: &ChildPage) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(wrapped("", &format!("{} ({})", child.who, child.held), 0));
    for row in &child.rows {
        lines.extend(wrapped(&format!("  {}", row.label), &row.text, LABEL));
    }
    if child.taken.is_none() {
        lines.extend(wrapped("", "given by __________________  taken over by __________________", LABEL));
    }
    lines
}

/// Returns words behind a label, wrapped to the page, the later lines set in as far as the first; nothing hidden in them.
fn wrapped(label: &str, words: &str, indent: usize) -> Vec<String> {
    let first = format!("{label:indent$}");
    let rest = " ".repeat(indent);
    let options = textwrap::Options::new(COLUMNS).initial_indent(&first).subsequent_indent(&rest);
    textwrap::wrap(&visible(words), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;
    use crate::law::Policy;
    use crate::law::testing::{Given, given, instant};

    fn printed(children: &[Given], now: &str) -> String {
        let records: Vec<_> =
            children.iter().enumerate().map(|(n, child)| (format!("r-{n}"), child.record())).collect();
        page(&Held { records, policy: Policy::default(), now: instant(now), training: false })
    }

    fn night() -> [Given; 3] {
        let held = |number: &str, name: &str, cell: &str| {
            given()
                .top("custody_number", json!(number))
                .child(json!({ "name": name }))
                .at("21:00", "arrived", json!({}))
                .at("21:10", "detention_authorised", json!({ "grounds": "obtain evidence by questioning" }))
                .at("21:15", "rights_given", json!({ "aa_present": false }))
                .at("21:20", "placed", json!({ "in": "cell", "cell": cell, "reason": "detention rooms full" }))
                .at("21:20", "risk_assessed", json!({ "level": "standard", "text": "none known" }))
                .at("21:20", "observation_set", json!({ "level": 2, "every_minutes": 30 }))
        };
        let rowan = held("TE/1/26", "Rowan Example", "7")
            .at("21:30", "aa_requested", json!({ "who": "scheme", "for": "arrival", "outcome": "coming", "eta": "23:50" }))
            .at("22:30", "check", json!({ "awake": true, "demeanour": "calm", "seen": "reading", "said": "is it morning yet" }))
            .at("22:58", "check", json!({ "awake": true, "demeanour": "tearful", "seen": "by the door", "said": "who is feeding my sister" }))
            .at("22:00", "referral_owed_by", json!({ "name": "PC Odd Sample", "number": "4471", "role": "arresting_officer" }));
        let girl = held("TE/2/26", "Nia Invented", "F2")
            .child(json!({ "sex": "female" }))
            .at(
                "22:50",
                "check",
                json!({ "awake": true, "demeanour": "withdrawn", "seen": "on the bench", "not_said": "declined" }),
            )
            .at(
                "22:55",
                "note",
                json!({ "text": "Passed on: Referral,\nto DC Zed Made-Up (4480),\nbecause PC Odd went off at 22:30" }),
            );
        let away = held("TE/3/26", "Sam Pretend", "11")
            .at("22:40", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("22:59", "note", json!({ "text": "Handover: given by Sgt Test (1).\nNot visited: hospital, for treatment.", "by": { "name": "Sgt Next", "number": "9", "role": "custody_officer", "rank": "sergeant" } }));
        [away, girl, rowan]
    }

    #[test]
    fn three_children_of_a_night_are_one_page_with_what_is_time_critical_first() {
        let page = printed(&night(), "23:00");
        assert_snapshot!(page);
        assert!(page.lines().count() <= 60 && page.lines().all(|line| line.chars().count() <= COLUMNS), "{page}");
    }

    #[test]
    fn with_no_child_held_the_page_says_so_and_ends() {
        let page = printed(&[], "23:00");
        assert!(page.ends_with("\nNo child is held.\n") && page.lines().count() == 2, "{page}");
    }

    #[test]
    fn nothing_hidden_in_what_was_typed_reaches_the_page() {
        let [_, _, rowan] = night();
        let page = printed(&[rowan.child(json!({ "name": "Ro\u{1b}[2Jw\u{202E}an" }))], "23:00");
        assert!(page.contains("Ro‹U+001B›[2Jw‹U+202E›an"), "{page}");
        assert!(!page.chars().any(|c| c != '\n' && c.is_control()), "{page:?}");
    }
}
