//! Explanations of made-up records, and the sums of every fixture.

mod of_sums;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::*;
use crate::law::testing::{Given, given, instant};
use crate::record::CaseFile;
use crate::record::time::day_clock;

/// Rules whose due time is a time of day, or that of another duty: there is no sum to do.
const NO_SUM: &[&str] = &["ascc.seen", "ascc.closed-throughout", "ascc.not-reoffered", "accommodation.re-decide"];

fn why(given: &Given, now: &str, rule: &str) -> Explanation {
    explain(&given.record(), &Policy::default(), &Suite::default(), instant(now), register::rule(rule).unwrap())
}

fn told(sum: &Sum) -> Vec<String> {
    sum.lines.iter().map(|line| format!("{} {}", line.figure, line.words)).collect()
}

fn sums(why: &Explanation) -> Vec<Vec<String>> {
    why.answers.iter().flat_map(|answer| &answer.sums).map(told).collect()
}

#[test]
fn a_late_review_is_explained_by_its_authorisation_its_six_hours_and_when_it_was_held() {
    let given = given().authorised("2026-10-24T22:40:00+01:00").review("2026-10-25T06:00:00+00:00", json!({}));
    let why = why(&given, "2026-10-25T07:00:00+00:00", "review.late");
    assert_eq!(
        sums(&why),
        vec![
            vec![
                "Sat 24 Oct 22:40 BST detention authorised",
                "+ 6 h 00 PACE s.40(3)(a)",
                "= Sun 25 Oct 03:40 GMT due; the clocks went back in between",
            ],
            vec!["Sun 25 Oct 03:40 GMT due", "Sun 25 Oct 06:00 GMT review", "= 2 h 20 140 whole minutes elapsed",],
        ]
    );
    assert_eq!(why.facts.iter().map(|fact| fact.position).collect::<Vec<_>>(), vec![0, 1]);
    let said = "Had entry 1 (Review) been at Sun 25 Oct 03:40 GMT, not Sun 25 Oct 06:00 GMT";
    assert_eq!(
        why.changes.first().map(|change| (change.what.as_str(), change.then.as_str())),
        Some((said, "nothing found"))
    );
}

#[test]
fn hospital_time_stands_in_the_sum_as_left_out() {
    let given = given().authorised("12:00").at("14:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
        "17:00",
        "returned_from_hospital",
        json!({}),
    );
    let why = why(&given, "18:00", "review.first");
    assert_eq!(
        sums(&why).first().map(Vec::as_slice),
        Some(
            [
                "Tue 10 Nov 12:00 GMT detention authorised",
                "+ 6 h 00 PACE s.40(3)(a)",
                "+ 3 h 00 in hospital for treatment, left out (PACE s.41(6))",
                "= Tue 10 Nov 21:00 GMT due",
            ]
            .map(str::to_owned)
            .as_slice()
        )
    );
    assert!(why.facts.iter().any(|fact| fact.title == "Left for hospital"));
}

#[test]
fn a_review_after_a_lawful_postponement_counts_from_the_old_timetable() {
    let given = given()
        .authorised("12:00")
        .at("17:55", "review_postponed", json!({ "reason": "no_review_officer" }))
        .review("18:40", json!({}));
    let why = why(&given, "20:00", "review.next");
    let sum = sums(&why).pop().unwrap();
    assert!(sum[0].starts_with("Tue 10 Nov 18:00 GMT the last review's latest time"), "{sum:?}");
    assert_eq!(sum.last().map(String::as_str), Some("= Wed 11 Nov 03:00 GMT due"));
}

#[test]
fn the_limit_counts_from_the_relevant_time_and_a_warrant_from_its_issue() {
    let given = given()
        .at("10:00", "arrived", json!({}))
        .authorised("10:10")
        .review("15:00", json!({}))
        .review("23:00", json!({}))
        .at(
            "+1 08:00",
            "extension_authorised",
            json!({ "until_hours": 36, "indictable": true, "child_heard": true,
            "by": { "role": "superintendent", "rank": "superintendent" } }),
        )
        .at("+1 18:00", "warrant_issued", json!({ "hours": 36 }));
    let at = |now| sums(&why(&given, now, "clock.limit")).pop().unwrap();
    assert_eq!(
        at("+1 07:00"),
        [
            "Tue 10 Nov 10:00 GMT the relevant time: arrival at the station",
            "+ 24 h 00 PACE s.41(1)",
            "= Wed 11 Nov 10:00 GMT due"
        ]
    );
    assert_eq!(at("+1 09:00")[1..], ["+ 36 h 00 PACE s.42(1)", "= Wed 11 Nov 22:00 GMT due"]);
    assert_eq!(
        at("+1 19:00"),
        ["Wed 11 Nov 18:00 GMT the warrant's issue", "+ 36 h 00 PACE s.43, s.44", "= Fri 13 Nov 06:00 GMT due"]
    );
}

#[test]
fn hospital_time_and_the_most_a_warrant_allows_stand_in_the_sum_of_the_limit() {
    let held = || given().at("10:00", "arrived", json!({})).authorised("10:10");
    let limit = |given: &Given, now: &str| sums(&why(given, now, "clock.limit")).pop().unwrap();
    let away = held().at("12:00", "left_for_hospital", json!({ "reason": "treatment" })).at(
        "13:40",
        "returned_from_hospital",
        json!({}),
    );
    assert_eq!(
        limit(&away, "15:00")[1..],
        [
            "+ 24 h 00 PACE s.41(1)",
            "+ 1 h 40 in hospital for treatment, left out (PACE s.41(6))",
            "= Wed 11 Nov 11:40 GMT due"
        ]
    );
    let extended = held()
        .at(
            "+1 08:00",
            "extension_authorised",
            json!({ "until_hours": 36, "indictable": true, "child_heard": true,
            "by": { "role": "superintendent", "rank": "superintendent" } }),
        )
        .at("+1 18:00", "warrant_issued", json!({ "hours": 36 }))
        .at("+3 05:00", "warrant_issued", json!({ "hours": 36, "extension": true }));
    assert_eq!(
        limit(&extended, "+3 06:00")[1..],
        [
            "+ 36 h 00 PACE s.43, s.44",
            "- 8 h 00 past 96 h from the relevant time, which no warrant passes (PACE s.44(3))",
            "= Sat 14 Nov 10:00 GMT due"
        ]
    );
}

#[test]
fn a_time_that_an_entry_only_names_is_told_as_said_in_it() {
    let given = given()
        .authorised("18:00")
        .at("22:00", "charged", json!({ "offences": ["theft"], "aa_present": true }))
        .at("22:10", "bail_refused", json!({ "grounds": ["further_offences"], "child_told": true }))
        .at("22:20", "accommodation_requested", json!({ "type": "alternative", "authority": "Bristol" }))
        .at("23:00", "accommodation_answered", json!({ "answer": "accept_alternative", "eta": "+1 00:30" }));
    let sum = sums(&why(&given, "+1 03:00", "accommodation.offered-not-moved")).remove(0);
    assert_eq!(sum.first().map(String::as_str), Some("Wed 11 Nov 00:30 GMT as said in \"Authority answered\""));
}

#[test]
fn a_duty_that_rests_on_one_of_two_entries_is_told_as_what_would_not_be_due_without_it() {
    let given = given().authorised("12:00").at("13:00", "asked_for", json!({ "what": "a blanket" })).at(
        "13:20",
        "asked_for",
        json!({ "what": "to ring his mum" }),
    );
    let why = why(&given, "13:30", "care.request-open");
    let without =
        |position| why.facts.iter().find(|fact| fact.position == position).and_then(|fact| fact.without.clone());
    assert_eq!(without(2).as_deref(), Some("nothing due Tue 10 Nov 14:20 GMT"), "{:?}", why.facts);
}

#[test]
fn where_one_of_several_findings_goes_with_an_entry_that_one_is_named() {
    let given = ["13:00", "14:00", "15:00"]
        .iter()
        .fold(given().authorised("12:00"), |given, at| given.at(at, "woke", json!({ "recorded_at": "16:30" })));
    let why = why(&given, "17:00", "entry.late");
    let without: Vec<Option<&str>> = why.facts.iter().map(|fact| fact.without.as_deref()).collect();
    assert_eq!(
        without,
        ["13:00", "14:00", "15:00"].map(|at| format!("no shortfall at {at}")).each_ref().map(|s| Some(s.as_str()))
    );
}

#[test]
fn time_used_before_bail_is_taken_off() {
    let given = given().at("09:00", "answered_bail", json!({ "time_used_minutes": 540 })).authorised("09:10");
    let sum = sums(&why(&given, "10:00", "clock.limit")).pop().unwrap();
    assert_eq!(sum[2..], ["- 9 h 00 used in detention before bail (PACE s.47(6))", "= Wed 11 Nov 00:00 GMT due"]);
}

#[test]
fn three_hours_after_an_arrest_for_breach_of_police_bail_are_added() {
    let given = given()
        .at("08:30", "arrested", json!({ "for": "police_bail_breach" }))
        .at("09:00", "arrived", json!({}))
        .authorised("09:10");
    let sum = sums(&why(&given, "10:00", "clock.limit")).pop().unwrap();
    let left_out = "+ 3 h 00 from arrival after arrest for breach of police bail, not counted (PACE s.47(6A))";
    assert_eq!(sum[2..], [left_out, "= Wed 11 Nov 12:00 GMT due"]);
}

#[test]
fn a_rule_not_in_force_on_the_day_says_so_and_finds_nothing() {
    let given = given()
        .child(json!({ "date_of_birth": "1996-01-05" }))
        .at("2013-03-01T10:00:00+00:00", "arrived", json!({}))
        .at("2013-03-01T10:10:00+00:00", "detention_authorised", json!({ "grounds": "questioning" }));
    let rule = register::rules().find(|rule| rule.in_force_from > Some((2013, 3, 1))).unwrap();
    let why = why(&given, "2013-03-01T12:00:00+00:00", rule.id);
    assert!(!why.in_force && why.answers.is_empty() && why.changes.is_empty());
}

#[test]
fn what_of_an_entry_matters_is_told_and_what_doesnt_isnt() {
    let given = given().authorised("12:00").review(
        "17:00",
        json!({ "by": { "name": "Sgt A", "role": "custody_officer", "rank": "sergeant", "involved": false } }),
    );
    let why = why(&given, "17:30", "review.wrong-officer");
    let review = why.facts.iter().find(|fact| fact.position == 1).unwrap();
    assert_eq!(review.told, ["by custody officer, sergeant, not involved"]);
    let said = "Had entry 1 (Review) been made by an inspector not involved";
    let then = why.changes.iter().find(|change| change.what == said).map(|change| change.then.as_str());
    // The same words, signed by an inspector, would be a review that counts, with nothing the child said.
    assert_eq!(then, Some("nothing found, and more found under other rules"), "{:?}", why.changes);
}

#[test]
fn what_is_known_of_the_child_is_a_fact_too() {
    let given = given().child(json!({ "sex": "female" })).authorised("12:00");
    let why = why(&given, "14:00", "care.woman");
    assert!(why.child.iter().any(|fact| fact.name == "sex" && fact.told == "female"), "{:?}", why.child);
}

#[test]
fn an_open_duty_is_told_with_what_would_settle_it() {
    let given = given().authorised("12:00");
    let why = why(&given, "12:20", "aa.request");
    assert!(
        why.changes.iter().any(|change| change.what.starts_with("Had an adult been asked for")),
        "{:?}",
        why.changes
    );
}

#[test]
fn a_change_that_would_break_another_rule_is_not_told_as_help() {
    // A review by the custody officer before charge would make `review.late` silent, and be void.
    let given = given().authorised("12:00").review("18:40", json!({}));
    let why = why(&given, "19:00", "review.late");
    assert!(!why.changes.iter().any(|change| change.what.contains("custody officer")), "{:?}", why.changes);
}

#[test]
fn an_entry_can_be_asked_which_rules_rest_on_it() {
    let given = given().authorised("12:00").review("18:40", json!({}));
    let of = |position| bearings(&given.record(), &Policy::default(), &Suite::default(), instant("19:00"), position);
    assert!(of(1).iter().any(|bearing| bearing.rule == "review.late" && bearing.without == "breach, 1 h 00"));
    assert!(of(0).iter().any(|bearing| bearing.rule == "review.late" && bearing.without == "nothing found"));
}

#[test]
fn an_entry_without_which_more_would_be_found_is_told_to_help_and_one_that_makes_it_so_isnt() {
    let given = given().authorised("12:00").at("12:00", "placed", json!({ "in": "cell" }));
    let checks = ["12:30", "13:00", "15:00"];
    let given = checks.iter().fold(given, |given, at| given.at(at, "check", json!({ "method": "entered" })));
    let why = why(&given, "15:10", "check.gap");
    let helping: Vec<usize> = why.facts.iter().filter(|fact| fact.helps).map(|fact| fact.position).collect();
    // Without the check at 12:30 an hour more is left unlooked at; without the one at 15:00 the same gap goes on.
    assert_eq!(helping, [2], "{:?}", why.facts);
    assert_eq!(why.facts.iter().map(|fact| fact.position).collect::<Vec<_>>(), [2, 3, 4]);
}

#[test]
fn in_a_long_record_the_entries_furthest_from_what_is_owed_arent_tried_and_how_many_is_said() {
    let given = |notes: usize| {
        let given = given().at("08:00", "arrived", json!({})).authorised("12:00");
        (0..notes).fold(given, |given, _| given.at("10:00", "note", json!({ "text": "phone rang" })))
    };
    let rests_on = |notes: usize, rule: &str| {
        let why = why(&given(notes), "12:30", rule);
        (why.facts.iter().map(|fact| fact.position).collect::<Vec<_>>(), why.untried)
    };
    // The limit, 24 hours on, rests on the arrival, which lies further off than any note.
    assert_eq!(rests_on(398, "clock.limit"), (vec![0, 1], 0));
    assert_eq!(rests_on(405, "clock.limit"), (vec![1], 7));
}

#[test]
fn leaving_an_entry_out_or_changing_it_moves_no_other() {
    let record = given().authorised("12:00").review("18:40", json!({})).record();
    assert_eq!(record.without(0).entries().len(), 2);
    assert_eq!(record.without(0).as_of(instant("19:00")).iter().map(|one| one.position).collect::<Vec<_>>(), vec![1]);
}

#[test]
fn a_review_late_only_if_time_before_bail_counts_shows_that_sum() {
    let record = given()
        .authorised("08:00")
        .review("12:00", json!({}))
        .at("16:00", "bailed", json!({ "before_charge": true }))
        .at("+1 09:00", "answered_bail", json!({}))
        .at("+1 09:10", "detention_authorised", json!({ "grounds": "to charge or not" }))
        .review("+1 14:40", json!({}))
        .record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let facts = Facts::gather(&record, &policy, &suite, instant("+1 15:00"));
    let figures = |due: &str| -> Option<Vec<String>> {
        let sum = super::sums::due("review.late", &facts, instant(due), &[])?;
        Some(sum.lines.into_iter().map(|line| line.figure).collect())
    };
    let lines = figures("+1 14:00").unwrap();
    assert_eq!(lines, ["Tue 10 Nov 12:00 GMT", "+ 9 h 00", "+ 17 h 00", "= Wed 11 Nov 14:00 GMT"]);
    assert!(figures("+1 14:01").is_none(), "only the time that the rule itself gave");
}

#[test]
fn every_due_time_of_every_fixture_has_a_sum_that_comes_out_at_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut without: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for name in ["", "good", "poor", "told", "demo"] {
        let Ok(files) = std::fs::read_dir(folder.join(name)) else { continue };
        for file in
            files.map(|file| file.unwrap().path()).filter(|file| file.extension().is_some_and(|ext| ext == "json"))
        {
            let record = Record::fold(CaseFile::read(&std::fs::read_to_string(&file).unwrap()).unwrap());
            let (policy, suite) = (Policy::default(), Suite::default());
            let now = record.last_at().unwrap();
            let facts = Facts::gather(&record, &policy, &suite, now);
            let assessment = crate::law::assess(&record, &policy, now);
            let found = assessment.findings.iter().map(|f| (f.rule, f.due, f.entries.clone()));
            let owed =
                assessment.duties.iter().map(|duty| (duty.rule, duty.due, crate::law::assessment::Positions::new()));
            for (rule, due, entries) in found.chain(owed).filter(|(rule, ..)| !NO_SUM.contains(rule)) {
                let Some(due) = due else { continue };
                let sum = super::sums::due(rule, &facts, due, &entries);
                if !sum.is_some_and(|sum| sum.lines.last().is_some_and(|line| line.figure.contains(&day_clock(due)))) {
                    without.entry(rule).or_default().push(format!("{} {}", file.display(), day_clock(due)));
                }
            }
        }
    }
    assert!(without.is_empty(), "no sum for: {without:#?}");
}

#[test]
fn an_act_done_as_it_should_be_never_adds_a_breach_of_the_duty_it_answers() {
    // A review by the custody officer is as it should be only after charge.
    let correct = |act: &&acts::Act| !act.said.contains("by the custody officer");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (policy, suite, mut tried) = (Policy::default(), Suite::default(), 0);
    for file in ["", "told"].iter().flat_map(|name| std::fs::read_dir(folder.join(name)).unwrap()) {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|ext| ext != "json") {
            continue;
        }
        let record = Record::fold(CaseFile::read(&std::fs::read_to_string(&file).unwrap()).unwrap());
        let now = record.last_at().unwrap();
        let assessment = crate::law::assess(&record, &policy, now);
        let found = assessment.findings.iter().map(|finding| (finding.rule, finding.due.unwrap_or(finding.at)));
        let owed = assessment.duties.iter().filter_map(|duty| Some((duty.rule, duty.due?)));
        // No act answers for a check entered while the child was out: at that hour another would be as wrong.
        let rules = found.chain(owed).filter(|(rule, at)| *at <= now && *rule != "check.while-away");
        for (rule, at) in rules {
            let what_if = WhatIf { rule: register::rule(rule).unwrap(), policy: &policy, suite: &suite, now };
            let breaches = |record: &Record| {
                let found = what_if.judge(record).findings;
                found.iter().filter(|finding| finding.verdict == crate::law::Verdict::Breach).count()
            };
            let before = breaches(&record);
            for act in acts::ACTS.iter().filter(|act| act.could_answer(rule)).filter(correct) {
                let Some(entry) = act.at(at) else { continue };
                let after = breaches(&record.with_added(entry));
                assert!(
                    after <= before,
                    "{}: {} at {}: {rule} {before} -> {after}",
                    file.display(),
                    act.said,
                    day_clock(at)
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried} tried");
}

/// Returns an explanation as lines: sums, what is known of the child, entries, what would have changed it.
fn shown(why: &Explanation) -> String {
    let mut lines = vec![format!("{} at {}", why.rule.id, day_clock(why.as_at))];
    for answer in &why.answers {
        lines.push(match &answer.said {
            Said::Finding(finding) => format!("  {} {}", finding.verdict.word(), day_clock(finding.at)),
            Said::Duty(duty) => format!("  {} {}", duty.state.word(), duty.due.map(day_clock).unwrap_or_default()),
        });
        for sum in &answer.sums {
            let line = |line: &Line| format!("    {} {} {:?}", line.figure, line.words, line.entry);
            lines.extend(sum.lines.iter().map(line));
        }
    }
    lines.extend(why.child.iter().map(|fact| format!("  child: {} {}: {}", fact.name, fact.told, fact.without)));
    lines.extend(why.facts.iter().map(|fact| {
        let (helps, told) = (if fact.helps { "helps" } else { "makes" }, fact.told.join("; "));
        let without = fact.without.as_deref().unwrap_or("-");
        format!("  {} {} {} ({told}) {helps}; without it: {without}", fact.position, day_clock(fact.at), fact.title)
    }));
    lines.extend(why.changes.iter().map(|change| format!("  {}: {}", change.what, change.then)));
    lines.join("\n")
}

#[test]
fn every_finding_of_the_short_fixtures_is_explained_as_it_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (policy, suite) = (Policy::default(), Suite::default());
    let mut all = Vec::new();
    for name in ["open-adult-not-asked", "reviewed-by-the-sergeant", "treated-as-an-adult"] {
        let text = std::fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
        let record = Record::fold(CaseFile::read(&text).unwrap());
        let now = record.last_at().unwrap();
        let found = crate::law::assess(&record, &policy, now).findings;
        let rules: std::collections::BTreeSet<&str> = found.iter().map(|finding| finding.rule).collect();
        for id in rules {
            all.push(format!(
                "{name}: {}",
                shown(&explain(&record, &policy, &suite, now, register::rule(id).unwrap()))
            ));
        }
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn no_more_changes_are_tried_than_there_are_trials_left() {
    let record = given().authorised("12:00").at("18:40", "placed", json!({ "in": "cell" })).record();
    let (policy, suite) = (Policy::default(), Suite::default());
    let rule = register::rule("care.cell-reason").unwrap();
    let what_if = WhatIf { rule, policy: &policy, suite: &suite, now: instant("19:00") };
    let base = what_if.judge(&record);
    let tried = |left: usize| {
        let whole = what_if.found_at_all(&record);
        let mut trials =
            Trials { what_if: &what_if, record: &record, base: &base, whole, found: vec![], costly: vec![], left };
        base.findings.iter().for_each(|finding| trials.of_finding(finding));
        (trials.left, trials.found.len() + trials.costly.len())
    };
    assert_eq!(tried(0), (0, 0));
    let (left, found) = tried(MOST_TRIALS);
    let used = MOST_TRIALS - left;
    assert!(found > 0 && used > 1, "{found} found in {used}");
    assert_eq!(tried(used), (0, found));
    assert_eq!(tried(1).0, 0);
}

#[test]
fn a_reason_that_would_have_settled_it_is_told_as_written_and_not_in_the_words_tried() {
    let given = given().authorised("12:00").at("12:10", "placed", json!({ "in": "cell" }));
    let why = why(&given, "13:00", "care.cell-reason");
    let told: Vec<&str> = why.changes.iter().map(|change| change.what.as_str()).collect();
    assert!(told.contains(&"Had entry 1 (Placed) said: reason written"), "{told:?}");
}
