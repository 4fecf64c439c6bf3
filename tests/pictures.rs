//! The pictures of the screens, `docs/pictures/`: what the program draws today, or this fails.
//!
//! `PACEKEEPER_WRITE_DOCS=1 cargo test --test pictures` draws them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every picture: the screen, its size, its looks, and what it shows.
const PICTURES: [(&str, &str, &str, &str); 18] = [
    ("board", "80x24", "dark", "The board: one row a child, the most urgent first, with what is due in words"),
    ("board", "80x24", "light", "The board on a light screen"),
    ("board", "80x24", "mono", "The board without colour: weight, reverse and underline say the same"),
    ("board", "40x12", "dark", "The board on half a terminal: what is urgent first, and whole"),
    ("board", "160x50", "dark", "The board on a wide screen, the selected child's duties and entries beneath it"),
    ("reviews", "80x24", "dark", "The reviews owed, and what to know before the cell door"),
    ("ladders", "80x24", "dark", "The ladders to an adult and to accommodation: the next rung of each child"),
    ("handover", "80x24", "dark", "The handover: what is time-critical first, then each child"),
    ("record", "80x24", "dark", "A record: its clocks, how the child seems over the hours, what is owed"),
    ("record", "80x24", "mono", "The same record without colour"),
    (
        "record",
        "160x50",
        "dark",
        "A record on a wide screen: entries, what is owed and found, the law of the selected line",
    ),
    ("record", "160x50", "light", "The same record on a light screen"),
    ("check", "80x24", "dark", "A cell check, and beside it what the record will say if it is signed now"),
    ("review", "80x24", "dark", "A review of detention"),
    ("accommodation", "80x24", "dark", "Accommodation after charge, \"secure\" held against the threshold test"),
    ("law", "80x24", "dark", "The law, with \"asleep\" looked for"),
    ("locked", "80x24", "dark", "The locked desk: what is due by cell, no name"),
    ("walk", "80x24", "dark", "The walk along the cells: whom did you see?"),
];

#[test]
fn the_pictures_show_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let mut page = String::from(
        "# The screens\n\nDrawn by the program from the training suite; all in them is invented. The outlined cell is the cursor. \
         `PACEKEEPER_WRITE_DOCS=1 cargo test --test pictures` draws them anew, and the test fails where one isn't what the \
         program draws.\n",
    );
    let mut made: Vec<(PathBuf, String)> = Vec::new();
    for (screen, size, looks, shows) in PICTURES {
        let name = format!("{screen}-{size}-{looks}.svg");
        let _ = write!(page, "\n## {shows}\n\n![{shows}]({name})\n");
        made.push((folder.join(name), drawn(screen, size, looks)));
    }
    made.push((folder.join("README.md"), page));
    if std::env::var_os("PACEKEEPER_WRITE_DOCS").is_some() {
        for (path, text) in &made {
            std::fs::write(path, text).unwrap();
        }
    }
    let stale: Vec<String> = made
        .iter()
        .filter(|(path, text)| std::fs::read_to_string(path).unwrap_or_default() != *text)
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let again = "PACEKEEPER_WRITE_DOCS=1 cargo test --test pictures draws them anew";
    assert!(stale.is_empty(), "not what the program draws: {}; {again}", stale.join(", "));
    let wanted: BTreeSet<PathBuf> = made.into_iter().map(|(path, _)| path).collect();
    let kept: BTreeSet<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(kept, wanted, "a picture that nothing draws");
}

fn drawn(screen: &str, size: &str, looks: &str) -> String {
    let args = ["demo", "--print", "--format", "svg", "--screen", screen, "--size", size, "--theme", looks];
    let output = Command::new(env!("CARGO_BIN_EXE_pacekeeper")).args(args).output().unwrap();
    assert!(output.status.success(), "{screen}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
