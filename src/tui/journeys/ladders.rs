//! Journeys up the ladders: three calls for an adult in as many lines, and a call to the authority.

use serde_json::json;

use super::said;
use crate::record::kinds::AaRequested;
use crate::record::words::{AaOutcome, AaWho};
use crate::record::{CaseFile, Entry, Kind};
use crate::tui::effect::{Effect, Message, Stored};
use crate::tui::form::Focus;
use crate::tui::model::{Model, Screen};
use crate::tui::testing::*;

/// A desk on one child whose entries are kept as they are signed.
struct Night {
    model: Model,
    child: Stored,
}

impl Night {
    fn of(more: &[(&str, &str, serde_json::Value)]) -> Self {
        let entries = more.iter().map(|(time, kind, fields)| entry(time, kind, fields.clone())).collect();
        let child = stored("r-dai", "KE/2230/26", "Dai Invented", "2011-05-14", "6", entries);
        let mut night = Self { model: empty_desk(), child };
        night.load();
        press(&mut night.model, "<tab><tab>");
        night
    }

    fn load(&mut self) {
        let Stored { record_id, seq, case } = &self.child;
        let case = CaseFile { head: case.head.clone(), entries: case.entries.clone() };
        let stored = Stored { record_id: record_id.clone(), seq: *seq, case };
        self.model.update(Message::Records(vec![stored]));
    }

    /// Types keys, with words between bars, and keeps what is signed; returns it, and how many keys there were beside the
    /// words.
    fn types(&mut self, script: &str) -> (Entry, usize) {
        let (mut effects, mut keys) = (Vec::new(), 0);
        for (place, part) in script.split('|').enumerate() {
            effects.extend(press(&mut self.model, part));
            let names = part.matches('<').count();
            let letters = part.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, rest)| rest));
            keys += if place % 2 == 0 { names + letters.map(|rest| rest.chars().count()).sum::<usize>() } else { 0 };
        }
        let appended = effects.into_iter().find_map(|effect| match effect {
            Effect::Append { entries, .. } => entries.into_iter().next(),
            _ => None,
        });
        let entry = appended.unwrap_or_else(|| panic!("nothing signed: {}", said(&self.model)));
        self.child.case.entries.push(entry.clone());
        self.child.seq += 1;
        self.load();
        self.model.update(Message::Appended { record_id: "r-dai".into() });
        (entry, keys)
    }

    /// Lets time go on by minutes; the desk locks meanwhile, and the same officer comes back to it.
    fn back_at(&mut self, time: &str) {
        while self.model.now < at(time) {
            let next = self.model.now + chrono::TimeDelta::minutes(1);
            self.model.update(Message::Tick(next));
        }
        press(&mut self.model, "<enter><enter>");
        assert!(self.model.lock.is_none(), "{}", said(&self.model));
    }

    fn asks(&mut self, script: &str) -> (AaRequested, usize) {
        match self.types(script) {
            (Entry { kind: Kind::AaRequested(asked), .. }, keys) => (asked, keys),
            (other, _) => panic!("nobody asked: {other:?}"),
        }
    }
}

#[test]
fn three_calls_for_an_adult_are_three_lines_of_no_more_than_twenty_keys_beside_the_words() {
    let mut night = Night::of(&[]);
    let (first, keys) = night.asks("<enter>|Mum|<enter><enter>2<enter>");
    assert!(keys <= 20, "{keys}");
    assert_eq!((first.who, first.name.as_deref()), (Some(AaWho::Parent), Some("Mum")));
    assert_eq!(first.outcome, Some(AaOutcome::NoAnswer));

    night.back_at("23:20");
    let (second, keys) = night.asks("<enter>4|at work till 06:00|<enter><enter>");
    assert!(keys <= 20, "{keys}");
    assert_eq!(
        (second.who, second.name.as_deref()),
        (Some(AaWho::Parent), Some("Mum")),
        "her name stands there already"
    );
    assert_eq!(second.outcome, Some(AaOutcome::Unavailable));
    assert_eq!(second.reason.as_deref(), Some("at work till 06:00"));

    let (third, keys) = night.asks("<enter>6<enter><enter>1|2345|<enter><enter>");
    assert!(keys <= 20, "{keys}");
    assert_eq!((third.who, third.outcome), (Some(AaWho::Scheme), Some(AaOutcome::Coming)));
    assert_eq!(third.eta.map(|eta| eta.instant()), Some(at("23:45")));
    assert_eq!(night.model.screen, Screen::Ladders);
}

#[test]
fn ringing_again_with_no_answer_is_enter_a_digit_and_the_signature() {
    let rang = json!({ "who": "parent", "name": "Ann Lee", "for": "arrival", "outcome": "no_answer" });
    let mut night = Night::of(&[("23:00", "aa_requested", rang)]);
    let (again, keys) = night.asks("<enter>2<enter>");
    assert_eq!((again.name.as_deref(), again.outcome, keys), (Some("Ann Lee"), Some(AaOutcome::NoAnswer), 3));
    let unnamed = json!({ "who": "parent", "for": "arrival", "outcome": "no_answer" });
    let (again, _) = Night::of(&[("23:00", "aa_requested", unnamed)]).asks("<enter>2<enter>");
    assert_eq!(again.name, None, "who had no name isn't asked for one again");
}

#[test]
fn a_rung_that_isnt_taken_is_a_key_the_reason_and_the_signature_and_the_next_one_follows() {
    let cant = json!({ "who": "parent", "for": "arrival", "outcome": "unavailable" });
    let mut night = Night::of(&[("23:00", "aa_requested", cant)]);
    let next = |night: &Night| night.model.ladders[0].next().unwrap().1.step.title();
    assert_eq!(next(&night), "Ask someone they know");
    let (entry, keys) = night.types(",|nobody else is known|<enter><enter>");
    assert!(matches!(entry.kind, Kind::Note(note) if note.text.contains("because nobody else is known")));
    assert_eq!((next(&night), keys), ("Ask the AA scheme", 3));
}

#[test]
fn a_form_left_half_way_is_gone_on_with_and_keeps_its_time() {
    let mut night = Night::of(&[]);
    press(&mut night.model, "<enter>Mu<esc>");
    night.back_at("23:24");
    press(&mut night.model, "<enter>");
    let form = form(&mut night.model);
    assert_eq!(form.values.get("name"), "Mu");
    assert!(form.values.get("when").contains("23:10"), "{:?}", form.values.get("when"));
}

#[test]
fn the_authority_is_asked_answered_for_and_escalated_from_the_ladder() {
    let adult = json!({ "who": "parent", "rights_given": true });
    // With the next review hours away, the managers come before asking again.
    let reviewed = json!({ "method": "in_person", "accommodation_considered": true, "decision": "continue",
        "by": { "name": "Sgt Beth Rowlands", "role": "custody_officer", "rank": "sergeant" } });
    let mut night = Night::of(&[
        ("17:30", "aa_arrived", adult),
        ("17:35", "aa_briefed", json!({})),
        ("22:50", "charged", json!({ "offences": ["burglary of a dwelling"] })),
        ("23:00", "bail_refused", json!({ "grounds": ["fail_to_appear"] })),
        ("23:05", "review", reviewed),
    ]);
    let (asked, _) = night.types("<enter>|Bristol|<enter>2|Ann Lee|<enter><enter><enter>");
    assert!(matches!(asked.kind, Kind::AccommodationRequested(asked) if asked.contact.as_deref() == Some("Ann Lee")));
    press(&mut night.model, "<enter>");
    assert_eq!(form(&mut night.model).focus, Focus::Field("answer"), "who was asked, and for what, is known");
    let (answered, _) = night.types("3<enter>|nothing tonight|<enter><enter>");
    assert!(
        matches!(answered.kind, Kind::AccommodationAnswered(said) if said.words.as_deref() == Some("nothing tonight"))
    );
    press(&mut night.model, "<enter>");
    assert_eq!(form(&mut night.model).focus, Focus::Field("to"));
    let (escalated, _) = night.types("|Bo Rae|<enter><enter><enter>");
    assert!(matches!(escalated.kind, Kind::AccommodationEscalated(up) if up.to == "Bo Rae"));
}

#[test]
fn elsewhere_enter_opens_the_record_and_with_nobody_on_a_ladder_it_does_nothing() {
    let mut model = desk();
    model.ladders.clear();
    press(&mut model, "<tab><tab>");
    assert_eq!((model.screen, model.selected.clone()), (Screen::Ladders, None));
    press(&mut model, "<enter>");
    assert!(model.layers.is_empty(), "{}", said(&model));
    press(&mut model, "<esc><enter>");
    assert!(matches!(model.layers.last(), Some(crate::tui::model::Layer::Record(_))));
}
