//! `demo`: the training suite, on the screen or printed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chrono::TimeDelta;
use clap::{Args as ClapArgs, ValueEnum};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::clock::DeskClock;
use super::{OK, desk, training};
use crate::desk::{FormSpec, Officer, Values};
use crate::law::Policy;
use crate::ledger::Ledger;
use crate::record::words::Role;
use crate::record::{CaseFile, Instant};
use crate::tui::effect::Stored;
use crate::tui::form::FormScreen;
use crate::tui::law::LawScreen;
use crate::tui::model::{self, Draft, Layer, Part, RecordScreen};
use crate::tui::{Message, Model, Theme, picture};

/// A screen to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Screen {
    /// The whiteboard.
    Board,
    /// The reviews owed, the earliest first.
    Reviews,
    /// The ladders to an adult and to accommodation.
    Ladders,
    /// The handover page.
    Handover,
    /// The most urgent child's record.
    Record,
    /// A cell check of the most urgent child, begun.
    Check,
    /// A review of the child whose review is due first.
    Review,
    /// Accommodation for the child refused bail, with "secure" typed.
    Accommodation,
    /// The law, with "asleep" looked for.
    Law,
    /// The locked desk.
    Locked,
    /// The list of a walk along the cells.
    Walk,
}

/// Who is at the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum As {
    /// The sergeant.
    CustodyOfficer,
    /// The detention officer.
    DetentionOfficer,
    /// The reviewing inspector.
    Inspector,
    /// The custody lead.
    CustodyLead,
}

/// How a screen is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Plain text.
    Text,
    /// A picture, as SVG.
    Svg,
}

/// Open the training suite: twelve invented children, Saturday 24 October 2026, 23:10, the night the clocks go back.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: pacekeeper demo --print --screen record --size 100x30
With --ledger PATH the training ledger is kept there and opened again; otherwise it is thrown away at the end.")]
pub struct Args {
    /// Print a screen rather than open the desk; needs no terminal.
    #[arg(long)]
    pub print: bool,
    /// The desk as numbered choices and lines, for screen readers, slow links and scripts; needs no terminal.
    #[arg(long, conflicts_with = "print")]
    pub plain: bool,
    /// Which screen to print.
    #[arg(long, value_enum, default_value = "board", requires = "print")]
    pub screen: Screen,
    /// Columns and rows of the printed screen.
    #[arg(long, default_value = "80x24", value_parser = size, value_name = "WxH", requires = "print")]
    pub size: (u16, u16),
    /// How it is printed.
    #[arg(long, value_enum, default_value = "text", requires = "print")]
    pub format: Format,
    /// Who is at the keys.
    #[arg(long = "as", value_enum, default_value = "custody_officer", value_name = "ROLE")]
    pub officer: As,
    /// Ring the terminal's bell when something new is overdue, once a minute at most.
    #[arg(long, conflicts_with = "print")]
    pub bell: bool,
}

/// Runs `demo`; returns its exit status.
///
/// # Errors
/// No terminal and neither `--print` nor `--plain`; a ledger that isn't a training ledger.
pub fn run(args: &Args, kept: Option<&Path>, theme: Theme, plain: bool) -> Result<u8> {
    if args.print {
        return print(args, theme);
    }
    let plain = plain || args.plain;
    if !plain {
        desk::needs_terminal("the training desk")?;
    }
    let folder = tempfile::tempdir().context("can't make a place for the training ledger")?;
    let path = kept.map_or_else(|| folder.path().join("training.pacekeeper"), PathBuf::from);
    let (mut ledger, from) = open(&path)?;
    let mut model = model(args.officer, from, theme)?;
    model.bell.on = args.bell;
    let run = if plain { desk::in_lines } else { desk::run };
    run(model, &mut ledger, DeskClock::training(from))?;
    Ok(OK)
}

/// Opens the training ledger, filling a new one; returns it with what the training clock shows.
fn open(path: &Path) -> Result<(Ledger, Instant)> {
    let start = training::start()?;
    if !path.exists() {
        let mut ledger = Ledger::create(path, true, start)?;
        for case in training::cases()? {
            ledger.create_record(&case, start)?;
        }
        return Ok((ledger, start));
    }
    let ledger = Ledger::open(path)?;
    if !ledger.is_training() {
        bail!(
            "{} isn't a training ledger, and the demo won't touch it: give another path with --ledger (PACEKEEPER_LEDGER sets it too)",
            super::source::shown(path)
        );
    }
    // The clock goes on from the last thing that was written or typed, so that nothing stands in the future.
    // When it was typed is kept to the millisecond, what happened then to the nanosecond.
    let typed = ledger.drafts()?.into_iter().map(|draft| draft.saved_at + TimeDelta::milliseconds(1));
    let last = typed.chain(ledger.last_written()?).max();
    Ok((ledger, last.map_or(start, |last| last.max(start))))
}

fn model(officer: As, now: Instant, theme: Theme) -> Result<Model> {
    let role = match officer {
        As::CustodyOfficer => Role::CustodyOfficer,
        As::DetentionOfficer => Role::DetentionOfficer,
        As::Inspector => Role::ReviewOfficer,
        As::CustodyLead => Role::CustodyLead,
    };
    let mut officers: Vec<Officer> = training::officers();
    officers.sort_by_key(|officer| officer.role != role);
    Model::new(now, training::SUITE.to_owned(), true, officers, Policy::default(), theme)
        .context("nobody is at the keys")
}

fn print(args: &Args, theme: Theme) -> Result<u8> {
    let start = training::start()?;
    let mut model = model(args.officer, start, theme)?;
    let stored = |case: CaseFile| Stored { record_id: case.head.custody_number.clone(), seq: 0, case };
    model.update(Message::Records(training::cases()?.into_iter().map(stored).collect()));
    show(&mut model, args.screen)?;
    let (width, height) = args.size;
    let picture = match args.format {
        Format::Text => picture::plain(&model, width, height),
        Format::Svg => picture::svg(&model, width, height),
    };
    super::out::data(&picture)?;
    Ok(OK)
}

/// Puts the screen asked for on the model.
fn show(model: &mut Model, screen: Screen) -> Result<()> {
    match screen {
        Screen::Board => {}
        Screen::Reviews => turn(model, model::Screen::Reviews),
        Screen::Ladders => {
            turn(model, model::Screen::Ladders);
            model.selected = model.ladders.first().map(|row| row.record_id.clone());
        }
        Screen::Handover => turn(model, model::Screen::Handover),
        Screen::Record => {
            let record_id = model.selected.clone().context("no child is held")?;
            model.layers.push(Layer::Record(RecordScreen { record_id, part: Part::Owed, selected: 0 }));
        }
        Screen::Check => {
            let record_id = model.selected.clone().context("no child is held")?;
            let typed =
                [("when", "now"), ("demeanour", "tearful"), ("seen", "on the floor by the door, knees drawn up")];
            form(model, &record_id, "check", &typed)?;
        }
        Screen::Review => {
            let next =
                model.board.rows.iter().filter(|row| row.review_due > Some(model.now)).min_by_key(|row| row.review_due);
            let record_id = next.map(|row| row.record_id.clone()).context("no review is due")?;
            form(model, &record_id, "review", &[])?;
        }
        Screen::Accommodation => {
            let charged = model.board.rows.iter().find(|row| row.limit_basis == crate::law::LimitBasis::Charged);
            let record_id = charged.map(|row| row.record_id.clone()).context("no child is charged")?;
            let typed = [
                ("when", "now"),
                ("act", "ask"),
                ("sort", "secure"),
                ("authority", "Sampleton"),
                ("reasons", "absconding"),
            ];
            form(model, &record_id, "accommodation", &typed)?;
        }
        Screen::Law => model.layers.push(Layer::Law(LawScreen::looking_for("asleep"))),
        Screen::Locked => drop(model.lock(true)),
        Screen::Walk => {
            let key = KeyEvent::new(KeyCode::Char('w'), KeyModifiers::NONE);
            drop(model.update(Message::Key(key)));
        }
    }
    Ok(())
}

fn turn(model: &mut Model, screen: model::Screen) {
    model.screen = screen;
    model.select_one_listed();
}

fn form(model: &mut Model, record_id: &str, form: &'static str, typed: &[(&str, &str)]) -> Result<()> {
    let spec = FormSpec::named(form).context("no such form")?;
    if !typed.is_empty() {
        let values: Values = typed.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        let saved_at = model.now - TimeDelta::minutes(1);
        model.drafts.push(Draft { record_id: record_id.to_owned(), form: spec.id, values, saved_at, by: None });
    }
    let loaded = model.loaded(record_id).context("no such record")?;
    let screen = FormScreen::open(model, loaded, spec);
    model.selected = Some(record_id.to_owned());
    model.layers.push(Layer::Form(Box::new(screen)));
    Ok(())
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let wrong = || {
        format!(
            "\"{}\" isn't a size: write columns x rows, such as 80x24, each from 1 to 500",
            crate::record::text::visible(text)
        )
    };
    let (width, height) = text.split_once(['x', 'X']).ok_or_else(wrong)?;
    let number = |text: &str| text.parse::<u16>().ok().filter(|number| (1..=500).contains(number)).ok_or_else(wrong);
    Ok((number(width)?, number(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::StoredDraft;

    #[test]
    fn the_training_clock_goes_on_from_the_last_thing_typed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.ledger");
        let (mut ledger, from) = open(&path).unwrap();
        assert_eq!(from, training::start().unwrap());
        let saved_at = from + TimeDelta::minutes(40);
        let values = r#"{"when":"23:50 bst 24/10"}"#.to_owned();
        let draft = StoredDraft { record_id: "r".into(), form: "check".into(), values, saved_at, by: None };
        ledger.save_draft(&draft).unwrap();
        drop(ledger);
        let gone_on = open(&path).unwrap().1 - saved_at;
        assert_eq!(gone_on, TimeDelta::milliseconds(1), "a draft of 23:50 isn't still to come");
    }

    #[test]
    fn the_demo_never_touches_a_suites_own_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("suite.ledger");
        drop(Ledger::create(&path, false, training::start().unwrap()).unwrap());
        let error = open(&path).unwrap_err().to_string();
        assert!(error.contains("isn't a training ledger"), "{error}");
    }

    #[test]
    fn a_size_is_two_numbers_from_1_to_500() {
        assert_eq!(size("80x24"), Ok((80, 24)));
        assert_eq!(size("40X12"), Ok((40, 12)));
        for wrong in ["", "80", "x", "0x24", "80x501", "80x24x1", "-1x5", "\u{1b}[2Jx3"] {
            let said = size(wrong).unwrap_err();
            assert!(said.contains("write columns x rows") && !said.contains('\u{1b}'), "{said}");
        }
    }
}
