//! A screen as text or as a picture: for `demo --print`, and for the README.

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::theme::Theme;
use super::view;
use crate::record::text::visible;

/// Width of one cell of a picture, in SVG units.
const CELL_WIDTH: u32 = 9;
/// Height of one cell.
const CELL_HEIGHT: u32 = 19;
/// Room around the screen.
const MARGIN: u32 = 14;

/// The colours of a picture: its ground, plain text on it, and the sixteen as they look there.
struct Palette {
    ground: &'static str,
    ink: &'static str,
    red: &'static str,
    magenta: &'static str,
    green: &'static str,
    /// Cyan on a dark ground, blue on a light one.
    cool: &'static str,
}

const DARK: Palette = Palette {
    ground: "#14181d",
    ink: "#dfe3e8",
    red: "#ff6b61",
    magenta: "#e79af2",
    green: "#7fd88f",
    cool: "#6fd3dd",
};
const LIGHT: Palette = Palette {
    ground: "#ffffff",
    ink: "#1c2229",
    red: "#b3261e",
    magenta: "#8b2a9b",
    green: "#1d6b2f",
    cool: "#1f4fbf",
};

impl Palette {
    fn of(theme: Theme) -> &'static Self {
        if theme == Theme::Light { &LIGHT } else { &DARK }
    }

    /// Returns how a colour looks; `usual` for the terminal's own, and for those that no theme has.
    fn shown(&self, colour: Color, usual: &'static str) -> &'static str {
        match colour {
            Color::Red | Color::LightRed => self.red,
            Color::Magenta | Color::LightMagenta => self.magenta,
            Color::Green => self.green,
            Color::Cyan | Color::Blue => self.cool,
            _ => usual,
        }
    }
}

/// Returns the screen at that size as lines of text, without the spaces at their ends.
#[must_use]
pub fn plain(model: &Model, width: u16, height: u16) -> String {
    let mut text = String::new();
    for row in rows(&cells(model, width, height).0) {
        let line: String = row.iter().map(|cell| cell.symbol()).collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Returns the screen at that size as an SVG picture, with a title and a description for those who can't see it.
#[must_use]
pub fn svg(model: &Model, width: u16, height: u16) -> String {
    let (buffer, cursor) = cells(model, width, height);
    let palette = Palette::of(model.theme);
    let across = u32::from(buffer.area.width) * CELL_WIDTH + 2 * MARGIN;
    let down = u32::from(buffer.area.height) * CELL_HEIGHT + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {across} {down}\" width=\"{across}\" height=\"{down}\" \
         role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">Pacekeeper, {}</title>\n<desc id=\"desc\">{}</desc>\n\
         <rect width=\"{across}\" height=\"{down}\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n",
        escaped(&visible(&model.suite_name)),
        escaped(plain(model, width, height).trim()),
        palette.ground,
    );
    for (y, row) in rows(&buffer).enumerate() {
        let y = u32::try_from(y).unwrap_or(0);
        for run in runs(row) {
            draw_run(&mut svg, &run, y, palette);
        }
    }
    let (x, y) = (MARGIN + u32::from(cursor.x) * CELL_WIDTH, MARGIN + u32::from(cursor.y) * CELL_HEIGHT);
    let _ = writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{CELL_WIDTH}\" height=\"{CELL_HEIGHT}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
        palette.cool
    );
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// A stretch of cells that look alike.
struct Run<'b> {
    start: u32,
    width: u32,
    text: String,
    look: &'b Cell,
}

fn runs(row: Vec<&Cell>) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut column = 0;
    let mut covered = 0;
    for cell in row {
        // The cell behind a wide character holds nothing of its own.
        if covered > 0 {
            covered -= 1;
            column += 1;
            continue;
        }
        let wide = u32::try_from(cell.symbol().width()).unwrap_or(1).max(1);
        covered = wide - 1;
        match runs.last_mut() {
            Some(run) if run.look.style() == cell.style() && run.start + run.width == column => {
                run.text.push_str(cell.symbol());
                run.width += wide;
            }
            _ => runs.push(Run { start: column, width: wide, text: cell.symbol().to_owned(), look: cell }),
        }
        column += 1;
    }
    runs
}

fn draw_run(svg: &mut String, run: &Run<'_>, y: u32, palette: &Palette) {
    let look = run.look;
    let (mut ink, mut ground) = (palette.shown(look.fg, palette.ink), palette.shown(look.bg, palette.ground));
    if look.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut ground);
    }
    let (x, top) = (MARGIN + run.start * CELL_WIDTH, MARGIN + y * CELL_HEIGHT);
    let width = run.width * CELL_WIDTH;
    if ground != palette.ground {
        let _ =
            writeln!(svg, "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"{ground}\"/>");
    }
    if run.text.trim().is_empty() {
        return;
    }
    let bold = if look.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if look.modifier.contains(Modifier::CROSSED_OUT) {
        " text-decoration=\"line-through\""
    } else if look.modifier.contains(Modifier::UNDERLINED) {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    let base = top + CELL_HEIGHT * 3 / 4;
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{bold}{line}>{}</text>",
        // Ordinary spaces run together in a picture.
        escaped(&run.text).replace(' ', "\u{a0}"),
    );
}

/// Returns text as XML shows it. What is drawn is already safe to show; the marks of XML are all that's left.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Draws the model on cells of its own; returns them, and where the cursor stands. Never empty: a screen has one cell at least.
fn cells(model: &Model, width: u16, height: u16) -> (Buffer, Position) {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width.max(1), height.max(1)));
    let Ok(_) = terminal.draw(|frame| view::draw(model, frame));
    let Ok(cursor) = terminal.get_cursor_position();
    (terminal.backend().buffer().clone(), cursor)
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<&Cell>> {
    let width = usize::from(buffer.area.width).max(1);
    buffer.content.chunks(width).map(|row| row.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::super::theme::{READABLE, contrast};
    use super::*;

    #[test]
    fn every_colour_of_a_picture_can_be_read_on_its_ground() {
        let rgb = |hex: &str| {
            let part = |from: usize| u8::from_str_radix(&hex[from..from + 2], 16).unwrap();
            (part(1), part(3), part(5))
        };
        for palette in [&DARK, &LIGHT] {
            for ink in [palette.ink, palette.red, palette.magenta, palette.green, palette.cool] {
                let apart = contrast(rgb(ink), rgb(palette.ground));
                assert!(apart >= READABLE, "{ink} on {}: {apart:.2}", palette.ground);
            }
        }
    }
}
