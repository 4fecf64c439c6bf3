//! Whom did you see? The doors along the corridor, each with when its check is due.

use ratatui::layout::Rect;

use super::board::near;
use super::parts::{self, Bar, Canvas, Item, clip, list, state_tone};
use super::popup::window;
use super::table::{Column, table};
use crate::desk::walk::Door;
use crate::law::State;
use crate::tui::Model;
use crate::tui::theme::Tone;
use crate::tui::walk::WalkScreen;

/// Draws the list.
pub fn draw(model: &Model, screen: &WalkScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let rows = u16::try_from(screen.doors.len()).unwrap_or(u16::MAX).saturating_add(1);
    let seen = screen.doors.iter().filter(|door| door.seen).count();
    let room = window(&clip(&format!("Walk: whom did you see? {seen} marked"), area.width), rows, area, canvas);
    let cells = |of: &dyn Fn(&Door) -> (String, Tone)| screen.doors.iter().map(of).collect::<Vec<_>>();
    let columns = [
        Column::new("Seen", 4, cells(&|door| (if door.seen { "[x]" } else { "[ ]" }.to_owned(), Tone::Heading))),
        Column::new("Cell", 8, cells(&|door| (door.place.clone(), Tone::Plain))),
        Column::new("Name", 24, cells(&|door| (door.name.clone(), Tone::Heading))),
        Column::rest("Check", cells(&|door| check(model, door))),
    ];
    let (titles, lines) = table(&columns, room.width, canvas);
    canvas.line(room, 0, &titles);
    let items: Vec<Item> = lines.into_iter().map(|line| Item::new(vec![line])).collect();
    list(canvas, parts::above(room, 1).1, &items, screen.selected, true, Bar::Whole);
}

/// Returns what is to be written of a child: a check and when it is due, or the call while they are out of the cell.
fn check(model: &Model, door: &Door) -> (String, Tone) {
    if let Some(away) = &door.away {
        return (format!("call, {away}"), Tone::Warning);
    }
    let Some(due) = door.due else { return ("none owed".to_owned(), Tone::Plain) };
    let late = if door.state == State::Overdue { "OVERDUE since" } else { "due" };
    (format!("{late} {}", near(due, model.now)), state_tone(door.state))
}
