//! The `pacekeeper` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    pacekeeper::cli::run()
}
