//! An entry in words: what it says happened, as a timeline and a signature show it.

use serde_json::{Map, Value};

use super::time::clock;
use super::{Entry, Kind, Moment};

/// How the yes and the no of a field read.
const YES_NO: &[(&str, &str, &str)] = &[
    ("awake", "awake", "asleep"),
    ("roused", "roused", "not roused"),
    ("seen", "child seen", "child not seen"),
    ("spoken_to", "spoken to", "not spoken to"),
    ("aa_present", "adult there", "adult not there"),
    ("solicitor_present", "solicitor there", "solicitor not there"),
    ("rights_given", "rights given again", "rights not given again"),
    ("objected_to", "child objects", "child doesn't object"),
    ("legal_advice_reminded", "reminded of free legal advice", "not reminded of free legal advice"),
    ("told_outcome", "outcome told", "outcome not told"),
    ("told", "outcome told", "outcome not told"),
    ("child_told", "child told", "child not told"),
    ("aa_told", "adult told", "adult not told"),
    ("inspector_told", "inspector told", "inspector not told"),
    ("accommodation_considered", "move weighed", "move not weighed"),
    ("offered", "offered", "not offered"),
    ("taken", "taken", "not taken"),
    ("concern", "a worry", "no worry"),
    ("for_referral", "for the referral", "not for the referral"),
    ("rousing", "rousing", "no rousing"),
    ("adult_area", "adults held there", "no adults held there"),
    ("reasons_recorded", "reasons written down", "reasons not written down"),
    ("risk_assessed", "risk assessed", "risk not assessed"),
    ("strike", "struck out", "not struck out"),
    ("before_charge", "before charge", "after charge"),
    ("first_sitting", "first sitting", "not the first sitting"),
    ("certificate_produced", "certificate produced", "certificate not produced"),
    ("at_station", "at the station", "not at the station"),
    ("designated", "designated", "not designated"),
    ("disagreement", "disagreed with", "not disagreed with"),
    ("about_other_area", "about another area's offence", "not about another area's offence"),
    ("waiver_signed_by_aa", "adult signed the child's wish", "adult didn't sign the child's wish"),
    ("same_sex", "all of the same sex", "not all of the same sex"),
    ("intimate_parts", "intimate parts exposed", "intimate parts not exposed"),
    ("changes_care_plan", "care plan changes", "care plan unchanged"),
    ("indictable", "indictable", "not indictable"),
    ("aa_consulted", "adult heard", "adult not heard"),
    ("solicitor_heard", "solicitor heard", "solicitor not heard"),
    ("child_heard", "child heard", "child not heard"),
    ("extension", "an extension", "not an extension"),
    ("journey_and_court_times", "journey and court times given", "journey and court times not given"),
    ("questioned_about_sought_offence", "questioned about that offence", "not questioned about that offence"),
];

/// Fields that are somebody's own words: what stands before the quotation.
const QUOTED: &[(&str, &str)] = &[
    ("said", ""),
    ("child_said", "child said "),
    ("aa_said", "adult said "),
    ("solicitor_said", "solicitor said "),
    ("child_views", "child's views "),
    ("words", ""),
];

/// Fields whose value needs a word before it; empty where it says enough by itself.
const LED: &[(&str, &str)] = &[
    ("did", "then "),
    ("effect", "changed: "),
    ("for", "for "),
    ("not_said", "no words: "),
    ("not_spoken", "not spoken to: "),
    ("eta", "expected "),
    ("present", "there: "),
    ("asked", "views asked of "),
    ("delegated_to", "left to "),
    ("late_reason", "late because "),
    ("not_there_because", "not there because "),
    ("contact", "spoke to "),
    ("to", "to "),
    ("from", "from "),
    ("side", "side of the "),
    ("level", "level "),
    ("basis", "because "),
    ("reason", "because "),
    ("received_by", "received by "),
    ("grounds", "grounds: "),
    ("of", "of entry "),
    ("at_time", "sits "),
    ("reached_at", "reached "),
    ("necessity", "necessity: "),
    ("decision", "decision: "),
    ("type", ""),
    ("in", ""),
    ("method", ""),
    ("demeanour", ""),
    ("what", ""),
    ("who", ""),
    ("name", ""),
    ("text", ""),
    ("outcome", ""),
    ("answer", ""),
    ("authority", ""),
    ("offences", ""),
    ("reference", ""),
    ("cause", ""),
    ("limb", ""),
    ("by_whom", ""),
    ("about", ""),
    ("seen", ""),
    ("station", ""),
    ("reasons", ""),
    ("route", "by "),
    ("aa_who", "adult: "),
    ("aa_absent_because", "no adult because "),
    ("authorised_by", "authorised by "),
    ("urgent_authorised_by", "without an adult by authority of "),
    ("interrupted_by", "broken by "),
    ("offence_at", "offence at "),
    ("sought_by", "sought by "),
    ("superintendent_decision", "superintendent decided: "),
    ("under", "under "),
];

/// Returns what an entry says beside its title: "awake; calm; on the bench; \"wants his mum\"". Empty where there is no more.
#[must_use]
pub fn words(entry: &Entry) -> String {
    let mut parts = particulars(&entry.kind);
    if let Some(note) = &entry.common.note {
        parts.push(format!("note: {note}"));
    }
    parts.join("; ")
}

/// Returns an entry whole, with its title: "Check: calm; awake".
#[must_use]
pub fn whole(entry: &Entry) -> String {
    let words = words(entry);
    let title = entry.kind.title();
    if words.is_empty() { title.to_owned() } else { format!("{title}: {words}") }
}

/// Returns one field of an entry in words, "adult not there"; none where the value says nothing.
#[must_use]
pub fn field(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Bool(yes) => Some(match YES_NO.iter().find(|(field, _, _)| *field == name) {
            Some((_, said, denied)) => if *yes { *said } else { *denied }.to_owned(),
            None => format!("{}: {}", spaced(name), if *yes { "yes" } else { "no" }),
        }),
        Value::String(text) => Some(match (QUOTED.iter().find(|(field, _)| *field == name), name, text.as_str()) {
            (Some((_, lead)), ..) => format!("{lead}\"{text}\""),
            (None, "route", "in_person") => "in person".to_owned(),
            (None, "basis", "looked_after") => "because it looks after the child".to_owned(),
            (None, "basis", "residence") => "because the child lives there".to_owned(),
            (None, "basis", "station_area") => "because the station is there".to_owned(),
            _ => led(name, &readable(text)),
        }),
        Value::Number(number) => Some(match name {
            "every_minutes" => format!("every {number} min"),
            "until_hours" => format!("to {number} h from the relevant time"),
            "hours" => format!("for {number} hours"),
            "time_used_minutes" => format!("{number} min used before"),
            _ => led(name, &number.to_string()),
        }),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(Value::as_str).map(readable).collect();
            (!items.is_empty()).then(|| led(name, &items.join(", ")))
        }
        Value::Object(map) => {
            let parts: Vec<String> = map
                .iter()
                .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
                .map(|(name, text)| match name {
                    "burglary" => format!("burglary with intent to {text}"),
                    _ => format!("{}: {text}", spaced(name)),
                })
                .collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        Value::Null => None,
    }
}

fn particulars(kind: &Kind) -> Vec<String> {
    if let Kind::Correction(correction) = kind {
        let what = correction.replaces.as_deref().map(|entry| format!("now reads \"{}\"", whole(entry)));
        let struck = (correction.strike == Some(true)).then(|| "struck out".to_owned());
        let because = format!("because {}", correction.reason);
        return what.into_iter().chain(struck).chain([because]).collect();
    }
    if let Kind::LeftForHospital(left) = kind {
        return vec![format!("for {}", left.reason.plain())];
    }
    let mut map = Map::new();
    kind.write_into(&mut map);
    if let Kind::Placed(placed) = kind
        && let Some(cell) = &placed.cell
    {
        map.insert("in".to_owned(), Value::String(format!("{} {cell}", placed.place.plain())));
        map.remove("cell");
    }
    // Elsewhere a route is how something was said; here it is what the child is held for.
    if let Kind::DetentionAuthorised(_) = kind
        && let Some(route) = map.remove("route")
    {
        map.insert("for".to_owned(), route);
    }
    map.iter().filter_map(|(name, value)| field(name, value)).collect()
}

fn led(name: &str, value: &str) -> String {
    match LED.iter().find(|(field, _)| *field == name) {
        Some((_, lead)) => format!("{lead}{value}"),
        None => format!("{}: {value}", spaced(name)),
    }
}

/// Returns times as a clock shows them and the format's words with spaces; other text as it is.
fn readable(text: &str) -> String {
    if let Some(moment) = Moment::parse(text) {
        return clock(moment.instant());
    }
    match text {
        "aa" => return "adult".to_owned(),
        "childrens_social_care" => return "children's social care".to_owned(),
        "s42_1" => return "s.42(1)".to_owned(),
        "s42_2" => return "s.42(2)".to_owned(),
        _ => {}
    }
    let word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if word { text.replace('_', " ") } else { text.to_owned() }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::CaseFile;

    fn told(fields: &str) -> String {
        let text = format!(
            r#"{{"format":"pacekeeper-case/1","custody_number":"T/1","entries":[{{"at":"2026-11-10T12:00:00Z",{fields}}}]}}"#
        );
        whole(CaseFile::read(&text).unwrap().entries.first().unwrap())
    }

    #[test]
    fn a_check_says_what_was_seen_and_gives_the_childs_own_words_in_quotes() {
        let check = r#""kind":"check","awake":true,"demeanour":"in_pain","seen":"on the bench","said":"my wrist hurts","did":"nurse asked""#;
        assert_eq!(told(check), "Check: awake; in pain; on the bench; \"my wrist hurts\"; then nurse asked");
    }

    #[test]
    fn times_and_the_words_of_the_format_are_made_readable() {
        let asked = r#""kind":"aa_requested","who":"care_authority","for":"arrival","outcome":"coming","eta":"2026-11-10T13:05:00Z""#;
        assert_eq!(told(asked), "Adult asked for: care authority; for arrival; coming; expected 13:05");
    }

    #[test]
    fn where_a_child_was_put_or_taken_reads_as_one_says_it() {
        assert_eq!(told(r#""kind":"placed","in":"cell","cell":"M3""#), "Placed: cell M3");
        assert_eq!(told(r#""kind":"left_for_hospital","reason":"treatment""#), "Left for hospital: for treatment");
    }

    #[test]
    fn the_adult_is_called_the_adult() {
        let review = r#""kind":"review","present":["aa","solicitor"],"asked":["child","aa"]"#;
        assert_eq!(told(review), "Review: there: adult, solicitor; views asked of child, adult");
    }

    #[test]
    fn what_is_not_recorded_is_not_told_and_no_is_told_as_no() {
        assert_eq!(told(r#""kind":"review","spoken_to":false"#), "Review: not spoken to");
        assert_eq!(told(r#""kind":"presented""#), "Before the custody officer");
    }

    #[test]
    fn a_correction_says_what_it_does_and_why() {
        let struck = r#""kind":"note","text":"wrong"},{"at":"2026-11-10T12:05:00Z","kind":"correction","of":0,"reason":"wrong cell","strike":true"#;
        let text = format!(
            r#"{{"format":"pacekeeper-case/1","custody_number":"T/1","entries":[{{"at":"2026-11-10T12:00:00Z",{struck}}}]}}"#
        );
        let case = CaseFile::read(&text).unwrap();
        assert_eq!(whole(case.entries.last().unwrap()), "Correction: struck out; because wrong cell");
    }
}
