//! How officers write offences: the words and sections in a charge, and the short names of statutes.

/// A charge taken apart: what is left of its words, its sections, its statute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Charge {
    /// The words, in one dress: lower case, long forms shortened, articles and counts left out.
    pub words: String,
    /// The sections named, such as "18" or "29(1)(c)".
    pub sections: Vec<String>,
    /// The statute named, as the list spells it.
    pub statute: Option<&'static str>,
    /// How it was attempted, agreed or encouraged, where it was.
    pub inchoate: bool,
}

/// Takes a charge apart.
pub(super) fn charge(text: &str) -> Charge {
    let (words, sections) = sections(text);
    let mut words = format!(" {} ", tidy(&words));
    let mut statute = None;
    for (phrase, name) in STATUTES {
        // "Public order" and the like name a statute only beside a section.
        if (phrase.ends_with("act") || !sections.is_empty())
            && let Some(found) = words.find(&format!(" {phrase} "))
        {
            let mut tail: Vec<&str> = words.get(found + phrase.len() + 1..).unwrap_or_default().split(' ').collect();
            tail.retain(|word| !word.is_empty());
            if let Some(year) = tail.first().copied().filter(|word| is_year(word)) {
                // The Theft Act 1978 isn't that of 1968: another year is another statute, and its words stay unread.
                if !name.ends_with(year) && !phrase.ends_with(year) {
                    continue;
                }
                tail.remove(0);
            }
            let head = words.get(..found).unwrap_or_default();
            words = format!(" {} {} ", head.trim(), tail.join(" "));
            statute = Some(*name);
            break;
        }
    }
    let words = words.replace(" contrary to ", " ").replace(" contrary common law ", " ");
    let words = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Charge { words, sections, statute, inchoate: false }
}

/// Returns the charge without its words of attempt, conspiracy or encouragement; none where it has none.
///
/// Law: Sentencing Act 2020 Sch 18 paras 27, 40, 44: an inchoate form of a specified offence is specified.
pub(super) fn without_inchoate(charge: &Charge) -> Option<Charge> {
    let before = INCHOATE.iter().find_map(|prefix| charge.words.strip_prefix(prefix));
    let base = before.or_else(|| charge.words.strip_suffix(" attempted"))?;
    let base = base.strip_prefix("commit ").unwrap_or(base);
    // An attempt is charged under the 1981 Act and a conspiracy under the 1977 Act: those say nothing of the offence itself.
    let general = charge.statute.is_some_and(|name| GENERAL.contains(&name));
    Some(Charge {
        words: base.to_owned(),
        sections: if general { Vec::new() } else { charge.sections.clone() },
        statute: charge.statute.filter(|_| !general),
        inchoate: true,
    })
}

/// Returns the words of an offence of the list, in the same dress as those of a charge.
pub(super) fn tidy(text: &str) -> String {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
    for (long, short) in SHORTER {
        words = words.replace(&format!(" {long} "), &format!(" {short} "));
    }
    let mut kept: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let article = word == "a" && kept.last() != Some(&"class");
        let count = is_count(word) || (word.chars().all(|c| c.is_ascii_digit()) && kept.last() == Some(&"x"));
        if count {
            if kept.last() == Some(&"x") {
                kept.pop();
            }
        } else if !article && !matches!(word, "an" | "the" | "of") {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// Returns the text without its sections, and the sections.
fn sections(text: &str) -> (String, Vec<String>) {
    let lower = text.to_lowercase();
    let (mut rest, mut found): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    let mut words = lower.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_matches(['(', ',', ';', ':', '-', '.']);
        // "(s.20)" is in brackets; "29(1)(c)" has its own.
        let bare =
            if bare.matches(')').count() > bare.matches('(').count() { bare.trim_end_matches(')') } else { bare };
        if let Some(section) = ["section", "sec", "ss", "s"].iter().find_map(|prefix| {
            let number = bare.strip_prefix(prefix)?.trim_start_matches('.');
            section_number(number)
        }) {
            found.push(section);
        } else if matches!(bare, "section" | "sec" | "s")
            && let Some(section) = words.peek().and_then(|next| section_number(next.trim_matches([',', ';', ':', '-'])))
        {
            found.push(section);
            words.next();
        } else {
            rest.push(word);
        }
    }
    (rest.join(" "), found)
}

/// Returns the number of a section where the text is one: digits, letters, then subsections in brackets.
fn section_number(text: &str) -> Option<String> {
    let text = text.trim_end_matches('.');
    let main = text.split('(').next().unwrap_or_default();
    let digits = main.chars().take_while(char::is_ascii_digit).count();
    let letters = main.chars().skip(digits);
    let good = digits > 0
        && digits <= 3
        && letters.clone().count() <= 2
        && letters.clone().all(|c| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | ')'));
    good.then(|| text.to_owned())
}

fn is_count(word: &str) -> bool {
    let digits = word.strip_prefix('x').or_else(|| word.strip_suffix('x')).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

/// Long forms and the short ones that stand for them, in the order in which they are replaced.
const SHORTER: &[(&str, &str)] = &[
    ("grievous bodily harm", "gbh"),
    ("actual bodily harm", "abh"),
    ("racially or religiously aggravated", "racially aggravated"),
    ("racially and religiously aggravated", "racially aggravated"),
    ("racially religiously aggravated", "racially aggravated"),
    ("religiously aggravated", "racially aggravated"),
    ("racially agg", "racially aggravated"),
    ("rac agg", "racially aggravated"),
    ("w intent", "with intent"),
    ("pwits", "possession with intent to supply"),
    ("pwis", "possession with intent to supply"),
    ("poss", "possession"),
    ("possess", "possession"),
    ("possessing", "possession"),
    ("being in possession", "possession"),
    ("public place", "public"),
    ("off weap", "offensive weapon"),
    ("crim dam", "criminal damage"),
    ("and or", "or"),
    ("attempt to", "attempted"),
    ("attempting to", "attempted"),
    ("attempt", "attempted"),
    ("att", "attempted"),
    ("a b h", "abh"),
    ("g b h", "gbh"),
    ("agg burg", "aggravated burglary"),
    ("harassment alarm distress", "harassment alarm or distress"),
];

/// How a charge begins that was attempted, agreed or encouraged.
const INCHOATE: &[&str] = &[
    "attempted ",
    "conspiracy to ",
    "conspiring to ",
    "conspire to ",
    "encouraging or assisting ",
    "encouraging ",
    "encouragement ",
];

/// Statutes under which attempts, conspiracies and encouragement of any offence are charged.
const GENERAL: &[&str] = &["Criminal Attempts Act 1981", "Criminal Law Act 1977", "Serious Crime Act 2007"];

/// Returns whether a section of that statute says only that something was attempted, agreed or encouraged, not what.
///
/// Criminal Attempts Act 1981 s.9 (vehicle interference) is an offence of its own.
pub(super) fn is_general(statute: &str, sections: &[String]) -> bool {
    GENERAL.contains(&statute) && sections.iter().all(|section| section == "1" || section.starts_with("1("))
}

/// Names of statutes as written, longest first, and as the list spells them.
const STATUTES: &[(&str, &str)] = &[
    ("offences against person act", "Offences against the Person Act 1861"),
    ("oapa", "Offences against the Person Act 1861"),
    ("assaults on emergency workers act", "Assaults on Emergency Workers (Offences) Act 2018"),
    ("assaults on emergency workers offences act", "Assaults on Emergency Workers (Offences) Act 2018"),
    ("protection from harassment act", "Protection from Harassment Act 1997"),
    ("pha", "Protection from Harassment Act 1997"),
    ("prevention crime act", "Prevention of Crime Act 1953"),
    ("sexual offences act", "Sexual Offences Act 2003"),
    ("soa", "Sexual Offences Act 2003"),
    ("public order act", "Public Order Act 1986"),
    ("public order", "Public Order Act 1986"),
    ("poa", "Public Order Act 1986"),
    ("criminal damage act", "Criminal Damage Act 1971"),
    ("cda 1971", "Criminal Damage Act 1971"),
    ("crime and disorder act", "Crime and Disorder Act 1998"),
    ("cda 1998", "Crime and Disorder Act 1998"),
    ("criminal attempts act", "Criminal Attempts Act 1981"),
    ("criminal law act", "Criminal Law Act 1977"),
    ("criminal justice act", "Criminal Justice Act 1988"),
    ("cja", "Criminal Justice Act 1988"),
    ("misuse drugs act", "Misuse of Drugs Act 1971"),
    ("mda", "Misuse of Drugs Act 1971"),
    ("serious crime act 2007", "Serious Crime Act 2007"),
    ("serious crime act", "Serious Crime Act 2015"),
    ("modern slavery act", "Modern Slavery Act 2015"),
    ("firearms act", "Firearms Act 1968"),
    ("road traffic act", "Road Traffic Act 1988"),
    ("rta", "Road Traffic Act 1988"),
    ("terrorism act 2006", "Terrorism Act 2006"),
    ("terrorism act", "Terrorism Act 2000"),
    ("police act", "Police Act 1996"),
    ("theft act", "Theft Act 1968"),
    ("fraud act", "Fraud Act 2006"),
];
