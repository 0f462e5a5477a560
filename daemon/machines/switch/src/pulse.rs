//! A sign of life in the journal while calls are up: a call that a crash cuts off lasted until the last
//! one, however long nothing had happened in it.

use std::time::Duration;

use kernel::Now;

use crate::interface::Output;
use crate::ledger::Entry;
use crate::switch::Switch;

/// How often.
const EVERY: Duration = Duration::from_secs(5);

impl Switch {
    /// Writes a sign of life down if one is due.
    pub(crate) fn beat(&mut self, now: Now) {
        let next = Some(now.mono + EVERY);
        self.sign_due = match self.sign_due {
            _ if !self.center.has_calls() => None,
            Some(due) if now.mono < due => Some(due),
            None => next,
            Some(_) => {
                self.put(Output::Journal(Entry::Alive(now.wall)));
                next
            }
        };
    }
}
