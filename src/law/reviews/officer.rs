//! Who may review: before charge an inspector or above not involved (s.107 for an acting rank); after charge the custody
//! officer (s.40(1)).

use super::act::{Act, acts, told};
use crate::law::{Facts, Judgement, Rule};
use crate::record::time::clock;
use crate::record::words::{Rank, Role};

/// What the record says of the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Officer {
    Right,
    /// The wrong one, and why.
    Wrong(&'static str),
    /// Not shown to be the right one, and what to ask.
    Doubtful(&'static str),
}

/// Returns whether the review doesn't count because of who held it.
pub(super) fn voids(act: &Act<'_>) -> bool {
    matches!(officer(act), Officer::Wrong(_))
}

fn officer(act: &Act<'_>) -> Officer {
    if !act.falls.charged {
        return before_charge(act);
    }
    let role = act.fact.entry.by().and_then(|by| by.role);
    match role {
        Some(Role::CustodyOfficer) => Officer::Right,
        // Held both as charged and as a suspect: each detention has its own reviewer, and the entry may be either's.
        _ if may_be_before_charge(act) && act.fact.entry.by().is_some() => Officer::Doubtful(
            "Charged, and it seems held for another offence too: which of the two did this review look at?",
        ),
        None => Officer::Doubtful("Whether the custody officer held it isn't recorded: write who did."),
        Some(_) => Officer::Wrong("after charge only the custody officer reviews"),
    }
}

/// Returns whether a review after a charge may be one of the detention for another offence, not charged: asked about here.
///
/// What isn't recorded of the officer isn't held against it.
pub(super) fn may_be_before_charge(act: &Act<'_>) -> bool {
    let role = act.fact.entry.by().and_then(|by| by.role);
    act.falls.held_uncharged_too
        && match before_charge(act) {
            Officer::Right => true,
            Officer::Wrong(_) => false,
            Officer::Doubtful(_) => !matches!(
                role,
                Some(
                    Role::CustodyOfficer
                        | Role::DetentionOfficer
                        | Role::Healthcare
                        | Role::Ascc
                        | Role::AppropriateAdult
                        | Role::SocialWorker
                )
            ),
        }
}

fn before_charge(act: &Act<'_>) -> Officer {
    let Some(by) = act.fact.entry.by() else {
        return Officer::Doubtful("Who held it isn't recorded: write who, and rank.");
    };
    let investigates = matches!(by.role, Some(Role::InvestigatingOfficer | Role::ArrestingOfficer));
    if by.involved == Some(true) || (investigates && by.involved.is_none()) {
        return Officer::Wrong("the officer is involved in the investigation");
    }
    let own = by.rank.is_some_and(|rank| rank.at_least(Rank::Inspector));
    match by.effective_rank() {
        None => Officer::Doubtful("The officer's rank isn't recorded: write it (Code C 2.2)."),
        Some(rank) if !rank.at_least(Rank::Inspector) => Officer::Wrong("the officer was below the rank of inspector"),
        // s.107(2) raises a sergeant and nobody else; a rank may have been given for a time, so that it is asked.
        Some(_) if !own && by.rank.is_some_and(|rank| !rank.at_least(Rank::Sergeant)) => {
            Officer::Doubtful("s.107(2) lets a sergeant act as inspector: what rank was held, by whose authority?")
        }
        Some(_) if !own && told(act.fact.entry.common.note.as_ref()).is_none() => {
            Officer::Doubtful("Who authorised the acting rank isn't recorded: write it (s.107(2)).")
        }
        Some(_) if investigates => {
            Officer::Doubtful("Recorded as not involved, and as an officer in the investigation: which is right?")
        }
        Some(_) if by.involved.is_none() && matches!(by.role, None | Some(Role::Other)) => {
            Officer::Doubtful("Whether the officer was involved in the investigation isn't recorded: write it.")
        }
        Some(_) => Officer::Right,
    }
}

/// `review.wrong-officer`.
pub(super) fn wrong_officer(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in acts(facts).iter().filter(|act| facts.is_child_at(act.at())) {
        let at = act.at();
        let finding = match officer(act) {
            Officer::Right => continue,
            Officer::Wrong(why) => {
                let next = act.to_do(facts, " The due time runs on until one that does.");
                rule.breach(at, move || {
                    format!("The review at {} doesn't count: {why} (PACE s.40(1)).{next}", clock(at))
                })
            }
            Officer::Doubtful(ask) => rule.query(at, move || format!("Review at {}. {ask}", clock(at))),
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, given};
    use crate::law::{Owner, Verdict};

    const RULE: &str = "review.wrong-officer";

    fn by(changes: Value) -> Value {
        let mut by = crate::law::testing::inspector();
        for (key, value) in changes.as_object().unwrap() {
            by[key] = value.clone();
            if value.is_null() {
                by.as_object_mut().unwrap().remove(key);
            }
        }
        json!({ "by": by })
    }

    fn sergeant() -> Value {
        by(json!({ "rank": "sergeant", "role": "custody_officer", "involved": null }))
    }

    fn verdict(given: Given) -> Option<Verdict> {
        given.judged("18:30").verdict(RULE)
    }

    #[test]
    fn before_charge_an_inspector_or_above_reviews() {
        let review = |rank: &str| verdict(given().authorised("12:00").review("17:00", by(json!({ "rank": rank }))));
        assert_eq!(review("constable"), Some(Verdict::Breach));
        assert_eq!(review("sergeant"), Some(Verdict::Breach));
        assert_eq!(review("staff"), Some(Verdict::Breach));
        assert_eq!(review("inspector"), None);
        assert_eq!(review("chief_inspector"), None);
        assert_eq!(review("superintendent"), None);
    }

    #[test]
    fn b38_a_sergeants_review_before_charge_leaves_the_due_time_running() {
        let seen = given()
            .authorised("12:00")
            .review("17:00", sergeant())
            .at("18:30", "released", json!({ "outcome": "no_further_action" }))
            .judged("18:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.minutes("review.missed"), Some(30));
        assert!(seen.one("review.missed").unwrap().message.contains("17:00 doesn't count"));
        assert_eq!(seen.all("review.late").len(), 0);
    }

    #[test]
    fn b39_an_involved_inspector_doesnt_count_and_a_good_one_after_is_late() {
        let seen = given()
            .authorised("12:00")
            .review("17:00", by(json!({ "involved": true })))
            .review("18:10", json!({}))
            .judged("18:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.one(RULE).unwrap().entries[..], [1]);
        assert_eq!(seen.minutes("review.late"), Some(10));
    }

    #[test]
    fn b40_after_charge_only_the_custody_officer_reviews() {
        let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
        assert_eq!(verdict(charged.clone().review("17:50", sergeant())), None);
        let seen = charged.clone().review("17:50", json!({})).judged("18:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Breach));
        assert_eq!(seen.one(RULE).unwrap().owed_by, Owner::CustodyOfficer);
        assert_eq!(seen.minutes("review.late"), Some(30));
        assert_eq!(verdict(charged.review("17:50", by(json!({ "role": null })))), Some(Verdict::Query));
    }

    #[test]
    fn a_charge_at_the_same_minute_counts_where_it_stands_first() {
        let charge = json!({ "offences": ["theft"] });
        let first = given().authorised("12:00").at("15:00", "charged", charge.clone()).review("15:00", json!({}));
        let after = given().authorised("12:00").review("15:00", json!({})).at("15:00", "charged", charge);
        assert_eq!(first.judged("15:00").verdict(RULE), Some(Verdict::Breach));
        assert_eq!(after.judged("15:00").verdict(RULE), None);
    }

    #[test]
    fn an_inspectors_review_after_charge_and_a_new_arrest_is_asked_about() {
        let given = given()
            .authorised("12:00")
            .at("15:00", "charged", json!({ "offences": ["theft"] }))
            .at("16:00", "arrested", json!({}))
            .review("17:50", json!({}));
        assert_eq!(given.judged("18:30").verdict(RULE), Some(Verdict::Query));
        assert!(given.judged("18:30").all("review.late").is_empty());
    }

    fn charged_and_arrested_again() -> Given {
        given()
            .at("11:00", "arrested", json!({ "offences": ["theft"] }))
            .authorised("12:00")
            .at("15:00", "charged", json!({ "offences": ["theft"] }))
            .at("16:00", "arrested", json!({ "offences": ["robbery"] }))
    }

    #[test]
    fn whose_part_isnt_written_may_have_reviewed_the_detention_for_the_other_offence() {
        let held = |changes: Value| charged_and_arrested_again().review("17:50", changes).judged("18:30");
        let link = json!({ "by": { "name": "C", "rank": "inspector" }, "method": "live_link", "not_there_because": "at Bath" });
        for changes in [link, by(json!({ "role": "other", "involved": null }))] {
            let seen = held(changes);
            assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
            assert!(seen.all("review.late").is_empty() && seen.all("review.method").is_empty());
        }
        let constable = by(json!({ "role": null, "rank": "constable", "involved": null }));
        assert_eq!(held(constable.clone()).verdict(RULE), Some(Verdict::Query), "who held it isn't recorded");
        let mut by_link = constable;
        by_link["method"] = json!("live_link");
        assert_eq!(held(by_link).minutes("review.late"), Some(30));
    }

    #[test]
    fn an_offence_arrested_for_and_not_on_the_sheet_may_be_held_for_still() {
        let held = |offences: Value| {
            given()
                .at("11:00", "arrested", json!({ "offences": ["theft"] }))
                .authorised("12:00")
                .at("13:00", "arrested", json!({ "offences": ["robbery"] }))
                .at("15:00", "charged", json!({ "offences": offences }))
                .review("17:50", json!({}))
                .judged("18:30")
                .verdict(RULE)
        };
        assert_eq!(held(json!(["theft", "possession of cannabis"])), Some(Verdict::Query));
        assert_eq!(held(json!(["Theft of a bicycle", "Robbery"])), Some(Verdict::Breach));
    }

    #[test]
    fn the_due_time_runs_on_until_a_review_that_counts_and_no_longer() {
        let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
        let void = charged.review("17:30", json!({}));
        let says = |given: Given| given.judged("17:55").one(RULE).unwrap().message.contains("runs on");
        assert!(says(void.clone()));
        assert!(!says(void.review("17:50", sergeant())));
    }

    #[test]
    fn what_isnt_recorded_of_the_officer_is_asked_and_the_review_counts() {
        for changes in
            [by(json!({ "rank": null })), by(json!({ "involved": null, "role": null })), json!({ "by": null })]
        {
            let seen = given().authorised("12:00").review("18:00", changes).judged("18:30");
            assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
            assert!(seen.all("review.late").is_empty());
        }
        assert_eq!(verdict(given().authorised("12:00").review("18:00", by(json!({ "involved": null })))), None);
    }

    #[test]
    fn an_investigating_officer_is_involved_unless_the_record_says_otherwise() {
        let review = |changes| verdict(given().authorised("12:00").review("18:00", by(changes)));
        assert_eq!(review(json!({ "role": "investigating_officer", "involved": null })), Some(Verdict::Breach));
        assert_eq!(review(json!({ "role": "investigating_officer" })), Some(Verdict::Query));
    }

    #[test]
    fn an_acting_inspector_counts_and_who_authorised_it_is_asked_where_nothing_says() {
        let acting = by(json!({ "rank": "sergeant", "acting_as": "inspector" }));
        let mut noted = acting.clone();
        noted["note"] = json!("acting rank authorised by Supt Vale");
        let seen = given().authorised("12:00").review("18:00", acting).judged("18:30");
        assert_eq!(seen.verdict(RULE), Some(Verdict::Query));
        assert!(seen.all("review.late").is_empty());
        assert_eq!(verdict(given().authorised("12:00").review("18:00", noted)), None);
        let mut constable = by(json!({ "rank": "constable", "acting_as": "inspector" }));
        constable["note"] = json!("acting rank authorised by Supt Vale");
        assert_eq!(verdict(given().authorised("12:00").review("18:00", constable)), Some(Verdict::Query));
        let chief = by(json!({ "acting_as": "chief_inspector" }));
        assert_eq!(verdict(given().authorised("12:00").review("18:00", chief)), None);
    }

    #[test]
    fn outside_pace_and_after_eighteen_nothing_is_said_of_the_officer() {
        let warrant = given().at("11:00", "arrested", json!({ "for": "warrant" }));
        assert_eq!(verdict(warrant.authorised("12:00").review("17:00", sergeant())), None);
        let adult = given().child(json!({ "date_of_birth": "2008-11-10" }));
        assert_eq!(verdict(adult.authorised("12:00").review("17:00", sergeant())), None);
    }
}
