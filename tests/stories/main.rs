//! The user stories of the desk, told on the real binary: each is done with keys on a real terminal, as the officer would,
//! and held against what the screen says at the moment that counts and what `export` then holds.
//!
//! The numbers are those of the stories of custody sergeants, detention officers (1 to 19) and PACE inspectors (20 to 27).
//! What the desk doesn't carry of a story stands in the comment of its test.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod arrival;
mod care;
mod charged;
mod checks;
mod corridor;
mod handover;
mod on_review;
mod reviews;
mod suite;
#[path = "../support/mod.rs"]
mod support;
mod terminal;
