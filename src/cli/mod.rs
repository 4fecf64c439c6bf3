//! The commands: one file each. This room wires the others together, reads the real clock, and picks exit codes.

mod board;
mod check;
mod clock;
mod demo;
mod desk;
mod enter;
mod explain;
mod export;
mod handover;
mod held;
mod import;
mod init;
mod offence;
mod out;
mod pack;
mod place;
mod policy;
mod report;
mod rules;
mod schema;
mod source;
mod training;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::tui::Theme;

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
    /// The desk as numbered choices and lines, for screen readers, slow links and scripts; needs no terminal.
    #[arg(long)]
    pub plain: bool,
    /// Ring the terminal's bell when something new is overdue, once a minute at most; for the desk, without a command.
    #[arg(long)]
    pub bell: bool,
    /// Colours for a dark screen, for a light one, or none; otherwise as NO_COLOR and COLORFGBG say, otherwise dark.
    #[arg(long, global = true, value_enum, value_name = "LOOKS", env = "PACEKEEPER_THEME")]
    pub theme: Option<Theme>,
    /// What to do; the desk without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What a person can ask the program to do.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "the help of each command is the doc comment of its own `Args`")]
pub enum Command {
    Demo(demo::Args),
    Check(check::Args),
    Explain(explain::Args),
    Offence(offence::Args),
    Board(board::Args),
    Handover(handover::Args),
    Pack(pack::Args),
    Rules(rules::Args),
    Policy(policy::Args),
    Schema(schema::Args),
    Init(init::Args),
    Import(import::Args),
    Enter(enter::Args),
    Export(export::Args),
    Verify(verify::Args),
}

/// Runs the program on the arguments of the process; returns its exit status.
#[must_use]
pub fn run() -> ExitCode {
    let matches = Cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    // The demo never goes where the environment keeps the suite's own ledger: only where it is told to.
    let told = matches.value_source("ledger") == Some(ValueSource::CommandLine)
        || matches
            .subcommand()
            .is_some_and(|(_, matches)| matches.value_source("ledger") == Some(ValueSource::CommandLine));
    let ledger = || place::ledger_path(cli.ledger.as_deref());
    let theme = cli.theme.unwrap_or_else(|| {
        let told = |name| std::env::var_os(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
        usual_theme(std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()), &told("COLORFGBG"))
    });
    if cli.bell && cli.command.is_some() {
        let told = "--bell is for the desk: pacekeeper --bell, or pacekeeper demo --bell";
        Cli::command().error(clap::error::ErrorKind::ArgumentConflict, told).exit();
    }
    let outcome = match &cli.command {
        None => ledger().and_then(|ledger| desk::open(&ledger, theme, cli.plain, cli.bell)),
        Some(Command::Demo(args)) => demo::run(args, cli.ledger.as_deref().filter(|_| told), theme, cli.plain),
        Some(_) if cli.plain => Err(anyhow::anyhow!("--plain goes with the desk and the demo alone: leave it out")),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Offence(args)) => offence::run(args),
        Some(Command::Board(args)) => ledger().and_then(|ledger| board::run(args, &ledger)),
        Some(Command::Handover(args)) => ledger().and_then(|ledger| handover::run(args, &ledger)),
        Some(Command::Pack(args)) => ledger().and_then(|ledger| pack::run(args, &ledger)),
        Some(Command::Rules(args)) => rules::run(args),
        Some(Command::Policy(args)) => policy::run(args),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Init(args)) => ledger().and_then(|ledger| init::run(args, &ledger)),
        Some(Command::Import(args)) => ledger().and_then(|ledger| import::run(args, &ledger)),
        Some(Command::Enter(args)) => ledger().and_then(|ledger| enter::run(args, &ledger)),
        Some(Command::Export(args)) => ledger().and_then(|ledger| export::run(args, &ledger)),
        Some(Command::Verify(args)) => ledger().and_then(|ledger| verify::run(args, &ledger)),
    };
    ExitCode::from(outcome.unwrap_or_else(|error| {
        say(&error);
        UNUSABLE
    }))
}

/// Returns the looks where none are asked for: no colour where that is wanted of every program; those for a light screen where
/// the terminal says (as `text;ground`, of the sixteen colours) that it is white or light grey.
fn usual_theme(no_colour: bool, fgbg: &str) -> Theme {
    match fgbg.rsplit(';').next() {
        _ if no_colour => Theme::Mono,
        Some("7" | "15") => Theme::Light,
        _ => Theme::Dark,
    }
}

/// Says on standard error what happened and what to do, then what lies behind it, for whoever looks after the machine.
fn say(error: &anyhow::Error) {
    let mut said = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !said.contains(&cause) {
            said = format!("{said}\n  Because: {cause}");
        }
    }
    out::tell(&said);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_looks_follow_what_the_terminal_says_of_itself() {
        assert_eq!(usual_theme(false, ""), Theme::Dark);
        assert_eq!(usual_theme(false, "15;0"), Theme::Dark);
        assert_eq!(usual_theme(false, "0;15"), Theme::Light);
        assert_eq!(usual_theme(false, "0;default;7"), Theme::Light);
        assert_eq!(usual_theme(true, "0;15"), Theme::Mono);
    }
}
