//! What the law says of every fixture: once in figures, fixture by fixture, and once in words, sentence by sentence.
//!
//! Whether a finding is right is argued in words beside each fixture. Here nothing is argued: a change of a figure or a word
//! is shown, to be read before it is accepted (`INSTA_UPDATE=always cargo test --locked --lib law::tests`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::law::{Assessment, Duty, Finding, Policy, assess};
use crate::record::time::utc;
use crate::record::{CaseFile, Instant, Record};

/// Returns every fixture with its name, in order.
fn fixtures() -> Vec<(String, Record)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = |name: &str| std::fs::read_dir(folder.join(name)).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> = ["", "good", "poor", "told"].into_iter().flat_map(files).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().with_extension("").display().to_string();
        (name, Record::fold(CaseFile::read(&std::fs::read_to_string(&path).unwrap()).unwrap()))
    };
    paths.into_iter().map(read).collect()
}

/// Returns what the law says of a record half way through its entries, while much is still owed, and at its last.
fn judged(record: &Record) -> [Assessment; 2] {
    let mut times: Vec<Instant> = record.entries().iter().map(crate::record::Entry::at).collect();
    times.sort_unstable();
    [times[times.len() / 2], times[times.len() - 1]].map(|now| assess(record, &Policy::default(), now))
}

fn time(at: Option<Instant>) -> String {
    at.map_or_else(|| "-".to_owned(), utc)
}

fn finding(found: &Finding) -> String {
    let minutes = found.minutes.map_or_else(|| "-".to_owned(), |minutes| minutes.to_string());
    let (at, due) = (utc(found.at), time(found.due));
    format!(
        "  {} {} {at} due {due} min {minutes} on {:?} {:?} {} {}\n",
        found.verdict.word(),
        found.rule,
        found.entries,
        found.via,
        found.standard.word(),
        found.owed_by.word(),
    )
}

fn duty(owed: &Duty) -> String {
    let (due, done) = (time(owed.due), time(owed.done_at));
    format!("  {} {} due {due} done {done} {}\n", owed.state.word(), owed.rule, owed.owed_by.word())
}

#[test]
fn what_every_fixture_comes_to_in_figures() {
    let mut figures = String::new();
    for (name, record) in fixtures() {
        let last = record.last_at().unwrap();
        for seen in judged(&record) {
            figures.push_str(&format!(
                "{name} at {}: age {:?} {:?}, closed {}, {} min overnight, {}\n  {:?}\n",
                utc(seen.as_at),
                seen.age_at_start,
                seen.age,
                seen.closed,
                seen.overnight_minutes,
                seen.accommodation.outcome.word(),
                seen.clocks,
            ));
            if !seen.accommodation.fired.is_empty() {
                figures.push_str(&format!("  {} of {:?}\n", seen.accommodation.rule, seen.accommodation.fired));
            }
            // What is owed shows most half way, what fell short at the end.
            if seen.as_at == last {
                seen.findings.iter().for_each(|found| figures.push_str(&finding(found)));
            } else {
                seen.duties.iter().for_each(|owed| figures.push_str(&duty(owed)));
            }
        }
    }
    insta::assert_snapshot!(figures);
}

#[test]
fn what_is_said_in_words() {
    // Sentences that differ only in their figures are said once.
    let mut said: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut say = |rule: String, message: &str| {
        let shape = message.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        said.entry((rule, shape)).or_insert_with(|| message.to_owned());
    };
    for (_, record) in fixtures() {
        for seen in judged(&record) {
            for found in &seen.findings {
                say(format!("{} {}", found.rule, found.verdict.word()), &found.message);
            }
            for owed in &seen.duties {
                say(format!("{} {}", owed.rule, owed.state.word()), &owed.message);
            }
            say(
                format!("{} {}", seen.accommodation.rule, seen.accommodation.outcome.word()),
                &seen.accommodation.message,
            );
        }
    }
    let lines: Vec<String> = said.iter().map(|((rule, _), message)| format!("{rule}: {message}")).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
