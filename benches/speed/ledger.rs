//! The ledger: a signature, until it is on disk.

use divan::Bencher;
use pacekeeper::ledger::Ledger;

use crate::made::Night;

/// One check signed on a record of that many entries, on disk when it returns.
#[divan::bench(args = [60, 2_000], sample_count = 50, sample_size = 1)]
fn append(bencher: Bencher<'_, '_>, entries: usize) {
    let folder = tempfile::tempdir().unwrap();
    let night = Night { number: 7, entries, closed: false };
    let mut ledger = Ledger::create(&folder.path().join("suite.ledger"), false, night.end()).unwrap();
    for number in 0..20 {
        let other = Night { number, entries: 60, closed: false };
        if other.number != night.number {
            ledger.create_record(&other.case(), night.end()).unwrap();
        }
    }
    let case = night.case();
    let made = ledger.create_record(&case, night.end()).unwrap();
    let check = case.entries.last().unwrap().clone();
    let mut seq = made.seq;
    bencher.bench_local(|| {
        seq = ledger.append(&made.record_id, seq, std::slice::from_ref(&check), night.end()).unwrap().seq;
    });
}

/// Every record held, read from the ledger: when the desk opens, and after another desk has written.
#[divan::bench(args = [20, 200])]
fn read_open_records(bencher: Bencher<'_, '_>, children: u64) {
    let folder = tempfile::tempdir().unwrap();
    let night = |number: u64| Night { number, entries: 60, closed: false };
    let mut ledger = Ledger::create(&folder.path().join("suite.ledger"), false, night(0).end()).unwrap();
    for number in 0..children {
        ledger.create_record(&night(number).case(), night(number).end()).unwrap();
    }
    bencher.bench_local(|| ledger.records_open().unwrap().len());
}

/// The whole chain of 200 records, verified hash by hash.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn verify_200_records(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create(&folder.path().join("suite.ledger"), false, Night::of(0).end()).unwrap();
    for number in 0..200 {
        ledger.create_record(&Night::of(number).case(), Night::of(number).end()).unwrap();
    }
    bencher.bench_local(|| ledger.verify().unwrap());
}
