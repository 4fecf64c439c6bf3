//! Who was given the chance to speak before detention was authorised to go on: child or solicitor by statute, adult by the Code.

use chrono::TimeDelta;

use super::act::{Act, Sleep, judged};
use super::asleep;
use crate::law::wording::normalised;
use crate::law::{Facts, Judgement, Rule, Standard, adult};
use crate::record::kinds::{AaArrived, AaRequested};
use crate::record::time::{Moment, clock};
use crate::record::words::{AaOutcome, AaWho, Asked, Present};

fn was_there(act: &Act<'_>, whom: Present) -> bool {
    act.it().present.as_ref().is_some_and(|present| present.contains(&whom))
}

/// Returns whether the adult is recorded as there. A parent who came as the adult may be written as either.
fn adult_brought_in(facts: &Facts<'_>, act: &Act<'_>) -> bool {
    let parent = || {
        facts
            .each::<AaArrived>()
            .rfind(|arrived| arrived.at <= act.at())
            .is_some_and(|arrived| matches!(arrived.it.who, None | Some(AaWho::Parent | AaWho::Guardian)))
    };
    was_there(act, Present::Aa) || (was_there(act, Present::Parent) && parent())
}

/// `review.no-representations`.
pub(super) fn no_representations(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        let Some((weight, who)) = unheard(facts, &act) else { continue };
        let held = clock(act.at());
        let finding = match weight {
            Weight::Statute => rule.breach(
                act.at(),
                format!(
                    "Review at {held}: {who} given the chance to speak before it was decided (PACE s.40(12)).{}",
                    act.to_do(facts, " Hear them now, and look at the decision again.")
                ),
            ),
            Weight::Code => rule
                .breach(
                    act.at(),
                    format!(
                        "Review at {held}: {who} asked what they wanted to say, though at hand (Code C 15.3).{}",
                        act.to_do(facts, " Hear them now.")
                    ),
                )
                .standing_on(Standard::Code, &["Code C 15.3"]),
            Weight::Query => rule.query(act.at(), format!("Review at {held}: {who}")),
        };
        judgement.find(finding.on([act.position()]).owed_by(act.owner()));
    }
}

enum Weight {
    Statute,
    Code,
    Query,
}

/// Returns who wasn't heard, and how heavy that is; none where everyone at hand was.
fn unheard(facts: &Facts<'_>, act: &Act<'_>) -> Option<(Weight, String)> {
    let it = act.it();
    let (child, solicitor, adult) = (act.heard(Asked::Child), act.heard(Asked::Solicitor), act.heard(Asked::Aa));
    let solicitor_there = was_there(act, Present::Solicitor);
    // With the child away nothing shows where the adult is: in the station, or with them.
    let here = facts.adult_plainly_here_at(act.at()) && !act.child_away(facts);
    let adult_at_hand = here || adult_brought_in(facts, act);
    let adult_there = adult_at_hand && adult::owed_at(facts, act.at());
    let can_speak = act.sleep() == Sleep::Awake && !act.unfit();
    let may_speak = can_speak || (act.sleep() == Sleep::NotRecorded && !act.unfit());
    let nobody_named = it.asked.is_none() && !child && !solicitor && !adult;
    if nobody_named {
        let someone = may_speak || solicitor_there || adult_there || asleep::doubt(facts, act).is_some();
        return someone.then(|| {
            (
                Weight::Query,
                "who was asked what they wanted to say isn't recorded (PACE s.40(12), Code C 15.3). Who was?"
                    .to_owned(),
            )
        });
    }
    // Spoken to, and no list of who was asked: the child may have been.
    let perhaps_child = it.asked.is_none() && it.spoken_to == Some(true);
    if !child && !solicitor {
        if can_speak && !perhaps_child {
            return Some((Weight::Statute, "neither the child nor a solicitor was".to_owned()));
        }
        if may_speak {
            return Some((
                Weight::Query,
                "whether the child was asked what they wanted to say isn't recorded (PACE s.40(12)). Were they?"
                    .to_owned(),
            ));
        }
        if solicitor_there {
            return Some((Weight::Statute, "the child couldn't speak, and the solicitor there wasn't".to_owned()));
        }
        if asleep::doubt(facts, act).is_some() {
            return Some((
                Weight::Query,
                "the child wasn't asked, as asleep, which the record leaves in doubt (PACE s.40(12)). Were they awake?"
                    .to_owned(),
            ));
        }
    }
    let mut missed: Vec<&str> = [
        (can_speak && !child && !perhaps_child, "the child"),
        (solicitor_there && !solicitor, "the solicitor"),
        (adult_there && !adult, "the adult"),
    ]
    .into_iter()
    .filter_map(|(missed, who)| missed.then_some(who))
    .collect();
    let there = |whom: &str| match whom {
        "the solicitor" => solicitor_there,
        "the adult" => was_there(act, Present::Aa) || was_there(act, Present::Parent),
        _ => false,
    };
    // They sat in the review, and no list says who was asked: they may have been. What is plain of another comes first.
    if it.asked.is_none() && missed.iter().any(|whom| !there(whom)) {
        missed.retain(|whom| !there(whom));
    }
    if it.asked.is_none() && !missed.is_empty() && missed.iter().all(|whom| there(whom)) {
        let who = missed.join(" and ");
        let was = if missed.len() == 1 { "was" } else { "were" };
        return Some((
            Weight::Query,
            format!(
                "{who} {was} there; whether they were asked what they wanted to say isn't recorded (Code C 15.3). Were they?"
            ),
        ));
    }
    let were = if missed.len() == 1 { "wasn't" } else { "weren't" };
    (!missed.is_empty()).then(|| (Weight::Code, format!("{} {were}", missed.join(" and "))))
}

/// `review.aa-absent`.
pub(super) fn aa_absent(rule: &Rule, facts: &Facts<'_>, judgement: &mut Judgement) {
    for act in judged(facts) {
        if !adult::owed_at(facts, act.at()) || adult_brought_in(facts, &act) || act.heard(Asked::Aa) {
            continue;
        }
        if act.child_away(facts) {
            continue;
        }
        let here = facts.adult_plainly_here_at(act.at());
        let coming = if here { None } else { coming(facts, &act) };
        if !here && coming.is_none() {
            continue;
        }
        let held = clock(act.at());
        let place = match &coming {
            Some((_, eta)) => format!("said to arrive {eta}"),
            None => "in the station".to_owned(),
        };
        let finding = if act.it().present.is_some() {
            rule.shortfall(
                act.at(),
                format!(
                    "Adult {place}, not brought in nor heard by telephone at the {held} review (Code C 15.3, Note 15CA).{}",
                    act.to_do(facts, " Hear them now.")
                ),
            )
        } else {
            rule.query(
                act.at(),
                format!("Adult {place}; who was there at the {held} review isn't recorded. Were they brought in?"),
            )
        };
        let positions = [Some(act.position()), coming.map(|(position, _)| position)];
        judgement.find(finding.on(positions.into_iter().flatten()).owed_by(act.owner()));
    }
}

/// Returns whether two requests are of one adult, as far as they say: a mother and a father are both "parent".
fn is_same(one: &AaRequested, other: &AaRequested) -> bool {
    let named = |asked: &AaRequested| asked.name.as_deref().map(normalised);
    one.who == other.who && named(one).is_none_or(|name| named(other).is_none_or(|other| name == other))
}

/// Returns the request whose adult was soon to arrive at the review, and when.
fn coming(facts: &Facts<'_>, act: &Act<'_>) -> Option<(usize, String)> {
    let at = act.at();
    if facts.adult_here_at(at) {
        return None;
    }
    let asked = facts.each::<AaRequested>().rfind(|asked| asked.at <= at && asked.it.eta.is_some())?;
    let eta = asked.it.eta.map(Moment::instant)?;
    let soon = at <= eta && eta - at <= TimeDelta::minutes(facts.policy.review.adult_soon_minutes);
    let comes = matches!(asked.it.outcome, None | Some(AaOutcome::Coming));
    // The same adult asked again since and not coming: what they said first holds no longer.
    let off = facts.each::<AaRequested>().any(|again| {
        let refused = again.it.outcome.is_some_and(|outcome| outcome != AaOutcome::Coming);
        asked.at < again.at && again.at <= at && refused && is_same(again.it, asked.it)
    });
    let already = facts.each::<AaArrived>().any(|arrived| asked.at <= arrived.at && arrived.at <= at);
    (soon && comes && !off && !already).then(|| (asked.position, clock(eta)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::law::testing::{Given, given};
    use crate::law::{Standard, Verdict};

    const REPRESENTATIONS: &str = "review.no-representations";
    const ABSENT: &str = "review.aa-absent";

    fn found(given: Given, changes: Value) -> Option<(Verdict, Standard)> {
        let seen = given.authorised("12:00").review("17:00", changes).judged("17:10");
        seen.one(REPRESENTATIONS).map(|finding| (finding.verdict, finding.standard))
    }

    fn asleep(changes: Value) -> Value {
        let mut fields =
            json!({ "awake": false, "spoken_to": false, "not_spoken": "asleep", "child_said": null, "asked": [] });
        for (key, value) in changes.as_object().unwrap() {
            fields[key] = value.clone();
        }
        fields
    }

    fn adult_here() -> Given {
        given().at("14:00", "aa_arrived", json!({ "who": "parent" }))
    }

    fn sleeping() -> Given {
        given().at("16:50", "check", json!({ "awake": false }))
    }

    const STATUTE: Option<(Verdict, Standard)> = Some((Verdict::Breach, Standard::Statute));
    const CODE: Option<(Verdict, Standard)> = Some((Verdict::Breach, Standard::Code));

    fn query(found: Option<(Verdict, Standard)>) -> bool {
        found.is_some_and(|found| found.0 == Verdict::Query)
    }

    #[test]
    fn a_waking_child_or_the_solicitor_is_heard_by_statute() {
        assert_eq!(found(given(), json!({})), None);
        assert_eq!(found(given(), json!({ "asked": [], "child_said": null })), STATUTE);
        assert_eq!(found(given(), json!({ "asked": ["aa"], "child_said": null })), STATUTE);
        assert_eq!(found(given(), json!({ "asked": [], "child_said": null, "not_spoken": "declined" })), None);
    }

    #[test]
    fn a_solicitor_heard_meets_the_statute_and_the_waking_child_is_still_owed_it_by_the_code() {
        assert_eq!(found(given(), json!({ "asked": ["solicitor"], "child_said": null })), CODE);
        assert_eq!(found(given(), json!({ "asked": ["child"], "present": ["solicitor"] })), CODE);
        assert_eq!(found(given(), json!({ "asked": ["child", "solicitor"], "present": ["solicitor"] })), None);
    }

    #[test]
    fn an_adult_at_hand_is_heard_by_the_code() {
        assert_eq!(found(adult_here(), json!({})), CODE);
        assert_eq!(found(given(), json!({ "present": ["aa"] })), CODE);
        assert_eq!(found(adult_here(), json!({ "asked": ["child", "aa"] })), None);
        assert_eq!(found(adult_here(), json!({ "aa_said": "he is tired" })), None);
        assert_eq!(found(adult_here().at("16:00", "aa_left", json!({})), json!({})), None);
        assert_eq!(found(given().at("17:00", "aa_arrived", json!({})), json!({})), None);
    }

    #[test]
    fn an_adult_who_came_before_bail_or_at_the_last_station_is_not_at_hand_unless_they_come_again() {
        let bailed = adult_here().at("15:00", "bailed", json!({ "before_charge": true })).at(
            "15:30",
            "answered_bail",
            json!({}),
        );
        assert_eq!(found(bailed.clone(), json!({})), None);
        assert_eq!(found(bailed.at("15:50", "aa_arrived", json!({ "who": "parent" })), json!({})), CODE);
        let moved = adult_here().at("15:00", "departed", json!({})).at("15:30", "arrived", json!({}));
        assert_eq!(found(moved.clone(), json!({})), None);
        assert_eq!(found(moved.at("15:50", "aa_arrived", json!({ "who": "parent" })), json!({})), CODE);
    }

    #[test]
    fn a_child_asleep_or_unfit_need_not_be_heard_and_a_solicitor_there_is() {
        assert_eq!(found(sleeping(), asleep(json!({}))), None);
        assert_eq!(found(given(), json!({ "asked": [], "child_said": null, "not_spoken": "violent" })), None);
        assert_eq!(found(sleeping(), asleep(json!({ "present": ["solicitor"] }))), STATUTE);
        assert_eq!(found(sleeping(), asleep(json!({ "present": ["solicitor"], "asked": ["solicitor"] }))), None);
    }

    #[test]
    fn what_isnt_recorded_or_is_in_doubt_is_asked() {
        assert!(query(found(given(), json!({ "asked": null, "child_said": null }))));
        assert!(query(found(given(), json!({ "asked": null, "child_said": null, "aa_said": "he is tired" }))));
        assert!(query(found(given(), json!({ "asked": [], "child_said": null, "spoken_to": null, "awake": null }))));
        assert!(query(found(given(), asleep(json!({})))), "asleep by day with no check that shows it");
        assert_eq!(found(sleeping(), asleep(json!({ "asked": null }))), None);
        assert_eq!(found(given(), json!({ "asked": null })), None);
    }

    fn absent(given: Given, changes: Value) -> Option<Verdict> {
        given.authorised("12:00").review("17:00", changes).judged("17:10").verdict(ABSENT)
    }

    #[test]
    fn an_adult_in_the_station_is_brought_in() {
        assert_eq!(absent(adult_here(), json!({ "present": [] })), Some(Verdict::Shortfall));
        assert_eq!(absent(adult_here(), json!({ "present": ["solicitor"] })), Some(Verdict::Shortfall));
        assert_eq!(absent(adult_here(), json!({})), Some(Verdict::Query));
        assert_eq!(absent(adult_here(), json!({ "present": ["aa"] })), None);
        assert_eq!(absent(adult_here(), json!({ "present": ["parent"] })), None);
        assert_eq!(absent(adult_here(), json!({ "present": [], "aa_said": "by telephone: let him rest" })), None);
        assert_eq!(absent(given(), json!({ "present": [] })), None);
        assert_eq!(absent(given().at("17:00", "aa_arrived", json!({})), json!({ "present": [] })), None);
    }

    #[test]
    fn an_adult_said_to_arrive_within_half_an_hour_is_brought_in_or_heard_by_telephone() {
        let coming = |eta: &str| given().at("15:00", "aa_requested", json!({ "outcome": "coming", "eta": eta }));
        let present = || json!({ "present": [] });
        assert_eq!(absent(coming("17:30"), present()), Some(Verdict::Shortfall));
        assert_eq!(absent(coming("17:31"), present()), None);
        assert_eq!(absent(coming("16:59"), present()), None);
        assert_eq!(absent(coming("17:30"), json!({ "present": [], "aa_said": "let him rest" })), None);
        let near = coming("17:30").policy("[review]\nadult_soon_minutes = 10");
        assert_eq!(absent(near, present()), None);
        let refused = given().at("15:00", "aa_requested", json!({ "outcome": "refused", "eta": "17:20" }));
        assert_eq!(absent(refused, present()), None);
    }

    #[test]
    fn an_adult_who_can_not_come_after_all_is_not_about_to_arrive() {
        let asked = |at: &str, fields: Value| {
            given()
                .authorised("12:00")
                .at("16:00", "aa_requested", json!({ "who": "parent", "outcome": "coming", "eta": "17:20" }))
                .at(at, "aa_requested", fields)
                .review("17:00", json!({ "present": [] }))
                .judged("17:05")
                .verdict(ABSENT)
        };
        assert_eq!(asked("16:50", json!({ "who": "parent", "outcome": "unavailable" })), None);
        assert_eq!(asked("16:50", json!({ "who": "scheme", "outcome": "unavailable" })), Some(Verdict::Shortfall));
        assert_eq!(asked("15:50", json!({ "who": "parent", "outcome": "unavailable" })), Some(Verdict::Shortfall));
    }

    #[test]
    fn with_the_child_in_hospital_nothing_shows_the_adult_in_the_station() {
        let away = adult_here()
            .authorised("12:00")
            .at("16:00", "left_for_hospital", json!({ "reason": "treatment" }))
            .review(
                "17:00",
                json!({ "seen": false, "spoken_to": false, "child_said": null, "asked": ["child", "solicitor"], "present": [] }),
            )
            .judged("17:05");
        assert!(away.all(ABSENT).is_empty() && away.all(REPRESENTATIONS).is_empty());
    }

    #[test]
    fn an_adult_who_sat_in_a_review_that_lists_nobody_asked_may_have_been_asked() {
        let present = |asked: Value| {
            let changes = json!({ "present": ["aa", "solicitor"], "asked": asked });
            let seen = adult_here().authorised("12:00").review("17:00", changes).judged("17:10");
            seen.verdict(REPRESENTATIONS)
        };
        assert_eq!(present(json!(null)), Some(Verdict::Query));
        assert_eq!(present(json!(["child"])), Some(Verdict::Breach));
    }

    #[test]
    fn what_a_later_review_has_done_is_not_ordered_again() {
        let first = || given().authorised("12:00").review("17:00", json!({ "asked": [], "child_said": null }));
        let says = |given: Given, at: &str| given.judged(at).all(REPRESENTATIONS)[0].message.contains("Hear them now");
        assert!(says(first(), "17:10"));
        assert!(!says(first().review("23:00", json!({})), "23:10"));
        let bailed = first().at("18:00", "bailed", json!({ "before_charge": true }));
        assert!(!says(bailed.at("+5 09:00", "answered_bail", json!({})).authorised("+5 09:10"), "+5 09:20"));
    }

    #[test]
    fn of_two_not_asked_the_one_who_sat_there_is_asked_about_and_the_other_found() {
        let seen = adult_here()
            .authorised("12:00")
            .review("17:00", json!({ "present": ["solicitor"], "asked": null }))
            .judged("17:10");
        let found = seen.one(REPRESENTATIONS).unwrap();
        assert_eq!(found.verdict, Verdict::Breach);
        assert!(found.message.contains("the adult wasn't") && !found.message.contains("solicitor"));
    }

    #[test]
    fn a_father_who_cannot_come_does_not_call_off_the_mother_who_is_coming() {
        let asked = |again: &str| {
            given()
                .at(
                    "16:00",
                    "aa_requested",
                    json!({ "who": "parent", "name": "Mother", "outcome": "coming", "eta": "17:20" }),
                )
                .at("16:50", "aa_requested", json!({ "who": "parent", "name": again, "outcome": "unavailable" }))
        };
        assert_eq!(absent(asked("Father"), json!({ "present": [] })), Some(Verdict::Shortfall));
        assert_eq!(absent(asked("mother"), json!({ "present": [] })), None);
    }
}
