//! Forms as data: a list of fields, what is typed into them, and the entries that come of it.

use std::collections::BTreeMap;

use super::offence::{LookedUp, Pick};
use super::officer::Officer;
use crate::law::Facts;
use crate::record::case_file::Head;
use crate::record::child::Child;
use crate::record::{Instant, Kind};

/// One thing a person may pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word of the format.
    pub word: &'static str,
    /// What the person reads.
    pub label: &'static str,
}

/// What sort of answer a field takes.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// A time that has passed, read back in full.
    When,
    /// A time to come: an expected arrival.
    Eta,
    /// Words.
    Text,
    /// One of a list, by digit.
    One(&'static [Choice]),
    /// Any of a list, by digit.
    Many(&'static [Choice]),
    /// Yes or no, or not recorded.
    YesNo,
    /// What the offence list says of a charge typed in another field: confirmed by digit, "none of these" by 0.
    Match(ChargeFields),
}

/// The fields of one charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChargeFields {
    /// The charge, as typed.
    pub text: &'static str,
    /// The intent charged with a burglary.
    pub intent: &'static str,
    /// What the list says of it.
    pub found: &'static str,
}

impl ChargeFields {
    /// Returns what may be picked as the charge that is typed.
    #[must_use]
    pub fn picks(&self, values: &Values) -> Vec<Pick> {
        LookedUp::of(values.get(self.text), values.text(self.intent).as_deref()).picks()
    }
}

/// One field of a form.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    /// Its name among the values.
    pub id: &'static str,
    /// What the person reads.
    pub label: &'static str,
    /// What sort of answer it takes.
    pub kind: FieldKind,
    /// One line on why it matters to the child, with its source.
    pub help: &'static str,
    /// Whether it is shown, given what is answered so far.
    pub shown: fn(&Values, &Facts<'_>) -> bool,
}

impl FieldSpec {
    /// Returns a field that is always shown.
    #[must_use]
    pub const fn new(id: &'static str, label: &'static str, kind: FieldKind, help: &'static str) -> Self {
        Self { id, label, kind, help, shown: always }
    }

    /// Returns the field as one that is shown only where it is asked for, given what is answered so far.
    #[must_use]
    pub const fn when(mut self, shown: fn(&Values, &Facts<'_>) -> bool) -> Self {
        self.shown = shown;
        self
    }
}

impl Choice {
    /// Returns a choice.
    #[must_use]
    pub const fn new(word: &'static str, label: &'static str) -> Self {
        Self { word, label }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl FieldProblem {
    /// Returns a problem of a field.
    #[must_use]
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}

/// One entry to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// When it happened.
    pub at: Instant,
    /// What it says.
    pub kind: Kind,
    /// What stands beside it in words, such as why the officer goes against the advice.
    pub note: Option<String>,
}

impl Made {
    /// Returns an entry to be made, with nothing beside it.
    #[must_use]
    pub fn new(at: Instant, kind: impl Into<Kind>) -> Self {
        Self { at, kind: kind.into(), note: None }
    }
}

/// The entries a form makes, or what is wrong, field by field.
pub type Making = Result<Vec<Made>, Vec<FieldProblem>>;

/// Reads something out of what is typed, or says what is wrong, field by field.
type Reading<T> = fn(&Values, &Facts<'_>) -> Result<T, Vec<FieldProblem>>;

/// What signing a form does besides adding its entries to the record it stands on.
#[derive(Clone, Copy)]
pub enum Besides {
    /// Nothing.
    Nothing,
    /// It opens the record: this is who it is of.
    Opens(Reading<Head>),
    /// It settles who the child is from then on.
    Settles(Reading<Child>),
    /// It makes an entry on another child's record, together with those here.
    Moves(Reading<Moved>),
}

/// An entry to be made on another child's record.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Whose record, as it is typed: a cell, a record number, a name.
    pub whose: String,
    /// The field that says so.
    pub field: &'static str,
    /// The entry.
    pub made: Made,
}

/// One form.
pub struct FormSpec {
    /// Its name in drafts and in the action table.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its fields, in order.
    pub fields: &'static [FieldSpec],
    /// The field that has the keys when the form opens.
    pub start: &'static str,
    /// What is filled in before the first key.
    pub prefill: fn(&mut Values, &Facts<'_>),
    /// What one should know before filling it in.
    pub brief: fn(&Values, &Facts<'_>) -> Vec<Brief>,
    /// The fields at the foot that Enter passes over on its way to signing; Tab goes to them.
    pub passed_over: &'static [&'static str],
    /// Why the form has no place on this child; none where it has.
    pub unfit: fn(&Facts<'_>) -> Option<&'static str>,
    /// What signing does besides adding to the record.
    pub besides: Besides,
    /// Why this officer may not sign what the form makes, said on opening; none where they may.
    pub signer: fn(&Officer, &Facts<'_>) -> Option<String>,
    /// Makes the entries from the answers of the fields shown: use [`FormSpec::made`].
    pub make: fn(&Values, &Facts<'_>) -> Making,
}

/// One line of what one should know first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// What it is about, in a word or two.
    pub label: String,
    /// The fact.
    pub text: String,
    /// Whether it should catch the eye.
    pub loud: bool,
}

impl Brief {
    /// Returns a quiet line.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), loud: false }
    }

    /// Returns a line that should catch the eye.
    #[must_use]
    pub fn loud(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), loud: true }
    }
}

/// What is typed so far, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// Returns what is typed in a field, without the spaces around it; empty where nothing is.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |value| value.trim())
    }

    /// Returns what is typed in a field just as it stands.
    #[must_use]
    pub fn raw(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Sets a field.
    pub fn set(&mut self, field: &str, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.0.remove(field);
        } else {
            self.0.insert(field.to_owned(), value);
        }
    }

    /// Returns the words typed; none where there are none.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<String> {
        let text = self.get(field);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Returns yes, no, or not recorded.
    #[must_use]
    pub fn yes(&self, field: &str) -> Option<bool> {
        match self.get(field) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// Returns whether one of those words is picked in a field.
    #[must_use]
    pub fn is(&self, field: &str, words: &[&str]) -> bool {
        words.contains(&self.get(field))
    }

    /// Returns every word picked in a field that takes several.
    #[must_use]
    pub fn many(&self, field: &str) -> Vec<&str> {
        self.get(field).split(',').filter(|word| !word.is_empty()).collect()
    }

    /// Picks or unpicks a word in a field that takes several.
    pub fn toggle(&mut self, field: &str, word: &str) {
        let mut words: Vec<String> = self.many(field).into_iter().map(str::to_owned).collect();
        match words.iter().position(|known| known == word) {
            Some(i) => {
                words.remove(i);
            }
            None => words.push(word.to_owned()),
        }
        self.set(field, words.join(","));
    }

    /// Returns the time typed in a field, read against the desk's clock.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn when(&self, field: &'static str, facts: &Facts<'_>) -> Result<Instant, FieldProblem> {
        super::when::read(self.get(field), facts.now).map_err(|message| FieldProblem::new(field, message))
    }

    /// Returns whether nothing is typed at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns every field with its value, for a draft.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

impl FromIterator<(String, String)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl FormSpec {
    /// Returns the fields shown, given what is answered so far.
    pub fn shown<'f>(
        &'f self,
        values: &'f Values,
        facts: &'f Facts<'_>,
    ) -> impl Iterator<Item = &'f FieldSpec> + use<'f> {
        self.fields.iter().filter(|field| (field.shown)(values, facts))
    }

    /// Returns the entries that come of what is typed. What stands in a field that isn't shown makes nothing:
    /// nobody signs what they can't see.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn made(&self, values: &Values, facts: &Facts<'_>) -> Making {
        (self.make)(&self.answers(values, facts), facts)
    }

    /// Returns who a new record is of, by what is typed in the fields shown; none where the form opens none.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn opened(&self, values: &Values, facts: &Facts<'_>) -> Result<Option<Head>, Vec<FieldProblem>> {
        match self.besides {
            Besides::Opens(head) => head(&self.answers(values, facts), facts).map(Some),
            _ => Ok(None),
        }
    }

    /// Returns who the child is known to be once it is signed; none where the form leaves that as it is.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn settled(&self, values: &Values, facts: &Facts<'_>) -> Result<Option<Child>, Vec<FieldProblem>> {
        match self.besides {
            Besides::Settles(child) => child(&self.answers(values, facts), facts).map(Some),
            _ => Ok(None),
        }
    }

    /// Returns the entry for another child's record; none where the form makes none.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn moved(&self, values: &Values, facts: &Facts<'_>) -> Result<Option<Moved>, Vec<FieldProblem>> {
        match self.besides {
            Besides::Moves(moved) => moved(&self.answers(values, facts), facts).map(Some),
            _ => Ok(None),
        }
    }

    /// Returns whether the form opens a record, and so stands on no child.
    #[must_use]
    pub fn opens(&self) -> bool {
        matches!(self.besides, Besides::Opens(_))
    }

    /// Returns what is typed in the fields shown, given each other.
    fn answers(&self, values: &Values, facts: &Facts<'_>) -> Values {
        let mut answers = values.clone();
        loop {
            let shown: Values = self
                .shown(&answers, facts)
                .map(|field| (field.id.to_owned(), answers.raw(field.id).to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect();
            if shown == answers {
                return answers;
            }
            answers = shown;
        }
    }

    /// Returns the form with that name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        super::forms::ALL.iter().copied().chain([super::forms::NEW]).find(|form| form.id == id)
    }
}

/// A field that is always shown.
pub fn always(_: &Values, _: &Facts<'_>) -> bool {
    true
}

/// A form that has a place on every child.
pub fn any_child(_: &Facts<'_>) -> Option<&'static str> {
    None
}
