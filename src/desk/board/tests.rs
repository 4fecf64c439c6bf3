use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::law::testing::{Given, given, instant};
use crate::law::{Owner, Policy, Suite, assess, register};

fn next(rule: &'static str, state: State, due: Option<&str>) -> NextDue {
    NextDue { rule, words: short_words(rule), state, due: due.map(instant), promised: None }
}

#[test]
fn what_is_due_is_said_in_words_with_a_mark_for_how_it_stands() {
    let now = instant("12:00");
    let shown = |state, due| {
        let next = next("check.due", state, due);
        (next.mark(), next.shown(now))
    };
    assert_eq!(shown(State::Overdue, Some("11:48")), ("!!", "CHECK OVERDUE 12 min".to_owned()));
    assert_eq!(shown(State::DueSoon, Some("12:04")), ("> ", "Check in 4 min".to_owned()));
    assert_eq!(shown(State::DueSoon, Some("12:00")), ("> ", "Check NOW".to_owned()));
    assert_eq!(shown(State::Open, None), (". ", "Check: when you can".to_owned()));
}

/// Every rule that owes a duty, as the register's table of rules fixes them.
const OWING: &[&str] = &[
    "age.unknown",
    "route.not-pace",
    "clock.limit",
    "clock.after-charge-court",
    "review.first",
    "review.next",
    "review.tell-child",
    "review.delegated-talk",
    "aa.request",
    "aa.arrive",
    "aa.rights-again",
    "person.told",
    "check.due",
    "check.change",
    "voice.silent-hours",
    "care.meal",
    "care.woman",
    "care.menstrual",
    "care.request-open",
    "health.seen",
    "health.self-harm",
    "ascc.seen",
    "ascc.closed-throughout",
    "edt.contacted",
    "referral.submitted",
    "accommodation.request",
    "accommodation.re-decide",
    "accommodation.offered-not-moved",
    "accommodation.escalate",
    "data.ethnicity",
    "rights.given",
    "risk.assessed",
    "solicitor.asked",
];

#[test]
fn every_duty_has_words_that_fit_on_the_board() {
    let worded: BTreeSet<&str> = SHORT.iter().map(|(rule, _, _)| *rule).collect();
    assert_eq!(worded, OWING.iter().copied().collect());
    assert_eq!(worded.len(), SHORT.len(), "each rule once");
    for (rule, words, tight) in SHORT {
        assert!(words.chars().count() <= 18 && !words.is_empty(), "{rule}: {words}");
        assert!(tight.chars().count() <= 9 && !tight.is_empty(), "{rule}: {tight}");
        assert!(register::rule(rule).is_some(), "{rule} is no rule");
    }
}

#[test]
fn no_duty_of_any_case_file_is_without_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let mut seen = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let case = crate::record::CaseFile::read(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let record = Record::fold(case);
        let first = record.entries().iter().map(crate::record::Entry::at).min().unwrap();
        for hours in 0..36 {
            let assessment = assess(&record, &Policy::default(), first + chrono::TimeDelta::hours(hours));
            seen.extend(assessment.duties.iter().map(|duty| duty.rule));
        }
    }
    assert!(seen.len() > 15, "{seen:?}");
    let unworded: Vec<&&str> = seen.iter().filter(|rule| !OWING.contains(rule)).collect();
    assert!(unworded.is_empty(), "{unworded:?}");
}

#[test]
fn a_rule_without_words_of_its_own_goes_by_its_title() {
    assert_eq!(short_words("review.late"), "Review held in time");
    assert_eq!(short_words("rule.of-tomorrow"), "rule.of-tomorrow");
}

#[test]
fn overdue_comes_first_and_a_statute_before_the_code_before_policy() {
    let mut all = [
        next("referral.submitted", State::Open, None),
        next("health.seen", State::Open, Some("12:00")),
        next("health.seen", State::DueSoon, Some("12:05")),
        next("check.due", State::DueSoon, Some("12:02")),
        next("health.seen", State::Overdue, Some("09:00")),
        next("aa.request", State::Overdue, Some("10:00")),
        next("review.first", State::Overdue, Some("11:50")),
        next("review.next", State::Overdue, Some("11:40")),
    ];
    all.sort_by_key(|next| urgency(next.rule, next.state, next.due));
    let order: Vec<(&str, State)> = all.iter().map(|next| (next.rule, next.state)).collect();
    let wanted = [
        ("review.next", State::Overdue),
        ("review.first", State::Overdue),
        ("aa.request", State::Overdue),
        ("health.seen", State::Overdue),
        ("check.due", State::DueSoon),
        ("health.seen", State::DueSoon),
        ("health.seen", State::Open),
        ("referral.submitted", State::Open),
    ];
    assert_eq!(order, wanted);
    assert_eq!(rule("review.first").unwrap().owed_by, Owner::ReviewOfficer);
}

/// Sets out the board over those records at that time; each is named by its place in the list.
fn board(records: &[Given], now: &str) -> Board {
    let (policy, suite) = (Policy::default(), Suite::default());
    let records: Vec<Record> = records.iter().map(Given::record).collect();
    let names: Vec<String> = (0..records.len()).map(|place| format!("r{place}")).collect();
    let assessed: Vec<Assessment> = records.iter().map(|record| assess(record, &policy, instant(now))).collect();
    let facts: Vec<Facts<'_>> =
        records.iter().map(|record| Facts::gather(record, &policy, &suite, instant(now))).collect();
    let all = names.iter().zip(&facts).zip(&assessed);
    Board::of(all.map(|((name, facts), assessment)| (name.as_str(), facts, assessment)))
}

fn ids(board: &Board) -> Vec<&str> {
    board.rows.iter().map(|row| row.record_id.as_str()).collect()
}

fn in_cell(cell: &str) -> Given {
    given().authorised("12:00").at("12:05", "placed", json!({ "in": "cell", "cell": cell, "reason": "rooms full" }))
}

#[test]
fn a_board_without_children_is_empty() {
    assert_eq!(board(&[], "13:00"), Board::default());
}

#[test]
fn a_child_who_has_gone_leaves_the_board_and_one_who_comes_back_is_on_it_again() {
    let gone = in_cell("1").at("12:40", "bailed", json!({ "before_charge": true }));
    let records = [gone.clone(), in_cell("2")];
    assert_eq!(ids(&board(&records, "12:39")).len(), 2);
    assert_eq!(ids(&board(&records, "12:40")), ["r1"]);
    let back = gone.at("15:00", "answered_bail", json!({}));
    assert!(ids(&board(&[back, in_cell("2")], "15:05")).contains(&"r0"));
}

#[test]
fn the_child_with_an_overdue_review_stands_above_one_whose_check_is_late() {
    let told = json!({ "who": "parent", "outcome": "told" });
    let review_late = given().authorised("06:00").at("06:10", "person_told", told).at(
        "11:50",
        "check",
        json!({ "demeanour": "calm", "said": "hi" }),
    );
    let check_late = in_cell("1").at("11:10", "note", json!({ "text": "came in late" }));
    let board = board(&[check_late, review_late], "12:50");
    assert_eq!(ids(&board), ["r1", "r0"]);
    assert_eq!(board.rows[0].next.as_ref().map(|next| next.rule), Some("review.first"));
    assert_eq!(board.rows[0].review_due, Some(instant("12:00")));
}

#[test]
fn children_who_are_owed_the_same_stand_in_order_of_their_place_however_they_come() {
    let cells = ["1", "2", "3"];
    let forward: Vec<Given> = cells.iter().map(|cell| in_cell(cell)).collect();
    let backward: Vec<Given> = cells.iter().rev().map(|cell| in_cell(cell)).collect();
    let places = |board: Board| -> Vec<String> { board.rows.into_iter().map(|row| row.place).collect() };
    assert_eq!(places(board(&forward, "12:20")), cells);
    assert_eq!(places(board(&backward, "12:20")), cells);
}

#[test]
fn with_the_same_place_too_they_stand_in_order_of_their_numbers() {
    let numbered = |number: &str| given().top("custody_number", json!(number)).authorised("12:00");
    let numbers = |records: &[Given]| -> Vec<String> {
        board(records, "12:20").rows.into_iter().map(|row| row.custody_number).collect()
    };
    assert_eq!(numbers(&[numbered("TE/0002/26"), numbered("TE/0001/26")]), ["TE/0001/26", "TE/0002/26"]);
}

#[test]
fn a_child_out_of_the_cell_stays_on_the_board_with_where_they_are() {
    let away = in_cell("3").at("12:30", "left_for_hospital", json!({ "reason": "treatment" }));
    let row = board(std::slice::from_ref(&away), "13:00").rows.remove(0);
    assert_eq!((row.place.as_str(), row.away), ("3", Some("hospital, for treatment")));
    let back = away.at("13:10", "returned_from_hospital", json!({}));
    assert_eq!(board(&[back], "13:20").rows[0].away, None);
}

#[test]
fn a_row_says_who_where_how_long_and_how_much_is_owed() {
    let row = board(&[in_cell("4").child(json!({ "name": "Aled Probert" }))], "13:00").rows.remove(0);
    assert_eq!(
        (row.name.as_str(), row.place.as_str(), row.age, row.held_minutes),
        ("Aled Probert", "4", Some(16), Some(60))
    );
    assert!(row.open > 3 && row.fell_short > 0, "{row:?}");
    let unnamed = board(&[given().authorised("12:00")], "12:10").rows.remove(0);
    assert_eq!((unnamed.name.as_str(), unnamed.place.as_str()), ("TE/0001/26", "desk"));
}

#[test]
fn a_limit_is_a_time_or_the_word_for_what_stands_instead() {
    assert_eq!(limit_shown(Some(instant("13:10")), LimitBasis::Hours24), "13:10");
    assert_eq!(limit_shown(None, LimitBasis::Charged), "charged");
    assert_eq!(limit_shown(None, LimitBasis::None), "-");
}

#[test]
fn what_is_most_urgent_on_the_record_is_what_the_board_shows() {
    let record = in_cell("4").record();
    let assessment = assess(&record, &Policy::default(), instant("13:00"));
    let first = by_urgency(&assessment).first().map(|duty| duty.rule);
    let shown = board(&[in_cell("4")], "13:00").rows.remove(0).next.map(|next| next.rule);
    assert!(first.is_some());
    assert_eq!(first, shown);
}

#[test]
fn where_a_child_is_reads_as_english() {
    for (place, words) in [
        ("4", "cell 4"),
        ("DR2", "room DR2"),
        ("Dr Jones", "cell Dr Jones"),
        ("desk", "at the desk"),
        ("Cell 9", "Cell 9"),
    ] {
        assert_eq!(where_kept(place), words);
    }
}
