//! A table of children: columns as wide as what stands in them, and one that takes what is left.

use ratatui::text::{Line, Span};

use super::parts::{Canvas, clip, fit, width};
use crate::tui::theme::Tone;

/// One column.
pub struct Column {
    title: &'static str,
    /// The widest it may be; none where it takes what the others leave.
    most: Option<u16>,
    cells: Vec<(String, Tone)>,
}

impl Column {
    /// Returns a column as wide as its widest cell, but no wider than `most`.
    pub fn new(title: &'static str, most: u16, cells: Vec<(String, Tone)>) -> Self {
        Self { title, most: Some(most), cells }
    }

    /// Returns the column that takes what the others leave: one of a table.
    pub fn rest(title: &'static str, cells: Vec<(String, Tone)>) -> Self {
        Self { title, most: None, cells }
    }

    fn wanted(&self, most: u16) -> u16 {
        self.cells.iter().map(|(text, _)| width(text)).max().unwrap_or(0).max(width(self.title)).min(most)
    }
}

/// The least room worth giving to the column that takes what is left.
const LEAST: u16 = 8;

/// Returns the line of titles and one line a row, in no more than that width; a column in which nothing stands is left out,
/// and so is the one that takes what is left where too little is.
pub fn table(columns: &[Column], room: u16, canvas: &Canvas<'_>) -> (Line<'static>, Vec<Line<'static>>) {
    let mut columns: Vec<&Column> =
        columns.iter().filter(|column| column.cells.iter().any(|(text, _)| !text.is_empty())).collect();
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let fixed: u16 = columns.iter().filter_map(|column| column.most.map(|most| column.wanted(most))).sum();
    let left = room.saturating_sub(fixed.saturating_add(gaps));
    columns.retain(|column| column.most.is_some() || left >= LEAST);
    let width_of = |column: &Column| column.most.map_or(left, |most| column.wanted(most));
    let titles: String = columns.iter().map(|column| fit(column.title, width_of(column)) + " ").collect();
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let line = |row: usize| {
        let mut spans = Vec::new();
        for column in &columns {
            let room = width_of(column);
            let (text, tone) = column.cells.get(row).map_or(("", Tone::Plain), |(text, tone)| (text.as_str(), *tone));
            let text = clip(text, room);
            let gap = room.saturating_sub(width(&text)).saturating_add(1);
            // The gap carries no look of its own: underlined emptiness is noise.
            spans.push(canvas.span(&text, tone));
            spans.push(Span::raw(" ".repeat(usize::from(gap))));
        }
        Line::from(spans)
    };
    (canvas.heading(&clip(titles.trim_end(), room)), (0..rows).map(line).collect())
}
