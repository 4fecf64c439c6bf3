//! Putting a review off: lawful only on a ground of s.40(4), at the latest time, with its reason recorded (s.40(7)).

use super::act::{applies, is_reviewed, shown_whole, told};
use crate::law::facts::{AwayWhy, Fact};
use crate::law::wording::{normalised, normalised_mentions};
use crate::law::{Facts, Judgement, Rule, Standard};
use crate::record::Instant;
use crate::record::kinds::ReviewPostponed;
use crate::record::time::clock;
use crate::record::words::PostponedReason;

/// Words of questioning, which s.40(4) allows as a ground.
const QUESTIONING: &[&str] = &["interview", "question"];

/// Words of the other ground it names: no officer to be had.
const NO_OFFICER: &[&str] = &[
    "no inspector",
    "no review officer",
    "no reviewing",
    "no officer",
    "inspector not available",
    "inspector unavailable",
    "inspector not free",
    "officer not available",
    "officer unavailable",
    "nobody free",
    "no one free",
    "nobody available",
    "no one available",
    "tied up",
];

/// Words of circumstances in which a review isn't practicable, whatever else is said beside them.
const EVENTS: &[&str] =
    &["evacuat", "fire", "flood", "power cut", "power failure", "ambulance", "hospital", "emergency", "incident"];

/// Words of what may have called the officer away: beside a word of sleep or convenience they leave the ground in doubt.
const CALLED_AWAY: &[&str] = &[
    "only inspector",
    "only one inspector",
    "murder",
    "homicide",
    "stabb",
    "shooting",
    "scene",
    "collision",
    "fatal",
    "rtc",
    "armed",
    "siege",
    "death",
];

/// Words of a hospital the child has left again.
const BACK: &[&str] = &["back from", "returned", "returning"];

/// Words that repeat the ground of s.40(4) without its circumstances.
const RESTATED: &[&str] = &["not practicable", "impracticable"];

/// Words of sleep, which no ground of s.40(4) covers.
const SLEEP: &[&str] = &[
    "asleep",
    "sleep",
    "in bed ",
    "rest period",
    "resting",
    "let them rest ",
    "let him rest ",
    "let her rest ",
    "let them lie in ",
    "let him lie in ",
    "let her lie in ",
    "settled for the night",
    "not to wake",
];

/// Words of convenience, which no ground of s.40(4) covers either.
const CONVENIENCE: &[&str] = &[
    "busy",
    "travel",
    "en route",
    "on route",
    "on the way",
    "on way",
    "driving",
    "in person",
    "end of shift",
    "end of the shift",
    "shift change",
    "change of shift",
    "going off duty",
    "going off shift",
    "finishing shift",
    "finishing her shift",
    "finishing his shift",
    "handover",
    "meal",
    "having refs",
    "on refs",
    "refreshment",
    "forgot",
    "overlooked",
];

/// What a postponement rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Allowed,
    /// Words that name no ground and nothing that is none: the circumstances may be one, so that it counts and is asked about.
    NotClear,
    NotRecorded,
    NotAllowed,
}

/// Returns the words of a postponement, normalised: its text, else a note on it.
fn words(fact: &Fact<'_, ReviewPostponed>) -> Option<String> {
    told(fact.it.text.as_ref()).or(told(fact.entry.common.note.as_ref())).map(normalised)
}

/// Returns what a postponement rests on: its code, held against its words.
///
/// A code of s.40(4) stands unless the words beside it speak only of sleep, or, for "not practicable", of convenience.
/// Without a code, or with "other", words of sleep or convenience alone are none of the grounds; beside an event, or an
/// officer called away, they leave it in doubt. Words not understood may be a ground: they aren't called unlawful.
fn ground(facts: &Facts<'_>, fact: &Fact<'_, ReviewPostponed>) -> Ground {
    let postponed = fact.it;
    // Closed with a space, so that a whole word can be looked for at its end too.
    let text = words(fact).map(|text| format!("{text} "));
    let says = |words: &[&str]| text.as_ref().is_some_and(|text| normalised_mentions(text, words));
    let (asleep, convenience, event) = (says(SLEEP), says(CONVENIENCE), says(EVENTS));
    let (questioning, no_officer) = (says(QUESTIONING), says(NO_OFFICER));
    // A child back from hospital and asleep is there to be reviewed.
    let over = || asleep && says(BACK) && facts.away_at(fact.at).is_none();
    let allowed = match postponed.reason {
        Some(PostponedReason::PrejudiceToQuestioning) => !asleep || questioning,
        Some(PostponedReason::NoReviewOfficer) => !asleep || no_officer,
        Some(PostponedReason::NotPracticable) => {
            (event && !over()) || (!asleep && (!convenience || questioning || no_officer))
        }
        Some(PostponedReason::Other) | None if text.is_none() => return Ground::NotRecorded,
        Some(PostponedReason::Other) | None => {
            !asleep && (event || questioning || no_officer || (says(RESTATED) && !convenience))
        }
    };
    // Sleep beside an officer who isn't there yet: which of the two it rests on isn't clear.
    let officer = postponed.reason == Some(PostponedReason::NoReviewOfficer) && says(&["inspector", "officer"]);
    // Nor is sleep the reason while the record shows the child questioned.
    let questioned = questioning_at(facts, fact.at).is_some();
    let may_be_one = officer || event || no_officer || questioned || says(CALLED_AWAY);
    match (allowed, asleep || convenience) {
        (true, _) => Ground::Allowed,
        (false, true) if !may_be_one => Ground::NotAllowed,
        (false, _) => Ground::NotClear,
    }
}

/// Returns whether it rests on questioning: by its code, or without one by its words.
fn for_questioning(fact: &Fact<'_, ReviewPostponed>) -> bool {
    let said = || words(fact).is_some_and(|text| text.contains("interview") || text.contains("question"));
    match fact.it.reason {
        Some(PostponedReason::PrejudiceToQuestioning) => true,
        Some(PostponedReason::Other) | None => said(),
        Some(PostponedReason::NoReviewOfficer | PostponedReason::NotPracticable) => false,
    }
}

/// Returns the questioning during which an instant fell: begun before it and, as far as recorded, ended after it.
fn questioning_at(facts: &Facts<'_>, at: Instant) -> Option<Instant> {
    facts
        .away
        .iter()
        .filter(|away| matches!(away.why, AwayWhy::Interview | AwayWhy::Questioned))
        .find(|away| away.from < at && at < away.to)
        .map(|away| away.to)
}

/// A lawful postponement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Postponement {
    /// The position of the entry.
    pub position: usize,
    /// When its ground ended, where the record shows that; else the latest time itself.
    pub until: Instant,
}

/// Returns the lawful postponement of a review that was due at `latest`, made between `from` and `to`.
///
/// It counts where it stands at or before the latest time; written later, only where other entries plainly show its ground
/// at that time: an interview begun before and ended after. Law: PACE s.40(4): what prevailed at the latest time.
pub(super) fn lawful(facts: &Facts<'_>, from: Instant, to: Instant, latest: Instant) -> Option<Postponement> {
    let questioned = questioning_at(facts, latest);
    let counts = |postponed: &Fact<'_, ReviewPostponed>| {
        let spanned = questioned.is_some() && for_questioning(postponed);
        matches!(ground(facts, postponed), Ground::Allowed | Ground::NotClear) && (postponed.at <= latest || spanned)
    };
    facts
        .each::<ReviewPostponed>()
        .filter(|postponed| from < postponed.at && postponed.at <= to)
        .filter(counts)
        .min_by_key(|postponed| ground(facts, postponed) != Ground::Allowed)
        .map(|postponed| Postponement { position: postponed.position, until: questioned.unwrap_or(latest).max(latest) })
}

/// `review.postponed-unreasoned`.
pub(super) fn unreasoned(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if !applies(facts) {
        return;
    }
    for postponed in facts.each::<ReviewPostponed>() {
        let Some(stay) = facts.stays.iter().find(|stay| stay.covers(postponed.at)) else { continue };
        if !facts.is_child_at(postponed.at) || !is_reviewed(facts, stay) {
            continue;
        }
        // Until the latest time has passed unheld nothing is put off in law: an officer may come, go away and come back.
        let step = facts
            .reviews()
            .steps
            .iter()
            .find(|step| step.from.at < postponed.at && postponed.at <= step.stood_until(facts.now));
        if step.is_some_and(|step| step.stood_until(facts.now) <= step.latest) {
            continue;
        }
        let other = step.filter(|step| step.postponed_by.is_some_and(|by| by != postponed.position));
        let ground = ground(facts, &postponed);
        // Put off lawfully by another entry, the due time doesn't stand, and until it nothing was put off by this one.
        if other.is_some_and(|step| ground == Ground::Allowed || postponed.at <= step.latest) {
            continue;
        }
        let at = clock(postponed.at);
        let finding = match ground {
            Ground::NotRecorded | Ground::NotAllowed if other.is_some() => rule
                .query(
                    postponed.at,
                    format!(
                        "Review lawfully put off, and put off again at {at} for no reason PACE s.40(4) allows. It is owed as soon as \
                         practicable (PACE s.40(5)); sleep or convenience is no ground for waiting longer. What stood in the way?"
                    ),
                )
                .standing_on(Standard::Statute, &["PACE s.40(5)", "PACE s.40(4)"]),
            Ground::NotRecorded => rule.breach(
                postponed.at,
                format!("Review put off at {at} and no reason recorded. It must be (PACE s.40(7)), so the due time stands."),
            ),
            Ground::NotAllowed => rule.breach(
                postponed.at,
                format!(
                    "Review put off at {at} for a reason PACE s.40(4) doesn't allow. It allows three: questioning that would be \
                     prejudiced, no review officer readily available, or not practicable; not sleep, travel or convenience. \
                     The due time stands."
                ),
            ),
            Ground::NotClear => rule.query(
                postponed.at,
                format!(
                    "Review put off at {at}: on which ground of PACE s.40(4)? It allows three: questioning that would be \
                     prejudiced, no review officer readily available, or not practicable."
                ),
            ),
            Ground::Allowed => match questioning_over(facts, &postponed) {
                Some((Some((ended, position)), latest)) => rule
                    .query(
                        postponed.at,
                        format!(
                            "Review put off at {at} for questioning, which ended {}, before the latest time {}. What stood \
                             in the way then (PACE s.40(4))?",
                            clock(ended),
                            clock(latest)
                        ),
                    )
                    .on([position]),
                Some((None, latest)) => rule.query(
                    postponed.at,
                    format!(
                        "Review put off at {at} for questioning, and none is recorded at the latest time {}. What stood in \
                         the way then (PACE s.40(4))?",
                        clock(latest)
                    ),
                ),
                None => continue,
            },
        };
        let owner = if stay.charged_by(postponed.at) {
            crate::law::Owner::CustodyOfficer
        } else {
            crate::law::Owner::ReviewOfficer
        };
        judgement.find(finding.on([postponed.position]).owed_by(owner));
    }
}

/// Returns the latest time of a review put off for questioning of which none was going on then, with when it had ended and the
/// entry, where the record shows that it had. Law: PACE s.40(4)(b)(i): the person "is being questioned" at that time.
fn questioning_over(
    facts: &Facts<'_>,
    postponed: &Fact<'_, ReviewPostponed>,
) -> Option<(Option<(Instant, usize)>, Instant)> {
    if !for_questioning(postponed) {
        return None;
    }
    let step = facts.reviews().steps.iter().find(|step| step.postponed_by == Some(postponed.position))?;
    if questioning_at(facts, step.latest).is_some() || !shown_whole(facts, step.from.at, step.latest) {
        return None;
    }
    let interview = facts
        .away
        .iter()
        .filter(|away| matches!(away.why, AwayWhy::Interview | AwayWhy::Questioned))
        .find(|away| away.over && away.from <= postponed.at && postponed.at <= away.to && away.to < step.latest);
    Some((interview.map(|interview| (interview.to, interview.position)), step.latest))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::{Given, Seen, given};

    const RULE: &str = "review.postponed-unreasoned";

    fn interviewed(from: &str, to: &str) -> Given {
        given().authorised("12:00").at(from, "interview_started", json!({ "aa_present": true })).at(
            to,
            "interview_ended",
            json!({}),
        )
    }

    fn postponed(at: &str, fields: Value, held: &str) -> Seen {
        given().authorised("12:00").at(at, "review_postponed", fields).review(held, json!({})).judged("19:00")
    }

    fn due(seen: &Seen) -> String {
        crate::record::time::utc(seen.duties("review.next")[0].due.unwrap())
    }

    #[test]
    fn b33_put_off_for_an_interview_the_review_isnt_late_and_the_timetable_stays() {
        let seen = interviewed("17:30", "18:30")
            .at("17:55", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
            .review("18:40", json!({}))
            .judged("19:00");
        assert!(seen.all("review.late").is_empty() && seen.all(RULE).is_empty());
        assert_eq!(due(&seen), "2026-11-11T03:00:00Z");
    }

    #[test]
    fn b34_the_next_review_counts_from_when_the_postponed_one_was_due() {
        let seen = interviewed("17:30", "18:30")
            .at("17:55", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
            .review("18:40", json!({}))
            .review("+1 03:20", json!({}))
            .judged("+1 04:00");
        assert_eq!(seen.minutes("review.late"), Some(20));
    }

    #[test]
    fn b35_no_review_officer_to_be_had_is_a_ground() {
        let seen = postponed(
            "17:58",
            json!({ "reason": "no_review_officer", "text": "only inspector at a firearms job" }),
            "18:50",
        );
        assert!(seen.all("review.late").is_empty() && seen.all(RULE).is_empty());
        assert_eq!(due(&seen), "2026-11-11T03:00:00Z");
    }

    #[test]
    fn b36_other_without_words_is_no_reason_and_the_review_is_late() {
        let seen = postponed("17:58", json!({ "reason": "other" }), "18:20");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.minutes("review.late"), Some(20));
        assert_eq!(due(&seen), "2026-11-11T03:20:00Z");
        assert_eq!(postponed("17:58", json!({}), "18:20").verdict(RULE), Some(Verdict::Breach));
        assert_eq!(postponed("17:58", json!({ "text": "nothing" }), "18:20").verdict(RULE), Some(Verdict::Breach));
    }

    #[test]
    fn b37_sleep_travel_and_being_busy_are_no_ground() {
        for fields in [
            json!({ "text": "child asleep" }),
            json!({ "reason": "other", "text": "child asleep" }),
            json!({ "reason": "not_practicable", "text": "child asleep" }),
            json!({ "reason": "not_practicable", "text": "inspector travelling from Bath" }),
            json!({ "reason": "other", "text": "busy" }),
            json!({ "text": "child asleep, no interview planned" }),
            json!({ "text": "not practicable, inspector travelling" }),
            json!({ "reason": "other", "text": "wants to come in person" }),
        ] {
            let seen = postponed("17:58", fields.clone(), "18:20");
            assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{fields}");
            assert_eq!(seen.minutes("review.late"), Some(20), "{fields}");
        }
    }

    #[test]
    fn a_ground_said_in_words_counts_without_its_code() {
        for fields in [
            json!({ "reason": "other", "text": "no inspector free, busy with a fire" }),
            json!({ "reason": "not_practicable" }),
            json!({ "reason": "not_practicable", "text": "in hospital, asleep after treatment" }),
            json!({ "note": "no inspector available: all at the incident in Bath" }),
        ] {
            let seen = postponed("17:58", fields.clone(), "18:20");
            assert!(seen.all(RULE).is_empty() && seen.all("review.late").is_empty(), "{fields}");
        }
    }

    #[test]
    fn words_that_are_not_understood_count_and_are_asked_about() {
        for fields in [
            json!({ "reason": "other", "text": "Duty inspector at a fatal RTC on the A4, back about 18:30" }),
            json!({ "text": "The only inspector on is at a murder scene" }),
            json!({ "reason": "other", "text": "Child being restrained by three officers, nurse with him" }),
            json!({ "reason": "no_review_officer", "text": "child asleep, inspector will do it in the morning" }),
        ] {
            let seen = postponed("17:58", fields.clone(), "18:20");
            assert_eq!(seen.verdict(RULE), Some(Verdict::Query), "{fields}");
            assert!(seen.all("review.late").is_empty(), "{fields}");
        }
    }

    #[test]
    fn a_coded_ground_is_not_struck_out_by_a_piece_of_a_word() {
        for (reason, text) in [
            ("not_practicable", "Inspector at a stabbing, arresting two suspects"),
            ("not_practicable", "Night-shift inspector commanding at a stabbing"),
        ] {
            let seen = postponed("17:58", json!({ "reason": reason, "text": text }), "18:20");
            assert!(seen.all(RULE).is_empty() && seen.all("review.late").is_empty(), "{text}");
        }
        let shift = json!({ "reason": "not_practicable", "text": "end of shift" });
        assert_eq!(postponed("17:58", shift, "18:20").verdict(RULE), Some(Verdict::Breach));
    }

    #[test]
    fn an_officer_called_to_an_event_is_asked_about_though_sleep_or_convenience_stands_beside_it() {
        for (reason, text) in [
            ("other", "Only inspector busy at a murder scene"),
            ("not_practicable", "Inspector driving to a stabbing to take command"),
            ("not_practicable", "Inspector at a murder scene; child asleep meanwhile"),
            ("other", "Inspector at a fatal drink-driving collision"),
            ("other", "Child asleep, no inspector free"),
            ("other", "Child asleep after coming back from hospital"),
            ("not_practicable", "Back from hospital and asleep"),
        ] {
            let seen = postponed("17:55", json!({ "reason": reason, "text": text }), "18:40");
            assert_eq!(seen.verdict(RULE), Some(Verdict::Query), "{text}");
            assert!(seen.all("review.late").is_empty(), "{text}");
        }
        let going = json!({ "reason": "not_practicable", "text": "Only inspector going off to a stabbing with all her officers" });
        assert!(postponed("17:55", going, "18:40").all("review.late").is_empty());
    }

    #[test]
    fn letting_a_child_sleep_in_the_end_of_a_shift_or_forgetting_is_no_ground() {
        for text in [
            "child tired, let him rest",
            "let him lie in, he was up late",
            "Child settled for the night, not to be disturbed",
            "Inspector finishing shift, relief will do it",
            "Inspector having refs, back 18:30",
            "forgot, doing it later",
        ] {
            let seen = postponed("17:55", json!({ "reason": "other", "text": text }), "18:40");
            assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{text}");
            assert_eq!(seen.minutes("review.late"), Some(40), "{text}");
        }
        let between = interviewed("17:30", "18:30")
            .at("17:55", "review_postponed", json!({ "text": "in interview, then let him rest" }))
            .review("18:40", json!({}))
            .judged("19:00");
        assert_eq!(between.verdict(RULE), Some(Verdict::Query));
        for text in ["Interview in progress, not to be disturbed", "in interview, let him restart after a break"] {
            let seen = postponed("17:55", json!({ "reason": "other", "text": text }), "18:40");
            assert_ne!(seen.verdict(RULE), Some(Verdict::Breach), "{text}");
        }
    }

    #[test]
    fn where_another_entry_lawfully_put_the_review_off_the_due_time_is_not_said_to_stand() {
        let sleep = json!({ "text": "child asleep, will come back at 17:30" });
        let called = json!({ "reason": "no_review_officer", "text": "only inspector called to a stabbing" });
        let two = given().authorised("12:00").at("16:00", "review_postponed", sleep.clone());
        let seen = two.at("17:55", "review_postponed", called).review("18:40", json!({})).judged("19:00");
        assert!(seen.all(RULE).is_empty() && seen.all("review.late").is_empty());
        let again = interviewed("17:30", "18:30")
            .at("17:55", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
            .at("18:35", "review_postponed", sleep)
            .review("19:10", json!({}))
            .judged("19:20");
        let found = again.one(RULE).unwrap();
        assert_eq!((found.verdict, found.cites[0]), (Verdict::Query, "PACE s.40(5)"));
        assert!(!found.message.contains("due time stands"));
    }

    #[test]
    fn an_officer_who_comes_back_before_the_latest_time_has_put_nothing_off() {
        let sleeps = || given().authorised("12:00").at("16:00", "review_postponed", json!({ "text": "child asleep" }));
        assert!(sleeps().judged("18:00").all(RULE).is_empty());
        assert_eq!(sleeps().judged("18:01").verdict(RULE), Some(Verdict::Breach));
        assert!(sleeps().review("18:00", json!({})).judged("19:00").all(RULE).is_empty());
        assert_eq!(sleeps().review("18:01", json!({})).judged("19:00").verdict(RULE), Some(Verdict::Breach));
        let gone = sleeps().at("17:00", "released", json!({ "outcome": "no_further_action" }));
        assert!(gone.judged("19:00").all(RULE).is_empty());
    }

    #[test]
    fn questioning_that_was_not_going_on_at_the_latest_time_is_asked_about() {
        let seen = |given: Given| given.review("19:30", json!({})).judged("19:40").verdict(RULE);
        let for_questioning =
            |given: Given, at: &str| given.at(at, "review_postponed", json!({ "reason": "prejudice_to_questioning" }));
        assert_eq!(seen(for_questioning(given().authorised("12:00"), "17:30")), Some(Verdict::Query));
        assert_eq!(seen(for_questioning(interviewed("15:00", "16:00"), "17:30")), Some(Verdict::Query));
        assert_eq!(seen(for_questioning(interviewed("18:15", "19:00"), "17:50")), Some(Verdict::Query));
        assert_eq!(seen(for_questioning(interviewed("17:00", "19:00"), "17:50")), None);
    }

    #[test]
    fn a_postponement_stands_at_the_latest_time_and_not_after_it() {
        let fields = json!({ "reason": "no_review_officer" });
        assert!(postponed("18:00", fields.clone(), "18:20").all("review.late").is_empty());
        assert_eq!(postponed("18:00:01", fields, "18:20").minutes("review.late"), Some(20));
    }

    #[test]
    fn written_up_after_the_latest_time_it_counts_only_where_an_interview_spans_that_time() {
        let late = |from, to| {
            interviewed(from, to)
                .at("18:10", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
                .review("18:40", json!({}))
                .judged("19:00")
        };
        assert!(late("17:30", "18:30").all("review.late").is_empty());
        let in_words = interviewed("17:30", "18:30")
            .at("18:10", "review_postponed", json!({ "text": "in interview, stopping would have harmed it" }))
            .review("18:40", json!({}));
        assert!(in_words.judged("19:00").all("review.late").is_empty());
        let no_officer = interviewed("17:30", "18:30")
            .at("18:10", "review_postponed", json!({ "reason": "no_review_officer" }))
            .review("18:40", json!({}));
        assert_eq!(no_officer.judged("19:00").minutes("review.late"), Some(40));
        assert_eq!(late("17:00", "17:50").minutes("review.late"), Some(40));
        assert_eq!(late("18:00", "18:30").minutes("review.late"), Some(40));
    }

    #[test]
    fn questioning_that_ended_before_the_latest_time_is_asked_about() {
        let seen = interviewed("17:00", "17:45")
            .at("17:30", "review_postponed", json!({ "reason": "prejudice_to_questioning" }))
            .review("18:20", json!({}))
            .judged("19:00");
        let found = seen.one(RULE).unwrap();
        assert_eq!(found.verdict, Verdict::Query);
        assert!(found.message.contains("which ended 17:45"), "{}", found.message);
        assert_eq!(found.entries[..], [1, 3], "the interview and the postponement");
        assert!(seen.all("review.late").is_empty());
    }

    #[test]
    fn a_postponement_of_the_last_review_doesnt_cover_the_next() {
        let seen = given()
            .authorised("12:00")
            .at("17:58", "review_postponed", json!({ "reason": "no_review_officer" }))
            .review("18:20", json!({}))
            .review("+1 03:01", json!({}))
            .judged("+1 03:30");
        assert_eq!(seen.minutes("review.late"), Some(1));
    }
}
