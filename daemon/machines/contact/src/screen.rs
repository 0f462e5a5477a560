//! Which callers are let in: the blacklists of the center, of the flow and of run time, and the
//! whitelists that overrule them (features I19 and N3).

use std::collections::{BTreeMap, BTreeSet};

use model::Name;
use model::config::{CallerList, Config, Match, Screening};
use model::phone_number::normalise;

/// The callers of all lists, ready to be looked up.
#[derive(Default)]
pub(crate) struct Screen {
    lists: BTreeMap<Name, List>,
    /// Numbers blocked at run time.
    blocked: BTreeSet<String>,
}

#[derive(Default)]
struct List {
    numbers: BTreeSet<String>,
    starts: Vec<String>,
    withheld: bool,
}

/// Why a caller is turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Blocked {
    /// He is on a list.
    Listed(Name),
    /// He was blocked at run time.
    AtRunTime,
    /// He is not on the whitelist of a flow that takes nobody else.
    Uninvited,
}

impl Screen {
    /// Takes over those lists of a configuration that are others than before.
    pub(crate) fn adopt(&mut self, config: &Config, touched: &BTreeSet<Name>) {
        for name in touched {
            match config.caller_lists.get(name) {
                Some(list) => self.lists.insert(name.clone(), List::of(list)),
                None => self.lists.remove(name),
            };
        }
    }

    /// Whether a caller with a number is on one of these lists.
    pub(crate) fn lists(&self, names: &[Name], caller: &str) -> bool {
        let caller = normalise(caller);
        names.iter().any(|name| self.is_on(name, &caller))
    }

    /// Blocks a caller at run time, or lets him in again.
    pub(crate) fn block(&mut self, caller: &str, blocked: bool) {
        let caller = normalise(caller);
        if blocked {
            self.blocked.insert(caller);
        } else {
            self.blocked.remove(&caller);
        }
    }

    /// Why a flow does not take a caller; `None`: it does. A caller without a number is empty.
    pub(crate) fn blocked(
        &self,
        caller: &str,
        center: &[Name],
        flow: &Screening,
    ) -> Option<Blocked> {
        let caller = normalise(caller);
        let on = |names: &[Name]| names.iter().find(|name| self.is_on(name, &caller)).cloned();
        if on(&flow.whitelist).is_some() {
            return None;
        }
        if self.blocked.contains(&caller) {
            return Some(Blocked::AtRunTime);
        }
        on(center)
            .or_else(|| on(&flow.blacklist))
            .map(Blocked::Listed)
            .or_else(|| flow.whitelist_only.then_some(Blocked::Uninvited))
    }

    fn is_on(&self, name: &Name, caller: &str) -> bool {
        self.lists.get(name).is_some_and(|list| list.has(caller))
    }
}

impl List {
    fn of(configured: &CallerList) -> List {
        let mut list = List {
            withheld: configured.withheld,
            ..List::default()
        };
        for pattern in &configured.numbers {
            match pattern.matches() {
                Match::Number(number) => {
                    list.numbers.insert(number);
                }
                Match::Starts(starts) => list.starts.extend(starts),
            }
        }
        list
    }

    fn has(&self, caller: &str) -> bool {
        if caller.is_empty() {
            return self.withheld;
        }
        self.numbers.contains(caller)
            || self
                .starts
                .iter()
                .any(|start| caller.starts_with(start.as_str()))
    }
}
