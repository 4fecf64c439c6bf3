//! What is heard over all children: the ladders, the handover, the law.

use super::*;
use crate::desk::handover::FIRST;
use crate::desk::ladders::NO_LADDER;

#[test]
fn the_ladders_say_what_was_done_what_is_next_and_the_act_that_does_it() {
    let mut talk = Talk::begin();
    let said = talk.say("ladders");
    let rows = talk.model.ladders.clone();
    assert!(rows.len() > 1 && said.starts_with(&format!("{} children wait for an adult", rows.len())), "{said}");
    for (row, number) in rows.iter().zip(1..) {
        assert!(said.contains(&format!("\n{number}. {}, ", row.name)), "{}: {said}", row.name);
        let (ladder, rung) = row.next().unwrap();
        assert!(said.contains(&format!("\n{}:\n", ladder.headed(talk.model.now))), "{said}");
        assert!(said.contains(&format!(": {}: {}.\n", rung.step.title(), rung.shown(talk.model.now))), "{said}");
    }
    let aled = rows.iter().position(|row| row.record_id == "r-aled").unwrap();
    let number = (aled + 1).to_string();
    let own = said.split(&format!("\n{number}. ")).nth(1).unwrap();
    assert!(own.contains("Ask parent or guardian: 18:00 "), "what was tried is said: {own}");
    let act = own.split("NEXT, by the act ").nth(1).unwrap().split(':').next().unwrap();
    talk.say(&number);
    assert!(talk.say(act).contains("\nField 1 of "), "{act} is the word that opens the form");
}

#[test]
fn where_no_child_waits_for_anything_the_ladders_say_so_in_the_words_of_the_screen() {
    let mut talk = Talk::begin();
    talk.ledger.clear();
    talk.read_again();
    assert!(talk.say("ladders").starts_with(NO_LADDER));
    assert!(talk.say("handover").contains("No child is held: nothing to hand over."));
}

#[test]
fn the_handover_is_heard_urgent_first_and_its_numbers_take_over_and_pass_on() {
    let mut talk = Talk::begin();
    let said = talk.say("handover");
    let page = talk.model.handover.clone();
    assert!(said.starts_with("Handover, Sat 14 Nov 23:10") && said.contains("\nTaken over: 0 of 4.\n"), "{said}");
    let urgent = said.find(&format!("\n{FIRST}:\n")).unwrap();
    for one in &page.urgent {
        assert!(said.contains(&format!("\n{}: {}.\n", one.lead(), one.text)), "{}: {said}", one.text);
    }
    for (child, number) in page.children.iter().zip(1..) {
        let own = said.find(&format!("\n{number}. {}, ", child.who.split(',').next().unwrap())).unwrap();
        assert!(own > urgent && said.contains(": NOT TAKEN OVER.\n"), "{said}");
    }
    assert!(said.contains("\nSaid: 22:40 \"I want my mum"), "{said}");
    // The second of the page, which stands in the order of the corridor, not in that of the board.
    let (second, record_id) = (page.children[1].who.clone(), page.children[1].record_id.clone());
    assert!(talk.say("2").starts_with(second.split(',').next().unwrap()));
    assert!(talk.say("take over").contains("\nField 1 of "), "the word the page gives opens the form");
    talk.say("stop");
    talk.all(&["back", "handover", "2"]);
    assert!(talk.say("pass on").contains("\nField 1 of "));
    assert_eq!(talk.model.selected.as_deref(), Some(record_id.as_str()));
}

#[test]
fn the_law_is_found_by_words_heard_by_name_and_with_a_child_says_how_it_stands() {
    let mut talk = Talk::begin();
    assert!(talk.say("law").starts_with("Type law and what to look for"));
    let said = talk.say("law asleep");
    assert!(said.contains(" rows of the law") && said.contains("\nreview.asleep-doubted: "), "{said}");
    assert!(said.lines().count() < 20, "no more than can be kept in mind: {said}");
    let said = talk.say("LAW Review.Asleep-Doubted");
    assert!(
        said.starts_with("The law: review.asleep-doubted.\n") && said.contains("Why it matters to the child: "),
        "{said}"
    );
    assert!(!said.contains("How it stands now"), "no child is at hand: {said}");
    assert!(talk.say("law zqxj").starts_with("No row of the law holds \"zqxj\""));
    talk.say("aled");
    let said = talk.say("law aa.request");
    assert!(
        said.contains("How it stands now:\nAled Probert, as at ") && said.ends_with("Aled Probert, what now?"),
        "{said}"
    );
}
