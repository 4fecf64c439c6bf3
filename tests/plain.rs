//! The desk in plain lines: one night done both ways leaves the same records, and nothing that can come through a pipe
//! loses what was typed.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use support::{PROGRAM, Place, Terminal, demo, drafts, is_whole, ledger};
use unicode_width::UnicodeWidthStr;

/// One act of the night, as keys at the screen and as lines.
struct Act {
    /// The child, as the board shows the name.
    child: &'static str,
    /// The key or the name in the palette that opens the form.
    key: &'static str,
    /// When it happened; empty where the form doesn't ask.
    when: &'static str,
    /// The keys of the form behind the time.
    keys: &'static str,
    /// The first letters of the form's label.
    form: &'static str,
    /// The lines of the form behind the time.
    lines: &'static [&'static str],
}

const LEILA: &str = "Leila M.";
const DEWI: &str = "Dewi F.";
const AMARA: &str = "Amara S.";
const ROWAN: &str = "Rowan E.";

/// The sergeant's night.
const SERGEANT: [Act; 14] = [
    Act {
        child: LEILA,
        key: "c",
        when: "2304",
        keys: "4by the door, one shoe off\rI want my dad\rrang dad with her\r",
        form: "check",
        lines: &["tear", "by the door, one shoe off", "I want my dad", "rang dad with her", ""],
    },
    Act {
        child: LEILA,
        key: "a",
        when: "2305",
        keys: "11Sami Mockford\r12",
        form: "adult",
        lines: &["1", "parent", "Sami Mockford", "now", "no answer"],
    },
    Act {
        child: LEILA,
        key: "a",
        when: "2306",
        keys: "16Ash Scheme\r112345\r",
        form: "2",
        lines: &["asked", "AA scheme", "Ash Scheme", "1", "coming", "2345"],
    },
    Act {
        child: LEILA,
        key: "a",
        when: "2309",
        keys: "21Sami Mockford\ryn",
        form: "adult",
        lines: &["arr", "1", "Sami Mockford", "y", "no"],
    },
    Act {
        child: LEILA,
        key: "h",
        when: "2307",
        keys: "2fit to be detained\rn",
        form: "health",
        lines: &["2", "fit to be detained", "2"],
    },
    Act {
        child: LEILA,
        key: "h",
        when: "2308",
        keys: "011REF-1\r",
        form: "health",
        lines: &["referral made", "children", "BRAG", "REF-1"],
    },
    Act { child: LEILA, key: "d", when: "2301", keys: "1y", form: "care", lines: &["meal", "yes", "", ""] },
    Act {
        child: DEWI,
        key: "m",
        when: "2245",
        keys: "1CPR in cell 9\r",
        form: "not made",
        lines: &["another", "CPR in cell 9"],
    },
    Act { child: DEWI, key: "n", when: "2302", keys: "blanket given\r", form: "note", lines: &["blanket given"] },
    Act {
        child: DEWI,
        key: ":correct",
        when: "",
        keys: "0\rwrong child: that was cell 6\r",
        form: "correct",
        lines: &["0", "wrong child: that was cell 6"],
    },
    Act {
        child: AMARA,
        key: "g",
        when: "2300",
        keys: "robbery\r1\rn",
        form: "charged",
        lines: &["robbery", "1", "", "n"],
    },
    Act {
        child: AMARA,
        key: "f",
        when: "2303",
        keys: "23\rmissed court twice\ryn",
        form: "bail",
        lines: &["fail, further", "missed court twice", "y", "n", ""],
    },
    Act {
        child: AMARA,
        key: "s",
        when: "2305",
        keys: "11\u{15}Sampleton\r2Ash Operator\rmy aunt has a sofa\r",
        form: "accommodation",
        lines: &["ask", "alt", "Sampleton", "child lives", "Ash Operator", "my aunt has a sofa"],
    },
    Act {
        child: AMARA,
        key: "i",
        when: "2306",
        keys: "1can someone ring my nan\r",
        form: "child asks",
        lines: &["1", "can someone ring my nan", "", "", "", ""],
    },
];

/// The inspector's.
const INSPECTOR: [Act; 1] = [Act {
    child: ROWAN,
    key: "r",
    when: "2309",
    keys: "1yy1\r12\rwhy is it taking so long\rtold him: statement typed by 23:40\r\rinterview not finished\ryy\r1",
    form: "review",
    lines: &[
        "in person",
        "y",
        "y",
        "adult",
        "1 2",
        "why is it taking so long",
        "told him: statement typed by 23:40",
        "",
        "interview not finished",
        "y",
        "y",
        "",
        "goes on",
    ],
}];

impl Act {
    fn at_the_screen(&self, desk: &mut Terminal) {
        desk.select(self.child);
        match self.key.strip_prefix(':') {
            Some(name) => desk.find(name),
            None => desk.press(self.key),
        }
        if !self.when.is_empty() {
            desk.when(self.when);
        }
        desk.press(self.keys);
        desk.signs("");
    }

    fn in_lines(&self, to: &mut Vec<String>) {
        let first = self.child.split(' ').next().unwrap();
        to.extend([first.to_owned(), self.form.to_owned()]);
        if !self.when.is_empty() {
            to.push(self.when.to_owned());
        }
        to.extend(self.lines.iter().map(|line| (*line).to_owned()));
        to.extend(["yes".to_owned(), "back".to_owned()]);
    }
}

/// Runs the program, types those lines into it through a pipe and then closes it.
fn piped(place: &Place, args: &[&str], lines: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(args).current_dir(place.path("")).env_clear().env("HOME", place.path(""));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let writing = std::thread::spawn(move || drop(input.write_all(text.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

/// Returns what was said, which ended well, holds nothing but lines and none too long.
fn said(output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    for line in said.lines() {
        assert!(line.width() <= 78, "{line}");
    }
    said
}

fn plain(place: &Place, lines: &[&str]) -> String {
    said(piped(place, &["demo", "--plain", "--ledger", "t.ledger"], lines))
}

/// Returns the case files of a ledger, without what must differ from run to run: when each entry was written, and when a
/// correction was made, which nobody types.
fn exported(place: &Place) -> Vec<(String, Value)> {
    place.ok(&["export", "--out", "out", "--ledger", "t.ledger"]);
    let mut cases: Vec<(String, Value)> = std::fs::read_dir(place.path("out"))
        .unwrap()
        .map(|file| {
            let file = file.unwrap();
            let mut case: Value = serde_json::from_str(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
            for entry in case["entries"].as_array_mut().unwrap() {
                let entry = entry.as_object_mut().unwrap();
                entry.remove("recorded_at");
                if entry["kind"] == "correction" {
                    entry.remove("at");
                }
            }
            (file.file_name().into_string().unwrap(), case)
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

#[test]
fn one_night_at_the_screen_and_in_plain_lines_leaves_the_same_records() {
    let screen = Place::new();
    let mut desk = demo(&screen);
    let before = ledger(&screen.path("t.ledger")).records_open().unwrap();
    let before: usize = before.iter().map(|stored| stored.case.entries.len()).sum();
    SERGEANT.iter().for_each(|act| act.at_the_screen(&mut desk));
    desk.press("o3");
    desk.shows("Insp Carys Drill is at the keys");
    INSPECTOR.iter().for_each(|act| act.at_the_screen(&mut desk));
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    let lines = Place::new();
    let mut typed = vec![String::new()];
    SERGEANT.iter().for_each(|act| act.in_lines(&mut typed));
    typed.extend(["officer".to_owned(), "3".to_owned()]);
    INSPECTOR.iter().for_each(|act| act.in_lines(&mut typed));
    typed.push("quit".to_owned());
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    let said = plain(&lines, &typed);
    assert_eq!(said.matches("Saved to disk: ").count(), SERGEANT.len() + INSPECTOR.len(), "{said}");
    assert!(!said.contains("isn't something that can be done here"), "{said}");

    let (at_screen, in_lines) = (exported(&screen), exported(&lines));
    assert_eq!(at_screen.len(), 12);
    let entries = |cases: &[(String, Value)]| -> usize {
        cases.iter().map(|(_, case)| case["entries"].as_array().unwrap().len()).sum()
    };
    assert_eq!(entries(&at_screen), before + SERGEANT.len() + INSPECTOR.len());
    for (one, other) in at_screen.iter().zip(&in_lines) {
        assert_eq!(one, other);
    }
    [&screen, &lines].into_iter().for_each(is_whole);
}

#[test]
fn when_the_lines_end_in_the_middle_of_a_form_what_was_typed_is_kept_and_half_a_line_is_not_used() {
    let place = Place::new();
    let said = plain(&place, &["", "dewi", "check", "2308", "3", "lying on the mattress"]);
    assert!(said.trim_end().ends_with("Child said:"), "{said}");
    let kept = drafts(&place.path("t.ledger"));
    assert!(kept[0].contains("lying on the mattress") && kept[0].contains("23:08 bst 24/10"), "{kept:?}");

    let said = plain(&place, &["", "dewi", "unfinished", "yes", "leave me alone", "sat with him", "", "yes"]);
    assert!(said.contains("Unfinished: Cell check, typed until 23:1"), "{said}");
    assert!(said.contains("Kept: Seen: lying on the mattress."), "{said}");
    assert!(said.contains("Saved to disk: Check, Dewi Fictive, by Sgt Marlow Tester"), "{said}");
    assert_eq!(drafts(&place.path("t.ledger")), Vec::<String>::new());
}

#[test]
fn nothing_that_comes_through_a_pipe_signs_or_breaks_the_desk() {
    let place = Place::new();
    let long = "long ".repeat(20_000);
    let said = plain(&place, &["", "dewi", "note", "now", &long, "\u{1b}[2J\u{7}", "no", "zzz", "\u{0}", "why 9"]);
    assert!(said.contains("CUT: a field holds 2000 characters"), "{said}");
    assert!(!said.contains("Saved to disk"), "{said}");
    // Half a "yes" is none.
    let mut command = Command::new(PROGRAM);
    command.args(["demo", "--plain", "--ledger", "t.ledger"]).current_dir(place.path("")).env_clear();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"\ndewi\nunfinished\nyes\nyes").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8(output.stdout).unwrap().contains("Saved to disk"));
    assert_eq!(drafts(&place.path("t.ledger")).len(), 1);
}

#[test]
fn on_a_terminal_there_is_no_escape_and_a_desk_told_to_end_keeps_what_is_typed() {
    let place = Place::new();
    let mut desk = place.start(&["demo", "--plain", "--ledger", "t.ledger"]);
    desk.shows("Who, by number [Sgt Marlow Tester]:");
    desk.press("\n");
    desk.shows("Which child?");
    desk.press("dewi\ncheck\n\n3\nby the door\n");
    desk.shows("Child said:");
    desk.signal("TERM");
    assert_eq!(desk.ended().exit_code(), 0);
    assert!(!desk.raw().contains('\u{1b}'), "{:?}", desk.raw());
    assert!(drafts(&place.path("t.ledger"))[0].contains("by the door"));
}

#[test]
fn on_a_suites_own_ledger_one_says_who_one_is_before_anything_else() {
    let place = Place::new();
    place.ok(&["init", "--ledger", "suite.ledger"]);
    let out = piped(&place, &["--plain", "--ledger", "suite.ledger"], &["Sgt Beth Sample", "3127", "1", "quit"]);
    let said = said(out);
    assert!(said.contains("Sgt Beth Sample is at the keys\nBoard at ") && said.contains("No child is held"), "{said}");
    let refused = piped(&place, &["--plain", "board", "--ledger", "suite.ledger"], &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("--plain goes with the desk and the demo alone"));
}
