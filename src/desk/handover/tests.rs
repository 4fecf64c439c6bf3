use std::collections::BTreeSet;

use serde_json::json;

use super::owed::{OTHER, SORTS, WHAT, Who};
use super::*;
use crate::law::testing::{Given, given, instant};
use crate::law::{Owner, Policy, Suite, assess, register};
use crate::record::words::{Rank, Role};

fn page_of(givens: &[Given], now: &str, mine: Option<&Officer>) -> Handover {
    let (policy, suite, now) = (Policy::default(), Suite::default(), instant(now));
    let records: Vec<_> = givens.iter().map(Given::record).collect();
    let facts: Vec<_> = records.iter().map(|record| Facts::gather(record, &policy, &suite, now)).collect();
    let assessments: Vec<_> = records.iter().map(|record| assess(record, &policy, now)).collect();
    let ids: Vec<String> = (0..records.len()).map(|n| format!("r{n}")).collect();
    let held = ids.iter().zip(&facts).zip(&assessments).map(|((id, facts), it)| (id.as_str(), facts, it));
    match mine {
        Some(officer) => Handover::of_officer(held, now, officer),
        None => Handover::of(held, now),
    }
}

fn page(given: &Given, now: &str) -> Handover {
    page_of(std::slice::from_ref(given), now, None)
}

/// Every row of that label on the page of one child.
fn rows(given: &Given, now: &str, label: &str) -> Vec<String> {
    let children = page(given, now).children;
    children.iter().flat_map(|child| &child.rows).filter(|row| row.label == label).map(|row| row.text.clone()).collect()
}

fn who_owes(given: &Given, now: &str, rule: &str) -> Option<Who> {
    let page = page(given, now);
    page.children.iter().flat_map(|child| &child.owed).find(|owed| owed.rule == rule).map(|owed| owed.who.clone())
}

fn in_cell(cell: &str) -> Given {
    given().authorised("12:00").at("12:20", "placed", json!({ "in": "cell", "cell": cell }))
}

fn taken(given: Given, time: &str) -> Given {
    let text = TakenOver { given_by: "Sgt Off (7)".into(), not_visited: None, words: None }.text();
    let by = json!({ "name": "Sgt On", "number": "8", "role": "custody_officer", "rank": "sergeant" });
    given.at(time, "note", json!({ "text": text, "by": by }))
}

fn passed(given: Given, time: &str, what: &str, to: &str) -> Given {
    let note = notes::PassedOn { what: what.into(), to: to.into(), because: "off duty".into() };
    given.at(time, "note", json!({ "text": note.text() }))
}

#[test]
fn what_is_late_comes_before_what_falls_due_and_that_in_order_of_time() {
    let late = in_cell("4");
    let soon =
        in_cell("2").at("17:30", "aa_requested", json!({ "outcome": "coming", "who": "parent", "eta": "17:50" }));
    let urgent = page_of(&[soon, late], "17:40", None).urgent;
    let first_due = urgent.iter().position(|one| one.due.is_some()).unwrap();
    assert!(urgent.iter().skip(first_due).all(|one| one.due.is_some()), "{urgent:#?}");
    let dues: Vec<Instant> = urgent.iter().filter_map(|one| one.due).collect();
    assert!(dues.is_sorted() && dues.contains(&instant("17:50")) && dues.contains(&instant("18:00")), "{urgent:#?}");
    assert!(urgent.iter().any(|one| one.lead() == "17:50 GMT" || one.lead() == "17:50"), "{urgent:#?}");
    let review = urgent.iter().find(|one| one.text.starts_with("Review (first)")).unwrap();
    assert!(review.text.ends_with("cell 2 - inspector"), "{}", review.text);
}

#[test]
fn what_falls_due_in_more_than_two_hours_is_not_time_critical() {
    let reviews = |now: &str| page(&in_cell("4"), now).urgent.iter().filter(|one| one.text.contains("Review")).count();
    assert_eq!((reviews("15:59"), reviews("16:00")), (0, 1));
}

#[test]
fn a_check_of_the_round_is_said_as_the_plan_until_it_is_late() {
    let watched =
        in_cell("4").at("12:30", "observation_set", json!({ "level": 2, "every_minutes": 30, "rousing": true }));
    let checked = watched.at("13:00", "check", json!({ "awake": true, "demeanour": "calm", "said": "ok" }));
    let urgent = |now: &str| page(&checked, now).urgent.iter().any(|one| one.text.contains("Check"));
    assert_eq!((urgent("13:25"), urgent("13:45")), (false, true));
    assert_eq!(rows(&checked, "13:25", "Watch"), ["level 2, every 30 min, rousing; next check 13:30"]);
    assert_eq!(rows(&checked, "13:45", "Watch"), ["level 2, every 30 min, rousing; check LATE 15 min"]);
}

#[test]
fn the_children_stand_in_the_order_of_the_corridor_and_those_who_left_do_not() {
    let gone = in_cell("1").at("13:00", "released", json!({ "outcome": "bail" }));
    let page = page_of(&[in_cell("11"), gone, in_cell("3")], "14:00", None);
    let who: Vec<&str> = page.children.iter().map(|child| child.record_id.as_str()).collect();
    assert_eq!(who, ["r2", "r0"]);
}

#[test]
fn a_childs_words_and_the_first_change_stand_on_the_page_and_silence_is_said() {
    let quiet = in_cell("4");
    assert_eq!(rows(&quiet, "14:00", "Said"), ["no words recorded yet"]);
    let heard = quiet.at("12:40", "check", json!({ "awake": true, "demeanour": "calm", "said": "ok" })).at(
        "13:10",
        "check",
        json!({ "awake": true, "demeanour": "tearful", "said": "I want my nan" }),
    );
    assert_eq!(rows(&heard, "14:00", "Said"), ["13:10 \"I want my nan\""]);
    assert_eq!(rows(&heard, "14:00", "Seems"), ["tearful 13:10; first change 13:10: calm to tearful"]);
}

#[test]
fn a_girl_has_a_woman_by_name_or_the_page_says_that_none_is_named_and_a_boy_has_no_such_row() {
    let girl = in_cell("4").child(json!({ "sex": "female" }));
    assert_eq!(rows(&girl, "14:00", "Woman"), ["NOT NAMED: say who has her care"]);
    let named = girl.at("13:00", "woman_assigned", json!({ "name": "DO Ann Sample" }));
    assert_eq!(rows(&named, "14:00", "Woman"), ["DO Ann Sample has her care, since 13:00"]);
    assert!(rows(&in_cell("4"), "14:00", "Woman").is_empty());
}

#[test]
fn a_referral_is_owed_by_the_officer_the_record_names_and_its_change_of_hands_is_said() {
    let owed_by = |given: Given, time: &str, name: &str| {
        given.at(time, "referral_owed_by", json!({ "name": name, "number": "44", "role": "arresting_officer" }))
    };
    let first = owed_by(in_cell("4"), "12:30", "PC One");
    assert_eq!(who_owes(&first, "14:00", "referral.submitted"), Some(Who::Named("PC One (44)".into())));
    let second = owed_by(first, "13:00", "DC Two");
    assert_eq!(who_owes(&second, "14:00", "referral.submitted"), Some(Who::Named("DC Two (44)".into())));
    assert_eq!(rows(&second, "14:00", "Passed on"), ["13:00 Referral from PC One (44) to DC Two (44)"]);
    let done = second.at("13:30", "referral_submitted", json!({ "to": "childrens_social_care" }));
    assert!(rows(&done, "14:00", "Passed on").is_empty(), "what is done is on no handover");
}

#[test]
fn a_talk_left_to_someone_is_theirs_by_name() {
    let left = in_cell("4").review(
        "17:00",
        json!({ "spoken_to": false, "child_said": null, "not_spoken": "delegated", "delegated_to": "Sgt Left" }),
    );
    assert_eq!(who_owes(&left, "17:30", "review.delegated-talk"), Some(Who::Named("Sgt Left".into())));
}

#[test]
fn a_duty_passed_on_is_owed_by_whom_it_was_passed_to_until_it_is_done() {
    let open = in_cell("4");
    assert_eq!(who_owes(&open, "13:30", "aa.request"), Some(Who::Role(Owner::CustodyOfficer)));
    let given_on = passed(open, "13:00", "Adult", "DO Two (8)");
    assert_eq!(who_owes(&given_on, "13:30", "aa.request"), Some(Who::Named("DO Two (8)".into())));
    assert_eq!(
        rows(&given_on, "13:30", "Passed on"),
        ["13:00 Adult to DO Two (8), because off duty; passed by Sgt Test (1)"]
    );
    let again = passed(given_on, "13:20", "Adult", "DO Three (9)");
    assert_eq!(who_owes(&again, "13:30", "aa.request"), Some(Who::Named("DO Three (9)".into())));
    assert_eq!(rows(&again, "13:30", "Passed on").len(), 1, "the last of a sort stands");
    let asked = again.at("13:25", "aa_requested", json!({ "who": "parent", "outcome": "coming" }));
    assert!(rows(&asked, "13:30", "Passed on").is_empty());
    assert_eq!(who_owes(&asked, "15:30", "aa.arrive"), Some(Who::Role(Owner::CustodyOfficer)));
}

#[test]
fn the_next_review_is_nobodys_because_the_last_one_was_passed_on() {
    let given_on = passed(in_cell("4"), "13:00", "Review", "Insp Two (5)");
    assert_eq!(who_owes(&given_on, "14:00", "review.first"), Some(Who::Named("Insp Two (5)".into())));
    let held = given_on.review("15:00", json!({}));
    assert_eq!(who_owes(&held, "16:00", "review.next"), Some(Who::Role(Owner::ReviewOfficer)));
}

#[test]
fn what_no_rule_knows_is_passed_on_in_words_and_stays() {
    let noted = passed(in_cell("4"), "13:00", "ring the school", "DO Two (8)");
    assert_eq!(
        rows(&noted, "15:00", "Passed on"),
        ["13:00 ring the school to DO Two (8), because off duty; passed by Sgt Test (1)"]
    );
}

#[test]
fn what_the_child_asked_for_stands_beside_the_open_request() {
    let asked = in_cell("4").at("13:00", "asked_for", json!({ "what": "to ring his nan" }));
    let owed = rows(&asked, "13:10", "Owed").join("; ");
    assert!(owed.contains("Answer request (to ring his nan)"), "{owed}");
}

#[test]
fn a_child_is_taken_over_once_the_one_who_comes_on_signed_and_by_the_next_shift_no_longer() {
    let signed = taken(in_cell("4"), "14:00");
    let page_at = |now: &str| page(&signed, now);
    assert_eq!((page_at("14:10").taken_over(), page_at("18:00").taken_over()), (1, 0));
    assert_eq!(rows(&signed, "14:10", "Taken over"), ["14:00 by Sgt On (8) from Sgt Off (7), visited"]);
    assert_eq!(rows(&signed, "18:00", "Taken over"), ["NOT YET; last 14:00 by Sgt On (8)"]);
}

#[test]
fn after_one_child_comes_the_next_not_taken_over_round_the_corridor_and_none_when_all_are() {
    let page = page_of(&[in_cell("1"), taken(in_cell("2"), "13:50"), in_cell("3")], "14:00", None);
    assert_eq!((page.next_after("r0"), page.next_after("r2")), (Some("r2"), Some("r0")));
    let last = page_of(&[in_cell("1"), taken(in_cell("2"), "13:50")], "14:00", None);
    assert_eq!(
        (last.next_after("r0"), last.next_after("r1")),
        (None, Some("r0")),
        "the one just signed isn't asked for again"
    );
}

#[test]
fn at_the_end_of_a_shift_only_what_is_mine_and_open_is_listed() {
    let jailer = Officer { name: "DO Two".into(), number: "8".into(), role: Role::DetentionOfficer, rank: Rank::Staff };
    let theirs = passed(in_cell("4"), "13:00", "Adult", "DO Two (8)").at("13:00", "check", json!({ "said": "ok" }));
    let mine = page_of(&[theirs, taken(in_cell("5"), "13:00")], "13:30", Some(&jailer));
    let first = mine.children.iter().find(|child| child.record_id == "r0").unwrap();
    assert!(first.rows.iter().all(|row| row.label == "Owed"), "{:#?}", first.rows);
    assert!(first.owed.iter().any(|owed| owed.rule == "aa.request"), "{:#?}", first.owed);
    assert!(mine.children.iter().flat_map(|child| &child.owed).all(|owed| owed.who.is(&jailer)));
    assert!(!mine.urgent.iter().any(|one| one.text.contains("Review")), "the inspector's: {:#?}", mine.urgent);
    let nobody = page_of(&[in_cell("4")], "13:30", Some(&Officer::nobody()));
    assert!(nobody.children.is_empty());
}

#[test]
fn every_duty_that_can_be_owed_can_be_passed_on_as_just_one_of_the_sorts() {
    let listed: Vec<&str> = SORTS.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len());
    assert!(once.iter().all(|id| register::rule(id).is_some()));
    let owed: BTreeSet<&str> = crate::desk::board::rules_that_owe().collect();
    assert_eq!(owed, once);
    let sorts: Vec<&str> = SORTS.iter().map(|(word, _)| *word).chain([OTHER]).collect();
    assert_eq!(sorts, WHAT.iter().map(|choice| choice.word).collect::<Vec<_>>());
}
