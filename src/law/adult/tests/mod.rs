//! Each rule of the family, each side of each boundary, each fact missing, false and true.

mod arrival;
mod arrival_facts;
mod first_days;
mod ladder;
mod request;
mod request_facts;
mod stays;
mod suitable;
mod told;
mod told_facts;
mod without;
mod without_facts;

use serde_json::json;

use crate::law::assessment::{Duty, Verdict};
use crate::law::testing::{Given, Seen, given};

const BREACH: Option<Verdict> = Some(Verdict::Breach);
const SHORTFALL: Option<Verdict> = Some(Verdict::Shortfall);
const QUERY: Option<Verdict> = Some(Verdict::Query);

/// A child authorised at 12:00.
fn held() -> Given {
    given().at("11:50", "arrived", json!({})).authorised("12:00")
}

/// A parent asked for at that time, for the child.
fn asked(given: Given, time: &str) -> Given {
    given.at(time, "aa_requested", json!({ "who": "parent", "for": "arrival", "outcome": "coming" }))
}

/// A parent there at that time, rights given again.
fn came(given: Given, time: &str) -> Given {
    given.at(time, "aa_arrived", json!({ "who": "parent", "rights_given": true }))
}

fn released(given: Given, time: &str) -> Given {
    given.at(time, "released", json!({ "outcome": "no_further_action", "to": "parent", "risk_assessed": true }))
}

/// A record in which everything about the adult was done as it should be.
fn good() -> Given {
    let given = held().at("12:05", "rights_given", json!({ "aa_present": false })).at(
        "12:10",
        "person_told",
        json!({ "who": "parent", "route": "phone", "outcome": "told" }),
    );
    came(asked(given, "12:11"), "13:00")
        .at("13:10", "aa_briefed", json!({}))
        .at("14:00", "interview_started", json!({ "aa_present": true, "aa_who": ["parent"] }))
        .at("14:30", "interview_ended", json!({}))
        .at("15:00", "charged", json!({ "offences": ["theft"], "aa_present": true }))
        .at("15:20", "released", json!({ "outcome": "charged_bail", "to": "parent", "risk_assessed": true }))
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

/// Every rule of the family that found anything, with its verdict.
fn found(seen: &Seen) -> Vec<(&'static str, Verdict)> {
    let ours = |rule: &str| super::RULES.iter().any(|ours| ours.id == rule);
    seen.0.findings.iter().filter(|finding| ours(finding.rule)).map(|finding| (finding.rule, finding.verdict)).collect()
}

/// Every duty of the family.
fn ours(seen: &Seen) -> impl Iterator<Item = &Duty> {
    seen.0.duties.iter().filter(|duty| super::RULES.iter().any(|ours| ours.id == duty.rule))
}

#[test]
fn a_record_with_nothing_wrong_finds_nothing() {
    assert_eq!(found(&good().judged("15:20")), vec![]);
    assert_eq!(found(&good().judged("13:30")), vec![]);
    assert!(ours(&good().judged("15:20")).all(|duty| !duty.is_open()));
}

#[test]
fn worked_timeline_t1_finds_nothing() {
    let given = given()
        .child(json!({ "date_of_birth": "2011-02-02", "sex": "female" }))
        .at("14:02", "arrested", json!({}))
        .at("14:30", "arrived", json!({}))
        .at("14:38", "presented", json!({}))
        .authorised("14:45")
        .at("14:50", "rights_given", json!({ "aa_present": false }))
        .at("15:02", "person_told", json!({ "who": "parent", "name": "mother" }))
        .at("15:03", "aa_requested", json!({ "who": "parent", "for": "arrival" }))
        .at("15:50", "aa_arrived", json!({ "who": "parent" }))
        .at("15:52", "rights_given", json!({ "aa_present": true }))
        .at("17:00", "interview_started", json!({ "aa_present": true, "solicitor_present": true }))
        .at("17:40", "interview_ended", json!({}));
    assert_eq!(found(&released(given, "20:30").judged("20:30")), vec![]);
}

#[test]
fn every_message_is_short_enough_to_read_and_accuses_nobody() {
    let bad = held()
        .at("12:01", "right_delayed", json!({ "right": "intimation" }))
        .at("15:02", "aa_requested", json!({ "who": "scheme", "for": "interview" }))
        .at("18:00", "aa_arrived", json!({ "objected_to": true }))
        .at("18:10", "interview_started", json!({ "aa_present": false, "urgent_authorised_by": "inspector" }))
        .at("19:00", "charged", json!({ "offences": ["theft"], "aa_present": false }));
    for seen in [bad.judged("14:30"), bad.judged("17:30"), released(bad.clone(), "19:10").judged("19:10")] {
        assert!(!found(&seen).is_empty());
        let duties = seen.0.duties.iter().map(|duty| &duty.message);
        for message in seen.0.findings.iter().map(|finding| &finding.message).chain(duties) {
            assert!(message.chars().count() <= 230, "{} characters: {message}", message.chars().count());
            assert!(!message.contains("refused") && !message.contains("failed"), "{message}");
        }
    }
}

#[test]
fn nothing_arises_for_an_adult_nor_without_authorisation() {
    let adult = held().child(json!({ "date_of_birth": "2000-01-01" }));
    let adult = adult.at("13:00", "interview_started", json!({ "aa_present": false }));
    assert_eq!(found(&adult.judged("20:00")), vec![]);
    assert_eq!(ours(&adult.judged("20:00")).count(), 0);
    let refused = given().at("11:50", "arrived", json!({})).at("12:00", "detention_refused", json!({}));
    assert_eq!(found(&refused.judged("+1 12:00")), vec![]);
    assert_eq!(ours(&refused.judged("+1 12:00")).count(), 0);
}

#[test]
fn a_17_year_old_has_an_adult_and_someone_told_only_since_27_october_2013() {
    let on = |day: &str, born: &str| {
        let time = |hour: &str| format!("{day}T{hour}:00+00:00");
        let given = given()
            .child(json!({ "date_of_birth": born }))
            .authorised(&time("12:00"))
            .at(&time("16:00"), "interview_started", json!({ "aa_present": false }))
            .at(&time("17:00"), "charged", json!({ "offences": ["theft"], "aa_present": false }));
        given.judged(&time("18:00"))
    };
    let old = on("2013-10-26", "1996-01-01");
    assert_eq!(found(&old), vec![]);
    assert_eq!(ours(&old).count(), 0);
    let rules: Vec<&str> = found(&on("2013-10-27", "1996-01-01")).iter().map(|(rule, _)| *rule).collect();
    for rule in ["aa.request", "aa.interview-without", "aa.charge-without", "aa.delay-unexplained", "person.told"] {
        assert!(rules.contains(&rule), "{rule} should be in {rules:?}");
    }
    assert_eq!(on("2013-10-26", "1997-01-01").verdict("person.told"), BREACH, "a 16-year-old had both before");
}

#[test]
fn under_the_older_law_the_17th_birthday_ends_it() {
    let given = given().child(json!({ "date_of_birth": "1996-03-02" })).authorised("2013-03-01T23:00:00+00:00");
    let seen = given.judged("2013-03-02T08:00:00+00:00");
    assert_eq!((seen.verdict("aa.request"), seen.minutes("aa.request")), (SHORTFALL, Some(60)));
    assert_eq!(seen.verdict("aa.delay-unexplained"), None);
}

#[test]
fn outside_pace_an_adult_and_a_person_told_are_owed_all_the_same() {
    let given = given()
        .at("11:00", "arrested", json!({ "for": "court_bail_breach" }))
        .at("11:50", "arrived", json!({}))
        .authorised("12:00");
    let seen = given.judged("17:00");
    assert_eq!(seen.verdict("aa.request"), BREACH);
    assert_eq!(seen.verdict("person.told"), BREACH);
    assert_eq!(seen.verdict("aa.no-bail-considered"), None, "the police can't bail on this route");
}

#[test]
fn a_child_bailed_and_back_is_owed_an_adult_again_and_days_on_bail_are_nobodys_wait() {
    let first = came(asked(held(), "12:10"), "13:00")
        .at("12:20", "person_told", json!({ "who": "parent" }))
        .at("14:00", "bailed", json!({ "before_charge": true }))
        .at("+5 09:00", "answered_bail", json!({}))
        .authorised("+5 09:10");
    let seen = first.judged("+5 09:30");
    assert_eq!(found(&seen), vec![]);
    assert_eq!(seen.duties("aa.request").len(), 2);
    let late = first.judged("+5 09:50");
    assert_eq!((late.verdict("aa.request"), late.minutes("aa.request")), (SHORTFALL, Some(40)));
    let back = asked(first, "+5 08:00").judged("+5 09:50");
    assert_eq!(back.verdict("aa.request"), None, "asked while on bail, to come with the child");
}

#[test]
fn the_18th_birthday_ends_what_is_owed_and_leaves_what_was_broken() {
    let born = json!({ "date_of_birth": "2008-11-11" });
    let seen = given().child(born.clone()).authorised("23:00").judged("+1 09:00");
    assert_eq!((seen.verdict("aa.request"), seen.minutes("aa.request")), (SHORTFALL, Some(60)));
    assert_eq!(seen.verdict("person.told"), None, "at the birthday it was due, not late");
    assert_eq!(seen.verdict("aa.delay-unexplained"), None);
    assert!(ours(&seen).all(|duty| !duty.is_open()), "nothing is owed to an adult");
    let never = released(given().child(born.clone()).authorised("23:00"), "+1 09:00").judged("+1 09:00");
    assert_eq!(never.verdict("aa.request"), SHORTFALL, "never by the end doesn't arise after the birthday");
    let interview = |time| {
        let given = given().child(born.clone()).authorised("23:00");
        given.at(time, "interview_started", json!({ "aa_present": false })).judged("+1 09:00")
    };
    assert_eq!(interview("23:59:59").verdict("aa.interview-without"), BREACH);
    assert_eq!(interview("+1 00:00").verdict("aa.interview-without"), None);
}

#[test]
fn where_only_an_age_is_known_what_turns_on_the_birthday_is_asked() {
    let given = given().child(json!({ "date_of_birth": null, "age": 17, "age_basis": "stated" })).authorised("22:00");
    let interview =
        |time| given.clone().at(time, "interview_started", json!({ "aa_present": false })).judged("+1 09:00");
    assert_eq!(interview("23:00").verdict("aa.interview-without"), BREACH);
    assert_eq!(interview("+1 01:00").verdict("aa.interview-without"), QUERY);
    assert_eq!(given.judged("+1 09:00").verdict("aa.request"), SHORTFALL, "late before midnight either way");
    let sixteen = given.clone().child(json!({ "age": 16 }));
    let seen = sixteen.at("+1 01:00", "interview_started", json!({ "aa_present": false })).judged("+1 09:00");
    assert_eq!(seen.verdict("aa.interview-without"), BREACH);
}

#[test]
fn what_could_lie_outside_an_extract_is_asked_never_a_breach() {
    let part = |from: &str, to: &str, given: Given| {
        use crate::law::testing::rfc;
        given.top("extract", json!({ "from": rfc(from), "to": rfc(to) }))
    };
    let whole = part("11:00", "20:00", held());
    assert_eq!(whole.judged("16:00").verdict("aa.request"), BREACH, "inside, silence is silence");
    let tail = part("12:00", "20:00", given().authorised("12:00"));
    assert_eq!(tail.judged("16:00").verdict("aa.request"), QUERY, "asked before the extract begins?");
    assert_eq!(tail.judged("16:00").verdict("person.told"), QUERY);
    let head = part("11:00", "14:00", held());
    assert_eq!(head.judged("16:00").verdict("aa.request"), QUERY, "asked after the extract ends?");
    for (from, to) in [("12:00", "20:00"), ("11:00", "14:00")] {
        let seen = part(from, to, held().at("13:00", "charged", json!({ "offences": ["theft"], "aa_present": false })))
            .judged("16:00");
        let breaches: Vec<_> = found(&seen).into_iter().filter(|(_, verdict)| *verdict == Verdict::Breach).collect();
        assert_eq!(breaches, vec![], "extract {from} to {to}");
    }
}
