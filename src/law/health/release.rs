//! Release: risk looked at first, and at night into the hands of someone named.

use chrono::TimeDelta;

use crate::law::assessment::{Finding, Judgement, Verdict};
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Owner, Rule, Standard, Ymd};
use crate::law::stays::Stay;
use crate::record::kinds::{Bailed, Released, RiskAssessed, SelfHarm};
use crate::record::time::{clock, london_time};
use crate::record::words::{Marker, ReleasedTo};
use crate::record::{Entry, Instant};

/// The guidance before APP, "Safer Detention", came out in 2006; on which day of it wasn't seen.
const GUIDANCE: Ymd = (2007, 1, 1);

/// `release.risk`.
pub(super) const RISK: Rule = Rule {
    id: "release.risk",
    title: "Risk is assessed before release, and no child leaves at night alone or with someone unnamed",
    standard: Standard::Guidance,
    cites: &["College of Policing APP: detention and custody", "force policy"],
    in_force_from: Some(GUIDANCE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "The hours after release are the ones in which children held by the police come to most harm.",
    judge: risk,
};

/// The markers with which a poor release is a breach.
const GRAVE: [(Marker, &str); 3] =
    [(Marker::SelfHarm, "self-harm"), (Marker::Suicide, "suicide"), (Marker::Exploitation, "exploitation")];

/// How one limb of a release stands.
struct Limb {
    words: String,
    asked: bool,
}

/// A child let go: released, or let out on bail of which nothing more is recorded.
struct Leaving<'a> {
    how: &'static str,
    mark: Mark,
    entry: &'a Entry,
    to: Option<ReleasedTo>,
    risk_assessed: Option<bool>,
}

fn risk(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let released = facts.each::<Released>().map(|release| Leaving {
        how: "Released",
        mark: release.mark(),
        entry: release.entry,
        to: release.it.to,
        risk_assessed: release.it.risk_assessed,
    });
    let bailed = facts.stays.iter().filter_map(|held| bailed(facts, held));
    for leaving in released.chain(bailed).filter(|leaving| facts.is_child_at(leaving.mark.at)) {
        if let Some(finding) = judged(rule, facts, &leaving) {
            judgement.find(finding);
        }
    }
}

/// Returns the bail that ended a stay, where no release is entered beside it to say how the child left.
fn bailed<'a>(facts: &Facts<'a>, held: &Stay) -> Option<Leaving<'a>> {
    let end = held.end.filter(|_| held.mark::<Released>(facts).is_none())?;
    let bailed = held.each::<Bailed>(facts).find(|bailed| bailed.mark() == end)?;
    let lately = end.at - TimeDelta::hours(1);
    let assessed = held.each::<RiskAssessed>(facts).any(|risk| lately <= risk.at && risk.at <= end.at);
    Some(Leaving { how: "Bailed", mark: end, entry: bailed.entry, to: None, risk_assessed: assessed.then_some(true) })
}

fn judged(rule: &Rule, facts: &Facts<'_>, leaving: &Leaving<'_>) -> Option<Finding> {
    let limbs: Vec<Limb> = [assessed(leaving), at_night(facts, leaving)].into_iter().flatten().collect();
    if limbs.is_empty() {
        return None;
    }
    let at = leaving.mark.at;
    let only_asked = limbs.iter().all(|limb| limb.asked);
    let grave = grave(facts, at);
    let verdict = match (&grave, only_asked) {
        (_, true) => Verdict::Query,
        (Some(_), false) => Verdict::Breach,
        (None, false) => Verdict::Shortfall,
    };
    let words: Vec<&str> = limbs.iter().map(|limb| limb.words.as_str()).collect();
    let warned = grave.as_ref().map_or_else(String::new, |(why, _)| format!(" The record warns of {why}."));
    let next = if only_asked { "Write it down." } else { "Find out now that the child is safe." };
    let message = format!("{} at {}: {}.{warned} {next}", leaving.how, clock(at), words.join("; "));
    let finding = rule
        .finding(verdict, at, message)
        .on(grave.map(|(_, positions)| positions).unwrap_or_default())
        .on([leaving.mark.position]);
    Some(finding)
}

fn assessed(leaving: &Leaving<'_>) -> Option<Limb> {
    match leaving.risk_assessed {
        Some(true) => None,
        Some(false) => Some(Limb { words: "no risk assessment before release".to_owned(), asked: false }),
        None => Some(Limb { words: "not recorded whether risk was assessed first".to_owned(), asked: true }),
    }
}

fn at_night(facts: &Facts<'_>, leaving: &Leaving<'_>) -> Option<Limb> {
    let night = &facts.policy.release;
    if !night.night_from.until_contains(night.night_to, london_time(leaving.mark.at)) {
        return None;
    }
    let hours = format!("{}-{}", night.night_from.0.format("%H:%M"), night.night_to.0.format("%H:%M"));
    let limb = |words: String, asked: bool| Some(Limb { words, asked });
    match (leaving.to, leaving.entry.common.note.is_some()) {
        (Some(ReleasedTo::Alone), _) => limb(format!("alone, by night ({hours})"), false),
        (Some(ReleasedTo::Unknown), _) | (Some(ReleasedTo::Other), false) => {
            limb(format!("by night ({hours}), to someone the record doesn't name"), false)
        }
        (Some(ReleasedTo::Other), true) => {
            limb(format!("by night ({hours}), to someone else (does the note name them?)"), true)
        }
        (None, _) => limb(format!("by night ({hours}), not recorded to whom"), true),
        (Some(ReleasedTo::Parent | ReleasedTo::Relative | ReleasedTo::Guardian | ReleasedTo::CareAuthority), _) => None,
    }
}

/// Returns what the record warns of at that release, with the entries that do; none where nothing does.
fn grave(facts: &Facts<'_>, at: Instant) -> Option<(&'static str, Vec<usize>)> {
    let harm: Vec<usize> = facts.each::<SelfHarm>().filter(|harm| harm.at <= at).map(|harm| harm.position).collect();
    if !harm.is_empty() {
        return Some(("self-harm", harm));
    }
    GRAVE.into_iter().find_map(|(marker, words)| {
        let flagged = facts
            .each::<RiskAssessed>()
            .find(|risk| risk.at <= at && risk.it.flags.as_ref().is_some_and(|flags| flags.contains(&marker)));
        match flagged {
            Some(risk) => Some((words, vec![risk.position])),
            None => facts.child.has_marker(marker).then(|| (words, Vec::new())),
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::Verdict;
    use crate::law::testing::{Given, Seen, given};

    const RULE: &str = "release.risk";

    fn held() -> Given {
        given().authorised("12:00")
    }

    fn leaves(given: Given, time: &str, to: Value, risk: Value) -> Seen {
        given.at(time, "released", json!({ "outcome": "bail", "to": to, "risk_assessed": risk })).judged("+2 12:00")
    }

    #[test]
    fn risk_is_assessed_before_release() {
        assert_eq!(leaves(held(), "18:00", json!("parent"), json!(true)).verdict(RULE), None);
        assert_eq!(leaves(held(), "18:00", json!("parent"), json!(false)).verdict(RULE), Some(Verdict::Shortfall));
        assert_eq!(leaves(held(), "18:00", json!("parent"), Value::Null).verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn by_night_no_child_leaves_alone_or_with_someone_unnamed() {
        for to in ["alone", "unknown", "other"] {
            let at = |time: &str| leaves(held(), time, json!(to), json!(true)).verdict(RULE);
            assert_eq!(at("21:59:59"), None, "{to}");
            assert_eq!(at("22:00"), Some(Verdict::Shortfall), "{to}");
            assert_eq!(at("+1 05:59:59"), Some(Verdict::Shortfall), "{to}");
            assert_eq!(at("+1 06:00"), None, "{to}");
        }
        for to in ["parent", "relative", "guardian", "care_authority"] {
            assert_eq!(leaves(held(), "23:00", json!(to), json!(true)).verdict(RULE), None, "{to}");
        }
        assert_eq!(leaves(held(), "23:00", Value::Null, json!(true)).verdict(RULE), Some(Verdict::Query));
        let named = json!({ "outcome": "bail", "to": "other", "risk_assessed": true, "note": "to his \
         football coach, Mr Rees" });
        assert_eq!(held().at("23:00", "released", named).judged("+1 09:00").verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn by_night_is_by_the_london_clock() {
        let summer = |time: &str| {
            given()
                .at("2026-07-01T12:00:00+01:00", "detention_authorised", json!({ "grounds": "questioning" }))
                .at(time, "released", json!({ "outcome": "bail", "to": "alone", "risk_assessed": true }))
                .judged("2026-07-02T12:00:00+01:00")
                .verdict(RULE)
        };
        assert_eq!(summer("2026-07-01T20:59:59Z"), None);
        assert_eq!(summer("2026-07-01T21:00:00Z"), Some(Verdict::Shortfall));
    }

    #[test]
    fn with_self_harm_suicide_or_exploitation_on_the_record_it_is_a_breach() {
        for marker in ["self_harm", "suicide", "exploitation"] {
            let child = held().child(json!({ "markers": [marker] }));
            assert_eq!(
                leaves(child.clone(), "23:00", json!("alone"), json!(true)).verdict(RULE),
                Some(Verdict::Breach)
            );
            assert_eq!(
                leaves(child.clone(), "18:00", json!("parent"), json!(false)).verdict(RULE),
                Some(Verdict::Breach)
            );
            assert_eq!(leaves(child.clone(), "18:00", json!("parent"), json!(true)).verdict(RULE), None);
            assert_eq!(leaves(child, "18:00", json!("parent"), Value::Null).verdict(RULE), Some(Verdict::Query));
            let flagged = held().at("12:10", "risk_assessed", json!({ "flags": [marker] }));
            let seen = leaves(flagged, "23:00", json!("alone"), json!(true));
            assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
            assert_eq!(seen.one(RULE).unwrap().entries[..], [1, 2]);
        }
        let threat = held().at("13:00", "self_harm", json!({ "what": "threat" }));
        assert_eq!(leaves(threat, "23:00", json!("unknown"), json!(true)).verdict(RULE), Some(Verdict::Breach));
        let gang = held().child(json!({ "markers": ["gang", "missing"] }));
        assert_eq!(leaves(gang, "23:00", json!("alone"), json!(true)).verdict(RULE), Some(Verdict::Shortfall));
    }

    #[test]
    fn bail_is_release_and_what_isnt_recorded_of_it_is_asked_about() {
        let bailed = |given: Given, time: &str| given.at(time, "bailed", json!({ "before_charge": true }));
        let flagged = || held().at("12:10", "risk_assessed", json!({ "flags": ["suicide"] }));
        let night = bailed(flagged(), "+1 02:00").judged("+1 09:00");
        assert_eq!((night.verdict(RULE), night.says_not_recorded(RULE)), (Some(Verdict::Query), true));
        assert!(night.one(RULE).unwrap().message.contains("The record warns of suicide"));
        assert_eq!(bailed(held(), "16:00").judged("17:00").verdict(RULE), Some(Verdict::Query));
        let looked = held().at("15:00", "risk_assessed", json!({}));
        assert_eq!(bailed(looked.clone(), "16:00").judged("17:00").verdict(RULE), None);
        assert_eq!(
            bailed(looked, "16:01").judged("17:00").verdict(RULE),
            Some(Verdict::Query),
            "not before this release"
        );
        let both = leaves(bailed(held(), "16:00"), "16:05", json!("parent"), json!(true));
        assert_eq!(both.verdict(RULE), None, "the release beside it says how the child left");
        let back = bailed(held(), "16:00").at("+1 09:00", "answered_bail", json!({})).authorised("+1 09:05");
        assert_eq!(back.judged("+1 10:00").verdict(RULE), Some(Verdict::Query));
    }

    #[test]
    fn one_release_is_one_finding() {
        let both = leaves(held(), "23:00", json!("alone"), json!(false));
        assert_eq!(both.verdict(RULE), Some(Verdict::Shortfall));
        assert!(both.one(RULE).unwrap().message.contains("alone, by night"));
    }

    #[test]
    fn the_night_is_the_forces_and_the_rule_is_a_childs() {
        let policy = held().policy("[release]\nnight_from = \"20:00\"\n");
        assert_eq!(leaves(policy, "20:00", json!("alone"), json!(true)).verdict(RULE), Some(Verdict::Shortfall));
        let grown = held().child(json!({ "date_of_birth": "2008-11-11" }));
        assert_eq!(leaves(grown, "+1 00:00", json!("alone"), json!(false)).verdict(RULE), None);
        assert_eq!(held().at("18:00", "to_court", json!({})).judged("20:00").verdict(RULE), None);
    }
}
