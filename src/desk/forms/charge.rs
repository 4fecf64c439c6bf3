//! Charged: each offence as officers type it, shown with what the offence list says of it, and confirmed by a key.

use super::review::adult_line;
use super::{WHEN, adult, at_once, gather, needed, one, picked, picked_many};
use crate::desk::form::{
    Besides, Brief, ChargeFields, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always,
    any_child,
};
use crate::desk::offence::{LookedUp, NONE, shown_class};
use crate::desk::officer::anyone;
use crate::law::Facts;
use crate::law::offences::{How, LIST_DATE, Match};
use crate::record::entry::OneOrMany;
use crate::record::kinds::{Charged, Intent};
use crate::record::time::clock;
use crate::record::words::AaWho;

const INTENT: &[Choice] = &[
    Choice { word: "steal", label: "to steal" },
    Choice { word: "GBH", label: "to inflict GBH" },
    Choice { word: "damage", label: "to do damage" },
    Choice { word: "rape", label: "to rape" },
];

const CLASS: &[Choice] = &[
    Choice { word: "violent", label: "violent" },
    Choice { word: "sexual", label: "sexual" },
    Choice { word: "terrorism", label: "terrorism" },
    Choice { word: "none", label: "none of the three" },
    Choice { word: "not_known", label: "not known yet" },
];

const FIRST: ChargeFields = ChargeFields { text: "offence_1", intent: "intent_1", found: "match_1" };
const SECOND: ChargeFields = ChargeFields { text: "offence_2", intent: "intent_2", found: "match_2" };
const THIRD: ChargeFields = ChargeFields { text: "offence_3", intent: "intent_3", found: "match_3" };
const FOURTH: ChargeFields = ChargeFields { text: "offence_4", intent: "intent_4", found: "match_4" };
const FIFTH: ChargeFields = ChargeFields { text: "offence_5", intent: "intent_5", found: "match_5" };

/// The fields of each charge: the text, the intent of a burglary, and what the list says of it.
const CHARGES: [ChargeFields; 5] = [FIRST, SECOND, THIRD, FOURTH, FIFTH];

/// The field of a further charge's text, shown once the charge before it is confirmed.
macro_rules! further {
    ($charge:ident, $before:ident) => {
        FieldSpec {
            id: $charge.text,
            label: "And",
            kind: FieldKind::Text,
            help: "One charge on the list is enough (s.38(6A)). Enter goes on where there is no further one.",
            shown: |values, _| !values.get($before.text).is_empty() && !values.get($before.found).is_empty(),
        }
    };
}

/// The field of a burglary's intent.
macro_rules! intent {
    ($charge:ident) => {
        FieldSpec {
            id: $charge.intent,
            label: "With intent",
            kind: FieldKind::One(INTENT),
            help: "As on the charge sheet: the intent decides whether a burglary is specified (s.38(6A)).",
            shown: |values, _| {
                let text = values.get($charge.text);
                !text.is_empty() && LookedUp::of(text, None).found.turns_on_intent()
            },
        }
    };
}

/// The field of what the list says of a charge.
macro_rules! found {
    ($charge:ident) => {
        FieldSpec {
            id: $charge.found,
            label: "On the list",
            kind: FieldKind::Match($charge),
            help: "Is it this? Choose: it decides what serious harm means (s.38(6A)).",
            shown: |values, _| !values.get($charge.text).is_empty(),
        }
    };
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "charge",
    title: "Charged",
    start: "offence_1",
    fields: &[
        WHEN,
        FieldSpec {
            id: FIRST.text,
            label: "Offence",
            kind: FieldKind::Text,
            help: "As on the charge sheet or as said, \"s18 wounding\": it decides what harm counts (s.38(6A)).",
            shown: always,
        },
        intent!(FIRST),
        found!(FIRST),
        further!(SECOND, FIRST),
        intent!(SECOND),
        found!(SECOND),
        further!(THIRD, SECOND),
        intent!(THIRD),
        found!(THIRD),
        further!(FOURTH, THIRD),
        intent!(FOURTH),
        found!(FOURTH),
        further!(FIFTH, FOURTH),
        intent!(FIFTH),
        found!(FIFTH),
        FieldSpec {
            id: "class",
            label: "Is it",
            kind: FieldKind::One(CLASS),
            help: "The list doesn't settle it. It decides what serious harm means (s.38(6A)).",
            shown: |values, _| unsettled(values).is_some(),
        },
        FieldSpec {
            id: "class_why",
            label: "Why",
            kind: FieldKind::Text,
            help: "By which provision (s.38(6A)): it stands in the record with your name.",
            shown: |values, _| unsettled(values).is_some() && !matches!(values.get("class"), "" | "not_known"),
        },
        FieldSpec {
            id: "aa_present",
            label: "Adult there",
            kind: FieldKind::YesNo,
            help: "Whether the adult was there when the child was charged (Code C 16.1).",
            shown: always,
        },
        FieldSpec {
            id: "aa_who",
            label: "Who",
            kind: FieldKind::Many(adult::WHO),
            help: "Who the adult was: who helped the child follow the charge (Code C 16.1).",
            shown: |values, _| values.yes("aa_present") == Some(true),
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

/// Returns each charge typed, looked up.
fn looked_up(values: &Values) -> impl Iterator<Item = (ChargeFields, LookedUp)> {
    CHARGES.iter().filter_map(|fields| {
        let text = values.text(fields.text)?;
        Some((*fields, LookedUp::of(&text, values.text(fields.intent).as_deref())))
    })
}

/// Returns a charge whose class neither the list nor the officer's choice from it settles, once that choice is made.
fn unsettled(values: &Values) -> Option<LookedUp> {
    looked_up(values)
        .find(|(fields, looked)| {
            let chosen = values.get(fields.found);
            !chosen.is_empty() && looked.found.specified().is_none() && looked.picked(chosen).is_none()
        })
        .map(|(_, looked)| looked)
}

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = Vec::new();
    let mut harm: Vec<&'static str> = Vec::new();
    for (fields, looked) in looked_up(values) {
        let chosen = looked.picked(values.get(fields.found));
        let (text, settled) = match (chosen, looked.matches().as_slice()) {
            (Some(offence), _) => (format!("{}: {}", offence.shown(), shown_class(offence.specified)), true),
            (None, [only]) => (format!("{}: {}, {}", looked.standing(), only.shown(), looked.class()), true),
            (None, _) => (format!("{}: {}", looked.standing(), looked.class()), looked.found.specified().is_some()),
        };
        let label = looked.shown();
        lines.push(if settled { Brief::new(label, text) } else { Brief::loud(label, text) });
        let means = match chosen {
            Some(offence) => LookedUp::of(&offence.name, None).harm(),
            None => looked.harm(),
        };
        means.into_iter().for_each(|means| {
            if !harm.contains(&means) {
                harm.push(means);
            }
        });
    }
    if lines.is_empty() {
        lines.push(Brief::new(
            "Offence list",
            format!("of {LIST_DATE}. What isn't found on it is asked about, never guessed"),
        ));
    }
    for charged in facts.each::<Charged>() {
        lines.push(Brief::new(format!("Charged {}", clock(charged.at)), charged.it.offences.join(", ")));
    }
    lines.push(adult_line(facts));
    lines.extend(harm.into_iter().map(|means| Brief::new("Serious harm", means)));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let mut offences = Vec::new();
    let mut noted = Vec::new();
    let mut intents = Vec::new();
    for (fields, looked) in looked_up(values) {
        let Some((text, note)) = confirmed(&fields, &looked, values, &mut problems) else { continue };
        offences.push(text);
        noted.push(note);
        intents.extend(values.text(fields.intent));
    }
    if looked_up(values).next().is_none() {
        problems.push(FieldProblem::new("offence_1", "what is the child charged with? Type it as on the charge sheet"));
    }
    if let Some(looked) = unsettled(values) {
        let class = picked(values, "class", |word| CLASS.iter().find(|choice| choice.word == word));
        let class = needed(&mut problems, "class", class, "violent, sexual or terrorism? Choose one");
        if let Some(class) = class.filter(|class| class.word != "not_known") {
            let why = needed(&mut problems, "class_why", values.text("class_why"), "why? By which provision");
            noted.extend(why.map(|why| format!("\"{}\" taken as {}: {why}", looked.text, class.label)));
        }
    }
    intents.dedup();
    let intent = match intents.as_slice() {
        [one] => Some(Intent { burglary: Some(one.clone()) }),
        _ => None,
    };
    let charged = Charged {
        offences,
        intent,
        aa_present: values.yes("aa_present"),
        aa_who: picked_many(values, "aa_who", AaWho::from_word).map(OneOrMany::Many),
    };
    let mut made = one(problems, at, Some(charged))?;
    if let Some(made) = made.first_mut() {
        made.note = Some(format!("offence list of {LIST_DATE}: {}", noted.join("; ")));
    }
    Ok(made)
}

/// Returns a charge as it is recorded, and what was confirmed of it; none where something is still to be confirmed.
///
/// What the list finds by itself is recorded as typed. Where the officer picked one of several, or one that the words only
/// looked like, the list's own name is recorded, so that the same offence is found again.
fn confirmed(
    fields: &ChargeFields,
    looked: &LookedUp,
    values: &Values,
    problems: &mut Vec<FieldProblem>,
) -> Option<(String, String)> {
    let chosen = values.get(fields.found);
    if let Some(offence) = looked.picked(chosen) {
        let typed_finds_it = matches!(&looked.found, Match::Found(_, how) if *how != How::Intent);
        let text = if typed_finds_it { looked.text.clone() } else { offence.name.clone() };
        let note = format!("\"{}\" is {}, {}", looked.text, offence.shown(), shown_class(offence.specified));
        return Some((text, note));
    }
    if chosen != NONE {
        problems.push(FieldProblem::new(fields.found, "is it this on the offence list? Choose one"));
        return None;
    }
    if let Match::Found(offence, _) = &looked.found {
        let why = format!("the list takes these words for {}: type the charge otherwise", offence.name);
        problems.push(FieldProblem::new(fields.text, why));
        return None;
    }
    Some((looked.text.clone(), format!("\"{}\" {}", looked.text, looked.standing())))
}
