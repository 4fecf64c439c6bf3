//! The inspector's list: every review still owed, over all suites on the ledger, the earliest first.

use super::board::{by_urgency, name, place};
use super::form::{Brief, FormSpec, Values};
use crate::law::{Assessment, Facts, Owner, State};
use crate::record::Instant;
use crate::record::time::{length, minutes_between};

/// The rules a review is owed under.
const OWED_UNDER: [&str; 2] = ["review.first", "review.next"];

/// One review to be held.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewDue {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// The suite that holds the child, where the record names it.
    pub suite: Option<String>,
    /// The cell or room.
    pub place: String,
    /// The child's name, or the custody number where none is recorded.
    pub name: String,
    /// Age in years.
    pub age: Option<u32>,
    /// Whole minutes held.
    pub held_minutes: Option<i64>,
    /// The latest time it may be held.
    pub due: Instant,
    /// How it stands.
    pub state: State,
    /// Who holds it: before charge an officer not involved, after charge the custody officer (PACE s.40(1)).
    pub owed_by: Owner,
    /// Whether an earlier review left the talk with the child to someone else, and nothing says that it was held.
    pub unheard: bool,
    /// How the law lets it be held.
    pub how: &'static str,
}

impl ReviewDue {
    /// Returns when it is due, in words: "LATE 12 min", "in 1 h 05".
    #[must_use]
    pub fn shown(&self, now: Instant) -> String {
        match minutes_between(now, self.due) {
            _ if self.state == State::Overdue => format!("LATE {}", length(minutes_between(self.due, now))),
            ..1 => "NOW".to_owned(),
            left => format!("in {}", length(left)),
        }
    }
}

/// Returns the reviews owed on those records, the earliest due first.
pub fn reviews_due<'a>(held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>) -> Vec<ReviewDue> {
    let mut due: Vec<ReviewDue> = held
        .into_iter()
        .filter(|(_, _, assessment)| !assessment.closed)
        .filter_map(|(record_id, facts, assessment)| review_due(record_id, facts, assessment))
        .collect();
    due.sort_by(|a, b| (a.due, &a.suite, &a.place).cmp(&(b.due, &b.suite, &b.place)));
    due
}

fn review_due(record_id: &str, facts: &Facts<'_>, assessment: &Assessment) -> Option<ReviewDue> {
    let open = by_urgency(assessment);
    let owed = open.iter().find(|duty| OWED_UNDER.contains(&duty.rule))?;
    Some(ReviewDue {
        record_id: record_id.to_owned(),
        suite: facts.record.head.suite.clone(),
        place: place(facts),
        name: name(facts.record),
        age: assessment.age,
        held_minutes: assessment.clocks.elapsed_minutes,
        due: owed.due?,
        state: owed.state,
        owed_by: owed.owed_by,
        unheard: open.iter().any(|duty| duty.rule == "review.delegated-talk"),
        how: how(owed.owed_by),
    })
}

/// Returns how a review that this officer owes may be held.
///
/// Law: PACE s.40A (telephone) and s.45A (live link) reach a child who isn't charged; after charge neither does
/// (Code C Note 15F). What makes one go in person first is that this is a child (Code C 15.3C).
fn how(owed_by: Owner) -> &'static str {
    match owed_by {
        Owner::CustodyOfficer => "in person: charged, so neither telephone nor link (Note 15F)",
        _ => "in person first, for a child (15.3C); telephone or link: write why (15.14)",
    }
}

/// Returns what one should know before the cell door: what the review form says first.
#[must_use]
pub fn before_the_door(facts: &Facts<'_>) -> Vec<Brief> {
    FormSpec::named("review").map(|form| (form.brief)(&Values::default(), facts)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Policy, Suite, assess};

    fn listed(given: &Given, now: &str) -> Vec<ReviewDue> {
        let (record, policy, suite, now) = (given.record(), Policy::default(), Suite::default(), instant(now));
        let assessment = assess(&record, &policy, now);
        reviews_due([("r", &Facts::gather(&record, &policy, &suite, now), &assessment)])
    }

    #[test]
    fn a_review_stands_in_the_list_from_authorisation_on_with_its_latest_time() {
        assert!(listed(&given().at("11:00", "arrived", json!({})), "12:00").is_empty());
        let held = given().authorised("12:00");
        let [due] = listed(&held, "13:00").try_into().unwrap();
        assert_eq!(
            (due.due, due.owed_by, due.shown(instant("13:00"))),
            (instant("18:00"), Owner::ReviewOfficer, "in 5 h 00".into())
        );
        let late = listed(&held, "18:12");
        assert_eq!(late.first().map(|due| due.shown(instant("18:12"))), Some("LATE 12 min".to_owned()));
    }

    #[test]
    fn a_child_who_has_left_is_on_no_list() {
        let gone = given().authorised("12:00").at("14:00", "released", json!({ "outcome": "bail" }));
        assert!(listed(&gone, "19:00").is_empty());
    }

    #[test]
    fn after_charge_the_custody_officer_reviews_and_neither_telephone_nor_link_will_do() {
        let charged = given().authorised("12:00").at("14:00", "charged", json!({ "offences": ["robbery"] })).at(
            "14:10",
            "bail_refused",
            json!({ "grounds": ["fail_to_appear"] }),
        );
        let [due] = listed(&charged, "15:00").try_into().unwrap();
        assert_eq!(due.owed_by, Owner::CustodyOfficer);
        assert!(due.how.contains("neither telephone nor link"), "{}", due.how);
        let [before] = listed(&given().authorised("12:00"), "13:00").try_into().unwrap();
        assert!(before.how.starts_with("in person first"), "{}", before.how);
    }

    #[test]
    fn a_talk_left_to_someone_else_is_said_until_it_is_held() {
        let left = given().authorised("12:00").review(
            "17:00",
            json!({ "method": "in_person", "spoken_to": false, "child_said": null, "not_spoken": "delegated", "delegated_to": "the sergeant" }),
        );
        assert!(listed(&left, "17:30").iter().any(|due| due.unheard));
        let held = left.at("17:20", "review_explained", json!({ "said": "ok", "told": true }));
        assert!(listed(&held, "17:30").iter().all(|due| !due.unheard));
    }

    #[test]
    fn what_to_know_before_the_door_is_what_the_review_form_says_first() {
        let given =
            given().authorised("12:00").at("13:00", "check", json!({ "demeanour": "calm", "said": "I want my nan" }));
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        let lines = before_the_door(&Facts::gather(&record, &policy, &suite, instant("14:00")));
        assert!(lines.iter().any(|line| line.text.contains("I want my nan")), "{lines:?}");
    }
}
