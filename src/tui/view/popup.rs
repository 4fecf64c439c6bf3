//! Help, the palette, and who is at the keys: drawn from the action table over whatever is under them.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::parts::{self, Bar, Canvas, Item, clip, fit, list, width};
use crate::record::text::visible;
use crate::tui::Model;
use crate::tui::action::{Binding, Scope, marks, of};
use crate::tui::form::PICKS;
use crate::tui::key;
use crate::tui::popup::{DESK_ROLES, HelpScreen, NewOfficer, OfficerScreen, PaletteScreen};
use crate::tui::theme::Tone;

/// The widest a popup gets.
const WIDEST: u16 = 76;
/// The widest screen on which a popup takes the whole width.
pub(super) const FILLS: u16 = WIDEST + 24;

/// Clears a place in the middle, sets a title over it, and returns the room inside.
pub(super) fn window(title: &str, rows: u16, area: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let across = if area.width <= FILLS { area.width } else { WIDEST };
    let down = rows.saturating_add(3).min(area.height);
    let outer = Rect {
        x: area.x + (area.width - across) / 2,
        y: area.y + (area.height - down) / 3,
        width: across,
        height: down,
    };
    let sides = Rect { x: outer.x.saturating_sub(2).max(area.x), width: across + 4, ..outer };
    canvas.clear(sides.intersection(area));
    canvas.line(outer, 0, &canvas.said(&fit(&format!(" {title}"), across), Tone::Selected));
    if down > 3 {
        canvas.line(outer, down - 1, &canvas.said(&fit("", across), Tone::Selected));
    }
    let edge = u16::from(across > 20);
    Rect {
        x: outer.x + edge,
        y: outer.y + 1.min(down.saturating_sub(1)),
        width: across - 2 * edge,
        height: down.saturating_sub(1 + u16::from(down > 3)),
    }
}

fn where_it_is(scope: Scope) -> &'static str {
    match scope {
        Scope::Board => "on the board",
        Scope::Record => "on a record",
        Scope::Form => "in a form",
        Scope::Popup => "in lists",
        Scope::Reading => "while reading",
        Scope::Walk => "in the list of a walk",
    }
}

/// Draws help on a scope: every key, what it does, and why it can't be done now where it can't.
pub fn help(model: &Model, screen: &HelpScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let rows = of(screen.scope).count() + marks(screen.scope).len();
    let title = format!("Keys {} (Esc closes)", where_it_is(screen.scope));
    let room = window(&title, u16::try_from(rows).unwrap_or(u16::MAX), area, canvas);
    let items: Vec<Item> = of(screen.scope)
        .map(|binding| {
            let label = fit(&binding.shown_keys().join(", "), 15.min(room.width / 2)) + " ";
            Item::new(canvas.labelled(&label, Tone::Key, &explained(model, binding), Tone::Plain, room.width, 16))
        })
        .chain(marks(screen.scope).iter().map(|(mark, meaning)| {
            let label = fit(mark, 15.min(room.width / 2)) + " ";
            Item::new(canvas.labelled(&label, Tone::Heading, meaning, Tone::Plain, room.width, 16))
        }))
        .collect();
    list(canvas, room, &items, screen.selected, true, Bar::Whole);
}

fn explained(model: &Model, binding: &Binding) -> String {
    match model.unavailable(binding.action) {
        Some(why) => format!("{} (not now: {why})", binding.help),
        None => binding.help.to_owned(),
    }
}

/// Draws the palette: what is typed, and the actions that match.
pub fn palette(model: &Model, screen: &PaletteScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let rows = u16::try_from(of(screen.scope).count()).unwrap_or(u16::MAX).saturating_add(1);
    let room = window("Find an action by name (Enter does it, Esc closes)", rows, area, canvas);
    let (top, below) = parts::above(room, 1);
    let first_key =
        |binding: &Binding| binding.keys.first().map(|name| key::shown(name).to_string()).unwrap_or_default();
    let keys_wide = of(screen.scope).map(|binding| width(&first_key(binding))).max().unwrap_or(0).max(7);
    let items: Vec<Item> = screen
        .matches
        .iter()
        .map(|binding| {
            let name = fit(binding.label, 14.min(room.width / 2));
            let keys = format!(" {} ", fit(&first_key(binding), keys_wide.min(room.width / 4)));
            let text = explained(model, binding);
            let left = room.width.saturating_sub(width(&name) + width(&keys));
            Item::new(vec![Line::from(vec![
                canvas.span(&name, Tone::Key),
                Span::raw(keys),
                Span::raw(fit(&text, left)),
            ])])
        })
        .collect();
    if items.is_empty() {
        canvas.line(below, 0, &canvas.said(&clip("nothing has that name", below.width), Tone::Plain));
    }
    list(canvas, below, &items, screen.selected, true, Bar::Whole);
    // The cursor stands where one types; the chosen line is in reverse.
    let label = "Name: ";
    typed(canvas, top, label, &screen.query, screen.cursor.before(&screen.query), true);
}

/// Draws one line that is typed into, its end in view; puts the cursor there where it has the keys.
pub(super) fn typed(canvas: &mut Canvas<'_>, area: Rect, label: &str, text: &str, before: &str, has_keys: bool) {
    let label_width = width(label).min(area.width.saturating_sub(1));
    let room = usize::from(area.width.saturating_sub(label_width).saturating_sub(1)).max(1);
    let (text, before) = (visible(text), visible(before));
    // What is left of the view is left out until the cursor fits.
    let mut skip = 0;
    while before.get(skip..).is_some_and(|rest| rest.width() > room) {
        skip += before.get(skip..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    let shown = text.get(skip..).unwrap_or_default();
    let column = before.get(skip..).map_or(0, UnicodeWidthStr::width);
    let line = Line::from(vec![
        canvas.span(label, if has_keys { Tone::Selected } else { Tone::Plain }),
        canvas.span(shown, Tone::Heading),
    ]);
    canvas.line(area, 0, &line);
    if has_keys {
        canvas.put_cursor(area, label_width.saturating_add(u16::try_from(column).unwrap_or(0)), 0);
    }
}

/// Draws who may take the keys, or the lines on which someone new is typed.
pub fn officer(model: &Model, screen: &OfficerScreen, area: Rect, canvas: &mut Canvas<'_>) {
    if let Some(new) = &screen.new {
        someone_new(new, area, canvas);
        return;
    }
    let rows = u16::try_from(model.officers.len() + 1).unwrap_or(u16::MAX);
    let room = window("Who is at the keys? (a digit chooses, Esc closes)", rows, area, canvas);
    let known = model.officers.iter().map(|officer| {
        let here = match *officer == model.officer {
            true if model.lock.is_some() => ", at the keys before",
            true => ", at the keys now",
            false => "",
        };
        format!("{} ({}), {}{here}", officer.name, officer.number, officer.role.plain())
    });
    let items: Vec<Item> = known
        .chain(["someone else".to_owned()])
        .enumerate()
        .map(|(place, text)| {
            let pick = PICKS.get(place).map_or_else(|| " ".to_owned(), ToString::to_string);
            Item::new(vec![Line::from(vec![
                canvas.span(&format!("{pick} "), Tone::Key),
                canvas.span(&fit(&text, room.width.saturating_sub(2)), Tone::Plain),
            ])])
        })
        .collect();
    list(canvas, room, &items, screen.selected, true, Bar::Whole);
}

fn someone_new(new: &NewOfficer, area: Rect, canvas: &mut Canvas<'_>) {
    let rows = 4 + u16::try_from(DESK_ROLES.len()).unwrap_or(0);
    let room = window("Who is at the keys? (Enter goes on, Esc closes)", rows, area, canvas);
    // On a screen too low for all, the line that has the keys comes into view.
    let from = u16::try_from(new.line).unwrap_or(0);
    let skip = if room.height < 4 { from } else { 0 };
    let row = |place: u16| Rect { y: room.y + place.saturating_sub(skip).min(room.height), height: 1, ..room };
    let mut roles = room;
    if skip == 0 {
        typed(canvas, row(0).intersection(room), "Name: ", &new.name, new.cursor.before(&new.name), new.line == 0);
    }
    if skip <= 1 {
        typed(
            canvas,
            row(1).intersection(room),
            "Number: ",
            &new.number,
            new.cursor.before(&new.number),
            new.line == 1,
        );
    }
    roles.y = row(2).y.min(room.bottom());
    roles.height = room.bottom().saturating_sub(roles.y);
    let tone = if new.line == 2 { Tone::Selected } else { Tone::Plain };
    let mut lines = vec![canvas.said(&clip("Role (a digit takes it and the keys):", room.width), tone)];
    for (pick, (_, _, label)) in PICKS.iter().zip(DESK_ROLES) {
        lines.push(Line::from(vec![
            canvas.span(&format!("{pick} "), Tone::Key),
            canvas.span(&clip(label, room.width.saturating_sub(2)), Tone::Plain),
        ]));
    }
    if let Some(problem) = new.problem {
        lines.insert(0, canvas.said(&clip(&format!("!! {problem}"), room.width), Tone::Alarm));
    }
    canvas.lines(roles, 0, &lines);
    if new.line == 2 {
        canvas.put_cursor(roles, 0, u16::from(new.problem.is_some()));
    }
}
