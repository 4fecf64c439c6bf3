//! The way to a place with the authority once a child is charged: bail first, then ask, chase, escalate, ask again, and move
//! the child or tell the court why not.

use super::step::by;
use super::{Ladder, Rung, RungState, Step, To};
use crate::desk::forms::judged;
use crate::law::accommodation::case::{Ask, Case, Offer};
use crate::law::{Duty, Facts, State};
use crate::record::Instant;
use crate::record::kinds::AccommodationAnswered;
use crate::record::time::clock;
use crate::record::words::{AuthorityAnswer, BailGround};

/// The form of most rungs.
const FORM: &str = "accommodation";

/// The rules whose duties say what is owed and when.
const ASK: &str = "accommodation.request";
const ESCALATE: &str = "accommodation.escalate";
const AGAIN: &str = "accommodation.re-decide";
const MOVE: &str = "accommodation.offered-not-moved";

/// What a climb stands on.
struct Climb<'f, 'a> {
    facts: &'f Facts<'a>,
    case: Case<'a>,
    duties: Vec<Duty>,
}

/// Returns the ladder to a place with the authority; none where s.38(6) doesn't run, or the child has gone.
pub(super) fn ladder(facts: &Facts<'_>) -> Option<Ladder> {
    let case = Case::of(facts).ok().filter(|case| !case.over)?;
    // An earlier stay's duties are no part of this climb.
    let now = |duty: &Duty| duty.due.is_none_or(|due| due >= case.since);
    let duties = judged(facts, &[ASK, ESCALATE, AGAIN, MOVE]).duties.into_iter().filter(now).collect();
    let waited_from = case.refused.filter(|_| case.moved.is_none()).map(|_| case.since);
    let climb = Climb { facts, case, duties };
    let next = climb.next();
    let rungs = climb.rungs(next.as_ref());
    Some(Ladder { to: To::Accommodation, waited_from, rungs, next: next.map(|(step, _)| step) })
}

/// Returns what the authority answered: "no bed: \"nothing before Monday\"".
fn said(answer: &AccommodationAnswered) -> String {
    let plain = match answer.answer {
        AuthorityAnswer::AcceptAlternative => "alternative place",
        AuthorityAnswer::AcceptSecure => "secure place",
        AuthorityAnswer::RefuseNoBed => "no bed",
        AuthorityAnswer::RefuseThreshold => "threshold not met",
        AuthorityAnswer::RefuseNotOurs => "not our child",
        AuthorityAnswer::RefuseTooLate => "too late",
        AuthorityAnswer::Conditional => "on conditions",
        AuthorityAnswer::NoAnswer => "no answer",
        AuthorityAnswer::Withdrawn => "place withdrawn",
    };
    let who = answer.contact.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
    let eta = answer.eta.map(|eta| format!(", from {}", clock(eta.instant()))).unwrap_or_default();
    let words = answer.words.as_ref().map(|words| format!(": \"{words}\"")).unwrap_or_default();
    format!("{plain}{eta}{who}{words}")
}

impl<'a> Climb<'_, 'a> {
    fn owed(&self, rule: &'static str) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(move |duty| duty.rule == rule && duty.is_open())
    }

    /// Returns the earliest thing owed under a rule.
    fn first_owed(&self, rule: &'static str) -> Option<&Duty> {
        self.owed(rule).min_by_key(|duty| duty.due.unwrap_or(Instant::MAX_UTC))
    }

    fn alternatives(&self) -> impl DoubleEndedIterator<Item = &Ask<'a>> {
        self.case.asks.iter().filter(|ask| !ask.is_secure())
    }

    /// Returns the last request, where it still waits for an answer.
    fn waiting(&self) -> Option<&Ask<'a>> {
        self.case.asks.last().filter(|ask| ask.waiting_at(self.facts.now))
    }

    /// Returns the place that is offered and stands.
    fn offer(&self) -> Option<&Offer> {
        self.case.offers.iter().rev().find(|offer| offer.withdrawn.is_none())
    }

    fn left(&self, step: Step) -> Option<RungState> {
        // What was written before the last request or review was of that one.
        let acts = self.case.asks.iter().map(|ask| ask.fact.at);
        let acts = acts.chain(self.case.escalations.iter().map(|one| one.at));
        let last = acts.chain(self.case.reviews.iter().map(|review| review.at)).max();
        let from = match step {
            Step::AskAgain | Step::EscalateAuthority => last.unwrap_or(self.case.since),
            Step::Move => self.offer().map_or(self.case.since, |offer| offer.at),
            _ => self.case.since,
        };
        step.left(self.facts, from).map(|(at, words)| RungState::Declined { at, words })
    }

    fn next(&self) -> Option<(Step, RungState)> {
        let case = &self.case;
        if case.refused.is_none() {
            return Some((Step::Bail, RungState::at_once()));
        }
        if case.moved.is_some() {
            return None;
        }
        let open = |duty: &Duty| RungState::Open { due: duty.due, state: duty.state };
        let owed = |step: Step, rule| self.first_owed(rule).filter(|_| self.left(step).is_none());
        if let Some(duty) = owed(Step::Move, MOVE) {
            return Some((Step::Move, open(duty)));
        }
        let settled = self.offer().is_some();
        if self.alternatives().next().is_none() && !settled && self.left(Step::AskAlternative).is_none() {
            // Secure asked for settles the duty to ask; the authority must accept alternative all the same.
            let state = self.first_owed(ASK).map_or_else(RungState::at_once, open);
            return Some((Step::AskAlternative, state));
        }
        let escalate = owed(Step::EscalateAuthority, ESCALATE).map(|duty| (Step::EscalateAuthority, duty));
        let again = owed(Step::AskAgain, AGAIN).map(|duty| (Step::AskAgain, duty));
        let both = escalate.into_iter().chain(again);
        let first = both.min_by_key(|(_, duty)| duty.due.unwrap_or(Instant::MAX_UTC));
        match (self.waiting(), first) {
            (Some(_), Some((_, duty))) if duty.state != State::Overdue => Some((Step::Answer, open(duty))),
            (Some(_), None) => Some((Step::Answer, RungState::at_once())),
            (_, Some((step, duty))) => Some((step, open(duty))),
            (None, None) => {
                let none = case.certificates.is_empty();
                none.then_some((Step::Certificate, RungState::Open { due: None, state: State::Open }))
            }
        }
    }

    fn rungs(&self, next: Option<&(Step, RungState)>) -> Vec<Rung> {
        let open = |step: Step| next.filter(|(other, _)| *other == step).map(|(_, state)| state.clone());
        let mut rungs =
            vec![self.bail(open(Step::Bail)), self.ask(open(Step::AskAlternative)), self.answer(open(Step::Answer))];
        rungs.extend(self.escalations(open(Step::EscalateAuthority)));
        rungs.extend([
            self.again(open(Step::AskAgain)),
            self.to_move(open(Step::Move)),
            self.certificate(open(Step::Certificate)),
        ]);
        rungs
    }

    /// Returns how a rung stands that nothing was done on: not needed once the child is moved, else later.
    fn undone(&self, due: Option<Instant>) -> RungState {
        match self.case.moved {
            Some(_) => RungState::not_needed("the child is moved"),
            None => RungState::Later { due },
        }
    }

    fn bail(&self, open: Option<RungState>) -> Rung {
        let state = self.case.refused.map(|refused| {
            let grounds: Vec<String> = refused.it.grounds.iter().flatten().copied().map(BailGround::plain).collect();
            let grounds = if grounds.is_empty() { "no ground recorded".to_owned() } else { grounds.join(", ") };
            RungState::Done { at: refused.at, words: format!("refused: {grounds}, {}", by(refused.entry)) }
        });
        Rung::new(Step::Bail, open.or(state).unwrap_or_else(|| self.undone(None)), "bail", &[])
    }

    fn ask(&self, open: Option<RungState>) -> Rung {
        let first = self.alternatives().next();
        let done = first.map(|ask| {
            let who = ask.fact.it.authority.as_deref().unwrap_or("authority not recorded");
            let contact = ask.fact.it.contact.as_ref().map(|contact| format!(" ({contact})")).unwrap_or_default();
            RungState::Done { at: ask.fact.at, words: format!("{who}{contact}, {}", by(ask.fact.entry)) }
        });
        let left = || self.left(Step::AskAlternative);
        let state = open.or(done).or_else(left).unwrap_or_else(|| self.undone(None));
        let secure = self.case.asks.iter().find(|ask| ask.is_secure());
        let rung = Rung::new(Step::AskAlternative, state, FORM, &[("act", "ask"), ("sort", "alternative")]);
        match secure.filter(|_| first.is_none()) {
            Some(secure) => rung.beside(format!("secure asked for {}, alternative not", clock(secure.fact.at))),
            None => rung,
        }
    }

    fn answer(&self, open: Option<RungState>) -> Rung {
        let last = self.case.answers.last();
        let answered = last.filter(|_| self.waiting().is_none()).map(|answer| {
            let words = format!("{}, {}", said(answer.it), by(answer.entry));
            match answer.it.answer {
                AuthorityAnswer::AcceptAlternative | AuthorityAnswer::AcceptSecure => {
                    RungState::Done { at: answer.at, words }
                }
                _ => RungState::Declined { at: answer.at, words },
            }
        });
        let state = open.or(answered).unwrap_or_else(|| self.undone(None));
        let asked = self.case.asks.last();
        let about = asked.map_or("alternative", |ask| if ask.is_secure() { "secure" } else { "alternative" });
        let authority = asked.and_then(|ask| ask.fact.it.authority.as_deref()).unwrap_or_default();
        let contact = asked.and_then(|ask| ask.fact.it.contact.as_deref()).unwrap_or_default();
        let known = [("act", "answer"), ("authority", authority), ("contact", contact), ("about", about)];
        let rung = Rung::new(Step::Answer, state, FORM, &known);
        match self.waiting() {
            Some(ask) => {
                let tried = last.filter(|answer| answer.at >= ask.fact.at).map(|answer| clock(answer.at));
                let tried = tried.map(|at| format!(", no answer {at}")).unwrap_or_default();
                rung.beside(format!("waiting since {}{tried}", clock(ask.fact.at)))
            }
            None => rung,
        }
    }

    /// A rung for each escalation that was made, and one for the next, where it is owed or may be.
    fn escalations(&self, open: Option<RungState>) -> Vec<Rung> {
        let rung =
            |state| Rung::new(Step::EscalateAuthority, state, FORM, &[("act", "escalate"), ("side", "authority")]);
        let made = self
            .case
            .escalations
            .iter()
            .map(|it| RungState::Done { at: it.at, words: format!("to {}, {}", it.it.to, by(it.entry)) });
        let mut rungs: Vec<Rung> = made.map(rung).collect();
        let owed = self.first_owed(ESCALATE);
        let whom = owed.map(|duty| String::from(duty.message.clone()));
        match open {
            Some(open) => rungs.push(rung(open).beside(whom.unwrap_or_default())),
            None => {
                let due = owed.and_then(|duty| duty.due);
                let state = self.left(Step::EscalateAuthority).or_else(|| due.map(|due| self.undone(Some(due))));
                rungs.extend(state.or_else(|| rungs.is_empty().then(|| self.unescalated())).map(rung));
            }
        }
        rungs
    }

    fn unescalated(&self) -> RungState {
        match self.offer() {
            Some(_) if self.case.moved.is_none() => RungState::not_needed("a place is offered"),
            _ => self.undone(None),
        }
    }

    fn again(&self, open: Option<RungState>) -> Rung {
        let owed = self.first_owed(AGAIN).and_then(|duty| duty.due);
        let left = || self.left(Step::AskAgain);
        let state = open.or_else(left).unwrap_or_else(|| self.undone(owed));
        let last = self.alternatives().next_back();
        let authority = last.and_then(|ask| ask.fact.it.authority.as_deref());
        let basis = last.and_then(|ask| ask.fact.it.basis).map(|basis| basis.word());
        let known = [
            Some(("act", "ask")),
            Some(("sort", "alternative")),
            authority.map(|authority| ("authority", authority)),
            basis.map(|basis| ("basis", basis)),
        ];
        let known: Vec<(&'static str, &str)> = known.into_iter().flatten().collect();
        let rung = Rung::new(Step::AskAgain, state, FORM, &known);
        match last.filter(|_| self.alternatives().count() > 1) {
            Some(again) => rung.beside(format!("last asked {}", clock(again.fact.at))),
            None => rung,
        }
    }

    fn to_move(&self, open: Option<RungState>) -> Rung {
        let moved = self.case.moved.map(|moved| {
            let to = moved.it.received_by.as_ref().map(|who| format!(", received by {who}")).unwrap_or_default();
            RungState::Done { at: moved.at, words: format!("{} place{to}, {}", moved.it.to.plain(), by(moved.entry)) }
        });
        let state = open.or(moved).or_else(|| self.left(Step::Move)).unwrap_or(RungState::Later { due: None });
        let offered = self.offer();
        let about = offered.map_or("alternative", |offer| offer.kind.word());
        let rung = Rung::new(Step::Move, state, FORM, &[("act", "moved"), ("about", about)]);
        match offered.filter(|_| self.case.moved.is_none()) {
            Some(offer) => {
                let eta = offer.eta.map(|eta| format!(", to be had from {}", clock(eta))).unwrap_or_default();
                rung.beside(format!("{} place offered {}{eta}", offer.kind.plain(), clock(offer.at)))
            }
            None => rung,
        }
    }

    fn certificate(&self, open: Option<RungState>) -> Rung {
        let made = self.case.certificates.last().map(|made| RungState::Done {
            at: made.at,
            words: format!("{}, {}", made.it.limb.plain(), by(made.entry)),
        });
        let undone = made.is_none() && self.case.moved.is_none();
        let state = made.or(open).unwrap_or_else(|| self.undone(None));
        let rung = Rung::new(Step::Certificate, state, "certificate", &[]);
        if undone { rung.beside("before court, if the child isn't moved") } else { rung }
    }
}
