//! Lenient reading: what isn't known is kept as a note, and said; nothing is thrown away.

use serde_json::{Value, json};

use super::case_file::{CaseFile, located};
use super::node::Node;
use super::problem::Problem;

/// The most unknown things one file may hold before it is plainly not a case file.
const MOST_KEPT: usize = 1_000;

/// Reads a case file; each unknown kind, field or value becomes a note on its entry.
pub(super) fn read(text: &str) -> Result<(CaseFile, Vec<Problem>), Problem> {
    let mut kept = Vec::new();
    let mut patched: Option<Value> = None;
    loop {
        let current = patched.as_ref().map(Value::to_string);
        let shown = current.as_deref().unwrap_or(text);
        let problem = match read_once(shown) {
            Ok(case) => return Ok((case, kept)),
            Err((problem, unknown)) => {
                let line =
                    if patched.is_some() { line_of(text, &problem.path).unwrap_or(problem.line) } else { problem.line };
                let problem = Problem { line, ..problem };
                if !unknown || kept.len() >= MOST_KEPT {
                    return Err(problem);
                }
                problem
            }
        };
        let mut value = match patched.take() {
            Some(value) => value,
            None => {
                serde_json::from_str(text).map_err(|error| Problem { message: error.to_string(), ..problem.clone() })?
            }
        };
        if !keep_as_note(&mut value, &problem.path) {
            return Err(problem);
        }
        patched = Some(value);
        kept.push(problem);
    }
}

fn read_once(text: &str) -> Result<CaseFile, (Problem, bool)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Ok(root) = Node::parse(text) else {
        return CaseFile::read(text).map_err(|problem| (problem, false));
    };
    CaseFile::read_node(root).map_err(|fault| (located(text, &fault), fault.unknown))
}

/// Moves the value at `path` out of the way and writes it into the nearest entry's note; false where it can't.
fn keep_as_note(root: &mut Value, path: &str) -> bool {
    let steps: Vec<String> = path.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let words: Vec<&str> = steps.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["entries", i, "kind"] => {
            let Some(entry) = root.pointer_mut(&format!("/entries/{i}")) else { return false };
            let text = entry.to_string();
            *entry = json!({
                "at": entry.get("at").cloned().unwrap_or(Value::Null),
                "kind": "note",
                "text": format!("kept as it came: {text}"),
            });
            true
        }
        ["entries", i, rest @ ..] if !rest.is_empty() => {
            let required = path.to_owned();
            let Some(entry) = root.pointer_mut(&format!("/entries/{i}")) else { return false };
            let before = entry.to_string();
            let Some(removed) = remove(entry, rest) else { return false };
            let note = format!("kept as it came: {} = {removed}", rest.join("/"));
            let kind = entry.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
            let is_required = rest.len() == 1
                && super::kinds::Kind::fields_of(&kind).is_some_and(|fields| {
                    fields.iter().any(|field| field.required && required.ends_with(&format!("/{}", field.name)))
                });
            if is_required {
                *entry = json!({
                    "at": entry.get("at").cloned().unwrap_or(Value::Null),
                    "kind": "note",
                    "text": format!("kept as it came: {before}"),
                });
                return true;
            }
            add_note(entry, &note)
        }
        [first, ..] if *first != "entries" && *first != "format" => {
            let Some(removed) = remove(root, &words) else { return false };
            let note = format!("kept as it came: {} = {removed}", words.join("/"));
            match root.pointer_mut("/entries/0") {
                Some(entry) => add_note(entry, &note),
                None => false,
            }
        }
        _ => false,
    }
}

fn add_note(entry: &mut Value, note: &str) -> bool {
    let Some(map) = entry.as_object_mut() else { return false };
    let text = match map.get("note").and_then(Value::as_str) {
        Some(old) => format!("{old}; {note}"),
        None => note.to_owned(),
    };
    map.insert("note".to_owned(), Value::String(text));
    true
}

fn remove(value: &mut Value, steps: &[&str]) -> Option<Value> {
    let (last, before) = steps.split_last()?;
    let mut holder = value;
    for step in before {
        holder = match holder {
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            Value::Object(map) => map.get_mut(*step)?,
            _ => return None,
        };
    }
    match holder {
        Value::Object(map) => map.shift_remove(*last),
        Value::Array(items) => {
            let i = last.parse::<usize>().ok()?;
            (i < items.len()).then(|| items.remove(i))
        }
        _ => None,
    }
}

/// Returns the line of the original text on which the value at `path` stands.
fn line_of(text: &str, path: &str) -> Option<usize> {
    let mut node = Node::parse(text).ok()?;
    for step in path.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        node = if node.text().starts_with('[') {
            *node.list("a list").ok()?.get(step.parse::<usize>().ok()?)?
        } else {
            node.object("an object").ok()?.take(&step)?
        };
    }
    Some(located(text, &node.fault("")).line)
}
