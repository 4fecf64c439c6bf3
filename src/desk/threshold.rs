//! The threshold test in words for the form: what to ask for, the gates in the order of the law, each reason weighed, what
//! is missing, and what would have to be true. It never says yes to one tick: four answers are what meets the test.

use super::form::Brief;
use crate::law::Outcome;
use crate::law::accommodation::case::ChargeClass;
use crate::law::accommodation::reasons::{Reason, Weight};
use crate::law::accommodation::threshold::SecureAge;
use crate::law::accommodation::{Standing, Step, Threshold};

/// Returns the test as lines to read, in the order of the law. For secure, what to ask for instead stands on top.
#[must_use]
pub fn lines(test: &Threshold) -> Vec<Brief> {
    let mut lines: Vec<Brief> = advice(test).into_iter().collect();
    lines.extend(test.steps.iter().enumerate().map(|(place, step)| gate(place + 1, step)));
    lines.extend(test.reasons.iter().map(reason));
    if let Some(answers) = test.answers.filter(|answers| !answers.all()) {
        lines.push(Brief::loud("Missing", answers.missing()));
    }
    lines.extend(
        test.secure
            .as_ref()
            .filter(|_| test.outcome != Outcome::Supported)
            .map(|secure| Brief::new("Would have to be true", would_have_to_be_true(secure.age, secure.class))),
    );
    let beside = |id: &str| matches!(id, "AC17" | "AC21" | "AC24");
    lines.extend(test.rows.iter().filter(|row| beside(row.id)).map(|row| Brief::new("And", row.message.clone())));
    lines
}

/// Returns what to ask for, where secure is asked for and isn't supported, or is and may yet not be needed.
fn advice(test: &Threshold) -> Option<Brief> {
    let secure = test.secure.is_some();
    match test.outcome {
        Outcome::NotSupported if secure => Some(Brief::loud(
            "Ask for ALTERNATIVE",
            "any place that isn't locked; the authority must accept (CA 1989 s.21(2)(b)). Secure doesn't appear to meet the test",
        )),
        Outcome::NeedsReason if secure => Some(Brief::loud(
            "Ask for ALTERNATIVE too",
            "the authority must accept (CA 1989 s.21(2)(b)). Secure needs more than is recorded",
        )),
        Outcome::Supported if secure => Some(Brief::new(
            "Appears to meet the test",
            "as written. Ask too whether alternative could be made adequate",
        )),
        _ => None,
    }
}

fn gate(place: usize, step: &Step) -> Brief {
    let mut question = step.question.to_owned();
    if let Some(first) = question.get(..1).map(str::to_uppercase) {
        question.replace_range(..1, &first);
    }
    let mark = if question.ends_with('?') { "" } else { "?" };
    let label = format!("{place} {question}{mark}");
    let loud = step.standing != Standing::Met;
    Brief { label, text: step.text.clone(), loud }
}

fn reason(reason: &Reason) -> Brief {
    let label = format!("\"{}\"", reason.code.plain());
    match reason.weight {
        Weight::Counts => Brief::new(label, format!("counts, with the four answers. {}", reason.why)),
        Weight::WithMoreFacts => Brief::new(label, format!("counts with more facts. {}", reason.why)),
        Weight::CantCount => Brief::loud(label, format!("can't count. {}", reason.why)),
    }
}

/// Returns what would meet the test for a child of that age on such a charge. Law: PACE s.38(6)(b), (6A).
fn would_have_to_be_true(age: SecureAge, class: ChargeClass) -> &'static str {
    match (age, class) {
        (SecureAge::Under, _) => {
            "nothing would do: under 12, secure can't be the reason to keep a child here (s.38(6)(b))"
        }
        (_, ChargeClass::Specified) => {
            "someone named or identifiable at risk of death or serious injury, by a further violent, sexual or terrorism offence of this child before court; and no other place would do, with any support, distance or supervision"
        }
        (_, ChargeClass::NotSpecified) => {
            "someone named or identifiable at risk of harm from this child before court, and why that harm is serious, as PACE doesn't define it for this charge; no other place would do, with any support, distance or supervision; and the inspector told"
        }
        (_, ChargeClass::Unknown) => {
            "it is settled whether the charge is violent, sexual or terrorism; someone named or identifiable at risk of serious harm from this child before court; and no other place would do, with any support, distance or supervision"
        }
    }
}
