//! "Why?" of the short fixtures: an answer rests on something, something would have changed it, and it is the law's own answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use pacekeeper::desk::why::blocks;
use pacekeeper::law::explain::{Explanation, Said, bearings, explain};
use pacekeeper::law::{Policy, State, Suite, assess, register};
use pacekeeper::record::{CaseFile, Instant, Record};

/// The most entries of a record that is explained here: each entry is a trial, and each trial judges it.
const SHORT: usize = 45;

fn records() -> Vec<(String, Record, Instant)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<_> = [folder.clone(), folder.join("told")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let record = Record::fold(CaseFile::read(&std::fs::read_to_string(path).unwrap()).unwrap());
        let at = record.last_at().unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), record, at)
    };
    let json = files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "json"));
    let records: Vec<_> = json.map(read).filter(|(_, record, _)| record.entries().len() <= SHORT).collect();
    assert!(records.len() >= 8, "{} records", records.len());
    records
}

fn explained(record: &Record, at: Instant, rule: &str) -> Explanation {
    explain(record, &Policy::default(), &Suite::default(), at, register::rule(rule).unwrap())
}

#[test]
fn whatever_is_found_rests_on_something_and_something_would_have_changed_it() {
    for (name, record, at) in records() {
        let assessment = assess(&record, &Policy::default(), at);
        let found: BTreeSet<&str> = assessment.findings.iter().map(|finding| finding.rule).collect();
        for rule in found {
            let why = explained(&record, at, rule);
            assert!(!why.facts.is_empty() || !why.child.is_empty(), "{name}: {rule} rests on nothing");
            assert!(!why.changes.is_empty(), "{name}: nothing would have changed {rule}");
            let mut findings = Vec::new();
            for answer in &why.answers {
                if let Said::Finding(finding) = &answer.said {
                    findings.push(finding.clone());
                }
            }
            let whole: Vec<_> = assessment.findings.iter().filter(|finding| finding.rule == rule).cloned().collect();
            assert_eq!(findings, whole, "{name}: {rule} is explained as the whole law finds it");
            for row in blocks(&why).iter().flat_map(|block| &block.rows) {
                assert!(!row.text.chars().any(char::is_control), "{name}: {rule}: {}", row.text);
            }
        }
    }
}

#[test]
fn every_entry_that_a_finding_names_can_be_asked_what_rests_on_it() {
    for (name, record, at) in records().into_iter().take(4) {
        let assessment = assess(&record, &Policy::default(), at);
        for (position, entry) in record.entries().iter().enumerate() {
            let rules: Vec<&str> =
                bearings(&record, &Policy::default(), &Suite::default(), at, position).iter().map(|b| b.rule).collect();
            let decides = matches!(entry.kind.word(), "detention_authorised" | "review");
            assert!(!decides || !rules.is_empty(), "{name}: nothing rests on entry {position}");
        }
        assert!(!assessment.duties.is_empty());
    }
}

#[test]
fn a_night_of_checks_done_is_one_line_beside_the_first_and_the_last() {
    let mut tried = 0;
    for (name, record, at) in records() {
        let why = explained(&record, at, "check.due");
        let done = |said: &Said| matches!(said, Said::Duty(duty) if duty.state == State::Done);
        let made = why.answers.iter().filter(|answer| done(&answer.said)).count();
        let told = blocks(&why);
        let owed = told.iter().filter(|block| block.heading == "Owed").count();
        let line = told.iter().find(|block| block.heading == "Done").map(|block| block.rows[0].text.clone());
        let first = why.answers.first().is_some_and(|answer| done(&answer.said));
        let folded = made - usize::from(first) - 1.min(made - usize::from(first));
        if folded < 3 {
            assert_eq!((owed, line), (why.answers.len(), None), "{name}");
            continue;
        }
        tried += 1;
        assert_eq!(owed, why.answers.len() - folded, "{name}");
        assert!(line.is_some_and(|line| line.starts_with(&format!("Owed and done {folded} times more, "))), "{name}");
    }
    assert!(tried > 0);
}
