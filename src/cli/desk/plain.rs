//! The desk in plain lines: a line is read, what it asks for is done on the ledger, and what came of it is written.

use std::io::{ErrorKind, IsTerminal, Write, stdin, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use anyhow::{Context, Result, bail};

use super::WAIT;
use super::happening::{self, Happening};
use super::shift::Shift;
use crate::cli::clock::DeskClock;
use crate::ledger::Ledger;
use crate::plain::Dialogue;
use crate::tui::Model;
use crate::tui::model::Face;

/// Runs the desk in lines until it is left, told to end, or there is nothing more to read. Whichever it was, what is
/// typed is kept as a draft first.
///
/// # Errors
/// A ledger that can't be read at the start; lines that can't be read or written; something typed that couldn't be kept.
pub fn run(mut model: Model, ledger: &mut Ledger, clock: DeskClock) -> Result<()> {
    model.face = Face::Lines;
    let mut shift = Shift::begin(model, ledger, clock)?;
    let (happenings, sender) = happening::listen_for_signals()?;
    happening::listen_to_lines(sender)?;
    let outcome = converse(&mut shift, &happenings);
    let kept = shift.end();
    kept.and(outcome)
}

fn converse(shift: &mut Shift<'_>, happenings: &Receiver<Happening>) -> Result<()> {
    let echoed = stdin().is_terminal();
    let mut dialogue = Dialogue::begin(&shift.model);
    let mut unseen = |_: &Model| Ok(());
    loop {
        if !write(&dialogue.say(&mut shift.model), echoed)? {
            return Ok(());
        }
        let line = loop {
            match happenings.recv_timeout(WAIT) {
                Ok(Happening::Line(line)) => break line,
                Ok(Happening::End) => return Ok(()),
                Ok(Happening::Gone(error)) => return Err(error).context("standard input can't be read"),
                // While a line is waited for, time goes on and other desks write; nothing of it is said unasked.
                Ok(Happening::Key(..) | Happening::Message(_)) | Err(RecvTimeoutError::Timeout) => {
                    shift.tick(&mut unseen)?;
                }
                Err(RecvTimeoutError::Disconnected) => bail!("standard input can't be read"),
            }
        };
        shift.tick(&mut unseen)?;
        let effects = dialogue.hear(&mut shift.model, &line);
        if shift.perform(effects, &mut unseen)? {
            return Ok(());
        }
    }
}

/// Writes what is said, the question last; returns whether anyone still listens. Where what is typed isn't echoed, the
/// question ends its line itself.
fn write(said: &str, echoed: bool) -> Result<bool> {
    let mut out = stdout().lock();
    let end = if echoed { " " } else { "\n" };
    match write!(out, "{said}{end}").and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error).context("Standard output can't be written"),
    }
}
