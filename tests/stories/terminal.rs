//! Stories 17 and 18: the old terminal and the bad link.

use rusqlite::Connection;
use serde_json::json;

use crate::suite::{Child, JAILER, NOW, SERGEANT, Suite, is};
use crate::support::{drafts, is_colour, is_whole, styles};

/// A boy whose check is late, at 23:30.
fn late() -> Suite {
    let child = Child::held("TB/0807/26", "Idris Madeup", "7", "14 20:00").seen("14 22:30", "calm", "on the bed", "hi");
    Suite::at("14 23:30", &[child])
}

// Story 17. Acts without a key of their own are found behind ":", the one sign beside letters, digits, Enter and Esc.
#[test]
fn letters_digits_enter_and_esc_do_the_night_on_a_terminal_without_colour() {
    let suite = late();
    let mut desk = suite.desk_with("detention_officer", &[("NO_COLOR", "1")]);
    desk.shows("OVERDUE");
    desk.look(|screen| assert_eq!((screen.size().0.get(), screen.size().1.get()), (24, 80)));
    assert!(
        desk.screen().lines().any(|line| line.starts_with("!! 7 ") && line.contains("OVERDUE")),
        "{}",
        desk.screen()
    );
    // The space bar sticks: nothing is signed, and what is typed is the words alone.
    desk.press("    ");
    desk.press("7c1\r   by the hatch   \r  can I have water  \r");
    desk.signs("Check, Idris Madeup");
    desk.press("d2y");
    desk.signs("Care, Idris Madeup");
    desk.press("i1can I ring my nan");
    desk.escape_to("unfinished");
    desk.press("\r");
    desk.shows("[Owed");
    desk.escape_to("Next due");
    desk.press("nthe space bar sticks\r");
    desk.signs("Note, Idris Madeup");
    desk.press("z");
    desk.shows("Any key: who is at the keys?");
    desk.press("1");
    desk.shows("Who is at the keys? (");
    desk.press("1");
    desk.shows("Next due");
    let colours: Vec<u16> = styles(&desk.raw()).into_iter().filter(is_colour).collect();
    assert!(colours.is_empty(), "{colours:?}");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    let written = suite.written("TB/0807/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    let words = json!({ "kind": "check", "seen": "by the hatch", "said": "can I have water" });
    is(&written[0], NOW, JAILER, words);
    is(&written[1], NOW, JAILER, json!({ "kind": "care", "what": "drink", "taken": true }));
    is(&written[2], NOW, JAILER, json!({ "kind": "note", "text": "the space bar sticks" }));
}

// Story 18.
#[test]
fn while_the_link_is_down_entries_go_on_and_nothing_is_said_to_be_saved_before_it_is() {
    let suite = late();
    let path = suite.place.path("t.ledger");
    let mut desk = suite.desk("custody_officer");
    let held = Connection::open(&path).unwrap();
    held.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.press("7c3face to the wall\rleave me alone\rsat with him\r");
    desk.shows("Enter signs; it can't be taken back");
    desk.press("\r");
    desk.shows("NOT RECORDED");
    desk.shows("face to the wall");
    assert!(!desk.raw().contains("Saved to disk"), "{}", desk.screen());
    held.execute_batch("ROLLBACK").unwrap();
    desk.press("\r");
    desk.shows("Saved to disk: Check, Idris Madeup");
    let check = json!({ "kind": "check", "seen": "face to the wall", "said": "leave me alone" });
    is(&suite.one("TB/0807/26"), NOW, SERGEANT, check);

    // The link to the terminal itself: what was typed is there when it is back.
    desk.press("nhe asked for his na");
    desk.shows("his na");
    desk.hang_up();
    assert_eq!(desk.ended().exit_code(), 0);
    assert!(drafts(&path)[0].contains("he asked for his na"));
    let mut desk = suite.desk("custody_officer");
    desk.press("u");
    desk.shows("he asked for his na");
    desk.press("n\r");
    desk.signs("Note, Idris Madeup");
    is(&suite.written("TB/0807/26")[1], NOW, SERGEANT, json!({ "kind": "note", "text": "he asked for his nan" }));
    is_whole(&suite.place);
}
