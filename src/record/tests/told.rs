//! Every kind with every field in it, as a timeline tells it.

use serde_json::json;

use super::whole::{file, kinds, objects};
use crate::record::{CaseFile, telling};

#[test]
fn every_kind_is_told_in_words() {
    let mut told = String::new();
    for kind in kinds() {
        // The first and second words of each list, a yes and a no.
        for mut entry in objects(&kind).into_iter().take(2) {
            entry.as_object_mut().unwrap().shift_remove("note");
            let case = CaseFile::read(&file([entry]).to_string()).unwrap();
            told.push_str(&telling::whole(&case.entries[1]).replace("Siân Ŵyn £5\n\"level 2\"", "…"));
            told.push('\n');
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_note_is_told_last() {
    let entry = json!({ "at": "2026-11-10T12:00:00Z", "kind": "check", "demeanour": "calm", "note": "hatch sticks" });
    let case = CaseFile::read(&file([entry]).to_string()).unwrap();
    assert_eq!(telling::whole(&case.entries[1]), "Check: calm; note: hatch sticks");
}
