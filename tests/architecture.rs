//! The walls of the house: which room may use which. One package keeps the house small; this test holds the walls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// What a room may not name, anywhere in its code.
struct Wall {
    room: &'static str,
    /// The rooms it may not use.
    rooms: &'static [&'static str],
    /// What of the world it may not touch.
    world: &'static [&'static str],
}

/// What only a room that may touch the world names.
const WORLD: &[&str] = &["rusqlite", "ratatui", "crossterm", "std::fs", "std::env", "std::net", "std::io"];

const WALLS: &[Wall] = &[
    Wall { room: "record", rooms: &["law", "desk", "ledger", "pack", "tui", "plain", "cli"], world: WORLD },
    Wall { room: "law", rooms: &["desk", "ledger", "pack", "tui", "plain", "cli"], world: WORLD },
    Wall { room: "desk", rooms: &["ledger", "pack", "tui", "plain", "cli"], world: WORLD },
    Wall { room: "pack", rooms: &["desk", "ledger", "tui", "plain", "cli"], world: WORLD },
    Wall {
        room: "ledger",
        rooms: &["law", "desk", "pack", "tui", "plain", "cli"],
        world: &["ratatui", "crossterm", "std::net"],
    },
    Wall { room: "plain", rooms: &["ledger", "pack", "cli"], world: WORLD },
    Wall {
        room: "tui",
        rooms: &["ledger", "pack", "plain", "cli"],
        world: &["rusqlite", "std::fs", "std::env", "std::net"],
    },
];

/// Clocks that only `src/cli` may read.
const CLOCKS: &[&str] = &["Utc::now", "Local::now", "SystemTime::now", "Instant::now"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the code of a file without its comments and without the tests at its foot.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == "tests.rs"
        || name == "testing.rs"
        || name.ends_with("_tests.rs")
        || path.components().any(|part| part.as_os_str() == "tests")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn no_room_reaches_up() {
    for wall in WALLS {
        let files = sources(&src().join(wall.room));
        assert!(!files.is_empty(), "{} is empty", wall.room);
        for file in files.iter().filter(|file| !is_test_file(file)) {
            let code = code(file);
            assert!(
                !code.contains("use crate::{"),
                "{}: one `use crate::room` a line, so that the walls can be read",
                file.display()
            );
            let rooms = wall.rooms.iter().map(|room| format!("crate::{room}"));
            for name in rooms.chain(wall.world.iter().map(|name| (*name).to_owned())) {
                assert!(!code.contains(&name), "{} names {name}: {} may not use it", file.display(), wall.room);
            }
        }
    }
}

#[test]
fn only_the_command_line_reads_a_clock() {
    for file in sources(&src()).iter().filter(|file| !file.starts_with(src().join("cli"))) {
        let code = code(file);
        for clock in CLOCKS {
            assert!(!code.contains(clock), "{} reads a clock ({clock}): `now` is an argument", file.display());
        }
    }
}

#[test]
fn nothing_is_unsafe_and_nothing_is_left_open() {
    for file in sources(&src()) {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["unsafe {", "todo!(", "unimplemented!(", "TODO", "FIXME", "#[ignore"] {
            assert!(!text.contains(word), "{} holds {word}", file.display());
        }
    }
}

#[test]
fn the_readme_gives_two_commands_and_ci_runs_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let commands: Vec<&str> =
        readme.split("```sh\n").skip(1).filter_map(|block| block.split("```").next()).map(str::trim).collect();
    assert_eq!(commands, ["cargo run --release -- demo", "cargo test --locked"]);
    let ci = fs::read_to_string(root.join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line == "run cargo test --locked"), ".ci/run must run the README's test command");
}
