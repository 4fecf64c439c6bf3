//! Each review that was owed, its latest time, and what answered it (s.40(3)).

use super::act::{acts, applies, reviewed_from};
use super::postponed;
use crate::law::Facts;
use crate::law::facts::Mark;
use crate::law::stays::Stay;
use crate::record::Instant;
use crate::record::kinds::{Arrested, Arrived};
use crate::record::words::Route;
use chrono::TimeDelta;

/// The first review: not later than six hours after detention was first authorised, in minutes. PACE s.40(3)(a).
pub const FIRST_REVIEW_MINUTES: i64 = 360;

/// Each later review: not later than nine hours after the last one, in minutes. PACE s.40(3)(b), (c).
pub const NEXT_REVIEW_MINUTES: i64 = 540;

/// One review that was owed: its latest time, and the review that answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewStep {
    /// The latest time at which it was to be held, moved by hospital treatment.
    pub latest: Instant,
    /// The latest time on the stricter reading, never after `latest`: hospital time counted, a late review's delay taken off
    /// the next, time used before bail added. Shown; no breach rests on it.
    pub safe_latest: Instant,
    /// When a valid review was held for it.
    pub held: Option<Instant>,
    /// The position of that review.
    pub position: Option<usize>,
    /// Whether a lawful postponement (s.40(4)) stands before it.
    pub postponed: bool,
    /// The position of that postponement.
    pub postponed_by: Option<usize>,
    /// From when a postponed review was to be held as soon as practicable: the end of the questioning it waited for, else `latest`.
    pub postponed_until: Option<Instant>,
    /// Whether it is the first review of its detention.
    pub first: bool,
    /// What it counts from: the first authorisation, or the last valid review.
    pub from: Mark,
    /// The entry that ended its detention, where it has ended.
    pub ended: Option<Mark>,
    /// The first charge in its detention.
    pub charged: Option<Mark>,
    /// Whether `safe_latest` rests on time used before bail, so that a review after it is asked about.
    pub returned_on_bail: bool,
}

impl ReviewStep {
    /// Returns until when it stood without a review: when one was held, or the detention ended, or the instant judged.
    #[must_use]
    pub fn stood_until(&self, now: Instant) -> Instant {
        self.held.or(self.ended.map(|end| end.at)).unwrap_or(now)
    }

    /// Returns the time past which even a lawfully postponed review is late: when the next would have been due (s.40(6)).
    #[must_use]
    pub fn postponed_no_further_than(&self, facts: &Facts<'_>) -> Instant {
        facts.due_after(self.latest, NEXT_REVIEW_MINUTES)
    }
}

/// The reviews of a detention in order: each owed one, and what answered it. The last may be still owed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewTimeline {
    /// The steps, in order.
    pub steps: Vec<ReviewStep>,
}

impl ReviewTimeline {
    /// Works the timeline out from the facts.
    ///
    /// Empty outside PACE, for a child under ten, and before authorisation. The clock is PACE's own and runs at any age: the
    /// 18th birthday stops no review. Only those set going under 18 are duties of this register: see [`Self::of_a_child`].
    #[must_use]
    pub fn of(facts: &Facts<'_>) -> Self {
        let mut steps = Vec::new();
        if !applies(facts) {
            return Self { steps };
        }
        let acts: Vec<_> = acts(facts).into_iter().filter(|act| act.counts(facts)).collect();
        for (index, stay) in facts.stays.iter().enumerate() {
            let Some(authorised) = reviewed_from(facts, stay) else { continue };
            let begun = |at: Instant| stay.authorised == Some(authorised) || authorised.at <= at;
            let mut held = acts
                .iter()
                .filter(|act| act.falls.stay == index && begun(act.at()))
                .map(|act| Mark { at: act.at(), position: act.position() });
            let before: Vec<Mark> = acts
                .iter()
                .filter(|act| act.falls.stay < index)
                .map(|act| Mark { at: act.at(), position: act.position() })
                .collect();
            let earlier = facts.stays.get(..index).unwrap_or_default();
            let on_bail = safe_after_bail(facts, stay, earlier, before.last().copied());
            let mut from = authorised;
            let mut latest = facts.due_after(authorised.at, FIRST_REVIEW_MINUTES);
            let mut safe = after(authorised.at, FIRST_REVIEW_MINUTES);
            let mut first = true;
            loop {
                let answer = held.next();
                let until = answer.map_or_else(|| stay.until(facts), |answer| answer.at);
                let postponement = postponed::lawful(facts, from.at, until, latest);
                let on_bail = on_bail.filter(|safe| first && *safe < latest);
                let step = ReviewStep {
                    latest,
                    safe_latest: on_bail.unwrap_or(safe).min(safe).min(latest),
                    held: answer.map(|answer| answer.at),
                    position: answer.map(|answer| answer.position),
                    postponed: postponement.is_some(),
                    postponed_by: postponement.map(|postponement| postponement.position),
                    postponed_until: postponement.map(|postponement| postponement.until),
                    first,
                    from,
                    ended: stay.end,
                    charged: stay.charged,
                    returned_on_bail: on_bail.is_some(),
                };
                let no_further = step.postponed_no_further_than(facts);
                steps.push(step);
                let Some(answer) = answer else { break };
                let keeps_timetable = postponement.is_some() && answer.at > latest && answer.at <= no_further;
                let base = if keeps_timetable { latest } else { answer.at };
                // The words of s.40(3)(b) count from when the last was held, however late; the safe reading takes the delay off.
                // Where that lies before the review itself there is no such time.
                let strict = after(base.min(latest), NEXT_REVIEW_MINUTES);
                latest = facts.due_after(base, NEXT_REVIEW_MINUTES);
                safe = if strict > answer.at { strict } else { latest };
                from = answer;
                first = false;
            }
        }
        Self { steps }
    }

    /// Returns the reviews set going while the law treated the person as a child: those stay owed over the 18th birthday.
    pub fn of_a_child<'a>(&'a self, facts: &'a Facts<'_>) -> impl Iterator<Item = &'a ReviewStep> {
        self.steps.iter().filter(|step| facts.is_child_at(step.from.at))
    }

    /// Returns the latest time of the review that is still owed; none where none is, or the detention has ended.
    #[must_use]
    pub fn next_due(&self) -> Option<Instant> {
        self.owed().map(|step| step.latest)
    }

    /// Returns the review that is still owed; none where none is, or the detention has ended.
    #[must_use]
    pub fn owed(&self) -> Option<&ReviewStep> {
        self.steps.last().filter(|step| step.held.is_none() && step.ended.is_none())
    }
}

fn after(start: Instant, minutes: i64) -> Instant {
    start + TimeDelta::minutes(minutes)
}

/// Returns the arrival of a child arrested for not answering bail, or for breaking its conditions (s.46A): s.47(6) names both.
fn brought_back(facts: &Facts<'_>, stay: &Stay) -> Option<Mark> {
    let breach = stay.each::<Arrested>(facts).find(|arrest| arrest.it.route == Some(Route::PoliceBailBreach))?;
    stay.each::<Arrived>(facts).find(|arrived| arrived.at >= breach.at).map(|arrived| arrived.mark())
}

/// Returns the latest time of the first review after a return on bail, if time used before bail counts (s.47(6)).
///
/// Whether it does is doubtful, so it is only asked about. Six hours less the time used where no review was held before bail;
/// else nine hours less the time since it. Never before the return itself.
fn safe_after_bail(facts: &Facts<'_>, stay: &Stay, earlier: &[Stay], last_review: Option<Mark>) -> Option<Instant> {
    let returned = stay.returned.or_else(|| brought_back(facts, stay))?.at;
    let spent = |from: Instant| -> i64 {
        earlier
            .iter()
            .filter_map(|earlier| Some((earlier.authorised?.at.max(from), earlier.end?.at)))
            .map(|(start, end)| (end - start).num_seconds().max(0) - facts.treatment_seconds(start, end))
            .sum()
    };
    let left = match (last_review, earlier.iter().find_map(|earlier| earlier.authorised)) {
        (Some(review), _) => NEXT_REVIEW_MINUTES * 60 - spent(review.at),
        (None, Some(authorised)) => FIRST_REVIEW_MINUTES * 60 - spent(authorised.at),
        // Past six hours a review must have been held elsewhere, and when isn't in this file.
        (None, None) => FIRST_REVIEW_MINUTES * 60 - i64::from(stay.used_elsewhere?) * 60,
    };
    if left <= 0 && earlier.iter().all(|earlier| earlier.authorised.is_none()) {
        return None;
    }
    Some(returned + TimeDelta::seconds(left.max(0)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::ReviewTimeline;
    use crate::law::facts::Facts;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Policy, Suite};
    use crate::record::time::utc;

    fn timeline(given: &Given, now: &str) -> ReviewTimeline {
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        Facts::gather(&record, &policy, &suite, instant(now)).reviews().clone()
    }

    fn due(given: &Given, now: &str) -> Option<String> {
        timeline(given, now).next_due().map(utc)
    }

    #[test]
    fn the_first_review_is_due_six_hours_after_the_first_authorisation() {
        assert_eq!(due(&given().authorised("12:00"), "12:00").as_deref(), Some("2026-11-10T18:00:00Z"));
        assert_eq!(due(&given().at("11:00", "arrived", json!({})), "12:00"), None);
    }

    #[test]
    fn b30_an_early_review_pulls_the_next_one_forward() {
        let given = given().authorised("12:00").review("15:00", json!({}));
        assert_eq!(due(&given, "16:00").as_deref(), Some("2026-11-11T00:00:00Z"));
    }

    #[test]
    fn b32_after_a_late_review_the_next_counts_from_when_it_was_held_and_the_safe_time_from_when_it_was_due() {
        let steps = timeline(&given().authorised("12:00").review("19:00", json!({})), "20:00").steps;
        assert_eq!(utc(steps[1].latest), "2026-11-11T04:00:00Z");
        assert_eq!(utc(steps[1].safe_latest), "2026-11-11T03:00:00Z");
    }

    #[test]
    fn b50_and_b51_the_hours_are_elapsed_whatever_the_clocks_do() {
        let autumn = given().authorised("2026-10-24T22:10:00+01:00");
        assert_eq!(due(&autumn, "2026-10-24T23:00:00+01:00").as_deref(), Some("2026-10-25T03:10:00Z"));
        let spring = given().authorised("2026-03-28T22:10:00+00:00");
        assert_eq!(due(&spring, "2026-03-28T23:00:00+00:00").as_deref(), Some("2026-03-29T04:10:00Z"));
    }

    #[test]
    fn b53_hospital_for_treatment_moves_the_due_time_and_the_safe_time_stays() {
        let away = |reason| {
            given().authorised("12:00").at("14:00", "left_for_hospital", json!({ "reason": reason })).at(
                "17:00",
                "returned_from_hospital",
                json!({}),
            )
        };
        let steps = timeline(&away("treatment"), "17:30").steps;
        assert_eq!(
            (utc(steps[0].latest), utc(steps[0].safe_latest)),
            ("2026-11-10T21:00:00Z".into(), "2026-11-10T18:00:00Z".into())
        );
        assert_eq!(due(&away("evidence"), "17:30").as_deref(), Some("2026-11-10T18:00:00Z"));
    }

    #[test]
    fn b82_a_second_arrest_station_or_authorisation_restarts_nothing() {
        let given = given()
            .authorised("12:00")
            .at("13:00", "arrested", json!({ "offences": ["theft"] }))
            .at("14:00", "departed", json!({}))
            .at("14:30", "arrived", json!({ "station": "Second" }))
            .authorised("14:40");
        assert_eq!(due(&given, "15:00").as_deref(), Some("2026-11-10T18:00:00Z"));
    }

    #[test]
    fn charge_doesnt_stop_or_restart_reviews() {
        let given = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
        assert_eq!(due(&given, "16:00").as_deref(), Some("2026-11-10T18:00:00Z"));
    }

    #[test]
    fn reviews_end_with_the_detention() {
        for (kind, fields) in [
            ("released", json!({ "outcome": "bail" })),
            ("bailed", json!({ "before_charge": true })),
            ("to_court", json!({})),
            ("moved_to_authority", json!({ "to": "alternative" })),
        ] {
            assert_eq!(due(&given().authorised("12:00").at("14:00", kind, fields), "15:00"), None, "{kind}");
        }
    }

    #[test]
    fn a_return_on_bail_starts_a_new_detention_with_its_own_six_hours() {
        let given = given()
            .authorised("12:00")
            .at("14:00", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .authorised("+1 09:10");
        let steps = timeline(&given, "+1 10:00").steps;
        assert_eq!(steps.len(), 2);
        assert_eq!(utc(steps[1].latest), "2026-11-11T15:10:00Z");
        assert_eq!(utc(steps[1].safe_latest), "2026-11-11T13:00:00Z");
        assert!(steps[1].first && steps[1].returned_on_bail);
    }

    #[test]
    fn a_review_before_bail_is_counted_on_in_the_safe_time() {
        let given = given()
            .authorised("12:00")
            .review("17:00", json!({}))
            .at("20:00", "bailed", json!({ "before_charge": true }))
            .at("+1 09:00", "answered_bail", json!({}))
            .authorised("+1 09:10");
        assert_eq!(
            timeline(&given, "+1 10:00").steps.last().map(|step| utc(step.safe_latest)).as_deref(),
            Some("2026-11-11T15:00:00Z")
        );
    }

    #[test]
    fn no_reviews_are_owed_outside_pace() {
        let warrant = given().at("11:00", "arrested", json!({ "for": "court_bail_breach" })).authorised("12:00");
        assert_eq!(due(&warrant, "13:00"), None);
        let bail = given().at("11:00", "arrested", json!({ "for": "police_bail_breach" })).authorised("12:00");
        assert!(due(&bail, "13:00").is_some());
    }

    #[test]
    fn the_clock_runs_on_over_the_eighteenth_birthday_and_only_what_was_set_going_before_it_is_a_duty() {
        let given = given().child(json!({ "date_of_birth": "2008-11-11" })).authorised("20:00");
        assert_eq!(due(&given, "+1 01:00").as_deref(), Some("2026-11-11T02:00:00Z"));
        let reviewed = given.clone().review("+1 01:30", json!({}));
        assert_eq!(due(&reviewed, "+1 02:00").as_deref(), Some("2026-11-11T10:30:00Z"));
        let seen = reviewed.judged("+1 12:00");
        assert_eq!((seen.duties("review.first").len(), seen.duties("review.next").len()), (1, 0));
        assert!(seen.all("review.late").is_empty());
        assert_eq!(given.judged("+1 02:01").minutes("review.late"), Some(1));
    }

    #[test]
    fn a_later_stay_on_another_power_owes_no_reviews_and_one_for_an_offence_does() {
        let again = |route: &str| {
            let given = given()
                .authorised("08:00")
                .at("12:00", "bailed", json!({ "before_charge": true }))
                .at("18:00", "arrested", json!({ "for": route }))
                .at("18:30", "arrived", json!({}))
                .authorised("18:40");
            due(&given, "20:00")
        };
        assert_eq!(again("warrant"), None);
        assert_eq!(again("court_bail_breach"), None);
        assert_eq!(again("offence").as_deref(), Some("2026-11-11T00:40:00Z"));
    }

    #[test]
    fn brought_back_for_breaking_bail_the_time_used_before_is_asked_about_as_on_a_return() {
        let back = |kind: &str| {
            let given = given().authorised("08:00").at("11:00", "bailed", json!({ "before_charge": true }));
            let given = match kind {
                "answered" => given.at("+1 09:00", "answered_bail", json!({})),
                _ => given.at("+1 08:30", "arrested", json!({ "for": kind })).at("+1 09:00", "arrived", json!({})),
            };
            let steps = timeline(&given.authorised("+1 09:10"), "+1 10:00").steps;
            let last = steps.last().unwrap();
            (last.returned_on_bail, utc(last.safe_latest))
        };
        assert_eq!(back("police_bail_breach"), back("answered"));
        assert_eq!(back("answered"), (true, "2026-11-11T12:00:00Z".to_owned()));
        assert!(!back("offence").0);
    }

    #[test]
    fn a_stay_for_an_offence_is_reviewed_though_the_first_was_on_a_warrant() {
        let second = |route: &str| {
            let given = given()
                .at("08:00", "arrested", json!({ "for": "warrant" }))
                .authorised("08:40")
                .at("10:00", "released", json!({ "outcome": "bail" }))
                .at("12:00", "arrested", json!({ "for": route }))
                .authorised("12:40");
            timeline(&given, "13:00")
        };
        assert_eq!(second("offence").steps.len(), 1);
        assert_eq!(second("offence").next_due().map(utc).as_deref(), Some("2026-11-10T18:40:00Z"));
        assert!(second("court_bail_breach").steps.is_empty());
    }

    #[test]
    fn arrested_for_an_offence_while_back_on_a_warrant_reviews_are_owed_from_then() {
        let back = |kind: Option<&str>| {
            let given = given()
                .authorised("08:00")
                .at("12:00", "bailed", json!({ "before_charge": true }))
                .at("18:00", "arrested", json!({ "for": "warrant" }))
                .authorised("18:40");
            match kind {
                Some(kind) => given.at("19:00", "arrested", json!({ "for": kind, "offences": ["burglary"] })),
                None => given,
            }
        };
        assert_eq!(due(&back(None), "20:00"), None);
        assert_eq!(due(&back(Some("recall")), "20:00"), None);
        assert_eq!(due(&back(Some("offence")), "20:00").as_deref(), Some("2026-11-11T01:00:00Z"));
        let authorised = back(Some("offence")).authorised("19:20");
        assert_eq!(due(&authorised, "20:00").as_deref(), Some("2026-11-11T01:20:00Z"));
        let missed = back(Some("offence")).at("+1 08:30", "to_court", json!({})).judged("+1 09:00");
        assert_eq!(missed.minutes("review.missed"), Some(450));
    }

    #[test]
    fn no_safe_time_lies_before_the_review_it_counts_from() {
        let given = given()
            .authorised("12:00")
            .at("17:58", "review_postponed", json!({ "reason": "no_review_officer" }))
            .review("+1 04:00", json!({}));
        let seen = given.judged("+1 04:10");
        assert!(seen.all("review.late")[0].cites.starts_with(&["PACE s.40(5)", "PACE s.40(6)"]));
        let next = timeline(&given, "+1 04:10").steps[1].clone();
        assert_eq!((utc(next.latest), next.safe_latest), ("2026-11-11T13:00:00Z".into(), next.latest));
    }
}
