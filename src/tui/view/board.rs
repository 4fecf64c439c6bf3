//! The whiteboard: a table where there is room, a list in words where there isn't, and the selected child in more words.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::parts::{self, Bar, Canvas, Item, capital, clip, fit, list, state_tone, where_kept, width};
use super::record;
use crate::desk::alarm::{Promise, Promised};
use crate::desk::board::{BoardRow, NextDue, by_urgency, limit_shown};
use crate::law::State;
use crate::record::Instant;
use crate::record::text::visible;
use crate::record::time::{clock, hhmm, minutes_between, weekday, zone};
use crate::tui::Model;
use crate::tui::action::{Action, Scope, shown_key};
use crate::tui::theme::Tone;

/// The narrowest screen that has the table.
const TABLE_WIDTH: u16 = 72;
/// The columns of a line of the list in words that are kept for the cell and the beginning of the name.
const WHO: u16 = 14;
/// The least room worth giving to the children's last words.
const SAID: u16 = 24;
/// The fewest rows that say more than the next thing of the selected child.
const TALL: u16 = 30;
/// The narrowest screen, where it is tall, with the selected child's entries beside what is owed.
const BESIDE: u16 = 140;
/// The width of what is owed next, before its words.
const OWED: u16 = 34;
/// The lines of the selected child under the board, with the empty one above them.
const DETAIL_ROWS: u16 = 6;

/// Draws the board.
pub fn draw(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    if model.board.rows.is_empty() {
        empty(area, canvas);
        return;
    }
    let detailed = area.height >= 2 * DETAIL_ROWS;
    let wanted = if area.height >= TALL { DETAIL_ROWS + 6 } else { DETAIL_ROWS };
    let timeline = area.width >= BESIDE && area.height >= TALL;
    let mut high = if detailed { area.height - wanted } else { area.height };
    if area.height >= TALL {
        // The selected child has whatever the others leave.
        let drafts = model.board.rows.iter().filter(|row| unfinished(model, row).is_some()).count();
        high = high.min(u16::try_from(model.board.rows.len() + drafts + 1).unwrap_or(high));
    }
    let (rows, rest) = parts::above(area, high);
    if area.width >= TABLE_WIDTH {
        table(model, rows, canvas);
    } else {
        in_words(model, rows, canvas);
    }
    if detailed {
        let (_, rest) = parts::above(rest, 1);
        let (left, right) = if timeline { parts::beside(rest, rest.width * 11 / 20) } else { (rest, Rect::ZERO) };
        detail(model, left, canvas);
        if let Some(loaded) = model.selected.as_deref().and_then(|id| model.loaded(id)).filter(|_| timeline) {
            record::timeline(model, loaded, right, canvas);
        }
    }
}

fn empty(area: Rect, canvas: &mut Canvas<'_>) {
    let mut lines = vec![canvas.heading("No child is held here"), Line::default()];
    let words = format!(
        "When a child comes in, {} opens their record. One kept elsewhere is brought in by pacekeeper import FILE. The \
         board then has a row for them, the most urgent first.",
        shown_key(Scope::Board, Action::New)
    );
    lines.extend(parts::wrap(&words, area.width).iter().map(|line| canvas.said(line, Tone::Plain)));
    lines.push(Line::default());
    lines.push(canvas.said(&clip("o changes the officer, ? shows every key, q leaves.", area.width), Tone::Plain));
    canvas.lines(area, 0, &lines);
    canvas.put_cursor(area, 0, 0);
}

/// Returns the next thing due, in no more than that width: its words are cut before its urgency is.
fn next_shown(next: Option<&NextDue>, now: Instant, room: u16) -> String {
    let Some(next) = next else { return clip("nothing owed", room) };
    let shown = next.shown(now);
    if width(&shown) > room
        && let Some(promised) = next.promised
    {
        let shorter = match promised {
            Promised::Stands(_) => [format!("{} {}", next.tight(), promised.shown()), capital(&promised.shown())],
            Promised::NotDone(by) => [promised.shown(), format!("NOT DONE BY {}", near(by, now))],
        };
        return shorter.iter().find(|shown| width(shown) <= room).unwrap_or(&clip(&shown, room)).clone();
    }
    let Some(due) = next.due.filter(|_| width(&shown) > room && next.state == State::Overdue) else {
        return clip(&shown, room);
    };
    let late = minutes_between(due, now);
    let urgent = format!("OVERDUE {}", if late < 60 { format!("{late}m") } else { compact(Some(late)) });
    let shorter = [&next.words, next.tight()].map(|words| format!("{} {urgent}", words.to_uppercase()));
    shorter.into_iter().find(|shown| width(shown) <= room).unwrap_or_else(|| clip(&urgent, room))
}

pub(super) fn mark(row: &BoardRow) -> (&'static str, Tone) {
    row.next.as_ref().map_or(("  ", Tone::Plain), |next| (next.mark(), state_tone(next.shown_state())))
}

/// Returns a length of time as a column shows it: "0h07", "5h12".
pub(super) fn compact(minutes: Option<i64>) -> String {
    minutes.map_or_else(|| "-".to_owned(), |minutes| format!("{}h{:02}", minutes / 60, (minutes % 60).abs()))
}

/// Returns a name in no more than that width, as a whiteboard has it: "Jayden O."
pub(super) fn short_name(name: &str, room: u16) -> String {
    let name = visible(name);
    if width(&name) <= room {
        return name.into_owned();
    }
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    if let (Some(first), Some(initial)) = (first, last.and_then(|last| last.graphemes(true).next())) {
        let short = format!("{first} {initial}.");
        if width(&short) <= room {
            return short;
        }
    }
    clip(&name, room)
}

/// Returns the time of day as a column shows it: with its day where it is more than twelve hours off, so that no "22:10"
/// is taken for tonight, and with BST or GMT where the clocks show it twice that night.
pub(super) fn near(at: Instant, now: Instant) -> String {
    let hour = chrono::TimeDelta::hours(1);
    let twice = hhmm(at - hour) == hhmm(at) || hhmm(at + hour) == hhmm(at);
    if twice {
        format!("{}{}", hhmm(at).trim_start_matches('0'), zone(at))
    } else if (at - now).num_hours().abs() >= 12 {
        format!("{} {}", weekday(at), hhmm(at))
    } else {
        hhmm(at)
    }
}

pub(super) fn limit(row: &BoardRow, now: Instant) -> String {
    row.limit.map_or_else(|| limit_shown(None, row.limit_basis), |at| near(at, now))
}

fn heard(row: &BoardRow) -> String {
    format!("{}{}", compact(row.unheard_minutes), if row.unheard_too_long { "!" } else { "" })
}

/// Returns how many things are owed, and behind a mark how many fell short: "7!1".
fn open(row: &BoardRow) -> String {
    if row.fell_short > 0 { format!("{}!{}", row.open, row.fell_short) } else { row.open.to_string() }
}

pub(super) fn place(row: &BoardRow) -> String {
    if row.away.is_some() { format!("{} out", row.place) } else { row.place.clone() }
}

/// What a table's row says, column by column.
struct Cells {
    place: String,
    name: String,
    age: String,
    held: String,
    heard: String,
    review: String,
    limit: String,
    open: String,
}

const TITLES: [&str; 9] = ["Cell", "Name", "Age", "Next due", "Held", "Heard", "Review", "Limit", "Open"];

fn table(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let now = model.now;
    let cells: Vec<Cells> = model
        .board
        .rows
        .iter()
        .map(|row| Cells {
            place: place(row),
            name: row.name.clone(),
            age: row.age.map_or_else(|| "?".to_owned(), |age| age.to_string()),
            held: compact(row.held_minutes),
            heard: heard(row),
            review: row.review_due.map_or_else(|| "-".to_owned(), |at| near(at, now)),
            limit: limit(row, now),
            open: open(row),
        })
        .collect();
    let widest = |title: &str, of: fn(&Cells) -> &str, most: u16| {
        cells.iter().map(|row| width(of(row))).max().unwrap_or(0).max(width(title)).min(most)
    };
    let [cell_title, _, age_title, _, held_title, heard_title, review_title, limit_title, open_title] = TITLES;
    let place_w = widest(cell_title, |row| &row.place, 10);
    let age_w = widest(age_title, |row| &row.age, 4);
    let held_w = widest(held_title, |row| &row.held, 7);
    let heard_w = widest(heard_title, |row| &row.heard, 8);
    let review_w = widest(review_title, |row| &row.review, 13);
    let limit_w = widest(limit_title, |row| &row.limit, 13);
    let open_w = widest(open_title, |row| &row.open, 5);
    // Three for the mark, one after each of the other columns but the last.
    let fixed = 3 + place_w + age_w + held_w + heard_w + review_w + limit_w + open_w + 8;
    let left = area.width.saturating_sub(fixed);
    let wanted_name = cells.iter().map(|row| width(&row.name)).max().unwrap_or(0).clamp(8, 30);
    let wanted_next = model
        .board
        .rows
        .iter()
        .map(|row| width(&row.next.as_ref().map_or_else(String::new, |next| next.shown(now))))
        .max()
        .unwrap_or(0)
        .clamp(12, 40);
    let name_w = wanted_name.min(left.saturating_sub(wanted_next).max(9)).min(left);
    // On a wide screen what is left over goes to the children's own words.
    let spare = left.saturating_sub(name_w + wanted_next);
    let said_w = if spare >= SAID { spare - 1 } else { 0 };
    let next_w = left - name_w - if said_w > 0 { spare } else { 0 };
    let columns = [place_w, name_w, age_w, next_w, held_w, heard_w, review_w, limit_w, open_w];
    let titles: String = TITLES.iter().zip(columns).map(|(title, column)| fit(title, column) + " ").collect();
    let head = format!("   {titles}{}", if said_w > 0 { "Last words" } else { "" });
    canvas.line(area, 0, &canvas.heading(&clip(head.trim_end(), area.width)));

    let items: Vec<Item> = model
        .board
        .rows
        .iter()
        .zip(&cells)
        .map(|(row, cells)| {
            let (mark, tone) = mark(row);
            let next = fit(&next_shown(row.next.as_ref(), now, next_w), next_w);
            let plain = |text: &str, column: u16| Span::raw(fit(text, column) + " ");
            let heard_tone = if row.unheard_too_long { Tone::Warning } else { Tone::Plain };
            let bold = canvas.theme.style(Tone::Plain).add_modifier(Modifier::BOLD);
            let [mark, gap] = canvas.mark(mark, tone);
            let mut lines = vec![Line::from(vec![
                mark,
                gap,
                plain(&cells.place, place_w),
                Span::styled(fit(&short_name(&cells.name, name_w), name_w) + " ", bold),
                plain(&cells.age, age_w),
                canvas.span(next.trim_end(), tone),
                Span::raw(" ".repeat(usize::from(1 + next_w - width(next.trim_end()).min(next_w)))),
                plain(&cells.held, held_w),
                canvas.span(&cells.heard, heard_tone),
                plain("", (heard_w).saturating_sub(width(&cells.heard))),
                plain(&cells.review, review_w),
                plain(&cells.limit, limit_w),
                plain(&cells.open, open_w),
                Span::raw(said_in(model, row, said_w)),
            ])];
            if let Some(words) = unfinished(model, row) {
                lines.push(canvas.said(&format!("   {}", clip(&words, area.width.saturating_sub(3))), Tone::Warning));
            }
            Item::new(lines)
        })
        .collect();
    let (_, body) = parts::above(area, 1);
    list(canvas, body, &items, model.selected_row().unwrap_or(0), true, Bar::Whole);
}

/// Returns a child's last words with their time, as much as fits.
fn said_in(model: &Model, row: &BoardRow, room: u16) -> String {
    let words = model.loaded(&row.record_id).and_then(|loaded| loaded.glance.last_words.as_ref());
    words.map_or_else(String::new, |words| clip(&format!("{} \"{}\"", clock(words.at), words.text), room))
}

/// Returns the line on the unfinished forms of a child; none where there are none.
fn unfinished(model: &Model, row: &BoardRow) -> Option<String> {
    let forms: Vec<String> = model
        .drafts
        .iter()
        .filter(|draft| draft.record_id == row.record_id)
        .map(|draft| {
            let title = crate::desk::FormSpec::named(draft.form).map_or(draft.form, |form| form.title);
            format!("{title} of {}{}", clock(draft.saved_at), model.by_another(draft))
        })
        .collect();
    (!forms.is_empty()).then(|| format!("unfinished: {} (u goes on)", forms.join(", ")))
}

/// The board in words: two lines a child where all fit, else one, what is urgent always first and whole.
fn in_words(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let rows = &model.board.rows;
    let drafts = rows.iter().filter(|row| unfinished(model, row).is_some()).count();
    let two = rows.len() * 2 + drafts <= usize::from(area.height);
    let items: Vec<Item> = rows
        .iter()
        .map(|row| {
            let (mark, tone) = mark(row);
            let room = area.width.saturating_sub(3);
            let age = row.age.map_or_else(String::new, |age| format!(", {age}"));
            let who = format!("{} {}{age}", place(row), row.name);
            // Who it is needs some of the line, too.
            let most = if two { room } else { room.saturating_sub(WHO).max(room / 2) };
            let next = next_shown(row.next.as_ref(), model.now, most);
            let [mark, gap] = canvas.mark(mark, tone);
            let left = room.saturating_sub(width(&next) + 1);
            let mut lines = Vec::new();
            if two {
                let first = format!("{who}, held {}", compact(row.held_minutes));
                let first = if width(&first) <= room { first } else { who };
                lines.push(Line::from(vec![mark, gap, canvas.span(&clip(&first, room), Tone::Heading)]));
                let clocks = [
                    row.review_due.map(|at| format!("review {}", near(at, model.now))),
                    Some(format!("limit {}", limit(row, model.now))),
                    row.unheard_too_long.then(|| format!("unheard {}", compact(row.unheard_minutes))),
                ];
                let mut spans = vec![Span::raw("   "), canvas.span(&next, tone)];
                let mut left = left;
                for words in clocks.into_iter().flatten() {
                    if width(&words) + 2 <= left {
                        left -= width(&words) + 2;
                        spans.push(Span::raw(format!(", {words}")));
                    }
                }
                lines.push(Line::from(spans));
            } else {
                let mut spans = vec![mark, gap, canvas.span(&next, tone)];
                if left >= 3 {
                    spans.push(Span::raw(format!(" {}", clip(&who, left))));
                }
                lines.push(Line::from(spans));
            }
            if let Some(words) = unfinished(model, row) {
                lines.push(canvas.said(&format!("   {}", clip(&words, room)), Tone::Warning));
            }
            Item::new(lines)
        })
        .collect();
    list(canvas, area, &items, model.selected_row().unwrap_or(0), true, Bar::Whole);
}

/// The selected child in more words: what they last said, how they seem, where their adult is, what is owed next.
fn detail(model: &Model, area: Rect, canvas: &mut Canvas<'_>) {
    let Some(row) = model.selected_row().and_then(|place| model.board.rows.get(place)) else { return };
    let Some(loaded) = model.loaded(&row.record_id) else { return };
    let glance = &loaded.glance;
    let age = row.age.map_or_else(|| "age not recorded".to_owned(), |age| age.to_string());
    let away = row.away.map(|away| format!(" ({away})")).unwrap_or_default();
    let short = match row.fell_short {
        0 => String::new(),
        1 => ", 1 finding".to_owned(),
        many => format!(", {many} findings"),
    };
    let who = format!("{}, {age}, {}{away}, {}{short}", row.name, where_kept(&row.place), row.custody_number);
    let mut lines = vec![canvas.heading(&clip(&who, area.width))];
    if let Some(twin) = &loaded.twin {
        let text = format!("{twin}: see \"Opened twice\"");
        lines.push(one_line(canvas, "Twice?", &text, Tone::Warning, area.width));
    }
    let (said, said_tone) = match &glance.last_words {
        Some(words) => (format!("{} \"{}\"", clock(words.at), words.text), Tone::Plain),
        None => ("no words of the child's recorded yet".to_owned(), Tone::Warning),
    };
    lines.push(one_line(canvas, "Said", &said, said_tone, area.width));
    let mut seems = match glance.last_seems() {
        Some((at, seems)) => format!("{} at {}", seems.plain(), clock(at)),
        None => "not recorded yet".to_owned(),
    };
    if let Some(change) = glance.first_change {
        seems.push_str(&format!("; first change {}", change.shown()));
    }
    lines.push(one_line(canvas, "Seems", &seems, Tone::Plain, area.width));
    let adult_tone = if glance.adult.loud { Tone::Warning } else { Tone::Plain };
    lines.push(one_line(canvas, "Adult", &capital(&glance.adult.words), adult_tone, area.width));
    let owed = by_urgency(&loaded.assessment);
    let room = usize::from(area.height).saturating_sub(lines.len());
    if owed.is_empty() {
        lines.push(one_line(canvas, "Owed", "nothing", Tone::Plain, area.width));
    } else if room <= 1 {
        let words: Vec<String> = owed.iter().take(3).map(|duty| in_short(duty, &glance.promises, model.now)).collect();
        let urgent = owed.first().map_or(Tone::Plain, |duty| state_tone(duty.state));
        let tone = if urgent == Tone::Alarm { Tone::Heading } else { Tone::Plain };
        lines.push(one_line(canvas, "Owed", &words.join("; "), tone, area.width));
    } else {
        for duty in owed {
            let tone = state_tone(NextDue::of(duty, &glance.promises, model.now).shown_state());
            let label = fit(&in_short(duty, &glance.promises, model.now), OWED) + " ";
            let told = duty.message.to_string();
            let told = canvas.labelled(&label, tone, &told, Tone::Plain, area.width, usize::from(OWED) + 1);
            if lines.len() + told.len() > usize::from(area.height) {
                break;
            }
            lines.extend(told);
        }
    }
    canvas.lines(area, 0, &lines);
}

fn in_short(duty: &crate::law::Duty, promises: &[Promise], now: Instant) -> String {
    NextDue::of(duty, promises, now).shown(now)
}

fn one_line(canvas: &Canvas<'_>, label: &str, text: &str, tone: Tone, room: u16) -> Line<'static> {
    let label = fit(label, 13.min(room)) + " ";
    Line::from(vec![
        canvas.span(&label, Tone::Heading),
        canvas.span(&clip(text, room.saturating_sub(width(&label))), tone),
    ])
}
