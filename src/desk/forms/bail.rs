//! Bail refused after charge: on a ground of s.38(1), with its reasons; own protection and own interests say the danger.

use super::{WHEN, at_once, gather, needed, one, owed_lines, picked_many};
use crate::desk::form::{Besides, Brief, Choice, FieldKind, FieldSpec, FormSpec, Making, Values, always};
use crate::desk::offence::{LookedUp, shown_class};
use crate::desk::officer::custody_officer;
use crate::law::Facts;
use crate::record::kinds::{BailRefused, Charged};
use crate::record::time::clock;
use crate::record::words::BailGround;

/// The grounds, those of s.38(1) first; the last two are none, and are said as honestly as the rest.
pub(super) const GROUNDS: &[Choice] = &[
    Choice { word: "name_doubtful", label: "name or address doubted" },
    Choice { word: "fail_to_appear", label: "would fail to appear" },
    Choice { word: "further_offences", label: "further offences" },
    Choice { word: "injury_or_damage", label: "injury or damage" },
    Choice { word: "interference", label: "interfere with justice" },
    Choice { word: "own_protection", label: "own protection" },
    Choice { word: "own_interests", label: "own interests" },
    Choice { word: "drug_sample", label: "drug sample" },
    Choice { word: "murder", label: "murder charged" },
    Choice { word: "nowhere_to_go", label: "nowhere to go" },
    Choice { word: "other", label: "other" },
];

fn own(values: &Values) -> bool {
    values.many("grounds").iter().any(|word| matches!(*word, "own_protection" | "own_interests"))
}

/// The form.
pub const FORM: FormSpec = FormSpec {
    id: "bail",
    title: "Bail refused after charge",
    start: "grounds",
    fields: &[
        WHEN,
        FieldSpec {
            id: "grounds",
            label: "Grounds",
            kind: FieldKind::Many(GROUNDS),
            help: "Of s.38(1). Nowhere to go isn't one: ask the authority for a place, on bail.",
            shown: always,
        },
        FieldSpec {
            id: "reasons",
            label: "Reasons",
            kind: FieldKind::Text,
            help: "Why the ground is met by this child, tonight; written down at once (s.38(3), (4)).",
            shown: always,
        },
        FieldSpec {
            id: "danger",
            label: "What danger",
            kind: FieldKind::Text,
            help: "From whom or what, and why a cell is safer. The duty to move the child stands (s.38(6)).",
            shown: |values, _| own(values),
        },
        FieldSpec {
            id: "child_told",
            label: "Child told",
            kind: FieldKind::YesNo,
            help: "The child is told the grounds (s.38(4)).",
            shown: always,
        },
        FieldSpec {
            id: "aa_present",
            label: "Adult there",
            kind: FieldKind::YesNo,
            help: "Whether the adult was there when the child was told, to help them follow it (s.38(4)).",
            shown: always,
        },
        FieldSpec {
            id: "disputed",
            label: "Disputed",
            kind: FieldKind::Text,
            help: "Who disagrees and why, if anyone. A higher rank: to the superintendent (s.39(6)).",
            shown: always,
        },
    ],
    prefill: at_once,
    brief,
    passed_over: &["disputed"],
    unfit: |facts| facts.charged.is_none().then_some("the child isn't charged: bail is refused after charge (s.38(1))"),
    besides: Besides::Nothing,
    signer: custody_officer,
    make,
};

fn brief(values: &Values, facts: &Facts<'_>) -> Vec<Brief> {
    let mut lines = vec![Brief::new(
        "Bail first",
        "released, with conditions if they would do, unless a ground of s.38(1) is met (s.38(1), s.47(1A))",
    )];
    for charged in facts.each::<Charged>() {
        for offence in &charged.it.offences {
            let intent = charged.it.intent.as_ref().and_then(|intent| intent.burglary.as_deref());
            let class = LookedUp::of(offence, intent).found.specified().map_or("not settled on the list", shown_class);
            lines.push(Brief::new(format!("Charged {}", clock(charged.at)), format!("{offence}: {class}")));
        }
    }
    if values.many("grounds").contains(&"nowhere_to_go") {
        let text =
            "nowhere to go isn't a ground of s.38(1): a place for a released child is asked for under CA 1989 s.20";
        lines.push(Brief::loud("Not a ground", text));
    }
    if values.many("grounds").contains(&"drug_sample") {
        lines.push(Brief::loud("Drug sample", "six hours at most from charge (s.38(2))"));
    }
    if own(values) {
        lines.push(Brief::loud("Own interests", "say what the danger is; the child is moved all the same"));
    }
    lines.push(Brief::new(
        "Then at once",
        "ask the authority for ALTERNATIVE. A ground for refusing bail isn't the test for secure",
    ));
    for refused in facts.each::<BailRefused>() {
        let grounds: Vec<String> = refused.it.grounds.iter().flatten().map(|ground| ground.plain()).collect();
        lines.push(Brief::new(format!("Refused {}", clock(refused.at)), grounds.join(", ")));
    }
    lines.extend(owed_lines(facts, &["accommodation.request"]));
    lines
}

fn make(values: &Values, facts: &Facts<'_>) -> Making {
    let mut problems = Vec::new();
    let at = gather(&mut problems, values.when("when", facts));
    let grounds = picked_many(values, "grounds", BailGround::from_word);
    let grounds = needed(&mut problems, "grounds", grounds, "on which ground? Without one the child is released");
    let reasons =
        needed(&mut problems, "reasons", values.text("reasons"), "why is the ground met? It is written down (s.38(3))");
    let refused = grounds.zip(reasons).map(|(grounds, reasons)| BailRefused {
        grounds: Some(grounds),
        reasons: Some(reasons),
        danger: values.text("danger"),
        child_told: values.yes("child_told"),
        disputed: values.text("disputed"),
        aa_present: values.yes("aa_present"),
    });
    one(problems, at, refused)
}
