//! The child's voice at the review, what it changed, and grounds written afresh.

use std::collections::HashMap;

use super::act::{Act, Sleep, acts, judged, told};
use super::seen::unspoken;
use crate::law::wording::alike::{Likeness, alike, same_letters};
use crate::law::wording::normalised;
use crate::law::{Facts, Judgement, Rule};
use crate::record::time::clock;
use crate::record::words::NotSpoken;

/// `review.no-voice`. "Nothing", asked and written so, is an answer.
pub(super) fn no_voice(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        let it = act.it();
        let words = told(it.reason.as_ref()).is_some();
        let reasoned = match it.not_spoken {
            Some(NotSpoken::Other) | None => words,
            Some(_) => true,
        };
        if it.child_said.is_some()
            || act.sleep() == Sleep::Asleep
            || reasoned
            || unspoken(&act)
            || act.child_away(facts)
        {
            continue;
        }
        let at = act.at();
        let message = move || {
            format!(
                "Nothing the child said is written at the {} review, nor why not. Write their words; if asked and silent, \"nothing\".",
                clock(at)
            )
        };
        judgement.find(rule.shortfall(at, message).on([act.position()]).owed_by(act.owner()));
    }
}

/// `review.no-effect`. Silence changes nothing; a bare "nothing" beside the child's words doesn't say why not.
pub(super) fn no_effect(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        if told(act.it().child_said.as_ref()).is_none() || told(act.it().effect.as_ref()).is_some() {
            continue;
        }
        let at = act.at();
        let message = move || {
            format!(
                "The child's words at the {} review are written, not what they changed or why not. Write what came of them.",
                clock(at)
            )
        };
        judgement.find(rule.shortfall(at, message).on([act.position()]).owed_by(act.owner()));
    }
}

/// `review.cloned`: one finding for a run of reviews at the same stage with the same grounds.
///
/// Word for word, case, stops and spacing apart; with a few slips of the hand too, where policy says so. A figure, a time or a
/// word that differs is something written afresh.
pub(super) fn cloned(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let reviews = acts(facts);
    let policy = &facts.policy.review;
    let likeness = Likeness { least_words: policy.cloned_least_words, percent: policy.cloned_percent };
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut same: HashMap<(bool, String), usize> = HashMap::new();
    let mut near: HashMap<(bool, String), Vec<usize>> = HashMap::new();
    for act in &reviews {
        let Some(words) = told(act.it().grounds.as_ref()).map(normalised).filter(|words| !words.is_empty()) else {
            continue;
        };
        let whole = (act.falls.charged, words.replace(' ', ""));
        let near = near.entry((act.falls.charged, initials(&words, likeness))).or_default();
        let is_near = |run: &usize| runs.get(*run).is_some_and(|run| alike(&words, &run.words, likeness).is_some());
        let earlier = same.get(&whole).copied().or_else(|| near.iter().copied().find(is_near));
        match earlier.and_then(|run| runs.get_mut(run)) {
            Some(run) if facts.is_child_at(act.at()) => run.copies.push(act),
            Some(_) => {}
            None => {
                same.insert(whole, runs.len());
                if likeness.percent < 100 && near.len() < MOST_COMPARED {
                    near.push(runs.len());
                }
                runs.push(Run { words, first: act, copies: Vec::new() });
            }
        }
    }
    for run in &runs {
        let Some(copy) = run.copies.first() else { continue };
        let exact = run.copies.iter().all(|copy| {
            told(copy.it().grounds.as_ref()).is_some_and(|grounds| same_letters(&normalised(grounds), &run.words))
        });
        let how = if exact { "" } else { ", spelling apart," };
        let message = format!(
            "Grounds at the {} review are word for word{how} those at {}. What made detention necessary then, in this case \
             (PACE s.40(8))?",
            clock(copy.at()),
            clock(run.first.at())
        );
        let positions = [run.first.position()].into_iter().chain(run.copies.iter().map(|copy| copy.position()));
        judgement.find(rule.query(copy.at(), message).on(positions).owed_by(copy.owner()));
    }
}

/// Grounds that differ from one another and are set beside each later review's: a flood of them is still judged at once.
const MOST_COMPARED: usize = 32;

/// Grounds and the reviews that have them.
struct Run<'a> {
    words: String,
    first: &'a Act<'a>,
    copies: Vec<&'a Act<'a>>,
}

/// Returns the letters that the words begin with, which no slip of the hand changes; none where no slip is allowed for.
fn initials(words: &str, likeness: Likeness) -> String {
    if likeness.percent >= 100 {
        return String::new();
    }
    words.split(' ').filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::given;

    const SHORTFALL: Option<Verdict> = Some(Verdict::Shortfall);

    fn verdict(rule: &str, changes: Value) -> Option<Verdict> {
        given().authorised("12:00").review("17:00", changes).judged("17:10").verdict(rule)
    }

    #[test]
    fn what_the_child_said_is_written_or_why_not() {
        let voice = |changes| verdict("review.no-voice", changes);
        assert_eq!(voice(json!({})), None);
        assert_eq!(voice(json!({ "child_said": null })), SHORTFALL);
        assert_eq!(voice(json!({ "child_said": "nothing" })), None);
        assert_eq!(voice(json!({ "child_said": null, "not_spoken": "declined" })), None);
        assert_eq!(voice(json!({ "child_said": null, "not_spoken": "other" })), SHORTFALL);
        assert_eq!(voice(json!({ "child_said": null, "reason": "turned to the wall" })), None);
        assert_eq!(voice(json!({ "child_said": null, "awake": false, "not_spoken": "asleep" })), None);
        assert_eq!(voice(json!({ "child_said": null, "awake": null, "spoken_to": null })), SHORTFALL);
    }

    #[test]
    fn a_child_not_spoken_to_is_one_shortcoming_not_two() {
        let changes = json!({ "child_said": null, "spoken_to": false });
        assert_eq!(verdict("review.no-voice", changes.clone()), None);
        assert_eq!(verdict("review.not-spoken-to", changes), SHORTFALL);
    }

    #[test]
    fn what_the_childs_words_changed_is_written_or_why_not() {
        let effect = |changes| verdict("review.no-effect", changes);
        assert_eq!(effect(json!({})), None);
        assert_eq!(effect(json!({ "effect": null })), SHORTFALL);
        assert_eq!(effect(json!({ "effect": "nothing" })), SHORTFALL);
        assert_eq!(effect(json!({ "effect": "nothing yet: the interview is at six" })), None);
        assert_eq!(effect(json!({ "effect": null, "child_said": "nothing" })), None);
        assert_eq!(effect(json!({ "effect": null, "child_said": null })), None);
    }

    #[test]
    fn grounds_copied_word_for_word_are_asked_about_once_for_the_run() {
        let grounds = |text: &str| json!({ "grounds": text });
        let twice = given()
            .authorised("12:00")
            .review("15:00", grounds("To interview."))
            .review("+1 00:00", grounds("to  INTERVIEW"));
        let seen = twice.clone().judged("+1 00:10");
        assert_eq!(seen.verdict("review.cloned"), Some(Verdict::Query));
        assert_eq!(seen.one("review.cloned").unwrap().entries[..], [1, 2]);
        let thrice = twice.review("+1 09:00", grounds("to interview")).judged("+1 09:10");
        assert_eq!(thrice.one("review.cloned").unwrap().entries[..], [1, 2, 3]);
    }

    #[test]
    fn grounds_that_differ_or_arent_written_are_not_copied() {
        let pair = |first: Value, second: Value| {
            let given = given().authorised("12:00").review("15:00", json!({ "grounds": first }));
            given.review("+1 00:00", json!({ "grounds": second })).judged("+1 00:10").verdict("review.cloned")
        };
        assert_eq!(pair(json!("to interview"), json!("to interview again, new evidence")), None);
        assert_eq!(pair(json!(null), json!(null)), None);
        assert_eq!(pair(json!("nothing"), json!("nothing")), None);
    }

    fn again(policy: &str, second: &str) -> Option<Verdict> {
        given()
            .policy(policy)
            .authorised("12:00")
            .review("15:00", json!({ "grounds": "To interview with his adult present" }))
            .review("+1 00:00", json!({ "grounds": second }))
            .judged("+1 00:10")
            .verdict("review.cloned")
    }

    #[test]
    fn grounds_with_a_slip_are_word_for_word_only_where_policy_says_so() {
        let slip = "to intervew with his adult present.";
        let query = Some(Verdict::Query);
        assert_eq!(again("", slip), None);
        // One slip in thirty letters is a little over 96 percent the same.
        assert_eq!(again("[review]\ncloned_percent = 96\n", slip), query);
        assert_eq!(again("[review]\ncloned_percent = 97\n", slip), None);
        assert_eq!(again("[review]\ncloned_percent = 96\ncloned_least_words = 6\n", slip), query);
        assert_eq!(again("[review]\ncloned_percent = 96\ncloned_least_words = 7\n", slip), None);
        for policy in ["", "[review]\ncloned_percent = 90\n"] {
            assert_eq!(again(policy, "TO INTERVIEW, with his adult present"), query);
            assert_eq!(again(policy, "to inter-view with his adult present"), query, "no more than a hyphen");
            assert_eq!(again(policy, "to interview with his adult and solicitor present"), None);
        }
    }

    #[test]
    fn a_time_in_the_grounds_is_a_fact_and_differs() {
        let at = |time: &str| json!({ "grounds": format!("interview put off until {time}, adult not free before") });
        let pair = |second: &str| {
            let given = given().policy("[review]\ncloned_percent = 70\n").authorised("12:00");
            let given = given.review("15:00", at("19:00")).review("+1 00:00", at(second));
            given.judged("+1 00:10").verdict("review.cloned")
        };
        assert_eq!((pair("19:00"), pair("19:30")), (Some(Verdict::Query), None));
    }

    #[test]
    fn grounds_before_and_after_charge_are_not_set_side_by_side() {
        let officer = json!({ "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" });
        let given = given()
            .authorised("12:00")
            .review("15:00", json!({ "grounds": "risk" }))
            .at("16:00", "charged", json!({ "offences": ["theft"] }))
            .review("20:00", json!({ "grounds": "risk", "by": officer }));
        assert_eq!(given.judged("20:10").verdict("review.cloned"), None);
    }
}
