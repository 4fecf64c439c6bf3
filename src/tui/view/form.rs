//! A form: the fields, what to know first, and what the record will say if it is signed now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::parts::{self, Bar, Canvas, Item, capital, clip, fit, list, state_tone, verdict_shown, width};
use crate::desk::board::name;
use crate::desk::offence::Pick;
use crate::desk::preview::{NOTHING_ELSE, Weight, outcome_words, owed_by};
use crate::desk::{FieldKind, FieldSpec, Preview};
use crate::law::Outcome;
use crate::record::telling;
use crate::record::text::visible;
use crate::record::time::day_clock;
use crate::tui::Model;
use crate::tui::action::{Action, Scope, shown_key};
use crate::tui::form::{Focus, FormScreen, PICKS};
use crate::tui::theme::Tone;

/// The narrowest screen with the preview beside the fields.
const BESIDE: u16 = 76;
/// The fewest rows with the preview below them.
const BELOW: u16 = 18;
/// The widest label's column.
const LABEL: u16 = 20;
/// The most lines of a text shown while it is typed.
const TEXT_ROWS: usize = 4;

/// Draws a form.
pub fn draw(model: &Model, form: &FormScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let (head, body) = parts::above(area, u16::from(area.height > 3));
    let loaded = model.loaded(&form.record_id).filter(|_| !form.spec.opens());
    let who = loaded.map_or_else(String::new, |loaded| {
        let age = loaded.assessment.age.map_or_else(String::new, |age| format!(", {age}"));
        let place = model.board.rows.iter().find(|row| row.record_id == form.record_id);
        let place = place.map(|row| format!(", {}", parts::where_kept(&row.place))).unwrap_or_default();
        format!(": {}{age}{place}", name(&loaded.record))
    });
    let walk = model.walk.as_ref().map(|walk| format!("{}: ", walk.shown())).unwrap_or_default();
    canvas.line(head, 0, &canvas.heading(&clip(&format!("{walk}{}{who}", form.spec.title), area.width)));
    let places = places(body, form.reading.is_some());
    if let Some(left) = places.fields {
        fields(model, form, left, canvas);
    }
    match (places.pane, form.reading) {
        (Some(pane), Some(top)) => {
            parts::scrolled(canvas, pane, &whole_pane(form, pane.width, canvas), top);
            if places.fields.is_none() {
                canvas.put_cursor(pane, 0, 0);
            }
        }
        (Some(pane), None) => {
            let lines = short_pane(form, pane, canvas);
            canvas.lines(pane, 0, &lines);
        }
        (None, _) => canvas.line(places.line, 0, &in_one_line(form, area.width, canvas)),
    }
}

/// Where the parts of a form stand.
struct Places {
    fields: Option<Rect>,
    pane: Option<Rect>,
    /// The preview on one line, where there is no room for the pane.
    line: Rect,
}

/// Returns where the parts stand: side by side, one above the other, or, while the pane is read on a small screen, it alone.
fn places(body: Rect, reading: bool) -> Places {
    let none = Rect { height: 0, ..body };
    if body.width >= BESIDE && body.height >= 6 {
        let (left, right) = parts::beside(body, (body.width * 11 / 20).min(72));
        return Places { fields: Some(left), pane: Some(right), line: none };
    }
    if reading {
        return Places { fields: None, pane: Some(body), line: none };
    }
    if body.height >= BELOW {
        let (top, bottom) = parts::above(body, body.height * 3 / 5);
        return Places { fields: Some(top), pane: Some(parts::above(bottom, 1).1), line: none };
    }
    let (top, bottom) = parts::above(body, body.height.saturating_sub(u16::from(body.height > 3)));
    Places { fields: Some(top), pane: None, line: bottom }
}

/// Returns the last line of the pane that may be the first one seen, and how many a page key moves, on a terminal of the
/// desk's size.
pub fn furthest(model: &Model, form: &FormScreen) -> (usize, usize) {
    let area = super::body(model);
    let (_, body) = parts::above(area, u16::from(area.height > 3));
    let Some(pane) = places(body, true).pane else { return (0, 1) };
    let mut buffer = Buffer::empty(Rect::ZERO);
    let lines = whole_pane(form, pane.width, &Canvas::new(&mut buffer, model.theme)).len();
    let rows = parts::rows_seen(lines, pane.height);
    (lines.saturating_sub(rows), rows.saturating_sub(1).max(1))
}

fn fields(model: &Model, form: &FormScreen, area: Rect, canvas: &mut Canvas<'_>) {
    let labels = form.shown.iter().map(|field| width(field.label)).max().unwrap_or(4);
    let label = (labels + 1).min(LABEL).min(area.width / 2);
    let mut items: Vec<Item> =
        form.shown.iter().map(|field| one_field(model, form, field, label, area, canvas)).collect();
    items.push(sign_line(model, form, area.width, canvas));
    let here = match form.focus {
        Focus::Field(id) => form.shown.iter().position(|field| field.id == id).unwrap_or(0),
        Focus::Sign => form.shown.len(),
    };
    list(canvas, area, &items, here, true, Bar::None);
}

fn one_field(model: &Model, form: &FormScreen, field: &FieldSpec, label: u16, area: Rect, canvas: &Canvas<'_>) -> Item {
    let room = area.width;
    let focused = form.focus == Focus::Field(field.id);
    let value_room = room.saturating_sub(label).max(1);
    let title = Span::styled(
        fit(field.label, label.saturating_sub(1)),
        canvas.theme.style(if focused { Tone::Selected } else { Tone::Plain }),
    );
    let first = |value: Span<'static>| Line::from(vec![title.clone(), Span::raw(" "), value]);
    let mut lines = Vec::new();
    let mut cursor = (label, 0);
    let typed = matches!(field.kind, FieldKind::Text | FieldKind::When | FieldKind::Eta);
    if focused && typed {
        let raw = form.values.raw(field.id);
        let before = visible(form.cursor.before(raw)).graphemes(true).count();
        let (rows, (column, row)) = flow(&visible(raw), before, value_room);
        let top = (row + 1).saturating_sub(TEXT_ROWS);
        for (place, text) in rows.iter().enumerate().skip(top).take(TEXT_ROWS) {
            let value = Span::styled(text.clone(), canvas.theme.style(Tone::Heading));
            lines.push(if place == top {
                first(value)
            } else {
                Line::from(vec![Span::raw(" ".repeat(usize::from(label))), value])
            });
        }
        cursor = (label.saturating_add(column), u16::try_from(row - top).unwrap_or(0));
    } else {
        let value = form.answer_of(field);
        let tone = if value.is_empty() || !focused { Tone::Plain } else { Tone::Heading };
        let value = if value.is_empty() { "-".to_owned() } else { clip(&value, value_room) };
        lines.push(first(canvas.span(&value, tone)));
    }
    let indent = usize::from(label.min(4));
    let under = |text: &str, tone: Tone| {
        let lead = " ".repeat(indent);
        canvas.labelled(&lead, Tone::Plain, text, tone, room, indent)
    };
    if focused {
        if let Some(back) = &form.read_back {
            lines.extend(under(back, Tone::Heading));
        }
        lines.extend(choices(form, field, room.saturating_sub(2), area.height.saturating_sub(1), canvas));
    }
    if let Some(problem) = form.problems.iter().find(|problem| problem.field == field.id)
        && (form.tried || (typed && !focused && !form.values.get(field.id).is_empty()))
    {
        lines.extend(under(&format!("!! {}", problem.message), Tone::Alarm));
    }
    if focused && model.guided() {
        lines.extend(under(field.help, Tone::Quiet));
    }
    Item { lines, cursor }
}

/// Returns the choices of a field with their keys, in columns; the chosen ones in brackets.
/// On a low screen the columns get narrower rather than a choice going unseen.
fn choices(form: &FormScreen, field: &FieldSpec, room: u16, rows: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    if let FieldKind::Match(_) = field.kind {
        return matches(form.picks_for(field.id), form.values.get(field.id), room, rows, canvas);
    }
    let (listed, chosen): (Vec<(char, &str, &str)>, Vec<&str>) = match field.kind {
        FieldKind::One(choices) | FieldKind::Many(choices) => (
            PICKS.iter().zip(choices).map(|(key, choice)| (*key, choice.word, choice.label)).collect(),
            form.values.many(field.id),
        ),
        FieldKind::YesNo => (vec![('y', "yes", "yes"), ('n', "no", "no")], form.values.many(field.id)),
        _ => return Vec::new(),
    };
    let cell = listed.iter().map(|(_, _, label)| width(label) + 5).max().unwrap_or(5);
    let fewest = listed.len().div_ceil(usize::from(rows).max(1)).min(usize::from(room / 8).max(1));
    let across = usize::from(room / cell).max(fewest).max(1);
    let cell = cell.min(room / u16::try_from(across).unwrap_or(1));
    // Down each column first, as one reads a list.
    let down = listed.len().div_ceil(across).max(1);
    (0..down)
        .map(|row| {
            let mut spans = vec![Span::raw("  ")];
            for (key, word, label) in listed.iter().skip(row).step_by(down) {
                let picked = chosen.contains(word);
                let label = clip(label, cell.saturating_sub(5));
                let text = if picked { format!("[{key} {label}]") } else { format!(" {key} {label} ") };
                let tone = if picked { Tone::Selected } else { Tone::Plain };
                let missing = usize::from(cell.saturating_sub(width(&text)));
                spans.push(canvas.span(&clip(&text, room), tone));
                spans.push(Span::raw(" ".repeat(missing)));
            }
            Line::from(spans)
        })
        .collect()
}

/// Returns what a charge may be on the list, each whole on lines of its own; cut to one line each where all wouldn't be seen.
fn matches(picks: &[Pick], chosen: &str, room: u16, rows: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let last = picks.len().saturating_sub(1);
    let keyed = || {
        picks.iter().enumerate().map(move |(place, pick)| {
            let key = if place == last { '0' } else { PICKS.get(place).copied().unwrap_or(' ') };
            let tone = if pick.word == chosen { Tone::Selected } else { Tone::Plain };
            (format!("  {key} "), pick, tone)
        })
    };
    let whole: Vec<Line<'static>> =
        keyed().flat_map(|(key, pick, tone)| canvas.labelled(&key, Tone::Key, &pick.label, tone, room, 4)).collect();
    if whole.len() <= usize::from(rows) {
        return whole;
    }
    keyed()
        .map(|(key, pick, tone)| {
            let label = clip(&pick.label, room.saturating_sub(width(&key)));
            Line::from(vec![canvas.span(&key, Tone::Key), canvas.span(&label, tone)])
        })
        .collect()
}

/// Breaks a text being typed at spaces; returns its rows, and the column and row of the cursor behind `before` characters.
fn flow(text: &str, before: usize, room: u16) -> (Vec<String>, (u16, usize)) {
    let room = usize::from(room).max(2) - 1;
    let clusters: Vec<&str> = text.graphemes(true).collect();
    let mut starts = vec![0];
    let (mut used, mut start, mut space) = (0, 0, None);
    for (place, cluster) in clusters.iter().enumerate() {
        used += cluster.width();
        if *cluster == " " {
            space = Some(place + 1);
        }
        if used > room {
            let at = space.filter(|at| *at > start && *at <= place).unwrap_or(place.max(start + 1));
            if at > place {
                continue;
            }
            starts.push(at);
            start = at;
            space = None;
            used = clusters.iter().take(place + 1).skip(at).map(|cluster| cluster.width()).sum();
        }
    }
    let rows: Vec<String> = starts
        .iter()
        .enumerate()
        .map(|(row, from)| {
            let to = starts.get(row + 1).copied().unwrap_or(clusters.len());
            clusters.iter().take(to).skip(*from).copied().collect()
        })
        .collect();
    let row = starts.iter().rposition(|from| *from <= before).unwrap_or(0);
    let from = starts.get(row).copied().unwrap_or(0);
    let column: usize = clusters.iter().take(before).skip(from).map(|cluster| cluster.width()).sum();
    (rows, (u16::try_from(column).unwrap_or(u16::MAX), row))
}

/// The line that signs: what will be recorded, in words; or why it can't be yet.
fn sign_line(model: &Model, form: &FormScreen, room: u16, canvas: &Canvas<'_>) -> Item {
    let focused = form.focus == Focus::Sign;
    let title_tone = if focused { Tone::Selected } else { Tone::Heading };
    let told = |text: &str, tone: Tone| canvas.labelled("Sign", title_tone, &format!("  {text}"), tone, room, 6);
    let under = |text: &str, tone: Tone| canvas.labelled("    ", Tone::Plain, text, tone, room, 4);
    let lines = if form.signing {
        told("being written to disk", Tone::Heading)
    } else if let Some(problem) = form.problems.first() {
        told(&if focused { format!("not yet: {}", problem.message) } else { "not yet".to_owned() }, Tone::Plain)
    } else if let Some(refusal) = &form.refusal {
        let mut lines = told("can't be recorded", Tone::Alarm);
        if focused {
            lines.extend(under(&refused(refusal), Tone::Warning));
        }
        lines
    } else if focused {
        let mut lines = told("Enter signs; it can't be taken back", Tone::Heading);
        for entry in &form.entries {
            let text = format!("{}, {}, by {}", day_clock(entry.at()), telling::whole(entry), model.officer.name);
            lines.extend(under(&text, Tone::Plain));
        }
        lines
    } else {
        told("after the last field, with Enter", Tone::Quiet)
    };
    Item::new(lines)
}

/// Returns why it can't be recorded; with the key that changes the officer, where another may sign.
fn refused(refusal: &str) -> String {
    if !refusal.ends_with("Change officer first") {
        return refusal.to_owned();
    }
    format!("{refusal} ({})", shown_key(Scope::Form, Action::Officer))
}

/// The pane in full, to be read on: what to know first, then what the record will say.
fn whole_pane(form: &FormScreen, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let mut lines = know_first(form, room, usize::MAX, canvas);
    lines.extend(then_says(form, room, canvas));
    lines
}

fn then_says(form: &FormScreen, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let title = "If you sign now the record will say";
    let title = if width(title) <= room { title } else { "If you sign now" };
    let mut then = vec![canvas.heading(&clip(title, room))];
    then.extend(will_say(form, room, canvas));
    then
}

/// The pane beside the fields: what to know first, then what the record will say, as much of both as there is room for.
fn short_pane(form: &FormScreen, area: Rect, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let height = usize::from(area.height);
    let whole = whole_pane(form, area.width, canvas);
    if whole.len() <= height {
        return whole;
    }
    // What doesn't fit is counted on the last line, with the key that reads on.
    let height = height.saturating_sub(1);
    let mut then = then_says(form, area.width, canvas);
    // What one must know and what signing does share the pane; where both don't fit, quiet lines are cut to one
    // each, from the last on.
    let most = (height / 2).max(height.saturating_sub(then.len()));
    let fits = |whole: &usize| know_first(form, area.width, *whole, canvas).len() <= most;
    let whole = (0..=form.brief.len()).rev().find(fits).unwrap_or(0);
    let mut first = know_first(form, area.width, whole, canvas);
    first.truncate(most);
    then.truncate(height.saturating_sub(first.len()));
    first.extend(then);
    let key = shown_key(Scope::Form, Action::PageDown);
    first.push(canvas.said(&clip(&format!("More: {key} reads on"), area.width), Tone::Heading));
    first
}

/// What one should know first: so many lines of it whole, of the rest the quiet ones cut to one line each.
fn know_first(form: &FormScreen, room: u16, whole: usize, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let short = whole < form.brief.len();
    for (place, brief) in form.brief.iter().enumerate() {
        let label = if brief.label.ends_with('?') { format!("{} ", brief.label) } else { format!("{}: ", brief.label) };
        let (tone, text) = match (brief.loud, place >= whole) {
            (true, _) => (Tone::Warning, brief.text.clone()),
            (false, true) => {
                let left = room.saturating_sub(width(&label));
                // Behind a label that leaves no room for it, text begins a line of its own.
                (Tone::Plain, clip(&brief.text, if left > parts::BEHIND { left } else { room }))
            }
            (false, false) => (Tone::Plain, brief.text.clone()),
        };
        lines.extend(canvas.labelled(&label, Tone::Heading, &text, tone, room, 2));
    }
    // Where room is short the heading goes before a fact does.
    if !lines.is_empty() && !short {
        lines.insert(0, canvas.heading(&clip("What to know first", room)));
        lines.push(Line::default());
    }
    lines
}

fn will_say(form: &FormScreen, room: u16, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let tell = |label: &str, label_tone: Tone, text: &str| {
        canvas.labelled(&format!("{label} "), label_tone, text, Tone::Plain, room, 2)
    };
    if let Some(refusal) = &form.refusal {
        return tell("Can't be recorded:", Tone::Alarm, &refused(refusal));
    }
    let Some(preview) = &form.preview else {
        let missing: Vec<&str> = form.problems.iter().map(|problem| problem.message.as_str()).collect();
        return tell("Not yet:", Tone::Heading, &missing.join("; "));
    };
    let changes = preview.changes(form.is_about_accommodation());
    if changes.is_empty() {
        return canvas.labelled("", Tone::Plain, NOTHING_ELSE, Tone::Plain, room, 2);
    }
    changes.iter().flat_map(|change| tell(&change.label, change_tone(change.weight), &change.text)).collect()
}

fn change_tone(weight: Weight) -> Tone {
    match weight {
        Weight::Test(Outcome::Supported) | Weight::Good => Tone::Good,
        Weight::Test(Outcome::NotSupported) => Tone::Alarm,
        Weight::Test(Outcome::NeedsReason) => Tone::Warning,
        Weight::Test(Outcome::NotApplicable) => Tone::Heading,
        Weight::Found(verdict) => verdict_shown(verdict).1,
        Weight::Owed(state) => state_tone(state),
    }
}

/// The preview on one line, for screens with room for no more; where it is cut, with the key that reads on.
fn in_one_line(form: &FormScreen, room: u16, canvas: &Canvas<'_>) -> Line<'static> {
    let (text, tone) = match (&form.refusal, &form.preview) {
        (Some(refusal), _) => (format!("Can't be: {refusal}"), Tone::Alarm),
        (None, None) => {
            let missing = form.problems.first().map_or("", |problem| problem.message.as_str());
            (format!("Not yet: {missing}"), Tone::Plain)
        }
        (None, Some(preview)) => (format!("If signed: {}", summed(form, preview)), Tone::Heading),
    };
    if width(&text) <= room {
        return canvas.said(&text, tone);
    }
    let key = format!(" {}", shown_key(Scope::Form, Action::PageDown));
    let mut line = canvas.said(&clip(&text, room.saturating_sub(width(&key))), tone);
    line.push_span(canvas.span(&key, Tone::Key));
    line
}

fn summed(form: &FormScreen, preview: &Preview) -> String {
    let mut parts = Vec::new();
    let tested = form.is_about_accommodation() || preview.moves_accommodation;
    if tested && preview.accommodation.outcome != Outcome::NotApplicable {
        parts.push(outcome_words(preview.accommodation.outcome).to_owned());
    }
    for verdict in crate::law::Verdict::ALL {
        let count = preview.raises.iter().filter(|finding| finding.verdict == *verdict).count();
        if count > 0 {
            parts.push(format!("{count} {}", verdict_shown(*verdict).0));
        }
    }
    if let Some(finding) = preview.settles.first() {
        parts.push(format!("no longer a {}", finding.verdict.plain()));
    }
    if let Some(duty) = preview.opens.first() {
        parts.push(format!("then {}", owed_by(duty)));
    }
    if parts.is_empty() { "nothing falls short".to_owned() } else { capital(&parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::flow;

    #[test]
    fn a_text_being_typed_breaks_at_spaces_and_the_cursor_goes_with_it() {
        let (rows, cursor) = flow("says he is cold", 15, 9);
        assert_eq!(rows, ["says he ", "is cold"]);
        assert_eq!(cursor, (7, 1));
        assert_eq!(flow("says he is cold", 3, 9).1, (3, 0));
    }

    #[test]
    fn a_word_longer_than_the_row_is_broken_and_an_empty_text_has_one_row() {
        let (rows, cursor) = flow("abcdefghij", 10, 5);
        assert_eq!(rows, ["abcd", "efgh", "ij"]);
        assert_eq!(cursor, (2, 2));
        assert_eq!(flow("", 0, 1), (vec![String::new()], (0, 0)));
    }

    #[test]
    fn wide_letters_are_counted_by_what_is_seen() {
        let (rows, cursor) = flow("日本語日本", 5, 7);
        assert_eq!(rows, ["日本語", "日本"]);
        assert_eq!(cursor, (4, 1));
    }
}
