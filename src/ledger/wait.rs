//! Waiting for another desk: short, with jitter, so that no writer is left behind and none waits long.

use std::time::Duration;

/// How often a locked ledger is tried before it is said to be locked: some three seconds in all.
///
/// Eight desks appending at once hold the lock a few milliseconds each; SQLite's own handler backs off to 100 ms steps
/// that all writers share, and lets one of them wait over a second.
const TRIES: i32 = 240;

/// The longest single wait, in milliseconds.
const LONGEST_MS: u32 = 24;

/// Waits a little and says whether to try again; SQLite calls it with the number of tries so far.
pub(super) fn a_little(tries: i32) -> bool {
    if tries >= TRIES {
        return false;
    }
    let ceiling = LONGEST_MS.min(1 << tries.clamp(0, 16));
    // Without random numbers every writer would wait alike; that is slower, not wrong.
    let jitter = getrandom::u32().map_or(ceiling, |random| random % (ceiling + 1));
    std::thread::sleep(Duration::from_millis(u64::from(jitter.max(1))));
    true
}

#[cfg(test)]
mod tests {
    use super::{TRIES, a_little};

    #[test]
    fn waiting_ends() {
        assert!(a_little(0));
        assert!(!a_little(TRIES));
    }
}
