//! The guided review: what to know before the cell door, then how it was held, what the child said, what it changed.

use super::{gather, needed, one, picked, picked_many};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::reviewer;
use crate::law::adult::{Stands, ladder};
use crate::law::{Facts, checks};
use crate::record::kinds::{Check, Review, ReviewExplained};
use crate::record::time::{clock, length, london_time, minutes_between};
use crate::record::words::*;

pub(super) const METHOD: &[Choice] = &[
    Choice { word: "in_person", label: "in person" },
    Choice { word: "telephone", label: "telephone" },
    Choice { word: "live_link", label: "live link" },
];

pub(super) const NOT_SPOKEN: &[Choice] = &[
    Choice { word: "asleep", label: "asleep" },
    Choice { word: "delegated", label: "left to someone else" },
    Choice { word: "unfit", label: "unfit" },
    Choice { word: "violent", label: "violent" },
    Choice { word: "declined", label: "declined" },
    Choice { word: "intoxicated", label: "intoxicated" },
    Choice { word: "other", label: "other" },
];

pub(super) const PRESENT: &[Choice] = &[
    Choice { word: "aa", label: "adult" },
    Choice { word: "solicitor", label: "solicitor" },
    Choice { word: "interpreter", label: "interpreter" },
    Choice { word: "parent", label: "parent" },
];

pub(super) const ASKED: &[Choice] = &[
    Choice { word: "child", label: "child" },
    Choice { word: "aa", label: "adult" },
    Choice { word: "solicitor", label: "solicitor" },
];

pub(super) const DECISION: &[Choice] = &[
    Choice { word: "continue", label: "detention goes on" },
    Choice { word: "release", label: "release" },
    Choice { word: "charge", label: "charge" },
];

/// A review held this many minutes early was brought forward for a reason worth writing.
const MUCH_EARLIER_MINUTES: i64 = 60;

fn heard(values: &Values) -> bool {
    values.get("spoken") == "yes"
}

fn unheard(values: &Values) -> bool {
    values.get("spoken") == "no"
}

/// Returns how many whole minutes before its latest time the review was held; below zero where it was late.
fn minutes_early(values: &Values, facts: &Facts<'_>) -> Option<i64> {
    let held = values.when("when", facts).unwrap_or(facts.now);
    facts.reviews().next_due().map(|due| minutes_between(held, due))
}

/// Returns whether one asks why it was brought forward: it was held early, and would have fallen in the night or was an
/// hour or more early.
fn brought_forward(values: &Values, facts: &Facts<'_>) -> bool {
    let policy = &facts.policy.review;
    let due = facts.reviews().next_due();
    let at_night = due.is_some_and(|due| policy.night_from.until_contains(policy.night_to, london_time(due)));
    minutes_early(values, facts).is_some_and(|early| early >= MUCH_EARLIER_MINUTES || (at_night && early > 0))
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "review",
    title: "Review of detention",
    start: "method",
    fields: &[
        FieldSpec {
            id: "when",
            label: "Held at",
            kind: FieldKind::When,
            help: "The next review counts from when this one was held (s.40(3)).",
            shown: always,
        },
        FieldSpec {
            id: "method",
            label: "How",
            kind: FieldKind::One(METHOD),
            help: "In person is to be weighed first for a child (Code C 15.3C).",
            shown: always,
        },
        FieldSpec {
            id: "not_there",
            label: "Not there because",
            kind: FieldKind::Text,
            help: "By telephone or link: why, where you were, how the child was heard (Code C 15.14).",
            shown: |values, _| matches!(values.get("method"), "telephone" | "live_link"),
        },
        FieldSpec {
            id: "seen",
            label: "Child seen",
            kind: FieldKind::YesNo,
            help: "With your own eyes: by telephone the child isn't seen (Code C 15.3C).",
            shown: |values, _| values.get("method") != "telephone",
        },
        FieldSpec {
            id: "spoken",
            label: "Spoken to",
            kind: FieldKind::YesNo,
            help: "The child, or their solicitor, is given the chance to speak (s.40(12)).",
            shown: always,
        },
        FieldSpec {
            id: "not_spoken",
            label: "Not spoken: why",
            kind: FieldKind::One(NOT_SPOKEN),
            help: "\"Asleep\" is set against the last checks, beside (Code C 15.3(a)).",
            shown: |values, _| unheard(values),
        },
        FieldSpec {
            id: "delegated_to",
            label: "Left to",
            kind: FieldKind::Text,
            help: "The talk becomes a duty on the board until its result is written (force policy).",
            shown: |values, _| unheard(values) && values.get("not_spoken") == "delegated",
        },
        FieldSpec {
            id: "reason",
            label: "Reason",
            kind: FieldKind::Text,
            help: "Who saw the child asleep, and when; or why not (Code C 15.3(a)).",
            shown: |values, _| unheard(values) || values.get("seen") == "no",
        },
        FieldSpec {
            id: "present",
            label: "There",
            kind: FieldKind::Many(PRESENT),
            help: "An adult in the station is brought in (Code C 15.3).",
            shown: always,
        },
        FieldSpec {
            id: "asked",
            label: "Views asked of",
            kind: FieldKind::Many(ASKED),
            help: "Child or solicitor by statute; the adult by the Code (s.40(12); Code C 15.3).",
            shown: always,
        },
        FieldSpec {
            id: "child_said",
            label: "Child said",
            kind: FieldKind::Text,
            help: "The child's own words. If asked and nothing: \"nothing\" (Code C 15.5).",
            shown: |values, _| heard(values),
        },
        FieldSpec {
            id: "effect",
            label: "What it changed",
            kind: FieldKind::Text,
            help: "What you did because of it, or why nothing (force policy).",
            shown: |values, _| heard(values),
        },
        FieldSpec {
            id: "aa_said",
            label: "Adult said",
            kind: FieldKind::Text,
            help: "What the adult said, if asked (Code C 15.3).",
            shown: |values, _| values.many("asked").contains(&"aa"),
        },
        FieldSpec {
            id: "solicitor_said",
            label: "Solicitor said",
            kind: FieldKind::Text,
            help: "What the solicitor said, if asked (s.40(12)).",
            shown: |values, _| values.many("asked").contains(&"solicitor"),
        },
        FieldSpec {
            id: "grounds",
            label: "Grounds",
            kind: FieldKind::Text,
            help: "Why detention is still necessary now, in this case (s.37, s.40(8)).",
            shown: always,
        },
        FieldSpec {
            id: "advice",
            label: "Advice reminded",
            kind: FieldKind::YesNo,
            help: "Free legal advice, before every review, and noted (Code C 15.4).",
            shown: always,
        },
        FieldSpec {
            id: "told",
            label: "Outcome told",
            kind: FieldKind::YesNo,
            help: "If not, telling the child becomes a duty on the board (Code C 15.7).",
            shown: always,
        },
        FieldSpec {
            id: "move",
            label: "Move weighed",
            kind: FieldKind::YesNo,
            help: "After charge, the move to the authority is decided again (s.40(10)).",
            shown: |_, facts| facts.charged.is_some(),
        },
        FieldSpec {
            id: "late",
            label: "Late because",
            kind: FieldKind::Text,
            help: "A reason explains; only a ground of s.40(4), recorded, excuses (s.40(7)).",
            shown: |values, facts| minutes_early(values, facts).is_some_and(|early| early < 0),
        },
        FieldSpec {
            id: "forward",
            label: "Brought forward",
            kind: FieldKind::Text,
            help: "Held early so that the child is awake for it, or for what else (Code C Note 15C).",
            shown: brought_forward,
        },
        FieldSpec {
            id: "decision",
            label: "Decision",
            kind: FieldKind::One(DECISION),
            help: "A child is held on only for as long as it is necessary (s.37, s.40(8)).",
            shown: always,
        },
    ],
    prefill: |values, _| {
        values.set("when", "now");
        values.set("decision", "continue");
    },
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: reviewer,
    make,
};

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if let Some(due) = facts.reviews().next_due() {
        let minutes = minutes_between(facts.now, due);
        lines.push(if minutes < 0 {
            Brief::loud("Due", format!("{}: LATE {}", clock(due), length(-minutes)))
        } else {
            Brief::new("Due", format!("{}, in {}", clock(due), length(minutes)))
        });
    }
    match checks::last_words(facts) {
        Some(words) => lines.push(Brief::new("Last words", format!("{} \"{}\"", clock(words.at), words.text))),
        None => lines.push(Brief::loud("Last words", "none recorded yet")),
    }
    if let Some(change) = checks::first_change(facts) {
        lines.push(Brief::loud(
            "First change",
            format!("{} {} to {}", clock(change.at), change.from.plain(), change.to.plain()),
        ));
    }
    for check in facts.each::<Check>().rev().take(2) {
        let seems = check.it.demeanour.map_or_else(|| "not recorded".to_owned(), Demeanour::plain);
        let awake = match check.it.awake {
            Some(true) => ", awake",
            Some(false) => ", asleep",
            None => "",
        };
        let seen = check.it.seen.as_deref().map(|seen| format!(": {seen}")).unwrap_or_default();
        lines.push(Brief::new(format!("Check {}", clock(check.at)), format!("{seems}{awake}{seen}")));
    }
    // Before all else, because a low screen cuts from the end.
    let last_state = facts.each::<Check>().rev().find(|check| check.it.awake.is_some());
    if let Some(check) = last_state.filter(|check| check.it.awake == Some(true) && values.get("not_spoken") == "asleep")
    {
        lines.insert(0, Brief::loud("Asleep now?", format!("the check at {} says awake", clock(check.at))));
    }
    lines.push(adult_line(facts));
    lines.extend(not_yet_heard(facts));
    for review in facts.each::<Review>() {
        if let Some(effect) = &review.it.effect {
            lines.push(Brief::new(
                format!("Review {}", clock(review.at)),
                format!("what the child said led to: {effect}"),
            ));
        }
    }
    lines
}

/// Returns the talk that the last review left to someone else, where nothing says that it was held.
fn not_yet_heard(facts: &Facts<'_>) -> Option<Brief> {
    let last = facts.last::<Review>().filter(|review| review.it.not_spoken == Some(NotSpoken::Delegated))?;
    let held = facts.each::<ReviewExplained>().any(|talk| talk.at >= last.at);
    let to = last.it.delegated_to.as_deref().unwrap_or("someone else");
    (!held).then(|| Brief::loud("Not yet heard", format!("the talk left to {to} at {} isn't entered", clock(last.at))))
}

/// How the adult stands, as everywhere; one who is in the station is to be brought in.
pub(super) fn adult_line(facts: &Facts<'_>) -> Brief {
    let Some(ladder) = ladder(facts) else { return Brief::new("Adult", "not owed now") };
    let words = ladder.words(facts.now);
    match ladder.stands {
        Stands::Here { .. } => Brief::new("Adult", words + ": bring them in"),
        _ if ladder.is_loud(facts.now) => Brief::loud("Adult", words),
        _ => Brief::new("Adult", words),
    }
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let method = picked(values, "method", ReviewMethod::from_word);
    needed(&mut problems, "method", method, "how was it held? Choose one");
    let by_telephone = method == Some(ReviewMethod::Telephone);
    let not_spoken = picked(values, "not_spoken", NotSpoken::from_word);
    let awake = match (heard(values), not_spoken) {
        (true, _) => Some(true),
        (false, Some(NotSpoken::Asleep)) => Some(false),
        _ => None,
    };
    let review = Review {
        method,
        seen: if by_telephone { Some(false) } else { values.yes("seen") },
        spoken_to: values.yes("spoken"),
        awake,
        not_spoken,
        reason: values.text("reason"),
        present: picked_many(values, "present", Present::from_word),
        asked: picked_many(values, "asked", Asked::from_word),
        child_said: values.text("child_said"),
        aa_said: values.text("aa_said"),
        solicitor_said: values.text("solicitor_said"),
        effect: values.text("effect"),
        grounds: values.text("grounds"),
        legal_advice_reminded: values.yes("advice"),
        told_outcome: values.yes("told"),
        delegated_to: values.text("delegated_to"),
        brought_forward: values.text("forward"),
        late_reason: values.text("late"),
        not_there_because: values.text("not_there"),
        accommodation_considered: values.yes("move"),
        decision: picked(values, "decision", ReviewDecision::from_word),
    };
    one(problems, at, Some(review))
}
