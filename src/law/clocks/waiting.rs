//! Waiting at the station to be booked in.

use super::shown_until;
use crate::law::age::route;
use crate::law::assessment::Judgement;
use crate::law::facts::Facts;
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{Arrested, Arrived, DetentionAuthorised, DetentionRefused, Presented};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::Route;

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
    for stay in &facts.stays {
        let first = stay.each::<Arrived>(facts).next();
        let Some(arrived) = first.filter(|arrived| facts.is_child_at(arrived.at)) else { continue };
        let arrest = stay.each::<Arrested>(facts).next();
        let route = arrest.map_or(facts.route, |arrest| route::route_of(facts, arrest.it));
        let of_safety = matches!(route, Route::MentalHealthS136 | Route::PoliceProtection);
        if of_safety && route::may_be_no_station(facts, stay, &arrived) {
            // A hospital or a foster home has no custody officer, and the child may not be taken to one (MHA 1983 s.136A).
            continue;
        }
        let authorised = [stay.mark::<DetentionAuthorised>(facts), stay.mark::<DetentionRefused>(facts)];
        let decided = authorised.into_iter().flatten().min_by_key(|mark| mark.at);
        let before = stay.mark::<Presented>(facts).or(decided);
        if before.is_some_and(|before| before.at < arrived.at) {
            // Booked in before this arrival: it is a transfer, and the first arrival isn't recorded.
            continue;
        }
        let seen_at = before.map_or_else(|| stay.until(facts), |mark| mark.at);
        let due = facts.due_after(arrived.at, facts.policy.clock.booking_in_minutes);
        if seen_at < due {
            continue;
        }
        // After an extract ends they may have been seen outside it.
        let shown = if before.or(stay.end).is_some() { seen_at } else { shown_until(facts, seen_at) };
        if shown < due {
            let message = format!(
                "A child is brought before the custody officer as soon as practicable. Arrived {}, and not seen by {}, where this extract ends: find out when they were.",
                clock(arrived.at),
                clock(shown)
            );
            judgement.find(rule.query(due, message).due(due).on([arrived.position]));
            continue;
        }
        let seen_at = shown;
        let next = match before {
            Some(_) => "Say why, and what was done for the child meanwhile.",
            None if stay.end.is_some() => "No custody officer is recorded as having seen the child: record who did.",
            None if shown < facts.now => "Find out when they were seen.",
            None => "Bring the child before the custody officer now.",
        };
        let treated = match facts.treatment_seconds(arrived.at, seen_at) / 60 {
            0 => String::new(),
            minutes => format!(", {} of it in hospital", length(minutes)),
        };
        let message = format!(
            "A child is brought before the custody officer as soon as practicable. Arrived {}, waited {}{treated}. {next}",
            clock(arrived.at),
            length(minutes_between(arrived.at, seen_at))
        );
        let finding = rule.shortfall(due, message);
        let entries = [Some(arrived.position), before.map(|mark| mark.position)];
        judgement.find(finding.due(due).measured(arrived.at, seen_at).on(entries.into_iter().flatten()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::Verdict;
    use crate::law::testing::{Given, given, rfc};

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
    fn a_place_that_names_no_station_is_one_where_the_child_is_booked_in_and_may_be_a_home_where_not() {
        let waited = |route: &str, seen: bool| {
            let record = given().at("13:30", "arrested", json!({ "for": route }));
            let record = record.at("14:00", "arrived", json!({ "place": "custody suite holding room" }));
            let record = if seen { record.at("15:30", "presented", json!({})) } else { record };
            record.judged("16:00").verdict("clock.waited-to-book-in")
        };
        for route in ["mental_health_s136", "police_protection"] {
            assert_eq!((waited(route, true), waited(route, false)), (Some(Verdict::Shortfall), None), "{route}");
        }
        assert_eq!(waited("offence", false), Some(Verdict::Shortfall));
    }

    #[test]
    fn past_the_end_of_an_extract_nobody_is_told_to_bring_the_child_now() {
        let part = json!({ "from": rfc("13:00"), "to": rfc("15:15") });
        let seen = arrived().top("extract", part).judged("+1 12:00");
        let found = seen.one("clock.waited-to-book-in").unwrap();
        assert!(found.verdict == Verdict::Shortfall && found.message.ends_with("Find out when they were seen."));
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
