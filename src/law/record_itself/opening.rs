//! What is owed from authorisation: grounds written, rights given, risk assessed, legal advice where it was asked for.

use std::ops::Range;

use chrono::TimeDelta;

use crate::law::assessment::{Finding, Judgement, State, Verdict};
use crate::law::facts::{AwayWhy, Fact, Facts, Mark};
use crate::law::health::stay::{self, RISK_FROM};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::stays::Stay;
use crate::law::wording::is_stock;
use crate::record::kinds::{
    AaArrived, Arrested, DetentionAuthorised, InterviewStarted, Particular, QuestionedAway, Review, RightDelayed,
    RightsGiven, RiskAssessed, SolicitorArrived, SolicitorRequested,
};
use crate::record::time::clock;
use crate::record::words::{Asked, Present, Right, Route};
use crate::record::{Instant, Moment};

/// A child taken to hospital this soon after authorisation may not have been fit to be told or asked anything.
const DESK_MINUTES: i64 = 30;
/// A child not told or asked anything for this long before their 18th birthday wasn't as soon as practicable, in minutes.
const BIRTHDAY_MINUTES: i64 = 60;

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
        } else if authorised.it.reasons_recorded != Some(false)
            && authorised.entry.common.note.as_deref().is_some_and(|note| !is_stock(note))
        {
            rule.query(
                authorised.at,
                format!(
                    "Detention authorised at {at}: no grounds are recorded but in its note. Does the note give them?"
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
        let finding = finding.on([authorised.position]);
        judgement.find(stay::unless_outside(facts, finding, authorised.at, authorised.at));
    }
}

/// One detention: a stay with the returns on bail that go on with it. A fresh arrest after its end begins another, in which
/// everything is owed anew (Code C 3.1, 3.6).
struct Detention<'f> {
    stays: &'f [Stay],
    /// The places of its entries in [`Facts::entries`].
    entries: Range<usize>,
    /// The first entry that shows the child in police hands.
    opened: Option<Mark>,
    authorised: Option<Mark>,
    end: Option<Mark>,
}

fn detentions<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Detention<'f>> + 'f {
    let goes_on = |_: &Stay, next: &Stay| next.returned.is_some() || next.mark::<Arrested>(facts).is_none();
    facts.stays.chunk_by(goes_on).map(Detention::of)
}

impl<'f> Detention<'f> {
    fn of(stays: &'f [Stay]) -> Self {
        let edge = |stay: Option<&Stay>, of: fn(&Stay) -> usize| stay.map_or(0, of);
        Detention {
            stays,
            entries: edge(stays.first(), |stay| stay.entries.start)..edge(stays.last(), |stay| stay.entries.end),
            opened: stays.iter().find_map(|stay| stay.opened),
            authorised: stays.iter().find_map(|stay| stay.authorised),
            end: stays.iter().rev().find(|stay| stay.is_of_detention()).or(stays.last()).and_then(|stay| stay.end),
        }
    }

    /// Returns it up to the bail on which the child was let go, where what was owed was done only after their return.
    fn until_bail_before(&self, done: Option<Mark>) -> Option<Self> {
        let done = done?;
        let (_, before) = self.stays.split_last()?;
        let let_go = |stay: &Stay| stay.authorised.is_some() && stay.end.is_some_and(|end| end.at < done.at);
        let leg = before.iter().position(let_go)?;
        Some(Self::of(self.stays.get(..=leg)?))
    }

    /// Returns the first authorisation that isn't under one of some powers, where they were a child then.
    ///
    /// Arrested for an offence while held under such a power, what Code C asks is owed from the authorisation for it; where none
    /// is recorded, from that arrest.
    fn start_beyond(&self, facts: &Facts<'_>, powers: &[Route]) -> Option<Mark> {
        let authorised = |since: Option<Mark>| {
            let all = facts.each_within::<DetentionAuthorised>(self.entries.clone());
            all.filter(|it| since.is_none_or(|since| since.at <= it.at)).map(|it| (it.mark(), it.it.route)).next()
        };
        let mut arrests = facts.each_within::<Arrested>(self.entries.clone());
        let unsaid = |arrest: &Fact<'_, Arrested>| {
            if facts.arrested == Some(arrest.mark()) { facts.route } else { Route::Offence }
        };
        let beyond = |arrest: &Fact<'_, Arrested>, route: Option<Route>| {
            !powers.contains(&arrest.it.route.or(route).unwrap_or_else(|| unsaid(arrest)))
        };
        let start = match arrests.next() {
            None => {
                authorised(None).filter(|(_, route)| !powers.contains(&route.unwrap_or(facts.route))).map(|(it, _)| it)
            }
            Some(first) if beyond(&first, authorised(None).and_then(|(_, route)| route)) => self.authorised,
            Some(_) => arrests.find_map(|arrest| {
                let since = authorised(Some(arrest.mark()));
                let held = self.authorised.filter(|held| held.at <= arrest.at).map(|_| arrest.mark());
                let start = since.map(|(mark, _)| mark).or(held);
                start.filter(|_| beyond(&arrest, since.and_then(|(_, route)| route)))
            }),
        };
        start.filter(|start| facts.is_child_at(start.at))
    }

    /// Returns the 18th birthday, where it came an hour or more after that authorisation and before any end.
    fn birthday(&self, facts: &Facts<'_>, start: Mark) -> Option<Instant> {
        let turned = facts.child.turns_18().filter(|&turns| turns <= facts.now && !facts.is_child_at(turns))?;
        let soon = start.at + TimeDelta::minutes(BIRTHDAY_MINUTES);
        Some(turned).filter(|turned| soon <= *turned && self.end.is_none_or(|end| *turned <= end.at))
    }

    /// Returns the end, where they were still a child then.
    fn end(&self, facts: &Facts<'_>) -> Option<Mark> {
        self.end.filter(|end| facts.is_child_at(end.at))
    }

    /// Returns when and where the first entry of one kind stands that is to be kept.
    fn first<K: Particular>(&self, facts: &Facts<'_>, keep: impl Fn(&K) -> bool) -> Option<Mark> {
        facts.each_within::<K>(self.entries.clone()).find(|fact| keep(fact.it)).map(|fact| fact.mark())
    }

    /// Returns each interview or questioning away from the station since that instant, in order.
    fn questionings(&self, facts: &Facts<'_>, start: Instant) -> Vec<Mark> {
        let away = facts
            .each_within::<QuestionedAway>(self.entries.clone())
            .map(|away| Mark { at: Moment::instant(away.it.from), position: away.position });
        let here = facts.each_within::<InterviewStarted>(self.entries.clone()).map(|began| began.mark());
        let mut all: Vec<Mark> =
            away.chain(here).filter(|began| began.at >= start && facts.is_child_at(began.at)).collect();
        all.sort_by_key(|began| (began.at, began.position));
        all
    }

    /// Returns when the child was taken for treatment, within the half hour of authorisation, never to come back before the end.
    fn gone_to_hospital(&self, facts: &Facts<'_>) -> Option<Mark> {
        let (start, end) = (self.authorised?, self.end?);
        let soon = start.at + TimeDelta::minutes(DESK_MINUTES);
        let gone = facts.away.iter().find(|away| {
            away.why == AwayWhy::Treatment && away.from <= soon && away.from < end.at && end.at <= away.to
        })?;
        Some(Mark { at: gone.from, position: gone.position })
    }
}

/// Returns the rule with the paragraph of the Code that the child is held under: Code H for those held under the Terrorism Act,
/// to whom no part of Code C applies (1.11).
fn of_their_code(rule: &Rule, facts: &Facts<'_>, code_h: &'static [&'static str]) -> Rule {
    Rule { cites: if facts.route == Route::Terrorism { code_h } else { rule.cites }, ..*rule }
}

/// Makes a finding a query where the child is held under the Terrorism Act: Code H wasn't read.
fn unless_terrorism(facts: &Facts<'_>, mut finding: Finding) -> Finding {
    if facts.route == Route::Terrorism {
        finding.verdict = Verdict::Query;
        finding.message = finding.message.followed_by("Code H governs here: what was done under it?");
    }
    finding
}

fn rights(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    // Paragraph 3.1 is of those under arrest, as a child in police protection isn't, and 1.12 leaves immigration out.
    let powers = [Route::PoliceProtection, Route::Immigration];
    let rule = &of_their_code(rule, facts, &["Code H 3.1"]);
    for held in detentions(facts) {
        if let Some(start) = held.start_beyond(facts, &powers) {
            rights_of(rule, facts, judgement, &held, start);
        }
    }
}

fn rights_of(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, held: &Detention<'_>, start: Mark) {
    let with_adult = held.first::<AaArrived>(facts, |came| came.rights_given == Some(true));
    let given =
        [held.first::<RightsGiven>(facts, |_| true), with_adult].into_iter().flatten().min_by_key(|given| given.at);
    let given = given.filter(|given| held.end.is_none_or(|end| given.at <= end.at));
    // Let go on bail with none given, a return that gives them mends nothing of that.
    let leg = held.until_bail_before(given);
    let (held, given_in_it) = leg.as_ref().map_or((held, given), |leg| (leg, None));
    let end = held.end(facts);
    // The row asks whether they were given at all: given after questioning began isn't never.
    let mut questionings = held.questionings(facts, start.at).into_iter();
    let interview = questionings.find(|it| leg.is_none() || end.is_none_or(|end| it.at <= end.at));
    let interview = interview.filter(|_| given_in_it.is_none());
    let state = match (given, interview, end) {
        (Some(_), ..) => State::Done,
        (None, None, None) if stay::stopped(facts).is_some() => State::NotNeeded,
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
    let (finding, to) = match (interview, end.filter(|_| given_in_it.is_none())) {
        (Some(began), _) => {
            let message = format!(
                "Rights are given as soon as practicable from authorisation ({}): questioned at {}, and none are \
                 recorded as given.",
                stay::beside(start.at, began.at),
                clock(began.at)
            );
            (rule.breach(began.at, message).on([start.position, began.position]), began.at)
        }
        (None, Some(end)) => match held.gone_to_hospital(facts) {
            // Nothing need be told to a child in urgent need of medical attention (1.8).
            Some(left) => {
                let message = format!(
                    "Rights and entitlements are given as soon as practicable: none are recorded from {} to the end at {}, and \
                     the child went to hospital at {}. Were they fit to be told?",
                    clock(start.at),
                    stay::beside(end.at, start.at),
                    clock(left.at)
                );
                (rule.query(end.at, message).on([start.position, left.position, end.position]), end.at)
            }
            None => {
                let message = format!(
                    "Rights and entitlements are given as soon as practicable: none are recorded from {} to the end at {}.",
                    clock(start.at),
                    stay::beside(end.at, start.at)
                );
                (rule.breach(end.at, message).on([start.position, end.position]), end.at)
            }
        },
        (None, None) => {
            let Some(turned) = held.birthday(facts, start).filter(|_| given_in_it.is_none()) else { return };
            let message = format!(
                "Rights and entitlements are given as soon as practicable: none are recorded from {} until the 18th birthday. \
                 Were they given?",
                clock(start.at)
            );
            (rule.query(turned, message).on([start.position]), turned)
        }
    };
    judgement.find(unless_terrorism(facts, stay::unless_outside(facts, finding, start.at, to)));
}

fn risk(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    // Of Code C only sections 8 and 9 bind where the detention is for immigration (1.12).
    let rule = &of_their_code(rule, facts, &["Code H 3.6"]);
    for held in detentions(facts) {
        if let Some(start) = held.start_beyond(facts, &[Route::Immigration]) {
            risk_of(rule, facts, judgement, &held, start);
        }
    }
}

fn risk_of(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, held: &Detention<'_>, start: Mark) {
    let done = held.first::<RiskAssessed>(facts, |_| true);
    let done = done.filter(|done| held.end.is_none_or(|end| done.at <= end.at));
    let end = held.end(facts);
    let state = match (done, end) {
        (Some(_), _) => State::Done,
        (None, Some(_)) => State::Overdue,
        (None, None) if stay::stopped(facts).is_some() => State::NotNeeded,
        (None, None) => State::Open,
    };
    judgement.owe(
        rule,
        None,
        state,
        done.map(|done| done.at),
        "Assess the risk to the child, and write the plan that follows.",
    );
    let leg = held.until_bail_before(done);
    if done.is_some() && leg.is_none() {
        return;
    }
    let (held, end) = leg.as_ref().map_or((held, end), |leg| (leg, leg.end(facts)));
    let Some(end) = end else {
        if let Some(turned) = held.birthday(facts, start) {
            let message = format!(
                "Risk is assessed once detention is authorised ({}): no assessment is recorded until the 18th birthday. Was there one?",
                clock(start.at),
            );
            let finding = rule.query(turned, message).on([start.position]);
            judgement.find(unless_terrorism(facts, stay::unless_outside(facts, finding, start.at, turned)));
        }
        return;
    };
    let finding = match held.gone_to_hospital(facts) {
        Some(left) => {
            let message = format!(
                "No assessment of risk is recorded from authorisation ({}) until the child went to hospital at {}, and stayed \
                 to the end at {}. Was there time for one?",
                clock(start.at),
                clock(left.at),
                stay::beside(end.at, start.at),
            );
            rule.query(end.at, message).on([start.position, left.position, end.position])
        }
        None => {
            let message = format!(
                "Risk is assessed once detention is authorised ({}): no assessment is recorded by the end at {}.",
                clock(start.at),
                stay::beside(end.at, start.at),
            );
            rule.shortfall(end.at, message).on([start.position, end.position])
        }
    };
    judgement.find(unless_terrorism(facts, stay::unless_outside(facts, finding, start.at, end.at)));
}

/// Returns when a solicitor was there or spoken to within that detention, at or before that instant.
fn advised_by(facts: &Facts<'_>, held: &Detention<'_>, by: Instant) -> Option<Mark> {
    let at_review = held.first::<Review>(facts, |review| {
        let present = review.present.as_ref().is_some_and(|present| present.contains(&Present::Solicitor));
        let asked = review.asked.as_ref().is_some_and(|asked| asked.contains(&Asked::Solicitor));
        present || asked && review.solicitor_said.is_some()
    });
    [held.first::<SolicitorArrived>(facts, |_| true), at_review]
        .into_iter()
        .flatten()
        .filter(|mark| mark.at <= by)
        .min_by_key(|m| m.at)
}

fn solicitor(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for held in detentions(facts) {
        let asked = held.first::<SolicitorRequested>(facts, |_| true).filter(|asked| facts.is_child_at(asked.at));
        if let Some(asked) = asked {
            solicitor_of(rule, facts, judgement, &held, asked);
        }
    }
}

fn solicitor_of(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, held: &Detention<'_>, asked: Mark) {
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
    let delay = held.first::<RightDelayed>(facts, |delay| delay.right == Right::Solicitor);
    let delayed = |at: Instant| delay.is_some_and(|delay| delay.at <= at);
    // A child who came by themselves isn't yet a detainee, of whom 6.6 speaks.
    let from = held.opened.map_or(asked.at, |opened| opened.at.max(asked.at));
    let questionings = held.questionings(facts, from);
    let (sat_in, alone): (Vec<Mark>, Vec<Mark>) =
        questionings.into_iter().partition(|began| there.contains(&began.position));
    let unadvised: Vec<Mark> =
        alone.into_iter().filter(|began| advised_by(facts, held, began.at).is_none() && !delayed(began.at)).collect();
    let done =
        [advised_by(facts, held, facts.now), sat_in.first().copied()].into_iter().flatten().min_by_key(|mark| mark.at);
    let state = match (done, unadvised.is_empty()) {
        (Some(_), _) => State::Done,
        (None, false) => State::Overdue,
        (None, true) if held.end.is_some() => State::NotNeeded,
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

    use crate::law::testing::{Given, Seen, given, instant, rfc};
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
    fn grounds_that_stand_in_the_note_of_the_authorisation_are_asked_about() {
        let noted = |note: &str| authorised(json!({ "note": note })).judged("12:01").verdict(GROUNDS);
        assert_eq!(noted("to secure evidence and obtain evidence by questioning"), Some(Verdict::Query));
        assert_eq!(noted("as above"), Some(Verdict::Breach), "a stock phrase gives none");
    }

    #[test]
    fn grounds_of_an_authorisation_outside_an_extract_may_stand_in_the_rest_of_the_record() {
        let part = |from: &str| {
            let part = authorised(json!({})).top("extract", json!({ "from": rfc(from), "to": rfc("19:00") }));
            part.judged("19:00").verdict(GROUNDS)
        };
        assert_eq!((part("12:01"), part("12:00")), (Some(Verdict::Query), Some(Verdict::Breach)));
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
    fn a_child_taken_from_the_desk_to_hospital_until_the_end_may_not_have_been_fit_to_be_told() {
        let gone = |at: &str| held().at(at, "left_for_hospital", json!({ "reason": "treatment" }));
        let asked = leaves(gone("12:30"));
        assert_eq!((asked.verdict(RIGHTS), asked.verdict(RISK)), (Some(Verdict::Query), Some(Verdict::Query)));
        let later = leaves(gone("12:31"));
        assert_eq!((later.verdict(RIGHTS), later.verdict(RISK)), (Some(Verdict::Breach), Some(Verdict::Shortfall)));
        let back = leaves(gone("12:05").at("17:00", "returned_from_hospital", json!({})));
        assert_eq!(back.verdict(RIGHTS), Some(Verdict::Breach));
        let there = json!({ "from": "14:00", "to": "14:20" });
        assert_eq!(leaves(gone("12:05").at("14:20", "questioned_away", there)).verdict(RIGHTS), Some(Verdict::Breach));
    }

    #[test]
    fn rights_and_risk_are_a_childs_until_the_birthday() {
        let grown = |given: Given| {
            let leaves = json!({ "outcome": "bail", "to": "parent", "risk_assessed": true });
            given.at("+1 06:30", "released", leaves).judged("+1 07:00")
        };
        let night = || given().child(json!({ "date_of_birth": "2008-11-11" })).authorised("23:50");
        let silent = grown(night());
        assert_eq!((silent.verdict(RIGHTS), silent.verdict(RISK)), (None, None));
        assert_eq!((silent.state(RIGHTS), silent.state(RISK)), (Some(State::NotNeeded), Some(State::NotNeeded)));
        let questioned = grown(night().at("23:55", "interview_started", json!({})));
        assert_eq!(questioned.verdict(RIGHTS), Some(Verdict::Breach), "broken before midnight");
        let open = night().judged("+1 00:10");
        assert_eq!((open.verdict(RIGHTS), open.state(RIGHTS)), (None, Some(State::NotNeeded)));
        let eight_hours = grown(given().child(json!({ "date_of_birth": "2008-11-11" })).authorised("16:00"));
        assert_eq!(
            (eight_hours.verdict(RIGHTS), eight_hours.verdict(RISK)),
            (Some(Verdict::Query), Some(Verdict::Query))
        );
        let hour =
            |at: &str| grown(given().child(json!({ "date_of_birth": "2008-11-11" })).authorised(at)).verdict(RIGHTS);
        assert_eq!((hour("23:00"), hour("23:01")), (Some(Verdict::Query), None));
    }

    #[test]
    fn code_c_gives_rights_to_those_under_arrest_and_leaves_immigration_and_terrorism_out() {
        let route = |route: &str| leaves(given().at("11:30", "arrested", json!({ "for": route })).authorised("12:00"));
        let both = |seen: &Seen| (seen.verdict(RIGHTS), seen.verdict(RISK));
        assert_eq!(both(&route("court_bail_breach")), (Some(Verdict::Breach), Some(Verdict::Shortfall)));
        assert_eq!(both(&route("police_protection")), (None, Some(Verdict::Shortfall)));
        assert_eq!(both(&route("immigration")), (None, None));
        assert!(route("immigration").duties(RIGHTS).is_empty() && route("immigration").duties(RISK).is_empty());
        let terrorism = route("terrorism");
        assert_eq!(both(&terrorism), (Some(Verdict::Query), Some(Verdict::Query)));
        assert_eq!(terrorism.one(RIGHTS).unwrap().cites, ["Code H 3.1"]);
        assert_eq!(terrorism.duties(RISK)[0].cites, ["Code H 3.6"]);
    }

    /// A first detention of which everything was done, and its end on bail.
    fn bailed() -> Given {
        let given =
            held().at("12:05", "rights_given", json!({ "aa_present": false })).at("12:10", "risk_assessed", json!({}));
        let given = given.at("12:15", "solicitor_requested", json!({})).at("12:40", "solicitor_arrived", json!({}));
        given.at("14:00", "bailed", json!({ "before_charge": true }))
    }

    #[test]
    fn a_detention_that_begins_with_a_fresh_arrest_is_owed_everything_anew() {
        let again =
            || bailed().at("+3 09:00", "arrested", json!({ "for": "police_bail_breach" })).authorised("+3 09:40");
        let leaves = |given: Given| {
            let leaves = json!({ "outcome": "bail", "to": "parent", "risk_assessed": true });
            given.at("+3 12:00", "released", leaves).judged("+3 13:00")
        };
        let none = leaves(again());
        assert_eq!((none.verdict(RIGHTS), none.verdict(RISK)), (Some(Verdict::Breach), Some(Verdict::Shortfall)));
        assert_eq!(none.one(RIGHTS).unwrap().entries[..], [7, 8]);
        let done = again().at("+3 09:45", "rights_given", json!({ "aa_present": false })).at(
            "+3 09:50",
            "risk_assessed",
            json!({}),
        );
        assert_eq!((leaves(done.clone()).verdict(RIGHTS), leaves(done).verdict(RISK)), (None, None));
        let asked = |given: Given| {
            let given = given.at("+3 10:00", "solicitor_requested", json!({}));
            given
                .at("+3 10:30", "interview_started", json!({ "solicitor_present": false }))
                .judged("+3 11:00")
                .verdict(SOLICITOR)
        };
        assert_eq!(asked(again()), Some(Verdict::Query), "the solicitor of three days before wasn't there");
        assert_eq!(asked(again().at("+3 10:00", "solicitor_arrived", json!({}))), None);
        let first = given().authorised("12:00").at("14:00", "bailed", json!({ "before_charge": true }));
        let both = leaves(first.at("+3 09:00", "arrested", json!({})).authorised("+3 09:40"));
        assert_eq!((both.all(RIGHTS).len(), both.all(RISK).len()), (2, 2), "each of the two");
    }

    #[test]
    fn a_return_on_bail_goes_on_with_the_detention_before_it() {
        let back = bailed().at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:40");
        let back = back.at("+3 10:30", "interview_started", json!({})).judged("+3 11:00");
        assert_eq!((back.verdict(RIGHTS), back.verdict(RISK), back.verdict(SOLICITOR)), (None, None, None));
        let waiting = bailed().at("+3 09:00", "arrested", json!({})).judged("+3 09:10");
        assert_eq!(waiting.duties(RIGHTS).len(), 1, "nothing is owed anew before detention is authorised");
    }

    #[test]
    fn a_volunteer_questioned_before_arrest_isnt_a_detainee_who_asked_for_advice() {
        let came = |at: &str| {
            let came = given().at("09:00", "attended", json!({})).at("09:05", "solicitor_requested", json!({}));
            let came = came.at("10:00", "arrested", json!({ "at_station": true })).authorised("10:05");
            came.at(at, "interview_started", json!({})).judged("12:00").verdict(SOLICITOR)
        };
        assert_eq!((came("09:30"), came("11:00")), (None, Some(Verdict::Query)));
    }

    #[test]
    fn arrested_for_an_offence_while_held_under_another_power_everything_is_owed_for_the_offence() {
        let held = |route: &str| given().at("10:00", "arrested", json!({ "for": route })).authorised("10:30");
        let both = |given: Given| {
            let seen = leaves(given);
            (seen.verdict(RIGHTS), seen.verdict(RISK))
        };
        for route in ["police_protection", "immigration"] {
            let arrested = || held(route).at("11:00", "arrested", json!({}));
            let never = (Some(Verdict::Breach), Some(Verdict::Shortfall));
            assert_eq!(both(arrested().authorised("11:10")), never, "{route}");
            assert_eq!(both(arrested()), never, "{route}, authorised under the first alone");
            let given = arrested().authorised("11:10").at("11:20", "rights_given", json!({ "aa_present": false }));
            assert_eq!(both(given.at("11:30", "risk_assessed", json!({}))), (None, None), "{route}");
        }
        let other = |route: &str| both(held("police_protection").at("11:00", "arrested", json!({ "for": route })));
        assert_eq!(other("immigration"), (None, Some(Verdict::Shortfall)));
        let after = given().at("10:00", "arrested", json!({})).authorised("10:30");
        let after = after.at("11:00", "arrested", json!({ "for": "immigration" }));
        assert_eq!(both(after), (Some(Verdict::Breach), Some(Verdict::Shortfall)));
    }

    #[test]
    fn let_go_on_bail_with_nothing_told_or_asked_a_return_mends_nothing_of_it() {
        let told = |given: Given, day: &str| {
            let given = given.at(&format!("{day}:10"), "rights_given", json!({ "aa_present": false }));
            given.at(&format!("{day}:12"), "risk_assessed", json!({}))
        };
        let bailed = |given: Given| given.at("16:00", "bailed", json!({ "before_charge": true }));
        let back = |given: Given| given.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05");
        let late = told(back(bailed(held())), "+3 09").judged("+3 12:00");
        let (rights, risk) = (late.one(RIGHTS).unwrap(), late.one(RISK).unwrap());
        assert_eq!((rights.verdict, rights.at), (Verdict::Breach, instant("16:00")));
        assert_eq!((risk.verdict, risk.at), (Verdict::Shortfall, instant("16:00")));
        assert_eq!((late.state(RIGHTS), late.state(RISK)), (Some(State::Done), Some(State::Done)));
        let in_time = back(bailed(told(held(), "13"))).judged("+3 12:00");
        assert_eq!((in_time.verdict(RIGHTS), in_time.verdict(RISK)), (None, None));
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
