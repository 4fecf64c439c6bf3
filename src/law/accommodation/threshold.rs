//! The threshold test: one request held against s.38(6), gate by gate, in words that the form and the panel can show.

use super::MUST_ACCEPT;
use super::case::{Ask, Case, Charge, ChargeClass, SECURE_AGE, class, may_have_turned_12};
use super::reasons::{Reason, Weight, for_secure};
use super::said::{FourAnswers, speaks_of_harm};
use crate::law::assessment::Outcome;
use crate::law::facts::Facts;
use crate::law::offences::{self, LIST_DATE};
use crate::law::policy::NonSpecifiedSecure;
use crate::record::Instant;
use crate::record::kinds::AccommodationRequested;
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::{AccommodationType, ReasonCode};

/// What to ask for instead of secure, after another sentence.
pub(super) const ASK: &str = " Ask for alternative: the authority must accept.";

/// Why secure can't be a reason below the age.
pub(super) const UNDER: &str = "Under 12: secure can't be the reason to keep a child here (s.38(6)(b)).";

/// A row of the threshold test that applies (`AC…`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: &'static str,
    /// What it answers; none for a row that only prompts.
    pub outcome: Option<Outcome>,
    /// In words for the desk.
    pub message: String,
}

impl Row {
    pub(super) fn new(id: &'static str, outcome: Outcome, message: impl Into<String>) -> Self {
        Self { id, outcome: Some(outcome), message: message.into() }
    }

    pub(super) fn prompt(id: &'static str, message: impl Into<String>) -> Self {
        Self { id, outcome: None, message: message.into() }
    }
}

/// Where the age stands against 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecureAge {
    /// Under 12: secure can't be the reason.
    Under,
    /// The record can't tell.
    NotKnown,
    /// 12: the authority needs ministers' approval to place a child under 13 (SI 1991/1505 reg 4).
    Twelve,
    /// 13 or over.
    Over,
}

impl SecureAge {
    /// Returns how the child's age at that instant stands to the age at which secure can be a reason.
    #[must_use]
    pub fn at(facts: &Facts<'_>, at: Instant) -> Self {
        match facts.age_at(at) {
            None => Self::NotKnown,
            Some(age) if age < SECURE_AGE && may_have_turned_12(facts, at) => Self::NotKnown,
            Some(age) if age < SECURE_AGE => Self::Under,
            Some(SECURE_AGE) => Self::Twelve,
            Some(_) => Self::Over,
        }
    }
}

/// A secure request held against the test, as things stood when it was made.
pub struct SecureTest<'a> {
    /// The age at the request.
    pub age: SecureAge,
    /// The charges at the request.
    pub charges: Vec<Charge<'a>>,
    /// How the charges stand together.
    pub class: ChargeClass,
    /// The four answers.
    pub answers: FourAnswers,
    /// Each reason given, weighed.
    pub reasons: Vec<Reason>,
    /// Whether a free note with the request speaks of harm.
    pub note_of_harm: bool,
    force_bars: bool,
}

impl<'a> SecureTest<'a> {
    /// Holds a request for secure, made or being made at that instant, against the test.
    #[must_use]
    pub fn of(
        facts: &Facts<'a>,
        case: &Case<'a>,
        request: &AccommodationRequested,
        at: Instant,
        note: Option<&str>,
    ) -> Self {
        let charges = case.charges_at(at);
        let age = SecureAge::at(facts, at);
        Self {
            age,
            class: class(&charges),
            charges,
            answers: FourAnswers::of(request.risk.as_ref()),
            reasons: request.reasons.iter().flatten().copied().map(for_secure).collect(),
            note_of_harm: speaks_of_harm(note),
            force_bars: facts.policy.accommodation.non_specified_secure == NonSpecifiedSecure::NotSupported,
        }
    }

    /// Holds a recorded request against the test.
    pub(super) fn of_ask(facts: &Facts<'a>, case: &Case<'a>, ask: &Ask<'a>) -> Self {
        Self::of(facts, case, ask.fact.it, ask.fact.at, ask.fact.entry.common.note.as_deref())
    }

    /// Returns whether reasons are given and none is of a kind that can count.
    ///
    /// Whatever is said of harm, in an answer or a note, outweighs the code that was ticked beside it: what is missing of it is
    /// asked for, and a box ticked besides makes no accusation of a question.
    #[must_use]
    pub fn reasons_cant_count(&self) -> bool {
        let cant = |reason: &Reason| match reason.weight {
            Weight::CantCount => true,
            Weight::WithMoreFacts => reason.code != ReasonCode::Other && !self.answers.says_something(),
            Weight::Counts => false,
        };
        !self.reasons.is_empty() && self.reasons.iter().all(cant) && !self.answers.harm_in_part() && !self.note_of_harm
    }

    /// Returns whether anything at all is recorded about serious harm.
    #[must_use]
    pub fn says_something_of_harm(&self) -> bool {
        self.answers.says_something()
            || self.note_of_harm
            || self.reasons.iter().any(|reason| reason.weight == Weight::Counts)
    }

    /// Returns whether secure was asked for without support: under 12, no reason that can count, or nothing said of harm.
    #[must_use]
    pub fn unsupported(&self) -> bool {
        let cant = |reason: &Reason| reason.weight == Weight::CantCount;
        // Described in part is enough to ask and not enough to do without asking for alternative.
        let only_cant = !self.reasons.is_empty() && self.reasons.iter().all(cant) && !self.answers.harm_shown();
        self.age == SecureAge::Under || only_cant || self.reasons_cant_count() || !self.says_something_of_harm()
    }

    /// Returns the rows that apply, in order; `ask` is what to ask for instead, or nothing where that was done or can't be any
    /// more.
    #[must_use]
    pub fn rows(&self, ask: &str) -> Vec<Row> {
        use Outcome::{NeedsReason, NotSupported, Supported};
        let mut rows = Vec::new();
        if self.age == SecureAge::Under {
            rows.push(Row::new("AC16", NotSupported, format!("{UNDER}{ask}")));
        }
        if self.age == SecureAge::NotKnown {
            let text = format!("The record can't tell whether the child is 12. {UNDER}");
            rows.push(Row::new("AC16", NeedsReason, text));
        }
        if self.age == SecureAge::Twelve {
            rows.push(Row::new(
                "AC17",
                NeedsReason,
                format!(
                    "Aged 12: lawful to ask, but the authority needs ministers' approval to place a child under 13.{}",
                    if ask.is_empty() { "" } else { " Ask for alternative as well." }
                ),
            ));
        }
        let old_enough = matches!(self.age, SecureAge::Twelve | SecureAge::Over);
        let all = self.answers.all();
        let answer = match self.class {
            ChargeClass::Specified if all && old_enough => {
                rows.push(Row::new(
                    "AC18",
                    Supported,
                    "Meets the test as written. Ask too whether alternative could be made adequate.",
                ));
                Some(Supported)
            }
            ChargeClass::Specified if !all => {
                let outcome = if self.answers.says_none() { NotSupported } else { NeedsReason };
                rows.push(Row::new("AC19", outcome, self.not_yet(ask)));
                Some(outcome)
            }
            _ => None,
        };
        if self.reasons_cant_count() {
            rows.push(Row::new("AC20", NotSupported, self.cant_count(ask)));
        }
        match self.class {
            ChargeClass::NotSpecified if all && old_enough => {
                let (outcome, text) = if self.force_bars {
                    (
                        NotSupported,
                        "The offence isn't specified, and force policy keeps secure for those that are. Ask for alternative.",
                    )
                } else {
                    (
                        NeedsReason,
                        "PACE doesn't define serious harm for this charge. Say why it is serious, and tell the inspector.",
                    )
                };
                rows.push(Row::new("AC21", outcome, text));
            }
            ChargeClass::NotSpecified if !all => rows.push(Row::new("AC22", NotSupported, self.not_yet(ask))),
            ChargeClass::Unknown => rows.push(Row::new("AC23", NeedsReason, self.unknown())),
            _ => {}
        }
        if let Some(outcome) = answer
            && self.charges.len() > 1
            && let Some(charge) = self.charges.iter().find(|charge| is_specified(charge))
        {
            let text =
                format!("{} is specified: the stricter definition of harm applies (s.38(6A)).", visible(charge.text));
            rows.push(Row::new("AC24", outcome, text));
        }
        rows
    }

    /// Returns what is missing, and what to ask for instead: [`ASK`], or nothing where that was done or can't be any more.
    pub(super) fn not_yet(&self, ask: &str) -> String {
        let missing = self.answers.missing();
        format!("Doesn't appear to meet the test for secure yet. Not shown: {missing}.{ask}")
    }

    /// Returns why the reasons given can't count, what would have to be true, and what to ask for instead.
    pub(super) fn cant_count(&self, ask: &str) -> String {
        let Some(reason) = self.reasons.first() else { return self.not_yet(ask) };
        let codes: Vec<String> = self.reasons.iter().map(|reason| reason.code.plain()).collect();
        let given = match codes.as_slice() {
            [one] => format!("\"{one}\" isn't serious harm to the public."),
            many => format!("Given: {}. None of these is serious harm to the public.", many.join(", ")),
        };
        format!(
            "{given} {}{ask} Secure needs who, what harm, how before court, and why nothing less would do.",
            reason.why,
        )
    }

    /// Returns which charge isn't known, and what to settle.
    pub(super) fn unknown(&self) -> String {
        let Some(charge) = self.charges.iter().find(|charge| charge.found.specified().is_none()) else {
            return "No offence is recorded with the charge. Violent, sexual or terrorism? Say why.".to_owned();
        };
        let text = visible(charge.text);
        if charge.found.turns_on_intent() {
            return format!(
                "\"{text}\": with what intent, on the charge sheet? Serious harm or damage is violent, rape sexual, stealing neither."
            );
        }
        let hint = match charge.found.candidates().as_slice() {
            [] => offences::did_you_mean(charge.text)
                .map_or_else(String::new, |offence| format!(" Did you mean {}?", offence.shown())),
            [first, .., last] => format!(" It may be {} or {}.", first.shown(), last.shown()),
            [one] => format!(" Did you mean {}?", one.shown()),
        };
        format!("\"{text}\" isn't found on the list of {LIST_DATE}.{hint} Violent, sexual or terrorism? Say why.")
    }
}

fn is_specified(charge: &Charge<'_>) -> bool {
    charge.found.specified().is_some_and(offences::Specified::is_specified)
}

/// How a gate of the test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Passed.
    Met,
    /// Not passed: what follows doesn't arise, or has to wait.
    NotMet,
    /// The record doesn't say.
    NotRecorded,
}

/// One gate of the test, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The question, such as "Charged?".
    pub question: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What the record shows, in words; text from outside made safe to show.
    pub text: String,
}

/// A request held against s.38(6), gate by gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The gates, in order: charged, bail refused, age, alternative first; for secure also 12 or over, the charge, and the
    /// four questions.
    pub steps: Vec<Step>,
    /// Each reason given: whether it counts, counts with more facts, or can't count, and why.
    pub reasons: Vec<Reason>,
    /// The four answers; none where secure isn't asked for.
    pub answers: Option<FourAnswers>,
    /// The age and the charge that a request for secure stands on; none where secure isn't asked for.
    pub secure: Option<SecureFooting>,
    /// The rows of the test that apply, in order.
    pub rows: Vec<Row>,
    /// What the test answers of this request.
    pub outcome: Outcome,
}

/// What a request for secure stands on, whatever its reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecureFooting {
    /// Where the age stands against 12.
    pub age: SecureAge,
    /// How the charges stand together.
    pub class: ChargeClass,
}

/// Holds a request, made or being drafted at that instant, against s.38(6), gate by gate.
///
/// Total: where a gate isn't passed the later ones are left out. For the accommodation form (with the request as it is being
/// typed and `facts.now`) and for the panel (with a recorded request and its own time).
#[must_use]
pub fn threshold(facts: &Facts<'_>, request: &AccommodationRequested, at: Instant) -> Threshold {
    let mut steps = Vec::new();
    let case = match Case::of(facts) {
        Ok(case) => case,
        Err(outside) => {
            let row = super::answer::outside_row(outside);
            let charged = facts.charged.is_some();
            let (question, standing) =
                if charged { ("Does s.38(6) run?", Standing::NotMet) } else { ("Charged?", Standing::NotMet) };
            steps.push(Step { question, standing, text: row.message.clone() });
            return Threshold {
                steps,
                reasons: Vec::new(),
                answers: None,
                secure: None,
                outcome: row.outcome.unwrap_or(Outcome::NotApplicable),
                rows: vec![row],
            };
        }
    };
    let charges = case.charges_at(at);
    let texts: Vec<_> = charges.iter().map(|charge| visible(charge.text)).collect();
    steps.push(Step { question: "Charged?", standing: Standing::Met, text: texts.join(", ") });
    steps.push(bail_step(&case));
    let age = facts.age_at(at).map_or_else(|| "not recorded: treated as a child".to_owned(), |age| age.to_string());
    steps.push(Step { question: "Under 18?", standing: Standing::Met, text: age });
    let asked = case.alternative_asked_by(at);
    steps.push(Step {
        question: "Alternative first?",
        standing: if asked || request.sort != AccommodationType::Secure { Standing::Met } else { Standing::NotMet },
        text: if asked {
            "asked for".to_owned()
        } else {
            format!("the default: the authority must accept {MUST_ACCEPT}")
        },
    });
    if request.sort != AccommodationType::Secure {
        let row = super::answer::right_ask();
        return Threshold {
            steps,
            reasons: Vec::new(),
            answers: None,
            secure: None,
            outcome: Outcome::Supported,
            rows: vec![row],
        };
    }
    let test = SecureTest::of(facts, &case, request, at, None);
    steps.push(match test.age {
        SecureAge::Under => step("12 or over?", Standing::NotMet, "no: secure can't be the reason"),
        SecureAge::NotKnown => step("12 or over?", Standing::NotRecorded, "the record can't tell"),
        SecureAge::Twelve => step("12 or over?", Standing::Met, "12: ministers' approval is needed to place under 13"),
        SecureAge::Over => step("12 or over?", Standing::Met, "yes"),
    });
    steps.push(match test.class {
        ChargeClass::Specified => {
            let named = test.charges.iter().find(|charge| is_specified(charge)).map(|charge| visible(charge.text));
            let text = format!("{}: death or serious injury by a further such offence", named.unwrap_or_default());
            Step { question: "Specified offence?", standing: Standing::Met, text }
        }
        ChargeClass::NotSpecified => step(
            "Specified offence?",
            Standing::NotMet,
            "no: PACE doesn't define serious harm for it; tell the inspector",
        ),
        ChargeClass::Unknown => {
            Step { question: "Specified offence?", standing: Standing::NotRecorded, text: test.unknown() }
        }
    });
    for (question, answered) in test.answers.each() {
        use super::said::Answered;
        let (standing, text) = match answered {
            Answered::Given => (Standing::Met, "answered"),
            Answered::Nothing => (Standing::NotMet, "answered: nothing"),
            Answered::Missing => (Standing::NotRecorded, "not recorded"),
        };
        steps.push(step(question, standing, text));
    }
    let rows = test.rows(super::request::ask_for(&case, at));
    let outcome = super::answer::overall(&rows).map_or(Outcome::NeedsReason, |(outcome, _)| outcome);
    let secure = Some(SecureFooting { age: test.age, class: test.class });
    Threshold { steps, reasons: test.reasons.clone(), answers: Some(test.answers), secure, rows, outcome }
}

fn step(question: &'static str, standing: Standing, text: &str) -> Step {
    Step { question, standing, text: text.to_owned() }
}

fn bail_step(case: &Case<'_>) -> Step {
    let question = "Bail refused, on what ground?";
    let Some(refused) = case.refused else {
        return step(question, Standing::NotRecorded, "no decision recorded: bail first");
    };
    let grounds: Vec<String> = case.grounds().iter().map(|ground| ground.plain()).collect();
    let (standing, text) = match (case.lawful_grounds().is_empty(), grounds.is_empty()) {
        (false, false) => (Standing::Met, grounds.join(", ")),
        (false, true) => (Standing::Met, "murder is charged".to_owned()),
        (true, true) => (Standing::NotRecorded, "no ground recorded".to_owned()),
        (true, false) => (Standing::NotMet, format!("{}: not a ground of s.38(1)", grounds.join(", "))),
    };
    Step { question, standing, text: format!("{}: {text}", clock(refused.at)) }
}
