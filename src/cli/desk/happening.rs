//! What comes to the desk from outside: keys, pasted text, a new size, lines, and being told to end.
//!
//! Keys and lines are read on a thread of their own: a terminal that has hung up may be read without end, and on the desk's own
//! thread that would keep the desk from ending and from keeping what is typed.

use std::io::{self, BufRead};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{self, Event, KeyEvent};

use crate::tui::Message;

/// One thing that happened.
#[derive(Debug)]
pub enum Happening {
    /// A key, and the last screen that was begun before it came.
    Key(KeyEvent, u64),
    /// Something else for the model.
    Message(Message),
    /// A line was typed, without the break at its end.
    Line(String),
    /// The desk was told to end, its terminal hung up, or there is nothing more to read.
    End,
    /// The terminal can't be read any more.
    Gone(io::Error),
}

/// The screens drawn, counted: so that a key can be told to have come before one of them or after it.
#[derive(Debug, Clone, Default)]
pub struct Screens(Arc<AtomicU64>);

impl Screens {
    /// Begins another screen; returns its number.
    pub fn begin(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Returns the number of the last screen begun; 0 before the first.
    fn last(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
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
pub fn listen_to_terminal(sender: Sender<Happening>, screens: Screens) -> Result<()> {
    let read = move || {
        loop {
            let happening = match event::read() {
                Ok(Event::Key(key)) => Happening::Key(key, screens.last()),
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

/// The most bytes of a line that are taken in: far more than any field holds.
const MOST_LINE_BYTES: usize = 1 << 20;

/// Begins to read lines from standard input, whatever stands behind it.
///
/// # Errors
/// The system gives no thread.
pub fn listen_to_lines(sender: Sender<Happening>) -> Result<()> {
    let read = move || {
        let mut input = io::stdin().lock();
        loop {
            let happening = match next_line(&mut input) {
                Ok(Some(line)) => Happening::Line(line),
                Ok(None) => Happening::End,
                Err(error) => Happening::Gone(error),
            };
            let last = !matches!(happening, Happening::Line(_));
            if sender.send(happening).is_err() || last {
                return;
            }
        }
    };
    thread::Builder::new().name("lines".to_owned()).spawn(read).map(drop).context("can't read standard input")
}

/// Reads a line, without its break; none at the end. A last line without a break isn't one: the link may have been cut
/// in the middle of it, and nobody is to sign with half a word. What is past the most bytes is left out.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        let read = match input.fill_buf() {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if read.is_empty() {
            return Ok(None);
        }
        let end = read.iter().position(|byte| *byte == b'\n');
        let part = read.get(..end.unwrap_or(read.len())).unwrap_or(read);
        let room = MOST_LINE_BYTES.saturating_sub(line.len()).min(part.len());
        line.extend_from_slice(part.get(..room).unwrap_or(part));
        let used = end.map_or(read.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            let text = String::from_utf8_lossy(&line);
            return Ok(Some(text.strip_suffix('\r').unwrap_or(&text).to_owned()));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8]) -> Vec<String> {
        std::iter::from_fn(|| next_line(&mut input).unwrap()).collect()
    }

    #[test]
    fn lines_end_at_their_breaks_and_half_a_line_is_none() {
        assert_eq!(lines(b"1\r\n\nsaid \xff this\nye"), ["1", "", "said \u{fffd} this"]);
        assert_eq!(lines(b""), Vec::<String>::new());
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_one_is_whole() {
        let mut input = vec![b'a'; 3 * MOST_LINE_BYTES];
        input.extend_from_slice(b"\nstop\n");
        let lines = lines(&input);
        assert_eq!((lines[0].len(), lines[1].as_str()), (MOST_LINE_BYTES, "stop"));
    }
}
