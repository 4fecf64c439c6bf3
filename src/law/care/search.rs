//! Strip searches, and the order of things: `search.strip`, `search.aa-order`.

use crate::law::checks::span;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::stays::Stay;
use crate::law::{Judgement, Verdict, adult, wording};
use crate::record::kinds::{AaRequested, StripSearched};
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::{AaAbsentBecause, Rank};
use crate::record::{Instant, Kind};

/// How people write a risk of serious harm.
const SERIOUS_HARM: &[&str] = &[
    "harm", "blade", "knife", "weapon", "razor", "cut", "swallow", "ligature", "overdos", "suicid", "injur", "danger",
    "life", "sharp", "glass", "kill", "stab", "needle", "choke", "hurt",
];

/// Adds one finding for each strip search that shows less than Annex A 10 to 12 demands.
///
/// A reason is owed for every one. Where intimate parts were exposed, the adult is there, or there is urgency with a
/// risk of serious harm, or the child said before the adult that they didn't want them there and the adult signed it.
/// The Code asks for no rank, and before 27 October 2013 for no adult for a 17-year-old. Whether parts were exposed, or the adult was there, not recorded: asked about.
pub fn strip(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for search in facts.each::<StripSearched>().filter(|search| facts.is_child_at(search.at)) {
        let short = shortcoming(search, adult::owed_at(facts, search.at));
        let found = match (short, other_sex(search.it)) {
            (Some((verdict, words)), Some((_, sex))) => Some((verdict, format!("{words} Also, {sex}"))),
            (short, sex) => short.or(sex),
        };
        let Some((verdict, words)) = found else { continue };
        let message = format!("Strip search at {}: {words}", clock(search.at));
        judgement.find(rule.finding(verdict, search.at, message).on([search.position]));
    }
}

fn shortcoming(search: Fact<'_, StripSearched>, adult_owed: bool) -> Option<(Verdict, String)> {
    let it = search.it;
    let adult_there = adult_there(it);
    let Some(reason) = wording::first_said([it.reason.as_deref(), search.entry.common.note.as_deref()]) else {
        let words =
            "no reason is recorded. Write what was thought concealed, and why it had to be found (Annex A 10, 12).";
        return Some((Verdict::Breach, words.to_owned()));
    };
    if !adult_owed || it.intimate_parts == Some(false) || adult_there == Some(true) {
        return None;
    }
    let excused = match it.aa_absent_because {
        Some(AaAbsentBecause::Urgency) if wording::mentions(reason, SERIOUS_HARM) => return None,
        Some(AaAbsentBecause::Urgency) => Some(format!(
            "urgent, no adult there, for \"{}\". What was the risk of serious harm that couldn't wait?",
            visible(reason)
        )),
        _ if it.waiver_signed_by_aa == Some(true) => return None,
        Some(AaAbsentBecause::ChildAsked) if it.waiver_signed_by_aa.is_none() => {
            Some("the child asked for no adult. Was it said before the adult, and signed by the adult?".to_owned())
        }
        _ => None,
    };
    if let Some(words) = excused {
        return Some((Verdict::Query, words));
    }
    match (it.intimate_parts, adult_there) {
        (Some(true), Some(false)) => Some((
            Verdict::Breach,
            "intimate parts were exposed with no adult there, and neither urgency nor a waiver signed by the adult is recorded. Tell the adult and an inspector."
                .to_owned(),
        )),
        (Some(true), None) => Some((Verdict::Query, "intimate parts were exposed; whether the adult was there isn't recorded. Who was there?".to_owned())),
        (None, Some(false)) => Some((Verdict::Query, "no adult was there; whether intimate parts were exposed isn't recorded. Were they?".to_owned())),
        _ => Some((Verdict::Query, "neither whether intimate parts were exposed nor whether the adult was there is recorded. Write both.".to_owned())),
    }
}

/// Asks who was there where not all were of the child's sex: the searcher must be, and nobody else may see but an adult for
/// whom the child asked (Annex A 11(a), (b)).
fn other_sex(search: &StripSearched) -> Option<(Verdict, String)> {
    const ASKED: &str = "not all there were of the child's sex. Who searched, and was the other an adult the child asked for (Annex A 11(a), (b))?";
    (search.same_sex == Some(false)).then(|| (Verdict::Query, ASKED.to_owned()))
}

/// Returns whether the adult was there: as said, else there if it says who they were, else not if it says why not.
fn adult_there(search: &StripSearched) -> Option<bool> {
    let named = search.aa_who.as_ref().is_some_and(|who| !who.all().is_empty());
    search.aa_present.or(named.then_some(true)).or(search.aa_absent_because.map(|_| false))
}

/// Adds a finding where the adult was first asked for only after something that needed one, and none was there for it.
///
/// Urgency excuses: a search recorded as urgent, an interview that a superintendent authorised (Code C 11.18). Where it
/// isn't recorded whether the adult was there, or what a search exposed, it is asked about.
/// A child back on bail is owed an adult again, so that each stay is looked at by itself.
pub fn adult_order(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for stay in &facts.stays {
        order_in(rule, facts, stay, judgement);
    }
}

fn order_in(rule: &Rule, facts: &Facts<'_>, stay: &Stay, judgement: &mut Judgement) {
    let Some(asked) = stay.each::<AaRequested>(facts).next().filter(|asked| adult::owed_at(facts, asked.at)) else {
        return;
    };
    let first = stay
        .standing(facts)
        .iter()
        .filter_map(|standing| needs_adult(&standing.entry.kind, standing.at, standing.position))
        .filter(|act| act.at < asked.at && !facts.adult_here_at(act.at) && adult::owed_at(facts, act.at))
        .min_by_key(|act| (act.not_recorded.is_some(), act.at, act.position));
    let Some(act) = first else { return };
    let shown =
        format!("The adult was first asked for at {}, after {} at {}.", clock(asked.at), act.what, clock(act.at));
    let (verdict, next) = match act.not_recorded {
        Some(what) => (Verdict::Query, format!("{what} is not recorded. Record it.")),
        None => (
            span::weighed(facts, Verdict::Shortfall),
            "Ask from arrival: a child needs them before, not after.".to_owned(),
        ),
    };
    let finding = rule.finding(verdict, act.at, format!("{shown} {next}"));
    judgement.find(finding.measured(act.at, asked.at).on([act.position, asked.position]));
}

/// Something done that needed an adult, none being recorded as there.
struct Act {
    /// When it began.
    at: Instant,
    position: usize,
    what: &'static str,
    /// What the record leaves open of it, so that it isn't known to have been done without the adult it needed.
    not_recorded: Option<&'static str>,
}

/// Returns an act that needed an adult; none where the adult was there or urgency is recorded.
fn needs_adult(kind: &Kind, at: Instant, position: usize) -> Option<Act> {
    const EXPOSED: &str = "Whether intimate parts were exposed, and so whether it needed them,";
    const THERE: &str = "Whether an adult was there all the same";
    let act = |at, what, not_recorded| Some(Act { at, position, what, not_recorded });
    match kind {
        Kind::StripSearched(search) => {
            let urgent = search.aa_absent_because == Some(AaAbsentBecause::Urgency);
            let there = adult_there(search);
            if urgent || there == Some(true) || search.intimate_parts == Some(false) {
                return None;
            }
            let open = match (search.intimate_parts, there) {
                (None, _) => Some(EXPOSED),
                (_, None) => Some(THERE),
                _ => None,
            };
            act(at, "a strip search", open)
        }
        Kind::InterviewStarted(interview) => {
            let urgent = interview.urgent_authorised_by.is_some_and(|rank| rank.at_least(Rank::Superintendent));
            let named = interview.aa_who.as_ref().is_some_and(|who| !who.all().is_empty());
            match interview.aa_present.or(named.then_some(true)) {
                Some(true) => None,
                _ if urgent => None,
                there => act(at, "an interview", there.is_none().then_some(THERE)),
            }
        }
        Kind::QuestionedAway(questioned) => match questioned.aa_present {
            Some(true) => None,
            there => act(questioned.from.instant(), "questioning elsewhere", there.is_none().then_some(THERE)),
        },
        _ => None,
    }
}
