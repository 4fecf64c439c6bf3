use serde_json::{Value, json};

use crate::law::testing::{Given, Seen, given, instant};
use crate::law::{LimitBasis, State, Verdict};

fn held_for(route: &str, time: &str) -> Given {
    given().at(time, "arrested", json!({ "for": route }))
}

fn limit(seen: &Seen) -> Option<crate::record::Instant> {
    seen.0.clocks.route_limit
}

#[test]
fn a_breach_of_court_bail_on_a_saturday_is_due_in_court_on_monday() {
    let record = held_for("court_bail_breach", "2026-11-14T02:00:00Z");
    let seen = record.judged("2026-11-14T12:00:00Z");
    let due = Some(instant("2026-11-16T02:00:00Z"));
    assert_eq!((limit(&seen), seen.duties("route.not-pace")[0].due), (due, due));
    assert_eq!(seen.0.clocks.detention_limit_basis, LimitBasis::Court24);
    assert_eq!((seen.0.clocks.detention_limit, seen.0.clocks.relevant_time), (None, None));
    assert_eq!(record.judged("2026-11-16T02:00:00Z").verdict("route.not-pace"), None);
    let late = record.judged("2026-11-16T02:01:00Z");
    assert_eq!((late.verdict("route.not-pace"), late.minutes("route.not-pace")), (Some(Verdict::Breach), Some(1)));
    assert_eq!(late.state("route.not-pace"), Some(State::Overdue));
}

#[test]
fn remand_and_injunction_breaches_leave_christmas_day_out_too() {
    for route in ["court_bail_breach", "remand_breach", "injunction"] {
        let seen = held_for(route, "2026-12-24T15:00:00Z").judged("2026-12-24T16:00:00Z");
        assert_eq!(limit(&seen), Some(instant("2026-12-26T15:00:00Z")), "{route}");
        assert_eq!(seen.0.clocks.detention_limit_basis, LimitBasis::Court24);
    }
}

#[test]
fn no_review_limit_or_relevant_time_runs_outside_pace() {
    for route in
        ["court_bail_breach", "warrant", "order_breach", "recall", "immigration", "terrorism", "breach_of_peace"]
    {
        let seen = held_for(route, "10:00").at("10:40", "arrived", json!({})).authorised("10:50").judged("+3 12:00");
        let clocks = &seen.0.clocks;
        assert_eq!(
            (clocks.relevant_time, clocks.detention_limit, clocks.absolute_limit),
            (None, None, None),
            "{route}"
        );
        assert_eq!(clocks.next_review_due, None, "{route}");
        assert!(seen.one("clock.limit").is_none() && seen.duties("clock.limit").is_empty(), "{route}");
    }
}

#[test]
fn a_route_with_no_hours_is_owed_as_soon_as_practicable_and_never_passes_a_limit() {
    for route in ["warrant", "warrant_backed_for_bail", "order_breach", "recall", "immigration", "breach_of_peace"] {
        let record = held_for(route, "10:00").at("10:40", "arrived", json!({}));
        let seen = record.judged("+9 12:00");
        let duty = seen.duties("route.not-pace")[0];
        assert_eq!((duty.due, duty.state), (None, State::Open), "{route}");
        assert!(seen.one("route.not-pace").is_none() && limit(&seen).is_none(), "{route}");
        assert_eq!(seen.0.clocks.detention_limit_basis, LimitBasis::None, "{route}");
        let gone = record.at("14:00", "to_court", json!({})).judged("15:00");
        assert_eq!(gone.state("route.not-pace"), Some(State::Done), "{route}");
    }
}

#[test]
fn a_warrant_backed_for_bail_asks_a_parents_recognisance_only_of_a_child_under_17() {
    let asks = |born: &str| {
        let record = held_for("warrant_backed_for_bail", "10:00").child(json!({ "date_of_birth": born }));
        record.at("10:40", "arrived", json!({})).judged("11:00").duties("route.not-pace")[0].message.clone()
    };
    assert!(asks("2009-11-11").contains("once a parent or guardian enters a recognisance"));
    let seventeen = asks("2009-11-10");
    assert!(seventeen.contains("release on its terms") && !seventeen.contains("parent"));
}

#[test]
fn police_protection_ends_72_hours_after_it_began() {
    let record = held_for("police_protection", "09:00").at("09:30", "arrived", json!({}));
    let seen = record.judged("10:00");
    assert_eq!((limit(&seen), seen.0.clocks.detention_limit_basis), (Some(instant("+3 09:00")), LimitBasis::None));
    assert_eq!(record.judged("+3 09:00").verdict("route.not-pace"), None);
    assert_eq!(record.judged("+3 09:01").minutes("route.not-pace"), Some(1));
}

#[test]
fn section_136_runs_from_arrival_24_hours_since_11_december_2017_and_72_before() {
    let brought = |day: &str| {
        given()
            .child(json!({ "date_of_birth": "2003-03-03" }))
            .at(&format!("{day}T08:00:00Z"), "arrested", json!({ "for": "mental_health_s136" }))
            .at(&format!("{day}T09:00:00Z"), "arrived", json!({ "place": "Fairview place of safety" }))
            .judged(&format!("{day}T10:00:00Z"))
    };
    let seen = brought("2017-12-11");
    assert_eq!(limit(&seen), Some(instant("2017-12-12T09:00:00Z")));
    assert_eq!(seen.0.clocks.detention_limit_basis, LimitBasis::S136);
    assert_eq!(limit(&brought("2017-12-10")), Some(instant("2017-12-13T09:00:00Z")));
}

#[test]
fn before_11_december_2017_a_station_is_not_said_to_be_barred() {
    let owed = |day: &str| {
        let record = given().child(json!({ "date_of_birth": "2003-03-03" }));
        let record = record.at(&format!("{day}T08:00:00Z"), "arrested", json!({ "for": "mental_health_s136" }));
        let seen = record.at(&format!("{day}T09:00:00Z"), "arrived", json!({})).judged(&format!("{day}T10:00:00Z"));
        let duty = seen.duties("route.not-pace")[0];
        (duty.message.contains("never a police station"), duty.cites.contains(&"MHA 1983 s.136(2)"))
    };
    assert_eq!(owed("2017-12-10"), (false, true));
    assert_eq!(owed("2017-12-11"), (true, false));
}

#[test]
fn away_from_a_station_section_136_past_24_hours_is_asked_about_and_past_the_doctors_twelve_more_a_breach() {
    let taken = |arrived: Value| held_for("mental_health_s136", "13:30").at("14:00", "arrived", arrived);
    let found = |record: &Given, now: &str| {
        let seen = record.judged(now);
        (seen.verdict("route.not-pace"), seen.minutes("route.not-pace"))
    };
    let hospital = taken(json!({ "place": "Fictive Hospital" }));
    assert_eq!(found(&hospital, "+1 14:00"), (None, None));
    assert_eq!(found(&hospital, "+1 16:00"), (Some(Verdict::Query), Some(120)));
    assert_eq!(found(&hospital, "+2 02:00"), (Some(Verdict::Query), Some(720)));
    assert_eq!(found(&hospital, "+2 02:05"), (Some(Verdict::Breach), Some(5)));
    assert_eq!(found(&taken(json!({ "station": "Testham" })), "+1 16:00"), (Some(Verdict::Breach), Some(120)));
    let gone = hospital.clone().at("+1 16:00", "released", json!({ "outcome": "other" }));
    assert_eq!(found(&gone, "+1 18:00"), (Some(Verdict::Query), Some(120)));
    assert!(hospital.judged("15:00").duties("route.not-pace")[0].message.contains("or 12 h later"));
    // Until 10 December 2017 the 72 hours were all there was.
    let old = given()
        .child(json!({ "date_of_birth": "2003-03-03" }))
        .at("2017-12-10T08:00:00Z", "arrested", json!({ "for": "mental_health_s136" }))
        .at("2017-12-10T09:00:00Z", "arrived", json!({ "place": "Fairview" }));
    assert_eq!(found(&old, "2017-12-13T09:01:00Z"), (Some(Verdict::Breach), Some(1)));
}

/// In a cell for a theft, and s.136 used there at 23:00.
fn s136_in_the_cell() -> Given {
    given()
        .at("09:30", "arrested", json!({}))
        .at("10:00", "arrived", json!({}))
        .authorised("10:10")
        .at("10:20", "placed", json!({ "in": "cell", "reason": "no room" }))
        .at("23:00", "arrested", json!({ "for": "mental_health_s136" }))
}

#[test]
fn section_136_in_the_cell_runs_from_the_decision_and_not_from_the_arrival_for_a_theft() {
    let cell = s136_in_the_cell();
    assert_eq!(limit(&cell.judged("23:10")), Some(instant("+1 23:00")));
    let moved = cell.at("+1 01:00", "arrived", json!({ "place": "Fairview" }));
    assert_eq!(limit(&moved.judged("+1 02:00")), Some(instant("+2 01:00")));
    let first = held_for("mental_health_s136", "10:05").at("10:00", "arrived", json!({ "place": "Fairview" }));
    assert_eq!(limit(&first.judged("11:00")), Some(instant("+1 10:00")), "entered after the arrival it led to");
}

#[test]
fn section_136_in_the_cell_keeps_a_child_at_a_station_and_is_asked_about_where_they_are_taken_from_it_next() {
    let station = |record: Given| record.judged("+1 08:00").whole("route.s136-station");
    let kept = ["breach 23:00; on 4; statute; custody_officer"];
    assert_eq!(station(s136_in_the_cell()), kept);
    assert_eq!(station(s136_in_the_cell().at("23:30", "check", json!({})).at("+1 07:00", "departed", json!({}))), kept);
    for leaving in ["departed", "released"] {
        let fields = if leaving == "released" { json!({ "outcome": "other" }) } else { json!({}) };
        let asked = station(s136_in_the_cell().at("23:20", leaving, fields));
        assert_eq!(asked, ["query 23:00; on 4 5; statute; custody_officer"], "{leaving}");
    }
    // Past an hour the leaving itself says that they were kept; an arrival elsewhere leaves the journey out too.
    let fields = || json!({ "outcome": "other" });
    assert_eq!(station(s136_in_the_cell().at("+1 00:00", "released", fields())).len(), 1);
    assert_eq!(station(s136_in_the_cell().at("+1 00:01", "released", fields())), kept);
    let elsewhere = |time: &str| station(s136_in_the_cell().at(time, "arrived", json!({ "place": "Fairview" })));
    assert_eq!(elsewhere("+1 02:00"), ["query 23:00; on 4 5; statute; custody_officer"]);
    assert_eq!(elsewhere("+1 02:01"), kept);
    for station_or_unknown in [json!({ "station": "Second" }), json!({})] {
        let arrived = station(s136_in_the_cell().at("23:40", "arrived", station_or_unknown));
        assert_eq!(arrived, kept, "from one station to another");
    }
    for (kind, fields) in [
        ("charged", json!({ "offences": ["theft"] })),
        ("care", json!({ "what": "meal" })),
        ("rights_given", json!({ "aa_present": false })),
    ] {
        let done = s136_in_the_cell().at("23:10", kind, fields).at("23:40", "departed", json!({}));
        assert_eq!(station(done), kept, "{kind}");
    }
    let in_hospital = given()
        .at("09:30", "arrested", json!({}))
        .at("10:00", "arrived", json!({}))
        .authorised("10:10")
        .at("22:00", "left_for_hospital", json!({ "reason": "treatment" }))
        .at("23:00", "arrested", json!({ "for": "mental_health_s136" }));
    assert!(station(in_hospital).is_empty());
}

#[test]
fn a_child_who_came_by_themselves_and_is_kept_at_the_station_under_section_136_is_kept_there_too() {
    let came = || {
        let fields = json!({ "for": "mental_health_s136", "at_station": true });
        given().at("09:40", "attended", json!({})).at("10:00", "arrested", fields)
    };
    let found = |record: Given| record.judged("18:00").verdict("route.s136-station");
    let kept = came().at("10:30", "check", json!({})).at("15:00", "arrived", json!({ "place": "Fairview" }));
    assert_eq!(found(kept), Some(Verdict::Breach));
    let moved = came().at("10:40", "arrived", json!({ "place": "Fairview" }));
    assert_eq!(found(moved), Some(Verdict::Query));
}

#[test]
fn a_place_at_which_a_child_is_booked_in_is_a_station_and_no_doctor_adds_to_its_24_hours() {
    let taken = || held_for("mental_health_s136", "13:30").at("14:00", "arrived", json!({ "place": "holding room" }));
    let past = |record: Given| record.judged("+1 16:00").verdict("route.not-pace");
    assert_eq!(past(taken()), Some(Verdict::Query));
    assert_eq!(past(taken().authorised("14:20")), Some(Verdict::Breach));
    let moved = taken().at("16:00", "arrived", json!({ "station": "Testham" })).authorised("16:10");
    assert_eq!(past(moved), Some(Verdict::Query), "booked in at the next");
}

#[test]
fn a_warrant_is_not_called_one_endorsed_for_bail_and_protection_not_an_arrest() {
    let cites = |route: &str| held_for(route, "10:00").judged("11:00").duties("route.not-pace")[0].cites.to_vec();
    assert_eq!(cites("warrant"), ["MCA 1980 s.1(1)(b)", "MCA 1980 s.13", "Bail Act 1976 s.7(1)"]);
    assert_eq!(cites("order_breach"), cites("warrant"));
    assert!(cites("warrant_backed_for_bail").contains(&"MCA 1980 s.117(3)"));
    let begun = |route: &str| {
        let record = given().at("10:00", "detention_authorised", json!({ "route": route }));
        record.judged("11:00").one("route.not-pace").unwrap().message.to_string()
    };
    assert!(begun("police_protection").contains("The time of being taken into protection is not recorded"));
    assert!(begun("court_bail_breach").contains("The time of the arrest is not recorded"));
}

#[test]
fn a_child_at_a_police_station_under_section_136_is_a_breach_at_once() {
    let at = |fields: Value| held_for("mental_health_s136", "09:00").at("10:00", "arrived", fields).judged("10:00");
    let seen = at(json!({}));
    assert_eq!(seen.verdict("route.s136-station"), Some(Verdict::Breach));
    assert_eq!(seen.one("route.s136-station").unwrap().at, instant("10:00"));
    assert!(at(json!({ "station": "Keynsham", "place": "yard" })).one("route.s136-station").is_some());
    assert_eq!(at(json!({ "place": "Fairview hospital" })).verdict("route.s136-station"), Some(Verdict::Query));
    assert!(held_for("mental_health_s136", "09:00").judged("10:00").one("route.s136-station").is_none());
    assert!(
        held_for("offence", "09:00")
            .at("10:00", "arrived", json!({}))
            .judged("10:00")
            .all("route.s136-station")
            .is_empty()
    );
}

#[test]
fn a_record_that_starts_at_the_station_under_section_136_is_a_breach_too() {
    let seen = given().at("10:00", "detention_authorised", json!({ "route": "mental_health_s136" })).judged("10:05");
    assert_eq!(seen.verdict("route.s136-station"), Some(Verdict::Breach));
}

#[test]
fn a_police_station_was_not_barred_before_11_december_2017_nor_for_an_adult() {
    let record = |born: &str, day: &str| {
        given()
            .child(json!({ "date_of_birth": born }))
            .at(&format!("{day}T09:00:00Z"), "arrested", json!({ "for": "mental_health_s136" }))
            .at(&format!("{day}T10:00:00Z"), "arrived", json!({ "station": "Testham" }))
            .judged(&format!("{day}T11:00:00Z"))
    };
    assert!(record("2003-03-03", "2017-12-10").one("route.s136-station").is_none());
    assert!(record("2003-03-03", "2017-12-11").one("route.s136-station").is_some());
    assert!(record("1999-12-11", "2017-12-11").one("route.s136-station").is_none());
}

#[test]
fn the_time_at_court_counts_against_the_24_hours_where_it_is_recorded() {
    let reached = |at: Value| {
        held_for("court_bail_breach", "10:00")
            .at("+1 09:40", "to_court", json!({ "reached_at": at }))
            .judged("+1 12:00")
    };
    assert!(reached(json!("+1 10:00")).one("route.not-pace").is_none());
    assert_eq!(reached(json!("+1 10:05")).minutes("route.not-pace"), Some(5));
    let seen = reached(json!(null));
    assert_eq!((seen.verdict("route.not-pace"), seen.state("route.not-pace")), (None, Some(State::Done)));
    assert_eq!(limit(&seen), None);
}

#[test]
fn the_time_at_court_counts_in_a_record_judged_when_the_child_set_out_for_it() {
    let reached = |at: &str| {
        held_for("court_bail_breach", "10:00")
            .at("+1 09:40", "to_court", json!({ "reached_at": at }))
            .judged("+1 09:40")
    };
    assert!(reached("+1 10:00").one("route.not-pace").is_none());
    let late = reached("+1 10:05");
    assert_eq!((late.verdict("route.not-pace"), late.minutes("route.not-pace")), (Some(Verdict::Breach), Some(5)));
}

#[test]
fn an_arrest_that_is_not_recorded_leaves_the_limit_unknown_and_asked_about() {
    let record = given().at("10:00", "detention_authorised", json!({ "route": "court_bail_breach" }));
    let seen = record.judged("12:00");
    assert_eq!((limit(&seen), seen.verdict("route.not-pace")), (None, Some(Verdict::Query)));
    assert!(seen.one("route.not-pace").unwrap().message.contains("not recorded"));
}

#[test]
fn a_breach_of_bail_beside_an_offence_keeps_both_clocks() {
    let seen = given()
        .at("10:00", "arrested", json!({}))
        .at("10:05", "arrested", json!({ "for": "court_bail_breach" }))
        .at("10:40", "arrived", json!({}))
        .authorised("10:50")
        .judged("12:00");
    assert_eq!(limit(&seen), Some(instant("+1 10:05")));
    assert_eq!(seen.0.clocks.detention_limit, Some(instant("+1 10:40")));
}

#[test]
fn past_the_end_of_an_extract_the_limit_is_a_question() {
    let part = |to: &str| {
        held_for("police_protection", "09:00").top("extract", json!({ "from": "2026-11-10T08:00:00Z", "to": to }))
    };
    assert_eq!(part("2026-11-11T09:00:00Z").judged("+4 09:00").verdict("route.not-pace"), Some(Verdict::Query));
    let seen = part("2026-11-13T09:10:00Z").judged("+4 09:00");
    assert_eq!((seen.verdict("route.not-pace"), seen.minutes("route.not-pace")), (Some(Verdict::Breach), Some(10)));
}

#[test]
fn an_adult_on_a_route_outside_pace_raises_nothing() {
    let seen =
        held_for("court_bail_breach", "10:00").child(json!({ "date_of_birth": "2000-01-01" })).judged("+3 12:00");
    assert!(seen.one("route.not-pace").is_none() && seen.duties("route.not-pace").is_empty());
}

#[test]
fn arrested_for_an_offence_and_under_another_power_before_authorisation_both_run_in_either_order() {
    for order in [["court_bail_breach", "offence"], ["offence", "court_bail_breach"]] {
        let seen = held_for(order[0], "10:00")
            .at("10:01", "arrested", json!({ "for": order[1] }))
            .at("10:30", "arrived", json!({}))
            .authorised("10:40")
            .judged("11:00");
        let clocks = &seen.0.clocks;
        assert_eq!(clocks.detention_limit, Some(instant("+1 10:30")), "{order:?}");
        assert_eq!(clocks.next_review_due, Some(instant("16:40")), "{order:?}");
        assert_eq!(seen.duties("route.not-pace").len(), 1, "{order:?}");
    }
}

#[test]
fn an_offence_arrest_once_held_on_a_warrant_is_asked_about_and_owes_no_review_counted_from_the_warrant() {
    let held = held_for("warrant", "10:00").at("10:30", "arrived", json!({})).authorised("10:40");
    assert!(held.judged("18:00").one("clock.relevant-time").is_none());
    let seen = held.at("12:00", "arrested", json!({})).judged("18:00");
    assert_eq!(seen.verdict("clock.relevant-time"), Some(Verdict::Query));
    assert!(seen.one("review.late").is_none() && seen.duties("review.first").is_empty());
}

mod necessity {
    use super::*;

    fn arrested(fields: Value) -> Seen {
        given().at("10:00", "arrested", fields).at("10:40", "arrived", json!({})).authorised("10:50").judged("12:00")
    }

    #[test]
    fn a_childs_arrest_with_no_reason_why_it_was_necessary_is_asked_about() {
        assert_eq!(arrested(json!({})).verdict("arrest.necessity"), Some(Verdict::Query));
        assert_eq!(arrested(json!({ "necessity": "nothing" })).verdict("arrest.necessity"), Some(Verdict::Query));
        assert!(
            arrested(json!({ "necessity": "to protect the victim, her sister" })).one("arrest.necessity").is_none()
        );
    }

    #[test]
    fn it_is_asked_only_of_an_arrest_for_an_offence_after_which_detention_was_authorised() {
        assert!(given().authorised("10:50").judged("12:00").one("arrest.necessity").is_none());
        assert!(given().at("10:00", "arrested", json!({})).judged("12:00").one("arrest.necessity").is_none());
        for route in ["warrant", "court_bail_breach", "police_protection", "police_bail_breach", "recall"] {
            assert!(arrested(json!({ "for": route })).one("arrest.necessity").is_none(), "{route}");
        }
    }

    #[test]
    fn an_arrest_in_the_cell_for_a_second_offence_is_not_asked_about() {
        let seen = given()
            .at("10:00", "arrested", json!({ "necessity": "prompt and effective investigation: phone to be seized" }))
            .at("10:40", "arrived", json!({}))
            .authorised("10:50")
            .at("16:00", "arrested", json!({}))
            .judged("17:00");
        assert!(seen.one("arrest.necessity").is_none());
    }

    #[test]
    fn an_arrest_entered_after_the_arrival_it_led_to_is_asked_about_and_one_in_the_cell_is_not() {
        let first = |time: &str| {
            given()
                .at("10:40", "arrived", json!({}))
                .at(time, "arrested", json!({}))
                .authorised("10:50")
                .judged("12:00")
                .verdict("arrest.necessity")
        };
        assert_eq!(first("10:45"), Some(Verdict::Query));
        assert_eq!(first("11:00"), None, "held already when arrested (s.31)");
    }

    #[test]
    fn it_is_asked_of_children_and_since_2006() {
        let adult = given().child(json!({ "date_of_birth": "2000-01-01" })).at("10:00", "arrested", json!({}));
        assert!(adult.authorised("10:50").judged("12:00").one("arrest.necessity").is_none());
        let old = |day: &str| {
            given()
                .child(json!({ "date_of_birth": "1992-01-01" }))
                .at(&format!("{day}T10:00:00Z"), "arrested", json!({}))
                .authorised(&format!("{day}T11:00:00Z"))
                .judged(&format!("{day}T12:00:00Z"))
        };
        assert!(old("2005-12-31").one("arrest.necessity").is_none());
        assert!(old("2006-01-01").one("arrest.necessity").is_some());
    }

    #[test]
    fn below_ten_the_reason_for_the_arrest_is_asked_all_the_same() {
        let nine = given().child(json!({ "date_of_birth": "2017-01-01" })).at("10:00", "arrested", json!({}));
        let seen = nine.authorised("10:50").judged("12:00");
        assert_eq!(seen.verdict("age.under-ten"), Some(Verdict::Breach));
        assert_eq!(seen.verdict("arrest.necessity"), Some(Verdict::Query));
    }
}
