//! Standard output, for data. A reader that stops listening (`| head`) isn't an error.

use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

/// Writes data to standard output, whole.
///
/// # Errors
/// Any failure but a closed pipe.
pub fn data(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("can't write to standard output"),
    }
}
