//! Force policy: every number that isn't law, with its unit, its default, its bounds, and what it does.

mod applied;
mod phrases;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveTime;
use serde::Deserialize;

pub use phrases::Phrases;

use crate::record::problem::nearest;

/// What is wrong with a policy file.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file isn't TOML.
    #[error("the policy file isn't TOML: {0}")]
    NotToml(String),
    /// A key isn't known.
    #[error("{section}.{key} isn't a policy number{hint}; `pacekeeper policy` prints them all")]
    UnknownKey {
        /// The section it stands in.
        section: String,
        /// The key.
        key: String,
        /// The nearest known key, ready to print.
        hint: String,
    },
    /// A value can't be.
    #[error("{section}.{key} = {found}: {why}")]
    Impossible {
        /// The section.
        section: String,
        /// The key.
        key: String,
        /// What was found.
        found: String,
        /// What it must be.
        why: String,
    },
}

/// One value of the policy file: how it is read, held to its bounds, and written.
trait Setting: Sized {
    fn read(value: &toml::Value) -> Option<Self>;
    fn write(&self) -> String;
    fn within(&self, least: i64, most: i64) -> bool;
    fn expected(least: i64, most: i64) -> String;
}

impl Setting for i64 {
    fn read(value: &toml::Value) -> Option<Self> {
        value.as_integer()
    }
    fn write(&self) -> String {
        self.to_string()
    }
    fn within(&self, least: i64, most: i64) -> bool {
        (least..=most).contains(self)
    }
    fn expected(least: i64, most: i64) -> String {
        format!("must be a whole number from {least} to {most}")
    }
}

impl Setting for bool {
    fn read(value: &toml::Value) -> Option<Self> {
        value.as_bool()
    }
    fn write(&self) -> String {
        self.to_string()
    }
    fn within(&self, _: i64, _: i64) -> bool {
        true
    }
    fn expected(_: i64, _: i64) -> String {
        "must be true or false".to_owned()
    }
}

/// A time of day in London, written `"HH:MM"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(pub NaiveTime);

impl TimeOfDay {
    const fn new(hour: u32, minute: u32) -> Self {
        match NaiveTime::from_hms_opt(hour, minute, 0) {
            Some(time) => Self(time),
            None => Self(NaiveTime::MIN),
        }
    }

    /// Returns whether `time` falls from `self` until `to`, passing midnight where `to` is earlier.
    #[must_use]
    pub fn until_contains(self, to: Self, time: NaiveTime) -> bool {
        if self <= to { self.0 <= time && time < to.0 } else { self.0 <= time || time < to.0 }
    }
}

impl Setting for TimeOfDay {
    fn read(value: &toml::Value) -> Option<Self> {
        let text = value.as_str()?;
        (text.len() == 5).then(|| NaiveTime::parse_from_str(text, "%H:%M").ok().map(Self)).flatten()
    }
    fn write(&self) -> String {
        format!("\"{}\"", self.0.format("%H:%M"))
    }
    fn within(&self, _: i64, _: i64) -> bool {
        true
    }
    fn expected(_: i64, _: i64) -> String {
        "must be a time of day such as \"08:00\"".to_owned()
    }
}

/// What follows where secure accommodation is asked for on an offence that isn't specified, with all four answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonSpecifiedSecure {
    /// It needs a reason, as the statute allows.
    NeedsReason,
    /// It isn't supported, as some local protocols say.
    NotSupported,
}

impl Setting for NonSpecifiedSecure {
    fn read(value: &toml::Value) -> Option<Self> {
        match value.as_str()? {
            "needs_reason" => Some(Self::NeedsReason),
            "not_supported" => Some(Self::NotSupported),
            _ => None,
        }
    }
    fn write(&self) -> String {
        match self {
            Self::NeedsReason => "\"needs_reason\"".to_owned(),
            Self::NotSupported => "\"not_supported\"".to_owned(),
        }
    }
    fn within(&self, _: i64, _: i64) -> bool {
        true
    }
    fn expected(_: i64, _: i64) -> String {
        "must be \"needs_reason\" or \"not_supported\"".to_owned()
    }
}

/// One number of force policy, to be read by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its section of the policy file and its name there: `adult.request_minutes`.
    pub name: &'static str,
    /// What it is set to, as the file writes it.
    pub value: String,
    /// Its unit.
    pub unit: &'static str,
    /// What it does.
    pub does: &'static str,
}

macro_rules! policy {
    ($($(#[doc = $sdoc:literal])* $section:ident $Section:ident { $(
        $key:ident : $ty:ty = $default:expr, $unit:literal, $least:literal ..= $most:literal, $doc:literal;
    )* })*) => {
        $(
            $(#[doc = $sdoc])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct $Section { $(#[doc = concat!($doc, " (", $unit, ")")] pub $key: $ty),* }
        )*

        /// Every number of force policy.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Policy {
            $($(#[doc = $sdoc])* pub $section: $Section,)*
            /// What differs from suite to suite, by the suite's name in lower case.
            pub suites: BTreeMap<String, SuitePolicy>,
        }

        impl Default for Policy {
            fn default() -> Self {
                Self { $($section: $Section { $($key: $default),* },)* suites: BTreeMap::new() }
            }
        }

        impl Policy {
            /// The sections of the file.
            const SECTIONS: &[&str] = &[$(stringify!($section),)* "suites"];

            fn set(&mut self, section: &str, key: &str, value: &toml::Value) -> Result<(), PolicyError> {
                match section {
                    $(stringify!($section) => match key {
                        $(stringify!($key) => {
                            let read = <$ty as Setting>::read(value).filter(|read| read.within($least, $most));
                            self.$section.$key = read.ok_or_else(|| PolicyError::Impossible {
                                section: section.to_owned(),
                                key: key.to_owned(),
                                found: value.to_string(),
                                why: format!("{} ({})", <$ty as Setting>::expected($least, $most), $unit),
                            })?;
                            Ok(())
                        })*
                        _ => Err(unknown(section, key, &[$(stringify!($key)),*])),
                    },)*
                    _ => Err(unknown("policy", section, Self::SECTIONS)),
                }
            }

            /// Returns every number, section by section, in the order of the file.
            #[must_use]
            pub fn numbers(&self) -> Vec<Number> {
                vec![$($(Number {
                    name: concat!(stringify!($section), ".", stringify!($key)),
                    value: Setting::write(&self.$section.$key),
                    unit: $unit,
                    does: $doc,
                },)*)*]
            }

            /// Returns the policy as a TOML file that can be read back, each number with its unit and what it does.
            #[must_use]
            pub fn print(&self) -> String {
                let mut text = String::from("# Force policy. Numbers fixed by law aren't here: see `pacekeeper rules`.\n");
                $(
                    text.push_str(&format!("\n[{}]\n", stringify!($section)));
                    $(text.push_str(&format!(
                        "# {} ({})\n{} = {}\n", $doc, $unit, stringify!($key), Setting::write(&self.$section.$key),
                    ));)*
                )*
                for (name, suite) in &self.suites {
                    text.push_str(&format!("\n[suites.{}]\n{}", toml::Value::String(name.clone()), suite.print()));
                }
                text
            }
        }
    };
}

policy! {
    /// Age and route.
    age AgePolicy {
        unknown_minutes: i64 = 60, "minutes from authorisation", 1..=1440, "Date of birth or age not recorded after this is asked about";
        repeat_days: i64 = 30, "days", 1..=365, "A third detention or a second overnight within this many days is a pattern to ask about";
    }
    /// Detention clock.
    clock ClockPolicy {
        booking_in_minutes: i64 = 30, "minutes, or more", 1..=600, "Waiting this long from arrival to the custody officer falls short";
        overnight_reason_since: TimeOfDay = TimeOfDay::new(18, 0), "time of day", 0..=0, "A review or authorisation since this hour should say why a child is held overnight uncharged";
    }
    /// Reviews.
    review ReviewPolicy {
        live_link_works: bool = false, "true or false", 0..=0, "The suite's live link works, so that a telephone review doesn't count (s.40A)";
        asleep_check_minutes: i64 = 60, "minutes either side", 1..=240, "A check this near a review that says awake puts \"asleep\" in doubt";
        day_from: TimeOfDay = TimeOfDay::new(8, 0), "time of day", 0..=0, "From this hour \"asleep\" is asked about where no check shows sleep";
        day_to: TimeOfDay = TimeOfDay::new(21, 0), "time of day", 0..=0, "Until this hour \"asleep\" is asked about where no check shows sleep";
        night_from: TimeOfDay = TimeOfDay::new(22, 0), "time of day", 0..=0, "From this hour a review likely to find the child asleep should be brought forward";
        night_to: TimeOfDay = TimeOfDay::new(7, 0), "time of day", 0..=0, "Until this hour a review likely to find the child asleep should be brought forward";
        awake_before_minutes: i64 = 180, "minutes", 1..=720, "Awake within this time before the latest time, the review could have been brought forward";
        tell_child_minutes: i64 = 120, "minutes from the first sign of waking", 1..=720, "A child asleep or absent is to be told the outcome within this";
        delegated_minutes: i64 = 60, "minutes", 1..=720, "A talk left to someone else is to be held within this";
        adult_soon_minutes: i64 = 30, "minutes", 0..=240, "An adult this near at a review should be brought in";
        cloned_percent: i64 = 100, "percent of the letters, or more", 70..=100, "Grounds this much the same as an earlier review's, slips of the hand apart, are asked about; 100 is word for word (review.cloned; PACE s.40(8))";
        cloned_least_words: i64 = 4, "words", 1..=30, "Slips are allowed for in grounds of at least this many words (review.cloned; PACE s.40(8))";
    }
    /// Appropriate adult, and telling a parent.
    adult AdultPolicy {
        request_minutes: i64 = 30, "minutes from authorisation", 1..=720, "Ask for an appropriate adult within this";
        request_breach_minutes: i64 = 180, "minutes from authorisation", 1..=1440, "Not asked for by then is a breach of Code C 3.15";
        chase_minutes: i64 = 60, "minutes from the first request", 1..=720, "Chase an adult who hasn't come";
        escalate_minutes: i64 = 120, "minutes from the first request", 1..=1440, "Escalate an adult who hasn't come; past it the wait falls short";
        delay_explained_minutes: i64 = 120, "minutes from authorisation", 1..=1440, "Past this without an adult the record must say why (Code C 1.1A)";
        bail_considered_minutes: i64 = 240, "minutes from authorisation", 1..=1440, "This long without an adult, ask whether release or bail was weighed";
        person_told_minutes: i64 = 60, "minutes from authorisation", 1..=720, "Tell a parent, guardian or care authority within this";
        person_told_breach_minutes: i64 = 180, "minutes from authorisation", 1..=1440, "Nobody told by then is a breach of CYPA 1933 s.34";
    }
    /// Cell checks and the child's voice.
    check CheckPolicy {
        interval_minutes: i64 = 30, "minutes", 1..=60, "Check a child at least this often where no observation plan says otherwise";
        grace_minutes: i64 = 5, "minutes", 0..=30, "A check this much past its interval isn't yet a gap";
        due_soon_minutes: i64 = 5, "minutes", 0..=30, "Show a check as due soon this long before it is due";
        stock_phrases: Phrases = Phrases::default(), "phrases", 0..=200, "Phrases that say nothing as a whole check, beside those built in (check.stock-phrase; Code C 9.3)";
        cloned_within_minutes: i64 = 60, "minutes", 1..=720, "The same words on another child within this are asked about";
        cloned_percent: i64 = 90, "percent of the letters, or more", 70..=100, "Words this much the same as the last check's, slips of the hand apart, are asked about; 100 allows for no slip (check.cloned; Code C 9.3)";
        cloned_least_words: i64 = 4, "words", 1..=30, "A text of fewer words is asked about only where it is just the last check's on the same child (check.cloned; Code C 9.3)";
        cloned_sleeping_count: i64 = 4, "checks in a row", 2..=20, "This many identical sleeping checks with no breathing or position are asked about";
        change_minutes: i64 = 30, "minutes", 1..=240, "Act within this when a child's demeanour turns worse";
        silent_minutes: i64 = 240, "minutes awake", 30..=1440, "Record the child's own words at least this often while awake";
    }
    /// Food, rest, care.
    care CarePolicy {
        meal_minutes: i64 = 480, "minutes awake", 60..=1440, "Offer a meal at least this often while awake";
        woman_minutes: i64 = 60, "minutes from authorisation", 1..=720, "Name the woman responsible for a girl's care within this";
        menstrual_minutes: i64 = 60, "minutes from authorisation", 1..=720, "Ask a girl about, and offer, menstrual products within this";
        request_minutes: i64 = 60, "minutes", 1..=720, "Answer what a child asked for within this";
        force_health_minutes: i64 = 120, "minutes", 1..=720, "See a healthcare professional within this after force was used";
    }
    /// Healthcare and liaison.
    health HealthPolicy {
        asked_minutes: i64 = 60, "minutes from authorisation", 1..=720, "Ask healthcare to see every child within this";
        seen_minutes: i64 = 240, "minutes from authorisation", 1..=1440, "Every child is seen by healthcare within this";
        self_harm_minutes: i64 = 30, "minutes", 1..=240, "After self-harm, ask healthcare and look at risk and level again within this";
        ascc_opens: TimeOfDay = TimeOfDay::new(8, 0), "time of day", 0..=0, "The liaison team (ASCC) opens";
        ascc_closes: TimeOfDay = TimeOfDay::new(20, 0), "time of day", 0..=0, "The liaison team (ASCC) closes";
        ascc_wait_minutes: i64 = 30, "minutes", 1..=240, "A missed child still here this long while ASCC is open should be offered it again";
        edt_after_minutes: i64 = 120, "minutes from authorisation", 1..=720, "Out of hours with no parent or care authority reached by then, the emergency duty team is owed a call";
        edt_within_minutes: i64 = 30, "minutes", 1..=240, "That call is due within this";
    }
    /// Release.
    release ReleasePolicy {
        night_from: TimeOfDay = TimeOfDay::new(22, 0), "time of day", 0..=0, "From this hour a child isn't released alone or to an unnamed adult";
        night_to: TimeOfDay = TimeOfDay::new(6, 0), "time of day", 0..=0, "Until this hour a child isn't released alone or to an unnamed adult";
    }
    /// Accommodation after charge.
    accommodation AccommodationPolicy {
        request_minutes: i64 = 30, "minutes from bail refused", 1..=720, "Ask the authority within this";
        late_minutes: i64 = 60, "minutes from bail refused", 1..=720, "Asking after this falls short";
        breach_minutes: i64 = 180, "minutes from bail refused", 1..=1440, "Not asked by then is a breach of s.38(6)";
        answer_minutes: i64 = 120, "minutes from the request", 1..=720, "An alternative request unanswered this long is the authority's failure";
        moved_minutes: i64 = 120, "minutes from the offer or its time", 1..=720, "A child offered a place is moved within this";
        escalate_first_minutes: i64 = 30, "minutes from the request", 1..=720, "Ring the authority's duty manager and tell the custody inspector";
        escalate_second_minutes: i64 = 60, "minutes from the request", 1..=720, "Ring the head of service on call and tell the duty superintendent";
        escalate_last_minutes: i64 = 120, "minutes from the request", 1..=720, "Ring the director on call; no escalation by then falls short";
        non_specified_secure: NonSpecifiedSecure = NonSpecifiedSecure::NeedsReason, "needs_reason or not_supported", 0..=0, "Secure asked for on an offence that isn't specified, all four answers given";
    }
    /// The record itself.
    entry EntryPolicy {
        check_late_minutes: i64 = 10, "minutes, or more", 1..=120, "A check written this long after it was made is late";
        late_minutes: i64 = 30, "minutes, or more", 1..=240, "Any other entry written this long after it happened is late";
    }
    /// The board.
    board BoardPolicy {
        due_soon_minutes: i64 = 30, "minutes", 1..=240, "Show a duty as due soon this long before it is due";
    }
}

/// What differs from suite to suite; what isn't given is as in the rest of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SuitePolicy {
    /// When the liaison team opens.
    pub ascc_opens: Option<TimeOfDay>,
    /// When it closes.
    pub ascc_closes: Option<TimeOfDay>,
    /// Whether the live link works.
    pub live_link_works: Option<bool>,
}

impl SuitePolicy {
    const KEYS: &'static [&'static str] = &["ascc_opens", "ascc_closes", "live_link_works"];

    fn set(&mut self, suite: &str, key: &str, value: &toml::Value) -> Result<(), PolicyError> {
        let section = format!("suites.{suite}");
        let impossible = |why: String| PolicyError::Impossible {
            section: section.clone(),
            key: key.to_owned(),
            found: value.to_string(),
            why,
        };
        match key {
            "ascc_opens" => {
                self.ascc_opens = Some(TimeOfDay::read(value).ok_or_else(|| impossible(TimeOfDay::expected(0, 0)))?)
            }
            "ascc_closes" => {
                self.ascc_closes = Some(TimeOfDay::read(value).ok_or_else(|| impossible(TimeOfDay::expected(0, 0)))?)
            }
            "live_link_works" => {
                self.live_link_works = Some(bool::read(value).ok_or_else(|| impossible(bool::expected(0, 0)))?)
            }
            _ => return Err(unknown(&section, key, Self::KEYS)),
        }
        Ok(())
    }

    fn print(&self) -> String {
        let mut text = String::new();
        if let Some(opens) = &self.ascc_opens {
            text.push_str(&format!("ascc_opens = {}\n", opens.write()));
        }
        if let Some(closes) = &self.ascc_closes {
            text.push_str(&format!("ascc_closes = {}\n", closes.write()));
        }
        if let Some(works) = &self.live_link_works {
            text.push_str(&format!("live_link_works = {works}\n"));
        }
        text
    }
}

fn unknown(section: &str, key: &str, known: &[&str]) -> PolicyError {
    let hint = nearest(key, known.iter().copied()).map_or_else(String::new, |word| format!(" (did you mean {word}?)"));
    PolicyError::UnknownKey { section: section.to_owned(), key: key.to_owned(), hint }
}

impl Policy {
    /// Reads a policy file: what it doesn't name keeps its default.
    ///
    /// # Errors
    /// Text that isn't TOML, a key that isn't known, a number that can't be.
    pub fn read(text: &str) -> Result<Self, PolicyError> {
        let table = toml::Table::deserialize(
            toml::Deserializer::parse(text).map_err(|error| PolicyError::NotToml(error.to_string()))?,
        )
        .map_err(|error| PolicyError::NotToml(error.to_string()))?;
        let mut policy = Self::default();
        for (section, value) in &table {
            let Some(keys) = value.as_table() else {
                policy.set(section, "", value)?;
                continue;
            };
            if !Self::SECTIONS.contains(&section.as_str()) {
                return Err(unknown("policy", section, Self::SECTIONS));
            }
            for (key, value) in keys {
                if section != "suites" {
                    policy.set(section, key, value)?;
                    continue;
                }
                let Some(settings) = value.as_table() else {
                    return Err(PolicyError::Impossible {
                        section: section.clone(),
                        key: key.clone(),
                        found: value.to_string(),
                        why: "must be a section, such as [suites.Keynsham]".to_owned(),
                    });
                };
                let suite = policy.suites.entry(key.trim().to_lowercase()).or_default();
                for (setting, value) in settings {
                    suite.set(key, setting, value)?;
                }
            }
        }
        policy.check_order()?;
        Ok(policy)
    }

    /// Refuses pairs of numbers of which the later step would come first.
    fn check_order(&self) -> Result<(), PolicyError> {
        let pairs = [
            ("adult", "request_breach_minutes", self.adult.request_minutes, self.adult.request_breach_minutes),
            ("adult", "escalate_minutes", self.adult.chase_minutes, self.adult.escalate_minutes),
            (
                "adult",
                "person_told_breach_minutes",
                self.adult.person_told_minutes,
                self.adult.person_told_breach_minutes,
            ),
            ("health", "seen_minutes", self.health.asked_minutes, self.health.seen_minutes),
            ("accommodation", "late_minutes", self.accommodation.request_minutes, self.accommodation.late_minutes),
            ("accommodation", "breach_minutes", self.accommodation.late_minutes, self.accommodation.breach_minutes),
            (
                "accommodation",
                "escalate_second_minutes",
                self.accommodation.escalate_first_minutes,
                self.accommodation.escalate_second_minutes,
            ),
            (
                "accommodation",
                "escalate_last_minutes",
                self.accommodation.escalate_second_minutes,
                self.accommodation.escalate_last_minutes,
            ),
        ];
        for (section, key, earlier, later) in pairs {
            if later < earlier {
                return Err(PolicyError::Impossible {
                    section: section.to_owned(),
                    key: key.to_owned(),
                    found: later.to_string(),
                    why: format!("must not be less than {earlier}, the step before it"),
                });
            }
        }
        Ok(())
    }

    /// Returns what holds in a suite: its own settings, and the rest of the policy where it has none.
    #[must_use]
    pub fn for_suite(&self, suite: Option<&str>) -> SuitePolicy {
        let own = suite.and_then(|name| self.suites.get(&name.trim().to_lowercase())).cloned().unwrap_or_default();
        SuitePolicy {
            ascc_opens: own.ascc_opens.or(Some(self.health.ascc_opens)),
            ascc_closes: own.ascc_closes.or(Some(self.health.ascc_closes)),
            live_link_works: own.live_link_works.or(Some(self.review.live_link_works)),
        }
    }
}
