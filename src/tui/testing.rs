//! A desk for tests: invented children from case files, with duties, findings and clocks set by hand, so that what is
//! tested here doesn't turn on the rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod handover;
mod ladders;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Value, json};

use super::effect::{Effect, Message, Stored};
use super::form::FormScreen;
use super::model::{Layer, Model};
use super::reading::Reading;
use super::theme::Theme;
use crate::desk::form::Brief;
use crate::desk::glance::{AdultState, FirstChange, Glance, Said};
use crate::desk::reviews::ReviewDue;
use crate::desk::why::{Block, Row, Weight};
use crate::desk::{Board, BoardRow, Officer, Preview, board::NextDue};
use crate::law::assessment::AccommodationAnswer;
use crate::law::{Assessment, Clocks, Duty, Finding, LimitBasis, Outcome, Owner, Policy, Standard, State, Verdict};
use crate::record::words::{Demeanour, Rank, Role};
use crate::record::{CaseFile, Entry, Instant, Moment};

/// Returns an instant of the night of Saturday 14 November 2026 (GMT); times before 12:00 are the morning after.
pub fn at(time: &str) -> Instant {
    let day = if time < "12:00" { 15 } else { 14 };
    Moment::parse(&format!("2026-11-{day}T{time}:00+00:00")).unwrap().instant()
}

/// The desk's time in these tests.
pub fn now() -> Instant {
    at("23:10")
}

pub fn sergeant() -> Officer {
    Officer {
        name: "Sgt Beth Rowlands".into(),
        number: "3127".into(),
        role: Role::CustodyOfficer,
        rank: Rank::Sergeant,
    }
}

pub fn jailer() -> Officer {
    Officer { name: "Sam Okafor".into(), number: "8841".into(), role: Role::DetentionOfficer, rank: Rank::Staff }
}

pub fn inspector() -> Officer {
    Officer { name: "Insp Nia Pugh".into(), number: "2210".into(), role: Role::ReviewOfficer, rank: Rank::Inspector }
}

/// Returns one entry of that night, by the jailer.
pub fn entry(time: &str, kind: &str, fields: Value) -> Value {
    let rfc = |time: &str| Moment::london(at(time)).to_rfc3339();
    let mut entry = json!({ "at": rfc(time), "kind": kind,
        "by": { "name": "Sam Okafor", "number": "8841", "role": "detention_officer", "rank": "staff" } });
    for (key, value) in fields.as_object().unwrap() {
        let time = matches!(key.as_str(), "recorded_at" | "eta").then(|| json!(rfc(value.as_str().unwrap())));
        entry[key] = time.unwrap_or_else(|| value.clone());
    }
    entry
}

/// Returns a note that another desk wrote at an instant.
pub fn note_at(now: Instant) -> Entry {
    let at = Moment::london(now).to_rfc3339();
    let note = json!({ "at": at, "recorded_at": at, "kind": "note", "text": "another desk was here",
        "by": { "name": "DO Else Where", "number": "5501", "role": "detention_officer", "rank": "staff" } });
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": "KE/1/26", "entries": [note] });
    CaseFile::read(&file.to_string()).unwrap().entries.remove(0)
}

/// Returns one stored record: a child in a cell, with more entries.
pub fn stored(id: &str, number: &str, name: &str, born: &str, cell: &str, more: Vec<Value>) -> Stored {
    let mut entries = vec![
        entry("17:10", "arrived", json!({})),
        entry("17:25", "detention_authorised", json!({ "grounds": "obtain evidence by questioning" })),
        entry("17:40", "placed", json!({ "in": "cell", "cell": cell, "reason": "detention rooms full" })),
    ];
    entries.extend(more);
    let file = json!({ "format": "pacekeeper-case/1", "custody_number": number, "suite": "Keynsham",
        "child": { "name": name, "date_of_birth": born, "sex": "male" }, "entries": entries });
    let case = CaseFile::read(&file.to_string()).unwrap_or_else(|problem| panic!("{problem}"));
    Stored { record_id: id.into(), seq: 40, case }
}

/// Returns the records of an invented evening.
pub fn evening() -> Vec<Stored> {
    let aled = vec![
        entry("18:00", "aa_requested", json!({ "who": "parent", "for": "arrival", "outcome": "no_answer" })),
        entry(
            "18:30",
            "check",
            json!({ "awake": true, "demeanour": "calm", "seen": "on the bench", "said": "is my mum coming" }),
        ),
        entry("19:02", "check", json!({ "awake": true, "demeanour": "calm", "seen": "reading", "said": "ok thanks" })),
        entry(
            "20:10",
            "check",
            json!({ "awake": true, "demeanour": "talkative", "seen": "at the hatch", "said": "what time is it" }),
        ),
        entry("20:31", "note", json!({ "text": "moved to cell 9" })),
        entry("20:33", "correction", json!({ "of": 7, "reason": "wrong child: that was cell 9", "strike": true })),
        entry(
            "22:40",
            "check",
            json!({ "awake": true, "demeanour": "tearful", "seen": "sitting on the floor, facing the wall",
            "said": "I want my mum, she doesn't know where I am", "did": "sat with him, rang mum again", "recorded_at": "23:02" }),
        ),
    ];
    let mia = vec![
        entry(
            "18:05",
            "aa_requested",
            json!({ "who": "scheme", "for": "arrival", "outcome": "coming", "eta": "23:45" }),
        ),
        entry(
            "22:55",
            "check",
            json!({ "awake": true, "demeanour": "withdrawn", "seen": "on the mattress, awake", "not_said": "declined" }),
        ),
    ];
    let sian = vec![
        entry("18:20", "aa_arrived", json!({ "who": "parent", "name": "Nerys Ŵyn", "rights_given": true })),
        entry(
            "23:00",
            "check",
            json!({ "awake": false, "demeanour": "sleeping", "seen": "on her side, breathing easily", "not_said": "asleep" }),
        ),
    ];
    let jay = vec![
        entry("20:00", "charged", json!({ "offences": ["burglary of a dwelling"] })),
        entry("20:20", "bail_refused", json!({ "grounds": ["fail_to_appear"] })),
        entry("23:05", "left_for_hospital", json!({ "reason": "treatment" })),
    ];
    vec![
        stored("r-sian", "KE/2216/26", "Siân Ŵyn", "2012-02-02", "M3", sian),
        stored("r-aled", "KE/2214/26", "Aled Probert", "2011-05-14", "4", aled),
        stored("r-jay", "KE/2219/26", "Jayden Oluwaseun-Whitmarsh", "2009-07-30", "11", jay),
        stored("r-mia", "KE/2217/26", "Mia Kowalczyk", "2010-12-01", "F2", mia),
    ]
}

/// Returns a desk on that evening, just as the rules judge it.
pub fn unpinned() -> Model {
    let officers = vec![sergeant(), jailer(), inspector()];
    let mut model = Model::new(now(), "Keynsham".into(), true, officers, Policy::default(), Theme::Dark).unwrap();
    model.update(Message::Records(evening()));
    model
}

/// Returns a desk on that evening, with duties, findings and clocks set by hand.
pub fn desk() -> Model {
    let mut model = unpinned();
    pin(&mut model);
    model
}

/// Returns a desk on which Aled has a second record, opened by mistake, and that one is selected.
pub fn one_child_twice() -> Model {
    let mut records = evening();
    let mut twice = stored("r-twice", "KE/2399/26", "Aled Probert", "2010-11-30", "9", Vec::new());
    twice.case.head.child = records.iter().find(|stored| stored.record_id == "r-aled").unwrap().case.head.child.clone();
    records.push(twice);
    let mut model = desk();
    model.update(Message::Records(records));
    model.selected = Some("r-twice".into());
    model
}

/// Returns a desk with no child held.
pub fn empty_desk() -> Model {
    let mut model = unpinned();
    model.update(Message::Records(Vec::new()));
    model.status = None;
    model
}

fn duty(
    rule: &'static str,
    state: State,
    due: Option<&str>,
    owner: Owner,
    message: &str,
    cites: &'static [&'static str],
) -> Duty {
    Duty { rule, owed_by: owner, due: due.map(at), state, done_at: None, message: message.into(), cites }
}

fn finding(
    rule: &'static str,
    verdict: Verdict,
    time: &str,
    minutes: Option<i64>,
    message: &str,
    cites: &'static [&'static str],
) -> Finding {
    Finding {
        rule,
        verdict,
        standard: Standard::Code,
        owed_by: Owner::CustodyOfficer,
        at: at(time),
        due: None,
        minutes,
        between: None,
        entries: [1].into_iter().collect(),
        via: Vec::new(),
        message: message.into(),
        cites,
    }
}

/// Returns the duties of the child for whom most is owed.
pub fn aled_duties() -> Vec<Duty> {
    use Owner::{ArrestingOfficer, CustodyOfficer, DetentionOfficer, ReviewOfficer};
    vec![
        duty(
            "check.due",
            State::DueSoon,
            Some("23:14"),
            DetentionOfficer,
            "Check the child: the plan says every 30 minutes, last seen 22:40.",
            &["Code C 9.3"],
        ),
        duty(
            "review.first",
            State::DueSoon,
            Some("23:25"),
            ReviewOfficer,
            "Review detention by 23:25: hear the child, awake, with the adult.",
            &["PACE s.40(3)(a)"],
        ),
        duty(
            "aa.request",
            State::Overdue,
            Some("17:40"),
            CustodyOfficer,
            "Ask for an appropriate adult: one try at 18:00 had no answer. Try again, then the scheme.",
            &["Code C 3.15"],
        ),
        duty(
            "referral.submitted",
            State::Open,
            None,
            ArrestingOfficer,
            "Make the child protection referral: a telephone call isn't one.",
            &["force policy"],
        ),
    ]
}

/// Returns findings of each verdict.
pub fn aled_findings() -> Vec<Finding> {
    vec![
        finding(
            "aa.request",
            Verdict::Breach,
            "17:40",
            Some(330),
            "An adult is asked for as soon as practicable after detention is authorised. One try at 18:00 had no answer and none followed. Ring again now, then the scheme.",
            &["Code C 3.15"],
        ),
        finding(
            "check.gap",
            Verdict::Shortfall,
            "20:40",
            Some(115),
            "Checks are every 30 minutes. None is recorded between 20:10 and 22:40. If one was made, write it down with its time; if not, say why.",
            &["Code C 9.3"],
        ),
        finding(
            "record.place",
            Verdict::Query,
            "17:40",
            None,
            "The child is in a cell. Which detention room was free, and why did it not serve?",
            &["Code C 8.8"],
        ),
    ]
}

fn next(rule: &'static str, words: &str, state: State, due: Option<&str>) -> Option<NextDue> {
    Some(NextDue { rule, words: words.into(), state, due: due.map(at), promised: None })
}

/// Sets by hand what the rules would say.
pub fn pin(model: &mut Model) {
    for loaded in &mut model.records {
        let elapsed = Some(360);
        let review = match loaded.record_id.as_str() {
            "r-aled" => Some("23:25"),
            "r-mia" => Some("22:58"),
            "r-sian" => Some("08:05"),
            _ => None,
        };
        let charged = loaded.record_id == "r-jay";
        loaded.assessment = Assessment {
            custody_number: loaded.record.head.custody_number.clone(),
            as_at: model.now,
            age: loaded.record.child.age_at(now()),
            age_at_start: loaded.record.child.age_at(now()),
            law_in_force_on: None,
            closed: false,
            clocks: Clocks {
                relevant_time: Some(at("17:10")),
                detention_limit: (!charged).then(|| at("17:10") + chrono::TimeDelta::hours(24)),
                detention_limit_basis: if charged { LimitBasis::Charged } else { LimitBasis::Hours24 },
                next_review_due: review.map(at),
                elapsed_minutes: elapsed,
                ..Clocks::STOPPED
            },
            overnight_minutes: 0,
            duties: if loaded.record_id == "r-aled" { aled_duties() } else { Vec::new() },
            findings: if loaded.record_id == "r-aled" { aled_findings() } else { Vec::new() },
            accommodation: answer(Outcome::NotApplicable, ""),
        };
        let facts_of_checks = loaded.glance.checks.clone();
        loaded.glance = Glance { checks: facts_of_checks, ..Glance::default() };
        loaded.glance.adult = AdultState { words: "here since 18:20 (parent)".into(), loud: false };
        if loaded.record_id == "r-aled" {
            loaded.glance.last_words =
                Some(Said { at: at("22:40"), text: "I want my mum, she doesn't know where I am".into() });
            loaded.glance.first_change =
                Some(FirstChange { at: at("22:40"), from: Demeanour::Talkative, to: Demeanour::Tearful });
            loaded.glance.adult = AdultState { words: "asked parent 18:00, no answer".into(), loud: true };
        }
    }
    let row =
        |id: &str, place: &str, name: &str, age: u32, unheard: i64, next: Option<NextDue>, open: usize| BoardRow {
            record_id: id.into(),
            custody_number: model.loaded(id).unwrap().record.head.custody_number.clone(),
            place: place.into(),
            away: (id == "r-jay").then_some("hospital, for treatment"),
            name: name.into(),
            age: Some(age),
            held_minutes: Some(360),
            unheard_minutes: Some(unheard),
            unheard_too_long: unheard > 240,
            next,
            review_due: model.loaded(id).unwrap().assessment.clocks.next_review_due,
            limit: model.loaded(id).unwrap().assessment.clocks.detention_limit,
            limit_basis: model.loaded(id).unwrap().assessment.clocks.detention_limit_basis,
            open,
            fell_short: if id == "r-aled" { 2 } else { 0 },
        };
    let rows = vec![
        row("r-mia", "F2", "Mia Kowalczyk", 15, 305, next("review.first", "Review", State::Overdue, Some("22:58")), 6),
        row(
            "r-aled",
            "4",
            "Aled Probert",
            15,
            30,
            next("aa.request", "Ask for adult", State::Overdue, Some("17:40")),
            4,
        ),
        row("r-sian", "M3", "Siân Ŵyn", 14, 65, next("check.due", "Check", State::DueSoon, Some("23:20")), 2),
        row(
            "r-jay",
            "11",
            "Jayden Oluwaseun-Whitmarsh",
            17,
            190,
            next("referral.submitted", "Referral", State::Open, None),
            1,
        ),
    ];
    model.board = Board { rows };
    model.reviews =
        [("r-mia", "22:58"), ("r-aled", "23:25"), ("r-sian", "08:05")].map(|(id, due)| review(model, id, due)).to_vec();
    model.handover = handover::page(model);
    model.ladders = ladders::ladders(model);
    model.selected = Some("r-aled".into());
    model.status = None;
}

fn review(model: &Model, id: &str, due: &str) -> ReviewDue {
    let row = model.board.rows.iter().find(|row| row.record_id == id).unwrap();
    let state = match due {
        "22:58" => State::Overdue,
        "23:25" => State::DueSoon,
        _ => State::Open,
    };
    ReviewDue {
        record_id: id.into(),
        suite: Some(if id == "r-sian" { "Kingsmead" } else { "Keynsham" }.into()),
        place: row.place.clone(),
        name: row.name.clone(),
        age: row.age,
        held_minutes: row.held_minutes,
        due: at(due),
        state,
        owed_by: Owner::ReviewOfficer,
        unheard: id == "r-mia",
        how: "in person first, for a child (15.3C); telephone or link: write why (15.14)",
    }
}

fn answer(outcome: Outcome, message: &str) -> AccommodationAnswer {
    AccommodationAnswer { outcome, rule: "AC01", fired: vec!["AC01"], message: message.into() }
}

/// Returns the form on top of a desk.
pub fn form(model: &mut Model) -> &mut FormScreen {
    match model.layers.last_mut() {
        Some(Layer::Form(form)) => form,
        other => panic!("no form on top: {other:?}"),
    }
}

/// Sets by hand what the form on top says first and what signing would change.
pub fn pin_form(model: &mut Model) {
    let form = form(model);
    form.shown.retain(|field| field.id != "late");
    // What the offence list and the threshold test say is what these forms are for: it is seen as it is.
    if !matches!(form.spec.id, "charge" | "bail" | "accommodation" | "certificate") {
        form.brief = vec![
            Brief::new("Last check", "22:40 (30 min ago): tearful"),
            Brief::loud("First change", "22:40 talkative to tearful"),
        ];
    }
    let accommodation = form.spec.id == "accommodation";
    if form.preview.is_none() && !accommodation {
        return;
    }
    form.problems.clear();
    form.preview = Some(Preview {
        raises: vec![finding(
            "voice.none",
            Verdict::Shortfall,
            "23:10",
            None,
            "The child is awake and no words are recorded. Ask, and write what they say; or say why there are none.",
            &["Code C 9.3"],
        )],
        settles: vec![finding(
            "check.gap",
            Verdict::Query,
            "23:10",
            None,
            "Was a check made at 22:10?",
            &["Code C 9.3"],
        )],
        opens: vec![duty(
            "check.due",
            State::Open,
            Some("23:40"),
            Owner::DetentionOfficer,
            "Check the child.",
            &["Code C 9.3"],
        )],
        closes: vec![duty(
            "check.due",
            State::DueSoon,
            Some("23:14"),
            Owner::DetentionOfficer,
            "Check the child.",
            &["Code C 9.3"],
        )],
        moves_accommodation: false,
        accommodation: if accommodation {
            answer(
                Outcome::NotSupported,
                "Secure accommodation is asked for because the child may abscond. The law asks for serious harm to the public from this child before court (s.38(6)). Ask for alternative accommodation; the authority must accept.",
            )
        } else {
            answer(Outcome::NotApplicable, "")
        },
    });
}

/// Opens a reading set by hand.
pub fn pin_reading(model: &mut Model) {
    let row = |lead: &str, text: &str, weight| Row { lead: lead.into(), text: text.into(), weight };
    let head = vec![
        row("", "The appropriate adult is asked for as soon as practicable.", Weight::Plain),
        row("", "Code: Code C 3.15; in force from 1 January 1985.", Weight::Quiet),
        row("", "Why it matters: a child alone in a cell has nobody on their side.", Weight::Quiet),
    ];
    let breach = vec![
        row(
            "",
            "No adult was asked for until 18:00: 35 min after detention was authorised.",
            Weight::Found(Verdict::Breach),
        ),
        row("17:25", "detention authorised (entry 1)", Weight::Plain),
        row("+ 15 min", "force policy: asked within", Weight::Plain),
        row("= 17:40", "due", Weight::Plain),
    ];
    let owed = vec![row(
        "",
        "Ask for an appropriate adult: one try at 18:00 had no answer. Try again, then the scheme. (overdue; owed by the custody officer)",
        Weight::Plain,
    )];
    let facts = vec![
        row("child", "date of birth 2011-05-14; not recorded: query.", Weight::Plain),
        row("entry 1", "Sat 14 Nov 17:25 GMT Detention authorised. Without it: nothing found.", Weight::Plain),
        row(
            "entry 3",
            "Sat 14 Nov 18:00 GMT Adult asked for: outcome no answer. Without it: breach, 5 h 45.",
            Weight::Plain,
        ),
    ];
    let changes = vec![row("-", "Had an adult been asked for by Sat 14 Nov 17:40 GMT: nothing found.", Weight::Plain)];
    let block = |heading, rows| Block { heading, rows };
    let blocks = vec![
        block("", head),
        block("Breach", breach),
        block("Owed", owed),
        block("Facts used", facts),
        block("What would have changed the answer", changes),
    ];
    let title = "Why? Aled Probert: aa.request, as at 23:10".into();
    model.layers.push(Layer::Reading(Reading { title, blocks, top: 0 }));
}

/// Returns a key press by the table's name of the key; one letter otherwise.
pub fn key(name: &str) -> KeyEvent {
    let (code, modifiers) = match name {
        "enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "backtab" => (KeyCode::BackTab, KeyModifiers::SHIFT),
        "up" => (KeyCode::Up, KeyModifiers::NONE),
        "down" => (KeyCode::Down, KeyModifiers::NONE),
        "left" => (KeyCode::Left, KeyModifiers::NONE),
        "right" => (KeyCode::Right, KeyModifiers::NONE),
        "pageup" => (KeyCode::PageUp, KeyModifiers::NONE),
        "pagedown" => (KeyCode::PageDown, KeyModifiers::NONE),
        "backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
        "space" => (KeyCode::Char(' '), KeyModifiers::NONE),
        "f1" => (KeyCode::F(1), KeyModifiers::NONE),
        other => match other.strip_prefix("ctrl-") {
            Some(letter) => (KeyCode::Char(letter.chars().next().unwrap()), KeyModifiers::CONTROL),
            None => (KeyCode::Char(other.chars().next().unwrap()), KeyModifiers::NONE),
        },
    };
    KeyEvent::new(code, modifiers)
}

/// Returns key presses as they are written in tests: names between `<` and `>`, all else as typed.
pub fn keys(written: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let name = if first == '<' {
            let (name, after) = rest[1..].split_once('>').unwrap();
            rest = after;
            name.to_owned()
        } else {
            rest = &rest[first.len_utf8()..];
            first.to_string()
        };
        keys.push(key(&name));
    }
    keys
}

/// Presses keys one after another, written as for [`keys`]. Returns every effect.
pub fn press(model: &mut Model, written: &str) -> Vec<Effect> {
    keys(written).into_iter().flat_map(|key| model.update(Message::Key(key))).collect()
}
