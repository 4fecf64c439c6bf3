//! What a rule is told with at the desk is what moves it: each number of force policy is changed, and every fixture judged again.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pacekeeper::law::{Assessment, Duty, Policy, State, assess, register};
use pacekeeper::record::{CaseFile, Entry, Record};

fn fixtures() -> Vec<Record> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = |name: &str| std::fs::read_dir(folder.join(name)).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> = ["", "good", "poor", "told"].into_iter().flat_map(files).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
    let read = |path: PathBuf| Record::fold(CaseFile::read(&std::fs::read_to_string(path).unwrap()).unwrap());
    paths.into_iter().map(read).collect()
}

/// Returns other values of a number: minutes a quarter and four times as long, other times of day, the other answer.
fn others(value: &str) -> Vec<String> {
    match value.parse::<i64>() {
        Ok(value) => vec![(value / 4).to_string(), (value * 4).to_string()],
        Err(_) if value.contains(':') => vec!["\"03:00\"".to_owned(), "\"14:00\"".to_owned()],
        Err(_) if value == "true" => vec!["false".to_owned()],
        Err(_) if value.contains("needs_reason") => vec!["\"not_supported\"".to_owned()],
        Err(_) => vec!["[]".to_owned()],
    }
}

/// Returns the rules, and the rows of the threshold test, on which two assessments differ; that something owed is due soon
/// is no difference, since that only warns.
fn moved(before: &Assessment, after: &Assessment) -> BTreeSet<&'static str> {
    if before == after {
        return BTreeSet::new();
    }
    let quiet = |duty: &Duty| {
        let state = if duty.state == State::DueSoon { State::Open } else { duty.state };
        Duty { state, ..duty.clone() }
    };
    let of = |one: &Assessment, id: &str| {
        let found: Vec<_> = one.findings.iter().filter(|finding| finding.rule == id).cloned().collect();
        let owed: Vec<_> = one.duties.iter().filter(|duty| duty.rule == id).map(quiet).collect();
        (found, owed)
    };
    let rules = register::rules().map(|rule| rule.id).filter(|id| of(before, id) != of(after, id));
    let (was, is) = (&before.accommodation.fired, &after.accommodation.fired);
    let rows = was.iter().chain(is).copied().filter(|id| was.contains(id) != is.contains(id));
    rules.chain(rows).collect()
}

#[test]
fn a_number_of_force_policy_moves_no_rule_but_those_it_is_told_with() {
    let usual = Policy::default();
    let records = fixtures();
    let nows: Vec<_> = records.iter().map(|record| record.entries().iter().map(Entry::at).max().unwrap()).collect();
    let before: Vec<Assessment> = records.iter().zip(&nows).map(|(record, now)| assess(record, &usual, *now)).collect();
    let (mut wrong, mut tried) = (BTreeSet::new(), 0);
    for number in usual.numbers() {
        let (section, key) = number.name.split_once('.').unwrap();
        for value in others(&number.value) {
            // What is out of bounds isn't taken.
            let Ok(policy) = Policy::read(&format!("[{section}]\n{key} = {value}\n")) else { continue };
            for ((record, now), before) in records.iter().zip(&nows).zip(&before) {
                for id in moved(before, &assess(record, &policy, *now)) {
                    tried += 1;
                    if !usual.numbers_of(id).iter().any(|told| told.name == number.name) {
                        wrong.insert((number.name, id));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(tried > 100, "only {tried} answers moved: the numbers aren't tried");
}
