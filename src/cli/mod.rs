//! The commands: one file each. This room wires the others together, reads the real clock, and picks exit codes.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit status: nothing fell short, or the command did its work.
pub const OK: u8 = 0;
/// Exit status of `check`: a breach or shortfall; of `verify`: the ledger isn't whole.
pub const FELL_SHORT: u8 = 1;
/// Exit status: input that can't be used, or nothing that can be answered.
pub const UNUSABLE: u8 = 2;

/// Keeps the PACE clocks for every child in police detention, and keeps the child in view.
#[derive(Debug, Parser)]
#[command(name = "pacekeeper", version, about, long_about = None, after_help = "Run without a command to open the desk.\nExample: pacekeeper demo")]
pub struct Cli {
    /// Where the ledger is; otherwise PACEKEEPER_LEDGER, otherwise the platform's data folder.
    #[arg(long, global = true, value_name = "PATH", env = "PACEKEEPER_LEDGER")]
    pub ledger: Option<PathBuf>,
    /// What to do; the desk without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What a person can ask the program to do.
#[derive(Debug, Subcommand)]
pub enum Command {}

/// Runs the program on the arguments of the process; returns its exit status.
#[must_use]
pub fn run() -> ExitCode {
    let _cli = Cli::parse();
    ExitCode::from(OK)
}
