//! `explain` on the real binary: the facts, the sums and the provision behind an answer, and what it says to a bad question.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn explain(fixture: &str, args: &[&str]) -> (i32, String, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/told").join(fixture);
    let mut command = Command::cargo_bin("pacekeeper").unwrap();
    let output = command.env_clear().arg("explain").arg(file).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn as_json(fixture: &str, args: &[&str]) -> Value {
    let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
    let (status, out, err) = explain(fixture, &args);
    assert_eq!((status, err.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

const LATE: &str = "second-station-late-review.json";
const SECURE: &str = "secure-asked-without-grounds.json";

#[test]
fn a_late_review_is_told_with_its_sum_its_entries_and_what_would_have_helped() {
    let (status, out, _) = explain(LATE, &["--rule", "review.late"]);
    assert_eq!(status, 0);
    for told in [
        "detention authorised (entry 3)",
        "+ 6 h 00                PACE s.40(3)(a)",
        "= Tue 24 Nov 05:25 GMT  due",
        "entry 40  Tue 24 Nov 07:45 GMT Review. Without it: nothing found.",
        "Had a review been held in person by an inspector not involved by Tue 24 Nov 05:25 GMT:",
    ] {
        assert!(out.contains(told), "{told:?} isn't in\n{out}");
    }
    let why = &as_json(LATE, &["--rule", "review.late"])[0];
    assert_eq!((why["rule"].as_str(), why["answers"][0]["minutes"].as_i64()), (Some("review.late"), Some(140)));
    assert!(why["answers"][0]["message"].as_str().unwrap().starts_with("Review due 05:25, held 07:45"));
    assert_eq!(why["answers"][0]["sums"][0][0]["entry"].as_u64(), Some(3));
}

#[test]
fn without_a_rule_every_rule_that_finds_something_is_told() {
    let (_, out, _) = explain(LATE, &[]);
    let (rules, found) = (as_json(LATE, &[]), |id: &str| out.contains(&format!("{id}, as at ")));
    let ids: Vec<&str> = rules.as_array().unwrap().iter().map(|why| why["rule"].as_str().unwrap()).collect();
    assert!(ids.contains(&"review.late") && ids.iter().all(|id| found(id)), "{ids:?}");
    let (_, before, _) = explain(LATE, &["--as-at", "2026-11-23T22:00:00Z"]);
    assert!(!before.contains("review.late, as at"), "{before}");
}

#[test]
fn an_entry_is_told_with_each_rule_that_would_answer_otherwise_without_it() {
    let (status, out, _) = explain(LATE, &["--entry", "3"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("Entry 3, Mon 23 Nov 23:25 GMT: Detention authorised"), "{out}");
    assert!(out.contains("review.late                        without it: nothing found"), "{out}");
    let (_, early, _) = explain(LATE, &["--entry", "40", "--as-at", "2026-11-24T01:00:00Z"]);
    assert!(early.contains("left out, as if not yet made"), "{early}");
    let resting = as_json(LATE, &["--entry", "3"]);
    assert_eq!((resting["entry"].as_u64(), resting["kind"].as_str()), (Some(3), Some("detention_authorised")));
}

#[test]
fn a_row_of_the_threshold_test_says_whether_it_applies_and_decides() {
    let (status, out, _) = explain(SECURE, &["--rule", "ac20"]);
    assert_eq!(status, 0);
    assert!(out.contains("AC20, as at") && out.contains("It decides the answer."), "{out}");
    assert!(out.contains("Rows that apply, in the order of the law: AC20, AC22, AC26, AC27, AC40."), "{out}");
    assert!(explain(SECURE, &["--rule", "AC22"]).1.contains("It applies; AC20 decides."));
    assert!(explain(SECURE, &["--rule", "AC01"]).1.contains("It doesn't apply as the record stands; AC20 decides."));
    let uncharged = explain("all-in-order.json", &["--rule", "AC16"]).1;
    assert!(uncharged.contains("It doesn't apply as the record stands; AC01 decides."), "{uncharged}");
    let row = as_json(SECURE, &["--rule", "AC22"]);
    assert_eq!((row["applies"].as_bool(), row["decides"].as_bool()), (Some(true), Some(false)));
    assert_eq!((row["outcome"].as_str(), row["rule"].as_str()), (Some("not_supported"), Some("AC20")));
}

#[test]
fn a_question_that_cannot_be_answered_leaves_with_2_and_says_what_to_ask_instead() {
    for (args, told) in [
        (["--rule", "review.lat"], "did you mean review.late?"),
        (["--rule", "AC99"], "AC99 isn't a rule"),
        (["--entry", "999"], "there is no entry 999: this record's are numbered 0 to"),
        (["--as-at", "teatime"], "teatime"),
    ] {
        let (status, out, err) = explain(LATE, &args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(told), "{args:?}: {err}");
    }
}
