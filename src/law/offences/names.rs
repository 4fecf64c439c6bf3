//! How officers write offences: the words and sections in a charge, the short names of statutes, the abbreviations.

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

const WOUNDING_WITH_INTENT: &str = "Wounding or causing GBH with intent";
const WOUNDING: &str = "Unlawful wounding or inflicting GBH";
const ABH: &str = "Assault occasioning actual bodily harm";
const COMMON: &str = "Common assault or battery";
const BLADE: &str = "Possession of bladed article in public";
const WEAPON: &str = "Possession of offensive weapon in public";
const SCHOOL: &str = "Possession of bladed article or offensive weapon on school premises";
const PWITS: &str = "Possession with intent to supply";
const SUPPLY: &str = "Supply or being concerned in supply of drugs";
const TAKING: &str = "Taking a vehicle without consent";
const DAMAGE: &str = "Criminal damage";
const EMERGENCY: &str = "Assault on an emergency worker";
const CONSTABLE: &str = "Assaulting a constable in execution of duty";

/// Abbreviations and everyday names, tidied, and the offences each may stand for. More than one is never a choice made
/// here: it is ambiguous, and settles something only where all of them are classified alike.
///
/// "Section 18", "section 20", "section 39" and "section 47" alone are in daily use for the four assaults and nothing else.
pub(super) const ALIASES: &[(&str, &[&str])] = &[
    // Against the person
    ("gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("wounding with intent", &[WOUNDING_WITH_INTENT]),
    ("wound with intent", &[WOUNDING_WITH_INTENT]),
    ("wounding gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("gbh or wounding with intent", &[WOUNDING_WITH_INTENT]),
    ("wounding or gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("wounding with intent to cause gbh", &[WOUNDING_WITH_INTENT]),
    ("wounding with intent to do gbh", &[WOUNDING_WITH_INTENT]),
    ("wound with intent to do gbh", &[WOUNDING_WITH_INTENT]),
    ("cause gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("causing gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("cause gbh with intent to do gbh", &[WOUNDING_WITH_INTENT]),
    ("causing gbh with intent to do gbh", &[WOUNDING_WITH_INTENT]),
    ("wound inflict gbh with intent", &[WOUNDING_WITH_INTENT]),
    ("wound with intent to cause gbh", &[WOUNDING_WITH_INTENT]),
    ("gbh wounding with intent", &[WOUNDING_WITH_INTENT]),
    ("gbh with intent to resist arrest", &[WOUNDING_WITH_INTENT]),
    ("wounding with intent to resist arrest", &[WOUNDING_WITH_INTENT]),
    ("gbh w i", &[WOUNDING_WITH_INTENT]),
    ("wounding w i", &[WOUNDING_WITH_INTENT]),
    ("malicious wounding", &[WOUNDING]),
    ("unlawful wounding", &[WOUNDING]),
    ("inflicting gbh", &[WOUNDING]),
    ("inflict gbh", &[WOUNDING]),
    ("malicious wounding or inflicting gbh", &[WOUNDING]),
    ("malicious wounding wounding or inflicting gbh", &[WOUNDING]),
    ("unlawfully and maliciously inflict gbh", &[WOUNDING]),
    ("unlawfully and maliciously wound", &[WOUNDING]),
    ("inflict gbh without intent", &[WOUNDING]),
    ("inflicting gbh without intent", &[WOUNDING]),
    ("gbh without intent", &[WOUNDING]),
    ("wounding without intent", &[WOUNDING]),
    ("wounding gbh without intent", &[WOUNDING]),
    ("wound inflict gbh without intent", &[WOUNDING]),
    ("gbh", &[WOUNDING_WITH_INTENT, WOUNDING]),
    ("wounding", &[WOUNDING_WITH_INTENT, WOUNDING]),
    ("wounding gbh", &[WOUNDING_WITH_INTENT, WOUNDING]),
    ("gbh wounding", &[WOUNDING_WITH_INTENT, WOUNDING]),
    ("abh", &[ABH]),
    ("assault abh", &[ABH]),
    ("abh assault", &[ABH]),
    ("assault occasioning abh", &[ABH]),
    ("assault causing abh", &[ABH]),
    ("aoabh", &[ABH]),
    ("assault person thereby occasioning them abh", &[ABH]),
    ("common assault", &[COMMON]),
    ("assault by beating", &[COMMON]),
    ("assault beating", &[COMMON]),
    ("common assault by beating", &[COMMON]),
    ("common assault battery", &[COMMON]),
    ("battery", &[COMMON]),
    ("common assault and battery", &[COMMON]),
    ("assault", &[COMMON, ABH, WOUNDING, "Assault with intent to resist arrest", EMERGENCY]),
    ("assault emergency worker", &[EMERGENCY]),
    ("assault emergency worker by beating", &[EMERGENCY]),
    ("assault by beating emergency worker", &[EMERGENCY]),
    ("common assault emergency worker", &[EMERGENCY]),
    ("common assault on emergency worker", &[EMERGENCY]),
    ("aew", &[EMERGENCY]),
    ("assault constable", &[CONSTABLE]),
    ("assault pc", &[CONSTABLE, EMERGENCY]),
    ("assault police", &[CONSTABLE, EMERGENCY]),
    ("assault on police", &[CONSTABLE, EMERGENCY]),
    ("assault police officer", &[CONSTABLE, EMERGENCY]),
    ("assault on police officer", &[CONSTABLE, EMERGENCY]),
    ("obstruct constable", &["Obstructing or resisting a constable"]),
    ("obstruct police", &["Obstructing or resisting a constable"]),
    ("resist constable", &["Obstructing or resisting a constable"]),
    ("obstructing constable", &["Obstructing or resisting a constable"]),
    ("obstructing police", &["Obstructing or resisting a constable"]),
    ("obstruct police officer", &["Obstructing or resisting a constable"]),
    ("obstructing police officer", &["Obstructing or resisting a constable"]),
    ("resisting constable", &["Obstructing or resisting a constable"]),
    ("assault resist arrest", &["Assault with intent to resist arrest"]),
    ("assault to resist arrest", &["Assault with intent to resist arrest"]),
    ("assault with intent to resist apprehension", &["Assault with intent to resist arrest"]),
    ("threat to kill", &["Threats to kill"]),
    ("threats to kill person", &["Threats to kill"]),
    ("make threats to kill", &["Threats to kill"]),
    ("making threats to kill", &["Threats to kill"]),
    ("kidnap", &["Kidnapping"]),
    ("unlawful imprisonment", &["False imprisonment"]),
    ("child cruelty", &["Cruelty to a child"]),
    ("throwing corrosive fluid with intent", &[CORROSIVE]),
    ("throw corrosive fluid with intent", &[CORROSIVE]),
    ("throw corrosive fluid with intent to do gbh", &[CORROSIVE]),
    ("throwing corrosive fluid with intent to do gbh", &[CORROSIVE]),
    ("strangulation", &["Intentional strangulation or suffocation", CHOKING]),
    ("intentional strangulation", &["Intentional strangulation or suffocation"]),
    ("non fatal strangulation", &["Intentional strangulation or suffocation"]),
    ("intentional suffocation", &["Intentional strangulation or suffocation"]),
    ("racially aggravated gbh", &["Racially or religiously aggravated wounding or GBH"]),
    ("racially aggravated wounding", &["Racially or religiously aggravated wounding or GBH"]),
    ("racially aggravated assault abh", &["Racially or religiously aggravated ABH"]),
    ("racially aggravated assault occasioning abh", &["Racially or religiously aggravated ABH"]),
    ("racially aggravated assault by beating", &["Racially or religiously aggravated common assault"]),
    ("racially aggravated common assault beating", &["Racially or religiously aggravated common assault"]),
    ("common assault racially aggravated", &["Racially or religiously aggravated common assault"]),
    (
        "racially aggravated assault",
        &["Racially or religiously aggravated common assault", "Racially or religiously aggravated ABH"],
    ),
    ("murder", &["Murder"]),
    // Harassment, public order
    ("harassment with fear violence", &["Putting people in fear of violence"]),
    ("harassment putting in fear violence", &["Putting people in fear of violence"]),
    ("stalking", &["Stalking (basic)", "Stalking involving fear of violence or serious alarm or distress"]),
    ("stalking involving fear violence", &["Stalking involving fear of violence or serious alarm or distress"]),
    (
        "stalking involving serious alarm or distress",
        &["Stalking involving fear of violence or serious alarm or distress"],
    ),
    ("stalking without fear", &["Stalking (basic)"]),
    ("stalking 2a", &["Stalking (basic)"]),
    ("stalking 4a", &["Stalking involving fear of violence or serious alarm or distress"]),
    ("stalking causing fear violence", &["Stalking involving fear of violence or serious alarm or distress"]),
    ("harassment fear violence", &["Putting people in fear of violence"]),
    ("harassment without violence", &["Harassment"]),
    ("harassment without fear violence", &["Harassment"]),
    (
        "racially aggravated intentional harassment",
        &["Racially or religiously aggravated intentional harassment alarm or distress"],
    ),
    ("coercive control", &["Controlling or coercive behaviour"]),
    ("fear or provocation violence", &["Fear or provocation of violence"]),
    ("threatening behaviour fear or provocation violence", &["Fear or provocation of violence"]),
    ("violent disorder", &["Violent disorder"]),
    ("drunk disorderly", &["Drunk and disorderly"]),
    ("d and d", &["Drunk and disorderly"]),
    ("malicious communications", &["Malicious or threatening communication"]),
    ("malicious communication", &["Malicious or threatening communication"]),
    ("malicious comms", &["Malicious or threatening communication"]),
    ("send malicious communication", &["Malicious or threatening communication"]),
    ("sending malicious communication", &["Malicious or threatening communication"]),
    ("sending malicious communications", &["Malicious or threatening communication"]),
    ("d d", &["Drunk and disorderly"]),
    ("intimidating witness", &["Witness intimidation"]),
    ("intimidation witness", &["Witness intimidation"]),
    ("perverting course justice", &["Perverting the course of justice"]),
    ("pervert course justice", &["Perverting the course of justice"]),
    // Weapons
    ("bladed article", &[BLADE]),
    ("possession bladed article", &[BLADE]),
    ("possession bladed article public", &[BLADE]),
    ("possession blade", &[BLADE]),
    ("possession knife", &[BLADE]),
    ("possession knife in public", &[BLADE]),
    ("possession knife blade in public", &[BLADE]),
    ("possession knife blade sharp pointed article in public", &[BLADE]),
    ("possession article with blade or point", &[BLADE]),
    ("having article with blade or point in public", &[BLADE]),
    ("have article with blade or point in public", &[BLADE]),
    ("possession article with blade or point in public", &[BLADE]),
    ("having bladed article in public", &[BLADE]),
    ("knife in public", &[BLADE]),
    ("bladed article in public", &[BLADE]),
    ("possession bladed article on school premises", &[SCHOOL]),
    ("possession knife on school premises", &[SCHOOL]),
    ("bladed article on school premises", &[SCHOOL]),
    ("bladed article at school", &[SCHOOL]),
    ("knife on school premises", &[SCHOOL]),
    ("knife at school", &[SCHOOL]),
    ("offensive weapon on school premises", &[SCHOOL]),
    ("possession offensive weapon on school premises", &[SCHOOL]),
    ("offensive weapon", &[WEAPON]),
    ("possession offensive weapon", &[WEAPON]),
    ("offensive weapon in public", &[WEAPON]),
    ("threatening with bladed article", &["Threatening with bladed article in public or on school premises"]),
    ("threatening with bladed article in public", &["Threatening with bladed article in public or on school premises"]),
    ("threaten with bladed article in public", &["Threatening with bladed article in public or on school premises"]),
    ("threatening with offensive weapon", &["Threatening with offensive weapon in public"]),
    ("threatening another with offensive weapon", &["Threatening with offensive weapon in public"]),
    ("threatening another with bladed article", &["Threatening with bladed article in public or on school premises"]),
    ("possession corrosive substance", &["Possession of corrosive substance in public"]),
    ("corrosive substance in public", &["Possession of corrosive substance in public"]),
    ("firearm in public", &["Firearm or imitation firearm in a public place"]),
    ("possession firearm with intent to cause fear violence", &[FEAR_FIREARM]),
    ("possession imitation firearm with intent to cause fear violence", &[FEAR_FIREARM]),
    ("imitation firearm in public", &["Firearm or imitation firearm in a public place"]),
    ("possession imitation firearm in public", &["Firearm or imitation firearm in a public place"]),
    // Property
    ("rob", &["Robbery"]),
    ("knifepoint robbery", &["Robbery"]),
    ("knife point robbery", &["Robbery"]),
    ("street robbery", &["Robbery"]),
    ("robbery personal property", &["Robbery"]),
    ("robbery business property", &["Robbery"]),
    ("robbery knifepoint", &["Robbery"]),
    ("assault with intent to rob", &["Assault with intent to rob"]),
    ("agg burglary", &["Aggravated burglary"]),
    ("aggravated burglary dwelling", &["Aggravated burglary"]),
    ("steal", &["Theft"]),
    ("theft other", &["Theft"]),
    ("theft pedal cycle", &["Theft"]),
    ("theft bicycle", &["Theft"]),
    ("theft bike", &["Theft"]),
    ("theft cycle", &["Theft"]),
    ("theft mobile phone", &["Theft"]),
    ("theft phone", &["Theft"]),
    ("theft from motor vehicle", &["Theft"]),
    ("theft from vehicle", &["Theft"]),
    ("theft by finding", &["Theft"]),
    ("theft by employee", &["Theft"]),
    ("theft in dwelling", &["Theft"]),
    ("theft from shop", &["Theft from a shop"]),
    ("theft shop", &["Theft from a shop"]),
    ("shop theft", &["Theft from a shop"]),
    ("shoplifting", &["Theft from a shop"]),
    ("shop lifting", &["Theft from a shop"]),
    ("theft by shoplifting", &["Theft from a shop"]),
    ("theft shoplifting", &["Theft from a shop"]),
    ("theft person", &["Theft from the person"]),
    ("theft from person another", &["Theft from the person"]),
    ("theft motor vehicle", &["Theft of motor vehicle"]),
    ("theft car", &["Theft of motor vehicle"]),
    ("theft vehicle", &["Theft of motor vehicle"]),
    ("theft moped", &["Theft of motor vehicle"]),
    ("theft motorcycle", &["Theft of motor vehicle"]),
    ("theft motor cycle", &["Theft of motor vehicle"]),
    ("handling", &["Handling stolen goods"]),
    ("handle stolen goods", &["Handling stolen goods"]),
    ("going equipped for burglary", &["Going equipped"]),
    ("go equipped for theft", &["Going equipped"]),
    ("go equipped to steal", &["Going equipped"]),
    ("going equipped for theft", &["Going equipped"]),
    ("going equipped to steal", &["Going equipped"]),
    ("twoc", &[TAKING]),
    ("twocing", &[TAKING]),
    ("tda", &[TAKING]),
    ("taking without consent", &[TAKING]),
    ("taking without owners consent", &[TAKING]),
    ("taking motor vehicle without consent", &[TAKING]),
    ("taking motor vehicle without owners consent", &[TAKING]),
    ("take motor vehicle without consent", &[TAKING]),
    ("take motor vehicle without owners consent", &[TAKING]),
    ("take conveyance without authority", &[TAKING]),
    ("taking conveyance without authority", &[TAKING]),
    ("taking conveyance without consent", &[TAKING]),
    ("taking vehicle without owners consent", &[TAKING]),
    ("take vehicle without owners consent", &[TAKING]),
    ("allow to be carried", &["Being carried in a taken vehicle"]),
    ("allow self to be carried", &["Being carried in a taken vehicle"]),
    ("allowing self to be carried", &["Being carried in a taken vehicle"]),
    ("fraud", &["Fraud by false representation"]),
    ("crim damage", &[DAMAGE]),
    ("damage property", &[DAMAGE]),
    ("criminal damage to property", &[DAMAGE]),
    ("criminal damage to vehicle", &[DAMAGE]),
    ("criminal damage vehicle", &[DAMAGE]),
    ("damage to vehicle", &[DAMAGE]),
    ("damage vehicle", &[DAMAGE]),
    ("damage to property", &[DAMAGE]),
    ("criminal damage under 5000", &[DAMAGE]),
    ("criminal damage over 5000", &[DAMAGE]),
    ("criminal damage to property under 5000", &[DAMAGE]),
    ("criminal damage to property over 5000", &[DAMAGE]),
    ("criminal damage to property valued under 5000", &[DAMAGE]),
    ("criminal damage to property valued over 5000", &[DAMAGE]),
    ("threaten to damage property", &["Threat to commit criminal damage"]),
    ("threats to damage property", &["Threat to commit criminal damage"]),
    ("threatening to damage property", &["Threat to commit criminal damage"]),
    ("criminal damage by fire", &["Arson"]),
    ("racially aggravated damage", &["Racially or religiously aggravated criminal damage"]),
    ("arson with intent", &[ARSON_LIFE]),
    ("arson endangering life", &[ARSON_LIFE]),
    ("arson with intent to endanger life", &[ARSON_LIFE]),
    ("arson reckless as to whether life endangered", &[ARSON_LIFE]),
    ("arson being reckless as to whether life was endangered", &[ARSON_LIFE]),
    ("arson reckless as to endangering life", &[ARSON_LIFE]),
    ("arson being reckless as to whether life endangered", &[ARSON_LIFE]),
    ("arson reckless as to whether life was endangered", &[ARSON_LIFE]),
    ("arson recklessly endanger life", &[ARSON_LIFE]),
    ("arson recklessly endangering life", &[ARSON_LIFE]),
    ("arson reckless", &["Arson", ARSON_LIFE]),
    ("criminal damage endangering life", &["Criminal damage with intent or reckless as to endangering life"]),
    (
        "criminal damage reckless as to endangering life",
        &["Criminal damage with intent or reckless as to endangering life"],
    ),
    (
        "criminal damage being reckless as to whether life was endangered",
        &["Criminal damage with intent or reckless as to endangering life"],
    ),
    (
        "criminal damage with intent to endanger life",
        &["Criminal damage with intent or reckless as to endangering life"],
    ),
    // Drugs; which drug is left out before the look-up
    ("possession with intent to supply", &[PWITS]),
    ("supply", &[SUPPLY]),
    ("supplying", &[SUPPLY]),
    ("concerned in supply", &[SUPPLY]),
    ("being concerned in supply", &[SUPPLY]),
    ("concerned in supplying", &[SUPPLY]),
    ("possession cannabis class b", &["Possession of cannabis"]),
    ("possession class a", &["Possession of Class A drug"]),
    ("possession cocaine", &["Possession of Class A drug"]),
    ("possession crack cocaine", &["Possession of Class A drug"]),
    ("possession heroin", &["Possession of Class A drug"]),
    ("possession controlled drug class a", &["Possession of Class A drug"]),
    ("cultivation cannabis", &["Cultivating cannabis"]),
    ("cannabis cultivation", &["Cultivating cannabis"]),
    // Sexual
    ("rape female", &["Rape"]),
    ("rape male", &["Rape"]),
    ("rape female aged 16 or over", &["Rape"]),
    ("rape woman aged 16 or over", &["Rape"]),
    ("rape child", &["Rape", "Rape of a child under 13"]),
    ("rape under 13", &["Rape of a child under 13"]),
    ("rape female child under 13", &["Rape of a child under 13"]),
    ("rape girl under 13", &["Rape of a child under 13"]),
    ("sexual assault on female", &["Sexual assault"]),
    ("sexual assault on male", &["Sexual assault"]),
    ("sexual assault by touching", &["Sexual assault"]),
    ("sexual assault touching", &["Sexual assault"]),
    ("sexual touching child under 13", &["Sexual assault of a child under 13"]),
    (
        "cause or incite child under 13 to engage in sexual activity",
        &["Causing or inciting a child under 13 to engage in sexual activity"],
    ),
    (
        "cause child under 13 to engage in sexual activity",
        &["Causing or inciting a child under 13 to engage in sexual activity"],
    ),
    (
        "incite child under 13 to engage in sexual activity",
        &["Causing or inciting a child under 13 to engage in sexual activity"],
    ),
    ("sexual assault under 13", &["Sexual assault of a child under 13"]),
    ("sexual assault female child under 13", &["Sexual assault of a child under 13"]),
    ("indecent images", &[INDECENT_MAKING, INDECENT_HAVING]),
    ("indecent images children", &[INDECENT_MAKING, INDECENT_HAVING]),
    ("making indecent images children", &[INDECENT_MAKING]),
    ("make indecent images children", &[INDECENT_MAKING]),
    ("make indecent images", &[INDECENT_MAKING]),
    ("make indecent photographs child", &[INDECENT_MAKING]),
    ("make indecent photograph child", &[INDECENT_MAKING]),
    ("distributing indecent images children", &[INDECENT_MAKING]),
    ("distributing indecent photographs children", &[INDECENT_MAKING]),
    ("distribute indecent images children", &[INDECENT_MAKING]),
    ("possession indecent images children", &[INDECENT_HAVING]),
    ("possession indecent photographs children", &[INDECENT_HAVING]),
    ("possession indecent photographs child", &[INDECENT_HAVING]),
    ("making indecent images", &[INDECENT_MAKING]),
    ("making indecent photographs children", &[INDECENT_MAKING]),
    ("distributing indecent images", &[INDECENT_MAKING]),
    ("possession indecent images", &[INDECENT_HAVING]),
    ("indecent exposure", &["Exposure"]),
    ("upskirting", &["Voyeurism additional offences (upskirting)"]),
    ("cyberflashing", &["Sending photograph or film of genitals (cyberflashing)"]),
    // Driving, orders, courts
    ("fail to stop", &["Failing to stop for police"]),
    ("failing to stop", &["Failing to stop for police"]),
    ("drive disqualified", &["Driving while disqualified"]),
    ("death by dangerous driving", &["Causing death by dangerous driving"]),
    ("cause death by dangerous driving", &["Causing death by dangerous driving"]),
    ("breach cbo", &["Breach of criminal behaviour order"]),
    ("breach shpo", &["Breach of sexual harm prevention order"]),
    ("fail to surrender", &["Failing to surrender to bail"]),
    ("failing to surrender", &["Failing to surrender to bail"]),
    ("fail to surrender to bail", &["Failing to surrender to bail"]),
    ("escape", &["Escape from lawful custody"]),
    ("escape lawful custody", &["Escape from lawful custody"]),
    ("escape from custody", &["Escape from lawful custody"]),
];

const CHOKING: &str = "Attempting to choke suffocate or strangle to commit an indictable offence";
const CORROSIVE: &str = "Using explosives or throwing corrosive fluid with intent";
const FEAR_FIREARM: &str = "Possession of firearm or imitation with intent to cause fear of violence";
const ARSON_LIFE: &str = "Arson with intent or reckless as to endangering life";
const INDECENT_MAKING: &str = "Taking making or distributing indecent photographs of children";
const INDECENT_HAVING: &str = "Possession of indecent photograph of a child";

/// Sections in daily use without their statute, and the offence each stands for.
pub(super) const BARE_SECTIONS: &[(&str, &str)] =
    &[("18", WOUNDING_WITH_INTENT), ("20", WOUNDING), ("39", COMMON), ("47", ABH)];

/// Words that only say which drug, left out where the offence is supply or intent to supply.
pub(super) const DRUG_WORDS: &[&str] = &[
    "class",
    "a",
    "b",
    "c",
    "drug",
    "drugs",
    "controlled",
    "cannabis",
    "heroin",
    "crack",
    "cocaine",
    "ketamine",
    "mdma",
    "diamorphine",
    "and",
];

/// Words a charge of burglary is made of; with any other word it isn't read as one.
pub(super) const BURGLARY_WORDS: &[&str] = &[
    "burglary",
    "burgle",
    "dwelling",
    "non",
    "other",
    "than",
    "house",
    "home",
    "flat",
    "building",
    "residential",
    "commercial",
    "business",
    "community",
    "shop",
    "school",
    "shed",
    "garage",
    "res",
    "distraction",
    "with",
    "intent",
    "steal",
    "stole",
    "stealing",
    "theft",
    "and",
    "from",
    "or",
    "in",
    "at",
    "to",
    "inflict",
    "inflicting",
    "cause",
    "commit",
    "do",
    "gbh",
    "unlawful",
    "damage",
    "criminal",
    "rape",
    "night",
    "day",
];
