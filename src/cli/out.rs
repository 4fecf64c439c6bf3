//! Standard output, for data; standard error, for what a person should know. A reader that stops listening (`| head`)
//! isn't an error, and neither ends what was begun.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

use crate::record::text::visible;

/// Writes data to standard output, whole.
///
/// # Errors
/// Any failure but a closed pipe.
pub fn data(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("Standard output can't be written: make room, or send it somewhere else"),
    }
}

/// Says something on standard error, nothing hidden in it; its line breaks stay.
///
/// Where nobody can read it, as after the terminal hung up, that is no reason to fail.
pub fn tell(text: &str) {
    let lines: Vec<_> = text.trim_end().lines().map(visible).collect();
    let _ = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
}

/// Rings the terminal's bell once. Where there is no terminal any more, the next drawing finds that out.
pub fn bell() {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(b"\x07").and_then(|()| out.flush());
}
