//! Callers who are blocked at run time (feature N3): they stand beside the caller lists of the
//! configuration, and no apply touches them.

use jiff::Timestamp;
use kernel::Now;
use model::config::CallerPattern;
use model::phone_number::normalise;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::interface::{Output, Problem};
use crate::ledger::Entry;
use crate::switch::Switch;

/// Callers at most.
const CALLERS: usize = 100_000;

/// A caller who is blocked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockedCaller {
    /// His number in the form in which all its spellings are one.
    pub caller: String,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who blocked him.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Switch {
    /// Blocks a caller from his next call on. Of one who is blocked already the note is another.
    pub(crate) fn block(
        &mut self,
        now: Now,
        principal: &Principal,
        caller: &str,
        note: String,
    ) -> Result<(), Problem> {
        if caller.contains('*') || CallerPattern::new(caller).is_err() {
            return Err(Problem::NoCaller(caller.to_owned()));
        }
        let caller = normalise(caller);
        if self.blocked.len() >= CALLERS && !self.blocked.contains(&caller) {
            return Err(Problem::Limit {
                kind: "blocked callers",
                limit: CALLERS,
            });
        }
        self.tell_blocked(now, &caller, true);
        self.blocked.insert(caller.clone());
        self.put(Output::Journal(Entry::Blocked(BlockedCaller {
            caller,
            note,
            by: principal.to_string(),
            at: now.wall,
        })));
        Ok(())
    }

    /// Lets a caller in again.
    pub(crate) fn unblock(&mut self, now: Now, caller: &str) -> Result<(), Problem> {
        let caller = normalise(caller);
        let there = self.blocked.remove(&caller);
        self.known("blocked caller", &caller, there)?;
        self.tell_blocked(now, &caller, false);
        self.put(Output::Journal(Entry::Unblocked(caller)));
        Ok(())
    }

    /// After a restart whoever was blocked still is.
    pub(crate) fn restore_blocked(&mut self, now: Now) {
        for caller in self.blocked.clone() {
            self.tell_blocked(now, &caller, true);
        }
    }

    fn tell_blocked(&mut self, now: Now, caller: &str, blocked: bool) {
        let input = contact::Input::Block(caller.to_owned(), blocked);
        self.center.handle(now, input);
    }
}
