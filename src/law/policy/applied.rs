//! Which number of force policy moves which rule's answer.

use super::{Number, Policy};

/// Each number, and the ids of the rules and of the rows of the threshold test that answer otherwise when it is changed.
/// What only says when the board warns moves no rule, and stands with none.
const APPLIED: &[(&str, &[&str])] = &[
    ("age.unknown_minutes", &["age.unknown"]),
    ("age.repeat_days", &["pattern.repeat"]),
    ("clock.booking_in_minutes", &["clock.waited-to-book-in", "health.self-harm"]),
    ("clock.overnight_reason_since", &["detention.overnight-precharge"]),
    ("review.live_link_works", &["review.method", "review.first", "review.next", "review.late", "review.missed"]),
    ("review.asleep_check_minutes", &["review.asleep-doubted", "review.tell-child"]),
    ("review.day_from", &["review.asleep-doubted", "edt.contacted"]),
    ("review.day_to", &["review.asleep-doubted", "edt.contacted"]),
    ("review.night_from", &["review.asleep-not-brought-forward", "care.rest"]),
    ("review.night_to", &["review.asleep-not-brought-forward", "care.rest"]),
    ("review.awake_before_minutes", &["review.asleep-not-brought-forward"]),
    ("review.tell_child_minutes", &["review.tell-child", "review.late"]),
    ("review.delegated_minutes", &["review.delegated-talk"]),
    ("review.adult_soon_minutes", &["review.aa-absent", "review.no-representations"]),
    ("review.cloned_percent", &["review.cloned"]),
    ("review.cloned_least_words", &["review.cloned"]),
    ("adult.request_minutes", &["aa.request"]),
    ("adult.request_breach_minutes", &["aa.request"]),
    ("adult.chase_minutes", &["aa.arrive"]),
    ("adult.escalate_minutes", &["aa.arrive", "aa.wait-unchallenged"]),
    ("adult.delay_explained_minutes", &["aa.delay-unexplained"]),
    ("adult.bail_considered_minutes", &["aa.no-bail-considered"]),
    ("adult.person_told_minutes", &["person.told"]),
    ("adult.person_told_breach_minutes", &["person.told"]),
    ("check.interval_minutes", &["check.due", "check.gap"]),
    ("check.grace_minutes", &["check.due", "check.gap"]),
    ("check.due_soon_minutes", &["check.due"]),
    ("check.stock_phrases", &["check.stock-phrase", "check.cloned"]),
    ("check.cloned_within_minutes", &["check.cloned"]),
    ("check.cloned_percent", &["check.cloned"]),
    ("check.cloned_least_words", &["check.cloned"]),
    ("check.cloned_sleeping_count", &["check.cloned"]),
    ("check.change_minutes", &["check.change"]),
    ("check.silent_minutes", &["voice.silent-hours"]),
    ("care.meal_minutes", &["care.meal"]),
    ("care.woman_minutes", &["care.woman"]),
    ("care.menstrual_minutes", &["care.menstrual"]),
    ("care.request_minutes", &["care.request-open"]),
    ("care.force_health_minutes", &["force.recorded"]),
    ("health.asked_minutes", &["health.seen"]),
    ("health.seen_minutes", &["health.seen"]),
    ("health.self_harm_minutes", &["health.self-harm", "observation.not-raised"]),
    ("health.ascc_opens", &["ascc.seen", "ascc.closed-throughout", "ascc.not-reoffered"]),
    ("health.ascc_closes", &["ascc.seen", "ascc.closed-throughout", "ascc.not-reoffered"]),
    ("health.ascc_wait_minutes", &["ascc.seen", "ascc.not-reoffered"]),
    ("health.edt_after_minutes", &["edt.contacted"]),
    ("health.edt_within_minutes", &["edt.contacted", "referral.submitted"]),
    ("release.night_from", &["release.risk"]),
    ("release.night_to", &["release.risk"]),
    (
        "accommodation.request_minutes",
        &["accommodation.request", "accommodation.late", "accommodation.alternative-not-asked"],
    ),
    ("accommodation.late_minutes", &["accommodation.late", "bail.no-ground", "AC15"]),
    ("accommodation.breach_minutes", &["accommodation.late", "bail.no-ground"]),
    ("accommodation.answer_minutes", &["accommodation.authority-failed", "AC29", "AC44"]),
    ("accommodation.moved_minutes", &["accommodation.offered-not-moved", "AC36"]),
    ("accommodation.escalate_first_minutes", &["accommodation.escalate"]),
    ("accommodation.escalate_second_minutes", &["accommodation.escalate"]),
    ("accommodation.escalate_last_minutes", &["accommodation.escalate"]),
    ("accommodation.non_specified_secure", &["accommodation.secure-unsupported", "AC21"]),
    ("entry.check_late_minutes", &["entry.late"]),
    ("entry.late_minutes", &["entry.late"]),
    ("board.due_soon_minutes", &[]),
];

impl Policy {
    /// Returns the numbers of force policy that a rule, or a row of the threshold test, is judged by.
    #[must_use]
    pub fn numbers_of(&self, id: &str) -> Vec<Number> {
        let applies = |number: &Number| APPLIED.iter().any(|(name, ids)| *name == number.name && ids.contains(&id));
        self.numbers().into_iter().filter(applies).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::APPLIED;
    use crate::law::accommodation::test_row;
    use crate::law::{Policy, register};

    #[test]
    fn every_number_of_force_policy_says_once_which_rules_it_moves() {
        let named: Vec<&str> = APPLIED.iter().map(|(name, _)| *name).collect();
        let numbers: Vec<&str> = Policy::default().numbers().iter().map(|number| number.name).collect();
        assert_eq!(named, numbers, "in the order of the file, each once");
        for (name, ids) in APPLIED {
            for id in *ids {
                assert!(register::rule(id).is_some() || test_row(id).is_some(), "{name}: no rule {id}");
            }
            let each: BTreeSet<_> = ids.iter().collect();
            assert_eq!(each.len(), ids.len(), "{name} names a rule twice");
        }
    }

    #[test]
    fn a_rule_is_told_with_the_forces_own_number_and_its_unit() {
        let policy = Policy::read("[adult]\nchase_minutes = 45\n").unwrap();
        let chase = policy.numbers_of("aa.arrive");
        let shown: Vec<(&str, &str)> = chase.iter().map(|number| (number.name, number.value.as_str())).collect();
        assert_eq!(shown, [("adult.chase_minutes", "45"), ("adult.escalate_minutes", "120")]);
        assert_eq!(chase[0].unit, "minutes from the first request");
        assert!(policy.numbers_of("review.first").iter().all(|number| number.name == "review.live_link_works"));
    }
}
