//! The ledger keeps the board's list, the law says which record is closed: no child may fall between the two.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use pacekeeper::law::{Facts, Policy, Suite};
use pacekeeper::record::{CaseFile, Instant, Moment, Record, detention};
use proptest::prelude::*;
use serde_json::{Value, json};

fn at(minute: i64) -> Instant {
    Moment::parse("2026-10-24T12:00:00Z").unwrap().instant() + chrono::TimeDelta::minutes(minute)
}

/// Returns an entry of a kind that ends a detention, begins one, or corrects another.
fn entry(kind: usize, minute: i64, of: u32) -> Value {
    let mut entry = match kind {
        0 => json!({ "kind": "released", "outcome": "bail" }),
        1 => json!({ "kind": "bailed", "before_charge": true }),
        2 => json!({ "kind": "to_court" }),
        3 => json!({ "kind": "moved_to_authority", "to": "alternative" }),
        4 => json!({ "kind": "detention_refused" }),
        5 => json!({ "kind": "arrested" }),
        6 => json!({ "kind": "arrived" }),
        7 => json!({ "kind": "answered_bail" }),
        8 => json!({ "kind": "detention_authorised" }),
        9 => json!({ "kind": "presented" }),
        10 => json!({ "kind": "correction", "of": of, "reason": "wrong record", "strike": true }),
        11 => json!({ "kind": "correction", "of": of, "reason": "wrong time",
                      "replaces": entry(8, minute - 30, 0) }),
        12 => json!({ "kind": "correction", "of": of, "reason": "wrong time", "replaces": entry(0, minute + 30, 0) }),
        _ => json!({ "kind": "woke" }),
    };
    entry["at"] = json!(Moment::london(at(minute)).to_rfc3339());
    entry
}

proptest! {
    #[test]
    fn a_record_off_the_boards_list_is_closed_in_law_then_and_ever_after(
        entries in prop::collection::vec((0_usize..14, 0_i64..600, any::<prop::sample::Index>()), 1..10),
        written in 0_i64..700,
        later in 0_i64..10_000,
    ) {
        let count = entries.len();
        let entries: Vec<Value> = entries
            .into_iter()
            .map(|(kind, minute, of)| entry(kind, minute, u32::try_from(of.index(count)).unwrap()))
            .collect();
        let file = json!({ "format": "pacekeeper-case/1", "custody_number": "1", "entries": entries });
        let record = Record::fold(CaseFile::read(&file.to_string()).unwrap());
        let (policy, suite) = (Policy::default(), Suite::default());
        let closed_in_law = |minute| Facts::gather(&record, &policy, &suite, at(minute)).closed();
        prop_assert_eq!(detention::has_ended(&record, at(written)), closed_in_law(written));
        if detention::has_ended_for_good(&record, at(written)) {
            prop_assert!(closed_in_law(written));
            prop_assert!(closed_in_law(written + later));
        }
    }
}
