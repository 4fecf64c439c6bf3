//! A walk along the cells: whom one may have seen, in the order of the corridor.

use super::board::{name, place};
use super::decide::where_to;
use crate::law::{Assessment, Facts, State};
use crate::record::Instant;
use crate::record::time::clock;

/// One door on the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// The record, as the ledger names it.
    pub record_id: String,
    /// The cell or room.
    pub place: String,
    /// The child's name, or the custody number where none is recorded.
    pub name: String,
    /// When the next check is due.
    pub due: Option<Instant>,
    /// How that check stands.
    pub state: State,
    /// Where the child is and since when, where not in the cell: no check can be made then.
    pub away: Option<String>,
    /// Whether the child is taken for one that was seen.
    pub seen: bool,
}

/// Returns the doors of the children held, in the order of the corridor: by the number of the cell, not by its digits.
///
/// Where a check is due now or soon the child is taken for one that was seen; the officer says otherwise.
pub fn doors<'a>(held: impl IntoIterator<Item = (&'a str, &'a Facts<'a>, &'a Assessment)>) -> Vec<Door> {
    let mut doors: Vec<Door> = held
        .into_iter()
        .filter(|(_, _, assessment)| !assessment.closed)
        .map(|(record_id, facts, assessment)| door(record_id, facts, assessment))
        .collect();
    doors.sort_by_cached_key(|door| (along_the_corridor(&door.place), door.record_id.clone()));
    doors
}

fn door(record_id: &str, facts: &Facts<'_>, assessment: &Assessment) -> Door {
    let check = assessment.duties.iter().find(|duty| duty.rule == "check.due" && duty.is_open());
    let away = facts.away.iter().find(|away| !away.over);
    let state = check.map_or(State::NotNeeded, |duty| duty.state);
    Door {
        record_id: record_id.to_owned(),
        place: place(facts),
        name: name(facts.record),
        due: check.and_then(|duty| duty.due),
        state,
        away: away.map(|away| format!("{} since {}", where_to(away.why), clock(away.from))),
        seen: away.is_none() && matches!(state, State::DueSoon | State::Overdue),
    }
}

/// Returns what orders cells as they stand along a corridor: letters first, then the number as a number.
pub(super) fn along_the_corridor(place: &str) -> (String, u64, String) {
    let start = place.find(|c: char| c.is_ascii_digit()).unwrap_or(place.len());
    let (letters, rest) = place.split_at_checked(start).unwrap_or((place, ""));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
    (letters.trim().to_lowercase(), digits.parse().unwrap_or(u64::MAX), rest.to_lowercase())
}

/// Returns which child's cell the digits typed so far begin to name, of those places; a whole number before one that goes on.
#[must_use]
pub fn named_by_digits(places: &[&str], typed: &str) -> Option<usize> {
    let number = |place: &str| -> String { place.chars().filter(char::is_ascii_digit).collect() };
    let whole = places.iter().position(|place| number(place) == typed);
    whole.or_else(|| places.iter().position(|place| number(place).starts_with(typed)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Policy, Suite, assess};

    fn in_cell(cell: &str) -> Given {
        given().authorised("12:00").at("12:20", "placed", json!({ "in": "cell", "cell": cell })).at(
            "12:30",
            "check",
            json!({ "awake": true, "demeanour": "calm" }),
        )
    }

    fn doors_of(givens: &[Given], now: &str) -> Vec<Door> {
        let (policy, suite, now) = (Policy::default(), Suite::default(), instant(now));
        let records: Vec<_> = givens.iter().map(Given::record).collect();
        let facts: Vec<_> = records.iter().map(|record| Facts::gather(record, &policy, &suite, now)).collect();
        let assessments: Vec<_> = records.iter().map(|record| assess(record, &policy, now)).collect();
        doors(facts.iter().zip(&assessments).map(|(facts, assessment)| ("r", facts, assessment)))
    }

    #[test]
    fn the_walk_goes_along_the_corridor_and_not_by_the_digits_of_the_cells() {
        let cells = ["11", "2", "DR1", "M10", "M9"].map(in_cell);
        let places: Vec<String> = doors_of(&cells, "12:40").into_iter().map(|door| door.place).collect();
        assert_eq!(places, ["2", "11", "DR1", "M9", "M10"]);
    }

    #[test]
    fn a_child_whose_check_is_late_is_taken_for_seen_and_one_just_checked_is_not() {
        assert!(!doors_of(&[in_cell("4")], "12:31")[0].seen);
        let late = doors_of(&[in_cell("4")], "14:00");
        assert_eq!((late[0].seen, late[0].state), (true, State::Overdue));
    }

    #[test]
    fn a_child_at_hospital_is_not_taken_for_seen_and_the_walk_says_where_they_are() {
        let out = in_cell("4").at("12:50", "left_for_hospital", json!({ "reason": "treatment" }));
        let door = &doors_of(&[out], "14:00")[0];
        assert_eq!((door.seen, door.away.as_deref()), (false, Some("hospital, for treatment since 12:50")));
    }

    #[test]
    fn a_child_who_has_left_has_no_door() {
        let gone = in_cell("4").at("13:00", "released", json!({ "outcome": "bail" }));
        assert!(doors_of(&[gone], "14:00").is_empty());
    }

    #[test]
    fn digits_name_a_cell_the_whole_number_before_one_that_goes_on() {
        let places = ["11", "4", "1", "M3", "desk"];
        assert_eq!(named_by_digits(&places, "1"), Some(2));
        assert_eq!(named_by_digits(&places, "11"), Some(0));
        assert_eq!(named_by_digits(&places, "3"), Some(3));
        assert_eq!(named_by_digits(&["11", "4"], "1"), Some(0), "begun");
        assert_eq!(named_by_digits(&places, "9"), None);
    }
}
