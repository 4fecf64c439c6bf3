//! `pacekeeper init`: a new, empty ledger.

use std::path::Path;

use super::source::shown;
use crate::ledger::Ledger;

/// Make a new, empty ledger.
///
/// Nothing that is there already is touched. On Unix only the user who makes it may read it.
///
/// This version makes the ledger alone. The key file and the first officer, with signing and sealing, come with a later
/// version: until then keep the ledger on a disk that is itself encrypted.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: pacekeeper init --ledger testbridge.ledger")]
pub struct Args {
    /// Mark it as a training ledger, for good: every screen says TRAINING.
    #[arg(long)]
    pub training: bool,
}

/// Makes the ledger; prints its path and id.
///
/// # Errors
/// Something is there already, or the folder can't be written.
pub fn run(args: &Args, ledger: &Path) -> anyhow::Result<u8> {
    let made = Ledger::create(ledger, args.training, super::clock::now())?;
    super::out::data(&format!("{}\t{}\n", shown(made.path()), made.id()))?;
    let sort = if made.is_training() { "TRAINING ledger" } else { "ledger" };
    super::out::tell(&format!(
        "A new {sort} is at {}. It has no records yet: `pacekeeper import` brings case files in.",
        ledger.display()
    ));
    super::out::tell("It is not sealed: this version has no keys and no officers yet. Keep it on an encrypted disk.");
    Ok(super::OK)
}
