//! A record made of its entries, and what it would be had one of them been otherwise.

use serde_json::json;

use crate::record::{CaseFile, Record, Standing};

/// Returns two checks, each struck by the correction after them.
fn two_struck() -> Record {
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": "TE/0001/26", "entries": [
        { "at": "2026-10-24T22:10:00Z", "kind": "check", "seen": "on bench" },
        { "at": "2026-10-24T22:20:00Z", "kind": "check", "seen": "at the door" },
        { "at": "2026-10-24T22:30:00Z", "kind": "correction", "of": 0, "reason": "wrong child", "strike": true },
        { "at": "2026-10-24T22:40:00Z", "kind": "correction", "of": 1, "reason": "wrong child", "strike": true },
    ] });
    Record::fold(CaseFile::read(&file.to_string()).unwrap())
}

/// Returns the positions that are struck, each with the position of what struck it.
fn struck(record: &Record) -> Vec<(usize, usize)> {
    let last = record.last_at().unwrap();
    let of = |standing: &Standing<'_>| standing.corrected_by.map(|by| (standing.position, by));
    record.as_of(last).iter().filter_map(of).collect()
}

#[test]
fn without_a_correction_what_it_struck_stands_and_what_another_struck_does_not() {
    let record = two_struck();
    assert_eq!(struck(&record), [(0, 2), (1, 3)]);
    assert_eq!(struck(&record.without(2)), [(1, 3)]);
    assert_eq!(struck(&record.without(3)), [(0, 2)]);
    assert_eq!(struck(&record.without(0)), [(1, 3)]);
}
