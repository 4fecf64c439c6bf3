//! Self-harm looked at within the half hour, told onward, and the observation level thought about again.

use chrono::TimeDelta;

use super::stay::{self, RISK_FROM, marks, to_treatment};
use crate::law::assessment::{Judgement, State};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{
    AsccFollowUp, Disclosed, EdtContacted, HealthcareRequested, HealthcareSeen, ObservationSet, ReferralSubmitted,
    Released, RiskAssessed, SelfHarm,
};
use crate::record::time::{clock, length};
use crate::record::words::{Demeanour, Marker, SelfHarmWhat};
use crate::record::{Instant, Kind};

/// `health.self-harm`.
pub(super) const SELF_HARM: Rule = Rule {
    id: "health.self-harm",
    title: "After self-harm, healthcare is asked, and risk and level are looked at again",
    standard: Standard::Code,
    cites: &["Code C 9.5", "Code C 3.6-3.10"],
    in_force_from: Some(RISK_FROM),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child who speaks of hurting themselves, or does it, may do it again within the hour.",
    judge: self_harm,
};

/// `observation.not-raised`.
pub(super) const NOT_RAISED: Rule = Rule {
    id: "observation.not-raised",
    title: "Self-harm, injury or intoxication seen: the observation level is thought about again",
    standard: Standard::Code,
    cites: &["Code C 9.3", "College of Policing APP: detention and custody"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A level set for a calm child doesn't keep a hurt or drunk one safe.",
    judge: not_raised,
};

/// Returns the entries that show the child's risk or state being looked at: not a mere call for healthcare.
fn looked_at(facts: &Facts<'_>) -> Vec<Mark> {
    marks::<RiskAssessed>(facts, |_| true)
        .chain(marks::<ObservationSet>(facts, |_| true))
        .chain(marks::<HealthcareSeen>(facts, |_| true))
        .chain(marks::<Released>(facts, |released| released.risk_assessed == Some(true)))
        .chain(to_treatment(facts))
        .collect()
}

fn self_harm(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let until = stay::until(facts);
    let healthcare: Vec<Mark> = marks::<HealthcareRequested>(facts, |_| true)
        .chain(marks::<HealthcareSeen>(facts, |_| true))
        .chain(to_treatment(facts))
        .collect();
    let risk: Vec<Mark> = marks::<RiskAssessed>(facts, |_| true)
        .chain(marks::<Released>(facts, |released| released.risk_assessed == Some(true)))
        .collect();
    let level: Vec<Mark> = marks::<ObservationSet>(facts, |_| true).collect();
    let looked = looked_at(facts);

    // Threats and acts with nothing done between them are one: its clock starts at the first.
    let mut episodes: Vec<Vec<Fact<'_, SelfHarm>>> = Vec::new();
    for fact in facts.each::<SelfHarm>().filter(|fact| fact.at <= until && facts.is_child_at(fact.at)) {
        let answered_since = |last: Instant| {
            [&healthcare, &risk, &level].into_iter().flatten().any(|mark| last <= mark.at && mark.at < fact.at)
        };
        match episodes.last_mut() {
            Some(run) if run.last().is_some_and(|last| !answered_since(last.at)) => run.push(fact),
            _ => episodes.push(vec![fact]),
        }
    }

    let mut found = false;
    for run in &episodes {
        let Some(first) = run.first() else { continue };
        let what = named(run);
        let due = first.at + TimeDelta::minutes(facts.policy.health.self_harm_minutes);
        let parts = [("healthcare asked", &healthcare), ("risk assessed", &risk), ("level set", &level)]
            .map(|(name, marks)| (name, stay::first_from(marks.iter().copied(), first.at)));
        let done = parts.iter().filter_map(|(_, mark)| *mark).map(|mark| mark.at).max();
        let all_done = done.filter(|_| parts.iter().all(|(_, mark)| mark.is_some()));
        let ended = facts.end.map_or(until, |end| end.at);
        let never = facts.closed() && stay::first_from(looked.iter().copied(), first.at).is_none();
        let grown = stay::end(facts).is_none() && stay::stopped(facts).is_some_and(|stop| stop <= due);
        let state = match all_done {
            Some(_) => State::Done,
            None if never && !grown => State::Overdue,
            None => stay::undone(facts, due),
        };
        judgement.owe(
            rule,
            Some(due),
            state,
            all_done,
            format!("{what} at {}: ask healthcare, look at risk and level again by {}.", clock(first.at), clock(due)),
        );
        if grown {
            continue;
        }
        let positions =
            run.iter().map(|fact| fact.position).chain(parts.iter().filter_map(|(_, m)| m.map(|m| m.position)));
        let within = length(facts.policy.health.self_harm_minutes);
        if never {
            let asked = parts.first().and_then(|(_, mark)| *mark);
            let shown = asked.map_or_else(String::new, |mark| format!(" Healthcare was asked at {}.", clock(mark.at)));
            let finding = rule
                .breach(
                    due.min(ended),
                    format!(
                        "{what} at {}: neither risk nor level was looked at again before the end at \
                         {}.{shown} Tell whoever has the child now.",
                        clock(first.at),
                        clock(ended),
                    ),
                )
                .due(due)
                .measured(first.at, ended)
                .on(positions);
            judgement.find(stay::unless_outside(facts, finding, first.at, ended));
            found = true;
        } else if parts.iter().any(|(_, mark)| stay::late(facts, due, mark.map(|mark| mark.at))) {
            let shown: Vec<String> = parts
                .iter()
                .map(|(name, mark)| match mark {
                    Some(mark) => format!("{name} {}", clock(mark.at)),
                    None => format!("{name}: not recorded"),
                })
                .collect();
            let next = if all_done.is_some() || facts.closed() { "" } else { " Do what is missing now." };
            let finding = rule
                .shortfall(
                    due,
                    format!(
                        "{what} at {}: healthcare, risk and level are owed within {within}: {}.{next}",
                        clock(first.at),
                        shown.join("; "),
                    ),
                )
                .due(due)
                .measured(first.at, all_done.unwrap_or(until))
                .on(positions);
            judgement.find(stay::unless_outside(facts, finding, first.at, due));
            found = true;
        }
    }
    if !found && let (Some(end), Some(run)) = (stay::end(facts), episodes.last()) {
        told_onward(rule, facts, judgement, end, run);
    }
}

/// Returns what a run of self-harm is called: a threat, where nothing was done.
fn named(run: &[Fact<'_, SelfHarm>]) -> &'static str {
    let done = run.iter().any(|fact| fact.it.what == SelfHarmWhat::Act);
    if done { "Self-harm" } else { "A threat of self-harm" }
}

/// Asks whether whoever has the child next knows of the self-harm, where nothing in the record says so.
fn told_onward(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, end: Mark, run: &[Fact<'_, SelfHarm>]) {
    let Some(first) = run.first() else { return };
    let told = marks::<ReferralSubmitted>(facts, |_| true)
        .chain(marks::<EdtContacted>(facts, |_| true))
        .chain(marks::<AsccFollowUp>(facts, |_| true))
        .chain(marks::<Disclosed>(facts, |disclosed| disclosed.to.is_some()))
        .chain(marks::<Released>(facts, |released| released.risk_assessed == Some(true)));
    let noted =
        facts.entries.iter().any(|standing| standing.position == end.position && standing.entry.common.note.is_some());
    if noted || stay::first_from(told, first.at).is_some() {
        return;
    }
    let message = format!(
        "{} at {} is told onward when the child leaves: not recorded whether it was, at {}. Who was told?",
        named(run),
        clock(first.at),
        clock(end.at),
    );
    judgement.find(rule.query(end.at, message).on(run.iter().map(|fact| fact.position).chain([end.position])));
}

/// What was seen that asks for another look at the observation level.
#[derive(Clone, Copy)]
struct Sight {
    at: Instant,
    position: usize,
    what: &'static str,
}

fn not_raised(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let until = stay::until(facts);
    let soon = TimeDelta::minutes(facts.policy.health.self_harm_minutes);
    let mut open: Vec<Sight> = Vec::new();
    let (mut last, mut assessed, mut known_intoxicated) = (None, None, false);
    for standing in facts.entries.iter().filter(|standing| standing.at <= until) {
        let (at, position) = (standing.at, standing.position);
        match &standing.entry.kind {
            Kind::RiskAssessed(risk) => {
                open.clear();
                assessed = Some(at);
                known_intoxicated |= risk.flags.as_ref().is_some_and(|flags| flags.contains(&Marker::Intoxicated));
            }
            Kind::ObservationSet(plan) => {
                open.clear();
                assessed = Some(at);
                known_intoxicated |= plan.rousing == Some(true);
            }
            // Risk assessed at the door looks at the way home: it is another look at the level only where one isn't yet due.
            Kind::Released(released) if released.risk_assessed == Some(true) => {
                open.retain(|sight| at > sight.at + soon)
            }
            Kind::SelfHarm(harm) => {
                let what = if harm.what == SelfHarmWhat::Act { "self-harm" } else { "a threat of self-harm" };
                open.push(Sight { at, position, what });
            }
            Kind::Check(check) => {
                let Some(demeanour) = check.demeanour.filter(|demeanour| *demeanour != Demeanour::Sleeping) else {
                    continue;
                };
                // A state already seen at the check before, or known when the level was set, isn't news.
                let expected = known_intoxicated || assessed.is_some() && facts.child.has_marker(Marker::Intoxicated);
                let news = last.replace(demeanour) != Some(demeanour);
                match demeanour {
                    Demeanour::Intoxicated if news && !expected => {
                        open.push(Sight { at, position, what: "intoxication" });
                    }
                    Demeanour::InPain if news => open.push(Sight { at, position, what: "pain or injury" }),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    open.retain(|sight| facts.is_child_at(sight.at) && assessed != Some(sight.at));
    let Some(first) = open.first().copied() else { return };
    if facts.closed() || until > first.at + soon {
        let message = format!(
            "The record shows {} at {}, and no new level or risk assessment since. Was the observation \
             level thought about again?",
            first.what,
            clock(first.at),
        );
        judgement.find(rule.query(first.at, message).on(open.iter().map(|sight| sight.position)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, Seen, given, instant, rfc};
    use crate::law::{State, Verdict};

    const RULE: &str = "health.self-harm";
    const LEVEL: &str = "observation.not-raised";

    fn harm() -> Given {
        given().authorised("12:00").at("13:00", "self_harm", json!({ "what": "threat" }))
    }

    fn plan() -> Value {
        json!({ "level": 3, "every_minutes": 15 })
    }

    fn answered(time: &str) -> Given {
        harm().at("13:05", "healthcare_requested", json!({})).at("13:10", "risk_assessed", json!({})).at(
            time,
            "observation_set",
            plan(),
        )
    }

    fn released(given: Given, time: &str, risk: Value) -> Seen {
        given
            .at(
                time,
                "released",
                json!({ "outcome": "bail", "to": "parent", "risk_assessed": risk
                }),
            )
            .judged("23:00")
    }

    #[test]
    fn within_half_an_hour_healthcare_is_asked_and_risk_and_level_looked_at() {
        assert_eq!(answered("13:30").judged("14:00").verdict(RULE), None);
        assert_eq!(answered("13:30").judged("14:00").state(RULE), Some(State::Done));
        let late = answered("13:31").judged("14:00");
        assert_eq!((late.verdict(RULE), late.minutes(RULE)), (Some(Verdict::Shortfall), Some(31)));
        assert_eq!(late.one(RULE).unwrap().due, Some(instant("13:30")));
    }

    #[test]
    fn any_one_of_the_three_missing_falls_short() {
        for missing in ["healthcare_requested", "risk_assessed", "observation_set"] {
            let mut given = harm();
            for (kind, fields) in
                [("healthcare_requested", json!({})), ("risk_assessed", json!({})), ("observation_set", plan())]
            {
                if kind != missing {
                    given = given.at("13:10", kind, fields);
                }
            }
            assert_eq!(given.clone().judged("13:30").verdict(RULE), None);
            assert_eq!(given.judged("13:31").verdict(RULE), Some(Verdict::Shortfall), "{missing}");
        }
    }

    #[test]
    fn an_open_record_falls_short_and_only_a_closed_one_never_looked_at_is_a_breach() {
        assert_eq!(harm().judged("20:00").verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!(harm().judged("20:00").state(RULE), Some(State::Overdue));
        let never = released(harm(), "20:00", json!(false));
        assert_eq!((never.verdict(RULE), never.minutes(RULE)), (Some(Verdict::Breach), Some(420)));
        let only_rung = released(harm().at("13:05", "healthcare_requested", json!({})), "20:00", json!(false));
        assert_eq!(only_rung.verdict(RULE), Some(Verdict::Breach), "asking healthcare isn't looking");
        let seen = released(harm().at("15:00", "healthcare_seen", json!({})), "20:00", json!(false));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn self_harm_just_before_the_end_is_looked_at_all_the_same() {
        let unseen = released(harm(), "13:10", Value::Null);
        assert_eq!((unseen.verdict(RULE), unseen.state(RULE)), (Some(Verdict::Breach), Some(State::Overdue)));
        let looked = released(harm(), "13:10", json!(true));
        assert_eq!((looked.verdict(RULE), looked.state(RULE)), (None, Some(State::NotNeeded)));
    }

    #[test]
    fn whoever_has_the_child_next_is_told() {
        assert_eq!(released(answered("13:20"), "20:00", json!(true)).verdict(RULE), None);
        assert_eq!(released(answered("13:20"), "20:00", Value::Null).verdict(RULE), Some(Verdict::Query));
        let told = answered("13:20").at("19:00", "referral_submitted", json!({ "to": "childrens_social_care" }));
        assert_eq!(released(told, "20:00", Value::Null).verdict(RULE), None);
        let noted = answered("13:20").at("20:00", "to_court", json!({ "note": "escort told" })).judged("23:00");
        assert_eq!(noted.verdict(RULE), None);
    }

    #[test]
    fn a_run_of_threats_with_nothing_done_between_is_one_and_a_new_act_after_is_another() {
        let run = harm().at("13:10", "self_harm", json!({ "what": "act" })).judged("14:00");
        assert_eq!(run.one(RULE).unwrap().entries[..], [1, 2]);
        assert_eq!(run.duties(RULE).len(), 1);
        let again = answered("13:20").at("15:00", "self_harm", json!({ "what": "act" })).judged("16:00");
        assert_eq!(again.duties(RULE).len(), 2);
        assert_eq!(again.one(RULE).unwrap().entries[..], [5]);
    }

    #[test]
    fn the_half_hour_is_the_forces_number() {
        let policy = "[health]\nself_harm_minutes = 10\n";
        assert_eq!(harm().policy(policy).judged("13:10").verdict(RULE), None);
        assert_eq!(harm().policy(policy).judged("13:11").verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn an_extract_that_stops_before_is_asked_about() {
        let part = |to: &str| harm().top("extract", json!({ "from": rfc("11:00"), "to": rfc(to) })).judged("20:00");
        assert_eq!(part("13:30").verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!(part("13:29").verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn the_rules_for_a_child_end_at_the_birthday() {
        let at = |time: &str| {
            given()
                .child(json!({ "date_of_birth": "2008-11-11" }))
                .authorised("12:00")
                .at(time, "self_harm", json!({ "what": "threat" }))
                .judged("+1 09:00")
        };
        assert_eq!(at("23:20").verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!((at("23:40").verdict(RULE), at("23:40").state(RULE)), (None, Some(State::NotNeeded)));
        assert!(at("+1 00:10").duties(RULE).is_empty());
    }

    #[test]
    fn a_level_not_thought_about_again_after_self_harm_is_asked_about() {
        assert_eq!(harm().judged("13:30").verdict(LEVEL), None);
        assert_eq!(harm().judged("13:31").verdict(LEVEL), Some(Verdict::Query));
        assert_eq!(harm().at("15:00", "observation_set", plan()).judged("16:00").verdict(LEVEL), None);
        assert_eq!(harm().at("15:00", "risk_assessed", json!({})).judged("16:00").verdict(LEVEL), None);
        assert_eq!(harm().at("12:50", "observation_set", plan()).judged("16:00").verdict(LEVEL), Some(Verdict::Query));
        let looked_first = |at: &str| {
            let looked = given().authorised("12:00").at("13:00", "risk_assessed", json!({}));
            looked.at(at, "self_harm", json!({ "what": "threat" })).judged("16:00").verdict(LEVEL)
        };
        assert_eq!(looked_first("13:00"), None, "in the same minute it was looked at for this");
        assert_eq!(looked_first("13:01"), Some(Verdict::Query));
        let grown = harm().child(json!({ "date_of_birth": "2008-11-10" }));
        assert_eq!(grown.judged("16:00").verdict(LEVEL), None);
        assert_eq!(released(harm(), "13:10", json!(false)).verdict(LEVEL), Some(Verdict::Query));
    }

    #[test]
    fn risk_assessed_at_the_door_hours_later_is_no_other_look_at_the_level() {
        assert_eq!(released(harm(), "13:30", json!(true)).verdict(LEVEL), None);
        assert_eq!(released(harm(), "13:31", json!(true)).verdict(LEVEL), Some(Verdict::Query));
        let pain = given().authorised("12:00").at("12:30", "check", json!({ "demeanour": "in_pain" }));
        assert_eq!(released(pain, "15:00", json!(true)).verdict(LEVEL), Some(Verdict::Query));
    }

    #[test]
    fn intoxication_or_pain_first_seen_asks_for_another_look_and_a_run_of_it_only_once() {
        let check = |given: Given, time: &str, how: &str| given.at(time, "check", json!({ "demeanour": how }));
        for how in ["intoxicated", "in_pain"] {
            let set = given().authorised("12:00").at("12:05", "observation_set", plan());
            let run = check(check(check(set, "13:00", "calm"), "13:30", how), "14:00", how).judged("15:00");
            assert_eq!(run.one(LEVEL).unwrap().entries[..], [3], "{how}");
        }
        let looked = check(given().authorised("12:00"), "12:30", "intoxicated").at("12:40", "observation_set", plan());
        assert_eq!(check(looked, "13:10", "intoxicated").judged("15:00").verdict(LEVEL), None);
        let calm = check(given().authorised("12:00"), "12:30", "calm").judged("15:00");
        assert_eq!(calm.verdict(LEVEL), None);
    }

    #[test]
    fn intoxication_known_when_the_level_was_set_isnt_news() {
        let flagged = given().authorised("12:00").at("12:05", "risk_assessed", json!({ "flags": ["intoxicated"] }));
        assert_eq!(
            flagged.at("12:30", "check", json!({ "demeanour": "intoxicated" })).judged("15:00").verdict(LEVEL),
            None
        );
        let roused = given().authorised("12:00").at(
            "12:05",
            "observation_set",
            json!({ "level": 2, "every_minutes": 30, "rousing": true }),
        );
        assert_eq!(
            roused.at("12:30", "check", json!({ "demeanour": "intoxicated" })).judged("15:00").verdict(LEVEL),
            None
        );
    }
}
