//! Journeys away from the keys: the lock by hand and by itself, back by oneself and by another, a clock that jumps.

use chrono::TimeDelta;

use super::said;
use crate::tui::effect::{Effect, Message};
use crate::tui::form::Focus;
use crate::tui::model::{Layer, Model, Screen};
use crate::tui::testing::*;

/// Lets so many seconds pass, a second at a time as the desk does; returns every effect.
fn wait(model: &mut Model, seconds: i64) -> Vec<Effect> {
    (0..seconds).flat_map(|_| model.update(Message::Tick(model.now + TimeDelta::seconds(1)))).collect()
}

#[test]
fn two_minutes_without_a_key_lock_the_desk_and_what_was_typed_is_kept() {
    let mut model = desk();
    press(&mut model, "c4by the do");
    let effects = wait(&mut model, 119);
    assert!(model.lock.is_none());
    assert!(matches!(effects.as_slice(), [Effect::SaveDraft(draft)] if draft.values.get("seen") == "by the do"));
    wait(&mut model, 1);
    assert!(model.lock.as_ref().is_some_and(|lock| !lock.by_hand && lock.since == at("23:12")));
}

#[test]
fn a_key_now_and_then_keeps_the_desk_open() {
    let mut model = desk();
    for _ in 0..3 {
        wait(&mut model, 100);
        press(&mut model, "<down>");
    }
    assert!(model.lock.is_none());
}

#[test]
fn after_fourteen_minutes_away_the_same_officer_finds_the_form_as_it_was_with_the_time_it_happened() {
    let mut model = desk();
    press(&mut model, "c4by the door");
    press(&mut model, "<left><left>");
    let cursor = form(&mut model).cursor;
    wait(&mut model, 14 * 60);
    press(&mut model, "<space>1");
    assert_eq!(said(&model), "Sgt Beth Rowlands is at the keys. It is as you left it; what was typed is from 23:10");
    let form = form(&mut model);
    assert_eq!((form.focus, form.cursor), (Focus::Field("seen"), cursor));
    assert_eq!((form.values.get("seen"), form.values.get("when")), ("by the door", "23:10 gmt 14/11"));
    let effects = press(&mut model, "<enter>cold<enter>blanket given<enter><enter>");
    let signed = effects.iter().find_map(|effect| match effect {
        Effect::Append { entries, .. } => entries.first(),
        _ => None,
    });
    assert_eq!(signed.map(|entry| (entry.at(), entry.recorded_at())), Some((at("23:10"), at("23:24"))));
}

#[test]
fn another_officer_gets_the_board_and_the_form_is_left_as_whose_it_is() {
    let mut model = desk();
    press(&mut model, "<tab>c4by the door<ctrl-k>");
    press(&mut model, "x2");
    assert_eq!(model.officer, jailer());
    assert!(model.layers.is_empty() && model.screen == Screen::Board);
    let told = "Cell check of Aled Probert is left unfinished by Sgt Beth Rowlands (3127): u goes on with it";
    assert_eq!(said(&model), format!("Sam Okafor is at the keys. {told}"));
    press(&mut model, "<up><up>c1reading<esc><down>");
    assert_eq!(model.drafts.len(), 2, "each keeps their own: {:?}", model.drafts);
    press(&mut model, "u");
    assert!(said(&model).contains("typed until 23:10 by Sgt Beth Rowlands (3127)"), "{}", said(&model));
    assert_eq!(form(&mut model).values.get("seen"), "by the door");
    let effects = press(&mut model, ", cold<esc>");
    let by = effects.iter().find_map(|effect| match effect {
        Effect::SaveDraft(draft) => draft.by.clone(),
        _ => None,
    });
    assert_eq!(by.as_deref(), Some("Sam Okafor (8841)"), "whoever types on has it");
}

#[test]
fn a_walk_is_left_by_another_officer_and_goes_on_for_the_same_one() {
    let mut model = desk();
    press(&mut model, "w<space><space><enter>");
    let of = model.walk.as_ref().map(|walk| walk.of);
    assert!(of.is_some());
    press(&mut model, "<ctrl-k><space>1");
    assert_eq!(model.walk.as_ref().map(|walk| walk.of), of);
    press(&mut model, "<ctrl-k><space>2");
    assert!(model.walk.is_none() && said(&model).contains("The walk is left: 0 written down"), "{}", said(&model));
}

#[test]
fn no_key_but_a_name_opens_a_locked_desk_and_no_paste_does() {
    let mut model = desk();
    press(&mut model, "nfirst<ctrl-k>");
    let typed = |model: &mut Model| form(model).values.get("text").to_owned();
    assert_eq!(model.update(Message::Paste("pasted".into())), Vec::new());
    model.update(Message::Size(100, 30));
    assert!(model.lock.as_ref().is_some_and(|lock| lock.asking.is_none()), "neither asks who is there");
    assert_eq!(press(&mut model, "q<esc>q<down>"), Vec::new(), "q doesn't leave the program");
    model.update(Message::Paste("pasted".into()));
    assert!(model.lock.is_some());
    assert_eq!(typed(&mut model), "first");
    press(&mut model, "<up><enter>");
    assert!(model.lock.is_none(), "the officer before was selected");
    assert_eq!(typed(&mut model), "first");
}

#[test]
fn someone_new_says_who_they_are_and_is_not_let_in_by_half_a_name() {
    let mut model = desk();
    press(&mut model, "z<space>4Dai<enter>");
    wait(&mut model, 60);
    assert!(model.lock.is_some());
    press(&mut model, "99<enter>2");
    assert!(model.lock.is_none());
    assert_eq!(model.officer.named().as_deref(), Some("Dai (99)"));
}

#[test]
fn a_question_left_unanswered_for_two_minutes_goes_and_the_desk_stays_locked() {
    let mut model = desk();
    press(&mut model, "z<space>");
    wait(&mut model, 120);
    assert!(model.lock.as_ref().is_some_and(|lock| lock.asking.is_none()));
}

#[test]
fn on_a_desk_where_nobody_is_known_yet_what_is_typed_of_a_name_outlives_the_lock() {
    let mut model = desk();
    model.officers.clear();
    model.officer = crate::desk::Officer::nobody();
    press(&mut model, "oDai");
    let Some(Layer::Officer(screen)) = model.layers.last_mut() else { panic!() };
    *screen = crate::tui::popup::OfficerScreen::asking();
    press(&mut model, "Dai<enter>9");
    wait(&mut model, 120);
    assert!(model.lock.is_some());
    press(&mut model, "<space>9<enter>1");
    assert_eq!(model.officer.named().as_deref(), Some("Dai (99)"));
    assert_eq!(said(&model), "Dai is at the keys");
    assert!(model.layers.is_empty());
}

#[test]
fn a_signature_on_its_way_to_disk_is_waited_for_and_never_lost() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><enter>");
    assert!(form(&mut model).signing);
    wait(&mut model, 150);
    assert!(model.lock.is_none());
    model.update(Message::Appended { record_id: "r-aled".into() });
    assert!(said(&model).starts_with("Saved to disk"), "{}", said(&model));
    wait(&mut model, 1);
    assert!(model.lock.is_some());
    press(&mut model, "<space>1");
    assert!(said(&model).starts_with("Saved to disk"), "it is still said to whoever signed: {}", said(&model));
}

#[test]
fn what_went_wrong_while_the_desk_was_locked_is_told_to_whoever_comes() {
    let mut model = desk();
    press(&mut model, "z");
    model.update(Message::Failed("The draft was NOT kept: the disk is full".into()));
    press(&mut model, "<space>2");
    assert!(said(&model).starts_with("The draft was NOT kept: the disk is full. Sam Okafor"), "{}", said(&model));
    assert!(model.status.as_ref().is_some_and(|status| status.bad));
}

#[test]
fn a_clock_that_goes_back_is_said_and_loses_nothing() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    press(&mut model, "c4by the door");
    let entries: Vec<usize> = model.records.iter().map(|loaded| loaded.record.entries().len()).collect();
    let effects = model.update(Message::Tick(at("22:10")));
    assert!(matches!(effects.as_slice(), [Effect::SaveDraft(draft)] if draft.values.get("when") == "23:10 gmt 14/11"));
    let told = said(&model);
    assert!(told.contains("THE CLOCK WENT BACK 1 h 00, from 23:10 to 22:10"), "{told}");
    assert!(model.status.as_ref().is_some_and(|status| status.bad), "typing doesn't take it away");
    assert_eq!(model.records.iter().map(|loaded| loaded.record.entries().len()).collect::<Vec<_>>(), entries);
    assert!(model.records.iter().all(|loaded| loaded.assessment.as_at == at("22:10")));
    assert_eq!(form(&mut model).values.get("seen"), "by the door");
    wait(&mut model, 120);
    assert!(model.lock.is_some(), "two minutes are two minutes by the new clock");
}

#[test]
fn a_clock_that_jumps_on_is_said_and_a_small_step_is_not() {
    let mut model = desk();
    model.update(Message::Tick(at("23:10") + TimeDelta::minutes(5)));
    assert!(!said(&model).contains("CLOCK"), "{}", said(&model));
    model.update(Message::Tick(at("23:45")));
    assert!(said(&model).contains("THE CLOCK JUMPED ON 30 min, from 23:15 to 23:45"), "{}", said(&model));
    press(&mut model, "<space>1");
    assert!(said(&model).contains("THE CLOCK JUMPED ON"), "it is told to whoever unlocks: {}", said(&model));
}
