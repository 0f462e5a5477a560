//! Callers who are blocked at run time (feature N3): they stand beside the caller lists of the
//! configuration. An apply lets none of them in: it ends only what the lists of the center say themselves.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::Now;
use model::Touched;
use model::config::{CallerPattern, Config};
use model::live::{Ended, Ending, How, Listed};
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
    /// Those of them whom the lists of the center turn away as well: the next apply ends that.
    twice: BTreeSet<String>,
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

    fn remove(&mut self, caller: &str) {
        self.twice.remove(caller);
        if let Some((caller, Some(end))) = self.callers.remove_entry(caller) {
            self.ends.remove(&(end, caller));
        }
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

/// Takes those out whom the lists of the center turn away themselves.
pub(crate) fn settle_blocked(
    blocked: &mut BTreeMap<String, BlockedCaller>,
    config: &Config,
) -> Vec<BlockedCaller> {
    if blocked.is_empty() {
        return Vec::new();
    }
    let listed = Listed::of(config);
    let said = blocked.extract_if(.., |caller, _| listed.has(caller));
    said.map(|(_, caller)| caller).collect()
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
        self.note_twice(&caller);
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
    pub(crate) fn unblock(
        &mut self,
        now: Now,
        principal: &Principal,
        caller: &str,
    ) -> Result<(), Problem> {
        let caller = normalise(caller);
        let there = self.blocked.callers.contains_key(&caller);
        self.known("blocked caller", &caller, there)?;
        let ending = Ending::by(How::Undone, principal.to_string(), now.wall);
        self.let_in(now, caller, ending);
        self.watch_live(now);
        Ok(())
    }

    fn let_in(&mut self, now: Now, caller: String, ending: Ending) {
        self.blocked.remove(&caller);
        self.tell_blocked(now, &caller, false);
        let ended = Ended {
            what: caller,
            ending,
        };
        self.put(Output::Journal(Entry::Unblocked(ended)));
    }

    /// Lets in again whoever has been blocked long enough.
    pub(crate) fn expire_blocked(&mut self, now: Now) {
        while let Some(caller) = self.blocked.expired(now.wall) {
            self.let_in(now, caller, Ending::expired(now.wall));
        }
    }

    /// Those whom the configuration turns away itself. Where its lists are the same as before, they are known.
    pub(crate) fn said_blocked(&mut self, old: &Config, touched: &Touched) -> Vec<String> {
        let twice = std::mem::take(&mut self.blocked.twice);
        let lists = &self.desired.center.inbound_blacklist;
        let differ = *lists != old.center.inbound_blacklist
            || lists.iter().any(|it| touched.caller_lists.contains(it));
        if !differ || self.blocked.callers.is_empty() {
            return twice.into_iter().collect();
        }
        let listed = Listed::of(&self.desired);
        let callers = self.blocked.callers.keys();
        callers.filter(|it| listed.has(it)).cloned().collect()
    }

    /// They are blocked by it alone. The ledger finds that in the apply.
    pub(crate) fn settle_blacklist(&mut self, now: Now, said: Vec<String>) {
        for caller in said {
            self.blocked.remove(&caller);
            self.tell_blocked(now, &caller, false);
        }
    }

    fn note_twice(&mut self, caller: &str) {
        if self.center.turns_away(caller) {
            self.blocked.twice.insert(caller.to_owned());
        }
    }

    /// After a restart whoever was blocked still is.
    pub(crate) fn restore_blocked(&mut self, now: Now) {
        let callers: Vec<String> = self.blocked.callers.keys().cloned().collect();
        for caller in callers {
            self.tell_blocked(now, &caller, true);
            self.note_twice(&caller);
        }
    }

    fn tell_blocked(&mut self, now: Now, caller: &str, blocked: bool) {
        let input = contact::Input::Block(caller.to_owned(), blocked);
        self.center.handle(now, input);
    }
}
