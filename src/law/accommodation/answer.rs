//! The answer: every row of the threshold test that applies to the latest decision under s.38(6), and the one that decides.

use chrono::{Days, TimeDelta};

use super::bail::{danger_missing, released_to_a_place};
use super::case::{Case, Outside};
use super::reasons::{Weight, for_impracticable};
use super::request::ask_for;
use super::threshold::{Row, SecureAge, SecureTest};
use super::{after, said};
use crate::law::age::court_hours::is_left_out;
use crate::law::assessment::{AccommodationAnswer, Outcome};
use crate::law::certificate;
use crate::law::facts::Facts;
use crate::record::Instant;
use crate::record::kinds::CourtSitting;
use crate::record::text::visible;
use crate::record::time::{clock, day_clock, length, london_date, minutes_between};
use crate::record::words::{AuthorityAnswer, BailGround, Limb, PlacementType, ReasonCode, ReviewDecision, Route};

/// Returns the latest decision under s.38(6) as at the instant judged, held against the threshold test.
///
/// The outcome is the first of not applicable, not supported, needs a reason, supported that any row gives; `rule` is the first
/// row that gives it, the rows of the test for secure before the rest; `fired` holds every row that applied, in order.
/// The message is that of the deciding row, then of any other that asks for something to be done.
#[must_use]
pub fn answer(facts: &Facts<'_>) -> AccommodationAnswer {
    let rows = rows(facts);
    let (outcome, decided) = overall(&rows).unwrap_or((Outcome::NotApplicable, rows.first()));
    let rule = decided.map_or("AC01", |row| row.id);
    let mut message = decided.map(|row| row.message.clone()).unwrap_or_default();
    for row in rows.iter().filter(|row| row.id != rule && matches!(row.id, "AC11" | "AC25" | "AC26" | "AC28" | "AC29"))
    {
        message.push(' ');
        message.push_str(&row.message);
    }
    AccommodationAnswer { outcome, rule, fired: rows.iter().map(|row| row.id).collect(), message }
}

/// Returns the outcome of a set of rows, and the row that decides; none where no row gives an outcome.
pub(super) fn overall(rows: &[Row]) -> Option<(Outcome, Option<&Row>)> {
    let order = [Outcome::NotApplicable, Outcome::NotSupported, Outcome::NeedsReason, Outcome::Supported];
    let outcome = order.into_iter().find(|outcome| rows.iter().any(|row| row.outcome == Some(*outcome)))?;
    let alike = || rows.iter().filter(|row| row.outcome == Some(outcome));
    let test = |row: &&Row| matches!(row.id, "AC16" | "AC18" | "AC19" | "AC20" | "AC21" | "AC22" | "AC23");
    Some((outcome, alike().find(test).or_else(|| alike().next())))
}

/// Returns the row for alternative accommodation asked for.
pub(super) fn right_ask() -> Row {
    Row::new(
        "AC13",
        Outcome::Supported,
        "Alternative is the right ask: the authority must accept (CA 1989 s.21(2)(b); in Wales SSWBA 2014 s.77(2)(b)). Record who, when, what they said.",
    )
}

/// Returns the row that says why s.38(6) doesn't run.
pub(super) fn outside_row(outside: Outside) -> Row {
    let na = |id, text: &str| Row::new(id, Outcome::NotApplicable, text);
    match outside {
        Outside::NotCharged => na(
            "AC01",
            "Not charged: s.38(6) hasn't started. Release, bail, or explain why detention is needed for evidence. Early notice to the authority is good practice.",
        ),
        Outside::Bailed { .. } => na("AC01", "Charged and bailed: nothing is owed under s.38(6)."),
        Outside::UnderTen => na(
            "AC01",
            "Below ten at the time of the offence: release is owed, and a referral at once, not accommodation under s.38(6).",
        ),
        Outside::Adult => na(
            "AC07",
            "18 or over: the authority has no duty under CA 1989 s.21, nor in Wales under SSWBA 2014 s.77. Keep a child's safeguards till court, and take advice.",
        ),
        Outside::SeventeenBefore2015 => {
            na("AC07", "17-year-olds came under s.38(6) on 26 October 2015; before that it doesn't apply to them.")
        }
        Outside::OtherPower(route) => match route {
            Route::CourtBailBreach => na(
                "AC02",
                "Breach of court bail: before a justice within 24 h of arrest (Sundays, Christmas Day and Good Friday left out). Police can't transfer. Ring the court.",
            ),
            Route::Warrant | Route::OrderBreach => {
                na("AC03", "Warrant, no charge: to the court as it directs. Ring for a late sitting.")
            }
            Route::WarrantBackedForBail => na(
                "AC03",
                "Warrant backed for bail: release on its terms; under 17, get the parent or guardian in for their recognisance.",
            ),
            Route::Injunction => {
                na("AC04", "Breach of an injunction: before a judge or justice within 24 h of arrest.")
            }
            Route::Terrorism => na(
                "AC06",
                "Held under the Terrorism Act, not charged: take legal advice. After charge, treat the duty to move as applying.",
            ),
            _ => {
                let text = format!(
                    "Held under another power ({}): s.38(6) doesn't run. Escalate; don't ask under s.38(6).",
                    route.plain()
                );
                na("AC05", &text)
            }
        },
    }
}

/// Returns every row that applies, in order.
pub fn rows(facts: &Facts<'_>) -> Vec<Row> {
    let case = match Case::of(facts) {
        Ok(case) => case,
        Err(outside) => {
            let mut rows = vec![outside_row(outside)];
            rows.extend(treated_as_child(facts).filter(|_| outside != Outside::Adult));
            return rows;
        }
    };
    if !facts.is_child_at(facts.until) && case.moved.is_none() {
        return vec![outside_row(Outside::Adult)];
    }
    let mut rows = Vec::new();
    if facts.route == Route::Terrorism {
        rows.push(Row::new(
            "AC06",
            Outcome::NeedsReason,
            "Terrorism Act arrest, charged: take legal advice, and treat the duty to move as applying (s.38(6A)).",
        ));
    }
    rows.extend(treated_as_child(facts));
    if let Some(moved) = case.moved {
        moved_rows(facts, &case, &mut rows);
        let by = moved
            .it
            .received_by
            .as_deref()
            .map_or_else(|| "who received them isn't recorded".to_owned(), |by| format!("received by {}", visible(by)));
        rows.push(Row::new(
            "AC38",
            Outcome::Supported,
            format!(
                "Moved at {}; {by}. Record the risks handed over and the court. Custody's duty has ended (s.39(4)).",
                clock(moved.at)
            ),
        ));
        rows.extend(blanks(facts, &case));
        return rows;
    }
    bail_rows(&case, &mut rows);
    request_rows(facts, &case, &mut rows);
    answer_rows(facts, &case, &mut rows);
    certificate_rows(facts, &case, &mut rows);
    last_rows(facts, &case, &mut rows);
    rows.sort_by_key(|row| row.id);
    rows
}

fn treated_as_child(facts: &Facts<'_>) -> impl Iterator<Item = Row> + use<> {
    let child = facts.child;
    let unknown = child.date_of_birth.is_none() && child.age.is_none();
    let says_18 =
        facts.child.appears_under_18_against_the_record() && facts.age_at(facts.until).is_some_and(|age| age >= 18);
    let row = (unknown || says_18).then(|| Row::prompt("AC08", "Appears under 18: treat as a child (Code C 1.5)."));
    row.into_iter()
}

fn moved_rows(facts: &Facts<'_>, case: &Case<'_>, rows: &mut Vec<Row>) {
    let secure = case.moved.is_some_and(|moved| moved.it.to == PlacementType::Secure);
    if let Some(ask) = case.asks.iter().rev().find(|ask| ask.is_secure()).filter(|_| secure) {
        rows.extend(SecureTest::of_ask(facts, case, ask).rows(""));
    }
}

fn bail_rows(case: &Case<'_>, rows: &mut Vec<Row>) {
    let grounds = case.grounds();
    if case.lawful_grounds().is_empty() && !case.murder_charged_by(case.until) {
        if !grounds.is_empty() && grounds.iter().all(|ground| *ground == BailGround::NowhereToGo) {
            rows.push(Row::new(
                "AC10",
                Outcome::NotSupported,
                format!("Having nowhere to go isn't a ground for refusing bail.{}", released_to_a_place(case)),
            ));
        } else {
            rows.push(Row::new(
                "AC09",
                Outcome::NotSupported,
                "No ground for refusing bail is recorded. Without one the child must be released (s.38(1)).",
            ));
        }
    }
    if case.decision().is_some_and(|decision| danger_missing(&decision)) {
        rows.push(Row::new(
            "AC11",
            Outcome::NeedsReason,
            format!(
                "Own protection or interests: say what the danger is. The duty to move still applies{}.",
                if ask_for(case, case.until).is_empty() { "" } else { ": ask for alternative" }
            ),
        ));
    }
    if case.lawful_grounds() == [BailGround::DrugSample] {
        rows.push(Row::new(
            "AC12",
            Outcome::NeedsReason,
            "A drug sample: six hours at most from charge (s.38(2)). Is there another ground after that?",
        ));
    }
}

fn request_rows(facts: &Facts<'_>, case: &Case<'_>, rows: &mut Vec<Row>) {
    let policy = &facts.policy.accommodation;
    let Some(latest) = case.asks.last() else {
        if case.refused.is_some() && case.answers.is_empty() {
            rows.push(Row::new(
                "AC14",
                Outcome::NotSupported,
                if case.over {
                    "No request to the authority is recorded. The law's default was to move the child (s.38(6))."
                } else {
                    "No request to the authority is recorded. The law's default is to move the child: ask for alternative now (s.38(6))."
                },
            ));
        }
        return;
    };
    // Requests made at the same minute are one decision: two officers, or both kinds at once.
    let decision: Vec<_> = case.asks.iter().filter(|ask| ask.fact.at == latest.fact.at).collect();
    if decision.iter().any(|ask| !ask.is_secure()) {
        rows.push(right_ask());
    }
    if let Some((at, _)) = case.first_asked()
        && at > case.since + TimeDelta::minutes(policy.late_minutes)
    {
        let text = format!(
            "Bail refused {}, asked {}: {}. Why the wait?",
            clock(case.since),
            clock(at),
            length(minutes_between(case.since, at))
        );
        rows.push(Row::new("AC15", Outcome::NeedsReason, text));
    }
    if let Some(ask) = decision.iter().rev().find(|ask| ask.is_secure()) {
        let test = SecureTest::of_ask(facts, case, ask).rows(ask_for(case, case.until));
        let unmet = overall(&test).is_some_and(|(outcome, _)| outcome == Outcome::NotSupported);
        rows.extend(test);
        rows.extend(all_the_same(ask).filter(|_| unmet));
    }
}

/// Returns the row for an officer who asks for secure though the test isn't met, and writes why: the decision is theirs.
fn all_the_same(ask: &super::case::Ask<'_>) -> Option<Row> {
    let reason = ask.fact.entry.common.note.as_deref()?;
    let name =
        ask.fact.entry.by().and_then(|by| by.name.as_deref()).map_or_else(|| "an officer not named".into(), visible);
    let text = format!(
        "Asked for all the same at {} by {name}: \"{}\". The decision is the officer's; it shows in the panel pack.",
        clock(ask.fact.at),
        visible(reason)
    );
    Some(Row::new("AC43", Outcome::NeedsReason, text))
}

fn answer_rows(facts: &Facts<'_>, case: &Case<'_>, rows: &mut Vec<Row>) {
    let refused_secure = case.asks.iter().filter(|ask| ask.is_secure()).find_map(|ask| ask.refusal());
    let secure_asked = case.asks.iter().any(super::case::Ask::is_secure);
    let offered = case.offered_at(PlacementType::Alternative, case.until);
    if let Some(offer) = offered.filter(|offer| secure_asked && !offer.as_asked) {
        let text = format!(
            "No secure, and alternative offered at {}. {}",
            clock(offer.at),
            if case.over {
                "Would that place have protected the public? If not, write why."
            } else if SecureAge::at(facts, case.until) == SecureAge::Under {
                "Below 12 nothing else can keep the child here: move them."
            } else {
                "Decide again: would this place protect the public? If yes, move the child. If no, write why."
            },
        );
        rows.push(Row::new("AC25", Outcome::NeedsReason, text));
    }
    if let Some(refusal) = refused_secure
        && !case.alternative_asked_by(case.until)
        && !case.argued()
    {
        let refused = clock(refusal.at);
        let text = if case.over {
            format!("Secure refused at {refused}; alternative was never asked for.")
        } else {
            format!("Secure refused at {refused}: ask for alternative now. A certificate under (b) needs the answer.")
        };
        rows.push(Row::new("AC26", Outcome::NotSupported, text));
    }
    let failures = after::failures(facts, case);
    // A place that came after a refusal or a silence, and stands, leaves nobody to ask again: what failed stays a finding.
    let placed_since = |at: Instant| case.offers.iter().any(|offer| offer.at >= at && offer.withdrawn.is_none());
    for id in ["AC28", "AC29"] {
        let standing = |failure: &&after::Failure| failure.row == id && !placed_since(failure.at);
        let Some(failure) = failures.iter().find(standing) else { continue };
        let text = match id {
            "AC28" => format!(
                "Alternative refused or withdrawn at {}: the authority must accept.{}",
                clock(failure.at),
                if case.over { "" } else { " Escalate; record their words." },
            ),
            _ if case.over => "No answer past the limit.".to_owned(),
            _ => "No answer past the limit. Ask again, and ring the authority's duty manager.".to_owned(),
        };
        rows.push(Row::new(id, Outcome::NeedsReason, text));
    }
    // Silence on secure isn't the authority's failure (R (M) v Gateshead), but no answer is known either.
    let limit = TimeDelta::minutes(facts.policy.accommodation.answer_minutes);
    if let Some(latest) = case.asks.last()
        && latest.is_secure()
        && latest.waiting_at(case.until)
        && case.until > latest.fact.at + limit
        && case.offers.iter().all(|offer| offer.at < latest.fact.at)
        && rows.iter().all(|row| row.id != "AC29")
    {
        let text = format!(
            "No answer on secure since {}.{}",
            clock(latest.fact.at),
            match (case.over, ask_for(case, case.until)) {
                (true, _) => "",
                (false, "") => " Ask again, and ring the duty manager.",
                (false, _) => " Ask again, ring the duty manager, and ask for alternative.",
            },
        );
        rows.push(Row::new("AC29", Outcome::NeedsReason, text));
    }
    if case.answers.iter().any(|answer| answer.it.answer == AuthorityAnswer::RefuseNotOurs && !placed_since(answer.at))
    {
        rows.push(Row::new(
            "AC30",
            Outcome::NeedsReason,
            "\"Not our child\": the duty is on the authority asked; costs are settled between authorities (CA 1989 s.29; in Wales SSWBA 2014 s.193). Ask the next one too.",
        ));
    }
    let limit = TimeDelta::minutes(facts.policy.accommodation.moved_minutes);
    let waiting = case.offers.iter().find(|offer| {
        let due = offer.at.max(offer.eta.unwrap_or(offer.at)) + limit;
        offer.withdrawn.is_none() && case.until > due
    });
    // A certificate under limb (a) that can stand is the answer to why the child is still here (s.38(6)(a)).
    if let Some(offer) = waiting.filter(|_| !after::limb_a_open(facts, case)) {
        rows.push(Row::new(
            "AC36",
            Outcome::NeedsReason,
            format!(
                "A place was offered at {}. Why {}?",
                clock(offer.at),
                if case.over { "wasn't the child moved" } else { "is the child still here" },
            ),
        ));
    }
    if !failures.is_empty() {
        rows.push(Row::prompt(
            "AC44",
            "The authority failed and the child was held: cost recovery flagged (CA 1989 s.21(3); in Wales SSWBA 2014 s.77(4)).",
        ));
    }
}

fn certificate_rows(facts: &Facts<'_>, case: &Case<'_>, rows: &mut Vec<Row>) {
    use Outcome::{NeedsReason, NotSupported, Supported};
    let Some(one) = case.certificates.iter().rev().find(|one| facts.is_child_at(one.at)) else { return };
    let state = certificate::limb_state(facts, case, one);
    let reasons: Vec<ReasonCode> = one.it.reasons.iter().flatten().copied().collect();
    match one.it.limb {
        Limb::SecureUnavailable => {
            let adequacy = said::says_why(one.it.why_not_alternative.as_deref()) || case.argued_in_a_request_by(one.at);
            if !state.against.is_empty() || !adequacy {
                let outcome = NotSupported;
                rows.push(Row::new(
                    "AC27",
                    outcome,
                    "Limb (b) needs all three: 12 or over, no secure to be had, alternative not adequate.",
                ));
            }
        }
        Limb::Impracticable => {
            let counts = |code: &ReasonCode| for_impracticable(*code).weight == Weight::Counts;
            if reasons.iter().any(counts) {
                rows.push(Row::new(
                    "AC31",
                    Supported,
                    "Limb (a): specify what, where, since when, and when you'll try again.",
                ));
            }
            if state.via.contains(&"AC32") {
                rows.push(Row::new("AC32", NotSupported, for_impracticable(ReasonCode::NoTransport).why));
            }
            if state.via.contains(&"AC33") {
                rows.push(Row::new("AC33", NotSupported, state.against.join(" ")));
            }
            if state.via.contains(&"AC34") {
                rows.push(Row::new("AC34", NeedsReason, for_impracticable(ReasonCode::CourtNear).why));
            }
            if reasons.iter().any(|code| matches!(code, ReasonCode::Hospital | ReasonCode::Unfit)) {
                rows.push(Row::new("AC35", NeedsReason, for_impracticable(ReasonCode::Unfit).why));
            }
        }
    }
    let (needed, practice) = certificate::lacking(one.it);
    let fields: Vec<&str> = needed.into_iter().chain(practice).collect();
    if !fields.is_empty() {
        rows.push(Row::new("AC40", NeedsReason, format!("The certificate doesn't say: {}.", fields.join("; "))));
    }
}

fn last_rows(facts: &Facts<'_>, case: &Case<'_>, rows: &mut Vec<Row>) {
    if let Some(review) = case.reviews.last()
        && review.it.decision != Some(ReviewDecision::Release)
        && review.it.accommodation_considered != Some(true)
        && case.asks.iter().all(|ask| ask.fact.at < review.at)
        && case.certificates.iter().all(|one| one.at < review.at)
    {
        let text =
            format!("Reviewed at {} after charge: bail again? Then ask again: has anything changed?", clock(review.at));
        rows.push(Row::new("AC37", Outcome::NeedsReason, text));
    }
    if let Some(court) = certificate::not_taken_to_court(case) {
        rows.push(Row::new(
            "AC39",
            Outcome::NotSupported,
            format!(
                "Left for court at {} without a certificate. The court must be given one (s.38(7)).",
                clock(court.at)
            ),
        ));
    }
    rows.extend(no_court_in_time(facts, case));
    let disputed =
        case.refused.and_then(|refused| refused.it.disputed.as_deref()).map(str::to_lowercase).unwrap_or_default();
    if ["inspector", "superintendent"].iter().any(|rank| disputed.contains(rank)) {
        rows.push(Row::prompt("AC42", "A higher rank disagrees: refer to the superintendent at once (s.39(6))."));
    }
    rows.extend(blanks(facts, case));
}

/// No court sits on the day of the charge or on the next: a court has to be arranged.
///
/// Law: PACE s.46(3), (6)-(8): not later than the day after the relevant day, Christmas Day, Good Friday and Sundays passed over.
fn no_court_in_time(facts: &Facts<'_>, case: &Case<'_>) -> Option<Row> {
    let charged = case.charged;
    let next_day = london_date(charged.at).checked_add_days(Days::new(1))?;
    let sittings = facts.each::<CourtSitting>().map(|sitting| sitting.it.at_time.instant());
    let sits = sittings.filter(|at| *at >= charged.at).min().filter(|at| london_date(*at) > next_day)?;
    let by = next_day.iter_days().find(|day| !is_left_out(*day))?;
    let text = format!(
        "Next sitting {}: none on the day of the charge or the next. Tell the designated officer; a court is to be arranged not later than {} (s.46(3), (6)-(8)).",
        day_clock(sits),
        by.format("%a %-d %b")
    );
    Some(Row::prompt("AC41", text))
}

fn blanks(facts: &Facts<'_>, case: &Case<'_>) -> Option<Row> {
    let mut blank = Vec::new();
    if facts.child.ethnicity.is_none() {
        blank.push("ethnicity");
    }
    if facts.child.home_authority.is_none() && case.asks.iter().all(|ask| ask.fact.it.authority.is_none()) {
        blank.push("authority");
    }
    (!blank.is_empty())
        .then(|| Row::prompt("AC45", format!("Blank: {}. A blank is shown as a blank.", blank.join(", "))))
}
