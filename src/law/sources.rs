//! What the rules rest on: which texts of the law were read, and what they leave open or wasn't read.
//!
//! Where a point isn't settled the program asks and doesn't accuse, unless the register's row fixes the verdict; then the
//! table says so, so that whoever reads a finding knows how firm the ground under it is.

mod not_settled;
mod read;

pub use not_settled::NOT_SETTLED;
pub use read::READ;

/// A text of the law that the rules were held against.
pub struct Read {
    /// The Act, instrument, code, circular or report.
    pub instrument: &'static str,
    /// Which edition, or the date as at which the text stood.
    pub edition: &'static str,
    /// What of it was read.
    pub provisions: &'static str,
}

/// A point that isn't settled: the text leaves it open, or hasn't been read.
pub struct NotSettled {
    /// The point, in few words, with its provision.
    pub point: &'static str,
    /// What is missing, or what the text leaves open.
    pub open: &'static str,
    /// What the program does meanwhile.
    pub meanwhile: &'static str,
    /// The ids of the rules it touches; `AC01` to `AC45` are the answers on accommodation.
    pub rules: &'static [&'static str],
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{NOT_SETTLED, READ};
    use crate::law::register;

    /// The last of the answers on accommodation.
    const LAST_ANSWER: u32 = 45;

    fn is_an_answer(id: &str) -> bool {
        id.strip_prefix("AC").is_some_and(|number| {
            number.len() == 2 && number.parse::<u32>().is_ok_and(|number| (1..=LAST_ANSWER).contains(&number))
        })
    }

    #[test]
    fn every_rule_that_an_unsettled_point_touches_exists() {
        for row in NOT_SETTLED {
            assert!(!row.rules.is_empty(), "{} touches no rule", row.point);
            for id in row.rules {
                assert!(register::rule(id).is_some() || is_an_answer(id), "{}: no rule {id}", row.point);
            }
            let each: BTreeSet<_> = row.rules.iter().collect();
            assert_eq!(each.len(), row.rules.len(), "{} names a rule twice", row.point);
        }
    }

    #[test]
    fn every_unsettled_point_says_what_is_open_and_what_happens_meanwhile() {
        for row in NOT_SETTLED {
            for text in [row.point, row.open, row.meanwhile] {
                assert!(text.trim().len() > 10, "an empty cell beside {}", row.point);
                assert!(!text.contains('\u{2014}') && !text.contains("  "), "{text}");
            }
            assert!(row.open.ends_with(['.', '?']) && row.meanwhile.ends_with('.'), "{}: whole sentences", row.point);
        }
        let points: BTreeSet<_> = NOT_SETTLED.iter().map(|row| row.point).collect();
        assert_eq!(points.len(), NOT_SETTLED.len(), "a point stands twice");
    }

    #[test]
    fn every_text_read_names_its_edition_and_what_of_it_was_read() {
        for row in READ {
            for text in [row.instrument, row.edition, row.provisions] {
                assert!(text.trim().len() > 3, "an empty cell beside {}", row.instrument);
            }
        }
        let code = READ.iter().find(|row| row.instrument == "PACE Code C").unwrap();
        assert!(code.edition.contains("20 December 2023"));
    }

    #[test]
    fn the_act_was_read_as_it_stood_on_the_day_the_register_names() {
        let act = READ.iter().find(|row| row.instrument == "Police and Criminal Evidence Act 1984, Part IV").unwrap();
        assert!(act.edition.contains(&register::shown_date(crate::law::LAW_AS_AT)), "{}", act.edition);
    }
}
