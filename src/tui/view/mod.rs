//! Drawing. It reads the model and changes nothing; each screen says in words what its colours say.

mod board;
pub(in crate::tui) mod form;
mod handover;
mod ladders;
mod law;
mod lock;
pub(crate) mod parts;
mod popup;
pub(in crate::tui) mod reading;
mod record;
mod reviews;
mod table;
mod walk;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use self::parts::{Canvas, clip, width, wrap};
pub use super::picture::{plain, svg};
use crate::law::State;
use crate::record::text::visible;
use crate::record::time::{day_clock, hhmm, zone};
use crate::tui::Model;
use crate::tui::action::{Action, Scope, of};
use crate::tui::key;
use crate::tui::model::{Layer, Screen};
use crate::tui::theme::Tone;

/// The fewest rows at which the training suite says so on a line of its own.
const BANNER_ROWS: u16 = 16;

/// Draws the screen of the model, and puts the real cursor on the focused field or row.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let cursor = paint(model, area, frame.buffer_mut());
    frame.set_cursor_position(cursor);
}

/// Returns the picture of the model in that area, which isn't empty, and where the real cursor stands in it.
#[must_use]
pub fn picture(model: &Model, area: Rect) -> (Buffer, Position) {
    let mut buffer = Buffer::empty(area);
    let cursor = paint(model, area, &mut buffer);
    (buffer, cursor)
}

fn paint(model: &Model, area: Rect, buffer: &mut Buffer) -> Position {
    let mut canvas = Canvas::new(buffer, model.theme);
    if area.height >= 4 {
        let marked = model.training && area.height < BANNER_ROWS;
        top(model, marked, parts::above(area, 1).0, &mut canvas);
    }
    if model.training && area.height >= BANNER_ROWS {
        let banner = parts::above(parts::above(area, 1).1, 1).0;
        let long = "TRAINING: invented children; nothing written here is a custody record";
        let words = if width(long) <= area.width { long } else { "TRAINING: invented children only" };
        let line = canvas.said(&parts::fit(&centred(words, area.width), area.width), Tone::Training);
        canvas.line(banner, 0, &line);
    }
    if area.height >= 3 {
        let (_, foot) = parts::above(area, area.height - 1);
        let line = footer(model, foot.width, &canvas);
        canvas.line(foot, 0, &line);
    }
    let (body, foot) = room(model, area);
    let said: Vec<Line<'_>> = status(model, area).iter().map(|(line, tone)| canvas.said(line, *tone)).collect();
    canvas.lines(foot, 0, &said);
    match &model.lock {
        Some(locked) => lock::draw(model, locked, body, &mut canvas),
        None => layers(model, body, &mut canvas),
    }
    let (x, y) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    let cursor = canvas.cursor.unwrap_or(Position { x: body.x, y: body.y });
    Position { x: cursor.x.min(x), y: cursor.y.min(y) }
}

/// Draws the screen under the layers, the layer that fills it, and what lies over that.
fn layers(model: &Model, body: Rect, canvas: &mut Canvas<'_>) {
    let over =
        matches!(model.layers.last(), Some(Layer::Help(_) | Layer::Palette(_) | Layer::Officer(_) | Layer::Walk(_)));
    // Where a popup takes the whole width, scraps of what lies under it, another child's at that, would be in the way.
    if !over || body.width > popup::FILLS {
        under(model, body, canvas);
    }
    match model.layers.last() {
        Some(Layer::Help(screen)) => popup::help(model, screen, body, canvas),
        Some(Layer::Palette(screen)) => popup::palette(model, screen, body, canvas),
        Some(Layer::Officer(screen)) => popup::officer(model, screen, body, canvas),
        Some(Layer::Walk(screen)) => walk::draw(model, screen, body, canvas),
        _ => {}
    }
}

/// Draws the screen under the layers, or the layer that fills it.
fn under(model: &Model, body: Rect, canvas: &mut Canvas<'_>) {
    let whole = |layer: &&Layer| matches!(layer, Layer::Record(_) | Layer::Form(_) | Layer::Reading(_) | Layer::Law(_));
    match model.layers.iter().rev().find(whole) {
        Some(Layer::Reading(reading)) => reading::draw(reading, body, canvas),
        Some(Layer::Record(screen)) => record::draw(model, screen, body, canvas),
        Some(Layer::Law(screen)) => law::draw(model, screen, body, canvas),
        Some(Layer::Form(screen)) => form::draw(model, screen, body, canvas),
        _ => match model.screen {
            Screen::Board => board::draw(model, body, canvas),
            Screen::Reviews => reviews::draw(model, body, canvas),
            Screen::Ladders => ladders::draw(model, body, canvas),
            Screen::Handover => handover::draw(model, body, canvas),
        },
    }
}

/// Returns the room between the lines at the top and the foot, and the lines above the footer where the desk has its say.
fn room(model: &Model, area: Rect) -> (Rect, Rect) {
    let mut body = area;
    if area.height >= 4 {
        body = parts::above(body, 1).1;
    }
    if model.training && area.height >= BANNER_ROWS {
        body = parts::above(body, 1).1;
    }
    if area.height >= 3 {
        body = parts::above(body, body.height.saturating_sub(1)).0;
    }
    let rows = u16::try_from(status(model, area).len()).unwrap_or(1).min(body.height.saturating_sub(1));
    parts::above(body, body.height - rows)
}

/// Returns the room between the lines at the top and the foot on a terminal of the desk's size.
pub(in crate::tui) fn body(model: &Model) -> Rect {
    let (width, height) = model.size;
    room(model, Rect::new(0, 0, width, height)).0
}

/// Returns the line that names the screens under the layers, the one that is shown in brackets.
fn screens(model: &Model, room: u16, canvas: &Canvas<'_>) -> Line<'static> {
    let names = |screen: Screen| match screen {
        Screen::Board => format!("Board {}", model.board.rows.len()),
        Screen::Reviews => format!("Reviews owed {}", model.reviews.len()),
        Screen::Ladders => format!("Ladders {}", model.ladders.len()),
        Screen::Handover if model.mine => "Handover, mine only".to_owned(),
        Screen::Handover => format!("Handover {}", model.handover.children.len()),
    };
    let mut spans = Vec::new();
    let mut left = room;
    for screen in Screen::ALL {
        let shown = screen == model.screen;
        let words = if shown { format!("[{}]", names(screen)) } else { format!(" {} ", names(screen)) };
        let words = clip(&words, left);
        left = left.saturating_sub(width(&words) + 1);
        spans.push(canvas.span(&words, if shown { Tone::Selected } else { Tone::Heading }));
        spans.push(Span::raw(" "));
    }
    if left >= 9 {
        spans.push(canvas.span("Tab turns", Tone::Quiet));
    }
    Line::from(spans)
}

fn centred(text: &str, room: u16) -> String {
    format!("{}{text}", " ".repeat(usize::from(room.saturating_sub(width(text)) / 2)))
}

/// The line at the top: what this is, where, whether it is training, who is at the keys, and the time.
/// What there is no room for goes in this order: the role, the program's name, the day, the suite, the officer.
fn top(model: &Model, marked: bool, area: Rect, canvas: &mut Canvas<'_>) {
    let known = model.officer.is_known() && model.lock.is_none();
    let officer = match known {
        _ if model.lock.is_some() => "LOCKED".to_owned(),
        true => visible(&model.officer.name).into_owned(),
        false => "nobody at the keys".to_owned(),
    };
    let role = model.officer.role.plain();
    let suite = visible(&model.suite_name).into_owned();
    let full = if known { format!("{officer}, {role}") } else { officer.clone() };
    let short = format!("{} {}", hhmm(model.now), zone(model.now));
    let day = day_clock(model.now);
    let banner = if marked { " TRAINING " } else { "" };
    let tries: [(&str, &str, &str, &str); 6] = [
        ("Pacekeeper", &suite, &full, &day),
        ("Pacekeeper", &suite, &officer, &day),
        ("", &suite, &officer, &day),
        ("", &suite, &officer, &short),
        ("", "", &officer, &short),
        ("", "", "", &short),
    ];
    let room = area.width;
    let needs = |parts: &(&str, &str, &str, &str)| {
        [parts.0, parts.1, banner, parts.2, parts.3]
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| width(text).saturating_add(2))
            .fold(0, u16::saturating_add)
            .saturating_sub(2)
    };
    let fits = tries.iter().find(|parts| needs(parts) <= room);
    let (name, place, who, time) = fits.copied().unwrap_or(("", "", "", &short));
    let mut left: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for (text, tone) in [(name, Tone::Heading), (place, Tone::Plain), (banner, Tone::Training), (who, Tone::Heading)] {
        if !text.is_empty() {
            used += width(text) + 2;
            left.push(canvas.span(text, tone));
            left.push(Span::raw("  "));
        }
    }
    let gap = room.saturating_sub(used + width(time));
    left.push(Span::raw(" ".repeat(usize::from(gap))));
    left.push(canvas.span(time, Tone::Heading));
    canvas.line(area, 0, &Line::from(left));
}

/// The lines above the footer: what the desk last had to say; on the board, how many are held, where it said nothing.
fn status(model: &Model, area: Rect) -> Vec<(String, Tone)> {
    let most = if area.height >= BANNER_ROWS { 3 } else { 2 };
    let (text, tone) = match &model.status {
        // What was said may have a child's name in it.
        Some(status) if status.bad && model.lock.is_some() => (lock::TOLD_LATER.to_owned(), Tone::Alarm),
        _ if model.lock.is_some() => (held(model), Tone::Plain),
        Some(status) if status.bad => (format!("!! {}", status.text), Tone::Alarm),
        Some(status) => (status.text.clone(), Tone::Heading),
        None if model.layers.is_empty() => (held(model), Tone::Plain),
        None => (String::new(), Tone::Plain),
    };
    if text.is_empty() {
        return vec![(text, tone)];
    }
    let lines = wrap(&text, area.width);
    let left_out = lines.len() > most;
    let mut shown: Vec<String> = lines.into_iter().take(most).collect();
    if left_out && let Some(last) = shown.last_mut() {
        *last = clip(&format!("{last} …"), area.width);
    }
    shown.into_iter().map(|line| (line, tone)).collect()
}

fn held(model: &Model) -> String {
    let next = || model.board.rows.iter().filter_map(|row| row.next.as_ref());
    let count = |state: State| next().filter(|next| next.state == state && next.shown_state() == state).count();
    let promised = match next().filter(|next| next.shown_state() != next.state).count() {
        0 => String::new(),
        promised => format!(", {promised} promised"),
    };
    let children = match model.board.rows.len() {
        0 => return String::new(),
        1 => "1 child held".to_owned(),
        many => format!("{many} children held"),
    };
    match (count(State::Overdue), count(State::DueSoon)) {
        (0, 0) if promised.is_empty() => format!("{children}, nothing overdue"),
        (0, soon) if promised.is_empty() => format!("{children}, nothing overdue, {soon} due soon"),
        (0, 0) => format!("{children}{promised}"),
        (0, soon) => format!("{children}{promised}, {soon} due soon"),
        (over, 0) => format!("{children}, {over} OVERDUE{promised}"),
        (over, soon) => format!("{children}, {over} OVERDUE{promised}, {soon} due soon"),
    }
}

/// The keys that count now, what matters most first, as many as fit; help is always among them.
fn footer(model: &Model, room: u16, canvas: &Canvas<'_>) -> Line<'static> {
    if model.lock.as_ref().is_some_and(|lock| lock.asking.is_none()) {
        return lock::footer(room, canvas);
    }
    // Where there is nothing to do but read, the keys that read on are worth saying; in a form, the one that begins to.
    let scope = model.scope();
    let said = |action: Action| match action {
        Action::Up | Action::Down | Action::Cell => false,
        Action::PageDown => matches!(scope, Scope::Reading | Scope::Form),
        Action::PageUp => scope == Scope::Reading,
        Action::PreviousScreen => false,
        Action::Show(_) => model.screen != Screen::Board,
        _ => true,
    };
    let bindings: Vec<_> = of(model.scope())
        .filter(|binding| !binding.keys.is_empty())
        .filter(|binding| said(binding.action) && model.unavailable(binding.action).is_none())
        .collect();
    let on_ladders = scope == Scope::Board && model.screen == Screen::Ladders;
    let shown = |binding: &crate::tui::action::Binding| {
        let label = if on_ladders && binding.action == Action::Open { "Next rung" } else { binding.label };
        binding.keys.first().map(|name| (key::shown(name), label)).unwrap_or_default()
    };
    let size = |(name, label): &(String, &str)| width(name) + width(label) + 3;
    let help = bindings.iter().find(|binding| binding.action == Action::Help).map(|binding| shown(binding));
    let mut left = (room + 2).saturating_sub(help.as_ref().map_or(0, size));
    let mut parts = Vec::new();
    for binding in bindings.iter().filter(|binding| binding.action != Action::Help) {
        let part = shown(binding);
        if size(&part) > left {
            continue;
        }
        left -= size(&part);
        parts.push(part);
    }
    let mut spans = Vec::new();
    for (name, label) in parts.into_iter().chain(help) {
        if !spans.is_empty() {
            spans.push(Span::raw("  "));
        }
        let style = canvas.theme.style(Tone::Key).add_modifier(Modifier::BOLD);
        spans.push(Span::styled(name, style));
        spans.push(Span::raw(format!(" {label}")));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests;
