//! Bad input and trouble at the desk on a real terminal: what is pasted, which terminal it is, and a ledger that can't be
//! written to any more under an open form.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use pacekeeper::record::Kind;
use support::{PROGRAM, Place, Terminal, demo, drafts, entries, is_clean, is_whole};

const LEILA: &str = "TB/0710/26";

/// Returns the words of the last entry of the child the tests write about, which must be a note.
fn last_note(place: &Place) -> String {
    match entries(&place.path("t.ledger"), LEILA).last().map(|entry| entry.kind.clone()) {
        Some(Kind::Note(note)) => note.text,
        other => panic!("{other:?}"),
    }
}

fn quits(desk: &mut Terminal) {
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);
    is_clean(desk);
}

#[test]
fn a_hundred_thousand_characters_pasted_are_cut_said_and_signed_as_far_as_they_are_seen() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("nfirst ");
    desk.shows("first");
    let pasted = "\u{1b}]0;owned\u{7}ŵyn £5\r\n\u{202e}".repeat(100_000 / 20);
    desk.press(&format!("\u{1b}[200~{pasted}\u{1b}[201~"));
    desk.shows("!! CUT: a field holds 2000 characters");
    desk.press("\r");
    desk.shows("Enter signs; it can't be taken back");
    desk.press("\r");
    desk.shows("Saved to disk: Note, Leila Mockford");
    let note = last_note(&place);
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let held: String = "first ".chars().chain(pasted.chars()).map(clean).take(2_000).collect();
    assert_eq!(note, held.trim(), "line breaks and escapes are spaces, and the rest is as it was");
    quits(&mut desk);
    is_whole(&place);
}

#[test]
fn where_the_terminal_cannot_tell_a_paste_from_keys_its_line_breaks_never_sign() {
    let place = Place::new();
    let mut desk = demo(&place);
    let before = entries(&place.path("t.ledger"), LEILA).len();
    desk.select("Leila M.");
    // All of it at once and with nothing around it, as a terminal without bracketed paste sends it.
    desk.press("nblanket given\r\r\r\r");
    desk.shows("NOT SIGNED: that Enter came before this was on the screen");
    desk.shows("Enter signs; it can't be taken back");
    assert_eq!(entries(&place.path("t.ledger"), LEILA).len(), before);
    // One that comes after it was seen does.
    desk.press("\r");
    desk.shows("Saved to disk: Note, Leila Mockford");
    assert_eq!(last_note(&place), "blanket given");
    quits(&mut desk);
}

#[test]
fn a_terminal_that_is_dumb_unknown_or_without_a_name_shows_the_desk_and_is_given_back() {
    for term in ["dumb", "no-such-terminal", ""] {
        let place = Place::new();
        let mut desk = place.start_with(PROGRAM, &["demo", "--ledger", "t.ledger"], &[("TERM", term)]);
        desk.shows("12 children held");
        desk.select("Leila M.");
        desk.press("nwater given");
        desk.shows("water given");
        // Function keys and Alt do nothing that isn't said: neither is needed for anything.
        desk.press("\u{1b}[24~");
        desk.press("\r");
        desk.shows("Enter signs; it can't be taken back");
        desk.press("\r");
        desk.shows("Saved to disk: Note, Leila Mockford");
        assert_eq!(last_note(&place), "water given", "{term}");
        quits(&mut desk);
    }
}

#[test]
fn welsh_names_pounds_and_marks_come_through_form_ledger_export_and_sheet_as_they_were_typed() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    let words = "Siân Ŵyn–Ŷfed, £5 “a dime” ’n ôl <b>&amp;";
    desk.press(&format!("c4by the door\r{words}\r\r"));
    desk.shows("Enter signs; it can't be taken back");
    desk.shows("Siân Ŵyn–Ŷfed");
    desk.press("\r");
    desk.shows("Saved to disk: Check, Leila Mockford");
    let Some(Kind::Check(check)) = entries(&place.path("t.ledger"), LEILA).last().map(|entry| entry.kind.clone())
    else {
        panic!()
    };
    assert_eq!(check.said.as_deref(), Some(words));
    quits(&mut desk);
    place.ok(&["export", "--record", LEILA, "--ledger", "t.ledger", "--out", "out"]);
    let exported = fs::read_dir(place.path("out")).unwrap().next().unwrap().unwrap().path();
    assert!(
        fs::read_to_string(&exported).unwrap().contains(&serde_json::json!(words).to_string()),
        "letter for letter"
    );
    place.ok(&["pack", "--record", LEILA, "--ledger", "t.ledger", "--out", "sheets"]);
    let sheet = fs::read_to_string(place.path("sheets/TB-0710-26.html")).unwrap();
    // Nothing written in the training suite is still to come, however fast the sheet follows.
    assert!(sheet.contains("Siân Ŵyn–Ŷfed, £5 “a dime” ’n ôl &#60;b&#62;&#38;amp;"), "as text, never as a page");
    let plain = place.ok(&["handover", "--ledger", "t.ledger"]);
    assert!(plain.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{plain}");
}

#[test]
fn a_ledger_moved_away_under_an_open_form_takes_nothing_keeps_the_words_and_is_said() {
    let place = Place::new();
    let mut desk = demo(&place);
    let path = place.path("t.ledger");
    let before = entries(&path, LEILA).len();
    desk.select("Leila M.");
    desk.press("nblanket given\r");
    desk.shows("Enter signs; it can't be taken back");
    fs::rename(&path, place.path("elsewhere.ledger")).unwrap();
    desk.press("\r");
    desk.shows("NOT RECORDED: the ledger");
    desk.shows("blanket given");
    // Leaving would lose the words: that is said first.
    desk.press("\u{1b}[Z");
    desk.press(" and tea");
    desk.shows("blanket given and tea");
    desk.escape_to("Note is unfinished");
    desk.press("q");
    desk.shows("what was typed could NOT be kept. Quit again to leave without it");
    fs::rename(place.path("elsewhere.ledger"), &path).unwrap();
    quits(&mut desk);
    assert_eq!(entries(&path, LEILA).len(), before);
    assert!(drafts(&path)[0].contains("blanket given and tea"), "put back in time, it is kept");
    is_whole(&place);
}

#[test]
fn where_the_disk_takes_nothing_more_the_form_stays_the_loss_is_said_and_the_terminal_is_given_back() {
    let place = Place::new();
    let path = place.path("t.ledger");
    let mut first = demo(&place);
    quits(&mut first);
    let before = entries(&path, LEILA).len();
    // The system refuses what is past some pages of the write-ahead log, as a disk with no room left does.
    let script = format!("trap '' XFSZ; ulimit -f 96; exec '{PROGRAM}' demo --ledger t.ledger");
    let mut desk = place.start_with("/bin/sh", &["-c", &script], &[]);
    desk.shows("12 children held");
    desk.select("Leila M.");
    desk.press("n");
    let full = |screen: &vt100::Screen| screen.contents().contains("The draft was NOT kept");
    for number in 10..60 {
        desk.press(&format!("w{number} "));
        desk.shows(&format!("w{number}"));
        if desk.look(full) {
            break;
        }
    }
    desk.until("the draft was not kept", full);
    desk.press("\r");
    desk.shows("Enter signs; it can't be taken back");
    desk.press("\r");
    desk.shows("NOT RECORDED");
    desk.until("what to do", |screen| screen.contents().contains("disk"));
    desk.escape_to("Note is unfinished");
    desk.press("q");
    desk.shows("could NOT be kept. Quit again");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 2);
    is_clean(&desk);
    assert!(desk.raw().contains("Note: what was typed could NOT be kept, and is lost"), "{}", desk.screen());
    assert_eq!(entries(&path, LEILA).len(), before);
    is_whole(&place);
}

#[test]
fn whatever_becomes_of_the_rights_to_the_ledger_what_is_said_to_be_saved_is_on_disk() {
    let place = Place::new();
    let mut desk = demo(&place);
    let path = place.path("t.ledger");
    let before = entries(&path, LEILA).len();
    desk.select("Leila M.");
    desk.press("nblanket given\r");
    desk.shows("Enter signs; it can't be taken back");
    let rights = |folder: u32, file: u32| {
        fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
        fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(folder)).unwrap();
    };
    rights(0o555, 0o444);
    desk.press("\r");
    desk.until("an answer", |screen| {
        ["Saved to disk: Note", "NOT RECORDED"].iter().any(|said| screen.contents().contains(said))
    });
    let saved = desk.screen().contains("Saved to disk: Note");
    rights(0o755, 0o644);
    assert_eq!(entries(&path, LEILA).len(), before + usize::from(saved));
    assert!(saved || drafts(&path)[0].contains("blanket given"));
    desk.signal("TERM");
    assert_eq!(desk.ended().exit_code(), 0);
    is_clean(&desk);
    is_whole(&place);
}
