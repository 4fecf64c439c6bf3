//! What is owed from authorisation: grounds written, rights given, risk assessed, legal advice where it was asked for.

use crate::law::assessment::{Judgement, State};
use crate::law::facts::{Facts, Mark};
use crate::law::health::stay::{self, RISK_FROM};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::wording::is_stock;
use crate::record::kinds::{
    AaArrived, DetentionAuthorised, InterviewStarted, QuestionedAway, Review, RightDelayed, RightsGiven, RiskAssessed,
    SolicitorArrived, SolicitorRequested,
};
use crate::record::time::clock;
use crate::record::words::{Asked, Present, Right};
use crate::record::{Instant, Moment};

/// `detention.grounds`.
pub(super) const GROUNDS: Rule = Rule {
    id: "detention.grounds",
    title: "The grounds of detention are written down",
    standard: Standard::Statute,
    cites: &["PACE s.37(4)", "Code C 3.4"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child may be held only for a reason, and the reason is what every review is held against.",
    judge: grounds,
};

/// `rights.given`.
pub(super) const RIGHTS: Rule = Rule {
    id: "rights.given",
    title: "Rights and entitlements are given",
    standard: Standard::Code,
    cites: &["Code C 3.1"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child can't ask for what they don't know they may ask for.",
    judge: rights,
};

/// `risk.assessed`.
pub(super) const RISK: Rule = Rule {
    id: "risk.assessed",
    title: "Risk is assessed",
    standard: Standard::Code,
    cites: &["Code C 3.6"],
    in_force_from: Some(RISK_FROM),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "The plan that keeps a child safe starts from what they and others were asked.",
    judge: risk,
};

/// `solicitor.asked`.
pub(super) const SOLICITOR: Rule = Rule {
    id: "solicitor.asked",
    title: "A solicitor asked for is there, or spoken to, before interview",
    standard: Standard::Code,
    cites: &["Code C 6.5", "Code C 6.6"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child who asked for advice shouldn't face questions before they have had it.",
    judge: solicitor,
};

fn grounds(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !facts.is_pace_route() {
        return;
    }
    let mut stretches_seen: Vec<Instant> = Vec::new();
    for authorised in facts.each::<DetentionAuthorised>().filter(|authorised| facts.is_child_at(authorised.at)) {
        // The first authorisation of a stretch holds the child; a later one books an already held child in again.
        let stretch =
            facts.held.iter().rev().find(|held| held.from <= authorised.at).map_or(authorised.at, |held| held.from);
        let again = stretches_seen.contains(&stretch);
        stretches_seen.push(stretch);
        if authorised.it.grounds.as_deref().is_some_and(|grounds| !is_stock(grounds)) {
            continue;
        }
        let at = clock(authorised.at);
        let finding = if authorised.it.reasons_recorded == Some(true) {
            rule.query(
                authorised.at,
                format!(
                    "Detention authorised at {at}: reasons are said to be \
             recorded, but aren't in this record. Where are they?"
                ),
            )
        } else if again {
            rule.query(
                authorised.at,
                format!(
                    "Detention authorised again at {at} with no grounds of its own. Do the first grounds still hold?"
                ),
            )
        } else {
            rule.breach(
                authorised.at,
                format!(
                    "The grounds of detention are written when it is authorised: \
             none are recorded at {at}. Find out what they were, and write them with both times."
                ),
            )
        };
        judgement.find(finding.on([authorised.position]));
    }
}

/// Returns each interview or questioning away from the station since the first authorisation, in order.
fn questionings(facts: &Facts<'_>, start: Instant) -> Vec<Mark> {
    let away =
        facts.each::<QuestionedAway>().map(|away| Mark { at: Moment::instant(away.it.from), position: away.position });
    let here = facts.each::<InterviewStarted>().map(|began| Mark { at: began.at, position: began.position });
    let mut all: Vec<Mark> =
        away.chain(here).filter(|began| began.at >= start && facts.is_child_at(began.at)).collect();
    all.sort_by_key(|began| (began.at, began.position));
    all
}

fn rights(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    let with_adult = facts
        .each::<AaArrived>()
        .find(|came| came.it.rights_given == Some(true))
        .map(|came| Mark { at: came.at, position: came.position });
    let given = [facts.first_mark::<RightsGiven>(), with_adult].into_iter().flatten().min_by_key(|given| given.at);
    let given = given.filter(|given| facts.end.is_none_or(|end| given.at <= end.at));
    // The row asks whether they were given at all: given after questioning began isn't never.
    let interview = questionings(facts, start.at).into_iter().next().filter(|_| given.is_none());
    let state = match (given, interview, facts.end) {
        (Some(_), ..) => State::Done,
        (None, None, None) => State::Open,
        (None, ..) => State::Overdue,
    };
    judgement.owe(
        rule,
        None,
        state,
        given.map(|given| given.at),
        "Give the child their rights and entitlements, in words they follow, and the notice.",
    );
    let (finding, to) = match (interview, facts.end.filter(|_| given.is_none())) {
        (Some(began), _) => {
            let message = format!(
                "Rights are given as soon as practicable from authorisation ({}): questioned at {}, and none are \
                 recorded as given.",
                clock(start.at),
                clock(began.at)
            );
            (rule.breach(began.at, message).on([start.position, began.position]), began.at)
        }
        (None, Some(end)) => {
            let message = format!(
                "Rights and entitlements are given to everyone held: none are recorded from {} to the end at {}.",
                clock(start.at),
                clock(end.at)
            );
            (rule.breach(end.at, message).on([start.position, end.position]), end.at)
        }
        (None, None) => return,
    };
    judgement.find(stay::unless_outside(facts, finding, start.at, to));
}

fn risk(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    let done = facts.first_mark::<RiskAssessed>().filter(|done| facts.end.is_none_or(|end| done.at <= end.at));
    let state = match (done, facts.end) {
        (Some(_), _) => State::Done,
        (None, Some(_)) => State::Overdue,
        (None, None) => State::Open,
    };
    judgement.owe(
        rule,
        None,
        state,
        done.map(|done| done.at),
        "Assess the risk to the child, and write the plan that follows.",
    );
    if let (None, Some(end)) = (done, facts.end) {
        let message = format!(
            "Risk is assessed once detention is authorised ({}): no assessment is recorded by the end at {}.",
            clock(start.at),
            clock(end.at),
        );
        let finding = rule.shortfall(end.at, message).on([start.position, end.position]);
        judgement.find(stay::unless_outside(facts, finding, start.at, end.at));
    }
}

/// Returns when a solicitor was there or spoken to, at or before that instant.
fn advised_by(facts: &Facts<'_>, by: Instant) -> Option<Mark> {
    let at_review = facts
        .each::<Review>()
        .find(|review| {
            let present = review.it.present.as_ref().is_some_and(|present| present.contains(&Present::Solicitor));
            let asked = review.it.asked.as_ref().is_some_and(|asked| asked.contains(&Asked::Solicitor));
            present || asked && review.it.solicitor_said.is_some()
        })
        .map(|review| Mark { at: review.at, position: review.position });
    [facts.first_mark::<SolicitorArrived>(), at_review]
        .into_iter()
        .flatten()
        .filter(|mark| mark.at <= by)
        .min_by_key(|m| m.at)
}

fn solicitor(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(asked) = facts.first_mark::<SolicitorRequested>().filter(|asked| facts.is_child_at(asked.at)) else {
        return;
    };
    let there = facts
        .each::<InterviewStarted>()
        .filter(|began| began.it.solicitor_present == Some(true))
        .map(|began| began.position)
        .chain(
            facts
                .each::<QuestionedAway>()
                .filter(|away| away.it.solicitor_present == Some(true))
                .map(|away| away.position),
        );
    let there: Vec<usize> = there.collect();
    let delayed =
        |at: Instant| facts.each::<RightDelayed>().any(|delay| delay.it.right == Right::Solicitor && delay.at <= at);
    let unadvised: Vec<Mark> = questionings(facts, asked.at)
        .into_iter()
        .filter(|began| !there.contains(&began.position) && advised_by(facts, began.at).is_none() && !delayed(began.at))
        .collect();
    let sat_in = questionings(facts, asked.at).into_iter().find(|began| there.contains(&began.position));
    let done = [advised_by(facts, facts.now), sat_in].into_iter().flatten().min_by_key(|mark| mark.at);
    let state = match (done, unadvised.is_empty()) {
        (Some(_), _) => State::Done,
        (None, false) => State::Overdue,
        (None, true) if facts.closed() => State::NotNeeded,
        (None, true) => State::Open,
    };
    judgement.owe(
        rule,
        None,
        state,
        done.map(|done| done.at),
        format!("The child asked for a solicitor at {}: ring, chase, and hold no interview before.", clock(asked.at)),
    );
    if let Some(first) = unadvised.first() {
        let message = format!(
            "The child asked for a solicitor at {} and was questioned at {}; none is recorded as there or \
             spoken to by then. Was it under 6.6, and on whose authority?",
            clock(asked.at),
            clock(first.at),
        );
        let finding = rule.query(first.at, message).owed_by(Owner::InvestigatingOfficer);
        judgement.find(finding.on([asked.position]).on(unadvised.iter().map(|began| began.position)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, Seen, given, rfc};
    use crate::law::{Owner, State, Verdict};

    const GROUNDS: &str = "detention.grounds";
    const RIGHTS: &str = "rights.given";
    const RISK: &str = "risk.assessed";
    const SOLICITOR: &str = "solicitor.asked";

    fn held() -> Given {
        given().authorised("12:00")
    }

    fn leaves(given: Given) -> Seen {
        given
            .at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
            .judged("20:00")
    }

    fn authorised(fields: Value) -> Given {
        given().at("12:00", "detention_authorised", fields)
    }

    #[test]
    fn grounds_are_written_when_detention_is_authorised() {
        assert_eq!(held().judged("12:01").verdict(GROUNDS), None);
        let none = authorised(json!({})).judged("12:00");
        assert_eq!(
            (none.verdict(GROUNDS), none.one(GROUNDS).unwrap().entries.to_vec()),
            (Some(Verdict::Breach), vec![0])
        );
        assert_eq!(authorised(json!({ "grounds": "nothing" })).judged("12:01").verdict(GROUNDS), Some(Verdict::Breach));
        assert_eq!(
            authorised(json!({ "reasons_recorded": false })).judged("12:01").verdict(GROUNDS),
            Some(Verdict::Breach)
        );
        assert_eq!(
            authorised(json!({ "reasons_recorded": true })).judged("12:01").verdict(GROUNDS),
            Some(Verdict::Query)
        );
    }

    #[test]
    fn a_second_booking_in_without_grounds_is_asked_about_and_a_return_from_bail_needs_its_own() {
        let again =
            held().at("14:00", "arrived", json!({})).at("14:10", "detention_authorised", json!({})).judged("15:00");
        assert_eq!(again.verdict(GROUNDS), Some(Verdict::Query));
        let back = held()
            .at("14:00", "bailed", json!({ "before_charge": true }))
            .at("+2 09:00", "answered_bail", json!({}))
            .at("+2 09:10", "detention_authorised", json!({}))
            .judged("+2 10:00");
        assert_eq!(back.verdict(GROUNDS), Some(Verdict::Breach));
    }

    #[test]
    fn other_routes_have_grounds_of_their_own() {
        assert_eq!(authorised(json!({ "route": "court_bail_breach" })).judged("13:00").verdict(GROUNDS), None);
        let grown = authorised(json!({})).child(json!({ "date_of_birth": "1990-01-01" }));
        assert_eq!(grown.judged("13:00").verdict(GROUNDS), None);
    }

    #[test]
    fn rights_never_given_is_a_breach_at_the_end() {
        let never = leaves(held());
        assert_eq!((never.verdict(RIGHTS), never.state(RIGHTS)), (Some(Verdict::Breach), Some(State::Overdue)));
        let open = held().judged("20:00");
        assert_eq!((open.verdict(RIGHTS), open.state(RIGHTS)), (None, Some(State::Open)));
        for time in ["11:50", "12:10", "17:59"] {
            let given = leaves(held().at(time, "rights_given", json!({ "aa_present": false })));
            assert_eq!((given.verdict(RIGHTS), given.state(RIGHTS)), (None, Some(State::Done)));
        }
        let with_adult = leaves(held().at("13:00", "aa_arrived", json!({ "rights_given": true })));
        assert_eq!(with_adult.verdict(RIGHTS), None);
        let without = leaves(held().at("13:00", "aa_arrived", json!({ "rights_given": false })));
        assert_eq!(without.verdict(RIGHTS), Some(Verdict::Breach));
    }

    #[test]
    fn an_interview_with_no_rights_recorded_is_a_breach_even_while_the_record_is_open() {
        let interviewed = held().at("14:00", "interview_started", json!({}));
        assert_eq!(interviewed.clone().judged("14:10").verdict(RIGHTS), Some(Verdict::Breach));
        let rights = |given: Given, time: &str| given.at(time, "rights_given", json!({ "aa_present": true }));
        assert_eq!(rights(interviewed.clone(), "14:00").judged("15:00").verdict(RIGHTS), None);
        assert_eq!(rights(interviewed.clone(), "14:01").judged("15:00").verdict(RIGHTS), None, "late isn't never");
        assert_eq!(leaves(interviewed).all(RIGHTS).len(), 1);
        let before = given()
            .at("11:30", "questioned_away", json!({ "from": "11:00", "to": "11:30" }))
            .authorised("12:00")
            .judged("13:00");
        assert_eq!(before.verdict(RIGHTS), None);
    }

    #[test]
    fn risk_never_assessed_falls_short_at_the_end() {
        let never = leaves(held());
        assert_eq!((never.verdict(RISK), never.state(RISK)), (Some(Verdict::Shortfall), Some(State::Overdue)));
        assert_eq!(
            (held().judged("20:00").verdict(RISK), held().judged("20:00").state(RISK)),
            (None, Some(State::Open))
        );
        assert_eq!(leaves(held().at("12:20", "risk_assessed", json!({}))).verdict(RISK), None);
        assert_eq!(leaves(held().at("11:55", "risk_assessed", json!({}))).verdict(RISK), None, "at booking-in");
        let old = given()
            .at("2003-03-31T12:00:00+01:00", "detention_authorised", json!({ "grounds": "questioning" }))
            .child(json!({ "date_of_birth": "1990-01-01" }))
            .at("2003-03-31T18:00:00+01:00", "released", json!({ "outcome": "bail" }))
            .judged("2003-04-02T12:00:00+01:00");
        assert_eq!((old.verdict(RISK), old.verdict(RIGHTS)), (None, Some(Verdict::Breach)));
    }

    #[test]
    fn a_solicitor_asked_for_is_there_or_spoken_to_before_interview() {
        let asked = || held().at("12:30", "solicitor_requested", json!({}));
        let interview = |given: Given, fields: Value| given.at("14:00", "interview_started", fields);
        assert_eq!(
            (asked().judged("13:00").verdict(SOLICITOR), asked().judged("13:00").state(SOLICITOR)),
            (None, Some(State::Open))
        );
        let without = interview(asked(), json!({})).judged("15:00");
        assert_eq!(
            (without.verdict(SOLICITOR), without.state(SOLICITOR)),
            (Some(Verdict::Query), Some(State::Overdue))
        );
        assert_eq!(without.one(SOLICITOR).unwrap().owed_by, Owner::InvestigatingOfficer);
        let arrived =
            |time: &str| interview(asked(), json!({})).at(time, "solicitor_arrived", json!({})).judged("15:00");
        assert_eq!((arrived("14:00").verdict(SOLICITOR), arrived("14:00").state(SOLICITOR)), (None, Some(State::Done)));
        assert_eq!(arrived("14:01").verdict(SOLICITOR), Some(Verdict::Query));
        let there = interview(asked(), json!({ "solicitor_present": true })).judged("15:00");
        assert_eq!((there.verdict(SOLICITOR), there.state(SOLICITOR)), (None, Some(State::Done)));
        assert_eq!(
            interview(asked(), json!({ "solicitor_present": false })).judged("15:00").verdict(SOLICITOR),
            Some(Verdict::Query)
        );
        assert!(interview(held(), json!({})).judged("15:00").duties(SOLICITOR).is_empty());
        let before = held().at("11:00", "interview_started", json!({})).at("12:30", "solicitor_requested", json!({}));
        assert_eq!(before.judged("15:00").verdict(SOLICITOR), None);
        assert_eq!(leaves(asked()).state(SOLICITOR), Some(State::NotNeeded));
    }

    #[test]
    fn a_solicitor_at_a_review_was_spoken_to_and_a_delay_under_annex_b_is_on_the_record() {
        let asked = || held().at("12:30", "solicitor_requested", json!({}));
        let interview =
            |given: Given| given.at("14:00", "interview_started", json!({})).judged("15:00").verdict(SOLICITOR);
        assert_eq!(interview(asked().review("13:30", json!({ "present": ["solicitor"] }))), None);
        assert_eq!(interview(asked().review("13:30", json!({ "asked": ["child"] }))), Some(Verdict::Query));
        assert_eq!(interview(asked().at("13:00", "right_delayed", json!({ "right": "solicitor" }))), None);
        assert_eq!(
            interview(asked().at("13:00", "right_delayed", json!({ "right": "intimation" }))),
            Some(Verdict::Query)
        );
        let twice = asked()
            .at("14:00", "interview_started", json!({}))
            .at("15:00", "interview_started", json!({}))
            .judged("16:00");
        assert_eq!(twice.one(SOLICITOR).unwrap().entries[..], [1, 2, 3]);
    }

    #[test]
    fn what_could_lie_outside_an_extract_is_asked_about() {
        let part = |to: &str| leaves(held().top("extract", json!({ "from": rfc("12:00"), "to": rfc(to) })));
        assert_eq!(
            (part("18:00").verdict(RIGHTS), part("18:00").verdict(RISK)),
            (Some(Verdict::Breach), Some(Verdict::Shortfall))
        );
        assert_eq!(
            (part("17:00").verdict(RIGHTS), part("17:00").verdict(RISK)),
            (Some(Verdict::Query), Some(Verdict::Query))
        );
    }
}
