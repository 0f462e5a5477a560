//! Whom the orders of the groups would have offered a caller, kept from what can be seen.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use kernel::Mono;
use model::config::{Order, Priority, Routing, SkillGroup};
use model::record::{CallEvent, EventKind, HungUpBy, OfferEnd};
use model::state::AgentState;
use model::{CallId, Config, Name};
use switch::Switch;

use super::at;
use crate::report::Report;
use crate::sweep::center::{AGENTS, agent};

/// How long an agent is left alone who did not take a call, and a little more.
const REST: Duration = Duration::from_millis(5_100);

/// The rule about callers whose flow names an agent.
const MEANT: &str = "a caller gets the agent whom his flow names, if that one is free";

/// What is known of agents.
#[derive(Debug, Default)]
pub struct Orders {
    /// Who is idle, and since when for the order of offers.
    idle: BTreeMap<Name, Mono>,
    /// Calls taken since midnight.
    calls: BTreeMap<Name, u32>,
    /// Who is called by which participant, for which group.
    called: BTreeMap<(CallId, u32), (Name, Name)>,
    /// Who was called by the present input, for which group, and for whom that caller is meant.
    offered: Vec<(Name, Name, Option<Name>)>,
    /// Who lost a ring by no doing of his own, and keeps his place if he goes on being idle.
    returned: BTreeMap<Name, Mono>,
    /// The places of those who ring.
    places: BTreeMap<Name, Mono>,
    resting: BTreeMap<Name, Mono>,
    /// Whether the present input changed the configuration.
    applied: bool,
}

impl Orders {
    /// A configuration is live from here on.
    pub fn applied(&mut self) {
        self.applied = true;
    }

    /// Takes in an event.
    pub fn take(&mut self, now: Mono, event: &CallEvent, meant: Option<&Name>) {
        let key = |participant: &u32| (event.call, *participant);
        match &event.kind {
            EventKind::Offered {
                participant,
                agent: Some(agent),
                group,
                ..
            } => {
                let called = (agent.clone(), group.clone());
                self.called.insert(key(participant), called);
                self.offered
                    .push((agent.clone(), group.clone(), meant.cloned()));
                // Who was not idle before has become it by the same input.
                let place = self.returned.remove(agent);
                let place = place.or_else(|| self.idle.get(agent).copied());
                self.places.insert(agent.clone(), place.unwrap_or(now));
            }
            EventKind::Answered { participant } => {
                if let Some((agent, _)) = self.called.get(&key(participant)) {
                    *self.calls.entry(agent.clone()).or_default() += 1;
                    self.places.remove(agent);
                }
            }
            EventKind::OfferEnded { participant, end } => self.ended(now, key(participant), *end),
            EventKind::Left { participant, by } => {
                if let Some((agent, _)) = self.called.remove(&key(participant))
                    && *by == HungUpBy::System
                {
                    self.resting.insert(agent, now + REST);
                }
            }
            _ => {}
        }
    }

    fn ended(&mut self, now: Mono, key: (CallId, u32), end: OfferEnd) {
        let Some((agent, _)) = self.called.remove(&key) else {
            return;
        };
        let place = self.places.remove(&agent);
        match (end, place) {
            (OfferEnd::NoAnswer | OfferEnd::Rejected | OfferEnd::Failed, _) => {
                self.resting.insert(agent, now + REST);
            }
            (_, Some(place)) => {
                self.returned.insert(agent, place);
            }
            (_, None) => {}
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
            for (agent, group, meant) in &offered {
                match meant {
                    Some(meant) if meant == agent => {
                        report.count("offers to an agent whom a flow names");
                    }
                    Some(meant) if self.left_out(now, meant, &idle) => {
                        let what = format!("{agent} in {group}, but {meant} is meant");
                        report.violated(at(now), MEANT, what);
                    }
                    _ => self.judge(now, config, (agent, group), &idle, report),
                }
            }
        }
        self.idle.retain(|agent, _| idle.contains(agent));
        for agent in idle {
            let place = self.returned.remove(&agent).unwrap_or(now);
            self.idle.entry(agent).or_insert(place);
        }
        self.returned.clear();
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

    /// The power failed.
    pub fn crashed(&mut self) {
        let calls = std::mem::take(&mut self.calls);
        *self = Orders {
            calls,
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
