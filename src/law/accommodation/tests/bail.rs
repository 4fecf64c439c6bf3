use serde_json::{Value, json};

use super::{Asks, charged, refused};
use crate::law::Verdict;
use crate::law::testing::given;

#[test]
fn bail_refused_without_a_ground_is_a_breach_at_once() {
    for fields in [json!({}), json!({ "grounds": [] }), json!({ "grounds": ["other"] })] {
        let seen = charged("robbery").at("22:10", "bail_refused", fields).judged("22:10");
        assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
        assert_eq!(seen.one("bail.no-ground").unwrap().via, ["AC09"]);
    }
}

#[test]
fn nowhere_to_go_alone_is_no_ground() {
    let seen = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["nowhere_to_go"] })).judged("22:11");
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
    assert_eq!(seen.one("bail.no-ground").unwrap().via, ["AC10"]);
    let both = json!({ "grounds": ["nowhere_to_go", "fail_to_appear"] });
    assert!(charged("robbery").at("22:10", "bail_refused", both).judged("22:11").all("bail.no-ground").is_empty());
}

#[test]
fn words_that_name_no_ground_are_no_lawful_ground_recorded_and_the_message_says_that_they_stand() {
    let words = json!({ "reasons": "on bail for two robberies, was arrested at a third" });
    let seen = charged("robbery").at("22:10", "bail_refused", words).judged("22:11");
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
    assert!(seen.one("bail.no-ground").unwrap().message.contains("reasons in words"));
}

#[test]
fn each_ground_of_section_38_1_is_lawful() {
    for ground in
        ["name_doubtful", "fail_to_appear", "further_offences", "interference", "own_protection", "own_interests"]
    {
        let seen = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": [ground] })).judged("23:00");
        assert!(seen.all("bail.no-ground").is_empty(), "{ground}");
    }
}

#[test]
fn charged_with_no_decision_on_bail_is_a_breach_past_an_hour_and_not_before() {
    assert!(charged("robbery").judged("23:00").all("bail.no-ground").is_empty());
    let seen = charged("robbery").judged("23:00:01");
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
    assert_eq!(seen.one("bail.no-ground").unwrap().entries[..], [1]);
}

#[test]
fn taken_to_court_with_no_decision_on_bail_is_a_breach() {
    let seen = charged("robbery").at("22:30", "to_court", json!({})).judged("22:30");
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
}

#[test]
fn a_release_is_a_decision_on_bail_unless_it_came_past_three_hours() {
    let bailed =
        |time: &str| charged("robbery").at(time, "released", json!({ "outcome": "charged_bail" })).judged("+1 09:00");
    assert!(bailed("+1 01:00").all("bail.no-ground").is_empty());
    assert_eq!(bailed("+1 01:00:01").verdict("bail.no-ground"), Some(Verdict::Breach));
}

#[test]
fn a_drug_sample_justifies_six_hours_from_charge() {
    let sample =
        |time: &str| charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["drug_sample"] })).judged(time);
    assert!(sample("+1 04:00").all("bail.no-ground").is_empty());
    assert_eq!(sample("+1 04:00:01").one("bail.no-ground").unwrap().via, ["AC09", "AC12"]);
    let said = |seen: &crate::law::testing::Seen| seen.one("bail.no-ground").unwrap().message.to_string();
    assert!(said(&sample("+1 05:00")).ends_with("Release; if there is a ground, record it."));
    let left = charged("robbery").at("22:10", "bail_refused", json!({ "grounds": ["drug_sample"] }));
    let left = left.at("+1 05:00", "to_court", json!({ "certificate_produced": true })).judged("+1 06:00");
    assert!(said(&left).ends_with("If there was one, record it."));
}

#[test]
fn bailed_or_released_on_charge_no_decision_to_hold_was_owed_and_gone_to_court_it_was() {
    let left = |kind: &str, fields: Value| {
        charged("robbery").at("22:30", kind, fields).judged("+1 09:00").verdict("bail.no-ground")
    };
    assert_eq!(left("bailed", json!({ "before_charge": false })), None);
    assert_eq!(left("released", json!({ "outcome": "charged_bail" })), None);
    assert_eq!(left("released", json!({ "outcome": "other" })), Some(Verdict::Breach));
    assert_eq!(left("to_court", json!({})), Some(Verdict::Breach));
}

#[test]
fn outside_an_extract_the_missing_decision_is_a_question() {
    let seen = charged("robbery")
        .top("extract", json!({ "from": "2026-11-10T22:00:00Z", "to": "2026-11-10T22:45:00Z" }))
        .judged("23:30");
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Query));
}

#[test]
fn within_an_extract_that_covers_the_charge_and_all_after_it_the_missing_decision_is_a_breach() {
    let covered = |from: &str, to: &str| {
        let extract = json!({ "from": format!("2026-11-10T{from}:00Z"), "to": format!("2026-11-11T{to}:00Z") });
        charged("robbery").top("extract", extract).judged("+1 09:00").verdict("bail.no-ground")
    };
    assert_eq!(covered("21:59", "12:00"), Some(Verdict::Breach));
    assert_eq!(covered("22:00", "09:00"), Some(Verdict::Breach));
    assert_eq!(covered("22:01", "09:00"), Some(Verdict::Query));
    assert_eq!(covered("22:00", "08:59"), Some(Verdict::Query));
}

#[test]
fn another_power_or_an_adult_or_no_charge_has_no_bail_rule() {
    let warrant = given().at("17:00", "arrested", json!({ "for": "warrant" })).authorised("18:00").judged("+1 08:00");
    assert!(warrant.all("bail.no-ground").is_empty());
    let adult = charged("robbery").child(json!({ "date_of_birth": "2008-11-10" })).judged("+1 08:00");
    assert!(adult.all("bail.no-ground").is_empty());
    assert!(given().authorised("12:00").judged("+1 08:00").all("bail.no-ground").is_empty());
}

#[test]
fn grounds_that_cant_both_hold_for_one_charge_are_asked_about() {
    let both = json!({ "grounds": ["further_offences", "injury_or_damage"] });
    let one = charged("drunk and disorderly").at("22:10", "bail_refused", both.clone()).judged("22:11");
    assert_eq!(one.verdict("bail.grounds-conflict"), Some(Verdict::Query));
    let two = given()
        .authorised("18:00")
        .at("22:00", "charged", json!({ "offences": ["theft", "drunk and disorderly"] }))
        .at("22:10", "bail_refused", both)
        .judged("22:11");
    assert!(two.all("bail.grounds-conflict").is_empty());
}

#[test]
fn murder_is_a_ground_only_for_a_charge_of_murder() {
    let ground = json!({ "grounds": ["murder"] });
    let seen = |offence: &str| charged(offence).at("22:10", "bail_refused", ground.clone()).judged("22:11");
    assert!(seen("Murder").all("bail.grounds-conflict").is_empty());
    assert_eq!(seen("attempted murder").verdict("bail.grounds-conflict"), Some(Verdict::Query));
    assert_eq!(seen("robbery").verdict("bail.grounds-conflict"), Some(Verdict::Query));
}

#[test]
fn further_offences_needs_an_imprisonable_charge_and_injury_or_damage_one_that_isnt() {
    let seen = |offence: &str, ground: &str| {
        charged(offence).at("22:10", "bail_refused", json!({ "grounds": [ground] })).judged("22:11")
    };
    assert_eq!(seen("drunk and disorderly", "further_offences").verdict("bail.grounds-conflict"), Some(Verdict::Query));
    assert!(seen("drunk and disorderly", "injury_or_damage").all("bail.grounds-conflict").is_empty());
    assert_eq!(seen("robbery", "injury_or_damage").verdict("bail.grounds-conflict"), Some(Verdict::Query));
    assert!(seen("robbery", "further_offences").all("bail.grounds-conflict").is_empty());
    assert!(seen("something unheard of", "injury_or_damage").all("bail.grounds-conflict").is_empty());
}

#[test]
fn own_interests_says_what_the_danger_is() {
    for ground in ["own_protection", "own_interests"] {
        let seen = |more: serde_json::Value| {
            let mut fields = json!({ "grounds": [ground] });
            fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            charged("robbery").at("22:10", "bail_refused", fields).judged("22:11")
        };
        assert_eq!(seen(json!({})).verdict("bail.own-interests"), Some(Verdict::Query));
        assert_eq!(seen(json!({ "danger": "as above" })).one("bail.own-interests").unwrap().via, ["AC11"]);
        assert!(
            seen(json!({ "danger": "the people he owes money to wait outside his home" }))
                .all("bail.own-interests")
                .is_empty()
        );
    }
    assert!(refused("robbery").judged("22:11").all("bail.own-interests").is_empty());
}

#[test]
fn a_good_record_has_nothing_said_of_bail_or_accommodation() {
    let seen = refused("robbery")
        .ask("22:25", "alternative", json!({ "contact": "Jo Rees", "aa_told": true }))
        .said("22:50", "accept_alternative", json!({ "eta": "23:30" }))
        .at("+1 00:30", "moved_to_authority", json!({ "to": "alternative", "received_by": "Jo Rees" }))
        .judged("+1 09:00");
    let ours: Vec<_> = seen
        .0
        .findings
        .iter()
        .filter(|finding| {
            ["bail.", "accommodation.", "certificate."].iter().any(|family| finding.rule.starts_with(family))
        })
        .collect();
    assert!(ours.is_empty(), "{ours:#?}");
}

#[test]
fn murder_charged_is_itself_the_ground_and_only_its_writing_is_asked_about() {
    for fields in [json!({}), json!({ "grounds": ["nowhere_to_go"] }), json!({ "reasons": "on the facts" })] {
        let seen = charged("murder").at("22:10", "bail_refused", fields).judged("22:30");
        let found = seen.one("bail.no-ground").unwrap();
        assert_eq!(found.verdict, Verdict::Query);
        assert!(found.message.contains("itself the ground (s.38(1)(c))") && !found.message.contains("Release"));
        assert!(seen.0.accommodation.fired.iter().all(|row| !["AC09", "AC10"].contains(row)));
    }
    let named = charged("murder").at("22:10", "bail_refused", json!({ "grounds": ["murder"] })).judged("22:30");
    assert!(named.all("bail.no-ground").is_empty());
    let undecided = charged("murder");
    assert!(undecided.judged("23:00").all("bail.no-ground").is_empty());
    assert_eq!(undecided.judged("23:01").verdict("bail.no-ground"), Some(Verdict::Query));
}

#[test]
fn murder_charged_only_after_bail_was_refused_is_no_ground_for_that_refusal() {
    let late = charged("theft").at("22:10", "bail_refused", json!({})).at(
        "23:00",
        "charged",
        json!({ "offences": ["murder"] }),
    );
    assert_eq!(late.judged("23:30").verdict("bail.no-ground"), Some(Verdict::Breach));
}

#[test]
fn a_drug_sample_is_a_ground_from_14_and_not_before() {
    let aged = |born: &str| {
        let sample = json!({ "grounds": ["drug_sample"] });
        charged("theft").child(json!({ "date_of_birth": born })).at("22:10", "bail_refused", sample).judged("23:00")
    };
    let young = aged("2012-11-11");
    assert_eq!(young.verdict("bail.no-ground"), Some(Verdict::Breach));
    assert!(young.one("bail.no-ground").unwrap().message.contains("only from the age of 14"));
    assert!(aged("2012-11-10").all("bail.no-ground").is_empty());
    let unknown = charged("theft").child(json!({ "date_of_birth": null, "age_basis": null })).at(
        "22:10",
        "bail_refused",
        json!({ "grounds": ["drug_sample"] }),
    );
    assert!(unknown.judged("23:00").all("bail.no-ground").is_empty(), "an age that isn't known accuses nobody");
}

#[test]
fn another_ground_within_the_six_hours_of_a_drug_sample_carries_on_and_a_later_one_doesnt() {
    let then = |time: &str| {
        charged("theft")
            .at("22:10", "bail_refused", json!({ "grounds": ["drug_sample"] }))
            .at(time, "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
            .judged("+1 05:00")
    };
    assert!(then("+1 04:00").all("bail.no-ground").is_empty());
    assert_eq!(then("+1 04:01").verdict("bail.no-ground"), Some(Verdict::Breach));
}

#[test]
fn a_later_refusal_that_rests_on_nowhere_to_go_is_found_and_one_that_says_nothing_isnt() {
    let again = |fields: Value| refused("theft").at("+1 06:00", "bail_refused", fields).judged("+1 06:10");
    let seen = again(json!({ "grounds": ["nowhere_to_go"] }));
    assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach));
    assert_eq!(seen.one("bail.no-ground").unwrap().entries[..], [3]);
    assert!(seen.0.accommodation.fired.contains(&"AC10"));
    for fields in
        [json!({}), json!({ "grounds": ["interference"] }), json!({ "grounds": ["nowhere_to_go", "interference"] })]
    {
        assert!(again(fields.clone()).all("bail.no-ground").is_empty(), "{fields}");
    }
}

#[test]
fn words_that_name_a_ground_are_asked_about() {
    for words in ["will fail to appear: three failures to surrender since June", "would interfere with the witness"] {
        let seen = charged("robbery").at("22:10", "bail_refused", json!({ "reasons": words })).judged("22:11");
        assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Query), "{words}");
    }
}

#[test]
fn further_offences_and_injury_turn_on_the_arrest_where_it_is_recorded() {
    let conflict = |arrest: Option<&str>, charge: &str, ground: &str| {
        let held = given();
        let held = match arrest {
            Some(offence) => held.at("17:30", "arrested", json!({ "offences": [offence] })),
            None => held,
        };
        held.authorised("18:00")
            .at("22:00", "charged", json!({ "offences": [charge] }))
            .at("22:10", "bail_refused", json!({ "grounds": [ground] }))
            .judged("22:20")
            .verdict("bail.grounds-conflict")
    };
    let (drunk, query) = ("drunk and disorderly", Some(Verdict::Query));
    assert_eq!(conflict(Some("robbery"), drunk, "further_offences"), None);
    assert_eq!(conflict(Some(drunk), drunk, "further_offences"), query);
    assert_eq!(conflict(None, drunk, "further_offences"), query);
    assert_eq!(conflict(Some(drunk), "robbery", "injury_or_damage"), None);
    assert_eq!(conflict(Some("robbery"), "robbery", "injury_or_damage"), query);
    assert_eq!(conflict(None, "robbery", "injury_or_damage"), query);
}

#[test]
fn attempting_threatening_or_helping_with_murder_is_not_murder() {
    for charge in [
        "attempted murder",
        "Attempted murder - victim one year of age or over",
        "murder (attempt)",
        "threats to murder",
        "assisting an offender, murder",
    ] {
        let seen = charged(charge).at("22:10", "bail_refused", json!({})).judged("22:25");
        assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach), "{charge}");
    }
    let found = charged("Murder of Kai Moss").at("22:10", "bail_refused", json!({})).judged("22:25");
    assert_eq!(found.verdict("bail.no-ground"), Some(Verdict::Query));
}

#[test]
fn murder_charged_with_no_decision_recorded_tells_nobody_to_release() {
    let seen = charged("murder").judged("23:30");
    assert!(!seen.0.accommodation.fired.contains(&"AC09"), "{:?}", seen.0.accommodation);
    let later = charged("theft").at("22:10", "bail_refused", json!({})).at(
        "23:00",
        "charged",
        json!({ "offences": ["murder"] }),
    );
    let found = later.judged("23:30");
    assert!(!found.one("bail.no-ground").unwrap().message.contains("Release"));
}

#[test]
fn words_that_only_look_like_a_ground_are_none() {
    for words in [
        "Charged with criminal damage. Held for court in the morning.",
        "Serious offence committed, in the public interest",
        "the witness statement is still to be typed",
        "Injured hand looked at by the nurse",
    ] {
        let seen = charged("robbery").at("22:10", "bail_refused", json!({ "reasons": words })).judged("22:11");
        assert_eq!(seen.verdict("bail.no-ground"), Some(Verdict::Breach), "{words}");
    }
}

#[test]
fn a_drug_sample_at_an_age_not_known_for_sure_accuses_nobody() {
    let sample = |child: Value, at: &str| {
        let given = charged("theft").child(json!({ "date_of_birth": null, "age_basis": null })).child(child);
        given.at(at, "bail_refused", json!({ "grounds": ["drug_sample"] })).judged("+1 00:30").verdict("bail.no-ground")
    };
    assert_eq!(sample(json!({ "apparent_age": 13 }), "22:10"), None);
    assert_eq!(sample(json!({ "age": 13 }), "+1 00:20"), None);
    assert_eq!(sample(json!({ "age": 13 }), "22:10"), Some(Verdict::Breach));
    assert_eq!(sample(json!({ "age": 12 }), "+1 00:20"), Some(Verdict::Breach));
}

#[test]
fn a_later_refusal_for_a_sample_too_young_is_found_and_as_before_rests_on_what_was_before() {
    let later = |ground: &str| {
        refused("theft")
            .child(json!({ "date_of_birth": "2013-03-03" }))
            .at("+1 02:00", "bail_refused", json!({ "grounds": [ground], "reasons": "as before" }))
            .judged("+1 02:10")
    };
    assert_eq!(later("drug_sample").verdict("bail.no-ground"), Some(Verdict::Breach));
    let other = later("other");
    assert!(other.all("bail.no-ground").is_empty() && !other.0.accommodation.fired.contains(&"AC09"));
}

#[test]
fn the_same_question_about_several_refusals_is_asked_once() {
    let own = json!({ "grounds": ["own_interests"] });
    let thrice = charged("theft")
        .at("22:10", "bail_refused", own.clone())
        .at("+1 02:00", "bail_refused", own.clone())
        .at("+1 06:00", "bail_refused", own);
    let seen = thrice.judged("+1 06:10");
    assert_eq!(seen.one("bail.own-interests").unwrap().entries[..], [2, 3, 4]);
}

#[test]
fn one_conflict_in_two_refusals_is_one_question_on_both_and_two_conflicts_are_two() {
    let twice = |again: &str| {
        let ground = |ground: &str| json!({ "grounds": [ground] });
        let seen = charged("robbery").at("22:10", "bail_refused", ground("injury_or_damage"));
        let seen = seen.at("22:30", "bail_refused", ground(again)).judged("22:40");
        seen.all("bail.grounds-conflict").iter().map(|found| found.entries.to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(twice("injury_or_damage"), [vec![1, 2, 3]]);
    assert_eq!(twice("murder"), [[1, 2], [1, 3]]);
}

#[test]
fn a_refusal_at_a_time_before_the_charge_gives_way_to_the_one_made_after_it() {
    let due = |refusals: &[&str]| {
        let refused = |given: crate::law::testing::Given, at: &&str| {
            given.at(at, "bail_refused", json!({ "grounds": ["further_offences"] }))
        };
        refusals.iter().fold(charged("theft"), refused).judged("22:20").duties("accommodation.request")[0].due.unwrap()
    };
    assert_eq!(due(&["21:59", "22:10"]), due(&["22:10"]));
    assert_eq!(due(&["22:00", "22:10"]), due(&["22:00"]), "at the minute of the charge it is one");
    assert!(due(&["22:00"]) < due(&["22:10"]));
}
