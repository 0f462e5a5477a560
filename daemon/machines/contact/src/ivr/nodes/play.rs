//! `play`: plays something and goes on (feature I2).
//!
//! A key cuts an interruptible play short. Either way the key is kept for the next question, so a caller
//! who knows the way can type ahead.

use model::config::Play;

use super::{At, Work};
use crate::ivr::{Heard, Step, Visit};
use crate::limits;

impl Work for Play {
    type Stage = ();

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        if !visit.play(&self.speech, self.times.max(1)) {
            return Step::Exception;
        }
        Step::Stay(At::Play(()), limits::PROMPT)
    }

    fn hear(&self, visit: &mut Visit<'_>, (): (), heard: Heard) -> Step {
        match heard {
            Heard::Played | Heard::Late => Step::Go(self.next.clone()),
            Heard::Replied(_) => visit.ignore(),
            Heard::Key(key) => {
                visit.keep(key);
                if !self.interruptible {
                    return Step::Stayed;
                }
                visit.quiet();
                Step::Go(self.next.clone())
            }
        }
    }
}
