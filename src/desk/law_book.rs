//! The register as it is read at the desk: every row of the law, found by the words of the suite, and laid out with how it
//! stands for the child at hand.

mod find;
mod plain;

pub use find::find;
pub use plain::plain_words;

use super::why::{Block, Row, Weight, duty_row, finding_row};
use crate::law::accommodation::{ROWS, TestRow};
use crate::law::register::{Ymd, rule, rules, shown_date};
use crate::law::sources::NOT_SETTLED;
use crate::law::{Assessment, Duty, Owner, Policy, Rule, Standard, State, Verdict};
use crate::record::time::day_clock;

/// One row of the register: a rule, or a row of the threshold test for accommodation.
#[derive(Clone, Copy)]
pub enum Provision {
    /// A rule.
    Rule(&'static Rule),
    /// A row of the threshold test.
    Test(&'static TestRow),
}

impl std::fmt::Debug for Provision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl Provision {
    /// Returns every row of the register, the rules first, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        rules().map(Self::Rule).chain(ROWS.iter().map(Self::Test))
    }

    /// Returns its fixed id, such as `review.late` or `AC16`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.id,
            Self::Test(row) => row.id,
        }
    }

    /// Returns what it asks; for a row of the threshold test, when it applies.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.title,
            Self::Test(row) => row.when,
        }
    }

    /// Returns the provisions it rests on, most direct first.
    #[must_use]
    pub fn cites(self) -> &'static [&'static str] {
        match self {
            Self::Rule(rule) => rule.cites,
            Self::Test(row) => row.cites,
        }
    }

    /// Returns why it matters to the child.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.why,
            Self::Test(row) => row.why,
        }
    }

    fn standard(self) -> Standard {
        match self {
            Self::Rule(rule) => rule.standard,
            Self::Test(row) => row.standard,
        }
    }

    fn owed_by(self) -> Owner {
        match self {
            Self::Rule(rule) => rule.owed_by,
            Self::Test(row) => row.owed_by,
        }
    }

    /// The first day and the last on which it held.
    fn in_force(self) -> (Option<Ymd>, Option<Ymd>) {
        match self {
            Self::Rule(rule) => (rule.in_force_from, rule.in_force_until),
            Self::Test(row) => (Some(row.in_force_from), None),
        }
    }
}

/// Lays one row of the register out to be read: what it asks and why, how it stands for the child, the force's numbers, what
/// isn't settled. The child is the name and the assessment, where one is at hand.
#[must_use]
pub fn page(provision: Provision, policy: &Policy, child: Option<(&str, &Assessment)>) -> Vec<Block> {
    let mut blocks = vec![Block { heading: "", rows: asked(provision) }];
    blocks.extend(
        child.map(|(name, assessment)| Block {
            heading: "How it stands now",
            rows: standing(provision, name, assessment),
        }),
    );
    let numbers = policy.numbers_of(provision.id());
    if !numbers.is_empty() {
        let told = numbers.into_iter().map(|number| {
            let text = format!("{}: {} ({}).", number.does, number.value.trim_matches('"'), number.unit);
            Row::new("-", text, Weight::Plain)
        });
        blocks.push(Block { heading: "The force's own numbers", rows: told.collect() });
    }
    let open: Vec<Row> = NOT_SETTLED
        .iter()
        .filter(|point| point.rules.contains(&provision.id()))
        .map(|point| {
            Row::new("-", format!("{}: {} Meanwhile: {}", point.point, point.open, point.meanwhile), Weight::Quiet)
        })
        .collect();
    if !open.is_empty() {
        blocks.push(Block { heading: "Not settled", rows: open });
    }
    blocks
}

fn asked(provision: Provision) -> Vec<Row> {
    let since = match provision.in_force() {
        (from, Some(until)) => {
            let from = from.map_or_else(String::new, |from| format!(" from {}", shown_date(from)));
            format!("In force{from} until {}.", shown_date(until))
        }
        (Some(from), None) => format!("In force from {}.", shown_date(from)),
        (None, None) => "In force.".to_owned(),
    };
    let mut rows = vec![
        Row::new("", format!("{}.", provision.title()), Weight::Plain),
        Row::new("", format!("Why it matters to the child: {}", provision.why()), Weight::Plain),
        Row::new(
            "",
            format!(
                "Standard: {}. It rests on {}. {since}",
                provision.standard().plain(),
                provision.cites().join("; ")
            ),
            Weight::Quiet,
        ),
        Row::new("", format!("Owed by the {}.", provision.owed_by().plain()), Weight::Quiet),
    ];
    if let Provision::Test(row) = provision {
        let answers: Vec<String> = row.outcomes.iter().map(|outcome| outcome.plain()).collect();
        let answers = if answers.is_empty() { "it only prompts".to_owned() } else { answers.join(", or ") };
        rows.push(Row::new(
            "",
            format!("A row of the test for accommodation after charge. It answers: {answers}."),
            Weight::Quiet,
        ));
    }
    rows
}

/// How a row of the register stands for a child, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Something falls short of it, or is in doubt.
    Found(Verdict),
    /// Something is owed under it.
    Owed(State),
    /// A row of the threshold test that applies.
    Applies,
}

/// Returns how a row of the register stands for a child, the gravest first; none where it says nothing.
#[must_use]
pub fn standing_of(provision: Provision, assessment: &Assessment) -> Option<Standing> {
    match provision {
        Provision::Rule(rule) => {
            let found = |verdict: &&Verdict| {
                assessment.findings.iter().any(|finding| finding.rule == rule.id && finding.verdict == **verdict)
            };
            let owed = |state: &State| {
                assessment.duties.iter().any(|duty| duty.rule == rule.id && duty.is_open() && duty.state == *state)
            };
            let states = [State::Overdue, State::DueSoon, State::Open];
            let found = Verdict::ALL.iter().find(found).map(|verdict| Standing::Found(*verdict));
            found.or_else(|| states.into_iter().find(owed).map(Standing::Owed))
        }
        Provision::Test(row) => assessment.accommodation.fired.contains(&row.id).then_some(Standing::Applies),
    }
}

/// What falls short, what is owed and what is done under it for this child.
fn standing(provision: Provision, name: &str, assessment: &Assessment) -> Vec<Row> {
    let as_at = day_clock(assessment.as_at);
    let mut rows = vec![Row::new("", format!("{name}, as at {as_at}."), Weight::Plain)];
    let silent = match provision {
        Provision::Rule(rule) => {
            let of = rule.id;
            rows.extend(assessment.findings.iter().filter(|finding| finding.rule == of).map(finding_row));
            let (open, done): (Vec<&Duty>, Vec<&Duty>) =
                assessment.duties.iter().filter(|duty| duty.rule == of).partition(|duty| duty.is_open());
            rows.extend(open.into_iter().map(duty_row));
            // A night's checks are each a duty: what is done is told once.
            if let Some(last) = done.iter().max_by_key(|duty| duty.done_at) {
                rows.push(duty_row(last));
            }
            if done.len() > 1 {
                let text = format!("Owed before that, and done or no longer needed: {}.", done.len() - 1);
                rows.push(Row::new("", text, Weight::Quiet));
            }
            if rule.in_force_on(assessment.law_in_force_on) {
                "Nothing falls short of it, and nothing is owed under it, on what is recorded."
            } else {
                "It wasn't in force on the date of this detention, and asks nothing here."
            }
        }
        Provision::Test(row) => {
            rows.extend(assessment.findings.iter().filter(|finding| finding.via.contains(&row.id)).map(finding_row));
            if assessment.accommodation.fired.contains(&row.id) {
                let text = format!("It applies. The test's answer: {}", assessment.accommodation.message);
                rows.push(Row::new("", text, Weight::Plain));
            }
            "It doesn't apply, on what is recorded."
        }
    };
    if rows.len() == 1 {
        rows.push(Row::new("", silent, Weight::Plain));
    }
    rows
}

/// Returns the row of the register with that id.
#[must_use]
pub fn provision(id: &str) -> Option<Provision> {
    rule(id).map(Provision::Rule).or_else(|| ROWS.iter().find(|row| row.id == id).map(Provision::Test))
}

#[cfg(test)]
mod tests;
