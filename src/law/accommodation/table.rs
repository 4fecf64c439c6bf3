//! The rows of the threshold test, `AC01`–`AC45`: what each answers, its provision, who answers for it, and why it matters.
//!
//! They stand beside the register: a row is never a finding of its own. It shows in the accommodation answer, and as what stands
//! behind a finding.

use crate::law::assessment::Outcome::{self, NeedsReason, NotApplicable, NotSupported, Supported};
use crate::law::register::{Owner, Standard, Ymd};

/// The transfer duty in substance (PACE s.38(6) as enacted).
const PACE: Ymd = crate::law::register::PACE;
/// Bail Act 1976, in force.
const BAIL_ACT: Ymd = (1978, 4, 17);
/// Terrorism Act 2000, in force in substance.
const TERRORISM_ACT: Ymd = (2001, 2, 19);
/// Injunctions under the Anti-social Behaviour, Crime and Policing Act 2014, Part 1, in force.
const INJUNCTIONS: Ymd = (2015, 3, 23);
/// Children Act 1989, in force.
const CHILDREN_ACT: Ymd = (1991, 10, 14);

/// One row of the threshold test.
#[derive(Debug, Clone, Copy)]
pub struct TestRow {
    /// Its fixed id.
    pub id: &'static str,
    /// When it applies.
    pub when: &'static str,
    /// What it can answer, the usual first; empty where it only prompts.
    pub outcomes: &'static [Outcome],
    /// What it rests on.
    pub standard: Standard,
    /// The provisions, most direct first.
    pub cites: &'static [&'static str],
    /// The first day on which it held in substance.
    pub in_force_from: Ymd,
    /// Who answers for it.
    pub owed_by: Owner,
    /// One sentence on why it matters to the child.
    pub why: &'static str,
}

const fn row(
    id: &'static str,
    outcomes: &'static [Outcome],
    when: &'static str,
    cites: &'static [&'static str],
    why: &'static str,
) -> TestRow {
    let owed_by = Owner::CustodyOfficer;
    TestRow { id, when, outcomes, standard: Standard::Statute, cites, in_force_from: PACE, owed_by, why }
}

impl TestRow {
    const fn code(mut self) -> Self {
        self.standard = Standard::Code;
        self
    }

    const fn guidance(mut self) -> Self {
        self.standard = Standard::Guidance;
        self
    }

    const fn policy(mut self) -> Self {
        self.standard = Standard::Policy;
        self
    }

    const fn from(mut self, date: Ymd) -> Self {
        self.in_force_from = date;
        self
    }

    const fn of(mut self, owner: Owner) -> Self {
        self.owed_by = owner;
        self
    }
}

/// Every row, in order.
pub const ROWS: &[TestRow] = &[
    row(
        "AC01",
        &[NotApplicable],
        "Not charged, or charged and bailed",
        &["PACE s.37(2)–(3)", "PACE s.38(1)"],
        "Before charge a child is released, bailed, or held for a reason of its own; a bed with the authority comes after.",
    ),
    row(
        "AC02",
        &[NotApplicable],
        "Held for breach of court bail",
        &["Bail Act 1976 s.7(4)", "Bail Act 1976 s.7(7)"],
        "Only the court can decide where this child sleeps, so the court has to be rung.",
    )
    .from(BAIL_ACT),
    row(
        "AC03",
        &[NotApplicable],
        "Held on a warrant, not charged",
        &["PACE s.38(1)", "CYPA 1969 s.29"],
        "A warrant says what is to be done with the child; often it is to let a parent take them home.",
    ),
    row(
        "AC04",
        &[NotApplicable],
        "Held for breach of an injunction",
        &["Anti-social Behaviour, Crime and Policing Act 2014 s.9"],
        "The judge decides, within 24 hours of the arrest; the authority isn't asked for a bed.",
    )
    .from(INJUNCTIONS),
    row(
        "AC05",
        &[NotApplicable],
        "Held under another power: recall, remand, immigration, mental health",
        &["PACE s.38(6)"],
        "The wrong request sends everybody the wrong way, and the child waits.",
    ),
    row(
        "AC06",
        &[NotApplicable, NeedsReason],
        "Arrested under the Terrorism Act: before charge, and after",
        &["PACE s.38(6A)", "PACE s.51(b)", "Terrorism Act 2000 s.41"],
        "A child charged with terrorism is still a child charged.",
    )
    .from(TERRORISM_ACT),
    row(
        "AC07",
        &[NotApplicable],
        "18 or over, or 17 before 26 October 2015",
        &["PACE s.37(15)", "Children Act 1989 s.105"],
        "The authority's duty ends at the birthday; whatever was owed until then was owed.",
    ),
    row(
        "AC08",
        &[],
        "Age not known or doubted, and the child appears under 18",
        &["PACE s.37(15)", "Code C 1.5"],
        "Whoever looks like a child is looked after as one until it is shown otherwise.",
    ),
    row(
        "AC09",
        &[NotSupported],
        "Charged and held, with no lawful ground recorded",
        &["PACE s.38(1)"],
        "Without a ground the child goes home.",
    ),
    row(
        "AC10",
        &[NotSupported],
        "The only reason for holding is that the child has nowhere to go",
        &["PACE s.38(1)", "Children Act 1989 s.20", "Social Services and Well-being (Wales) Act 2014 s.76"],
        "Being homeless isn't an offence; the authority owes a released child a place.",
    ),
    row(
        "AC11",
        &[NeedsReason],
        "Held for the child's own protection or interests, with no danger stated",
        &["PACE s.38(1)(b)(ii)", "PACE s.38(6)"],
        "A cell is a strange place to keep a child safe; the record should say from what.",
    ),
    row(
        "AC12",
        &[NeedsReason],
        "The only ground is a drug sample",
        &["PACE s.38(2)"],
        "It allows six hours from charge and no more.",
    ),
    row(
        "AC13",
        &[Supported],
        "Alternative asked for",
        &["Children Act 1989 s.21(2)(b)", "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)"],
        "This is the request the authority must accept.",
    )
    .from(CHILDREN_ACT),
    row(
        "AC14",
        &[NotSupported],
        "Bail refused and no request recorded",
        &["PACE s.38(6)"],
        "A bed that nobody asks for can't be given.",
    ),
    row(
        "AC15",
        &[NeedsReason],
        "Asked later after bail was refused than policy allows",
        &["PACE s.38(6)", "force policy"],
        "Each hour of waiting to ask is an hour of the night in a cell.",
    )
    .policy(),
    row(
        "AC16",
        &[NotSupported, NeedsReason],
        "Secure asked for under 12, or at an age not known",
        &["PACE s.38(6)(b)"],
        "No child under 12 may be kept in a cell for want of a locked place elsewhere.",
    ),
    row(
        "AC17",
        &[NeedsReason],
        "Secure asked for at 12",
        &["SI 1991/1505 reg 4", "SI 2015/1988 (W. 298) reg 13"],
        "Ministers must approve a locked place under 13; alternative may be there tonight.",
    )
    .from(CHILDREN_ACT),
    row(
        "AC18",
        &[Supported],
        "Secure, a specified offence, all four answers given",
        &["PACE s.38(6)(b)", "PACE s.38(6A)"],
        "Even then alternative with more support may do.",
    ),
    row(
        "AC19",
        &[NeedsReason, NotSupported],
        "Secure, a specified offence, one or more of the four answers missing",
        &["PACE s.38(6A)"],
        "The charge opens the door; who would be hurt, and how, is what the law asks.",
    ),
    row(
        "AC20",
        &[NotSupported],
        "Secure, on reasons none of which can count",
        &["PACE s.38(6)(b)", "Code C Note 16D"],
        "A child who is rude, restless or running isn't a child who would do serious harm.",
    ),
    row(
        "AC21",
        &[NeedsReason, NotSupported],
        "Secure, no specified offence, all four answers given",
        &["PACE s.38(6A)", "force policy"],
        "The Act doesn't define serious harm here, so somebody has to say what is meant.",
    ),
    row(
        "AC22",
        &[NotSupported],
        "Secure, no specified offence, answers missing",
        &["PACE s.38(6)(b)"],
        "Without the answers nothing shows that the public needs protecting from this child.",
    ),
    row(
        "AC23",
        &[NeedsReason],
        "Secure, a charge that isn't in the list",
        &["PACE s.38(6A)", "Sentencing Act 2020 Sch 18"],
        "What isn't found isn't guessed: it decides which test a child is held to.",
    ),
    row(
        "AC24",
        &[Supported, NeedsReason, NotSupported],
        "Several charges, one of them specified",
        &["PACE s.38(6A)"],
        "One specified charge brings in the stricter definition of harm.",
    ),
    row(
        "AC25",
        &[NeedsReason],
        "Secure not to be had, and alternative offered",
        &["PACE s.38(6)(b)"],
        "A bed is on offer; only a written reason can leave it empty.",
    ),
    row(
        "AC26",
        &[NotSupported],
        "Secure refused, and alternative never asked for",
        &["PACE s.38(6)(b)", "R (M) v Gateshead [2006] EWCA Civ 221"],
        "The child is in a cell for want of a question.",
    ),
    row(
        "AC27",
        &[NotSupported],
        "A certificate under limb (b) where alternative would do or wasn't considered",
        &["PACE s.38(6)(b)"],
        "All three must hold: 12 or over, no secure, alternative not enough.",
    ),
    row(
        "AC28",
        &[NeedsReason],
        "Alternative refused or withdrawn by the authority",
        &["Children Act 1989 s.21(2)(b)", "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)"],
        "The authority has no right to say no; somebody has to be woken who knows it.",
    )
    .from(CHILDREN_ACT)
    .of(Owner::Authority),
    row(
        "AC29",
        &[NeedsReason],
        "No answer past the time policy allows",
        &["Children Act 1989 s.21(2)(b)", "Social Services and Well-being (Wales) Act 2014 s.77(2)(b)", "force policy"],
        "Silence keeps a child in a cell as surely as a refusal.",
    )
    .from(CHILDREN_ACT)
    .of(Owner::Authority),
    row(
        "AC30",
        &[NeedsReason],
        "The authority says that the child isn't theirs",
        &[
            "Children Act 1989 s.21(2)(b)",
            "Children Act 1989 s.29",
            "Social Services and Well-being (Wales) Act 2014 s.193",
        ],
        "Whose child it is decides who pays, not where the child sleeps.",
    )
    .from(CHILDREN_ACT)
    .of(Owner::Authority),
    row(
        "AC31",
        &[Supported],
        "A certificate under limb (a) on a reason that counts",
        &["PACE s.38(6)(a)"],
        "Floods end: the record says when it will be tried again.",
    ),
    row(
        "AC32",
        &[NotSupported],
        "Limb (a) for want of staff or a vehicle",
        &["Code C Note 16D"],
        "No child should sleep in a cell because no car was found.",
    )
    .code(),
    row(
        "AC33",
        &[NotSupported],
        "Limb (a) for behaviour, the offence, the hour, or want of a bed",
        &["Code C Note 16D"],
        "None of these stops a car.",
    )
    .code(),
    row(
        "AC34",
        &[NeedsReason],
        "Limb (a) because court is near",
        &["Code C Note 16D"],
        "Only the journey and court times show what rest the child would lose.",
    )
    .code(),
    row(
        "AC35",
        &[NeedsReason],
        "Limb (a) because the child is unfit or in hospital",
        &["PACE s.46(9)", "PACE s.38(6)(a)"],
        "Who said so, and when will they look again?",
    ),
    row(
        "AC36",
        &[NeedsReason],
        "A place offered, and the child not moved in the time policy allows",
        &["PACE s.38(6)", "force policy"],
        "A bed is ready and the child is still in a cell.",
    )
    .policy(),
    row(
        "AC37",
        &[NeedsReason],
        "Reviewed after charge with no word of the move",
        &["PACE s.40(10)"],
        "What couldn't be had at one in the morning may be there at six.",
    ),
    row(
        "AC38",
        &[Supported],
        "Moved to the authority",
        &["PACE s.39(4)", "PACE s.46"],
        "Those who take the child in need to know what the suite knew.",
    ),
    row(
        "AC39",
        &[NotSupported],
        "Gone to court, not moved, with no certificate",
        &["PACE s.38(7)"],
        "The court can't ask about the night if nobody wrote it down.",
    ),
    row(
        "AC40",
        &[NeedsReason],
        "The certificate doesn't say all that the court needs",
        &["PACE s.38(6)", "PACE s.38(7)"],
        "A thin certificate leaves the court, the adult and the child guessing.",
    ),
    row(
        "AC41",
        &[],
        "No court sits on the day of charge or the next",
        &["PACE s.46(3)", "PACE s.46(6)–(8)"],
        "A weekend in a cell can be spared by one call to the court.",
    ),
    row(
        "AC42",
        &[],
        "A higher rank directs otherwise",
        &["PACE s.39(6)"],
        "Somebody has to settle it while the child waits.",
    )
    .of(Owner::Superintendent),
    row(
        "AC43",
        &[NeedsReason],
        "Secure asked for all the same where the test isn't met, with a reason written",
        &["PACE s.38(6)", "force policy"],
        "The officer decides; the reason, the name and the time stay to be read.",
    )
    .policy(),
    row(
        "AC44",
        &[],
        "The authority failed and the child was held",
        &[
            "Children Act 1989 s.21(3)",
            "Social Services and Well-being (Wales) Act 2014 s.77(4)",
            "Concordat on Children in Custody, principle 6",
        ],
        "What the night cost is asked back, so that the next bed is found.",
    )
    .guidance()
    .from(CHILDREN_ACT)
    .of(Owner::Authority),
    row(
        "AC45",
        &[],
        "Ethnicity or authority left blank",
        &["Concordat on Children in Custody, principle 7"],
        "Who is kept in cells can't be seen in figures with holes in them.",
    )
    .guidance(),
];

/// Returns the row with that id.
#[must_use]
pub fn test_row(id: &str) -> Option<&'static TestRow> {
    ROWS.iter().find(|row| row.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::accommodation::rows;
    use crate::law::{Facts, Policy, Suite, assess};
    use crate::record::{CaseFile, Record};

    #[test]
    fn the_rows_are_ac01_to_ac45_each_once_and_in_order() {
        let ids: Vec<&str> = ROWS.iter().map(|row| row.id).collect();
        let wanted: Vec<String> = (1..=45).map(|number| format!("AC{number:02}")).collect();
        assert_eq!(ids, wanted);
        assert!(ROWS.iter().all(|row| !row.when.is_empty() && !row.cites.is_empty() && row.why.ends_with(['.', '?'])));
    }

    #[test]
    fn a_row_never_answers_other_than_the_table_says() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let mut seen = 0;
        for name in ["", "good", "poor", "told", "demo"] {
            let Ok(files) = std::fs::read_dir(folder.join(name)) else { continue };
            let files = files.map(|file| file.unwrap().path());
            for file in files.filter(|file| file.extension().is_some_and(|ext| ext == "json")) {
                let record = Record::fold(CaseFile::read(&std::fs::read_to_string(file).unwrap()).unwrap());
                let (policy, suite) = (Policy::default(), Suite::default());
                let now = record.last_at().unwrap();
                for row in rows(&Facts::gather(&record, &policy, &suite, now)) {
                    let of = test_row(row.id).unwrap();
                    assert!(row.outcome.is_none_or(|it| of.outcomes.contains(&it)), "{}: {:?}", row.id, row.outcome);
                    assert_eq!(row.outcome.is_none(), of.outcomes.is_empty(), "{}", row.id);
                    seen += 1;
                }
                for finding in assess(&record, &policy, now).findings {
                    assert!(finding.via.iter().all(|id| test_row(id).is_some()), "{}: {:?}", finding.rule, finding.via);
                }
            }
        }
        assert!(seen > 20, "{seen} rows");
    }
}
