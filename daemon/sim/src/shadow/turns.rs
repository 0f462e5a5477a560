//! Whose turn it is: callers of a group are rung for in the order in which they came, and are told how
//! many are ahead of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use kernel::Mono;
use model::config::SkillGroup;
use model::record::{CallEvent, EventKind};
use model::{CallId, Config, Name};

use super::at;
use crate::report::Report;

/// A place in a queue; lower ones come first.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// One whose agent was lost in the middle of the talk: the last of those is the first of all.
    Returned(Reverse<u64>),
    /// Anybody else.
    Came(u64),
}

/// Somebody who waits.
#[derive(Debug)]
pub struct Wait {
    /// For whom.
    pub group: Name,
    place: Place,
    rings: BTreeSet<u32>,
    since: Mono,
    alone_since: Mono,
}

impl Wait {
    /// Since when nobody is rung for him; `None`: somebody is.
    pub fn alone_since(&self) -> Option<Mono> {
        self.rings.is_empty().then_some(self.alone_since)
    }
}

/// Everybody who waits.
#[derive(Debug, Default)]
pub struct Turns {
    waits: BTreeMap<CallId, Wait>,
    /// Those whose flow begins with a queue, by when they came.
    came: BTreeMap<CallId, u64>,
    /// Those who lost whom they talked with, and have not entered a node since.
    left: BTreeSet<CallId>,
    count: u64,
}

impl Turns {
    /// A caller is there, whose flow begins with a queue.
    pub fn comes(&mut self, call: CallId) {
        let count = self.tick();
        self.came.entry(call).or_insert(count);
    }

    /// Those who wait.
    pub fn waits(&self) -> impl Iterator<Item = (CallId, &Wait)> {
        self.waits.iter().map(|(call, wait)| (*call, wait))
    }

    /// Nobody waits any more.
    pub fn crashed(&mut self) {
        let count = self.count;
        *self = Turns {
            count,
            ..Turns::default()
        };
    }

    /// Takes in an event of a call.
    pub fn take(&mut self, now: Mono, event: &CallEvent, config: &Config, report: &mut Report) {
        let call = event.call;
        match &event.kind {
            EventKind::Entered { .. } => {
                self.left.remove(&call);
            }
            EventKind::Left { .. } => {
                self.left.insert(call);
            }
            EventKind::Queued { group, .. } => self.joins(now, call, group, report),
            EventKind::Dequeued { .. } => {
                self.waits.remove(&call);
            }
            EventKind::Offered { participant, .. } => {
                self.served(now, call, config, report);
                if let Some(wait) = self.waits.get_mut(&call) {
                    wait.rings.insert(*participant);
                }
            }
            EventKind::OfferEnded { participant, .. } => {
                if let Some(wait) = self.waits.get_mut(&call) {
                    wait.rings.remove(participant);
                    wait.alone_since = now;
                }
            }
            EventKind::Ended { .. } => {
                self.waits.remove(&call);
                self.came.remove(&call);
                self.left.remove(&call);
            }
            _ => {}
        }
    }

    fn joins(&mut self, now: Mono, call: CallId, group: &Name, report: &mut Report) {
        let count = self.tick();
        let came = self.came.remove(&call).unwrap_or(count);
        let place = match self.left.remove(&call) {
            true => Place::Returned(Reverse(count)),
            false => Place::Came(came),
        };
        let alike = |wait: &Wait| wait.group == *group && wait.since == now;
        if self.waits.values().any(alike) {
            report.count("waits that begin at the same instant");
        }
        let wait = Wait {
            group: group.clone(),
            place,
            rings: BTreeSet::new(),
            since: now,
            alone_since: now,
        };
        self.waits.insert(call, wait);
    }

    /// Somebody is rung for a caller: nobody before him could have had that one.
    fn served(&self, now: Mono, call: CallId, config: &Config, report: &mut Report) {
        let Some(wait) = self.waits.get(&call) else {
            return;
        };
        let group = config.skill_groups.get(&wait.group);
        let most = group.map_or(1, SkillGroup::ringing_limit);
        let wants = |other: &Wait| other.rings.len() < most;
        let passed = self.ahead(wait).find(|(_, other)| wants(other));
        report.checked();
        if let Some((passed, _)) = passed {
            let what = format!("{call} before {passed} in {}", wait.group);
            report.violated(
                at(now),
                "callers are served in the order they came in",
                what,
            );
        }
    }

    /// A caller is told that so many are ahead of him.
    pub fn told(&self, now: Mono, call: CallId, number: usize, report: &mut Report) {
        let Some(wait) = self.waits.get(&call) else {
            return;
        };
        report.count("places told");
        report.checked();
        let ahead = self.ahead(wait).count();
        if ahead != number {
            let what = format!("{call} is told {number}, and {ahead} are");
            report.violated(at(now), "a caller is told how many are ahead of him", what);
        }
    }

    /// Nobody waits for those who are not there.
    pub fn look(&self, now: Mono, config: &Config, report: &mut Report) {
        for (call, wait) in self.waits() {
            report.checked();
            if !config.skill_groups.contains_key(&wait.group) {
                let what = format!("{call} in {}", wait.group);
                report.violated(at(now), "nobody waits in a group that is gone", what);
            }
        }
    }

    fn ahead<'a>(&'a self, of: &'a Wait) -> impl Iterator<Item = (CallId, &'a Wait)> {
        self.waits()
            .filter(|(_, other)| other.group == of.group && other.place < of.place)
    }

    fn tick(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}
