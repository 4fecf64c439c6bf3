//! Stories 15 and 16: the change of shift.

use serde_json::json;

use crate::suite::{Child, NOW, SERGEANT, Suite, is};

const COMES_ON: &str = "Sgt Beth Sample";

/// Changes to a sergeant whom the desk doesn't know yet.
fn comes_on(desk: &mut crate::support::Terminal) {
    desk.press("o6");
    desk.press(&format!("{COMES_ON}\r3130\r1"));
    desk.shows(&format!("{COMES_ON} is at the keys"));
}

// Story 15.
#[test]
fn three_children_are_handed_over_on_one_page_time_critical_first_and_taken_over_with_both_names() {
    let coming = json!({ "who": "scheme", "for": "arrival", "outcome": "coming", "eta": "2026-11-15T08:00:00Z" });
    let children = [
        Child::held("TB/0815/26", "Ali Inventado", "1", "15 01:10")
            .seen("15 06:30", "tearful", "by the door", "when can I go")
            .then("15 06:10", "aa_requested", coming),
        Child::held("TB/0816/26", "Ben Dummyson", "2", "15 04:00").seen("15 06:35", "calm", "reading", "is it morning"),
        Child::held("TB/0817/26", "Cai Fictive", "3", "15 05:00").seen(
            "15 06:20",
            "calm",
            "drawing",
            "I like this pen",
        ),
    ];
    let suite = Suite::at("15 06:45", &children);
    let mut desk = suite.desk("custody_officer");
    desk.find("handover");
    desk.shows("[Handover 3]");
    desk.shows("Taken over 0 of 3");
    desk.shows("First: late, or due within 2 hours");
    desk.press(".");
    desk.shows("Handover, Sun 15 Nov 06:4");
    let page = desk.screen();
    for critical in ["07:20", "08:00"] {
        let place = page.find(critical).unwrap_or_else(|| panic!("{critical}\n{page}"));
        assert!(place < page.find("(TB/0815/26").unwrap(), "time-critical first\n{page}");
    }
    // One line of what each child said.
    for words in ["\"when can I go\"", "\"is it morning\"", "\"I like this pen\""] {
        while !desk.screen().contains(words) {
            let before = desk.screen();
            desk.press("j");
            desk.until(words, |screen| screen.contents() != before);
        }
    }
    desk.press("\u{1b}");
    desk.shows("Taken over 0 of 3");

    comes_on(&mut desk);
    desk.find("handover");
    for (number, cell) in [("TB/0815/26", "1"), ("TB/0816/26", "2"), ("TB/0817/26", "3")] {
        desk.press(&format!("{cell}+"));
        desk.shows("Taking a child over");
        desk.shows("Sgt Marlow Tester (3127)");
        desk.press("y");
        desk.signs("Note");
        let text = "Handover: given by Sgt Marlow Tester (3127).\nVisited in the cell: yes.";
        is(&suite.one(number), NOW, COMES_ON, json!({ "kind": "note", "text": text }));
    }
    desk.reads("Every child here is taken over");
    desk.shows("Taken over 3 of 3");
}

// Story 16.
#[test]
fn at_the_end_of_a_shift_only_what_is_mine_and_open_is_listed_and_one_is_done_and_one_passed_on() {
    let adult = json!({ "who": "scheme", "name": "Pat Volunteer", "rights_given": true });
    let child = Child::held("TB/0818/26", "Idris Madeup", "7", "15 05:00")
        .then("15 05:35", "healthcare_requested", json!({}))
        .then("15 05:40", "ascc_requested", json!({}))
        .then("15 06:00", "aa_arrived", adult)
        .then("15 06:05", "aa_briefed", json!({}))
        .seen("15 06:40", "calm", "reading", "is it morning");
    let suite = Suite::at("15 06:45", &[child]);
    let mut desk = suite.desk("custody_officer");
    desk.find("mine");
    desk.shows("[Handover, mine only]");
    desk.shows("Yours and open: 2. Do each, or - passes it on by name");
    desk.reads("custody officer: Tell parent LATE, Hear the child by 10:40");
    assert!(!desk.screen().contains("detention officer:"), "{}", desk.screen());
    desk.find("parent told");
    desk.press("1Mrs Madeup\r11");
    desk.signs("Telling a parent or carer, Idris Madeup");
    desk.shows("Yours and open: 1.");
    desk.press("-4Sgt Beth Sample (3130)\rgoing off at 07:00, he is asleep\r");
    desk.signs("Note, Idris Madeup");
    desk.shows("Nothing is yours and open.");

    let written = suite.written("TB/0818/26");
    assert_eq!(written.len(), 2, "{written:#?}");
    is(&written[0], NOW, SERGEANT, json!({ "kind": "person_told", "who": "parent", "outcome": "told" }));
    let text = "Passed on: Talk with the child,\nto Sgt Beth Sample (3130),\nbecause going off at 07:00, he is asleep";
    is(&written[1], NOW, SERGEANT, json!({ "kind": "note", "text": text }));
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);
}
