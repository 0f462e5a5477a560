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
use crate::sweep::center;

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
    /// The agent for whom he is meant, who need not be a member of it.
    pub meant: Option<Name>,
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
    /// With which Call-ID each number called last, and when.
    called: BTreeMap<String, (String, u64)>,
    /// When those came whose flow begins with a queue.
    came: BTreeMap<CallId, u64>,
    /// The agents for whom calls are meant by their flows.
    meant: BTreeMap<CallId, Name>,
    /// Those who were handed over and are on the way to whoever is meant.
    handed: BTreeSet<CallId>,
    /// Those who lost whom they talked with, and have not entered a node since.
    left: BTreeSet<CallId>,
    /// When the last of those called who joined one.
    last: u64,
    count: u64,
}

impl Turns {
    /// Somebody calls; with the same Call-ID he repeats himself.
    pub fn calls(&mut self, number: String, call_id: String) {
        let count = self.tick();
        let known = self.called.get(&number);
        if known.is_none_or(|(known, _)| *known != call_id) {
            self.called.insert(number, (call_id, count));
        }
    }

    /// The agent for whom a caller is meant who waits.
    pub fn meant(&self, call: CallId) -> Option<&Name> {
        self.waits.get(&call)?.meant.as_ref()
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
            EventKind::Arrived { caller, callee, .. } => self.arrives(call, caller, callee),
            EventKind::Entered { .. } => {
                self.left.remove(&call);
            }
            EventKind::Left { .. } => {
                self.left.insert(call);
            }
            EventKind::HandedOver { .. } => {
                self.handed.insert(call);
            }
            EventKind::Answered { .. } => {
                self.handed.remove(&call);
            }
            EventKind::DialEnded { .. } if self.handed.remove(&call) => {
                self.left.insert(call);
            }
            EventKind::Queued { group, .. } => {
                self.handed.remove(&call);
                self.joins(now, call, group, config, report);
            }
            EventKind::Dequeued { .. } => {
                self.waits.remove(&call);
            }
            EventKind::Offered {
                participant, agent, ..
            } => {
                self.served(now, call, agent.as_ref(), config, report);
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
                self.meant.remove(&call);
                self.left.remove(&call);
                self.handed.remove(&call);
            }
            _ => {}
        }
    }

    fn arrives(&mut self, call: CallId, caller: &str, callee: &str) {
        if center::is_straight(callee) {
            let number = caller.strip_prefix("+86").unwrap_or(caller);
            let came = self.called.get(number);
            self.came.extend(came.map(|(_, came)| (call, *came)));
        }
        let meant = center::meant_for(callee);
        self.meant.extend(meant.map(|agent| (call, agent)));
    }

    fn joins(
        &mut self,
        now: Mono,
        call: CallId,
        group: &Name,
        config: &Config,
        report: &mut Report,
    ) {
        let count = self.tick();
        self.let_in(now, call, report);
        // Nobody is meant for an agent who is not there, nor once more for one who was lost in a talk.
        let meant = self.meant.remove(&call);
        let meant = meant.filter(|agent| config.agents.contains_key(agent));
        let place = match self.left.remove(&call) {
            true => Place::Returned(Reverse(count)),
            false => Place::Came(count),
        };
        let alike = |wait: &Wait| wait.group == *group && wait.since == now;
        if self.waits.values().any(alike) {
            report.count("waits that begin at the same instant");
        }
        let wait = Wait {
            group: group.clone(),
            meant,
            place,
            rings: BTreeSet::new(),
            since: now,
            alone_since: now,
        };
        self.waits.insert(call, wait);
    }

    /// Those whose flow begins with a queue join it in the order in which they called.
    fn let_in(&mut self, now: Mono, call: CallId, report: &mut Report) {
        let Some(came) = self.came.remove(&call) else {
            return;
        };
        report.checked();
        if came < self.last {
            let what = format!("{call} behind one who called later");
            report.violated(at(now), "callers are let in in the order they called", what);
        }
        self.last = self.last.max(came);
    }

    /// Somebody is rung for a caller: nobody before him could have had that one.
    fn served(
        &self,
        now: Mono,
        call: CallId,
        agent: Option<&Name>,
        config: &Config,
        report: &mut Report,
    ) {
        let Some(wait) = self.waits.get(&call) else {
            return;
        };
        let group = config.skill_groups.get(&wait.group);
        let most = group.map_or(1, SkillGroup::ringing_limit);
        // Whoever is meant for somebody has one ring after the other.
        let most = |other: &Wait| if other.meant.is_some() { 1 } else { most };
        let member = |agent: &Name| group.is_some_and(|it| it.members.contains_key(agent));
        let could = |other: &Wait| {
            agent.is_none_or(|agent| member(agent) || other.meant.as_ref() == Some(agent))
        };
        let wants = |other: &Wait| other.rings.len() < most(other) && could(other);
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

#[cfg(test)]
mod tests {
    use model::Revision;
    use model::record::{CallKind, Direction, HungUpBy, OfferEnd};
    use model::{Extension, record::QueueExit};

    use super::*;
    use crate::sweep::center::{MEANT, NAMED, Variant, agent};

    const GROUP: &str = "aftersales";

    /// Plays events of calls by their numbers; the rules that were broken.
    fn broken(events: Vec<(u128, EventKind)>) -> Vec<&'static str> {
        let config = Variant::first().config().expect("a center");
        let (mut turns, mut report) = (Turns::default(), Report::default());
        for (call, kind) in events {
            let event = CallEvent {
                call: CallId(uuid::Uuid::from_u128(call)),
                sequence: 0,
                at: jiff::Timestamp::UNIX_EPOCH,
                elapsed_us: 0,
                kind,
            };
            turns.take(Mono::ZERO, &event, &config, &mut report);
        }
        report.violations.iter().map(|it| it.rule).collect()
    }

    /// Somebody calls who is meant for an agent.
    fn meant() -> EventKind {
        EventKind::Arrived {
            kind: CallKind::Telephone,
            direction: Direction::In,
            trunk: None,
            caller: "13800000000".to_owned(),
            callee: MEANT.to_owned(),
            ivr: None,
            revision: Revision(1),
            home: Default::default(),
            diversion: Default::default(),
        }
    }

    fn queued() -> EventKind {
        EventKind::Queued {
            group: Name::new(GROUP).expect("a name"),
            ahead: 0,
        }
    }

    fn dequeued() -> EventKind {
        EventKind::Dequeued {
            group: Name::new(GROUP).expect("a name"),
            exit: QueueExit::Answered,
        }
    }

    fn offered(participant: u32) -> EventKind {
        EventKind::Offered {
            participant,
            agent: None,
            staff_number: None,
            phone: Extension::new("2101").expect("an extension"),
            group: Name::new(GROUP).expect("a name"),
        }
    }

    fn offered_to(n: u16) -> EventKind {
        EventKind::Offered {
            participant: 1,
            agent: Some(Name::new(&agent(n)).expect("a name")),
            staff_number: None,
            phone: Extension::new("2101").expect("an extension"),
            group: Name::new(GROUP).expect("a name"),
        }
    }

    fn refused(participant: u32) -> EventKind {
        EventKind::OfferEnded {
            participant,
            end: OfferEnd::Rejected,
        }
    }

    #[test]
    fn who_came_first_is_served_first() {
        let right = vec![
            (1, queued()),
            (2, queued()),
            (1, offered(1)),
            (2, offered(1)),
        ];
        assert!(broken(right).is_empty());
        let wrong = vec![(1, queued()), (2, queued()), (2, offered(1))];
        assert_eq!(broken(wrong).len(), 1);
    }

    #[test]
    fn who_lost_an_offer_comes_before_those_behind_him() {
        let mut events = vec![
            (1, queued()),
            (2, queued()),
            (1, offered(1)),
            (1, refused(1)),
        ];
        events.push((2, offered(1)));
        assert_eq!(broken(events).len(), 1);
    }

    #[test]
    fn who_is_meant_for_an_agent_passes_those_alone_who_cannot_have_him() {
        let begin = [(1, queued()), (2, meant()), (2, queued())];
        let with = |last| begin.iter().cloned().chain([last]).collect();
        assert!(broken(with((2, offered_to(NAMED)))).is_empty());
        assert_eq!(broken(with((2, offered_to(NAMED + 1)))).len(), 1);
        let both = [(3, meant()), (3, queued()), (3, offered_to(NAMED))];
        let both = begin.iter().cloned().chain(both).collect();
        assert_eq!(broken(both).len(), 1);
    }

    #[test]
    fn who_lost_his_agent_comes_before_everybody() {
        let left = EventKind::Left {
            participant: 1,
            by: HungUpBy::System,
        };
        let begin = [
            (1, queued()),
            (1, offered(1)),
            (1, dequeued()),
            (2, queued()),
            (1, left),
            (1, queued()),
        ];
        let with = |last| begin.iter().cloned().chain([last]).collect();
        assert!(broken(with((1, offered(2)))).is_empty());
        assert_eq!(broken(with((2, offered(1)))).len(), 1);
    }
}
