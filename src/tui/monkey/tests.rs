//! The games that are played: twenty thousand keys with the other tests, more where they are asked for.

use super::{Game, Tally};

/// How many messages an evening has: long enough for a night's entries, short enough that records stay of a night's length.
const MESSAGES: usize = 1_500;

/// How many keys are pressed with the other tests.
const KEYS: usize = 20_000;

/// `PACEKEEPER_MONKEY_KEYS=1000000` plays as many keys; `PACEKEEPER_MONKEY_SEED` begins with another game.
#[test]
fn whatever_is_pressed_nothing_breaks_and_nothing_is_lost() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let most = number("PACEKEEPER_MONKEY_KEYS").map_or(KEYS, |keys| usize::try_from(keys).unwrap());
    let mut tally = Tally::default();
    for seed in number("PACEKEEPER_MONKEY_SEED").unwrap_or(1).. {
        if tally.keys >= most {
            break;
        }
        Game::of(seed).play(MESSAGES, &mut tally);
    }
    println!("{tally:?}");
    let Tally { signed, moved, failed, kept, discarded, locked, walks, .. } = tally;
    for came in [signed, moved, failed, kept, discarded, locked, walks] {
        assert!(came > 0 || most < KEYS, "the monkey got nowhere: {tally:?}");
    }
}
