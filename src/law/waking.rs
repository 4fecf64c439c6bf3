//! When the child was awake: every sign of it in the record, and how long it lasted.

use super::checks::content;
use super::facts::Facts;
use crate::record::words::{Demeanour, NotSaid};
use crate::record::{Instant, Kind, Standing};

/// One sign that the child was awake or asleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// When.
    pub at: Instant,
    /// Whether awake.
    pub awake: bool,
    /// The position of the entry that says so.
    pub position: usize,
    /// Whether a check says so.
    pub by_check: bool,
}

/// Every sign of waking or sleep, in order. Between two signs the first one holds; before any, the child counts as awake.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waking {
    /// The signs.
    pub signs: Vec<Sign>,
    /// Whether awake from when, by the signs and by checks at which a sleep known only from words is no longer said.
    shown: Vec<(Instant, bool)>,
}

impl Waking {
    /// Gathers the signs of a record.
    ///
    /// "Asleep" said at a review isn't a sign: it is what the signs are held against. A check says it in its fields or, where
    /// they are silent, in its words; such a sleep lasts no longer than to the next check whose words tell of something else.
    #[must_use]
    pub fn of(facts: &Facts<'_>) -> Self {
        let (mut signs, mut shown) = (Vec::new(), Vec::new());
        let mut only_in_words = false;
        for standing in &facts.entries {
            let kind = &standing.entry.kind;
            let by_check = matches!(kind, Kind::Check(_));
            let (at, position) = (standing.at, standing.position);
            let text = words(standing);
            let said = sign(kind);
            let asleep = said.is_none() && text.is_some_and(content::asleep_in_words);
            if let Some(awake) = said.or(asleep.then_some(false)) {
                signs.push(Sign { at, awake, position, by_check });
                shown.push((at, awake));
                only_in_words = asleep;
            } else if only_in_words && text.is_some_and(content::ends_sleep_in_words) {
                shown.push((at, true));
                only_in_words = false;
            }
        }
        Self { signs, shown }
    }

    /// Returns whether the child was awake at that instant; none before the first sign.
    #[must_use]
    pub fn at(&self, at: Instant) -> Option<bool> {
        let by_then = self.signs.partition_point(|sign| sign.at <= at);
        self.signs.get(..by_then)?.last().map(|sign| sign.awake)
    }

    /// Returns the first sign of being awake at or after that instant.
    #[must_use]
    pub fn first_awake_from(&self, at: Instant) -> Option<Sign> {
        let from = self.signs.partition_point(|sign| sign.at < at);
        self.signs.iter().skip(from).copied().find(|sign| sign.awake)
    }

    /// Returns the stretches of `from`..`to` in which the child was awake, in order.
    #[must_use]
    pub fn awake_between(&self, from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
        let mut parts = Vec::new();
        let after = self.shown.partition_point(|(at, _)| *at <= from);
        let at_first = after.checked_sub(1).and_then(|last| self.shown.get(last)).is_none_or(|(_, awake)| *awake);
        let mut since = at_first.then_some(from);
        for &(at, awake) in self.shown.iter().skip(after).take_while(|(at, _)| *at < to) {
            match (since, awake) {
                (None, true) => since = Some(at),
                (Some(start), false) => {
                    parts.push((start, at));
                    since = None;
                }
                _ => {}
            }
        }
        if let Some(start) = since.filter(|start| *start < to) {
            parts.push((start, to));
        }
        parts
    }
}

/// Returns whether a check says that the child was awake or asleep; none where it doesn't say.
#[must_use]
pub fn awake_at_check(check: &crate::record::kinds::Check) -> Option<bool> {
    match (check.awake, check.demeanour, &check.said, check.not_said) {
        (Some(awake), ..) => Some(awake),
        (None, Some(Demeanour::Sleeping), ..) | (None, None, None, Some(NotSaid::Asleep)) => Some(false),
        (None, Some(_), ..) | (None, None, Some(_), _) => Some(true),
        (None, None, None, Some(NotSaid::Declined)) => Some(true),
        _ => None,
    }
}

/// Returns the words of a check in which sleep is looked for.
fn words<'a>(standing: &Standing<'a>) -> Option<&'a str> {
    let Kind::Check(check) = &standing.entry.kind else { return None };
    check.seen.as_deref().or(standing.entry.common.note.as_deref())
}

fn sign(kind: &Kind) -> Option<bool> {
    match kind {
        Kind::Check(check) => awake_at_check(check),
        Kind::Woke(_)
        | Kind::Woken(_)
        | Kind::RestEnded(_)
        | Kind::InterviewStarted(_)
        | Kind::InterviewEnded(_)
        | Kind::Charged(_)
        | Kind::AskedFor(_)
        | Kind::SelfHarm(_) => Some(true),
        Kind::Care(care) if care.taken == Some(true) => Some(true),
        Kind::ReviewExplained(explained) if explained.said.is_some() || explained.told == Some(true) => Some(true),
        Kind::RestStarted(_) => Some(false),
        Kind::Review(review) => match (review.awake, &review.child_said, review.spoken_to) {
            (Some(true), ..) | (None, Some(_), _) | (None, None, Some(true)) => Some(true),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;
    use crate::law::Suite;
    use crate::law::policy::Policy;
    use crate::law::testing::{given, instant};

    #[test]
    fn awake_time_leaves_out_sleep_between_signs() {
        let record = given()
            .authorised("12:00")
            .at("14:00", "check", json!({ "awake": false }))
            .at("14:30", "check", json!({ "demeanour": "sleeping" }))
            .at("15:00", "woke", json!({}))
            .record();
        let (policy, suite) = (Policy::default(), Suite::default());
        let waking = Waking::of(&Facts::gather(&record, &policy, &suite, instant("18:00")));
        assert_eq!(
            waking.awake_between(instant("12:00"), instant("18:00")),
            vec![(instant("12:00"), instant("14:00")), (instant("15:00"), instant("18:00"))]
        );
        assert_eq!(waking.at(instant("13:59")), None);
        assert_eq!(waking.at(instant("14:10")), Some(false));
    }

    fn signs(kind: &str, fields: Value) -> Vec<(bool, bool)> {
        let record = given().authorised("12:00").at("14:00", kind, fields).record();
        let (policy, suite) = (Policy::default(), Suite::default());
        let waking = Waking::of(&Facts::gather(&record, &policy, &suite, instant("18:00")));
        waking.signs.iter().map(|sign| (sign.awake, sign.by_check)).collect()
    }

    #[rstest]
    #[case(json!({ "awake": true, "demeanour": "sleeping" }), Some(true))]
    #[case(json!({ "awake": false, "said": "go away" }), Some(false))]
    #[case(json!({ "demeanour": "sleeping", "said": "go away" }), Some(false))]
    #[case(json!({ "demeanour": "calm" }), Some(true))]
    #[case(json!({ "said": "asked the time", "not_said": "asleep" }), Some(true))]
    #[case(json!({ "not_said": "asleep" }), Some(false))]
    #[case(json!({ "not_said": "declined" }), Some(true))]
    #[case(json!({ "not_said": "not_asked" }), None)]
    #[case(json!({}), None)]
    fn a_check_shows_waking_by_its_field_then_demeanour_then_words(#[case] fields: Value, #[case] awake: Option<bool>) {
        assert_eq!(signs("check", fields), awake.map(|awake| (awake, true)).into_iter().collect::<Vec<_>>());
    }

    #[rstest]
    #[case(json!({ "seen": "asleep on left side" }), Some(false))]
    #[case(json!({ "note": "sleeping, chest rising" }), Some(false))]
    #[case(json!({ "seen": "asleep on left side", "awake": true }), Some(true))]
    #[case(json!({ "seen": "hasn't slept" }), None)]
    #[case(json!({ "seen": "on left side" }), None)]
    fn a_check_whose_fields_are_silent_shows_sleep_by_its_words(#[case] fields: Value, #[case] awake: Option<bool>) {
        assert_eq!(signs("check", fields), awake.map(|awake| (awake, true)).into_iter().collect::<Vec<_>>());
    }

    #[rstest]
    #[case("woke", json!({}), Some(true))]
    #[case("woken", json!({ "reason": "interview" }), Some(true))]
    #[case("rest_started", json!({}), Some(false))]
    #[case("rest_ended", json!({}), Some(true))]
    #[case("interview_started", json!({}), Some(true))]
    #[case("interview_ended", json!({}), Some(true))]
    #[case("charged", json!({ "offences": ["theft"] }), Some(true))]
    #[case("asked_for", json!({ "what": "a blanket" }), Some(true))]
    #[case("self_harm", json!({ "what": "threat" }), Some(true))]
    #[case("care", json!({ "what": "meal", "taken": true }), Some(true))]
    #[case("care", json!({ "what": "meal", "taken": false }), None)]
    #[case("care", json!({ "what": "meal" }), None)]
    #[case("review_explained", json!({ "said": "when can I go" }), Some(true))]
    #[case("review_explained", json!({ "told": true }), Some(true))]
    #[case("review_explained", json!({ "told": false }), None)]
    #[case("review_explained", json!({}), None)]
    #[case("review", json!({ "awake": true }), Some(true))]
    #[case("review", json!({ "awake": false, "child_said": "why" }), None)]
    #[case("review", json!({ "child_said": "why" }), Some(true))]
    #[case("review", json!({ "spoken_to": true }), Some(true))]
    #[case("review", json!({ "spoken_to": false }), None)]
    #[case("review", json!({}), None)]
    #[case("arrived", json!({}), None)]
    fn what_else_shows_waking_and_that_asleep_at_a_review_is_no_sign(
        #[case] kind: &str,
        #[case] fields: Value,
        #[case] awake: Option<bool>,
    ) {
        assert_eq!(signs(kind, fields), awake.map(|awake| (awake, false)).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_sign_holds_from_its_own_minute_and_awake_is_looked_for_from_then_on() {
        let record =
            given().authorised("12:00").at("14:00", "rest_started", json!({})).at("15:00", "woke", json!({})).record();
        let (policy, suite) = (Policy::default(), Suite::default());
        let waking = Waking::of(&Facts::gather(&record, &policy, &suite, instant("18:00")));
        assert_eq!([waking.at(instant("14:00")), waking.at(instant("15:00"))], [Some(false), Some(true)]);
        let first = |from: &str| waking.first_awake_from(instant(from)).map(|sign| sign.at);
        assert_eq!(
            [first("14:00"), first("15:00"), first("15:01")],
            [Some(instant("15:00")), Some(instant("15:00")), None]
        );
        let awake = |from: &str, to: &str| waking.awake_between(instant(from), instant(to));
        assert_eq!(awake("14:00", "15:00"), []);
        assert_eq!(awake("15:00", "15:00"), []);
        assert_eq!(awake("15:00", "15:01"), [(instant("15:00"), instant("15:01"))]);
        assert_eq!(awake("13:00", "14:00"), [(instant("13:00"), instant("14:00"))]);
    }
}
