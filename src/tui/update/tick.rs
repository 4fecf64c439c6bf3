//! Time going on at the desk.

use chrono::TimeDelta;

use crate::record::Instant;
use crate::record::time::{clock, length, minutes_between};
use crate::tui::Model;
use crate::tui::effect::Effect;
use crate::tui::model::{Face, IDLE_MINUTES};

/// How far the desk's time may move from one look at the clock to the next before it is said: our own choice, longer than
/// any write to a slow disk, shorter than what would move a review.
const JUMP: TimeDelta = TimeDelta::minutes(5);

impl Model {
    /// Lets time go on: what is due is worked out afresh each minute, what is typed is kept, a clock that jumped is told,
    /// a desk at which no key came for long enough is locked, and the bell rings for what has come up.
    pub(super) fn tick(&mut self, now: Instant) -> Vec<Effect> {
        let before = self.now;
        let minute = |at: Instant| at.timestamp().div_euclid(60);
        // What was typed has the time the clock showed before it jumped.
        let mut effects = self.keep_draft();
        // A clock that went back mustn't leave the desk open until it has caught up.
        self.last_key = self.last_key.min(now);
        self.now = now;
        if minute(now) != minute(before) {
            self.rejudge();
        }
        // Among lines time goes on only when a line comes, and nothing stands on a screen to be blanked.
        if self.face == Face::Lines {
            return effects;
        }
        if (now - before).abs() > JUMP {
            self.clock_jumped(before);
        }
        if now - self.last_key >= TimeDelta::minutes(IDLE_MINUTES) {
            effects.extend(self.leave_alone());
        }
        effects.extend(self.ring());
        effects
    }

    /// Says that the clock jumped, from where to where, and what that does to what is written.
    fn clock_jumped(&mut self, before: Instant) {
        let now = self.now;
        let moved = if now < before {
            format!("THE CLOCK WENT BACK {}", length(minutes_between(now, before)))
        } else {
            format!("THE CLOCK JUMPED ON {}", length(minutes_between(before, now)))
        };
        let times = format!("from {} to {}", clock(before), clock(now));
        self.say_also(&format!(
            "{moved}, {times}. Nothing written is changed; what is due is worked out afresh. Check this machine's clock \
             before you sign"
        ));
        if let Some(status) = &mut self.status {
            status.bad = true;
        }
    }
}
