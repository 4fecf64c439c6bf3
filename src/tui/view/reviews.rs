//! The inspector's list: the reviews still owed over all suites, and what to know of the selected child before the cell door.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::board::{compact, near, short_name};
use super::parts::{self, Bar, Canvas, Item, clip, list, state_tone, where_kept};
use super::screens;
use super::table::{Column, table};
use crate::desk::reviews::{ReviewDue, before_the_door};
use crate::law::{Owner, State};
use crate::tui::Model;
use crate::tui::theme::Tone;

/// The narrowest screen that has the table.
const TABLE_WIDTH: u16 = 72;
/// The fewest rows that have room for what to know of the selected child.
const DETAILED: u16 = 12;

/// Draws the list.
pub fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, 1);
    canvas.line(head, 0, &screens(model, head.width, canvas));
    if model.reviews.is_empty() {
        canvas.lines(body, 0, &[canvas.said("No review is owed.", Tone::Plain)]);
        canvas.put_cursor(body, 0, 0);
        return;
    }
    let rows = u16::try_from(model.reviews.len()).unwrap_or(u16::MAX).saturating_add(1);
    let high = if body.height >= DETAILED { rows.min(body.height / 2).max(4) } else { body.height };
    let (top, rest) = parts::above(body, high);
    if body.width >= TABLE_WIDTH {
        in_columns(model, top, canvas);
    } else {
        in_words(model, top, canvas);
    }
    if body.height >= DETAILED {
        let (_, rest) = parts::above(rest, 1);
        before(model, rest, canvas);
    }
}

fn mark(due: &ReviewDue) -> &'static str {
    match due.state {
        State::Overdue => "!!",
        State::DueSoon => ">",
        _ => ".",
    }
}

fn by(due: &ReviewDue) -> &'static str {
    match due.owed_by {
        Owner::CustodyOfficer => "custody",
        _ => "inspector",
    }
}

fn in_columns(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let due = &model.reviews;
    let many_suites = due.iter().any(|one| one.suite != due.first().and_then(|first| first.suite.clone()));
    let cells = |of: &dyn Fn(&ReviewDue) -> (String, Tone)| due.iter().map(of).collect::<Vec<_>>();
    let plain = |of: &dyn Fn(&ReviewDue) -> String| cells(&|one| (of(one), Tone::Plain));
    let glance = |one: &ReviewDue| model.loaded(&one.record_id).map(|loaded| &loaded.glance);
    let columns = [
        Column::new("", 2, cells(&|one| (mark(one).to_owned(), state_tone(one.state)))),
        Column::new("Suite", 12, plain(&|one| one.suite.clone().filter(|_| many_suites).unwrap_or_default())),
        Column::new("Cell", 8, plain(&|one| one.place.clone())),
        Column::new("Name", 18, cells(&|one| (short_name(&one.name, 18), Tone::Heading))),
        Column::new("Age", 3, plain(&|one| one.age.map_or_else(|| "?".to_owned(), |age| age.to_string()))),
        Column::new("Review", 15, cells(&|one| (one.shown(model.now), state_tone(one.state)))),
        Column::new("By", 9, plain(&|one| near(one.due, model.now))),
        Column::new("Held", 6, plain(&|one| compact(one.held_minutes))),
        Column::new("Who", 9, plain(&|one| by(one).to_owned())),
        Column::new("Heard", 9, cells(&|one| (if one.unheard { "NOT HEARD" } else { "" }.to_owned(), Tone::Warning))),
        Column::rest("Adult", cells(&|one| adult(glance(one)))),
    ];
    let (titles, rows) = table(&columns, area.width, canvas);
    canvas.line(area, 0, &titles);
    let items: Vec<Item> = rows.into_iter().map(|line| Item::new(vec![line])).collect();
    list(canvas, parts::above(area, 1).1, &items, model.selected_row().unwrap_or(0), true, Bar::Whole);
}

fn adult(glance: Option<&crate::desk::Glance>) -> (String, Tone) {
    glance.map_or_else(
        || (String::new(), Tone::Plain),
        |glance| {
            let tone = if glance.adult.loud { Tone::Warning } else { Tone::Plain };
            (parts::capital(&glance.adult.words), tone)
        },
    )
}

fn in_words(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let item = |due: &ReviewDue| {
        let age = due.age.map_or_else(String::new, |age| format!(", {age}"));
        let unheard = if due.unheard { ", NOT HEARD" } else { "" };
        let who = format!("{} {} {}{age}, {}{unheard}", mark(due), due.place, due.name, due.shown(model.now));
        Item::new(vec![canvas.said(&clip(&who, area.width), state_tone(due.state))])
    };
    let items: Vec<Item> = model.reviews.iter().map(item).collect();
    list(canvas, area, &items, model.selected_row().unwrap_or(0), true, Bar::Whole);
}

/// What to know of the selected child: last words, first change, the adult, what was promised at the last review.
fn before(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(due) = model.selected_row().and_then(|place| model.reviews.get(place)) else { return };
    let Some(loaded) = model.loaded(&due.record_id) else { return };
    let who =
        format!("Before the door: {}, {}, {}", due.name, where_kept(&due.place), loaded.record.head.custody_number);
    let mut lines: Vec<Line<'_>> = vec![canvas.heading(&clip(&who, area.width))];
    let label = 16;
    let mut tell = |what: &str, text: &str, loud: bool| {
        let tone = if loud { Tone::Warning } else { Tone::Plain };
        let lead = parts::fit(what, label);
        lines.extend(canvas.labelled(&lead, Tone::Heading, text, tone, area.width, usize::from(label)));
    };
    tell("How", due.how, false);
    for line in before_the_door(&model.facts(loaded)).iter().filter(|line| line.label != "Due") {
        tell(&line.label, &line.text, line.loud);
    }
    canvas.lines(area, 0, &lines);
}
