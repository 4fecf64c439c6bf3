//! What holds of judging whatever the record says: it never fails, order doesn't matter, time undoes nothing.
//!
//! Records are made at random from the schema, so that every kind and every field takes part.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pacekeeper::law::{Finding, Policy, Suite, Verdict, assess, assess_among};
use pacekeeper::record::time::utc;
use pacekeeper::record::{CaseFile, Instant, Moment, Record, schema};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Minutes within which entries fall: two days over the autumn night.
const SPAN: i64 = 2 * 24 * 60;

fn start() -> Instant {
    Moment::parse("2026-10-24T08:00:00+01:00").unwrap().instant()
}

fn at_minute(minute: i64) -> String {
    utc(start() + chrono::TimeDelta::minutes(minute))
}

/// Any value that a schema allows: texts are few, so that they repeat.
fn value(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return select(words.clone()).boxed();
    }
    if let Some(options) = schema.get("anyOf").and_then(Value::as_array) {
        return value(&options[0]);
    }
    let sort = schema.get("type").cloned().unwrap_or_default();
    let sort = sort.as_str().map(str::to_owned).or_else(|| sort[0].as_str().map(str::to_owned)).unwrap_or_default();
    match sort.as_str() {
        "boolean" => any::<bool>().prop_map(Value::Bool).boxed(),
        "integer" => {
            let least = schema.get("minimum").and_then(Value::as_i64).unwrap_or(0);
            let most = schema.get("maximum").and_then(Value::as_i64).unwrap_or(90);
            (least..=most).prop_map(|number| json!(number)).boxed()
        }
        "array" => prop::collection::vec(value(&schema["items"]), 0..3).prop_map(Value::Array).boxed(),
        "object" => object(schema, &[]),
        "string" if schema.get("format") == Some(&json!("date-time")) => {
            (0..SPAN).prop_map(|m| json!(at_minute(m))).boxed()
        }
        _ => select(vec![
            json!("nothing"),
            json!("AIO"),
            json!("wants his mum"),
            json!("robbery"),
            json!("s18 wounding"),
            json!("Bristol"),
            json!("on bench, reading"),
            json!("breathing seen, on his side"),
            json!("burglary dwelling"),
        ])
        .boxed(),
    }
}

fn object(schema: &Value, leave_out: &[&str]) -> BoxedStrategy<Value> {
    let required: Vec<String> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let fields: Vec<BoxedStrategy<Option<(String, Value)>>> = schema["properties"]
        .as_object()
        .unwrap_or(&Map::new())
        .iter()
        .filter(|(name, _)| !leave_out.contains(&name.as_str()))
        .map(|(name, schema)| {
            let (name, must) = (name.clone(), required.contains(name));
            let there = if must { Just(true).boxed() } else { prop::bool::weighted(0.6).boxed() };
            (value(schema), there).prop_map(move |(value, there)| there.then(|| (name.clone(), value))).boxed()
        })
        .collect();
    fields.prop_map(|fields| Value::Object(fields.into_iter().flatten().collect())).boxed()
}

/// One entry of any kind that names no other.
fn entry() -> BoxedStrategy<Value> {
    let kinds = schema::case_file_schema()["$defs"]["entry"]["oneOf"].as_array().unwrap().clone();
    let kinds: Vec<Value> =
        kinds.into_iter().filter(|kind| kind["properties"]["kind"]["const"] != json!("correction")).collect();
    select(kinds)
        .prop_flat_map(|kind| {
            let word = kind["properties"]["kind"]["const"].clone();
            (object(&kind, &["kind", "id", "of", "at", "recorded_at"]), 0..SPAN, 0..50_i64).prop_map(
                move |(mut entry, minute, late)| {
                    entry["kind"] = word.clone();
                    entry["at"] = json!(at_minute(minute));
                    entry["recorded_at"] = json!(at_minute(minute + late));
                    entry
                },
            )
        })
        .boxed()
}

/// A record that begins as most do, so that the rules bite, and then holds anything.
fn case() -> impl Strategy<Value = Value> {
    let child = object(&schema::case_file_schema()["properties"]["child"], &["date_of_birth", "earlier_detentions"]);
    let born = prop::option::weighted(0.8, (2009..=2017_i32, 1..=12_u32, 1..=28_u32));
    (child, born, prop::collection::vec(entry(), 0..24), any::<bool>()).prop_map(
        |(mut child, born, mut entries, usual)| {
            if let Some((year, month, day)) = born {
                child["date_of_birth"] = json!(format!("{year}-{month:02}-{day:02}"));
            }
            if usual {
                entries.insert(0, json!({ "at": at_minute(0), "kind": "arrived" }));
                entries.insert(
                    1,
                    json!({ "at": at_minute(12), "kind": "detention_authorised", "grounds": "questioning" }),
                );
            }
            json!({ "format": "pacekeeper-case/1", "custody_number": "TE/1", "child": child, "entries": entries })
        },
    )
}

fn record(case: &Value) -> Record {
    Record::fold(CaseFile::read(&case.to_string()).unwrap_or_else(|problem| panic!("{problem}\n{case:#}")))
}

/// What was found, without the positions that a shuffle moves.
fn found(record: &Record, now: Instant) -> Vec<String> {
    let assessment = assess(record, &Policy::default(), now);
    let mut found: Vec<String> = assessment
        .findings
        .iter()
        .map(|f| format!("{} {} {} {:?} {:?}", f.rule, f.verdict.word(), utc(f.at), f.minutes, f.via))
        .chain(
            assessment
                .duties
                .iter()
                .map(|d| format!("{} {} {:?} {:?}", d.rule, d.state.word(), d.due.map(utc), d.done_at.map(utc))),
        )
        .collect();
    found.sort();
    found
}

/// Gives every entry a minute of its own, in the order they stand, so that a shuffle can't change what came first.
fn apart(case: &Value) -> Value {
    let mut case = case.clone();
    let entries = case["entries"].as_array_mut().unwrap();
    entries.sort_by_key(|entry| entry["at"].as_str().unwrap_or_default().to_owned());
    for (i, entry) in entries.iter_mut().enumerate() {
        let at = Moment::parse(entry["at"].as_str().unwrap()).unwrap().instant()
            + chrono::TimeDelta::seconds(i64::try_from(i).unwrap());
        entry["at"] = json!(utc(at));
        entry["recorded_at"] = json!(utc(at));
    }
    case
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_record_is_judged_at_any_time_without_failing(case in case(), minute in -600..(SPAN * 3)) {
        let record = record(&case);
        let now = start() + chrono::TimeDelta::minutes(minute);
        let assessment = assess(&record, &Policy::default(), now);
        for finding in &assessment.findings {
            prop_assert!(!finding.message.is_empty() && !finding.cites.is_empty(), "{finding:?}");
            prop_assert!(finding.minutes.is_none_or(|minutes| minutes >= 0), "{finding:?}");
            prop_assert!(finding.entries.iter().all(|&i| i < record.entries().len()), "{finding:?}");
            prop_assert!(finding.at <= now, "a finding from the future: {finding:?}");
        }
        for duty in &assessment.duties {
            prop_assert!(!duty.message.is_empty() && !duty.cites.is_empty(), "{duty:?}");
        }
    }

    #[test]
    fn the_order_of_the_file_does_not_matter_where_times_differ(case in case(), turn in any::<prop::sample::Index>()) {
        let straight = apart(&case);
        let mut turned = straight.clone();
        let entries = turned["entries"].as_array_mut().unwrap();
        if !entries.is_empty() {
            let by = turn.index(entries.len());
            entries.rotate_left(by);
            entries.reverse();
        }
        let now = start() + chrono::TimeDelta::minutes(SPAN + 60);
        prop_assert_eq!(found(&record(&straight), now), found(&record(&turned), now));
    }

    #[test]
    fn time_alone_never_makes_an_overdue_duty_vanish(case in case(), later in 1..600_i64) {
        let mut case = case;
        // A birthday between the two looks ends the duties of childhood: that isn't time alone.
        case["child"]["date_of_birth"] = json!("2011-06-15");
        let record = record(&case);
        let now = start() + chrono::TimeDelta::minutes(SPAN + 60);
        let overdue = |at: Instant| -> Vec<&'static str> {
            let assessment = assess(&record, &Policy::default(), at);
            assessment.duties.iter().filter(|d| d.state == pacekeeper::law::State::Overdue).map(|d| d.rule).collect()
        };
        let (before, after) = (overdue(now), overdue(now + chrono::TimeDelta::minutes(later)));
        for rule in before {
            prop_assert!(after.contains(&rule), "{rule} was overdue and is no more");
        }
    }

    /// What fell short stays so: a later instant may make it heavier, and never makes it as if it hadn't been.
    #[test]
    fn time_alone_never_un_happens_what_fell_short(case in case(), later in 1..2_000_i64) {
        let record = record(&case);
        let policy = Policy::default();
        let now = start() + chrono::TimeDelta::minutes(SPAN);
        let then = assess(&record, &policy, now + chrono::TimeDelta::minutes(later));
        for was in assess(&record, &policy, now).findings.iter().filter(|was| was.verdict != Verdict::Query) {
            // A shortfall may have become a breach, under its own rule or its neighbour's: late to ask, then never asked.
            let family = |rule: &'static str| rule.split('.').next();
            let heavier = |is: &Finding| {
                family(is.rule) == family(was.rule) && is.verdict == Verdict::Breach && was.verdict == Verdict::Shortfall
            };
            let the_same = |is: &Finding| {
                is.rule == was.rule && is.verdict == was.verdict && (is.at == was.at || is.entries == was.entries)
            };
            let still = then.findings.iter().any(|is| heavier(is) || the_same(is));
            prop_assert!(still, "{was:?} is gone {later} min later: {:?}", then.findings);
        }
    }

    #[test]
    fn two_records_judged_together_find_what_each_finds_alone_save_copied_words(one in case(), two in case()) {
        let (mut one, mut two) = (one, two);
        one["custody_number"] = json!("TE/1");
        two["custody_number"] = json!("TE/2");
        let (one, two) = (record(&one), record(&two));
        let now = start() + chrono::TimeDelta::minutes(SPAN + 60);
        let policy = Policy::default();
        let suite = Suite::index(&[&one, &two]);
        let mut alone = assess(&one, &policy, now);
        let mut together = assess_among(&one, &policy, &suite, now);
        alone.findings.retain(|finding| finding.rule != "check.cloned");
        together.findings.retain(|finding| finding.rule != "check.cloned");
        prop_assert_eq!(alone, together);
    }

    #[test]
    fn what_comes_in_goes_out_and_reads_the_same(case in case()) {
        let read = CaseFile::read(&case.to_string()).unwrap();
        prop_assert_eq!(CaseFile::read(&read.write().to_string()).unwrap(), read);
    }
}

/// Judges a record that begins as most do and goes on with those entries; fails where that takes longer than a minute.
fn judged_within_a_minute(more: Vec<Value>) {
    let mut entries = vec![
        json!({ "at": at_minute(0), "kind": "arrived" }),
        json!({ "at": at_minute(5), "kind": "detention_authorised", "grounds": "questioning" }),
    ];
    entries.extend(more);
    let child = json!({ "date_of_birth": "2011-06-15" });
    let case = json!({ "format": "pacekeeper-case/1", "custody_number": "TE/1", "child": child, "entries": entries });
    let record = record(&case);
    let now = record.last_at().unwrap();
    let (done, waiting) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(assess(&record, &Policy::default(), now).findings.len()));
    let found = waiting.recv_timeout(std::time::Duration::from_secs(60));
    assert!(found.expect("judging must not hang") > 0);
}

#[test]
fn a_flood_of_charges_and_requests_is_judged_within_a_minute() {
    let charge = json!({ "at": at_minute(10), "kind": "charged", "offences": ["theft"] });
    let mut flood = vec![charge; 300];
    flood.push(json!({ "at": at_minute(20), "kind": "bail_refused", "grounds": ["further_offences"] }));
    flood.extend(
        (0..300).map(|i| json!({ "at": at_minute(30 + i), "kind": "accommodation_requested", "type": "secure" })),
    );
    judged_within_a_minute(flood);
}

#[test]
fn a_flood_of_departures_is_judged_within_a_minute() {
    judged_within_a_minute((0..30_000).map(|i| json!({ "at": at_minute(10 + i), "kind": "departed" })).collect());
}
