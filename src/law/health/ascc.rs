//! The liaison team (ASCC): every child offered it while it is open, followed up where it was closed throughout.

use chrono::{NaiveTime, TimeDelta};

use super::stay;
use crate::law::assessment::{Judgement, State};
use crate::law::facts::{AwayWhy, Facts, Mark};
use crate::law::hours;
use crate::law::register::{Owner, Rule, Standard};
use crate::record::kinds::{AsccDeclined, AsccFollowUp, AsccMissed, AsccRequested, AsccSeen};
use crate::record::time::{clock, length};
use crate::record::words::AsccMissedReason;
use crate::record::{Instant, Kind};

/// `ascc.seen`.
pub(super) const SEEN: Rule = Rule {
    id: "ascc.seen",
    title: "Every child here while ASCC is open is offered it",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "The liaison team finds the need behind the offence, and the help that outlasts the cell.",
    judge: seen,
};

/// `ascc.closed-throughout`.
pub(super) const CLOSED_THROUGHOUT: Rule = Rule {
    id: "ascc.closed-throughout",
    title: "A child held only while ASCC was closed is followed up",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyLead,
    why: "A child who comes and goes at night needs the liaison team as much as one held by day.",
    judge: closed_throughout,
};

/// `ascc.not-reoffered`.
pub(super) const NOT_REOFFERED: Rule = Rule {
    id: "ascc.not-reoffered",
    title: "A child whom ASCC missed, asleep or busy, is offered it again",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Being asleep at one visit shouldn't cost a child the only one.",
    judge: not_reoffered,
};

/// Returns the hours of the suite's liaison team.
fn opening(facts: &Facts<'_>) -> (NaiveTime, NaiveTime) {
    let health = &facts.policy.health;
    let suite = &facts.suite_policy;
    (suite.ascc_opens.unwrap_or(health.ascc_opens).0, suite.ascc_closes.unwrap_or(health.ascc_closes).0)
}

/// Returns when the child was held while the liaison team was open, wherever they were, in order.
fn held_parts(facts: &Facts<'_>) -> Vec<(Instant, Instant)> {
    let (opens, closes) = opening(facts);
    stay::stretches(facts).iter().flat_map(|(from, to)| hours::within(*from, *to, opens, closes)).collect()
}

/// Returns when the child was here while the liaison team was open, in order: not in hospital, nor between stations.
fn open_parts(facts: &Facts<'_>) -> Vec<(Instant, Instant)> {
    let mut parts = held_parts(facts);
    let elsewhere = |why| matches!(why, AwayWhy::Treatment | AwayWhy::Evidence | AwayWhy::Transfer);
    for away in facts.away.iter().filter(|away| elsewhere(away.why)) {
        let rest = |(from, to): (Instant, Instant)| [(from, to.min(away.from)), (from.max(away.to), to)];
        parts = parts.into_iter().flat_map(rest).filter(|(from, to)| from < to).collect();
    }
    parts
}

/// Returns the present or next opening of the liaison team: from when, until when.
fn next_opening(facts: &Facts<'_>) -> Option<(Instant, Instant)> {
    let (opens, closes) = opening(facts);
    hours::within(facts.now, facts.now + TimeDelta::hours(48), opens, closes).first().copied()
}

/// Returns when the child was seen or declined.
fn answered(facts: &Facts<'_>) -> Option<Mark> {
    [facts.first_mark::<AsccSeen>(), facts.first_mark::<AsccDeclined>()]
        .into_iter()
        .flatten()
        .min_by_key(|mark| mark.at)
}

/// Returns whether a miss leaves the offer to be made again.
fn to_be_offered_again(reason: AsccMissedReason) -> bool {
    matches!(reason, AsccMissedReason::Asleep | AsccMissedReason::Busy)
}

/// A miss, asleep or busy, after which no offer was made; and the offer made after an earlier one, if there was.
struct Missed {
    open: Option<(Mark, AsccMissedReason)>,
    offered_again: Option<Mark>,
}

fn missed(facts: &Facts<'_>) -> Missed {
    let until = stay::until(facts);
    let mut missed = Missed { open: None, offered_again: None };
    for standing in facts.entries.iter().filter(|standing| standing.at <= until) {
        let mark = Mark { at: standing.at, position: standing.position };
        let before = missed.open;
        match &standing.entry.kind {
            Kind::AsccMissed(miss) if to_be_offered_again(miss.reason) => missed.open = Some((mark, miss.reason)),
            Kind::AsccRequested(_) | Kind::AsccSeen(_) | Kind::AsccDeclined(_) => missed.open = None,
            _ => continue,
        }
        missed.offered_again = before.map(|_| mark).or(missed.offered_again);
    }
    missed
}

/// Returns when a missed child had been here, free and awake, long enough in open hours to be offered it again.
fn could_be_reoffered(facts: &Facts<'_>, miss: Mark, reason: AsccMissedReason) -> Option<Instant> {
    let free = match reason {
        AsccMissedReason::Asleep => facts.waking().first_awake_from(miss.at)?.at,
        _ => facts.away_at(miss.at).map_or(miss.at, |away| away.to),
    };
    let mut left = TimeDelta::minutes(facts.policy.health.ascc_wait_minutes);
    for (from, to) in open_parts(facts) {
        let from = from.max(free);
        if from >= to {
            continue;
        }
        if to - from >= left {
            return Some(from + left);
        }
        left -= to - from;
    }
    None
}

fn seen(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    let parts = open_parts(facts);
    let (Some((first_open, _)), Some((_, last_open))) = (parts.first().copied(), parts.last().copied()) else { return };
    let missed = missed(facts);
    let requested = facts.first_mark::<AsccRequested>().filter(|asked| asked.at <= stay::until(facts));
    let any_miss = facts.first_mark::<AsccMissed>();
    let booked = facts.first_mark::<AsccFollowUp>();
    let follow_up = booked.filter(|_| requested.is_some() || any_miss.is_some());
    let done = answered(facts).or(missed.offered_again).or(follow_up);
    let reoffer_owed = missed.open.is_some_and(|(miss, reason)| could_be_reoffered(facts, miss, reason).is_some());

    let (opens, closes) = opening(facts);
    let hours = format!("{}-{}", opens.format("%H:%M"), closes.format("%H:%M"));
    let stopped = stay::stopped(facts).is_some();
    let ended = stay::end(facts);
    let (due, state, message) = match (done, missed.open) {
        (Some(done), _) => (last_open, State::Done, format!("ASCC offered: settled at {}.", clock(done.at))),
        (None, Some((miss, reason))) if stopped && !reoffer_owed => (
            last_open,
            State::NotNeeded,
            format!(
                "ASCC missed the child ({}) at {}; no time left to offer it again.",
                reason.plain(),
                clock(miss.at)
            ),
        ),
        _ if ended.is_some() => {
            (last_open, State::Overdue, format!("Offer the child ASCC while it is open ({hours})."))
        }
        _ if stopped => (last_open, State::NotNeeded, format!("Offer the child ASCC while it is open ({hours}).")),
        _ => match next_opening(facts) {
            Some((from, to)) if from <= facts.now => {
                (to, facts.undone(to), format!("ASCC is open until {}: ask them to see the child.", clock(to)))
            }
            Some((from, _)) => (
                from,
                facts.undone(from),
                format!("ASCC opens again at {}: ask them to see the child then.", clock(from)),
            ),
            None => (last_open, State::Open, format!("Offer the child ASCC while it is open ({hours}).")),
        },
    };
    judgement.owe(rule, Some(due), state, done.map(|done| done.at), message);

    let Some(end) = ended.filter(|_| done.is_none() && missed.open.is_none()) else { return };
    let shown = match (requested, any_miss) {
        (Some(asked), _) => format!("asked at {}, not seen", clock(asked.at)),
        (None, Some(miss)) => format!("missed at {}", clock(miss.at)),
        (None, None) => "no offer recorded".to_owned(),
    };
    let next = match booked {
        Some(booked) => format!("Follow-up booked at {}.", stay::beside(booked.at, end.at)),
        None => "Book a follow-up.".to_owned(),
    };
    let owner = if requested.is_some_and(|asked| asked.at < last_open) { Owner::Healthcare } else { rule.owed_by };
    let finding = rule
        .shortfall(
            last_open,
            format!(
                "Every child here while ASCC is open ({hours}) is offered it: here from {} in those hours, \
                 {shown} by {}. {next}",
                clock(first_open),
                stay::beside(end.at, first_open),
            ),
        )
        .due(last_open)
        .owed_by(owner)
        .on([Some(start), requested, any_miss, Some(end), booked].into_iter().flatten().map(|mark| mark.position));
    judgement.find(stay::unless_outside(facts, finding, start.at, end.at));
}

fn closed_throughout(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    if !open_parts(facts).is_empty() {
        return;
    }
    let done = answered(facts).or(facts.first_mark::<AsccFollowUp>());
    let ended = stay::end(facts);
    let (opens, closes) = opening(facts);
    // Held in its hours, and out of the suite for all of them.
    let away = !held_parts(facts).is_empty();
    let closed = if away { "ASCC wasn't open while the child was in the suite" } else { "ASCC was closed" };
    let (state, message) = match (done, ended) {
        (Some(done), _) => (State::Done, format!("{closed}; followed up at {}.", clock(done.at))),
        (None, Some(_)) if away => (State::Overdue, format!("{closed}: book a follow-up for the child.")),
        (None, Some(_)) => (State::Overdue, "ASCC was closed throughout: book a follow-up for the child.".to_owned()),
        (None, None) if stay::stopped(facts).is_some() => {
            (State::NotNeeded, "ASCC was closed until the child rules ended.".to_owned())
        }
        (None, None) if away => (
            State::Open,
            "ASCC is open only while the child is out of the suite: ask on their return, else book a follow-up."
                .to_owned(),
        ),
        (None, None) => (
            State::Open,
            format!("ASCC is closed until {}: if the child leaves before, book a follow-up.", opens.format("%H:%M")),
        ),
    };
    judgement.owe(rule, ended.map(|end| end.at), state, done.map(|done| done.at), message);
    let Some(end) = ended.filter(|_| done.is_none()) else { return };
    let finding = rule
        .shortfall(
            end.at,
            format!(
                "Held {} to {}, {}while ASCC was closed (open {}-{}): not a fault of the desk. No follow-up \
                 is recorded: book one.",
                stay::beside(start.at, end.at),
                stay::beside(end.at, start.at),
                if away { "in the suite only " } else { "" },
                opens.format("%H:%M"),
                closes.format("%H:%M"),
            ),
        )
        .due(end.at)
        .on([start.position, end.position]);
    judgement.find(stay::unless_outside(facts, finding, start.at, facts.now));
}

fn not_reoffered(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    if answered(facts).is_some_and(|answered| answered.at <= stay::until(facts)) {
        return;
    }
    let Some((miss, reason)) = missed(facts).open else { return };
    let Some(could) = could_be_reoffered(facts, miss, reason) else { return };
    let finding = rule
        .shortfall(
            could,
            format!(
                "ASCC missed the child ({}) at {}, and {} or more of its open time followed with the child \
                 here and free: not offered again by {}.",
                reason.plain(),
                clock(miss.at),
                length(facts.policy.health.ascc_wait_minutes),
                clock(stay::until(facts)),
            ),
        )
        .due(could)
        .on([miss.position]);
    judgement.find(stay::unless_outside(facts, finding, start.at, stay::until(facts)));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, Seen, given, instant, rfc};
    use crate::law::{Owner, State, Verdict};

    const SEEN: &str = "ascc.seen";
    const CLOSED: &str = "ascc.closed-throughout";
    const AGAIN: &str = "ascc.not-reoffered";

    fn leaves(given: Given, time: &str) -> Seen {
        given
            .at(time, "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
            .judged("+3 12:00")
    }

    fn held(time: &str) -> Given {
        given().authorised(time)
    }

    fn missed(reason: &str) -> Given {
        held("09:00").at("10:00", "ascc_missed", json!({ "reason": reason }))
    }

    fn silent(seen: &Seen) {
        for rule in [SEEN, CLOSED, AGAIN] {
            assert!(seen.all(rule).is_empty(), "{:#?}", seen.all(rule));
        }
    }

    #[test]
    fn a_child_here_while_ascc_is_open_is_seen_or_declines() {
        let never = leaves(held("10:00"), "18:00");
        let finding = never.one(SEEN).unwrap();
        assert_eq!(
            (finding.verdict, finding.due, finding.owed_by),
            (Verdict::Shortfall, Some(instant("18:00")), Owner::CustodyOfficer)
        );
        assert_eq!(never.state(SEEN), Some(State::Overdue));
        for kind in ["ascc_seen", "ascc_declined"] {
            let done = leaves(held("10:00").at("11:00", kind, json!({})), "18:00");
            silent(&done);
            assert_eq!(done.state(SEEN), Some(State::Done));
        }
    }

    #[test]
    fn asked_in_its_hours_and_not_seen_is_the_liaison_teams_to_answer() {
        let asked = leaves(held("10:00").at("10:30", "ascc_requested", json!({})), "18:00");
        assert_eq!(
            (asked.verdict(SEEN), asked.one(SEEN).unwrap().owed_by),
            (Some(Verdict::Shortfall), Owner::Healthcare)
        );
        silent(&leaves(
            held("10:00").at("10:30", "ascc_requested", json!({})).at("17:50", "ascc_follow_up", json!({})),
            "18:00",
        ));
    }

    #[test]
    fn a_stay_that_only_touches_the_hours_lies_outside_them() {
        let night = |from: &str, to: &str| leaves(held(from), to);
        assert_eq!(
            (night("20:00", "+1 08:00").verdict(SEEN), night("20:00", "+1 08:00").verdict(CLOSED)),
            (None, Some(Verdict::Shortfall))
        );
        assert_eq!(
            (night("19:59", "22:00").verdict(SEEN), night("19:59", "22:00").verdict(CLOSED)),
            (Some(Verdict::Shortfall), None)
        );
        assert_eq!(
            (night("20:00", "+1 08:01").verdict(SEEN), night("20:00", "+1 08:01").verdict(CLOSED)),
            (Some(Verdict::Shortfall), None)
        );
    }

    #[test]
    fn held_only_while_closed_is_the_hours_fault_and_a_follow_up_settles_it() {
        let night = held("21:00");
        let none = leaves(night.clone(), "+1 02:00");
        let finding = none.one(CLOSED).unwrap();
        assert_eq!((finding.verdict, finding.owed_by), (Verdict::Shortfall, Owner::CustodyLead));
        assert!(finding.message.contains("not a fault of the desk"));
        silent(&leaves(night.clone().at("+1 01:00", "ascc_follow_up", json!({})), "+1 02:00"));
        let after = night
            .clone()
            .at("+1 02:00", "to_court", json!({}))
            .at("+1 08:30", "ascc_follow_up", json!({}))
            .judged("+1 09:00");
        silent(&after);
        assert_eq!(after.state(CLOSED), Some(State::Done));
        let open = night.judged("+1 02:00");
        silent(&open);
        assert_eq!(open.state(CLOSED), Some(State::Open));
    }

    #[test]
    fn a_child_in_hospital_for_all_of_its_hours_wasnt_here_and_is_followed_up() {
        let gone = |left: &str| held("03:00").at(left, "left_for_hospital", json!({ "reason": "treatment" }));
        let throughout = leaves(gone("08:00"), "16:00");
        assert_eq!((throughout.verdict(SEEN), throughout.verdict(CLOSED)), (None, Some(Verdict::Shortfall)));
        assert!(throughout.one(CLOSED).unwrap().message.contains("in the suite only while ASCC was closed"));
        let here = leaves(gone("08:01"), "16:00");
        assert_eq!((here.verdict(SEEN), here.verdict(CLOSED)), (Some(Verdict::Shortfall), None));
        let back = leaves(gone("07:30").at("15:00", "returned_from_hospital", json!({})), "16:00");
        assert!(back.one(SEEN).unwrap().message.contains("here from 15:00"));
        let open = gone("07:30").judged("12:00");
        assert_eq!((open.state(CLOSED), open.duties(SEEN).len()), (Some(State::Open), 0));
        assert!(open.duties(CLOSED)[0].message.contains("on their return"));
    }

    #[test]
    fn a_follow_up_already_booked_isnt_ordered_again() {
        let booked = leaves(held("10:00").at("17:30", "ascc_follow_up", json!({})), "18:00");
        assert!(booked.one(SEEN).unwrap().message.ends_with("Follow-up booked at 17:30."));
        assert!(leaves(held("10:00"), "18:00").one(SEEN).unwrap().message.ends_with("Book a follow-up."));
    }

    #[test]
    fn the_board_shows_closing_time_while_open_and_the_next_opening_while_closed() {
        let due = |time: &str| held("10:00").judged(time).duties(SEEN)[0].clone();
        assert_eq!((due("12:00").due, due("12:00").state), (Some(instant("20:00")), State::Open));
        assert_eq!(due("19:45").state, State::DueSoon);
        assert_eq!((due("21:00").due, due("21:00").state), (Some(instant("+1 08:00")), State::Open));
        assert_eq!((due("+1 08:00").due, due("+1 08:00").state), (Some(instant("+1 20:00")), State::Open));
        silent(&held("10:00").judged("+1 12:00"));
        assert!(held("21:00").judged("22:00").duties(SEEN).is_empty());
    }

    #[test]
    fn missed_asleep_or_busy_is_offered_again_while_the_child_is_still_here_and_free() {
        let woke = |time: &str| missed("asleep").at(time, "woke", json!({}));
        assert_eq!(leaves(woke("11:00"), "11:30").verdict(AGAIN), Some(Verdict::Shortfall));
        assert_eq!(leaves(woke("11:00"), "11:30").verdict(SEEN), None, "one finding for one shortcoming");
        silent(&leaves(woke("11:00"), "11:29:59"));
        assert_eq!(leaves(woke("11:00"), "11:29:59").state(SEEN), Some(State::NotNeeded));
        silent(&leaves(woke("19:31"), "23:00"));
        assert_eq!(leaves(woke("19:30"), "23:00").verdict(AGAIN), Some(Verdict::Shortfall));
        silent(&leaves(missed("asleep"), "18:00"));
        silent(&woke("11:00").judged("11:29"));
        assert_eq!(woke("11:00").judged("11:30").verdict(AGAIN), Some(Verdict::Shortfall));
        assert_eq!(leaves(missed("busy"), "10:30").verdict(AGAIN), Some(Verdict::Shortfall));
        silent(&leaves(missed("busy"), "10:29"));
    }

    #[test]
    fn busy_in_interview_is_free_when_it_ends() {
        let busy = |leaves_at: &str| {
            let given = held("09:00")
                .at("09:30", "interview_started", json!({}))
                .at("10:00", "ascc_missed", json!({ "reason": "busy" }))
                .at("11:00", "interview_ended", json!({}));
            leaves(given, leaves_at)
        };
        silent(&busy("11:29"));
        assert_eq!(busy("11:30").verdict(AGAIN), Some(Verdict::Shortfall));
    }

    #[test]
    fn any_later_offer_settles_the_miss() {
        for kind in ["ascc_requested", "ascc_seen", "ascc_declined"] {
            silent(&leaves(missed("busy").at("12:00", kind, json!({})), "18:00"));
        }
        let twice = missed("busy").at("12:00", "ascc_missed", json!({ "reason": "busy" }));
        assert_eq!(
            leaves(twice, "18:00").verdict(AGAIN),
            Some(Verdict::Shortfall),
            "the second miss is owed another offer"
        );
    }

    #[test]
    fn a_miss_for_another_reason_in_its_hours_falls_short() {
        for reason in ["closed", "released", "other"] {
            assert_eq!(leaves(missed(reason), "18:00").verdict(SEEN), Some(Verdict::Shortfall), "{reason}");
        }
    }

    #[test]
    fn hours_and_waiting_are_the_suites_and_the_forces() {
        let suite = held("20:30").policy("[suites.Testham]\nascc_closes = \"21:00\"\n");
        assert_eq!(leaves(suite, "23:00").verdict(SEEN), Some(Verdict::Shortfall));
        let other = held("20:30").policy("[suites.Elsewhere]\nascc_closes = \"21:00\"\n");
        assert_eq!(leaves(other, "23:00").verdict(SEEN), None);
        let wait = missed("busy").policy("[health]\nascc_wait_minutes = 60\n");
        silent(&leaves(wait.clone(), "10:59"));
        assert_eq!(leaves(wait, "11:00").verdict(AGAIN), Some(Verdict::Shortfall));
    }

    #[test]
    fn hours_are_london_hours_on_the_night_the_clocks_change() {
        let autumn = |to: &str| {
            given()
                .at("2026-10-24T20:00:00+01:00", "detention_authorised", json!({ "grounds": "questioning" }))
                .at(to, "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
                .judged("2026-10-26T12:00:00Z")
                .verdict(SEEN)
        };
        assert_eq!(autumn("2026-10-25T08:00:00Z"), None);
        assert_eq!(autumn("2026-10-25T08:01:00Z"), Some(Verdict::Shortfall));
    }

    #[test]
    fn an_extract_is_asked_about_and_the_birthday_ends_it() {
        let part = held("10:00").top("extract", json!({ "from": rfc("10:00"), "to": rfc("15:00") }));
        assert_eq!(leaves(part, "18:00").verdict(SEEN), Some(Verdict::Query));
        let night = held("21:00").top("extract", json!({ "from": rfc("20:00"), "to": rfc("23:00") }));
        assert_eq!(leaves(night, "22:30").verdict(CLOSED), Some(Verdict::Query));
        let grown = held("10:00").child(json!({ "date_of_birth": "2008-11-11" }));
        silent(&leaves(grown.clone(), "+1 09:00"));
        assert_eq!(leaves(grown, "+1 09:00").state(SEEN), Some(State::NotNeeded));
        silent(&leaves(held("10:00").child(json!({ "date_of_birth": "1990-01-01" })), "18:00"));
    }
}
