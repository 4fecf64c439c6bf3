use serde_json::{Value, json};

use crate::law::testing::{Given, Seen, given};
use crate::law::{LimitBasis, Owner, Standard, Verdict};

fn held() -> Given {
    given().at("10:00", "arrived", json!({})).authorised("10:10")
}

fn two_reviews() -> Given {
    held().review("16:00", json!({})).review("23:00", json!({}))
}

fn extended(record: Given, time: &str, changes: Value) -> Given {
    let mut fields = json!({ "by": { "name": "Supt Test", "role": "superintendent", "rank": "superintendent" },
        "until_hours": 36, "indictable": true, "child_heard": true, "solicitor_heard": true });
    for (key, value) in changes.as_object().unwrap() {
        fields[key] = value.clone();
    }
    record.at(time, "extension_authorised", fields)
}

mod early {
    use super::*;

    const RULE: &str = "clock.extension-early";

    #[test]
    fn before_the_second_review_is_a_breach_and_after_it_is_not() {
        let one = extended(held().review("16:00", json!({})), "20:00", json!({})).judged("21:00");
        assert_eq!(one.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(one.one(RULE).unwrap().owed_by, Owner::Superintendent);
        let none = extended(held(), "20:00", json!({})).judged("21:00");
        assert_eq!(none.verdict(RULE), Some(Verdict::Breach));
        let said = |seen: &Seen, words: &str| seen.one(RULE).unwrap().message.contains(words);
        assert!(said(&one, "One valid review is shown") && said(&none, "No valid review is shown"));
        assert!(extended(two_reviews(), "23:00", json!({})).judged("23:30").one(RULE).is_none());
        assert!(extended(two_reviews(), "22:59", json!({})).judged("23:30").one(RULE).is_some());
    }

    #[test]
    fn reviews_of_an_earlier_detention_do_not_count_and_those_before_bail_do() {
        let second = |ended: &str, fields: Value, back: &str| {
            let first = given().at("-2 09:00", "arrived", json!({})).authorised("-2 09:10");
            let first = first.review("-2 15:00", json!({})).review("-2 21:00", json!({})).at("-2 22:00", ended, fields);
            let record = first.at("09:30", back, json!({})).at("10:00", "arrived", json!({})).authorised("10:10");
            let seen = extended(record, "14:00", json!({})).judged("15:00");
            (seen.verdict(RULE), seen.0.clocks.detention_limit_basis)
        };
        let fresh = second("released", json!({ "outcome": "no_further_action" }), "arrested");
        assert_eq!(fresh, (Some(Verdict::Breach), LimitBasis::Hours24));
        let back = second("bailed", json!({ "before_charge": true }), "answered_bail");
        assert_eq!(back, (None, LimitBasis::Hours36));
        let bailed_and_arrested_afresh = second("bailed", json!({ "before_charge": true }), "arrested");
        assert_eq!(bailed_and_arrested_afresh, (Some(Verdict::Breach), LimitBasis::Hours24));
    }

    #[test]
    fn past_24_hours_is_a_breach_and_at_24_hours_is_not() {
        let at = |time: &str| extended(two_reviews(), time, json!({})).judged("+1 10:30");
        assert!(at("+1 10:00:00").one(RULE).is_none());
        assert!(at("+1 10:00:01").one(RULE).is_some());
        let seen = at("+1 10:01");
        assert_eq!((seen.verdict(RULE), seen.verdict("clock.limit")), (Some(Verdict::Breach), Some(Verdict::Breach)));
    }

    #[test]
    fn reviews_held_before_bail_elsewhere_are_asked_about_and_do_not_undo_the_grant() {
        let back = given().at("09:00", "answered_bail", json!({ "time_used_minutes": 900 })).authorised("09:10");
        let seen = extended(back, "16:00", json!({})).judged("19:00");
        assert_eq!((seen.verdict(RULE), seen.verdict("clock.limit")), (Some(Verdict::Query), None));
    }

    #[test]
    fn an_extension_to_the_limit_that_runs_anyway_moves_nothing() {
        let basis = |hours: u32| {
            let seen = extended(two_reviews(), "23:00", json!({ "until_hours": hours })).judged("23:30");
            seen.0.clocks.detention_limit_basis
        };
        assert_eq!([basis(24), basis(25)], [LimitBasis::Hours24, LimitBasis::Hours36]);
    }

    #[test]
    fn a_further_grant_has_neither_bar() {
        let first = extended(two_reviews(), "+1 09:00", json!({ "until_hours": 30 }));
        let seen = extended(first, "+1 15:00", json!({ "under": "s42_2" })).judged("+1 15:30");
        assert!(seen.one(RULE).is_none());
    }

    #[test]
    fn a_first_grant_that_calls_itself_further_is_still_the_first() {
        let seen = extended(held(), "20:00", json!({ "under": "s42_2" })).judged("21:00");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
    }
}

mod rank {
    use super::*;

    const RULE: &str = "clock.extension-rank";

    fn with(changes: Value) -> Seen {
        extended(two_reviews(), "+1 09:00", changes).judged("+1 09:30")
    }

    #[test]
    fn below_superintendent_is_a_breach() {
        let by = |by: Value| with(json!({ "by": by })).verdict(RULE);
        assert_eq!(by(json!({ "name": "A", "rank": "chief_inspector" })), Some(Verdict::Breach));
        assert_eq!(by(json!({ "name": "A", "rank": "superintendent" })), None);
        assert_eq!(by(json!({ "name": "A", "rank": "chief_superintendent" })), None);
        assert_eq!(by(json!({ "name": "A", "rank": "staff" })), Some(Verdict::Breach));
    }

    #[test]
    fn a_chief_inspector_acting_as_superintendent_is_asked_who_authorised_it_unless_the_record_says() {
        let acting = json!({ "name": "A", "rank": "chief_inspector", "acting_as": "superintendent" });
        let silent = with(json!({ "by": acting }));
        assert_eq!(silent.verdict(RULE), Some(Verdict::Query));
        assert!(silent.one(RULE).unwrap().message.contains("Who authorised the acting rank is not recorded"));
        assert_eq!(
            with(json!({ "by": acting, "note": "acting for Supt Vale, who authorised it" })).verdict(RULE),
            None
        );
        assert_eq!(with(json!({ "by": acting, "note": "nothing" })).verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn nobody_but_a_chief_inspector_acts_as_superintendent_under_s107_so_another_rank_is_asked_about() {
        let acting = |rank: Value| json!({ "by": { "name": "A", "rank": rank, "acting_as": "superintendent" }, "note": "authorised by ACC Vale" });
        assert_eq!(with(acting(json!("inspector"))).verdict(RULE), Some(Verdict::Query));
        assert_eq!(with(acting(json!("chief_inspector"))).verdict(RULE), None);
        let short = json!({ "by": { "name": "A", "rank": "inspector", "acting_as": "chief_inspector" } });
        assert_eq!(with(short).verdict(RULE), Some(Verdict::Breach));
    }

    #[test]
    fn a_rank_not_recorded_is_asked_about_unless_the_role_says_it() {
        assert_eq!(with(json!({ "by": { "name": "A" } })).verdict(RULE), Some(Verdict::Query));
        assert_eq!(with(json!({ "by": { "name": "A", "role": "superintendent" } })).verdict(RULE), None);
        assert_eq!(with(json!({ "by": null })).verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn an_offence_that_is_not_indictable_is_a_breach_and_silence_is_asked_about() {
        assert_eq!(with(json!({ "indictable": false })).verdict(RULE), Some(Verdict::Breach));
        assert_eq!(with(json!({ "indictable": null })).verdict(RULE), Some(Verdict::Query));
        assert_eq!(with(json!({})).verdict(RULE), None);
    }
}

mod unheard {
    use super::*;

    const RULE: &str = "clock.extension-unheard";

    fn with(changes: Value) -> Seen {
        extended(two_reviews(), "+1 09:00", changes).judged("+1 09:30")
    }

    fn with_adult(changes: Value) -> Seen {
        let record = two_reviews().at("+1 08:00", "aa_arrived", json!({ "who": "parent" }));
        extended(record, "+1 09:00", changes).judged("+1 09:30")
    }

    #[test]
    fn neither_child_nor_solicitor_heard_is_a_breach_of_statute() {
        let seen = with(json!({ "child_heard": false, "solicitor_heard": false }));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.one(RULE).unwrap().standard, Standard::Statute);
    }

    #[test]
    fn a_solicitor_heard_meets_the_statute_and_the_child_not_heard_is_asked_about_by_the_code() {
        for child in [json!(false), json!(null)] {
            let seen = with(json!({ "child_heard": child }));
            assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
            assert_eq!(seen.one(RULE).unwrap().standard, Standard::Code);
        }
        assert!(with(json!({})).one(RULE).is_none());
    }

    #[test]
    fn a_child_heard_meets_the_statute_and_a_solicitor_who_acts_is_asked_about_by_the_code() {
        let unheard = json!({ "solicitor_heard": false });
        assert!(with(unheard.clone()).one(RULE).is_none());
        assert!(with(json!({ "solicitor_heard": null })).one(RULE).is_none());
        let acting = || two_reviews().at("+1 08:00", "solicitor_requested", json!({}));
        let seen = extended(acting(), "+1 09:00", unheard).judged("+1 09:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
        assert_eq!(seen.one(RULE).unwrap().standard, Standard::Code);
        assert!(extended(acting(), "+1 09:00", json!({})).judged("+1 09:30").one(RULE).is_none());
        let after = extended(two_reviews(), "+1 09:00", json!({ "solicitor_heard": false }));
        let after = after.at("+1 09:10", "solicitor_requested", json!({})).judged("+1 09:30");
        assert!(after.one(RULE).is_none());
    }

    #[test]
    fn what_is_asked_of_an_extension_is_one_question() {
        let seen = with_adult(json!({ "child_heard": null }));
        assert_eq!((seen.all(RULE).len(), seen.verdict(RULE)), (1, Some(Verdict::Query)));
        let message = &seen.one(RULE).unwrap().message;
        assert!(message.contains("the child was is not recorded") && message.contains("the adult in the station"));
    }

    #[test]
    fn hearing_not_recorded_is_asked_about() {
        assert_eq!(with(json!({ "child_heard": null, "solicitor_heard": null })).verdict(RULE), Some(Verdict::Query));
        assert_eq!(with(json!({ "child_heard": false, "solicitor_heard": null })).verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn an_adult_in_the_station_and_not_asked_is_a_breach_of_the_code() {
        let seen = with_adult(json!({ "child_heard": false, "aa_consulted": false }));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.one(RULE).unwrap().standard, Standard::Code);
        assert_eq!(with_adult(json!({ "aa_consulted": true })).verdict(RULE), None);
        assert_eq!(with_adult(json!({})).verdict(RULE), Some(Verdict::Query));
        assert!(with(json!({ "aa_consulted": false })).one(RULE).is_none());
    }

    #[test]
    fn nobody_heard_at_all_is_one_finding() {
        let seen = with_adult(json!({ "child_heard": false, "solicitor_heard": false, "aa_consulted": false }));
        assert_eq!((seen.all(RULE).len(), seen.one(RULE).unwrap().standard), (1, Standard::Statute));
    }
}

#[test]
fn the_extension_rules_are_for_children_on_pace_routes() {
    let bad = json!({ "by": { "name": "A", "rank": "inspector" }, "child_heard": false, "solicitor_heard": false });
    let silent = |record: Given| {
        let seen = extended(record, "20:00", bad.clone()).judged("21:00");
        ["clock.extension-early", "clock.extension-rank", "clock.extension-unheard"]
            .iter()
            .all(|rule| seen.all(rule).is_empty())
    };
    assert!(!silent(held()));
    assert!(silent(held().child(json!({ "date_of_birth": "2000-01-01" }))));
    assert!(silent(
        given()
            .at("09:00", "arrested", json!({ "for": "warrant" }))
            .at("10:00", "arrived", json!({}))
            .authorised("10:10")
    ));
}
