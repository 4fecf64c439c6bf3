//! Entries: written when it happened, signed, and corrected before anyone relied on them.

use crate::law::assessment::Judgement;
use crate::law::facts::{Facts, Mark};
use crate::law::health::{owner_of, stay};
use crate::law::register::{Owner, PACE, Rule, Standard};
use crate::record::kinds::{Correction, Disclosed, KindName, Review};
use crate::record::time::{clock, length, minutes_between};
use crate::record::{By, CaseFile, Entry, Instant, Standing};

/// `entry.late`.
pub(super) const LATE: Rule = Rule {
    id: "entry.late",
    title: "Entries are written when it happens",
    standard: Standard::Policy,
    cites: &["force policy", "Code C 2.6", "Code C 1.1A"],
    in_force_from: None,
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "What is written an hour later is what is remembered, and the child's words are the first thing lost.",
    judge: late,
};

/// `entry.unsigned`.
pub(super) const UNSIGNED: Rule = Rule {
    id: "entry.unsigned",
    title: "Every entry says who made it",
    standard: Standard::Code,
    cites: &["Code C 2.6", "Code C 2.6A"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "An entry nobody signed is one nobody can be asked about.",
    judge: unsigned,
};

/// `entry.corrected-late`.
pub(super) const CORRECTED_LATE: Rule = Rule {
    id: "entry.corrected-late",
    title: "Corrections are made before anyone has relied on the entry",
    standard: Standard::Code,
    cites: &["Code C 2.6"],
    in_force_from: Some(PACE),
    in_force_until: None,
    owed_by: Owner::CustodyOfficer,
    why: "A decision about a child was made on the words as they stood; a later change needs asking about.",
    judge: corrected_late,
};

/// Returns the author of an entry; a replacement that names none is by whoever made the correction.
fn author<'a>(facts: &Facts<'a>, standing: &Standing<'a>) -> Option<&'a By> {
    let correction = || facts.record.entries().get(standing.position).and_then(Entry::by);
    standing.entry.by().or_else(|| standing.instead_of.and_then(|_| correction()))
}

/// Returns who answers for an entry: its author's role, else the custody officer.
fn answers(facts: &Facts<'_>, standing: &Standing<'_>, otherwise: Owner) -> Owner {
    author(facts, standing).and_then(|by| by.role).and_then(owner_of).unwrap_or(otherwise)
}

fn late(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for standing in facts.entries_as_a_child() {
        let (at, Some(written)) = (standing.at, standing.written) else { continue };
        let policy = &facts.policy.entry;
        let limit = if standing.kind == KindName::Check { policy.check_late_minutes } else { policy.late_minutes };
        let minutes = minutes_between(at, written);
        if minutes < limit {
            continue;
        }
        let title = standing.kind.title();
        let which = if standing.kind == KindName::Check { "checks" } else { "other entries" };
        let message = move || {
            format!(
                "{title} at {} was written at {}, {} after: {which} are written in under {}. Both times stand; write why.",
                stay::beside(at, written),
                stay::beside(written, at),
                length(minutes),
                length(limit),
            )
        };
        let owner = answers(facts, standing, rule.owed_by);
        judgement.find(rule.shortfall(at, message).measured(at, written).owed_by(owner).on([standing.position]));
    }
}

fn unsigned(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for standing in facts.entries_as_a_child() {
        if standing.signed {
            continue;
        }
        let (at, title) = (standing.at, standing.kind.title());
        let message = move || {
            format!(
                "Every entry is signed with a name or number: {title} at {} has neither. Find out who made it, and \
                 write it as a correction.",
                clock(at),
            )
        };
        let owner = answers(facts, standing, rule.owed_by);
        let finding = rule.breach(at, message).owed_by(owner).on([standing.position]);
        judgement.find(stay::unless_outside(facts, finding, at, at));
    }
}

fn corrected_late(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for correction in facts.each::<Correction>() {
        let entries = facts.record.entries();
        let Some(target) = CaseFile::resolve(entries, &correction.it.of) else { continue };
        let Some(corrected) = entries.get(target).filter(|corrected| facts.is_child_at(corrected.at())) else {
            continue;
        };
        let written = correction.entry.recorded_at();
        // What came after the corrected entry was written, and before the correction was, may rest on it.
        let relied = |mark: &Mark| mark.position != target && corrected.recorded_at() <= mark.at && mark.at < written;
        let mark = |at: Instant, position: usize| Mark { at, position };
        let mut ends = facts.stays.iter().filter_map(|stay| stay.end);
        let end = ends.find(|end| corrected.at() <= end.at && end.at < written).map(|end| ("the child left", end));
        let review = facts.each::<Review>().map(|review| mark(review.at, review.position)).find(relied);
        let shown = facts.each::<Disclosed>().map(|shown| mark(shown.at, shown.position)).find(relied);
        let Some((what, after)) = end
            .or(review.map(|review| ("a review was held", review)))
            .or(shown.map(|shown| ("the record was disclosed", shown)))
        else {
            continue;
        };
        let (title, at) = (corrected.kind.title(), corrected.at());
        let message = move || {
            format!(
                "{title} at {} was corrected at {}, after {what} at {}. Who had relied on it, and do they know?",
                stay::beside(at, written),
                stay::beside(written, at),
                stay::beside(after.at, written),
            )
        };
        judgement.find(
            rule.query(written, message)
                .on([correction.position, target])
                .on((after.position != target).then_some(after.position)),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, given, rfc};
    use crate::law::{Owner, Verdict};

    const LATE: &str = "entry.late";
    const UNSIGNED: &str = "entry.unsigned";
    const CORRECTED: &str = "entry.corrected-late";

    fn held() -> Given {
        given().authorised("12:00")
    }

    fn released(given: Given) -> Given {
        given.at("18:00", "released", json!({ "outcome": "bail", "to": "parent", "risk_assessed": true }))
    }

    #[test]
    fn a_check_written_ten_minutes_or_more_after_it_was_made_is_late() {
        let check = |written: &str| held().at("14:00", "check", json!({ "recorded_at": written })).judged("20:00");
        assert_eq!(check("14:09").verdict(LATE), None);
        assert_eq!(check("14:09:59").verdict(LATE), None);
        let late = check("14:10");
        assert_eq!((late.verdict(LATE), late.minutes(LATE)), (Some(Verdict::Shortfall), Some(10)));
        assert_eq!(late.one(LATE).unwrap().entries[..], [1]);
        assert!(late.one(LATE).unwrap().message.contains("14:00") && late.one(LATE).unwrap().message.contains("14:10"));
        assert_eq!(held().at("14:00", "check", json!({})).judged("20:00").verdict(LATE), None);
        assert_eq!(check("13:00").verdict(LATE), None);
    }

    #[test]
    fn any_other_entry_notes_too_is_late_at_thirty_minutes() {
        for (kind, fields) in [("note", json!({ "text": "calm" })), ("healthcare_seen", json!({}))] {
            let entry = |written: &str| {
                let mut fields = fields.clone();
                fields["recorded_at"] = json!(written);
                held().at("14:00", kind, fields).judged("20:00").verdict(LATE)
            };
            assert_eq!(entry("14:29"), None, "{kind}");
            assert_eq!(entry("14:30"), Some(Verdict::Shortfall), "{kind}");
        }
    }

    #[test]
    fn each_late_entry_is_a_finding_and_its_author_answers() {
        let officer = json!({ "name": "DO Bell", "role": "detention_officer" });
        let two = held()
            .at("14:00", "check", json!({ "recorded_at": "15:00", "by": officer }))
            .at("14:30", "check", json!({ "recorded_at": "15:00" }))
            .judged("20:00");
        let owners: Vec<Owner> = two.all(LATE).iter().map(|finding| finding.owed_by).collect();
        assert_eq!(owners, vec![Owner::DetentionOfficer, Owner::CustodyOfficer]);
    }

    #[test]
    fn the_numbers_are_the_forces() {
        let policy = "[entry]\ncheck_late_minutes = 5\nlate_minutes = 60\n";
        let at = |kind: &str, written: &str| {
            let fields =
                json!({ "recorded_at": written, "text": if kind == "note" { json!("x") } else { Value::Null } });
            held().policy(policy).at("14:00", kind, fields).judged("20:00").verdict(LATE)
        };
        assert_eq!((at("check", "14:04"), at("check", "14:05")), (None, Some(Verdict::Shortfall)));
        assert_eq!((at("note", "14:59"), at("note", "15:00")), (None, Some(Verdict::Shortfall)));
    }

    #[test]
    fn a_struck_entry_isnt_judged_and_a_replacement_was_written_when_the_first_was() {
        let late = held().at("14:00", "check", json!({ "recorded_at": "15:00" }));
        let struck =
            late.clone().at("15:05", "correction", json!({ "of": 1, "reason": "wrong child", "strike": true }));
        assert_eq!(struck.judged("20:00").verdict(LATE), None);
        let inner = json!({ "at": "2026-11-10T14:55:00+00:00", "kind": "check" });
        let mended = late.at("15:05", "correction", json!({ "of": 1, "reason": "mistyped time", "replaces": inner }));
        assert_eq!(mended.judged("20:00").verdict(LATE), None);
        let inner = json!({ "at": "2026-11-10T14:00:00+00:00", "kind": "check" });
        let typo = held().at("14:00", "check", json!({ "recorded_at": "14:02" })).at(
            "17:00",
            "correction",
            json!({ "of": 1, "reason": "a typo", "replaces": inner }),
        );
        assert_eq!(typo.clone().judged("20:00").verdict(LATE), None);
        assert_eq!(typo.judged("20:00").verdict(UNSIGNED), None, "a replacement is by whoever corrected");
    }

    #[test]
    fn every_entry_is_signed_with_a_name_or_a_number() {
        let by = |by: Value| held().at("14:00", "check", json!({ "by": by })).judged("20:00");
        assert_eq!(by(Value::Null).verdict(UNSIGNED), Some(Verdict::Breach));
        assert_eq!(
            by(json!({ "role": "detention_officer", "rank": "staff" })).verdict(UNSIGNED),
            Some(Verdict::Breach)
        );
        assert_eq!(by(json!({ "role": "detention_officer" })).one(UNSIGNED).unwrap().owed_by, Owner::DetentionOfficer);
        assert_eq!(by(json!({ "number": "3127" })).verdict(UNSIGNED), None);
        assert_eq!(by(json!({ "name": "DO Bell" })).verdict(UNSIGNED), None);
        let two = held().at("14:00", "check", json!({ "by": null })).at("14:30", "check", json!({ "by": null }));
        assert_eq!(two.judged("20:00").all(UNSIGNED).len(), 2);
        let struck = held().at("14:00", "check", json!({ "by": null })).at(
            "14:05",
            "correction",
            json!({ "of": 1, "reason": "unsigned", "strike": true }),
        );
        assert_eq!(struck.judged("20:00").verdict(UNSIGNED), None);
    }

    #[test]
    fn a_correction_after_the_child_left_is_asked_about() {
        let at = |time: &str| {
            let base = held().at("14:00", "check", json!({ "said": "cold" }));
            released(base)
                .at(time, "correction", json!({ "of": 1, "reason": "wrong cell", "strike": true }))
                .judged("22:00")
        };
        assert_eq!(at("18:00").verdict(CORRECTED), None);
        assert_eq!(at("18:01").verdict(CORRECTED), Some(Verdict::Query));
        assert_eq!(at("18:01").one(CORRECTED).unwrap().entries[..], [3, 1, 2]);
        let written = released(held().at("14:00", "check", json!({}))).at(
            "17:00",
            "correction",
            json!({ "of": 1, "reason": "x", "strike": true, "recorded_at": "18:30" }),
        );
        assert_eq!(written.judged("22:00").verdict(CORRECTED), Some(Verdict::Query));
        let after = released(held()).at("19:00", "note", json!({ "text": "referral sent" })).at(
            "19:10",
            "correction",
            json!({ "of": 2, "reason": "wrong time", "strike": true }),
        );
        assert_eq!(after.judged("22:00").verdict(CORRECTED), None);
    }

    #[test]
    fn a_correction_after_release_on_bail_is_asked_about_though_the_child_came_back() {
        let at = |time: &str| {
            let bailed = held().at("14:00", "check", json!({ "said": "cold" })).at(
                "16:00",
                "bailed",
                json!({ "before_charge": true }),
            );
            let strike = json!({ "of": 1, "reason": "wrong cell", "strike": true });
            let back = bailed.at(time, "correction", strike).at("+3 09:00", "answered_bail", json!({}));
            back.authorised("+3 09:10").judged("+3 10:00")
        };
        assert_eq!(at("16:00").verdict(CORRECTED), None);
        assert_eq!(at("+1 09:00").one(CORRECTED).unwrap().entries[..], [3, 1, 2]);
    }

    #[test]
    fn who_made_an_entry_outside_an_extract_may_stand_in_the_rest_of_the_record() {
        let part = |from: &str| {
            let unsigned = held().at("14:00", "check", json!({ "by": null }));
            unsigned.top("extract", json!({ "from": rfc(from), "to": rfc("18:00") })).judged("18:00").verdict(UNSIGNED)
        };
        assert_eq!((part("14:01"), part("14:00")), (Some(Verdict::Query), Some(Verdict::Breach)));
    }

    #[test]
    fn a_correction_of_what_a_review_or_a_reader_had_seen_is_asked_about() {
        let correction =
            |time: &str, of: usize| (time.to_owned(), json!({ "of": of, "reason": "wrong cell", "strike": true }));
        let record = || {
            held().at("14:00", "check", json!({ "said": "cold" })).review("17:00", json!({})).at(
                "17:10",
                "check",
                json!({}),
            )
        };
        let at = |(time, fields): (String, Value)| {
            record().at(&time, "correction", fields).judged("17:50").verdict(CORRECTED)
        };
        assert_eq!(at(correction("16:59", 1)), None);
        assert_eq!(at(correction("17:01", 1)), Some(Verdict::Query));
        assert_eq!(at(correction("17:20", 3)), None, "the review came before it");
        assert_eq!(at(correction("17:20", 2)), None, "the review itself had seen nothing of it");
        let unwritten = held().at("14:00", "check", json!({ "recorded_at": "17:05" })).review("17:00", json!({})).at(
            "17:20",
            "correction",
            json!({ "of": 1, "reason": "x", "strike": true }),
        );
        assert_eq!(unwritten.judged("17:50").verdict(CORRECTED), None, "not yet written when the review was held");
        let disclosed = held()
            .at("14:00", "check", json!({}))
            .at("15:00", "disclosed", json!({ "purpose": "panel" }))
            .at("15:30", "correction", json!({ "of": 1, "reason": "x", "strike": true }));
        assert_eq!(disclosed.judged("17:50").verdict(CORRECTED), Some(Verdict::Query));
    }

    #[test]
    fn the_record_of_someone_grown_up_isnt_judged() {
        let grown = held().child(json!({ "date_of_birth": "1990-01-01" })).at(
            "14:00",
            "check",
            json!({ "by": null, "recorded_at": "16:00" }),
        );
        let seen = grown.judged("20:00");
        assert!(seen.all(LATE).is_empty() && seen.all(UNSIGNED).is_empty());
    }
}
