//! Whom the orders of the groups would have offered a caller, kept from what can be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use journal::Seq;
use kernel::Mono;
use model::config::{Order, Priority, Routing, SkillGroup};
use model::record::{CallEvent, CallKind, Direction, EndStatus, EventKind, HungUpBy, OfferEnd};
use model::state::AgentState;
use model::{CallId, Config, Name};
use switch::Switch;

use super::at;
use super::familiar::{Familiar, Last};
use crate::report::Report;
use crate::sweep::center::{AGENTS, agent};

/// How long an agent is left alone who did not take a call, and a little more.
const REST: Duration = Duration::from_millis(5_100);

/// The rule about callers whose flow names an agent.
const MEANT: &str = "a caller gets the agent whom his flow names, if that one is free";

/// The rule about callers who were served before.
const FAMILIAR: &str = "a caller gets the agent who served him before, if that one is free";

/// Somebody who was called for a caller.
#[derive(Debug)]
struct Offered {
    agent: Name,
    group: Name,
    /// For whom the caller is meant.
    meant: Option<Name>,
    /// Who served him last.
    last: Last,
}

/// What is known of agents.
#[derive(Debug, Default)]
pub struct Orders {
    /// Who is idle, and since when for the order of offers.
    idle: BTreeMap<Name, Mono>,
    /// Calls taken since midnight.
    calls: BTreeMap<Name, u32>,
    /// Who is called as which participant.
    called: BTreeMap<(CallId, u32), Name>,
    /// Who was called by the present input for the caller of a group.
    offered: Vec<Offered>,
    /// Calls that one of our phones began, with the agent who did.
    own: BTreeMap<CallId, Option<Name>>,
    familiar: Familiar,
    /// Who lost a ring in a way that may have cost him his place, or not.
    unsure: BTreeSet<Name>,
    /// Who lost a ring by no doing of his own, and keeps his place if he goes on being idle.
    returned: BTreeMap<Name, Mono>,
    /// The places of those who ring; `None`: one that nobody is sure of.
    places: BTreeMap<Name, Option<Mono>>,
    resting: BTreeMap<Name, Mono>,
    /// Whether the present input changed the configuration.
    applied: bool,
}

impl Orders {
    /// A configuration is live from here on.
    pub fn applied(&mut self) {
        self.applied = true;
    }

    /// Takes in an event, the entry of that number.
    pub fn take(&mut self, now: Mono, seq: Seq, event: &CallEvent, meant: Option<&Name>) {
        let call = event.call;
        let key = |participant: &u32| (call, *participant);
        match &event.kind {
            EventKind::Arrived {
                kind,
                direction,
                caller,
                callee,
                ..
            } => self.arrives(call, (*direction, *kind), (caller, callee)),
            EventKind::Originated { agent, .. } => {
                // Whoever calls begins to be idle anew, even if he is refused at once.
                self.idle.retain(|known, _| Some(known) != agent.as_ref());
                self.own.insert(call, agent.clone());
            }
            EventKind::Offered {
                participant,
                agent: Some(agent),
                group,
                ..
            } => {
                // Who was not idle before has become it by the same input.
                self.calls_up(key(participant), agent, Some(now));
                self.offered.push(Offered {
                    agent: agent.clone(),
                    group: group.clone(),
                    meant: meant.cloned(),
                    last: self.familiar.of(call),
                });
            }
            EventKind::Dialled {
                participant,
                agent: Some(agent),
                ..
            } => self.calls_up(key(participant), agent, None),
            EventKind::Answered { participant } => self.answers(seq, key(participant)),
            EventKind::OfferEnded { participant, end } => self.ended(now, key(participant), *end),
            EventKind::DialEnded {
                participant,
                status,
                ..
            } => self.not_reached(now, key(participant), *status),
            EventKind::HandedOver { participant } => {
                self.called.remove(&key(participant));
            }
            EventKind::Left { participant, by } => {
                if let Some(agent) = self.called.remove(&key(participant))
                    && *by == HungUpBy::System
                {
                    self.resting.insert(agent, now + REST);
                }
            }
            EventKind::Ended { .. } => {
                self.own.remove(&call);
                self.familiar.over(call);
                self.called.retain(|(of, _), _| *of != call);
            }
            _ => {}
        }
    }

    fn arrives(
        &mut self,
        call: CallId,
        (direction, kind): (Direction, CallKind),
        (caller, callee): (&str, &str),
    ) {
        match (direction, kind) {
            (Direction::In, _) => self.familiar.begins(call, caller),
            (Direction::Out, CallKind::Telephone) => self.familiar.begins(call, callee),
            (Direction::Out, CallKind::Internal | CallKind::Test) => {}
        }
    }

    /// Somebody is called, who keeps the place that he has, or that one.
    fn calls_up(&mut self, key: (CallId, u32), agent: &Name, otherwise: Option<Mono>) {
        self.called.insert(key, agent.clone());
        let place = self.returned.remove(agent);
        let place = place.or_else(|| self.idle.get(agent).copied());
        match place {
            None if self.unsure.contains(agent) => {
                self.places.insert(agent.clone(), None);
            }
            place => {
                let place = place.or(otherwise);
                self.places
                    .extend(place.map(|place| (agent.clone(), Some(place))));
            }
        }
    }

    /// Somebody talks with the customer: who was called for him, or who has called him.
    fn answers(&mut self, seq: Seq, key: (CallId, u32)) {
        let own = self.own.get(&key.0);
        if let (Some(agent), None) = (self.called.get(&key), own) {
            *self.calls.entry(agent.clone()).or_default() += 1;
        }
        if let Some(agent) = self.called.get(&key) {
            self.places.remove(agent);
        }
        let serves = match own {
            Some(agent) => agent.as_ref(),
            None => self.called.get(&key),
        };
        if let Some(agent) = serves {
            self.familiar.serves(key.0, agent, seq);
        }
    }

    fn ended(&mut self, now: Mono, key: (CallId, u32), end: OfferEnd) {
        let Some(agent) = self.called.remove(&key) else {
            return;
        };
        let place = self.places.remove(&agent);
        match (end, place) {
            (OfferEnd::NoAnswer | OfferEnd::Rejected | OfferEnd::Failed, _) => {
                self.resting.insert(agent, now + REST);
            }
            (_, place) => self.returns(agent, place),
        }
    }

    /// Whoever was called past the queues keeps his place, unless his device failed; whether it did or
    /// could not be found is not told by all that is written.
    fn not_reached(&mut self, now: Mono, key: (CallId, u32), status: EndStatus) {
        let Some(agent) = self.called.remove(&key) else {
            return;
        };
        let place = self.places.remove(&agent);
        if matches!(status, EndStatus::ClientError | EndStatus::OperatorError) {
            self.resting.insert(agent.clone(), now + REST);
            self.unsure.insert(agent);
        } else {
            self.returns(agent, place);
        }
    }

    /// Somebody rings no more, who had such a place, or none.
    fn returns(&mut self, agent: Name, place: Option<Option<Mono>>) {
        match place {
            Some(Some(place)) => {
                self.returned.insert(agent, place);
            }
            Some(None) => {
                self.unsure.insert(agent);
            }
            None => {}
        }
    }

    /// Everything that one input led to is known: were the right ones called under `config`?
    pub fn settled(&mut self, now: Mono, switch: &Switch, config: &Config, report: &mut Report) {
        let idle: BTreeSet<Name> = switch
            .center()
            .agents()
            .filter(|status| status.state == AgentState::Idle)
            .map(|status| status.agent)
            .collect();
        let offered = std::mem::take(&mut self.offered);
        if !std::mem::take(&mut self.applied) {
            for offer in &offered {
                self.preferred(now, config, offer, &idle, report);
            }
        }
        self.idle.retain(|agent, _| idle.contains(agent));
        self.unsure.retain(|agent| idle.contains(agent));
        for agent in idle.difference(&self.unsure) {
            let place = self.returned.remove(agent).unwrap_or(now);
            self.idle.entry(agent.clone()).or_insert(place);
        }
        self.returned.clear();
    }

    /// Was the one called who goes before the order, if there is one and he is free?
    fn preferred(
        &self,
        now: Mono,
        config: &Config,
        offer: &Offered,
        idle: &BTreeSet<Name>,
        report: &mut Report,
    ) {
        let Offered {
            agent,
            group,
            meant,
            last,
        } = offer;
        let free = |it: &Name| self.left_out(now, it, idle);
        if let Some(meant) = meant {
            if meant == agent {
                return report.count("offers to an agent whom a flow names");
            }
            if free(meant) {
                let what = format!("{agent} in {group}, but {meant} is meant");
                return report.violated(at(now), MEANT, what);
            }
        }
        let skilled = config.skill_groups.get(group);
        let skilled = skilled.filter(|it| config.routing_of(it).last_agent);
        if let Some(skilled) = skilled {
            match last {
                Last::Unknown => return,
                Last::Agent(last) if last == agent => {
                    return report.count("offers to who served the caller before");
                }
                Last::Agent(last) if skilled.members.contains_key(last) && free(last) => {
                    let what = format!("{agent} in {group}, but {last} served the caller");
                    return report.violated(at(now), FAMILIAR, what);
                }
                Last::Agent(_) | Last::Nobody => {}
            }
        }
        self.judge(now, config, (agent, group), idle, report);
    }

    /// Nobody who was free before and after goes before one who was called.
    fn judge(
        &self,
        now: Mono,
        config: &Config,
        (agent, group): (&Name, &Name),
        idle: &BTreeSet<Name>,
        report: &mut Report,
    ) {
        let Some(skilled) = config.skill_groups.get(group) else {
            return;
        };
        let routing = config.routing_of(skilled);
        let Some(called) = self.rank(agent, skilled, &routing) else {
            return;
        };
        report.count(&format!("offers by {}", routing.order.word()));
        let others = skilled.members.keys();
        let others = others.filter(|other| self.left_out(now, other, idle));
        let ranks = others.filter_map(|other| Some((self.rank(other, skilled, &routing)?, other)));
        if let Some((rank, other)) = ranks.min()
            && rank < called
        {
            let what = format!("{agent} in {group} by {called:?}, but {other} by {rank:?}");
            report.violated(
                at(now),
                "an offer goes to the one whom the order says",
                what,
            );
        }
    }

    /// Whether somebody could have been called by the present input and was not.
    fn left_out(&self, now: Mono, agent: &Name, idle: &BTreeSet<Name>) -> bool {
        let resting = self.resting.get(agent).is_some_and(|until| now <= *until);
        self.idle.contains_key(agent) && idle.contains(agent) && !resting
    }

    /// The place of one who was idle before the present input.
    fn rank(&self, agent: &Name, group: &SkillGroup, routing: &Routing) -> Option<(u32, Mono)> {
        let since = self.idle.get(agent)?;
        let first = match routing.order {
            Order::LongestIdle => 0,
            Order::FewestCalls => self.calls.get(agent).copied().unwrap_or(0),
            Order::Priority => {
                let Priority(priority) = group.members.get(agent)?;
                u32::from(*priority)
            }
        };
        Some((first, *since))
    }

    /// The power failed; entries up to that one are durable.
    pub fn crashed(&mut self, durable: Seq) {
        let calls = std::mem::take(&mut self.calls);
        let mut familiar = std::mem::take(&mut self.familiar);
        familiar.crashed(durable);
        *self = Orders {
            calls,
            familiar,
            ..Orders::default()
        };
    }

    /// The center runs again. Of what was not durable nobody knows, so then it is believed.
    pub fn started(&mut self, now: Mono, switch: &Switch, certain: bool, report: &mut Report) {
        // Those who are deleted at the moment may come back.
        let all = (1..=AGENTS).filter_map(|n| Name::new(&agent(n)).ok());
        let calls = |agent: Name| (agent.clone(), switch.center().calls_today(&agent));
        let told: BTreeMap<Name, u32> = all.map(calls).collect();
        if certain {
            for (agent, calls) in &told {
                let known = self.calls.get(agent).copied().unwrap_or(0);
                if known != *calls {
                    let what = format!("{agent} took {known}, and {calls} are known");
                    report.violated(at(now), "calls of the day survive a restart", what);
                }
            }
        }
        self.calls = told;
    }
}
