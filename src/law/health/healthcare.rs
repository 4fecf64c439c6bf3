//! Healthcare: every child asked about within the hour and seen within four.

use chrono::TimeDelta;

use super::stay::{self, to_treatment};
use crate::law::assessment::{Duty, Judgement, State};
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Owner, Rule, Standard};
use crate::record::kinds::{HealthcareRequested, HealthcareSeen};
use crate::record::time::{clock, length};

/// `health.seen`.
pub(super) const SEEN: Rule = Rule {
    id: "health.seen",
    title: "Every child is seen by a healthcare professional",
    standard: Standard::Policy,
    cites: &["force policy", "Code C 9.5"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Children hide illness, injury and fear from officers; a nurse who asks in private often finds them.",
    judge: seen,
};

fn seen(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    let until = stay::until(facts);
    let ask_by = stay::due(facts, start.at, facts.policy.health.asked_minutes);
    let see_by = stay::due(facts, start.at, facts.policy.health.seen_minutes);
    let first =
        |marks: &[Option<Mark>]| marks.iter().flatten().filter(|mark| mark.at <= until).min_by_key(|m| m.at).copied();
    let hospital = to_treatment(facts).next();
    let seen = first(&[facts.first_mark::<HealthcareSeen>(), hospital]);
    let asked = first(&[facts.first_mark::<HealthcareRequested>(), seen]);

    let (due, state, owner, message) = match (asked, seen) {
        (_, Some(seen)) => (see_by, State::Done, rule.owed_by, format!("Seen by healthcare at {}.", clock(seen.at))),
        (None, None) => (
            ask_by,
            stay::undone(facts, ask_by),
            rule.owed_by,
            format!("Ask healthcare to see the child by {}; seen by {}.", clock(ask_by), clock(see_by)),
        ),
        (Some(asked), None) => (
            see_by,
            stay::undone(facts, see_by),
            Owner::Healthcare,
            format!("Healthcare to see the child by {}; asked at {}.", clock(see_by), clock(asked.at)),
        ),
    };
    judgement.duties.push(Duty {
        rule: rule.id,
        owed_by: owner,
        due: Some(due),
        state,
        done_at: seen.map(|seen| seen.at),
        message: message.into(),
        cites: rule.cites,
    });

    // Seen in time settles it, whether or not asking was written, or in time.
    if seen.is_some_and(|seen| seen.at <= see_by) {
        return;
    }
    let asked_late = stay::late(facts, ask_by, asked.map(|asked| asked.at));
    let shown = match asked {
        None => "not asked".to_owned(),
        Some(asked) => format!("asked {}", clock(asked.at)),
    };
    // Days on bail are no time in which they could have been seen.
    let last = seen.map_or(until, |seen| seen.at);
    let held = stay::stretches(facts).into_iter().filter(|(from, _)| *from < last);
    let held: TimeDelta = held.map(|(from, to)| to.min(last) - from).sum();
    let finding = if stay::late(facts, see_by, seen.map(|seen| seen.at)) {
        let outcome = match seen {
            Some(seen) => format!("seen {}, {} after", stay::beside(seen.at, start.at), length(held.num_minutes())),
            None => format!("not seen by {}, {} after", stay::beside(until, start.at), length(held.num_minutes())),
        };
        let next = if seen.is_some() || facts.closed() { "" } else { " Ring healthcare and write what they say." };
        rule.shortfall(
            see_by,
            format!(
                "Healthcare sees every child within {} of authorisation ({}): {shown}, {outcome}.{next}",
                length(facts.policy.health.seen_minutes),
                clock(start.at),
            ),
        )
        .due(see_by)
        .owed_by(if asked_late { rule.owed_by } else { Owner::Healthcare })
    } else if asked_late {
        let next = if asked.is_some() || facts.closed() { "" } else { " Ask now; seen in time settles it." };
        rule.shortfall(
            ask_by,
            format!(
                "Healthcare is asked to see every child within {} of authorisation ({}): {shown}, not seen \
                 by {}.{next}",
                length(facts.policy.health.asked_minutes),
                clock(start.at),
                clock(until),
            ),
        )
        .due(ask_by)
    } else {
        return;
    };
    let finding = finding.measured(last - held, last).on([start.position]
        .into_iter()
        .chain(asked.map(|m| m.position))
        .chain(seen.filter(|seen| Some(*seen) != asked).map(|m| m.position)));
    let to = finding.due.unwrap_or(until);
    judgement.find(stay::unless_outside(facts, finding, start.at, to));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, Seen, given, instant, rfc};
    use crate::law::{Owner, State, Verdict};

    const RULE: &str = "health.seen";

    fn held() -> Given {
        given().authorised("12:00")
    }

    fn asked(time: &str) -> Given {
        held().at(time, "healthcare_requested", json!({}))
    }

    fn silent(seen: &Seen) {
        assert!(seen.all(RULE).is_empty(), "{:#?}", seen.all(RULE));
    }

    #[test]
    fn healthcare_is_asked_within_an_hour() {
        silent(&held().judged("13:00"));
        let seen = held().judged("13:00:01");
        let finding = seen.one(RULE).unwrap();
        assert_eq!(
            (finding.verdict, finding.minutes, finding.due),
            (Verdict::Shortfall, Some(60), Some(instant("13:00")))
        );
        assert_eq!(finding.owed_by, Owner::CustodyOfficer);
        silent(&asked("13:00").judged("14:00"));
        assert_eq!(asked("13:00:01").judged("14:00").minutes(RULE), Some(120));
    }

    #[test]
    fn a_child_is_seen_within_four_hours_and_healthcare_answers_where_it_was_asked_in_time() {
        silent(&asked("12:10").judged("16:00"));
        let seen = asked("12:10").judged("16:01");
        let finding = seen.one(RULE).unwrap();
        assert_eq!(
            (finding.verdict, finding.minutes, finding.owed_by),
            (Verdict::Shortfall, Some(241), Owner::Healthcare)
        );
        assert_eq!(finding.entries[..], [0, 1]);
        silent(&asked("12:10").at("16:00", "healthcare_seen", json!({})).judged("18:00"));
        let late = asked("12:10").at("16:01", "healthcare_seen", json!({})).judged("18:00");
        assert_eq!((late.verdict(RULE), late.minutes(RULE)), (Some(Verdict::Shortfall), Some(241)));
        assert_eq!(late.one(RULE).unwrap().entries[..], [0, 1, 2]);
    }

    #[test]
    fn seen_in_time_settles_it_whether_or_not_asking_was_written_or_was_late() {
        silent(&held().at("15:59", "healthcare_seen", json!({})).judged("20:00"));
        silent(&asked("14:00").at("15:00", "healthcare_seen", json!({})).judged("20:00"));
        let both = held().judged("17:00");
        assert_eq!(both.all(RULE).len(), 1, "one finding for one shortcoming");
        assert_eq!(both.one(RULE).unwrap().owed_by, Owner::CustodyOfficer);
    }

    #[test]
    fn a_child_who_leaves_before_four_hours_need_only_have_been_asked_about() {
        let leaves = |given: Given, time: &str| {
            given
                .at(time, "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
                .judged("20:00")
        };
        silent(&leaves(held(), "13:00"));
        assert_eq!(leaves(held(), "13:00").state(RULE), Some(State::NotNeeded));
        let unasked = leaves(held(), "13:30");
        assert_eq!((unasked.verdict(RULE), unasked.minutes(RULE)), (Some(Verdict::Shortfall), Some(90)));
        silent(&leaves(asked("12:30"), "16:00"));
        assert_eq!(leaves(asked("12:30"), "16:00").state(RULE), Some(State::NotNeeded));
        assert_eq!(leaves(asked("12:30"), "16:01").minutes(RULE), Some(241));
    }

    #[test]
    fn days_on_bail_are_no_time_in_which_the_child_could_have_been_seen() {
        let bailed = held().at("16:00", "bailed", json!({ "before_charge": true }));
        let back = bailed.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05");
        let seen = back.at("+3 11:00", "released", json!({ "outcome": "bail" })).judged("+3 12:00");
        let found = seen.one(RULE).unwrap();
        assert_eq!(found.minutes, Some(360));
        assert!(found.message.contains("not seen by Fri 13 Nov 11:00 GMT, 6 h 00 after"), "{}", found.message);
    }

    #[test]
    fn the_duty_is_first_to_ask_then_to_see() {
        let unasked = held().judged("12:20");
        let duty = unasked.duties(RULE)[0].clone();
        assert_eq!((duty.due, duty.state, duty.owed_by), (Some(instant("13:00")), State::Open, Owner::CustodyOfficer));
        assert_eq!(held().judged("12:40").state(RULE), Some(State::DueSoon));
        let waiting = asked("12:10").judged("12:20");
        let duty = waiting.duties(RULE)[0].clone();
        assert_eq!((duty.due, duty.state, duty.owed_by), (Some(instant("16:00")), State::Open, Owner::Healthcare));
        assert_eq!(
            asked("12:10").at("13:00", "healthcare_seen", json!({})).judged("14:00").state(RULE),
            Some(State::Done)
        );
    }

    #[test]
    fn a_stay_in_hospital_for_treatment_is_being_seen() {
        let away = |reason: &str| {
            held()
                .at(
                    "12:30",
                    "left_for_hospital",
                    json!({ "reason": reason
                    }),
                )
                .judged("17:00")
        };
        silent(&away("treatment"));
        let before = given().at("09:00", "arrested", json!({})).at(
            "09:20",
            "left_for_hospital",
            json!({ "reason": "treatment" }),
        );
        silent(&before.at("11:40", "arrived", json!({})).authorised("12:00").judged("17:00"));
        assert_eq!(away("evidence").verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn the_numbers_are_the_forces() {
        let policy = "[health]\nasked_minutes = 20\nseen_minutes = 90\n";
        silent(&held().policy(policy).judged("12:20"));
        assert_eq!(held().policy(policy).judged("12:21").minutes(RULE), Some(21));
        silent(&asked("12:05").policy(policy).judged("13:30"));
        assert_eq!(asked("12:05").policy(policy).judged("13:31").minutes(RULE), Some(91));
    }

    #[test]
    fn days_on_bail_dont_count() {
        let back = held()
            .at("12:40", "bailed", json!({ "before_charge": true }))
            .at("+2 09:00", "answered_bail", json!({}))
            .at("+2 09:10", "detention_authorised", json!({ "grounds": "charge" }));
        silent(&back.clone().judged("+2 09:20"));
        assert_eq!(back.judged("+2 09:21").verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn what_could_lie_outside_an_extract_is_asked_about() {
        let part =
            |from: &str, to: &str| held().top("extract", json!({ "from": rfc(from), "to": rfc(to) })).judged("20:00");
        assert_eq!(part("11:00", "16:00").verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!(part("11:00", "15:59").verdict(RULE), Some(Verdict::Query));
        assert_eq!(part("12:01", "20:00").verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn nobody_grown_up_is_owed_it_and_the_birthday_ends_it() {
        silent(&held().child(json!({ "date_of_birth": "1990-01-01" })).judged("20:00"));
        let birthday = |authorised: &str| {
            given().child(json!({ "date_of_birth": "2008-11-11" })).authorised(authorised).judged("+1 09:00")
        };
        assert_eq!(birthday("23:00").state(RULE), Some(State::NotNeeded));
        silent(&birthday("23:00"));
        assert_eq!(birthday("22:59").minutes(RULE), Some(61), "broken before midnight stays broken");
    }

    #[test]
    fn nothing_is_owed_before_authorisation_or_where_detention_was_refused() {
        let refused =
            given().at("12:00", "arrived", json!({})).at("12:20", "detention_refused", json!({})).judged("20:00");
        silent(&refused);
        assert!(refused.duties(RULE).is_empty());
    }
}
