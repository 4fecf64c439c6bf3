//! What the record will say if you sign now: the assessment with the act, set against the assessment without it.

use crate::law::assessment::AccommodationAnswer;
use crate::law::{Assessment, Duty, Finding, Policy, Suite, assess_among};
use crate::record::{Entry, Instant, Record};

/// The difference one act makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Findings it would raise, the gravest first.
    pub raises: Vec<Finding>,
    /// Findings that would no longer stand.
    pub settles: Vec<Finding>,
    /// Duties it would open, or whose time it would move.
    pub opens: Vec<Duty>,
    /// Duties it would close. One whose time it only moves stands in `opens`, with its new time, and not here.
    pub closes: Vec<Duty>,
    /// The accommodation answer afterwards.
    pub accommodation: AccommodationAnswer,
    /// Whether that answer is another than before.
    pub moves_accommodation: bool,
}

impl Preview {
    /// Returns what signing those entries would change. `before` is the assessment of the record as it stands.
    #[must_use]
    pub fn of(
        record: &Record,
        before: &Assessment,
        entries: &[Entry],
        policy: &Policy,
        suite: &Suite,
        now: Instant,
    ) -> Self {
        let mut case = record.to_case_file();
        case.entries.extend(entries.iter().cloned());
        let after = assess_among(&Record::fold(case), policy, suite, now);
        let mut raises = left_over(&after.findings, &before.findings, same_finding);
        // The gravest first: where the screen is short, a question mustn't hide a breach.
        raises.sort_by_key(|finding| finding.verdict);
        let settles = left_over(&before.findings, &after.findings, same_finding)
            .into_iter()
            .filter(|gone| !raises.iter().any(|raised| raised.rule == gone.rule))
            .collect();
        let open = |list: &[Duty]| -> Vec<Duty> { list.iter().filter(|duty| duty.is_open()).cloned().collect() };
        let (was, is) = (open(&before.duties), open(&after.duties));
        let opens = left_over(&is, &was, same_duty);
        let closes = left_over(&was, &is, same_duty)
            .into_iter()
            .filter(|gone| {
                let met = after.duties.iter().any(|duty| same_duty(duty, gone) && !duty.is_open());
                met || !opens.iter().any(|moved| moved.rule == gone.rule)
            })
            .collect();
        let moves_accommodation = after.accommodation != before.accommodation;
        Self { raises, settles, opens, closes, accommodation: after.accommodation, moves_accommodation }
    }
}

fn same_finding(a: &Finding, b: &Finding) -> bool {
    a.rule == b.rule && a.at == b.at && a.verdict == b.verdict
}

fn same_duty(a: &Duty, b: &Duty) -> bool {
    a.rule == b.rule && a.due == b.due
}

/// Returns what is in `list` and not in `from`; where one stands twice in `list` and once in `from`, one is left over.
fn left_over<T: Clone>(list: &[T], from: &[T], same: fn(&T, &T) -> bool) -> Vec<T> {
    let mut from: Vec<&T> = from.iter().collect();
    let mut left = Vec::new();
    for item in list {
        match from.iter().position(|other| same(item, other)) {
            Some(place) => drop(from.swap_remove(place)),
            None => left.push(item.clone()),
        }
    }
    left
}

#[cfg(test)]
mod tests;
