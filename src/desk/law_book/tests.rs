//! What a page of the register says, and how it stands for the child at hand.

use super::*;
use crate::law::testing::{given, instant};
use crate::law::{Suite, assess_among};

fn text(blocks: &[Block]) -> String {
    let rows = |block: &Block| block.rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>().join("\n");
    blocks.iter().map(|block| format!("[{}]\n{}", block.heading, rows(block))).collect::<Vec<_>>().join("\n")
}

fn of(id: &str, child: Option<(&str, &Assessment)>) -> String {
    text(&page(provision(id).unwrap(), &Policy::default(), child))
}

#[test]
fn a_page_says_what_is_asked_why_on_what_provision_since_when_and_by_whom_it_is_owed() {
    let said = of("aa.request", None);
    for words in [
        "as soon as practicable",
        "Why it matters to the child",
        "Code C 3.15",
        "In force from",
        "Owed by the custody officer",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("30 (minutes from authorisation)"), "{said}");
    assert!(!said.contains("How it stands now"), "{said}");
}

#[test]
fn a_page_says_what_is_not_settled_about_its_rule() {
    let said = of("AC07", None);
    assert!(
        said.contains("[Not settled]") && said.contains("eighteenth birthday") && said.contains("Meanwhile:"),
        "{said}"
    );
    assert!(!of("check.gap", None).is_empty());
}

#[test]
fn every_row_of_the_register_can_be_read() {
    for provision in Provision::all() {
        let said = of(provision.id(), None);
        assert!(said.contains(provision.title()) && said.contains(provision.why()), "{said}");
        assert!(provision.cites().iter().all(|cite| said.contains(cite)), "{said}");
    }
}

#[test]
fn a_rule_says_how_it_stands_for_the_child_at_hand() {
    let given = given().authorised("12:00");
    let now = instant("16:00");
    let assessment = assess_among(&given.record(), &Policy::default(), &Suite::default(), now);
    let said = of("aa.request", Some(("Aled Probert", &assessment)));
    assert!(said.contains("[How it stands now]\nAled Probert, as at Tue 10 Nov 16:00 GMT."), "{said}");
    assert!(
        assessment.findings.iter().any(|finding| finding.rule == "aa.request" && said.contains(&*finding.message)),
        "{said}"
    );
    let said = of("certificate.limb", Some(("Aled Probert", &assessment)));
    assert!(said.contains("Nothing falls short of it"), "{said}");
    let fired = assessment.accommodation.fired.first().unwrap();
    assert!(of(fired, Some(("Aled Probert", &assessment))).contains("It applies."));
    assert!(of("AC16", Some(("Aled Probert", &assessment))).contains("It doesn't apply"));
}

#[test]
fn a_row_of_the_list_says_in_a_word_how_it_stands_the_gravest_first() {
    let given = given().authorised("12:00");
    let now = instant("16:00");
    let mut assessment = assess_among(&given.record(), &Policy::default(), &Suite::default(), now);
    let of = |id: &str, assessment: &Assessment| standing_of(provision(id).unwrap(), assessment);
    assert_eq!(of("aa.request", &assessment), Some(Standing::Found(Verdict::Breach)));
    assert_eq!(of("review.first", &assessment), Some(Standing::Owed(State::Open)));
    assert_eq!(of("certificate.limb", &assessment), None);
    assert_eq!(of("AC01", &assessment), Some(Standing::Applies));
    assessment.findings.clear();
    assert_eq!(of("aa.request", &assessment), Some(Standing::Owed(State::Overdue)));
}

#[test]
fn of_many_duties_done_under_one_rule_the_last_is_told_and_the_others_counted() {
    let given = given().authorised("12:00");
    let now = instant("16:00");
    let mut assessment = assess_among(&given.record(), &Policy::default(), &Suite::default(), now);
    let owed = assessment.duties.iter().find(|duty| duty.rule == "aa.request").unwrap().clone();
    assessment.duties.clear();
    for done in ["12:10", "13:10", "12:40"] {
        assessment.duties.push(Duty { state: State::Done, done_at: Some(instant(done)), ..owed.clone() });
    }
    let said = of("aa.request", Some(("Aled Probert", &assessment)));
    assert!(said.contains("Tue 10 Nov 13:10") && !said.contains("12:10") && !said.contains("12:40"), "{said}");
    assert!(said.contains("Owed before that, and done or no longer needed: 2."), "{said}");
}
