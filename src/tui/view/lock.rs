//! The locked desk: what is due and how late, by cell. No name, no number, no word of a child's, no finding.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::board::{limit, mark, near, place};
use super::parts::{self, Bar, Canvas, Item, clip, list, wrap};
use super::popup;
use super::table::{Column, table};
use crate::desk::FormSpec;
use crate::desk::board::BoardRow;
use crate::record::time::clock;
use crate::tui::Model;
use crate::tui::model::{Draft, IDLE_MINUTES, Lock};
use crate::tui::theme::Tone;

/// The narrowest screen that has the table.
const TABLE_WIDTH: u16 = 60;
/// What stands in place of what went wrong: that may name a child.
pub const TOLD_LATER: &str = "!! Something needs reading: it is told when someone says who they are";

/// Draws the locked desk, and over it who is at the keys, where that is asked.
pub fn draw(model: &Model, lock: &Lock, area: Rect, canvas: &mut Canvas<'_>) {
    let why = if lock.by_hand { "by an officer".to_owned() } else { format!("no key for {IDLE_MINUTES} minutes") };
    let said = format!("Locked since {}: {why}. Any key: who is at the keys?", clock(lock.since));
    let mut lines: Vec<Line<'_>> = wrap(&said, area.width).iter().map(|line| canvas.heading(line)).collect();
    if area.height >= 12 {
        let kept: Vec<String> = model.drafts.iter().map(|draft| unfinished(model, draft)).collect();
        if !kept.is_empty() {
            let kept = format!("Kept as it was typed: {}", kept.join("; "));
            lines.extend(wrap(&kept, area.width).iter().take(3).map(|line| canvas.said(line, Tone::Warning)));
        }
        lines.push(Line::default());
    }
    let rows = canvas.lines(area, 0, &lines);
    canvas.put_cursor(area, 0, 0);
    let rest = parts::above(area, rows).1;
    if let Some(screen) = &lock.asking {
        popup::officer(model, screen, area, canvas);
        return;
    }
    let (titles, items) = due(model, rest, canvas);
    let below = match titles {
        Some(titles) => {
            canvas.line(rest, 0, &titles);
            parts::above(rest, 1).1
        }
        None => rest,
    };
    list(canvas, below, &items, 0, false, Bar::None);
}

/// Returns what the footer says while nobody is asked anything yet.
pub fn footer(room: u16, canvas: &Canvas<'_>) -> Line<'static> {
    Line::from(vec![
        canvas.span(&clip("Any key", room), Tone::Key),
        Span::raw(clip(" Who is at the keys?", room.saturating_sub(7))),
    ])
}

/// Returns a line for each child, and the titles of the columns where there is room for them.
fn due(model: &Model, area: Rect, canvas: &Canvas<'_>) -> (Option<Line<'static>>, Vec<Item>) {
    let rows = &model.board.rows;
    if rows.is_empty() {
        return (None, vec![Item::new(vec![canvas.said("No child is held here.", Tone::Plain)])]);
    }
    let next =
        |row: &BoardRow| row.next.as_ref().map_or_else(|| "nothing owed".to_owned(), |next| next.shown(model.now));
    if area.width < TABLE_WIDTH {
        let item = |row: &BoardRow| {
            let (mark, tone) = mark(row);
            let words = format!("{mark} {} {}", place(row), next(row));
            Item::new(vec![canvas.said(&clip(&words, area.width), tone)])
        };
        return (None, rows.iter().map(item).collect());
    }
    let cells = |of: &dyn Fn(&BoardRow) -> (String, Tone)| rows.iter().map(of).collect::<Vec<_>>();
    let review = |row: &BoardRow| row.review_due.map_or_else(|| "-".to_owned(), |at| near(at, model.now));
    let columns = [
        Column::new("", 2, cells(&|row| (mark(row).0.trim_end().to_owned(), mark(row).1))),
        Column::new("Cell", 10, cells(&|row| (place(row), Tone::Heading))),
        Column::new("Next due", 36, cells(&|row| (next(row), mark(row).1))),
        Column::new("Review", 10, cells(&|row| (review(row), Tone::Plain))),
        Column::new("Limit", 10, cells(&|row| (limit(row, model.now), Tone::Plain))),
        Column::new("Open", 5, cells(&|row| (row.open.to_string(), Tone::Plain))),
    ];
    let (titles, lines) = table(&columns, area.width, canvas);
    (Some(titles), lines.into_iter().map(|line| Item::new(vec![line])).collect())
}

/// Returns an unfinished form by its title, its cell and its time.
fn unfinished(model: &Model, draft: &Draft) -> String {
    let title = FormSpec::named(draft.form).map_or(draft.form, |form| form.title);
    let row = model.board.rows.iter().find(|row| row.record_id == draft.record_id);
    let at = row.map_or_else(String::new, |row| format!(", {}", parts::where_kept(&row.place)));
    format!("{title}{at}, from {}", clock(draft.saved_at))
}
