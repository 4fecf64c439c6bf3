//! The ladders of that evening, set by hand.

use super::at;
use crate::desk::ladders::{Ladder, LadderRow, Rung, RungState, Step, To};
use crate::law::State;
use crate::tui::model::Model;

fn rung(step: Step, state: RungState, beside: &str, form: &'static str) -> Rung {
    Rung { step, state, beside: beside.into(), form, values: Vec::new() }
}

fn done(time: &str, words: &str) -> RungState {
    RungState::Done { at: at(time), words: words.into() }
}

fn declined(time: &str, words: &str) -> RungState {
    RungState::Declined { at: at(time), words: words.into() }
}

fn later(time: Option<&str>) -> RungState {
    RungState::Later { due: time.map(at) }
}

fn open(time: Option<&str>, state: State) -> RungState {
    RungState::Open { due: time.map(at), state }
}

fn adult(waited_from: Option<&str>, next: Option<Step>, states: [RungState; 8], beside: &str) -> Ladder {
    use Step::{Brief, EscalateAdult, Family, Here, Others, RightsAgain, RingAgain, Scheme};
    let steps = [Family, RingAgain, Others, Scheme, EscalateAdult, Here, RightsAgain, Brief];
    let of = |(step, state)| rung(step, state, if Some(step) == next { beside } else { "" }, "adult");
    let rungs = steps.into_iter().zip(states).map(of).collect();
    Ladder { to: To::Adult, waited_from: waited_from.map(at), rungs, next }
}

fn place() -> Ladder {
    let rungs = vec![
        rung(Step::Bail, done("20:20", "refused: fail to appear, by Sgt Beth Rowlands (3127)"), "", "bail"),
        rung(
            Step::AskAlternative,
            done("20:45", "Bristol (Ann Lee), by Sgt Beth Rowlands (3127)"),
            "",
            "accommodation",
        ),
        rung(
            Step::Answer,
            declined("21:05", "no bed (Ann Lee): \"nothing in the county before Monday\", by Sgt Beth Rowlands (3127)"),
            "",
            "accommodation",
        ),
        rung(Step::EscalateAuthority, done("21:10", "to Bo Rae, by Sgt Beth Rowlands (3127)"), "", "accommodation"),
        rung(
            Step::EscalateAuthority,
            open(Some("21:45"), State::Overdue),
            "No place yet since 20:45: ring the authority's head of service on call, and tell the duty superintendent.",
            "accommodation",
        ),
        rung(Step::AskAgain, later(Some("05:20")), "", "accommodation"),
        rung(Step::Move, later(None), "", "accommodation"),
        rung(Step::Certificate, later(None), "before court, if the child isn't moved", "certificate"),
    ];
    Ladder { to: To::Accommodation, waited_from: Some(at("20:20")), rungs, next: Some(Step::EscalateAuthority) }
}

/// Returns the ladders: one child nobody is on the way to, one with no place, one whose adult is expected.
pub fn ladders(model: &Model) -> Vec<LadderRow> {
    let row = |id: &str, ladders: Vec<Ladder>| {
        let row = model.board.rows.iter().find(|row| row.record_id == id).unwrap();
        LadderRow { record_id: id.into(), place: row.place.clone(), name: row.name.clone(), age: row.age, ladders }
    };
    let aled = adult(
        Some("18:00"),
        Some(Step::EscalateAdult),
        [
            declined("19:10", "parent can't come: at work till 06:00, by Sam Okafor (8841)"),
            done("19:15", "scheme; 3 tries so far"),
            declined("19:12", "not done: his nan is in Spain, by Sam Okafor (8841)"),
            done("19:15", "scheme: no answer, by Sam Okafor (8841)"),
            open(Some("20:00"), State::Overdue),
            later(None),
            later(None),
            later(None),
        ],
        "",
    );
    let mia = adult(
        Some("18:05"),
        Some(Step::RingAgain),
        [
            later(None),
            open(Some("23:45"), State::Open),
            later(None),
            done("18:05", "scheme coming, expected 23:45, by Sam Okafor (8841)"),
            later(Some("20:05")),
            later(Some("23:45")),
            later(None),
            later(None),
        ],
        "last 18:05 scheme coming, expected 23:45",
    );
    let jays = adult(
        None,
        None,
        [
            done("18:10", "parent coming, expected 18:40, by Sam Okafor (8841)"),
            RungState::NotNeeded { why: "an adult is here".into() },
            RungState::NotNeeded { why: "an adult is here".into() },
            RungState::NotNeeded { why: "an adult is here".into() },
            RungState::NotNeeded { why: "an adult is here".into() },
            done("18:40", "parent here, by Sam Okafor (8841)"),
            done("18:45", "given with the adult there"),
            done("18:50", "by Sam Okafor (8841)"),
        ],
        "",
    );
    vec![row("r-aled", vec![aled]), row("r-jay", vec![place(), jays]), row("r-mia", vec![mia])]
}
