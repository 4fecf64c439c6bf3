//! Times as people type them: `now`, `-15m`, `0930`, `2310 yesterday`; read back in full before anything is signed.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta};

use crate::record::Instant;
use crate::record::text::said_again;
use crate::record::time::{clocks_change_on, hhmm, in_full, london_at, london_date, zone};

/// Reads a typed time against the desk's clock.
///
/// `now` or nothing is now; `-15m`, `-15` and `-1h20` count back; `0930`, `09:30` and `9.30` are the latest such time
/// that isn't in the future; `bst` or `gmt` after it decides on the autumn night; `yesterday` goes back a day, and `24/10`
/// names the date.
///
/// # Errors
/// What was wrong, and what may be typed.
pub fn read(typed: &str, now: Instant) -> Result<Instant, String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() || typed == "now" {
        return Ok(now);
    }
    // "now" stands in the field before the first key: what is typed behind it is the time.
    let typed = typed.strip_prefix("now").map_or(typed.clone(), |typed| typed.trim().to_owned());
    if let Some(back) = typed.strip_prefix('-') {
        let minutes = length(back).ok_or_else(|| help(&typed))?;
        return Ok(now - TimeDelta::minutes(minutes));
    }
    let Typed { time, zoned, yesterday, date } = Typed::read(&typed).ok_or_else(|| help(&typed))?;
    let today = london_date(now);
    let before = |days: u64| today.checked_sub_days(Days::new(days)).ok_or_else(|| help(&typed));
    let fits = |at: &Instant| zoned.is_none_or(|name| zone(*at) == name);
    if yesterday {
        let day = before(1)?;
        return passings(day, time).into_iter().find(fits).ok_or_else(|| help(&typed));
    }
    let days = match date {
        Some((day, month)) => {
            let in_year = |year| NaiveDate::from_ymd_opt(year, month, day).filter(|date| *date <= today);
            vec![in_year(today.year()).or_else(|| in_year(today.year() - 1)).ok_or_else(|| help(&typed))?]
        }
        None => vec![today, before(1)?],
    };
    let past = days.into_iter().flat_map(|date| passings(date, time)).filter(fits).filter(|at| *at <= now);
    past.max().ok_or_else(|| {
        let typed = said_again(&typed);
        format!("\"{typed}\" hasn't come yet: an entry says what has happened. Type when it happened")
    })
}

/// Returns a time as it can be typed, with its zone and date, so that a kept draft means the same minute tomorrow.
#[must_use]
pub fn fixed(at: Instant) -> String {
    let date = london_date(at);
    format!("{} {} {}/{}", hhmm(at), zone(at).to_lowercase(), date.day(), date.month())
}

/// A time of day as typed, and what was typed behind it.
struct Typed {
    time: NaiveTime,
    zoned: Option<&'static str>,
    yesterday: bool,
    date: Option<(u32, u32)>,
}

impl Typed {
    fn read(typed: &str) -> Option<Self> {
        let mut words = typed.split_whitespace();
        let time = words.next().and_then(time_of_day)?;
        let mut read = Self { time, zoned: None, yesterday: false, date: None };
        for word in words {
            match word {
                "bst" | "b" => read.zoned = Some("BST"),
                "gmt" | "g" => read.zoned = Some("GMT"),
                "yesterday" | "y" => read.yesterday = true,
                _ => {
                    let (day, month) = word.split_once('/')?;
                    read.date = Some((day.parse().ok()?, month.parse().ok()?));
                }
            }
        }
        Some(read)
    }
}

/// Reads a typed time to come: `2345` is the next such time, `+40m` counts on from now.
///
/// # Errors
/// What was wrong, and what may be typed.
pub fn read_ahead(typed: &str, now: Instant) -> Result<Instant, String> {
    let typed = typed.trim().to_lowercase();
    let wrong = || format!("\"{}\" isn't a time to come: type 2345 or +40m", said_again(&typed));
    if let Some(on) = typed.strip_prefix('+') {
        return Ok(now + TimeDelta::minutes(length(on).ok_or_else(wrong)?));
    }
    let Typed { time, zoned, yesterday, date } = Typed::read(&typed).ok_or_else(wrong)?;
    let today = london_date(now);
    let tomorrow = today.checked_add_days(Days::new(1)).ok_or_else(wrong)?;
    let days = [today, tomorrow].into_iter().filter(|day| date.is_none_or(|date| date == (day.day(), day.month())));
    days.flat_map(|date| passings(date, time))
        .find(|at| *at >= now && !yesterday && zoned.is_none_or(|name| zone(*at) == name))
        .ok_or_else(wrong)
}

/// Returns the one or two instants at which a London clock showed that time on that date.
fn passings(date: chrono::NaiveDate, time: NaiveTime) -> Vec<Instant> {
    let first = london_at(date, time);
    let mut all = vec![first];
    let second = first + TimeDelta::hours(1);
    if clocks_change_on(date) && crate::record::time::london_time(second) == time {
        all.push(second);
    }
    all
}

/// Returns the time in full with its zone, and how long ago that was.
#[must_use]
pub fn read_back(at: Instant, now: Instant) -> String {
    let minutes = crate::record::time::minutes_between(at, now);
    let ago = match minutes {
        0 => "now".to_owned(),
        1.. => format!("{} ago", crate::record::time::length(minutes)),
        _ => format!("in {}", crate::record::time::length(-minutes)),
    };
    format!("{} ({ago})", in_full(at))
}

fn help(typed: &str) -> String {
    format!("\"{}\" isn't a time: type now, -15m, 0930, or 0130 gmt", said_again(typed))
}

/// Reads `15`, `15m`, `1h`, `1h20`.
fn length(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches("in").trim_end_matches('m').trim();
    let minutes = match text.split_once('h') {
        Some((hours, "")) => hours.trim().parse::<i64>().ok()?.checked_mul(60)?,
        Some((hours, minutes)) => {
            hours.trim().parse::<i64>().ok()?.checked_mul(60)?.checked_add(minutes.trim().parse().ok()?)?
        }
        None => text.parse::<i64>().ok()?,
    };
    (0..=7 * 24 * 60).contains(&minutes).then_some(minutes)
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '.')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        3 => digits.split_at_checked(1)?,
        4 => digits.split_at_checked(2)?,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Moment;

    fn at(text: &str) -> Instant {
        Moment::parse(text).unwrap().instant()
    }

    #[test]
    fn what_is_typed_behind_the_now_that_stands_there_is_the_time() {
        let now = crate::law::testing::instant("14:00");
        for (typed, at) in [("now-10", "13:50"), ("now -10m", "13:50"), ("now1340", "13:40"), ("now", "14:00")] {
            assert_eq!(read(typed, now), Ok(crate::law::testing::instant(at)), "{typed}");
        }
        assert!(read("nowish", now).is_err());
    }

    #[test]
    fn a_time_later_than_the_clock_is_yesterdays() {
        let now = at("2026-10-24T23:10:00+01:00");
        assert_eq!(read("2305", now), Ok(at("2026-10-24T23:05:00+01:00")));
        assert_eq!(read("23:30", now), Ok(at("2026-10-23T23:30:00+01:00")));
    }

    #[test]
    fn minutes_and_hours_back_are_elapsed() {
        let now = at("2026-10-25T01:10:00+00:00");
        assert_eq!(read("-15m", now), Ok(at("2026-10-25T00:55:00Z")));
        assert_eq!(read("-1h20", now), Ok(at("2026-10-25T00:50:00+01:00")));
        assert_eq!(read("-6", now), Ok(at("2026-10-25T01:04:00Z")));
    }

    #[test]
    fn on_the_autumn_night_the_zone_decides_and_the_latest_passing_is_meant() {
        let now = at("2026-10-25T01:50:00+00:00");
        assert_eq!(read("0130", now), Ok(at("2026-10-25T01:30:00+00:00")));
        assert_eq!(read("0130 bst", now), Ok(at("2026-10-25T01:30:00+01:00")));
        assert_eq!(read("0130 gmt", now), Ok(at("2026-10-25T01:30:00+00:00")));
        assert_eq!(read_back(at("2026-10-25T01:30:00+01:00"), now), "Sunday 25 October 2026 01:30 BST (1 h 20 ago)");
    }

    #[test]
    fn before_the_clocks_go_back_the_first_passing_is_meant() {
        let now = at("2026-10-25T01:40:00+01:00");
        assert_eq!(read("0130", now), Ok(at("2026-10-25T01:30:00+01:00")));
    }

    #[test]
    fn a_date_behind_the_time_is_the_latest_such_date() {
        let now = at("2026-01-02T09:00:00Z");
        assert_eq!(read("2305 31/12", now), Ok(at("2025-12-31T23:05:00Z")));
        assert_eq!(read("0805 2/1", now), Ok(at("2026-01-02T08:05:00Z")));
        assert!(read("1005 2/1", now).unwrap_err().contains("hasn't come yet"));
        assert!(read("1005 30/2", now).unwrap_err().contains("type now"));
    }

    #[test]
    fn a_kept_time_means_the_same_minute_days_later_and_on_the_night_the_clocks_change() {
        for then in ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00", "2026-12-31T23:59:00Z"] {
            let then = at(then);
            for hours in [0, 1, 23, 25, 100] {
                assert_eq!(read(&fixed(then), then + TimeDelta::hours(hours)), Ok(then), "{}", fixed(then));
            }
        }
    }

    #[test]
    fn a_kept_time_to_come_is_not_taken_for_tomorrows_once_it_has_passed() {
        let now = at("2026-11-14T23:10:00Z");
        let eta = read_ahead("+40m", now).unwrap();
        assert_eq!(read_ahead(&fixed(eta), now + TimeDelta::minutes(20)), Ok(eta));
        assert!(read_ahead(&fixed(eta), now + TimeDelta::hours(1)).unwrap_err().contains("isn't a time to come"));
    }

    #[test]
    fn anything_else_says_what_may_be_typed() {
        let now = at("2026-10-24T23:10:00+01:00");
        for typed in ["soon", "2460", "-x", "12345", "0930 utc", "+930", "-99999999999999999999"] {
            assert!(read(typed, now).unwrap_err().contains("type now"), "{typed}");
        }
    }
}
