//! Holding one record against the law: an ordinary night, a long one, and one far longer than any.

use divan::Bencher;
use pacekeeper::law::{Facts, Policy, Suite, assess, assess_among};
use pacekeeper::record::{CaseFile, Moment, Record};

use crate::made::Night;

/// One assessment of an open record.
#[divan::bench(args = [60, 300, 2_000, 8_000])]
fn assess_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let night = Night { number: 7, entries, closed: false };
    let (record, policy) = (night.record(), Policy::default());
    bencher.bench(|| assess(&record, &policy, night.end()));
}

/// The same among twenty other children, whose words it is set against.
#[divan::bench(args = [60, 2_000])]
fn assess_among_others(bencher: Bencher<'_, '_>, entries: usize) {
    let night = Night { number: 7, entries, closed: false };
    let (record, policy) = (night.record(), Policy::default());
    let others: Vec<_> = (0..20).map(|i| Night { number: 7 + i * 350, ..night }.record()).collect();
    let suite = Suite::index(&others.iter().collect::<Vec<_>>());
    bencher.bench(|| assess_among(&record, &policy, &suite, night.end()));
}

/// Gathering the facts, which every form does before it judges anything.
#[divan::bench(args = [60, 2_000])]
fn gather_entries(bencher: Bencher<'_, '_>, entries: usize) {
    let night = Night { number: 7, entries, closed: false };
    let (record, policy, suite) = (night.record(), Policy::default(), Suite::default());
    bencher.bench(|| Facts::gather(&record, &policy, &suite, night.end()).entries.len());
}

/// Twenty thousand checks at one instant whose texts differ by a slip: what a hostile file holds, alone and in its suite.
#[divan::bench(args = [false, true])]
fn assess_20_000_checks_alike(bencher: Bencher<'_, '_>, in_suite: bool) {
    let record = flood();
    let policy = Policy::default();
    let suite = if in_suite { Suite::index(&[&record]) } else { Suite::default() };
    let now = Moment::parse("2026-11-10T13:00:00Z").unwrap().instant();
    bencher.bench(|| assess_among(&record, &policy, &suite, now).findings.len());
}

fn flood() -> Record {
    let check = |i: usize| {
        let word = if i.is_multiple_of(2) { "blanket" } else { "blankte" };
        format!(
            r#"{{"at": "2026-11-10T12:30:00Z", "kind": "check",
            "by": {{"name": "DO B Sample", "role": "detention_officer", "rank": "staff"}}, "awake": true, "demeanour": "calm", "not_said": "declined",
            "seen": "Lying on the bench, facing the wall, under a grey {word}; wouldn't look round when spoken to"}}"#
        )
    };
    let entries: Vec<String> = (0..20_000).map(check).collect();
    let text = format!(
        r#"{{"format": "pacekeeper-case/1", "custody_number": "BE/1/26", "suite": "Benchford",
        "child": {{"date_of_birth": "2010-03-03"}}, "entries": [
        {{"at": "2026-11-10T12:00:00Z", "kind": "detention_authorised", "grounds": "questioning"}}, {}]}}"#,
        entries.join(",\n")
    );
    Record::fold(CaseFile::read(&text).unwrap())
}
