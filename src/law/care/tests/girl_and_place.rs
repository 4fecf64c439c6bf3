use rstest::rstest;
use serde_json::{Value, json};

use crate::law::testing::{Given, given, instant};
use crate::law::{State, Verdict};

fn girl() -> Given {
    given().child(json!({ "sex": "female" })).authorised("12:00")
}

#[test]
fn b73_the_duty_to_name_a_woman_is_overdue_past_the_hour_and_a_breach_only_if_never() {
    let seen = girl().judged("13:00");
    assert_eq!((seen.state("care.woman"), seen.verdict("care.woman")), (Some(State::DueSoon), None));
    let seen = girl().judged("13:01");
    assert_eq!((seen.state("care.woman"), seen.verdict("care.woman")), (Some(State::Overdue), None));
    let seen = girl().at("15:00", "released", json!({ "outcome": "bail" })).judged("16:00");
    assert_eq!((seen.state("care.woman"), seen.verdict("care.woman")), (Some(State::Overdue), Some(Verdict::Breach)));
    assert_eq!(seen.one("care.woman").unwrap().due, Some(instant("13:00")));
}

#[test]
fn a_woman_named_late_is_no_breach_and_one_released_before_it_was_due_neither() {
    let late = girl().at("14:00", "woman_assigned", json!({ "name": "DO Jones" }));
    let seen = late.at("15:00", "released", json!({ "outcome": "bail" })).judged("16:00");
    assert_eq!((seen.state("care.woman"), seen.verdict("care.woman")), (Some(State::Done), None));
    let seen = girl().at("13:00", "released", json!({ "outcome": "bail" })).judged("16:00");
    assert_eq!((seen.state("care.woman"), seen.verdict("care.woman")), (Some(State::NotNeeded), None));
}

#[rstest]
#[case(json!("male"), None)]
#[case(json!("other"), None)]
#[case(json!(null), Some(Verdict::Query))]
fn only_a_girl_is_owed_it_and_sex_not_recorded_is_asked_about(#[case] sex: Value, #[case] found: Option<Verdict>) {
    let record = given().child(json!({ "sex": sex })).authorised("12:00");
    assert!(record.judged("13:00").all("care.woman").is_empty());
    let seen = record.judged("13:01");
    assert_eq!(seen.verdict("care.woman"), found);
    assert!(seen.duties("care.woman").is_empty() && seen.duties("care.menstrual").is_empty());
}

#[test]
fn a_girl_who_turns_18_unnamed_was_failed_before() {
    let record = girl().child(json!({ "date_of_birth": "2008-11-11" }));
    let seen = record.judged("+1 03:00");
    assert_eq!(seen.verdict("care.woman"), Some(Verdict::Breach));
    assert_eq!(seen.one("care.woman").unwrap().at, instant("+1 00:00"));
}

#[test]
fn in_an_extract_a_woman_not_named_is_asked_about() {
    let record = girl().top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": "2026-11-10T14:00:00Z" }));
    assert_eq!(record.judged("15:00").verdict("care.woman"), Some(Verdict::Query));
}

fn products(changes: Value) -> Value {
    let mut care = json!({ "what": "menstrual_products", "offered": true });
    for (key, value) in changes.as_object().unwrap() {
        care[key] = value.clone();
    }
    care
}

#[rstest]
#[case("13:00", None)]
#[case("13:01", Some(Verdict::Shortfall))]
fn a_girl_is_offered_products_within_the_hour(#[case] at: &str, #[case] found: Option<Verdict>) {
    assert_eq!(girl().judged(at).verdict("care.menstrual"), found);
    assert_eq!(girl().at(at, "care", products(json!({}))).judged("14:00").verdict("care.menstrual"), found);
}

#[rstest]
#[case(json!({ "offered": true, "taken": false }), true)]
#[case(json!({ "offered": null }), true)]
#[case(json!({ "offered": false }), false)]
#[case(json!({ "what": "private_word" }), false)]
fn what_counts_is_the_offer_of_products(#[case] changes: Value, #[case] counts: bool) {
    let seen = girl().at("12:20", "care", products(changes)).judged("13:30");
    assert_eq!(seen.all("care.menstrual").is_empty(), counts);
}

#[rstest]
#[case(json!({}), None)]
#[case(json!({ "who": "Sarah Jones" }), None)]
#[case(json!({ "who": "DO Brown" }), Some(Verdict::Query))]
fn the_woman_who_has_her_care_makes_the_offer(#[case] changes: Value, #[case] found: Option<Verdict>) {
    let record = girl().at("12:05", "woman_assigned", json!({ "name": "DO Jones" }));
    assert_eq!(record.at("12:20", "care", products(changes)).judged("13:30").verdict("care.menstrual"), found);
}

#[test]
fn before_the_2019_edition_no_offer_was_owed() {
    let record = given().child(json!({ "sex": "female", "date_of_birth": "2004-01-01" })).at(
        "2019-08-20T12:00:00Z",
        "detention_authorised",
        json!({ "grounds": "interview" }),
    );
    let seen = record.judged("2019-08-20T16:00:00Z");
    assert!(seen.duties("care.menstrual").is_empty() && seen.all("care.menstrual").is_empty());
    assert_eq!(seen.duties("care.woman").len(), 1);
}

#[rstest]
#[case(json!({ "in": "cell" }), Some(Verdict::Breach))]
#[case(json!({ "in": "cell", "reason": "nothing" }), Some(Verdict::Breach))]
#[case(json!({ "in": "cell", "reason": "no detention room; can't be watched in the open area" }), None)]
#[case(json!({ "in": "cell", "note": "detention room occupied" }), None)]
#[case(json!({ "in": "cell", "reason": "suite policy" }), Some(Verdict::Query))]
#[case(json!({ "in": "detention_room" }), None)]
#[case(json!({ "in": "other" }), None)]
fn b70_a_child_in_a_cell_has_the_reason_why_nowhere_else(#[case] placed: Value, #[case] found: Option<Verdict>) {
    let seen = given().authorised("12:00").at("12:10", "placed", placed).judged("12:20");
    assert_eq!(seen.verdict("care.cell-reason"), found);
}

#[test]
fn one_stay_in_cells_is_one_finding_and_a_move_keeps_its_reason() {
    let placed = |record: Given, time: &str, fields: Value| record.at(time, "placed", fields);
    let bare = json!({ "in": "cell" });
    let record = placed(placed(given().authorised("12:00"), "12:10", bare.clone()), "15:00", bare.clone());
    assert_eq!(record.judged("16:00").all("care.cell-reason").len(), 1);
    let reasoned = json!({ "in": "cell", "reason": "detention room in use, no other secure room" });
    let record = placed(placed(given().authorised("12:00"), "12:10", reasoned), "15:00", bare.clone());
    assert!(record.judged("16:00").all("care.cell-reason").is_empty());
    let between = placed(given().authorised("12:00"), "12:10", bare.clone());
    let between = placed(placed(between, "13:00", json!({ "in": "detention_room" })), "14:00", bare);
    assert_eq!(between.judged("16:00").all("care.cell-reason").len(), 2);
}

#[rstest]
#[case(json!({ "in": "detention_room", "adult_area": true }), Some(Verdict::Breach))]
#[case(json!({ "in": "detention_room", "adult_area": false }), None)]
#[case(json!({ "in": "detention_room" }), None)]
#[case(json!({ "in": "detention_room", "adult_area": true, "reason": "with his brother" }), Some(Verdict::Query))]
#[case(json!({ "in": "cell", "adult_area": true, "reason": "no other room, with his brother" }), Some(Verdict::Breach))]
fn a_child_is_not_placed_among_adults(#[case] placed: Value, #[case] found: Option<Verdict>) {
    let seen = given().authorised("12:00").at("12:10", "placed", placed).judged("12:20");
    assert_eq!(seen.verdict("care.adult-area"), found);
}

#[test]
fn someone_of_18_may_be_placed_like_any_adult() {
    let record = given().child(json!({ "date_of_birth": "2000-01-01" })).authorised("12:00").at(
        "12:10",
        "placed",
        json!({ "in": "cell", "adult_area": true }),
    );
    let seen = record.judged("20:00");
    assert!(seen.all("care.cell-reason").is_empty() && seen.all("care.adult-area").is_empty());
    assert!(seen.duties("care.meal").is_empty() || seen.all("care.meal").is_empty());
}

/// A girl with a woman and products in the first stay, bailed at that time, back the next day.
fn back_on_bail(bailed: &str) -> Given {
    girl()
        .at("12:10", "woman_assigned", json!({ "name": "DO Jones" }))
        .at("12:20", "care", products(json!({})))
        .at(bailed, "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }))
}

#[test]
fn each_detention_of_a_girl_has_its_own_woman_and_its_own_offer() {
    let seen = back_on_bail("13:30").judged("+1 10:00");
    assert_eq!((seen.state("care.woman"), seen.state("care.menstrual")), (Some(State::DueSoon), Some(State::DueSoon)));
    let over = back_on_bail("13:30").at("+1 16:00", "released", json!({ "outcome": "bail" })).judged("+1 17:00");
    assert_eq!(
        (over.verdict("care.woman"), over.verdict("care.menstrual")),
        (Some(Verdict::Breach), Some(Verdict::Shortfall))
    );
    let kept = back_on_bail("13:30")
        .at("+1 09:10", "woman_assigned", json!({ "name": "DO Brown" }))
        .at("+1 09:20", "care", products(json!({ "who": "DO Brown" })))
        .judged("+1 17:00");
    assert!(kept.all("care.woman").is_empty() && kept.all("care.menstrual").is_empty());
}

#[rstest]
#[case("13:00", 0)]
#[case("13:01", 1)]
fn what_bail_came_before_was_not_owed_to_a_girl(#[case] bailed: &str, #[case] found: usize) {
    let seen = girl()
        .at(bailed, "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }))
        .at("+1 09:10", "woman_assigned", json!({ "name": "DO Brown" }))
        .at("+1 09:20", "care", products(json!({})))
        .judged("+1 10:00");
    assert_eq!((seen.all("care.woman").len(), seen.all("care.menstrual").len()), (found, found));
}

#[test]
fn a_sex_not_recorded_is_asked_about_once_however_many_the_detentions() {
    let record = given()
        .child(json!({ "sex": null }))
        .authorised("12:00")
        .at("14:00", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }));
    assert_eq!(record.judged("+1 12:00").all("care.woman").len(), 1);
}

/// Placed at ten past twelve, bailed at two, back the next day and placed anew.
fn placed_twice(first: Value, second: Value) -> Given {
    given()
        .authorised("12:00")
        .at("12:10", "placed", first)
        .at("14:00", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:00", "detention_authorised", json!({ "grounds": "interview" }))
        .at("+1 09:10", "placed", second)
}

#[test]
fn each_detention_has_its_own_reason_for_the_cell_and_its_own_place_among_adults() {
    let reasoned = json!({ "in": "cell", "reason": "detention room in use, no other secure room" });
    let bare = json!({ "in": "cell" });
    let seen = placed_twice(reasoned.clone(), bare.clone()).judged("+1 10:00");
    assert_eq!(seen.one("care.cell-reason").map(|found| found.at), Some(instant("+1 09:10")));
    let seen = placed_twice(bare, reasoned.clone()).judged("+1 10:00");
    assert_eq!(seen.one("care.cell-reason").map(|found| found.at), Some(instant("12:10")));
    assert!(placed_twice(reasoned.clone(), reasoned).judged("+1 10:00").all("care.cell-reason").is_empty());
    let among = json!({ "in": "detention_room", "adult_area": true });
    assert_eq!(placed_twice(among.clone(), among).judged("+1 10:00").all("care.adult-area").len(), 2);
}
