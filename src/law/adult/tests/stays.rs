//! Which stay something falls in, what shows an adult there, and what the last minute of childhood still holds.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

#[test]
fn an_adult_asked_for_before_bail_isnt_one_asked_for_after_the_return() {
    let returned = |given: Given| {
        given
            .at("15:00", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .at("+1 09:05", "detention_authorised", json!({ "grounds": "to charge or not" }))
            .at("+1 10:00", "charged", json!({ "offences": ["theft"], "aa_present": false }))
    };
    let before = returned(asked(held(), "12:05"));
    assert_eq!(before.judged("+1 10:01").verdict("aa.charge-without"), BREACH);
    let after = asked(before, "+1 09:10");
    assert_eq!(after.judged("+1 10:01").verdict("aa.charge-without"), SHORTFALL);
}

#[test]
fn what_was_done_before_the_18th_birthday_counts_and_on_it_it_was_done_for_an_adult() {
    let turns_at_midnight = |given: Given| given.child(json!({ "date_of_birth": "2008-11-11" }));
    let night = || given().at("19:50", "arrived", json!({})).authorised("20:00");
    let done = turns_at_midnight(came(asked(night(), "20:05"), "21:00"));
    assert_eq!(found(&done.judged("+1 03:00")), [("person.told", Verdict::Query)]);
    let late = |at: &str| turns_at_midnight(asked(night(), at)).judged("+1 03:00").whole("aa.request");
    assert_eq!(late("23:59"), ["breach 23:59; due 20:30; 239 min; on 1 2; code; custody_officer"]);
    assert_eq!(late("+1 00:00"), late("+1 00:30"), "asked for on the birthday is asked for too late to be for a child");
}

#[rstest]
#[case("rights_given", json!({ "aa_present": true }), true)]
#[case("rights_given", json!({ "aa_present": false }), false)]
#[case("interview_started", json!({ "aa_present": true }), true)]
#[case("interview_started", json!({ "aa_who": "parent" }), true)]
#[case("interview_started", json!({ "aa_present": false, "aa_who": "parent" }), false)]
#[case("interview_started", json!({ "aa_who": [] }), false)]
#[case("interview_started", json!({}), false)]
#[case("interview_ended", json!({ "aa_present": true }), true)]
#[case("interview_ended", json!({ "aa_present": false }), false)]
#[case("strip_searched", json!({ "aa_present": true }), true)]
#[case("strip_searched", json!({ "aa_present": false }), false)]
#[case("charged", json!({ "offences": ["theft"], "aa_present": true }), true)]
#[case("charged", json!({ "offences": ["theft"], "aa_present": false }), false)]
#[case("bail_refused", json!({ "aa_present": true }), true)]
#[case("bail_refused", json!({ "aa_present": false }), false)]
#[case("bail_refused", json!({}), false)]
#[case("review", json!({ "present": ["aa"] }), true)]
#[case("review", json!({ "present": ["solicitor"] }), false)]
#[case("review", json!({}), false)]
fn what_shows_that_an_adult_was_there_whose_times_are_missing(
    #[case] kind: &str,
    #[case] fields: Value,
    #[case] shown: bool,
) {
    let seen = held().at("12:10", kind, fields).judged("12:20");
    assert_eq!(seen.verdict("aa.times-missing"), shown.then_some(Verdict::Breach));
}

#[test]
fn an_adult_at_questions_elsewhere_was_there_from_when_they_began() {
    let fields = json!({ "from": "12:10", "to": "12:40", "aa_present": true });
    let seen = held().at("12:45", "questioned_away", fields).judged("13:00");
    assert_eq!(seen.whole("aa.times-missing"), ["breach 12:10; on 2; code; custody_officer"]);
}

#[test]
fn with_no_authorisation_recorded_the_arrivals_themselves_say_whether_an_adult_came_before_the_charge() {
    let charged = |came: &str| {
        given()
            .at("11:50", "arrived", json!({}))
            .at(came, "aa_arrived", json!({ "who": "parent" }))
            .at(came, "aa_left", json!({}))
            .at("13:00", "charged", json!({ "offences": ["theft"], "aa_present": false }))
            .judged("15:00")
            .verdict("aa.charge-without")
    };
    assert_eq!(charged("12:00"), SHORTFALL);
    assert_eq!(charged("14:00"), BREACH);
}

#[test]
fn a_relative_told_first_who_may_have_care_of_the_child_is_asked_about_and_one_told_after_isnt() {
    let told = |relative: &str| {
        held()
            .at(relative, "person_told", json!({ "who": "other_relative", "name": "nan, lives with her" }))
            .at("14:00", "person_told", json!({ "who": "parent" }))
            .judged("16:00")
            .verdict("person.told")
    };
    assert_eq!(told("12:30"), QUERY);
    assert_eq!(told("13:59"), QUERY);
    assert_eq!(told("14:01"), SHORTFALL);
}

#[test]
fn what_was_done_in_a_voluntary_attendance_is_not_done_for_the_detention_after_it() {
    let attended = |left: Option<&str>| {
        let given = given()
            .at("09:00", "attended", json!({}))
            .at("09:05", "aa_requested", json!({ "who": "parent", "for": "interview", "outcome": "coming" }))
            .at("09:30", "aa_arrived", json!({ "who": "parent" }))
            .at("09:35", "rights_given", json!({ "aa_present": true }));
        let left = left.map_or(given.clone(), |at| given.at(at, "aa_left", json!({})));
        left.at("11:30", "arrested", json!({ "at_station": true })).authorised("12:00")
    };
    let gone = attended(Some("10:30"));
    assert_eq!(
        (gone.judged("12:31").verdict("aa.request"), gone.judged("12:31").minutes("aa.request")),
        (SHORTFALL, Some(31))
    );
    assert_eq!(gone.judged("16:00").verdict("aa.request"), BREACH);
    let interviewed = gone.at("16:10", "aa_arrived", json!({ "who": "scheme" })).at(
        "16:20",
        "interview_started",
        json!({ "aa_present": true }),
    );
    assert_eq!(interviewed.judged("16:30").verdict("aa.rights-again"), BREACH);
    let stayed = attended(None);
    assert_eq!(stayed.judged("12:31").verdict("aa.request"), None, "asked, and still here");
    let interviewed = stayed.at("12:40", "interview_started", json!({ "aa_present": true }));
    assert_eq!(interviewed.judged("13:00").verdict("aa.rights-again"), BREACH, "a detained child's rights are others");
    let given = interviewed.at("12:10", "rights_given", json!({ "aa_present": true }));
    assert_eq!(given.judged("13:00").verdict("aa.rights-again"), None);
}

#[test]
fn a_parent_told_after_the_release_was_told_of_that_detention_until_the_next_begins() {
    let told = |at: &str| {
        let given = held().at("16:00", "bailed", json!({ "before_charge": true }));
        let given = given.at(at, "person_told", json!({ "who": "parent", "outcome": "told" }));
        let seen = given.at("+1 09:00", "answered_bail", json!({})).authorised("+1 09:05").judged("+1 09:20");
        seen.all("person.told")[0].at
    };
    assert_eq!(told("16:30"), crate::law::testing::instant("16:30"), "late, and told");
    assert_eq!(told("+1 09:00"), crate::law::testing::instant("15:00"), "never told of the first");
}
