//! The handover: what is late or falls due first, then every child held, with their words, who owes what, and who has taken
//! them over.

pub mod notes;
pub mod owed;

use chrono::TimeDelta;

use self::notes::{Noted, TakenOver, last_taken_over};
use self::owed::{Owed, still_passed};
use super::board::{by_urgency, name, place, urgency, where_kept};
use super::decide::where_to;
use super::form::Brief;
use super::glance::Glance;
use super::officer::Officer;
use super::walk::along_the_corridor;
use crate::law::adult::{Stands, ladder};
use crate::law::checks::timeline::{plan_at, plans};
use crate::law::{Assessment, Facts, State};
use crate::record::Instant;
use crate::record::kinds::{
    AccommodationAnswered, ObservationSet, ReferralOwedBy, Review, RiskAssessed, WomanAssigned,
};
use crate::record::time::{clock, length, minutes_between, weekday};
use crate::record::words::{AaWho, Marker, Need, Sex};

/// How far ahead a handover looks, in minutes: the first hours of the shift that takes over.
const AHEAD_MINUTES: i64 = 120;

/// How long the shift that takes over is, in minutes: what falls due later is for the handover after.
const SHIFT_MINUTES: i64 = 480;

/// How long a taking-over counts as that of the present handover, in minutes. Shifts are eight hours or longer, so that one
/// taken over within four was taken over in this one.
const ONE_HANDOVER_MINUTES: i64 = 240;

/// The duty that falls due with every round: said as the plan of the child, and time-critical only once it is late.
const ROUNDS: &str = "check.due";

/// What stands over what is time-critical.
pub const FIRST: &str = "First: late, or due within 2 hours";

/// What the page says where nothing is time-critical.
pub const NOTHING_DUE: &str = "Nothing is late, and nothing falls due.";

/// One line of what is time-critical.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// When it falls due; none for what is late.
    pub due: Option<Instant>,
    /// What, of whom, and who owes it.
    pub text: String,
}

impl Urgent {
    /// Returns what stands before it: "LATE", "07:20".
    #[must_use]
    pub fn lead(&self) -> String {
        self.due.map_or_else(|| "LATE".to_owned(), clock)
    }
}

/// One child on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildPage {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// Who and where: "Aled Probert, 15, cell 4".
    pub who: String,
    /// The custody number, and how long held.
    pub held: String,
    /// What to know, in the order of the page.
    pub rows: Vec<Brief>,
    /// What is still owed in the shift that takes over, the most urgent first.
    pub owed: Vec<Owed>,
    /// Who took the child over in this handover, from whom; none where nobody has yet.
    pub taken: Option<Noted<TakenOver>>,
}

/// The whole page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Handover {
    /// What is late, by child, the most urgent first, then what falls due within two hours, the earliest first.
    pub urgent: Vec<Urgent>,
    /// The children, in the order of the corridor: each is visited.
    pub children: Vec<ChildPage>,
}

impl ChildPage {
    /// Returns who the child is and whether they are taken over: "Aled Probert, 15, cell 4 (KE/2214/26, held 6 h):
    /// NOT TAKEN OVER".
    #[must_use]
    pub fn headed(&self) -> String {
        let stands = if self.taken.is_some() { "taken over" } else { "NOT TAKEN OVER" };
        format!("{} ({}): {stands}", self.who, self.held)
    }
}

impl Handover {
    /// Returns the page over those records at that time: only children still held.
    #[must_use]
    pub fn of<'a>(held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>, now: Instant) -> Self {
        Self::with(held, now, None)
    }

    /// Returns the page narrowed to what is that officer's: open duties their role owes or that name them, and the children
    /// of whom there are any, with nothing else on them: whoever goes off has seen the rest.
    #[must_use]
    pub fn of_officer<'a>(
        held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>,
        now: Instant,
        officer: &Officer,
    ) -> Self {
        let mut page = Self::with(held, now, Some(officer));
        page.children.retain(|child| !child.owed.is_empty());
        for child in &mut page.children {
            child.rows = owed_rows(&child.owed, now);
        }
        page
    }

    fn with<'a>(
        held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>,
        now: Instant,
        mine: Option<&Officer>,
    ) -> Self {
        let mut held: Vec<_> = held.into_iter().filter(|(_, _, assessment)| !assessment.closed).collect();
        held.sort_by_cached_key(|(record_id, facts, _)| (along_the_corridor(&place(facts)), (*record_id).to_owned()));
        let (mut late, mut coming, mut children) = (Vec::new(), Vec::new(), Vec::new());
        for (record_id, facts, assessment) in held {
            let passed = still_passed(facts, assessment);
            let owed = by_urgency(assessment).into_iter().map(|duty| Owed::of(facts, &passed, duty));
            let shift_ends = now + TimeDelta::minutes(SHIFT_MINUTES);
            let in_shift = |owed: &Owed| owed.due.is_none_or(|due| due <= shift_ends);
            let owed: Vec<Owed> =
                owed.filter(|owed| in_shift(owed) && mine.is_none_or(|officer| owed.who.is(officer))).collect();
            let whom = format!("{}, {}", name(facts.record), where_kept(&place(facts)));
            let line = |due, text| Urgent { record_id: record_id.to_owned(), due, text };
            let overdue: Vec<String> =
                owed.iter().filter(|owed| owed.is_late()).map(|owed| owed.late_by(now)).collect();
            if let Some(worst) = owed.first().filter(|owed| owed.is_late()) {
                let weight = urgency(worst.rule, worst.state, worst.due);
                late.push((weight, line(None, format!("{whom}: {}", overdue.join(", ")))));
            }
            for owed in owed.iter().filter(|owed| !owed.is_late() && owed.rule != ROUNDS) {
                let soon = owed.due.filter(|due| *due <= now + TimeDelta::minutes(AHEAD_MINUTES));
                coming.extend(soon.map(|due| line(Some(due), format!("{}: {whom} - {}", owed.what, owed.who.shown()))));
            }
            if mine.is_none() {
                coming.extend(expected(facts).into_iter().map(|(at, what)| line(Some(at), format!("{what}: {whom}"))));
            }
            children.push(child(record_id, facts, assessment, owed));
        }
        late.sort_by_key(|(weight, _)| *weight);
        coming.sort_by_key(|urgent| urgent.due);
        let urgent = late.into_iter().map(|(_, urgent)| urgent).chain(coming).collect();
        Self { urgent, children }
    }

    /// Returns the width of the column in which the times of what is time-critical stand, its gap with it.
    #[must_use]
    pub fn lead_width(&self) -> usize {
        self.urgent.iter().map(|urgent| urgent.lead().chars().count()).max().unwrap_or(0) + 2
    }

    /// Returns how many of the children have been taken over in this handover.
    #[must_use]
    pub fn taken_over(&self) -> usize {
        self.children.iter().filter(|child| child.taken.is_some()).count()
    }

    /// Returns the first child after that one, in the order of the page and round it, who isn't taken over yet.
    #[must_use]
    pub fn next_after(&self, record_id: &str) -> Option<&str> {
        let here = self.children.iter().position(|child| child.record_id == record_id).unwrap_or(0);
        let (before, after) = self.children.split_at_checked(here)?;
        let mut round = after.iter().chain(before).filter(|child| child.record_id != record_id);
        round.find(|child| child.taken.is_none()).map(|child| child.record_id.as_str())
    }
}

/// Who or what is expected within two hours: the adult, a place with the authority.
fn expected(facts: &Facts<'_>) -> Vec<(Instant, String)> {
    let adult = match ladder(facts).map(|ladder| ladder.stands) {
        Some(Stands::Asked { last, .. }) => last.eta.map(|eta| {
            let who = last.name.or_else(|| last.who.map(AaWho::plain));
            (eta, format!("Adult expected{}", who.map(|who| format!(" ({who})")).unwrap_or_default()))
        }),
        _ => None,
    };
    let answer = facts.last::<AccommodationAnswered>();
    let place = answer.and_then(|answer| {
        let whose = answer.it.authority.as_deref().map(|authority| format!(" ({authority})")).unwrap_or_default();
        Some((answer.it.eta?.instant(), format!("Authority expected{whose}")))
    });
    let until = facts.now + TimeDelta::minutes(AHEAD_MINUTES);
    adult.into_iter().chain(place).filter(|(at, _)| facts.now <= *at && *at <= until).collect()
}

fn child(record_id: &str, facts: &Facts<'_>, assessment: &Assessment, owed: Vec<Owed>) -> ChildPage {
    let age = assessment.age.map_or_else(|| "age not recorded".to_owned(), |age| age.to_string());
    let held = assessment.clocks.elapsed_minutes.map(|held| format!(", held {}", length(held))).unwrap_or_default();
    let last = last_taken_over(facts);
    let (taken, before): (Option<_>, Option<_>) = match last {
        Some(last) if minutes_between(last.at, facts.now) < ONE_HANDOVER_MINUTES => (Some(last), None),
        last => (None, last),
    };
    let mut rows = in_view(facts, assessment);
    rows.extend(owed_rows(&owed, facts.now));
    rows.extend(passed_rows(facts, assessment));
    rows.push(taken_row(taken.as_ref(), before.as_ref(), facts.now));
    ChildPage {
        record_id: record_id.to_owned(),
        who: format!("{}, {age}, {}", name(facts.record), where_kept(&place(facts))),
        held: format!("{}{held}", facts.record.head.custody_number),
        rows,
        owed,
        taken,
    }
}

/// The child: where, their words, how they seem, what warns, the plan, the adult, the woman who has a girl's care.
fn in_view(facts: &Facts<'_>, assessment: &Assessment) -> Vec<Brief> {
    let glance = Glance::of(facts);
    let now = facts.now;
    let mut rows = Vec::new();
    if let Some(away) = facts.away.iter().find(|away| !away.over) {
        rows.push(Brief::loud("Out", format!("{} since {}", where_to(away.why), time(away.from, now))));
    }
    rows.push(match &glance.last_words {
        Some(said) => Brief::new("Said", format!("{} \"{}\"", time(said.at, now), said.text)),
        None => Brief::loud("Said", "no words recorded yet"),
    });
    let seems = glance.last_seems().map(|(at, seems)| format!("{} {}", seems.plain(), time(at, now)));
    let change = glance.first_change.map(|change| format!("first change {}", change.shown()));
    if seems.is_some() || change.is_some() {
        let text: Vec<String> = seems.into_iter().chain(change).collect();
        rows.push(Brief { loud: glance.first_change.is_some(), ..Brief::new("Seems", text.join("; ")) });
    }
    rows.extend(warned(facts));
    rows.push(Brief::new("Watch", watch(facts, assessment)));
    rows.push(Brief { loud: glance.adult.loud, ..Brief::new("Adult", glance.adult.words) });
    if facts.child.sex == Some(Sex::Female) {
        let unnamed = assessment.duties.iter().any(|duty| duty.rule == "care.woman" && duty.is_open());
        rows.push(match facts.last::<WomanAssigned>().filter(|_| !unnamed) {
            Some(named) => {
                Brief::new("Woman", format!("{} has her care, since {}", named.it.name, time(named.at, now)))
            }
            None => Brief::loud("Woman", "NOT NAMED: say who has her care"),
        });
    }
    rows
}

/// What the record warns of, and what the child needs help with.
fn warned(facts: &Facts<'_>) -> Option<Brief> {
    let flags = facts.last::<RiskAssessed>().and_then(|risk| risk.it.flags.clone()).unwrap_or_default();
    let mut markers: Vec<Marker> = facts.child.markers.clone().unwrap_or_default();
    markers.extend(flags.into_iter().filter(|flag| !facts.child.has_marker(*flag)));
    let needs = facts.child.needs.iter().flatten().copied().map(Need::plain);
    let words: Vec<String> = markers.into_iter().map(Marker::plain).chain(needs).collect();
    (!words.is_empty()).then(|| Brief::loud("Risk, needs", words.join(", ")))
}

/// The observation plan, and when the next check is due.
fn watch(facts: &Facts<'_>, assessment: &Assessment) -> String {
    let plan = plan_at(plans(facts), facts.policy, facts.now);
    let set = facts.each::<ObservationSet>().find(|set| Some(set.position) == plan.position);
    let level = set.map_or_else(|| "no plan set".to_owned(), |set| format!("level {}", set.it.level.number()));
    let rousing = if plan.rousing { ", rousing" } else { "" };
    let check = assessment.duties.iter().find(|duty| duty.rule == ROUNDS && duty.is_open());
    let next = match check.and_then(|check| Some((check.state, check.due?))) {
        Some((State::Overdue, due)) => format!("; check LATE {}", length(minutes_between(due, facts.now))),
        Some((_, due)) => format!("; next check {}", time(due, facts.now)),
        None => String::new(),
    };
    format!("{level}, every {} min{rousing}{next}", plan.every)
}

/// What is owed, one row for each who owes it, in the order of the most urgent of each.
fn owed_rows(owed: &[Owed], now: Instant) -> Vec<Brief> {
    let mut by: Vec<(String, Vec<String>, bool)> = Vec::new();
    for one in owed {
        let when = match one.due {
            _ if one.is_late() => " LATE".to_owned(),
            Some(due) => format!(" by {}", time(due, now)),
            None => String::new(),
        };
        let (who, words) = (one.who.shown(), format!("{}{when}", one.what));
        match by.iter_mut().find(|(known, _, _)| *known == who) {
            Some((_, all, late)) => {
                all.push(words);
                *late |= one.is_late();
            }
            None => by.push((who, vec![words], one.is_late())),
        }
    }
    let row = |(who, words, loud): (String, Vec<String>, bool)| Brief {
        loud,
        ..Brief::new("Owed", format!("{who}: {}", words.join(", ")))
    };
    by.into_iter().map(row).collect()
}

/// What was passed on, a referral that changed hands, and what the last review promised.
fn passed_rows(facts: &Facts<'_>, assessment: &Assessment) -> Vec<Brief> {
    let now = facts.now;
    let mut rows = Vec::new();
    let owed = assessment.duties.iter().any(|duty| duty.rule == "referral.submitted" && duty.is_open());
    let owners: Vec<_> = facts.each::<ReferralOwedBy>().collect();
    for (before, after) in owners.iter().zip(owners.iter().skip(1)).filter(|_| owed) {
        let named = |it: &ReferralOwedBy| notes::named(&it.name, it.number.as_deref());
        let text = format!("{} Referral from {} to {}", time(after.at, now), named(before.it), named(after.it));
        rows.push(Brief::new("Passed on", text));
    }
    for passed in still_passed(facts, assessment) {
        let (at, it) = (time(passed.at, now), passed.it);
        let text = format!("{at} {} to {}, because {}; passed by {}", it.what, it.to, it.because, passed.by);
        rows.push(Brief::new("Passed on", text));
    }
    let promised = facts.last::<Review>().and_then(|review| Some((review, review.it.effect.as_deref()?)));
    if let Some((review, effect)) = promised.filter(|(_, effect)| *effect != "nothing") {
        let by = review.entry.by().map_or_else(String::new, |by| format!("; {}", by.shown()));
        rows.push(Brief::new("At review", format!("{} {effect}{by}", time(review.at, now))));
    }
    rows
}

fn taken_row(taken: Option<&Noted<TakenOver>>, before: Option<&Noted<TakenOver>>, now: Instant) -> Brief {
    match (taken, before) {
        (Some(taken), _) => {
            let visited = match &taken.it.not_visited {
                None => "visited".to_owned(),
                Some(why) => format!("NOT VISITED: {why}"),
            };
            let words = taken.it.words.as_deref().map(|words| format!(". {words}")).unwrap_or_default();
            let text = format!("{} by {} from {}, {visited}{words}", time(taken.at, now), taken.by, taken.it.given_by);
            Brief { loud: taken.it.not_visited.is_some(), ..Brief::new("Taken over", text) }
        }
        (None, Some(before)) => {
            Brief::loud("Taken over", format!("NOT YET; last {} by {}", time(before.at, now), before.by))
        }
        (None, None) => Brief::loud("Taken over", "NOT YET"),
    }
}

/// A time of day, with the day of the week where it lies more than half a day off.
fn time(at: Instant, now: Instant) -> String {
    if (at - now).num_hours().abs() < 12 { clock(at) } else { format!("{} {}", weekday(at), clock(at)) }
}

#[cfg(test)]
mod tests;
