//! Stories 1 to 3: a child comes in, the adult is rung, the bell goes.

use serde_json::json;

use crate::suite::{Child, NOW, SERGEANT, Suite, come_back, is, of_rule};
use crate::support::drafts;

// Story 1.
#[test]
fn a_child_who_looks_15_comes_in_at_22_10_and_the_board_says_that_no_adult_was_asked() {
    let suite = Suite::at("14 22:14", &[]);
    let mut desk = suite.desk("custody_officer");
    // No date of birth and no age given: how old they look makes them a child.
    desk.press("yTB/0799/26\rIdris Madeup\r\r\r15\r1nSampleton\r2210\r2150\rrobbery\rto protect Kai\r11");
    desk.signs("Arrested, Arrived, Idris Madeup, by Sgt Marlow Tester");
    desk.find("detention");
    desk.when("2212");
    desk.press("1to obtain evidence by questioning\r");
    desk.signs("Detention authorised, Idris Madeup");
    desk.shows("NOT ASKED, ");

    let case = suite.case("TB/0799/26");
    assert_eq!(case["child"]["apparent_age"], 15);
    assert_eq!(case["child"]["age_basis"], "apparent");
    let written = suite.written("TB/0799/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    is(&written[0], "14 21:50", SERGEANT, json!({ "kind": "arrested", "offences": ["robbery"] }));
    is(&written[1], "14 22:10", SERGEANT, json!({ "kind": "arrived" }));
    let grounds = json!({ "kind": "detention_authorised", "grounds": "to obtain evidence by questioning" });
    is(&written[2], "14 22:12", SERGEANT, grounds);
    // The clock of the adult runs from when detention was authorised.
    let judged = suite.judged("TB/0799/26", "14 22:15");
    let asked = of_rule(&judged, "duties", "aa.request");
    assert_eq!((asked.len(), asked[0]["due"].as_str()), (1, Some("2026-11-14T22:42:00Z")), "{asked:#?}");
}

/// A boy whose detention was authorised at 22:20, at 22:30.
fn evening() -> Suite {
    Suite::at("14 22:30", &[Child::held("TB/0801/26", "Idris Madeup", "7", "14 22:10")])
}

// Story 2.
#[test]
fn mum_is_rung_twice_and_the_scheme_once_in_three_lines_of_a_few_keys() {
    let suite = evening();
    let mut desk = suite.desk("custody_officer");
    desk.press("\t\t");
    desk.shows("[Ladders 1]");
    desk.shows("Ask parent or guardian NEXT");
    let mut keys = 0;
    let mut types = |desk: &mut crate::support::Terminal, typed: &str| {
        desk.press(typed);
        keys += typed.chars().count() + 1;
        desk.signs("Adult asked for, Idris Madeup");
    };
    types(&mut desk, "\rMum\r\r2");

    suite.goes_on_to("14 22:40");
    come_back(&mut desk, "\r");
    // Who she is stands there already.
    types(&mut desk, "\r4at work till 06:00\r");
    types(&mut desk, "\r6\r\r12345\r");
    desk.shows("AA scheme");
    desk.shows("23:45");
    assert!(keys < 60, "at three keys a second under twenty seconds: {keys}");

    let written = suite.written("TB/0801/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    let asked = |fields| {
        let mut all = json!({ "kind": "aa_requested", "for": "arrival" });
        all.as_object_mut().unwrap().extend::<serde_json::Map<_, _>>(serde_json::from_value(fields).unwrap());
        all
    };
    is(&written[0], NOW, SERGEANT, asked(json!({ "who": "parent", "name": "Mum", "outcome": "no_answer" })));
    let busy = json!({ "who": "parent", "name": "Mum", "outcome": "unavailable", "reason": "at work till 06:00" });
    is(&written[1], NOW, SERGEANT, asked(busy));
    let coming = json!({ "who": "scheme", "outcome": "coming", "eta": "2026-11-14T23:45:00+00:00" });
    is(&written[2], NOW, SERGEANT, asked(coming));
    let minute = |entry: &serde_json::Value| entry["at"].as_str().unwrap()[11..15].to_owned();
    assert_eq!([minute(&written[0]), minute(&written[1])], ["22:3", "22:4"], "ten minutes apart");
}

// Story 3.
#[test]
fn a_half_written_call_waits_fourteen_minutes_and_keeps_the_time_it_was_made() {
    let suite = evening();
    let mut desk = suite.desk("custody_officer");
    desk.press("a1Mum, at wo");
    desk.shows("Mum, at wo");
    suite.goes_on_to("14 22:44");
    desk.shows("Any key: who is at the keys?");
    let locked = desk.screen();
    assert!(!locked.contains("Idris") && !locked.contains("Mum"), "{locked}");
    assert!(drafts(&suite.place.path("t.ledger"))[0].contains("Mum, at wo"), "on disk while nobody is there");
    come_back(&mut desk, "\r");
    desk.shows("Mum, at wo");
    desk.shows("22:3");
    desk.press("rk\r\r2");
    desk.signs("Adult asked for, Idris Madeup, by Sgt Marlow Tester");

    let entry = suite.one("TB/0801/26");
    let fields = json!({ "kind": "aa_requested", "who": "parent", "name": "Mum, at work", "outcome": "no_answer" });
    is(&entry, "14 22:30", SERGEANT, fields);
    assert!(entry["recorded_at"].as_str().unwrap().starts_with("2026-11-14T22:4"), "{entry:#}");
    assert!(drafts(&suite.place.path("t.ledger")).is_empty());
}
