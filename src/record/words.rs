//! The fixed words of a case file. Each list is a table; the doc comment says what it answers.

use super::field::words;

words! {
    /// Why the child was arrested or is held: the power that decides which clocks run.
    Route {
        Offence "offence", Warrant "warrant", WarrantBackedForBail "warrant_backed_for_bail",
        CourtBailBreach "court_bail_breach", RemandBreach "remand_breach", PoliceBailBreach "police_bail_breach",
        Injunction "injunction", OrderBreach "order_breach", Recall "recall", BreachOfPeace "breach_of_peace",
        PoliceProtection "police_protection", MentalHealthS136 "mental_health_s136", Immigration "immigration",
        Terrorism "terrorism",
    }
}
words! {
    /// Where an age comes from.
    AgeBasis { Documented "documented", Stated "stated", Apparent "apparent" }
}
words! {
    /// Sex as recorded.
    Sex { Male "male", Female "female", Other "other" }
}
words! {
    /// Self-defined ethnicity; `not_stated` means asked and not given.
    Ethnicity {
        W1 "W1", W2 "W2", W3 "W3", W9 "W9", M1 "M1", M2 "M2", M3 "M3", M9 "M9", A1 "A1", A2 "A2", A3 "A3", A9 "A9",
        B1 "B1", B2 "B2", B9 "B9", O1 "O1", O9 "O9", N "N", NotStated "not_stated",
    }
}
words! {
    /// How the force's own record has the person.
    RecordedAs { Child "child", Adult "adult" }
}
words! {
    /// What the child needs help with.
    Need {
        Adhd "adhd", Autism "autism", LearningDisability "learning_disability", MentalHealth "mental_health",
        SpeechLanguage "speech_language", Hearing "hearing", Sight "sight", Mobility "mobility", Epilepsy "epilepsy",
        Diabetes "diabetes", Pregnancy "pregnancy", Other "other",
    }
}
words! {
    /// What warns of risk.
    Marker {
        SelfHarm "self_harm", Suicide "suicide", Exploitation "exploitation", Missing "missing",
        Intoxicated "intoxicated", Violent "violent", Gang "gang", Other "other",
    }
}
words! {
    /// What someone is in this record.
    Role {
        CustodyOfficer "custody_officer", DetentionOfficer "detention_officer", ReviewOfficer "review_officer",
        Superintendent "superintendent", CustodyLead "custody_lead", ArrestingOfficer "arresting_officer",
        InvestigatingOfficer "investigating_officer", Healthcare "healthcare", Ascc "ascc",
        AppropriateAdult "appropriate_adult", SocialWorker "social_worker", Other "other",
    }
}
words! {
    /// Rank, lowest first; staff stand outside the order.
    Rank {
        Constable "constable", Sergeant "sergeant", Inspector "inspector", ChiefInspector "chief_inspector",
        Superintendent "superintendent", ChiefSuperintendent "chief_superintendent", Staff "staff",
    }
}
words! {
    /// Where the child was put.
    Place { DetentionRoom "detention_room", Cell "cell", Other "other" }
}
words! {
    /// A right that was delayed under Annex B.
    Right { Intimation "intimation", Solicitor "solicitor" }
}
words! {
    /// Who was told of the arrest.
    Told {
        Parent "parent", Guardian "guardian", CareAuthority "care_authority", OtherRelative "other_relative",
        YouthJustice "youth_justice", SocialWorker "social_worker",
    }
}
words! {
    /// How someone was told.
    TellRoute { Phone "phone", InPerson "in_person", Message "message" }
}
words! {
    /// What came of telling.
    TellOutcome { Told "told", NoAnswer "no_answer" }
}
words! {
    /// Who an appropriate adult is.
    AaWho {
        Parent "parent", Guardian "guardian", CareAuthority "care_authority", Relative "relative",
        SocialWorker "social_worker", Scheme "scheme", Volunteer "volunteer", Other "other",
    }
}
words! {
    /// What the adult was asked for.
    AaFor { Arrival "arrival", Rights "rights", Interview "interview", Other "other" }
}
words! {
    /// What an asked adult answered.
    AaOutcome {
        Coming "coming", NoAnswer "no_answer", Refused "refused", Unsuitable "unsuitable", Unavailable "unavailable",
    }
}
words! {
    /// Why the adult was long in coming.
    AaDelayCause {
        NotAsked "not_asked", SchemeLate "scheme_late", ParentLate "parent_late", Unsuitable "unsuitable",
        NightPolicy "night_policy", PoliceNotReady "police_not_ready", Other "other",
    }
}
words! {
    /// How a check was made.
    CheckMethod { Entered "entered", Hatch "hatch", Camera "camera", Conversation "conversation" }
}
words! {
    /// How the child seems: not what they did.
    Demeanour {
        Calm "calm", Talkative "talkative", Withdrawn "withdrawn", Tearful "tearful", Anxious "anxious",
        Agitated "agitated", Angry "angry", InPain "in_pain", Unwell "unwell", Intoxicated "intoxicated",
        Sleeping "sleeping",
    }
}
words! {
    /// Why nothing the child said is written.
    NotSaid { Asleep "asleep", Declined "declined", NotAsked "not_asked", NotAble "not_able" }
}
words! {
    /// Why a check wasn't made.
    MissedReason {
        OtherDetainee "other_detainee", Evacuation "evacuation", Staffing "staffing", ChildAway "child_away", Other "other",
    }
}
words! {
    /// What was offered or done for the child.
    CareWhat {
        Meal "meal", Drink "drink", PrivateWord "private_word", Exercise "exercise", Wash "wash", Clothing "clothing",
        Blanket "blanket", PhoneCall "phone_call", Visit "visit", Reading "reading", Distraction "distraction",
        MenstrualProducts "menstrual_products", Medication "medication", Religious "religious", Other "other",
    }
}
words! {
    /// Why the child went to hospital: treatment stops the clock, evidence doesn't.
    HospitalReason { Treatment "treatment", Evidence "evidence" }
}
words! {
    /// Why no adult was there at a strip search.
    AaAbsentBecause { Urgency "urgency", ChildAsked "child_asked", None "none" }
}
words! {
    /// What force was used.
    ForceType {
        Handcuffs "handcuffs", LimbRestraints "limb_restraints", SpitHood "spit_hood", Baton "baton",
        Irritant "irritant", Taser "taser", Holds "holds", Other "other",
    }
}
words! {
    /// Whether self-harm was threatened or done.
    SelfHarmWhat { Threat "threat", Act "act" }
}
words! {
    /// Why the liaison team missed the child.
    AsccMissedReason { Closed "closed", Asleep "asleep", Busy "busy", Released "released", Other "other" }
}
words! {
    /// Where a referral went.
    ReferralTo { ChildrensSocialCare "childrens_social_care", Other "other" }
}
words! {
    /// The form a referral took.
    ReferralForm { Brag "brag", Other "other" }
}
words! {
    /// Who visited.
    Visitor {
        Parent "parent", TrustedAdult "trusted_adult", SocialWorker "social_worker", CustodyVisitor "custody_visitor",
        Other "other",
    }
}
words! {
    /// How a review was held.
    ReviewMethod { InPerson "in_person", Telephone "telephone", LiveLink "live_link" }
}
words! {
    /// Why the child wasn't spoken to at a review.
    NotSpoken {
        Asleep "asleep", Delegated "delegated", Unfit "unfit", Violent "violent", Declined "declined",
        Intoxicated "intoxicated", Other "other",
    }
}
words! {
    /// Who was there at a review.
    Present { Aa "aa", Solicitor "solicitor", Interpreter "interpreter", Parent "parent" }
}
words! {
    /// Who was asked for their views at a review.
    Asked { Child "child", Aa "aa", Solicitor "solicitor" }
}
words! {
    /// What a review decided.
    ReviewDecision { Continue "continue", Release "release", Charge "charge" }
}
words! {
    /// Why a review was put off.
    PostponedReason {
        PrejudiceToQuestioning "prejudice_to_questioning", NoReviewOfficer "no_review_officer",
        NotPracticable "not_practicable", Other "other",
    }
}
words! {
    /// The power an extension was given under.
    ExtensionUnder { S42_1 "s42_1", S42_2 "s42_2" }
}
words! {
    /// Why bail was refused.
    BailGround {
        NameDoubtful "name_doubtful", FailToAppear "fail_to_appear", FurtherOffences "further_offences",
        InjuryOrDamage "injury_or_damage", Interference "interference", OwnProtection "own_protection",
        OwnInterests "own_interests", DrugSample "drug_sample", Murder "murder", NowhereToGo "nowhere_to_go",
        Other "other",
    }
}
words! {
    /// The kind of place asked for.
    AccommodationType { Alternative "alternative", Secure "secure", NotRecorded "not_recorded" }
}
words! {
    /// Why that authority was asked.
    AuthorityBasis { LookedAfter "looked_after", Residence "residence", StationArea "station_area" }
}
words! {
    /// A kind of place an authority spoke of, or the child was moved to.
    PlacementType { Alternative "alternative", Secure "secure" }
}
words! {
    /// What the authority answered.
    AuthorityAnswer {
        AcceptAlternative "accept_alternative", AcceptSecure "accept_secure", RefuseNoBed "refuse_no_bed",
        RefuseThreshold "refuse_threshold", RefuseNotOurs "refuse_not_ours", RefuseTooLate "refuse_too_late",
        Conditional "conditional", NoAnswer "no_answer", Withdrawn "withdrawn",
    }
}
words! {
    /// On whose side something was escalated.
    EscalationSide { Police "police", Authority "authority" }
}
words! {
    /// The limb of s.38(6) a certificate stands on.
    Limb { Impracticable "impracticable", SecureUnavailable "secure_unavailable" }
}
words! {
    /// How the detention ended.
    ReleaseOutcome {
        NoFurtherAction "no_further_action", Bail "bail", UnderInvestigation "under_investigation",
        ChargedBail "charged_bail", CommunityResolution "community_resolution", Caution "caution", Other "other",
    }
}
words! {
    /// To whom a child was released.
    ReleasedTo {
        Parent "parent", Relative "relative", Guardian "guardian", CareAuthority "care_authority", Alone "alone",
        Unknown "unknown", Other "other",
    }
}
words! {
    /// A reason given for a kind of accommodation, or in a certificate.
    ReasonCode {
        NamedThreat "named_threat", SeriousSexualRisk "serious_sexual_risk", Terrorism "terrorism",
        Absconding "absconding", Reoffending "reoffending", OwnSafety "own_safety",
        WitnessInterference "witness_interference", OffenceSerious "offence_serious", WeaponCarried "weapon_carried",
        ViolentInCustody "violent_in_custody", AuthoritySaysRisky "authority_says_risky",
        NoSecureBed "no_secure_bed", NoBed "no_bed", NoAnswer "no_answer", NoTransport "no_transport",
        RoadsClosed "roads_closed", Weather "weather", CourtNear "court_near", Hospital "hospital", Unfit "unfit",
        TimeOfNight "time_of_night", Distance "distance", Behaviour "behaviour",
        ChildPrefersCell "child_prefers_cell", ParentObjects "parent_objects", Other "other",
    }
}

impl Rank {
    /// Returns the height of a rank; none for staff, who hold none.
    #[must_use]
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Constable => Some(1),
            Self::Sergeant => Some(2),
            Self::Inspector => Some(3),
            Self::ChiefInspector => Some(4),
            Self::Superintendent => Some(5),
            Self::ChiefSuperintendent => Some(6),
            Self::Staff => None,
        }
    }

    /// Returns whether this rank is `least` or above; staff never are.
    #[must_use]
    pub fn at_least(self, least: Self) -> bool {
        self.level() >= least.level() && self.level().is_some()
    }
}
