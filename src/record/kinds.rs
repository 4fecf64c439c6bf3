//! Every kind of entry, as one table: the types, their reading, writing, schema and titles all come from it.

use serde_json::Value;

use super::entry::{Entry, EntryRef, OneOrMany};
use super::field::{FieldInfo, fields};
use super::node::{Object, Read};
use super::time::Moment;
use super::words::*;

fields! {
    /// The four answers to "what serious harm?", as given with a request.
    Risk {
        /// Which member or members of the public are at risk.
        who: Option<String>,
        /// What harm.
        what: Option<String>,
        /// How this child would do it before court.
        how: Option<String>,
        /// Why no alternative accommodation would be adequate.
        why_not_alternative: Option<String>,
    }
}

fields! {
    /// The intent charged, where the offence turns on it.
    Intent {
        /// What a burglary was charged as being with intent to do.
        burglary: Option<String>,
    }
}

/// One kind's own fields, to be picked out of entries of every kind.
pub trait Particular: Sized {
    /// Which kind this is.
    const NAME: KindName;

    /// Returns the fields where the entry is of this kind.
    fn of(kind: &Kind) -> Option<&Self>;
}

/// Makes the structs of the kinds and the enum over them.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident $word:literal $title:literal {
        $($(#[doc = $fdoc:literal])* $field:ident $($key:literal)? : $ty:ty),* $(,)?
    })*) => {
        $(fields! {
            $(#[doc = $doc])*
            $name { $($(#[doc = $fdoc])* $field $($key)? : $ty),* }
        })*

        /// What an entry says happened.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "a record holds entries side by side; most are small texts")]
        pub enum Kind { $($(#[doc = $doc])* $name($name)),* }

        impl Kind {
            /// Every kind's word, in the order of the format.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Returns which kind this is.
            #[must_use]
            pub fn name(&self) -> KindName {
                match self { $(Self::$name(_) => KindName::$name),* }
            }

            /// Returns the word of this kind in a case file.
            #[must_use]
            pub fn word(&self) -> &'static str {
                match self { $(Self::$name(_) => $word),* }
            }

            /// Returns the kind in the suite's words, "Adult asked for".
            #[must_use]
            pub fn title(&self) -> &'static str {
                self.name().title()
            }

            /// Returns the fields of the kind with that word; none where the word isn't a kind.
            #[must_use]
            pub fn fields_of(word: &str) -> Option<&'static [FieldInfo]> {
                match word { $($word => Some($name::FIELDS),)* _ => None }
            }

            /// Takes this kind's own fields out of an entry; none where the word isn't a kind.
            pub(crate) fn read_from(word: &str, object: &mut Object<'_>) -> Option<Read<Self>> {
                match word { $($word => Some($name::read_from(object).map(Self::$name)),)* _ => None }
            }

            /// Puts this kind's own fields into an entry.
            pub(crate) fn write_into(&self, map: &mut serde_json::Map<String, Value>) {
                match self { $(Self::$name(fields) => fields.write_into(map)),* }
            }
        }

        /// Which kind an entry is of, without what it says: the variants stand in the order of [`Kind::WORDS`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is the kind of that name")]
        pub enum KindName { $($name),* }

        impl KindName {
            /// Returns the kind in the suite's words, "Adult asked for".
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title),* }
            }
        }

        $(impl From<$name> for Kind {
            fn from(fields: $name) -> Self { Self::$name(fields) }
        }
        impl Particular for $name {
            const NAME: KindName = KindName::$name;

            fn of(kind: &Kind) -> Option<&Self> {
                match kind { Kind::$name(fields) => Some(fields), _ => None }
            }
        })*
    };
}

kinds! {
    /// The child was arrested.
    Arrested "arrested" "Arrested" {
        /// Why; an offence unless it says otherwise.
        route "for": Option<Route>,
        /// The offences, as the officer wrote them.
        offences: Option<Vec<String>>,
        /// When the offence was done: what counts for being under ten.
        offence_at: Option<Moment>,
        /// The police area of the arrest.
        area: Option<String>,
        /// The area that wanted the arrest.
        sought_by: Option<String>,
        /// Whether the child had come to the station of their own will and was arrested there.
        at_station: Option<bool>,
        /// Why the arrest was necessary (PACE s.24(4)-(5), Code G).
        necessity: Option<String>,
    }
    /// The child came voluntarily, not under arrest.
    Attended "attended" "Came voluntarily" {}
    /// The child arrived at a police station under arrest, first or by transfer.
    Arrived "arrived" "Arrived" {
        /// The station.
        station: Option<String>,
        /// Its police area.
        area: Option<String>,
        /// The place, where it isn't a station.
        place: Option<String>,
        /// Whether the station is designated.
        designated: Option<bool>,
    }
    /// The child was brought before the custody officer.
    Presented "presented" "Before the custody officer" {}
    /// The child returned on bail before charge; the clock starts again here.
    AnsweredBail "answered_bail" "Answered bail" {
        /// Minutes on the clock in earlier detentions that aren't in this file.
        time_used_minutes: Option<u32>,
    }
    /// The custody officer authorised detention: the review clock starts at the first of these.
    DetentionAuthorised "detention_authorised" "Detention authorised" {
        /// The grounds.
        grounds: Option<String>,
        /// Whether reasons were written down.
        reasons_recorded: Option<bool>,
        /// The station.
        station: Option<String>,
        /// Its police area.
        area: Option<String>,
        /// Why the child is held, for records that start here.
        route: Option<Route>,
    }
    /// The custody officer refused detention.
    DetentionRefused "detention_refused" "Detention refused" {
        /// Why.
        reason: Option<String>,
        /// Whether there was disagreement.
        disagreement: Option<bool>,
        /// What the superintendent decided.
        superintendent_decision: Option<String>,
    }
    /// The child was put somewhere.
    Placed "placed" "Placed" {
        /// The sort of room.
        place "in": Place,
        /// Its name or number.
        cell: Option<String>,
        /// Whether adults are held with or among them.
        adult_area: Option<bool>,
        /// Why there and nowhere better (Code C 8.8, 8.10).
        reason: Option<String>,
    }
    /// Risk was assessed.
    RiskAssessed "risk_assessed" "Risk assessed" {
        /// The level, as the force words it.
        level: Option<TextOrNumber>,
        /// What warns of risk.
        flags: Option<Vec<Marker>>,
        /// What was found.
        text: Option<String>,
    }
    /// A right was delayed under Annex B.
    RightDelayed "right_delayed" "Right delayed" {
        /// Which right.
        right: Right,
        /// The rank that authorised it.
        authorised_by: Option<Rank>,
        /// Why.
        reason: Option<String>,
    }
    /// An observation plan was set.
    ObservationSet "observation_set" "Observation plan set" {
        /// Level 1 to 4.
        level: ObservationLevel,
        /// Minutes between checks.
        every_minutes: u32,
        /// Whether the child is to be roused at each check (Annex H).
        rousing: Option<bool>,
        /// Why.
        reason: Option<String>,
    }
    /// Rights and entitlements were given.
    RightsGiven "rights_given" "Rights given" {
        /// Whether the appropriate adult was there.
        aa_present: bool,
    }
    /// Someone was told of the arrest.
    PersonTold "person_told" "Telling a parent or carer" {
        /// Who.
        who: Told,
        /// Their name.
        name: Option<String>,
        /// How.
        route: Option<TellRoute>,
        /// What came of it.
        outcome: Option<TellOutcome>,
    }
    /// A named woman took responsibility for a girl's care.
    WomanAssigned "woman_assigned" "Woman responsible named" {
        /// Her name.
        name: String,
    }

    /// An appropriate adult was asked for.
    AaRequested "aa_requested" "Adult asked for" {
        /// Who was asked.
        who: Option<AaWho>,
        /// Their name.
        name: Option<String>,
        /// What they were asked for.
        purpose "for": Option<AaFor>,
        /// What they answered.
        outcome: Option<AaOutcome>,
        /// When they say they will be there.
        eta: Option<Moment>,
        /// Why this person, or why not another.
        reason: Option<String>,
    }
    /// An appropriate adult arrived.
    AaArrived "aa_arrived" "Adult arrived" {
        /// Who came.
        who: Option<AaWho>,
        /// Their name.
        name: Option<String>,
        /// Whether the child objected to them.
        objected_to: Option<bool>,
        /// Whether rights were repeated with them there.
        rights_given: Option<bool>,
    }
    /// The appropriate adult left.
    AaLeft "aa_left" "Adult left" {}
    /// The wait for an adult was escalated.
    AaEscalated "aa_escalated" "Adult escalated" {
        /// To whom.
        to: String,
        /// Why.
        reason: Option<String>,
    }
    /// The delay in an adult's coming was explained (Code C 1.1A).
    AaDelayExplained "aa_delay_explained" "Adult's delay explained" {
        /// The cause.
        cause: AaDelayCause,
        /// In words.
        text: Option<String>,
    }
    /// The adult was briefed.
    AaBriefed "aa_briefed" "Adult briefed" {}

    /// A check on the child.
    Check "check" "Check" {
        /// How it was made.
        method: Option<CheckMethod>,
        /// Whether the child was awake.
        awake: Option<bool>,
        /// Whether the child was roused (Annex H).
        roused: Option<bool>,
        /// How the child seemed.
        demeanour: Option<Demeanour>,
        /// What was seen.
        seen: Option<String>,
        /// The child's own words.
        said: Option<String>,
        /// Why there are none.
        not_said: Option<NotSaid>,
        /// What was done about it.
        did: Option<String>,
        /// Whether it is a worry.
        concern: Option<bool>,
        /// Whether it belongs in the referral.
        for_referral: Option<bool>,
    }
    /// A check wasn't made.
    CheckMissed "check_missed" "Check missed" {
        /// Why.
        reason: MissedReason,
        /// In words.
        text: Option<String>,
    }
    /// Something was offered or done for the child.
    Care "care" "Care" {
        /// What.
        what: CareWhat,
        /// Whether it was offered.
        offered: Option<bool>,
        /// Whether the child took it.
        taken: Option<bool>,
        /// With or by whom.
        who: Option<String>,
        /// In words.
        text: Option<String>,
    }
    /// A period of rest began.
    RestStarted "rest_started" "Rest began" {
        /// What interrupted it.
        interrupted_by: Option<String>,
    }
    /// A period of rest ended.
    RestEnded "rest_ended" "Rest ended" {
        /// What interrupted it.
        interrupted_by: Option<String>,
    }
    /// The child asked for something.
    AskedFor "asked_for" "Child asked for" {
        /// What.
        what: String,
        /// An earlier request it belongs to.
        of: Option<EntryRef>,
    }
    /// What the child asked for was answered.
    Answered "answered" "Request answered" {
        /// What was done.
        what: String,
        /// Which request.
        of: Option<EntryRef>,
    }
    /// The child left for hospital.
    LeftForHospital "left_for_hospital" "Left for hospital" {
        /// Why: treatment stops the clock, evidence doesn't.
        reason: HospitalReason,
    }
    /// The child came back from hospital.
    ReturnedFromHospital "returned_from_hospital" "Back from hospital" {}
    /// The child was questioned outside the station, hospital included.
    QuestionedAway "questioned_away" "Questioned away" {
        /// From when.
        from: Moment,
        /// Until when.
        to: Moment,
        /// Whether the adult was there.
        aa_present: Option<bool>,
        /// Whether a solicitor was there.
        solicitor_present: Option<bool>,
    }
    /// An interview began.
    InterviewStarted "interview_started" "Interview began" {
        /// Whether the adult was there.
        aa_present: Option<bool>,
        /// Who the adult was.
        aa_who: Option<OneOrMany<AaWho>>,
        /// Whether a solicitor was there.
        solicitor_present: Option<bool>,
        /// The rank that authorised it without an adult (Code C 11.18).
        urgent_authorised_by: Option<Rank>,
        /// Whether it was about another area's offence.
        about_other_area: Option<bool>,
    }
    /// An interview ended.
    InterviewEnded "interview_ended" "Interview ended" {
        /// Whether the adult was there.
        aa_present: Option<bool>,
        /// Who the adult was.
        aa_who: Option<OneOrMany<AaWho>>,
        /// Whether a solicitor was there.
        solicitor_present: Option<bool>,
        /// The rank that authorised it without an adult (Code C 11.18).
        urgent_authorised_by: Option<Rank>,
        /// Whether it was about another area's offence.
        about_other_area: Option<bool>,
    }
    /// A solicitor was asked for.
    SolicitorRequested "solicitor_requested" "Solicitor asked for" {}
    /// A solicitor arrived or was spoken to.
    SolicitorArrived "solicitor_arrived" "Solicitor arrived" {}
    /// The child was strip searched.
    StripSearched "strip_searched" "Strip searched" {
        /// The rank that authorised it.
        authorised_by: Option<Rank>,
        /// Whether the adult was there.
        aa_present: Option<bool>,
        /// Why not.
        aa_absent_because: Option<AaAbsentBecause>,
        /// Who the adult was.
        aa_who: Option<OneOrMany<AaWho>>,
        /// Whether the adult signed the child's wish that they not be there.
        waiver_signed_by_aa: Option<bool>,
        /// Whether those there were of the same sex.
        same_sex: Option<bool>,
        /// Why.
        reason: Option<String>,
        /// What was found.
        result: Option<String>,
        /// Whether intimate parts were exposed.
        intimate_parts: Option<bool>,
    }
    /// Force was used.
    ForceUsed "force_used" "Force used" {
        /// What was done.
        what: String,
        /// The sorts of force.
        types: Option<Vec<ForceType>>,
        /// Why.
        reason: Option<String>,
    }
    /// Someone woke the child.
    Woken "woken" "Woken" {
        /// Why.
        reason: String,
    }
    /// The child woke.
    Woke "woke" "Woke" {}
    /// The child threatened or did self-harm.
    SelfHarm "self_harm" "Self-harm" {
        /// Which.
        what: SelfHarmWhat,
        /// In words.
        text: Option<String>,
    }

    /// Healthcare was asked for.
    HealthcareRequested "healthcare_requested" "Healthcare asked for" {
        /// What came of it.
        result: Option<String>,
        /// Whether it changes the care plan.
        changes_care_plan: Option<bool>,
    }
    /// A healthcare professional saw the child.
    HealthcareSeen "healthcare_seen" "Healthcare saw the child" {
        /// What came of it.
        result: Option<String>,
        /// Whether it changes the care plan.
        changes_care_plan: Option<bool>,
    }
    /// The liaison team was asked to see the child.
    AsccRequested "ascc_requested" "ASCC asked for" {}
    /// The liaison team saw the child.
    AsccSeen "ascc_seen" "ASCC saw the child" {}
    /// The child declined the liaison team.
    AsccDeclined "ascc_declined" "ASCC declined" {}
    /// The liaison team missed the child.
    AsccMissed "ascc_missed" "ASCC missed" {
        /// Why.
        reason: AsccMissedReason,
    }
    /// A follow-up by the liaison team was booked.
    AsccFollowUp "ascc_follow_up" "ASCC follow-up booked" {
        /// Its reference.
        reference: Option<String>,
    }
    /// The emergency duty team was rung; a telephone call isn't a referral.
    EdtContacted "edt_contacted" "Emergency duty team told" {
        /// About what.
        about: String,
        /// What came of it.
        outcome: Option<String>,
    }
    /// Who owes the child protection referral.
    ReferralOwedBy "referral_owed_by" "Referral owed by" {
        /// Their name.
        name: String,
        /// Their number.
        number: Option<String>,
        /// What they are in this record.
        role: Role,
    }
    /// The child protection referral was made.
    ReferralSubmitted "referral_submitted" "Referral made" {
        /// To whom.
        to: ReferralTo,
        /// On which form.
        form: Option<ReferralForm>,
        /// Its reference.
        reference: Option<String>,
    }
    /// Someone visited the child.
    Visited "visited" "Visited" {
        /// Who.
        by_whom: Visitor,
    }

    /// Detention was reviewed.
    Review "review" "Review" {
        /// How it was held.
        method: Option<ReviewMethod>,
        /// Whether the child was seen.
        seen: Option<bool>,
        /// Whether the child was spoken to.
        spoken_to: Option<bool>,
        /// Whether the child was awake.
        awake: Option<bool>,
        /// Why the child wasn't spoken to.
        not_spoken: Option<NotSpoken>,
        /// Why, in words.
        reason: Option<String>,
        /// Who was there.
        present: Option<Vec<Present>>,
        /// Who was asked for their views.
        asked: Option<Vec<Asked>>,
        /// What the child said.
        child_said: Option<String>,
        /// What the adult said.
        aa_said: Option<String>,
        /// What the solicitor said.
        solicitor_said: Option<String>,
        /// What the child's words changed, or why nothing.
        effect: Option<String>,
        /// The grounds for going on.
        grounds: Option<String>,
        /// Whether free legal advice was offered again (Code C 15.4).
        legal_advice_reminded: Option<bool>,
        /// Whether the child was told the outcome.
        told_outcome: Option<bool>,
        /// Who is to speak to the child instead.
        delegated_to: Option<String>,
        /// Why it was brought forward.
        brought_forward: Option<String>,
        /// Why it was late: explains, doesn't excuse.
        late_reason: Option<String>,
        /// Why the officer wasn't there (Code C 15.14).
        not_there_because: Option<String>,
        /// Whether the move to the authority was thought about (after charge).
        accommodation_considered: Option<bool>,
        /// What was decided.
        decision: Option<ReviewDecision>,
    }
    /// A review was put off (s.40(4)).
    ReviewPostponed "review_postponed" "Review put off" {
        /// Why.
        reason: Option<PostponedReason>,
        /// In words.
        text: Option<String>,
    }
    /// The child was told of a review afterwards, or the talk left to someone else was held.
    ReviewExplained "review_explained" "Review explained" {
        /// What the child said.
        said: Option<String>,
        /// Whether the child was told the outcome.
        told: Option<bool>,
    }
    /// A superintendent extended detention (s.42).
    ExtensionAuthorised "extension_authorised" "Extension authorised" {
        /// To how many hours from the relevant time.
        until_hours: u32,
        /// Under which power.
        under: Option<ExtensionUnder>,
        /// Whether the offence is indictable.
        indictable: Option<bool>,
        /// Whether the adult was consulted.
        aa_consulted: Option<bool>,
        /// Whether a solicitor was heard.
        solicitor_heard: Option<bool>,
        /// Whether the child was heard.
        child_heard: Option<bool>,
        /// Why.
        reasons: Option<String>,
    }
    /// A court issued a warrant of further detention (s.43, s.44).
    WarrantIssued "warrant_issued" "Warrant issued" {
        /// For how many hours from its issue.
        hours: u32,
        /// Whether it extends an earlier one.
        extension: Option<bool>,
    }

    /// The child was charged.
    Charged "charged" "Charged" {
        /// The offences, as charged.
        offences: Vec<String>,
        /// The intent charged, where the offence turns on it.
        intent: Option<Intent>,
        /// Whether the adult was there.
        aa_present: Option<bool>,
        /// Who the adult was.
        aa_who: Option<OneOrMany<AaWho>>,
    }
    /// The child was bailed.
    Bailed "bailed" "Bailed" {
        /// Whether before charge.
        before_charge: bool,
        /// On what conditions.
        conditions: Option<String>,
    }
    /// Bail was refused after charge (s.38(1)).
    BailRefused "bail_refused" "Bail refused" {
        /// On which grounds.
        grounds: Option<Vec<BailGround>>,
        /// Why, in words.
        reasons: Option<String>,
        /// What the danger is, for own protection or own interests.
        danger: Option<String>,
        /// Whether the child was told.
        child_told: Option<bool>,
        /// What was disputed.
        disputed: Option<String>,
        /// Whether the adult was there.
        aa_present: Option<bool>,
    }
    /// The authority had early notice, before charge.
    AccommodationNotice "accommodation_notice" "Early notice to authority" {
        /// Which authority.
        authority: String,
        /// Who took the call.
        contact: Option<String>,
    }
    /// The authority was asked for accommodation (s.38(6)).
    AccommodationRequested "accommodation_requested" "Accommodation asked for" {
        /// What kind of place.
        sort "type": AccommodationType,
        /// Which authority.
        authority: Option<String>,
        /// Why that one.
        basis: Option<AuthorityBasis>,
        /// Who took the call.
        contact: Option<String>,
        /// The reasons given for that kind.
        reasons: Option<Vec<ReasonCode>>,
        /// The four answers.
        risk: Option<Risk>,
        /// What the child said of it.
        child_said: Option<String>,
        /// Whether the adult was told.
        aa_told: Option<bool>,
    }
    /// The authority answered.
    AccommodationAnswered "accommodation_answered" "Authority answered" {
        /// Which kind of place the answer is about.
        to: Option<PlacementType>,
        /// Which request; the latest open one unless it says otherwise.
        of: Option<EntryRef>,
        /// Which authority.
        authority: Option<String>,
        /// The answer.
        answer: AuthorityAnswer,
        /// Who gave it.
        contact: Option<String>,
        /// When a place is to be had.
        eta: Option<Moment>,
        /// Their words.
        words: Option<String>,
    }
    /// The request was escalated.
    AccommodationEscalated "accommodation_escalated" "Accommodation escalated" {
        /// To whom.
        to: String,
        /// On whose side.
        side: EscalationSide,
    }
    /// A certificate was made for the court (s.38(7)).
    CertificateIssued "certificate_issued" "Certificate made" {
        /// The limb it stands on.
        limb: Limb,
        /// The reasons given.
        reasons: Option<Vec<ReasonCode>>,
        /// The circumstances that made a move impracticable.
        circumstances: Option<String>,
        /// Why alternative accommodation wouldn't do.
        why_not_alternative: Option<String>,
        /// Whether journey and court times are given.
        journey_and_court_times: Option<bool>,
        /// Whether an inspector was told.
        inspector_told: Option<bool>,
        /// Whether the adult was told.
        aa_told: Option<bool>,
        /// What the child thinks of it.
        child_views: Option<String>,
    }
    /// The child was moved to the authority.
    MovedToAuthority "moved_to_authority" "Moved to the authority" {
        /// To what kind of place.
        to: PlacementType,
        /// Who received the child.
        received_by: Option<String>,
    }
    /// The child left for another station.
    Departed "departed" "Left for another station" {
        /// The station left.
        station: Option<String>,
        /// The area left.
        area: Option<String>,
        /// The area gone to.
        to_area: Option<String>,
        /// The area that wants the child for its own offence.
        sought_by: Option<String>,
        /// Whether the child was questioned here about that offence.
        questioned_about_sought_offence: Option<bool>,
    }
    /// The child left for court.
    ToCourt "to_court" "To court" {
        /// Which court.
        court: Option<String>,
        /// When the child got there.
        reached_at: Option<Moment>,
        /// Whether it was the first sitting.
        first_sitting: Option<bool>,
        /// Whether a certificate was produced.
        certificate_produced: Option<bool>,
    }
    /// The next court sitting became known.
    CourtSitting "court_sitting" "Court sitting known" {
        /// When it sits.
        at_time: Moment,
    }
    /// The child was released.
    Released "released" "Released" {
        /// How the case stands.
        outcome: ReleaseOutcome,
        /// To whom.
        to: Option<ReleasedTo>,
        /// Whether risk was assessed before release.
        risk_assessed: Option<bool>,
    }

    /// A note.
    Note "note" "Note" {
        /// Its words.
        text: String,
    }
    /// An earlier entry is struck or replaced; both stay to be read.
    Correction "correction" "Correction" {
        /// Which entry.
        of: EntryRef,
        /// Why.
        reason: String,
        /// Whether the entry is struck out.
        strike: Option<bool>,
        /// What stands in its place.
        replaces: Option<Box<Entry>>,
    }
    /// Someone opened the record.
    Opened "opened" "Record opened" {
        /// Why.
        purpose: String,
        /// For whom.
        to: Option<String>,
    }
    /// The record, or part of it, was given to someone.
    Disclosed "disclosed" "Record disclosed" {
        /// Why.
        purpose: String,
        /// To whom.
        to: Option<String>,
    }
}

/// A level that a force may word or number, kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextOrNumber {
    /// In words.
    Text(String),
    /// As a number.
    Number(u32),
}

impl super::field::Field for TextOrNumber {
    fn read(node: super::node::Node<'_>) -> Read<Self> {
        match node.text().as_bytes().first() {
            Some(b'"') => String::read(node).map(Self::Text),
            _ => node.scalar("text or a number").map(Self::Number),
        }
    }

    fn write(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Number(number) => serde_json::json!(number),
        }
    }

    fn schema() -> Value {
        serde_json::json!({ "type": ["string", "integer"] })
    }
}

/// An observation level, 1 (general) to 4 (close proximity).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObservationLevel(u8);

impl ObservationLevel {
    /// Returns the level for a number from 1 to 4.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=4).contains(&level).then_some(Self(level))
    }

    /// Returns the number, 1 to 4.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl super::field::Field for ObservationLevel {
    fn read(node: super::node::Node<'_>) -> Read<Self> {
        let expected = "an observation level from 1 to 4";
        Self::new(node.scalar(expected)?).ok_or_else(|| node.unexpected(expected))
    }

    fn write(&self) -> Value {
        serde_json::json!(self.0)
    }

    fn schema() -> Value {
        serde_json::json!({ "type": "integer", "minimum": 1, "maximum": 4 })
    }
}
