//! The fixtures: case files, each with its expected assessment beside it, argued in words from the law.
//!
//! `NAME.json` is the case; `NAME.expected.toml` says what the law makes of it and why. The findings must be just those,
//! no more and no fewer: rule, verdict, minutes. Short cases that show one thing stand at the top; `good` and `poor` hold long
//! records as custody staff write them, `told` what published reports tell of: the source stands in the first line.
//! The children in them are invented.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pacekeeper::law::{Assessment, Facts, Policy, Suite, Verdict, assess, register};
use pacekeeper::record::time::utc;
use pacekeeper::record::{CaseFile, Entry, Instant, Kind, Moment, Record};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// What the case is about, and why it is here.
    about: String,
    /// When it is judged; a closed record at its last entry where missing.
    as_at: Option<String>,
    closed: bool,
    #[serde(default)]
    clocks: Clocks,
    #[serde(default)]
    finding: Vec<ExpectedFinding>,
    #[serde(default)]
    duty: Vec<ExpectedDuty>,
    accommodation: Option<Accommodation>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clocks {
    relevant_time: Option<String>,
    detention_limit: Option<String>,
    detention_limit_basis: Option<String>,
    next_review_due: Option<String>,
    overnight_minutes: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    rule: String,
    verdict: String,
    minutes: Option<i64>,
    /// Why, from the law.
    because: String,
}

/// A duty that must stand in that state; others may stand beside it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedDuty {
    rule: String,
    state: String,
    because: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accommodation {
    outcome: String,
    rule: String,
    because: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The folders of fixtures; the demo suite has no expectations, it is a night for the desk.
const FOLDERS: &[&str] = &["", "good", "poor", "told"];

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = FOLDERS
        .iter()
        .filter_map(|name| fs::read_dir(folder().join(name)).ok())
        .flat_map(|entries| entries.map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .collect();
    cases.sort();
    cases
}

fn instant(text: &str) -> Instant {
    Moment::parse(text).unwrap_or_else(|| panic!("{text} isn't a time")).instant()
}

fn read(path: &Path) -> Record {
    let case = CaseFile::read(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    Record::fold(case)
}

fn judged(path: &Path) -> (Expected, Assessment) {
    let expected_path = path.with_extension("expected.toml");
    let text = fs::read_to_string(&expected_path).unwrap_or_else(|_| panic!("{} is missing", expected_path.display()));
    let expected: Expected =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", expected_path.display()));
    let record = read(path);
    let policy = Policy::default();
    let as_at = expected.as_at.as_deref().map_or_else(
        || {
            let last = record.last_at().unwrap();
            let suite = Suite::default();
            assert!(
                Facts::gather(&record, &policy, &suite, last).closed(),
                "{}: an open record needs as_at",
                path.display()
            );
            last
        },
        instant,
    );
    let assessment = assess(&record, &policy, as_at);
    (expected, assessment)
}

fn line(rule: &str, verdict: &str, minutes: Option<i64>) -> String {
    minutes.map_or_else(|| format!("{rule} {verdict}"), |minutes| format!("{rule} {verdict} {minutes} min"))
}

#[test]
fn every_fixture_is_judged_as_the_law_says() {
    let cases = cases();
    assert!(cases.len() >= 12, "at least twelve case files, found {}", cases.len());
    let mut wrong = Vec::new();
    for path in cases {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (expected, assessment) = judged(&path);
        assert!(expected.about.len() > 40, "{name}: say what the case is about");
        let mut want: Vec<String> =
            expected.finding.iter().map(|finding| line(&finding.rule, &finding.verdict, finding.minutes)).collect();
        let mut got: Vec<String> = assessment
            .findings
            .iter()
            .map(|finding| {
                let said = expected.finding.iter().any(|other| other.rule == finding.rule && other.minutes.is_some());
                line(finding.rule, finding.verdict.word(), finding.minutes.filter(|_| said))
            })
            .collect();
        want.sort();
        got.sort();
        for missing in want.iter().filter(|line| !got.contains(line)) {
            wrong.push(format!("{name}: expected and not found: {missing}"));
        }
        for extra in got.iter().filter(|line| !want.contains(line)) {
            wrong.push(format!("{name}: found and not expected: {extra}"));
        }
        if want.len() != got.len() {
            wrong.push(format!("{name}: {} findings expected, {} found: {got:?}", want.len(), got.len()));
        }
        for duty in &expected.duty {
            let found: Vec<&str> = assessment
                .duties
                .iter()
                .filter(|other| other.rule == duty.rule)
                .map(|other| other.state.word())
                .collect();
            if !found.contains(&duty.state.as_str()) {
                wrong.push(format!(
                    "{name}: duty {} should be {}: {}; found {found:?}",
                    duty.rule, duty.state, duty.because
                ));
            }
        }
        wrong.extend(clocks(&name, &expected, &assessment));
        if let Some(answer) = &expected.accommodation {
            let got = (assessment.accommodation.outcome.word(), assessment.accommodation.rule);
            if got != (answer.outcome.as_str(), answer.rule.as_str()) {
                wrong.push(format!(
                    "{name}: accommodation {} ({}): {}; found {got:?}",
                    answer.outcome, answer.rule, answer.because
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn clocks(name: &str, expected: &Expected, assessment: &Assessment) -> Vec<String> {
    let mut wrong = Vec::new();
    let clocks = &assessment.clocks;
    let pairs = [
        ("relevant_time", &expected.clocks.relevant_time, clocks.relevant_time),
        ("detention_limit", &expected.clocks.detention_limit, clocks.detention_limit),
        ("next_review_due", &expected.clocks.next_review_due, clocks.next_review_due),
    ];
    for (what, want, got) in pairs {
        if let Some(want) = want
            && Some(instant(want)) != got
        {
            wrong.push(format!("{name}: {what} should be {want}, found {:?}", got.map(utc)));
        }
    }
    if let Some(basis) = &expected.clocks.detention_limit_basis
        && basis != clocks.detention_limit_basis.word()
    {
        wrong.push(format!("{name}: limit basis should be {basis}, found {}", clocks.detention_limit_basis.word()));
    }
    if expected.clocks.overnight_minutes.is_some_and(|want| want != assessment.overnight_minutes) {
        wrong.push(format!("{name}: overnight minutes found {}", assessment.overnight_minutes));
    }
    if expected.closed != assessment.closed {
        wrong.push(format!("{name}: closed found {}", assessment.closed));
    }
    wrong
}

#[test]
fn every_expectation_is_argued_and_names_a_rule_of_the_register() {
    for path in cases() {
        let (expected, _) = judged(&path);
        for (rule, because) in expected
            .finding
            .iter()
            .map(|finding| (&finding.rule, &finding.because))
            .chain(expected.duty.iter().map(|duty| (&duty.rule, &duty.because)))
        {
            assert!(register::rule(rule).is_some(), "{}: {rule} isn't a rule", path.display());
            assert!(because.len() > 30, "{}: {rule}: argue it from the law", path.display());
        }
    }
}

/// The records of one folder, by name, as judged at the end.
fn standing_in(folder_name: &str) -> Vec<(String, PathBuf)> {
    let within = folder().join(folder_name);
    cases()
        .into_iter()
        .filter(|path| path.parent() == Some(within.as_path()))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect()
}

/// As many entries as a record kept well over some hours, or a night, has.
const LONG: std::ops::RangeInclusive<usize> = 40..=120;

#[test]
fn every_good_record_is_long_and_the_law_is_silent_at_its_end() {
    let good = standing_in("good");
    assert!(good.len() >= 10, "at least ten, found {}", good.len());
    for (name, path) in good {
        let entries = read(&path).entries().len();
        assert!(LONG.contains(&entries), "{name}: {entries} entries");
        let (_, assessment) = judged(&path);
        let found: Vec<String> = assessment.findings.iter().map(|finding| finding.message.to_string()).collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn a_good_record_is_free_of_breach_and_shortfall_whenever_it_is_looked_at() {
    for (name, path) in standing_in("good") {
        let record = read(&path);
        let instants: BTreeSet<Instant> = record.entries().iter().map(Entry::at).collect();
        for at in instants {
            let assessment = assess(&record, &Policy::default(), at);
            let fell: Vec<&str> = assessment
                .findings
                .iter()
                .filter(|finding| finding.verdict != Verdict::Query)
                .map(|finding| &*finding.message)
                .collect();
            assert!(fell.is_empty(), "{name} at {}: {fell:#?}", utc(at));
        }
    }
}

/// What a good record stands on: without any entry of these kinds, that rule, or one of that family, finds it out.
const STANDS_ON: &[(&[&str], &str)] = &[
    (&["check"], "check.gap"),
    (&["aa_requested", "aa_arrived"], "aa."),
    (&["person_told"], "person.told"),
    (&["risk_assessed"], "risk.assessed"),
    (&["healthcare_requested", "healthcare_seen", "left_for_hospital"], "health.seen"),
    (&["ascc_requested", "ascc_seen", "ascc_declined", "ascc_follow_up"], "ascc."),
    (&["referral_submitted"], "referral.submitted"),
];

#[test]
fn the_law_is_silent_on_a_good_record_because_of_what_is_in_it() {
    let mut unnoticed = Vec::new();
    for (name, path) in standing_in("good") {
        for (kinds, rule) in STANDS_ON {
            let whole = read(&path);
            let without = (0..whole.entries().len())
                .filter(|position| kinds.contains(&whole.entries()[*position].kind.word()))
                .fold(whole.clone(), |record, position| record.without(position));
            let assessment = assess(&without, &Policy::default(), whole.last_at().unwrap());
            let found: Vec<&str> = assessment.findings.iter().map(|finding| finding.rule).collect();
            if !found.iter().any(|found| found.starts_with(rule)) {
                unnoticed.push(format!("{name} without {kinds:?}: {found:?}"));
            }
        }
    }
    assert!(unnoticed.is_empty(), "\n{}", unnoticed.join("\n"));
}

#[test]
fn a_good_record_held_past_six_hours_is_silent_because_it_was_reviewed() {
    let mut past = 0;
    for (name, path) in standing_in("good") {
        let whole = read(&path);
        let end = whole.last_at().unwrap();
        let without = (0..whole.entries().len())
            .filter(|position| whole.entries()[*position].kind.word() == "review")
            .fold(whole.clone(), |record, position| record.without(position));
        let assessment = assess(&without, &Policy::default(), end);
        let due = assessment.duties.iter().find(|duty| duty.rule == "review.first").and_then(|duty| duty.due);
        let missed = assessment.findings.iter().any(|finding| finding.rule == "review.missed");
        assert_eq!(missed, due.is_some_and(|due| due < end), "{name}");
        past += usize::from(missed);
    }
    assert!(past >= 5, "{past} held past the first review");
}

#[test]
fn no_words_are_shared_between_good_records() {
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (name, path) in standing_in("good") {
        for entry in read(&path).entries() {
            let Kind::Check(check) = &entry.kind else { continue };
            let words = [check.seen.as_deref(), check.said.as_deref()];
            for text in words.into_iter().flatten() {
                let earlier = said.insert(text.to_lowercase(), name.clone());
                assert!(earlier.is_none(), "{name}: {text:?} stands in {earlier:?} too");
            }
        }
    }
}

#[test]
fn every_told_record_names_where_its_story_was_told() {
    let told = standing_in("told");
    assert!(told.len() >= 20, "the figures and stories of the public reports, found {}", told.len());
    for (name, path) in told {
        let expected = fs::read_to_string(path.with_extension("expected.toml")).unwrap();
        let source = expected.lines().next().and_then(|line| line.strip_prefix("# Source: ")).unwrap_or_default();
        assert!(source.len() > 20, "{name}: its first line names the source");
        assert!(source.chars().filter(char::is_ascii_digit).count() >= 4, "{name}: the source has a date: {source}");
        assert!(read(&path).child.name.is_none(), "{name}: nobody's name");
    }
}
