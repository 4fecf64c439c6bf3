//! The assessment as a sergeant reads it: child, clocks, what is owed next, what fell short, each with reason and provision.

use super::{Case, Refused, Tally};
use crate::desk::board;
use crate::law::{Assessment, Duty, Finding, LimitBasis, Outcome, State, Verdict};
use crate::record::text::visible;
use crate::record::time::{day_clock, length, minutes_between};
use crate::record::words::Sex;
use crate::record::{Instant, Record};

/// Columns: the narrowest desk terminal.
const WIDTH: usize = 80;

/// Returns one case, for people.
#[must_use]
pub fn case(case: &Case) -> String {
    let mut page = Page::default();
    one(&mut page, case);
    page.0
}

/// Returns the files that couldn't be used and a closing line.
#[must_use]
pub fn end(tally: Tally, refused: &[Refused]) -> String {
    let mut page = Page::default();
    if !refused.is_empty() {
        page.heading("NOT USED");
        for bad in refused {
            page.para(2, &bad.file);
            page.para(4, &bad.problem.to_string());
        }
        page.gap();
    }
    page.line(0, &closing(tally, refused));
    page.0
}

fn one(page: &mut Page, case: &Case) {
    let assessment = &case.assessment;
    page.line(0, &"─".repeat(WIDTH));
    page.para(0, &who(&case.record, assessment));
    page.para(0, &format!("{}   {}", standing(assessment), case.file));
    page.gap();
    clocks(page, assessment);
    let owed = board::by_urgency(assessment);
    page.heading(if assessment.closed { "LEFT UNDONE" } else { "OWED NEXT" });
    if owed.is_empty() {
        page.line(2, if assessment.closed { "Nothing." } else { "Nothing is open." });
    }
    for duty in owed {
        self::duty(page, duty, assessment.as_at);
    }
    page.gap();
    let of = |verdict: Verdict| assessment.findings.iter().filter(move |finding| finding.verdict == verdict);
    page.heading("FELL SHORT");
    if !assessment.fell_short() {
        page.line(2, "Nothing.");
    }
    of(Verdict::Breach).chain(of(Verdict::Shortfall)).for_each(|finding| self::finding(page, finding));
    page.gap();
    if of(Verdict::Query).next().is_some() {
        page.heading("TO ASK ABOUT");
        of(Verdict::Query).for_each(|finding| self::finding(page, finding));
        page.gap();
    }
    accommodation(page, assessment);
}

fn who(record: &Record, assessment: &Assessment) -> String {
    let child = match record.child.sex {
        Some(Sex::Male) => "boy",
        Some(Sex::Female) => "girl",
        _ => "child",
    };
    let age = assessment.age.map_or_else(|| format!("{child}, age not recorded"), |age| format!("{child} of {age}"));
    let suite = record.head.suite.as_deref().unwrap_or("suite not recorded");
    let name = record.child.name.as_deref().map(|name| format!("{name}, ")).unwrap_or_default();
    format!("{}   {name}{age}   {suite}", assessment.custody_number)
}

fn standing(assessment: &Assessment) -> String {
    let held =
        assessment.clocks.elapsed_minutes.map(|minutes| format!(", held {}", length(minutes))).unwrap_or_default();
    let state = if assessment.closed { "Ended" } else { "Held" };
    format!("{state}; as at {}{held}", day_clock(assessment.as_at))
}

fn clocks(page: &mut Page, assessment: &Assessment) {
    let clocks = &assessment.clocks;
    let rest = |basis: LimitBasis| match basis {
        LimitBasis::Hours24 => " (24 hours, PACE s.41)",
        LimitBasis::Hours36 => " (extended, PACE s.42)",
        LimitBasis::Warrant => " (warrant, PACE ss.43-44)",
        LimitBasis::Court24 => " (24 hours to court)",
        LimitBasis::S136 => " (Mental Health Act s.136)",
        LimitBasis::Charged | LimitBasis::None => "",
    };
    let limit = match (clocks.detention_limit.or(clocks.route_limit), clocks.detention_limit_basis) {
        (Some(limit), basis) => Some(format!("{}{}", until(limit, assessment), rest(basis))),
        (None, LimitBasis::Charged) => Some("none: charged; court at the first sitting".to_owned()),
        (None, _) => None,
    };
    let overnight = assessment
        .is_overnight()
        .then(|| format!("{} between midnight and 08:00", length(assessment.overnight_minutes)));
    let rows = [
        ("Relevant time", clocks.relevant_time.map(day_clock)),
        ("Next review by", clocks.next_review_due.map(|due| until(due, assessment))),
        ("Detention limit", limit),
        ("Absolute limit", clocks.absolute_limit.map(|at| format!("{} (96 hours, PACE s.44)", day_clock(at)))),
        ("Overnight", overnight),
        ("Turns 12", clocks.turns_12.map(day_clock)),
        ("Turns 18", clocks.turns_18.map(day_clock)),
    ];
    page.heading("CLOCKS");
    let mut any = false;
    for (label, value) in rows {
        if let Some(value) = value {
            page.line(2, &format!("{label:<17}{value}"));
            any = true;
        }
    }
    if !any {
        page.line(2, "None runs.");
    }
    page.gap();
}

/// Returns a time to come with how long is left, or how long it is past.
fn until(at: Instant, assessment: &Assessment) -> String {
    let left = minutes_between(assessment.as_at, at);
    if assessment.closed {
        day_clock(at)
    } else if left < 0 {
        format!("{}, PAST by {}", day_clock(at), length(-left))
    } else {
        format!("{}, in {}", day_clock(at), length(left))
    }
}

fn duty(page: &mut Page, duty: &Duty, now: Instant) {
    let (mark, state) = match duty.state {
        State::Overdue => ("!!", "OVERDUE"),
        State::DueSoon => ("> ", "DUE SOON"),
        _ => (". ", "open"),
    };
    let when = match duty.due {
        Some(due) if due < now => format!("{}, {} past", day_clock(due), length(minutes_between(due, now))),
        Some(due) => format!("{}, in {}", day_clock(due), length(minutes_between(now, due))),
        None => "as soon as practicable".to_owned(),
    };
    page.line(0, &format!("{mark} {}: {state}, {when} ({})", board::short_words(duty.rule), duty.owed_by.plain()));
    page.para(5, &duty.message);
    page.para(5, &format!("[{}] {}", duty.rule, duty.cites.join("; ")));
}

fn finding(page: &mut Page, finding: &Finding) {
    let by = finding.minutes.map(|minutes| format!(", {}", length(minutes))).unwrap_or_default();
    let verdict = finding.verdict.word().to_uppercase();
    page.line(2, &format!("{verdict} {}{by} ({})", day_clock(finding.at), finding.owed_by.plain()));
    page.para(5, &finding.message);
    let via = if finding.via.is_empty() { String::new() } else { format!(" via {}", finding.via.join(", ")) };
    let positions: Vec<String> = finding.entries.iter().map(ToString::to_string).collect();
    let entries = if positions.is_empty() { String::new() } else { format!("; entries {}", positions.join(", ")) };
    page.para(5, &format!("[{}{via}] {}{entries}", finding.rule, finding.cites.join("; ")));
}

fn accommodation(page: &mut Page, assessment: &Assessment) {
    let answer = &assessment.accommodation;
    let outcome = match answer.outcome {
        Outcome::NotApplicable => return,
        Outcome::Supported => "appears to meet the test",
        Outcome::NotSupported => "doesn't appear to meet the test",
        Outcome::NeedsReason => "needs a reason",
    };
    page.heading("ACCOMMODATION AFTER CHARGE");
    page.line(2, &format!("The latest decision {outcome} ({}).", answer.rule));
    page.para(5, &answer.message);
    page.gap();
}

fn closing(tally: Tally, refused: &[Refused]) -> String {
    let records = |count: usize| format!("{count} {}", if count == 1 { "record" } else { "records" });
    let mut line = format!(
        "{}: breaches {}, shortfalls {}, to ask about {}.",
        records(tally.cases),
        tally.breaches,
        tally.shortfalls,
        tally.queries
    );
    if !refused.is_empty() {
        line.push_str(&format!(" Not used: {}.", records(refused.len())));
    }
    line
}

/// Lines of a page, never wider than it, nothing hidden in them.
#[derive(Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, text: &str) {
        self.line(0, text);
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.put(indent, &visible(text));
    }

    fn para(&mut self, indent: usize, text: &str) {
        for line in textwrap::wrap(&visible(text), WIDTH - indent) {
            self.put(indent, &line);
        }
    }

    /// Puts down a line with nothing hidden in it.
    fn put(&mut self, indent: usize, shown: &str) {
        self.0.extend(std::iter::repeat_n(' ', indent));
        self.0.push_str(shown.trim_end());
        self.0.push('\n');
    }
}
