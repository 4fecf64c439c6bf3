//! How the adult stands: not asked, asked and waited for, chased, escalated, here; and the next step with its time.

use chrono::TimeDelta;

use super::arrival::rights_with_adult;
use super::stay::{self, Presence, Stay, stays, who};
use crate::law::facts::{Fact, Facts};
use crate::record::kinds::{AaEscalated, AaRequested};
use crate::record::time::{clock, length, minutes_between};
use crate::record::words::{AaFor, AaOutcome, AaWho};
use crate::record::{Instant, Moment};

/// One time that an adult was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// When.
    pub at: Instant,
    /// Who asked: name and number as recorded, "not recorded" where neither is.
    pub by: String,
    /// Who was asked.
    pub who: Option<AaWho>,
    /// Their name, as recorded.
    pub name: Option<String>,
    /// What they were asked for.
    pub purpose: Option<AaFor>,
    /// What they answered.
    pub outcome: Option<AaOutcome>,
    /// When they said they would be here.
    pub eta: Option<Instant>,
    /// Why this person or why not another; where they won't or can't come, why, as recorded.
    pub reason: Option<String>,
}

/// How the adult stands at the instant judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Nobody has been asked since detention was authorised.
    NotAsked {
        /// When it was authorised.
        since: Instant,
    },
    /// Asked, and not here.
    Asked {
        /// The first request of this wait; the ladder counts from it.
        first: Instant,
        /// The last request: the first, or the latest chase.
        last: Try,
        /// The last chase, where there was one.
        chased: Option<Instant>,
        /// The last escalation, and to whom.
        escalated: Option<(Instant, String)>,
        /// By when the wait is to be escalated: force policy, from the first request.
        escalate_by: Instant,
    },
    /// Here.
    Here {
        /// Since when; the first sign of them where no arrival is recorded.
        since: Instant,
        /// Who.
        who: Option<AaWho>,
        /// Whether the arrival itself is recorded.
        recorded: bool,
        /// When rights were given with them there.
        rights: Option<Instant>,
    },
    /// An adult came and has left, and nobody has been asked since.
    Left {
        /// When they left.
        at: Instant,
    },
    /// The detention, or the childhood, is over.
    Over {
        /// When an adult was first asked for.
        asked: Option<Instant>,
        /// When one was first there.
        came: Option<Instant>,
    },
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Ask for an adult.
    Ask,
    /// Ring again.
    Chase,
    /// Take it higher.
    Escalate,
    /// It has been taken higher: keep on until someone comes.
    KeepOn,
    /// Give rights again with the adult there.
    RightsAgain,
}

/// The next step up the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub what: Next,
    /// By when; none where there is no time for it.
    pub due: Option<Instant>,
    /// In words that say what to do.
    pub words: String,
}

/// How the adult stands in the latest detention of the record, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// When detention was authorised.
    pub authorised: Instant,
    /// How it stands.
    pub stands: Stands,
    /// Every time one was asked for in this detention, in order.
    pub tries: Vec<Try>,
    /// The next step; none where nothing is owed now.
    pub next: Option<Step>,
}

impl Ladder {
    /// Returns whether it should catch the eye: nobody asked, or nobody on the way, or the time they gave is past.
    #[must_use]
    pub fn is_loud(&self, now: Instant) -> bool {
        match &self.stands {
            Stands::NotAsked { .. } => true,
            Stands::Asked { last, .. } => {
                last.outcome != Some(AaOutcome::Coming) || last.eta.is_some_and(|eta| eta < now)
            }
            Stands::Here { .. } | Stands::Left { .. } | Stands::Over { .. } => false,
        }
    }

    /// Returns how it stands in a few words, fit for a column of the board: "asked 12:05, expected 13:40".
    #[must_use]
    pub fn words(&self, now: Instant) -> String {
        match &self.stands {
            Stands::NotAsked { since } => format!("NOT ASKED, {} held", length(minutes_between(*since, now))),
            Stands::Asked { first, last, chased, escalated, .. } => {
                let whom = last.who.map(|who| format!(" {}", who.plain())).unwrap_or_default();
                // Who was asked last, beside the time they were asked.
                let mut words = if chased.is_some() {
                    format!("asked {}", clock(*first))
                } else {
                    format!("asked{whom} {}", clock(*first))
                };
                if let Some((at, _)) = escalated {
                    words.push_str(&format!(", escalated {}", clock(*at)));
                } else if let Some(at) = chased {
                    words.push_str(&format!(", chased{whom} {}", clock(*at)));
                }
                match (last.eta, last.outcome) {
                    (Some(eta), _) => words.push_str(&format!(", expected {}", clock(eta))),
                    (None, Some(outcome)) => words.push_str(&format!(", {}", outcome.plain())),
                    (None, None) => words.push_str(", answer not recorded"),
                }
                if last.eta.is_some_and(|eta| eta < now) {
                    words.push_str(", NOT HERE");
                }
                words
            }
            Stands::Here { since, who, recorded: true, .. } => {
                let who = who.map(|who| format!(" ({})", who.plain())).unwrap_or_default();
                format!("here since {}{who}", clock(*since))
            }
            Stands::Here { since, .. } => format!("here by {}, arrival not recorded", clock(*since)),
            Stands::Left { at } => format!("left {}", clock(*at)),
            Stands::Over { asked, came } => {
                let asked = asked.map_or_else(|| "never asked".to_owned(), |at| format!("asked {}", clock(at)));
                let came = came.map_or_else(|| "none came".to_owned(), |at| format!("here {}", clock(at)));
                format!("{asked}, {came}")
            }
        }
    }
}

/// Returns how the adult stands in the latest detention; none where no adult is owed (not authorised, or not a child).
#[must_use]
pub fn ladder(facts: &Facts<'_>) -> Option<Ladder> {
    let stay = stays(facts).last()?;
    let (stands, next) = if stay.ended || stay.came_of_age {
        let came = stay.first_there().map(|there| there.from);
        (Stands::Over { asked: stay.requests(facts).next().map(|asked| asked.at), came }, None)
    } else {
        standing(facts, stay)
    };
    let tries = stay.requests(facts).map(|asked| tried(&asked)).collect();
    Some(Ladder { authorised: stay.authorised.at, stands, tries, next })
}

fn standing(facts: &Facts<'_>, stay: &Stay) -> (Stands, Option<Step>) {
    let last = stay.presences.last();
    if let Some(here) = last.filter(|there| !there.over) {
        let rights = rights_with_adult(facts, stay).map(|given| given.at);
        let next = rights.is_none().then(|| Step {
            what: Next::RightsAgain,
            due: Some(here.from.max(stay.authorised.at)),
            words: format!("Give the child's rights again with the adult there: {} is here.", who(here.who)),
        });
        return (Stands::Here { since: here.from, who: here.who, recorded: here.recorded, rights }, next);
    }
    let left = last.map(|there| there.to);
    if let Some(wait) = Wait::from(facts, stay, left) {
        let next = steps(facts, &wait);
        let latest = wait.chases.last().unwrap_or(&wait.first);
        let stands = Stands::Asked {
            first: wait.first.at,
            last: tried(latest),
            chased: wait.chases.last().map(|chase| chase.at),
            escalated: wait.escalations.last().map(|it| (it.at, it.it.to.clone())),
            escalate_by: wait.limit(facts),
        };
        return (stands, Some(next));
    }
    match left {
        Some(at) if at >= stay.authorised.at => {
            let words = format!("No adult here since {}: ask for one before anything that needs them.", clock(at));
            (Stands::Left { at }, Some(Step { what: Next::Ask, due: None, words }))
        }
        _ => {
            let due = stay.after_authorisation(facts.policy.adult.request_minutes);
            let words = "Ask for an appropriate adult now: parent, guardian or care authority first.".to_owned();
            let step = Step { what: Next::Ask, due: Some(due), words };
            (Stands::NotAsked { since: stay.authorised.at }, Some(step))
        }
    }
}

fn tried(asked: &Fact<'_, AaRequested>) -> Try {
    Try {
        at: asked.at,
        by: asked.entry.by().map_or_else(|| "not recorded".to_owned(), |by| by.shown()),
        who: asked.it.who,
        name: asked.it.name.clone(),
        purpose: asked.it.purpose,
        outcome: asked.it.outcome,
        eta: asked.it.eta.map(Moment::instant),
        reason: asked.it.reason.clone(),
    }
}

/// A wait for an adult: from the first request made while none was here.
pub(super) struct Wait<'a> {
    /// The request that began it.
    pub first: Fact<'a, AaRequested>,
    /// From when it counts: the request, or the child's coming in where that was later.
    pub since: Instant,
    /// Every later request within it: someone rang again.
    pub chases: Vec<Fact<'a, AaRequested>>,
    /// Every escalation within it.
    pub escalations: Vec<Fact<'a, AaEscalated>>,
    /// The coming that ended it.
    pub ended: Option<Presence>,
    /// The coming, the end of the stay, or the instant judged.
    pub until: Instant,
}

impl<'a> Wait<'a> {
    /// Returns the first wait of a detention; none where nobody was asked, or only while an adult was here.
    pub fn of(facts: &Facts<'a>, stay: &Stay) -> Option<Self> {
        Self::from(facts, stay, None)
    }

    fn from(facts: &Facts<'a>, stay: &Stay, from: Option<Instant>) -> Option<Self> {
        let alone = |at: Instant| !stay.presences.iter().any(|there| there.plainly_at(at));
        let first = stay.requests(facts).find(|asked| from.is_none_or(|from| from <= asked.at) && alone(asked.at))?;
        let came = |there: &&Presence| there.from >= first.at && from.is_none_or(|from| from < there.to || !there.over);
        let ended = stay.presences.iter().find(came).copied();
        let until = ended.map_or(stay.to, |there| there.from);
        // One asked while the child was on bail or on the way here was waited for by nobody yet, and chased by nobody.
        let since = first.at.max(stay.since);
        let again = |at: Instant| first.at < at && since <= at && at <= until;
        let chases = stay.requests(facts).filter(|asked| again(asked.at)).collect();
        let escalations = stay.within::<AaEscalated>(facts).filter(|it| since <= it.at && it.at <= until).collect();
        Some(Self { first, since, chases, escalations, ended, until })
    }

    /// Returns when the adult was asked for, in words, and from when the wait counts where that isn't then.
    pub fn asked(&self) -> String {
        let asked = stay::clock_from(self.since, self.first.at);
        if self.since == self.first.at {
            return asked;
        }
        format!("{asked} (the child here from {})", stay::clock_from(self.first.at, self.since))
    }

    /// Returns when the wait is to have been escalated: 120 minutes from the first request.
    pub fn limit(&self, facts: &Facts<'_>) -> Instant {
        self.since + TimeDelta::minutes(facts.policy.adult.escalate_minutes)
    }

    /// Returns from when the wait has been too long even if treatment at hospital is left out: an adult may have been there.
    pub fn too_long_from(&self, facts: &Facts<'_>) -> Instant {
        facts.due_after(self.since, facts.policy.adult.escalate_minutes)
    }

    /// Returns when to ring next: when the adult is expected, if they said; else 60 minutes from the first request.
    fn chase_due(&self, facts: &Facts<'_>) -> Option<Instant> {
        let last = self.chases.last().unwrap_or(&self.first);
        let requests = || std::iter::once(&self.first).chain(&self.chases);
        let expected =
            requests().rev().find_map(|asked| asked.it.eta).map(Moment::instant).filter(|eta| *eta > last.at);
        let unchased = self.chases.is_empty();
        expected.or_else(|| unchased.then(|| self.since + TimeDelta::minutes(facts.policy.adult.chase_minutes)))
    }
}

/// Returns the next step of a wait that goes on.
pub(super) fn steps(facts: &Facts<'_>, wait: &Wait<'_>) -> Step {
    let limit = wait.limit(facts);
    let first = wait.asked();
    let chase = wait.chase_due(facts);
    if let Some(escalated) = wait.escalations.last() {
        let due = chase.filter(|due| *due > escalated.at);
        let expected = due.map(|due| format!("; expected {}", clock(due))).unwrap_or_default();
        let words = format!(
            "Adult asked for at {first}, escalated at {}{expected}. Keep on until one is here, and record why it takes so \
             long.",
            clock(escalated.at)
        );
        return Step { what: Next::KeepOn, due, words };
    }
    match chase.filter(|due| *due < limit && facts.now <= limit) {
        Some(due) => {
            let (at, escalate) = (clock(due), clock(limit));
            let words = match (wait.last_eta_is(due), facts.now > due) {
                (true, false) => {
                    format!(
                        "Adult asked for at {first}, expected {at}: ring again if not here then; escalate at {escalate}."
                    )
                }
                (true, true) => {
                    format!(
                        "Adult asked for at {first}, expected {at} and not here: ring again now; escalate at {escalate}."
                    )
                }
                (false, false) => format!("Adult asked for at {first}: ring again at {at}; escalate at {escalate}."),
                (false, true) => format!("Adult asked for at {first}: ring again now; escalate at {escalate}."),
            };
            Step { what: Next::Chase, due: Some(due), words }
        }
        None => {
            let when =
                if facts.now > limit { format!("now (due {})", clock(limit)) } else { format!("at {}", clock(limit)) };
            let words = format!(
                "Adult asked for at {first} and not here: escalate {when} to the scheme's manager, emergency duty team or \
                 duty inspector."
            );
            Step { what: Next::Escalate, due: Some(limit), words }
        }
    }
}

impl Wait<'_> {
    fn last_eta_is(&self, due: Instant) -> bool {
        std::iter::once(&self.first).chain(&self.chases).any(|asked| asked.it.eta.map(Moment::instant) == Some(due))
    }
}
