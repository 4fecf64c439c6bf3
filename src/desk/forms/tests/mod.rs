//! What is typed into each form, and the entries that come of it. Times are the desk's short times of 10 November 2026.

mod accommodation;
mod adult;
mod certificate;
mod charge;
mod check;
mod every;
mod health;
mod new_child;
mod night;
mod review;
mod settle;
mod small;

use serde_json::{Map, Value};

use crate::desk::form::{Brief, FieldKind, FormSpec, Made, Values};
use crate::law::testing::{Given, given, instant};
use crate::law::{Facts, Policy, Suite};
use crate::record::{Kind, Record};

/// A form open on a record, being filled in.
pub(in crate::desk) struct Filled {
    record: Record,
    policy: Policy,
    suite: Suite,
    now: String,
    spec: &'static FormSpec,
    pub values: Values,
}

/// Opens a form on a record at that time.
pub(in crate::desk) fn open(form: &str, given: &Given, now: &str) -> Filled {
    let spec = FormSpec::named(form).unwrap();
    let mut filled = Filled {
        record: given.record(),
        policy: Policy::default(),
        suite: Suite::default(),
        now: now.into(),
        spec,
        values: Values::default(),
    };
    let mut values = Values::default();
    (spec.prefill)(&mut values, &filled.facts());
    filled.values = values;
    filled
}

/// A boy held since 12:00.
pub(in crate::desk) fn held() -> Given {
    given().authorised("12:00")
}

impl Filled {
    pub fn facts(&self) -> Facts<'_> {
        Facts::gather(&self.record, &self.policy, &self.suite, instant(&self.now))
    }

    pub fn shown(&self) -> Vec<&'static str> {
        self.spec.shown(&self.values, &self.facts()).map(|field| field.id).collect()
    }

    /// Answers fields in turn, each of which must be on the screen by then; of a list only what is offered, several with
    /// commas between.
    pub fn with(mut self, answers: &[(&str, &str)]) -> Self {
        for (field, answer) in answers {
            assert!(self.shown().contains(field), "{field} isn't shown: {:?}", self.shown());
            let kind = self.spec.fields.iter().find(|known| known.id == *field).unwrap().kind;
            match kind {
                FieldKind::One(choices) | FieldKind::Many(choices) => {
                    let offered = |word: &str| choices.iter().any(|choice| choice.word == word);
                    assert!(answer.split(',').filter(|word| !word.is_empty()).all(offered), "{field}: {answer}");
                }
                FieldKind::YesNo => assert!(matches!(*answer, "yes" | "no" | ""), "{field}: {answer}"),
                FieldKind::Match(charge) => {
                    let offered = charge.picks(&self.values).iter().any(|pick| pick.word == *answer);
                    assert!(offered || answer.is_empty(), "{field}: {answer}");
                }
                FieldKind::Text | FieldKind::When | FieldKind::Eta => {}
            }
            self.values.set(field, *answer);
        }
        self
    }

    pub fn made(&self) -> Vec<Made> {
        self.spec.made(&self.values, &self.facts()).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    /// Returns what the one entry says, as it stands in a case file.
    pub fn entry(&self) -> Value {
        let made = self.made();
        let [made] = made.as_slice() else { panic!("{made:?}") };
        told(&made.kind)
    }

    /// Returns the problems as "field: message", in order; each stands beside a field that can be seen.
    pub fn problems(&self) -> Vec<String> {
        let problems = self.spec.made(&self.values, &self.facts()).unwrap_err();
        assert!(!problems.is_empty(), "refused without a word");
        for problem in &problems {
            assert!(self.shown().contains(&problem.field), "{} is wrong and not shown", problem.field);
        }
        problems.into_iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect()
    }

    /// Returns the fields that something is wrong with.
    pub fn wrong(&self) -> Vec<String> {
        let field = |problem: &String| problem.split_once(':').unwrap().0.to_owned();
        self.problems().iter().map(field).collect()
    }

    pub fn brief(&self) -> Vec<Brief> {
        (self.spec.brief)(&self.values, &self.facts())
    }

    /// Returns the line of what to know first with that label: its text, and whether it is loud.
    pub fn line(&self, label: &str) -> Option<(String, bool)> {
        self.brief().into_iter().find(|line| line.label == label).map(|line| (line.text, line.loud))
    }

    pub fn unfit(&self) -> Option<&'static str> {
        (self.spec.unfit)(&self.facts())
    }
}

/// Returns what an entry says, as it stands in a case file.
pub(in crate::desk) fn told(kind: &Kind) -> Value {
    let mut map = Map::new();
    map.insert("kind".into(), kind.word().into());
    kind.write_into(&mut map);
    Value::Object(map)
}
