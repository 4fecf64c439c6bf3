//! Case files by the thousand: a force's year, as an inspector would have it checked.

use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::ItemsCount;
use pacekeeper::law::{Policy, Suite, assess_among};
use pacekeeper::record::{CaseFile, Record};

use crate::made::Night;

/// How many case files make a year of a force.
const YEAR: u64 = 10_000;

/// Returns the case files of a year: 20 to 99 entries each, 60 on the whole.
fn nights() -> impl Iterator<Item = Night> {
    (0..YEAR).map(|number| Night { number, entries: 20 + usize::try_from(number * 37 % 80).unwrap(), closed: true })
}

/// Writes a year of case files into a folder, which is made.
pub fn write(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for night in nights() {
        std::fs::write(folder.join(format!("{:05}.json", night.number)), night.text()).unwrap();
    }
}

/// Reading the text of one file.
#[divan::bench(args = [60, 2_000])]
fn read(bencher: Bencher<'_, '_>, entries: usize) {
    let text = Night { number: 7, entries, closed: true }.text();
    bencher.bench(|| CaseFile::read(&text).unwrap());
}

/// Folding what was read.
#[divan::bench(args = [60, 2_000])]
fn fold(bencher: Bencher<'_, '_>, entries: usize) {
    let case = Night { number: 7, entries, closed: true }.case();
    bencher.with_inputs(|| case.clone()).bench_values(Record::fold);
}

/// Reading, folding and judging a year as one suite, from memory.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_fold_assess_10_000(bencher: Bencher<'_, '_>) {
    let texts: Vec<(Night, String)> = nights().map(|night| (night, night.text())).collect();
    let policy = Policy::default();
    bencher.counter(ItemsCount::new(texts.len())).bench(|| {
        let records: Vec<Record> = texts.iter().map(|(_, text)| Record::fold(CaseFile::read(text).unwrap())).collect();
        let suite = Suite::index(&records.iter().collect::<Vec<_>>());
        let judged = records
            .iter()
            .zip(&texts)
            .map(|(record, (night, _))| assess_among(record, &policy, &suite, night.end()).findings.len());
        judged.sum::<usize>()
    });
}

/// The whole program on a folder of them, from its start to its last line.
#[divan::bench(args = ["text", "json"], sample_count = 3, sample_size = 1)]
fn check_folder_of_10_000(bencher: Bencher<'_, '_>, format: &str) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    bencher.counter(ItemsCount::new(YEAR)).bench(|| {
        let program = env!("CARGO_BIN_EXE_pacekeeper");
        let mut check = Command::new(program);
        check.arg("check").arg(folder.path()).args(["--format", format]).stdout(Stdio::null());
        // 1: something fell short, as is to be hoped of invented nights.
        assert_eq!(check.status().unwrap().code(), Some(1));
    });
}
