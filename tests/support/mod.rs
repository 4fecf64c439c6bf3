//! A real terminal for tests: the program on a pseudo-terminal, its screen read as a person would see it.
//!
//! Nothing here waits a fixed time: the screen is looked at until it shows what it should, or the deadline passes.

#![allow(dead_code, reason = "each test uses the part it needs")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]
#![allow(clippy::disallowed_methods, reason = "a deadline needs a clock")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_pacekeeper");

/// A terminal's screen, and every byte that was ever written to it.
struct Written {
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Written {
    /// Returns whether the last frame has come whole: each ends with the cursor shown and put where it belongs.
    /// What isn't drawn as frames is always whole.
    fn is_whole(&self) -> bool {
        if !self.raw.contains(&b'\x1b') {
            return true;
        }
        let shown = b"\x1b[?25h\x1b[";
        let last = self.raw.windows(shown.len()).rposition(|bytes| bytes == shown);
        last.is_some_and(|at| match &self.raw[at + shown.len()..] {
            [place @ .., b'H'] => place.iter().all(|byte| byte.is_ascii_digit() || *byte == b';'),
            _ => false,
        })
    }
}

/// The program on a terminal. What still runs at the end of a test is killed.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    written: Arc<(Mutex<Written>, Condvar)>,
    hung_up: Arc<AtomicBool>,
}

/// A folder to work in, gone at the end.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Starts the program on a terminal of 80x24.
    pub fn start(&self, args: &[&str]) -> Terminal {
        self.start_with(PROGRAM, args, &[])
    }

    /// Starts any program on a terminal of 80x24, with more in its environment.
    pub fn start_with(&self, program: &str, args: &[&str], more: &[(&str, &str)]) -> Terminal {
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(self.0.path());
        command.env_clear();
        command.env("HOME", self.0.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        more.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let written = Written { screen: vt100::Parser::new(cells(24), cells(80), 0), raw: Vec::new() };
        let written = Arc::new((Mutex::new(written), Condvar::new()));
        let hung_up = Arc::new(AtomicBool::new(false));
        let (to, stop) = (Arc::clone(&written), Arc::clone(&hung_up));
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                let mut written = to.0.lock().unwrap();
                written.screen.process(&bytes[..read]);
                written.raw.extend_from_slice(&bytes[..read]);
                to.1.notify_all();
                if stop.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        Terminal { master: Some(pair.master), keys: Some(keys), child, written, hung_up }
    }

    /// Runs the program without a terminal.
    pub fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.0.path()).env_clear().env("HOME", self.0.path());
        command.stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command on a ledger in the folder that must end well; returns what it printed.
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

impl Terminal {
    /// Types keys as bytes: `\r` is Enter, `\t` Tab, `\x18` Ctrl-X.
    pub fn press(&mut self, keys: &str) {
        let writer = self.keys.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Opens a form, or does anything else, by its name in the palette.
    #[track_caller]
    pub fn find(&mut self, name: &str) {
        self.press(":");
        self.shows("Find");
        self.press(&format!("{name}\r"));
    }

    /// Types another time into a form, in the place of the one that stands there, and goes on to the field behind it.
    pub fn when(&mut self, time: &str) {
        // The time stands before the first field, however many are filled in already.
        self.press(&format!("{}\u{15}{time}\t", "\u{1b}[Z".repeat(12)));
    }

    /// Signs the form, whose last field is behind one, and waits until it is said what is on disk.
    #[track_caller]
    pub fn signs(&mut self, saved: &str) {
        self.shows("Enter signs; it can't be taken back");
        self.press("\r");
        self.shows(&format!("Saved to disk: {saved}"));
    }

    /// Waits until the screen shows a text on one line.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen shows a text on one line, which is to take no longer than so many seconds.
    #[track_caller]
    pub fn shows_within(&self, seconds: u64, text: &str) {
        let began = Instant::now();
        self.shows(text);
        assert!(began.elapsed() < Duration::from_secs(seconds), "{text:?} took {:?}", began.elapsed());
    }

    /// Waits until the screen shows a text in its right-hand pane, broken into lines or not.
    #[track_caller]
    pub fn pane_shows(&self, text: &str) {
        self.until(text, |screen| pane(screen).contains(text));
    }

    /// Waits until the screen can be read to say something, broken into lines or not: over its whole width, or in one of the
    /// two halves of a form at 80 columns.
    #[track_caller]
    pub fn reads(&self, text: &str) {
        self.until(text, |screen| [(0, 80), (0, 46), (46, 34)].iter().any(|half| words(screen, *half).contains(text)));
    }

    /// Waits until a text is gone from the screen.
    #[track_caller]
    pub fn hides(&self, text: &str) {
        self.until(&format!("no {text}"), |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as it should be, a whole frame of it.
    #[track_caller]
    pub fn until(&self, what: &str, met: impl Fn(&vt100::Screen) -> bool) {
        let (lock, changed) = &*self.written;
        let written = lock.lock().unwrap();
        let unmet = |written: &mut Written| !(written.is_whole() && met(written.screen.screen()));
        let (written, waited) = changed.wait_timeout_while(written, DEADLINE, unmet).unwrap();
        let shown = written.screen.screen().contents();
        drop(written);
        assert!(!waited.timed_out(), "never showed {what:?}; the screen was\n{shown}");
    }

    /// Returns what the screen shows now.
    pub fn screen(&self) -> String {
        self.look(|screen| screen.contents())
    }

    /// Looks at the screen as it is now.
    pub fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.written.0.lock().unwrap().screen.screen())
    }

    /// Returns every byte the program has written, as text.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.written.0.lock().unwrap().raw).into_owned()
    }

    /// Gives the terminal another size; returns once the program has drawn on it.
    #[track_caller]
    pub fn resize(&self, cols: u16, rows: u16) {
        let before = {
            let mut written = self.written.0.lock().unwrap();
            written.screen.screen_mut().set_size(cells(rows), cells(cols));
            written.raw.len()
        };
        self.master.as_ref().unwrap().resize(size(cols, rows)).unwrap();
        let (lock, changed) = &*self.written;
        // A new size is drawn from an empty screen.
        let unmet = |written: &mut Written| !String::from_utf8_lossy(&written.raw[before..]).contains("\u{1b}[2J");
        let (written, waited) = changed.wait_timeout_while(lock.lock().unwrap(), DEADLINE, unmet).unwrap();
        drop(written);
        assert!(!waited.timed_out(), "{cols}x{rows} was never drawn");
    }

    /// Selects a child on the board by the name its row shows.
    #[track_caller]
    pub fn select(&mut self, name: &str) {
        let began = Instant::now();
        self.until(name, |screen| rows(screen).iter().any(|(_, row)| row.contains(name)));
        loop {
            let (here, there) = self.look(|screen| {
                let (cursor, rows) = (screen.cursor_position().0, rows(screen));
                let place = |met: &dyn Fn(&(u16, String)) -> bool| rows.iter().position(met);
                (place(&|(y, _)| *y == cursor), place(&|(_, row)| row.contains(name)))
            });
            match (here, there) {
                (Some(here), Some(there)) if here == there => return,
                (Some(here), Some(there)) => {
                    self.press(if here < there { "j" } else { "k" });
                    let moved = |screen: &vt100::Screen| {
                        let cursor = screen.cursor_position().0;
                        rows(screen).iter().position(|(y, _)| *y == cursor) != Some(here)
                    };
                    self.until("another row selected", moved);
                }
                _ => assert!(began.elapsed() < DEADLINE, "no row of {name}:\n{}", self.screen()),
            }
        }
    }

    /// Presses Esc alone, and waits until the screen shows what follows.
    #[track_caller]
    pub fn escape_to(&mut self, text: &str) {
        self.press("\u{1b}");
        self.shows(text);
    }

    /// Waits until the program has ended by itself.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < DEADLINE, "still running:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sends a signal by name.
    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Hangs up: the terminal is gone for the program, as when a window is closed.
    pub fn hang_up(&mut self) {
        self.hung_up.store(true, Ordering::SeqCst);
        self.keys = None;
        self.master = None;
    }

    /// Returns whether the program is still there.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.runs() {
            self.signal("KILL");
            drop(self.child.wait());
        }
    }
}

/// Returns the rows of children on the board, with where they stand.
fn rows(screen: &vt100::Screen) -> Vec<(u16, String)> {
    let is_row = |row: &str| ["!! ", ">  ", ".  "].iter().any(|mark| row.starts_with(mark));
    let all = screen.rows(0, screen.size().1.get()).enumerate();
    all.filter(|(_, row)| is_row(row)).map(|(y, row)| (u16::try_from(y).unwrap(), row)).collect()
}

/// Returns the words of the right-hand pane of a form at 80 columns.
fn pane(screen: &vt100::Screen) -> String {
    words(screen, (46, 34))
}

/// Returns the words of some columns, from the first and so many, as if they stood on one line.
fn words(screen: &vt100::Screen, (from, width): (u16, u16)) -> String {
    let words: Vec<String> = screen.rows(from, width).map(|row| row.trim().to_owned()).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the numbers by which the bytes of a terminal style what stands on it: weight, reverse and colours.
pub fn styles(raw: &str) -> Vec<u16> {
    let mut seen = Vec::new();
    for styled in raw.split("\u{1b}[").skip(1) {
        let end = styled.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(0);
        if styled[end..].starts_with('m') {
            seen.extend(styled[..end].split(';').map(|number| number.parse::<u16>().unwrap_or(0)));
        }
    }
    seen
}

/// Returns whether a style is a colour.
pub fn is_colour(style: &u16) -> bool {
    matches!(style, 30..=38 | 40..=48 | 90..=107)
}

/// Starts the training desk on a ledger that is kept, and waits for its board.
pub fn demo(place: &Place) -> Terminal {
    let desk = place.start(&["demo", "--ledger", "t.ledger"]);
    desk.shows("12 children held");
    desk
}

/// Returns the entries of a record of a ledger.
pub fn entries(path: &Path, custody_number: &str) -> Vec<pacekeeper::record::Entry> {
    ledger(path).find(custody_number).unwrap().unwrap().case.entries
}

/// Asserts that the terminal was given back as it was.
pub fn is_clean(desk: &Terminal) {
    let raw = desk.raw();
    for (on, off) in [("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?2004h", "\u{1b}[?2004l")] {
        let (on, off) = (raw.rfind(on).unwrap(), raw.rfind(off).unwrap_or(0));
        assert!(on < off, "never left: {:?}", &raw[raw.len().saturating_sub(200)..]);
    }
    let hidden = raw.rfind("\u{1b}[?25l").unwrap_or(0);
    assert!(raw.rfind("\u{1b}[?25h").unwrap() > hidden, "the cursor is shown");
    desk.look(|screen| assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()));
}

/// Asserts that the training ledger is whole.
pub fn is_whole(place: &Place) {
    assert!(place.ok(&["verify", "--ledger", "t.ledger"]).starts_with("whole\t"));
}

/// Opens a ledger through the library, as a desk that looks on.
pub fn ledger(path: &Path) -> pacekeeper::ledger::Ledger {
    pacekeeper::ledger::Ledger::open(path).unwrap()
}

/// Returns the words typed into every draft of a ledger.
pub fn drafts(path: &Path) -> Vec<String> {
    ledger(path).drafts().unwrap().into_iter().map(|draft| draft.values).collect()
}
