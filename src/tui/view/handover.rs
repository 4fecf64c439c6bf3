//! The handover page: what is late or falls due first, then each child, who owes what, and who has taken them over.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::parts::{self, Bar, Canvas, Item, clip, fit, list, width};
use super::screens;
use crate::desk::form::Brief;
use crate::desk::handover::{ChildPage, FIRST, NOTHING_DUE, Urgent};
use crate::tui::Model;
use crate::tui::action::{Action, Scope, shown_key};
use crate::tui::handover::{PASS_ON, TAKE_OVER};
use crate::tui::theme::Tone;

/// The narrowest screen with what is time-critical beside the children.
const WIDE: u16 = 120;
/// The narrowest screen with labels in a column and an empty line between children.
const AIRY: u16 = 60;
/// The fewest rows that have room for what is time-critical above the children.
const TALL: u16 = 12;
/// The width of the labels.
const LABEL: u16 = 13;
/// The fewest rows of what is time-critical that are worth having: its title, two lines, and how many more there are.
const LEAST: u16 = 4;

/// Draws the page.
pub fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, 1);
    canvas.line(head, 0, &screens(model, head.width, canvas));
    if model.handover.children.is_empty() {
        let words = if model.mine { "Nothing is yours and open." } else { "No child is held: nothing to hand over." };
        canvas.lines(body, 0, &[canvas.said(words, Tone::Plain)]);
        canvas.put_cursor(body, 0, 0);
        return;
    }
    let (line, body) = parts::above(body, 1);
    canvas.line(line, 0, &canvas.said(&clip(&standing(model, line.width), line.width), Tone::Heading));
    if body.width >= WIDE {
        let (left, right) = parts::beside(body, body.width * 2 / 5);
        urgent(model, left, canvas);
        children(model, right, false, canvas);
    } else if body.height >= TALL {
        let (top, rest) = parts::above(body, urgent_rows(model, body, canvas));
        urgent(model, top, canvas);
        children(model, parts::above(rest, 1).1, false, canvas);
    } else {
        children(model, body, true, canvas);
    }
}

/// How many rows what is time-critical has above the children: fewer where the selected child's block needs them.
fn urgent_rows(model: &Model, body: Rect, canvas: &Canvas<'_>) -> u16 {
    let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
    let lines: usize = model.handover.urgent.iter().map(|one| urgent_lines(model, one, body.width, canvas).len()).sum();
    let selected = model.selected_row().and_then(|row| model.handover.children.get(row));
    let block = selected.map_or(0, |child| child_lines(model, child, body.width, false, canvas).len());
    let left = body.height.saturating_sub(rows(block).saturating_add(1)).max(LEAST);
    rows(lines.max(1) + 1).min(body.height * 2 / 5).min(left)
}

/// How the handover stands, and the keys that go on with it.
fn standing(model: &Model, room: u16) -> String {
    let key = |action| shown_key(Scope::Board, action);
    let (take, pass) = (key(Action::Form(TAKE_OVER)), key(Action::Form(PASS_ON)));
    let whole = key(Action::ReadPage);
    if model.mine {
        let open: usize = model.handover.children.iter().map(|child| child.owed.len()).sum();
        return format!("Yours and open: {open}. Do each, or {pass} passes it on by name");
    }
    let (done, all) = (model.handover.taken_over(), model.handover.children.len());
    if room < AIRY {
        return format!("Taken {done} of {all}. {take} take, {pass} pass on, {whole} read");
    }
    format!("Taken over {done} of {all}. {take} takes over, {pass} passes a duty on, {whole} reads the whole page")
}

fn urgent(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let (title, body) = parts::above(area, 1);
    canvas.line(title, 0, &canvas.heading(&clip(FIRST, title.width)));
    if model.handover.urgent.is_empty() {
        canvas.lines(body, 0, &[canvas.said(NOTHING_DUE, Tone::Plain)]);
        return;
    }
    let items: Vec<Item> =
        model.handover.urgent.iter().map(|one| Item::new(urgent_lines(model, one, body.width, canvas))).collect();
    // The selected child's own lines are kept in view, so that all of them can be come to.
    let of_selected = |one: &Urgent| Some(one.record_id.as_str()) == model.selected.as_deref();
    let selected = model.handover.urgent.iter().position(of_selected).unwrap_or(0);
    list(canvas, body, &items, selected, false, Bar::None);
}

fn urgent_lines(model: &Model, urgent: &Urgent, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let tone = if urgent.due.is_none() { Tone::Alarm } else { Tone::Warning };
    let lead = model.handover.lead_width();
    let label = fit(&urgent.lead(), u16::try_from(lead).unwrap_or(u16::MAX));
    canvas.labelled(&label, tone, &urgent.text, Tone::Plain, room, lead)
}

fn children(model: &Model, area: Rect, with_urgent: bool, canvas: &mut Canvas<'_>) {
    let block = |child| Item::new(child_lines(model, child, area.width, with_urgent, canvas));
    let items: Vec<Item> = model.handover.children.iter().map(block).collect();
    list(canvas, area, &items, model.selected_row().unwrap_or(0), true, Bar::First);
}

fn child_lines(
    model: &Model,
    child: &ChildPage,
    room: u16,
    with_urgent: bool,
    canvas: &Canvas<'_>,
) -> Vec<Line<'static>> {
    let mut lines = vec![canvas.said(&heading(child, model.mine, room), Tone::Heading)];
    let own = model.handover.urgent.iter().filter(|one| with_urgent && one.record_id == child.record_id);
    lines.extend(own.flat_map(|one| urgent_lines(model, one, room, canvas)));
    lines.extend(child.rows.iter().flat_map(|row| row_lines(row, room, canvas)));
    if room >= AIRY {
        lines.push(Line::default());
    }
    lines
}

/// Who the child is and whether they are taken over: in words, so that it is seen without colour.
fn heading(child: &ChildPage, mine: bool, room: u16) -> String {
    if room < AIRY {
        let stands = match (mine, child.taken.is_some()) {
            (true, _) => "",
            (_, true) => "Taken: ",
            (_, false) => "Not taken: ",
        };
        return clip(&format!("{stands}{}", child.who), room);
    }
    let stands = if mine || child.taken.is_some() { "" } else { "NOT TAKEN OVER  " };
    let right = format!("{stands}{}", child.held);
    format!("{}  {right}", fit(&child.who, room.saturating_sub(width(&right) + 2)))
}

fn row_lines(row: &Brief, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let tone = if row.loud { Tone::Warning } else { Tone::Plain };
    if room >= AIRY {
        let label = fit(&format!("  {}", row.label), LABEL + 2);
        return canvas.labelled(&label, Tone::Heading, &row.text, tone, room, usize::from(LABEL + 2));
    }
    canvas.labelled(&format!("{}: ", row.label), Tone::Heading, &row.text, tone, room, 2)
}
