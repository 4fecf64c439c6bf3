//! The law on the day: s.38(6) and (7) from 1 January 1986; for 17-year-olds from 26 October 2015.

use rstest::rstest;
use serde_json::json;

use super::{a, with};
use crate::law::accommodation::tests::refused;
use crate::law::testing::{Given, given};

fn to_court() -> Given {
    refused("theft").at("+1 09:00", "to_court", json!({}))
}

fn thin() -> Given {
    refused("theft").at("23:00", "certificate_issued", json!({ "limb": "impracticable", "reasons": ["distance"] }))
}

fn before_charge() -> Given {
    given().authorised("18:00").at("20:00", "certificate_issued", with("impracticable", json!({})))
}

fn strayed() -> Given {
    a(json!(["weather", "behaviour"]), json!({}))
}

#[rstest]
#[case("certificate.missing", to_court())]
#[case("certificate.limb", thin())]
#[case("certificate.incomplete", thin())]
#[case("certificate.not-needed", before_charge())]
#[case("certificate.stray-reason", strayed())]
fn a_certificate_is_owed_and_judged_from_1986(#[case] rule: &str, #[case] record: Given) {
    let found = |day: &str| record.clone().on(day).judged_on(day, "+1 09:00").all(rule).len();
    assert_eq!((found("1985-12-31"), found("1986-01-01")), (0, 1));
}

#[test]
fn of_a_child_of_17_a_certificate_is_owed_from_26_october_2015() {
    let record = to_court().child(json!({ "date_of_birth": "2009-01-01" }));
    let found = |day: &str| record.clone().on(day).judged_on(day, "+1 09:00").all("certificate.missing").len();
    assert_eq!((found("2015-10-25"), found("2015-10-26")), (0, 1));
}
