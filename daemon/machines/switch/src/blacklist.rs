//! Callers who are blocked at run time (feature N3): they stand beside the caller lists of the
//! configuration. An apply lets none of them in: it ends only what the lists of the center say themselves.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::Now;
use model::config::{CallerPattern, Config};
use model::live::Listed;
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
    /// When he is let in again by himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// Callers who are blocked, by number, and the order in which that ends by itself.
#[derive(Default)]
pub(crate) struct Blacklist {
    callers: BTreeMap<String, Option<Timestamp>>,
    ends: BTreeSet<(Timestamp, String)>,
}

impl Blacklist {
    /// Those of a ledger.
    pub(crate) fn new(blocked: BTreeMap<String, BlockedCaller>) -> Blacklist {
        let mut blacklist = Blacklist::default();
        for (caller, blocked) in blocked {
            blacklist.insert(caller, blocked.expires);
        }
        blacklist
    }

    fn insert(&mut self, caller: String, expires: Option<Timestamp>) {
        self.remove(&caller);
        self.ends.extend(expires.map(|end| (end, caller.clone())));
        self.callers.insert(caller, expires);
    }

    fn remove(&mut self, caller: &str) -> bool {
        let Some((caller, expires)) = self.callers.remove_entry(caller) else {
            return false;
        };
        if let Some(end) = expires {
            self.ends.remove(&(end, caller));
        }
        true
    }

    /// When the next one is let in again by himself.
    pub(crate) fn next_end(&self) -> Option<Timestamp> {
        self.ends.first().map(|(end, _)| *end)
    }

    /// One who has been blocked long enough.
    fn expired(&self, now: Timestamp) -> Option<String> {
        let (end, caller) = self.ends.first()?;
        (*end <= now).then(|| caller.clone())
    }
}

/// Forgets those whom the lists of the center turn away themselves.
pub fn settle_blocked(blocked: &mut BTreeMap<String, BlockedCaller>, config: &Config) {
    if !blocked.is_empty() {
        let listed = Listed::of(config);
        blocked.retain(|caller, _| !listed.has(caller));
    }
}

impl Switch {
    /// Blocks a caller from his next call on. Of one who is blocked already the note is another.
    pub(crate) fn block(
        &mut self,
        now: Now,
        principal: &Principal,
        caller: &str,
        note: String,
        expires: Option<Timestamp>,
    ) -> Result<(), Problem> {
        if caller.contains('*') || CallerPattern::new(caller).is_err() {
            return Err(Problem::NoCaller(caller.to_owned()));
        }
        let caller = normalise(caller);
        let known = &self.blocked.callers;
        if known.len() >= CALLERS && !known.contains_key(&caller) {
            return Err(Problem::Limit {
                kind: "blocked callers",
                limit: CALLERS,
            });
        }
        self.tell_blocked(now, &caller, true);
        self.blocked.insert(caller.clone(), expires);
        self.put(Output::Journal(Entry::Blocked(BlockedCaller {
            caller,
            note,
            by: principal.to_string(),
            at: now.wall,
            expires,
        })));
        self.watch_live(now);
        Ok(())
    }

    /// Lets a caller in again.
    pub(crate) fn unblock(&mut self, now: Now, caller: &str) -> Result<(), Problem> {
        let caller = normalise(caller);
        let there = self.blocked.remove(&caller);
        self.known("blocked caller", &caller, there)?;
        self.tell_blocked(now, &caller, false);
        self.put(Output::Journal(Entry::Unblocked(caller)));
        self.watch_live(now);
        Ok(())
    }

    /// Lets in again whoever has been blocked long enough.
    pub(crate) fn expire_blocked(&mut self, now: Now) {
        while let Some(caller) = self.blocked.expired(now.wall) {
            self.blocked.remove(&caller);
            self.tell_blocked(now, &caller, false);
            self.put(Output::Journal(Entry::Unblocked(caller)));
        }
    }

    /// Whom the configuration turns away is blocked by it alone. The ledger finds that in the apply.
    pub(crate) fn settle_blacklist(&mut self, now: Now) {
        if self.blocked.callers.is_empty() {
            return;
        }
        let listed = Listed::of(&self.desired);
        let callers = self.blocked.callers.keys();
        let said: Vec<String> = callers.filter(|it| listed.has(it)).cloned().collect();
        for caller in said {
            self.blocked.remove(&caller);
            self.tell_blocked(now, &caller, false);
        }
    }

    /// After a restart whoever was blocked still is.
    pub(crate) fn restore_blocked(&mut self, now: Now) {
        let callers: Vec<String> = self.blocked.callers.keys().cloned().collect();
        for caller in callers {
            self.tell_blocked(now, &caller, true);
        }
    }

    fn tell_blocked(&mut self, now: Now, caller: &str, blocked: bool) {
        let input = contact::Input::Block(caller.to_owned(), blocked);
        self.center.handle(now, input);
    }
}
