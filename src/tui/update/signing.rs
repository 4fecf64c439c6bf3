//! Signing: what is typed kept on disk, signed, and what came of it told.

use crate::desk::board;
use crate::record::time::clock;
use crate::record::{CaseFile, Entry};
use crate::tui::action::{Action, Scope};
use crate::tui::effect::{Addition, Effect};
use crate::tui::form::Focus;
use crate::tui::line::Cursor;
use crate::tui::model::{Draft, Face, Layer, Model};

impl Model {
    pub(in crate::tui::update) fn sign(&mut self) -> Vec<Effect> {
        let Some(record_id) = self.form_mut().map(|form| form.record_id.clone()) else { return Vec::new() };
        // What was worked out before the record went may name an officer who has left the keys since.
        if self.loaded(&record_id).is_none() {
            self.say_bad(
                "NOT RECORDED: the child is no longer held here. What is typed is kept: Esc leaves it".to_owned(),
            );
            return self.keep_draft();
        }
        self.refresh_form();
        let Some(form) = self.form_mut() else { return Vec::new() };
        form.tried = true;
        if let Some(problem) = form.problems.first() {
            let (field, message) = (problem.field, problem.message.clone());
            form.focus = Focus::Field(field);
            form.cursor = Cursor::end(form.values.raw(field));
            self.say_bad(message);
            self.refresh_form();
            return Vec::new();
        }
        if let Some(refusal) = form.refusal.clone() {
            self.say_bad(refusal);
            return Vec::new();
        }
        if std::mem::take(&mut form.unseen) {
            self.say_written_first();
            return Vec::new();
        }
        form.signing = true;
        if let Some(head) = form.head.clone() {
            let case = CaseFile { head, entries: form.entries.clone() };
            return vec![Effect::Open { case: Box::new(case) }];
        }
        let (record_id, decided_on, entries) = (form.record_id.clone(), form.decided_on, form.entries.clone());
        if form.child.is_none() && form.elsewhere.is_none() {
            return vec![Effect::Append { record_id, decided_on, entries }];
        }
        let here = Addition { record_id, decided_on, child: form.child.clone(), entries };
        vec![Effect::AppendAll([here].into_iter().chain(form.elsewhere.clone()).collect())]
    }

    pub(in crate::tui::update) fn appended(&mut self, record_id: &str) -> Vec<Effect> {
        let signed = |layer: &Layer| matches!(layer, Layer::Form(form) if form.signing && form.record_id == record_id);
        let Some(place) = self.layers.iter().rposition(signed) else { return Vec::new() };
        let Layer::Form(form) = self.layers.remove(place) else { return Vec::new() };
        let titles = titles(&form.entries).into_iter();
        let opened = form.head.as_ref().and_then(|head| {
            self.records.iter().find(|loaded| loaded.record.head.custody_number == head.custody_number)
        });
        let known = opened.or_else(|| self.loaded(record_id)).map(|loaded| board::name(&loaded.record));
        // Whoever has left is on the board no more, and it is still to be seen whose record was signed.
        let name = known.or_else(|| (!form.spec.opens()).then(|| form.of.clone()));
        let selected = opened.map(|loaded| loaded.record_id.clone());
        let there = form.elsewhere.as_ref().and_then(|added| {
            let name = self.loaded(&added.record_id).map(|loaded| board::name(&loaded.record))?;
            Some(format!("{} on {name}", self::titles(&added.entries).join(", ")))
        });
        let by = format!("by {}", self.officer.name);
        let said: Vec<String> = titles.chain(name).chain(there).chain([by]).collect();
        self.selected = selected.or(self.selected.take());
        self.say(format!("Saved to disk: {}", said.join(", ")));
        self.drafts.retain(|draft| !(draft.record_id == record_id && draft.form == form.spec.id));
        self.walk_on(record_id, form.spec.id);
        self.next_to_take_over(record_id, form.spec.id);
        vec![Effect::DropDraft { record_id: record_id.to_owned(), form: form.spec.id }]
    }

    pub(in crate::tui::update) fn moved(&mut self, record_id: &str) -> Vec<Effect> {
        if let Some(form) = self.form_mut().filter(|form| form.record_id == record_id) {
            (form.signing, form.unseen) = (false, false);
        }
        self.refresh_form();
        self.say_written_first();
        Vec::new()
    }

    /// Says that another desk wrote first, and what.
    pub(in crate::tui::update) fn say_written_first(&mut self) {
        let what = self.written_meanwhile();
        let what = if what.is_empty() { "something".to_owned() } else { what };
        self.say_bad(format!("NOT RECORDED: another desk wrote {what} first. Look at what changed, then sign again"));
    }

    /// Returns what another desk wrote on the record of the open form since it was begun, in words; empty where nothing.
    pub(in crate::tui::update) fn written_meanwhile(&self) -> String {
        let form = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form),
            _ => None,
        });
        let on = form.and_then(|form| Some((form, self.loaded(&form.record_id)?)));
        let told = |entry: &Entry| format!("\"{} at {}\"", entry.kind.title(), clock(entry.at()));
        on.map_or_else(String::new, |(form, loaded)| form.meanwhile(loaded).map(told).collect::<Vec<_>>().join(", "))
    }

    /// Says what another desk wrote under the open form, unless that is being signed: then the ledger says it.
    pub(in crate::tui::update) fn told_meanwhile(&mut self, written: &str) {
        let face = self.face;
        let Some(form) = self.form_mut().filter(|form| !form.signing) else { return };
        form.unseen = face == Face::Screen;
        if face == Face::Screen {
            self.say_also(&format!("Another desk wrote {written} meanwhile: what signing does is worked out afresh"));
        }
    }

    /// Says what couldn't be done. Only where a signature was on its way was something not recorded; what was saved
    /// before stays said, so that nobody signs it twice.
    pub(in crate::tui::update) fn failed(&mut self, why: String) {
        let signing = self.is_signing();
        if let Some(form) = self.form_mut() {
            form.signing = false;
        }
        self.refresh_form();
        let text = match &self.status {
            _ if signing && why.starts_with("NOT RECORDED") => why,
            _ if signing => format!("NOT RECORDED: {why}"),
            Some(said) if !said.bad => format!("{}. But {why}", said.text),
            // What wasn't recorded is the graver news, and nobody has had time to read it.
            Some(said) if said.text.starts_with("NOT RECORDED") => format!("{}. {why}", said.text),
            _ => why,
        };
        self.say_bad(text);
    }

    pub(in crate::tui::update) fn is_signing(&self) -> bool {
        self.layers.iter().any(|layer| matches!(layer, Layer::Form(form) if form.signing))
    }

    /// Keeps what is typed, if anything changed since it was last kept.
    pub(in crate::tui) fn keep_draft(&mut self) -> Vec<Effect> {
        let (now, by) = (self.now, self.officer.named());
        let Some(form) = self.form_mut() else { return Vec::new() };
        if !form.unsaved {
            return Vec::new();
        }
        form.unsaved = false;
        let draft = Draft {
            record_id: form.record_id.clone(),
            form: form.spec.id,
            values: form.fixed_values(now),
            saved_at: now,
            by,
        };
        self.drafts.retain(|kept| !(kept.record_id == draft.record_id && kept.form == draft.form));
        self.drafts.push(draft.clone());
        vec![Effect::SaveDraft(draft)]
    }

    /// Leaves the form; what was typed is kept, with the time the act happened.
    pub(in crate::tui) fn leave_form(&mut self) -> Vec<Effect> {
        let effects = self.keep_draft();
        if let Some(Layer::Form(form)) = self.layers.pop_if(|layer| matches!(layer, Layer::Form(_)))
            && form.touched
        {
            let action = if form.spec.opens() { Action::New } else { Action::Resume };
            let how = self.how(Scope::Board, action);
            self.say(format!("{} is unfinished: {how} goes on with it", form.spec.title));
        }
        effects
    }

    pub(in crate::tui::update) fn discard(&mut self) -> Vec<Effect> {
        let Some(Layer::Form(form)) = self.layers.pop_if(|layer| matches!(layer, Layer::Form(_))) else {
            return Vec::new();
        };
        self.drafts.retain(|draft| !(draft.record_id == form.record_id && draft.form == form.spec.id));
        self.say(format!("{}: what was typed is thrown away", form.spec.title));
        vec![Effect::DropDraft { record_id: form.record_id, form: form.spec.id }]
    }
}

/// Returns what entries are called, in order; several of one sort together, "15 times Correction".
fn titles(entries: &[Entry]) -> Vec<String> {
    let mut titles: Vec<(&str, usize)> = Vec::new();
    for title in entries.iter().map(|entry| entry.kind.title()) {
        match titles.last_mut().filter(|(last, _)| *last == title) {
            Some((_, times)) => *times += 1,
            None => titles.push((title, 1)),
        }
    }
    let told =
        |(title, times): (&str, usize)| if times == 1 { title.to_owned() } else { format!("{times} times {title}") };
    titles.into_iter().map(told).collect()
}
