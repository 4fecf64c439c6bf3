//! Holding one record against the law: an ordinary night, a long one, and one far longer than any.

use divan::Bencher;
use pacekeeper::law::{Facts, Policy, Suite, assess, assess_among};

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
