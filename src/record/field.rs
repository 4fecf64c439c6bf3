//! How each sort of field is read, written and described; and the macros that make types from tables of fields.
//!
//! One table gives the type, its strict reading, its writing and its schema, so that they can't drift apart.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::node::{Node, Read};

/// A value that can stand in a case file.
pub trait Field: Sized {
    /// Whether the field must be there.
    const REQUIRED: bool = true;

    /// Reads the value, or says what was expected.
    fn read(node: Node<'_>) -> Read<Self>;

    /// Returns the value as JSON, just as it would be read back.
    fn write(&self) -> Value;

    /// Returns the JSON Schema of the value.
    fn schema() -> Value;

    /// Returns the value that stands for a missing field; none where the field is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Returns whether the value is a missing field, and so isn't written.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Field> Field for Option<T> {
    const REQUIRED: bool = false;

    fn read(node: Node<'_>) -> Read<Self> {
        T::read(node).map(Some)
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::write)
    }

    fn schema() -> Value {
        T::schema()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(node: Node<'_>) -> Read<Self> {
        let items = node.list("a list")?;
        items
            .into_iter()
            .enumerate()
            .map(|(i, item)| T::read(item).map_err(|fault| fault.within(&i.to_string())))
            .collect()
    }

    fn write(&self) -> Value {
        Value::Array(self.iter().map(Field::write).collect())
    }

    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema() })
    }
}

impl Field for String {
    fn read(node: Node<'_>) -> Read<Self> {
        let text = node.string("text")?;
        if text.trim().is_empty() {
            return Err(node.fault(
                "the text is empty: leave the field out if it wasn't recorded; write \"nothing\" if it was asked for and there was nothing",
            ));
        }
        Ok(text.into_owned())
    }

    fn write(&self) -> Value {
        Value::String(self.clone())
    }

    fn schema() -> Value {
        json!({ "type": "string", "minLength": 1 })
    }
}

impl Field for bool {
    fn read(node: Node<'_>) -> Read<Self> {
        node.scalar("true or false")
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Field for u32 {
    fn read(node: Node<'_>) -> Read<Self> {
        node.scalar("a whole number, zero or more")
    }

    fn write(&self) -> Value {
        json!(self)
    }

    fn schema() -> Value {
        json!({ "type": "integer", "minimum": 0 })
    }
}

impl Field for NaiveDate {
    fn read(node: Node<'_>) -> Read<Self> {
        let text = node.string("a date such as \"2009-05-14\"")?;
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|_| text.len() == 10).ok_or_else(|| {
            node.fault(format!(
                "\"{}\" isn't a date: expected year-month-day, such as \"2009-05-14\"",
                super::text::visible(&text)
            ))
        })
    }

    fn write(&self) -> Value {
        Value::String(self.format("%Y-%m-%d").to_string())
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "date" })
    }
}

/// What is known of a field beside its type: for the schema, and for help at the desk.
#[derive(Debug, Clone)]
pub struct FieldInfo {
    /// The name in a case file.
    pub name: &'static str,
    /// One sentence on what it holds.
    pub doc: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Its JSON Schema.
    pub schema: fn() -> Value,
}

/// Returns the JSON Schema of an object with just those fields.
#[must_use]
pub fn object_schema(fields: &[FieldInfo]) -> Value {
    let mut properties = serde_json::Map::new();
    for field in fields {
        let mut schema = (field.schema)();
        if let (Value::Object(map), false) = (&mut schema, field.doc.is_empty()) {
            map.insert("description".to_owned(), Value::String(field.doc.trim().to_owned()));
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// The name of a field in a case file: its own, or the one given beside it.
macro_rules! field_key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use field_key;

/// Makes a list of words: an enum whose variants each have one fixed word, read strictly.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident $word:literal),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = concat!("`", $word, "`. ", $($vdoc,)*)] $variant),* }

        impl $name {
            /// Every value, in the order of the format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Every word, in the order of the format.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Returns the word that stands for it in a case file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Returns the word as a person reads it, spaces for underscores.
            #[must_use]
            pub fn plain(self) -> String {
                self.word().replace('_', " ")
            }

            /// Returns the value a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::record::field::Field for $name {
            fn read(node: $crate::record::node::Node<'_>) -> $crate::record::node::Read<Self> {
                let word = node.string(concat!("one of the words for ", stringify!($name)))?;
                Self::from_word(&word).ok_or_else(|| node.fault(format!(
                    "unknown value `{}`: {}",
                    $crate::record::text::visible(&word),
                    $crate::record::problem::suggestion(&word, Self::WORDS),
                )).unknown())
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::String(self.word().to_owned())
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": Self::WORDS })
            }
        }
    };
}
pub(crate) use words;

/// Makes a group of fields: a struct, read member by member from an object.
///
/// `read_from` takes its members out of an object that may hold others; what to do with those is the caller's.
macro_rules! fields {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $fdoc:literal])* $field:ident $($key:literal)? : $ty:ty),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[doc = $fdoc])* pub $field: $ty),* }

        impl $name {
            /// The fields, as the format names them.
            pub const FIELDS: &'static [$crate::record::field::FieldInfo] = &[$(
                $crate::record::field::FieldInfo {
                    name: $crate::record::field::field_key!($field $($key)?),
                    doc: concat!($($fdoc,)* ""),
                    required: <$ty as $crate::record::field::Field>::REQUIRED,
                    schema: <$ty as $crate::record::field::Field>::schema,
                }
            ),*];

            /// Takes the fields out of an object, leaving what it doesn't know.
            #[allow(unused_variables)]
            pub fn read_from(object: &mut $crate::record::node::Object<'_>) -> $crate::record::node::Read<Self> {
                Ok(Self { $($field: {
                    let name = $crate::record::field::field_key!($field $($key)?);
                    match object.take(name) {
                        Some(node) => <$ty as $crate::record::field::Field>::read(node).map_err(|fault| fault.within(name))?,
                        None => <$ty as $crate::record::field::Field>::absent()
                            .ok_or_else(|| object.node.fault(format!("`{name}` is missing")))?,
                    }
                }),* })
            }

            /// Puts the fields that are there into a JSON object.
            #[allow(unused_variables)]
            pub fn write_into(&self, map: &mut serde_json::Map<String, serde_json::Value>) {
                $(if !$crate::record::field::Field::is_absent(&self.$field) {
                    map.insert(
                        $crate::record::field::field_key!($field $($key)?).to_owned(),
                        $crate::record::field::Field::write(&self.$field),
                    );
                })*
            }
        }

        impl $crate::record::field::Field for $name {
            fn read(node: $crate::record::node::Node<'_>) -> $crate::record::node::Read<Self> {
                let mut object = node.object("an object")?;
                let value = Self::read_from(&mut object)?;
                let known: Vec<&str> = Self::FIELDS.iter().map(|field| field.name).collect();
                match object.rest().into_iter().next() {
                    Some((name, node)) => Err(node.fault(format!(
                        "unknown field `{}`: {}",
                        $crate::record::text::visible(&name),
                        $crate::record::problem::suggestion(&name, &known),
                    )).unknown().within(&name)),
                    None => Ok(value),
                }
            }

            fn write(&self) -> serde_json::Value {
                let mut map = serde_json::Map::new();
                self.write_into(&mut map);
                serde_json::Value::Object(map)
            }

            fn schema() -> serde_json::Value {
                $crate::record::field::object_schema(Self::FIELDS)
            }
        }
    };
}
pub(crate) use fields;
