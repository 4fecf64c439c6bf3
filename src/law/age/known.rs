//! What is known of the age, and what follows from it.

use chrono::{NaiveDate, TimeDelta};

use crate::law::assessment::{Judgement, State};
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::Instant;
use crate::record::kinds::{Arrested, Presented};
use crate::record::time::clock;
use crate::record::words::RecordedAs;

/// From this day a 17-year-old is an arrested juvenile (PACE s.37(15), by CJCA 2015 s.42).
const SEVENTEEN_COUNTS_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2015, 10, 26);

/// The age at which someone is no longer a child (PACE s.37(15)), in years.
const ADULT: u32 = 18;

pub(super) const TREATED_AS_CHILD: Rule = Rule {
    id: "age.treated-as-child",
    title: "Someone of unknown or disputed age who appears under 18 has every child's protection",
    standard: Standard::Code,
    cites: &["Code C 1.5", "PACE s.37(15)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child who gives a false age, or none, is still a child in a cell.",
    // It decides which rules apply (`Child::is_child_at`); nothing can fall short of it by itself.
    judge: |_, _, _| {},
};

pub(super) const TREATED_AS_ADULT: Rule = Rule {
    id: "age.treated-as-adult",
    title: "A child isn't to be recorded and held as an adult",
    standard: Standard::Code,
    cites: &["Code C 1.5", "PACE s.37(15)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child recorded as an adult gets no appropriate adult, no parent told and no bed away from the cells.",
    judge: treated_as_adult,
};

pub(super) const TURNED_18: Rule = Rule {
    id: "age.turned-18",
    title: "The child rules end at the start of the 18th birthday, London time; a 29 February birthday turns on 1 March",
    standard: Standard::Statute,
    cites: &["Family Law Reform Act 1969 s.9", "PACE s.37(15)"],
    in_force_from: Some((1970, 1, 1)),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Duties broken under 18 stay broken; keeping the adult and the check plan until release is good practice.",
    // It fixes an instant (`record::time::turns`, `clocks.turns_18`); nothing can fall short of it by itself.
    judge: |_, _, _| {},
};

pub(super) const UNKNOWN: Rule = Rule {
    id: "age.unknown",
    title: "Date of birth or age is to be recorded",
    standard: Standard::Policy,
    cites: &["Code C 1.5", "force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "What a child is owed turns on their age: under ten, under 12, under 18.",
    judge: unknown,
};

/// Returns where the custody record begins: the first arrival, presentation or authorisation, else the arrest or the first entry.
///
/// Law: Code C 2.1, 2.1A: a record is opened for whoever is brought to a station, or arrested there having come by themselves;
/// on the street nobody is recorded as anything.
fn beginning(facts: &Facts<'_>) -> Option<Mark> {
    let first = || facts.entries.first().map(|standing| Mark { at: standing.at, position: standing.position });
    let arrested_here = facts.each::<Arrested>().find(|arrest| arrest.it.at_station == Some(true));
    let arrested_here = arrested_here.map(|arrest| arrest.mark());
    let here = [facts.authorised, facts.arrived, facts.first_mark::<Presented>(), arrested_here];
    here.into_iter().flatten().min_by_key(|mark| mark.at).or(facts.arrested).or_else(first)
}

/// Returns the age that counts: what is recorded, save where 18 or over is recorded and they look younger.
fn age_that_counts(facts: &Facts<'_>, at: Instant) -> Option<u32> {
    let looks = || facts.child.apparent_age.filter(|_| facts.child.appears_under_18_against_the_record());
    facts.age_at(at).filter(|age| *age < ADULT).or_else(looks).or_else(|| facts.age_at(at))
}

fn treated_as_adult(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if facts.child.recorded_as != Some(RecordedAs::Adult) {
        return;
    }
    // Where nothing at all is known of the age, `age.unknown` asks; this one needs an age to stand on.
    let Some(start) = beginning(facts) else { return };
    let Some(age) = age_that_counts(facts, start.at).filter(|_| facts.is_child_at(start.at)) else { return };
    let seventeen_counts = facts.law_in_force_on.zip(SEVENTEEN_COUNTS_FROM).is_none_or(|(date, from)| date >= from);
    if age.saturating_add(1) >= ADULT && !seventeen_counts {
        return;
    }
    let next = if facts.closed() || !facts.is_child_at(facts.now) {
        ""
    } else {
        " Record them as a child, and put right what was left out."
    };
    let message = format!(
        "Someone under 18, or who appears so, is treated as a child. Aged {age}, and recorded as an adult.{next}"
    );
    judgement.find(rule.breach(start.at, message).on([start.position]));
}

fn unknown(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let disputed = facts.child.appears_under_18_against_the_record() && facts.child.age.is_some_and(|age| age >= ADULT);
    if facts.child.date_of_birth.is_some() || (facts.child.age.is_some() && !disputed) {
        return;
    }
    let Some(authorised) = facts.authorised.filter(|mark| facts.is_child_at(mark.at)) else { return };
    let due = authorised.at + TimeDelta::minutes(facts.policy.age.unknown_minutes);
    let state = facts.state(due, None);
    let owed = if disputed {
        "Settle the age: the age given is 18 or over, and they appear under 18."
    } else {
        "Find out and record the date of birth, or the age."
    };
    judgement.owe(rule, Some(due), state, None, owed);
    if state == State::Overdue {
        let shown = if disputed {
            "The age is disputed: 18 or over is given, they appear under 18, and it isn't settled"
        } else {
            "Neither date of birth nor age is recorded"
        };
        let message =
            format!("{shown} by {}. Ask family, school, social care; until shown otherwise, a child.", clock(due));
        judgement.find(rule.query(due, message).due(due).on([authorised.position]));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, given};
    use crate::law::{State, Verdict};

    fn no_age() -> Given {
        given().child(json!({ "date_of_birth": null, "age_basis": null }))
    }

    #[test]
    fn age_not_recorded_is_asked_about_past_sixty_minutes() {
        let record = no_age().child(json!({ "apparent_age": 17 })).authorised("12:00");
        let seen = record.judged("13:00");
        assert_eq!((seen.verdict("age.unknown"), seen.state("age.unknown")), (None, Some(State::DueSoon)));
        let seen = record.judged("13:01");
        assert_eq!(
            (seen.verdict("age.unknown"), seen.state("age.unknown")),
            (Some(Verdict::Query), Some(State::Overdue))
        );
        assert!(record.judged("13:00:01").one("age.unknown").is_some());
        assert_eq!(record.judged("12:10").state("age.unknown"), Some(State::Open));
    }

    #[test]
    fn a_stated_nineteen_who_looks_seventeen_is_still_of_unknown_age() {
        let record =
            no_age().child(json!({ "age": 19, "age_basis": "stated", "apparent_age": 17 })).authorised("12:00");
        assert_eq!(record.judged("13:00").verdict("age.unknown"), None);
        assert_eq!(record.judged("13:01").verdict("age.unknown"), Some(Verdict::Query));
    }

    #[test]
    fn a_recorded_age_or_date_of_birth_is_enough() {
        assert!(
            no_age().child(json!({ "age": 15 })).authorised("12:00").judged("18:00").duties("age.unknown").is_empty()
        );
        assert!(given().authorised("12:00").judged("18:00").duties("age.unknown").is_empty());
    }

    #[test]
    fn an_apparent_adult_of_unknown_age_is_not_asked_about() {
        let seen = no_age().child(json!({ "apparent_age": 25 })).authorised("12:00").judged("18:00");
        assert!(seen.one("age.unknown").is_none() && seen.duties("age.unknown").is_empty());
    }

    #[test]
    fn a_release_within_the_hour_needs_no_age_and_a_later_one_leaves_the_question() {
        let record = no_age().authorised("12:00");
        let gone = record.clone().at("13:00", "released", json!({ "outcome": "bail" })).judged("15:00");
        assert_eq!((gone.state("age.unknown"), gone.verdict("age.unknown")), (Some(State::NotNeeded), None));
        let late = record.at("13:01", "released", json!({ "outcome": "bail" })).judged("15:00");
        assert_eq!(late.verdict("age.unknown"), Some(Verdict::Query));
    }

    #[test]
    fn the_minutes_before_age_is_asked_about_are_policy() {
        let record = no_age().policy("[age]\nunknown_minutes = 10").authorised("12:00");
        assert!(record.judged("12:10").one("age.unknown").is_none());
        assert!(record.judged("12:11").one("age.unknown").is_some());
    }

    #[test]
    fn a_child_recorded_as_an_adult_is_a_breach() {
        let adult = |record: Given| record.child(json!({ "recorded_as": "adult" })).authorised("12:00").judged("13:00");
        assert_eq!(adult(given()).verdict("age.treated-as-adult"), Some(Verdict::Breach));
        assert_eq!(adult(no_age().child(json!({ "age": 17 }))).verdict("age.treated-as-adult"), Some(Verdict::Breach));
        let looks_17 = json!({ "age": 19, "age_basis": "stated", "apparent_age": 17 });
        assert_eq!(adult(no_age().child(looks_17)).verdict("age.treated-as-adult"), Some(Verdict::Breach));
    }

    #[test]
    fn recorded_as_a_child_or_not_recorded_or_grown_up_is_no_breach() {
        assert!(given().authorised("12:00").judged("13:00").one("age.treated-as-adult").is_none());
        let child = given().child(json!({ "recorded_as": "child" })).authorised("12:00").judged("13:00");
        assert!(child.one("age.treated-as-adult").is_none());
        let grown = given().child(json!({ "recorded_as": "adult", "date_of_birth": "2008-11-10" }));
        assert!(grown.clone().authorised("00:00").judged("13:00").one("age.treated-as-adult").is_none());
        assert!(grown.authorised("-1 23:59:59").judged("13:00").one("age.treated-as-adult").is_some());
        let documented = json!({ "recorded_as": "adult", "date_of_birth": "2007-01-01", "apparent_age": 16 });
        assert!(given().child(documented).authorised("12:00").judged("13:00").one("age.treated-as-adult").is_none());
        let nothing_known = no_age().child(json!({ "recorded_as": "adult" })).authorised("12:00").judged("12:30");
        assert!(nothing_known.one("age.treated-as-adult").is_none());
    }

    #[test]
    fn whoever_is_arrested_at_the_station_is_a_child_there_from_the_arrest_and_on_the_street_nobody_is_recorded() {
        let arrested = |at_station: bool| {
            let grown = given().child(json!({ "recorded_as": "adult", "date_of_birth": "2008-11-11" }));
            let grown = grown.at("23:00", "attended", json!({}));
            let arrested = grown.at("23:30", "arrested", json!({ "at_station": at_station }));
            arrested.authorised("+1 00:10").judged("+1 06:00").verdict("age.treated-as-adult")
        };
        assert_eq!((arrested(true), arrested(false)), (Some(Verdict::Breach), None));
    }

    #[test]
    fn a_seventeen_year_old_was_an_adult_until_26_october_2015() {
        let seventeen = |born: &str, at: &str| {
            given().child(json!({ "date_of_birth": born, "recorded_as": "adult" })).authorised(at).judged("13:00")
        };
        assert!(seventeen("1998-05-01", "2015-10-25T12:00:00+00:00").one("age.treated-as-adult").is_none());
        assert!(seventeen("1998-05-01", "2015-10-26T12:00:00+00:00").one("age.treated-as-adult").is_some());
        assert!(seventeen("1999-05-01", "2015-10-25T12:00:00+00:00").one("age.treated-as-adult").is_some());
    }

    #[test]
    fn the_birthday_ends_the_child_rules_whatever_a_child_looks_and_an_age_given_as_eighteen_does_not() {
        let asked = |child: serde_json::Value, from: &str| {
            given().child(child).authorised(from).judged("12:00").duties("aa.request").len()
        };
        let looks_17 = |born: &str| json!({ "date_of_birth": born, "age_basis": "stated", "apparent_age": 17 });
        // Authorised an hour before the birthday; held from before it and authorised an hour after; eighteen from the start.
        assert_eq!(asked(looks_17("2008-11-10"), "-1 23:00"), 1);
        let over_the_birthday = given().child(looks_17("2008-11-10")).at("-1 23:00", "arrived", json!({}));
        assert!(over_the_birthday.authorised("01:00").judged("12:00").duties("aa.request").is_empty());
        assert_eq!(asked(looks_17("2007-01-01"), "01:00"), 1);
    }

    #[test]
    fn the_two_rules_that_fix_who_is_a_child_find_nothing_by_themselves() {
        let seen = no_age().child(json!({ "apparent_age": 17 })).authorised("12:00").judged("18:00");
        assert!(seen.one("age.treated-as-child").is_none() && seen.duties("age.treated-as-child").is_empty());
        let turned = given().child(json!({ "date_of_birth": "2008-11-10" })).authorised("-1 20:00").judged("18:00");
        assert!(turned.one("age.turned-18").is_none() && turned.duties("age.turned-18").is_empty());
    }
}
