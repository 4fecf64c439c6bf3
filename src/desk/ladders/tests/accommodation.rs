//! The way to a place with the authority.

use super::*;

fn refused() -> Given {
    charged().at("13:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
}

fn asked() -> Given {
    refused().at(
        "13:20",
        "accommodation_requested",
        json!({ "type": "alternative", "authority": "Bristol", "basis": "residence", "contact": "Ann Lee" }),
    )
}

fn answered(fields: Value) -> Given {
    asked().at("13:30", "accommodation_answered", fields)
}

fn no_bed() -> Given {
    answered(json!({ "to": "alternative", "answer": "refuse_no_bed", "words": "nothing tonight" }))
}

fn to_place(given: &Given, now: &str) -> Option<(Step, String)> {
    next(given, To::Accommodation, now)
}

fn shown(given: &Given, step: Step, now: &str) -> String {
    stands(given, To::Accommodation, step, now)
}

#[test]
fn a_child_who_isnt_charged_has_no_such_ladder_and_one_who_is_has_bail_decided_first() {
    assert_eq!(climb(&held(), To::Accommodation, "13:00"), None);
    assert_eq!(to_place(&charged(), "13:05"), Some((Step::Bail, "NOW".into())));
    assert_eq!(climb(&charged(), To::Accommodation, "13:05").unwrap().next_rung().unwrap().form, "bail");
    let bailed = charged().at("13:10", "bailed", json!({ "before_charge": false }));
    assert_eq!(climb(&bailed, To::Accommodation, "13:11"), None);
}

#[test]
fn bail_refused_alternative_is_asked_for_by_the_laws_time() {
    assert_eq!(shown(&refused(), Step::Bail, "13:11"), "13:10 refused: fail to appear, by Sgt Test (1)");
    assert_eq!(to_place(&refused(), "13:40"), Some((Step::AskAlternative, "NOW".into())));
    assert_eq!(to_place(&refused(), "13:41"), Some((Step::AskAlternative, "LATE 1 min".into())));
    let values = [("act", "ask".into()), ("sort", "alternative".into())];
    assert_eq!(filled(&refused(), To::Accommodation, "13:20"), values);
}

#[test]
fn secure_asked_for_leaves_alternative_still_to_be_asked_for() {
    let secure = refused().at(
        "13:20",
        "accommodation_requested",
        json!({ "type": "secure", "authority": "Bristol", "reasons": ["absconding"] }),
    );
    assert_eq!(to_place(&secure, "13:25"), Some((Step::AskAlternative, "NOW".into())));
    let said = "NOW; secure asked for 13:20, alternative not";
    assert_eq!(shown(&secure, Step::AskAlternative, "13:25"), said);
}

#[test]
fn an_answer_is_waited_for_until_it_is_to_be_escalated() {
    assert_eq!(shown(&asked(), Step::AskAlternative, "13:21"), "13:20 Bristol (Ann Lee), by Sgt Test (1)");
    assert_eq!(to_place(&asked(), "13:50"), Some((Step::Answer, "NOW".into())), "30 minutes from the request");
    assert!(shown(&asked(), Step::Answer, "13:50").ends_with("waiting since 13:20"));
    assert_eq!(to_place(&asked(), "13:51"), Some((Step::EscalateAuthority, "LATE 1 min".into())));
    let rang = answered(json!({ "answer": "no_answer" }));
    assert_eq!(to_place(&rang, "13:31").unwrap().0, Step::Answer);
    assert!(shown(&rang, Step::Answer, "13:31").ends_with("waiting since 13:20, no answer 13:30"));
    let known = filled(&asked(), To::Accommodation, "13:21");
    assert!(known.contains(&("authority", "Bristol".into())) && known.contains(&("about", "alternative".into())));
}

#[test]
fn a_refusal_stands_with_its_words_and_is_escalated() {
    assert_eq!(shown(&no_bed(), Step::Answer, "13:31"), "13:30 no bed: \"nothing tonight\", by Sgt Test (1)");
    assert_eq!(to_place(&no_bed(), "13:31"), Some((Step::EscalateAuthority, "in 19 min".into())));
    let rang = no_bed().at("13:45", "accommodation_escalated", json!({ "to": "Bo Rae", "side": "authority" }));
    let ladder = climb(&rang, To::Accommodation, "13:46").unwrap();
    let made = ladder.rungs.iter().find(|rung| rung.step == Step::EscalateAuthority).unwrap();
    assert_eq!(made.shown(instant("13:46")), "13:45 to Bo Rae, by Sgt Test (1)");
    assert_eq!(to_place(&rang, "13:46"), Some((Step::EscalateAuthority, "in 34 min".into())), "the next manager");
    let whom = shown(&rang, Step::EscalateAuthority, "13:46");
    assert!(whom.contains("head of service"), "{whom}");
}

#[test]
fn once_everyone_was_rung_it_is_asked_again_by_the_next_review() {
    let call = |given: Given, time: &str| {
        given.at(time, "accommodation_escalated", json!({ "to": "Bo Rae", "side": "authority" }))
    };
    let rang = call(call(call(no_bed(), "13:45"), "14:15"), "15:15");
    let (step, due) = to_place(&rang, "15:16").unwrap();
    assert_eq!(step, Step::AskAgain, "{due}");
    let known = filled(&rang, To::Accommodation, "15:16");
    assert!(known.contains(&("authority", "Bristol".into())) && known.contains(&("basis", "residence".into())));
    let left = rang.at("15:20", "note", json!({ "text": Step::AskAgain.not_done("their list opens at 08:00") }));
    assert_eq!(shown(&left, Step::AskAgain, "15:21"), "15:20 not done: their list opens at 08:00, by Sgt Test (1)");
    assert_eq!(to_place(&left, "15:21").unwrap().0, Step::Certificate);
    let said = "later; before court, if the child isn't moved";
    assert_eq!(shown(&no_bed(), Step::Certificate, "13:31"), said);
}

#[test]
fn a_place_offered_is_moved_to_by_the_laws_time_and_then_nothing_is_left() {
    let offer = answered(json!({ "to": "alternative", "answer": "accept_alternative", "eta": "14:30" }));
    assert!(shown(&offer, Step::Answer, "13:31").starts_with("13:30 alternative place, from 14:30"));
    assert_eq!(to_place(&offer, "16:30"), Some((Step::Move, "NOW".into())), "120 minutes from when it is to be had");
    assert_eq!(to_place(&offer, "16:31"), Some((Step::Move, "LATE 1 min".into())));
    assert_eq!(shown(&offer, Step::EscalateAuthority, "13:31"), "not needed: a place is offered");
    let moved = offer.at("15:00", "moved_to_authority", json!({ "to": "alternative", "received_by": "Cy Doe" }));
    assert_eq!(to_place(&moved, "15:01"), None);
}

#[test]
fn a_place_that_was_withdrawn_is_no_longer_one_to_move_to() {
    let gone = answered(json!({ "to": "alternative", "answer": "accept_alternative" })).at(
        "14:00",
        "accommodation_answered",
        json!({ "to": "alternative", "answer": "withdrawn", "words": "gone to another child" }),
    );
    let (step, _) = to_place(&gone, "14:05").unwrap();
    assert_ne!(step, Step::Move);
    assert!(shown(&gone, Step::Answer, "14:05").contains("place withdrawn: \"gone to another child\""));
}
