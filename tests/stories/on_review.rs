//! Stories 24 to 27: a talk left to the sergeant, the second review, early and late, and after charge.

use serde_json::json;

use crate::suite::{Child, INSPECTOR, NOW, OFFICER, SERGEANT, Suite, is, of_rule};

// Story 24.
#[test]
fn a_talk_left_to_the_sergeant_is_on_the_board_until_it_is_held() {
    let child =
        Child::held("TB/0824/26", "Idris Madeup", "7", "14 07:30").seen("14 12:40", "calm", "reading", "alright");
    let suite = Suite::at("14 13:05", &[child]);
    let mut desk = suite.desk("inspector");
    desk.press("r1nn2Sgt Marlow Tester (3127)\rcalled to a firearms job\r\r1\rinterview at 14:00\ryn\r");
    desk.signs("Review, Idris Madeup");
    desk.press("r");
    desk.reads("Not yet heard: the talk left to Sgt Marlow Tester (3127) at 13:05 isn't entered");
    desk.escape_to("Next due");
    desk.press("o2");
    desk.shows("Sgt Marlow Tester is at the keys");
    desk.find("mine");
    desk.reads("Sgt Marlow Tester (3127): ");
    desk.press("t");
    desk.reads("Left to: Sgt Marlow Tester (3127)");
    desk.press("nobody told me anything\ry");
    desk.signs("Review explained, Idris Madeup");
    desk.press("o1");
    desk.shows("Insp Carys Drill is at the keys");
    desk.escape_to("Next due");
    desk.press("r");
    desk.shows("Review of detention: Idris Madeup");
    assert!(!desk.screen().contains("Not yet heard"), "{}", desk.screen());

    let written = suite.written("TB/0824/26");
    assert_eq!(written.len(), 2, "{written:#?}");
    let left = json!({ "kind": "review", "spoken_to": false, "not_spoken": "delegated", "told_outcome": false,
        "delegated_to": "Sgt Marlow Tester (3127)", "reason": "called to a firearms job" });
    is(&written[0], NOW, INSPECTOR, left);
    let held = json!({ "kind": "review_explained", "said": "nobody told me anything", "told": true });
    is(&written[1], NOW, SERGEANT, held);
    let duties = suite.judged("TB/0824/26", "14 13:10");
    let talk = of_rule(&duties, "duties", "review.delegated-talk");
    assert_eq!((talk.len(), talk[0]["state"].as_str()), (1, Some("done")), "{talk:#?}");
}

// Story 25. What was promised stands there in words, and beside it how the adult stands; whether a promise was kept isn't
// worked out.
#[test]
fn at_the_second_review_what_was_promised_at_the_first_and_how_the_adult_stands_are_read_first() {
    let first = json!({ "method": "in_person", "seen": true, "spoken_to": true, "asked": ["child"],
        "child_said": "I want someone with me", "effect": "chase AA by 16:00", "decision": "continue",
        "grounds": "interview not held yet", "legal_advice_reminded": true, "told_outcome": true });
    let child = Child::held("TB/0825/26", "Idris Madeup", "7", "14 08:00")
        .reviewed("14 14:00", first)
        .then("14 15:40", "aa_arrived", json!({ "who": "scheme", "rights_given": true }))
        .seen("14 22:10", "calm", "reading", "when is court");
    let suite = Suite::at("14 22:30", &[child]);
    let mut desk = suite.desk("inspector");
    desk.press("r");
    desk.reads("Review 14:00: what the child said led to: chase AA by 16:00");
    desk.reads("Adult: here since 15:40 (scheme): bring them in");
    desk.press(
        "1yy1\r12\rwhen is court\rcourt list asked for by 23:30\r\rinterview written up\ryyheld before he sleeps\r\r",
    );
    desk.signs("Review, Idris Madeup");
    let second = json!({ "kind": "review", "child_said": "when is court", "effect": "court list asked for by 23:30" });
    is(&suite.one("TB/0825/26"), NOW, INSPECTOR, second);
}

// Story 26.
#[test]
fn an_early_review_moves_the_next_one_and_a_late_one_asks_why_then_and_there() {
    let early = Child::held("TB/0826/26", "Ali Inventado", "1", "14 17:10").seen("14 20:50", "calm", "reading", "hi");
    let late = Child::held("TB/0827/26", "Ben Dummyson", "2", "14 13:50").seen("14 20:55", "calm", "drawing", "ok");
    let suite = Suite::at("14 21:00", &[early, late]);
    let mut desk = suite.desk("inspector");
    desk.press("1r");
    desk.reads("Due: 23:20, in 2 h 1");
    desk.when("2100");
    desk.press(
        "1yy\r1\rcan I sleep now\rleft him to sleep\rinterview in the morning\ryyso that he is awake for it\r\r",
    );
    desk.signs("Review, Ali Inventado");
    desk.until("nine hours on", |screen| {
        screen.contents().lines().any(|row| row.contains("Ali I.") && row.contains("06:00"))
    });
    let forward = json!({ "kind": "review", "brought_forward": "so that he is awake for it" });
    is(&suite.one("TB/0826/26"), "14 21:00", INSPECTOR, forward);
    let judged = suite.judged("TB/0826/26", "14 21:05");
    let next = of_rule(&judged, "duties", "review.next");
    assert_eq!((next.len(), next[0]["due"].as_str()), (1, Some("2026-11-15T06:00:00Z")), "{next:#?}");

    desk.press("2r");
    desk.reads("Due: 20:00: LATE 1 h 0");
    desk.press("1yy\r1\rnobody came\rsaid sorry, told him why\rinterview in the morning\ryy");
    desk.reads("A reason explains; only a ground of s.40(4), recorded, excuses (s.40(7)).");
    desk.press("firearms job in Keynsham\r\r");
    desk.signs("Review, Ben Dummyson");
    is(&suite.one("TB/0827/26"), NOW, INSPECTOR, json!({ "late_reason": "firearms job in Keynsham" }));
    let judged = suite.judged("TB/0827/26", "14 21:05");
    assert_eq!(of_rule(&judged, "findings", "review.late").len(), 1, "explained, not excused");
}

// Story 27.
#[test]
fn after_charge_the_inspector_is_told_that_the_custody_officer_signs() {
    let child = Child::held("TB/0828/26", "Idris Madeup", "7", "14 12:00")
        .then("14 16:00", "charged", json!({ "offences": ["robbery"], "aa_present": true }))
        .then("14 16:05", "bail_refused", json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }))
        .seen("14 17:50", "calm", "reading", "when is court");
    let suite = Suite::at("14 18:00", &[child]);
    let mut desk = suite.desk("inspector");
    desk.press("r");
    let why = "after charge the custody officer signs a review (PACE s.40(1)(a))";
    desk.reads(&format!("Not yours: {why}. Ctrl-O changes officer"));
    desk.press("1yy\r1\rwhen is court\rtold him ten tomorrow\rrisk of not coming to court\ryyy\r");
    desk.reads("Insp Carys Drill can't sign this");
    desk.press("\r");
    desk.shows("!!");
    assert!(suite.written("TB/0828/26").is_empty());
    desk.press(&format!("{OFFICER}2"));
    desk.shows("Sgt Marlow Tester is at the keys");
    desk.press("\r");
    desk.shows("Saved to disk: Review, Idris Madeup, by Sgt Marlow Tester");
    let review = json!({ "kind": "review", "child_said": "when is court", "accommodation_considered": true });
    let entry = suite.one("TB/0828/26");
    is(&entry, NOW, SERGEANT, review);
    assert_eq!(entry["by"]["role"], "custody_officer");
}
