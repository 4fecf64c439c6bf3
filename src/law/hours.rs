//! Hours of the day in London, cut out of stretches of time: opening hours, nights, the small hours.

use chrono::{Days, NaiveTime};

use crate::record::Instant;
use crate::record::time::{london_at, london_date};

/// Returns the parts of `from`..`to` that fall, day by day in London, from `opens` until `closes`.
///
/// Where `closes` isn't later than `opens` the hours pass midnight. Parts are in order and never empty.
#[must_use]
pub fn within(from: Instant, to: Instant, opens: NaiveTime, closes: NaiveTime) -> Vec<(Instant, Instant)> {
    let mut parts = Vec::new();
    let Some(mut date) = london_date(from).checked_sub_days(Days::new(1)) else { return parts };
    while london_at(date, NaiveTime::MIN) < to {
        let Some(next) = date.succ_opt() else { break };
        let end = london_at(if closes > opens { date } else { next }, closes);
        let (start, end) = (london_at(date, opens).max(from), end.min(to));
        if start < end {
            parts.push((start, end));
        }
        date = next;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::testing::instant;

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    #[test]
    fn hours_that_pass_midnight_are_cut_from_both_days() {
        let parts = within(instant("20:00"), instant("+1 23:00"), time(22), time(6));
        assert_eq!(parts, vec![(instant("22:00"), instant("+1 06:00")), (instant("+1 22:00"), instant("+1 23:00"))]);
    }

    #[test]
    fn the_autumn_night_has_nine_hours_between_midnight_and_eight() {
        let (from, to) = (instant("2026-10-24T20:00:00+01:00"), instant("2026-10-25T12:00:00+00:00"));
        let parts = within(from, to, time(0), time(8));
        assert_eq!(parts.iter().map(|(from, to)| (*to - *from).num_minutes()).collect::<Vec<_>>(), [540]);
    }

    #[test]
    fn hours_that_open_when_they_close_are_the_whole_day() {
        let parts = within(instant("08:00"), instant("20:00"), time(8), time(8));
        assert_eq!(parts, vec![(instant("08:00"), instant("20:00"))]);
    }

    #[test]
    fn a_stretch_outside_the_hours_has_none() {
        assert!(within(instant("20:00"), instant("+1 07:59"), time(8), time(20)).is_empty());
        assert!(within(instant("20:00"), instant("+1 08:00"), time(8), time(20)).is_empty());
        assert!(within(instant("12:00"), instant("12:00"), time(8), time(20)).is_empty());
    }
}
