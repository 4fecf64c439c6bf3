//! JSON values that still know where in the file they stand, so that a refusal can name its line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::problem::Fault;

/// The result of reading one value out of a case file.
pub type Read<T> = Result<T, Box<Fault>>;

/// One JSON value of a case file, not yet read, borrowed from the file's text.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    raw: &'a RawValue,
}

impl<'a> Node<'a> {
    /// Returns the whole text as one value, or serde_json's own words on where it stops being JSON.
    pub fn parse(text: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str::<&RawValue>(text).map(|raw| Self { raw })
    }

    /// Returns the text of the value just as it stands in the file.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.raw.get()
    }

    /// Returns a fault at this value.
    #[must_use]
    pub fn fault(self, message: impl Into<String>) -> Box<Fault> {
        Box::new(Fault {
            steps: Vec::new(),
            address: self.text().as_ptr() as usize,
            message: message.into(),
            unknown: false,
        })
    }

    /// Returns a fault that says which sort of value was found where `expected` should stand.
    #[must_use]
    pub fn unexpected(self, expected: &str) -> Box<Fault> {
        self.fault(format!("expected {expected}, found {}", self.sort()))
    }

    fn sort(self) -> String {
        match self.text().as_bytes().first() {
            Some(b'{') => "an object".to_owned(),
            Some(b'[') => "a list".to_owned(),
            Some(b'n') => "null (leave the field out if it wasn't recorded)".to_owned(),
            _ => {
                let short: String = self.text().chars().take(40).collect();
                super::text::visible(&short).into_owned()
            }
        }
    }

    /// Reads the value as anything serde can read straight from its text; `expected` says what should stand here.
    pub fn scalar<T: Deserialize<'a>>(self, expected: &str) -> Read<T> {
        serde_json::from_str(self.raw.get()).map_err(|_| self.unexpected(expected))
    }

    /// Reads the value as text, borrowed from the file unless it holds escapes.
    pub fn string(self, expected: &str) -> Read<Cow<'a, str>> {
        self.scalar::<Key<'a>>(expected).map(|key| key.0)
    }

    /// Reads the value as a list.
    pub fn list(self, expected: &str) -> Read<Vec<Node<'a>>> {
        self.scalar::<Items<'a>>(expected).map(|items| items.0)
    }

    /// Reads the value as an object whose names stand once each.
    pub fn object(self, expected: &str) -> Read<Object<'a>> {
        let members = self.scalar::<Members<'a>>(expected)?.0;
        let mut names: Vec<(&str, Node<'a>)> = members.iter().map(|(name, node)| (name.as_ref(), *node)).collect();
        names.sort_by_key(|(name, _)| *name);
        for pair in names.windows(2) {
            if let [(first, _), (second, node)] = pair
                && first == second
            {
                return Err(node.fault("this name stands twice in the same object").within(second));
            }
        }
        Ok(Object { node: self, members })
    }
}

/// An object being read: members are taken out by name, and what is left over is unknown.
pub struct Object<'a> {
    /// The object itself, to point at when a member is missing.
    pub node: Node<'a>,
    members: Vec<(Cow<'a, str>, Node<'a>)>,
}

impl<'a> Object<'a> {
    /// Takes the member `name` out, if it is there.
    pub fn take(&mut self, name: &str) -> Option<Node<'a>> {
        let i = self.members.iter().position(|(known, _)| known == name)?;
        Some(self.members.swap_remove(i).1)
    }

    /// Returns what nobody has taken, in the order of the file.
    #[must_use]
    pub fn rest(mut self) -> Vec<(Cow<'a, str>, Node<'a>)> {
        self.members.sort_by_key(|(_, node)| node.text().as_ptr() as usize);
        self.members
    }
}

struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct Members<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Members<'de>, M::Error> {
                let mut members = Vec::with_capacity(12);
                while let Some((key, raw)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                    members.push((key.0, Node { raw }));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct Items<'a>(Vec<Node<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor;
        impl<'de> Visitor<'de> for ItemsVisitor {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Items<'de>, S::Error> {
                let mut items = Vec::new();
                while let Some(raw) = seq.next_element::<&'de RawValue>()? {
                    items.push(Node { raw });
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(ItemsVisitor)
    }
}
