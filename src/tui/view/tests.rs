//! Every screen as text and style at three sizes, and every screen at many sizes without a panic.

mod looks;

use insta::assert_snapshot;
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::desk::FieldKind;
use crate::desk::alarm::Promised;
use crate::tui::Message;
use crate::tui::Model;
use crate::tui::form::PICKS;
use crate::tui::testing::*;
use crate::tui::theme::Theme;

/// Every screen, by name, with the keys that lead there from the board; forms are set by hand.
fn screens() -> Vec<(&'static str, Model)> {
    let mut all = vec![("board", desk()), ("empty", empty_desk()), ("twice", one_child_twice())];
    for (name, keys) in [
        ("reviews", "<tab>"),
        ("ladders", "<tab><tab>"),
        ("ladders_place", "<tab><tab><down>"),
        ("handover", "<tab><tab><tab>"),
        ("handover_down", "<tab><tab><tab><down><down>"),
        ("handover_whole", "<tab><tab><tab>."),
        ("walk", "w<down><space>"),
        ("law", "xasleep<down>"),
        ("law_child", "xadult"),
        ("law_none", "xzqxj"),
        ("law_read", "xaa.request<enter>"),
        ("record_owed", "<enter>"),
        ("record_findings", "<enter><tab><down>"),
        ("record_entries", "<enter><tab><tab><down>"),
        ("help", "?"),
        ("palette", ":adu"),
        ("officer", "o<down>"),
        ("officer_new", "o4Dai<enter>99<enter>"),
        ("locked", "c4by the door<ctrl-k>"),
        ("locked_asking", "c4by the door<ctrl-k><space>"),
    ] {
        let mut model = desk();
        press(&mut model, keys);
        all.push((name, model));
    }
    for (name, keys) in [
        ("check", "c"),
        ("handover_form", "+Sgt Next Sample (9)<enter>n"),
        ("pass_on", "-1"),
        ("check_text", "c4on the floor by the door, knees up<enter>says she wants her mum and it is cold in here"),
        ("check_unguided", "c4<ctrl-t>"),
        ("check_sign", "c1reading<enter>ok<enter>"),
        ("check_problem", "c<tab><tab><tab><enter><enter>"),
        ("review", "r1"),
        ("adult_eta", "a16<enter><enter>1+40m"),
        ("accommodation", "<down><down>s<up>2Bristol<enter>2Ann Lee<enter>4"),
        ("charge", "gs18 wounding<enter>"),
        ("charge_unknown", "ghowling at the moon<enter>1"),
        ("bail", "<down><down>f7"),
        ("certificate", "<down><down>e29"),
        ("accommodation_read", "<down><down>s<up>2Bristol<enter>2Ann Lee<enter>4"),
        ("form_help", "c<ctrl-g>"),
    ] {
        let mut model = desk();
        press(&mut model, keys);
        if name == "form_help" {
            model.layers.pop();
        }
        pin_form(&mut model);
        if name == "form_help" {
            press(&mut model, "<ctrl-g>");
        }
        if name == "accommodation_read" {
            press(&mut model, "<ctrl-f><ctrl-f>");
        }
        all.push((name, model));
    }
    let mut promised = desk();
    let promise = |model: &mut Model, row: usize, how| {
        model.board.rows[row].next.as_mut().unwrap().promised = Some(how);
    };
    promise(&mut promised, 0, Promised::NotDone(at("23:08")));
    promise(&mut promised, 1, Promised::Stands(at("23:40")));
    all.push(("promised", promised));
    for (name, keys) in [("why", ""), ("why_on", "<down><down><down>")] {
        let mut model = desk();
        press(&mut model, "<enter>");
        pin_reading(&mut model);
        model.size = (40, 12);
        press(&mut model, keys);
        all.push((name, model));
    }
    all
}

#[test]
fn every_screen_reads_well_on_an_old_terminal_on_half_of_one_and_on_a_wide_one() {
    for (name, model) in screens() {
        for (width, height) in [(80, 24), (40, 12), (160, 50)] {
            assert_snapshot!(format!("{name}_{width}x{height}"), dump(&model, width, height));
        }
        if matches!(name, "check_text" | "review") {
            assert_snapshot!(format!("{name}_60x24"), dump(&model, 60, 24));
        }
    }
}

#[test]
fn no_choice_of_a_list_goes_unseen_on_half_a_terminal() {
    for (keys, field) in [("c", "check"), ("<down><down>s<up>2Bristol<enter>2Ann Lee<enter>", "accommodation")] {
        let mut model = desk();
        press(&mut model, keys);
        let listed = match form(&mut model).focused().unwrap().kind {
            FieldKind::One(choices) | FieldKind::Many(choices) => choices,
            other => panic!("{other:?}"),
        };
        let screen = super::plain(&model, 40, 12);
        for (pick, choice) in PICKS.iter().zip(listed) {
            let start: String = choice.label.chars().take(6).collect();
            assert!(screen.contains(&format!("{pick} {start}")), "{field}: {pick} {start}\n{screen}");
        }
    }
}

#[test]
fn without_colour_every_sign_is_still_there() {
    for (name, mut model) in screens() {
        model.theme = Theme::Mono;
        if matches!(name, "board" | "record_findings") {
            assert_snapshot!(format!("mono_{name}"), dump(&model, 80, 24));
        }
        let drawn = dump(&model, 80, 24);
        for colour in ["red", "green", "magenta", "cyan", "yellow", " on "] {
            let named = drawn.split_once("---- styles").map_or("", |(_, styles)| styles);
            let looks = named.lines().filter_map(|line| line.split_once(": ")).map(|(look, _)| look);
            assert!(!looks.into_iter().any(|look| look.ends_with(colour)), "{name}: {colour}");
        }
    }
}

#[test]
fn every_screen_can_be_drawn_at_any_size_with_the_cursor_on_it() {
    let sizes = [1, 2, 3, 5, 8, 13, 21, 40, 71, 72, 76, 80, 100, 120, 200];
    for (name, mut model) in screens() {
        for bad in [false, true] {
            if bad {
                model.say_bad(
                    "NOT RECORDED: the disk is full. Make room, then sign again; what is typed is kept".into(),
                );
            }
            for width in sizes {
                for height in [1, 2, 3, 4, 5, 7, 12, 16, 24, 50] {
                    let at = cursor(&model, width, height);
                    assert!(at.x < width && at.y < height, "{name} {width}x{height}: {at:?}");
                }
            }
        }
    }
}

#[test]
fn every_form_of_the_desk_can_be_drawn_at_any_size_under_its_title() {
    for spec in crate::desk::forms::ALL {
        let mut model = unpinned();
        let loaded = model.loaded("r-aled").unwrap();
        let form = crate::tui::form::FormScreen::open(&model, loaded, spec);
        model.layers.push(crate::tui::model::Layer::Form(Box::new(form)));
        for (width, height) in [(1, 1), (5, 3), (20, 6), (40, 12), (60, 24), (76, 24), (80, 24), (160, 50)] {
            let at = cursor(&model, width, height);
            assert!(at.x < width && at.y < height, "{} {width}x{height}: {at:?}", spec.id);
            let titled = super::plain(&model, width, height).contains(spec.title);
            assert!(titled || width < 40, "{} {width}x{height}", spec.id);
        }
    }
}

#[test]
fn training_is_said_on_every_screen_at_every_useful_size() {
    for (name, model) in screens() {
        for (width, height) in [(80, 24), (40, 12), (20, 6), (160, 50)] {
            assert!(super::plain(&model, width, height).contains("TRAINING"), "{name} {width}x{height}");
        }
    }
    let mut model = desk();
    model.training = false;
    assert!(!super::plain(&model, 80, 24).contains("TRAINING"));
}

#[test]
fn an_overdue_row_is_found_at_once_by_mark_word_and_look() {
    let model = desk();
    for (width, height) in [(80, 24), (40, 12), (160, 50)] {
        let screen = super::plain(&model, width, height);
        let row = screen.lines().find(|line| line.contains("OVERDUE")).unwrap();
        let before: Vec<&str> = screen.lines().take_while(|line| line != &row).collect();
        assert!(before.iter().all(|line| !line.contains("Check in")), "the overdue come first");
        assert!(screen.contains("!! "), "{screen}");
        assert!(dump(&model, width, height).contains("bold reverse red: REVIEW OVERDUE 12 min"), "{width}x{height}");
    }
}

#[test]
fn more_children_than_fit_are_counted_and_the_selected_one_is_in_view() {
    let mut model = desk();
    let rows = model.board.rows.clone();
    for n in 0..40 {
        let mut row = rows[3].clone();
        row.record_id = format!("more-{n}");
        row.name = format!("Child {n}");
        model.board.rows.push(row);
    }
    for (width, height) in [(80, 24), (40, 12), (30, 6), (160, 50)] {
        model.selected = Some("r-mia".into());
        assert!(super::plain(&model, width, height).contains(" more below"), "{width}x{height}");
        model.selected = Some("more-33".into());
        let screen = super::plain(&model, width, height);
        let row = cursor(&model, width, height).y;
        if width >= 40 {
            let line = screen.lines().nth(usize::from(row)).unwrap();
            assert!(line.contains("Child 33") || line.contains("11 out"), "{width}x{height}\n{screen}");
        }
        assert!(screen.contains(" more above, "), "{screen}");
    }
}

#[test]
fn text_from_outside_cannot_act_on_the_screen() {
    let mut model = desk();
    model.records[1].glance.last_words.as_mut().unwrap().text = "a\u{1b}[2J\u{202E}b".into();
    model.board.rows[1].name = "Al\u{7}ed\u{202E}".into();
    model.officer.name = "Sgt\u{1b}[31m".into();
    let screen = super::plain(&model, 160, 24);
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202E}') && !screen.contains('\u{7}'));
    assert!(screen.contains("a‹U+001B›[2J‹U+202E›b"), "{screen}");
}

#[test]
fn on_the_night_the_clocks_change_a_time_that_comes_twice_says_which() {
    let mut model = desk();
    let at = |text: &str| crate::record::Moment::parse(text).unwrap().instant();
    model.now = at("2026-10-25T01:10:00+01:00");
    model.board.rows[0].review_due = Some(at("2026-10-25T01:30:00+00:00"));
    let screen = super::plain(&model, 80, 24);
    assert!(screen.contains("Sun 25 Oct 01:10 BST") && screen.contains("1:30GMT"), "{screen}");
    model.board.rows[0].review_due = Some(at("2026-10-25T01:30:00+01:00"));
    assert!(super::plain(&model, 80, 24).contains("1:30BST"));
    model.board.rows[0].review_due = Some(at("2026-10-25T03:30:00+00:00"));
    assert!(super::plain(&model, 80, 24).contains("03:30 "), "it comes once that night");
}

#[test]
fn the_cursor_stands_on_the_selected_row_and_in_the_focused_field() {
    let mut model = desk();
    let line = |model: &Model| {
        let row = cursor(model, 80, 24).y;
        super::plain(model, 80, 24).lines().nth(usize::from(row)).unwrap().to_owned()
    };
    assert!(line(&model).contains("Aled P."));
    press(&mut model, "<up>");
    assert!(line(&model).contains("Mia K."));
    press(&mut model, "c1on the bench");
    assert!(line(&model).contains("on the bench"));
    let behind = cursor(&model, 80, 24).x;
    press(&mut model, "<left><left>");
    assert_eq!(cursor(&model, 80, 24).x, behind - 2);
    press(&mut model, "<enter><tab><enter>");
    assert!(line(&model).starts_with("Sign"), "{}", line(&model));
}

#[test]
fn a_draft_shows_on_the_board_as_unfinished() {
    let mut model = desk();
    press(&mut model, "c4<esc>");
    for (width, height) in [(80, 24), (40, 12)] {
        assert!(super::plain(&model, width, height).contains("unfinished: Cell check of 23:10"), "{width}x{height}");
    }
}

#[test]
fn a_record_that_has_gone_says_so() {
    let mut model = desk();
    press(&mut model, "<enter>");
    model.update(Message::Records(Vec::new()));
    assert!(super::plain(&model, 80, 24).contains("no longer among the open ones"));
}

#[test]
fn the_picture_is_whole_and_says_in_words_what_it_shows() {
    let mut model = desk();
    model.board.rows[0].name = "<Mia&co>".into();
    let picture = super::svg(&model, 80, 24);
    assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"));
    assert!(picture.contains("<title") && picture.contains("REVIEW OVERDUE 12 min"));
    assert!(picture.contains(">REVIEW\u{a0}OVERDUE\u{a0}12\u{a0}min</text>"), "spaces keep their width");
    assert!(picture.contains("&lt;Mia&amp;co&gt;") && !picture.contains("<Mia"));
    assert_eq!(picture, super::svg(&model, 80, 24), "the same model gives the same bytes");
}

/// Returns where the cursor stands on a screen of that size.
fn cursor(model: &Model, width: u16, height: u16) -> Position {
    drawn(model, width, height).backend_mut().get_cursor_position().unwrap()
}

fn drawn(model: &Model, width: u16, height: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| super::draw(model, frame)).unwrap();
    terminal
}

/// Returns a screen as text, then every stretch of it that isn't plain, then where the cursor stands.
fn dump(model: &Model, width: u16, height: u16) -> String {
    let terminal = drawn(model, width, height);
    let buffer = terminal.backend().buffer();
    let mut styles = String::new();
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let look = buffer[(x, y)].style();
            let start = x;
            while x < width && buffer[(x, y)].style() == look {
                x += 1;
            }
            let words = look_in_words(&buffer[(start, y)]);
            if !words.is_empty() {
                let text: String = (start..x).map(|x| buffer[(x, y)].symbol()).collect();
                styles.push_str(&format!("{y:>2} {start:>3}-{:<3} {words}: {}\n", x - 1, text.trim_end()));
            }
        }
    }
    let at = cursor(model, width, height);
    format!("{}---- styles\n{styles}---- cursor {},{}\n", super::plain(model, width, height), at.x, at.y)
}

fn look_in_words(cell: &ratatui::buffer::Cell) -> String {
    let mut words = Vec::new();
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::REVERSED, "reverse"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::CROSSED_OUT, "struck"),
        (Modifier::DIM, "dim"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    if cell.fg != Color::Reset {
        // Which half of the sixteen a hue is from is only what can be read on that ground; the theme's tests hold that.
        words.push(format!("{:?}", cell.fg).to_lowercase().trim_start_matches("light").to_owned());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {:?}", cell.bg).to_lowercase());
    }
    words.join(" ")
}

#[test]
fn a_desk_with_nobody_at_the_keys_says_so() {
    let mut model = desk();
    model.officer = crate::desk::Officer::nobody();
    let shown = dump(&model, 80, 24);
    assert!(shown.contains("nobody at the keys") && !shown.contains(", other"), "{shown}");
}

#[test]
fn a_locked_desk_says_what_is_due_by_cell_and_nothing_of_who_the_children_are() {
    for keys in [
        "z",
        "<enter>z",
        "<enter><tab>z",
        "c4by the door, asks for mum<ctrl-k>",
        "<tab>z",
        "yKE/9/26<enter>Ida<ctrl-k>",
    ] {
        for asked in ["", "<space>"] {
            let mut model = desk();
            press(&mut model, keys);
            model.say_bad("NOT RECORDED: another desk wrote of Aled Probert first".into());
            press(&mut model, asked);
            for (width, height) in [(80, 24), (40, 12), (160, 50), (20, 6)] {
                let screen = super::plain(&model, width, height);
                for told in ["Aled", "Probert", "Mia", "Siân", "Jayden", "Ida", "KE/", "mum", "door", "tearful"] {
                    assert!(!screen.contains(told), "{keys} {asked} {width}x{height}: {told}\n{screen}");
                }
                assert!(width < 40 || screen.contains("LOCKED"), "{keys} {width}x{height}\n{screen}");
            }
            if asked.is_empty() {
                for (width, height) in [(80, 24), (40, 12), (160, 50)] {
                    let screen = super::plain(&model, width, height);
                    assert!(screen.contains("F2 ") && screen.contains("REVIEW OVERDUE 12 min"), "{keys}\n{screen}");
                }
            }
        }
    }
}
