//! What every screen's looks must hold: the same words in every theme, a weight behind each colour, the cursor in the focused
//! field, columns that stay where they are whatever script the text is in.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{cursor, drawn, screens};
use crate::desk::FieldKind;
use crate::desk::glance::Said;
use crate::record::text::visible;
use crate::tui::Model;
use crate::tui::form::{Focus, FormScreen};
use crate::tui::model::Layer;
use crate::tui::testing::*;
use crate::tui::theme::Theme;

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (160, 50)];

/// Texts that take more columns, or fewer, than they have letters.
const SCRIPTS: [&str; 6] = ["山田 太郎", "👩‍👩‍👧 Sam", "محمد علي", "Zoe\u{301} Ngu\u{302}yen", "한국 사람", "ภาษาไทย นะ"];

fn cells(model: &Model, width: u16, height: u16) -> Buffer {
    drawn(model, width, height).backend().buffer().clone()
}

/// Draws a screen in a theme, at each of the sizes.
fn in_theme(model: &mut Model, theme: Theme) -> Vec<Buffer> {
    model.theme = theme;
    SIZES.map(|(width, height)| cells(model, width, height)).to_vec()
}

/// So that the snapshots of the dark screens stand for the light ones and those without colour: these differ from them in
/// nothing but one hue for another, or none.
#[test]
fn a_light_screen_and_one_without_colour_say_and_weigh_just_what_a_dark_one_does() {
    let light_for = |hue: Color| match hue {
        Color::LightRed => Color::Red,
        Color::LightMagenta => Color::Magenta,
        Color::Cyan => Color::Blue,
        _ => Color::Reset,
    };
    for (name, mut model) in screens() {
        let at = SIZES.map(|(width, height)| cursor(&model, width, height));
        let [dark, light, mono] = [Theme::Dark, Theme::Light, Theme::Mono].map(|theme| in_theme(&mut model, theme));
        assert_eq!(at, SIZES.map(|(width, height)| cursor(&model, width, height)), "{name}");
        for ((dark, light), mono) in dark.iter().zip(&light).zip(&mono) {
            for ((dark, light), mono) in dark.content.iter().zip(&light.content).zip(&mono.content) {
                for other in [light, mono] {
                    assert_eq!((dark.symbol(), dark.modifier), (other.symbol(), other.modifier), "{name}");
                }
                assert_eq!((light.fg, mono.fg), (light_for(dark.fg), Color::Reset), "{name}: {}", dark.symbol());
                assert!([dark, light, mono].iter().all(|cell| cell.bg == Color::Reset), "{name}: no ground is set");
            }
        }
    }
}

#[test]
fn no_colour_stands_without_the_weight_that_says_the_same() {
    let weight = |hue: Color| match hue {
        Color::LightRed => Some(Modifier::BOLD | Modifier::REVERSED),
        Color::LightMagenta => Some(Modifier::BOLD | Modifier::UNDERLINED),
        _ => None,
    };
    let (mut alarms, mut headings) = (0, 0);
    for (name, mut model) in screens() {
        for cell in in_theme(&mut model, Theme::Dark).iter().flat_map(|buffer| &buffer.content) {
            match weight(cell.fg) {
                Some(weight) => assert!(cell.modifier.contains(weight), "{name}: {cell:?}"),
                // A heading, a key or a question.
                None if cell.fg == Color::Cyan => {
                    headings += 1;
                    assert!(cell.modifier.intersects(Modifier::BOLD | Modifier::UNDERLINED), "{name}: {cell:?}");
                }
                // What is done says so itself: "ok", "no longer".
                None => assert!(matches!(cell.fg, Color::Reset | Color::Green), "{name}: {cell:?}"),
            }
            alarms += usize::from(cell.fg == Color::LightRed);
        }
    }
    assert!(alarms > 100 && headings > 100, "{alarms} {headings}");
}

#[test]
fn what_is_red_says_in_words_or_by_its_mark_that_it_presses() {
    let words = ["!!", "OVERDUE", "LATE", "BREACH", "an't be", "oesn't appear"];
    for (name, mut model) in screens() {
        for buffer in in_theme(&mut model, Theme::Dark) {
            let width = usize::from(buffer.area.width);
            let rows: Vec<(String, bool)> = buffer
                .content
                .chunks(width)
                .map(|row| (row.iter().map(Cell::symbol).collect(), row.iter().any(|cell| cell.fg == Color::LightRed)))
                .collect();
            for (place, (text, red)) in rows.iter().enumerate() {
                // A sentence in red may go over several lines: its first has the mark.
                let before = rows[..place].iter().rev().take_while(|(_, red)| *red).map(|(text, _)| text);
                let said = std::iter::once(text).chain(before).any(|text| words.iter().any(|word| text.contains(word)));
                assert!(!red || said, "{name} {width}: {text}");
            }
        }
    }
}

/// Whether the label of a focused field stands in reverse at the beginning of that row.
fn is_focused_row(buffer: &Buffer, row: u16) -> bool {
    buffer[(0, row)].modifier.contains(Modifier::REVERSED)
}

#[test]
fn the_cursor_stands_in_the_focused_field_of_every_form_at_every_size() {
    let mut fields = 0;
    for spec in crate::desk::forms::ALL {
        let mut model = unpinned();
        let loaded = model.loaded("r-aled").unwrap();
        let opened = FormScreen::open(&model, loaded, spec);
        model.layers.push(Layer::Form(Box::new(opened)));
        let shown: Vec<_> = form(&mut model).shown.iter().map(|field| (field.id, field.label)).collect();
        for (id, label) in shown {
            form(&mut model).focus = Focus::Field(id);
            fields += 1;
            for (width, height) in SIZES {
                let (buffer, at) = (cells(&model, width, height), cursor(&model, width, height));
                let row: String = (0..width).map(|x| buffer[(x, at.y)].symbol()).collect();
                // A label may be cut, never so much that one can't tell it.
                let start: String = label.chars().take(8).collect();
                assert!(row.starts_with(&start), "{} {id} {width}x{height}: {row}", spec.id);
                assert!(is_focused_row(&buffer, at.y), "{} {id} {width}x{height}: {row}", spec.id);
                let before: String = (0..at.x).map(|x| buffer[(x, at.y)].symbol()).collect();
                assert!(at.x > 0 && before.trim_end().width() < usize::from(at.x), "{} {id}: {row}", spec.id);
            }
        }
    }
    assert!(fields > 100, "{fields}");
}

#[test]
fn the_cursor_follows_what_is_typed_in_any_script() {
    for script in SCRIPTS {
        for typed in [script.to_owned(), [script; 9].join(" ")] {
            let mut model = desk();
            press(&mut model, "c4");
            let field = form(&mut model).focused().unwrap();
            assert!(matches!(field.kind, FieldKind::Text), "what was seen is typed");
            model.update(crate::tui::Message::Paste(typed.clone()));
            let shown = visible(&typed).into_owned();
            for (width, height) in SIZES {
                let (buffer, at) = (cells(&model, width, height), cursor(&model, width, height));
                let last = shown.graphemes(true).next_back().unwrap();
                let behind = at.x - u16::try_from(last.width().max(1)).unwrap();
                assert_eq!(buffer[(behind, at.y)].symbol(), last, "{typed} {width}x{height}");
                assert_eq!(buffer[(at.x, at.y)].symbol(), " ", "{typed} {width}x{height}");
            }
            // Back over the last character as one sees it: the cursor stands on it.
            let last = shown.graphemes(true).next_back().unwrap();
            press(&mut model, "<left>");
            let (buffer, at) = (cells(&model, 80, 24), cursor(&model, 80, 24));
            assert_eq!(buffer[(at.x, at.y)].symbol(), last, "{typed}");
        }
    }
}

/// Gives every child a name and last words in another script.
fn in_scripts(model: &mut Model) {
    for (row, script) in model.board.rows.iter_mut().zip(SCRIPTS) {
        row.name = script.to_owned();
    }
    for (loaded, script) in model.records.iter_mut().zip(SCRIPTS) {
        loaded.glance.last_words = Some(Said { at: at("22:40"), text: [script; 12].join(" ") });
    }
    for (due, script) in model.reviews.iter_mut().zip(SCRIPTS) {
        due.name = script.to_owned();
    }
    for (row, script) in model.ladders.iter_mut().zip(SCRIPTS) {
        row.name = script.to_owned();
    }
}

#[test]
fn text_in_any_script_keeps_its_columns() {
    for (keys, sizes, titles) in [
        ("", [(80, 24), (160, 50)], ["Next due", "Held", "Review", "Open"]),
        ("<tab>", [(80, 24), (160, 50)], ["Review", "By", "Held", "Who"]),
        ("<tab><tab>", [(80, 24), (160, 50)], ["Next", "Due", "Waited", "Age"]),
    ] {
        for (width, height) in sizes {
            let mut model = desk();
            press(&mut model, keys);
            in_scripts(&mut model);
            let buffer = cells(&model, width, height);
            let line = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
            let top = (0..height).find(|y| line(*y).contains("Cell") && line(*y).contains("Name")).unwrap();
            let head = line(top);
            for title in titles {
                // The titles are plain letters, so that their place in the text is their column.
                let column = u16::try_from(head.find(title).unwrap()).unwrap();
                for y in top + 1..top + 4 {
                    let before = buffer[(column - 1, y)].symbol();
                    assert_eq!(before, " ", "{keys} {width} {title}: {}", line(y));
                    assert_ne!(buffer[(column, y)].symbol(), "", "{keys} {width} {title}: {}", line(y));
                }
            }
        }
    }
}

#[test]
fn text_in_any_script_stays_in_its_part_of_the_screen() {
    let long = SCRIPTS.map(|script| [script; 9].join(" ")).join(" ");
    // A record with all its parts side by side; a form beside what signing it does.
    for (keys, typed, width, height) in [("<enter>", false, 160, 50), ("c4", true, 80, 24), ("c4", true, 160, 50)] {
        let mut model = desk();
        press(&mut model, keys);
        if typed {
            model.update(crate::tui::Message::Paste(long.clone()));
        }
        let plain = cells(&model, width, height);
        let gap = |buffer: &Buffer, column: u16| {
            (9..height - 3).all(|y| [column, column + 1].iter().all(|x| buffer[(*x, y)].symbol() == " "))
        };
        let column = (20..width - 20).find(|column| gap(&plain, *column)).unwrap();
        in_scripts(&mut model);
        for duty in model.records.iter_mut().flat_map(|loaded| &mut loaded.assessment.duties) {
            duty.message = long.clone().into();
        }
        assert!(gap(&cells(&model, width, height), column), "{keys} {width}x{height}");
    }
}
