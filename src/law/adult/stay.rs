//! One detention of a child to whom an adult is owed: from authorisation to the end, or to the birthday that ends it.
//!
//! A file may hold more than one: a child bailed before charge and back again is owed an adult again, and the days on
//! bail are nobody's wait. Here too: when an adult was in the station, recorded or only evidenced.

use chrono::{NaiveDate, TimeDelta};

use crate::law::assessment::{Finding, State, Verdict};
use crate::law::facts::{Fact, Facts, Mark};
use crate::record::entry::OneOrMany;
use crate::record::kinds::*;
use crate::record::time::{clock, day_clock, length, london_date, minutes_between, turns};
use crate::record::words::{AaWho, Present};
use crate::record::{Instant, Kind, Moment};

/// The first day on which a 17-year-old has an adult, and someone told: 27 October 2013 (Code C as revised after
/// R (HC) v SSHD in the same year).
const SEVENTEEN_SINCE: (i32, u32, u32) = (2013, 10, 27);

/// The age, in years, at which the adult stops being owed under the law of the day.
fn age_of_majority(facts: &Facts<'_>) -> u32 {
    let (year, month, day) = SEVENTEEN_SINCE;
    let since = NaiveDate::from_ymd_opt(year, month, day);
    let old = facts.law_in_force_on.zip(since).is_some_and(|(date, since)| date < since);
    if old { 17 } else { 18 }
}

/// Returns whether looks, against an age nobody has shown a document for, make them a child under the law of the day.
fn child_by_looks(facts: &Facts<'_>) -> bool {
    let limit = age_of_majority(facts);
    facts.child.appears_under_18_against_the_record() && facts.child.apparent_age.is_some_and(|age| age < limit)
}

/// Returns whether an adult is owed to them at that instant: a child, and not a 17-year-old of the older law.
pub(in crate::law) fn owed_at(facts: &Facts<'_>, at: Instant) -> bool {
    let limit = age_of_majority(facts);
    facts.is_child_at(at) && (child_by_looks(facts) || facts.age_at(at).is_none_or(|age| age < limit))
}

/// Returns the birthday on which the adult stops being owed, where it is known and binds.
fn ceases(facts: &Facts<'_>) -> Option<Instant> {
    if child_by_looks(facts) {
        return None;
    }
    turns(facts.child.date_of_birth?, age_of_majority(facts))
}

/// Returns whether the birthday could have come by then: an age in years is all that is known, and midnight has passed.
fn birthday_may_have_come(facts: &Facts<'_>, at: Instant) -> bool {
    let one_year_short = facts.child.age == age_of_majority(facts).checked_sub(1);
    let started = facts.entries.first().map(|first| london_date(first.at));
    facts.child.date_of_birth.is_none()
        && one_year_short
        && !child_by_looks(facts)
        && started.is_some_and(|date| london_date(at) > date)
}

/// Turns a breach or shortfall into a question where a birthday nobody recorded could have come first.
pub(super) fn age_asked(facts: &Facts<'_>, finding: Finding) -> Finding {
    if finding.verdict == Verdict::Query || !birthday_may_have_come(facts, finding.at) {
        return finding;
    }
    asked(finding, "No date of birth is recorded: had the birthday come by then?")
}

/// Returns the words that say what to do next, while the child is still held; nothing once they are gone.
pub(super) fn next<'w>(facts: &Facts<'_>, words: &'w str) -> &'w str {
    if facts.closed() { "" } else { words }
}

fn asked(mut finding: Finding, question: &'static str) -> Finding {
    finding.verdict = Verdict::Query;
    finding.message = finding.message.followed_by(question);
    finding
}

/// A time when an adult was in the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::law) struct Presence {
    /// From when; where only evidenced, the first sign.
    pub from: Instant,
    /// Until when; the end of the stay while nothing says that they left.
    pub to: Instant,
    /// Whether the record shows it ending.
    pub over: bool,
    /// Whether an arrival is recorded, or only that an adult was there for something.
    pub recorded: bool,
    /// Who, where it is recorded.
    pub who: Option<AaWho>,
    /// The entry that shows it.
    pub position: usize,
}

impl Presence {
    /// Returns whether they were plainly there at that instant: not on the minute of coming or going.
    pub fn plainly_at(&self, at: Instant) -> bool {
        self.from < at && (!self.over || at < self.to)
    }
}

/// One detention of a child to whom an adult is owed.
#[derive(Debug)]
pub(in crate::law) struct Stay {
    /// Its first authorisation.
    pub authorised: Mark,
    /// When it began: arrival, arrest at the station, bail answered.
    pub since: Instant,
    /// The end of the detention before it.
    pub after: Option<Instant>,
    /// The start of the detention after it.
    pub next: Option<Instant>,
    /// The end of the detention, the birthday, or the instant judged, whichever is first.
    pub to: Instant,
    /// Whether the detention ended while the adult was still owed.
    pub ended: bool,
    /// Whether the birthday came first.
    pub came_of_age: bool,
    /// Every time an adult was there, in order.
    pub presences: Vec<Presence>,
}

/// Returns the detentions in which an adult was owed from authorisation, in order; worked out once.
pub(super) fn stays<'f>(facts: &'f Facts<'_>) -> &'f [Stay] {
    facts.adult_stays.get_or_init(|| work_out(facts))
}

fn work_out(facts: &Facts<'_>) -> Vec<Stay> {
    let ceases = ceases(facts);
    let mut after: Option<Instant> = None;
    let mut stays = Vec::new();
    let mut brought_in = facts.stays.iter().filter_map(|stay| Some((stay, stay.held?))).peekable();
    while let Some((stay, held)) = brought_in.next() {
        if let Some(authorised) = stay.authorised.filter(|authorised| owed_at(facts, authorised.at)) {
            let birthday = ceases.filter(|birthday| *birthday <= held.to);
            let mut stay = Stay {
                authorised,
                since: held.from,
                after,
                next: brought_in.peek().map(|(_, next)| next.from),
                to: birthday.unwrap_or(held.to),
                ended: held.over && birthday.is_none(),
                came_of_age: birthday.is_some(),
                presences: Vec::new(),
            };
            stay.presences = presences(facts, &stay);
            stays.push(stay);
        }
        after = Some(held.to).filter(|_| held.over).or(after);
    }
    stays
}

/// Returns the detention that an instant falls in.
pub(super) fn stay_at(stays: &[Stay], at: Instant) -> Option<&Stay> {
    stays.iter().find(|stay| stay.since <= at && at <= stay.to)
}

impl Stay {
    /// Returns every time an adult was asked for, in order.
    ///
    /// One asked for a voluntary attendance, who came to it and was gone before detention was authorised, wasn't asked for
    /// the child in detention, as Code C 3.15 wants.
    pub fn requests<'f, 'a>(
        &'f self,
        facts: &'f Facts<'a>,
    ) -> impl DoubleEndedIterator<Item = Fact<'a, AaRequested>> + use<'a, 'f> {
        self.within(facts).filter(|asked: &Fact<'a, AaRequested>| !self.was_for_attendance(facts, asked.at))
    }

    fn was_for_attendance(&self, facts: &Facts<'_>, asked: Instant) -> bool {
        let there = self.presences.iter().find(|there| asked <= there.to);
        there.is_some_and(|there| there.over && there.to < self.authorised.at) && self.in_attendance(facts, asked)
    }

    /// Returns whether an instant lies in a voluntary attendance: before the child was held, in a file that shows one.
    pub fn in_attendance(&self, facts: &Facts<'_>, at: Instant) -> bool {
        let attended = |attended: Fact<'_, Attended>| self.holds(attended.at) && attended.at < self.since;
        at < self.since && facts.each::<Attended>().any(attended)
    }

    /// Returns whether something at that instant belongs to this detention while the adult was owed.
    pub fn holds(&self, at: Instant) -> bool {
        self.after.is_none_or(|after| after < at) && if self.came_of_age { at < self.to } else { at <= self.to }
    }

    /// Returns the entries of one kind that belong to this detention: from the end of the one before it on, since an
    /// adult may be asked before the child is booked in.
    pub fn within<'f, 'a, K: Particular + 'a>(
        &'f self,
        facts: &'f Facts<'a>,
    ) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, 'f, K> {
        facts.each::<K>().filter(|fact| self.holds(fact.at))
    }

    /// Like [`Self::within`], and what was written of it after release, before any next detention.
    pub fn within_or_later<'f, 'a, K: Particular + 'a>(
        &'f self,
        facts: &'f Facts<'a>,
    ) -> impl Iterator<Item = Fact<'a, K>> + use<'a, 'f, K> {
        facts.each::<K>().filter(|fact| {
            let later = self.ended && fact.at > self.to && self.next.is_none_or(|next| fact.at < next);
            self.holds(fact.at) || later
        })
    }

    /// Returns the first time from authorisation on that an adult was there.
    pub fn first_there(&self) -> Option<Presence> {
        let from = self.authorised.at;
        let there = self.presences.iter().find(|presence| !presence.over || from <= presence.to)?;
        Some(Presence { from: there.from.max(from), ..*there })
    }

    /// Returns an instant so many minutes after authorisation.
    pub fn after_authorisation(&self, minutes: i64) -> Instant {
        self.authorised.at + TimeDelta::minutes(minutes)
    }

    /// Returns how a duty of this detention stands: not needed where the end or the birthday came first.
    pub fn state(&self, facts: &Facts<'_>, due: Instant, done_at: Option<Instant>) -> State {
        if done_at.is_some() {
            State::Done
        } else if self.came_of_age || (self.ended && self.to <= due) {
            State::NotNeeded
        } else {
            facts.undone(due)
        }
    }

    /// Returns how far a duty with a due time and a breach time fell short, and the instant that shows it.
    ///
    /// Done late, that is when it was done; not done, when the limit passed or, in an ended detention, the end.
    pub fn lateness(
        &self,
        facts: &Facts<'_>,
        due: Instant,
        breach: Instant,
        done_at: Option<Instant>,
    ) -> Option<(Verdict, Instant)> {
        if self.ended && self.to <= due {
            return None;
        }
        let (verdict, at) = match done_at {
            Some(done) if done > breach => (Verdict::Breach, done),
            Some(done) => (done > due).then_some((Verdict::Shortfall, done))?,
            None if self.ended => (Verdict::Breach, self.to.min(breach)),
            None if self.to > breach => (Verdict::Breach, breach),
            None => (self.to > due).then_some((Verdict::Shortfall, due))?,
        };
        // What was late before a birthday that nobody recorded could come stays late, by the lesser limit.
        let unsure = birthday_may_have_come(facts, at) && !birthday_may_have_come(facts, due);
        Some(if unsure { (Verdict::Shortfall, due) } else { (verdict, at) })
    }

    /// Turns a breach or shortfall into a question where what is missing could lie outside an extract.
    ///
    /// Inside is what the extract covers from the child's coming in until `until`.
    pub fn extract_asked(&self, facts: &Facts<'_>, until: Instant, finding: Finding) -> Finding {
        let Some(extract) = &facts.record.head.extract else { return finding };
        let from = Moment::instant(extract.from);
        let came_in = facts.entries.iter().any(|standing| {
            let at = standing.at;
            let coming = matches!(standing.entry.kind, Kind::Arrived(_) | Kind::AnsweredBail(_) | Kind::Arrested(_));
            coming && from <= at && at <= self.authorised.at && self.holds(at)
        });
        if finding.verdict == Verdict::Query || (came_in && until <= Moment::instant(extract.to)) {
            return finding;
        }
        asked(finding, "The file is an extract: does the rest of the record show it?")
    }
}

/// Returns when an adult was there: from an arrival, or from the first thing they were there for, until they left, the
/// child left for another station, or the end.
fn presences(facts: &Facts<'_>, stay: &Stay) -> Vec<Presence> {
    let mut presences: Vec<Presence> = Vec::new();
    for standing in facts.entries.iter().filter(|standing| stay.holds(standing.at)) {
        let (at, position) = (standing.at, standing.position);
        let new = Presence { from: at, to: stay.to, over: false, recorded: false, who: None, position };
        let open = presences.last_mut().filter(|presence| !presence.over);
        match (&standing.entry.kind, open) {
            (Kind::AaArrived(arrived), Some(open)) => {
                open.recorded = true;
                open.who = open.who.or(arrived.who);
            }
            (Kind::AaArrived(arrived), None) => {
                presences.push(Presence { recorded: true, who: arrived.who, ..new });
            }
            (Kind::AaLeft(_) | Kind::Departed(_), Some(open)) => {
                open.to = at;
                open.over = true;
            }
            (Kind::AaLeft(_), None) => presences.push(Presence { over: true, to: at, ..new }),
            (Kind::QuestionedAway(questioned), None) if questioned.aa_present == Some(true) => {
                presences.push(Presence { from: Moment::instant(questioned.from), to: at, over: true, ..new });
            }
            (kind, None) if shows_adult(kind) => presences.push(new),
            _ => {}
        }
    }
    presences
}

/// Returns whether the adult was there: as said, else there if it says who they were.
pub(super) fn there(present: Option<bool>, who: Option<&OneOrMany<AaWho>>) -> Option<bool> {
    present.or(who.filter(|who| !who.all().is_empty()).map(|_| true))
}

/// Returns who the adults were at something they were there for, where its entry says so.
pub(super) fn named(kind: &Kind) -> &[AaWho] {
    let (present, who) = match kind {
        Kind::InterviewStarted(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::InterviewEnded(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::StripSearched(it) => (it.aa_present, it.aa_who.as_ref()),
        Kind::Charged(it) => (it.aa_present, it.aa_who.as_ref()),
        _ => return &[],
    };
    who.filter(|_| present != Some(false)).map(OneOrMany::all).unwrap_or_default()
}

/// Returns how long something took, in words, and how much of it the child was at hospital.
pub(super) fn waited(facts: &Facts<'_>, from: Instant, to: Instant) -> String {
    let all = length(minutes_between(from, to));
    match facts.treatment_seconds(from, to) / 60 {
        0 => all,
        hospital => format!("{all} ({} of it at hospital)", length(hospital)),
    }
}

/// Returns a time of day, with its date where that isn't the date of another instant beside it.
pub(super) fn clock_from(beside: Instant, at: Instant) -> String {
    if london_date(beside) == london_date(at) { clock(at) } else { day_clock(at) }
}

/// Returns whether an entry says that an adult was there in the station.
fn shows_adult(kind: &Kind) -> bool {
    match kind {
        Kind::RightsGiven(rights) => rights.aa_present,
        Kind::InterviewStarted(it) => there(it.aa_present, it.aa_who.as_ref()) == Some(true),
        Kind::InterviewEnded(it) => there(it.aa_present, it.aa_who.as_ref()) == Some(true),
        Kind::StripSearched(it) => there(it.aa_present, it.aa_who.as_ref()) == Some(true),
        Kind::Charged(it) => there(it.aa_present, it.aa_who.as_ref()) == Some(true),
        Kind::BailRefused(refused) => refused.aa_present == Some(true),
        Kind::Review(review) => review.present.as_ref().is_some_and(|present| present.contains(&Present::Aa)),
        _ => false,
    }
}

/// Returns who was asked or came, in words that fit any sentence: "a parent"; "an adult" where it isn't recorded.
pub(super) fn who(who: Option<AaWho>) -> String {
    match who {
        None | Some(AaWho::Other) => "an adult".to_owned(),
        Some(AaWho::Parent) => "a parent".to_owned(),
        Some(AaWho::Guardian) => "a guardian".to_owned(),
        Some(AaWho::CareAuthority) => "the care authority".to_owned(),
        Some(AaWho::Relative) => "a relative".to_owned(),
        Some(AaWho::SocialWorker) => "a social worker".to_owned(),
        Some(AaWho::Scheme) => "the adult scheme".to_owned(),
        Some(AaWho::Volunteer) => "a volunteer".to_owned(),
    }
}
