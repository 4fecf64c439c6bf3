//! Journeys between the screens that lie under the layers: the board, the reviews owed.

use super::said;
use crate::tui::effect::Message;
use crate::tui::model::Screen;
use crate::tui::testing::*;

#[test]
fn tab_turns_from_the_board_to_the_reviews_owed_and_escape_comes_back() {
    let mut model = desk();
    press(&mut model, "<tab>");
    assert_eq!(model.screen, Screen::Reviews);
    press(&mut model, "<esc>");
    assert_eq!(model.screen, Screen::Board);
    press(&mut model, "<backtab><right>");
    assert_eq!(model.screen, Screen::Board, "as far forward as back");
    press(&mut model, ":reviews owed<enter>");
    assert_eq!(model.screen, Screen::Reviews);
}

#[test]
fn the_selection_stays_with_its_child_from_screen_to_screen_and_a_form_opens_on_that_child() {
    let mut model = desk();
    press(&mut model, "<tab>");
    assert_eq!(model.selected.as_deref(), Some("r-aled"));
    press(&mut model, "r");
    assert_eq!((form(&mut model).spec.id, form(&mut model).record_id.as_str()), ("review", "r-aled"));
    press(&mut model, "<esc>");
    assert_eq!(model.screen, Screen::Reviews, "leaving a form goes back to where it was opened");
}

#[test]
fn no_key_acts_on_a_child_who_stands_not_on_the_screen() {
    let mut model = desk();
    model.selected = Some("r-jay".into());
    press(&mut model, "<tab>");
    let listed: Vec<String> = model.listed().into_iter().map(str::to_owned).collect();
    assert!(!listed.contains(&"r-jay".to_owned()), "no review is pinned for him: {listed:?}");
    assert_eq!(model.selected, listed.first().cloned());
    model.reviews.clear();
    model.select_one_listed();
    press(&mut model, "c");
    assert!(model.layers.is_empty(), "with nobody on the screen there is nobody to check");
    assert_eq!(said(&model), "no child is on this screen: choose one on the board");
    let mut model = empty_desk();
    press(&mut model, "c");
    assert_eq!(said(&model), "no child is held");
}

#[test]
fn what_was_saved_names_the_child_who_leaves_the_board_by_it() {
    let mut model = desk();
    press(&mut model, "n");
    press(&mut model, "went home with his mum<enter><enter>");
    let record_id = model.current().map(|loaded| loaded.record_id.clone()).unwrap();
    let gone = evening().into_iter().filter(|stored| stored.record_id != record_id).collect();
    model.update(Message::Records(gone));
    model.update(Message::Appended { record_id });
    assert_eq!(said(&model), "Saved to disk: Note, Aled Probert, by Sgt Beth Rowlands");
}

#[test]
fn arrows_go_down_the_list_that_is_shown() {
    let mut model = desk();
    press(&mut model, "<tab><pageup>");
    let listed: Vec<String> = model.listed().into_iter().map(str::to_owned).collect();
    assert!(listed.len() > 1);
    press(&mut model, "<down>");
    assert_eq!(model.selected.as_ref(), listed.get(1));
}
