//! Whether the child was seen, spoken to, and reminded of free legal advice.

use super::act::{Act, Sleep, judged, told};
use crate::law::{Facts, Judgement, Rule};
use crate::record::time::clock;
use crate::record::words::{NotSpoken, Present};

/// `review.not-seen`. By telephone the child is never seen: `review.method` judges that.
pub(super) fn not_seen(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts).iter().filter(|act| !act.by_telephone()) {
        let (it, at) = (act.it(), act.at());
        let unfit = matches!(it.not_spoken, Some(NotSpoken::Unfit | NotSpoken::Violent));
        let reasoned = unfit || told(it.reason.as_ref()).or(told(it.not_there_because.as_ref())).is_some();
        let finding = match it.seen {
            Some(true) => continue,
            _ if act.child_away(facts) => continue,
            Some(false) if reasoned => continue,
            Some(false) => {
                let next = if act.to_do(facts, "now").is_empty() {
                    "Write why not"
                } else {
                    "See the child, or write why not"
                };
                rule.shortfall(at, move || {
                    format!(
                        "Child not seen at the {} review, and no reason recorded. {next} (Code C 15.3C).",
                        clock(at)
                    )
                })
            }
            None if act.spoke() => continue,
            None => rule.query(at, move || {
                format!("Whether the child was seen at the {} review isn't recorded. Were they?", clock(at))
            }),
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

/// Returns whether the record says why the child wasn't spoken to: why the officer wasn't there isn't that. "Other" and a talk left to someone else need words.
fn unspoken_for_a_reason(act: &Act<'_>) -> bool {
    let it = act.it();
    let words = told(it.reason.as_ref()).is_some();
    match it.not_spoken {
        Some(NotSpoken::Delegated | NotSpoken::Other) | None => words,
        Some(_) => true,
    }
}

/// Returns whether `review.not-spoken-to` finds a shortfall, so that the missing words aren't counted twice.
pub(super) fn unspoken(act: &Act<'_>) -> bool {
    let it = act.it();
    let there = it.seen == Some(true) || act.sleep() == Sleep::Awake;
    let asleep = act.sleep() == Sleep::Asleep;
    it.spoken_to == Some(false) && !act.spoke() && there && !asleep && !unspoken_for_a_reason(act)
}

/// `review.not-spoken-to`.
pub(super) fn not_spoken_to(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        let (it, at) = (act.it(), act.at());
        let there = it.seen == Some(true) || act.sleep() == Sleep::Awake;
        let finding = if unspoken(&act) {
            let next = if act.to_do(facts, "now").is_empty() {
                "Write why not."
            } else {
                "Speak to the child, or write why not."
            };
            rule.shortfall(at, move || {
                format!("Child there at the {} review, not spoken to, and no reason in words. {next}", clock(at))
            })
        } else if it.spoken_to.is_none()
            && it.not_spoken.is_none()
            && !act.spoke()
            && there
            && act.sleep() != Sleep::Asleep
        {
            rule.query(at, move || {
                format!("Whether the child was spoken to at the {} review isn't recorded. Were they?", clock(at))
            })
        } else {
            continue;
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

/// `review.advice-reminder`. Only sleep excuses it (Code C 15.4); where waking isn't recorded, it is asked.
pub(super) fn advice_reminder(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        let (it, at) = (act.it(), act.at());
        if it.legal_advice_reminded == Some(true) || act.sleep() == Sleep::Asleep {
            continue;
        }
        let what = if it.legal_advice_reminded.is_some() {
            "The child wasn't reminded of free legal advice"
        } else {
            "No reminder of free legal advice is noted"
        };
        let solicitor = it.present.as_ref().is_some_and(|present| present.contains(&Present::Solicitor))
            || it.solicitor_said.is_some();
        let finding = if act.sleep() == Sleep::NotRecorded {
            rule.query(at, move || {
                format!("{what} at the {} review. Was the child awake to be told (Code C 15.4)?", clock(at))
            })
        } else if solicitor {
            rule.shortfall(at, move || {
                format!("{what} at the {} review, though a solicitor was there. It is given and noted all the same (Code C 15.4, 15.12).", clock(at))
            })
        } else {
            let now = act.to_do(facts, " Give it now.");
            rule.breach(at, move || {
                format!(
                    "{what} at the {} review. It is given before every review unless the child is asleep, and noted (Code C 15.4, \
                     15.12).{now}",
                    clock(at)
                )
            })
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::{Given, Seen, given};

    fn held(changes: Value) -> Seen {
        given().authorised("12:00").review("17:00", changes).judged("17:10")
    }

    fn verdict(rule: &str, changes: Value) -> Option<Verdict> {
        held(changes).verdict(rule)
    }

    const UNSEEN: &str = "review.not-seen";
    const UNSPOKEN: &str = "review.not-spoken-to";
    const REMINDER: &str = "review.advice-reminder";

    #[test]
    fn a_child_not_seen_needs_a_reason() {
        assert_eq!(verdict(UNSEEN, json!({ "seen": true })), None);
        assert_eq!(verdict(UNSEEN, json!({ "seen": false })), Some(Verdict::Shortfall));
        assert_eq!(verdict(UNSEEN, json!({ "seen": false, "reason": "nothing" })), Some(Verdict::Shortfall));
        assert_eq!(verdict(UNSEEN, json!({ "seen": false, "reason": "with the nurse" })), None);
        assert_eq!(verdict(UNSEEN, json!({ "seen": false, "method": "live_link" })), Some(Verdict::Shortfall));
        assert_eq!(verdict(UNSEEN, json!({ "seen": false, "method": "telephone" })), None);
    }

    #[test]
    fn seen_not_recorded_is_asked_unless_the_childs_words_show_it() {
        assert_eq!(verdict(UNSEEN, json!({ "seen": null })), None);
        assert_eq!(
            verdict(UNSEEN, json!({ "seen": null, "spoken_to": null, "child_said": null })),
            Some(Verdict::Query)
        );
    }

    #[test]
    fn a_child_there_and_not_spoken_to_needs_a_reason() {
        let with = |changes: Value| {
            let mut fields = json!({ "spoken_to": false, "child_said": null });
            for (key, value) in changes.as_object().unwrap() {
                fields[key] = value.clone();
            }
            verdict(UNSPOKEN, fields)
        };
        assert_eq!(verdict(UNSPOKEN, json!({})), None);
        assert_eq!(with(json!({})), Some(Verdict::Shortfall));
        assert_eq!(with(json!({ "awake": null })), Some(Verdict::Shortfall));
        assert_eq!(with(json!({ "awake": null, "seen": false })), None);
        assert_eq!(with(json!({ "reason": "flooded corridor" })), None);
        for excused in ["asleep", "unfit", "violent", "declined", "intoxicated"] {
            assert_eq!(with(json!({ "not_spoken": excused })), None, "{excused}");
        }
        for words_needed in ["delegated", "other"] {
            assert_eq!(with(json!({ "not_spoken": words_needed })), Some(Verdict::Shortfall), "{words_needed}");
            assert_eq!(with(json!({ "not_spoken": words_needed, "reason": "called away" })), None, "{words_needed}");
        }
    }

    #[test]
    fn why_the_officer_wasnt_there_isnt_why_the_child_wasnt_spoken_to() {
        let telephone = json!({ "method": "telephone", "seen": false, "spoken_to": false, "child_said": null,
                                "not_there_because": "at Bath" });
        assert_eq!(verdict(UNSPOKEN, telephone), Some(Verdict::Shortfall));
    }

    #[test]
    fn spoken_to_not_recorded_is_asked_unless_there_are_words() {
        assert_eq!(verdict(UNSPOKEN, json!({ "spoken_to": null })), None);
        assert_eq!(verdict(UNSPOKEN, json!({ "spoken_to": null, "child_said": null })), Some(Verdict::Query));
    }

    #[test]
    fn b49_the_reminder_of_advice_is_given_and_noted_unless_asleep() {
        assert_eq!(verdict(REMINDER, json!({ "legal_advice_reminded": false })), Some(Verdict::Breach));
        assert_eq!(verdict(REMINDER, json!({ "legal_advice_reminded": null })), Some(Verdict::Breach));
        let asleep = |reminded: Value| {
            json!({ "legal_advice_reminded": reminded, "awake": false, "spoken_to": false, "not_spoken": "asleep",
                    "child_said": null })
        };
        assert_eq!(verdict(REMINDER, asleep(json!(null))), None);
        assert_eq!(verdict(REMINDER, asleep(json!(false))), None);
    }

    #[test]
    fn with_a_solicitor_there_a_missing_reminder_falls_short() {
        for solicitor in [json!({ "present": ["solicitor"] }), json!({ "solicitor_said": "release her" })] {
            let mut changes = solicitor.clone();
            changes["legal_advice_reminded"] = json!(false);
            assert_eq!(verdict(REMINDER, changes), Some(Verdict::Shortfall));
        }
    }

    #[test]
    fn only_sleep_excuses_the_reminder_and_a_child_not_said_awake_is_asked_about() {
        let none = json!({ "legal_advice_reminded": null, "spoken_to": null, "child_said": null, "awake": null });
        assert_eq!(verdict(REMINDER, none), Some(Verdict::Query));
        let unfit =
            json!({ "legal_advice_reminded": false, "not_spoken": "unfit", "spoken_to": false, "child_said": null });
        assert_eq!(verdict(REMINDER, unfit), Some(Verdict::Breach));
    }

    #[test]
    fn after_charge_the_reminder_is_owed_too() {
        let given: Given = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] })).review(
            "17:00",
            json!({ "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" }, "legal_advice_reminded": false }),
        );
        assert_eq!(given.judged("17:10").verdict(REMINDER), Some(Verdict::Breach));
    }

    #[test]
    fn a_review_that_doesnt_count_is_judged_for_that_alone() {
        let sergeant = json!({ "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" });
        let seen = held(json!({ "by": sergeant, "seen": false, "legal_advice_reminded": false }));
        let rules: Vec<_> = seen.0.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(
            rules.iter().filter(|rule| rule.starts_with("review.")).collect::<Vec<_>>(),
            [&"review.wrong-officer"]
        );
    }

    #[test]
    fn unfit_or_violent_is_a_reason_for_not_seeing_a_child() {
        let seen = |why: &str| {
            let changes = json!({ "seen": false, "spoken_to": false, "child_said": null, "not_spoken": why });
            given().authorised("12:00").review("17:00", changes).judged("17:10").verdict("review.not-seen")
        };
        assert_eq!((seen("violent"), seen("unfit")), (None, None));
        assert_eq!(seen("asleep"), Some(crate::law::Verdict::Shortfall));
    }

    #[test]
    fn a_child_at_hospital_or_on_the_way_isnt_one_the_officer_left_unseen() {
        let away = |out: &str, fields: Value, back: &str| {
            let given = given().authorised("12:00").at("16:00", out, fields).at("17:00", back, json!({}));
            let at = |time: &str| given.clone().review(time, json!({ "seen": false })).judged("17:50").verdict(UNSEEN);
            (at("16:30"), at("17:30"))
        };
        for (out, fields, back) in [
            ("left_for_hospital", json!({ "reason": "treatment" }), "returned_from_hospital"),
            ("left_for_hospital", json!({ "reason": "evidence" }), "returned_from_hospital"),
            ("departed", json!({}), "arrived"),
        ] {
            assert_eq!(away(out, fields, back), (None, Some(Verdict::Shortfall)), "{out}");
        }
        let interview = away("interview_started", json!({}), "interview_ended");
        assert_eq!(interview.0, Some(Verdict::Shortfall), "in interview the child is there to be seen");
    }
}
