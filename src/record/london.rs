//! London's clock: how far it stands from UTC at an instant, and the instant at which it showed a time.
//!
//! The time zone database answers; what it answers for a whole day is kept, since one record asks for the same few days
//! thousands of times over.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::London;

use super::Instant;

/// Seconds in a UTC day.
const DAY: i64 = 86_400;
/// How many days are kept at a time: more than nearly any detention lasts.
const KEPT: usize = 16;
/// Every offset that London has had since 1900, in seconds, furthest ahead first: double summer time, summer time, GMT.
const OFFSETS: [i32; 3] = [2 * 60 * 60, 60 * 60, 0];

thread_local! {
    /// Days since 1970 and the offset that held all through them.
    static DAYS: [Cell<(i64, i32)>; KEPT] = const { [const { Cell::new((i64::MIN, 0)) }; KEPT] };
}

fn look_up(instant: Instant) -> i32 {
    London.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
}

/// Returns how many seconds London was ahead of UTC at an instant.
pub(super) fn offset(instant: Instant) -> i32 {
    let day = instant.timestamp().div_euclid(DAY);
    let slot = usize::try_from(day.rem_euclid(KEPT as i64)).unwrap_or(0);
    let kept = DAYS.with(|days| days.get(slot).map(Cell::get));
    if let Some((_, offset)) = kept.filter(|(of, _)| *of == day) {
        return offset;
    }
    // The clocks never change twice within one UTC day: alike at both ends, alike all through.
    let at = |day: i64| DateTime::from_timestamp(day * DAY, 0).map(look_up);
    match (at(day), at(day + 1)) {
        (Some(start), Some(end)) if start == end => {
            DAYS.with(|days| {
                if let Some(kept) = days.get(slot) {
                    kept.set((day, start));
                }
            });
            start
        }
        _ => look_up(instant),
    }
}

/// Returns an instant as London's clock showed it.
pub(super) fn local(instant: Instant) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(offset(instant)).unwrap_or_else(|| Utc.fix());
    instant.with_timezone(&offset)
}

/// Returns the first instant at which London's clock showed that time; none for the hour skipped in spring.
pub(super) fn first_shown(time: NaiveDateTime) -> Option<Instant> {
    OFFSETS.into_iter().find_map(|seconds| {
        let instant = (time - TimeDelta::seconds(seconds.into())).and_utc();
        (offset(instant) == seconds).then_some(instant)
    })
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::*;

    #[test]
    fn every_hour_of_three_centuries_is_as_the_time_zone_database_has_it() {
        let mut date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        // A day a week, and every day of the months in which clocks change in our time.
        while date.year() < 2200 {
            for minute in [0, 59, 60, 90, 119, 120, 719, 1439] {
                let time = date.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minute);
                let instant = time.and_utc();
                assert_eq!(offset(instant), look_up(instant), "{instant}");
                let shown = London.from_local_datetime(&time).earliest().map(|it| it.with_timezone(&Utc));
                assert_eq!(first_shown(time), shown, "{time}");
            }
            let often = matches!(date.month(), 3 | 10);
            date += TimeDelta::days(if often { 1 } else { 7 });
        }
    }
}
