//! The words of the suite for what the register says in the law's: what someone types at 3 a.m.

/// Words as they are said at the desk, and the rows of the register they are meant to find.
const SAID: &[(&str, &[&str])] = &[
    (
        "asleep sleeping sleep woke woken",
        &[
            "review.asleep-doubted",
            "review.asleep-not-brought-forward",
            "review.tell-child",
            "care.rest",
            "ascc.not-reoffered",
        ],
    ),
    (
        "mum mam dad mother father nan family home parent",
        &["person.told", "aa.request", "aa.care-authority-first", "aa.unsuitable", "release.risk"],
    ),
    (
        "who is coming appropriate adult aa",
        &["aa.request", "aa.arrive", "aa.wait-unchallenged", "aa.delay-unexplained"],
    ),
    ("blanket cold warm clothes pillow phone call wants asks", &["care.request-open"]),
    ("6 hours 6h inspector", &["review.first"]),
    ("9 hours 9h inspector", &["review.next", "review.late"]),
    ("24 hours 24h a day", &["clock.limit", "clock.relevant-time"]),
    (
        "36 hours 72 hours 96 hours superintendent warrant magistrates",
        &["clock.limit", "clock.extension-early", "clock.extension-rank", "clock.extension-unheard"],
    ),
    ("lawyer brief legal advice duty solicitor", &["solicitor.asked", "review.advice-reminder"]),
    ("hospital ambulance a&e clock stops", &["clock.relevant-time", "check.while-away", "AC35"]),
    ("clothes off intimate search knickers pants", &["search.strip", "search.aa-order"]),
    ("locked secure unit", &["accommodation.secure-unsupported", "certificate.limb"]),
    (
        "bed foster placement council local authority la social services edt move",
        &[
            "accommodation.request",
            "accommodation.late",
            "accommodation.alternative-not-asked",
            "accommodation.authority-failed",
            "accommodation.offered-not-moved",
            "accommodation.escalate",
            "accommodation.re-decide",
        ],
    ),
    (
        "nurse doctor hcp fme medic ill injured hurt pain tablets",
        &["health.seen", "force.recorded", "health.self-harm", "check.change"],
    ),
    ("suicide ligature cut cutting kill", &["health.self-harm", "observation.not-raised"]),
    (
        "drunk drink drugs intoxicated rouse rousing head injury",
        &["check.not-roused", "observation.not-raised", "check.gap"],
    ),
    ("food hungry eat eaten breakfast tea sandwich microwave", &["care.meal"]),
    ("period pads tampons sanitary", &["care.menstrual"]),
    ("female officer matron woman girl", &["care.woman", "care.menstrual"]),
    ("handcuffs cuffs restraint spit hood taser pava leg", &["force.recorded", "force.no-reason"]),
    ("race colour background", &["data.ethnicity"]),
    ("sunday weekend saturday court van magistrates", &["clock.after-charge-court", "court.first-sitting", "AC41"]),
    ("copied copy paste pasted same words", &["check.cloned", "review.cloned"]),
    ("all in order no concerns quiet nothing to report", &["check.stock-phrase"]),
    ("typed up later backdated retrospective", &["entry.late", "entry.corrected-late"]),
    ("telephone phone rang video link", &["review.method", "review.not-seen"]),
    ("acting sergeant involved independent", &["review.wrong-officer"]),
    ("questioned questions tape", &["aa.interview-without", "aa.interview-only", "solicitor.asked"]),
    ("cell room detention room why a cell", &["care.cell-reason"]),
    ("next to grown men wing sharing", &["care.adult-area"]),
    (
        "dob date of birth how old false age looks under 18",
        &["age.unknown", "age.treated-as-child", "age.treated-as-adult"],
    ),
    ("birthday eighteen 17", &["age.turned-18"]),
    ("nine year old eight year old too young 10", &["age.under-ten"]),
    ("mental health sectioned 136", &["route.s136-station"]),
    ("breach of bail immigration recall police protection fail to appear", &["route.not-pace"]),
    ("liaison diversion l&d youth justice yot", &["ascc.seen", "ascc.closed-throughout", "ascc.not-reoffered"]),
    ("safeguarding mash csc brag social worker", &["referral.submitted", "referral.call-only", "edt.contacted"]),
    ("missing exploited county lines again last week", &["pattern.repeat"]),
    ("queue van holding waiting booked in", &["clock.waited-to-book-in"]),
    ("kept in till morning nights lie down", &["detention.overnight-precharge"]),
    (
        "words wishes feelings voice talk quiet",
        &["voice.silent-hours", "check.no-voice", "review.no-voice", "review.no-effect", "review.not-spoken-to"],
    ),
    ("crying tearful upset angry mood worse", &["check.change", "check.no-demeanour"]),
    ("every half hour 30 minutes visit missed check", &["check.due", "check.gap"]),
    ("taxi lift going home alone 3am let out", &["release.risk"]),
    ("rights read leaflet notice caution", &["rights.given", "aa.rights-again"]),
    ("put off delayed busy cannot do the review", &["review.postponed-unreasoned", "review.missed"]),
    ("nowhere to go homeless no address", &["bail.no-ground", "AC10"]),
    ("no car no driver no transport no escort", &["certificate.limb", "AC32"]),
    ("no answer nobody picks up", &["accommodation.escalate", "AC29"]),
];

/// Returns the words of the suite that are meant to find a row of the register; empty where it has none of its own.
#[must_use]
pub fn plain_words(id: &str) -> String {
    let words: Vec<&str> = SAID.iter().filter(|(_, ids)| ids.contains(&id)).map(|(words, _)| *words).collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::SAID;
    use crate::desk::law_book::provision;

    #[test]
    fn the_words_of_the_suite_lead_to_rows_that_exist() {
        for (words, ids) in SAID {
            assert!(!words.is_empty() && words.chars().all(|c| !c.is_uppercase()), "{words}: small letters");
            assert!(!ids.is_empty(), "{words}");
            for id in *ids {
                assert!(provision(id).is_some(), "{words}: no row {id}");
            }
        }
    }
}
