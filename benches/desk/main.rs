//! How quick the desk is under the fingers: `cargo bench --locked --bench desk`, or a part of it by name
//! (`-- memory`, `-- terminal`, `-- idle`).
//!
//! `memory` times one message and the screen after it on the model; `terminal` the release program on a pseudo-terminal, from
//! the key to the last byte of its frame; `idle` what a desk that nobody touches for a minute writes and works. Nothing here is a
//! test: what the figures were stands in `docs/performance.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a bench stops at what is wrong")]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[path = "../speed/made.rs"]
#[allow(dead_code, reason = "the other benches use the rest of it")]
mod made;
mod memory;
#[cfg(unix)]
mod terminal;

use std::time::Duration;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let runs = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    if runs("memory") {
        memory::run();
    }
    #[cfg(unix)]
    {
        if runs("terminal") {
            terminal::keys();
        }
        if runs("idle") {
            terminal::idle();
        }
    }
}

/// Returns the median, the 99th percentile and the worst of some times, in words.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    format!("{:.2} | {:.2} | {:.2}", at(0.5), at(0.99), at(1.0))
}
