//! How long the rules take as they are written here, beside the same rules in Rego and in Python.
//!
//! `cargo run --release --locked --manifest-path benches/rivals/Cargo.toml`. Before anything is timed, every rival must find the
//! same on every record: rule, verdict, instant, minutes and entry. What the lines were, and what they leave out, stands in
//! `docs/performance.md`. Nothing here is a test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench stops at what is wrong"
)]

#[path = "../../speed/made.rs"]
#[allow(dead_code, reason = "it serves the other benches too")]
mod made;
mod nights;
mod python;
mod rego;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant as Started;

use nights::Case;
use pacekeeper::law::{Facts, Judgement, Policy, Rule, Suite, register};

/// The rules written in Rego, and in Python too.
const SEVEN: [&str; 7] = [
    "entry.late",
    "entry.unsigned",
    "check.no-demeanour",
    "check.no-voice",
    "review.not-seen",
    "review.no-effect",
    "data.blank",
];

/// The rules written in Python only.
const SEVEN_MORE: [&str; 7] = [
    "review.no-voice",
    "review.not-spoken-to",
    "review.advice-reminder",
    "review.wrong-officer",
    "entry.corrected-late",
    "check.while-away",
    "check.gap",
];

/// How many records are compared; all of them are timed, and apart from that the first few, as many as a full suite holds,
/// which stay in a processor's caches between one turn and the next.
const RECORDS: usize = 200;
const SUITE: usize = 20;
const ROUNDS: usize = 15;

/// A finding as it is compared: rule, verdict, seconds since 1970, minutes, the entries it stands on.
type Answer = (String, String, i64, Option<i64>, Vec<usize>);

fn main() {
    let cases: Vec<Case> = (0..RECORDS as u64).map(Case::of).collect();
    let seven = Ours::of(SEVEN);
    let fourteen = Ours::of(SEVEN.into_iter().chain(SEVEN_MORE));
    for rule in &fourteen.rules {
        let records =
            cases.iter().filter(|case| fourteen.answers(case).iter().any(|answer| answer.0 == rule.id)).count();
        println!("{}: found something on {records} of {RECORDS} records", rule.id);
        assert!(0 < records && records < cases.len(), "{} must fire somewhere and be silent somewhere", rule.id);
    }

    let mut rego = rego::Rego::new(&cases);
    for (i, case) in cases.iter().enumerate() {
        same(i, seven.answers(case), rego.answers(i));
    }
    let mut python = python::Python::start(&cases);
    for (i, (case, theirs)) in cases.iter().zip(python.answers()).enumerate() {
        same(i, fourteen.answers(case), theirs);
    }
    println!("the same answers on {RECORDS} records, from Rego for 7 rules, from Python for 14");

    for count in [SUITE, RECORDS] {
        compare("Rego (regorus), 7 rules", count, || seven.seconds(&cases[..count]), || rego.seconds(count));
        compare("Python, 14 rules", count, || fourteen.seconds(&cases[..count]), || python.seconds(count));
    }
}

fn same(record: usize, mut ours: Vec<Answer>, mut theirs: Vec<Answer>) {
    ours.sort();
    theirs.sort();
    if ours != theirs {
        let only = |a: &[Answer], b: &[Answer]| a.iter().filter(|one| !b.contains(one)).cloned().collect::<Vec<_>>();
        panic!("record {record}: only ours {:#?}, only theirs {:#?}", only(&ours, &theirs), only(&theirs, &ours));
    }
}

/// Some rules of the register, held against records as the program does it: facts gathered once, then each rule.
struct Ours {
    rules: Vec<&'static Rule>,
    policy: Policy,
    suite: Suite,
}

impl Ours {
    fn of(ids: impl IntoIterator<Item = &'static str>) -> Self {
        let rules = ids.into_iter().map(|id| register::rule(id).unwrap()).collect();
        Self { rules, policy: Policy::default(), suite: Suite::default() }
    }

    fn judge(&self, case: &Case) -> Judgement {
        let facts = Facts::gather(&case.record, &self.policy, &self.suite, case.now);
        let mut judgement = Judgement::default();
        for rule in self.rules.iter().filter(|rule| rule.in_force_on(facts.law_in_force_on)) {
            (rule.judge)(rule, &facts, &mut judgement);
        }
        judgement
    }

    fn answers(&self, case: &Case) -> Vec<Answer> {
        let findings = self.judge(case).findings.into_iter();
        findings
            .map(|found| {
                let verdict = found.verdict.word().to_owned();
                (found.rule.to_owned(), verdict, found.at.timestamp(), found.minutes, found.entries.to_vec())
            })
            .collect()
    }

    /// Returns the seconds that these records take, over some turns since one is short.
    fn seconds(&self, cases: &[Case]) -> f64 {
        let turns = 4_000 / cases.len();
        let started = Started::now();
        for case in (0..turns).flat_map(|_| cases) {
            black_box(self.judge(case));
        }
        started.elapsed().as_secs_f64() / turns as f64
    }
}

/// Times both by turns, after one round that doesn't count; prints the median of the ratios, and of each for one record.
fn compare(rival: &str, records: usize, mut ours: impl FnMut() -> f64, mut theirs: impl FnMut() -> f64) {
    ours();
    theirs();
    let mut pairs = Vec::new();
    for round in 0..ROUNDS {
        pairs.push(if round % 2 == 0 {
            let ours = ours();
            (ours, theirs())
        } else {
            let theirs = theirs();
            (ours(), theirs)
        });
    }
    let median = |pick: fn(&(f64, f64)) -> f64| {
        let mut of: Vec<f64> = pairs.iter().map(pick).collect();
        of.sort_by(f64::total_cmp);
        of[of.len() / 2]
    };
    let micros = 1e6 / records as f64;
    println!(
        "{rival}: {:.1} times our time (ours {:.1} µs a record, theirs {:.0} µs; {ROUNDS} rounds of {records} records)",
        median(|(ours, theirs)| theirs / ours),
        median(|pair| pair.0) * micros,
        median(|pair| pair.1) * micros,
    );
}

/// Returns the answers that a rival gives as rows by rule: verdict, seconds, minutes or null, entries.
fn answers_from(json: &str) -> Vec<Answer> {
    let by_rule: BTreeMap<String, Vec<(String, i64, Option<i64>, Vec<usize>)>> = serde_json::from_str(json).unwrap();
    let rows = by_rule.into_iter().flat_map(|(rule, rows)| rows.into_iter().map(move |row| (rule.clone(), row)));
    rows.map(|(rule, (verdict, at, minutes, entries))| (rule, verdict, at, minutes, entries)).collect()
}
