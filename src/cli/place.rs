//! Where the ledger is, when nobody says.

use std::path::{Path, PathBuf};

use anyhow::Context;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

/// The file's name in the platform's data folder.
const LEDGER_FILE: &str = "suite.ledger";

/// Returns the path of the ledger: the one given, else `suite.ledger` in the platform's data folder for the program
/// (`~/.local/share/pacekeeper` on Linux and macOS, `%APPDATA%\pacekeeper\data` on Windows).
///
/// # Errors
/// The platform names no data folder, as without a home folder.
pub fn ledger_path(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let names = AppStrategyArgs {
        top_level_domain: "uk".to_owned(),
        author: "pacekeeper".to_owned(),
        app_name: "pacekeeper".to_owned(),
    };
    let strategy = choose_app_strategy(names)
        .context("This user has no home folder to keep a ledger in. Say where it is with --ledger PATH.")?;
    Ok(strategy.in_data_dir(LEDGER_FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_path_wins() {
        assert_eq!(ledger_path(Some(Path::new("x/y"))).unwrap(), Path::new("x/y"));
    }
}
