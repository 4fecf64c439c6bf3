//! Journeys that settle who a child is: an age learned, an entry on the wrong child, one child with two records.

use super::said;
use crate::record::Kind;
use crate::tui::effect::{Addition, Effect, Message};
use crate::tui::model::Model;
use crate::tui::testing::*;

/// Opens a form by its name in the palette.
fn find(model: &mut Model, name: &str) {
    press(model, &format!(":{name}<enter>"));
}

fn added(effects: Vec<Effect>, model: &Model) -> Vec<Addition> {
    let all = effects.into_iter().find_map(|effect| match effect {
        Effect::AppendAll(additions) => Some(additions),
        _ => None,
    });
    all.unwrap_or_else(|| panic!("nothing signed: {}", said(model)))
}

#[test]
fn an_age_learned_is_signed_as_who_the_child_is_with_a_note_of_what_was_known() {
    let mut model = desk();
    find(&mut model, "who it is");
    assert_eq!(form(&mut model).record_id, "r-aled");
    let erase = "<backspace>".repeat(12);
    model.update(Message::Focus(Some("born")));
    let effects = press(&mut model, &format!("{erase}3 4 2011<enter>1<enter>passport<enter><enter>"));
    let [addition] = added(effects, &model).try_into().unwrap();
    let child = addition.child.unwrap();
    assert_eq!(
        (child.date_of_birth.unwrap().to_string().as_str(), child.name.as_deref()),
        ("2011-04-03", Some("Aled Probert"))
    );
    assert_eq!((addition.record_id.as_str(), addition.decided_on), ("r-aled", 40));
    assert!(matches!(&addition.entries[0].kind, Kind::Note(note) if note.text.contains("How it is known: passport")));
    model.update(Message::Appended { record_id: "r-aled".into() });
    assert!(said(&model).starts_with("Saved to disk: Note, Aled Probert"), "{}", said(&model));
}

#[test]
fn an_entry_on_the_wrong_child_is_struck_and_made_on_the_other_in_one_signature() {
    let mut model = desk();
    find(&mut model, "wrong child");
    let last = model.loaded("r-aled").unwrap().record.entries().iter().rposition(|e| matches!(e.kind, Kind::Check(_)));
    let number = last.unwrap();
    press(&mut model, &format!("{number}<enter>M3"));
    let there = form(&mut model).brief.iter().find(|line| line.label == "Made there").cloned().unwrap();
    assert!(there.loud && there.text.starts_with("Siân Ŵyn"), "{there:?}");
    let effects = press(&mut model, "<enter><enter>");
    let [here, there] = added(effects, &model).try_into().unwrap();
    assert!(matches!(&here.entries[..], [struck] if matches!(struck.kind, Kind::Correction(_))));
    assert_eq!((there.record_id.as_str(), there.child), ("r-sian", None));
    assert!(matches!(&there.entries[..], [check] if matches!(check.kind, Kind::Check(_))));
    assert_eq!(
        there.entries[0].by().unwrap().name.as_deref(),
        Some("Sgt Beth Rowlands"),
        "whoever moves it answers for it"
    );
    assert_eq!(there.entries[0].recorded_at(), now());
    model.update(Message::Appended { record_id: "r-aled".into() });
    let saved = "Saved to disk: Correction, Aled Probert, Check on Siân Ŵyn, by Sgt Beth Rowlands";
    assert_eq!(said(&model), saved);
}

#[test]
fn an_entry_cant_be_moved_to_the_same_child_to_nobody_or_by_whom_it_isnt_to_sign() {
    let mut model = desk();
    model.officer = jailer();
    // The second entry says that detention was authorised: a detention officer doesn't sign that.
    for (whose, wrong) in [("4", "no other child"), ("99", "no other child"), ("M3", "on Siân Ŵyn's record")] {
        find(&mut model, "wrong child");
        let effects = press(&mut model, &format!("1<enter>{whose}<enter><enter>"));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::AppendAll(_) | Effect::Append { .. })));
        assert!(said(&model).contains(wrong), "{whose}: {}", said(&model));
        press(&mut model, "<ctrl-x>");
    }
}

#[test]
fn a_child_who_seems_to_be_here_already_is_pointed_out_before_the_record_is_opened() {
    let mut model = desk();
    press(&mut model, "yKE/2399/26<enter>aled  probert<enter>");
    let line = form(&mut model).brief.iter().find(|line| line.label == "Here already?").cloned().unwrap();
    assert!(line.loud && line.text.contains("KE/2214/26") && line.text.contains("the same name"), "{line:?}");
}

#[test]
fn two_records_of_one_child_are_pointed_out_on_the_board_until_one_is_struck() {
    let mut model = one_child_twice();
    let child = model.loaded("r-twice").unwrap().record.child.clone();
    let (twin, why) = model.twin(&child, "r-twice").unwrap();
    assert_eq!((twin.head.custody_number.as_str(), why), ("KE/2214/26", "the same name and birth date"));
    find(&mut model, "opened twice");
    let effects = press(&mut model, "KE/2214/26<enter><enter>");
    let Some(Effect::Append { record_id, entries, .. }) = effects.last() else { panic!("{}", said(&model)) };
    assert_eq!((record_id.as_str(), entries.len()), ("r-twice", 3));
    assert!(entries.iter().all(|entry| matches!(entry.kind, Kind::Correction(_))));
    model.update(Message::Appended { record_id: "r-twice".into() });
    assert!(said(&model).starts_with("Saved to disk: 3 times Correction, Aled Probert"), "{}", said(&model));
}
