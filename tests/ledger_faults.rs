//! What a suite's machine does to a ledger: killed in the middle, no room, no right to write, held by another program.
//! Each has a clear message, and loses nothing that was said to be saved.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use pacekeeper::ledger::{Ledger, StoredDraft, Verdict};
use pacekeeper::record::{CaseFile, Instant, Moment};
use serde_json::{Value, json};

const BIN: &str = env!("CARGO_BIN_EXE_pacekeeper");

fn written() -> Instant {
    Moment::parse("2026-11-25T12:00:00Z").unwrap().instant()
}

/// A user with no rights anywhere: "nobody" on every Unix we know.
const NOBODY: u32 = 65_534;

fn case(number: &str, entries: usize) -> Value {
    let entries: Vec<Value> = (0..entries)
        .map(|i| {
            let at = format!("2026-10-24T{:02}:{:02}:00+01:00", i / 60 % 24, i % 60);
            match i {
                0 => json!({ "at": at, "kind": "detention_authorised", "grounds": "obtain evidence by questioning" }),
                i => json!({ "at": at, "kind": "check", "seen": format!("reading, page {i}") }),
            }
        })
        .collect();
    json!({ "format": "pacekeeper-case/1", "custody_number": number, "suite": "Testham",
            "child": { "name": "Ceri", "date_of_birth": "2010-03-03" }, "entries": entries })
}

fn pacekeeper(ledger: &Path, args: &[&str]) -> Output {
    Command::new(BIN).arg("--ledger").arg(ledger).args(args).env_remove("PACEKEEPER_LEDGER").output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn assert_whole(ledger: &Path) {
    let output = pacekeeper(ledger, &["verify"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output));
}

fn random_below(most: u32) -> u32 {
    getrandom::u32().unwrap() % most
}

// Killed in the middle.

#[test]
fn killed_while_importing_a_hundred_files_each_is_whole_or_absent() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    fs::create_dir(&files).unwrap();
    let mut cases = BTreeMap::new();
    for i in 0..100 {
        let number = format!("KE/{i:03}/26");
        let case = case(&number, 20 + i % 7);
        fs::write(files.join(format!("{i:03}.json")), case.to_string()).unwrap();
        cases.insert(number, case);
    }
    let ledger = folder.path().join("suite.ledger");
    drop(Ledger::create(&ledger, false, written()).unwrap());
    let mut cut_short = 0;
    for _ in 0..8 {
        let mut child = Command::new(BIN)
            .args(["--ledger", ledger.to_str().unwrap(), "import", files.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        // Killed after a random number of files, and a random moment into the next.
        let wait_for = random_below(25);
        let mut last = None;
        for _ in 0..=wait_for {
            last = said.next().and_then(Result::ok).or(last);
        }
        std::thread::sleep(Duration::from_micros(u64::from(random_below(3_000))));
        child.kill().unwrap();
        cut_short += u32::from(!child.wait().unwrap().success());

        let opened = Ledger::open(&ledger).unwrap();
        assert!(matches!(opened.verify().unwrap(), Verdict::Whole(_)));
        let stored = opened.records().unwrap();
        for record in &stored {
            let number = &record.case.head.custody_number;
            assert_eq!(record.case, CaseFile::read(&cases[number].to_string()).unwrap(), "{number} is half there");
        }
        let said_last = last.unwrap_or_default();
        if let Some(number) = said_last.split('\t').nth(1) {
            assert!(opened.find(number).unwrap().is_some(), "{number} was said to be in");
        }
    }
    assert!(cut_short > 0, "no import was cut short");
    assert_eq!(pacekeeper(&ledger, &["import", files.to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(Ledger::open(&ledger).unwrap().records().unwrap().len(), 100);
    assert_whole(&ledger);
}

/// Names the ledger for the other process of the next test.
const CHILD_LEDGER: &str = "PACEKEEPER_TEST_CHILD_LEDGER";

/// Does nothing by itself: it is what the process does that the next test starts and kills. Appends a hundred entries,
/// and says each only once saved.
#[test]
fn child_appends_a_hundred_entries() {
    let Some(path) = std::env::var_os(CHILD_LEDGER) else { return };
    let mut ledger = Ledger::open(Path::new(&path)).unwrap();
    let record = ledger.find("KE/1/26").unwrap().unwrap();
    let entry = record.case.entries.last().unwrap().clone();
    let mut seq = record.seq;
    for i in 0..100 {
        let draft = StoredDraft {
            record_id: record.record_id.clone(),
            form: "cell_check".into(),
            values: format!("draft {i}"),
            saved_at: Moment::parse("2026-10-24T12:00:00Z").unwrap().instant(),
            by: None,
        };
        ledger.save_draft(&draft).unwrap();
        println!("\ndraft {i}");
        seq = ledger.append(&record.record_id, seq, &[entry.clone(), entry.clone()], written()).unwrap().seq;
        println!("\nsaved {seq}");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn killed_in_the_middle_of_a_hundred_appends_nothing_said_to_be_saved_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("suite.ledger");
    let mut ledger = Ledger::create(&path, false, written()).unwrap();
    ledger.import(&case("KE/1/26", 3).to_string(), "test", written()).unwrap();
    drop(ledger);
    for _ in 0..6 {
        let before = Ledger::open(&path).unwrap().find("KE/1/26").unwrap().unwrap().seq;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_appends_a_hundred_entries", "--nocapture", "--test-threads=1"])
            .env(CHILD_LEDGER, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let kill_at = before + 2 * u64::from(random_below(90)) + 2;
        let (mut saved, mut draft) = (before, None);
        while let Some(Ok(line)) = said.next() {
            if let Some(seq) = line.strip_prefix("saved ") {
                saved = seq.parse().unwrap();
            } else if line.starts_with("draft ") {
                draft = Some(line);
            }
            if saved >= kill_at {
                break;
            }
        }
        std::thread::sleep(Duration::from_micros(u64::from(random_below(2_000))));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(saved > before, "the other process appended nothing");

        let ledger = Ledger::open(&path).unwrap();
        let record = ledger.find("KE/1/26").unwrap().unwrap();
        assert!(record.seq >= saved, "entry {saved} was said to be saved; the record ends at {}", record.seq);
        assert_eq!((record.seq - before) % 2, 0, "an append of two entries is half there");
        assert!(matches!(ledger.verify().unwrap(), Verdict::Whole(_)));
        let kept = ledger.drafts().unwrap();
        let number = |text: &str| text.strip_prefix("draft ").and_then(|n| n.parse::<u32>().ok());
        assert!(number(&kept[0].values) >= draft.as_deref().and_then(number), "{kept:?}, said {draft:?}");
    }
}

// No room.

/// Runs `pacekeeper import` on ever more files under a shell's limit, and checks what the ledger is left with.
fn fill(ledger: &Path, files: &Path, shell: &str) {
    let output = Command::new("sh")
        .args(["-c", shell])
        .env("BIN", BIN)
        .env("LEDGER", ledger)
        .env("FILES", files)
        .output()
        .unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("NOT imported") && said.contains("What was recorded before is safe"), "{said}");
    assert!(said.contains("disk") && said.contains("suite.ledger"), "{said}");
    assert!(said.contains("Stopped at"), "{said}");
}

/// Writes a folder of files, some megabytes in all.
fn big_files(folder: &Path) -> PathBuf {
    let files = folder.join("files");
    fs::create_dir(&files).unwrap();
    for i in 0..40 {
        fs::write(files.join(format!("{i:03}.json")), case(&format!("KE/{i:03}/26"), 400).to_string()).unwrap();
    }
    files
}

#[test]
fn a_write_that_the_system_refuses_is_named_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (files, ledger) = (big_files(folder.path()), folder.path().join("suite.ledger"));
    drop(Ledger::create(&ledger, false, written()).unwrap());
    fill(&ledger, &files, r#"trap '' XFSZ; ulimit -f 1000; exec "$BIN" --ledger "$LEDGER" import "$FILES""#);
    assert_whole(&ledger);
    let stored = Ledger::open(&ledger).unwrap().records().unwrap();
    assert!(!stored.is_empty() && stored.len() < 40, "{} records", stored.len());
    assert!(stored.iter().all(|record| record.case.entries.len() == 400), "a file is half there");
    assert_eq!(pacekeeper(&ledger, &["import", files.to_str().unwrap()]).status.code(), Some(0));
    assert_whole(&ledger);
}

/// A disk that is really full: a small one in memory, in a mount namespace of its own, where the system lets us.
/// Elsewhere the test above and `a_full_disk_is_named_and_loses_nothing` in the library stand for it; this one says so.
#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (files, disk) = (big_files(folder.path()), folder.path().join("disk"));
    fs::create_dir(&disk).unwrap();
    let mount = format!("mount -t tmpfs -o size=1m none '{}'", disk.display());
    let allowed = Command::new("unshare").args(["-mr", "sh", "-c", &mount]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        eprintln!("NOT RUN: this system doesn't let a test mount a small disk");
        return;
    }
    let ledger = disk.join("suite.ledger");
    let script = r#"
        "$BIN" --ledger "$LEDGER" init 2>/dev/null >&2 || exit 9
        "$BIN" --ledger "$LEDGER" import "$FILES" > "$FILES.out"; status=$?
        "$BIN" --ledger "$LEDGER" verify > "$FILES.verified" 2>/dev/null || exit 8
        "$BIN" --ledger "$LEDGER" export --out "$FILES.exported" >/dev/null 2>&1 || exit 7
        exit $status"#;
    fill(&ledger, &files, &format!(r#"exec unshare -mr sh -c "$(printf '%s\n%s' "{mount}" '{script}')""#));
    let said = fs::read_to_string(folder.path().join("files.out")).unwrap();
    let exported = fs::read_dir(folder.path().join("files.exported")).unwrap().count();
    assert!(exported > 0 && exported < 40, "{exported}");
    assert_eq!(said.lines().count(), exported, "what was said to be in is in, and nothing else");
}

// No right to write.

/// Runs the program as a user who may write nothing, whoever runs the tests.
fn as_nobody(folder: &Path, ledger: &Path, args: &[&str]) -> Output {
    let bin = folder.join("pacekeeper-as-nobody");
    if !bin.exists() {
        fs::copy(BIN, &bin).unwrap();
        fs::set_permissions(&bin, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(bin);
    command.arg("--ledger").arg(ledger).args(args).env_remove("PACEKEEPER_LEDGER");
    let first = Command::new("id").arg("-u").output().unwrap();
    if String::from_utf8_lossy(&first.stdout).trim() == "0" {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().unwrap()
}

/// Makes a folder that anyone may look into, with a ledger of one record that anyone may read and change.
fn open_house() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let suite = folder.path().join("suite");
    fs::create_dir(&suite).unwrap();
    let path = suite.join("suite.ledger");
    let mut ledger = Ledger::create(&path, false, written()).unwrap();
    ledger.import(&case("KE/1/26", 3).to_string(), "test", written()).unwrap();
    drop(ledger);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    (folder, path)
}

#[test]
fn a_read_only_folder_is_named_and_the_ledger_is_untouched() {
    let (folder, path) = open_house();
    let suite = path.parent().unwrap();
    fs::set_permissions(suite, fs::Permissions::from_mode(0o555)).unwrap();
    let before = fs::read(&path).unwrap();
    let file = folder.path().join("more.json");
    fs::write(&file, case("KE/2/26", 3).to_string()).unwrap();
    for args in [&["import", file.to_str().unwrap()][..], &["verify"]] {
        let output = as_nobody(folder.path(), &path, args);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        let said = stderr(&output);
        assert!(said.contains("can't be written by this user") && said.contains("suite.ledger"), "{said}");
        assert!(said.contains("Give this user the right to write"), "{said}");
    }
    let output = as_nobody(folder.path(), &suite.join("new.ledger"), &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("No ledger was made") && stderr(&output).contains("can't be written"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(suite).unwrap().count(), 1);
    fs::set_permissions(suite, fs::Permissions::from_mode(0o755)).unwrap();
    assert_whole(&path);
}

#[test]
fn a_read_only_file_is_named_and_untouched() {
    let (folder, path) = open_house();
    fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::read(&path).unwrap();
    let output = as_nobody(folder.path(), &path, &["verify"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("can't be written by this user"), "{}", stderr(&output));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_whole(&path);
}

#[test]
fn a_ledger_this_user_may_not_read_is_named() {
    let (folder, path) = open_house();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let output = as_nobody(folder.path(), &path, &["verify"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("suite.ledger"), "{}", stderr(&output));
}

// Held by another program, or another program's.

#[test]
fn a_locked_ledger_is_named_and_loses_nothing() {
    let (folder, path) = open_house();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let file = folder.path().join("more.json");
    fs::write(&file, case("KE/2/26", 3).to_string()).unwrap();
    let output = pacekeeper(&path, &["import", file.to_str().unwrap()]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("NOT imported: another program has held") && said.contains("try again"), "{said}");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(pacekeeper(&path, &["import", file.to_str().unwrap()]).status.code(), Some(0));
    assert_whole(&path);
}

#[test]
fn a_foreign_or_newer_file_is_named_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let songs = folder.path().join("songs.db");
    rusqlite::Connection::open(&songs).unwrap().execute_batch("CREATE TABLE song (title TEXT)").unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "a shopping list, longer than the header of any database that there could be, on and on and on\n")
        .unwrap();
    let newer = folder.path().join("newer.ledger");
    drop(Ledger::create(&newer, false, written()).unwrap());
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    for (path, words) in [
        (&songs, "it is another program's database"),
        (&text, "it isn't an SQLite file"),
        (&newer, "was written by a newer Pacekeeper (layout 7"),
    ] {
        let before = fs::read(path).unwrap();
        for args in [&["verify"][..], &["import", "-"], &["export", "--out", "nowhere"], &["init"]] {
            let output = pacekeeper(path, args);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            let said = stderr(&output);
            assert!(said.contains("left untouched"), "{said}");
            assert!(args == ["init"] || said.contains(words), "{said}");
            assert_eq!(fs::read(path).unwrap(), before);
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// Closing any handle of one's own on a file drops every POSIX lock the process holds on it, SQLite's too.
#[test]
#[cfg(target_os = "linux")]
fn a_second_look_at_the_file_doesnt_drop_the_locks_of_the_first() {
    use std::os::unix::fs::MetadataExt;
    let (_folder, path) = open_house();
    let mut desk = Ledger::open(&path).unwrap();
    let record = desk.find("KE/1/26").unwrap().unwrap();
    let entry = record.case.entries.last().unwrap().clone();
    let seq = desk.append(&record.record_id, record.seq, std::slice::from_ref(&entry), written()).unwrap().seq;
    let (ours, file) = (format!(" {} ", std::process::id()), format!(":{} ", fs::metadata(&path).unwrap().ino()));
    let held = || {
        let locks = fs::read_to_string("/proc/locks").unwrap();
        locks.lines().any(|lock| lock.contains(&ours) && lock.contains(&file))
    };
    assert!(held(), "an open ledger holds a lock on its file");
    drop(Ledger::open(&path).unwrap());
    assert!(held(), "the lock is gone");
    // Another process comes and goes: it isn't the last, and must leave the log alone.
    assert_whole(&path);
    assert!(path.with_extension("ledger-wal").exists(), "the log of an open ledger was taken away");
    desk.append(&record.record_id, seq, &[entry], written()).unwrap();
    assert_eq!(Ledger::open(&path).unwrap().find("KE/1/26").unwrap().unwrap().case.entries.len(), 5);
}
