//! Waiting at the station to be booked in.

use chrono::TimeDelta;

use crate::law::assessment::Judgement;
use crate::law::facts::Facts;
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{Arrived, DetentionAuthorised, DetentionRefused, Presented};
use crate::record::time::{clock, length, minutes_between};

pub(super) const RULE: Rule = Rule {
    id: "clock.waited-to-book-in",
    title: "A child who arrives is before the custody officer without waiting",
    standard: Standard::Policy,
    cites: &["Code C 2.1A", "Code C 1.1", "force policy"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child in a van or a holding area has no rights read, no adult called, and nobody checking on them.",
    judge,
};

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let limit = TimeDelta::minutes(facts.policy.clock.booking_in_minutes);
    for stay in &facts.stays {
        let Some(arrived) = stay.mark::<Arrived>(facts).filter(|mark| facts.is_child_at(mark.at)) else { continue };
        let authorised = [stay.mark::<DetentionAuthorised>(facts), stay.mark::<DetentionRefused>(facts)];
        let decided = authorised.into_iter().flatten().min_by_key(|mark| mark.at);
        let before = stay.mark::<Presented>(facts).or(decided);
        if before.is_some_and(|before| before.at < arrived.at) {
            // Booked in before this arrival: it is a transfer, and the first arrival isn't recorded.
            continue;
        }
        let seen_at = before.map_or_else(|| stay.until(facts), |mark| mark.at);
        let treated = TimeDelta::seconds(facts.treatment_seconds(arrived.at, seen_at));
        if seen_at - arrived.at - treated < limit {
            continue;
        }
        let next = match before {
            Some(_) => "Say why, and what was done for the child meanwhile.",
            None => "Bring the child before the custody officer now.",
        };
        let message = format!(
            "A child is brought before the custody officer as soon as practicable. Arrived {}, waited {}. {next}",
            clock(arrived.at),
            length(minutes_between(arrived.at, seen_at))
        );
        let entries = [Some(arrived.position), before.map(|mark| mark.position)];
        judgement.find(
            rule.shortfall(arrived.at + limit, message)
                .due(arrived.at + limit)
                .measured(arrived.at, seen_at)
                .on(entries.into_iter().flatten()),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::Verdict;
    use crate::law::testing::{Given, given};

    fn arrived() -> Given {
        given().at("14:00", "arrived", json!({}))
    }

    #[test]
    fn thirty_minutes_to_the_custody_officer_falls_short_and_twenty_nine_does_not() {
        let waited = |time: &str| arrived().at(time, "presented", json!({})).authorised("15:30").judged("16:00");
        assert!(waited("14:29").one("clock.waited-to-book-in").is_none());
        assert!(waited("14:29:59").one("clock.waited-to-book-in").is_none());
        let seen = waited("14:30");
        assert_eq!(seen.verdict("clock.waited-to-book-in"), Some(Verdict::Shortfall));
        assert_eq!(seen.minutes("clock.waited-to-book-in"), Some(30));
        assert_eq!(seen.one("clock.waited-to-book-in").unwrap().entries[..], [0, 1]);
    }

    #[test]
    fn without_presentation_the_authorisation_or_its_refusal_ends_the_wait() {
        let seen = arrived().authorised("14:45").judged("16:00");
        assert_eq!(seen.minutes("clock.waited-to-book-in"), Some(45));
        assert!(arrived().authorised("14:20").judged("16:00").one("clock.waited-to-book-in").is_none());
        let refused = arrived().at("14:20", "detention_refused", json!({})).judged("16:00");
        assert!(refused.one("clock.waited-to-book-in").is_none());
        let refused = arrived().at("14:50", "detention_refused", json!({})).judged("16:00");
        assert_eq!(refused.minutes("clock.waited-to-book-in"), Some(50));
    }

    #[test]
    fn a_child_still_waiting_is_found_at_thirty_minutes() {
        assert!(arrived().judged("14:29").one("clock.waited-to-book-in").is_none());
        assert_eq!(arrived().judged("14:40").minutes("clock.waited-to-book-in"), Some(40));
    }

    #[test]
    fn the_wait_is_policy_and_a_record_without_arrival_has_none() {
        let quick = arrived().policy("[clock]\nbooking_in_minutes = 10").authorised("14:10").judged("16:00");
        assert_eq!(quick.minutes("clock.waited-to-book-in"), Some(10));
        let transfer = given().authorised("12:00").at("14:00", "arrived", json!({})).judged("16:00");
        assert!(transfer.one("clock.waited-to-book-in").is_none());
        assert!(given().authorised("12:00").judged("16:00").one("clock.waited-to-book-in").is_none());
    }

    #[test]
    fn hospital_between_arrival_and_booking_in_is_no_wait() {
        let seen = arrived()
            .at("14:05", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("16:00", "returned_from_hospital", json!({}))
            .at("16:10", "presented", json!({}))
            .judged("17:00");
        assert!(seen.one("clock.waited-to-book-in").is_none());
    }
}
