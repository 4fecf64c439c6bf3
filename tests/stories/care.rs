//! Stories 9, 10, 11 and 14: the liaison team that has closed, the referral, the woman, the quiet words.

use serde_json::json;

use crate::suite::{BACK, Child, JAILER, NOW, SERGEANT, Suite, is, of_rule};

// Story 9.
#[test]
fn ascc_that_has_closed_is_booked_for_afterwards_and_the_booking_stands_once_the_child_has_gone() {
    let girl = Child::held("TB/0809/26", "Mina Notreal", "4", "14 21:40").who("sex", json!("female"));
    let suite = Suite::at("14 22:10", &[girl]);
    let mut desk = suite.desk("custody_officer");
    desk.press("\r");
    desk.shows("[Owed");
    desk.press(&"j".repeat(12));
    desk.reads("ASCC is closed until 08:00: if the child leaves before, book a follow-up.");
    desk.press("h7REF-0931\r");
    desk.signs("ASCC follow-up booked, Mina Notreal");
    desk.escape_to("Next due");
    desk.press("q");
    assert_eq!(desk.ended().exit_code(), 0);

    suite.goes_on_to("15 04:00");
    let mut desk = suite.desk("custody_officer");
    desk.press("l131y");
    desk.signs("Released, Mina Notreal");
    desk.shows("No child is held");
    let written = suite.written("TB/0809/26");
    assert_eq!(written.len(), 2, "{written:#?}");
    is(&written[0], NOW, SERGEANT, json!({ "kind": "ascc_follow_up", "reference": "REF-0931" }));
    let gone = json!({ "kind": "released", "outcome": "under_investigation", "to": "parent", "risk_assessed": true });
    is(&written[1], NOW, SERGEANT, gone);
    let judged = suite.judged("TB/0809/26", "15 09:00");
    let owed = of_rule(&judged, "duties", "ascc.closed-throughout");
    assert!(owed.iter().all(|duty| duty["state"] == "done"), "{owed:#?}");
    assert!(of_rule(&judged, "findings", "ascc.closed-throughout").is_empty(), "{:#}", judged["findings"]);
}

// Story 10.
#[test]
fn a_referral_the_arresting_officer_still_owes_passes_at_five_to_the_officer_in_the_case() {
    let owes = json!({ "name": "PC Odd Sample", "number": "4471", "role": "arresting_officer" });
    let child = Child::held("TB/0810/26", "Idris Madeup", "7", "14 22:10").then("14 22:40", "referral_owed_by", owes);
    let suite = Suite::at("15 05:00", &[child]);
    let mut desk = suite.desk("custody_officer");
    desk.find("handover");
    desk.shows("PC Odd Sample (4471): Referral");
    desk.press("-1DC Noor Stencil (5120)\rPC Odd Sample went off at 02:00\r");
    desk.signs("Note, Idris Madeup");
    desk.shows("DC Noor Stencil (5120): Referral");
    let text = "Passed on: Referral,\nto DC Noor Stencil (5120),\nbecause PC Odd Sample went off at 02:00";
    is(&suite.one("TB/0810/26"), NOW, SERGEANT, json!({ "kind": "note", "text": text }));
    let judged = suite.judged("TB/0810/26", "15 05:01");
    let owed = of_rule(&judged, "duties", "referral.submitted");
    assert!(owed.iter().any(|duty| duty["state"] != "done"), "passed on, not done: {owed:#?}");
}

// Story 11.
#[test]
fn a_girl_of_14_has_a_woman_named_for_her_care_who_is_named_again_at_handover() {
    let girl = Child::held("TB/0811/26", "Mina Notreal", "4", "14 21:40")
        .who("sex", json!("female"))
        .who("date_of_birth", json!("2012-03-11"));
    let suite = Suite::at("14 22:40", &[girl]);
    let mut desk = suite.desk("custody_officer");
    desk.find("handover");
    desk.shows("NOT NAMED: say who has her care");
    desk.find("woman named");
    desk.press("DO Ann Sample\r");
    desk.signs("Woman responsible named, Mina Notreal");
    desk.hides("NOT NAMED");
    is(&suite.one("TB/0811/26"), NOW, SERGEANT, json!({ "kind": "woman_assigned", "name": "DO Ann Sample" }));
    desk.shows("DO Ann Sample");
    desk.press("+");
    desk.pane_shows("Woman: DO Ann Sample has her care");
}

// Story 14.
#[test]
fn a_worry_said_at_half_past_three_is_marked_for_the_referral_and_stands_where_it_is_written() {
    let suite = Suite::at("15 03:30", &[Child::held("TB/0814/26", "Idris Madeup", "7", "14 22:10")]);
    let mut desk = suite.desk("detention_officer");
    desk.press("7c5sitting up, hands in his sleeves\rwho's feeding my sister\rtold the sergeant\r");
    // One key back from the signature stands the mark, one key marks.
    desk.press(&format!("{BACK}2\t"));
    desk.signs("Check, Idris Madeup");
    let fields = json!({ "kind": "check", "said": "who's feeding my sister", "for_referral": true });
    is(&suite.one("TB/0814/26"), NOW, JAILER, fields);
    desk.press("h0");
    desk.reads("Marked 03:30: \"who's feeding my sister\"");
    desk.press("11REF-7\r");
    desk.signs("Referral made, Idris Madeup");
    let made =
        json!({ "kind": "referral_submitted", "to": "childrens_social_care", "form": "brag", "reference": "REF-7" });
    is(&suite.written("TB/0814/26")[1], NOW, JAILER, made);
}
