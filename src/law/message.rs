//! The words of a finding or a duty, written when they are first read.
//!
//! Of all that a night's record owes and lacks the board reads a line or two, and what is only counted or compared is read by
//! nobody: writing every sentence took more time than judging.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

type Write = dyn Fn() -> String + Send + Sync;

/// A sentence for a person: given, or written when it is first read. Reads as a `str`.
#[derive(Clone)]
pub struct Message {
    written: OnceLock<String>,
    write: Option<Arc<Write>>,
}

impl Message {
    fn given(text: String) -> Self {
        Self { written: OnceLock::from(text), write: None }
    }

    /// Returns these words and, after a space, those.
    #[must_use]
    pub fn followed_by(self, more: &'static str) -> Self {
        Self::from(move || format!("{self} {more}"))
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        self.written.get_or_init(|| self.write.as_deref().map(|write| write()).unwrap_or_default())
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::given(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::given(text.to_owned())
    }
}

/// Words still to be written: the same each time, from what the closure owns.
impl<F: Fn() -> String + Send + Sync + 'static> From<F> for Message {
    fn from(write: F) -> Self {
        Self { written: OnceLock::new(), write: Some(Arc::new(write)) }
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl From<Message> for String {
    fn from(message: Message) -> Self {
        (*message).to_owned()
    }
}

impl serde::Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn words_are_written_once_when_read_and_never_when_not() {
        static WRITTEN: AtomicUsize = AtomicUsize::new(0);
        let write = || {
            WRITTEN.fetch_add(1, Ordering::Relaxed);
            "The check at 22:10 isn't signed.".to_owned()
        };
        let (read, unread) = (Message::from(write), Message::from(write));
        assert!(read.contains("22:10") && read.len() == read.to_string().len());
        assert_eq!(WRITTEN.load(Ordering::Relaxed), 1);
        drop(unread.clone());
        assert_eq!(WRITTEN.load(Ordering::Relaxed), 1);
        assert_eq!(read, unread);
        assert_eq!(WRITTEN.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn words_that_follow_stand_behind_a_space() {
        assert_eq!(&*Message::from("Not seen.").followed_by("Were they?"), "Not seen. Were they?");
    }

    #[test]
    fn given_words_and_written_ones_are_the_same_words() {
        assert_eq!(Message::from("Seen."), Message::from(|| "Seen.".to_owned()));
        assert_eq!(format!("{:?} {}", Message::from("Seen."), Message::from("Seen.".to_owned())), "\"Seen.\" Seen.");
    }
}
