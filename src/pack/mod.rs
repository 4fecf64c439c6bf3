//! What leaves the building: one child's panel sheet, as a page that stands by itself.
//!
//! The sheet is a model first ([`Sheet`]), then a page made from it ([`html`]): the same record, policy and instant give the
//! same bytes. Nothing here reads a clock or a file.

mod bar;
mod sheet;
mod well;

use askama::Template;

pub use sheet::{Edition, Sheet};

/// The page of a sheet.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'s> {
    sheet: &'s Sheet,
}

/// Returns the sheet as one self-contained HTML page: no script, no font, no picture from elsewhere.
///
/// # Errors
/// None in practice: the template is part of the program.
pub fn html(sheet: &Sheet) -> Result<String, askama::Error> {
    Page { sheet }.render()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::law::{Facts, Policy, Suite, assess};
    use crate::record::{CaseFile, Record};

    fn edition() -> Edition {
        Edition {
            marking: "OFFICIAL-SENSITIVE",
            handling: "For the panel only.".to_owned(),
            training: false,
            head: Some("seq 12, 9f2c".to_owned()),
        }
    }

    fn page(file: &Value) -> String {
        let record = Record::fold(CaseFile::read(&file.to_string()).unwrap());
        let (policy, suite) = (Policy::default(), Suite::default());
        let now = record.last_at().unwrap();
        let facts = Facts::gather(&record, &policy, &suite, now);
        html(&Sheet::of(&facts, &assess(&record, &policy, now), edition())).unwrap()
    }

    fn case(child: Value, said: &str) -> Value {
        json!({ "format": "pacekeeper-case/1", "custody_number": "TE/<1>/26", "child": child, "entries": [
            { "at": "2026-11-10T11:40:00Z", "kind": "arrived", "station": "Testham" },
            { "at": "2026-11-10T12:00:00Z", "kind": "detention_authorised", "grounds": "questioning" },
            { "at": "2026-11-10T12:20:00Z", "kind": "check", "demeanour": "tearful", "seen": "on the bench", "said": said, "did": "mum rung" },
            { "at": "2026-11-10T12:50:00Z", "kind": "check", "demeanour": "calm", "seen": "eating", "said": "that's better" },
            { "at": "2026-11-10T13:20:00Z", "kind": "released", "outcome": "no_further_action", "to": "parent", "risk_assessed": true },
        ] })
    }

    #[test]
    fn nothing_from_outside_reaches_the_page_unescaped() {
        let page =
            page(&case(json!({ "name": "<script>alert(1)</script>\u{202E}" }), "\"><img src=x onerror=alert(1)>"));
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202E}'));
        assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "the name must still be there");
        assert!(page.contains("TE/&#60;1&#62;/26") || page.contains("TE/&lt;1&gt;/26"));
    }

    #[test]
    fn the_childs_words_stand_in_order_with_what_was_done() {
        let page = page(&case(json!({}), "I want my mum"));
        let (first, second) = (page.find("I want my mum").unwrap(), page.find("better").unwrap());
        assert!(first < second);
        assert!(page.contains("Then: mum rung"));
    }

    #[test]
    fn the_page_stands_by_itself_is_marked_and_is_the_same_each_time() {
        let file = case(json!({ "name": "Siân Example" }), "it's £5 he owes me");
        let first = page(&file);
        assert_eq!(first, page(&file));
        assert!(
            !first.contains("http://")
                || first.matches("http://").count() == first.matches("http://www.w3.org/2000/svg").count()
        );
        assert!(!first.contains("https://") && !first.contains("<link") && !first.contains("url("));
        assert!(first.matches("OFFICIAL-SENSITIVE").count() >= 4);
        assert!(first.contains("Siân Example") && first.contains("£5"));
    }

    #[test]
    fn the_picture_says_in_words_what_it_shows() {
        let page = page(&case(json!({}), "hello"));
        assert!(page.contains("role=\"img\"") && page.contains("with the child's own words 2"));
    }
}
