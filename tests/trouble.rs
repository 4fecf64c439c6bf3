//! Bad input and trouble, by every way in: each is named with what, where and what to do, and nothing is lost.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rstest::rstest;
use serde_json::{Value, json};
use tempfile::TempDir;

const BIN: &str = env!("CARGO_BIN_EXE_pacekeeper");

/// A user with no rights anywhere: "nobody" on every Unix we know.
const NOBODY: u32 = 65_534;

/// What one run of the program said, and how it ended.
#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    status: i32,
}

/// A folder to work in, with a ledger of its own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        assert_eq!(place.run(&["init"]).status, 0);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// Brings a case into the ledger.
    fn import(&self, name: &str, case: &Value) {
        self.write(name, case.to_string());
        let said = self.run(&["import", name]);
        assert_eq!(said.status, 0, "{said:?}");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path());
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("BIN", BIN);
        command.env("PACEKEEPER_LEDGER", "suite.ledger").stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        said(self.command(BIN).args(args))
    }

    fn shell(&self, script: &str) -> Said {
        said(self.command("sh").args(["-c", script]))
    }

    /// Runs the program with that on standard input.
    fn feed(&self, args: &[&str], input: &[u8]) -> Said {
        let mut command = self.command(BIN);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
    }

    /// Runs the program as a user who may write nothing here, whoever runs the tests.
    fn as_nobody(&self, args: &[&str]) -> Said {
        let bin = self.path("pacekeeper-as-nobody");
        if !bin.exists() {
            fs::copy(BIN, &bin).unwrap();
        }
        for (path, mode) in [(self.0.path(), 0o755), (&bin, 0o755)] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        let mut command = self.command(bin.to_str().unwrap());
        let user = Command::new("id").arg("-u").output().unwrap();
        if String::from_utf8_lossy(&user.stdout).trim() == "0" {
            command.uid(NOBODY).gid(NOBODY);
        }
        said(command.args(args))
    }

    fn is_whole(&self) {
        let said = self.run(&["verify"]);
        assert_eq!(said.status, 0, "{said:?}");
    }
}

fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let said =
        Said { out: text(output.stdout), err: text(output.stderr), status: output.status.code().expect("a signal") };
    assert!(!said.err.contains("panicked"), "{said:?}");
    said
}

fn case(number: &str, entries: Value) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": number, "suite": "Testham",
            "child": { "name": "Ceri", "date_of_birth": "2010-03-03" }, "entries": entries })
}

/// A case that is over, long ago.
fn over(number: &str) -> Value {
    case(
        number,
        json!([
            { "at": "2026-01-10T12:00:00Z", "kind": "detention_authorised", "grounds": "questioning" },
            { "at": "2026-01-10T13:00:00Z", "kind": "released", "outcome": "no_further_action", "to": "parent" },
        ]),
    )
}

/// A case that goes on.
fn held(number: &str) -> Value {
    let mut case = over(number);
    case["entries"].as_array_mut().unwrap().pop();
    case
}

fn hides_nothing(said: &Said) {
    for text in [&said.out, &said.err] {
        let hidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || pacekeeper::record::text::is_hidden(c);
        assert!(!text.chars().any(|c| c != '\n' && c != '\t' && hidden(c)), "{text:?}");
    }
}

// Files that can't be used.

/// The bytes of a file, and what is said of it.
#[rstest]
#[case::empty(b"", "the file is empty")]
#[case::blank(b"\xef\xbb\xbf \r\n", "the file is empty")]
#[case::utf16_little(b"\xff\xfe{\0}\0", "UTF-16: save the file as UTF-8")]
#[case::utf16_big(b"\xfe\xff\0{\0}", "UTF-16: save the file as UTF-8")]
#[case::utf16_unmarked(b"{\0}\0", "zero byte")]
#[case::latin_1(b"{\"suite\":\"caf\xe9\"}", "isn't UTF-8 from here on: save the file as UTF-8")]
#[case::zeroes(b"\n\0\0\0\0", "line 2: the file has a zero byte here: it is damaged")]
#[case::a_zero_in_the_middle(b"{\n\"suite\":\0}", "line 2: the file has a zero byte here")]
#[case::cut_short(b"{\"format\": \"pacekeeper-case/1\",", "cut short")]
#[case::half_a_pair(br#"{"format":"pacekeeper-case/1","custody_number":"\ud800","entries":[]}"#, "custody_number")]
#[case::a_number_past_any(
    br#"{"format":"pacekeeper-case/1","custody_number":"1","child":{"age":1e400},"entries":[]}"#,
    "1e400"
)]
#[case::a_picture(b"\x89PNG\r\n\x1a\n", "isn't UTF-8")]
fn a_file_that_isnt_text_is_named_by_every_way_in(#[case] bytes: &[u8], #[case] says: &str) {
    let place = Place::new();
    for name in ["bad.json", "bad.jsonl"] {
        place.write(name, bytes);
    }
    place.write("folder/bad.json", bytes);
    for (way, said) in [
        ("bad.json", place.run(&["check", "bad.json"])),
        ("bad.json", place.run(&["check", "--lenient", "bad.json"])),
        ("folder/bad.json", place.run(&["check", "folder"])),
        ("bad.jsonl", place.run(&["check", "bad.jsonl"])),
        ("-", place.feed(&["check", "-"], bytes)),
        ("bad.json", place.run(&["import", "bad.json"])),
        ("bad.json", place.run(&["import", "--lenient", "bad.json"])),
        ("folder/bad.json", place.run(&["import", "folder"])),
        ("bad.jsonl", place.run(&["import", "bad.jsonl"])),
        ("-", place.feed(&["import", "-"], bytes)),
    ] {
        assert_eq!(said.status, 2, "{way}: {said:?}");
        // In a file of lines the line is told beside the file's name, or the empty ones are passed over.
        let told = says.split("line 2: ").last().unwrap();
        assert!(said.err.contains(told) && said.err.contains(way), "{way}: {said:?}");
        assert!(!said.err.contains("panicked"), "{said:?}");
        hides_nothing(&said);
    }
    assert!(place.run(&["verify"]).err.contains("records: 0"));
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_change_nothing() {
    let place = Place::new();
    let plain = place.feed(&["check", "-"], serde_json::to_string_pretty(&over("TE/1")).unwrap().as_bytes());
    let pretty = serde_json::to_string_pretty(&over("TE/1")).unwrap().replace('\n', "\r\n");
    let marked = place.feed(&["check", "-"], format!("\u{feff}{pretty}\r\n").as_bytes());
    assert_eq!((plain.status, &plain.out), (marked.status, &marked.out));
    let lines = format!("\u{feff}{}\r\n\r\n{}\r\n", over("TE/1"), over("TE/2"));
    place.write("two.jsonl", &lines);
    assert!(place.run(&["check", "two.jsonl"]).out.contains("2 records:"));
    assert_eq!(place.run(&["import", "two.jsonl"]).out.lines().count(), 2);
}

#[test]
fn more_than_one_case_in_a_file_says_where_lines_go() {
    let place = Place::new();
    let two = format!("{}\n{}\n", over("TE/1"), over("TE/2"));
    for args in [["check", "-"], ["import", "-"]] {
        let said = place.feed(&args, two.as_bytes());
        assert_eq!(said.status, 2);
        assert!(said.err.contains("line 2") && said.err.contains(".jsonl"), "{said:?}");
    }
}

#[test]
fn a_huge_file_is_refused_at_once_by_import_and_standard_input_too() {
    let place = Place::new();
    fs::File::create(place.path("big.json")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    for script in [r#""$BIN" import big.json"#, r#""$BIN" import - < big.json"#, r#""$BIN" check - < big.json"#] {
        let said = place.shell(script);
        assert_eq!(said.status, 2, "{said:?}");
        assert!(said.err.contains("more than 32 MiB: a case file is one detention"), "{said:?}");
    }
}

#[test]
fn nesting_a_hundred_thousand_deep_is_refused_by_every_way_in() {
    let place = Place::new();
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let text = over("TE/1").to_string().replace("\"questioning\"", &deep);
    let open = "{\"a\":".repeat(100_000);
    for bad in [text, open] {
        for args in [&["check", "-"][..], &["check", "--lenient", "-"], &["import", "-"], &["import", "--lenient", "-"]]
        {
            let said = place.feed(args, bad.as_bytes());
            assert_eq!(said.status, 2, "{args:?} {}", said.err.chars().take(300).collect::<String>());
            assert!(said.err.len() < 1_000, "{}", said.err.len());
        }
    }
}

// What isn't a file.

#[test]
fn what_isnt_a_file_is_named_for_what_it_is_and_the_others_are_answered() {
    let place = Place::new();
    place.write("good.json", over("TE/1").to_string());
    fs::create_dir(place.path("folder.json")).unwrap();
    symlink("loop.json", place.path("loop.json")).unwrap();
    symlink("gone.json", place.path("dangling.json")).unwrap();
    assert_eq!(place.shell("mkfifo pipe.json").status, 0);
    for (name, says) in [
        ("nowhere.json", "isn't there: give a case file"),
        ("folder.json", "is a folder that holds no case files"),
        ("loop.json", "can't be read ("),
        ("dangling.json", "is a link to something that isn't there"),
        ("pipe.json", "is neither a file nor a folder: send it in as standard input, with -"),
        ("/dev/null", "is neither a file nor a folder"),
        ("good.json/", "can't be read ("),
    ] {
        let checked = place.run(&["check", name, "good.json"]);
        assert_eq!(checked.status, 2, "{checked:?}");
        assert!(checked.err.contains(name) && checked.err.contains(says), "{name}: {checked:?}");
        assert!(checked.out.contains("1 record:") && checked.out.contains("Not used: 1 record."), "{checked:?}");
        let refused: Value =
            serde_json::from_str(&place.run(&["check", name, "good.json", "--format", "json"]).out).unwrap();
        assert_eq!(refused["refused"][0]["line"], json!(1));
        assert_eq!(refused["cases"].as_array().unwrap().len(), 1);

        let imported = place.run(&["import", name, "good.json"]);
        assert_eq!(imported.status, 2, "{imported:?}");
        assert!(imported.err.contains(name) && imported.err.contains(says), "{name}: {imported:?}");
        assert_eq!(imported.out.lines().count(), 1, "the good one is in: {imported:?}");
    }
    // In a folder, what isn't a file is passed over.
    assert!(place.run(&["check", "."]).out.contains("1 record:"));
}

#[test]
fn a_file_or_folder_this_user_may_not_read_is_named_and_the_others_are_answered() {
    let place = Place::new();
    place.write("good.json", over("TE/1").to_string());
    place.write("secret.json", over("TE/2").to_string());
    place.write("closed/a.json", over("TE/3").to_string());
    for name in ["secret.json", "closed"] {
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o000)).unwrap();
        let said = place.as_nobody(&["check", name, "good.json"]);
        assert_eq!(said.status, 2, "{said:?}");
        assert!(said.err.contains(name) && said.err.contains("give this user the right to read it"), "{said:?}");
        assert!(said.out.contains("1 record:"), "{said:?}");
    }
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

// Times.

#[rstest]
#[case::no_offset("2026-01-10T12:00:00", "has no offset: write 2026-01-10T12:00:00+01:00")]
#[case::long_ago("1066-10-14T09:00:00Z", "the year of \"1066-10-14T09:00:00Z\" can't be right")]
#[case::far_ahead("2206-01-10T12:00:00Z", "the year of \"2206-01-10T12:00:00Z\" can't be right")]
#[case::as_far_as_can_be("9999-12-31T23:59:59Z", "can't be right")]
#[case::no_such_day("2026-02-30T12:00:00Z", "isn't a time")]
#[case::a_number_for_a_year("20260-01-10T12:00:00Z", "isn't a time")]
#[case::hidden("2026-01-10T12:00:00\u{202e}Z", "isn't a time")]
fn a_time_that_cant_be_is_named_with_its_place(#[case] at: &str, #[case] says: &str) {
    let place = Place::new();
    let mut bad = over("TE/1");
    bad["entries"][1]["at"] = json!(at);
    for args in [&["check", "-"][..], &["check", "--lenient", "-"], &["import", "-"], &["import", "--lenient", "-"]] {
        let said = place.feed(args, bad.to_string().as_bytes());
        assert_eq!(said.status, 2, "{said:?}");
        assert!(said.err.contains(says) && said.err.contains("/entries/1/at"), "{said:?}");
        hides_nothing(&said);
    }
}

#[test]
fn entries_later_than_the_time_judged_are_left_out_and_that_is_said() {
    let place = Place::new();
    let mut case = held("TE/1");
    place.write("a.json", case.to_string());
    let before = place.run(&["check", "a.json", "--as-at", "2026-01-10T12:30:00Z", "--format", "json"]);
    assert_eq!(before.err, "");
    let entries = case["entries"].as_array_mut().unwrap();
    entries.push(json!({ "at": "2126-01-10T13:00:00Z", "kind": "released", "outcome": "bail" }));
    place.write("a.json", case.to_string());
    let said = place.run(&["check", "a.json", "--as-at", "2026-01-10T12:30:00Z", "--format", "json"]);
    assert!(said.err.contains("a.json: 1 entry (/entries/1, ") && said.err.contains("2126"), "{said:?}");
    assert!(said.err.contains("later than the time judged") && said.err.contains("left out"), "{said:?}");
    assert_eq!(said.out, before.out, "and nothing else changes");
    // By itself it is judged as over, at a time that hasn't come: that is said too.
    let said = place.run(&["check", "a.json"]);
    assert!(said.err.contains("later than now") && said.err.contains("check the dates"), "{said:?}");
}

#[test]
fn entries_dated_ahead_go_into_the_ledger_are_told_and_keep_the_child_on_the_board() {
    let place = Place::new();
    let mut case = held("TE/1");
    let entries = case["entries"].as_array_mut().unwrap();
    entries.push(json!({ "at": "2126-01-10T13:00:00Z", "kind": "released", "outcome": "bail" }));
    entries.push(json!({ "at": "2125-01-10T13:00:00Z", "kind": "woke" }));
    place.write("a.json", case.to_string());
    let said = place.run(&["import", "a.json"]);
    assert_eq!(said.status, 0);
    assert!(said.err.starts_with("a.json: 2 entries are dated later than now, the first "), "{said:?}");
    assert!(said.err.contains("2125") && said.err.contains("correct"), "{said:?}");
    assert!(place.run(&["board"]).out.contains("One child is held"));
    place.is_whole();
    // The same by standard input, and a line each of a file of lines.
    let lines = format!("{}\n{}\n", over("TE/2"), case.to_string().replace("TE/1", "TE/3"));
    place.write("two.jsonl", lines);
    assert_eq!(place.run(&["import", "two.jsonl"]).err.lines().count(), 1);
    let fed = place.feed(&["import", "-"], case.to_string().replace("TE/1", "TE/4").as_bytes());
    assert!(fed.err.starts_with("-: 2 entries are dated later than now"), "{fed:?}");
}

#[test]
fn entries_after_release_are_kept_judged_and_open_no_duty() {
    let place = Place::new();
    let mut case = over("TE/1");
    let plain = place.feed(&["check", "-", "--format", "json"], case.to_string().as_bytes());
    for (at, kind) in [("2026-01-10T13:30:00Z", "check"), ("2026-01-11T09:00:00Z", "referral_submitted")] {
        let mut entry = json!({ "at": at, "kind": kind });
        if kind == "referral_submitted" {
            entry["to"] = json!("childrens_social_care");
        }
        case["entries"].as_array_mut().unwrap().push(entry);
    }
    let later = place.feed(&["check", "-", "--format", "json"], case.to_string().as_bytes());
    let open = |said: &Said| {
        let document: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(document["cases"][0]["closed"], json!(true));
        let duties = document["cases"][0]["duties"].as_array().unwrap().clone();
        duties.iter().filter(|duty| ["open", "due_soon"].contains(&duty["state"].as_str().unwrap())).count()
    };
    assert_eq!((open(&plain), open(&later)), (0, 0));
    place.import("a.json", &case);
    assert!(place.run(&["board"]).out.contains("No child is held"));
    assert_eq!(place.run(&["export", "--out", "out"]).status, 0);
    let out: Value = serde_json::from_str(&fs::read_to_string(place.path("out/TE-1.json")).unwrap()).unwrap();
    assert_eq!(out, case);
}

#[test]
fn ids_that_stand_twice_and_a_birth_after_the_arrest_are_refused_by_import_too() {
    let place = Place::new();
    let (mut twice, mut unborn) = (over("TE/1"), over("TE/2"));
    twice["entries"][0]["id"] = json!("\u{1b}[2Ja");
    twice["entries"][1]["id"] = json!("\u{1b}[2Ja");
    unborn["child"]["date_of_birth"] = json!("2026-01-11");
    place.write("both.jsonl", format!("{twice}\n{unborn}\n"));
    let checked = place.run(&["check", "both.jsonl"]);
    assert!(checked.err.contains("/entries/1/id (line 1)") && checked.err.contains("ids must differ"), "{checked:?}");
    assert!(checked.err.contains("/child/date_of_birth (line 2)"), "{checked:?}");
    for (bad, says) in [(twice, "ids must differ"), (unborn, "check the year, or leave it out")] {
        let said = place.feed(&["import", "-"], bad.to_string().as_bytes());
        assert_eq!((said.status, said.out.as_str()), (2, ""));
        assert!(said.err.contains(says), "{said:?}");
        hides_nothing(&said);
    }
    assert!(place.run(&["verify"]).err.contains("records: 0"));
}

// Characters that act without being seen.

/// Puts that text in every place of a case that takes free text.
fn everywhere(text: &str) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": format!("TE/{text}"), "suite": text, "force": text,
        "child": { "name": text, "date_of_birth": "2010-03-03", "home_authority": text, "reference": text },
        "entries": [
            { "id": text, "at": "2026-01-10T11:00:00Z", "kind": "arrested", "offences": [text], "area": text,
              "by": { "name": text, "number": text, "role": "custody_officer", "rank": "sergeant" } },
            { "at": "2026-01-10T11:40:00Z", "kind": "arrived", "station": text, "area": text, "place": text },
            { "at": "2026-01-10T12:00:00Z", "kind": "detention_authorised", "grounds": text, "note": text },
            { "at": "2026-01-10T12:05:00Z", "kind": "placed", "in": "cell", "cell": text, "reason": text },
            { "at": "2026-01-10T12:10:00Z", "kind": "aa_requested", "who": "parent", "name": text, "reason": text },
            { "at": "2026-01-10T12:20:00Z", "kind": "check", "demeanour": "calm", "seen": text, "said": text, "did": text },
            { "at": "2026-01-10T12:25:00Z", "kind": "asked_for", "what": text },
            { "at": "2026-01-10T12:50:00Z", "kind": "check", "demeanour": "calm", "seen": text, "said": text },
            { "at": "2026-01-10T13:00:00Z", "kind": "force_used", "what": text, "reason": text },
            { "at": "2026-01-10T18:00:00Z", "kind": "review", "reason": text, "child_said": text, "effect": text,
              "by": { "name": text, "rank": "inspector" }, "grounds": text },
            { "at": "2026-01-10T18:30:00Z", "kind": "charged", "offences": [text] },
            { "at": "2026-01-10T18:40:00Z", "kind": "bail_refused", "reasons": text, "danger": text, "disputed": text },
            { "at": "2026-01-10T18:50:00Z", "kind": "accommodation_requested", "type": "secure", "authority": text,
              "contact": text, "risk": { "who": text, "what": text, "how": text }, "child_said": text },
            { "at": "2026-01-10T19:00:00Z", "kind": "accommodation_answered", "answer": "refuse_no_bed", "words": text,
              "authority": text, "contact": text },
            { "at": "2026-01-10T19:10:00Z", "kind": "certificate_issued", "limb": "impracticable",
              "circumstances": text, "why_not_alternative": text, "child_views": text },
            { "at": "2026-01-10T19:20:00Z", "kind": "note", "text": text },
            { "at": "2026-01-10T19:30:00Z", "kind": "correction", "of": text, "reason": text, "strike": true },
        ] })
}

#[test]
fn nothing_hidden_acts_on_any_screen_page_or_message_and_nothing_of_it_is_lost() {
    let text = "a\u{1b}[31m\u{202e}b\u{2066}\u{200b}\u{7}\u{9b}2J\u{1b}]0;t\u{7}<script>\r\n\u{feff}c";
    let place = Place::new();
    let case = everywhere(text);
    place.import("a.json", &case);
    for args in [
        &["check", "a.json"][..],
        &["check", "a.json", "--as-at", "2026-01-10T18:05:00Z"],
        &["import", "a.json"],
        &["board"],
        &["export", "--out", "out"],
        &["export", "--record", text, "--out", "out"],
        &["pack", "--record", text, "--out", "out"],
        &["check", text],
        &["import", text],
        &["check", "a.json", "--only", text],
        &["check", "a.json", "--as-at", text],
        &["check", "a.json", "--policy", text],
        &["rules", text],
        &["--ledger", text, "verify"],
        &["--ledger", text, "board"],
    ] {
        hides_nothing(&place.run(args));
    }
    // JSON keeps what it was given, written out as escapes: no raw control character.
    for args in [&["board", "--format", "json"][..], &["check", "a.json", "--format", "json"]] {
        let out = place.run(args).out;
        assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{out:?}");
        assert!(serde_json::from_str::<Value>(&out).unwrap().to_string().contains("\\u001b"));
    }
    let packed = place.run(&["pack", "--record", &format!("TE/{text}"), "--out", "sheets"]);
    assert_eq!(packed.status, 0, "{packed:?}");
    let page = fs::read_to_string(packed.out.trim()).or_else(|_| fs::read_to_string(place.path(packed.out.trim())));
    let page = page.unwrap();
    assert!(!page.chars().any(|c| c != '\n' && pacekeeper::record::text::is_hidden(c)), "{page:?}");
    assert!(!page.contains("<script"), "{page}");
    let exported: Value = serde_json::from_str(
        &fs::read_to_string(fs::read_dir(place.path("out")).unwrap().next().unwrap().unwrap().path()).unwrap(),
    )
    .unwrap();
    assert_eq!(exported, case, "what goes out equals what came in");
    // What is on disk under a name made of it shows nothing hidden either.
    for folder in ["out", "sheets"] {
        for file in fs::read_dir(place.path(folder)).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            assert!(!name.chars().any(pacekeeper::record::text::is_hidden), "{name:?}");
        }
    }
}

#[test]
fn a_policy_file_with_hidden_characters_shows_none_of_them() {
    let place = Place::new();
    place.write("p.toml", "[ch\u{1b}[31m\u{202e}eck]\nx = 1\n");
    let said = place.run(&["policy", "--policy", "p.toml"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("p.toml") && said.err.lines().count() > 1, "{said:?}");
    hides_nothing(&said);
}

// Names of files.

#[test]
fn any_custody_number_becomes_a_name_of_its_own_inside_the_folder() {
    let place = Place::new();
    let long = "\u{1D400}".repeat(300);
    let numbers =
        ["../../x", "/etc/passwd", "CON", "nul", "\u{1F600}", "\u{1F601}", "KE/1/26", "KE-1-26", "ke.1", &long];
    for (i, number) in numbers.iter().enumerate() {
        place.import(&format!("in/{i}.json"), &over(number));
    }
    let exported = place.run(&["export", "--out", "out/deep"]);
    assert_eq!(exported.status, 0, "{exported:?}");
    for number in numbers {
        let packed = place.run(&["pack", "--record", number, "--out", "out/deep"]);
        assert_eq!(packed.status, 0, "{number}: {packed:?}");
    }
    let mut found = Vec::new();
    for file in fs::read_dir(place.path("out/deep")).unwrap() {
        let path = file.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_uppercase();
        assert!(!["CON", "NUL"].contains(&stem.as_str()), "{stem}");
        found.push(path);
    }
    assert_eq!(found.len(), 2 * numbers.len(), "a case file and a sheet each, none over another: {found:?}");
    assert_eq!(fs::read_dir(place.path("out")).unwrap().count(), 1);
}

#[test]
fn a_sheet_never_takes_the_place_of_another_childs() {
    let place = Place::new();
    let mut other = over("KE-1-26");
    other["child"]["name"] = json!("Osian");
    place.import("a.json", &over("KE/1/26"));
    place.import("b.json", &other);
    let first = place.run(&["pack", "--record", "KE/1/26", "--out", "out"]).out;
    let second = place.run(&["pack", "--record", "KE-1-26", "--out", "out"]).out;
    assert_ne!(first, second);
    assert!(fs::read_to_string(place.path(first.trim())).unwrap().contains("Ceri"));
    assert!(fs::read_to_string(place.path(second.trim())).unwrap().contains("Osian"));
}

// No right, no room.

#[test]
fn a_read_only_or_impossible_folder_is_named_by_export_and_pack() {
    let place = Place::new();
    place.import("a.json", &over("TE/1"));
    fs::set_permissions(place.path("suite.ledger"), fs::Permissions::from_mode(0o666)).unwrap();
    fs::create_dir(place.path("closed")).unwrap();
    place.write("file", "mine");
    // The ledger is where anyone may write; only the folder for what goes out is closed.
    fs::create_dir(place.path("open")).unwrap();
    fs::rename(place.path("suite.ledger"), place.path("open/suite.ledger")).unwrap();
    fs::set_permissions(place.path("open"), fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    let ledger = ["--ledger", "open/suite.ledger"];
    for (folder, does) in [
        ("closed", "the right to write"),
        ("closed/new", "the right to write"),
        ("file", "is a file where a folder is meant"),
    ] {
        for command in [&["export", "--out", folder][..], &["pack", "--record", "TE/1", "--out", folder]] {
            let said = place.as_nobody(&[command, &ledger].concat());
            assert_eq!((said.status, said.out.as_str()), (2, ""), "{said:?}");
            assert!(said.err.contains(folder) && said.err.contains(does), "{said:?}");
            assert!(said.err.contains("wasn't written"), "{said:?}");
        }
    }
    assert_eq!(fs::read_dir(place.path("closed")).unwrap().count(), 0);
    assert_eq!(fs::read_to_string(place.path("file")).unwrap(), "mine");
    assert_eq!(place.run(&[&["verify"][..], &ledger].concat()).status, 0);
}

/// Where the system doesn't let a test mount a small disk, the limit on a file's size stands for it.
#[test]
fn a_full_disk_is_named_by_export_and_pack_and_leaves_nothing_half_there() {
    let place = Place::new();
    let checks: Vec<Value> = (0..600)
        .map(|i| json!({ "at": format!("2026-01-10T12:{:02}:00Z", i % 60), "kind": "check", "seen": "reading ".repeat(40) }))
        .collect();
    place.import("a.json", &case("TE/1", json!(checks)));
    fs::create_dir(place.path("disk")).unwrap();
    for command in ["export", "pack --record TE/1"] {
        let limited = place.shell(&format!(r#"trap '' XFSZ; ulimit -f 120; exec "$BIN" {command} --out limited"#));
        assert_eq!((limited.status, limited.out.as_str()), (2, ""), "{limited:?}");
        assert!(limited.err.contains("wasn't written") && limited.err.contains("limited/TE-1"), "{limited:?}");
        assert_eq!(fs::read_dir(place.path("limited")).unwrap().count(), 0);

        if place.shell("unshare -mr mount -t tmpfs -o size=64k none disk").status != 0 {
            eprintln!("NOT RUN: this system doesn't let a test mount a small disk");
            continue;
        }
        let script = format!(
            r#"mount -t tmpfs -o size=64k none disk || exit 9; "$BIN" {command} --out disk; status=$?; ls -A disk; exit $status"#
        );
        let said = said(place.command("unshare").args(["-mr", "sh", "-c", &script]));
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{command}: {said:?}");
        assert!(said.err.contains("wasn't written") && said.err.contains("is full"), "{said:?}");
        assert!(said.err.contains("Make room") && said.err.contains("disk/TE-1"), "{said:?}");
    }
    place.is_whole();
}

/// However little room there is, a new ledger is whole or not there, and nothing is left beside it.
#[test]
fn a_ledger_made_on_a_disk_that_fills_is_whole_or_not_there() {
    let place = Place::new();
    fs::create_dir(place.path("disk")).unwrap();
    if place.shell("unshare -mr mount -t tmpfs -o size=64k none disk").status != 0 {
        eprintln!("NOT RUN: this system doesn't let a test mount a small disk");
        return;
    }
    let mut made = 0;
    for kilobytes in (8..160).step_by(8) {
        let script = format!(
            r#"mount -t tmpfs -o size={kilobytes}k none disk || exit 9
               "$BIN" --ledger disk/t.ledger init > said; status=$?; ls -A disk
               if [ $status = 0 ]; then mount -o remount,size=4m disk; "$BIN" --ledger disk/t.ledger verify > verified || exit 8; fi
               exit $status"#
        );
        let said = said(place.command("unshare").args(["-mr", "sh", "-c", &script]));
        match said.status {
            0 => {
                assert_eq!(said.out, "t.ledger\n", "{kilobytes}: {said:?}");
                made += 1;
            }
            2 => {
                assert_eq!(said.out, "", "{kilobytes}: {said:?}");
                assert!(said.err.contains("No ledger was made") && said.err.contains("full"), "{said:?}");
                assert!(said.err.contains("disk/t.ledger"), "{said:?}");
            }
            other => panic!("{kilobytes}: {other}: {said:?}"),
        }
    }
    assert!(made > 0 && made < 19, "{made}");
}

#[test]
fn a_full_standard_output_is_said_in_one_line_and_nothing_that_was_done_is_undone() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let place = Place::new();
    place.write("a.json", over("TE/1").to_string());
    for command in [
        "check a.json",
        "rules",
        "policy",
        "schema",
        "demo --print",
        "verify",
        "board",
        "import a.json",
        "export --out out",
        "pack --record TE/1 --out out",
        "init --ledger new.ledger",
    ] {
        let said = place.shell(&format!(r#""$BIN" {command} > /dev/full"#));
        assert_eq!(said.status, 2, "{command}: {said:?}");
        assert!(said.err.contains("Standard output can't be written"), "{command}: {said:?}");
        // Nor does a standard error that nobody can write to change how it ends, or stop anything.
        assert_ne!(place.shell(&format!(r#""$BIN" {command} > /dev/null 2> /dev/full"#)).status, 101, "{command}");
    }
    place.write("b.json", over("TE/2").to_string());
    let told = place.shell(r#""$BIN" import b.json a.json > /dev/full"#);
    assert!(told.err.contains("b.json is in the ledger; no file after it was imported"), "{told:?}");
    assert!(place.run(&["verify"]).err.contains("records: 2"));
    assert!(place.path("out/TE-1.json").exists() && place.path("out/TE-1.html").exists());
}

#[test]
fn a_reader_that_stops_listening_stops_nothing_that_was_begun() {
    let place = Place::new();
    for i in 0..30 {
        place.write(&format!("in/{i:02}.json"), over(&format!("TE/{i}")).to_string());
    }
    // The reader is gone before the first line.
    let gone = |command: &str| {
        place.shell(&format!(r#"{{ sleep 0.2; "$BIN" {command}; echo $? > status; }} | true; cat status"#))
    };
    for command in [
        "import in",
        "export --out out",
        "verify",
        "board",
        "check in",
        "rules",
        "schema",
        "policy",
        "demo --print",
        "pack --record TE/1 --out out",
        "init --ledger new.ledger",
    ] {
        let said = gone(command);
        let expected = if command == "check in" { "1" } else { "0" };
        assert_eq!(said.out.trim(), expected, "{command}: {said:?}");
        assert!(!said.err.contains("Broken pipe") && !said.err.contains("panicked"), "{command}: {said:?}");
    }
    assert!(place.run(&["verify"]).err.contains("records: 30"));
    assert_eq!(fs::read_dir(place.path("out")).unwrap().count(), 31);
}

// At once.

#[test]
fn exports_and_packs_at_once_each_leave_one_whole_file() {
    let place = Place::new();
    for i in 0..10 {
        place.import(&format!("in/{i}.json"), &over(&format!("TE/{i}")));
    }
    let start = |args: &[&str]| {
        let mut command = place.command(BIN);
        command.args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..4)
        .flat_map(|_| [start(&["export", "--out", "out"]), start(&["pack", "--record", "TE/1", "--out", "out"])])
        .collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let mut names: Vec<String> =
        fs::read_dir(place.path("out")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), 11, "{names:?}");
    for i in 0..10 {
        let text = fs::read_to_string(place.path(&format!("out/TE-{i}.json"))).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), over(&format!("TE/{i}")));
    }
    assert!(fs::read_to_string(place.path("out/TE-1.html")).unwrap().trim_end().ends_with("</html>"));
}

#[test]
fn a_ledger_that_cant_be_used_is_named_by_every_command_that_needs_one() {
    let place = Place::new();
    place.write(
        "songs.db",
        "a shopping list, longer than the header of any database that there could be, on and on and on",
    );
    place.write("empty.ledger", "");
    fs::create_dir(place.path("folder.ledger")).unwrap();
    symlink("loop.ledger", place.path("loop.ledger")).unwrap();
    for (ledger, says) in [
        ("songs.db", "isn't a Pacekeeper ledger"),
        ("empty.ledger", "it is empty"),
        ("folder.ledger", "it isn't a file"),
        ("loop.ledger", "loop.ledger"),
        ("songs.db/x", "songs.db/x"),
        ("nowhere.ledger", "There is no ledger at"),
    ] {
        for command in [
            &["board"][..],
            &["pack", "--record", "TE/1", "--out", "out"],
            &["export", "--out", "out"],
            &["import", "x.json"],
            &["verify"],
        ] {
            let said = place.run(&[&["--ledger", ledger], command].concat());
            assert_eq!((said.status, said.out.as_str()), (2, ""), "{command:?}: {said:?}");
            assert!(said.err.contains(says) && said.err.contains(ledger), "{command:?}: {said:?}");
        }
    }
    assert!(!place.path("out").exists());
}
