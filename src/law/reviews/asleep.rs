//! "Asleep" at a review, set against the checks around it; and whether the review could have come before sleep (Note 15C).

use chrono::TimeDelta;

use super::act::{Act, Sleep, judged, told};
use crate::law::facts::Fact;
use crate::law::waking::awake_at_check;
use crate::law::{Facts, Judgement, Rule};
use crate::record::Instant;
use crate::record::kinds::{Check, RestEnded, RestStarted, Woke, Woken};
use crate::record::time::{clock, london_time};

/// Why "asleep" is in doubt.
pub(super) struct Doubt {
    /// The check or the entry behind it.
    pub entries: Vec<usize>,
    /// What to ask.
    pub ask: String,
}

/// Returns why a review that says "asleep" is in doubt; none where it isn't, or says the child was awake.
pub(super) fn doubt(facts: &Facts<'_>, act: &Act<'_>) -> Option<Doubt> {
    if act.sleep() != Sleep::Asleep {
        return None;
    }
    let (at, policy) = (act.at(), &facts.policy.review);
    if act.it().awake == Some(true) || act.spoke() {
        let ask = "It also says awake or spoken to: which is right?".to_owned();
        return Some(Doubt { entries: Vec::new(), ask });
    }
    let window = TimeDelta::minutes(policy.asleep_check_minutes);
    let near: Vec<(Fact<'_, Check>, bool)> = facts
        .each::<Check>()
        .filter(|check| (check.at - at).abs() <= window)
        .filter_map(|check| awake_at_check(check.it).map(|awake| (check, awake)))
        .collect();
    let nearest = near
        .iter()
        .filter(|(check, awake)| !awake || !woken_for(facts, at, check, window))
        // At equal distance a check that shows sleep answers the doubt.
        .min_by_key(|(check, awake)| ((check.at - at).abs(), *awake));
    match nearest {
        Some((check, true)) => {
            let ask = format!("The check at {} says awake. What showed that the child slept?", clock(check.at));
            Some(Doubt { entries: vec![check.position], ask })
        }
        Some((_, false)) => None,
        None if policy.day_from.until_contains(policy.day_to, london_time(at)) => {
            let ask = "It was daytime and no check near it shows sleep. What showed that the child slept?".to_owned();
            Some(Doubt { entries: Vec::new(), ask })
        }
        None => None,
    }
}

/// Returns whether a check found the child awake only because they had been woken, or had woken since the review.
fn woken_for(facts: &Facts<'_>, review: Instant, check: &Fact<'_, Check>, window: TimeDelta) -> bool {
    let since = if check.at >= review { review } else { check.at - window };
    let between = |at: Instant| since <= at && at <= check.at;
    check.it.roused == Some(true)
        || facts.each::<Woken>().any(|woken| between(woken.at))
        || (check.at > review
            && (facts.each::<Woke>().any(|woke| between(woke.at))
                || facts.each::<RestEnded>().any(|rest| between(rest.at))))
}

/// `review.asleep-doubted`.
pub(super) fn doubted(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        let Some(doubt) = doubt(facts, &act) else { continue };
        let message = format!("Review at {} says the child was asleep. {}", clock(act.at()), doubt.ask);
        let positions = [act.position()].into_iter().chain(doubt.entries);
        judgement.find(rule.query(act.at(), message).on(positions).owed_by(act.owner()));
    }
}

/// Returns whether that entry is a check that roused the child (Annex H): shaken awake for a moment is not being awake.
fn roused(facts: &Facts<'_>, position: usize) -> bool {
    facts.each::<Check>().any(|check| check.position == position && check.it.roused == Some(true))
}

/// `review.asleep-not-brought-forward`.
pub(super) fn not_brought_forward(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let policy = &facts.policy.review;
    for act in judged(facts) {
        let step = facts.reviews().steps.iter().find(|step| step.position == Some(act.position()));
        let Some(step) = step.filter(|_| act.sleep() == Sleep::Asleep) else { continue };
        let at_night = policy.night_from.until_contains(policy.night_to, london_time(step.latest));
        if told(act.it().brought_forward.as_ref()).is_some() || !(at_night || in_rest(facts, step.latest)) {
            continue;
        }
        let from = step.latest - TimeDelta::minutes(policy.awake_before_minutes);
        let last = facts.waking().signs.iter().rfind(|sign| {
            sign.awake
                && from <= sign.at
                && sign.at <= step.latest
                && sign.at < act.at()
                && !roused(facts, sign.position)
        });
        let Some(last) = last.filter(|last| last.at >= step.from.at) else { continue };
        let message = format!(
            "The review due {} found the child asleep; they had been awake at {}. A review likely to fall in sleep is brought forward (Note 15C). {}",
            clock(step.latest),
            clock(last.at),
            if act.is_over(facts) { "Write why not." } else { "Plan the next, or write why not." }
        );
        let finding = rule.shortfall(act.at(), message).due(step.latest).on([act.position(), last.position]);
        judgement.find(finding.owed_by(act.owner()));
    }
}

/// Returns whether a recorded rest covered that instant.
fn in_rest(facts: &Facts<'_>, at: Instant) -> bool {
    facts
        .each::<RestStarted>()
        .rfind(|rest| rest.at <= at)
        .is_some_and(|rest| !facts.each::<RestEnded>().any(|ended| rest.at < ended.at && ended.at <= at))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::{Given, given};

    const DOUBTED: &str = "review.asleep-doubted";
    const FORWARD: &str = "review.asleep-not-brought-forward";

    fn asleep() -> Value {
        json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null, "effect": null, "asked": null,
                "legal_advice_reminded": null, "told_outcome": null })
    }

    /// A second review at its latest time, 03:00 the next morning, child asleep.
    fn night() -> Given {
        given().authorised("12:00").review("18:00", json!({})).review("+1 03:00", asleep())
    }

    fn check(given: Given, at: &str, awake: bool) -> Given {
        given.at(at, "check", json!({ "awake": awake }))
    }

    fn doubted(given: &Given) -> Option<Verdict> {
        given.judged("+1 12:00").verdict(DOUBTED)
    }

    #[test]
    fn b46_the_nearest_check_answers_whether_the_child_slept() {
        assert_eq!(doubted(&check(night(), "+1 02:40", false)), None);
        assert_eq!(doubted(&check(night(), "+1 02:40", true)), Some(Verdict::Query));
        assert_eq!(doubted(&check(check(night(), "+1 02:40", true), "+1 02:55", false)), None);
        assert_eq!(doubted(&check(check(night(), "+1 02:40", false), "+1 03:10", true)), Some(Verdict::Query));
        assert_eq!(doubted(&check(check(night(), "+1 02:50", true), "+1 03:10", false)), None);
        assert_eq!(doubted(&night()), None);
    }

    #[test]
    fn a_check_counts_within_the_policys_minutes_either_side() {
        assert_eq!(doubted(&check(night(), "+1 02:00", true)), Some(Verdict::Query));
        assert_eq!(doubted(&check(night(), "+1 01:59", true)), None);
        assert_eq!(doubted(&check(night(), "+1 04:00", true)), Some(Verdict::Query));
        assert_eq!(doubted(&check(night(), "+1 04:01", true)), None);
        let narrow = night().policy("[review]\nasleep_check_minutes = 20");
        assert_eq!(doubted(&check(narrow.clone(), "+1 02:40", true)), Some(Verdict::Query));
        assert_eq!(doubted(&check(narrow, "+1 02:39", true)), None);
    }

    #[test]
    fn a_check_that_finds_the_child_awake_after_being_woken_doesnt_count() {
        let woken = night().at("+1 03:20", "woken", json!({ "reason": "solicitor" }));
        assert_eq!(doubted(&check(woken, "+1 03:25", true)), None);
        assert_eq!(doubted(&check(night().at("+1 03:20", "woke", json!({})), "+1 03:25", true)), None);
        assert_eq!(doubted(&night().at("+1 02:40", "check", json!({ "awake": true, "roused": true }))), None);
        let woken_after = night().at("+1 03:30", "woken", json!({ "reason": "solicitor" }));
        assert_eq!(doubted(&check(woken_after, "+1 03:20", true)), Some(Verdict::Query));
    }

    #[test]
    fn b47_by_day_asleep_is_asked_about_where_no_check_shows_sleep() {
        let at = |review: &str| {
            let given = given().authorised(if review > "12:00" { "15:00" } else { "02:00" });
            given.review(review, asleep())
        };
        assert_eq!(doubted(&at("07:59")), None);
        assert_eq!(doubted(&at("08:00")), Some(Verdict::Query));
        assert_eq!(doubted(&at("20:59")), Some(Verdict::Query));
        assert_eq!(doubted(&at("21:00")), None);
        assert_eq!(doubted(&check(at("13:00"), "12:50", false).authorised("11:00")), None);
    }

    #[test]
    fn by_day_means_the_clock_in_london() {
        let summer = given().authorised("2026-06-10T04:00:00+01:00");
        let at =
            |time: &str| summer.clone().review(time, asleep()).judged("2026-06-10T12:00:00+01:00").verdict(DOUBTED);
        assert_eq!(at("2026-06-10T07:59:00+01:00"), None);
        assert_eq!(at("2026-06-10T08:00:00+01:00"), Some(Verdict::Query));
    }

    #[test]
    fn the_policys_hours_and_minutes_decide() {
        let day = |policy: &str| {
            let given = given().policy(policy).authorised("02:00").review("07:00", asleep());
            given.judged("09:00").verdict(DOUBTED)
        };
        assert_eq!(day("[review]\nday_from = \"07:00\""), Some(Verdict::Query));
        assert_eq!(day("[review]\nday_from = \"07:01\""), None);
        let before = |policy: &str| check(night().policy(policy), "+1 01:00", true).judged("+1 12:00").verdict(FORWARD);
        assert_eq!(before("[review]\nawake_before_minutes = 120"), Some(Verdict::Shortfall));
        assert_eq!(before("[review]\nawake_before_minutes = 119"), None);
        assert_eq!(before("[review]\nnight_to = \"03:00\""), None);
    }

    #[test]
    fn an_entry_that_says_asleep_and_awake_is_asked_about() {
        let both = given().authorised("18:00").review("23:00", json!({ "not_spoken": "asleep" }));
        assert_eq!(doubted(&both), Some(Verdict::Query));
        assert_eq!(doubted(&given().authorised("08:00").review("13:00", json!({}))), None);
    }

    #[test]
    fn b80_a_review_at_night_is_brought_forward_where_the_child_was_awake_in_the_three_hours_before() {
        let verdict = |given: &Given| given.judged("+1 12:00").verdict(FORWARD);
        assert_eq!(verdict(&check(night(), "+1 00:00", true)), Some(Verdict::Shortfall));
        assert_eq!(verdict(&check(night(), "23:59", true)), None);
        assert_eq!(verdict(&night()), None);
        let mut said = asleep();
        said["brought_forward"] = json!("from 04:00, before rest");
        let forward = given().authorised("12:00").review("18:00", json!({})).review("+1 03:00", said);
        assert_eq!(verdict(&check(forward, "+1 01:00", true)), None);
        let awake = given().authorised("12:00").review("18:00", json!({})).review("+1 03:00", json!({}));
        assert_eq!(verdict(&check(awake, "+1 01:00", true)), None);
    }

    #[test]
    fn only_a_latest_time_at_night_or_in_a_recorded_rest_calls_for_it() {
        let latest = |authorised: &str, review: &str, awake: &str| {
            let given = check(given().authorised(authorised), awake, true);
            (given.clone().review(review, asleep()), given)
        };
        let verdict = |given: &Given| given.judged("+1 14:00").verdict(FORWARD);
        assert_eq!(verdict(&latest("15:59", "21:59", "21:00").0), None);
        assert_eq!(verdict(&latest("16:00", "22:00", "21:00").0), Some(Verdict::Shortfall));
        assert_eq!(verdict(&latest("+1 00:59", "+1 06:59", "+1 06:00").0), Some(Verdict::Shortfall));
        assert_eq!(verdict(&latest("+1 01:00", "+1 07:00", "+1 06:00").0), None);
        let rest = latest("15:00", "21:00", "20:00").0.at("20:30", "rest_started", json!({}));
        assert_eq!(verdict(&rest), Some(Verdict::Shortfall));
        assert_eq!(verdict(&rest.at("20:45", "rest_ended", json!({}))), None);
    }

    #[test]
    fn a_child_shaken_awake_for_a_medical_check_was_not_awake_for_a_review() {
        let night = |roused: bool| {
            given()
                .authorised("+0 20:00")
                .at("23:00", "check", json!({ "awake": false, "seen": "asleep, breathing seen" }))
                .at("+1 01:30", "check", json!({ "awake": true, "roused": roused, "method": "entered" }))
                .review(
                    "+1 01:50",
                    json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null }),
                )
                .judged("+1 02:00")
                .verdict("review.asleep-not-brought-forward")
        };
        assert_eq!(night(true), None);
        assert_eq!(night(false), Some(crate::law::Verdict::Shortfall));
    }
}
