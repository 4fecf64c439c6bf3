//! `schema`: the JSON Schema of case files, made from the types.

use anyhow::Result;
use clap::Args as ClapArgs;

use super::OK;
use crate::record::schema::case_file_schema;

/// Print the JSON Schema of case files, made from the program's own types.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper schema > pacekeeper-case-1.schema.json")]
pub struct Args {}

/// Runs `schema`; returns its exit status.
///
/// # Errors
/// None in practice; the schema is JSON.
pub fn run(_: &Args) -> Result<u8> {
    super::out::data(&format!("{:#}\n", case_file_schema()))?;
    Ok(OK)
}
