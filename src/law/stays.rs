//! The stays of one record: bailed before charge and back, or released and arrested again, is two stays in one file.
//!
//! The one split that every room of the law stands on: the detention clock, reviews, the adult, what is held overnight.

use std::ops::Range;

use super::facts::{Fact, Facts, Held, Mark};
use crate::record::detention::{closes, opens};
use crate::record::kinds::{AnsweredBail, Arrested, KindName, Particular};
use crate::record::words::ReleaseOutcome;
use crate::record::{Instant, Kind, Standing};

/// One stay: from the arrest, arrival or answering of bail that began it to what ended it, and what was entered after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The places of its entries in [`Facts::entries`].
    pub entries: Range<usize>,
    /// The first entry that shows the child in police hands; none where they only came by themselves.
    pub opened: Option<Mark>,
    /// From when, and until when, the child was at a station under arrest.
    pub held: Option<Held>,
    /// The first authorisation of detention within it.
    pub authorised: Option<Mark>,
    /// The return on bail that began it.
    pub returned: Option<Mark>,
    /// Minutes used in earlier detentions that aren't in this file.
    pub used_elsewhere: Option<u32>,
    /// The first charge within it, before it ended: one entered afterwards, by post or at court, changes nothing of it.
    pub charged: Option<Mark>,
    /// The place of that charge in [`Facts::entries`].
    pub charged_order: Option<usize>,
    /// The entry that ended it, if one has.
    pub end: Option<Mark>,
    /// Whether it ended in bail before charge, so that its minutes count when the child returns (s.47(6)).
    pub bailed: bool,
    /// Whether it ended in a refusal to authorise detention.
    refused: bool,
}

impl Stay {
    fn begin(order: usize) -> Self {
        Self {
            entries: order..order,
            opened: None,
            held: None,
            authorised: None,
            returned: None,
            used_elsewhere: None,
            charged: None,
            charged_order: None,
            end: None,
            bailed: false,
            refused: false,
        }
    }

    /// Returns its entries, in order.
    #[must_use]
    pub fn standing<'f, 'a>(&self, facts: &'f Facts<'a>) -> &'f [Standing<'a>] {
        facts.entries.get(self.entries.clone()).unwrap_or_default()
    }

    /// Returns its entries of one kind, in order.
    pub fn each<'a, 'f, K: Particular + 'a>(
        &self,
        facts: &'f Facts<'a>,
    ) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, 'f, K> {
        facts.each_within(self.entries.clone())
    }

    /// Returns when and where its first entry of one kind stands.
    #[must_use]
    pub fn mark<'a, K: Particular + 'a>(&self, facts: &Facts<'a>) -> Option<Mark> {
        self.each::<K>(facts).next().map(|fact| fact.mark())
    }

    /// Returns when it ended, or the instant judged while it hasn't.
    #[must_use]
    pub fn until(&self, facts: &Facts<'_>) -> Instant {
        self.end.map_or(facts.now, |end| end.at)
    }

    /// Returns whether it holds anything of an arrest or of being held, and not only a child who came by themselves.
    #[must_use]
    pub fn is_of_detention(&self) -> bool {
        self.opened.is_some()
    }

    /// Returns whether an instant falls within its detention: from the authorisation (the opening where none is recorded) to
    /// the end, both included.
    #[must_use]
    pub fn covers(&self, at: Instant) -> bool {
        let from = self.authorised.or(self.opened);
        from.is_none_or(|from| from.at <= at) && self.end.is_none_or(|end| at <= end.at)
    }

    /// Returns whether the child had been charged by that instant.
    #[must_use]
    pub fn charged_by(&self, at: Instant) -> bool {
        self.charged.is_some_and(|charged| charged.at <= at)
    }

    fn take(&mut self, order: usize, standing: &Standing<'_>, now: Instant) {
        let kind = standing.kind;
        let mark = Mark { at: standing.at, position: standing.position };
        self.entries.end = order + 1;
        if opens(kind) {
            self.opened = self.opened.or(Some(mark));
        }
        if brings_in(standing) && self.end.is_none() {
            self.held = self.held.or(Some(Held { from: mark.at, to: now.max(mark.at), over: false }));
        }
        match kind {
            KindName::DetentionAuthorised => self.authorised = self.authorised.or(Some(mark)),
            KindName::AnsweredBail => {
                self.returned = self.returned.or(Some(mark));
                let used = AnsweredBail::of(&standing.entry.kind).and_then(|answered| answered.time_used_minutes);
                self.used_elsewhere = self.used_elsewhere.or(used);
            }
            // Entered at the minute of the end counts; later doesn't.
            KindName::Charged if self.charged.is_none() && self.end.is_none_or(|end| mark.at <= end.at) => {
                (self.charged, self.charged_order) = (Some(mark), Some(order));
            }
            _ => {}
        }
        if self.end.is_none() && closes(kind) {
            self.end = Some(mark);
            self.refused = kind == KindName::DetentionRefused;
            self.bailed = match &standing.entry.kind {
                Kind::Bailed(bailed) => bailed.before_charge,
                Kind::Released(released) => released.outcome == ReleaseOutcome::Bail && self.charged.is_none(),
                _ => false,
            };
            if let Some(held) = &mut self.held {
                (held.to, held.over) = (mark.at, true);
            }
        }
    }

    /// Takes the refusal to authorise back: detention was authorised after all, with no coming or going between.
    fn resume(&mut self, now: Instant) {
        (self.end, self.refused) = (None, false);
        if let Some(held) = &mut self.held {
            (held.to, held.over) = (now.max(held.from), false);
        }
    }
}

/// Splits the entries that stand, in order, into stays; there is at least one where there are entries.
#[must_use]
pub fn split(entries: &[Standing<'_>], now: Instant) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for (order, standing) in entries.iter().enumerate() {
        let kind = standing.kind;
        match stays.last_mut() {
            Some(last) if last.refused && matches!(kind, KindName::DetentionAuthorised | KindName::Presented) => {
                last.resume(now);
            }
            Some(last) if last.end.is_none() || !begins(kind) => {}
            _ => stays.push(Stay::begin(order)),
        }
        if let Some(last) = stays.last_mut() {
            last.take(order, standing, now);
        }
    }
    stays
}

/// Returns whether an entry begins a stay: the child in police hands, or come by themselves.
fn begins(kind: KindName) -> bool {
    opens(kind) || kind == KindName::Attended
}

/// Returns whether an entry shows the child at a station under arrest.
fn brings_in(standing: &Standing<'_>) -> bool {
    let elsewhere = || Arrested::of(&standing.entry.kind).is_some_and(|arrest| arrest.at_station != Some(true));
    opens(standing.kind) && !elsewhere()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::policy::Policy;
    use crate::law::testing::{Given, given, instant};
    use crate::law::{Facts, Suite};

    fn stays(given: &Given, now: &str) -> Vec<Stay> {
        let (record, policy, suite) = (given.record(), Policy::default(), Suite::default());
        Facts::gather(&record, &policy, &suite, instant(now)).stays
    }

    fn spent(stay: &Stay) -> Option<(Instant, Instant, bool)> {
        stay.held.map(|held| (held.from, held.to, held.over))
    }

    #[test]
    fn bail_before_charge_and_the_return_are_two_stays() {
        let given = given()
            .at("10:00", "arrested", json!({}))
            .at("10:40", "arrived", json!({}))
            .at("16:00", "bailed", json!({ "before_charge": true }))
            .at("16:10", "referral_submitted", json!({ "to": "childrens_social_care" }))
            .at("+1 09:00", "answered_bail", json!({ "time_used_minutes": 30 }))
            .at("+1 09:10", "charged", json!({ "offences": ["theft"] }));
        let stays = stays(&given, "+1 10:00");
        assert_eq!(stays.iter().map(|stay| stay.entries.clone()).collect::<Vec<_>>(), vec![0..4, 4..6]);
        assert_eq!(stays.iter().map(|stay| stay.bailed).collect::<Vec<_>>(), vec![true, false]);
        assert_eq!(stays[0].end, Some(Mark { at: instant("16:00"), position: 2 }));
        assert_eq!(spent(&stays[0]), Some((instant("10:40"), instant("16:00"), true)));
        assert_eq!(spent(&stays[1]), Some((instant("+1 09:00"), instant("+1 10:00"), false)));
        assert_eq!((stays[1].used_elsewhere, stays[1].charged_order), (Some(30), Some(5)));
        assert!(stays[1].charged_by(instant("+1 09:10")) && !stays[1].charged_by(instant("+1 09:09")));
    }

    #[test]
    fn release_on_bail_is_bail_before_charge_only_where_no_charge_stands() {
        let released = |given: Given| stays(&given.at("16:00", "released", json!({ "outcome": "bail" })), "17:00");
        assert!(released(given().authorised("12:00"))[0].bailed);
        let charged = given().authorised("12:00").at("15:00", "charged", json!({ "offences": ["theft"] }));
        assert!(!released(charged)[0].bailed);
    }

    #[test]
    fn detention_refused_and_authorised_after_all_is_one_stay() {
        let given = given()
            .at("10:40", "arrived", json!({}))
            .at("10:50", "detention_refused", json!({ "disagreement": true }))
            .authorised("11:05");
        let stays = stays(&given, "12:00");
        assert_eq!(stays.len(), 1);
        assert_eq!((stays[0].end, spent(&stays[0])), (None, Some((instant("10:40"), instant("12:00"), false))));
        let seen = given.judged("12:00");
        assert_eq!(seen.0.clocks.relevant_time, Some(instant("10:40")));
        assert_eq!(seen.0.clocks.detention_limit, Some(instant("+1 10:40")));
    }

    #[test]
    fn only_a_refusal_is_taken_back_by_an_authorisation_and_by_nothing_else() {
        let released = given()
            .authorised("12:00")
            .at("16:00", "released", json!({ "outcome": "no_further_action" }))
            .authorised("18:00");
        let both = stays(&released, "19:00");
        assert_eq!(
            both.iter().map(|stay| stay.end.map(|end| end.at)).collect::<Vec<_>>(),
            vec![Some(instant("16:00")), None]
        );
        let refused = given()
            .at("10:40", "arrived", json!({}))
            .at("10:50", "detention_refused", json!({ "disagreement": true }))
            .at("10:55", "note", json!({ "text": "mother rung" }));
        let one = stays(&refused, "12:00");
        assert_eq!((one.len(), one[0].end.map(|end| end.at)), (1, Some(instant("10:50"))));
    }

    #[test]
    fn a_transfer_a_second_booking_in_and_a_new_arrest_begin_no_stay() {
        let given = given()
            .authorised("12:00")
            .at("13:00", "arrived", json!({ "station": "Second" }))
            .authorised("13:10")
            .at("14:00", "arrested", json!({}));
        assert_eq!(stays(&given, "15:00").len(), 1);
    }

    #[test]
    fn coming_by_themselves_is_no_detention_and_ends_none() {
        let came = given().at("09:00", "attended", json!({})).at("09:30", "released", json!({ "outcome": "other" }));
        let before = stays(&came, "10:00");
        assert!(!before[0].is_of_detention() && before[0].held.is_none());
        let after = given().authorised("12:00").at("13:00", "released", json!({ "outcome": "no_further_action" })).at(
            "+1 09:00",
            "attended",
            json!({}),
        );
        assert_eq!(stays(&after, "+1 10:00").len(), 2);
        let (record, policy, suite) = (after.record(), Policy::default(), Suite::default());
        let facts = Facts::gather(&record, &policy, &suite, instant("+1 10:00"));
        assert_eq!(facts.end, Some(Mark { at: instant("13:00"), position: 1 }));
    }

    #[test]
    fn a_charge_at_the_minute_of_the_end_is_of_the_stay_and_a_later_one_isnt() {
        let charged = |at: &str| {
            let given = given().authorised("12:00").at("16:00", "released", json!({ "outcome": "bail" }));
            stays(&given.at(at, "charged", json!({ "offences": ["theft"] })), "18:00")[0].charged.is_some()
        };
        assert!(charged("16:00") && !charged("16:01"));
    }

    #[test]
    fn a_stay_covers_its_authorisation_and_its_end_and_nothing_outside() {
        let given = given().at("11:00", "arrived", json!({})).authorised("12:00").at(
            "16:00",
            "released",
            json!({ "outcome": "no_further_action" }),
        );
        let stay = &stays(&given, "18:00")[0];
        let covers = |at| stay.covers(instant(at));
        assert!(!covers("11:59") && covers("12:00") && covers("16:00") && !covers("16:01"));
        assert_eq!(stay.opened, Some(Mark { at: instant("11:00"), position: 0 }));
    }
}
