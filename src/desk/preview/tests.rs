use serde_json::{Value, json};

use super::*;
use crate::desk::form::Made;
use crate::desk::forms::tests::{Filled, held, open};
use crate::desk::{Officer, decide};
use crate::law::testing::{Given, given, inspector, instant};
use crate::law::{Facts, Verdict, assess, register};
use crate::record::Moment;
use crate::record::words::{Rank, Role};

/// Returns what entries of those kinds, made now, would change.
fn preview(given: &Given, now: &str, entries: &[(&str, Value)]) -> Preview {
    let record = given.record();
    let new: Vec<Entry> = entries
        .iter()
        .map(|(kind, fields)| crate::law::testing::given().at(now, kind, fields.clone()).record().entries()[0].clone())
        .collect();
    let policy = Policy::default();
    let before = assess(&record, &policy, instant(now));
    Preview::of(&record, &before, &new, &policy, &Suite::default(), instant(now))
}

fn opens(preview: &Preview, rule: &str) -> Vec<Option<Instant>> {
    preview.opens.iter().filter(|duty| duty.rule == rule).map(|duty| duty.due).collect()
}

fn closes(preview: &Preview, rule: &str) -> Vec<Option<Instant>> {
    preview.closes.iter().filter(|duty| duty.rule == rule).map(|duty| duty.due).collect()
}

fn calm() -> Value {
    json!({ "awake": true, "demeanour": "calm", "seen": "reading", "said": "ok thanks" })
}

fn in_a_cell() -> Given {
    held().at("12:05", "placed", json!({ "in": "cell", "cell": "4", "reason": "rooms full" })).at(
        "12:30",
        "check",
        calm(),
    )
}

#[test]
fn a_check_closes_the_one_due_and_opens_the_next() {
    let preview = preview(&in_a_cell(), "12:50", &[("check", calm())]);
    assert_eq!(closes(&preview, "check.due"), [Some(instant("13:00"))]);
    assert_eq!(opens(&preview, "check.due"), [Some(instant("13:20"))]);
}

fn good_review() -> Value {
    json!({ "by": inspector(), "method": "in_person", "seen": true, "spoken_to": true, "awake": true, "asked": ["child"],
            "child_said": "when can I go", "effect": "interview at 18:00", "grounds": "one witness left",
            "legal_advice_reminded": true, "told_outcome": true, "decision": "continue" })
}

#[test]
fn a_review_closes_the_first_and_opens_the_next() {
    let preview = preview(&held(), "17:30", &[("review", good_review())]);
    assert_eq!(closes(&preview, "review.first"), [Some(instant("18:00"))]);
    assert_eq!(opens(&preview, "review.next"), [Some(instant("+1 02:30"))]);
    assert!(preview.raises.iter().all(|finding| !finding.rule.starts_with("review.")), "{:?}", preview.raises);
}

#[test]
fn asking_for_an_adult_closes_the_asking_and_opens_the_wait() {
    let asked = json!({ "who": "parent", "for": "arrival", "outcome": "coming" });
    let preview = preview(&held(), "12:10", &[("aa_requested", asked)]);
    assert_eq!(closes(&preview, "aa.request").len(), 1);
    assert_eq!(opens(&preview, "aa.arrive").len(), 1);
}

#[test]
fn asleep_in_the_daytime_raises_the_question_before_it_is_signed() {
    let mut asleep = good_review();
    for (key, value) in [
        ("awake", json!(false)),
        ("spoken_to", json!(false)),
        ("not_spoken", json!("asleep")),
        ("told_outcome", json!(false)),
    ] {
        asleep[key] = value;
    }
    for gone in ["child_said", "effect", "asked"] {
        asleep.as_object_mut().unwrap().remove(gone);
    }
    let preview = preview(&held(), "17:30", &[("review", asleep)]);
    let doubted: Vec<Verdict> = preview
        .raises
        .iter()
        .filter(|finding| finding.rule == "review.asleep-doubted")
        .map(|finding| finding.verdict)
        .collect();
    assert_eq!(doubted, [Verdict::Query]);
    assert_eq!(opens(&preview, "review.tell-child").len(), 1);
}

#[test]
fn a_talk_left_to_someone_else_becomes_a_duty_and_the_talk_closes_it() {
    let mut left = good_review();
    for (key, value) in
        [("spoken_to", json!(false)), ("not_spoken", json!("delegated")), ("delegated_to", json!("Sgt Lee"))]
    {
        left[key] = value;
    }
    for gone in ["child_said", "effect", "awake", "told_outcome"] {
        left.as_object_mut().unwrap().remove(gone);
    }
    left["told_outcome"] = json!(false);
    assert_eq!(opens(&preview(&held(), "17:30", &[("review", left.clone())]), "review.delegated-talk").len(), 1);
    let reviewed = held().at("17:30", "review", left);
    let talked = preview(&reviewed, "18:00", &[("review_explained", json!({ "said": "ok", "told": true }))]);
    assert_eq!(closes(&talked, "review.delegated-talk").len(), 1, "{talked:#?}");
    assert_eq!(closes(&talked, "review.tell-child").len(), 1, "{talked:#?}");
}

#[test]
fn secure_because_the_child_may_abscond_says_that_it_does_not_meet_the_test() {
    if register::rule("accommodation.secure-unsupported").is_none() {
        return;
    }
    let charged = held().at("15:00", "charged", json!({ "offences": ["theft"] })).at(
        "15:20",
        "bail_refused",
        json!({ "grounds": ["fail_to_appear"], "reasons": "missed court twice" }),
    );
    let asked = json!({ "type": "secure", "authority": "Bristol", "reasons": ["absconding"] });
    let secure = preview(&charged, "15:30", &[("accommodation_requested", asked)]);
    assert!(secure.raises.iter().any(|finding| finding.rule == "accommodation.secure-unsupported"), "{secure:#?}");
    assert_eq!(secure.accommodation.outcome, crate::law::Outcome::NotSupported);
    let asked = json!({ "type": "alternative", "authority": "Bristol" });
    let alternative = preview(&charged, "15:30", &[("accommodation_requested", asked)]);
    assert!(alternative.raises.is_empty(), "{alternative:#?}");
    assert_eq!(closes(&alternative, "accommodation.request").len(), 1);
}

#[test]
fn what_stays_as_it_was_is_not_listed() {
    let note = preview(&in_a_cell(), "12:50", &[("note", json!({ "text": "mum rang" }))]);
    assert_eq!((note.raises, note.settles, note.opens, note.closes), (vec![], vec![], vec![], vec![]));
    let nothing = preview(&in_a_cell(), "16:00", &[]);
    assert_eq!((nothing.raises, nothing.settles, nothing.opens, nothing.closes), (vec![], vec![], vec![], vec![]));
}

#[test]
fn a_duty_whose_time_moves_is_shown_once_with_its_new_time() {
    let jailer =
        Officer { name: "DO Reed".into(), number: "7".into(), role: Role::DetentionOfficer, rank: Rank::Staff };
    let struck = open("correct", &in_a_cell(), "12:50").with(&[("entry", "2"), ("reason", "wrong child")]);
    let moved = of_form(&struck, &jailer, &in_a_cell(), "12:50");
    assert_eq!(opens(&moved, "check.due"), [Some(instant("12:35"))], "{moved:#?}");
    assert_eq!(closes(&moved, "check.due"), Vec::<Option<Instant>>::new());
}

#[test]
fn a_finding_that_an_entry_answers_no_longer_stands() {
    let child = json!({ "sex": null });
    let unnamed = given().child(child).authorised("12:00");
    let named = preview(&unnamed, "13:30", &[("woman_assigned", json!({ "name": "DO Reed" }))]);
    assert_eq!(named.settles.iter().filter(|finding| finding.rule == "care.woman").count(), 1, "{named:#?}");
}

#[test]
fn of_two_alike_one_closed_is_one_closed() {
    let two = [1, 1, 2];
    assert_eq!(left_over(&two, &[1], |a, b| a == b), [1, 2]);
    assert_eq!(left_over(&two, &[1, 1, 2], |a, b| a == b), Vec::<i32>::new());
    assert_eq!(left_over(&[1], &two, |a, b| a == b), Vec::<i32>::new());
}

/// Signs what is in a form as the desk does, and returns what that changes.
fn of_form(filled: &Filled, officer: &Officer, given: &Given, now: &str) -> Preview {
    let record = given.record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant(now));
    let made: Vec<Made> = filled.made();
    let entries = decide(&facts, officer, made).unwrap();
    assert!(entries.iter().all(|entry| entry.common.recorded_at == Some(Moment::london(instant(now)))));
    Preview::of(&record, &assess(&record, &policy, instant(now)), &entries, &policy, &suite, instant(now))
}

#[test]
fn forms_sign_and_show_what_signing_does() {
    let jailer =
        Officer { name: "DO Reed".into(), number: "7".into(), role: Role::DetentionOfficer, rank: Rank::Staff };
    let told = open("told", &held(), "12:20").with(&[("who", "parent"), ("name", "Ann"), ("outcome", "told")]);
    assert_eq!(closes(&of_form(&told, &jailer, &held(), "12:20"), "person.told").len(), 1);
    let girl = held().child(json!({ "sex": "female" }));
    let woman = open("woman", &girl, "12:20").with(&[("name", "DO Reed")]);
    assert_eq!(closes(&of_form(&woman, &jailer, &girl, "12:20"), "care.woman").len(), 1);
    let seen = open("health", &held(), "12:20").with(&[("act", "seen"), ("result", "fit")]);
    assert_eq!(closes(&of_form(&seen, &jailer, &held(), "12:20"), "health.seen").len(), 1);
    let referred = open("health", &held(), "12:20").with(&[("act", "referral"), ("to", "childrens_social_care")]);
    assert_eq!(closes(&of_form(&referred, &jailer, &held(), "12:20"), "referral.submitted").len(), 1);
}

#[test]
fn what_is_gravest_stands_first() {
    let review = json!({ "by": inspector(), "method": "telephone", "seen": false, "spoken_to": false, "awake": false,
                         "not_spoken": "asleep", "decision": "continue" });
    let preview = preview(&in_a_cell(), "18:20", &[("review", review)]);
    let verdicts: Vec<Verdict> = preview.raises.iter().map(|finding| finding.verdict).collect();
    assert!(verdicts.is_sorted() && verdicts.first() == Some(&Verdict::Breach), "{verdicts:?}");
    assert!(verdicts.contains(&Verdict::Query), "{verdicts:?}");
}
