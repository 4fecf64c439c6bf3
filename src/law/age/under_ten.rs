//! Below ten at the time of the offence: no arrest or detention for it is lawful.

use chrono::Months;

use crate::law::assessment::Judgement;
use crate::law::facts::Facts;
use crate::law::register::{Owner, Rule, Standard};
use crate::record::Instant;
use crate::record::kinds::{Arrested, Presented};
use crate::record::time::{age_at, day_clock, london_date};
use crate::record::words::Route;

use super::route::route_of;

/// The age of criminal responsibility, in years (CYPA 1933 s.50, as amended by CYPA 1963 s.16).
const RESPONSIBLE: u32 = 10;

pub(super) const UNDER_TEN: Rule = Rule {
    id: "age.under-ten",
    title: "A child below ten at the time of the offence can't be arrested or held for it",
    standard: Standard::Statute,
    cites: &["CYPA 1933 s.50"],
    in_force_from: Some((1964, 2, 1)),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child so young can't commit an offence; they need care and a referral, not a cell.",
    judge,
};

/// One thing the child is held for: when the child was arrested, and when it was done.
struct Act {
    arrested: Instant,
    done: Option<Instant>,
    position: usize,
}

impl Act {
    /// Returns the instant at which the age counts: of the offence where that is recorded, else of the arrest.
    fn counts(&self) -> Instant {
        self.done.unwrap_or(self.arrested)
    }
}

/// The youngest and the oldest that the child can have been: one and the same where the date of birth is known.
#[derive(Debug, Clone, Copy)]
struct Ages {
    youngest: u32,
    oldest: u32,
}

/// Returns the age by date of birth or by the recorded age; looks alone prove no one under ten.
///
/// A recorded age is that of the day on which the record begins: before that day the child was younger by as much, give or take
/// the birthday that nobody wrote down.
fn known_age(facts: &Facts<'_>, at: Instant) -> Option<Ages> {
    let of_birth = |born| age_at(born, at);
    if let Some(age) = facts.child.date_of_birth.map(of_birth) {
        return Some(Ages { youngest: age, oldest: age });
    }
    let age = facts.child.age?;
    let as_recorded = Ages { youngest: age, oldest: age };
    let day = facts.entries.first().map(|first| london_date(first.at)).filter(|day| london_date(at) < *day);
    let years_before = |years: u32| day?.checked_sub_months(Months::new(years.checked_mul(12)?));
    let first_birth = years_before(age.saturating_add(1)).and_then(|date| date.succ_opt());
    let births = years_before(age).zip(first_birth);
    Some(births.map_or(as_recorded, |(last, first)| Ages { youngest: of_birth(last), oldest: of_birth(first) }))
}

fn is_young(facts: &Facts<'_>, act: &Act) -> bool {
    known_age(facts, act.counts()).is_some_and(|age| age.oldest < RESPONSIBLE)
}

fn is_for_an_offence(route: Route) -> bool {
    matches!(route, Route::Offence | Route::PoliceBailBreach)
}

fn acts(facts: &Facts<'_>) -> Vec<Act> {
    let mut arrests = facts.each::<Arrested>().peekable();
    if arrests.peek().is_some() {
        return arrests
            .filter(|arrest| is_for_an_offence(route_of(facts, arrest.it)))
            .map(|arrest| Act {
                arrested: arrest.at,
                done: arrest.it.offence_at.map(|moment| moment.instant()),
                position: arrest.position,
            })
            .collect();
    }
    // A record that starts at the station: whatever the child is held for was done before.
    [facts.arrived, facts.authorised, facts.first_mark::<Presented>()]
        .into_iter()
        .flatten()
        .min_by_key(|mark| mark.at)
        .filter(|_| is_for_an_offence(facts.route))
        .map(|mark| Act { arrested: mark.at, done: None, position: mark.position })
        .into_iter()
        .collect()
}

/// Returns whether the child is held for an offence, and was below ten when each such offence was done.
///
/// The age is by date of birth or by the recorded age, at `offence_at` where that is recorded, else at the arrest.
/// Law: CYPA 1933 s.50: no review, limit or accommodation clock runs for such a child; release is owed.
#[must_use]
pub fn under_ten(facts: &Facts<'_>) -> bool {
    let acts = acts(facts);
    !acts.is_empty() && acts.iter().all(|act| is_young(facts, act))
}

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let acts = acts(facts);
    let young: Vec<&Act> = acts.iter().filter(|act| is_young(facts, act)).collect();
    if let Some(first) = young.first() {
        let next = if facts.closed() {
            "The referral is owed at once, if it isn't made."
        } else {
            "Release now, and make the referral at once."
        };
        let message = format!(
            "A child under ten can't be arrested or held for an offence. Not yet ten on {}. {next}",
            day_clock(first.counts())
        );
        let owner = if facts.authorised.is_some() { Owner::CustodyOfficer } else { Owner::ArrestingOfficer };
        let authorised = facts.authorised.map(|mark| mark.position).filter(|&position| position != first.position);
        let entries = young.iter().map(|act| act.position).chain(authorised);
        judgement.find(rule.breach(first.arrested, message).on(entries).owed_by(owner));
        return;
    }
    for act in &acts {
        let spans_ten = known_age(facts, act.counts()).is_some_and(|age| age.youngest < RESPONSIBLE);
        let age = known_age(facts, act.arrested).map(|age| age.oldest);
        let message = match (age, act.done) {
            (None, _) if facts.child.apparent_age.is_some_and(|age| age < RESPONSIBLE) => {
                "Appears under ten, and no age is recorded. A child under ten can't be held for an offence: find out the age now.".to_owned()
            }
            (Some(RESPONSIBLE), None) => {
                "The child is ten, and when the offence was done is not recorded. Below ten then, they can't be held for it: record when it was.".to_owned()
            }
            (Some(age), Some(_)) if spans_ten => format!(
                "The child is {age} now, and the date of birth is not recorded. Below ten when the offence was done, they can't be held for it: find out the date."
            ),
            _ => continue,
        };
        judgement.find(rule.query(act.arrested, message).on([act.position]));
        return;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, given};
    use crate::law::{LimitBasis, Owner, Verdict};

    fn born(date: &str) -> Given {
        given().child(json!({ "date_of_birth": date }))
    }

    #[test]
    fn below_ten_at_the_offence_and_ten_at_the_arrest_is_a_breach() {
        let arrested = |offence_at: &str| {
            born("2016-11-10").at("12:00", "arrested", json!({ "offence_at": offence_at })).judged("12:05")
        };
        let seen = arrested("-1 22:00");
        assert_eq!(seen.verdict("age.under-ten"), Some(Verdict::Breach));
        assert_eq!(seen.one("age.under-ten").map(|finding| finding.owed_by), Some(Owner::ArrestingOfficer));
        assert_eq!(arrested("-1 23:59:59").verdict("age.under-ten"), Some(Verdict::Breach));
        assert_eq!(arrested("00:00").verdict("age.under-ten"), None);
    }

    #[test]
    fn a_child_of_nine_held_has_no_clocks_and_the_custody_officer_answers() {
        let seen = born("2017-06-01")
            .at("10:00", "arrested", json!({}))
            .at("10:40", "arrived", json!({}))
            .authorised("11:00")
            .judged("+2 11:00");
        let finding = seen.one("age.under-ten").unwrap();
        assert_eq!((finding.owed_by, &finding.entries[..]), (Owner::CustodyOfficer, &[0, 2][..]));
        let clocks = &seen.0.clocks;
        assert_eq!((clocks.relevant_time, clocks.detention_limit, clocks.next_review_due), (None, None, None));
        assert_eq!((clocks.absolute_limit, clocks.detention_limit_basis), (None, LimitBasis::None));
        assert!(seen.one("clock.limit").is_none() && seen.duties("clock.limit").is_empty());
    }

    #[test]
    fn a_record_that_starts_at_the_station_is_judged_there() {
        assert_eq!(
            born("2016-11-11").authorised("11:00").judged("12:00").verdict("age.under-ten"),
            Some(Verdict::Breach)
        );
        let by_age = given().child(json!({ "date_of_birth": null, "age": 9 })).authorised("11:00").judged("12:00");
        assert_eq!(by_age.verdict("age.under-ten"), Some(Verdict::Breach));
    }

    #[test]
    fn ten_with_no_time_of_the_offence_is_asked_about_and_eleven_is_not() {
        let held = |date: &str| born(date).at("10:00", "arrested", json!({})).authorised("11:00").judged("12:00");
        let seen = held("2016-01-01");
        assert_eq!(seen.verdict("age.under-ten"), Some(Verdict::Query));
        assert!(seen.one("age.under-ten").unwrap().message.contains("not recorded"));
        assert_eq!(held("2015-01-01").verdict("age.under-ten"), None);
    }

    #[test]
    fn an_age_of_ten_without_a_birth_date_is_asked_about_where_the_offence_came_before_that_day() {
        let held = |offence_at: &str| {
            given()
                .child(json!({ "date_of_birth": null, "age": 10 }))
                .at("10:00", "arrested", json!({ "offence_at": offence_at }))
                .judged("12:00")
        };
        assert_eq!(held("-1 22:00").verdict("age.under-ten"), Some(Verdict::Query));
        assert_eq!(held("00:00").verdict("age.under-ten"), None);
    }

    #[test]
    fn looks_alone_are_a_question_and_leave_the_clocks_running() {
        let seen = given()
            .child(json!({ "date_of_birth": null, "apparent_age": 9 }))
            .at("10:00", "arrived", json!({}))
            .authorised("10:10")
            .judged("12:00");
        assert_eq!(seen.verdict("age.under-ten"), Some(Verdict::Query));
        assert!(seen.0.clocks.detention_limit.is_some());
    }

    #[test]
    fn police_protection_of_a_child_of_nine_is_no_arrest_for_an_offence() {
        let seen = born("2017-06-01").at("10:00", "arrested", json!({ "for": "police_protection" })).judged("12:00");
        assert!(seen.one("age.under-ten").is_none());
    }

    #[test]
    fn one_offence_done_at_ten_keeps_the_clocks_running() {
        let seen = born("2016-11-10")
            .at("12:00", "arrested", json!({ "offence_at": "-1 22:00" }))
            .at("12:01", "arrested", json!({ "offence_at": "11:50" }))
            .at("12:30", "arrived", json!({}))
            .authorised("12:40")
            .judged("13:00");
        assert_eq!(seen.one("age.under-ten").unwrap().entries[..], [0, 3]);
        assert!(seen.0.clocks.detention_limit.is_some());
    }
}
