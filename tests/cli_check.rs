//! `check`, `rules`, `policy`, `schema`, `offence` on the real binary: what they print, and the status they leave with.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

fn pacekeeper() -> Command {
    let mut command = Command::cargo_bin("pacekeeper").unwrap();
    command.env_clear();
    command
}

fn run(args: &[&str]) -> (i32, String, String) {
    let output = pacekeeper().args(args).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn case(number: &str, name: &str) -> Value {
    json!({ "format": "pacekeeper-case/1", "custody_number": number, "child": { "name": name, "date_of_birth": "2010-03-03" },
        "entries": [{ "at": "2026-11-10T12:00:00Z", "kind": "detention_authorised", "grounds": "questioning" }] })
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

const NOON: [&str; 2] = ["--as-at", "2026-11-10T12:05:00Z"];
const EVENING: [&str; 2] = ["--as-at", "2026-11-10T19:00:00Z"];

fn check(path: &str, more: &[&str]) -> (i32, String, String) {
    let mut args = vec!["check", path];
    args.extend_from_slice(more);
    run(&args)
}

#[test]
fn a_late_review_leaves_with_1_and_is_told_with_its_provision() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/1", "Rowan Example").to_string());
    let (status, out, _) = check(&path, &EVENING);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("REVIEW") || out.contains("Review: OVERDUE"), "{out}");
    assert!(out.contains("PACE s.40(3)(a)"), "{out}");
}

#[test]
fn text_never_runs_past_eighty_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/1", &"Rowan Example ".repeat(20)).to_string());
    let (_, out, _) = check(&path, &EVENING);
    let widest = out.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
    assert!(widest <= 80, "{widest} columns:\n{out}");
}

#[test]
fn a_bad_file_is_named_the_good_ones_are_answered_and_the_status_is_2() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "good.json", case("TE/1", "Rowan Example").to_string());
    let mut bad = case("TE/2", "Osian Sample");
    bad["entries"][0]["kind"] = json!("detention_authorized");
    write(folder.path(), "bad.json", serde_json::to_string_pretty(&bad).unwrap());
    let folder = folder.path().to_string_lossy().into_owned();
    let (status, out, err) = check(&folder, &["--format", "json", NOON[0], NOON[1]]);
    assert_eq!(status, 2);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["cases"].as_array().unwrap().len(), 1);
    assert_eq!(document["refused"][0]["path"], json!("/entries/0/kind"));
    assert!(document["refused"][0]["line"].as_u64().unwrap() > 1);
    assert!(err.contains("bad.json") && err.contains("did you mean `detention_authorised`?"), "{err}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/1", "Rowan Example").to_string());
    let args = ["--format", "json", EVENING[0], EVENING[1]];
    assert_eq!(check(&path, &args).1, check(&path, &args).1);
}

#[test]
fn json_has_every_name_the_format_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/1", "Rowan Example").to_string());
    let document: Value = serde_json::from_str(&check(&path, &["--format", "json", EVENING[0], EVENING[1]]).1).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&document), ["format", "law_as_at", "computed_at", "as_at", "cases", "refused"]);
    assert_eq!(document["format"], json!("pacekeeper-assessment/1"));
    let case = &document["cases"][0];
    assert_eq!(
        keys(case),
        [
            "custody_number",
            "file",
            "age",
            "age_at_start",
            "law_in_force_on",
            "closed",
            "clocks",
            "overnight",
            "duties",
            "findings",
            "accommodation"
        ]
    );
    assert_eq!(
        keys(&case["clocks"]),
        [
            "relevant_time",
            "detention_limit",
            "detention_limit_basis",
            "absolute_limit",
            "route_limit",
            "next_review_due",
            "elapsed_minutes",
            "turns_12",
            "turns_18"
        ]
    );
    assert_eq!(keys(&case["duties"][0]), ["rule", "owed_by", "due", "state", "done_at", "message", "cites"]);
    assert_eq!(
        keys(&case["findings"][0]),
        ["rule", "verdict", "standard", "owed_by", "at", "due", "minutes", "entries", "via", "message", "cites"]
    );
    assert_eq!(keys(&case["accommodation"]), ["outcome", "rule", "fired", "message"]);
}

#[test]
fn json_lines_and_standard_input_are_read_and_written_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!("{}\n\n{}\n{{\"format\":\"x\"}}\n", case("TE/1", "A"), case("TE/2", "B"));
    let path = write(folder.path(), "a.jsonl", lines);
    let (status, out, _) = check(&path, &["--format", "jsonl", NOON[0], NOON[1]]);
    assert_eq!(status, 2);
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["custody_number"], json!("TE/2"));
    assert_eq!(lines[2]["refused"]["line"], json!(4));
    let output = pacekeeper()
        .args(["check", "-", "--only", "review.late", NOON[0], NOON[1]])
        .write_stdin(case("TE/3", "C").to_string())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn only_the_rules_asked_for_are_told_and_an_unknown_one_names_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/1", "A").to_string());
    let (_, out, _) = check(&path, &["--only", "review.late", "--format", "json", EVENING[0], EVENING[1]]);
    let document: Value = serde_json::from_str(&out).unwrap();
    let rules: Vec<&str> = document["cases"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["review.late"]);
    let (status, _, err) = check(&path, &["--only", "reveiw.late"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean review.late?"), "{err}");
}

#[test]
fn trouble_is_told_in_one_line_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let good = write(here, "a.json", case("TE/1", "A").to_string());
    for (path, more, says) in [
        ("nowhere.json".to_owned(), vec![], "isn't there"),
        (write(here, "empty.json", ""), vec![], "the file is empty"),
        (write(here, "latin.json", b"{\"format\":\n\"caf\xe9\"}".as_slice()), vec![], "isn't UTF-8"),
        (write(here, "cut.json", "{\"format\": \"pacekeeper-case/1\","), vec![], "cut short"),
        (good.clone(), vec!["--as-at", "2026-11-10T12:00:00"], "isn't a time with its offset"),
        (good.clone(), vec!["--policy", "nowhere.toml"], "can't read the policy file"),
    ] {
        let (status, _, err) = check(&path, &more);
        assert_eq!(status, 2, "{path}");
        assert!(err.contains(says), "{path}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
    let nothing = here.join("nothing");
    fs::create_dir(&nothing).unwrap();
    let (status, _, err) = check(&nothing.to_string_lossy(), &[]);
    assert_eq!(status, 2);
    assert!(err.contains("holds no case files"), "{err}");
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("big.json");
    fs::File::create(&path).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let (status, _, err) = check(&path.to_string_lossy(), &[]);
    assert_eq!(status, 2);
    assert!(err.contains("more than 32 MiB"), "{err}");
}

#[test]
fn nothing_hidden_in_a_name_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.json", case("TE/\u{1b}[2J", "\u{202e}nawoR\u{7}\u{1b}]0;x\u{7}").to_string());
    let (_, out, err) = check(&path, &EVENING);
    for text in [out, err] {
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
    }
}

#[test]
fn policy_prints_what_it_reads_back_and_refuses_what_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let (status, printed, _) = run(&["policy"]);
    assert_eq!(status, 0);
    let same = write(folder.path(), "same.toml", &printed);
    assert_eq!(run(&["policy", "--policy", &same]).1, printed);
    assert!(printed.contains("minutes from authorisation"), "every number has a unit");
    for (text, says) in [
        ("[adult]\nrequest_minuts = 30\n", "did you mean request_minutes?"),
        ("[check]\ninterval_minutes = 61\n", "from 1 to 60"),
        ("[check]\ninterval_minutes = \"soon\"\n", "whole number"),
        ("[adult]\nrequest_minutes = 60\nrequest_breach_minutes = 30\n", "step before it"),
        ("[checks]\n", "did you mean check?"),
        ("not toml", "isn't TOML"),
    ] {
        let path = write(folder.path(), "bad.toml", text);
        let (status, _, err) = run(&["policy", "--policy", &path]);
        assert_eq!(status, 2, "{text}");
        assert!(err.contains(says), "{text}: {err}");
    }
}

#[test]
fn rules_and_schema_come_from_the_program_itself() {
    let (status, out, _) = run(&["rules", "--format", "json"]);
    assert_eq!(status, 0);
    let rules: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert!(rules.len() >= 100, "{} rules", rules.len());
    for rule in &rules {
        for key in ["id", "title", "standard", "cites", "in_force_from", "owed_by", "why"] {
            assert!(rule.get(key).is_some(), "{rule}");
        }
    }
    let (status, out, _) = run(&["rules", "review.late"]);
    assert_eq!(status, 0);
    assert!(out.contains("review.late") && !out.contains("aa.request"), "{out}");
    assert_eq!(run(&["rules", "nothing.such"]).0, 2);
    assert_eq!(rules.iter().filter(|rule| rule["id"].as_str().unwrap().starts_with("AC")).count(), 45);
    let (status, out, _) = run(&["rules", "ac16", "--format", "json"]);
    assert_eq!(status, 0);
    let row: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (row.len(), &row[0]["id"], &row[0]["outcomes"]),
        (1, &json!("AC16"), &json!(["not_supported", "needs_reason"]))
    );
    let (status, out, _) = run(&["schema"]);
    assert_eq!(status, 0);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["title"], json!("Pacekeeper case file"));
}

/// Returns text without its line breaks.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_charge_is_looked_up_with_its_statute_its_class_and_the_date_of_the_list() {
    let (status, out, _) = run(&["offence", "s18", "wounding"]);
    assert_eq!(status, 0);
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    let out = joined(&out);
    for said in [
        "Wounding or causing GBH with intent (Offences against the Person Act 1861 s.18)",
        "specified, violent",
        "29 February 2024",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let (_, out, _) = run(&["offence", "burglary dwelling", "--intent", "steal", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((json["found"].as_str(), json["specified"].as_str()), (Some("one"), Some("not specified")));
    assert_eq!(json["matches"][0]["statute"], "Theft Act 1968");
}

#[test]
fn a_charge_that_is_not_on_the_list_is_never_guessed_and_both_definitions_of_harm_are_shown() {
    let (status, out, _) = run(&["offence", "robbry"]);
    let out = joined(&out);
    assert_eq!(status, 0);
    assert!(out.starts_with("\"robbry\": not found in the list of 29 February 2024"), "{out}");
    assert!(out.contains("looks like Robbery (Theft Act 1968 s.8(1)), and isn't taken for it"), "{out}");
    assert!(out.contains("death or serious") && out.contains("PACE doesn't define serious harm"), "{out}");
    assert!(out.contains("the officer says") && out.contains("which and why"), "{out}");
    let (_, out, _) = run(&["offence", "robbry", "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((json["found"].as_str(), &json["specified"]), (Some("none"), &Value::Null));
    let (status, _, err) = run(&["offence", " "]);
    assert_eq!(status, 2);
    assert!(err.contains("no charge is given"), "{err}");
}

#[test]
fn a_force_s_year_is_told_in_the_order_of_its_files_whatever_is_done_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..600).map(|n| format!("{}\n", case(&format!("TE/{n}"), "Rowan Example"))).collect();
    let path = write(folder.path(), "year.jsonl", lines);
    let (status, out, _) = check(&path, &["--format", "json", NOON[0], NOON[1]]);
    assert!(status < 2, "{status}");
    let document: Value = serde_json::from_str(&out).unwrap();
    let told: Vec<&str> = document["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| &case["file"])
        .map(|file| file.as_str().unwrap())
        .collect();
    assert_eq!(told, (1..=600).map(|line| format!("{path}:{line}")).collect::<Vec<_>>());
    let (_, text, _) = check(&path, &NOON);
    assert!(text.trim_end().lines().last().unwrap().starts_with("600 records: "), "{text}");
    let (_, lines, _) = check(&path, &["--format", "jsonl", NOON[0], NOON[1]]);
    let (first, last) = (lines.lines().next().unwrap(), lines.lines().last().unwrap());
    assert!(first.contains("\"TE/0\"") && last.contains("\"TE/599\""), "{first}\n{last}");
}
