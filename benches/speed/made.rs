//! Invented case files, made in code: the same number gives the same child, night and words.

use chrono::TimeDelta;
use pacekeeper::record::{CaseFile, Instant, Moment, Record};
use serde_json::{Value, json};

/// Small numbers that look like chance and are the same each time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.next(choices.len())]
    }
}

const PLACES: &[&str] = &[
    "on the bench",
    "by the hatch",
    "on the floor",
    "at the door",
    "on the mattress",
    "in the corner",
    "under a blanket",
];
const DOINGS: &[&str] = &[
    "drawing a bus",
    "reading the comic",
    "humming",
    "looking at the wall",
    "picking at a sleeve",
    "eating toast",
    "pacing",
    "counting bricks",
    "crying quietly",
    "talking to the officer",
    "folding the blanket",
];
const SAYINGS: &[&str] = &[
    "is my mum coming",
    "what time is it",
    "can I have some water",
    "it's cold in here",
    "I want to go home",
    "who is looking after my brother",
    "the light is too bright",
    "can I ring my nan",
    "how long is this",
];
const DEMEANOURS: &[&str] = &["calm", "calm", "calm", "talkative", "withdrawn", "tearful", "anxious", "angry"];

/// One invented detention.
#[derive(Clone, Copy)]
pub struct Night {
    /// Which child: everything that varies follows from it.
    pub number: u64,
    /// How many entries.
    pub entries: usize,
    /// Whether it ends with a release.
    pub closed: bool,
}

/// How long a made detention lasts: long enough for an extension, short enough to be one.
const LASTS_HOURS: usize = 30;

impl Night {
    /// Returns an ordinary night: an open record of sixty entries.
    pub fn of(number: u64) -> Self {
        Self { number, entries: 60, closed: false }
    }

    /// Returns when the child was arrested: some evening of 2026, both clock changes among them.
    fn start(self) -> Instant {
        let first = Moment::parse("2026-01-05T17:10:00Z").unwrap().instant();
        first + TimeDelta::minutes(i64::try_from(self.number % 350).unwrap() * 24 * 60 + (self.number % 97) as i64)
    }

    fn step(self) -> TimeDelta {
        TimeDelta::minutes((LASTS_HOURS * 60 / self.entries).clamp(1, 25) as i64)
    }

    /// Returns the time of the last entry.
    pub fn end(self) -> Instant {
        self.start() + self.step() * i32::try_from(self.entries - 1).unwrap()
    }

    /// Returns the case file as it would lie on a disk, one entry a line.
    pub fn text(self) -> String {
        let mut chance = Chance(self.number);
        let entries: Vec<String> = (0..self.entries).map(|i| format!("    {}", self.entry(i, &mut chance))).collect();
        let (number, year) = (self.number, 2008 + self.number % 8);
        let sex = chance.of(&["male", "female"]);
        format!(
            "{{\n  \"format\": \"pacekeeper-case/1\",\n  \"custody_number\": \"BE/{number:05}/26\",\n  \
             \"suite\": \"Benchford\",\n  \"force\": \"Exampleshire\",\n  \"child\": {{\"name\": \"Child {number}\", \
             \"date_of_birth\": \"{year}-{:02}-{:02}\", \"sex\": \"{sex}\", \"ethnicity\": \"W1\", \
             \"home_authority\": \"Sampleton\"}},\n  \"entries\": [\n{}\n  ]\n}}\n",
            1 + number % 12,
            1 + number % 28,
            entries.join(",\n")
        )
    }

    /// Returns the case file, read.
    pub fn case(self) -> CaseFile {
        CaseFile::read(&self.text()).unwrap()
    }

    /// Returns the record.
    pub fn record(self) -> Record {
        Record::fold(self.case())
    }

    fn entry(self, i: usize, chance: &mut Chance) -> Value {
        let at = self.start() + self.step() * i32::try_from(i).unwrap();
        let late = chance.of(&[0, 0, 0, 2, 5, 20]);
        let mut entry = if self.closed && i + 1 == self.entries {
            json!({ "kind": "released", "outcome": "bail", "to": "parent", "risk_assessed": true })
        } else {
            opening(i).unwrap_or_else(|| self.later(i, at, chance))
        };
        let (name, number, role, rank) = match entry["kind"].as_str().unwrap() {
            "review" => ("Insp C Sample", "303", "review_officer", "inspector"),
            "check" | "care" => ("DO B Sample", "202", "detention_officer", "staff"),
            _ => ("Sgt A Sample", "101", "custody_officer", "sergeant"),
        };
        entry["at"] = json!(Moment::london(at).to_rfc3339());
        entry["recorded_at"] = json!(Moment::london(at + TimeDelta::minutes(late)).to_rfc3339());
        entry["by"] = json!({ "name": name, "number": number, "role": role, "rank": rank });
        entry
    }

    /// Returns what happens once the child is in the cell: mostly checks, and everything else that makes a night.
    fn later(self, i: usize, at: Instant, chance: &mut Chance) -> Value {
        let each = |minutes: i64| {
            let before = (at - self.start()).num_minutes() - self.step().num_minutes();
            before.div_euclid(minutes) != (before + self.step().num_minutes()).div_euclid(minutes)
        };
        if each(355) {
            return json!({ "kind": "review", "method": "in_person", "seen": true, "spoken_to": true, "awake": true,
                "asked": ["child"], "child_said": chance.of(SAYINGS), "effect": "interview brought forward",
                "grounds": format!("enquiries go on at {i}"), "legal_advice_reminded": true, "told_outcome": true,
                "decision": "continue" });
        }
        if each(240) {
            return json!({ "kind": "care", "what": "meal", "offered": true, "taken": chance.next(3) > 0 });
        }
        match i % 23 {
            3 => json!({ "kind": "aa_requested", "who": "parent", "for": "arrival", "outcome": "no_answer" }),
            6 => json!({ "kind": "aa_arrived", "who": "parent", "rights_given": true }),
            9 => json!({ "kind": "aa_left" }),
            11 => json!({ "kind": "interview_started", "aa_present": true, "solicitor_present": false }),
            12 => json!({ "kind": "interview_ended" }),
            15 => json!({ "kind": "asked_for", "what": "a blanket" }),
            16 => json!({ "kind": "answered", "what": "blanket given" }),
            19 => json!({ "kind": "note", "text": format!("CCTV looked at, {}", chance.of(DOINGS)) }),
            21 if i.is_multiple_of(2) => {
                json!({ "kind": "correction", "of": i - 1, "reason": "wrong time", "strike": true })
            }
            _ => self.check(at, chance),
        }
    }

    fn check(self, at: Instant, chance: &mut Chance) -> Value {
        let hour = (at - self.start()).num_hours();
        if (6..13).contains(&hour) {
            return json!({ "kind": "check", "method": "entered", "awake": false, "demeanour": "sleeping",
                "seen": format!("on {} side, breathing {}", chance.of(&["left", "right"]), chance.of(&["evenly", "easily"])),
                "not_said": "asleep" });
        }
        let seen = format!("{}, {}", chance.of(PLACES), chance.of(DOINGS));
        let mut check = json!({ "kind": "check", "method": "hatch", "awake": true, "demeanour": chance.of(DEMEANOURS), "seen": seen });
        match chance.next(3) {
            0 => check["not_said"] = json!("declined"),
            _ => check["said"] = json!(chance.of(SAYINGS)),
        }
        check
    }
}

/// Returns the first entries of a detention, the same for every child.
fn opening(i: usize) -> Option<Value> {
    Some(match i {
        0 => json!({ "kind": "arrested", "for": "offence", "offences": ["burglary of a dwelling"],
            "necessity": "prompt and effective investigation" }),
        1 => json!({ "kind": "arrived", "station": "Benchford", "area": "Exampleshire" }),
        2 => json!({ "kind": "detention_authorised", "grounds": "to obtain evidence by questioning",
            "reasons_recorded": true }),
        3 => json!({ "kind": "rights_given", "aa_present": false }),
        4 => json!({ "kind": "risk_assessed", "level": "standard", "text": "no thoughts of harm" }),
        5 => json!({ "kind": "observation_set", "level": 2, "every_minutes": 30, "rousing": false }),
        6 => json!({ "kind": "placed", "in": "cell", "cell": "4", "reason": "no detention room free" }),
        7 => json!({ "kind": "aa_requested", "who": "parent", "for": "arrival", "outcome": "no_answer" }),
        8 => json!({ "kind": "person_told", "who": "parent", "route": "phone", "outcome": "told" }),
        9 => json!({ "kind": "solicitor_requested" }),
        _ => return None,
    })
}
