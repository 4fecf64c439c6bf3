//! What comes to the desk from outside: keys, pasted text, a new size, and being told to end.
//!
//! Keys are read on a thread of their own: a terminal that has hung up may be read without end, and on the desk's own
//! thread that would keep the desk from ending and from keeping what is typed.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{self, Event};

use crate::tui::Message;

/// One thing that happened.
#[derive(Debug)]
pub enum Happening {
    /// Something for the model.
    Message(Message),
    /// The desk was told to end, or its terminal hung up.
    End,
    /// The terminal can't be read any more.
    Gone(io::Error),
}

/// Begins to listen for being told to end; returns where all that happens arrives, and the way in for the keys.
///
/// # Errors
/// The system gives no signals, or no thread.
pub fn listen_for_signals() -> Result<(Receiver<Happening>, Sender<Happening>)> {
    let (sender, happenings) = channel();
    #[cfg(unix)]
    signals(sender.clone()).context("can't listen for signals")?;
    Ok((happenings, sender))
}

/// Begins to read the terminal.
///
/// # Errors
/// The system gives no thread.
pub fn listen_to_terminal(sender: Sender<Happening>) -> Result<()> {
    let read = move || {
        loop {
            let happening = match event::read() {
                Ok(Event::Key(key)) => Happening::Message(Message::Key(key)),
                Ok(Event::Paste(text)) => Happening::Message(Message::Paste(text)),
                Ok(Event::Resize(width, height)) => Happening::Message(Message::Size(width, height)),
                Ok(_) => continue,
                Err(error) => Happening::Gone(error),
            };
            let last = matches!(happening, Happening::Gone(_));
            if sender.send(happening).is_err() || last {
                return;
            }
        }
    };
    thread::Builder::new().name("keys".to_owned()).spawn(read).map(drop).context("can't read the terminal")
}

/// How long the desk has to end after the first signal; one that comes later ends it as it stands.
#[cfg(unix)]
const TO_END: std::time::Duration = std::time::Duration::from_secs(10);

#[cfg(unix)]
fn signals(sender: Sender<Happening>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let wait = move || {
        let mut ending: Option<crate::cli::clock::Pause> = None;
        for signal in signals.forever() {
            match &ending {
                None if sender.send(Happening::End).is_ok() => ending = Some(crate::cli::clock::Pause::of(TO_END)),
                Some(pause) if !pause.is_over() => {}
                // Nobody takes it in any more, or it takes too long: the signal does what it always does.
                _ => drop(emulate_default_handler(signal)),
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(drop)
}
