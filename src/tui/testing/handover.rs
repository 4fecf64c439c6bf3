//! The handover page of the evening, set by hand.

use super::at;
use crate::desk::form::Brief;
use crate::desk::handover::notes::{Noted, TakenOver};
use crate::desk::handover::{ChildPage, Handover, Urgent};
use crate::tui::Model;

/// Returns a handover page set by hand: one child taken over, one out of the cell, a girl without a woman named.
pub fn page(model: &Model) -> Handover {
    let child = |id: &str, who: &str, rows: Vec<Brief>| {
        let number = model.loaded(id).unwrap().record.head.custody_number.clone();
        ChildPage {
            record_id: id.into(),
            who: who.into(),
            held: format!("{number}, held 6 h 00"),
            rows,
            owed: Vec::new(),
            taken: None,
        }
    };
    let not_yet = || Brief::loud("Taken over", "NOT YET; last 14:52 by Sgt Beth Rowlands (3127)");
    let aled = vec![
        Brief::new("Said", "22:40 \"I want my mum, she doesn't know where I am\""),
        Brief::loud("Seems", "tearful 22:40; first change 22:40: talkative to tearful"),
        Brief::loud("Risk, needs", "self harm, adhd"),
        Brief::new("Watch", "level 2, every 30 min; next check 23:14"),
        Brief::loud("Adult", "asked parent 18:00, no answer"),
        Brief::loud("Owed", "custody officer: Ask for adult LATE"),
        Brief::new("Owed", "inspector: Review (first) by 23:25"),
        Brief::new("Owed", "DC Zed Sample (4480): Referral"),
        Brief::new(
            "Passed on",
            "22:00 Referral to DC Zed Sample (4480), because PC Odd went off; passed by Sgt Beth Rowlands (3127)",
        ),
        not_yet(),
    ];
    let jay = vec![
        Brief::loud("Out", "hospital, for treatment since 23:05"),
        Brief::loud("Said", "no words recorded yet"),
        Brief::new("Watch", "level 3, every 15 min"),
        Brief::new("Adult", "here since 18:20 (parent)"),
        not_yet(),
    ];
    let mia = vec![
        Brief::loud("Said", "no words recorded yet"),
        Brief::new("Watch", "no plan set, every 60 min; next check 23:55"),
        Brief::new("Adult", "asked scheme 18:05, expected 23:45"),
        Brief::loud("Woman", "NOT NAMED: say who has her care"),
        Brief::loud("Owed", "inspector: Review (first) LATE"),
        not_yet(),
    ];
    let sian = vec![
        Brief::new("Said", "19:30 \"when can I go\""),
        Brief::new("Watch", "level 1, every 60 min; next check 23:20"),
        Brief::new("Adult", "here since 18:20 (parent)"),
        Brief::new("Taken over", "23:02 by Sgt Next Sample (9) from Sgt Beth Rowlands (3127), visited"),
    ];
    let mut children = vec![
        child("r-aled", "Aled Probert, 15, cell 4", aled),
        child("r-jay", "Jayden Oluwaseun-Whitmarsh, 17, cell 11", jay),
        child("r-mia", "Mia Kowalczyk, 15, cell F2", mia),
        child("r-sian", "Siân Ŵyn, 14, cell M3", sian),
    ];
    let given_by = TakenOver { given_by: "Sgt Beth Rowlands (3127)".into(), not_visited: None, words: None };
    children[3].taken = Some(Noted { at: at("23:02"), by: "Sgt Next Sample (9)".into(), it: given_by });
    let line =
        |id: &str, due: Option<&str>, text: &str| Urgent { record_id: id.into(), due: due.map(at), text: text.into() };
    let urgent = vec![
        line("r-aled", None, "Aled Probert, cell 4: Ask for adult 5 h 30"),
        line("r-mia", None, "Mia Kowalczyk, cell F2: Review (first) 12 min"),
        line("r-aled", Some("23:25"), "Review (first): Aled Probert, cell 4 - inspector"),
        line("r-mia", Some("23:45"), "Adult expected (scheme): Mia Kowalczyk, cell F2"),
        line("r-jay", Some("00:20"), "Ask authority: Jayden Oluwaseun-Whitmarsh, cell 11 - custody officer"),
    ];
    Handover { urgent, children }
}
