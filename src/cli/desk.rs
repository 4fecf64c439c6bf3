//! The desk on a terminal: messages in, the model's effects performed on the ledger, one drawing after each burst.

use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use ratatui::DefaultTerminal;

use super::clock::DeskClock;
use crate::desk::{FormSpec, Officer, Values};
use crate::law::Policy;
use crate::ledger::{Ledger, StoredDraft};
use crate::tui::effect::Stored;
use crate::tui::model::{Draft, Layer};
use crate::tui::popup::OfficerScreen;
use crate::tui::{Effect, Message, Model, Theme, view};

/// How long the desk waits for a key before it looks at the clock and at the ledger.
const WAIT: Duration = Duration::from_millis(250);

/// Refuses to open the desk without a terminal, before anything is written to it.
///
/// # Errors
/// Standard output or input isn't a terminal.
pub fn needs_terminal(what: &str) -> Result<()> {
    if stdout().is_terminal() && std::io::stdin().is_terminal() {
        return Ok(());
    }
    bail!("{what} needs a terminal. Without one: `pacekeeper demo --print`, `pacekeeper board`, `pacekeeper check`")
}

/// Opens the desk on a suite's ledger; asks who is at the keys first.
///
/// # Errors
/// No terminal; a ledger that can't be opened, or that is a training ledger.
pub fn open(path: &Path, theme: Theme) -> Result<u8> {
    needs_terminal("the desk")?;
    let mut ledger = Ledger::open(path)?;
    if ledger.is_training() {
        bail!("{} is a training ledger: open it with `pacekeeper demo --ledger PATH`", super::source::shown(path));
    }
    let clock = DeskClock::Real;
    let suite = suite_of(&ledger)?;
    let mut model = Model::new(clock.now(), suite, false, vec![Officer::nobody()], Policy::default(), theme)
        .context("nobody is at the keys")?;
    model.officers.clear();
    model.layers.push(Layer::Officer(OfficerScreen::asking()));
    run(model, &mut ledger, clock)?;
    Ok(super::OK)
}

/// Returns the name of the suite whose children are held; the program's own where there is none, or more than one.
fn suite_of(ledger: &Ledger) -> Result<String> {
    let mut suites: Vec<String> =
        ledger.records_open()?.into_iter().filter_map(|stored| stored.case.head.suite).collect();
    suites.sort();
    suites.dedup();
    Ok(match suites.as_slice() {
        [one] => one.clone(),
        [] => "Custody".to_owned(),
        many => format!("{} suites", many.len()),
    })
}

/// Runs the desk until it is left. The terminal is restored after success, error and panic alike.
///
/// # Errors
/// A terminal or ledger that can't be read; what is typed is kept as a draft.
pub fn run(mut model: Model, ledger: &mut Ledger, clock: DeskClock) -> Result<()> {
    load(&mut model, ledger)?;
    model.drafts = drafts(ledger)?;
    ratatui::run(|terminal| {
        execute!(stdout(), EnableBracketedPaste).context("can't set up the terminal")?;
        let outcome = watch(&mut model, ledger, clock, terminal);
        let restored = execute!(stdout(), DisableBracketedPaste).context("can't restore the terminal");
        outcome.and(restored)
    })
}

fn watch(model: &mut Model, ledger: &mut Ledger, clock: DeskClock, terminal: &mut DefaultTerminal) -> Result<()> {
    let mut seen = ledger.data_version()?;
    loop {
        terminal.draw(|frame| view::draw(model, frame)).context("can't draw on the terminal")?;
        let mut effects = Vec::new();
        let mut ready = event::poll(WAIT).context("the terminal is gone")?;
        while ready {
            effects.extend(match event::read().context("the terminal is gone")? {
                Event::Key(key) => model.update(Message::Key(key)),
                Event::Paste(text) => model.update(Message::Paste(text)),
                _ => Vec::new(),
            });
            if perform(model, ledger, std::mem::take(&mut effects))? {
                return Ok(());
            }
            ready = event::poll(Duration::ZERO).context("the terminal is gone")?;
        }
        let effects = model.update(Message::Tick(clock.now()));
        if perform(model, ledger, effects)? {
            return Ok(());
        }
        let version = ledger.data_version()?;
        if version != seen {
            seen = version;
            load(model, ledger)?;
        }
    }
}

/// Performs effects, and those that come of them; returns whether the desk is to be left.
fn perform(model: &mut Model, ledger: &mut Ledger, effects: Vec<Effect>) -> Result<bool> {
    let mut waiting = effects;
    while let Some(effect) = (!waiting.is_empty()).then(|| waiting.remove(0)) {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Append { record_id, decided_on, entries } => {
                let message = match ledger.append(&record_id, decided_on, &entries, model.now) {
                    Ok(_) => Message::Appended { record_id },
                    Err(error) if error.is_moved() => Message::Moved { record_id },
                    Err(error) => Message::Failed(error.to_string()),
                };
                if !matches!(message, Message::Failed(_)) {
                    load(model, ledger)?;
                }
                waiting.extend(model.update(message));
            }
            Effect::SaveDraft(draft) => {
                let kept = ledger.save_draft(&stored_draft(&draft));
                waiting.extend(model.update(match kept {
                    Ok(()) => Message::DraftSaved,
                    Err(error) => Message::Failed(error.to_string()),
                }));
            }
            Effect::DropDraft { record_id, form } => {
                if let Err(error) = ledger.drop_draft(&record_id, form) {
                    waiting.extend(model.update(Message::Failed(error.to_string())));
                }
            }
        }
    }
    Ok(false)
}

fn load(model: &mut Model, ledger: &mut Ledger) -> Result<()> {
    let stored = ledger
        .records_open()?
        .into_iter()
        .map(|stored| Stored { record_id: stored.record_id, seq: stored.seq, case: stored.case })
        .collect();
    model.update(Message::Records(stored));
    Ok(())
}

fn stored_draft(draft: &Draft) -> StoredDraft {
    let values: serde_json::Map<String, serde_json::Value> =
        draft.values.iter().map(|(field, value)| (field.to_owned(), value.into())).collect();
    StoredDraft {
        record_id: draft.record_id.clone(),
        form: draft.form.to_owned(),
        values: serde_json::Value::Object(values).to_string(),
        saved_at: draft.saved_at,
    }
}

fn drafts(ledger: &Ledger) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    for kept in ledger.drafts()? {
        // A draft of a form this version doesn't know stays in the ledger for the version that does.
        let Some(spec) = FormSpec::named(&kept.form) else { continue };
        let values: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&kept.values).context("a draft in the ledger can't be read")?;
        let values: Values = values.into_iter().collect();
        drafts.push(Draft { record_id: kept.record_id, form: spec.id, values, saved_at: kept.saved_at });
    }
    Ok(drafts)
}
