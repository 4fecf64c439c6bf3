//! The law on the day: s.38 from 1 January 1986; for 17-year-olds s.38(6) from 26 October 2015.

use rstest::rstest;
use serde_json::json;

use super::{Asks, charged, four, refused};
use crate::law::testing::Given;

fn asked() -> Given {
    refused("theft").ask("22:20", "alternative", json!({}))
}

fn bail(offence: &str, fields: serde_json::Value) -> Given {
    charged(offence).at("22:10", "bail_refused", fields)
}

fn secure() -> Given {
    refused("robbery").ask("22:20", "secure", json!({ "reasons": ["absconding"] }))
}

#[rstest]
#[case("bail.no-ground", bail("theft", json!({})))]
#[case("bail.grounds-conflict", bail("theft", json!({ "grounds": ["murder"] })))]
#[case("bail.own-interests", bail("theft", json!({ "grounds": ["own_interests"] })))]
#[case("accommodation.request", refused("theft"))]
#[case("accommodation.late", refused("theft").ask("+1 00:00", "alternative", json!({})))]
#[case("accommodation.secure-unsupported", secure())]
#[case("accommodation.alternative-not-asked", secure())]
#[case("accommodation.re-decide", asked().at("23:00", "review", json!({})))]
#[case("accommodation.authority-failed", asked().said("22:40", "refuse_no_bed", json!({})))]
#[case("accommodation.offered-not-moved", asked().said("22:40", "accept_alternative", json!({})))]
#[case("accommodation.escalate", asked())]
fn a_rule_of_section_38_is_in_force_from_1986(#[case] rule: &str, #[case] record: Given) {
    let seen = |day: &str| record.clone().on(day).judged_on(day, "+1 02:00");
    assert!(!seen("1985-12-31").speaks(rule));
    assert_eq!(seen("1986-01-01").all(rule).len(), 1);
}

#[rstest]
#[case::seventeen_the_day_before("2009-01-01", "2015-10-25", "AC07")]
#[case::seventeen_from_then_on("2009-01-01", "2015-10-26", "AC18")]
#[case::sixteen_before("2010-03-03", "2015-10-25", "AC18")]
fn of_17_year_olds_the_move_is_owed_from_26_october_2015(#[case] born: &str, #[case] day: &str, #[case] row: &str) {
    let record =
        refused("robbery").child(json!({ "date_of_birth": born })).ask("22:20", "secure", json!({ "risk": four() }));
    let seen = record.on(day).judged_on(day, "22:30");
    assert_eq!(seen.0.accommodation.rule, row);
    assert_eq!(seen.speaks("accommodation.request"), row == "AC18");
}
