//! How things look: the terminal's own sixteen colours, or none; every sign is a word or mark as well.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means; the theme says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    Plain,
    /// Text of less weight. Never dimmed: on a washed-out screen dim text is gone.
    Quiet,
    /// A heading.
    Heading,
    /// Overdue, or a breach.
    Alarm,
    /// Due soon, or a shortfall.
    Warning,
    /// A question.
    Question,
    /// Done, or well.
    Good,
    /// The selected line or focused field.
    Selected,
    /// The training banner.
    Training,
    /// A key in the footer.
    Key,
}

/// How each tone looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// The terminal's own sixteen colours, no background set. No yellow: it vanishes on a white screen.
    pub const COLOUR: Self = Self { colour: true };
    /// No colour at all: weight, reverse and underline only.
    pub const MONO: Self = Self { colour: false };

    /// Returns the style of a tone.
    #[must_use]
    pub fn style(self, tone: Tone) -> Style {
        let style = Style::new();
        let weight = match tone {
            Tone::Plain | Tone::Quiet | Tone::Good => style,
            Tone::Question => style.add_modifier(Modifier::UNDERLINED),
            Tone::Heading | Tone::Key => style.add_modifier(Modifier::BOLD),
            Tone::Warning => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Tone::Alarm | Tone::Training => style.add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Tone::Selected => style.add_modifier(Modifier::REVERSED),
        };
        if !self.colour {
            return weight;
        }
        match tone {
            Tone::Alarm => weight.fg(Color::Red),
            Tone::Warning => weight.fg(Color::Magenta),
            Tone::Question => weight.fg(Color::Cyan),
            Tone::Good => weight.fg(Color::Green),
            Tone::Heading => weight.fg(Color::Cyan),
            Tone::Key => weight.fg(Color::Cyan),
            Tone::Training | Tone::Plain | Tone::Quiet | Tone::Selected => weight,
        }
    }
}
