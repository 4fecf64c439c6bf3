//! What is heard over all children beside the list of them: the reviews owed, the ladders, the handover; and the law.

use super::{Dialogue, Place};
use crate::desk::board::{BoardRow, name};
use crate::desk::clocks::on_day;
use crate::desk::handover::{FIRST, NOTHING_DUE};
use crate::desk::ladders::{Ladder, NO_LADDER, RungState};
use crate::desk::law_book::{self, Provision};
use crate::record::Instant;
use crate::record::text::said_again;
use crate::record::time::day_clock;
use crate::tui::action::{Action, Scope, typed_word};
use crate::tui::handover::{PASS_ON, TAKE_OVER};
use crate::tui::model::{Loaded, Model};

/// How many rows of the law are said at once: as many as one can keep in mind while choosing.
const MOST_ROWS: usize = 12;

/// Returns what stands behind "law" in a line; none where the line doesn't begin with that word.
#[must_use]
pub fn after_law(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    first.eq_ignore_ascii_case("law").then(|| rest.trim())
}

/// Returns the word that opens a form with a child.
fn act(form: &'static str) -> String {
    typed_word(Scope::Record, Action::Form(form))
}

impl Dialogue {
    /// The reviews owed, numbered: from then on those numbers are meant.
    pub(super) fn reviews(&mut self, model: &Model) {
        let (due, now) = (&model.reviews, model.now);
        self.page.line(&match due.len() {
            0 => "No review is owed.".to_owned(),
            1 => "One review is owed:".to_owned(),
            many => format!("{many} reviews are owed, the earliest due first:"),
        });
        let many_suites = due.iter().any(|one| one.suite != due.first().and_then(|first| first.suite.clone()));
        for (one, number) in due.iter().zip(1..) {
            let row = model.board.rows.iter().find(|row| row.record_id == one.record_id);
            let who = row.map_or_else(|| one.name.clone(), BoardRow::who);
            let suite =
                one.suite.as_ref().filter(|_| many_suites).map(|suite| format!(", {suite}")).unwrap_or_default();
            let unheard =
                if one.unheard { " NOT HEARD: the talk left at an earlier review isn't recorded." } else { "" };
            let (shown, by) = (one.shown(now), one.owed_by.plain());
            let due = on_day(one.due, now);
            self.page.line(&format!("{number}. {who}{suite}: review {shown}, due {due}, {by}, {}.{unheard}", one.how));
        }
        if !due.is_empty() {
            self.place = Place::Suite(due.iter().map(|one| one.record_id.clone()).collect());
            self.page.line("Type a number of this list, then review; or refresh for the list of all children.");
        }
    }

    /// The ladders, child by child, numbered: from then on those numbers are meant.
    pub(super) fn ladders(&mut self, model: &Model) {
        let rows = &model.ladders;
        self.page.line(&match rows.len() {
            0 => NO_LADDER.to_owned(),
            1 => "One child waits for an adult or for a place with the authority:".to_owned(),
            many => {
                format!("{many} children wait for an adult or for a place with the authority, the most pressing first:")
            }
        });
        for (row, number) in rows.iter().zip(1..) {
            let held = model.board.rows.iter().find(|held| held.record_id == row.record_id);
            self.page.line(&format!("{number}. {}.", held.map_or_else(|| row.name.clone(), BoardRow::who)));
            row.ladders.iter().for_each(|ladder| self.ladder(ladder, model.now));
        }
        if !rows.is_empty() {
            self.place = Place::Suite(rows.iter().map(|row| row.record_id.clone()).collect());
            self.page.line(
                "Type a number of this list, then the act that is named; or refresh for the list of all children.",
            );
        }
    }

    /// One ladder: what was done or came to nothing, what is next and by which act, what comes after.
    fn ladder(&mut self, ladder: &Ladder, now: Instant) {
        self.page.line(&format!("{}:", ladder.headed(now)));
        let mut later = Vec::new();
        for rung in &ladder.rungs {
            let (title, shown) = (rung.step.title(), rung.shown(now));
            let next = ladder.next_rung().is_some_and(|next| std::ptr::eq(next, rung));
            match rung.state {
                _ if next => self.page.line(&format!("NEXT, by the act {}: {title}: {shown}.", act(rung.form))),
                RungState::NotNeeded { .. } => {}
                RungState::Later { due: None } => later.push(title.to_owned()),
                RungState::Later { .. } => later.push(format!("{title} {shown}")),
                _ => self.page.line(&format!("{title}: {shown}.")),
            }
        }
        if !later.is_empty() {
            self.page.line(&format!("Then: {}.", later.join(", ")));
        }
    }

    /// The handover page; its children are numbered, and from then on those numbers are meant.
    pub(super) fn handover(&mut self, model: &Model) {
        let page = &model.handover;
        self.page.line(&format!("Handover, {}.", day_clock(model.now)));
        if page.children.is_empty() {
            self.page.line("No child is held: nothing to hand over.");
            return;
        }
        self.page.line(&format!("Taken over: {} of {}.", page.taken_over(), page.children.len()));
        self.page.line(&format!("{FIRST}:"));
        if page.urgent.is_empty() {
            self.page.line(NOTHING_DUE);
        }
        for urgent in &page.urgent {
            self.page.line(&format!("{}: {}.", urgent.lead(), urgent.text));
        }
        for (child, number) in page.children.iter().zip(1..) {
            self.page.line(&format!("{number}. {}.", child.headed()));
            for row in &child.rows {
                self.page.line(&format!("{}: {}.", row.label, row.text.trim_end_matches('.')));
            }
        }
        self.place = Place::Suite(page.children.iter().map(|child| child.record_id.clone()).collect());
        self.page.line(&format!(
            "Type a number of this page, then {} or {}; or refresh for the list of all children.",
            act(TAKE_OVER),
            act(PASS_ON)
        ));
    }

    /// The law: the rows that what is typed leads to; a row that is named, or is the only one, whole, with how it stands
    /// for the child at hand.
    pub(super) fn law(&mut self, model: &Model, child: Option<&Loaded>, words: &str) {
        if words.is_empty() {
            self.page.line("Type law and what to look for: law asleep, law 38(6), law mum.");
            return;
        }
        let named = Provision::all().find(|row| row.id().eq_ignore_ascii_case(words));
        let found = named.map_or_else(|| law_book::find(words), |row| vec![row]);
        match found.as_slice() {
            [] => {
                let words = said_again(words);
                self.page.line(&format!("No row of the law holds \"{words}\": type law and other words."));
            }
            [row] => {
                self.page.line(&format!("The law: {}.", row.id()));
                let child = child.map(|loaded| (name(&loaded.record), &loaded.assessment));
                let child = child.as_ref().map(|(name, assessment)| (name.as_str(), *assessment));
                law_book::page(*row, &model.policy, child).iter().for_each(|block| self.block(block));
            }
            [first, ..] => {
                self.page.line(&match found.len() {
                    many if many > MOST_ROWS => format!("{many} rows of the law; the nearest {MOST_ROWS} are:"),
                    many => format!("{many} rows of the law, the nearest first:"),
                });
                for row in found.iter().take(MOST_ROWS) {
                    self.page.line(&format!("{}: {}.", row.id(), row.title()));
                }
                self.page
                    .line(&format!("Type law and one of these names to hear it whole, such as law {}.", first.id()));
            }
        }
    }
}
