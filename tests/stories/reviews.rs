//! Stories 20 to 23: the inspector arrives, sees the child, finds them "asleep", rings in.

use serde_json::json;

use crate::suite::{Child, INSPECTOR, NOW, SERGEANT, Suite, is, of_rule};

// Story 20.
#[test]
fn the_reviews_owed_over_two_suites_are_listed_with_what_to_know_before_the_door() {
    let here = json!({ "who": "parent", "rights_given": true });
    let children = [
        Child::held("TB/0820/26", "Ali Inventado", "1", "14 07:30")
            .seen("14 10:00", "calm", "reading", "alright")
            .seen("14 12:40", "withdrawn", "face to the wall", "don't want to talk")
            .then("14 09:00", "aa_arrived", here),
        Child::held("TB/0821/26", "Ben Dummyson", "2", "14 07:50").seen("14 12:50", "calm", "pacing", "is it lunch"),
        Child::held("KE/0822/26", "Cai Fictive", "3", "14 07:40").at_suite("Keynsham"),
        Child::held("KE/0823/26", "Dan Notreal", "4", "14 07:45").at_suite("Keynsham"),
    ];
    let suite = Suite::at("14 13:00", &children);
    let mut desk = suite.desk("inspector");
    desk.press("\t");
    desk.shows("[Reviews owed 4]");
    let screen = desk.screen();
    let rows: Vec<&str> = ["Ali Inventado", "Cai Fictive", "Dan Notreal", "Ben Dummyson"].to_vec();
    let places: Vec<usize> = rows.iter().map(|name| screen.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "the earliest first\n{screen}");
    for words in ["13:40", "13:50", "13:55", "14:00", "5h3", "15", "Keynsham", "Here since", "NOT ASKED"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    desk.press("1");
    desk.shows("Before the door: Ali Inventado");
    desk.shows("\"don't want to talk\"");
    desk.shows("First change");
    desk.shows("calm to withdrawn");
    assert!(suite.written("TB/0820/26").is_empty());
}

/// A boy since eight in the morning, seen awake at 12:40, with his mother here.
fn one_o_clock(now: &str) -> Suite {
    let child = Child::held("TB/0821/26", "Idris Madeup", "7", "14 07:30")
        .then("14 09:00", "aa_arrived", json!({ "who": "parent", "name": "Mum", "rights_given": true }))
        .seen("14 12:40", "anxious", "pacing", "what's happening")
        .then("14 12:55", "care", json!({ "what": "meal", "offered": true, "taken": true, "text": "lunch" }));
    Suite::at(now, &[child])
}

// Story 21. How long the talk took has no field of its own, at the desk or in a case file: it is said in words.
#[test]
fn a_review_in_person_keeps_what_the_boy_said_and_asks_what_was_decided_because_of_it() {
    let suite = one_o_clock("14 13:05");
    let mut desk = suite.desk("inspector");
    desk.press("r");
    desk.pane_shows("bring them in");
    desk.when("1300");
    desk.press("1yy1\r12\rdon't get why I'm still here\r");
    desk.reads("What you did because of it, or why nothing (force policy).");
    desk.press("told him: statement at 13:30, then interview; about 6 minutes\r\rinterview not held yet\ryy\r");
    desk.signs("Review, Idris Madeup, by Insp Carys Drill");
    let review = json!({ "kind": "review", "method": "in_person", "seen": true, "spoken_to": true, "awake": true,
        "present": ["aa"], "asked": ["child", "aa"], "child_said": "don't get why I'm still here",
        "effect": "told him: statement at 13:30, then interview; about 6 minutes", "decision": "continue" });
    is(&suite.one("TB/0821/26"), "14 13:00", INSPECTOR, review);
}

// Story 22.
#[test]
fn asleep_at_one_in_the_afternoon_is_set_against_the_last_checks_and_the_inspector_goes_and_looks() {
    let suite = one_o_clock("14 13:05");
    let mut desk = suite.desk("inspector");
    desk.press("r1yn1");
    desk.pane_shows("Asleep now? the check at 12:40 says awake");
    desk.pane_shows("Check 12:40: anxious, awake: pacing");
    desk.press("\r");
    desk.escape_to("Review of detention is unfinished");
    assert!(suite.written("TB/0821/26").is_empty());
    desk.press("u");
    desk.shows("Going on with what was typed");
    desk.press("\u{18}");
    desk.press("r1yy1\r12\rI wasn't asleep\rtold him when the interview is\r\rinterview not held yet\ryy\r");
    desk.signs("Review, Idris Madeup");
    is(&suite.one("TB/0821/26"), NOW, INSPECTOR, json!({ "spoken_to": true, "child_said": "I wasn't asleep" }));
}

// Story 23.
#[test]
fn a_review_by_telephone_at_ten_past_three_says_why_and_leaves_the_child_to_be_told_at_waking() {
    let child = Child::held("TB/0823/26", "Idris Madeup", "7", "14 21:15").seen(
        "15 02:50",
        "sleeping",
        "on his side, breathing slow",
        "nothing",
    );
    let suite = Suite::at("15 03:10", &[child]);
    let mut desk = suite.desk("inspector");
    desk.press("r2");
    desk.reads("By telephone or link: why, where you were");
    desk.press("at a scene in Sampleton, no other inspector\rn1DO saw him asleep 02:50\r\r1\rinterview at 09:00\ryn");
    desk.pane_shows("Then owed: Tell child outcome when you can");
    desk.press("\r\r");
    desk.signs("Review, Idris Madeup, by Insp Carys Drill");
    // By whom: the telling is passed to the sergeant by name.
    desk.press("-4Sgt Marlow Tester (3127)\rhe sleeps now, and I am at a scene\r");
    desk.signs("Note, Idris Madeup");
    desk.find("handover");
    desk.reads("Sgt Marlow Tester (3127): Hear the child LATE, Tell child outcome");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    suite.goes_on_to("15 07:30");
    let mut desk = suite.desk("custody_officer");
    desk.find("handover");
    desk.reads("Sgt Marlow Tester (3127): Hear the child LATE, Tell child outcome");
    desk.press("twhen do I see my mum\ry");
    desk.signs("Review explained, Idris Madeup");
    desk.hides("Tell child outcome");
    let written = suite.written("TB/0823/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    let review = json!({ "kind": "review", "method": "telephone", "seen": false, "spoken_to": false, "awake": false,
        "not_spoken": "asleep", "told_outcome": false, "not_there_because": "at a scene in Sampleton, no other inspector" });
    is(&written[0], NOW, INSPECTOR, review);
    let text =
        "Passed on: Talk with the child,\nto Sgt Marlow Tester (3127),\nbecause he sleeps now, and I am at a scene";
    is(&written[1], NOW, INSPECTOR, json!({ "kind": "note", "text": text }));
    let told = json!({ "kind": "review_explained", "said": "when do I see my mum", "told": true });
    is(&written[2], NOW, SERGEANT, told);
    let judged = suite.judged("TB/0823/26", "15 07:31");
    let owed = of_rule(&judged, "duties", "review.tell-child");
    assert_eq!((owed.len(), owed[0]["state"].as_str()), (1, Some("done")), "{owed:#?}");
}
