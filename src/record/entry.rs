//! An entry: one timed, authored fact of a custody record.

use serde_json::Value;

use super::field::{Field, FieldInfo, fields};
use super::kinds::Kind;
use super::node::{Node, Read};
use super::problem::suggestion;
use super::text::visible;
use super::time::{Instant, Moment, minutes_between};
use super::words::{Rank, Role};

fields! {
    /// Who made an entry.
    By {
        /// Their name.
        name: Option<String>,
        /// Their number.
        number: Option<String>,
        /// What they are in this record.
        role: Option<Role>,
        /// Their rank.
        rank: Option<Rank>,
        /// Whether they are directly involved in the investigation.
        involved: Option<bool>,
        /// The rank they are authorised to act in (s.107).
        acting_as: Option<Rank>,
    }
}

impl By {
    /// Returns the rank they stand in for this act: the acting rank where one is authorised.
    #[must_use]
    pub fn effective_rank(&self) -> Option<Rank> {
        self.acting_as.or(self.rank)
    }

    /// Returns whether it says who they are: a name or a number.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.name.is_some() || self.number.is_some()
    }

    /// Returns who they are in few words: name, else number, else "not recorded".
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.name, &self.number) {
            (Some(name), Some(number)) => format!("{name} ({number})"),
            (Some(text), None) | (None, Some(text)) => text.clone(),
            (None, None) => "not recorded".to_owned(),
        }
    }
}

fields! {
    /// What every entry carries, whatever its kind.
    Common {
        /// The entry's own id, where the force gives one.
        id: Option<String>,
        /// When it happened.
        at: Moment,
        /// When it was written; the same as `at` where missing.
        recorded_at: Option<Moment>,
        /// Who made it.
        by: Option<By>,
        /// Free text.
        note: Option<String>,
    }
}

/// One entry: what happened, when, when it was written, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Times, author, note.
    pub common: Common,
    /// What happened.
    pub kind: Kind,
}

impl Entry {
    /// Returns an entry made now by that author.
    #[must_use]
    pub fn new(at: Moment, recorded_at: Moment, by: By, kind: impl Into<Kind>) -> Self {
        Self {
            common: Common { id: None, at, recorded_at: Some(recorded_at), by: Some(by), note: None },
            kind: kind.into(),
        }
    }

    /// Returns when it happened.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.common.at.instant()
    }

    /// Returns when it was written, where the record says.
    #[must_use]
    pub fn written(&self) -> Option<Instant> {
        self.common.recorded_at.map(Moment::instant)
    }

    /// Returns when it was written: when it happened, where the record doesn't say.
    #[must_use]
    pub fn recorded_at(&self) -> Instant {
        self.written().unwrap_or_else(|| self.at())
    }

    /// Returns how many whole minutes after it happened it was written.
    #[must_use]
    pub fn minutes_late(&self) -> i64 {
        minutes_between(self.at(), self.recorded_at())
    }

    /// Returns the author, if one is recorded.
    #[must_use]
    pub fn by(&self) -> Option<&By> {
        self.common.by.as_ref()
    }

    /// Returns the fields every entry may carry, `kind` left out.
    #[must_use]
    pub fn common_fields() -> &'static [FieldInfo] {
        Common::FIELDS
    }
}

impl Field for Entry {
    fn read(node: Node<'_>) -> Read<Self> {
        let mut object = node.object("an entry")?;
        let Some(kind_node) = object.take("kind") else {
            return Err(node.fault("`kind` is missing: every entry says what happened"));
        };
        let word = kind_node.string("the name of a kind")?;
        let common = Common::read_from(&mut object)?;
        let kind = match Kind::read_from(&word, &mut object) {
            Some(kind) => kind?,
            None => {
                let message = format!("unknown kind `{}`: {}", visible(&word), suggestion(&word, Kind::WORDS));
                return Err(kind_node.fault(message).unknown().within("kind"));
            }
        };
        if let Some((name, node)) = object.rest().into_iter().next() {
            let known: Vec<&str> = Kind::fields_of(&word)
                .unwrap_or_default()
                .iter()
                .chain(Common::FIELDS)
                .map(|field| field.name)
                .collect();
            let message =
                format!("unknown field `{}` in `{}`: {}", visible(&name), visible(&word), suggestion(&name, &known));
            return Err(node.fault(message).unknown().within(&name));
        }
        Ok(Self { common, kind })
    }

    fn write(&self) -> Value {
        let mut map = serde_json::Map::new();
        self.common.write_into(&mut map);
        map.insert("kind".to_owned(), Value::String(self.kind.word().to_owned()));
        self.kind.write_into(&mut map);
        Value::Object(map)
    }

    fn schema() -> Value {
        serde_json::json!({ "$ref": "#/$defs/entry" })
    }
}

/// An entry that stands in another's place. It can't itself be a correction, so corrections never nest.
impl Field for Box<Entry> {
    fn read(node: Node<'_>) -> Read<Self> {
        let is_correction = |kind: Node<'_>| kind.string("").is_ok_and(|word| word == "correction");
        if node.object("an entry")?.take("kind").is_some_and(is_correction) {
            return Err(node.fault(
                "a correction can't stand in place of an entry: give the entry itself, or make another correction",
            ));
        }
        Entry::read(node).map(Box::new)
    }

    fn write(&self) -> Value {
        (**self).write()
    }

    fn schema() -> Value {
        Entry::schema()
    }
}

/// How an entry names another: by its position in the file, counted from 0, or by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryRef {
    /// Position in the file, counted from 0.
    Position(u32),
    /// The entry's own id.
    Id(String),
}

impl Field for EntryRef {
    fn read(node: Node<'_>) -> Read<Self> {
        match node.text().as_bytes().first() {
            Some(b'"') => String::read(node).map(Self::Id),
            _ => node.scalar("the position of an entry, counted from 0, or its id").map(Self::Position),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Position(position) => serde_json::json!(position),
            Self::Id(id) => Value::String(id.clone()),
        }
    }

    fn schema() -> Value {
        serde_json::json!({ "type": ["integer", "string"], "minimum": 0 })
    }
}

/// One word, or a list of them, kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOrMany<T> {
    /// One.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// Returns all of them.
    #[must_use]
    pub fn all(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

impl<T: Field> Field for OneOrMany<T> {
    fn read(node: Node<'_>) -> Read<Self> {
        if node.text().starts_with('[') { Vec::read(node).map(Self::Many) } else { T::read(node).map(Self::One) }
    }

    fn write(&self) -> Value {
        match self {
            Self::One(one) => one.write(),
            Self::Many(many) => many.write(),
        }
    }

    fn schema() -> Value {
        serde_json::json!({ "anyOf": [T::schema(), { "type": "array", "items": T::schema() }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::kinds::Woke;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn nobody() -> By {
        By { name: None, number: None, role: None, rank: None, involved: None, acting_as: None }
    }

    #[test]
    fn an_officer_is_shown_by_name_and_number_as_far_as_they_are_recorded() {
        let (name, number) = (Some("Sgt Test".to_owned()), Some("7".to_owned()));
        for (by, shown, signed) in [
            (By { name: name.clone(), number: number.clone(), ..nobody() }, "Sgt Test (7)", true),
            (By { name, ..nobody() }, "Sgt Test", true),
            (By { number, ..nobody() }, "7", true),
            (By { role: Some(Role::CustodyOfficer), ..nobody() }, "not recorded", false),
        ] {
            assert_eq!((by.shown().as_str(), by.is_signed()), (shown, signed));
        }
    }

    #[test]
    fn an_acting_rank_stands_before_the_officers_own() {
        let by = By { rank: Some(Rank::Sergeant), ..nobody() };
        assert_eq!(by.effective_rank(), Some(Rank::Sergeant));
        assert_eq!(By { acting_as: Some(Rank::Inspector), ..by }.effective_rank(), Some(Rank::Inspector));
        assert_eq!(nobody().effective_rank(), None);
    }

    #[test]
    fn how_late_an_entry_was_written_is_in_whole_minutes_and_none_where_it_isnt_recorded() {
        let at = moment("2026-11-10T12:00:00Z");
        let mut entry = Entry::new(at, moment("2026-11-10T12:10:59Z"), nobody(), Woke {});
        assert_eq!((entry.minutes_late(), entry.written()), (10, Some(entry.recorded_at())));
        entry.common.recorded_at = None;
        assert_eq!((entry.minutes_late(), entry.written(), entry.recorded_at()), (0, None, at.instant()));
    }

    #[test]
    fn one_word_or_a_list_of_them_is_all_of_them() {
        assert_eq!(OneOrMany::One(1).all(), [1]);
        assert_eq!(OneOrMany::Many(vec![1, 2]).all(), [1, 2]);
    }
}
