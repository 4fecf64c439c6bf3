//! One record: its clocks, the child over the hours, what is owed, what fell short, and the entries as a timeline.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::parts::{self, Bar, Canvas, Item, clip, fit, list, state_tone, verdict_shown, width};
use super::reading;
use crate::desk::alarm::{Promise, latest};
use crate::desk::board::{NextDue, by_urgency, by_weight, name, with_law};
use crate::desk::clocks::{limit_words, on_day, review_words};
use crate::desk::law_book::provision;
use crate::law::{Duty, Finding};
use crate::record::kinds::Kind;
use crate::record::telling;
use crate::record::time::{clock, length};
use crate::record::words::Demeanour;
use crate::record::{Instant, Standing};
use crate::tui::Model;
use crate::tui::action::{Action, Scope, shown_key};
use crate::tui::model::{Loaded, Part, RecordScreen};
use crate::tui::reading::{Subject, subject_on};
use crate::tui::theme::Tone;

/// The narrowest screen that shows the timeline beside what is owed and what fell short.
const WIDE: u16 = 120;
/// The narrowest screen with the law of the selected line beside both.
const LAW: u16 = 140;
/// The fewest rows that have room for the whole header.
const TALL: u16 = 14;

/// The width of the labels in the header.
const LABEL: u16 = 14;

/// Draws a record.
pub fn draw(model: &Model, screen: &RecordScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(loaded) = model.loaded(&screen.record_id) else {
        let words = "This record is no longer among the open ones. Esc goes back to the board.";
        let lines: Vec<Line<'_>> =
            parts::wrap(words, area.width).iter().map(|line| canvas.said(line, Tone::Plain)).collect();
        canvas.lines(area, 0, &lines);
        canvas.put_cursor(area, 0, 0);
        return;
    };
    let head = header(model, loaded, area, canvas);
    let used = canvas.lines(area, 0, &head);
    let (_, body) = parts::above(area, used);
    if area.width >= WIDE && body.height >= 8 {
        let (entries, judged) = if area.width < LAW {
            parts::beside(body, area.width * 11 / 20)
        } else {
            // Most to what is owed: who owes it stands at the end of the line.
            let judged = body.width * 2 / 5;
            let (entries, rest) = parts::beside(body, (body.width - judged) / 2);
            let (judged, beside) = parts::beside(rest, judged);
            law(model, loaded, screen, beside, canvas);
            (entries, judged)
        };
        part(model, loaded, Part::Entries, screen, entries, canvas);
        let (top, bottom) = parts::above(judged, judged.height / 2);
        part(model, loaded, Part::Owed, screen, top, canvas);
        part(model, loaded, Part::Findings, screen, bottom, canvas);
        return;
    }
    canvas.line(body, 0, &tabs(model, loaded, screen, canvas));
    let (_, body) = parts::above(body, 1);
    let items = items(model, loaded, screen.part, body.width, canvas);
    list(canvas, body, &items, screen.selected, true, Bar::First);
}

fn part(model: &Model, loaded: &Loaded, shown: Part, screen: &RecordScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let has_keys = screen.part == shown;
    let title = title(model, loaded, shown);
    let mut line = canvas.heading(&title);
    if has_keys {
        line = line.patch_style(canvas.theme.style(Tone::Selected));
    }
    canvas.line(area, 0, &line);
    let (_, body) = parts::above(area, 1);
    let items = items(model, loaded, shown, body.width, canvas);
    list(canvas, body, &items, if has_keys { screen.selected } else { 0 }, has_keys, Bar::First);
}

/// Draws the law of the selected line: the rule, why it matters, how it stands; for an entry, of the gravest finding that rests
/// on it.
fn law(model: &Model, loaded: &Loaded, screen: &RecordScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let rule = match subject_on(model, screen) {
        Some(Subject::Duty(duty)) => Some(duty.rule),
        Some(Subject::Finding(finding)) => Some(finding.rule),
        Some(Subject::Entry(position)) => {
            let found = by_weight(&loaded.assessment).into_iter().find(|finding| finding.entries.contains(&position));
            found.map(|finding| finding.rule)
        }
        None => None,
    };
    let title = rule.map_or_else(|| "The law".to_owned(), |rule| format!("The law: {rule}"));
    canvas.line(area, 0, &canvas.heading(&clip(&title, area.width)));
    let (_, body) = parts::above(area, 1);
    let Some(row) = rule.and_then(provision) else {
        let words = match screen.part {
            Part::Entries => {
                let key = shown_key(Scope::Record, Action::Why);
                format!("No finding rests on this entry. {key} says which rules would answer otherwise without it.")
            }
            Part::Owed | Part::Findings => "No line is selected.".to_owned(),
        };
        let lines: Vec<Line<'_>> =
            parts::wrap(&words, body.width).iter().map(|line| canvas.said(line, Tone::Plain)).collect();
        canvas.lines(body, 0, &lines);
        return;
    };
    let lines = reading::lines(&model.law_page(row), body.width, canvas);
    parts::scrolled(canvas, body, &lines, 0);
}

/// Draws the entries of a record as far as there is room, the latest first; it has no keys.
pub(super) fn timeline(model: &Model, loaded: &Loaded, area: Rect, canvas: &mut Canvas<'_>) {
    canvas.line(area, 0, &canvas.heading(&clip(&title(model, loaded, Part::Entries), area.width)));
    let (_, body) = parts::above(area, 1);
    let items = items(model, loaded, Part::Entries, body.width, canvas);
    list(canvas, body, &items, 0, false, Bar::None);
}

fn title(model: &Model, loaded: &Loaded, part: Part) -> String {
    match part {
        Part::Owed => format!("Owed {}", loaded.assessment.duties.iter().filter(|duty| duty.is_open()).count()),
        Part::Findings => format!("Findings {}", loaded.assessment.findings.len()),
        Part::Entries => format!("Entries {}", loaded.record.as_of(model.now).len()),
    }
}

fn tabs(model: &Model, loaded: &Loaded, screen: &RecordScreen, canvas: &Canvas<'_>) -> Line<'static> {
    let mut spans = Vec::new();
    for part in Part::ALL {
        let shown = part == screen.part;
        let words = title(model, loaded, part);
        let words = if shown { format!("[{words}]") } else { format!(" {words} ") };
        let tone = if shown { Tone::Selected } else { Tone::Heading };
        spans.push(canvas.span(&words, tone));
        spans.push(Span::raw(" "));
    }
    spans.push(canvas.span("Tab turns", Tone::Quiet));
    Line::from(spans)
}

/// Who and where; the clocks; the adult; the child over the hours. Short screens have only the first two.
fn header(model: &Model, loaded: &Loaded, area: Rect, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let (assessment, clocks, glance) = (&loaded.assessment, &loaded.assessment.clocks, &loaded.glance);
    let row = model.board.rows.iter().find(|row| row.record_id == loaded.record_id);
    let age = assessment.age.map_or_else(|| "age not recorded".to_owned(), |age| age.to_string());
    let place = row.map(|row| format!(", {}", parts::where_kept(&row.place))).unwrap_or_default();
    let away = row.and_then(|row| row.away).map(|away| format!(" ({away})")).unwrap_or_default();
    let held = clocks.elapsed_minutes.map(|held| format!(", held {}", length(held))).unwrap_or_default();
    let who = format!("{}, {age}{place}{away}, {}{held}", name(&loaded.record), loaded.record.head.custody_number);
    let mut lines = vec![canvas.said(&clip(&who, area.width), Tone::Heading)];
    if area.height < TALL {
        let review = review_words(clocks, model.now);
        let short = format!("review {review}; {}", limit_words(clocks, model.now));
        lines.push(canvas.said(&clip(&short, area.width), Tone::Plain));
        return lines;
    }
    let relevant = clocks.relevant_time.map_or_else(|| "not running".to_owned(), |at| on_day(at, model.now));
    let tell = |label: &str, text: &str, tone: Tone| {
        canvas.labelled(&fit(label, LABEL), Tone::Heading, text, tone, area.width, usize::from(LABEL))
    };
    let clocks_text = format!("{relevant}; {}", limit_words(clocks, model.now));
    lines.extend(tell("Relevant time", &clocks_text, Tone::Plain));
    let late = clocks.next_review_due.is_some_and(|due| due < model.now);
    let review = review_words(clocks, model.now);
    lines.extend(tell("Review", &parts::capital(&review), if late { Tone::Alarm } else { Tone::Plain }));
    let adult_tone = if glance.adult.loud { Tone::Warning } else { Tone::Plain };
    lines.extend(tell("Adult", &parts::capital(&glance.adult.words), adult_tone));
    match &glance.last_words {
        Some(words) => {
            let text = clip(&format!("{} \"{}\"", clock(words.at), words.text), area.width.saturating_sub(LABEL));
            lines.extend(tell("Child said", &text, Tone::Plain));
        }
        None => lines.extend(tell("Child said", "no words recorded yet", Tone::Warning)),
    }
    lines.extend(strip(&glance.checks, model.now, area.width, canvas));
    if let Some(change) = glance.first_change {
        lines.extend(tell("First change", &change.shown(), Tone::Warning));
    }
    lines
}

/// Returns the letter that stands for how a child seems; none of two alike.
fn letter(seems: Option<Demeanour>) -> char {
    match seems {
        None => '?',
        Some(Demeanour::Calm) => 'c',
        Some(Demeanour::Talkative) => 'k',
        Some(Demeanour::Withdrawn) => 'W',
        Some(Demeanour::Tearful) => 'T',
        Some(Demeanour::Anxious) => 'X',
        Some(Demeanour::Agitated) => 'G',
        Some(Demeanour::Angry) => 'A',
        Some(Demeanour::InPain) => 'P',
        Some(Demeanour::Unwell) => 'U',
        Some(Demeanour::Intoxicated) => 'I',
        Some(Demeanour::Sleeping) => 'z',
    }
}

/// How the child seems over the hours: one letter a check, the hour before its checks, "-" for an hour without one.
fn strip(checks: &[(Instant, Option<Demeanour>)], now: Instant, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let label = &fit("Seems", LABEL);
    let Some((first, _)) = checks.first() else {
        return canvas.labelled(label, Tone::Heading, "no check recorded yet", Tone::Warning, room, usize::from(LABEL));
    };
    let hour = |at: Instant| at.timestamp().div_euclid(3600);
    let mut groups: Vec<(String, String)> = Vec::new();
    for h in hour(*first)..=hour(now).min(hour(*first) + 200) {
        let Some(start) = chrono::DateTime::from_timestamp(h * 3600, 0) else { continue };
        let letters: String = checks.iter().filter(|(at, _)| hour(*at) == h).map(|(_, seems)| letter(*seems)).collect();
        let name = clock(start).replace(":00", "h");
        groups.push((name, if letters.is_empty() { "-".to_owned() } else { letters }));
    }
    // The latest hours are the ones to see; what doesn't fit is left out from the front and said so.
    let size = |(name, letters): &(String, String)| width(name) + width(letters) + 2;
    let mut left = room.saturating_sub(width(label) + 8);
    let mut from = groups.len();
    for (place, group) in groups.iter().enumerate().rev() {
        if size(group) > left {
            break;
        }
        left -= size(group);
        from = place;
    }
    let mut spans = vec![canvas.span(label, Tone::Heading)];
    if from > 0 {
        spans.push(Span::raw("before, "));
    }
    for (name, letters) in groups.iter().skip(from) {
        spans.push(canvas.span(&format!("{name} "), Tone::Quiet));
        let worse = letters.chars().any(|c| c.is_uppercase());
        let style = canvas.theme.style(if worse { Tone::Warning } else { Tone::Plain });
        spans.push(Span::styled(letters.clone(), style.add_modifier(Modifier::BOLD)));
        spans.push(Span::raw(" "));
    }
    let mut legend: Vec<String> = Vec::new();
    for (_, seems) in checks {
        let words = seems.map_or_else(|| "not recorded".to_owned(), Demeanour::plain);
        let entry = format!("{} {words}", letter(*seems));
        if !legend.contains(&entry) {
            legend.push(entry);
        }
    }
    if groups.iter().any(|(_, letters)| letters == "-") {
        legend.push("- no check".to_owned());
    }
    let mut lines = vec![Line::from(spans)];
    lines.extend(canvas.labelled(
        &fit("", LABEL),
        Tone::Plain,
        &legend.join(", "),
        Tone::Quiet,
        room,
        usize::from(LABEL),
    ));
    lines
}

fn items(model: &Model, loaded: &Loaded, part: Part, room: u16, canvas: &Canvas<'_>) -> Vec<Item> {
    let items: Vec<Item> = match part {
        Part::Owed => {
            let owed = |duty| owed(duty, &loaded.glance.promises, model.now, room, canvas);
            by_urgency(&loaded.assessment).into_iter().map(owed).collect()
        }
        Part::Findings => {
            by_weight(&loaded.assessment).into_iter().map(|finding| found(finding, model.now, room, canvas)).collect()
        }
        Part::Entries => loaded
            .record
            .as_of(model.now)
            .iter()
            .rev()
            .map(|standing| told(loaded, standing, model.now, room, canvas))
            .collect(),
    };
    if !items.is_empty() {
        return items;
    }
    let words = match part {
        Part::Owed => "Nothing is owed now.",
        Part::Findings => "The record shows nothing that fell short, and nothing in doubt.",
        Part::Entries => "No entry yet.",
    };
    vec![Item::new(parts::wrap(words, room).iter().map(|line| canvas.said(line, Tone::Plain)).collect())]
}

fn owed(duty: &Duty, promises: &[Promise], now: Instant, room: u16, canvas: &Canvas<'_>) -> Item {
    let next = NextDue::of(duty, promises, now);
    let tone = state_tone(next.shown_state());
    let due = duty.due.map(|due| format!(", due {}", clock(due))).unwrap_or_default();
    let [mark, gap] = canvas.mark(next.mark(), tone);
    let mut lines = vec![Line::from(vec![
        mark,
        gap,
        canvas.span(&clip(&next.shown(now), room.saturating_sub(3)), tone),
        canvas.span(
            &clip(&format!("{due}, {}", duty.owed_by.plain()), room.saturating_sub(3 + width(&next.shown(now)))),
            Tone::Plain,
        ),
    ])];
    let text = with_law(duty);
    lines.extend(canvas.labelled("   ", Tone::Plain, &text, Tone::Plain, room, 3));
    if let Some(promise) = latest(duty, promises) {
        let said = format!("promised at {} by {}: {}", clock(promise.made), clock(promise.by), promise.what);
        lines.extend(canvas.labelled("   ", Tone::Plain, &said, Tone::Plain, room, 3));
    }
    Item::new(lines)
}

fn found(finding: &Finding, now: Instant, room: u16, canvas: &Canvas<'_>) -> Item {
    let (word, tone) = verdict_shown(finding.verdict);
    let by = finding.minutes.map(|minutes| format!(" ({})", length(minutes))).unwrap_or_default();
    let cites = finding.cites.join(", ");
    let at = on_day(finding.at, now);
    let head = clip(&format!(" {at}{by}, {}", finding.owed_by.plain()), room.saturating_sub(3 + width(word)));
    let mut lines = vec![Line::from(vec![Span::raw("   "), canvas.span(word, tone), canvas.span(&head, Tone::Plain)])];
    lines.extend(canvas.labelled("   ", Tone::Plain, &finding.message, Tone::Plain, room, 3));
    let law = format!("{cites}; rule {}", finding.rule);
    lines.extend(canvas.labelled("   ", Tone::Plain, &law, Tone::Quiet, room, 3));
    Item::new(lines)
}

fn told(loaded: &Loaded, standing: &Standing<'_>, now: Instant, room: u16, canvas: &Canvas<'_>) -> Item {
    let entry = standing.entry;
    let mut when = on_day(entry.at(), now);
    if entry.minutes_late() > 0 {
        when = format!("{when}, written {}", on_day(entry.recorded_at(), now));
    }
    let by = entry.by().map_or_else(|| "author not recorded".to_owned(), |by| by.shown());
    let struck = standing.corrected_by.is_some();
    let title_style = match struck {
        true => canvas.theme.style(Tone::Plain).add_modifier(Modifier::CROSSED_OUT),
        false => canvas.theme.style(Tone::Heading),
    };
    let title = entry.kind.title();
    let shown = if struck { format!("STRUCK {title}") } else { title.to_owned() };
    let room_for_by = room.saturating_sub(3 + width(&when) + 2 + width(&shown));
    // Who made it is never cut: where it doesn't fit behind the title, what is told begins with it.
    let beside = width(&by) + 2 <= room_for_by;
    let mut lines = vec![Line::from(vec![
        Span::raw("   "),
        canvas.span(&format!("{when}  "), Tone::Plain),
        Span::styled(shown, title_style),
        canvas.span(&if beside { format!(", {by}") } else { String::new() }, Tone::Quiet),
    ])];
    let words = match (telling::words(entry), beside) {
        (words, true) => words,
        (words, false) if words.is_empty() => by,
        (words, false) => format!("{by}: {words}"),
    };
    if !words.is_empty() {
        let mut told = canvas.labelled("   ", Tone::Plain, &words, Tone::Plain, room, 3);
        if struck {
            for line in &mut told {
                *line = line.clone().patch_style(title_style);
            }
        }
        lines.extend(told);
    }
    let correction = standing.corrected_by.and_then(|place| loaded.record.entries().get(place));
    if let Some(correction) = correction
        && let Kind::Correction(why) = &correction.kind
    {
        let by = correction.by().map(|by| format!(", {}", by.shown())).unwrap_or_default();
        let text = format!("struck {}: {}{by}", on_day(correction.at(), now), why.reason);
        lines.extend(canvas.labelled("   ", Tone::Plain, &text, Tone::Warning, room, 3));
    }
    if standing.instead_of.is_some() {
        lines.extend(canvas.labelled("   ", Tone::Plain, "stands instead of a struck entry", Tone::Plain, room, 3));
    }
    Item::new(lines)
}
