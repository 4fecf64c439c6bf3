//! Time as a suite keeps it: instants inside, Europe/London for people, ages that turn at the start of a birthday.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use serde_json::Value;

use super::field::Field;
use super::london;
use super::node::{Node, Read};

/// The years a time may have. Anything outside is a slip of the finger: centuries of a detention, each hour of them judged,
/// would keep a desk busy for minutes.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// An instant. UTC inside; shown in Europe/London.
pub type Instant = DateTime<Utc>;

/// A time as it stands in a case file: an instant, and the offset it was written with.
///
/// The offset matters on the autumn night, when 01:30 happens twice, and so that what goes out equals what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    time: DateTime<FixedOffset>,
    zulu: bool,
}

impl Moment {
    /// Returns the instant, in UTC.
    #[must_use]
    pub fn instant(self) -> Instant {
        self.time.with_timezone(&Utc)
    }

    /// Returns the instant as the suite would write it: with the London offset of that day.
    #[must_use]
    pub fn london(instant: Instant) -> Self {
        Self { time: london::local(instant), zulu: false }
    }

    /// Reads an RFC 3339 time with its offset.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let time = DateTime::parse_from_rfc3339(text).ok()?;
        if !YEARS.contains(&time.year()) {
            return None;
        }
        Some(Self { time, zulu: text.ends_with(['Z', 'z']) })
    }

    /// Returns the time in RFC 3339, with the offset it was written with.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, self.zulu)
    }
}

impl Field for Moment {
    fn read(node: Node<'_>) -> Read<Self> {
        let expected = "a time such as \"2026-10-24T22:10:00+01:00\"";
        let text = node.string(expected)?;
        if let Some(moment) = Self::parse(&text) {
            return Ok(moment);
        }
        let shown = super::text::visible(&text).into_owned();
        if Self::parse(&format!("{text}Z")).is_some() {
            return Err(node.fault(format!(
                "the time \"{shown}\" has no offset: write {shown}+01:00 in summer time or {shown}+00:00 in winter, so that the autumn night can be told apart"
            )));
        }
        if DateTime::parse_from_rfc3339(&text).is_ok() {
            return Err(node.fault(format!("the year of \"{shown}\" can't be right: check it")));
        }
        Err(node.fault(format!("\"{shown}\" isn't a time: expected {expected}")))
    }

    fn write(&self) -> Value {
        Value::String(self.to_rfc3339())
    }

    fn schema() -> Value {
        serde_json::json!({ "type": "string", "format": "date-time" })
    }
}

/// Returns an instant in RFC 3339 UTC with `Z`, whole seconds, as machine output shows it.
#[must_use]
pub fn utc(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Returns the date in London at that instant.
#[must_use]
pub fn london_date(instant: Instant) -> NaiveDate {
    london::local(instant).date_naive()
}

/// Returns the time of day in London at that instant.
#[must_use]
pub fn london_time(instant: Instant) -> NaiveTime {
    london::local(instant).time()
}

/// Returns whether the London clocks change on that date, so that a bare time could mislead.
#[must_use]
pub fn clocks_change_on(date: NaiveDate) -> bool {
    clocks_change_within(date, 1)
}

fn clocks_change_within(date: NaiveDate, days: u32) -> bool {
    let end = date.checked_add_days(Days::new(days.into())).unwrap_or(date);
    // London's clocks change after midnight UTC, never before: at both ends the day's own offset holds.
    let offset = |date: NaiveDate| london::offset(date.and_time(NaiveTime::MIN).and_utc());
    offset(end) != offset(date)
}

/// Returns the instant at which a London wall clock showed that date and time.
///
/// The hour that happens twice in autumn is read as its first passing; the hour that is skipped in spring as the instant the clocks went on.
#[must_use]
pub fn london_at(date: NaiveDate, time: NaiveTime) -> Instant {
    let local = date.and_time(time);
    london::first_shown(local)
        .or_else(|| london::first_shown(local + TimeDelta::hours(1)))
        .unwrap_or_else(|| local.and_utc())
}

/// Returns the date and the time of day in London, the year too: for a time that may be far off.
#[must_use]
pub fn dated_clock(instant: Instant) -> String {
    format!("{} {}", london_date(instant), clock(instant))
}

/// Returns "BST" or "GMT".
#[must_use]
pub fn zone(instant: Instant) -> &'static str {
    let offset = london::offset(instant);
    if offset == 0 { "GMT" } else { "BST" }
}

/// Returns the time of day, "22:10"; with BST or GMT where the clocks change within a day of it.
#[must_use]
pub fn clock(instant: Instant) -> String {
    let local = london::local(instant);
    let mut shown = String::with_capacity("22:10 BST".len());
    push_hhmm(&mut shown, local.time());
    // Today or tomorrow: no two changes ever lie so close that one would undo the other.
    if clocks_change_within(local.date_naive(), 2) {
        shown.push(' ');
        shown.push_str(zone(instant));
    }
    shown
}

fn push_hhmm(shown: &mut String, time: NaiveTime) {
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let (hour, minute) = (time.hour(), time.minute());
    shown.extend([digit(hour / 10), digit(hour), ':', digit(minute / 10), digit(minute)]);
}

/// Returns the time of day without its zone, "22:10", for columns too narrow for more.
#[must_use]
pub fn hhmm(instant: Instant) -> String {
    let mut shown = String::with_capacity("22:10".len());
    push_hhmm(&mut shown, london_time(instant));
    shown
}

/// Returns the day of the week in London, "Sat".
#[must_use]
pub fn weekday(instant: Instant) -> String {
    london::local(instant).format("%a").to_string()
}

/// Returns the whole reading, "Saturday 24 October 2026 22:10 BST".
#[must_use]
pub fn in_full(instant: Instant) -> String {
    format!("{} {}", london::local(instant).format("%A %-d %B %Y %H:%M"), zone(instant))
}

/// Returns a short date and time, "Sat 24 Oct 22:10 BST".
#[must_use]
pub fn day_clock(instant: Instant) -> String {
    format!("{} {}", london::local(instant).format("%a %-d %b %H:%M"), zone(instant))
}

/// Returns whole minutes from `from` to `to`, rounded down, below zero where `to` is earlier.
#[must_use]
pub fn minutes_between(from: Instant, to: Instant) -> i64 {
    let (from, to) = (from.naive_utc(), to.naive_utc());
    // Nearly always both fall on one day, and then no calendar is needed.
    let between = if from.date() == to.date() { to.time() - from.time() } else { to - from };
    between.num_seconds().div_euclid(60)
}

/// Returns a length of time in words a desk uses: "7 min", "2 h 05".
#[must_use]
pub fn length(minutes: i64) -> String {
    let (sign, minutes) = if minutes < 0 { ("-", -minutes) } else { ("", minutes) };
    if minutes < 60 { format!("{sign}{minutes} min") } else { format!("{sign}{} h {:02}", minutes / 60, minutes % 60) }
}

/// Returns the date on which someone born on `born` reaches `years`; 29 February turns on 1 March in a common year.
///
/// Law: Family Law Reform Act 1969 s.9 (an age is reached at the start of the birthday).
#[must_use]
pub fn birthday(born: NaiveDate, years: u32) -> Option<NaiveDate> {
    let year = born.year().checked_add(i32::try_from(years).ok()?)?;
    NaiveDate::from_ymd_opt(year, born.month(), born.day()).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

/// Returns the instant at which someone born on `born` reaches `years`: midnight in London at the start of the birthday.
#[must_use]
pub fn turns(born: NaiveDate, years: u32) -> Option<Instant> {
    Some(london_at(birthday(born, years)?, NaiveTime::MIN))
}

/// Returns whole years of age at that instant, reckoned in London; zero before birth.
#[must_use]
pub fn age_at(born: NaiveDate, instant: Instant) -> u32 {
    let date = london_date(instant);
    let years = u32::try_from(date.year() - born.year()).unwrap_or(0);
    match birthday(born, years) {
        Some(day) if day > date => years.saturating_sub(1),
        _ => years,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Moment::parse(text).unwrap().instant()
    }

    #[test]
    fn a_birthday_turns_at_the_start_of_the_day_in_london() {
        let born = NaiveDate::from_ymd_opt(2008, 7, 1).unwrap();
        assert_eq!(turns(born, 18).map(utc).as_deref(), Some("2026-06-30T23:00:00Z"));
        assert_eq!(age_at(born, at("2026-06-30T22:59:59Z")), 17);
        assert_eq!(age_at(born, at("2026-06-30T23:00:00Z")), 18);
    }

    #[test]
    fn born_on_29_february_turns_on_1_march_in_a_common_year() {
        let born = NaiveDate::from_ymd_opt(2008, 2, 29).unwrap();
        assert_eq!(age_at(born, at("2026-02-28T23:59:59Z")), 17);
        assert_eq!(age_at(born, at("2026-03-01T00:00:00Z")), 18);
        assert_eq!(age_at(born, at("2024-02-29T00:00:00Z")), 16);
    }

    #[test]
    fn the_two_nights_the_clocks_change_name_their_zone() {
        assert_eq!(clock(at("2026-10-25T01:30:00+01:00")), "01:30 BST");
        assert_eq!(clock(at("2026-10-25T01:30:00+00:00")), "01:30 GMT");
        assert_eq!(clock(at("2026-11-10T12:00:00Z")), "12:00");
    }

    #[test]
    fn what_came_in_goes_out_with_the_same_offset() {
        for text in ["2026-10-24T22:10:00+01:00", "2026-10-24T22:10:00Z", "2026-10-24T22:10:00+00:00"] {
            assert_eq!(Moment::parse(text).unwrap().to_rfc3339(), text);
        }
    }

    #[test]
    fn a_time_is_shown_as_each_place_has_room_for() {
        let summer = at("2026-10-24T22:05:09+01:00");
        assert_eq!(utc(summer), "2026-10-24T21:05:09Z");
        assert_eq!(hhmm(summer), "22:05");
        assert_eq!(weekday(summer), "Sat");
        assert_eq!(in_full(summer), "Saturday 24 October 2026 22:05 BST");
        assert_eq!(day_clock(summer), "Sat 24 Oct 22:05 BST");
        assert_eq!(dated_clock(at("2026-11-03T09:40:00Z")), "2026-11-03 09:40");
        assert_eq!(in_full(at("2026-11-03T09:40:00Z")), "Tuesday 3 November 2026 09:40 GMT");
        assert_eq!(hhmm(at("2026-11-03T19:58:00Z")), "19:58");
        assert_eq!((zone(summer), zone(at("2026-11-03T09:40:00Z"))), ("BST", "GMT"));
    }

    #[test]
    fn a_bare_time_could_mislead_on_the_day_the_clocks_change_and_the_day_before() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        assert_eq!([24, 25, 26].map(|of| clocks_change_on(day(of))), [false, true, false]);
        assert!(!clock(at("2026-10-23T12:00:00+01:00")).contains("BST"));
        assert_eq!(clock(at("2026-10-24T12:00:00+01:00")), "12:00 BST");
        assert_eq!(clock(at("2026-10-25T12:00:00Z")), "12:00 GMT");
        assert!(!clock(at("2026-10-26T00:00:00Z")).contains("GMT"));
    }

    #[test]
    fn the_hour_that_comes_twice_is_its_first_and_the_one_that_is_skipped_is_when_the_clocks_went_on() {
        let shown = |year, month, day, hour, minute| {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            utc(london_at(NaiveDate::from_ymd_opt(year, month, day).unwrap(), time))
        };
        assert_eq!(shown(2026, 10, 25, 1, 30), "2026-10-25T00:30:00Z");
        assert_eq!(shown(2026, 3, 29, 1, 0), "2026-03-29T01:00:00Z");
        assert_eq!(shown(2026, 3, 29, 2, 0), "2026-03-29T01:00:00Z");
        assert_eq!(shown(2026, 7, 1, 0, 0), "2026-06-30T23:00:00Z");
    }

    #[test]
    fn minutes_are_whole_and_rounded_down_on_both_sides_of_nothing() {
        let noon = at("2026-11-10T12:00:00Z");
        let after = |seconds| minutes_between(noon, noon + TimeDelta::seconds(seconds));
        assert_eq!([59, 60, 119, -1, -60, -61].map(after), [0, 1, 1, -1, -1, -2]);
        assert_eq!(
            [0, 7, 59, 60, 125, -7, -60].map(length),
            ["0 min", "7 min", "59 min", "1 h 00", "2 h 05", "-7 min", "-1 h 00"]
        );
    }

    #[test]
    fn an_age_is_nothing_before_birth_and_turns_on_the_day() {
        let born = NaiveDate::from_ymd_opt(2010, 3, 3).unwrap();
        assert_eq!(age_at(born, at("2009-06-01T12:00:00Z")), 0);
        assert_eq!(age_at(born, at("2010-03-02T12:00:00Z")), 0);
        assert_eq!(age_at(born, at("2011-03-02T12:00:00Z")), 0);
        assert_eq!(age_at(born, at("2011-03-03T12:00:00Z")), 1);
        assert_eq!(birthday(born, 18), NaiveDate::from_ymd_opt(2028, 3, 3));
    }

    #[test]
    fn a_year_that_cant_be_is_no_time() {
        for (year, is) in [("1899", false), ("1900", true), ("2199", true), ("2200", false)] {
            assert_eq!(Moment::parse(&format!("{year}-06-01T12:00:00Z")).is_some(), is, "{year}");
        }
        assert_eq!(Moment::london(at("2026-07-01T12:00:00Z")).to_rfc3339(), "2026-07-01T13:00:00+01:00");
    }
}
