//! Drafts between the desk and the ledger.

use std::collections::BTreeMap;

use crate::desk::FormSpec;
use crate::ledger::{Ledger, LedgerError, StoredDraft};
use crate::tui::model::Draft;

/// Returns a draft as the ledger keeps it.
pub fn to_keep(draft: &Draft) -> StoredDraft {
    let values: serde_json::Map<String, serde_json::Value> =
        draft.values.iter().map(|(field, value)| (field.to_owned(), value.into())).collect();
    StoredDraft {
        record_id: draft.record_id.clone(),
        form: draft.form.to_owned(),
        values: serde_json::Value::Object(values).to_string(),
        saved_at: draft.saved_at,
        by: draft.by.clone(),
    }
}

/// Returns the drafts in the ledger, and how many of them this version can't read. Those stay where they are: one bad
/// draft must not keep a suite from its board.
///
/// # Errors
/// The ledger can't be read.
pub fn kept(ledger: &Ledger) -> Result<(Vec<Draft>, usize), LedgerError> {
    let stored = ledger.drafts()?;
    let all = stored.len();
    let drafts: Vec<Draft> = stored.into_iter().filter_map(read).collect();
    let unread = all - drafts.len();
    Ok((drafts, unread))
}

fn read(kept: StoredDraft) -> Option<Draft> {
    let spec = FormSpec::named(&kept.form)?;
    let values: BTreeMap<String, String> = serde_json::from_str(&kept.values).ok()?;
    Some(Draft {
        record_id: kept.record_id,
        form: spec.id,
        values: values.into_iter().collect(),
        saved_at: kept.saved_at,
        by: kept.by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(form: &str, values: &str) -> StoredDraft {
        let saved_at = crate::record::Moment::parse("2026-10-24T23:10:00+01:00").unwrap().instant();
        let by = Some("Sgt Beth Rowlands (3127)".into());
        StoredDraft { record_id: "r".into(), form: form.into(), values: values.into(), saved_at, by }
    }

    #[test]
    fn a_draft_comes_back_as_it_was_kept() {
        let draft = read(stored("check", r#"{"seen":"Siân \"on\" the bench","when":"23:10 bst 24/10"}"#)).unwrap();
        assert_eq!(draft.values.get("seen"), "Siân \"on\" the bench");
        assert_eq!(read(to_keep(&draft)), Some(draft));
    }

    #[test]
    fn every_field_of_every_form_comes_back_from_the_ledger_as_it_was_typed_whatever_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.ledger");
        let saved_at = crate::record::Moment::parse("2026-10-24T23:10:00+01:00").unwrap().instant();
        let mut ledger = Ledger::create(&path, true, saved_at).unwrap();
        let words = "Siân Ŵyn £5 \"'\\ \u{0}\n\u{1b}[2J\u{9b}\u{202e}\u{2066}\u{200b}👩‍👧 \u{301}\u{fffd}";
        let long = "ŵ".repeat(crate::tui::line::MOST_CHARACTERS);
        let forms = crate::desk::forms::ALL.iter().chain(&[crate::desk::forms::NEW]);
        let mut drafts: Vec<Draft> = forms
            .map(|spec| {
                let value = |field: &str| format!("{words}{field}{long}");
                let fields = spec.fields.iter();
                let values = fields.map(|field| (field.id.to_owned(), value(field.id))).collect();
                Draft { record_id: "r".into(), form: spec.id, values, saved_at, by: Some(words.into()) }
            })
            .collect();
        drafts.sort_by_key(|draft| draft.form);
        for draft in &drafts {
            ledger.save_draft(&to_keep(draft)).unwrap();
        }
        drop(ledger);
        assert_eq!(kept(&Ledger::open(&path).unwrap()).unwrap(), (drafts, 0));
    }

    #[test]
    fn a_draft_of_another_version_is_left_alone() {
        assert_eq!(read(stored("fingerprints", "{}")), None);
        assert_eq!(read(stored("check", "half a")), None);
    }
}
