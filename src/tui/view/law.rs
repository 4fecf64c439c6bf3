//! The law browser: what is looked for, the rows that match, and on a wide screen the selected one beside them.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::parts::{self, Bar, Canvas, Item, clip, list, state_tone, verdict_shown, width};
use super::{popup, reading};
use crate::desk::board::name;
use crate::desk::law_book::{Provision, Standing, standing_of};
use crate::law::State;
use crate::tui::Model;
use crate::tui::law::LawScreen;
use crate::tui::theme::Tone;

/// The narrowest screen with the selected row beside the list.
const BESIDE: u16 = 120;

/// Draws it.
pub fn draw(model: &Model, screen: &LawScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, u16::from(area.height > 4));
    let child = model.child_at_hand().map(|loaded| format!(", and how it stands for {}", name(&loaded.record)));
    canvas.line(head, 0, &canvas.heading(&clip(&format!("The law{}", child.unwrap_or_default()), area.width)));
    let (rows, beside) =
        if area.width >= BESIDE { parts::beside(body, area.width * 2 / 5) } else { (body, Rect::ZERO) };
    let (top, below) = parts::above(rows, 1);
    if let Some(chosen) = screen.chosen().filter(|_| !beside.is_empty()) {
        let lines = reading::lines(&model.law_page(chosen), beside.width, canvas);
        parts::scrolled(canvas, beside, &lines, 0);
    }
    if screen.matches.is_empty() {
        let none = "No row of the law has those words. Try one word, or a paragraph: 15.3C, s.40";
        let lines = canvas.labelled("", Tone::Plain, none, Tone::Plain, below.width, 0);
        canvas.lines(below, 0, &lines);
    }
    let items: Vec<Item> = screen.matches.iter().map(|row| one(model, *row, below.width, canvas)).collect();
    list(canvas, below, &items, screen.selected, true, Bar::First);
    // The cursor stands where one types; the selected row is in reverse.
    popup::typed(canvas, top, "Look for: ", &screen.query, screen.cursor.before(&screen.query), true);
}

/// Returns a row of the list: what it asks; under that how it stands for the child, its name and its provisions.
fn one(model: &Model, row: Provision, room: u16, canvas: &Canvas<'_>) -> Item {
    let mut lines = canvas.labelled("", Tone::Plain, row.title(), Tone::Heading, room, 2);
    let standing = model.child_at_hand().and_then(|loaded| standing_of(row, &loaded.assessment));
    let (mark, tone) = standing.map_or((String::new(), Tone::Plain), mark);
    let mark = if mark.is_empty() { mark } else { format!("{mark} ") };
    let rest = format!("{}: {}", row.id(), row.cites().join("; "));
    let left = room.saturating_sub(2 + width(&mark));
    lines.push(Line::from(vec![
        Span::raw("  "),
        canvas.span(&mark, tone),
        canvas.span(&clip(&rest, left), Tone::Quiet),
    ]));
    Item::new(lines)
}

fn mark(standing: Standing) -> (String, Tone) {
    match standing {
        Standing::Found(verdict) => {
            let (word, tone) = verdict_shown(verdict);
            (word.to_owned(), tone)
        }
        Standing::Owed(State::Overdue) => ("OVERDUE".to_owned(), Tone::Alarm),
        Standing::Owed(State::DueSoon) => ("due soon".to_owned(), Tone::Warning),
        Standing::Owed(state) => ("owed".to_owned(), state_tone(state)),
        Standing::Applies => ("applies".to_owned(), Tone::Heading),
    }
}
