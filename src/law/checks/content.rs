//! What each check says: demeanour, the child's voice, words that say something, the right place, rousing.

use chrono::TimeDelta;

use super::span;
use super::timeline;
use crate::law::Judgement;
use crate::law::facts::{AwayWhy, Fact, Facts, Mark};
use crate::law::register::Rule;
use crate::law::waking::awake_at_check;
use crate::law::wording;
use crate::record::detention::closes;
use crate::record::kinds::{Check, KindName};
use crate::record::text::visible;
use crate::record::time::{clock, day_clock};
use crate::record::words::{CheckMethod, Demeanour, NotSaid};
use crate::record::{Instant, Standing};

/// Returns the checks made while the law treats the person as a child, in order.
pub(super) fn on_a_child<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Fact<'a, Check>> {
    facts.each::<Check>().filter(|check| facts.is_child_at(check.at))
}

/// Returns the text in which stock phrases and cloned text are looked for: what was seen, else the note.
#[must_use]
pub(in crate::law) fn text<'a>(check: Fact<'a, Check>) -> Option<&'a str> {
    check.it.seen.as_deref().or(check.entry.common.note.as_deref())
}

/// Returns whether a check says that the child was asleep, in its fields or, where they are silent, in its words.
#[must_use]
pub(in crate::law) fn asleep(check: &Check, text: Option<&str>) -> bool {
    awake_at_check(check).map_or_else(|| text.is_some_and(asleep_in_words), |awake| !awake)
}

/// Words of a child who is awake, or does what no sleeper does.
const AWAKE: &[&str] = &[
    "awake", "woke", "woken", "waking", "standing", "pacing", "eating", "ate", "drinking", "crying", "cried",
    "talking", "walking", "walked", "shouting", "banging", "kicking", "singing", "playing", "reading", "says",
    "asking",
];

/// Returns whether words say that a child is asleep: "asleep on left side", and not "not asleep yet", "asleep till six, awake
/// now", "tearing the sleeping mat". "Slept" is over by the time it is written.
#[must_use]
pub(in crate::law) fn asleep_in_words(text: &str) -> bool {
    /// Words right before that turn it round: "isn't", "hardly", "trouble sleeping", "mum asleep".
    const NOT: &[&str] = &[
        "t",
        "isnt",
        "wasnt",
        "hasnt",
        "not",
        "never",
        "nearly",
        "almost",
        "hardly",
        "half",
        "yet",
        "trouble",
        "difficulty",
        "pretending",
        "mum",
        "dad",
        "mother",
        "father",
    ];
    /// What sleeping stands before that isn't a child's sleep.
    const NO_SLEEP: &[&str] =
        &["mat", "mattress", "bag", "pill", "pills", "tablet", "tablets", "rough", "badly", "area"];
    let plain = wording::normalised(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let other = |i: usize| words.get(i + 1).is_some_and(|word| NO_SLEEP.contains(word));
    let turned = |i: usize| words.iter().take(i).rev().take(2).any(|word| NOT.contains(word));
    let says_so = |(i, word): (usize, &&str)| (*word == "asleep" || (*word == "sleeping" && !other(i))) && !turned(i);
    words.iter().enumerate().any(says_so) && !words.iter().any(|word| AWAKE.contains(word))
}

/// Returns whether words that don't say it end a sleep known only from words: they tell of a child awake, or tell something and
/// nothing of how a sleeper breathes or lies.
#[must_use]
pub(in crate::law) fn ends_sleep_in_words(text: &str) -> bool {
    const LIES: &[&str] = &[
        "breath",
        "chest",
        "snor",
        "rise",
        "rising",
        "side",
        "back",
        "front",
        "stomach",
        "tummy",
        "face",
        "facing",
        "curled",
        "lying",
        "laid",
        "lay",
        "recovery",
        "position",
        "foetal",
        "fetal",
        "prone",
        "supine",
        "blanket",
        "resting",
        "no change",
        "unchanged",
        "as above",
    ];
    let plain = wording::normalised(text);
    let awake = plain.split(' ').any(|word| AWAKE.contains(&word));
    wording::says_something(text) && (awake || !wording::normalised_mentions(&plain, LIES))
}

/// Adds a finding for each check that doesn't say how the child seemed. Asleep, however it is said, counts as said.
pub fn no_demeanour(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for check in on_a_child(facts) {
        let said_asleep = asleep(check.it, text(check)) || check.it.not_said == Some(NotSaid::Asleep);
        if check.it.demeanour.is_none() && !said_asleep {
            let at = check.at;
            let message = move || {
                format!(
                    "The check at {} doesn't say how the child seemed. Pick a demeanour at each check, so that a change shows.",
                    clock(at)
                )
            };
            judgement.find(rule.shortfall(check.at, message).on([check.position]));
        }
    }
}

/// Adds a finding for each check, the child not said to be asleep, with neither their words nor why there are none.
pub fn no_voice(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for check in on_a_child(facts) {
        if check.it.said.is_none() && check.it.not_said.is_none() && !asleep(check.it, text(check)) {
            let at = check.at;
            let message = move || {
                format!(
                    "The check at {} has neither the child's own words nor why there are none. Write what they said, or declined, not asked, not able.",
                    clock(at)
                )
            };
            judgement.find(rule.shortfall(check.at, message).on([check.position]));
        }
    }
}

/// Adds a finding for each check of which the whole text is a phrase that says nothing of this child, and with nothing done.
pub fn stock_phrase(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let stock = &facts.policy.check.stock_phrases;
    for check in on_a_child(facts) {
        let Some(text) = text(check).filter(|text| stock.is_stock(text)) else { continue };
        // What was done is of this child; what was said is, and isn't what was seen.
        let tells = |text: &str| wording::says_something(text) && !stock.is_stock(text);
        let beside = [&check.entry.common.note, &check.it.did];
        if beside.into_iter().flatten().any(|text| tells(text) && !names_the_check(text)) {
            continue;
        }
        let heard = check.it.seen.is_some() && check.it.said.as_deref().is_some_and(tells);
        let (read, name) = if heard { ("What was seen at the check", "seen") } else { ("The check", "seen or heard") };
        let (at, text) = (clock(check.at), visible(text));
        let message = format!("{read} at {at} reads only \"{text}\". Name one thing {name} of this child.");
        judgement.find(rule.shortfall(check.at, message).on([check.position]));
    }
}

/// Returns whether words only name the check itself: "cell check completed", "continue to monitor".
fn names_the_check(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "check",
        "checks",
        "checked",
        "cell",
        "complete",
        "completed",
        "done",
        "conducted",
        "carried",
        "made",
        "monitor",
        "monitored",
        "monitoring",
        "continue",
        "continued",
        "continues",
        "continuing",
        "ongoing",
        "obs",
        "observation",
        "observations",
        "observed",
        "visit",
        "visited",
        "routine",
        "welfare",
        "action",
        "required",
        "needed",
        "further",
        "no",
        "nothing",
        "none",
        "to",
        "be",
        "on",
        "out",
        "of",
        "the",
        "and",
        "as",
        "per",
        "plan",
        "level",
        "at",
        "hatch",
        "via",
        "by",
        "through",
        "looked",
        "child",
        "detainee",
        "dp",
        "will",
        "next",
    ];
    let plain = wording::normalised(text);
    plain.split(' ').all(|word| NAMES.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Adds a finding for each check entered for a time strictly inside an absence; going and coming count as in the cell.
///
/// Where the return was never written down, it is that which is missing, and the checks may well be right: asked once for
/// each absence, and so for a child not let go of at once. A check that says itself where the child was is no check of the cell.
pub fn while_away(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let absences = span::absences(facts);
    // How far the absences begun so far reach: nearly every check lies outside all of them.
    let (mut reach, mut begun) = (Instant::MIN_UTC, absences.iter().peekable());
    let mut unreturned: Vec<Unreturned> = Vec::new();
    for check in on_a_child(facts) {
        while let Some(away) = begun.next_if(|away| away.from < check.at) {
            reach = reach.max(away.to);
        }
        let absence = absences.iter().take_while(|_| check.at <= reach).find(|away| {
            let still_out = !away.over && !facts.closed() && check.at == away.to;
            away.from < check.at && (check.at < away.to || still_out)
        });
        let (from, to, position, place) = match (absence, gone(facts, check.at)) {
            (Some(away), _) if says_where(check, away.why) => continue,
            (Some(away), _) if !span::return_recorded(facts, away) => {
                let left = Mark { at: away.from, position: away.position };
                ask(&mut unreturned, left, Where::Away(place(away.why)), check);
                continue;
            }
            (Some(away), _) => (away.from, Some(away.to), Some(away.position), place(away.why)),
            (None, Some(Gone::Left(from, back))) => (from, back, None, "out of police hands"),
            (None, Some(Gone::Refused(refused))) => {
                ask(&mut unreturned, refused, Where::Refused, check);
                continue;
            }
            (None, Some(Gone::Kept(ended, left))) => {
                ask(&mut unreturned, ended, Where::Kept(left), check);
                continue;
            }
            (None, None) => continue,
        };
        let at = check.at;
        let message = move || {
            let back = to.map_or_else(|| "no return recorded".to_owned(), |to| format!("until {}", day_clock(to)));
            format!(
                "A check is entered for {}, but the child was {place} from {} ({back}). Correct the entry or the absence, and say why.",
                day_clock(at),
                clock(from)
            )
        };
        judgement.find(rule.breach(at, message).on([check.position]).on(position));
    }
    for Unreturned { left, at, first, last, checks } in unreturned {
        let message = move || {
            let entered = if first == last {
                format!("A check is entered for {}", day_clock(first))
            } else {
                format!("Checks are entered from {} to {}", day_clock(first), day_clock(last))
            };
            let since = clock(left.at);
            match at {
                Where::Away(place) => format!(
                    "{entered}; the child was {place} from {since}, and the end of that isn't recorded. When was it?"
                ),
                Where::Refused => format!(
                    "{entered}; detention was refused at {since}, and no leaving is recorded. When did the child leave?"
                ),
                Where::Kept(until) => format!(
                    "{entered}; detention ended at {since}, and the child was let go at {}. What kept them?",
                    clock(until)
                ),
            }
        };
        judgement.find(rule.query(first, message).on([left.position]).on(checks));
    }
}

/// Checks after a leaving, or a refusal to detain, of which the record doesn't show what followed.
struct Unreturned {
    left: Mark,
    at: Where,
    first: Instant,
    last: Instant,
    checks: Vec<usize>,
}

/// Where the child was at such checks.
enum Where {
    /// At that place.
    Away(&'static str),
    /// At the desk or gone, after detention was refused.
    Refused,
    /// At the station, after detention ended, till they were let go then.
    Kept(Instant),
}

fn ask(unreturned: &mut Vec<Unreturned>, left: Mark, at: Where, check: Fact<'_, Check>) {
    if let Some(asked) = unreturned.iter_mut().find(|asked| asked.left == left) {
        asked.last = check.at;
        asked.checks.push(check.position);
        return;
    }
    let (first, last, checks) = (check.at, check.at, vec![check.position]);
    unreturned.push(Unreturned { left, at, first, last, checks });
}

/// Returns whether a check says that the child was where the absence has them: an honest entry by someone who was there.
///
/// "In interview" says so, "on bench, interview at 15:00" doesn't: the place is where the child is, and no cell stands beside it.
pub(super) fn says_where(check: Fact<'_, Check>, why: AwayWhy) -> bool {
    /// Words of a check made before or after, or of a place that is still to come.
    const ELSEWHEN: &[&str] = &[
        "after",
        "before",
        "back from",
        "await",
        "waiting for",
        "return",
        "prior to",
        "ready for",
        "will be interview",
        "to be interview",
        "interview will",
    ];
    const CELL: &[&str] = &["cell", "bench", "mattress"];
    const BED: &[&str] = &["bed", "lying", "floor"];
    const NOT_IN_CELL: &[&str] =
        &["cell empty", "empty cell", "from cell", "from the cell", "out of cell", "not in cell"];
    const IN: &[&str] = &["in", "at", "during", "on", "being"];
    const ANY: &[&str] = &["a", "an", "the", "his", "her", "their", "police", "first", "second", "further", "2nd"];
    /// After a place at the beginning: of what is to come.
    const PLAN: &[&str] = &["at", "due", "later", "planned", "booked", "to", "soon", "tomorrow"];
    if matches!(check.it.method, Some(CheckMethod::Hatch | CheckMethod::Camera)) {
        return false;
    }
    let of_hospital = matches!(why, AwayWhy::Treatment | AwayWhy::Evidence);
    let places: &[&str] = match why {
        AwayWhy::Treatment | AwayWhy::Evidence => &["hospital", "a e", "ward", "cubicle", "ambulance"],
        AwayWhy::Interview => &["interview", "interviewed"],
        AwayWhy::Questioned => &["interview", "interviewed", "questioned"],
        AwayWhy::Transfer => &["van", "car"],
    };
    let on_the_way = |whole: &str| why == AwayWhy::Transfer && whole.contains(" en route ");
    [check.it.seen.as_deref(), check.entry.common.note.as_deref()].into_iter().flatten().any(|text| {
        let plain = wording::normalised(text);
        let whole = format!(" {plain} ");
        let there = |place: &&str| {
            whole.match_indices(&format!(" {place} ")).any(|(i, found)| {
                let before: Vec<&str> = whole.get(..i).unwrap_or_default().split(' ').rev().take(4).collect();
                let next = whole.get(i + found.len()..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                if i == 0 {
                    return !PLAN.contains(&next);
                }
                // A hospital has a name.
                let near =
                    if of_hospital { 4 } else { 1 + before.iter().take(1).filter(|word| ANY.contains(word)).count() };
                before.iter().take(near).any(|word| IN.contains(word))
            })
        };
        let in_cell = wording::normalised_mentions(&plain, CELL) && !wording::normalised_mentions(&plain, NOT_IN_CELL);
        let in_cell = in_cell || (!of_hospital && wording::normalised_mentions(&plain, BED));
        (places.iter().any(there) || on_the_way(&whole)) && !in_cell && !wording::normalised_mentions(&plain, ELSEWHEN)
    })
}

fn place(why: AwayWhy) -> &'static str {
    match why {
        AwayWhy::Treatment | AwayWhy::Evidence => "in hospital",
        AwayWhy::Interview => "in interview",
        AwayWhy::Questioned => "being questioned elsewhere",
        AwayWhy::Transfer => "on the way to another station",
    }
}

/// How a child came to be out of police hands.
enum Gone {
    /// They left then, and came back then if they did.
    Left(Instant, Option<Instant>),
    /// Detention was refused; when they left isn't recorded.
    Refused(Mark),
    /// Detention ended, and long after they were let go.
    Kept(Mark, Instant),
}

/// How long a child bailed on paper may stand at the desk till someone fetches them, in hours.
const FETCHED_HOURS: i64 = 12;

/// How long after bail or a refusal to detain a child may well still be at the desk, in minutes.
const AT_DESK_MINUTES: i64 = 60;

/// Returns how an instant falls into time out of police hands: on bail, or after the detention ended.
///
/// Bail is a paper, and a refusal isn't a departure: where the record shows later when they were let go, it is from then. Past
/// an hour at the desk it is asked what kept them: no power to hold them is left.
fn gone(facts: &Facts<'_>, at: Instant) -> Option<Gone> {
    let begun = facts.stays.iter().rfind(|stay| stay.opened.is_some_and(|opened| opened.at <= at));
    let stay = begun.or(facts.stays.last())?;
    let end = stay.end.filter(|end| end.at < at)?;
    let leaves = |standing: &&Standing<'_>| closes(standing.kind) && standing.kind != KindName::DetentionRefused;
    let by = end.at + TimeDelta::hours(FETCHED_HOURS);
    let left = stay.standing(facts).iter().filter(leaves).map(|standing| standing.at).rfind(|left| *left <= by);
    let back = facts.held.iter().map(|held| held.from).find(|from| at < *from);
    let at_desk = at <= end.at + TimeDelta::minutes(AT_DESK_MINUTES);
    match left {
        Some(left) if at <= left && at_desk => None,
        Some(left) if at <= left => Some(Gone::Kept(end, left)),
        Some(left) => Some(Gone::Left(left, back)),
        None if at_desk => None,
        None => Some(Gone::Refused(end)),
    }
}

/// Adds a finding for each check under a rousing order at which the child wasn't roused, or not from inside the cell.
///
/// A child who was awake and spoke was roused already, if someone was with them. Code C 9.15(f) demands that rousing
/// and response be written down, so that silence falls short too. Of a later plan that doesn't say whether rousing was
/// still ordered, it is asked once.
pub fn not_roused(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let plans = timeline::plans(facts);
    let mut unsaid: Vec<(timeline::Plan, Vec<usize>)> = Vec::new();
    for check in on_a_child(facts) {
        let plan = plans.iter().rev().find(|plan| plan.from < check.at && check.at < plan.until);
        let Some(plan) = plan.filter(|plan| plan.rousing || plan.silent_on.is_some()) else { continue };
        let from_outside = match check.it.method {
            Some(CheckMethod::Hatch) => Some("was made by the hatch"),
            Some(CheckMethod::Camera) => Some("was made by camera"),
            _ => None,
        };
        let spoke = check.it.said.as_deref().is_some_and(wording::says_something)
            || check.it.demeanour == Some(Demeanour::Talkative);
        let talking = spoke && awake_at_check(check.it) == Some(true);
        let what = match (from_outside, check.it.roused) {
            (Some(how), _) => how,
            (None, Some(true)) => continue,
            (None, _) if talking => continue,
            (None, Some(false)) => "doesn't appear to have roused the child",
            (None, None) => "doesn't record whether the child was roused",
        };
        if !plan.rousing {
            match unsaid.last_mut().filter(|(last, _)| last == plan) {
                Some((_, checks)) => checks.push(check.position),
                None => unsaid.push((*plan, vec![check.position])),
            }
            continue;
        }
        let at = check.at;
        let message = move || {
            format!(
                "Rousing is ordered; the check at {} {what}. Each check means going in, rousing and writing the response (Annex H); a child who can't be roused needs an ambulance at once.",
                clock(at)
            )
        };
        judgement.find(rule.breach(check.at, message).on([check.position]));
    }
    for (plan, checks) in unsaid {
        let message = move || {
            format!(
                "Rousing was ordered, and the plan set at {} doesn't say whether it still was; checks since don't show the child roused. Was it still ordered?",
                clock(plan.from)
            )
        };
        judgement.find(rule.query(plan.from, message).on(plan.silent_on).on(plan.position).on(checks));
    }
}
