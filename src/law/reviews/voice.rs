//! The child's voice at the review, what it changed, and grounds written afresh.

use super::act::{Act, Sleep, acts, judged, told};
use super::seen::unspoken;
use crate::law::wording::{normalised, same};
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
        let message = format!(
            "Nothing the child said is written at the {} review, nor why not. Write their words; if asked and silent, \"nothing\".",
            clock(act.at())
        );
        judgement.find(rule.shortfall(act.at(), message).on([act.position()]).owed_by(act.owner()));
    }
}

/// `review.no-effect`. Silence changes nothing; a bare "nothing" beside the child's words doesn't say why not.
pub(super) fn no_effect(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        if told(act.it().child_said.as_ref()).is_none() || told(act.it().effect.as_ref()).is_some() {
            continue;
        }
        let message = format!(
            "The child's words at the {} review are written, not what they changed or why not. Write what came of them.",
            clock(act.at())
        );
        judgement.find(rule.shortfall(act.at(), message).on([act.position()]).owed_by(act.owner()));
    }
}

/// `review.cloned`: one finding for a run of reviews at the same stage with the same grounds.
pub(super) fn cloned(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let reviews = acts(facts);
    let grounds =
        |act: &Act<'_>| told(act.it().grounds.as_ref()).filter(|text| !normalised(text).is_empty()).map(str::to_owned);
    let mut counted: Vec<usize> = Vec::new();
    for (index, act) in reviews.iter().enumerate() {
        let Some(words) = grounds(act).filter(|_| !counted.contains(&act.position())) else { continue };
        let copies: Vec<&Act<'_>> = reviews
            .iter()
            .skip(index + 1)
            .filter(|later| later.charged == act.charged && facts.is_child_at(later.at()))
            .filter(|later| grounds(later).is_some_and(|text| same(&text, &words)))
            .collect();
        let Some(first) = copies.first() else { continue };
        counted.extend(copies.iter().map(|copy| copy.position()));
        let message = format!(
            "Grounds at the {} review are word for word those at {}. What made detention necessary then, in this case (PACE \
             s.40(8))?",
            clock(first.at()),
            clock(act.at())
        );
        let positions = [act.position()].into_iter().chain(copies.iter().map(|copy| copy.position()));
        judgement.find(rule.query(first.at(), message).on(positions).owed_by(first.owner()));
    }
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
        assert_eq!(seen.one("review.cloned").unwrap().entries, vec![1, 2]);
        let thrice = twice.review("+1 09:00", grounds("to interview")).judged("+1 09:10");
        assert_eq!(thrice.one("review.cloned").unwrap().entries, vec![1, 2, 3]);
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
