//! Each rule of the family on the day before PACE came into force, and on the day.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn held() -> Given {
    given().authorised("00:00")
}

fn reviewed(changes: Value) -> Given {
    held().review("05:00", changes)
}

fn asleep() -> Value {
    json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null, "asked": [] })
}

#[rstest]
#[case::a_first_review("review.first", held())]
#[case::a_next_review("review.next", reviewed(json!({})))]
#[case::a_review_in_time("review.late", held())]
#[case::no_review_left_unheld("review.missed", held().at("07:00", "released", json!({ "outcome": "bail" })))]
#[case::a_reason_for_putting_off("review.postponed-unreasoned", held().at("05:00", "review_postponed", json!({})))]
#[case::the_right_officer("review.wrong-officer", reviewed(json!({ "by": { "name": "A", "rank": "sergeant" } })))]
#[case::the_right_way("review.method", reviewed(json!({ "method": "telephone" })))]
#[case::the_child_seen("review.not-seen", reviewed(json!({ "seen": false })))]
#[case::the_child_spoken_to("review.not-spoken-to", reviewed(json!({ "spoken_to": false, "child_said": null })))]
#[case::sleep_that_agrees("review.asleep-doubted", reviewed(asleep()).at("05:10", "check", json!({ "awake": true })))]
#[case::forward_before_sleep("review.asleep-not-brought-forward",
    held().at("04:00", "check", json!({ "awake": true })).review("05:00", asleep()))]
#[case::told_on_waking("review.tell-child", reviewed(asleep()))]
#[case::the_talk_held("review.delegated-talk", reviewed(json!({ "spoken_to": false, "child_said": null, "not_spoken": "delegated" })))]
#[case::the_child_asked("review.no-representations", reviewed(json!({ "asked": [], "child_said": null })))]
#[case::the_adult_brought_in("review.aa-absent",
    held().at("04:00", "aa_arrived", json!({ "who": "parent" })).review("05:00", json!({ "present": [] })))]
#[case::the_childs_words("review.no-voice", reviewed(json!({ "child_said": null })))]
#[case::what_they_changed("review.no-effect", reviewed(json!({ "effect": null })))]
#[case::the_reminder_of_advice("review.advice-reminder", reviewed(json!({ "legal_advice_reminded": false })))]
#[case::grounds_afresh("review.cloned", reviewed(json!({ "grounds": "to be heard" })).review("06:00", json!({ "grounds": "to be heard" })))]
fn not_before_1_january_1986(#[case] rule: &str, #[case] record: Given) {
    let on = |day: &str| record.clone().on(day).judged_on(day, "12:00").speaks(rule);
    assert!(!on("1985-12-31") && on("1986-01-01"), "{rule}");
}

#[test]
fn every_rule_of_the_family_dates_from_pace() {
    assert!(super::super::RULES.iter().all(|rule| rule.in_force_from == Some((1986, 1, 1))));
}

#[rstest]
#[case::brought_into_a_review("review.aa-absent", json!({ "present": [] }))]
#[case::asked_at_a_review("review.no-representations", json!({ "asked": ["child"] }))]
#[case::asked_at_a_review_they_were_brought_into("review.no-representations", json!({ "asked": ["child"], "present": ["aa"] }))]
fn the_adult_of_a_17_year_old_not_before_27_october_2013(#[case] rule: &str, #[case] changes: Value) {
    let record = held().at("04:00", "aa_arrived", json!({ "who": "parent" })).review("05:00", changes);
    let of = |born: &str, day: &str| {
        record.clone().child(json!({ "date_of_birth": born })).on(day).judged_on(day, "05:10").speaks(rule)
    };
    assert!(!of("2009-03-03", "2013-10-26") && of("2009-03-03", "2013-10-27"), "{rule}");
    assert!(of("2010-03-03", "2013-10-26"), "{rule} at 16");
}
