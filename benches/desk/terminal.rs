//! The release program on a pseudo-terminal: from a key to the last byte of its frame, and a minute in which nothing happens.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant as Started};

use pacekeeper::ledger::Ledger;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::made::Night;
use crate::spread;

/// How often each key is pressed.
const ROUNDS: usize = 400;

/// How long the terminal must be silent until a frame is taken for whole.
const SILENCE: Duration = Duration::from_millis(40);

/// Times keys at both sizes, with few children and many, and while another desk writes.
pub fn keys() {
    println!("on a terminal, key to last byte, in ms: median | 99th | worst | bytes a key, median");
    for (children, columns, rows, busy) in
        [(10, 80, 24, false), (30, 160, 50, false), (200, 160, 50, false), (30, 160, 50, true)]
    {
        for (what, before, keys) in
            [("down and up on the board", "", ["j", "k"]), ("a letter in a note", "n", ["a", "b"])]
        {
            let folder = tempfile::tempdir().unwrap();
            let path = suite(folder.path(), children);
            let mut desk = Desk::start(&path, columns, rows);
            desk.press(before);
            let (stop, writes) = (Arc::new(AtomicBool::new(false)), path.clone());
            let ended = Arc::clone(&stop);
            let other = busy.then(|| std::thread::spawn(move || another_desk(&writes, &ended)));
            let frames: Vec<(Duration, usize)> = (0..ROUNDS).map(|round| desk.press(keys[round % 2])).collect();
            stop.store(true, Ordering::SeqCst);
            if let Some(other) = other {
                other.join().unwrap();
            }
            let mut bytes: Vec<usize> = frames.iter().map(|frame| frame.1).collect();
            bytes.sort_unstable();
            let times = spread(frames.iter().map(|frame| frame.0).collect());
            let busy = if busy { ", another desk writing ten times a second" } else { "" };
            println!(
                "| {children} children at {columns}x{rows}{busy} | {what} | {times} | {} |",
                bytes[bytes.len() / 2]
            );
        }
    }
}

/// Leaves the desk alone for a minute.
pub fn idle() {
    for children in [12, 30] {
        let folder = tempfile::tempdir().unwrap();
        let path = suite(folder.path(), children);
        let mut desk = Desk::start(&path, 80, 24);
        desk.press("j");
        let (before, worked) = (desk.bytes(SILENCE).0, desk.worked());
        let (bytes, frames) = desk.bytes(Duration::from_secs(60));
        println!(
            "| {children} children | idle for a minute | {bytes} bytes in {frames} pieces (before: {before}) | {} ms of work |",
            (desk.worked() - worked).as_millis()
        );
    }
}

/// Makes a training ledger of children with 60 to 300 entries, all on the night of the training suite.
fn suite(folder: &Path, children: u64) -> PathBuf {
    let path = folder.join("bench.ledger");
    // The 291st day of the made year is 23 October: these nights end as the training clock begins.
    let night = |i: u64| Night {
        number: 291 + i * 350 * 97,
        entries: 60 + usize::try_from(i * 60 % 300).unwrap(),
        closed: false,
    };
    let now = (0..children).map(|i| night(i).end()).max().unwrap();
    let mut ledger = Ledger::create(&path, true, now).unwrap();
    for i in 0..children {
        ledger.create_record(&night(i).case(), now).unwrap();
    }
    path
}

/// Writes ten times a second, as another desk would, until told to stop.
fn another_desk(path: &Path, stop: &AtomicBool) {
    let mut ledger = Ledger::open(path).unwrap();
    let mut turn = 0;
    while !stop.load(Ordering::SeqCst) {
        let open = ledger.records_open().unwrap();
        let record = &open[turn % open.len()];
        let check = record.case.entries.iter().rev().find(|entry| entry.kind.word() == "check").unwrap().clone();
        let now = ledger.last_written().unwrap().unwrap();
        ledger.append(&record.record_id, record.seq, &[check], now).unwrap();
        turn += 1;
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The program on a terminal.
struct Desk {
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    came: Receiver<(Started, usize)>,
    _master: Box<dyn MasterPty + Send>,
}

impl Desk {
    fn start(ledger: &Path, cols: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pacekeeper"));
        command.args(["demo", "--ledger"]);
        command.arg(ledger);
        command.cwd(ledger.parent().unwrap());
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut reader, keys) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let (sender, came) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send((Started::now(), read)).is_err() {
                    break;
                }
            }
        });
        let desk = Self { keys, child, came, _master: pair.master };
        let first = desk.came.recv_timeout(Duration::from_secs(20)).expect("the desk opens");
        assert!(first.1 > 0);
        desk.bytes(Duration::from_secs(1));
        desk
    }

    /// Presses keys; returns how long until the last byte that they bring, and how many bytes.
    fn press(&mut self, keys: &str) -> (Duration, usize) {
        let started = Started::now();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        let (mut last, mut bytes) = (started, 0);
        let mut wait = Duration::from_secs(2);
        while let Ok((at, read)) = self.came.recv_timeout(wait) {
            (last, bytes) = (at, bytes + read);
            wait = SILENCE;
            // Another desk that writes all the time mustn't make one frame of all frames.
            if at - started > Duration::from_millis(90) {
                break;
            }
        }
        (last - started, bytes)
    }

    /// Returns how many bytes come within a time, in how many pieces.
    fn bytes(&self, within: Duration) -> (usize, usize) {
        let until = Started::now() + within;
        let (mut bytes, mut pieces) = (0, 0);
        while let Ok((_, read)) = self.came.recv_timeout(until.saturating_duration_since(Started::now())) {
            (bytes, pieces) = (bytes + read, pieces + 1);
        }
        (bytes, pieces)
    }

    /// Returns how long the program has had a processor, as the system counts it in hundredths of a second.
    fn worked(&self) -> Duration {
        let path = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let stat = std::fs::read_to_string(path).unwrap();
        let after = stat.rsplit(')').next().unwrap();
        let ticks = after.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum::<u64>();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
