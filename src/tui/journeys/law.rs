//! Journeys into the law: a word typed, a rule read as it stands for the child, and back; guidance switched off and on.

use super::said;
use crate::tui::effect::Effect;
use crate::tui::model::{Layer, Model};
use crate::tui::testing::*;
use crate::tui::view;

/// Returns what is looked for and the name of the selected row, where the law browser is on top.
fn looking(model: &Model) -> (&str, Option<&'static str>) {
    match model.layers.last() {
        Some(Layer::Law(screen)) => (&screen.query, screen.chosen().map(|row| row.id())),
        other => panic!("no law on top: {other:?}"),
    }
}

/// Returns the text of what is being read, a line each.
fn read(model: &Model) -> String {
    let Some(Layer::Reading(reading)) = model.layers.last() else { panic!("nothing read: {:?}", model.layers.last()) };
    let rows = reading
        .blocks
        .iter()
        .flat_map(|block| [block.heading].into_iter().chain(block.rows.iter().map(|row| row.text.as_str())));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn from_the_board_a_word_finds_the_rule_and_enter_says_how_it_stands_for_the_selected_child() {
    let mut model = desk();
    press(&mut model, "xappropriate adult");
    assert_eq!(looking(&model).1, Some("aa.request"));
    press(&mut model, "<enter>");
    let text = read(&model);
    assert!(text.contains("How it stands now\nAled Probert, as at Sat 14 Nov 23:10 GMT."), "{text}");
    assert!(text.contains("one try at 18:00 had no answer"), "what is owed to him: {text}");
}

#[test]
fn escape_goes_back_to_the_list_as_it_was_and_then_to_where_it_was_opened() {
    let mut model = desk();
    press(&mut model, "<enter>xasleep<down>");
    let before = looking(&model);
    let before = (before.0.to_owned(), before.1);
    assert_ne!(before.1, Some("review.asleep-doubted"), "the second row");
    press(&mut model, "<enter><pagedown><esc>");
    assert_eq!((before.0.as_str(), before.1), looking(&model));
    press(&mut model, "<esc>");
    assert!(matches!(model.layers.last(), Some(Layer::Record(_))));
}

#[test]
fn the_law_opens_over_a_form_and_what_is_typed_there_stays() {
    let mut model = desk();
    press(&mut model, "c4by the door<ctrl-l>15.3C<enter>");
    assert!(read(&model).contains("Aled Probert"), "{}", read(&model));
    press(&mut model, "<esc><esc>");
    assert_eq!(form(&mut model).values.get("seen"), "by the door");
    press(&mut model, "<ctrl-p>look the law<enter>");
    assert_eq!(looking(&model).0, "", "it is in the palette by name, too");
}

#[test]
fn letters_typed_into_the_law_are_words_and_never_actions() {
    let mut model = desk();
    press(&mut model, "xq<space>wx?:");
    assert_eq!(looking(&model).0, "q wx?:");
    press(&mut model, "<ctrl-u>zqxj<enter>");
    assert_eq!(said(&model), "No row of the law is selected: type other words");
    press(&mut model, "<ctrl-u>mum");
    assert!(looking(&model).1.is_some());
}

#[test]
fn with_no_child_at_hand_the_law_is_read_for_nobody() {
    for keys in ["xblanket<enter>", "y<ctrl-l>blanket<enter>"] {
        let mut model = empty_desk();
        press(&mut model, keys);
        assert!(!read(&model).contains("How it stands now"), "{keys}: {}", read(&model));
    }
}

#[test]
fn guidance_is_off_for_the_officer_who_switched_it_off_and_for_nobody_else() {
    let mut model = desk();
    press(&mut model, "c");
    let help = form(&mut model).focused().unwrap().help;
    let start: String = help.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let shown = |model: &Model| view::plain(model, 80, 24).contains(&start);
    assert!(shown(&model), "{start}");
    press(&mut model, "<ctrl-t>");
    assert!(!shown(&model));
    assert!(said(&model).contains("Ctrl-T"), "{}", said(&model));
    press(&mut model, "<esc>n<esc>c");
    assert!(!shown(&model), "it stays off from form to form");
    press(&mut model, "<ctrl-o>2");
    assert_eq!(model.officer, jailer());
    assert!(shown(&model), "the next officer didn't switch it off");
    press(&mut model, "<ctrl-o>1");
    assert!(!shown(&model), "it is remembered while the program runs");
    press(&mut model, "<esc>:guidance<enter>c");
    assert!(shown(&model), "switched on again by name, from the board");
}

#[test]
fn switching_guidance_changes_nothing_that_is_typed_and_writes_nothing() {
    let mut model = desk();
    press(&mut model, "c4by the door");
    let before = form(&mut model).values.clone();
    let effects: Vec<Effect> = press(&mut model, "<ctrl-t>");
    assert_eq!((effects, &form(&mut model).values), (Vec::new(), &before));
}
