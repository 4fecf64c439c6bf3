//! One shift at the desk: the model's effects performed on the ledger, and the ledger looked at for what others write.
//!
//! Nothing the ledger does ends the shift. What it can't do is said on the screen, and what is owed to it (a draft to
//! keep, a draft to forget) is tried again until it is done.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow};

use super::drafts;
use super::place::Place;
use crate::cli::clock::{DeskClock, Pause};
use crate::cli::source::shown;
use crate::cli::{out, pack};
use crate::desk::FormSpec;
use crate::ledger::{self, Ledger, LedgerError};
use crate::tui::effect::{Addition, Stored};
use crate::tui::model::{Draft, NEW};
use crate::tui::{Effect, Message, Model};

/// How long after a failure the ledger is tried again: a locked one holds the desk some three seconds at each try.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// Where panel sheets made at the desk are put: a folder in the one the desk was started from.
const SHEETS: &str = "sheets";

/// A draft, by record and form.
type Which = (String, &'static str);

/// The desk at work on one ledger.
pub struct Shift<'l> {
    /// What the desk knows and shows.
    pub model: Model,
    ledger: &'l mut Ledger,
    place: Place,
    clock: DeskClock,
    /// What is to be done about drafts and isn't yet: kept, or, where there is none, forgotten.
    owed: BTreeMap<Which, Option<Draft>>,
    /// Running while it is too early to try the drafts again.
    before_keeping: Option<Pause>,
    /// Running while it is too early to look at the ledger again.
    before_looking: Option<Pause>,
    /// The ledger's state when the records were last read; none where they are to be read afresh.
    seen: Option<i64>,
    /// What was said of the ledger, where it can't be read.
    unreadable: Option<String>,
    /// What was said of drafts, where they can't be kept.
    unkept: Option<String>,
    /// Whether leaving was tried while something typed wasn't kept.
    leaving: bool,
}

impl<'l> Shift<'l> {
    /// Begins with the records and drafts as they are.
    ///
    /// # Errors
    /// The ledger can't be read.
    pub fn begin(model: Model, ledger: &'l mut Ledger, clock: DeskClock) -> Result<Self> {
        let place = Place::of(ledger.path());
        let mut shift = Self {
            model,
            ledger,
            place,
            clock,
            owed: BTreeMap::new(),
            before_keeping: None,
            before_looking: None,
            seen: None,
            unreadable: None,
            unkept: None,
            leaving: false,
        };
        let (drafts, unread) = drafts::kept(shift.ledger)?;
        shift.model.drafts = drafts;
        let version = shift.ledger.data_version()?;
        shift.load()?;
        shift.seen = Some(version);
        if unread > 0 {
            let forms = if unread == 1 { "1 unfinished form".to_owned() } else { format!("{unread} unfinished forms") };
            shift.model.say_bad(format!("{forms} can't be read by this version; what was typed stays in the ledger"));
        }
        Ok(shift)
    }

    /// Performs effects, and those that come of them; returns whether the desk is to be left.
    ///
    /// `draw` shows the screen while a signature is on its way to disk.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn perform(&mut self, effects: Vec<Effect>, draw: &mut impl FnMut(&Model) -> Result<()>) -> Result<bool> {
        let mut waiting = std::collections::VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let came = match effect {
                Effect::Bell => {
                    out::bell();
                    Vec::new()
                }
                Effect::Quit if self.may_leave() => return Ok(true),
                Effect::Quit => Vec::new(),
                Effect::Append { record_id, decided_on, entries } => {
                    draw(&self.model)?;
                    match self.place.holds() {
                        Ok(()) => {
                            let now = self.model.now;
                            let appended = self.ledger.append(&record_id, decided_on, &entries, now).map(drop);
                            self.told(record_id, appended)
                        }
                        Err(why) => self.model.update(Message::Failed(why)),
                    }
                }
                Effect::AppendAll(additions) => {
                    draw(&self.model)?;
                    match self.place.holds() {
                        Ok(()) => {
                            let here = additions.first().map(|addition| addition.record_id.clone()).unwrap_or_default();
                            let additions: Vec<_> = additions.into_iter().map(to_add).collect();
                            let appended = self.ledger.append_all(&additions, self.model.now).map(drop);
                            self.told(here, appended)
                        }
                        Err(why) => self.model.update(Message::Failed(why)),
                    }
                }
                Effect::Open { case } => {
                    draw(&self.model)?;
                    match self.place.holds() {
                        Ok(()) => {
                            let opened = self.ledger.create_record(&case, self.model.now).map(drop);
                            self.told(NEW.to_owned(), opened)
                        }
                        Err(why) => self.model.update(Message::Failed(why)),
                    }
                }
                Effect::WriteSheet { custody_number } => {
                    let (policy, now) = (&self.model.policy, self.model.now);
                    let written = pack::write(self.ledger, &custody_number, policy, now, Path::new(SHEETS));
                    self.model.update(match written {
                        Ok(path) => Message::SheetWritten(shown(&path)),
                        Err(error) => Message::Failed(format!("the panel sheet wasn't written: {error:#}")),
                    })
                }
                Effect::SaveDraft(draft) => {
                    self.leaving = false;
                    self.owed.insert((draft.record_id.clone(), draft.form), Some(draft));
                    self.keep()
                }
                Effect::DropDraft { record_id, form } => {
                    self.owed.insert((record_id, form), None);
                    self.keep()
                }
            };
            waiting.extend(came);
        }
        Ok(false)
    }

    /// Lets time go on, looks at the ledger, and does what is owed; returns whether the desk is to be left.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn tick(&mut self, draw: &mut impl FnMut(&Model) -> Result<()>) -> Result<bool> {
        self.look();
        let mut effects = self.model.update(Message::Tick(self.clock.now()));
        effects.extend(self.keep());
        self.perform(effects, draw)
    }

    /// Ends the shift: the open form is kept as a draft.
    ///
    /// # Errors
    /// Something typed couldn't be kept.
    pub fn end(mut self) -> Result<()> {
        for effect in self.model.update(Message::Tick(self.clock.now())) {
            if let Effect::SaveDraft(draft) = effect {
                self.owed.insert((draft.record_id.clone(), draft.form), Some(draft));
            }
        }
        self.keep_now().map_err(|error| match self.lost() {
            Some(lost) => anyhow!(error).context(format!("{lost}: what was typed could NOT be kept, and is lost")),
            None => anyhow!(error).context("A draft that is done with is still in the ledger: don't sign it twice"),
        })
    }

    /// Tells the model what came of a signature. What is on disk is said to be, whatever else goes wrong.
    fn told(&mut self, record_id: String, appended: Result<(), LedgerError>) -> Vec<Effect> {
        let (message, reread) = match appended {
            Ok(()) => (Message::Appended { record_id }, true),
            Err(error) if error.is_moved() => (Message::Moved { record_id }, true),
            Err(error) => (Message::Failed(error.to_string()), false),
        };
        let Err(error) = (if reread { self.load() } else { Ok(()) }) else { return self.model.update(message) };
        self.seen = None;
        let failed = Message::Failed(error.to_string());
        if matches!(message, Message::Moved { .. }) {
            return self.model.update(failed);
        }
        let mut effects = self.model.update(message);
        effects.extend(self.model.update(failed));
        effects
    }

    /// Does what is owed about drafts, unless that failed just now. A failure is said once, and again where the
    /// screen says nothing else.
    fn keep(&mut self) -> Vec<Effect> {
        if self.owed.is_empty() || self.before_keeping.is_some_and(|pause| !pause.is_over()) {
            return Vec::new();
        }
        match self.keep_now() {
            Ok(()) => {
                self.before_keeping = None;
                self.leaving = false;
                if let Some(said) = self.unkept.take()
                    && self.says(&said)
                {
                    self.model.say("What was typed is kept on disk now".to_owned());
                }
                Vec::new()
            }
            Err(error) => {
                self.before_keeping = Some(Pause::of(TRY_AGAIN));
                if self.unkept.is_some() && self.model.status.is_some() {
                    return Vec::new();
                }
                self.unkept = Some(error.clone());
                self.model.update(Message::Failed(error))
            }
        }
    }

    fn keep_now(&mut self) -> Result<(), String> {
        while let Some(((record_id, form), draft)) = self.owed.first_key_value() {
            self.place.holds().map_err(|why| format!("The draft was NOT kept: {why}"))?;
            let done = match draft {
                Some(draft) => self.ledger.save_draft(&drafts::to_keep(draft)),
                None => self.ledger.drop_draft(record_id, form),
            };
            done.map_err(|error| error.to_string())?;
            self.owed.pop_first();
        }
        Ok(())
    }

    /// Returns whether the desk may be left: not at once where something typed would be lost by it.
    fn may_leave(&mut self) -> bool {
        if self.leaving || self.keep_now().is_ok() {
            return true;
        }
        let Some(lost) = self.lost() else { return true };
        self.leaving = true;
        self.model.say_bad(format!("{lost}: what was typed could NOT be kept. Quit again to leave without it"));
        false
    }

    /// Returns in words which unfinished forms aren't on disk; none where all are.
    fn lost(&self) -> Option<String> {
        let titles: Vec<&str> = self
            .owed
            .iter()
            .filter(|(_, draft)| draft.is_some())
            .map(|((_, form), _)| FormSpec::named(form).map_or(*form, |spec| spec.title))
            .collect();
        (!titles.is_empty()).then(|| titles.join(", "))
    }

    /// Reads the records afresh where another desk has written. Where that fails, the screen says that it may be old.
    fn look(&mut self) {
        if self.before_looking.is_some_and(|pause| !pause.is_over()) {
            return;
        }
        self.before_looking = None;
        let looked = self.place.holds().and_then(|()| self.look_now().map_err(|error| error.to_string()));
        match (looked, self.unreadable.take()) {
            (Ok(()), Some(said)) if self.says(&said) => {
                self.model.say("The ledger can be read again; what is shown is fresh".to_owned());
            }
            (Ok(()), _) => {}
            (Err(error), before) => {
                self.before_looking = Some(Pause::of(TRY_AGAIN));
                let said = format!("What is shown may be OLD: {error}");
                // What went wrong a moment ago stays to be read: this is said once it is gone.
                let stands = self.model.status.as_ref().is_some_and(|status| status.bad);
                if (before.is_none() && !stands) || self.model.status.is_none() {
                    self.model.say_bad(said.clone());
                }
                self.unreadable = Some(said);
            }
        }
    }

    fn look_now(&mut self) -> Result<(), LedgerError> {
        let version = self.ledger.data_version()?;
        if self.seen != Some(version) {
            self.load()?;
            self.seen = Some(version);
        }
        Ok(())
    }

    fn says(&self, text: &str) -> bool {
        self.model.status.as_ref().is_none_or(|status| status.text.contains(text))
    }

    fn load(&mut self) -> Result<(), LedgerError> {
        let stored = self.ledger.records_open()?;
        if self.ledger.is_training()
            && let Some(written) = self.ledger.last_written()?
        {
            self.clock.catch_up(written);
            self.model.now = self.clock.now();
        }
        let stored = stored
            .into_iter()
            .map(|stored| Stored { record_id: stored.record_id, seq: stored.seq, case: stored.case })
            .collect();
        self.model.update(Message::Records(stored));
        Ok(())
    }
}

fn to_add(Addition { record_id, decided_on, child, entries }: Addition) -> ledger::Addition {
    ledger::Addition { record_id, decided_on, child, entries }
}

#[cfg(test)]
mod tests;
