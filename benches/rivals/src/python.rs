//! The rules of `rules.py` in a process of its own, which times itself and is asked for one round at a time.
//!
//! Lines in: one JSON record each, then an empty line; after that `answers` or `round N`. Lines out: one JSON object of
//! findings for each record, or the seconds that a round of the first N records took.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::{Answer, Case, answers_from};

pub struct Python {
    process: Child,
    asks: ChildStdin,
    says: BufReader<ChildStdout>,
    records: usize,
}

impl Python {
    pub fn start(cases: &[Case]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/rules.py");
        let mut process = Command::new("python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 must be installed");
        let mut asks = process.stdin.take().unwrap();
        for case in cases {
            writeln!(asks, "{}", case.input).unwrap();
        }
        writeln!(asks).unwrap();
        let says = BufReader::new(process.stdout.take().unwrap());
        Self { process, asks, says, records: cases.len() }
    }

    fn ask(&mut self, what: &str) {
        writeln!(self.asks, "{what}").unwrap();
        self.asks.flush().unwrap();
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.says.read_line(&mut line).unwrap() > 0, "python stopped");
        line
    }

    pub fn answers(&mut self) -> Vec<Vec<Answer>> {
        self.ask("answers");
        (0..self.records).map(|_| answers_from(&self.line())).collect()
    }

    /// Returns the seconds that the first records took, as many as asked, by Python's own clock.
    pub fn seconds(&mut self, records: usize) -> f64 {
        self.ask(&format!("round {records}"));
        self.line().trim().parse().unwrap()
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
