//! Whether the detention is over: which entries end it, and which show the child in police hands again.

use super::fold::Record;
use super::kinds::{Kind, KindName};
use super::time::Instant;

/// Returns whether an entry ends the detention.
#[must_use]
pub fn closes(kind: KindName) -> bool {
    matches!(
        kind,
        KindName::DetentionRefused
            | KindName::Released
            | KindName::Bailed
            | KindName::ToCourt
            | KindName::MovedToAuthority
    )
}

/// Returns whether an entry shows the child in police hands again.
#[must_use]
pub fn opens(kind: KindName) -> bool {
    matches!(
        kind,
        KindName::Arrested
            | KindName::Arrived
            | KindName::AnsweredBail
            | KindName::DetentionAuthorised
            | KindName::Presented
    )
}

/// Returns whether, by what was entered up to `now`, the detention has ended; struck entries end nothing.
///
/// A record in which everything was struck but notes (it was opened twice for one child) holds nobody: it has ended too.
#[must_use]
pub fn has_ended(record: &Record, now: Instant) -> bool {
    let (mut ended, mut struck, mut stands) = (false, false, false);
    for standing in record.as_of(now) {
        if standing.corrected_by.is_some() {
            struck = true;
            continue;
        }
        stands |= !matches!(standing.kind, KindName::Correction | KindName::Note);
        ended = closes(standing.kind) || (ended && !opens(standing.kind));
    }
    ended || (struck && !stands)
}

/// Returns whether the detention has ended and no entry lies later than `now`, so that no passing of time opens it again.
#[must_use]
pub fn has_ended_for_good(record: &Record, now: Instant) -> bool {
    let entered_later = record.entries().iter().any(|entry| {
        let replacement = match &entry.kind {
            Kind::Correction(correction) => correction.replaces.as_deref(),
            _ => None,
        };
        entry.at() > now || replacement.is_some_and(|replacement| replacement.at() > now)
    });
    !entered_later && has_ended(record, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::CaseFile;

    fn record(entries: &str) -> Record {
        let text = format!(r#"{{"format":"pacekeeper-case/1","custody_number":"1","entries":[{entries}]}}"#);
        Record::fold(CaseFile::read(&text).unwrap())
    }

    fn at(text: &str) -> Instant {
        crate::record::Moment::parse(text).unwrap().instant()
    }

    const AUTHORISED: &str = r#"{"at":"2026-11-10T12:00:00Z","kind":"detention_authorised"}"#;
    const RELEASED: &str = r#"{"at":"2026-11-10T18:00:00Z","kind":"released","outcome":"bail"}"#;

    #[test]
    fn a_release_ends_it_and_an_answer_to_bail_opens_it_again() {
        let noon = at("2026-11-12T12:00:00Z");
        assert!(!has_ended(&record(AUTHORISED), noon));
        assert!(has_ended(&record(&format!("{AUTHORISED},{RELEASED}")), noon));
        let answered = r#"{"at":"2026-11-11T09:00:00Z","kind":"answered_bail"}"#;
        assert!(!has_ended(&record(&format!("{AUTHORISED},{RELEASED},{answered}")), noon));
    }

    #[test]
    fn a_struck_release_ends_nothing() {
        let struck =
            r#"{"at":"2026-11-10T18:05:00Z","kind":"correction","of":1,"reason":"wrong record","strike":true}"#;
        let noon = at("2026-11-12T12:00:00Z");
        assert!(!has_ended(&record(&format!("{AUTHORISED},{RELEASED},{struck}")), noon));
    }

    #[test]
    fn a_record_in_which_all_but_notes_is_struck_holds_nobody_and_one_with_notes_only_is_still_to_come() {
        let note = r#"{"at":"2026-11-10T12:10:00Z","kind":"note","text":"opened in the van too"}"#;
        let strike = |of: u32| {
            format!(
                r#"{{"at":"2026-11-10T18:05:00Z","kind":"correction","of":{of},"reason":"opened twice","strike":true}}"#
            )
        };
        let noon = at("2026-11-12T12:00:00Z");
        assert!(!has_ended(&record(note), noon));
        assert!(has_ended(&record(&format!("{AUTHORISED},{note},{}", strike(0))), noon));
        let woke = r#"{"at":"2026-11-10T13:00:00Z","kind":"woke"}"#;
        assert!(!has_ended(&record(&format!("{AUTHORISED},{woke},{}", strike(0))), noon));
        assert!(has_ended(&record(&format!("{AUTHORISED},{woke},{},{}", strike(0), strike(1))), noon));
    }

    #[test]
    fn a_release_dated_ahead_leaves_the_child_on_the_board() {
        let record = record(&format!("{AUTHORISED},{RELEASED}"));
        assert!(!has_ended_for_good(&record, at("2026-11-10T17:59:59Z")));
        assert!(has_ended_for_good(&record, at("2026-11-10T18:00:00Z")));
    }

    #[test]
    fn a_correction_dated_ahead_or_one_that_puts_an_entry_ahead_leaves_the_child_on_the_board() {
        let correction = |made: &str, then: &str| {
            format!(
                r#"{{"at":"{made}","kind":"correction","of":0,"reason":"time","replaces":{{"at":"{then}","kind":"detention_authorised"}}}}"#
            )
        };
        let ended = |correction: &str, now: &str| {
            has_ended_for_good(&record(&format!("{AUTHORISED},{RELEASED},{correction}")), at(now))
        };
        let ahead = correction("2026-11-10T19:00:00Z", "2026-11-10T12:05:00Z");
        assert!(!ended(&ahead, "2026-11-10T18:59:59Z") && ended(&ahead, "2026-11-10T19:00:00Z"));
        let puts_ahead = correction("2026-11-10T18:30:00Z", "2026-11-10T17:00:00Z");
        assert!(ended(&puts_ahead, "2026-11-10T18:30:00Z"));
        let later = correction("2026-11-10T17:00:00Z", "2026-11-10T18:10:00Z");
        assert!(!ended(&later, "2026-11-10T18:09:59Z"));
    }
}
