//! Social care: the emergency duty team told at night, and the child protection referral, which a call isn't.

use chrono::TimeDelta;

use super::owner_of;
use super::stay::{self, marks};
use crate::law::age;
use crate::law::assessment::{Duty, Judgement, State, Verdict};
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Owner, Rule, Standard};
use crate::record::entry::OneOrMany;
use crate::record::kinds::{
    AaArrived, AaRequested, AccommodationAnswered, EdtContacted, PersonTold, ReferralOwedBy, ReferralSubmitted,
    RiskAssessed, SelfHarm, Visited,
};
use crate::record::text::visible;
use crate::record::time::{clock, length, london_time};
use crate::record::words::{
    AaOutcome, AaWho, AuthorityAnswer, Marker, Present, ReferralTo, TellOutcome, Told, Visitor,
};
use crate::record::{Instant, Kind};

/// `edt.contacted`.
pub(super) const EDT: Rule = Rule {
    id: "edt.contacted",
    title: "At night, with no parent or care authority as adult, the emergency duty team is told",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child for whom nobody of theirs can come is a child social care needs to know of tonight.",
    judge: edt,
};

/// `referral.submitted`.
pub(super) const SUBMITTED: Rule = Rule {
    id: "referral.submitted",
    title: "A child protection referral is made before the child leaves",
    standard: Standard::Policy,
    cites: &["force policy", "Children Act 2004 s.11 (in Wales s.28)"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::ArrestingOfficer,
    why: "What the police saw of a child's life in one night is lost to those who could act on it unless it is sent.",
    judge: submitted,
};

/// `referral.call-only`.
pub(super) const CALL_ONLY: Rule = Rule {
    id: "referral.call-only",
    title: "A call or an email to social care isn't a referral",
    standard: Standard::Policy,
    cites: &["force policy"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A call leaves nothing on the child's file for whoever opens it in the morning.",
    judge: call_only,
};

/// Whether someone of the child's own, or a social worker, was had as adult by then.
#[derive(PartialEq)]
enum Reached {
    Yes,
    No,
    /// Someone was asked or came, and the record doesn't say who, or what they answered.
    NotRecorded,
}

fn of_the_child(who: AaWho) -> bool {
    matches!(who, AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority | AaWho::SocialWorker)
}

fn reached(facts: &Facts<'_>, by: Instant) -> Reached {
    let came = |until: Instant| {
        facts.each::<AaArrived>().any(|came| came.at <= until && came.it.who.is_some_and(of_the_child))
    };
    let mut unknown = facts.each::<AaArrived>().any(|came| came.at <= by && came.it.who.is_none());
    let mut named = facts.each::<AaArrived>().find(|came| came.it.who.is_some()).map(|came| came.at);
    for standing in facts.entries.iter().filter(|standing| standing.at <= by) {
        let Some(shown) = adult_shown(&standing.entry.kind) else { continue };
        if !shown.is_empty() {
            named = named.or(Some(standing.at));
        }
        match shown {
            // The adult whose name was given is there: it's they that are meant.
            [] if named.is_some_and(|since| since <= standing.at) => {}
            [] => unknown = true,
            who if who.iter().copied().any(of_the_child) => return Reached::Yes,
            _ => {}
        }
    }
    for asked in facts.each::<AaRequested>().filter(|asked| asked.at <= by) {
        match (asked.it.who, asked.it.outcome) {
            (Some(who), Some(AaOutcome::Coming)) if of_the_child(who) => return Reached::Yes,
            // Asked in time and there later: they had been reached, though nobody wrote it then.
            (Some(who), None) if of_the_child(who) && came(facts.now) => return Reached::Yes,
            (Some(who), None) if of_the_child(who) => unknown = true,
            (None, None | Some(AaOutcome::Coming)) => unknown = true,
            _ => {}
        }
    }
    match (came(by) || social_care_knew(facts).is_some_and(|known| known.at <= by), unknown) {
        (true, _) => Reached::Yes,
        (false, true) => Reached::NotRecorded,
        (false, false) => Reached::No,
    }
}

/// Returns who an entry says was there as adult, nobody where it doesn't say who; none where it shows no adult.
fn adult_shown(kind: &Kind) -> Option<&[AaWho]> {
    let (present, who) = match kind {
        Kind::RightsGiven(rights) => (Some(rights.aa_present), None),
        Kind::InterviewStarted(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::InterviewEnded(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::QuestionedAway(it) => (it.aa_present, None),
        Kind::StripSearched(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::Charged(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::BailRefused(refused) => (refused.aa_present, None),
        Kind::Review(review) => (review.present.as_ref().map(|present| present.contains(&Present::Aa)), None),
        _ => return None,
    };
    let who = who.map_or(&[][..], OneOrMany::all);
    present.unwrap_or(!who.is_empty()).then_some(who)
}

/// Returns when social care knew of the child, whoever rang: a social worker was told or came, the authority answered for a
/// bed, or the referral was made.
fn social_care_knew(facts: &Facts<'_>) -> Option<Mark> {
    let told =
        marks::<PersonTold>(facts, |told| told.who == Told::SocialWorker && told.outcome == Some(TellOutcome::Told));
    let answered = marks::<AccommodationAnswered>(facts, |it| it.answer != AuthorityAnswer::NoAnswer);
    let referred = marks::<ReferralSubmitted>(facts, |sent| sent.to == ReferralTo::ChildrensSocialCare);
    let visited = marks::<Visited>(facts, |visit| visit.by_whom == Visitor::SocialWorker);
    let acted = marks::<AaArrived>(facts, |came| came.who == Some(AaWho::SocialWorker));
    told.chain(visited).chain(acted).chain(answered).chain(referred).min_by_key(|mark| mark.at)
}

/// Returns whether social care's offices are surely closed: outside the hours that policy calls day.
///
/// Policy holds no office hours of children's social care, nor weekends; so only the night counts.
fn out_of_hours(facts: &Facts<'_>, at: Instant) -> bool {
    let review = &facts.policy.review;
    !review.day_from.until_contains(review.day_to, london_time(at))
}

fn edt(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = stay::start(facts) else { return };
    let health = &facts.policy.health;
    let arises = stay::due(facts, start.at, health.edt_after_minutes);
    if facts.now < arises || stay::stopped(facts).is_some_and(|stop| stop <= arises) || !out_of_hours(facts, arises) {
        return;
    }
    let reached = reached(facts, arises);
    if reached == Reached::Yes {
        return;
    }
    let due = arises + TimeDelta::minutes(health.edt_within_minutes);
    let done = [facts.first_mark::<EdtContacted>(), social_care_knew(facts)].into_iter().flatten().min_by_key(|m| m.at);
    // A social worker rung, and what came of it not written; or the care authority told, which may be its duty team or no more
    // than the home: social care may know.
    let rung = facts.each::<PersonTold>().find(|told| {
        told.at <= due
            && match told.it.who {
                Told::SocialWorker => told.it.outcome.is_none(),
                Told::CareAuthority => told.it.outcome != Some(TellOutcome::NoAnswer),
                _ => false,
            }
    });
    let state = if done.is_some() { State::Done } else { stay::undone(facts, due) };
    judgement.owe(
        rule,
        Some(due),
        state,
        done.map(|done| done.at),
        format!(
            "No parent or care authority as adult by {}: ring the emergency duty team by {}.",
            clock(arises),
            clock(due)
        ),
    );
    if !stay::late(facts, due, done.map(|done| done.at)) {
        return;
    }
    let shown = match done {
        Some(done) => format!("was told at {}", clock(done.at)),
        None if reached == Reached::NotRecorded || rung.is_some() => {
            format!("none is recorded by {}", clock(stay::until(facts)))
        }
        None => format!("was not told by {}", clock(stay::until(facts))),
    };
    let who = match (&reached, rung.map(|rung| rung.it.who)) {
        (Reached::NotRecorded, _) => "it isn't recorded whether a parent or care authority was reached as adult",
        (_, Some(Told::SocialWorker)) => {
            "no parent or care authority was reached as adult, and whether the social worker rung was told isn't recorded"
        }
        (_, Some(_)) => {
            "no parent or care authority was reached as adult, and whether its duty team or only the home was told isn't recorded"
        }
        _ => "no parent or care authority was reached as adult",
    };
    let mut finding = rule
        .shortfall(
            due,
            format!(
                "Out of hours, {} after authorisation ({}), {who}: the emergency duty team is owed a call \
                 by {}, and {shown}.",
                length(health.edt_after_minutes),
                clock(start.at),
                clock(due),
            ),
        )
        .due(due)
        .on([Some(start), rung.map(|rung| rung.mark()), done].into_iter().flatten().map(|mark| mark.position));
    if reached == Reached::NotRecorded || rung.is_some() {
        finding.verdict = Verdict::Query;
    }
    judgement.find(stay::unless_outside(facts, finding, start.at, due));
}

/// Returns when the referral began to be owed: the first authorisation; under ten, the first sign of being held.
fn owed_from(facts: &Facts<'_>) -> Option<Mark> {
    let held = [facts.arrested, facts.arrived, facts.authorised].into_iter().flatten().min_by_key(|mark| mark.at);
    let from = if age::under_ten(facts) { facts.authorised.or(held) } else { facts.authorised };
    from.filter(|from| facts.is_child_at(from.at))
}

/// Returns the first referral to children's social care made by the instant judged.
fn referral(facts: &Facts<'_>, to: ReferralTo) -> Option<Mark> {
    marks::<ReferralSubmitted>(facts, |sent| sent.to == to).next()
}

/// Returns why the referral can't wait, in few words, with the entries that say so; none where nothing does.
fn cannot_wait(facts: &Facts<'_>, end: Instant) -> Option<(&'static str, Vec<usize>)> {
    if age::under_ten(facts) {
        return Some(("under ten", Vec::new()));
    }
    let harm: Vec<usize> = facts.each::<SelfHarm>().filter(|harm| harm.at <= end).map(|harm| harm.position).collect();
    if !harm.is_empty() {
        return Some(("self-harm", harm));
    }
    for (marker, words) in [(Marker::Exploitation, "exploitation"), (Marker::Missing, "the child goes missing")] {
        if facts.child.has_marker(marker) {
            return Some((words, Vec::new()));
        }
        let flagged = facts
            .each::<RiskAssessed>()
            .find(|risk| risk.at <= end && risk.it.flags.as_ref().is_some_and(|flags| flags.contains(&marker)));
        if let Some(risk) = flagged {
            return Some((words, vec![risk.position]));
        }
    }
    None
}

fn submitted(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let Some(start) = owed_from(facts) else { return };
    // Owed before the end of the stay in which it arose: a return on bail later makes it no earlier.
    let end = stay::of(facts, start).and_then(|held| held.end).filter(|end| facts.is_child_at(end.at));
    // Refused at once, as a child under ten must be, they leave before anyone could write: then it is due soon after.
    let refused = end
        .filter(|end| age::under_ten(facts) && ended_by(facts, *end, |kind| matches!(kind, Kind::DetentionRefused(_))));
    let grace = TimeDelta::minutes(if refused.is_some() { facts.policy.health.edt_within_minutes } else { 0 });
    let due = end.map(|end| end.at + grace);
    let done = referral(facts, ReferralTo::ChildrensSocialCare);
    let owner_entry = facts.last::<ReferralOwedBy>();
    let owner = owner_entry.and_then(|owed| owner_of(owed.it.role)).unwrap_or(rule.owed_by);
    let who = match owner_entry.map(|owed| (visible(&owed.it.name), owed.it.number.as_deref().map(visible))) {
        Some((name, Some(number))) => format!("{name} ({number})"),
        Some((name, None)) => name.into_owned(),
        None => "the arresting officer, failing that the officer in the case".to_owned(),
    };
    let (state, message) = match (done, end) {
        (Some(done), _) => (State::Done, format!("Child protection referral made at {}.", clock(done.at))),
        (None, Some(_)) => (
            due.filter(|_| refused.is_some()).map_or(State::Overdue, |due| facts.undone(due)),
            format!("Child protection referral still owed by {who}: chase it."),
        ),
        (None, None) if stay::stopped(facts).is_some() => {
            (State::NotNeeded, "Child protection referral: no longer a child.".to_owned())
        }
        (None, None) if age::under_ten(facts) => {
            (State::Open, format!("Under ten: child protection referral at once, by {who}."))
        }
        (None, None) => (State::Open, format!("Child protection referral before the child leaves, by {who}.")),
    };
    judgement.duties.push(Duty {
        rule: rule.id,
        owed_by: owner,
        due,
        state,
        done_at: done.map(|done| done.at),
        message: message.into(),
        cites: rule.cites,
    });

    let late = |due: Instant| done.map_or(refused.is_none() || facts.now > due, |done| done.at > due);
    let Some((end, due)) = end.zip(due).filter(|(_, due)| late(*due)) else { return };
    let let_go = |end: &Mark| {
        ended_by(facts, *end, |kind| matches!(kind, Kind::Released(_) | Kind::Bailed(_) | Kind::DetentionRefused(_)))
    };
    // Back on bail and let go again with no referral made, what was seen of them meanwhile counts as much.
    let again = facts.stays.iter().filter_map(|held| held.end).filter(|it| end.at <= it.at && facts.is_child_at(it.at));
    let mut gone = again.filter(|it| done.is_none_or(|done| it.at < done.at) && let_go(it));
    let heavy = gone.find_map(|end| Some((end, cannot_wait(facts, end.at)?)));
    let (end, due) = heavy.as_ref().map_or((end, due), |(it, _)| if *it == end { (end, due) } else { (*it, it.at) });
    let heavy = heavy.map(|(_, why)| why);
    let elsewhere = referral(facts, ReferralTo::Other);
    let shown = match (done, elsewhere) {
        (Some(done), _) => format!("made after, at {}", stay::beside(done.at, end.at)),
        (None, Some(sent)) => format!(
            "one went elsewhere at {}; not recorded whether children's social care has it",
            stay::beside(sent.at, end.at)
        ),
        (None, None) => "not recorded; ask the arresting officer, then the officer in the case".to_owned(),
    };
    let message = if refused.is_some() {
        format!(
            "Under ten, and detention refused at {}: a child protection referral is due at once, by {}: {shown}.",
            clock(end.at),
            clock(due)
        )
    } else {
        let why = heavy.as_ref().map_or_else(String::new, |(why, _)| format!(" It couldn't wait: {why}."));
        let end = stay::beside(end.at, start.at);
        format!("A child protection referral is due before the child leaves ({end}): {shown}.{why}")
    };
    let verdict = match (&heavy, done, elsewhere) {
        (_, None, Some(_)) => Verdict::Query,
        (_, Some(_), _) if refused.is_some() => Verdict::Shortfall,
        (Some(_), ..) => Verdict::Breach,
        (None, ..) => Verdict::Shortfall,
    };
    let finding = rule
        .finding(verdict, due, message)
        .due(due)
        .measured(start.at, done.map_or(end.at, |done| done.at))
        .owed_by(owner)
        .on([start.position])
        .on(heavy.map(|(_, positions)| positions).unwrap_or_default())
        .on([end.position])
        .on(done.or(elsewhere).map(|sent| sent.position));
    judgement.find(stay::unless_outside(facts, finding, start.at, due));
}

/// Returns whether the entry that ended a stay is of that kind.
fn ended_by(facts: &Facts<'_>, end: Mark, of: impl Fn(&Kind) -> bool) -> bool {
    facts.entries.iter().any(|standing| standing.position == end.position && of(&standing.entry.kind))
}

fn call_only(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let (Some(start), Some(end)) = (owed_from(facts), stay::end(facts)) else { return };
    if facts.first::<ReferralSubmitted>().is_some() {
        return;
    }
    // Early notice of a bed that may be needed is another matter: it isn't meant as a referral.
    let calls: Vec<Mark> = marks::<EdtContacted>(facts, |_| true).collect();
    let Some(first) = calls.first() else { return };
    let finding = rule
        .shortfall(
            end.at,
            format!(
                "Social care was contacted at {}, and no referral followed by the end at {}: a call or an \
                 email isn't one. Send the referral.",
                stay::beside(first.at, end.at),
                clock(end.at),
            ),
        )
        .on(calls.iter().map(|call| call.position));
    judgement.find(stay::unless_outside(facts, finding, start.at, facts.now));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, Seen, given, instant, rfc};
    use crate::law::{Owner, State, Verdict};

    const EDT: &str = "edt.contacted";
    const SENT: &str = "referral.submitted";
    const CALL: &str = "referral.call-only";

    fn held() -> Given {
        given().authorised("12:00")
    }

    fn night() -> Given {
        given().authorised("20:00")
    }

    fn adult(who: &str, outcome: Value) -> Given {
        night().at("20:10", "aa_requested", json!({ "who": who, "outcome": outcome }))
    }

    fn sent(given: Given, time: &str, to: &str) -> Given {
        given.at(time, "referral_submitted", json!({ "to": to }))
    }

    fn freed(given: Given, time: &str) -> Given {
        given.at(time, "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
    }

    fn leaves(given: Given) -> Seen {
        freed(given, "18:00").judged("+1 12:00")
    }

    #[test]
    fn at_night_with_nobody_of_the_childs_as_adult_the_duty_team_is_rung_within_half_an_hour() {
        let none = night();
        assert!(none.clone().judged("21:59").duties(EDT).is_empty());
        let duty = none.clone().judged("22:05").duties(EDT)[0].clone();
        assert_eq!((duty.due, duty.state), (Some(instant("22:30")), State::DueSoon));
        assert_eq!(none.clone().judged("22:30").verdict(EDT), None);
        assert_eq!(none.clone().judged("22:31").verdict(EDT), Some(Verdict::Shortfall));
        let told = |time: &str| night().at(time, "edt_contacted", json!({ "about": "no adult" })).judged("23:00");
        assert_eq!((told("22:30").verdict(EDT), told("22:30").state(EDT)), (None, Some(State::Done)));
        assert_eq!(told("20:30").verdict(EDT), None);
        assert_eq!(told("22:31").verdict(EDT), Some(Verdict::Shortfall));
        assert_eq!(freed(night(), "22:00").judged("+1 09:00").duties(EDT).len(), 0);
        assert_eq!(freed(night(), "22:30").judged("+1 09:00").state(EDT), Some(State::NotNeeded));
    }

    #[test]
    fn a_parent_guardian_care_authority_or_social_worker_coming_leaves_nothing_owed() {
        for who in ["parent", "guardian", "care_authority", "social_worker"] {
            assert_eq!(adult(who, json!("coming")).judged("23:00").verdict(EDT), None, "{who}");
            assert_eq!(adult(who, json!("no_answer")).judged("23:00").verdict(EDT), Some(Verdict::Shortfall), "{who}");
            assert_eq!(adult(who, json!("refused")).judged("23:00").verdict(EDT), Some(Verdict::Shortfall), "{who}");
            let came = night().at("21:50", "aa_arrived", json!({ "who": who })).judged("23:00");
            assert_eq!(came.verdict(EDT), None, "{who}");
        }
        assert_eq!(adult("scheme", json!("coming")).judged("23:00").verdict(EDT), Some(Verdict::Shortfall));
        let late = night()
            .at(
                "22:10",
                "aa_requested",
                json!({ "who": "parent", "outcome": "coming"
                }),
            )
            .judged("23:00");
        assert_eq!(late.verdict(EDT), Some(Verdict::Shortfall));
    }

    #[test]
    fn whether_they_were_reached_not_recorded_is_asked_about() {
        assert_eq!(adult("parent", Value::Null).judged("23:00").verdict(EDT), Some(Verdict::Query));
        let came = adult("parent", Value::Null).at("22:20", "aa_arrived", json!({ "who": "parent" })).judged("23:00");
        assert_eq!(came.verdict(EDT), None);
        let someone = night().at("21:00", "aa_arrived", json!({})).judged("23:00");
        assert_eq!(someone.verdict(EDT), Some(Verdict::Query));
    }

    #[test]
    fn a_social_worker_told_or_there_is_social_care_told() {
        let told = night().at("22:20", "person_told", json!({ "who": "social_worker", "outcome": "told" }));
        assert_eq!(told.judged("23:00").verdict(EDT), None);
        let visited = night().at("21:00", "visited", json!({ "by_whom": "social_worker" }));
        assert!(visited.judged("23:00").duties(EDT).is_empty());
    }

    #[test]
    fn a_parent_there_at_the_interview_was_reached_though_their_coming_isnt_recorded() {
        let shown = |kind: &str, fields: Value| night().at("21:40", kind, fields).judged("23:00");
        let interviewed = |who: &str| shown("interview_started", json!({ "aa_present": true, "aa_who": who }));
        assert!(interviewed("parent").duties(EDT).is_empty());
        assert_eq!(interviewed("scheme").verdict(EDT), Some(Verdict::Shortfall));
        let unsaid = shown("rights_given", json!({ "aa_present": true }));
        assert_eq!((unsaid.verdict(EDT), unsaid.says_not_recorded(EDT)), (Some(Verdict::Query), true));
        assert_eq!(shown("rights_given", json!({ "aa_present": false })).verdict(EDT), Some(Verdict::Shortfall));
        let late = night().at("22:01", "interview_started", json!({ "aa_present": true, "aa_who": "parent" }));
        assert_eq!(late.judged("23:00").verdict(EDT), Some(Verdict::Shortfall), "not by then");
    }

    #[test]
    fn an_adult_whose_name_was_given_is_the_one_who_is_there_after() {
        let there = |who: Value| {
            let came = night().at("21:30", "aa_arrived", json!({ "who": who }));
            let came = came.at("21:40", "interview_started", json!({ "aa_present": true }));
            came.at("21:50", "rights_given", json!({ "aa_present": true })).judged("23:00").verdict(EDT)
        };
        assert_eq!((there(json!("scheme")), there(json!(null))), (Some(Verdict::Shortfall), Some(Verdict::Query)));
        let named = night().at("21:30", "interview_started", json!({ "aa_present": true, "aa_who": "scheme" }));
        let named = named.review("21:40", json!({ "present": ["aa"] })).judged("23:00");
        assert_eq!(named.verdict(EDT), Some(Verdict::Shortfall));
        let before = night().at("21:30", "rights_given", json!({ "aa_present": true }));
        let before = before.at("21:40", "aa_arrived", json!({ "who": "scheme" })).judged("23:00");
        assert_eq!(before.verdict(EDT), Some(Verdict::Query), "another may have been there before");
    }

    #[test]
    fn the_authority_answering_or_a_referral_made_is_social_care_told_and_the_authority_told_may_be() {
        let done = |kind: &str, fields: Value| night().at("22:20", kind, fields).judged("23:00").verdict(EDT);
        let told = |outcome: &str| done("person_told", json!({ "who": "care_authority", "outcome": outcome }));
        assert_eq!(told("told"), Some(Verdict::Query), "the authority's duty team, or the home?");
        assert_eq!(told("no_answer"), Some(Verdict::Shortfall));
        let answered = |answer: &str| done("accommodation_answered", json!({ "answer": answer }));
        assert_eq!((answered("refuse_no_bed"), answered("no_answer")), (None, Some(Verdict::Shortfall)));
        let referred = |to: &str| done("referral_submitted", json!({ "to": to }));
        assert_eq!((referred("childrens_social_care"), referred("other")), (None, Some(Verdict::Shortfall)));
    }

    #[test]
    fn by_day_nothing_is_owed_to_the_duty_team() {
        let at = |time: &str| given().authorised(time).judged("+1 12:00").verdict(EDT);
        assert_eq!(at("18:59:59"), None);
        assert_eq!(at("19:00"), Some(Verdict::Shortfall));
        assert_eq!(at("+1 05:59:59"), Some(Verdict::Shortfall));
        assert_eq!(at("+1 06:00"), None);
        let policy = "[health]\nedt_after_minutes = 60\nedt_within_minutes = 10\n";
        assert_eq!(night().policy(policy).judged("21:10").verdict(EDT), None);
        assert_eq!(night().policy(policy).judged("21:11").verdict(EDT), Some(Verdict::Shortfall));
    }

    #[test]
    fn a_referral_is_made_before_the_child_leaves() {
        let done = leaves(sent(held(), "18:00", "childrens_social_care"));
        assert_eq!((done.verdict(SENT), done.state(SENT)), (None, Some(State::Done)));
        let never = leaves(held());
        let finding = never.one(SENT).unwrap();
        assert_eq!(
            (finding.verdict, finding.minutes, finding.owed_by),
            (Verdict::Shortfall, Some(360), Owner::ArrestingOfficer)
        );
        assert_eq!(never.state(SENT), Some(State::Overdue));
        let open = held().judged("23:00");
        assert_eq!((open.verdict(SENT), open.state(SENT)), (None, Some(State::Open)));
    }

    #[test]
    fn a_referral_after_the_end_is_late_and_measured_to_when_it_was_made() {
        let late = sent(freed(held(), "18:00"), "18:01", "childrens_social_care").judged("+1 12:00");
        assert_eq!((late.verdict(SENT), late.minutes(SENT)), (Some(Verdict::Shortfall), Some(361)));
        assert_eq!(late.state(SENT), Some(State::Done));
        assert_eq!(late.one(SENT).unwrap().entries[..], [0, 1, 2]);
    }

    #[test]
    fn released_first_it_is_a_breach_for_a_child_who_couldnt_wait() {
        for marker in ["exploitation", "missing"] {
            assert_eq!(
                leaves(held().child(json!({ "markers": [marker] }))).verdict(SENT),
                Some(Verdict::Breach),
                "{marker}"
            );
            let flagged = held().at("12:10", "risk_assessed", json!({ "flags": [marker] }));
            assert_eq!(leaves(flagged).verdict(SENT), Some(Verdict::Breach), "{marker}");
        }
        assert_eq!(
            leaves(held().child(json!({ "markers": ["self_harm", "gang"] }))).verdict(SENT),
            Some(Verdict::Shortfall)
        );
        let threat = held().at("13:00", "self_harm", json!({ "what": "threat" }));
        assert_eq!(leaves(threat.clone()).verdict(SENT), Some(Verdict::Breach));
        let late = sent(freed(threat.clone(), "18:00"), "19:00", "childrens_social_care").judged("+1 12:00");
        assert_eq!(late.verdict(SENT), Some(Verdict::Breach), "released first, and referred after");
        assert_eq!(threat.at("18:00", "to_court", json!({})).judged("20:00").verdict(SENT), Some(Verdict::Shortfall));
    }

    #[test]
    fn under_ten_the_referral_is_owed_at_once_and_release_without_it_is_a_breach() {
        let small = || given().child(json!({ "date_of_birth": "2017-03-03" })).at("11:30", "arrested", json!({}));
        let held = small().authorised("12:00");
        assert!(held.clone().judged("12:05").duties(SENT)[0].message.contains("at once"));
        assert_eq!(leaves(held).verdict(SENT), Some(Verdict::Breach));
        let refused = small().at("12:00", "detention_refused", json!({})).judged("20:00");
        assert_eq!((refused.verdict(SENT), refused.minutes(SENT)), (Some(Verdict::Breach), Some(30)));
        assert_eq!(small().at("12:00", "detention_refused", json!({})).judged("12:30").verdict(SENT), None, "not yet");
        let older =
            given().at("11:30", "arrested", json!({})).at("12:00", "detention_refused", json!({})).judged("20:00");
        assert_eq!((older.verdict(SENT), older.duties(SENT).len()), (None, 0));
    }

    #[test]
    fn under_ten_and_refused_at_once_the_referral_follows_within_the_half_hour() {
        let made = |time: &str| {
            let small = given().child(json!({ "date_of_birth": "2017-03-03" })).at("11:30", "arrested", json!({}));
            sent(small.at("12:00", "detention_refused", json!({})), time, "childrens_social_care").judged("20:00")
        };
        assert_eq!((made("12:30").verdict(SENT), made("12:30").state(SENT)), (None, Some(State::Done)));
        let late = made("12:31");
        assert_eq!(
            (late.verdict(SENT), late.one(SENT).unwrap().due),
            (Some(Verdict::Shortfall), Some(instant("12:30")))
        );
        let held = given().child(json!({ "date_of_birth": "2017-03-03" })).authorised("12:00");
        let held = sent(freed(held, "18:00"), "18:10", "childrens_social_care").judged("20:00");
        assert_eq!(held.verdict(SENT), Some(Verdict::Breach), "held, and released first");
    }

    #[test]
    fn the_referral_is_due_before_the_first_release_though_the_child_comes_back_on_bail() {
        let bailed = || {
            let bailed = held().child(json!({ "markers": ["exploitation"] }));
            bailed.at("16:00", "bailed", json!({ "before_charge": true }))
        };
        let back =
            |given: Given| freed(given.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05"), "+3 12:00");
        let late = sent(bailed(), "+3 09:30", "childrens_social_care");
        let seen = back(late).judged("+3 13:00");
        assert_eq!((seen.verdict(SENT), seen.one(SENT).unwrap().due), (Some(Verdict::Breach), Some(instant("16:00"))));
        let in_time = bailed();
        let in_time = sent(in_time, "15:00", "childrens_social_care");
        assert_eq!(back(in_time).judged("+3 13:00").verdict(SENT), None);
        assert_eq!(back(bailed()).judged("+3 13:00").all(SENT).len(), 1);
    }

    #[test]
    fn back_on_bail_and_let_go_again_unreferred_what_was_seen_meanwhile_couldnt_wait() {
        let back = |flag: &str| {
            let given = held().at("16:00", "bailed", json!({ "before_charge": true }));
            let given = given.at("+3 09:00", "answered_bail", json!({})).authorised("+3 09:05");
            given.at("+3 09:10", "risk_assessed", json!({ "flags": [flag] }))
        };
        let seen = freed(back("exploitation"), "+3 12:00").judged("+3 13:00");
        let found = seen.one(SENT).unwrap();
        assert_eq!((found.verdict, found.due), (Verdict::Breach, Some(instant("+3 12:00"))));
        assert!(found.message.contains("Fri 13 Nov 12:00"), "{}", found.message);
        let other = freed(back("gang"), "+3 12:00").judged("+3 13:00");
        assert_eq!(
            (other.verdict(SENT), other.one(SENT).unwrap().due),
            (Some(Verdict::Shortfall), Some(instant("16:00")))
        );
        let made = sent(back("exploitation"), "+3 11:00", "childrens_social_care");
        assert_eq!(freed(made, "+3 12:00").judged("+3 13:00").verdict(SENT), Some(Verdict::Shortfall));
    }

    #[test]
    fn who_owes_it_is_who_the_record_names() {
        let named = held().at(
            "12:10",
            "referral_owed_by",
            json!({ "name": "DC Shah", "number": "88", "role": "investigating_officer" }),
        );
        let open = named.clone().judged("13:00");
        assert_eq!(open.duties(SENT)[0].owed_by, Owner::InvestigatingOfficer);
        assert!(open.duties(SENT)[0].message.contains("DC Shah (88)"));
        assert_eq!(leaves(named).one(SENT).unwrap().owed_by, Owner::InvestigatingOfficer);
    }

    #[test]
    fn a_referral_elsewhere_is_asked_about() {
        assert_eq!(leaves(sent(held(), "17:00", "other")).verdict(SENT), Some(Verdict::Query));
        assert_eq!(leaves(sent(held(), "17:00", "other")).verdict(CALL), None);
    }

    #[test]
    fn a_call_isnt_a_referral() {
        let call = |given: Given| {
            given.at("13:00", "edt_contacted", json!({ "about": "arrest" })).at(
                "14:00",
                "edt_contacted",
                json!({ "about": "bed" }),
            )
        };
        let only = leaves(call(held()));
        assert_eq!(only.verdict(CALL), Some(Verdict::Shortfall));
        assert_eq!(only.one(CALL).unwrap().entries[..], [1, 2]);
        assert_eq!(only.verdict(SENT), Some(Verdict::Shortfall), "the referral is still owed");
        assert_eq!(call(held()).judged("20:00").verdict(CALL), None, "there is still time");
        assert_eq!(leaves(sent(call(held()), "17:00", "childrens_social_care")).verdict(CALL), None);
        let notice = held().at("13:00", "accommodation_notice", json!({ "authority": "Bristol" }));
        assert_eq!(leaves(notice).verdict(CALL), None, "early notice of a bed isn't meant as a referral");
        let late = sent(freed(call(held()), "18:00"), "19:00", "childrens_social_care").judged("20:00");
        assert_eq!(late.verdict(CALL), None);
        assert_eq!(leaves(held()).verdict(CALL), None);
    }

    #[test]
    fn what_could_lie_outside_an_extract_is_asked_about_and_the_birthday_ends_it() {
        let part = |to: &str| leaves(held().top("extract", json!({ "from": rfc("12:00"), "to": rfc(to) })));
        assert_eq!(part("18:00").verdict(SENT), Some(Verdict::Shortfall));
        assert_eq!(part("17:59").verdict(SENT), Some(Verdict::Query));
        let edt = night().top("extract", json!({ "from": rfc("20:00"), "to": rfc("22:29") })).judged("23:00");
        assert_eq!(edt.verdict(EDT), Some(Verdict::Query));
        let grown = freed(held().child(json!({ "date_of_birth": "2008-11-11" })), "+1 09:00").judged("+1 12:00");
        assert_eq!((grown.verdict(SENT), grown.state(SENT)), (None, Some(State::NotNeeded)));
        assert_eq!(leaves(held().child(json!({ "date_of_birth": "1990-01-01" }))).verdict(SENT), None);
    }
}
