//! Stories 12 and 13: charged, bail refused, and what is asked of the authority.

use serde_json::json;

use crate::suite::{Child, NOW, SERGEANT, Suite, is, of_rule};

/// A boy interviewed and about to be charged, at 01:00.
fn held() -> Child {
    Child::held("TB/0812/26", "Idris Madeup", "7", "14 15:00")
        .then("14 15:40", "aa_arrived", json!({ "who": "parent", "name": "Mum", "rights_given": true }))
        .then("14 15:45", "aa_briefed", json!({}))
        .reviewed("14 20:00", json!({ "method": "in_person", "seen": true, "spoken_to": true, "decision": "continue" }))
        .seen("15 00:40", "calm", "on the bed", "can I go home now")
}

// Story 12.
#[test]
fn secure_for_a_boy_who_may_abscond_doesnt_meet_the_test_and_alternative_is_asked_for() {
    let suite = Suite::at("15 01:20", &[held()]);
    let mut desk = suite.desk("custody_officer");
    desk.press("grobbery\r1\rn");
    desk.signs("Charged, Idris Madeup");
    desk.press("f23\rmissed court twice\ryn");
    desk.signs("Bail refused, Idris Madeup");
    desk.press("s");
    desk.when("now");
    desk.press("12\r\rAnn Lee\r4\r");
    desk.pane_shows("Ask for ALTERNATIVE: any place that isn't locked; the authority must accept");
    desk.pane_shows("Secure doesn't appear to meet the test");
    desk.shows("Who is at risk");
    desk.shows("What harm");
    desk.shows("How, before court");
    // The officer changes their mind: what was picked for secure goes with it.
    desk.when("now");
    desk.press("11\r\r\rmy aunt has a sofa\r");
    desk.signs("Accommodation asked for, Idris Madeup");

    let written = suite.written("TB/0812/26");
    assert_eq!(written.len(), 3, "{written:#?}");
    is(&written[0], NOW, SERGEANT, json!({ "kind": "charged", "offences": ["robbery"], "aa_present": false }));
    let grounds = json!(["fail_to_appear", "further_offences"]);
    let refused =
        json!({ "kind": "bail_refused", "grounds": grounds, "reasons": "missed court twice", "child_told": true });
    is(&written[1], NOW, SERGEANT, refused);
    let asked = json!({ "kind": "accommodation_requested", "type": "alternative", "authority": "Sampleton",
        "basis": "residence", "contact": "Ann Lee", "child_said": "my aunt has a sofa" });
    is(&written[2], NOW, SERGEANT, asked);
    assert!(written[2].get("reasons").is_none() && written[2].get("risk").is_none(), "{:#}", written[2]);
}

/// The same boy charged, refused bail, and alternative asked for at 01:30.
fn refused() -> Child {
    let asked = json!({ "type": "alternative", "authority": "Sampleton", "basis": "residence", "contact": "Ann Lee",
        "child_said": "my aunt has a sofa" });
    held()
        .then("15 01:20", "charged", json!({ "offences": ["robbery"], "aa_present": false }))
        .then("15 01:25", "bail_refused", json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }))
        .then("15 01:30", "accommodation_requested", asked)
}

// Story 13. The desk sets no time for asking again by what the authority said: it says by when to go up to the next manager,
// and asks again at the next review. The certificate isn't printed by itself: what it says stands on the panel sheet.
#[test]
fn no_beds_is_kept_in_their_words_escalated_asked_again_at_three_and_the_court_reads_why() {
    let suite = Suite::at("15 01:50", &[refused()]);
    let mut desk = suite.desk("custody_officer");
    desk.press("s2\tAnn Lee\r31nothing till the morning, ring back at three\r");
    desk.signs("Authority answered, Idris Madeup");
    desk.find("ladders");
    desk.shows("[Ladders 1]");
    desk.shows("Escalate");
    desk.press("s3Bo Rae, duty manager\r2");
    desk.signs("Accommodation escalated, Idris Madeup");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    suite.goes_on_to("15 03:00");
    let mut desk = suite.desk("custody_officer");
    desk.find("ladders");
    desk.press("s3Ash Head, head of service\r2");
    desk.signs("Accommodation escalated, Idris Madeup");
    desk.reads("by 03:30. No place yet since 01:30: ring the authority's director on call.");
    desk.press("s11\r\rAnn Lee\rI just want to sleep\r");
    desk.signs("Accommodation asked for, Idris Madeup");
    desk.press("s2\tAnn Lee\r31still nothing\r");
    desk.signs("Authority answered, Idris Madeup");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    suite.goes_on_to("15 08:15");
    let mut desk = suite.desk("custody_officer");
    desk.press("e18\rSampleton asked 01:30 and 03:00, no bed of any kind; ring again 08:30\ryn\r");
    desk.press("no bed is the true reason\r");
    desk.signs("Certificate made, Idris Madeup");
    desk.press("p");
    desk.shows("Panel sheet written: open sheets/TB-0812-26.html in a browser");
    let sheet = std::fs::read_to_string(suite.place.path("sheets/TB-0812-26.html")).unwrap();
    for words in ["no bed of any kind", "nothing till the morning, ring back at three", "I just want to sleep"] {
        assert!(sheet.contains(words), "{words}");
    }

    let written = suite.written("TB/0812/26");
    let kinds: Vec<&str> = written.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    let wanted = [
        "accommodation_answered",
        "accommodation_escalated",
        "accommodation_escalated",
        "accommodation_requested",
        "accommodation_answered",
        "certificate_issued",
    ];
    assert_eq!(kinds, wanted);
    let answer = json!({ "answer": "refuse_no_bed", "contact": "Ann Lee", "authority": "Sampleton",
        "words": "nothing till the morning, ring back at three" });
    is(&written[0], NOW, SERGEANT, answer);
    is(&written[1], NOW, SERGEANT, json!({ "to": "Bo Rae, duty manager", "side": "authority" }));
    is(&written[3], NOW, SERGEANT, json!({ "type": "alternative", "child_said": "I just want to sleep" }));
    let certificate = json!({ "limb": "impracticable", "reasons": ["no_bed"], "inspector_told": true, "aa_told": false,
        "child_views": "I just want to sleep" });
    is(&written[5], NOW, SERGEANT, certificate);
    let judged = suite.judged("TB/0812/26", "15 08:16");
    assert!(!of_rule(&judged, "findings", "certificate.limb").is_empty(), "that no bed was free isn't limb (a)");
}
