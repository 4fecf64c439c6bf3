//! After charge: to court at the first sitting (s.46(2)).

use crate::law::age::under_ten;
use crate::law::assessment::{Judgement, State};
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::stays::Stay;
use crate::record::Kind;
use crate::record::kinds::{BailRefused, CourtSitting, ToCourt};
use crate::record::time::day_clock;

pub(super) const AFTER_CHARGE: Rule = Rule {
    id: "clock.after-charge-court",
    title: "A child charged and held goes to court at the first sitting",
    standard: Standard::Statute,
    cites: &["PACE s.46(2)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Only a court can take over from the cell; every sitting missed is another night.",
    judge: after_charge,
};

pub(super) const FIRST_SITTING: Rule = Rule {
    id: "court.first-sitting",
    title: "A sitting recorded as not the first is asked about",
    standard: Standard::Statute,
    cites: &["PACE s.46(2)"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "An earlier sitting might have spared the child a night.",
    judge: first_sitting,
};

/// Returns the charge on which a stay held a child.
///
/// Law: s.46(1) asks who is charged and kept, not by what power they first came; where another power keeps them too, the refusal
/// of bail shows that the charge does.
fn held_on(facts: &Facts<'_>, stay: &Stay) -> Option<Mark> {
    let kept = facts.is_pace_route() || stay.mark::<BailRefused>(facts).is_some();
    stay.charged.filter(|charged| kept && facts.is_child_at(charged.at) && !under_ten(facts))
}

fn after_charge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in &facts.stays {
        if let Some(charged) = held_on(facts, stay) {
            after_charge_in(rule, facts, judgement, stay, charged);
        }
    }
}

fn after_charge_in(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, stay: &Stay, charged: Mark) {
    let to_court = stay.each::<ToCourt>(facts).find(|court| court.at >= charged.at).map(|court| court.at);
    let ended_by = stay
        .end
        .and_then(|end| facts.entries.iter().find(|standing| standing.position == end.position))
        .map(|standing| &standing.entry.kind);
    let let_go = matches!(ended_by, Some(Kind::Released(_) | Kind::Bailed(_) | Kind::DetentionRefused(_)));
    if let_go && stay.mark::<BailRefused>(facts).is_none() {
        // Bailed or released on charge: never kept for court.
        return;
    }
    let sittings = stay.each::<CourtSitting>(facts).map(|sitting| sitting.it.at_time.instant());
    let sitting = sittings.filter(|&at| at >= charged.at).min();
    let state = match (to_court, sitting) {
        (Some(_), _) => State::Done,
        (None, _) if let_go => State::NotNeeded,
        // Moved to the authority, the child is still owed the court: the duty goes with them.
        (None, Some(sitting)) => facts.undone(sitting),
        (None, None) => State::Open,
    };
    let message = match sitting {
        Some(sitting) => format!("Charged and held: to court at the next sitting, {}.", day_clock(sitting)),
        None => "Charged and held: to court at the first sitting, as soon as practicable. Record when it is; if none sits today or tomorrow, tell the court's designated officer.".to_owned(),
    };
    judgement.owe(rule, sitting, state, to_court, message);
}

fn first_sitting(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let held_on = |stay: &Stay| held_on(facts, stay).map(|charged| (stay.each::<ToCourt>(facts), charged));
    for (courts, charged) in facts.stays.iter().filter_map(held_on) {
        let asked = |court: &Fact<'_, ToCourt>| court.it.first_sitting == Some(false) && facts.is_child_at(court.at);
        for court in courts.filter(asked).filter(|court| charged.at <= court.at) {
            let message = "A child held after charge goes to the first sitting. This is recorded as not the first. Which sitting was missed, and why?";
            judgement.find(rule.query(court.at, message).on([court.position]));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::testing::{Given, given, instant};
    use crate::law::{State, Verdict};

    fn charged() -> Given {
        given().at("09:50", "arrived", json!({})).authorised("10:00").at(
            "15:00",
            "charged",
            json!({ "offences": ["theft"] }),
        )
    }

    #[test]
    fn charged_and_held_is_due_at_the_next_sitting_known() {
        let record = charged().at("15:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] })).at(
            "15:20",
            "court_sitting",
            json!({ "at_time": "+1 10:00" }),
        );
        let seen = record.judged("16:00");
        assert_eq!(seen.duties("clock.after-charge-court")[0].due, Some(instant("+1 10:00")));
        assert_eq!(seen.state("clock.after-charge-court"), Some(State::Open));
        assert_eq!(record.judged("+1 10:01").state("clock.after-charge-court"), Some(State::Overdue));
        let seen = record.at("+1 09:00", "to_court", json!({})).judged("+1 12:00");
        assert_eq!(seen.state("clock.after-charge-court"), Some(State::Done));
        assert_eq!(seen.duties("clock.after-charge-court")[0].done_at, Some(instant("+1 09:00")));
    }

    #[test]
    fn the_first_of_two_sittings_after_charge_is_the_one_owed() {
        let seen = charged()
            .at("15:20", "court_sitting", json!({ "at_time": "14:00" }))
            .at("15:21", "court_sitting", json!({ "at_time": "+2 10:00" }))
            .at("15:22", "court_sitting", json!({ "at_time": "+1 10:00" }))
            .judged("16:00");
        assert_eq!(seen.duties("clock.after-charge-court")[0].due, Some(instant("+1 10:00")));
    }

    #[test]
    fn with_no_sitting_known_it_is_owed_as_soon_as_practicable() {
        let seen = charged().judged("16:00");
        let duty = seen.duties("clock.after-charge-court")[0];
        assert_eq!((duty.due, duty.state), (None, State::Open));
    }

    #[test]
    fn nothing_is_owed_under_another_power_or_to_one_who_was_18_when_charged() {
        let owed = |given: Given| !given.judged("16:00").duties("clock.after-charge-court").is_empty();
        assert!(owed(charged()));
        assert!(!owed(charged().child(json!({ "date_of_birth": "2008-11-10" }))));
        assert!(owed(charged().child(json!({ "date_of_birth": "2008-11-11" }))));
        let warrant = given()
            .at("09:00", "arrested", json!({ "for": "warrant" }))
            .at("09:50", "arrived", json!({}))
            .at("15:00", "charged", json!({ "offences": ["theft"] }));
        assert!(!owed(warrant));
    }

    #[test]
    fn a_child_moved_to_the_authority_is_still_owed_the_court() {
        let seen = charged()
            .at("15:20", "court_sitting", json!({ "at_time": "+1 10:00" }))
            .at("18:00", "moved_to_authority", json!({ "to": "alternative" }))
            .judged("19:00");
        assert_eq!(seen.state("clock.after-charge-court"), Some(State::Open));
    }

    #[test]
    fn a_child_bailed_on_charge_owes_no_court_and_one_bailed_later_none_any_more() {
        let bailed = charged().at("15:05", "bailed", json!({ "before_charge": false })).judged("16:00");
        assert!(bailed.duties("clock.after-charge-court").is_empty());
        let later = charged()
            .at("15:10", "bail_refused", json!({ "grounds": ["fail_to_appear"] }))
            .at("18:00", "bailed", json!({ "before_charge": false }))
            .judged("19:00");
        assert_eq!(later.state("clock.after-charge-court"), Some(State::NotNeeded));
        assert!(given().authorised("10:00").judged("12:00").duties("clock.after-charge-court").is_empty());
    }

    #[test]
    fn a_sitting_recorded_as_not_the_first_is_asked_about_and_silence_is_not() {
        let court = |first: serde_json::Value| {
            charged().at("+1 09:00", "to_court", json!({ "first_sitting": first })).judged("+1 10:00")
        };
        assert_eq!(court(json!(false)).verdict("court.first-sitting"), Some(Verdict::Query));
        assert!(court(json!(true)).one("court.first-sitting").is_none());
        assert!(court(json!(null)).one("court.first-sitting").is_none());
    }
}
