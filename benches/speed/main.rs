//! How long the program takes: `cargo bench` runs all of it, `cargo bench -- keystroke` what has that in its name.
//!
//! `cargo bench -- --write FOLDER` instead writes 10,000 invented case files there, to time the whole program on.
//! What the figures were, and what they mean for the desk, stands in `docs/performance.md`. Nothing here is a test:
//! a figure that gets worse is for a person to look at, on a machine that does nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a bench stops at what is wrong")]

mod desk;
mod files;
mod law;
mod ledger;
mod made;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().position(|word| word == "--write") {
        Some(i) => files::write(words.get(i + 1).expect("--write FOLDER: where to put the case files").as_ref()),
        None => divan::main(),
    }
}
