//! How few keys the acts of every hour take, and how little is worked out at each of them.

use chrono::TimeDelta;

use super::*;
use crate::law::testing::judged_in;
use crate::tui::testing::keys;

/// One act: what it is called, on whose record, by whom, and its keys from the board with the child selected. Words that the
/// officer has to find themselves stand in braces.
struct Act {
    name: &'static str,
    on: &'static str,
    by_inspector: bool,
    written: &'static str,
    makes: &'static str,
    keys: usize,
}

const fn act(name: &'static str, on: &'static str, written: &'static str, makes: &'static str, keys: usize) -> Act {
    Act { name, on, by_inspector: false, written, makes, keys }
}

const ACTS: &[Act] = &[
    act("a check, with the child's words", "r-aled", "c1{on the bench}<enter>{ok thanks}<enter><enter>", "check", 5),
    act("a check, the child asleep", "r-aled", "c0{on his side, breathing easily}<enter><enter>", "check", 4),
    act("the adult rung, no answer", "r-aled", "a11{his mum}<enter>12<enter>", "aa_requested", 7),
    act("the adult here, rights given again", "r-mia", "a21{Ewa}<enter>yn<enter>", "aa_arrived", 7),
    Act {
        by_inspector: true,
        ..act(
            "a review in person, child and adult heard",
            "r-sian",
            "r1yy1<enter>12<enter>{why am I here}<enter>{statement brought forward}<enter>{she is tired}<enter>\
             {interview at 23:40}<enter>yy<enter><enter>",
            "review",
            17,
        )
    },
    act(
        "alternative accommodation asked for",
        "r-jay",
        "s{Bristol}<enter>2{Ceri at the duty team}<enter>{wants his nan's}<enter><enter>",
        "accommodation_requested",
        6,
    ),
    act("a note", "r-aled", "n{blanket given}<enter><enter>", "note", 3),
    act("a meal, taken", "r-aled", "d1y<enter>", "care", 4),
    act("what the child asks for", "r-aled", "i1{a call to his nan}<enter><enter>", "asked_for", 4),
    act("a check that wasn't made, and why", "r-aled", "m1{a fight in cell 9}<enter><enter>", "check_missed", 4),
    act("out to hospital", "r-aled", "v3<enter><enter>", "left_for_hospital", 4),
];

/// Returns every key of an act, its words, and how many of the keys aren't words.
fn counted(written: &str) -> (String, Vec<&str>, usize) {
    let mut rest = written;
    let (mut pressed, mut said, mut besides) = (String::new(), Vec::new(), 0);
    while let Some((before, after)) = rest.split_once('{') {
        let (words, after) = after.split_once('}').unwrap();
        besides += keys(before).len();
        pressed.push_str(before);
        pressed.push_str(words);
        said.push(words);
        rest = after;
    }
    pressed.push_str(rest);
    (pressed, said, besides + keys(rest).len())
}

#[test]
fn the_acts_of_every_hour_take_so_many_keys_besides_the_words() {
    for act in ACTS {
        let mut model = unpinned();
        if act.by_inspector {
            // When it is due: nothing is asked of a review brought forward, or late.
            model.now = at("23:25");
            model.judge_all();
            model.update(Message::Officer(inspector()));
        }
        model.selected = Some(act.on.into());
        let (pressed, said, besides) = counted(act.written);
        assert_eq!(besides, act.keys, "{}", act.name);
        let effects = press(&mut model, &pressed);
        let Some(Effect::Append { record_id, entries, .. }) = effects.last() else {
            panic!("{}: {:?}; {:?}", act.name, model.status, model.layers.last());
        };
        assert_eq!((record_id.as_str(), entries[0].kind.word()), (act.on, act.makes), "{}", act.name);
        let entry = format!("{:?}", entries[0]);
        for words in said {
            assert!(entry.contains(&format!("{words:?}")), "{}: {words} isn't in {entry}", act.name);
        }
    }
}

#[test]
fn the_keys_of_each_act_stand_in_the_documents() {
    let page = include_str!("../../../docs/performance.md");
    for Act { name, keys, .. } in ACTS {
        let row = format!("| {name} | {keys} |");
        assert!(page.contains(&row), "docs/performance.md lacks: {row}");
    }
}

#[test]
fn a_key_typed_in_a_form_judges_no_child_but_the_forms() {
    let mut model = unpinned();
    model.selected = Some("r-aled".into());
    let mut judged = Vec::new();
    for key in keys("c1on the bench<enter>ok thanks<backspace>") {
        // Seconds go by as one types: what is judged afresh for that is the form's child too.
        judged.extend(judged_in(|| model.update(Message::Tick(model.now + TimeDelta::milliseconds(250)))));
        let at_key = judged_in(|| model.update(Message::Key(key)));
        assert!(at_key.len() <= 2, "with the entry and without it: {at_key:?}");
        judged.extend(at_key);
    }
    assert!(judged.len() > 10, "words of a check are judged as they are typed: {judged:?}");
    assert!(judged.iter().all(|number| number == "KE/2214/26"), "{judged:?}");
    assert!(form(&mut model).preview.is_some());
}

#[test]
fn moving_about_and_seconds_going_by_judge_nobody_and_a_minute_judges_everybody_once() {
    let mut model = unpinned();
    for key in keys("jk<tab><tab><tab><tab><enter><tab><down><esc>?<esc>:note<esc>x<esc>1") {
        assert_eq!(judged_in(|| model.update(Message::Key(key))), Vec::<String>::new(), "{key:?}");
    }
    assert_eq!(judged_in(|| model.update(Message::Tick(now() + TimeDelta::seconds(59)))), Vec::<String>::new());
    let mut judged = judged_in(|| model.update(Message::Tick(now() + TimeDelta::seconds(60))));
    judged.sort();
    assert_eq!(judged, ["KE/2214/26", "KE/2216/26", "KE/2217/26", "KE/2219/26"]);
}
