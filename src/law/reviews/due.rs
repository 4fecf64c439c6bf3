//! Reviews on time: the duty for each, and what follows where one was late or never held.

use chrono::TimeDelta;

use super::act::{acts, shown_whole, told};
use super::timeline::ReviewStep;
use crate::law::facts::Mark;
use crate::law::{Duty, Facts, Finding, Judgement, Owner, Rule, State};
use crate::record::Instant;
use crate::record::kinds::BailRefused;
use crate::record::time::{clock, day_clock, length, minutes_between};

/// What a late or missed first review breaks.
const FIRST: &[&str] = &["PACE s.40(3)(a)", "PACE s.34(1)", "Roberts v CC Cheshire [1999] 1 WLR 662"];

/// What a late or missed later review breaks.
const NEXT: &[&str] = &["PACE s.40(3)(b)", "PACE s.40(3)(c)", "PACE s.34(1)", "Roberts v CC Cheshire [1999] 1 WLR 662"];

/// What one lawfully put off and then too long in coming breaks.
const PUT_OFF: &[&str] = &["PACE s.40(5)", "PACE s.40(6)", "PACE s.34(1)", "Roberts v CC Cheshire [1999] 1 WLR 662"];

/// `review.first`.
pub(super) fn first(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    owe(rule, facts, judgement, true);
}

/// `review.next`.
pub(super) fn next(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    owe(rule, facts, judgement, false);
}

fn owe(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, first: bool) {
    for step in facts.reviews().of_a_child(facts).filter(|step| step.first == first) {
        let state = match (step.held, step.ended) {
            (Some(_), _) => State::Done,
            (None, Some(end)) if end.at <= step.latest => State::NotNeeded,
            (None, Some(_)) if step.postponed && !breached(facts, step) => State::NotNeeded,
            (None, Some(_)) => State::Overdue,
            (None, None) if step.postponed && facts.now > step.latest && !breached(facts, step) => State::DueSoon,
            (None, None) => facts.undone(step.latest),
        };
        judgement.duties.push(Duty {
            rule: rule.id,
            owed_by: owner(step, step.held.unwrap_or(facts.now)),
            due: Some(step.latest),
            state,
            done_at: step.held,
            message: duty_message(facts, step, state).into(),
            cites: rule.cites,
        });
    }
}

/// Returns who owes a review at an instant: after charge the custody officer (s.40(1)).
fn owner(step: &ReviewStep, at: Instant) -> Owner {
    if step.charged.is_some_and(|charged| charged.at <= at) { Owner::CustodyOfficer } else { Owner::ReviewOfficer }
}

fn duty_message(facts: &Facts<'_>, step: &ReviewStep, state: State) -> String {
    let which = if step.first { "First review" } else { "Next review" };
    let by = match owner(step, facts.now) {
        Owner::CustodyOfficer => "by the custody officer",
        _ => "by an inspector not involved",
    };
    let due = clock(step.latest);
    match (state, step.held) {
        (_, Some(held)) => format!("{which} due {due}, held {}.", clock(held)),
        (State::NotNeeded, None) => match step.ended.filter(|end| end.at > step.latest) {
            Some(end) => {
                format!("{which} was due {due} and lawfully put off; the detention ended {}.", clock(end.at))
            }
            None => format!("{which} due {due}: detention ended first."),
        },
        (_, None) if step.postponed && state == State::DueSoon => {
            format!("{which} was due {due} and lawfully put off: hold it as soon as practicable, {by} (PACE s.40(5)).")
        }
        (State::Overdue, None) if step.ended.is_some() => format!("{which} was due {due} and never held."),
        (State::Overdue, None) => format!("{which} was due {due}: hold it now, {by}, and write why it is late."),
        (_, None) if step.safe_latest < step.latest => {
            format!("{which} {by}, due {due}; {} on the safe reading.", clock(step.safe_latest))
        }
        (_, None) => format!("{which} {by}, due {due}."),
    }
}

/// Returns whether the review was, or stands, out of time.
fn breached(facts: &Facts<'_>, step: &ReviewStep) -> bool {
    step.stood_until(facts.now) > out_of_time(facts, step)
}

/// Returns the instant past which the review is out of time: its latest time, or where lawfully postponed the next one's.
fn out_of_time(facts: &Facts<'_>, step: &ReviewStep) -> Instant {
    if step.postponed { step.postponed_no_further_than(facts) } else { step.latest }
}

/// `review.late`: held late, or not held in a detention that goes on.
pub(super) fn late(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for step in facts.reviews().of_a_child(facts).filter(|step| step.held.is_some() || step.ended.is_none()) {
        judge_step(rule, facts, judgement, step);
    }
}

/// `review.missed`: never held, and the detention over.
pub(super) fn missed(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for step in facts.reviews().of_a_child(facts).filter(|step| step.held.is_none() && step.ended.is_some()) {
        judge_step(rule, facts, judgement, step);
    }
}

fn judge_step(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, step: &ReviewStep) {
    let stood_until = step.stood_until(facts.now);
    let finding = if breached(facts, step) {
        out_of_time_finding(rule, facts, step, stood_until)
    } else if let Some(finding) = slow_after_postponement(rule, facts, step, stood_until) {
        finding
    } else if step.returned_on_bail && stood_until > step.safe_latest {
        bail_query(rule, step, stood_until)
    } else {
        return;
    };
    let cites = match (step.postponed, step.first) {
        (true, _) => PUT_OFF,
        (false, true) => FIRST,
        (false, false) => NEXT,
    };
    let standard = finding.standard;
    let positions = [Some(step.from.position), step.postponed_by, step.position.or(step.ended.map(|end| end.position))];
    judgement.find(
        finding.standing_on(standard, cites).on(positions.into_iter().flatten()).owed_by(owner(step, step.latest)),
    );
}

fn out_of_time_finding(rule: &Rule, facts: &Facts<'_>, step: &ReviewStep, until: Instant) -> Finding {
    let due = out_of_time(facts, step);
    let at = step.held.unwrap_or(due);
    let late = length(minutes_between(due, until));
    // A stretch of nearly a day or more needs its dates.
    let shown = if until - due >= TimeDelta::hours(20) { day_clock } else { clock };
    let (from, to) = (shown(due), shown(until));
    let law = match (step.postponed, step.first) {
        (true, _) => "s.40(5), (6)",
        (false, true) => "s.40(3)(a)",
        (false, false) => "s.40(3)",
    };
    // Put off lawfully, it may wait until the next would have been due and no longer.
    let put_off =
        if step.postponed { format!("{}, put off till {from} at the most,", clock(step.latest)) } else { from.clone() };
    let mut message = match (step.held, step.ended) {
        (Some(_), _) => format!(
            "Review due {put_off}{} held {to}: {late} late. Detention stood without a review, so without authority, from {from} \
             to {to} (PACE {law}, s.34(1); Roberts).",
            if step.postponed { "" } else { "," }
        ),
        (None, Some(_)) => format!(
            "Review due {put_off} was never held. Detention stood without a review, so without authority, from {from} to its \
             end at {to}, {late} (PACE {law}, s.34(1); Roberts)."
        ),
        (None, None) => format!(
            "Review due {put_off} isn't held: detention has been without a review, so without authority, since {from}, {late} \
             (PACE {law}, s.34(1); Roberts). Hold it now."
        ),
    };
    if let Some(void) = void_review(facts, step, until) {
        message.push_str(&format!(" The one at {} doesn't count.", clock(void.at)));
    }
    message.push_str(&cure(facts, step, due, until));
    let explained = acts(facts)
        .iter()
        .any(|act| Some(act.position()) == step.position && told(act.it().late_reason.as_ref()).is_some());
    if explained {
        message.push_str(" The reason written explains it; it doesn't excuse it.");
    }
    if !shown_whole(facts, step.from.at, until) {
        let ask = format!(
            "No review due {from} is in this extract. Is one outside it, or was it late (PACE {law}, s.34(1))?"
        );
        return rule.query(at, ask).due(due).measured(due, until);
    }
    rule.breach(at, message).due(due).measured(due, until)
}

/// Returns the last review in the stretch that didn't count.
fn void_review(facts: &Facts<'_>, step: &ReviewStep, until: Instant) -> Option<Mark> {
    acts(facts)
        .iter()
        .filter(|act| step.from.at <= act.at() && act.at() <= until && !act.counts(facts))
        .map(|act| Mark { at: act.at(), position: act.position() })
        .next_back()
}

/// Returns what to say of a charge within the stretch: a fresh decision under s.38(1) with its grounds probably ended it.
fn cure(facts: &Facts<'_>, step: &ReviewStep, due: Instant, until: Instant) -> String {
    let Some(charged) = step.charged.filter(|charged| due < charged.at && charged.at < until) else {
        return String::new();
    };
    let decided = facts
        .each::<BailRefused>()
        .filter(|refused| charged.at <= refused.at && refused.at <= until)
        .find(|refused| {
            refused.it.grounds.as_ref().is_some_and(|grounds| !grounds.is_empty())
                || told(refused.it.reasons.as_ref()).is_some()
        })
        .map(|refused| refused.at);
    match decided {
        Some(at) => {
            format!(" Charged, with grounds for keeping the child: the unlawful part probably ended {}.", clock(at))
        }
        None => format!(" Charge at {} doesn't by itself end it.", clock(charged.at)),
    }
}

/// Returns a query where a lawfully postponed review was long in coming. "As soon as practicable" has no number in law; the
/// policy's number for telling a child as soon as practicable stands in.
fn slow_after_postponement(rule: &Rule, facts: &Facts<'_>, step: &ReviewStep, until: Instant) -> Option<Finding> {
    let from = step.postponed_until?;
    let waited = minutes_between(from, until);
    (until > from + TimeDelta::minutes(facts.policy.review.tell_child_minutes)).then(|| {
        let held = if step.held.is_some() { "was held" } else { "isn't held" };
        let message = format!(
            "Review due {} was lawfully put off and {held} {} after {}. It is owed as soon as practicable (PACE s.40(5)): \
             what stood in the way?",
            clock(step.latest),
            length(waited),
            clock(from)
        );
        rule.query(step.held.unwrap_or(step.latest), message).due(step.latest).measured(step.latest, until)
    })
}

fn bail_query(rule: &Rule, step: &ReviewStep, until: Instant) -> Finding {
    let message = format!(
        "Back on bail, review in time from this authorisation (due {}). If time used before bail counts (PACE s.47(6)), it \
         was due {}. Ask which reading your force follows.",
        clock(step.latest),
        clock(step.safe_latest)
    );
    rule.query(step.held.unwrap_or(step.safe_latest), message).due(step.safe_latest).measured(step.safe_latest, until)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, given, instant};
    use crate::law::{Owner, State, Verdict};

    fn late(given: &Given, now: &str) -> Option<(Verdict, Option<i64>)> {
        given.judged(now).one("review.late").map(|finding| (finding.verdict, finding.minutes))
    }

    fn breach(minutes: i64) -> Option<(Verdict, Option<i64>)> {
        Some((Verdict::Breach, Some(minutes)))
    }

    fn released(given: Given, at: &str) -> Given {
        given.at(at, "released", json!({ "outcome": "no_further_action" }))
    }

    #[test]
    fn b28_a_review_at_exactly_six_hours_is_in_time_and_a_second_later_late() {
        let held = |at| given().authorised("12:00").review(at, json!({}));
        assert_eq!(late(&held("18:00:00"), "19:00"), None);
        assert_eq!(late(&held("18:00:01"), "19:00"), breach(0));
        assert_eq!(late(&held("18:01"), "19:00"), breach(1));
    }

    #[test]
    fn an_open_record_past_its_latest_time_is_late_to_the_instant_judged() {
        let given = given().authorised("12:00");
        assert_eq!(late(&given, "18:00"), None);
        assert_eq!(late(&given, "18:00:01"), breach(0));
        assert_eq!(late(&given, "20:20"), breach(140));
        let seen = given.judged("20:20");
        let finding = seen.one("review.late").unwrap();
        assert_eq!((finding.due, finding.entries.to_vec()), (Some(instant("18:00")), vec![0]));
        assert_eq!(finding.cites[..2], ["PACE s.40(3)(a)", "PACE s.34(1)"]);
        assert!(finding.message.contains("since 18:00") && finding.message.contains("Roberts"));
        assert!(seen.all("review.missed").is_empty());
    }

    #[test]
    fn b29_roberts_the_second_station_restarts_nothing_and_its_sergeants_look_is_no_review() {
        let given = given()
            .authorised("-1 23:25")
            .at("01:45", "arrived", json!({ "station": "Second" }))
            .authorised("01:45")
            .review("07:45", json!({}));
        let seen = given.judged("08:00");
        let finding = seen.one("review.late").unwrap();
        assert_eq!((finding.due, finding.minutes), (Some(instant("05:25")), Some(140)));
        assert_eq!(finding.entries[..], [0, 3]);
        assert!(finding.message.contains("s.40(3)(a), s.34(1); Roberts"));
        let next = seen.duties("review.next")[0];
        assert_eq!(next.due, Some(instant("16:45")));
        assert!(next.message.contains("14:25 on the safe reading"));
    }

    #[test]
    fn b31_the_second_review_is_due_nine_hours_after_the_first_was_held() {
        let held = |at| given().authorised("12:00").review("18:00", json!({})).review(at, json!({}));
        assert_eq!(late(&held("+1 03:00"), "+1 04:00"), None);
        assert_eq!(late(&held("+1 03:01"), "+1 04:00"), breach(1));
    }

    #[test]
    fn b32_a_late_review_is_one_breach_and_the_next_counts_from_when_it_was_held() {
        let given = given().authorised("12:00").review("19:00", json!({ "late_reason": "child asleep" }));
        assert_eq!(late(&given, "20:00"), breach(60));
        assert_eq!(late(&given.review("+1 04:00", json!({})), "+1 05:00"), breach(60));
    }

    #[test]
    fn b41_charge_doesnt_cancel_a_review_already_overdue() {
        let officer = json!({ "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" } });
        let charged = given().authorised("12:00").at("18:20", "charged", json!({ "offences": ["theft"] }));
        let reasoned = charged
            .clone()
            .at("18:20", "bail_refused", json!({ "grounds": ["further_offences"] }))
            .review("18:50", officer.clone());
        let seen = reasoned.judged("19:00");
        let finding = seen.one("review.late").unwrap();
        assert_eq!((finding.minutes, finding.owed_by), (Some(50), Owner::ReviewOfficer));
        assert!(finding.message.contains("probably ended 18:20"));
        let bare = charged.review("18:50", officer).judged("19:00");
        assert!(bare.one("review.late").unwrap().message.contains("doesn't by itself end it"));
    }

    #[test]
    fn b42_a_review_never_held_is_missed_where_the_detention_outlasts_its_latest_time() {
        let ended = |at| released(given().authorised("12:00"), at).judged("20:00");
        assert_eq!(ended("18:00").verdict("review.missed"), None);
        assert_eq!(ended("18:00").state("review.first"), Some(State::NotNeeded));
        let seen = ended("18:01");
        assert_eq!((seen.verdict("review.missed"), seen.minutes("review.missed")), (Some(Verdict::Breach), Some(1)));
        assert_eq!(seen.state("review.first"), Some(State::Overdue));
        assert_eq!(seen.one("review.missed").unwrap().entries[..], [0, 1]);
        assert!(seen.all("review.late").is_empty());
    }

    #[test]
    fn b50_the_autumn_night_gives_no_hour() {
        let held = |at| given().authorised("2026-10-24T22:10:00+01:00").review(at, json!({}));
        assert_eq!(late(&held("2026-10-25T03:10:00+00:00"), "2026-10-25T05:00:00+00:00"), None);
        assert_eq!(late(&held("2026-10-25T03:11:00+00:00"), "2026-10-25T05:00:00+00:00"), breach(1));
    }

    #[test]
    fn b53_hospital_for_treatment_moves_the_due_time_and_for_evidence_doesnt() {
        let held = |reason, at| {
            given()
                .authorised("12:00")
                .at("14:00", "left_for_hospital", json!({ "reason": reason }))
                .at("17:00", "returned_from_hospital", json!({}))
                .review(at, json!({}))
        };
        assert_eq!(late(&held("treatment", "21:00"), "22:00"), None);
        assert_eq!(late(&held("treatment", "21:01"), "22:00"), breach(1));
        assert_eq!(late(&held("evidence", "18:01"), "22:00"), breach(1));
    }

    #[test]
    fn there_is_one_first_review_and_one_next_for_each_after() {
        let given = given().authorised("12:00").review("15:00", json!({})).review("+1 00:00", json!({}));
        let seen = given.judged("+1 00:10");
        let states = |rule| seen.duties(rule).iter().map(|duty| (duty.state, duty.done_at)).collect::<Vec<_>>();
        assert_eq!(states("review.first"), vec![(State::Done, Some(instant("15:00")))]);
        assert_eq!(states("review.next"), vec![(State::Done, Some(instant("+1 00:00"))), (State::Open, None)]);
    }

    #[test]
    fn the_duty_is_open_then_due_soon_then_overdue() {
        let given = given().authorised("12:00");
        let soon = crate::law::Policy::default().board.due_soon_minutes;
        let before = crate::record::time::hhmm(instant("18:00") - chrono::TimeDelta::minutes(soon));
        let earlier = crate::record::time::hhmm(instant("18:00") - chrono::TimeDelta::minutes(soon + 1));
        assert_eq!(given.judged(&earlier).state("review.first"), Some(State::Open));
        assert_eq!(given.judged(&before).state("review.first"), Some(State::DueSoon));
        assert_eq!(given.judged("18:00").state("review.first"), Some(State::DueSoon));
        assert_eq!(given.judged("18:01").state("review.first"), Some(State::Overdue));
    }

    #[test]
    fn after_charge_the_custody_officer_owes_the_review() {
        let given = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
        let seen = given.judged("18:30");
        assert_eq!(seen.duties("review.first")[0].owed_by, Owner::CustodyOfficer);
        assert_eq!(seen.one("review.late").unwrap().owed_by, Owner::CustodyOfficer);
    }

    #[test]
    fn a_lawfully_postponed_review_isnt_overdue_but_is_asked_about_where_it_is_long_in_coming() {
        let given =
            given().authorised("12:00").at("17:58", "review_postponed", json!({ "reason": "no_review_officer" }));
        let state = |now: &str| given.judged(now).state("review.first");
        assert_eq!([state("18:00"), state("18:01")], [Some(State::DueSoon); 2]);
        assert_eq!([state("18:30"), state("+1 03:01")], [Some(State::DueSoon), Some(State::Overdue)]);
        let early = crate::law::testing::given().authorised("12:00").at(
            "13:00",
            "review_postponed",
            json!({ "reason": "no_review_officer" }),
        );
        assert_eq!(early.judged("13:10").state("review.first"), Some(State::Open), "not due for hours yet");
        assert_eq!(late(&given, "20:00"), None);
        assert_eq!(late(&given, "20:01"), Some((Verdict::Query, Some(121))));
        assert_eq!(late(&given, "+1 03:00").map(|late| late.0), Some(Verdict::Query));
        assert_eq!(late(&given, "+1 03:01"), breach(1));
        assert!(released(given.clone(), "18:30").judged("18:30").all("review.missed").is_empty());
        assert_eq!(released(given.clone(), "20:30").judged("21:00").verdict("review.missed"), Some(Verdict::Query));
        let gone = |at: &str| released(given.clone(), at).judged("+1 04:00").state("review.first");
        assert_eq!(gone("+1 03:00"), Some(State::NotNeeded), "put off to the end, and within the time of the next");
        assert_eq!(gone("+1 03:01"), Some(State::Overdue));
    }

    #[test]
    fn after_bail_a_review_late_only_on_the_safe_reading_is_asked_about() {
        let given = given()
            .authorised("12:00")
            .at("14:00", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .authorised("+1 09:10");
        let held = |at: &str| given.clone().review(at, json!({}));
        assert_eq!(late(&held("+1 13:00"), "+1 16:00"), None);
        assert_eq!(late(&held("+1 13:01"), "+1 16:00"), Some((Verdict::Query, Some(1))));
        assert_eq!(late(&held("+1 15:10"), "+1 16:00").map(|late| late.0), Some(Verdict::Query));
        assert_eq!(late(&held("+1 15:11"), "+1 16:00"), breach(1));
    }

    #[test]
    fn time_used_elsewhere_is_counted_in_the_safe_reading_only_while_under_six_hours() {
        let given = |used: i64| {
            given()
                .at("09:00", "answered_bail", json!({ "time_used_minutes": used }))
                .authorised("09:10")
                .review("14:00", json!({}))
        };
        assert_eq!(late(&given(60), "15:00"), None);
        assert_eq!(late(&given(61), "15:00").map(|late| late.0), Some(Verdict::Query));
        assert_eq!(late(&given(540), "15:00"), None);
    }

    #[test]
    fn what_could_lie_outside_an_extract_is_asked_about() {
        let part = json!({ "from": "2026-11-10T12:00:00+00:00", "to": "2026-11-10T19:00:00+00:00" });
        let given = given().top("extract", part).authorised("12:00");
        assert_eq!(late(&given, "19:00"), breach(60));
        assert_eq!(late(&given, "19:01"), Some((Verdict::Query, Some(61))));
        assert_eq!(late(&given.clone().authorised("11:59"), "19:00").map(|late| late.0), Some(Verdict::Query));
    }

    #[test]
    fn a_detention_before_bail_keeps_its_own_missed_review() {
        let given = given()
            .authorised("12:00")
            .at("18:30", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .authorised("+1 09:10")
            .review("+1 09:00", json!({}))
            .review("+1 09:20", json!({}));
        let seen = given.judged("+1 10:00");
        assert_eq!(seen.minutes("review.missed"), Some(30));
        assert_eq!(seen.duties("review.first").len(), 2);
    }

    #[test]
    fn a_review_late_over_the_eighteenth_birthday_is_still_late() {
        let given = given().child(json!({ "date_of_birth": "2008-11-11" })).authorised("20:00");
        assert_eq!(late(&given.review("+1 02:01", json!({})), "+1 03:00"), breach(1));
    }

    #[test]
    fn put_off_past_the_time_of_the_next_it_is_late_from_there_and_says_so() {
        let put_off =
            given().authorised("12:00").at("17:58", "review_postponed", json!({ "reason": "no_review_officer" }));
        let late = put_off.clone().review("+1 04:00", json!({})).judged("+1 04:10");
        let said = &*late.one("review.late").unwrap().message;
        assert!(
            said.starts_with("Review due 18:00, put off till 03:00 at the most, held 04:00: 1 h 00 late."),
            "{said}"
        );
        assert!(said.contains("s.40(5), (6)"), "{said}");
        let gone = put_off.at("19:30", "released", json!({ "outcome": "no_further_action" })).judged("20:00");
        let duty = &*gone.duties("review.first")[0].message;
        assert_eq!(duty, "First review was due 18:00 and lawfully put off; the detention ended 19:30.");
    }
}
