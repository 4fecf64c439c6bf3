//! After the review: telling a child who was asleep or absent, and the talk left to someone else.

use std::borrow::Cow;

use chrono::TimeDelta;

use super::act::{Act, Sleep, judged, shown_whole, told};
use crate::law::facts::{Fact, Mark};
use crate::law::{Facts, Finding, Judgement, Rule, Standard, State};
use crate::record::Instant;
use crate::record::kinds::ReviewExplained;
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::{NotSpoken, ReviewDecision};

/// How a duty after a review stands, and what to say of it.
struct Standing {
    state: State,
    done: Option<Instant>,
    finding: Option<Finding>,
}

impl Standing {
    fn quiet(state: State) -> Self {
        Self { state, done: None, finding: None }
    }
}

/// Returns whether the child was neither there awake nor told at once, so that telling them is a duty of its own.
fn to_be_told(facts: &Facts<'_>, act: &Act<'_>) -> bool {
    let it = act.it();
    // Nothing goes on that there would be to tell (Code C 15.7: "whose continued detention is authorised").
    if matches!(it.decision, Some(ReviewDecision::Release | ReviewDecision::Charge)) {
        return false;
    }
    act.sleep() == Sleep::Asleep
        || (act.child_away(facts) && !act.spoke())
        // Awake and unfit, they needn't be told with the grounds (s.37(6)), and there is no waking to wait for.
        || (it.told_outcome == Some(false) && !(act.sleep() == Sleep::Awake && act.unfit()))
        || ((it.seen == Some(false) || act.by_telephone()) && !act.spoke())
}

/// Returns the provision by which the child is told, as said and, where it isn't the rule's own, as cited: asleep or absent as
/// soon as practicable on waking (Code C 15.7); awake and there at the same time as the grounds are recorded.
fn law(facts: &Facts<'_>, act: &Act<'_>) -> (&'static str, Option<&'static [&'static str]>) {
    let there = act.spoke() || (act.it().seen != Some(false) && !act.by_telephone());
    match (act.sleep() == Sleep::Awake && there && !act.child_away(facts), act.falls.charged) {
        (false, _) => ("Code C 15.7", None),
        (true, false) => ("PACE s.37(5), s.40(8)", Some(&["PACE s.37(5)", "PACE s.40(8)", "Code C Note 15C"])),
        (true, true) => ("PACE s.38(4), s.40(10)", Some(&["PACE s.38(4)", "PACE s.40(10)", "Code C Note 15C"])),
    }
}

/// Returns whether the review says that the child was told; one entered as asleep may have been woken to hear it.
fn told_at_once(act: &Act<'_>) -> bool {
    act.it().told_outcome == Some(true)
}

/// Returns the first sign that the child could be told: awake, and back where they were away.
fn can_be_told(facts: &Facts<'_>, act: &Act<'_>, until: Instant) -> Option<Mark> {
    let away = facts.away_at(act.at()).filter(|_| act.child_away(facts));
    let from = away.map_or(act.at(), |away| away.to);
    // A child who comes back counts as awake, unless the next that is said of them, soon after, is that they sleep.
    let soon = from + TimeDelta::minutes(facts.policy.review.asleep_check_minutes);
    let next = facts.waking().signs.iter().find(|sign| sign.at >= from);
    let slept = next.is_some_and(|sign| !sign.awake && sign.at <= soon);
    let back = away.filter(|away| away.over && !slept).map(|away| Mark { at: away.to, position: away.position });
    let awake = facts.waking().first_awake_from(from).map(|sign| Mark { at: sign.at, position: sign.position });
    [back, awake].into_iter().flatten().min_by_key(|mark| mark.at).filter(|mark| mark.at <= until)
}

/// `review.tell-child`.
pub(super) fn tell_child(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let acts = judged(facts);
    for (index, act) in acts.iter().enumerate().filter(|(_, act)| to_be_told(facts, act)) {
        let next = acts.get(index + 1).filter(|next| next.falls.stay == act.falls.stay);
        let end = facts.stays.get(act.falls.stay).and_then(|stay| stay.end);
        let until = next.map(Act::at).or(end.map(|end| end.at)).unwrap_or(facts.now);
        let sign = can_be_told(facts, act, until);
        let due = sign.map(|sign| sign.at + TimeDelta::minutes(facts.policy.review.tell_child_minutes));
        let explained = facts
            .each::<ReviewExplained>()
            .find(|explained| act.at() <= explained.at && explained.at <= until && explained.it.told != Some(false));
        let case = Telling { rule, facts, act, next, end, sign, due };
        let standing = match explained {
            _ if told_at_once(act) => Standing { done: Some(act.at()), ..Standing::quiet(State::Done) },
            Some(explained) => case.told(&explained),
            None => case.not_told(),
        };
        let with = if facts.adult_here_at(facts.now) { ", with the adult here" } else { "" };
        let (held, (by, _)) = (clock(act.at()), law(facts, act));
        let message = match (standing.state, standing.done) {
            (State::Done, Some(done)) => format!("Outcome of the {held} review: child told {}.", clock(done)),
            (State::NotNeeded, _) => format!("Outcome of the {held} review: overtaken by the next review or the end."),
            _ if next.is_some() || end.is_some() => {
                format!("Outcome of the {held} review: not told to the child in time ({by}).")
            }
            _ if sign.is_none() => {
                format!("Tell the child the outcome of the {held} review when awake{with} ({by}).")
            }
            _ => format!(
                "Child awake: tell them the outcome of the {held} review{with}, and write when and by whom ({by})."
            ),
        };
        judgement.owe(rule, due, standing.state, standing.done, message);
        let (_, cites) = law(facts, act);
        judgement.findings.extend(standing.finding.map(|found| match cites {
            Some(cites) => found.standing_on(Standard::Statute, cites),
            None => found,
        }));
    }
}

/// One outcome to be told, and what bounds it.
struct Telling<'a> {
    rule: &'a Rule,
    facts: &'a Facts<'a>,
    act: &'a Act<'a>,
    next: Option<&'a Act<'a>>,
    end: Option<Mark>,
    sign: Option<Mark>,
    due: Option<Instant>,
}

impl Telling<'_> {
    fn told(&self, explained: &Fact<'_, ReviewExplained>) -> Standing {
        let (held, told) = (clock(self.act.at()), clock(explained.at));
        let positions = [self.act.position(), explained.position];
        let finding = match (self.due, self.sign) {
            (Some(due), Some(sign)) if explained.at > due => {
                let message = format!(
                    "Outcome of the {held} review told {told}; the child was awake from {} and it was due {} ({}).",
                    clock(sign.at),
                    clock(due),
                    law(self.facts, self.act).0
                );
                Some(self.rule.shortfall(explained.at, message).due(due).on(positions))
            }
            _ if explained.it.told.is_none() => {
                let message = format!(
                    "The entry at {told} doesn't say whether the child was told the outcome of the {held} review."
                );
                Some(self.rule.query(explained.at, message).on(positions))
            }
            _ => None,
        };
        Standing { state: State::Done, done: Some(explained.at), finding }
    }

    fn not_told(&self) -> Standing {
        let (facts, act) = (self.facts, self.act);
        match (self.next, self.end, self.sign) {
            // Not awake before the next review: its own outcome takes the place of this one.
            (Some(next), _, sign) if sign.is_none_or(|sign| sign.at >= next.at()) => match told_at_once(next) {
                true => Standing { done: Some(next.at()), ..Standing::quiet(State::Done) },
                false => Standing::quiet(State::NotNeeded),
            },
            (Some(next), _, _) if self.due.is_some_and(|due| next.at() <= due) => match next.it().told_outcome {
                _ if told_at_once(next) => Standing { done: Some(next.at()), ..Standing::quiet(State::Done) },
                _ if next.sleep() == Sleep::Asleep => Standing::quiet(State::NotNeeded),
                Some(_) => self.never(next.at(), next.position(), "the next review"),
                None => {
                    let ask = format!(
                        "Nothing says that the child was told the outcome of the {} review, then or at the next. Were they?",
                        clock(act.at())
                    );
                    let finding = self.rule.query(next.at(), ask).on([act.position(), next.position()]);
                    Standing { finding: Some(finding), ..Standing::quiet(State::NotNeeded) }
                }
            },
            (Some(next), _, _) => self.never(next.at(), next.position(), "the next review"),
            (None, Some(end), None) => {
                let ask = format!(
                    "Nothing shows the child awake after the {} review, nor told its outcome before the end. Were they \
                     (Code C 15.7)?",
                    clock(act.at())
                );
                let finding = self.rule.query(end.at, ask).on([act.position(), end.position]);
                Standing { finding: Some(finding), ..Standing::quiet(State::NotNeeded) }
            }
            (None, Some(end), Some(_)) => self.never(end.at, end.position, "the end"),
            (None, None, None) => Standing::quiet(State::Open),
            (None, None, Some(sign)) => {
                let due = self.due.unwrap_or(facts.now);
                let finding = (facts.now > due).then(|| {
                    let message = format!(
                        "Child awake from {}, not yet told the outcome of the {} review, due {} ({}). Tell them now.",
                        clock(sign.at),
                        clock(act.at()),
                        clock(due),
                        law(facts, act).0
                    );
                    self.weighed(
                        self.rule.shortfall(due, message).due(due).on([act.position(), sign.position]),
                        facts.now,
                    )
                });
                Standing { finding, ..Standing::quiet(facts.undone(due)) }
            }
        }
    }

    fn never(&self, at: Instant, position: usize, by: &str) -> Standing {
        let from = self.sign.map(|sign| clock(sign.at)).unwrap_or_default();
        let when = match law(self.facts, self.act) {
            (_, None) => "as soon as practicable on waking, and recorded (Code C 15.7, 15.16(a))".to_owned(),
            (law, Some(_)) => format!("when the grounds are written, in their hearing ({law})"),
        };
        let message = format!(
            "Child awake from {from}, and not told the outcome of the {} review by {by}. It is told {when}.",
            clock(self.act.at())
        );
        let positions = [Some(self.act.position()), self.sign.map(|sign| sign.position), Some(position)];
        let mut finding = self.rule.breach(at, message).on(positions.into_iter().flatten());
        if let Some(due) = self.due {
            finding = finding.due(due);
        }
        Standing { finding: Some(self.weighed(finding, at)), ..Standing::quiet(State::Overdue) }
    }

    /// Turns a finding into a query where telling could lie outside an extract.
    fn weighed(&self, mut finding: Finding, until: Instant) -> Finding {
        if !shown_whole(self.facts, self.act.at(), until) {
            finding.verdict = crate::law::Verdict::Query;
        }
        finding
    }
}

/// `review.delegated-talk`.
pub(super) fn delegated_talk(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let acts = judged(facts);
    for (index, act) in acts.iter().enumerate() {
        let named = told(act.it().delegated_to.as_ref()).is_some() && act.it().not_spoken != Some(NotSpoken::Declined);
        let delegated = act.it().not_spoken == Some(NotSpoken::Delegated) || named;
        // A sleeping child is told on waking, which is a duty of its own: nobody is to wake them for a talk.
        if !delegated || act.spoke() || act.sleep() == Sleep::Asleep {
            continue;
        }
        let end = facts.stays.get(act.falls.stay).and_then(|stay| stay.end);
        let until = end.map_or(facts.now, |end| end.at);
        let due = act.at() + TimeDelta::minutes(facts.policy.review.delegated_minutes);
        let explained = facts
            .each::<ReviewExplained>()
            .filter(|explained| explained.it.said.is_some() || explained.it.told == Some(true))
            .map(|explained| explained.at)
            .find(|at| act.at() <= *at && *at <= until);
        let heard = acts
            .get(index + 1..)
            .unwrap_or_default()
            .iter()
            .find(|later| later.falls.stay == act.falls.stay && later.spoke())
            .map(Act::at);
        let done = [explained, heard].into_iter().flatten().min();
        let state = match (done, end) {
            (Some(_), _) => State::Done,
            (None, Some(_)) => State::Overdue,
            (None, None) => facts.undone(due),
        };
        let (held, to) =
            (clock(act.at()), told(act.it().delegated_to.as_ref()).map_or(Cow::Borrowed("someone else"), visible));
        let message = match done {
            Some(done) => format!("Talk left to {to} at the {held} review: entered {}.", clock(done)),
            None if end.is_some() => format!("Talk left to {to} at the {held} review: never entered."),
            None => {
                format!(
                    "Talk left to {to} at the {held} review: hold it by {}, and write what the child said.",
                    clock(due)
                )
            }
        };
        judgement.owe(rule, Some(due), state, done, message);
        if state == State::Overdue {
            let message = format!(
                "The talk left to {to} at the {held} review isn't entered, so the child isn't shown to have been heard.{}",
                act.to_do(facts, " Hold it, and write what they said.")
            );
            let mut finding = rule.shortfall(due.min(until), message).due(due).on([act.position()]);
            if !shown_whole(facts, act.at(), until) {
                finding.verdict = crate::law::Verdict::Query;
            }
            judgement.find(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, given, instant};
    use crate::law::{State, Verdict};

    const TELL: &str = "review.tell-child";
    const TALK: &str = "review.delegated-talk";

    fn asleep() -> Value {
        json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null, "effect": null, "asked": null,
                "legal_advice_reminded": null, "told_outcome": null })
    }

    /// A review at 05:00 that found the child asleep.
    fn slept() -> Given {
        given().authorised("00:00").review("05:00", asleep())
    }

    fn woke() -> Given {
        slept().at("06:30", "check", json!({ "awake": true }))
    }

    fn told(given: Given, at: &str) -> Given {
        given.at(at, "review_explained", json!({ "told": true }))
    }

    fn released(given: Given, at: &str) -> Given {
        given.at(at, "released", json!({ "outcome": "no_further_action" }))
    }

    #[test]
    fn a_review_that_says_the_child_was_told_is_believed_though_it_found_them_asleep() {
        let mut fields = asleep();
        fields["told_outcome"] = json!(true);
        let seen = released(given().authorised("00:00").review("05:00", fields), "10:00").judged("10:00");
        assert!(seen.all(TELL).is_empty());
        assert_eq!(seen.duties(TELL)[0].done_at, Some(instant("05:00")));
    }

    #[test]
    fn b48_told_within_two_hours_of_waking_is_done() {
        let seen = told(woke(), "08:30").judged("09:00");
        let duty = seen.duties(TELL)[0];
        assert_eq!((duty.state, duty.due, duty.done_at), (State::Done, Some(instant("08:30")), Some(instant("08:30"))));
        assert_eq!(seen.verdict(TELL), None);
        assert_eq!(told(woke(), "08:31").judged("09:00").verdict(TELL), Some(Verdict::Shortfall));
        assert_eq!(released(woke(), "10:00").judged("10:00").verdict(TELL), Some(Verdict::Breach));
    }

    #[test]
    fn untold_in_an_open_record_it_falls_short_past_two_hours() {
        assert_eq!(woke().judged("08:30").verdict(TELL), None);
        let seen = woke().judged("08:31");
        assert_eq!((seen.verdict(TELL), seen.state(TELL)), (Some(Verdict::Shortfall), Some(State::Overdue)));
    }

    #[test]
    fn every_sign_of_waking_counts_and_until_one_comes_the_duty_has_no_time() {
        let seen = slept().judged("09:00");
        assert_eq!((seen.state(TELL), seen.duties(TELL)[0].due), (Some(State::Open), None));
        for (kind, fields) in [("woke", json!({})), ("woken", json!({ "reason": "interview" }))] {
            let seen = slept().at("06:30", kind, fields).judged("07:00");
            assert_eq!(seen.duties(TELL)[0].due, Some(instant("08:30")), "{kind}");
        }
    }

    #[test]
    fn never_seen_awake_before_the_end_is_asked_about() {
        assert_eq!(released(slept(), "10:00").judged("10:00").verdict(TELL), Some(Verdict::Query));
        assert_eq!(released(told(slept(), "09:00"), "10:00").judged("10:00").verdict(TELL), None);
    }

    #[test]
    fn not_told_by_the_next_review_is_a_breach() {
        let seen = woke().review("13:00", json!({})).judged("13:30");
        assert_eq!(seen.verdict(TELL), Some(Verdict::Breach));
        assert_eq!(seen.one(TELL).unwrap().at, instant("13:00"));
        assert_eq!(
            told(woke(), "12:00").review("13:00", json!({})).judged("13:30").verdict(TELL),
            Some(Verdict::Shortfall)
        );
    }

    #[test]
    fn a_next_review_within_the_two_hours_that_tells_the_child_settles_it() {
        let next = |changes| woke().review("08:30", changes).judged("09:00");
        assert_eq!((next(json!({})).verdict(TELL), next(json!({})).state(TELL)), (None, Some(State::Done)));
        assert_eq!(next(json!({ "told_outcome": null })).verdict(TELL), Some(Verdict::Query));
        assert_eq!(next(json!({ "told_outcome": false })).all(TELL)[0].verdict, Verdict::Breach);
    }

    #[test]
    fn asleep_through_to_the_next_review_the_later_outcome_takes_its_place() {
        let seen = slept().review("13:00", asleep()).judged("13:30");
        let states: Vec<_> = seen.duties(TELL).iter().map(|duty| duty.state).collect();
        assert!(states.contains(&State::NotNeeded) && states.contains(&State::Open));
        assert!(seen.all(TELL).is_empty());
        assert_eq!(slept().review("13:00", json!({})).judged("13:30").state(TELL), Some(State::Done));
    }

    #[test]
    fn awake_and_never_told_by_the_end_is_a_breach_however_soon_the_end_came() {
        assert_eq!(released(woke(), "08:30").judged("08:30").verdict(TELL), Some(Verdict::Breach));
        assert_eq!(released(woke(), "08:31").judged("08:31").verdict(TELL), Some(Verdict::Breach));
    }

    #[test]
    fn a_child_awake_there_and_told_needs_no_telling_and_one_not_told_does() {
        let held = |changes| given().authorised("00:00").review("05:00", changes).judged("07:01");
        assert!(held(json!({})).duties(TELL).is_empty());
        assert!(held(json!({ "told_outcome": null })).duties(TELL).is_empty());
        assert_eq!(held(json!({ "told_outcome": false })).verdict(TELL), Some(Verdict::Shortfall));
        let by_telephone = json!({ "method": "telephone", "seen": false, "not_there_because": "at Bath" });
        assert!(held(by_telephone).duties(TELL).is_empty());
    }

    #[test]
    fn by_telephone_and_not_spoken_to_the_child_is_absent() {
        let changes = json!({ "method": "telephone", "seen": null, "spoken_to": false, "awake": null, "child_said": null,
                              "not_spoken": "violent", "told_outcome": null });
        let seen = given().authorised("00:00").review("05:00", changes).judged("06:00");
        assert_eq!(seen.state(TELL), Some(State::Open));
    }

    #[test]
    fn an_absent_child_is_told_on_return_from_hospital() {
        let seen = given()
            .authorised("00:00")
            .at("04:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .review(
                "05:00",
                json!({ "seen": false, "spoken_to": false, "awake": null, "child_said": null, "effect": null,
                                     "told_outcome": null, "reason": "in hospital" }),
            )
            .at("06:00", "returned_from_hospital", json!({}))
            .judged("07:00");
        assert_eq!(seen.duties(TELL)[0].due, Some(instant("08:00")));
    }

    #[test]
    fn an_entry_that_doesnt_say_told_is_asked_about_and_one_that_says_not_told_doesnt_count() {
        let said = |told: Value| woke().at("07:00", "review_explained", json!({ "told": told })).judged("08:31");
        assert_eq!(said(json!(null)).verdict(TELL), Some(Verdict::Query));
        assert_eq!(said(json!(false)).verdict(TELL), Some(Verdict::Shortfall));
    }

    #[test]
    fn the_policys_minutes_move_the_time_for_telling() {
        let given = woke().policy("[review]\ntell_child_minutes = 30");
        assert_eq!(told(given.clone(), "07:00").judged("09:00").verdict(TELL), None);
        assert_eq!(told(given, "07:01").judged("09:00").verdict(TELL), Some(Verdict::Shortfall));
    }

    fn delegated() -> Given {
        given().authorised("12:00").review(
            "17:00",
            json!({ "spoken_to": false, "not_spoken": "delegated", "delegated_to": "Sgt Cole", "reason": "called to a siege",
                    "child_said": null, "effect": null }),
        )
    }

    #[test]
    fn what_was_explained_before_the_talk_was_left_to_someone_or_after_release_isnt_that_talk() {
        let explained = |at: &str| {
            let given = given().authorised("12:00").at(at, "review_explained", json!({ "told": true }));
            let review = json!({ "spoken_to": false, "not_spoken": "delegated", "delegated_to": "Sgt Cole", "child_said": null });
            released(given.review("17:00", review), "18:30").judged("19:00").state(TALK)
        };
        assert_eq!([explained("16:59"), explained("18:31")], [Some(State::Overdue); 2]);
        assert_eq!([explained("17:00"), explained("18:30")], [Some(State::Done); 2]);
    }

    #[test]
    fn a_talk_left_to_someone_else_is_owed_until_its_result_is_entered() {
        let seen = delegated().judged("17:10");
        assert_eq!((seen.duties(TALK)[0].due, seen.verdict(TALK)), (Some(instant("18:00")), None));
        assert_eq!(delegated().judged("18:00").verdict(TALK), None);
        let seen = delegated().judged("18:01");
        assert_eq!((seen.verdict(TALK), seen.state(TALK)), (Some(Verdict::Shortfall), Some(State::Overdue)));
        for result in [json!({ "said": "wants to go home" }), json!({ "said": "nothing" }), json!({ "told": true })] {
            let seen = delegated().at("18:40", "review_explained", result).judged("19:00");
            assert_eq!((seen.verdict(TALK), seen.state(TALK)), (None, Some(State::Done)));
        }
    }

    #[test]
    fn a_talk_never_entered_falls_short_however_soon_the_detention_ended() {
        let seen = released(delegated(), "17:30").judged("17:30");
        assert_eq!((seen.verdict(TALK), seen.state(TALK)), (Some(Verdict::Shortfall), Some(State::Overdue)));
    }

    #[test]
    fn the_policys_minutes_move_the_time_for_the_talk() {
        let soon = delegated().policy("[review]\ndelegated_minutes = 20");
        assert_eq!(soon.judged("17:20").verdict(TALK), None);
        assert_eq!(soon.judged("17:21").verdict(TALK), Some(Verdict::Shortfall));
    }

    #[test]
    fn a_later_review_that_speaks_with_the_child_takes_the_place_of_the_talk() {
        assert_eq!(released(delegated(), "18:01").judged("18:01").verdict(TALK), Some(Verdict::Shortfall));
        let spoken = delegated().review("+1 01:00", json!({})).judged("+1 02:00");
        assert_eq!(spoken.state(TALK), Some(State::Done));
    }

    #[test]
    fn a_review_that_releases_or_charges_leaves_no_outcome_to_be_told_on_waking() {
        for decision in ["release", "charge"] {
            let mut fields = asleep();
            fields["decision"] = json!(decision);
            let given =
                given().authorised("00:00").review("05:00", fields).at("05:30", "check", json!({ "awake": true }));
            let seen = released(given, "05:50").judged("06:00");
            assert!(seen.all(TELL).is_empty() && seen.duties(TELL).is_empty(), "{decision}");
        }
    }

    #[test]
    fn a_child_spoken_to_in_hospital_was_there_and_what_is_left_out_accuses_nobody() {
        let there = |changes: Value| {
            let given = given()
                .authorised("12:00")
                .at("16:00", "left_for_hospital", json!({ "reason": "treatment" }))
                .review("17:00", changes)
                .at("19:00", "returned_from_hospital", json!({}));
            released(given, "20:00").judged("20:10")
        };
        assert!(there(json!({ "told_outcome": null })).all(TELL).is_empty());
        let unseen = json!({ "seen": false, "spoken_to": false, "child_said": null, "told_outcome": null });
        assert_eq!(there(unseen).verdict(TELL), Some(Verdict::Breach));
    }

    #[test]
    fn coming_back_from_hospital_asleep_is_no_waking() {
        let back = given()
            .authorised("12:00")
            .review("17:00", asleep())
            .at("18:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("19:00", "returned_from_hospital", json!({}))
            .at("19:10", "check", json!({ "awake": false, "seen": "asleep, breathing seen" }));
        assert!(back.judged("21:30").all(TELL).is_empty());
        let woke = back.at("19:20", "check", json!({ "awake": true }));
        assert_eq!(woke.judged("21:30").verdict(TELL), Some(Verdict::Shortfall));
        let away = given()
            .authorised("12:00")
            .at("16:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .review("17:00", asleep())
            .at("19:00", "returned_from_hospital", json!({}));
        assert_eq!(away.clone().judged("21:10").verdict(TELL), Some(Verdict::Shortfall));
        let sedated = away.at("19:10", "check", json!({ "awake": false, "seen": "asleep, breathing seen" }));
        assert!(sedated.judged("21:10").all(TELL).is_empty());
    }

    #[test]
    fn a_child_asleep_long_after_coming_back_from_hospital_was_awake_then() {
        let back = |slept: &str| {
            let unseen = json!({ "seen": false, "spoken_to": false, "awake": null, "child_said": null, "effect": null, "told_outcome": null });
            given()
                .authorised("12:00")
                .at("16:00", "left_for_hospital", json!({ "reason": "treatment" }))
                .review("17:00", unseen)
                .at("19:00", "returned_from_hospital", json!({}))
                .at(slept, "check", json!({ "awake": false, "seen": "asleep, breathing seen" }))
                .review("+1 02:00", asleep())
                .judged("+1 02:10")
                .verdict(TELL)
        };
        assert_eq!(back("20:01"), Some(Verdict::Breach));
        assert_eq!(back("20:00"), None);
    }

    #[test]
    fn a_child_awake_and_not_spoken_to_has_not_slept_and_one_unfit_need_not_be_told_with_the_grounds() {
        let held = |why: &str| {
            let changes = json!({ "spoken_to": false, "child_said": null, "effect": null, "not_spoken": why, "told_outcome": false });
            released(given().authorised("12:00").review("17:00", changes), "18:00").judged("18:00")
        };
        let declined = held("declined");
        let found = declined.one(TELL).unwrap();
        assert_eq!((found.verdict, found.cites[0]), (Verdict::Breach, "PACE s.37(5)"));
        assert!(!found.message.contains("waking"));
        for why in ["violent", "intoxicated", "unfit"] {
            assert!(held(why).all(TELL).is_empty() && held(why).duties(TELL).is_empty(), "{why}");
        }
    }

    #[test]
    fn a_talk_left_to_someone_by_name_is_owed_whatever_stood_in_its_way_unless_the_child_declined_it() {
        let left = |why: &str| {
            let changes = json!({ "spoken_to": false, "child_said": null, "not_spoken": why, "delegated_to": "Sgt A",
                                  "reason": "Sgt A will speak to him after the consultation" });
            given().authorised("12:00").review("17:00", changes).judged("18:01").verdict(TALK)
        };
        assert_eq!([left("other"), left("intoxicated")], [Some(Verdict::Shortfall); 2]);
        assert_eq!([left("declined"), left("asleep")], [None; 2]);
    }

    #[test]
    fn a_child_awake_at_the_review_is_told_with_the_grounds_and_not_on_waking() {
        let told = |given: Given| {
            let seen = given.review("17:00", json!({ "told_outcome": false })).judged("19:10");
            let found = seen.one(TELL).unwrap();
            (found.verdict, found.cites[0], found.message.contains("15.7"))
        };
        assert_eq!(told(given().authorised("12:00")), (Verdict::Shortfall, "PACE s.37(5)", false));
    }

    #[test]
    fn a_sleeping_child_is_told_on_waking_and_nobody_is_to_hold_a_talk_meanwhile() {
        let mut fields = asleep();
        fields["delegated_to"] = json!("Sgt A");
        let sleeps = given().authorised("00:00").review("05:00", fields).judged("06:31");
        assert!(sleeps.duties(TALK).is_empty() && sleeps.all(TALK).is_empty());
        assert_eq!(sleeps.duties(TELL).len(), 1);
        let awake = json!({ "not_spoken": null, "spoken_to": false, "child_said": null, "delegated_to": "Sgt A" });
        let left = given().authorised("00:00").review("05:00", awake).judged("06:31");
        assert_eq!(left.verdict(TALK), Some(Verdict::Shortfall));
    }
}
