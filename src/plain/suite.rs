//! Every child held, one line each, the most urgent first; and choosing one.

use super::lists::after_law;
use super::menu::{Item, Picked, pick};
use super::{Dialogue, Place, Telling};
use crate::desk::forms::NEW as NEW_FORM;
use crate::law::State;
use crate::record::time::day_clock;
use crate::tui::action::{Action, Scope, resolve, typed_word};
use crate::tui::effect::{Effect, Message};
use crate::tui::model::{Model, NEW};

/// What can be chosen at the list of children.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    Child(String),
    Do(Action),
    Reviews,
    Ladders,
    Handover,
    Refresh,
}

const HINT: &str = "Type a child's number or name; or reviews, ladders, handover, law and what to look for, new child, \
                    officer, refresh, help, quit.";

impl Dialogue {
    fn suite_choices(&self, model: &Model) -> Vec<Item<Choice>> {
        let Place::Suite(listed) = &self.place else { return Vec::new() };
        let name = |id: &String| model.board.rows.iter().find(|row| &row.record_id == id).map(|row| row.name.clone());
        let children = listed.iter().zip(1..).map(|(id, number)| {
            Item::numbered(number, name(id).unwrap_or_else(|| "no longer held".to_owned()), Choice::Child(id.clone()))
        });
        let acts = [Action::New, Action::Officer, Action::Help, Action::Quit];
        let words = acts.map(|action| Item::word(typed_word(Scope::Board, action), Choice::Do(action)));
        let lists = [
            ("reviews", Choice::Reviews),
            ("ladders", Choice::Ladders),
            ("handover", Choice::Handover),
            ("refresh", Choice::Refresh),
        ];
        children.chain(words).chain(lists.map(|(word, choice)| Item::word(word, choice))).collect()
    }

    pub(super) fn hear_suite(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let typed = line.trim();
        if typed.is_empty() {
            self.telling = Telling::Whole;
            return Vec::new();
        }
        if let Some(words) = after_law(typed) {
            self.law(model, None, words);
            return Vec::new();
        }
        let by_key = resolve(Scope::Board, &typed.to_lowercase())
            .filter(|action| matches!(action, Action::New | Action::Officer | Action::Help | Action::Quit));
        let picked = match by_key {
            Some(action) => Picked::One(Choice::Do(action)),
            None => pick(&self.suite_choices(model), typed),
        };
        match picked {
            Picked::One(Choice::Child(record_id)) => {
                model.update(Message::Select(record_id.clone()));
                self.go_back(Some(record_id), Telling::Whole);
            }
            Picked::One(Choice::Reviews) => self.reviews(model),
            Picked::One(Choice::Ladders) => self.ladders(model),
            Picked::One(Choice::Handover) => self.handover(model),
            Picked::One(Choice::Refresh) => self.telling = Telling::Whole,
            Picked::One(Choice::Do(Action::Help)) => self.suite_help(),
            Picked::One(Choice::Do(Action::Officer)) => self.ask_who(model),
            Picked::One(Choice::Do(Action::New)) => return self.open_form(model, None, NEW_FORM.id),
            Picked::One(Choice::Do(action)) => return model.update(Message::Do(action)),
            Picked::Several(several) => self.puzzled(typed, &several, ""),
            Picked::Nothing => self.puzzled(typed, &[], HINT),
        }
        Vec::new()
    }

    fn suite_help(&mut self) {
        for line in [
            "Type a child's number, or the first letters of the name, to be with that child.",
            "reviews: hear the reviews owed, the earliest due first; the numbers are then of that list.",
            "ladders: hear what was done, and what is next, to bring each child an adult or a place; numbers as above.",
            "handover: hear the handover page, what is late or due first, then each child; numbers as above.",
            "law and what to look for, such as law asleep or law 38(6): find a rule, and hear it.",
            "new child: a child comes in, open their record.",
            "officer: change the officer at the keys.",
            "refresh, or Enter alone: hear the list afresh. Nothing is said unasked.",
            "quit: leave; what is typed and not signed is kept.",
            "In a form: Enter keeps what stands in brackets, < goes back one field, - empties it, ? says why it is asked, \
             stop leaves and keeps what is typed. To write one of these as words, put = before it: =stop",
        ] {
            self.page.line(line);
        }
    }

    pub(super) fn say_suite(&mut self, model: &Model) {
        if self.telling == Telling::Prompt {
            self.page.prompt("Which child?");
            return;
        }
        let rows = &model.board.rows;
        let overdue =
            rows.iter().filter(|row| row.next.as_ref().is_some_and(|next| next.state == State::Overdue)).count();
        let held = match rows.len() {
            0 => "No child is held".to_owned(),
            1 => "One child is held".to_owned(),
            many => format!("{many} children are held, the most urgent first"),
        };
        let training = if model.training { "TRAINING. " } else { "" };
        let late = match overdue {
            0 => "Nothing is overdue".to_owned(),
            1 => "With one something is overdue".to_owned(),
            many => format!("With {many} something is overdue"),
        };
        self.page.line(&format!("{training}Board at {}. {held}. {late}.", day_clock(model.now)));
        for (row, number) in rows.iter().zip(1..) {
            let unfinished = unfinished(model, &row.record_id).map(|words| format!(" {words}.")).unwrap_or_default();
            self.page.line(&format!("{number}. {}. {}.{unfinished}", row.told(model.now), row.heard()));
        }
        if let Some(words) = unfinished(model, NEW) {
            self.page.line(&format!("{words}: type new child to go on."));
        }
        self.place = Place::Suite(rows.iter().map(|row| row.record_id.clone()).collect());
        self.page.line(HINT);
        self.page.prompt("Which child?");
    }
}

/// Returns the unfinished forms of a record in words; none where there are none.
pub fn unfinished(model: &Model, record_id: &str) -> Option<String> {
    let forms: Vec<String> = model
        .drafts
        .iter()
        .filter(|draft| draft.record_id == record_id)
        .map(|draft| {
            let title = crate::desk::FormSpec::named(draft.form).map_or(draft.form, |spec| spec.title);
            format!("{title} of {}", crate::record::time::clock(draft.saved_at))
        })
        .collect();
    (!forms.is_empty()).then(|| format!("Unfinished: {}", forms.join(", ")))
}
