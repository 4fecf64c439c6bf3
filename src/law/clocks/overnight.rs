//! Held overnight before charge, and whether anyone wrote why.

use chrono::{Days, TimeDelta};

use super::relevant_time::reckon;
use super::{nights, runs_here, shown_until};
use crate::law::assessment::{Judgement, OVERNIGHT_MINUTES};
use crate::law::checks::span;
use crate::law::facts::Facts;
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::wording::is_stock;
use crate::record::time::{clock, day_clock, london_at, london_date};
use crate::record::{Instant, Kind};

pub(super) const PRECHARGE: Rule = Rule {
    id: "detention.overnight-precharge",
    title: "Holding a child overnight without charge needs a reason written that evening",
    standard: Standard::Statute,
    cites: &["PACE s.37(3)", "PACE s.37(2)", "force policy"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Darkness, or a parent who can't come till morning, is no ground to keep a child in a cell.",
    judge,
};

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !runs_here(facts) {
        return;
    }
    let charges: Vec<Instant> = reckon(facts).runs.iter().filter_map(|run| run.charged).map(|mark| mark.at).collect();
    let needed = TimeDelta::minutes(OVERNIGHT_MINUTES);
    for held in &facts.held {
        let charged =
            charges.iter().copied().chain(facts.charged.map(|mark| mark.at)).filter(|&at| at >= held.from).min();
        // What was written after an extract ends stands outside it, and whether the child was still held too.
        let shown = if held.over { held.to } else { shown_until(facts, held.to) };
        let to = charged.map_or(shown, |at| at.min(shown));
        let mut asked: Vec<Asked> = Vec::new();
        for (from, until) in nights(held.from, to) {
            let long = from + needed;
            if until < long || !facts.is_child_at(long) || says_why(facts, from, until) {
                continue;
            }
            // A night with nothing at all entered since the last one shows nothing that it didn't.
            match asked.last_mut().filter(|last| facts.silent(last.until, until)) {
                Some(last) => last.until = until,
                None => asked.push(Asked { long, since: since(facts, from), ended: until, until }),
            }
        }
        for Asked { long, since, ended, until } in asked {
            let (held_since, since) = (clock(held.from), clock(since));
            let message = if ended < until {
                format!(
                    "Held uncharged since {held_since}; no grounds are written since {since}, nor anything at all from {} to {}.{}",
                    day_clock(ended),
                    day_clock(until),
                    span::ask_if_held(facts)
                )
            } else {
                format!(
                    "A child is kept before charge only where that is needed for evidence. Held uncharged since {held_since}, and no grounds are written since {since}. Why not bail until morning?"
                )
            };
            let position = facts.entries.iter().find(|entry| entry.at >= held.from).map(|entry| entry.position);
            judgement.find(rule.query(long, message).on(position));
        }
    }
}

/// A night to be asked about, and the silent nights that followed it.
struct Asked {
    /// When it had been long enough.
    long: Instant,
    /// Since when no grounds are written.
    since: Instant,
    /// Its end.
    ended: Instant,
    /// The end of the last night since before which nothing at all was entered; its own end where there is none.
    until: Instant,
}

/// Returns the policy's hour of the evening before a night.
fn since(facts: &Facts<'_>, night: Instant) -> Instant {
    let date = london_date(night);
    london_at(date.checked_sub_days(Days::new(1)).unwrap_or(date), facts.policy.clock.overnight_reason_since.0)
}

/// Returns whether a review, an authorisation or an extension between that evening and the night's end says why.
fn says_why(facts: &Facts<'_>, night: Instant, until: Instant) -> bool {
    let evening = since(facts, night);
    facts.entries.iter().filter(|entry| evening <= entry.at && entry.at <= until).any(|entry| {
        let why = match &entry.entry.kind {
            Kind::Review(review) => review.grounds.as_deref(),
            Kind::DetentionAuthorised(authorised) => authorised.grounds.as_deref(),
            Kind::ExtensionAuthorised(extension) => extension.reasons.as_deref(),
            _ => None,
        };
        why.is_some_and(|text| !is_stock(text))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::Verdict;
    use crate::law::testing::{Given, given, instant};

    const RULE: &str = "detention.overnight-precharge";

    fn held_from(time: &str) -> Given {
        given().at(time, "arrived", json!({})).at(time, "detention_authorised", json!({}))
    }

    #[test]
    fn four_hours_of_the_night_uncharged_with_no_grounds_are_asked_about() {
        let seen = held_from("04:00").judged("09:00");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
        assert_eq!(seen.one(RULE).unwrap().at, instant("08:00"));
        assert!(held_from("04:01").judged("09:00").one(RULE).is_none());
        assert!(held_from("-1 22:00").judged("03:59").one(RULE).is_none());
        assert!(held_from("-1 22:00").judged("04:00").one(RULE).is_some());
    }

    #[test]
    fn grounds_since_six_that_evening_answer_it_and_earlier_ones_do_not() {
        let with = |time: &str| held_from("-1 12:00").review(time, json!({})).judged("09:00").one(RULE).is_some();
        assert!(with("-1 17:59:59"));
        assert!(!with("-1 18:00"));
        assert!(!with("06:30"));
        assert!(with("08:30"));
        let booked_in = given().at("-1 18:00", "arrived", json!({})).authorised("-1 18:10").judged("09:00");
        assert!(booked_in.one(RULE).is_none());
    }

    #[test]
    fn a_review_without_grounds_says_nothing_and_an_extension_with_reasons_does() {
        let bare = held_from("-1 12:00").review("-1 20:00", json!({ "grounds": "as above" })).judged("09:00");
        assert!(bare.one(RULE).is_some());
        let extended = held_from("-1 12:00")
            .at("03:00", "extension_authorised", json!({ "until_hours": 36, "reasons": "phones being read" }))
            .judged("09:00");
        assert!(extended.one(RULE).is_none());
    }

    #[test]
    fn charge_or_release_before_four_hours_leaves_nothing_to_ask() {
        let charged =
            |time: &str| held_from("-1 12:00").at(time, "charged", json!({ "offences": ["theft"] })).judged("09:00");
        assert!(charged("03:59").one(RULE).is_none());
        assert!(charged("04:00").one(RULE).is_some());
        let out = held_from("-1 12:00").at("03:00", "released", json!({ "outcome": "bail" })).judged("09:00");
        assert!(out.one(RULE).is_none());
    }

    #[test]
    fn the_hour_of_the_evening_is_policy() {
        let record = held_from("-1 12:00").review("-1 20:00", json!({}));
        let late = record.policy("[clock]\novernight_reason_since = \"21:00\"").judged("09:00");
        assert!(late.one(RULE).is_some());
    }

    #[test]
    fn two_nights_are_two_questions_and_a_warrant_for_arrest_none() {
        let checked = held_from("-1 12:00").at("10:00", "check", json!({}));
        assert_eq!(checked.judged("+1 09:00").all(RULE).len(), 2);
        let warrant = given()
            .at("-1 12:00", "arrested", json!({ "for": "warrant" }))
            .at("-1 12:10", "arrived", json!({}))
            .judged("09:00");
        assert!(warrant.one(RULE).is_none());
    }

    #[test]
    fn nights_with_nothing_at_all_entered_since_the_last_are_one_question() {
        let silent = held_from("-1 12:00");
        for now in ["09:00", "+1 09:00", "+5 09:00"] {
            assert_eq!(silent.judged(now).one(RULE).unwrap().at, instant("04:00"), "{now}");
        }
        let message = |given: &Given| given.judged("+2 09:00").one(RULE).unwrap().message.to_string();
        assert!(message(&silent).ends_with(
            "nor anything at all from Tue 10 Nov 08:00 GMT to Thu 12 Nov 08:00 GMT. Is the child still held? If not, enter when they left."
        ));
        let late = silent.clone().at("+2 08:30", "released", json!({ "outcome": "no_further_action" }));
        assert!(message(&late).ends_with("Was the child held all that time? If not, correct when they left."));
        let spoke = silent.at("+1 12:00", "check", json!({}));
        assert_eq!(spoke.judged("+2 09:00").all(RULE).len(), 2, "the second night joins the first, the third doesn't");
    }
}
