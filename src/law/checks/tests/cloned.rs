use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::{check, placed};
use crate::law::testing::{Given, Seen, instant};
use crate::law::{Suite, Verdict, assess_among};

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
#[case(json!({ "demeanour": "calm" }), json!({ "demeanour": "calm" }), false)]
fn awake_the_words_of_the_last_check_are_asked_about(#[case] first: Value, #[case] second: Value, #[case] fires: bool) {
    assert_eq!(pair(first, second).verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[rstest]
#[case(json!({ "said": "I want my mum" }))]
#[case(json!({ "seen": "In interview." }))]
#[case(json!({ "seen": "with solicitor in consultation" }))]
#[case(json!({ "seen": "on phone to his mum" }))]
#[case(json!({ "seen": "With her social worker and brother" }))]
#[case(json!({ "seen": "says \"I want my mum\"" }))]
#[case(json!({ "seen": "Still saying 'I want my mum'" }))]
#[case(json!({ "note": "Asleep, breathing seen", "demeanour": "sleeping", "awake": false }))]
#[case(json!({ "seen": "the child", "said": "I want my mum" }))]
fn what_an_honest_officer_writes_twice_is_never_asked_about(#[case] fields: Value) {
    assert_eq!(pair(fields.clone(), fields.clone()).verdict("check.cloned"), None);
    let (own, other) = (placed().at("13:00", "check", fields.clone()), other().at("12:30", "check", fields));
    assert!(among(&own, &other, "13:00").all("check.cloned").is_empty());
}

#[rstest]
#[case(json!({ "seen": "On bench, shouts \"mum\"" }), json!({ "seen": "On bench, shouts \"dad\"" }), false)]
#[case(json!({ "seen": "On bench, shouts \"mum\"" }), json!({ "seen": "On bench, shouts \"mum\"" }), true)]
#[case(json!({ "seen": "on bench", "did": "gave water" }), json!({ "seen": "on bench", "did": "gave a blanket" }), false)]
#[case(json!({ "seen": "on bench", "did": "gave water" }), json!({ "seen": "on bench" }), true)]
#[case(json!({ "seen": "on bench" }), json!({ "seen": "on bench", "note": "knees drawn up" }), false)]
#[case(json!({ "seen": "in interview room, crying" }), json!({ "seen": "in interview room, crying" }), true)]
fn anything_new_beside_the_same_words_is_written_for_that_time(
    #[case] first: Value,
    #[case] second: Value,
    #[case] fires: bool,
) {
    assert_eq!(pair(first, second).verdict("check.cloned"), fires.then_some(Verdict::Query));
}

const LYING: &str = "lying on bench under blanket";

#[rstest]
#[case("Lying on the bench, under blankets", true)]
#[case("liyng on bench uner blanket", true)]
#[case("liyng on bench uner blankett", false)]
#[case("lying on bench under jacket", false)]
#[case("lying on bench under blanket, crying", false)]
#[case("1300 - he is lying on bench under blanket", true)]
#[case("1330 - he is lying on bench under blanket", false)]
fn a_few_slips_of_the_hand_make_no_news_of_the_last_checks_words(#[case] second: &str, #[case] fires: bool) {
    let seen = pair(json!({ "seen": LYING }), json!({ "seen": second }));
    assert_eq!(seen.verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[rstest]
#[case("cloned_percent = 96", true)]
#[case("cloned_percent = 97", false)]
#[case("cloned_percent = 100", false)]
#[case("cloned_least_words = 5", true)]
#[case("cloned_least_words = 6", false)]
fn policy_sets_how_many_slips_and_in_how_long_a_text(#[case] key: &str, #[case] fires: bool) {
    // One slip in 27 letters with the spaces left out is a little over 96 percent the same.
    let record = placed().at("12:30", "check", json!({ "seen": "lying on bench under blankets" })).at(
        "13:00",
        "check",
        json!({ "seen": "lying on bench under blanktes" }),
    );
    let seen = record.policy(&format!("[check]\n{key}\n")).judged("13:00");
    assert_eq!(seen.verdict("check.cloned"), fires.then_some(Verdict::Query));
    if let Some(found) = seen.one("check.cloned") {
        assert!(found.message.contains("spelling apart"), "{}", found.message);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn case_space_and_stops_never_change_what_is_found(
        words in prop::collection::vec("(on|bench|all|in|order|ok|mum|interview|[a-z]{3,8})", 1..6),
        gap in "[ ,.;!\\-]{1,3}",
        big in any::<bool>(),
    ) {
        let plain = words.join(" ");
        let dressed = words.join(&gap) + &gap;
        let dressed = if big { dressed.to_uppercase() } else { dressed };
        let found = |second: &str| {
            let seen = pair(json!({ "seen": plain }), json!({ "seen": second }));
            let found = |rule: &str| seen.all(rule).iter().map(|found| found.entries.clone()).collect::<Vec<_>>();
            (found("check.cloned"), found("check.stock-phrase"))
        };
        prop_assert_eq!(found(&plain), found(&dressed));
    }
}

#[test]
fn twenty_thousand_checks_at_one_instant_are_one_question_or_none() {
    let record = |words: fn(usize) -> String| {
        let mut record = placed();
        for i in 0..20_000 {
            record = record.at("12:30", "check", json!({ "awake": true, "seen": words(i) }));
        }
        record.judged("13:00")
    };
    let seen = record(|i| format!("lying on bench under {}", if i % 2 == 0 { "blanket" } else { "blankte" }));
    assert_eq!(seen.one("check.cloned").map(|found| found.entries.len()), Some(20_000));
    assert_eq!(record(|i| format!("lying on bench under blanket {i:06}")).verdict("check.cloned"), None);
}

#[test]
fn a_run_of_copied_text_is_one_question_over_all_of_it() {
    let mut record = placed();
    for time in ["12:30", "13:00", "13:30", "14:00"] {
        record = check(record, time, json!({ "seen": "on bench", "said": "fine" }));
    }
    let seen = record.judged("14:00");
    let found = seen.one("check.cloned").unwrap();
    assert_eq!((found.at, &found.entries[..]), (instant("13:00"), &[2, 3, 4, 5][..]));
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
    let suite = Suite::index(&[&own.record(), &other.record()]);
    Seen(assess_among(&own.record(), own.force_policy(), &suite, instant(now)))
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

#[rstest]
#[case("lying on bench", false)]
#[case("the boy is lying on bench", false)]
#[case("lying on bench reading", true)]
fn a_text_of_fewer_than_four_words_is_not_set_beside_another_childs(#[case] text: &str, #[case] fires: bool) {
    let own = check(placed(), "14:10", json!({ "seen": text, "said": null }));
    let other = check(other(), "14:00", json!({ "seen": text, "said": null }));
    assert_eq!(among(&own, &other, "15:00").verdict("check.cloned"), fires.then_some(Verdict::Query));
    let policy = |least: u32| own.clone().policy(&format!("[check]\ncloned_least_words = {least}\n"));
    assert!(among(&policy(3), &other, "15:00").one("check.cloned").is_some());
    assert!(among(&policy(5), &other, "15:00").one("check.cloned").is_none());
}

#[rstest]
#[case("1400: She is lying on the bench, facing the wall", "1410: he's lying on bench facing wall", false)]
#[case("1400: She is lying on the bench, facing the wall", "1410: he is LYING on bench facing wall", true)]
#[case("lying on bench, facing wall", "lyign on bench, facing wall", false)]
#[case("lying on bench, facing wall", "lying on bench, facing door", false)]
fn a_pasted_text_is_found_whatever_its_time_and_whomever_it_names(
    #[case] theirs: &str,
    #[case] ours: &str,
    #[case] fires: bool,
) {
    let own = check(placed(), "14:10", json!({ "seen": ours, "said": null }));
    let other = check(other(), "14:00", json!({ "seen": theirs, "said": null }));
    assert_eq!(among(&own, &other, "15:00").verdict("check.cloned"), fires.then_some(Verdict::Query));
}

#[test]
fn another_childs_words_are_found_behind_any_number_of_this_childs_own() {
    let mut own = placed();
    for i in 0..300 {
        own = own.at("14:10", "check", json!({ "awake": true, "seen": PASTED, "said": format!("word {i}") }));
    }
    own = own.at("14:20", "check", json!({ "awake": true, "seen": PASTED, "said": null }));
    let own = own.at("14:30", "check", json!({ "awake": true, "seen": "at door", "said": null }));
    let own = own.at("14:40", "check", json!({ "awake": true, "seen": PASTED, "said": null }));
    let other = check(other(), "14:00", json!({ "seen": PASTED, "said": null }));
    let seen = among(&own, &other, "15:00");
    let found = seen.all("check.cloned");
    assert_eq!(found.last().map(|found| found.at), Some(instant("14:40")));
    assert!(found.last().is_some_and(|found| found.message.contains("another child's check at 14:00")));
}

#[test]
fn another_childs_check_that_said_more_is_copied_and_one_that_said_something_else_is_not() {
    let found = |theirs: Value, ours: Value| {
        let (own, other) = (check(placed(), "14:10", ours), check(other(), "14:00", theirs));
        among(&own, &other, "15:00").one("check.cloned").is_some()
    };
    let words = |said: Value, did: Value| json!({ "seen": PASTED, "said": said, "did": did });
    assert!(found(words(json!("is cold"), json!("gave water")), words(json!(null), json!(null))));
    assert!(found(words(json!("is cold"), json!("gave water")), words(json!("is cold"), json!(null))));
    assert!(found(words(json!("is cold"), json!("gave water")), words(json!(null), json!("gave water"))));
    assert!(found(words(json!("is cold"), json!("gave water")), words(json!("is cold"), json!("gave water"))));
    assert!(!found(words(json!("is cold"), json!(null)), words(json!("is hot"), json!(null))));
    assert!(!found(words(json!(null), json!(null)), words(json!("is cold"), json!(null))));
    assert!(!found(words(json!("is cold"), json!(null)), words(json!(null), json!("is cold"))));
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

#[test]
fn asleep_said_only_in_words_is_asleep() {
    let twice = |seen: &str| {
        let check = |given: Given, at: &str| given.at(at, "check", json!({ "seen": seen }));
        check(check(placed(), "22:00"), "22:30").judged("22:40").verdict("check.cloned")
    };
    assert_eq!(twice("seen through the hatch, asleep on the bench"), None);
    assert_eq!(twice("Sleeping. Blanket on the bench."), None);
    assert_eq!(twice("seen through the hatch, awake on the bench"), Some(Verdict::Query));
    assert_eq!(twice("seen through the hatch, not a sleeper, on the bench"), Some(Verdict::Query));
}
