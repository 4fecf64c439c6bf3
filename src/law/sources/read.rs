//! The texts of the law that were read.

use super::Read;

/// Every text read, the most used first.
pub const READ: &[Read] = &[
    Read {
        instrument: "PACE Code C",
        edition: "edition in force from 00:00 on 20 December 2023, as laid and printed",
        provisions: "1.0 to 1.17, 2.1A to 2.7, 3.1 to 3.21A, 3.25, 3.26, 4.1 to 4.5, 5.1 to 5.7B, 6.1 to 6.6(c), 8.1 to 8.11, \
                     9.1 to 9.17, 11.1A to 11.22, 12.1 to 12.8, 15.0 to 15.16, 16.1 to 16.10; the Notes to sections 1, 2, 3, \
                     4, 8, 9, 11, 15 and 16 (to 16D); Annexes A, B, E, G and H",
    },
    Read {
        instrument: "Police and Criminal Evidence Act 1984, Part IV",
        edition: "revised text as at 7 April 2026",
        provisions: "ss.34, 36, 37, 38, 39, 40, 40A, 41, 42, 43, 44, 45, 45ZA, 45ZB, 45A, 46, 46ZA, 46A, 47",
    },
    Read {
        instrument: "Police and Criminal Evidence Act 1984, s.107",
        edition: "revised text as at 15 September 2020",
        provisions: "s.107(1) and (2): acting as superintendent, acting as inspector",
    },
    Read {
        instrument: "Police, Crime, Sentencing and Courts Act 2022",
        edition: "revised text as at 28 October 2022",
        provisions: "s.45 (which arrests the bail amendments reach), Sch. 4 paras 1, 2, 24 to 26; in force 28 October 2022 by \
                     SI 2022/1075",
    },
    Read {
        instrument: "Policing and Crime Act 2017",
        edition: "as enacted, and s.74 as revised",
        provisions: "ss.72 to 74; of SI 2017/399, regs 1 to 4 without its Schedule",
    },
    Read {
        instrument: "Remote Reviews of Detention Regulations 2014 (SI 2014/3279)",
        edition: "through Home Office circular 022/2014 only",
        provisions: "in force 8 January 2015, all stations, reviews of those not charged",
    },
    Read {
        instrument: "Criminal Justice and Police Act 2001 s.73, Police Reform Act 2002 s.52",
        edition: "explanatory notes",
        provisions: "telephone and video reviews; a detained person asleep at a review",
    },
    Read {
        instrument: "Sentencing Act 2020, Schedule 18",
        edition: "revised text dated 29 February 2024",
        provisions: "Parts 1 to 3, against the published mapping of Schedule 15 to the Criminal Justice Act 2003",
    },
    Read {
        instrument: "Domestic Abuse Act 2021, Schedule 2",
        edition: "revised text; in force 7 June 2022 by SI 2022/553",
        provisions: "para 12(3): strangulation or suffocation is Schedule 18, Part 1, para 25A",
    },
    Read {
        instrument: "Children Act 1989",
        edition: "s.21 revised; s.46 as at 2 January 2025",
        provisions: "s.21(1), (2), (2A) and the opening of (3); s.46(1) to (3)(c); s.25",
    },
    Read {
        instrument: "Social Services and Well-being (Wales) Act 2014",
        edition: "revised text as at 1 April 2021",
        provisions: "s.77(1) to (4)",
    },
    Read {
        instrument: "Children and Young Persons Act 1933",
        edition: "s.50 as at 30 September 1998; s.34 through the Lords amendments of 25 October 1984 that became its text",
        provisions: "s.50; s.34(2) to (5) in substance",
    },
    Read {
        instrument: "Children and Young Persons Act 1969",
        edition: "revised text as at 2 December 2021",
        provisions: "s.29: recognisance of the parent of a child under 17 arrested on a warrant",
    },
    Read {
        instrument: "Family Law Reform Act 1969",
        edition: "revised text, no effects outstanding",
        provisions: "s.9: an age is reached at the start of the birthday",
    },
    Read {
        instrument: "Legal Aid, Sentencing and Punishment of Offenders Act 2012",
        edition: "s.97 as at 31 July 2015; ss.91 to 93 as at 29 June 2022 in part",
        provisions: "s.97(1) to (7): arrest for breach of conditions of a remand to local authority accommodation",
    },
    Read {
        instrument: "Magistrates' Courts Act 1980",
        edition: "as PACE s.47(8)(b) substitutes it",
        provisions: "s.117(3): a warrant endorsed for bail",
    },
    Read {
        instrument: "Bail Act 1976",
        edition: "revised text",
        provisions: "s.7(3) to (8); Schedule 1 Part I paras 1 to 9 and Part II in part",
    },
    Read {
        instrument: "Anti-social Behaviour, Crime and Policing Act 2014",
        edition: "revised text, before the changes of 2026",
        provisions: "ss.6 to 20",
    },
    Read {
        instrument: "Crime and Policing Act 2026",
        edition: "Royal Assent 29 April 2026",
        provisions: "ss.1 and 2 only: respect orders, and injunctions kept for those aged 10 to 17",
    },
    Read {
        instrument: "Mental Health Act 1983, Places of Safety Regulations 2017 (SI 2017/1036)",
        edition: "revised text",
        provisions: "ss.136(2A), 136A(1) and (5)",
    },
    Read {
        instrument: "Terrorism Act 2000, Schedule 8",
        edition: "as enacted, and as at 13 September 2018 in part",
        provisions: "paras 1, 21 to 26",
    },
    Read {
        instrument: "Criminal Justice and Courts Act 2015, Police (Detention and Bail) Act 2011",
        edition: "explanatory notes",
        provisions: "s.42: seventeen-year-olds from 26 October 2015; s.1: days on bail don't count",
    },
    Read {
        instrument: "Cases",
        edition: "reports, in part",
        provisions: "Roberts v CC Cheshire [1999] 1 WLR 662; R v CC Kent ex p Kent Police Federation [2000] 2 Cr App R 196; \
                     PD v CC Merseyside [2015] EWCA Civ 114; R (M) v Gateshead [2006] EWCA Civ 221; R v CC Cambridgeshire ex p \
                     M [1991] 2 QB 499; R (AR) v Waltham Forest [2021] EWCA Civ 1185",
    },
];
