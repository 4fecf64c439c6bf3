//! How things look: the terminal's own sixteen colours, on a dark screen or a light one, or none; every sign is a word or
//! mark as well.

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

/// How each tone looks. No background is ever set, so the colours are chosen for the screen they stand on: what is plain on
/// black is gone on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    /// Colours that can be read on a dark screen.
    Dark,
    /// Colours that can be read on a light screen.
    Light,
    /// No colour at all: weight, reverse and underline only.
    Mono,
}

impl Theme {
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
        match self.colour(tone) {
            Some(colour) => weight.fg(colour),
            None => weight,
        }
    }

    /// Returns the colour of a tone; none where it has the terminal's own. Green can't be read on white, nor yellow: what is
    /// done is plain there.
    fn colour(self, tone: Tone) -> Option<Color> {
        let (dark, light) = match tone {
            Tone::Alarm => (Color::LightRed, Color::Red),
            Tone::Warning => (Color::LightMagenta, Color::Magenta),
            Tone::Question | Tone::Heading | Tone::Key => (Color::Cyan, Color::Blue),
            Tone::Good => (Color::Green, Color::Reset),
            Tone::Training | Tone::Plain | Tone::Quiet | Tone::Selected => return None,
        };
        match self {
            Self::Dark => Some(dark),
            Self::Light => Some(light).filter(|colour| *colour != Color::Reset),
            Self::Mono => None,
        }
    }
}

/// Returns how far two colours stand apart to the eye, from 1 to 21, as the Web Content Accessibility Guidelines reckon it.
#[cfg(test)]
pub(super) fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let light = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let lightness = |(r, g, b): (u8, u8, u8)| 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
    let (one, other) = (lightness(one), lightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The least contrast at which text can be read by most people (level AA of the same guidelines).
#[cfg(test)]
pub(super) const READABLE: f64 = 4.5;

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 10] = [
        Tone::Plain,
        Tone::Quiet,
        Tone::Heading,
        Tone::Alarm,
        Tone::Warning,
        Tone::Question,
        Tone::Good,
        Tone::Selected,
        Tone::Training,
        Tone::Key,
    ];

    /// A colour as xterm, the console of old PCs and the console of Windows show it.
    fn shown(colour: Color) -> [(u8, u8, u8); 3] {
        match colour {
            Color::Red => [(205, 0, 0), (170, 0, 0), (197, 15, 31)],
            Color::LightRed => [(255, 0, 0), (255, 85, 85), (231, 72, 86)],
            Color::Green => [(0, 205, 0), (0, 170, 0), (19, 161, 14)],
            Color::Blue => [(0, 0, 238), (0, 0, 170), (0, 55, 218)],
            Color::Magenta => [(205, 0, 205), (170, 0, 170), (136, 23, 152)],
            Color::LightMagenta => [(255, 0, 255), (255, 85, 255), (180, 0, 158)],
            Color::Cyan => [(0, 205, 205), (0, 170, 170), (58, 150, 221)],
            other => panic!("{other:?}: say how terminals show it"),
        }
    }

    #[test]
    fn every_colour_can_be_read_on_the_ground_it_is_for() {
        for (theme, ground) in [(Theme::Dark, (0, 0, 0)), (Theme::Light, (255, 255, 255))] {
            for colour in TONES.into_iter().filter_map(|tone| theme.colour(tone)) {
                for rgb in shown(colour) {
                    let apart = contrast(rgb, ground);
                    // No magenta of Windows' console reaches it on black: bold and underlined, it is enough for heavy text.
                    let least = if rgb == (180, 0, 158) { 3.0 } else { READABLE };
                    assert!(apart >= least, "{theme:?} {colour:?} {rgb:?}: {apart:.2}");
                }
            }
        }
    }

    #[test]
    fn what_is_urgent_differs_by_weight_and_not_by_colour_alone() {
        let looks = |tone| Theme::Mono.style(tone);
        assert!(TONES.iter().all(|tone| looks(*tone).fg.is_none()));
        for (one, other) in [
            (Tone::Alarm, Tone::Warning),
            (Tone::Alarm, Tone::Selected),
            (Tone::Warning, Tone::Question),
            (Tone::Warning, Tone::Heading),
            (Tone::Question, Tone::Plain),
        ] {
            assert_ne!(looks(one), looks(other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn black_on_white_is_as_far_apart_as_can_be() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.001);
        assert!((contrast((9, 9, 9), (9, 9, 9)) - 1.0).abs() < 0.001);
    }
}
