//! What every screen is made of: a canvas, text cut and wrapped by what is seen, lists that keep the selection in view.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use crate::desk::board::where_kept;
use crate::desk::preview::verdict_words;
use crate::law::{State, Verdict};
use crate::record::text::visible;
use crate::tui::theme::{Theme, Tone};

/// Text stands behind its label where more columns than these are left; else it begins the next line.
pub const BEHIND: u16 = 8;

/// Where a screen is drawn: cells, how they look, and where the real cursor is to stand.
pub struct Canvas<'c> {
    buffer: &'c mut Buffer,
    /// How things look.
    pub theme: Theme,
    /// Where the cursor is to stand: the focused field or row.
    pub cursor: Option<Position>,
}

impl<'c> Canvas<'c> {
    /// Returns a canvas over those cells.
    pub fn new(buffer: &'c mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, cursor: None }
    }

    /// Draws one line at a row of an area, counted from 0; nothing where the row is outside.
    pub fn line(&mut self, area: Rect, row: u16, line: &Line<'_>) {
        let area = area.intersection(self.buffer.area);
        if row < area.height && area.width > 0 {
            self.buffer.set_line(area.x, area.y + row, line, area.width);
        }
    }

    /// Draws lines from a row on; returns the row behind the last.
    pub fn lines(&mut self, area: Rect, from: u16, lines: &[Line<'_>]) -> u16 {
        let mut row = from;
        for line in lines {
            if row >= area.height {
                break;
            }
            self.line(area, row, line);
            row += 1;
        }
        row
    }

    /// Lays the bar of the selected line over a row of an area. What is only a heading loses its colour there, so that on the
    /// bar, too, nothing but what is urgent stands out.
    fn bar(&mut self, area: Rect, row: u16) {
        let row = Rect { y: area.y.saturating_add(row), height: 1, ..area };
        let row = row.intersection(area).intersection(self.buffer.area);
        let heading = self.theme.style(Tone::Heading).fg;
        for position in row.positions() {
            if let Some(cell) = self.buffer.cell_mut(position)
                && Some(cell.fg) == heading
            {
                cell.set_fg(Color::Reset);
            }
        }
        self.buffer.set_style(row, self.theme.style(Tone::Selected));
    }

    /// Empties an area, so that what lies under it doesn't show through.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// Puts the cursor at a column and row of an area, kept inside it.
    pub fn put_cursor(&mut self, area: Rect, column: u16, row: u16) {
        self.cursor = Some(Position {
            x: area.x.saturating_add(column.min(area.width.saturating_sub(1))),
            y: area.y.saturating_add(row.min(area.height.saturating_sub(1))),
        });
    }

    /// Returns a span of that tone; the text is made safe to show.
    #[must_use]
    pub fn span(&self, text: &str, tone: Tone) -> Span<'static> {
        Span::styled(visible(text).into_owned(), self.theme.style(tone))
    }

    /// Returns a mark and the gap behind it; the gap carries no look of its own: underlined emptiness is noise.
    #[must_use]
    pub fn mark(&self, mark: &str, tone: Tone) -> [Span<'static>; 2] {
        let shown = mark.trim_end();
        [self.span(shown, tone), Span::raw(" ".repeat(1 + mark.len() - shown.len()))]
    }

    /// Returns a line of that tone.
    #[must_use]
    pub fn said(&self, text: &str, tone: Tone) -> Line<'static> {
        Line::from(self.span(text, tone))
    }

    /// Returns a heading, underlined so that it stands out without colour.
    #[must_use]
    pub fn heading(&self, text: &str) -> Line<'static> {
        let style = self.theme.style(Tone::Heading).add_modifier(Modifier::UNDERLINED);
        Line::from(Span::styled(visible(text).into_owned(), style))
    }

    /// Wraps text behind a label: "Said  words that go on / and on", later lines set in by `indent`.
    #[must_use]
    pub fn labelled(
        &self,
        label: &str,
        label_tone: Tone,
        text: &str,
        tone: Tone,
        width: u16,
        indent: usize,
    ) -> Vec<Line<'static>> {
        let label = visible(label).into_owned();
        if text.trim().is_empty() {
            return vec![Line::from(Span::styled(label, self.theme.style(label_tone)))];
        }
        let label_width = label.width();
        let options = textwrap::Options::new(usize::from(width).max(1))
            .initial_indent(if label_width + usize::from(BEHIND) < usize::from(width) { &label } else { "" });
        let indent = " ".repeat(if indent + usize::from(BEHIND) < usize::from(width) { indent } else { 0 });
        let wrapped = textwrap::wrap(&visible(text), options.subsequent_indent(&indent))
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect::<Vec<String>>();
        // A label's last space and the indent carry no look of their own: underlined emptiness is noise.
        let labelled = |words: Option<&str>| {
            let shown = label.trim_end();
            let gap = label.get(shown.len()..).unwrap_or_default();
            let mut spans =
                vec![Span::styled(shown.to_owned(), self.theme.style(label_tone)), Span::raw(gap.to_owned())];
            spans.extend(words.map(|words| Span::styled(words.to_owned(), self.theme.style(tone))));
            Line::from(spans)
        };
        let plain = |text: &str| {
            let words = text.trim_start();
            let gap = text.get(..text.len() - words.len()).unwrap_or_default();
            Line::from(vec![Span::raw(gap.to_owned()), Span::styled(words.to_owned(), self.theme.style(tone))])
        };
        let mut lines = Vec::with_capacity(wrapped.len() + 1);
        let mut rest = wrapped.iter();
        match rest.next() {
            Some(first) if !label.is_empty() && first.starts_with(label.trim_end()) => {
                lines.push(labelled(Some(first.get(label.len()..).unwrap_or_default())));
            }
            first => {
                if !label.trim().is_empty() {
                    lines.push(labelled(None));
                }
                lines.extend(first.map(|text| plain(text)));
            }
        }
        lines.extend(rest.map(|text| plain(text)));
        lines
    }
}

/// One thing in a list: its lines, and where in it the cursor stands while it is selected.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Its lines.
    pub lines: Vec<Line<'static>>,
    /// Column and row of the cursor, from the item's first cell.
    pub cursor: (u16, u16),
}

impl Item {
    /// Returns an item of those lines, the cursor on its first cell.
    #[must_use]
    pub fn new(lines: Vec<Line<'static>>) -> Self {
        Self { lines, cursor: (0, 0) }
    }

    fn height(&self) -> usize {
        self.lines.len().max(1)
    }
}

/// How much of the selected item is set in reverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Nothing: its own looks say which it is.
    None,
    /// Its first line.
    First,
    /// All of it.
    Whole,
}

/// Draws a list, from the top as long as the selected item is in view; says in words how many there are above and below.
///
/// `selected` has the cursor where `has_keys`, and the bar.
pub fn list(canvas: &mut Canvas<'_>, area: Rect, items: &[Item], selected: usize, has_keys: bool, bar: Bar) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    let selected = selected.min(items.len().saturating_sub(1));
    let height = usize::from(area.height);
    let all: usize = items.iter().map(Item::height).sum();
    // The last line counts what isn't shown; save where the selected item needs all the room itself.
    let tall = items.get(selected).is_some_and(|item| item.height() >= height);
    let room = if all > height && height > 1 && !tall { height - 1 } else { height };
    let mut start = 0;
    let up_to = |start: usize| -> usize { items.iter().take(selected + 1).skip(start).map(Item::height).sum() };
    while start < selected && up_to(start) > room {
        start += 1;
    }
    let mut row: usize = 0;
    let mut shown = start;
    for (place, item) in items.iter().enumerate().skip(start) {
        if row > 0 && row + item.height() > room {
            // Its beginning is better than an empty space; it still counts as below.
            if room - row >= 2 {
                let rest = Rect { height: u16::try_from(room).unwrap_or(area.height).min(area.height), ..area };
                canvas.lines(rest, u16::try_from(row).unwrap_or(u16::MAX), &item.lines);
            }
            break;
        }
        let inside = Rect { height: u16::try_from(room).unwrap_or(area.height).min(area.height), ..area };
        let top = u16::try_from(row).unwrap_or(u16::MAX);
        canvas.lines(inside, top, &item.lines);
        if place == selected && has_keys {
            let rows = match bar {
                Bar::None => 0,
                Bar::First => 1,
                Bar::Whole => u16::try_from(item.height()).unwrap_or(1),
            };
            for row in top..top.saturating_add(rows).min(inside.height) {
                canvas.bar(inside, row);
            }
            canvas.put_cursor(inside, item.cursor.0, top.saturating_add(item.cursor.1));
        }
        row += item.height();
        shown = place + 1;
        if row >= room {
            break;
        }
    }
    let (above, below) = (start, items.len() - shown.min(items.len()));
    let more = match (above, below) {
        (0, 0) => return,
        (0, below) => format!("{below} more below"),
        (above, 0) => format!("{above} more above"),
        (above, below) => format!("{above} more above, {below} more below"),
    };
    if room < height {
        let line = canvas.said(&clip(&more, area.width), Tone::Heading);
        canvas.line(area, area.height - 1, &line);
    }
}

/// Returns the text cut to a width as seen, with an ellipsis where it was cut.
#[must_use]
pub fn clip(text: &str, width: u16) -> String {
    let text = visible(text);
    let width = usize::from(width);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut kept = String::new();
    for cluster in text.graphemes(true) {
        if kept.width() + cluster.width() + 1 > width {
            break;
        }
        kept.push_str(cluster);
    }
    let kept = kept.trim_end().to_owned();
    if width == 0 { kept } else { kept + "…" }
}

/// Returns the text cut or filled with spaces to just that width.
#[must_use]
pub fn fit(text: &str, width: u16) -> String {
    let mut text = clip(text, width);
    let missing = usize::from(width).saturating_sub(text.width());
    text.push_str(&" ".repeat(missing));
    text
}

/// Returns the text wrapped to a width, made safe to show.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    textwrap::wrap(&visible(text), usize::from(width).max(1)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Returns the width of a text as seen.
#[must_use]
pub fn width(text: &str) -> u16 {
    u16::try_from(visible(text).width()).unwrap_or(u16::MAX)
}

/// Returns the text with a capital letter first.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// Returns the tone of a duty by how it stands.
#[must_use]
pub fn state_tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Alarm,
        State::DueSoon => Tone::Warning,
        State::Done | State::NotNeeded => Tone::Good,
        State::Open => Tone::Plain,
    }
}

/// Returns a verdict as the screen words it, and its tone.
#[must_use]
pub fn verdict_shown(verdict: Verdict) -> (&'static str, Tone) {
    let tone = match verdict {
        Verdict::Breach => Tone::Alarm,
        Verdict::Shortfall => Tone::Warning,
        Verdict::Query => Tone::Question,
    };
    (verdict_words(verdict), tone)
}

/// Draws lines from `top` on, as many as there is room for; the last row counts what is above and below.
pub fn scrolled(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line<'_>], top: usize) {
    let rows = rows_seen(lines.len(), area.height);
    let top = top.min(lines.len().saturating_sub(rows));
    let seen: Vec<Line<'_>> = lines.iter().skip(top).take(rows).cloned().collect();
    canvas.lines(area, 0, &seen);
    if let Some(more) = lines_left(top, lines.len().saturating_sub(top + rows)) {
        canvas.line(area, area.height.saturating_sub(1), &canvas.said(&clip(&more, area.width), Tone::Heading));
    }
}

/// Returns how many of so many lines are seen at once in so many rows.
#[must_use]
pub fn rows_seen(lines: usize, rows: u16) -> usize {
    let rows = usize::from(rows);
    if lines > rows && rows > 1 { rows - 1 } else { rows }
}

/// Returns in words how many lines are above and below what is seen; none where there are none.
#[must_use]
fn lines_left(above: usize, below: usize) -> Option<String> {
    let lines = |count: usize| if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    match (above, below) {
        (0, 0) => None,
        (0, below) => Some(format!("{} more below", lines(below))),
        (above, 0) => Some(format!("{} above", lines(above))),
        (above, below) => Some(format!("{} above, {below} more below", lines(above))),
    }
}

/// Splits an area in two side by side, with an empty column between.
#[must_use]
pub fn beside(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let right = area.width.saturating_sub(left + 2);
    (Rect { width: left, ..area }, Rect { x: area.right().saturating_sub(right), width: right, ..area })
}

/// Splits an area in two, one above the other.
#[must_use]
pub fn above(area: Rect, top: u16) -> (Rect, Rect) {
    let top = top.min(area.height);
    (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_by_what_is_seen() {
        assert_eq!(clip("Siân Ŵyn", 8), "Siân Ŵyn");
        assert_eq!(clip("Siân Ŵyn", 6), "Siân…");
        assert_eq!(clip("日本語", 4), "日…");
        assert_eq!(clip("abc", 0), "");
        assert_eq!(fit("ab", 4), "ab  ");
    }

    #[test]
    fn hidden_characters_are_written_out_before_they_are_measured() {
        assert_eq!(clip("a\u{1b}[2J", 20), "a‹U+001B›[2J");
        assert_eq!(width("a\u{202E}"), 9);
    }
}
