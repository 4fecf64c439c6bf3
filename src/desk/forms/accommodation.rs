//! Accommodation after charge: the gates in order, alternative first, secure only on grounds that meet the law.

use super::{WHEN, eta, gather, needed, one, picked, picked_many};
use crate::desk::form::{
    Besides, Brief, Choice, FieldKind, FieldProblem, FieldSpec, FormSpec, Making, Values, always, any_child,
};
use crate::desk::officer::anyone;
use crate::desk::threshold;
use crate::law::accommodation::{Threshold, threshold as law_threshold};
use crate::law::{Facts, Outcome};
use crate::record::kinds::*;
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::*;
use crate::record::{Kind, Moment};

const ACT: &[Choice] = &[
    Choice { word: "ask", label: "ask the authority" },
    Choice { word: "answer", label: "authority answered" },
    Choice { word: "escalate", label: "escalated" },
    Choice { word: "moved", label: "child moved" },
    Choice { word: "notice", label: "early notice" },
];

const SORT: &[Choice] =
    &[Choice { word: "alternative", label: "alternative (the default)" }, Choice { word: "secure", label: "secure" }];

pub(super) const BASIS: &[Choice] = &[
    Choice { word: "looked_after", label: "looks after the child" },
    Choice { word: "residence", label: "child lives there" },
    Choice { word: "station_area", label: "station is there" },
];

pub(super) const REASONS: &[Choice] = &[
    Choice { word: "named_threat", label: "threat to a named person" },
    Choice { word: "serious_sexual_risk", label: "serious sexual risk" },
    Choice { word: "terrorism", label: "terrorism" },
    Choice { word: "absconding", label: "may abscond" },
    Choice { word: "reoffending", label: "may reoffend" },
    Choice { word: "own_safety", label: "own safety" },
    Choice { word: "witness_interference", label: "witnesses" },
    Choice { word: "offence_serious", label: "offence is serious" },
    Choice { word: "weapon_carried", label: "carried a weapon" },
    Choice { word: "violent_in_custody", label: "violent in custody" },
    Choice { word: "authority_says_risky", label: "authority says risky" },
    Choice { word: "other", label: "other" },
];

pub(super) const ANSWER: &[Choice] = &[
    Choice { word: "accept_alternative", label: "alternative place" },
    Choice { word: "accept_secure", label: "secure place" },
    Choice { word: "refuse_no_bed", label: "no bed" },
    Choice { word: "refuse_threshold", label: "threshold not met" },
    Choice { word: "refuse_not_ours", label: "not our child" },
    Choice { word: "refuse_too_late", label: "too late" },
    Choice { word: "conditional", label: "on conditions" },
    Choice { word: "no_answer", label: "no answer" },
    Choice { word: "withdrawn", label: "withdrawn" },
];

pub(super) const SIDE: &[Choice] =
    &[Choice { word: "police", label: "police" }, Choice { word: "authority", label: "authority" }];

fn act(values: &Values, act: &str) -> bool {
    values.get("act") == act
}

fn secure(values: &Values) -> bool {
    act(values, "ask") && values.get("sort") == "secure"
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "accommodation",
    title: "Accommodation after charge",
    start: "act",
    fields: &[
        WHEN,
        FieldSpec {
            id: "act",
            label: "What",
            kind: FieldKind::One(ACT),
            help: "Bail refused: the child is moved unless a certificate says why not (s.38(6)).",
            shown: always,
        },
        FieldSpec {
            id: "sort",
            label: "Kind",
            kind: FieldKind::One(SORT),
            help: "Alternative is any place that isn't locked; the authority must accept (CA 1989 s.21(2)(b)).",
            shown: |values, _| act(values, "ask"),
        },
        FieldSpec {
            id: "authority",
            label: "Authority",
            kind: FieldKind::Text,
            help: "Who cares for the child; home; the station's: the one asked must take them (CA 1989 s.21(2)(b)).",
            shown: |values, _| !act(values, "moved") && !act(values, "escalate") && !values.get("act").is_empty(),
        },
        FieldSpec {
            id: "basis",
            label: "Because it",
            kind: FieldKind::One(BASIS),
            help: "Why that authority. The duty lies on the one that is asked (CA 1989 s.21(2)(b)).",
            shown: |values, _| act(values, "ask"),
        },
        FieldSpec {
            id: "contact",
            label: "Spoke to",
            kind: FieldKind::Text,
            help: "A name, not \"EDT\": so that someone owns the child's bed tonight (s.38(6)).",
            shown: |values, _| values.is("act", &["ask", "answer", "notice"]),
        },
        FieldSpec {
            id: "reasons",
            label: "Why secure",
            kind: FieldKind::Many(REASONS),
            help: "What matters is serious harm to the public from this child before court (s.38(6)(b)).",
            shown: |values, _| secure(values),
        },
        FieldSpec {
            id: "risk_who",
            label: "Who is at risk",
            kind: FieldKind::Text,
            help: "Which member or members of the public: named or identifiable (s.38(6A)).",
            shown: |values, _| secure(values),
        },
        FieldSpec {
            id: "risk_what",
            label: "What harm",
            kind: FieldKind::Text,
            help: "Death or serious personal injury, physical or psychological (s.38(6A)).",
            shown: |values, _| secure(values),
        },
        FieldSpec {
            id: "risk_how",
            label: "How, before court",
            kind: FieldKind::Text,
            help: "How this child would do it, by a further offence, before the court sits (s.38(6A)).",
            shown: |values, _| secure(values),
        },
        FieldSpec {
            id: "risk_why",
            label: "Why not alternative",
            kind: FieldKind::Text,
            help: "Why no other place would do, with any support, distance or supervision (s.38(6)(b)).",
            shown: |values, _| secure(values),
        },
        FieldSpec {
            id: "against",
            label: "Why all the same",
            kind: FieldKind::Text,
            help: "It doesn't appear to meet s.38(6)(b). The decision is yours; your reason stands with your name.",
            shown: against_advice,
        },
        FieldSpec {
            id: "child_said",
            label: "Child said",
            kind: FieldKind::Text,
            help: "What the child says of it, in their words: it is their night (force policy).",
            shown: |values, _| act(values, "ask"),
        },
        FieldSpec {
            id: "answer",
            label: "Answer",
            kind: FieldKind::One(ANSWER),
            help: "A call that says \"no secure, but a foster bed\" is two answers: make both (s.38(6)(b)).",
            shown: |values, _| act(values, "answer"),
        },
        FieldSpec {
            id: "about",
            label: "About",
            kind: FieldKind::One(SORT),
            help: "Which kind of place: no secure bed says nothing of other beds (Code C Note 16D).",
            shown: |values, _| act(values, "answer") || act(values, "moved"),
        },
        FieldSpec {
            id: "words",
            label: "Their words",
            kind: FieldKind::Text,
            help: "As said: so that the force can hold the authority to account (CA 1989 s.21(2)(b)).",
            shown: |values, _| act(values, "answer"),
        },
        FieldSpec {
            id: "eta",
            label: "From",
            kind: FieldKind::Eta,
            help: "From when the child can sleep there, 0130 or +40m: the move is then due (s.38(6)).",
            shown: |values, _| act(values, "answer") && values.get("answer").starts_with("accept"),
        },
        FieldSpec {
            id: "to",
            label: "To whom",
            kind: FieldKind::Text,
            help: "30 min: duty manager, inspector. 60: service head, superintendent. 120: director (force policy).",
            shown: |values, _| act(values, "escalate"),
        },
        FieldSpec {
            id: "side",
            label: "Whose side",
            kind: FieldKind::One(SIDE),
            help: "Police or authority: each can still find the child a bed tonight (force policy).",
            shown: |values, _| act(values, "escalate"),
        },
        FieldSpec {
            id: "received_by",
            label: "Received by",
            kind: FieldKind::Text,
            help: "Who took the child over, told of the risks. Custody's duty ends (s.39(4)).",
            shown: |values, _| act(values, "moved"),
        },
    ],
    prefill: |values, facts| {
        values.set("when", "now");
        values.set("sort", "alternative");
        if let Some(authority) = &facts.child.home_authority {
            values.set("authority", authority.clone());
            values.set("basis", if facts.child.looked_after == Some(true) { "looked_after" } else { "residence" });
        }
        if facts.bail_refused.is_some() && facts.first_mark::<AccommodationRequested>().is_none() {
            values.set("act", "ask");
        }
    },
    brief,
    passed_over: &[],
    unfit: any_child,
    besides: Besides::Nothing,
    signer: anyone,
    make,
};

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = threshold::lines(&test(values, facts));
    if facts.charged.is_none() {
        return lines;
    }
    for asked in facts.each::<AccommodationRequested>() {
        let who = asked.it.authority.clone().unwrap_or_else(|| "authority not recorded".to_owned());
        lines.push(Brief::new(format!("Asked {}", clock(asked.at)), format!("{} of {who}", asked.it.sort.plain())));
    }
    for answered in facts.each::<AccommodationAnswered>() {
        lines.push(Brief::new(format!("Said {}", clock(answered.at)), answered.it.answer.plain()));
    }
    if let (Some(refused), None) = (facts.bail_refused, facts.first_mark::<AccommodationRequested>()) {
        let since = length(minutes_between(refused.at, facts.now));
        lines.push(Brief::loud("Not asked", format!("{since} since bail was refused")));
    }
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let expected = gather(&mut problems, eta(values, "eta", facts)).flatten();
    let kind = match values.get("act") {
        "ask" => {
            if against_advice(values, facts) {
                let why = "why secure all the same? It doesn't appear to meet the test; or ask for alternative";
                needed(&mut problems, "against", values.text("against"), why);
            }
            Some(ask(values).into())
        }
        "answer" => answered(values, expected.map(Moment::london), &mut problems).map(Kind::from),
        "escalate" => {
            let to = needed(&mut problems, "to", values.text("to"), "to whom was it escalated?");
            let side = picked(values, "side", EscalationSide::from_word);
            let side = needed(&mut problems, "side", side, "police or authority? Choose one");
            to.zip(side).map(|(to, side)| AccommodationEscalated { to, side }.into())
        }
        // Before charge nothing is asked for yet; the authority is only told that a child may need a place.
        "notice" => {
            let authority = needed(&mut problems, "authority", values.text("authority"), "which authority was told?");
            authority.map(|authority| AccommodationNotice { authority, contact: values.text("contact") }.into())
        }
        "moved" => Some(
            MovedToAuthority {
                to: picked(values, "about", PlacementType::from_word).unwrap_or_else(|| placement(facts)),
                received_by: values.text("received_by"),
            }
            .into(),
        ),
        _ => needed(&mut problems, "act", None, "what happened? Choose one"),
    };
    let mut made = one(problems, at, kind)?;
    if let Some(made) = made.first_mut() {
        made.note = values.text("against").map(|why| format!("against the advice: {why}"));
    }
    Ok(made)
}

/// Holds what is about to be asked for against the test. Until secure is picked it is alternative, the law's default.
fn test(values: &Values, facts: &Facts<'_>) -> Threshold {
    let mut request = ask(values);
    if !secure(values) {
        request.sort = AccommodationType::Alternative;
    }
    law_threshold(facts, &request, values.when("when", facts).unwrap_or(facts.now))
}

/// Returns whether what is about to be asked for doesn't appear to meet the test, so that going on needs a reason.
fn against_advice(values: &Values, facts: &Facts<'_>) -> bool {
    secure(values) && test(values, facts).outcome == Outcome::NotSupported
}

fn ask(values: &Values) -> AccommodationRequested {
    let risk = Risk {
        who: values.text("risk_who"),
        what: values.text("risk_what"),
        how: values.text("risk_how"),
        why_not_alternative: values.text("risk_why"),
    };
    let answered = [&risk.who, &risk.what, &risk.how, &risk.why_not_alternative].into_iter().any(Option::is_some);
    AccommodationRequested {
        sort: picked(values, "sort", AccommodationType::from_word).unwrap_or(AccommodationType::NotRecorded),
        authority: values.text("authority"),
        basis: picked(values, "basis", AuthorityBasis::from_word),
        contact: values.text("contact"),
        reasons: picked_many(values, "reasons", ReasonCode::from_word),
        risk: answered.then_some(risk),
        child_said: values.text("child_said"),
        aa_told: None,
    }
}

fn answered(values: &Values, eta: Option<Moment>, problems: &mut Vec<FieldProblem>) -> Option<AccommodationAnswered> {
    let answer = picked(values, "answer", AuthorityAnswer::from_word);
    let answer = needed(problems, "answer", answer, "what did they answer? Choose one")?;
    Some(AccommodationAnswered {
        to: picked(values, "about", PlacementType::from_word),
        of: None,
        authority: values.text("authority"),
        answer,
        contact: values.text("contact"),
        eta,
        words: values.text("words"),
    })
}

/// Returns the kind of place the authority last offered; alternative where none is on the record.
fn placement(facts: &Facts<'_>) -> PlacementType {
    let secure = facts.each::<AccommodationAnswered>().rev().find_map(|answered| match answered.it.answer {
        AuthorityAnswer::AcceptSecure => Some(true),
        AuthorityAnswer::AcceptAlternative => Some(false),
        _ => None,
    });
    if secure == Some(true) { PlacementType::Secure } else { PlacementType::Alternative }
}
