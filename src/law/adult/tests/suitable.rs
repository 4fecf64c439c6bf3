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
        (json!("scheme"), "Police and Crime Commissioner's AA scheme", None),
        (json!("other"), "Police Constable Jones", BREACH),
        (json!("volunteer"), "Police Community Support Officer Khan", BREACH),
        (json!("scheme"), "Police Investigator Hall", BREACH),
        (json!("volunteer"), "Police Cadet Leader Jo Hill", BREACH),
        (json!("volunteer"), "Police Chaplain Hill", QUERY),
        (json!("scheme"), "Police & Crime Commissioner volunteers", None),
        (json!("scheme"), "PCC scheme", None),
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
    let estranged_asked = |who: &str| {
        let seen = held().at("13:00", "aa_arrived", json!({ "who": who, "objected_to": true })).judged("13:10");
        seen.one("aa.unsuitable").unwrap().message.contains("Whether they are estranged is not recorded")
    };
    assert!(estranged_asked("parent") && !estranged_asked("scheme"), "only a parent can be an estranged one");
    let asked = held().at("12:10", "aa_requested", json!({ "who": "parent", "reason": "father, estranged" }));
    let came = asked.at("13:00", "aa_arrived", json!({ "who": "parent", "objected_to": true }));
    assert_eq!(came.judged("13:10").verdict("aa.unsuitable"), QUERY, "a reason may speak of the other parent");
}

#[test]
fn the_estranged_parent_is_the_one_who_came_only_where_the_record_says_so() {
    let came = |asked: Value, name: Value| {
        let asked = held().at("12:10", "aa_requested", asked);
        let fields = json!({ "who": "parent", "objected_to": true, "name": name });
        asked.at("13:00", "aa_arrived", fields).judged("13:10").one("aa.unsuitable").cloned().unwrap()
    };
    let other =
        json!({ "who": "parent", "name": "Mrs Rough", "reason": "mother rung; the father is estranged and abroad" });
    let seen = came(other, json!("Mrs Rough"));
    assert_eq!(seen.verdict, Verdict::Query);
    assert!(seen.message.contains("is it this one?"), "{}", seen.message);
    let by_name = json!({ "who": "parent", "name": "estranged father" });
    assert_eq!(came(by_name.clone(), json!(null)).verdict, Verdict::Shortfall);
    assert_eq!(came(by_name.clone(), json!("Estranged father")).verdict, Verdict::Shortfall);
    assert_eq!(came(by_name, json!("Mrs Rough")).verdict, Verdict::Query);
}

#[test]
fn whoever_holds_no_rank_signs_as_staff_and_is_asked_whose() {
    let staff = |who: Value| {
        arrived(json!({ "who": who, "by": { "name": "A B", "role": "appropriate_adult", "rank": "staff" } }))
    };
    for who in [json!("scheme"), json!("volunteer"), json!("relative"), json!("other"), json!(null)] {
        assert_eq!(staff(who.clone()), QUERY, "{who}");
    }
    for who in ["social_worker", "care_authority", "parent"] {
        assert_eq!(staff(json!(who)), None, "{who}");
    }
    let involved = json!({ "name": "A B", "role": "appropriate_adult", "rank": "staff", "involved": true });
    assert_eq!(arrived(json!({ "who": "parent", "by": involved })), BREACH);
}

#[test]
fn involvement_stands_on_note_1b_and_police_work_on_1_7() {
    let found = |who: &str, rank: Value, involved: bool| {
        let by = json!({ "name": "A B", "role": "appropriate_adult", "involved": involved });
        let by = if rank.is_null() {
            by
        } else {
            json!({ "name": "A B", "role": "appropriate_adult", "rank": rank, "involved": involved })
        };
        let given = held().at("13:00", "aa_arrived", json!({ "who": who, "by": by }));
        given.judged("13:10").one("aa.unsuitable").cloned().unwrap()
    };
    for (who, rank) in [("parent", json!(null)), ("parent", json!("constable")), ("scheme", json!(null))] {
        let seen = found(who, rank, true);
        assert_eq!((seen.verdict, seen.cites[0]), (Verdict::Breach, "Code C Note 1B"), "{who}");
        assert!(
            seen.message.contains("recorded as involved") && !seen.message.contains("constable"),
            "{}",
            seen.message
        );
    }
    assert!(found("scheme", json!(null), true).message.contains("the adult who came"), "no scheme comes");
    assert!(found("parent", json!(null), true).message.contains("the parent who came"));
    let scheme = found("scheme", json!("constable"), true);
    assert_eq!((scheme.verdict, scheme.cites), (Verdict::Breach, &["Code C 1.7"][..]));
    let parent = found("parent", json!("constable"), false);
    assert_eq!(parent.verdict, Verdict::Query);
    assert!(!parent.message.contains("duty"), "on duty or not is no test: {}", parent.message);
}

#[test]
fn a_parent_whom_the_note_calls_an_officer_is_not_sent_away() {
    let message = |who: &str, note: &str| {
        let given = held().at("13:00", "aa_arrived", json!({ "who": who, "note": note }));
        given.judged("13:10").one("aa.unsuitable").unwrap().message.to_string()
    };
    let father = "father is a serving police officer in another force";
    assert!(message("parent", father).contains("involved in this case?"));
    assert!(!message("parent", father).contains("ask for another"));
    assert!(message("volunteer", "a police officer at Bath").contains("ask for another"));
    assert!(message("parent", "mother is the victim").contains("ask for another"));
}

#[test]
fn a_note_that_puts_the_adult_in_doubt_is_asked_about_and_a_denial_is_not() {
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother is the victim" })), QUERY);
    assert_eq!(arrived(json!({ "who": "other", "note": "works as police staff at Bath" })), QUERY);
    assert_eq!(arrived(json!({ "who": "other", "note": "works in the custody suite as police civilian" })), QUERY);
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother, not a witness" })), None);
    assert_eq!(arrived(json!({ "who": "parent", "note": "mother, came by taxi" })), None);
}
