//! One review as it was held: within which detention, by whom, how, and whether the child was awake.

use super::{method, officer};
use crate::law::facts::{AwayWhy, Fact, Mark, is_pace};
use crate::law::stays::Stay;
use crate::law::wording::normalised;
use crate::law::{Facts, Owner, age};
use crate::record::Instant;
use crate::record::kinds::{Arrested, Charged, DetentionAuthorised, InterviewStarted, Review};
use crate::record::words::{Asked, NotSpoken, ReviewMethod, Route};

/// What a review says of the child's sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sleep {
    Awake,
    Asleep,
    NotRecorded,
}

/// One review entry made during detention.
pub(super) struct Act<'a> {
    pub fact: Fact<'a, Review>,
    pub falls: Fall,
}

/// Where a review falls in its record, worked out once: each rule on reviews asks for them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::law) struct Fall {
    /// Its place among the reviews.
    nth: usize,
    /// Which of the record's stays it fell in.
    pub(super) stay: usize,
    /// Whether a charge stood before it, so that only the custody officer reviews.
    pub(super) charged: bool,
    /// Whether the child seems to be held for another offence too, uncharged: arrested again since that charge, questioned since,
    /// or arrested for more than was charged.
    pub(super) held_uncharged_too: bool,
    /// Whether its content is judged: it counts, and the person was a child at the time.
    judged: bool,
}

impl<'a> Act<'a> {
    /// Returns when it was held.
    pub fn at(&self) -> Instant {
        self.fact.at
    }

    /// Returns what the entry says.
    pub fn it(&self) -> &'a Review {
        self.fact.it
    }

    /// Returns the position of the entry.
    pub fn position(&self) -> usize {
        self.fact.position
    }

    /// Returns whether it counts: by an officer and in a way the law allows. What isn't recorded isn't held against it.
    pub fn counts(&self, facts: &Facts<'_>) -> bool {
        !officer::voids(self) && !method::voids(facts, self)
    }

    /// Returns who owes a review at this stage.
    pub fn owner(&self) -> Owner {
        if self.falls.charged { Owner::CustodyOfficer } else { Owner::ReviewOfficer }
    }

    /// Returns what it says of the child's sleep; "asleep" wins where it says both.
    pub fn sleep(&self) -> Sleep {
        let it = self.it();
        if it.not_spoken == Some(NotSpoken::Asleep) || it.awake == Some(false) {
            Sleep::Asleep
        } else if it.awake == Some(true) || self.spoke() {
            Sleep::Awake
        } else {
            Sleep::NotRecorded
        }
    }

    /// Returns whether the child was spoken to: the entry says so, or holds their words.
    pub fn spoke(&self) -> bool {
        self.it().spoken_to == Some(true) || self.it().child_said.is_some()
    }

    /// Returns whether words need not be heard from the child: unfit by condition or behaviour (s.40(14)).
    pub fn unfit(&self) -> bool {
        matches!(self.it().not_spoken, Some(NotSpoken::Unfit | NotSpoken::Violent | NotSpoken::Intoxicated))
    }

    /// Returns whether the child was given the chance to speak.
    pub fn heard(&self, whom: Asked) -> bool {
        let it = self.it();
        let asked = it.asked.as_ref().is_some_and(|asked| asked.contains(&whom));
        asked
            || match whom {
                Asked::Child => it.child_said.is_some() || it.not_spoken == Some(NotSpoken::Declined),
                Asked::Aa => it.aa_said.is_some(),
                Asked::Solicitor => it.solicitor_said.is_some(),
            }
    }

    /// Returns what to do next, for a message: nothing where its detention is over, or a later review has done it.
    pub fn to_do(&self, facts: &Facts<'_>, what: &'static str) -> &'static str {
        let later = |falls: &Fall| falls.stay == self.falls.stay && falls.nth > self.falls.nth && falls.judged;
        if self.is_over(facts) || falls(facts).iter().any(later) { "" } else { what }
    }

    /// Returns whether its detention has ended.
    pub fn is_over(&self, facts: &Facts<'_>) -> bool {
        facts.stays.get(self.falls.stay).is_some_and(|stay| stay.end.is_some())
    }

    /// Returns whether it was held by telephone.
    pub fn by_telephone(&self) -> bool {
        self.it().method == Some(ReviewMethod::Telephone)
    }

    /// Returns whether the child was out of the station: in hospital or between stations.
    pub fn child_away(&self, facts: &Facts<'_>) -> bool {
        facts
            .away_at(self.at())
            .is_some_and(|away| matches!(away.why, AwayWhy::Treatment | AwayWhy::Evidence | AwayWhy::Transfer))
    }
}

/// Returns a text that says something: not empty, and not "nothing", which says that it was asked for and empty.
pub(super) fn told(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("nothing"))
}

/// Returns whether reviews are owed in a stay.
pub(super) fn is_reviewed(facts: &Facts<'_>, stay: &Stay) -> bool {
    if stay.authorised.is_some() { reviewed_from(facts, stay).is_some() } else { facts.is_pace_route() }
}

/// Returns from when reviews are owed in a stay: its authorisation, or, where that was under another power, an arrest for an
/// offence since, or the authorisation after it. In the first stay such an arrest is asked about with the limit instead.
///
/// Law: PACE s.40(1): detention "in connection with the investigation of an offence".
pub(super) fn reviewed_from(facts: &Facts<'_>, stay: &Stay) -> Option<Mark> {
    let authorised = stay.authorised?;
    if stay.authorised == facts.authorised {
        return Some(authorised).filter(|_| facts.is_pace_route());
    }
    if is_for_an_offence(facts, stay, authorised) {
        return Some(authorised);
    }
    let arrest = stay
        .each::<Arrested>(facts)
        .find(|arrest| authorised.at < arrest.at && arrest.it.route.is_some_and(is_pace))?;
    let again = stay.each::<DetentionAuthorised>(facts).find(|again| arrest.at <= again.at);
    Some(again.map_or(arrest.mark(), |again| again.mark()))
}

/// Returns whether a later stay was authorised for an offence: its own arrests say by which power the child was held.
fn is_for_an_offence(facts: &Facts<'_>, stay: &Stay, authorised: Mark) -> bool {
    let mut arrests = stay.each::<Arrested>(facts).filter(|arrest| arrest.at <= authorised.at).peekable();
    if arrests.peek().is_some() {
        return arrests.any(|arrest| is_pace(arrest.it.route.unwrap_or(Route::Offence)));
    }
    let route = stay.each::<DetentionAuthorised>(facts).find_map(|authorised| authorised.it.route);
    route.is_none_or(is_pace)
}

/// Returns whether reviews are owed to anyone under this record: a PACE route in any stay, and a child of ten or over.
pub(super) fn applies(facts: &Facts<'_>) -> bool {
    (facts.is_pace_route() || facts.stays.iter().any(|stay| is_reviewed(facts, stay))) && !age::under_ten(facts)
}

fn falls<'f>(facts: &'f Facts<'_>) -> &'f [Fall] {
    facts.review_falls.get_or_init(|| if applies(facts) { all_falls(facts) } else { Vec::new() })
}

fn all_falls(facts: &Facts<'_>) -> Vec<Fall> {
    let reviews = facts.each::<Review>().zip(facts.places::<Review>()).enumerate();
    reviews
        .filter_map(|(nth, (fact, &order))| {
            let stay = facts.stays.iter().position(|stay| stay.covers(fact.at) && is_reviewed(facts, stay))?;
            let charged_at = facts.stays.get(stay).and_then(|stay| charge_before(stay, order));
            let held_uncharged_too = charged_at.is_some_and(|charged| {
                facts.stays.get(stay).is_some_and(|stay| uncharged(facts, stay, charged, fact.at))
            });
            let falls = Fall { nth, stay, charged: charged_at.is_some(), held_uncharged_too, judged: false };
            let judged = Act { fact, falls }.counts(facts) && facts.is_child_at(fact.at);
            Some(Fall { judged, ..falls })
        })
        .collect()
}

/// Returns whether a child charged at one time seems to be held uncharged for something else at a later one.
fn uncharged(facts: &Facts<'_>, stay: &Stay, charged: Instant, at: Instant) -> bool {
    let since = |then: Instant| charged < then && then <= at;
    let arrests = || stay.each::<Arrested>(facts).filter(|arrest| arrest.at <= at);
    let offences = |all: &mut Vec<String>, texts: &[String]| all.extend(texts.iter().map(|text| normalised(text)));
    let (mut arrested, mut on_the_sheet) = (Vec::new(), Vec::new());
    arrests().for_each(|arrest| offences(&mut arrested, arrest.it.offences.as_deref().unwrap_or_default()));
    stay.each::<Charged>(facts)
        .filter(|charged| charged.at <= at)
        .for_each(|charged| offences(&mut on_the_sheet, &charged.it.offences));
    arrested.sort_unstable();
    arrested.dedup();
    // A sheet says an offence in more words than an arrest ("theft of a bicycle").
    let charged_with =
        |offence: &String| on_the_sheet.iter().any(|charge| charge.contains(offence) || offence.contains(charge));
    let left_out = arrested.len() > 1 && !arrested.iter().all(charged_with);
    arrests().any(|arrest| since(arrest.at))
        || stay.each::<InterviewStarted>(facts).any(|interview| since(interview.at))
        || arrested.len() > on_the_sheet.len()
        || left_out
}

fn act<'a>(facts: &Facts<'a>, falls: Fall) -> Option<Act<'a>> {
    Some(Act { fact: facts.nth::<Review>(falls.nth)?, falls })
}

/// Returns every review held during a detention, in order; none where reviews aren't owed.
pub(super) fn acts<'a>(facts: &Facts<'a>) -> Vec<Act<'a>> {
    falls(facts).iter().filter_map(|falls| act(facts, *falls)).collect()
}

/// Returns the charge that stands before an entry; at the same minute the order of the record decides.
fn charge_before(stay: &Stay, order: usize) -> Option<Instant> {
    let before = stay.charged_order.is_some_and(|charged| charged < order);
    stay.charged.filter(|_| before).map(|charged| charged.at)
}

/// Returns the reviews whose content is judged: those that count, of someone who was a child at the time.
pub(super) fn judged<'a>(facts: &Facts<'a>) -> Vec<Act<'a>> {
    falls(facts).iter().filter(|falls| falls.judged).filter_map(|falls| act(facts, *falls)).collect()
}

/// Returns whether the file shows the whole of a stretch of time: always, save where it is an extract that doesn't cover it.
///
/// What could lie outside an extract is asked about, never called a breach.
pub(super) fn shown_whole(facts: &Facts<'_>, from: Instant, to: Instant) -> bool {
    facts
        .record
        .head
        .extract
        .as_ref()
        .is_none_or(|extract| extract.from.instant() <= from && to <= extract.to.instant())
}
