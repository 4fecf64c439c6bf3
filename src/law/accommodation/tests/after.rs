use serde_json::{Value, json};

use super::{Asks, four, refused};
use crate::law::register::Owner;
use crate::law::testing::Given;
use crate::law::{State, Verdict};

pub(super) const DECIDE: &str = "accommodation.re-decide";
pub(super) const FAILED: &str = "accommodation.authority-failed";
pub(super) const OFFERED: &str = "accommodation.offered-not-moved";
pub(super) const ESCALATE: &str = "accommodation.escalate";

pub(super) fn asked() -> Given {
    refused("theft").ask("22:20", "alternative", json!({}))
}

#[test]
fn a_refusal_of_alternative_is_the_authoritys_breach() {
    for answer in ["refuse_no_bed", "refuse_threshold", "refuse_not_ours", "refuse_too_late"] {
        let seen = asked().said("22:40", answer, json!({})).judged("22:41");
        let found = seen.one(FAILED).unwrap();
        assert_eq!((found.verdict, found.owed_by), (Verdict::Breach, Owner::Authority), "{answer}");
        assert_eq!(found.via, ["AC28"]);
        assert_eq!(found.entries[..], [3, 4]);
    }
}

#[test]
fn where_the_kind_asked_for_isnt_recorded_only_threshold_not_met_can_be_about_secure() {
    let answered = |answer: &str, to: Value| {
        let asked = refused("robbery").ask("22:20", "not_recorded", json!({}));
        asked.said("22:40", answer, json!({ "to": to })).judged("22:41").verdict(FAILED)
    };
    assert_eq!(answered("refuse_no_bed", json!(null)), Some(Verdict::Breach));
    assert_eq!(answered("refuse_threshold", json!(null)), None);
    assert_eq!(answered("refuse_threshold", json!("alternative")), Some(Verdict::Breach));
    assert_eq!(answered("refuse_no_bed", json!("secure")), None);
}

#[test]
fn a_refusal_of_secure_alone_is_never_a_finding() {
    let seen = refused("robbery")
        .ask("22:20", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({}))
        .judged("+1 06:00");
    assert!(seen.all(FAILED).is_empty());
    let both = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .ask("22:21", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
        .said("22:41", "conditional", json!({ "to": "alternative" }))
        .judged("+1 06:00");
    assert!(both.all(FAILED).is_empty());
}

#[test]
fn silence_past_two_hours_is_the_authoritys_breach_and_no_answer_leaves_it_silent() {
    for record in [asked(), asked().said("23:00", "no_answer", json!({}))] {
        assert!(record.judged("+1 00:20").all(FAILED).is_empty());
        let seen = record.judged("+1 00:20:01");
        assert_eq!(seen.one(FAILED).unwrap().via, ["AC29"]);
    }
    assert!(asked().said("+1 00:20", "conditional", json!({})).judged("+1 03:00").all(FAILED).is_empty());
    let again =
        asked().ask("23:30", "alternative", json!({})).said("23:50", "conditional", json!({})).judged("+1 03:00");
    assert!(again.all(FAILED).is_empty(), "an answer to the second asking answers the first");
}

#[test]
fn a_place_withdrawn_is_the_authoritys_and_each_authority_has_its_own_finding() {
    let seen = asked()
        .said("22:50", "accept_alternative", json!({}))
        .said("+1 00:10", "withdrawn", json!({}))
        .judged("+1 00:15");
    assert_eq!(seen.verdict(FAILED), Some(Verdict::Breach));
    let two = asked()
        .said("22:40", "refuse_not_ours", json!({ "authority": "bristol " }))
        .ask("22:45", "alternative", json!({ "authority": "Bath" }))
        .judged("+1 01:00");
    let via: Vec<_> = two.all(FAILED).iter().map(|finding| finding.via[0]).collect();
    assert_eq!(via, ["AC28", "AC29"]);
    let twice = asked()
        .said("22:40", "refuse_no_bed", json!({}))
        .ask("23:00", "alternative", json!({}))
        .said("23:20", "refuse_no_bed", json!({}))
        .judged("+1 00:00");
    assert_eq!(twice.all(FAILED).len(), 1);
}

#[test]
fn offered_and_still_here_past_two_hours_is_a_breach() {
    let record = asked().said("23:00", "accept_alternative", json!({}));
    assert_eq!(record.judged("23:10").state(OFFERED), Some(State::Open));
    assert!(record.judged("+1 01:00").all(OFFERED).is_empty());
    let seen = record.judged("+1 01:00:01");
    assert_eq!(seen.verdict(OFFERED), Some(Verdict::Breach));
    assert_eq!(seen.one(OFFERED).unwrap().via, ["AC36"]);
    let eta = asked().said("23:00", "accept_alternative", json!({ "eta": "+1 00:30" }));
    assert!(eta.judged("+1 02:30").all(OFFERED).is_empty());
    assert_eq!(eta.judged("+1 02:30:01").verdict(OFFERED), Some(Verdict::Breach));
}

#[test]
fn moved_late_is_moved_and_bail_ends_the_duty() {
    let moved = asked()
        .said("23:00", "accept_alternative", json!({}))
        .at("+1 04:00", "moved_to_authority", json!({ "to": "alternative" }))
        .judged("+1 09:00");
    assert!(moved.all(OFFERED).is_empty());
    assert_eq!(moved.state(OFFERED), Some(State::Done));
    let bailed = asked()
        .said("23:00", "accept_alternative", json!({}))
        .at("23:30", "bailed", json!({ "before_charge": false }))
        .judged("+1 09:00");
    assert!(bailed.all(OFFERED).is_empty());
    assert_eq!(bailed.state(OFFERED), Some(State::NotNeeded));
}

#[test]
fn a_certificate_or_court_after_an_offer_is_a_breach_at_once_unless_limb_a_is_open() {
    let offered = || asked().said("23:00", "accept_alternative", json!({}));
    let certificate = |reasons| json!({ "limb": "impracticable", "reasons": reasons, "circumstances": "as logged" });
    let bad = offered().at("23:20", "certificate_issued", certificate(json!(["time_of_night"]))).judged("23:21");
    assert_eq!(bad.verdict(OFFERED), Some(Verdict::Breach));
    let court = offered().at("23:20", "to_court", json!({})).judged("23:21");
    assert_eq!(court.verdict(OFFERED), Some(Verdict::Breach));
    let snow = offered().at("23:20", "certificate_issued", certificate(json!(["roads_closed"]))).judged("+1 06:00");
    assert!(snow.all(OFFERED).is_empty());
}

#[test]
fn an_alternative_place_is_reasoned_away_only_by_a_certificate_of_limb_b_made_after_it_that_says_why() {
    let certified = |at: &str, limb: &str, why: Value| {
        let fields = json!({ "limb": limb, "why_not_alternative": why });
        let seen = asked().said("23:00", "accept_alternative", json!({})).at(at, "certificate_issued", fields);
        seen.judged("+1 06:00").verdict(OFFERED)
    };
    let why = json!("both homes with beds house the victim's brothers");
    assert_eq!(certified("23:00", "secure_unavailable", why.clone()), None);
    assert_eq!(certified("22:59", "secure_unavailable", why.clone()), Some(Verdict::Breach));
    assert_eq!(certified("23:00", "secure_unavailable", json!(null)), Some(Verdict::Breach));
    assert_eq!(certified("23:00", "impracticable", why), Some(Verdict::Breach));
}

#[test]
fn a_child_in_hospital_when_the_move_was_due_isnt_one_left_in_the_cell() {
    let away = |left: &str, back: &str| {
        asked()
            .said("23:00", "accept_alternative", json!({}))
            .at(left, "left_for_hospital", json!({ "reason": "treatment" }))
            .at(back, "returned_from_hospital", json!({}))
            .judged("+1 06:00")
            .verdict(OFFERED)
    };
    assert_eq!(away("+1 00:30", "+1 01:00"), None);
    assert_eq!(away("+1 00:30", "+1 00:59"), Some(Verdict::Breach));
    assert_eq!(away("+1 01:00", "+1 03:00"), None);
    assert_eq!(away("+1 01:01", "+1 03:00"), Some(Verdict::Breach));
    let still = asked()
        .said("23:00", "accept_alternative", json!({}))
        .at("+1 00:30", "left_for_hospital", json!({ "reason": "evidence" }))
        .judged("+1 06:00");
    assert!(still.all(OFFERED).is_empty());
}

#[test]
fn a_move_is_no_longer_owed_once_the_place_was_withdrawn_in_time() {
    let withdrawn = |at: &str| {
        let record = asked().said("23:00", "accept_alternative", json!({})).said(at, "withdrawn", json!({}));
        record.judged("+1 02:00").state(OFFERED)
    };
    assert_eq!(withdrawn("+1 01:00"), Some(State::NotNeeded));
    assert_eq!(withdrawn("+1 01:01"), Some(State::Overdue));
}

#[test]
fn what_is_certified_or_done_once_a_place_was_withdrawn_isnt_held_against_the_desk() {
    let withdrawn = |at: &str, kind: &str| {
        asked()
            .said("23:00", "accept_alternative", json!({}))
            .said(at, "withdrawn", json!({}))
            .at("23:20", kind, json!({ "limb": (kind == "certificate_issued").then_some("impracticable") }))
            .judged("23:40")
            .verdict(OFFERED)
    };
    for kind in ["certificate_issued", "to_court"] {
        assert_eq!(withdrawn("23:10", kind), None, "{kind}");
        assert_eq!(withdrawn("23:20", kind), None, "{kind}");
        assert_eq!(withdrawn("23:30", kind), Some(Verdict::Breach), "{kind}");
    }
}

#[test]
fn an_offer_withdrawn_in_time_or_reasoned_away_is_no_breach() {
    let withdrawn = asked()
        .said("23:00", "accept_alternative", json!({}))
        .said("+1 00:30", "withdrawn", json!({}))
        .judged("+1 06:00");
    assert!(withdrawn.all(OFFERED).is_empty());
    let reasoned = refused("robbery")
        .ask("22:20", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
        .said("22:41", "accept_alternative", json!({}))
        .judged("+1 06:00");
    assert!(reasoned.all(OFFERED).is_empty());
}

#[test]
fn a_call_after_the_last_step_was_due_doesnt_undo_that_nobody_rang() {
    let rang = |at: &str| {
        asked()
            .at(at, "accommodation_escalated", json!({ "to": "the director on call", "side": "police" }))
            .judged("+1 03:00")
            .verdict(ESCALATE)
    };
    assert_eq!(rang("+1 00:20"), None);
    assert_eq!(rang("+1 00:21"), Some(Verdict::Shortfall));
}

#[test]
fn the_ladder_names_the_next_step_and_falls_short_only_when_nobody_rang() {
    let first = asked().judged("22:30");
    assert_eq!(first.duties(ESCALATE).len(), 1);
    assert!(first.duties(ESCALATE)[0].message.contains("duty manager"));
    let second = asked().judged("22:50:01");
    assert!(second.duties(ESCALATE)[1].message.contains("superintendent"));
    assert!(asked().judged("+1 00:20").all(ESCALATE).is_empty());
    let past = asked().judged("+1 00:20:01");
    assert_eq!(past.verdict(ESCALATE), Some(Verdict::Shortfall));
    assert_eq!(past.duties(ESCALATE).len(), 3);
    let rang = asked().at("+1 00:20", "accommodation_escalated", json!({ "to": "duty manager", "side": "authority" }));
    assert!(rang.judged("+1 06:00").all(ESCALATE).is_empty());
    let late = asked().at("+1 00:21", "accommodation_escalated", json!({ "to": "duty manager", "side": "authority" }));
    assert_eq!(late.judged("+1 06:00").verdict(ESCALATE), Some(Verdict::Shortfall));
    let inspector = asked().at(
        "23:30",
        "certificate_issued",
        json!({ "limb": "impracticable", "reasons": ["no_bed"], "inspector_told": true }),
    );
    assert!(inspector.judged("+1 06:00").all(ESCALATE).is_empty());
}

#[test]
fn the_ladder_stops_on_an_offer_a_move_court_or_a_certificate_whose_limb_is_open() {
    assert!(asked().said("+1 00:10", "accept_alternative", json!({})).judged("+1 01:00").all(ESCALATE).is_empty());
    assert!(asked().at("+1 00:10", "to_court", json!({})).judged("+1 06:00").all(ESCALATE).is_empty());
    let snow =
        json!({ "limb": "impracticable", "reasons": ["weather"], "circumstances": "snow on the A4 since 21:00" });
    assert!(asked().at("23:00", "certificate_issued", snow).judged("+1 06:00").all(ESCALATE).is_empty());
    let bad = json!({ "limb": "impracticable", "reasons": ["no_bed"] });
    assert_eq!(
        asked().at("23:00", "certificate_issued", bad).judged("+1 06:00").verdict(ESCALATE),
        Some(Verdict::Shortfall)
    );
    let unsupported = refused("theft").ask("22:20", "secure", json!({ "reasons": ["absconding"] })).judged("+1 06:00");
    assert!(unsupported.all(ESCALATE).is_empty(), "the remedy is to ask for alternative");
}

#[test]
fn a_review_after_charge_says_whether_the_move_was_thought_about() {
    let review = |considered| {
        asked().at("+1 03:00", "review", json!({ "accommodation_considered": considered })).judged("+1 03:10")
    };
    assert_eq!(review(json!(null)).verdict(DECIDE), Some(Verdict::Query));
    assert_eq!(review(json!(false)).verdict(DECIDE), Some(Verdict::Shortfall));
    assert!(review(json!(true)).all(DECIDE).is_empty());
    assert!(review(json!(true)).duties(DECIDE).iter().any(|duty| duty.state == State::Done));
    assert_eq!(review(json!(true)).state(DECIDE), Some(State::Open), "and again at the next review");
    let before =
        refused("theft").at("21:00", "review", json!({})).ask("22:20", "alternative", json!({})).judged("22:30");
    assert!(before.all(DECIDE).is_empty());
}

#[test]
fn an_offer_withdrawal_or_new_charge_calls_for_a_decision_before_the_next_review() {
    let offered = || {
        refused("robbery")
            .ask("22:20", "secure", json!({ "risk": four() }))
            .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
            .said("22:41", "accept_alternative", json!({}))
    };
    assert_eq!(offered().judged("23:00").state(DECIDE), Some(State::Open));
    let undecided = offered().at("+1 03:00", "review", json!({})).judged("+1 03:10");
    assert_eq!(undecided.verdict(DECIDE), Some(Verdict::Shortfall), "one finding");
    assert_eq!(undecided.one(DECIDE).unwrap().via, ["AC25"]);
    let decided = offered().at("+1 03:00", "review", json!({ "accommodation_considered": true })).judged("+1 03:10");
    assert!(decided.all(DECIDE).is_empty());
    let withdrawn = asked().said("23:00", "accept_alternative", json!({})).said("+1 00:30", "withdrawn", json!({}));
    let seen = withdrawn.clone().at("+1 03:00", "review", json!({})).judged("+1 03:10");
    assert_eq!(seen.verdict(DECIDE), Some(Verdict::Shortfall));
    let again = withdrawn
        .ask("+1 00:40", "alternative", json!({}))
        .at("+1 03:00", "review", json!({ "accommodation_considered": true }))
        .judged("+1 03:10");
    assert!(again.all(DECIDE).is_empty());
    let charge = asked()
        .at("+1 00:30", "charged", json!({ "offences": ["robbery"] }))
        .at("+1 03:00", "review", json!({}))
        .judged("+1 03:10");
    assert_eq!(charge.verdict(DECIDE), Some(Verdict::Shortfall));
}

#[test]
fn nothing_of_a_place_offered_arises_from_the_eighteenth_birthday_on() {
    let turns = || {
        asked().child(json!({ "date_of_birth": "2008-11-11" })).said(
            "23:30",
            "accept_alternative",
            json!({ "eta": "+1 08:00" }),
        )
    };
    assert!(turns().at("+1 09:00", "to_court", json!({})).judged("+1 10:00").all(OFFERED).is_empty());
    let certified = json!({ "limb": "secure_unavailable", "reasons": ["named_threat"] });
    assert!(turns().at("+1 00:30", "certificate_issued", certified.clone()).judged("+1 10:00").all(OFFERED).is_empty());
    let before = turns().at("23:40", "certificate_issued", certified).judged("+1 10:00");
    assert_eq!(before.verdict(OFFERED), Some(Verdict::Breach));
}

#[test]
fn a_move_that_may_lie_outside_an_extract_is_asked_about_and_court_within_it_isnt() {
    let part = |to: &str| {
        asked()
            .said("23:30", "accept_alternative", json!({}))
            .top("extract", json!({ "from": "2026-11-10T12:00:00Z", "to": to }))
    };
    assert_eq!(part("2026-11-10T23:45:00Z").judged("+1 06:00").verdict(OFFERED), Some(Verdict::Query));
    let court = part("2026-11-11T10:00:00Z").at("+1 09:00", "to_court", json!({}));
    assert_eq!(court.judged("+1 09:30").verdict(OFFERED), Some(Verdict::Breach));
}

#[test]
fn below_twelve_no_reasoning_keeps_a_child_from_a_place_offered() {
    let offered = |born: &str| {
        refused("robbery")
            .child(json!({ "date_of_birth": born }))
            .ask("22:20", "secure", json!({ "risk": four() }))
            .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
            .said("22:41", "accept_alternative", json!({}))
            .at("+1 09:00", "to_court", json!({}))
            .judged("+1 09:30")
    };
    assert_eq!(offered("2014-11-11").verdict(OFFERED), Some(Verdict::Breach));
    assert!(offered("2014-11-10").all(OFFERED).is_empty());
}

#[test]
fn what_is_said_of_secure_alone_leaves_the_request_for_alternative_unanswered() {
    let both = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .ask("22:20", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "to": "secure" }));
    assert!(both.judged("+1 00:20").all(FAILED).is_empty());
    assert_eq!(both.judged("+1 00:21").one(FAILED).unwrap().via, ["AC29"]);
    let offered = refused("robbery").ask("22:20", "alternative", json!({})).said(
        "22:40",
        "accept_secure",
        json!({ "to": "secure" }),
    );
    assert!(offered.judged("+1 00:21").all(FAILED).is_empty());
}

#[test]
fn a_withdrawal_beside_a_place_that_stands_starts_no_ladder() {
    let two = |bristol: &str| {
        asked()
            .ask("22:25", "alternative", json!({ "authority": "Bath" }))
            .said("22:30", "accept_alternative", json!({ "authority": bristol, "eta": "+1 07:00" }))
            .said("22:40", "accept_alternative", json!({ "authority": "Bath" }))
            .said("23:00", "withdrawn", json!({ "authority": "Bath" }))
            .judged("+1 06:00")
    };
    assert!(two("Bristol").all(ESCALATE).is_empty());
    let one = asked().said("22:40", "accept_alternative", json!({})).said("23:00", "withdrawn", json!({}));
    assert_eq!(one.judged("+1 06:00").verdict(ESCALATE), Some(Verdict::Shortfall));
}

#[test]
fn a_closed_record_is_given_no_orders() {
    let closed = asked()
        .said("22:40", "accept_alternative", json!({}))
        .said("23:00", "withdrawn", json!({}))
        .review("+1 03:00", json!({ "by": { "name": "Sgt Test", "role": "custody_officer", "rank": "sergeant" } }))
        .at("+1 09:00", "to_court", json!({}))
        .judged("+1 09:30");
    for rule in [FAILED, DECIDE] {
        let found = closed.all(rule);
        assert!(!found.is_empty(), "{rule}");
        for finding in found {
            assert!(!finding.message.contains("ask again"), "{}", &*finding.message);
        }
    }
}

#[test]
fn a_place_offered_with_no_request_before_it_is_of_no_other_kind() {
    let offered = refused("theft").said("22:40", "accept_alternative", json!({})).judged("22:50");
    assert!(offered.duties(DECIDE).iter().all(|duty| !duty.message.contains("another kind")));
}

#[test]
fn a_review_that_lets_the_child_go_has_no_move_to_think_about() {
    let reviewed = |decision: &str| {
        let by = json!({ "name": "Sgt Test", "role": "custody_officer", "rank": "sergeant" });
        asked().review("+1 03:00", json!({ "by": by, "decision": decision })).judged("+1 03:05").verdict(DECIDE)
    };
    assert_eq!(reviewed("release"), None);
    assert_eq!(reviewed("continue"), Some(Verdict::Query));
}

#[test]
fn one_authoritys_withdrawal_leaves_anothers_place_standing() {
    let two = asked()
        .said("22:30", "accept_alternative", json!({ "authority": "Bristol", "eta": "+1 07:00" }))
        .ask("22:35", "alternative", json!({ "authority": "Bath" }))
        .said("22:40", "accept_alternative", json!({ "authority": "Bath" }))
        .said("23:00", "withdrawn", json!({ "authority": "Bristol" }))
        .judged("+1 02:00");
    assert_eq!(two.verdict(OFFERED), Some(Verdict::Breach), "Bath's place was due at 00:40");
}

#[test]
fn an_answer_that_names_the_request_for_secure_leaves_the_other_unanswered() {
    let both = refused("robbery")
        .ask("22:20", "alternative", json!({}))
        .ask("22:20", "secure", json!({ "risk": four() }))
        .said("22:40", "refuse_no_bed", json!({ "of": 4 }));
    assert_eq!(both.judged("+1 00:21").one(FAILED).unwrap().via, ["AC29"]);
}

#[test]
fn turned_twelve_by_the_certificate_the_reasoning_counts() {
    let certified = |born: &str| {
        let certificate = json!({ "limb": "secure_unavailable", "reasons": ["named_threat"],
            "why_not_alternative": "every open home lies within a mile of the boy he named" });
        refused("robbery")
            .child(json!({ "date_of_birth": born }))
            .ask("22:20", "secure", json!({ "risk": four() }))
            .said("22:40", "refuse_no_bed", json!({ "to": "secure" }))
            .said("23:30", "accept_alternative", json!({}))
            .at("+1 00:40", "certificate_issued", certificate)
            .judged("+1 02:00")
            .verdict(OFFERED)
    };
    assert_eq!(certified("2014-11-11"), None);
    assert_eq!(certified("2014-11-12"), Some(Verdict::Breach));
}

#[test]
fn a_review_that_would_release_and_did_not_is_asked_about_the_move() {
    let by = json!({ "name": "Sgt Test", "role": "custody_officer", "rank": "sergeant" });
    let kept =
        asked().review("+1 00:00", json!({ "by": by, "decision": "release" })).at("+1 09:00", "to_court", json!({}));
    assert_eq!(kept.judged("+1 09:30").verdict(DECIDE), Some(Verdict::Query));
}
