//! `aa.unsuitable`.

use serde_json::{Value, json};

use super::*;

fn arrived(fields: Value) -> Option<Verdict> {
    held().at("13:00", "aa_arrived", fields).judged("13:10").verdict("aa.unsuitable")
}

#[test]
fn an_adult_who_signs_with_a_police_rank_or_as_involved_is_a_breach() {
    let by = |by: Value| arrived(json!({ "who": "other", "by": by }));
    assert_eq!(by(json!({ "name": "A B", "role": "appropriate_adult", "rank": "constable" })), BREACH);
    assert_eq!(by(json!({ "name": "A B", "role": "appropriate_adult", "rank": "staff" })), BREACH);
    assert_eq!(by(json!({ "name": "A B", "role": "appropriate_adult", "involved": true })), BREACH);
    assert_eq!(by(json!({ "name": "A B", "role": "appropriate_adult", "involved": false })), None);
    assert_eq!(by(json!({ "name": "A B", "role": "custody_officer", "rank": "sergeant", "involved": true })), None);
}

#[test]
fn a_parent_guardian_or_social_worker_who_is_an_officer_is_asked_about_unless_involved() {
    let by = |who: &str, involved: Value| {
        let by = json!({ "name": "A B", "role": "appropriate_adult", "rank": "constable", "involved": involved });
        let by = if involved.is_null() {
            json!({ "name": "A B", "role": "appropriate_adult", "rank": "constable" })
        } else {
            by
        };
        arrived(json!({ "who": who, "by": by }))
    };
    for who in ["parent", "guardian", "care_authority", "social_worker"] {
        assert_eq!(by(who, json!(null)), QUERY, "{who}");
        assert_eq!(by(who, json!(false)), QUERY, "{who}");
        assert_eq!(by(who, json!(true)), BREACH, "{who}");
    }
    for who in ["relative", "scheme", "volunteer", "other"] {
        assert_eq!(by(who, json!(false)), BREACH, "{who}");
    }
}

#[test]
fn an_adult_entered_by_a_police_title_is_a_breach_unless_they_are_family() {
    for (who, name, verdict) in [
        (json!("other"), "PC 1234 Jones", BREACH),
        (json!("volunteer"), "PCSO Jones", BREACH),
        (json!("relative"), "Sgt. Jones", BREACH),
        (json!("parent"), "PC Jones", None),
        (json!(null), "PC Jones", QUERY),
        (json!("other"), "DI Rees", QUERY),
        (json!("other"), "Di Rees", None),
        (json!("other"), "Sergeant, Emma", QUERY),
        (json!("other"), "Pat Jones", None),
        (json!("other"), "Constable", None),
        (json!("other"), "Sgt Test", BREACH),
    ] {
        assert_eq!(arrived(json!({ "who": who, "name": name })), verdict, "{who} {name}");
    }
}

#[test]
fn the_name_of_an_officer_of_this_record_is_asked_about() {
    let given = held().at(
        "12:10",
        "note",
        json!({ "text": "spoke to mother", "by": { "name": "Kim Lee", "role": "detention_officer" } }),
    );
    let seen = |who: &str| {
        let fields = json!({ "who": who, "name": "kim lee" });
        given.clone().at("13:00", "aa_arrived", fields).judged("13:10").verdict("aa.unsuitable")
    };
    assert_eq!(seen("volunteer"), QUERY);
    assert_eq!(seen("parent"), None, "a parent may share a name");
}

#[test]
fn an_estranged_parent_objected_to_falls_short_and_any_other_objection_is_asked_about() {
    for (fields, verdict) in [
        (json!({ "who": "parent", "objected_to": true, "note": "estranged father" }), SHORTFALL),
        (json!({ "who": "parent", "objected_to": true, "note": "not estranged, he says" }), QUERY),
        (json!({ "who": "parent", "objected_to": true }), QUERY),
        (json!({ "who": "scheme", "objected_to": true }), QUERY),
        (json!({ "objected_to": true }), QUERY),
        (json!({ "who": "parent", "objected_to": false, "note": "estranged father" }), None),
        (json!({ "who": "parent" }), None),
        (json!({ "who": "parent", "objected_to": true, "name": "estranged father" }), SHORTFALL),
    ] {
        assert_eq!(arrived(fields.clone()), verdict, "{fields}");
    }
    let asked = held().at("12:10", "aa_requested", json!({ "who": "parent", "reason": "father, estranged" }));
    let came = asked.at("13:00", "aa_arrived", json!({ "who": "parent", "objected_to": true }));
    assert_eq!(came.judged("13:10").verdict("aa.unsuitable"), SHORTFALL, "said where he was asked for");
}

#[test]
fn a_note_that_puts_the_adult_in_doubt_is_asked_about_and_a_denial_is_not() {
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother is the victim" })), QUERY);
    assert_eq!(arrived(json!({ "who": "other", "note": "works as police staff at Bath" })), QUERY);
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother, not a witness" })), None);
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother, came by taxi" })), None);
}
