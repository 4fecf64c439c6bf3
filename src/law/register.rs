//! The register: every rule as one row, with its standard, its provision, its dates, who owes it, and its function.

use chrono::NaiveDate;

use super::assessment::{Finding, Judgement, Positions, Verdict};
use super::facts::Facts;
use super::message::Message;
use crate::record::Instant;
use crate::record::field::words;

words! {
    /// What a rule rests on.
    Standard { Statute "statute", Code "code", Guidance "guidance", Policy "policy" }
}
words! {
    /// Who owes a duty or answers for a finding.
    Owner {
        CustodyOfficer "custody_officer", DetentionOfficer "detention_officer", ReviewOfficer "review_officer",
        Superintendent "superintendent", InvestigatingOfficer "investigating_officer",
        ArrestingOfficer "arresting_officer", Healthcare "healthcare", CustodyLead "custody_lead",
        Authority "authority",
    }
}

/// A date in a constant: year, month, day.
pub type Ymd = (i32, u32, u32);

/// PACE Part IV and Code C in substance: 1 January 1986.
pub const PACE: Ymd = (1986, 1, 1);

/// One rule: what it asks, on what footing, and the function that holds a record against it.
pub struct Rule {
    /// The fixed id, such as `review.late`.
    pub id: &'static str,
    /// What the rule asks, in few plain words.
    pub title: &'static str,
    /// What it rests on.
    pub standard: Standard,
    /// The provisions, most direct first.
    pub cites: &'static [&'static str],
    /// The first day on which the duty existed in substance; none where it always did for our purposes.
    pub in_force_from: Option<Ymd>,
    /// The last day on which it did; none while it is in force.
    pub in_force_until: Option<Ymd>,
    /// Who owes it.
    pub owed_by: Owner,
    /// One sentence on why it matters to the child.
    pub why: &'static str,
    /// Holds the facts against the rule; adds duties and findings.
    pub judge: fn(&Rule, &Facts<'_>, &mut Judgement),
}

impl Rule {
    /// Returns whether the rule was in force on that date; an unknown date counts as today's law.
    #[must_use]
    pub fn in_force_on(&self, date: Option<NaiveDate>) -> bool {
        let Some(date) = date else { return self.in_force_until.is_none() };
        let day = |ymd: Ymd| NaiveDate::from_ymd_opt(ymd.0, ymd.1, ymd.2);
        self.in_force_from.and_then(day).is_none_or(|from| from <= date)
            && self.in_force_until.and_then(day).is_none_or(|until| date <= until)
    }

    /// Returns a finding of this rule, to be filled in further and pushed.
    #[must_use]
    pub fn finding(&self, verdict: Verdict, at: Instant, message: impl Into<Message>) -> Finding {
        Finding {
            rule: self.id,
            verdict,
            standard: self.standard,
            owed_by: self.owed_by,
            at,
            due: None,
            minutes: None,
            between: None,
            entries: Positions::new(),
            via: Vec::new(),
            message: message.into(),
            cites: self.cites,
        }
    }

    /// Returns a breach of this rule.
    #[must_use]
    pub fn breach(&self, at: Instant, message: impl Into<Message>) -> Finding {
        self.finding(Verdict::Breach, at, message)
    }

    /// Returns a shortfall under this rule.
    #[must_use]
    pub fn shortfall(&self, at: Instant, message: impl Into<Message>) -> Finding {
        self.finding(Verdict::Shortfall, at, message)
    }

    /// Returns a query under this rule: the program asks, it doesn't accuse.
    #[must_use]
    pub fn query(&self, at: Instant, message: impl Into<Message>) -> Finding {
        self.finding(Verdict::Query, at, message)
    }
}

/// Returns a date of the register as it is read: "26 October 2015".
#[must_use]
pub fn shown_date((year, month, day): Ymd) -> String {
    NaiveDate::from_ymd_opt(year, month, day).map_or_else(String::new, |date| date.format("%-d %B %Y").to_string())
}

/// Returns every rule, family by family, in the order in which they are judged and printed.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    super::FAMILIES.iter().flat_map(|family| family.rules.iter())
}

/// Returns the rule with that id.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_what_it_asks_on_what_provision_and_why_it_matters() {
        for rule in rules() {
            assert!(!rule.id.is_empty() && !rule.title.is_empty() && !rule.why.is_empty(), "{}", rule.id);
            assert!(!rule.cites.is_empty() && rule.cites.iter().all(|cite| !cite.is_empty()), "{}", rule.id);
        }
    }
}
