//! The points that aren't settled, by topic.

use super::NotSettled;

/// Every point that isn't settled: editions, age and route, clocks, reviews, the adult, checks and care, accommodation.
pub const NOT_SETTLED: &[NotSettled] = &[
    // Editions
    NotSettled {
        point: "A Code C later than 20 December 2023",
        open: "None was found. A draft on strip searches of children was consulted on from 30 April to 10 June 2024; no commencement of it was found.",
        meanwhile: "The edition of 20 December 2023 is applied, and asks for no rank before a strip search.",
        rules: &["search.strip", "search.aa-order"],
    },
    NotSettled {
        point: "Code C as it stood before 20 December 2023",
        open: "The earlier editions weren't read against it. Menstrual care is taken to be owed from the edition of 21 August 2019, the risk assessment from that of 1 April 2003, the rest from 1986.",
        meanwhile: "Detentions before then are held against the paragraphs of 2023 from those dates on, and nothing is raised before them.",
        rules: &["care.menstrual", "risk.assessed", "rights.given", "aa.charge-without"],
    },
    NotSettled {
        point: "Code C sections 6 (rest), 10, 13, 14 and 17, Annexes C, D and K to N",
        open: "Not read; among them what must be done before a child who changed their mind about a solicitor is interviewed (6.6(d)).",
        meanwhile: "A solicitor asked for and not there before an interview is asked about, never called a breach.",
        rules: &["solicitor.asked"],
    },
    // Age and route
    NotSettled {
        point: "The eighteenth birthday in custody (s.37(15), s.38(6))",
        open: "Whether \"arrested juvenile\", who appears under 18, is read as at the arrest or as at now.",
        meanwhile: "Child duties stop at the birthday, what was broken before it stays, and reviews and the limit run on.",
        rules: &["age.turned-18", "accommodation.request", "certificate.limb", "AC07"],
    },
    NotSettled {
        point: "A birthday on 29 February (Family Law Reform Act 1969 s.9)",
        open: "The section speaks of the anniversary; what that is in a common year it doesn't say, and no case was seen.",
        meanwhile: "The age is reached at the start of 1 March, which keeps the child's protection a day longer.",
        rules: &["age.turned-18", "age.under-ten"],
    },
    NotSettled {
        point: "Under ten: from when, and what was believed (CYPA 1933 s.50)",
        open: "The day on which ten came in (CYPA 1963 s.16, taken as 1 February 1964) wasn't seen; whether an honest belief that a child was older saves the arrest isn't settled.",
        meanwhile: "The breach is of detention once the age is known, else from the arrest, as the register's row fixes it.",
        rules: &["age.under-ten"],
    },
    NotSettled {
        point: "Seventeen-year-olds before 2017",
        open: "Code C Note 1L has them juveniles for detention and bail from 26 October 2015 and for the rest of PACE from 3 April 2017; the adult and the person told came by the Code on 27 October 2013.",
        meanwhile: "The dates of 2013 and 2015 are used as the register fixes them, for what care stands on the Code or s.31 too; rules of checks and policy treat them as children throughout.",
        rules: &["aa.request", "person.told", "accommodation.request", "care.woman"],
    },
    NotSettled {
        point: "Why the arrest was necessary (s.24(4), (5), Code G 2.4)",
        open: "Cited from general knowledge; neither was read.",
        meanwhile: "A necessity that isn't recorded is asked about.",
        rules: &["arrest.necessity"],
    },
    NotSettled {
        point: "Code C for those held under other powers (1.10, 1.12)",
        open: "The Code covers everyone in custody at a station, but not immigration detention or convicted and remanded prisoners held for the Prison Service, who have sections 8 and 9 only as a least standard.",
        meanwhile: "The adult, the person told, checks and care are held to on every route, as the register fixes it.",
        rules: &["route.not-pace", "aa.request", "person.told", "check.gap", "care.meal"],
    },
    NotSettled {
        point: "Breach of remand (LASPO 2012 s.97)",
        open: "The 24 hours are for a child remanded to local authority accommodation on conditions; one arrested in the 24 hours before the next hearing goes to that court. For a child remanded to youth detention no provision was read.",
        meanwhile: "24 hours from arrest, Sundays, Christmas Day and Good Friday left out; a breach past them, as the register fixes it.",
        rules: &["route.not-pace", "AC05"],
    },
    NotSettled {
        point: "Warrants, orders, recall, breach of the peace, immigration, terrorism",
        open: "MCA 1980 s.117(1) and (2), the recall powers, later changes to IA 1971 Sch 2 para 18B and TACT Sch 8 weren't read; no hours were found for the first four.",
        meanwhile: "The duty says as soon as practicable and names no hour, so that no limit is ever called passed.",
        rules: &["route.not-pace", "AC03", "AC05", "AC06"],
    },
    NotSettled {
        point: "Police protection: 72 hours (CA 1989 s.46(6))",
        open: "The subsection itself wasn't seen; reliable accounts agree on it. Whether a cell can ever be \"suitable accommodation\" isn't said.",
        meanwhile: "72 hours from being taken into protection, a breach past them, as the register fixes it.",
        rules: &["route.not-pace"],
    },
    NotSettled {
        point: "Injunctions after the Crime and Policing Act 2026",
        open: "Section 2 keeps injunctions under the 2014 Act for those aged 10 to 17; when it comes into force, and whether arrest for breach changes, wasn't seen.",
        meanwhile: "24 hours by ASBCPA 2014 s.9 as it stood before.",
        rules: &["route.not-pace", "AC04"],
    },
    // Clocks
    NotSettled {
        point: "Times in Part IV are \"approximate only\" (s.45(2))",
        open: "How much that forgives. Roberts held a late review unlawful without it; nothing read makes it a margin to plan by.",
        meanwhile: "Times are kept to the second and the minutes past are shown; breaches stand as the register fixes them, whoever reads \"0 min\" can weigh it.",
        rules: &["review.first", "review.next", "review.late", "review.missed", "clock.limit", "clock.extension-early"],
    },
    NotSettled {
        point: "Hospital and the review clock (s.41(6))",
        open: "Treatment is left out of \"any period which falls to be calculated\" under Part IV; whether the time to a review is such a period isn't said.",
        meanwhile: "It is left out, as of the limit; the earlier time is shown as the safe one, and no finding is raised on it.",
        rules: &["review.first", "review.next", "review.late"],
    },
    NotSettled {
        point: "Bail and the review clock (s.47(6))",
        open: "The same words: whether a return on bail gives a fresh six hours.",
        meanwhile: "Late only on the stricter reading is asked about; late on both is a breach.",
        rules: &["review.first", "review.late", "review.missed"],
    },
    NotSettled {
        point: "Three hours after an arrest for breach of police bail (s.47(6A))",
        open: "Left out of periods of police detention since 28 October 2022, where the first arrest was after that; whether of the time to a review too isn't said, and the first arrest may stand outside the file.",
        meanwhile: "They move the limit and not the review; a record whose law is of that day or later is taken to be under the new law.",
        rules: &["clock.limit", "clock.relevant-time", "review.first"],
    },
    NotSettled {
        point: "Two police areas and the review clock (s.41(5))",
        open: "The second area's offence gets its own relevant time; nothing gives it a review clock without a new arrest and authorisation.",
        meanwhile: "Reviews go on from the first authorisation.",
        rules: &["clock.relevant-time", "review.next"],
    },
    NotSettled {
        point: "An arrest for an offence of a child already held under another power",
        open: "From when PACE's clocks run for it (s.41(2)(c), (d) by analogy).",
        meanwhile: "Asked under the relevant time; no review is called late on it.",
        rules: &["clock.relevant-time"],
    },
    NotSettled {
        point: "Acting ranks (s.107, Code C 1.9A)",
        open: "What shows that the authority was given isn't said, nor whether a rank given for a time counts. Section 107 speaks of powers; a review is a duty.",
        meanwhile: "Acting with no word of who authorised it, or from another rank than s.107 names, is asked about; the grant or review counts meanwhile.",
        rules: &["clock.extension-rank", "review.wrong-officer"],
    },
    NotSettled {
        point: "The superintendent responsible for the station (s.42(1), Note 15E)",
        open: "The record doesn't say which station an officer answers for.",
        meanwhile: "Rank and offence are judged, responsibility isn't.",
        rules: &["clock.extension-rank"],
    },
    NotSettled {
        point: "Live link for an extension (s.45ZA, Code C 15.11A to 15.11E)",
        open: "The section's first day wasn't seen (SI 2017/399 names 3 April 2017 for a Schedule that wasn't read). It needs the custody officer's view, a solicitor's advice on the link, and consent: of child and parent from 14, of the parent below.",
        meanwhile: "How an extension was given isn't recorded, so none of that is judged.",
        rules: &["clock.extension-unheard", "clock.extension-rank"],
    },
    NotSettled {
        point: "Who is heard before an extension (s.42(6), Code C 15.3, Note 15CA)",
        open: "The statute is met by child or solicitor; the Code asks for child, solicitor and adult. \"Available\" takes in whoever can be rung in time, which the record seldom shows.",
        meanwhile: "Neither child nor solicitor, or an adult in the station not asked: breach. One heard and another not: asked. An adult only on the telephone isn't judged.",
        rules: &["clock.extension-unheard"],
    },
    NotSettled {
        point: "A further extension and a warrant (ss.42(2), 43, 44)",
        open: "Whether the court could have sat at 36 hours (s.43(5), (7)) isn't in the record.",
        meanwhile: "A warrant within the six hours after is asked about; later it is a breach.",
        rules: &["clock.limit", "clock.impossible"],
    },
    NotSettled {
        point: "Court after charge (s.46(2), (4), (9))",
        open: "Which sitting was the first, and whether a child in hospital was well enough, the record says only in its own words.",
        meanwhile: "The duty has no hour; a sitting recorded as not the first is asked about.",
        rules: &["clock.after-charge-court", "court.first-sitting", "AC35", "AC41"],
    },
    NotSettled {
        point: "Held overnight before charge (s.37(3))",
        open: "What makes detention through the night necessary for evidence isn't put in hours.",
        meanwhile: "Asked, never called a breach.",
        rules: &["detention.overnight-precharge"],
    },
    // Reviews
    NotSettled {
        point: "After an unlawfully late review (s.40(3)(b))",
        open: "The next counts from when it was held, which rewards lateness as a lawful postponement (s.40(6)) doesn't.",
        meanwhile: "The words are followed, and the earlier time is shown as the safe one.",
        rules: &["review.next", "review.late"],
    },
    NotSettled {
        point: "A postponement written up after the latest time (s.40(4), (7))",
        open: "The test is what prevailed at that time; when the reason must be written isn't said.",
        meanwhile: "Lawful only where other entries show the ground at that time; else the review is late.",
        rules: &["review.late", "review.postponed-unreasoned"],
    },
    NotSettled {
        point: "What ends an unlawful stretch (Roberts)",
        open: "Only the report's opening was read. A reasoned decision after charge probably cures; a bare charge isn't said to.",
        meanwhile: "Minutes run to the review that was held, as the register fixes it; the message says where we think the unlawful part ended.",
        rules: &["review.late", "review.missed"],
    },
    NotSettled {
        point: "A review by the wrong officer (s.40(1), (2))",
        open: "That it counts for nothing follows from the words; no case was seen that says so.",
        meanwhile: "It doesn't count, and both are reported, as the register fixes it.",
        rules: &["review.wrong-officer", "review.late"],
    },
    NotSettled {
        point: "A telephone review where a live link would have worked (s.40A(2), Code C 15.9B)",
        open: "That there was then no review follows from the words. SI 2014/3279, on which links rest, was seen only through its circular, and Code C 1.13(e)(ii) makes it a condition that such regulations are in force.",
        meanwhile: "It doesn't count, where policy says that the suite's link works and nothing says it was down, as the register fixes it.",
        rules: &["review.method", "review.late"],
    },
    NotSettled {
        point: "Reasons for reviewing from elsewhere (Code C 15.3C, 15.14)",
        open: "No reason is required in law; that the record says why, where and how heard is. The Code asks it of telephone and link alike, the register only of the telephone.",
        meanwhile: "Telephone without a reason is a breach, with one a shortfall for a child, as the register fixes it; a link without one is asked about.",
        rules: &["review.method"],
    },
    NotSettled {
        point: "Live link after charge at a station that isn't designated (s.45A(2)(a))",
        open: "Regulations could allow it; those of 2014 are said to reach only those not charged.",
        meanwhile: "After charge neither telephone nor link counts.",
        rules: &["review.method"],
    },
    NotSettled {
        point: "Presence and voice at a review",
        open: "No paragraph makes seeing the child, their words or what those changed a condition; 15.3 and 15.5 come nearest. Nor must the adult be there: 15.3(c) is a chance to speak.",
        meanwhile: "Shortfalls under force policy; not asking an adult at hand is the breach.",
        rules: &["review.not-seen", "review.not-spoken-to", "review.no-voice", "review.no-effect", "review.aa-absent"],
    },
    NotSettled {
        point: "Telling a child who slept (Code C 15.7, 15.16(a))",
        open: "\"As soon as practicable after waking\" has no number.",
        meanwhile: "Two hours by policy; a breach only by the next review or the end, as the register fixes it.",
        rules: &["review.tell-child"],
    },
    // The adult
    NotSettled {
        point: "\"As soon as practicable\" for the adult and the person told (Code C 3.13, 3.15; CYPA 1933 s.34)",
        open: "No number in law; delay that is justified, and recorded, is no breach (1.1A, Note 1H). Of s.34 only the amendments that made its text were read.",
        meanwhile: "Policy's minutes; past 180 or never is a breach, as the register fixes it.",
        rules: &["aa.request", "aa.times-missing", "aa.delay-unexplained", "person.told"],
    },
    NotSettled {
        point: "A looked-after child's adult (Code C 1.7(a)(i))",
        open: "It names a parent, or the authority where the child is \"in the care of\" it; a child accommodated by agreement is looked after and may still be for the parent.",
        meanwhile: "A volunteer first is a breach for every looked-after child and asked about for others, as the register fixes it.",
        rules: &["aa.care-authority-first"],
    },
    NotSettled {
        point: "A child's objection to an adult (Note 1B, Note 1D)",
        open: "Only an estranged parent is named for children; wishes about others are to be respected where vulnerable.",
        meanwhile: "An estranged parent objected to is a shortfall; any other objection is asked about.",
        rules: &["aa.unsuitable"],
    },
    NotSettled {
        point: "Questioned away from the station without the adult (Code C 11.1, 11.15)",
        open: "11.15 gives way to 11.1 as well: to avert harm, loss of evidence or the alerting of others, questions elsewhere need no superintendent.",
        meanwhile: "A breach where no superintendent authorised it, as the register fixes it; where the entry speaks of such a risk, it is asked about.",
        rules: &["aa.interview-without"],
    },
    NotSettled {
        point: "Charged without the adult (Code C 16.1, 16.6, Note 16C)",
        open: "The Code wants them there only if present at the time, and the charge gone through again when they come.",
        meanwhile: "A shortfall; a breach where one was in the station or none was ever asked for, as the register fixes it.",
        rules: &["aa.charge-without"],
    },
    NotSettled {
        point: "Waiting only for the adult (Code C 1.1, Note 16C)",
        open: "There is no power to hold a child before charge for that alone; after how long bail must be weighed isn't said.",
        meanwhile: "Asked after policy's four hours.",
        rules: &["aa.no-bail-considered"],
    },
    // Checks, care, force
    NotSettled {
        point: "Rousing subject to clinical directions (Code C 9.3)",
        open: "A healthcare professional may direct another interval or way than rousing each half hour; the record has no field for such a direction.",
        meanwhile: "Where rousing is ordered, over 30 minutes or not roused is a breach, as the register fixes it; a gap within a longer interval that the plan says a clinician set is asked about.",
        rules: &["check.gap", "check.not-roused", "check.due"],
    },
    NotSettled {
        point: "What the Code says \"should\" be: hourly visits, three meals (9.3, 8.6)",
        open: "Whether \"should\" in a paragraph is a duty or a standard to depart from with reason.",
        meanwhile: "A clear miss is a breach and a near one a shortfall, as the register fixes it.",
        rules: &["check.gap", "care.meal"],
    },
    NotSettled {
        point: "Which 24 hours the eight of rest fall in (Code C 12.2)",
        open: "\"In any period of 24 hours\": any, or those from arrival (from arrest, if arrested at the station)?",
        meanwhile: "Whole days from arrival are judged; a night's rest broken is judged by why.",
        rules: &["care.rest"],
    },
    NotSettled {
        point: "A girl in a woman's care (CYPA 1933 s.31, Code C 3.20A)",
        open: "The section was read through the Code. By when, and whether by name, it doesn't say; nor is sex as recorded always how Annex L would have it.",
        meanwhile: "A named woman within policy's hour; never by the end is a breach, as the register fixes it. Sex not recorded is asked about.",
        rules: &["care.woman", "care.menstrual"],
    },
    NotSettled {
        point: "With or among adults (CYPA 1933 s.31, Code C 8.8)",
        open: "The Code bars sharing a cell with a detained adult; the Act bars associating with an adult charged with an offence who is no relative nor charged jointly. An adult wing is named by neither.",
        meanwhile: "A breach, as the register fixes it; where the reason names a relative or a co-accused outside a cell, asked.",
        rules: &["care.adult-area"],
    },
    NotSettled {
        point: "Why a cell (Code C 8.8, 8.10)",
        open: "Which reasons are enough is the custody officer's to consider; that one is recorded isn't.",
        meanwhile: "No reason is a breach; one that speaks of neither place nor supervision is asked about.",
        rules: &["care.cell-reason"],
    },
    NotSettled {
        point: "Reason for force (Code C 8.2, 8.11; PACE s.117)",
        open: "8.11 demands the reason for restraint within a cell only; for other force no paragraph read demands one, and s.117 leaves it to be justified when challenged.",
        meanwhile: "Force with no reason recorded is a breach wherever it was used, as the register fixes it.",
        rules: &["force.no-reason", "force.recorded"],
    },
    NotSettled {
        point: "How a strip search is held (Annex A 11(a) to (d))",
        open: "Two people, out of sight, clothes not all off at once: the record has no fields for them; the one on sex doesn't tell the searcher from the adult. Urgency needs a risk of serious harm, whose measure isn't given.",
        meanwhile: "The adult, urgency, the waiver signed and the reason are judged; that not all there were of the child's sex is asked about; the rest isn't.",
        rules: &["search.strip"],
    },
    NotSettled {
        point: "Levels of observation, release at night (College of Policing APP)",
        open: "Only openings of the pages were read.",
        meanwhile: "Asked about, or a shortfall under policy; a breach at release only with a recorded risk, as the register fixes it.",
        rules: &["observation.not-raised", "release.risk", "health.self-harm"],
    },
    // Bail and accommodation
    NotSettled {
        point: "Bail grounds outside s.38 (CJPOA 1994 s.25)",
        open: "When bail is barred after repeat grave offences wasn't read. The least age for a drug sample is settled: 14 (s.63B(3)(b), Drugs Act 2005 s.7(5)).",
        meanwhile: "The grounds of s.38(1) and a charge of murder are judged, s.25 isn't; AC12 asks what comes after a drug sample's six hours.",
        rules: &["bail.no-ground", "bail.grounds-conflict", "AC12"],
    },
    NotSettled {
        point: "The Crime and Policing Act 2026 on s.38 and Schedule 18",
        open: "The Act's text of PACE was read as at 7 April 2026, before it; whether it changes either wasn't seen.",
        meanwhile: "Not applied.",
        rules: &["accommodation.request", "accommodation.secure-unsupported", "certificate.limb", "AC23"],
    },
    NotSettled {
        point: "Schedule 18 after 29 February 2024",
        open: "Later additions weren't seen. Strangulation is settled: Part 1 para 25A, from 7 June 2022.",
        meanwhile: "The list carries its date; an offence not in it is asked about, never taken as not specified.",
        rules: &["accommodation.secure-unsupported", "AC23", "AC24"],
    },
    NotSettled {
        point: "\"Members of the public\" (s.38(6A))",
        open: "Whether family, carers, staff and officers are among them.",
        meanwhile: "Anyone who can be named or picked out is taken to be.",
        rules: &["accommodation.secure-unsupported", "AC18", "AC19"],
    },
    NotSettled {
        point: "Serious harm where the offence isn't specified (s.38(6)(b))",
        open: "Section 38(6A) defines it only for violent, sexual and terrorism offences.",
        meanwhile: "Four answers given: nothing, AC21 asks for the reason; none about harm: a breach, as the register fixes it.",
        rules: &["accommodation.secure-unsupported", "AC21", "AC22"],
    },
    NotSettled {
        point: "Impracticable (s.38(6)(a), Code C 16.7, Note 16D)",
        open: "Note 16D, which is guidance, takes it as exceptional circumstances that make movement impossible, or court so near that rest or the hearing would be lost. How near isn't said, nor who must find the transport.",
        meanwhile: "Reasons of other kinds alone are a breach, as the register fixes it; court near without times is asked about.",
        rules: &["certificate.limb", "certificate.stray-reason", "accommodation.offered-not-moved", "AC32", "AC34"],
    },
    NotSettled {
        point: "When the authority simply fails (s.38(6); CA 1989 s.21; SSWBA 2014 s.77)",
        open: "Neither limb fits. The end of s.21(3) and s.29 on costs, the Concordat's body, and a Welsh equal of it weren't read.",
        meanwhile: "The failure is the authority's finding; no certificate is called good by it.",
        rules: &["accommodation.authority-failed", "certificate.limb", "AC28", "AC30", "AC44"],
    },
    NotSettled {
        point: "A child of 12 and secure accommodation",
        open: "Limb (b) opens at 12, while placing under 13 needs ministers' approval; how the two meet isn't said.",
        meanwhile: "AC17 asks for an alternative as well; being 12 is never a finding by itself.",
        rules: &["accommodation.secure-unsupported", "AC17"],
    },
    NotSettled {
        point: "A terrorism suspect after charge",
        open: "Section 38(1) speaks of a person arrested for an offence; s.38(6A) expects such children all the same.",
        meanwhile: "The duty to move is treated as applying, and advice is asked for.",
        rules: &["accommodation.request", "AC06"],
    },
    NotSettled {
        point: "A charge put in another's place after bail was refused",
        open: "A case file can't say that an earlier charge fell.",
        meanwhile: "Every charge counts as standing, so that a specified one still brings in s.38(6A); a fresh decision on the move is owed.",
        rules: &["accommodation.re-decide", "accommodation.secure-unsupported", "AC24"],
    },
];
