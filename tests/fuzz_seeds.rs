//! Every input that fuzzing kept, held to what the fuzzer holds it to, without the fuzzer; and its dictionary, kept fresh.
//!
//! `docs/testing.md` says how the inputs were found. `PACEKEEPER_WRITE_DOCS=1 cargo test --test fuzz_seeds` writes the dictionary anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../fuzz/src/promises.rs"]
mod promises;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pacekeeper::record::schema::case_file_schema;
use serde_json::Value;

const DICTIONARY: &str = "fuzz/case.dict";

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Runs every seed of a target, and names those that break a promise.
fn hold(target: &str, promise: fn(&[u8])) {
    let seeds = seeds(target);
    assert!(seeds.len() >= 20, "{} seeds for {target}", seeds.len());
    let broken: Vec<String> = seeds
        .iter()
        .filter(|(_, data)| std::panic::catch_unwind(|| promise(data)).is_err())
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(broken.is_empty(), "{target}: {} of {} break a promise: {broken:?}", broken.len(), seeds.len());
}

#[test]
fn every_kept_input_is_read_or_refused_as_it_should_be() {
    hold("read_case", promises::reading);
}

#[test]
fn every_kept_input_is_judged_as_it_should_be() {
    hold("assess", promises::judging);
}

#[test]
fn the_fuzzers_dictionary_names_every_word_of_the_format() {
    let dictionary = dictionary();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DICTIONARY);
    if std::env::var_os("PACEKEEPER_WRITE_DOCS").is_some() {
        std::fs::write(&path, &dictionary).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == dictionary,
        "{DICTIONARY} isn't what the schema says: PACEKEEPER_WRITE_DOCS=1 cargo test --test fuzz_seeds writes it anew"
    );
}

fn dictionary() -> String {
    let mut words = BTreeSet::new();
    gather(&case_file_schema(), &mut words);
    let mut dictionary =
        String::from("# Every name and word of a case file, made from the schema by tests/fuzz_seeds.rs.\n");
    for word in words {
        dictionary.push_str(&format!("\"\\\"{word}\\\"\"\n"));
    }
    let times =
        ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00Z", "2027-03-28T01:30:00+00:00", "1900-01-01T00:00:00Z"];
    let others =
        ["\\\"nothing\\\"", "\\\"AIO\\\"", "null", "true", "false", "4294967295", "\\\\u202e", "\\xef\\xbb\\xbf"];
    for text in times.iter().chain(&others) {
        dictionary.push_str(&format!("\"{text}\"\n"));
    }
    dictionary
}

/// Gathers the names of fields, the kinds and the words.
fn gather(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (name, inner) in map {
                match (name.as_str(), inner) {
                    ("properties", Value::Object(fields)) => words.extend(fields.keys().cloned()),
                    ("const", Value::String(word)) => drop(words.insert(word.clone())),
                    ("enum", Value::Array(all)) => {
                        words.extend(all.iter().filter_map(Value::as_str).map(str::to_owned))
                    }
                    _ => {}
                }
                gather(inner, words);
            }
        }
        Value::Array(all) => all.iter().for_each(|inner| gather(inner, words)),
        _ => {}
    }
}
