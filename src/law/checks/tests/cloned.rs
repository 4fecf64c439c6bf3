use rstest::rstest;
use serde_json::{Value, json};

use super::{check, placed};
use crate::law::testing::{Given, Seen, instant};
use crate::law::{Policy, Suite, Verdict, assess_among};

fn pair(first: Value, second: Value) -> Seen {
    placed().at("12:30", "check", first).at("13:00", "check", second).judged("13:00")
}

#[rstest]
#[case(json!({ "demeanour": "calm", "seen": "On bench, reading." }), json!({ "demeanour": "calm", "seen": "on bench  reading" }), true)]
#[case(json!({ "demeanour": "calm", "seen": "on bench" }), json!({ "demeanour": "calm", "seen": "at the door" }), false)]
#[case(json!({ "demeanour": "calm", "note": "on bench" }), json!({ "demeanour": "calm", "note": "on bench" }), true)]
#[case(json!({ "seen": "on bench", "said": "wants his mum" }), json!({ "seen": "on bench", "said": "wants his mum" }), true)]
#[case(json!({ "seen": "on bench", "said": "wants his mum" }), json!({ "seen": "on bench", "said": "is cold" }), false)]
#[case(json!({ "seen": "on bench", "said": "is cold" }), json!({ "seen": "at the door", "said": "is cold" }), false)]
#[case(json!({ "said": "wants his mum" }), json!({ "said": "wants his mum" }), true)]
#[case(json!({ "demeanour": "calm" }), json!({ "demeanour": "calm" }), false)]
fn awake_the_words_of_the_last_check_are_asked_about(#[case] first: Value, #[case] second: Value, #[case] fires: bool) {
    assert_eq!(pair(first, second).verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[test]
fn a_run_of_copied_text_is_one_question_over_all_of_it() {
    let mut record = placed();
    for time in ["12:30", "13:00", "13:30", "14:00"] {
        record = check(record, time, json!({ "seen": "on bench", "said": "fine" }));
    }
    let seen = record.judged("14:00");
    let found = seen.one("check.cloned").unwrap();
    assert_eq!((found.at, &found.entries), (instant("13:00"), &vec![2, 3, 4, 5]));
}

#[test]
fn two_runs_are_two_questions() {
    let mut record = placed();
    for (time, seen) in [("12:30", "on bench"), ("13:00", "on bench"), ("13:30", "at door"), ("14:00", "at door")] {
        record = check(record, time, json!({ "seen": seen, "said": null }));
    }
    assert_eq!(record.judged("14:00").all("check.cloned").len(), 2);
}

#[rstest]
#[case(3, "asleep", false)]
#[case(4, "asleep", true)]
#[case(4, "Asleep, breathing seen, on left side", false)]
#[case(4, "asleep on back", false)]
fn asleep_only_four_in_a_row_with_no_breathing_or_position_are_asked_about(
    #[case] count: u32,
    #[case] text: &str,
    #[case] fires: bool,
) {
    let mut record = placed();
    for i in 0..count {
        let time = format!("+1 0{}:{:02}", 1 + i / 2, 30 * (i % 2));
        let fields = json!({ "awake": false, "demeanour": "sleeping", "not_said": "asleep", "seen": text });
        record = record.at(&time, "check", fields);
    }
    assert_eq!(record.judged("+1 06:00").verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[test]
fn sleeping_checks_that_say_nothing_of_breathing_or_position_count_whatever_else_they_say() {
    let mut record = placed();
    let texts = [json!("asleep"), json!(null), json!("still asleep"), json!("sleeping soundly")];
    for (time, seen) in ["13:00", "13:30", "14:00", "14:30"].iter().zip(texts) {
        record = record.at(time, "check", json!({ "awake": false, "demeanour": "sleeping", "seen": seen }));
    }
    let seen = record.judged("15:00");
    assert_eq!(seen.one("check.cloned").map(|found| found.entries.len()), Some(4));
    assert!(record.judged("14:00").all("check.cloned").is_empty(), "three aren't yet a run");
}

#[test]
fn policy_sets_how_many_sleeping_checks_are_too_many() {
    let mut record = placed().policy("[check]\ncloned_sleeping_count = 2\n");
    for time in ["13:00", "13:30"] {
        record = record.at(time, "check", json!({ "demeanour": "sleeping", "seen": "asleep" }));
    }
    assert!(record.judged("14:00").one("check.cloned").is_some());
}

fn among(own: &Given, other: &Given, now: &str) -> Seen {
    let (own, other) = (own.record(), other.record());
    let suite = Suite::index(&[&own, &other]);
    Seen(assess_among(&own, &Policy::default(), &suite, instant(now)))
}

fn other() -> Given {
    placed().top("custody_number", json!("TE/0002/26"))
}

const PASTED: &str = "lying on bench, facing wall";

#[rstest]
#[case("14:00", "14:00", true)]
#[case("14:00", "15:00", true)]
#[case("14:00", "15:01", false)]
#[case("14:10", "14:00", false)]
fn awake_the_words_of_another_child_within_the_hour_before_are_asked_about(
    #[case] theirs: &str,
    #[case] ours: &str,
    #[case] fires: bool,
) {
    let own = check(placed(), ours, json!({ "seen": PASTED, "said": null }));
    let other = check(other(), theirs, json!({ "seen": PASTED, "said": null }));
    assert_eq!(among(&own, &other, "16:00").verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[test]
fn another_childs_check_made_later_than_the_instant_judged_is_as_if_not_made() {
    let own = check(placed(), "14:00", json!({ "seen": PASTED, "said": null }));
    let other = check(other(), "14:05", json!({ "seen": PASTED, "said": null }));
    assert!(among(&own, &other, "14:01").all("check.cloned").is_empty());
}

#[test]
fn a_record_is_never_held_against_itself() {
    let own = check(placed(), "14:00", json!({ "seen": PASTED, "said": null }));
    assert!(among(&own, &own.clone(), "15:00").all("check.cloned").is_empty());
}

#[test]
fn sleeping_checks_stock_phrases_and_other_suites_are_not_compared() {
    let asleep = json!({ "awake": false, "demeanour": "sleeping", "said": null, "seen": "asleep" });
    let stock = json!({ "seen": "AIO", "said": null });
    for fields in [asleep, stock] {
        let (own, other) = (check(placed(), "14:10", fields.clone()), check(other(), "14:00", fields));
        assert!(among(&own, &other, "15:00").all("check.cloned").is_empty());
    }
    let own = check(placed(), "14:10", json!({ "seen": PASTED, "said": null }));
    let elsewhere = check(other().top("suite", json!("Elsewhere")), "14:00", json!({ "seen": PASTED, "said": null }));
    assert!(among(&own, &elsewhere, "15:00").all("check.cloned").is_empty());
}

#[test]
fn a_struck_check_of_another_child_is_no_source() {
    let own = check(placed(), "14:10", json!({ "seen": PASTED, "said": null }));
    let other = check(other(), "14:00", json!({ "seen": PASTED, "said": null })).at(
        "14:05",
        "correction",
        json!({ "of": 2, "reason": "wrong cell", "strike": true }),
    );
    assert!(among(&own, &other, "15:00").all("check.cloned").is_empty());
}
