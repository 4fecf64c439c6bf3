//! What the desk knows: the records, the board over them, the drafts, and the layers on the screen.

use std::collections::BTreeSet;

use super::action::{Action, Scope, shown_key, typed_word};
use super::bell::Bell;
use super::form::FormScreen;
use super::law::LawScreen;
use super::popup::{HelpScreen, OfficerScreen, PaletteScreen};
use super::reading::Reading;
use super::theme::Theme;
use super::walk::{Walk, WalkScreen};
use crate::desk::handover::Handover;
use crate::desk::ladders::{LadderRow, ladder_rows};
use crate::desk::reviews::{ReviewDue, reviews_due};
use crate::desk::which_child;
use crate::desk::{Board, Glance, Officer, Values};
use crate::law::{Assessment, Facts, Policy, Suite, assess_among};
use crate::record::case_file::{CaseFile, Head};
use crate::record::child::Child;
use crate::record::{Instant, Record};

/// How many minutes without a key until the desk locks itself: our own choice, long enough for a telephone call's pause.
pub const IDLE_MINUTES: i64 = 2;

/// Columns and rows of a terminal of which no size is known.
const USUAL_SIZE: (u16, u16) = (80, 24);

/// What a record that isn't opened yet is called, among drafts and effects.
pub const NEW: &str = "new";

/// One open record and what the law says of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// Its last sequence when read.
    pub seq: u64,
    /// The record.
    pub record: Record,
    /// What the law says of it at the desk's time.
    pub assessment: Assessment,
    /// The child at a glance: last words, how they seem over the hours, where their adult is.
    pub glance: Glance,
    /// Another record here that may be of the same child, in words: "KE/2214/26 has the same name".
    pub twin: Option<String>,
}

/// An unfinished form.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The record.
    pub record_id: String,
    /// The form.
    pub form: &'static str,
    /// What is typed, times fixed.
    pub values: Values,
    /// When it was last typed at.
    pub saved_at: Instant,
    /// Who typed at it last, by name and number; none where nobody had said who they are.
    pub by: Option<String>,
}

/// What lies under every layer. All show the same children, and the same keys act on the selected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The whiteboard: every child held, the most urgent first.
    Board,
    /// The inspector's list: the reviews still owed, the earliest first.
    Reviews,
    /// The ladders to an adult and to accommodation: the child whose next rung presses most first.
    Ladders,
    /// The handover page: what is time-critical, then every child.
    Handover,
}

impl Screen {
    /// Every screen, in the order in which they are turned.
    pub const ALL: [Self; 4] = [Self::Board, Self::Reviews, Self::Ladders, Self::Handover];

    /// Returns the screen so many turns on.
    #[must_use]
    pub fn turned(self, by: usize) -> Self {
        let here = Self::ALL.iter().position(|screen| *screen == self).unwrap_or(0);
        Self::ALL.get((here + by) % Self::ALL.len()).copied().unwrap_or(Self::Board)
    }
}

/// The part of a record that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is owed next.
    Owed,
    /// What fell short.
    Findings,
    /// The entries as a timeline.
    Entries,
}

impl Part {
    /// Every part, in order.
    pub const ALL: [Self; 3] = [Self::Owed, Self::Findings, Self::Entries];
}

/// A record being read.
#[derive(Debug, Clone)]
pub struct RecordScreen {
    /// The record.
    pub record_id: String,
    /// The part that has the keys; the only one shown, on a screen too narrow for all.
    pub part: Part,
    /// The line of that part that is selected, counted from 0.
    pub selected: usize,
}

/// A layer above the board. The top one has the keys.
#[derive(Debug)]
pub enum Layer {
    /// A record.
    Record(RecordScreen),
    /// A form.
    Form(Box<FormScreen>),
    /// Something long that is read, such as why the law says so.
    Reading(Reading),
    /// The law, searched as one types.
    Law(LawScreen),
    /// Help.
    Help(HelpScreen),
    /// The palette.
    Palette(PaletteScreen),
    /// Who is at the keys.
    Officer(OfficerScreen),
    /// Whom the officer saw on a walk.
    Walk(WalkScreen),
}

/// How the person at the desk meets it, so that what to do next is said in words that work there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// A screen, with keys.
    Screen,
    /// Lines, with words typed.
    Lines,
}

/// A locked desk: everything under it stays as it was, and nothing of it is seen but what is due, by cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// Since when.
    pub since: Instant,
    /// Whether an officer locked it; otherwise no key came for so long.
    pub by_hand: bool,
    /// Who is at the keys, while that is asked.
    pub asking: Option<OfficerScreen>,
}

/// What the desk last had to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// In words.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// The whole desk.
#[derive(Debug)]
pub struct Model {
    /// The desk's time.
    pub now: Instant,
    /// Whether this is the training suite: said on every screen.
    pub training: bool,
    /// The suite's name.
    pub suite_name: String,
    /// The officer at the keys.
    pub officer: Officer,
    /// The officers that may be changed to with one key.
    pub officers: Vec<Officer>,
    /// Force policy.
    pub policy: Policy,
    /// How it looks.
    pub theme: Theme,
    /// How the person at the desk meets it.
    pub face: Face,
    /// When the last key came, by the desk's time.
    pub last_key: Instant,
    /// The lock, while the desk is locked.
    pub lock: Option<Lock>,
    /// The bell.
    pub bell: Bell,
    /// Columns and rows of the terminal, so that reading on stops at the last line.
    pub size: (u16, u16),
    /// The record that isn't opened yet: empty, and of nobody.
    pub blank: Box<Loaded>,
    /// The open records.
    pub records: Vec<Loaded>,
    /// The words of all of them, to tell copied text.
    pub suite: Suite,
    /// What lies under every layer.
    pub screen: Screen,
    /// The board over them.
    pub board: Board,
    /// The reviews owed on them, the earliest first.
    pub reviews: Vec<ReviewDue>,
    /// The children with a ladder to climb, the one for whom it presses most first.
    pub ladders: Vec<LadderRow>,
    /// The handover page over them.
    pub handover: Handover,
    /// Whether the handover is narrowed to what is the officer's own.
    pub mine: bool,
    /// The selected record.
    pub selected: Option<String>,
    /// Unfinished forms.
    pub drafts: Vec<Draft>,
    /// The walk that is being written down, if one is.
    pub walk: Option<Walk>,
    /// The numbers of the officers who have switched guidance off, while the program runs.
    pub unguided: BTreeSet<String>,
    /// The digits of a cell typed so far on the board.
    pub cell_typed: String,
    /// The layers above the board.
    pub layers: Vec<Layer>,
    /// What the desk last had to say.
    pub status: Option<Status>,
}

/// Returns a record of nobody, in which nothing is entered.
fn blank(policy: &Policy, now: Instant) -> Loaded {
    let head = Head { custody_number: String::new(), suite: None, force: None, extract: None, child: None };
    let record = Record::fold(CaseFile { head, entries: Vec::new() });
    let assessment = assess_among(&record, policy, &Suite::default(), now);
    Loaded { record_id: NEW.to_owned(), seq: 0, record, assessment, glance: Glance::default(), twin: None }
}

impl Model {
    /// Returns a desk with no records yet.
    #[must_use]
    pub fn new(
        now: Instant,
        suite_name: String,
        training: bool,
        officers: Vec<Officer>,
        policy: Policy,
        theme: Theme,
    ) -> Option<Self> {
        let officer = officers.first()?.clone();
        let blank = Box::new(blank(&policy, now));
        Some(Self {
            now,
            training,
            suite_name,
            officer,
            officers,
            policy,
            theme,
            face: Face::Screen,
            last_key: now,
            lock: None,
            bell: Bell::default(),
            size: USUAL_SIZE,
            blank,
            records: Vec::new(),
            suite: Suite::default(),
            screen: Screen::Board,
            board: Board::default(),
            reviews: Vec::new(),
            ladders: Vec::new(),
            handover: Handover::default(),
            mine: false,
            selected: None,
            drafts: Vec::new(),
            walk: None,
            unguided: BTreeSet::new(),
            cell_typed: String::new(),
            layers: Vec::new(),
            status: None,
        })
    }

    /// Returns the record with that name.
    #[must_use]
    pub fn loaded(&self, record_id: &str) -> Option<&Loaded> {
        if record_id == NEW {
            return Some(&self.blank);
        }
        self.records.iter().find(|loaded| loaded.record_id == record_id)
    }

    /// Returns the suite that all open records name; none where they name none, or more than one.
    #[must_use]
    pub fn one_suite(&self) -> Option<String> {
        let mut suites = self.records.iter().filter_map(|loaded| loaded.record.head.suite.as_deref());
        let first = suites.next()?;
        suites.all(|other| other == first).then(|| first.to_owned())
    }

    /// Returns the record that keys act on: the one on screen, else the selected one.
    #[must_use]
    pub fn current(&self) -> Option<&Loaded> {
        let on_screen = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Record(screen) => Some(screen.record_id.as_str()),
            Layer::Form(form) => Some(form.record_id.as_str()),
            _ => None,
        });
        self.loaded(on_screen.or(self.selected.as_deref())?)
    }

    /// Returns the children on the screen under the layers, in its order, as the ledger names their records.
    #[must_use]
    pub fn listed(&self) -> Vec<&str> {
        match self.screen {
            Screen::Board => self.board.rows.iter().map(|row| row.record_id.as_str()).collect(),
            Screen::Reviews => self.reviews.iter().map(|due| due.record_id.as_str()).collect(),
            Screen::Ladders => self.ladders.iter().map(|row| row.record_id.as_str()).collect(),
            Screen::Handover => self.handover.children.iter().map(|child| child.record_id.as_str()).collect(),
        }
    }

    /// Returns another record here that may be of that child, and why.
    #[must_use]
    pub fn twin(&self, child: &Child, but: &str) -> Option<(&Record, &'static str)> {
        let others = self.records.iter().filter(|loaded| loaded.record_id != but);
        which_child::twin(child, others.map(|loaded| &loaded.record))
    }

    /// Returns whether a field says why it matters to the child, for the officer at the keys.
    #[must_use]
    pub fn guided(&self) -> bool {
        !self.unguided.contains(&self.officer.number)
    }

    /// Gathers the facts of a record as they stand at the desk's time.
    #[must_use]
    pub fn facts<'m>(&'m self, loaded: &'m Loaded) -> Facts<'m> {
        Facts::gather(&loaded.record, &self.policy, &self.suite, self.now)
    }

    /// Returns how an action is done at this desk: its key on a screen, its word among lines.
    #[must_use]
    pub fn how(&self, scope: Scope, action: Action) -> String {
        match self.face {
            Face::Screen => shown_key(scope, action),
            Face::Lines => format!("\"{}\"", typed_word(scope, action)),
        }
    }

    /// Returns the draft of a form on a record.
    #[must_use]
    pub fn draft(&self, record_id: &str, form: Option<&str>) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.record_id == record_id && form.is_none_or(|form| form == draft.form))
    }

    /// Returns whose a draft is, where that isn't the officer at the keys: " by Sgt Beth Rowlands (3127)"; else nothing.
    #[must_use]
    pub fn by_another(&self, draft: &Draft) -> String {
        let another = draft.by.as_ref().filter(|by| Some(*by) != self.officer.named().as_ref());
        another.map_or_else(String::new, |by| format!(" by {by}"))
    }

    /// Judges every record afresh at the desk's time, and sets out the board; the selection stays with its child.
    pub fn judge_all(&mut self) {
        let records: Vec<&Record> = self.records.iter().map(|loaded| &loaded.record).collect();
        self.suite = Suite::index(&records);
        for loaded in &mut self.records {
            loaded.assessment = assess_among(&loaded.record, &self.policy, &self.suite, self.now);
        }
        self.lay_out();
    }

    /// Sets out the board and each child at a glance from the records as they were judged; the selection stays with its child.
    pub fn lay_out(&mut self) {
        let facts: Vec<Facts<'_>> = self.records.iter().map(|loaded| self.facts(loaded)).collect();
        let held = || {
            let both = self.records.iter().zip(&facts);
            both.map(|(loaded, facts)| (loaded.record_id.as_str(), facts, &loaded.assessment))
        };
        let (board, reviews) = (Board::of(held()), reviews_due(held()));
        let (ladders, handover) = (ladder_rows(held()), self.page(held()));
        let glances: Vec<Glance> = facts.iter().map(Glance::of).collect();
        drop(facts);
        let records: Vec<&Record> = self.records.iter().map(|loaded| &loaded.record).collect();
        let told = |(other, why): (&Record, &str)| format!("{} has {why}", other.head.custody_number);
        let twins: Vec<Option<String>> = which_child::twins(&records).into_iter().map(|twin| twin.map(told)).collect();
        for (loaded, (glance, twin)) in self.records.iter_mut().zip(glances.into_iter().zip(twins)) {
            (loaded.glance, loaded.twin) = (glance, twin);
        }
        (self.board, self.reviews) = (board, reviews);
        (self.ladders, self.handover) = (ladders, handover);
        self.select_one_listed();
    }

    /// Selects the first child on the screen, unless one that stands there is selected already: no key acts on a child unseen.
    pub fn select_one_listed(&mut self) {
        let listed = self.listed();
        if !self.selected.as_deref().is_some_and(|selected| listed.contains(&selected)) {
            self.selected = listed.first().map(|first| (*first).to_owned());
        }
    }

    /// Returns how many lines a part of the record on screen has.
    #[must_use]
    pub fn lines_of(&self, screen: &RecordScreen) -> usize {
        let Some(loaded) = self.loaded(&screen.record_id) else { return 0 };
        match screen.part {
            Part::Owed => loaded.assessment.duties.iter().filter(|duty| duty.is_open()).count(),
            Part::Findings => loaded.assessment.findings.len(),
            Part::Entries => loaded.record.as_of(self.now).len(),
        }
    }

    /// Returns the place of the selected child on the screen under the layers, counted from 0.
    #[must_use]
    pub fn selected_row(&self) -> Option<usize> {
        let selected = self.selected.as_deref()?;
        self.listed().iter().position(|listed| *listed == selected)
    }
}
