//! The way to an adult: whom to ask in which order, ringing again, escalating, and what is owed once they are here.

use super::step::by;
use super::{Ladder, Rung, RungState, Step, To};
use crate::desk::forms::judged;
use crate::law::adult::{self, Next, Stands, Try};
use crate::law::{Facts, State, Verdict};
use crate::record::Instant;
use crate::record::kinds::{AaArrived, AaBriefed, AaDelayExplained, AaEscalated};
use crate::record::time::clock;
use crate::record::words::{AaOutcome, AaWho};

/// The form of every rung.
const FORM: &str = "adult";

/// One group of people who may be asked, and the one a form fills in where there is one to ask first.
struct Group {
    step: Step,
    who: &'static [AaWho],
    first: &'static str,
}

/// Whom to ask in which order. Law: Code C 1.7(a): parent or guardian, for a child in care the authority; then a social
/// worker; failing these another adult. A relative is nearer to the child than a stranger from the scheme.
const AT_HOME: &[Group] = &[
    Group { step: Step::Family, who: &[AaWho::Parent, AaWho::Guardian, AaWho::CareAuthority], first: "parent" },
    Group { step: Step::Others, who: &[AaWho::Relative, AaWho::SocialWorker, AaWho::Other], first: "" },
    Group { step: Step::Scheme, who: &[AaWho::Scheme, AaWho::Volunteer], first: "scheme" },
];
const IN_CARE: &[Group] = &[
    Group { step: Step::Care, who: &[AaWho::CareAuthority, AaWho::SocialWorker], first: "care_authority" },
    Group { step: Step::Family, who: &[AaWho::Parent, AaWho::Guardian], first: "parent" },
    Group { step: Step::Others, who: &[AaWho::Relative, AaWho::Other], first: "" },
    Group { step: Step::Scheme, who: &[AaWho::Scheme, AaWho::Volunteer], first: "scheme" },
];

/// What a climb stands on.
struct Climb<'f> {
    facts: &'f Facts<'f>,
    law: &'f adult::Ladder,
    groups: &'static [Group],
    /// The tries of this wait.
    tries: Vec<&'f Try>,
    /// From when this wait counts.
    from: Instant,
}

/// Returns the ladder to an adult; none where none is owed now.
pub(super) fn ladder(facts: &Facts<'_>) -> Option<Ladder> {
    let law = adult::ladder(facts)?;
    let (from, waited_from) = match &law.stands {
        Stands::Over { .. } => return None,
        Stands::NotAsked { since } => (*since, Some(*since)),
        Stands::Asked { first, .. } => (*first, Some(*first)),
        Stands::Left { at } => (*at, None),
        Stands::Here { .. } => (law.authorised, None),
    };
    let counts = |tried: &&Try| match law.stands {
        Stands::Asked { .. } => tried.at >= from,
        Stands::Here { .. } => true,
        _ => false,
    };
    let tries = law.tries.iter().filter(counts).collect();
    let groups = if facts.child.looked_after == Some(true) { IN_CARE } else { AT_HOME };
    let climb = Climb { facts, law: &law, groups, tries, from };
    let next = climb.next();
    let rungs = climb.rungs(next.as_ref());
    Some(Ladder { to: To::Adult, waited_from, rungs, next: next.map(|(step, _)| step) })
}

/// Returns whether they won't be the adult: to ring them again would be in vain.
fn wont_come(tried: &Try) -> bool {
    matches!(tried.outcome, Some(AaOutcome::Refused | AaOutcome::Unavailable | AaOutcome::Unsuitable))
}

/// Returns who was asked, what came of it, and by whom: "parent: no answer, by Sgt Rowlands (3127)".
fn answered(tried: &Try) -> String {
    format!("{}, by {}", outcome(tried), tried.by)
}

/// Returns who was asked, and what came of it: "parent: no answer", "parent can't come: at work till 06:00".
fn outcome(tried: &Try) -> String {
    let who = tried.who.map_or_else(|| "adult".to_owned(), AaWho::plain);
    let said = match tried.outcome {
        Some(AaOutcome::Coming) => {
            let eta = tried.eta.map(|eta| format!(", expected {}", clock(eta))).unwrap_or_default();
            format!("{who} coming{eta}")
        }
        Some(AaOutcome::NoAnswer) => format!("{who}: no answer"),
        Some(AaOutcome::Refused) => format!("{who} won't come"),
        Some(AaOutcome::Unavailable) => format!("{who} can't come"),
        Some(AaOutcome::Unsuitable) => format!("{who} unsuitable"),
        None => format!("{who} asked, answer not recorded"),
    };
    let why = tried.reason.as_ref().filter(|_| wont_come(tried)).map(|why| format!(": {why}")).unwrap_or_default();
    format!("{said}{why}")
}

impl<'f> Climb<'f> {
    fn is_here(&self) -> bool {
        matches!(self.law.stands, Stands::Here { .. })
    }

    fn group_of(&self, tried: &Try) -> usize {
        let place = |who| self.groups.iter().position(|group| group.who.contains(&who));
        tried.who.and_then(place).unwrap_or(0)
    }

    fn left(&self, step: Step) -> Option<RungState> {
        // A try made after it was written shows that it was taken up again; who can't be asked can't for the whole detention.
        let from = match step {
            Step::RingAgain | Step::EscalateAdult => self.tries.last().map_or(self.from, |last| last.at),
            _ => self.law.authorised,
        };
        step.left(self.facts, from).map(|(at, words)| RungState::Declined { at, words })
    }

    /// Returns the first whom nobody has tried, and of whom nobody has said that they aren't to be asked.
    fn to_ask(&self) -> Option<Step> {
        let tried: Vec<usize> = self.tries.iter().map(|tried| self.group_of(tried)).collect();
        let untried = self.groups.iter().enumerate().filter(|(place, _)| !tried.contains(place));
        untried.map(|(_, group)| group.step).find(|step| self.left(*step).is_none())
    }

    /// Returns the next step and how it stands. What comes next and its time are the law's; whom to ask is chosen here.
    fn next(&self) -> Option<(Step, RungState)> {
        let Some(owed) = &self.law.next else {
            let (explain, brief) =
                (self.is_unexplained(), self.briefed().is_none() && self.left(Step::Brief).is_none());
            let at_once = |step| (step, RungState::at_once());
            return explain.then(|| at_once(Step::WhyLong)).or_else(|| {
                (self.is_here() && brief).then_some((Step::Brief, RungState::Open { due: None, state: State::Open }))
            });
        };
        let open = |due: Option<Instant>| match due {
            Some(due) => RungState::now(due, self.facts),
            None => RungState::Open { due: None, state: State::Open },
        };
        let late = owed.due.is_some_and(|due| self.facts.now > due);
        let step = match owed.what {
            Next::RightsAgain => Step::RightsAgain,
            Next::Ask => self.to_ask().unwrap_or(Step::EscalateAdult),
            Next::Escalate if late => Step::EscalateAdult,
            Next::Chase | Next::Escalate | Next::KeepOn => {
                let last = self.tries.last();
                let in_vain = last.is_some_and(|last| wont_come(last));
                let coming = last.is_some_and(|last| last.outcome == Some(AaOutcome::Coming) || last.eta.is_some());
                let ring = if owed.what == Next::Escalate { Step::EscalateAdult } else { Step::RingAgain };
                let rung_out = owed.what != Next::Chase && !coming;
                // Nobody is on the way: whoever is still to be asked comes before waiting to escalate.
                match self.to_ask().filter(|_| in_vain || rung_out || self.left(ring).is_some()) {
                    Some(step) if late => return Some((step, open(owed.due))),
                    Some(step) => return Some((step, RungState::at_once())),
                    None => ring,
                }
            }
        };
        Some((step, open(owed.due))).filter(|(step, _)| self.left(*step).is_none())
    }

    fn rungs(&self, next: Option<&(Step, RungState)>) -> Vec<Rung> {
        let open = |step: Step| next.filter(|(other, _)| *other == step).map(|(_, state)| state.clone());
        let mut rungs: Vec<Rung> = Vec::new();
        for (place, group) in self.groups.iter().enumerate() {
            let state = open(group.step).unwrap_or_else(|| self.asked(place, group));
            let who: &[(&'static str, &str)] = &[("act", "asked"), ("who", group.first)];
            let known = if group.first.is_empty() { who.get(..1).unwrap_or_default() } else { who };
            let rung = Rung::new(group.step, state, FORM, known);
            let left = self.law.next.as_ref().filter(|_| matches!(self.law.stands, Stands::Left { .. }));
            let left = left.filter(|_| matches!(rung.state, RungState::Open { .. }));
            rungs.push(rung.beside(left.map(|owed| owed.words.as_str()).unwrap_or_default()));
            if place == 0 {
                rungs.push(self.ring_again(open(Step::RingAgain)));
            }
        }
        rungs.push(self.escalate(open(Step::EscalateAdult)));
        rungs.extend(self.why_long(open(Step::WhyLong)));
        rungs.extend(self.once_here(open(Step::RightsAgain), open(Step::Brief)));
        rungs
    }

    fn asked(&self, place: usize, group: &Group) -> RungState {
        let mine: Vec<&Try> = self.tries.iter().copied().filter(|tried| self.group_of(tried) == place).collect();
        match mine.last() {
            Some(last) if wont_come(last) => RungState::Declined { at: last.at, words: answered(last) },
            Some(last) => {
                let tries = if mine.len() > 1 { format!(" ({} tries)", mine.len()) } else { String::new() };
                RungState::Done { at: last.at, words: format!("{}{tries}", answered(last)) }
            }
            None => self.left(group.step).unwrap_or_else(|| {
                if self.is_here() { RungState::not_needed("an adult is here") } else { RungState::Later { due: None } }
            }),
        }
    }

    fn ring_again(&self, open: Option<RungState>) -> Rung {
        let last = self.tries.last().copied();
        let again = last.filter(|_| self.tries.len() > 1);
        let state = open.or_else(|| self.left(Step::RingAgain)).unwrap_or_else(|| match again {
            Some(last) => {
                let who = last.who.map_or_else(|| "adult".to_owned(), AaWho::plain);
                RungState::Done { at: last.at, words: format!("{who}; {} tries so far", self.tries.len()) }
            }
            None if self.is_here() => RungState::not_needed("an adult is here"),
            None => {
                let chase = self.law.next.as_ref().filter(|owed| owed.what == Next::Chase);
                RungState::Later { due: chase.and_then(|owed| owed.due) }
            }
        });
        // Whom one may ring again: the last who hasn't said no.
        let ring = self.tries.iter().rev().copied().find(|tried| !wont_come(tried)).or(last);
        let who = ring.and_then(|tried| tried.who).map(AaWho::word);
        let name = ring.and_then(|tried| tried.name.as_deref()).unwrap_or_default();
        let rung = match who {
            Some(who) => Rung::new(Step::RingAgain, state, FORM, &[("act", "asked"), ("who", who), ("name", name)]),
            None => Rung::new(Step::RingAgain, state, FORM, &[("act", "asked")]),
        };
        match last.filter(|_| matches!(rung.state, RungState::Open { .. })) {
            Some(last) => rung.beside(format!("last {} {}", clock(last.at), outcome(last))),
            None => rung,
        }
    }

    fn escalate(&self, open: Option<RungState>) -> Rung {
        let done = self
            .facts
            .each::<AaEscalated>()
            .rev()
            .find(|it| it.at >= self.from)
            .map(|it| RungState::Done { at: it.at, words: format!("to {}, {}", it.it.to, by(it.entry)) });
        let due = match self.law.stands {
            Stands::Asked { escalate_by, .. } => Some(escalate_by),
            _ => None,
        };
        let state = open.or(done).or_else(|| self.left(Step::EscalateAdult)).unwrap_or_else(|| {
            if self.is_here() { RungState::not_needed("an adult is here") } else { RungState::Later { due } }
        });
        Rung::new(Step::EscalateAdult, state, FORM, &[("act", "escalated")])
    }

    fn is_unexplained(&self) -> bool {
        let found = judged(self.facts, &["aa.delay-unexplained"]).findings;
        found.iter().any(|finding| finding.verdict == Verdict::Breach)
    }

    /// The reason for a long wait: a rung only where it is missing, or given.
    fn why_long(&self, open: Option<RungState>) -> Option<Rung> {
        let given = || {
            let last = self.facts.each::<AaDelayExplained>().rev().find(|it| it.at >= self.law.authorised)?;
            let text = last.it.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            let words = format!("{}{text}, {}", last.it.cause.plain(), by(last.entry));
            Some(RungState::Done { at: last.at, words })
        };
        let missing = || self.is_unexplained().then(RungState::at_once);
        let state = open.or_else(missing).or_else(given)?;
        Some(Rung::new(Step::WhyLong, state, FORM, &[("act", "delay")]))
    }

    fn briefed(&self) -> Option<RungState> {
        let Stands::Here { since, .. } = self.law.stands else { return None };
        let briefed = self.facts.each::<AaBriefed>().rev().find(|it| it.at >= since)?;
        Some(RungState::Done { at: briefed.at, words: by(briefed.entry) })
    }

    /// The adult here, rights again with them, and what they are told of their part.
    fn once_here(&self, rights_open: Option<RungState>, brief_open: Option<RungState>) -> [Rung; 3] {
        let later = || RungState::Later { due: None };
        let (here, given) = match &self.law.stands {
            Stands::Here { since, who, recorded, rights } => {
                let who = who.map_or_else(|| "adult".to_owned(), AaWho::plain);
                let words = match self.facts.each::<AaArrived>().find(|it| it.at == *since) {
                    Some(it) => format!("{who} here, {}", by(it.entry)),
                    None if *recorded => format!("{who} here"),
                    None => format!("{who} here by then, arrival not recorded"),
                };
                let given = rights.map(|at| RungState::Done { at, words: "given with the adult there".to_owned() });
                (RungState::Done { at: *since, words }, given)
            }
            _ => {
                let eta = self.tries.last().and_then(|last| last.eta);
                (RungState::Later { due: eta }, None)
            }
        };
        let rights = rights_open.or(given).or_else(|| self.left(Step::RightsAgain)).unwrap_or_else(later);
        let brief = brief_open.or_else(|| self.briefed()).or_else(|| self.left(Step::Brief)).unwrap_or_else(later);
        let who = self.tries.last().and_then(|last| last.who).map_or("", AaWho::word);
        let arrived: &[(&'static str, &str)] = &[("act", "arrived"), ("who", who)];
        let arrived = if who.is_empty() { arrived.get(..1).unwrap_or_default() } else { arrived };
        [
            Rung::new(Step::Here, here, FORM, arrived),
            Rung::new(Step::RightsAgain, rights, FORM, &[("act", "rights")]),
            Rung::new(Step::Brief, brief, FORM, &[("act", "briefed")]),
        ]
    }
}
