//! JSON in any layout, with every hidden character of its texts written as an escape.

use std::io;

use serde_json::ser::Formatter;

use crate::record::text::{escaped_json, is_plain};

/// A layout whose texts hide nothing: what they say stays the same.
pub struct Shown<F>(pub F);

/// What is handed on to the layout as it came.
macro_rules! as_it_came {
    ($($what:ident $(, $first:ident)?;)+) => {
        $(
            fn $what<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $first: bool)?) -> io::Result<()> {
                self.0.$what(writer $(, $first)?)
            }
        )+
    };
}

impl<F: Formatter> Formatter for Shown<F> {
    as_it_came! {
        begin_array;
        end_array;
        begin_array_value, first;
        end_array_value;
        begin_object;
        end_object;
        begin_object_key, first;
        end_object_key;
        begin_object_value;
        end_object_value;
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if is_plain(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        writer.write_all(escaped_json(fragment).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::Value;
    use serde_json::ser::{CompactFormatter, PrettyFormatter};

    use super::*;
    use crate::record::text::is_hidden;

    fn written(value: &Value, layout: impl Formatter) -> String {
        let mut json = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut json, Shown(layout))).unwrap();
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn nothing_is_hidden_and_everything_says_the_same() {
        let value = serde_json::json!({ "na\u{202e}me": "\u{9b}2J\u{7f}\u{feff}\u{e0041}\nSi\u{e2}n" });
        for json in [written(&value, PrettyFormatter::new()), written(&value, CompactFormatter)] {
            assert!(!json.chars().any(|c| c != '\n' && is_hidden(c)), "{json:?}");
            assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
        }
    }

    #[test]
    fn where_nothing_is_hidden_the_layout_is_the_usual_one() {
        let value =
            serde_json::json!({ "a": [1, "two", { "b": null }], "empty": [], "none": {}, "Si\u{e2}n": "\u{a3}5" });
        assert_eq!(written(&value, PrettyFormatter::new()), format!("{value:#}"));
        assert_eq!(written(&value, CompactFormatter), value.to_string());
    }
}
