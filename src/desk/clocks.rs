//! The clocks of a record in words: the review, the limit, and a time with its day where that isn't today.

use crate::law::{Clocks, LimitBasis};
use crate::record::Instant;
use crate::record::time::{clock, day_clock, length, london_date, minutes_between};

/// Returns how the next review stands: "due 23:25, in 15 min"; "OVERDUE 12 min, due 22:58".
#[must_use]
pub fn review_words(clocks: &Clocks, now: Instant) -> String {
    match clocks.next_review_due {
        None => "none due".to_owned(),
        Some(due) if due < now => format!("OVERDUE {}, due {}", length(minutes_between(due, now)), clock(due)),
        Some(due) => format!("due {}, in {}", clock(due), length(minutes_between(now, due))),
    }
}

/// Returns how the limit of detention stands, and what it rests on.
#[must_use]
pub fn limit_words(clocks: &Clocks, now: Instant) -> String {
    let basis = match clocks.detention_limit_basis {
        LimitBasis::Hours24 => "24 hours",
        LimitBasis::Hours36 => "36 hours, extended",
        LimitBasis::Warrant => "warrant",
        LimitBasis::Charged => "charged",
        LimitBasis::Court24 => "court within 24 hours",
        LimitBasis::S136 => "s.136",
        LimitBasis::None => "no PACE limit",
    };
    match clocks.detention_limit.or(clocks.route_limit) {
        None if clocks.detention_limit_basis == LimitBasis::None => "no limit running".to_owned(),
        None => format!("no limit running ({basis})"),
        Some(limit) if limit < now => format!("LIMIT PASSED {} ({basis})", day_clock(limit)),
        Some(limit) => format!("limit {} ({basis}), in {}", day_clock(limit), length(minutes_between(now, limit))),
    }
}

/// Returns the time of day, with its date where that isn't today's.
#[must_use]
pub fn on_day(at: Instant, now: Instant) -> String {
    if london_date(at) == london_date(now) { clock(at) } else { day_clock(at) }
}
