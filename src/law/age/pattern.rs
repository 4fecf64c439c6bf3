//! A child who keeps coming back.

use chrono::TimeDelta;

use crate::law::assessment::{Judgement, OVERNIGHT_MINUTES};
use crate::law::clocks::{overnight_in, overnight_minutes};
use crate::law::facts::Facts;
use crate::law::register::{Owner, Rule, Standard};

/// This many detentions within the policy's days are a pattern, this one included (force policy).
const DETENTIONS: usize = 3;
/// This many nights in custody within the policy's days are a pattern, this one included (force policy).
const OVERNIGHTS: usize = 2;

pub(super) const REPEAT: Rule = Rule {
    id: "pattern.repeat",
    title: "A third detention or a second night within the policy's days is asked about",
    standard: Standard::Policy,
    cites: &["force policy", "CA 2004 s.11 (in Wales s.28)"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyLead,
    why: "A child who keeps being locked up may be exploited, or failed by what should hold them elsewhere.",
    judge,
};

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let days = facts.policy.age.repeat_days;
    let Some(start) = facts.held.first().map(|held| held.from).filter(|&start| facts.is_child_at(start)) else {
        return;
    };
    let since = start - TimeDelta::days(days);
    let earlier: Vec<_> = facts
        .child
        .earlier_detentions
        .iter()
        .flatten()
        .map(|detention| (detention.from.instant(), detention.to.instant()))
        .filter(|&(from, _)| since <= from && from < start)
        .collect();
    let detentions = earlier.len() + 1;
    let nights = earlier.iter().filter(|(from, to)| overnight_in(*from, *to) >= OVERNIGHT_MINUTES).count()
        + usize::from(overnight_minutes(facts) >= OVERNIGHT_MINUTES);
    let again_overnight = nights >= OVERNIGHTS && overnight_minutes(facts) >= OVERNIGHT_MINUTES;
    if detentions < DETENTIONS && !again_overnight {
        return;
    }
    let overnight = if nights == 0 { String::new() } else { format!(", {nights} of them overnight") };
    let message = format!(
        "Detained {detentions} times in {days} days{overnight}. What has changed since the last time, and who outside custody knows? Say so in the referral."
    );
    let position = facts.entries.iter().find(|standing| standing.at >= start).map(|standing| standing.position);
    judgement.find(rule.query(start, message).on(position));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, given};
    use crate::law::{Owner, Verdict};

    fn earlier(times: &[(&str, &str)]) -> Given {
        let list: Vec<Value> = times.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        given().child(json!({ "earlier_detentions": list }))
    }

    const DAY_A: (&str, &str) = ("2026-10-20T10:00:00+01:00", "2026-10-20T18:00:00+01:00");
    const DAY_B: (&str, &str) = ("2026-11-02T10:00:00Z", "2026-11-02T18:00:00Z");
    const NIGHT: (&str, &str) = ("2026-11-01T22:00:00Z", "2026-11-02T04:00:00Z");
    const NOT_QUITE_A_NIGHT: (&str, &str) = ("2026-11-01T22:00:00Z", "2026-11-02T03:59:00Z");

    #[test]
    fn a_third_detention_in_thirty_days_is_asked_about() {
        let seen = earlier(&[DAY_A, DAY_B]).authorised("12:00").judged("13:00");
        assert_eq!(seen.verdict("pattern.repeat"), Some(Verdict::Query));
        assert_eq!(seen.one("pattern.repeat").unwrap().owed_by, Owner::CustodyLead);
        assert!(earlier(&[DAY_B]).authorised("12:00").judged("13:00").one("pattern.repeat").is_none());
        assert!(given().authorised("12:00").judged("13:00").one("pattern.repeat").is_none());
    }

    #[test]
    fn the_thirty_days_run_back_from_this_detention_and_are_policy() {
        let thirty = ("2026-10-11T12:00:00Z", "2026-10-11T13:00:00Z");
        let longer = ("2026-10-11T11:59:59Z", "2026-10-11T13:00:00Z");
        assert!(earlier(&[thirty, DAY_B]).authorised("12:00").judged("13:00").one("pattern.repeat").is_some());
        let beyond = earlier(&[longer, DAY_B]);
        assert!(beyond.clone().authorised("12:00").judged("13:00").one("pattern.repeat").is_none());
        let wide = beyond.policy("[age]\nrepeat_days = 60").authorised("12:00").judged("13:00");
        assert!(wide.one("pattern.repeat").is_some());
    }

    #[test]
    fn a_second_night_of_four_hours_is_asked_about_once_it_is_one() {
        let record = earlier(&[NIGHT]).authorised("22:00");
        assert!(record.judged("+1 03:59").one("pattern.repeat").is_none());
        assert!(record.judged("+1 04:00").one("pattern.repeat").is_some());
        let short = earlier(&[NOT_QUITE_A_NIGHT]).authorised("22:00").judged("+1 06:00");
        assert!(short.one("pattern.repeat").is_none());
    }

    #[test]
    fn a_detention_by_day_after_a_night_is_no_second_night() {
        let seen = earlier(&[NIGHT]).authorised("12:00").judged("13:00");
        assert!(seen.one("pattern.repeat").is_none());
    }
}
