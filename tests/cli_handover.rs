//! `handover` as people print it: the page of a ledger, before and after a child is taken over.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

/// Runs the program on the ledger of a folder; returns its exit status, what it printed and what it said.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pacekeeper"));
    command.current_dir(folder).env_clear().env("HOME", folder).env("PACEKEEPER_LEDGER", "suite.ledger");
    let output = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A new ledger with one girl, who came in two hours ago by the machine's clock.
fn ledger() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    #[allow(clippy::disallowed_methods, reason = "the program under test runs by the real clock")]
    let now = chrono::Utc::now();
    let at = |minutes: i64| (now - chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    let sergeant = json!({ "name": "Sgt Off Sample", "number": "7", "role": "custody_officer", "rank": "sergeant" });
    let case = json!({ "format": "pacekeeper-case/1", "custody_number": "KE/1/26", "suite": "Keynsham",
        "child": { "name": "Ann\u{1b}[2J Sample", "age": 15, "sex": "female" },
        "entries": [
            { "at": at(120), "kind": "arrived", "by": sergeant },
            { "at": at(100), "kind": "detention_authorised", "grounds": "obtain evidence by questioning", "by": sergeant },
            { "at": at(90), "kind": "placed", "in": "cell", "cell": "4", "by": sergeant },
            { "at": at(60), "kind": "check", "awake": true, "demeanour": "tearful", "seen": "by the door",
              "said": "who is feeding my sister", "by": sergeant } ] });
    fs::write(folder.path().join("case.json"), case.to_string()).unwrap();
    assert_eq!(run(folder.path(), &["init"]).0, 0);
    assert_eq!(run(folder.path(), &["import", "case.json"]).0, 0);
    folder
}

#[test]
fn the_page_has_the_childs_words_the_woman_not_named_and_room_for_two_names() {
    let folder = ledger();
    let (status, page, said) = run(folder.path(), &["handover"]);
    assert_eq!((status, said.as_str()), (0, ""), "{page}");
    assert!(page.starts_with("Handover Keynsham, "), "{page}");
    for words in ["taken over: not yet", "LATE ", "\"who is feeding my sister\"", "NOT NAMED", "given by ____"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(page.contains("Ann‹U+001B›[2J Sample, 15, cell 4 (KE/1/26, held 2 h 00)"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 78) && !page.contains('\u{1b}'), "{page}");
}

#[test]
fn a_child_taken_over_has_both_names_on_the_page_and_no_room_to_sign() {
    let folder = ledger();
    let text = "text=Handover: given by Sgt Off Sample (7).\nVisited in the cell: yes.";
    let take = |officer: &str| run(folder.path(), &["enter", "KE/1/26", "note", text, "--officer", officer]);
    let (status, _, said) = take("Sgt Off Sample; 7; custody_officer; sergeant");
    assert_eq!(status, 2);
    assert!(said.contains("nobody takes a child over from themselves"), "{said}");
    let (status, _, said) = take("Sgt On Sample; 8; custody_officer; sergeant");
    assert_eq!(status, 0, "{said}");
    let (_, page, _) = run(folder.path(), &["handover"]);
    assert!(page.contains("by Sgt On Sample (8) from Sgt Off Sample (7), visited"), "{page}");
    assert!(page.contains("taken over: yes") && !page.contains("____"), "{page}");
}

#[test]
fn a_ledger_that_is_not_there_is_no_empty_page() {
    let folder = tempfile::tempdir().unwrap();
    let (status, page, said) = run(folder.path(), &["handover"]);
    assert_eq!((status, page.as_str()), (2, ""));
    assert!(!said.is_empty());
}
