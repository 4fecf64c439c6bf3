//! The stays of one record: bailed before charge and back, or released and arrested again, is two stays in one file.

use crate::law::facts::{Fact, Facts, Mark};
use crate::record::detention::{closes, opens};
use crate::record::kinds::Particular;
use crate::record::words::ReleaseOutcome;
use crate::record::{Instant, Kind, Standing};

/// One stay: from the arrest, arrival or answering of bail that began it to what ended it, and what was entered after.
pub struct Episode<'a> {
    /// Its entries, in order.
    pub entries: Vec<Standing<'a>>,
    /// The entry that ended it, if one has.
    pub end: Option<Mark>,
    /// Whether it ended in bail before charge, so that its minutes count when the child returns (s.47(6)).
    pub bailed: bool,
    /// Whether it ended in a refusal to authorise detention.
    pub refused: bool,
}

impl<'a> Episode<'a> {
    /// Returns the entries of one kind, in order.
    pub fn each<K: Particular + 'a>(&self) -> impl DoubleEndedIterator<Item = Fact<'a, K>> + use<'a, '_, K> {
        self.entries.iter().filter_map(|standing| {
            let it = K::of(&standing.entry.kind)?;
            Some(Fact { position: standing.position, at: standing.entry.at(), entry: standing.entry, it })
        })
    }

    /// Returns when it ended, or the instant judged while it hasn't.
    #[must_use]
    pub fn until(&self, facts: &Facts<'_>) -> Instant {
        self.end.map_or(facts.now, |end| end.at)
    }

    /// Returns whether it holds anything of an arrest or of being held, and not only a child who came by themselves.
    #[must_use]
    pub fn is_of_detention(&self) -> bool {
        self.entries.iter().any(|standing| opens(&standing.entry.kind))
    }

    /// Returns when and where the first entry of one kind stands.
    #[must_use]
    pub fn mark<K: Particular + 'a>(&self) -> Option<Mark> {
        self.each::<K>().next().map(|fact| Mark { at: fact.at, position: fact.position })
    }
}

/// Returns the stays of a record in order; a record with entries has at least one.
#[must_use]
pub fn episodes<'a>(facts: &Facts<'a>) -> Vec<Episode<'a>> {
    let mut episodes: Vec<Episode<'a>> = Vec::new();
    for &standing in &facts.entries {
        let kind = &standing.entry.kind;
        let anew = match episodes.last_mut() {
            None => true,
            // Refused and then authorised after all, with no coming or going between: one stay.
            Some(last) if last.refused && matches!(kind, Kind::DetentionAuthorised(_) | Kind::Presented(_)) => {
                (last.end, last.refused) = (None, false);
                false
            }
            Some(last) => last.end.is_some() && begins(kind),
        };
        if anew {
            episodes.push(Episode { entries: Vec::new(), end: None, bailed: false, refused: false });
        }
        let Some(last) = episodes.last_mut() else { continue };
        if last.end.is_none() && closes(kind) {
            let charged = last.entries.iter().any(|earlier| matches!(earlier.entry.kind, Kind::Charged(_)));
            last.end = Some(Mark { at: standing.entry.at(), position: standing.position });
            last.refused = matches!(kind, Kind::DetentionRefused(_));
            last.bailed = match kind {
                Kind::Bailed(bailed) => bailed.before_charge,
                Kind::Released(released) => released.outcome == ReleaseOutcome::Bail && !charged,
                _ => false,
            };
        }
        last.entries.push(standing);
    }
    episodes
}

/// Returns whether an entry begins a stay: the child in police hands, or come by themselves.
fn begins(kind: &Kind) -> bool {
    opens(kind) || matches!(kind, Kind::Attended(_))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::law::Suite;
    use crate::law::policy::Policy;
    use crate::law::testing::{given, instant};

    #[test]
    fn bail_before_charge_and_the_return_are_two_stays() {
        let record = given()
            .at("10:00", "arrested", json!({}))
            .at("10:40", "arrived", json!({}))
            .at("16:00", "bailed", json!({ "before_charge": true }))
            .at("16:10", "referral_submitted", json!({ "to": "childrens_social_care" }))
            .at("+1 09:00", "answered_bail", json!({}))
            .record();
        let (policy, suite) = (Policy::default(), Suite::default());
        let facts = Facts::gather(&record, &policy, &suite, instant("+1 10:00"));
        let stays = episodes(&facts);
        assert_eq!(stays.iter().map(|stay| stay.entries.len()).collect::<Vec<_>>(), vec![4, 1]);
        assert_eq!(stays.iter().map(|stay| stay.bailed).collect::<Vec<_>>(), vec![true, false]);
        assert_eq!(stays[0].end, Some(Mark { at: instant("16:00"), position: 2 }));
    }

    #[test]
    fn detention_refused_and_authorised_after_all_is_one_stay() {
        let record = given()
            .at("10:40", "arrived", json!({}))
            .at("10:50", "detention_refused", json!({ "disagreement": true }))
            .authorised("11:05");
        let seen = record.judged("12:00");
        assert_eq!(seen.0.clocks.relevant_time, Some(instant("10:40")));
        assert_eq!(seen.0.clocks.detention_limit, Some(instant("+1 10:40")));
    }
}
