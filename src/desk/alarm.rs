//! One alarm at a time for each child: the worst of what is overdue, quiet while a promise stands.
//!
//! A promise is a note: what will be done about it, and by when. It changes no duty and no finding; it only keeps the board
//! from shouting about what somebody has in hand, and says so when the time has passed and nothing was done.

use chrono::TimeDelta;

use super::board::short_words;
use super::when;
use crate::law::register::rule;
use crate::law::wording::PROMISE;
use crate::law::{Duty, Facts, State};
use crate::record::Instant;
use crate::record::kinds::Note;
use crate::record::time::clock;

/// How many minutes ahead a promise may reach: our own choice, not the law's. Longer would be a bell taken off the wall;
/// when the hour is over, somebody looks again.
pub const PROMISE_MINUTES: i64 = 60;

/// The rules whose alarm no promise makes quiet: what has run out then is the power to hold the child at all
/// (PACE ss.41 to 44 before charge, s.46 after it, and the limits of the routes outside PACE).
const NEVER_QUIET: [&str; 3] = ["clock.limit", "clock.after-charge-court", "route.not-pace"];

/// What an officer said would be done about something overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The rule it is owed under.
    pub rule: &'static str,
    /// When it was promised.
    pub made: Instant,
    /// By when it will be done, on the minute.
    pub by: Instant,
    /// What will be done.
    pub what: String,
}

impl Promise {
    /// Returns it as the note that keeps it: "Promised for Review (review.first) by 23:40 GMT 24/10: inspector on her way".
    #[must_use]
    pub fn text(&self) -> String {
        let by = when::fixed(self.by).to_uppercase();
        format!("{PROMISE}{} ({}) by {by}: {}", short_words(self.rule), self.rule, self.what)
    }

    /// Reads the promise that a note of that time keeps; none where the note is another, or promises further ahead than
    /// may be promised.
    #[must_use]
    pub fn read(text: &str, made: Instant) -> Option<Self> {
        let (_, told) = text.strip_prefix(PROMISE)?.split_once(" (")?;
        let (id, told) = told.split_once(") by ")?;
        let (by, what) = told.split_once(": ")?;
        let by = when::read_ahead(by, made).ok()?;
        let promise = Self { rule: rule(id)?.id, made, by, what: what.to_owned() };
        (may_reach(made, by) && promise.text() == text).then_some(promise)
    }
}

/// Returns whether a promise made at one time may reach to another.
#[must_use]
pub fn may_reach(made: Instant, by: Instant) -> bool {
    made < by && by <= made + TimeDelta::minutes(PROMISE_MINUTES)
}

/// Returns a time without its seconds, as a promise keeps it.
#[must_use]
pub fn on_the_minute(at: Instant) -> Instant {
    chrono::DateTime::from_timestamp(at.timestamp().div_euclid(60) * 60, 0).unwrap_or(at)
}

/// Returns the promises on a record, in its order; once the detention limit has passed none stands any more.
#[must_use]
pub fn promises(facts: &Facts<'_>) -> Vec<Promise> {
    let passed = limit(facts).is_some_and(|limit| limit <= facts.now);
    let read = facts.each::<Note>().filter_map(|note| Promise::read(&note.it.text, note.at));
    read.filter(|promise| !passed || promise.by <= facts.now).collect()
}

/// Returns when the power to hold the child runs out, where that is known.
#[must_use]
pub fn limit(facts: &Facts<'_>) -> Option<Instant> {
    facts.clocks().detention_limit.or(facts.clocks().route_limit)
}

/// How a promise on something overdue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promised {
    /// Its time hasn't come: the alarm is quiet.
    Stands(Instant),
    /// Its time has passed, and the thing is still not done.
    NotDone(Instant),
}

impl Promised {
    /// Returns how the latest promise on a duty stands; none where there is none, or where none can quieten it. One made
    /// before the duty was due was made for another: an earlier check, the review before.
    #[must_use]
    pub fn on(duty: &Duty, promises: &[Promise], now: Instant) -> Option<Self> {
        latest(duty, promises)
            .map(|promise| if now < promise.by { Self::Stands(promise.by) } else { Self::NotDone(promise.by) })
    }

    /// Returns by when it was promised.
    #[must_use]
    pub fn by(self) -> Instant {
        match self {
            Self::Stands(by) | Self::NotDone(by) => by,
        }
    }

    /// Returns it in words, behind what is owed: "promised 23:40", "PROMISED 23:40, NOT DONE".
    #[must_use]
    pub fn shown(self) -> String {
        match self {
            Self::Stands(by) => format!("promised {}", clock(by)),
            Self::NotDone(by) => format!("PROMISED {}, NOT DONE", clock(by)),
        }
    }
}

/// Returns the latest promise on a duty that is overdue.
#[must_use]
pub fn latest<'p>(duty: &Duty, promises: &'p [Promise]) -> Option<&'p Promise> {
    let meant = |promise: &&Promise| promise.rule == duty.rule && duty.due.is_none_or(|due| due <= promise.made);
    (duty.state == State::Overdue && may_be_promised(duty)).then(|| promises.iter().rfind(meant)).flatten()
}

/// Returns whether a promise may make the alarm of a duty quiet.
#[must_use]
pub fn may_be_promised(duty: &Duty) -> bool {
    !NEVER_QUIET.contains(&duty.rule)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::board::{Board, BoardRow};
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Policy, Suite, assess, register};

    fn promise(rule: &'static str, made: &str, by: &str) -> Promise {
        Promise { rule, made: instant(made), by: instant(by), what: "inspector on her way (rang 12:01): by car".into() }
    }

    fn with(given: Given, promise: &Promise) -> Given {
        given.at(&promise.made.to_rfc3339(), "note", json!({ "text": promise.text() }))
    }

    /// Returns the child's row on the board.
    fn row(given: &Given, now: &str) -> BoardRow {
        let (record, policy, suite, now) = (given.record(), Policy::default(), Suite::default(), instant(now));
        let (facts, judged) = (Facts::gather(&record, &policy, &suite, now), assess(&record, &policy, now));
        Board::of([("r", &facts, &judged)]).rows.remove(0)
    }

    fn next(given: &Given, now: &str) -> (String, &'static str, bool) {
        let next = row(given, now).next.unwrap();
        (next.shown(instant(now)), next.mark(), next.sounds())
    }

    /// A boy whose first review was due at 18:00; more is overdue beside it.
    fn review_late() -> Given {
        given().at("11:50", "arrived", json!({})).authorised("12:00")
    }

    #[test]
    fn a_promise_comes_back_from_its_note_as_it_was_made_for_every_rule_and_on_the_night_the_clocks_change() {
        for rule in register::rules() {
            for (made, by) in [("12:00", "12:40"), ("23:30", "+1 00:30"), ("12:00:31", "12:01")] {
                let promise = promise(rule.id, made, by);
                assert_eq!(Promise::read(&promise.text(), promise.made), Some(promise.clone()), "{}", promise.text());
            }
        }
        let twice = Promise {
            made: instant("2026-10-25T01:50:00+01:00"),
            by: instant("2026-10-25T01:30:00+00:00"),
            ..promise("review.first", "12:00", "12:40")
        };
        assert!(twice.text().contains("by 01:30 GMT 25/10: inspector"), "{}", twice.text());
        assert_eq!(Promise::read(&twice.text(), twice.made), Some(twice.clone()));
    }

    #[test]
    fn a_note_that_is_no_promise_or_promises_more_than_an_hour_or_the_past_quietens_nothing() {
        let made = instant("12:00");
        for by in ["13:01", "12:00", "11:59", "+1 12:10"] {
            assert_eq!(Promise::read(&promise("review.first", "12:00", by).text(), made), None, "{by}");
        }
        for text in [
            "Promised",
            "Promised for Review (review.first) by +30m: soon",
            "Promised for Review (review.none) by 12:30 GMT 10/11: x",
            "review promised by 12:30",
        ] {
            assert_eq!(Promise::read(text, made), None, "{text}");
        }
    }

    #[test]
    fn until_its_time_a_promise_quietens_that_rule_and_afterwards_it_is_said_that_nothing_was_done() {
        let rule = row(&review_late(), "18:10").next.unwrap().rule;
        let promised = with(review_late(), &promise(rule, "18:10", "18:40"));
        let rest = |given: &Given, now: &str| row(given, now).next.unwrap();
        assert_ne!(rest(&promised, "18:20").rule, rule, "the next worst sounds in its place");
        let late = rest(&promised, "18:40");
        assert_eq!((late.rule, late.promised), (rule, Some(Promised::NotDone(instant("18:40")))));
        let (words, mark, sounds) = next(&promised, "18:41");
        assert!(words.ends_with("PROMISED 18:40, NOT DONE") && mark == "!!" && sounds, "{words}");
    }

    #[test]
    fn with_all_that_is_overdue_promised_the_row_is_quiet_and_says_until_when() {
        let record = review_late();
        let judged = assess(&record.record(), &Policy::default(), instant("18:10"));
        let overdue = judged.duties.iter().filter(|duty| duty.state == State::Overdue);
        let promised = overdue.fold(record, |given, duty| with(given, &promise(duty.rule, "18:10", "18:40")));
        let (words, mark, sounds) = next(&promised, "18:11");
        assert!(words.ends_with(" promised 18:40") && mark == "~ " && !sounds, "{words}");
        assert!(next(&promised, "18:40").2, "at its time it sounds");
    }

    #[test]
    fn a_promise_changes_no_duty_and_no_finding() {
        let judged = |given: &Given| {
            let judged = assess(&given.record(), &Policy::default(), instant("18:20"));
            (judged.duties, judged.findings)
        };
        // A rule that owes nothing has no words for the board, and nothing is promised under it.
        for rule in register::rules().filter(|rule| short_words(rule.id) != rule.title) {
            let what = "released on bail later, because the live link is down; mum delayed, on her way".into();
            let promised = with(review_late(), &Promise { what, ..promise(rule.id, "18:10", "18:40") });
            assert_eq!(judged(&promised), judged(&review_late()), "{}", rule.id);
        }
    }

    #[test]
    fn the_end_of_the_power_to_hold_is_never_quiet_and_ends_every_promise() {
        let record = review_late();
        let promised = with(
            with(record, &promise("clock.limit", "+1 11:55", "+1 12:30")),
            &promise("review.first", "+1 11:40", "+1 12:30"),
        );
        let standing = |now: &str| {
            let (record, policy, suite) = (promised.record(), Policy::default(), Suite::default());
            promises(&Facts::gather(&record, &policy, &suite, instant(now))).len()
        };
        assert_eq!((standing("+1 11:49"), standing("+1 11:50")), (1, 0), "24 hours after arrival");
        let judged = assess(&promised.record(), &Policy::default(), instant("+1 11:56"));
        let limit = judged.duties.iter().find(|duty| duty.rule == "clock.limit").unwrap();
        let made = [promise("clock.limit", "+1 11:55", "+1 12:30")];
        assert_eq!((limit.state, Promised::on(limit, &made, instant("+1 11:56"))), (State::Overdue, None));
    }

    #[test]
    fn a_promise_for_one_check_is_none_for_the_next() {
        let duty = |due: &str| Duty {
            rule: "check.due",
            owed_by: crate::law::Owner::DetentionOfficer,
            due: Some(instant(due)),
            state: State::Overdue,
            done_at: None,
            message: "Check the child.".into(),
            cites: &[],
        };
        let made = [promise("check.due", "12:00", "12:20")];
        assert_eq!(Promised::on(&duty("11:58"), &made, instant("12:30")), Some(Promised::NotDone(instant("12:20"))));
        assert_eq!(Promised::on(&duty("12:40"), &made, instant("12:50")), None);
        let renewed = [promise("check.due", "12:00", "12:20"), promise("check.due", "12:21", "12:40")];
        assert_eq!(Promised::on(&duty("11:58"), &renewed, instant("12:30")), Some(Promised::Stands(instant("12:40"))));
    }
}
