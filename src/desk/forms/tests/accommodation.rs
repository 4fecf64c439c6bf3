//! Accommodation after charge.

use serde_json::{Value, json};

use super::*;

fn charged_with(offence: &str) -> Given {
    held().at("15:00", "charged", json!({ "offences": [offence] })).at(
        "15:20",
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }),
    )
}

fn ask(answers: &[(&str, &str)]) -> Filled {
    open("accommodation", &charged_with("theft"), "15:30").with(answers)
}

const FOUR: [(&str, &str); 4] = [
    ("risk_who", "Kai, a pupil at his school"),
    ("risk_what", "stabbing"),
    ("risk_how", "sent a message tonight that he will find him"),
    ("risk_why", "he left two placements last month to look for him"),
];

#[test]
fn alternative_is_what_is_asked_for_unless_something_else_is_chosen() {
    let filled = ask(&[("contact", "Ann Lee"), ("child_said", "anywhere but here")]);
    let entry = json!({ "kind": "accommodation_requested", "type": "alternative", "authority": "Bristol",
        "basis": "residence", "contact": "Ann Lee", "child_said": "anywhere but here" });
    assert_eq!(filled.entry(), entry);
    assert!(!filled.shown().contains(&"reasons") && !filled.shown().contains(&"risk_who"));
}

#[test]
fn for_a_looked_after_child_the_authority_that_looks_after_them_is_asked() {
    let given = charged_with("theft").child(json!({ "looked_after": true }));
    assert_eq!(open("accommodation", &given, "15:30").entry()["basis"], "looked_after");
    let unknown = charged_with("theft").child(json!({ "home_authority": null }));
    let filled = open("accommodation", &unknown, "15:30");
    assert_eq!((filled.values.get("authority"), filled.values.get("basis")), ("", ""));
}

#[test]
fn secure_asks_the_four_answers_and_keeps_them_as_given() {
    let mut answers = vec![("sort", "secure"), ("reasons", "named_threat,absconding")];
    answers.extend(FOUR);
    let entry = ask(&answers).entry();
    assert_eq!(
        (entry["type"].clone(), entry["reasons"].clone()),
        (json!("secure"), json!(["named_threat", "absconding"]))
    );
    let risk = json!({ "who": "Kai, a pupil at his school", "what": "stabbing",
        "how": "sent a message tonight that he will find him",
        "why_not_alternative": "he left two placements last month to look for him" });
    assert_eq!(entry["risk"], risk);
}

#[test]
fn a_change_of_mind_to_alternative_leaves_no_reason_for_secure_behind() {
    let filled = ask(&[("sort", "secure"), ("reasons", "absconding"), ("risk_who", "nobody")]);
    let entry: Value = filled.with(&[("sort", "alternative")]).entry();
    assert_eq!((entry["reasons"].clone(), entry["risk"].clone()), (json!(null), json!(null)));
}

#[test]
fn going_against_the_advice_takes_a_reason_is_recorded_with_it_and_never_refused() {
    let secure = [("sort", "secure"), ("reasons", "absconding")];
    let filled = ask(&secure);
    assert!(filled.shown().contains(&"against"), "absconding isn't harm to the public: {:?}", filled.shown());
    assert_eq!(filled.wrong(), ["against"], "going ahead all the same has a reason");
    let made = filled.with(&[("against", "inspector agrees, 15:25")]).made();
    assert_eq!(made[0].note.as_deref(), Some("against the advice: inspector agrees, 15:25"));
}

#[test]
fn where_the_test_is_met_nothing_is_asked_against_it() {
    let mut answers = vec![("sort", "secure"), ("reasons", "named_threat")];
    answers.extend(FOUR);
    let met = open("accommodation", &charged_with("robbery"), "15:30").with(&answers);
    assert!(!met.shown().contains(&"against"), "{:?}", met.shown());
    assert!(!ask(&[]).shown().contains(&"against"), "nor where alternative is asked for");
}

fn asked() -> Given {
    charged_with("theft").at(
        "15:30",
        "accommodation_requested",
        json!({ "type": "alternative", "authority": "Bristol" }),
    )
}

#[test]
fn the_authoritys_answer_is_recorded_in_its_own_words() {
    let filled = open("accommodation", &asked(), "16:00").with(&[
        ("act", "answer"),
        ("contact", "Ann Lee"),
        ("answer", "refuse_no_bed"),
        ("about", "alternative"),
        ("words", "nothing before Monday"),
    ]);
    let entry = json!({ "kind": "accommodation_answered", "to": "alternative", "authority": "Bristol",
        "answer": "refuse_no_bed", "contact": "Ann Lee", "words": "nothing before Monday" });
    assert_eq!(filled.entry(), entry);
}

#[test]
fn only_a_place_accepted_has_a_time_from_which_it_can_be_had() {
    let answer = |word| open("accommodation", &asked(), "16:00").with(&[("act", "answer"), ("answer", word)]);
    assert_eq!(answer("accept_alternative").with(&[("eta", "+40m")]).entry()["eta"], "2026-11-10T16:40:00+00:00");
    let soon = answer("accept_alternative").with(&[("eta", "soon")]);
    assert_eq!(soon.wrong(), ["eta"]);
    assert_eq!(soon.with(&[("answer", "no_answer")]).entry()["eta"], json!(null));
}

#[test]
fn an_escalation_says_to_whom_and_on_whose_side() {
    let act = |answers: &[(&str, &str)]| open("accommodation", &asked(), "16:10").with(answers);
    let filled = act(&[("act", "escalate"), ("to", "duty manager"), ("side", "authority")]);
    let entry = json!({ "kind": "accommodation_escalated", "to": "duty manager", "side": "authority" });
    assert_eq!(filled.entry(), entry);
    assert_eq!(act(&[("act", "escalate")]).wrong(), ["to", "side"]);
    assert_eq!(act(&[("act", "answer")]).wrong(), ["answer"]);
    assert_eq!(act(&[]).wrong(), ["act"]);
}

#[test]
fn a_child_is_moved_to_what_was_offered_unless_it_says_otherwise() {
    let offered = |answer: &str| asked().at("16:00", "accommodation_answered", json!({ "answer": answer }));
    let moved = |given: &Given, answers: &[(&str, &str)]| {
        let mut all = vec![("act", "moved")];
        all.extend(answers);
        open("accommodation", given, "18:00").with(&all).entry()
    };
    let given = offered("accept_alternative");
    let entry = json!({ "kind": "moved_to_authority", "to": "alternative", "received_by": "Jo, foster carer" });
    assert_eq!(moved(&given, &[("received_by", "Jo, foster carer")]), entry);
    assert_eq!(moved(&offered("accept_secure"), &[])["to"], "secure");
    assert_eq!(moved(&offered("accept_secure"), &[("about", "alternative")])["to"], "alternative");
}

#[test]
fn the_gates_stand_in_order_and_the_first_that_is_shut_ends_them() {
    let labels = |given: &Given| -> Vec<String> {
        open("accommodation", given, "15:45").brief().into_iter().map(|line| line.label).collect()
    };
    assert_eq!(labels(&held()), ["1 Charged?"]);
    assert!(open("accommodation", &held(), "15:45").line("1 Charged?").unwrap().1);
    let not_refused = held().at("15:00", "charged", json!({ "offences": ["theft"] }));
    assert!(open("accommodation", &not_refused, "15:45").line("2 Bail refused, on what ground?").unwrap().1);
    let gates = ["1 Charged?", "2 Bail refused, on what ground?", "3 Under 18?", "4 Alternative first?", "Not asked"];
    assert_eq!(labels(&charged_with("theft")), gates);
    let filled = open("accommodation", &charged_with("theft"), "15:45");
    assert_eq!(filled.line("2 Bail refused, on what ground?"), Some(("15:20: fail to appear".into(), false)));
    assert_eq!(filled.line("Not asked"), Some(("25 min since bail was refused".into(), true)));
}

#[test]
fn for_secure_what_to_ask_for_stands_on_top_then_the_gates_then_each_reason_weighed() {
    let filled = ask(&[("sort", "secure"), ("reasons", "absconding,weapon_carried,named_threat")]);
    let labels: Vec<String> = filled.brief().into_iter().map(|line| line.label).collect();
    let wanted = [
        "Ask for ALTERNATIVE",
        "1 Charged?",
        "2 Bail refused, on what ground?",
        "3 Under 18?",
        "4 Alternative first?",
        "5 12 or over?",
        "6 Specified offence?",
        "7 Who is at risk?",
        "8 What harm?",
        "9 How, before court?",
        "10 Why no other place would do?",
        "\"absconding\"",
        "\"weapon carried\"",
        "\"named threat\"",
        "Missing",
        "Would have to be true",
        "Not asked",
    ];
    assert_eq!(labels, wanted);
    assert!(filled.line("Ask for ALTERNATIVE").unwrap().1);
    assert!(filled.line("\"absconding\"").unwrap().0.starts_with("can't count."));
    assert!(filled.line("\"weapon carried\"").unwrap().0.starts_with("counts with more facts."));
    assert!(filled.line("\"named threat\"").unwrap().0.starts_with("counts, with the four answers."));
    let missing = "who is at risk; what harm; how, before court; why no other place would do";
    assert_eq!(filled.line("Missing").unwrap().0, missing);
}

#[test]
fn one_tick_never_meets_the_test_and_four_answers_on_a_specified_charge_do() {
    let given = charged_with("robbery");
    let ticked = open("accommodation", &given, "15:30").with(&[("sort", "secure"), ("reasons", "named_threat")]);
    assert!(ticked.line("Ask for ALTERNATIVE too").unwrap().1, "{:?}", ticked.brief());
    assert!(ticked.line("Would have to be true").unwrap().0.contains("death or serious injury"));
    let met = ticked.with(&FOUR);
    assert!(met.line("Appears to meet the test").unwrap().0.contains("Ask too whether alternative"));
    assert_eq!(met.line("Would have to be true"), None);
    let said: Vec<String> = met.brief().into_iter().map(|line| format!("{} {}", line.label, line.text)).collect();
    assert!(said.iter().all(|line| !line.to_lowercase().contains("secure refused")), "{said:?}");
}

#[test]
fn under_twelve_nothing_would_meet_the_test() {
    let given = charged_with("robbery").child(json!({ "date_of_birth": "2015-06-01" }));
    let mut answers = vec![("sort", "secure"), ("reasons", "named_threat")];
    answers.extend(FOUR);
    let filled = open("accommodation", &given, "15:30").with(&answers);
    assert!(filled.line("Would have to be true").unwrap().0.starts_with("nothing would do: under 12"));
    assert_eq!(filled.wrong(), ["against"]);
}

#[test]
fn what_was_asked_and_answered_before_stands_beside_and_can_be_asked_again() {
    let given = asked().at("16:00", "accommodation_answered", json!({ "answer": "refuse_no_bed" }));
    let filled = open("accommodation", &given, "17:00");
    assert_eq!(filled.line("Asked 15:30"), Some(("alternative of Bristol".into(), false)));
    assert_eq!(filled.line("Said 16:00"), Some(("refuse no bed".into(), false)));
    assert_eq!(filled.line("Not asked"), None);
    assert_eq!(filled.with(&[("act", "ask")]).entry()["type"], "alternative");
}
