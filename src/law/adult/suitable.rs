//! Who may not act as the adult, so far as the record itself tells.
//!
//! The format has no field for "works for the police" or "estranged", so a breach needs the record to say it: the adult's
//! own entry carries a police rank or involvement, or the name they are entered under begins with a police title.
//! Anything less certain is asked, never said. Whoever holds no rank signs as staff, of the police or of anyone else.
//!
//! A parent, guardian or social worker may be an officer: 1.7(a)(iii) bars only the others. What stands against them is
//! being involved (Note 1B).

use super::stay::{self, owed_at};
use crate::law::assessment::Judgement;
use crate::law::facts::{Fact, Facts};
use crate::law::register::{Rule, Standard};
use crate::law::wording::{normalised, same};
use crate::record::By;
use crate::record::kinds::{AaArrived, AaRequested};
use crate::record::time::clock;
use crate::record::words::{AaWho, Rank, Role};

/// Titles that nobody but police or police staff bears, normalised.
const TITLES: &[&str] = &[
    "pc",
    "wpc",
    "pcso",
    "sgt",
    "insp",
    "inspector",
    "police constable",
    "police sergeant",
    "police inspector",
    "police officer",
    "police staff",
    "police community support",
    "police support",
    "police investigator",
    "police civilian",
    "police cadet",
];
/// Names that begin with "police" and are those of a commissioner's office, which isn't the police force.
const COMMISSIONER: &[&str] = &["commissioner", "and crime", "pcc"];
/// Titles that are surnames too, normalised.
const SURNAMES: &[&str] = &["constable", "sergeant", "superintendent", "detective", "det"];
/// Titles that, written small, would be somebody's first name or initials.
const CAPITALS: &[&str] = &["DC", "DS", "DI", "PS", "DCI"];
/// Words that, said of an adult, put in question whether they may act (Code C 1.7, Notes 1B and 1F).
const DOUBTS: &[&str] = &["victim", "complainant", "witness", "suspect", "co accused"];
/// Words that say of an adult that they are police (Code C 1.7(a)(iii)).
const POLICE: &[&str] = &[
    "police officer",
    "police staff",
    "police civilian",
    "police employee",
    "employed by the police",
    "detention officer",
    "works for the police",
    "works in custody",
    "works in the custody",
];

/// `aa.unsuitable`: one finding an arrival, the heaviest that the record supports.
pub(super) fn unsuitable(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for arrived in facts.each::<AaArrived>().filter(|arrived| owed_at(facts, arrived.at)) {
        let at = clock(arrived.at);
        let who = match arrived.it.who {
            // "The scheme who came", "the other who came" would be no English.
            None | Some(AaWho::Scheme | AaWho::Other | AaWho::CareAuthority) => "adult".to_owned(),
            Some(who) => who.plain(),
        };
        let finding = if let Some(told) = police_by_record(&arrived) {
            let message = format!(
                "The adult can't be police or police staff: the one who came at {at} {told}.{}",
                stay::next(facts, " Ask for another now.")
            );
            rule.breach(arrived.at, message).standing_on(Standard::Code, &["Code C 1.7"])
        } else if signed(&arrived).is_some_and(|by| by.involved == Some(true)) {
            let message = format!(
                "The adult shouldn't be anyone involved in the investigation: the {who} who came at {at} is recorded as \
                 involved.{}",
                stay::next(facts, " Ask for another now.")
            );
            rule.breach(arrived.at, message).standing_on(Standard::Guidance, &["Code C Note 1B", "Code C 1.7"])
        } else if let Some(rank) = signed(&arrived).and_then(police_rank) {
            let message = format!(
                "The {who} who came at {at} signs as {rank}. One of the child's own may be an officer: are they involved in \
                 this case?"
            );
            rule.query(arrived.at, message).standing_on(Standard::Guidance, &["Code C Note 1B", "Code C 1.7"])
        } else if arrived.it.objected_to == Some(true) {
            let guidance = &["Code C Note 1B"];
            let estranged = estranged(facts, &arrived);
            if estranged == Some(true) {
                let message = format!(
                    "An estranged parent the child objects to shouldn't act: the child objected to the one who came at \
                     {at}.{} Record what the child said.",
                    stay::next(facts, " Ask for another.")
                );
                rule.shortfall(arrived.at, message).standing_on(Standard::Guidance, guidance)
            } else {
                let estranged = match estranged {
                    Some(_) => " A parent is said to be estranged: is it this one?",
                    None if arrived.it.who == Some(AaWho::Parent) => " Whether they are estranged is not recorded.",
                    None => "",
                };
                let message = format!(
                    "The child objected to the adult who came at {at}.{estranged} What did the child say, and who was tried \
                     instead?"
                );
                rule.query(arrived.at, message).standing_on(Standard::Guidance, guidance)
            }
        } else if let Some(doubt) = doubt(facts, &arrived) {
            rule.query(arrived.at, format!("The adult who came at {at}: {doubt}"))
        } else {
            continue;
        };
        judgement.find(stay::age_asked(facts, finding.on([arrived.position])));
    }
}

/// Returns the adult as the entry's author, where that is who signed it.
fn signed<'a>(arrived: &Fact<'a, AaArrived>) -> Option<&'a By> {
    arrived.entry.by().filter(|by| by.role == Some(Role::AppropriateAdult))
}

/// Returns the police rank by which the adult signs, in words.
fn police_rank(by: &By) -> Option<String> {
    by.rank.filter(|rank| rank.level().is_some()).map(|rank| rank.plain())
}

/// Returns whether they are one of the child's own, whom 1.7(a)(iii) doesn't bar.
fn is_own(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority | AaWho::SocialWorker))
}

/// Returns what the record says of the adult that bars them as police, in words; none where it doesn't say so outright.
fn police_by_record(arrived: &Fact<'_, AaArrived>) -> Option<String> {
    if let Some(rank) = signed(arrived).and_then(police_rank).filter(|_| !is_own(arrived.it.who)) {
        return Some(format!("signs as {rank}"));
    }
    let title = police_title(arrived)?;
    is_other_adult(arrived.it.who).then(|| format!("is entered by the title \"{title}\""))
}

/// Returns whether they act as "some other responsible adult" (Code C 1.7(a)(iii)).
fn is_other_adult(who: Option<AaWho>) -> bool {
    matches!(who, Some(AaWho::Relative | AaWho::Scheme | AaWho::Volunteer | AaWho::Other))
}

/// Returns the first word of the name, normalised, where another follows it.
fn title(arrived: &Fact<'_, AaArrived>) -> Option<String> {
    let name = normalised(arrived.it.name.as_deref()?);
    name.split_once(' ').map(|(first, _)| first.to_owned())
}

/// Returns the title before the name that nobody but police bears.
fn police_title(arrived: &Fact<'_, AaArrived>) -> Option<&'static str> {
    let name = normalised(arrived.it.name.as_deref()?);
    TITLES.iter().copied().find(|title| name.strip_prefix(title).is_some_and(|rest| rest.starts_with(' ')))
}

/// Returns whether the name begins with "police" and isn't that of a commissioner's office.
fn police_name(arrived: &Fact<'_, AaArrived>) -> bool {
    let name = arrived.it.name.as_deref().map(normalised).unwrap_or_default();
    name.starts_with("police ") && !COMMISSIONER.iter().any(|word| name.contains(word))
}

/// Returns a question where the record hints that they may not act.
fn doubt(facts: &Facts<'_>, arrived: &Fact<'_, AaArrived>) -> Option<String> {
    let family = matches!(arrived.it.who, Some(AaWho::Parent | AaWho::Guardian | AaWho::CareAuthority));
    if let Some(word) = DOUBTS.iter().find(|word| note_says(arrived, word)) {
        return Some(format!("the note speaks of \"{word}\". Is that the adult? If so, ask for another."));
    }
    if let Some(word) = POLICE.iter().find(|word| note_says(arrived, word)) {
        let then = if is_own(arrived.it.who) {
            "Are they involved in this case?"
        } else {
            "Is that the adult? If so, ask for another."
        };
        return Some(format!("the note speaks of \"{word}\". {then}"));
    }
    if family {
        return None;
    }
    if !is_own(arrived.it.who) && signed(arrived).is_some_and(|by| by.rank == Some(Rank::Staff)) {
        return Some("they sign as staff. Do they work for the police?".to_owned());
    }
    let titled = title(arrived).is_some_and(|title| SURNAMES.contains(&title.as_str()))
        || (arrived.it.who.is_none() && police_title(arrived).is_some());
    let first = arrived.it.name.as_deref().and_then(|name| name.split_whitespace().next()).unwrap_or_default();
    let titled = titled || CAPITALS.contains(&first) || police_name(arrived);
    if titled {
        return Some("the name reads like a police title. Do they work for the police?".to_owned());
    }
    let name = arrived.it.name.as_deref()?;
    let officer = facts.entries.iter().filter_map(|standing| standing.entry.by()).any(|by| {
        let police = by.rank.is_some() || by.role.is_some_and(is_police);
        police && by.role != Some(Role::AppropriateAdult) && by.name.as_deref().is_some_and(|other| same(other, name))
    });
    officer.then(|| "someone of the same name made entries here for the police. Are they the same person?".to_owned())
}

fn is_police(role: Role) -> bool {
    matches!(
        role,
        Role::CustodyOfficer
            | Role::DetentionOfficer
            | Role::ReviewOfficer
            | Role::Superintendent
            | Role::CustodyLead
            | Role::ArrestingOfficer
            | Role::InvestigatingOfficer
    )
}

/// Returns whether the parent who came is the one the record says is estranged: plainly by the arrival's own words, or by the
/// name asked for where they came under no other; not plainly where only the words of a request speak of an estranged one.
fn estranged(facts: &Facts<'_>, arrived: &Fact<'_, AaArrived>) -> Option<bool> {
    if arrived.it.who != Some(AaWho::Parent) {
        return None;
    }
    let said = |text: Option<&str>| text.is_some_and(|text| says(text, "estranged"));
    let came = arrived.it.name.as_deref();
    let unnamed = |name: &str| came.is_none_or(|came| same(came, name));
    let asked: Vec<_> =
        facts.each::<AaRequested>().filter(|asked| asked.at <= arrived.at && asked.it.who == arrived.it.who).collect();
    let by_name =
        asked.iter().filter_map(|asked| asked.it.name.as_deref()).any(|name| said(Some(name)) && unnamed(name));
    if note_says(arrived, "estranged") || said(came) || by_name {
        return Some(true);
    }
    let mut words = asked
        .iter()
        .flat_map(|asked| [asked.it.name.as_deref(), asked.it.reason.as_deref(), asked.entry.common.note.as_deref()]);
    words.any(said).then_some(false)
}

/// Returns whether the arrival's note uses those words, and not just to deny them.
fn note_says(arrived: &Fact<'_, AaArrived>, phrase: &str) -> bool {
    arrived.entry.common.note.as_deref().is_some_and(|note| says(note, phrase))
}

/// Returns whether a text uses those words, and not just to deny them.
fn says(text: &str, phrase: &str) -> bool {
    let plain = format!(" {} ", normalised(text));
    let phrase = format!(" {phrase} ");
    plain.match_indices(&phrase).any(|(i, _)| {
        let before = plain.get(..i).unwrap_or_default();
        !before.split(' ').rev().take(4).any(|word| matches!(word, "not" | "no" | "never" | "isn" | "nor" | "neither"))
    })
}
