//! The cell check: fifteen seconds with one hand. How the child seems, what was seen, what they said.

use super::{WHEN, at_once, gather, needed, one, picked};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always, any_child};
use crate::desk::officer::anyone;
use crate::law::{Facts, checks};
use crate::record::kinds::{Check, ObservationSet};
use crate::record::time::{clock, length};
use crate::record::words::{CheckMethod, Demeanour, NotSaid};

/// How a child seems, commonest first; the digit is its place in the list.
pub(super) const DEMEANOUR: &[Choice] = &[
    Choice { word: "calm", label: "calm" },
    Choice { word: "talkative", label: "talkative" },
    Choice { word: "withdrawn", label: "withdrawn" },
    Choice { word: "tearful", label: "tearful" },
    Choice { word: "anxious", label: "anxious" },
    Choice { word: "agitated", label: "agitated" },
    Choice { word: "angry", label: "angry" },
    Choice { word: "in_pain", label: "in pain" },
    Choice { word: "unwell", label: "unwell" },
    Choice { word: "sleeping", label: "sleeping" },
    Choice { word: "intoxicated", label: "intoxicated" },
];

pub(super) const NOT_SAID: &[Choice] = &[
    Choice { word: "declined", label: "declined to talk" },
    Choice { word: "not_asked", label: "wasn't asked" },
    Choice { word: "not_able", label: "not able to" },
    Choice { word: "asleep", label: "asleep" },
];

pub(super) const METHOD: &[Choice] = &[
    Choice { word: "entered", label: "went in" },
    Choice { word: "hatch", label: "at the hatch" },
    Choice { word: "conversation", label: "talked" },
    Choice { word: "camera", label: "camera" },
];

const MARK: &[Choice] =
    &[Choice { word: "worry", label: "a worry" }, Choice { word: "referral", label: "for the referral" }];

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "check",
    title: "Cell check",
    start: "demeanour",
    fields: &[
        FieldSpec { help: "When you saw the child, not when you type it: now, -6m, 2305.", ..WHEN },
        FieldSpec {
            id: "demeanour",
            label: "Seems",
            kind: FieldKind::One(DEMEANOUR),
            help: "How the child seems. A change is only seen if each check says (force policy).",
            shown: always,
        },
        FieldSpec {
            id: "seen",
            label: "Seen",
            kind: FieldKind::Text,
            help: "One thing you saw: where, doing what; asleep: breathing, position (Code C 9.3).",
            shown: always,
        },
        FieldSpec {
            id: "said",
            label: "Child said",
            kind: FieldKind::Text,
            help: "The child's own words (force policy). Not about the offence: that's for the interview.",
            shown: |values, _| values.get("demeanour") != "sleeping",
        },
        FieldSpec {
            id: "not_said",
            label: "No words because",
            kind: FieldKind::One(NOT_SAID),
            help: "\"Wasn't asked\" is an honest answer and is counted as candour (force policy).",
            shown: |values, _| values.get("demeanour") != "sleeping" && values.get("said").is_empty(),
        },
        FieldSpec {
            id: "did",
            label: "What you did",
            kind: FieldKind::Text,
            help: "What was done about it: within 30 minutes when a child turns worse (force policy).",
            shown: |values, _| !matches!(values.get("demeanour"), "" | "calm" | "talkative" | "sleeping"),
        },
        FieldSpec {
            id: "roused",
            label: "Roused",
            kind: FieldKind::YesNo,
            help: "Rousing is ordered: go in, wake for a spoken reply (Code C 9.3, Annex H).",
            shown: |_, facts| rousing(facts),
        },
        FieldSpec {
            id: "method",
            label: "How",
            kind: FieldKind::One(METHOD),
            help: "How you made it: a child is visited, not only seen on a screen (Code C 9.3).",
            shown: |_, facts| rousing(facts),
        },
        FieldSpec {
            id: "mark",
            label: "Mark",
            kind: FieldKind::Many(MARK),
            help: "Words that others must act on aren't lost (force policy). Tab comes here, Enter passes by.",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &["mark"],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn rousing(facts: &Facts<'_>) -> bool {
    facts.last::<ObservationSet>().is_some_and(|plan| plan.it.rousing == Some(true))
}

fn brief(_: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    if let Some(last) = facts.last::<Check>() {
        let ago = crate::record::time::minutes_between(last.at, facts.now);
        let seems = last.it.demeanour.map_or_else(|| "not recorded".to_owned(), Demeanour::plain);
        lines.push(Brief::new("Last check", format!("{} ({} ago): {seems}", clock(last.at), length(ago))));
    }
    match checks::last_words(facts) {
        Some(words) => lines.push(Brief::new("Last words", format!("{} \"{}\"", clock(words.at), words.text))),
        None => lines.push(Brief::loud("Last words", "none recorded yet")),
    }
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let demeanour = picked(values, "demeanour", Demeanour::from_word);
    needed(&mut problems, "demeanour", demeanour, "how does the child seem? Choose one");
    let asleep = demeanour == Some(Demeanour::Sleeping);
    let said = values.text("said");
    let not_said = match (&said, asleep) {
        (Some(_), _) => None,
        (None, true) => Some(NotSaid::Asleep),
        (None, false) => picked(values, "not_said", NotSaid::from_word),
    };
    let marks = values.many("mark");
    let marked = |mark: &str| marks.contains(&mark).then_some(true);
    let check = Check {
        method: picked(values, "method", CheckMethod::from_word),
        awake: demeanour.map(|_| !asleep),
        roused: values.yes("roused"),
        demeanour,
        seen: values.text("seen"),
        said,
        not_said,
        did: values.text("did"),
        concern: marked("worry"),
        for_referral: marked("referral"),
    };
    one(problems, at, Some(check))
}
