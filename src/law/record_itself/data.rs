//! What the figures need of every child: without it nobody can see who is held, and how they are treated.

use crate::law::assessment::{Judgement, State};
use crate::law::facts::{Facts, Mark};
use crate::law::health::stay;
use crate::law::register::{Owner, Rule, Standard};
use crate::record::Kind;
use crate::record::time::clock;

/// `data.ethnicity`.
pub(super) const ETHNICITY: Rule = Rule {
    id: "data.ethnicity",
    title: "The child is asked for their own ethnicity",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Where it is blank, nobody can see whether children of one background are held longer or worse.",
    judge: ethnicity,
};

/// `data.blank`.
pub(super) const BLANK: Rule = Rule {
    id: "data.blank",
    title: "Home authority, looked-after status and sex aren't blank when the child leaves",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "Which authority answers for a child, and what a girl or a looked-after child is owed, turn on them.",
    judge: blank,
};

/// Returns the end of a detention: a detention refused was none.
fn left(facts: &Facts<'_>) -> Option<Mark> {
    let refused = |end: &Mark| {
        facts.entries.iter().any(|standing| {
            standing.position == end.position && matches!(standing.entry.kind, Kind::DetentionRefused(_))
        })
    };
    stay::end(facts).filter(|end| facts.authorised.is_some() || !refused(end))
}

fn ethnicity(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let end = left(facts);
    let known = facts.child.ethnicity.is_some();
    if let Some(start) = stay::start(facts) {
        let state = match (known, end) {
            (true, _) => State::Done,
            (false, Some(_)) => State::Overdue,
            (false, None) if stay::stopped(facts).is_some() => State::NotNeeded,
            (false, None) => State::Open,
        };
        let message = "Ask the child for their own ethnicity; \"not stated\" is an answer.";
        judgement.owe(rule, end.map(|end| end.at), state, known.then_some(start.at), message);
    }
    if let Some(end) = end.filter(|_| !known) {
        let message = format!(
            "Self-defined ethnicity was blank when the child left at {}. Ask, and correct the record; \"not \
             stated\" is an answer.",
            clock(end.at),
        );
        judgement.find(stay::unless_extract(facts, rule.shortfall(end.at, message).due(end.at).on([end.position])));
    }
}

fn blank(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(end) = left(facts) else { return };
    let child = facts.child;
    let fields = [
        ("home authority", child.home_authority.is_none()),
        ("looked-after status", child.looked_after.is_none()),
        ("sex", child.sex.is_none()),
    ];
    let blank: Vec<&str> = fields.iter().filter(|(_, blank)| *blank).map(|(name, _)| *name).collect();
    if blank.is_empty() {
        return;
    }
    let message = move || {
        format!(
            "Blank when the child left at {}: {}. Find out, and correct the record.",
            clock(end.at),
            blank.join(", ")
        )
    };
    judgement.find(stay::unless_extract(facts, rule.shortfall(end.at, message).due(end.at).on([end.position])));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, Seen, given, rfc};
    use crate::law::{State, Verdict};

    const ETHNICITY: &str = "data.ethnicity";
    const BLANK: &str = "data.blank";

    fn held(child: Value) -> Given {
        given().authorised("12:00").child(child)
    }

    fn leaves(given: Given) -> Seen {
        given
            .at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
            .judged("20:00")
    }

    #[test]
    fn ethnicity_blank_at_the_end_falls_short_and_not_stated_is_an_answer() {
        let blank = leaves(held(json!({ "ethnicity": null })));
        assert_eq!(
            (blank.verdict(ETHNICITY), blank.state(ETHNICITY)),
            (Some(Verdict::Shortfall), Some(State::Overdue))
        );
        let open = held(json!({ "ethnicity": null })).judged("20:00");
        assert_eq!((open.verdict(ETHNICITY), open.state(ETHNICITY)), (None, Some(State::Open)));
        let grown = held(json!({ "ethnicity": null, "date_of_birth": "2008-11-11" })).judged("+1 02:00");
        assert_eq!((grown.verdict(ETHNICITY), grown.state(ETHNICITY)), (None, Some(State::NotNeeded)));
        for answer in ["W1", "not_stated"] {
            let known = leaves(held(json!({ "ethnicity": answer })));
            assert_eq!((known.verdict(ETHNICITY), known.state(ETHNICITY)), (None, Some(State::Done)));
        }
        assert!(
            given()
                .child(json!({ "ethnicity": null }))
                .at("12:00", "arrived", json!({}))
                .judged("20:00")
                .duties(ETHNICITY)
                .is_empty()
        );
    }

    #[test]
    fn a_detention_refused_was_none_and_one_that_ended_otherwise_was_though_no_authorisation_is_recorded() {
        let came = || given().child(json!({ "home_authority": null })).at("12:00", "arrived", json!({}));
        let refused = |given: Given| given.at("12:20", "detention_refused", json!({ "reason": "no grounds" }));
        let blank = |given: Given| given.judged("20:00").verdict(BLANK);
        assert_eq!(blank(refused(came())), None);
        let gone = |given: Given| given.at("18:00", "released", json!({ "outcome": "no_further_action" }));
        assert_eq!(blank(gone(came())), Some(Verdict::Shortfall));
        assert_eq!(blank(refused(came().authorised("12:10"))), Some(Verdict::Shortfall));
        // Refused at one station, held at another: what ended it is the release.
        let again = refused(came()).at("15:00", "arrested", json!({})).at("15:10", "arrived", json!({}));
        assert_eq!(blank(gone(again)), Some(Verdict::Shortfall));
    }

    #[test]
    fn what_is_blank_at_release_is_named_in_one_finding() {
        assert_eq!(leaves(held(json!({}))).verdict(BLANK), None);
        let two = leaves(held(json!({ "home_authority": null, "looked_after": null })));
        assert_eq!(two.verdict(BLANK), Some(Verdict::Shortfall));
        assert!(two.one(BLANK).unwrap().message.contains("home authority, looked-after status."));
        assert_eq!(leaves(held(json!({ "sex": null }))).verdict(BLANK), Some(Verdict::Shortfall));
        assert_eq!(leaves(held(json!({ "looked_after": false, "sex": "other" }))).verdict(BLANK), None);
        assert_eq!(held(json!({ "sex": null })).judged("20:00").verdict(BLANK), None);
        let court = held(json!({ "sex": null })).at("18:00", "to_court", json!({})).judged("20:00");
        assert_eq!(court.verdict(BLANK), Some(Verdict::Shortfall));
    }

    #[test]
    fn an_extract_is_asked_about_and_nothing_is_owed_to_the_grown_up_or_the_refused() {
        let bare = json!({ "sex": null, "ethnicity": null });
        let part = leaves(held(bare.clone()).top("extract", json!({ "from": rfc("11:00"), "to": rfc("19:00") })));
        assert_eq!((part.verdict(BLANK), part.verdict(ETHNICITY)), (Some(Verdict::Query), Some(Verdict::Query)));
        let grown = leaves(held(bare.clone()).child(json!({ "date_of_birth": "1990-01-01" })));
        assert_eq!((grown.verdict(BLANK), grown.verdict(ETHNICITY)), (None, None));
        let refused = given().child(bare).at("12:00", "detention_refused", json!({})).judged("20:00");
        assert_eq!((refused.verdict(BLANK), refused.verdict(ETHNICITY)), (None, None));
    }
}
