//! Force: `force.recorded`, `force.no-reason`.

use chrono::TimeDelta;

use crate::law::checks::span;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::{Judgement, Verdict, wording};
use crate::record::kinds::ForceUsed;
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::HospitalReason;
use crate::record::{Instant, Kind};

fn on_a_child<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Fact<'a, ForceUsed>> {
    facts.each::<ForceUsed>().filter(|used| facts.is_child_at(used.at))
}

/// Adds one finding over every use of force after which no healthcare professional saw the child.
///
/// Found once policy's time after it is past, or at the end of the detention. Seen late is seen, seen in a later detention
/// isn't. Hospital for treatment counts.
pub fn healthcare_after(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let within = TimeDelta::minutes(facts.policy.care.force_health_minutes);
    let seen: Vec<Instant> = facts
        .entries
        .iter()
        .filter(|standing| match &standing.entry.kind {
            Kind::HealthcareSeen(_) => true,
            Kind::LeftForHospital(left) => left.reason == HospitalReason::Treatment,
            _ => false,
        })
        .map(|standing| standing.at)
        .collect();
    let seen_after = |used: Instant| seen.iter().any(|at| used <= *at && span::same_stay(facts, used, *at));
    let unseen: Vec<Fact<'_, ForceUsed>> = on_a_child(facts).filter(|used| !seen_after(used.at)).collect();
    let is_past = |used: &&Fact<'_, ForceUsed>| {
        let (end, until) = (span::end_of_stay(facts, used.at), span::child_until(facts));
        facts.closed() || end < until || used.at + within < until
    };
    let Some(first) = unseen.iter().find(is_past) else { return };
    let what = visible(&first.it.what).into_owned();
    let message = format!(
        "Force was used at {} ({what}) and no healthcare professional is recorded as seeing the child after it. {}",
        clock(first.at),
        if facts.closed() { "If they were seen, enter it." } else { "Have them seen, and enter it." },
    );
    let finding = rule.finding(span::weighed(facts, Verdict::Shortfall), first.at, message);
    judgement.find(finding.due(first.at + within).on(unseen.iter().map(|used| used.position)));
}

/// Adds a finding for each use of force of which the record doesn't say why.
pub fn no_reason(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for used in on_a_child(facts) {
        if wording::first_said([used.it.reason.as_deref(), used.entry.common.note.as_deref()]).is_none() {
            let message = format!(
                "Force was used at {} ({}) and no reason is recorded. Write why it was needed and why nothing less would do.",
                clock(used.at),
                visible(&used.it.what)
            );
            judgement.find(rule.breach(used.at, message).on([used.position]));
        }
    }
}
