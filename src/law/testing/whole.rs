//! Findings and duties said whole, in one line each, so that a test pins all of a verdict and not just that there is one.

use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::Value;

use super::{Given, Seen, instant};
use crate::record::time::utc;
use crate::record::{Instant, Moment};

impl Seen {
    /// Returns every finding of a rule, whole but for its words: `"breach 18:01; due 18:00; 1 min; on 0 1; statute; review_officer"`.
    ///
    /// Times are written as in [`Given::at`], with seconds where there are any. What a finding doesn't have is left out.
    pub fn whole(&self, rule: &str) -> Vec<String> {
        let shown = |finding: &&crate::law::Finding| {
            let positions: Vec<String> = finding.entries.iter().map(ToString::to_string).collect();
            let parts = [
                Some(format!("{} {}", finding.verdict.word(), short(finding.at))),
                finding.due.map(|due| format!("due {}", short(due))),
                finding.minutes.map(|minutes| format!("{minutes} min")),
                Some(format!("on {}", positions.join(" "))),
                Some(finding.standard.word().to_owned()),
                Some(finding.owed_by.word().to_owned()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        };
        self.all(rule).iter().map(shown).collect()
    }

    /// Returns every duty of a rule, whole but for its words: `"done; due 18:00; done 17:00; review_officer"`.
    pub fn owed(&self, rule: &str) -> Vec<String> {
        let shown = |duty: &&crate::law::Duty| {
            let parts = [
                Some(duty.state.word().to_owned()),
                duty.due.map(|due| format!("due {}", short(due))),
                duty.done_at.map(|done| format!("done {}", short(done))),
                Some(duty.owed_by.word().to_owned()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
        };
        self.duties(rule).iter().map(shown).collect()
    }

    /// Returns whether every finding of a rule says in words what is or isn't recorded; false where it is silent.
    pub fn says_not_recorded(&self, rule: &str) -> bool {
        !self.all(rule).is_empty() && self.all(rule).iter().all(|finding| finding.message.contains("recorded"))
    }

    /// Returns whether a rule says anything at all, finding or duty.
    pub fn speaks(&self, rule: &str) -> bool {
        !self.all(rule).is_empty() || !self.duties(rule).is_empty()
    }
}

/// Returns a time as a desk would write it in a test; RFC 3339 where it is weeks away.
fn short(at: Instant) -> String {
    let Some(first) = NaiveDate::from_ymd_opt(2026, 11, 10) else { return utc(at) };
    let days = (at.date_naive() - first).num_days();
    let time = at.format("%H:%M:%S").to_string();
    let time = time.strip_suffix(":00").unwrap_or(&time).to_owned();
    match days {
        0 => time,
        -9..=19 => format!("{days:+} {time}"),
        _ => utc(at),
    }
}

impl Given {
    /// Returns the same record as if its Tuesday, 10 November 2026, had been that day of an earlier winter: every time in
    /// it, the date of birth and the earlier detentions are moved by as many days. Judge it with [`Given::judged_on`].
    pub fn on(mut self, day: &str) -> Self {
        let by = shift(day);
        for value in self.entries.iter_mut().chain([&mut self.child, &mut self.top]) {
            move_times(value, by);
        }
        self
    }

    /// Judges a record moved to a day at that time of it.
    pub fn judged_on(&self, day: &str, time: &str) -> Seen {
        let at = instant(time) + shift(day);
        Seen(crate::law::assess(&self.record(), &self.policy, at))
    }
}

fn shift(day: &str) -> TimeDelta {
    instant(&format!("{day}T00:00:00+00:00")) - instant("00:00")
}

fn move_times(value: &mut Value, by: TimeDelta) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_times(item, by)),
        Value::Object(fields) => fields.values_mut().for_each(|field| move_times(field, by)),
        Value::String(text) => {
            if let Some(moment) = Moment::parse(text) {
                *text = utc(moment.instant() + by);
            } else if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                let days = Days::new(by.num_days().unsigned_abs());
                *text = date.checked_sub_days(days).unwrap_or(date).to_string();
            }
        }
        _ => {}
    }
}
