//! Held after charge more than once in one file, or once and arrested again.

use serde_json::json;

use super::{Asks, charged, refused};
use crate::law::testing::Given;
use crate::law::{Outcome, Verdict};

fn bailed_and_arrested_again() -> Given {
    charged("theft")
        .at("22:30", "released", json!({ "outcome": "charged_bail" }))
        .at("+3 12:00", "arrested", json!({ "offences": ["affray"] }))
        .at("+3 12:30", "arrived", json!({}))
        .authorised("+3 12:40")
}

#[test]
fn a_child_bailed_on_a_charge_and_arrested_again_is_not_held_on_that_charge() {
    let seen = bailed_and_arrested_again().judged("+3 14:00");
    assert!(seen.all("bail.no-ground").is_empty(), "{:#?}", seen.0.findings);
    assert_eq!((seen.0.accommodation.outcome, seen.0.accommodation.rule), (Outcome::NotApplicable, "AC01"));
    let free = bailed_and_arrested_again().at("+3 15:00", "released", json!({ "outcome": "no_further_action" }));
    assert!(free.judged("+3 16:00").all("bail.no-ground").is_empty());
}

#[test]
fn nor_does_a_journey_to_court_on_another_power_later_need_a_certificate() {
    let court = charged("theft")
        .at("22:30", "released", json!({ "outcome": "charged_bail" }))
        .at("+3 12:00", "arrested", json!({ "for": "court_bail_breach" }))
        .at("+3 12:30", "arrived", json!({}))
        .authorised("+3 12:40")
        .at("+3 15:00", "to_court", json!({}));
    let seen = court.judged("+3 16:00");
    assert!(seen.all("certificate.missing").is_empty() && seen.all("bail.no-ground").is_empty());
}

#[test]
fn what_was_wrong_after_a_charge_stays_wrong_when_the_child_is_arrested_again() {
    let first = charged("theft").at("22:10", "bail_refused", json!({ "grounds": ["nowhere_to_go"] })).at(
        "+1 09:00",
        "to_court",
        json!({}),
    );
    let again =
        first.clone().at("+3 12:00", "arrested", json!({})).at("+3 12:30", "arrived", json!({})).authorised("+3 12:40");
    for rule in ["bail.no-ground", "accommodation.request", "certificate.missing"] {
        assert_eq!(first.judged("+1 10:00").verdict(rule), Some(Verdict::Breach), "{rule}");
        assert_eq!(again.judged("+3 14:00").verdict(rule), Some(Verdict::Breach), "{rule}");
    }
}

#[test]
fn a_review_before_the_charge_of_a_second_detention_is_not_asked_about_the_move() {
    let again = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .said("22:40", "refuse_no_bed", json!({}))
        .at("+1 09:00", "to_court", json!({}))
        .at("+5 10:00", "arrested", json!({}))
        .at("+5 10:30", "arrived", json!({}))
        .authorised("+5 10:40")
        .review("+5 16:30", json!({}));
    assert!(again.judged("+5 17:00").all("accommodation.re-decide").is_empty());
}

#[test]
fn a_second_refusal_of_bail_days_later_has_the_authority_asked_again() {
    let again = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .said("22:40", "accept_alternative", json!({}))
        .at("23:50", "moved_to_authority", json!({ "to": "alternative" }))
        .at("+5 08:00", "arrested", json!({}))
        .at("+5 08:30", "arrived", json!({}))
        .authorised("+5 08:40")
        .at("+5 12:00", "charged", json!({ "offences": ["robbery"], "aa_present": true }))
        .at("+5 12:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }));
    let seen = again.judged("+5 18:00");
    assert_eq!(seen.verdict("accommodation.request"), Some(Verdict::Breach));
    assert_eq!(seen.minutes("accommodation.request"), Some(350));
    assert_eq!(seen.0.accommodation.rule, "AC14");
}

#[test]
fn a_charge_by_post_between_two_stays_holds_nobody() {
    let home = || {
        crate::law::testing::given()
            .authorised("18:00")
            .at("20:00", "released", json!({ "outcome": "no_further_action" }))
            .at("+3 09:00", "charged", json!({ "offences": ["theft"] }))
    };
    assert!(home().judged("+3 12:00").all("bail.no-ground").is_empty());
    let again =
        home().at("+5 10:00", "arrested", json!({})).at("+5 10:30", "arrived", json!({})).authorised("+5 10:40");
    assert!(again.judged("+5 14:00").all("bail.no-ground").is_empty());
}

#[test]
fn a_child_charged_in_the_minute_of_leaving_for_court_was_held_on_that_charge() {
    // A minute later it's entered by post, of a detention that was over by then.
    let taken = charged("theft").at("22:00", "to_court", json!({}));
    assert_eq!(taken.judged("23:00").verdict("bail.no-ground"), Some(Verdict::Breach));
    let by_post = crate::law::testing::given().authorised("18:00").at("21:59", "to_court", json!({})).at(
        "22:00",
        "charged",
        json!({ "offences": ["theft"] }),
    );
    assert!(by_post.judged("23:00").all("bail.no-ground").is_empty());
}

#[test]
fn a_child_brought_back_with_no_new_arrest_is_still_held_on_the_charge() {
    let back = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .said("22:40", "accept_alternative", json!({}))
        .at("23:50", "moved_to_authority", json!({ "to": "alternative" }))
        .at("+1 03:00", "arrived", json!({}));
    assert_ne!(back.judged("+1 05:00").0.accommodation.rule, "AC01");
}

#[test]
fn what_an_earlier_arrest_was_for_says_nothing_of_this_stays_grounds() {
    let two = charged("robbery")
        .at("22:30", "released", json!({ "outcome": "charged_bail" }))
        .at("+5 10:00", "arrested", json!({ "offences": ["drunk and disorderly"] }))
        .at("+5 10:30", "arrived", json!({}))
        .authorised("+5 10:40")
        .at("+5 12:00", "charged", json!({ "offences": ["drunk and disorderly"] }))
        .at("+5 12:10", "bail_refused", json!({ "grounds": ["further_offences"] }));
    assert_eq!(two.judged("+5 12:20").verdict("bail.grounds-conflict"), Some(Verdict::Query));
}
