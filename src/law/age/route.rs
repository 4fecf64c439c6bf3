//! The power the child is held under: why the arrest was necessary, and the limits of the routes outside PACE.

use chrono::{NaiveDate, TimeDelta};

use super::court_hours;
use crate::law::assessment::{Finding, Judgement, LimitBasis, State};
use crate::law::clocks::shown_until;
use crate::law::facts::{AwayWhy, Fact, Facts, Mark};
use crate::law::register::{Owner, Rule, Standard};
use crate::law::stays::Stay;
use crate::law::wording::is_stock;
use crate::record::detention::closes;
use crate::record::kinds::{Arrested, Arrived, DetentionAuthorised, KindName, Presented, ToCourt};
use crate::record::time::{day_clock, length, minutes_between};
use crate::record::words::Route;
use crate::record::{Instant, Kind, Standing};

/// Hours from arrest to court (Bail Act 1976 s.7(4); LASPO 2012 s.97; ASBCPA 2014 s.9).
const COURT_HOURS: i64 = 24;
/// Hours of s.136 detention from arrival (MHA 1983 s.136(2A)).
const S136_HOURS: i64 = 24;
/// Hours that the doctor in charge may add to them (MHA 1983 s.136B(1), (2)).
const S136_MORE_HOURS: i64 = 12;
/// The same until 10 December 2017 (MHA 1983 s.136(2) as it was).
const S136_HOURS_BEFORE: i64 = 72;
/// The first day of the 24 hours, and of the bar on police stations (Policing and Crime Act 2017).
const S136_FROM: (i32, u32, u32) = (2017, 12, 11);
/// How long a child whom s.136 finds at a station may wait to be taken from it and not be said to be kept there, in minutes: the
/// section has no number, and in this long an ambulance can come.
const MOVE_MINUTES: i64 = 60;
/// The journey besides, where only the arrival elsewhere is recorded.
const JOURNEY_MINUTES: i64 = 120;
/// The age from which no parent's recognisance is asked for on a warrant (CYPA 1969 s.29(2): a young person is under 17).
const NO_RECOGNISANCE_FROM: u32 = 17;
/// Hours of police protection (Children Act 1989 s.46(6)).
const PROTECTION_HOURS: i64 = 72;

pub(super) const NECESSITY: Rule = Rule {
    id: "arrest.necessity",
    title: "Why it was necessary to arrest the child is recorded",
    standard: Standard::Statute,
    cites: &["PACE s.24(4)", "PACE s.24(5)", "Code G 2.4"],
    in_force_from: Some((2006, 1, 1)),
    in_force_until: None,
    owed_by: Owner::ArrestingOfficer,
    why: "A child who could have been spoken to at home shouldn't have seen a cell.",
    judge: necessity,
};

pub(super) const NOT_PACE: Rule = Rule {
    id: "route.not-pace",
    title: "A child held under another power than PACE leaves within that power's own limit",
    standard: Standard::Statute,
    cites: &["Bail Act 1976 s.7(4)", "LASPO 2012 s.97", "ASBCPA 2014 s.9", "MHA 1983 s.136(2A)", "CA 1989 s.46(6)"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "No review stops a wrong detention on these routes: the limit is all there is.",
    judge: not_pace,
};

pub(super) const S136_STATION: Rule = Rule {
    id: "route.s136-station",
    title: "A child is never kept at a police station under s.136",
    standard: Standard::Statute,
    cites: &["MHA 1983 s.136A(1)"],
    in_force_from: Some(S136_FROM),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A child in mental distress belongs in a health place of safety.",
    judge: s136_station,
};

/// Returns the power of an arrest: what it says, else what the authorisation says, else an offence.
pub(in crate::law) fn route_of(facts: &Facts<'_>, arrest: &Arrested) -> Route {
    let authorised = || facts.each::<DetentionAuthorised>().find_map(|authorised| authorised.it.route);
    arrest.route.or_else(authorised).unwrap_or(Route::Offence)
}

/// Returns whether an arrival names a place and no station: a hospital perhaps, or a part of a station.
fn names_no_station(arrived: &Arrived) -> bool {
    arrived.station.is_none() && arrived.place.is_some()
}

/// Returns whether an arrival may be at no station: it names only a place, and nothing that happens only at a station follows it
/// before the child arrives elsewhere.
pub(in crate::law) fn may_be_no_station(facts: &Facts<'_>, stay: &Stay, arrived: &Fact<'_, Arrived>) -> bool {
    let after = stay.standing(facts).iter().skip_while(|standing| standing.position != arrived.position).skip(1);
    let mut there = after.take_while(|standing| !matches!(standing.entry.kind, Kind::Arrived(_)));
    names_no_station(arrived.it)
        && !there.any(|it| matches!(it.entry.kind, Kind::Presented(_) | Kind::DetentionAuthorised(_) | Kind::Placed(_)))
}

/// Returns whether s.136 is as it has been since 11 December 2017: 24 hours, and never at a station.
fn s136_is_of_2017(facts: &Facts<'_>) -> bool {
    let since = NaiveDate::from_ymd_opt(S136_FROM.0, S136_FROM.1, S136_FROM.2);
    facts.law_in_force_on.zip(since).is_none_or(|(date, since)| date >= since)
}

/// Returns what the limit of a route rests on, as the clocks name it.
#[must_use]
pub fn basis(route: Route) -> LimitBasis {
    match route {
        Route::CourtBailBreach | Route::RemandBreach | Route::Injunction => LimitBasis::Court24,
        Route::MentalHealthS136 => LimitBasis::S136,
        _ => LimitBasis::None,
    }
}

/// The warrants whose command is to bring someone before the court.
const COURT_WARRANT: &[&str] = &["MCA 1980 s.1(1)(b)", "MCA 1980 s.13", "Bail Act 1976 s.7(1)"];

/// What a route outside PACE owes.
struct Owed {
    what: &'static str,
    hours: Option<&'static str>,
    cites: &'static [&'static str],
}

/// Returns what a route owes someone of that age; none for the routes on which PACE's own clocks run.
fn owed(route: Route, age: Option<u32>, s136_is_of_2017: bool) -> Option<Owed> {
    let owed = |what, hours, cites| Some(Owed { what, hours, cites });
    match route {
        Route::Offence | Route::PoliceBailBreach => None,
        Route::CourtBailBreach => owed(
            "Breach of court bail: before a justice as soon as practicable",
            Some("within 24 h of arrest, Sundays, Christmas Day and Good Friday left out"),
            &["Bail Act 1976 s.7(4)", "Bail Act 1976 s.7(7)"],
        ),
        Route::RemandBreach => owed(
            "Breach of remand: before a justice as soon as practicable",
            Some("within 24 h of arrest, Sundays, Christmas Day and Good Friday left out"),
            &["LASPO 2012 s.97"],
        ),
        Route::Injunction => owed(
            "Breach of injunction: before a judge or justice",
            Some("within 24 h of arrest, Sundays, Christmas Day and Good Friday left out"),
            &["ASBCPA 2014 s.9"],
        ),
        Route::MentalHealthS136 if s136_is_of_2017 => owed(
            "Section 136: to a health place of safety, never a police station",
            Some("before the power ends"),
            &["MHA 1983 s.136(2A)", "MHA 1983 s.136B"],
        ),
        Route::MentalHealthS136 => {
            owed("Section 136: to a place of safety", Some("before the power ends"), &["MHA 1983 s.136(2)"])
        }
        Route::PoliceProtection => owed(
            "Police protection: to the local authority; a cell is no suitable place",
            Some("72 h at most from being taken into protection"),
            &["CA 1989 s.46(6)"],
        ),
        Route::Warrant => owed("Warrant: to the first court that can hear it", None, COURT_WARRANT),
        Route::OrderBreach => owed("Breach of an order: to the first court that can hear it", None, COURT_WARRANT),
        Route::WarrantBackedForBail if age.is_some_and(|age| age >= NO_RECOGNISANCE_FROM) => {
            owed("Warrant backed for bail: release on its terms", None, &["MCA 1980 s.117(3)"])
        }
        Route::WarrantBackedForBail => owed(
            "Warrant backed for bail: release on its terms once a parent or guardian enters a recognisance",
            None,
            &["MCA 1980 s.117(3)", "CYPA 1969 s.29"],
        ),
        Route::Recall => owed("Recall: return to the placing body as soon as practicable", None, &["Code C Note 15B"]),
        Route::BreachOfPeace => {
            owed("Breach of the peace: release when it is over, or to court", None, &["common law"])
        }
        Route::Immigration => owed(
            "Immigration: escalate at once; a police cell is no place for a child held for it",
            None,
            &["IA 1971 Sch 2 para 18B"],
        ),
        Route::Terrorism => owed("Terrorism Act: its own reviews and limits run", None, &["TACT 2000 Sch 8"]),
    }
}

/// One route outside PACE in the record: from when its limit runs, when it ends, and when the child left.
struct Run {
    route: Route,
    began: Mark,
    /// From when the hours run; none where that isn't recorded.
    from: Option<Mark>,
    limit: Option<Instant>,
    /// The latest that the limit can be, where a doctor may have moved it: the record has no place for that.
    longest: Option<Instant>,
    left: Option<Mark>,
}

fn runs(facts: &Facts<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    for stay in &facts.stays {
        let first = runs.len();
        let mut arrests = stay.each::<Arrested>(facts).peekable();
        if arrests.peek().is_none() {
            let began =
                [stay.mark::<Arrived>(facts), stay.mark::<Presented>(facts), stay.mark::<DetentionAuthorised>(facts)];
            if let Some(began) = began.into_iter().flatten().min_by_key(|mark| mark.at) {
                runs.push(run(facts, stay, facts.route, began, None));
            }
        }
        for arrest in arrests {
            let route = route_of(facts, arrest.it);
            if runs.iter().skip(first).all(|run| run.route != route) {
                runs.push(run(facts, stay, route, arrest.mark(), Some(arrest)));
            }
        }
    }
    runs.retain(|run| owed(run.route, None, true).is_some());
    runs
}

fn run(facts: &Facts<'_>, stay: &Stay, route: Route, began: Mark, arrest: Option<Fact<'_, Arrested>>) -> Run {
    let arrived = match route {
        Route::MentalHealthS136 => arrived_under_s136(facts, stay, arrest),
        _ => None,
    };
    let here_already = arrest.filter(|arrest| is_here_already(facts, stay, arrest));
    let from = match route {
        Route::MentalHealthS136 => arrived.map(|arrived| arrived.mark()).or(here_already.map(|arrest| arrest.mark())),
        _ => arrest.map(|arrest| arrest.mark()),
    };
    let hours = |hours: i64| from.map(|mark| mark.at + TimeDelta::hours(hours));
    let limit = match route {
        Route::CourtBailBreach | Route::RemandBreach | Route::Injunction => {
            from.map(|mark| court_hours::after(mark.at, TimeDelta::hours(COURT_HOURS)))
        }
        Route::MentalHealthS136 => hours(if s136_is_of_2017(facts) { S136_HOURS } else { S136_HOURS_BEFORE }),
        Route::PoliceProtection => hours(PROTECTION_HOURS),
        _ => None,
    };
    let longest = match arrived {
        Some(arrived) if s136_is_of_2017(facts) && may_be_no_station(facts, stay, &arrived) => {
            hours(S136_HOURS + S136_MORE_HOURS)
        }
        _ => limit,
    };
    Run { route, began, from, limit, longest, left: left(facts, stay, route) }
}

/// Returns whether an arrest found the child at a station already: held there, or come by themselves.
fn is_here_already(facts: &Facts<'_>, stay: &Stay, arrest: &Fact<'_, Arrested>) -> bool {
    arrest.it.at_station == Some(true) || is_held_before(facts, stay, arrest.at)
}

/// Returns the arrival from which the hours of s.136 run.
///
/// Law: s.136(2A): from arrival at the place the child is removed to; from the decision to keep them where they are already.
fn arrived_under_s136<'a>(
    facts: &Facts<'a>,
    stay: &Stay,
    arrest: Option<Fact<'a, Arrested>>,
) -> Option<Fact<'a, Arrived>> {
    let since = arrest.filter(|arrest| is_here_already(facts, stay, arrest)).map(|arrest| arrest.at);
    stay.each::<Arrived>(facts).find(|arrived| since.is_none_or(|since| since <= arrived.at))
}

/// Returns when the child left: for a court's 24 hours the time at court counts, where it is recorded.
///
/// It counts however early the record is judged: a closed record is judged at its last entry, which is when the child set
/// out, and the entry that says so also says when they got there.
fn left(facts: &Facts<'_>, stay: &Stay, route: Route) -> Option<Mark> {
    let end = stay.end?;
    let reached = stay
        .each::<ToCourt>(facts)
        .find(|court| court.position == end.position)
        .and_then(|court| court.it.reached_at)
        .map(|moment| moment.instant())
        .filter(|&at| basis(route) == LimitBasis::Court24 && end.at < at);
    Some(Mark { at: reached.unwrap_or(end.at), position: end.position })
}

/// Returns the limit of the route outside PACE that ends first among those still running; none where none runs.
#[must_use]
pub fn limit(facts: &Facts<'_>) -> Option<Instant> {
    runs(facts).into_iter().filter(|run| run.left.is_none()).filter_map(|run| run.limit).min()
}

fn not_pace(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for run in runs(facts) {
        let age = facts.age_at(run.began.at);
        let owed = owed(run.route, age, s136_is_of_2017(facts));
        let Some(owed) = owed.filter(|_| facts.is_child_at(run.began.at)) else { continue };
        let state = match (run.left, run.limit) {
            (Some(_), _) => State::Done,
            (None, Some(limit)) => facts.undone(limit),
            (None, None) => State::Open,
        };
        let message = match (owed.hours, run.limit) {
            (Some(hours), Some(limit)) if run.longest > run.limit => {
                format!(
                    "{}, {hours}: by {}, or 12 h later if the doctor in charge says so.",
                    owed.what,
                    day_clock(limit)
                )
            }
            (Some(hours), Some(limit)) => format!("{}, {hours}: by {}.", owed.what, day_clock(limit)),
            (Some(hours), None) => format!("{}, {hours}.", owed.what),
            (None, _) => format!("{}.", owed.what),
        };
        judgement.owe(rule, run.limit, state, run.left.map(|mark| mark.at), message);
        if let Some(duty) = judgement.duties.last_mut() {
            duty.cites = owed.cites;
        }
        match (owed.hours, run.from, run.limit) {
            (Some(hours), None, _) => {
                let from = match run.route {
                    Route::MentalHealthS136 => "the arrival",
                    Route::PoliceProtection => "being taken into protection",
                    _ => "the arrest",
                };
                let message = format!(
                    "{}, {hours}. The time of {from} is not recorded, so the limit can't be told: record it.",
                    owed.what
                );
                let finding = rule.query(run.began.at, message).on([run.began.position]);
                judgement.find(finding.standing_on(rule.standard, owed.cites));
            }
            (_, Some(from), Some(limit)) => past(rule, facts, judgement, &run, &owed, from, limit),
            _ => {}
        }
    }
}

fn past(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement, run: &Run, owed: &Owed, from: Mark, limit: Instant) {
    let until = run.left.map_or(facts.now, |mark| mark.at);
    if until <= limit {
        return;
    }
    // Court or release after an extract ends would stand outside it.
    let shown = if run.left.is_some() { until } else { shown_until(facts, until) };
    let known = shown > limit;
    let until = if known { shown } else { until };
    // A doctor may have given more, and the record has no place for it: past all of that there is no asking.
    let longest = run.longest.unwrap_or(limit);
    let given_more = limit < longest && until <= longest;
    let (limit, all) = match limit < longest && !given_more {
        true if known => (longest, ", with all that a doctor may add (s.136B)"),
        _ => (limit, ""),
    };
    let next = match run.left {
        _ if known && given_more => {
            "Lawful only where the doctor in charge gave up to 12 h more (s.136B): record who did, and when.".to_owned()
        }
        Some(mark) => format!("Detention from then until {} was unlawful: say why it went on.", day_clock(mark.at)),
        None if known => {
            "The power to hold has run out: release the child to safety now, or tell an inspector at once \
                          what other power there is. Record why."
                .to_owned()
        }
        None => "What happened may stand outside this extract: find out.".to_owned(),
    };
    let message = format!(
        "{}. The limit was {}{all}, and was passed by {}. {next}",
        owed.what,
        day_clock(limit),
        length(minutes_between(limit, until))
    );
    let certain = known && !given_more;
    let finding = if certain { rule.breach(limit, message) } else { rule.query(limit, message) };
    let entries = [Some(from.position), run.left.map(|mark| mark.position)];
    judgement.find(
        finding
            .due(limit)
            .measured(limit, until)
            .on(entries.into_iter().flatten())
            .standing_on(rule.standard, owed.cites),
    );
}

fn s136_station(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let arrest = facts.each::<Arrested>().find(|arrest| route_of(facts, arrest.it) == Route::MentalHealthS136);
    let since = match (arrest, facts.entries.first()) {
        (Some(arrest), _) => arrest.at,
        (None, Some(first)) if facts.route == Route::MentalHealthS136 => first.at,
        _ => return,
    };
    let arrest = arrest.filter(|arrest| facts.is_child_at(arrest.at));
    let kept = arrest.map(|arrest| (arrest.mark(), kept(facts, &arrest)));
    if let Some((arrest, Kept::There)) = kept {
        judgement.find(at_station_under_s136(rule, facts, arrest));
        return;
    }
    let since = facts.entries.iter().filter(|standing| standing.at >= since);
    let at_station = |kind: &Kind| match kind {
        Kind::Arrived(arrived) => arrived.station.is_some() || arrived.place.is_none(),
        Kind::Presented(_) | Kind::DetentionAuthorised(_) | Kind::Placed(_) => true,
        _ => false,
    };
    if let Some(here) = since.clone().find(|standing| at_station(&standing.entry.kind)) {
        let here = Mark { at: here.at, position: here.position };
        if facts.is_child_at(here.at) {
            judgement.find(at_station_under_s136(rule, facts, here));
        }
        return;
    }
    if let Some((arrest, Kept::Until(left))) = kept {
        let message = format!(
            "No child may be taken to or kept at a police station under s.136. It was used at the station {}, and the child left {}. Whether they were kept there meanwhile is not recorded: record it.",
            day_clock(arrest.at),
            day_clock(left.at)
        );
        judgement.find(rule.query(arrest.at, message).on([arrest.position, left.position]));
        return;
    }
    // A named place may be a hospital or a part of a station; everything else happens only at a station.
    let mut arrivals = since.filter(|standing| matches!(standing.entry.kind, Kind::Arrived(_)));
    if let Some(there) = arrivals.next().filter(|there| facts.is_child_at(there.at)) {
        let at = there.at;
        let message = format!(
            "No child may be taken to or kept at a police station under s.136. Arrived {}, and whether that is a police station is not recorded: record it.",
            day_clock(at)
        );
        judgement.find(rule.query(at, message).on([there.position]));
    }
}

fn at_station_under_s136(rule: &Rule, facts: &Facts<'_>, since: Mark) -> Finding {
    let next = if facts.closed() { "" } else { " Move to a health place of safety at once." };
    let message = format!(
        "No child may be taken to or kept at a police station under s.136. At the station since {}.{next}",
        day_clock(since.at)
    );
    rule.breach(since.at, message).on([since.position])
}

/// How s.136 stood to a child who was at a station already when it was used.
enum Kept {
    /// Something was done with them there afterwards, or no leaving is recorded.
    There,
    /// The next that is recorded of them is that they left.
    Until(Mark),
    /// They weren't at a station, or not there just then.
    No,
}

fn kept(facts: &Facts<'_>, arrest: &Fact<'_, Arrested>) -> Kept {
    let of = |stay: &&Stay| stay.standing(facts).iter().any(|standing| standing.position == arrest.position);
    let held = facts.stays.iter().find(of).filter(|stay| is_here_already(facts, stay, arrest));
    let Some(stay) = held else { return Kept::No };
    if facts.away_at(arrest.at).is_some_and(|away| away.why != AwayWhy::Interview) {
        return Kept::No;
    }
    let after = stay.standing(facts).iter().skip_while(|standing| standing.position != arrest.position).skip(1);
    let next = |standing: &Standing<'_>| {
        // Left there for longer than a move takes, they were kept there, whatever was done meanwhile.
        let journey = if standing.kind == KindName::Arrived { JOURNEY_MINUTES } else { 0 };
        let moved_by = arrest.at + TimeDelta::minutes(MOVE_MINUTES + journey);
        let left = if standing.at > moved_by {
            Kept::There
        } else {
            Kept::Until(Mark { at: standing.at, position: standing.position })
        };
        match &standing.entry.kind {
            Kind::Arrived(arrived) if !names_no_station(arrived) => Some(Kept::There),
            Kind::Check(_)
            | Kind::Placed(_)
            | Kind::Presented(_)
            | Kind::DetentionAuthorised(_)
            | Kind::Review(_)
            | Kind::RestStarted(_)
            | Kind::InterviewStarted(_)
            | Kind::Charged(_)
            | Kind::BailRefused(_)
            | Kind::Care(_)
            | Kind::RightsGiven(_)
            | Kind::Woken(_) => Some(Kept::There),
            Kind::Arrived(_) | Kind::LeftForHospital(_) | Kind::Departed(_) => Some(left),
            _ => closes(standing.kind).then_some(left),
        }
    };
    after.filter_map(next).next().unwrap_or(Kept::There)
}

fn necessity(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    if facts.authorised.is_none() {
        return;
    }
    for arrest in facts.each::<Arrested>() {
        let held_already = facts.stays.iter().any(|stay| is_held_before(facts, stay, arrest.at));
        let said = arrest.it.necessity.as_deref().is_some_and(|text| !is_stock(text));
        if said || held_already || route_of(facts, arrest.it) != Route::Offence || !facts.is_child_at(arrest.at) {
            continue;
        }
        let message = "An arrest must be necessary for a reason the law names. None is recorded for this child's arrest. Ask the arresting officer for it, and why not a voluntary interview.";
        judgement.find(rule.query(arrest.at, message).on([arrest.position]));
    }
}

/// Returns whether an arrest found the child held already (s.31), or back on bail (s.34(7)): no fresh choice to arrest.
///
/// An arrival alone doesn't show it: an arrest entered after the arrival that it led to is still the first.
fn is_held_before(facts: &Facts<'_>, stay: &Stay, arrest: Instant) -> bool {
    let by_then = |at: Instant| at < arrest;
    stay.held.as_ref().is_some_and(|held| held.from < arrest && arrest <= held.to)
        && (stay.returned.is_some_and(|back| by_then(back.at))
            || stay.each::<Arrested>(facts).any(|other| by_then(other.at))
            || stay.each::<DetentionAuthorised>(facts).any(|authorised| by_then(authorised.at)))
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
