//! The whole job on a real terminal: the night at the desk, and all that can go wrong with a terminal or a ledger.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use pacekeeper::record::Kind;
use rusqlite::Connection;
use support::{PROGRAM, Place, demo, drafts, entries, is_clean, is_colour, is_whole, ledger, styles};

#[test]
fn a_night_at_the_desk_is_all_there_when_it_is_opened_again() {
    let place = Place::new();
    let path = place.path("t.ledger");
    let mut desk = demo(&place);
    for text in ["TRAINING", "Leila M.", "Rowan E.", "Jayden D.", "Dewi F."] {
        desk.shows(text);
    }

    // A check, with the child's own words.
    desk.select("Leila M.");
    desk.press("c4by the door, one shoe off\rI want my dad\rrang dad with her\r");
    desk.signs("Check, Leila Mockford, by Sgt Marlow Tester");

    // The sergeant may not review before charge; the inspector may.
    desk.press("o3");
    desk.shows("Insp Carys Drill is at the keys");
    desk.select("Rowan E.");
    desk.press("r");
    desk.shows("Review of detention: Rowan Example");
    desk.pane_shows("is the inspector coming or not");
    desk.press(
        "1yy1\r12\rwhy is it taking so long\rtold him: statement typed by 23:40\r\rinterview not finished\ryy\r1",
    );
    desk.press("\t");
    desk.signs("Review, Rowan Example, by Insp Carys Drill");

    // Secure is asked for because the child may abscond: that isn't the test.
    desk.press("o1");
    desk.shows("Sgt Marlow Tester is at the keys");
    desk.select("Jayden D.");
    desk.press("s12\r2\r4");
    desk.pane_shows("Secure doesn't appear to meet the test");
    desk.pane_shows("Ask for ALTERNATIVE");
    desk.press("\u{18}");
    desk.shows("what was typed is thrown away");
    desk.press("s11\r2Ash Operator\r");
    desk.shows("Child said");
    desk.press("my aunt has a sofa\r");
    desk.signs("Accommodation asked for, Jayden Demoley");

    // The panel sheet, from where one stands.
    desk.press("p");
    desk.shows("Panel sheet written: open sheets/TB-0694-26.html in a browser");
    assert!(std::fs::read_to_string(place.path("sheets/TB-0694-26.html")).unwrap().contains("my aunt has a sofa"));

    // Called away in the middle of a check.
    desk.select("Dewi F.");
    desk.press("c3lying on the mattre");
    desk.shows("lying on the mattre");
    desk.escape_to("Cell check is unfinished: u goes on with it");
    desk.shows("unfinished: Cell check of 23:1");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);
    is_clean(&desk);

    // All of it is on disk, as it was signed.
    let Some(Kind::Check(check)) = entries(&path, "TB/0710/26").last().map(|entry| entry.kind.clone()) else {
        panic!()
    };
    assert_eq!(check.said.as_deref(), Some("I want my dad"));
    let Some(Kind::Review(review)) = entries(&path, "TB/0701/26").last().map(|entry| entry.kind.clone()) else {
        panic!()
    };
    assert_eq!(review.child_said.as_deref(), Some("why is it taking so long"));
    assert_eq!(review.effect.as_deref(), Some("told him: statement typed by 23:40"));
    let jayden = entries(&path, "TB/0694/26");
    let Some(Kind::AccommodationRequested(asked)) = jayden.last().map(|entry| entry.kind.clone()) else { panic!() };
    assert_eq!(asked.sort.plain(), "alternative");

    // Opened again, the board knows it, and the draft goes on with the time the act happened.
    let mut desk = demo(&place);
    desk.shows("unfinished: Cell check of 23:1");
    desk.select("Leila M.");
    desk.shows("\"I want my dad\"");
    desk.select("Dewi F.");
    desk.press("u");
    desk.shows("lying on the mattre");
    desk.shows("23:1");
    desk.shows("bst 24/10");
    desk.escape_to("Cell check is unfinished");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    is_whole(&place);
    let board = place.ok(&["board", "--ledger", "t.ledger"]);
    assert!(board.starts_with("TRAINING. Board at ") && board.contains("12 children are held"), "{board}");
    place.ok(&["pack", "--record", "TB/0701/26", "--ledger", "t.ledger", "--out", "sheets"]);
    let sheet = std::fs::read_to_string(place.path("sheets/TB-0701-26.html")).unwrap();
    assert!(sheet.contains("why is it taking so long"));
}

#[test]
fn a_child_comes_in_and_everything_of_the_first_hour_is_on_disk() {
    let place = Place::new();
    let path = place.path("t.ledger");
    let mut desk = demo(&place);

    // Opened with what is known at the door; called away in the middle of it.
    desk.press("yTB/0799/26\rIda Dum");
    desk.escape_to("A child comes in is unfinished: y goes on with it");
    desk.press("y");
    desk.shows("Ida Dum");
    desk.press("\t\tmyson\u{1b}[Z");
    desk.press("\u{18}");
    desk.shows("what was typed is thrown away");
    desk.press("yTB/0799/26\rIda Dummyson\r3 3 2012\r2nTestham\r-10\r-55\rrobbery\rto protect Kai\r11");
    desk.signs("Arrested, Arrived, Ida Dummyson, by Sgt Marlow Tester");
    desk.shows("Ida D.");

    // She is the one selected: detention, rights, risk with its plan, the cell, a drink, what she asks for.
    for (name, keys, saved) in [
        ("detention", "1to obtain evidence by questioning\r", "Detention authorised"),
        ("rights", "n", "Rights given"),
        ("risk and", "quiet, says she is fine\r\r\r215\rn\r", "Risk assessed, Observation plan set"),
        ("placed", "1room 2\rn", "Placed"),
        ("parent told", "1Mrs Dummyson\r11", "Telling a parent or carer"),
    ] {
        desk.find(name);
        desk.press(keys);
        desk.signs(&format!("{saved}, Ida Dummyson"));
    }
    desk.press("d2y");
    desk.signs("Care, Ida Dummyson");
    desk.press("i1can someone ring my nan\r");
    desk.signs("Child asked for, Ida Dummyson");
    desk.press("irung, she is coming at nine\r");
    desk.press("q");

    let kinds: Vec<&str> = entries(&path, "TB/0799/26").iter().map(|entry| entry.kind.word()).collect();
    let wanted = [
        "arrested",
        "arrived",
        "detention_authorised",
        "rights_given",
        "risk_assessed",
        "observation_set",
        "placed",
        "person_told",
        "care",
        "asked_for",
    ];
    assert_eq!(kinds, wanted);
    let child = ledger(&path).find("TB/0799/26").unwrap().unwrap().case.head.child.unwrap();
    assert_eq!(child.date_of_birth.map(|born| born.to_string()).as_deref(), Some("2012-03-03"));
    assert_eq!(child.ethnicity.map(|code| code.word()), Some("W1"));
    is_whole(&place);
}

#[test]
fn why_is_read_on_any_terminal_and_goes_back_to_where_it_was_asked() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("\rw");
    desk.shows("Why? Leila Mockford: care.woman, as at 23:1");
    desk.shows("Facts used");
    desk.resize(40, 12);
    desk.shows("lines more below");
    desk.press("   ");
    desk.shows("lines above");
    desk.resize(80, 24);
    desk.escape_to("[Owed");
    assert!(desk.runs());
}

#[test]
fn what_is_on_the_screen_is_on_disk_when_the_program_is_killed() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("c4by the door, one sh");
    desk.shows("by the door, one sh");
    desk.signal("KILL");
    desk.ended();
    assert!(drafts(&place.path("t.ledger"))[0].contains("by the door, one sh"));

    let mut desk = demo(&place);
    desk.shows("unfinished: Cell check of 23:1");
    desk.select("Leila M.");
    desk.press("u");
    desk.shows("Going on with what was typed until 23:1");
    desk.shows("tearful");
    desk.shows("by the door, one sh");
    desk.shows("bst 24/10");
}

#[test]
fn a_form_lives_through_every_size_of_terminal() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("c4half");
    desk.shows("half");
    for (cols, rows, typed, shown) in
        [(40, 12, " a", "half a"), (10, 3, " line", ""), (1, 1, " and", ""), (160, 50, " more", "half a line and more")]
    {
        desk.resize(cols, rows);
        desk.press(typed);
        desk.shows(shown);
    }
    desk.press("\rI want my dad\r\r");
    desk.signs("Check, Leila Mockford");
    assert!(desk.runs());
}

#[test]
fn pasted_lines_are_words_and_never_sign() {
    let place = Place::new();
    let mut desk = demo(&place);
    let before = entries(&place.path("t.ledger"), "TB/0710/26").len();
    desk.select("Leila M.");
    desk.press("n\u{1b}[200~blanket\ngiven\r\n\r\n\u{1b}[201~");
    desk.shows("blanket given");
    desk.press(&format!("\u{1b}[200~{}\u{1b}[201~", "long ".repeat(2_000)));
    desk.shows("!! CUT: a field holds 2000 characters");
    assert_eq!(entries(&place.path("t.ledger"), "TB/0710/26").len(), before);
}

#[test]
fn a_hang_up_ends_the_desk_and_keeps_what_is_typed() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("c4by the door");
    desk.shows("by the door");
    desk.hang_up();
    let status = desk.ended();
    assert_eq!((status.exit_code(), status.signal()), (0, None), "it ends by itself, in order");
    assert!(drafts(&place.path("t.ledger"))[0].contains("by the door"));
    is_whole(&place);
}

#[test]
fn a_desk_told_to_end_keeps_what_is_typed_and_gives_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let place = Place::new();
        let mut desk = demo(&place);
        desk.select("Leila M.");
        desk.press("c4by the door");
        desk.shows("by the door");
        desk.signal(signal);
        let status = desk.ended();
        assert_eq!((status.exit_code(), status.signal()), (0, None), "{signal}");
        is_clean(&desk);
        assert!(drafts(&place.path("t.ledger"))[0].contains("by the door"));
        is_whole(&place);
    }
}

#[test]
fn without_a_terminal_the_desk_says_so_in_one_line_and_nothing_else() {
    let place = Place::new();
    for args in [&["demo"][..], &[]] {
        let output = place.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(output.stdout, b"", "{args:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("needs a terminal") && said.contains("demo --print"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");

        // The keyboard is a terminal, the output isn't.
        let line = format!("'{PROGRAM}' {} | cat; echo done", args.join(" "));
        let piped = place.start_with("/bin/sh", &["-c", &line], &[]);
        piped.shows("done");
        assert!(piped.screen().contains("needs a terminal"), "{}", piped.screen());
        assert!(!piped.raw().contains('\u{1b}'), "{:?}", piped.raw());
    }
}

#[test]
fn with_no_color_there_is_weight_and_reverse_and_no_colour() {
    let place = Place::new();
    let mut desk = place.start_with(PROGRAM, &["demo"], &[("NO_COLOR", "1")]);
    desk.shows("12 children held");
    desk.select("Leila M.");
    desk.press("c4by the door");
    desk.shows("by the door");
    desk.escape_to("unfinished: Cell check");
    for name in ["Rowan E.", "Jayden D."] {
        desk.select(name);
        desk.until("the selected row in reverse", |screen| {
            let row = screen.cursor_position().0;
            let reversed = |y: u16| (0..80).filter(|x| screen.cell(y, *x).is_some_and(vt100::Cell::inverse)).count();
            reversed(row) > 40
        });
    }
    let seen = styles(&desk.raw());
    let colours: Vec<&u16> = seen.iter().filter(|style| is_colour(style)).collect();
    assert!(colours.is_empty(), "{colours:?}");
    assert!(seen.contains(&1) && seen.contains(&7), "weight and reverse are there");
}

#[test]
fn two_desks_on_one_ledger_see_each_other_and_never_sign_over_each_other() {
    let place = Place::new();
    let path = place.path("t.ledger");
    let mut one = demo(&place);
    let mut two = demo(&place);
    let before = entries(&path, "TB/0710/26").len();

    one.select("Leila M.");
    two.select("Leila M.");
    one.press("c4by the door\rI want my dad\rrang him\r");
    one.signs("Check");
    // It looks four times a second; five seconds are for a machine that is busy with other things.
    two.shows_within(5, "\"I want my dad\"");

    // Both sign at the same moment: the ledger is held until both are waiting for it.
    one.press("nblanket given\r");
    two.press("nwater given\r");
    one.shows("Enter signs");
    two.shows("Enter signs");
    let held = Connection::open(&path).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    one.press("\r");
    two.press("\r");
    one.shows("being written to disk");
    two.shows("being written to disk");
    held.execute_batch("ROLLBACK").unwrap();
    for desk in [&one, &two] {
        desk.until("an answer", |screen| {
            let shown = screen.contents();
            shown.contains("Saved to disk: Note") || shown.contains("NOT RECORDED: another desk wrote \"Note at")
        });
    }
    let (won, lost) = match one.screen().contains("Saved to disk") {
        true => ("blanket given", &mut two),
        false => ("water given", &mut one),
    };
    assert!(lost.screen().contains("NOT RECORDED"), "one of them was first:\n{}", lost.screen());
    let now = entries(&path, "TB/0710/26");
    assert_eq!(now.len(), before + 2, "the check and one note");
    let Some(Kind::Note(note)) = now.last().map(|entry| entry.kind.clone()) else { panic!() };
    assert_eq!(note.text, won);
    lost.press("\r");
    lost.shows("Saved to disk: Note");
    assert_eq!(entries(&path, "TB/0710/26").len(), before + 3);
    is_whole(&place);
}

#[test]
fn under_a_locked_ledger_nothing_is_said_to_be_saved_and_nothing_is_lost() {
    let place = Place::new();
    let path = place.path("t.ledger");
    let mut desk = demo(&place);
    let before = entries(&path, "TB/0710/26").len();
    let held = Connection::open(&path).unwrap();
    desk.select("Leila M.");

    // What is typed while the ledger is held is kept as soon as it is free, without another key.
    held.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.press("nblanket given");
    desk.shows("The draft was NOT kept");
    desk.shows("blanket given");
    held.execute_batch("ROLLBACK").unwrap();
    desk.shows("What was typed is kept on disk now");
    assert!(drafts(&path)[0].contains("blanket given"));

    // A signature that can't be written is said not to be recorded; once it can, it is.
    desk.press("\r");
    desk.shows("Enter signs");
    held.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.press("\r");
    desk.shows("NOT RECORDED");
    desk.shows("blanket given");
    assert!(desk.screen().contains("locked"), "{}", desk.screen());
    held.execute_batch("ROLLBACK").unwrap();
    assert_eq!(entries(&path, "TB/0710/26").len(), before);
    assert!(drafts(&path)[0].contains("blanket given"));
    desk.press("\r");
    desk.shows("Saved to disk: Note, Leila Mockford");
    assert_eq!(entries(&path, "TB/0710/26").len(), before + 1);
    desk.until("no unfinished form", |screen| !screen.contents().contains("unfinished:"));
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);
    assert_eq!(drafts(&path), Vec::<String>::new());
    is_whole(&place);
}

#[test]
fn every_screen_prints_as_plain_text_that_fits() {
    let place = Place::new();
    for screen in ["board", "handover", "record", "review", "accommodation", "law"] {
        for (size, width, height) in [("80x24", 80, 24), ("40x12", 40, 12), ("160x50", 160, 50)] {
            for role in ["custody_officer", "detention_officer", "inspector", "custody_lead"] {
                let what = format!("{screen} {size} {role}");
                let text = place.ok(&["demo", "--print", "--screen", screen, "--size", size, "--as", role]);
                assert!(text.contains("TRAINING"), "{what}\n{text}");
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{what}\n{text:?}");
                assert!(text.lines().count() <= height, "{what}\n{text}");
                for line in text.lines() {
                    assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{what}: {line}");
                }
            }
        }
    }
}

/// One child in a real suite, arrived two hours ago by the machine's clock.
fn case() -> serde_json::Value {
    #[allow(clippy::disallowed_methods, reason = "the desk under test runs by the real clock")]
    let now = chrono::Utc::now();
    let at = |minutes: i64| (now - chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    serde_json::json!({ "format": "pacekeeper-case/1", "custody_number": "KE/1/26", "suite": "Keynsham",
        "child": { "name": "Sam Sample", "date_of_birth": "2010-03-03" },
        "entries": [
            { "at": at(120), "kind": "arrived" },
            { "at": at(100), "kind": "detention_authorised", "grounds": "obtain evidence by questioning" } ] })
}

#[test]
fn on_a_suites_own_ledger_nobody_signs_before_they_have_said_who_they_are() {
    let place = Place::new();
    let path = place.path("suite.ledger");
    std::fs::write(place.path("sam.json"), case().to_string()).unwrap();
    place.ok(&["init", "--ledger", "suite.ledger"]);
    place.ok(&["import", "sam.json", "--ledger", "suite.ledger"]);
    let before = entries(&path, "KE/1/26").len();

    let mut desk = place.start(&["--ledger", "suite.ledger"]);
    desk.shows("Who is at the keys? (Enter goes on");
    desk.shows("Name");
    assert!(!desk.screen().contains("TRAINING"), "{}", desk.screen());
    // The question may be put off, and what is typed is kept; signed it isn't.
    desk.press("\u{1b}");
    desk.hides("Who is at the keys? (Enter goes on");
    desk.press("c1reading\rhello\r");
    desk.shows("can't be recorded");
    desk.press("\r");
    desk.shows("!! nobody is at the keys");
    assert_eq!(entries(&path, "KE/1/26").len(), before);

    desk.press("\u{f}1");
    desk.shows("Who is at the keys? (Enter goes on");
    desk.press("Sgt Beth Rowlands\r3127\r1");
    desk.shows("Sgt Beth Rowlands is at the keys");
    desk.press("\r");
    desk.shows("Saved to disk: Check, Sam Sample, by Sgt Beth Rowlands");
    let entries = entries(&path, "KE/1/26");
    assert_eq!(entries.len(), before + 1);
    let by = entries.last().unwrap().by().unwrap();
    assert_eq!((by.name.as_deref(), by.number.as_deref()), (Some("Sgt Beth Rowlands"), Some("3127")));
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);
    is_clean(&desk);
}

#[test]
fn a_locked_desk_shows_no_name_and_the_form_is_there_for_whoever_left_it() {
    let place = Place::new();
    let mut desk = demo(&place);
    desk.select("Leila M.");
    desk.press("c4by the door");
    desk.shows("by the door");
    desk.press("\u{b}");
    desk.shows("Any key: who is at the keys?");
    desk.look(|screen| {
        let shown = screen.contents();
        assert!(!shown.contains("Leila") && !shown.contains("by the door") && shown.contains("OVERDUE"), "{shown}");
    });
    assert_eq!(drafts(&place.path("t.ledger")).len(), 1, "it is on disk while the desk is locked");
    desk.press(" 1");
    desk.shows("It is as you left it");
    desk.shows("by the door");
    desk.press("\u{b}");
    desk.shows("Any key: who is at the keys?");
    desk.press(" 2");
    desk.shows("Cell check of Leila Mockford is left unfinished");
    desk.shows("Next due");
}

#[test]
fn the_bell_is_for_the_desk_and_said_to_be_where_another_command_is_given_it() {
    let output = std::process::Command::new(PROGRAM).args(["--bell", "rules"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--bell is for the desk"));
}
