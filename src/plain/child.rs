//! With one child: how they are, what is owed, what fell short, what was entered, why; and choosing what to do.

use super::lists::after_law;
use super::menu::{Item, Picked, pick};
use super::suite::unfinished;
use super::{Dialogue, Listed, Place, Telling, forms};
use crate::desk::FormSpec;
use crate::desk::board::{NextDue, by_urgency, by_weight, with_law};
use crate::desk::clocks::{limit_words, on_day, review_words};
use crate::desk::preview::verdict_words;
use crate::desk::why::{Block, Row, Weight};
use crate::law::State;
use crate::record::time::{clock, length};
use crate::record::{Kind, Standing, telling};
use crate::tui::action::{Action, Scope, resolve, typed_word};
use crate::tui::effect::{Effect, Message};
use crate::tui::model::{Loaded, Model};
use crate::tui::reading::{self, Subject};
use crate::tui::walk::{CHECK, form_for};

/// What can be chosen with a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Do(Action),
    More,
    Record,
    Owed,
    Findings,
    Entries,
    Refresh,
    Back,
}

/// How many forms of every hour are listed at once; the others are under "more".
const COMMON: usize = 5;

const HINT: &str = "Also: more acts, record, owed, findings, entries, why and a number, law and words, unfinished, earlier check, \
                    sheet, refresh, back, officer, help, quit.";

const WHY: &str = "Type why and a number to hear why the law says so.";
const WHY_ENTRY: &str = "Type why entry and its number to hear what rests on an entry.";

fn choices() -> Vec<Item<Choice>> {
    let acts = forms().zip(1..).map(|((label, action), number)| Item::numbered(number, label, Choice::Do(action)));
    let doing = [Action::EarlierCheck, Action::Resume, Action::Sheet, Action::Officer, Action::Help]
        .map(|action| (typed_word(Scope::Record, action), Choice::Do(action)));
    let words = [
        ("more", Choice::More),
        ("record", Choice::Record),
        ("owed", Choice::Owed),
        ("findings", Choice::Findings),
        ("entries", Choice::Entries),
        ("refresh", Choice::Refresh),
        ("back", Choice::Back),
        ("quit", Choice::Do(Action::Quit)),
    ]
    .map(|(word, choice)| (word.to_owned(), choice));
    acts.chain(doing.into_iter().chain(words).map(|(word, choice)| Item::word(word, choice))).collect()
}

impl Dialogue {
    pub(super) fn hear_child(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let Place::Child(record_id) = &self.place else { return Vec::new() };
        let (record_id, typed) = (record_id.clone(), line.trim());
        // Another child may be the selected one since this was asked.
        model.update(Message::Select(record_id.clone()));
        let Some(loaded) = model.loaded(&record_id) else { return Vec::new() };
        if typed.is_empty() {
            self.telling = Telling::Whole;
            return Vec::new();
        }
        let mut words = typed.split_whitespace();
        if words.next().is_some_and(|word| word.eq_ignore_ascii_case("why")) {
            let rest: Vec<&str> = words.collect();
            self.why(model, loaded, &rest);
            return Vec::new();
        }
        if let Some(words) = after_law(typed) {
            self.law(model, Some(loaded), words);
            return Vec::new();
        }
        let by_key = resolve(Scope::Record, &typed.to_lowercase()).filter(|action| {
            matches!(action, Action::Form(_) | Action::Resume | Action::Sheet | Action::Officer | Action::Help)
        });
        let picked = match by_key {
            Some(action) => Picked::One(Choice::Do(action)),
            None => pick(&choices(), typed),
        };
        match picked {
            Picked::One(Choice::Do(Action::Form(CHECK))) => {
                let id = form_for(model, loaded);
                return self.open_form(model, Some(record_id), id);
            }
            Picked::One(Choice::Do(Action::Form(id))) => return self.open_form(model, Some(record_id), id),
            Picked::One(Choice::Do(Action::EarlierCheck)) if model.unavailable(Action::EarlierCheck).is_none() => {
                return self.open_form(model, Some(record_id), CHECK);
            }
            Picked::One(Choice::Do(Action::Resume)) => {
                let form = model.draft(&record_id, None).map(|draft| draft.form);
                match form {
                    Some(form) => return self.open_form(model, Some(record_id), form),
                    None => self.page.line("Nothing is unfinished here."),
                }
            }
            Picked::One(Choice::Do(Action::Officer)) => self.ask_who(model),
            Picked::One(Choice::Do(Action::Help)) => self.child_help(),
            Picked::One(Choice::Do(action)) => return model.update(Message::Do(action)),
            Picked::One(Choice::More) => {
                self.acts(model, loaded, usize::MAX);
                self.page.line("Type an act's number or first letters.");
            }
            Picked::One(Choice::Record) => {
                self.header(model, loaded);
                self.owed(model, loaded);
                self.findings(model, loaded);
                self.entries(model, loaded);
                self.page.line(&format!("{WHY} {WHY_ENTRY}"));
            }
            Picked::One(Choice::Owed) => {
                self.owed(model, loaded);
                self.page.line(WHY);
            }
            Picked::One(Choice::Findings) => {
                self.findings(model, loaded);
                self.page.line(WHY);
            }
            Picked::One(Choice::Entries) => {
                self.entries(model, loaded);
                self.page.line(WHY_ENTRY);
            }
            Picked::One(Choice::Refresh) => self.telling = Telling::Whole,
            Picked::One(Choice::Back) => self.go_back(None, Telling::Whole),
            Picked::Several(several) => self.puzzled(typed, &several, ""),
            Picked::Nothing => self.puzzled(typed, &[], &format!("Type an act's number or first letters. {HINT}")),
        }
        Vec::new()
    }

    pub(super) fn say_child(&mut self, model: &Model) {
        let Place::Child(record_id) = &self.place else { return };
        let Some(loaded) = model.loaded(record_id) else { return };
        let Some(row) = model.board.rows.iter().find(|row| &row.record_id == record_id) else { return };
        match self.telling {
            Telling::Prompt => {}
            Telling::Short => self.page.line(&format!("{}.", row.told(model.now))),
            Telling::Whole => {
                self.header(model, loaded);
                let overdue: Vec<String> = by_urgency(&loaded.assessment)
                    .into_iter()
                    .filter(|duty| duty.state == State::Overdue)
                    .map(|duty| NextDue::of(duty, &loaded.glance.promises, model.now).shown(model.now))
                    .collect();
                self.page.line(&if overdue.is_empty() {
                    "Nothing is overdue.".to_owned()
                } else {
                    format!("Overdue: {}.", overdue.join("; "))
                });
                if let Some(words) = unfinished(model, &loaded.record_id) {
                    self.page.line(&format!("{words}: type unfinished to go on."));
                }
                self.page.line("Acts, by number or first letters:");
                self.acts(model, loaded, COMMON);
                self.page.line(HINT);
            }
        }
        self.page.prompt(&format!("{}, what now?", row.name));
    }

    fn child_help(&mut self) {
        for line in [
            "Type an act's number, or its first letters; the keys of the screen work too: c for a check, r for a review.",
            "more: hear all acts. record: how the child is, then owed, findings and entries, which are words too.",
            "why and a number: why the law says so, of what was last listed. why entry and a number: what rests on an entry.",
            "law and what to look for, such as law asleep: find a rule, and hear it with how it stands for this child.",
            "unfinished: go on with a form that was left. earlier check: enter a check made before the child left the cell.",
            "sheet: write the child's panel sheet.",
            "refresh, or Enter alone: hear this afresh. back: the list of children. officer, quit.",
        ] {
            self.page.line(line);
        }
    }

    /// The first acts, as many as that, each with its number, and why some have no place on this child.
    fn acts(&mut self, model: &Model, loaded: &Loaded, most: usize) {
        for ((label, action), number) in forms().zip(1..).take(most) {
            let aside = match model.unavailable(action) {
                Some(why) => format!(" (not now: {why})"),
                None if action == Action::Form(CHECK) && form_for(model, loaded) != CHECK => {
                    " (the child is out of the cell: this is a call)".to_owned()
                }
                None => String::new(),
            };
            self.page.line(&format!("{number}. {label}{aside}"));
        }
    }

    /// Who and where; the clocks; the adult; what the child said and how they seem.
    fn header(&mut self, model: &Model, loaded: &Loaded) {
        let (clocks, glance, now) = (&loaded.assessment.clocks, &loaded.glance, model.now);
        let row = model.board.rows.iter().find(|row| row.record_id == loaded.record_id);
        if let Some(row) = row {
            self.page.line(&format!("{}. Record {}.", row.who(), row.custody_number));
            let held = row.held_minutes.map_or_else(|| "not known".to_owned(), length);
            self.page.line(&format!("Held {held}. {}.", row.heard()));
        }
        let relevant = clocks.relevant_time.map_or_else(|| "not running".to_owned(), |at| on_day(at, now));
        self.page.line(&format!("Relevant time {relevant}; {}.", limit_words(clocks, now)));
        self.page.line(&format!("Review: {}.", review_words(clocks, now)));
        self.page.line(&format!("Adult: {}.", glance.adult.words));
        self.page.line(&match &glance.last_words {
            Some(words) => format!("Child said, {}: \"{}\"", clock(words.at), words.text),
            None => "Child said: no words recorded yet.".to_owned(),
        });
        let seems = match glance.last_seems() {
            Some((at, seems)) => format!("Seems: {} at {}", seems.plain(), clock(at)),
            None => "Seems: not recorded yet".to_owned(),
        };
        let change = glance.first_change.map(|change| format!("; first change {}", change.shown())).unwrap_or_default();
        self.page.line(&format!("{seems}{change}."));
    }

    fn owed(&mut self, model: &Model, loaded: &Loaded) {
        self.listed.clear();
        let owed = by_urgency(&loaded.assessment);
        self.page.line(&match owed.len() {
            0 => "Nothing is owed now.".to_owned(),
            1 => "One thing is owed:".to_owned(),
            many => format!("{many} things are owed, the most urgent first:"),
        });
        for duty in owed {
            self.listed.push(Listed::Duty(duty.clone()));
            let due = duty.due.map(|due| format!(", due {}", on_day(due, model.now))).unwrap_or_default();
            let number = self.listed.len();
            let next = NextDue::of(duty, &loaded.glance.promises, model.now).shown(model.now);
            self.page.line(&format!("{number}. {next}{due}, {}. {}", duty.owed_by.plain(), with_law(duty)));
        }
    }

    /// What fell short or is in doubt, numbered on from what was listed before it.
    fn findings(&mut self, model: &Model, loaded: &Loaded) {
        self.listed.retain(|listed| matches!(listed, Listed::Duty(_)));
        let found = by_weight(&loaded.assessment);
        self.page.line(&match found.len() {
            0 => "The record shows nothing that fell short, and nothing in doubt.".to_owned(),
            1 => "One finding:".to_owned(),
            many => format!("{many} findings, what weighs most first:"),
        });
        for finding in found {
            self.listed.push(Listed::Finding(finding.clone()));
            let by = finding.minutes.map(|minutes| format!(" ({})", length(minutes))).unwrap_or_default();
            self.page.line(&format!(
                "{}. {}, {}{by}, {}. {} {}; rule {}.",
                self.listed.len(),
                verdict_words(finding.verdict),
                on_day(finding.at, model.now),
                finding.owed_by.plain(),
                finding.message,
                finding.cites.join(", "),
                finding.rule,
            ));
        }
    }

    fn entries(&mut self, model: &Model, loaded: &Loaded) {
        let entries = loaded.record.as_of(model.now);
        self.page.line(&match entries.len() {
            0 => "No entry yet.".to_owned(),
            1 => "One entry:".to_owned(),
            many => format!("{many} entries, the latest first:"),
        });
        for standing in entries.iter().rev() {
            self.page.line(&entry(model, loaded, standing));
        }
    }

    fn why(&mut self, model: &Model, loaded: &Loaded, words: &[&str]) {
        let number = |word: &str| word.parse::<usize>().ok();
        let entries = loaded.record.entries().len();
        let asked = match words {
            [word] => number(word).and_then(|number| self.listed.get(number.checked_sub(1)?)).cloned().map(Some),
            ["entry", word] => number(word).filter(|number| *number < entries).map(|_| None),
            _ => None,
        };
        let subject = match &asked {
            Some(Some(Listed::Duty(duty))) => Subject::Duty(duty),
            Some(Some(Listed::Finding(finding))) => Subject::Finding(finding),
            Some(None) => Subject::Entry(words.last().and_then(|word| number(word)).unwrap_or_default()),
            None if self.listed.is_empty() => {
                self.page
                    .line("Hear the record first: type record, owed or findings, then why and a number of that list.");
                return;
            }
            None => {
                let most = self.listed.len();
                self.page.line(&format!(
                    "Type why and a number from 1 to {most} of what was listed, or why entry and an entry's number."
                ));
                return;
            }
        };
        let Some(reading) = reading::of(model, loaded, subject) else { return };
        self.page.line(&reading.title);
        reading.blocks.iter().for_each(|block| self.block(block));
    }

    pub(super) fn block(&mut self, block: &Block) {
        // A finding says its verdict itself.
        let found = matches!(block.rows.first(), Some(Row { weight: Weight::Found(_), .. }));
        if !block.heading.is_empty() && !found {
            self.page.line(&format!("{}:", block.heading));
        }
        for row in &block.rows {
            self.page.line(&match row.weight {
                Weight::Found(verdict) => format!("{} {}", verdict_words(verdict), row.text),
                _ if matches!(row.lead.as_str(), "" | "-") => row.text.clone(),
                _ => format!("{}: {}", spoken(&row.lead), row.text),
            });
        }
    }

    /// Opens a form, or asks first where it is unfinished.
    pub(super) fn open_form(&mut self, model: &mut Model, child: Option<String>, id: &'static str) -> Vec<Effect> {
        let record_id = child.as_deref().unwrap_or(crate::tui::model::NEW);
        if model.draft(record_id, Some(id)).is_some() {
            self.go(Place::Unfinished(child, id), Telling::Whole);
            return Vec::new();
        }
        self.begin_form(model, child, id)
    }

    pub(super) fn say_unfinished(&mut self, model: &Model) {
        let Place::Unfinished(child, id) = &self.place else { return };
        let record_id = child.as_deref().unwrap_or(crate::tui::model::NEW);
        if self.telling == Telling::Whole {
            let until = model.draft(record_id, Some(id)).map(|draft| clock(draft.saved_at)).unwrap_or_default();
            let title = FormSpec::named(id).map_or(*id, |spec| spec.title);
            self.page.line(&format!("Unfinished: {title}, typed until {until}. Go on with it?"));
            unfinished_choices().iter().for_each(|item| self.page.line(&item.shown()));
        }
        self.page.prompt("Yes, no, or throw away:");
    }

    pub(super) fn hear_unfinished(&mut self, model: &mut Model, line: &str) -> Vec<Effect> {
        let Place::Unfinished(child, id) = &self.place else { return Vec::new() };
        let (child, id) = (child.clone(), *id);
        match pick(&unfinished_choices(), line) {
            Picked::One(Draft::GoOn) => self.begin_form(model, child, id),
            Picked::One(Draft::Leave) => {
                self.page.line("It stays as it is.");
                self.go_back(child, Telling::Prompt);
                Vec::new()
            }
            Picked::One(Draft::ThrowAway) => {
                model.update(Message::Do(opens(model, child.as_deref(), id)));
                let mut effects = model.update(Message::Do(Action::Discard));
                self.page.line("What was typed is thrown away.");
                effects.extend(self.begin_form(model, child, id));
                effects
            }
            _ => {
                self.puzzled(line, &[], "Type 1 for yes, 2 for no, 3 to throw it away.");
                Vec::new()
            }
        }
    }
}

/// Returns the action that opens a form on the selected child; without one, the form that opens a record.
pub fn opens(model: &Model, child: Option<&str>, id: &'static str) -> Action {
    match child.map(|child| model.loaded(child)) {
        None => Action::New,
        // A check is of a child in the cell; of one who is out of it, it is one made before.
        Some(Some(loaded)) if id == CHECK && form_for(model, loaded) != CHECK => Action::EarlierCheck,
        Some(_) => Action::Form(id),
    }
}

/// Returns what leads a row with its sign as a word: not every voice reads signs.
fn spoken(lead: &str) -> String {
    let signs = [("+ ", "plus "), ("- ", "less "), ("= ", "makes ")];
    let word = signs.iter().find_map(|(sign, word)| lead.strip_prefix(sign).map(|rest| format!("{word}{rest}")));
    word.unwrap_or_else(|| lead.to_owned())
}

/// What may be done with an unfinished form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Draft {
    GoOn,
    Leave,
    ThrowAway,
}

fn unfinished_choices() -> [Item<Draft>; 3] {
    [
        Item::numbered(1, "yes", Draft::GoOn),
        Item::numbered(2, "no, leave it", Draft::Leave),
        Item::numbered(3, "throw away what is typed, and begin afresh", Draft::ThrowAway),
    ]
}

/// Returns one entry in words, with its number, when it was written where that was later, and whether it is struck.
pub fn entry(model: &Model, loaded: &Loaded, standing: &Standing<'_>) -> String {
    let (entry, now) = (standing.entry, model.now);
    let mut when = on_day(entry.at(), now);
    if entry.minutes_late() > 0 {
        when = format!("{when}, written {}", on_day(entry.recorded_at(), now));
    }
    let by = entry.by().map_or_else(|| "author not recorded".to_owned(), |by| by.shown());
    let struck = if standing.corrected_by.is_some() { "STRUCK " } else { "" };
    let words = telling::words(entry);
    let words = if words.is_empty() { String::new() } else { format!(" {words}.") };
    let mut said = format!("Entry {}, {when}: {struck}{}, {by}.{words}", standing.position, entry.kind.title());
    let correction = standing.corrected_by.and_then(|place| loaded.record.entries().get(place));
    if let Some(correction) = correction
        && let Kind::Correction(why) = &correction.kind
    {
        let by = correction.by().map(|by| format!(", {}", by.shown())).unwrap_or_default();
        said.push_str(&format!(" Struck {}: {}{by}.", on_day(correction.at(), now), why.reason));
    }
    if standing.instead_of.is_some() {
        said.push_str(" It stands instead of a struck entry.");
    }
    said
}
