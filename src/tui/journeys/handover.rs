//! Journeys at the change of shift: children taken over one after another, a duty passed on, what is one's own.

use super::said;
use crate::desk::Officer;
use crate::record::words::{Rank, Role};
use crate::record::{Entry, Kind};
use crate::tui::effect::{Effect, Message};
use crate::tui::model::{Model, Screen};
use crate::tui::testing::*;

/// Has what was signed on disk, as the ledger tells it: the records first, then that it is there.
fn written(model: &mut Model, keys: &str) -> (String, Entry) {
    let effects = press(model, keys);
    let appended = effects.into_iter().find_map(|effect| match effect {
        Effect::Append { record_id, entries, .. } => Some((record_id, entries)),
        _ => None,
    });
    let (record_id, mut entries) = appended.unwrap_or_else(|| panic!("nothing signed: {}", said(model)));
    let entry = entries.remove(0);
    let mut stored = evening();
    for one in &mut stored {
        let loaded = model.loaded(&one.record_id).unwrap();
        one.case = loaded.record.to_case_file();
        if one.record_id == record_id {
            one.case.entries.push(entry.clone());
        }
    }
    model.update(Message::Records(stored));
    model.update(Message::Appended { record_id: record_id.clone() });
    (record_id, entry)
}

fn text(entry: &Entry) -> &str {
    match &entry.kind {
        Kind::Note(note) => &note.text,
        other => panic!("no note: {other:?}"),
    }
}

fn next_sergeant() -> Officer {
    Officer { name: "Sgt Next Sample".into(), number: "9".into(), role: Role::CustodyOfficer, rank: Rank::Sergeant }
}

/// Someone has just come on duty and looks at the handover; who gives the children over isn't typed yet.
fn coming_on() -> Model {
    let mut model = unpinned();
    model.officer = next_sergeant();
    press(&mut model, ":handover<enter>4");
    assert_eq!(model.screen, Screen::Handover);
    model
}

#[test]
fn children_are_taken_over_one_after_another_with_both_names_until_none_is_left() {
    let mut model = coming_on();
    let mut of = Vec::new();
    for _ in 0..4 {
        let jay = model.selected.as_deref() == Some("r-jay");
        let keys = if jay {
            "+Sgt Beth Rowlands (3127)<enter><enter><enter><enter>"
        } else {
            "+Sgt Beth Rowlands (3127)<enter>y<enter>"
        };
        let (record_id, entry) = written(&mut model, keys);
        assert!(text(&entry).starts_with("Handover: given by Sgt Beth Rowlands (3127).\n"), "{}", text(&entry));
        let not_visited = text(&entry).ends_with("Not visited: hospital, for treatment.");
        assert_eq!(not_visited, record_id == "r-jay", "{}", text(&entry));
        assert_eq!(entry.by().unwrap().number.as_deref(), Some("9"));
        of.push(record_id);
    }
    assert_eq!(of, ["r-aled", "r-jay", "r-mia", "r-sian"], "along the corridor");
    assert!(said(&model).ends_with("Every child here is taken over"), "{}", said(&model));
    assert_eq!(model.handover.taken_over(), 4);
    let screen = crate::tui::view::plain(&model, 80, 24);
    assert!(screen.contains("Taken over 4 of 4"), "{screen}");
}

#[test]
fn nobody_takes_a_child_over_from_themselves_and_changing_officer_is_what_to_do() {
    let mut model = coming_on();
    let effects = press(&mut model, "+sgt next sample (9)<enter>y<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })));
    assert!(said(&model).contains("nobody takes a child over from themselves"), "{}", said(&model));
    assert!(said(&model).contains("Change officer"), "{}", said(&model));
}

#[test]
fn a_child_who_was_not_visited_needs_a_reason() {
    let mut model = coming_on();
    let effects = press(&mut model, "+Sgt Beth Rowlands (3127)<enter>n<enter><enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })), "{}", said(&model));
    assert!(said(&model).contains("why wasn't the child visited"), "{}", said(&model));
    let (_, entry) = written(&mut model, "in the shower<enter><enter>");
    assert!(text(&entry).ends_with("Not visited: in the shower."), "{}", text(&entry));
}

#[test]
fn a_duty_is_passed_on_with_a_digit_a_name_and_a_reason_and_the_name_stands_on_the_page() {
    let mut model = coming_on();
    let (record_id, entry) = written(&mut model, "-1DC Zed Sample (4480)<enter>PC Odd went off<enter><enter>");
    assert_eq!(record_id, "r-aled");
    assert_eq!(text(&entry), "Passed on: Referral,\nto DC Zed Sample (4480),\nbecause PC Odd went off");
    assert_eq!(model.selected.as_deref(), Some("r-aled"), "a duty passed on is no child taken over");
    let aled = model.handover.children.iter().find(|child| child.record_id == "r-aled").unwrap();
    assert!(aled.rows.iter().any(|row| row.text == "DC Zed Sample (4480): Referral"), "{:#?}", aled.rows);
}

#[test]
fn mine_only_lists_what_is_mine_and_again_shows_everyones_and_follows_the_officer() {
    let mut model = coming_on();
    press(&mut model, "<esc>:mine<enter>");
    assert_eq!((model.screen, model.mine), (Screen::Handover, true));
    let screen = crate::tui::view::plain(&model, 80, 24);
    assert!(screen.contains("[Handover, mine only]") && screen.contains("Yours and open: "), "{screen}");
    assert!(screen.contains("  Owed         custody officer: ") && !screen.contains("Watch"), "{screen}");
    assert!(model.handover.children.iter().flat_map(|child| &child.owed).all(|owed| owed.who.is(&next_sergeant())));
    let jailer_first = model.officers.iter().position(|officer| officer.number == "8841").unwrap() + 1;
    press(&mut model, &format!("o{jailer_first}"));
    assert_eq!(model.officer.number, "8841");
    assert!(model.handover.children.iter().flat_map(|child| &child.owed).all(|owed| owed.who.is(&jailer())));
    press(&mut model, ":mine<enter>");
    assert!(!model.mine);
    assert_eq!(model.handover.children.len(), 4);
}

#[test]
fn the_whole_page_can_be_read_on_half_a_terminal_down_to_the_last_child() {
    let mut model = desk();
    model.size = (40, 12);
    press(&mut model, "<tab><tab><tab>.");
    let seen = |model: &Model| crate::tui::view::plain(model, 40, 12);
    assert!(seen(&model).contains("First: late"), "{}", seen(&model));
    press(&mut model, &"<space>".repeat(30));
    assert!(seen(&model).contains("visited"), "{}", seen(&model));
    press(&mut model, "<esc>");
    assert!(model.layers.is_empty());
    assert_eq!(model.screen, Screen::Handover);
}

#[test]
fn enter_opens_the_record_of_the_selected_child_and_escape_comes_back_to_the_page() {
    let mut model = desk();
    press(&mut model, "<tab><tab><tab><down><enter>");
    assert_eq!(model.current().unwrap().record_id, "r-jay");
    press(&mut model, "<esc>");
    assert!(model.layers.is_empty());
    assert_eq!(model.screen, Screen::Handover);
}
