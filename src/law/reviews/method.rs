//! How a review may be held: in person; by live link or telephone only before charge, and telephone only where no link works.
//!
//! The law names no reasons that allow a review from elsewhere. It is the officer's choice, with the child's age weighed
//! (Code C 15.3C), and what 15.14 asks for, of telephone and link alike, is that the record says why, where and how heard.

use super::act::{Act, acts, told};
use super::officer;
use crate::law::wording::{self, normalised, normalised_mentions};
use crate::law::{Facts, Judgement, Rule, Standard};
use crate::record::kinds::{Note, Review};
use crate::record::time::clock;
use crate::record::words::ReviewMethod;

/// Words that say that the link wasn't to be had.
const DOWN: &[&str] = &[
    "down",
    "not working",
    "doesn t work",
    "didn t work",
    "wouldn t",
    "couldn t",
    "fail",
    "fault",
    "broken",
    "out of order",
    "out of service",
    "unavailable",
    "not available",
    "offline",
    "no connection",
    "no signal",
    "out of action",
    "dead ",
    "frozen",
    "froze",
    "crash",
    "no sound",
    "no picture",
];

/// Words that speak of the link.
const LINK: &[&str] = &["link ", "links ", "livelink", "video", "vc", "on teams", "ms teams", "microsoft teams"];

/// Words that say that it was to be had, or that the telephone was chosen over it.
const GOOD: &[&str] = &[
    "working",
    "works",
    "free ",
    "fine ",
    "prefers",
    "preferred the telephone",
    "preferred telephone",
    "quicker",
    "easier",
];

/// Words that leave that in doubt.
const HEDGED: &[&str] = &[
    "no ",
    "not ",
    "isn t",
    "wasn t",
    "never",
    "only",
    "barely",
    "until",
    "before",
    "earlier",
    "again",
    "stopped",
    "working on",
    "unable",
    "without",
    "if ",
    "when ",
    "but ",
    "though",
    "should",
];

/// What the record says of the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Good,
    NotRecorded,
    AfterCharge,
    LinkWorks,
    LinkDoubted,
    LinkWithoutReason,
    TelephoneWithoutReason,
    Telephone,
}

/// Returns whether the review doesn't count because of how it was held.
pub(super) fn voids(facts: &Facts<'_>, act: &Act<'_>) -> bool {
    matches!(method(facts, act), Method::AfterCharge | Method::LinkWorks)
}

fn method(facts: &Facts<'_>, act: &Act<'_>) -> Method {
    match act.it().method {
        None => Method::NotRecorded,
        Some(ReviewMethod::InPerson) => Method::Good,
        // For an offence not charged it may be held so; which of the two it looked at, `review.wrong-officer` asks.
        Some(_) if act.falls.charged && !officer::may_be_before_charge(act) => Method::AfterCharge,
        Some(ReviewMethod::LiveLink) if !says_why_not_there(act) => Method::LinkWithoutReason,
        Some(ReviewMethod::LiveLink) => Method::Good,
        Some(ReviewMethod::Telephone)
            if facts.suite_policy.live_link_works == Some(true) && said_of_link(facts, act) < Some(Said::Down) =>
        {
            if said_of_link(facts, act) == Some(Said::Unclear) {
                Method::LinkDoubted
            } else {
                Method::LinkWorks
            }
        }
        Some(ReviewMethod::Telephone) if !says_why_not_there(act) => Method::TelephoneWithoutReason,
        Some(ReviewMethod::Telephone) => Method::Telephone,
    }
}

/// Words that show that a reason speaks of the officer's absence, where it could speak of the child's silence instead.
const ABSENCE: &[&str] =
    &["phone", "rang", "rung", "called in", "attend", "not there", "not at", "remote", " link ", "travel"];

/// Returns whether it says why the officer wasn't there: in its own field, in `reason`, or in a note on the review.
///
/// Where `not_spoken` is set, `reason` explains that, so it counts only if its words speak of the officer's absence.
fn says_why_not_there(act: &Act<'_>) -> bool {
    let it = act.it();
    let of_absence = |text: &str| {
        let text = format!(" {} ", normalised(text));
        ABSENCE.iter().any(|word| text.contains(word))
    };
    told(it.not_there_because.as_ref()).is_some()
        || told(act.fact.entry.common.note.as_ref()).is_some()
        || told(it.reason.as_ref()).is_some_and(|text| it.not_spoken.is_none() || of_absence(text))
}

/// What words say of the live link: what leaves it to be doubted weighs more than what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    ToBeHad,
    /// In words not understood: then it may not have been to be had.
    Unclear,
    Down,
}

/// Returns what the review, or a note made since the one before, says of the link; none where neither speaks of it.
fn said_of_link(facts: &Facts<'_>, act: &Act<'_>) -> Option<Said> {
    let it = act.it();
    let before = facts.each::<Review>().map(|review| review.at).rfind(|at| *at < act.at());
    let notes = facts
        .each::<Note>()
        .filter(|note| note.at <= act.at() && before.is_none_or(|before| before < note.at))
        .filter(|note| wording::told(note.it).is_some())
        .map(|note| Some(&note.it.text));
    [it.not_there_because.as_ref(), it.reason.as_ref(), act.fact.entry.common.note.as_ref()]
        .into_iter()
        .chain(notes)
        .filter_map(told)
        .flat_map(|text| text.split(['.', ';', '!', '\n']))
        .filter_map(said)
        .max()
}

/// Returns what one sentence says of the link: what is said of the link's being down is said beside it.
fn said(sentence: &str) -> Option<Said> {
    // Closed with a space, so that a whole word can be looked for at its end too.
    let plain = format!("{} ", normalised(sentence));
    let says = |words: &[&str]| normalised_mentions(&plain, words);
    match () {
        () if !says(LINK) => None,
        () if says(DOWN) => Some(Said::Down),
        () if says(GOOD) && !says(HEDGED) => Some(Said::ToBeHad),
        () => Some(Said::Unclear),
    }
}

/// `review.method`.
pub(super) fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in acts(facts).iter().filter(|act| facts.is_child_at(act.at())) {
        let held = clock(act.at());
        let how = if act.by_telephone() { "by telephone" } else { "by live link" };
        let finding = match method(facts, act) {
            Method::Good => continue,
            Method::NotRecorded => {
                rule.query(act.at(), format!("How the review at {held} was held isn't recorded: in person, link or telephone?"))
            }
            Method::AfterCharge => rule.breach(
                act.at(),
                format!("The review at {held} was held {how} after charge, so it doesn't count (PACE s.40A, s.45A).{}", act.to_do(facts, " It is owed in person.")),
            ),
            Method::LinkWorks => rule.breach(
                act.at(),
                format!(
                    "The review at {held} was held by telephone though this suite's live link works, so it doesn't count \
                     (PACE s.40A).{} If the link was down, write that.",
                    act.to_do(facts, " The due time runs on.")
                ),
            ),
            Method::LinkDoubted => rule.query(
                act.at(),
                format!(
                    "The review at {held} was held by telephone though this suite's live link works by policy, and what is \
                     written speaks of the link. Was it to be had (PACE s.40A(2)(b))?"
                ),
            ),
            Method::LinkWithoutReason => rule
                .query(
                    act.at(),
                    format!(
                        "The review at {held} was held by live link. Why wasn't the officer at the station, and where were \
                         they? The record is to say so (Code C 15.14)."
                    ),
                )
                .standing_on(Standard::Code, &["Code C 15.14"]),
            Method::TelephoneWithoutReason => rule
                .breach(
                    act.at(),
                    format!(
                        "The review at {held} was held by telephone and why the officer wasn't there isn't recorded \
                         (Code C 15.14). Write why, where they were, how the child was heard."
                    ),
                )
                .standing_on(Standard::Code, &["Code C 15.14", "PACE s.40A(3)"]),
            Method::Telephone => rule
                .shortfall(
                    act.at(),
                    format!("The review at {held} was held by telephone. For a child, in person is to be weighed first (Code C 15.3C)."),
                )
                .standing_on(Standard::Code, &["Code C 15.3C"]),
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::{Given, Seen, given};

    const RULE: &str = "review.method";
    const LINK: &str = "[review]\nlive_link_works = true";

    fn telephone(changes: Value) -> Value {
        let mut fields = json!({ "method": "telephone", "seen": false });
        for (key, value) in changes.as_object().unwrap() {
            fields[key] = value.clone();
        }
        fields
    }

    fn custody_officer(method: &str) -> Value {
        json!({ "method": method, "by": { "name": "Sgt T", "role": "custody_officer", "rank": "sergeant" } })
    }

    fn held(given: Given, changes: Value) -> Seen {
        given.authorised("12:00").review("18:00", changes).judged("18:30")
    }

    fn due(seen: &Seen) -> String {
        crate::record::time::utc(
            seen.duties("review.next").last().or(seen.duties("review.first").last()).unwrap().due.unwrap(),
        )
    }

    #[test]
    fn in_person_and_live_link_before_charge_are_good() {
        assert_eq!(held(given(), json!({ "method": "in_person" })).verdict(RULE), None);
        let link = json!({ "method": "live_link", "not_there_because": "covers two suites, at Bath" });
        assert_eq!(held(given(), link).verdict(RULE), None);
        assert_eq!(held(given(), json!({ "method": null })).verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn a_live_link_review_counts_and_why_the_officer_was_not_there_is_asked_where_nothing_says() {
        let seen = held(given(), json!({ "method": "live_link" }));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
        assert_eq!(seen.one(RULE).unwrap().standard, crate::law::Standard::Code);
        assert_eq!(due(&seen), "2026-11-11T03:00:00Z");
        assert_eq!(held(given(), json!({ "method": "live_link", "note": "inspector at Bath" })).verdict(RULE), None);
    }

    #[test]
    fn b43_telephone_where_the_live_link_works_doesnt_count() {
        let seen = held(given().policy(LINK), telephone(json!({ "not_there_because": "on a firearms job" })));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.minutes("review.late"), Some(30));
        assert_eq!(due(&seen), "2026-11-10T18:00:00Z");
        let suite = "[suites.Testham]\nlive_link_works = true";
        assert_eq!(held(given().policy(suite), telephone(json!({}))).verdict(RULE), Some(Verdict::Breach));
    }

    #[test]
    fn telephone_counts_where_the_link_is_recorded_as_down() {
        let on_review =
            held(given().policy(LINK), telephone(json!({ "not_there_because": "video link down, at Bath" })));
        assert_eq!(on_review.verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!(due(&on_review), "2026-11-11T03:00:00Z");
        let noted = given().policy(LINK).at("17:40", "note", json!({ "text": "Live link not working, IT told" }));
        let seen = held(noted, telephone(json!({ "not_there_because": "at Bath" })));
        assert_eq!(seen.verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn b44_telephone_before_charge_with_a_reason_falls_short_and_without_is_a_breach() {
        let with = |changes| held(given(), telephone(changes)).verdict(RULE);
        assert_eq!(with(json!({ "not_there_because": "at Bath, no other inspector on" })), Some(Verdict::Shortfall));
        assert_eq!(with(json!({ "reason": "at Bath, no other inspector on" })), Some(Verdict::Shortfall));
        assert_eq!(with(json!({})), Some(Verdict::Breach));
        assert_eq!(with(json!({ "not_there_because": "nothing" })), Some(Verdict::Breach));
        let unspoken = json!({ "not_spoken": "declined", "reason": "turned to the wall" });
        assert_eq!(with(unspoken), Some(Verdict::Breach));
        let both = json!({ "not_spoken": "declined", "reason": "rang from Bath; he turned to the wall" });
        assert_eq!(with(both), Some(Verdict::Shortfall));
        assert_eq!(with(json!({ "note": "at Bath, no other inspector on" })), Some(Verdict::Shortfall));
        assert_eq!(due(&held(given(), telephone(json!({})))), "2026-11-11T03:00:00Z");
    }

    #[test]
    fn b45_after_charge_neither_telephone_nor_live_link_counts() {
        let charged = || given().at("15:00", "charged", json!({ "offences": ["theft"] }));
        for method in ["telephone", "live_link"] {
            let seen = held(charged(), custody_officer(method));
            assert_eq!(seen.verdict(RULE), Some(Verdict::Breach), "{method}");
            assert_eq!(seen.minutes("review.late"), Some(30));
        }
        assert_eq!(held(charged(), custody_officer("in_person")).verdict(RULE), None);
    }

    #[test]
    fn a_link_spoken_of_in_words_not_known_is_asked_about_and_one_not_spoken_of_is_void() {
        let seen = |why: &str| held(given().policy(LINK), telephone(json!({ "not_there_because": why })));
        for down in [
            "Livelink down since 14:00, IT told; at Bath",
            "VC suite out of action, at Bath",
            "Both video links frozen, at Bath",
        ] {
            assert_ne!(seen(down).verdict(RULE), Some(Verdict::Breach), "{down}");
            assert!(seen(down).all("review.late").is_empty(), "{down}");
        }
        let odd = seen("the link showed only a green blur, at Bath");
        assert_eq!(odd.verdict(RULE), Some(Verdict::Query));
        assert!(odd.all("review.late").is_empty());
        assert_eq!(seen("at Bath with another child").verdict(RULE), Some(Verdict::Breach));
    }

    #[test]
    fn a_link_said_to_work_or_passed_over_by_choice_was_to_be_had() {
        let seen = |given: Given, why: &str| {
            held(given.policy(LINK), telephone(json!({ "not_there_because": why }))).verdict(RULE)
        };
        for good in [
            "At Bath. Link working, telephone quicker",
            "prefers the telephone to the video link",
            "Couldn't get down to Testham; link there was free",
            "At Bath with the robbery teams, couldn't get away",
            "sudden death, screen of the scene not finished, body found dead",
            "down in Bath for a linked offence",
        ] {
            assert_eq!(seen(given(), good), Some(Verdict::Breach), "{good}");
        }
        for doubtful in [
            "At Bath. Link not used",
            "IT working on the link",
            "would have preferred the link",
            "link working only on and off",
        ] {
            assert_eq!(seen(given(), doubtful), Some(Verdict::Query), "{doubtful}");
        }
        for down in
            ["link tried, kept failing; at Bath", "the link was dead", "at Bath, no signal on Teams, video failed"]
        {
            assert_eq!(seen(given(), down), Some(Verdict::Shortfall), "{down}");
        }
        let noted = |text: &str| seen(given().at("14:00", "note", json!({ "text": text })), "at Bath");
        assert_eq!(noted("Solicitor's consultation by video link, all fine"), Some(Verdict::Breach));
        assert_eq!(noted("CCTV camera in cell 4 out of order"), Some(Verdict::Breach));
        assert_eq!(noted("video link shows a green blur"), Some(Verdict::Query));
    }

    #[test]
    fn a_review_of_the_detention_not_yet_charged_is_held_as_the_law_before_charge_asks() {
        let held = |policy: &str, changes: Value| {
            given()
                .policy(policy)
                .at("11:00", "arrested", json!({ "offences": ["theft"] }))
                .authorised("12:00")
                .at("15:00", "charged", json!({ "offences": ["theft"] }))
                .at("16:00", "arrested", json!({ "offences": ["robbery"] }))
                .review("17:50", changes)
                .judged("18:30")
        };
        let at_bath = || telephone(json!({ "not_there_because": "at Bath" }));
        for changes in [telephone(json!({})), at_bath()] {
            let void = held(LINK, changes);
            assert_eq!((void.verdict(RULE), void.minutes("review.late")), (Some(Verdict::Breach), Some(30)));
        }
        assert_eq!(held("", telephone(json!({}))).verdict(RULE), Some(Verdict::Breach));
        let counts = held("", at_bath());
        assert_eq!(counts.verdict(RULE), Some(Verdict::Shortfall));
        assert!(counts.all("review.late").is_empty());
    }

    #[test]
    fn a_child_charged_and_held_uncharged_for_more_may_be_reviewed_by_link_for_that() {
        let link = json!({ "method": "live_link", "not_there_because": "at Bath with another child" });
        let reviewed = |given: Given| given.review("17:50", link.clone()).judged("18:30");
        let again = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] })).at(
            "16:00",
            "arrested",
            json!({ "offences": ["robbery"] }),
        );
        let two = given()
            .at("11:00", "arrested", json!({ "offences": ["theft"] }))
            .at("11:30", "arrested", json!({ "offences": ["robbery"] }))
            .authorised("12:00")
            .at("15:00", "charged", json!({ "offences": ["theft"] }));
        let questioned = given()
            .authorised("12:00")
            .at("15:00", "charged", json!({ "offences": ["theft"] }))
            .at("16:00", "interview_started", json!({ "aa_present": true }))
            .at("16:40", "interview_ended", json!({}));
        for given in [again, two, questioned] {
            let seen = reviewed(given);
            assert!(seen.all(RULE).is_empty() && seen.all("review.late").is_empty());
            assert_eq!(seen.verdict("review.wrong-officer"), Some(Verdict::Query));
        }
        let one = given().at("11:00", "arrested", json!({ "offences": ["robbery"] })).authorised("12:00").at(
            "15:00",
            "charged",
            json!({ "offences": ["theft"] }),
        );
        assert_eq!(reviewed(one).verdict(RULE), Some(Verdict::Breach));
    }
}
