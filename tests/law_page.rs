//! `docs/law.md` is made from the register: it says what the register says, or this fails.
//!
//! `PACEKEEPER_WRITE_DOCS=1 cargo test --test law_page` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pacekeeper::law::FAMILIES;
use pacekeeper::law::accommodation::ROWS;
use pacekeeper::law::register::{Ymd, rules, shown_date};
use pacekeeper::law::sources::{NOT_SETTLED, READ};

const PAGE: &str = "docs/law.md";
/// What mutation testing came to, a line a file: `caught missed file`.
const MUTANTS: &str = "docs/mutants.txt";

#[test]
fn the_page_on_the_law_says_what_the_register_says() {
    let page = page();
    let path = root().join(PAGE);
    if std::env::var_os("PACEKEEPER_WRITE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != page {
        let line = kept.lines().zip(page.lines()).position(|(kept, made)| kept != made);
        panic!(
            "{PAGE} doesn't say what the register says (from line {}): PACEKEEPER_WRITE_DOCS=1 cargo test --test law_page writes it anew",
            line.map_or_else(|| "the end".to_owned(), |line| (line + 1).to_string())
        );
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    let mut page = String::from(
        "# The law\n\nMade from the register by `tests/law_page.rs`: what each rule asks, what it rests on, and how it is shown to be right. \
         `pacekeeper rules ID` prints one row; `pacekeeper explain FILE --rule ID` shows one at work.\n\n\
         Standards: **statute** and **code** are law, **guidance** and **policy** good practice. A breach falls short of the law or of what \
         the Code demands, a shortfall of good practice; a query asks. A rule not in force on the first day of a detention finds nothing.\n",
    );
    for family in FAMILIES {
        write!(page, "\n## {}\n\n| rule | what it asks, and why it matters to the child | rests on | in force from | owed by |\n|---|---|---|---|---|\n", family.title).unwrap();
        for rule in family.rules {
            writeln!(
                page,
                "| `{}` | {}. {} | {}: {} | {} | {} |",
                rule.id,
                rule.title,
                cell(rule.why),
                rule.standard.plain(),
                cell(&rule.cites.join("; ")),
                in_force(rule.in_force_from, rule.in_force_until),
                rule.owed_by.plain()
            )
            .unwrap();
        }
    }
    page.push_str(
        "\n## The rows of the threshold test\n\nNever findings of their own: they make the accommodation answer, and stand behind findings. Of all that apply, the first of not \
         applicable, not supported, needs a reason, supported is the answer.\n\n| row | when, and why it matters to the child | answers | rests on | in force from | owed by |\n|---|---|---|---|---|---|\n",
    );
    for row in ROWS {
        let outcomes: Vec<String> = row.outcomes.iter().map(|outcome| outcome.plain()).collect();
        let outcomes = if outcomes.is_empty() { "prompts".to_owned() } else { outcomes.join(", ") };
        writeln!(
            page,
            "| `{}` | {}. {} | {outcomes} | {}: {} | {} | {} |",
            row.id,
            row.when,
            cell(row.why),
            row.standard.plain(),
            cell(&row.cites.join("; ")),
            shown_date(row.in_force_from),
            row.owed_by.plain()
        )
        .unwrap();
    }
    shown_right(&mut page);
    sources(&mut page);
    page
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn in_force(from: Option<Ymd>, until: Option<Ymd>) -> String {
    let from = from.map_or_else(|| "always".to_owned(), shown_date);
    until.map_or(from.clone(), |until| format!("{from}, until {}", shown_date(until)))
}

/// How each rule is shown to be right: tests that name it, fixtures, mutants of its file, and whether its law is settled.
fn shown_right(page: &mut String) {
    page.push_str(
        "\n## How each rule is shown to be right\n\nTests: those that name the rule, beside the tests of its family. Fixtures: case files in `fixtures/` of which it finds \
         something. Mutants: of those tried in the file of its function, how many the tests caught ([testing.md](testing.md)). Settled: whether its law is, or which point under \
         [Not settled](#not-settled) touches it.\n\n| rule | tests | fixtures | mutants caught | settled |\n|---|---|---|---|---|\n",
    );
    let sources = sources_of_law();
    let (tests, homes) = (tests_by_rule(&sources), homes(&sources));
    let (fixtures, mutants) = (fixtures_by_rule(), mutants());
    let ids = rules().map(|rule| rule.id).chain(ROWS.iter().map(|row| row.id));
    for id in ids {
        let mutants = homes
            .get(id)
            .and_then(|home| mutants.get(home))
            .map_or_else(|| "none tried".to_owned(), |(caught, missed)| format!("{caught} of {}", caught + missed));
        let open: Vec<String> = (1..)
            .zip(NOT_SETTLED)
            .filter(|(_, point)| point.rules.contains(&id))
            .map(|(number, _)| number.to_string())
            .collect();
        let settled = if open.is_empty() { "yes".to_owned() } else { format!("not wholly: {}", open.join(", ")) };
        let count = |of: &BTreeMap<&str, usize>| of.get(id).copied().unwrap_or(0);
        writeln!(page, "| `{id}` | {} | {} | {mutants} | {settled} |", count(&tests), count(&fixtures)).unwrap();
    }
}

fn sources(page: &mut String) {
    page.push_str("\n## Read\n\nThe texts the rules were held against.\n\n| text | edition | what of it was read |\n|---|---|---|\n");
    for read in READ {
        writeln!(page, "| {} | {} | {} |", cell(read.instrument), cell(read.edition), cell(read.provisions)).unwrap();
    }
    page.push_str(
        "\n## Not settled\n\nWhat the text of the law leaves open, or wasn't read, and what the program does meanwhile.\n\n| | point | what is open | meanwhile | touches |\n|---|---|---|---|---|\n",
    );
    for (number, point) in (1..).zip(NOT_SETTLED) {
        let touches: Vec<String> = point.rules.iter().map(|id| format!("`{id}`")).collect();
        writeln!(
            page,
            "| {number} | {} | {} | {} | {} |",
            cell(point.point),
            cell(point.open),
            cell(point.meanwhile),
            touches.join(", ")
        )
        .unwrap();
    }
}

/// Returns every source file of the law with its text, by its path from the root.
fn sources_of_law() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join("src/law"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// Returns how many tests name each rule, by its id or by the constant that its file keeps it in; each case of a table of cases
/// is one.
fn tests_by_rule(sources: &BTreeMap<String, String>) -> BTreeMap<&'static str, usize> {
    let ids: Vec<&'static str> = rules().map(|rule| rule.id).chain(ROWS.iter().map(|row| row.id)).collect();
    let mut tests: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, text) in sources.iter().filter(|(name, _)| *name != "tests/law_page.rs") {
        let constants: Vec<(&str, &str)> = text.lines().filter_map(constant).collect();
        for (start, _) in text.match_indices("#[test]").chain(text.match_indices("#[rstest]")) {
            let body = text[start..].split("\n}\n").next().unwrap_or_default();
            let body = body.split("\n    }\n").next().unwrap_or_default();
            let cases = body.matches("#[case").count().saturating_sub(body.matches("#[case] ").count()).max(1);
            let words: BTreeSet<&str> = body.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for id in &ids {
                let by_name = constants.iter().any(|(name, of)| of == id && words.contains(name));
                if by_name || body.contains(&format!("\"{id}\"")) {
                    *tests.entry(id).or_default() += cases;
                }
            }
        }
    }
    tests
}

/// Returns the name and the text of a constant: `const LATE: &str = "review.late";`.
fn constant(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.trim().strip_prefix("const ")?.split_once(": &str = \"")?;
    Some((name, text.strip_suffix("\";")?))
}

/// Returns the file in which each rule's function stands: that of its row, or the part of the family that the row names.
fn homes(sources: &BTreeMap<String, String>) -> BTreeMap<&'static str, String> {
    let mut homes = BTreeMap::new();
    for rule in rules() {
        let row = format!("id: \"{}\"", rule.id);
        let (name, text) =
            sources.iter().find(|(_, text)| text.contains(&row)).unwrap_or_else(|| panic!("{}", rule.id));
        let from = text.find(&row).unwrap();
        let judge = text[from..].split("judge").nth(1).unwrap_or_default();
        let judge = judge.trim_start_matches([':', ' ']).split([',', '}']).next().unwrap_or_default();
        let folder = Path::new(name).parent().unwrap();
        let home = match judge.split_once("::") {
            Some((part, _)) => format!("{}/{part}.rs", folder.display()),
            None => name.clone(),
        };
        homes.insert(rule.id, if sources.contains_key(&home) { home } else { name.clone() });
    }
    homes
}

/// Returns how many fixtures expect something of each rule, or name each row behind it.
fn fixtures_by_rule() -> BTreeMap<&'static str, usize> {
    let ids: Vec<&'static str> = rules().map(|rule| rule.id).chain(ROWS.iter().map(|row| row.id)).collect();
    let mut fixtures: BTreeMap<&'static str, usize> = BTreeMap::new();
    for folder in ["", "good", "poor", "told"] {
        let Ok(files) = std::fs::read_dir(root().join("fixtures").join(folder)) else { continue };
        for path in files.map(|file| file.unwrap().path()) {
            if !path.to_string_lossy().ends_with(".expected.toml") {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let named: BTreeSet<&str> = ids.iter().copied().filter(|id| text.contains(&format!("\"{id}\""))).collect();
            for id in named {
                *fixtures.entry(id).or_default() += 1;
            }
        }
    }
    fixtures
}

/// Returns how many mutants of each file were caught and missed.
fn mutants() -> BTreeMap<String, (usize, usize)> {
    let text = std::fs::read_to_string(root().join(MUTANTS)).unwrap_or_default();
    let mut mutants = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [caught, missed, file] = words.as_slice() {
            mutants.insert((*file).to_owned(), (caught.parse().unwrap(), missed.parse().unwrap()));
        }
    }
    mutants
}
