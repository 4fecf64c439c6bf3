//! The desk's picture on the terminal: only what changed is written, and nothing at all where nothing did, so that a slow link
//! stays free and an idle desk is silent.

use std::io::Write;

use anyhow::{Context, Result};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::tui::{Model, view};

/// What is said where nothing can be drawn any more.
const GONE: &str = "the terminal is gone";

/// Draws a model on a terminal, and knows what stands there.
#[derive(Debug, Default)]
pub struct Painter {
    drawn: Option<(Buffer, Position)>,
}

impl Painter {
    /// Draws the model, unless just that stands on the terminal already: even a frame in which nothing changed would put the
    /// cursor again.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw<W: Write>(&mut self, model: &Model, terminal: &mut Terminal<CrosstermBackend<W>>) -> Result<()> {
        terminal.autoresize().context(GONE)?;
        let area = terminal.get_frame().area();
        if area.is_empty() {
            return Ok(());
        }
        let picture = view::picture(model, area);
        if self.drawn.as_ref() == Some(&picture) {
            return Ok(());
        }
        let mut fits = false;
        let put = terminal.draw(|frame| {
            fits = frame.area() == area;
            if fits {
                frame.buffer_mut().clone_from(&picture.0);
                frame.set_cursor_position(picture.1);
            } else {
                // It changed its size at this very moment.
                view::draw(model, frame);
            }
        });
        put.map(drop).context(GONE)?;
        self.drawn = fits.then_some(picture);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use chrono::TimeDelta;
    use ratatui::layout::Rect;
    use ratatui::{TerminalOptions, Viewport};

    use super::*;
    use crate::tui::Message;
    use crate::tui::testing::{desk, press};

    /// A terminal's end of the line: what is written there is kept.
    #[derive(Clone, Default)]
    struct Written(Rc<RefCell<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_desk_on_which_nothing_changes_writes_nothing_and_a_key_writes_little() {
        let written = Written::default();
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 80, 24)) };
        let mut terminal = Terminal::with_options(CrosstermBackend::new(written.clone()), options).unwrap();
        let (mut model, mut painter) = (desk(), Painter::default());
        let mut bytes = |model: &Model| {
            painter.draw(model, &mut terminal).unwrap();
            std::mem::take(&mut *written.0.borrow_mut()).len()
        };
        let whole = bytes(&model);
        assert!(whole > 80 * 24 / 4, "the first frame is whole: {whole}");
        assert_eq!(bytes(&model), 0);
        let began = model.now;
        model.update(Message::Tick(began + TimeDelta::seconds(1)));
        bytes(&model);
        model.update(Message::Tick(began + TimeDelta::seconds(59)));
        assert_eq!(bytes(&model), 0, "seconds aren't shown, only minutes begun");
        press(&mut model, "c1");
        bytes(&model);
        press(&mut model, "a");
        let letter = bytes(&model);
        assert!((1..whole / 4).contains(&letter), "a letter typed writes {letter} bytes of {whole}");
    }
}
