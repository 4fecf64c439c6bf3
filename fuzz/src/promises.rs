//! What must hold of every input. `tests/fuzz_seeds.rs` holds every kept seed to the same.
//!
//! A broken promise is a panic, which is what a fuzzer looks for.

use chrono::TimeDelta;
use pacekeeper::desk::why::blocks;
use pacekeeper::law::explain::{Said, explain};
use pacekeeper::law::{Assessment, Finding, Policy, Suite, assess, assess_among, register};
use pacekeeper::record::text::is_hidden;
use pacekeeper::record::{CaseFile, Instant, Moment, Problem, Record};

/// The most entries of a record that is explained: each entry is a trial, and each trial judges the record again.
const SHORT: usize = 24;

/// One input in so many is explained: an explanation costs as much as some hundred judgements.
const EXPLAINED: u64 = 64;

/// One input in so many is judged at an instant centuries off: every night until then is counted.
const FAR_OFF: u64 = 256;

/// Another child's record, in the same suite on the same night; its words are those that the demo's checks use.
const OTHER: &str = r#"{ "format": "pacekeeper-case/1", "custody_number": "ZZ/OTHER/26", "entries": [
    { "at": "2026-10-24T20:00:00+01:00", "kind": "arrived" },
    { "at": "2026-10-24T22:00:00+01:00", "kind": "check", "seen": "on bench, reading", "said": "wants his mum" },
    { "at": "2026-10-25T01:30:00+00:00", "kind": "check", "seen": "sat up, talking about football" } ] }"#;

/// Reads the bytes strictly and leniently.
pub fn reading(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let lenient = CaseFile::read_lenient(text);
    match CaseFile::read(text) {
        Ok(case) => {
            goes_out_and_comes_back(&case);
            let (kept_case, kept) = lenient.expect("what reads strictly reads leniently");
            assert!(kept.is_empty(), "nothing was unknown, yet kept: {kept:?}");
            assert_eq!(kept_case, case, "the lenient reading is another");
        }
        Err(problem) => {
            well_told(text, &problem);
            match lenient {
                Ok((case, kept)) => {
                    assert!(!kept.is_empty(), "read leniently with nothing kept, though: {problem}");
                    kept.iter().for_each(|problem| well_told(text, problem));
                    goes_out_and_comes_back(&case);
                }
                Err(problem) => well_told(text, &problem),
            }
        }
    }
}

fn goes_out_and_comes_back(case: &CaseFile) {
    let value = case.write();
    for written in [value.to_string(), format!("{value:#}")] {
        let back = CaseFile::read(&written).unwrap_or_else(|problem| panic!("{problem}\n{written}"));
        assert_eq!(&back, case, "what went out came back otherwise");
    }
}

/// A refusal names a line that is there and says something, and nothing in it acts on a screen.
fn well_told(text: &str, problem: &Problem) {
    let lines = text.split('\n').count();
    assert!((1..=lines).contains(&problem.line), "line {} of {lines}: {problem:?}", problem.line);
    assert!(!problem.message.is_empty(), "{problem:?}");
    assert!(!problem.message.chars().any(is_hidden), "{problem:?}");
}

/// Reads the bytes as a case file, leniently where need be, and judges the record at several instants.
pub fn judging(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok((case, _)) = CaseFile::read_lenient(text) else { return };
    let record = Record::fold(case);
    let (policy, dice) = (Policy::default(), dice(data));
    let other = Record::fold(CaseFile::read(OTHER).expect("the other record reads"));
    let suite = Suite::index(&[&record, &other]);
    for now in instants(&record, dice) {
        let alone = assess(&record, &policy, now);
        sound(&record, &alone);
        same_but_for_copied_words(&record, &alone, &assess_among(&record, &policy, &suite, now));
        as_if_later_entries_were_not_made(&record, &policy, &alone);
    }
    let Some(now) = record.last_at().filter(|_| record.entries().len() <= SHORT && dice % EXPLAINED == 0) else {
        return;
    };
    let rules: Vec<_> = register::rules().collect();
    let rule = rules[(dice / EXPLAINED) as usize % rules.len()];
    explained(&record, &policy, &suite, now, rule);
    // One that finds something says more than one that is silent.
    if let Some(finding) = assess_among(&record, &policy, &suite, now).findings.first() {
        let rule = register::rule(finding.rule).expect("a finding's rule is in the register");
        explained(&record, &policy, &suite, now, rule);
    }
}

/// The instants at which a record is judged: its end, one before, within or after it, one by chance, seldom one centuries off.
fn instants(record: &Record, dice: u64) -> Vec<Instant> {
    let Some(last) = record.last_at() else { return vec![at("2026-10-25T01:30:00Z")] };
    let first = record.entries().iter().map(|entry| entry.at()).min().unwrap_or(last);
    let span = (last - first).num_minutes() + 3 * 24 * 60;
    let by_chance = first + TimeDelta::minutes((dice >> 16) as i64 % span.max(1)).abs();
    let one_of = match (dice >> 8) % 4 {
        0 => first - TimeDelta::minutes(1),
        1 => first + (last - first) / 2,
        2 => last + TimeDelta::hours(7),
        _ => first,
    };
    let mut instants = vec![last, one_of, by_chance];
    if dice % FAR_OFF == 1 {
        instants.push(at(if dice & 0x8000 == 0 { "1900-01-01T00:00:00Z" } else { "2199-12-31T23:59:59Z" }));
    }
    instants
}

fn at(text: &str) -> Instant {
    Moment::parse(text).expect("a time").instant()
}

fn sound(record: &Record, assessment: &Assessment) {
    let now = assessment.as_at;
    for finding in &assessment.findings {
        assert!(!finding.message.is_empty() && !finding.cites.is_empty(), "{finding:?}");
        assert!(finding.minutes.is_none_or(|minutes| minutes >= 0), "{finding:?}");
        assert!(finding.entries.iter().all(|&i| i < record.entries().len()), "{finding:?}");
        assert!(finding.at <= now, "a finding from the future: {finding:?}");
        assert!(register::rule(finding.rule).is_some(), "{finding:?}");
    }
    for duty in &assessment.duties {
        assert!(!duty.message.is_empty() && !duty.cites.is_empty(), "{duty:?}");
    }
    let order = |finding: &Finding| (finding.at, finding.rule, finding.entries.clone());
    assert!(assessment.findings.is_sorted_by_key(order), "findings out of order: {:?}", assessment.findings);
    assert!(assessment.duties.is_sorted_by_key(|duty| (duty.due, duty.rule)), "duties out of order");
    assert!(assessment.overnight_minutes >= 0, "{} minutes overnight", assessment.overnight_minutes);
    assert!(assessment.clocks.elapsed_minutes.is_none_or(|minutes| minutes >= 0), "{:?}", assessment.clocks);
}

fn same_but_for_copied_words(record: &Record, alone: &Assessment, together: &Assessment) {
    let (mut alone, mut together) = (alone.clone(), together.clone());
    alone.findings.retain(|finding| finding.rule != "check.cloned");
    together.findings.retain(|finding| finding.rule != "check.cloned");
    assert_eq!(alone, together, "{} is judged otherwise in company", record.head.custody_number);
}

/// What is written later can't change what was owed before.
fn as_if_later_entries_were_not_made(record: &Record, policy: &Policy, assessment: &Assessment) {
    let now = assessment.as_at;
    let later = |(i, entry): (usize, &pacekeeper::record::Entry)| (entry.at() > now).then_some(i);
    let later: Vec<usize> = record.entries().iter().enumerate().filter_map(later).collect();
    if later.is_empty() {
        return;
    }
    let until_now = later.iter().fold(record.clone(), |record, &i| record.without(i));
    assert_eq!(&assess(&until_now, policy, now), assessment, "later entries change what was so at {now}");
}

fn explained(record: &Record, policy: &Policy, suite: &Suite, now: Instant, rule: &'static register::Rule) {
    let why = explain(record, policy, suite, now, rule);
    let mut found: Vec<Finding> = why
        .answers
        .iter()
        .filter_map(|answer| match &answer.said {
            Said::Finding(finding) => Some(finding.clone()),
            Said::Duty(_) => None,
        })
        .collect();
    found.sort_by_key(|finding| (finding.at, finding.entries.clone()));
    let mut whole = assess_among(record, policy, suite, now).findings;
    whole.retain(|finding| finding.rule == rule.id);
    assert_eq!(found, whole, "{} is explained otherwise than the law finds it", rule.id);
    for fact in &why.facts {
        assert!(fact.position < record.entries().len(), "{fact:?}");
    }
    for row in blocks(&why).iter().flat_map(|block| &block.rows) {
        assert!(!row.text.chars().any(is_hidden), "{}: {}", rule.id, row.text);
    }
}

/// A number that depends on every byte (FNV-1a): inputs stay plain case files, and each still chooses for itself.
fn dice(data: &[u8]) -> u64 {
    let hash = data
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    hash ^ (hash >> 29)
}
