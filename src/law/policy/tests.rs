//! What a policy file may say, what it is told when it can't, and what holds where it says nothing.

use chrono::NaiveTime;
use rstest::rstest;

use super::{NonSpecifiedSecure, Policy, TimeOfDay};

fn refused(text: &str) -> String {
    Policy::read(text).unwrap_err().to_string()
}

#[rstest]
#[case("[check]\ngrace_minutes = 31", "check.grace_minutes = 31: must be a whole number from 0 to 30 (minutes)")]
#[case("[check]\ngrace_minutes = -1", "check.grace_minutes = -1: must be a whole number from 0 to 30 (minutes)")]
#[case("[check]\ngrace_minutes = 2.5", "check.grace_minutes = 2.5: must be a whole number from 0 to 30 (minutes)")]
#[case("[review]\nlive_link_works = 1", "review.live_link_works = 1: must be true or false (true or false)")]
#[case(
    "[health]\nascc_opens = \"8:00\"",
    "health.ascc_opens = \"8:00\": must be a time of day such as \"08:00\" (time of day)"
)]
#[case(
    "[health]\nascc_opens = \"24:00\"",
    "health.ascc_opens = \"24:00\": must be a time of day such as \"08:00\" (time of day)"
)]
#[case(
    "[accommodation]\nnon_specified_secure = \"no\"",
    "accommodation.non_specified_secure = \"no\": must be \"needs_reason\" or \"not_supported\" (needs_reason or not_supported)"
)]
#[case("[suites.A]\nascc_opens = 8", "suites.A.ascc_opens = 8: must be a time of day such as \"08:00\"")]
#[case("[suites.A]\nascc_closes = 8", "suites.A.ascc_closes = 8: must be a time of day such as \"08:00\"")]
#[case("[suites.A]\nlive_link_works = 1", "suites.A.live_link_works = 1: must be true or false")]
#[case("[suites]\nA = 1", "suites.A = 1: must be a section, such as [suites.Keynsham]")]
#[case(
    "[suites.A]\nascc_open = 1",
    "suites.A.ascc_open isn't a policy number (did you mean ascc_opens?); `pacekeeper policy` prints them all"
)]
#[case(
    "[check]\ngrace_minute = 1",
    "check.grace_minute isn't a policy number (did you mean grace_minutes?); `pacekeeper policy` prints them all"
)]
#[case(
    "[checks]\ngrace_minutes = 1",
    "policy.checks isn't a policy number (did you mean check?); `pacekeeper policy` prints them all"
)]
#[case("zzzzzz = 1", "policy.zzzzzz isn't a policy number; `pacekeeper policy` prints them all")]
fn what_cant_be_is_refused_with_its_place_and_what_it_must_be(#[case] text: &str, #[case] said: &str) {
    assert_eq!(refused(text), said);
}

#[test]
fn a_file_that_isnt_toml_is_refused() {
    assert!(refused("[check").starts_with("the policy file isn't TOML: "));
}

#[rstest]
#[case("adult", "request_breach_minutes", 30)]
#[case("adult", "escalate_minutes", 60)]
#[case("adult", "person_told_breach_minutes", 60)]
#[case("health", "seen_minutes", 60)]
#[case("accommodation", "late_minutes", 30)]
#[case("accommodation", "breach_minutes", 60)]
#[case("accommodation", "escalate_second_minutes", 30)]
#[case("accommodation", "escalate_last_minutes", 60)]
fn a_later_step_may_fall_on_the_step_before_it_and_not_before_it(
    #[case] section: &str,
    #[case] key: &str,
    #[case] before: i64,
) {
    let text = |minutes: i64| format!("[{section}]\n{key} = {minutes}\n");
    assert!(Policy::read(&text(before)).is_ok());
    let said = format!("{section}.{key} = {}: must not be less than {before}, the step before it", before - 1);
    assert_eq!(refused(&text(before - 1)), said);
}

#[test]
fn every_sort_of_setting_is_read_and_what_is_printed_is_read_back() {
    let text = "[check]\ngrace_minutes = 7\n[review]\nlive_link_works = true\n[health]\nascc_opens = \"07:30\"\n\
        [accommodation]\nnon_specified_secure = \"not_supported\"\n\
        [suites.Keynsham]\nascc_opens = \"06:00\"\nascc_closes = \"23:15\"\nlive_link_works = false\n";
    let policy = Policy::read(text).unwrap();
    assert_eq!(policy.check.grace_minutes, 7);
    assert!(policy.review.live_link_works);
    assert_eq!(policy.health.ascc_opens, TimeOfDay::new(7, 30));
    assert_eq!(policy.accommodation.non_specified_secure, NonSpecifiedSecure::NotSupported);
    assert_eq!(Policy::read(&policy.print()).unwrap(), policy);
    assert_eq!(Policy::read(&Policy::default().print()).unwrap(), Policy::default());
}

#[test]
fn what_is_printed_says_what_each_number_does_in_which_unit() {
    let printed = Policy::default().print();
    assert!(printed.starts_with("# Force policy. Numbers fixed by law aren't here"));
    let line = "\n[check]\n# Check a child at least this often where no observation plan says otherwise (minutes)\n\
        interval_minutes = 30\n";
    assert!(printed.contains(line), "{printed}");
    assert!(printed.contains("\nnon_specified_secure = \"needs_reason\"\n"), "{printed}");
    assert!(printed.contains("\nlive_link_works = false\n"), "{printed}");
}

#[test]
fn a_suite_has_its_own_hours_and_the_forces_where_it_says_nothing() {
    let policy = Policy::read(
        "[health]\nascc_closes = \"21:00\"\n[suites.\" Keynsham \"]\nascc_opens = \"06:00\"\nlive_link_works = true\n",
    )
    .unwrap();
    let own = policy.for_suite(Some("KEYNSHAM "));
    assert_eq!(own.ascc_opens, Some(TimeOfDay::new(6, 0)));
    assert_eq!(own.ascc_closes, Some(TimeOfDay::new(21, 0)));
    assert_eq!(own.live_link_works, Some(true));
    for other in [policy.for_suite(Some("Patchway")), policy.for_suite(None)] {
        assert_eq!(other.ascc_opens, Some(TimeOfDay::new(8, 0)));
        assert_eq!(other.ascc_closes, Some(TimeOfDay::new(21, 0)));
        assert_eq!(other.live_link_works, Some(false));
    }
}

#[test]
fn hours_include_their_beginning_and_leave_out_their_end_and_may_pass_midnight() {
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let (day, night) = ((TimeOfDay::new(8, 0), TimeOfDay::new(21, 0)), (TimeOfDay::new(22, 0), TimeOfDay::new(7, 0)));
    let during = |hours: (TimeOfDay, TimeOfDay), time| hours.0.until_contains(hours.1, time);
    assert!(during(day, at(8, 0)) && during(day, at(20, 59)));
    assert!(!during(day, at(7, 59)) && !during(day, at(21, 0)));
    assert!(during(night, at(22, 0)) && during(night, at(0, 0)) && during(night, at(6, 59)));
    assert!(!during(night, at(21, 59)) && !during(night, at(7, 0)) && !during(night, at(12, 0)));
    // Hours that end when they begin are none.
    let none = (TimeOfDay::new(8, 0), TimeOfDay::new(8, 0));
    assert!(!during(none, at(8, 0)) && !during(none, at(7, 59)));
}
