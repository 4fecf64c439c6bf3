//! The assessment as JSON, format `pacekeeper-assessment/1`: names and order are fixed, the same input gives the same bytes.

use serde_json::{Value, json};

use super::{Case, Refused};
use crate::law::{Assessment, Duty, Finding, LAW_AS_AT};
use crate::record::Instant;
use crate::record::text::escaped_json;
use crate::record::time::utc;

/// The name and version of the format.
pub const FORMAT: &str = "pacekeeper-assessment/1";

/// Returns everything as one JSON document.
///
/// `computed_at` is the latest instant judged: the real clock only where an open record was judged at now, so that the
/// same input gives the same bytes.
#[must_use]
pub fn json(cases: &[Case], refused: &[Refused], computed_at: Instant, as_at: Option<Instant>) -> String {
    let (year, month, day) = LAW_AS_AT;
    let head = json!({
        "format": FORMAT,
        "law_as_at": format!("{year:04}-{month:02}-{day:02}"),
        "computed_at": utc(computed_at),
        "as_at": utc(as_at.unwrap_or(computed_at)),
    });
    let mut document = format!("{head:#}");
    // The brace and the line break before it: the lists stand inside too.
    document.truncate(document.len() - "\n}".len());
    document.push_str(",\n  \"cases\": ");
    push_list(&mut document, cases.iter().map(case));
    document.push_str(",\n  \"refused\": ");
    push_list(&mut document, refused.iter().map(refusal));
    document.push_str("\n}\n");
    escaped_json(&document)
}

/// Adds a list of the document, one item at a time: a force's year as one tree of values would fill 4 GB.
fn push_list(document: &mut String, items: impl Iterator<Item = Value>) {
    document.push('[');
    let mut any = false;
    for item in items {
        document.push_str(if any { ",\n    " } else { "\n    " });
        // Text in JSON holds no line breaks of its own: these are the layout's.
        document.push_str(&format!("{item:#}").replace('\n', "\n    "));
        any = true;
    }
    document.push_str(if any { "\n  ]" } else { "]" });
}

/// Returns one JSON object a line: each case, then each refused file under `refused`.
#[must_use]
pub fn jsonl(cases: &[Case], refused: &[Refused]) -> String {
    let cases = cases.iter().map(case);
    let refused = refused.iter().map(|bad| json!({ "refused": refusal(bad) }));
    cases.chain(refused).map(|line| escaped_json(&format!("{line}\n"))).collect()
}

fn case(case: &Case) -> Value {
    let assessment = &case.assessment;
    json!({
        "custody_number": assessment.custody_number,
        "file": case.file,
        "age": assessment.age,
        "age_at_start": assessment.age_at_start,
        "law_in_force_on": assessment.law_in_force_on.map(|date| date.to_string()),
        "closed": assessment.closed,
        "clocks": clocks(assessment),
        "overnight": { "minutes": assessment.overnight_minutes, "counts": assessment.is_overnight() },
        "duties": assessment.duties.iter().map(duty).collect::<Vec<Value>>(),
        "findings": assessment.findings.iter().map(finding).collect::<Vec<Value>>(),
        "accommodation": {
            "outcome": assessment.accommodation.outcome.word(),
            "rule": assessment.accommodation.rule,
            "fired": assessment.accommodation.fired,
            "message": assessment.accommodation.message,
        },
    })
}

fn clocks(assessment: &Assessment) -> Value {
    let clocks = &assessment.clocks;
    let time = |instant: Option<Instant>| instant.map(utc);
    json!({
        "relevant_time": time(clocks.relevant_time),
        "detention_limit": time(clocks.detention_limit),
        "detention_limit_basis": clocks.detention_limit_basis.word(),
        "absolute_limit": time(clocks.absolute_limit),
        "route_limit": time(clocks.route_limit),
        "next_review_due": time(clocks.next_review_due),
        "elapsed_minutes": clocks.elapsed_minutes,
        "turns_12": time(clocks.turns_12),
        "turns_18": time(clocks.turns_18),
    })
}

fn duty(duty: &Duty) -> Value {
    json!({
        "rule": duty.rule,
        "owed_by": duty.owed_by.word(),
        "due": duty.due.map(utc),
        "state": duty.state.word(),
        "done_at": duty.done_at.map(utc),
        "message": duty.message,
        "cites": duty.cites,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule,
        "verdict": finding.verdict.word(),
        "standard": finding.standard.word(),
        "owed_by": finding.owed_by.word(),
        "at": utc(finding.at),
        "due": finding.due.map(utc),
        "minutes": finding.minutes,
        "entries": finding.entries,
        "via": finding.via,
        "message": finding.message,
        "cites": finding.cites,
    })
}

fn refusal(bad: &Refused) -> Value {
    json!({ "file": bad.file, "path": bad.problem.path, "line": bad.problem.line.max(1), "message": bad.problem.message })
}
