//! `init`, `import`, `export` and `verify` as people and scripts meet them: output, messages, exit status.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// What one run of the program said, and how it ended.
#[derive(Debug)]
struct Said {
    out: String,
    err: String,
    status: i32,
}

/// A folder to work in, with an environment of its own.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A place with a new ledger, `suite.ledger`.
    fn with_ledger() -> Self {
        let place = Self::new();
        assert_eq!(place.run(&["init"]).status, 0);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl ToString) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text.to_string()).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pacekeeper"));
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path());
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        said(self.command().args(args).env("PACEKEEPER_LEDGER", "suite.ledger").stdin(Stdio::null()))
    }
}

fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
}

fn case(number: &str) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": number,
        "child": { "name": "Siân", "date_of_birth": "2010-03-03" },
        "entries": [
            { "at": "2026-10-25T01:10:00+01:00", "kind": "detention_authorised", "grounds": "obtain evidence" },
            { "at": "2026-10-25T01:10:00+00:00", "recorded_at": "2026-10-25T01:12:00.5Z", "kind": "check",
              "said": "said nothing \u{1b}[2J but waved" } ] })
}

fn read_json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn init_makes_a_ledger_once_and_says_what_it_doesnt_do_yet() {
    let place = Place::new();
    let first = place.run(&["init"]);
    assert_eq!(first.status, 0);
    assert!(
        first.out.starts_with("suite.ledger\t") && first.out.trim().len() == "suite.ledger\t".len() + 32,
        "{first:?}"
    );
    assert!(first.err.contains("no keys and no officers yet"), "{first:?}");
    let before = fs::read(place.path("suite.ledger")).unwrap();
    let again = place.run(&["init"]);
    assert_eq!((again.status, again.out.as_str()), (2, ""));
    assert!(again.err.contains("is there already, and was left untouched"), "{again:?}");
    assert_eq!(fs::read(place.path("suite.ledger")).unwrap(), before);
}

#[test]
fn without_a_path_the_ledger_is_in_the_platforms_data_folder() {
    let place = Place::new();
    let made = said(place.command().arg("init"));
    assert_eq!(made.status, 0, "{made:?}");
    let path = PathBuf::from(made.out.split('\t').next().unwrap());
    assert!(path.starts_with(place.0.path()) && path.ends_with("suite.ledger"), "{made:?}");
    assert_eq!(said(place.command().arg("verify")).status, 0);
}

#[test]
fn the_flag_wins_over_the_environment() {
    let place = Place::with_ledger();
    assert_eq!(place.run(&["init", "--ledger", "other.ledger"]).status, 0);
    assert!(place.path("other.ledger").exists());
}

#[test]
fn every_command_answers_help_with_an_example() {
    let place = Place::new();
    for command in ["init", "import", "export", "verify"] {
        let help = place.run(&[command, "--help"]);
        assert_eq!(help.status, 0);
        assert!(help.out.contains("Example") && help.out.contains(&format!("pacekeeper {command}")), "{}", help.out);
    }
    assert!(place.run(&["init", "--help"]).out.contains("come with a later"), "init promises what it doesn't do");
}

#[test]
fn without_a_ledger_each_command_says_how_to_make_one() {
    let place = Place::new();
    for args in [&["import", "x.json"][..], &["export", "--out", "x"], &["verify"]] {
        let said = place.run(args);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains("There is no ledger at suite.ledger") && said.err.contains("pacekeeper init"));
    }
    assert_eq!(fs::read_dir(place.0.path()).unwrap().count(), 0);
}

#[test]
fn what_comes_in_goes_out_equal() {
    let place = Place::with_ledger();
    for number in ["KE/1/26", "KE/2/26", "KE/3/26"] {
        place.write(&format!("in/{}.json", number.replace('/', "-")), case(number));
    }
    let imported = place.run(&["import", "in"]);
    assert_eq!(imported.status, 0, "{imported:?}");
    let lines: Vec<&str> = imported.out.lines().collect();
    assert_eq!(lines[0].split('\t').collect::<Vec<_>>()[..3], ["new", "KE/1/26", "2"]);
    assert_eq!((lines.len(), imported.err.as_str()), (3, ""));

    let exported = place.run(&["export", "--out", "out"]);
    assert_eq!((exported.status, exported.err.as_str()), (0, ""));
    assert_eq!(exported.out.lines().count(), 3);
    for number in ["KE/1/26", "KE/2/26", "KE/3/26"] {
        assert_eq!(read_json(&place.path(&format!("out/{}.json", number.replace('/', "-")))), case(number));
    }
    let again = place.run(&["import", "out"]);
    assert_eq!(again.status, 0);
    assert!(again.out.lines().all(|line| line.starts_with("held\t")), "{again:?}");
    let verified = place.run(&["verify"]);
    assert_eq!(verified.status, 0);
    assert!(verified.out.starts_with("whole\tledger ") && verified.err.contains("Rows: 9; records: 3"), "{verified:?}");
}

#[test]
fn export_takes_one_record_and_never_overwrites() {
    let place = Place::with_ledger();
    place.write("a.json", case("KE/1/26"));
    place.write("b.json", case("KE/2/26"));
    assert_eq!(place.run(&["import", "a.json", "b.json"]).status, 0);
    let one = place.run(&["export", "--record", "ke/2/26", "--out", "out"]);
    assert_eq!(one.out.trim(), Path::new("out").join("KE-2-26.json").to_str().unwrap());
    let told = place.run(&["export", "--record", "KE/2/26", "--out", "out"]);
    assert_eq!(told.status, 0);
    assert!(told.err.contains("was there already, the same"), "{told:?}");
    place.write("out/KE-2-26.json", "mine");
    let all = place.run(&["export", "--out", "out"]);
    assert_eq!(all.status, 2);
    assert!(all.err.contains("KE-2-26.json is there already and differs"), "{all:?}");
    assert_eq!(fs::read_to_string(place.path("out/KE-2-26.json")).unwrap(), "mine");
    assert_eq!(read_json(&place.path("out/KE-1-26.json")), case("KE/1/26"), "the others are still written");
    let none = place.run(&["export", "--record", "KE/9/26", "--out", "out"]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("no record \"KE/9/26\""), "{none:?}");
}

#[test]
fn a_bad_file_is_refused_whole_and_the_good_ones_are_in() {
    let place = Place::with_ledger();
    let mut bad = case("KE/2/26");
    bad["entries"][1]["kind"] = json!("chek");
    place.write("in/a.json", case("KE/1/26"));
    place.write("in/b.json", serde_json::to_string_pretty(&bad).unwrap());
    place.write("in/c.json", "");
    place.write("in/deeper/d.json", case("KE/4/26"));
    place.write("in/readme.txt", "not a case file");
    let said = place.run(&["import", "in"]);
    assert_eq!((said.status, said.out.lines().count()), (2, 1), "the good one, and none of a folder below: {said:?}");
    assert!(said.err.contains("b.json was NOT imported, nothing of it: /entries/1/kind (line"), "{said:?}");
    assert!(said.err.contains("did you mean `check`?") && said.err.contains("c.json was NOT imported"), "{said:?}");
    assert_eq!(said.err.lines().count(), 2, "each said once: {said:?}");
    assert!(place.run(&["verify"]).err.contains("records: 1"));
}

#[test]
fn a_bad_line_refuses_all_lines() {
    let place = Place::with_ledger();
    let mut bad = case("KE/2/26");
    bad["child"]["sex"] = json!("m");
    place.write("all.jsonl", format!("{}\n{bad}\n", case("KE/1/26")));
    let said = place.run(&["import", "all.jsonl"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("all.jsonl was NOT imported, nothing of it: /child/sex (line 2)"), "{said:?}");
    place.write("good.jsonl", format!("{}\n{}\n", case("KE/1/26"), case("KE/2/26")));
    assert_eq!(place.run(&["import", "good.jsonl"]).out.lines().count(), 2);
}

#[test]
fn the_same_number_with_other_content_is_refused_in_words() {
    let place = Place::with_ledger();
    place.write("a.json", case("KE/1/26"));
    let mut more = case("KE/1/26");
    more["entries"].as_array_mut().unwrap().push(json!({ "at": "2026-10-25T03:00:00Z", "kind": "woke" }));
    place.write("more.json", more);
    place.run(&["import", "a.json"]);
    let said = place.run(&["import", "more.json"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("already holds custody number KE/1/26"), "{said:?}");
    assert!(said.err.contains("goes on with 1 entry more, from /entries/2"), "{said:?}");
    assert!(!said.err.contains("Siân"), "a message quotes the child: {said:?}");
}

#[test]
fn lenient_keeps_what_it_doesnt_know_as_a_note_and_says_so() {
    let place = Place::with_ledger();
    let mut odd = case("KE/1/26");
    odd["entries"][1]["mood"] = json!("grim");
    place.write("odd.json", odd);
    let said = place.run(&["import", "--lenient", "odd.json"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.err.contains("odd.json: kept as a note: /entries/1/mood"), "{said:?}");
    place.run(&["export", "--out", "out"]);
    assert!(fs::read_to_string(place.path("out/KE-1-26.json")).unwrap().contains("mood = "));
}

#[test]
fn a_case_file_may_come_from_standard_input() {
    let place = Place::with_ledger();
    let mut child = place
        .command()
        .args(["--ledger", "suite.ledger", "import", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(case("KE/1/26").to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "new\tKE/1/26\t2\t-\n");
}

#[test]
fn nothing_hidden_in_a_number_or_a_name_reaches_the_screen() {
    let place = Place::with_ledger();
    place.write("a.json", case("KE/1\u{1b}[31m\u{202E}/26"));
    let said = place.run(&["import", "a.json"]);
    assert!(!said.out.contains('\u{1b}') && !said.out.contains('\u{202E}'), "{said:?}");
    let exported = place.run(&["export", "--out", "out"]);
    assert!(!exported.out.contains('\u{1b}'), "{exported:?}");
    assert_eq!(exported.status, 0);
}

#[test]
fn a_training_ledger_says_so_every_time() {
    let place = Place::new();
    let made = place.run(&["init", "--training"]);
    assert!(made.err.contains("TRAINING"), "{made:?}");
    place.write("a.json", case("KE/1/26"));
    assert!(place.run(&["import", "a.json"]).err.contains("TRAINING"));
    assert!(place.run(&["export", "--out", "out"]).err.contains("TRAINING"));
    assert!(place.run(&["verify"]).out.contains("TRAINING"));
}

#[test]
fn verify_names_the_first_broken_entry_and_exits_1() {
    let place = Place::with_ledger();
    place.write("a.json", case("KE/1/26"));
    place.run(&["import", "a.json"]);
    let mut bytes = fs::read(place.path("suite.ledger")).unwrap();
    let words = b"but waved";
    let at = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[at] = b'B';
    fs::write(place.path("suite.ledger"), bytes).unwrap();
    let said = place.run(&["verify"]);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.out.starts_with("broken\tentry 3 of record "), "{said:?}");
    assert!(said.out.contains("its hash doesn't match") && said.err.contains("NOT whole"), "{said:?}");
}

#[test]
fn verify_of_what_isnt_a_ledger_cant_tell() {
    let place = Place::new();
    place.write("suite.ledger", "a shopping list");
    let said = place.run(&["verify"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
}

const SERGEANT: &str = "Sgt Marlow Tester; 4410; custody_officer; sergeant";
const OFFICER: &str = "DO Sam Sample; 202; detention_officer; staff";

fn with_record() -> Place {
    let place = Place::with_ledger();
    // Opened just now, so that what is entered lies within the detention.
    let just_now = minutes_from_now(-30);
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": "TE/1/26", "child": { "date_of_birth": "2010-03-03" },
        "entries": [{ "at": just_now, "kind": "detention_authorised", "grounds": "obtain evidence" }] });
    let path = place.write("a.json", file);
    assert_eq!(place.run(&["import", path.to_str().unwrap()]).status, 0);
    place
}

/// Returns the time so many minutes from now, as a case file has it.
#[allow(clippy::disallowed_methods, reason = "the program reads the same clock")]
fn minutes_from_now(minutes: i64) -> String {
    let at = chrono::Utc::now() + chrono::TimeDelta::minutes(minutes);
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn kinds_of(place: &Place) -> Vec<Value> {
    assert_eq!(place.run(&["export", "--out", "out"]).status, 0);
    let file = fs::read_dir(place.path("out")).unwrap().next().unwrap().unwrap().path();
    let case: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    case["entries"].as_array().unwrap().clone()
}

#[test]
fn an_entry_made_from_the_command_line_is_signed_and_on_disk() {
    let place = with_record();
    let said = place.run(&[
        "enter",
        "TE/1/26",
        "check",
        "awake=yes",
        "demeanour=calm",
        "seen=on the bench",
        "said=is my mum coming",
        "--at",
        "-6m",
        "--officer",
        OFFICER,
        "--note",
        "door open",
    ]);
    assert_eq!(said.status, 0, "{said:?}");
    assert!(said.out.starts_with("saved\tTE/1/26\tCheck\t"), "{said:?}");
    let said =
        place.run(&["enter", "TE/1/26", "force_used", "what=held", "types=holds;handcuffs", "--officer", OFFICER]);
    assert_eq!(said.status, 0, "{said:?}");
    let entries = kinds_of(&place);
    let check = &entries[1];
    assert_eq!(
        (&check["said"], &check["awake"], &check["note"]),
        (&json!("is my mum coming"), &json!(true), &json!("door open"))
    );
    assert_eq!(
        check["by"],
        json!({ "name": "DO Sam Sample", "number": "202", "role": "detention_officer", "rank": "staff" })
    );
    assert_eq!(entries[2]["types"], json!(["holds", "handcuffs"]));
    assert!(place.run(&["verify"]).out.starts_with("whole\t"));
}

#[test]
fn what_cannot_be_entered_says_why_and_records_nothing() {
    let place = with_record();
    for (args, why) in [
        (vec!["TE/2/26", "note", "text=x", "--officer", SERGEANT], "no record in the ledger has the number TE/2/26"),
        (vec!["TE/1/26", "chek", "--officer", SERGEANT], "did you mean check?"),
        (vec!["TE/1/26", "check", "demeanor=calm", "--officer", SERGEANT], "demeanour"),
        (vec!["TE/1/26", "check", "demeanour=happy", "--officer", SERGEANT], "demeanour"),
        (vec!["TE/1/26", "check", "awake=perhaps", "--officer", SERGEANT], "true or false"),
        (vec!["TE/1/26", "note", "--officer", SERGEANT], "text"),
        (vec!["TE/1/26", "note", "x", "--officer", SERGEANT], "isn't NAME=VALUE"),
        (vec!["TE/1/26", "note", "text=x", "--officer", "Sgt"], "name; number; role; rank"),
        (
            vec!["TE/1/26", "note", "text=x", "--officer", "Sgt X; 1; custody_oficer; sergeant"],
            "did you mean custody_officer?",
        ),
        (vec!["TE/1/26", "note", "text=x", "--at", "soon", "--officer", SERGEANT], "isn't a time"),
        (vec!["TE/1/26", "review", "method=in_person", "--officer", OFFICER], "NOT RECORDED"),
        (vec!["TE/1/26", "correction", "of=7", "reason=x", "--officer", SERGEANT], "of"),
    ] {
        let said = place.run(&[vec!["enter"], args.clone()].concat());
        assert_eq!(said.status, 2, "{args:?} {said:?}");
        assert!(said.err.contains(why), "{args:?} {said:?}");
    }
    assert_eq!(kinds_of(&place).len(), 1);
}
