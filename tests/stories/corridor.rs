//! Stories 6 and 7: four cells on one walk, and a child who isn't in the cell.

use serde_json::json;

use crate::suite::{CLEAR, Child, JAILER, NOW, Suite, is};

const NUMBERS: [&str; 4] = ["TB/0811/26", "TB/0812/26", "TB/0813/26", "TB/0814/26"];

// Story 6.
#[test]
fn four_cells_on_one_walk_are_four_checks_each_with_its_own_time_and_words() {
    let names = ["Ali Inventado", "Ben Dummyson", "Cai Fictive", "Dan Notreal"];
    let cells = ["1", "2", "3", "5"];
    let child = |place: usize| {
        Child::held(NUMBERS[place], names[place], cells[place], "14 20:00").seen(
            "14 22:30",
            "calm",
            "reading the notice",
            "alright",
        )
    };
    let suite = Suite::at("14 23:10", &[0, 1, 2, 3].map(child));
    let mut desk = suite.desk("detention_officer");
    desk.press("w");
    // All four are late, and so taken for seen.
    desk.shows("Walk: whom did you see? 4 marked");
    desk.press("\r");
    let seen = ["on the bed, humming", "at the hatch", "drawing on the cup", "pacing"];
    let said = ["what time is it", "is my mum here", "can I have a pen", "I'm not tired"];
    for place in 0..4 {
        desk.shows(&format!("Walk {} of 4", place + 1));
        desk.shows(&format!("Cell check: {}", names[place]));
        // No word comes from the child before.
        assert!(!desk.screen().contains(seen[place.saturating_sub(1)]), "{}", desk.screen());
        desk.press(&format!("{CLEAR}-{}\r1{}\r{}\r", 8 - 2 * place, seen[place], said[place]));
        desk.shows("Enter signs; it can't be taken back");
        desk.press("\r");
    }
    desk.reads("The walk is written down: 4 of 4");
    for place in 0..4 {
        let fields = json!({ "kind": "check", "seen": seen[place], "said": said[place], "demeanour": "calm" });
        is(&suite.one(NUMBERS[place]), &format!("-{}", 8 - 2 * place), JAILER, fields);
    }
}

// Story 6: one text for four children isn't offered, and, typed, it is told.
#[test]
fn one_text_typed_for_child_after_child_is_told_while_it_can_still_be_mended() {
    let child = |place: usize| {
        let name = ["Ali Inventado", "Ben Dummyson", "Cai Fictive", "Dan Notreal"][place];
        Child::held(NUMBERS[place], name, &(place + 1).to_string(), "14 22:40")
    };
    let suite = Suite::at("14 23:10", &[0, 1, 2, 3].map(child));
    let mut desk = suite.desk("detention_officer");
    for cell in 1..4 {
        desk.press(&format!("{cell}c1sitting on the bed with the blanket round him\r\r1"));
        desk.signs("Check");
    }
    desk.press("4c1sitting on the bed with the blanket round him\r\r1");
    desk.pane_shows("same words");
}

// Story 7.
#[test]
fn a_child_at_hospital_since_23_05_cant_be_checked_and_whoever_is_with_them_is_rung() {
    let child = Child::held("TB/0803/26", "Cai Fictive", "3", "14 21:00")
        .seen("14 23:00", "in_pain", "holding his arm", "it hurts when I move it")
        .then("14 23:05", "left_for_hospital", json!({ "reason": "treatment" }));
    let suite = Suite::at("14 23:40", &[child]);
    let mut desk = suite.desk("detention_officer");
    desk.shows("3 out");
    desk.find("earlier check");
    desk.shows("Cell check: Cai Fictive");
    desk.press("1on the bed\rok\r\r");
    desk.reads("not in the cell since 23:05");
    assert!(suite.written("TB/0803/26").is_empty());
    desk.press("\u{18}");

    desk.press("3c");
    desk.shows("Call: child out of the cell: Cai Fictive");
    desk.pane_shows("not in the cell since 23:05 (hospital, for treatment)");
    desk.press("PC Mock 4471\r4x-ray done, waiting for the doctor\rwill it be in plaster\r");
    desk.signs("Note, Cai Fictive, by DO Bryn Practice");
    let text = "Child out of the cell: spoke to PC Mock 4471. Seems tearful. x-ray done, waiting for the doctor. \
                Child said: \"will it be in plaster\".";
    is(&suite.one("TB/0803/26"), NOW, JAILER, json!({ "kind": "note", "text": text }));

    // What was seen before he left can still be written down.
    desk.find("earlier check");
    desk.when("2303");
    desk.press("8by the door, coat on\ram I going now\rcoat on him\r");
    desk.signs("Check, Cai Fictive");
    is(&suite.written("TB/0803/26")[1], "14 23:03", JAILER, json!({ "kind": "check", "demeanour": "in_pain" }));
}
