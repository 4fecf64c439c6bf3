//! What a good entry of each kind looks like: tried in the record, to see which of them would have changed an answer.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::what_if::entry;
use crate::record::time::utc;
use crate::record::{Entry, Instant};

/// One act as it ought to be entered, and how a person says it.
pub(super) struct Act {
    /// What was done, to follow "had": "an adult been asked for".
    pub said: &'static str,
    /// The rules it could answer: each begins with one of these.
    answers: &'static [&'static str],
    fields: fn() -> Value,
}

impl Act {
    /// Returns whether it is of the sort that could answer that rule.
    pub fn could_answer(&self, rule: &str) -> bool {
        self.answers.iter().any(|answer| rule.starts_with(answer))
    }

    /// Returns the entry of this act at that instant.
    pub fn at(&self, at: Instant) -> Option<Entry> {
        let mut fields: Map<String, Value> = (self.fields)().as_object()?.clone();
        fields.insert("at".to_owned(), json!(utc(at)));
        if !fields.contains_key("by") {
            fields.insert("by".to_owned(), json!({ "name": "-", "role": "custody_officer", "rank": "sergeant" }));
        }
        if fields.contains_key("eta") {
            fields.insert("eta".to_owned(), json!(utc(at + TimeDelta::minutes(30))));
        }
        entry(&fields)
    }
}

fn inspector() -> Value {
    json!({ "name": "-", "role": "review_officer", "rank": "inspector", "involved": false })
}

fn review(by: Value) -> Value {
    json!({ "kind": "review", "by": by, "method": "in_person", "seen": true, "spoken_to": true, "awake": true,
        "asked": ["child", "aa", "solicitor"], "present": ["aa"], "child_said": "their words at this review",
        "effect": "what their words changed", "grounds": "the grounds as they stand at this review",
        "legal_advice_reminded": true, "told_outcome": true, "accommodation_considered": true, "decision": "continue" })
}

macro_rules! acts {
    ($($said:literal for $answers:expr => $fields:expr;)*) => {
        &[$(Act { said: $said, answers: &$answers, fields: || $fields }),*]
    };
}

/// The acts, those nearest to the child first, what ends the detention last.
pub(super) const ACTS: &[Act] = acts! {
    "a review been held in person by an inspector not involved" for ["review.", "detention.overnight", "accommodation.re-decide"] => review(inspector());
    "a review been held in person by the custody officer" for ["review.", "accommodation.re-decide"] =>
        review(json!({ "name": "-", "role": "custody_officer", "rank": "sergeant" }));
    "the review been put off for a reason s.40(4) allows" for ["review."] =>
        json!({ "kind": "review_postponed", "reason": "no_review_officer", "text": "why none was readily available" });
    "the child been told the outcome" for ["review.tell-child", "review.delegated-talk"] => json!({ "kind": "review_explained", "told": true, "said": "their words" });
    "an adult been asked for" for ["aa.", "search.aa-order", "edt."] =>
        json!({ "kind": "aa_requested", "who": "parent", "for": "arrival", "outcome": "coming" });
    "the care authority been asked to come as adult" for ["aa."] =>
        json!({ "kind": "aa_requested", "who": "care_authority", "for": "arrival", "outcome": "coming" });
    "an adult come, and rights been given again" for ["aa.", "search.", "edt."] =>
        json!({ "kind": "aa_arrived", "who": "parent", "rights_given": true });
    "the wait for the adult been escalated" for ["aa."] => json!({ "kind": "aa_escalated", "to": "the duty inspector" });
    "the wait for the adult been explained" for ["aa."] =>
        json!({ "kind": "aa_delay_explained", "cause": "parent_late", "text": "what kept them" });
    "rights been given" for ["rights."] => json!({ "kind": "rights_given", "aa_present": false });
    "rights been given with the adult there" for ["aa.rights-again"] => json!({ "kind": "rights_given", "aa_present": true });
    "a parent been told" for ["person.", "edt."] =>
        json!({ "kind": "person_told", "who": "parent", "route": "phone", "outcome": "told" });
    "the care authority been told" for ["person.", "edt."] =>
        json!({ "kind": "person_told", "who": "care_authority", "route": "phone", "outcome": "told" });
    "the child been checked and spoken with" for ["check.", "voice.", "review.asleep"] =>
        json!({ "kind": "check", "method": "entered", "awake": true, "roused": true, "demeanour": "calm",
            "seen": "what was seen of this child", "said": "the child's own words" });
    "the child been checked asleep" for ["check.", "review.asleep", "care.rest"] =>
        json!({ "kind": "check", "method": "entered", "awake": false, "demeanour": "sleeping",
            "seen": "on the left side, breathing seen", "not_said": "asleep" });
    "a meal been offered" for ["care.meal"] => json!({ "kind": "care", "what": "meal", "offered": true, "taken": true });
    "menstrual products been offered" for ["care.menstrual"] =>
        json!({ "kind": "care", "what": "menstrual_products", "offered": true, "taken": false });
    "what the child asked for been answered" for ["care.request"] => json!({ "kind": "answered", "what": "what was done" });
    "a woman been named for the girl's care" for ["care.woman", "care.menstrual"] => json!({ "kind": "woman_assigned", "name": "-" });
    "the child been placed in a detention room" for ["care.cell", "care.adult"] =>
        json!({ "kind": "placed", "in": "detention_room", "adult_area": false, "reason": "near the desk" });
    "the observation plan been set again" for ["check.", "observation.", "health.self-harm"] =>
        json!({ "kind": "observation_set", "level": 2, "every_minutes": 30, "reason": "looked at again" });
    "risk been assessed" for ["risk.", "health.self-harm", "check.change"] => json!({ "kind": "risk_assessed", "level": "standard", "text": "what was found" });
    "rest been begun" for ["care.rest"] => json!({ "kind": "rest_started" });
    "healthcare been asked" for ["health.", "check.change", "force."] => json!({ "kind": "healthcare_requested" });
    "healthcare seen the child" for ["health.", "check.change", "force."] => json!({ "kind": "healthcare_seen", "result": "what they found" });
    "ASCC seen the child" for ["ascc."] => json!({ "kind": "ascc_seen" });
    "an ASCC follow-up been booked" for ["ascc."] => json!({ "kind": "ascc_follow_up" });
    "the emergency duty team been rung" for ["edt."] => json!({ "kind": "edt_contacted", "about": "the child in custody" });
    "the referral been submitted" for ["referral."] =>
        json!({ "kind": "referral_submitted", "to": "childrens_social_care", "form": "brag" });
    "the solicitor come" for ["solicitor."] => json!({ "kind": "solicitor_arrived" });
    "release or bail been weighed in a note" for ["aa.no-bail"] =>
        json!({ "kind": "note", "text": "Release and bail to return weighed: why neither would do." });
    "alternative accommodation been asked for" for ["accommodation.", "certificate."] =>
        json!({ "kind": "accommodation_requested", "type": "alternative", "authority": "-", "contact": "-" });
    "the request been escalated" for ["accommodation."] =>
        json!({ "kind": "accommodation_escalated", "to": "the duty manager", "side": "authority" });
    "the child been moved to the authority" for ["accommodation.", "certificate."] => json!({ "kind": "moved_to_authority", "to": "alternative" });
    "the child been booked in" for ["clock.waited"] => json!({ "kind": "presented" });
    "detention been authorised with grounds" for ["detention.grounds"] =>
        json!({ "kind": "detention_authorised", "grounds": "to obtain evidence by questioning" });
    "bail been refused on a ground written down" for ["bail."] =>
        json!({ "kind": "bail_refused", "grounds": ["fail_to_appear"], "reasons": "why, of this child", "child_told": true });
    "the child been charged" for ["clock.limit"] => json!({ "kind": "charged", "offences": ["theft"], "aa_present": true });
    "the child been bailed" for ["clock.limit", "aa.no-bail", "age.under-ten"] => json!({ "kind": "bailed", "before_charge": true });
    "the child been released" for ["clock.limit", "review.late", "review.missed", "route.", "age.under-ten"] =>
        json!({ "kind": "released", "outcome": "no_further_action", "to": "parent", "risk_assessed": true });
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::testing::instant;

    #[test]
    fn every_act_is_an_entry_that_a_case_file_can_hold() {
        for act in ACTS {
            assert!(act.at(instant("12:00")).is_some(), "{}", act.said);
        }
    }
}
