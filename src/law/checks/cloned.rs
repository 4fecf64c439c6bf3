//! Copied text: `check.cloned`.

use super::content;
use crate::law::Judgement;
use crate::law::facts::{Fact, Facts};
use crate::law::register::Rule;
use crate::law::wording;
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
    LastCheck(usize),
    /// On another child's check, at that time.
    OtherChild(Instant),
}

/// Adds one question for each run of copied text.
///
/// Awake: the same text as the last check of this child, or as one on another child in the time before it that policy
/// fixes. The text is what was seen (else the note) with the child's words; where both stand, both must be the same.
/// Asleep: only a run of as many checks as policy fixes of which none says how the child breathes or lies.
pub fn judge(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    let checks: Vec<Fact<'_, Check>> = content::on_a_child(facts).collect();
    awake(rule, facts, &checks, judgement);
    asleep(rule, facts, &checks, judgement);
}

fn awake(rule: &Rule, facts: &Facts<'_>, checks: &[Fact<'_, Check>], judgement: &mut Judgement) {
    let mut run: Vec<usize> = Vec::new();
    let mut began: Option<(Fact<'_, Check>, Source)> = None;
    let mut last: Option<Fact<'_, Check>> = None;
    for &check in checks {
        let source = source(facts, last, check);
        let continues = matches!(source, Some(Source::LastCheck(_))) && began.is_some();
        if !continues {
            close(rule, &mut began, &mut run, judgement);
        }
        if let Some(source) = source {
            if let (Source::LastCheck(position), true) = (source, run.is_empty()) {
                run.push(position);
            }
            run.push(check.position);
            began = began.or(Some((check, source)));
        }
        last = Some(check);
    }
    close(rule, &mut began, &mut run, judgement);
}

fn source(facts: &Facts<'_>, last: Option<Fact<'_, Check>>, check: Fact<'_, Check>) -> Option<Source> {
    let words = Wording::of(check);
    if content::asleep(check.it, content::text(check)) {
        return None;
    }
    if let Some(last) = last.filter(|last| words.copies(&Wording::of(*last))) {
        return Some(Source::LastCheck(last.position));
    }
    let within = facts.policy.check.cloned_within_minutes;
    facts.suite.copied_from(facts.record, &words, check.at, within).map(Source::OtherChild)
}

fn close(rule: &Rule, began: &mut Option<(Fact<'_, Check>, Source)>, run: &mut Vec<usize>, judgement: &mut Judgement) {
    let positions = std::mem::take(run);
    let Some((first, source)) = began.take() else { return };
    let where_from = match source {
        Source::LastCheck(_) => "as the check before it".to_owned(),
        Source::OtherChild(at) => format!("as another child's check at {}", clock(at)),
    };
    let on = match positions.len() {
        0..=2 => String::new(),
        count => format!(" ({count} checks alike)"),
    };
    let message = format!(
        "The check at {} has the same words {where_from}{on}. Were they written for this child, at that time?",
        clock(first.at)
    );
    judgement.find(rule.query(first.at, message).on(positions));
}

fn asleep(rule: &Rule, facts: &Facts<'_>, checks: &[Fact<'_, Check>], judgement: &mut Judgement) {
    let bare = |check: &Fact<'_, Check>| content::asleep(check.it, content::text(*check)) && !shows_sign(check);
    let least = usize::try_from(facts.policy.check.cloned_sleeping_count).unwrap_or(usize::MAX);
    for run in checks.chunk_by(|a, b| bare(a) && bare(b)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if run.len() >= least && bare(first) {
            let message = format!(
                "{} checks in a row, {} to {}, say only that the child sleeps. Was breathing seen, and how did they lie?",
                run.len(),
                clock(first.at),
                clock(last.at)
            );
            judgement.find(rule.query(last.at, message).on(run.iter().map(|check| check.position)));
        }
    }
}

fn shows_sign(check: &Fact<'_, Check>) -> bool {
    let texts = [&check.it.seen, &check.entry.common.note, &check.it.did];
    texts
        .into_iter()
        .flatten()
        .any(|text| wording::normalised(text).split(' ').any(|word| SIGNS.iter().any(|sign| word.starts_with(sign))))
}

/// The words of one check, set so that capitals, stops and spacing don't count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What was seen, else the note.
    pub seen: Option<String>,
    /// What the child said.
    pub said: Option<String>,
}

impl Wording {
    /// Returns the words of a check.
    #[must_use]
    pub fn of(check: Fact<'_, Check>) -> Self {
        let plain = |text: Option<&str>| text.map(wording::normalised).filter(|text| !text.is_empty());
        Self { seen: plain(content::text(check)), said: plain(check.it.said.as_deref()) }
    }

    /// Returns whether these words are those of `earlier`: something is the same, and nothing here is new.
    #[must_use]
    pub fn copies(&self, earlier: &Self) -> bool {
        let new = |mine: &Option<String>, theirs: &Option<String>| mine.is_some() && mine != theirs;
        (self.seen.is_some() || self.said.is_some())
            && !new(&self.seen, &earlier.seen)
            && !new(&self.said, &earlier.said)
    }
}
