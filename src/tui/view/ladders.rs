//! The ladders: which child's next rung presses most, and beneath, the rungs of the selected child.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::board::{compact, short_name};
use super::parts::{self, Bar, Canvas, Item, clip, fit, list, scrolled, state_tone, where_kept};
use super::screens;
use super::table::{Column, table};
use crate::desk::ladders::{Ladder, LadderRow, NO_LADDER, Rung, RungState};
use crate::law::State;
use crate::record::time::minutes_between;
use crate::tui::Model;
use crate::tui::theme::Tone;

/// The narrowest screen that has the table.
const TABLE_WIDTH: u16 = 72;
/// The fewest rows that have room for the rungs of the selected child.
const DETAILED: u16 = 12;
/// The narrowest screen that has two ladders beside each other, each rung on its own line.
const BESIDE: u16 = 140;
/// Columns of the mark and the title of a rung.
const TITLED: u16 = 26;
/// The narrowest screen that says beside a child what else is known of the next rung.
const TOLD: u16 = 110;

/// Draws the screen.
pub fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, 1);
    canvas.line(head, 0, &screens(model, head.width, canvas));
    if model.ladders.is_empty() {
        let lines: Vec<Line<'_>> =
            parts::wrap(NO_LADDER, body.width).iter().map(|line| canvas.said(line, Tone::Plain)).collect();
        canvas.lines(body, 0, &lines);
        canvas.put_cursor(body, 0, 0);
        return;
    }
    let detailed = body.height >= DETAILED;
    let rows = u16::try_from(model.ladders.len()).unwrap_or(u16::MAX).saturating_add(1);
    let high = if detailed { rows.min(body.height / 3).max(4) } else { body.height };
    let (top, rest) = parts::above(body, high);
    if body.width >= TABLE_WIDTH {
        in_columns(model, top, canvas);
    } else {
        in_words(model, top, canvas);
    }
    if detailed && let Some(row) = model.selected_row().and_then(|place| model.ladders.get(place)) {
        let (_, rest) = parts::above(rest, 1);
        climbs(model, row, rest, canvas);
    }
}

/// Returns what stands at the beginning of a line for a rung: its mark, and how that looks.
fn mark(rung: &Rung) -> (&'static str, Tone) {
    match &rung.state {
        RungState::Done { .. } => ("ok", Tone::Good),
        RungState::Declined { .. } => ("no", Tone::Warning),
        RungState::Open { state: State::Overdue, .. } => ("!!", Tone::Alarm),
        RungState::Open { state: State::DueSoon, .. } => (">", Tone::Warning),
        RungState::Open { .. } => (".", Tone::Plain),
        RungState::Later { .. } | RungState::NotNeeded { .. } => ("", Tone::Quiet),
    }
}

fn tone(rung: &Rung) -> Tone {
    match &rung.state {
        RungState::Open { state, .. } => state_tone(*state),
        RungState::Done { .. } | RungState::Declined { .. } => Tone::Plain,
        RungState::Later { .. } | RungState::NotNeeded { .. } => Tone::Quiet,
    }
}

fn waited(ladder: &Ladder, model: &Model) -> Option<i64> {
    ladder.waited_from.map(|from| minutes_between(from, model.now))
}

fn in_columns(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let cells = |of: &dyn Fn(&LadderRow) -> (String, Tone)| model.ladders.iter().map(of).collect::<Vec<_>>();
    let plain = |of: &dyn Fn(&LadderRow) -> String| cells(&|row| (of(row), Tone::Plain));
    let next = |of: &dyn Fn(&Ladder, &Rung) -> (String, Tone)| {
        cells(&|row| row.next().map_or_else(|| (String::new(), Tone::Plain), |(ladder, rung)| of(ladder, rung)))
    };
    let told = |rung: &Rung| if area.width < TOLD { String::new() } else { rung.beside.clone() };
    let waits = |ladder: &Ladder| waited(ladder, model).map_or_else(String::new, |minutes| compact(Some(minutes)));
    let columns = [
        Column::new("", 2, next(&|_, rung| (mark(rung).0.to_owned(), mark(rung).1))),
        Column::new("Cell", 8, plain(&|row| row.place.clone())),
        Column::new("Name", 18, cells(&|row| (short_name(&row.name, 18), Tone::Heading))),
        Column::new("Age", 3, plain(&|row| row.age.map_or_else(|| "?".to_owned(), |age| age.to_string()))),
        Column::new("Next", 26, next(&|_, rung| (rung.step.title().to_owned(), tone(rung)))),
        Column::new("Due", 15, next(&|_, rung| (rung.state.pressing(model.now), tone(rung)))),
        Column::new("Waited", 6, next(&|ladder, _| (waits(ladder), Tone::Plain))),
        Column::rest("So far", next(&|_, rung| (told(rung), Tone::Plain))),
    ];
    let (titles, rows) = table(&columns, area.width, canvas);
    canvas.line(area, 0, &titles);
    let items: Vec<Item> = rows.into_iter().map(|line| Item::new(vec![line])).collect();
    list(canvas, parts::above(area, 1).1, &items, model.selected_row().unwrap_or(0), true, Bar::Whole);
}

fn in_words(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let item = |row: &LadderRow| {
        let age = row.age.map_or_else(String::new, |age| format!(", {age}"));
        let (ladder, rung) = row.next()?;
        let (mark, tone) = mark(rung);
        let who = format!("{} {} {}{age}", fit(mark, 2), row.place, row.name);
        let waits = format!("{who}{}", ladder.waited_words(model.now));
        let who = if parts::width(&waits) <= area.width { waits } else { clip(&who, area.width) };
        let what = format!("   {}: {}", rung.step.title(), rung.state.pressing(model.now));
        Some(Item::new(vec![canvas.said(&who, tone), canvas.said(&clip(&what, area.width), Tone::Plain)]))
    };
    // A child stands in the list only while a rung is next.
    let items: Vec<Item> = model.ladders.iter().filter_map(item).collect();
    list(canvas, area, &items, model.selected_row().unwrap_or(0), true, Bar::First);
}

/// The ladders of the selected child: beside each other where there is room, else the one that presses most first.
fn climbs(model: &Model, row: &LadderRow, area: Rect, canvas: &mut Canvas<'_>) {
    let number = model.loaded(&row.record_id).map(|loaded| loaded.record.head.custody_number.as_str());
    let who = format!("{}, {}, {}", row.name, where_kept(&row.place), number.unwrap_or_default());
    canvas.line(area, 0, &canvas.heading(&clip(&who, area.width)));
    let (_, area) = parts::above(area, 1);
    if area.width >= BESIDE {
        let (left, right) = parts::beside(area, area.width / 2);
        for (ladder, area) in row.ladders.iter().zip([left, right]) {
            climb(model, ladder, true, area, canvas);
        }
        return;
    }
    let (first, others) = row.ladders.split_first().map_or((None, &[][..]), |(first, others)| (Some(first), others));
    let others: Vec<Line<'_>> = others.iter().flat_map(|ladder| in_short(model, ladder, area.width, canvas)).collect();
    let (above, below) = parts::above(area, area.height.saturating_sub(u16::try_from(others.len()).unwrap_or(0)));
    if let Some(first) = first {
        climb(model, first, false, above, canvas);
    }
    canvas.lines(below, 0, &others);
}

/// Returns a ladder in a line: what is next on it, where anything is.
fn in_short(model: &Model, ladder: &Ladder, width: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let lead = format!("{}: ", ladder.headed(model.now));
    let (text, tone) = match ladder.next_rung() {
        Some(rung) => (format!("{}, {}", rung.step.title(), rung.state.shown(model.now)), tone(rung)),
        None => ("nothing is left to do".to_owned(), Tone::Good),
    };
    canvas.labelled(&lead, Tone::Heading, &text, tone, width, 3)
}

/// Draws one ladder, the next rung in view; where not every rung has its own line, what comes later stands in one, and what
/// isn't needed is left out.
fn climb(model: &Model, ladder: &Ladder, every: bool, area: Rect, canvas: &mut Canvas<'_>) {
    let width = area.width;
    let head = ladder.headed(model.now);
    let mut lines = vec![canvas.said(&clip(&head, width), Tone::Heading)];
    let mut in_view = 0;
    let mut later: Vec<String> = Vec::new();
    for rung in &ladder.rungs {
        let title = rung.step.title();
        match &rung.state {
            RungState::NotNeeded { .. } if !every => continue,
            RungState::Later { due } if !every => {
                let due = due.map(|_| format!(" {}", rung.state.shown(model.now))).unwrap_or_default();
                later.push(format!("{}{due}", title.to_lowercase().replace(" aa ", " AA ")));
                continue;
            }
            _ => {}
        }
        let (mark, mark_tone) = mark(rung);
        let lead = fit(&format!("{} {title}", fit(mark, 2)), TITLED);
        let next = ladder.next_rung().is_some_and(|next| std::ptr::eq(next, rung));
        let text = if next { format!("NEXT: {}", rung.shown(model.now)) } else { rung.shown(model.now) };
        let lead_tone = if next { Tone::Heading } else { mark_tone };
        lines.extend(canvas.labelled(&lead, lead_tone, &text, tone(rung), width, usize::from(TITLED)));
        in_view = if next { lines.len() } else { in_view };
    }
    if !later.is_empty() {
        let text = later.join(", ");
        lines.extend(canvas.labelled("   Then: ", Tone::Plain, &text, Tone::Plain, width, 3));
    }
    let top = in_view.saturating_sub(parts::rows_seen(lines.len(), area.height));
    scrolled(canvas, area, &lines, top);
}
