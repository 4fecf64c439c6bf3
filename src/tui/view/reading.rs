//! Something long, read line by line: its title, as much as there is room for, and how much is above and below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::parts::{self, Canvas, clip, fit, verdict_shown, width};
use crate::desk::why::{Block, Row, Weight};
use crate::tui::Model;
use crate::tui::reading::Reading;
use crate::tui::theme::Tone;

/// The widest that text to be read is set.
const WIDEST: u16 = 100;
/// The narrowest screen with an empty line between blocks.
const AIRY: u16 = 60;

/// Draws it.
pub fn draw(reading: &Reading, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, u16::from(area.height > 2));
    canvas.line(head, 0, &canvas.heading(&clip(&reading.title, area.width)));
    let lines = lines(&reading.blocks, area.width, canvas);
    parts::scrolled(canvas, body, &lines, reading.top);
    canvas.put_cursor(body, 0, 0);
}

/// Returns the last line that may be the first one seen on a terminal of the desk's size.
pub fn furthest(model: &Model, reading: &Reading) -> usize {
    let area = super::body(model);
    let rows = area.height - u16::from(area.height > 2);
    let mut buffer = Buffer::empty(Rect::ZERO);
    let lines = lines(&reading.blocks, area.width, &Canvas::new(&mut buffer, model.theme)).len();
    lines.saturating_sub(parts::rows_seen(lines, rows))
}

/// Returns how many lines a page key moves: one line of the page before stays in view.
pub fn page(model: &Model) -> usize {
    usize::from(super::body(model).height).saturating_sub(3).max(1)
}

/// Returns what is read, line by line, wrapped to a width.
pub(super) fn lines(blocks: &[Block], room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let room = room.min(WIDEST);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for block in blocks {
        if !lines.is_empty() && room >= AIRY {
            lines.push(Line::default());
        }
        // A finding says its verdict itself.
        let found = matches!(block.rows.first(), Some(Row { weight: Weight::Found(_), .. }));
        if !block.heading.is_empty() && !found {
            lines.push(canvas.heading(&clip(block.heading, room)));
        }
        let lead = block.rows.iter().map(|row| width(&row.lead)).max().unwrap_or(0);
        let lead = if lead == 0 { 0 } else { lead + 2 };
        lines.extend(block.rows.iter().flat_map(|row| one_row(row, lead, room, canvas)));
    }
    lines
}

fn one_row(row: &Row, lead: u16, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let (label, label_tone, indent) = match row.weight {
        Weight::Found(verdict) => {
            let (word, tone) = verdict_shown(verdict);
            (format!("{word} "), tone, 2)
        }
        _ if row.lead.is_empty() => (String::new(), Tone::Plain, 0),
        _ => (fit(&row.lead, lead), Tone::Heading, usize::from(lead)),
    };
    let tone = if row.weight == Weight::Quiet { Tone::Quiet } else { Tone::Plain };
    canvas.labelled(&label, label_tone, &row.text, tone, room, indent)
}
