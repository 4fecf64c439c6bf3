//! Every field of every form against what people and programs paste: nothing acts on the screen, nothing is lost without a
//! word, and what can't be read says what to type instead.

use super::*;
use crate::desk::form::{FieldKind, FieldSpec, FormSpec};
use crate::desk::forms::{ALL, NEW as NEW_FORM};
use crate::record::text::{is_hidden, visible};
use crate::tui::form::FormScreen;
use crate::tui::line::MOST_CHARACTERS;
use crate::tui::model::NEW;
use crate::tui::view;

/// What nobody means to type, by name.
fn texts() -> Vec<(&'static str, String)> {
    vec![
        ("line breaks", "one\ntwo\r\n\r\nthree\rfour\u{2028}five".into()),
        ("tabs", "one\ttwo\u{b}three".into()),
        ("escapes", "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}[200~\u{1b}[201~".into()),
        ("C1 controls", "\u{9b}2J\u{85}\u{90}x\u{9c}".into()),
        ("overrides", "\u{202e}evil\u{2066}live\u{2069}\u{202c}\u{061c}".into()),
        ("right to left", "שלום عربى".into()),
        ("zero width", "a\u{200b}b\u{feff}c\u{2060}d\u{ad}\u{3164}".into()),
        ("emoji", "👩‍👩‍👧‍👦 🏴\u{e0067}\u{e0062}\u{e007f} ❤️ 🇬🇧".into()),
        ("lone marks", "\u{301}\u{301} \u{20dd}".into()),
        ("a heap of marks", format!("a{}", "\u{301}".repeat(1_900))),
        ("zero byte", "a\0b".into()),
        ("Welsh and money", "Siân Ŵyn, £5 – “iawn”".into()),
        ("too long", "long ".repeat(20_000)),
    ]
}

/// Every form there is, with the record it stands on.
fn forms() -> impl Iterator<Item = (&'static FormSpec, &'static str)> {
    ALL.iter().map(|spec| (*spec, "r-aled")).chain([(NEW_FORM, NEW)])
}

fn open(spec: &'static FormSpec, record_id: &str) -> Model {
    let mut model = unpinned();
    let form = FormScreen::open(&model, model.loaded(record_id).unwrap(), spec);
    model.layers.push(Layer::Form(Box::new(form)));
    model
}

fn is_typed(field: &FieldSpec) -> bool {
    matches!(field.kind, FieldKind::Text | FieldKind::When | FieldKind::Eta)
}

#[track_caller]
fn draws_nothing_hidden(model: &Model, what: &str) {
    for (width, height) in [(80, 24), (40, 12)] {
        let screen = view::plain(model, width, height);
        let hidden = screen.chars().find(|c| *c != '\n' && is_hidden(*c));
        assert_eq!(hidden, None, "{what} at {width}x{height}:\n{screen}");
    }
}

#[test]
fn nothing_pasted_into_any_field_of_any_form_acts_on_the_screen_and_what_is_cut_is_said() {
    // All that is short, in one paste; and what is too long.
    let all: String = texts().iter().filter(|(_, text)| text.len() < 1_000).map(|(_, text)| text.as_str()).collect();
    let long = "ŵ".repeat(100_000);
    for (spec, record_id) in forms() {
        let mut model = open(spec, record_id);
        for field in spec.fields {
            let what = format!("{}.{}", spec.id, field.id);
            model.update(Message::Focus(Some(field.id)));
            let hidden = form(&mut model).focus != Focus::Field(field.id);
            if hidden {
                // Asked only for some answers: what is typed there is seen as it would be then.
                let form = form(&mut model);
                form.shown = spec.fields.to_vec();
                form.focus_on(Focus::Field(field.id));
                form.paste(&all);
            } else {
                model.update(Message::Paste(all.clone()));
            }
            draws_nothing_hidden(&model, &what);
            let kept = form(&mut model).values.raw(field.id).to_owned();
            assert!(!kept.chars().any(char::is_control), "{what}: {kept:?}");
            assert_eq!(kept.contains('£'), is_typed(field), "{what}: only words are pasted");
            if !hidden && is_typed(field) {
                model.update(Message::Paste(long.clone()));
                let kept = form(&mut model).values.raw(field.id).chars().count();
                assert_eq!(kept, MOST_CHARACTERS, "{what}");
                assert!(
                    said(&model).starts_with(&format!("CUT: a field holds {MOST_CHARACTERS} characters")),
                    "{what}"
                );
                draws_nothing_hidden(&model, &what);
                press(&mut model, "x");
                assert!(said(&model).starts_with("CUT: "), "{what}: a key that no longer fits is said too");
                press(&mut model, "<backspace>x");
                assert_eq!(form(&mut model).values.raw(field.id).chars().last(), Some('x'), "{what}: and then it fits");
            }
        }
        model.update(Message::Focus(None));
        draws_nothing_hidden(&model, spec.id);
    }
}

#[test]
fn each_text_nobody_means_to_type_is_signed_as_the_words_it_is() {
    for (name, text) in texts() {
        let mut model = desk();
        press(&mut model, "n");
        model.update(Message::Paste(text.clone()));
        draws_nothing_hidden(&model, name);
        let cut = said(&model).starts_with("CUT: ");
        let effects = press(&mut model, "<enter><enter>");
        let entry = effects.iter().find_map(|effect| match effect {
            Effect::Append { entries, .. } => entries.first(),
            _ => None,
        });
        let Some(Kind::Note(note)) = entry.map(|entry| &entry.kind) else { panic!("{name}: {}", said(&model)) };
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        assert!(clean.trim().starts_with(&note.text), "{name}: {:?}", note.text);
        assert_eq!(cut, note.text.len() < clean.trim().len(), "{name}: what is left out is said, and only that");
        assert!(!visible(&note.text).chars().any(is_hidden), "{name}");
    }
}

#[test]
fn a_time_a_date_or_a_number_that_cannot_be_read_says_what_to_type_in_a_line() {
    let typed = ["soon", "25:99", "\u{202e}0930", "9 3", "-", "99999999999999999999", "١٢٣٤", "12 34 56 78"];
    let long = "9".repeat(MOST_CHARACTERS);
    for (spec, record_id) in forms() {
        let mut model = open(spec, record_id);
        let times = spec.fields.iter().filter(|field| matches!(field.kind, FieldKind::When | FieldKind::Eta));
        for field in
            times.filter(|field| form(&mut open(spec, record_id)).shown.iter().any(|shown| shown.id == field.id))
        {
            for text in typed.iter().copied().chain([long.as_str()]) {
                model.update(Message::Focus(Some(field.id)));
                model.update(Message::Answer { field: field.id, answer: text.to_owned() });
                let form = form(&mut model);
                let problem = form.problems.iter().find(|problem| problem.field == field.id);
                let what = format!("{}.{} {text:.20}", spec.id, field.id);
                let message = &problem.unwrap_or_else(|| panic!("{what}: {:?}", form.problems)).message;
                assert!(message.contains("type "), "{what}: {message}");
                assert!(message.chars().count() < 160 && !message.chars().any(is_hidden), "{what}: {message}");
            }
        }
    }
    for (field, text) in [("born", "soon"), ("born", "31 2 2010"), ("born", "3 3 2999"), ("born", long.as_str())]
        .into_iter()
        .chain([("looks", "about 14"), ("looks", "1e9"), ("looks", "-1"), ("looks", "14.5"), ("looks", long.as_str())])
    {
        let mut model = open(NEW_FORM, NEW);
        model.update(Message::Answer { field, answer: text.to_owned() });
        let problems = &form(&mut model).problems;
        let problem = problems.iter().find(|problem| problem.field == field);
        let message = &problem.unwrap_or_else(|| panic!("{field} {text:.20}: {problems:?}")).message;
        assert!(
            ["such as 3 3 2010", "years", "is the year right?"].iter().any(|told| message.contains(told)),
            "{message}"
        );
    }
}

#[test]
fn what_is_pasted_where_no_words_are_asked_for_answers_nothing() {
    let mut model = desk();
    press(&mut model, "c");
    for field in ["demeanour", "mark"] {
        model.update(Message::Focus(Some(field)));
        let before = form(&mut model).values.clone();
        assert!(form(&mut model).focused().is_some_and(|focused| focused.id == field && !is_typed(focused)), "{field}");
        for (name, text) in texts() {
            model.update(Message::Paste(text));
            assert_eq!(form(&mut model).values, before, "{field} {name}");
            assert_eq!(said(&model), "A paste answers nothing here: it is taken where words are asked for", "{name}");
        }
    }
}

#[test]
fn a_custody_number_or_name_full_of_marks_stays_where_it_belongs_on_every_screen() {
    let mut records = evening();
    let heap = format!("\u{202e}Ŵyn\u{1b}[2J{}\u{3164}", "\u{301}".repeat(3_000));
    for stored in &mut records {
        stored.case.head.child.as_mut().unwrap().name = Some(heap.clone());
        stored.case.head.suite = Some(heap.clone());
        stored.case.head.custody_number = format!("{heap}{}", stored.record_id);
    }
    let mut model = unpinned();
    model.update(Message::Records(records));
    for keys in ["", "<tab>", "<tab>", "<tab>", ".", "<esc><enter>", "<tab>", "<tab>", "w", "<esc><esc>:", "<esc>z"] {
        press(&mut model, keys);
        draws_nothing_hidden(&model, keys);
    }
}
