//! Self-harm looked at within the half hour, told onward, and the observation level thought about again.

use chrono::TimeDelta;

use super::stay::{self, RISK_FROM, marks, marks_within};
use crate::law::assessment::{Finding, Judgement, State, Verdict};
use crate::law::facts::{AwayWhy, Fact, Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::stays::Stay;
use crate::record::kinds::{
    AsccFollowUp, Attended, Disclosed, EdtContacted, HealthcareRequested, HealthcareSeen, LeftForHospital,
    ObservationSet, Presented, ReferralSubmitted, Released, RiskAssessed, SelfHarm,
};
use crate::record::time::{clock, length};
use crate::record::words::{Demeanour, HospitalReason, Marker, SelfHarmWhat};
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

/// The entries of one stay that answer self-harm.
struct Answers {
    healthcare: Vec<Mark>,
    risk: Vec<Mark>,
    level: Vec<Mark>,
    /// What shows the child's risk or state being looked at: not a mere call for healthcare.
    looked: Vec<Mark>,
}

impl Answers {
    fn within(facts: &Facts<'_>, held: &Stay) -> Self {
        let released = || marks_within::<Released>(facts, held, |released| released.risk_assessed == Some(true));
        let treated = || marks_within::<LeftForHospital>(facts, held, |left| left.reason == HospitalReason::Treatment);
        let seen = || marks_within::<HealthcareSeen>(facts, held, |_| true);
        let asked = marks_within::<HealthcareRequested>(facts, held, |_| true);
        let risk: Vec<Mark> = marks_within::<RiskAssessed>(facts, held, |_| true).chain(released()).collect();
        let level: Vec<Mark> = marks_within::<ObservationSet>(facts, held, |_| true).collect();
        Self {
            healthcare: asked.chain(seen()).chain(treated()).collect(),
            looked: risk.iter().chain(&level).copied().chain(seen()).chain(treated()).collect(),
            risk,
            level,
        }
    }

    fn any_between(&self, from: Instant, to: Instant) -> bool {
        [&self.healthcare, &self.risk, &self.level].into_iter().flatten().any(|mark| from <= mark.at && mark.at < to)
    }
}

/// One of the three things owed after self-harm.
struct Limb {
    name: &'static str,
    /// By when; none while clinicians have the child.
    due: Option<Instant>,
    done: Option<Mark>,
}

impl Limb {
    /// Returns by when it was owed, where it was done later than that, or not by `until`.
    fn late(&self, until: Instant) -> Option<Instant> {
        self.due.filter(|due| until > *due && self.done.is_none_or(|done| done.at > *due))
    }
}

fn self_harm(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for held in &facts.stays {
        in_stay(rule, facts, judgement, held);
    }
}

/// Judges the self-harm of one stay: what was or wasn't looked at in it is of it alone, whenever the child came back.
fn in_stay(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, held: &Stay) {
    let until = held.until(facts).min(stay::until(facts));
    // On the street, or come by themselves, the child is in no custody officer's hands yet.
    if held.held.is_none() && (held.opened.is_some() || held.mark::<Attended>(facts).is_some()) {
        return;
    }
    let mut harm =
        held.each::<SelfHarm>(facts).filter(|fact| fact.at <= until && facts.is_child_at(fact.at)).peekable();
    if harm.peek().is_none() {
        return;
    }
    let answers = Answers::within(facts, held);
    // Threats and acts with nothing done between them are one: its clock starts at the first.
    let mut episodes: Vec<Vec<Fact<'_, SelfHarm>>> = Vec::new();
    for fact in harm {
        match episodes.last_mut() {
            Some(run) if run.last().is_some_and(|last| !answers.any_between(last.at, fact.at)) => run.push(fact),
            _ => episodes.push(vec![fact]),
        }
    }

    let mut found = false;
    for run in &episodes {
        if let Some(finding) = of_a_run(rule, facts, judgement, held, &answers, run) {
            judgement.find(finding);
            found = true;
        }
    }
    let end = held.end.filter(|end| facts.is_child_at(end.at));
    if !found && let (Some(end), Some(run)) = (end, episodes.last()) {
        told_onward(rule, facts, judgement, end, run);
    }
}

fn of_a_run(
    rule: &Rule,
    facts: &Facts<'_>,
    judgement: &mut Judgement,
    held: &Stay,
    answers: &Answers,
    run: &[Fact<'_, SelfHarm>],
) -> Option<Finding> {
    let first = run.first()?.mark();
    let what = named(run);
    let until = held.until(facts).min(stay::until(facts));
    let limbs = limbs(facts, held, answers, first.at);
    let [healthcare, risk, _] = &limbs;
    let due = limbs.iter().filter(|limb| limb.done.is_none()).filter_map(|limb| limb.due).min();
    let last_done = limbs.iter().filter_map(|limb| limb.done).map(|done| done.at).max();
    let all_done = last_done.filter(|_| limbs.iter().all(|limb| limb.done.is_some()));
    let end = held.end.filter(|end| facts.is_child_at(end.at));
    let grown = end.is_none() && due.is_some_and(|due| stay::stopped(facts).is_some_and(|stop| stop <= due));
    let looked = answers.looked.iter().any(|mark| first.at <= mark.at && held.end.is_none_or(|end| mark.at <= end.at))
        || in_treatment(facts, first.at).is_some();
    let never = held.end.filter(|_| !looked && !grown).zip(risk.due);
    // The half hour wasn't up when the child left, and nothing says that nobody looked.
    let unsaid = never.filter(|(end, due)| end.at <= *due && !says_unassessed(facts, *end));
    let state = match due {
        _ if all_done.is_some() => State::Done,
        _ if never.is_some() && unsaid.is_none() => State::Overdue,
        Some(due) if held.end.is_some_and(|end| end.at <= due) => State::NotNeeded,
        Some(due) => stay::undone(facts, due),
        None if held.end.is_some() || stay::stopped(facts).is_some() => State::NotNeeded,
        None => State::Open,
    };
    // All done, what is shown is by when the last of it was owed.
    let last = limbs.iter().filter(|_| all_done.is_some()).max_by_key(|limb| limb.done.map(|done| done.at));
    let by = due.or(last.and_then(|limb| limb.due));
    let when = by.map_or_else(|| "once they are back".to_owned(), |by| format!("by {}", clock(by)));
    let ask = format!("{what} at {}: ask healthcare, look at risk and level again {when}.", clock(first.at));
    judgement.owe(rule, by, state, all_done, ask);
    if grown {
        return None;
    }

    let harm = run.iter().map(|fact| fact.position);
    let positions = harm.chain(limbs.iter().filter_map(|limb| limb.done.map(|done| done.position)));
    if let Some((end, due)) = never {
        let asked =
            healthcare.done.map_or_else(String::new, |mark| format!(" Healthcare was asked at {}.", clock(mark.at)));
        if unsaid.is_some() {
            let next = if noted(facts, end) {
                "The note on leaving: does it say so?"
            } else {
                "Does whoever has the child know?"
            };
            let message = format!(
                "{what} at {}: not recorded whether risk or level was looked at again before the child left at {}.{asked} {next}",
                clock(first.at),
                clock(end.at),
            );
            return Some(rule.query(end.at, message).on(positions.chain([end.position])));
        }
        let message = format!(
            "{what} at {}: neither risk nor level was looked at again before the end at {}.{asked} Tell whoever has the \
             child now.",
            clock(first.at),
            clock(end.at),
        );
        let finding = rule.breach(due.min(end.at), message).due(due).measured(first.at, end.at).on(positions);
        return Some(stay::unless_outside(facts, finding, first.at, end.at));
    }
    let due = limbs.iter().filter_map(|limb| limb.late(until)).min()?;
    let soon = TimeDelta::minutes(facts.policy.health.self_harm_minutes);
    let stood = standing_close(facts, first.at).filter(|_| only_the_level(&limbs, until));
    let owed = limbs.iter().filter(|limb| limb.due.is_some() || limb.done.is_some());
    let shown: Vec<String> = owed
        .map(|limb| match (limb.done, stood) {
            (Some(done), _) => format!("{} {}", limb.name, clock(done.at)),
            (None, Some(level)) => format!("level {level} already, not recorded whether looked at again"),
            (None, None) => format!("{}: not recorded", limb.name),
        })
        .collect();
    let booked = held.authorised.is_some_and(|authorised| authorised.at <= due - soon);
    let moved = match due == first.at + soon {
        true => "",
        false if booked => " of booking-in or the return from hospital",
        false => " of when they should have been booked in, or the return from hospital",
    };
    let next = if all_done.is_some() || held.end.is_some() { "" } else { " Do what is missing now." };
    let message = format!(
        "{what} at {}: healthcare, risk and level are owed within {}{moved}: {}.{next}",
        clock(first.at),
        length(facts.policy.health.self_harm_minutes),
        shown.join("; "),
    );
    let mut finding =
        rule.shortfall(due, message).due(due).measured(due - soon, all_done.unwrap_or(until)).on(positions);
    if stood.is_some() {
        finding.verdict = Verdict::Query;
    }
    Some(stay::unless_outside(facts, finding, first.at, due))
}

/// Returns what is owed after self-harm at that instant of a stay.
///
/// The custody officer answers for healthcare from the child's arrival at a station (Code C 9.5), and for risk and level from
/// the booking-in (Code C 3.6), or from when it should have been: a station's own delay excuses nothing. No level is set for a
/// child whom clinicians have: those two wait for the return.
fn limbs(facts: &Facts<'_>, held: &Stay, answers: &Answers, harmed: Instant) -> [Limb; 3] {
    let station = held.held.map_or(harmed, |here| here.from);
    let waiting = held.held.is_some() && held.end.is_none();
    let booking_in = if waiting || held.authorised.is_some() { facts.policy.clock.booking_in_minutes } else { 0 };
    let booked = [held.authorised, held.mark::<Presented>(facts)].into_iter().flatten().map(|mark| mark.at);
    let booked = booked.fold(station + TimeDelta::minutes(booking_in), Instant::min);
    let soon = TimeDelta::minutes(facts.policy.health.self_harm_minutes);
    let after = after_treatment(facts, held, harmed.max(booked), soon);
    let done = |marks: &[Mark]| stay::first_from(marks.iter().copied(), harmed);
    [
        Limb {
            name: "healthcare asked",
            due: Some(harmed.max(station) + soon),
            done: in_treatment(facts, harmed).or(done(&answers.healthcare)),
        },
        Limb { name: "risk assessed", due: after, done: done(&answers.risk) },
        Limb { name: "level set", due: after, done: done(&answers.level) },
    ]
}

/// Returns when that long is up; where the child went for treatment before, from their return. None where they stayed away.
fn after_treatment(facts: &Facts<'_>, held: &Stay, from: Instant, soon: TimeDelta) -> Option<Instant> {
    let mut from = from;
    for away in facts.away.iter().filter(|away| away.why == AwayWhy::Treatment) {
        if away.from < from + soon && from < away.to {
            let back = away.over && held.end.is_none_or(|end| away.to <= end.at);
            from = back.then_some(away.to)?;
        }
    }
    Some(from + soon)
}

/// Returns that clinicians had the child at that instant, and the leaving that says so.
fn in_treatment(facts: &Facts<'_>, at: Instant) -> Option<Mark> {
    let mut treated = facts.away.iter().filter(|away| away.why == AwayWhy::Treatment);
    treated.find(|away| away.from <= at && at < away.to).map(|away| Mark { at, position: away.position })
}

/// Returns whether the level alone is late, because it wasn't set again: risk was looked at in time.
fn only_the_level(limbs: &[Limb; 3], until: Instant) -> bool {
    let [healthcare, risk, level] = limbs;
    healthcare.late(until).is_none() && risk.late(until).is_none() && level.done.is_none()
}

/// Returns the level that stood at that instant, where it was one of the two at which the child is watched all the time.
fn standing_close(facts: &Facts<'_>, at: Instant) -> Option<u8> {
    let plan = facts.each::<ObservationSet>().rfind(|plan| plan.at <= at)?;
    let level = plan.it.level.number();
    (level >= 3).then_some(level)
}

/// Returns whether the entry that ended a stay says that risk wasn't assessed.
fn says_unassessed(facts: &Facts<'_>, end: Mark) -> bool {
    facts.each::<Released>().any(|released| released.mark() == end && released.it.risk_assessed == Some(false))
}

/// Returns whether the entry that ended a stay carries a note: of what was told to whoever took the child.
fn noted(facts: &Facts<'_>, end: Mark) -> bool {
    facts.entries.iter().any(|standing| standing.position == end.position && standing.entry.common.note.is_some())
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
    if noted(facts, end) || stay::first_from(told, first.at).is_some() {
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
    fn leaving_before_the_half_hour_is_up_is_asked_about_unless_the_record_says_nobody_looked() {
        let unsaid = released(harm(), "13:30", Value::Null);
        assert_eq!((unsaid.verdict(RULE), unsaid.state(RULE)), (Some(Verdict::Query), Some(State::NotNeeded)));
        assert_eq!(released(harm(), "13:31", Value::Null).verdict(RULE), Some(Verdict::Breach));
        let unlooked = released(harm(), "13:10", json!(false));
        assert_eq!((unlooked.verdict(RULE), unlooked.state(RULE)), (Some(Verdict::Breach), Some(State::Overdue)));
        let looked = released(harm(), "13:10", json!(true));
        assert_eq!((looked.verdict(RULE), looked.state(RULE)), (None, Some(State::NotNeeded)));
    }

    #[test]
    fn handed_over_within_the_half_hour_with_a_note_its_asked_whether_the_note_says_that_anyone_looked() {
        let handed = |fields: Value| harm().at("13:10", "to_court", fields).judged("14:00");
        assert_eq!(handed(json!({})).verdict(RULE), Some(Verdict::Query));
        let noted = handed(json!({ "note": "handcuffs to the front" }));
        assert_eq!(noted.verdict(RULE), Some(Verdict::Query));
        assert!(noted.one(RULE).unwrap().message.ends_with("The note on leaving: does it say so?"));
        let late = harm().at("13:31", "to_court", json!({ "note": "escort told" })).judged("14:00");
        assert_eq!(late.verdict(RULE), Some(Verdict::Breach), "the half hour was up");
    }

    fn to_hospital(left: &str) -> Given {
        harm().at("13:05", "healthcare_requested", json!({})).at(
            left,
            "left_for_hospital",
            json!({ "reason": "treatment" }),
        )
    }

    fn looked_again(given: Given, time: &str) -> Given {
        given.at(time, "risk_assessed", json!({})).at(time, "observation_set", plan())
    }

    #[test]
    fn while_clinicians_have_the_child_risk_and_level_wait_for_the_return() {
        let back = |time: &str| {
            let back = to_hospital("13:10").at("17:00", "returned_from_hospital", json!({}));
            looked_again(back, time).judged("19:00")
        };
        assert_eq!((back("17:30").verdict(RULE), back("17:30").state(RULE)), (None, Some(State::Done)));
        let late = back("17:31");
        assert_eq!((late.verdict(RULE), late.minutes(RULE)), (Some(Verdict::Shortfall), Some(31)));
        assert_eq!(late.one(RULE).unwrap().due, Some(instant("17:30")));
        let away = to_hospital("13:10").judged("16:00");
        assert_eq!((away.verdict(RULE), away.state(RULE)), (None, Some(State::Open)));
        let after = to_hospital("13:30").at("17:00", "returned_from_hospital", json!({}));
        let after = looked_again(after, "17:10").judged("19:00");
        assert_eq!(after.one(RULE).unwrap().due, Some(instant("13:30")), "the half hour was up before they left");
        let never_back = released(to_hospital("13:10"), "20:00", json!(true));
        assert_eq!((never_back.verdict(RULE), never_back.state(RULE)), (None, Some(State::NotNeeded)));
    }

    #[test]
    fn self_harm_in_hospital_is_in_the_hands_of_clinicians() {
        let there = || {
            let left = given().authorised("12:00").at("12:30", "left_for_hospital", json!({ "reason": "treatment" }));
            left.at("13:00", "self_harm", json!({ "what": "act" }))
        };
        assert_eq!(there().judged("15:00").verdict(RULE), None);
        assert_eq!(released(there(), "20:00", json!(true)).verdict(RULE), None);
        let back = || there().at("14:00", "returned_from_hospital", json!({}));
        assert_eq!(looked_again(back(), "14:30").judged("16:00").verdict(RULE), None);
        assert_eq!(back().judged("14:31").verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn a_threat_on_the_way_runs_from_arrival_for_healthcare_and_from_booking_in_for_the_rest() {
        let threat = || {
            given().at("12:50", "arrested", json!({})).at("13:05", "self_harm", json!({ "what": "threat" })).at(
                "14:00",
                "arrived",
                json!({}),
            )
        };
        let booked = |asked: &str, looked: &str| {
            let booked = threat().authorised("14:10").at(asked, "healthcare_requested", json!({}));
            looked_again(booked, looked).judged("16:00")
        };
        assert_eq!(booked("14:30", "14:40").verdict(RULE), None);
        assert_eq!(booked("14:31", "14:40").one(RULE).unwrap().due, Some(instant("14:30")));
        assert_eq!(booked("14:30", "14:41").one(RULE).unwrap().due, Some(instant("14:40")));
        let waiting = threat().at("14:20", "healthcare_requested", json!({}));
        assert_eq!(waiting.judged("15:00").verdict(RULE), None);
        assert_eq!(waiting.judged("15:01").one(RULE).unwrap().due, Some(instant("15:00")), "booked in by 14:30");
        let late = looked_again(waiting.authorised("17:00"), "17:20").judged("19:00");
        assert_eq!((late.verdict(RULE), late.minutes(RULE)), (Some(Verdict::Shortfall), Some(170)));
        let street = given().at("12:50", "arrested", json!({})).at("13:05", "self_harm", json!({ "what": "threat" }));
        assert!(!street.judged("15:00").speaks(RULE), "the arresting officer has the child");
        let came = given().at("12:50", "attended", json!({})).at("13:05", "self_harm", json!({ "what": "threat" }));
        assert!(!came.judged("15:00").speaks(RULE), "not in custody");
    }

    #[test]
    fn a_level_that_can_hardly_be_raised_and_wasnt_set_again_is_asked_about() {
        let at = |level: u8| {
            let plan = json!({ "level": level, "every_minutes": 15 });
            let harmed = given().authorised("12:00").at("12:05", "observation_set", plan).at(
                "13:00",
                "self_harm",
                json!({ "what": "threat" }),
            );
            harmed
                .at("13:05", "healthcare_requested", json!({}))
                .at("13:06", "risk_assessed", json!({}))
                .judged("15:00")
        };
        assert_eq!(at(2).verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!((at(3).verdict(RULE), at(4).verdict(RULE)), (Some(Verdict::Query), Some(Verdict::Query)));
        assert!(at(4).says_not_recorded(RULE));
    }

    #[test]
    fn what_was_looked_at_after_a_return_on_bail_answers_nothing_of_the_stay_before() {
        let back = || {
            let bailed = harm().at("15:00", "bailed", json!({ "before_charge": true }));
            bailed.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05")
        };
        let looked = back().at("+3 09:10", "risk_assessed", json!({})).judged("+3 10:00");
        assert_eq!((looked.verdict(RULE), looked.minutes(RULE)), (Some(Verdict::Breach), Some(120)));
        let in_time = answered("13:20").at("14:00", "bailed", json!({ "before_charge": true, "note": "mother told" }));
        let in_time = in_time.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05");
        assert_eq!(in_time.judged("+3 10:00").verdict(RULE), None);
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
