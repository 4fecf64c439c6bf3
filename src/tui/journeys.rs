//! Journeys at the desk: where one starts, the keys, and where one ends.

mod alarm;
mod bad;
mod handover;
mod ladders;
mod law;
mod lock;
mod quick;
mod screens;
mod settle;
mod walk;

use crossterm::event::{KeyEventKind, KeyEventState};

use super::action::{Action, Scope, of};
use super::effect::{Effect, Message};
use super::form::Focus;
use super::model::{Layer, Model};
use super::testing::*;
use crate::desk::board::{by_urgency, by_weight};
use crate::desk::why::blocks;
use crate::law::explain::explain;
use crate::record::Kind;
use crate::record::words::{Demeanour, NotSaid};

/// Returns the one check that the effects would append.
fn check(effects: &[Effect]) -> crate::record::kinds::Check {
    let appended = effects.iter().find_map(|effect| match effect {
        Effect::Append { entries, .. } => entries.first(),
        _ => None,
    });
    match appended.map(|entry| &entry.kind) {
        Some(Kind::Check(check)) => check.clone(),
        other => panic!("no check in {effects:?}: {other:?}"),
    }
}

fn said(model: &Model) -> String {
    model.status.as_ref().map(|status| status.text.clone()).unwrap_or_default()
}

#[test]
fn a_cell_check_is_a_letter_a_digit_two_short_texts_and_enter() {
    let mut model = desk();
    let effects = press(&mut model, "c1on the bench<enter>ok thanks<enter><enter>");
    let check = check(&effects);
    assert_eq!(check.demeanour, Some(Demeanour::Calm));
    assert_eq!(check.seen.as_deref(), Some("on the bench"));
    assert_eq!(check.said.as_deref(), Some("ok thanks"));
    assert_eq!(check.awake, Some(true));
    let appended = effects.iter().find(|effect| matches!(effect, Effect::Append { .. }));
    let Some(Effect::Append { record_id, decided_on, entries }) = appended else { panic!("{effects:?}") };
    assert_eq!((record_id.as_str(), *decided_on), ("r-aled", 40));
    assert_eq!(entries[0].at(), now());
    assert_eq!(entries[0].by().unwrap().name.as_deref(), Some("Sgt Beth Rowlands"));
}

#[test]
fn a_sleeping_child_is_asked_nothing_and_a_silent_one_has_an_honest_reason() {
    let check_of = |keys: &str| check(&press(&mut desk(), keys));
    assert_eq!(check_of("c0on his side, breathing easily<enter><enter>").not_said, Some(NotSaid::Asleep));
    assert_eq!(check_of("c1reading<enter><enter>2<enter>").not_said, Some(NotSaid::NotAsked));
}

#[test]
fn six_minutes_ago_is_typed_where_the_time_stands() {
    let mut model = desk();
    let effects = press(&mut model, "c<up><backspace><backspace><backspace>-6m<enter>1reading<enter>hi<enter><enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(entries[0].at(), at("23:04"));
    assert_eq!(entries[0].recorded_at(), now());
}

#[test]
fn letters_typed_into_a_text_are_words_and_never_actions() {
    let mut model = desk();
    press(&mut model, "c1qcarsnuo?:<space>jk1-=");
    assert_eq!(form(&mut model).values.get("seen"), "qcarsnuo?: jk1-=");
    assert_eq!(model.layers.len(), 1);
}

#[test]
fn escape_keeps_what_was_typed_with_the_time_it_happened() {
    let mut model = desk();
    let effects = press(&mut model, "c4by the door<esc>");
    assert!(model.layers.is_empty());
    assert!(matches!(effects.last(), Some(Effect::SaveDraft(draft)) if draft.values.get("seen") == "by the door"));
    assert!(said(&model).contains("unfinished"), "{}", said(&model));
    model.update(Message::Tick(at("23:40")));
    press(&mut model, "<enter>1");
    pin(&mut model);
    press(&mut model, "u");
    assert!(said(&model).contains("Going on"), "{}", said(&model));
    let form = form(&mut model);
    assert_eq!(form.values.get("when"), "23:10 gmt 14/11");
    assert_eq!(form.focus, Focus::Field("said"), "the keys are at the first field that has no answer");
    let effects = press(&mut model, "cold<enter>blanket given<enter><enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?}") };
    assert_eq!((entries[0].at(), entries[0].recorded_at()), (at("23:10"), at("23:40")));
}

#[test]
fn escape_on_an_untouched_form_leaves_nothing_behind() {
    let mut model = desk();
    assert_eq!(press(&mut model, "c<tab><esc>"), Vec::new());
    assert!(model.layers.is_empty() && model.drafts.is_empty() && model.status.is_none());
}

#[test]
fn discard_throws_the_draft_away_and_says_so() {
    let mut model = desk();
    let effects = press(&mut model, "c4<esc>u<ctrl-x>");
    assert!(matches!(effects.last(), Some(Effect::DropDraft { form: "check", .. })));
    assert!(model.drafts.is_empty() && model.layers.is_empty());
    assert!(said(&model).contains("thrown away"));
}

#[test]
fn saved_is_said_only_when_it_is_on_disk() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><enter>");
    assert!(form(&mut model).signing);
    assert!(!said(&model).contains("Saved"));
    press(&mut model, "<esc><enter>xq<ctrl-o>");
    assert!(form(&mut model).signing, "nothing comes between a signature and the disk");
    model.update(Message::Records(evening()));
    let effects = model.update(Message::Appended { record_id: "r-aled".into() });
    assert_eq!(said(&model), "Saved to disk: Check, Aled Probert, by Sgt Beth Rowlands");
    assert!(matches!(effects.as_slice(), [Effect::DropDraft { form: "check", .. }]));
    assert!(model.layers.is_empty() && model.drafts.is_empty());
}

#[test]
fn where_another_desk_wrote_first_it_is_not_recorded_and_is_decided_again() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><enter>");
    let mut fresh = evening();
    fresh.iter_mut().for_each(|stored| stored.seq += 1);
    model.update(Message::Records(fresh));
    model.update(Message::Moved { record_id: "r-aled".into() });
    assert!(said(&model).starts_with("NOT RECORDED") && model.status.as_ref().unwrap().bad);
    assert!(!form(&mut model).signing);
    let effects = press(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Append { decided_on: 41, .. }]), "{effects:?}");
}

#[test]
fn what_another_desk_writes_under_an_open_form_is_told_there_and_seen_before_it_is_signed() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter>");
    let mut fresh = evening();
    let aled = fresh.iter_mut().find(|stored| stored.record_id == "r-aled").unwrap();
    let note = stored(
        "x",
        "1",
        "X",
        "2010-01-01",
        "1",
        vec![entry("23:09", "note", serde_json::json!({ "text": "mum rang: on her way" }))],
    )
    .case
    .entries
    .remove(3);
    (aled.seq, aled.case.entries) = (41, aled.case.entries.iter().cloned().chain([note]).collect());
    model.update(Message::Records(fresh));
    assert!(said(&model).starts_with("Another desk wrote \"Note at 23:09\" meanwhile"), "{}", said(&model));
    let line = form(&mut model).brief[0].clone();
    assert!(line.loud && line.label == "Meanwhile" && line.text.contains("mum rang: on her way"), "{line:?}");
    assert_eq!(press(&mut model, "<enter>"), Vec::new());
    assert!(said(&model).starts_with("NOT RECORDED: another desk wrote \"Note at 23:09\" first"), "{}", said(&model));
    let effects = press(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::Append { decided_on: 41, .. }]), "{effects:?}");
}

#[test]
fn what_failed_says_not_recorded_and_keeps_what_is_typed() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><enter>");
    model.update(Message::Failed("the disk is full".into()));
    assert_eq!(said(&model), "NOT RECORDED: the disk is full");
    assert!(!form(&mut model).signing);
    assert_eq!(form(&mut model).values.get("said"), "ok");
    press(&mut model, "<up><up>");
    press(&mut model, "x");
    assert!(model.status.is_none(), "the next act takes it away");
}

#[test]
fn a_draft_that_could_not_be_dropped_does_not_unsay_what_was_saved() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><enter>");
    model.update(Message::Appended { record_id: "r-aled".into() });
    model.update(Message::Failed("the old draft is still there: disk full".into()));
    let said = said(&model);
    assert!(said.starts_with("Saved to disk: Check") && said.contains("the old draft is still there"), "{said}");
    assert!(!said.contains("NOT RECORDED"));
}

#[test]
fn what_went_wrong_stays_to_be_read_while_words_are_typed() {
    let mut model = desk();
    press(&mut model, "c1");
    model.update(Message::Failed("the draft could NOT be kept: the disk is full".into()));
    press(&mut model, "on the bench");
    assert_eq!(said(&model), "the draft could NOT be kept: the disk is full");
}

#[test]
fn pasted_line_breaks_do_not_sign() {
    let mut model = desk();
    press(&mut model, "c1");
    assert_eq!(model.update(Message::Paste("one\ntwo\r\n\r\n".into())), Vec::new());
    assert_eq!(form(&mut model).values.get("seen"), "one two");
    assert_eq!(form(&mut model).focus, Focus::Field("seen"));
    press(&mut model, "<tab><tab><tab>");
    model.update(Message::Paste("\n\n".into()));
    assert!(!form(&mut model).signing);
}

#[test]
fn pasted_text_goes_where_the_keys_are() {
    let mut model = desk();
    press(&mut model, "c1<ctrl-p>");
    model.update(Message::Paste("disc".into()));
    assert!(matches!(model.layers.last(), Some(Layer::Palette(palette)) if palette.query == "disc"));
    press(&mut model, "<esc>");
    assert_eq!(form(&mut model).values.get("seen"), "");
}

#[test]
fn a_paste_too_long_is_cut_and_said() {
    let mut model = desk();
    press(&mut model, "c1");
    model.update(Message::Paste("ŵ".repeat(9_000)));
    assert!(said(&model).starts_with("CUT"), "{}", said(&model));
}

#[test]
fn a_key_let_go_does_nothing_and_one_held_down_does_not_sign() {
    let mut model = desk();
    let mut release = key("c");
    release.kind = KeyEventKind::Release;
    assert_eq!(model.update(Message::Key(release)), Vec::new());
    assert!(model.layers.is_empty());
    press(&mut model, "c1reading<enter>ok<enter>");
    let held = crossterm::event::KeyEvent { kind: KeyEventKind::Repeat, state: KeyEventState::NONE, ..key("enter") };
    assert_eq!(model.update(Message::Key(held)), Vec::new());
    assert!(!form(&mut model).signing);
}

#[test]
fn with_caps_lock_on_a_letter_still_does_what_it_says() {
    let mut model = desk();
    press(&mut model, "C");
    assert_eq!(form(&mut model).spec.id, "check");
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut model = desk();
    press(&mut model, "%");
    assert_eq!(said(&model), "% does nothing here: ? shows what every key does");
    press(&mut model, "cx");
    assert!(said(&model).contains("Press a key shown"), "{}", said(&model));
}

#[test]
fn no_key_is_lost_without_a_word_in_a_form_in_a_list_or_where_it_signs() {
    let after = |keys: &str| {
        let mut model = desk();
        press(&mut model, keys);
        said(&model)
    };
    let nothing = |key: &str, how: &str| format!("{key} does nothing here: {how}");
    assert_eq!(after("n<ctrl-r>"), nothing("Ctrl-R", "Ctrl-G shows what every key does"));
    assert_eq!(after("nok<enter>y"), "Nothing is typed on this line: Enter signs, Shift-Tab goes back to the fields");
    assert_eq!(after("oy"), nothing("y", "Esc closes this"));
    assert_eq!(after("o4Dai<enter>99<enter>y"), nothing("y", "Esc closes this"));
    assert_eq!(after("o4Dai<enter>99<enter><enter>"), "Press the figure beside a role: that takes the keys");
    assert_eq!(after("<ctrl-p><ctrl-r>"), nothing("Ctrl-R", "Esc closes this"));
    assert_eq!(after("x<ctrl-r>"), nothing("Ctrl-R", "Esc closes this"));
}

#[test]
fn a_letter_that_no_longer_fits_is_said_to_be_cut() {
    let mut model = desk();
    press(&mut model, "n");
    model.update(Message::Paste("ŵ".repeat(2_000)));
    assert_eq!(said(&model), "");
    press(&mut model, "y");
    assert!(said(&model).starts_with("CUT"), "{}", said(&model));
    press(&mut model, "<backspace>y");
    assert!(form(&mut model).values.raw("text").ends_with("ŵy"));
}

#[test]
fn on_a_child_who_has_left_nothing_is_signed_and_no_officer_signs_for_the_one_before() {
    let mut model = desk();
    press(&mut model, "nblanket given<enter>");
    model.update(Message::Records(evening().into_iter().filter(|stored| stored.record_id != "r-aled").collect()));
    let effects = press(&mut model, "<ctrl-o>2<enter>");
    assert_eq!(model.officer, jailer());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })), "{effects:?}");
    assert!(said(&model).starts_with("NOT RECORDED: the child is no longer held here"), "{}", said(&model));
    press(&mut model, "<esc>");
    assert!(model.draft("r-aled", Some("note")).is_some_and(|kept| kept.values.get("text") == "blanket given"));
}

#[test]
fn nothing_is_signed_from_the_palette() {
    let mut model = desk();
    press(&mut model, "nok<enter>");
    assert_eq!(form(&mut model).focus, Focus::Sign);
    let effects = press(&mut model, "<ctrl-p>sign<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })), "{effects:?}");
}

#[test]
fn the_selection_stays_with_its_child_while_the_rows_move() {
    let mut model = unpinned();
    model.selected = Some("r-mia".into());
    let mut fresh = evening();
    fresh.reverse();
    fresh.insert(0, stored("r-new", "KE/2230/26", "Zed New", "2011-01-01", "1", Vec::new()));
    model.update(Message::Records(fresh));
    assert_eq!(model.selected.as_deref(), Some("r-mia"));
    assert_eq!(model.current().unwrap().record_id, "r-mia");
    assert_eq!(model.board.rows.len(), 5);
}

#[test]
fn when_the_selected_child_has_left_the_desk_says_who_is_selected_now() {
    let mut model = unpinned();
    model.selected = Some("r-mia".into());
    let left: Vec<_> = evening().into_iter().filter(|stored| stored.record_id != "r-mia").collect();
    model.update(Message::Records(left));
    let now = model.board.rows.iter().find(|row| Some(&row.record_id) == model.selected.as_ref()).unwrap();
    assert_eq!(said(&model), format!("Mia Kowalczyk is no longer held here; {} is selected now", now.name));
}

#[test]
fn signing_with_something_missing_goes_to_it_and_says_what() {
    let mut model = desk();
    let effects = press(&mut model, "c<tab><tab><tab><enter><enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })));
    assert_eq!(form(&mut model).focus, Focus::Field("demeanour"));
    assert!(said(&model).contains("how does the child seem"));
}

#[test]
fn a_signature_outside_the_role_is_refused_until_the_officer_changes() {
    let mut model = desk();
    let effects = press(&mut model, "r1yy<tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append { .. })));
    assert!(said(&model).contains("Change officer first"), "{}", said(&model));
    let effects = press(&mut model, "<ctrl-o>3<enter>");
    assert_eq!(model.officer, inspector());
    assert!(matches!(effects.last(), Some(Effect::Append { .. })), "{effects:?}");
}

#[test]
fn a_form_says_on_opening_that_this_officer_may_not_sign_it_and_can_be_filled_in_for_who_may() {
    let mut model = desk();
    press(&mut model, "r");
    let told = form(&mut model).brief.first().cloned().unwrap();
    assert!(told.loud && told.label == "Not yours" && told.text.contains("Ctrl-O changes officer"), "{told:?}");
    press(&mut model, "1y");
    assert_eq!(form(&mut model).values.get("method"), "in_person");
    press(&mut model, "<ctrl-o>3");
    assert!(form(&mut model).brief.iter().all(|line| line.label != "Not yours"));
}

#[test]
fn enter_passes_over_the_marks_of_a_check_and_tab_goes_to_them() {
    let mut model = desk();
    press(&mut model, "c5by the door<enter>who's feeding my sister<tab><tab>");
    assert_eq!(form(&mut model).focus, Focus::Field("mark"));
    let check = check(&press(&mut model, "2<enter><enter>"));
    assert_eq!((check.for_referral, check.concern), (Some(true), None));
}

#[test]
fn a_form_without_a_key_is_found_by_its_name_and_one_that_does_not_fit_the_child_says_why() {
    let mut model = desk();
    press(&mut model, ":parent told<enter>");
    assert_eq!(form(&mut model).spec.id, "told");
    press(&mut model, "<esc>:woman named<enter>");
    assert_eq!(said(&model), "this child is recorded as a boy");
    press(&mut model, "t");
    assert_eq!(said(&model), "no review has been held yet");
    assert!(model.layers.is_empty());
}

#[test]
fn someone_new_at_the_keys_gives_name_number_and_role() {
    let mut model = desk();
    press(&mut model, "o4<enter><enter>2");
    assert_eq!(model.officer, sergeant(), "without name and number nobody changes");
    press(&mut model, "Dai<enter>99<enter>2");
    assert_eq!((model.officer.name.as_str(), model.officer.number.as_str()), ("Dai", "99"));
    assert!(model.layers.is_empty());
    assert!(said(&model).contains("Dai is at the keys"));
}

#[test]
fn moving_stops_at_the_ends_and_comes_straight_back() {
    let mut model = desk();
    press(&mut model, "<down><down><down><down><down><up>");
    assert_eq!(model.selected.as_deref(), Some("r-sian"));
    press(&mut model, "<pageup>");
    assert_eq!(model.selected.as_deref(), Some("r-mia"));
    press(&mut model, "j<enter><down><down><down><down><down><down><down><down><up>");
    assert!(matches!(model.layers.last(), Some(Layer::Record(screen)) if screen.selected == 2), "{:?}", model.layers);
}

#[test]
fn a_form_opened_on_a_record_goes_back_to_the_record() {
    let mut model = desk();
    press(&mut model, "<enter>n<esc>");
    assert!(matches!(model.layers.as_slice(), [Layer::Record(_)]));
    press(&mut model, "<esc>");
    assert!(model.layers.is_empty());
}

#[test]
fn time_going_on_keeps_the_draft_and_the_board_fresh() {
    let mut model = desk();
    press(&mut model, "c1half a sen");
    let effects = model.update(Message::Tick(at("23:11")));
    assert!(matches!(effects.as_slice(), [Effect::SaveDraft(draft)] if draft.values.get("seen") == "half a sen"));
    assert_eq!(model.update(Message::Tick(at("23:12"))), Vec::new(), "nothing new to keep");
}

#[test]
fn seconds_later_what_was_owed_already_is_not_said_to_be_owed_then() {
    for id in ["r-aled", "r-mia", "r-sian"] {
        let mut model = unpinned();
        model.selected = Some(id.into());
        model.update(Message::Tick(now() + chrono::TimeDelta::seconds(40)));
        press(&mut model, "nblanket given");
        let preview = form(&mut model).preview.clone().unwrap();
        assert_eq!((preview.opens, preview.closes), (Vec::new(), Vec::new()), "{id}");
    }
}

#[test]
fn with_no_child_held_a_form_says_why_it_does_not_open() {
    let mut model = empty_desk();
    press(&mut model, "c");
    assert_eq!(said(&model), "no child is held");
    assert!(model.layers.is_empty());
}

#[test]
fn every_action_can_be_reached_by_its_key() {
    for binding in Scope::ALL.into_iter().flat_map(of) {
        for name in binding.keys {
            let mut model = desk();
            match binding.scope {
                Scope::Board => {}
                Scope::Record => drop(press(&mut model, "<enter>")),
                Scope::Form => drop(press(&mut model, "c")),
                Scope::Popup => drop(press(&mut model, "?")),
                Scope::Reading => drop(press(&mut model, "<enter>w")),
                Scope::Walk => drop(press(&mut model, "w")),
            }
            if binding.action == Action::Resume {
                press(&mut model, "c4<esc>");
            }
            assert_eq!(model.scope(), binding.scope);
            let resolved = super::key::name(key(name)).and_then(|name| super::action::resolve(binding.scope, &name));
            assert_eq!(resolved, Some(binding.action), "{:?} {name}", binding.scope);
            let later = matches!(binding.action, Action::PassBy | Action::Form("talk" | "bail" | "certificate"));
            assert_eq!(model.unavailable(binding.action).is_some(), later, "{:?} {name}", binding.scope);
        }
    }
}

#[test]
fn every_action_but_moving_and_signing_is_in_the_palette_by_name() {
    for scope in [Scope::Board, Scope::Record, Scope::Form] {
        for binding in of(scope) {
            let moving = matches!(
                binding.action,
                Action::Enter
                    | Action::Up
                    | Action::Down
                    | Action::PageUp
                    | Action::PageDown
                    | Action::Palette
                    | Action::Cell
            );
            let mut palette = super::popup::PaletteScreen::open(scope);
            let listed = |palette: &super::popup::PaletteScreen| {
                palette.matches.iter().any(|found| found.action == binding.action)
            };
            assert_eq!(listed(&palette), !moving, "{scope:?} {}", binding.help);
            binding.label.chars().for_each(|c| {
                palette.type_key(key(&c.to_string()));
            });
            assert_eq!(listed(&palette), !moving, "{scope:?} {}", binding.label);
        }
    }
}

#[test]
fn the_keys_of_a_form_are_never_letters_or_digits_nor_are_those_of_a_list() {
    for scope in [Scope::Form, Scope::Popup] {
        for name in of(scope).flat_map(|binding| binding.keys) {
            assert!(name.chars().count() > 1, "{scope:?}: {name} would be eaten out of words being typed");
        }
    }
}

#[test]
fn the_palette_does_what_it_names() {
    let mut model = desk();
    press(&mut model, ":cell check<enter>");
    assert_eq!(form(&mut model).spec.id, "check");
}

#[test]
fn the_panel_sheet_is_one_key_and_where_it_went_is_said() {
    let mut model = desk();
    let wanted = [Effect::WriteSheet { custody_number: "KE/2214/26".to_owned() }];
    assert_eq!(press(&mut model, "p"), wanted, "from the board");
    assert_eq!(press(&mut model, "<enter>p"), wanted, "and from the record");
    model.update(Message::SheetWritten("sheets/KE-2214-26.html".to_owned()));
    assert_eq!(said(&model), "Panel sheet written: open sheets/KE-2214-26.html in a browser");
}

#[test]
fn an_enter_after_the_digit_confirms_it_and_never_puts_what_was_seen_in_the_childs_mouth() {
    let check = check(&press(&mut desk(), "c5<enter>facing the wall<enter>I want my mum<enter><enter><enter>"));
    assert_eq!((check.seen.as_deref(), check.said.as_deref()), (Some("facing the wall"), Some("I want my mum")));
}

fn read(model: &Model) -> &super::reading::Reading {
    match model.layers.last() {
        Some(Layer::Reading(reading)) => reading,
        other => panic!("nothing is read: {other:?}"),
    }
}

#[test]
fn why_is_one_key_on_what_is_owed_on_what_fell_short_and_on_an_entry() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    let loaded = model.loaded("r-aled").unwrap();
    let explained = |id: &str| {
        let rule = crate::law::register::rule(id).unwrap();
        blocks(&explain(&loaded.record, &model.policy, &model.suite, model.now, rule))
    };
    let owed = by_urgency(&loaded.assessment)[1].rule;
    let found = by_weight(&loaded.assessment)[0].clone();
    let (of_owed, of_found) = (explained(owed), explained(found.rule));

    press(&mut model, "<enter>jw");
    assert!(read(&model).title.contains(owed) && read(&model).title.contains("Aled Probert"));
    assert_eq!(read(&model).blocks.len(), of_owed.len());
    assert_eq!(read(&model).blocks[0], of_owed[0]);
    press(&mut model, "<esc>");
    assert!(
        matches!(model.layers.as_slice(), [Layer::Record(screen)] if screen.selected == 1),
        "back where it was asked"
    );

    press(&mut model, "<tab>w");
    assert_eq!(read(&model).blocks, of_found);
    assert!(read(&model).blocks[1].rows[0].text.contains(&found.message[..20]), "the answer asked about is told first");
    press(&mut model, "w<tab>w");
    assert!(read(&model).title.starts_with("What rests on this? Aled Probert: entry 9"), "{}", read(&model).title);
    assert!(read(&model).blocks[0].rows[0].text.contains("I want my mum"));
    assert_eq!(read(&model).blocks[1].heading, "Without it");
}

#[test]
fn the_finding_asked_about_is_told_before_others_of_its_rule() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    let findings = by_weight(&model.loaded("r-aled").unwrap().assessment).into_iter().cloned().collect::<Vec<_>>();
    let earlier = |place: usize| findings[..place].iter().any(|before| before.rule == findings[place].rule);
    let place = (0..findings.len()).find(|place| earlier(*place)).expect("a rule that finds two things");
    press(&mut model, &format!("<enter><tab>{}w", "j".repeat(place)));
    assert_eq!(read(&model).blocks[1].rows[0].text, *findings[place].message);
}

#[test]
fn what_is_read_stops_at_its_last_line_and_comes_straight_back() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    model.update(Message::Size(40, 12));
    press(&mut model, "<enter>w");
    press(&mut model, "<up>");
    assert_eq!(read(&model).top, 0);
    press(&mut model, &"<space>".repeat(60));
    let last = read(&model).top;
    assert!(last > 5 && super::view::plain(&model, 40, 12).contains("lines above"), "{last}");
    press(&mut model, "k");
    assert_eq!(read(&model).top, last - 1);
    press(&mut model, "j<pagedown>");
    assert_eq!(read(&model).top, last);
    model.update(Message::Size(160, 200));
    press(&mut model, "<down>");
    assert_eq!(read(&model).top, 0, "on a taller terminal all of it is seen");
}

#[test]
fn where_nothing_is_under_the_cursor_why_says_so() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    press(&mut model, "<enter>");
    for loaded in &mut model.records {
        loaded.assessment.duties.clear();
    }
    press(&mut model, "w");
    assert_eq!(said(&model), "nothing here to explain");
    assert!(matches!(model.layers.as_slice(), [Layer::Record(_)]));
}

#[test]
fn a_charge_is_typed_as_officers_type_it_and_each_match_is_confirmed_by_a_digit() {
    let mut model = desk();
    press(&mut model, "gs18 wounding<enter>");
    assert_eq!(form(&mut model).focus, Focus::Field("match_1"));
    press(&mut model, "x");
    assert!(said(&model).contains("Press a key shown beside an answer"), "{}", said(&model));
    press(&mut model, "1robbry<enter>0");
    assert_eq!(form(&mut model).focus, Focus::Field("offence_3"), "the next offence, after each answer");
    let effects = press(&mut model, "<enter>5y<enter><enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?} {}", said(&model)) };
    let Kind::Charged(charged) = &entries[0].kind else { panic!("{entries:?}") };
    assert_eq!(charged.offences, ["s18 wounding", "robbry"]);
    let note = entries[0].common.note.as_deref().unwrap();
    assert!(note.contains("Wounding or causing GBH with intent") && note.contains("\"robbry\" not found"), "{note}");
}

#[test]
fn bail_is_refused_by_digits_and_words_and_only_by_the_custody_officer() {
    let mut model = desk();
    press(&mut model, "<down><down>f27<enter>missed court twice<enter>men at his door<enter>yy");
    assert_eq!(form(&mut model).focus, Focus::Sign, "Enter passes over what is disputed");
    let effects = press(&mut model, "<enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?} {}", said(&model)) };
    let Kind::BailRefused(refused) = &entries[0].kind else { panic!("{entries:?}") };
    assert_eq!(refused.danger.as_deref(), Some("men at his door"));
    assert_eq!(refused.grounds.as_ref().map(Vec::len), Some(2));

    let mut model = desk();
    press(&mut model, "<down><down>o2f");
    let told = form(&mut model).brief.first().cloned().unwrap();
    assert!(told.loud && told.label == "Not yours", "{told:?}");
    press(&mut model, "<esc><up>f");
    assert!(said(&model).starts_with("the child isn't charged"), "{}", said(&model));
}

#[test]
fn what_to_know_and_what_signing_does_are_read_to_the_end_without_leaving_the_form() {
    let mut model = unpinned();
    model.selected = Some("r-jay".into());
    press(&mut model, "s<up>2Bristol<enter>2Ann Lee<enter>4");
    let form_of = |model: &mut Model| (form(model).focus, form(model).reading);
    let (focus, _) = form_of(&mut model);
    for size in [(80, 24), (40, 12)] {
        model.update(Message::Size(size.0, size.1));
        let mut seen = String::new();
        for _ in 0..20 {
            press(&mut model, "<ctrl-f>");
            seen.push_str(&super::view::plain(&model, size.0, size.1));
        }
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in ["ALTERNATIVE", "\"absconding\"", "Missing", "If you sign now"] {
            assert!(seen.contains(word), "{size:?}: {word}");
        }
        let (_, last) = form_of(&mut model);
        press(&mut model, "<pagedown>");
        assert_eq!(form_of(&mut model), (focus, last), "it stops at the last line");
        press(&mut model, "<esc>");
        assert_eq!(form_of(&mut model), (focus, None), "back in the form, nothing left");
    }
    press(&mut model, "<ctrl-f><ctrl-b><ctrl-f>5");
    assert_eq!(form_of(&mut model), (focus, None), "a key typed goes into the form, and it is seen");
    assert_eq!(form(&mut model).values.get("reasons"), "absconding,reoffending");
}

#[test]
fn nothing_is_signed_while_the_form_may_be_out_of_sight() {
    let mut model = desk();
    press(&mut model, "c1reading<enter>ok<enter><ctrl-f>");
    assert_eq!(press(&mut model, "<enter>"), Vec::new());
    assert!(!form(&mut model).signing && form(&mut model).reading.is_none());
    assert!(matches!(press(&mut model, "<enter>").last(), Some(Effect::Append { .. })));
}

#[test]
fn secure_that_the_test_does_not_support_is_signed_only_with_a_reason() {
    let mut model = unpinned();
    model.selected = Some("r-jay".into());
    press(
        &mut model,
        "s<up>2Bristol<enter>2Ann Lee<enter>4<enter><enter><enter><enter><enter><enter>my aunt's<enter><enter>",
    );
    assert!(said(&model).starts_with("why secure all the same?"), "{}", said(&model));
    assert_eq!(form(&mut model).focus, Focus::Field("against"));
    let effects = press(&mut model, "inspector agrees<enter><enter><enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(entries[0].common.note.as_deref(), Some("against the advice: inspector agrees"));
    assert_eq!(entries[0].by().unwrap().name.as_deref(), Some("Sgt Beth Rowlands"));
}

#[test]
fn a_certificate_with_a_test_not_met_is_signed_only_with_a_reason_and_a_name() {
    let mut model = unpinned();
    model.selected = Some("r-jay".into());
    press(&mut model, "e29<enter>he runs from placements<enter>yymy aunt has a sofa<enter><enter><enter>");
    assert!(said(&model).starts_with("why is it made all the same?"), "{}", said(&model));
    assert_eq!(form(&mut model).focus, Focus::Field("against"));
    let effects = press(&mut model, "superintendent directs<enter><enter>");
    let Some(Effect::Append { entries, .. }) = effects.last() else { panic!("{effects:?} {}", said(&model)) };
    let Kind::CertificateIssued(made) = &entries[0].kind else { panic!("{entries:?}") };
    assert_eq!(made.child_views.as_deref(), Some("my aunt has a sofa"));
    assert_eq!(entries[0].common.note.as_deref(), Some("against the advice: superintendent directs"));
    assert_eq!(entries[0].by().unwrap().name.as_deref(), Some("Sgt Beth Rowlands"));
}

#[test]
fn the_palette_puts_an_act_of_that_name_before_one_that_only_speaks_of_it() {
    for (typed, form) in [("risk", "risk"), ("search", "search"), ("self", "harm"), ("rest", "rest"), ("meal", "care")]
    {
        let mut model = desk();
        press(&mut model, ":");
        press(&mut model, typed);
        let Some(super::model::Layer::Palette(palette)) = model.layers.last() else { panic!("{typed}") };
        assert_eq!(palette.chosen(), Some(Action::Form(form)), "{typed}");
    }
}

#[test]
fn a_child_who_comes_in_gets_a_record_and_is_selected() {
    let mut model = desk();
    press(&mut model, "y");
    press(&mut model, "KE/2301/26<enter>Ida Dummyson<enter>3 3 2012<enter>");
    let Some(super::model::Layer::Form(form)) = model.layers.last() else { panic!() };
    let owed: Vec<&str> = form.preview.as_ref().unwrap().opens.iter().map(|duty| duty.rule).collect();
    assert!(form.problems.is_empty() && !owed.is_empty(), "{owed:?}");
    for _ in 0..form.shown.len() {
        press(&mut model, "<tab>");
    }
    let effects = press(&mut model, "<enter>");
    let Some(Effect::Open { case }) = effects.last() else { panic!("{effects:?} {}", said(&model)) };
    assert_eq!((case.head.custody_number.as_str(), case.entries.len()), ("KE/2301/26", 1));
    assert_eq!(case.head.suite, model.one_suite());
    let mut stored: Vec<super::effect::Stored> = model
        .records
        .iter()
        .map(|loaded| super::effect::Stored {
            record_id: loaded.record_id.clone(),
            seq: loaded.seq,
            case: loaded.record.to_case_file(),
        })
        .collect();
    stored.push(super::effect::Stored { record_id: "fresh".into(), seq: 2, case: case.as_ref().clone() });
    model.update(super::effect::Message::Records(stored));
    model.update(super::effect::Message::Appended { record_id: super::model::NEW.into() });
    assert_eq!(said(&model), format!("Saved to disk: Arrived, Ida Dummyson, by {}", model.officer.name));
    assert_eq!(model.selected.as_deref(), Some("fresh"));
    assert!(model.layers.is_empty());
}

#[test]
fn a_child_half_written_down_is_kept_and_gone_on_with_by_the_same_key() {
    let mut model = desk();
    press(&mut model, "yKE/2301/26<enter>Ida");
    let effects = press(&mut model, "<esc>");
    let kept = effects.iter().any(|effect| matches!(effect, Effect::SaveDraft(draft) if draft.record_id == "new"));
    assert!(kept, "{effects:?}");
    assert_eq!(said(&model), "A child comes in is unfinished: y goes on with it");
    press(&mut model, "y");
    let Some(super::model::Layer::Form(form)) = model.layers.last() else { panic!() };
    assert_eq!((form.values.get("number"), form.values.get("name")), ("KE/2301/26", "Ida"));
}

#[test]
fn with_no_child_held_one_can_still_come_in() {
    let mut model = empty_desk();
    press(&mut model, "y");
    assert!(matches!(model.layers.last(), Some(super::model::Layer::Form(_))));
}
