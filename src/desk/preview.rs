//! What the record will say if you sign now: the assessment with the act, set against the assessment without it.

use crate::law::assessment::AccommodationAnswer;
use crate::law::{Assessment, Duty, Finding, Policy, Suite, assess_among};
use crate::record::{Entry, Instant, Record};

/// The difference one act makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Findings it would raise.
    pub raises: Vec<Finding>,
    /// Findings that would no longer stand.
    pub settles: Vec<Finding>,
    /// Duties it would open, or whose time it would move.
    pub opens: Vec<Duty>,
    /// Duties it would close.
    pub closes: Vec<Duty>,
    /// The accommodation answer afterwards.
    pub accommodation: AccommodationAnswer,
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
        let same_finding = |a: &Finding, b: &Finding| a.rule == b.rule && a.at == b.at && a.verdict == b.verdict;
        let same_duty = |a: &Duty, b: &Duty| a.rule == b.rule && a.due == b.due;
        let missing = |list: &[Finding], from: &[Finding]| -> Vec<Finding> {
            list.iter().filter(|finding| !from.iter().any(|other| same_finding(finding, other))).cloned().collect()
        };
        let raises = missing(&after.findings, &before.findings);
        let settles = missing(&before.findings, &after.findings)
            .into_iter()
            .filter(|gone| !raises.iter().any(|raised| raised.rule == gone.rule))
            .collect();
        let open = |list: &[Duty]| -> Vec<Duty> { list.iter().filter(|duty| duty.is_open()).cloned().collect() };
        let (was, is) = (open(&before.duties), open(&after.duties));
        Self {
            raises,
            settles,
            opens: is.iter().filter(|duty| !was.iter().any(|other| same_duty(duty, other))).cloned().collect(),
            closes: was.iter().filter(|duty| !is.iter().any(|other| same_duty(duty, other))).cloned().collect(),
            accommodation: after.accommodation,
        }
    }
}
