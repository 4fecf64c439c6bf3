//! The forms of the night: coming in, care, out of the cell, force, leaving.

use serde_json::json;

use super::*;

#[test]
fn each_way_of_coming_in_has_its_own_entry() {
    let act = |act: &str| open("coming_in", &held(), "14:00").with(&[("act", act)]);
    assert_eq!(
        act("arrived").with(&[("station", "Testham")]).entry(),
        json!({ "kind": "arrived", "station": "Testham" })
    );
    assert_eq!(act("presented").entry(), json!({ "kind": "presented" }));
    assert_eq!(act("attended").entry(), json!({ "kind": "attended" }));
    let arrested =
        act("arrested").with(&[("for", "offence"), ("offences", "robbery; affray ;"), ("necessity", "to protect Kai")]);
    let entry = json!({ "kind": "arrested", "for": "offence", "offences": ["robbery", "affray"], "necessity": "to protect Kai" });
    assert_eq!(arrested.entry(), entry);
    let back = act("answered_bail");
    assert_eq!(back.entry(), json!({ "kind": "answered_bail" }));
    assert_eq!(
        act("answered_bail").with(&[("used", "95")]).entry(),
        json!({ "kind": "answered_bail", "time_used_minutes": 95 })
    );
    assert_eq!(back.with(&[("used", "an hour")]).wrong(), ["used"]);
}

#[test]
fn detention_is_authorised_on_grounds_in_words_or_refused() {
    let decided =
        |act: &str| open("authorise", &given().at("13:50", "arrived", json!({})), "14:00").with(&[("act", act)]);
    assert_eq!(decided("authorised").problems(), ["grounds: on what grounds? They have to be written"]);
    let authorised = decided("authorised").with(&[("grounds", "to obtain evidence by questioning")]);
    assert_eq!(
        authorised.entry(),
        json!({ "kind": "detention_authorised", "grounds": "to obtain evidence by questioning" })
    );
    let refused = decided("refused").with(&[
        ("reason", "home and voluntary interview"),
        ("disagreed", "yes"),
        ("decided", "agreed"),
    ]);
    let entry = json!({ "kind": "detention_refused", "reason": "home and voluntary interview", "disagreement": true, "superintendent_decision": "agreed" });
    assert_eq!(refused.entry(), entry);
    assert_eq!(open("authorise", &held(), "14:00").unfit(), Some("detention is authorised already"));
}

#[test]
fn rights_are_given_with_or_without_the_adult_or_one_is_delayed() {
    let rights = open("rights", &held(), "14:00");
    assert_eq!(rights.problems(), ["adult: was the adult there? Yes or no"]);
    assert_eq!(rights.with(&[("adult", "yes")]).entry(), json!({ "kind": "rights_given", "aa_present": true }));
    let delayed = open("rights", &held(), "14:00").with(&[
        ("act", "delayed"),
        ("right", "solicitor"),
        ("rank", "superintendent"),
        ("reason", "x"),
    ]);
    assert_eq!(
        delayed.entry(),
        json!({ "kind": "right_delayed", "right": "solicitor", "authorised_by": "superintendent", "reason": "x" })
    );
}

#[test]
fn risk_and_the_plan_that_follows_are_one_act_and_two_entries() {
    let risk = || open("risk", &held(), "14:00");
    assert_eq!(risk().wrong(), ["found"]);
    let both = risk().with(&[
        ("found", "cut his arm last week"),
        ("flags", "self_harm,suicide"),
        ("level", "2"),
        ("every", "15"),
        ("rousing", "no"),
    ]);
    let made: Vec<Value> = both.made().iter().map(|made| told(&made.kind)).collect();
    assert_eq!(
        made,
        [
            json!({ "kind": "risk_assessed", "flags": ["self_harm", "suicide"], "text": "cut his arm last week" }),
            json!({ "kind": "observation_set", "level": 2, "every_minutes": 15, "rousing": false }),
        ]
    );
    assert_eq!(risk().with(&[("found", "nothing")]).made().len(), 1);
    assert_eq!(risk().with(&[("level", "3")]).wrong(), ["every"]);
    assert_eq!(risk().with(&[("level", "3"), ("every", "0")]).wrong(), ["every"]);
    assert_eq!(risk().with(&[("level", "3"), ("every", "soon")]).wrong(), ["every", "every"]);
}

#[test]
fn a_cell_is_asked_why_and_another_room_isnt() {
    let place = |place: &str| open("place", &held(), "14:00").with(&[("place", place)]);
    let cell = place("cell").with(&[("cell", "6"), ("reason", "detention room taken"), ("adults", "no")]);
    assert_eq!(
        cell.entry(),
        json!({ "kind": "placed", "in": "cell", "cell": "6", "adult_area": false, "reason": "detention room taken" })
    );
    assert!(!place("detention_room").shown().contains(&"reason"));
}

#[test]
fn care_is_offered_and_taken_or_not() {
    let care = |what: &str| open("care", &held(), "14:00").with(&[("what", what)]);
    assert_eq!(
        care("meal").with(&[("taken", "no")]).entry(),
        json!({ "kind": "care", "what": "meal", "offered": true, "taken": false })
    );
    assert_eq!(care("more").wrong(), ["more"]);
    assert_eq!(
        care("more").with(&[("more", "religious")]).entry(),
        json!({ "kind": "care", "what": "religious", "offered": true })
    );
}

#[test]
fn what_the_child_asked_for_is_answered_by_its_number_or_the_last_one_open() {
    let asked = held().at("13:00", "asked_for", json!({ "what": "a blanket" })).at(
        "13:10",
        "asked_for",
        json!({ "what": "my mum" }),
    );
    let fresh = open("asks", &held(), "14:00").with(&[("act", "asked"), ("what", "a drink")]);
    assert_eq!(fresh.entry(), json!({ "kind": "asked_for", "what": "a drink" }));
    let answers = open("asks", &asked, "14:00");
    assert_eq!(answers.line("1 at 13:00"), Some(("\"a blanket\"".into(), false)));
    assert_eq!(
        answers.with(&[("what", "rung, on her way")]).entry(),
        json!({ "kind": "answered", "what": "rung, on her way", "of": 2 })
    );
    let first = open("asks", &asked, "14:00").with(&[("of", "#1"), ("what", "given")]);
    assert_eq!(first.entry(), json!({ "kind": "answered", "what": "given", "of": 1 }));
    assert_eq!(open("asks", &asked, "14:00").with(&[("of", "7"), ("what", "given")]).wrong(), ["of"]);
    let done = asked.at("13:20", "answered", json!({ "what": "given", "of": 2 }));
    assert_eq!(open("asks", &done, "14:00").brief().len(), 1);
    assert_eq!(open("asks", &done, "14:00").with(&[("of", "2"), ("what", "given")]).wrong(), ["of"]);
}

#[test]
fn rest_and_waking() {
    let rest = |act: &str| open("rest", &held(), "14:00").with(&[("act", act)]);
    assert_eq!(rest("began").entry(), json!({ "kind": "rest_started" }));
    assert_eq!(
        rest("ended").with(&[("by", "a search")]).entry(),
        json!({ "kind": "rest_ended", "interrupted_by": "a search" })
    );
    assert_eq!(rest("woke").entry(), json!({ "kind": "woke" }));
    assert_eq!(rest("woken").wrong(), ["why"]);
    assert_eq!(rest("woken").with(&[("why", "court")]).entry(), json!({ "kind": "woken", "reason": "court" }));
}

#[test]
fn out_of_the_cell_and_back() {
    let away = |given: &Given, act: &str| open("away", given, "15:00").with(&[("act", act)]);
    let interview = away(&held(), "interview").with(&[("adult", "yes"), ("who", "parent"), ("solicitor", "no")]);
    assert_eq!(
        interview.entry(),
        json!({ "kind": "interview_started", "aa_present": true, "aa_who": "parent", "solicitor_present": false })
    );
    let urgent = away(&held(), "interview").with(&[("adult", "no"), ("rank", "superintendent")]);
    assert_eq!(
        urgent.entry(),
        json!({ "kind": "interview_started", "aa_present": false, "urgent_authorised_by": "superintendent" })
    );
    let asking = held().at("14:00", "interview_started", json!({ "aa_present": true }));
    assert_eq!(
        open("away", &asking, "15:00").entry(),
        json!({ "kind": "interview_ended" }),
        "what would end it stands there already"
    );
    assert_eq!(open("away", &asking, "15:00").line("Out now"), Some(("in interview since 14:00".into(), true)));
    assert_eq!(away(&held(), "treatment").entry(), json!({ "kind": "left_for_hospital", "reason": "treatment" }));
    assert_eq!(away(&held(), "evidence").entry(), json!({ "kind": "left_for_hospital", "reason": "evidence" }));
    let hospital = held().at("14:00", "left_for_hospital", json!({ "reason": "treatment" }));
    assert_eq!(open("away", &hospital, "15:00").entry(), json!({ "kind": "returned_from_hospital" }));
    let elsewhere = away(&held(), "questioned").with(&[("from", "1410"), ("to", "1430"), ("adult", "yes")]);
    let entry = json!({ "kind": "questioned_away", "from": "2026-11-10T14:10:00+00:00", "to": "2026-11-10T14:30:00+00:00", "aa_present": true });
    assert_eq!(elsewhere.entry(), entry);
    assert_eq!(away(&held(), "questioned").with(&[("from", "1430"), ("to", "1410")]).wrong(), ["to"]);
    let moved = away(&held(), "departed").with(&[("to_area", "Otherham"), ("sought_by", "Otherham")]);
    assert_eq!(moved.entry(), json!({ "kind": "departed", "to_area": "Otherham", "sought_by": "Otherham" }));
}

#[test]
fn a_solicitor_a_visit_and_self_harm_are_two_keys_each() {
    assert_eq!(
        open("solicitor", &held(), "14:00").with(&[("act", "asked")]).entry(),
        json!({ "kind": "solicitor_requested" })
    );
    assert_eq!(
        open("solicitor", &held(), "14:00").with(&[("act", "came")]).entry(),
        json!({ "kind": "solicitor_arrived" })
    );
    assert_eq!(
        open("visit", &held(), "14:00").with(&[("who", "trusted_adult")]).entry(),
        json!({ "kind": "visited", "by_whom": "trusted_adult" })
    );
    let harm = open("harm", &held(), "14:00").with(&[("what", "threat"), ("text", "i'll do it again")]);
    assert_eq!(harm.entry(), json!({ "kind": "self_harm", "what": "threat", "text": "i'll do it again" }));
}

#[test]
fn force_says_what_was_done_and_a_strip_search_why() {
    let force = open("force", &held(), "14:00").with(&[
        ("types", "holds,handcuffs"),
        ("what", "held by two"),
        ("reason", "kicking the door"),
    ]);
    assert_eq!(
        force.entry(),
        json!({ "kind": "force_used", "what": "held by two", "types": ["holds", "handcuffs"], "reason": "kicking the door" })
    );
    let search = open("search", &held(), "14:00");
    assert_eq!(search.problems(), ["reason: why was it needed? It has to be written"]);
    assert_eq!(search.line("Adult"), Some(("not in the station".into(), true)));
    let search = search.with(&[
        ("reason", "a blade, by her own word"),
        ("intimate", "yes"),
        ("adult", "no"),
        ("absent", "child_asked"),
        ("signed", "yes"),
        ("same_sex", "yes"),
        ("result", "nothing"),
    ]);
    let entry = json!({ "kind": "strip_searched", "aa_present": false, "aa_absent_because": "child_asked", "waiver_signed_by_aa": true,
        "same_sex": true, "reason": "a blade, by her own word", "result": "nothing", "intimate_parts": true });
    assert_eq!(search.entry(), entry);
}

#[test]
fn an_extension_says_who_was_heard_and_a_warrant_its_hours() {
    let extend = |act: &str| open("extend", &held(), "14:00").with(&[("act", act)]);
    let given = extend("extension").with(&[
        ("under", "s42_1"),
        ("indictable", "yes"),
        ("child", "yes"),
        ("adult", "yes"),
        ("solicitor", "no"),
        ("reasons", "phones"),
    ]);
    let entry = json!({ "kind": "extension_authorised", "until_hours": 36, "under": "s42_1", "indictable": true, "aa_consulted": true,
        "solicitor_heard": false, "child_heard": true, "reasons": "phones" });
    assert_eq!(given.entry(), entry);
    assert_eq!(
        extend("warrant").with(&[("hours", "24"), ("again", "no")]).entry(),
        json!({ "kind": "warrant_issued", "hours": 24, "extension": false })
    );
    assert_eq!(extend("warrant").with(&[("hours", "")]).wrong(), ["hours"]);
}

#[test]
fn leaving_says_to_whom_and_whether_risk_was_looked_at() {
    let leave = |act: &str| open("leave", &held(), "14:00").with(&[("act", act)]);
    assert_eq!(leave("released").wrong(), ["outcome"]);
    let released = leave("released").with(&[("outcome", "no_further_action"), ("to", "parent"), ("risk", "yes")]);
    assert_eq!(
        released.entry(),
        json!({ "kind": "released", "outcome": "no_further_action", "to": "parent", "risk_assessed": true })
    );
    assert_eq!(
        leave("bailed").with(&[("conditions", "home by nine")]).entry(),
        json!({ "kind": "bailed", "before_charge": true, "conditions": "home by nine" })
    );
    assert_eq!(leave("sitting").wrong(), ["sits"]);
    let sits = leave("sitting").with(&[("sits", "+2h")]);
    assert_eq!(sits.entry(), json!({ "kind": "court_sitting", "at_time": "2026-11-10T16:00:00+00:00" }));
    let court = leave("court").with(&[("court", "Testham"), ("first", "yes"), ("certificate", "yes")]);
    assert_eq!(
        court.entry(),
        json!({ "kind": "to_court", "court": "Testham", "first_sitting": true, "certificate_produced": true })
    );
}

#[test]
fn early_notice_is_told_to_an_authority_by_name_and_an_adult_is_briefed() {
    let notice =
        |answers: &[(&str, &str)]| open("accommodation", &held(), "14:00").with(&[("act", "notice")]).with(answers);
    assert_eq!(notice(&[("authority", "")]).wrong(), ["authority"]);
    let told = notice(&[("authority", "Testham"), ("contact", "Ash Operator")]).entry();
    assert_eq!(told, json!({ "kind": "accommodation_notice", "authority": "Testham", "contact": "Ash Operator" }));
    let briefed = open("adult", &held(), "14:00").with(&[("act", "briefed")]);
    assert_eq!(briefed.entry(), json!({ "kind": "aa_briefed" }));
}

#[test]
fn every_kind_of_entry_can_be_made_at_the_desk() {
    // Each is the kind of some entry that a form's own test expects; a record that was opened or disclosed is the ledger's to say.
    let tests = [
        include_str!("accommodation.rs"),
        include_str!("adult.rs"),
        include_str!("certificate.rs"),
        include_str!("charge.rs"),
        include_str!("check.rs"),
        include_str!("health.rs"),
        include_str!("night.rs"),
        include_str!("new_child.rs"),
        include_str!("review.rs"),
        include_str!("small.rs"),
    ];
    let made = |word: &&&str| tests.iter().any(|test| test.contains(&format!("\"kind\": \"{word}\"")));
    let missing: Vec<&&str> = Kind::WORDS.iter().filter(|word| !made(word)).collect();
    assert_eq!(missing, [&"opened", &"disclosed"]);
}
