//! The desk on a terminal: who may open it, on which ledger, and how the terminal is left behind.

mod drafts;
mod happening;
mod painter;
mod place;
mod plain;
mod shift;

use std::cell::Cell;
use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use ratatui::DefaultTerminal;

use self::happening::{Happening, Screens};
use self::painter::Painter;
pub use self::plain::run as in_lines;
use self::shift::Shift;
use super::clock::{DeskClock, Pause};
use crate::desk::Officer;
use crate::law::Policy;
use crate::ledger::Ledger;
use crate::tui::model::Layer;
use crate::tui::popup::OfficerScreen;
use crate::tui::{Message, Model, Theme};

/// How long the desk waits for a key before it looks at the clock and at the ledger.
const WAIT: Duration = Duration::from_millis(250);

/// How long keys that come without a break are taken in before the screen shows them.
const BURST: Duration = Duration::from_millis(100);

/// Refuses to open the desk without a terminal, before anything is written to it.
///
/// # Errors
/// Standard output or input isn't a terminal.
pub fn needs_terminal(what: &str) -> Result<()> {
    if stdout().is_terminal() && std::io::stdin().is_terminal() {
        return Ok(());
    }
    bail!(
        "{what} needs a terminal. Without one: `--plain`, `pacekeeper demo --print`, `pacekeeper board`, `pacekeeper check`"
    )
}

/// Opens the desk on a suite's ledger, on the screen or in plain lines; asks who is at the keys first. `bell` rings for new
/// alarms.
///
/// # Errors
/// No terminal, where there is a screen; a ledger that can't be opened, or that is a training ledger.
pub fn open(path: &Path, theme: Theme, plain: bool, bell: bool) -> Result<u8> {
    if !plain {
        needs_terminal("the desk")?;
    }
    let mut ledger = Ledger::open(path)?;
    if ledger.is_training() {
        bail!("{} is a training ledger: open it with `pacekeeper demo --ledger PATH`", super::source::shown(path));
    }
    let clock = DeskClock::Real;
    let suite = suite_of(&ledger)?;
    let mut model = Model::new(clock.now(), suite, false, vec![Officer::nobody()], Policy::default(), theme)
        .context("nobody is at the keys")?;
    model.bell.on = bell;
    model.officers.clear();
    if plain {
        in_lines(model, &mut ledger, clock)?;
        return Ok(super::OK);
    }
    model.layers.push(Layer::Officer(OfficerScreen::asking()));
    run(model, &mut ledger, clock)?;
    Ok(super::OK)
}

/// Returns the name of the suite whose children are held; the program's own where there is none, or more than one.
fn suite_of(ledger: &Ledger) -> Result<String> {
    let mut suites: Vec<String> =
        ledger.records_open()?.into_iter().filter_map(|stored| stored.case.head.suite).collect();
    suites.sort();
    suites.dedup();
    Ok(match suites.as_slice() {
        [one] => one.clone(),
        [] => "Custody".to_owned(),
        many => format!("{} suites", many.len()),
    })
}

/// Runs the desk until it is left, told to end, or its terminal goes. Whichever it was, what is typed is kept as a
/// draft first, and the terminal is restored: after an error and a panic too.
///
/// # Errors
/// A ledger that can't be read at the start; a terminal that went; something typed that couldn't be kept.
pub fn run(model: Model, ledger: &mut Ledger, clock: DeskClock) -> Result<()> {
    let mut shift = Shift::begin(model, ledger, clock)?;
    let (happenings, sender) = happening::listen_for_signals()?;
    let mut screen = Screen::open()?;
    let size = screen.terminal.size().context("can't set up the terminal")?;
    shift.model.update(Message::Size(size.width, size.height));
    let screens = Screens::default();
    happening::listen_to_terminal(sender, screens.clone())?;
    let outcome = watch(&mut shift, &happenings, &mut screen.terminal, &screens);
    let outcome = outcome.or_else(|gone| if is_hanging_up(&happenings) { Ok(()) } else { Err(gone) });
    let kept = shift.end();
    drop(screen);
    kept.and(outcome)
}

/// What is said of an Enter that came before the line that signs was on the screen.
const UNSEEN: &str = "NOT SIGNED: that Enter came before this was on the screen. Read what is signed; Enter signs";

/// Takes in what happens and draws after each burst of it, until the desk is to be left.
///
/// Only a key that came after the line that signs was on the screen signs: not every terminal tells pasted text from keys,
/// and the breaks between pasted lines are Enters then.
fn watch(
    shift: &mut Shift<'_>,
    happenings: &Receiver<Happening>,
    terminal: &mut DefaultTerminal,
    screens: &Screens,
) -> Result<()> {
    // The first of the screens on which the line that signs has stood since the keys came to it.
    let signature = Cell::new(None);
    let mut painter = Painter::default();
    let mut draw = |model: &Model| -> Result<()> {
        let screen = screens.begin();
        painter.draw(model, terminal)?;
        signature.set(signature.get().or(Some(screen)).filter(|_| model.is_at_signature()));
        Ok(())
    };
    loop {
        draw(&shift.model)?;
        let mut next = happenings.recv_timeout(WAIT);
        let burst = Pause::of(BURST);
        loop {
            match next {
                Ok(Happening::Key(key, screen))
                    if shift.model.would_sign(key) && signature.get().is_none_or(|seen| screen < seen) =>
                {
                    shift.model.say_bad(UNSEEN.to_owned());
                }
                Ok(Happening::Key(key, _)) => {
                    let effects = shift.model.update(Message::Key(key));
                    signature.set(signature.get().filter(|_| shift.model.is_at_signature()));
                    if shift.perform(effects, &mut draw)? {
                        return Ok(());
                    }
                }
                Ok(Happening::Message(message)) => {
                    let effects = shift.model.update(message);
                    if shift.perform(effects, &mut draw)? {
                        return Ok(());
                    }
                }
                // Only plain lines are read as lines.
                Ok(Happening::Line(_)) => {}
                Ok(Happening::End) => return Ok(()),
                Ok(Happening::Gone(error)) => return Err(error).context("the terminal is gone"),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => bail!("the terminal is gone"),
            }
            if burst.is_over() {
                break;
            }
            next = happenings.recv_timeout(Duration::ZERO);
        }
        // What was typed is seen before it is kept on disk: a key mustn't wait for that.
        draw(&shift.model)?;
        if shift.tick(&mut draw)? {
            return Ok(());
        }
    }
}

/// Returns whether the desk is told to end, now that its terminal can't be used: then that is no error, it is the end.
fn is_hanging_up(happenings: &Receiver<Happening>) -> bool {
    std::iter::from_fn(|| happenings.recv_timeout(WAIT).ok()).any(|happening| matches!(happening, Happening::End))
}

/// The terminal while the desk has it; given back as it was when this goes, whatever the reason.
struct Screen {
    terminal: DefaultTerminal,
}

impl Screen {
    fn open() -> Result<Self> {
        let opened = ratatui::try_init().and_then(|terminal| {
            execute!(stdout(), EnableBracketedPaste)?;
            Ok(Self { terminal })
        });
        if opened.is_err() {
            give_back();
        }
        opened.context("can't set up the terminal")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back. Where it is gone there is nothing to give back, and nobody to tell.
fn give_back() {
    let _ = execute!(stdout(), DisableBracketedPaste);
    let _ = ratatui::try_restore();
}
