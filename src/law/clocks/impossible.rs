//! Durations no power allows, and entries whose order can't be right: asked about, never accused.

use super::limit::{SUPERINTENDENT_HOURS, WARRANT_HOURS, limits};
use super::runs_here;
use crate::law::assessment::Judgement;
use crate::law::facts::{Facts, Mark};
use crate::law::message::Message;
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::law::stays::Stay;
use crate::record::kinds::{AnsweredBail, Arrested, Arrived, Attended, Charged};
use crate::record::{Instant, Kind, Standing};

pub(super) const RULE: Rule = Rule {
    id: "clock.impossible",
    title: "A duration no power allows, or entries whose order can't be right, are asked about",
    standard: Standard::Statute,
    cites: &["PACE s.41", "PACE s.42", "PACE s.43", "PACE s.44", "Code C 2.3"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A clock is no better than the entries it is counted from.",
    judge,
};

/// Where a child is, as far as one entry opens and another closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Out {
    Hospital,
    Interview,
    Transfer,
}

struct Asked<'r, 'j> {
    rule: &'r Rule,
    judgement: &'j mut Judgement,
}

impl Asked<'_, '_> {
    fn ask(&mut self, at: Instant, entries: impl IntoIterator<Item = usize>, message: impl Into<Message>) {
        self.judgement.find(self.rule.query(at, message).on(entries));
    }
}

fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if facts.entries.first().is_none_or(|first| !facts.is_child_at(first.at)) {
        return;
    }
    let mut asked = Asked { rule, judgement };
    durations(facts, &mut asked);
    longer_than_any_power(facts, &mut asked);
    reviews_before_authorisation(facts, &mut asked);
    for stay in &facts.stays {
        arrival_before_arrest(facts, stay, &mut asked);
        extensions_after_charge(facts, stay, &mut asked);
        entries_after_the_end(facts, stay, &mut asked);
    }
    out_and_back(facts, &mut asked);
}

fn durations(facts: &Facts<'_>, asked: &mut Asked<'_, '_>) {
    for standing in &facts.entries {
        let (at, position) = (standing.at, [standing.position]);
        match &standing.entry.kind {
            Kind::ExtensionAuthorised(it) if it.until_hours > SUPERINTENDENT_HOURS => {
                let hours = it.until_hours;
                asked.ask(at, position, format!("A superintendent can extend to 36 h at most. {hours} h is recorded; the clock takes it as 36. What was authorised?"));
            }
            Kind::WarrantIssued(it) if it.hours > WARRANT_HOURS => {
                let hours = it.hours;
                let gives = if it.extension == Some(true) {
                    "An extension of a warrant gives 36 h at most"
                } else {
                    "A warrant gives 36 h at most from its issue"
                };
                asked.ask(
                    at,
                    position,
                    format!("{gives}. {hours} h is recorded; the clock takes it as 36. What does the warrant say?"),
                );
            }
            Kind::QuestionedAway(it) if it.to.instant() < it.from.instant() => {
                asked.ask(at, position, "Questioning away is recorded as ending before it began. Which time is right?");
            }
            _ => {}
        }
    }
}

/// No warrant holds a child uncharged past 96 hours (s.44(3)); the breach itself is `clock.limit`'s.
fn longer_than_any_power(facts: &Facts<'_>, asked: &mut Asked<'_, '_>) {
    if !runs_here(facts) {
        return;
    }
    for (run, limit) in limits(facts).each() {
        let stopped = run.stopped();
        if stopped.map_or(facts.now, |stop| stop.at) > limit.absolute {
            let entries = run.entries.iter().copied().chain(stopped.map(|stop| stop.position));
            asked.ask(limit.absolute, entries, "Held uncharged past 96 h from the relevant time, which no power allows. Is a charge, bail or release missing?");
        }
    }
}

fn reviews_before_authorisation(facts: &Facts<'_>, asked: &mut Asked<'_, '_>) {
    // In an extract the authorisation may stand outside the file.
    if facts.record.head.extract.is_some() && facts.authorised.is_none() {
        return;
    }
    for standing in facts.entries.iter().filter(|standing| matches!(standing.entry.kind, Kind::Review(_))) {
        let at = standing.at;
        if facts.authorised.is_none_or(|authorised| at < authorised.at) {
            let entries = std::iter::once(standing.position).chain(facts.authorised.map(|mark| mark.position));
            asked.ask(at, entries, "A review is recorded before detention was authorised. Which time is right?");
        }
    }
}

fn arrival_before_arrest(facts: &Facts<'_>, stay: &Stay, asked: &mut Asked<'_, '_>) {
    let (Some(arrived), Some(arrest)) = (stay.mark::<Arrived>(facts), stay.each::<Arrested>(facts).next()) else {
        return;
    };
    // Whoever came on bail or by themselves is arrested at the station; in an extract the arrest may stand outside it.
    let came = stay.mark::<AnsweredBail>(facts).is_some() || stay.mark::<Attended>(facts).is_some();
    let explained = came || arrest.it.at_station == Some(true) || facts.record.head.extract.is_some();
    if arrived.at < arrest.at && !explained {
        let entries = [arrived.position, arrest.position];
        asked.ask(arrived.at, entries, "Arrival at the station under arrest is recorded before any arrest. Which time is right, or is an arrest missing?");
    }
}

fn extensions_after_charge(facts: &Facts<'_>, stay: &Stay, asked: &mut Asked<'_, '_>) {
    let Some(charged) = stay.mark::<Charged>(facts) else { return };
    // Taken to a second area, its own offence is still uncharged.
    if stay.standing(facts).iter().any(|standing| matches!(standing.entry.kind, Kind::Departed(_))) {
        return;
    }
    for standing in stay.standing(facts) {
        let grant = matches!(standing.entry.kind, Kind::ExtensionAuthorised(_) | Kind::WarrantIssued(_));
        if grant && standing.at > charged.at {
            let entries = [charged.position, standing.position];
            asked.ask(
                standing.at,
                entries,
                "Detention is extended without charge after the charge is recorded. Which time is right?",
            );
        }
    }
}

fn entries_after_the_end(facts: &Facts<'_>, stay: &Stay, asked: &mut Asked<'_, '_>) {
    let Some(end) = stay.end else { return };
    let here = |kind: &Kind| {
        matches!(
            kind,
            Kind::Check(_)
                | Kind::Placed(_)
                | Kind::InterviewStarted(_)
                | Kind::LeftForHospital(_)
                | Kind::RestStarted(_)
                | Kind::Review(_)
                | Kind::ExtensionAuthorised(_)
        )
    };
    let after = |standing: &&Standing<'_>| standing.at > end.at && here(&standing.entry.kind);
    if let Some(first) = stay.standing(facts).iter().find(after) {
        let message = format!(
            "\"{}\" is recorded after the detention ended, and no return is. Which time is right?",
            first.entry.kind.title()
        );
        asked.ask(first.at, [end.position, first.position], message);
    }
}

fn out_and_back(facts: &Facts<'_>, asked: &mut Asked<'_, '_>) {
    let whole = facts.record.head.extract.is_none();
    let mut open: Vec<(Out, Mark)> = Vec::new();
    let mut been: Vec<Out> = Vec::new();
    for standing in &facts.entries {
        let mark = Mark { at: standing.at, position: standing.position };
        let mut close = |out: Out, question: &str| {
            if !back(&mut open, &mut been, out) && whole {
                asked.ask(mark.at, [mark.position], question);
            }
        };
        match &standing.entry.kind {
            Kind::LeftForHospital(_) => leave(&mut open, &mut been, Out::Hospital, mark, asked),
            Kind::InterviewStarted(_) => leave(&mut open, &mut been, Out::Interview, mark, asked),
            Kind::Departed(_) => leave(&mut open, &mut been, Out::Transfer, mark, asked),
            // Arrival at a station ends a journey, and a hospital stay that came before it.
            Kind::Arrived(_) => {
                been.extend(open.iter().filter(|(out, _)| *out == Out::Hospital).map(|(out, _)| *out));
                open.retain(|(out, _)| *out == Out::Interview);
            }
            Kind::ReturnedFromHospital(_) => close(
                Out::Hospital,
                "A return from hospital is recorded, and no leaving for it. When did the child leave, and what for?",
            ),
            Kind::InterviewEnded(_) => {
                close(Out::Interview, "The end of an interview is recorded, and no beginning. When did it begin?")
            }
            _ => {}
        }
    }
}

/// Closes what is open, and returns whether there was anything to close. What an arrival or
/// a leaving for elsewhere closed may be closed again.
fn back(open: &mut Vec<(Out, Mark)>, been: &mut Vec<Out>, out: Out) -> bool {
    if let Some(i) = open.iter().rposition(|(place, _)| *place == out) {
        open.remove(i);
        return true;
    }
    been.iter().position(|place| *place == out).map(|i| been.remove(i)).is_some()
}

/// Opens a place, asking where the child is still recorded as in another: no one is in two places.
fn leave(open: &mut Vec<(Out, Mark)>, been: &mut Vec<Out>, out: Out, mark: Mark, asked: &mut Asked<'_, '_>) {
    // From hospital straight to another station, or from a journey to hospital, is one way out and no clash.
    let clash = open.iter().find(|(place, _)| *place == out || *place == Out::Interview || out == Out::Interview);
    if let Some((place, since)) = clash {
        let place = match place {
            Out::Hospital => "in hospital",
            Out::Interview => "in interview",
            Out::Transfer => "on the way to another station",
        };
        let message = format!("An entry has the child elsewhere while still {place}. When did that end?");
        asked.ask(mark.at, [since.position, mark.position], message);
    }
    been.extend(open.drain(..).map(|(out, _)| out));
    open.push((out, mark));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::law::Verdict;
    use crate::law::testing::{Given, given};

    const RULE: &str = "clock.impossible";

    fn held() -> Given {
        given().at("10:00", "arrested", json!({})).at("10:40", "arrived", json!({})).authorised("10:50")
    }

    fn asks(record: &Given) -> usize {
        let seen = record.judged("+3 12:00");
        assert!(seen.all(RULE).iter().all(|finding| finding.verdict == Verdict::Query));
        seen.all(RULE).len()
    }

    #[test]
    fn a_record_in_order_is_silent() {
        let record = held()
            .at("12:00", "interview_started", json!({ "aa_present": true }))
            .at("12:30", "interview_ended", json!({}))
            .at("13:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("14:00", "questioned_away", json!({ "from": "13:30", "to": "14:00" }))
            .at("15:00", "returned_from_hospital", json!({}))
            .at("16:00", "departed", json!({ "to_area": "B" }))
            .at("17:00", "arrived", json!({}))
            .review("16:30", json!({}))
            .at("18:00", "arrested", json!({}))
            .at("20:00", "released", json!({ "outcome": "bail" }))
            .at("21:00", "referral_submitted", json!({ "to": "childrens_social_care" }));
        assert_eq!(asks(&record), 0);
    }

    #[test]
    fn an_extension_past_36_hours_is_asked_about_and_one_to_36_is_not() {
        let to = |hours: u32| held().at("20:00", "extension_authorised", json!({ "until_hours": hours }));
        assert_eq!((asks(&to(36)), asks(&to(37))), (0, 1));
    }

    #[test]
    fn a_warrant_past_36_hours_is_asked_about_and_one_of_36_is_not() {
        let of = |hours: u32| held().at("20:00", "warrant_issued", json!({ "hours": hours }));
        assert_eq!((asks(&of(36)), asks(&of(37))), (0, 1));
    }

    #[test]
    fn arrival_before_arrest_is_asked_about_unless_the_child_came_by_themselves() {
        let early = given().at("09:00", "arrived", json!({})).at("10:00", "arrested", json!({}));
        assert_eq!(asks(&early), 1);
        let same = given().at("10:00", "arrived", json!({})).at("10:00", "arrested", json!({}));
        assert_eq!(asks(&same), 0);
        let bail = given().at("08:50", "answered_bail", json!({})).at("09:00", "arrived", json!({})).at(
            "10:00",
            "arrested",
            json!({}),
        );
        assert_eq!(asks(&bail), 0);
    }

    #[test]
    fn coming_back_from_where_nobody_left_is_asked_about() {
        assert_eq!(asks(&held().at("12:00", "returned_from_hospital", json!({}))), 1);
        assert_eq!(asks(&held().at("12:00", "interview_ended", json!({}))), 1);
        let via_arrival = given()
            .at("10:00", "arrested", json!({}))
            .at("10:10", "left_for_hospital", json!({ "reason": "treatment" }))
            .at("12:00", "arrived", json!({}))
            .at("12:05", "returned_from_hospital", json!({}));
        assert_eq!(asks(&via_arrival), 0);
    }

    #[test]
    fn two_places_at_once_are_asked_about() {
        let interview_in_hospital = held().at("12:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
            "12:30",
            "interview_started",
            json!({}),
        );
        assert_eq!(asks(&interview_in_hospital), 1);
        let twice = held().at("12:00", "interview_started", json!({})).at("13:00", "interview_started", json!({}));
        assert_eq!(asks(&twice), 1);
    }

    #[test]
    fn past_96_hours_uncharged_is_asked_about_and_96_hours_is_not() {
        // The limit of 24 hours is `clock.limit`'s, and stands beside it.
        let at = |time: &str| held().judged(time).all(RULE).len();
        assert_eq!((at("+4 10:40"), at("+4 10:40:01")), (0, 1));
        let charged = held().at("+1 10:00", "charged", json!({ "offences": ["theft"] }));
        assert_eq!(charged.judged("+5 12:00").all(RULE).len(), 0);
        let warrant = given().at("10:00", "arrested", json!({ "for": "warrant" })).at("10:40", "arrived", json!({}));
        assert_eq!(warrant.authorised("10:50").judged("+5 12:00").all(RULE).len(), 0);
    }

    #[test]
    fn a_review_before_authorisation_is_asked_about() {
        assert_eq!(asks(&held().review("10:45", json!({}))), 1);
        assert_eq!(asks(&held().review("10:50", json!({}))), 0);
        let extract = json!({ "from": "2026-11-10T10:00:00Z", "to": "2026-11-10T20:00:00Z" });
        assert_eq!(asks(&held().review("10:45", json!({})).top("extract", extract)), 1, "both stand in the extract");
        let never = given().at("10:00", "arrested", json!({})).at("10:40", "arrived", json!({}));
        assert_eq!(asks(&never.review("12:00", json!({}))), 1, "and none in the whole record");
    }

    #[test]
    fn a_check_after_release_is_asked_about_once() {
        let out = held().at("12:00", "released", json!({ "outcome": "bail" }));
        assert_eq!(asks(&out.clone().at("12:00", "check", json!({}))), 0);
        assert_eq!(asks(&out.clone().at("12:10", "check", json!({})).at("12:40", "check", json!({}))), 1);
        let back = out.at("13:00", "arrived", json!({})).at("13:10", "check", json!({}));
        assert_eq!(asks(&back), 0);
    }

    #[test]
    fn an_extension_after_charge_is_asked_about() {
        let charged = held().at("12:00", "charged", json!({ "offences": ["theft"] }));
        assert_eq!(asks(&charged.at("13:00", "extension_authorised", json!({ "until_hours": 36 }))), 1);
    }

    #[test]
    fn an_extract_may_have_its_other_half_elsewhere() {
        let part = given()
            .top("extract", json!({ "from": "2026-11-10T11:00:00Z", "to": "2026-11-10T20:00:00Z" }))
            .review("12:00", json!({}))
            .at("12:30", "returned_from_hospital", json!({}));
        assert_eq!(asks(&part), 0);
    }
}
