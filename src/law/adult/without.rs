//! What may not, or should not, be done without the adult there: interviews and charge.

use super::stay::{self, Stay, owed_at, stay_at, stays, there};
use crate::law::assessment::Judgement;
use crate::law::facts::{Facts, Mark};
use crate::law::register::{Rule, Standard};
use crate::law::wording;
use crate::record::kinds::{AaArrived, AaLeft, AaRequested, Charged};
use crate::record::time::clock;
use crate::record::words::Rank;
use crate::record::{Instant, Kind, Moment};

/// The least rank that may authorise an interview without an adult (Code C 11.18).
const URGENT_RANK: Rank = Rank::Superintendent;

/// How people write that questions couldn't wait for the station: Code C 11.1(a) to (c), harm, loss, others alerted.
const COULD_NOT_WAIT: &[&str] = &[
    "urgen",
    "risk",
    "harm",
    "injur",
    "danger",
    "avert",
    "to prevent",
    "alerting",
    "tip",
    "interfer",
    "lose",
    "loss of",
    "recover",
    "safety",
];

/// How people write that someone gave an authority.
const GIVEN: &[&str] = &[
    "authori", "agree", "approv", "permi", "consent", "sanction", "granted", "content", "happy", "go ahead",
    "decision", "decided", "11 18",
];

/// How people write that it wasn't to be had.
const NOT_GIVEN: &[&str] = &["refus", "declin", "unavail", "unable", "couldn", "cannot", "withheld", "uncontactable"];

/// Words beside which such a word is said of the adult, or of the wait for one; whole words.
const OF_ADULT: &[&str] = &[
    "aa",
    "adult",
    "appropriate",
    "parent",
    "mother",
    "mum",
    "father",
    "dad",
    "guardian",
    "scheme",
    "wait",
    "delayed",
];

/// Ranks that can't give it, whole words.
const LOWER: &[&str] = &["inspector", "insp", "ci", "di", "dci", "ds", "dc", "sgt", "sergeant", "ps", "pc"];

/// Returns whether a note speaks of a superintendent who gave authority, or of the paragraph under which one gives it.
///
/// One who was asked and couldn't be had, or said no, gave none: each part of a sentence is read by itself, with the next.
fn speaks_of_superintendent(note: &str) -> bool {
    let parts: Vec<String> =
        note.split(&[',', ';', ':']).flat_map(|part| part.split(". ")).map(wording::normalised).collect();
    let denied = |part: &str| {
        let words: Vec<&str> = part.split(' ').collect();
        let no = |word: &str| {
            matches!(word, "no" | "not" | "without" | "never" | "t" | "nor" | "nobody")
                || NOT_GIVEN.iter().any(|stem| word.starts_with(stem))
        };
        // "As no AA could come" and "it couldn't wait" are why it was given.
        let of_adult =
            |i: usize| words.iter().skip(i.saturating_sub(2)).take(i.min(2) + 4).any(|word| OF_ADULT.contains(word));
        words.iter().enumerate().any(|(i, word)| no(word) && !of_adult(i))
    };
    let given = |part: &str| wording::normalised_mentions(part, GIVEN) && !denied(part);
    let lower = |part: &str| part.split(' ').any(|word| LOWER.contains(&word));
    parts.iter().enumerate().any(|(i, part)| {
        let next = || parts.get(i + 1).is_some_and(|next| given(next) && !lower(next));
        let superintendent = wording::normalised_mentions(part, &["supt", "superintendent", "det supt"]);
        (superintendent && !denied(part) && (given(part) || next())) || (names_paragraph(part) && !denied(part))
    })
}

/// Returns whether words name paragraph 11.18, and not a time of day.
fn names_paragraph(plain: &str) -> bool {
    let whole = format!(" {plain} ");
    whole.match_indices(" 11 18 ").any(|(i, found)| {
        let before = whole.get(..i).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        let after = whole.get(i + found.len()..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let time = matches!(after, "hrs" | "hours" | "am" | "pm") || matches!(before, "at" | "from" | "until" | "by");
        let named = matches!(before, "c" | "code" | "para" | "paragraph" | "under" | "pace" | "per");
        !time && (named || wording::normalised_mentions(plain, &["authori"]))
    })
}

/// Returns whether a note says that questions couldn't wait for the station: in words, or by the paragraph's own number.
fn could_not_wait(note: &str) -> bool {
    let plain = wording::normalised(note);
    wording::normalised_mentions(&plain, COULD_NOT_WAIT) || format!(" {plain} ").contains(" 11 1 ")
}

/// One interview, or questioning outside the station.
struct Interview {
    at: Instant,
    /// When it ended, where that is recorded.
    to: Option<Instant>,
    positions: Vec<usize>,
    away: bool,
    /// Whether a note speaks of a superintendent's authority.
    of_superintendent: bool,
    /// Whether the entry says that questions elsewhere couldn't wait.
    could_not_wait: bool,
    /// Whether the record shows it ending.
    over: bool,
    at_start: Option<bool>,
    at_end: Option<bool>,
    authorised_by: Vec<Rank>,
}

impl Interview {
    fn is_authorised(&self) -> bool {
        self.authorised_by.iter().any(|rank| rank.at_least(URGENT_RANK))
    }
}

/// Returns every interview and questioning of the record, in order; a start and the end after it are one.
fn interviews(facts: &Facts<'_>) -> Vec<Interview> {
    let mut interviews: Vec<Interview> = Vec::new();
    let mut open = false;
    for standing in &facts.entries {
        let positions = vec![standing.position];
        let note = standing.entry.common.note.as_deref();
        let of_superintendent = note.is_some_and(speaks_of_superintendent);
        let new = Interview {
            at: standing.at,
            to: None,
            positions,
            away: false,
            of_superintendent,
            could_not_wait: false,
            over: false,
            at_start: None,
            at_end: None,
            authorised_by: Vec::new(),
        };
        match &standing.entry.kind {
            Kind::InterviewStarted(it) => {
                let at_start = there(it.aa_present, it.aa_who.as_ref());
                interviews.push(Interview {
                    at_start,
                    authorised_by: it.urgent_authorised_by.into_iter().collect(),
                    ..new
                });
                open = true;
            }
            Kind::InterviewEnded(it) => {
                let at_end = there(it.aa_present, it.aa_who.as_ref());
                if !open {
                    interviews.push(new);
                }
                if let Some(interview) = interviews.iter_mut().rev().find(|interview| !interview.away) {
                    interview.at_end = at_end;
                    interview.over = true;
                    interview.to = Some(standing.at);
                    interview.of_superintendent |= of_superintendent;
                    interview.authorised_by.extend(it.urgent_authorised_by);
                    if open {
                        interview.positions.push(standing.position);
                    }
                }
                open = false;
            }
            Kind::QuestionedAway(it) => {
                let at = Moment::instant(it.from);
                let could_not_wait = note.is_some_and(could_not_wait);
                interviews.push(Interview {
                    at,
                    away: true,
                    could_not_wait,
                    over: true,
                    at_start: it.aa_present,
                    ..new
                });
            }
            _ => {}
        }
    }
    interviews
}

/// `aa.interview-without`: interviewed or questioned with no adult there and no superintendent's authority.
///
/// Whether the adult was there not recorded, or recorded both ways: asked about; so is one who left before the end (11.17).
/// So is an authority that only a note speaks of, and questioning away from the station for a risk that the entry names:
/// 11.15 gives way to 11.1, which needs no superintendent.
pub(super) fn interview(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for interview in interviews(facts) {
        if !owed_at(facts, interview.at) || interview.is_authorised() {
            continue;
        }
        let what = if interview.away { "Questioned away from the station" } else { "Interviewed" };
        let at = clock(interview.at);
        // The superintendent's authority may stand on the end of the interview, and an extract may stop before it.
        let cut_off = facts.record.head.extract.is_some() && !interview.over;
        let finding = match (interview.at_start, interview.at_end) {
            (Some(true), None | Some(true)) if let Some(Gap { left, came, to }) = left_early(facts, &interview) => {
                let asked = match came {
                    Some(came) => {
                        format!(", one here again at {}. Did questions stop between?", clock(came.at))
                    }
                    None => ". Did questions stop then?".to_owned(),
                };
                let (to, gone) = (clock(to), clock(left.at));
                let message = format!("{what} from {at} to {to}: the adult is recorded as leaving at {gone}{asked}");
                rule.query(interview.at, message).on([left.position]).on(came.map(|came| came.position))
            }
            (Some(true), None | Some(true)) | (None, Some(true)) => continue,
            (Some(false), _) | (None, Some(false)) if interview.of_superintendent => rule
                .query(
                    interview.at,
                    format!(
                        "{what} at {at} without the adult; the note speaks of a superintendent's authority. Who gave it, when, \
                         and why could it not wait?"
                    ),
                )
                .standing_on(Standard::Code, &["Code C 11.18", "Code C 11.15"]),
            (Some(false), _) if interview.could_not_wait => rule
                .query(
                    interview.at,
                    format!(
                        "{what} at {at} without the adult, for a risk that couldn't wait for the station. Was it one that \
                         Code C 11.1 names, and did questions end once it was averted?"
                    ),
                )
                .standing_on(Standard::Code, &["Code C 11.1", "Code C 11.15"]),
            (Some(false), _) | (None, Some(false)) if !cut_off => {
                let rank = interview.authorised_by.first();
                let why = rank.map_or_else(
                    || "no superintendent's authority is recorded".to_owned(),
                    |rank| format!("a superintendent must authorise it (recorded: {})", rank.plain()),
                );
                rule.breach(
                    interview.at,
                    format!(
                        "No interview without the adult: {} at {at} without one, and {why}.{}",
                        what.to_lowercase(),
                        stay::next(facts, " Tell the officer in the case and an inspector.")
                    ),
                )
            }
            (Some(true), Some(false)) => rule.query(
                interview.at,
                format!(
                    "{what} from {at}: the adult is recorded as there at the start and not at the end. When did they \
                         leave?"
                ),
            ),
            (Some(false), _) | (None, Some(false)) => rule.query(
                interview.at,
                format!(
                    "{what} at {at} without the adult. The file is an extract: does the rest of the record show a \
                         superintendent's authority?"
                ),
            ),
            (None, None) => rule.query(
                interview.at,
                format!(
                    "{what} at {at}: whether the adult was there is not recorded. Were they, or did a superintendent \
                         authorise it without?"
                ),
            ),
        };
        judgement.find(stay::age_asked(facts, finding.on(interview.positions)));
    }
}

/// Time of an interview with no adult there.
struct Gap {
    /// When the adult left.
    left: Mark,
    /// When one was there again, before the end.
    came: Option<Mark>,
    /// When the interview ended.
    to: Instant,
}

/// Returns when the adult left plainly before the end of an interview, and no other was there or came at that minute.
fn left_early(facts: &Facts<'_>, interview: &Interview) -> Option<Gap> {
    let to = interview.to?;
    let left = facts.each::<AaLeft>().find(|left| interview.at < left.at && left.at < to)?;
    let came = facts.each::<AaArrived>().find(|came| left.at <= came.at && came.at < to);
    // Of two who came, one may have stayed.
    let stayed = facts.each::<AaArrived>().filter(|came| came.at < left.at).count()
        > facts.each::<AaLeft>().filter(|other| other.at <= left.at).count();
    let replaced = came.is_some_and(|came| came.at == left.at);
    (!stayed && !replaced).then(|| Gap { left: left.mark(), came: came.map(|came| came.mark()), to })
}

/// `aa.charge-without`: charged with no adult there. A breach where one was in the station, or none was ever asked for.
///
/// Law: Code C 16.1 asks for the adult at charge only if they are there at the time, and 16.6 that it be gone through again
/// when they come, unless the child has been released; Code C 3.15 that one be secured. Note 16C: no child is held only to
/// wait for one; they are bailed to return for the charge, unless having none makes them unfit for such bail.
/// Whether one was there not recorded: asked about. Several charges at the same minute are one charging.
pub(super) fn charge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let stays = stays(facts);
    let mut done: Option<Instant> = None;
    for charged in facts.each::<Charged>() {
        if done == Some(charged.at) || !owed_at(facts, charged.at) {
            continue;
        }
        done = Some(charged.at);
        let together: Vec<_> = facts.each::<Charged>().filter(|other| other.at == charged.at).collect();
        let mut present = together.iter().map(|other| there(other.it.aa_present, other.it.aa_who.as_ref()));
        if present.any(|present| present == Some(true)) {
            continue;
        }
        let recorded = together.iter().any(|other| other.it.aa_present == Some(false));
        let at = clock(charged.at);
        let stay = stay_at(stays, charged.at);
        let finding = if !recorded {
            let message = format!("Charged at {at}: whether the adult was there is not recorded. Were they?");
            rule.query(charged.at, message)
        } else if in_station(facts, stay, charged.at) {
            let message = format!(
                "Charged at {at} without the adult, though one was in the station (Code C 16.1).{}",
                stay::next(facts, " Go through the charge again with them there, and record it.")
            );
            rule.breach(charged.at, message)
        } else if facts.record.head.extract.is_none() && never_asked(facts, stay, charged.at) {
            let message = format!(
                "Charged at {at} with no adult there, and none appears to have been asked for (Code C 3.15).{}",
                stay::next(facts, " Ask for one now.")
            );
            rule.breach(charged.at, message).standing_on(Standard::Code, &["Code C 3.15", "Code C 16.1", "Code C 16.6"])
        } else {
            let message = format!(
                "Charged at {at} with no adult there. A child isn't held only to wait for one: was bail to return for the charge \
                 thought of (Note 16C)?{}",
                stay::next(facts, " Go through the charge again when one comes (16.6), and record it.")
            );
            rule.shortfall(charged.at, message)
                .standing_on(Standard::Policy, &["force policy", "Code C 16.6", "Code C Note 16C"])
        };
        let finding = finding.on(together.iter().map(|other| other.position));
        judgement.find(stay::age_asked(facts, finding));
    }
}

/// Returns whether a recorded adult was plainly in the station at that instant.
///
/// A record may show a charge and no authorisation: then the arrivals themselves say so.
fn in_station(facts: &Facts<'_>, stay: Option<&Stay>, at: Instant) -> bool {
    match stay {
        Some(stay) => stay.presences.iter().any(|there| there.recorded && there.plainly_at(at)),
        None => facts.adult_plainly_here_at(at),
    }
}

/// Returns whether no adult was asked for by then, nor came unasked. An extract can't show that.
fn never_asked(facts: &Facts<'_>, stay: Option<&Stay>, at: Instant) -> bool {
    match stay {
        Some(stay) => {
            stay.requests(facts).all(|asked| asked.at > at) && stay.presences.iter().all(|there| there.from > at)
        }
        None => {
            facts.each::<AaRequested>().all(|asked| asked.at > at) && facts.each::<AaArrived>().all(|came| came.at > at)
        }
    }
}
