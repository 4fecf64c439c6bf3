//! The certificate for the court.

use serde_json::json;

use super::*;

/// A child charged with robbery, bail refused, secure asked for at 15:30 with those answers.
fn secure_asked(risk: serde_json::Value) -> Given {
    held()
        .at("15:00", "charged", json!({ "offences": ["robbery"] }))
        .at("15:20", "bail_refused", json!({ "grounds": ["further_offences"], "reasons": "said he would" }))
        .at(
            "15:30",
            "accommodation_requested",
            json!({ "type": "secure", "authority": "Bristol", "reasons": ["named_threat"], "risk": risk, "child_said": "anywhere but here" }),
        )
}

fn four() -> serde_json::Value {
    json!({ "who": "Kai, a pupil at his school", "what": "stabbing", "how": "message tonight that he will find him",
        "why_not_alternative": "he left two placements last month to look for him" })
}

fn refused(given: Given) -> Given {
    given
        .at(
            "15:40",
            "accommodation_answered",
            json!({ "to": "secure", "answer": "refuse_no_bed", "authority": "Bristol" }),
        )
        .at("15:45", "accommodation_requested", json!({ "type": "alternative", "authority": "Bristol" }))
        .at("15:50", "accommodation_answered", json!({ "to": "alternative", "answer": "refuse_no_bed" }))
}

fn draw(given: &Given, answers: &[(&str, &str)]) -> Filled {
    open("certificate", given, "16:00").with(answers)
}

const WHOLE: [(&str, &str); 2] = [("inspector_told", "yes"), ("aa_told", "yes")];

#[test]
fn a_certificate_is_drawn_from_the_answers_of_the_request_and_nothing_is_asked_twice() {
    let filled = draw(&refused(secure_asked(four())), &WHOLE);
    let entry = json!({ "kind": "certificate_issued", "limb": "secure_unavailable", "reasons": ["named_threat"],
        "why_not_alternative": "he left two placements last month to look for him", "inspector_told": true, "aa_told": true,
        "child_views": "anywhere but here" });
    assert_eq!(filled.entry(), entry);
    assert!(!filled.shown().contains(&"against"), "{:?}", filled.brief());
    assert_eq!(filled.made()[0].note, None);
    assert_eq!(filled.line("12 or over?"), Some(("16".into(), false)));
    assert_eq!(filled.line("No secure?"), Some(("asked 15:30, refuse no bed 15:40".into(), false)));
    assert_eq!(filled.line("Alternative?"), Some(("asked for".into(), false)));
}

#[test]
fn a_limb_that_is_not_made_out_takes_a_reason_that_stays_with_the_entry() {
    let given = held().at("15:00", "charged", json!({ "offences": ["theft"] })).at(
        "15:20",
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }),
    );
    let filled = draw(&given, &[("limb", "secure_unavailable"), ("reasons_b", "absconding")]);
    let (told, loud) = filled.line("Not made out").unwrap();
    assert!(told.contains("secure was never asked for") && loud, "{told}");
    assert_eq!(filled.line("No secure?"), Some(("never asked for".into(), true)));
    assert!(filled.line("\"absconding\"").unwrap().0.starts_with("can't count."));
    assert_eq!(filled.wrong(), ["against"]);
    let made = filled.with(&[("against", "superintendent directs, 15:55")]).made();
    assert_eq!(made[0].note.as_deref(), Some("against the advice: superintendent directs, 15:55"));
}

#[test]
fn no_transport_alone_does_not_make_a_move_impracticable() {
    let given = secure_asked(four());
    let filled =
        draw(&given, &[("limb", "impracticable"), ("reasons_a", "no_transport"), ("circumstances", "van out")]);
    assert!(filled.line("Not made out").unwrap().1);
    assert_eq!(filled.wrong(), ["against"]);
    let closed = draw(
        &given,
        &[
            ("limb", "impracticable"),
            ("reasons_a", "roads_closed"),
            ("circumstances", "A37 flooded since 14:00, tried 15:10"),
        ],
    );
    assert!(!closed.shown().contains(&"against"), "{:?}", closed.brief());
    assert_eq!(closed.entry()["why_not_alternative"], json!(null), "the answers of the other limb stay out");
}

#[test]
fn what_the_limb_needs_and_is_missing_is_said_and_takes_a_reason() {
    let filled = draw(&secure_asked(json!({})), &[("limb", "impracticable"), ("reasons_a", "court_near")]);
    let missing = filled.line("Missing").unwrap().0;
    assert!(missing.contains("the circumstances") && missing.contains("journey and court times"), "{missing}");
    assert_eq!(filled.wrong(), ["against"]);
}

#[test]
fn without_a_limb_none_is_made_and_where_neither_fits_it_says_what_to_do() {
    let given = held().at("15:00", "charged", json!({ "offences": ["theft"] })).at(
        "15:20",
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }),
    );
    let filled = draw(&given, &[]);
    assert_eq!(filled.wrong(), ["limb"]);
    assert!(filled.line("Which limb").unwrap().0.contains("escalate, ask again"));
}

#[test]
fn a_certificate_has_no_place_before_charge_nor_once_the_child_was_moved() {
    assert!(open("certificate", &held(), "15:00").unfit().is_some());
    let moved = secure_asked(four()).at("15:55", "moved_to_authority", json!({ "to": "secure" }));
    assert!(open("certificate", &moved, "16:00").unfit().is_some());
    assert!(open("certificate", &secure_asked(four()), "16:00").unfit().is_none());
}
