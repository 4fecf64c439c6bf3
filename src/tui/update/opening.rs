//! Opening: a record, a form, the desk for another officer.

use crate::desk::{FormSpec, Officer};
use crate::record::time::clock;
use crate::tui::form::FormScreen;
use crate::tui::model::{Layer, Model, NEW, Part, RecordScreen};

impl Model {
    pub(in crate::tui::update) fn open_record(&mut self) {
        if let Some(loaded) = self.current() {
            let screen = RecordScreen { record_id: loaded.record_id.clone(), part: Part::Owed, selected: 0 };
            self.layers.push(Layer::Record(screen));
        }
    }

    /// Opens the form of the selected child's next rung, with what is known of it filled in.
    pub(in crate::tui::update) fn take_next_rung(&mut self) {
        let row = self.selected_row().and_then(|place| self.ladders.get(place));
        let next = row.and_then(|row| row.next()).map(|(_, rung)| (rung.form, rung.values.clone()));
        if let Some((form, values)) = next {
            self.open_form_with(form, &values);
        }
    }

    pub(in crate::tui::update) fn open_form(&mut self, id: &str) {
        self.open_form_with(id, &[]);
    }

    /// Opens a form with some of its answers already given, unless it was left unfinished: that is gone on with.
    pub(in crate::tui::update) fn open_form_with(&mut self, id: &str, values: &[(&'static str, String)]) {
        let Some(spec) = FormSpec::named(id) else { return };
        let loaded = if spec.opens() { self.loaded(NEW) } else { self.current() };
        let Some(loaded) = loaded else { return };
        let form = FormScreen::open_with(self, loaded, spec, values);
        let draft = self.draft(&loaded.record_id, Some(spec.id));
        let kept = draft.map(|draft| format!("{}{}", clock(draft.saved_at), self.by_another(draft)));
        self.layers.push(Layer::Form(Box::new(form)));
        if let Some(kept) = kept {
            self.say(format!("Going on with what was typed until {kept}: Ctrl-X throws it away"));
        }
    }

    pub(in crate::tui::update) fn take_officer(&mut self, chosen: Option<Officer>) {
        let Some(officer) = chosen else { return };
        self.layers.pop();
        self.seat(officer);
    }

    pub(in crate::tui::update) fn seat(&mut self, officer: Officer) {
        self.say(format!("{} is at the keys", officer.name));
        if !self.officers.contains(&officer) {
            self.officers.push(officer.clone());
        }
        self.officer = officer;
        if self.mine {
            self.lay_out();
        }
        self.refresh_form();
    }
}
