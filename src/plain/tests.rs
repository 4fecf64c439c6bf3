//! Lines in, lines out: on a desk of four invented children, whose ledger is a list.

mod lists;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::page::WIDTH;
use super::*;
use crate::record::Instant;
use crate::record::Kind;
use crate::record::text::is_hidden;
use crate::tui::effect::{Addition, Stored};
use crate::tui::line::MOST_CHARACTERS;
use crate::tui::model::{Draft, Face};
use crate::tui::testing::{at, evening, now, stored, unpinned};

struct Talk {
    model: Model,
    dialogue: Dialogue,
    ledger: Vec<Stored>,
    drafts: Vec<Draft>,
    left: bool,
}

impl Talk {
    fn begin_with(model: Model) -> Self {
        let mut model = model;
        model.face = Face::Lines;
        let dialogue = Dialogue::begin(&model);
        let mut talk = Self { model, dialogue, ledger: evening(), drafts: Vec::new(), left: false };
        talk.dialogue.say(&mut talk.model);
        talk
    }

    /// The sergeant at the list of children.
    fn begin() -> Self {
        let mut talk = Self::begin_with(unpinned());
        talk.say("");
        talk
    }

    /// Types a line; returns what is said then.
    fn say(&mut self, line: &str) -> String {
        let effects = self.dialogue.hear(&mut self.model, line);
        for effect in effects {
            self.perform(effect);
        }
        let said = self.dialogue.say(&mut self.model);
        for line in said.lines() {
            assert!(line.width() <= WIDTH && !line.chars().any(is_hidden), "{line:?}");
        }
        assert!(!said.ends_with('\n') && !said.is_empty(), "the last line asks: {said:?}");
        said.replace("\n  ", " ")
    }

    /// Types lines; returns what is said after the last.
    fn all(&mut self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.say(line)).last().unwrap()
    }

    fn perform(&mut self, effect: Effect) {
        let message = match effect {
            Effect::Append { record_id, decided_on, entries } => {
                self.append(vec![Addition { record_id, decided_on, child: None, entries }])
            }
            Effect::AppendAll(additions) => self.append(additions),
            Effect::Open { case } => {
                self.ledger.push(Stored { record_id: "r-new".into(), seq: 1, case: *case });
                Message::Appended { record_id: crate::tui::model::NEW.into() }
            }
            Effect::SaveDraft(draft) => {
                self.drafts.retain(|kept| (&kept.record_id, kept.form) != (&draft.record_id, draft.form));
                return self.drafts.push(draft);
            }
            Effect::DropDraft { record_id, form } => {
                return self.drafts.retain(|kept| (&kept.record_id, kept.form) != (&record_id, form));
            }
            Effect::Bell => return,
            Effect::WriteSheet { .. } => Message::SheetWritten("sheets/x.html".into()),
            Effect::Quit => {
                self.left = true;
                return;
            }
        };
        self.read_again();
        for effect in self.model.update(message) {
            self.perform(effect);
        }
    }

    /// Adds all of it or nothing, as the ledger does.
    fn append(&mut self, additions: Vec<Addition>) -> Message {
        let here = additions.first().unwrap().record_id.clone();
        let seq = |id: &str| self.ledger.iter().find(|stored| stored.record_id == id).unwrap().seq;
        if additions.iter().any(|addition| seq(&addition.record_id) != addition.decided_on) {
            return Message::Moved { record_id: here };
        }
        for Addition { record_id, child, entries, .. } in additions {
            let stored = self.ledger.iter_mut().find(|stored| stored.record_id == record_id).unwrap();
            stored.seq += entries.len() as u64;
            stored.case.entries.extend(entries);
            stored.case.head.child = child.or(stored.case.head.child.take());
        }
        Message::Appended { record_id: here }
    }

    fn read_again(&mut self) {
        self.model.update(Message::Records(self.ledger.clone()));
    }

    /// Another desk writes on Aled's record; this one sees it or not.
    fn another_desk_writes(&mut self, seen: bool) {
        let other = self.ledger.iter_mut().find(|stored| stored.record_id == "r-aled").unwrap();
        let entry = other.case.entries.last().unwrap().clone();
        other.case.entries.push(entry);
        other.seq += 1;
        if seen {
            self.read_again();
        }
    }

    fn later(&mut self, at: Instant) {
        let effects = self.model.update(Message::Tick(at));
        effects.into_iter().for_each(|effect| self.perform(effect));
    }

    fn last_entry(&self, record_id: &str) -> &crate::record::Entry {
        self.ledger.iter().find(|stored| stored.record_id == record_id).unwrap().case.entries.last().unwrap()
    }

    fn count(&self) -> usize {
        self.ledger.iter().map(|stored| stored.case.entries.len()).sum()
    }
}

#[test]
fn who_is_at_the_keys_is_asked_first_by_number_or_as_someone_new() {
    let mut talk = Talk::begin_with(unpinned());
    let said = talk.say("9");
    assert!(said.contains("\"9\" isn't something"), "{said}");
    assert!(talk.say("2").starts_with("Sam Okafor is at the keys\n"));
    let mut unknown = unpinned();
    unknown.officers.clear();
    unknown.officer = crate::desk::Officer::nobody();
    let mut talk = Talk::begin_with(unknown);
    assert!(talk.say(" ").contains("type both"));
    assert_eq!(talk.say("Sgt Ffion\u{1b}Sample"), "Number:");
    assert!(talk.say("4411").contains("3. review officer (inspector)\n"));
    assert!(talk.say("review").contains("3. review officer (inspector); 6. review officer (sergeant"));
    assert!(talk.say("3").starts_with("Sgt Ffion Sample is at the keys\n"), "no control character is kept");
    assert_eq!(talk.model.officer.number, "4411");
}

#[test]
fn every_child_is_one_line_with_what_is_due_in_words() {
    let mut talk = Talk::begin();
    let said = talk.say("refresh");
    assert!(said.starts_with("TRAINING. Board at Sat 14 Nov 23:10"), "{said}");
    assert!(said.contains("4 children are held, the most urgent first."), "{said}");
    for words in ["Aled Probert, 15, cell 4: ", "Siân Ŵyn, 14, cell M3: ", "cell 11, hospital, for treatment: "] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(said.lines().filter(|line| line.contains("Own words last recorded")).count(), 4);
    assert_eq!(talk.say("help").lines().last(), Some("Which child?"));
}

#[test]
fn a_child_is_chosen_by_number_or_name_and_what_may_be_two_is_asked_about() {
    let mut talk = Talk::begin();
    assert!(talk.say("ale").starts_with("Aled Probert, 15, cell 4. Record KE/2214/26.\n"));
    talk.say("back");
    assert!(talk.say("rube").contains("isn't something that can be done here"));
    // Another child comes to the top between hearing the list and typing a number of it.
    let first = talk.model.board.rows[0].name.clone();
    talk.ledger.push(stored("r-zed", "KE/2230/26", "Zed Newcomer", "2015-01-01", "9", Vec::new()));
    talk.read_again();
    talk.model.board.rows.rotate_right(1);
    assert!(talk.say("1").starts_with(&first), "a number means what was heard beside it");
    let acts: Vec<String> = forms()
        .zip(1..)
        .filter(|((label, _), _)| label.starts_with("Ch"))
        .map(|((label, _), number)| format!("{number}. {label}"))
        .collect();
    assert!(acts.len() > 2 && talk.say("ch").contains(&acts.join("; ")), "{acts:?}");
    assert!(talk.say("n").starts_with("Note: "), "the keys of the screen work too");
}

#[test]
fn a_check_is_asked_field_by_field_and_signed_by_yes_alone() {
    let mut talk = Talk::begin();
    let before = talk.count();
    talk.say("aled");
    let said = talk.say("1");
    assert!(said.contains("Know first. Last words: 22:40"), "{said}");
    assert!(said.ends_with("When [now]:"), "{said}");
    let said = talk.say("-6m");
    assert!(said.starts_with("When: Saturday 14 November 2026 23:04 GMT (6 min ago).\nField 2 of "), "{said}");
    assert!(said.contains("\n4. tearful\n") && said.ends_with("\nSeems:"), "{said}");
    talk.say("with");
    talk.all(&["under the blanket", "leave me", "sat outside"]);
    let said = talk.say("1, 2");
    assert!(said.contains("Will be recorded: Sat 14 Nov 23:04 GMT, Check: awake; withdrawn;"), "{said}");
    assert!(said.contains("If you sign now the record will say:\n"), "{said}");
    for not_a_yes in ["", " ", "y", "ok", "1", "yess", "sign", "back"] {
        talk.say(not_a_yes);
        assert_eq!(talk.count(), before, "{not_a_yes:?}");
    }
    assert!(talk.say("YES").starts_with("Saved to disk: Check, Aled Probert, by Sgt Beth Rowlands\n"));
    let Kind::Check(check) = &talk.last_entry("r-aled").kind else { panic!() };
    assert_eq!(check.said.as_deref(), Some("leave me"));
    assert_eq!((check.concern, check.for_referral), (Some(true), Some(true)));
    assert_eq!(talk.last_entry("r-aled").at(), at("23:04"));
}

#[test]
fn fields_come_and_go_with_the_answers_and_one_can_go_back() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "c", ""]);
    assert!(talk.say("10").contains("Field 3 of 4: Seen."), "asleep: what the child said isn't asked");
    assert!(talk.say("<").contains("Seems [sleeping]:"));
    assert!(talk.say("1").contains("Field 3 of 6: Seen."));
    assert!(talk.say("").contains("Child said. Words."));
    assert!(talk.say("").contains("No words because. One of these:"));
    assert!(talk.say("?").contains("honest answer"));
    assert!(talk.say("xyz").contains("isn't one of these"));
    assert!(talk.say("d").contains("Mark. Any of these"));
    assert!(talk.say("<").contains("No words because [declined to talk]:"));
    assert!(talk.say("<").ends_with("Child said:"));
    assert!(talk.say("hello").contains("Field 5 of 5: Mark."), "with words no reason is asked");
    assert!(talk.all(&["<", "<", "<", "<", "<", "<"]).contains("This is the first field"));
}

#[test]
fn what_is_wrong_is_said_and_that_field_asked_again() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "note"]);
    assert!(talk.say("25:00").contains("isn't a time"));
    talk.say("now");
    let said = talk.say("");
    assert!(said.contains("Not yet: what happened? A note needs words.") && said.ends_with("Note:"), "{said}");
    assert!(talk.say("water given").contains("Sign? Type yes"));
    assert!(talk.say("back when").contains("When [23:10 gmt 14/11]:"));
    assert!(talk.say("2300").contains("Sat 14 Nov 23:00 GMT, Note"), "straight to the signature again");
}

#[test]
fn the_time_that_was_read_back_is_the_time_that_is_signed() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "note", "", "rang the scheme"]);
    talk.later(at("23:25"));
    assert!(talk.say("yes").starts_with("Saved to disk: Note"));
    assert_eq!(talk.last_entry("r-aled").at(), now());
    assert_eq!(talk.last_entry("r-aled").recorded_at(), at("23:25"));
}

#[test]
fn what_another_desk_wrote_is_heard_before_anything_is_signed() {
    for seen in [true, false] {
        let mut talk = Talk::begin();
        talk.all(&["aled", "note", "", "rang the scheme"]);
        let before = talk.count();
        talk.another_desk_writes(seen);
        let said = talk.say("yes");
        assert!(said.starts_with("NOT RECORDED") && said.contains("another desk wrote"), "{said}");
        assert!(said.contains("Will be recorded:") && said.ends_with("back and a number:"), "{said}");
        assert_eq!(said.matches("Written since: Entry ").count(), 1, "{said}");
        assert_eq!(talk.count(), before + 1, "only the other desk's");
        assert!(talk.say("yes").starts_with("Saved to disk: Note"));
    }
}

#[test]
fn the_reviews_owed_are_a_list_whose_numbers_are_meant_until_another_is_heard() {
    let mut talk = Talk::begin();
    let said = talk.say("reviews");
    let due: Vec<String> = talk.model.reviews.iter().map(|due| due.name.clone()).collect();
    assert!(due.len() > 1 && said.starts_with(&format!("{} reviews are owed", due.len())), "{said}");
    for (name, number) in due.iter().zip(1..) {
        assert!(said.contains(&format!("\n{number}. {name}, ")), "{name}: {said}");
    }
    let first = &talk.model.reviews[0];
    assert!(said.contains(&format!("review {}, due ", first.shown(talk.model.now))), "{said}");
    assert!(said.contains(first.how), "{said}");
    let (last, number) = (due.last().unwrap().clone(), due.len().to_string());
    assert!(talk.say(&number).starts_with(&last));
    talk.say("back");
    let board = talk.model.board.rows[due.len() - 1].name.clone();
    assert!(talk.say(&number).starts_with(&board), "the list of all children was heard since");
}

#[test]
fn no_form_speaks_of_keys_and_no_sign_stands_for_a_word() {
    let mut talk = Talk::begin();
    talk.say("aled");
    let forms = forms().count();
    for number in 1..=forms {
        let mut said = talk.say(&number.to_string());
        for _ in 0..30 {
            if !matches!(talk.dialogue.place, Place::Form(_)) || said.contains("Not yet: ") {
                break;
            }
            assert!(!talk.say("?").contains("Press"), "{number}");
            said = talk.say("");
            assert!(!said.contains("Press"), "{said}");
        }
        talk.say("stop");
        while matches!(talk.dialogue.place, Place::Unfinished(..)) {
            talk.say("no");
        }
    }
    let owed = talk.say("owed");
    let numbers = owed.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
    assert!(numbers > 2, "{owed}");
    let why: Vec<String> = (1..=numbers).map(|number| talk.say(&format!("why {number}"))).collect();
    assert!(why.iter().any(|said| said.contains("\nplus ") && said.contains("\nmakes ")), "{why:?}");
    for said in &why {
        assert!(!said.lines().any(|line| line.starts_with(['+', '=', '-'])), "{said}");
    }
}

#[test]
fn a_form_that_is_left_is_kept_and_offered_again() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "c", "-20m", "4", "on the mattre"]);
    let said = talk.say("stop");
    assert!(said.starts_with("Cell check is unfinished: \"unfinished\" goes on with it"), "{said}");
    assert_eq!(talk.drafts[0].values.get("when"), "22:50 gmt 14/11");
    talk.later(at("23:40"));
    assert!(talk.say("").contains("Unfinished: Cell check of 23:10"));
    let said = talk.say("unfinished");
    assert!(said.starts_with("Unfinished: Cell check, typed until 23:10"), "{said}");
    assert!(talk.say("maybe").contains("Type 1 for yes"));
    assert!(talk.say("no").contains("It stays as it is."));
    let said = talk.all(&["c", "yes"]);
    assert!(said.contains("Kept: Seen: on the mattre.") && said.ends_with("Child said:"), "{said}");
    assert!(talk.all(&["stop", "c", "3"]).ends_with("When [now]:"));
    assert_eq!(talk.drafts, []);
}

#[test]
fn words_that_are_orders_can_be_written_as_words() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "c", "", "angry", "=-", "=stop", "=?", ""]);
    talk.say("yes");
    let Kind::Check(check) = &talk.last_entry("r-aled").kind else { panic!() };
    let words = [&check.seen, &check.said, &check.did].map(|words| words.as_deref().unwrap_or_default());
    assert_eq!(words, ["-", "stop", "?"]);
}

#[test]
fn a_hundred_thousand_characters_are_cut_and_said_and_control_characters_are_not_kept() {
    let mut talk = Talk::begin();
    talk.all(&["aled", "note", ""]);
    let said = talk.say(&"ŵ".repeat(100_000));
    assert!(said.starts_with(&format!("CUT: a field holds {MOST_CHARACTERS} characters")), "{said}");
    talk.say("back note");
    talk.say("one\ttwo\u{1b}[2Jthree\u{202e}");
    talk.say("yes");
    let Kind::Note(note) = &talk.last_entry("r-aled").kind else { panic!() };
    assert_eq!(note.text, "one two [2Jthree\u{202e}", "just as it is kept at the screen");
}

#[test]
fn an_act_that_has_no_place_says_why_where_it_is_listed_and_where_it_is_chosen() {
    let mut talk = Talk::begin();
    let away = talk.model.board.rows.iter().position(|row| row.away.is_some()).unwrap() + 1;
    let said = talk.say(&away.to_string());
    assert!(said.contains("\n1. Check (the child is out of the cell: this is a call)\n"), "{said}");
    assert!(talk.say("1").starts_with("Call: child out of the cell: "));
    talk.say("stop");
    let said = talk.say("more");
    let (number, why) = said
        .lines()
        .find_map(|line| line.split_once(" (not now: ").map(|(act, why)| (act.split_once('.').unwrap().0, why)))
        .unwrap();
    let why = format!(" isn't opened: {}", why.strip_suffix(')').unwrap());
    let said = talk.say(number);
    assert!(said.contains(&why), "{why}: {said}");
    assert!(said.ends_with(", what now?"), "{said}");
}

#[test]
fn a_check_made_before_the_child_left_the_cell_is_entered_and_gone_on_with() {
    let mut talk = Talk::begin();
    talk.say("aled");
    assert!(talk.say("earlier").starts_with("the child is in the cell: "));
    talk.say("back");
    let away = talk.model.board.rows.iter().position(|row| row.away.is_some()).unwrap() + 1;
    talk.say(&away.to_string());
    assert!(talk.say("earlier check").starts_with("Cell check: "));
    talk.all(&["-3h", "1", "reading", "stop"]);
    assert!(talk.say("unfinished").starts_with("Unfinished: Cell check, "));
    let said = talk.say("yes");
    assert!(said.starts_with("Cell check: ") && said.contains("Kept: Seen: reading."), "{said}");
    assert!(talk.all(&["stop", "unfinished", "throw"]).contains("\nCell check: "));
    assert_eq!(talk.drafts, []);
}

#[test]
fn who_may_not_sign_hears_it_first_and_another_signs_what_was_typed() {
    let mut talk = Talk::begin();
    let said = talk.all(&["aled", "review"]);
    assert!(said.contains("Important. Not yours: ") && said.contains("\"officer\" changes officer"), "{said}");
    let mut said = talk.say("");
    for _ in 0..30 {
        if said.ends_with("Type back and a number, officer, or stop:") {
            break;
        }
        let (field, yes) = (said.lines().last().unwrap_or_default().to_owned(), said.contains("1. yes"));
        said = talk.say(if field.starts_with("Grounds") {
            "statement"
        } else if yes {
            "yes"
        } else {
            "1"
        });
    }
    assert!(said.contains("Can't be recorded: Sgt Beth Rowlands can't sign this"), "{said}");
    assert!(talk.say("yes").contains("NOT RECORDED"));
    let said = talk.all(&["officer", "3"]);
    assert!(said.starts_with("Insp Nia Pugh is at the keys") && said.contains("Will be recorded:"), "{said}");
    assert!(talk.say("yes").starts_with("Saved to disk: Review, Aled Probert, by Insp Nia Pugh"));
}

#[test]
fn why_is_asked_by_the_number_that_was_heard() {
    let mut talk = Talk::begin();
    let said = talk.say("aled");
    assert!(said.contains("\n1. Check\n"), "{said}");
    assert!(talk.say("why 1").contains("Hear the record first"));
    let said = talk.say("record");
    assert!(said.contains("1. ") && said.contains("Entry 0, 17:10") && said.contains("STRUCK Note"), "{said}");
    assert!(talk.say("why 1").starts_with("Why? Aled Probert: "));
    assert!(talk.say("why entry 0").starts_with("What rests on this? Aled Probert: entry 0"));
    for wrong in ["why", "why 0", "why 999", "why entry 99", "why -1", "why me"] {
        assert!(talk.say(wrong).contains("Type why and a number from 1 to "), "{wrong}");
    }
}

#[test]
fn a_child_who_comes_in_is_opened_and_one_who_left_is_said() {
    let mut talk = Talk::begin();
    let mut said = talk.all(&["new", "KE/2299/26", "Ida Dummyson", "3 3 2012"]);
    for _ in 0..40 {
        if said.contains("Sign? ") {
            break;
        }
        let last = said.lines().last().unwrap_or_default().to_owned();
        said = talk.say(if last.contains('[') {
            ""
        } else if said.contains("1. ") {
            "1"
        } else {
            "-10"
        });
    }
    assert!(said.contains("Opens a record: KE/2299/26, Ida Dummyson"), "{said}");
    let said = talk.say("yes");
    assert!(said.starts_with("Saved to disk: ") && said.ends_with("Ida Dummyson, what now?"), "{said}");
    talk.ledger.pop();
    talk.read_again();
    let said = talk.say("note");
    assert!(said.contains("no longer held here") && said.ends_with("Which child?"), "{said}");
}

#[test]
fn quitting_keeps_the_form_and_leaves() {
    let mut talk = Talk::begin();
    assert!(talk.all(&["aled", "sheet"]).starts_with("Panel sheet written: "));
    assert!(!talk.left);
    talk.say("quit");
    assert!(talk.left);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_lines_at_all_bring_the_desk_down_or_sign_without_a_yes(
        lines in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec!["1", "2", "3", "0", "", "<", "?", "-", "stop", "back", "back 1", "no", "more",
                    "record", "why 1", "law asleep", "ladders", "handover", "c", "review", "new", "officer", "unfinished", "now", "discard", "s", "=", "12"]),
                "\\PC{0,12}".prop_map(|line| &*line.leak()),
            ],
            1..40,
        )
    ) {
        let mut talk = Talk::begin();
        let before = talk.count();
        for line in lines.iter().filter(|line| line.trim().to_lowercase() != "yes") {
            talk.say(line);
        }
        prop_assert_eq!(talk.count(), before);
    }
}
