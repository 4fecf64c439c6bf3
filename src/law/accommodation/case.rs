//! The facts of a child held after charge, gathered once for the rules on bail, accommodation and the certificate.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::NaiveDate;

use crate::law::facts::{Fact, Facts, Mark};
use crate::law::offences::{Match, Specified, look_up};
use crate::law::stays::Stay;
use crate::record::kinds::*;
use crate::record::time::london_date;
use crate::record::words::{AccommodationType, AuthorityAnswer, PlacementType, ReleaseOutcome, Route};
use crate::record::{CaseFile, Instant, Kind};

/// 17-year-olds are "arrested juveniles" from this day on: Criminal Justice and Courts Act 2015 s.42.
const SEVENTEEN_FROM: (i32, u32, u32) = (2015, 10, 26);

/// A drug sample is a ground only from this age, in years: PACE s.38(1)(b)(i), (6A), s.63B(3)(b).
const DRUG_SAMPLE_AGE: u32 = 14;

/// Secure accommodation can be a reason only from this age, in years: PACE s.38(6)(b).
pub const SECURE_AGE: u32 = 12;

/// Why s.38(6) doesn't run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Not charged, and held under PACE.
    NotCharged,
    /// Not charged, and held under another power.
    OtherPower(Route),
    /// 18 or over when bail was decided, or now.
    Adult,
    /// 17 before 26 October 2015.
    SeventeenBefore2015,
    /// Below ten at the offence: release is owed, not accommodation.
    UnderTen,
    /// Charged and bailed.
    Bailed {
        /// The charge.
        charged: Mark,
        /// The bail or the release.
        end: Mark,
    },
}

/// A stay from its first charge on.
struct AfterCharge {
    charged: Mark,
    end: Option<Mark>,
    /// The places of the stay's entries.
    within: Range<usize>,
    /// When the stay ended, or the instant judged.
    until: Instant,
}

impl AfterCharge {
    fn each(facts: &Facts<'_>) -> Vec<Self> {
        let of = |stay: &Stay| {
            let (end, within, until) = (stay.end, stay.entries.clone(), stay.until(facts));
            stay.charged.map(|charged| Self { charged, end, within, until })
        };
        let each: Vec<Self> = facts.stays.iter().filter_map(of).collect();
        if !each.is_empty() {
            return each;
        }
        // Entered only after the end, by post or at court: of the stay that was over by then.
        let place = |charged: Mark| facts.entries.iter().position(|standing| standing.position == charged.position);
        let late = facts.charged.and_then(|charged| {
            let place = place(charged)?;
            let stay = facts.stays.iter().find(|stay| stay.entries.contains(&place))?;
            Some(Self { charged, end: stay.end, within: stay.entries.clone(), until: stay.until(facts) })
        });
        late.into_iter().collect()
    }
}

/// Returns why s.38(6) doesn't run for a child who isn't charged.
fn not_charged(facts: &Facts<'_>) -> Outside {
    match (facts.is_child_at(facts.until), facts.is_pace_route()) {
        (false, _) => Outside::Adult,
        (true, true) => Outside::NotCharged,
        (true, false) => Outside::OtherPower(facts.route),
    }
}

/// A request and what was answered to it.
pub struct Ask<'a> {
    /// The request.
    pub fact: Fact<'a, AccommodationRequested>,
    /// Its answers, in order.
    pub answers: Vec<Fact<'a, AccommodationAnswered>>,
}

impl Ask<'_> {
    /// Returns whether secure was asked for; a kind that isn't recorded is judged as alternative.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.fact.it.sort == AccommodationType::Secure
    }

    fn kind(&self) -> PlacementType {
        if self.is_secure() { PlacementType::Secure } else { PlacementType::Alternative }
    }

    /// Returns whether the request still waited for an answer at that instant; "no answer" leaves it waiting.
    #[must_use]
    pub fn waiting_at(&self, at: Instant) -> bool {
        !self.answers.iter().any(|answer| answer.at <= at && answer.it.answer != AuthorityAnswer::NoAnswer)
    }

    /// Returns the first refusal of what was asked for.
    #[must_use]
    pub fn refusal(&self) -> Option<Fact<'_, AccommodationAnswered>> {
        self.answers
            .iter()
            .copied()
            .find(|answer| is_refusal(answer.it.answer) && kind_of(answer.it, self.kind()) == self.kind())
    }
}

/// A place offered, and until when.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    /// When it was offered.
    pub at: Instant,
    /// When the place was to be had, where that was said.
    pub eta: Option<Instant>,
    /// What kind of place.
    pub kind: PlacementType,
    /// When it was withdrawn, if it was.
    pub withdrawn: Option<Instant>,
    /// The position of the answer.
    pub position: usize,
    /// Whether it is of the kind that was asked for, or no request is recorded that it could differ from.
    pub as_asked: bool,
}

/// One charge and what the offence list says of it.
pub struct Charge<'a> {
    /// The offence as typed.
    pub text: &'a str,
    /// What it may be on the list.
    pub found: Match,
}

/// How the charges stand together: any one specified offence is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeClass {
    /// One at least is violent, sexual or terrorism.
    Specified,
    /// None is, as far as is known, and one at least isn't known.
    Unknown,
    /// None is.
    NotSpecified,
}

/// A child held after charge, under s.38.
pub struct Case<'a> {
    /// The first charge of the stay.
    pub charged: Mark,
    /// What ended the stay, if it has ended.
    pub end: Option<Mark>,
    /// The places of the stay's entries.
    pub within: Range<usize>,
    /// The charges of the stay, in order.
    pub charges: Vec<Fact<'a, Charged>>,
    /// The first refusal of bail, where one is recorded.
    pub refused: Option<Fact<'a, BailRefused>>,
    /// Every refusal of bail, in order: it is decided afresh at each review.
    pub refusals: Vec<Fact<'a, BailRefused>>,
    /// Whether the child is known to be below the age at which a drug sample is a ground.
    pub too_young_for_a_sample: bool,
    /// When detention after charge began: bail refused, else the charge.
    pub since: Instant,
    /// The end of the detention, the 18th birthday, or the instant judged: whichever is first.
    pub until: Instant,
    /// Whether the record has come to an end for these rules: the detention over, or the child 18.
    pub over: bool,
    /// Whether the detention itself ended while the child was under 18: only then is what wasn't done by now never done.
    pub ended: bool,
    /// The requests, in order, with their answers.
    pub asks: Vec<Ask<'a>>,
    /// Every answer, in order.
    pub answers: Vec<Fact<'a, AccommodationAnswered>>,
    /// The places offered.
    pub offers: Vec<Offer>,
    /// Certificates, in order.
    pub certificates: Vec<Fact<'a, CertificateIssued>>,
    /// Escalations, in order.
    pub escalations: Vec<Fact<'a, AccommodationEscalated>>,
    /// Reviews after bail was refused, in order.
    pub reviews: Vec<Fact<'a, Review>>,
    /// The move to the authority.
    pub moved: Option<Fact<'a, MovedToAuthority>>,
    /// Leaving for court.
    pub court: Option<Fact<'a, ToCourt>>,
    /// What each charge may be on the list, looked up once: every decision asks for its charges again.
    looked_up: OnceCell<Vec<Match>>,
    /// The part of the record that the file covers, where it isn't the whole.
    extract: Option<(Instant, Instant)>,
}

impl<'a> Case<'a> {
    /// Gathers the case as it is now: of the stay that runs, or of the last that held a child after charge.
    ///
    /// # Errors
    /// Why s.38(6) doesn't run.
    pub fn of(facts: &Facts<'a>) -> Result<Self, Outside> {
        let runs = facts.stays.last().filter(|stay| stay.is_of_detention() && stay.end.is_none());
        // Bailed or released after a charge, and arrested again: of that arrest nothing is charged yet. Brought back with no
        // new arrest, the child is still held on the charge.
        let again = |stay: &Stay| stay.charged.is_none() && stay.each::<Arrested>(facts).next().is_some();
        if runs.is_some_and(again) && facts.stays.len() > 1 {
            return Err(not_charged(facts));
        }
        Self::each(facts).pop().unwrap_or_else(|| Err(not_charged(facts)))
    }

    /// Gathers the case of each stay that held the child after charge, in order, or why s.38(6) doesn't run in it; of a record
    /// without a charge, why it doesn't run at all.
    ///
    /// Law: PACE s.38(1), (6): under 18 by appearance, charged, detention authorised after charge, not yet at court.
    /// On a route other than an arrest for an offence it runs only for a new charge on which bail was refused.
    pub fn each(facts: &Facts<'a>) -> Vec<Result<Self, Outside>> {
        if super::super::age::under_ten(facts) {
            return vec![Err(Outside::UnderTen)];
        }
        let stretches = AfterCharge::each(facts);
        if stretches.is_empty() {
            return vec![Err(not_charged(facts))];
        }
        stretches.into_iter().map(|stretch| Self::after(facts, stretch)).collect()
    }

    fn after(facts: &Facts<'a>, stretch: AfterCharge) -> Result<Self, Outside> {
        let AfterCharge { charged, end, within, until: left } = stretch;
        let refusals: Vec<_> = facts.each_within::<BailRefused>(within.clone()).collect();
        // A refusal written at a time before the charge is a slip of the pen: the time to ask can't run before the charge.
        let counts = refusals.partition_point(|fact| fact.at < charged.at);
        let counts = if counts == refusals.len() { counts.saturating_sub(1) } else { counts };
        let refusals = refusals.get(counts..).unwrap_or_default().to_vec();
        let refused = refusals.first().copied();
        if refused.is_none() && !facts.is_pace_route() {
            return Err(Outside::OtherPower(facts.route));
        }
        if let Some(end) = end.filter(|end| end.at < charged.at) {
            return Err(Outside::Bailed { charged, end });
        }
        let since = refused.map_or(charged.at, |fact| fact.at.max(charged.at));
        if !facts.is_child_at(since) {
            return Err(Outside::Adult);
        }
        let before = NaiveDate::from_ymd_opt(SEVENTEEN_FROM.0, SEVENTEEN_FROM.1, SEVENTEEN_FROM.2);
        if facts.age_at(since) == Some(17) && facts.law_in_force_on < before && facts.law_in_force_on.is_some() {
            return Err(Outside::SeventeenBefore2015);
        }
        if let Some(end) = end.filter(|end| refused.is_none() && ended_in_bail(facts, *end)) {
            return Err(Outside::Bailed { charged, end });
        }
        let turns = facts.child.turns_18().filter(|turns| !facts.is_child_at(*turns));
        let until = turns.map_or(left, |turns| turns.min(left));
        let asks = facts
            .each_within::<AccommodationRequested>(within.clone())
            .filter(|ask| ask.at >= charged.at && ask.at <= until);
        let mut asks: Vec<Ask<'a>> = asks.map(|fact| Ask { fact, answers: Vec::new() }).collect();
        let answers: Vec<_> = facts
            .each_within::<AccommodationAnswered>(within.clone())
            .filter(|answer| answer.at >= charged.at && answer.at <= until)
            .collect();
        let mut offers: Vec<Offer> = Vec::new();
        for answer in answers.iter().copied() {
            let ask = asked(facts, &asks, answer);
            let about = ask.and_then(|i| asks.get(i)).map(Ask::kind);
            if let Some(ask) = ask.and_then(|i| asks.get_mut(i)) {
                ask.answers.push(answer);
            }
            let unasked = asks.iter().all(|ask| ask.fact.at > answer.at);
            note_offer(&mut offers, answer, about, unasked, &answers);
        }
        Ok(Self {
            charged,
            end,
            charges: facts.each_within::<Charged>(within.clone()).collect(),
            too_young_for_a_sample: facts.age_at(since).is_some_and(|age| age < DRUG_SAMPLE_AGE)
                && !may_have_turned(facts, since, DRUG_SAMPLE_AGE),
            within: within.clone(),
            refused,
            refusals,
            since,
            until,
            over: end.is_some() || until < left,
            ended: end.is_some() && until == left,
            asks,
            answers,
            offers,
            certificates: facts
                .each_within::<CertificateIssued>(within.clone())
                .filter(|certificate| certificate.at >= charged.at)
                .collect(),
            escalations: facts
                .each_within::<AccommodationEscalated>(within.clone())
                .filter(|one| one.at >= charged.at)
                .collect(),
            reviews: facts
                .each_within::<Review>(within.clone())
                .filter(|review| review.at > since && review.at <= until)
                .collect(),
            moved: facts.each_within(within.clone()).next_back().filter(|moved| moved.at >= charged.at),
            court: facts.each_within(within).next_back().filter(|court| court.at >= charged.at),
            looked_up: OnceCell::new(),
            extract: facts.record.head.extract.as_ref().map(|part| (part.from.instant(), part.to.instant())),
        })
    }

    /// Returns the charges that stood at that instant, each looked up.
    #[must_use]
    pub fn charges_at(&self, at: Instant) -> Vec<Charge<'a>> {
        let texts = || {
            self.charges
                .iter()
                .flat_map(|charged| charged.it.offences.iter().map(move |text| (*charged, text.as_str())))
        };
        let look_up = |(charged, text): (Fact<'a, Charged>, &str)| {
            look_up(text, charged.it.intent.as_ref().and_then(|intent| intent.burglary.as_deref()))
        };
        let looked_up = self.looked_up.get_or_init(|| texts().map(look_up).collect());
        let all = texts().zip(looked_up);
        let stood = all.filter(|((charged, _), _)| charged.at <= at);
        stood.map(|((_, text), found)| Charge { text, found: found.clone() }).collect()
    }

    /// Returns whether secure was asked for, answered or offered by that instant.
    #[must_use]
    pub fn secure_asked_by(&self, at: Instant) -> bool {
        self.asks.iter().any(|ask| ask.is_secure() && ask.fact.at <= at)
            || self.answers.iter().any(|answer| {
                let about = answer.it.to == Some(PlacementType::Secure);
                answer.at <= at && (about || answer.it.answer == AuthorityAnswer::AcceptSecure)
            })
    }

    /// Returns whether alternative accommodation was asked for, answered or offered by that instant.
    #[must_use]
    pub fn alternative_asked_by(&self, at: Instant) -> bool {
        self.asks.iter().any(|ask| !ask.is_secure() && ask.fact.at <= at)
            || self.answers.iter().any(|answer| {
                let about = answer.it.to == Some(PlacementType::Alternative);
                answer.at <= at && (about || answer.it.answer == AuthorityAnswer::AcceptAlternative)
            })
    }

    /// Returns the first time an authority was asked, or answered where no request is recorded before; and its entry.
    #[must_use]
    pub fn first_asked(&self) -> Option<(Instant, usize)> {
        self.asks.first().map(|ask| (ask.fact.at, ask.fact.position))
    }

    /// Returns the offer of that kind that stood at that instant.
    #[must_use]
    pub fn offered_at(&self, kind: PlacementType, at: Instant) -> Option<&Offer> {
        self.offers.iter().rev().find(|offer| {
            offer.kind == kind && offer.at <= at && offer.withdrawn.is_none_or(|withdrawn| withdrawn > at)
        })
    }

    /// Returns whether the record says why alternative accommodation wouldn't do, in a secure request by that instant.
    #[must_use]
    pub fn argued_in_a_request_by(&self, at: Instant) -> bool {
        self.asks.iter().filter(|ask| ask.fact.at <= at).any(|ask| {
            super::said::says_why(ask.fact.it.risk.as_ref().and_then(|risk| risk.why_not_alternative.as_deref()))
        })
    }

    /// Returns whether the record says why alternative accommodation wouldn't do, in a request or a certificate.
    #[must_use]
    pub fn argued(&self) -> bool {
        self.argued_in_a_request_by(self.until)
            || self
                .certificates
                .iter()
                .any(|certificate| super::said::says_why(certificate.it.why_not_alternative.as_deref()))
    }

    /// Returns whether a request for secure made by that instant says anything of serious harm: in an answer or in a note.
    #[must_use]
    pub fn says_something_of_harm_by(&self, at: Instant) -> bool {
        self.asks.iter().filter(|ask| ask.is_secure() && ask.fact.at <= at).any(|ask| {
            super::said::FourAnswers::of(ask.fact.it.risk.as_ref()).says_something()
                || super::said::speaks_of_harm(ask.fact.entry.common.note.as_deref())
        })
    }

    /// Returns whether something absent between two instants could lie outside the part of the record that the file covers.
    #[must_use]
    pub fn could_lie_outside(&self, from: Instant, to: Instant) -> bool {
        self.extract.is_some_and(|(first, last)| from < first || to > last)
    }
}

/// Returns how a list of charges stands together.
#[must_use]
pub fn class(charges: &[Charge<'_>]) -> ChargeClass {
    let classes: Vec<Option<Specified>> = charges.iter().map(|charge| charge.found.specified()).collect();
    if classes.iter().any(|class| class.is_some_and(Specified::is_specified)) {
        ChargeClass::Specified
    } else if classes.is_empty() || classes.contains(&None) {
        ChargeClass::Unknown
    } else {
        ChargeClass::NotSpecified
    }
}

/// Returns whether the age by which the law decides could be 12 although the record's whole years say less.
#[must_use]
pub fn may_have_turned_12(facts: &Facts<'_>, at: Instant) -> bool {
    may_have_turned(facts, at, SECURE_AGE)
}

/// Returns whether a child could be of that age although the record's whole years say less.
///
/// Only where no date of birth is known: an age in years is that on the date of the first entry.
fn may_have_turned(facts: &Facts<'_>, at: Instant, years: u32) -> bool {
    if facts.child.date_of_birth.is_some() {
        return false;
    }
    let first = facts.entries.first().map(|standing| london_date(standing.at));
    match facts.child.age {
        Some(age) => age.checked_add(1) == Some(years) && first.is_some_and(|first| london_date(at) > first),
        // What someone looks is no proof of being younger.
        None => facts.child.apparent_age.is_some(),
    }
}

/// Returns whether an answer is a refusal.
#[must_use]
pub fn is_refusal(answer: AuthorityAnswer) -> bool {
    use AuthorityAnswer as A;
    matches!(answer, A::RefuseNoBed | A::RefuseThreshold | A::RefuseNotOurs | A::RefuseTooLate)
}

/// Returns the kind of place an answer is about: as it says, as it accepts, else as was asked.
pub fn kind_of(answer: &AccommodationAnswered, asked: PlacementType) -> PlacementType {
    answer.to.unwrap_or(match answer.answer {
        AuthorityAnswer::AcceptAlternative => PlacementType::Alternative,
        AuthorityAnswer::AcceptSecure => PlacementType::Secure,
        _ => asked,
    })
}

/// Returns whether what ended a stay was release or bail.
pub fn ended_in_bail(facts: &Facts<'_>, end: Mark) -> bool {
    match facts.entries.iter().find(|standing| standing.position == end.position).map(|standing| &standing.entry.kind) {
        Some(Kind::Bailed(_)) => true,
        Some(Kind::Released(released)) => !matches!(released.outcome, ReleaseOutcome::Other),
        _ => false,
    }
}

/// Returns which request an answer answers: the one it names, else the latest open one of its kind and authority.
fn asked(facts: &Facts<'_>, asks: &[Ask<'_>], answer: Fact<'_, AccommodationAnswered>) -> Option<usize> {
    if let Some(of) = &answer.it.of {
        let position = CaseFile::resolve(facts.record.entries(), of)?;
        // A request that was replaced is answered in the place of the one it replaced.
        let stands = facts.entries.iter().find(|standing| standing.instead_of == Some(position));
        let position = stands.map_or(position, |standing| standing.position);
        return asks.iter().position(|ask| ask.fact.position == position);
    }
    let kind = answer.it.to.or(match answer.it.answer {
        AuthorityAnswer::AcceptAlternative => Some(PlacementType::Alternative),
        AuthorityAnswer::AcceptSecure => Some(PlacementType::Secure),
        _ => None,
    });
    let withdrawn = answer.it.answer == AuthorityAnswer::Withdrawn;
    let could = |ask: &&(usize, &Ask<'_>)| {
        ask.1.fact.at <= answer.at
            && kind.is_none_or(|kind| kind == ask.1.kind())
            && match (&answer.it.authority, &ask.1.fact.it.authority) {
                (Some(one), Some(other)) => same_authority(one, other),
                _ => true,
            }
    };
    let fits: Vec<(usize, &Ask<'_>)> =
        asks.iter().enumerate().collect::<Vec<_>>().iter().filter(could).copied().collect();
    let accepted = |ask: &Ask<'_>| {
        ask.answers.iter().any(|answer| {
            matches!(answer.it.answer, AuthorityAnswer::AcceptAlternative | AuthorityAnswer::AcceptSecure)
        })
    };
    let best = fits.iter().rev().find(|(_, ask)| if withdrawn { accepted(ask) } else { ask.waiting_at(answer.at) });
    best.or(fits.last()).map(|(i, _)| *i)
}

/// Returns whether two names are those of one authority: compared trimmed and without case.
pub fn same_authority(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn note_offer(
    offers: &mut Vec<Offer>,
    answer: Fact<'_, AccommodationAnswered>,
    asked: Option<PlacementType>,
    unasked: bool,
    answers: &[Fact<'_, AccommodationAnswered>],
) {
    let kind = match answer.it.answer {
        AuthorityAnswer::AcceptAlternative => PlacementType::Alternative,
        AuthorityAnswer::AcceptSecure => PlacementType::Secure,
        AuthorityAnswer::Withdrawn => {
            let about = answer.it.to.or(asked);
            // One authority's withdrawal leaves another's place standing.
            let same = |offer: &Offer| {
                let by =
                    answers.iter().find(|by| by.position == offer.position).and_then(|by| by.it.authority.as_ref());
                by.zip(answer.it.authority.as_ref()).is_none_or(|(one, other)| same_authority(one, other))
            };
            let open = |offer: &&mut Offer| {
                offer.withdrawn.is_none() && about.is_none_or(|kind| kind == offer.kind) && same(offer)
            };
            if let Some(offer) = offers.iter_mut().rev().find(open) {
                offer.withdrawn = Some(answer.at);
            }
            return;
        }
        _ => return,
    };
    offers.push(Offer {
        at: answer.at,
        eta: answer.it.eta.map(crate::record::Moment::instant),
        kind,
        withdrawn: None,
        position: answer.position,
        as_asked: unasked || asked == Some(kind),
    });
}
