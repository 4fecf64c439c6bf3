//! Tests of the rules of this family, and of the boundary cases of the threshold test.

mod after;
mod after_minutes;
mod answer;
mod bail;
mod boundary_duty;
mod boundary_secure;
mod days;
mod facts;
mod request;
mod rows;
mod secure;
mod stays;

use serde_json::{Value, json};

use crate::law::testing::{Given, given};

/// A boy of 16, held from 18:00, charged at 22:00, bail refused at 22:10 on a lawful ground.
pub(crate) fn refused(offence: &str) -> Given {
    charged(offence).at("22:10", "bail_refused", json!({ "grounds": ["further_offences"], "child_told": true }))
}

/// The same, charged, with nothing said of bail.
pub(crate) fn charged(offence: &str) -> Given {
    given().authorised("18:00").at("22:00", "charged", json!({ "offences": [offence], "aa_present": true }))
}

/// The four answers, each given.
pub(crate) fn four() -> Value {
    json!({ "who": "Kai Moss, a rival of his own age", "what": "stabbing",
            "how": "messages tonight say he will go to the house with a knife as soon as he is out",
            "why_not_alternative": "every open home with a bed lies within a mile of Kai Moss, and he left two of them this week" })
}

/// Asks the authority.
pub(crate) trait Asks {
    /// Asks for that kind, with more fields.
    fn ask(self, time: &str, sort: &str, fields: Value) -> Self;
    /// Records an answer, with more fields.
    fn said(self, time: &str, answer: &str, fields: Value) -> Self;
}

impl Asks for Given {
    fn ask(self, time: &str, sort: &str, fields: Value) -> Self {
        let mut all = json!({ "type": sort, "authority": "Bristol" });
        for (key, value) in fields.as_object().unwrap() {
            all[key] = value.clone();
        }
        self.at(time, "accommodation_requested", all)
    }

    fn said(self, time: &str, answer: &str, fields: Value) -> Self {
        let mut all = json!({ "answer": answer });
        for (key, value) in fields.as_object().unwrap() {
            all[key] = value.clone();
        }
        self.at(time, "accommodation_answered", all)
    }
}
