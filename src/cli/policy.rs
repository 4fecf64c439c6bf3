//! `policy`: the numbers in force, with their units and what each does.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args as ClapArgs;

use super::OK;
use super::source::shown;
use crate::law::Policy;

/// Print force policy: every number that isn't law, with its unit and what it does, as a TOML file to edit.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example: pacekeeper policy > policy.toml, edit it, then: pacekeeper check case.json --policy policy.toml"
)]
pub struct Args {
    /// Read this policy file and print what then holds.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// Runs `policy`; returns its exit status.
///
/// # Errors
/// A policy file that can't be used.
pub fn run(args: &Args) -> Result<u8> {
    super::out::data(&read(args.policy.as_deref())?.print())?;
    Ok(OK)
}

/// Reads a policy file; the defaults where none is named.
///
/// # Errors
/// A file that can't be read, text that isn't TOML, an unknown key, an impossible number.
pub fn read(path: Option<&Path>) -> Result<Policy> {
    let Some(path) = path else { return Ok(Policy::default()) };
    let text = fs::read_to_string(path).with_context(|| format!("can't read the policy file {}", shown(path)))?;
    Policy::read(&text).with_context(|| shown(path))
}
