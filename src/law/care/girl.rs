//! What is owed to a girl: `care.woman`, `care.menstrual`.

use chrono::TimeDelta;

use crate::law::checks::span;
use crate::law::facts::{Fact, Facts, Mark};
use crate::law::register::Rule;
use crate::law::stays::Stay;
use crate::law::{Judgement, Verdict, wording};
use crate::record::kinds::{Care, WomanAssigned};
use crate::record::text::visible;
use crate::record::time::clock;
use crate::record::words::{CareWhat, Sex};

/// Adds the duty to name the woman who has a girl's care, and a breach where none was named while she was held.
///
/// Each detention is looked at by itself: the woman of the first isn't there when she comes back on bail.
/// Where the sex isn't recorded nothing can be owed; it is asked about once the time is past.
pub fn woman(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for (stay, from) in detentions(facts).filter(|(_, from)| span::is_young_person_at(facts, from.at)) {
        if woman_in(rule, facts, stay, from, judgement) {
            return;
        }
    }
}

/// Returns the stays in which detention was authorised while the law treated her as a child, each with its authorisation.
fn detentions<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (&'f Stay, Mark)> {
    let authorised = |stay: &'f Stay| Some((stay, stay.authorised.filter(|mark| facts.is_child_at(mark.at))?));
    facts.stays.iter().filter_map(authorised)
}

/// Returns whether it asked for the sex: one question for one blank.
fn woman_in(rule: &Rule, facts: &Facts<'_>, stay: &Stay, from: Mark, judgement: &mut Judgement) -> bool {
    let due = from.at + TimeDelta::minutes(facts.policy.care.woman_minutes);
    let named = stay.each::<WomanAssigned>(facts).next();
    let end = span::end_of_stay(facts, from.at);
    match facts.child.sex {
        Some(Sex::Female) => {}
        None if named.is_none() && due < end => {
            let message = "Sex isn't recorded, so it can't be told whether a woman must have the child's care. Record it; for a girl, name the woman and offer products.";
            judgement.find(rule.query(due, message).due(due).on([from.position]));
            return true;
        }
        _ => return false,
    }
    let done_at = named.map(|named| named.at);
    let message = format!("Name the woman who has this girl's care, by {}.", clock(due));
    judgement.owe(rule, Some(due), span::state(facts, from.at, due, done_at), done_at, message);
    if named.is_none() && span::over_since(facts, from.at) && due < end {
        let message = format!(
            "No woman is recorded as having this girl's care from {} to {}. If a woman had it, add her name and from when.",
            clock(from.at),
            clock(end)
        );
        judgement.find(rule.finding(span::weighed(facts, Verdict::Breach), end, message).due(due).on([from.position]));
    }
    false
}

/// Adds the duty to ask a girl about, and offer, menstrual products; a shortfall where that came late or not at all;
/// and a query where it was someone other than the woman who has her care. Each detention is looked at by itself.
pub fn menstrual(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for (stay, from) in detentions(facts) {
        if menstrual_in(rule, facts, stay, from, judgement) {
            return;
        }
    }
}

/// Returns whether it asked for the sex.
fn menstrual_in(rule: &Rule, facts: &Facts<'_>, stay: &Stay, from: Mark, judgement: &mut Judgement) -> bool {
    let due = from.at + TimeDelta::minutes(facts.policy.care.menstrual_minutes);
    let end = span::end_of_stay(facts, from.at);
    let offered = stay
        .each::<Care>(facts)
        .filter(|care| care.it.what == CareWhat::MenstrualProducts)
        .find(|care| care.it.offered != Some(false) || care.it.taken == Some(true));
    let done_at = offered.map(|care| care.at);
    match facts.child.sex {
        Some(Sex::Female) => {}
        // With no woman named either, care.woman asks for the sex; one question for one blank.
        None if done_at.is_none() && due < end => {
            if let Some(woman) = stay.each::<WomanAssigned>(facts).next() {
                let message = "Sex isn't recorded, and a woman is named as having the child's care. Record it; for a girl, ask in private and offer products.";
                judgement.find(rule.query(due, message).due(due).on([from.position, woman.position]));
                return true;
            }
            return false;
        }
        _ => return false,
    }
    let message = format!(
        "The woman who has her care asks in private about health and hygiene and offers menstrual products, by {}.",
        clock(due)
    );
    judgement.owe(rule, Some(due), span::state(facts, from.at, due, done_at), done_at, message);
    if due < done_at.unwrap_or(end) {
        let (verdict, shown) = match done_at {
            Some(at) => (Verdict::Shortfall, format!("Menstrual products were first offered at {}", clock(at))),
            None => (span::weighed(facts, Verdict::Shortfall), "No offer of menstrual products is recorded".to_owned()),
        };
        let next = if done_at.is_some() || span::over_since(facts, from.at) {
            ""
        } else {
            " Ask in private, offer, and enter it even if declined."
        };
        let message = format!("{shown}; it was due by {}.{next}", clock(due));
        let on = [from.position].into_iter().chain(offered.map(|care| care.position));
        judgement.find(rule.finding(verdict, done_at.unwrap_or(end), message).due(due).on(on));
        return false;
    }
    if let Some((care, woman)) = offered.and_then(|care| Some((care, by_another(facts, stay, care)?))) {
        let message = format!(
            "Products were offered at {} by someone other than {}, named as having her care. Was it she, or at her asking?",
            clock(care.at),
            visible(&woman.it.name)
        );
        judgement.find(rule.query(care.at, message).on([woman.position, care.position]));
    }
    false
}

/// Returns the woman named by then, where the entry names someone else; names are compared by their last word.
fn by_another<'a>(facts: &Facts<'a>, stay: &Stay, care: Fact<'_, Care>) -> Option<Fact<'a, WomanAssigned>> {
    let last = |name: &str| wording::normalised(name).split(' ').next_back().unwrap_or_default().to_owned();
    let who = care.it.who.as_deref()?;
    let woman = stay.each::<WomanAssigned>(facts).rfind(|named| named.at <= care.at)?;
    let surname = last(&woman.it.name);
    let named = |text: &str| wording::normalised(text).split(' ').any(|word| word == surname);
    let author = care.entry.by().and_then(|by| by.name.as_deref());
    (!named(who) && !author.is_some_and(named)).then_some(woman)
}
