//! How the law's cost compares with something everyone knows: `cargo bench --bench ratios`.
//!
//! Figures of one machine mean little; ratios of two things timed by turns in the same run mean much. Each line is the median of
//! the ratios of its rounds. Nothing here is a test: what the lines are held to, and what they were, stands in
//! `docs/performance.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a bench stops at what is wrong")]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[path = "../speed/made.rs"]
mod made;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Started};

use made::Night;
use pacekeeper::law::register::rules;
use pacekeeper::law::{Facts, Judgement, Policy, Suite, assess};
use pacekeeper::record::{CaseFile, Record};
use serde_json::{Value, json};

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    for (name, part) in [
        ("linear", linear as fn()),
        ("hostile", hostile),
        ("rules-beside-reading", rules_beside_reading),
        ("check-beside-reading", check_beside_reading),
        ("dearest-rules", dearest_rules),
    ] {
        if runs(name) {
            part();
        }
    }
}

fn timed<T>(what: impl FnOnce() -> T) -> Duration {
    let started = Started::now();
    black_box(what());
    started.elapsed()
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

/// Times two things by turns, after one round that doesn't count; returns the median of the ratios, and of each in seconds.
fn by_turns(rounds: usize, mut one: impl FnMut() -> Duration, mut other: impl FnMut() -> Duration) -> (f64, f64, f64) {
    one();
    other();
    let pairs: Vec<(f64, f64)> = (0..rounds)
        .map(|round| {
            if round % 2 == 0 {
                let one = one().as_secs_f64();
                (one, other().as_secs_f64())
            } else {
                let other = other().as_secs_f64();
                (one().as_secs_f64(), other)
            }
        })
        .collect();
    let of = |pick: fn(&(f64, f64)) -> f64| median(pairs.iter().map(pick).collect());
    (of(|(one, other)| one / other), of(|pair| pair.0), of(|pair| pair.1))
}

/// Ten times the entries: how many times the time?
fn linear() {
    let policy = Policy::default();
    let nights: Vec<(usize, Record, Night)> = [10, 100, 1_000, 5_000]
        .map(|entries| {
            let night = Night { number: 7, entries, closed: false };
            (entries, night.record(), night)
        })
        .into();
    let judge = |(entries, record, night): &(usize, Record, Night)| {
        let times = u32::try_from(20_000 / entries).unwrap();
        timed(|| (0..times).for_each(|_| drop(black_box(assess(record, &policy, night.end()))))) / times
    };
    for pair in nights.windows(2) {
        let (ratio, more, fewer) = by_turns(15, || judge(&pair[1]), || judge(&pair[0]));
        println!(
            "linear: {} entries {:.3} ms, {} entries {:.3} ms: {ratio:.1} times the time for {} times the entries",
            pair[0].0,
            fewer * 1e3,
            pair[1].0,
            more * 1e3,
            pair[1].0 / pair[0].0,
        );
    }
}

/// A record made to be slow: 20,000 checks at one instant; whole ones, and bare ones of which each falls short twice.
fn hostile() {
    let by = json!({ "name": "DO B Sample", "number": "202", "role": "detention_officer", "rank": "staff" });
    for (name, own_words, whole) in
        [("the same words", false, true), ("each its own words", true, true), ("unsigned, nothing said", true, false)]
    {
        let mut entries = vec![json!({ "kind": "detention_authorised", "at": "2026-11-10T12:00:00Z",
                "grounds": "to obtain evidence by questioning", "by": by })];
        entries.extend((0..20_000).map(|i| {
            let seen =
                if own_words { format!("on the bench, drawing bus {i}") } else { "on the bench, drawing".to_owned() };
            let mut check = json!({ "kind": "check", "at": "2026-11-10T12:30:00Z", "method": "hatch", "awake": true,
                "demeanour": "calm", "seen": seen });
            if whole {
                check["said"] = json!("is my mum coming");
                check["by"] = by.clone();
            }
            check
        }));
        let file = json!({ "format": "pacekeeper-case/1", "custody_number": "BE/1/26", "entries": entries });
        let record = Record::fold(CaseFile::read(&file.to_string()).unwrap());
        let (policy, now) = (Policy::default(), record.last_at().unwrap());
        let times = (0..9).map(|_| timed(|| assess(&record, &policy, now)).as_secs_f64() * 1e3).collect();
        println!("hostile: 20,000 checks at one instant, {name}: {:.1} ms", median(times));
    }
}

/// All rules over 10,000 records of sixty entries, beside reading the same JSON.
fn rules_beside_reading() {
    let policy = Policy::default();
    let nights: Vec<Night> = (0..10_000).map(Night::of).collect();
    let texts: Vec<String> = nights.iter().map(|night| night.text()).collect();
    let records: Vec<Record> = nights.iter().map(|night| night.record()).collect();
    let judge = || {
        timed(|| {
            records
                .iter()
                .zip(&nights)
                .for_each(|(record, night)| drop(black_box(assess(record, &policy, night.end()))))
        })
    };
    let read = || timed(|| texts.iter().for_each(|text| drop(black_box(serde_json::from_str::<Value>(text).unwrap()))));
    let (ratio, judged, reading) = by_turns(9, judge, read);
    println!(
        "rules beside reading: {ratio:.2} (all rules {:.0} ms, serde_json {:.0} ms; 10,000 records of 60 entries)",
        judged * 1e3,
        reading * 1e3
    );
}

/// The program's `check` over 10,000 files, from its start to its last line, beside reading them.
fn check_beside_reading() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..10_000).map(|number| folder.path().join(format!("{number:05}.json"))).collect();
    for (number, path) in (0..).zip(&paths) {
        // Closed, and so judged at their last entry: an open one would be judged as held from then until today.
        std::fs::write(path, Night { closed: true, ..Night::of(number) }.text()).unwrap();
    }
    for format in ["text", "json", "jsonl"] {
        let check = || {
            timed(|| {
                let mut check = Command::new(env!("CARGO_BIN_EXE_pacekeeper"));
                check
                    .arg("check")
                    .arg(folder.path())
                    .args(["--format", format])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                assert!(check.status().unwrap().code().is_some_and(|code| code < 2));
            })
        };
        let read = || {
            timed(|| {
                paths.iter().for_each(|path| {
                    drop(black_box(serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap()))
                })
            })
        };
        let (ratio, checked, reading) = by_turns(5, check, read);
        println!(
            "check beside reading, {format}: {ratio:.2} (check {:.0} ms, serde_json {:.0} ms; 10,000 files of 60 entries)",
            checked * 1e3,
            reading * 1e3
        );
    }
}

/// Which rules cost most, and what gathering the facts costs: for whoever wants the whole to cost less.
fn dearest_rules() {
    let (policy, suite) = (Policy::default(), Suite::default());
    for entries in [60, 5_000] {
        let nights: Vec<(Record, Night)> = (0..(60_000 / entries as u64))
            .map(|number| Night { entries, ..Night::of(number) })
            .map(|night| (night.record(), night))
            .collect();
        let mut costs: Vec<(&str, Duration)> = rules().map(|rule| (rule.id, Duration::ZERO)).collect();
        let mut gathering = Duration::ZERO;
        for (record, night) in &nights {
            let started = Started::now();
            let facts = Facts::gather(record, &policy, &suite, night.end());
            gathering += started.elapsed();
            for (rule, cost) in rules().zip(&mut costs) {
                let mut judgement = Judgement::default();
                cost.1 += timed(|| (rule.judge)(rule, &facts, &mut judgement));
            }
        }
        costs.sort_by_key(|cost| std::cmp::Reverse(cost.1));
        let all: Duration = costs.iter().map(|cost| cost.1).sum();
        let each = |cost: Duration| cost.as_secs_f64() * 1e6 / nights.len() as f64;
        println!("dearest rules, {entries} entries: all {:.1} us, facts {:.1} us", each(all), each(gathering));
        for (id, cost) in costs.iter().take(24) {
            println!("    {:8.2} us  {id}", each(*cost));
        }
    }
}
