//! Twenty-four hours to court, leaving out the days that don't count.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::record::Instant;
use crate::record::time::{london_at, london_date};

/// Returns Good Friday of a year of the Gregorian calendar: two days before Easter Sunday.
///
/// By the anonymous Gregorian computus; none for years outside the calendar's range.
#[must_use]
pub fn good_friday(year: i32) -> Option<NaiveDate> {
    let (golden, century, in_century) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * in_century.div_euclid(4) - epact - in_century.rem_euclid(4))
        .rem_euclid(7);
    let leap = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let months = epact + weekday - 7 * leap + 114;
    let month = u32::try_from(months.div_euclid(31)).ok()?;
    let day = u32::try_from(months.rem_euclid(31) + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)?.checked_sub_days(Days::new(2))
}

/// Returns whether a day doesn't count towards 24 hours to court: a Sunday, Christmas Day or Good Friday.
///
/// Law: Bail Act 1976 s.7(7); LASPO 2012 s.97; ASBCPA 2014 s.9.
#[must_use]
pub fn is_left_out(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Sun
        || (date.month(), date.day()) == (12, 25)
        || good_friday(date.year()).is_some_and(|friday| friday == date)
}

/// Returns `start` plus that much time, leaving out whole the London days that don't count, midnight to midnight.
#[must_use]
pub fn after(start: Instant, time: TimeDelta) -> Instant {
    let (mut at, mut left, mut date) = (start, time, london_date(start));
    while let Some(next) = date.succ_opt() {
        let midnight = london_at(next, NaiveTime::MIN);
        if !is_left_out(date) {
            if at + left <= midnight {
                break;
            }
            left -= midnight - at;
        }
        at = midnight;
        date = next;
    }
    at + left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::testing::instant;

    #[test]
    fn good_friday_is_known_in_any_year() {
        let known = [
            (1950, 4, 7),
            (1999, 4, 2),
            (2000, 4, 21),
            (2008, 3, 21),
            (2011, 4, 22),
            (2016, 3, 25),
            (2018, 3, 30),
            (2019, 4, 19),
            (2020, 4, 10),
            (2021, 4, 2),
            (2022, 4, 15),
            (2023, 4, 7),
            (2024, 3, 29),
            (2025, 4, 18),
            (2026, 4, 3),
            (2027, 3, 26),
            (2028, 4, 14),
            (2029, 3, 30),
            (2030, 4, 19),
            (2038, 4, 23),
            (2100, 3, 26),
        ];
        for (year, month, day) in known {
            assert_eq!(good_friday(year), NaiveDate::from_ymd_opt(year, month, day), "{year}");
        }
    }

    fn limit(arrest: &str) -> Instant {
        after(instant(arrest), TimeDelta::hours(24))
    }

    #[test]
    fn a_sunday_is_left_out_from_midnight_to_midnight() {
        assert_eq!(limit("2026-11-14T02:00:00Z"), instant("2026-11-16T02:00:00Z"));
        assert_eq!(limit("2026-11-15T10:00:00Z"), instant("2026-11-17T00:00:00Z"));
        assert_eq!(limit("2026-11-14T00:00:00Z"), instant("2026-11-15T00:00:00Z"));
        assert_eq!(limit("2026-11-10T10:00:00Z"), instant("2026-11-11T10:00:00Z"));
    }

    #[test]
    fn christmas_day_is_left_out_and_boxing_day_is_not() {
        assert_eq!(limit("2026-12-24T15:00:00Z"), instant("2026-12-26T15:00:00Z"));
        assert_eq!(limit("2026-12-25T15:00:00Z"), instant("2026-12-27T00:00:00Z"));
        assert_eq!(limit("2026-12-26T15:00:00Z"), instant("2026-12-28T15:00:00Z"));
    }

    #[test]
    fn christmas_eve_on_a_saturday_waits_for_two_days() {
        // 2027: Christmas Day is a Saturday, and the day after it a Sunday.
        assert_eq!(limit("2027-12-24T15:00:00Z"), instant("2027-12-27T15:00:00Z"));
    }

    #[test]
    fn good_friday_is_left_out_in_london_time() {
        // Thursday 2 April 2026, 20:00 BST: four hours that day, twenty on the Saturday.
        assert_eq!(limit("2026-04-02T20:00:00+01:00"), instant("2026-04-04T20:00:00+01:00"));
    }

    #[test]
    fn a_sunday_on_which_the_clocks_change_is_left_out_whole_however_long_it_is() {
        assert_eq!(limit("2026-10-24T20:00:00+01:00"), instant("2026-10-26T20:00:00+00:00"));
        assert_eq!(limit("2026-03-28T20:00:00+00:00"), instant("2026-03-30T20:00:00+01:00"));
    }
}
