//! The one action table: dispatch, footer, help, palette and the printed key card all come from it.

use super::key;
use super::model::Screen;

/// Where an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On the whiteboard.
    Board,
    /// On a record.
    Record,
    /// In a form.
    Form,
    /// In help, the palette, or a list.
    Popup,
    /// While something long is read, such as why the law says so.
    Reading,
    /// In the list of whom one saw on a walk.
    Walk,
}

impl Scope {
    /// Every scope, in the order of the key card.
    pub const ALL: [Self; 6] = [Self::Board, Self::Record, Self::Form, Self::Popup, Self::Reading, Self::Walk];
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Move the selection up, or scroll up.
    Up,
    /// Move the selection down, or scroll down.
    Down,
    /// Scroll a page up.
    PageUp,
    /// Scroll a page down.
    PageDown,
    /// Open the selected record.
    Open,
    /// Open a form on the selected child.
    Form(&'static str),
    /// Write down a check made before the child left the cell.
    EarlierCheck,
    /// Write down a walk along the cells.
    Walk,
    /// Mark a child as seen on the walk, or not.
    Mark,
    /// On a walk, pass the child by whose form is open.
    PassBy,
    /// Select a child by the digits of the cell.
    Cell,
    /// Open a record of a child who comes in.
    New,
    /// Go on with the unfinished form of the selected child.
    Resume,
    /// Show the next part of the record.
    NextPart,
    /// Show the part before.
    PreviousPart,
    /// Show the next screen of the board.
    NextScreen,
    /// Show the screen of the board before.
    PreviousScreen,
    /// Show one screen of the board.
    Show(Screen),
    /// Read the whole handover page.
    ReadPage,
    /// Narrow the handover to what is one's own, or show it whole again.
    Mine,
    /// Change the officer at the keys.
    Officer,
    /// Lock the desk.
    Lock,
    /// Show help.
    Help,
    /// Show every action by name.
    Palette,
    /// Go back one step.
    Back,
    /// Leave the program.
    Quit,
    /// Go to the next field, or sign.
    Enter,
    /// Go to the next field.
    NextField,
    /// Go to the field before.
    PreviousField,
    /// Throw the draft away.
    Discard,
    /// Write the child's panel sheet.
    Sheet,
    /// Explain what is under the cursor: the facts, the sums, the provision, what would have changed it.
    Why,
    /// Look the law up.
    Law,
    /// Hide, or show again, why each field of a form matters.
    Guidance,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where.
    pub scope: Scope,
    /// The keys, the one shown first.
    pub keys: &'static [&'static str],
    /// What is done.
    pub action: Action,
    /// A word or two for the footer.
    pub label: &'static str,
    /// A sentence for help and the palette.
    pub help: &'static str,
}

const fn row(
    scope: Scope,
    keys: &'static [&'static str],
    action: Action,
    label: &'static str,
    help: &'static str,
) -> Binding {
    Binding { scope, keys, action, label, help }
}

/// A form, as it stands in the table: its name, its keys, a word or two, and a sentence.
type FormRow = (&'static str, &'static [&'static str], &'static str, &'static str);

/// The forms of every hour, first in the footer.
const COMMON: [FormRow; 5] = [
    ("check", &["c"], "Check", "A cell check: how the child seems, and what they said"),
    ("adult", &["a"], "Adult", "The appropriate adult: asked, chased, arrived, escalated"),
    ("review", &["r"], "Review", "Hold or record a review of detention"),
    ("accommodation", &["s"], "Accommodation", "After charge: ask the authority, record its answer"),
    ("note", &["n"], "Note", "Write a note"),
];

/// The other forms, in the order of the night.
const OTHER: [FormRow; 34] = [
    ("bedwatch", &[], "Call", "Out of the cell: the call to whoever is with the child"),
    ("talk", &["t"], "Talk", "After a review: the talk held, or the outcome told"),
    ("not_done", &[","], "Not done", "A rung of a ladder that isn't taken, and why"),
    ("missed", &["m"], "Not made", "Say that a check wasn't made, and why"),
    ("health", &["h"], "Health", "Healthcare, ASCC, duty team, referral"),
    ("care", &["d"], "Care", "A meal, a drink, a blanket, a call: offered, taken or not"),
    ("asks", &["i"], "Child asks", "What the child asked for, and what was done about it"),
    ("away", &["v"], "Out of cell", "Interview, hospital, questioned elsewhere, another station; and back"),
    ("charge", &["g"], "Charged", "The child is charged: offences looked up and confirmed"),
    ("bail", &["f"], "Bail refused", "Bail refused after charge: grounds and reasons"),
    ("certificate", &["e"], "Certificate", "The certificate for the court: which limb, and what is missing"),
    ("leave", &["l"], "Leaving", "Bail, release with its risk assessment, court"),
    ("handover", &["+", "="], "Take over", "Take the selected child over from the officer who goes off"),
    ("pass_on", &["-"], "Pass on", "Pass an open duty to someone by name, with the reason"),
    ("coming_in", &[], "Coming in", "Arrested again, arrived, before the custody officer, back on bail"),
    ("authorise", &[], "Detention", "Detention authorised or refused, with its grounds"),
    ("rights", &[], "Rights", "Rights given, or one of them delayed"),
    ("risk", &[], "Risk and plan", "Risk assessed, and the observation plan that follows"),
    ("place", &[], "Placed", "Where the child is put, and why a cell"),
    ("told", &[], "Parent told", "A parent, guardian or authority told of the arrest"),
    ("woman", &[], "Woman named", "Name the woman who has a girl's care"),
    ("solicitor", &[], "Solicitor", "A solicitor asked for, come or spoken to"),
    ("rest", &[], "Rest", "Rest began or ended, the child woke or was woken"),
    ("visit", &[], "Visit", "Someone came to see the child"),
    ("harm", &[], "Self-harm", "A threat or an act of self-harm"),
    ("force", &[], "Force used", "Force used on a child, and why"),
    ("search", &[], "Strip search", "A strip search: why, who was there, what was found"),
    ("postpone", &[], "Put off", "A review put off, on a ground of s.40(4)"),
    ("extend", &[], "Held longer", "A superintendent's extension, a court's warrant"),
    ("promise", &[], "Promise", "What is done about the child's alarm, and by when: it is quiet until then"),
    ("correct", &[], "Correct", "Strike an entry, with the reason; it stays to be read"),
    ("wrong_child", &[], "Wrong child", "An entry about another child: struck here and made there, both to be read"),
    ("settle", &[], "Who it is", "Settle the child's age, name or home: unknown, disputed or wrong at first"),
    ("opened_twice", &[], "Opened twice", "Two records of one child: strike the one that goes, say which stands"),
];

#[allow(clippy::indexing_slicing, reason = "worked out when compiling: past the end it wouldn't build")]
const fn rows_of<const N: usize>(scope: Scope, forms: [FormRow; N]) -> [Binding; N] {
    let mut rows = [row(scope, &[], Action::Help, "", ""); N];
    let mut i = 0;
    while i < N {
        let (id, keys, label, help) = forms[i];
        rows[i] = row(scope, keys, Action::Form(id), label, help);
        i += 1;
    }
    rows
}

static BOARD_COMMON: [Binding; 5] = rows_of(Scope::Board, COMMON);
static BOARD_OTHER: [Binding; 34] = rows_of(Scope::Board, OTHER);
static RECORD_COMMON: [Binding; 5] = rows_of(Scope::Record, COMMON);
static RECORD_OTHER: [Binding; 34] = rows_of(Scope::Record, OTHER);

/// What looking the law up is, in every scope.
const LAW: &str = "Look the law up: type a word or a paragraph, read the rule and how it stands for the child";

/// What switching guidance does, in every scope.
const GUIDANCE: &str = "Hide, or show again, why each field of a form matters to the child";

/// The table of everything but the forms. The order is the order of the footer: what matters most first.
const BINDINGS: &[Binding] = &[
    row(
        Scope::Board,
        &["enter"],
        Action::Open,
        "Open",
        "Open the selected child's record; on the ladders, the form of the next rung",
    ),
    row(
        Scope::Board,
        &["tab", "right"],
        Action::NextScreen,
        "Turn",
        "Show the next screen: the board, the reviews owed, the ladders, the handover",
    ),
    row(Scope::Board, &["w"], Action::Walk, "Walk", "Write a walk along the cells down: one check after another"),
    row(Scope::Board, &["u"], Action::Resume, "Unfinished", "Go on with the unfinished form of the selected child"),
    row(Scope::Board, &["y"], Action::New, "New child", "A child comes in: open their record"),
    row(Scope::Board, &["o"], Action::Officer, "Officer", "Change the officer at the keys"),
    row(Scope::Board, &["z"], LOCK.0, LOCK.1, LOCK.2),
    row(Scope::Board, &["?", "f1"], Action::Help, "Help", "Show what every key does"),
    row(Scope::Board, &[":", "ctrl-p"], Action::Palette, "Find", "Find any action by its name"),
    row(Scope::Board, &["q"], Action::Quit, "Quit", "Leave the program; drafts are kept"),
    row(Scope::Board, &["p"], Action::Sheet, "Sheet", "Write the selected child's panel sheet, to read in a browser"),
    row(Scope::Record, &["tab", "right"], Action::NextPart, "Turn", "Show the next part of the record"),
    row(Scope::Record, &["esc"], Action::Back, "Back", "Go back to the board"),
    row(
        Scope::Record,
        &["w"],
        Action::Why,
        "Why?",
        "Why the law says so: facts, sums, provision, what would have changed it; on an entry, which rules rest on it",
    ),
    row(Scope::Record, &["u"], Action::Resume, "Unfinished", "Go on with this child's unfinished form"),
    row(Scope::Record, &["p"], Action::Sheet, "Sheet", "Write this child's panel sheet, to read in a browser"),
    row(Scope::Record, &["o"], Action::Officer, "Officer", "Change the officer at the keys"),
    row(Scope::Record, &["z"], LOCK.0, LOCK.1, LOCK.2),
    row(Scope::Record, &["?", "f1"], Action::Help, "Help", "Show what every key does"),
    row(Scope::Record, &[":", "ctrl-p"], Action::Palette, "Find", "Find any action by its name"),
    row(Scope::Form, &["enter"], Action::Enter, "Next / sign", "Go to the next field; on the last line, sign"),
    row(Scope::Form, &["esc"], Action::Back, "Leave", "Leave the form; what is typed is kept as unfinished"),
    row(Scope::Form, &["ctrl-o"], Action::Officer, "Officer", "Change the officer at the keys"),
    row(Scope::Form, &["tab", "down"], Action::NextField, "Next", "Go to the next field"),
    row(Scope::Form, &["backtab", "up"], Action::PreviousField, "Before", "Go to the field before"),
    row(
        Scope::Form,
        &["ctrl-f", "pagedown"],
        Action::PageDown,
        "Read on",
        "Read what to know and what signing does, on",
    ),
    row(Scope::Form, &["ctrl-b", "pageup"], Action::PageUp, "Back", "Read back; from its beginning, back to the form"),
    row(
        Scope::Form,
        &["ctrl-n"],
        Action::PassBy,
        "Pass by",
        "On a walk: go on to the next child; what is typed is kept",
    ),
    row(Scope::Form, &["ctrl-x"], Action::Discard, "Discard", "Throw away what is typed"),
    row(Scope::Form, &["ctrl-g", "f1"], Action::Help, "Help", "Show what every key does"),
    row(Scope::Form, &["ctrl-p"], Action::Palette, "Find", "Find any action by its name"),
    row(Scope::Form, &["ctrl-l"], Action::Law, "Law", LAW),
    row(Scope::Form, &["ctrl-t"], Action::Guidance, "Guidance", GUIDANCE),
    row(Scope::Form, &["ctrl-k"], LOCK.0, LOCK.1, LOCK.2),
    row(Scope::Popup, &["enter"], Action::Enter, "Choose", "Choose the line"),
    row(Scope::Popup, &["esc"], Action::Back, "Close", "Close this"),
    row(Scope::Popup, &["down", "tab"], Action::Down, "Down", "Go down"),
    row(Scope::Popup, &["up", "backtab"], Action::Up, "Up", "Go up"),
    row(Scope::Popup, &["pagedown"], Action::PageDown, "Page down", "Go a page down"),
    row(Scope::Popup, &["pageup"], Action::PageUp, "Page up", "Go a page up"),
    row(Scope::Reading, &["esc", "w"], Action::Back, "Back", "Go back to where it was asked"),
    row(Scope::Reading, &["space", "pagedown"], Action::PageDown, "Page down", "Read on by a page"),
    row(Scope::Reading, &["b", "pageup"], Action::PageUp, "Page up", "Go back by a page"),
    row(Scope::Reading, &["down", "j"], Action::Down, "Down", "Read on by a line"),
    row(Scope::Reading, &["up", "k"], Action::Up, "Up", "Go back by a line"),
    row(Scope::Reading, &["?", "f1"], Action::Help, "Help", "Show what every key does"),
    row(
        Scope::Walk,
        &["enter"],
        Action::Enter,
        "Write down",
        "Write the checks of those marked down, one after another",
    ),
    row(Scope::Walk, &["space", "x"], Action::Mark, "Seen or not", "Mark the selected child as seen, or not"),
    row(Scope::Walk, &["esc"], Action::Back, "Close", "Close this"),
    row(Scope::Walk, &["down", "j", "tab"], Action::Down, "Down", "Go down"),
    row(Scope::Walk, &["up", "k", "backtab"], Action::Up, "Up", "Go up"),
    row(Scope::Walk, &["?", "f1"], Action::Help, "Help", "Show what every key does"),
];

/// The lock: it comes by itself too, after [`super::model::IDLE_MINUTES`].
const LOCK: (Action, &str, &str) =
    (Action::Lock, "Lock", "Lock the desk: names go, what is typed stays; two minutes without a key do the same");

const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// A check made before the child left the cell: while they are out of it, the key of a check opens the call.
const EARLIER: (Action, &str, &str) =
    (Action::EarlierCheck, "Earlier check", "A check made before the child left the cell");

/// What moves about on the board and on a record: last, since the arrows are found without being told.
const MOVES: &[Binding] = &[
    row(Scope::Board, DIGITS, Action::Cell, "Cell", "Select the child in the cell of that number: 1 1 for cell 11"),
    row(Scope::Board, &[], EARLIER.0, EARLIER.1, EARLIER.2),
    row(Scope::Record, &[], EARLIER.0, EARLIER.1, EARLIER.2),
    row(Scope::Board, &["x"], Action::Law, "Law", LAW),
    row(Scope::Record, &["x"], Action::Law, "Law", LAW),
    row(Scope::Board, &[], Action::Guidance, "Guidance", GUIDANCE),
    row(Scope::Record, &[], Action::Guidance, "Guidance", GUIDANCE),
    row(Scope::Board, &["esc"], Action::Show(Screen::Board), "Board", "Show the board"),
    row(
        Scope::Board,
        &[],
        Action::Show(Screen::Reviews),
        "Reviews owed",
        "The reviews owed over all suites, the earliest first",
    ),
    row(
        Scope::Board,
        &[],
        Action::Show(Screen::Ladders),
        "Ladders",
        "The ladders to an adult and to a place with the authority: the next rung, due when, waited how long",
    ),
    row(
        Scope::Board,
        &[],
        Action::Show(Screen::Handover),
        "Handover",
        "The handover page: what is time-critical first, then every child, and who has taken them over",
    ),
    row(Scope::Board, &["."], Action::ReadPage, "Whole page", "Read the whole handover page from its beginning"),
    row(
        Scope::Board,
        &[],
        Action::Mine,
        "Mine only",
        "End of shift: what is yours and open over all children; again shows everyone's",
    ),
    row(Scope::Board, &["backtab", "left"], Action::PreviousScreen, "Turn back", "Show the screen before"),
    row(Scope::Board, &["down", "j"], Action::Down, "Down", "Select the next child"),
    row(Scope::Board, &["up", "k"], Action::Up, "Up", "Select the child before"),
    row(Scope::Board, &["pagedown", "space"], Action::PageDown, "Page down", "Go several children down"),
    row(Scope::Board, &["pageup", "b"], Action::PageUp, "Page up", "Go several children up"),
    row(Scope::Record, &["backtab", "left"], Action::PreviousPart, "Part before", "Show the part before"),
    row(Scope::Record, &["down", "j"], Action::Down, "Down", "Select the next line"),
    row(Scope::Record, &["up", "k"], Action::Up, "Up", "Select the line before"),
    row(Scope::Record, &["pagedown", "space"], Action::PageDown, "Page down", "Go several lines down"),
    row(Scope::Record, &["pageup", "b"], Action::PageUp, "Page up", "Go several lines up"),
];

/// What the marks on a screen mean: said in help and on the key card.
#[must_use]
pub fn marks(scope: Scope) -> &'static [(&'static str, &'static str)] {
    match scope {
        Scope::Board => &[
            ("!!", "Overdue: the word stands beside it"),
            ("~", "Overdue, and a promise stands: quiet until its time"),
            (">", "Due soon"),
            (".", "Owed, not yet due"),
            ("5h08!", "Heard: too long since the child's own words were last recorded"),
            ("7!1", "Open: seven things owed, and one that fell short; Enter shows which"),
            ("ok, no", "A rung of a ladder: done; or it came to nothing, with the reason"),
            ("6 out", "Cell: the child is out of it, at hospital or in interview"),
        ],
        _ => &[],
    }
}

/// Returns the rows of one scope, in the order of the footer: the forms of every hour, what opens and leaves, the other
/// forms, what moves about.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    let all =
        BOARD_COMMON.iter().chain(&RECORD_COMMON).chain(BINDINGS).chain(&BOARD_OTHER).chain(&RECORD_OTHER).chain(MOVES);
    all.filter(move |binding| binding.scope == scope)
}

/// Returns what a key does in a scope.
#[must_use]
pub fn resolve(scope: Scope, name: &str) -> Option<Action> {
    of(scope).find(|binding| binding.keys.contains(&name)).map(|binding| binding.action)
}

impl Binding {
    /// Returns the keys as a person reads them: `c`, `Ctrl-P`; for an action without a key, how to find it by name.
    #[must_use]
    pub fn shown_keys(&self) -> Vec<String> {
        if self.keys.is_empty() {
            return vec![format!("{} {}", shown_key(self.scope, Action::Palette), self.label)];
        }
        if self.action == Action::Cell {
            return vec!["0-9".to_owned()];
        }
        self.keys.iter().map(|name| key::shown(name)).collect()
    }
}

/// Returns the first key of an action as a person reads it; empty where it has none.
#[must_use]
pub fn shown_key(scope: Scope, action: Action) -> String {
    let binding = of(scope).find(|binding| binding.action == action);
    binding.and_then(|binding| binding.keys.first()).map_or_else(String::new, |name| key::shown(name))
}

/// Returns the word that stands for an action where lines are typed: its label in small letters; empty where it has none.
#[must_use]
pub fn typed_word(scope: Scope, action: Action) -> String {
    let binding = of(scope).find(|binding| binding.action == action);
    binding.map_or_else(String::new, |binding| binding.label.trim_end_matches('?').to_lowercase())
}

/// Returns the key card, as `docs/keys.md` prints it.
#[must_use]
pub fn key_card() -> String {
    let mut card = String::from("# Keys\n\nMade from the action table (`src/tui/action.rs`); a test keeps it fresh.\n");
    let scopes = [
        (Scope::Board, "On the board"),
        (Scope::Record, "On a record"),
        (Scope::Form, "In a form"),
        (Scope::Popup, "In help, the palette and lists"),
        (Scope::Reading, "While reading"),
        (Scope::Walk, "In the list of a walk"),
    ];
    for (scope, title) in scopes {
        card.push_str(&format!("\n## {title}\n\n| key | does |\n|---|---|\n"));
        for binding in of(scope) {
            let keys: Vec<String> = binding.shown_keys().iter().map(|name| format!("`{name}`")).collect();
            card.push_str(&format!("| {} | {} |\n", keys.join(", "), binding.help));
        }
        if !marks(scope).is_empty() {
            card.push_str("\n| mark | means |\n|---|---|\n");
        }
        for (mark, meaning) in marks(scope) {
            card.push_str(&format!("| `{mark}` | {meaning} |\n"));
        }
    }
    card
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in Scope::ALL {
            let mut keys: Vec<&str> = of(scope).flat_map(|binding| binding.keys.iter().copied()).collect();
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{scope:?}");
        }
    }

    #[test]
    fn every_form_can_be_opened_from_the_board_and_from_the_record() {
        for form in crate::desk::forms::ALL {
            for scope in [Scope::Board, Scope::Record] {
                assert!(of(scope).any(|binding| binding.action == Action::Form(form.id)), "{} {scope:?}", form.id);
            }
        }
    }

    #[test]
    fn no_key_is_one_that_terminals_eat() {
        for binding in Scope::ALL.into_iter().flat_map(of) {
            for key in binding.keys {
                let eaten = ["ctrl-i", "ctrl-j", "ctrl-m", "ctrl-h", "ctrl-s", "ctrl-q", "ctrl-z"];
                assert!(!eaten.contains(key) && !key.starts_with("alt-"), "{key}");
            }
            let letters = binding.keys.iter().any(|key| !key.starts_with('f') || key.len() == 1);
            // What has no key is found by its name.
            let palette = of(binding.scope).any(|named| named.action == Action::Palette && !named.keys.is_empty());
            let by_name = binding.keys.is_empty() && palette;
            assert!(letters || by_name, "{:?} needs a key that is not a function key", binding.action);
        }
    }

    #[test]
    fn the_printed_key_card_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
        if std::env::var_os("PACEKEEPER_WRITE_DOCS").is_some() {
            std::fs::write(path, key_card()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), key_card(), "run the tests with PACEKEEPER_WRITE_DOCS=1");
    }
}
