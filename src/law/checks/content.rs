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

/// Returns whether words say that a child is asleep: "asleep on left side", and not "not asleep yet", "asleep till six, awake now".
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
    let plain = wording::normalised(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let turned = |i: usize| words.iter().take(i).rev().take(2).any(|word| NOT.contains(word));
    let says_so = |(i, word): (usize, &&str)| ["asleep", "sleeping", "slept"].contains(word) && !turned(i);
    words.iter().enumerate().any(says_so) && !words.iter().any(|word| ["awake", "woke", "woken"].contains(word))
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
        if [&check.entry.common.note, &check.it.did].into_iter().flatten().any(|text| tells(text)) {
            continue;
        }
        let heard = check.it.seen.is_some() && check.it.said.as_deref().is_some_and(tells);
        let (read, name) = if heard { ("What was seen at the check", "seen") } else { ("The check", "seen or heard") };
        let (at, text) = (clock(check.at), visible(text));
        let message = format!("{read} at {at} reads only \"{text}\". Name one thing {name} of this child.");
        judgement.find(rule.shortfall(check.at, message).on([check.position]));
    }
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
                ask(&mut unreturned, left, Some(place(away.why)), check);
                continue;
            }
            (Some(away), _) => (away.from, Some(away.to), Some(away.position), place(away.why)),
            (None, Some(Gone::Left(from, back))) => (from, back, None, "out of police hands"),
            (None, Some(Gone::Refused(refused))) => {
                ask(&mut unreturned, refused, None, check);
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
    for Unreturned { left, place, first, last, checks } in unreturned {
        let message = move || {
            let entered = if first == last {
                format!("A check is entered for {}", day_clock(first))
            } else {
                format!("Checks are entered from {} to {}", day_clock(first), day_clock(last))
            };
            let since = clock(left.at);
            match place {
                Some(place) => format!(
                    "{entered}; the child was {place} from {since}, and the end of that isn't recorded. When was it?"
                ),
                None => format!(
                    "{entered}; detention was refused at {since}, and no leaving is recorded. When did the child leave?"
                ),
            }
        };
        judgement.find(rule.query(first, message).on([left.position]).on(checks));
    }
}

/// Checks after a leaving, or a refusal to detain, of which the record doesn't show what followed.
struct Unreturned {
    left: Mark,
    /// Where the child was; none after a refusal.
    place: Option<&'static str>,
    first: Instant,
    last: Instant,
    checks: Vec<usize>,
}

fn ask(unreturned: &mut Vec<Unreturned>, left: Mark, place: Option<&'static str>, check: Fact<'_, Check>) {
    if let Some(asked) = unreturned.iter_mut().find(|asked| asked.left == left) {
        asked.last = check.at;
        asked.checks.push(check.position);
        return;
    }
    let (first, last, checks) = (check.at, check.at, vec![check.position]);
    unreturned.push(Unreturned { left, place, first, last, checks });
}

/// Returns whether a check says that the child was where the absence has them: an honest entry by someone who was there.
fn says_where(check: Fact<'_, Check>, why: AwayWhy) -> bool {
    /// Words of a check made before or after, in the cell.
    const ELSEWHEN: &[&str] =
        &["after", "before", "back from", "await", "waiting for", "return", "prior to", "ready for"];
    if matches!(check.it.method, Some(CheckMethod::Hatch | CheckMethod::Camera)) {
        return false;
    }
    let places: &[&str] = match why {
        AwayWhy::Treatment | AwayWhy::Evidence => &["hospital", "a e", "ward", "cubicle", "ambulance"],
        AwayWhy::Interview => &["interview", "interviewed"],
        AwayWhy::Questioned => &["interview", "interviewed", "questioned"],
        AwayWhy::Transfer => &["van", "car", "en route", "on the way"],
    };
    [check.it.seen.as_deref(), check.entry.common.note.as_deref()].into_iter().flatten().any(|text| {
        let plain = wording::normalised(text);
        let whole = format!(" {plain} ");
        places.iter().any(|place| whole.contains(&format!(" {place} ")))
            && !wording::normalised_mentions(&plain, ELSEWHEN)
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
}

/// How long a child bailed on paper may stand at the desk till someone fetches them, in hours.
const FETCHED_HOURS: i64 = 12;

/// How long after a refusal to detain a child may well still be at the desk, in minutes.
const REFUSED_MINUTES: i64 = 60;

/// Returns how an instant falls into time out of police hands: on bail, or after the detention ended.
///
/// Bail is a paper, and a refusal isn't a departure: where the record shows later when they were let go, it is from then.
fn gone(facts: &Facts<'_>, at: Instant) -> Option<Gone> {
    let begun = facts.stays.iter().rfind(|stay| stay.opened.is_some_and(|opened| opened.at <= at));
    let stay = begun.or(facts.stays.last())?;
    let end = stay.end.filter(|end| end.at < at)?;
    let leaves = |standing: &&Standing<'_>| closes(standing.kind) && standing.kind != KindName::DetentionRefused;
    let by = end.at + TimeDelta::hours(FETCHED_HOURS);
    let left = stay.standing(facts).iter().filter(leaves).map(|standing| standing.at).rfind(|left| *left <= by);
    let back = facts.held.iter().map(|held| held.from).find(|from| at < *from);
    match left {
        Some(left) if at <= left => None,
        Some(left) => Some(Gone::Left(left, back)),
        None if at <= end.at + TimeDelta::minutes(REFUSED_MINUTES) => None,
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
