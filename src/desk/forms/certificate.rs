//! The certificate for the court: drawn from what the record already says, limb by limb, with what is missing on top.

use super::{WHEN, gather, needed, one, picked, picked_many};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::officer::{Officer, custody_officer};
use crate::law::accommodation::case::{Case, SECURE_AGE};
use crate::law::accommodation::reasons::{Weight, for_impracticable, for_secure};
use crate::law::{Facts, Finding, Judgement, Verdict, register};
use crate::record::kinds::{AccommodationAnswered, AccommodationRequested, CertificateIssued, MovedToAuthority};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AccommodationType, AuthorityAnswer, Limb, PlacementType, ReasonCode};
use crate::record::{Entry, Instant, Moment, Record};

const LIMB: &[Choice] = &[
    Choice { word: "impracticable", label: "(a) can't be moved" },
    Choice { word: "secure_unavailable", label: "(b) no secure to be had" },
];

/// Reasons a move may be said to be impracticable, those that can count first.
pub(super) const REASONS_A: &[Choice] = &[
    Choice { word: "roads_closed", label: "roads closed" },
    Choice { word: "weather", label: "weather" },
    Choice { word: "court_near", label: "court is near" },
    Choice { word: "hospital", label: "in hospital" },
    Choice { word: "unfit", label: "unfit to travel" },
    Choice { word: "other", label: "other" },
    Choice { word: "no_transport", label: "no transport" },
    Choice { word: "no_bed", label: "no bed" },
    Choice { word: "no_answer", label: "no answer" },
    Choice { word: "time_of_night", label: "time of night" },
    Choice { word: "distance", label: "distance" },
    Choice { word: "behaviour", label: "behaviour" },
];

/// Reasons alternative may be said not to do, those that can count first.
pub(super) const REASONS_B: &[Choice] = &[
    Choice { word: "named_threat", label: "threat to a named person" },
    Choice { word: "serious_sexual_risk", label: "serious sexual risk" },
    Choice { word: "terrorism", label: "terrorism" },
    Choice { word: "witness_interference", label: "witnesses" },
    Choice { word: "weapon_carried", label: "carried a weapon" },
    Choice { word: "violent_in_custody", label: "violent in custody" },
    Choice { word: "authority_says_risky", label: "authority says risky" },
    Choice { word: "no_secure_bed", label: "no secure place" },
    Choice { word: "absconding", label: "may abscond" },
    Choice { word: "reoffending", label: "may reoffend" },
    Choice { word: "own_safety", label: "own safety" },
    Choice { word: "other", label: "other" },
];

fn limb(values: &Values, limb: &str) -> bool {
    values.get("limb") == limb
}

fn limb_a(values: &Values, _: &Facts<'_>) -> bool {
    limb(values, "impracticable")
}

fn limb_b(values: &Values, _: &Facts<'_>) -> bool {
    limb(values, "secure_unavailable")
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "certificate",
    title: "Certificate for the court",
    start: "limb",
    fields: &[
        WHEN,
        FieldSpec {
            id: "limb",
            label: "Limb",
            kind: FieldKind::One(LIMB),
            help: "Of s.38(6). Where neither fits, escalate and ask again: say the true cause in a note.",
            shown: always,
        },
        FieldSpec {
            id: "reasons_a",
            label: "Because",
            kind: FieldKind::Many(REASONS_A),
            help: "What stops the move, not what makes it inconvenient (Code C Note 16D).",
            shown: limb_a,
        },
        FieldSpec {
            id: "circumstances",
            label: "Circumstances",
            kind: FieldKind::Text,
            help: "What, where, since when, who was tried, and when it is tried again (s.38(6)(a)).",
            shown: limb_a,
        },
        FieldSpec {
            id: "court_times",
            label: "Times given",
            kind: FieldKind::YesNo,
            help: "Whether journey and court times, and the rest lost, stand in it (Code C Note 16D).",
            shown: |values, _| limb(values, "impracticable") && values.many("reasons_a").contains(&"court_near"),
        },
        FieldSpec {
            id: "reasons_b",
            label: "Because",
            kind: FieldKind::Many(REASONS_B),
            help: "Serious harm to the public from this child before court; nothing less would do (s.38(6)(b)).",
            shown: limb_b,
        },
        FieldSpec {
            id: "why_not",
            label: "Why not alternative",
            kind: FieldKind::Text,
            help: "Why no other place would protect the public: who, what, how, tonight (s.38(6)(b)).",
            shown: limb_b,
        },
        FieldSpec {
            id: "inspector_told",
            label: "Inspector told",
            kind: FieldKind::YesNo,
            help: "An inspector watches over these decisions (Code C 16.7, note).",
            shown: always,
        },
        FieldSpec {
            id: "aa_told",
            label: "Adult told",
            kind: FieldKind::YesNo,
            help: "Whether the adult was told that the child stays, and why: the court reads it (s.38(7)).",
            shown: always,
        },
        FieldSpec {
            id: "views",
            label: "Child's views",
            kind: FieldKind::Text,
            help: "What the child thinks of staying, in their own words: the court reads it (s.38(7)).",
            shown: always,
        },
        FieldSpec {
            id: "against",
            label: "Why all the same",
            kind: FieldKind::Text,
            help: "A test of s.38(6) isn't met or something is missing. Your reason stands with your name.",
            shown: |values, facts| shortcomings(values, facts).iter().any(needs_a_reason),
        },
    ],
    prefill,
    brief,
    passed_over: &[],
    unfit: |facts| {
        if facts.charged.is_none() {
            return Some("the child isn't charged: s.38(6) hasn't begun");
        }
        facts.first_mark::<MovedToAuthority>().map(|_| "the child was moved: the court needs no certificate")
    },
    besides: Besides::Nothing,
    signer: custody_officer,
    make,
};

/// Fills in what the latest request for secure already says; nothing is asked twice.
fn prefill(values: &mut Values, facts: &Facts<'_>) {
    values.set("when", "now");
    let mut asked = facts.each::<AccommodationRequested>().rev();
    let secure = asked.find(|asked| asked.it.sort == AccommodationType::Secure);
    if let Some(asked) = secure {
        values.set("limb", "secure_unavailable");
        let known = |code: &ReasonCode| REASONS_B.iter().any(|choice| choice.word == code.word());
        let reasons: Vec<&str> =
            asked.it.reasons.iter().flatten().filter(|code| known(code)).map(|code| code.word()).collect();
        values.set("reasons_b", reasons.join(","));
        let why = asked.it.risk.as_ref().and_then(|risk| risk.why_not_alternative.clone());
        values.set("why_not", why.unwrap_or_default());
    }
    if let Some(said) = facts.each::<AccommodationRequested>().rev().find_map(|asked| asked.it.child_said.clone()) {
        values.set("views", said);
    }
}

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines: Vec<Brief> = shortcomings(values, facts)
        .into_iter()
        .map(|finding| {
            let label = match (finding.rule, finding.verdict) {
                ("certificate.limb", Verdict::Breach) => "Not made out",
                ("certificate.incomplete", _) => "Missing",
                _ => "In doubt",
            };
            Brief::loud(label, finding.message)
        })
        .collect();
    match picked(values, "limb", Limb::from_word) {
        None => lines.push(Brief::new(
            "Which limb",
            "(a) nothing can move the child; (b) 12 or over, no secure to be had, and alternative not adequate. Neither fits: escalate, ask again",
        )),
        Some(Limb::Impracticable) => lines.extend(weighed(values, "reasons_a")),
        Some(Limb::SecureUnavailable) => {
            lines.extend(three_tests(values, facts));
            lines.extend(weighed(values, "reasons_b"));
        }
    }
    for asked in facts.each::<AccommodationRequested>() {
        let who = asked.it.contact.clone().or(asked.it.authority.clone()).unwrap_or_else(|| "nobody named".to_owned());
        lines.push(Brief::new(format!("Asked {}", clock(asked.at)), format!("{}: {who}", asked.it.sort.plain())));
    }
    for answered in facts.each::<AccommodationAnswered>() {
        lines.push(Brief::new(format!("Said {}", clock(answered.at)), answered.it.answer.plain()));
    }
    if let Some(charged) = facts.charged {
        lines.push(Brief::new("Held since charge", length(minutes_between(charged.at, facts.now))));
    }
    lines
}

/// Returns the three tests of limb (b) as the record answers them, in order. Law: PACE s.38(6)(b).
fn three_tests(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let Ok(case) = Case::of(facts) else { return Vec::new() };
    let at = at(values, facts);
    let age = match facts.age_at(at) {
        Some(age) if age >= SECURE_AGE => Brief::new("12 or over?", age.to_string()),
        Some(age) => Brief::loud("12 or over?", format!("no: {age}")),
        None => Brief::loud("12 or over?", "age not recorded"),
    };
    let secure = case.asks.iter().rev().find(|ask| ask.is_secure() && ask.fact.at <= at);
    let none_free = match (secure, case.offered_at(PlacementType::Secure, at)) {
        (_, Some(offer)) => {
            Brief::loud("No secure?", format!("a secure place was offered at {}: move the child", clock(offer.at)))
        }
        (None, _) => Brief::loud("No secure?", "never asked for"),
        (Some(ask), None) => {
            let said = ask.answers.iter().rev().find(|said| said.it.answer != AuthorityAnswer::NoAnswer);
            match said {
                Some(said) => Brief::new(
                    "No secure?",
                    format!("asked {}, {} {}", clock(ask.fact.at), said.it.answer.plain(), clock(said.at)),
                ),
                None => Brief::loud("No secure?", format!("asked {}, no answer recorded", clock(ask.fact.at))),
            }
        }
    };
    let alternative = match (case.offered_at(PlacementType::Alternative, at), case.alternative_asked_by(at)) {
        (Some(offer), _) => {
            Brief::loud("Alternative?", format!("offered at {}: why wouldn't this place do?", clock(offer.at)))
        }
        (None, true) => Brief::new("Alternative?", "asked for"),
        (None, false) => Brief::loud("Alternative?", "never asked for: ask now, the authority must accept"),
    };
    vec![age, none_free, alternative]
}

/// Returns each reason picked, held against its limb.
fn weighed(values: &Values, field: &str) -> Vec<Brief> {
    let hold = if field == "reasons_a" { for_impracticable } else { for_secure };
    picked_many(values, field, ReasonCode::from_word)
        .unwrap_or_default()
        .into_iter()
        .map(|code| {
            let label = format!("\"{}\"", code.plain());
            // That no secure place was free is one of the three tests, and no reason why alternative wouldn't do.
            if field == "reasons_b" && code == ReasonCode::NoSecureBed {
                return Brief::new(label, "one of the three tests; never enough alone");
            }
            let reason = hold(code);
            match reason.weight {
                Weight::Counts => Brief::new(label, format!("can count. {}", reason.why)),
                Weight::WithMoreFacts => Brief::new(label, format!("counts with more facts. {}", reason.why)),
                Weight::CantCount => Brief::loud(label, format!("can't count. {}", reason.why)),
            }
        })
        .collect()
}

fn at(values: &Values, facts: &Facts<'_>) -> Instant {
    values.when("when", facts).unwrap_or(facts.now)
}

/// Returns what the law's own rules find in the certificate as it is being drawn up; nothing before a limb is picked.
fn shortcomings(values: &Values, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(drawn) = certificate(values) else { return Vec::new() };
    let (at, now) = (Moment::london(at(values, facts)), Moment::london(facts.now));
    let mut case = facts.record.to_case_file();
    let position = case.entries.len();
    case.entries.push(Entry::new(at, now, Officer::nobody().by(), drawn));
    let record = Record::fold(case);
    let then = Facts::gather(&record, facts.policy, facts.suite, facts.now);
    let mut judgement = Judgement::default();
    let rules = ["certificate.limb", "certificate.incomplete", "certificate.stray-reason", "certificate.not-needed"];
    for rule in rules.iter().filter_map(|id| register::rule(id)) {
        (rule.judge)(rule, &then, &mut judgement);
    }
    judgement.findings.into_iter().filter(|finding| finding.entries.contains(&position)).collect()
}

/// Returns whether going on with that finding takes a reason: a test isn't met or shown, or what the limb needs is missing.
fn needs_a_reason(finding: &Finding) -> bool {
    match finding.rule {
        "certificate.incomplete" => finding.verdict != Verdict::Query,
        "certificate.stray-reason" => false,
        _ => true,
    }
}

/// Returns the certificate as far as it is drawn up; none before a limb is picked.
fn certificate(values: &Values) -> Option<CertificateIssued> {
    let limb = picked(values, "limb", Limb::from_word)?;
    let a = limb == Limb::Impracticable;
    let text = |field: &str, belongs: bool| values.text(field).filter(|_| belongs);
    let near = values.many("reasons_a").contains(&"court_near");
    Some(CertificateIssued {
        limb,
        reasons: picked_many(values, if a { "reasons_a" } else { "reasons_b" }, ReasonCode::from_word),
        circumstances: text("circumstances", a),
        why_not_alternative: text("why_not", !a),
        journey_and_court_times: values.yes("court_times").filter(|_| a && near),
        inspector_told: values.yes("inspector_told"),
        aa_told: values.yes("aa_told"),
        child_views: values.text("views"),
    })
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let drawn = needed(
        &mut problems,
        "limb",
        certificate(values),
        "on which limb? Choose one; where neither fits, none is made",
    );
    if shortcomings(values, facts).iter().any(needs_a_reason) {
        let why = "why is it made all the same? A test isn't met, or what it needs is missing";
        needed(&mut problems, "against", values.text("against"), why);
    }
    let mut made = one(problems, at, drawn)?;
    if let Some(made) = made.first_mut() {
        made.note = values.text("against").map(|why| format!("against the advice: {why}"));
    }
    Ok(made)
}
