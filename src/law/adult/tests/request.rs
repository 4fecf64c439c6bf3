//! `aa.request`, `aa.times-missing`, `aa.interview-only`, `aa.care-authority-first`.

use serde_json::json;

use super::*;
use crate::law::assessment::State;

#[test]
fn an_adult_is_asked_for_in_30_minutes_past_it_a_shortfall_past_180_a_breach() {
    for (time, verdict, minutes) in [
        ("12:30", None, None),
        ("12:30:01", SHORTFALL, Some(30)),
        ("12:31", SHORTFALL, Some(31)),
        ("15:00", SHORTFALL, Some(180)),
        ("15:00:01", BREACH, Some(180)),
        ("15:01", BREACH, Some(181)),
    ] {
        let seen = asked(held(), time).judged("15:30");
        assert_eq!((seen.verdict("aa.request"), seen.minutes("aa.request")), (verdict, minutes), "asked {time}");
        assert_eq!(seen.state("aa.request"), Some(State::Done), "asked {time}");
    }
}

#[test]
fn not_asked_yet_the_duty_runs_and_the_finding_follows() {
    for (now, verdict, state) in [
        ("12:00", None, State::DueSoon),
        ("12:30", None, State::DueSoon),
        ("12:30:01", SHORTFALL, State::Overdue),
        ("15:00", SHORTFALL, State::Overdue),
        ("15:00:01", BREACH, State::Overdue),
    ] {
        let seen = held().judged(now);
        assert_eq!((seen.verdict("aa.request"), seen.state("aa.request")), (verdict, Some(state)), "at {now}");
    }
}

#[test]
fn never_asked_by_the_end_is_a_breach_and_not_needed_where_the_end_came_first() {
    let seen = released(held(), "12:31").judged("12:31");
    assert_eq!((seen.verdict("aa.request"), seen.minutes("aa.request")), (BREACH, Some(31)));
    for end in ["12:10", "12:30"] {
        let seen = released(held(), end).judged("+1 12:00");
        assert_eq!((seen.verdict("aa.request"), seen.state("aa.request")), (None, Some(State::NotNeeded)), "{end}");
    }
    let after = asked(released(held(), "12:40"), "12:50").judged("13:00");
    assert_eq!(after.verdict("aa.request"), BREACH, "asking after release asks for nobody");
}

#[test]
fn the_numbers_are_the_forces() {
    let given = held().policy("[adult]\nrequest_minutes = 15\nrequest_breach_minutes = 60");
    assert_eq!(asked(given.clone(), "12:15").judged("14:00").verdict("aa.request"), None);
    assert_eq!(asked(given.clone(), "12:16").judged("14:00").verdict("aa.request"), SHORTFALL);
    assert_eq!(asked(given, "13:01").judged("14:00").verdict("aa.request"), BREACH);
}

#[test]
fn asked_before_booking_in_is_asked() {
    let given = given().at("11:00", "arrested", json!({}));
    let seen = asked(given, "11:20").at("11:50", "arrived", json!({})).authorised("12:00").judged("15:30");
    assert_eq!((seen.verdict("aa.request"), seen.state("aa.request")), (None, Some(State::Done)));
}

#[test]
fn an_adult_already_here_need_not_be_asked_for() {
    for arrival in ["11:55", "12:00", "12:30"] {
        let seen = came(held(), arrival).judged("18:00");
        assert_eq!(
            (seen.verdict("aa.request"), seen.state("aa.request")),
            (None, Some(State::NotNeeded)),
            "here {arrival}"
        );
    }
    let seen = came(held(), "12:50").judged("18:00");
    assert_eq!((seen.verdict("aa.request"), seen.minutes("aa.request")), (SHORTFALL, Some(50)), "unasked and late");
    assert_eq!(came(held(), "15:10").judged("18:00").minutes("aa.request"), Some(190));
    let left = came(given().at("11:00", "arrived", json!({})), "11:10").at("11:30", "aa_left", json!({}));
    assert_eq!(left.authorised("12:00").judged("15:30").verdict("aa.request"), BREACH, "here and gone before");
}

#[test]
fn an_adult_there_with_no_time_recorded_is_one_finding_and_that_is_the_times() {
    for (kind, fields) in [
        ("interview_started", json!({ "aa_present": true })),
        ("rights_given", json!({ "aa_present": true })),
        ("charged", json!({ "offences": ["theft"], "aa_present": true })),
        ("aa_left", json!({})),
        ("strip_searched", json!({ "aa_present": true })),
        ("interview_started", json!({ "aa_who": "parent" })),
    ] {
        let seen = held().at("13:00", kind, fields).judged("13:30");
        assert_eq!(seen.verdict("aa.times-missing"), BREACH, "{kind}");
        assert_eq!(seen.verdict("aa.request"), None, "{kind}");
        assert_eq!(seen.one("aa.times-missing").unwrap().entries[..], [2], "{kind}");
    }
    let seen = held().review("13:00", json!({ "present": ["aa"] })).judged("13:30");
    assert_eq!(seen.verdict("aa.times-missing"), BREACH);
}

#[test]
fn either_time_recorded_is_enough_and_absence_is_not_presence() {
    let interview =
        |given: Given| given.at("13:00", "interview_started", json!({ "aa_present": true })).judged("13:30");
    assert_eq!(interview(asked(held(), "12:10")).verdict("aa.times-missing"), None);
    assert_eq!(interview(came(held(), "12:40")).verdict("aa.times-missing"), None);
    for fields in [json!({ "aa_present": false }), json!({})] {
        let seen = held().at("13:00", "interview_started", fields).judged("13:30");
        assert_eq!(seen.verdict("aa.times-missing"), None);
        assert_eq!(seen.verdict("aa.request"), SHORTFALL);
    }
}

#[test]
fn first_asked_for_the_interview_falls_short() {
    let ask = |given: Given, time: &str, purpose: serde_json::Value| {
        given.at(time, "aa_requested", json!({ "who": "parent", "for": purpose }))
    };
    for (purpose, verdict) in [
        (json!("interview"), SHORTFALL),
        (json!("arrival"), None),
        (json!("rights"), None),
        (json!("other"), None),
        (json!(null), QUERY),
    ] {
        let seen = ask(held(), "12:10", purpose.clone()).judged("12:20");
        assert_eq!(seen.verdict("aa.interview-only"), verdict, "{purpose}");
    }
    let again = ask(ask(held(), "12:10", json!("arrival")), "14:00", json!("interview"));
    assert_eq!(again.judged("15:00").verdict("aa.interview-only"), None);
    let later = ask(ask(held(), "12:10", json!("interview")), "14:00", json!("arrival"));
    assert_eq!(later.judged("15:00").verdict("aa.interview-only"), SHORTFALL, "the first is what counts");
    let here = ask(came(held(), "12:05"), "14:00", json!("interview"));
    assert_eq!(here.judged("15:00").verdict("aa.interview-only"), None, "one was here already");
    let voluntary = ask(given().at("11:00", "attended", json!({})), "11:05", json!("interview"))
        .at("11:50", "arrested", json!({ "at_station": true }))
        .authorised("12:00");
    assert_eq!(voluntary.judged("12:20").verdict("aa.interview-only"), None);
}

#[test]
fn the_care_authority_comes_before_a_scheme_for_a_looked_after_child() {
    let tries = |looked_after: serde_json::Value, order: [(&str, &str); 2]| {
        let mut given = held().child(json!({ "looked_after": looked_after }));
        for (time, who) in order {
            given = given.at(time, "aa_requested", json!({ "who": who, "for": "arrival" }));
        }
        given.judged("12:40").verdict("aa.care-authority-first")
    };
    let scheme_first = [("12:10", "scheme"), ("12:20", "care_authority")];
    assert_eq!(tries(json!(true), scheme_first), BREACH);
    assert_eq!(tries(json!(false), scheme_first), QUERY);
    assert_eq!(tries(json!(null), scheme_first), QUERY);
    for first in ["parent", "guardian", "care_authority", "social_worker"] {
        assert_eq!(tries(json!(true), [("12:10", first), ("12:20", "volunteer")]), None, "{first}");
        assert_eq!(tries(json!(true), [("12:10", "scheme"), ("12:10", first)]), None, "{first}, the same minute");
    }
    for other in ["relative", "other"] {
        assert_eq!(tries(json!(true), [("12:10", other), ("12:20", "scheme")]), BREACH, "{other}");
    }
    assert_eq!(tries(json!(true), [("12:10", "relative"), ("12:20", "care_authority")]), None, "no scheme");
}

#[test]
fn a_first_try_of_someone_not_recorded_is_asked_about() {
    let given = held().child(json!({ "looked_after": true })).at("12:05", "aa_requested", json!({}));
    let seen = given.at("12:10", "aa_requested", json!({ "who": "scheme" })).judged("12:40");
    assert_eq!(seen.verdict("aa.care-authority-first"), QUERY);
    let came = held().child(json!({ "looked_after": true })).at("12:10", "aa_arrived", json!({ "who": "scheme" }));
    assert_eq!(came.judged("12:40").verdict("aa.care-authority-first"), QUERY, "when it was asked isn't recorded");
}

#[test]
fn a_care_authority_that_another_entry_says_was_asked_to_come_is_asked_about() {
    let after = |time: &str, kind: &str, fields: serde_json::Value| {
        let given = held().child(json!({ "looked_after": true })).at(time, kind, fields);
        given.at("12:20", "aa_requested", json!({ "who": "scheme" })).judged("12:40").verdict("aa.care-authority-first")
    };
    let told = |who: &str, note: &str| json!({ "who": who, "note": note });
    for who in ["care_authority", "social_worker"] {
        assert_eq!(after("12:08", "person_told", told(who, "nobody can come tonight")), QUERY, "{who}");
        assert_eq!(after("12:08", "person_told", told(who, "asked for AA, no answer")), QUERY, "{who}");
        assert_eq!(after("12:08", "person_told", told(who, "took his details")), BREACH, "told isn't asked: {who}");
        assert_eq!(after("12:08", "person_told", json!({ "who": who })), BREACH, "told isn't asked: {who}");
    }
    assert_eq!(after("12:21", "person_told", told("care_authority", "nobody can come tonight")), BREACH);
    assert_eq!(after("12:08", "person_told", told("other_relative", "can't come tonight")), BREACH);
    assert_eq!(after("12:20", "edt_contacted", json!({ "about": "appropriate adult" })), QUERY);
    assert_eq!(after("12:20", "edt_contacted", json!({ "about": "accommodation" })), BREACH);
    assert_eq!(after("12:21", "edt_contacted", json!({ "about": "appropriate adult" })), BREACH);
    let reason = |reason: &str| {
        let given = held().child(json!({ "looked_after": true }));
        let given = given.at("12:20", "aa_requested", json!({ "who": "scheme", "reason": reason }));
        given.judged("12:40").verdict("aa.care-authority-first")
    };
    assert_eq!((reason("care authority can't come"), reason("ready for interview")), (QUERY, BREACH));
    assert_eq!(reason("EDT rung, nobody free"), QUERY);
    for none in [
        "child lives in a children's home",
        "scheme quicker than waiting for social services",
        "be careful, he is autistic",
        "social worker to be asked in the morning, not asked now",
    ] {
        assert_eq!(reason(none), BREACH, "no try: {none}");
    }
    let bed = json!({ "about": "bed for the night", "outcome": "says he can't come back to the placement" });
    assert_eq!(after("12:08", "edt_contacted", bed), BREACH);
    assert_eq!(after("12:08", "person_told", told("social_worker", "will come to court tomorrow")), BREACH);
}

#[test]
fn a_record_that_is_closed_is_given_no_orders_about_its_times() {
    let there = held().at("13:00", "interview_started", json!({ "aa_present": true }));
    let says = |seen: &Seen| seen.one("aa.times-missing").unwrap().message.contains("Enter both times now");
    assert!(says(&there.judged("13:30")) && !says(&released(there, "14:00").judged("14:00")));
}

#[test]
fn only_a_detention_that_goes_on_is_told_to_ask_now() {
    let told_to_ask = |seen: &Seen| seen.all("aa.request")[0].message.contains("Ask now");
    assert!(told_to_ask(&held().judged("13:00")));
    let of_age = given().child(json!({ "date_of_birth": "2008-11-11" })).authorised("20:00").judged("+1 09:00");
    assert!(!told_to_ask(&of_age), "no adult is owed to someone of 18");
    let bailed =
        held().at("16:00", "bailed", json!({ "before_charge": true })).at("+1 09:00", "answered_bail", json!({}));
    assert!(!told_to_ask(&asked(bailed.authorised("+1 09:10"), "+1 09:12").judged("+1 09:20")));
}

#[test]
fn a_later_request_that_speaks_of_a_try_doesnt_mend_the_first() {
    let first = held().child(json!({ "looked_after": true })).at("12:20", "aa_requested", json!({ "who": "scheme" }));
    let fields = json!({ "who": "volunteer", "reason": "care authority can't come" });
    let again = |at: &str| first.clone().at(at, "aa_requested", fields.clone()).judged("12:40");
    assert_eq!(again("12:30").verdict("aa.care-authority-first"), BREACH);
    assert_eq!(again("12:20").verdict("aa.care-authority-first"), QUERY, "of the same minute");
}
