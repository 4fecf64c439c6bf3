//! Stories 4, 5, 8 and 19: the check, its words, the check that wasn't made, the wrong door.

use serde_json::json;

use crate::suite::{BACK, CLEAR, Child, JAILER, NOW, Suite, is, of_rule};

/// Two boys side by side at 03:12, last seen at 02:00 and 02:50.
fn night() -> Suite {
    let six = Child::held("TB/0806/26", "Kit Pretend", "6", "14 22:10").seen("15 02:50", "calm", "reading", "alright");
    let seven = Child::held("TB/0807/26", "Idris Madeup", "7", "14 22:10").seen("15 02:00", "calm", "on the bed", "hi");
    Suite::at("15 03:12", &[six, seven])
}

// Story 4.
#[test]
fn a_check_is_the_cell_a_digit_and_the_childs_words_and_its_time_is_when_it_was_made() {
    let suite = night();
    let mut desk = suite.desk("detention_officer");
    desk.press("7c");
    desk.shows("Cell check: Idris Madeup");
    // One hand: the time stands there as "now", and what is typed behind it counts.
    desk.press(&format!("{BACK}-6"));
    desk.reads("GMT (6 min ago)");
    desk.press(
        "\r4by the door, arms round himself\rI'm cold, I want my mum, what time is it\rblanket, told him the time\r",
    );
    desk.signs("Check, Idris Madeup, by DO Bryn Practice");
    desk.shows("\"I'm cold, I want my mum, what time is it\"");

    let said = json!({ "kind": "check", "awake": true, "demeanour": "tearful", "seen": "by the door, arms round himself",
        "said": "I'm cold, I want my mum, what time is it", "did": "blanket, told him the time" });
    let entry = suite.one("TB/0807/26");
    is(&entry, "-6", JAILER, said);
    assert_eq!(entry["by"]["role"], "detention_officer");
    assert_eq!(suite.written("TB/0806/26"), Vec::<serde_json::Value>::new());
}

// Story 5.
#[test]
fn aio_is_answered_once_with_what_is_missing_and_an_honest_line_is_taken() {
    let suite = night();
    let mut desk = suite.desk("detention_officer");
    desk.press("7c1AIO\r\r1");
    desk.shows("Enter signs; it can't be taken back");
    desk.pane_shows("reads only \"AIO\". Name one thing seen or heard of this child.");
    // Back past the mark and the reason for no words, to what was seen.
    desk.press(&format!("{BACK}{BACK}{BACK}{BACK}{CLEAR}on bench, facing wall, shrugged when asked\r\r\r"));
    desk.until("no more about it", |screen| !screen.contents().contains("AIO"));
    desk.signs("Check, Idris Madeup");
    let wanted =
        json!({ "kind": "check", "seen": "on bench, facing wall, shrugged when asked", "not_said": "declined" });
    is(&suite.one("TB/0807/26"), NOW, JAILER, wanted);
    assert!(of_rule(&suite.judged("TB/0807/26", "15 03:15"), "findings", "check.stock-phrase").is_empty());

    // Whoever stays with it signs all the same: it isn't argued about, and the record shows what it is.
    desk.press("6c1AIO\r\r1");
    desk.signs("Check, Kit Pretend");
    is(&suite.one("TB/0806/26"), NOW, JAILER, json!({ "kind": "check", "seen": "AIO" }));
    assert_eq!(of_rule(&suite.judged("TB/0806/26", "15 03:15"), "findings", "check.stock-phrase").len(), 1);
}

// Story 8.
#[test]
fn two_checks_missed_for_an_emergency_are_said_to_be_and_stay_late() {
    let suite = night();
    let mut desk = suite.desk("detention_officer");
    desk.press("7m");
    desk.shows("02:30");
    desk.press("1CPR in cell 9\r");
    desk.signs("Check missed, Idris Madeup");
    desk.press("m");
    desk.when("0300");
    desk.press("1CPR in cell 9\r");
    desk.signs("Check missed, Idris Madeup");
    desk.press("c");
    desk.when("0312");
    desk.press("1asleep no more, sitting up\rwhat was the noise\r");
    desk.signs("Check, Idris Madeup");

    let written = suite.written("TB/0807/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    let missed = json!({ "kind": "check_missed", "reason": "other_detainee", "text": "CPR in cell 9" });
    is(&written[0], "15 02:30", JAILER, missed.clone());
    is(&written[1], "15 03:00", JAILER, missed);
    is(&written[2], "15 03:12", JAILER, json!({ "kind": "check", "said": "what was the noise" }));
    let judged = suite.judged("TB/0807/26", "15 03:15");
    let gap = of_rule(&judged, "findings", "check.gap").pop().unwrap();
    let told = "Recorded as missed at 02:30: other detainee, \"CPR in cell 9\". Explained, and still a gap.";
    assert!(gap["message"].as_str().unwrap().ends_with(told), "{gap:#}");
    assert_eq!((gap["verdict"].as_str(), gap["minutes"].as_u64()), (Some("breach"), Some(72)), "{gap:#}");
}

// Story 19.
#[test]
fn a_check_logged_to_the_wrong_cell_is_struck_there_made_here_and_both_are_read() {
    let suite = night();
    let mut desk = suite.desk("detention_officer");
    desk.press("6c");
    desk.shows("Cell check: Kit Pretend");
    desk.when("0308");
    desk.press("4on the floor by the door\rI want to ring my nan\rrang her with him\r");
    desk.signs("Check, Kit Pretend");
    desk.find("wrong child");
    desk.shows("Wrong child: Kit Pretend");
    desk.press("8\r7\ttwo doors mixed up on the walk");
    desk.pane_shows("Idris Madeup");
    desk.press("\r");
    desk.signs("");

    let there = suite.written("TB/0806/26");
    assert_eq!(there.len(), 2, "{there:#?}");
    let check = json!({ "kind": "check", "seen": "on the floor by the door", "said": "I want to ring my nan" });
    is(&there[0], "15 03:08", JAILER, check.clone());
    is(&there[1], NOW, JAILER, json!({ "kind": "correction", "strike": true }));
    assert!(there[1]["reason"].as_str().unwrap().contains("two doors mixed up on the walk"), "{:#}", there[1]);
    let here = suite.one("TB/0807/26");
    is(&here, "15 03:08", JAILER, check);

    // Struck, it stands on the record to be read.
    desk.press("6\r\t\t");
    desk.shows("STRUCK");
    desk.shows("I want to ring my nan");
}
