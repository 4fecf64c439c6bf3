//! One child's panel sheet as a model: everything the page says, in the order it says it, nothing hidden in its text.

use super::{bar, well};
use crate::law::{Assessment, Facts, Finding, Outcome, State, Verdict};
use crate::record::kinds::*;
use crate::record::text::visible;
use crate::record::time::{clock, day_clock, in_full, length, utc};
use crate::record::words::{AgeBasis, Ethnicity, Sex};
use crate::record::{Kind, telling};

/// What the sheet carries beside the record: how it is marked, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The marking at the top and bottom of each page: one of ours, because it also stands in the print style.
    pub marking: &'static str,
    /// Who may have it and when it is to be destroyed.
    pub handling: String,
    /// Whether it comes from a training ledger.
    pub training: bool,
    /// The ledger's head hash and sequence when it was made, where it came from a ledger.
    pub head: Option<String>,
}

/// A label and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: &'static str,
    /// What the record says.
    pub value: String,
}

/// Something the child said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When, in London.
    pub when: String,
    /// The same, for machines.
    pub iso: String,
    /// To whom or at what: "check", "review".
    pub at_what: String,
    /// In the child's own words.
    pub words: String,
    /// How they seemed.
    pub seemed: String,
    /// What was done because of it.
    pub then: String,
}

/// Something that fell short, or that the record leaves in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// "Breach", "Shortfall", "To ask about".
    pub verdict: &'static str,
    /// When, in London.
    pub when: String,
    /// By how much.
    pub by: String,
    /// Why.
    pub message: String,
    /// The provisions.
    pub cites: String,
    /// Who answers for it.
    pub owed_by: String,
    /// The entries it stands on, as links into the table.
    pub entries: Vec<usize>,
}

/// One entry of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its position, counted from 0.
    pub position: usize,
    /// When it happened, in London.
    pub when: String,
    /// The same, for machines.
    pub iso: String,
    /// When it was written, where that was later.
    pub written: String,
    /// What happened.
    pub title: &'static str,
    /// What the entry says.
    pub words: String,
    /// Who made it.
    pub by: String,
    /// Whether a correction struck or replaced it.
    pub struck: bool,
    /// Whether it is a decision.
    pub decision: bool,
}

/// One child's panel sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Marking and origin.
    pub edition: Edition,
    /// The custody record number.
    pub custody_number: String,
    /// Who, in few words: "Boy of 15".
    pub who: String,
    /// The child's name, where recorded.
    pub name: String,
    /// One paragraph: how long, how it ended, what stands out.
    pub summary: String,
    /// What is known of the child and the detention.
    pub facts: Vec<Line>,
    /// The hours as a picture (SVG).
    pub bar: String,
    /// The child's words, in order.
    pub words: Vec<Said>,
    /// What was owed and not done.
    pub fell_short: Vec<Found>,
    /// What the record leaves in doubt.
    pub to_ask: Vec<Found>,
    /// What is still owed, where the record is open.
    pub owed: Vec<Line>,
    /// What went well.
    pub well: Vec<String>,
    /// The accommodation answer, where s.38(6) applied.
    pub accommodation: Option<String>,
    /// Every entry, in order.
    pub rows: Vec<Row>,
    /// When the record was judged.
    pub judged_at: String,
}

impl Sheet {
    /// Makes the sheet from the facts of a record and what the law says of it.
    #[must_use]
    pub fn of(facts: &Facts<'_>, assessment: &Assessment, edition: Edition) -> Self {
        let found = |verdicts: &[Verdict]| -> Vec<Found> {
            assessment.findings.iter().filter(|finding| verdicts.contains(&finding.verdict)).map(self::found).collect()
        };
        let mut fell_short = found(&[Verdict::Breach]);
        fell_short.extend(found(&[Verdict::Shortfall]));
        let fell = fell_short.len();
        Self {
            edition,
            custody_number: clean(&assessment.custody_number),
            who: who(facts, assessment),
            name: facts.child.name.as_deref().map(clean).unwrap_or_default(),
            summary: summary(facts, assessment, fell),
            facts: known(facts, assessment),
            bar: bar::svg(facts),
            words: words(facts),
            fell_short,
            to_ask: found(&[Verdict::Query]),
            owed: owed(assessment),
            well: well::went_well(facts).iter().map(|text| clean(text)).collect(),
            accommodation: accommodation(assessment),
            rows: rows(facts),
            judged_at: in_full(assessment.as_at),
        }
    }
}

fn clean(text: &str) -> String {
    visible(text).into_owned()
}

fn who(facts: &Facts<'_>, assessment: &Assessment) -> String {
    let child = match facts.child.sex {
        Some(Sex::Male) => "Boy",
        Some(Sex::Female) => "Girl",
        _ => "Child",
    };
    match assessment.age_at_start.or(assessment.age) {
        Some(age) => format!("{child} of {age}"),
        None => format!("{child}, age not recorded"),
    }
}

fn summary(facts: &Facts<'_>, assessment: &Assessment, fell: usize) -> String {
    let mut parts = Vec::new();
    if let Some(minutes) = assessment.clocks.elapsed_minutes {
        parts.push(format!("Held for {}", length(minutes)));
    }
    if assessment.overnight_minutes > 0 {
        let counts = if assessment.is_overnight() { ", which counts as overnight" } else { "" };
        parts.push(format!("{} of it between midnight and 08:00{counts}", length(assessment.overnight_minutes)));
    }
    let checks = facts.each::<Check>().count();
    let heard = facts.each::<Check>().filter(|check| check.it.said.is_some()).count();
    parts.push(format!("the child's own words stand in {heard} of {checks} checks"));
    let spoken = facts.each::<Review>().filter(|review| review.it.spoken_to == Some(true)).count();
    let reviews = facts.each::<Review>().count();
    if reviews > 0 {
        parts.push(match (spoken, reviews) {
            (0, 1) => "the child wasn't spoken to at the one review held".to_owned(),
            (_, 1) => "the child was spoken to at the one review held".to_owned(),
            _ => format!("the child was spoken to at {spoken} of {reviews} reviews"),
        });
    }
    parts.push(match fell {
        0 => "nothing fell short".to_owned(),
        1 => "one thing fell short".to_owned(),
        many => format!("{many} things fell short"),
    });
    let text = parts.join("; ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str() + ".")
}

fn known(facts: &Facts<'_>, assessment: &Assessment) -> Vec<Line> {
    let child = facts.child;
    let not_recorded = || "not recorded".to_owned();
    let list = |words: Vec<String>| if words.is_empty() { "none recorded".to_owned() } else { words.join(", ") };
    let mut lines = vec![
        Line {
            label: "Age",
            value: match (assessment.age_at_start, child.age_basis) {
                (Some(age), Some(basis)) => format!("{age} ({})", AgeBasis::plain(basis)),
                (Some(age), None) => age.to_string(),
                (None, _) => not_recorded(),
            },
        },
        Line { label: "Sex", value: child.sex.map_or_else(not_recorded, Sex::plain) },
        Line {
            label: "Ethnicity, self-defined",
            value: match child.ethnicity {
                Some(Ethnicity::NotStated) => "asked, not given".to_owned(),
                Some(code) => code.word().to_owned(),
                None => "blank: not asked or not recorded".to_owned(),
            },
        },
        Line { label: "Home authority", value: child.home_authority.as_deref().map_or_else(not_recorded, clean) },
        Line {
            label: "Looked after",
            value: child.looked_after.map_or_else(not_recorded, |yes| if yes { "yes" } else { "no" }.to_owned()),
        },
        Line { label: "Needs", value: list(child.needs.iter().flatten().map(|need| need.plain()).collect()) },
        Line {
            label: "Warning markers",
            value: list(child.markers.iter().flatten().map(|marker| marker.plain()).collect()),
        },
        Line { label: "Suite", value: facts.record.head.suite.as_deref().map_or_else(not_recorded, clean) },
    ];
    let offences: Vec<String> =
        facts.each::<Arrested>().flat_map(|arrest| arrest.it.offences.clone().unwrap_or_default()).collect();
    lines.push(Line { label: "Arrested for", value: clean(&list(offences)) });
    let time = |mark: Option<crate::law::facts::Mark>| mark.map_or_else(not_recorded, |mark| day_clock(mark.at));
    lines.push(Line { label: "Arrived", value: time(facts.arrived) });
    lines.push(Line { label: "Detention authorised", value: time(facts.authorised) });
    if facts.charged.is_some() {
        lines.push(Line { label: "Charged", value: time(facts.charged) });
    }
    lines.push(Line {
        label: "Ended",
        value: facts.end.map_or_else(
            || "still held".to_owned(),
            |end| {
                let what = facts
                    .entries
                    .iter()
                    .find(|standing| standing.position == end.position)
                    .map(|standing| standing.entry.kind.title());
                format!("{}, {}", day_clock(end.at), what.unwrap_or_default().to_lowercase())
            },
        ),
    });
    lines
}

fn words(facts: &Facts<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    for standing in &facts.entries {
        let (at_what, said, seemed, then) = match &standing.entry.kind {
            Kind::Check(check) => ("check", &check.said, check.demeanour.map(|seems| seems.plain()), &check.did),
            Kind::Review(review) => ("review", &review.child_said, None, &review.effect),
            Kind::ReviewExplained(talk) => ("talk after a review", &talk.said, None, &None),
            Kind::AccommodationRequested(asked) => ("accommodation", &asked.child_said, None, &None),
            Kind::CertificateIssued(certificate) => ("certificate", &certificate.child_views, None, &None),
            _ => continue,
        };
        let Some(said) = said else { continue };
        all.push(Said {
            when: day_clock(standing.at),
            iso: utc(standing.at),
            at_what: at_what.to_owned(),
            words: clean(said),
            seemed: seemed.unwrap_or_default(),
            then: then.as_deref().map(clean).unwrap_or_default(),
        });
    }
    all
}

fn found(finding: &Finding) -> Found {
    Found {
        verdict: match finding.verdict {
            Verdict::Breach => "Breach",
            Verdict::Shortfall => "Shortfall",
            Verdict::Query => "To ask about",
        },
        when: day_clock(finding.at),
        by: finding.minutes.map(length).unwrap_or_default(),
        message: clean(&finding.message),
        cites: finding.cites.join("; "),
        owed_by: finding.owed_by.plain(),
        entries: finding.entries.to_vec(),
    }
}

fn owed(assessment: &Assessment) -> Vec<Line> {
    assessment
        .duties
        .iter()
        .filter(|duty| duty.is_open() && duty.state == State::Overdue)
        .chain(assessment.duties.iter().filter(|duty| duty.is_open() && duty.state != State::Overdue))
        .map(|duty| Line {
            label: if duty.state == State::Overdue { "Overdue" } else { "Open" },
            value: match duty.due {
                Some(due) => clean(&format!("{} (due {})", duty.message, day_clock(due))),
                None => clean(&duty.message),
            },
        })
        .collect()
}

fn accommodation(assessment: &Assessment) -> Option<String> {
    let answer = &assessment.accommodation;
    let outcome = match answer.outcome {
        Outcome::NotApplicable => return None,
        Outcome::Supported => "appears to meet the test",
        Outcome::NotSupported => "doesn't appear to meet the test",
        Outcome::NeedsReason => "needs a reason on the record",
    };
    Some(clean(&format!("The latest decision {outcome}. {}", answer.message)))
}

fn rows(facts: &Facts<'_>) -> Vec<Row> {
    facts
        .all()
        .iter()
        .map(|standing| {
            let entry = standing.entry;
            let late = entry.minutes_late();
            Row {
                position: standing.position,
                when: day_clock(entry.at()),
                iso: utc(entry.at()),
                written: if late > 0 { format!("written {}", clock(entry.recorded_at())) } else { String::new() },
                title: entry.kind.title(),
                words: clean(&telling::words(entry)),
                by: entry.by().map_or_else(|| "author not recorded".to_owned(), |by| clean(&by.shown())),
                struck: standing.corrected_by.is_some(),
                decision: decides(&entry.kind),
            }
        })
        .collect()
}

fn decides(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::DetentionAuthorised(_)
            | Kind::DetentionRefused(_)
            | Kind::Review(_)
            | Kind::ReviewPostponed(_)
            | Kind::ExtensionAuthorised(_)
            | Kind::WarrantIssued(_)
            | Kind::Charged(_)
            | Kind::Bailed(_)
            | Kind::BailRefused(_)
            | Kind::AccommodationRequested(_)
            | Kind::CertificateIssued(_)
            | Kind::MovedToAuthority(_)
            | Kind::ToCourt(_)
            | Kind::Released(_)
            | Kind::StripSearched(_)
            | Kind::RightDelayed(_)
    )
}
