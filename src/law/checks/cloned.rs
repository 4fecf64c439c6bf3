//! Copied text: `check.cloned`.

use super::content;
use super::words::Wording;
use crate::law::Judgement;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::wording;
use crate::law::wording::alike::{Alike, Likeness};
use crate::record::Instant;
use crate::record::kinds::Check;
use crate::record::time::clock;

/// Words that say how a sleeping child breathes, lies or moves, by the letters they begin with.
const SIGNS: &[&str] = &[
    "breath", "chest", "snor", "rise", "rising", "side", "back", "front", "stomach", "tummy", "face", "facing", "left",
    "right", "curled", "lying", "laid", "lay", "laying", "recovery", "position", "mov", "stir", "turn", "roll", "head",
    "sat", "sitting", "foetal", "fetal", "arm", "prone", "supine", "leg", "hand", "knees",
];

/// Where the words of a check stand already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// On the last check of this child, at that position.
    LastCheck(usize, Alike),
    /// On another child's check, at that time.
    OtherChild(Instant),
}

/// A check as it was read, once.
struct Read<'a> {
    check: Fact<'a, Check>,
    asleep: bool,
    /// None where it has no words of the officer's own to be set beside others.
    words: Option<Wording>,
}

/// Adds one question for each run of copied text.
///
/// Awake: the same text as the last check of this child, a few slips of the hand apart, or as one on another child in the
/// time before it that policy fixes. The text is what was seen (else the note); what the child said, what the officer did and
/// a second note tell two checks apart, and never make a copy by themselves: a child may well say the same twice. A short
/// text that other officers may well choose is set only beside the last check.
/// Asleep: only a run of as many checks as policy fixes of which none says how the child breathes or lies.
///
/// Each check is set beside one other and looked up once among the other children's, however many there are.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let read = |check: Fact<'_, Check>| content::asleep(check.it, content::text(check));
    let checks: Vec<Read<'_>> = content::on_a_child(facts)
        .map(|check| Read { check, asleep: read(check), words: Wording::of(check) })
        .collect();
    awake(rule, facts, &checks, judgement);
    asleep(rule, facts, &checks, judgement);
}

fn awake(rule: &Rule, facts: &Facts<'_>, checks: &[Read<'_>], judgement: &mut Judgement) {
    let mut run: Vec<usize> = Vec::new();
    let mut began: Option<(Instant, Source)> = None;
    let mut last: Option<&Read<'_>> = None;
    for read in checks {
        let source = source(facts, last, read);
        let continues = matches!(source, Some(Source::LastCheck(..))) && began.is_some();
        if !continues {
            close(rule, &mut began, &mut run, judgement);
        }
        if let Some(source) = source {
            if let (Source::LastCheck(position, _), true) = (source, run.is_empty()) {
                run.push(position);
            }
            run.push(read.check.position);
            began = began.or(Some((read.check.at, source)));
        }
        last = Some(read);
    }
    close(rule, &mut began, &mut run, judgement);
}

fn source(facts: &Facts<'_>, last: Option<&Read<'_>>, read: &Read<'_>) -> Option<Source> {
    let words = read.words.as_ref().filter(|_| !read.asleep)?;
    let policy = &facts.policy.check;
    let likeness = Likeness { least_words: policy.cloned_least_words, percent: policy.cloned_percent };
    let as_last = last.and_then(|last| Some((last.check.position, words.copies(last.words.as_ref()?, likeness)?)));
    if let Some((position, alike)) = as_last {
        return Some(Source::LastCheck(position, alike));
    }
    if words.count() < policy.cloned_least_words {
        return None;
    }
    let at = facts.suite.copied_from(facts.record, words, read.check.at, policy.cloned_within_minutes)?;
    let stock = content::text(read.check).is_some_and(|text| policy.stock_phrases.is_stock(text));
    (!stock).then_some(Source::OtherChild(at))
}

fn close(rule: &Rule, began: &mut Option<(Instant, Source)>, run: &mut Vec<usize>, judgement: &mut Judgement) {
    let positions = std::mem::take(run);
    let Some((first, source)) = began.take() else { return };
    let where_from = match source {
        Source::LastCheck(_, Alike::Same) => "the same words as the check before it".to_owned(),
        Source::LastCheck(_, Alike::Nearly) => "the words of the check before it, spelling apart".to_owned(),
        Source::OtherChild(at) => format!("the same words as another child's check at {}", clock(at)),
    };
    let on = match positions.len() {
        0..=2 => String::new(),
        count => format!(" ({count} checks alike)"),
    };
    let message =
        format!("The check at {} has {where_from}{on}. Were they written for this child, at that time?", clock(first));
    judgement.find(rule.query(first, message).on(positions));
}

fn asleep(rule: &Rule, facts: &Facts<'_>, checks: &[Read<'_>], judgement: &mut Judgement) {
    let bare: Vec<Option<Fact<'_, Check>>> =
        checks.iter().map(|read| Some(read.check).filter(|check| read.asleep && !shows_sign(check))).collect();
    let least = usize::try_from(facts.policy.check.cloned_sleeping_count).unwrap_or(usize::MAX);
    for run in bare.chunk_by(|a, b| a.is_some() && b.is_some()) {
        let (Some(Some(first)), Some(Some(last))) = (run.first(), run.last()) else { continue };
        if run.len() >= least {
            let message = format!(
                "{} checks in a row, {} to {}, say only that the child sleeps. Was breathing seen, and how did the child lie?",
                run.len(),
                clock(first.at),
                clock(last.at)
            );
            judgement.find(rule.query(last.at, message).on(run.iter().flatten().map(|check| check.position)));
        }
    }
}

fn shows_sign(check: &Fact<'_, Check>) -> bool {
    let texts = [&check.it.seen, &check.entry.common.note, &check.it.did];
    texts.into_iter().flatten().any(|text| wording::mentions(text, SIGNS))
}
