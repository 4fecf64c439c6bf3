//! Journeys along the cells: a row of checks, a child at hospital, a child found by the number of the cell.

use super::said;
use crate::record::{Entry, Kind};
use crate::tui::effect::{Effect, Message};
use crate::tui::model::{Layer, Model};
use crate::tui::testing::*;

/// Signs what is typed, and has it on disk; returns what was written, and of whom.
fn written(model: &mut Model, keys: &str) -> (String, Entry) {
    let effects = press(model, keys);
    let appended = effects.into_iter().find_map(|effect| match effect {
        Effect::Append { record_id, mut entries, .. } => Some((record_id, entries.remove(0))),
        _ => None,
    });
    let (record_id, entry) = appended.unwrap_or_else(|| panic!("nothing signed: {}", said(model)));
    model.update(Message::Appended { record_id: record_id.clone() });
    (record_id, entry)
}

/// Marks just those doors as seen, and begins.
fn walk(model: &mut Model, seen: &[&str]) {
    press(model, "w");
    let Some(Layer::Walk(screen)) = model.layers.last_mut() else { panic!("no walk") };
    for door in &mut screen.doors {
        door.seen = seen.contains(&door.record_id.as_str());
    }
    press(model, "<enter>");
}

#[test]
fn a_walk_asks_for_one_check_after_another_each_with_its_own_time_and_words() {
    let mut model = desk();
    walk(&mut model, &["r-aled", "r-mia", "r-sian"]);
    assert_eq!(model.walk.as_ref().unwrap().shown(), "Walk 1 of 3");
    let (first, one) = written(&mut model, "<backspace><backspace><backspace>-6<enter>1reading<enter>ok<enter><enter>");
    assert_eq!((first.as_str(), one.at()), ("r-aled", at("23:04")), "cell 4 comes before F2 and M3");
    assert_eq!(form(&mut model).values.get("seen"), "", "no word goes from one child to the next");
    assert_eq!(form(&mut model).values.get("when"), "now", "nor does a time");
    let (second, two) =
        written(&mut model, "<backspace><backspace><backspace>-4<enter>3on the bed<enter>no<enter><enter><enter>");
    assert_eq!((second.as_str(), two.at()), ("r-mia", at("23:06")));
    let (third, _) = written(&mut model, "<enter>0on her side<enter><enter>");
    assert_eq!(third, "r-sian");
    assert!(model.layers.is_empty() && model.walk.is_none());
    assert!(said(&model).ends_with("The walk is written down: 3 of 3"), "{}", said(&model));
}

#[test]
fn a_child_passed_by_on_the_walk_is_named_at_its_end_and_what_was_typed_is_kept() {
    let mut model = desk();
    walk(&mut model, &["r-aled", "r-mia"]);
    let effects = press(&mut model, "<enter>4<ctrl-n>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(draft) if draft.record_id == "r-aled")));
    assert_eq!(form(&mut model).record_id, "r-mia");
    written(&mut model, "<enter>1reading<enter>ok<enter><enter>");
    assert!(said(&model).ends_with("1 of 2, passed by: Aled Probert"), "{}", said(&model));
}

#[test]
fn leaving_a_form_on_the_walk_leaves_the_walk_and_says_how_many_are_not_written_down() {
    let mut model = desk();
    walk(&mut model, &["r-aled", "r-mia", "r-sian"]);
    written(&mut model, "<enter>1reading<enter>ok<enter><enter>");
    press(&mut model, "<esc>");
    assert_eq!(said(&model), "The walk is left: 1 written down, 2 children are not");
    assert!(model.layers.is_empty() && model.walk.is_none());
}

#[test]
fn on_a_walk_a_child_at_hospital_is_rung_about_and_not_checked() {
    let mut model = desk();
    walk(&mut model, &["r-jay"]);
    assert_eq!(form(&mut model).spec.id, "bedwatch");
    let (_, entry) = written(&mut model, "<enter>PC Mock 4471<enter>1<enter>my arm hurts<enter><enter>");
    let Kind::Note(note) = &entry.kind else { panic!("{entry:?}") };
    assert!(note.text.contains("spoke to PC Mock 4471") && note.text.contains("my arm hurts"), "{}", note.text);
}

#[test]
fn a_walk_on_which_nobody_is_marked_does_not_begin() {
    let mut model = desk();
    walk(&mut model, &[]);
    assert!(said(&model).starts_with("Nobody is marked as seen"));
    assert!(matches!(model.layers.last(), Some(Layer::Walk(_))));
    press(&mut model, "<space><enter>");
    assert_eq!(model.walk.as_ref().map(|walk| walk.of), Some(1));
}

#[test]
fn the_key_of_a_check_opens_the_call_while_the_child_is_out_and_an_earlier_check_is_found_by_name() {
    let mut model = desk();
    model.selected = Some("r-jay".into());
    press(&mut model, "c");
    assert_eq!(form(&mut model).spec.id, "bedwatch");
    press(&mut model, "<esc>:earlier check<enter>");
    assert_eq!(form(&mut model).spec.id, "check");
    press(&mut model, "<esc>1");
    model.selected = Some("r-aled".into());
    press(&mut model, ":earlier check<enter>");
    assert!(model.layers.is_empty(), "in the cell, c makes a check");
}

#[test]
fn the_number_of_the_cell_selects_the_child_so_that_a_check_is_two_keys_from_the_board() {
    let mut model = desk();
    press(&mut model, "11");
    assert_eq!(model.selected.as_deref(), Some("r-jay"));
    press(&mut model, "4c");
    assert_eq!(form(&mut model).record_id, "r-aled");
    press(&mut model, "<esc>3");
    assert_eq!(model.selected.as_deref(), Some("r-sian"), "M3");
    press(&mut model, "9");
    assert_eq!(model.selected.as_deref(), Some("r-sian"));
    assert_eq!(said(&model), "no child on this screen is in a cell with the number 9: arrows select too");
    press(&mut model, "1<down>1");
    assert_eq!(model.selected.as_deref(), Some("r-jay"), "another key between begins a new number");
}
